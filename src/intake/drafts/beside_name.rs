//! Cells that hold the nominee's name and one thing more, because their header asks for both: "Name and department of the nominee",
//! "Nominee / team". What stands behind the name is cut off where that is plain; else the row waits. Nothing of such a cell is turned
//! round, and it is not taken for several people.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Maker, Matters};
use crate::campaign::{Text, is_suffix_behind_comma};
use crate::intake::cells::short;
use crate::intake::draft::PersonDraft;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::{Row, Table};
use crate::intake::words::Words;
use crate::intake::{Field, Kind, Mapping, no_person, several, value};

/// The column of such cells.
#[derive(Debug)]
pub(in crate::intake) struct BesideName {
    column: usize,
    /// What the thing beside the name is, where no column of its own has it.
    field: Option<Field>,
    /// It stands behind the name, and not before it.
    is_behind: bool,
    /// What stands beside more than one name, folded: a department, and nobody's given name.
    common: HashSet<String>,
    /// In some row a single word stands before a comma: "Quist, Ada".
    has_bare: bool,
    /// Last words of more than one cell of three words and more, folded: "Ada Quist Network", "Bo Lind Network".
    endings: HashSet<String>,
}

/// Words before a family name, folded.
const BEFORE_FAMILY: [&str; 21] = [
    "de", "del", "della", "di", "da", "van", "von", "la", "le", "el", "al", "ten", "do", "dos", "das", "den", "der",
    "ter", "y", "e", "bin",
];

/// Name, the sign behind it and what follows.
fn cut(cell: &str) -> Option<(&str, char, &str)> {
    const SIGNS: [&str; 10] = [",", "(", "[", "/", "|", "\n", " - ", " – ", " — ", ": "];
    let mut from = 0;
    loop {
        let tail = cell.get(from..)?;
        let (at, sign) = SIGNS.iter().filter_map(|sign| tail.find(sign).map(|at| (from + at, *sign))).min()?;
        let rest = cell.get(at + sign.len()..)?;
        // "Ada Quist, Ph.D., Network"
        let piece = rest.split([',', '(', '/']).next().unwrap_or(rest);
        if sign == "," && is_suffix_behind_comma(piece) {
            from = at + sign.len();
            continue;
        }
        let first = sign.trim_start().chars().next()?;
        let close = |c: char| c == ')' || c == ']';
        let rest = if matches!(first, '(' | '[') {
            rest.trim_end_matches(value::is_space).trim_end_matches(close)
        } else {
            rest
        };
        let (before, rest) = (cell.get(..at)?.trim_matches(value::is_space), rest.trim_matches(value::is_space));
        return (!before.is_empty() && !rest.is_empty()).then_some((before, first, rest));
    }
}

fn last_word(cell: &str) -> Option<String> {
    let words: Vec<&str> = cell.split(value::is_space).filter(|word| !word.is_empty()).collect();
    // "João da Silva" and "Maria da Silva" are of one family.
    let is_family = words.iter().rev().nth(1).is_some_and(|word| BEFORE_FAMILY.contains(&value::fold(word).as_str()));
    words.last().filter(|_| words.len() >= 3 && !is_family).map(|word| value::fold(word))
}

fn more_than_once(all: impl Iterator<Item = String>) -> HashSet<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    all.filter(|it| !it.is_empty()).for_each(|it| *seen.entry(it).or_default() += 1);
    seen.into_iter().filter(|(_, count)| *count > 1).map(|(it, _)| it).collect()
}

impl BesideName {
    /// The column of the nominee's name, if its header asks for one thing more.
    pub fn of(table: &Table, mapping: &Mapping, kind: Kind) -> Option<Self> {
        let [column] = mapping.columns_of(Field::Name)[..] else { return None };
        let header = Words::of(table.headers.get(column)?);
        let beside = header.beside_name().filter(|_| kind == Kind::Nominations)?;
        let field = beside.field.filter(|field| mapping.columns_of(*field).is_empty());
        // Whoever is nominated twice says nothing of what stands behind names.
        let cells: HashSet<&str> = table.rows.iter().map(|row| row.cell(column)).collect();
        let parts = || cells.iter().filter_map(|cell| cut(cell));
        let is_of_field = |word: &String| {
            let fields = Words::of(word).fields();
            fields.iter().any(|(found, ..)| Some(*found) == beside.field)
        };
        let mut endings =
            more_than_once(cells.iter().filter(|cell| cut(cell).is_none()).filter_map(|it| last_word(it)));
        // "Platform Team" and "Support Team" are nominated as they are.
        endings.retain(|word| !is_of_field(word));
        // "Ana García López" and "Luis Pérez López" are two of many with two family names: a department that is asked for stands behind most
        // names, or somewhere behind a sign.
        let whole = || cells.iter().filter(|cell| cut(cell).is_none()).filter_map(|cell| last_word(cell));
        let (all, said) =
            whole().fold((0, 0), |(all, said), word| (all + 1, said + usize::from(endings.contains(&word))));
        let behind: HashSet<String> = parts().map(|(.., rest)| value::fold(rest)).collect();
        if said * 2 < all {
            endings.retain(|word| behind.contains(word));
        }
        Some(Self {
            column,
            field,
            is_behind: beside.is_behind,
            common: more_than_once(
                parts().map(|(before, _, rest)| value::fold(if beside.is_behind { rest } else { before })),
            ),
            has_bare: parts().any(|(before, sign, _)| sign == ',' && !before.contains(value::is_space)),
            endings,
        })
    }

