//! What is known of a run before it is made: names of its files, and how its pieces stand to what was made before.

use super::Manifest;
use super::inputs::Inputs;
use super::options::PrintOptions;
use super::product::Product;
use super::roster::Roster;
use super::run::prefix;
use crate::app::failure::Failure;
use crate::app::progress::{Cancelled, Progress};
use crate::app::world::World;
use crate::campaign::Campaign;
use crate::press::files::Namer;
use crate::scene::kit::Kit;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::Path;

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
