//! A sweepstake before its lock: how each entry stands, what a lock would hold, and what stands in its way.

use super::{protocol_reason, protocol_sources, sweepstake};
use crate::app::failure::Failure;
use crate::campaign::{
    Campaign, Decision, DrawMethod, Entry, EntryId, LuckSource, PersonId, Reason, Sweepstake, SweepstakeId,
};
use crate::draw;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;
use std::collections::{BTreeMap, HashMap};
use unicode_normalization::UnicodeNormalization;

/// Where an entry stands before the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    In,
    /// Not in the roll, counted by reason.
    LeftOut(Reason),
    /// In the roll and passed over, named in the lock.
    Excluded(Reason),
}

/// What a lock would hold if it were made now.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub roll: draw::Roll,
    pub left_out: Vec<draw::LeftOut>,
    pub excluded: Vec<draw::Excluded>,
    pub households: usize,
    /// How sure the planned sources make every possible result, and how much that takes, in thousandths of a bit.
    pub promised_millibits: u64,
    pub needed_millibits: u64,
}

/// Something that must be put right before the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    pub what: String,
    pub what_to_do: String,
}

/// How entries of one sweepstake stand, in order of arrival: the first of a person counts as the first.
pub fn standings(campaign: &Campaign, id: SweepstakeId) -> Vec<(EntryId, Standing)> {
    let Some(sweepstake) = campaign.sweepstakes().get(id) else { return Vec::new() };
    let mut earlier: HashMap<PersonId, u32> = HashMap::new();
    let mut order: Vec<(EntryId, &Entry)> = campaign.entries_in(id).collect();
    order.sort_by_key(|(entry_id, entry)| (entry.received_at.is_none(), entry.received_at, *entry_id));
    let mut standings: Vec<(EntryId, Standing)> = order
        .into_iter()
        .map(|(entry_id, entry)| {
            let before = earlier.entry(entry.person).or_default();
            let broken =
                campaign.people().get(entry.person).and_then(|person| sweepstake.broken_rule(entry, person, *before));
            let standing = match (&entry.decision, broken) {
                (Decision::ByRules, None) | (Decision::LetIn(_), _) => Standing::In,
                (Decision::ByRules, Some(reason)) => Standing::LeftOut(reason),
                (Decision::LeftOut(reason, _), _) => Standing::LeftOut(*reason),
                (Decision::Excluded(reason, _), _) => Standing::Excluded(*reason),
            };
            if standing == Standing::In {
                *before += 1;
            }
            (entry_id, standing)
        })
        .collect();
    standings.sort_by_key(|(entry_id, _)| *entry_id);
    standings
}

/// What stands in the way of locking; empty when nothing does.
pub fn obstacles(
    campaign: &Campaign,
    id: SweepstakeId,
    announced_at: Option<Timestamp>,
    now: Timestamp,
) -> Vec<Obstacle> {
    let mut found = Vec::new();
    let mut say = |what: &str, what_to_do: &str| {
        found.push(Obstacle { what: what.into(), what_to_do: what_to_do.into() });
    };
    let Some(sweepstake) = campaign.sweepstakes().get(id) else {
        say("The sweepstake is not there any more.", "Choose another one.");
        return found;
    };
    if sweepstake.title.trim().is_empty() {
        say("The sweepstake has no title.", "Give it the title under which it is published.");
    }
    if sweepstake.prizes.is_empty() {
        say("There is no prize.", "Add at least one prize with its quantity.");
    }
    for prize in &sweepstake.prizes {
        if !draw::is_prize_id(&prize.id) {
            say(
                &format!("“{}” cannot be the id of a prize.", prize.id),
                "Use 1 to 32 of the small letters a to z, digits and the hyphen.",
            );
        }
        if prize.name.trim().is_empty() || prize.quantity == 0 {
            say(&format!("The prize “{}” has no name or no quantity.", prize.id), "Give it a name and at least one.");
        }
    }
    let mut ids: Vec<&str> = sweepstake.prizes.iter().map(|prize| prize.id.as_str()).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair[0] == pair[1]) {
        say("Two prizes have the same id.", "Give each prize an id of its own.");
    }
    if sweepstake.sources.is_empty() {
        say("No source of luck is chosen.", "Add numbers that fall in public, such as dice on stage or a lottery.");
    }
    let mut labels: Vec<&str> = sweepstake.sources.iter().map(LuckSource::label).collect();
    labels.sort_unstable();
    if labels.iter().any(|label| label.trim().is_empty()) || labels.windows(2).any(|pair| pair[0] == pair[1]) {
        say("Two sources have the same label, or one has none.", "Call each source by a name of its own.");
    }
    match announced_at {
        None => say("It is not said when the luck will be known.", "Set the date and time of the draw."),
        Some(at) if at <= now => {
            say(
                "The moment at which the luck is known lies in the past.",
                "Set a date and time that is still to come.",
            );
        }
        Some(_) => {}
    }
    match prepare(campaign, id) {
        Ok(prepared) if prepared.roll.entries().is_empty() => {
            say("Nobody is in the draw.", "Import entries, or let in some of those that were left out.");
        }
        Ok(_) => {}
        Err(failure) => say(&failure.why, &failure.what_to_do),
    }
    found
}

