//! Takes single rows and cells out of a raw file that is kept with a campaign, so that an erased person is gone from there too.
//! Every other row stays on its line and reads as before; what is left is UTF-8, and a workbook is written anew as cells of text.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::Workbook;

use super::issue::Issues;
use super::read::Limits;
use super::split::numbered_records;
use super::{Encoding, IntakeError, dialect, encoding, header, sniff, workbook};

/// Rows by the name of their sheet: physical lines on which records begin, or row numbers of a sheet. Without a name they are
/// those of a text file, or of a sheet nobody remembers.
pub type RowsOfSheets = BTreeMap<String, BTreeSet<u64>>;

/// What becomes of the cells of a row, by its sheet (`""` in a text file) and its line; `None` where all stay as they are.
pub type Rewrite<'f> = &'f dyn Fn(&str, u64, &[&str]) -> Option<Vec<String>>;

/// The file without these rows, and with other cells where `rewrite` gives some.
pub fn redact(bytes: &[u8], rows: &RowsOfSheets, rewrite: Rewrite<'_>) -> Result<Vec<u8>, IntakeError> {
    match workbook::recognise(bytes) {
        Some(kind) => redact_workbook(bytes, kind, rows, rewrite),
        None => redact_text(bytes, &rows.values().flatten().copied().collect(), rewrite),
    }
}

fn redact_text(bytes: &[u8], lines: &BTreeSet<u64>, rewrite: Rewrite<'_>) -> Result<Vec<u8>, IntakeError> {
    sniff::refuse_known_binaries(bytes)?;
    let found = encoding::detect(bytes);
    let decoded = encoding::decode(bytes, found);
    let text = decoded.text.replace('\0', "");
    let (sep, skipped) = dialect::sep_line(&text).map_or((None, 0), |(d, n)| (Some(d), n));
    let body = text.get(skipped..).unwrap_or("");
    let delimiter = sep.unwrap_or_else(|| dialect::guess(body, header::is_known_word));
    let first_line = if skipped > 0 { 2 } else { 1 };
    let records = numbered_records(body, delimiter, first_line, &Limits::default())?;

    // Excel takes UTF-8 for a code page without the mark; whoever had one keeps one.
    let mut out = if found == Encoding::Utf8 { String::new() } else { "\u{FEFF}".to_owned() };
    out.push_str(text.get(..skipped).unwrap_or(""));
    let mut at = 0;
    for (row, range) in records {
        out.push_str(body.get(at..range.start).unwrap_or(""));
        let record = body.get(range.clone()).unwrap_or("");
        at = range.end;
        let cells: Vec<&str> = row.cells().collect();
        if lines.contains(&row.line) {
            // Its line ends stay, so that every other record begins where it did.
            out.extend(record.chars().filter(|c| matches!(c, '\r' | '\n')));
        } else if let Some(cells) = rewrite("", row.line, &cells) {
            let written = written(&cells, delimiter)?;
            out.push_str(&written);
            let count =
                |text: &str| text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count();
            let missing = count(record).saturating_sub(count(&written));
            out.extend(std::iter::repeat_n('\n', missing));
        } else {
            out.push_str(record);
        }
    }
    out.push_str(body.get(at..).unwrap_or(""));
    Ok(out.into_bytes())
}

