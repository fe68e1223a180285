//! The list of nominations: three lines each, with nominee and date, award and nominator, and the first words with the state.

use crate::app::nominations::{Inbox, NominationLine};
use crate::campaign::{NominationState, PersonId};
use crate::gui::icons::Icon;
use crate::gui::text::{self, Fit, Type};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::data_table::{Cell, Column, TableRows};
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::{Align2, TextureId, pos2};
use std::borrow::Cow;
use std::collections::HashMap;

/// Points of one row.
pub const ROW_HEIGHT: f32 = 74.0;

pub fn columns() -> Vec<Column> {
    vec![Column::new("Nomination", 240.0).grow()]
}

pub fn state_chip(state: NominationState) -> Chip<'static> {
    match state {
        NominationState::New => Chip::accent(state.title()),
        NominationState::Read => Chip::neutral(state.title()).icon(Icon::Check),
        NominationState::Shortlisted => Chip::sun(state.title()),
        NominationState::SetAside => Chip::line(state.title()),
    }
}

/// The nominations that are shown, in their order.
pub struct NominationRows<'a> {
    pub inbox: &'a Inbox,
    pub shown: &'a [u32],
    pub faces: HashMap<PersonId, TextureId>,
}

impl NominationRows<'_> {
    pub fn line(&self, row: u64) -> Option<&NominationLine> {
        let index = *self.shown.get(usize::try_from(row).ok()?)?;
        self.inbox.lines().get(index as usize)
    }
}

impl TableRows for NominationRows<'_> {
    fn len(&self) -> u64 {
        self.shown.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.line(row).map_or(0, |line| line.id.0)
    }
    fn text(&self, row: u64, _column: usize) -> Cow<'_, str> {
        // Several nominations of one person are told apart by their numbers.
        self.line(row).map_or(Cow::Borrowed(""), |line| Cow::Owned(format!("{} {}", line.name(), line.id)))
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(line) = self.line(cell.row()) else { return };
        let c = cell.colours();
        let rect = cell.rect();
        let p = cell.painter().clone();
        let face = FacePlate::new(line.name()).texture(self.faces.get(&line.nominee()).copied());
        face.paint(&p, c, pos2(rect.left() + 22.0, rect.top() + 24.0), 30.0);
        let (left, right) = (rect.left() + 46.0, rect.right() - 10.0);
        let [first, second, third] = [18.0, 37.0, 57.0].map(|y| rect.top() + y);
        let paint = |x, y, anchor, words: &str, style, ink, room| {
            text::paint(&p, pos2(x, y), anchor, words, style, ink, Fit::Elide(room))
        };
        let date = paint(right, first, Align2::RIGHT_CENTER, line.received(), Type::Caption, c.ink_muted, 130.0);
        let room = date.left() - left - 8.0;
        paint(left, first, Align2::LEFT_CENTER, line.name(), Type::Strong, c.ink, room);
        let by = if line.by().is_empty() { String::new() } else { format!("by {}", line.by()) };
        let about: Vec<&str> = [line.awards(), &by].into_iter().filter(|words| !words.is_empty()).collect();
        paint(left, second, Align2::LEFT_CENTER, &about.join(", "), Type::Caption, c.ink_muted, right - left);
        let chip = state_chip(line.state());
        let chip_left = right - chip.width(&p);
        chip.paint(&p, c, chip_left, third, right);
        let excerpt = line.excerpt();
        let (words, ink) = match excerpt.as_str() {
            "" => ("No words came with it", c.ink_muted),
            words => (words, c.ink),
        };
        paint(left, third, Align2::LEFT_CENTER, words, Type::Label, ink, chip_left - left - 8.0);
    }
    fn find(&self, typed: &str, from: u64) -> Option<u64> {
        let typed = crate::app::people::folded(typed);
        let len = self.len();
        (0..len.min(100_000))
            .map(|step| (from + step) % len)
            .find(|row| self.line(*row).is_some_and(|line| crate::app::people::folded(line.name()).starts_with(&typed)))
    }
}
