//! `draw enter`: one entry typed in, such as one that came by post.

use super::instant;
use crate::app::drawing::{self, Postal};
use crate::app::{Failure, World};
use crate::campaign::{EntryWay, PersonId};
use crate::cli::args::DrawEnter;
use crate::cli::campaigns::{campaign, find_draw, open};
use crate::cli::shell::{Ending, Shell, note};
use serde_json::json;
use std::sync::Arc;

pub fn enter(args: &DrawEnter, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The entry was not added.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = find_draw(there, args.draw.as_deref(), what)?;
    let received = args.received.as_ref().map(|at| instant(at, world.as_ref(), false)).transpose()?;
    let mut postal = Postal {
        name: args.name.clone(),
        email: args.email.clone(),
        address: args.address.clone(),
        household: args.household.clone(),
        received_at: Some(received.unwrap_or_else(|| world.now())),
        reference: args.reference.clone(),
        referred_by: args.referred_by.clone(),
        way: match args.way.trim().to_lowercase().as_str() {
            "post" => EntryWay::Post,
            "web" => EntryWay::Web,
            _ => EntryWay::Other(args.way.trim().into()),
        },
        person: None,
    };
    if let Some(given) = &args.person {
        let person = given.parse::<PersonId>().ok().filter(|person| there.people().contains(*person));
        postal.person = Some(person.ok_or_else(|| {
            let why = format!("There is nobody called {given} in the campaign.");
            Failure::new(what, why, "Use an id as unsung list --what people shows it, such as P12.")
        })?);
    } else {
        let known = drawing::known(there, id, &postal);
        if let Some(same) = known.iter().find(|known| known.is_same).filter(|_| !args.somebody_else) {
            note(&format!("{} is in the campaign already: the same person enters.", same.person));
            postal.person = Some(same.person);
        } else if let Some(like) = known.first() {
            note(&format!("{} has a similar name. If it is the same person, give --person {0}.", like.person));
        }
    }
    if let Some(twin) = drawing::same_reference(there, id, &postal.reference) {
        let twin = there.entries().get(twin).map(|entry| entry.entry_id.clone()).unwrap_or_default();
        let why = format!("Entry {twin} has the reference {} already.", postal.reference);
        return Err(Failure::new(what, why, "Check the card; leave out --reference if both are right."));
    }
    let (change, entry) = drawing::enter(there, id, &postal, world.as_ref())?;
    workspace.commit(change)?;
    workspace.save_now(args.file.clone())?;
    let campaign = campaign(&workspace)?;
    let judged = drawing::assess(campaign, id).into_iter().find(|judged| judged.id == entry);
    let Some((entry, judged)) = campaign.entries().get(entry).zip(judged) else { return Ok(Ending::Done) };
    let standing = crate::app::listing::standing_words(judged.standing);
    shell.say(&format!("Entry {} is in: {standing}, {} tickets.", entry.entry_id, judged.tickets.total));
    if let Some(ground) = judged.ground {
        shell.say(ground.words());
    }
    shell.document(&json!({
        "entry_id": entry.entry_id,
        "person_id": entry.person.to_string(),
        "standing": standing,
        "tickets": judged.tickets.total,
        "ground": judged.ground.map(crate::campaign::Ground::words),
    }))?;
    Ok(Ending::Done)
}
