//! The whole job on sample data, in one folder: lists, campaign, a locked and drawn sweepstake, its bundle verified as a
//! stranger would, and the cards of all heroes and winners. Every step is the one a person would take, through the same doors.

use super::checking::{self, Evidence};
use super::failure::{Failure, io_reason};
use super::printing::{self, Held, Press, PrintOptions};
use super::progress::{Jobs, Progress};
use super::templates;
use super::workspace::Workspace;
use super::world::World;
use super::{drawing, exporting, listing};
use crate::campaign::Campaign;
use crate::draw::{Expect, Outcome, Verdict};
use crate::scene::fonts::FontSource;
use crate::scene::kit::{Kit, SymbolCache};
use crate::scene::text::Typesetter;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the demonstration made and found.
#[derive(Clone, Debug, Serialize)]
pub struct Demo {
    pub campaign: PathBuf,
    pub bundle: PathBuf,
    pub cards: PathBuf,
    pub lists: Vec<PathBuf>,
    pub people: usize,
    pub nominations: usize,
    pub entries: usize,
    pub heroes: usize,
    pub winners: Vec<String>,
    pub lock_sha256: String,
    pub key_fingerprint: String,
    /// Whether no step of the verification fails.
    pub verified: bool,
    pub verification_passed: usize,
    pub files_printed: usize,
    /// Cards that were not printed, and why.
    pub held: Vec<Held>,
    /// What was done, a sentence each.
    #[serde(skip)]
    pub steps: Vec<String>,
}

const STEPS: u64 = 6;

