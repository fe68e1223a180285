//! Raw files without somebody who is erased: their rows go, and the cells of other rows that are their name or address. Which
//! cells of a row make up one name is told by the columns as the list was taken over. A single word that may be anybody's goes
//! too, since what is asked for is that nothing is left, and is told to whoever asked.

mod copies;

use super::namesakes::origins_of;
use super::{Shared, Told, WHAT};
use crate::app::Progress;
use crate::app::failure::Failure;
use crate::app::importing;
use crate::app::people::{folded, holds_words};
use crate::campaign::{Campaign, Edit, ErasedRows, Known, PersonId, RowKey, RowWords, Source, SourceId, email_key};
use crate::intake::{self, Holds, Kind, Mapping, ReadOptions, RowsOfSheets, Table};
use copies::{Copies, CopyOf, Fate, Place};
use sha2::{Digest, Sha256};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::RangeInclusive;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Rows in which the person wrote or is one of several nominees.
pub type Rows = BTreeMap<(SourceId, u64), RowWords>;

/// Raw files as they are to be.
#[derive(Debug, Default)]
pub struct Rewritten {
    /// The records of the files.
    pub edits: Vec<Edit>,
    /// Hash of a file as it was, its bytes after, and the hash of these.
    pub files: Vec<(String, Arc<Vec<u8>>, String)>,
    /// Rows that lose cells which may be somebody else's.
    pub doubtful: Vec<Told>,
    /// Files and sheets whose names lose the person's.
    pub masked: Vec<Told>,
    /// Rows that keep words which may be the person's: somebody else has the name, or it stands there in another order.
    pub left: Vec<Told>,
}

/// What is looked for, and where.
pub struct Search<'s> {
    pub campaign: &'s Campaign,
    pub id: PersonId,
    /// Gives the bytes of a raw file by its hash.
    pub file: &'s dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
    /// Rows that go.
    pub lines: BTreeMap<SourceId, BTreeSet<u64>>,
    pub known: &'s Known,
    pub shared: &'s Shared,
    pub rows: &'s Rows,
    pub progress: &'s Progress,
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
    let copies = Copies::new(&search);
    for (before, sources) in by_file {
        let bytes = (search.file)(before).unwrap_or_default();
        let (after, mut erased_rows) = if bytes.is_empty() {
            Default::default()
        } else {
            without_cells(&search, &copies, &sources, &bytes, &mut done)?
        };
        let is_changed = after != *bytes;
        let sha256 = hex::encode(Sha256::digest(&after));
        for (id, source) in sources {
            let (file_name, sheet) = (search.without_name(&source.file_name), search.sheet_name(&source.sheet));
            if file_name.is_some() || sheet.is_some() {
                done.masked.push(Told { id: id.to_string(), what: "file", words: source.called() });
            }
            if [(&source.file_name, &file_name), (&source.sheet, &sheet)].iter().any(|it| search.is_left_in(it)) {
                done.left.push(Told { id: id.to_string(), what: "file", words: source.called() });
            }
            if file_name.is_none() && sheet.is_none() && !is_changed {
                continue;
            }
            let mut source = source.clone();
            source.file_name = file_name.unwrap_or(source.file_name);
            source.sheet = sheet.unwrap_or(source.sheet);
            if !is_changed {
                done.edits.push(Edit::source(id, source));
                continue;
            }
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
                    erased_rows: erased_rows.remove(&id).unwrap_or_else(|| source.erased_rows.clone()),
                    read_as: read_after(&source),
                    ..source
                },
            ));
        }
        if !is_changed {
            continue;
        }
        done.files.push((before.to_owned(), Arc::new(after), sha256));
    }
    Ok(done)
}

impl Search<'_> {
    /// A name of a file or a sheet without the person's; `None` where it is not in it.
    fn without_name(&self, name: &str) -> Option<String> {
        // Some systems write a letter and its mark apart.
        let name: String = name.nfc().collect();
        self.shared.own.masked(&name)
    }

    /// May a name of a file or a sheet, without the person's, still mean them?
    fn is_left_in(&self, (name, masked): &(&String, &Option<String>)) -> bool {
        let name: String = masked.as_ref().unwrap_or(name).nfc().collect();
        let (own, common) = (&self.shared.own, &self.shared.common);
        own.may_be_told_by(&name) || common.is_told_by(&name) || common.may_be_told_by(&name)
    }

    /// The same for a sheet: brackets may not stand in its name, it has no more than 31 letters, and no two sheets have one name.
    fn sheet_name(&self, name: &str) -> Option<String> {
        let masked = self.without_name(name)?;
        let masked: String = masked.replace(['[', ']'], "").chars().take(26).collect();
        let tell_apart = RowKey::new(self.campaign).map(|key| key.header(name));
        Some(tell_apart.and_then(|it| it.get(..4).map(|it| format!("{masked} {it}"))).unwrap_or(masked))
    }
}

