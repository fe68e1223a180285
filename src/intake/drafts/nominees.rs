//! Who is nominated in a row: one person most often; several in one cell, such as one of a mail program with a list of recipients;
//! one under the title of each award; or "Nominee 2" beside the first.

use std::sync::Arc;

use super::{Maker, Matters};
use crate::campaign::Text;
use crate::intake::draft::{MoreDraft, OtherNominee, PersonDraft};
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::Row;
use crate::intake::{Field, several, value};

/// Who is nominated, and for what.
pub(super) struct Nominees {
    pub nominee: PersonDraft,
    pub awards: Arc<[String]>,
    /// Why the first is nominated, where the row says it of each by itself.
    pub reason: Option<Text>,
    pub others: Vec<OtherNominee>,
}

impl Maker<'_> {
    /// Everybody whom the row nominates. The first stands for the row.
    pub(super) fn nominees(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> Nominees {
        let awards = self.shared_awards(row);
        let more = self.more_nominees(row, matters, issues);
        if more.is_empty() {
            let mut nominee = self.needed_person(row, "nominee", matters, issues);
            let others = self.other_nominees(row, &mut nominee, matters, issues);
            return Nominees { nominee, awards, reason: None, others };
        }
        let mut nominee = self.person(row, matters, issues);
        let mut more = more.into_iter();
        if nominee.is_nobody()
            && let Some(first) = more.next()
        {
            // What the row says of a person is about nobody who stands under an award.
            return Nominees {
                nominee: first.person,
                awards: first.awards.map_or(awards, Arc::from),
                reason: first.reason,
                others: more.collect(),
            };
        }
        if nominee.name.is_empty() {
            nominee.name = nominee.email.clone().unwrap_or_default();
        }
        let mut others = self.other_nominees(row, &mut nominee, matters, issues);
        others.extend(more);
        Nominees { nominee, awards, reason: None, others }
    }

    /// Who stands under the titles of awards and in the columns of further nominees.
    fn more_nominees(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> Vec<OtherNominee> {
        let sense = self.sense;
        let mut all: Vec<OtherNominee> = Vec::new();
        for also in &sense.also {
            let filled = |column: Option<usize>| {
                let text = value::tidied(row.cell(column?));
                (!text.is_empty()).then(|| row.text(text))
            };
            for mut person in self.people_in(row, also.name, Field::AlsoNominee, matters, issues) {
                person.team = filled(also.team);
                if let Some(column) = also.email
                    && let value::Email::Good(address) = value::email(row.cell(column))
                {
                    person.email = Some(address.as_ref().into());
                }
                let title = sense.award_of.get(&also.name).map(|title| vec![title.clone()]);
                let awards = title.or_else(|| also.award.map(|column| sense.awards.split(row.cell(column))));
                let reason = also.reason.map(|column| row.text(value::tidied_text(row.cell(column))));
                all.push(OtherNominee { person, awards, reason });
            }
        }
        all
    }

    /// The people a cell names by itself.
    fn people_in(
        &self,
        row: &Row,
        column: usize,
        field: Field,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> Vec<PersonDraft> {
        let cell = row.cell(column);
        if cell.chars().all(value::is_space) {
            return Vec::new();
        }
        let pieces = self.names_in(row, column, matters, issues).unwrap_or_else(|| vec![cell.to_owned()]);
        let person = |piece: String| {
            let (name, email) = self.named(row, field, &piece, issues);
            let is_nobody = value::is_nothing(&name) || value::is_anonymous(&name);
            let name = if is_nobody { Text::new() } else { name };
            let person = PersonDraft { name, email, ..PersonDraft::default() };
            (!person.is_nobody()).then_some(person)
        };
        pieces.into_iter().filter_map(person).collect()
    }

    /// Name and address of one piece of a cell: mail programs write "Ada Quist <ada@example.org>".
    fn named(&self, row: &Row, field: Field, piece: &str, issues: &mut Issues) -> (Text, Option<Text>) {
        let email = match value::email(piece) {
            value::Email::Good(address) => Some(Text::from(address.as_ref())),
            _ => None,
        };
        let name = value::mailbox_name(piece).map_or_else(|| value::tidy(piece).into(), Text::from);
        (self.without_remark(row, field, name, issues), email)
    }

    /// The names in a cell that names several people; `None` where it is to be read as one. A semicolon, a line end and a slash
    /// always separate; an "and" may belong to one name of a team, so it asks.
    fn names_in(&self, row: &Row, column: usize, matters: &mut Matters, issues: &mut Issues) -> Option<Vec<String>> {
        let wants_split = self.rules.split_lines.contains(&row.line);
        if !several::is_possible(row.cell(column)) {
            return None;
        }
        let (names, is_sure) = several::names(row.cell(column));
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
            pieces.iter().map(|piece| self.named(row, Field::Name, piece, issues)).collect();
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
