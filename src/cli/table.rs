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
    let Some(first) = rows.first() else { return Vec::new() };
    let cell = |row: &Row, column: usize| row.get(column).map_or_else(String::new, |(_, value)| shown(value));
    let mut columns: Vec<(Vec<String>, bool)> = Vec::new();
    for (index, (name, _)) in first.iter().enumerate() {
        let cells: Vec<String> = rows.iter().map(|row| cell(row, index)).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let numbers = rows.iter().all(|row| row.get(index).is_none_or(|(_, v)| v.is_number() || v.is_null()));
        columns.push((std::iter::once(heading(name)).chain(cells).collect(), numbers));
    }
    let widths: Vec<usize> =
        columns.iter().map(|(cells, _)| cells.iter().map(|cell| width(cell)).max().unwrap_or(0)).collect();
    let line = |index: usize| {
        let mut line = String::new();
        for ((cells, numbers), columns) in columns.iter().zip(&widths) {
            let text = cells.get(index).map_or("", String::as_str);
            let space = " ".repeat(columns.saturating_sub(width(text)));
            let parts = if *numbers { [space.as_str(), text, "  "] } else { [text, &space, "  "] };
            line.extend(parts);
        }
        line.trim_end().to_owned()
    };
    (0..=rows.len()).map(line).collect()
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
