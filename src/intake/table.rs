//! A file as rows and columns, before anybody said what the columns mean. Rows keep every cell as it was written and
//! the physical line on which they begin. Cells of many rows share one piece of memory, so a million rows fit.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Encoding, Issue, Parts, Sheets, Source, WorkbookKind};
use crate::campaign::{self, Pack, Packed, Text, is_plain_line};

/// One record of the file. Cloning it is cheap: drafts keep the row they came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Physical line on which the record begins, from 1.
    pub line: u64,
    cells: Packed,
}

impl Row {
    /// A row of a pack.
    pub(super) fn packed(line: u64, cells: Packed) -> Self {
        Self { line, cells }
    }

    /// The cell in a column from 0; `""` where the row is too short.
    #[inline]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.cell(column)
    }

    /// Words of a cell as a text, which shares the memory of the table where they are as they stood there.
    pub(super) fn text(&self, words: Cow<'_, str>) -> Text {
        match words {
            Cow::Borrowed(part) => self.cells.text(part),
            Cow::Owned(words) => words.into(),
        }
    }

    /// Is every cell a line as it should be, but for blanks around it? Asked for all of them at once, as most rows are so.
    pub(super) fn is_plain(&self) -> bool {
        self.cells.all_are(is_plain_line)
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// No cell at all. Records read from a file have one at least.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Nothing but white space in every cell.
    pub fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.chars().all(super::value::is_space))
    }

    /// Cells that hold more than spaces.
    pub(super) fn filled(&self) -> usize {
        self.cells().filter(|cell| !cell.chars().all(super::value::is_space)).count()
    }

    /// The row with other words in some cells, by column.
    pub(super) fn with(&self, cells: &BTreeMap<usize, String>) -> Self {
        let width = cells.keys().last().map_or(0, |last| last + 1).max(self.len());
        let all = (0..width).map(|column| cells.get(&column).map_or_else(|| self.cell(column), String::as_str));
        Self { line: self.line, cells: Pack::of_row(all) }
    }

    /// Blank cells at the end, up to a width.
    pub(super) fn widen(&mut self, width: usize) {
        self.cells.widen(width);
    }

    /// All cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    /// What a nomination keeps of it: every cell under its header, those beyond the headers under their number.
    pub(super) fn answers(&self, headers: &Arc<[String]>) -> campaign::Answers {
        if self.len() <= headers.len() {
            return campaign::Answers::new(Arc::clone(headers), self.cells.clone());
        }
        let beyond = (headers.len()..self.len()).map(|column| format!("Column {}", column + 1));
        campaign::Answers::new(headers.iter().cloned().chain(beyond).collect(), self.cells.clone())
    }
}

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct Table {
    /// How letters are coded.
    pub encoding: Encoding,
    /// The separator of cells.
    pub delimiter: u8,
    /// The workbook's sheets, if the file is one; encoding and delimiter then mean nothing.
    pub sheets: Option<Sheets>,
    /// A `sep=` line was honoured and consumed.
    pub sep_line: bool,
    /// Rows that make the header; 0 if the file has none.
    pub header_rows: u32,
    /// Physical line on which the header begins, from 1; `None` without a header.
    pub header_line: Option<u64>,
    /// One per column, cleaned and unique: a repeated header is numbered, as in `Why? (2)`.
    pub headers: Arc<[String]>,
    /// As in the file; several header rows joined by line feeds.
    pub raw_headers: Vec<String>,
    /// The records below the header.
    pub rows: Vec<Row>,
    /// Lines above the header, such as a title. They are no rows.
    pub preamble: Vec<Row>,
    /// The parts of a report that holds several tables.
    pub parts: Option<Parts>,
    /// Lines of titles right above the header where it stands again among the rows.
    pub titles: BTreeSet<u64>,
    /// From which line to which the columns stand in another order than [`Self::headers`], as below a header of its own.
    pub misplaced: Vec<(u64, u64)>,
    /// The file is no table but a list of records, one line for each fact; the headers are its labels.
    pub is_facts: bool,
    /// The program the file comes from, as far as it can be told.
    pub source: Source,
    /// What was noticed while reading.
    pub issues: Vec<Issue>,
    /// Lines of records in which it is not sure where a quote ends: it is never closed, or lines of the list stand in it.
    pub doubtful_quotes: BTreeSet<u64>,
    /// Places of the first rows that are not blank, by which columns are judged.
    pub(super) looked_at: Vec<u32>,
}

