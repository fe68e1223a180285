//! Rows of a longer version of a list of which somebody was erased: they came in before, and do not bring the person back; nor do
//! rows in which anything changed since, unasked, where they have the person's address.

use std::collections::BTreeSet;

use super::table::{Row, Table};
use super::{Field, Mapping};
use crate::campaign::{Campaign, ErasedRows, RowKey, Source};

/// What is kept of these rows of a list, by which a longer version of it knows them; `before` is what was kept of others of them.
#[must_use]
pub fn erased_rows(table: &Table, lines: &BTreeSet<u64>, before: &ErasedRows, key: &RowKey) -> ErasedRows {
    let mut erased = before.clone();
    if erased.columns.is_empty() {
        erased.columns = table.headers.iter().map(|header| key.header(header)).collect();
    }
    for row in lines.iter().filter_map(|line| table.row_on(*line)) {
        // As it came is what counts, where somebody was taken out of the row before.
        if let Some(hash) =
            key.row(cells(row, 0..erased.columns.len())).filter(|_| !erased.rows.contains_key(&row.line))
        {
            erased.rows.insert(row.line, hash);
        }
    }
    erased
}

/// Lines of a new list that are such rows of earlier ones.
pub(super) fn lines(table: &Table, campaign: &Campaign) -> BTreeSet<u64> {
    let earlier = || campaign.sources().iter().map(|(_, source): (_, &Source)| &source.erased_rows);
    let mut found = BTreeSet::new();
    if earlier().all(ErasedRows::is_empty) {
        return found;
    }
    let Some(key) = RowKey::new(campaign) else { return found };
    let headers: Vec<String> = table.headers.iter().map(|header| key.header(header)).collect();
    // Lists with the same columns are looked for in one go.
    let mut sets: std::collections::BTreeMap<Vec<usize>, BTreeSet<&str>> = std::collections::BTreeMap::new();
    for erased in earlier().filter(|it| !it.is_empty()) {
        let place = |header: &String| headers.iter().position(|other| other == header);
        let places: Option<Vec<usize>> = erased.columns.iter().map(place).collect();
        // Columns of other names, but as many: the cells alone are compared.
        let as_many = || (headers.len() == erased.columns.len()).then(|| (0..headers.len()).collect());
        if let Some(places) = places.or_else(as_many) {
            sets.entry(places).or_default().extend(erased.rows.values().map(String::as_str));
        }
    }
    for (places, rows) in sets {
        let is_one =
            |row: &&Row| key.row(cells(row, places.iter().copied())).is_some_and(|it| rows.contains(it.as_str()));
        found.extend(table.rows.iter().filter(is_one).map(|row| row.line));
    }
    found
}

/// Why a row of somebody who was erased waits for a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// It says what such a row said.
    SameRow,
    /// It has the address of such a person.
    SameAddress,
}

impl Asked {
    pub const fn why(self) -> &'static str {
        match self {
            Self::SameRow => "Says what the row of somebody said who was erased since.",
            Self::SameAddress => "Has the e-mail address of somebody who was erased since.",
        }
    }

    pub const fn issue(self) -> &'static str {
        match self {
            Self::SameRow => {
                "Says what a row said of which somebody was erased since. It is not added unless you take it in."
            }
            Self::SameAddress => {
                "Has the e-mail address of somebody who was erased since. It is not added unless you take it in."
            }
        }
    }
}

/// Lines of a new list with the address of somebody who was erased, and who did not come back since.
pub(super) fn addressed(table: &Table, mapping: &Mapping, campaign: &Campaign) -> BTreeSet<u64> {
    let erased = &campaign.settings().erased_addresses;
    let Some(key) = RowKey::new(campaign).filter(|_| !erased.is_empty()) else { return BTreeSet::new() };
    let fields = [Field::Email, Field::NominatorEmail, Field::RecipientEmail, Field::AlsoEmail];
    let columns: Vec<usize> = fields.into_iter().flat_map(|field| mapping.columns_of(field)).collect();
    let hash = |address: &str| key.address(address).filter(|it| erased.contains(it));
    let in_row = |row: &Row| -> Vec<String> {
        let cells = columns.iter().map(|column| row.cell(*column)).filter(|cell| cell.contains('@'));
        let between = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | ':' | '"');
        cells.flat_map(|cell| cell.split(between)).filter_map(hash).collect()
    };
    let found: Vec<(u64, Vec<String>)> =
        table.rows.iter().map(|row| (row.line, in_row(row))).filter(|(_, found)| !found.is_empty()).collect();
    if found.is_empty() {
        return BTreeSet::new();
    }
    // Whoever was taken in again on purpose is asked about no more.
    let people = campaign.people().iter().flat_map(|(_, person)| person.with_merged());
    let back: BTreeSet<String> = people.filter_map(|person| hash(&person.email)).collect();
    let is_asked = |found: &[String]| found.iter().any(|it| !back.contains(it));
    found.into_iter().filter(|(_, found)| is_asked(found)).map(|(line, _)| line).collect()
}

fn cells(row: &Row, places: impl Iterator<Item = usize> + Clone) -> impl Iterator<Item = &str> + Clone {
    places.map(|place| row.cell(place))
}
