//! The lines of the people table: what stands in each cell, and how cells are painted.

use crate::app::people::{PeopleOrder, PersonLine, Register};
use crate::campaign::{ConsentState, PersonId};
use crate::gui::icons::Icon;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::data_table::{Cell, Column, TableRows};
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::TextureId;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::collections::HashMap;

const ORDERS: [PeopleOrder; 6] = [
    PeopleOrder::Name,
    PeopleOrder::Team,
    PeopleOrder::Roles,
    PeopleOrder::Nominated,
    PeopleOrder::Consent,
    PeopleOrder::Country,
];

pub fn columns() -> Vec<Column> {
    vec![
        Column::new("Name", 190.0).grow(),
        Column::new("Team", 116.0),
        Column::new("Roles", 150.0),
        Column::new("Nominated", 112.0).right(),
        Column::new("Consent", 136.0),
        Column::new("From", 58.0),
    ]
}

/// What a column orders by.
pub fn order_of(column: usize) -> PeopleOrder {
    ORDERS.get(column).copied().unwrap_or_default()
}

pub fn column_of(order: PeopleOrder) -> usize {
    ORDERS.iter().position(|other| *other == order).unwrap_or(0)
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
    pub shown: &'a [u32],
    pub faces: HashMap<PersonId, TextureId>,
    pub zone: TimeZone,
}

impl PeopleRows<'_> {
    pub fn line(&self, row: u64) -> Option<&PersonLine> {
        let index = *self.shown.get(usize::try_from(row).ok()?)?;
        self.register.lines().get(index as usize)
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
        match order_of(column) {
            PeopleOrder::Name => Cow::Borrowed(&line.name),
            PeopleOrder::Team => Cow::Borrowed(&line.team),
            PeopleOrder::Roles => Cow::Owned(line.roles_in_words()),
            PeopleOrder::Nominated if line.nominated == 0 => Cow::Borrowed(""),
            PeopleOrder::Nominated => Cow::Owned(line.nominated.to_string()),
            PeopleOrder::Consent => Cow::Borrowed(line.consent.title()),
            PeopleOrder::Country => Cow::Borrowed(&line.country),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(line) = self.line(cell.row()) else { return };
        match order_of(cell.column()) {
            PeopleOrder::Name => {
                let face = FacePlate::new(line.name.as_str()).texture(self.faces.get(&line.id).copied());
                cell.face(&face).strong(&line.name);
            }
            PeopleOrder::Consent => match consent_chip(line.consent, line.consent_at, &self.zone) {
                Some(chip) => {
                    cell.chip(&chip);
                }
                None => {
                    cell.muted(line.consent.title());
                }
            },
            _ => {
                let words = self.text(cell.row(), cell.column());
                cell.text(&words);
            }
        }
    }
}
