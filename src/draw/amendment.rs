//! Amendments: what happened to winners and alternates after the draw. Appended and chained, never replaced.
//!
//! `Standing` replays them. A prize that becomes free goes at once, as the very next amendment, to the first alternate
//! in line who may have it; `amend` writes both together, so a file never stands between the two.

use super::canonical::{FileError, bytes, hash_of, parse};
use super::lock::Reason;
use super::moment::Moment;
use super::record::{Record, SignedRecord};
use super::roll::Roll;
use super::signature::{Signed, is_signed, public_key_hex, sign};
use super::walk::Outcome;
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// Kind of an amendment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Kind {
    Notified,
    Accepted,
    Verified,
    Sent,
    Declined,
    NoReply,
    Disqualified,
    /// An alternate takes over a prize; written by `amend` itself.
    Promoted,
}

impl Kind {
    /// Those that people decide; a promotion follows by itself.
    pub const BY_HAND: [Self; 7] =
        [Self::Notified, Self::Accepted, Self::Verified, Self::Sent, Self::Declined, Self::NoReply, Self::Disqualified];

    /// The word as it stands in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Notified => "notified",
            Self::Accepted => "accepted",
            Self::Verified => "verified",
            Self::Sent => "sent",
            Self::Declined => "declined",
            Self::NoReply => "no-reply",
            Self::Disqualified => "disqualified",
            Self::Promoted => "promoted",
        }
    }

    /// How somebody stands after it, when it may follow a standing; `None` when it may not.
    pub fn after(self, status: Status) -> Option<Status> {
        let holds = (Status::Holds..=Status::Verified).contains(&status);
        let leaves = holds || status == Status::Alternate;
        let (next, may) = match self {
            Self::Notified => (Status::Notified, holds && status < Status::Notified),
            Self::Accepted => (Status::Accepted, holds && status < Status::Accepted),
            Self::Verified => (Status::Verified, holds && status < Status::Verified),
            Self::Sent => (Status::Sent, holds),
            Self::Declined => (Status::Declined, leaves),
            Self::NoReply => (Status::NoReply, holds),
            Self::Disqualified => (Status::Disqualified, leaves),
            Self::Promoted => (Status::Holds, status == Status::Alternate),
        };
        may.then_some(next)
    }
}

/// One amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// From 1.
    pub n: u64,
    /// Hash of the amendment before, of the record for the first, hex.
    pub previous: String,
    /// What happened.
    pub kind: Kind,
    /// To whom.
    pub entry_id: String,
    /// The prize concerned; "" for an alternate.
    pub prize: String,
    /// Why, as a code; may be `Unstated`.
    pub reason: Reason,
    /// When.
    pub at: Moment,
}

/// One element of `amendments.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SignedAmendment {
    pub amendment: Amendment,
    pub sha256: String,
    pub signature: String,
}

/// Where the holder of a place stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Status {
    /// In line, with no prize.
    Alternate,
    /// Drawn or promoted; nothing has happened since.
    Holds,
    Notified,
    Accepted,
    Verified,
    Sent,
    Declined,
    NoReply,
    Disqualified,
}

impl Status {
    /// The word for lists.
    pub fn code(self) -> &'static str {
        match self {
            Self::Alternate => "alternate",
            Self::Holds => "holds",
            Self::Notified => "notified",
            Self::Accepted => "accepted",
            Self::Verified => "verified",
            Self::Sent => "sent",
            Self::Declined => "declined",
            Self::NoReply => "no-reply",
            Self::Disqualified => "disqualified",
        }
    }

    /// Whether a prize is held, sent ones included.
    pub fn has_prize(self) -> bool {
        (Self::Holds..=Self::Sent).contains(&self)
    }

    /// What people may decide from here, in the order of the protocol.
    pub fn possible(self) -> impl Iterator<Item = Kind> {
        Kind::BY_HAND.into_iter().filter(move |kind| kind.after(self).is_some())
    }
}

/// A winner or alternate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Who.
    pub entry_id: String,
    /// The prize held, or held until it became free; "" for an alternate.
    pub prize: String,
    /// How it stands.
    pub status: Status,
}

/// Where everybody stands after the record and some amendments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Winners and alternates in walk order.
    pub holders: Vec<Holder>,
    /// Prizes that became free with nobody left to take them.
    pub unawarded: Vec<String>,
    /// A prize that is free now and the holder it must go to next.
    due: Option<(usize, String)>,
    by_id: BTreeMap<String, usize>,
}

