//! `print` for the papers of a draw: notice, envelope, rules, receipts, record, list of winners.

use super::args::{PaperName, Print};
use super::campaigns::find_draw;
use super::shell::{Ending, Shell, note, work};
use crate::app::claims::entry_named;
use crate::app::outlook::counted;
use crate::app::papers::{self, Document, Order};
use crate::app::printing::FileState;
use crate::app::{Failure, World, read_campaign};
use crate::press::sheets::Paper;
use std::sync::Arc;

pub fn print(document: Document, args: &Print, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
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
    if let Some((_, option)) = of_cards.into_iter().find(|(is_given, _)| *is_given) {
        return Err(Failure::new(
            "Nothing was printed.",
            format!("{option} is for cards and the like, and {} was asked for.", document.id()),
            "Leave it out; unsung print --help shows what goes with what.",
        ));
    }
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
        paper: match args.paper {
            Some(PaperName::Letter) => Paper::Letter,
            Some(PaperName::A4) | None => Paper::A4,
        },
        entries: args.entry.iter().map(|typed| entry_named(&campaign, typed)).collect(),
        rehearsal: args.rehearsal,
    };
    let (world, out) = (Arc::clone(world), args.out.clone());
    let written =
        work("Printing", move |progress| papers::write(&campaign, id, &order, &out, world.as_ref(), progress))?;
    for file in &written.files {
        let pages = counted(file.pages as u64, "page", "pages");
        let same = if file.state == FileState::Unchanged { ", unchanged" } else { "" };
        shell.say(&format!("{}  {pages}, {} bytes{same}", file.path.display(), file.bytes));
    }
    if document.is_secret() {
        note("Delete the file once it is printed: whoever reads it can sign as the organiser.");
    }
    if document.is_private() {
        note("It holds names whatever people chose: not for publication.");
    }
    if !written.missing.is_empty() {
        let list = written.missing.join(" ");
        note(&format!("No font has these characters, so they are printed as code points: {list}"));
    }
    shell.document(&written)?;
    Ok(Ending::of(written.missing.is_empty()))
}
