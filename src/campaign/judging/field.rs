//! Who stands in the field of an award: candidates, what they must meet, and how they came and went.

use super::super::ids::{AwardId, PersonId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One line of the check-list by which a nominee may stand in the field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Requirement {
    /// The reason code that a refusal names: `E1`, `EMPLOYED`. Unique within the judging.
    pub code: String,
    /// What must be so: "Works for a member organisation".
    pub label: String,
}

/// Whether a requirement is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// Nobody has looked yet.
    #[default]
    Open,
    Met,
    NotMet,
}

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Open, Self::Met, Self::NotMet];
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Met => "Met",
            Self::NotMet => "Not met",
        }
    }
}

/// What was found about one requirement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Checked {
    pub outcome: Outcome,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Why somebody left the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    pub reason: String,
    pub at: Timestamp,
    /// The first round they no longer stand in.
    pub from_round: u32,
}

/// The text that judges read in place of the nominations, as a person reviewed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    pub text: String,
    /// SHA-256 of what it was made from: another nomination or another name asks for another review.
    pub source_sha256: String,
    pub by: String,
    pub at: Timestamp,
}

/// One nominee in the field of one award.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Candidate {
    pub number: u32,
    /// What judges call them in blind rounds, and the results book always. Unique within the judging.
    pub code: String,
    /// `None` once the person was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// By the code of the requirement; what is not here is open.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub checks: BTreeMap<String, Checked>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covered: Option<Arc<Covered>>,
}

impl Candidate {
    /// Nothing speaks against them so far.
    pub fn is_eligible(&self) -> bool {
        self.checks.values().all(|check| check.outcome != Outcome::NotMet)
    }
    /// The codes of what they do not meet.
    pub fn failed(&self) -> impl Iterator<Item = &str> {
        self.checks.iter().filter(|(_, check)| check.outcome == Outcome::NotMet).map(|(code, _)| code.as_str())
    }
}

/// A candidate who changed from one award to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The number in the judging that holds this.
    pub candidate: u32,
    /// The award on the other side; it may be gone since.
    pub other: AwardId,
    /// They came from there; else they went there.
    pub came: bool,
    pub reason: String,
    pub at: Timestamp,
}
