//! A cell that names several nominees, such as one of a mail program with a list of recipients.

use super::{Maker, Matters};
use crate::campaign::Text;
use crate::intake::draft::PersonDraft;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::Row;
use crate::intake::{Field, several, value};

impl Maker<'_> {
    /// Takes a cell of several nominees apart: the first stays, the others come back. A semicolon, a line end and a slash always
    /// separate; an "and" may belong to one name of a team, so it asks.
    pub(super) fn other_nominees(
        &self,
        row: &Row,
        nominee: &mut PersonDraft,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> Vec<PersonDraft> {
        // Where every name has a comma, it stands inside names.
        let is_asked = matters.reject.is_none() && !self.family_first;
        let Some(column) = self.column(Field::Name).filter(|_| is_asked) else { return Vec::new() };
        let wants_split = self.rules.split_lines.contains(&row.line);
        if !several::is_possible(row.cell(column)) {
            return Vec::new();
        }
        let (names, is_sure) = several::names(row.cell(column));
        if names.len() < 2 || self.rules.accept_lines.contains(&row.line) && !wants_split {
            return Vec::new();
        }
        // Mail programs write "Ada Quist <ada@example.org>; Bo Lind <bo@example.org>".
        let own: Vec<Option<Text>> = names
            .iter()
            .map(|piece| match value::email(piece) {
                value::Email::Good(address) => Some(address.as_ref().into()),
                _ => None,
            })
            .collect();
        let names: Vec<Text> = names
            .into_iter()
            .map(|piece| {
                let name = value::mailbox_name(&piece).map_or_else(|| piece.as_str().into(), Text::from);
                self.without_remark(row, Field::Name, name, issues)
            })
            .collect();
        let list = names.iter().map(Text::as_str).collect::<Vec<_>>().join("; ");
        if !is_sure && !wants_split {
            issues.add(row.line, Some(column), IssueKind::SeveralPeople, Severity::Decision, || {
                format!("This may be {} people: {list}. Split the row, or take it in as one.", names.len())
            });
            matters.hold.get_or_insert_with(|| format!("It may name {} people: {list}.", names.len()));
            return Vec::new();
        }
        issues.add(row.line, Some(column), IssueKind::SeveralPeople, Severity::Note, || {
            format!("Read as {} people, each with these words: {list}.", names.len())
        });
        // One address for several people says nothing about whose it is.
        let email = self.column(Field::Email).map_or("", |column| row.cell(column));
        let emails = value::emails(email);
        let email_of = |place: usize| {
            let beside = emails.get(place).filter(|_| emails.len() == names.len()).map(Text::from);
            beside.or_else(|| own.get(place).cloned().flatten())
        };
        let whole = nominee.clone();
        let mut people = names.iter().enumerate().map(|(place, name)| PersonDraft {
            name: name.clone(),
            given: None,
            family: None,
            latin: None,
            code_name: None,
            birth: None,
            email: email_of(place),
            ..whole.clone()
        });
        if let Some(first) = people.next() {
            *nominee = first;
        }
        people.collect()
    }
}
