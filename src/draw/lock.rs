//! The lock: the promise made before anybody can know the seed; and the void, which ends a lock that is not drawn.
//!
//! A lock fixes the roll, the prizes, the method and where the randomness will come from. Nothing here knows about
//! publishing: that the hash of the lock was known before the seed is for people to see to.

use super::beacon;
use super::canonical::{FileError, Hash, INTEGER_MAX, bytes, hash_of, parse, sha256, unhex};
use super::moment::Moment;
use super::roll::{RollSummary, TICKETS_TOTAL_MAX, is_entry_id, is_prize_id};
use super::signature::{Signed, is_signed, public_key_hex, sign};
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use thiserror::Error;

/// `protocol` of a real draw.
pub const PROTOCOL: &str = "unsung-draw/1";
/// `protocol` of a rehearsal.
pub const PROTOCOL_REHEARSAL: &str = "unsung-draw/1-rehearsal";
/// Most numbers of one source, so that a lock cannot ask for a year of dice.
pub const NUMBERS_MAX: u64 = 1000;
/// Most entries for method `rfc3797`, which counts them in 16 bits.
pub const RFC3797_ENTRIES_MAX: u64 = 65_535;

/// How the order is made from the entropy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// One HMAC per ticket, an entry stands at its lowest; the default.
    TicketSort,
    /// RFC 3797, for those who must use it. One ticket each, at most 65535 entries, no organiser's code.
    Rfc3797,
    /// draft-thomson-elegy-vrs, bit for bit. One ticket each.
    Vrs,
}

/// A reason as a code. The words stay in the campaign: nothing signed holds free text about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Reason {
    /// No reason given, written as "". Not for exclusions.
    #[serde(rename = "")]
    Unstated,
    Staff,
    UnderAge,
    Late,
    Residence,
    Duplicate,
    EarlierWinner,
    NoConsent,
    Withdrawn,
    Other,
}

impl Reason {
    /// The code as it stands in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unstated => "",
            Self::Staff => "staff",
            Self::UnderAge => "under-age",
            Self::Late => "late",
            Self::Residence => "residence",
            Self::Duplicate => "duplicate",
            Self::EarlierWinner => "earlier-winner",
            Self::NoConsent => "no-consent",
            Self::Withdrawn => "withdrawn",
            Self::Other => "other",
        }
    }
}

/// Entries found ineligible before the lock, counted by reason; they are not in the roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct LeftOut {
    pub reason: Reason,
    pub count: u64,
}

/// An entry that is in the roll but will be passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Excluded {
    pub entry_id: String,
    pub reason: Reason,
}

/// A prize, in rank order within the lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prize {
    /// 1 to 32 of `a-z 0-9 -`, unique.
    pub id: String,
    /// For people.
    pub name: String,
    /// How many are given, 1 or more.
    pub quantity: u64,
}

/// Where randomness will come from. Labels are for people and unique in a lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs)]
pub enum Source {
    /// Lottery balls or dice: `count` numbers within `min..=max`; the order in which they fall does not matter.
    Numbers { label: String, count: u64, min: u64, max: u64, distinct: bool },
    /// A round of a public beacon, by the hash of its chain.
    Drand { label: String, chain: String, round: u64 },
    /// A phrase or headline. Counts as no randomness at all.
    Text { label: String },
}

impl Source {
    /// What people call this source.
    pub fn label(&self) -> &str {
        match self {
            Self::Numbers { label, .. } | Self::Drand { label, .. } | Self::Text { label } => label,
        }
    }
}

/// The promise itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// `PROTOCOL` or `PROTOCOL_REHEARSAL`.
    pub protocol: String,
    /// Title of the campaign.
    pub campaign: String,
    /// 16 random bytes, hex.
    pub campaign_id: String,
    /// 1, 2, 3 ... without a gap; 0 in a rehearsal.
    pub draw: u64,
    /// Hash of the previous draw's last amendment, else of its record, else of its void; "" for the first.
    pub previous: String,
    /// Title of the draw.
    pub title: String,
    /// Whether this can never be the real draw.
    pub rehearsal: bool,
    /// How the order is made.
    pub method: Method,
    /// The frozen list.
    pub roll: RollSummary,
    /// Sorted by reason.
    pub left_out: Vec<LeftOut>,
    /// Sorted by entry id.
    pub excluded: Vec<Excluded>,
    /// In rank order.
    pub prizes: Vec<Prize>,
    /// Places in line behind the winners.
    pub alternates: u64,
    /// Whether a household can win only once.
    pub one_per_household: bool,
    /// In the order in which they enter the entropy.
    pub entropy: Vec<Source>,
    /// Hash of the organiser's 32 random bytes, hex; "" if none.
    pub commitment: String,
    /// SHA-256 of the rules text, hex; "" if none.
    pub rules_sha256: String,
    /// When the promise was made.
    pub locked_at: Moment,
    /// When the seed will be known; later than `locked_at`.
    pub announced_at: Moment,
    /// Ed25519 key that signs everything of this draw, hex.
    pub public_key: String,
}

