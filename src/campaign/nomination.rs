//! A nomination: one nominator's words for one nominee, kept as received.

use super::ids::{AwardId, PersonId};
use super::pack::Answers;
use super::person::Origin;
use super::text::Text;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NominationState {
    #[default]
    New,
    Read,
    Shortlisted,
    /// Kept, but no longer considered; the reason stands beside it.
    SetAside,
}

impl NominationState {
    pub const ALL: [Self; 4] = [Self::New, Self::Read, Self::Shortlisted, Self::SetAside];
    pub fn title(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Read => "Read",
            Self::Shortlisted => "Shortlisted",
            Self::SetAside => "Set aside",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nomination {
    pub nominee: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nominator: Option<PersonId>,
    /// One or two, which then lie in the record.
    #[serde(default, skip_serializing_if = "SmallVec::is_empty")]
    pub awards: SmallVec<[AwardId; 2]>,
    /// What happened, as received.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub story: Text,
    /// Why it matters, as received.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub reason: Text,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub quote: Text,
    /// Recurring troubles named, as tags; these may be changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<String>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub channel: Text,
    /// When it came, as the file said it or as typed.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub received: Text,
    /// The same as date and time, where it could be read: as written, without a guess at its zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<DateTime>,
    /// May the nominee be told about it?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_contact: Option<bool>,
    /// Every question and answer of the row, untouched.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub answers: Answers,
    #[serde(default)]
    pub state: NominationState,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub set_aside_reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl Nomination {
    pub fn new(nominee: PersonId) -> Self {
        Self {
            nominee,
            nominator: None,
            awards: SmallVec::new(),
            story: Text::new(),
            reason: Text::new(),
            quote: Text::new(),
            problems: Vec::new(),
            channel: Text::new(),
            received: Text::new(),
            received_at: None,
            may_contact: None,
            answers: Answers::default(),
            state: NominationState::New,
            set_aside_reason: String::new(),
            origin: None,
        }
    }

    /// Everything it says beside the answers of its row.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [&*self.story, &self.reason, &self.quote, &self.channel, &self.received, &self.set_aside_reason];
        texts.into_iter().chain(self.problems.iter().map(String::as_str))
    }

    /// The words a reader wants first: the story, else the reason, else the quote.
    pub fn excerpt(&self) -> &str {
        [self.story.as_str(), self.reason.as_str(), self.quote.as_str()]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or("")
    }
}
