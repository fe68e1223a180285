//! Arguments of what is done before judges score: the plan, the panel, who judges whom, blind texts and packs.

use super::forms::{BasisName, CheckLine, KindName, ModeName, PackForm, Question, pair};
use super::{InRound, Which};
use crate::cli::args::{OnOff, PaperName};
use crate::cli::values::{self, Time};
use clap::Args;
use std::path::PathBuf;

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
    pub blind: Option<OnOff>,
    /// Whether pronouns are covered, too
    #[arg(long, value_name = "on|off")]
    pub pronouns: Option<OnOff>,
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
    pub paper: Option<PaperName>,
}