/// `lock.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SignedLock {
    pub lock: Lock,
    pub lock_sha256: String,
    pub signature: String,
}

/// The end of a lock that is not drawn. Its number is used up and its code revealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Void {
    pub lock_sha256: String,
    pub code: String,
    pub reason: Reason,
    pub at: Moment,
}

/// `void.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SignedVoid {
    pub void: Void,
    pub void_sha256: String,
    pub signature: String,
}

/// Why a lock or void is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum LockError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error("{field}: {rule}")]
    Rule { field: &'static str, rule: String },
    #[error("the key is not the one named in the lock")]
    WrongKey,
    #[error("the code does not open the commitment of the lock")]
    WrongCode,
}

/// Fails with a rule unless it holds.
pub(super) fn rule(holds: bool, field: &'static str, rule: impl Into<String>) -> Result<(), LockError> {
    if holds { Ok(()) } else { Err(LockError::Rule { field, rule: rule.into() }) }
}

/// Whether texts stand in strictly rising order of their bytes.
fn rising<'a>(texts: impl IntoIterator<Item = &'a str>) -> bool {
    texts.into_iter().is_sorted_by(|a, b| a < b)
}

pub(super) fn is_hash(text: &str) -> bool {
    unhex::<32>(text).is_some()
}

impl Lock {
    /// Checks every rule that the lock alone can break, except that of time (`check_times`).
    pub fn validate(&self) -> Result<(), LockError> {
        let protocol = if self.rehearsal { PROTOCOL_REHEARSAL } else { PROTOCOL };
        rule(self.protocol == protocol, "protocol", format!("must be {protocol}"))?;
        rule(unhex::<16>(&self.campaign_id).is_some(), "campaign_id", "must be 32 lower-case hex digits")?;
        rule((self.draw == 0) == self.rehearsal, "draw", "counts from 1, and is 0 in a rehearsal only")?;
        let first = self.previous.is_empty();
        rule(first == (self.draw <= 1), "previous", "is empty for the first draw and a rehearsal, and only there")?;
        rule(first || is_hash(&self.previous), "previous", "must be 64 lower-case hex digits")?;
        for (field, hash) in [("commitment", &self.commitment), ("rules_sha256", &self.rules_sha256)] {
            rule(hash.is_empty() || is_hash(hash), field, "must be empty or 64 lower-case hex digits")?;
        }
        for (field, hash) in [("roll.sha256", &self.roll.sha256), ("roll.merkle_root", &self.roll.merkle_root)] {
            rule(is_hash(hash), field, "must be 64 lower-case hex digits")?;
        }
        rule(is_hash(&self.public_key), "public_key", "must be 64 lower-case hex digits")?;
        rule(self.roll.tickets <= TICKETS_TOTAL_MAX, "roll.tickets", "at most 1000000000")?;
        rule(self.roll.entries <= self.roll.tickets, "roll.entries", "every entry has a ticket")?;
        rule(rising(self.left_out.iter().map(|l| l.reason.code())), "left_out", "sorted by reason, each once")?;
        rule(self.left_out.iter().all(|l| l.reason != Reason::Unstated), "left_out", "needs a reason")?;
        rule(rising(self.excluded.iter().map(|e| e.entry_id.as_str())), "excluded", "sorted by entry id, each once")?;
        rule(self.excluded.iter().all(|e| e.reason != Reason::Unstated), "excluded", "needs a reason")?;
        rule(self.excluded.iter().all(|e| is_entry_id(&e.entry_id)), "excluded", "must be entry ids")?;
        let ids: BTreeSet<&str> = self.prizes.iter().map(|p| p.id.as_str()).collect();
        rule(ids.len() == self.prizes.len(), "prizes", "each id once")?;
        rule(ids.iter().all(|id| is_prize_id(id)), "prizes", "an id is 1 to 32 of a-z 0-9 -")?;
        rule(self.prizes.iter().all(|p| p.quantity >= 1), "prizes", "a quantity is 1 or more")?;
        let integers = self.prizes.iter().map(|p| p.quantity).chain(self.left_out.iter().map(|l| l.count));
        let fits = integers.chain([self.draw, self.alternates]).all(|n| n <= INTEGER_MAX);
        rule(fits, "integers", "at most 2^53-1")?;
        self.validate_method()?;
        self.validate_entropy()
    }

    fn validate_method(&self) -> Result<(), LockError> {
        if self.method == Method::Rfc3797 {
            rule(self.commitment.is_empty(), "commitment", "must be empty for rfc3797")?;
            rule(self.roll.entries <= RFC3797_ENTRIES_MAX, "roll.entries", "at most 65535 for rfc3797")?;
        }
        let single = self.roll.entries == self.roll.tickets;
        rule(single || self.method == Method::TicketSort, "roll.tickets", "one per entry for vrs and rfc3797")
    }

