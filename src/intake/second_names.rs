//! Names and addresses that are not the ones a row is about: names that somebody wishes to be called by, where the list has one of
//! everybody beside them, and what a program has written into every row alike.

use std::collections::HashSet;

use super::field::{Field, Kind};
use super::mapping::Column;
use super::profile::Look;
use super::propose::Idea;
use super::table::Table;
use super::words::Words;
use super::{are_two_people, settle, value};

const NAMES: [Field; 4] = [Field::Name, Field::Given, Field::Nominator, Field::Recipient];

/// "Preferred name" beside "Name" is a second name and gives way to it; beside a family name it is the given one; alone it is the name.
pub(super) fn give_way(table: &Table, looks: &[Look], ideas: &mut Vec<Idea>) {
    let words = |at: usize| Words::of(table.headers.get(at).map_or("", String::as_str));
    let preferred: Vec<usize> = (0..table.headers.len()).filter(|at| words(*at).is_preferred()).collect();
    for column in &preferred {
        let whose = words(*column).whose();
        let best = |at: usize| {
            ideas.iter().filter(|idea| idea.column == at).max_by_key(|idea| idea.points).map(|idea| idea.field)
        };
        let beside = |wanted: &[Field]| {
            (0..table.headers.len()).find(|at| {
                !preferred.contains(at)
                    && looks.get(*at).is_some_and(|look| look.filled > 0)
                    && words(*at).whose() == whose
                    && best(*at).is_some_and(|field| wanted.contains(&field))
            })
        };
        let own: Vec<Field> = ideas.iter().filter(|idea| idea.column == *column).map(|idea| idea.field).collect();
        let wanted: Vec<Field> =
            NAMES.into_iter().filter(|field| own.contains(field) || *field == Field::Given).collect();
        if beside(&wanted).is_some() {
            ideas.retain(|idea| idea.column != *column || !NAMES.contains(&idea.field));
        } else if beside(&[Field::Family]).is_some_and(|family| !settle::holds_parts(table, *column, &[family])) {
            for idea in ideas.iter_mut().filter(|idea| idea.column == *column && idea.field == Field::Name) {
                idea.field = Field::Given;
                idea.reason = "The name to be called by, beside a column for the family name.".into();
            }
        }
    }
}

/// Why a column is not read that holds one and the same name or address in every row.
pub(super) const SAME_FOR_ALL: &str = "It holds the same in every row, so it is nobody’s own.";

/// So many rows say alike what different people would not share.
const ROWS: usize = 3;

/// The name or the address that a program writes for whoever fills its form in is nobody's own, where the names or the addresses beside it
/// are those of different people.
pub(super) fn same_for_all(table: &Table, kind: Kind, columns: &mut [Column]) {
    use Field as F;
    let pairs: &[(Field, &[Field])] = match kind {
        Kind::Nominations => &[
            (F::NominatorEmail, &[F::Nominator]),
            (F::Nominator, &[F::NominatorEmail]),
            (F::Email, &[F::Name, F::Given, F::Family]),
        ],
        Kind::Thanks | Kind::Mishaps => &[(F::Email, &[F::Name, F::Given, F::Family])],
        _ => return,
    };
    let of = |columns: &[Column], fields: &[Field]| -> Vec<usize> {
        (0..columns.len()).filter(|at| columns[*at].field.is_some_and(|field| fields.contains(&field))).collect()
    };
    for (field, beside) in pairs {
        let [column] = of(columns, &[*field])[..] else { continue };
        let others = of(columns, beside);
        if is_same_in_all(table, column) && are_different(table, &others) {
            columns[column].field = None;
            columns[column].reason = SAME_FOR_ALL.into();
        }
    }
}

/// Does one and the same stand in nearly every row?
fn is_same_in_all(table: &Table, column: usize) -> bool {
    let mut cells = table.rows.iter().map(|row| row.cell(column).trim_matches(value::is_space));
    let Some(first) = cells.clone().find(|cell| !cell.is_empty()) else { return false };
    let filled = cells.clone().filter(|cell| !cell.is_empty()).count();
    filled >= ROWS && filled * 10 >= table.rows.len() * 9 && cells.all(|cell| cell.is_empty() || cell == first)
}