/// How a text is read from now on, in which cells were emptied: its letters are UTF-8, whatever they were.
fn read_after(source: &Source) -> String {
    let mut read = ReadOptions::recalled(&source.read_as);
    if read.encoding.is_some() {
        read.encoding = Some(intake::Encoding::Utf8);
    }
    read.kept()
}

/// One file without its rows and cells, and what is kept of these so that a longer version does not bring them back.
fn without_cells(
    search: &Search<'_>,
    copies: &Copies<'_>,
    sources: &[(SourceId, &Source)],
    bytes: &[u8],
    done: &mut Rewritten,
) -> Result<(Vec<u8>, BTreeMap<SourceId, ErasedRows>), Failure> {
    let (mut rows, mut of_others) = (RowsOfSheets::new(), RowsOfSheets::new());
    for (id, source) in sources {
        rows.entry(source.sheet.clone()).or_default().extend(search.lines.get(id).into_iter().flatten());
        of_others.entry(source.sheet.clone()).or_default().extend(search.shared.rows.get(id).into_iter().flatten());
    }
    // Most files hold nothing, and are not read for their columns.
    let lists: OnceCell<Vec<List>> = OnceCell::new();
    let (doubtful, left): (RefCell<Vec<Told>>, RefCell<Vec<Told>>) = Default::default();
    let touched: RefCell<BTreeSet<(String, u64)>> = RefCell::default();
    let rename = |name: &str| search.sheet_name(name);
    // Rows of which a record of somebody else came; hardly any file has to be asked.
    let taken: OnceCell<BTreeSet<(SourceId, u64)>> = OnceCell::new();
    let rows_taken = || {
        let is_another = |person: Option<PersonId>| person != Some(search.id);
        let origins = origins_of(search.campaign, &is_another);
        let is_of_file = |source: SourceId| sources.iter().any(|(id, _)| *id == source);
        origins.filter(|it| is_of_file(it.source)).map(|it| (it.source, it.line)).collect()
    };
    // Addresses by which others are known.
    let addresses: OnceCell<HashSet<String>> = OnceCell::new();
    let is_of_other = |address: &str| {
        let others = || {
            let others = search.campaign.people().iter().filter(|(id, _)| *id != search.id);
            others.flat_map(|(_, it)| it.with_merged()).map(|it| email_key(&it.email)).collect()
        };
        address.contains('@') && addresses.get_or_init(others).contains(&email_key(address))
    };
    let read_as = sources.iter().map(|(_, source)| source.read_as.as_str()).find(|it| !it.is_empty()).unwrap_or("");
    let read = ReadOptions::recalled(read_as);
    let rewrite = |sheet: &str, line: u64, cells: &[&str]| {
        if search.progress.is_cancelled() {
            return None;
        }
        let mut of_sheet = sources.iter().filter(|(_, it)| it.sheet.is_empty() || it.sheet == sheet);
        let row = of_sheet.find_map(|(id, _)| search.rows.get(&(*id, line)));
        let is_of_another = ["", sheet].iter().any(|of| of_others.get(*of).is_some_and(|it| it.contains(&line)));
        if row.is_none() && !search.known.may_be_in(cells) {
            return None;
        }
        let lists = lists.get_or_init(|| lists_of(search.campaign, sources, bytes));
        let list = lists.iter().find(|it| it.sheet == sheet && it.lines.contains(&line));
        let holds = list.map_or(&[][..], |list| &list.holds);
        let is_taken = || {
            let mut of_sheet = sources.iter().filter(|(_, it)| it.sheet.is_empty() || it.sheet == sheet);
            of_sheet.any(|(id, _)| taken.get_or_init(rows_taken).contains(&(*id, line)))
        };
        let headers = list.map_or(&[][..], |list| &list.headers);
        // What was taken over in its own right is no copy.
        let is_own = row.is_some() || is_of_another;
        let copy = if is_own { None } else { copies.find(headers, cells).filter(|_| !is_taken()) };
        let fate = copy.as_ref().map(|copy| copy.fate);
        if fate == Some(Fate::Goes) {
            touched.borrow_mut().insert((sheet.to_owned(), line));
            return Some(vec![String::new(); cells.len()]);
        }
        let first = fate.and_then(|fate| if let Fate::Loses(place) = fate { Some(place) } else { None });
        let is_about_another = |(id, line): Place| search.shared.rows.get(&id).is_some_and(|it| it.contains(&line));
        let is_of_another = is_of_another || fate == Some(Fate::IsOfAnother) || first.is_some_and(is_about_another);
        let looked_for = LookedFor {
            all: search.known,
            shared: search.shared,
            row: row.or_else(|| search.rows.get(&first?)),
            new: copy.as_ref().map_or(&[][..], |CopyOf { new, .. }| new),
            is_of_another,
            is_taken: &is_taken,
            is_of_other: &is_of_other,
            kind: list.map(|list| list.kind),
            headers,
        };
        let seen = looked_for.rewritten(cells, holds);
        let tell = |columns: &[usize], of: &RefCell<Vec<Told>>, words: &dyn Fn(&str) -> String| {
            let Some((_, source)) = sources.first().filter(|_| !columns.is_empty()) else { return };
            let cell = |column: &usize| {
                let header = list.and_then(|list| list.headers.get(*column)).map_or("", String::as_str);
                let colon = if header.is_empty() { "" } else { ": " };
                format!("{header}{colon}{}", words(cells.get(*column).unwrap_or(&"").trim()))
            };
            let words = columns.iter().map(cell).collect::<Vec<_>>().join(", ");
            let place = Source { sheet: sheet.to_owned(), ..(*source).clone() }.place(line);
            of.borrow_mut().push(Told { id: place, what: "row", words });
        };
        tell(&seen.in_doubt, &doubtful, &str::to_owned);
        tell(&seen.left, &left, &|cell| looked_for.all.around(cell));
        if seen.after.is_some() {
            touched.borrow_mut().insert((sheet.to_owned(), line));
        }
        seen.after
    };
    let after = intake::redact(bytes, &read, &rows, &rewrite, &rename).map_err(|error| {
        let file_name = sources.first().map_or("A file", |(_, source)| source.file_name.as_str());
        let why = importing::failure(file_name, &error).why;
        Failure::new(WHAT, format!("{file_name}: {why}"), "Remove that imported file first, then erase again.")
    })?;
    search.progress.go_on()?;
    done.doubtful.append(&mut doubtful.into_inner());
    done.left.append(&mut left.into_inner());
    let mut erased = BTreeMap::new();
    let touched = touched.into_inner();
    if let Some(key) =
        RowKey::new(search.campaign).filter(|_| !touched.is_empty() || rows.values().any(|it| !it.is_empty()))
    {
        for (id, source) in sources {
            let mut lines = search.lines.get(id).cloned().unwrap_or_default();
            let of_sheet = touched.iter().filter(|(sheet, _)| source.sheet.is_empty() || *sheet == source.sheet);
            lines.extend(of_sheet.map(|(_, line)| *line));
            // What cannot be read any more as it was has no rows to know again.
            if let Ok(table) = importing::read_again(source, bytes) {
                erased.insert(*id, intake::erased_rows(&table, &lines, &source.erased_rows, &key));
            }
        }
    }
    Ok((after, erased))
}

