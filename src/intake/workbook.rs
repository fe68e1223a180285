//! Workbooks (XLSX, ODS) to the same table as text files: which sheet, dates as dates, numbers as a person sees them, merged
//! cells. Sizes are limited before memory is taken: a workbook is a zip, and a small one can claim to be enormous.
//! Formulas are not computed; the value saved with them is read. Old XLS files are left to their own program.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Ods, Reader, SheetType, SheetVisible, Xlsx};
use serde::{Deserialize, Serialize};

use super::issue::{Issues, Severity};
use super::packer::Packer;
use super::read::Limits;
use super::table::Row;
use super::{IntakeError, IssueKind, value};
use depth::Depth;
use repeats::refuse_repeated_cells;

mod depth;
mod facts;
mod repeats;

/// What kind of workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkbookKind {
    /// Excel, since 2007.
    Xlsx,
    /// LibreOffice and other programs of the Open Document Format.
    Ods,
}

impl WorkbookKind {
    /// Name for the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Xlsx => "XLSX workbook",
            Self::Ods => "ODS workbook",
        }
    }
}

/// The sheet that was read, and the others that could be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheets {
    /// XLSX or ODS.
    pub kind: WorkbookKind,
    /// Names in the order of the tabs; hidden ones too.
    pub names: Vec<String>,
    /// Which of them was read, from 0.
    pub chosen: usize,
    /// Days are counted from 1904, as Excel on old Macs did.
    pub days_from_1904: bool,
}

/// Bytes of all parts of a workbook when unpacked; a million rows of eight columns take about 400 MB.
const UNPACKED_BYTES_MAX: u64 = 1 << 30;
/// Levels of elements within one another; workbooks have about ten.
const DEPTH_MAX: usize = 1_000;
/// Files inside the zip of a workbook.
const PARTS_MAX: usize = 10_000;
/// Cells of a sheet, those repeated counted as often as they stand there.
const CELLS_MAX: u64 = 50_000_000;
/// Beyond this Excel itself has rounded a number: it shows it with an exponent, and so does intake, which then says so.
const EXACT_BELOW: f64 = 1e15;

/// XLSX or ODS by the names inside the zip; `None` for anything else.
pub(super) fn recognise(bytes: &[u8]) -> Option<WorkbookKind> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    if zip.index_for_name("xl/workbook.xml").is_some() {
        return Some(WorkbookKind::Xlsx);
    }
    let mut kind = String::new();
    zip.by_name("mimetype").ok()?.take(100).read_to_string(&mut kind).ok()?;
    kind.starts_with("application/vnd.oasis.opendocument.spreadsheet").then_some(WorkbookKind::Ods)
}

/// Names of the sheets of a workbook in the order of their tabs; none where the bytes are no workbook.
pub fn sheet_names(bytes: &[u8]) -> Result<Vec<String>, IntakeError> {
    let Some(kind) = recognise(bytes) else { return Ok(Vec::new()) };
    check_sizes(bytes, kind)?;
    let names = catch_unwind(AssertUnwindSafe(|| match kind {
        WorkbookKind::Xlsx => {
            let book = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(kind, e))?;
            Ok(names_of(book.sheets_metadata()))
        }
        WorkbookKind::Ods => {
            refuse_repeated_cells(bytes)?;
            let book = Ods::new(Cursor::new(bytes)).map_err(|e| damaged(kind, e))?;
            Ok(names_of(book.sheets_metadata()))
        }
    }));
    let names = names.unwrap_or_else(|_| Err(damaged(kind, "it does not hold together")))?;
    Ok(names.into_iter().map(|(name, _)| name).collect())
}

