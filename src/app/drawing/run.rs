//! The draw itself: what fell in public, read into values, and the record made from it.

use super::{moment, signing_key, sweepstake, text_of};
use crate::app::beacon;
use crate::app::failure::Failure;
use crate::campaign::{Campaign, Change, Edit, LuckSource, SealedDraw, Stage, Sweepstake, SweepstakeId};
use crate::draw;
use jiff::Timestamp;
use std::sync::Arc;

const NOT_RUN: &str = "The draw was not run.";

/// What a person typed for each source, in the lock's order, read into values; for a beacon the JSON of its round.
pub fn read_values(sources: &[LuckSource], typed: &[String]) -> Result<Vec<draw::SourceValue>, Failure> {
    if typed.len() != sources.len() {
        return Err(Failure::new(
            NOT_RUN,
            format!("{} of {} sources have a value.", typed.len(), sources.len()),
            "Give one value for each source, in the announced order.",
        ));
    }
    sources.iter().zip(typed).map(|(source, text)| read_value(source, text)).collect()
}

/// What a person typed for one source, read and checked. A beacon's check takes some hundredths of a second.
pub fn read_value(source: &LuckSource, text: &str) -> Result<draw::SourceValue, Failure> {
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
                .map_err(|_| Failure::new(NOT_RUN, plan.clone(), "Type the numbers with spaces between them."))?;
            let mut sorted = numbers.clone();
            sorted.sort_unstable();
            let repeated = *distinct && sorted.windows(2).any(|pair| pair[0] == pair[1]);
            let outside = numbers.iter().find(|number| !(*min..=*max).contains(*number));
            if let Some(outside) = outside {
                return Err(Failure::new(
                    NOT_RUN,
                    format!("{plan} {outside} is not one of them."),
                    "Read the numbers back and type them again.",
                ));
            }
            if numbers.len() as u64 != *count || repeated {
                return Err(Failure::new(
                    NOT_RUN,
                    format!("{plan} There are {}{}.", numbers.len(), if repeated { ", one of them twice" } else { "" }),
                    "Read the numbers back and type them again.",
                ));
            }
            draw::SourceValue::Numbers { numbers }
        }
        LuckSource::Text { .. } => draw::SourceValue::Text { text: text.to_owned() },
        LuckSource::Drand { label, chain, round } => {
            let taken = beacon::read_for(label, chain, *round, text);
            taken.map_err(|failure| Failure { what: NOT_RUN.into(), ..failure })?
        }
    };
    Ok(value)
}

/// The sources as the lock names them, which count for the draw; the set-up's before there is a lock.
pub fn locked_sources(sweepstake: &Sweepstake) -> Vec<LuckSource> {
    let lock = sweepstake.sealed.as_ref().and_then(|sealed| draw::SignedLock::parse(sealed.lock.as_bytes()).ok());
    lock.map_or_else(|| sweepstake.sources.clone(), |signed| campaign_sources(&signed.lock.entropy))
}

/// Sources of a lock in the words of the campaign.
pub(in crate::app) fn campaign_sources(sources: &[draw::Source]) -> Vec<LuckSource> {
    let source = |source: &draw::Source| match source.clone() {
        draw::Source::Numbers { label, count, min, max, distinct } => {
            LuckSource::Numbers { label, count, min, max, distinct }
        }
        draw::Source::Text { label } => LuckSource::Text { label },
        draw::Source::Drand { label, chain, round } => LuckSource::Drand { label, chain, round },
    };
    sources.iter().map(source).collect()
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
    let what = NOT_RUN;
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
    let values = read_values(&campaign_sources(&signed.lock.entropy), typed)?;
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
