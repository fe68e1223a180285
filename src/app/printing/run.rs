//! The one loop through which every product goes.

use super::findings::{self, Finding};
use super::inputs::Inputs;
use super::manifest::{Keeper, Made, Printed};
use super::options::PrintOptions;
use super::pieces::{Laid, Piece};
use super::product::{Product, Slot};
use super::report::{FileState, PrintReport, PrintedFile};
use super::roster::Roster;
use super::sheets::{self, Of};
use super::{MANIFEST, Manifest, Press};
use crate::app::failure::{Failure, io_reason};
use crate::app::progress::{Cancelled, Progress};
use crate::app::world::World;
use crate::campaign::Campaign;
use crate::press::files::{FileFacts, Namer};
use crate::press::{Note, Refusal, label};
use crate::scene::item::{Page, Scene};
use crate::scene::kit::Kit;
use crate::scene::pdf::{self, FormCache, PdfError, PdfOptions};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

const NOT_PRINTED: &str = "Nothing was printed.";

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
            NOT_PRINTED,
            format!("{} are not printed that way.", options.product.title()),
            "Leave the stock out: the usual one is taken.",
        ));
    }
    let mut run = Run::begin(campaign, options, &roster, out, world, press.kit)?;
    progress.set_total(roster.len() as u64);
    let result = if is_calibration { run.calibration(press, progress) } else { run.all(&roster, press, progress) };
    // Whatever ended the run, the list says what is there.
    let closed = if options.dry { Ok(()) } else { run.keeper.close().map_err(|error| not_listed(&error)) };
    match result {
        Ok(()) => run.find_outdated(&roster),
        Err(failure) if failure.is_cancelled() => run.report.cancelled = true,
        Err(failure) => return Err(failure),
    }
    closed?;
    Ok(run.report)
}

fn nobody(product: Product) -> Failure {
    let (why, help) = match product {
        Product::Monsters => ("There are no monsters yet.", "Make one on the page of monsters."),
        Product::Archetypes => ("There are no archetypes yet.", "Add the users everybody has met."),
        Product::Thanks => {
            ("There are no messages of thanks to print.", "Import or write some, and let them be shown.")
        }
        _ => ("There is nobody to make one for.", "Import nominations or add people first."),
    };
    Failure::new(NOT_PRINTED, why, help)
}

fn not_listed(error: &io::Error) -> Failure {
    Failure::new(
        format!("The files are whole, but the list of them, {MANIFEST}, was not written."),
        io_reason(error),
        "Print again: what is there is found to be the same.",
    )
}

/// Under what the files of a campaign and product stand in a manifest.
fn prefix(campaign: &Campaign, product: Product) -> String {
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
    forms: Arc<FormCache>,
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
}