/// A table of a file, and what its columns hold.
struct List {
    /// `""` in a text file.
    sheet: String,
    lines: RangeInclusive<u64>,
    kind: Kind,
    headers: Arc<[String]>,
    holds: Vec<Holds>,
}

impl List {
    fn new(campaign: &Campaign, sheet: String, table: &Table, kind: Kind) -> Option<Self> {
        let lines = table.rows.first()?.line..=table.rows.last()?.line;
        let choices = importing::Choices::default();
        let mapping: Mapping = importing::mapping_for(campaign, table, kind, &choices).ok()?;
        Some(Self { sheet, lines, kind, headers: Arc::clone(&table.headers), holds: intake::name_columns(&mapping) })
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
    /// All that the person is known by.
    all: &'s Known,
    shared: &'s Shared,
    /// What goes and stays of the row, where the person wrote it or is one of several nominees.
    row: Option<&'s RowWords>,
    /// Columns of which the row that was taken over has none, where this one is a copy of it.
    new: &'s [usize],
    /// The row is about somebody else who has the name.
    is_of_another: bool,
    /// Did a record of somebody else come of the row?
    is_taken: &'s dyn Fn() -> bool,
    /// Is somebody else known by this address?
    is_of_other: &'s dyn Fn(&str) -> bool,
    /// What the list is of, where that is known.
    kind: Option<Kind>,
    headers: &'s [String],
}

/// A row as it is to be.
#[derive(Debug, Default)]
struct Seen {
    /// `None` where nothing of it is personal.
    after: Option<Vec<String>>,
    /// Columns that go although they may be another's.
    in_doubt: Vec<usize>,
    /// Columns that stay although they may be the person's.
    left: Vec<usize>,
}

impl LookedFor<'_> {
    /// Did the person write the row?
    fn is_written(&self) -> bool {
        self.row.is_some_and(RowWords::is_written)
    }

