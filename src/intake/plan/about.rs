//! What an import says about the people it found: who shares an address or a name, who was taken for somebody known, and by what.

use jiff::tz::TimeZone;

use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::people::{People, Said};

/// Notes what concerns people.
pub(super) fn about_people(people: &People<'_>, issues: &mut Issues) {
    for line in people.shared() {
        issues.add(*line, None, IssueKind::SharedEmail, Severity::Note, || {
            "The address is also that of a person of another name; they are two people until you merge them.".into()
        });
    }
    for (line, name) in people.respelled() {
        issues.add(line, None, IssueKind::OtherSpelling, Severity::Note, || {
            format!("Has the address of {name}; taken as the same person. The other spelling is kept with the record.")
        });
    }
    for (line, said) in people.said() {
        match said {
            Said::Repeats(earlier) => {
                issues.add_lines(Some(*line), vec![*earlier], None, IssueKind::RepeatedRow, Severity::Note, || {
                    format!("The same as line {earlier}, word for word; they are one person.")
                });
            }
            Said::SameEmail(earlier) => {
                issues.add_lines(Some(*line), vec![*earlier], None, IssueKind::RepeatedRow, Severity::Note, || {
                    format!("The same address as on line {earlier}; they are one person.")
                });
            }
            Said::SameName(Some(earlier)) => {
                issues.add_lines(Some(*line), vec![*earlier], None, IssueKind::SameName, Severity::Warning, || {
                    format!("Same name as line {earlier}; two people until you merge them.")
                });
            }
            Said::SameName(None) => issues.add(*line, None, IssueKind::SameName, Severity::Warning, || {
                "Same name as somebody who was there before; two people until you merge them.".into()
            }),
            Said::Differs { matter, record, row } => {
                issues.add(*line, None, IssueKind::OtherWords, Severity::Note, || {
                    format!("The row says “{row}” for the {matter}, the record “{record}”. The record stays as it is.")
                });
            }
        }
    }
    let count = people.by_name_alone();
    if count > 0 {
        issues.add(None, None, IssueKind::JoinedByName, Severity::Note, || match count {
            1 => "Once only the name tells that a row and a record are one person, as one of them has no address; they were joined."
                .into(),
            count => format!(
                "{count} times only the name tells that a row and a record are one person, as one of them has no address; they were joined."
            ),
        });
    }
}

/// Says where a no takes a yes back and what is lost with the yes, and where what a row says does not count.
pub(super) fn about_consent(people: &People<'_>, zone: &TimeZone, issues: &mut Issues) {
    for (line, person, yes) in people.taken_back() {
        issues.add(line, None, IssueKind::YesTakenBack, Severity::Warning, || {
            let day = yes.at.map_or_else(String::new, |at| format!(" on {}", at.to_zoned(zone.clone()).date()));
            let way = if yes.by.is_empty() { String::new() } else { format!(", by “{}”", yes.by) };
            let wording =
                if yes.wording.is_empty() { String::new() } else { format!(", to the wording “{}”", yes.wording) };
            format!(
                "{} had agreed{day}{way}{wording}. This line says no, and that counts from now on.",
                person.display_name()
            )
        });
    }
    for (line, row, record) in people.unheeded() {
        issues.add(line, None, IssueKind::OtherAnswer, Severity::Warning, || {
            format!("The row says “{row}” about publishing, the record “{record}”. The record stays; the row is noted with the person.")
        });
    }
}