    fn validate_entropy(&self) -> Result<(), LockError> {
        let labels: BTreeSet<&str> = self.entropy.iter().map(Source::label).collect();
        rule(labels.len() == self.entropy.len(), "entropy", "each label once")?;
        for source in &self.entropy {
            match source {
                Source::Numbers { count, min, max, distinct, .. } => {
                    rule((1..=NUMBERS_MAX).contains(count), "entropy", "a count is 1 to 1000")?;
                    rule(min <= max && *max <= INTEGER_MAX, "entropy", "min <= max <= 2^53-1")?;
                    rule(!distinct || max - min >= count - 1, "entropy", "too few numbers to be distinct")?;
                }
                Source::Drand { chain, round, .. } => {
                    rule(is_hash(chain), "entropy", "a chain is 64 lower-case hex digits")?;
                    rule((1..=INTEGER_MAX).contains(round), "entropy", "a round is 1 to 2^53-1")?;
                }
                Source::Text { .. } => {}
            }
        }
        Ok(())
    }

    /// Checks that the seed is announced after the lock, and that each beacon round is the first one from then on.
    pub fn check_times(&self) -> Result<(), LockError> {
        rule(self.announced_at > self.locked_at, "announced_at", "must be later than locked_at")?;
        for source in &self.entropy {
            let Source::Drand { chain, round, .. } = source else { continue };
            let Some(chain) = beacon::chain(chain) else {
                return rule(false, "entropy", "this beacon chain is not known to this version");
            };
            let first = chain.first_round_from(&self.announced_at);
            rule(*round == first, "entropy", format!("the first round from announced_at on is {first}, not {round}"))?;
        }
        Ok(())
    }

    /// Whether a revealed code (64 hex digits, "" for none) is the one committed to.
    pub fn opens(&self, code: &str) -> bool {
        match unhex::<32>(code) {
            Some(code) => self.commitment == commitment_hex(&code),
            None => code.is_empty() && self.commitment.is_empty(),
        }
    }

    /// SHA-256 of the canonical JSON of the lock.
    pub fn sha256(&self) -> Result<Hash, FileError> {
        hash_of(self)
    }
}

impl SignedLock {
    /// Reads `lock.json`: canonical bytes and every rule, but neither hash nor signature (see `verify`).
    pub fn parse(file: &[u8]) -> Result<Self, LockError> {
        let signed: Self = parse(file)?;
        signed.lock.validate()?;
        Ok(signed)
    }

    /// The bytes of `lock.json`.
    pub fn bytes(&self) -> Result<Vec<u8>, FileError> {
        bytes(self)
    }

    /// Whether the stated hash is that of the content.
    pub fn hash_is_right(&self) -> bool {
        self.lock.sha256().is_ok_and(|hash| hex::encode(hash) == self.lock_sha256)
    }

    /// Whether the key named in the lock signed the stated hash.
    pub fn signature_is_right(&self) -> bool {
        self.is_signed(Signed::Lock, &self.lock_sha256, &self.signature)
    }

    pub(super) fn is_signed(&self, kind: Signed, hash: &str, signature: &str) -> bool {
        is_signed(&self.lock.public_key, &self.lock.protocol, kind, hash, signature)
    }
}

impl SignedVoid {
    /// Reads `void.json`: canonical bytes, but neither hash nor signature (see `verify`).
    pub fn parse(file: &[u8]) -> Result<Self, FileError> {
        parse(file)
    }

    /// The bytes of `void.json`.
    pub fn bytes(&self) -> Result<Vec<u8>, FileError> {
        bytes(self)
    }
}

/// Signs a lock with the key it names, after checking every rule and the times.
pub fn seal(lock: Lock, key: &SigningKey) -> Result<SignedLock, LockError> {
    lock.validate()?;
    lock.check_times()?;
    if lock.public_key != public_key_hex(key) {
        return Err(LockError::WrongKey);
    }
    let hash = lock.sha256()?;
    let signature = sign(key, &lock.protocol, Signed::Lock, &hash);
    Ok(SignedLock { lock, lock_sha256: hex::encode(hash), signature })
}

/// The commitment to a code, hex: what the lock says of it before it is revealed.
pub fn commitment_hex(code: &Hash) -> String {
    hex::encode(sha256(code))
}

/// Ends a lock without a draw. The code is revealed, or anybody could claim later what it had been.
pub fn void(
    signed: &SignedLock,
    code: Option<Hash>,
    reason: Reason,
    at: Moment,
    key: &SigningKey,
) -> Result<SignedVoid, LockError> {
    if signed.lock.public_key != public_key_hex(key) {
        return Err(LockError::WrongKey);
    }
    let code = code.map(hex::encode).unwrap_or_default();
    if !signed.lock.opens(&code) {
        return Err(LockError::WrongCode);
    }
    let void = Void { lock_sha256: signed.lock_sha256.clone(), code, reason, at };
    let hash = hash_of(&void)?;
    let signature = sign(key, &signed.lock.protocol, Signed::Void, &hash);
    Ok(SignedVoid { void, void_sha256: hex::encode(hash), signature })
}