    /// Names and addresses that go from this row: all of them where the person wrote it, and those that nobody else has elsewhere.
    fn known(&self) -> &Known {
        if self.is_written() { self.all } else { &self.shared.in_cells }
    }

    fn rewritten(&self, cells: &[&str], holds: &[Holds]) -> Seen {
        let held = |column: usize| holds.get(column).copied().unwrap_or(Holds::Unsaid);
        let found = self.found(cells, holds);
        let whole = self.whole(cells, &held, &found);
        let is_way_of_another = |column: usize, cell: &str| self.is_way_of_another(column, cell, holds, &found);
        let of_another: Vec<bool> =
            cells.iter().enumerate().map(|(column, cell)| is_way_of_another(column, cell)).collect();
        let Found { is_told, mut in_doubt, are, is_by_mail, .. } = found;
        let is_name = |holds: Holds| matches!(holds, Holds::Name(_) | Holds::Part(_));
        // An address may be the home of a whole family: it is theirs in their own row, and in one of which nobody says whose it is.
        let says_whose = (0..cells.len()).any(|column| is_name(held(column)));
        let mut told = is_told.iter().enumerate().filter(|(_, is_told)| **is_told).map(|(column, _)| held(column));
        let is_theirs = self.is_written() || told.any(|it| it.whose() == Some(Holds::SUBJECT) || !says_whose);
        let is_beside = is_told.contains(&true);
        let is_of_another = |column: usize| held(column).whose().is_some_and(|whose| !are.contains(&whose));
        let is_row_theirs = |column: usize, cell: &str| match held(column) {
            Holds::Email(whose) if are.contains(&whose) => whole != Whole::No && !(self.is_of_other)(cell),
            _ => whole == Whole::Alone && !is_of_another(column),
        };
        // Somebody else may be called so whom no record knows: another address is all that would tell.
        let is_address = |(column, cell): (usize, &&str)| {
            held(column).whose().is_some_and(|whose| are.contains(&whose)) && self.all.is_address(cell)
        };
        let is_sure = !is_by_mail && cells.iter().enumerate().any(is_address);
        let (mut is_changed, mut left) = (false, Vec::new());
        let after = cells.iter().zip(is_told).enumerate().map(|(column, (cell, is_told))| {
            let (is_name, is_email) = (is_name(held(column)), matches!(held(column), Holds::Email(_)));
            let is_lost = self.row.is_some_and(|row| row.loses(self.header(column), cell));
            let is_code = self.all.is_code(cell);
            let goes = is_told
                || is_lost
                || (is_code && is_name && is_theirs)
                || is_row_theirs(column, cell)
                || (is_theirs && self.known().lives_at(cell));
            let is_way = !goes && of_another.get(column) == Some(&true);
            let is_firm = !goes && self.is_firm_in(column, held(column), cell);
            // What a record of somebody else says keeps what it keeps there.
            let known = if self.says(cell) { &self.shared.in_cells } else { self.known() };
            let masked = match held(column) {
                _ if goes => Some(String::new()).filter(|_| !cell.is_empty()),
                _ if is_firm || is_way => None,
                Holds::Name(_) | Holds::Part(_) => known.masked_name(cell),
                // A name within an address is another address.
                Holds::Email(_) => known.masked_address(cell),
                Holds::NoName | Holds::Unsaid => known.masked(cell),
            };
            let text = masked.as_deref().unwrap_or(cell);
            let may_be_theirs = if is_name || held(column) == Holds::NoName {
                known.may_be_name_in(text)
            } else {
                known.may_be_told_by(text)
            };
            let common = &self.shared.common_cells;
            let may_be_either = !self.is_of_another && common.is_told_by(text) && !(common.is(text) && self.says(cell));
            let is_home = is_beside && !goes && self.known().lives_at(cell);
            // A name within an address makes it theirs, or that of a record of theirs nobody knows of.
            let is_made = is_email && !goes && known.may_be_address(text);
            // What else is called so has a column of its own.
            let is_code = is_code && !goes && !self.asks_for_no_name(column, held(column)) && !self.says(cell);
            // Beside others in the row nobody can tell what is said of whom.
            let may_be_said_of_another = whole == Whole::Beside || (whole == Whole::Alone && is_email);
            let is_doubtful = may_be_said_of_another && !goes && !is_of_another(column) && !text.trim().is_empty();
            let is_by_row = is_row_theirs(column, cell) && !is_told && !is_sure;
            let is_by_copy = is_lost && !is_told && self.new.contains(&column);
            in_doubt.extend(((is_by_row || is_by_copy) && !cell.trim().is_empty()).then_some(column));
            let is_left =
                may_be_theirs || may_be_either || is_home || is_way || is_firm || is_made || is_code || is_doubtful;
            left.extend(is_left.then_some(column));
            is_changed |= masked.is_some();
            masked.unwrap_or_else(|| (*cell).to_owned())
        });
        let after: Vec<String> = after.collect();
        Seen { after: is_changed.then_some(after), in_doubt, left }
    }

