//! `draw lock`: the list frozen, and the hash to publish.

use super::{instant, source_words};
use crate::app::listing;
use crate::app::{Failure, World, beacon, drawing};
use crate::campaign::{Change, DrawMethod, Edit, LuckSource};
use crate::cli::args::DrawLock;
use crate::cli::campaigns::{campaign, find_draw, open};
use crate::cli::shell::{Ending, Shell, note};
use jiff::Timestamp;
use serde_json::json;
use std::sync::Arc;

/// Where only a beacon's round says when the luck is known.
fn time_of_round(sources: &[LuckSource]) -> Option<Timestamp> {
    sources.iter().find_map(|source| match source {
        LuckSource::Drand { chain, round, .. } if *round > 0 => beacon::round_time(crate::draw::chain(chain)?, *round),
        _ => None,
    })
}

pub fn lock(args: &DrawLock, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nothing was locked.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = find_draw(there, args.draw.as_deref(), what)?;
    let draw = there.sweepstakes().get(id).cloned().unwrap_or_default();
    let mut changed = draw.clone();
    if !args.sources.0.is_empty() {
        changed.sources.clone_from(&args.sources.0);
    }
    if let Some(method) = args.method {
        changed.method = method;
        // Its seed is the published values alone; a code has no place in it.
        changed.with_code &= method != DrawMethod::Rfc3797;
    }
    changed.with_code &= !args.no_commitment;
    let given = args.announced_at.as_ref().map(|at| instant(at, world.as_ref(), false)).transpose()?;
    changed.announced_at = given.or(draw.announced_at).or_else(|| time_of_round(&changed.sources));
    let Some(announced_at) = changed.announced_at else {
        return Err(Failure::new(
            what,
            "It is not said when the luck will be known.",
            "Give the time with --announced-at, such as 2026-12-01T18:00:00Z.",
        ));
    };
    // The set-up says the same as the lock; a sealed one is refused by the lock itself.
    if draw.sealed.is_none() && changed != draw {
        workspace.edit("Change the set-up of a sweepstake", Edit::sweepstake(id, changed))?;
    }
    if let Some(short) = drawing::prepare(campaign(&workspace)?, id).ok().filter(drawing::Prepared::is_short_of_luck) {
        note(&format!(
            "Not enough luck for every possible result: {} bits promised, {} needed. Every ticket still has the same chance.",
            short.promised_millibits / 1000,
            short.needed_millibits.div_ceil(1000)
        ));
    }
    let there = campaign(&workspace)?;
    if let Some(open) = there.sweepstakes().get(id).filter(|open| open.sealed.is_none()) {
        let rules = drawing::check_rules(there, id, open).state;
        if rules != drawing::RulesState::InStep {
            note(&format!("{} What is locked cannot be changed afterwards.", rules.words()));
        }
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
    for source in &draw.sources {
        shell.say(&format!("Luck from {}", source_words(source)));
        if let LuckSource::Drand { chain, round, .. } = source
            && let Some(chain) = crate::draw::chain(chain)
        {
            let at = beacon::round_time(chain, *round).map(|at| at.to_string()).unwrap_or_default();
            shell.say(&format!("  it falls at {at}; then fetch it from {}", beacon::address(chain, *round)));
        }
    }
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
        "method": draw.method.code(),
        "has_code": !sealed.code.is_empty(),
        "sources": crate::draw::SignedLock::parse(sealed.lock.as_bytes()).ok().map(|signed| signed.lock.entropy),
    }))?;
    Ok(Ending::Done)
}
