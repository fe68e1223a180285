//! A nomination as it stands in a file: all fields in one list, in the order people read them, and only those that say something.

use super::{NominationDetails, NominationState};
use crate::campaign::ids::{AwardId, PersonId};
use crate::campaign::pack::Answers;
use crate::campaign::person::Origin;
use crate::campaign::text::Text;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize, Serializer};
use smallvec::SmallVec;

#[derive(Deserialize)]
pub(super) struct Nomination {
    nominee: PersonId,
    #[serde(default)]
    nominator: Option<PersonId>,
    #[serde(default)]
    awards: SmallVec<[AwardId; 2]>,
    #[serde(default)]
    story: Text,
    #[serde(default)]
    reason: Text,
    #[serde(default)]
    quote: Text,
    #[serde(default)]
    problems: Vec<String>,
    #[serde(default)]
    channel: Text,
    #[serde(default)]
    received: Text,
    #[serde(default)]
    received_at: Option<DateTime>,
    #[serde(default)]
    may_contact: Option<bool>,
    #[serde(default)]
    answers: Answers,
    #[serde(default)]
    state: NominationState,
    #[serde(default)]
    set_aside_reason: String,
    #[serde(default)]
    origin: Option<Origin>,
}

impl From<Nomination> for super::Nomination {
    fn from(it: Nomination) -> Self {
        Self {
            nominee: it.nominee,
            nominator: it.nominator,
            awards: it.awards,
            story: it.story,
            reason: it.reason,
            channel: it.channel,
            received: it.received,
            received_at: it.received_at,
            may_contact: it.may_contact,
            answers: it.answers,
            state: it.state,
            origin: it.origin,
            details: NominationDetails {
                quote: it.quote,
                problems: it.problems,
                set_aside_reason: it.set_aside_reason,
            }
            .into(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename = "Nomination")]
struct Shown<'n> {
    nominee: PersonId,
    #[serde(skip_serializing_if = "Option::is_none")]
    nominator: Option<PersonId>,
    #[serde(skip_serializing_if = "SmallVec::is_empty")]
    awards: &'n SmallVec<[AwardId; 2]>,
    #[serde(skip_serializing_if = "str::is_empty")]
    story: &'n str,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'n str,
    #[serde(skip_serializing_if = "str::is_empty")]
    quote: &'n str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    problems: &'n [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    channel: &'n str,
    #[serde(skip_serializing_if = "str::is_empty")]
    received: &'n str,
    #[serde(skip_serializing_if = "Option::is_none")]
    received_at: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    may_contact: Option<bool>,
    #[serde(skip_serializing_if = "Answers::is_empty")]
    answers: &'n Answers,
    state: NominationState,
    #[serde(skip_serializing_if = "str::is_empty")]
    set_aside_reason: &'n str,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Origin>,
}

impl Serialize for super::Nomination {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Shown {
            nominee: self.nominee,
            nominator: self.nominator,
            awards: &self.awards,
            story: &self.story,
            reason: &self.reason,
            quote: &self.quote,
            problems: &self.problems,
            channel: &self.channel,
            received: &self.received,
            received_at: self.received_at,
            may_contact: self.may_contact,
            answers: &self.answers,
            state: self.state,
            set_aside_reason: &self.set_aside_reason,
            origin: self.origin,
        }
        .serialize(serializer)
    }
}
