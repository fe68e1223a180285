//! Entries of people with different names who share an e-mail address: a family, an order of tickets, or one person under many
//! names, which is as many chances. Only the organiser can tell, so the check-list asks before the lock, and each answer is one
//! step: one person, one household, or each their own. What a name says about whose it is, is the intake's.

use super::household::{household_words, plain};
use super::standing::{Assessed, Standing, assess};
use super::sweepstake;
use crate::app::failure::Failure;
use crate::app::outlook::counted;
use crate::campaign::{
    Campaign, Change, Decision, Edit, Entry, EntryId, Mark, PersonId, Reason, Sweepstake, SweepstakeId, email_key,
};
use std::collections::{BTreeMap, HashMap};

/// The point of the check-list that asks.
pub const SHARED_POINT: &str = "shared-addresses";

/// What the organiser takes the people of one address for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedAs {
    /// The rules' limit of entries counts for all of them together.
    OnePerson,
    /// They win what one household may win.
    OneHousehold,
}

/// An address that several people who take part have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedAddress {
    pub email: String,
    /// Their entries in the order in which they came.
    pub entries: Vec<EntryId>,
    /// Their names, each once.
    pub names: Vec<String>,
}

/// Addresses of several people who take part by the rules, sorted, without those that are one household already. What the organiser let in by hand
/// was decided.
pub fn shared_addresses(campaign: &Campaign, id: SweepstakeId, assessed: &[Assessed]) -> Vec<SharedAddress> {
    let one_per_household = campaign.sweepstakes().get(id).is_some_and(|it| it.one_per_household);
    let taking_part = || {
        assessed.iter().filter(|judged| judged.standing == Standing::In).filter_map(|judged| {
            let entry = campaign.entries().get(judged.id).filter(|entry| entry.decision == Decision::ByRules)?;
            let person = campaign.people().get(entry.person).filter(|person| !person.email.is_empty())?;
            Some((judged.id, entry, person))
        })
    };
    // Most addresses are one person's: only those of several are looked at twice.
    let mut first: HashMap<String, PersonId> = HashMap::new();
    let mut several: BTreeMap<String, Vec<(EntryId, &Entry)>> = BTreeMap::new();
    for (_, entry, person) in taking_part() {
        let key = email_key(&person.email);
        match first.get(&key) {
            Some(known) if *known != entry.person => _ = several.entry(key).or_default(),
            Some(_) => {}
            None => _ = first.insert(key, entry.person),
        }
    }
    if several.is_empty() {
        return Vec::new();
    }
    for (entry_id, entry, person) in taking_part() {
        if let Some(entries) = several.get_mut(&email_key(&person.email)) {
            entries.push((entry_id, entry));
        }
    }
    let is_one_household = |entries: &[(EntryId, &Entry)]| {
        let mut words = entries.iter().map(|(_, entry)| household_words(campaign, entry));
        let first = words.next().unwrap_or_default();
        one_per_household && !first.is_empty() && words.all(|other| other == first)
    };
    let shared = several.into_iter().filter(|(_, entries)| !is_one_household(entries));
    shared
        .map(|(email, mut entries)| {
            entries.sort_by_key(|(id, entry)| (entry.received_at.is_none(), entry.received_at, *id));
            let mut names: Vec<String> = Vec::new();
            for (_, entry) in &entries {
                let name = campaign.people().get(entry.person).map_or("", |person| person.display_name());
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
            SharedAddress { email, entries: entries.into_iter().map(|(id, _)| id).collect(), names }
        })
        .collect()
}

/// The shared addresses in a sentence or two, for the check-list.
pub(super) fn words(shared: &[SharedAddress]) -> String {
    const LISTED: usize = 5;
    const NAMED: usize = 4;
    let entries: usize = shared.iter().map(|it| it.entries.len()).sum();
    let listed = shared.iter().take(LISTED).map(|it| {
        let more = it.names.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names: Vec<&str> = it.names.iter().take(NAMED).map(String::as_str).collect();
        format!("{} ({}{more})", it.email, names.join(", "))
    });
    let rest = shared.len().saturating_sub(LISTED);
    let rest = if rest > 0 { format!("; and {rest} more") } else { String::new() };
    format!(
        "{} of different names share {}: {}{rest}. Take each address for one person or one household, merge the records in \
         People, or tick this point if each may win.",
        counted(entries as u64, "entry", "entries"),
        counted(shared.len() as u64, "address", "addresses"),
        listed.collect::<Vec<_>>().join("; ")
    )
}

/// Notes with a mark for which entries it was made, and forgets them with it.
pub fn note_decided(campaign: &Campaign, id: SweepstakeId, sweepstake: &mut Sweepstake) {
    sweepstake.shared_decided = if sweepstake.marks.contains_key(SHARED_POINT) {
        shared_addresses(campaign, id, &assess(campaign, id)).into_iter().map(|it| it.entries).collect()
    } else {
        Vec::new()
    };
}

/// Those of these addresses that an entry shares which nobody had decided about.
pub(super) fn undecided_of(sweepstake: &Sweepstake, shared: Vec<SharedAddress>) -> Vec<SharedAddress> {
    let decided = sweepstake.shared_decided.iter().enumerate();
    let decided: HashMap<EntryId, usize> =
        decided.flat_map(|(set, entries)| entries.iter().map(move |entry| (*entry, set))).collect();
    let is_open = |it: &SharedAddress| {
        let first = it.entries.first().and_then(|entry| decided.get(entry));
        first.is_none() || it.entries.iter().any(|entry| decided.get(entry) != first)
    };
    shared.into_iter().filter(is_open).collect()
}

/// Takes the people of each shared address for one person or one household. Where several still take part of an address, because
/// they have no more entries than count or a household that was written for them, the point of the check-list is ticked with why.
/// What was decided before stays: whoever wants to decide it anew takes the mark away first. `None` where no address is shared
/// that nobody decided about.
///
/// # Errors
/// Where the list is locked, where any number of entries counts, so that one person has as many chances as many, or where
/// households do not count.
pub fn take_shared_as(campaign: &Campaign, id: SweepstakeId, taken: SharedAs) -> Result<Option<Change>, Failure> {
    let what = "Nothing was decided about shared addresses.";
    let sweepstake = sweepstake(campaign, id)?;
    if sweepstake.sealed.is_some() {
        return Err(Failure::new(what, "The list is locked.", "Amend the draw, with a reason for each entry."));
    }
    if taken == SharedAs::OneHousehold && !sweepstake.one_per_household {
        let why = "Households do not count in this sweepstake.";
        return Err(Failure::new(what, why, "Let a household win at most one prize first."));
    }
    let counts = sweepstake.entry_rules.max_per_person as usize;
    if taken == SharedAs::OnePerson && counts == 0 {
        let why = "Any number of entries of one person counts in this sweepstake.";
        return Err(Failure::new(what, why, "Say first how many entries a person may have."));
    }
    let mut shared = shared_addresses(campaign, id, &assess(campaign, id));
    let before = sweepstake.marks.get(SHARED_POINT);
    if before.is_some() {
        shared = undecided_of(sweepstake, shared);
    }
    let mut edits = Vec::new();
    // Addresses of which several still take part, and entries that keep another household.
    let (mut still, mut keeps) = (0, 0);
    for address in &shared {
        let entries: Vec<(EntryId, &Entry)> =
            address.entries.iter().filter_map(|id| Some((*id, campaign.entries().get(*id)?))).collect();
        let Some((_, first)) = entries.first() else { continue };
        match taken {
            SharedAs::OnePerson => {
                let words = format!("Has the e-mail address of {}, and they are taken for one person.", first.entry_id);
                let stays = entries.get(..counts).unwrap_or(&entries);
                still += u64::from(stays.iter().any(|(_, entry)| entry.person != first.person));
                edits.extend(entries.iter().skip(counts).map(|(id, entry)| {
                    let decision = Decision::LeftOut(Reason::Duplicate, words.clone());
                    Edit::entry(*id, Entry { decision, ..(*entry).clone() })
                }));
            }
            SharedAs::OneHousehold => {
                // What was written for an entry says with whom it lives: another one is kept, and goes before a postal address.
                let written = |entry: &Entry| !entry.household.trim().is_empty();
                let known = entries
                    .iter()
                    .find(|(_, entry)| written(entry))
                    .or_else(|| entries.iter().find(|(_, entry)| !household_words(campaign, entry).is_empty()));
                let household = known.map_or_else(
                    || format!("Address of entry {}", first.entry_id),
                    |(_, entry)| household_words(campaign, entry),
                );
                let other = |entry: &Entry| written(entry) && plain(&entry.household) != plain(&household);
                let kept = entries.iter().filter(|(_, entry)| other(entry)).count() as u64;
                (still, keeps) = (still + u64::from(kept > 0), keeps + kept);
                let without = entries.iter().filter(|(_, entry)| !written(entry));
                edits.extend(without.map(|(id, entry)| {
                    Edit::entry(*id, Entry { household: household.as_str().into(), ..(*entry).clone() })
                }));
            }
        }
    }
    if still > 0 {
        let addresses = counted(still, "address", "addresses");
        let words = match taken {
            SharedAs::OnePerson => {
                format!("Taken for one person: of {addresses} no more entries take part than count.")
            }
            SharedAs::OneHousehold => {
                let entries = counted(keeps, "entry keeps", "entries keep");
                format!("Taken for one household; of {addresses} {entries} another household that was written before.")
            }
        };
        let mut marked = sweepstake.clone();
        let words = match before {
            Some(Mark::Done(before) | Mark::NotApplicable(before)) if !before.is_empty() => format!("{before} {words}"),
            _ => words,
        };
        marked.marks.insert(SHARED_POINT.to_owned(), Mark::Done(words));
        // The later set is the one that counts for an entry.
        marked.shared_decided.extend(shared.iter().map(|it| it.entries.clone()));
        edits.push(Edit::sweepstake(id, marked));
    }
    let title = match taken {
        SharedAs::OnePerson => "Take a shared address for one person",
        SharedAs::OneHousehold => "Take a shared address for one household",
    };
    Ok((!edits.is_empty()).then(|| Change::new(title, edits)))
}