/// What is wrong with an amendment.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum AmendmentProblem {
    #[error("the number is not {0}")]
    Number(u64),
    #[error("it does not follow what stands before it")]
    Chain,
    #[error("its hash is not that of its content")]
    Hash,
    #[error("its signature is not by the key of the lock")]
    Signature,
    #[error("{0} is neither winner nor alternate")]
    Nobody(String),
    #[error("{0} does not hold this prize")]
    Prize(String),
    #[error("{kind:?} cannot follow {status:?} for {entry_id}")]
    Step { entry_id: String, status: Status, kind: Kind },
    #[error("prize `{prize}` is free and must go to {entry_id} next")]
    Due { entry_id: String, prize: String },
    #[error("{0} is not next in line for a free prize")]
    NotDue(String),
}

/// An amendment refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum AmendError {
    #[error("amendment {n}: {problem}")]
    Amendment { n: u64, problem: AmendmentProblem },
    #[error("the key is not the one named in the lock")]
    WrongKey,
    #[error(transparent)]
    File(#[from] FileError),
}

impl Standing {
    /// Where everybody stands right after the draw.
    pub fn after(record: &Record) -> Self {
        let placed = record.walk.iter().filter_map(|step| {
            let status = match step.outcome {
                Outcome::Winner => Status::Holds,
                Outcome::Alternate => Status::Alternate,
                _ => return None,
            };
            Some(Holder { entry_id: step.entry_id.clone(), prize: step.prize.clone(), status })
        });
        let holders: Vec<Holder> = placed.collect();
        let by_id = holders.iter().enumerate().map(|(i, holder)| (holder.entry_id.clone(), i)).collect();
        Self { holders, unawarded: vec![], due: None, by_id }
    }

    /// The free prize and the alternate it must go to next, as (entry id, prize).
    pub fn due(&self) -> Option<(&str, &str)> {
        self.due.as_ref().map(|(i, prize)| (self.holders[*i].entry_id.as_str(), prize.as_str()))
    }

    /// How an entry stands, if it is a winner or alternate.
    pub fn holder(&self, entry_id: &str) -> Option<&Holder> {
        self.by_id.get(entry_id).map(|i| &self.holders[*i])
    }

    /// Takes in one amendment, or says why it is not legal. The roll is asked for the alternates' pools.
    pub fn apply(&mut self, roll: &Roll, amendment: &Amendment) -> Result<(), AmendmentProblem> {
        let Amendment { kind, entry_id, prize, .. } = amendment;
        let nobody = || AmendmentProblem::Nobody(entry_id.clone());
        let i = *self.by_id.get(entry_id).ok_or_else(nobody)?;
        if let Some((next, due)) = self.due.take() {
            if *kind == Kind::Promoted && next == i && due == *prize {
                self.holders[i].status = Status::Holds;
                self.holders[i].prize = due;
                return Ok(());
            }
            let problem = AmendmentProblem::Due { entry_id: self.holders[next].entry_id.clone(), prize: due.clone() };
            self.due = Some((next, due));
            return Err(problem);
        }
        if *kind == Kind::Promoted {
            return Err(AmendmentProblem::NotDue(entry_id.clone()));
        }
        let holder = &mut self.holders[i];
        let status = holder.status;
        let next = kind.after(status);
        let Some(next) = next else {
            return Err(AmendmentProblem::Step { entry_id: entry_id.clone(), status, kind: *kind });
        };
        if holder.prize != *prize {
            return Err(AmendmentProblem::Prize(entry_id.clone()));
        }
        holder.status = next;
        if status.has_prize() && next > Status::Sent {
            self.free(roll, prize);
        }
        Ok(())
    }

    /// A prize has become free: it goes to the first alternate still in line whose pools allow it.
    fn free(&mut self, roll: &Roll, prize: &str) {
        let may_take = |holder: &Holder| {
            holder.status == Status::Alternate && roll.entry(&holder.entry_id).is_some_and(|e| e.may_win(prize))
        };
        match self.holders.iter().position(may_take) {
            Some(i) => self.due = Some((i, prize.to_owned())),
            None => self.unawarded.push(prize.to_owned()),
        }
    }
}

/// Reads `amendments.json`: canonical bytes, but neither hashes nor rules (see `check_amendments`).
pub fn parse_amendments(file: &[u8]) -> Result<Vec<SignedAmendment>, FileError> {
    parse(file)
}

/// The bytes of `amendments.json`.
pub fn amendments_bytes(amendments: &[SignedAmendment]) -> Result<Vec<u8>, FileError> {
    bytes(&amendments)
}

