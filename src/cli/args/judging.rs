//! The arguments of `judging`: what can be done, and of which award and round.

mod before;
mod forms;
mod scoring;

pub use before::{Assign, Conflicts, Judges, Leaks, Packs, Recuse, Setup};
use clap::{Args, Subcommand};
pub use forms::{ModeName, PackForm, Question};
pub use scoring::{Book, Freeze, Letters, Move, Powers, Reopen, Score, Scores, TakeIn, Votes};
use std::path::PathBuf;

/// A campaign and an award of it.
#[derive(Debug, Args)]
pub struct Which {
    /// The campaign
    pub file: PathBuf,
    /// Title or id of the award; not needed where only one is judged
    #[arg(long, value_name = "TITLE")]
    pub award: Option<String>,
}

/// A round of an award.
#[derive(Debug, Args)]
pub struct InRound {
    #[command(flatten)]
    pub which: Which,
    /// Number of the round; the first that is not frozen without it
    #[arg(long, value_name = "N")]
    pub round: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub enum Judging {
    /// Show or change how an award is judged: field, check-list, rounds, tie-break, blind texts
    #[command(
        after_help = "Without an option it only shows. Candidates and judges are named by code, number, id of the person or name.\n\nExample:\n  \
                      unsung judging setup heroes.unsung --award \"Night Owl\" --begin\n  \
                      unsung judging setup heroes.unsung --require E1=\"Works for a member\" --check \"Amber Arrow:E1=met\"\n  \
                      unsung judging setup heroes.unsung --round 1 --mode rubric --criterion \"Courage:1:5:3:2:4\" --criterion \"Skill:1:5:2\" --each 3 --quota 5\n  \
                      unsung judging setup heroes.unsung --add-round final --mode ranking --quota 1\n  \
                      unsung judging setup heroes.unsung --tie-break head-to-head,criterion-1,lot-4711 --blind on --pronouns on"
    )]
    Setup(Box<Setup>),
    /// Show the panel; put people on it, note who is independent or left
    #[command(after_help = "Example:\n  unsung judging judges heroes.unsung --add P12 P13 P14\n  \
                      unsung judging judges heroes.unsung --independent J-02 --why \"Professor, works for no sponsor\"")]
    Judges(Judges),
    /// Give candidates to judges: balanced from a seed, or by hand; show the work of each
    #[command(after_help = "Without an option it only shows. The same seed gives the same assignment.\n\nExample:\n  \
                      unsung judging assign heroes.unsung --seed 4711\n  \
                      unsung judging assign heroes.unsung --judge J-02 --give \"Amber Arrow\" N07")]
    Assign(Assign),
    /// Show what speaks against a judge judging a candidate; confirm, dismiss, declare
    #[command(after_help = "Until somebody dismisses what was found, it keeps the two apart.\n\nExample:\n  \
                      unsung judging conflicts heroes.unsung --confirm-all\n  \
                      unsung judging conflicts heroes.unsung --judge J-02 --candidate \"Amber Arrow\" --dismiss --reason \"A common name\"\n  \
                      unsung judging conflicts heroes.unsung --judge J-02 --candidate \"Amber Arrow\" --declare --reason \"We are cousins\"")]
    Conflicts(Conflicts),
    /// Take a judge out for one candidate or for all, and show what that changes
    #[command(
        after_help = "It concerns every round that is not frozen. Without --judge it shows the recusals and their effect.\n\nExample:\n  \
                      unsung judging recuse heroes.unsung --judge J-02 --candidate \"Amber Arrow\" --reason \"We are cousins\""
    )]
    Recuse(Recuse),
    /// Show what in the texts tells who a candidate is, and let covered texts go to judges
    #[command(
        after_help = "Exit code 1 where a text was not let through yet.\n\nExample:\n  unsung judging leaks heroes.unsung\n  \
                      unsung judging leaks heroes.unsung --review --by \"Ana Lind\"\n  \
                      unsung judging leaks heroes.unsung --candidate \"Amber Arrow\" --text-file arrow.txt --review --by \"Ana Lind\""
    )]
    Leaks(Leaks),
    /// Write the packs of a round: a page for each judge that works from disk, and score sheets as PDF
    #[command(after_help = "Example:\n  unsung judging packs heroes.unsung --out packs --as both")]
    Packs(Packs),
    /// Take in what judges sent back
    #[command(
        after_help = "A folder stands for all .json files in it. Exit code 1 where something was held or refused.\n\nExample:\n  \
                      unsung judging take-in heroes.unsung answers-night-owl-j-01-v1.json\n  \
                      unsung judging take-in heroes.unsung returned --late"
    )]
    TakeIn(TakeIn),
    /// Type scores in, as from a paper sheet
    #[command(
        after_help = "A line is CANDIDATE=MARK, with a comment behind a bar. A mark is y or n, a place, points, or the scores of a rubric in \
                      the order of its questions.\n\nExample:\n  \
                      unsung judging score heroes.unsung --judge J-01 --line \"N01=4 5 3|Brave\" --line \"N02=2 2 3\"\n  \
                      unsung judging score heroes.unsung --judge J-01 --take-out N02"
    )]
    Score(Score),
    /// Show the result of a round as it stands: raw and adjusted, places, how sure they are
    #[command(after_help = "Example:\n  unsung judging scores heroes.unsung --round 1 --matrix")]
    Scores(Scores),
    /// Freeze who goes on, or has won, under a hash in the ledger
    #[command(
        after_help = "It cannot be undone; a round is reopened with a reason. Whoever the jury chooses besides the rules needs a note.\n\nExample:\n  \
                      unsung judging freeze heroes.unsung\n  \
                      unsung judging freeze heroes.unsung --choose N01 N04 --note \"A tie for the last place; the jury voted\""
    )]
    Freeze(Freeze),
    /// Take a frozen round up again, with the reason
    #[command(after_help = "Example:\n  unsung judging reopen heroes.unsung --round 2 --reason \"A sheet was found\"")]
    Reopen(Reopen),
    /// Move a candidate to another award
    #[command(
        after_help = "Example:\n  unsung judging move heroes.unsung N03 --to \"Day Owl\" --reason \"Works by day\""
    )]
    Move(Move),
    /// Count the people's choice from a list, and show what looks like fraud
    #[command(
        after_help = "The list has a column Candidate; Email and Time help to see fraud. Addresses are not kept. Exit code 1 where something \
                      looks like fraud.\n\nExample:\n  unsung judging votes heroes.unsung votes.csv --leave-out burst,disposable"
    )]
    Votes(Votes),
    /// Give heroes powers from what judges scored
    #[command(
        after_help = "Example:\n  unsung judging powers heroes.unsung --round 1 --stat 1=courage --stat 2=speed\n  unsung judging powers heroes.unsung --round 1 --take-back"
    )]
    Powers(Powers),
    /// Write the results book as PDF
    #[command(
        after_help = "Winners stand in it as they agreed to be named, everybody else by code name; with --names everybody by name.\n\n\
                      Example:\n  unsung judging book heroes.unsung --out results.pdf"
    )]
    Book(Book),
    /// Write a letter for each nominee: how far they came, and what judges saw
    #[command(
        after_help = "A file that ends in .csv is a table for a mail merge; else it is a folder with a text for each.\n\nExample:\n  \
                      unsung judging letters heroes.unsung --out letters"
    )]
    Letters(Letters),
}
