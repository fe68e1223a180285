//! Bytes to a table: size, binary check, encoding, separator, records with their physical lines, header.
//! The csv crate splits records; lines are counted here, because it counts only LF and files from old Macs have CR.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::issue::{Issues, Severity};
use super::table::{Row, Table};
use super::{Encoding, IntakeError, IssueKind, dialect, encoding, header, sniff, source, value, workbook};
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
    /// The sheet of a workbook, from 1; the fullest one if `None`.
    pub sheet: Option<u32>,
    /// Sizes.
    pub limits: Limits,
}

/// Reads a whole file from memory.
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
    let decoded = encoding::decode(bytes, encoding);
    if decoded.text.is_empty() {
        return Err(IntakeError::Empty);
    }
    let mut issues = Issues::default();
    if decoded.damaged {
        let line = line_of(&decoded.text, '\u{FFFD}');
        issues.add(line, None, IssueKind::DamagedText, Severity::Warning, || {
            format!("Some bytes mean nothing as {}; they became “\u{FFFD}”. First on this line.", encoding.title())
        });
    }
    let text = without_nul(decoded.text, &mut issues);
    if text.chars().all(value::is_space) {
        return Err(IntakeError::Blank);
    }
    let (sep, skipped) = dialect::sep_line(&text).map_or((None, 0), |(d, n)| (Some(d), n));
    let body = text.get(skipped..).unwrap_or("");
    let delimiter = match options.delimiter.or(sep) {
        Some(chosen) if dialect::is_possible(chosen) => chosen,
        Some(_) => return Err(IntakeError::BadDelimiter),
        None => dialect::guess(body, header::is_known_word),
    };
    let first_line = if skipped > 0 { 2 } else { 1 };
    let (records, unclosed) = records(body, delimiter, first_line, limits, watch)?;
    let found = header::split(records, options.header, &mut issues)?;
    let first_cell = found.rows.first().map(|row| row.cell(0));
    let source = source::recognise(&found.headers, &found.raw_headers, first_cell, encoding, delimiter, sep.is_some());
    if let Some(line) = unclosed {
        issues.add(line, None, IssueKind::UnclosedQuote, Severity::Decision, || {
            "A quote that begins in this record is never closed, so all that follows was taken into one cell.".into()
        });
    }
    Ok(Table {
        encoding,
        delimiter,
        sheets: None,
        sep_line: sep.is_some(),
        header_rows: found.header_rows,
        header_line: found.header_line,
        headers: found.headers.into(),
        raw_headers: found.raw_headers,
        rows: found.rows,
        preamble: found.preamble,
        source,
        issues: issues.finish(),
        unclosed_quote_line: unclosed,
    })
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
            format!("The sheet “{name}” was read, the fullest one. Not read: {}.", others.join(", "))
        });
    }
    let found = header::split(records, options.header, &mut issues)?;
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
        rows: found.rows,
        preamble: found.preamble,
        source,
        issues: issues.finish(),
        unclosed_quote_line: None,
    })
}

/// Takes NUL bytes out and says so.
fn without_nul<'a>(text: Cow<'a, str>, issues: &mut Issues) -> Cow<'a, str> {
    let count = text.bytes().filter(|b| *b == 0).count();
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
    let mut lines = LineCounter { at: 0, line: 1 };
    lines.advance(text.as_bytes(), at);
    Some(lines.line)
}

/// Counts physical lines: LF, CR and CR LF each end one.
struct LineCounter {
    at: usize,
    line: u64,
}

impl LineCounter {
    fn advance(&mut self, bytes: &[u8], to: usize) {
        let mut before = self.at.checked_sub(1).and_then(|i| bytes.get(i)).copied().unwrap_or(0);
        for byte in bytes.get(self.at..to).unwrap_or_default() {
            if *byte == b'\r' || (*byte == b'\n' && before != b'\r') {
                self.line += 1;
            }
            before = *byte;
        }
        self.at = to.max(self.at);
    }
}

