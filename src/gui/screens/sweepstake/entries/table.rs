//! The rows of the table of entries: ordered and filtered once for each question, read and painted as they come into view.

use crate::app::drawing::{self, Assessed, Standing};
use crate::app::when;
use crate::campaign::{Campaign, Entry, EntryId, SweepstakeId, name_key};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::data_table::{Cell, Sort, TableRows};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::collections::HashMap;

/// What the rows were ordered and filtered by.
#[derive(Clone, PartialEq)]
pub(super) struct Query {
    pub(super) campaign: String,
    pub(super) revision: u64,
    pub(super) of: SweepstakeId,
    pub(super) find: String,
    pub(super) standing: Option<usize>,
    pub(super) sort: Option<Sort>,
}

/// Ids in display order.
pub(super) struct Rows {
    pub(super) ids: Vec<EntryId>,
}

/// The standings one can filter by.
pub(super) const STANDINGS: [&str; 4] = ["In the draw", "Left out", "Passed over", "To decide"];
/// The index of those about which the organiser must decide.
pub(super) const TO_DECIDE: usize = 3;

fn is_in(judged: &Assessed, wanted: usize) -> bool {
    match judged.standing {
        Standing::In => wanted == 0 || (wanted == TO_DECIDE && judged.undecided),
        Standing::LeftOut(_) => wanted == 1,
        Standing::Excluded(_) => wanted == 2,
    }
}

fn standing_words(standing: Standing) -> String {
    match standing {
        Standing::In => "in the draw".into(),
        Standing::LeftOut(reason) => format!("left out: {}", reason.title().to_lowercase()),
        Standing::Excluded(reason) => format!("passed over: {}", reason.title().to_lowercase()),
    }
}

fn words_of(judged: Assessed) -> String {
    if judged.undecided { "to decide: no date".into() } else { standing_words(judged.standing) }
}

/// How an entry stands, as a chip.
pub fn standing_chip(judged: Assessed) -> Chip<'static> {
    let standing = judged.standing;
    match standing {
        Standing::In if judged.undecided => Chip::warning(words_of(judged)),
        Standing::In => Chip::success(standing_words(standing)),
        Standing::LeftOut(_) => Chip::neutral(standing_words(standing)),
        Standing::Excluded(_) => Chip::warning(standing_words(standing)),
    }
}

pub(super) fn order(campaign: &Campaign, query: &Query) -> Rows {
    let assessed: HashMap<EntryId, Assessed> =
        drawing::assess(campaign, query.of).into_iter().map(|judged| (judged.id, judged)).collect();
    let name = |entry: &Entry| campaign.people().get(entry.person).map_or("", |person| person.display_name());
    let matches = |id: EntryId, entry: &Entry| {
        let standing =
            query.standing.is_none_or(|wanted| assessed.get(&id).is_some_and(|judged| is_in(judged, wanted)));
        standing
            && (query.find.is_empty()
                || name_key(name(entry)).contains(&query.find)
                || entry.entry_id.to_lowercase().contains(&query.find.replace(' ', ""))
                || entry.reference.to_lowercase().contains(&query.find))
    };
    let mut rows: Vec<(EntryId, &Entry)> =
        campaign.entries_in(query.of).filter(|(id, entry)| matches(*id, entry)).collect();
    if let Some(sort) = query.sort {
        match sort.column {
            0 => rows.sort_by(|a, b| a.1.entry_id.cmp(&b.1.entry_id)),
            1 => rows.sort_by_cached_key(|(_, entry)| name_key(name(entry))),
            2 => rows.sort_by_key(|(_, entry)| (entry.received_at.is_none(), entry.received_at)),
            3 => rows.sort_by(|a, b| a.1.way.title().cmp(b.1.way.title())),
            4 => rows.sort_by_key(|(id, _)| assessed.get(id).map_or(0, |judged| judged.tickets.total)),
            _ => rows.sort_by_key(|(id, _)| assessed.get(id).map(|judged| words_of(*judged))),
        }
        if sort.descending {
            rows.reverse();
        }
    }
    Rows { ids: rows.into_iter().map(|(id, _)| id).collect() }
}

/// The rows as the table reads them.
pub(super) struct Source<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) rows: &'a [EntryId],
    pub(super) assessed: &'a HashMap<EntryId, Assessed>,
    pub(super) zone: TimeZone,
    pub(super) now: Timestamp,
}

impl Source<'_> {
    fn entry(&self, row: u64) -> Option<(EntryId, &Entry)> {
        let id = *self.rows.get(row as usize)?;
        Some((id, self.campaign.entries().get(id)?))
    }
}

/// An entry id in groups of four, as it is read aloud.
pub fn spaced(entry_id: &str) -> String {
    if entry_id.len() == 12 && entry_id.is_ascii() {
        [&entry_id[..4], &entry_id[4..8], &entry_id[8..]].join(" ")
    } else {
        entry_id.to_owned()
    }
}

impl TableRows for Source<'_> {
    fn len(&self) -> u64 {
        self.rows.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.rows.get(row as usize).map_or(0, |id| id.0)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some((id, entry)) = self.entry(row) else { return Cow::Borrowed("") };
        match column {
            0 => spaced(&entry.entry_id).into(),
            1 => self.campaign.people().get(entry.person).map_or("", |person| person.display_name()).into(),
            2 => match entry.received_at {
                Some(at) => when::short(at, self.now, &self.zone).into(),
                None => entry.received.as_str().into(),
            },
            3 => entry.way.title().into(),
            4 => self.assessed.get(&id).map_or(entry.tickets, |judged| judged.tickets.total).to_string().into(),
            _ => self.assessed.get(&id).map(|judged| words_of(*judged)).unwrap_or_default().into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let words = self.text(cell.row(), cell.column()).into_owned();
        match cell.column() {
            0 => {
                cell.mono(&words);
            }
            1 => {
                cell.strong(&words);
            }
            2 | 3 => {
                cell.muted(&words);
            }
            5 => {
                if let Some((id, _)) = self.entry(cell.row())
                    && let Some(judged) = self.assessed.get(&id)
                {
                    cell.chip(&standing_chip(*judged));
                }
            }
            _ => {
                cell.text(&words);
            }
        }
    }
}
