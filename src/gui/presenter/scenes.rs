//! The calm scenes of the wall: what is drawn, the lock code, that the order is fixed, a prize; and what all scenes share.
//! What falls is in `luck`, places as tiles in `places`, boxes are opened in `reveal`.

use eframe::egui::{Align2, Color32, Pos2, Rect, Role, TextureId, pos2, vec2};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::paper::{Ink, Paper, display, mono, place, plain, strong};
use super::pictures::{Picture, Pictures};
use super::toybox;
use crate::app::outlook::{counted, grouped};
use crate::app::presenting::{Live, Play, Scene, Show, house_robot};
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