/// Checks numbers, hashes, chain and signatures, not what the amendments say.
pub(super) fn check_chain(record: &SignedRecord, amendments: &[SignedAmendment]) -> Result<(), AmendError> {
    let lock = &record.record.lock;
    let mut previous = &record.record_sha256;
    for (n, signed) in (1..).zip(amendments) {
        let hash = hash_of(&signed.amendment)?;
        let problem = if signed.amendment.n != n {
            AmendmentProblem::Number(n)
        } else if signed.amendment.previous != *previous {
            AmendmentProblem::Chain
        } else if signed.sha256 != hex::encode(hash) {
            AmendmentProblem::Hash
        } else if !is_signed(&lock.public_key, &lock.protocol, Signed::Amendment, &signed.sha256, &signed.signature) {
            AmendmentProblem::Signature
        } else {
            previous = &signed.sha256;
            continue;
        };
        return Err(AmendError::Amendment { n, problem });
    }
    Ok(())
}

/// Replays the amendments: every kind legal, every promotion the right one, no free prize left lying.
pub(super) fn replay(record: &Record, roll: &Roll, amendments: &[SignedAmendment]) -> Result<Standing, AmendError> {
    let mut standing = Standing::after(record);
    for (n, signed) in (1..).zip(amendments) {
        standing.apply(roll, &signed.amendment).map_err(|problem| AmendError::Amendment { n, problem })?;
    }
    match standing.due() {
        None => Ok(standing),
        Some((entry_id, prize)) => {
            let problem = AmendmentProblem::Due { entry_id: entry_id.into(), prize: prize.into() };
            Err(AmendError::Amendment { n: amendments.len() as u64 + 1, problem })
        }
    }
}

/// Checks all amendments of a record and tells where everybody stands.
pub fn check_amendments(
    record: &SignedRecord,
    roll: &Roll,
    amendments: &[SignedAmendment],
) -> Result<Standing, AmendError> {
    check_chain(record, amendments)?;
    replay(&record.record, roll, amendments)
}

/// What is to be recorded about an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Change {
    pub kind: Kind,
    pub entry_id: String,
    pub reason: Reason,
    pub at: Moment,
}

/// The amendments to append for a change: one, or two when a prize becomes free and goes to an alternate.
pub fn amend(
    record: &SignedRecord,
    roll: &Roll,
    amendments: &[SignedAmendment],
    change: &Change,
    key: &SigningKey,
) -> Result<Vec<SignedAmendment>, AmendError> {
    amend_all(record, roll, amendments, std::slice::from_ref(change), key)
}

/// The same for several changes, one after the other: all of them or none.
pub fn amend_all(
    record: &SignedRecord,
    roll: &Roll,
    amendments: &[SignedAmendment],
    changes: &[Change],
    key: &SigningKey,
) -> Result<Vec<SignedAmendment>, AmendError> {
    let lock = &record.record.lock;
    if lock.public_key != public_key_hex(key) {
        return Err(AmendError::WrongKey);
    }
    let mut standing = check_amendments(record, roll, amendments)?;
    let mut n = amendments.len() as u64 + 1;
    let mut previous = amendments.last().map_or(&record.record_sha256, |last| &last.sha256).clone();
    let mut append = |standing: &mut Standing, kind, entry_id: String, prize: String, reason, at: &Moment| {
        let amendment = Amendment { n, previous: previous.clone(), kind, entry_id, prize, reason, at: at.clone() };
        standing.apply(roll, &amendment).map_err(|problem| AmendError::Amendment { n, problem })?;
        let hash = hash_of(&amendment)?;
        let signature = sign(key, &lock.protocol, Signed::Amendment, &hash);
        n += 1;
        previous = hex::encode(hash);
        Ok::<_, AmendError>(SignedAmendment { amendment, sha256: previous.clone(), signature })
    };
    let mut added = Vec::with_capacity(changes.len());
    for Change { kind, entry_id, reason, at } in changes {
        let prize = standing.holder(entry_id).map(|holder| holder.prize.clone()).unwrap_or_default();
        added.push(append(&mut standing, *kind, entry_id.clone(), prize, *reason, at)?);
        if let Some((next, prize)) = standing.due().map(|(id, prize)| (id.to_owned(), prize.to_owned())) {
            added.push(append(&mut standing, Kind::Promoted, next, prize, Reason::Unstated, at)?);
        }
    }
    Ok(added)
}
