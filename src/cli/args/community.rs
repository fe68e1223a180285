//! The arguments of `thanks`, `mishaps`, `league` and `kits`.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A campaign and records of it.
#[derive(Debug, Args)]
pub struct Several {
    /// The campaign
    pub file: PathBuf,
    /// Ids, such as T3; all that apply where none is given
    pub ids: Vec<String>,
}

/// A campaign and one record of it.
#[derive(Debug, Args)]
pub struct One {
    /// The campaign
    pub file: PathBuf,
    /// Its id
    pub id: String,
}

/// The campaign alone.
#[derive(Debug, Args)]
pub struct Whole {
    /// The campaign
    pub file: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum Thanks {
    /// Let messages through; all that nobody has read where none is named
    #[command(after_help = "Example:\n  unsung thanks show heroes.unsung T1 T2")]
    Show(Several),
    /// Hide messages, with the reason
    #[command(after_help = "Example:\n  unsung thanks hide heroes.unsung T3 --reason \"names a customer\"")]
    Hide(ThanksHide),
    /// Type a message in
    #[command(
        after_help = "Example:\n  unsung thanks add heroes.unsung --to \"Sabine Okonjo\" --message \"The night was quiet again.\" --from \"Third floor\""
    )]
    Add(ThanksAdd),
    /// Nominees who would leave with nothing: no award, no hero, no message of thanks
    #[command(
        after_help = "With --fix a message is made for each of them from the words of a nomination; it waits to be read.\n\nExample:\n  unsung thanks nothing heroes.unsung --fix"
    )]
    Nothing(ThanksNothing),
}

#[derive(Debug, Args)]
pub struct ThanksHide {
    #[command(flatten)]
    pub which: Several,
    /// Why
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct ThanksAdd {
    /// The campaign
    pub file: PathBuf,
    /// Whom it thanks: a person of the campaign by name or id, else a team
    #[arg(long)]
    pub to: String,
    /// The message
    #[arg(long)]
    pub message: String,
    /// Who says it
    #[arg(long, default_value = "")]
    pub from: String,
}

#[derive(Debug, Args)]
pub struct ThanksNothing {
    /// The campaign
    pub file: PathBuf,
    /// Make a message for each of them from a nomination
    #[arg(long)]
    pub fix: bool,
}

#[derive(Debug, Subcommand)]
pub enum Mishaps {
    /// Show who or what is found in the text, and start the words for the public with it replaced
    #[command(
        after_help = "With --dry-run it only shows. Words for the public that are there already stay.\n\nExample:\n  unsung mishaps redact heroes.unsung X1"
    )]
    Redact(MishapRedact),
    /// Set the words for the public by hand; a review of other words no longer counts
    #[command(
        after_help = "Example:\n  unsung mishaps words heroes.unsung X1 --text \"A colleague poured tea into the dock.\" --title \"Tea time\""
    )]
    Words(MishapWords),
    /// Type in a mishap
    #[command(after_help = "Example:\n  unsung mishaps add heroes.unsung --text \"Tea met dock.\" --device Laptop")]
    Add(MishapAdd),
    /// Decide what stands in for somebody who was found, or why they may stay
    #[command(
        after_help = "Example:\n  unsung mishaps decide heroes.unsung X1 --found \"Jane Doe\" --as \"a colleague\"\n  unsung mishaps decide heroes.unsung X1 --found Leeds --stays-because \"it is on our sign\""
    )]
    Decide(MishapDecide),
    /// The picture of a published mishap for sharing, as PNG
    #[command(after_help = "Example:\n  unsung mishaps card heroes.unsung X1 --out tea-time.png --shape square")]
    Card(MishapCard),
    /// Take mishaps out of the public, or back from where they were set aside
    #[command(after_help = "Example:\n  unsung mishaps take-back heroes.unsung X3")]
    TakeBack(Several),
    /// Note that somebody has read the words for the public
    #[command(
        after_help = "Example:\n  unsung mishaps review heroes.unsung X1 --by \"Ana Lind\"\n  unsung mishaps review heroes.unsung X1 --by \"Ana Lind\" --nobody \"Big Bertha\" Leeds"
    )]
    Review(MishapReview),
    /// Publish mishaps that were reviewed as they stand
    #[command(
        after_help = "Exit code 1 where one of them was not published.\n\nExample:\n  unsung mishaps publish heroes.unsung X1 X2"
    )]
    Publish(Several),
    /// Set mishaps aside, with the reason
    #[command(after_help = "Example:\n  unsung mishaps set-aside heroes.unsung X3 --reason \"not ours to tell\"")]
    SetAside(ThanksHide),
    /// Devices, causes, archetypes and reactions in numbers
    #[command(after_help = "Example:\n  unsung mishaps tally heroes.unsung --json")]
    Tally(Whole),
    /// Count reactions from a list with the columns Mishap, Reaction and Number
    #[command(after_help = "Example:\n  unsung mishaps reactions heroes.unsung reactions.csv")]
    Reactions(MishapReactions),
    /// Add the two archetypes everybody has met, or propose more with invented names
    #[command(after_help = "Example:\n  unsung mishaps archetypes heroes.unsung --propose 4")]
    Archetypes(MishapArchetypes),
}