/// How a file was read, in words: the left side of the import dialog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// "Google Forms", "Microsoft Forms, saved by Excel".
    pub looks_like: String,
    /// "UTF-8".
    pub letters: &'static str,
    /// "comma".
    pub separator: &'static str,
    /// "row 1", "rows 1 to 2", "none".
    pub header: String,
    /// Rows below the header.
    pub rows: usize,
}

/// Rows looked at to judge what a column holds. Enough to judge, and quick for a million rows.
pub(super) const LOOKED_AT: usize = 500;

/// Places of the first rows that are not blank. Looked for once: a list may have many blank ones, and many columns.
pub(super) fn first_filled(rows: &[Row]) -> Vec<u32> {
    let filled = (0..).zip(rows).filter(|(_, row)| !row.is_blank());
    filled.map(|(place, _)| place).take(LOOKED_AT).collect()
}

impl Table {
    /// The first rows that are not blank.
    pub(super) fn first_rows(&self) -> impl Iterator<Item = &Row> {
        self.looked_at.iter().filter_map(|place| self.rows.get(*place as usize))
    }

    /// How letters are coded, or what kind of workbook it is.
    pub fn encoding_title(&self) -> &'static str {
        self.sheets.as_ref().map_or_else(|| self.encoding.title(), |sheets| sheets.kind.title())
    }

    /// What stands between cells, in words.
    pub fn delimiter_title(&self) -> &'static str {
        if self.sheets.is_some() { "cells" } else { super::delimiter_title(self.delimiter) }
    }

    /// The program the answers come from, and the one that wrote the file where that is another.
    pub fn looks_like(&self) -> String {
        if self.is_facts {
            return "List of records, one line for each fact".into();
        }
        let title = self.source.title();
        let by = match (&self.sheets, self.encoding, self.delimiter) {
            (Some(sheets), ..) => Some(match sheets.kind {
                WorkbookKind::Xlsx => "in an Excel workbook",
                WorkbookKind::Ods => "in a LibreOffice workbook",
            }),
            // Services write UTF-8 with commas; the others are what Excel makes of it.
            (None, Encoding::Windows1252 | Encoding::MacRoman | Encoding::Utf16Le, _)
            | (None, Encoding::Utf8Bom, b';') => Some("saved by Excel"),
            _ if self.sep_line => Some("saved by Excel"),
            _ => None,
        };
        match (self.source, by) {
            (Source::Other, Some("in a LibreOffice workbook")) => "LibreOffice workbook".into(),
            (Source::Excel, Some("in an Excel workbook")) => "Excel workbook".into(),
            (Source::Excel | Source::Pasted | Source::Other, _) | (_, None) => title.into(),
            (_, Some(by)) => format!("{title}, {by}"),
        }
    }

    /// How the file was read, in words.
    pub fn reading(&self) -> Reading {
        let first = self.preamble.len() + 1;
        let header = match self.header_rows {
            0 if self.is_facts => "the labels".to_owned(),
            0 => "none".to_owned(),
            1 => format!("row {first}"),
            n => format!("rows {first} to {}", first + n as usize - 1),
        };
        Reading {
            looks_like: self.looks_like(),
            letters: self.encoding_title(),
            separator: self.delimiter_title(),
            header,
            rows: self.rows.len(),
        }
    }

    /// The record that begins on a line.
    pub fn row_on(&self, line: u64) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&line, |row| row.line).ok()?;
        self.rows.get(at)
    }

    /// The first cell of a column that is not blank, for the dialog.
    pub fn sample(&self, column: usize) -> Option<&str> {
        self.rows.iter().map(|row| row.cell(column)).find(|cell| !cell.chars().all(super::value::is_space))
    }

    /// SHA-256 over the headers as they stand in the file, in hex: files of one form have the same one, so the choices
    /// made for the last can be offered for the next.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let names = if self.raw_headers.is_empty() { &self.headers[..] } else { &self.raw_headers[..] };
        for name in names {
            let clean = super::value::tidy(name);
            hash.update((clean.len() as u64).to_be_bytes());
            hash.update(clean.as_bytes());
        }
        hex::encode(hash.finalize())
    }
}
