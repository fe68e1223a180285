//! `print`: every product of the press as PDF, and straight to a printer; the papers of a draw are in `papers`.

use super::args::{PaperName, Print, PrintWhat, StockName};
use super::shell::{Ending, Shell, note, work};
use crate::app::papers::Document;
use crate::app::printing::straight::{self, Sent};
use crate::app::printing::{self, FileState, Press, PrintOptions, PrintReport, Product, Stock};
use crate::app::{Failure, World, artwork, read_campaign};
use crate::press::label::Placement;
use crate::press::sheets::Paper;
use crate::scene::fonts::FontSource;
use crate::scene::text::Typesetter;
use crate::store::Opened;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;

/// Lines about one thing before the rest is only counted; `--json` has all.
const MOST_LINES: usize = 60;

/// What there is to print.
enum Asked {
    Product(Product),
    Paper(Document),
    Impact,
}

fn asked(what: PrintWhat) -> Asked {
    match what {
        PrintWhat::Cards => Asked::Product(Product::Cards),
        PrintWhat::Certificates => Asked::Product(Product::Certificates),
        PrintWhat::Boxes => Asked::Product(Product::Boxes),
        PrintWhat::Labels => Asked::Product(Product::Labels),
        PrintWhat::TradingCards => Asked::Product(Product::TradingCards),
        PrintWhat::Monsters => Asked::Product(Product::Monsters),
        PrintWhat::Archetypes => Asked::Product(Product::Archetypes),
        PrintWhat::Thanks => Asked::Product(Product::Thanks),
        PrintWhat::Storyboards => Asked::Product(Product::Storyboards),
        PrintWhat::PackingList => Asked::Product(Product::PackingList),
        PrintWhat::Proof => Asked::Product(Product::Proof),
        PrintWhat::Impact => Asked::Impact,
        PrintWhat::LockNotice => Asked::Paper(Document::LockNotice),
        PrintWhat::Envelope => Asked::Paper(Document::Envelope),
        PrintWhat::Rules => Asked::Paper(Document::Rules),
        PrintWhat::Receipts => Asked::Paper(Document::Receipts),
        PrintWhat::Record => Asked::Paper(Document::Record),
        PrintWhat::WinnersList => Asked::Paper(Document::Winners),
        PrintWhat::ClaimsSheet => Asked::Paper(Document::Claims),
    }
}

/// The document of a run.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    report: &'a PrintReport,
    /// What became of each file that was sent to a printer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sent: Vec<(PathBuf, Sent)>,
}

pub fn print(args: &Print, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let product = match asked(args.what) {
        Asked::Product(product) => product,
        Asked::Paper(document) => return super::papers::print(document, args, world, shell),
        Asked::Impact => return super::papers::impact(args, world, shell),
    };
    fits(product, args)?;
    let Opened { campaign, blobs, .. } = read_campaign(world.as_ref(), &args.file)?;
    let usual = PrintOptions::of(product);
    let paper = args.paper.map_or(Paper::A4, PaperName::paper);
    let options = PrintOptions {
        stock: match (args.stock, args.paper) {
            (Some(StockName::Card), _) => Stock::Card,
            (Some(StockName::Shop), _) => Stock::Shop,
            (Some(StockName::ShopSheet), _) => Stock::ShopSheet,
            (Some(StockName::Office), _) => Stock::Office,
            (Some(StockName::OfficeTwoUp), _) => Stock::OfficeTwoUp,
            (None, Some(_)) if usual.stock == Stock::Card => Stock::Office,
            (None, _) => usual.stock,
        },
        paper,
        merged: !args.each || args.merged,
        each: args.each,
        pattern: args.pattern.clone().unwrap_or_else(|| usual.pattern.clone()),
        only: printing::subjects_named(&campaign, product, &args.only)?,
        style: args.style.clone(),
        small: args.small,
        size: args.size.unwrap_or_default(),
        labels: args.sheet.unwrap_or_else(|| printing::usual_labels(paper)),
        placement: Placement {
            start_at: args.start_at.unwrap_or(1).into(),
            offset_mm: args.offset.unwrap_or_default(),
            outlines: args.outlines,
            ..Placement::default()
        },
        calibration: args.calibration,
        again: args.again,
        dry: args.dry_run,
        ..usual
    };
    let (work_world, out) = (Arc::clone(world), args.out.clone());
    let title = if args.dry_run { "Checking" } else { "Printing" };
    let duplex = options.is_duplex();
    let report = work(title, move |progress| {
        let (kit, problems) = artwork::kit_of(&campaign, &blobs)
            .map_err(|failure| Failure { what: "Nothing was printed.".into(), ..failure })?;
        for problem in problems {
            note(&format!("Art left out: {problem}"));
        }
        let mut typesetter = Typesetter::new(FontSource::with_system());
        let symbols = artwork::symbols_of(&campaign, &blobs);
        let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
        printing::run(&campaign, &options, &out, work_world.as_ref(), &mut press, progress)
    })?;
    tell(&report, product, shell);
    let sent = if args.send { send(&report, args, duplex, world.as_ref(), shell)? } else { Vec::new() };
    shell.document(&Told { report: &report, sent })?;
    Ok(Ending::of(report.held.is_empty() && !report.cancelled))
}

