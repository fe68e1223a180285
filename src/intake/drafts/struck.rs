//! Names that are struck out where they stand: "Rae Moss - WITHDRAWN", "Bo Ray (do not contact)", "~~Cy Poe~~".

use super::{Maker, Matters};
use crate::intake::cells::short;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::Row;
use crate::intake::{Field, value};

/// What people write behind a name that is not to be taken, folded.
const STRUCK: [&str; 32] = [
    "withdrawn",
    "haswithdrawn",
    "withdrew",
    "donotcontact",
    "dontcontact",
    "donotuse",
    "donotinclude",
    "donotpublish",
    "donotname",
    "optedout",
    "deceased",
    "rip",
    "left",
    "hasleft",
    "leftcompany",
    "leftthecompany",
    "nolongerhere",
    "nolongerwithus",
    "zuruckgezogen",
    "nichtkontaktieren",
    "nichtnennen",
    "verstorben",
    "ausgetreten",
    "decede",
    "decedee",
    "nepascontacter",
    "ingetrokken",
    "overleden",
    "nietcontacteren",
    "fallecido",
    "fallecida",
    "nocontactar",
];

/// The remark by which a name is struck out: behind a dash or in brackets, as a cross, or drawn through.
fn struck(name: &str) -> Option<&str> {
    if name.len() > 4 && name.starts_with("~~") && name.ends_with("~~") {
        return Some(name);
    }
    if name.ends_with(['†', '✝']) {
        return name.get(name.len() - '†'.len_utf8()..);
    }
    let round = name.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    let square = || name.strip_suffix(']').and_then(|it| it.rsplit_once('['));
    let dash = || [" - ", " – ", " — "].iter().find_map(|sign| name.rsplit_once(sign));
    let (before, remark) = round.or_else(square).or_else(dash)?;
    let remark = remark.trim_matches(value::is_space);
    let folded = value::fold(remark);
    // "Left June 2026"
    let left_on = || {
        folded.starts_with("left") && remark.starts_with(['l', 'L']) && remark.contains(|c: char| c.is_ascii_digit())
    };
    (!before.is_empty() && (STRUCK.contains(&folded.as_str()) || left_on())).then_some(remark)
}

impl Maker<'_> {
    /// Holds a row whose name says that it is not to be taken: "Rae Moss - WITHDRAWN", "Bo Ray (do not contact)", "~~Cy Poe~~".
    pub(super) fn heed_struck_name(&self, row: &Row, matters: &mut Matters, issues: &mut Issues) {
        let columns = [Field::Name, Field::Given, Field::Family].map(|field| self.column(field));
        for column in columns.into_iter().flatten() {
            let cell = row.cell(column);
            // Nearly every name ends with a letter and has no dash in it; crosses and long dashes have their own bytes.
            let bytes = cell.as_bytes();
            let is_open = bytes.last().is_some_and(|last| matches!(last, b')' | b']' | b'~' | b' ' | 0x9D | 0xA0));
            if !is_open && memchr::memchr2(b'-', 0xE2, bytes).is_none() {
                continue;
            }
            let Some(remark) = struck(cell.trim_matches(value::is_space)) else { continue };
            issues.add(row.line, Some(column), IssueKind::Unfinished, Severity::Decision, || {
                format!("“{}” stands with the name, so this may be nobody who is to be taken in.", short(remark))
            });
            matters.hold.get_or_insert_with(|| format!("“{}” stands with the name.", short(remark)));
        }
    }
}
