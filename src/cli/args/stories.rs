//! The arguments of `stories`.

use super::community::{One, Several, Whole};
use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Stories {
    /// Begin a story about each of these people from what was said of them; all nominees where none is named
    #[command(after_help = "Example:\n  unsung stories begin heroes.unsung P3 P4")]
    Begin(Several),
    /// Set words of a story; a text that was agreed to needs a new yes
    #[command(
        after_help = "Example:\n  unsung stories words heroes.unsung ST1 --title \"The long night\" --text-file night.txt"
    )]
    Words(StoryWords),
    /// Bring a story one step nearer to the public: checked, consented, published; or back to a draft
    #[command(
        after_help = "Example:\n  unsung stories step heroes.unsung ST1 --to consented --by \"Sabine, by e-mail\""
    )]
    Step(StoryStep),
    /// Take words of a nomination as a quote; the same again takes them off
    #[command(
        after_help = "Without --words the sentences of the nomination are listed.\n\nExample:\n  unsung stories quote heroes.unsung ST1 --from N3 --words \"She made them run again.\""
    )]
    Quote(StoryQuote),
    /// Note the leap a story tells of, in the place of one with the same words
    #[command(
        after_help = "Example:\n  unsung stories leap heroes.unsung ST1 --what \"Days to a new site\" --before 440 --after 11 --unit days --evidence measured"
    )]
    Leap(StoryLeap),
    /// Say where it happened; empty for where the person is
    #[command(after_help = "Example:\n  unsung stories place heroes.unsung ST1 --place Ghent --country BE")]
    Place(StoryPlace),
    /// List the versions of a story, keep one, compare with one, or go back to one
    #[command(
        after_help = "Example:\n  unsung stories versions heroes.unsung ST1 --keep \"Before the legal check\"\n  unsung stories versions heroes.unsung ST1 --back-to 1"
    )]
    Versions(StoryVersions),
    /// How far the nominations of each channel came: received, accepted, shortlisted, won
    #[command(after_help = "Example:\n  unsung stories funnel heroes.unsung")]
    Funnel(Whole),
}

#[derive(Debug, Args)]
pub struct StoryWords {
    #[command(flatten)]
    pub which: One,
    #[arg(long)]
    pub title: Option<String>,
    /// One or two sentences for overviews
    #[arg(long)]
    pub summary: Option<String>,
    /// The text
    #[arg(long, conflicts_with = "text_file")]
    pub text: Option<String>,
    /// A UTF-8 file with the text
    #[arg(long, value_name = "PATH")]
    pub text_file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum StoryTo {
    Draft,
    Checked,
    Consented,
    Published,
}

#[derive(Debug, Args)]
pub struct StoryStep {
    #[command(flatten)]
    pub which: One,
    /// The step
    #[arg(long)]
    pub to: StoryTo,
    /// Who checked it, or how the person agreed
    #[arg(long, default_value = "")]
    pub by: String,
}

#[derive(Debug, Args)]
pub struct StoryQuote {
    #[command(flatten)]
    pub which: One,
    /// The nomination
    #[arg(long)]
    pub from: String,
    /// Its words
    #[arg(long)]
    pub words: Option<String>,
    /// Whose words, as they may be named
    #[arg(long, default_value = "")]
    pub by: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LeapEvidence {
    None,
    Estimated,
    Reported,
    Measured,
}

#[derive(Debug, Args)]
pub struct StoryLeap {
    #[command(flatten)]
    pub which: One,
    /// What was counted
    #[arg(long)]
    pub what: String,
    /// The number before
    #[arg(long)]
    pub before: f64,
    /// The number after
    #[arg(long)]
    pub after: f64,
    /// Of both numbers
    #[arg(long, default_value = "")]
    pub unit: String,
    /// More is better, as with sites set up
    #[arg(long)]
    pub more_is_better: bool,
    /// The day, such as 2026-03-31
    #[arg(long)]
    pub on: Option<Date>,
    /// How sure it is
    #[arg(long, value_enum, default_value = "none")]
    pub evidence: LeapEvidence,
    /// Where the number comes from
    #[arg(long, default_value = "")]
    pub source: String,
}

#[derive(Debug, Args)]
pub struct StoryPlace {
    #[command(flatten)]
    pub which: One,
    /// The place
    #[arg(long, default_value = "")]
    pub place: String,
    /// The country, by name or ISO 3166 code
    #[arg(long, default_value = "")]
    pub country: String,
}

#[derive(Debug, Args)]
pub struct StoryVersions {
    #[command(flatten)]
    pub which: One,
    /// Keep the text as it stands, with a word on why
    #[arg(long, value_name = "WHY", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["back_to", "compare"])]
    pub keep: Option<String>,
    /// Go back to the version of this number; the text as it stands is kept
    #[arg(long, value_name = "NUMBER", conflicts_with = "compare")]
    pub back_to: Option<usize>,
    /// Show what changed since the version of this number
    #[arg(long, value_name = "NUMBER")]
    pub compare: Option<usize>,
}
