//! The grammar of the command line. What each command does stands in the file named like it.

use super::values::{self, Prizes};
use crate::app::listing::What;
use crate::campaign::DrawMethod;
use crate::draw::Chain;
use crate::intake::{DateOrder, Kind};
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

mod claims;
pub mod community;
mod draw;
mod draw_rules;
mod finding;
pub mod judging;
mod people;
mod print;
pub mod problems;
mod share;
pub mod stories;
mod studio;
pub mod timeline;

pub use claims::{DrawAmend, DrawClaims, DrawRehearse, DrawVoid, Names, Receipt};
pub use draw::{Draw, DrawLock, DrawRestore, DrawRun, DrawSet};
pub use draw_rules::{Deciding, DrawEnter, Entering, Publishing};
pub use finding::{Arranged, FieldSet, Finding, SetPeople};
pub use people::{
    About, Access, ConfirmArgs, ConsentArgs, Duplicates, Erase, Letters, Merge, NameList, NamesBack, Pair, People,
    Photos, Told, Untold,
};
pub use print::{PaperName, Print, PrintWhat, StockName};
pub use share::Share;
pub use studio::{Art, ArtVerb, CopyWhat, HeroArgs, Look, MonsterArgs, OnOff};

/// Recognition campaigns for unsung heroes, on one laptop, offline: nominations, awards, a draw any stranger can check, and
/// printed action-figure award cards.
#[derive(Debug, Parser)]
#[command(
    name = "unsung",
    version,
    override_usage = "unsung [FILE.unsung]\n       unsung <COMMAND> [OPTIONS]",
    after_help = "Exit codes: 0 done; 1 done, but something was rejected or did not verify; 2 could not run.\n\n\
                  Example:\n  unsung demo party\n  unsung list party/sample.unsung --what heroes\n  unsung party/sample.unsung",
    disable_help_subcommand = true
)]
pub struct Cli {
    /// Campaign to open in the window; without it the window starts with the welcome page
    #[arg(value_name = "FILE.unsung")]
    pub file: Option<PathBuf>,
    /// Write the result as one JSON document
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Walk through the whole job on sample data: campaign, draw, verified bundle, printed cards
    #[command(after_help = "Example:\n  unsung demo party")]
    Demo(Demo),
    /// Start a campaign from a template
    #[command(after_help = "Example:\n  unsung new heroes.unsung --template it-heroes")]
    New(New),
    /// Bring a CSV, TSV, XLSX or ODS file into a campaign
    #[command(
        after_help = "Example:\n  unsung import heroes.unsung answers.csv --as nominations --map name=\"Your hero\" --dry-run"
    )]
    Import(Import),
    /// Show what a campaign holds
    #[command(after_help = "Example:\n  unsung list heroes.unsung --what entries --json\n  \
                  unsung list heroes.unsung --what people --role nominee --country Germany --open no-email --sort team\n  \
                  unsung list heroes.unsung --what people --find payroll --columns id,name,email")]
    List(List),
    /// Set up, lock and run a sweepstake
    #[command(
        subcommand,
        after_help = "Example:\n  unsung draw set heroes.unsung --draw \"Spring draw\" --prizes \"laptop:1:A laptop\" --numbers Lottery:6:1:49:distinct\n  \
                      unsung draw lock heroes.unsung --draw \"Spring draw\" --announced-at 2026-12-01T18:00:00Z\n  \
                      unsung draw run heroes.unsung --draw \"Spring draw\" --value \"3 14 15 26 35 48\"",
        disable_help_subcommand = true
    )]
    Draw(Draw),
    /// Find who is one person under two spellings; merge, take apart
    #[command(
        after_help = "Example:\n  unsung people duplicates heroes.unsung\n  unsung people merge heroes.unsung P3 P17",
        disable_help_subcommand = true
    )]
    #[command(subcommand)]
    People(People),
    /// Draw from a bare list, without a campaign
    #[command(
        after_help = "Example:\n  unsung pick --roll roll.tsv --method ticket-sort --entropy \"3.14.15.26.35.48./\" --prizes laptop:1,book:3 --alternates 5"
    )]
    Pick(Pick),
    /// Write a draw's bundle, or a list as CSV
    #[command(
        after_help = "Example:\n  unsung export heroes.unsung --what bundle --draw \"Spring draw\" --out spring.zip\n  unsung export heroes.unsung --what people --out people.xlsx"
    )]
    Export(Export),
    /// Write the receipt with which one entrant checks that their entry is in the locked list
    #[command(
        after_help = "Receipts of everybody: unsung export FILE --what receipts --out receipts.csv, or --out FOLDER.\n\nExample:\n  \
                      unsung receipt heroes.unsung --draw \"Spring draw\" --entry EW754CJDS4RS --out receipt.json"
    )]
    Receipt(Receipt),
    /// Show or change in which form names appear in public
    #[command(after_help = "Without an option it only shows. Nobody is named who has not agreed.\n\nExample:\n  \
                      unsung names heroes.unsung --winners first-and-initial --presenter code-name\n  \
                      unsung names heroes.unsung --only P12 --form masked\n  \
                  unsung names heroes.unsung --only P12 --form full --for cards,labels")]
    Names(Names),
    /// Check a published draw, or the receipt of one entrant
    #[command(after_help = "Example:\n  unsung verify spring.zip --lock 5f0c...64 digits...a1")]
    Verify(Verify),
    /// Show the key that signs a campaign's draws, or take it out and in under a passphrase
    #[command(
        after_help = "The passphrase is the first line of a file or of the standard input; it never stands on the command line. \
                      The exported file is in the age format.\n\n\
                      Example:\n  unsung key heroes.unsung --show\n  \
                      unsung key heroes.unsung --export key.age --passphrase-file words.txt\n  \
                      unsung key copy.unsung --import key.age < words.txt"
    )]
    Key(Key),
    /// Check one round of a public beacon, offline
    #[command(
        after_help = "The file is the JSON that the beacon's public servers give: round, randomness, signature and, on the chain \
                      default, previous_signature. Exit code 0: genuine; 1: not; 2: unreadable.\n\n\
                      Example:\n  unsung beacon round.json --chain quicknet"
    )]
    Beacon(Beacon),
    /// Print cards, a proof sheet or the papers of a draw as PDF
    #[command(after_help = print::EXAMPLES)]
    Print(Print),
    /// Messages of thanks: let through, hide, type in; who would leave with nothing
    #[command(
        subcommand,
        after_help = "Example:\n  unsung thanks show heroes.unsung T1 T2\n  unsung thanks nothing heroes.unsung"
    )]
    Thanks(community::Thanks),
    /// Mishaps: third persons replaced, reviewed, published; what they tell in numbers
    #[command(
        subcommand,
        after_help = "Example:\n  unsung mishaps redact heroes.unsung X1\n  unsung mishaps review heroes.unsung X1 --by \"Ana Lind\"\n  unsung mishaps publish heroes.unsung X1"
    )]
    Mishaps(community::Mishaps),
    /// Stories: begun from nominations, edited, brought to the public step by step
    #[command(
        subcommand,
        after_help = "Example:\n  unsung stories begin heroes.unsung P3 P4\n  unsung stories words heroes.unsung ST1 --title \"The long night\" --text-file night.txt"
    )]
    Stories(stories::Stories),
    /// Problems: proposed from the text, tagged, counted with quotes; monsters' stats, and who fights whom
    #[command(
        subcommand,
        after_help = "Example:\n  unsung problems tally heroes.unsung --json\n  unsung problems propose heroes.unsung N3 X1"
    )]
    Problems(problems::Problems),
    /// The league: apply, vouch, approve, code names, what the world sees, the members' pack
    #[command(
        subcommand,
        after_help = "Example:\n  unsung league apply heroes.unsung P3 --why \"I keep the trams online\"\n  unsung league approve heroes.unsung L1"
    )]
    League(community::League),
    /// Judging: set-up, packs for judges, scores, frozen winners, results book
    #[command(
        subcommand,
        disable_help_subcommand = true,
        after_help = "Example:\n  unsung judging setup heroes.unsung --award \"Night Owl\" --begin\n  unsung judging packs heroes.unsung --out packs\n  unsung judging take-in heroes.unsung returned"
    )]
    Judging(judging::Judging),
    /// Unboxing kits on their way: parcels, their states, the postage list
    #[command(
        subcommand,
        after_help = "Example:\n  unsung kits make heroes.unsung\n  unsung kits set heroes.unsung K1 K2 --state posted"
    )]
    Kits(community::Kits),
    /// The dates: what they lock, what is due next, the calendar file
    #[command(
        subcommand,
        after_help = "Example:\n  unsung timeline list heroes.unsung\n  unsung timeline set heroes.unsung --kind nominations-close --at 2026-12-01T18:00 --locks on"
    )]
    Timeline(timeline::Timeline),
    /// Make a picture for sharing, or the unboxing of a hero as an animation
    #[command(after_help = share::EXAMPLES)]
    Share(Share),
    /// Write the web hub into a folder: a static site that needs no server
    #[command(
        after_help = "Only people who agreed are on it, in the form of name they agreed to. A second run takes away whoever \
                      no longer agrees. Exit code 0 even where something is left out; the list says what and why.\n\n\
                      Example:\n  unsung hub heroes.unsung --out hub"
    )]
    Hub(Hub),
    /// Change how a hero looks: style, figure, photo
    #[command(
        after_help = "Without an option it only shows. What can be locked are the slots it shows, and pose, skin, hair_colour, scheme.\n\n\
                      Example:\n  unsung hero heroes.unsung \"Sabine the IT Savior\" --style space --lock hair face --shuffle 4711\n  \
                      unsung hero heroes.unsung H3 --part hair=bun --photo sabine.jpg --focus 50,30 --halftone on\n  \
                      unsung hero heroes.unsung H3 --copy-from H1 --copy style"
    )]
    Hero(HeroArgs),
    /// Change a monster: parts, colour, name, line and stats
    #[command(
        after_help = "Without an option it only shows.\n\nExample:\n  unsung monster heroes.unsung M2 --lock body --shuffle 12\n  \
                      unsung monster heroes.unsung \"Ticket queues\" --part eyes=cyclops --part colour=slate --stat Menace=9"
    )]
    Monster(MonsterArgs),
    /// Show or change the campaign's own logo picture, colours and words
    #[command(
        after_help = "Without an option it only shows. Places of words are starburst, tray-one, tray-many, award-line, enemy-title, \
                      back-title, powers-title, collect and foot.\n\nExample:\n  \
                      unsung look heroes.unsung --logo logo.svg --signal \"#0B5FFF\" --word collect=\"GET THEM ALL!\""
    )]
    Look(Look),
    /// Styles and drawings of one's own: add a folder, list, remove
    #[command(
        after_help = "Example:\n  unsung art heroes.unsung add my-art\n  unsung art heroes.unsung list",
        disable_help_subcommand = true
    )]
    Art(Art),
    /// Check the file of a campaign, its ledger and its draws
    #[command(after_help = "Example:\n  unsung check heroes.unsung")]
    Check(Check),
}

