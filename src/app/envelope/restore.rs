//! Taking an envelope in: a lock back into a campaign that lost it, so that its draw can be run.
//!
//! The list comes from what was published or backed up (`lock.json`, `roll.tsv`), or from a copy of the campaign that is
//! older than the lock but has the same entries and set-up: then the same lock is made again, and its hash shows that it is
//! the same. Nothing is believed that the hash, the commitment and the key of the lock do not hold.

use super::{Envelope, NOT_TAKEN_IN};
use crate::app::checking::Evidence;
use crate::app::drawing;
use crate::app::failure::{Failure, io_reason};
use crate::app::world::World;
use crate::campaign::{
    Campaign, Change, DrawMethod, Edit, Keys, Prize, SealedDraw, Settings, Sweepstake, SweepstakeId,
};
use crate::draw::{self, SignedLock};
use ed25519_dalek::SigningKey;
use jiff::Timestamp;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

/// The files of the lock, as they were published or backed up.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// `lock.json`.
    pub lock: Vec<u8>,
    /// `roll.tsv`.
    pub roll: Vec<u8>,
    /// `rules.txt`, where it is at hand.
    pub rules: Option<Vec<u8>>,
}

impl Published {
    /// Reads them from a folder or zip such as a bundle, or from the folder in which a `lock.json` lies.
    pub fn read(world: &Arc<dyn World>, path: &Path) -> Result<Self, Failure> {
        let is_lock = path.file_name().is_some_and(|name| name == "lock.json") && !world.is_folder(path);
        let folder = path.parent().filter(|_| is_lock).unwrap_or(path);
        let unread = |failure: Failure| Failure { what: NOT_TAKEN_IN.into(), ..failure };
        let Evidence::Bundle(files) = Evidence::read(world, folder).map_err(unread)? else {
            return Err(refuse("It is a receipt.", "Choose the folder or zip with lock.json and roll.tsv."));
        };
        let roll = files.roll().bytes().map_err(|error| refuse(io_reason(&error), "Choose the folder again."))?;
        Ok(Self {
            lock: files.get("lock.json").unwrap_or_default().to_vec(),
            roll,
            rules: files.get("rules.txt").map(<[u8]>::to_vec),
        })
    }
}

/// A lock that can come back.
#[derive(Clone, Debug)]
pub struct Restored {
    /// Brings it back. It cannot be undone once committed.
    pub change: Change,
    pub sweepstake: SweepstakeId,
    /// Number of the draw.
    pub draw: u64,
    /// Of the sealed list.
    pub entries: usize,
    /// What a person should know: what is missing, and what it means.
    pub notes: Vec<String>,
}

fn refuse(why: impl Into<String>, help: &str) -> Failure {
    Failure::new(NOT_TAKEN_IN, why, help)
}

