//! Bytes to a table: size, binary check, encoding, separator, records with their physical lines, header.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::glance::Glance;
use super::issue::{Issues, Severity};
use super::lines::LineCounter;
use super::split::{Quotes, Records, records};
use super::table::{Table, first_filled};
use super::{
    Encoding, IntakeError, IssueKind, dialect, encoding, facts, header, layout, mend, sniff, source, value, workbook,
};
use super::{Source, WorkbookKind};

/// Sizes beyond which a file is refused before more memory is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Whole file.
    pub file_bytes: u64,
    /// One cell.
    pub cell_bytes: usize,
    /// Columns of one record.
    pub columns: usize,
    /// Rows of the file.
    pub rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 1 << 30, cell_bytes: 1 << 20, columns: 2_000, rows: 5_000_000 }
    }
}

/// Which rows make the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeaderChoice {
    /// By the look of the first rows.
    #[default]
    Auto,
    /// No header: columns are numbered.
    Absent,
    /// The given records.
    Rows {
        /// First record of the header, from 1.
        first: u32,
        /// How many records are joined, 1 to 3.
        count: u32,
    },
}

/// What a person may decide instead of leaving it to intake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadOptions {
    /// How letters are coded; by the bytes if `None`.
    pub encoding: Option<Encoding>,
    /// The separator; by trial if `None`.
    pub delimiter: Option<u8>,
    /// The header.
    pub header: HeaderChoice,
    /// The sheet of a workbook, from 1; the one that looks most like a list if `None`.
    pub sheet: Option<u32>,
    /// The part of a report that has several, from 1; the one with most people if `None`.
    pub part: Option<u32>,
    /// Sizes.
    pub limits: Limits,
}

/// What of the choices is kept with a file, so that it is read once more as it was.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct KeptChoices {
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<Encoding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delimiter: Option<u8>,
    header: HeaderChoice,
}

impl ReadOptions {
    /// What was chosen by hand, to be kept with the file; empty where nothing was. Sheet and part are kept apart.
    #[must_use]
    pub fn kept(&self) -> String {
        let Self { encoding, delimiter, header, .. } = *self;
        if encoding.is_none() && delimiter.is_none() && header == HeaderChoice::Auto {
            return String::new();
        }
        serde_json::to_string(&KeptChoices { encoding, delimiter, header }).unwrap_or_default()
    }

    /// The choices that were kept with a file.
    #[must_use]
    pub fn recalled(kept: &str) -> Self {
        let KeptChoices { encoding, delimiter, header } = serde_json::from_str(kept).unwrap_or_default();
        Self { encoding, delimiter, header, ..Self::default() }
    }
}

/// Reads a whole file from memory. Whatever is in it, this takes at most 80 bytes of memory for each of its own, and [`super::import`] at
/// most 100 for each byte and 1,500 for each row (and eight megabytes); of a workbook the bytes are those of its unpacked parts and of the
/// texts in its cells. [`Limits`] has what is refused before.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Table, IntakeError> {
    read_watched(bytes, options, &mut |_, _| true)
}

