//! The arguments of `judging`.

use crate::campaign::judging::{Basis, FraudKind, Outcome, RoundKind, Way};
use crate::cli::values::{self, Time};
use clap::{Args, Subcommand, ValueEnum};
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
    #[command(after_help = "Example:\n  unsung judging powers heroes.unsung --round 1 --stat 1=courage --stat 2=speed")]
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

/// `CODE=LABEL` and the like.
fn pair(text: &str) -> Result<(String, String), String> {
    let (left, right) = text.split_once('=').ok_or_else(|| "it has the form NAME=VALUE".to_owned())?;
    Ok((left.trim().to_owned(), right.trim().to_owned()))
}

fn outcome(text: &str) -> Result<Outcome, String> {
    match text.trim() {
        "met" => Ok(Outcome::Met),
        "not-met" => Ok(Outcome::NotMet),
        "open" => Ok(Outcome::Open),
        _ => Err("it is met, not-met or open".into()),
    }
}

/// What was found about a candidate: `CANDIDATE:CODE=met`, with a note behind a bar.
#[derive(Clone, Debug)]
pub struct CheckLine {
    pub candidate: String,
    pub code: String,
    pub outcome: Outcome,
    pub note: String,
}

impl std::str::FromStr for CheckLine {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let form = || "it has the form CANDIDATE:CODE=met|not-met|open, with |NOTE behind it".to_owned();
        let (rest, note) = text.split_once('|').unwrap_or((text, ""));
        let (rest, found) = rest.rsplit_once('=').ok_or_else(form)?;
        let (candidate, code) = rest.rsplit_once(':').ok_or_else(form)?;
        let owned = |text: &str| text.trim().to_owned();
        Ok(Self { candidate: owned(candidate), code: owned(code), outcome: outcome(found)?, note: owned(note) })
    }
}

/// A question: `LABEL:LEAST:MOST:WEIGHT`, with the band without comment behind it as `:BELOW:ABOVE`.
#[derive(Clone, Debug)]
pub struct Question {
    pub label: String,
    pub numbers: Vec<Option<u32>>,
}

