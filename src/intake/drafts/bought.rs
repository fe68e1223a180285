//! Who bought tickets that others take part with. Where a row names nobody else, whoever bought takes part; and where it does, they
//! are reached by the address of who bought, which is said: a winner has to be told, and one who buys for ten is seen by it.

use std::collections::HashMap;

use crate::campaign::Text;
use crate::intake::cells::short;
use crate::intake::draft::PersonDraft;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::{Row, Table};
use crate::intake::words::Words;
use crate::intake::{Field, Kind, Mapping, are_two_people, value};

/// The columns of who bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bought {
    /// The name, or the halves of it.
    name: Vec<usize>,
    email: Option<usize>,
    /// Their address is the only one, so it was taken for that of who takes part.
    is_only_address: bool,
    /// Some who take part have an address of their own, and the others are reached by that of who bought.
    is_instead: bool,
    /// Guests of one buyer whose names may be spellings of one, by their line, and the name that has the address. It is neither's own and
    /// proves nothing.
    alike: HashMap<u64, Text>,
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
    pub fn of(mapping: &Mapping, kind: Kind, table: &Table) -> Option<Self> {
        let headers = &table.headers;
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
        // Beside "Attendee name" a plain "Name" is that of who bought.
        let has_attendee = named.iter().any(|at| words(*at).is_of_attendee());
        let is_plain = |at: usize, wanted: &[Field]| {
            let is_free = mapping.field(at).is_none();
            has_attendee && is_free && wanted.iter().any(|field| words(at).is_nothing_but(*field))
        };
        let of_buyer = |wanted: &[Field]| {
            let is_it = |at: &usize| {
                let column = &mapping.columns[*at];
                let is_open = column.field.is_none_or(|field| wanted.contains(&field)) && !column.left_out;
                let is_said = words(*at).is_buyer() && !words(*at).is_of_parcel() && says(*at, wanted);
                is_open && (is_said || is_plain(*at, wanted) && !words(*at).is_of_attendee())
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
        // Theirs is told from that of who bought by either header.
        let is_told = |at: usize, own: usize| words(at).is_buyer() || words(own).is_of_attendee();
        let own = mapping.columns_of(Field::Email);
        let is_instead = !is_taken && email.is_some_and(|at| own.iter().any(|own| is_told(at, *own)));
        let alike = match email.filter(|_| is_only_address || is_instead) {
            Some(email) => alike(table, &named, email),
            None => HashMap::new(),
        };
        let is_needed = !name.is_empty() || is_only_address || is_instead;
        is_needed.then_some(Self { name, email, is_only_address, is_instead, alike })
    }

    /// The columns that are read so.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.name.iter().copied().chain(self.email.filter(|_| self.is_instead))
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
        let mut is_of_buyer = self.is_only_address;
        if let Some(column) = self.email.filter(|_| self.is_instead && person.email.is_none())
            && let value::Email::Good(address) = value::email(row.cell(column))
        {
            person.email = Some(Text::from(address.as_ref()));
            is_of_buyer = true;
        }
        let Some(address) = person.email.as_ref().filter(|_| is_of_buyer) else { return };
        let is_theirs = if bought.is_empty() { holds(address, &person.name) } else { is_one(&bought, &person.name) };
        let may_be_theirs = is_theirs || may_be_one(&bought, &person.name);
        if let Some(other) = self.alike.get(&row.line).filter(|_| !may_be_theirs) {
            issues.add(row.line, self.email, IssueKind::SharedEmail, Severity::Warning, || {
                format!(
                    "{address} is the address of who bought, and {other} has it as well: {} goes in without it, so that the two are not \
                     taken for one.",
                    person.name
                )
            });
            person.email = None;
        } else if !is_theirs {
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

/// So many guests of one buyer are compared with each other.
const COMPARED: usize = 64;

/// Guests of one buyer.
#[derive(Default)]
struct Guests {
    /// By the words of their names, with the name that has the address already, if any.
    known: HashMap<Vec<String>, Option<Text>>,
    /// The names with which others are compared.
    compared: Vec<String>,
}

/// The rows whose guest has a name that may be that of an earlier guest of the same buyer, but another one, and that name.
fn alike(table: &Table, named: &[usize], email: usize) -> HashMap<u64, Text> {
    let mut guests: HashMap<String, Guests> = HashMap::new();
    let mut found = HashMap::new();
    for row in &table.rows {
        let names = named.iter().map(|at| value::tidy(row.cell(*at))).filter(|name| !name.is_empty());
        let name = names.collect::<Vec<_>>().join(" ");
        let address = row.cell(email).trim_matches(value::is_space).to_lowercase();
        if name.is_empty() || address.is_empty() {
            continue;
        }
        let Guests { known, compared } = guests.entry(address).or_default();
        let words = sorted_words(&name);
        let other = match known.get(&words) {
            Some(other) => other.clone(),
            None => {
                let other = compared.iter().find(|other| !are_two_people(other, &name));
                let other = other.map(|other| Text::from(other.as_str()));
                known.insert(words, other.clone());
                if compared.len() < COMPARED {
                    compared.push(name);
                }
                other
            }
        };
        found.extend(other.map(|other| (row.line, other)));
    }
    found
}

fn sorted_words(name: &str) -> Vec<String> {
    let mut words = value::fold_words(name);
    words.sort_unstable();
    words
}

/// May a guest be who bought, in another spelling?
fn may_be_one(bought: &str, guest: &str) -> bool {
    let (bought_words, words) = (value::fold_words(bought), value::fold_words(guest));
    let are_whole = bought_words.len() > 1 && words.len() > 1;
    words.iter().all(|word| bought_words.contains(word)) || (are_whole && !are_two_people(bought, guest))
}

/// Do two names hold the same words, in any order?
fn is_one(one: &str, other: &str) -> bool {
    one == other || sorted_words(one) == sorted_words(other)
}

/// Does an address hold a word of a name? A short one counts where it stands by itself: "bo.li@example.org".
fn holds(address: &str, name: &str) -> bool {
    let local = address.split('@').next().unwrap_or(address);
    let (whole, pieces) = (value::fold(local), value::fold_words(local));
    let is_in = |word: &String| word.chars().count() >= 3 && whole.contains(word.as_str()) || pieces.contains(word);
    value::fold_words(name).iter().any(is_in)
}

#[cfg(test)]
mod tests {
    use crate::intake::drafts::Rules;
    use crate::intake::issue::Issues;
    use crate::intake::{Content, Kind, ReadOptions, drafts, propose, read};

    #[track_caller]
    fn entrants(list: &str) -> Vec<String> {
        let table = read(list.as_bytes(), &ReadOptions::default()).unwrap();
        let mapping = propose(&table, Kind::Entries);
        let rules = Rules::default();
        let mut issues = Issues::default();
        let sense = drafts::Sense::new(&table, &mapping, Kind::Entries, &rules, &mut issues);
        let mut maker = drafts::Maker::new(&sense, &rules);
        let entry = |row| match maker.make(row, &mut issues).map(|draft| draft.content) {
            Ok(Content::Entry(entry)) => {
                format!("{} {}", entry.person.name, entry.person.email.as_deref().unwrap_or("-"))
            }
            _ => "-".into(),
        };
        table.rows.iter().map(entry).collect()
    }

    #[test]
    fn who_takes_part_has_their_own_address_or_that_of_who_bought() {
        let list = "First name,Last name,Email,Full name (ticket holder),Email (ticket holder)\n\
                    Ann,Field,ann@x.example,Ann Field,ann@x.example\n\
                    Ann,Field,ann@x.example,Gita Rao,gita@x.example\n";
        assert_eq!(entrants(list), ["Ann Field ann@x.example", "Gita Rao gita@x.example"]);
        let list = "Name,Email,Name (attendee),Email (attendee)\n\
                    Ann Field,ann@x.example,Ann Field,ann@x.example\n\
                    Ann Field,ann@x.example,Gita Rao,gita@x.example\n\
                    Bo Lind,bo@x.example,,\n";
        assert_eq!(entrants(list), ["Ann Field ann@x.example", "Gita Rao gita@x.example", "Bo Lind bo@x.example"]);
        let list = "Email,Attendee name,Attendee email\n\
                    ann@x.example,Gita Rao,gita@x.example\n\
                    eva@x.example,Eva Sund,\n\
                    tom@x.example,Tom Kern,\n";
        assert_eq!(entrants(list), ["Gita Rao gita@x.example", "Eva Sund eva@x.example", "Tom Kern tom@x.example"]);
        let list = "Buyer email,Name,Email\n\
                    ann@x.example,Gita Rao,gita@x.example\n\
                    eva@x.example,Eva Sund,\n";
        assert_eq!(entrants(list), ["Gita Rao gita@x.example", "Eva Sund eva@x.example"]);
    }

    #[test]
    fn the_buyer_takes_part_and_not_who_gets_the_parcel() {
        for [billing, shipping] in [
            ["Billing", "Shipping"],
            ["Rechnung", "Versand"],
            ["facturation", "expédition"],
            ["fatturazione", "spedizione"],
            ["facturering", "verzending"],
        ] {
            let (given, family) = match billing {
                "Billing" => ("First Name", "Last Name"),
                "Rechnung" => ("Vorname", "Nachname"),
                "facturation" => ("Prénom", "Nom"),
                "fatturazione" => ("Nome", "Cognome"),
                _ => ("Voornaam", "Achternaam"),
            };
            let list = format!(
                "{given} ({billing}),{family} ({billing}),Email ({billing}),{given} ({shipping}),{family} ({shipping})\n\
                 Jo,Weiss,jo@x.example,Oma,Weiss\nEva,Ott,eva@x.example,Eva,Ott\n"
            );
            assert_eq!(entrants(&list), ["Jo Weiss jo@x.example", "Eva Ott eva@x.example"], "{billing}");
        }
    }
}
