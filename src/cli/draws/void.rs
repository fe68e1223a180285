//! `draw void`: a lock that will not be drawn, closed so that everybody can see it.

use crate::app::{Failure, World, outlook};
use crate::cli::args::DrawVoid;
use crate::cli::campaigns::{campaign, find_draw, open};
use crate::cli::shell::{Ending, Shell, note};
use crate::draw::SignedVoid;
use serde_json::json;
use std::sync::Arc;

pub fn void(args: &DrawVoid, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The lock was not closed.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = find_draw(there, args.draw.as_deref(), what)?;
    let change = outlook::close_without_draw(there, id, args.reason, world.now())?;
    workspace.commit(change)?;
    workspace.save_now(args.file.clone())?;
    let campaign = campaign(&workspace)?;
    let closed = campaign.sweepstakes().get(id).and_then(|draw| Some((draw, draw.sealed.as_ref()?)));
    let void = closed.and_then(|(_, sealed)| SignedVoid::parse(sealed.void.as_ref()?.as_bytes()).ok());
    let (Some((draw, sealed)), Some(signed)) = (closed, void) else {
        return Err(Failure::new(
            what,
            "The closed lock cannot be read.",
            "Open the version of the file before this one.",
        ));
    };
    let reason = args.reason.code();
    shell.say(&format!("Draw {} is closed without drawing: “{}”, reason “{reason}”.", sealed.number, draw.title));
    shell.say("Nobody won. Its number stays used up, and the next draw names this one as its predecessor.");
    if !signed.void.code.is_empty() {
        shell.say(&format!("The code, revealed: {}", signed.void.code));
    }
    shell.say(&format!("Hash of void.json: {}", signed.void_sha256));
    note("It cannot be undone. Publish the bundle with void.json, so that nobody waits for this draw.");
    shell.document(&json!({
        "id": id.to_string(),
        "number": sealed.number,
        "title": draw.title,
        "stage": "void",
        "reason": reason,
        "code": signed.void.code,
        "void_sha256": signed.void_sha256,
        "lock_sha256": sealed.lock_sha256,
        "at": signed.void.at.as_str(),
    }))?;
    Ok(Ending::Done)
}