    /// Is it plain that the name ends where it was cut?
    fn is_plain(&self, before: &str, sign: char, rest: &str) -> bool {
        if !self.is_behind {
            return self.is_plain_behind(before, rest);
        }
        let is_common = self.common.contains(&value::fold(rest));
        let first = value::fold(before.split(value::is_space).next().unwrap_or(before));
        // "García, Ana" and "De Vries, Ana"
        let may_be_turned = sign == ',' && !is_common && (self.has_bare || BEFORE_FAMILY.contains(&first.as_str()));
        let is_one = |text: &str| !text.contains([';', '&', '+', '\n', '(', ')']) && !several::may_be_several(text);
        value::is_full_name(before)
            && is_one(before)
            && is_one(rest)
            && !may_be_turned
            && (is_common || !value::is_full_name(rest))
    }

    /// Is it plain that the name is what stands behind the sign, where the header asks for it last: "Network, Ada Quist"?
    fn is_plain_behind(&self, before: &str, rest: &str) -> bool {
        let is_one =
            |text: &str| !text.contains([';', '&', '+', '\n', '(', ')', ',']) && !several::may_be_several(text);
        let is_common = self.common.contains(&value::fold(before)) || no_person::instead_of_person(before).is_some();
        value::is_full_name(rest) && is_one(rest) && is_one(before) && (is_common || !value::is_full_name(before))
    }

    /// Is this the column, and stands more than a name in its cell, as it seems?
    pub fn is_whole(&self, column: usize, cell: &str) -> bool {
        self.column == column && !cell.contains('@') && cut(cell).is_some()
    }

    /// Gives the person what stood behind their name.
    fn give(&self, person: &mut PersonDraft, rest: &str) {
        let slot = match self.field {
            Some(Field::Team) => &mut person.team,
            Some(Field::Organisation) => &mut person.organisation,
            Some(Field::Role) => &mut person.role,
            Some(Field::Place) => &mut person.place,
            _ => return,
        };
        slot.get_or_insert_with(|| Text::from(value::tidy(rest)));
    }

    const fn becomes(&self) -> Option<&'static str> {
        match self.field {
            Some(Field::Team) => Some("team"),
            Some(Field::Organisation) => Some("organisation"),
            Some(Field::Role) => Some("role"),
            Some(Field::Place) => Some("place"),
            _ => None,
        }
    }
}

/// What was cut off the name in a row.
pub(super) struct Rest(Option<String>);

