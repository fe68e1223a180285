//! Addresses that stand beside the names of other rows: a spreadsheet in which one column was sorted and the others were not.

use std::collections::HashMap;

use crate::intake::cells::short;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::Table;
use crate::intake::{Field, Kind, Mapping, value};

/// So many rows are looked at: where a column was sorted alone, all of it is out of place.
const LOOKED_AT: usize = 2000;
/// Fewer addresses of others may be a family that shares its mailbox.
const LEAST: usize = 3;

/// Says it where at least three addresses hold the whole name of another row, and none that of its own.
pub(super) fn say(table: &Table, mapping: &Mapping, kind: Kind, issues: &mut Issues) {
    if !matches!(kind, Kind::People | Kind::Nominations | Kind::Entries | Kind::Members) {
        return;
    }
    let column = |field: Field| mapping.columns.iter().position(|column| column.field == Some(field));
    let Some(email) = column(Field::Email) else { return };
    let names: Vec<usize> = match (column(Field::Name), column(Field::Given), column(Field::Family)) {
        (_, Some(given), Some(family)) => vec![given, family],
        (Some(name), ..) => vec![name],
        _ => return,
    };
    let rows = || table.rows.iter().take(LOOKED_AT);
    let words = |at: usize| {
        let row = table.rows.get(at);
        let cells = names.iter().filter_map(|column| row.map(|row| row.cell(*column)));
        let mut words = cells.flat_map(value::fold_words).collect::<Vec<_>>();
        words.sort_unstable();
        words
    };
    let mut of_name: HashMap<Vec<String>, usize> = HashMap::new();
    for at in 0..rows().count() {
        let words = words(at);
        if words.len() >= 2 {
            of_name.entry(words).or_insert(at);
        }
    }
    let mut found: Option<(usize, usize)> = None;
    let (mut others, mut addresses) = (0, 0);
    for (at, row) in rows().enumerate() {
        let Some((local, _)) = row.cell(email).split_once('@') else { continue };
        addresses += 1;
        let mut called: Vec<String> =
            local.split(['.', '_', '-']).filter(|word| !word.is_empty()).map(value::fold).collect();
        called.sort_unstable();
        let Some(owner) = of_name.get(&called).filter(|_| called.len() >= 2) else { continue };
        if words(at) == called {
            return;
        }
        others += 1;
        found = found.or(Some((at, *owner)));
    }
    let Some((at, owner)) = found.filter(|_| others >= LEAST && others * 2 >= addresses) else { return };
    let name = |at: usize| {
        let row = table.rows.get(at);
        let cells: Vec<&str> = names.iter().filter_map(|column| row.map(|row| row.cell(*column))).collect();
        value::tidy(&cells.join(" "))
    };
    let Some(row) = table.rows.get(at) else { return };
    issues.add(Some(row.line), Some(email), IssueKind::OutOfStep, Severity::Warning, || {
        format!(
            "The addresses seem to stand beside the names of others, and none beside its own: {} stands beside {}, and {} is \
             another line.",
            short(row.cell(email)),
            short(&name(at)),
            short(&name(owner))
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::remarks::tests::{drafts, messages};
    use super::*;

    #[test]
    fn a_column_that_was_sorted_alone_is_said() {
        let list = "Name,Email\nAlice Brown,bob.carter@x.example\nBob Carter,carla.diaz@x.example\n\
            Carla Diaz,dan.evans@x.example\nDan Evans,alice.brown@x.example\n";
        let said = messages(&drafts(list, Kind::People).2);
        assert!(
            said.contains("bob.carter@x.example stands beside Alice Brown, and Bob Carter is another line"),
            "{said}"
        );
        // One address that is right is enough, and addresses of two people are shared ones.
        let right = format!("{list}Eva Fox,eva.fox@x.example\n");
        let family = "Name,Email\nAlice Brown,bob.brown@x.example\nBob Brown,bob.brown@x.example\n";
        for list in [right.as_str(), family] {
            let said = messages(&drafts(list, Kind::People).2);
            assert!(!said.contains("stand beside the names of others"), "{said}");
        }
    }
}
