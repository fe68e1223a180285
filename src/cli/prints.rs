//! `print`: award cards and proof sheets as PDF; the papers of a draw are in `papers`.

use super::args::{PaperName, Print, PrintWhat};
use super::shell::{Ending, Shell, note, work};
use crate::app::printing::{self, FileState, Press, PrintOptions, PrintReport, Product, Stock};
use crate::app::{Failure, World, read_campaign};
use crate::press::sheets::Paper;
use crate::scene::fonts::FontSource;
use crate::scene::kit::{Kit, SymbolCache};
use crate::scene::text::Typesetter;
use std::sync::Arc;

pub fn print(args: &Print, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    if let Some(document) = super::papers::document(args.what) {
        return super::papers::print(document, args, world, shell);
    }
    let campaign = read_campaign(world.as_ref(), &args.file)?.campaign;
    let paper = args.paper.map(|paper| match paper {
        PaperName::A4 => Paper::A4,
        PaperName::Letter => Paper::Letter,
    });
    let options = PrintOptions {
        product: match args.what {
            PrintWhat::Proof => Product::Proof,
            _ => Product::Cards,
        },
        stock: match paper {
            Some(paper) if args.two_up => Stock::OfficeTwoUp(paper),
            Some(paper) => Stock::Office(paper),
            None if args.shop => Stock::Shop,
            None => Stock::Card,
        },
        merged: !args.each || args.merged,
        each: args.each,
        only: printing::people_named(&campaign, &args.only)?,
        ..PrintOptions::default()
    };
    let (work_world, out) = (Arc::clone(world), args.out.clone());
    let report = work("Printing", move |progress| {
        let kit = Kit::builtin().map_err(|error| {
            Failure::new(
                "Nothing was printed.",
                format!("The art that the program brings cannot be read: {error}."),
                "Install the program again.",
            )
        })?;
        let mut typesetter = Typesetter::new(FontSource::with_system());
        let symbols = SymbolCache::new();
        let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
        printing::run(&campaign, &options, &out, work_world.as_ref(), &mut press, progress)
    })?;
    tell(&report, shell);
    shell.document(&report)?;
    Ok(Ending::of(report.held.is_empty() && !report.cancelled))
}

fn tell(report: &PrintReport, shell: &mut Shell) {
    for file in &report.files {
        let cards = if file.cards == 1 { "card" } else { "cards" };
        let state = if file.state == FileState::Unchanged { ", unchanged" } else { "" };
        shell.say(&format!("{}  {} {cards}, {} bytes{state}", file.path.display(), file.cards, file.bytes));
    }
    for held in &report.held {
        shell.say(&format!("NOT PRINTED: {}: {}", held.who, held.reason));
    }
    for finding in &report.findings {
        note(&format!("Look at {}: {}", finding.who, finding.what));
    }
}
