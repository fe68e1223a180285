//! The judge pack: what a judge gets to read and to answer, and the answers that come back.
//!
//! Plain data. A [`Pack`] becomes one web page that works from disk ([`page`]) or sheets of paper; what the page saves is read
//! with [`read`] and held against the pack with [`check`]. Nominees appear under codes and whatever texts the caller hands in: covering
//! names is done before. Nothing here is trusted because it came back: sizes are limited first, every field is known, and a sum
//! over the answers tells a damaged file.

mod answers;
mod check;
mod page;
mod read;

pub use answers::{Answers, DuelAnswer, Recusal, Sheet, Verdict};
pub use check::{Problem, check};
pub use page::page;
pub use read::{ANSWERS_FORMAT, BYTES_MAX, COMMENT_MAX, Unreadable, file, read};

use super::rubric::Criterion;
use serde::{Deserialize, Serialize};

/// The form of packs that this program writes.
pub const PACK_FORMAT: &str = "unsung-judge-pack/1";

/// Why a judge may step aside, by code and in words; a pack offers these.
pub const RECUSAL_REASONS: [(&str, &str); 6] = [
    ("family", "Family or friend"),
    ("work", "We work together, or did so lately"),
    ("team", "I lead or led this person's team"),
    ("nominated", "I nominated this person"),
    ("interest", "I have an interest in the outcome"),
    ("other", "Something else"),
];

/// All that one judge gets for one round of one award.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// [`PACK_FORMAT`].
    pub format: String,
    /// The same for all versions of one judge's pack for one round; any text without meaning.
    pub pack_id: String,
    /// Grows with each time the pack is made anew.
    pub version: u32,
    /// Title of the campaign.
    pub campaign: String,
    /// Title of the award.
    pub award: String,
    /// "Shortlist".
    pub round: String,
    /// The judge's code, "J03".
    pub judge: String,
    /// When answers are due, in words; may be empty.
    pub due: String,
    /// What the organiser says; may be empty. Line ends stay.
    pub words: String,
    /// The declared tie-break, in words; may be empty.
    pub tie_break: String,
    /// What is asked.
    pub mode: Mode,
    /// In the order to be read.
    pub nominees: Vec<PackNominee>,
    /// BCP 47 language of the texts; "" when unknown.
    pub language: String,
}

/// What is asked of a judge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Mode {
    /// Does each nominee go on?
    PassFail {
        /// Whether a no needs a comment.
        #[serde(default)]
        comment_on_fail: bool,
    },
    /// A mark for each criterion.
    Rubric {
        /// At least one.
        criteria: Vec<Criterion>,
    },
    /// An order of nominees.
    Ranking {
        /// How many places are to be filled at least; 0 for all.
        places: usize,
    },
    /// Which nominees are good enough.
    Approval {
        /// At most so many; 0 for any number.
        most: usize,
    },
    /// Points to share out.
    Points {
        /// To be spent, all of them.
        budget: u32,
        /// For one nominee at most.
        most_each: u32,
    },
    /// Which of two, again and again.
    Pairwise {
        /// Codes of both.
        duels: Vec<(String, String)>,
        /// Whether "neither" is an answer.
        level: bool,
    },
}

/// A nominee as a judge sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackNominee {
    /// "N07": what answers name it by.
    pub code: String,
    /// Code name, or the name where the round is not blind.
    pub name: String,
    /// One line beneath; may be empty.
    pub line: String,
    /// What there is to read.
    pub texts: Vec<PackText>,
}

/// A text with its title.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackText {
    /// "Nomination 2 of 5"; may be empty.
    pub title: String,
    /// Line ends stay.
    pub text: String,
}
