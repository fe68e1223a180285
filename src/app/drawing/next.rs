//! The draw after a sealed one.

use super::{record_of, sweepstake};
use crate::app::failure::Failure;
use crate::app::world::World;
use crate::campaign::{Campaign, Change, Decision, Edit, Entry, EntryId, Reason, Sweepstake, SweepstakeId};
use crate::draw;

/// A new sweepstake after a sealed one: the same set-up, and the entries of those who have not won.
pub fn prepare_next(campaign: &Campaign, id: SweepstakeId, world: &dyn World) -> Result<Change, Failure> {
    let before = sweepstake(campaign, id)?;
    let Some(sealed) = &before.sealed else {
        return Err(Failure::new(
            "No new draw was prepared.",
            "This draw is not locked; it can still be changed.",
            "Change it instead.",
        ));
    };
    let winners: Vec<String> = record_of(sealed)
        .map(|record| {
            let steps = record.record.walk.into_iter();
            steps.filter(|step| step.outcome == draw::Outcome::Winner).map(|step| step.entry_id).collect()
        })
        .unwrap_or_default();
    let new_id = campaign.next_sweepstake_id();
    let next = Sweepstake {
        title: format!("{} – draw {}", before.title, campaign.draws_locked() + 1),
        sealed: None,
        announced_at: None,
        ..before.clone()
    };
    let mut edits = vec![Edit::sweepstake(new_id, next)];
    let first = campaign.next_entry_id();
    for (count, (_, entry)) in campaign.entries_in(id).enumerate() {
        let won = winners.contains(&entry.entry_id);
        let mut entry = entry.clone();
        entry.sweepstake = new_id;
        entry.entry_id = new_entry_id(world)?;
        if won {
            entry.decision = Decision::LeftOut(Reason::EarlierWinner, "Won in the draw before.".into());
        }
        edits.push(Edit::entry(EntryId(first.0 + count as u64), entry));
    }
    Ok(Change::new("Prepare a new draw", edits))
}

/// An entry id that nobody can guess.
pub fn new_entry_id(world: &dyn World) -> Result<String, Failure> {
    let mut bytes = [0; Entry::ID_BYTES];
    world.fill_random(&mut bytes).map_err(|error| {
        Failure::new("No entry id was made.", format!("The system gave no random bytes: {error}."), "Try again.")
    })?;
    Ok(Entry::id_from(bytes))
}
