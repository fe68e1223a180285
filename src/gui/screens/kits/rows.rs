//! The kits as the table reads them.

use crate::app::kits::{KitLine, KitOrder, Trouble, desk};
use crate::campaign::{Campaign, Hero, HeroId, ParcelId, ParcelState};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::screens::browse::{Faced, InColumns, Listed};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::data_table::{Cell, Column};
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::TextureId;
use std::borrow::Cow;

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

impl Listed for Vec<KitLine> {
    const WORDS: [&'static str; 2] = ["kit", "kits"];

    fn make(campaign: &Campaign) -> Self {
        desk(campaign)
    }
    fn all(campaign: &Campaign) -> usize {
        campaign.parcels().len()
    }
    fn is_there(campaign: &Campaign, key: u64) -> bool {
        campaign.parcels().contains(ParcelId(key))
    }
}

impl Faced for KitLine {
    fn hero<'c>(&self, campaign: &'c Campaign) -> Option<(HeroId, &'c Hero)> {
        campaign.hero_of(self.to)
    }
}

impl InColumns for KitLine {
    type Besides = ();

    fn names(&self) -> [&str; 2] {
        [&self.name, &self.persona]
    }
    fn text<'a>(&'a self, column: usize, (): &'a ()) -> Cow<'a, str> {
        match column {
            0 => self.name.as_str().into(),
            1 => self.state.title().into(),
            2 => {
                let missing = self.pieces.iter().filter_map(|(piece, trouble)| {
                    trouble.map(|trouble| format!("{}: {}", piece.title(), trouble.words()))
                });
                let missing: Vec<String> = missing.collect();
                if missing.is_empty() { "complete".into() } else { missing.join("; ").into() }
            }
            3 => self.place.as_str().into(),
            _ => self.tracking.as_str().into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>, face: Option<TextureId>, (): &()) {
        match cell.column() {
            0 => {
                let plate = FacePlate::new(self.name.as_str()).texture(face);
                cell.face(&plate).gap(4.0).two_lines(&self.name, &self.persona);
            }
            1 => {
                cell.chip(&state_chip(self.state));
            }
            2 => {
                for (_, trouble) in self.pieces {
                    let (icon, tone) = mark(trouble);
                    cell.icon(icon, tone).gap(6.0);
                }
            }
            column => {
                cell.muted(&self.text(column, &()));
            }
        }
    }
}
