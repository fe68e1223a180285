//! The arguments of `people`.

use clap::Subcommand;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum People {
    /// Propose who may be one person under two spellings, with the evidence
    #[command(
        after_help = "Nobody is merged by this. Exit code 0, whether somebody was found or not.\n\nExample:\n  unsung people duplicates heroes.unsung --min 70"
    )]
    Duplicates(Duplicates),
    /// Merge the records of one person; every nomination, role and source row is kept
    #[command(
        after_help = "Example:\n  unsung people merge heroes.unsung P3 P17\n  unsung people merge heroes.unsung --all-from 95"
    )]
    Merge(Merge),
    /// Take a merge back: both records as they were
    #[command(after_help = "Example:\n  unsung people unmerge heroes.unsung P3 P17")]
    Unmerge(Pair),
    /// Remember that two are different people, so that they are not proposed again
    #[command(after_help = "Example:\n  unsung people apart heroes.unsung P3 P17")]
    Apart(Pair),
    /// Erase a person for good: records, raw files, photos, the version before; draws still verify
    #[command(
        after_help = "Without --yes it only tells what would go.\n\nExample:\n  unsung people erase heroes.unsung P17\n  unsung people erase heroes.unsung P17 --yes \"Ada Quist\""
    )]
    Erase(Erase),
    /// Everything that is kept about one person, as text to hand over
    #[command(after_help = "Example:\n  unsung people access heroes.unsung P17 --out ada-quist.txt")]
    Access(Access),
}

#[derive(Debug, clap::Args)]
pub struct Erase {
    /// The campaign
    pub file: PathBuf,
    /// The person, such as P17
    pub person: String,
    /// The name as it stands in the record, to show that the right person is meant
    #[arg(long, value_name = "NAME")]
    pub yes: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Access {
    /// The campaign
    pub file: PathBuf,
    /// The person, such as P17
    pub person: String,
    /// Text file to write; without it the text goes to the screen
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Duplicates {
    /// The campaign
    pub file: PathBuf,
    /// Only pairs with at least this score, 0 to 100
    #[arg(long, value_name = "SCORE", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min: u8,
}

#[derive(Debug, clap::Args)]
pub struct Merge {
    /// The campaign
    pub file: PathBuf,
    /// The record that is kept, such as P3
    #[arg(required_unless_present = "all_from")]
    pub kept: Option<String>,
    /// The record that goes into it, such as P17
    #[arg(required_unless_present = "all_from")]
    pub gone: Option<String>,
    /// Instead of two people: all proposals from this score on, 80 to 100
    #[arg(long, value_name = "SCORE", conflicts_with_all = ["kept", "gone"], value_parser = clap::value_parser!(u8).range(80..=100))]
    pub all_from: Option<u8>,
}

#[derive(Debug, clap::Args)]
pub struct Pair {
    /// The campaign
    pub file: PathBuf,
    /// A person, such as P3
    pub one: String,
    /// Another person, such as P17
    pub other: String,
}
