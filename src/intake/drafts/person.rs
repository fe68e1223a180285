//! The person a row is about, from the columns that name them and say what they are.

use super::nominees::names_nobody_at_all;
use super::{Maker, Matters};
use crate::campaign::{Seldom, Text, has_sign};
use crate::intake::cells::{lost_digits, short};
use crate::intake::draft::{MoreDraft, PersonDraft};
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::machines;
use crate::intake::no_person::{self, NoPerson};
use crate::intake::table::Row;
use crate::intake::{Field, Kind, name_pairs, no_name, person_words, profile, several, unnamed, value};

/// The given name without the family name behind it, which some lists repeat there: whoever is to be shown by their given name alone
/// would be shown by all of it.
fn without_family(given: Option<Text>, family: Option<&Text>, name: &str) -> Option<Text> {
    let cut = |given: &Text| -> Option<Text> {
        let (before, last) = given.rsplit_once(' ')?;
        let ends = match family {
            Some(family) if family.contains(' ') => {
                let (given, family) = (value::fold_words(given), value::fold_words(family));
                let at = given.len().checked_sub(family.len()).filter(|at| *at > 0)?;
                let before: Vec<&str> = before.split(' ').take(at).collect();
                return (given.ends_with(&family)).then(|| before.join(" ").into());
            }
            Some(family) => value::fold(last) == value::fold(family),
            None => name.rsplit_once(' ').is_some_and(|(_, family)| value::fold(last) == value::fold(family)),
        };
        ends.then(|| before.into())
    };
    match given.as_ref().filter(|it| it.contains(' ')).and_then(cut) {
        Some(cut) => Some(cut),
        None => given,
    }
}

