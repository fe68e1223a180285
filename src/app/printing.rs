//! Print runs: from the campaign to finished files, one card after the other, with progress and cancel. Every finished file is
//! whole; a card that cannot be printed right is held and named, the others print.

use super::failure::{Failure, io_reason};
use super::heroes;
use super::progress::Progress;
use super::world::World;
use crate::campaign::{Campaign, Hero, HeroId, PersonId};
use crate::press::card::{self, CardFacts};
use crate::press::facts::{self, Numbered};
use crate::press::files::{self, Namer};
use crate::press::proof::{self, ProofEntry};
use crate::press::sheets::{self, Paper};
use crate::press::{Note, Refusal};
use crate::scene::item::{Page, Scene};
use crate::scene::kit::{Kit, SymbolCache};
use crate::scene::pdf::{self, FormCache, PdfOptions};
use crate::scene::text::Typesetter;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Product {
    #[default]
    Cards,
    Proof,
}

/// On what the cards are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stock {
    /// Pages of the card's own size, cut at the trim.
    #[default]
    Card,
    /// For a print shop: 3 mm bleed, crop and registration marks.
    Shop,
    /// Office paper, one card to a sheet, to be cut out by hand.
    Office(Paper),
    /// Office paper, two reduced cards to a sheet.
    OfficeTwoUp(Paper),
}

#[derive(Clone, Debug, PartialEq)]
pub struct PrintOptions {
    pub product: Product,
    pub stock: Stock,
    /// One file with everything.
    pub merged: bool,
    /// One file per person.
    pub each: bool,
    /// Names of the files per person.
    pub pattern: String,
    /// Only these people; everybody with a card where it is empty.
    pub only: Vec<PersonId>,
}

impl Default for PrintOptions {
    fn default() -> Self {
        Self {
            product: Product::Cards,
            stock: Stock::Card,
            merged: true,
            each: false,
            pattern: files::USUAL.into(),
            only: Vec::new(),
        }
    }
}

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileState {
    Made,
    /// The same bytes lay there already.
    Unchanged,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintedFile {
    pub path: PathBuf,
    pub cards: usize,
    pub bytes: u64,
    pub state: FileState,
}

/// A card that was not printed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    #[serde(skip)]
    pub person: PersonId,
    pub who: String,
    pub reason: String,
}

/// Something to look at before printing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    #[serde(skip)]
    pub person: PersonId,
    pub who: String,
    pub what: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PrintReport {
    pub files: Vec<PrintedFile>,
    pub held: Vec<Held>,
    pub findings: Vec<Finding>,
    /// True when the person stopped the run; what is listed is whole.
    pub cancelled: bool,
}

/// What drawing needs.
pub struct Press<'a> {
    pub kit: &'a Kit,
    pub symbols: &'a SymbolCache,
    pub typesetter: &'a mut Typesetter,
}

/// One card to print: who, what it says, and where the name comes from.
#[derive(Clone, Debug)]
pub struct Job {
    pub person: PersonId,
    /// `None` where the hero is only proposed and not yet in the campaign.
    pub hero: Option<HeroId>,
    pub facts: CardFacts,
    /// "nominations.csv, line 12".
    pub source: String,
}

