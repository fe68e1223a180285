//! The person a row is about, from the columns that name them and say what they are.

use super::nominees::names_nobody_at_all;
use super::{Maker, Matters};
use crate::campaign::{Seldom, Text};
use crate::intake::cells::{lost_digits, short};
use crate::intake::draft::{MoreDraft, PersonDraft};
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::Row;
use crate::intake::{Field, name_pairs, person_words, status, value};

impl Maker<'_> {
    pub(super) fn person(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> PersonDraft {
        let mut part =
            |field| self.column(field).map(|_| self.name(row, field, issues)).filter(|name| !name.is_empty());
        let (mut given, mut family) = (part(Field::Given), part(Field::Family));
        let mut name = self.name(row, Field::Name, issues);
        if let Some(turned) = family.as_ref().and_then(|family| name_pairs::turned(&name, family)) {
            name = turned.into();
        } else {
            let (in_order, first, last) =
                Self::in_order(row, self.column(Field::Name), name, self.family_first, issues);
            name = in_order;
            (given, family) = (first.or(given), last.or(family));
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
        let country_text = self.detail(row, Field::Country);
        let country = country_text.as_deref().and_then(|text| self.country_code(text));
        if let (Some(text), None) = (&country_text, country) {
            issues.add(row.line, self.column(Field::Country), IssueKind::UnknownCountry, Severity::Warning, || {
                format!("No country is called “{}”; the words are kept.", short(text))
            });
        }
        PersonDraft {
            name,
            email,
            organisation: self.detail(row, Field::Organisation),
            team: self.detail(row, Field::Team),
            role: self.detail(row, Field::Role),
            country,
            country_text,
            place: self.detail(row, Field::Place),
            more: self.more(row, given, family, matters, issues),
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
        let address = self.text(row, Field::Address);
        if self.columns(Field::Address).iter().any(|c| value::is_scientific(row.cell(*c))) {
            lost_digits(row, self.column(Field::Address), issues);
        }
        let more = MoreDraft {
            given,
            family,
            region: self.detail(row, Field::Region),
            address: (!address.is_empty()).then_some(address),
            birth: self.day(row, Field::Birth, matters, issues),
            since: self.moment(row, Field::Since, matters, issues).map(Box::new),
            code_name: self.detail(row, Field::CodeName),
            latin: self.detail(row, Field::Latin),
            name_form: self.understood(row, Field::NameForm, "form of a name", issues, person_words::name_forms),
        };
        more.into()
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
        let is_test = status::is_of_test(name);
        if is_test {
            issues.add(row.line, column, IssueKind::TestAnswer, Severity::Decision, || {
                format!("“{}” looks like a name typed to try the form.", short(name))
            });
            matters.hold.get_or_insert_with(|| "It looks like a try of the form.".into());
        }
        is_test
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
        } else if status::is_unnamed(&person.name)
            || (who == "nominee" && person.email.is_none() && names_nobody_at_all(&person.name))
        {
            issues.add(row.line, self.column(Field::Name), IssueKind::NoName, Severity::Decision, || {
                format!("“{}” stands in the place of a name: whoever this is for was not named.", short(&person.name))
            });
            matters.hold.get_or_insert_with(|| format!("The row does not name the {who} yet."));
        } else if Self::hold_test(row, self.column(Field::Name), &person.name, matters, issues) {
            // Whatever else is to be said of it can wait.
        } else if person.name.is_empty() {
            person.name = person.email.clone().unwrap_or_default();
            issues.add(row.line, self.column(Field::Name), IssueKind::NameFromEmail, Severity::Warning, || {
                format!("No name; the address {} stands in for it.", person.name)
            });
        }
        person
    }
}