impl Maker<'_> {
    pub(super) fn person(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> PersonDraft {
        let mut part =
            |field| self.column(field).map(|_| self.name(row, field, issues)).filter(|name| !name.is_empty());
        let (mut given, mut family) = (part(Field::Given), part(Field::Family));
        let mut name = self.whole_name(row, given.as_ref(), family.as_ref(), issues);
        given = without_family(given, family.as_ref(), &name);
        name = self.without_department(row, name, given.as_ref(), family.as_ref(), issues);
        if let Some(turned) = family.as_ref().and_then(|family| name_pairs::turned(&name, family)) {
            name = turned.into();
        } else {
            let column = self.column(Field::Name);
            // Behind the comma of "Network, Ada Quist" stands no given name, as the header says.
            let asks_more =
                column.is_some_and(|at| self.beside_name.as_ref().is_some_and(|it| it.is_whole(at, row.cell(at))));
            let (in_order, first, last) = if asks_more {
                (name, None, None)
            } else {
                Self::in_order(row, column, name, self.family_first, issues)
            };
            name = in_order;
            // Nominees are asked about by themselves.
            let is_asked = self.kind == Kind::Nominations || asks_more;
            if !is_asked && several::names_two(&name) {
                issues.add(row.line, column, IssueKind::SeveralPeople, Severity::Warning, || {
                    format!(
                        "“{}” may be {} people in one row; it stands as one.",
                        short(&name),
                        several::names(&name).0.len()
                    )
                });
            }
            // "Field, Annabel" beside "Ann", as she wishes to be called.
            (given, family) = (given.or(first), last.or(family));
        }
        if !name.is_empty() && given.is_some() && family.is_some() {
            self.compare_parts(row, &name, given.as_ref(), family.as_ref(), issues);
        }
        if name.is_empty() {
            let turned =
                matches!((&given, &family), (Some(given), Some(family)) if name_pairs::is_family_first(given, family));
            let (first, last) = if turned { (&family, &given) } else { (&given, &family) };
            name = first.iter().chain(last).map(Text::as_str).collect::<Vec<_>>().join(" ").into();
        }
        let email = self.mailbox(row, &mut name, &mut given, &mut family, issues);
        let country_text = self.detail(row, Field::Country, issues);
        let country = country_text.as_deref().and_then(|text| self.country_code(text));
        if let (Some(text), None) = (&country_text, country) {
            issues.add(row.line, self.column(Field::Country), IssueKind::UnknownCountry, Severity::Warning, || {
                format!("No country is called “{}”; the words are kept.", short(text))
            });
        }
        PersonDraft {
            name,
            email,
            organisation: self.detail(row, Field::Organisation, issues),
            team: self.detail(row, Field::Team, issues),
            role: self.detail(row, Field::Role, issues),
            country,
            country_text,
            place: self.detail(row, Field::Place, issues),
            more: self.more(row, given, family, matters, issues),
        }
    }

    /// What stands in the column of whole names. Names that a program shows give way to the parts beside them, and so does what is nothing
    /// but an address: "tom.kern@example.org" beside "Tom" and "Kern".
    fn whole_name(&self, row: &Row, given: Option<&Text>, family: Option<&Text>, issues: &mut Issues) -> Text {
        let name = self.name(row, Field::Name, issues);
        let is_address = || has_sign(&name, b'@') && value::names_address(&name);
        if given.is_some() && family.is_some() && (self.shows_names || is_address())
            || (given.is_some() || family.is_some()) && is_address()
        {
            return Text::new();
        }
        if !self.shows_names {
            return name;
        }
        // Meetings write the name that somebody came with behind the one they took: "Renée (Renée Côté)".
        let original = name.strip_suffix(')').and_then(|it| it.rsplit_once('(')).map(|(_, original)| original);
        match original.filter(|original| value::is_full_name(original)) {
            Some(original) => {
                issues.add(row.line, self.column(Field::Name), IssueKind::NameRemark, Severity::Note, || {
                    format!("“{}” is read as “{}”, the name in brackets.", short(&name), short(original))
                });
                value::tidy(original).into()
            }
            None => name,
        }
    }

    /// What few lists say of a person.
    fn more(
        &mut self,
        row: &Row,
        given: Option<Text>,
        family: Option<Text>,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> Seldom<MoreDraft> {
        if !self.has_more {
            let has_parts = given.is_some() || family.is_some();
            return if has_parts {
                MoreDraft { given, family, ..MoreDraft::default() }.into()
            } else {
                Seldom::default()
            };
        }
        let address = self.address_lines(row);
        if self.columns(Field::Address).iter().any(|c| value::is_scientific(row.cell(*c))) {
            lost_digits(row, self.column(Field::Address), issues);
        }
        let more = MoreDraft {
            given,
            family,
            region: self.detail(row, Field::Region, issues),
            address: (!address.is_empty()).then_some(address),
            birth: self.day(row, Field::Birth, matters, issues),
            since: self.moment(row, Field::Since, matters, issues).map(Box::new),
            code_name: self.detail(row, Field::CodeName, issues),
            latin: self.detail(row, Field::Latin, issues),
            name_form: self.understood(row, Field::NameForm, "form of a name", issues, person_words::name_forms),
        };
        more.into()
    }

    /// The postal address: a line for each column, and the number of the house beside its street.
    fn address_lines(&self, row: &Row) -> Text {
        let columns = self.columns(Field::Address);
        let is_quoted = |column: &usize| row.cell(*column).starts_with('\'');
        if self.house.is_none() && !columns.iter().any(is_quoted) {
            return self.text(row, Field::Address);
        }
        let mut lines: Vec<String> = Vec::new();
        let mut ends_open = false;
        for column in columns {
            // Spreadsheets keep zeros at the beginning with this sign.
            let cell = value::tidied_text(row.cell(*column));
            let text =
                cell.strip_prefix('\'').filter(|it| it.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(&cell);
            if text.is_empty() {
                continue;
            }
            let is_house = self.house.is_some_and(|(house, street)| {
                (house == *column && street < house) || (street == *column && house < street)
            });
            match lines.last_mut().filter(|_| is_house && ends_open) {
                Some(line) => *line = format!("{line} {text}"),
                None => lines.push(text.to_owned()),
            }
            ends_open = self.house.is_some_and(|(house, street)| house == *column || street == *column);
        }
        lines.join("\n").into()
    }

    /// What stands behind both parts of a name, such as a department in directories, is none of it.
    fn without_department(
        &self,
        row: &Row,
        name: Text,
        given: Option<&Text>,
        family: Option<&Text>,
        issues: &mut Issues,
    ) -> Text {
        let (Some(given), Some(family)) = (given, family) else { return name };
        let parts = [" - ", " – ", " | ", "(", "[", " / "];
        let Some(at) = parts.iter().filter_map(|sign| name.find(sign)).min().filter(|at| *at > 0) else { return name };
        let before = name.get(..at).unwrap_or("").trim_end_matches(value::is_space);
        let words = |text: &str| -> Vec<String> {
            let parts = text.split(|c: char| value::is_space(c) || c == ',');
            let mut words: Vec<String> = parts.map(value::fold).filter(|word| !word.is_empty()).collect();
            words.sort_unstable();
            words
        };
        let whole = format!("{given} {family}");
        if words(before) != words(&whole) {
            return name;
        }
        let rest = name.get(at..).unwrap_or("").trim_matches(value::is_space);
        // Behind a slash stands another person as often as a department.
        if let Some(other) = rest.strip_prefix('/').map(str::trim).filter(|other| profile::is_person(other)) {
            issues.add(row.line, self.column(Field::Name), IssueKind::OddName, Severity::Warning, || {
                format!("“{}” behind “{}” may be another person, and stays where it is.", short(other), short(before))
            });
            return name;
        }
        issues.add(row.line, self.column(Field::Name), IssueKind::NameRemark, Severity::Note, || {
            format!("“{}” behind “{}” is no part of the name and was left out of it.", short(rest), short(before))
        });
        whole.into()
    }

    /// Says where the whole name and its parts beside it are two names.
    fn compare_parts(&self, row: &Row, name: &str, given: Option<&Text>, family: Option<&Text>, issues: &mut Issues) {
        let parts = || [given, family].into_iter().flatten().map(Text::as_str);
        // Most hold them letter by letter, and folding is slow.
        if parts().all(|part| name.contains(part)) {
            return;
        }
        let folded = value::fold(name);
        let is_latin = |text: &str| text.chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{250}');
        let is_one = |part: &str| folded.contains(&value::fold(part)) || is_latin(part) != is_latin(name);
        if !parts().any(is_one) {
            issues.add(row.line, self.column(Field::Name), IssueKind::OddName, Severity::Warning, || {
                let parts: Vec<&str> = parts().collect();
                format!(
                    "The whole name is “{}” and its parts are “{}”; the whole one was taken.",
                    short(name),
                    parts.join(" ")
                )
            });
        }
    }

    /// Does the row wait because of a name that somebody typed to try the form?
    pub(super) fn hold_test(
        row: &Row,
        column: Option<usize>,
        name: &str,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> bool {
        let is_test = unnamed::is_of_test(name);
        if is_test {
            issues.add(row.line, column, IssueKind::TestAnswer, Severity::Decision, || {
                format!("“{}” looks like a name typed to try the form.", short(name))
            });
            matters.hold.get_or_insert_with(|| "It looks like a try of the form.".into());
        }
        is_test
    }

    /// The row waits where a nominee's name is that of a team, or more than a name, unless it waits for something else already.
    pub(super) fn hold_nominee(
        &self,
        row: &Row,
        column: Option<usize>,
        name: &str,
        matters: &mut Matters,
        issues: &mut Issues,
    ) {
        if matters.hold.is_some() || matters.reject.is_some() {
            return;
        }
        // An address alone stands in for the name; more beside it would be printed.
        let (reason, message) = if value::holds_address(name) {
            let message = format!("“{}” holds an address and is more than a name.", short(name));
            (NoPerson::MoreThanName.reason(), message)
        } else {
            let Some(instead) = no_person::instead_of_person(name).filter(|_| !has_sign(name, b'@')) else { return };
            // "Nominee / team"
            let header = column.and_then(|column| self.headers.get(column)).map_or("", String::as_str);
            if instead == NoPerson::Group && no_person::asks_for_groups(header) {
                return;
            }
            (instead.reason(), instead.message(&short(name)))
        };
        matters.hold = Some(reason.into());
        issues.add(row.line, column, IssueKind::NoPerson, Severity::Decision, || message);
    }

    /// Does a nominee's name name nobody? An address stands in for a dash or for nothing, but not for "my boss" or "Everyone in IT", which
    /// would be printed.
    fn names_no_nominee(person: &PersonDraft) -> bool {
        no_name::names_no_one(&person.name) || (person.email.is_none() && names_nobody_at_all(&person.name))
    }

    /// A person the row must name. Without a name the address stands in for it.
    pub(super) fn needed_person(
        &mut self,
        row: &Row,
        who: &str,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> PersonDraft {
        let mut person = self.person(row, matters, issues);
        if let Some(bought) = &self.bought {
            bought.heed(row, &mut person, issues);
        }
        if person.is_nobody() && self.unnamed.is_some() && !self.rules.accept_lines.contains(&row.line) {
            // Said once for all of them.
            matters.hold = self.unnamed.clone();
        } else if person.is_nobody() {
            issues.add(row.line, self.column(Field::Name), IssueKind::NoName, Severity::Error, || {
                format!("Nothing names the {who}.")
            });
            let undecided = self.unnamed.clone();
            matters.reject = Some(undecided.unwrap_or_else(|| format!("Nothing in the row names the {who}.")));
        } else if unnamed::is_unnamed(&person.name) || (who == "nominee" && Self::names_no_nominee(&person)) {
            issues.add(row.line, self.column(Field::Name), IssueKind::NoName, Severity::Decision, || {
                format!("“{}” stands in the place of a name: whoever this is for was not named.", short(&person.name))
            });
            matters.hold.get_or_insert_with(|| format!("The row does not name the {who} yet."));
        } else if Self::hold_test(row, self.column(Field::Name), &person.name, matters, issues) {
            // Whatever else is to be said of it can wait.
        } else if machines::is_machine(&person.name) {
            issues.add(row.line, self.column(Field::Name), IssueKind::NoPerson, Severity::Decision, || {
                format!("“{}” seems to be an account, a mailbox or a room, and no person.", short(&person.name))
            });
            matters.hold.get_or_insert_with(|| "It may be an account or a room, and no person.".into());
        } else if person.name.is_empty() {
            person.name = person.email.clone().unwrap_or_default();
            issues.add(row.line, self.column(Field::Name), IssueKind::NameFromEmail, Severity::Warning, || {
                format!("No name; the address {} stands in for it.", person.name)
            });
        }
        person
    }
}
