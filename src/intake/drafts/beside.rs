//! What stands in a file beside its rows: lines drawn between them, and columns of people who are not read.

use crate::intake::cells::short;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::{Row, Table};
use crate::intake::{Kind, Mapping, settle, value};

/// Dashes from edge to edge, as tables drawn with letters have them.
pub(super) fn is_rule(row: &Row) -> bool {
    let is_ruled = |c: char| matches!(c, '-' | '=' | '_' | '+' | ':' | '|' | '─' | '═' | '*') || value::is_space(c);
    row.cells().all(|cell| cell.chars().all(is_ruled))
        && row.cells().any(|cell| cell.matches(['-', '=', '_', '─', '═']).count() >= 3)
}

/// Says which columns name people, too, and are not read: nobody may get lost without a word.
pub(super) fn say_other_names(table: &Table, mapping: &Mapping, kind: Kind, issues: &mut Issues) {
    let columns = settle::other_names(table, kind, &mapping.columns);
    let Some(first) = columns.first() else { return };
    let headers: Vec<String> = columns
        .iter()
        .filter_map(|at| table.headers.get(*at))
        .take(8)
        .map(|header| format!("“{}”", short(header)))
        .collect();
    issues.add(None, Some(*first), IssueKind::OtherNames, Severity::Decision, || {
        format!(
            "{} hold names of people, too, and what they are named for is not clear, so these are not read.",
            headers.join(", ")
        )
    });
}
