//! Raw files without somebody who is erased: their rows go, and the cells of other rows that are their name or address. Which
//! cells of a row make up one name is told by the columns as the list was taken over. A single word that may be anybody's goes
//! too, since what is asked for is that nothing is left, and is told to whoever asked.

use super::{Shared, Told, WHAT};
use crate::app::failure::Failure;
use crate::app::importing;
use crate::app::people::{folded, holds_words};
use crate::campaign::{Campaign, Edit, KeptWords, Known, Source, SourceId};
use crate::intake::{self, Holds, Kind, Mapping, ReadOptions, RowsOfSheets, Table};
use sha2::{Digest, Sha256};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Rows whose author goes, with the words that stay of them.
pub type Kept = BTreeMap<(SourceId, u64), KeptWords>;

/// Raw files as they are to be.
#[derive(Debug, Default)]
pub struct Rewritten {
    /// The records of the files.
    pub edits: Vec<Edit>,
    /// Hash of a file as it was, and its bytes after.
    pub files: Vec<(String, Arc<Vec<u8>>)>,
    /// Rows that lose cells which may be somebody else's.
    pub doubtful: Vec<Told>,
}

/// What is looked for, and where.
pub struct Search<'s> {
    pub campaign: &'s Campaign,
    /// Gives the bytes of a raw file by its hash.
    pub file: &'s dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
    /// Rows that go.
    pub lines: BTreeMap<SourceId, BTreeSet<u64>>,
    pub known: &'s Known,
    pub shared: &'s Shared,
    pub kept: &'s Kept,
}

/// Every raw file without these rows and without the cells that name the person. All files are looked through: the person may
/// stand in rows nobody took over.
pub fn without_rows(mut search: Search<'_>) -> Result<Rewritten, Failure> {
    // One file may have been read more than once, as people and as nominations, or sheet by sheet.
    let mut by_file: BTreeMap<&str, Vec<(SourceId, &Source)>> = BTreeMap::new();
    for (id, source) in search.campaign.sources().iter() {
        by_file.entry(&source.sha256).or_default().push((id, source));
    }
    let mut done = Rewritten::default();
    for (before, sources) in by_file {
        let Some(bytes) = (search.file)(before) else { continue };
        let after = without_cells(&search, &sources, &bytes, &mut done.doubtful)?;
        if after == *bytes {
            continue;
        }
        let sha256 = hex::encode(Sha256::digest(&after));
        for (id, source) in sources {
            let first = if source.first_sha256.is_empty() { &source.sha256 } else { &source.first_sha256 };
            let own = search.lines.remove(&id).unwrap_or_default();
            let erased: BTreeSet<u64> = source.erased_lines.iter().copied().chain(own).collect();
            done.edits.push(Edit::source(
                id,
                Source {
                    sha256: sha256.clone(),
                    bytes: after.len() as u64,
                    first_sha256: first.clone(),
                    erased_lines: erased.into_iter().collect(),
                    ..source.clone()
                },
            ));
        }
        done.files.push((before.to_owned(), Arc::new(after)));
    }
    Ok(done)
}

