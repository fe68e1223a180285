//! `print`: products of the press and papers of a draw.

use crate::press::carton::BoxSize;
use crate::press::label::LabelSheet;
use clap::ValueEnum;
use std::path::PathBuf;

/// Shown under the options.
pub const EXAMPLES: &str = "A second run into the same folder makes only what changed and names what it left as it was; a run \
that was stopped goes on where it stopped. unsung-print.ron in that folder lists what was made. Files that the program did not \
write are never overwritten. Exit code 1: something was held and is named.\n\n\
Examples:\n  \
unsung print heroes.unsung --what cards --out cards --each --merged\n  \
unsung print heroes.unsung --what cards --out shop.pdf --stock shop\n  \
unsung print heroes.unsung --what cards --out office.pdf --stock office-two-up --paper letter\n  \
unsung print heroes.unsung --what cards --out cards --each --pattern \"{year}-{name}.pdf\" --only \"Ada Byron\" --dry-run\n  \
unsung print heroes.unsung --what boxes --out boxes.pdf --size 64x28x160\n  \
unsung print heroes.unsung --what labels --out labels.pdf --sheet L7160 --start-at 4 --offset 0.5,-1 --outlines\n  \
unsung print heroes.unsung --what labels --out calibration.pdf --sheet L7160 --calibration\n  \
unsung print heroes.unsung --what monsters --out monsters --small --stock office\n  \
unsung print heroes.unsung --what trading-cards --out sheets.pdf --stock shop-sheet --paper letter\n  \
unsung print heroes.unsung --what packing-list --out packing.pdf\n  \
unsung print heroes.unsung --what proof --out proof.pdf --paper a4\n  \
unsung print heroes.unsung --what impact --out impact.pdf --paper letter\n  \
unsung print heroes.unsung --what lock-notice --draw \"Spring draw\" --out notice.pdf --paper letter";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PrintWhat {
    /// Action-figure award cards, front and back
    Cards,
    /// The same in a formal dress, one page
    Certificates,
    /// Fold-up boxes: nets to cut, fold and glue
    Boxes,
    /// Address labels on bought sheets
    Labels,
    /// Short form of the cards, 9 on a sheet
    TradingCards,
    /// The villains with their numbers
    Monsters,
    /// The users everybody has met
    Archetypes,
    /// Messages of thanks, 4 on a sheet
    Thanks,
    /// The 30-second commercial of each hero in six shots
    Storyboards,
    /// Every kit with what belongs into it, to tick off while packing; not for publication
    PackingList,
    /// Small pictures of all cards with what to check, for reading over
    Proof,
    /// What the campaign came to: figures, plots, map of places, quotes
    Impact,
    /// A page to hang up when the list is locked: lock hash, prizes, sources
    LockNotice,
    /// The organiser's code and key on a letter to fold and seal
    Envelope,
    /// The official rules with their hash
    Rules,
    /// A slip for every entrant, or with --entry the whole receipt of one
    Receipts,
    /// The draw with luck, walk and winners, and lines to sign
    Record,
    /// Prizes and winners for the public, names as each winner chose
    WinnersList,
    /// Whom to tell, with names, addresses and boxes to tick; not for publication
    ClaimsSheet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PaperName {
    A4,
    Letter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StockName {
    /// Pages of the product's own size
    Card,
    /// For a print shop: 3 mm bleed, crop and registration marks
    Shop,
    /// For a print shop's knife: trading cards edge to edge, bleed and marks around all of them
    ShopSheet,
    /// Office paper, to cut out by hand
    Office,
    /// Office paper, two cards reduced to 87 % on a sheet
    OfficeTwoUp,
}

#[derive(Debug, clap::Args)]
pub struct Print {
    /// The campaign
    pub file: PathBuf,
    #[arg(long)]
    pub what: PrintWhat,
    /// A PDF file, or a folder; files of single people always go to a folder
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// One file for each person, monster or message
    #[arg(long)]
    pub each: bool,
    /// With --each: also one file with everything
    #[arg(long, requires = "each")]
    pub merged: bool,
    /// With --each: names of the files, from {award}, {name}, {persona}, {serial}, {year} and {product}
    #[arg(long, value_name = "PATTERN", requires = "each")]
    pub pattern: Option<String>,
    /// On what it is printed
    #[arg(long)]
    pub stock: Option<StockName>,
    /// Office paper; for cards it means --stock office
    #[arg(long)]
    pub paper: Option<PaperName>,
    /// Only this one: name, e-mail address, persona, or id such as P12, H3 or M2; once for each
    #[arg(long, value_name = "NAME_OR_ID")]
    pub only: Vec<String>,
    /// Another card style than the heroes' own: comic, circuit, space, formal, or one of the campaign
    #[arg(long, value_name = "ID")]
    pub style: Option<String>,
    /// Monsters and archetypes: as trading cards
    #[arg(long)]
    pub small: bool,
    /// Boxes: inner width x depth x height in mm
    #[arg(long, value_name = "WxDxH")]
    pub size: Option<BoxSize>,
    /// Labels: the maker's number of the sheet, such as L7160 or 5160
    #[arg(long, value_name = "CODE", value_parser = label_sheet)]
    pub sheet: Option<LabelSheet>,
    /// Labels: the first label to use, from 1, where a sheet is partly gone
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub start_at: Option<u16>,
    /// Labels: what the printer is off by, right and down in mm; the calibration page shows it
    #[arg(long, value_name = "X,Y", value_parser = offset, allow_hyphen_values = true)]
    pub offset: Option<(f32, f32)>,
    /// Labels: draw their edges, to try on plain paper
    #[arg(long)]
    pub outlines: bool,
    /// Labels: only the page by which the offset is found
    #[arg(long)]
    pub calibration: bool,
    /// Make again what has not changed
    #[arg(long)]
    pub again: bool,
    /// Lay out everything and tell what would be made, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Send what was made to the system's printer; where there is none, its viewer opens the files
    #[arg(long, conflicts_with = "dry_run")]
    pub send: bool,
    /// With --send: this printer
    #[arg(long, value_name = "NAME", requires = "send")]
    pub printer: Option<String>,
    /// With --send: how many of each file
    #[arg(long, value_name = "N", requires = "send", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=99))]
    pub copies: u32,
    /// Papers of a draw: title or id of the sweepstake; not needed where there is only one
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    /// Receipts: the whole receipt of this entry id on pages of its own; once for each
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    pub entry: Vec<String>,
    /// Papers of the last rehearsal instead of the draw
    #[arg(long)]
    pub rehearsal: bool,
}

fn label_sheet(text: &str) -> Result<LabelSheet, String> {
    LabelSheet::named(text).ok_or_else(|| {
        let codes: Vec<&str> = LabelSheet::ALL.iter().map(|sheet| sheet.code).collect();
        format!("the sheets are {}", codes.join(", "))
    })
}

/// Two lengths in mm; a printer is never off by more than two centimetres.
fn offset(text: &str) -> Result<(f32, f32), String> {
    let read = |part: &str| part.trim().parse().ok().filter(|mm: &f32| mm.abs() <= 20.0);
    text.split_once(',')
        .and_then(|(x, y)| Some((read(x)?, read(y)?)))
        .ok_or_else(|| "two numbers from -20 to 20 are expected, such as 0.5,-1".to_owned())
}
