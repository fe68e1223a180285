//! What an organiser's own list says beside a person: consents and how they were given, confirmed names, tags.

use super::{Maker, Matters};
use crate::intake::cells::short;
use crate::intake::date::Received;
use crate::intake::draft::Noted;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::Row;
use crate::intake::{Field, person_words};

/// Before this year nobody said anything about a campaign.
const FIRST_YEAR: i16 = 1990;

impl Maker<'_> {
    /// What the list says beside the person; `None` where it has no such columns.
    pub(super) fn noted(&self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> Option<Box<Noted>> {
        use Field::{ConsentBy, ConsentDate, ConsentWording, NameConfirmedBy, NameConfirmedOn, ToldOn};
        let has = |fields: &[Field]| fields.iter().any(|field| self.column(*field).is_some());
        let tells_consent = has(&[ConsentDate, ConsentBy, ConsentWording]);
        if !tells_consent && !has(&[NameConfirmedBy, NameConfirmedOn, ToldOn]) {
            return None;
        }
        Some(Box::new(Noted {
            tells_consent,
            consent_at: self.past(row, ConsentDate, matters, issues),
            consent_by: self.line(row, ConsentBy).unwrap_or_default().into(),
            wording: self.line(row, ConsentWording).unwrap_or_default().into(),
            confirmed_by: self.line(row, NameConfirmedBy).unwrap_or_default().into(),
            confirmed_at: self.moment(row, NameConfirmedOn, matters, issues),
            told_at: self.past(row, ToldOn, matters, issues),
        }))
    }

    /// A moment on which somebody can have said something: other days are said and left out.
    fn past(&self, row: &Row, field: Field, matters: &mut Matters, issues: &mut Issues) -> Option<Received> {
        let received = self.moment(row, field, matters, issues)?;
        let day = received.at.map(jiff::civil::DateTime::date);
        let why = match day {
            Some(day) if day.year() < FIRST_YEAR => "is before 1990",
            Some(day) if self.rules.today.is_some_and(|today| day > today) => "is still to come",
            _ => return Some(received),
        };
        issues.add(row.line, self.column(field), IssueKind::BadDate, Severity::Warning, || {
            format!("“{}” {why}; the row goes in without that day.", short(&received.text))
        });
        None
    }

    /// A cell in words of this program; others are said and left out.
    pub(super) fn understood<T>(
        &self,
        row: &Row,
        field: Field,
        what: &str,
        issues: &mut Issues,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.line(row, field)?;
        let understood = read(&text);
        if understood.is_none() {
            issues.add(row.line, self.column(field), IssueKind::UnknownWord, Severity::Warning, || {
                format!("“{}” is no {what} that is known; the row goes in without it.", short(&text))
            });
        }
        understood
    }

    pub(super) fn tags(&self, row: &Row) -> Vec<String> {
        let columns = self.columns(Field::Tags);
        if columns.is_empty() {
            return Vec::new();
        }
        columns.iter().flat_map(|column| person_words::tags(row.cell(*column))).collect()
    }
}
