//! The lines of the people table: what stands in each cell, and how cells are painted.

use super::duplicates::Duplicates;
use crate::app::people::{PeopleOrder, PersonLine, Register};
use crate::campaign::{Campaign, ConsentState, PersonId};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::data_table::{Cell, Column, TableRows};
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::TextureId;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::collections::HashMap;

/// The table's columns for what was chosen to be shown.
pub fn columns(shown: &[PeopleOrder]) -> Vec<Column> {
    let column = |what: &PeopleOrder| {
        let title = what.title();
        match what {
            PeopleOrder::Name => Column::new(title, 190.0).grow(),
            PeopleOrder::Team | PeopleOrder::Function | PeopleOrder::Place | PeopleOrder::Tags => {
                Column::new(title, 116.0)
            }
            PeopleOrder::Roles => Column::new(title, 142.0),
            PeopleOrder::Organisation => Column::new(title, 150.0),
            PeopleOrder::Nominated => Column::new(title, 104.0).right(),
            PeopleOrder::Consent => Column::new(title, 136.0),
            PeopleOrder::Country | PeopleOrder::Id => Column::new(title, 58.0),
            PeopleOrder::Email | PeopleOrder::Confirmed => Column::new(title, 190.0),
            PeopleOrder::Told => Column::new(title, 100.0),
        }
    };
    shown.iter().map(column).collect()
}

/// "3 Nov" in the laptop's zone.
pub fn day(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%-d %b").to_string()
}

/// The consent as a chip; `None` where nobody was asked.
pub fn consent_chip(state: ConsentState, at: Option<Timestamp>, zone: &TimeZone) -> Option<Chip<'static>> {
    let words = match at {
        Some(at) => format!("{} {}", state.title(), day(at, zone)),
        None => state.title().to_owned(),
    };
    match state {
        ConsentState::NotAsked => None,
        ConsentState::Asked => Some(Chip::warning(words).icon(Icon::Clock)),
        ConsentState::Agreed => Some(Chip::success(words)),
        // Neutral on purpose: to say no is nothing to be marked for.
        ConsentState::Refused | ConsentState::Withdrawn => Some(Chip::neutral(words).icon(Icon::X)),
    }
}

/// The people that are shown, in their order.
pub struct PeopleRows<'a> {
    pub register: &'a Register,
    pub campaign: &'a Campaign,
    pub columns: &'a [PeopleOrder],
    /// People about whom there is a proposal to merge them.
    pub twice: &'a Duplicates,
    pub shown: &'a [u32],
    pub faces: HashMap<PersonId, TextureId>,
    pub zone: TimeZone,
}

impl PeopleRows<'_> {
    fn column(&self, column: usize) -> PeopleOrder {
        self.columns.get(column).copied().unwrap_or_default()
    }
    pub fn line(&self, row: u64) -> Option<&PersonLine> {
        let index = *self.shown.get(usize::try_from(row).ok()?)?;
        self.register.lines().get(index as usize)
    }
    /// "May be the same person as Ann Field (P6): compare the two."
    fn twice_words(&self, id: PersonId) -> String {
        let other = self.twice.other_of(id).and_then(|other| Some((other, self.campaign.people().get(other)?)));
        other.map_or_else(
            || "May be one person with somebody else: compare the two.".to_owned(),
            |(other, person)| {
                format!("May be the same person as {} ({other}): compare the two.", person.display_name())
            },
        )
    }
}

impl TableRows for PeopleRows<'_> {
    fn len(&self) -> u64 {
        self.shown.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.line(row).map_or(0, |line| line.id.0)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(line) = self.line(row) else { return Cow::Borrowed("") };
        self.column(column).words(line, self.campaign.people().get(line.id))
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(line) = self.line(cell.row()) else { return };
        match self.column(cell.column()) {
            PeopleOrder::Name => {
                let face = FacePlate::new(line.name()).texture(self.faces.get(&line.id).copied());
                cell.face(&face).strong(line.name());
                if self.twice.everybody().contains(&line.id) {
                    cell.icon(Icon::Merge, Tone::Warning).hint(|| self.twice_words(line.id));
                }
            }
            PeopleOrder::Consent => match consent_chip(line.consent(), line.consent_at(), &self.zone) {
                Some(chip) => {
                    cell.chip(&chip);
                }
                None => {
                    cell.muted(line.consent().title());
                }
            },
            _ => {
                let words = self.text(cell.row(), cell.column());
                cell.text(&words);
            }
        }
    }
}
