//! Papers on disk: written whole, listed in the folder's manifest like every print run. What is there and the same is left as it is,
//! slips that were made are not made again, and a file that the program did not write is never replaced.

use super::{Document, Order, Source, Written, WrittenFile};
use crate::app::failure::{Failure, io_reason};
use crate::app::printing::{Account, FileState, Keeper, MANIFEST, Made, hash_of, not_listed};
use crate::app::progress::Progress;
use crate::app::timeline;
use crate::app::world::World;
use crate::campaign::{Campaign, SweepstakeId};
use crate::draw::Receipt;
use crate::press::sweepstake::{self as layouts, Slip, SlipFacts};
use crate::scene::fonts::{self, FontSource};
use crate::scene::text::Typesetter;
use std::path::{Path, PathBuf};

/// Slips in one file before the next volume begins, so that memory stays flat.
const VOLUME: usize = 1_000;

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
    if order.document == Document::Winners {
        timeline::may_publish(campaign, world.now(), "The list of winners was not written.")?;
    }
    let source = Source::of(campaign, id, order)?;
    let mut shelf = Shelf::open(campaign, id, order, out, world)?;
    let mut typesetter = Typesetter::new(FontSource::with_system());
    let mut written = Written::default();
    let result = if order.document == Document::Receipts && order.entries.is_empty() {
        slips(&source, &mut shelf, &mut written, &mut typesetter, progress)
    } else {
        one(&source, &mut shelf, &mut written, &mut typesetter, progress)
    };
    // Whatever ended it, the list says what is there.
    shelf.close(result, written)
}

/// A paper that is of no draw, written as one file: `title` is what it is called, `what` under which it stands in the list, `usual`
/// its name in a folder. `make` gives the bytes, how many pages they are, and characters that no face has.
pub fn write_single(
    (title, what, usual): (&'static str, &str, &str),
    out: &Path,
    world: &dyn World,
    make: impl FnOnce() -> Result<(Vec<u8>, usize, Vec<String>), Failure>,
) -> Result<Written, Failure> {
    let mut shelf = Shelf::at(title, what.to_owned(), usual.to_owned(), out, world)?;
    let name = shelf.name(1, 1)?;
    let (bytes, pages, missing) = make()?;
    shelf.plan(std::slice::from_ref(&name))?;
    let made = Made { what: shelf.what(1, 1), inputs: hash_of([bytes.as_slice()]), count: pages, ..Made::default() };
    let mut written = Written { files: Vec::new(), missing };
    let result = shelf.put(&name, made, &bytes, pages).map(|file| written.files.push(file));
    shelf.close(result, written)
}

fn not_printed(title: &str, why: impl Into<String>, help: &str) -> Failure {
    Failure::new(format!("{title} was not printed."), why, help)
}

/// Where the files go, and what lies there.
struct Shelf<'a> {
    /// As people call the paper.
    title: &'static str,
    keeper: Keeper<'a>,
    /// Under what the files stand in the list.
    what: String,
    /// The file, where the person named it; else the usual name.
    name: String,
    is_named: bool,
}

impl<'a> Shelf<'a> {
    fn open(
        campaign: &Campaign,
        id: SweepstakeId,
        order: &Order,
        out: &Path,
        world: &'a dyn World,
    ) -> Result<Self, Failure> {
        let of: String = campaign.settings().id.chars().take(12).collect();
        let kind = if order.rehearsal { "-rehearsal" } else { "" };
        let entries = order.entries.join("+");
        let what = format!("{of}/{}/{id}{kind}/{entries}", order.document.id());
        Self::at(order.document.title(), what, file_name(campaign, id, order), out, world)
    }

    fn at(title: &'static str, what: String, usual: String, out: &Path, world: &'a dyn World) -> Result<Self, Failure> {
        let is_named =
            out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) && !world.is_folder(out);
        let folder = if is_named { out.parent().unwrap_or(Path::new("")) } else { out };
        if !folder.as_os_str().is_empty() {
            world.create_folder(folder).map_err(|error| {
                not_printed(title, format!("{}: {}", folder.display(), io_reason(&error)), "Choose another folder.")
            })?;
        }
        let named = || out.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self {
            title,
            keeper: Keeper::open(world, folder),
            what,
            name: if is_named { named() } else { usual },
            is_named,
        })
    }

    /// The name of volume `number` of `count`: the one asked for, or the usual one or the next that is free.
    fn name(&self, number: usize, count: usize) -> Result<String, Failure> {
        let name = numbered(&self.name, number, count);
        if !self.is_named {
            let what = self.what(number, count);
            let free = (1..).map(|n| nth(&name, n)).find(|name| self.keeper.is_free(name, &what));
            return Ok(free.unwrap_or(name));
        }
        if self.keeper.is_there(&name) && !self.keeper.is_own(&name) {
            let path = self.keeper.path(&name);
            return Err(not_printed(
                self.title,
                format!(
                    "{} is there already, and this program did not write it or it was changed since.",
                    path.display()
                ),
                "Choose another name, or move that file away.",
            ));
        }
        Ok(name)
    }

    /// Writes the list, whatever ended the work, and says of a failure what was written before it.
    fn close(mut self, result: Result<(), Failure>, written: Written) -> Result<Written, Failure> {
        let closed = self.keeper.close();
        let list = self.keeper.path(MANIFEST);
        let count = |state| written.files.iter().filter(|file| file.state == state).count();
        let there = Account { made: count(FileState::Made), unchanged: count(FileState::Unchanged) };
        match (result, closed) {
            (Err(failure), _) if failure.is_cancelled() => Err(failure),
            (Err(failure), closed) => Err(there.add_to(failure, closed.is_err().then_some(&list))),
            (Ok(()), Err(error)) => Err(there.add_to(not_listed(&list, &error), None)),
            (Ok(()), Ok(())) => Ok(written),
        }
    }

    fn what(&self, number: usize, count: usize) -> String {
        format!("{}{number}-of-{count}", self.what)
    }

    /// Announces files before they are written, so that a crash leaves no doubt whose they are.
    fn plan(&mut self, names: &[String]) -> Result<(), Failure> {
        let count = names.len();
        let whats: Vec<String> = (1..=count).map(|number| self.what(number, count)).collect();
        let planned = names.iter().cloned().zip(whats);
        self.keeper.plan(planned).map_err(|error| not_listed(&self.keeper.path(MANIFEST), &error))
    }

    fn put(&mut self, name: &str, made: Made, bytes: &[u8], pages: usize) -> Result<WrittenFile, Failure> {
        let path = self.keeper.path(name);
        let is_new = self
            .keeper
            .write(name, made, bytes)
            .map_err(|error| Failure::unwritten(format!("{} was not written.", path.display()), &error, "--out"))?;
        let state = if is_new { FileState::Made } else { FileState::Unchanged };
        Ok(WrittenFile { path, pages, bytes: bytes.len() as u64, state })
    }
}

