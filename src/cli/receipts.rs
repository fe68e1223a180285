//! `receipt`, and receipts of everybody: what an entrant checks alone.

use super::args::Receipt;
use super::campaigns::{campaign, find_draw, open};
use super::shell::{Ending, Shell, work};
use crate::app::{Failure, World, claims, receipts};
use crate::campaign::{Campaign, SweepstakeId};
use crate::draw;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

pub fn receipt(args: &Receipt, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let workspace = open(world, &args.file)?;
    let campaign = campaign(&workspace)?;
    let id = find_draw(campaign, args.draw.as_deref(), "No receipt was written.")?;
    let entry_id = claims::entry_named(campaign, &args.entry);
    receipts::write_one(campaign, id, &entry_id, world.as_ref(), &args.out)?;
    let bytes = receipts::receipt(campaign, id, &entry_id)?;
    let receipt: Option<draw::Receipt> = serde_json::from_slice(&bytes).ok();
    let (line, lock) = receipt.map(|receipt| (receipt.index + 1, receipt.lock_sha256)).unwrap_or_default();
    shell.say(&format!("The receipt of {entry_id}, line {line} of the locked list, is in {}.", args.out.display()));
    shell.say(&format!("It is checked with: unsung verify {} --lock {lock}", args.out.display()));
    shell.document(&json!({ "entry_id": entry_id, "line": line, "lock_sha256": lock, "written": [args.out] }))?;
    Ok(Ending::Done)
}

/// Receipts of all entrants: a table for a mail merge where the name ends in .csv, else a file for each in a folder.
pub fn all(
    campaign: &Arc<Campaign>,
    id: SweepstakeId,
    world: &Arc<dyn World>,
    out: &Path,
    shell: &mut Shell,
) -> Result<Ending, Failure> {
    let is_table = out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let (campaign, work_world, path) = (Arc::clone(campaign), Arc::clone(world), out.to_owned());
    let written = work("Writing receipts", move |progress| {
        let write = if is_table { receipts::write_table } else { receipts::write_all };
        write(&campaign, id, work_world.as_ref(), &path, progress)
    })?;
    let files = match written.files.len() {
        1 => written.files[0].display().to_string(),
        many if is_table => format!("{many} tables"),
        _ => out.display().to_string(),
    };
    shell.say(&format!("{} receipts are in {files}.", written.receipts));
    // A list of thousands of files helps nobody.
    let names: Vec<_> = if is_table { written.files } else { vec![out.to_owned()] };
    shell.document(&json!({ "receipts": written.receipts, "written": names }))?;
    Ok(Ending::Done)
}