/// The cards of a campaign in the order of their serials: its heroes, then winners and nominees who have none yet (with the
/// proposal they would start with); everybody where there are no nominations at all.
pub fn jobs(campaign: &Campaign, kit: &Kit, only: &[PersonId]) -> Vec<Job> {
    // The number of a hero is its id, so that a serial stays what it was when others come and go. Proposals get the numbers
    // they would have if they were made now.
    let mut heroes: Vec<(Option<HeroId>, u64, Hero)> =
        campaign.heroes().iter().map(|(id, hero)| (Some(id), id.0, hero.clone())).collect();
    let mut seen: BTreeSet<PersonId> = heroes.iter().map(|(_, _, hero)| hero.person).collect();
    let mut without = heroes::nominees(campaign);
    without.extend(campaign.awards().iter().flat_map(|(_, award)| award.winners.iter().map(|winner| winner.person)));
    if seen.is_empty() && without.is_empty() {
        without = campaign.people().ids().collect();
    }
    without.retain(|person| seen.insert(*person));
    let next = campaign.next_hero_id().0;
    let asked_for = only.iter().filter(|person| campaign.people().contains(**person) && seen.insert(**person));
    let beyond = next + without.len() as u64;
    let proposed = without.iter().copied().zip(next..);
    let proposed: Vec<(PersonId, u64)> = proposed.chain(asked_for.map(|person| (*person, beyond + person.0))).collect();
    let of = heroes
        .iter()
        .map(|(_, number, _)| *number)
        .chain(proposed.iter().map(|(_, number)| *number))
        .max()
        .unwrap_or(0);
    // Only who is asked for is proposed: a run for one person does not wait for thousands.
    for (person, number) in proposed {
        if only.is_empty() || only.contains(&person) {
            heroes.push((None, number, heroes::propose_hero(campaign, person, kit)));
        }
    }
    // The strip shows heroes that are there, so that a card is the same whoever else is printed with it.
    let all = campaign.heroes().iter().map(|(_, hero)| hero);
    let chosen = heroes.iter().filter(|(_, _, hero)| only.is_empty() || only.contains(&hero.person));
    chosen
        .filter_map(|(id, number, hero)| {
            let facts = facts::card_facts(campaign, Numbered { hero, number: *number, of }, all.clone())?;
            Some(Job { person: hero.person, hero: *id, facts, source: source_of(campaign, hero.person) })
        })
        .collect()
}

