//! The boxes: a drum roll while the entry id comes letter by letter, a box that shakes and opens, the winner under confetti.
//!
//! All of it shows what the record holds; nothing is decided here. With reduced motion only the end of it is shown.

use eframe::egui::{Align2, Color32, Rect, Role, pos2, vec2};

use super::luck::balls;
use super::paper::{display, mono, place, plain, strong};
use super::party::{self, ease, overshoot, within};
use super::pictures::Picture;
use super::scenes::{MARGIN, Wall, next_words, ordinal, spaced};
use super::toybox;
use crate::app::outlook::{counted, grouped};
use crate::app::presenting::{PAGE, Phase, ShowPlace, ShowPrize, ShowValue, house_robot};
use crate::gui::icons::Icon;
use crate::gui::text::Fit;

/// Height of the box during the drum roll, and when it opens.
const BOX_LOW: f32 = 330.0;
const BOX_HIGH: f32 = 540.0;
/// Height of a winner's figure at the end.
const FIGURE: f32 = 760.0;
/// A figure in its box is that much smaller, and the open box sinks by so much.
const SMALL: f32 = 0.82;
const SUNK: f32 = 230.0;
/// Height of the dark strip under a winner.
const FOOT: f32 = 92.0;

impl Wall<'_> {
    /// One winner's box.
    pub fn winner(&mut self, prize: usize, winner: usize) {
        let Some(prize_shown) = self.show.prizes.get(prize) else { return };
        let Some(place_of) = prize_shown.winners.get(winner) else { return };
        let (prize_shown, place_of) = (prize_shown.clone(), place_of.clone());
        // Drawn while the drum rolls, so that nothing is missing when the box opens.
        self.prepare(&place_of);
        match self.play.phase() {
            Phase::Drum(part) => self.drum(prize, &prize_shown, Some((winner, &place_of)), part),
            Phase::Opening(part) => self.opening(Some(&place_of), part),
            Phase::There(ms) => self.there(&prize_shown, winner, &place_of, ms),
        }
    }

    /// Winners of a prize that many win.
    pub fn winners(&mut self, prize: usize, first: usize) {
        let Some(shown) = self.show.prizes.get(prize).cloned() else { return };
        match self.play.phase() {
            Phase::Drum(part) => self.drum(prize, &shown, None, part),
            Phase::Opening(part) => self.opening(None, part),
            Phase::There(ms) => self.many(&shown, first, ms),
        }
    }

    fn prepare(&mut self, place_of: &ShowPlace) {
        let figure = place_of.figure.clone().unwrap_or_else(house_robot);
        let pixels = self.paper.pixels(FIGURE);
        self.pictures.get(Picture::Figure(Box::new(figure)), pixels);
        if let Some(picture) = self.name_picture(place_of) {
            let pixels = self.paper.pixels(100.0);
            self.pictures.get(picture, pixels);
        }
    }

    fn name_place(&self) -> Rect {
        place(MARGIN - 6.0, 118.0, self.paper.w * 0.56, 330.0)
    }
    fn name_picture(&self, place_of: &ShowPlace) -> Option<Picture> {
        let at = self.name_place();
        let words = place_of.name.clone()?;
        Some(Picture::Name { words, w: at.width() as u32, h: at.height() as u32 })
    }

    /// The drum roll: which prize, the letters of the entry id, what fell, and a box that cannot keep still.
    fn drum(&mut self, at: usize, prize: &ShowPrize, one: Option<(usize, &ShowPlace)>, part: f32) {
        let (w, h) = (self.paper.w, self.paper.h);
        let of = match one {
            Some((winner, _)) if prize.winners.len() > 1 => {
                format!("{} of {}", winner + 1, counted(prize.winners.len() as u64, "winner", "winners"))
            }
            Some(_) => "One winner".into(),
            None => counted(prize.winners.len() as u64, "winner", "winners"),
        };
        self.header(&of);
        let mut y = self.prize_chips(at, 122.0) + 34.0;
        let (paper, ink) = (&self.paper, &self.ink);
        let words = if one.is_some() { "The winning entry is" } else { "The winning entries are" };
        let said = paper.words(pos2(w / 2.0, y), Align2::CENTER_TOP, words, plain(34.0), ink.cream, Fit::Free);
        y = said.bottom() + 18.0;
        if let Some((_, place_of)) = one {
            y = self.letters(&place_of.entry_id, y, part);
        }
        y += 26.0;
        let (paper, ink) = (&self.paper, &self.ink);
        let bar = place(w * 0.1, y, w * 0.8, 14.0);
        paper.fill(bar, 7.0, ink.inset);
        let done = Rect::from_min_size(bar.min, vec2((bar.width() * part).max(14.0), bar.height()));
        paper.fill(done, 7.0, ink.sun);
        paper.name(bar, Role::ProgressIndicator, "Drum roll");
        self.fallen(bar.bottom() + 50.0);
        let end = self.lock_line(MARGIN, h - 46.0);
        let words = "Each ticket gets one number from these. The lowest wins.";
        let fit = Fit::Elide(w - MARGIN - end - 40.0);
        self.paper.words(pos2(w - MARGIN, h - 46.0), Align2::RIGHT_CENTER, words, plain(21.0), self.ink.muted, fit);

        // It shakes more and more, in bouts.
        let t = self.play.elapsed_ms() as f32 / 1000.0;
        let bout = ((t * 2.6).sin().max(0.0)).powi(2);
        let turn = (t * 47.0).sin() * 0.045 * (0.25 + part) * bout;
        let hop = (t * 31.0).sin().abs() * 9.0 * part * bout;
        let height = if one.is_some() { BOX_LOW } else { 430.0 }.min(h - bar.bottom() - 150.0);
        self.closed_box(pos2(w / 2.0, h - 84.0 - hop), height, turn);
    }

    /// All prizes as chips, the one at work in the sun; gives where they end.
    fn prize_chips(&self, at: usize, top: f32) -> f32 {
        let (paper, ink, show) = (&self.paper, &self.ink, self.show);
        let room = paper.w - 2.0 * MARGIN;
        let kinds = show.prizes.len().clamp(1, 5) as f32;
        let most = ((room - 16.0 * (kinds - 1.0)) / kinds - 88.0).clamp(140.0, 520.0);
        let chip_of = |n: usize| {
            let prize = show.prizes.get(n)?;
            let words = match prize.quantity {
                1 => prize.name.clone(),
                many => format!("{} × {}", grouped(many), prize.name),
            };
            let width = paper.measure(&words, strong(24.0), Fit::Elide(most)).x + 84.0;
            Some((words, width))
        };
        let paint = |n: usize, x: f32, words: &str, width: f32| {
            let chip = place(x, top, width, 54.0);
            let (letters, colour) = if n == at { (strong(24.0), ink.on_sun) } else { (plain(24.0), ink.muted) };
            if n == at {
                paper.fill(chip, 10.0, ink.sun);
            } else {
                paper.frame(chip, 10.0, 2.0, ink.line);
            }
            paper.icon(Icon::Gift, pos2(x + 34.0, chip.center().y), 24.0, colour);
            let fit = Fit::Elide(width - 76.0);
            paper.words(pos2(x + 60.0, chip.center().y), Align2::LEFT_CENTER, words, letters, colour, fit);
        };
        // The prize at work is always there; of the others those that fit, in order.
        let Some((_, mine)) = chip_of(at) else { return top + 54.0 };
        let (mut x, mut left) = (MARGIN, room - mine);
        for n in 0..show.prizes.len() {
            let Some((words, width)) = chip_of(n) else { continue };
            if n != at {
                if width + 16.0 > left {
                    continue;
                }
                left -= width + 16.0;
            }
            paint(n, x, &words, width);
            x += width + 16.0;
        }
        top + 54.0
    }

    /// The entry id in tiles, open up to where the drum roll is; gives where they end.
    fn letters(&self, id: &str, top: f32, part: f32) -> f32 {
        let (paper, ink) = (&self.paper, &self.ink);
        let letters: Vec<char> = id.chars().collect();
        let count = letters.len().max(1);
        let groups = if count > 6 && count <= 24 { (count - 1) / 4 } else { 0 };
        let room = paper.w - 2.0 * MARGIN;
        let pitch = ((room - groups as f32 * 26.0) / count as f32).min(96.0);
        let (w, h) = (pitch * 0.87, (pitch * 1.28).min(124.0));
        let whole = pitch * count as f32 - (pitch - w) + groups as f32 * 26.0;
        let mut x = paper.w / 2.0 - whole / 2.0;
        // The last letter is there a little before the roll ends.
        let open = part / 0.94 * count as f32;
        for (n, letter) in letters.iter().enumerate() {
            let tile = place(x, top, w, h);
            let turning = open - n as f32;
            if turning >= 1.0 {
                paper.frame(tile, 12.0, 3.0, ink.cream);
                let at = tile.center();
                paper.ink(at, Align2::CENTER_CENTER, &letter.to_string(), mono(w * 0.78), ink.cream, Fit::Free);
            } else if turning > 0.0 {
                paper.fill(tile, 12.0, ink.sun);
                let at = tile.center();
                // Letters fly by until the right one stays.
                let shown = if turning > 0.6 { *letter } else { flying(self.play.elapsed_ms(), n) };
                paper.ink(at, Align2::CENTER_CENTER, &shown.to_string(), mono(w * 0.78), ink.on_sun, Fit::Free);
            } else {
                paper.frame(tile, 12.0, 3.0, ink.line);
                paper.disc(tile.center(), 5.0, ink.line);
            }
            x += pitch;
            if groups > 0 && n % 4 == 3 {
                x += 26.0;
            }
        }
        let shown: String = letters.iter().take((open.max(0.0) as usize).min(count)).collect();
        let at = place(paper.w / 2.0 - whole / 2.0, top, whole, h);
        paper.name(at, Role::Label, &format!("Entry id so far: {}", spaced(&shown)));
        top + h
    }

    /// What fell, at the left and at the right of the box.
    fn fallen(&self, top: f32) {
        let (paper, ink, show) = (&self.paper, &self.ink, self.show);
        let column = paper.w / 2.0 - 220.0 - MARGIN;
        for (n, source) in show.sources.iter().take(4).enumerate() {
            let Some(value) = &source.value else { continue };
            let x = if n % 2 == 0 { MARGIN } else { paper.w - MARGIN - column };
            let y = top + (n / 2) as f32 * 170.0;
            if y > paper.h - 190.0 {
                break;
            }
            paper.words(pos2(x, y), Align2::LEFT_TOP, &source.label, plain(22.0), ink.muted, Fit::Elide(column));
            let room = place(x, y + 38.0, column, if show.sources.len() > 2 { 110.0 } else { 150.0 });
            match value {
                ShowValue::Numbers(numbers) => {
                    // At the left, under their label.
                    let mut row = room;
                    let short = numbers.iter().all(|number| *number < 10_000);
                    let wide = if short { numbers.len() as f32 * 32.0 * 2.35 } else { 300.0 };
                    row.set_width(column.min(wide));
                    if short {
                        row.set_height(row.height().min(80.0 * (numbers.len() as f32 * 75.2 / column).ceil()));
                    }
                    balls(paper, ink, numbers, row, 32.0);
                }
                ShowValue::Words(words) => {
                    let words = format!("“{words}”");
                    let fit = Fit::WrapRows(column, 3);
                    paper.words(room.min, Align2::LEFT_TOP, &words, plain(30.0), ink.cream, fit);
                }
                ShowValue::Beacon { round, randomness } => {
                    let words = format!("Round {}", grouped(*round));
                    let said =
                        paper.words(room.min, Align2::LEFT_TOP, &words, strong(28.0), ink.cream, Fit::Elide(column));
                    let short = crate::gui::widgets::hash_groups::short_form(randomness);
                    let at = pos2(x, said.bottom() + 4.0);
                    paper.words(at, Align2::LEFT_TOP, &short, mono(24.0), ink.muted, Fit::Elide(column));
                }
            }
        }
    }

    /// The box comes forward, shakes a last time, loses its lid, and the figure rises out of it.
    fn opening(&mut self, place_of: Option<&ShowPlace>, part: f32) {
        let (w, h) = (self.paper.w, self.paper.h);
        let forward = ease(within(part, 0.0, 0.22));
        let shake = within(part, 0.12, 0.42);
        let open = within(part, 0.42, 0.62);
        let rise = ease(within(part, 0.46, 0.9));
        let t = part * 2.0;
        let turn = (t * 55.0).sin() * 0.07 * (shake * (1.0 - shake) * 4.0).min(1.0);
        let height = BOX_LOW + (BOX_HIGH - BOX_LOW) * forward;
        // It comes forward, and sinks as the figure rises, so that both fit the wall.
        let foot = pos2(w / 2.0, h - 84.0 + 40.0 * forward + SUNK * rise);
        let scale = height / toybox::FRONT.1;
        let middle = foot - vec2(0.0, height * 0.55);
        if open > 0.0 {
            party::rays(&self.paper, &self.ink, middle, ease(within(part, 0.42, 0.8)) * 0.999);
            let grown = overshoot(within(part, 0.44, 0.75));
            party::burst(&self.paper, middle - vec2(0.0, 120.0), 470.0 * grown, 300.0 * grown, 0.1, self.ink.straw);
        }
        let size = vec2(toybox::FRONT.0, toybox::FRONT.1) * scale;
        let front = Rect::from_min_size(pos2(foot.x - size.x / 2.0, foot.y - size.y), size);
        if open > 0.0 {
            // The dark inside, seen over the front's edge while the lid is off.
            let inside = place(
                front.left() + 16.0 * scale,
                front.top() - 34.0 * scale,
                front.width() - 32.0 * scale,
                90.0 * scale,
            );
            self.paper.fill(inside, 8.0, self.ink.on_sun);
            if let Some(place_of) = place_of {
                let figure = place_of.figure.clone().unwrap_or_else(house_robot);
                let tall = FIGURE * SMALL;
                // Out of the box up to the knees: the rest is behind the front.
                let soles = front.top() + tall - (tall - 120.0) * rise;
                self.paper.clip(Some(place(0.0, 0.0, w, front.top() + 40.0 * scale)));
                self.figure_at(&figure, soles, tall);
                self.paper.clip(None);
            }
        }
        if let Some(texture) = self.front(BOX_HIGH) {
            self.paper.turned(texture, front, foot, turn, Color32::WHITE);
        }
        let lid_size = vec2(toybox::LID.0, toybox::LID.1) * scale;
        let away = ease(open);
        let lid = Rect::from_center_size(
            pos2(foot.x + away * 420.0, front.top() - lid_size.y * 0.12 - away * 620.0 + away * away * 120.0),
            lid_size,
        );
        if let Some(texture) = self.lid(BOX_HIGH / 6.0) {
            let (pivot, turn) = if open > 0.0 { (lid.center(), away * 2.6) } else { (foot, turn) };
            self.paper.turned(texture, lid, pivot, turn, Color32::WHITE);
        }
        if open > 0.0 {
            party::confetti(
                &self.paper,
                &self.ink,
                middle - vec2(0.0, height * 0.4),
                (within(part, 0.42, 1.0) * 1_160.0) as u32,
            );
        }
    }

    fn figure_at(&mut self, figure: &crate::campaign::Figure, soles: f32, tall: f32) {
        let middle = self.paper.w / 2.0;
        let pixels = self.paper.pixels(FIGURE);
        if let Some(texture) = self.pictures.get(Picture::Figure(Box::new(figure.clone())), pixels) {
            let scale = tall / 1600.0;
            let rect = place(middle - 500.0 * scale, soles - 1540.0 * scale, 1000.0 * scale, tall);
            self.paper.picture(texture, rect, Color32::WHITE);
        }
    }

    /// The winner.
    fn there(&mut self, prize: &ShowPrize, winner: usize, place_of: &ShowPlace, ms: u32) {
        let (w, h) = (self.paper.w, self.paper.h);
        let still = self.play.is_still();
        let t = if still { 1.0 } else { ms as f32 / 600.0 };
        let centre = pos2(w * 0.72, h * 0.47);
        party::rays(&self.paper, &self.ink, centre, 1.0);
        let grown = if still { 1.0 } else { overshoot(t.min(1.0)) };
        party::burst(&self.paper, centre, 540.0 * grown, 360.0 * grown, 0.36, self.ink.straw);

        // From above the box to its place at the right.
        let come = ease(t.min(1.0));
        let figure = place_of.figure.clone().unwrap_or_else(house_robot);
        let tall = FIGURE * SMALL + (FIGURE.min(h - FOOT - 50.0) - FIGURE * SMALL) * come;
        let (from, to) = (pos2(w / 2.0, h - 44.0 + SUNK - BOX_HIGH + 120.0), pos2(w * 0.745, h - FOOT - 14.0));
        let foot = from + (to - from) * come;
        self.figure(&figure, foot, tall, Color32::WHITE);

        let (paper, ink) = (&self.paper, &self.ink);
        let room = w * 0.56;
        let goes = format!("{} goes to", prize.name);
        let one = paper.shrunk(&goes, display(42.0), room);
        let letters = if one.1 >= 30.0 { one } else { paper.shrunk(&goes, display(32.0), room * 1.8) };
        let fit = Fit::WrapRows(room, 2);
        paper.words(pos2(MARGIN, 76.0), Align2::LEFT_CENTER, &goes, letters, ink.on_sun, fit);
        let pop = if still { 1.0 } else { overshoot(within(ms as f32, 150.0, 650.0)) };
        let id_top = self.winner_name(place_of, pop);
        let (paper, ink) = (&self.paper, &self.ink);
        let id = spaced(&place_of.entry_id);
        let size = if place_of.name.is_some() { 44.0 } else { 84.0 };
        let letters = paper.shrunk(&id, mono(size), room - 60.0);
        let tall_id = letters.1 * 1.9;
        let wide = paper.measure(&id, letters, Fit::Elide(room - 60.0)).x + 56.0;
        let plate = place(MARGIN, id_top, wide, tall_id);
        paper.fill(plate, 12.0, ink.on_sun);
        let at = plate.center();
        paper.words(at, Align2::CENTER_CENTER, &id, letters, ink.cream, Fit::Elide(room - 60.0));

        let order =
            format!("{} of {} in the order", ordinal(place_of.rank), counted(self.show.entries, "entry", "entries"));
        let mut lines = vec![match prize.winners.len() {
            1 => format!("{order}."),
            all => format!("Winner {} of {all}, {order}.", winner + 1),
        }];
        let next = prize.next_in_line.iter().filter_map(|at| self.show.alternates.get(*at)).take(2);
        let next: Vec<String> = next
            .map(|place| match &place.name {
                Some(name) => format!("{name}, {}", spaced(&place.entry_id)),
                None => spaced(&place.entry_id),
            })
            .collect();
        if !next.is_empty() {
            lines.push(format!("Next in line: {}.", next.join("; ")));
        }
        let words = lines.join("\n");
        let inner = room - 52.0;
        let tall = paper.measure(&words, plain(25.0), Fit::WrapRows(inner, 5)).y;
        let note = place(MARGIN, plate.bottom() + 28.0, room, tall + 38.0);
        paper.fill(note, 12.0, ink.cream);
        paper.frame(note, 12.0, 3.0, ink.on_sun);
        let at = note.min + vec2(26.0, 19.0);
        paper.words(at, Align2::LEFT_TOP, &words, plain(25.0), ink.on_sun, Fit::WrapRows(inner, 5));

        // The box sinks away.
        if !still && t < 1.0 {
            let scale = BOX_HIGH / toybox::FRONT.1;
            let size = vec2(toybox::FRONT.0, toybox::FRONT.1) * scale;
            let drop = ease(t) * 620.0;
            let front = Rect::from_min_size(pos2(w / 2.0 - size.x / 2.0, h - 44.0 + SUNK - size.y + drop), size);
            if let Some(texture) = self.front(BOX_HIGH) {
                self.paper.picture(texture, front, Color32::WHITE);
            }
        }
        self.foot();
        if !still {
            party::confetti(&self.paper, &self.ink, pos2(w / 2.0, h * 0.45), ms + 1_160);
        }
    }

    /// The name in large outlined letters; gives where what follows may begin.
    fn winner_name(&mut self, place_of: &ShowPlace, pop: f32) -> f32 {
        let at = self.name_place();
        let Some(name) = &place_of.name else {
            let (paper, ink) = (&self.paper, &self.ink);
            let words = "The name of this winner is not shown";
            let said = paper.words(
                pos2(MARGIN, 150.0),
                Align2::LEFT_TOP,
                words,
                plain(27.0),
                ink.on_sun,
                Fit::WrapRows(at.width(), 2),
            );
            return said.bottom() + 26.0;
        };
        let texture = self.name_picture(place_of).and_then(|picture| {
            let pixels = self.paper.pixels(100.0);
            self.pictures.get(picture, pixels)
        });
        if let Some(texture) = texture {
            let grown =
                Rect::from_min_size(at.min, at.size() * pop).translate(at.size() * (1.0 - pop) * vec2(0.1, 0.5));
            self.paper.picture(texture, grown, Color32::WHITE);
            self.paper.name(at, Role::Heading, name);
        } else {
            // Not there yet, or in letters that no face for outlines has: the window's own fonts know more.
            let letters = self.paper.shrunk(name, strong(110.0), at.width() * 1.7);
            let fit = Fit::WrapRows(at.width(), 3);
            self.paper.words(at.left_center(), Align2::LEFT_CENTER, name, letters, self.ink.on_sun, fit);
        }
        at.bottom() + 12.0
    }

    /// Many winners at once.
    fn many(&mut self, prize: &ShowPrize, first: usize, ms: u32) {
        let (w, h) = (self.paper.w, self.paper.h);
        let still = self.play.is_still();
        party::rays(&self.paper, &self.ink, pos2(w / 2.0, h * 0.46), 1.0);
        let (paper, ink) = (&self.paper, &self.ink);
        let room = w - 2.0 * MARGIN;
        let all = prize.winners.len();
        let last = (first + PAGE).min(all);
        let right = if all > PAGE {
            format!("{} to {last} of {all}", first + 1)
        } else {
            counted(all as u64, "winner", "winners")
        };
        let right_room = paper.measure(&right, plain(26.0), Fit::Free).x + 30.0;
        paper.words(pos2(w - MARGIN, 66.0), Align2::RIGHT_CENTER, &right, plain(26.0), ink.on_sun, Fit::Free);
        let goes = format!("{} goes to", prize.name);
        let letters = paper.shrunk(&goes, display(64.0), room - right_room);
        paper.words(pos2(MARGIN, 66.0), Align2::LEFT_CENTER, &goes, letters, ink.on_sun, Fit::Elide(room - right_room));
        let places: Vec<(ShowPlace, String)> = prize
            .winners
            .iter()
            .skip(first)
            .take(PAGE)
            .map(|place| (place.clone(), format!("{} in the order", ordinal(place.rank))))
            .collect();
        let field = place(MARGIN, 118.0, room, h - 118.0 - FOOT - 22.0);
        let comes = |n: usize| {
            if still { 1.0 } else { overshoot(within(ms as f32, n as f32 * 110.0, n as f32 * 110.0 + 380.0)) }
        };
        self.tiles(&places, field, comes);
        self.foot();
        if !still && first == 0 {
            party::confetti(&self.paper, &self.ink, pos2(w / 2.0, h * 0.45), ms + 1_160);
        }
    }

    /// The dark strip under a winner.
    fn foot(&self) {
        let (w, h) = (self.paper.w, self.paper.h);
        self.paper.fill(place(0.0, h - FOOT, w, FOOT), 0.0, self.ink.ground);
        let y = h - FOOT / 2.0;
        let end = self.lock_line(MARGIN, y);
        let next = next_words(self.show, self.play);
        let (paper, ink) = (&self.paper, &self.ink);
        let cap = place(w - MARGIN - 82.0, y - 18.0, 82.0, 36.0);
        paper.frame(cap, 6.0, 1.5, ink.line);
        paper.ink(cap.center(), Align2::CENTER_CENTER, "Space", plain(18.0), ink.muted, Fit::Free);
        let fit = Fit::Elide(cap.left() - 24.0 - end - 30.0);
        paper.words(pos2(cap.left() - 24.0, y), Align2::RIGHT_CENTER, &next, plain(23.0), ink.cream, fit);
    }
}

/// A letter that flies by: of those that entry ids are made of.
fn flying(ms: u32, n: usize) -> char {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let step = (ms / 55) as usize * 7 + n * 11;
    LETTERS.get(step % LETTERS.len()).map_or('2', |letter| char::from(*letter))
}
