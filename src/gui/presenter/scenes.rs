//! The calm scenes of the wall: what is drawn, the lock code, what fell, that the order is fixed, a prize, who stands in line,
//! all winners. Boxes are opened in `reveal`.

use eframe::egui::{Align2, Color32, Pos2, Rect, Role, TextureId, pos2, vec2};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::paper::{Ink, Letters, Paper, display, mono, place, plain, strong};
use super::party;
use super::pictures::{Picture, Pictures};
use super::toybox;
use crate::app::outlook::{counted, grouped};
use crate::app::presenting::{
    Live, PAGE, Play, Scene, Show, ShowPlace, ShowSource, ShowValue, SourceKind, house_robot,
};
use crate::app::when;
use crate::gui::icons::Icon;
use crate::gui::text::Fit;
use crate::gui::widgets::hash_groups::short_form;

/// Room at the left and right.
pub const MARGIN: f32 = 60.0;

/// What the scenes are painted from.
pub struct Wall<'a> {
    pub paper: Paper<'a>,
    pub ink: Ink,
    pub show: &'a Show,
    pub play: &'a Play,
    pub live: &'a [Live],
    /// The source that is being typed.
    pub active: usize,
    pub pictures: &'a mut Pictures,
    pub zone: &'a TimeZone,
    pub now: Timestamp,
}

