//! The arguments of `draw`.

use super::draw_rules::{Deciding, DrawEnter, Entering, Publishing};
use super::{DrawAmend, DrawClaims, DrawRehearse, DrawVoid};
use crate::campaign::{DrawMethod, Reason};
use crate::cli::values::{self, NamedPrizes, Sources, Time};
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Draw {
    /// Make a sweepstake or change its set-up, until it is locked
    #[command(after_help = "Sources of luck enter the draw in the order in which they are given here.\n\nExample:\n  \
                      unsung draw set heroes.unsung --draw \"Spring draw\" --prizes \"laptop:1:A laptop\" --prizes \"mug:10:A mug\" \
                      --alternates 5 --household --numbers Lottery:6:1:49:distinct --text \"Phrase from the audience\" --rules rules.txt")]
    Set(Box<DrawSet>),
    /// Freeze the list and print the lock hash to publish
    #[command(
        after_help = "Publish all 64 digits before the luck can be known: that is what makes the draw checkable.\n\nExample:\n  \
                      unsung draw lock heroes.unsung --draw \"Spring draw\" --announced-at 2026-12-01T18:00:00Z\n  \
                      unsung draw lock heroes.unsung --draw \"Spring draw\" --announce 2026-12-01T18:00:00Z \
                      --source \"numbers:Dice on stage:6:1-6:repeats\" --source drand:Beacon:quicknet"
    )]
    Lock(DrawLock),
    /// Draw a locked list with the values that fell
    #[command(
        after_help = "Example:\n  unsung draw run heroes.unsung --draw \"Spring draw\" --value \"3 14 15 26 35 48\" --value \"the phrase\"\n  \
                      unsung draw run heroes.unsung --draw \"Spring draw\" --value \"Lottery=3 14 15 26 35 48\" --value \"Phrase from the audience=the phrase\"\n  \
                      unsung draw run heroes.unsung --draw \"Spring draw\" --value \"Dice on stage=1 3 3 4 6 6\" --beacon round.json"
    )]
    Run(DrawRun),
    /// Type in an entry that came by post or by word of mouth
    #[command(
        after_help = "It gets one ticket, like an entry by web form. A person who is known is found again by the e-mail address, or by name and address.\n\nExample:\n  \
                      unsung draw enter heroes.unsung --draw \"Spring draw\" --name \"Per Post\" --address \"Harbour Road 9, Kiel\" --received 2026-11-02 --reference C-17"
    )]
    Enter(DrawEnter),
    /// Play the whole draw through; it never becomes the draw
    #[command(
        after_help = "This machine makes up every value that is not given. Only the last rehearsal is kept.\n\nExample:\n  \
                      unsung draw rehearse heroes.unsung --draw \"Spring draw\" --out rehearsal\n  \
                      unsung draw rehearse heroes.unsung --value \"Lottery=3 14 15 26 35 48\""
    )]
    Rehearse(DrawRehearse),
    /// Close a lock that will not be drawn, for good and for all to see
    #[command(after_help = "Example:\n  unsung draw void heroes.unsung --draw \"Spring draw\" --reason other")]
    Void(DrawVoid),
    /// Record what happened to a winner or alternate, for good
    #[command(
        after_help = "A prize that becomes free goes at once to the first alternate in line who may have it.\n\nExample:\n  \
                      unsung draw amend heroes.unsung --draw \"Spring draw\" --entry EW754CJDS4RS --kind notified\n  \
                      unsung draw amend heroes.unsung --entry EW754CJDS4RS --kind disqualified --reason under-age --dry-run"
    )]
    Amend(DrawAmend),
    /// Show where every winner and alternate stands and what is due
    #[command(after_help = "Example:\n  unsung draw claims heroes.unsung --draw \"Spring draw\" --due")]
    Claims(DrawClaims),
    /// Take a sealed envelope in: the lock of a lost campaign comes back and can be drawn
    #[command(
        after_help = "The envelope is the page printed at the lock; type its lines into a text file. Without --lock and --roll the \
                      campaign must be a copy with the entries and the set-up that were locked.\n\nExample:\n  \
                      unsung draw restore copy.unsung --draw \"Spring draw\" --envelope typed.txt --lock lock.json --roll roll.tsv"
    )]
    Restore(DrawRestore),
}

