//! Papers into files: under which name, and slips for long lists in volumes.

use super::{Document, Order, Source, Written, WrittenFile, refuse};
use crate::app::exporting::write_file;
use crate::app::failure::{Failure, io_reason};
use crate::app::progress::Progress;
use crate::app::world::World;
use crate::campaign::{Campaign, SweepstakeId};
use crate::draw::Receipt;
use crate::press::sweepstake::{self as layouts, SlipFacts};
use crate::scene::fonts::FontSource;
use crate::scene::text::Typesetter;
use std::path::{Path, PathBuf};

/// Slips in one file before the next volume begins, so that memory stays flat.
pub const VOLUME: usize = 1_000;

/// The name of the file that a paper is proposed under: `draw-3-record.pdf`.
pub fn file_name(campaign: &Campaign, id: SweepstakeId, order: &Order) -> String {
    let sealed = campaign.sweepstakes().get(id).and_then(|sweepstake| sweepstake.sealed.as_ref());
    let draw = match sealed {
        _ if order.rehearsal => "rehearsal".to_owned(),
        Some(sealed) => format!("draw-{}", sealed.number),
        None => "draw".to_owned(),
    };
    format!("{draw}-{}.pdf", order.document.id())
}

/// Writes a paper to a PDF file, or into a folder under its usual name. Slips for long lists become several volumes.
pub fn write(
    campaign: &Campaign,
    id: SweepstakeId,
    order: &Order,
    out: &Path,
    world: &dyn World,
    progress: &Progress,
) -> Result<Written, Failure> {
    let source = Source::of(campaign, id, order)?;
    let path = target(campaign, id, order, out, world)?;
    let mut typesetter = Typesetter::new(FontSource::with_system());
    if order.document == Document::Receipts && order.entries.is_empty() {
        return write_slips(&source, &path, world, &mut typesetter, progress);
    }
    progress.set_total(1);
    let laid = source.lay(&mut typesetter)?;
    let count = laid.pages.len();
    let file = put(world, &path, &source.pdf(laid.pages)?, count)?;
    progress.step()?;
    Ok(Written { files: vec![file], missing: laid.missing })
}

fn target(
    campaign: &Campaign,
    id: SweepstakeId,
    order: &Order,
    out: &Path,
    world: &dyn World,
) -> Result<PathBuf, Failure> {
    let is_pdf = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) && !world.is_folder(out);
    let (folder, path) = if is_pdf {
        (out.parent().unwrap_or(Path::new("")).to_owned(), out.to_owned())
    } else {
        (out.to_owned(), out.join(file_name(campaign, id, order)))
    };
    if !folder.as_os_str().is_empty() {
        world.create_folder(&folder).map_err(|error| {
            refuse(order.document, format!("{}: {}", folder.display(), io_reason(&error)), "Choose another folder.")
        })?;
    }
    Ok(path)
}

fn put(world: &dyn World, path: &Path, bytes: &[u8], pages: usize) -> Result<WrittenFile, Failure> {
    write_file(world, path, bytes)?;
    Ok(WrittenFile { path: path.to_owned(), pages, bytes: bytes.len() as u64 })
}

fn write_slips(
    source: &Source<'_>,
    path: &Path,
    world: &dyn World,
    typesetter: &mut Typesetter,
    progress: &Progress,
) -> Result<Written, Failure> {
    let (lock, roll) = (source.lock()?, source.roll()?);
    let count = roll.entries().len();
    let volumes = count.div_ceil(VOLUME).max(1);
    progress.set_total(count as u64);
    let mut written = Written::default();
    let mut receipts = Receipt::all(&lock, &roll);
    for volume in 1..=volumes {
        let mut slips = Vec::with_capacity(VOLUME.min(count));
        for receipt in receipts.by_ref().take(VOLUME) {
            slips.push(source.slip(&receipt)?);
            progress.step()?;
        }
        let laid = layouts::slips(&SlipFacts { lock: &lock }, &slips, &source.office, typesetter);
        let path = if volumes == 1 { path.to_owned() } else { numbered(path, volume, volumes) };
        let pages = laid.pages.len();
        written.files.push(put(world, &path, &source.pdf(laid.pages)?, pages)?);
        for cluster in laid.missing {
            if !written.missing.contains(&cluster) {
                written.missing.push(cluster);
            }
        }
    }
    Ok(written)
}

/// `receipts.pdf` becomes `receipts-1-of-3.pdf`.
fn numbered(path: &Path, number: usize, of: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{number}-of-{of}.pdf"))
}
