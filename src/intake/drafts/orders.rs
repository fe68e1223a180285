//! Orders of a shop that take several lines: what is said of an order stands in its first line alone, and what was bought in each.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::intake::cells::short;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::Table;
use crate::intake::{Kind, value};

/// The column of the numbers of orders ("#1002"), where others say what each line of an order is.
fn number_of_order(table: &Table, kind: Kind) -> Option<usize> {
    let is_called = |header: &String, name: &str| value::fold(header) == name;
    let has_lines = table.headers.iter().any(|header| is_called(header, "lineitemname"));
    let column = table.headers.iter().position(|header| is_called(header, "name"))?;
    (kind == Kind::Entries && has_lines && table.rows.iter().all(|row| is_number(row.cell(column)))).then_some(column)
}

/// "#1002", "#EU1002"; or nothing.
fn is_number(cell: &str) -> bool {
    let cell = cell.trim_matches(value::is_space);
    cell.is_empty() || (cell.starts_with('#') && cell.ends_with(|c: char| c.is_ascii_digit()) && cell.len() <= 20)
}

fn is_blank(cell: &str) -> bool {
    cell.chars().all(value::is_space)
}

/// What further lines of an order leave out, from its first line: whether it was paid, and by whom.
pub(super) fn continued(table: &Table, kind: Kind) -> HashMap<u64, BTreeMap<usize, String>> {
    let Some(number) = number_of_order(table, kind) else { return HashMap::new() };
    let is_of_line = |at: &usize| table.headers.get(*at).is_some_and(|it| value::fold(it).starts_with("lineitem"));
    let of_order: Vec<usize> = (0..table.headers.len()).filter(|at| !is_of_line(at)).collect();
    let mut found = HashMap::new();
    let mut first: Option<usize> = None;
    for (at, row) in table.rows.iter().enumerate() {
        let of_same = first.and_then(|first| table.rows.get(first));
        let of_same = of_same.filter(|first| !is_blank(row.cell(number)) && first.cell(number) == row.cell(number));
        let Some(of_same) = of_same else {
            first = Some(at);
            continue;
        };
        let missing = of_order.iter().filter(|at| is_blank(row.cell(**at)) && !is_blank(of_same.cell(**at)));
        let cells: BTreeMap<usize, String> = missing.map(|at| (*at, of_same.cell(*at).to_owned())).collect();
        if !cells.is_empty() {
            found.insert(row.line, cells);
        }
    }
    found
}

/// Says that the lines are of different goods: not all of them may be tickets.
pub(super) fn say_products(table: &Table, kind: Kind, issues: &mut Issues) {
    if number_of_order(table, kind).is_none() {
        return;
    }
    let Some(column) = table.headers.iter().position(|header| value::fold(header) == "lineitemname") else { return };
    let mut seen = HashSet::new();
    let cells = table.rows.iter().map(|row| row.cell(column)).filter(|cell| !is_blank(cell));
    let different: Vec<&str> = cells.filter(|cell| seen.len() < 256 && seen.insert(*cell)).collect();
    if different.len() > 1 {
        issues.add(None, Some(column), IssueKind::UnreadColumns, Severity::Warning, || {
            let shown: Vec<String> = different.iter().take(6).map(|cell| format!("“{}”", short(cell))).collect();
            let more = different.len() - shown.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("The orders are of different goods: {}{more}. Every line is read as tickets.", shown.join(", "))
        });
    }
}
