//! The one loop through which every product goes.

use super::account::{Account, NOTHING, not_listed};
use super::crew::Crew;
use super::document::Documents;
use super::findings::{self, Finding};
use super::inputs::Inputs;
use super::manifest::{Keeper, Made, Printed};
use super::options::PrintOptions;
use super::pieces::{Laid, Piece};
use super::product::{Product, Slot};
use super::report::{FileState, PrintReport, PrintedFile};
use super::roster::Roster;
use super::sheets::{self, Of};
use super::{MANIFEST, Press};
use crate::app::failure::{Failure, io_reason};
use crate::app::progress::Progress;
use crate::app::world::World;
use crate::campaign::Campaign;
use crate::press::files::{FileFacts, Namer};
use crate::press::{Note, Refusal, label};
use crate::scene::item::Page;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// Makes the files of a run. `out` is a file for one merged document, else a folder.
pub fn run(
    campaign: &Campaign,
    options: &PrintOptions,
    out: &Path,
    world: &dyn World,
    press: &mut Press<'_>,
    progress: &Progress,
) -> Result<PrintReport, Failure> {
    let roster = Roster::new(campaign, options, press.kit);
    let is_calibration = options.calibration && options.product == Product::Labels;
    if roster.is_empty() && !is_calibration {
        return Err(nobody(options.product));
    }
    if !options.product.stocks().contains(&options.stock) {
        return Err(Failure::new(
            NOTHING,
            format!("{} are not printed that way.", options.product.title()),
            "Leave the stock out: the usual one is taken.",
        ));
    }
    let mut run = Run::begin(campaign, options, &roster, out, world, press)?;
    progress.set_total(roster.len() as u64);
    let result = if is_calibration { run.calibration(press, progress) } else { run.all(&roster, press, progress) };
    // Whatever ended the run, the list says what is there.
    let closed = if options.dry { Ok(()) } else { run.keeper.close() };
    let list = run.keeper.path(MANIFEST);
    let there = Account { made: run.report.count(FileState::Made), unchanged: run.report.count(FileState::Unchanged) };
    match result {
        Ok(()) => run.find_outdated(&roster),
        Err(failure) if failure.is_cancelled() => run.report.cancelled = true,
        Err(failure) => return Err(there.add_to(failure, closed.is_err().then_some(&list))),
    }
    closed.map_err(|error| there.add_to(not_listed(&list, &error), None))?;
    Ok(run.report)
}

fn nobody(product: Product) -> Failure {
    let (why, help) = match product {
        Product::Monsters => {
            ("There are no monsters yet.", "Name problems first: a monster is made of each that counts.")
        }
        Product::Archetypes => ("There are no archetypes yet.", "Add the users everybody has met."),
        Product::Thanks => {
            ("There are no messages of thanks to print.", "Import or write some, and let them be shown.")
        }
        Product::PackingList => ("There are no kits to pack.", "Make heroes, or parcels for them."),
        _ => ("There is nobody to make one for.", "Import nominations or add people first."),
    };
    let failure = Failure::new(NOTHING, why, help);
    if product == Product::Monsters {
        return failure.or_at_the_prompt("Make one in the window, on the page of monsters.");
    }
    failure
}

/// Under what the files of a campaign and product stand in a manifest.
pub(super) fn prefix(campaign: &Campaign, product: Product) -> String {
    let id: String = campaign.settings().id.chars().take(12).collect();
    format!("{id}/{}/", product.id())
}

struct Run<'a> {
    campaign: &'a Campaign,
    options: &'a PrintOptions,
    inputs: Inputs,
    prefix: String,
    keeper: Keeper<'a>,
    /// The merged file, where the person named it.
    named: Option<String>,
    namer: Namer,
    documents: Documents<'a>,
    crew: Crew,
    report: PrintReport,
    /// What files of this run are in the manifest.
    touched: BTreeSet<String>,
}

/// A piece on its way through a volume.
struct Line {
    piece: Piece,
    /// Under what it stands in the manifest.
    what: String,
    inputs: String,
    /// The file of its own, where one is asked for.
    name: Option<String>,
    /// That file, where it need not be made again.
    kept: Option<Made>,
    laid: Option<Result<Laid, Refusal>>,
    /// The bytes of its own file.
    alone: Option<Result<Vec<u8>, Failure>>,
}

