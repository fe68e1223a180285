//! The record: what a draw did, signed. A locked roll is drawn once; what follows is appended as amendments.

use super::beacon::BeaconError;
use super::canonical::{FileError, Hash, bytes, hash_of, parse, unhex};
use super::entropy::{EntropyError, SourceValue, canonical_values, check_beacon};
use super::lock::{Lock, LockError, Method, SignedLock, is_hash, rule};
use super::moment::Moment;
use super::roll::{Roll, is_entry_id, is_prize_id};
use super::signature::{Signed, public_key_hex, sign};
use super::walk::{PickError, PickInput, WalkStep, pick};
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What was drawn from what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The promise, whole.
    pub lock: Lock,
    /// Its hash, hex.
    pub lock_sha256: String,
    /// Its signature, hex.
    pub lock_signature: String,
    /// The organiser's code, revealed, hex; "" if none.
    pub code: String,
    /// What each source gave, in the lock's order.
    pub sources: Vec<SourceValue>,
    /// The entropy string.
    pub entropy: String,
    /// The pseudo-random key, hex; "" for rfc3797.
    pub prk: String,
    /// The steps up to the last winner or alternate.
    pub walk: Vec<WalkStep>,
    /// When it was drawn.
    pub drawn_at: Moment,
}

/// `record.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SignedRecord {
    pub record: Record,
    pub record_sha256: String,
    pub signature: String,
}

/// Why a draw cannot be run.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum RunError {
    #[error("lock: {0}")]
    Lock(#[from] LockError),
    #[error("the lock is not the one that was signed")]
    LockChanged,
    #[error("the roll is not the one in the lock")]
    RollChanged,
    #[error("entropy: {0}")]
    Entropy(#[from] EntropyError),
    #[error("{label}: {problem}")]
    Beacon { label: String, problem: BeaconError },
    #[error(transparent)]
    Pick(#[from] PickError),
    #[error(transparent)]
    File(#[from] FileError),
}

/// Draws a locked roll. `code` is the one committed to, `None` when there is none; `values` are in the lock's order.
pub fn run(
    signed: &SignedLock,
    roll: &Roll,
    code: Option<Hash>,
    values: &[SourceValue],
    drawn_at: Moment,
    key: &SigningKey,
) -> Result<SignedRecord, RunError> {
    let lock = &signed.lock;
    lock.validate()?;
    if !signed.hash_is_right() || !signed.signature_is_right() {
        return Err(RunError::LockChanged);
    }
    if lock.public_key != public_key_hex(key) {
        return Err(LockError::WrongKey.into());
    }
    if roll.summary() != lock.roll {
        return Err(RunError::RollChanged);
    }
    let revealed = code.map(hex::encode).unwrap_or_default();
    if !lock.opens(&revealed) {
        return Err(LockError::WrongCode.into());
    }
    let (sources, entropy) = canonical_values(lock, values)?;
    for (source, value) in lock.entropy.iter().zip(&sources) {
        check_beacon(source, value)
            .map_err(|problem| RunError::Beacon { label: source.label().to_owned(), problem })?;
    }
    let input = PickInput::of_lock(lock, lock.sha256()?, roll, code.unwrap_or_default(), &entropy);
    let picked = pick(&input)?;
    let record = Record {
        lock: lock.clone(),
        lock_sha256: signed.lock_sha256.clone(),
        lock_signature: signed.signature.clone(),
        code: revealed,
        sources,
        entropy,
        prk: picked.prk_hex,
        walk: picked.walk,
        drawn_at,
    };
    let hash = hash_of(&record)?;
    let signature = sign(key, &record.lock.protocol, Signed::Record, &hash);
    Ok(SignedRecord { record, record_sha256: hex::encode(hash), signature })
}

impl Record {
    /// Checks the form of every value; whether they are true is for `verify`.
    pub fn validate(&self) -> Result<(), LockError> {
        self.lock.validate()?;
        let drawn_without_key = self.lock.method == Method::Rfc3797;
        rule(is_hash(&self.lock_sha256), "lock_sha256", "must be 64 lower-case hex digits")?;
        rule(self.code.is_empty() || is_hash(&self.code), "code", "must be empty or 64 lower-case hex digits")?;
        rule(self.prk.is_empty() == drawn_without_key, "prk", "is empty for rfc3797, and only there")?;
        rule(self.prk.is_empty() || is_hash(&self.prk), "prk", "must be 64 lower-case hex digits")?;
        let in_order = (1..).zip(&self.walk).all(|(rank, step)| step.rank == rank);
        rule(in_order, "walk", "ranks count from 1 without a gap")?;
        let formed = |step: &WalkStep| {
            let position =
                if drawn_without_key { unhex::<16>(&step.position).is_some() } else { is_hash(&step.position) };
            position && is_entry_id(&step.entry_id) && (step.prize.is_empty() || is_prize_id(&step.prize))
        };
        rule(self.walk.iter().all(formed), "walk", "holds an id, a position or a prize of another form")
    }
}

impl SignedRecord {
    /// Reads `record.json`: canonical bytes and form, but neither hash nor signature (see `verify`).
    pub fn parse(file: &[u8]) -> Result<Self, LockError> {
        let signed: Self = parse(file)?;
        signed.record.validate()?;
        Ok(signed)
    }

    /// The bytes of `record.json`.
    pub fn bytes(&self) -> Result<Vec<u8>, FileError> {
        bytes(self)
    }

    /// Whether the stated hash is that of the content.
    pub fn hash_is_right(&self) -> bool {
        hash_of(&self.record).is_ok_and(|hash| hex::encode(hash) == self.record_sha256)
    }

    /// The lock as it stood in `lock.json`.
    pub fn signed_lock(&self) -> SignedLock {
        let Record { lock, lock_sha256, lock_signature, .. } = self.record.clone();
        SignedLock { lock, lock_sha256, signature: lock_signature }
    }
}
