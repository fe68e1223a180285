//! The draw after a sealed one.

use super::sweepstake;
use crate::app::failure::Failure;
use crate::app::world::World;
use crate::campaign::{Campaign, Change, Edit, Entry, EntryId, EntryRules, Publication, Sweepstake, SweepstakeId};

/// A new sweepstake after a sealed one: the same set-up and entries, with the rule that earlier winners are left out.
pub fn prepare_next(campaign: &Campaign, id: SweepstakeId, world: &dyn World) -> Result<Change, Failure> {
    let before = sweepstake(campaign, id)?;
    if before.sealed.is_none() {
        return Err(Failure::new(
            "No new draw was prepared.",
            "This draw is not locked; it can still be changed.",
            "Change it instead.",
        ));
    }
    let new_id = campaign.next_sweepstake_id();
    let next = Sweepstake {
        title: format!("{} – draw {}", before.title, campaign.draws_locked() + 1),
        sealed: None,
        announced_at: None,
        publication: Publication { told_by: None, ..before.publication.clone() },
        rules_text: String::new(),
        rules_made_sha256: String::new(),
        entry_rules: EntryRules { earlier_winners_out: true, ..before.entry_rules.clone() },
        ..before.clone()
    };
    let mut edits = vec![Edit::sweepstake(new_id, next)];
    let first = campaign.next_entry_id();
    for (count, (_, entry)) in campaign.entries_in(id).enumerate() {
        let mut entry = entry.clone();
        entry.sweepstake = new_id;
        entry.entry_id = new_entry_id(world)?.into();
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