impl Wall<'_> {
    /// The campaign's title at the top left; what stands at the right.
    pub fn header(&self, right: &str) {
        let (paper, ink) = (&self.paper, &self.ink);
        let room = paper.w - 2.0 * MARGIN - paper.measure(right, plain(24.0), Fit::Free).x - 40.0;
        let letters = paper.shrunk(&self.show.campaign, display(42.0), room);
        paper.words(pos2(MARGIN, 70.0), Align2::LEFT_CENTER, &self.show.campaign, letters, ink.sun, Fit::Elide(room));
        if !right.is_empty() {
            let at = pos2(paper.w - MARGIN, 70.0);
            paper.words(at, Align2::RIGHT_CENTER, right, plain(24.0), ink.muted, Fit::Free);
        }
    }

    /// The lock code in its short form, from `x` on; gives where it ends.
    pub fn lock_line(&self, x: f32, y: f32) -> f32 {
        let (paper, ink) = (&self.paper, &self.ink);
        paper.icon(Icon::Lock, pos2(x + 11.0, y), 20.0, ink.muted);
        let at = |x: f32| pos2(x, y);
        let words = paper.words(at(x + 32.0), Align2::LEFT_CENTER, "Lock code", plain(21.0), ink.muted, Fit::Free);
        let short = short_form(&self.show.lock_sha256);
        paper.words(at(words.right() + 12.0), Align2::LEFT_CENTER, &short, mono(21.0), ink.cream, Fit::Free).right()
    }

    pub fn front(&mut self, height: f32) -> Option<TextureId> {
        self.pictures.get(Picture::BoxFront, self.paper.pixels(height))
    }
    pub fn lid(&mut self, height: f32) -> Option<TextureId> {
        self.pictures.get(Picture::BoxLid, self.paper.pixels(height))
    }

    /// A closed box standing with its foot at `foot`, `height` high without the lid, turned a little.
    pub fn closed_box(&mut self, foot: Pos2, height: f32, turn: f32) {
        let scale = height / toybox::FRONT.1;
        let front = Rect::from_min_size(
            foot - vec2(toybox::FRONT.0 / 2.0, toybox::FRONT.1) * scale,
            vec2(toybox::FRONT.0, toybox::FRONT.1) * scale,
        );
        let lid = place(
            foot.x - toybox::LID.0 / 2.0 * scale,
            front.top() - toybox::LID.1 * 0.62 * scale,
            toybox::LID.0 * scale,
            toybox::LID.1 * scale,
        );
        if let Some(texture) = self.front(height) {
            self.paper.turned(texture, front, foot, turn, Color32::WHITE);
        }
        if let Some(texture) = self.lid(height / 6.0) {
            self.paper.turned(texture, lid, foot, turn, Color32::WHITE);
        }
    }

    /// What is drawn, and from how many.
    pub fn before(&mut self) {
        let (w, h) = (self.paper.w, self.paper.h);
        let split = (w * 0.61).round();
        self.before_art(split);
        let (paper, ink, show) = (&self.paper, &self.ink, self.show);
        let room = split - MARGIN - 40.0;
        // A higher wall has more air between the parts.
        let air = (h - Paper::HEIGHT) / 5.0;
        let letters = paper.shrunk(&show.campaign, display(42.0), room);
        paper.words(pos2(MARGIN, 76.0), Align2::LEFT_CENTER, &show.campaign, letters, ink.sun, Fit::Elide(room));
        // On one line where that is large enough, else on two.
        let one = paper.shrunk(&show.title, display(116.0), room);
        let letters = if one.1 >= 70.0 { one } else { paper.shrunk(&show.title, display(74.0), room * 1.8) };
        let title = paper.words(
            pos2(MARGIN, 118.0 + air),
            Align2::LEFT_TOP,
            &show.title,
            letters,
            ink.cream,
            Fit::WrapRows(room, 2),
        );

        let mut y = title.bottom() + 22.0 + air;
        let words = prizes_sentence(show);
        let first =
            paper.words(pos2(MARGIN, y), Align2::LEFT_TOP, &words, plain(30.0), ink.cream, Fit::WrapRows(room, 3));
        y = first.bottom() + 12.0;
        let locked = show.locked_at.map(|at| when::long(at, self.zone)).unwrap_or_default();
        let words =
            format!("The list was locked on {locked}. Nobody can change it, and nobody knew then what falls now.");
        let second =
            paper.words(pos2(MARGIN, y), Align2::LEFT_TOP, &words, plain(26.0), ink.muted, Fit::WrapRows(room, 3));
        y = second.bottom() + 26.0 + air;

        let stats = [
            (show.entries, "entry", "entries"),
            (show.tickets, "ticket", "tickets"),
            (show.prizes_in_all(), "prize", "prizes"),
            (show.alternates_wanted, "alternate", "alternates"),
        ];
        let mut x = MARGIN;
        for (number, one, many) in stats {
            let label = if number == 1 { one } else { many };
            let digits = grouped(number);
            let size = if show.tickets > 9_999_999 { 40.0 } else { 58.0 };
            let figure = paper.ink(pos2(x, y), Align2::LEFT_TOP, &digits, strong(size), ink.cream, Fit::Free);
            let under = paper.ink(pos2(x, y + 68.0), Align2::LEFT_TOP, label, plain(23.0), ink.muted, Fit::Free);
            paper.name(figure.union(under), Role::Label, &format!("{digits} {label}"));
            x = figure.right().max(under.right()) + 52.0;
        }
        y += 124.0 + air / 2.0;
        paper.line(pos2(MARGIN, y), pos2(split - 30.0, y), 1.5, ink.line);
        y += 22.0 + air / 2.0;
        paper.words(pos2(MARGIN, y), Align2::LEFT_TOP, "What decides", plain(23.0), ink.muted, Fit::Free);
        let words = deciding_sentence(show);
        let rows = if h - y > 240.0 { 3 } else { 2 };
        paper.words(
            pos2(MARGIN, y + 36.0),
            Align2::LEFT_TOP,
            &words,
            plain(27.0),
            ink.cream,
            Fit::WrapRows(room, rows),
        );

        let y = h - 46.0;
        let end = self.lock_line(MARGIN, y);
        let (words, strong_words) = self.until();
        let (paper, ink) = (&self.paper, &self.ink);
        let left =
            paper.measure(&words, plain(21.0), Fit::Free).x + paper.measure(&strong_words, strong(28.0), Fit::Free).x;
        let x = (split - 40.0 - left - 14.0).max(end + 30.0);
        let words = paper.words(pos2(x, y), Align2::LEFT_CENTER, &words, plain(21.0), ink.muted, Fit::Free);
        let at = pos2(words.right() + 12.0, y);
        paper.words(at, Align2::LEFT_CENTER, &strong_words, strong(28.0), ink.sun, Fit::Free);
    }

    /// "Starts in" and "4:12", or when it was announced for.
    fn until(&self) -> (String, String) {
        let Some(announced) = self.show.announced_at else { return Default::default() };
        let left = announced.as_second() - self.now.as_second();
        match left {
            ..=0 => Default::default(),
            1..3_600 => ("Starts in".into(), format!("{}:{:02}", left / 60, left % 60)),
            _ => ("Starts on".into(), when::weekday(announced, self.now, self.zone)),
        }
    }

    fn before_art(&mut self, split: f32) {
        let (w, h) = (self.paper.w, self.paper.h);
        let floor = h - 128.0;
        self.paper.fill(place(split, 0.0, w - split, h), 0.0, self.ink.sun);
        self.paper.fill(place(split, floor, w - split, h - floor), 0.0, self.ink.amber);
        self.paper.fill(place(split, floor, w - split, 4.0), 0.0, self.ink.on_sun);
        self.paper.clip(Some(place(split, 0.0, w - split, h)));
        let side = 620.0;
        let villain = Picture::Villain("queuedra");
        if let Some(texture) = self.pictures.get(villain, self.paper.pixels(side)) {
            self.paper.picture(texture, place(w - side * 0.86, floor - side * 0.95, side, side), Color32::WHITE);
        }
        self.figure(&house_robot(), pos2(split + (w - split) * 0.36, h - 26.0), 690.0, Color32::WHITE);
        self.paper.clip(None);
    }

    /// A figure standing with its soles at `foot`.
    pub fn figure(&mut self, figure: &crate::campaign::Figure, foot: Pos2, height: f32, tint: Color32) {
        let texture = self.pictures.get(Picture::Figure(Box::new(figure.clone())), self.paper.pixels(height));
        if let Some(texture) = texture {
            // In the figure's own space the soles are at 1540 of 1600, the middle at 500 of 1000.
            let scale = height / 1600.0;
            let rect = place(foot.x - 500.0 * scale, foot.y - 1540.0 * scale, 1000.0 * scale, height);
            self.paper.picture(texture, rect, tint);
        }
    }

    /// The whole lock code, to compare and to scan.
    pub fn lock(&self) {
        let (paper, ink, show) = (&self.paper, &self.ink, self.show);
        self.header(&draw_words(show));
        let mut y = 150.0;
        paper.words(pos2(MARGIN, y), Align2::LEFT_TOP, "The lock code", display(76.0), ink.cream, Fit::Free);
        y += 104.0;
        let side = 400.0;
        let right = paper.w - MARGIN - side;
        let locked = show.locked_at.map(|at| when::long(at, self.zone)).unwrap_or_default();
        let words = format!(
            "Made on {locked}. It stands for the list, the prizes, the rules and where the luck comes from: change one letter and it is another."
        );
        let place_of = paper.words(
            pos2(MARGIN, y),
            Align2::LEFT_TOP,
            &words,
            plain(27.0),
            ink.muted,
            Fit::WrapRows(right - MARGIN - 60.0, 4),
        );
        y = place_of.bottom() + 30.0;
        self.hash(&show.lock_sha256, "Lock code", pos2(MARGIN, y), 62.0, right - MARGIN - 70.0);

        let card = place(right, 160.0, side, side);
        paper.fill(card, 14.0, Color32::WHITE);
        self.code(card.shrink(20.0));
        let at = pos2(card.center().x, card.bottom() + 34.0);
        paper.words(at, Align2::CENTER_CENTER, "Scan it and keep it", plain(23.0), ink.muted, Fit::Free);

        let y = paper.h - 74.0;
        let fall = show.announced_at.map(|at| format!("The luck falls on {}.", when::long(at, self.zone)));
        let words = fall.unwrap_or_else(|| "The luck falls after this.".into());
        let room = paper.w - 2.0 * MARGIN;
        paper.words(pos2(MARGIN, y), Align2::LEFT_CENTER, &words, plain(28.0), ink.sun, Fit::Elide(room));
    }

    /// 64 digits in groups of four, four or eight groups a line, as large as the room allows.
    pub fn hash(&self, hex: &str, name: &str, at: Pos2, size: f32, room: f32) -> f32 {
        let paper = &self.paper;
        let groups: Vec<&str> = (0..hex.len()).step_by(4).filter_map(|i| hex.get(i..(i + 4).min(hex.len()))).collect();
        let digit = paper.measure("0000", mono(size), Fit::Free).x / 4.0;
        let size = size.min(size * room / (digit * 4.0 * 4.0 + digit * 1.2 * 3.0));
        let digit = paper.measure("0000", mono(size), Fit::Free).x / 4.0;
        let (pitch, line) = (digit * 5.2, size * 1.36);
        for (n, group) in groups.iter().enumerate() {
            let (row, column) = ((n / 4) as f32, (n % 4) as f32);
            let ink = if (n / 4 + n % 4) % 2 == 0 { self.ink.cream } else { self.ink.sun };
            let at = pos2(at.x + column * pitch, at.y + row * line);
            paper.ink(at, Align2::LEFT_TOP, group, mono(size), ink, Fit::Free);
        }
        let bottom = at.y + groups.len().div_ceil(4) as f32 * line;
        let whole = Rect::from_min_max(at, pos2(at.x + pitch * 4.0, bottom));
        paper.name(whole, Role::Label, &format!("{name} {}", groups.join(" ")));
        bottom
    }

    /// The lock code as a QR code.
    fn code(&self, within: Rect) {
        let Ok(code) = qrcodegen::QrCode::encode_text(&self.show.lock_sha256, qrcodegen::QrCodeEcc::Medium) else {
            return;
        };
        let n = code.size();
        let module = within.width() / (n + 4) as f32;
        let at = |i: i32| (i + 2) as f32 * module;
        let mut runs: Vec<Rect> = Vec::new();
        for y in 0..n {
            let mut x = 0;
            while x < n {
                let from = x;
                while x < n && code.get_module(x, y) {
                    x += 1;
                }
                if x > from {
                    let min = within.min + vec2(at(from), at(y));
                    runs.push(Rect::from_min_max(min, within.min + vec2(at(x), at(y + 1))));
                }
                x += 1;
            }
        }
        let ink = Color32::BLACK;
        self.paper.pieces(
            runs.iter().map(|run| ([run.left_top(), run.right_top(), run.right_bottom(), run.left_bottom()], ink)),
        );
        self.paper.name(within, Role::Image, "QR code of the lock code");
    }

    /// What falls: the source at work large, the others under it.
    pub fn luck(&self) {
        let (paper, ink, show) = (&self.paper, &self.ink, self.show);
        let count = show.sources.len();
        self.header(&draw_words(show));
        let active = self.active.min(count.saturating_sub(1));
        let Some(source) = show.sources.get(active) else { return };
        let x = MARGIN;
        let room = paper.w - 2.0 * MARGIN;
        let under = if count > 1 { 230.0 } else { 70.0 };
        let letters = paper.shrunk(&source.label, display(64.0), room);
        let title = paper.words(pos2(x, 140.0), Align2::LEFT_TOP, &source.label, letters, ink.cream, Fit::Elide(room));
        let promised = paper.words(
            pos2(x, title.bottom() + 6.0),
            Align2::LEFT_TOP,
            &source.promised,
            plain(25.0),
            ink.muted,
            Fit::WrapRows(room, 2),
        );
        let value = self.value_of(active);
        let middle = place(x, promised.bottom() + 20.0, room, paper.h - under - promised.bottom() - 20.0);
        match &value {
            Some(value) => self.value(value, middle),
            None => self.awaited(source, middle, active),
        }
        if count < 2 {
            return;
        }
        let y = paper.h - 210.0;
        paper.line(pos2(x, y), pos2(x + room, y), 1.5, ink.line);
        let others: Vec<usize> = (0..count).filter(|at| *at != active).take(4).collect();
        let column = room / others.len().max(1) as f32;
        for (n, at) in others.iter().enumerate() {
            let source = &show.sources[*at];
            let left = x + n as f32 * column;
            let wide = column - 30.0;
            let label = pos2(left, y + 24.0);
            paper.words(label, Align2::LEFT_TOP, &source.label, plain(22.0), ink.muted, Fit::Elide(wide));
            let words = self.value_of(*at).map_or_else(|| "still to come".to_owned(), |value| value_words(&value));
            let colour = if self.value_of(*at).is_some() { ink.cream } else { ink.line };
            paper.words(pos2(left, y + 62.0), Align2::LEFT_TOP, &words, plain(30.0), colour, Fit::WrapRows(wide, 2));
        }
    }

    /// The value of a source: in the record, else as it is typed.
    fn value_of(&self, at: usize) -> Option<ShowValue> {
        let recorded = self.show.sources.get(at).and_then(|source| source.value.clone());
        recorded.or_else(|| self.live.get(at).and_then(|live| live.value.clone()))
    }

    fn awaited(&self, source: &ShowSource, room: Rect, at: usize) {
        let (paper, ink) = (&self.paper, &self.ink);
        let live = self.live.get(at).filter(|live| !live.typed.is_empty());
        let centre = room.center();
        match live {
            Some(live) if source.kind == SourceKind::Beacon => {
                // A whole file was given: what is wrong with it counts, not what stands in it.
                paper.icon(Icon::Warn, pos2(centre.x, centre.y - 70.0), 70.0, ink.bad);
                let words = if live.problem.is_empty() { "being checked" } else { &live.problem };
                paper.words(centre, Align2::CENTER_TOP, words, plain(34.0), ink.cream, Fit::WrapRows(room.width(), 3));
            }
            Some(live) => {
                let letters = paper.shrunk(&live.typed, plain(84.0), room.width());
                let fit = Fit::WrapRows(room.width(), 2);
                let typed = paper.words(
                    pos2(centre.x, centre.y - 30.0),
                    Align2::CENTER_CENTER,
                    &live.typed,
                    letters,
                    ink.muted,
                    fit,
                );
                let at = pos2(centre.x, typed.bottom() + 18.0);
                paper.words(at, Align2::CENTER_TOP, "being typed", plain(25.0), ink.muted, Fit::Free);
            }
            None => {
                for n in 0..5 {
                    paper.disc(pos2(centre.x + (n as f32 - 2.0) * 70.0, centre.y - 40.0), 12.0, ink.line);
                }
                let words = match source.kind {
                    SourceKind::Numbers => "Waiting for the numbers",
                    SourceKind::Words => "Waiting for the words",
                    SourceKind::Beacon => "Waiting for the beacon",
                };
                paper.words(
                    pos2(centre.x, centre.y + 10.0),
                    Align2::CENTER_TOP,
                    words,
                    plain(30.0),
                    ink.muted,
                    Fit::Free,
                );
            }
        }
    }

    /// One value, as large as it goes.
    fn value(&self, value: &ShowValue, room: Rect) {
        let (paper, ink) = (&self.paper, &self.ink);
        let centre = room.center();
        match value {
            ShowValue::Numbers(numbers) => {
                balls(paper, ink, numbers, room, 84.0);
                paper.name(room, Role::Label, &value_words(value));
            }
            ShowValue::Words(words) => {
                let words = format!("“{words}”");
                // Long phrases wrap, very long ones shrink.
                let size = [96.0, 72.0, 54.0, 40.0, 28.0];
                let fits = size
                    .into_iter()
                    .find(|size| paper.measure(&words, plain(*size), Fit::Wrap(room.width())).y <= room.height());
                let letters = plain(fits.unwrap_or(24.0));
                paper.words(centre, Align2::CENTER_CENTER, &words, letters, ink.cream, Fit::WrapRows(room.width(), 9));
            }
            ShowValue::Beacon { round, randomness } => {
                let top = pos2(centre.x, room.top());
                let round = format!("Round {}", grouped(*round));
                let words = paper.words(top, Align2::CENTER_TOP, &round, strong(64.0), ink.cream, Fit::Free);
                let size = 40.0;
                let width = paper.measure("0000", mono(size), Fit::Free).x * 1.3 * 4.0;
                let at = pos2(centre.x - width / 2.0, words.bottom() + 14.0);
                let bottom = self.hash(randomness, "Randomness", at, size, room.width());
                let words = "The signature of the beacon is right";
                let x = centre.x - paper.measure(words, plain(28.0), Fit::Free).x / 2.0 + 20.0;
                let y = (bottom + 34.0).min(room.bottom() - 16.0);
                paper.icon(Icon::Shieldok, pos2(x - 26.0, y), 34.0, ink.good);
                paper.words(pos2(x, y), Align2::LEFT_CENTER, words, plain(28.0), ink.good, Fit::Free);
            }
        }
    }

    /// The record is there, and nothing can change it.
    pub fn fixed(&mut self) {
        self.header(&draw_words(self.show));
        let (w, h) = (self.paper.w, self.paper.h);
        let room = w * 0.6;
        {
            let (paper, ink, show) = (&self.paper, &self.ink, self.show);
            let letters = paper.shrunk("The order is fixed", display(96.0), room);
            let title =
                paper.words(pos2(MARGIN, 150.0), Align2::LEFT_TOP, "The order is fixed", letters, ink.cream, Fit::Free);
            let words = if show.rehearsal {
                "The rehearsal is computed and kept. The boxes only show what is in it."
            } else {
                "The record is signed and saved. The boxes only show what is in it."
            };
            let under = paper.words(
                pos2(MARGIN, title.bottom() + 18.0),
                Align2::LEFT_TOP,
                words,
                plain(30.0),
                ink.cream,
                Fit::WrapRows(room, 3),
            );
            let at = pos2(MARGIN, under.bottom() + 30.0);
            let label = if show.rehearsal { "Hash of the rehearsal" } else { "Hash of the record" };
            let label_at = paper.words(at, Align2::LEFT_TOP, label, plain(23.0), ink.muted, Fit::Free);
            self.hash(&show.record_sha256, label, pos2(MARGIN, label_at.bottom() + 8.0), 44.0, room);
            self.lock_line(MARGIN, h - 60.0);
        }
        let x = w - MARGIN - 230.0;
        self.closed_box(pos2(x - 130.0, h - 150.0), 300.0, -0.05);
        self.closed_box(pos2(x + 110.0, h - 120.0), 330.0, 0.04);
        self.closed_box(pos2(x - 20.0, h - 70.0), 360.0, 0.0);
    }

    /// A prize is announced.
    pub fn prize(&mut self, at: usize) {
        let Some(prize) = self.show.prizes.get(at) else { return };
        let (w, h) = (self.paper.w, self.paper.h);
        self.header(&format!("Prize {} of {}", at + 1, self.show.prizes.len()));
        let given = prize.winners.len() as u64;
        {
            let (paper, ink) = (&self.paper, &self.ink);
            let room = w - 2.0 * MARGIN;
            let top = pos2(w / 2.0, 138.0);
            let letters = paper.shrunk(&prize.name, display(120.0), room * 1.8);
            let title = paper.words(top, Align2::CENTER_TOP, &prize.name, letters, ink.sun, Fit::WrapRows(room, 2));
            let words = match (given, prize.quantity) {
                (0, _) => "Nobody on the list could win this one".to_owned(),
                (1, 1) => "One winner".to_owned(),
                (given, wanted) if given < wanted => {
                    format!("{} of {} given", grouped(given), counted(wanted, "prize", "prizes"))
                }
                (given, _) => counted(given, "winner", "winners"),
            };
            paper.words(
                pos2(w / 2.0, title.bottom() + 12.0),
                Align2::CENTER_TOP,
                &words,
                plain(36.0),
                ink.cream,
                Fit::Free,
            );
        }
        if given == 0 {
            return;
        }
        let foot = h - 60.0;
        if given > 1 {
            self.closed_box(pos2(w / 2.0 - 200.0, foot - 40.0), 270.0, -0.04);
        }
        if given > 2 {
            self.closed_box(pos2(w / 2.0 + 200.0, foot - 40.0), 270.0, 0.04);
        }
        self.closed_box(pos2(w / 2.0, foot), 330.0, 0.0);
    }

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
        let left = field.center().x - (w * columns as f32 + gap * (columns - 1) as f32) / 2.0;
        let top = field.center().y - (h * rows as f32 + gap * (rows - 1) as f32) / 2.0;
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

