//! `draw lock`: the list frozen, and the hash to publish.

use super::instant;
use crate::app::listing;
use crate::app::{Failure, World, drawing};
use crate::campaign::{Change, Edit, Sweepstake};
use crate::cli::args::DrawLock;
use crate::cli::campaigns::{campaign, find_draw, open};
use crate::cli::shell::{Ending, Shell};
use serde_json::json;
use std::sync::Arc;

pub fn lock(args: &DrawLock, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nothing was locked.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = find_draw(there, args.draw.as_deref(), what)?;
    let draw = there.sweepstakes().get(id).cloned().unwrap_or_default();
    let given = args.announced_at.as_ref().map(|at| instant(at, world.as_ref(), false)).transpose()?;
    let Some(announced_at) = given.or(draw.announced_at) else {
        return Err(Failure::new(
            what,
            "It is not said when the luck will be known.",
            "Give the time with --announced-at, such as 2026-12-01T18:00:00Z.",
        ));
    };
    // The set-up says the same as the lock; a sealed one is refused by the lock itself.
    if draw.sealed.is_none() && draw.announced_at != Some(announced_at) {
        let changed = Sweepstake { announced_at: Some(announced_at), ..draw };
        workspace.edit("Change the set-up of a sweepstake", Edit::sweepstake(id, changed))?;
    }
    let change: Change = drawing::lock(campaign(&workspace)?, id, announced_at, world.now(), world.as_ref())?;
    workspace.commit(change)?;
    workspace.save_now(args.file.clone())?;

    let campaign = campaign(&workspace)?;
    let Some((draw, sealed)) = campaign.sweepstakes().get(id).and_then(|draw| Some((draw, draw.sealed.as_ref()?)))
    else {
        return Err(Failure::new(what, "The lock is not in the campaign.", "Lock it again."));
    };
    let entries = sealed.roll.lines().count();
    shell.say(&format!("Draw {} is locked: “{}”, {entries} entries.", sealed.number, draw.title));
    shell.say("Lock hash, to publish whole before the luck is known:");
    shell.say(&sealed.lock_sha256);
    let fingerprint = drawing::key_fingerprint(campaign).unwrap_or_default();
    shell.say(&format!("Fingerprint of the key, to publish once: {fingerprint}"));
    shell.document(&json!({
        "id": id.to_string(),
        "number": sealed.number,
        "title": draw.title,
        "stage": listing::stage_code(draw.stage()),
        "lock_sha256": sealed.lock_sha256,
        "entries": entries,
        "locked_at": sealed.locked_at.to_string(),
        "announced_at": announced_at.to_string(),
        "key_fingerprint": fingerprint,
    }))?;
    Ok(Ending::Done)
}
