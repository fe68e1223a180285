//! What one judge gave in one round, line by line, and how it came.

use super::super::ids::AwardId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a judge gave one candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    Pass(bool),
    /// Scores by the number of the criterion.
    Scores(BTreeMap<u32, u32>),
    /// Place in the judge's own order, from 1; equal places are equal.
    Rank(u32),
    Approve(bool),
    Points(u32),
    /// Preferred to these candidates, by number. Where each of two is preferred to the other, the judge said that neither is
    /// better.
    Over(BTreeSet<u32>),
}

/// How a line came into the campaign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Way {
    /// In the file of a judge pack.
    Pack,
    /// Typed in from a paper sheet.
    Paper,
    /// Typed in as said or written otherwise.
    #[default]
    Typed,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::Pack, Self::Paper, Self::Typed];
    pub fn title(self) -> &'static str {
        match self {
            Self::Pack => "Pack file",
            Self::Paper => "Paper",
            Self::Typed => "Typed",
        }
    }
}

/// One line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub mark: Mark,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    #[serde(default)]
    pub way: Way,
    pub at: Timestamp,
}

/// A pack that was made for the judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// The same for all versions of one judge's pack in one round.
    pub id: String,
    /// Counts up when other candidates or other questions are asked than in the pack before.
    pub version: u32,
    pub at: Timestamp,
    /// The candidates in it, by number.
    pub asked: BTreeSet<u32>,
    /// Hash of what is asked of each.
    pub questions_sha256: String,
}

/// A pack file that came back and was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    pub file_sha256: String,
    pub pack_id: String,
    pub at: Timestamp,
    /// Lines that were taken.
    pub lines: u32,
    /// Some of what was asked is not answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// It came after the round had closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
}

/// What one judge gave in one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub award: AwardId,
    pub round: u32,
    pub judge: u32,
    /// Whom the judge is to judge, by number.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub assigned: BTreeSet<u32>,
    /// The lines by candidate.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lines: BTreeMap<u32, Line>,
    /// Packs made, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<Pack>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<Return>,
    /// What the judge has to say about the round.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl Sheet {
    pub fn new(award: AwardId, round: u32, judge: u32) -> Self {
        Self {
            award,
            round,
            judge,
            assigned: BTreeSet::new(),
            lines: BTreeMap::new(),
            packs: Vec::new(),
            returns: Vec::new(),
            words: String::new(),
        }
    }
    pub fn is_scored(&self) -> bool {
        !self.lines.is_empty()
    }
    /// Assigned candidates without a line.
    pub fn missing(&self) -> impl Iterator<Item = u32> + '_ {
        self.assigned.iter().copied().filter(|candidate| !self.lines.contains_key(candidate))
    }
}
