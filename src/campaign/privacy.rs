//! What the campaign tells people about their data: who keeps it, why, for how long, and in which wording they were asked.

use super::aggregate::Campaign;
use super::person::Person;
use jiff::civil::Date;
use jiff::{Span, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The notice, as the organiser words it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PrivacyNotice {
    /// Who keeps the data: name and address of the organiser as the law wants them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub controller: String,
    /// Where people write to with questions, objections and wishes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// Why the data is kept, in a sentence.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// Short name of the wording of the question for consent, such as "2026-1"; stands beside every answer.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub wording_version: String,
    /// The question for consent in full.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub wording: String,
    /// After this day the personal data is to go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retain_until: Option<Date>,
}

impl PrivacyNotice {
    /// Nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Until when somebody whose data came from others has to be told: one month after it came, GDPR article 14 (3) a.
pub fn tell_by(came: Timestamp, zone: &TimeZone) -> Date {
    let day = came.to_zoned(zone.clone()).date();
    // A month after 31 January is the last day of February.
    day.checked_add(Span::new().months(1)).unwrap_or(day)
}

impl Person {
    /// Was the person told that others wrote about them? Whoever answered a question was told by it, unless the question was about
    /// what they sent in themselves: an entry to a draw, or an application. `own` are the lists of these.
    pub fn was_told(&self, own: &BTreeSet<&str>) -> bool {
        let consent = &self.consent;
        let answered = consent.state != super::person::ConsentState::NotAsked;
        self.told_at.is_some() || (answered && !own.contains(consent.given.by.as_str()))
    }
}

impl Campaign {
    /// When the list was read by which an answer came that says no day itself: no answer is younger. `None` where the answer has a day
    /// of its own, or came by no list.
    pub fn consent_read_at(&self, person: &Person) -> Option<Timestamp> {
        let consent = &person.consent;
        if consent.at.is_some() || consent.by.is_empty() || consent.state == super::person::ConsentState::NotAsked {
            return None;
        }
        let sources = person.origins.iter().filter_map(|origin| self.sources().get(origin.source));
        sources.filter(|source| source.file_name == consent.by).map(|source| source.imported_at).max()
    }

    /// Names of the lists of what people sent in about themselves, by which their answers are marked.
    pub fn lists_of_own(&self) -> BTreeSet<&str> {
        let own = self.sources().iter().filter(|(_, it)| matches!(it.kind.as_str(), "entries" | "members"));
        own.map(|(_, it)| it.file_name.as_str()).collect()
    }
}