/// One record as CSV, without its line end.
fn written(cells: &[String], delimiter: u8) -> Result<String, IntakeError> {
    let failed = |error: String| IntakeError::Write(error);
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(cells).map_err(|e| failed(e.to_string()))?;
    let bytes = writer.into_inner().map_err(|e| failed(e.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|e| failed(e.to_string()))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn redact_workbook(
    bytes: &[u8],
    kind: super::WorkbookKind,
    rows_to_go: &RowsOfSheets,
    rewrite: Rewrite<'_>,
) -> Result<Vec<u8>, IntakeError> {
    let failed = |error: rust_xlsxwriter::XlsxError| IntakeError::Write(error.to_string());
    let names = workbook::sheet_names(bytes)?;
    let mut book = Workbook::new();
    for (index, name) in names.iter().enumerate() {
        let wanted = u32::try_from(index + 1).ok();
        // Rows of a sheet nobody remembers go from all of them.
        let goes =
            |line: u64| ["", name.as_str()].iter().any(|of| rows_to_go.get(*of).is_some_and(|it| it.contains(&line)));
        let (rows, _) =
            workbook::read(bytes, kind, wanted, &Limits::default(), &mut Issues::default(), &mut |_, _| true)?;
        let sheet = book.add_worksheet();
        sheet.set_name(name).map_err(failed)?;
        for row in rows.iter().filter(|row| !goes(row.line)) {
            let cells: Vec<&str> = row.cells().collect();
            let rewritten = rewrite(name, row.line, &cells);
            let cells = rewritten.iter().flatten().map(String::as_str);
            let kept = cells.chain(row.cells().filter(|_| rewritten.is_none()));
            write_row(sheet, row.line, kept).map_err(failed)?;
        }
    }
    book.save_to_buffer().map_err(failed)
}

fn write_row<'c>(
    sheet: &mut rust_xlsxwriter::Worksheet,
    line: u64,
    cells: impl Iterator<Item = &'c str>,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let line = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
    for (column, cell) in cells.enumerate() {
        if !cell.is_empty() {
            sheet.write_string(line, u16::try_from(column).unwrap_or(u16::MAX), cell)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{ReadOptions, read};

    fn rows<const N: usize>(lines: [u64; N]) -> RowsOfSheets {
        RowsOfSheets::from([(String::new(), BTreeSet::from(lines))])
    }

    fn lines(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
        let table = read(bytes, &ReadOptions::default()).unwrap();
        table.rows.iter().map(|row| (row.line, row.cells().map(str::to_owned).collect())).collect()
    }

    #[test]
    fn rows_and_cells_go_and_lines_stay() {
        let file = "Name,Email,Said,By\r\nAda Quist,ada@x.example,\"two\r\nlines\",Bo\r\nBo Lind,bo@x.example,\"more\r\nof it\",Ada Quist\r\nCleo,,x,\r\n";
        let before = lines(file.as_bytes());
        let personal = |_: &str, _: u64, cells: &[&str]| {
            let gone = |cell: &&str| cell.contains("ada@x.example") || *cell == "Ada Quist";
            let cells_after = cells.iter().map(|cell| if gone(cell) { String::new() } else { (*cell).to_owned() });
            cells.iter().any(gone).then(|| cells_after.collect())
        };
        let after = redact(file.as_bytes(), &rows([2]), &personal).unwrap();
        let text = String::from_utf8(after.clone()).unwrap();
        assert!(!text.contains("Ada") && !text.contains("ada@"), "{text}");
        let mut expected = before[1..].to_vec();
        expected[0].1[3] = String::new();
        assert_eq!(lines(&after), expected);
        // With nothing to take out the file is as it was.
        assert_eq!(redact(file.as_bytes(), &rows([]), &|_, _, _| None).unwrap(), file.as_bytes());
    }

    #[test]
    fn other_encodings_and_separators() {
        let file = b"Name;Ort\r\nJ\xFCrgen;K\xF6ln\r\nAda;Graz\r\n";
        let after = redact(file, &rows([3]), &|_, _, _| None).unwrap();
        assert_eq!(lines(&after), [(2, vec!["Jürgen".to_owned(), "Köln".to_owned()])]);
    }

    #[test]
    fn workbooks_keep_their_rows() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Answers").unwrap();
        for (line, (name, email)) in
            [("Name", "Email"), ("Ada", "ada@x.example"), ("Bo", "bo@x.example")].iter().enumerate()
        {
            sheet.write(line as u32, 0, *name).unwrap();
            sheet.write(line as u32, 1, *email).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let after = redact(&bytes, &rows([2]), &|_, _, _| None).unwrap();
        assert_eq!(lines(&after), [(3, vec!["Bo".to_owned(), "bo@x.example".to_owned()])]);
    }
}
