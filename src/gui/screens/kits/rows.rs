//! The kits as the table reads them.

use crate::app::kits::{KitLine, KitOrder, Trouble};
use crate::app::people::folded;
use crate::campaign::{ParcelState, PersonId};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::data_table::{Cell, Column, TableRows};
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::TextureId;
use std::borrow::Cow;
use std::collections::HashMap;

/// What each column sorts by.
pub const COLUMNS: [KitOrder; 5] =
    [KitOrder::Name, KitOrder::State, KitOrder::Missing, KitOrder::Place, KitOrder::Tracking];

pub fn columns() -> [Column; 5] {
    [
        Column::new("For", 220.0).grow().min_width(130.0),
        Column::new("State", 96.0),
        Column::new("Card, box, label, letter", 156.0),
        Column::new("To", 130.0).min_width(80.0),
        Column::new("Tracking", 90.0).min_width(60.0),
    ]
}

pub fn state_chip(state: ParcelState) -> Chip<'static> {
    match state {
        ParcelState::ToPrint => Chip::neutral(state.title()),
        ParcelState::Printed => Chip::accent(state.title()),
        ParcelState::Packed | ParcelState::Posted => Chip::sun(state.title()),
        ParcelState::Arrived => Chip::success(state.title()).icon(Icon::Check),
    }
}

/// How a piece stands: its icon and tone.
pub fn mark(trouble: Option<Trouble>) -> (Icon, Tone) {
    match trouble {
        None => (Icon::Check, Tone::Success),
        Some(trouble) if trouble.stops() => (Icon::X, Tone::Danger),
        Some(_) => (Icon::Warn, Tone::Warning),
    }
}

/// The kits that are shown, in their order.
pub struct KitRows<'a> {
    pub lines: &'a [KitLine],
    pub shown: &'a [usize],
    pub faces: &'a HashMap<PersonId, TextureId>,
}

impl KitRows<'_> {
    pub fn line(&self, row: u64) -> Option<&KitLine> {
        self.lines.get(*self.shown.get(usize::try_from(row).ok()?)?)
    }
}

impl TableRows for KitRows<'_> {
    fn len(&self) -> u64 {
        self.shown.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.line(row).map_or(0, |line| line.id.0)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(line) = self.line(row) else { return Cow::Borrowed("") };
        match column {
            0 => line.name.as_str().into(),
            1 => line.state.title().into(),
            2 => {
                let missing = line.pieces.iter().filter_map(|(piece, trouble)| {
                    trouble.map(|trouble| format!("{}: {}", piece.title(), trouble.words()))
                });
                let missing: Vec<String> = missing.collect();
                if missing.is_empty() { "complete".into() } else { missing.join("; ").into() }
            }
            3 => line.place.as_str().into(),
            _ => line.tracking.as_str().into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(line) = self.line(cell.row()) else { return };
        match cell.column() {
            0 => {
                let plate = FacePlate::new(line.name.as_str()).texture(self.faces.get(&line.to).copied());
                cell.face(&plate).gap(4.0).two_lines(&line.name, &line.persona);
            }
            1 => {
                cell.chip(&state_chip(line.state));
            }
            2 => {
                for (_, trouble) in line.pieces {
                    let (icon, tone) = mark(trouble);
                    cell.icon(icon, tone).gap(6.0);
                }
            }
            _ => {
                let words = self.text(cell.row(), cell.column()).into_owned();
                cell.muted(&words);
            }
        }
    }
    fn find(&self, typed: &str, from: u64) -> Option<u64> {
        let (typed, len) = (folded(typed), self.len());
        (0..len)
            .map(|step| (from + step) % len)
            .find(|row| self.line(*row).is_some_and(|line| folded(&line.name).starts_with(&typed)))
    }
}