/// The change that seals the envelope's lock into this campaign: into the sweepstake `target`, or a new one. Without
/// published files the lock is made again from the campaign's own entries.
pub fn restore(
    campaign: &Campaign,
    target: Option<SweepstakeId>,
    envelope: &Envelope,
    published: Option<&Published>,
) -> Result<Restored, Failure> {
    let hash = hex::encode(envelope.lock_sha256);
    let sealed = |sweepstake: &Sweepstake| sweepstake.sealed.as_ref().is_some_and(|sealed| sealed.lock_sha256 == hash);
    if campaign.sweepstakes().iter().any(|(_, sweepstake)| sealed(sweepstake)) {
        return Err(refuse("Its lock is in this campaign already.", "Run the draw; nothing is lost."));
    }
    if target.and_then(|id| campaign.sweepstakes().get(id)).is_some_and(|sweepstake| sweepstake.sealed.is_some()) {
        return Err(refuse("This sweepstake holds another lock.", "Take it in under a new title."));
    }
    let next = campaign.draws_locked() + 1;
    if u64::from(envelope.draw) != next {
        return Err(refuse(
            format!("It is of draw {}; the next one of this campaign is draw {next}.", envelope.draw),
            "Take it into the copy of the campaign that was saved last before that lock.",
        ));
    }
    let signed = published.map(|files| promised(envelope, files)).transpose()?;
    let adopted = adopt(campaign, envelope, signed.as_ref())?;
    // With the keys of the envelope, as it will be: the lock is made again from this where nothing was published.
    let mut with_keys = campaign.clone();
    if let Some(edit) = &adopted {
        let change = Change::one("Take in a key", edit.clone());
        with_keys
            .apply(&change, Timestamp::UNIX_EPOCH)
            .map_err(|error| refuse(format!("{error}."), "Take it into a new campaign."))?;
    }
    let (sealed, signed) = match (published, signed) {
        (Some(files), Some(signed)) => (sealed_draw(envelope, files, &signed, campaign, target)?, signed),
        _ => made_again(&with_keys, target, envelope)?,
    };
    let mut notes = Vec::new();
    if sealed.rules.is_empty() && !signed.lock.rules_sha256.is_empty() {
        notes.push("The lock promises rules whose text is not here; the draw can be run without it.".into());
    }
    let ends = drawing::previous_hash(&with_keys, next).unwrap_or_default();
    if ends != signed.lock.previous {
        notes.push(format!(
            "Draw {} went on after this copy of the campaign was saved: its last amendments are missing here.",
            next - 1
        ));
    }
    let known: HashSet<&str> = target
        .map(|id| campaign.entries_in(id).map(|(_, entry)| entry.entry_id.as_str()).collect())
        .unwrap_or_default();
    let ids: Vec<&str> = sealed.roll.lines().filter_map(|line| line.split('\t').next()).collect();
    let unknown = ids.iter().filter(|id| !known.contains(*id)).count();
    if unknown > 0 {
        notes.push(format!(
            "{unknown} of the {} entries are not in this copy of the campaign: their winners are known by entry id only.",
            ids.len()
        ));
    }
    let id = target.unwrap_or_else(|| campaign.next_sweepstake_id());
    let before = campaign.sweepstakes().get(id).cloned().unwrap_or_default();
    let entries = ids.len();
    let mut edits: Vec<Edit> = adopted.into_iter().collect();
    edits.push(Edit::sweepstake(id, set_up(before, &signed, &sealed, envelope)));
    edits.push(Edit::Seal(id, Arc::new(sealed)));
    let change = Change::new(format!("Take in the envelope of draw {next}"), edits);
    Ok(Restored { change, sweepstake: id, draw: next, entries, notes })
}

/// The published lock, when it is the envelope's.
fn promised(envelope: &Envelope, files: &Published) -> Result<SignedLock, Failure> {
    let signed = SignedLock::parse(&files.lock).map_err(|error| {
        refuse(format!("lock.json cannot be read: {error}."), "Get it again from where it was published.")
    })?;
    if !signed.hash_is_right() || !signed.signature_is_right() {
        return Err(refuse("lock.json was changed.", "Get it again from where it was published."));
    }
    if signed.lock_sha256 != hex::encode(envelope.lock_sha256) || signed.lock.draw != u64::from(envelope.draw) {
        return Err(refuse(
            "The envelope is of another lock than lock.json.",
            "Compare the first lines: an envelope opens one lock only.",
        ));
    }
    let public_key = draw::public_key_hex(&SigningKey::from_bytes(&envelope.signing_seed));
    if signed.lock.public_key != public_key {
        return Err(refuse("The key in the envelope did not sign this lock.", "Take in the page printed at the lock."));
    }
    if !signed.lock.opens(&envelope.code.map(hex::encode).unwrap_or_default()) {
        return Err(refuse("The code in the envelope is not the lock's.", "Take in the page printed at the lock."));
    }
    Ok(signed)
}

/// The envelope's key and the lock's campaign, where the campaign has others: only one without any sealed draw takes them.
fn adopt(campaign: &Campaign, envelope: &Envelope, signed: Option<&SignedLock>) -> Result<Option<Edit>, Failure> {
    let settings = campaign.settings();
    let seed = hex::encode(envelope.signing_seed);
    let id = signed.map_or_else(|| settings.id.clone(), |signed| signed.lock.campaign_id.clone());
    if settings.keys.signing_seed == seed && settings.id == id {
        return Ok(None);
    }
    if campaign.draws_locked() > 0 {
        return Err(refuse(
            "It is of another campaign, and this one has sealed draws of its own.",
            "Take it into a copy of its own campaign, or into a new one.",
        ));
    }
    let keys = Keys { signing_seed: seed, ..settings.keys.clone() };
    Ok(Some(Edit::Settings(Arc::new(Settings { id, keys, ..settings.clone() }))))
}

