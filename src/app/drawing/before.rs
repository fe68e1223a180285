//! A sweepstake before its lock: what a lock would hold now, and what stands in its way.

use super::chance::contenders;
use super::household::household;
use super::standing::{Assessed, Standing, assess};
use super::{protocol_reason, protocol_sources, sweepstake};
use crate::app::failure::Failure;
use crate::campaign::{Campaign, LuckSource, Pool, SweepstakeId};
use crate::draw;
use jiff::Timestamp;
use std::collections::BTreeMap;

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

impl Prepared {
    /// Whether the sources cannot make every possible result: a warning, nothing that stops a lock.
    pub fn is_short_of_luck(&self) -> bool {
        self.promised_millibits < self.needed_millibits
    }
}

/// Something that must be put right before the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    pub what: String,
    pub what_to_do: String,
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
    for source in &sweepstake.sources {
        let LuckSource::Drand { label, chain, round } = source else { continue };
        let Some(known) = draw::chain(chain) else {
            say(
                &format!("“{label}” names a beacon chain this version does not know."),
                "Choose the chain quicknet or default.",
            );
            continue;
        };
        let first = announced_at.and_then(|at| crate::app::beacon::round_from(known, at)).map(|(first, _)| first);
        if let Some(first) = first.filter(|first| *round != 0 && round != first) {
            say(
                &format!("“{label}” names round {round}, but the first one at the announced time is round {first}."),
                "Leave the round to the lock, or change the announced time.",
            );
        }
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
    let assessed = assess(campaign, id);
    let undecided = assessed.iter().filter(|judged| judged.undecided).count();
    if undecided > 0 {
        let words = if undecided == 1 {
            "1 entry has no date that can be read, and dates count.".to_owned()
        } else {
            format!("{undecided} entries have no date that can be read, and dates count.")
        };
        say(&words, "Let them in or leave them out, one by one or all together.");
    }
    for prize in &sweepstake.prizes {
        let is_empty = match &prize.open_to {
            Pool::Countries(list) | Pool::Tags(list) => list.is_empty(),
            Pool::Everybody | Pool::Members | Pool::Named => false,
        };
        if is_empty {
            say(&format!("It is not said who may win “{}”.", prize.name), "Name the countries or tags of its pool.");
        }
    }
    let contenders = contenders(campaign, sweepstake, &assessed);
    let somebody = assessed.iter().any(|judged| judged.standing == Standing::In);
    for (prize, _) in sweepstake.prizes.iter().zip(contenders).filter(|(_, (entries, _))| somebody && *entries == 0) {
        say(&format!("Nobody may win “{}”.", prize.name), "Open it to those who take part, or take it out.");
    }
    let known = |pool: &String| sweepstake.prizes.iter().any(|prize| prize.id == *pool);
    let strays: Vec<&str> = assessed
        .iter()
        .filter(|judged| !matches!(judged.standing, Standing::LeftOut(_)))
        .filter_map(|judged| campaign.entries().get(judged.id)?.pools.iter().find(|pool| !known(pool)))
        .map(String::as_str)
        .collect();
    if let Some(first) = strays.first() {
        let count = strays.len();
        let words = if count == 1 { "1 entry names".to_owned() } else { format!("{count} entries name") };
        say(&format!("{words} a prize that is not there: “{first}”."), "Choose anew which prizes they may win.");
    }
    match prepare_assessed(campaign, id, &assessed) {
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
    sweepstake(campaign, id)?;
    prepare_assessed(campaign, id, &assess(campaign, id))
}

/// The same from entries that were judged already.
pub fn prepare_assessed(campaign: &Campaign, id: SweepstakeId, assessed: &[Assessed]) -> Result<Prepared, Failure> {
    let what = "The list was not made.";
    let sweepstake = sweepstake(campaign, id)?;
    let mut left_out: BTreeMap<&'static str, (draw::Reason, u64)> = BTreeMap::new();
    let mut excluded = Vec::new();
    let mut lines = Vec::new();
    for judged in assessed {
        let Some(entry) = campaign.entries().get(judged.id) else { continue };
        match judged.standing {
            Standing::LeftOut(reason) => {
                left_out.entry(reason.code()).or_insert((protocol_reason(reason), 0)).1 += 1;
                continue;
            }
            Standing::Excluded(reason) => {
                excluded.push(draw::Excluded { entry_id: entry.entry_id.to_string(), reason: protocol_reason(reason) });
            }
            Standing::In => {}
        }
        let tickets = judged.tickets.total;
        let tickets = u32::try_from(tickets).ok().filter(|tickets| *tickets <= draw::TICKETS_MAX).ok_or_else(|| {
            Failure::new(
                what,
                format!("Entry {} has {tickets} tickets.", entry.entry_id),
                "At most 1,000,000 tickets count for one entry.",
            )
        })?;
        let person = campaign.people().get(entry.person);
        // A line without pools may win everything, so somebody who may win nothing cannot stand in the roll to be drawn.
        let wins_nothing = person.is_some_and(|person| sweepstake.may_win(entry, person).is_empty());
        if judged.standing == Standing::In && wins_nothing && !sweepstake.prizes.is_empty() {
            return Err(Failure::new(
                what,
                format!("Entry {} takes part, and no prize is open to it.", entry.entry_id),
                "Open a prize to it, or leave it out.",
            ));
        }
        let pools = person.map(|person| sweepstake.pools_of(entry, person)).unwrap_or_default();
        lines.push(draw::RollEntry {
            id: entry.entry_id.to_string(),
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