/// Rows of one sheet; lines are the row numbers of the sheet. `wanted` is a sheet from 1, else the one that [`choose`] takes.
pub(super) fn read(
    bytes: &[u8],
    kind: WorkbookKind,
    wanted: Option<u32>,
    limits: &Limits,
    issues: &mut Issues,
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(Vec<Row>, Sheets), IntakeError> {
    check_sizes(bytes, kind)?;
    // The library is well kept, but what it reads is hostile until read: a panic in it must not end the program.
    let outcome = catch_unwind(AssertUnwindSafe(|| match kind {
        WorkbookKind::Xlsx => xlsx(bytes, wanted, limits, issues, watch),
        WorkbookKind::Ods => ods(bytes, wanted, limits, issues, watch),
    }));
    outcome.unwrap_or_else(|_| Err(damaged(kind, "it does not hold together")))
}

fn damaged(kind: WorkbookKind, why: impl std::fmt::Display) -> IntakeError {
    let why: String = why.to_string().chars().take(200).collect();
    IntakeError::DamagedWorkbook { kind: kind.title(), why }
}

/// Unpacks every part once without keeping it. Headers may lie about sizes; what comes out is what counts.
fn check_sizes(bytes: &[u8], kind: WorkbookKind) -> Result<(), IntakeError> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(kind, e))?;
    if zip.len() > PARTS_MAX {
        return Err(IntakeError::TooLarge { bytes: zip.len() as u64, limit_bytes: PARTS_MAX as u64 });
    }
    let mut left = UNPACKED_BYTES_MAX;
    let mut buffer = vec![0; 1 << 16];
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|e| damaged(kind, e))?;
        // Pictures and the like have brackets by chance.
        let is_xml = part.name().is_ok_and(|name| name.ends_with(".xml"));
        let mut depth = Depth::default();
        loop {
            let count = part.read(&mut buffer).map_err(|e| damaged(kind, e))?;
            if count == 0 {
                break;
            }
            left = left
                .checked_sub(count as u64)
                .ok_or(IntakeError::TooLarge { bytes: UNPACKED_BYTES_MAX + 1, limit_bytes: UNPACKED_BYTES_MAX })?;
            if is_xml && depth.follow(buffer.get(..count).unwrap_or_default()) > DEPTH_MAX {
                return Err(damaged(kind, format!("it is nested more than {DEPTH_MAX} levels deep")));
            }
        }
    }
    Ok(())
}

/// Sheets that hold cells (no charts, no dialogs), and whether each is shown.
fn names_of(metadata: &[calamine::Sheet]) -> Vec<(String, bool)> {
    metadata
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect()
}

fn xlsx(
    bytes: &[u8],
    wanted: Option<u32>,
    limits: &Limits,
    issues: &mut Issues,
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(Vec<Row>, Sheets), IntakeError> {
    let kind = WorkbookKind::Xlsx;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(kind, e))?;
    let names = names_of(book.sheets_metadata());
    let chosen = choose(&names, wanted, kind, |name| {
        let mut cells = book.worksheet_cells_reader(name).ok()?;
        let (mut count, mut top) = (0, Top::default());
        // A few thousand cells tell a list from a cover sheet.
        while count < 4_000
            && let Ok(Some(cell)) = cells.next_cell()
        {
            count += 1;
            match cell.get_value() {
                DataRef::SharedString(text) => top.see(cell.get_position().0, text),
                DataRef::String(text) => top.see(cell.get_position().0, text),
                _ => {}
            }
        }
        Some((top.has_header, count))
    })?;
    let name = &names[chosen].0;
    let facts = facts::facts(bytes, kind, place_of(book.sheets_metadata(), name));
    say_hidden(&facts.hidden, issues);
    let mut merged: Vec<(u32, u32, u32, u32)> = Vec::new();
    if let Ok(areas) = book.merge_cells_by_sheet_name(name) {
        merged.extend(areas.iter().map(|area| (area.start.0, area.start.1, area.end.0, area.end.1)));
    }
    let mut sheet = Sheet::new(kind, limits, merged);
    let mut cells = book.worksheet_cells_reader(name).map_err(|e| damaged(kind, e))?;
    // Progress by rows against what the sheet says it has; the claim is only that.
    let claimed = u64::from(cells.dimensions().end.0) + 1;
    let mut last = 0;
    while let Some(cell) = cells.next_cell().map_err(|e| damaged(kind, e))? {
        let (row, column) = cell.get_position();
        match cell.get_value() {
            DataRef::SharedString(text) => sheet.put(row, column, text, issues)?,
            DataRef::String(text) => sheet.put(row, column, text, issues)?,
            other => sheet.put(row, column, &words(&Data::from(other.clone())), issues)?,
        }
        if row / 4096 != last / 4096 && !watch(u64::from(row).min(claimed), claimed) {
            return Err(IntakeError::Cancelled);
        }
        last = row;
    }
    Ok((
        sheet.finish(issues)?,
        Sheets {
            kind,
            names: names.into_iter().map(|(name, _)| name).collect(),
            chosen,
            days_from_1904: facts::counts_from_1904(bytes),
        },
    ))
}