/// One file without its rows and cells.
fn without_cells(
    search: &Search<'_>,
    sources: &[(SourceId, &Source)],
    bytes: &[u8],
    doubtful: &mut Vec<Told>,
) -> Result<Vec<u8>, Failure> {
    let (mut rows, mut of_others) = (RowsOfSheets::new(), RowsOfSheets::new());
    for (id, source) in sources {
        rows.entry(source.sheet.clone()).or_default().extend(search.lines.get(id).into_iter().flatten());
        of_others.entry(source.sheet.clone()).or_default().extend(search.shared.rows.get(id).into_iter().flatten());
    }
    // Most files hold nothing, and are not read for their columns.
    let lists: OnceCell<Vec<List>> = OnceCell::new();
    let told: RefCell<Vec<Told>> = RefCell::default();
    let rewrite = |sheet: &str, line: u64, cells: &[&str]| {
        let mut of_sheet = sources.iter().filter(|(_, it)| it.sheet.is_empty() || it.sheet == sheet);
        let kept = of_sheet.find_map(|(id, _)| search.kept.get(&(*id, line)));
        let is_of_another = ["", sheet].iter().any(|of| of_others.get(*of).is_some_and(|it| it.contains(&line)));
        let looked_for = if is_of_another { &search.shared.own } else { search.known };
        if !looked_for.may_be_in(cells) && kept.is_none() {
            return None;
        }
        let lists = lists.get_or_init(|| lists_of(search.campaign, sources, bytes));
        let list = lists.iter().find(|it| it.sheet == sheet && it.lines.contains(&line));
        let holds = list.map_or(&[][..], |list| &list.holds);
        let looked_for = LookedFor { known: looked_for, own: &search.shared.own, kept };
        let (after, in_doubt) = looked_for.rewritten(cells, holds)?;
        if let Some((_, source)) = sources.first().filter(|_| !in_doubt.is_empty()) {
            let cell = |column: &usize| {
                let header = list.and_then(|list| list.headers.get(*column)).map_or("", String::as_str);
                let colon = if header.is_empty() { "" } else { ": " };
                format!("{header}{colon}{}", cells.get(*column).unwrap_or(&"").trim())
            };
            let words = in_doubt.iter().map(cell).collect::<Vec<_>>().join(", ");
            let place = Source { sheet: sheet.to_owned(), ..(*source).clone() }.place(line);
            told.borrow_mut().push(Told { id: place, what: "row", words });
        }
        Some(after)
    };
    let after = intake::redact(bytes, &rows, &rewrite).map_err(|error| {
        let file_name = sources.first().map_or("A file", |(_, source)| source.file_name.as_str());
        let why = importing::failure(file_name, &error).why;
        Failure::new(WHAT, format!("{file_name}: {why}"), "Remove that imported file first, then erase again.")
    })?;
    doubtful.append(&mut told.into_inner());
    Ok(after)
}

/// A table of a file, and what its columns hold.
struct List {
    /// `""` in a text file.
    sheet: String,
    lines: RangeInclusive<u64>,
    headers: Arc<[String]>,
    holds: Vec<Holds>,
}

impl List {
    fn new(campaign: &Campaign, sheet: String, table: &Table, kind: Kind) -> Option<Self> {
        let lines = table.rows.first()?.line..=table.rows.last()?.line;
        let choices = importing::Choices::default();
        let mapping: Mapping = importing::mapping_for(campaign, table, kind, &choices).ok()?;
        Some(Self { sheet, lines, headers: Arc::clone(&table.headers), holds: intake::name_columns(&mapping) })
    }
}

/// The tables of a file as they were taken over, and sheets that nobody took as they most likely are. What cannot be read so has
/// columns of which nothing is known.
fn lists_of(campaign: &Campaign, sources: &[(SourceId, &Source)], bytes: &[u8]) -> Vec<List> {
    let taken = sources.iter().filter_map(|(_, source)| {
        let table = importing::read_again(source, bytes).ok()?;
        List::new(campaign, source.sheet.clone(), &table, source.kind.parse().ok()?)
    });
    let mut lists: Vec<List> = taken.collect();
    for (at, sheet) in intake::sheet_names(bytes).unwrap_or_default().into_iter().enumerate() {
        if lists.iter().any(|list| list.sheet == sheet) {
            continue;
        }
        let number = u32::try_from(at + 1).ok();
        let Ok(table) = intake::read(bytes, &ReadOptions { sheet: number, ..ReadOptions::default() }) else { continue };
        lists.extend(List::new(campaign, sheet, &table, importing::likely_kind(&table)));
    }
    lists
}

/// What is looked for in one row.
struct LookedFor<'s> {
    /// Names and addresses that go from this row.
    known: &'s Known,
    /// Those that are nobody else's.
    own: &'s Known,
    /// Words that stay, where the person wrote the row.
    kept: Option<&'s KeptWords>,
}

