//! Tables for a terminal: aligned columns, long texts cut, nothing in a cell that could move the cursor or turn the line around.

use crate::app::exporting::plain;
use crate::app::listing::Row;
use serde_json::Value;

/// Wider cells are cut; the whole text is in the JSON.
const CELL_WIDTH: usize = 44;

/// A text that stays on its line and does nothing to the terminal: control and direction characters become visible.
pub fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let acts = c.is_control()
            || matches!(c, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
        if acts {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// Columns a character takes on a terminal: none for marks that sit on another, two for East Asian and pictures.
fn width_of(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36F}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5BD}'
        | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}'
        | '\u{E31}'
        | '\u{E34}'..='\u{E3A}'
        | '\u{E47}'..='\u{E4E}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{200C}'..='\u{200D}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{303E}'
        | '\u{3041}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1F64F}'
        | '\u{1F680}'..='\u{1F6FF}'
        | '\u{1F900}'..='\u{1F9FF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

/// Columns a text takes on a terminal.
pub fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// The text filled up with spaces.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

fn cut(text: &str) -> String {
    // Line breaks in stories are no surprise and need not be shown as such.
    let text = safe(&text.split(['\n', '\r', '\t']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "));
    // A hash that is cut can be compared with nothing.
    let is_hash = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash || width(&text) <= CELL_WIDTH {
        return text;
    }
    let mut taken = 0;
    let short: String = text
        .chars()
        .take_while(|c| {
            taken += width_of(*c);
            taken < CELL_WIDTH
        })
        .collect();
    format!("{}…", short.trim_end())
}

/// Lines of a table with a heading. Columns that are empty in all rows are left out.
pub fn table(rows: &[Row]) -> Vec<String> {
    let mut columns = Columns::default();
    for row in rows {
        columns.measure(row);
    }
    columns.heading().into_iter().chain(rows.iter().map(|row| columns.line(row))).collect()
}

/// The columns of a table, measured row by row before the first line of it is written.
#[derive(Debug, Default)]
pub struct Columns(Vec<Measured>);

#[derive(Debug)]
struct Measured {
    heading: String,
    width: usize,
    is_empty: bool,
    are_numbers: bool,
}

impl Columns {
    /// Makes room for a row; the first one gives the names.
    pub fn measure(&mut self, row: &Row) {
        if self.0.is_empty() {
            let measured = |(name, _): &(&'static str, Value)| {
                let heading = heading(name);
                Measured { width: width(&heading), heading, is_empty: true, are_numbers: true }
            };
            self.0 = row.iter().map(measured).collect();
        }
        for (column, (_, value)) in self.0.iter_mut().zip(row) {
            let cell = shown(value);
            column.width = column.width.max(width(&cell));
            column.is_empty &= cell.is_empty();
            column.are_numbers &= value.is_number() || value.is_null();
        }
    }

    /// The names; `None` where no row was measured.
    pub fn heading(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.aligned(|_, column| column.heading.clone()))
    }

    /// A row below them.
    pub fn line(&self, row: &Row) -> String {
        self.aligned(|at, _| row.get(at).map_or_else(String::new, |(_, value)| shown(value)))
    }

    fn aligned(&self, cell: impl Fn(usize, &Measured) -> String) -> String {
        let mut line = String::new();
        for (at, column) in self.0.iter().enumerate().filter(|(_, column)| !column.is_empty) {
            let text = cell(at, column);
            let space = " ".repeat(column.width.saturating_sub(width(&text)));
            let parts = if column.are_numbers { [space.as_str(), &text, "  "] } else { [text.as_str(), &space, "  "] };
            line.extend(parts);
        }
        line.trim_end().to_owned()
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Array(items) => cut(&items.iter().map(plain).collect::<Vec<_>>().join(", ")),
        other => cut(&plain(other)),
    }
}

fn heading(name: &str) -> String {
    let name = name.replace('_', " ");
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_moves_the_cursor() {
        assert_eq!(safe("a\u{1b}[31mb\u{202e}c\nd"), "a\\u{1b}[31mb\\u{202e}c\\nd");
        assert_eq!(safe("Zoë 山田"), "Zoë 山田");
    }

    #[test]
    fn columns_are_aligned_by_width_and_empty_ones_left_out() {
        let row = |name: &str, n: u64| -> Row { vec![("name", name.into()), ("note", "".into()), ("n", n.into())] };
        let lines = table(&[row("山田", 7), row("Ann-Marie", 12)]);
        assert_eq!(lines, ["Name        N", "山田        7", "Ann-Marie  12"]);
        let long = "word ".repeat(40);
        let lines = table(&[row(&long, 1)]);
        assert!(width(&lines[1]) < CELL_WIDTH + 6 && lines[1].contains('…'));
    }
}