/// Reads a whole file; `watch` is told bytes done and bytes in all now and then, and answers whether to go on.
pub fn read_watched(
    bytes: &[u8],
    options: &ReadOptions,
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Table, IntakeError> {
    let limits = &options.limits;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(IntakeError::TooLarge { bytes: bytes.len() as u64, limit_bytes: limits.file_bytes });
    }
    if bytes.is_empty() {
        return Err(IntakeError::Empty);
    }
    if let Some(kind) = workbook::recognise(bytes) {
        return read_workbook(bytes, kind, options, watch);
    }
    sniff::refuse_known_binaries(bytes)?;
    let encoding = options.encoding.unwrap_or_else(|| encoding::detect(bytes));
    if !matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        sniff::refuse_control_bytes(bytes)?;
    }
    let mut issues = Issues::default();
    let meant = meant(bytes, encoding, options, &mut issues)?;
    if meant.sep_line.is_empty() && meant.body.chars().all(value::is_space) {
        return Err(if meant.body.is_empty() { IntakeError::Empty } else { IntakeError::Blank });
    }
    let (body, sep_line) = (&*meant.body, !meant.sep_line.is_empty());
    let list = if may_be_facts(options) && !sep_line { facts::of_text(body, meant.first_line()) } else { None };
    let is_facts = list.is_some() && finds_facts(options);
    if options.delimiter.is_none()
        && !sep_line
        && list.is_none()
        && let Some(refusal) = layout::refusal(body)
    {
        return Err(refusal);
    }
    let mut around = BTreeSet::new();
    let (mut found, delimiter, unclosed) = if let Some(list) = list.filter(|_| is_facts) {
        (facts::found(&list, limits, watch, &mut issues)?, facts::SEPARATOR, None)
    } else {
        let Records { rows, unclosed, loose } = records(body, meant.delimiter, meant.first_line(), limits, watch)?;
        say_quotes(&loose, &mut issues);
        around.extend(loose.iter().filter(|(.., how)| *how == Quotes::AroundLines).map(|(line, ..)| *line));
        let mut goes_on = || watch(bytes.len() as u64, bytes.len() as u64);
        let found = header::split(rows, options.header, options.part, &mut goes_on, &mut issues)?;
        (found, meant.delimiter, unclosed)
    };
    if meant.has_links {
        mend::without_links(&found.headers, &mut found.rows, &mut issues);
    }
    let first_cell = found.rows.first().map(|row| row.cell(0));
    let source = source::recognise(&found.headers, &found.raw_headers, first_cell, encoding, delimiter, sep_line);
    if let Some(line) = unclosed {
        issues.add(line, None, IssueKind::UnclosedQuote, Severity::Decision, || {
            "A quote that begins in this record is never closed, so all that follows was taken into one cell.".into()
        });
    }
    Ok(Table {
        encoding,
        delimiter,
        sheets: None,
        sep_line,
        header_rows: found.header_rows,
        header_line: found.header_line,
        headers: found.headers.into(),
        raw_headers: found.raw_headers,
        looked_at: first_filled(&found.rows),
        rows: found.rows,
        preamble: found.preamble,
        parts: found.parts,
        titles: found.titles,
        misplaced: found.misplaced,
        is_facts,
        source,
        issues: issues.finish(),
        doubtful_quotes: around.into_iter().chain(unclosed).collect(),
    })
}

/// Says which cells have quotes that are not as they should be.
fn say_quotes(loose: &[(u64, usize, Quotes)], issues: &mut Issues) {
    for (line, column, how) in loose {
        match how {
            Quotes::NotDoubled => issues.add(*line, Some(*column), IssueKind::LooseQuote, Severity::Warning, || {
                "Quotes inside this cell are not doubled, so where it ends is not sure; its words stand as they were written."
                    .into()
            }),
            Quotes::AroundLines => issues.add(*line, Some(*column), IssueKind::UnclosedQuote, Severity::Decision, || {
                "The quote that opens here closes where another cell begins, lines below: it seems to be a sign of its own, and rows \
                 of the list stand in this one cell."
                    .into()
            }),
        }
    }
}

/// Nobody has said which rows are the header: a list with one line for each fact has none. Whoever reads and whoever takes
/// something out asks this.
pub(super) fn finds_facts(options: &ReadOptions) -> bool {
    options.header == HeaderChoice::Auto
}

/// Nobody has chosen a separator that parts cells of a table.
pub(super) fn may_be_facts(options: &ReadOptions) -> bool {
    options.delimiter.is_none_or(|delimiter| delimiter == facts::SEPARATOR)
}

/// The text of a file as it is meant: decoded, with what wrong hands have done to it put right, and how it separates its cells.
/// Whoever reads a file and whoever takes something out of it see the same records and cells in it.
pub(super) struct Meant<'b> {
    /// The `sep=` line at its very start with its line end; empty where there is none.
    pub sep_line: String,
    /// All that follows.
    pub body: Cow<'b, str>,
    /// What separates cells.
    pub delimiter: u8,
    /// There may be cells that point to pages of Notion, or to rows of other lists.
    pub has_links: bool,
}

impl Meant<'_> {
    /// The line on which the body begins.
    pub fn first_line(&self) -> u64 {
        1 + u64::from(!self.sep_line.is_empty())
    }
}

