//! The rehearsal: a sweepstake played through from lock to record with values that count for nothing. It is signed under a
//! protocol of its own, has number 0 and a code of its own, and can never become the draw. Only the last one is kept, beside the
//! sealed files; it can be undone like any other step.

use super::checks::verify_files;
use super::lock::{new_code, promise};
use super::published::bundle_of;
use super::{moment, prepare, read_values, signing_key, sweepstake, text_of};
use crate::app::failure::Failure;
use crate::app::world::World;
use crate::campaign::{
    Campaign, Change, DrawMethod, Edit, LuckSource, Rehearsal, SealedDraw, Sweepstake, SweepstakeId,
};
use crate::draw;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

const WHAT: &str = "Nothing was rehearsed.";

/// A rehearsal ready to be kept.
#[derive(Clone, Debug)]
pub struct Rehearsed {
    /// Keeps it as the last one; can be undone.
    pub change: Change,
    pub rehearsal: Arc<Rehearsal>,
}

/// The sources as a rehearsal has them: a beacon's round does not exist yet, so numbers from this laptop stand in for it.
pub fn rehearsal_sources(sweepstake: &Sweepstake) -> Vec<LuckSource> {
    sweepstake
        .sources
        .iter()
        .map(|source| match source {
            LuckSource::Drand { label, .. } => LuckSource::Numbers {
                label: format!("{label} (stand-in)"),
                count: 5,
                min: 0,
                max: draw::INTEGER_MAX,
                distinct: false,
            },
            other => other.clone(),
        })
        .collect()
}

/// Plays the draw through. `typed` has a text for each source in its order, or fewer; where one is missing or blank this laptop
/// makes the value up. Neither a draw number nor anything sealed is touched.
pub fn rehearse(
    campaign: &Campaign,
    id: SweepstakeId,
    typed: &[String],
    now: Timestamp,
    world: &dyn World,
) -> Result<Rehearsed, Failure> {
    let sweepstake = sweepstake(campaign, id)?;
    let sources = rehearsal_sources(sweepstake);
    if typed.len() > sources.len() {
        let why = format!("{} values for {} sources.", typed.len(), sources.len());
        return Err(Failure::new(WHAT, why, "Give at most one value for each source, in the announced order."));
    }
    let key = signing_key(campaign)?;
    let locked_at = Timestamp::from_second(now.as_second()).unwrap_or(now);
    // The luck of a rehearsal is known at once; the protocol wants it later than the lock.
    let drawn_at = locked_at.saturating_add(SignedDuration::from_secs(1)).unwrap_or(locked_at);
    let (roll, mut lock) = list_and_lock(campaign, id, sweepstake, [locked_at, drawn_at], &key)?;
    let code = if sweepstake.with_code && sweepstake.method != DrawMethod::Rfc3797 {
        Some(new_code(world, WHAT)?)
    } else {
        None
    };
    lock.protocol = draw::PROTOCOL_REHEARSAL.into();
    lock.rehearsal = true;
    lock.draw = 0;
    lock.previous = String::new();
    lock.commitment = code.as_ref().map(draw::commitment_hex).unwrap_or_default();
    lock.entropy = super::protocol_sources(&sources);
    let refused =
        |error: &dyn std::fmt::Display| Failure::new(WHAT, format!("{error}."), "Put this right in the set-up.");
    let signed = draw::seal(lock, &key).map_err(|error| refused(&error))?;
    let (values, made_up) = values(&sources, typed, world)?;
    let record = draw::run(&signed, &roll, code, &values, moment(drawn_at)?, &key).map_err(|error| refused(&error))?;
    let files = SealedDraw {
        number: 0,
        roll: text_of(roll.bytes())?,
        lock: text_of(signed.bytes().map_err(|error| refused(&error))?)?,
        lock_sha256: signed.lock_sha256,
        rules: match &sweepstake.sealed {
            Some(sealed) => sealed.rules.clone(),
            None => sweepstake.rules_text.clone(),
        },
        code: code.map(hex::encode).unwrap_or_default(),
        locked_at,
        record: Some(text_of(record.bytes().map_err(|error| refused(&error))?)?),
        drawn_at: Some(drawn_at),
        amendments: "[]".into(),
        void: None,
    };
    let rehearsal = Arc::new(Rehearsal { files, made_up });
    let mut follow_up = campaign.follow_up(id).cloned().unwrap_or_default();
    follow_up.rehearsal = Some(Arc::clone(&rehearsal));
    Ok(Rehearsed { change: Change::one("Rehearse a draw", Edit::follow_up(id, follow_up)), rehearsal })
}