fn ods(
    bytes: &[u8],
    wanted: Option<u32>,
    limits: &Limits,
    issues: &mut Issues,
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(Vec<Row>, Sheets), IntakeError> {
    let kind = WorkbookKind::Ods;
    refuse_repeated_cells(bytes)?;
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|e| damaged(kind, e))?;
    let names = names_of(book.sheets_metadata());
    let chosen = choose(&names, wanted, kind, |name| {
        let range = book.worksheet_range(name).ok()?;
        let mut top = Top::default();
        for (row, _, cell) in range.used_cells().take(400) {
            if let Data::String(text) = cell {
                top.see(row as u32, text);
            }
        }
        Some((top.has_header, range.used_cells().take(4_000).count()))
    })?;
    let facts = facts::facts(bytes, kind, place_of(book.sheets_metadata(), &names[chosen].0));
    say_hidden(&facts.hidden, issues);
    let range = book.worksheet_range(&names[chosen].0).map_err(|e| damaged(kind, e))?;
    let (top, left) = range.start().unwrap_or((0, 0));
    let total = range.height() as u64;
    let mut sheet = Sheet::new(kind, limits, facts.merged);
    for (index, cells) in range.rows().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            if !matches!(cell, Data::Empty) {
                sheet.put(top + index as u32, left + column as u32, &words(cell), issues)?;
            }
        }
        if index % 4096 == 4095 && !watch(index as u64, total) {
            return Err(IntakeError::Cancelled);
        }
    }
    Ok((
        sheet.finish(issues)?,
        Sheets { kind, names: names.into_iter().map(|(name, _)| name).collect(), chosen, days_from_1904: false },
    ))
}

/// The place of a sheet among all, charts too.
fn place_of(metadata: &[calamine::Sheet], name: &str) -> usize {
    metadata.iter().position(|sheet| sheet.name == name).unwrap_or(usize::MAX - 1)
}

/// Says which hidden rows were read: a filter may have been left on, or they were hidden because they no longer count.
fn say_hidden(rows: &[u64], issues: &mut Issues) {
    if rows.is_empty() {
        return;
    }
    issues.add_lines(
        rows.first().copied(),
        rows.iter().skip(1).copied().take(1_000).collect(),
        None,
        IssueKind::HiddenRows,
        Severity::Warning,
        || {
            let count = if rows.len() == 1 { "1 row is".to_owned() } else { format!("{} rows are", rows.len()) };
            format!("{count} hidden in the workbook. Hidden rows were read like all others.")
        },
    );
}

/// Looks for a row of header words among the first of a sheet.
#[derive(Default)]
struct Top {
    row: u32,
    rows: usize,
    known: usize,
    has_header: bool,
}

impl Top {
    /// Rows a header is looked for in.
    const ROWS: usize = 20;

    fn see(&mut self, row: u32, text: &str) {
        if row != self.row {
            (self.row, self.known) = (row, 0);
            self.rows += 1;
        }
        if self.rows <= Self::ROWS && !self.has_header {
            self.known += usize::from(super::words::knows(text));
            self.has_header = self.known >= 2;
        }
    }
}

