//! From a sweepstake of the campaign to its lock, draw, record and bundle: puts the rooms `campaign` and `draw` together.
//! The protocol is the room `draw`'s; here the entries become a roll, and sealed files become edits.

use super::failure::Failure;
use super::world::World;
use crate::campaign::{
    Campaign, Change, Decision, DrawMethod, Edit, Entry, EntryId, LuckSource, PersonId, Reason, SealedDraw, Stage,
    Sweepstake, SweepstakeId,
};
use crate::draw;
use ed25519_dalek::SigningKey;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

mod published;

pub(super) use published::draw_groups;
pub use published::{bundle, rules_text};

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

fn sweepstake(campaign: &Campaign, id: SweepstakeId) -> Result<&Sweepstake, Failure> {
    campaign.sweepstakes().get(id).ok_or_else(|| {
        Failure::new(
            "Nothing was done.",
            format!("There is no sweepstake {id} in the campaign."),
            "Choose one from the list.",
        )
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

pub(super) fn protocol_reason(reason: Reason) -> draw::Reason {
    match reason {
        Reason::Staff => draw::Reason::Staff,
        Reason::UnderAge => draw::Reason::UnderAge,
        Reason::Late => draw::Reason::Late,
        Reason::Residence => draw::Reason::Residence,
        Reason::Duplicate => draw::Reason::Duplicate,
        Reason::EarlierWinner => draw::Reason::EarlierWinner,
        Reason::NoConsent => draw::Reason::NoConsent,
        Reason::Withdrawn => draw::Reason::Withdrawn,
        Reason::Other => draw::Reason::Other,
    }
}

pub(super) fn protocol_sources(sources: &[LuckSource]) -> Vec<draw::Source> {
    sources
        .iter()
        .map(|source| match source.clone() {
            LuckSource::Numbers { label, count, min, max, distinct } => {
                draw::Source::Numbers { label, count, min, max, distinct }
            }
            LuckSource::Text { label } => draw::Source::Text { label },
            LuckSource::Drand { label, chain, round } => draw::Source::Drand { label, chain, round },
        })
        .collect()
}

/// Whole seconds, in the one form the protocol knows.
pub fn moment(at: Timestamp) -> Result<draw::Moment, Failure> {
    let text = at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    draw::Moment::parse(&text)
        .map_err(|error| Failure::new("Nothing was sealed.", error.to_string(), "Check the laptop's clock."))
}

/// The key that signs everything of this campaign.
pub fn signing_key(campaign: &Campaign) -> Result<SigningKey, Failure> {
    let seed: Option<[u8; 32]> =
        hex::decode(&campaign.settings().keys.signing_seed).ok().and_then(|bytes| bytes.try_into().ok());
    seed.map(|seed| SigningKey::from_bytes(&seed)).ok_or_else(|| {
        Failure::new(
            "Nothing was sealed.",
            "The campaign's key is not readable.",
            "Open the version of the file before this one.",
        )
    })
}

/// The fingerprint of the campaign's key, to publish once.
pub fn key_fingerprint(campaign: &Campaign) -> Option<String> {
    let key = signing_key(campaign).ok()?;
    draw::fingerprint(&draw::public_key_hex(&key))
}

/// Seals the list: the change that locks this sweepstake's draw. It cannot be undone once committed.
pub fn lock(
    campaign: &Campaign,
    id: SweepstakeId,
    announced_at: Timestamp,
    now: Timestamp,
    world: &dyn World,
) -> Result<Change, Failure> {
    let what = "Nothing was locked.";
    let sweepstake = sweepstake(campaign, id)?;
    if sweepstake.sealed.is_some() {
        return Err(Failure::new(what, "This draw is locked already.", "Draw it, or prepare a new draw."));
    }
    if let Some(obstacle) = obstacles(campaign, id, Some(announced_at), now).into_iter().next() {
        return Err(Failure::new(what, obstacle.what, obstacle.what_to_do));
    }
    let prepared = prepare(campaign, id)?;
    let key = signing_key(campaign)?;
    // rfc3797 has no place for a code: its seed is the published values alone.
    let code = if sweepstake.with_code && sweepstake.method != DrawMethod::Rfc3797 {
        let mut code = [0; 32];
        world.fill_random(&mut code).map_err(|error| {
            Failure::new(
                what,
                format!("The system gave no random bytes: {error}."),
                "Try again; restart the laptop if it persists.",
            )
        })?;
        Some(code)
    } else {
        None
    };
    let number = campaign.draws_locked() + 1;
    let locked_at = Timestamp::from_second(now.as_second()).unwrap_or(now);
    let lock = draw::Lock {
        protocol: draw::PROTOCOL.into(),
        campaign: campaign.settings().title.nfc().collect(),
        campaign_id: campaign.settings().id.clone(),
        draw: number,
        previous: previous_hash(campaign, number)?,
        title: sweepstake.title.nfc().collect(),
        rehearsal: false,
        method: match sweepstake.method {
            DrawMethod::TicketSort => draw::Method::TicketSort,
            DrawMethod::Rfc3797 => draw::Method::Rfc3797,
            DrawMethod::Vrs => draw::Method::Vrs,
        },
        roll: prepared.roll.summary(),
        left_out: prepared.left_out,
        excluded: prepared.excluded,
        prizes: sweepstake
            .prizes
            .iter()
            .map(|prize| draw::Prize {
                id: prize.id.clone(),
                name: prize.name.nfc().collect(),
                quantity: prize.quantity,
            })
            .collect(),
        alternates: sweepstake.alternates,
        one_per_household: sweepstake.one_per_household,
        entropy: protocol_sources(&sweepstake.sources),
        commitment: code.as_ref().map(draw::commitment_hex).unwrap_or_default(),
        rules_sha256: if sweepstake.rules_text.is_empty() {
            String::new()
        } else {
            hex::encode(Sha256::digest(sweepstake.rules_text.as_bytes()))
        },
        locked_at: moment(locked_at)?,
        announced_at: moment(announced_at)?,
        public_key: draw::public_key_hex(&key),
    };
    let signed = draw::seal(lock, &key)
        .map_err(|error| Failure::new(what, format!("{error}."), "Put this right in the set-up and lock again."))?;
    let bytes = signed
        .bytes()
        .map_err(|error| Failure::new(what, format!("{error}."), "Check titles and names in the set-up."))?;
    let sealed = SealedDraw {
        number,
        roll: text_of(prepared.roll.bytes())?,
        lock: text_of(bytes)?,
        lock_sha256: signed.lock_sha256,
        rules: sweepstake.rules_text.clone(),
        code: code.map(hex::encode).unwrap_or_default(),
        locked_at,
        record: None,
        drawn_at: None,
        amendments: "[]".into(),
        void: None,
    };
    Ok(Change::one(format!("Lock draw {number}"), Edit::Seal(id, Arc::new(sealed))))
}

fn text_of(bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes)
        .map_err(|_| Failure::new("Nothing was sealed.", "A sealed file is not text.", "Check titles and names."))
}

/// Hash of the last amendment of the draw before, else of its record, else of its void; "" for the first draw.
fn previous_hash(campaign: &Campaign, number: u64) -> Result<String, Failure> {
    let before = campaign
        .sweepstakes()
        .iter()
        .filter_map(|(_, sweepstake)| sweepstake.sealed.as_ref())
        .find(|sealed| sealed.number + 1 == number);
    let Some(sealed) = before else { return Ok(String::new()) };
    let unreadable = |error: &dyn std::fmt::Display| {
        Failure::new(
            "Nothing was locked.",
            format!("Draw {} cannot be read: {error}.", sealed.number),
            "Check the campaign's file with the ledger's check; open the version before it.",
        )
    };
    let amendments = draw::parse_amendments(sealed.amendments.as_bytes()).map_err(|error| unreadable(&error))?;
    if let Some(last) = amendments.last() {
        return Ok(last.sha256.clone());
    }
    if let Some(record) = &sealed.record {
        return Ok(draw::SignedRecord::parse(record.as_bytes()).map_err(|error| unreadable(&error))?.record_sha256);
    }
    if let Some(void) = &sealed.void {
        return Ok(draw::SignedVoid::parse(void.as_bytes()).map_err(|error| unreadable(&error))?.void_sha256);
    }
    Err(Failure::new(
        "Nothing was locked.",
        format!("Draw {} is locked and neither drawn nor closed.", sealed.number),
        format!("Run draw {} first: draws follow each other without a gap.", sealed.number),
    ))
}

/// What a person typed for each source, in the lock's order, read into values.
pub fn read_values(sources: &[LuckSource], typed: &[String]) -> Result<Vec<draw::SourceValue>, Failure> {
    let what = "The draw was not run.";
    if typed.len() != sources.len() {
        return Err(Failure::new(
            what,
            format!("{} of {} sources have a value.", typed.len(), sources.len()),
            "Give one value for each source, in the announced order.",
        ));
    }
    let mut values = Vec::new();
    for (source, text) in sources.iter().zip(typed) {
        let value = match source {
            LuckSource::Numbers { label, count, min, max, distinct } => {
                let numbers: Result<Vec<u64>, _> = text
                    .split(|c: char| !c.is_ascii_digit())
                    .filter(|part| !part.is_empty())
                    .map(str::parse::<u64>)
                    .collect();
                let plan = format!(
                    "“{label}” wants {count} {}numbers from {min} to {max}.",
                    if *distinct { "different " } else { "" }
                );
                let numbers = numbers
                    .map_err(|_| Failure::new(what, plan.clone(), "Type the numbers with spaces between them."))?;
                let mut sorted = numbers.clone();
                sorted.sort_unstable();
                let repeated = *distinct && sorted.windows(2).any(|pair| pair[0] == pair[1]);
                let outside = numbers.iter().find(|number| !(*min..=*max).contains(*number));
                if let Some(outside) = outside {
                    return Err(Failure::new(
                        what,
                        format!("{plan} {outside} is not one of them."),
                        "Read the numbers back and type them again.",
                    ));
                }
                if numbers.len() as u64 != *count || repeated {
                    return Err(Failure::new(
                        what,
                        format!(
                            "{plan} There are {}{}.",
                            numbers.len(),
                            if repeated { ", one of them twice" } else { "" }
                        ),
                        "Read the numbers back and type them again.",
                    ));
                }
                draw::SourceValue::Numbers { numbers }
            }
            LuckSource::Text { .. } => draw::SourceValue::Text { text: text.clone() },
            LuckSource::Drand { label, .. } => {
                return Err(Failure::new(
                    what,
                    format!("“{label}” is a beacon, and this version cannot check a beacon's signature."),
                    "Use numbers that fall in public instead.",
                ));
            }
        };
        values.push(value);
    }
    Ok(values)
}

/// Said when a draw is run before the moment that was announced: it is allowed, since nothing checks a laptop's clock,
/// but values that were known earlier prove less.
pub fn early_warning(sweepstake: &Sweepstake, now: Timestamp) -> Option<String> {
    let sealed = sweepstake.sealed.as_ref()?;
    let announced = draw::SignedLock::parse(sealed.lock.as_bytes()).ok()?.lock.announced_at;
    (now.as_second() < announced.unix_secs())
        .then(|| format!("The luck was announced for {}. Draw only with values that fell then.", announced.as_str()))
}

/// Runs the draw of a locked sweepstake: the change that adds its record. A locked roll is drawn once.
pub fn run(campaign: &Campaign, id: SweepstakeId, typed: &[String], now: Timestamp) -> Result<Change, Failure> {
    let what = "The draw was not run.";
    let sweepstake = sweepstake(campaign, id)?;
    let sealed = match (&sweepstake.sealed, sweepstake.stage()) {
        (Some(sealed), Stage::Locked) => sealed,
        (None, _) | (_, Stage::SetUp) => {
            return Err(Failure::new(what, "The list is not locked.", "Lock it first and publish the lock code."));
        }
        (_, Stage::Drawn) => {
            return Err(Failure::new(
                what,
                "This roll was drawn already, and a locked roll is drawn once.",
                "Prepare a new draw; it will show this one as its predecessor.",
            ));
        }
        (_, Stage::Void) => {
            return Err(Failure::new(what, "This lock was closed without a draw.", "Prepare a new draw."));
        }
    };
    let read = |error: &dyn std::fmt::Display| {
        Failure::new(what, format!("{error}."), "Open the version of the file before this one.")
    };
    let signed = draw::SignedLock::parse(sealed.lock.as_bytes()).map_err(|error| read(&error))?;
    let roll = draw::Roll::parse(sealed.roll.as_bytes()).map_err(|error| read(&error))?;
    let values = read_values(&sweepstake.sources, typed)?;
    let code: Option<[u8; 32]> = if sealed.code.is_empty() {
        None
    } else {
        let code = hex::decode(&sealed.code).ok().and_then(|bytes| bytes.try_into().ok());
        Some(code.ok_or_else(|| read(&"the organiser's code cannot be read"))?)
    };
    let key = signing_key(campaign)?;
    let record = draw::run(&signed, &roll, code, &values, moment(now)?, &key)
        .map_err(|error| Failure::new(what, format!("{error}."), "Read the values back, one source at a time."))?;
    let bytes = record.bytes().map_err(|error| read(&error))?;
    let sealed = SealedDraw {
        record: Some(text_of(bytes)?),
        drawn_at: Timestamp::from_second(now.as_second()).ok(),
        ..sealed.clone()
    };
    Ok(Change::one(format!("Run draw {}", sealed.number), Edit::Seal(id, Arc::new(sealed))))
}

/// The signed record of a drawn sweepstake.
pub fn record_of(sealed: &SealedDraw) -> Option<draw::SignedRecord> {
    draw::SignedRecord::parse(sealed.record.as_ref()?.as_bytes()).ok()
}

/// Checks the sealed files of a sweepstake, every step by name. The file of the campaign cannot vouch for itself: what was
/// published, and whose key it is, stays not checked.
pub fn verify(campaign: &Campaign, id: SweepstakeId) -> Result<draw::Report, Failure> {
    verify_expecting(campaign, id, &draw::Expect::default())
}

/// The same against what is known from elsewhere, such as the lock hash as it was published; what is not known is not checked.
pub fn verify_expecting(campaign: &Campaign, id: SweepstakeId, expect: &draw::Expect) -> Result<draw::Report, Failure> {
    let sweepstake = sweepstake(campaign, id)?;
    let Some(sealed) = &sweepstake.sealed else {
        return Err(Failure::new("Nothing was verified.", "The draw is not locked yet.", "Lock and draw it first."));
    };
    let previous = previous_files(campaign, sealed.number);
    let bundle = draw::Bundle {
        roll: sealed.roll.as_bytes(),
        lock: sealed.lock.as_bytes(),
        record: sealed.record.as_ref().map(String::as_bytes),
        amendments: sealed.record.is_some().then_some(sealed.amendments.as_bytes()),
        rules: (!sealed.rules.is_empty()).then_some(sealed.rules.as_bytes()),
        void: sealed.void.as_ref().map(String::as_bytes),
        previous,
    };
    draw::verify(&bundle, expect).map_err(|error| {
        Failure::new("Nothing was verified.", format!("{error}."), "Open the version of the file before this one.")
    })
}

fn previous_files(campaign: &Campaign, number: u64) -> Option<draw::Previous<'_>> {
    let (_, sweepstake) = campaign
        .sweepstakes()
        .iter()
        .find(|(_, sweepstake)| sweepstake.sealed.as_ref().is_some_and(|sealed| sealed.number + 1 == number))?;
    let sealed = sweepstake.sealed.as_ref()?;
    Some(draw::Previous {
        lock: sealed.lock.as_bytes(),
        record: sealed.record.as_ref().map(String::as_bytes),
        amendments: Some(sealed.amendments.as_bytes()),
        void: sealed.void.as_ref().map(String::as_bytes),
    })
}

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
