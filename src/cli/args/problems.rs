//! The arguments of `problems`.

use super::community::{Several, Whole};
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Problems {
    /// How often each problem is named, with quotes
    #[command(after_help = "Example:\n  unsung problems tally heroes.unsung --json")]
    Tally(Whole),
    /// What is proposed from the words of nominations and mishaps
    #[command(after_help = "Example:\n  unsung problems propose heroes.unsung N3 X1")]
    Propose(Several),
    /// Tag records with a problem, or with all that is proposed for them
    #[command(
        after_help = "Without --problem every proposal is accepted; without ids, those of all records.\n\nExample:\n  unsung problems accept heroes.unsung N3 --problem Printers"
    )]
    Accept(ProblemChoice),
    /// A problem is not proposed for these records any more
    #[command(after_help = "Example:\n  unsung problems refuse heroes.unsung N3 --problem Printers")]
    Refuse(ProblemRefusal),
    /// Words of your own by which a problem is found
    #[command(
        after_help = "A stem ends with a star. Without words the problem loses its own.\n\nExample:\n  unsung problems words heroes.unsung --problem Doors --word \"badge*\" --word \"front door\""
    )]
    Words(ProblemWords),
    /// Compute the stats of monsters from counts and severity
    #[command(after_help = "Example:\n  unsung problems stats heroes.unsung")]
    Stats(Several),
    /// Heroes without an arch-enemy and monsters nobody fights
    #[command(
        after_help = "Exit code 1 where somebody is left over. With --fix the proposed pairs are made.\n\nExample:\n  unsung problems pairs heroes.unsung --fix"
    )]
    Pairs(Pairs),
}

#[derive(Debug, Args)]
pub struct ProblemChoice {
    #[command(flatten)]
    pub which: Several,
    /// The problem
    #[arg(long)]
    pub problem: Option<String>,
}

#[derive(Debug, Args)]
pub struct ProblemRefusal {
    #[command(flatten)]
    pub which: Several,
    /// The problem
    #[arg(long)]
    pub problem: String,
}

#[derive(Debug, Args)]
pub struct ProblemWords {
    /// The campaign
    pub file: PathBuf,
    /// The problem
    #[arg(long)]
    pub problem: String,
    /// A word, a phrase, or a stem with a star; may be given several times
    #[arg(long = "word", value_name = "WORD")]
    pub words: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Pairs {
    /// The campaign
    pub file: PathBuf,
    /// Make the proposed pairs
    #[arg(long)]
    pub fix: bool,
}
