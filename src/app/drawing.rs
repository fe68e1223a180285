//! From a sweepstake of the campaign to its lock, draw, record and bundle: puts the rooms `campaign` and `draw` together.
//! The protocol is the room `draw`'s; here the entries become a roll, and sealed files become edits.

use super::failure::Failure;
use crate::campaign::{Campaign, LuckSource, Reason, SealedDraw, Sweepstake, SweepstakeId};
use crate::draw;
use ed25519_dalek::SigningKey;
use jiff::Timestamp;

mod before;
mod chance;
mod checklist;
mod checks;
mod deciding;
mod household;
mod lock;
mod next;
mod postal;
mod published;
mod readme;
mod rehearse;
mod rules;
mod run;
mod shared;
mod standing;

pub use before::{Obstacle, Prepared, obstacles, prepare, prepare_assessed};
pub use chance::{Chances, chance, contenders, likely};
pub use checklist::{
    Checklist, ChecklistSource, Point, PointState, ShownBy, checklist, known as known_point, mark, tally,
};
pub use checks::{verify, verify_expecting};
pub use deciding::{assign_pools, decide_each, decide_undated, drop_extra, exclude, find_entry, undecided};
pub use lock::lock;
pub(super) use lock::{previous_hash, sealed_with};
pub use next::{new_entry_id, prepare_next};
pub use postal::{Known, Postal, enter, known, same_reference};
pub use published::bundle;
pub(super) use published::draw_groups;
pub use rehearse::{
    Rehearsed, forget_rehearsal, rehearsal, rehearsal_bundle, rehearsal_sources, rehearse, verify_rehearsal,
};
pub use rules::{
    Difference, RulesCheck, RulesSection, RulesState, check_rules, differences, make_rules, money, published_rules,
    read_money, rules_parts, rules_text, total_value,
};
pub(super) use run::campaign_sources;
pub use run::{early_warning, locked_sources, read_value, read_values, run};
pub use shared::{SHARED_POINT, SharedAddress, SharedAs, note_decided, shared_addresses, take_shared_as};
pub use standing::{Assessed, Credit, Standing, Tickets, assess, assess_as, standings};

fn sweepstake(campaign: &Campaign, id: SweepstakeId) -> Result<&Sweepstake, Failure> {
    campaign.sweepstakes().get(id).ok_or_else(|| {
        Failure::new(
            "Nothing was done.",
            format!("There is no sweepstake {id} in the campaign."),
            "Choose one from the list.",
        )
    })
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

/// The sources as a lock names them: a beacon's round that was left to the lock (0) is the first one at or after the
/// announced time.
pub fn with_rounds(sources: &[LuckSource], announced_at: Timestamp) -> Vec<LuckSource> {
    let settled = |source: &LuckSource| match source {
        LuckSource::Drand { label, chain, round: 0 } => {
            let known = draw::chain(chain).and_then(|known| super::beacon::round_from(known, announced_at));
            // An unknown chain keeps its 0, which no lock takes.
            LuckSource::Drand { label: label.clone(), chain: chain.clone(), round: known.map_or(0, |(round, _)| round) }
        }
        other => other.clone(),
    };
    sources.iter().map(settled).collect()
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

fn text_of(bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes)
        .map_err(|_| Failure::new("Nothing was sealed.", "A sealed file is not text.", "Check titles and names."))
}

/// The signed record of a drawn sweepstake.
pub fn record_of(sealed: &SealedDraw) -> Option<draw::SignedRecord> {
    draw::SignedRecord::parse(sealed.record.as_ref()?.as_bytes()).ok()
}