/// A paper of a few pages: it is quicker laid out than everything it depends on is compared.
fn one(
    source: &Source<'_>,
    shelf: &mut Shelf<'_>,
    written: &mut Written,
    typesetter: &mut Typesetter,
    progress: &Progress,
) -> Result<(), Failure> {
    progress.set_total(1);
    let name = shelf.name(1, 1)?;
    let laid = source.lay(typesetter)?;
    let pages = laid.pages.len();
    let bytes = source.pdf(laid.pages)?;
    shelf.plan(std::slice::from_ref(&name))?;
    let inputs = hash_of([bytes.as_slice()]);
    let made = Made { what: shelf.what(1, 1), inputs, count: pages, ..Made::default() };
    written.files.push(shelf.put(&name, made, &bytes, pages)?);
    written.missing = laid.missing;
    progress.step()?;
    Ok(())
}

/// A slip for every entrant, in volumes; those that were made from the same are not made again.
fn slips(
    source: &Source<'_>,
    shelf: &mut Shelf<'_>,
    written: &mut Written,
    typesetter: &mut Typesetter,
    progress: &Progress,
) -> Result<(), Failure> {
    let (lock, roll) = (source.lock()?, source.roll()?);
    let all = roll.entries().len();
    let count = all.div_ceil(VOLUME).max(1);
    let names = (1..=count).map(|number| shelf.name(number, count)).collect::<Result<Vec<_>, _>>()?;
    shelf.plan(&names)?;
    progress.set_total(all as u64);
    let mut receipts = Receipt::all(&lock, &roll);
    for (name, number) in names.iter().zip(1..) {
        let mut some: Vec<Slip> = Vec::with_capacity(VOLUME.min(all));
        for receipt in receipts.by_ref().take(VOLUME) {
            some.push(source.slip(&receipt)?);
            progress.step()?;
        }
        let inputs = inputs_of(source, &some);
        let what = shelf.what(number, count);
        if let Some(made) = shelf.keeper.unchanged(name, &what, &inputs) {
            let path: PathBuf = shelf.keeper.path(name);
            let state = FileState::Unchanged;
            written.files.push(WrittenFile { path, pages: made.count, bytes: made.bytes, state });
            continue;
        }
        let laid = layouts::slips(&SlipFacts { lock: &lock }, &some, &source.office, typesetter);
        let pages = laid.pages.len();
        let bytes = source.pdf(laid.pages)?;
        let made = Made { what, inputs, count: pages, ..Made::default() };
        written.files.push(shelf.put(name, made, &bytes, pages)?);
        for cluster in laid.missing {
            if !written.missing.contains(&cluster) {
                written.missing.push(cluster);
            }
        }
        shelf.keeper.tend().map_err(|error| not_listed(&shelf.keeper.path(MANIFEST), &error))?;
    }
    Ok(())
}

/// Everything that a volume of slips is made from.
fn inputs_of(source: &Source<'_>, slips: &[Slip]) -> String {
    let office = format!("{} {:?} {:?}", env!("CARGO_PKG_VERSION"), source.office, source.sweepstake.title);
    let lock = source.sealed.map_or("", |sealed| sealed.lock.as_str());
    let said: Vec<String> = slips.iter().map(|slip| format!("{slip:?}")).collect();
    let common = [office.as_str(), fonts::shipped_fingerprint(), lock];
    hash_of(common.into_iter().chain(said.iter().map(String::as_str)).map(str::as_bytes))
}

/// `receipts.pdf` becomes `receipts-1-of-3.pdf`.
fn numbered(name: &str, number: usize, of: usize) -> String {
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    if of == 1 { name.to_owned() } else { format!("{stem}-{number}-of-{of}.pdf") }
}

/// `record.pdf`, then `record (2).pdf`.
fn nth(name: &str, number: usize) -> String {
    let stem = name.strip_suffix(".pdf").unwrap_or(name);
    if number == 1 { name.to_owned() } else { format!("{stem} ({number}).pdf") }
}
