//! Rows that seem to be later versions of rows that came in before: a story was corrected in the form, a typing error in a name.
//! What came in is never altered, and a second nomination is none, so such a row waits for a decision. Rows that are word for word
//! those of before are known and not looked at; where no list of the kind came in before, nothing is done at all.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use super::IntakeError;
use super::cells::short;
use super::check::Before;
use super::compare::ByHash;
use super::drafts::Sense;
use super::field::{Field, Kind};
use super::keys::Keys;
use super::table::{Row, Table};
use super::value;
use crate::campaign::{Answers, Campaign, Origin, SourceId};

mod entries;

/// What a row seems to be.
#[derive(Debug)]
pub(super) struct Seeming {
    /// The column that was changed.
    pub column: Option<usize>,
    /// "Line 7 seems to be line 5 of a.csv, changed in Why? (“old” to “new”)."
    pub words: String,
    /// The row goes in only if a person says so.
    pub waits: bool,
}

/// What is known of rows from lists that came in before.
#[derive(Debug, Default)]
pub(super) struct Versions {
    /// Rows that seem to be later versions, by their line.
    pub changed: HashMap<u64, Seeming>,
    /// Lines of entries that say word for word what a row of an earlier version of the list says, each of which answers for one.
    pub same: HashSet<u64>,
}

/// Rows that seem to be later versions of those that came in `before`. The rows of this very file are known by their lines. `watch`
/// answers now and then whether to go on.
pub(super) fn versions(
    table: &Table,
    sense: &Sense,
    before: &Before<'_>,
    rules: &super::Rules,
    watch: &mut dyn FnMut() -> bool,
) -> Result<Versions, IntakeError> {
    let Before { campaign, own, earlier, .. } = *before;
    let is_earlier =
        |(id, source): (SourceId, &crate::campaign::Source)| Some(id) != own && source.kind == sense.kind.id();
    if !campaign.sources().iter().any(is_earlier) {
        return Ok(Versions::default());
    }
    let mut of_rows = |lists: &Lists| match Rows::new(table, sense, before, lists) {
        Some(rows) => rows.versions(watch),
        None => Ok(Versions::default()),
    };
    match sense.kind {
        Kind::People | Kind::Members => Ok(Versions::default()),
        Kind::Entries => {
            let mut found = of_rows(&lists_of_entries(table, campaign, own, earlier))?;
            // What the raw lists do not tell, the entries themselves may.
            for (line, seeming) in entries::versions(table, sense, campaign, own, rules, watch)? {
                if !found.same.contains(&line) {
                    found.changed.entry(line).or_insert(seeming);
                }
            }
            Ok(found)
        }
        Kind::Nominations | Kind::Thanks | Kind::Mishaps => of_rows(&Lists::new()),
    }
}

/// Gives the list of an earlier source as it stands in its raw file, where that is at hand and has some of these headers.
pub type EarlierLists<'a> = dyn Fn(SourceId, &[String]) -> Option<Arc<Table>> + 'a;

type Lists = HashMap<SourceId, Arc<Table>>;

/// Entries keep nothing of their rows but what was read of them, so their lists are read once more.
fn lists_of_entries(table: &Table, campaign: &Campaign, own: Option<SourceId>, earlier: &EarlierLists<'_>) -> Lists {
    let is_earlier =
        |(id, source): &(SourceId, &crate::campaign::Source)| Some(*id) != own && source.kind == Kind::Entries.id();
    // The newest first: where not all of them can be kept in memory, these tell most.
    let sources = campaign.sources().iter().rev().filter(is_earlier);
    sources.filter_map(|(id, _)| Some((id, earlier(id, &table.headers)?))).collect()
}

