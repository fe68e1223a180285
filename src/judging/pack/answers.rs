//! What a judge answers.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All answers to one pack.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Of the pack.
    pub pack_id: String,
    /// Of the pack.
    pub version: u32,
    /// Code of the judge.
    pub judge: String,
    /// Whether the judge says that this is all.
    pub finished: bool,
    /// When the judge's computer says it was saved, RFC 3339; not to be trusted.
    pub saved_at: String,
    /// By code of the nominee.
    #[serde(deserialize_with = "super::read::unique")]
    pub sheets: BTreeMap<String, Sheet>,
    /// For a ranking: codes, best first; those in one group are level.
    pub ranking: Vec<Vec<String>>,
    /// For pairwise comparison.
    pub duels: Vec<DuelAnswer>,
    /// What the judge has to say about the round; may be empty.
    pub words: String,
}

/// What a judge answers about one nominee; what the mode does not ask is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Pass or fail.
    pub pass: Option<bool>,
    /// Rubric: marks by id of the criterion.
    #[serde(deserialize_with = "super::read::unique")]
    pub marks: BTreeMap<String, i32>,
    /// Approval.
    pub approved: Option<bool>,
    /// Points.
    pub points: Option<u32>,
    /// The judge's comment; may be empty.
    pub comment: String,
    /// The judge steps aside.
    pub recusal: Option<Recusal>,
}

/// A judge says why it must not judge a nominee.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recusal {
    /// One of [`super::RECUSAL_REASONS`].
    pub reason: String,
    /// More about it; may be empty.
    pub words: String,
}

/// One duel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DuelAnswer {
    /// Code.
    pub first: String,
    /// Code.
    pub second: String,
    /// Who is better.
    pub verdict: Verdict,
}

/// How a duel ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The first.
    First,
    /// The second.
    Second,
    /// Neither.
    Level,
}