#[derive(Debug, Args)]
pub struct MishapRedact {
    #[command(flatten)]
    pub which: Several,
    /// Only show what is found
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct MishapWords {
    #[command(flatten)]
    pub which: One,
    /// The text for the public
    #[arg(long)]
    pub text: Option<String>,
    /// The title
    #[arg(long)]
    pub title: Option<String>,
    /// The last line, and the best
    #[arg(long)]
    pub punchline: Option<String>,
    /// What it happened to
    #[arg(long)]
    pub device: Option<String>,
    /// What did it
    #[arg(long)]
    pub cause: Option<String>,
    /// What it cost
    #[arg(long)]
    pub damage: Option<String>,
    /// How bad it was, 1 to 10
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=10))]
    pub severity: Option<u8>,
    /// An archetype that stars in it, by its id; may be given several times
    #[arg(long = "star", value_name = "ID")]
    pub stars: Vec<String>,
}

#[derive(Debug, Args)]
pub struct MishapAdd {
    /// The campaign
    pub file: PathBuf,
    /// What happened
    #[arg(long)]
    pub text: String,
    /// The title
    #[arg(long, default_value = "")]
    pub title: String,
    /// What it happened to
    #[arg(long, default_value = "")]
    pub device: String,
    /// What did it
    #[arg(long, default_value = "")]
    pub cause: String,
    /// What it cost
    #[arg(long, default_value = "")]
    pub damage: String,
    /// How bad it was, 1 to 10
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=10))]
    pub severity: Option<u8>,
}

#[derive(Debug, Args)]
pub struct MishapDecide {
    #[command(flatten)]
    pub which: One,
    /// The words that were found
    #[arg(long)]
    pub found: String,
    /// What stands in their place
    #[arg(long = "as", value_name = "WORDS", required_unless_present = "stays_because")]
    pub stand_in: Option<String>,
    /// Why they may stay
    #[arg(long, value_name = "REASON", conflicts_with = "stand_in")]
    pub stays_because: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum CardShape {
    #[default]
    Upright,
    Square,
    Wide,
}

#[derive(Debug, Args)]
pub struct MishapCard {
    #[command(flatten)]
    pub which: One,
    /// File to write
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// How it is cut
    #[arg(long, value_enum, default_value_t)]
    pub shape: CardShape,
}

#[derive(Debug, Args)]
pub struct MishapArchetypes {
    /// The campaign
    pub file: PathBuf,
    /// Propose so many, each with a habit of its own
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=40))]
    pub propose: Option<u8>,
}

#[derive(Debug, Args)]
pub struct MishapReview {
    #[command(flatten)]
    pub which: One,
    /// Who has read it
    #[arg(long)]
    pub by: String,
    /// Words that look like a person or a place and are none, each as it stands in the text; whatever is not named keeps the review up
    #[arg(long, value_name = "WORDS", num_args = 1..)]
    pub nobody: Vec<String>,
}

