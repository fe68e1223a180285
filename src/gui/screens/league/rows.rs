//! The members as the table reads them.

use crate::app::league::{MemberLine, MemberOrder};
use crate::app::people::folded;
use crate::app::when;
use crate::campaign::{MemberState, PersonId};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::data_table::{Cell, Column, TableRows};
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::TextureId;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::collections::HashMap;

/// What each column sorts by.
pub const COLUMNS: [MemberOrder; 6] = [
    MemberOrder::Name,
    MemberOrder::CodeName,
    MemberOrder::State,
    MemberOrder::Vouches,
    MemberOrder::Brought,
    MemberOrder::Applied,
];

pub fn columns() -> [Column; 6] {
    [
        Column::new("Member", 220.0).grow().min_width(130.0),
        Column::new("Code name", 120.0).min_width(90.0),
        Column::new("State", 116.0),
        Column::new("Vouches", 70.0).right(),
        Column::new("Brought", 70.0).right(),
        Column::new("Applied", 84.0),
    ]
}

pub fn state_chip(state: MemberState) -> Chip<'static> {
    match state {
        MemberState::Applied => Chip::sun(state.title()),
        MemberState::Approved => Chip::success(state.title()),
        MemberState::Refused => Chip::neutral(state.title()),
        MemberState::Left => Chip::line(state.title()),
    }
}

/// The members that are shown, in their order.
pub struct MemberRows<'a> {
    pub lines: &'a [MemberLine],
    pub shown: &'a [usize],
    pub faces: &'a HashMap<PersonId, TextureId>,
    pub now: Timestamp,
    pub zone: TimeZone,
}

impl MemberRows<'_> {
    pub fn line(&self, row: u64) -> Option<&MemberLine> {
        self.lines.get(*self.shown.get(usize::try_from(row).ok()?)?)
    }
}

impl TableRows for MemberRows<'_> {
    fn len(&self) -> u64 {
        self.shown.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.line(row).map_or(0, |line| line.id.0)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(line) = self.line(row) else { return Cow::Borrowed("") };
        let number = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        match column {
            0 => line.name.as_str().into(),
            1 => line.code_name.as_str().into(),
            2 => line.state.title().into(),
            3 => number(line.vouches).into(),
            4 => number(line.brought).into(),
            _ => line.applied_at.map_or_else(String::new, |at| when::short_day(at, self.now, &self.zone)).into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(line) = self.line(cell.row()) else { return };
        let words = self.text(cell.row(), cell.column()).into_owned();
        match cell.column() {
            0 => {
                let plate = FacePlate::new(line.name.as_str()).texture(self.faces.get(&line.person).copied());
                let under = match line.brought_by.as_str() {
                    "" => String::new(),
                    by => format!("brought by {by}"),
                };
                cell.face(&plate).gap(4.0).two_lines(&line.name, &under);
            }
            1 => {
                if line.code_name.is_empty() {
                    cell.muted("none yet");
                } else {
                    cell.strong(&words);
                }
            }
            2 => {
                cell.chip(&state_chip(line.state));
            }
            _ => {
                cell.muted(&words);
            }
        }
    }
    fn find(&self, typed: &str, from: u64) -> Option<u64> {
        let (typed, len) = (folded(typed), self.len());
        (0..len).map(|step| (from + step) % len).find(|row| {
            self.line(*row).is_some_and(|line| {
                folded(&line.name).starts_with(&typed) || folded(&line.code_name).starts_with(&typed)
            })
        })
    }
}
