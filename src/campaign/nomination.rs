//! A nomination: one nominator's words for one nominee, kept as received.

use super::ids::{AwardId, PersonId};
use super::pack::Answers;
use super::person::{Origin, Seldom, lies_beside};
use super::text::Text;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

mod written;

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

/// A nomination. What few of them hold lies in [`NominationDetails`], which a nomination reads and writes as if it were its own.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(from = "written::Nomination")]
pub struct Nomination {
    pub nominee: PersonId,
    pub nominator: Option<PersonId>,
    /// One or two, which then lie in the record.
    pub awards: SmallVec<[AwardId; 2]>,
    /// What happened, as received.
    pub story: Text,
    /// Why it matters, as received.
    pub reason: Text,
    pub channel: Text,
    /// When it came, as the file said it or as typed.
    pub received: Text,
    /// The same as date and time, where it could be read: as written, without a guess at its zone.
    pub received_at: Option<DateTime>,
    /// May the nominee be told about it?
    pub may_contact: Option<bool>,
    /// Every question and answer of the row, untouched.
    pub answers: Answers,
    pub state: NominationState,
    pub origin: Option<Origin>,
    pub details: Seldom<NominationDetails>,
}

/// What few nominations hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NominationDetails {
    pub quote: Text,
    /// Recurring troubles named, as tags; these may be changed.
    pub problems: Vec<String>,
    pub set_aside_reason: String,
}

static NO_DETAILS: NominationDetails =
    NominationDetails { quote: Text::new(), problems: Vec::new(), set_aside_reason: String::new() };

lies_beside!(Nomination, details: NominationDetails, NO_DETAILS);

impl Nomination {
    pub fn new(nominee: PersonId) -> Self {
        Self {
            nominee,
            nominator: None,
            awards: SmallVec::new(),
            story: Text::new(),
            reason: Text::new(),
            channel: Text::new(),
            received: Text::new(),
            received_at: None,
            may_contact: None,
            answers: Answers::default(),
            state: NominationState::New,
            origin: None,
            details: Seldom::default(),
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
