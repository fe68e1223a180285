//! Who judges, who must not judge whom, and why.

use super::super::ids::PersonId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A person on the panel of one award.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Judge {
    pub number: u32,
    /// What stands for the name on sheets and in the results book. Unique within the judging.
    pub code: String,
    /// `None` once the person was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Why this is the independent member that UK CAP rule 8.26 asks for; empty where they are not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub independent: String,
    /// Why they left the panel; empty while they are on it. What they gave before stays.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub left: String,
}

/// What speaks against a judge judging a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ground {
    SamePerson,
    Surname,
    Employer,
    EmailDomain,
    Team,
    NominatedBy,
    /// The judge is nominated for the award.
    SameAward,
    Vouched,
    /// The judge said so.
    Declared,
}

impl Ground {
    pub const ALL: [Self; 9] = [
        Self::SamePerson,
        Self::Surname,
        Self::Employer,
        Self::EmailDomain,
        Self::Team,
        Self::NominatedBy,
        Self::SameAward,
        Self::Vouched,
        Self::Declared,
    ];
    pub fn title(self) -> &'static str {
        match self {
            Self::SamePerson => "Is the nominee",
            Self::Surname => "Same surname",
            Self::Employer => "Same employer",
            Self::EmailDomain => "Same e-mail domain",
            Self::Team => "Same team",
            Self::NominatedBy => "Nominated them",
            Self::SameAward => "Is nominated for this award",
            Self::Vouched => "Vouched in the league",
            Self::Declared => "Declared",
        }
    }
    /// Nobody may say that it does not matter.
    pub fn is_final(self) -> bool {
        matches!(self, Self::SamePerson | Self::SameAward)
    }
}

/// What a person decided about a conflict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ConflictState {
    /// The judge does not judge the candidate.
    #[default]
    Stands,
    /// It was looked at and does not matter; the note says why.
    Dismissed,
}

/// A conflict that somebody looked at or declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    pub judge: u32,
    pub candidate: u32,
    pub ground: Ground,
    #[serde(default)]
    pub state: ConflictState,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    pub at: Timestamp,
}

/// A judge who does not judge a candidate, or nobody, in one round: what they gave there does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recusal {
    pub judge: u32,
    /// `None`: the judge leaves the whole round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<u32>,
    pub round: u32,
    pub reason: String,
    pub at: Timestamp,
}
