//! Places of the order as tiles: who stands in line, and all winners.

use eframe::egui::{Align2, Color32, Rect, pos2, vec2};

use super::paper::{Letters, Paper, display, mono, place, plain, strong};
use super::party;
use super::pictures::Picture;
use super::scenes::{MARGIN, Wall, draw_words, ordinal, spaced};
use crate::app::presenting::{PAGE, ShowPlace, house_robot};
use crate::gui::text::Fit;

impl Wall<'_> {
    /// Who stands in line behind the winners.
    pub fn alternates(&mut self, first: usize) {
        self.header(&draw_words(self.show));
        let ink = self.ink.cream;
        self.paper.words(pos2(MARGIN, 122.0), Align2::LEFT_TOP, "Next in line", display(64.0), ink, Fit::Free);
        let words = "A prize that is not taken goes to the first in line who may have it.";
        let room = self.paper.w - 2.0 * MARGIN;
        self.paper.words(pos2(MARGIN, 200.0), Align2::LEFT_TOP, words, plain(25.0), self.ink.muted, Fit::Elide(room));
        let places: Vec<(ShowPlace, String)> = self
            .show
            .alternates
            .iter()
            .enumerate()
            .skip(first)
            .take(PAGE)
            .map(|(n, place)| (place.clone(), format!("{} in line", ordinal(n as u64 + 1))))
            .collect();
        let field = place(MARGIN, 254.0, room, self.paper.h - 254.0 - 90.0);
        self.tiles(&places, field, |_| 1.0);
        self.lock_line(MARGIN, self.paper.h - 46.0);
    }

    /// All winners.
    pub fn board(&mut self, first: usize) {
        let (w, h) = (self.paper.w, self.paper.h);
        party::rays(&self.paper, &self.ink, pos2(w / 2.0, h * 0.46), 1.0);
        let on_sun = self.ink.on_sun;
        let room = w - 2.0 * MARGIN;
        let letters = self.paper.shrunk(&self.show.title, display(34.0), room - 420.0);
        let show = self.show;
        self.paper.words(
            pos2(w - MARGIN, 64.0),
            Align2::RIGHT_CENTER,
            &show.title,
            letters,
            on_sun,
            Fit::Elide(room - 420.0),
        );
        let all = show.winners_in_all();
        let title = if all == 0 { "No winners" } else { "All winners" };
        self.paper.words(pos2(MARGIN, 26.0), Align2::LEFT_TOP, title, display(76.0), on_sun, Fit::Free);
        let places: Vec<(ShowPlace, String)> = show
            .prizes
            .iter()
            .flat_map(|prize| prize.winners.iter().map(|place| (place.clone(), prize.name.clone())))
            .skip(first)
            .take(PAGE)
            .collect();
        let field = place(MARGIN, 122.0, room, h - 122.0 - 104.0);
        self.tiles(&places, field, |_| 1.0);
        self.paper.fill(place(0.0, h - 82.0, w, 82.0), 0.0, self.ink.ground);
        let end = self.lock_line(MARGIN, h - 41.0);
        let words = "Check it yourself: every file is published today.";
        let fit = Fit::Elide(w - MARGIN - end - 40.0);
        self.paper.words(pos2(w - MARGIN, h - 41.0), Align2::RIGHT_CENTER, words, plain(21.0), self.ink.muted, fit);
    }

    /// Places as tiles: face, name or id, and one line. `grown` 0 to 1 lets each come up.
    pub fn tiles(&mut self, places: &[(ShowPlace, String)], field: Rect, grown: impl Fn(usize) -> f32) {
        let count = places.len().max(1);
        let columns = match count {
            1 => 1,
            2 | 4 => 2,
            3 | 5 | 6 | 9 => 3,
            _ => 4,
        };
        let rows = count.div_ceil(columns);
        let gap = 20.0;
        let w = ((field.width() - gap * (columns - 1) as f32) / columns as f32).min(640.0);
        let h = ((field.height() - gap * (rows - 1) as f32) / rows as f32).min(220.0);
        let left = field.center().x - ((w + gap) * columns as f32 - gap) / 2.0;
        let top = field.center().y - ((h + gap) * rows as f32 - gap) / 2.0;
        for (n, (place_of, line)) in places.iter().enumerate() {
            let part = grown(n);
            if part <= 0.0 {
                continue;
            }
            let at = pos2(left + (n % columns) as f32 * (w + gap), top + (n / columns) as f32 * (h + gap));
            let tile = Rect::from_center_size(at + vec2(w, h) / 2.0, vec2(w, h) * part);
            self.tile(place_of, line, tile, part >= 1.0);
        }
    }

    fn tile(&mut self, place_of: &ShowPlace, line: &str, tile: Rect, settled: bool) {
        self.paper.fill(tile, 14.0, self.ink.cream);
        self.paper.frame(tile, 14.0, 4.0, self.ink.on_sun);
        let side = (tile.height() - 24.0).min(tile.width() * 0.3);
        let plate = Rect::from_center_size(pos2(tile.left() + 12.0 + side / 2.0, tile.center().y), vec2(side, side));
        self.paper.fill(plate, 4.0, self.ink.sun);
        let mut figure = place_of.figure.clone().unwrap_or_else(house_robot);
        // A raised fist would reach into the portrait.
        figure.pose = "stance".into();
        let pixels = self.paper.pixels(side);
        if settled && let Some(face) = self.pictures.get(Picture::Face(Box::new(figure)), pixels) {
            self.paper.picture(face, plate, Color32::WHITE);
        }
        if !settled {
            return;
        }
        let (paper, ink) = (&self.paper, &self.ink);
        let x = plate.right() + 16.0;
        let room = tile.right() - 14.0 - x;
        let id = spaced(&place_of.entry_id);
        let muted = crate::gui::theme::mix(ink.on_sun, ink.cream, 0.25);
        let line_at = pos2(x, tile.top() + 16.0);
        let top = paper.words(line_at, Align2::LEFT_TOP, line, plain(20.0), muted, Fit::Elide(room));
        let id_letters = paper.shrunk(&id, mono(23.0), room);
        let Some(name) = &place_of.name else {
            let letters = paper.shrunk(&id, mono(34.0), room);
            paper.words(
                pos2(x, tile.center().y + 8.0),
                Align2::LEFT_CENTER,
                &id,
                letters,
                ink.on_sun,
                Fit::Elide(room),
            );
            return;
        };
        let bottom = tile.bottom() - 16.0;
        let foot = paper.words(pos2(x, bottom), Align2::LEFT_BOTTOM, &id, id_letters, muted, Fit::Elide(room));
        let middle = pos2(x, f32::midpoint(top.bottom(), foot.top()));
        let high = foot.top() - top.bottom();
        let letters = tallest(paper, name, room, high);
        paper.words(middle, Align2::LEFT_CENTER, name, letters, ink.on_sun, Fit::WrapRows(room, 3));
    }
}

/// The largest strong letters with which a name stands whole in a place, on at most three lines.
fn tallest(paper: &Paper<'_>, name: &str, w: f32, h: f32) -> Letters {
    let sizes = [40.0, 34.0, 29.0, 26.0, 23.0, 20.0, 17.0, 15.0];
    let stands = |size: f32| {
        let line = size * 32.0 / 28.0;
        let tall = paper.measure(name, strong(size), Fit::Wrap(w)).y;
        (tall / line).round() <= 3.0 && tall <= h + 2.0
    };
    let fits = |size: f32| {
        // The space behind a word must fit as well, or it would begin the next line.
        let words = name.split_inclusive([' ', '-']);
        let longest = words.map(|word| paper.measure(&format!("{} ", word.trim_end()), strong(size), Fit::Free).x);
        stands(size) && longest.fold(0.0, f32::max) <= w
    };
    // A word that would have to be tiny to stay whole is broken instead.
    let whole = sizes.into_iter().find(|size| *size >= 17.0 && fits(*size));
    strong(whole.or_else(|| sizes.into_iter().find(|size| *size <= 26.0 && stands(*size))).unwrap_or(12.0))
}