/// People whose name or id is one of these words; an error names the first word that nobody answers to.
pub fn people_named(campaign: &Campaign, words: &[String]) -> Result<Vec<PersonId>, Failure> {
    let mut found = Vec::new();
    for word in words {
        let key = crate::campaign::name_key(word);
        let by_id = word.parse::<PersonId>().ok().filter(|id| campaign.people().contains(*id));
        let by_hero_id = word.parse::<HeroId>().ok().and_then(|id| campaign.heroes().get(id)).map(|hero| hero.person);
        let by_name = campaign.people().iter().filter(|(_, person)| {
            [&person.name, &person.latin_name].iter().any(|name| crate::campaign::name_key(name) == key)
                || person.email.eq_ignore_ascii_case(word)
        });
        let by_persona = campaign.heroes().iter().filter(|(_, hero)| crate::campaign::name_key(&hero.persona) == key);
        let mut people: Vec<PersonId> = by_id.into_iter().chain(by_hero_id).collect();
        people.extend(by_name.map(|(id, _)| id));
        people.extend(by_persona.map(|(_, hero)| hero.person));
        if people.is_empty() {
            return Err(Failure::new(
                "Nothing was printed.",
                format!("Nobody is called “{word}”."),
                "Use the name as it is in the campaign, an e-mail address, or an id such as P12 from the list of people.",
            ));
        }
        found.extend(people);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn source_of(campaign: &Campaign, person: PersonId) -> String {
    let origin = campaign
        .people()
        .get(person)
        .and_then(|person| person.origins.first().copied())
        .or_else(|| campaign.nominations_of(person).find_map(|(_, nomination)| nomination.origin));
    origin
        .and_then(|origin| Some(format!("{}, line {}", campaign.sources().get(origin.source)?.file_name, origin.line)))
        .unwrap_or_else(|| format!("{person}, typed in"))
}

/// Front and back of one card.
pub fn pages(job: &Job, press: &mut Press<'_>) -> Result<([Page; 2], Vec<Note>), Refusal> {
    let (front, mut notes) = card::front_noted(&job.facts, press.kit, press.symbols, press.typesetter)?;
    let (back, more) = card::back_noted(&job.facts, press.kit, press.symbols, press.typesetter)?;
    notes.extend(more);
    Ok(([front, back], notes))
}

fn findings_of(campaign: &Campaign, job: &Job, notes: &[Note]) -> Vec<Finding> {
    let who = who(campaign, job);
    let consent = campaign.people().get(job.person).and_then(facts::consent_note).map(str::to_owned);
    let mut said: Vec<String> =
        consent.into_iter().chain(notes.iter().map(|note| format!("{}: {}", note.place, note.what))).collect();
    said.dedup();
    said.into_iter().map(|what| Finding { person: job.person, who: who.clone(), what }).collect()
}

fn who(campaign: &Campaign, job: &Job) -> String {
    campaign
        .people()
        .get(job.person)
        .map_or_else(|| job.facts.persona.clone(), |person| person.display_name().to_owned())
}

/// Makes every card and keeps none: what would be held and what to look at.
pub fn preflight(
    campaign: &Campaign,
    only: &[PersonId],
    press: &mut Press<'_>,
    progress: &Progress,
) -> Result<PrintReport, Failure> {
    let jobs = jobs(campaign, press.kit, only);
    progress.set_total(jobs.len() as u64);
    let mut report = PrintReport::default();
    for job in &jobs {
        match pages(job, press) {
            Ok((_, notes)) => report.findings.extend(findings_of(campaign, job, &notes)),
            Err(refusal) => report.held.push(held(campaign, job, &refusal)),
        }
        progress.step()?;
    }
    Ok(report)
}

fn held(campaign: &Campaign, job: &Job, refusal: &Refusal) -> Held {
    // The refusal begins with the name, which stands beside it already.
    let words = refusal.to_string();
    let why = words.strip_prefix(job.facts.who()).map_or(words.as_str(), |rest| rest.trim_start_matches(": "));
    let help = match refusal {
        Refusal::Text { .. } => " Shorten it, or choose another public form of the name on the person's page.",
        Refusal::UnknownStyle { .. } => " Choose another style for the hero.",
        Refusal::Art { .. } | Refusal::BrokenStyle { .. } | Refusal::CodeTooLong { .. } => "",
    };
    let stop = if help.is_empty() || why.ends_with('.') { "" } else { "." };
    Held { person: job.person, who: who(campaign, job), reason: format!("{why}{stop}{help}") }
}

/// What stands at the head of proof sheets.
pub fn proof_title(campaign: &Campaign) -> String {
    format!("Proof – {}", campaign.settings().title)
}

/// A card as it stands on a proof sheet.
pub fn proof_entry(campaign: &Campaign, job: &Job, laid_out: Result<([Page; 2], Vec<Note>), Refusal>) -> ProofEntry {
    let (front, notes) = match laid_out {
        Ok(([front, _], notes)) => (Ok(front), notes),
        Err(refusal) => (Err(refusal.to_string()), Vec::new()),
    };
    ProofEntry {
        name: job.facts.real_name.clone().unwrap_or_else(|| who(campaign, job)),
        persona: job.facts.persona.clone(),
        serial: job.facts.serial.clone(),
        source: job.source.clone(),
        front,
        notes: notes.iter().map(|note| format!("{}: {}", note.place, note.what)).collect(),
    }
}

/// Cards of one merged file before the next volume begins, so that memory stays flat.
const VOLUME: usize = 400;

/// Makes the files of a run. `out` is a file for one merged document, else a folder.
pub fn run(
    campaign: &Campaign,
    options: &PrintOptions,
    out: &Path,
    world: &dyn World,
    press: &mut Press<'_>,
    progress: &Progress,
) -> Result<PrintReport, Failure> {
    let jobs = jobs(campaign, press.kit, &options.only);
    if jobs.is_empty() {
        return Err(Failure::new(
            "Nothing was printed.",
            "There is nobody to make a card for.",
            "Import nominations or add people first.",
        ));
    }
    let mut run = Run::begin(campaign, options, out, world)?;
    progress.set_total(jobs.len() as u64);
    let result = match options.product {
        Product::Cards => run.cards(&jobs, press, progress),
        Product::Proof => run.proof(&jobs, press, progress),
    };
    match result {
        Ok(()) => {}
        Err(failure) if failure.is_cancelled() => run.report.cancelled = true,
        Err(failure) => return Err(failure),
    }
    run.end()?;
    Ok(run.report)
}

/// What earlier runs wrote into a folder: names and hashes, so that nothing else is ever overwritten.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    /// File name to SHA-256.
    files: BTreeMap<String, String>,
}

const MANIFEST: &str = "unsung-print.ron";

struct Run<'a> {
    campaign: &'a Campaign,
    options: &'a PrintOptions,
    world: &'a dyn World,
    /// Where files per person go.
    folder: PathBuf,
    /// The merged file.
    merged: PathBuf,
    namer: Namer,
    manifest: Manifest,
    forms: Arc<FormCache>,
    report: PrintReport,
}