impl std::str::FromStr for Question {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let form = || "it has the form LABEL:LEAST:MOST:WEIGHT, or with :BELOW:ABOVE behind it".to_owned();
        let mut parts: Vec<&str> = text.split(':').collect();
        // A label may hold colons: the numbers stand last.
        let first = parts
            .iter()
            .rposition(|part| !part.trim().is_empty() && part.trim().parse::<u32>().is_err())
            .map_or(0, |at| at + 1);
        let numbers = parts.split_off(first);
        let label = parts.join(":").trim().to_owned();
        if label.is_empty() || !(3..=5).contains(&numbers.len()) {
            return Err(form());
        }
        let numbers: Vec<Option<u32>> = numbers.into_iter().map(|it| it.trim().parse().ok()).collect();
        if numbers.iter().take(3).any(Option::is_none) {
            return Err(form());
        }
        Ok(Self { label, numbers })
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum KindName {
    Screening,
    LongList,
    Shortlist,
    Final,
}

impl From<KindName> for RoundKind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Screening => Self::Screening,
            KindName::LongList => Self::LongList,
            KindName::Shortlist => Self::Shortlist,
            KindName::Final => Self::Final,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ModeName {
    PassFail,
    Rubric,
    Ranking,
    Stv,
    Approval,
    Points,
    Pairwise,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum BasisName {
    Raw,
    Adjusted,
}

impl From<BasisName> for Basis {
    fn from(name: BasisName) -> Self {
        match name {
            BasisName::Raw => Self::Raw,
            BasisName::Adjusted => Self::Adjusted,
        }
    }
}

#[derive(Debug, Args)]
pub struct Setup {
    #[command(flatten)]
    pub which: Which,
    /// Begin: everybody nominated stands in the field, a shortlist and a final are planned
    #[arg(long)]
    pub begin: bool,
    /// Put people into the field
    #[arg(long, value_name = "PERSON", num_args = 1..)]
    pub add: Vec<String>,
    /// Take a candidate out of the field, with --reason
    #[arg(long, value_name = "CANDIDATE", requires = "reason")]
    pub withdraw: Option<String>,
    /// Why
    #[arg(long)]
    pub reason: Option<String>,
    /// Take a withdrawal back
    #[arg(long, value_name = "CANDIDATE")]
    pub readmit: Option<String>,
    /// A line of the check-list; an empty label takes it away
    #[arg(long, value_name = "CODE=LABEL", value_parser = pair)]
    pub require: Vec<(String, String)>,
    /// What was found about a candidate
    #[arg(long, value_name = "CANDIDATE:CODE=met|not-met|open")]
    pub check: Vec<CheckLine>,
    /// Another code name
    #[arg(long, value_name = "CANDIDATE=NAME", value_parser = pair)]
    pub code: Vec<(String, String)>,
    /// The round that --kind, --mode and the like change
    #[arg(long, value_name = "N")]
    pub round: Option<u32>,
    /// Add a round behind the others
    #[arg(long, value_name = "KIND", conflicts_with = "round")]
    pub add_round: Option<KindName>,
    /// Take a round away that has no scores
    #[arg(long, value_name = "N")]
    pub remove_round: Option<u32>,
    #[arg(long)]
    pub kind: Option<KindName>,
    /// Its name, where that of the kind does not do
    #[arg(long)]
    pub title: Option<String>,
    /// What judges are asked
    #[arg(long)]
    pub mode: Option<ModeName>,
    /// A question of the rubric; all that are given replace those there are
    #[arg(long, value_name = "LABEL:LEAST:MOST:WEIGHT[:BELOW:ABOVE]")]
    pub criterion: Vec<Question>,
    /// Points of each judge, or how many each may approve
    #[arg(long, value_name = "N")]
    pub budget: Option<u32>,
    /// When a candidate passes: majority, all, or how many must say yes
    #[arg(long, value_name = "RULE")]
    pub passing: Option<String>,
    /// How many go on or win; 0 for all who pass
    #[arg(long, value_name = "N")]
    pub quota: Option<u32>,
    /// How many judges see each candidate; 0 for all
    #[arg(long, value_name = "N")]
    pub each: Option<u32>,
    /// By which scores the order is made
    #[arg(long)]
    pub basis: Option<BasisName>,
    /// When sheets are due
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    pub closes: Option<Time>,
    /// Who judges in the round; the whole panel without it
    #[arg(long, value_name = "JUDGE", num_args = 1..)]
    pub only: Vec<String>,
    /// Rules in their order: head-to-head, median, firsts, criterion-N, chair-JUDGE, lot-NUMBER, share
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub tie_break: Vec<String>,
    /// Whether judges see code names only
    #[arg(long, value_name = "on|off")]
    pub blind: Option<super::OnOff>,
    /// Whether pronouns are covered, too
    #[arg(long, value_name = "on|off")]
    pub pronouns: Option<super::OnOff>,
}

#[derive(Debug, Args)]
pub struct Judges {
    #[command(flatten)]
    pub which: Which,
    /// Put people on the panel
    #[arg(long, value_name = "PERSON", num_args = 1..)]
    pub add: Vec<String>,
    /// Take a judge off who was given nobody yet
    #[arg(long, value_name = "JUDGE")]
    pub remove: Option<String>,
    /// Note that a judge left, with --why; without it they are back
    #[arg(long, value_name = "JUDGE")]
    pub left: Option<String>,
    /// Note that this is the independent member, with --why; without it no longer
    #[arg(long, value_name = "JUDGE")]
    pub independent: Option<String>,
    /// The reason
    #[arg(long, default_value = "")]
    pub why: String,
}

#[derive(Debug, Args)]
pub struct Assign {
    #[command(flatten)]
    pub of: InRound,
    /// Assign everybody from this number
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u64>,
    /// Pairs that are there stay
    #[arg(long, requires = "seed")]
    pub keep: bool,
    /// Accept uneven work where conflicts force it
    #[arg(long, requires = "seed")]
    pub uneven: bool,
    /// The judge of --give and --take
    #[arg(long, value_name = "JUDGE", conflicts_with = "seed")]
    pub judge: Option<String>,
    /// Give candidates to the judge
    #[arg(long, value_name = "CANDIDATE", num_args = 1.., requires = "judge")]
    pub give: Vec<String>,
    /// Take candidates from the judge
    #[arg(long, value_name = "CANDIDATE", num_args = 1.., requires = "judge")]
    pub take: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Conflicts {
    #[command(flatten)]
    pub which: Which,
    /// Confirm everything that was found
    #[arg(long, conflicts_with_all = ["confirm", "dismiss", "declare"])]
    pub confirm_all: bool,
    #[arg(long, value_name = "JUDGE", requires = "candidate")]
    pub judge: Option<String>,
    #[arg(long, value_name = "CANDIDATE", requires = "judge")]
    pub candidate: Option<String>,
    /// What was found between the two counts
    #[arg(long, requires = "judge")]
    pub confirm: bool,
    /// What was found between the two does not matter, with --reason
    #[arg(long, requires = "judge", conflicts_with = "confirm")]
    pub dismiss: bool,
    /// The judge says that something stands between them, with --reason
    #[arg(long, requires = "judge", conflicts_with_all = ["confirm", "dismiss"])]
    pub declare: bool,
    #[arg(long, default_value = "")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct Recuse {
    #[command(flatten)]
    pub of: InRound,
    #[arg(long, value_name = "JUDGE")]
    pub judge: Option<String>,
    /// For this candidate only
    #[arg(long, value_name = "CANDIDATE", requires = "judge")]
    pub candidate: Option<String>,
    #[arg(long, default_value = "")]
    pub reason: String,
    /// Take it back in rounds that are not frozen
    #[arg(long, requires = "judge")]
    pub back: bool,
}

#[derive(Debug, Args)]
pub struct Leaks {
    #[command(flatten)]
    pub of: InRound,
    /// Only these; the field of the round without it
    #[arg(long, value_name = "CANDIDATE", num_args = 1..)]
    pub candidate: Vec<String>,
    /// Let the covered texts go to judges
    #[arg(long, requires = "by")]
    pub review: bool,
    /// Who has read them
    #[arg(long)]
    pub by: Option<String>,
    /// A UTF-8 file with the text of the one candidate
    #[arg(long, value_name = "PATH", requires = "review")]
    pub text_file: Option<PathBuf>,
    /// What still looks like a name or a place tells nothing
    #[arg(long, requires = "review")]
    pub nobody_left: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PackForm {
    Html,
    Pdf,
    Both,
}

#[derive(Debug, Args)]
pub struct Packs {
    #[command(flatten)]
    pub of: InRound,
    /// Folder for the packs; made when it is not there
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Only for these judges
    #[arg(long, value_name = "JUDGE", num_args = 1..)]
    pub judge: Vec<String>,
    /// A page, score sheets, or both
    #[arg(long = "as", default_value = "html")]
    pub form: PackForm,
    /// Paper of the score sheets
    #[arg(long)]
    pub paper: Option<super::PaperName>,
}

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

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum WayName {
    Paper,
    Typed,
}

impl From<WayName> for Way {
    fn from(name: WayName) -> Self {
        match name {
            WayName::Paper => Self::Paper,
            WayName::Typed => Self::Typed,
        }
    }
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

fn fraud(text: &str) -> Result<FraudKind, String> {
    match text.trim() {
        "burst" => Ok(FraudKind::Burst),
        "disposable" => Ok(FraudKind::Disposable),
        _ => Err("it is burst or disposable; second votes of one mailbox never count".into()),
    }
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
    #[arg(long, value_name = "QUESTION=STAT", value_parser = pair, required = true)]
    pub stat: Vec<(String, String)>,
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
    pub paper: Option<super::PaperName>,
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
