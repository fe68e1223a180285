//! Rows in which somebody says something: thanks, mishaps, and why they wish to join the league. Without the words there is no
//! row. Whom a message becomes a record of is decided when it is filed.

use super::{Maker, Matters};
use crate::intake::cells::{family_first, short};
use crate::intake::draft::{MemberDraft, MishapDraft, ThanksDraft};
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::Row;
use crate::intake::{Field, several, value};

impl Maker<'_> {
    pub(super) fn thanks(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> ThanksDraft {
        let recipient = self.name(row, Field::Recipient, issues);
        let column = self.column(Field::Recipient);
        let is_turned = column.is_some_and(|column| self.turned.contains(&column));
        // A team may have a comma in its name, so single ones are left, unless who writes is written so, too.
        let is_like_sender = || family_first(self.cell(row, Field::Name)).is_some();
        let is_asked = is_turned || (recipient.contains(',') && is_like_sender());
        let recipient = if is_asked { Self::in_order(row, column, recipient, is_turned, issues).0 } else { recipient };
        let team = || self.recipient_team.map(|column| value::tidy(row.cell(column))).unwrap_or_default();
        let recipient = if recipient.is_empty() { team().into() } else { recipient };
        let draft = ThanksDraft {
            line: row.line,
            from: self.person(row, matters, issues),
            recipient: recipient.into(),
            recipient_email: self.email(row, Field::RecipientEmail, issues).map(String::from),
            message: self.text(row, Field::Message).into(),
            received: self.moment(row, Field::Received, matters, issues),
            publish_ok: self.may_publish(row, None, matters, issues).0,
            anonymous: match self.anonymous(row, issues) {
                None => value::is_anonymous(self.cell(row, Field::Name)).then_some(true),
                said => said,
            },
            answers: self.answers(row),
        };
        if several::is_possible(&draft.recipient) {
            let (names, is_sure) = several::names(&draft.recipient);
            if !is_sure && names.len() > 1 {
                issues.add(
                    row.line,
                    self.column(Field::Recipient),
                    IssueKind::SeveralPeople,
                    Severity::Warning,
                    || {
                        format!(
                            "“{}” may be {} people: the message stays one, and is counted for none of them.",
                            short(&draft.recipient),
                            names.len()
                        )
                    },
                );
            } else if names.len() > 1 {
                issues.add(row.line, self.column(Field::Recipient), IssueKind::SeveralPeople, Severity::Note, || {
                    format!("One message for {} people; it stays one, for “{}”.", names.len(), short(&draft.recipient))
                });
            }
        }
        self.needs_words(row, Field::Message, &draft.message, "message", matters, issues);
        draft
    }

    pub(super) fn mishap(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> MishapDraft {
        let cause = self.text(row, Field::Cause);
        let damage = self.text(row, Field::Damage);
        let draft = MishapDraft {
            line: row.line,
            teller: self.person(row, matters, issues),
            title: self.line(row, Field::Title).map(String::from),
            story: self.text(row, Field::Story).into(),
            device: self.line(row, Field::Device).map(String::from),
            cause: (!cause.is_empty()).then_some(cause.into()),
            damage: (!damage.is_empty()).then_some(damage.into()),
            punchline: self.line(row, Field::Punchline).map(String::from),
            problems: self.ticked(row, Field::Problem),
            received: self.moment(row, Field::Received, matters, issues),
            publish_ok: self.may_publish(row, None, matters, issues).0,
            answers: self.answers(row),
        };
        self.needs_words(row, Field::Story, &draft.story, "story", matters, issues);
        draft
    }

    pub(super) fn member(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> MemberDraft {
        self.heed_remark(row, matters, issues);
        let person = self.needed_person(row, "member", matters, issues);
        let (publish_ok, took_back) = self.may_publish(row, Some(&person), matters, issues);
        MemberDraft {
            line: row.line,
            person,
            vouched_by: self.line(row, Field::VouchedBy).map(String::from),
            referred_by: self.line(row, Field::ReferredBy).map(String::from),
            reason: self.text(row, Field::Reason).into(),
            received: self.moment(row, Field::Received, matters, issues),
            publish_ok,
            took_back,
            answers: self.answers(row),
        }
    }

    fn needs_words(&self, row: &Row, field: Field, text: &str, what: &str, matters: &mut Matters, issues: &mut Issues) {
        if text.is_empty() {
            issues.add(row.line, self.column(field), IssueKind::NothingSaid, Severity::Error, || format!("No {what}."));
            matters.reject = Some(format!("The row has no {what}."));
        }
    }
}