#[derive(Debug, Args)]
pub struct MishapReactions {
    /// The campaign
    pub file: PathBuf,
    /// The list
    pub input: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum League {
    /// Note that people apply
    #[command(after_help = "Example:\n  unsung league apply heroes.unsung P3 --why \"I keep the trams online\"")]
    Apply(LeagueApply),
    /// A member stands up for another
    #[command(after_help = "Example:\n  unsung league vouch heroes.unsung L2 --by L1")]
    Vouch(LeagueVouch),
    /// Let applicants in
    #[command(after_help = "Example:\n  unsung league approve heroes.unsung L2 L3")]
    Approve(Several),
    /// Refuse applicants, with the reason
    #[command(after_help = "Example:\n  unsung league refuse heroes.unsung L4 --reason \"not in IT\"")]
    Refuse(ThanksHide),
    /// Note that members left
    #[command(after_help = "Example:\n  unsung league leave heroes.unsung L2")]
    Leave(Several),
    /// Propose code names for a member, or set one
    #[command(
        after_help = "Example:\n  unsung league code-name heroes.unsung L2\n  unsung league code-name heroes.unsung L2 --set \"Quiet Lagoon\""
    )]
    CodeName(LeagueCodeName),
    /// Say who brought a member, or with --nobody that nobody did
    #[command(after_help = "Example:\n  unsung league brought-by heroes.unsung L3 --by L1")]
    BroughtBy(LeagueBroughtBy),
    /// Choose the form in which a member's name stands in one output
    #[command(after_help = "Outputs: roster, hub, print, draw, judging. The form default takes the choice back.\n\n\
                      Example:\n  unsung league disclose heroes.unsung L2 --output hub --form code-name")]
    Disclose(LeagueDisclose),
    /// Take memberships out of the league; the people stay
    #[command(after_help = "Example:\n  unsung league remove heroes.unsung L4")]
    Remove(Several),
    /// Who brought whom
    #[command(after_help = "Example:\n  unsung league tree heroes.unsung")]
    Tree(Whole),
    /// What the world will see of a person, output by output
    #[command(after_help = "Example:\n  unsung league sees heroes.unsung P3")]
    Sees(One),
    /// The members' pack: roster, best practices and success stories, encrypted with a passphrase in the age format
    #[command(
        after_help = "The passphrase is the first line of a file or of the standard input.\n\nExample:\n  unsung league pack heroes.unsung --out members.html.age --passphrase-file words.txt"
    )]
    Pack(LeaguePack),
}

#[derive(Debug, Args)]
pub struct LeagueApply {
    #[command(flatten)]
    pub which: One,
    /// Why they wish to belong
    #[arg(long, default_value = "")]
    pub why: String,
}

#[derive(Debug, Args)]
pub struct LeagueVouch {
    #[command(flatten)]
    pub which: One,
    /// The member who vouches
    #[arg(long)]
    pub by: String,
    /// In their words
    #[arg(long, default_value = "")]
    pub words: String,
}

#[derive(Debug, Args)]
pub struct LeagueCodeName {
    #[command(flatten)]
    pub which: One,
    /// The code name
    #[arg(long)]
    pub set: Option<String>,
}

#[derive(Debug, Args)]
pub struct LeagueBroughtBy {
    #[command(flatten)]
    pub which: One,
    /// The member who brought them
    #[arg(long, required_unless_present = "nobody")]
    pub by: Option<String>,
    /// Nobody did
    #[arg(long, conflicts_with = "by")]
    pub nobody: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LeagueOutput {
    Roster,
    Hub,
    Print,
    Draw,
    Judging,
    Labels,
}

#[derive(Debug, Args)]
pub struct LeagueDisclose {
    #[command(flatten)]
    pub which: Several,
    /// Where the name stands
    #[arg(long)]
    pub output: LeagueOutput,
    /// full, first-and-initial, first, masked, code-name, entry-id or default
    #[arg(long, value_parser = crate::cli::values::name_form)]
    pub form: crate::campaign::NameForm,
}

#[derive(Debug, Args)]
pub struct LeaguePack {
    /// The campaign
    pub file: PathBuf,
    /// File to write
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// File with the passphrase in its first line; standard input without it
    #[arg(long, value_name = "PATH")]
    pub passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Kits {
    /// A parcel for each person with a hero, or for those named
    #[command(after_help = "Example:\n  unsung kits make heroes.unsung")]
    Make(Several),
    /// Note how far parcels are
    #[command(after_help = "Example:\n  unsung kits set heroes.unsung K1 K2 --state posted")]
    Set(KitSet),
    /// The list for the post office as CSV: parcels that are not posted yet
    #[command(
        after_help = "Exit code 1 where somebody has no address.\n\nExample:\n  unsung kits postage heroes.unsung --out postage.csv"
    )]
    Postage(KitPostage),
    /// The letters of kits as PDF, a page for each person; of all kits where none is named
    #[command(after_help = "Example:\n  unsung kits letters heroes.unsung K1 K2 --out letters.pdf")]
    Letters(KitLetters),
    /// Take kits off the list
    #[command(after_help = "Example:\n  unsung kits remove heroes.unsung K3")]
    Remove(Several),
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum OfficePaper {
    #[default]
    A4,
    Letter,
}

#[derive(Debug, Args)]
pub struct KitLetters {
    #[command(flatten)]
    pub which: Several,
    /// File to write
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Paper
    #[arg(long, default_value = "a4")]
    pub paper: OfficePaper,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum KitState {
    ToPrint,
    Printed,
    Packed,
    Posted,
    Arrived,
}

#[derive(Debug, Args)]
pub struct KitSet {
    #[command(flatten)]
    pub which: Several,
    /// The state
    #[arg(long)]
    pub state: KitState,
}

#[derive(Debug, Args)]
pub struct KitPostage {
    /// The campaign
    pub file: PathBuf,
    /// File to write
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
}
