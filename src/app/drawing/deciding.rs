//! What the organiser decides about entries: let in, left out, passed over, which prizes they may win; by ids, many at once.

use super::standing::assess;
use crate::app::failure::Failure;
use crate::app::outlook;
use crate::campaign::{Campaign, Change, Decision, Edit, Entry, EntryId, Reason, SweepstakeId};

/// The entry that a person means: by entry id, by the reference of its list, or by the campaign's id such as E12.
pub fn find_entry(campaign: &Campaign, id: SweepstakeId, wanted: &str) -> Result<EntryId, Failure> {
    let key =
        |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect() };
    let wanted_key = key(wanted);
    let by = |of: fn(&Entry) -> &str| -> Vec<EntryId> {
        campaign.entries_in(id).filter(|(_, entry)| key(of(entry)) == wanted_key).map(|(id, _)| id).collect()
    };
    let refuse = |why: String| {
        Failure::new("Nothing was decided.", why, "Use an entry id as the list of entries shows it.")
            .or_at_the_prompt("Use an entry id as unsung list --what entries shows it.")
    };
    if wanted_key.is_empty() {
        return Err(refuse("An entry id is empty.".into()));
    }
    for found in [by(|entry| &entry.entry_id), by(|entry| &entry.reference)] {
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            several => return Err(refuse(format!("{} entries are called “{wanted}”.", several.len()))),
        }
    }
    let own = wanted.trim().parse::<EntryId>().ok();
    let own = own.filter(|own| campaign.entries().get(*own).is_some_and(|entry| entry.sweepstake == id));
    own.ok_or_else(|| refuse(format!("There is no entry “{wanted}” in the sweepstake.")))
}

/// Passes over entries, each with its reason: they stay in the roll and are named in the lock.
pub fn exclude(campaign: &Campaign, id: SweepstakeId, entries: &[(String, Reason)]) -> Result<Change, Failure> {
    let decided = entries.iter().map(|(entry, reason)| (entry.clone(), Decision::Excluded(*reason, String::new())));
    decide_each(campaign, id, &decided.collect::<Vec<_>>())
}

/// Decides about entries by the names a person gave them; all of them or none.
pub fn decide_each(campaign: &Campaign, id: SweepstakeId, entries: &[(String, Decision)]) -> Result<Change, Failure> {
    open(campaign, id)?;
    let mut edits = Vec::new();
    for (wanted, decision) in entries {
        let entry_id = find_entry(campaign, id, wanted)?;
        if let Some(entry) = campaign.entries().get(entry_id).filter(|entry| entry.decision != *decision) {
            edits.push(Edit::entry(entry_id, Entry { decision: decision.clone(), ..entry.clone() }));
        }
    }
    Ok(Change::new("Decide about entries", edits))
}

/// The entries about which the organiser must decide, since they have no date and dates count.
pub fn undecided(campaign: &Campaign, id: SweepstakeId) -> Vec<EntryId> {
    assess(campaign, id).into_iter().filter(|judged| judged.undecided).map(|judged| judged.id).collect()
}

/// Lets all entries without a date in, or leaves them out as late; `None` where there is none.
pub fn decide_undated(campaign: &Campaign, id: SweepstakeId, let_in: bool) -> Option<Change> {
    let ids = undecided(campaign, id);
    let decision = if let_in {
        Decision::LetIn("No date could be read.".into())
    } else {
        Decision::LeftOut(Reason::Late, "No date could be read.".into())
    };
    (!ids.is_empty()).then(|| outlook::decide(campaign, &ids, &decision))
}

/// Empties the extra tickets of all entries: for lists whose extra tickets are the people brought, which the rules count anew.
pub fn drop_extra(campaign: &Campaign, id: SweepstakeId) -> Result<Change, Failure> {
    open(campaign, id)?;
    let with_extra = campaign.entries_in(id).filter(|(_, entry)| entry.bonus > 0);
    let edits = with_extra.map(|(entry_id, entry)| Edit::entry(entry_id, Entry { bonus: 0, ..entry.clone() }));
    Ok(Change::new("Empty the extra tickets of entries", edits.collect()))
}

/// Which prizes entries may win, by hand; none for every prize whose own rule they meet.
pub fn assign_pools(
    campaign: &Campaign,
    id: SweepstakeId,
    entries: &[EntryId],
    prizes: &[String],
) -> Result<Change, Failure> {
    let sweepstake = open(campaign, id)?;
    if let Some(stranger) = prizes.iter().find(|prize| !sweepstake.prizes.iter().any(|known| known.id == **prize)) {
        return Err(Failure::new(
            "Nothing was decided.",
            format!("There is no prize “{stranger}”."),
            "Use the ids of the prizes in the set-up.",
        ));
    }
    // In rank order and each once, whatever order they were chosen in.
    let known = sweepstake.prizes.iter().map(|prize| prize.id.clone());
    let pools: Vec<String> = known.filter(|prize| prizes.contains(prize)).collect();
    let edits = entries.iter().filter_map(|entry_id| {
        let entry = campaign.entries().get(*entry_id)?;
        (entry.pools != pools).then(|| Edit::entry(*entry_id, Entry { pools: pools.clone(), ..entry.clone() }))
    });
    Ok(Change::new("Choose which prizes entries may win", edits.collect()))
}

/// A sweepstake that can still be changed.
fn open(campaign: &Campaign, id: SweepstakeId) -> Result<&crate::campaign::Sweepstake, Failure> {
    let sweepstake = super::sweepstake(campaign, id)?;
    if sweepstake.sealed.is_some() {
        return Err(Failure::new(
            "Nothing was decided.",
            format!("“{}” is locked, and what is locked stays as it is.", sweepstake.title),
            "Record what happens to winners afterwards instead.",
        ));
    }
    Ok(sweepstake)
}