impl<'a> Run<'a> {
    fn begin(
        campaign: &'a Campaign,
        options: &'a PrintOptions,
        out: &Path,
        world: &'a dyn World,
    ) -> Result<Self, Failure> {
        let what = "Nothing was printed.";
        let is_pdf = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) && !world.is_folder(out);
        let name = match options.product {
            Product::Cards => "award-cards.pdf",
            Product::Proof => "proof.pdf",
        };
        let (folder, merged) = if is_pdf && !options.each {
            (out.parent().unwrap_or(Path::new("")).to_owned(), out.to_owned())
        } else if is_pdf {
            return Err(Failure::new(
                what,
                format!("{} is one file, and one file per person was asked for.", out.display()),
                "Give a folder instead.",
            ));
        } else {
            (out.to_owned(), out.join(name))
        };
        if !folder.as_os_str().is_empty() {
            world.create_folder(&folder).map_err(|error| {
                Failure::new(what, format!("{}: {}", folder.display(), io_reason(&error)), "Choose another folder.")
            })?;
        }
        let mut namer = Namer::new(&options.pattern).map_err(|error| {
            Failure::new(what, format!("The pattern of file names: {error}."), "Correct the pattern.")
        })?;
        let manifest: Manifest = world
            .read(&folder.join(MANIFEST))
            .ok()
            .and_then(|bytes| ron::de::from_bytes(&bytes).ok())
            .unwrap_or_default();
        if options.each {
            // Names of files that this program did not write, or that were changed since, are taken.
            for name in world.files_in(&folder).unwrap_or_default() {
                let ours = manifest.files.get(&name).is_some_and(|hash| {
                    world.read(&folder.join(&name)).is_ok_and(|bytes| hex::encode(Sha256::digest(&bytes)) == *hash)
                });
                if !ours {
                    namer.taken(&name);
                }
            }
        }
        Ok(Self {
            campaign,
            options,
            world,
            folder,
            merged,
            namer,
            manifest,
            forms: Arc::default(),
            report: PrintReport::default(),
        })
    }

    fn cards(&mut self, jobs: &[Job], press: &mut Press<'_>, progress: &Progress) -> Result<(), Failure> {
        let mut volume: Vec<[Page; 2]> = Vec::new();
        let volumes = jobs.len().div_ceil(VOLUME);
        let mut number = 1;
        for job in jobs {
            match pages(job, press) {
                Ok((sides, notes)) => {
                    self.report.findings.extend(findings_of(self.campaign, job, &notes));
                    if self.options.each {
                        let title = format!("{} – {}", job.facts.persona, self.campaign.settings().title);
                        let name = self.namer.name(&facts::file_facts(self.campaign, job.person, &job.facts));
                        let bytes = self.document(&title, self.laid_out(&[&sides]))?;
                        self.write(&self.folder.join(&name), &bytes, 1, true)?;
                    }
                    if self.options.merged {
                        volume.push(sides);
                    }
                }
                Err(refusal) => self.report.held.push(held(self.campaign, job, &refusal)),
            }
            progress.step()?;
            if volume.len() == VOLUME {
                self.volume(&std::mem::take(&mut volume), number, volumes)?;
                number += 1;
            }
        }
        if volume.is_empty() { Ok(()) } else { self.volume(&volume, number, volumes) }
    }

    fn volume(&mut self, cards: &[[Page; 2]], number: usize, of: usize) -> Result<(), Failure> {
        let title = format!("Award cards – {}", self.campaign.settings().title);
        let path = if of == 1 { self.merged.clone() } else { numbered(&self.merged, number, of) };
        let bytes = self.document(&title, self.laid_out(&cards.iter().collect::<Vec<_>>()))?;
        let in_folder = self.options.each;
        self.write(&path, &bytes, cards.len(), in_folder)
    }

    fn proof(&mut self, jobs: &[Job], press: &mut Press<'_>, progress: &Progress) -> Result<(), Failure> {
        let paper = match self.options.stock {
            Stock::Office(paper) | Stock::OfficeTwoUp(paper) => paper,
            Stock::Card | Stock::Shop => Paper::A4,
        };
        let mut entries = Vec::new();
        for job in jobs {
            let laid_out = pages(job, press);
            match &laid_out {
                Ok((_, notes)) => self.report.findings.extend(findings_of(self.campaign, job, notes)),
                Err(refusal) => {
                    self.report.held.push(held(self.campaign, job, refusal));
                    self.report.findings.extend(findings_of(self.campaign, job, &[]));
                }
            }
            entries.push(proof_entry(self.campaign, job, laid_out));
            progress.step()?;
        }
        let title = proof_title(self.campaign);
        let pages =
            proof::sheets(&title, &entries, paper, press.kit, press.symbols, press.typesetter).map_err(|refusal| {
                Failure::new(
                    "The proof sheet was not made.",
                    refusal.to_string(),
                    "Correct the name or give it a Latin form.",
                )
            })?;
        let bytes = self.document(&title, pages)?;
        let path = self.merged.clone();
        self.write(&path, &bytes, entries.len(), false)
    }

    /// Cards on the stock of this run.
    fn laid_out(&self, cards: &[&[Page; 2]]) -> Vec<Page> {
        match self.options.stock {
            Stock::Card | Stock::Shop => cards.iter().flat_map(|sides| sides.iter().map(copy_of)).collect(),
            Stock::Office(paper) => cards.iter().flat_map(|[front, back]| sheets::single(front, back, paper)).collect(),
            Stock::OfficeTwoUp(paper) => cards
                .chunks(2)
                .flat_map(|pair| {
                    let side = |at: usize| pair.get(at).map(|[front, back]| (front, back));
                    sheets::two_up([side(0), side(1)], paper)
                })
                .collect(),
        }
    }

    fn document(&self, title: &str, pages: Vec<Page>) -> Result<Vec<u8>, Failure> {
        let settings = self.campaign.settings();
        let scene = Scene {
            title: title.to_owned(),
            author: settings.organiser.clone(),
            language: settings.language.clone(),
            pages,
        };
        let is_shop = self.options.stock == Stock::Shop;
        let options = PdfOptions {
            bleed_mm: if is_shop { 3.0 } else { 0.0 },
            marks: is_shop,
            corner_radius_mm: if self.options.stock == Stock::Card && self.options.product == Product::Cards {
                card::CORNER / 10.0
            } else {
                0.0
            },
            // The last change of the campaign, not the clock: the same campaign gives the same bytes on another day.
            created: self
                .campaign
                .ledger()
                .lines()
                .last()
                .map(|line| line.at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()),
            duplex: self.options.product == Product::Cards,
            cache: Some(Arc::clone(&self.forms)),
        };
        pdf::write(&scene, &options).map_err(|error| {
            Failure::new(
                "The PDF was not made.",
                format!("{error}."),
                "Print this card alone to see which text it is about.",
            )
        })
    }

    fn write(&mut self, path: &Path, bytes: &[u8], cards: usize, listed: bool) -> Result<(), Failure> {
        let same = self.world.read(path).is_ok_and(|old| old == bytes);
        if !same {
            self.world.write_whole(path, bytes, false).map_err(|error| {
                Failure::new(
                    format!("{} was not written; the files before it are whole.", path.display()),
                    io_reason(&error),
                    "Choose another folder, or close the program that has the file open.",
                )
            })?;
        }
        if let (true, Some(name)) = (listed, path.file_name()) {
            self.manifest.files.insert(name.to_string_lossy().into_owned(), hex::encode(Sha256::digest(bytes)));
        }
        let state = if same { FileState::Unchanged } else { FileState::Made };
        self.report.files.push(PrintedFile { path: path.to_owned(), cards, bytes: bytes.len() as u64, state });
        Ok(())
    }

    fn end(&self) -> Result<(), Failure> {
        if !self.options.each {
            return Ok(());
        }
        let what = "The files are written, but the list of them is not.";
        let text = ron::ser::to_string_pretty(&self.manifest, ron::ser::PrettyConfig::default())
            .map_err(|error| Failure::new(what, error.to_string(), "Print again."))?;
        self.world
            .write_whole(&self.folder.join(MANIFEST), text.as_bytes(), false)
            .map_err(|error| Failure::new(what, io_reason(&error), "Print again."))
    }
}

/// Pages are lists of shared drawings, so a copy is cheap.
fn copy_of(page: &Page) -> Page {
    page.clone()
}

/// `cards.pdf` becomes `cards-1-of-3.pdf`.
fn numbered(path: &Path, number: usize, of: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{number}-of-{of}.pdf"))
}
