//! The papers of judging: the pack of a judge with its score sheets, and the results book.
//!
//! Facts in, pages out. A pack on paper is made from the same [`Pack`](crate::judging::pack::Pack) as the one in a browser, so that
//! both ask the same. What the book says about people is what the caller hands in: names in the form each person chose, judges by
//! code alone.

mod book;
mod sheets;

pub use book::book;
pub use sheets::score_sheets;

use super::paper::PaperStyle;
use super::sweepstake::Office;

/// All that a results book says.
#[derive(Clone, Debug, Default)]
pub struct BookFacts {
    /// Title of the campaign.
    pub campaign: String,
    /// "Results book".
    pub title: String,
    /// Under the title: who organised, when it was made.
    pub words: String,
    /// Hash of the campaign's ledger as it stood; "" when there is none.
    pub ledger: String,
    /// In the order of the book.
    pub awards: Vec<AwardBook>,
}

/// One award.
#[derive(Clone, Debug, Default)]
pub struct AwardBook {
    /// Title.
    pub title: String,
    /// What it is for.
    pub words: String,
    /// Names of the winners, in the form each chose.
    pub winners: Vec<String>,
    /// The panel.
    pub judges: Vec<JudgeLine>,
    /// Eligibility: reason code, words, how many nominees it left out.
    pub left_out: Vec<(String, String, usize)>,
    /// Nominees moved between awards, a sentence each.
    pub moves: Vec<String>,
    /// From screening to final.
    pub rounds: Vec<RoundBook>,
    /// Freezes, reopenings and whatever changed after a freeze, in the order of time.
    pub history: Vec<HistoryLine>,
    /// The people's choice; nothing where none was counted.
    pub votes: Option<VotesBook>,
    /// What judges said and may be printed.
    pub quotes: Vec<Quote>,
}

/// The people's choice beside the jury's result.
#[derive(Clone, Debug, Default)]
pub struct VotesBook {
    /// When and from which list it was counted, as sentences.
    pub words: String,
    /// Who got votes, the most first.
    pub lines: Vec<VoteLine>,
    /// Candidates behind those of `lines`.
    pub more: usize,
    /// What looked like fraud: about whom, what, how many votes, whether they count.
    pub findings: Vec<[String; 4]>,
    /// Findings behind those.
    pub more_findings: usize,
    /// SHA-256 of the list, 64 hex digits.
    pub sha256: String,
}

/// A candidate in the people's choice.
#[derive(Clone, Debug, Default)]
pub struct VoteLine {
    /// From 1; who has as many votes has the same place.
    pub place: usize,
    /// Name in the form the person chose, or code name.
    pub name: String,
    /// Votes that count.
    pub counted: u64,
    /// Every vote.
    pub all: u64,
}

/// A judge, by code.
#[derive(Clone, Debug, Default)]
pub struct JudgeLine {
    /// "J03".
    pub code: String,
    /// "independent member: …"; may be empty.
    pub note: String,
    /// How many scores.
    pub scores: usize,
    /// Points above the others on the same nominees; nothing where scores were left as they are.
    pub effect: Option<f64>,
    /// Why they were left as they are; "" otherwise.
    pub left_raw: String,
}

/// One round.
#[derive(Clone, Debug, Default)]
pub struct RoundBook {
    /// "Final".
    pub title: String,
    /// How it was judged: "weighted rubric, 1 to 5".
    pub mode: String,
    /// Label, scale in words, share of the total in percent.
    pub criteria: Vec<(String, String, f64)>,
    /// The declared tie-break, in words, with when it was declared.
    pub tie_break: String,
    /// How scores became places, in words.
    pub method: String,
    /// The nominees, best first.
    pub field: Vec<FieldLine>,
    /// How a transferable vote was counted, a line for each stage; empty for other counts.
    pub count: Vec<String>,
    /// What can and cannot be told apart, a sentence each.
    pub sureness: Vec<String>,
    /// Who stepped aside.
    pub recusals: Vec<RecusalLine>,
}

/// A nominee in a round.
#[derive(Clone, Debug, Default)]
pub struct FieldLine {
    /// Place; nothing without scores.
    pub place: Option<usize>,
    /// Name in the form the person chose, or code name.
    pub name: String,
    /// Judge's code and score as given, in the order of the panel.
    pub scores: Vec<(String, String)>,
    /// Score as given; "" where there is none.
    pub raw: String,
    /// Score without severity; "" where there is none or it was not made.
    pub adjusted: String,
    /// "1 to 3": where the place lies in most repeats; may be empty.
    pub spread: String,
    /// "winner", "goes on", "tie settled by …"; may be empty.
    pub outcome: String,
    /// Place by the raw score where it is another; 0 where it is not.
    pub raw_place: usize,
    /// Why the place changed; may be empty.
    pub why: String,
}

/// A judge who did not judge a nominee.
#[derive(Clone, Debug, Default)]
pub struct RecusalLine {
    /// Judge's code.
    pub judge: String,
    /// Name of the nominee.
    pub nominee: String,
    /// Why.
    pub reason: String,
    /// When it was declared or found.
    pub when: String,
    /// What it changed: "score of 72 taken out; 3rd becomes 2nd"; may be empty.
    pub effect: String,
}

/// Something that happened to a result.
#[derive(Clone, Debug, Default)]
pub struct HistoryLine {
    /// When.
    pub when: String,
    /// "Shortlist frozen", "Reopened", "Score of J02 changed".
    pub what: String,
    /// Why; may be empty.
    pub reason: String,
    /// Hash of what was frozen, 64 hex digits; "" for other events.
    pub sha256: String,
    /// Whether it changed a frozen result.
    pub after_freeze: bool,
}

/// What a judge wrote.
#[derive(Clone, Debug, Default)]
pub struct Quote {
    /// About whom.
    pub nominee: String,
    /// Judge's code.
    pub judge: String,
    /// The words.
    pub text: String,
}

fn style(office: &Office, campaign: &str, kind: &str, running: &str, foot: String) -> PaperStyle {
    PaperStyle {
        paper: office.paper,
        campaign: campaign.to_owned(),
        kind: kind.to_owned(),
        running: format!("{campaign}  ·  {running}"),
        foot,
        rehearsal: false,
        language: office.language.clone(),
    }
}