#[derive(Debug, clap::Args)]
pub struct Demo {
    /// Folder for everything; made when it is not there
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

#[derive(Debug, clap::Args)]
pub struct New {
    /// The new campaign file
    pub file: PathBuf,
    /// it-heroes, leaptakers, users-happen, superhero-league, blank or sample
    #[arg(long, default_value = "blank")]
    pub template: String,
    /// Title of the campaign
    #[arg(long)]
    pub title: Option<String>,
    /// Add the sample data of the template: invented people to play with
    #[arg(long)]
    pub sample_data: bool,
}

#[derive(Debug, clap::Args)]
pub struct Hub {
    /// The campaign
    pub file: PathBuf,
    /// Folder of the site; made when it is not there
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

#[derive(Debug, clap::Args)]
pub struct Import {
    /// The campaign
    pub file: PathBuf,
    /// The list: CSV, TSV, XLSX or ODS; a folder for all lists in it; - for what comes on the standard input
    pub input: PathBuf,
    /// What its rows are: nominations, entries, people, thanks, mishaps or members
    #[arg(long = "as", value_name = "KIND")]
    pub kind: Kind,
    /// What a column means, such as name="Full name"; once for each column
    #[arg(long = "map", value_name = "FIELD=HEADER")]
    pub pairs: Vec<String>,
    /// A file of lines such as Full name = name, with - for a column to leave out
    #[arg(long, value_name = "PATH")]
    pub map_file: Option<PathBuf>,
    /// The sweepstake entries belong to, where there are several
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    /// What comes first in dates such as 3/4/2026: day-first or month-first, or for one column as in Born=day-first
    #[arg(long, value_name = "ORDER")]
    pub dates: Vec<Dates>,
    /// Which sheet of a workbook, by its name or its number from 1; the one most like a list without it
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<String>,
    /// Which part of a report that holds several lists, by its number from 1; the one with most people without it
    #[arg(long, value_name = "N")]
    pub part: Option<u32>,
    /// Where the rows came from, such as "Partner newsletter", where no column says it
    #[arg(long)]
    pub channel: Option<String>,
    /// A cell put right, such as 9:Email=ada@mail.example; the raw file stays as it was
    #[arg(long = "fix", value_name = "LINE:HEADER=TEXT")]
    pub fixes: Vec<String>,
    /// A held line to take in all the same
    #[arg(long = "take", value_name = "LINE")]
    pub take: Vec<u64>,
    /// A line to leave out
    #[arg(long = "leave", value_name = "LINE")]
    pub leave: Vec<u64>,
    /// A line that names several people, to be read as one row for each
    #[arg(long = "split", value_name = "LINE")]
    pub split: Vec<u64>,
    /// Where to write rejected and held rows as CSV, with the reason beside each
    #[arg(long, value_name = "PATH")]
    pub rejects: Option<PathBuf>,
    /// Add rows again that came in before
    #[arg(long)]
    pub again: bool,
    /// Only tell what would happen
    #[arg(long)]
    pub dry_run: bool,
}

/// The order of dates, of all columns or of one.
#[derive(Clone, Debug)]
pub struct Dates {
    pub header: Option<String>,
    pub order: DateOrder,
}

impl std::str::FromStr for Dates {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (header, order) =
            text.rsplit_once('=').map_or((None, text), |(header, order)| (Some(header.trim().to_owned()), order));
        let order = match order.trim() {
            "day-first" => DateOrder::DayFirst,
            "month-first" => DateOrder::MonthFirst,
            _ => return Err("it is day-first or month-first, or HEADER=day-first for one column".into()),
        };
        Ok(Self { header, order })
    }
}

#[derive(Debug, clap::Args)]
pub struct List {
    /// The campaign
    pub file: PathBuf,
    /// people, nominations, entries, awards, draws, heroes, monsters, thanks, mishaps, archetypes, stories, members, parcels, judging or ledger
    #[arg(long)]
    pub what: What,
    /// Only the entries of this sweepstake
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    #[command(flatten)]
    pub finding: Finding,
    #[command(flatten)]
    pub arranged: Arranged,
}

#[derive(Debug, clap::Args)]
pub struct Pick {
    /// The list: entry id, tickets, household and pools, separated by tabs
    #[arg(long, value_name = "ROLL.tsv")]
    pub roll: PathBuf,
    /// ticket-sort, rfc3797 or vrs
    #[arg(long, value_parser = values::method)]
    pub method: DrawMethod,
    /// The entropy string, exactly as it is hashed
    #[arg(long, value_name = "E", allow_hyphen_values = true)]
    pub entropy: String,
    /// The organiser's code, 64 hex digits; zeros where there is none
    #[arg(long, value_name = "HEX", value_parser = values::hash)]
    pub code: Option<[u8; 32]>,
    /// Hash of the lock, 64 hex digits; zeros where there is none
    #[arg(long, value_name = "HEX", value_parser = values::hash)]
    pub lock_sha256: Option<[u8; 32]>,
    /// Prizes in rank order; none without it
    #[arg(long, value_name = "ID:QTY,...", value_parser = values::prizes)]
    pub prizes: Vec<Prizes>,
    /// Places in line behind the winners
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub alternates: u64,
    /// A household wins only once
    #[arg(long)]
    pub household: bool,
    /// An entry id to pass over; once for each
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    pub exclude: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportWhat {
    /// Everything a stranger needs to check a draw
    Bundle,
    /// Winners and alternates with names and state; with --public only what may be published
    Winners,
    /// The official rules as plain text
    Rules,
    /// Receipts of all entrants: a table for a mail merge where the name ends in .csv, else a file each in a folder
    Receipts,
    Entries,
    People,
    Nominations,
    Awards,
    Heroes,
    Monsters,
    Members,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    /// The campaign
    pub file: PathBuf,
    #[arg(long)]
    pub what: ExportWhat,
    /// Where to; a bundle is a folder, or a zip where the name ends in .zip; a list is a workbook where it ends in .xlsx, else CSV
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// A list as CSV word for word, to be imported again: cells that a spreadsheet takes for formulas stay as they are
    #[arg(long)]
    pub exact: bool,
    /// Title or id of the sweepstake; not needed where there is only one
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    /// Winners for publication: who holds which prize, names in the form agreed to; as text where the name ends in .txt
    #[arg(long)]
    pub public: bool,
}

#[derive(Debug, clap::Args)]
pub struct Key {
    /// The campaign
    pub file: PathBuf,
    /// Show fingerprint and public key, which is what happens without another option
    #[arg(long, conflicts_with_all = ["export", "import"])]
    pub show: bool,
    /// Write the campaign's keys into a new file, under a passphrase
    #[arg(long, value_name = "OUT", conflicts_with = "import")]
    pub export: Option<PathBuf>,
    /// Take the keys out of such a file; refused where draws are signed by another key
    #[arg(long, value_name = "IN")]
    pub import: Option<PathBuf>,
    /// File whose first line is the passphrase; the standard input without it
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Beacon {
    /// The round as JSON
    #[arg(value_name = "ROUND.json")]
    pub path: PathBuf,
    /// quicknet or default; without it both are tried
    #[arg(long, value_parser = values::chain)]
    pub chain: Option<&'static Chain>,
}

#[derive(Debug, clap::Args)]
pub struct Verify {
    /// Folder or zip of the bundle, or a receipt.json
    #[arg(value_name = "BUNDLE_OR_RECEIPT")]
    pub path: PathBuf,
    /// The lock hash as it was published before the draw, all 64 digits
    #[arg(long, value_name = "HASH")]
    pub lock: Option<String>,
    /// The fingerprint of the organiser's key
    #[arg(long, value_name = "FINGERPRINT")]
    pub key: Option<String>,
    /// Folder or zip of the draw before this one
    #[arg(long, value_name = "BUNDLE")]
    pub previous: Option<PathBuf>,
    /// Tamper with every field and line in memory and show that each change is caught
    #[arg(long)]
    pub self_test: bool,
}

#[derive(Debug, clap::Args)]
pub struct Check {
    /// The campaign
    pub file: PathBuf,
}
