//! Rows that came in before: those of the same file by their line, those of a longer version of it by what they say.

use std::collections::HashSet;

use crate::campaign::{Campaign, Origin, SourceId};
use crate::intake::compare::ByHash;
use crate::intake::words::Words;
use crate::intake::{Field, Kind, date};

use super::Desk;

/// Rows that came in before. Equal rows are counted: two equal rows of a file are two nominations, and stay two.
pub(super) struct Known {
    lines: HashSet<u64>,
    same_file: bool,
    pub(super) counts: ByHash<u128, usize>,
    /// Of those the ones that say neither when they came nor anything in words, and bear no number: two people may well say the
    /// same. A longer row that repeats such a one may be one of its own.
    common: HashSet<u128>,
    /// The headers that rows of other files came with, each set once: a longer version may have more columns, in another order.
    pub(super) headers: Vec<Vec<String>>,
    /// The columns have other names than before: rows are known by their cells alone.
    pub(super) by_cells: bool,
}

/// Whether a row came in before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Never,
    Before,
    /// It says what an earlier one said and more, and what both say tells no row from another.
    Perhaps,
}

/// Sets of headers that are looked for in new rows.
const SETS: usize = 16;

impl Known {
    /// `now` are the headers of the new rows.
    pub(super) fn new(
        campaign: &Campaign,
        kind: Kind,
        source: SourceId,
        same_file: bool,
        desk: &Desk,
        now: &[String],
    ) -> Self {
        let (lines, counts) = (HashSet::new(), ByHash::default());
        let (common, headers) = (HashSet::new(), Vec::new());
        let mut known = Self { lines, same_file, counts, common, headers, by_cells: false };
        known.lines.extend(campaign.sources().get(source).iter().flat_map(|source| &source.erased_lines));
        if same_file && matches!(kind, Kind::People | Kind::Members) {
            let origins = campaign.people().iter().flat_map(|(_, person)| person.with_merged());
            let origins = origins.flat_map(|person| &person.origins).filter(|origin| origin.source == source);
            known.lines.extend(origins.map(|origin| origin.line));
        }
        let mut noted = HashSet::new();
        let mut note = |origin: Option<Origin>, key: &dyn Fn() -> u128, is_common: &dyn Fn() -> bool| {
            // A row that named several people is one row.
            let Some(origin) = origin.filter(|origin| noted.insert((origin.source, origin.line))) else { return };
            if origin.source == source {
                known.lines.insert(origin.line);
            } else {
                let key = key();
                *known.counts.entry(key).or_default() += 1;
                if is_common() {
                    known.common.insert(key);
                }
            }
        };
        let mut headers: Vec<Vec<String>> = Vec::new();
        let mut note_headers = |names: &mut dyn Iterator<Item = &str>| {
            let names: Vec<&str> = names.collect();
            if headers.len() < SETS && !names.is_empty() && !headers.iter().rev().any(|known| *known == names) {
                headers.push(names.into_iter().map(str::to_owned).collect());
            }
        };
        for (_, it) in campaign.nominations().iter() {
            if kind == Kind::Nominations && it.origin.is_some_and(|origin| origin.source != source) {
                note_headers(&mut it.answers.iter().map(|(header, _)| header));
            }
            let is_common = || {
                let told = [&it.received, &it.story, &it.reason, &it.quote];
                told.iter().all(|text| text.is_empty()) && !it.answers.iter().any(|(header, cell)| is_own(header, cell))
            };
            note(it.origin, &|| desk.answers(it.answers.iter()), &is_common);
        }
        let pairs = |answers: &[(String, String)]| {
            desk.answers(answers.iter().map(|(header, cell)| (header.as_str(), cell.as_str())))
        };
        for (_, it) in campaign.thanks().iter() {
            if kind == Kind::Thanks {
                note_headers(&mut it.answers.iter().map(|(header, _)| header.as_str()));
            }
            note(it.origin, &|| pairs(&it.answers), &|| false);
        }
        for (_, it) in campaign.mishaps().iter() {
            if kind == Kind::Mishaps {
                note_headers(&mut it.answers.iter().map(|(header, _)| header.as_str()));
            }
            note(it.origin, &|| pairs(&it.answers), &|| false);
        }
        for (_, entry) in campaign.entries().iter() {
            note(
                entry.origin,
                &|| {
                    let person = campaign.people().get(entry.person);
                    let (email, name) = person.map_or(("", ""), |p| (p.email.as_str(), p.name.as_str()));
                    desk.entry(&entry.reference, &entry.received, email, name)
                },
                &|| false,
            );
        }
        if matches!(kind, Kind::People | Kind::Members) {
            // People are found again anyway.
            known.counts.clear();
        }
        known.headers = headers;
        if is_renamed(&known.headers, now) {
            known.by_cells = true;
            known.counts = cells_of(campaign, kind, source, desk, now.len());
        }
        known
    }

