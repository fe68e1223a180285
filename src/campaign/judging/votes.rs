//! The people's choice as it was counted. Who voted is not kept: counts, and what looked like fraud.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What makes votes doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FraudKind {
    /// Many votes for one candidate within minutes.
    Burst,
    /// Addresses of a provider of throw-away mail.
    Disposable,
    /// One mailbox under several names, such as `a+1@` and `a+2@`.
    SameMailbox,
    /// The same address voted again.
    Again,
    /// Nobody in the field is meant.
    Unknown,
}

impl FraudKind {
    pub const ALL: [Self; 5] = [Self::Burst, Self::Disposable, Self::SameMailbox, Self::Again, Self::Unknown];
    pub fn title(self) -> &'static str {
        match self {
            Self::Burst => "Burst of votes",
            Self::Disposable => "Disposable address",
            Self::SameMailbox => "One mailbox, several addresses",
            Self::Again => "Voted again",
            Self::Unknown => "For nobody in the field",
        }
    }
}

/// What was found about the votes for one candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub kind: FraudKind,
    /// `None` where no candidate is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<u32>,
    pub votes: u64,
    /// Without addresses: "41 votes from 19:02 to 19:09", "mailinator.com".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// These votes do not count.
    pub left_out: bool,
}

/// A tally as it was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    pub file_name: String,
    pub file_sha256: String,
    pub counted_at: Timestamp,
    /// Every vote by candidate.
    #[serde(default)]
    pub all: BTreeMap<u32, u64>,
    /// Those that count.
    #[serde(default)]
    pub counted: BTreeMap<u32, u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}