/// Works the text out. `encoding` is how the bytes are read, whoever chose it.
pub(super) fn meant<'b>(
    bytes: &'b [u8],
    encoding: Encoding,
    options: &ReadOptions,
    issues: &mut Issues,
) -> Result<Meant<'b>, IntakeError> {
    let decoded = encoding::decode(bytes, encoding);
    if decoded.damaged {
        let line = line_of(&decoded.text, '\u{FFFD}');
        issues.add(line, None, IssueKind::DamagedText, Severity::Warning, || {
            format!("Some bytes mean nothing as {}; they became “\u{FFFD}”. First on this line.", encoding.title())
        });
    }
    if let Some((letters, count, line)) = decoded.foreign {
        issues.add(line, None, IssueKind::DamagedText, Severity::Warning, || {
            format!(
                "The file holds two kinds of letters: lines such as this one, {count} in all, were read as {}, the others as {}.",
                letters.title(),
                encoding.title()
            )
        });
    }
    let mut text = decoded.text;
    let mut seen = Glance::at(&text);
    if seen.nul {
        text = without_nul(text, issues);
        seen = Glance::at(&text);
    }
    if seen.garbled && options.encoding.is_none() {
        text = mend::ungarbled(text, issues);
    }
    if seen.ampersand {
        text = mend::without_references(text, issues);
    }
    if seen.garbled || seen.ampersand {
        // What was mended may show what nobody could see before.
        seen = Glance::at(&text);
    }
    let (sep, skipped) = dialect::sep_line(&text).map_or((None, 0), |(d, n)| (Some(d), n));
    let sep_line = text.get(..skipped).unwrap_or("").to_owned();
    let body = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(skipped..).unwrap_or("")),
        Cow::Owned(mut text) => {
            text.drain(..skipped);
            Cow::Owned(text)
        }
    };
    let delimiter = match options.delimiter.or(sep) {
        Some(chosen) if dialect::is_possible(chosen) => chosen,
        Some(_) => return Err(IntakeError::BadDelimiter),
        None => dialect::guess(&body, header::is_known_word),
    };
    let body = mend::without_outer_quotes(body, delimiter, issues);
    let body = if seen.blank_before_quote { mend::without_blanks_before_quotes(body, delimiter) } else { body };
    let has_links = seen.link || mend::may_look_up(&body);
    Ok(Meant { sep_line, body, delimiter, has_links })
}

/// A workbook: the same table from its cells.
fn read_workbook(
    bytes: &[u8],
    kind: WorkbookKind,
    options: &ReadOptions,
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Table, IntakeError> {
    let mut issues = Issues::default();
    let (records, sheets) = workbook::read(bytes, kind, options.sheet, &options.limits, &mut issues, watch)?;
    if records.is_empty() {
        return Err(IntakeError::Blank);
    }
    if sheets.names.len() > 1 && options.sheet.is_none() {
        let name = sheets.names.get(sheets.chosen).cloned().unwrap_or_default();
        let others: Vec<&str> = sheets.names.iter().filter(|other| **other != name).map(String::as_str).collect();
        issues.add(None, None, IssueKind::OtherSheets, Severity::Note, || {
            format!("The sheet “{name}” was read: it looks most like a list. Not read: {}.", others.join(", "))
        });
    }
    let list = if finds_facts(options) { facts::of_rows(&records) } else { None };
    let is_facts = list.is_some();
    let found = if let Some(list) = list {
        facts::found(&list, &options.limits, watch, &mut issues)?
    } else {
        let mut goes_on = || watch(bytes.len() as u64, bytes.len() as u64);
        header::split(records, options.header, options.part, &mut goes_on, &mut issues)?
    };
    let first_cell = found.rows.first().map(|row| row.cell(0));
    let (encoding, delimiter) = (Encoding::Utf8, b',');
    let source = match source::recognise(&found.headers, &found.raw_headers, first_cell, encoding, delimiter, false) {
        Source::Other if kind == WorkbookKind::Xlsx => Source::Excel,
        known => known,
    };
    Ok(Table {
        encoding,
        delimiter,
        sheets: Some(sheets),
        sep_line: false,
        header_rows: found.header_rows,
        header_line: found.header_line,
        headers: found.headers.into(),
        raw_headers: found.raw_headers,
        looked_at: first_filled(&found.rows),
        rows: found.rows,
        preamble: found.preamble,
        parts: found.parts,
        titles: found.titles,
        misplaced: found.misplaced,
        is_facts,
        source,
        issues: issues.finish(),
        doubtful_quotes: BTreeSet::new(),
    })
}

/// Takes NUL bytes out and says so.
fn without_nul<'a>(text: Cow<'a, str>, issues: &mut Issues) -> Cow<'a, str> {
    let count = memchr::memchr_iter(0, text.as_bytes()).count();
    if count == 0 {
        return text;
    }
    issues.add(line_of(&text, '\0'), None, IssueKind::NulBytes, Severity::Warning, || {
        format!("{count} NUL bytes were left out, the first on this line. The file may have been damaged.")
    });
    Cow::Owned(text.replace('\0', ""))
}

/// Physical line of the first such character, from 1.
fn line_of(text: &str, wanted: char) -> Option<u64> {
    let at = text.find(wanted)?;
    let mut lines = LineCounter::new(1);
    lines.advance(text.as_bytes(), at);
    Some(lines.line())
}