/// Do several people stand in these columns, no two of whom may be one?
fn are_different(table: &Table, columns: &[usize]) -> bool {
    let mut seen: HashSet<String> = HashSet::new();
    let mut people: Vec<String> = Vec::new();
    for row in table.rows.iter().take(500) {
        let cells = columns.iter().map(|at| value::tidy(row.cell(*at))).filter(|cell| !cell.is_empty());
        let name = cells.collect::<Vec<_>>().join(" ");
        if name.is_empty() || !seen.insert(name.clone()) {
            continue;
        }
        let is_other = |known: &String| {
            if name.contains('@') { value::fold(known) != value::fold(&name) } else { are_two_people(known, &name) }
        };
        if people.iter().all(is_other) {
            people.push(name);
        }
        if people.len() >= ROWS {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::intake::drafts::{Maker, Sense};
    use crate::intake::issue::Issues;
    use crate::intake::{Content, Kind, ReadOptions, Rules, propose, read};

    /// What becomes of the rows: name, given name and address of each, and for nominations of who nominates; and all messages.
    fn made(list: &str, kind: Kind) -> (Vec<String>, Vec<String>) {
        let table = read(list.as_bytes(), &ReadOptions::default()).unwrap();
        let (rules, mut issues) = (Rules::default(), Issues::default());
        let sense = Sense::new(&table, &propose(&table, kind), kind, &rules, &mut issues);
        let mut maker = Maker::new(&sense, &rules);
        let mut contents = Vec::new();
        for row in &table.rows {
            contents.extend(maker.make(row, &mut issues).map(|draft| draft.content));
        }
        let person = |content: &Content| {
            let it = match content {
                Content::Person(row) => &row.person,
                Content::Entry(entry) => &entry.person,
                Content::Nomination(nomination) => &nomination.nominator,
                _ => return "-".to_owned(),
            };
            let or = |text: Option<&str>| text.unwrap_or("-").to_owned();
            format!("{}|{}|{}", it.name, or(it.more.given.as_deref()), or(it.email.as_deref()))
        };
        let messages = issues.finish().into_iter().map(|issue| issue.message).collect();
        (contents.iter().map(person).collect(), messages)
    }

    #[test]
    fn a_preferred_name_beside_a_name_is_said_and_not_read() {
        let list = "Name,Preferred Name,Email\nAnnabel Field,Ann Field,a@x.example\nCyril Moor,Cy Moor,c@x.example\n";
        for kind in [Kind::People, Kind::Entries] {
            let (rows, messages) = made(list, kind);
            assert_eq!(rows, ["Annabel Field|-|a@x.example", "Cyril Moor|-|c@x.example"]);
            assert!(messages.iter().any(|it| it.contains("“Preferred Name” holds names")), "{messages:?}");
        }
        let list = "Worker,Preferred First Name,Legal Name - Last Name,Email\nAnn Field,Ann Field,Field,a@x.example\n";
        assert_eq!(made(list, Kind::People).0, ["Ann Field|Ann|a@x.example"]);
    }

    #[test]
    fn names_are_turned_though_a_name_to_be_called_by_stands_beside_them() {
        let list = "\"Last Name, First Name\",Preferred First Name,Email\n\"Field, Annabel\",Ann,a@x.example\n\
                    \"Moor, Cyril\",Cy,c@x.example\n\"Lind, Bo\",,b@x.example\n";
        let (rows, messages) = made(list, Kind::People);
        assert_eq!(rows, ["Annabel Field|Ann|a@x.example", "Cyril Moor|Cy|c@x.example", "Bo Lind|Bo|b@x.example"]);
        assert!(!messages.iter().any(|it| it.contains("may have the family name first")), "{messages:?}");
    }

    #[test]
    fn what_a_program_shows_gives_way_to_the_parts_of_a_name() {
        let list = "First Name,Middle Name,Last Name,E-mail Address,E-mail Display Name\n\
                    Bo,Erik,Lind,bo@x.example,Bo Lind (bo@x.example)\nTom,,Kern,tom.kern@x.example,tom.kern@x.example\n\
                    ,,,shop@x.example,The Harbour Shop\n";
        let expected = [
            "Bo Erik Lind|Bo Erik|bo@x.example",
            "Tom Kern|Tom|tom.kern@x.example",
            "The Harbour Shop|-|shop@x.example",
        ];
        for kind in [Kind::People, Kind::Entries] {
            assert_eq!(made(list, kind).0, expected);
        }
        let list = "User Name (Original Name),Email,First Name,Last Name\nRenée (Renée Côté),r@x.example,Renée,Côté\n\
                    iPhone (2),b@x.example,Bo,Lind\nEva Sund,e@x.example,Eva,Sund\n";
        let expected = ["Renée Côté|Renée|r@x.example", "Bo Lind|Bo|b@x.example", "Eva Sund|Eva|e@x.example"];
        assert_eq!(made(list, Kind::Entries).0, expected);
        let list = "User Name (Original Name),Email\nRenée (Renée Côté),r@x.example\nEva (she/her),e@x.example\n";
        assert_eq!(made(list, Kind::Entries).0, ["Renée Côté|-|r@x.example", "Eva (she/her)|-|e@x.example"]);
    }

    #[test]
    fn what_is_the_same_for_everybody_is_nobodys_own() {
        let list = "Created By,Created,Your Name,Nominee,Why?\n\
                    forms@x.example,2026-03-14 09:12,Ann Field,Bo Lind,He stayed with us all night long\n\
                    forms@x.example,2026-03-14 09:13,Gita Rao,Eva Sund,She stayed with us all night long\n\
                    forms@x.example,2026-03-14 09:14,Tom Kern,Cy Moor,He stayed with us all night long\n";
        let (rows, messages) = made(list, Kind::Nominations);
        assert_eq!(rows, ["Ann Field|-|-", "Gita Rao|-|-", "Tom Kern|-|-"]);
        assert!(messages.iter().any(|it| it.contains("“Created By” holds the same in every row")), "{messages:?}");
        // One who nominates three people does so with one address.
        let list = "Your name,Your e-mail,Nominee,Why?\n\
                    Ann Field,ann@x.example,Bo Lind,He stayed with us all night long\n\
                    Ann Field,ann@x.example,Eva Sund,She stayed with us all night long\n\
                    A. Field,ann@x.example,Cy Moor,He stayed with us all night long\n";
        let rows = made(list, Kind::Nominations).0;
        assert!(rows.iter().all(|it| it.ends_with("ann@x.example")), "{rows:?}");
        let list = "Name,Nominee,Why?,Submitter email\n\
                    Incoming form answer,Bo Lind,He stayed with us all night long,ann@x.example\n\
                    Incoming form answer,Eva Sund,She stayed with us all night long,gita@x.example\n";
        let rows = made(list, Kind::Nominations).0;
        assert_eq!(rows, ["|-|ann@x.example", "|-|gita@x.example"]);
        let list = "Created By,Created,Nominee,Why?\n\
                    web-form@smartsheet.com,2026-03-14 09:12,Bo Lind,He stayed with us all night long\n";
        assert_eq!(made(list, Kind::Nominations).0, ["|-|-"]);
        let list = "Name,Nominee,Why?,Submitter email\n\
                    Web entry,Bo Lind,He stayed with us all night long,ann@x.example\n\
                    Web entry,Eva Sund,She stayed with us all night long,gita@x.example\n\
                    Web entry,Cy Moor,He stayed with us all night long,tom@x.example\n";
        let (rows, messages) = made(list, Kind::Nominations);
        assert!(rows.iter().all(|it| it.starts_with('|')), "{rows:?}");
        assert!(messages.iter().any(|it| it.contains("“Name” holds the same in every row")), "{messages:?}");
    }

    #[test]
    fn addresses_in_cells_of_names_are_no_part_of_them() {
        let list = "Name\n\"Ada Quist, ada@x.example\"\nBo Lind - bo@x.example\nCy Dor (cy@x.example)\nDi Fen di@x.example\n\
                    \"Ed Gor, IT, ed@x.example\"\n";
        let (rows, messages) = made(list, Kind::Entries);
        let expected = ["Ada Quist|-|ada@x.example", "Bo Lind|-|bo@x.example", "Cy Dor|-|cy@x.example"];
        assert_eq!(rows[..3], expected);
        assert_eq!(rows[3], "Di Fen|-|di@x.example");
        assert!(messages.iter().any(|it| it.contains("“Ed Gor, IT, ed@x.example” looks like")), "{messages:?}");
    }

    #[test]
    fn a_nominee_with_more_than_a_name_and_an_address_waits() {
        let list = "Nominee,Your name,Why?\n\"Cy Dor, cy@x.example and Di Fen, di@x.example\",Ann Field,They stayed all night\n";
        let messages = made(list, Kind::Nominations).1;
        assert!(messages.iter().any(|it| it.contains("holds an address and is more than a name")), "{messages:?}");
        let list =
            "Nominee,Your name,Why?\nAda Quist ada@x.example; Bo Lind bo@x.example,Ann Field,They stayed all night\n";
        let messages = made(list, Kind::Nominations).1;
        assert!(!messages.iter().any(|it| it.contains("holds an address")), "{messages:?}");
    }

    #[test]
    fn a_header_with_the_family_name_first_is_said_once() {
        let list = "Cognome e nome,E-mail\nD'Amico Niccolò,n@x.example\nRossi Anna,a@x.example\n";
        let (rows, messages) = made(list, Kind::People);
        assert_eq!(rows, ["D'Amico Niccolò|-|n@x.example", "Rossi Anna|-|a@x.example"]);
        let said = messages.iter().filter(|it| it.contains("The header has the family name first")).count();
        assert_eq!(said, 1, "{messages:?}");
        let list = "\"Efternamn, förnamn\",E-post\n\"Åkesson, Anna\",a@x.example\n";
        let (rows, messages) = made(list, Kind::People);
        assert_eq!(rows, ["Anna Åkesson|Anna|a@x.example"]);
        assert!(!messages.iter().any(|it| it.contains("as they were written")), "{messages:?}");
    }
}