/// Numbers as balls, centred in `room`.
pub fn balls(paper: &Paper<'_>, ink: &Ink, numbers: &[u64], room: Rect, largest: f32) {
    let count = numbers.len().max(1);
    let digits = numbers.iter().map(|number| number.to_string().len()).max().unwrap_or(1);
    // As large as all of them fit, in as many rows as that takes.
    let pitch = |radius: f32| radius * 2.35;
    let mut radius = largest;
    let columns = loop {
        let columns = ((room.width() / pitch(radius)) as usize).clamp(1, count);
        if count.div_ceil(columns) as f32 * pitch(radius) <= room.height() || radius < 12.0 {
            break columns;
        }
        radius *= 0.9;
    };
    let rows = count.div_ceil(columns);
    // Rows of even length look less like an accident.
    let columns = count.div_ceil(rows);
    let step = pitch(radius);
    let top = room.center().y - rows as f32 * step / 2.0 + step / 2.0;
    for (n, number) in numbers.iter().enumerate() {
        let row = n / columns;
        let in_row = columns.min(count - row * columns);
        let left = room.center().x - in_row as f32 * step / 2.0 + step / 2.0;
        let centre = pos2(left + (n % columns) as f32 * step, top + row as f32 * step);
        paper.disc(centre, radius, ink.cream);
        let size = radius * if digits > 2 { 2.2 / digits as f32 } else { 0.92 };
        paper.ink(centre, Align2::CENTER_CENTER, &number.to_string(), strong(size), ink.on_sun, Fit::Free);
    }
}