/// The sheet asked for, from 1; else of those that are shown the one that has a header, and of these the one with most cells, the
/// first of equals.
fn choose(
    names: &[(String, bool)],
    wanted: Option<u32>,
    kind: WorkbookKind,
    mut cells_in: impl FnMut(&str) -> Option<(bool, usize)>,
) -> Result<usize, IntakeError> {
    if let Some(wanted) = wanted {
        let index = (wanted as usize).checked_sub(1).filter(|index| *index < names.len());
        return index.ok_or_else(|| IntakeError::NoSheet {
            wanted: wanted.to_string(),
            available: names.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", "),
        });
    }
    let mut best: Option<((bool, bool, usize), usize)> = None;
    for (index, (name, shown)) in names.iter().enumerate() {
        let (has_header, count) = cells_in(name).unwrap_or_default();
        let rank = (*shown && count > 0, has_header, count);
        if best.is_none_or(|(before, _)| rank > before) {
            best = Some((rank, index));
        }
    }
    best.map(|(_, index)| index).ok_or_else(|| damaged(kind, "it has no sheet with cells"))
}

/// A value as a person sees it in the cell, dates in ISO 8601.
fn words(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_words(*number),
        Data::String(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "TRUE".into(),
        Data::Bool(false) => "FALSE".into(),
        Data::DateTime(at) => date_words(at),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).replace('T', " "),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// Fifteen digits, as spreadsheets have them: 0.1 + 0.2 is 0.3.
fn number_words(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < EXACT_BELOW {
        return format!("{}", number as i64);
    }
    if number.abs() >= EXACT_BELOW {
        return format!("{number:.14E}").replace('E', "E+");
    }
    format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string()
}

/// "2026-11-02", "2026-11-02 14:30:05", or "14:30:05" for what has no day. Spreadsheets know no zones.
fn date_words(at: &calamine::ExcelDateTime) -> String {
    let days = at.as_f64();
    if at.is_duration() || (0.0..1.0).contains(&days) {
        let seconds = (days * 86_400.0).round().max(0.0) as u64;
        return format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let civil = jiff::civil::DateTime::new(
        i16::try_from(year).unwrap_or(i16::MAX),
        i8::try_from(month).unwrap_or(0),
        i8::try_from(day).unwrap_or(0),
        i8::try_from(hour).unwrap_or(0),
        i8::try_from(minute).unwrap_or(0),
        i8::try_from(second).unwrap_or(0),
        i32::from(milli) * 1_000_000,
    );
    // 29 February 1900 exists in Excel alone; the bare number is then what there is to show.
    let Some(whole) = civil.and_then(|civil| civil.round(jiff::Unit::Second)).ok() else { return number_words(days) };
    if whole.time() == jiff::civil::Time::midnight() {
        whole.date().to_string()
    } else {
        whole.strftime("%Y-%m-%d %H:%M:%S").to_string()
    }
}

/// Collects the cells of one sheet in reading order into rows.
struct Sheet<'l> {
    kind: WorkbookKind,
    limits: &'l Limits,
    rows: Packer,
    width: usize,
    /// Number of the row being filled, from 0, with its text and the ends of its cells.
    row: Option<u32>,
    text: String,
    ends: Vec<u32>,
    /// Areas of merged cells that reach over several rows: first row, column, last row; and their text once it was met.
    merged: Vec<(u32, u32, u32)>,
    wide: usize,
    carried: Vec<(u32, u32, String)>,
    /// Cells and bytes of all rows so far: words that many cells share stand in each of them.
    cells: u64,
    bytes: u64,
}

impl<'l> Sheet<'l> {
    fn new(kind: WorkbookKind, limits: &'l Limits, areas: Vec<(u32, u32, u32, u32)>) -> Self {
        let wide = areas.iter().filter(|(_, first, _, last)| last > first).count();
        let mut merged: Vec<(u32, u32, u32)> = areas
            .into_iter()
            .filter(|(top, _, bottom, _)| bottom > top)
            .map(|(top, left, bottom, _)| (top, left, bottom))
            .collect();
        merged.sort_unstable();
        Self {
            kind,
            limits,
            rows: Packer::default(),
            width: 0,
            row: None,
            text: String::new(),
            ends: Vec::new(),
            merged,
            wide,
            carried: Vec::new(),
            cells: 0,
            bytes: 0,
        }
    }

    fn put(&mut self, row: u32, column: u32, text: &str, issues: &mut Issues) -> Result<(), IntakeError> {
        let (line, limit) = (u64::from(row) + 1, self.limits.columns);
        if column as usize >= limit {
            return Err(IntakeError::TooManyColumns { line, columns: column as usize + 1, limit, delimiter: "cells" });
        }
        if text.len() > self.limits.cell_bytes {
            return Err(IntakeError::CellTooLong { line, bytes: text.len(), limit_bytes: self.limits.cell_bytes });
        }
        if self.row != Some(row) {
            if self.row.is_some_and(|before| before > row) {
                return Err(damaged(self.kind, format!("row {line} comes after a later one")));
            }
            self.end_row()?;
            self.row = Some(row);
        }
        if text.is_empty() {
            return Ok(());
        }
        if (column as usize) < self.ends.len() {
            return Err(damaged(self.kind, format!("row {line} has a cell twice")));
        }
        if value::is_failed_formula(text) {
            issues.add(line, Some(column as usize), IssueKind::CellError, Severity::Warning, || {
                format!("The cell shows {text}: its formula failed in the workbook. It is kept as it stands.")
            });
        }
        self.fill(column);
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        if let Ok(index) = self.merged.binary_search_by_key(&(row, column), |(top, left, _)| (*top, *left)) {
            let (_, _, bottom) = self.merged[index];
            self.carried.push((column, bottom, text.to_owned()));
        }
        Ok(())
    }

    /// Blank cells up to a column, those under a merged one with its text.
    fn fill(&mut self, column: u32) {
        while (self.ends.len() as u32) < column {
            let here = self.ends.len() as u32;
            if let Some((_, _, text)) = self.carried.iter().find(|(column, _, _)| *column == here) {
                self.text.push_str(text);
            }
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        }
    }

    fn end_row(&mut self) -> Result<(), IntakeError> {
        let Some(row) = self.row.take() else { return Ok(()) };
        let reach = self.carried.iter().map(|(column, _, _)| column + 1).max().unwrap_or(0);
        self.fill(reach);
        self.carried.retain(|(_, bottom, _)| *bottom > row);
        self.cells += self.ends.len() as u64;
        self.bytes += self.text.len() as u64;
        if self.cells > CELLS_MAX {
            return Err(IntakeError::TooManyCells { limit: CELLS_MAX });
        }
        if self.bytes > self.limits.file_bytes {
            return Err(IntakeError::TooLarge { bytes: self.bytes, limit_bytes: self.limits.file_bytes });
        }
        if !self.ends.is_empty() && !self.text.chars().all(value::is_space) {
            if self.rows.len() >= self.limits.rows {
                return Err(IntakeError::TooManyRows { limit: self.limits.rows });
            }
            self.width = self.width.max(self.ends.len());
            self.rows.push(u64::from(row) + 1, &self.text, &self.ends);
        }
        self.text.clear();
        self.ends.clear();
        Ok(())
    }

    /// Rows end where their last cell ends in a workbook; here they all reach as far as the widest.
    fn finish(mut self, issues: &mut Issues) -> Result<Vec<Row>, IntakeError> {
        self.end_row()?;
        let width = self.width;
        let mut rows = self.rows.finish();
        for row in &mut rows {
            row.widen(width);
        }
        let areas = self.merged.len() + self.wide;
        if areas > 0 {
            issues.add(None, None, IssueKind::MergedCells, Severity::Note, || {
                format!(
                    "The sheet has {areas} merged areas. One over several rows counts for each of them; one over several columns for its first."
                )
            });
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests;
