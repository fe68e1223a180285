//! The arguments of `people`.

use super::finding::SetPeople;
use crate::app::listing;
use crate::campaign::ConsentState;
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
    /// Decide later whether two are one: they are proposed behind the others
    #[command(after_help = "Example:\n  unsung people later heroes.unsung P3 P17")]
    Later(Pair),
    /// Who was nominated and does not know yet, and until when they have to be told
    #[command(after_help = "Example:\n  unsung people untold heroes.unsung --json")]
    Untold(Untold),
    /// Letters as text or as CSV for a mail merge: you were nominated, or is your name right
    #[command(
        after_help = "Without --only: everybody who has to be told, or every nominee whose name nobody confirmed.\n\nExample:\n  unsung people letters heroes.unsung --about told --out letters.csv\n  unsung people letters heroes.unsung --about name --out names.txt --only P3"
    )]
    Letters(Letters),
    /// Note that people were told
    #[command(after_help = "Example:\n  unsung people told heroes.unsung P3 P17")]
    Told(Told),
    /// Note what people said about being shown
    #[command(after_help = "Example:\n  unsung people consent heroes.unsung P3 --state agreed --by e-mail")]
    Consent(ConsentArgs),
    /// Note that somebody confirmed how their name is spelled
    #[command(after_help = "Example:\n  unsung people confirm heroes.unsung P3 --by \"herself, by e-mail\"")]
    Confirm(ConfirmArgs),
    /// Change many at once: a field, tags; of those who are found as in the list
    #[command(
        after_help = "One step. Conditions hold together; somebody has to be meant by --only, a facet or --all.\n\nExample:\n  unsung people set heroes.unsung --find \"service desk\" --field team=Ops --tag desk\n  unsung people set heroes.unsung --only P3 --only P17 --untag desk --dry-run"
    )]
    Set(SetPeople),
    /// Write the list of names to send round: a workbook where the name ends in .xlsx, else CSV
    #[command(
        after_help = "Without --only: every nominee whose name nobody confirmed.\n\nExample:\n  unsung people names heroes.unsung --out names.xlsx"
    )]
    Names(NameList),
    /// Take the list of names in again: names are confirmed and corrected, in one step
    #[command(
        after_help = "A line whose id or spelling is not the one that was sent confirms nobody and is named. Exit code 1 where a line was left.\n\nExample:\n  unsung people names-back heroes.unsung names.xlsx --by \"their team leads\" --dry-run"
    )]
    NamesBack(NamesBack),
    /// Erase a person for good: records, raw files, photos, the version before; draws still verify
    #[command(
        after_help = "Without --yes it only tells what would go.\n\nExample:\n  unsung people erase heroes.unsung P17\n  unsung people erase heroes.unsung P17 --yes \"Ada Quist\""
    )]
    Erase(Erase),
    /// Take over the photos of a folder: files named after an id, an e-mail address or a name in any order
    #[command(
        after_help = "People who have a photo keep it, unless --replace is given. One step; files that match nobody are named.\n\nExample:\n  unsung people photos heroes.unsung portraits --dry-run"
    )]
    Photos(Photos),
    /// Everything that is kept about one person, as text or PDF to hand over
    #[command(
        after_help = "Example:\n  unsung people access heroes.unsung P17\n  unsung people access heroes.unsung P17 --out ada-quist.pdf"
    )]
    Access(Access),
}

#[derive(Debug, clap::Args)]
pub struct NameList {
    /// The campaign
    pub file: PathBuf,
    /// Where to
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Only this person, such as P3; once for each
    #[arg(long, value_name = "ID")]
    pub only: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct NamesBack {
    /// The campaign
    pub file: PathBuf,
    /// The list that came back: CSV, XLSX or ODS
    pub list: PathBuf,
    /// Who confirmed the names, and how
    #[arg(long, value_name = "WORDS")]
    pub by: String,
    /// Only tell what would happen
    #[arg(long)]
    pub dry_run: bool,
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
pub struct Photos {
    /// The campaign
    pub file: PathBuf,
    /// The folder of JPEG and PNG files; folders in it are not looked through
    pub folder: PathBuf,
    /// Only tell what would be taken over
    #[arg(long)]
    pub dry_run: bool,
    /// Also for people who have a photo already
    #[arg(long)]
    pub replace: bool,
}

#[derive(Debug, clap::Args)]
pub struct Access {
    /// The campaign
    pub file: PathBuf,
    /// The person, such as P17
    pub person: String,
    /// File to write, a PDF where it ends in .pdf, else text; without it the text goes to the screen
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Duplicates {
    /// The campaign
    pub file: PathBuf,
    /// Only pairs with at least this score, 0 to 100; of weaker ones, found from 40 on, most are two people
    #[arg(long, value_name = "SCORE", default_value_t = crate::app::duplicates::PROPOSED, value_parser = clap::value_parser!(u8).range(0..=100))]
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

#[derive(Debug, clap::Args)]
pub struct Untold {
    /// The campaign
    pub file: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum About {
    /// You were nominated; this is what we keep; may we publish?
    Told,
    /// Is your name spelled right?
    Name,
}

#[derive(Debug, clap::Args)]
pub struct Letters {
    /// The campaign
    pub file: PathBuf,
    /// What the letters are about
    #[arg(long, value_enum)]
    pub about: About,
    /// Where to: a name ending in .csv gives a table for a mail merge, any other a text with a page for each
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Only this person, such as P3; once for each
    #[arg(long, value_name = "ID")]
    pub only: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct Told {
    /// The campaign
    pub file: PathBuf,
    /// People, such as P3
    #[arg(required = true)]
    pub people: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct ConsentArgs {
    /// The campaign
    pub file: PathBuf,
    /// People, such as P3
    #[arg(required = true)]
    pub people: Vec<String>,
    /// not-asked, asked, agreed, refused or withdrawn
    #[arg(long, value_name = "STATE", value_parser = consent_state)]
    pub state: ConsentState,
    /// How it was given
    #[arg(long, value_name = "WORDS", default_value = "")]
    pub by: String,
    /// When they said so, such as 2026-11-02; now without it
    #[arg(long, value_name = "TIME", value_parser = crate::cli::values::time)]
    pub on: Option<crate::cli::values::Time>,
    /// Version of the wording they were asked in; that of the settings without it
    #[arg(long, value_name = "VERSION")]
    pub wording: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct ConfirmArgs {
    /// The campaign
    pub file: PathBuf,
    /// The person, such as P3
    pub person: String,
    /// Who confirmed it, and how
    #[arg(long, value_name = "WORDS")]
    pub by: String,
}

pub(super) fn consent_state(text: &str) -> Result<ConsentState, String> {
    let code = |state: &ConsentState| listing::code(state.title());
    // What others call it.
    let wanted = match text {
        "accepted" | "yes" => "agreed",
        "declined" | "no" => "refused",
        other => other,
    };
    ConsentState::ALL
        .into_iter()
        .find(|state| code(state) == wanted)
        .ok_or_else(|| format!("one of {}", ConsentState::ALL.iter().map(code).collect::<Vec<_>>().join(", ")))
}