/// A value in one line.
pub fn value_words(value: &ShowValue) -> String {
    match value {
        ShowValue::Numbers(numbers) => numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join("  "),
        ShowValue::Words(words) => format!("“{words}”"),
        ShowValue::Beacon { round, randomness } => format!("round {}, {}", grouped(*round), short_form(randomness)),
    }
}

/// An entry id in groups of four, as it is read aloud.
pub fn spaced(id: &str) -> String {
    let letters: Vec<char> = id.chars().collect();
    let grouped = letters.len() > 6 && letters.len() <= 24 && letters.iter().all(char::is_ascii_alphanumeric);
    if grouped { letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ") } else { id.to_owned() }
}

/// "1st", "2nd", "23rd".
pub fn ordinal(number: u64) -> String {
    let ending = match (number % 10, number % 100) {
        (1, n) if n != 11 => "st",
        (2, n) if n != 12 => "nd",
        (3, n) if n != 13 => "rd",
        _ => "th",
    };
    format!("{}{ending}", grouped(number))
}

/// Which draw it is.
pub fn draw_words(show: &Show) -> String {
    if show.rehearsal { format!("{}, rehearsal", show.title) } else { format!("{}, draw {}", show.title, show.number) }
}

fn prizes_sentence(show: &Show) -> String {
    let one = |prize: &crate::app::presenting::ShowPrize| match prize.quantity {
        1 => prize.name.clone(),
        // Kept on one line with the first word it counts.
        many => format!("{}\u{a0}×\u{a0}{}", grouped(many), prize.name),
    };
    let mut prizes = show.prizes.iter();
    let Some(first) = prizes.next() else { return String::new() };
    let rest: Vec<String> = prizes.take(3).map(one).collect();
    let more = show.prizes.len().saturating_sub(4);
    let more =
        if more > 0 { format!(" and {}", counted(more as u64, "more kind", "more kinds")) } else { String::new() };
    if rest.is_empty() {
        format!("The prize: {}.", one(first))
    } else {
        format!("First prize: {}. Then {}{more}.", one(first), rest.join(", "))
    }
}

fn deciding_sentence(show: &Show) -> String {
    let mut parts: Vec<String> = show.sources.iter().map(|source| source.label.clone()).collect();
    if show.with_code {
        parts.push("a code that was sealed with the list".into());
    }
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{}, and {last}", rest.join(", ")),
    }
}

/// The scene in which a prize comes next, in words: "Next: Toolbox, 3 winners".
pub fn next_words(show: &Show, play: &Play) -> String {
    match play.following() {
        Ok(Scene::Prize { prize }) => show.prizes.get(prize).map_or_else(String::new, |prize| {
            format!("Next: {}, {}", prize.name, counted(prize.winners.len() as u64, "winner", "winners"))
        }),
        Ok(Scene::Winner { prize, .. } | Scene::Winners { prize, .. }) => {
            show.prizes.get(prize).map_or_else(String::new, |prize| format!("Next: {}", prize.name))
        }
        Ok(Scene::Alternates { .. }) => "Next: who stands in line".into(),
        Ok(Scene::Board { .. }) => "Next: all winners".into(),
        _ => String::new(),
    }
}