impl LookedFor<'_> {
    /// A row without what is personal, and the columns that may be another's; `None` where nothing is.
    fn rewritten(&self, cells: &[&str], holds: &[Holds]) -> Option<(Vec<String>, Vec<usize>)> {
        let Found { is_told, in_doubt } = self.found(cells, holds);
        // An address may be the home of a whole family: it is theirs in their own row.
        let is_theirs = self.kept.is_some() || is_told.contains(&true);
        let mut is_changed = false;
        let after = cells.iter().zip(is_told).map(|(cell, is_told)| {
            let is_authors = self.kept.is_some_and(|kept| !cell.trim().is_empty() && !kept.holds(cell));
            let goes = is_told || is_authors || (is_theirs && self.known.lives_at(cell));
            let masked = if goes { Some(String::new()) } else { self.known.masked(cell) };
            is_changed |= masked.is_some();
            masked.unwrap_or_else(|| (*cell).to_owned())
        });
        let after: Vec<String> = after.collect();
        is_changed.then_some((after, in_doubt))
    }

    /// The cells that are a name or an address of the person.
    fn found(&self, cells: &[&str], holds: &[Holds]) -> Found {
        let held = |column: usize| holds.get(column).copied().unwrap_or(Holds::Unsaid);
        let mut found = Found { is_told: vec![false; cells.len()], in_doubt: Vec::new() };
        let everybody: BTreeSet<usize> = holds.iter().filter_map(|it| it.whose()).collect();
        for whose in everybody {
            self.find_one(cells, &held, whose, &mut found);
        }
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| self.known.is(cell)) {
            let is_one_word = self.known.is_one_word(cell);
            match held(column) {
                // Of somebody the columns speak of, and not of the person: then one word of it is a part of their name.
                Holds::NoName if is_one_word => {}
                Holds::Name(whose) | Holds::Part(whose) if is_one_word => {
                    let rest =
                        cells.iter().enumerate().filter(|(other, rest)| *other != column && !rest.trim().is_empty());
                    let says_more = |(other, rest): (usize, &&str)| match held(other) {
                        Holds::Part(it) => it == whose,
                        Holds::Name(it) => it == whose && holds_words(&folded(rest), &folded(cell)),
                        _ => false,
                    };
                    if !rest.into_iter().any(says_more) {
                        found.take(column, self.kept.is_none());
                    }
                }
                Holds::Unsaid if is_one_word => found.take(column, self.kept.is_none()),
                _ => found.take(column, false),
            }
        }
        // Names in two columns of which nobody knows what they hold: those of others stand between and part them.
        let is_of_somebody = |column: &usize| matches!(held(*column), Holds::Name(_) | Holds::Part(_));
        let mut from = 0;
        for to in (0..cells.len()).filter(is_of_somebody).chain([cells.len()]) {
            let run: Vec<&str> = (from..to)
                .map(|column| if held(column) == Holds::Unsaid { *cells.get(column).unwrap_or(&"") } else { "" })
                .collect();
            let parts = self.known.parts_in(&run);
            for (at, _) in parts.is_part.iter().enumerate().filter(|(_, is_part)| **is_part) {
                found.take(from + at, parts.in_doubt.contains(&at));
            }
            from = to + 1;
        }
        found
    }

    /// Takes what is said of one human being of the row, if that is the person.
    fn find_one(&self, cells: &[&str], held: &dyn Fn(usize) -> Holds, whose: usize, found: &mut Found) {
        let of = |wanted: Holds| -> Vec<(usize, &str)> {
            let is = |(column, cell): &(usize, &str)| held(*column) == wanted && !cell.trim().is_empty();
            cells.iter().copied().enumerate().filter(is).collect()
        };
        let (names, parts) = (of(Holds::Name(whose)), of(Holds::Part(whose)));
        let joined = parts.iter().map(|(_, cell)| cell.trim()).collect::<Vec<_>>().join(" ");
        let is_sure = |name: &str| self.known.is(name) && !self.known.is_one_word(name);
        let is_by_mail = || {
            let is_own = of(Holds::Email(whose)).iter().any(|(_, cell)| self.own.is(cell));
            is_own && names.iter().chain(&parts).any(|(_, cell)| self.known.shares_a_word_with(cell))
        };
        let is_sure = names.iter().any(|(_, cell)| is_sure(cell)) || is_sure(&joined) || is_by_mail();
        // "Ana" beside a surname is somebody else who has that word for a part of the name.
        let is_one_word = || match (joined.as_str(), names.is_empty()) {
            ("", _) => names.iter().any(|(_, cell)| self.known.is(cell)),
            (joined, true) => self.known.is(joined),
            (_, false) => false,
        };
        if is_sure || is_one_word() {
            for (column, _) in names.into_iter().chain(parts) {
                found.take(column, !is_sure && self.kept.is_none());
            }
        }
    }
}

/// What was found in a row.
struct Found {
    /// By column.
    is_told: Vec<bool>,
    /// Columns that go although they may be another's.
    in_doubt: Vec<usize>,
}

impl Found {
    fn take(&mut self, column: usize, is_in_doubt: bool) {
        let Some(slot) = self.is_told.get_mut(column).filter(|slot| !**slot) else { return };
        *slot = true;
        if is_in_doubt {
            self.in_doubt.push(column);
        }
    }
}

#[cfg(test)]
mod tests;