/// Pieces that are laid out before their files are written and the list is kept: so many are lost when a run is stopped.
const TOGETHER: usize = 48;

impl<'a> Run<'a> {
    fn begin(
        campaign: &'a Campaign,
        options: &'a PrintOptions,
        roster: &Roster<'_>,
        out: &Path,
        world: &'a dyn World,
        press: &Press<'_>,
    ) -> Result<Self, Failure> {
        let is_pdf = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) && !world.is_folder(out);
        if options.each && !options.product.can_be_single() {
            return Err(Failure::new(
                NOTHING,
                format!("{} have no file for each person.", options.product.title()),
                "Print them as one file.",
            ));
        }
        if is_pdf && options.each {
            return Err(Failure::new(
                NOTHING,
                format!("{} is one file, and one file for each was asked for.", out.display()),
                "Give a folder instead.",
            ));
        }
        let folder = if is_pdf { out.parent().unwrap_or(Path::new("")) } else { out };
        if !folder.as_os_str().is_empty() && !options.dry {
            world.create_folder(folder).map_err(|error| {
                let why = format!("{}: {}", folder.display(), io_reason(&error));
                Failure::new(NOTHING, why, "Choose another folder.").or_at_the_prompt("Give another place with --out.")
            })?;
        }
        let pattern = if options.each { options.pattern.as_str() } else { options.product.usual_pattern() };
        let namer = Namer::new(pattern).map_err(|error| {
            Failure::new(NOTHING, format!("The pattern of file names: {error}."), "Correct the pattern.")
        })?;
        let run = Self {
            campaign,
            options,
            inputs: Inputs::new(campaign, options, press.kit),
            prefix: prefix(campaign, options.product),
            keeper: Keeper::open(world, folder),
            named: is_pdf.then(|| out.file_name().unwrap_or_default().to_string_lossy().into_owned()),
            namer,
            documents: Documents::new(campaign, options),
            crew: Crew::new(press, options.hands),
            report: PrintReport::default(),
            touched: BTreeSet::new(),
        };
        // A file that somebody named is refused before the work, not after it.
        if let Some(name) = &run.named {
            let count = run.volumes(roster.len()).max(1);
            for number in 1..=count {
                let name = numbered(name, number, count);
                if run.keeper.is_there(&name) && !run.keeper.is_own(&name) {
                    return Err(Failure::new(
                        NOTHING,
                        format!(
                            "{} is there already, and this program did not write it or it was changed since.",
                            run.keeper.path(&name).display()
                        ),
                        "Choose another name, or move that file away.",
                    ));
                }
            }
        }
        Ok(run)
    }

    /// Sheets in a volume.
    fn sheets_each(&self) -> usize {
        (self.options.volume / sheets::per_sheet(self.options)).max(1)
    }

    fn volumes(&self, pieces: usize) -> usize {
        if self.options.merged { sheets::sheet_count(self.options, pieces).div_ceil(self.sheets_each()) } else { 1 }
    }

    fn all(&mut self, roster: &Roster<'_>, press: &mut Press<'_>, progress: &Progress) -> Result<(), Failure> {
        let (each, pieces) = (self.sheets_each(), roster.len());
        let (sheets, count) = (sheets::sheet_count(self.options, pieces), self.volumes(pieces));
        for (n, before) in (0..sheets).step_by(each).enumerate() {
            let slots = &roster.slots()[sheets::places(self.options, before..before + each, pieces)];
            self.volume(roster, slots, (n + 1, count), Of { before, pieces }, press, progress)?;
        }
        Ok(())
    }

    /// The page by which the offset of a printer is found.
    fn calibration(&mut self, press: &mut Press<'_>, progress: &Progress) -> Result<(), Failure> {
        let sheet = self.options.labels;
        let offset = self.options.placement.offset_mm;
        let page = label::calibration(&sheet, offset, press.kit, press.symbols, press.typesetter)
            .map_err(|refusal| sheets::not_made(self.options, &refusal))?;
        let what = format!("{}calibration-{}", self.prefix, sheet.code);
        let usual = format!("calibration-{}.pdf", sheet.code);
        let free = |n| Some(nth(&usual, n)).filter(|name| self.keeper.is_free(name, &what));
        let name = self.named.clone().or_else(|| (1..).find_map(free)).unwrap_or(usual.clone());
        let inputs = self.inputs.of_all(std::iter::empty(), &format!("{what} {offset:?}"));
        if !self.options.dry {
            let planned = std::iter::once((name.clone(), what.clone()));
            self.keeper.plan(planned).map_err(|error| self.not_listed(&error))?;
        }
        let title = format!("Calibration {}", sheet.code);
        self.touched.insert(name.clone());
        self.write(&name, Made { what, inputs, count: 0, ..Made::default() }, title, vec![page], progress)
    }

    /// The pieces of one volume, with their own files where asked for, then the volume. Only what changed is laid out.
    fn volume(
        &mut self,
        roster: &Roster<'_>,
        slots: &[Slot],
        (number, count): (usize, usize),
        of: Of,
        press: &mut Press<'_>,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let inputs = &self.inputs;
        let facts = |slot: &Slot, _: &mut Press<'_>| roster.piece(*slot).map(|piece| (inputs.of(&piece), piece));
        let pieces = self.crew.each(press, slots, facts);
        let mut lines: Vec<Line> = pieces
            .into_iter()
            .flatten()
            .map(|(inputs, piece)| Line {
                what: format!("{}{}", self.prefix, piece.subject),
                inputs,
                name: None,
                kept: None,
                piece,
                laid: None,
                alone: None,
            })
            .collect();
        for line in lines.iter_mut().filter(|_| self.options.each) {
            let name = self.name(&line.piece.file, &line.what);
            line.kept = self.kept(&name, &line.what, &line.inputs);
            line.name = Some(name);
        }
        let merged = self.options.merged.then(|| self.merged(&lines, number, count, of));
        let mut kept =
            merged.as_ref().and_then(|merged| self.kept(&merged.name, &merged.made.what, &merged.made.inputs));
        if let Some(made) = &kept {
            // What was held is tried again each time: a font may have come since.
            for line in lines.iter_mut().filter(|line| made.held.contains(&line.piece.subject.to_string())) {
                line.laid = Some(line.piece.lay(self.options, press));
            }
            if lines.iter().any(|line| matches!(line.laid, Some(Ok(_)))) {
                kept = None;
            }
        }
        let must_lay = self.options.merged && kept.is_none();
        if !self.options.dry {
            let singles = lines.iter().filter(|line| line.kept.is_none());
            let singles = singles.filter_map(|line| Some((line.name.clone()?, line.what.clone())));
            let volume = merged.iter().filter(|_| kept.is_none());
            let volume = volume.map(|merged| (merged.name.clone(), merged.made.what.clone()));
            self.keeper.plan(singles.chain(volume)).map_err(|error| self.not_listed(&error))?;
        }
        for some in lines.chunks_mut(TOGETHER) {
            self.lay(some, must_lay, press);
            for line in some {
                self.line(line)?;
                if !self.options.dry {
                    self.keeper.tend().map_err(|error| self.not_listed(&error))?;
                }
                progress.step()?;
            }
        }
        match (merged, kept) {
            (Some(merged), Some(made)) => {
                self.touched.insert(merged.name.clone());
                self.report.files.push(PrintedFile {
                    path: self.keeper.path(&merged.name),
                    who: None,
                    cards: made.count,
                    bytes: made.bytes,
                    state: FileState::Unchanged,
                });
                Ok(())
            }
            (Some(merged), None) => self.write_merged(merged, lines, of, press, progress),
            (None, _) => Ok(()),
        }
    }

    /// Lays out those that must be, on all cores, and makes the bytes of their own files.
    fn lay(&mut self, lines: &mut [Line], must_lay: bool, press: &mut Press<'_>) {
        let (options, documents, keeper) = (self.options, &self.documents, &self.keeper);
        let is_file = |line: &Line| line.name.is_some() && line.kept.is_none() && !options.dry;
        let needs = |line: &Line| {
            let is_known = keeper.notes(&line.what, &line.inputs).is_some();
            must_lay || !is_known || (line.name.is_some() && line.kept.is_none()) || options.again
        };
        let open: Vec<usize> = (0..lines.len())
            .filter(|at| is_file(&lines[*at]) || (lines[*at].laid.is_none() && needs(&lines[*at])))
            .collect();
        let shared = &*lines;
        let made = self.crew.each(press, &open, |at, press| {
            let line = &shared[*at];
            let laid = match &line.laid {
                Some(_) => None,
                None => Some(line.piece.lay(options, press)),
            };
            let pages =
                laid.as_ref().or(line.laid.as_ref()).and_then(|laid| laid.as_ref().ok()).map(|laid| &laid.pages);
            let alone = pages.filter(|_| is_file(line)).map(|pages| documents.alone(&line.piece, pages.clone(), press));
            (laid, alone)
        });
        for (at, (laid, alone)) in open.into_iter().zip(made) {
            let line = &mut lines[at];
            line.laid = laid.or(line.laid.take());
            line.alone = alone;
        }
    }

    /// One piece: its own file where asked for, what is held and what is noted.
    fn line(&mut self, line: &mut Line) -> Result<(), Failure> {
        let is_proof = self.options.product == Product::Proof;
        let notes: Vec<Note> = match &line.laid {
            Some(Err(refusal)) => {
                self.report.held.push(findings::held(&line.piece, refusal));
                if is_proof {
                    self.find(&line.piece, &[]);
                }
                return Ok(());
            }
            Some(Ok(laid)) => laid.notes.clone(),
            None => {
                let notes = self.keeper.notes(&line.what, &line.inputs).unwrap_or_default();
                let note = |(place, what): &(String, String)| Note {
                    who: line.piece.who.clone(),
                    place: place.clone(),
                    what: what.clone(),
                };
                notes.iter().map(note).collect()
            }
        };
        self.find(&line.piece, &notes);
        if let Some(name) = line.name.clone() {
            self.touched.insert(name.clone());
            match (line.kept.take(), &line.laid) {
                (Some(made), _) => self.report.files.push(PrintedFile {
                    path: self.keeper.path(&name),
                    who: Some(line.piece.who.clone()),
                    cards: 1,
                    bytes: made.bytes,
                    state: FileState::Unchanged,
                }),
                (None, Some(Ok(_))) => {
                    let made = Made {
                        what: line.what.clone(),
                        who: line.piece.who.clone(),
                        inputs: line.inputs.clone(),
                        count: 1,
                        ..Made::default()
                    };
                    let bytes = line.alone.take().transpose()?;
                    self.put(&name, made, bytes)?;
                }
                (None, _) => {}
            }
        }
        if line.laid.is_some() && !self.options.dry {
            let notes = notes.into_iter().map(|note| (note.place, note.what)).collect();
            self.keeper.note(line.what.clone(), Printed { inputs: line.inputs.clone(), notes });
        }
        Ok(())
    }

    fn not_listed(&self, error: &io::Error) -> Failure {
        not_listed(&self.keeper.path(MANIFEST), error)
    }

    fn find(&mut self, piece: &Piece, notes: &[Note]) {
        let found: Vec<Finding> = findings::of_piece(self.campaign, piece, notes);
        self.report.findings.extend(found);
    }

    /// A name for the file of a piece that is free or its own.
    fn name(&mut self, facts: &FileFacts, what: &str) -> String {
        let keeper = &self.keeper;
        self.namer.name_where(facts, |name| keeper.is_free(name, what))
    }

    /// The file, where it need not be made again.
    fn kept(&self, name: &str, what: &str, inputs: &str) -> Option<Made> {
        if self.options.again { None } else { self.keeper.unchanged(name, what, inputs) }
    }

    /// Name and record of a volume.
    fn merged(&self, lines: &[Line], number: usize, count: usize, of: Of) -> Merged {
        let what = format!("{}{number}-of-{count}", self.prefix);
        let name = match &self.named {
            Some(name) => numbered(name, number, count),
            None => {
                let usual = numbered(self.options.product.file_name(), number, count);
                let free = (1..).map(|n| nth(&usual, n)).find(|name| self.keeper.is_free(name, &what));
                free.unwrap_or(usual)
            }
        };
        // Only proof sheets say how many there are of all.
        let is_proof = self.options.product == Product::Proof;
        let place = if is_proof { format!("{what} of {}", of.pieces) } else { what.clone() };
        let inputs = self.inputs.of_all(lines.iter().map(|line| line.inputs.as_str()), &place);
        Merged { name, made: Made { what, inputs, ..Made::default() } }
    }

    fn write_merged(
        &mut self,
        merged: Merged,
        lines: Vec<Line>,
        of: Of,
        press: &mut Press<'_>,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let is_held = |line: &&Line| matches!(line.laid, Some(Err(_)));
        let held: Vec<String> = lines.iter().filter(is_held).map(|line| line.piece.subject.to_string()).collect();
        let is_proof = self.options.product == Product::Proof;
        let count = lines.len() - if is_proof { 0 } else { held.len() };
        self.touched.insert(merged.name.clone());
        if count == 0 {
            return Ok(());
        }
        let laid = lines.into_iter().filter_map(|line| Some((line.piece, line.laid?))).collect();
        let pages = sheets::impose(self.campaign, self.options, laid, of, press)
            .map_err(|refusal| sheets::not_made(self.options, &refusal))?;
        let title = format!("{} – {}", self.options.product.title(), self.campaign.settings().title);
        let made = Made { count, held, ..merged.made };
        self.write(&merged.name, made, title, pages, progress)
    }

    /// Makes a file of several pieces and writes it.
    fn write(
        &mut self,
        name: &str,
        made: Made,
        title: String,
        pages: Vec<Page>,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let is_dry = self.options.dry;
        let bytes = if is_dry { None } else { Some(self.documents.write(title, pages, Some(progress))?) };
        self.put(name, made, bytes)
    }

    /// Writes the bytes of a file; without any it is only planned.
    fn put(&mut self, name: &str, made: Made, bytes: Option<Vec<u8>>) -> Result<(), Failure> {
        let path = self.keeper.path(name);
        let who = (!made.who.is_empty()).then(|| made.who.clone());
        let cards = made.count;
        let (bytes, state) = match bytes {
            None => (0, FileState::Planned),
            Some(bytes) => {
                let is_new = self.keeper.write(name, made, &bytes).map_err(|error| {
                    Failure::unwritten(format!("{} was not written.", path.display()), &error, "--out")
                })?;
                (bytes.len() as u64, if is_new { FileState::Made } else { FileState::Unchanged })
            }
        };
        self.report.files.push(PrintedFile { path, who, cards, bytes, state });
        Ok(())
    }

    /// Files of this campaign and product that this run would have made under another name, or no more.
    fn find_outdated(&mut self, roster: &Roster<'_>) {
        let printed: BTreeSet<String> =
            roster.slots().iter().map(|slot| format!("{}{}", self.prefix, slot.subject)).collect();
        let is_everything = self.options.only.is_empty();
        for (name, made) in &self.keeper.manifest.files {
            let Some(place) = made.what.strip_prefix(&self.prefix) else { continue };
            if self.touched.contains(name) || !self.keeper.is_there(name) {
                continue;
            }
            if place.starts_with("calibration") {
                continue;
            }
            let is_volume = place.contains("-of-");
            let is_old = if is_volume {
                self.options.merged && is_everything && self.named.is_none()
            } else {
                self.options.each && (printed.contains(&made.what) || is_everything)
            };
            if is_old {
                self.report.outdated.push(self.keeper.path(name));
            }
        }
    }
}

/// A volume before it is made.
struct Merged {
    name: String,
    made: Made,
}

/// `cards.pdf` becomes `cards-1-of-3.pdf`.
fn numbered(name: &str, number: usize, of: usize) -> String {
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    if of == 1 { name.to_owned() } else { format!("{stem}-{number}-of-{of}.pdf") }
}

/// `cards.pdf`, then `cards (2).pdf`.
fn nth(name: &str, number: usize) -> String {
    let stem = name.strip_suffix(".pdf").unwrap_or(name);
    if number == 1 { name.to_owned() } else { format!("{stem} ({number}).pdf") }
}