impl<'a> Run<'a> {
    fn begin(
        campaign: &'a Campaign,
        options: &'a PrintOptions,
        roster: &Roster<'_>,
        out: &Path,
        world: &'a dyn World,
        kit: &Kit,
    ) -> Result<Self, Failure> {
        let is_pdf = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) && !world.is_folder(out);
        if options.each && !options.product.can_be_single() {
            return Err(Failure::new(
                NOT_PRINTED,
                format!("{} have no file for each person.", options.product.title()),
                "Print them as one file.",
            ));
        }
        if is_pdf && options.each {
            return Err(Failure::new(
                NOT_PRINTED,
                format!("{} is one file, and one file for each was asked for.", out.display()),
                "Give a folder instead.",
            ));
        }
        let folder = if is_pdf { out.parent().unwrap_or(Path::new("")) } else { out };
        if !folder.as_os_str().is_empty() && !options.dry {
            world.create_folder(folder).map_err(|error| {
                let why = format!("{}: {}", folder.display(), io_reason(&error));
                Failure::new(NOT_PRINTED, why, "Choose another folder.")
            })?;
        }
        let pattern = if options.each { options.pattern.as_str() } else { options.product.usual_pattern() };
        let namer = Namer::new(pattern).map_err(|error| {
            Failure::new(NOT_PRINTED, format!("The pattern of file names: {error}."), "Correct the pattern.")
        })?;
        let run = Self {
            campaign,
            options,
            inputs: Inputs::new(campaign, options, kit),
            prefix: prefix(campaign, options.product),
            keeper: Keeper::open(world, folder),
            named: is_pdf.then(|| out.file_name().unwrap_or_default().to_string_lossy().into_owned()),
            namer,
            forms: Arc::default(),
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
                        NOT_PRINTED,
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
            self.keeper.plan(planned).map_err(|error| not_listed(&error))?;
        }
        let title = format!("Calibration {}", sheet.code);
        self.touched.insert(name.clone());
        self.write(&name, Made { what, inputs, count: 0, ..Made::default() }, &title, vec![page], Some(progress))
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
        let pieces = slots.iter().filter_map(|slot| roster.piece(*slot));
        let mut lines: Vec<Line> = pieces
            .map(|piece| Line {
                what: format!("{}{}", self.prefix, piece.subject),
                inputs: self.inputs.of(&piece),
                name: None,
                kept: None,
                piece,
                laid: None,
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
            self.keeper.plan(singles.chain(volume)).map_err(|error| not_listed(&error))?;
        }
        for line in &mut lines {
            self.line(line, must_lay, press)?;
            if !self.options.dry {
                self.keeper.tend().map_err(|error| not_listed(&error))?;
            }
            progress.step()?;
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

    /// One piece: its own file where asked for, what is held and what is noted.
    fn line(&mut self, line: &mut Line, must_lay: bool, press: &mut Press<'_>) -> Result<(), Failure> {
        let is_proof = self.options.product == Product::Proof;
        let is_known = line.laid.is_none() && self.keeper.notes(&line.what, &line.inputs).is_some();
        let needs_layout = must_lay || !is_known || (line.name.is_some() && line.kept.is_none()) || self.options.again;
        if line.laid.is_none() && needs_layout {
            line.laid = Some(line.piece.lay(self.options, press));
        }
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
                (None, Some(Ok(laid))) => {
                    let title = format!("{} – {}", line.piece.title(), self.campaign.settings().title);
                    let copy = Laid { pages: laid.pages.clone(), notes: Vec::new() };
                    let alone = vec![(line.piece.clone(), Ok(copy))];
                    let pages = sheets::impose(self.campaign, self.options, alone, Of { before: 0, pieces: 1 }, press)
                        .map_err(|refusal| sheets::not_made(self.options, &refusal))?;
                    let made = Made {
                        what: line.what.clone(),
                        who: line.piece.who.clone(),
                        inputs: line.inputs.clone(),
                        count: 1,
                        ..Made::default()
                    };
                    self.write(&name, made, &title, pages, None)?;
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
        self.write(&merged.name, made, &title, pages, Some(progress))
    }

    /// Writes a file; `progress` where it is long enough to be stopped.
    fn write(
        &mut self,
        name: &str,
        made: Made,
        title: &str,
        pages: Vec<Page>,
        progress: Option<&Progress>,
    ) -> Result<(), Failure> {
        let path = self.keeper.path(name);
        let who = (!made.who.is_empty()).then(|| made.who.clone());
        let cards = made.count;
        let (bytes, state) = if self.options.dry {
            (0, FileState::Planned)
        } else {
            let bytes = self.document(title, pages, progress)?;
            let is_new = self.keeper.write(name, made, &bytes).map_err(|error| {
                Failure::new(
                    format!("{} was not written; the files before it are whole.", path.display()),
                    io_reason(&error),
                    "Choose another folder, or close the program that has the file open.",
                )
            })?;
            (bytes.len() as u64, if is_new { FileState::Made } else { FileState::Unchanged })
        };
        self.report.files.push(PrintedFile { path, who, cards, bytes, state });
        Ok(())
    }

    fn document(&self, title: &str, pages: Vec<Page>, progress: Option<&Progress>) -> Result<Vec<u8>, Failure> {
        let settings = self.campaign.settings();
        let scene = Scene {
            title: title.to_owned(),
            author: settings.organiser.clone(),
            language: settings.language.clone(),
            pages,
        };
        let options = PdfOptions {
            // The last change of the campaign, not the clock: the same campaign gives the same bytes on another day.
            created: self
                .campaign
                .ledger()
                .lines()
                .last()
                .map(|line| line.at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()),
            cache: Some(Arc::clone(&self.forms)),
            ..sheets::pdf_options(self.options, &scene.pages)
        };
        let go_on = &mut |_, _| progress.is_none_or(|progress| !progress.is_cancelled());
        pdf::write_with(&scene, &options, go_on).map_err(|error| match error {
            PdfError::Cancelled => Cancelled.into(),
            error => Failure::new(
                "The PDF was not made; the files before it are whole.",
                format!("{error}."),
                "Print this one alone to see which text it is about.",
            ),
        })
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

/// The names that the first files of a run would get in an empty folder.
pub fn first_names(campaign: &Campaign, options: &PrintOptions, kit: &Kit, count: usize) -> Vec<String> {
    let roster = Roster::new(campaign, options, kit);
    let Ok(mut namer) = Namer::new(&options.pattern) else { return Vec::new() };
    let pieces = roster.slots().iter().filter_map(|slot| roster.piece(*slot));
    pieces.take(count).map(|piece| namer.name(&piece.file)).collect()
}

/// When the youngest file of this product was made in a folder.
pub fn last_run(campaign: &Campaign, product: Product, folder: &Path, world: &dyn World) -> Option<Timestamp> {
    Manifest::load(world, folder).last(&prefix(campaign, product))
}

/// How a piece stands to what was made before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Never made.
    New,
    /// Made, and changed since.
    Changed,
    /// Made from the same.
    Printed,
}

/// How each piece of a run stands to what was made in a folder before.
pub fn states(
    campaign: &Campaign,
    options: &PrintOptions,
    folder: &Path,
    world: &dyn World,
    kit: &Kit,
    progress: &Progress,
) -> Result<BTreeMap<super::Subject, State>, Failure> {
    let manifest = Manifest::load(world, folder);
    let roster = Roster::new(campaign, options, kit);
    let inputs = Inputs::new(campaign, options, kit);
    let prefix = prefix(campaign, options.product);
    let mut states = BTreeMap::new();
    for slot in roster.slots() {
        if progress.is_cancelled() {
            return Err(Cancelled.into());
        }
        let before = manifest.pieces.get(&format!("{prefix}{}", slot.subject));
        let state = match before {
            None => State::New,
            Some(before) => match roster.piece(*slot) {
                Some(piece) if inputs.of(&piece) == before.inputs => State::Printed,
                _ => State::Changed,
            },
        };
        states.insert(slot.subject, state);
    }
    Ok(states)
}