    fn header(&self, column: usize) -> &str {
        self.headers.get(column).map_or("", String::as_str)
    }

    /// Does the column ask for something that is nobody's name?
    fn asks_for_no_name(&self, column: usize, held: Holds) -> bool {
        held == Holds::NoName || (held == Holds::Unsaid && intake::asks_for_no_name(self.header(column)))
    }

    /// Is the cell the firm or the team of several others, in a column of such?
    fn is_firm_in(&self, column: usize, held: Holds, cell: &str) -> bool {
        self.all.is_firm(cell) && self.asks_for_no_name(column, held)
    }

    /// How much of the row is theirs, of which no record of theirs came? Then it goes as it does where it was taken over, if it is
    /// about nobody else; else what is theirs for sure goes, and the rest is told. Who nominated them in it is no matter, and what
    /// they wrote of others, or is told of a mishap, is more than theirs.
    fn whole(&self, cells: &[&str], held: &dyn Fn(usize) -> Holds, found: &Found) -> Whole {
        let is_subject = found.are.contains(&Holds::SUBJECT);
        // Who brought or vouched for somebody did not write their row.
        let says_of_several = matches!(self.kind, Some(Kind::Nominations | Kind::Thanks));
        let is_of_row = |whose: &usize| says_of_several || matches!(*whose, Holds::SUBJECT | Holds::NOMINATOR);
        let is_anybody = found.are.iter().any(is_of_row) || found.is_beside_another;
        if !is_anybody || self.row.is_some() || self.is_of_another {
            return Whole::No;
        }
        if (self.is_taken)() {
            return if is_subject { Whole::Beside } else { Whole::No };
        }
        let is_another = |whose: usize| whose != Holds::SUBJECT && whose != Holds::NOMINATOR;
        let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let is_beside = filled.any(|(column, _)| held(column).whose().is_some_and(is_another));
        let is_alone = is_subject && self.kind != Some(Kind::Mishaps) && !is_beside;
        if is_alone { Whole::Alone } else { Whole::Beside }
    }

    /// Is the cell a telephone number or a street in a column of such, and the row about somebody else who may live there as well?
    fn is_way_of_another(&self, column: usize, cell: &str, holds: &[Holds], found: &Found) -> bool {
        let says_whose = || holds.iter().any(|it| matches!(it, Holds::Name(_) | Holds::Part(_)));
        self.known().is_way(cell)
            && intake::way_of(self.header(column)).is_some()
            && says_whose()
            && !self.is_written()
            && !found.are.contains(&Holds::SUBJECT)
    }

    /// Is it known of the row that the cell is somebody else's?
    fn says(&self, cell: &str) -> bool {
        self.row.is_some_and(|row| row.says(cell))
    }