/// The roll and what goes with it, as the lock would fix them now.
pub fn prepare(campaign: &Campaign, id: SweepstakeId) -> Result<Prepared, Failure> {
    let what = "The list was not made.";
    let sweepstake = sweepstake(campaign, id)?;
    let standings = standings(campaign, id);
    let mut left_out: BTreeMap<&'static str, (draw::Reason, u64)> = BTreeMap::new();
    let mut excluded = Vec::new();
    let mut lines = Vec::new();
    let one_ticket_each = sweepstake.method != DrawMethod::TicketSort;
    for (entry_id, standing) in standings {
        let Some(entry) = campaign.entries().get(entry_id) else { continue };
        match standing {
            Standing::LeftOut(reason) => {
                left_out.entry(reason.code()).or_insert((protocol_reason(reason), 0)).1 += 1;
                continue;
            }
            Standing::Excluded(reason) => {
                excluded.push(draw::Excluded { entry_id: entry.entry_id.clone(), reason: protocol_reason(reason) });
            }
            Standing::In => {}
        }
        let bonus = entry.bonus.min(sweepstake.entry_rules.max_bonus);
        let tickets = if one_ticket_each { 1 } else { entry.tickets.saturating_add(u64::from(bonus)) };
        let tickets = u32::try_from(tickets).ok().filter(|tickets| *tickets <= draw::TICKETS_MAX).ok_or_else(|| {
            Failure::new(
                what,
                format!("Entry {} has {tickets} tickets.", entry.entry_id),
                "At most 1,000,000 tickets count for one entry.",
            )
        })?;
        let mut pools: Vec<String> = entry.pools.clone();
        pools.sort();
        pools.dedup();
        lines.push(draw::RollEntry {
            id: entry.entry_id.clone(),
            tickets,
            household: household(campaign, sweepstake, entry),
            pools,
        });
    }
    excluded.sort_by(|a, b| a.entry_id.cmp(&b.entry_id));
    let mut households: Vec<&str> =
        lines.iter().map(|line| line.household.as_str()).filter(|key| !key.is_empty()).collect();
    households.sort_unstable();
    households.dedup();
    let households = households.len();
    let roll = draw::Roll::new(lines).map_err(|error| {
        Failure::new(
            what,
            format!("Entry {}: {}.", error.line, error.problem),
            "Mend the entry in the table of entries.",
        )
    })?;
    let sources = protocol_sources(&sweepstake.sources);
    let quantities: Vec<u64> = sweepstake.prizes.iter().map(|prize| prize.quantity).collect();
    let promised_millibits = draw::promised_millibits(&sources);
    let needed_millibits = draw::needed_millibits(roll.entries().len() as u64, &quantities, sweepstake.alternates);
    Ok(Prepared {
        left_out: left_out.into_values().map(|(reason, count)| draw::LeftOut { reason, count }).collect(),
        excluded,
        households,
        roll,
        promised_millibits,
        needed_millibits,
    })
}

/// Equal for entries that share a household, and telling nothing about where it is.
fn household(campaign: &Campaign, sweepstake: &Sweepstake, entry: &Entry) -> String {
    if !sweepstake.one_per_household {
        return String::new();
    }
    let address = campaign.people().get(entry.person).map_or("", |person| person.address.as_str());
    let words = if entry.household.trim().is_empty() { address } else { &entry.household };
    let plain: String =
        words.nfkc().flat_map(char::to_lowercase).map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.is_empty() {
        return String::new();
    }
    let key = hex::decode(&campaign.settings().keys.household_key).unwrap_or_default();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key) else { return String::new() };
    mac.update(plain.as_bytes());
    let mut hash = hex::encode(mac.finalize().into_bytes());
    hash.truncate(16);
    hash
}
