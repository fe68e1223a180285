//! The lock: everything a sweepstake promises, signed and sealed.

use super::{Prepared, moment, obstacles, prepare, protocol_sources, signing_key, sweepstake, text_of, with_rounds};
use crate::app::failure::Failure;
use crate::app::world::World;
use crate::campaign::{Campaign, Change, DrawMethod, Edit, SealedDraw, Sweepstake, SweepstakeId};
use crate::draw;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

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
    // rfc3797 has no place for a code: its seed is the published values alone.
    let code = if sweepstake.with_code && sweepstake.method != DrawMethod::Rfc3797 {
        Some(new_code(world, what)?)
    } else {
        None
    };
    let locked_at = Timestamp::from_second(now.as_second()).unwrap_or(now);
    let sealed = sealed_with(campaign, id, [locked_at, announced_at], code)?;
    let number = sealed.number;
    let sources = with_rounds(&sweepstake.sources, announced_at);
    let mut edits = Vec::new();
    if sources != sweepstake.sources {
        // The rounds are decided now: what the set-up shows is what the lock says.
        edits.push(Edit::sweepstake(id, Sweepstake { sources, ..sweepstake.clone() }));
    }
    edits.push(Edit::Seal(id, Arc::new(sealed)));
    Ok(Change::new(format!("Lock draw {number}"), edits))
}

/// The next draw's lock as the campaign stands, with these times of the lock and of the luck, and this code. The same
/// campaign, times and code give the same bytes.
pub(in crate::app) fn sealed_with(
    campaign: &Campaign,
    id: SweepstakeId,
    times: [Timestamp; 2],
    code: Option<draw::Hash>,
) -> Result<SealedDraw, Failure> {
    let what = "Nothing was locked.";
    let sweepstake = sweepstake(campaign, id)?;
    let prepared = prepare(campaign, id)?;
    let key = signing_key(campaign)?;
    let number = campaign.draws_locked() + 1;
    let lock = draw::Lock {
        draw: number,
        previous: previous_hash(campaign, number)?,
        commitment: code.as_ref().map(draw::commitment_hex).unwrap_or_default(),
        ..promise(campaign, sweepstake, &prepared, times, &key)?
    };
    let signed = draw::seal(lock, &key)
        .map_err(|error| Failure::new(what, format!("{error}."), "Put this right in the set-up and lock again."))?;
    let bytes = signed
        .bytes()
        .map_err(|error| Failure::new(what, format!("{error}."), "Check titles and names in the set-up."))?;
    Ok(SealedDraw {
        number,
        roll: text_of(prepared.roll.bytes())?,
        lock: text_of(bytes)?,
        lock_sha256: signed.lock_sha256,
        rules: sweepstake.rules_text.clone(),
        code: code.map(hex::encode).unwrap_or_default(),
        locked_at: times[0],
        record: None,
        drawn_at: None,
        amendments: "[]".into(),
        void: None,
    })
}

/// The organiser's code: 32 bytes that nobody can guess.
pub(super) fn new_code(world: &dyn World, what: &str) -> Result<[u8; 32], Failure> {
    let mut code = [0; 32];
    world.fill_random(&mut code).map_err(|error| {
        Failure::new(
            what,
            format!("The system gave no random bytes: {error}."),
            "Try again; restart the laptop if it persists.",
        )
    })?;
    Ok(code)
}

/// What the lock of a sweepstake promises, without its number, its predecessor and its code. `times` are those of the lock and
/// of the luck.
pub(super) fn promise(
    campaign: &Campaign,
    sweepstake: &Sweepstake,
    prepared: &Prepared,
    times: [Timestamp; 2],
    key: &draw::SigningKey,
) -> Result<draw::Lock, Failure> {
    Ok(draw::Lock {
        protocol: draw::PROTOCOL.into(),
        campaign: campaign.settings().title.nfc().collect(),
        campaign_id: campaign.settings().id.clone(),
        draw: 0,
        previous: String::new(),
        title: sweepstake.title.nfc().collect(),
        rehearsal: false,
        method: match sweepstake.method {
            DrawMethod::TicketSort => draw::Method::TicketSort,
            DrawMethod::Rfc3797 => draw::Method::Rfc3797,
            DrawMethod::Vrs => draw::Method::Vrs,
        },
        roll: prepared.roll.summary(),
        left_out: prepared.left_out.clone(),
        excluded: prepared.excluded.clone(),
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
        entropy: protocol_sources(&with_rounds(&sweepstake.sources, times[1])),
        commitment: String::new(),
        rules_sha256: if sweepstake.rules_text.is_empty() {
            String::new()
        } else {
            hex::encode(Sha256::digest(sweepstake.rules_text.as_bytes()))
        },
        locked_at: moment(times[0])?,
        announced_at: moment(times[1])?,
        public_key: draw::public_key_hex(key),
    })
}

/// Hash of the last amendment of the draw before, else of its record, else of its void; "" for the first draw.
pub(in crate::app) fn previous_hash(campaign: &Campaign, number: u64) -> Result<String, Failure> {
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
