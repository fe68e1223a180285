//! What stands beside a yes in columns that ask for nothing: remarks that take it back, and how far a message may be seen.

use std::collections::HashMap;

use super::consents::Says;
use super::{Rules, different_cells};
use crate::campaign::{ConsentState, on_all_cores, share_of};
use crate::intake::cells::short;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::mapping::Column;
use crate::intake::said_consent::{self, Remark};
use crate::intake::table::{Row, Table};
use crate::intake::words::Words;
use crate::intake::words::consent::{is_in, list};
use crate::intake::{Field, Kind, Mapping, value};

/// The cells of a column that speak against a yes, as they are written, and what each says.
pub(super) type Spoken = HashMap<Box<str>, Says>;

/// What the remarks of a column say against a yes. `None` where it is no column of remarks, and where none of them does.
pub(super) fn against(table: &Table, at: usize, column: &Column, rules: &Rules) -> Option<Spoken> {
    if column.left_out || !matches!(column.field, None | Some(Field::Notes)) {
        return None;
    }
    let header = Words::of(&column.header);
    let of_state = header.is_of_remarks()?;
    let read = |cell: &str| {
        Some(match said_consent::remark(cell, of_state)? {
            Remark::Perhaps => Says::Open,
            Remark::No(state) => Says::No(state),
        })
    };
    let look = |rows: &[Row]| {
        let cells = rows.iter().map(|row| row.cell(at)).filter(|cell| said_consent::may_be_remark(cell));
        cells.filter_map(|cell| Some((cell.into(), read(cell)?))).collect::<Spoken>()
    };
    let mut spoken: Spoken =
        on_all_cores(table.rows.chunks(share_of(table.rows.len())), &look).into_iter().flatten().collect();
    let typed = rules.fixes.values().filter_map(|cells| cells.get(&at));
    spoken.extend(typed.filter_map(|cell| Some((cell.as_str().into(), read(cell)?))));
    (!spoken.is_empty()).then_some(spoken)
}

/// What is said to be for a few alone in a column such as "Privacy".
pub(super) fn unseen(table: &Table, at: usize, column: &Column, rules: &Rules) -> Option<Spoken> {
    if column.field.is_some() || column.left_out || !Words::of(&column.header).is_of_visibility() {
        return None;
    }
    let typed = rules.fixes.values().filter_map(|cells| cells.get(&at)).map(String::as_str);
    let is_yes_to = |cell: &str| {
        let header = value::fold(&column.header);
        let header = header.strip_prefix("is").unwrap_or(&header);
        list("seen:not").contains(&header) && value::yes_or_no(cell) == Some(true)
    };
    // "Only the recipient", "just for Bo": whoever is named, they are not all.
    let is_for_few = |cell: &str| {
        let first = cell.split(value::is_space).find(|word| !word.is_empty()).unwrap_or_default();
        is_in(&value::fold(first), &["seen:only"])
    };
    let is_unseen = |cell: &&str| {
        let says = || list("seen:not").contains(&value::fold(cell).as_str()) || is_for_few(cell) || is_yes_to(cell);
        cell.len() < 60 && says()
    };
    let cells = different_cells(table, &[at]).into_iter().chain(typed).filter(is_unseen);
    let spoken: Spoken = cells.map(|cell| (cell.into(), Says::No(ConsentState::Refused))).collect();
    (!spoken.is_empty()).then_some(spoken)
}

/// Says of each such column in which rows it has it.
pub(super) fn say_unseen(table: &Table, mapping: &Mapping, kind: Kind, rules: &Rules, issues: &mut Issues) {
    if !matches!(kind, Kind::Nominations | Kind::Thanks | Kind::Mishaps) {
        return;
    }
    for (at, column) in mapping.columns.iter().enumerate() {
        let Some(spoken) = unseen(table, at, column, rules) else { continue };
        let lines: Vec<u64> =
            table.rows.iter().filter(|row| spoken.contains_key(row.cell(at))).map(|row| row.line).collect();
        let Some(first) = lines.first() else { continue };
        let others = lines.iter().skip(1).take(Issues::LISTED).copied().collect();
        issues.add_lines(Some(*first), others, Some(at), IssueKind::UnreadColumns, Severity::Warning, || {
            let word = spoken.keys().min().map_or("", |word| word);
            let rows = if lines.len() == 1 { "1 row".to_owned() } else { format!("{} rows", lines.len()) };
            let so = match kind {
                Kind::Nominations => "nominations have no place for it, so look at them before anything is published",
                _ => "what they tell is kept back from publication",
            };
            format!("“{}” says “{}” or the like in {rows}: {so}.", short(&column.header), short(word))
        });
    }
}

#[cfg(test)]
pub(super) mod tests;