impl Maker<'_> {
    /// The row with nothing but the name in the nominee's cell, where its header asks for more. Where it is open what belongs to the
    /// name, the row waits.
    pub(super) fn with_name_alone<'r>(
        &self,
        row: &'r Row,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> (Cow<'r, Row>, Rest) {
        let as_it_is = (Cow::Borrowed(row), Rest(None));
        let Some(beside) = &self.sense.beside_name else { return as_it_is };
        let cell = row.cell(beside.column);
        // Addresses have signs of their own; names that are to be split were looked at by somebody.
        if cell.contains('@') || self.rules.split_lines.contains(&row.line) {
            return as_it_is;
        }
        let mut wait = |rest: &str| {
            issues.add(row.line, Some(beside.column), IssueKind::NameRemark, Severity::Decision, || {
                format!(
                    "The header asks for a name and for something more. Is “{}” part of the name in “{}”?",
                    short(rest),
                    short(cell)
                )
            });
            matters.hold.get_or_insert_with(|| format!("“{}” may be no part of the name.", short(rest)));
        };
        let Some((before, sign, rest)) = cut(cell) else {
            let ending = last_word(cell).filter(|word| beside.endings.contains(word));
            if ending.is_some() {
                wait(cell.split(value::is_space).rfind(|word| !word.is_empty()).unwrap_or(cell));
            }
            return as_it_is;
        };
        if self.rules.accept_lines.contains(&row.line) && !beside.is_plain(before, sign, rest) {
            return as_it_is;
        }
        let is_plain = beside.is_plain(before, sign, rest);
        let (before, rest) = if beside.is_behind { (before, rest) } else { (rest, before) };
        if !is_plain {
            wait(rest);
            return as_it_is;
        }
        issues.add(row.line, Some(beside.column), IssueKind::NameRemark, Severity::Note, || {
            let what = beside.becomes().map_or_else(
                || "was left out of it".to_owned(),
                |field| format!("was taken as the {field}, as the header asks for both"),
            );
            let place = if beside.is_behind { "behind" } else { "before" };
            format!("“{}” {place} “{}” is no part of the name and {what}.", short(rest), short(before))
        });
        let cells = BTreeMap::from([(beside.column, before.to_owned())]);
        (Cow::Owned(row.with(&cells)), Rest(Some(rest.to_owned())))
    }

    /// Gives the nominee what was cut off their name.
    pub(super) fn give_rest(&self, rest: &Rest, person: &mut PersonDraft) {
        if let (Some(beside), Some(rest)) = (&self.sense.beside_name, &rest.0) {
            beside.give(person, rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_at_the_first_sign_that_is_none_of_theirs() {
        for (cell, expected) in [
            ("Ada Quist, Network", Some(("Ada Quist", ',', "Network"))),
            ("Ada Quist - Service Desk", Some(("Ada Quist", '-', "Service Desk"))),
            ("Ada Quist (Network)", Some(("Ada Quist", '(', "Network"))),
            ("Ada Quist/Network", Some(("Ada Quist", '/', "Network"))),
            ("Ada Quist, Ph.D., Network", Some(("Ada Quist, Ph.D.", ',', "Network"))),
            ("Ada Quist, Ph.D.", None),
            ("Ada Quist-Berg", None),
            ("Ada Quist,", None),
            (", Network", None),
        ] {
            assert_eq!(cut(cell), expected, "{cell}");
        }
    }
    /// The nominees with their teams, and the messages of rows that wait.
    #[track_caller]
    fn nominees(header: &str, cells: &[&str]) -> (Vec<String>, usize) {
        use crate::intake::drafts::Rules;
        use crate::intake::{Content, ReadOptions, propose, read};
        let behind = "Ann Field,They stayed with us all night long\n";
        let rows = format!("\"{}\",{behind}", cells.join(&format!("\",{behind}\"")));
        let list = format!("{header},Your name,Why?\n{rows}");
        let table = read(list.as_bytes(), &ReadOptions::default()).unwrap();
        let (rules, mut issues) = (Rules::default(), Issues::default());
        let mapping = propose(&table, Kind::Nominations);
        let sense = super::super::Sense::new(&table, &mapping, Kind::Nominations, &rules, &mut issues);
        let mut maker = Maker::new(&sense, &rules);
        let mut found = Vec::new();
        for row in &table.rows {
            if let Ok(Content::Nomination(it)) = maker.make(row, &mut issues).map(|draft| draft.content) {
                found.push(format!("{}|{}", it.nominee.name, it.nominee.team.as_deref().unwrap_or("-")));
            }
        }
        let asked = issues.finish().into_iter().filter(|issue| matches!(issue.severity, Severity::Decision)).count();
        (found, asked)
    }

    #[test]
    fn families_with_one_name_are_no_department() {
        let header = "Name and department of the nominee";
        assert_eq!(nominees(header, &["João da Silva", "Maria da Silva", "Ada Quist"]).1, 0);
        assert_eq!(
            nominees(header, &["Ana García López", "Luis Pérez López", "Eva Ruiz Gil", "Bo Lind Marsh", "Cy Ray Dor"])
                .1,
            0
        );
        assert_eq!(nominees(header, &["Ada Quist Network", "Bo Lind Network", "Cy Moor"]).1, 2);
    }

    #[test]
    fn a_department_may_stand_before_the_name() {
        let (found, asked) =
            nominees("Department and name of nominee", &["Network, Ada Quist", "Service Desk - Bo Lind"]);
        assert_eq!((found, asked), (vec!["Ada Quist|Network".to_owned(), "Bo Lind|Service Desk".to_owned()], 0));
        // One question for a row, and not a second one about the family name.
        assert_eq!(nominees("Department and name of nominee", &["Blue Whale, Ada Quist", "Ada, Network"]).1, 2);
    }
}
