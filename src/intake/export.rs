//! Rows out as CSV. A cell that a spreadsheet would run as a formula is neutralised with an apostrophe, unless an
//! exact copy for re-import is wanted; the name of the file says which it is.

use serde::{Deserialize, Serialize};

use super::{Checked, IntakeError, Rejected, Row, Table};

/// For whom a CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guard {
    /// For Excel and its like: formulas are neutralised, and a byte order mark makes umlauts come out right.
    #[default]
    Spreadsheet,
    /// Word for word, for reading it in again.
    Exact,
}

impl Guard {
    /// A file name that says which one it is: `rejects.csv` or `rejects.exact.csv`.
    pub fn file_name(self, stem: &str) -> String {
        match self {
            Self::Spreadsheet => format!("{stem}.csv"),
            Self::Exact => format!("{stem}.exact.csv"),
        }
    }
}

/// Writes comma-separated UTF-8 with CR LF, the form every program reads.
pub fn csv<H, R, C>(headers: &[H], rows: impl IntoIterator<Item = R>, guard: Guard) -> Result<Vec<u8>, IntakeError>
where
    H: AsRef<str>,
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut out: Vec<u8> = Vec::new();
    if guard == Guard::Spreadsheet {
        out.extend_from_slice(b"\xEF\xBB\xBF");
    }
    let mut writer = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(&mut out);
    let failed = |e: csv::Error| IntakeError::Write(e.to_string());
    let shown = |text: &str| if guard == Guard::Spreadsheet { neutralised(text) } else { text.to_owned() };
    writer.write_record(headers.iter().map(|h| shown(h.as_ref()))).map_err(failed)?;
    for row in rows {
        writer.write_record(row.into_iter().map(|c| shown(c.as_ref()))).map_err(failed)?;
    }
    writer.flush().map_err(|e| IntakeError::Write(e.to_string()))?;
    drop(writer);
    Ok(out)
}

/// The rejected and the held rows as they were, in order of lines, with line and reason as last columns.
pub fn rejects_of(table: &Table, checked: &Checked, guard: Guard) -> Result<Vec<u8>, IntakeError> {
    let places = 0..checked.len();
    let held = places.filter_map(|place| Some((checked.row(table, place)?, checked.held_reason(place)?)));
    left_out(table, &checked.rejects, held, guard)
}

fn left_out<'r>(
    table: &Table,
    rejects: &'r [Rejected],
    held: impl Iterator<Item = (&'r Row, &'r str)>,
    guard: Guard,
) -> Result<Vec<u8>, IntakeError> {
    let rejected = rejects.iter().map(|rejected| (&rejected.row, rejected.reason.clone()));
    let held = held.map(|(row, reason)| (row, format!("Held: {reason}")));
    let mut left: Vec<(&Row, String)> = rejected.chain(held).collect();
    left.sort_by_key(|(row, _)| row.line);
    let width = left.iter().map(|(row, _)| row.len()).max().unwrap_or(0).max(table.headers.len());
    let mut headers: Vec<String> =
        (0..width).map(|c| table.headers.get(c).cloned().unwrap_or_else(|| format!("Column {}", c + 1))).collect();
    headers.push("line".into());
    headers.push("reason".into());
    let rows = left.into_iter().map(|(row, reason)| {
        let cells = (0..width).map(|c| row.cell(c).to_owned());
        cells.chain([row.line.to_string(), reason]).collect::<Vec<_>>()
    });
    csv(&headers, rows, guard)
}

/// What a spreadsheet takes for the start of a formula, and the full-width forms of it.
fn starts_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

/// A spreadsheet with another separator cuts a cell here, and what follows begins a cell of its own.
fn cuts(c: char) -> bool {
    matches!(c, ',' | ';' | '\t' | '|' | '\n' | '\r')
}

/// A cell as [`Guard::Spreadsheet`] writes it.
pub fn guarded(text: &str) -> String {
    neutralised(text)
}

/// The text with an apostrophe before everything that could begin a formula, at the start or behind a separator.
fn neutralised(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut at_start = true;
    for c in text.chars() {
        // A line end inside a text is no formula by itself, only what follows it.
        if at_start && starts_formula(c) && (out.is_empty() || !cuts(c)) {
            out.push('\'');
        }
        out.push(c);
        // Spaces and quotes behind a separator are skipped by some programs.
        at_start = cuts(c)
            || (at_start && matches!(c, ' ' | '"' | '\u{A0}') && !out.trim_start_matches([' ', '"']).is_empty());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_wherever_a_cell_may_begin() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("@SUM(1+1)", "'@SUM(1+1)"),
            ("+44 20", "'+44 20"),
            ("-Ann", "'-Ann"),
            ("\t=1+1", "'\t'=1+1"),
            ("\r=1+1", "'\r'=1+1"),
            ("＝1+1", "'＝1+1"),
            ("Ann;=1+1", "Ann;'=1+1"),
            ("Ann, =1+1", "Ann, '=1+1"),
            ("line\n=cmd", "line\n'=cmd"),
            ("'=1+1", "'=1+1"),
            ("Ann Field", "Ann Field"),
            ("a-b=c", "a-b=c"),
            ("Zeile eins\n\nZeile zwei", "Zeile eins\n\nZeile zwei"),
        ] {
            assert_eq!(neutralised(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_exact_copy_stays_exact() {
        let bytes = csv(&["name", "story"], [["=1+1", "a \"b\", c"]], Guard::Exact).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "name,story\r\n=1+1,\"a \"\"b\"\", c\"\r\n");
        let bytes = csv(&["name"], [["=1+1"]], Guard::Spreadsheet).unwrap();
        assert_eq!(bytes, b"\xEF\xBB\xBFname\r\n'=1+1\r\n");
    }
}
