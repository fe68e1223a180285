//! The rows of a file: as they were read in the first step, and what becomes of each in the last.

use super::columns::parts;
use super::session::Understood;
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::Type;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::data_table::{Cell, Column, TableRows};
use crate::intake::{Checked, Issue, Severity, Table};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The file as it was read, below its header.
pub struct RawRows<'a> {
    pub table: &'a Table,
}

impl RawRows<'_> {
    /// Most columns that are shown.
    const MOST: usize = 40;

    pub fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::new("Line", 56.0).right().unsorted()];
        let headers = self.table.headers.iter().take(Self::MOST);
        columns.extend(headers.map(|header| Column::new(header.as_str(), 150.0).unsorted()));
        columns
    }
}

impl TableRows for RawRows<'_> {
    fn len(&self) -> u64 {
        self.table.rows.len() as u64
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(row) = usize::try_from(row).ok().and_then(|row| self.table.rows.get(row)) else {
            return Cow::Borrowed("");
        };
        match column.checked_sub(1) {
            None => Cow::Owned(row.line.to_string()),
            Some(column) => Cow::Borrowed(row.cell(column).lines().next().unwrap_or("")),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let words = self.text(cell.row(), cell.column());
        if cell.column() == 0 {
            cell.muted(&words);
        } else {
            cell.text(&words);
        }
    }
}

/// The beginning of a text on one line.
pub fn first_words(text: &str) -> String {
    let words: String = text.split_whitespace().take(14).collect::<Vec<_>>().join(" ");
    words.chars().take(80).collect()
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Accepted,
    Held,
    Rejected,
}

/// Where a row stands in the drafts or in the rejects.
#[derive(Clone, Copy)]
pub struct RowAt {
    pub line: u64,
    pub fate: Fate,
    pub place: u32,
}

/// All rows in order of lines.
pub fn rows_of(table: &Table, drafts: &Checked) -> Vec<RowAt> {
    let taken = (0..drafts.len()).filter_map(|place| {
        let fate = if drafts.held_reason(place).is_some() { Fate::Held } else { Fate::Accepted };
        Some(RowAt { line: drafts.row(table, place)?.line, fate, place: place as u32 })
    });
    let rejects = drafts.rejects.iter().enumerate();
    let rejects =
        rejects.map(|(place, reject)| RowAt { line: reject.row.line, fate: Fate::Rejected, place: place as u32 });
    let mut rows: Vec<RowAt> = taken.chain(rejects).collect();
    rows.sort_by_key(|row| row.line);
    rows
}

/// The rows of the last step.
pub struct FateRows<'a> {
    pub understood: &'a Understood,
    pub rows: &'a [RowAt],
    /// Cells that were put right, by line.
    pub fixes: &'a BTreeMap<u64, BTreeMap<usize, String>>,
}

/// What happens in a row is read in words, so they have the room; with a row open beside the table there is less of it.
pub fn fate_columns(is_narrow: bool) -> Vec<Column> {
    vec![
        Column::new("Line", 56.0).right().unsorted(),
        Column::new("Becomes", 112.0).unsorted(),
        Column::new("Who", if is_narrow { 84.0 } else { 130.0 }).unsorted(),
        Column::new("What", if is_narrow { 64.0 } else { 140.0 }).grow().unsorted(),
        Column::new("Reason", if is_narrow { 92.0 } else { 220.0 }).grow().unsorted(),
    ]
}

/// Points of a row: three lines of small type.
pub const ROW: f32 = 56.0;

/// What was said of the rows that came in, by line: what one should look at although nothing keeps the row out.
pub fn warnings_of(issues: &[Issue]) -> BTreeMap<u64, String> {
    let mut warnings: BTreeMap<u64, String> = BTreeMap::new();
    for issue in issues.iter().filter(|issue| issue.severity == Severity::Warning) {
        let Some(line) = issue.line else { continue };
        let said = warnings.entry(line).or_default();
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&issue.message);
    }
    warnings
}

impl FateRows<'_> {
    fn at(&self, row: u64) -> Option<RowAt> {
        self.rows.get(usize::try_from(row).ok()?).copied()
    }
    fn parts(&self, row: RowAt) -> Vec<(&'static str, String)> {
        if row.fate == Fate::Rejected {
            return Vec::new();
        }
        let imported = &self.understood.imported;
        imported.drafts.draft(&imported.table, row.place as usize).map(|draft| parts(&draft)).unwrap_or_default()
    }
    fn reason(&self, row: RowAt) -> Cow<'_, str> {
        let drafts = &self.understood.imported.drafts;
        let reason = match row.fate {
            Fate::Rejected => drafts.rejects.get(row.place as usize).map(|reject| reject.reason.as_str()),
            _ => drafts.held_reason(row.place as usize),
        };
        match (reason, self.warning(row), self.fixes.contains_key(&row.line)) {
            (Some(reason), ..) => reason.into(),
            (None, Some(warning), true) => format!("Put right by you. {warning}").into(),
            (None, Some(warning), false) => warning.into(),
            (None, None, true) => "Put right by you".into(),
            (None, None, false) => "".into(),
        }
    }
    /// What one should look at in a row that came in.
    fn warning(&self, row: RowAt) -> Option<&str> {
        let warning = self.understood.warnings.get(&row.line).filter(|_| row.fate == Fate::Accepted)?;
        Some(warning.as_str())
    }
    /// A rejected row as it stands in the file.
    fn raw(&self, row: RowAt) -> String {
        let reject = self.understood.imported.drafts.rejects.get(row.place as usize);
        let cells: Vec<&str> =
            reject.iter().flat_map(|reject| reject.row.cells()).filter(|cell| !cell.is_empty()).collect();
        cells.join(", ")
    }
}

impl TableRows for FateRows<'_> {
    fn len(&self) -> u64 {
        self.rows.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.at(row).map_or(0, |row| row.line)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(row) = self.at(row) else { return Cow::Borrowed("") };
        match column {
            0 => Cow::Owned(format!("line {}", row.line)),
            1 => Cow::Borrowed(match row.fate {
                Fate::Accepted => "Accepted",
                Fate::Held => "Held",
                Fate::Rejected => "Rejected",
            }),
            2 => Cow::Owned(self.parts(row).into_iter().next().map(|(_, name)| name).unwrap_or_default()),
            3 if row.fate == Fate::Rejected => Cow::Owned(self.raw(row)),
            3 => {
                let more = self.parts(row).into_iter().skip(1).filter(|(name, _)| *name != "held");
                Cow::Owned(more.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", "))
            }
            _ => self.reason(row),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(row) = self.at(cell.row()) else { return };
        let words = self.text(cell.row(), cell.column());
        match cell.column() {
            0 if self.fixes.contains_key(&row.line) => cell.icon(Icon::Pen, Tone::Accent).strong(&row.line.to_string()),
            0 => cell.muted(&row.line.to_string()),
            1 => cell.chip(&match row.fate {
                Fate::Accepted => Chip::success(words.as_ref()),
                Fate::Held => Chip::warning(words.as_ref()).icon(Icon::Clock),
                Fate::Rejected => Chip::danger(words.as_ref()).icon(Icon::X),
            }),
            2 => cell.wrapped(&words, Type::LabelStrong, cell.colours().ink),
            3 => {
                let c = cell.colours();
                cell.wrapped(&words, Type::Label, if row.fate == Fate::Rejected { c.ink_muted } else { c.ink })
            }
            _ => {
                if self.warning(row).is_some() {
                    cell.icon(Icon::Warn, Tone::Warning);
                }
                cell.wrapped(&words, Type::Label, cell.colours().ink)
            }
        };
    }
}
