//! `draw amend` and `draw claims`: what happens to winners and alternates after the draw, and what is due.

use crate::app::claims::{self, Wanted};
use crate::app::{Failure, World};
use crate::cli::args::{DrawAmend, DrawClaims};
use crate::cli::campaigns::{campaign, find_draw, open};
use crate::cli::shell::{Ending, Shell, note};
use serde_json::{Value, json};
use std::sync::Arc;

pub fn amend(args: &DrawAmend, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = find_draw(there, args.draw.as_deref(), "Nothing was recorded.")?;
    let wanted: Vec<Wanted> = args
        .entry
        .iter()
        .map(|entry| Wanted {
            entry_id: claims::entry_named(there, entry),
            kind: args.kind,
            reason: args.reason,
            words: args.words.clone(),
        })
        .collect();
    let amended = claims::amend(there, id, &wanted, world.now())?;
    if !args.dry_run {
        workspace.commit(amended.change)?;
        workspace.save_now(args.file.clone())?;
    }
    for (line, signed) in amended.lines.iter().zip(&amended.appended) {
        shell.say(&format!("{}. {line}", signed.amendment.n));
    }
    if let Some(last) = amended.appended.last() {
        shell.say(&format!("Hash of the last amendment: {}", last.sha256));
    }
    note(if args.dry_run {
        "Nothing was changed: this was a dry run. Once recorded, it is signed and cannot be undone."
    } else {
        "Signed and appended. It cannot be undone; what follows is appended behind it."
    });
    let campaign = campaign(&workspace)?;
    let draw = campaign.sweepstakes().get(id);
    let appended: Vec<Value> = amended
        .appended
        .iter()
        .zip(&amended.lines)
        .map(|(signed, line)| json!({ "amendment": signed.amendment, "sha256": signed.sha256, "words": line }))
        .collect();
    shell.document(&json!({
        "id": id.to_string(),
        "number": draw.and_then(|draw| draw.sealed.as_ref()).map(|sealed| sealed.number),
        "title": draw.map(|draw| draw.title.clone()),
        "dry_run": args.dry_run,
        "appended": appended,
    }))?;
    Ok(Ending::Done)
}

pub fn claims(args: &DrawClaims, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let what = "There are no claims yet.";
    let id = find_draw(there, args.draw.as_deref(), what)?;
    if let Some(days) = args.reply_days {
        if days > claims::REPLY_DAYS_MAX {
            let help = format!("Give at most {} days.", claims::REPLY_DAYS_MAX);
            return Err(Failure::new("Nothing was changed.", format!("{days} days are too many."), help));
        }
        // A sweepstake without a draw has no claims; that is said before anything is changed.
        claims::board(there, id)?;
        let change = claims::reply_days_change(there, id, Some(days));
        workspace.commit(change)?;
        workspace.save_now(args.file.clone())?;
    }
    let campaign = campaign(&workspace)?;
    let (now, zone) = (world.now(), world.time_zone());
    let mut rows = claims::rows(campaign, id, now, &zone)?;
    if args.due {
        rows.retain(|row| {
            row.iter().any(|(name, value)| *name == "due" && value.as_str().is_some_and(|due| !due.is_empty()))
        });
    }
    let board = claims::board(campaign, id)?;
    shell.rows(&rows)?;
    for prize in &board.unawarded {
        shell.say(&format!("Unawarded, with nobody left in line: {prize}"));
    }
    if let Some(next) = board.in_line().next() {
        shell.say(&format!("Next in line: {}", next.entry_id));
    }
    Ok(Ending::Done)
}
