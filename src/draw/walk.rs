//! The walk: down the order, giving prizes and alternates' places until both are gone.
//!
//! `pick` is the whole draw of a bare roll, without lock or record; a recorded draw goes the same way.

use super::canonical::Hash;
use super::lock::{Lock, Method, RFC3797_ENTRIES_MAX};
use super::order::{order, prk};
use super::roll::{Roll, is_prize_id};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use thiserror::Error;

/// What becomes of an entry on the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Named in the lock as passed over.
    Excluded,
    /// Its household has a winner or alternate already.
    Household,
    /// Wins a prize.
    Winner,
    /// Stands in line behind the winners.
    Alternate,
    /// No prize its pools allow and no alternate's place was left.
    Unplaced,
}

/// One step of the walk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WalkStep {
    /// Place in the order, from 1.
    pub rank: u64,
    /// Who stands there.
    pub entry_id: String,
    /// With which ticket, from 1.
    pub ticket: u32,
    /// At which position, hex: 64 digits, 32 for rfc3797.
    pub position: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The prize won, else "".
    pub prize: String,
}

/// All that a draw depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickInput<'a> {
    /// Who takes part.
    pub roll: &'a Roll,
    /// How the order is made.
    pub method: Method,
    /// The entropy string.
    pub entropy: &'a str,
    /// The organiser's code; zeros when there is none.
    pub code: Hash,
    /// Hash of the lock; zeros when a bare roll is drawn.
    pub lock_sha256: Hash,
    /// Prize id and quantity, in rank order.
    pub prizes: Vec<(String, u64)>,
    /// Places behind the winners.
    pub alternates: u64,
    /// Whether a household can win only once.
    pub one_per_household: bool,
    /// Entry ids to pass over.
    pub excluded: Vec<String>,
}

/// The result of a draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picked {
    /// The pseudo-random key, hex; "" for rfc3797.
    pub prk_hex: String,
    /// The steps up to the last winner or alternate.
    pub walk: Vec<WalkStep>,
}

/// Why nothing can be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum PickError {
    #[error("entry {0} has several tickets; vrs and rfc3797 take one each")]
    Tickets(String),
    #[error("rfc3797 takes at most 65535 entries, this roll has {0}")]
    TooMany(usize),
    #[error("`{0}` is no prize id (1 to 32 of a-z 0-9 -), or is given twice")]
    Prize(String),
    #[error("{0} is to be passed over but is not in the roll")]
    Excluded(String),
}

impl<'a> PickInput<'a> {
    /// The draw that a lock describes. `code` is the revealed one, zeros when there is no commitment.
    pub fn of_lock(lock: &Lock, lock_sha256: Hash, roll: &'a Roll, code: Hash, entropy: &'a str) -> Self {
        Self {
            roll,
            method: lock.method,
            entropy,
            code,
            lock_sha256,
            prizes: lock.prizes.iter().map(|prize| (prize.id.clone(), prize.quantity)).collect(),
            alternates: lock.alternates,
            one_per_household: lock.one_per_household,
            excluded: lock.excluded.iter().map(|excluded| excluded.entry_id.clone()).collect(),
        }
    }

    /// Checks that roll and prizes fit the method.
    pub(super) fn check_fit(&self) -> Result<(), PickError> {
        let entries = self.roll.entries();
        if self.method != Method::TicketSort
            && let Some(entry) = entries.iter().find(|entry| entry.tickets != 1)
        {
            return Err(PickError::Tickets(entry.id.clone()));
        }
        if self.method == Method::Rfc3797 && entries.len() as u64 > RFC3797_ENTRIES_MAX {
            return Err(PickError::TooMany(entries.len()));
        }
        let mut ids = BTreeSet::new();
        if let Some((id, _)) = self.prizes.iter().find(|(id, _)| !is_prize_id(id) || !ids.insert(id)) {
            return Err(PickError::Prize(id.clone()));
        }
        Ok(())
    }

    /// Checks also that everybody to be passed over is there.
    pub(super) fn check(&self) -> Result<(), PickError> {
        self.check_fit()?;
        match self.excluded.iter().find(|id| self.roll.index_of(id).is_none()) {
            Some(id) => Err(PickError::Excluded(id.clone())),
            None => Ok(()),
        }
    }

    fn prk(&self) -> Option<Hash> {
        prk(self.method, &self.code, &self.lock_sha256, self.entropy)
    }

    /// The first `count` places of the order as (rank, entry id, ticket, position).
    pub(super) fn first_places(&self, count: usize) -> impl Iterator<Item = (u64, &'a str, u32, String)> {
        let roll = self.roll;
        let places = order(roll, self.prk(), self.entropy, count).take(count);
        (1..).zip(places).map(|(rank, p)| (rank, roll.entries()[p.index].id.as_str(), p.ticket, p.position))
    }

    /// Draws. Tolerates an excluded id that is not in the roll, which `pick` and a draw refuse.
    pub(super) fn walk(&self) -> Picked {
        let mut left: Vec<u64> = self.prizes.iter().map(|(_, quantity)| *quantity).collect();
        let mut prizes_left = left.iter().fold(0u64, |sum, quantity| sum.saturating_add(*quantity));
        let mut alternates_left = self.alternates;
        let excluded: BTreeSet<&str> = self.excluded.iter().map(String::as_str).collect();
        let mut households: BTreeSet<&str> = BTreeSet::new();
        let mut walk: Vec<WalkStep> = Vec::new();
        let mut placed_until = 0;

        let prk = self.prk();
        let places = prizes_left.saturating_add(alternates_left);
        let expected = usize::try_from(places).unwrap_or(usize::MAX).saturating_add(excluded.len());
        for (rank, place) in (1..).zip(order(self.roll, prk, self.entropy, expected.saturating_mul(2))) {
            if prizes_left == 0 && alternates_left == 0 {
                break;
            }
            let entry = &self.roll.entries()[place.index];
            let household = Some(entry.household.as_str()).filter(|key| self.one_per_household && !key.is_empty());
            let open = || (0..left.len()).find(|i| left[*i] > 0 && entry.may_win(&self.prizes[*i].0));
            let (outcome, prize) = if excluded.contains(entry.id.as_str()) {
                (Outcome::Excluded, String::new())
            } else if household.is_some_and(|key| households.contains(key)) {
                (Outcome::Household, String::new())
            } else if let Some(i) = open() {
                left[i] -= 1;
                prizes_left = prizes_left.saturating_sub(1);
                (Outcome::Winner, self.prizes[i].0.clone())
            } else if alternates_left > 0 {
                alternates_left -= 1;
                (Outcome::Alternate, String::new())
            } else {
                (Outcome::Unplaced, String::new())
            };
            let entry_id = entry.id.clone();
            walk.push(WalkStep { rank, entry_id, ticket: place.ticket, position: place.position, outcome, prize });
            if matches!(outcome, Outcome::Winner | Outcome::Alternate) {
                households.extend(household);
                placed_until = walk.len();
            }
        }
        walk.truncate(placed_until);
        Picked { prk_hex: prk.map(hex::encode).unwrap_or_default(), walk }
    }
}

/// Draws from a bare roll.
pub fn pick(input: &PickInput) -> Result<Picked, PickError> {
    input.check()?;
    Ok(input.walk())
}