    /// The cells that are a name or an address of the person.
    fn found(&self, cells: &[&str], holds: &[Holds]) -> Found {
        let held = |column: usize| holds.get(column).copied().unwrap_or(Holds::Unsaid);
        let mut found = Found { is_told: vec![false; cells.len()], ..Found::default() };
        let everybody: BTreeSet<usize> = holds.iter().filter_map(|it| it.whose()).collect();
        for whose in everybody {
            self.find_one(cells, &held, whose, &mut found);
        }
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| self.known().is(cell) && !self.says(cell)) {
            if self.is_way_of_another(column, cell, holds, &found) {
                continue;
            }
            let is_one_word = self.all.is_one_word(cell);
            match held(column) {
                // Of somebody the columns speak of, and not of the person: then one word of it is a part of their name.
                Holds::NoName if is_one_word => {}
                held if self.is_firm_in(column, held, cell) => {}
                Holds::Name(whose) | Holds::Part(whose) if is_one_word => {
                    let rest =
                        cells.iter().enumerate().filter(|(other, rest)| *other != column && !rest.trim().is_empty());
                    let says_more = |(other, rest): (usize, &&str)| match held(other) {
                        Holds::Part(it) => it == whose,
                        Holds::Name(it) => it == whose && holds_words(&folded(rest), &folded(cell)),
                        _ => false,
                    };
                    if !rest.into_iter().any(says_more) {
                        found.take(column, !self.is_written());
                    }
                }
                Holds::Unsaid if is_one_word => found.take(column, !self.is_written()),
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
            let parts = self.known().parts_in(&run);
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
        let (mut names, parts) = (of(Holds::Name(whose)), of(Holds::Part(whose)));
        let joined = parts.iter().map(|(_, cell)| cell.trim()).collect::<Vec<_>>().join(" ");
        // Who is nominated in a row of theirs may be called as they are.
        if !(self.is_written() && whose == Holds::NOMINATOR) {
            names.retain(|(_, cell)| !self.says(cell));
            if self.says(&joined) {
                return;
            }
        }
        let is_sure = |name: &str| self.known().is(name) && !self.all.is_one_word(name);
        let is_named = names.iter().any(|(_, cell)| is_sure(cell)) || is_sure(&joined);
        let has_address = of(Holds::Email(whose)).iter().any(|(_, cell)| self.shared.own.is(cell));
        let said = || names.iter().map(|(_, cell)| *cell).chain([joined.as_str()]).filter(|name| !name.is_empty());
        let is_by_mail = has_address && (said().next().is_none() || said().any(|name| self.may_be_called(name)));
        let is_sure = is_named || is_by_mail;
        // "Ana" beside a surname is somebody else who has that word for a part of the name.
        let is_one_word = || match (joined.as_str(), names.is_empty()) {
            ("", _) => names.iter().any(|(_, cell)| self.known().is(cell)),
            (joined, true) => self.known().is(joined),
            (_, false) => false,
        };
        if is_sure {
            found.are.insert(whose);
        }
        found.is_beside_another |= has_address && !is_sure;
        found.is_by_mail |= whose == Holds::SUBJECT && !is_named && is_by_mail && said().next().is_some();
        if is_sure || is_one_word() {
            for (column, _) in names.into_iter().chain(parts) {
                found.take(column, !is_sure && !self.is_written());
            }
            // Another address of theirs is made of their name.
            let is_named = |(_, cell): &(usize, &str)| is_sure && self.known().stands_in(cell);
            of(Holds::Email(whose)).into_iter().filter(is_named).for_each(|(column, _)| found.take(column, false));
        }
    }
}

impl LookedFor<'_> {
    /// May a name beside an address of theirs be another form of theirs? Families share an address.
    fn may_be_called(&self, name: &str) -> bool {
        let mut known = self.all.words().iter().filter(|known| !known.contains('@'));
        self.all.shares_a_word_with(name) && known.any(|known| !intake::are_two_people(known, name))
    }
}

/// How much of a row is theirs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    /// What names them.
    No,
    /// It is about others as well.
    Beside,
    /// All of it.
    Alone,
}

/// What was found in a row.
#[derive(Default)]
struct Found {
    /// By column.
    is_told: Vec<bool>,
    /// Columns that go although they may be another's.
    in_doubt: Vec<usize>,
    /// Whom of the row the person is for sure.
    are: BTreeSet<usize>,
    /// An address of theirs stands beside somebody else's name.
    is_beside_another: bool,
    /// That the row is about them says their address alone, beside a name that may be a form of theirs.
    is_by_mail: bool,
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
