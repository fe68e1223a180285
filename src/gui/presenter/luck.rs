//! What falls, on the wall: the source at work large, numbers as balls, words in quotes, a beacon with its check.

use eframe::egui::{Align2, Rect, Role, pos2};

use super::paper::{Ink, Paper, display, mono, place, plain, strong};
use super::scenes::{MARGIN, Wall, draw_words};
use crate::app::outlook::grouped;
use crate::app::presenting::{ShowSource, ShowValue, SourceKind};
use crate::gui::icons::Icon;
use crate::gui::text::Fit;
use crate::gui::widgets::hash_groups::short_form;

impl Wall<'_> {
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
}

/// Numbers as balls, centred in `room`.
pub fn balls(paper: &Paper<'_>, ink: &Ink, numbers: &[u64], room: Rect, largest: f32) {
    let count = numbers.len().max(1);
    let digits = numbers.iter().map(|number| number.to_string().len()).max().unwrap_or(1);
    if digits > 4 {
        columns_of(paper, ink, numbers, room, largest * 0.6);
        return;
    }
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

/// Numbers too long for a ball: one under the other, in as many columns as that takes.
fn columns_of(paper: &Paper<'_>, ink: &Ink, numbers: &[u64], room: Rect, largest: f32) {
    let widest = numbers.iter().max().map(|number| grouped(*number)).unwrap_or_default();
    let (mut size, mut columns) = (largest, 1);
    while size > 10.0 {
        let wide = paper.measure(&widest, mono(size), Fit::Free).x + size;
        columns = ((room.width() / wide) as usize).max(1);
        if wide <= room.width() && numbers.len().div_ceil(columns) as f32 * size * 1.35 <= room.height() {
            break;
        }
        size *= 0.9;
    }
    let rows = numbers.len().div_ceil(columns).max(1);
    let columns = numbers.len().div_ceil(rows).max(1);
    let (pitch, line) = (room.width() / columns as f32, size * 1.35);
    let top = room.center().y - rows as f32 * line / 2.0 + line / 2.0;
    for (n, number) in numbers.iter().enumerate() {
        let at = pos2(room.left() + ((n / rows) as f32 + 0.5) * pitch, top + (n % rows) as f32 * line);
        paper.ink(at, Align2::CENTER_CENTER, &grouped(*number), mono(size), ink.cream, Fit::Free);
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