/// Refuses options that say nothing about this product, instead of leaving them out silently.
fn fits(product: Product, args: &Print) -> Result<(), Failure> {
    let is_labels = product == Product::Labels;
    let has_sizes = matches!(product, Product::Monsters | Product::Archetypes);
    let of_labels = "labels";
    let foreign = [
        (!is_labels && args.sheet.is_some(), "--sheet", of_labels),
        (!is_labels && args.start_at.is_some(), "--start-at", of_labels),
        (!is_labels && args.offset.is_some(), "--offset", of_labels),
        (!is_labels && args.outlines, "--outlines", of_labels),
        (!is_labels && args.calibration, "--calibration", of_labels),
        (product != Product::Boxes && args.size.is_some(), "--size", "boxes"),
        (!has_sizes && args.small, "--small", "monsters and archetypes"),
        (
            has_sizes && !args.small && args.stock == Some(StockName::ShopSheet),
            "--stock shop-sheet",
            "trading cards, and monsters and archetypes with --small",
        ),
        (!product.has_style() && args.style.is_some(), "--style", "cards, trading cards and proof sheets"),
    ];
    match foreign.into_iter().find(|(is_given, ..)| *is_given) {
        None => Ok(()),
        Some((_, option, of)) => Err(Failure::new(
            "Nothing was printed.",
            format!("{option} is for {of}, and {} were asked for.", product.id()),
            "Leave it out; unsung print --help shows what goes with what.",
        )),
    }
}

impl PaperName {
    fn paper(self) -> Paper {
        match self {
            Self::A4 => Paper::A4,
            Self::Letter => Paper::Letter,
        }
    }
}

fn tell(report: &PrintReport, product: Product, shell: &mut Shell) {
    for file in &report.files {
        let cards = product.counted(file.cards);
        let path = file.path.display();
        shell.say(&match file.state {
            FileState::Made => format!("{path}  {cards}, {} bytes", file.bytes),
            FileState::Unchanged => format!("{path}  {cards}, {} bytes, unchanged", file.bytes),
            FileState::Planned => format!("{path}  {cards}, would be made"),
        });
    }
    for held in &report.held {
        shell.say(&format!("NOT PRINTED: {}: {}", held.who, held.reason));
    }
    if report.cancelled {
        shell.say("Stopped; the files that are listed are whole. The same command goes on from here.");
    }
    for finding in report.findings.iter().take(MOST_LINES) {
        note(&format!("Look at {}: {}", finding.who, finding.what));
    }
    if report.findings.len() > MOST_LINES {
        note(&format!("And {} more to look at; --json lists all.", report.findings.len() - MOST_LINES));
    }
    for path in report.outdated.iter().take(MOST_LINES) {
        note(&format!("{} is of an earlier run, and this one no longer makes it.", path.display()));
    }
}

/// Hands the files of the run to a printer, or to the viewer.
fn send(
    report: &PrintReport,
    args: &Print,
    duplex: bool,
    world: &dyn World,
    shell: &mut Shell,
) -> Result<Vec<(PathBuf, Sent)>, Failure> {
    let order = straight::Order { printer: args.printer.clone(), copies: args.copies, duplex };
    let mut all = Vec::new();
    for file in &report.files {
        let sent = straight::print(world, &file.path, &order)?;
        let path = file.path.display();
        shell.say(&match &sent {
            Sent::Printer { name: Some(name), .. } => format!("{path}  sent to {name}"),
            Sent::Printer { name: None, .. } => format!("{path}  sent to the usual printer"),
            Sent::Viewer => format!("{path}  opened; there is no print command here"),
        });
        all.push((file.path.clone(), sent));
    }
    Ok(all)
}
