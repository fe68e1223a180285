//! Who is nominated in a row: one person most often; several in one cell, such as one of a mail program with a list of recipients;
//! one under the title of each award; or "Nominee 2" beside the first.

use std::sync::Arc;

use super::{Maker, Matters};
use crate::campaign::Text;
use crate::intake::award_columns::Also;
use crate::intake::cells::{names_nobody, names_nobody_else, says_no_more, short};
use crate::intake::compare::same_person;
use crate::intake::draft::{MoreDraft, OtherNominee, PersonDraft};
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::Row;
use crate::intake::{Field, several, unnamed, value};

/// Who is nominated, and for what.
pub(super) struct Nominees {
    pub nominee: PersonDraft,
    pub awards: Arc<[String]>,
    /// Why the first is nominated, and each of the others of whom the row says no more.
    pub reason: Text,
    pub others: Vec<OtherNominee>,
}

impl Maker<'_> {
    /// Everybody whom the row nominates. The first stands for the row.
    pub(super) fn nominees(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> Nominees {
        let (row, rest) = self.with_name_alone(row, matters, issues);
        let mut all = self.nominees_of(&row, matters, issues);
        self.give_rest(&rest, &mut all.nominee);
        // An address alone may be that of a name in a column of which nobody has said yet whose it is.
        let is_address = all.nominee.email.as_ref() == Some(&all.nominee.name);
        if is_address && !self.rules.accept_lines.contains(&row.line) && matters.hold.is_none() {
            matters.hold.clone_from(&self.unnamed);
        }
        all
    }

    fn nominees_of(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> Nominees {
        let (awards, reason) = (self.shared_awards(row), self.text(row, Field::Reason));
        let mut more = self.more_nominees(row, matters, issues);
        if more.is_empty() {
            let mut nominee = self.needed_person(row, "nominee", matters, issues);
            let others = self.other_nominees(row, &mut nominee, matters, issues);
            self.hold_nominee(row, self.column(Field::Name), &nominee.name, matters, issues);
            return joined(row.line, Nominees { nominee, awards, reason, others }, issues);
        }
        let mut nominee = self.person(row, matters, issues);
        if nominee.is_nobody() || (nominee.email.is_none() && names_nobody_at_all(&nominee.name)) {
            // What the row says of a person is about nobody who stands under an award. Of the one who now stands for the row
            // nothing is said of those who follow.
            let OtherNominee { person: nominee, awards: own_awards, reason: own_reason } = more.remove(0);
            let own_awards = own_awards.filter(|own| !own.is_empty());
            let own_reason = own_reason.filter(|own| !own.is_empty());
            if own_awards.is_some() {
                for other in &mut more {
                    other.awards.get_or_insert_with(|| awards.to_vec());
                }
            }
            if own_reason.is_some() {
                for other in &mut more {
                    other.reason.get_or_insert_with(|| reason.clone());
                }
            }
            let (awards, reason) = (own_awards.map_or(awards, Arc::from), own_reason.unwrap_or(reason));
            return joined(row.line, Nominees { nominee, awards, reason, others: more }, issues);
        }
        if nominee.name.is_empty() {
            nominee.name = nominee.email.clone().unwrap_or_default();
        }
        Self::hold_test(row, self.column(Field::Name), &nominee.name, matters, issues);
        let mut others = self.other_nominees(row, &mut nominee, matters, issues);
        self.hold_nominee(row, self.column(Field::Name), &nominee.name, matters, issues);
        others.extend(more);
        joined(row.line, Nominees { nominee, awards, reason, others }, issues)
    }

    /// Who stands under the titles of awards and in the columns of further nominees.
    fn more_nominees(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> Vec<OtherNominee> {
        let sense = self.sense;
        let mut all: Vec<OtherNominee> = Vec::new();
        for also in &sense.also {
            let people = self.people_of(row, also, matters, issues);
            if people.is_empty() {
                Self::say_nobody(row, also, issues);
                continue;
            }
            for person in &people {
                Self::hold_test(row, Some(also.name), &person.name, matters, issues);
                self.hold_nominee(row, Some(also.name), &person.name, matters, issues);
            }
            let team = also.team.and_then(|column| self.detail_in(row, column, issues));
            let title = sense.award_of.get(&also.name).map(|title| vec![title.clone()]);
            let awards = title.or_else(|| also.award.map(|column| sense.awards.split(row.cell(column))));
            let reason = (!also.reason.is_empty()).then(|| Self::text_in(row, &also.reason));
            all.extend(people.into_iter().map(|person| OtherNominee {
                person: PersonDraft { team: team.clone(), ..person },
                awards: awards.clone(),
                reason: reason.clone(),
            }));
        }
        all
    }

    /// The people of one column of nominees, with the addresses beside it. Without a name the address stands in for it.
    fn people_of(&self, row: &Row, also: &Also, matters: &mut Matters, issues: &mut Issues) -> Vec<PersonDraft> {
        let mut people = match also.family {
            Some(family) => Self::person_of_parts(row, also.name, family).into_iter().collect(),
            None => self.people_in(row, also.name, matters, issues),
        };
        let Some(column) = also.email else { return people };
        let cell = row.cell(column);
        if people.len() > 1 {
            let emails = value::emails(cell);
            if emails.len() == people.len() {
                people.iter_mut().zip(emails).for_each(|(person, email)| person.email = Some(email.into()));
            } else if !says_no_more(cell) {
                issues.add(row.line, Some(column), IssueKind::BadEmail, Severity::Warning, || {
                    format!("“{}” does not say which of {} people has the address.", short(cell), people.len())
                });
            }
            return people;
        }
        let email = if says_no_more(cell) { None } else { Self::email_in(row, column, issues) };
        match (people.first_mut(), email) {
            (Some(person), Some(email)) => person.email = Some(email),
            (None, Some(email)) if is_blank(row.cell(also.name)) || unnamed::is_unnamed(row.cell(also.name)) => {
                let name = value::mailbox_name(cell).map_or_else(|| email.clone(), Text::from);
                if name == email {
                    issues.add(row.line, Some(column), IssueKind::NameFromEmail, Severity::Warning, || {
                        format!("No name; the address {email} stands in for it.")
                    });
                }
                people.push(PersonDraft { name, email: Some(email), ..PersonDraft::default() });
            }
            _ => {}
        }
        people
    }

    /// Whom a given and a family name in columns of their own name. "Nil" and "No" are words for nobody, and halves of names.
    fn person_of_parts(row: &Row, given: usize, family: usize) -> Option<PersonDraft> {
        if [given, family].into_iter().all(|column| is_blank(row.cell(column)) || names_nobody_else(row.cell(column))) {
            return None;
        }
        let part = |column: usize| {
            let cell = row.cell(column);
            (!is_blank(cell)).then(|| Text::from(value::tidy(cell)))
        };
        let (given, family) = (part(given), part(family));
        let parts: Vec<&str> = [&given, &family].into_iter().flatten().map(|part| &**part).collect();
        let name = parts.join(" ");
        let mut person = PersonDraft { name: name.into(), ..PersonDraft::default() };
        (person.given, person.family) = (given, family);
        (!person.is_nobody() && !unnamed::is_unnamed(&person.name)).then_some(person)
    }

    /// Says what the row tells of a nominee whom it does not name.
    fn say_nobody(row: &Row, also: &Also, issues: &mut Issues) {
        let name = row.cell(also.name);
        if unnamed::is_unnamed(name) {
            issues.add(row.line, Some(also.name), IssueKind::NoName, Severity::Warning, || {
                format!("“{}” stands in the place of a name, and nobody is nominated with it.", short(name))
            });
            return;
        }
        let told = [also.email, also.award].into_iter().flatten().chain(also.reason.iter().copied());
        let mut told = told.filter(|column| !says_no_more(row.cell(*column)) && !is_blank(row.cell(*column)));
        let Some(column) = told.next() else { return };
        issues.add(row.line, Some(also.name), IssueKind::NoName, Severity::Warning, || {
            format!(
                "“{}” is about a nominee whom the row does not name; nobody is nominated with it.",
                short(row.cell(column))
            )
        });
    }

    /// The people a cell of further nominees names.
    fn people_in(&self, row: &Row, column: usize, matters: &mut Matters, issues: &mut Issues) -> Vec<PersonDraft> {
        let cell = row.cell(column);
        if is_blank(cell) || names_nobody_at_all(cell) {
            return Vec::new();
        }
        let is_turned = self.turned.contains(&column);
        let pieces = if is_turned { None } else { self.names_in(row, column, matters, issues) };
        let mut person = |piece: String| {
            let (name, email) = Self::named(row, column, &piece, issues);
            let name = if names_nobody_at_all(&name) { Text::new() } else { name };
            let (name, given, family) = Self::in_order(row, Some(column), name, is_turned, issues);
            let mut person = PersonDraft { name, email, ..PersonDraft::default() };
            if given.is_some() || family.is_some() {
                (person.given, person.family) = (given, family);
            }
            (!person.is_nobody()).then_some(person)
        };
        let pieces = pieces.unwrap_or_else(|| vec![cell.to_owned()]);
        pieces.into_iter().filter_map(&mut person).collect()
    }

    /// Name and address of one piece of a cell: mail programs write "Ada Quist <ada@example.org>".
    fn named(row: &Row, column: usize, piece: &str, issues: &mut Issues) -> (Text, Option<Text>) {
        let email = match value::email(piece) {
            value::Email::Good(address) => Some(Text::from(address.as_ref())),
            _ => None,
        };
        let name = value::mailbox_name(piece).map_or_else(|| value::tidy(piece).into(), Text::from);
        (Self::without_remark(row, Some(column), name, issues), email)
    }

    /// The names in a cell that names several people; `None` where it is to be read as one. A semicolon, a line end and a slash
    /// always separate; an "and" may belong to one name of a team, so it asks.
    fn names_in(&self, row: &Row, column: usize, matters: &mut Matters, issues: &mut Issues) -> Option<Vec<String>> {
        let wants_split = self.rules.split_lines.contains(&row.line);
        if !several::is_possible(row.cell(column)) || names_nobody(row.cell(column)) {
            return None;
        }
        // "Ada Quist / Network", as the header asks for it: the row waits.
        if !wants_split && self.beside_name.as_ref().is_some_and(|it| it.is_whole(column, row.cell(column))) {
            return None;
        }
        let (mut names, is_sure) = several::names(row.cell(column));
        let all = names.len();
        names.retain(|name| !is_no_name(name));
        if names.len() == 1 && all > 1 {
            // "Ada Quist; N/A"
            return Some(names);
        }
        if names.len() < 2 || self.rules.accept_lines.contains(&row.line) && !wants_split {
            return None;
        }
        let list = || {
            let shown = |piece: &String| value::mailbox_name(piece).unwrap_or_else(|| piece.clone());
            names.iter().map(shown).collect::<Vec<_>>().join("; ")
        };
        if !is_sure && !wants_split {
            issues.add(row.line, Some(column), IssueKind::SeveralPeople, Severity::Decision, || {
                format!("This may be {} people: {}. Split the row, or take it in as one.", names.len(), list())
            });
            matters.hold.get_or_insert_with(|| format!("It may name {} people: {}.", names.len(), list()));
            return None;
        }
        issues.add(row.line, Some(column), IssueKind::SeveralPeople, Severity::Note, || {
            format!("Read as {} people, each with these words: {}.", names.len(), list())
        });
        Some(names)
    }

    /// Takes a cell of several nominees apart: the first stays, the others come back.
    fn other_nominees(
        &self,
        row: &Row,
        nominee: &mut PersonDraft,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> Vec<OtherNominee> {
        // Where every name has a comma, it stands inside names.
        let is_asked = matters.reject.is_none() && !self.family_first;
        let Some(column) = self.column(Field::Name).filter(|_| is_asked) else { return Vec::new() };
        let Some(pieces) = self.names_in(row, column, matters, issues) else { return Vec::new() };
        let named: Vec<(Text, Option<Text>)> =
            pieces.iter().map(|piece| Self::named(row, column, piece, issues)).collect();
        for (name, _) in &named {
            Self::hold_test(row, Some(column), name, matters, issues);
            self.hold_nominee(row, Some(column), name, matters, issues);
        }
        if let [(name, own)] = named.as_slice() {
            nominee.name = name.clone();
            nominee.email = nominee.email.take().or_else(|| own.clone());
            return Vec::new();
        }
        // One address for several people says nothing about whose it is.
        let email = self.column(Field::Email).map_or("", |column| row.cell(column));
        let emails = value::emails(email);
        let is_one_each = emails.len() == named.len();
        let whole = nominee.clone();
        let mut people = named.into_iter().enumerate().map(|(place, (name, own))| PersonDraft {
            name,
            email: emails.get(place).filter(|_| is_one_each).map(Text::from).or(own),
            // What is said of one alone is said of none of them.
            more: MoreDraft {
                given: None,
                family: None,
                latin: None,
                code_name: None,
                birth: None,
                ..MoreDraft::clone(&whole)
            }
            .into(),
            ..whole.clone()
        });
        if let Some(first) = people.next() {
            *nominee = first;
        }
        people.map(|person| OtherNominee { person, awards: None, reason: None }).collect()
    }
}

/// Does one word or phrase stand in the place of a name?
fn is_no_name(cell: &str) -> bool {
    names_nobody_else(cell) || unnamed::is_unnamed(cell)
}

/// Does a cell name nobody: "N/A", "TBD", and several such, "N/A; none"?
pub(super) fn names_nobody_at_all(cell: &str) -> bool {
    let are_several = || {
        several::is_possible(cell) && !cell.contains('@') && several::names(cell).0.iter().all(|name| is_no_name(name))
    };
    is_no_name(cell) || are_several()
}

fn is_blank(cell: &str) -> bool {
    cell.chars().all(value::is_space)
}

/// Rows that name more people are not looked at for who is named twice: each is compared with all others.
const COMPARED: usize = 64;

/// Whoever is named twice in a row for the same awards is nominated once, with all that is said of them. Who is spelled otherwise is
/// placed beside: only there it is told whether it is another person, and the other spelling is kept.
fn joined(line: u64, mut all: Nominees, issues: &mut Issues) -> Nominees {
    if all.others.is_empty() || all.others.len() > COMPARED {
        return all;
    }
    let reason = all.reason.clone();
    let mut kept: Vec<OtherNominee> = Vec::with_capacity(all.others.len());
    for other in std::mem::take(&mut all.others) {
        let awards = other.awards.as_deref().unwrap_or(&all.awards);
        let is_same = |person: &PersonDraft, others: &[String]| {
            let is_team =
                |one: &PersonDraft, two: &PersonDraft| one.team.is_none() || two.team.is_none() || one.team == two.team;
            let is_spelled_so = value::fold(&person.name) == value::fold(&other.person.name)
                || other.person.email.as_ref() == Some(&other.person.name);
            others == awards && is_spelled_so && same_person(person, &other.person) && is_team(person, &other.person)
        };
        let own = other.reason.as_ref().unwrap_or(&reason);
        let name = other.person.name.clone();
        if is_same(&all.nominee, &all.awards) {
            add_words(&mut all.reason, own);
            fill(&mut all.nominee, other.person);
        } else if let Some(at) =
            kept.iter().position(|it| is_same(&it.person, it.awards.as_deref().unwrap_or(&all.awards)))
            && let Some(it) = kept.get_mut(at)
        {
            let mut words = it.reason.clone().unwrap_or_else(|| reason.clone());
            add_words(&mut words, own);
            it.reason = (words != reason || it.reason.is_some()).then_some(words);
            fill(&mut it.person, other.person);
        } else {
            kept.push(other);
            continue;
        }
        issues.add(line, None, IssueKind::RepeatedRow, Severity::Note, || {
            format!("“{name}” is named twice in this row for the same, and is nominated once.")
        });
    }
    if all.reason != reason {
        // What was added is said of the first alone.
        for other in &mut kept {
            other.reason.get_or_insert_with(|| reason.clone());
        }
    }
    all.others = kept;
    all
}

fn add_words(words: &mut Text, more: &Text) {
    let is_said = format!("\n{words}\n").contains(&format!("\n{more}\n"));
    if more.is_empty() || is_said {
        return;
    }
    *words = if words.is_empty() { more.clone() } else { format!("{words}\n{more}").into() };
}

fn fill(person: &mut PersonDraft, other: PersonDraft) {
    person.email = person.email.take().or(other.email);
    person.team = person.team.take().or(other.team);
}
