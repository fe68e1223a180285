//! Who bought tickets that others take part with. Where a row names nobody else, whoever bought takes part; and where it does, they
//! are reached by the address of who bought, which is said: a winner has to be told, and one who buys for ten is seen by it.

use crate::campaign::Text;
use crate::intake::cells::short;
use crate::intake::draft::PersonDraft;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::Row;
use crate::intake::words::Words;
use crate::intake::{Field, Kind, Mapping, value};

/// The columns of who bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bought {
    /// The name, or the halves of it.
    name: Vec<usize>,
    email: Option<usize>,
    /// Their address is the only one, so it was taken for that of who takes part.
    is_only_address: bool,
}

/// Words for whoever takes part with a ticket, folded.
const TAKING_PART: [&str; 14] = [
    "attendee",
    "participant",
    "participante",
    "guest",
    "teilnehmer",
    "teilnehmerin",
    "gast",
    "invite",
    "deelnemer",
    "asistente",
    "partecipante",
    "holder",
    "entrant",
    "besucher",
];

impl Bought {
    /// Of a list of entries in which others are named beside who bought.
    pub fn of(mapping: &Mapping, kind: Kind, headers: &[String]) -> Option<Self> {
        if kind != Kind::Entries {
            return None;
        }
        let words = |at: usize| Words::of(headers.get(at).map_or("", String::as_str));
        let named = [Field::Name, Field::Given, Field::Family].map(|field| mapping.columns_of(field)).concat();
        if named.is_empty() || named.iter().any(|at| words(*at).is_buyer()) {
            return None;
        }
        let says = |at: usize, wanted: &[Field]| {
            words(at).fields_with_buyers().iter().any(|(field, ..)| wanted.contains(field))
        };
        let of_buyer = |wanted: &[Field]| {
            let is_it = |at: &usize| {
                let column = &mapping.columns[*at];
                let is_open = column.field.is_none_or(|field| wanted.contains(&field)) && !column.left_out;
                is_open && words(*at).is_buyer() && !words(*at).is_of_parcel() && says(*at, wanted)
            };
            (0..mapping.columns.len()).filter(is_it).collect::<Vec<usize>>()
        };
        let email = of_buyer(&[Field::Email]).first().copied();
        let (whole, given, family) = (of_buyer(&[Field::Name]), of_buyer(&[Field::Given]), of_buyer(&[Field::Family]));
        // "Nom acheteur" beside "Prénom acheteur" is the family name.
        let name = match (given.first(), family.first().or(whole.first())) {
            (Some(given), Some(family)) if given != family => vec![*given, *family],
            _ => whole.first().or(given.first()).or(family.first()).copied().into_iter().collect(),
        };
        let is_taken = email.is_some_and(|at| mapping.field(at) == Some(Field::Email));
        let take_part = named
            .iter()
            .any(|at| words(*at).into_folded().iter().any(|word| TAKING_PART.contains(&word.trim_end_matches('s'))));
        let is_only_address = is_taken && (take_part || !name.is_empty());
        (!name.is_empty() || is_only_address).then_some(Self { name, email, is_only_address })
    }

    /// The columns that are read so.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.name.iter().copied()
    }

    /// Lets whoever bought take part where nobody else does, and says whose address it is.
    pub fn heed(&self, row: &Row, person: &mut PersonDraft, issues: &mut Issues) {
        let cells = self.name.iter().map(|at| value::tidy(row.cell(*at))).filter(|cell| !cell.is_empty());
        let bought = cells.collect::<Vec<_>>().join(" ");
        if person.name.is_empty() {
            // Their own address may stand in for the name of who takes part.
            if !bought.is_empty() && (person.email.is_none() || self.is_only_address) {
                self.take_part(row, bought, person, issues);
            }
            return;
        }
        let Some(address) = person.email.as_ref().filter(|_| self.is_only_address) else { return };
        let is_theirs = if bought.is_empty() { holds(address, &person.name) } else { is_one(&bought, &person.name) };
        if !is_theirs {
            issues.add(row.line, self.email, IssueKind::NameRemark, Severity::Note, || {
                format!("{address} is the address of who bought: {} has no other and is reached by it.", person.name)
            });
        }
    }

    fn take_part(&self, row: &Row, bought: String, person: &mut PersonDraft, issues: &mut Issues) {
        issues.add(row.line, self.name.first().copied(), IssueKind::NameRemark, Severity::Warning, || {
            format!("Nobody is named who takes part, so {}, who bought, does.", short(&bought))
        });
        person.name = Text::from(bought);
        if person.email.is_none()
            && let Some(column) = self.email
            && let value::Email::Good(address) = value::email(row.cell(column))
        {
            person.email = Some(Text::from(address.as_ref()));
        }
    }
}

/// Do two names hold the same words, in any order?
fn is_one(one: &str, other: &str) -> bool {
    let sorted = |name: &str| {
        let mut words = value::fold_words(name);
        words.sort_unstable();
        words
    };
    one == other || sorted(one) == sorted(other)
}

/// Does an address hold a word of a name? A short one counts where it stands by itself: "bo.li@example.org".
fn holds(address: &str, name: &str) -> bool {
    let local = address.split('@').next().unwrap_or(address);
    let (whole, pieces) = (value::fold(local), value::fold_words(local));
    let is_in = |word: &String| word.chars().count() >= 3 && whole.contains(word.as_str()) || pieces.contains(word);
    value::fold_words(name).iter().any(is_in)
}