/// All records, and the line of the last one if it ends inside a quote.
fn records(
    text: &str,
    delimiter: u8,
    first_line: u64,
    limits: &Limits,
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(Vec<Row>, Option<u64>), IntakeError> {
    let bytes = text.as_bytes();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(256 * 1024)
        .from_reader(bytes);
    let mut record = csv::StringRecord::new();
    let mut lines = LineCounter { at: 0, line: first_line };
    let mut rows = Vec::new();
    let mut ends: Vec<u32> = Vec::new();
    let mut last = (0_usize, first_line);
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        // The text is valid UTF-8 and separators are ASCII, so the only way to end is the end of the text.
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        // Blank lines and the LF behind a CR are skipped by the reader: the record begins at the first other byte.
        let blank = bytes.get(start..).unwrap_or_default().iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        lines.advance(bytes, start + blank);
        last = (start + blank, lines.line);
        if record.len() > limits.columns {
            let delimiter = dialect::delimiter_title(delimiter);
            let (columns, limit) = (record.len(), limits.columns);
            return Err(IntakeError::TooManyColumns { line: lines.line, columns, limit, delimiter });
        }
        ends.clear();
        let mut from = 0;
        for cell in &record {
            if cell.len() > limits.cell_bytes {
                let (bytes, limit_bytes) = (cell.len(), limits.cell_bytes);
                return Err(IntakeError::CellTooLong { line: lines.line, bytes, limit_bytes });
            }
            from += cell.len();
            ends.push(u32::try_from(from).unwrap_or(u32::MAX));
        }
        // Header and title rows count too; a handful more or less does not matter here.
        if rows.len() >= limits.rows {
            return Err(IntakeError::TooManyRows { limit: limits.rows });
        }
        rows.push(Row::new(lines.line, record.as_slice(), &ends));
        if rows.len() % 4096 == 0 && !watch(start as u64, bytes.len() as u64) {
            return Err(IntakeError::Cancelled);
        }
    }
    let open = ends_inside_quote(bytes.get(last.0..).unwrap_or_default(), delimiter);
    Ok((rows, open.then_some(last.1)))
}

/// All records with the bytes each takes in the text, its line end left out.
pub(super) fn numbered_records(
    text: &str,
    delimiter: u8,
    first_line: u64,
    limits: &Limits,
) -> Result<Vec<(Row, std::ops::Range<usize>)>, IntakeError> {
    let (rows, _) = records(text, delimiter, first_line, limits, &mut |_, _| true)?;
    let bytes = text.as_bytes();
    let mut lines = LineCounter { at: 0, line: first_line };
    let mut starts = Vec::with_capacity(rows.len());
    let mut at = 0;
    for row in &rows {
        // The first byte of the line on which the record begins: blank lines before it are skipped as the reader does.
        while lines.line < row.line && at < bytes.len() {
            at += 1;
            lines.advance(bytes, at);
        }
        while bytes.get(at).is_some_and(|b| matches!(b, b'\r' | b'\n')) {
            at += 1;
            lines.advance(bytes, at);
        }
        starts.push(at);
    }
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(bytes.len()));
    let ranges: Vec<_> = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| {
            let record = bytes.get(*start..end).unwrap_or_default();
            let trailing = record.iter().rev().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            *start..end - trailing
        })
        .collect();
    Ok(rows.into_iter().zip(ranges).collect())
}

/// Follows the quotes of one record as RFC 4180 has them: a quote opens only at the start of a cell, `""` is a quote.
fn ends_inside_quote(record: &[u8], delimiter: u8) -> bool {
    let mut inside = false;
    let mut at_start = true;
    let mut bytes = record.iter().peekable();
    while let Some(byte) = bytes.next() {
        match (*byte, inside) {
            (b'"', true) if bytes.peek() == Some(&&b'"') => {
                bytes.next();
            }
            (b'"', true) => inside = false,
            (b'"', false) if at_start => inside = true,
            _ => {}
        }
        at_start = !inside && (*byte == delimiter || matches!(byte, b'\r' | b'\n'));
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn lines(text: &str) -> Vec<u64> {
        let (rows, _) = records(text, b',', 1, &Limits::default(), &mut |_, _| true).unwrap();
        rows.iter().map(|r| r.line).collect()
    }

    #[test]
    fn physical_lines_for_every_line_end() {
        assert_eq!(lines("a,b\n1,2\n3,4\n"), [1, 2, 3]);
        assert_eq!(lines("a,b\r\n1,2\r\n3,4"), [1, 2, 3]);
        assert_eq!(lines("a,b\r1,2\r3,4\r"), [1, 2, 3]);
        assert_eq!(lines("a,b\r\n\"x\r\ny\",2\r\n3,4\r\n"), [1, 2, 4]);
        assert_eq!(lines("a,b\r\r\"x\ry\rz\",2\r3,4"), [1, 3, 6]);
        assert_eq!(lines("\n\na,b\n\n1,2\n\n\n3,4\n"), [3, 5, 8]);
        assert_eq!(lines("a,b\r\n\r\n1,2\r\n\n3,4\r"), [1, 3, 5]);
        assert_eq!(lines("\"a\n\n\",b\n1,2"), [1, 4]);
    }

    #[test]
    fn an_open_quote_is_seen() {
        assert!(ends_inside_quote(b"a,\"b\nc", b','));
        assert!(!ends_inside_quote(b"a,\"b\"\"c\"", b','));
        assert!(!ends_inside_quote(b"a,b\"c", b','));
        assert!(ends_inside_quote(b"\"a\"\"", b','));
    }
}