/// The sealed files from what was published.
fn sealed_draw(
    envelope: &Envelope,
    files: &Published,
    signed: &SignedLock,
    campaign: &Campaign,
    target: Option<SweepstakeId>,
) -> Result<SealedDraw, Failure> {
    let lock = &signed.lock;
    let again = "Get it again from where it was published.";
    let roll = draw::Roll::parse(&files.roll)
        .map_err(|error| refuse(format!("roll.tsv, line {}: {}.", error.line, error.problem), again))?;
    if roll.summary() != lock.roll {
        return Err(refuse("roll.tsv is not the list that was locked.", again));
    }
    let is_promised = |text: &[u8]| hex::encode(draw::sha256(text)) == lock.rules_sha256;
    let rules = match &files.rules {
        Some(text) if !is_promised(text) => {
            return Err(refuse("The rules are not those of the lock.", "Leave them out; the draw can be run without."));
        }
        Some(text) => text_of(text)?,
        // A copy of the campaign may still have them.
        None => target
            .and_then(|id| campaign.sweepstakes().get(id))
            .map(|sweepstake| sweepstake.rules_text.clone())
            .filter(|text| is_promised(text.as_bytes()))
            .unwrap_or_default(),
    };
    Ok(SealedDraw {
        number: lock.draw,
        roll: text_of(&files.roll)?,
        lock: text_of(&files.lock)?,
        lock_sha256: signed.lock_sha256.clone(),
        rules,
        code: envelope.code.map(hex::encode).unwrap_or_default(),
        locked_at: instant(&lock.locked_at)?,
        record: None,
        drawn_at: None,
        amendments: "[]".into(),
        void: None,
    })
}

/// The same lock, made again from a copy of the campaign that is older than it.
fn made_again(
    campaign: &Campaign,
    target: Option<SweepstakeId>,
    envelope: &Envelope,
) -> Result<(SealedDraw, SignedLock), Failure> {
    let help = "Give lock.json and roll.tsv as well, from where they were published or from a bundle.";
    let Some(id) = target else {
        return Err(refuse("Without the files of the lock, the sweepstake must be in this campaign.", help));
    };
    let time = |secs: u64| {
        let at = i64::try_from(secs).ok().and_then(|secs| Timestamp::from_second(secs).ok());
        at.ok_or_else(|| refuse("Its times cannot be read.", "Compare the first two lines with the page."))
    };
    let times = [time(envelope.locked_at_secs)?, time(envelope.announced_at_secs)?];
    let sealed = drawing::sealed_with(campaign, id, times, envelope.code)
        .map_err(|failure| refuse(format!("The list cannot be made again: {}", failure.why), help))?;
    if sealed.lock_sha256 != hex::encode(envelope.lock_sha256) {
        return Err(refuse(
            "The entries or the set-up of this copy are not those that were locked: the lock made again has another hash.",
            help,
        ));
    }
    let signed = SignedLock::parse(sealed.lock.as_bytes()).map_err(|error| refuse(format!("{error}."), help))?;
    Ok((sealed, signed))
}

/// The set-up as the lock says it; what a lock does not say stays.
fn set_up(before: Sweepstake, signed: &SignedLock, sealed: &SealedDraw, envelope: &Envelope) -> Sweepstake {
    let lock = &signed.lock;
    let prizes = lock.prizes.iter().map(|prize| {
        let known = before.prizes.iter().find(|known| known.id == prize.id).cloned().unwrap_or_default();
        Prize { id: prize.id.clone(), name: prize.name.clone(), quantity: prize.quantity, ..known }
    });
    Sweepstake {
        title: lock.title.clone(),
        prizes: prizes.collect(),
        alternates: lock.alternates,
        one_per_household: lock.one_per_household,
        method: match lock.method {
            draw::Method::TicketSort => DrawMethod::TicketSort,
            draw::Method::Rfc3797 => DrawMethod::Rfc3797,
            draw::Method::Vrs => DrawMethod::Vrs,
        },
        sources: drawing::campaign_sources(&lock.entropy),
        with_code: envelope.code.is_some(),
        announced_at: instant(&lock.announced_at).ok().or(before.announced_at),
        rules_text: if sealed.rules.is_empty() { before.rules_text.clone() } else { sealed.rules.clone() },
        sealed: None,
        ..before
    }
}

fn instant(moment: &draw::Moment) -> Result<Timestamp, Failure> {
    Timestamp::from_second(moment.unix_secs())
        .map_err(|error| refuse(format!("{error}."), "Get lock.json again from where it was published."))
}

fn text_of(bytes: &[u8]) -> Result<String, Failure> {
    String::from_utf8(bytes.to_vec())
        .map_err(|_| refuse("A file of the lock is not text.", "Get it again from where it was published."))
}