/// Makes everything in `folder`. A folder that holds other files is refused, so that nothing of a person's is overwritten.
pub fn run(world: &Arc<dyn World>, folder: &Path, progress: &Progress) -> Result<Demo, Failure> {
    let what = "The demonstration was not made.";
    let campaign_path = folder.join("sample.unsung");
    if world.exists(folder) && !world.is_folder(folder) {
        let why = format!("{} is a file.", folder.display());
        return Err(Failure::new(what, why, "Give the name of a folder."));
    }
    if world.exists(&campaign_path) || !world.files_in(folder).unwrap_or_default().is_empty() {
        let why = format!("{} holds files already.", folder.display());
        return Err(Failure::new(what, why, "Give a new or an empty folder."));
    }
    world.create_folder(folder).map_err(|error| {
        Failure::new(what, format!("{}: {}", folder.display(), io_reason(&error)), "Choose another folder.")
    })?;
    progress.set_total(STEPS);
    let mut steps = Vec::new();

    let mut lists = Vec::new();
    for (name, bytes) in
        [("nominations.csv", templates::SAMPLE_NOMINATIONS), ("entries.csv", templates::SAMPLE_ENTRIES)]
    {
        let path = folder.join("lists").join(name);
        world
            .create_folder(&folder.join("lists"))
            .map_err(|error| Failure::new(what, io_reason(&error), "Choose another folder."))?;
        exporting::write_file(world.as_ref(), &path, bytes)?;
        lists.push(path);
    }
    let (campaign, blobs) = templates::start_with_blobs(world.as_ref(), templates::SAMPLE, &Progress::silent())?;
    let mut workspace = Workspace::new(Arc::clone(world), Jobs::default());
    workspace.install_new(campaign, blobs);
    workspace.save_now(campaign_path.clone())?;
    steps.push(format!("Imported the lists into “{}”.", campaign_of(&workspace)?.settings().title));
    progress.step()?;

    let id = campaign_of(&workspace)?
        .sweepstakes()
        .ids()
        .next()
        .ok_or_else(|| Failure::new(what, "The sample has no sweepstake.", "Install the program again."))?;
    let plan = templates::demo_draw()?;
    let announced_at = campaign_of(&workspace)?.sweepstakes().get(id).and_then(|draw| draw.announced_at);
    let announced_at = announced_at.ok_or_else(|| {
        Failure::new(what, "The sample does not say when its luck is known.", "Install the program again.")
    })?;
    let change = drawing::lock(campaign_of(&workspace)?, id, announced_at, plan.locked_at, world.as_ref())?;
    workspace.commit(change)?;
    workspace.save_now(campaign_path.clone())?;
    let lock_sha256 = campaign_of(&workspace)?
        .sweepstakes()
        .get(id)
        .and_then(|draw| Some(draw.sealed.as_ref()?.lock_sha256.clone()))
        .unwrap_or_default();
    steps.push(format!("Locked the sweepstake. Lock hash, as it would be published: {lock_sha256}"));
    progress.step()?;

    let change = drawing::run(campaign_of(&workspace)?, id, &plan.typed, plan.drawn_at)?;
    workspace.commit(change)?;
    workspace.save_now(campaign_path.clone())?;
    let winners: Vec<String> = listing::walk(campaign_of(&workspace)?, id)
        .into_iter()
        .filter(|place| place.step.outcome == Outcome::Winner)
        .map(|place| format!("{}: {}", place.prize_name, place.name))
        .collect();
    steps.push(format!("Drew {} winners.", winners.len()));
    progress.step()?;

    let bundle = folder.join("bundle");
    exporting::write_bundle(campaign_of(&workspace)?, id, world.as_ref(), &bundle)?;
    steps.push(format!("Wrote the bundle to {}.", bundle.display()));
    progress.step()?;

    let key_fingerprint = drawing::key_fingerprint(campaign_of(&workspace)?).unwrap_or_default();
    let expect = Expect { lock_hash: Some(lock_sha256.clone()), key_fingerprint: Some(key_fingerprint.clone()) };
    let evidence = Evidence::read(world, &bundle)?;
    let report = checking::verify(&evidence, None, &expect).map_err(|error| checking::not_verified(&error))?;
    let passed = report.steps.iter().filter(|step| step.result == Verdict::Pass).count();
    steps.push(if report.ok {
        format!("Verified the bundle as a stranger would: {passed} steps pass, none fails.")
    } else {
        "THE BUNDLE DOES NOT VERIFY.".to_owned()
    });
    progress.step()?;

    let cards = folder.join("cards");
    let printed = print(campaign_of(&workspace)?, &cards, world.as_ref(), progress)?;
    steps.push(format!("Printed {} files to {}.", printed.files.len(), cards.display()));
    steps.extend(printed.held.iter().map(|held| format!("NOT PRINTED: {}: {}", held.who, held.reason)));
    let campaign = campaign_of(&workspace)?;
    Ok(Demo {
        people: campaign.people().len(),
        nominations: campaign.nominations().len(),
        entries: campaign.entries().len(),
        heroes: campaign.heroes().len(),
        campaign: campaign_path,
        bundle,
        cards,
        lists,
        winners,
        lock_sha256,
        key_fingerprint,
        verified: report.ok,
        verification_passed: passed,
        files_printed: printed.files.len(),
        held: printed.held,
        steps,
    })
}

fn campaign_of(workspace: &Workspace) -> Result<&Campaign, Failure> {
    workspace
        .campaign()
        .ok_or_else(|| Failure::new("The demonstration was not made.", "No campaign is open.", "Start it again."))
}

/// All cards, in one file and each in its own.
fn print(
    campaign: &Campaign,
    folder: &Path,
    world: &dyn World,
    progress: &Progress,
) -> Result<printing::PrintReport, Failure> {
    let kit = Kit::builtin().map_err(|error| {
        Failure::new(
            "No cards were printed.",
            format!("The art that the program brings cannot be read: {error}."),
            "Install the program again.",
        )
    })?;
    let mut typesetter = Typesetter::new(FontSource::with_system());
    let symbols = SymbolCache::new();
    let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
    let options = PrintOptions { each: true, ..PrintOptions::default() };
    printing::run(campaign, &options, folder, world, &mut press, progress)
}