/// The words of an earlier row, as its record keeps them.
#[derive(Clone, Copy)]
enum Words<'c> {
    /// In its list: entries keep none.
    Listed(&'c [String], &'c Row),
    Shared(&'c Answers),
    Pairs(&'c [(String, String)]),
}

impl<'c> Words<'c> {
    fn each(self, see: &mut dyn FnMut(&'c str, &'c str)) {
        match self {
            Self::Listed(headers, row) => {
                headers.iter().enumerate().for_each(|(place, header)| see(header, row.cell(place)));
            }
            Self::Shared(answers) => answers.iter().for_each(|(header, cell)| see(header, cell)),
            Self::Pairs(pairs) => pairs.iter().for_each(|(header, cell)| see(header, cell)),
        }
    }

    fn cell(self, place: usize) -> &'c str {
        match self {
            Self::Listed(_, row) => row.cell(place),
            Self::Shared(answers) => answers.iter().nth(place).map_or("", |(_, cell)| cell),
            Self::Pairs(pairs) => pairs.get(place).map_or("", |(_, cell)| cell),
        }
    }
}

/// Rows of an earlier list: all of them, those that stand in the new one, and of these the ones on the same line.
#[derive(Default)]
struct Count {
    all: usize,
    same: usize,
    on_their_line: usize,
}

struct Earlier<'c> {
    origin: Origin,
    words: Words<'c>,
    /// Where its columns stand in the table: the place of a list of columns.
    set: usize,
}

/// Nothing in a list of places.
const NONE: u32 = u32::MAX;
/// Earlier rows that may bear one mark.
const MARKED: usize = 64;
/// After so many rows it is asked whether to go on.
const ASKED: usize = 512;
/// So many sets of headers are told apart.
const SETS: usize = 16;

/// The rows of the table beside those that came in before under the same headers.
struct Rows<'t> {
    table: &'t Table,
    sense: &'t Sense,
    campaign: &'t Campaign,
    /// Name of the new list.
    name: &'t str,
    earlier: Vec<Earlier<'t>>,
    /// For each set of earlier headers: the column of the table for each of them.
    sets: Vec<Vec<usize>>,
    /// Lines of this very file that are in the campaign.
    own_lines: HashSet<u64>,
    keys: Keys,
}

