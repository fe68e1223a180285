//! Arguments of what is done with scores: taking them in, showing, freezing, and what is made of them.

use super::forms::{WayName, fraud, pair};
use super::{InRound, Which};
use crate::campaign::judging::FraudKind;
use crate::cli::args::PaperName;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct TakeIn {
    /// The campaign
    pub file: PathBuf,
    /// What came back: files, or folders of them
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// Also what came after the round had closed
    #[arg(long)]
    pub late: bool,
    /// Lines that are there are replaced by those of the files
    #[arg(long)]
    pub replace: bool,
}

#[derive(Debug, Args)]
pub struct Score {
    #[command(flatten)]
    pub of: InRound,
    #[arg(long, value_name = "JUDGE")]
    pub judge: String,
    /// One candidate
    #[arg(long, value_name = "CANDIDATE=MARK|COMMENT", value_parser = pair)]
    pub line: Vec<(String, String)>,
    /// Take lines out again
    #[arg(long, value_name = "CANDIDATE", num_args = 1.., conflicts_with = "line")]
    pub take_out: Vec<String>,
    /// From a paper sheet, or as somebody said it
    #[arg(long, default_value = "paper")]
    pub way: WayName,
}

#[derive(Debug, Args)]
pub struct Scores {
    #[command(flatten)]
    pub of: InRound,
    /// Every score by candidate and judge instead of the order
    #[arg(long)]
    pub matrix: bool,
    /// How each judge scores beside the others instead of the order
    #[arg(long, conflicts_with = "matrix")]
    pub judges: bool,
    /// Repetitions that tell how sure the places are; 0 leaves that out
    #[arg(long, value_name = "N", default_value_t = crate::app::judging::results::RUNS)]
    pub runs: usize,
}

#[derive(Debug, Args)]
pub struct Freeze {
    #[command(flatten)]
    pub of: InRound,
    /// Who goes on or wins, in order; those whom the rules name without it
    #[arg(long, value_name = "CANDIDATE", num_args = 1..)]
    pub choose: Vec<String>,
    /// Why others than the first are chosen
    #[arg(long, default_value = "")]
    pub note: String,
}

#[derive(Debug, Args)]
pub struct Reopen {
    #[command(flatten)]
    pub which: Which,
    #[arg(long, value_name = "N")]
    pub round: u32,
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct Move {
    #[command(flatten)]
    pub which: Which,
    /// Who moves
    pub candidate: String,
    /// Title or id of the other award
    #[arg(long, value_name = "AWARD")]
    pub to: String,
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct Votes {
    #[command(flatten)]
    pub which: Which,
    /// The list; what was counted before is shown without it
    pub input: Option<PathBuf>,
    /// What is not counted
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = fraud)]
    pub leave_out: Vec<FraudKind>,
}

#[derive(Debug, Args)]
pub struct Powers {
    #[command(flatten)]
    pub of: InRound,
    /// Which question gives which power of the kit
    #[arg(long, value_name = "QUESTION=STAT", value_parser = pair, required_unless_present_any = ["take_back", "keep"])]
    pub stat: Vec<(String, String)>,
    /// Take back what this round gave: the values before stand again
    #[arg(long, conflicts_with_all = ["stat", "keep"])]
    pub take_back: bool,
    /// Keep what this round gave, whatever becomes of it
    #[arg(long, conflicts_with = "stat")]
    pub keep: bool,
}

#[derive(Debug, Args)]
pub struct Book {
    #[command(flatten)]
    pub which: Which,
    /// The PDF
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Everybody by name: for the organiser's file, not for the public
    #[arg(long)]
    pub names: bool,
    #[arg(long)]
    pub paper: Option<PaperName>,
}

#[derive(Debug, Args)]
pub struct Letters {
    #[command(flatten)]
    pub which: Which,
    /// A folder, or a file that ends in .csv
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Leave out what judges wrote
    #[arg(long)]
    pub without_comments: bool,
    /// Leave out the scores
    #[arg(long)]
    pub without_scores: bool,
}
