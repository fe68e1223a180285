//! A round of judging: what is asked of judges, how many go on, and who was given whom.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Which step on the way to the winner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RoundKind {
    Screening,
    LongList,
    Shortlist,
    #[default]
    Final,
}

impl RoundKind {
    pub const ALL: [Self; 4] = [Self::Screening, Self::LongList, Self::Shortlist, Self::Final];
    pub fn title(self) -> &'static str {
        match self {
            Self::Screening => "Screening",
            Self::LongList => "Long list",
            Self::Shortlist => "Shortlist",
            Self::Final => "Final",
        }
    }
}

/// One question of a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Criterion {
    /// Unique within the round.
    pub number: u32,
    pub label: String,
    /// What the lowest and the highest score stand for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub help: String,
    /// Scores from `least` to `most`, whole numbers.
    pub least: u32,
    pub most: u32,
    pub weight: u32,
    /// A score below this needs a comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment_below: Option<u32>,
    /// A score above this needs a comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment_above: Option<u32>,
}

impl Default for Criterion {
    fn default() -> Self {
        Self {
            number: 1,
            label: String::new(),
            help: String::new(),
            least: 1,
            most: 10,
            weight: 1,
            comment_below: None,
            comment_above: None,
        }
    }
}

impl Criterion {
    /// No score and no weight goes above this.
    pub const MOST: u32 = 1_000;

    pub fn wants_comment(&self, score: u32) -> bool {
        self.comment_below.is_some_and(|band| score < band) || self.comment_above.is_some_and(|band| score > band)
    }
}

/// How rankings become one order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tally {
    #[default]
    Borda,
    /// Single transferable vote with as many seats as the quota.
    Stv,
}

/// When a candidate passes a round of yes and no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Passing {
    /// More judges say yes than no.
    #[default]
    Majority,
    /// Nobody says no, and somebody says yes.
    All,
    /// At least so many say yes.
    AtLeast(u32),
}

/// What a judge is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    PassFail(Passing),
    /// Scores on weighted criteria.
    Rubric(Vec<Criterion>),
    Ranking(Tally),
    /// Any number of candidates up to this many; 0 for as many as they like.
    Approval(u32),
    /// So many points to give away.
    Points(u32),
    /// One of two, again and again.
    Pairwise,
}

impl Default for Mode {
    fn default() -> Self {
        Self::Rubric(Vec::new())
    }
}

impl Mode {
    /// The word for lists and the command line.
    pub fn id(&self) -> &'static str {
        match self {
            Self::PassFail(_) => "pass-fail",
            Self::Rubric(_) => "rubric",
            Self::Ranking(Tally::Borda) => "ranking",
            Self::Ranking(Tally::Stv) => "stv",
            Self::Approval(_) => "approval",
            Self::Points(_) => "points",
            Self::Pairwise => "pairwise",
        }
    }
    pub fn title(&self) -> &'static str {
        match self {
            Self::PassFail(_) => "Pass or fail",
            Self::Rubric(_) => "Weighted rubric",
            Self::Ranking(Tally::Borda) => "Ranking (Borda)",
            Self::Ranking(Tally::Stv) => "Ranking (STV)",
            Self::Approval(_) => "Approval",
            Self::Points(_) => "Points",
            Self::Pairwise => "Pairwise",
        }
    }
    /// The questions; none but in a rubric.
    pub fn criteria(&self) -> &[Criterion] {
        match self {
            Self::Rubric(criteria) => criteria,
            _ => &[],
        }
    }
}

/// By which numbers the order is made; declared before the first score of the round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// Scores as they were given.
    #[default]
    Raw,
    /// Scores without the judges' severity; in a rubric only.
    Adjusted,
}

/// How candidates were given to judges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// The same seed gives the same assignment.
    pub seed: u64,
    /// Counts up with each change of who judges whom.
    pub version: u32,
    pub at: Timestamp,
    /// Changed by hand since it was made.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
}

/// One round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Round {
    /// Unique within the judging and never given twice.
    pub number: u32,
    pub kind: RoundKind,
    /// The name where the kind's own does not do.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    pub mode: Mode,
    pub basis: Basis,
    /// How many go on, or win in the last round; 0 for all who pass.
    pub quota: u32,
    /// How many judges see each candidate; 0 for all.
    pub each: u32,
    /// Who judges in it, by number; the whole panel where nobody is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub judges: Vec<u32>,
    /// Sheets that come later are marked late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignment: Option<Assignment>,
}

impl Round {
    pub fn title(&self) -> &str {
        if self.title.is_empty() { self.kind.title() } else { &self.title }
    }
    /// What was declared and stays once there are scores.
    pub(super) fn declared(&self) -> (&Mode, Basis) {
        (&self.mode, self.basis)
    }
}