impl<'t> Rows<'t> {
    /// `None` where no earlier row has these headers.
    fn new(table: &'t Table, sense: &'t Sense, before: &Before<'t>, lists: &'t Lists) -> Option<Self> {
        let Before { campaign, own, name, .. } = *before;
        let mut rows = Self {
            table,
            sense,
            campaign,
            name,
            earlier: Vec::new(),
            sets: Vec::new(),
            own_lines: HashSet::new(),
            keys: Keys::new(),
        };
        let mut noted: HashSet<(SourceId, u64)> = HashSet::new();
        // Headers that were looked at, and the set they make, if any.
        let mut looked: Vec<(Vec<&str>, Option<usize>)> = Vec::new();
        let mut note = |origin: Option<Origin>, words: Words<'t>| {
            // A row that named several people is one row.
            let Some(origin) = origin.filter(|origin| noted.insert((origin.source, origin.line))) else { return };
            if Some(origin.source) == own {
                rows.own_lines.insert(origin.line);
                return;
            }
            let mut headers: Vec<&str> = Vec::new();
            words.each(&mut |header, _| headers.push(header));
            let known = looked.iter().rev().find(|(known, _)| *known == headers).map(|(_, set)| *set);
            let set = known.unwrap_or_else(|| {
                let set = rows.columns_of(&headers).filter(|_| rows.sets.len() < SETS).map(|columns| {
                    rows.sets.push(columns);
                    rows.sets.len() - 1
                });
                if looked.len() < SETS * 4 {
                    looked.push((headers, set));
                }
                set
            });
            if let Some(set) = set {
                rows.earlier.push(Earlier { origin, words, set });
            }
        };
        match sense.kind {
            Kind::Nominations => {
                campaign.nominations().iter().for_each(|(_, it)| note(it.origin, Words::Shared(&it.answers)));
            }
            Kind::Thanks => campaign.thanks().iter().for_each(|(_, it)| note(it.origin, Words::Pairs(&it.answers))),
            Kind::Entries => {
                for origin in campaign.entries().iter().filter_map(|(_, entry)| entry.origin) {
                    if Some(origin.source) == own {
                        note(Some(origin), Words::Pairs(&[]));
                    } else if let Some(list) = lists.get(&origin.source)
                        && let Some(row) = list.row_on(origin.line)
                    {
                        note(Some(origin), Words::Listed(&list.headers, row));
                    }
                }
            }
            _ => campaign.mishaps().iter().for_each(|(_, it)| note(it.origin, Words::Pairs(&it.answers))),
        }
        rows.earlier.sort_by_key(|it| (it.origin.source, it.origin.line));
        (!rows.earlier.is_empty()).then_some(rows)
    }

    /// Where earlier headers stand in the table: the same ones, or most of those that it has now.
    fn columns_of(&self, headers: &[&str]) -> Option<Vec<usize>> {
        let now = &self.table.headers;
        let is_same = headers.len() == now.len() && headers.iter().zip(now.iter()).all(|(one, other)| one == other);
        let is_version = headers.len() >= 3 && headers.len() <= now.len() && headers.len() * 2 > now.len();
        if !is_same && !is_version {
            return None;
        }
        headers.iter().map(|header| now.iter().position(|known| known == header)).collect()
    }

    fn key(&self, cells: impl Iterator<Item = &'t str>) -> u64 {
        cells.fold(1, |all, cell| self.keys.pair(all, self.keys.text(cell)))
    }

    fn key_of(&self, earlier: &Earlier<'t>) -> u64 {
        let mut key = self.keys.pair(1, earlier.set as u64);
        earlier.words.each(&mut |_, cell| key = self.keys.pair(key, self.keys.text(cell)));
        key
    }

    fn keys_of(&self, row: &'t Row) -> impl Iterator<Item = u64> {
        let key = |(set, columns): (usize, &Vec<usize>)| {
            let start = self.keys.pair(1, set as u64);
            columns.iter().fold(start, |all, column| self.keys.pair(all, self.keys.text(row.cell(*column))))
        };
        self.sets.iter().enumerate().map(key)
    }

    /// For each row of the table the earlier one that says the same word for word; each of those answers for one row.
    fn known(&self) -> Vec<u32> {
        let mut first: ByHash<u64, u32> =
            ByHash::with_capacity_and_hasher(self.earlier.len(), BuildHasherDefault::new());
        let mut next = vec![NONE; self.earlier.len()];
        // From the last to the first, so that equal ones come in their order.
        for (place, earlier) in self.earlier.iter().enumerate().rev() {
            let before = first.insert(self.key_of(earlier), place as u32);
            if let (Some(slot), Some(before)) = (next.get_mut(place), before) {
                *slot = before;
            }
        }
        let take = |row: &'t Row| {
            for key in self.keys_of(row) {
                if let Some(place) = first.get_mut(&key).filter(|place| **place != NONE) {
                    let taken = *place;
                    *place = next.get(taken as usize).copied().unwrap_or(NONE);
                    return taken;
                }
            }
            NONE
        };
        self.table.rows.iter().map(take).collect()
    }

    fn versions(self, watch: &mut dyn FnMut() -> bool) -> Result<Versions, IntakeError> {
        let known = self.known();
        let mut is_used = vec![false; self.earlier.len()];
        let mut counts: HashMap<SourceId, Count> = HashMap::new();
        for earlier in &self.earlier {
            counts.entry(earlier.origin.source).or_default().all += 1;
        }
        for (row, place) in self.table.rows.iter().zip(&known).filter(|(_, place)| **place != NONE) {
            if let (Some(used), Some(earlier)) = (is_used.get_mut(*place as usize), self.earlier.get(*place as usize)) {
                *used = true;
                let count = counts.entry(earlier.origin.source).or_default();
                count.same += 1;
                count.on_their_line += usize::from(row.line == earlier.origin.line);
            }
        }
        let is_named = |source: SourceId| {
            self.campaign.sources().get(source).is_some_and(|it| it.file_name.eq_ignore_ascii_case(self.name))
        };
        // Half of an earlier list stands in this one, so it is an earlier version of it.
        let is_version = |source: SourceId| counts.get(&source).is_some_and(|it| it.same * 2 >= it.all);
        // One row or two may stand in any list.
        let is_told = |source: SourceId| {
            let is_told = |it: &Count| it.same >= 3 || it.on_their_line == it.same || is_named(source);
            is_version(source) && counts.get(&source).is_some_and(is_told)
        };
        let mut found = Versions::default();
        if self.sense.kind == Kind::Entries {
            let of_version =
                |place: &u32| self.earlier.get(*place as usize).is_some_and(|earlier| is_told(earlier.origin.source));
            let rows = self.table.rows.iter().zip(&known).filter(|(_, place)| of_version(place));
            found.same = rows.map(|(row, _)| row.line).collect();
        }
        if is_used.iter().all(|used| *used) || !known.contains(&NONE) {
            return Ok(found);
        }
        let free = || (0..).zip(&self.earlier).zip(&is_used).filter(|(_, used)| !**used).map(|(it, _)| it);
        let mut by_mark: ByHash<u64, Vec<u32>> = ByHash::default();
        let mut by_line: HashMap<u64, Vec<u32>> = HashMap::new();
        for (place, earlier) in free() {
            for mark in self.marks(|column| self.cell(earlier, column)).into_iter().flatten() {
                by_mark.entry(mark).or_default().push(place);
            }
            by_line.entry(earlier.origin.line).or_default().push(place);
        }
        // A mark that many rows bear tells none of them from the others.
        by_mark.retain(|_, places| places.len() <= MARKED);
        for (at, row) in self.table.rows.iter().enumerate() {
            if at % ASKED == 0 && !watch() {
                return Err(IntakeError::Cancelled);
            }
            if known.get(at) != Some(&NONE) || row.is_blank() || self.own_lines.contains(&row.line) {
                continue;
            }
            let [reference, sending] = self.marks(|column| row.cell(column));
            let beside = |other: Option<&u32>, step: i64| {
                let place =
                    other.filter(|place| **place != NONE).and_then(|place| i64::from(*place).checked_add(step))?;
                let here = usize::try_from(place).ok()?;
                let there = usize::try_from(place - step).ok()?;
                let (one, other) = (self.earlier.get(here)?, self.earlier.get(there)?);
                (one.origin.source == other.origin.source).then_some(here as u32)
            };
            let before = beside(at.checked_sub(1).and_then(|at| known.get(at)), 1);
            let after = beside(known.get(at + 1), -1);
            let marked = |mark: Option<u64>| mark.and_then(|mark| by_mark.get(&mark)).into_iter().flatten().copied();
            let is_free = |place: &u32| is_used.get(*place as usize) == Some(&false);
            let get = |place: u32| self.earlier.get(place as usize);
            let is_alike = |place: &u32| get(*place).is_some_and(|earlier| self.is_alike(earlier, row));
            let of_version = |place: &u32| get(*place).is_some_and(|earlier| is_version(earlier.origin.source));
            let by_reference = marked(reference).find(|place| is_free(place) && is_alike(place));
            let by_sending = || marked(sending).find(|place| is_free(place));
            let by_place = || {
                let on_line = by_line.get(&row.line).into_iter().flatten().copied();
                let mut places = before.into_iter().chain(after).chain(on_line);
                places.find(|place| is_free(place) && of_version(place) && is_alike(place))
            };
            let Some(place) = by_reference.or_else(by_sending).or_else(by_place) else { continue };
            let Some(seeming) = get(place).and_then(|earlier| self.seeming(earlier, row)) else { continue };
            if let Some(used) = is_used.get_mut(place as usize) {
                *used = true;
            }
            found.changed.insert(row.line, seeming);
        }
        Ok(found)
    }

    /// A cell of an earlier row by its column in the table.
    fn cell(&self, earlier: &Earlier<'t>, column: usize) -> &'t str {
        let columns = self.sets.get(earlier.set);
        let place = columns.and_then(|columns| columns.iter().position(|known| *known == column));
        place.map_or("", |place| earlier.words.cell(place))
    }

    /// What tells a row for sure: the number its program gave it, and the moment it was sent at with who sent it.
    fn marks(&self, cell: impl Fn(usize) -> &'t str) -> [Option<u64>; 2] {
        let filled = |column: usize| Some(cell(column)).filter(|cell| !cell.chars().all(value::is_space));
        let reference = self.sense.column(Field::Reference).and_then(filled);
        let reference = reference.map(|number| self.keys.pair(1, self.keys.text(number)));
        let received = self.sense.column(Field::Received).and_then(filled).filter(|text| text.contains(':'));
        let by: &[Field] = match self.sense.kind {
            Kind::Nominations => &[Field::Nominator, Field::NominatorEmail],
            _ => &[Field::Name, Field::Given, Field::Family, Field::Email],
        };
        let by = by.iter().flat_map(|field| self.sense.columns(*field)).filter_map(|column| filled(*column));
        let by: Vec<&str> = by.collect();
        let sending = received.filter(|_| !by.is_empty()).map(|received| {
            let by = self.key(by.into_iter());
            self.keys.pair(self.keys.pair(2, self.keys.text(received)), by)
        });
        [reference, sending]
    }

    /// Do most cells of both say the same?
    fn is_alike(&self, earlier: &Earlier<'t>, row: &Row) -> bool {
        let (mut filled, mut same) = (0, 0);
        for column in self.sets.get(earlier.set).into_iter().flatten() {
            let (one, other) = (self.cell(earlier, *column), row.cell(*column));
            let is_filled = !one.is_empty() || !other.is_empty();
            filled += usize::from(is_filled);
            same += usize::from(is_filled && one == other);
        }
        // Of a name and an address one is enough.
        let is_pair = self.sense.kind == Kind::Entries && filled == 2 && same == 1;
        is_pair || (same >= 2 && same * 2 > filled)
    }

    fn seeming(&self, earlier: &Earlier<'t>, row: &Row) -> Option<Seeming> {
        let columns = self.sets.get(earlier.set)?;
        let differs = |column: &&usize| self.cell(earlier, **column) != row.cell(**column);
        let mut changed: Vec<usize> = columns.iter().filter(differs).copied().collect();
        changed.sort_unstable_by_key(|column| (!self.sense.is_read(*column), *column));
        let column = *changed.first()?;
        let header = self.table.headers.get(column)?;
        let (old, new) = (short(self.cell(earlier, column)), short(row.cell(column)));
        let words = words_of(self.campaign, row.line, earlier.origin, header, &old, &new, changed.len() - 1);
        Some(Seeming { column: Some(column), words, waits: true })
    }
}

/// "Line 7 seems to be line 5 of a.csv, changed in Why? (“old” to “new”)."
fn words_of(campaign: &Campaign, line: u64, origin: Origin, header: &str, old: &str, new: &str, more: usize) -> String {
    let file = campaign.sources().get(origin.source).map_or("an earlier list", |source| source.file_name.as_str());
    let more = match more {
        0 => String::new(),
        1 => " and one column more".into(),
        more => format!(" and {more} columns more"),
    };
    format!(
        "Line {line} seems to be line {} of {file}, changed in {} (“{old}” to “{new}”){more}.",
        origin.line,
        short(header)
    )
}
