//! `print` for papers: those of a draw (notice, envelope, rules, receipts, record, list of winners) and the impact report.

use super::args::{PaperName, Print};
use super::campaigns::find_draw;
use super::shell::{Ending, Shell, note, work};
use crate::app::claims::entry_named;
use crate::app::impact::report;
use crate::app::outlook::counted;
use crate::app::papers::{self, Document, Order, Written};
use crate::app::printing::{FileState, Press};
use crate::app::{Failure, World, artwork, read_campaign};
use crate::press::sheets::Paper;
use crate::scene::fonts::FontSource;
use crate::scene::text::Typesetter;
use crate::store::Opened;
use std::sync::Arc;

/// Refuses options of cards and the like, which say nothing about a paper.
fn only_papers(what: &str, args: &Print) -> Result<(), Failure> {
    let of_cards = [
        (args.each, "--each"),
        (args.merged, "--merged"),
        (args.stock.is_some(), "--stock"),
        (args.style.is_some(), "--style"),
        (args.small, "--small"),
        (args.size.is_some(), "--size"),
        (args.sheet.is_some() || args.start_at.is_some() || args.offset.is_some(), "--sheet, --start-at or --offset"),
        (args.outlines || args.calibration, "--outlines or --calibration"),
        (args.again, "--again"),
        (args.dry_run, "--dry-run"),
        (args.send, "--send"),
        (!args.only.is_empty(), "--only"),
    ];
    match of_cards.into_iter().find(|(is_given, _)| *is_given) {
        None => Ok(()),
        Some((_, option)) => Err(Failure::new(
            "Nothing was printed.",
            format!("{option} is for cards and the like, and {what} was asked for."),
            "Leave it out; unsung print --help shows what goes with what.",
        )),
    }
}

pub fn print(document: Document, args: &Print, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    only_papers(document.id(), args)?;
    if document != Document::Receipts && !args.entry.is_empty() {
        return Err(Failure::new(
            "Nothing was printed.",
            "--entry is for receipts.",
            "Leave it out, or print --what receipts.",
        ));
    }
    let campaign = read_campaign(world.as_ref(), &args.file)?.campaign;
    let id = find_draw(&campaign, args.draw.as_deref(), "Nothing was printed.")?;
    let order = Order {
        document,
        paper: paper_of(args),
        entries: args.entry.iter().map(|typed| entry_named(&campaign, typed)).collect(),
        rehearsal: args.rehearsal,
    };
    let (world, out) = (Arc::clone(world), args.out.clone());
    let written =
        work("Printing", move |progress| papers::write(&campaign, id, &order, &out, world.as_ref(), progress))?;
    tell(&written, shell);
    if document.is_secret() {
        note("Delete the file once it is printed: whoever reads it can sign as the organiser.");
    }
    if document.is_private() {
        note("It holds names whatever people chose: not for publication.");
    }
    finish(&written, shell)
}

fn tell(written: &Written, shell: &mut Shell) {
    for file in &written.files {
        let pages = counted(file.pages as u64, "page", "pages");
        let same = if file.state == FileState::Unchanged { ", unchanged" } else { "" };
        shell.say(&format!("{}  {pages}, {} bytes{same}", file.path.display(), file.bytes));
    }
}

fn finish(written: &Written, shell: &mut Shell) -> Result<Ending, Failure> {
    if !written.missing.is_empty() {
        let list = written.missing.join(" ");
        note(&format!("No font has these characters, so they are printed as code points: {list}"));
    }
    shell.document(written)?;
    Ok(Ending::of(written.missing.is_empty()))
}

/// The impact report.
pub fn impact(args: &Print, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    only_papers("impact", args)?;
    if args.draw.is_some() || !args.entry.is_empty() || args.rehearsal {
        return Err(Failure::new(
            "Nothing was printed.",
            "--draw, --entry and --rehearsal are for papers of a draw, and impact was asked for.",
            "Leave them out; unsung print --help shows what goes with what.",
        ));
    }
    let Opened { campaign, blobs, .. } = read_campaign(world.as_ref(), &args.file)?;
    let paper = paper_of(args);
    let (world, out) = (Arc::clone(world), args.out.clone());
    let written = work("Printing", move |_| {
        let (kit, problems) = artwork::kit_of(&campaign, &blobs)
            .map_err(|failure| Failure { what: "Nothing was printed.".into(), ..failure })?;
        for problem in problems {
            note(&format!("Art left out: {problem}"));
        }
        let mut typesetter = Typesetter::new(FontSource::with_system());
        let symbols = artwork::symbols_of(&campaign, &blobs);
        let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
        report::write(&campaign, paper, &out, world.as_ref(), &mut press)
    })?;
    tell(&written, shell);
    finish(&written, shell)
}

fn paper_of(args: &Print) -> Paper {
    match args.paper {
        Some(PaperName::Letter) => Paper::Letter,
        Some(PaperName::A4) | None => Paper::A4,
    }
}