    /// Is the row known? Each known one answers for one row only. The first key is what the whole row says; the others are what it
    /// says under the headers of earlier lists. Of a row that is to go in all the same (`is_wanted`) these tell nothing for sure.
    pub(super) fn take(&mut self, line: u64, keys: &[u128], is_wanted: bool) -> Seen {
        if self.same_file && self.lines.contains(&line) {
            return Seen::Before;
        }
        for (place, key) in keys.iter().enumerate() {
            let Some(count) = self.counts.get_mut(key).filter(|count| **count > 0) else { continue };
            let is_sure = place == 0 || !self.common.contains(key);
            if is_sure || !is_wanted {
                *count -= 1;
                return if is_sure { Seen::Before } else { Seen::Perhaps };
            }
        }
        Seen::Never
    }
}

/// Would hardly another row hold the same: a number that a program gave it, a moment, many words?
fn is_own(header: &str, cell: &str) -> bool {
    const MANY_WORDS: usize = 8;
    let is_moment = cell.contains(':') && date::looks_like_date(cell);
    let is_number = || Words::of(header).fields().iter().any(|(field, ..)| *field == Field::Reference);
    !cell.is_empty() && (is_moment || cell.split_whitespace().count() >= MANY_WORDS || is_number())
}

/// Are these headers in other words, such as those of a form in another language: as many as before, and neither the same nor a
/// longer version?
fn is_renamed(before: &[Vec<String>], now: &[String]) -> bool {
    let is_version = |headers: &Vec<String>| {
        let is_short = headers.len() < 3 && headers.len() < now.len();
        !is_short && headers.len() * 2 > now.len() && headers.iter().all(|header| now.contains(header))
    };
    now.len() >= 3 && before.iter().any(|headers| headers.len() == now.len()) && !before.iter().any(is_version)
}

/// What earlier rows of as many columns say without their headers. Each of them is counted.
fn cells_of(campaign: &Campaign, kind: Kind, own: SourceId, desk: &Desk, width: usize) -> ByHash<u128, usize> {
    let mut counts: ByHash<u128, usize> = ByHash::default();
    let mut noted = HashSet::new();
    let mut note = |origin: Option<Origin>, cells: Vec<&str>| {
        let is_new = |origin: &Origin| origin.source != own && noted.insert((origin.source, origin.line));
        if cells.len() == width
            && origin.as_ref().is_some_and(is_new)
            && let Some(key) = desk.cells(cells.into_iter())
        {
            *counts.entry(key).or_default() += 1;
        }
    };
    match kind {
        Kind::Nominations => {
            for (_, it) in campaign.nominations().iter() {
                note(it.origin, it.answers.iter().map(|(_, cell)| cell).collect());
            }
        }
        Kind::Thanks => campaign.thanks().iter().for_each(|(_, it)| note(it.origin, of_pairs(&it.answers))),
        Kind::Mishaps => campaign.mishaps().iter().for_each(|(_, it)| note(it.origin, of_pairs(&it.answers))),
        Kind::Entries | Kind::People | Kind::Members => {}
    }
    counts
}

fn of_pairs(pairs: &[(String, String)]) -> Vec<&str> {
    pairs.iter().map(|(_, cell)| cell.as_str()).collect()
}