#[derive(Debug, clap::Args)]
pub struct DrawSet {
    /// The campaign
    pub file: PathBuf,
    /// Title of the sweepstake, or its id such as S1; made when it is not there
    #[arg(long, value_name = "TITLE")]
    pub draw: String,
    /// A new title
    #[arg(long)]
    pub title: Option<String>,
    /// Prizes in rank order, several joined by commas or given one by one; replaces all prizes
    #[arg(long, visible_alias = "prize", value_name = "ID:QTY:NAME", value_parser = values::named_prizes)]
    pub prizes: Vec<NamedPrizes>,
    /// Places in line behind the winners
    #[arg(long, value_name = "N")]
    pub alternates: Option<u64>,
    /// A household wins only once
    #[arg(long, visible_alias = "one-per-household", conflicts_with = "no_household")]
    pub household: bool,
    /// A household may win more than once
    #[arg(long)]
    pub no_household: bool,
    #[command(flatten)]
    pub sources: Sources,
    /// When the luck will be known, such as 2026-12-01T18:00:00Z
    #[arg(long, visible_alias = "announce", value_name = "TIME", value_parser = values::time)]
    pub announced_at: Option<Time>,
    /// ticket-sort, rfc3797 or vrs
    #[arg(long, value_parser = values::method)]
    pub method: Option<DrawMethod>,
    /// Pass over this entry; it stays in the roll, and the lock names it with the reason: staff, under-age, late, residence,
    /// duplicate, earlier-winner, no-consent, withdrawn or other. Once for each
    #[arg(long, value_name = "ID:REASON", value_parser = values::exclusion, allow_hyphen_values = true)]
    pub exclude: Vec<(String, Reason)>,
    /// Seal a secret code of the organiser into the lock
    #[arg(long, conflicts_with = "no_code")]
    pub code: bool,
    /// Seal no code
    #[arg(long, visible_alias = "no-commitment")]
    pub no_code: bool,
    /// From when entries count
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    pub opens: Option<Time>,
    /// Until when entries count
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    pub closes: Option<Time>,
    /// Least age in whole years on the day of entering; 0 for none
    #[arg(long, value_name = "YEARS")]
    pub min_age: Option<u8>,
    /// Countries whose residents take part, such as DE,FR; "" for everywhere
    #[arg(long, value_name = "CODES")]
    pub countries: Option<String>,
    /// How many entries of one person count; 0 for no limit
    #[arg(long, value_name = "N")]
    pub max_per_person: Option<u32>,
    /// How many extra tickets for referrals count
    #[arg(long, value_name = "N")]
    pub max_bonus: Option<u32>,
    /// Text of the rules; its hash goes into the lock
    #[arg(long, value_name = "FILE", conflicts_with = "make_rules")]
    pub rules: Option<PathBuf>,
    /// Write the rules from the set-up
    #[arg(long)]
    pub make_rules: bool,
    #[command(flatten)]
    pub entering: Entering,
    #[command(flatten)]
    pub publishing: Publishing,
    #[command(flatten)]
    pub deciding: Deciding,
}

#[derive(Debug, clap::Args)]
pub struct DrawLock {
    /// The campaign
    pub file: PathBuf,
    /// Title or id of the sweepstake; not needed where there is only one
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    /// When the luck will be known, such as 2026-12-01T18:00:00Z; a beacon's round is the first one from then on
    #[arg(long, visible_alias = "announce", value_name = "TIME", value_parser = values::time)]
    pub announced_at: Option<Time>,
    /// ticket-sort, rfc3797 or vrs, where it is not that of the set-up
    #[arg(long, value_parser = values::method)]
    pub method: Option<DrawMethod>,
    #[command(flatten)]
    pub sources: Sources,
    /// Seal no secret code of the organiser
    #[arg(long, visible_alias = "no-code")]
    pub no_commitment: bool,
}

#[derive(Debug, clap::Args)]
pub struct DrawRun {
    /// The campaign
    pub file: PathBuf,
    /// Title or id of the sweepstake; not needed where there is only one
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    /// What a source gave, in the order of the sources, or LABEL=TEXT
    #[arg(long = "value", value_name = "TEXT", num_args = 1..)]
    pub values: Vec<String>,
    /// The JSON of a beacon's round as its server gives it; once for each beacon, in any order
    #[arg(long = "beacon", value_name = "ROUND.json")]
    pub beacons: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct DrawRestore {
    /// A copy of the campaign that is older than the lock, or a new one
    pub file: PathBuf,
    /// Title or id of the sweepstake; made when it is not there
    #[arg(long, value_name = "TITLE")]
    pub draw: String,
    /// Text file with the lines of the envelope
    #[arg(long, value_name = "TEXTFILE")]
    pub envelope: PathBuf,
    /// The lock as it was published
    #[arg(long, value_name = "lock.json", requires = "roll")]
    pub lock: Option<PathBuf>,
    /// The list as it was published or backed up
    #[arg(long, value_name = "roll.tsv", requires = "lock")]
    pub roll: Option<PathBuf>,
    /// The rules, where the lock has some
    #[arg(long, value_name = "rules.txt", requires = "lock")]
    pub rules: Option<PathBuf>,
}