/// The list and the promise to rehearse: of a locked draw those that were locked, else those that would be locked now.
fn list_and_lock(
    campaign: &Campaign,
    id: SweepstakeId,
    sweepstake: &Sweepstake,
    times: [Timestamp; 2],
    key: &draw::SigningKey,
) -> Result<(draw::Roll, draw::Lock), Failure> {
    if let Some(sealed) = &sweepstake.sealed {
        let read = |error: &dyn std::fmt::Display| {
            Failure::new(WHAT, format!("{error}."), "Open the version of the file before this one.")
        };
        let roll = draw::Roll::parse(sealed.roll.as_bytes()).map_err(|error| read(&error))?;
        let signed = draw::SignedLock::parse(sealed.lock.as_bytes()).map_err(|error| read(&error))?;
        let [locked_at, announced_at] = times;
        let lock = draw::Lock {
            locked_at: moment(locked_at)?,
            announced_at: moment(announced_at)?,
            public_key: draw::public_key_hex(key),
            ..signed.lock
        };
        return Ok((roll, lock));
    }
    let missing = |why: &str, help: &str| Err(Failure::new(WHAT, why, help));
    if sweepstake.prizes.is_empty() {
        return missing("There is no prize yet.", "Add a prize, then rehearse who would win it.");
    }
    if sweepstake.sources.is_empty() {
        return missing(
            "No source of luck is chosen yet.",
            "Choose one in the set-up; the rehearsal shows what it asks for.",
        );
    }
    let prepared = prepare(campaign, id)?;
    if prepared.roll.entries().is_empty() {
        return missing("Nobody is in the draw yet.", "Import entries, or let in some of those that were left out.");
    }
    let lock = promise(campaign, sweepstake, &prepared, times, key)?;
    Ok((prepared.roll, lock))
}

/// Values as typed, and made up where nothing was; with the labels of those that were made up.
fn values(
    sources: &[LuckSource],
    typed: &[String],
    world: &dyn World,
) -> Result<(Vec<draw::SourceValue>, Vec<String>), Failure> {
    let mut texts = Vec::new();
    let mut made_up = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        match typed.get(index).map(|text| text.trim()).filter(|text| !text.is_empty()) {
            Some(text) => texts.push(text.to_owned()),
            None => {
                made_up.push(source.label().to_owned());
                texts.push(make_up(source, world)?);
            }
        }
    }
    let values = read_values(sources, &texts).map_err(|failure| Failure { what: WHAT.into(), ..failure })?;
    Ok((values, made_up))
}

/// A value from the system's randomness, as somebody would type it.
fn make_up(source: &LuckSource, world: &dyn World) -> Result<String, Failure> {
    let LuckSource::Numbers { count, min, max, distinct, .. } = source else {
        return Ok(format!("rehearsal {:016x}", random(world)?));
    };
    let span = max.saturating_sub(*min).saturating_add(1);
    if *distinct && span < *count {
        // The rules of the lock say the same in better words.
        return Ok(String::new());
    }
    let mut numbers: Vec<u64> = Vec::new();
    while (numbers.len() as u64) < (*count).min(draw::NUMBERS_MAX) {
        let number = min + below(span, world)?;
        if !*distinct || !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    Ok(numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
}

/// A number below `bound`, each as likely as any other.
fn below(bound: u64, world: &dyn World) -> Result<u64, Failure> {
    let bound = bound.max(1);
    // What would make the first numbers likelier than the last is thrown away.
    let fair = u64::MAX - u64::MAX % bound;
    loop {
        let number = random(world)?;
        if number < fair {
            return Ok(number % bound);
        }
    }
}

fn random(world: &dyn World) -> Result<u64, Failure> {
    let mut bytes = [0; 8];
    world.fill_random(&mut bytes).map_err(|error| {
        Failure::new(WHAT, format!("The system gave no random bytes: {error}."), "Try again, or type every value.")
    })?;
    Ok(u64::from_be_bytes(bytes))
}

/// The last rehearsal of a sweepstake.
pub fn rehearsal(campaign: &Campaign, id: SweepstakeId) -> Option<&Arc<Rehearsal>> {
    campaign.follow_up(id)?.rehearsal.as_ref()
}

fn last(campaign: &Campaign, id: SweepstakeId, what: &str) -> Result<Arc<Rehearsal>, Failure> {
    rehearsal(campaign, id)
        .cloned()
        .ok_or_else(|| Failure::new(what, "Nothing was rehearsed yet.", "Rehearse the draw first."))
}

/// The bundle of the last rehearsal, which says on every side that it is one.
pub fn rehearsal_bundle(campaign: &Campaign, id: SweepstakeId) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    bundle_of(campaign, sweepstake(campaign, id)?, &last(campaign, id, "The bundle was not written.")?.files)
}

/// Checks the last rehearsal, every step by name.
pub fn verify_rehearsal(campaign: &Campaign, id: SweepstakeId) -> Result<draw::Report, Failure> {
    verify_files(&last(campaign, id, "Nothing was verified.")?.files, None, &draw::Expect::default())
}

/// Forgets the last rehearsal; can be undone.
pub fn forget_rehearsal(campaign: &Campaign, id: SweepstakeId) -> Option<Change> {
    rehearsal(campaign, id)?;
    let mut follow_up = campaign.follow_up(id).cloned().unwrap_or_default();
    follow_up.rehearsal = None;
    Some(Change::one("Forget a rehearsal", Edit::follow_up(id, follow_up)))
}
