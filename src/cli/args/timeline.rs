//! The arguments of `timeline`.

use super::studio::OnOff;
use crate::campaign::MilestoneKind;
use crate::cli::values;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Timeline {
    /// Show the dates, what each locks, and what is due next
    #[command(after_help = "Example:\n  unsung timeline list heroes.unsung")]
    List(TimelineFile),
    /// Add a date, or change one by its number
    #[command(
        after_help = "Kinds: nominations-open, nominations-close, judging-closes, winners-final, roll-locks, draw, announcement, \
                      publication, other. Times are meant in the campaign's zone, or in that of the laptop where it has none.\n\n\
                      Example:\n  unsung timeline set heroes.unsung --kind nominations-close --at 2026-12-01T18:00 --locks on\n  \
                      unsung timeline set heroes.unsung --number 2 --at 2026-12-08T18:00\n  \
                      unsung timeline set heroes.unsung --zone Europe/Oslo"
    )]
    Set(TimelineSet),
    /// Take a date away
    #[command(after_help = "Example:\n  unsung timeline remove heroes.unsung 3")]
    Remove(TimelineRemove),
    /// Open a date that locks, for good; the reason stays beside it
    #[command(after_help = "Example:\n  unsung timeline open heroes.unsung 3 --reason \"A judge had miscounted\"")]
    Open(TimelineOpen),
    /// Write the dates as a calendar file
    #[command(after_help = "Example:\n  unsung timeline export heroes.unsung --out heroes.ics")]
    Export(TimelineExport),
}

#[derive(Debug, Args)]
pub struct TimelineFile {
    /// The campaign
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct TimelineSet {
    /// The campaign
    pub file: PathBuf,
    /// Number of the date to change; without it a date is added
    #[arg(long)]
    pub number: Option<usize>,
    /// What happens then
    #[arg(long, value_parser = values::milestone_kind)]
    pub kind: Option<MilestoneKind>,
    /// In your own words
    #[arg(long)]
    pub title: Option<String>,
    /// Day and time: 2026-12-01T18:00, or with a zone of its own 2026-12-01T18:00Z
    #[arg(long, value_parser = values::time)]
    pub at: Option<values::Time>,
    /// Whether it locks what its kind promises
    #[arg(long)]
    pub locks: Option<OnOff>,
    /// Time zone of all dates by its IANA name; "laptop" for that of the laptop
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
}

#[derive(Debug, Args)]
pub struct TimelineRemove {
    /// The campaign
    pub file: PathBuf,
    /// Its number in the list
    pub number: usize,
}

#[derive(Debug, Args)]
pub struct TimelineOpen {
    /// The campaign
    pub file: PathBuf,
    /// Its number in the list
    pub number: usize,
    /// Why
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct TimelineExport {
    /// The campaign
    pub file: PathBuf,
    /// File to write
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
}
