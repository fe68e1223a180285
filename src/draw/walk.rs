//! The walk: down the order, giving prizes and alternates' places until both are gone.
//!
//! `pick` is the whole draw of a bare roll, without lock or record; a recorded draw goes the same way. The roll is never
//! held in memory: only its lowest entries are selected, about as many as there are places, and more when the walk
//! needs them and somebody among them can still be placed.

use super::canonical::Hash;
use super::lock::{Lock, Method, RFC3797_ENTRIES_MAX};
use super::order::{Positions, position_hex, prk, rfc3797};
use super::roll::{Line, RollError, is_prize_id};
use super::source::RollSource;
use super::survey::{Candidate, Lowest, Surveyed, Wanted, survey};
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
#[derive(Clone)]
pub struct PickInput<'a> {
    /// Who takes part. It is read as often as the walk needs more of its lowest, mostly once.
    pub roll: &'a dyn RollSource,
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
    #[error(transparent)]
    Roll(#[from] RollError),
    #[error("the roll cannot be read: {why}")]
    Read { kind: std::io::ErrorKind, why: String },
    #[error("the roll changed while it was read")]
    Changed,
    #[error("entry {0} has several tickets; vrs and rfc3797 take one each")]
    Tickets(String),
    #[error("rfc3797 takes at most 65535 entries, this roll has {0}")]
    TooMany(u64),
    #[error("`{0}` is no prize id (1 to 32 of a-z 0-9 -), or is given twice")]
    Prize(String),
    #[error("{0} is to be passed over but is not in the roll")]
    Excluded(String),
}

/// A place in the order: rank from 1, entry id, ticket, position in hex.
pub(super) type Ranked = (u64, String, u32, String);

impl<'a> PickInput<'a> {
    /// The draw that a lock describes. `code` is the revealed one, zeros when there is no commitment.
    pub fn of_lock(
        lock: &Lock,
        lock_sha256: Hash,
        roll: &'a dyn RollSource,
        code: Hash,
        entropy: &'a str,
    ) -> PickInput<'a> {
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

    /// Checks that what was seen of the roll, and the prizes, fit the method.
    fn check(&self, surveyed: &Surveyed) -> Result<(), PickError> {
        if let Some(fault) = &surveyed.fault {
            return Err(fault.clone().into());
        }
        if let Some(id) = &surveyed.several {
            return Err(PickError::Tickets(id.clone()));
        }
        if self.method == Method::Rfc3797 && surveyed.entries > RFC3797_ENTRIES_MAX {
            return Err(PickError::TooMany(surveyed.entries));
        }
        let mut ids = BTreeSet::new();
        match self.prizes.iter().find(|(id, _)| !is_prize_id(id) || !ids.insert(id)) {
            Some((id, _)) => Err(PickError::Prize(id.clone())),
            None => Ok(()),
        }
    }

    fn prk(&self) -> Option<Hash> {
        prk(self.method, &self.code, &self.lock_sha256, self.entropy)
    }

    /// What every first pass of a draw looks for.
    fn wanted<'w>(&self, positions: Option<&'w Positions>, count: usize) -> Wanted<'w> {
        Wanted {
            one_ticket: self.method != Method::TicketSort,
            lines_max: if self.method == Method::Rfc3797 { RFC3797_ENTRIES_MAX as usize } else { 0 },
            lowest: positions.filter(|_| count > 0).map(|positions| Lowest {
                positions,
                count,
                above: None,
                hopeful: None,
            }),
            ..Wanted::default()
        }
    }

    /// The first `count` places of the order.
    pub(super) fn first_places(&self, count: usize) -> Result<Vec<Ranked>, PickError> {
        let positions = self.prk().map(|prk| Positions::new(&prk));
        let surveyed = survey(self.roll, &self.wanted(positions.as_ref(), count)).map_err(unread)?;
        self.check(&surveyed)?;
        if positions.is_none() {
            let lines = surveyed.lines.unwrap_or_default();
            let order = rfc3797(lines.len(), self.entropy).take(count).zip(1..);
            return order.map(|((i, hash), rank)| Ok((rank, id_of(&lines[i])?, 1, hash))).collect();
        }
        let ranked = |(candidate, rank): (&Candidate, u64)| {
            let id = candidate.line().map_err(|_| PickError::Changed)?.id.to_owned();
            Ok((rank, id, candidate.ticket, position_hex(&candidate.position)))
        };
        surveyed.lowest.iter().zip(1..).map(ranked).collect()
    }

    /// Draws, and tells what it saw of the roll on the way: its hashes if `hashes`, and the watched entries (sorted by
    /// id, each once). Tolerates an excluded id that is not in the roll, which `pick` refuses.
    pub(super) fn draw(&self, hashes: bool, watched: &[&str]) -> Result<Drawn, PickError> {
        let prk = self.prk();
        let positions = prk.map(|prk| Positions::new(&prk));
        let mut walk = Walk::new(self);
        let count = walk.likely_steps();
        let wanted = Wanted { watched, hashes, ..self.wanted(positions.as_ref(), count) };
        let mut surveyed = survey(self.roll, &wanted).map_err(unread)?;
        let walked = self.check(&surveyed).and_then(|()| match &positions {
            Some(positions) => self.walk_lowest(&mut walk, positions, &mut surveyed, count),
            None => self.walk_rfc3797(&mut walk, &surveyed),
        });
        let picked = walked.map(|()| Picked { prk_hex: prk.map(hex::encode).unwrap_or_default(), walk: walk.ended() });
        Ok(Drawn { surveyed, picked })
    }

    /// Walks down the lowest, and reads the roll again for the next ones while somebody there can still be placed.
    fn walk_lowest(
        &self,
        walk: &mut Walk,
        positions: &Positions,
        surveyed: &mut Surveyed,
        mut count: usize,
    ) -> Result<(), PickError> {
        let (mut lowest, mut more) = (std::mem::take(&mut surveyed.lowest), surveyed.more);
        loop {
            for candidate in &lowest {
                if walk.is_over() {
                    return Ok(());
                }
                let line = candidate.line().map_err(|_| PickError::Changed)?;
                walk.step(&line, candidate.ticket, position_hex(&candidate.position));
            }
            let Some(last) = lowest.last().filter(|_| more && !walk.is_over()) else { return Ok(()) };
            // Larger each time, so that even a walk to the very end needs few passes.
            count = count.saturating_mul(4);
            let hopeful = |line: &Line| walk.has_place_for(line);
            let next = Lowest { positions, count, above: Some(last), hopeful: Some(&hopeful) };
            let pass = survey(self.roll, &Wanted { lowest: Some(next), ..Wanted::default() }).map_err(unread)?;
            if pass.fault.is_some() || (pass.entries, pass.tickets) != (surveyed.entries, surveyed.tickets) {
                return Err(PickError::Changed);
            }
            if !pass.hope {
                return Ok(());
            }
            (lowest, more) = (pass.lowest, pass.more);
        }
    }

    fn walk_rfc3797(&self, walk: &mut Walk, surveyed: &Surveyed) -> Result<(), PickError> {
        let lines = surveyed.lines.as_deref().unwrap_or_default();
        for (index, hash) in rfc3797(lines.len(), self.entropy) {
            if walk.is_over() {
                break;
            }
            let line = Line::parse(&lines[index]).map_err(|_| PickError::Changed)?;
            walk.step(&line, 1, hash);
        }
        Ok(())
    }
}

/// What a draw found, and what it saw of the roll.
pub(super) struct Drawn {
    pub(super) surveyed: Surveyed,
    pub(super) picked: Result<Picked, PickError>,
}

pub(super) fn unread(error: std::io::Error) -> PickError {
    PickError::Read { kind: error.kind(), why: error.to_string() }
}

fn id_of(line: &[u8]) -> Result<String, PickError> {
    Line::parse(line).map(|line| line.id.to_owned()).map_err(|_| PickError::Changed)
}

/// A walk on its way.
struct Walk<'a> {
    prizes: &'a [(String, u64)],
    one_per_household: bool,
    /// What is left of each prize.
    left: Vec<u64>,
    prizes_left: u64,
    alternates_left: u64,
    excluded: BTreeSet<&'a str>,
    /// Households that have a winner or alternate.
    households: BTreeSet<String>,
    steps: Vec<WalkStep>,
    /// How many steps lead to the last winner or alternate.
    placed_until: usize,
}

impl<'a> Walk<'a> {
    fn new(input: &'a PickInput) -> Self {
        let left: Vec<u64> = input.prizes.iter().map(|(_, quantity)| *quantity).collect();
        Self {
            prizes: &input.prizes,
            one_per_household: input.one_per_household,
            prizes_left: left.iter().fold(0u64, |sum, quantity| sum.saturating_add(*quantity)),
            left,
            alternates_left: input.alternates,
            excluded: input.excluded.iter().map(String::as_str).collect(),
            households: BTreeSet::new(),
            steps: Vec::new(),
            placed_until: 0,
        }
    }

    /// How many steps there will be, if few are passed over, and none without places. It changes speed only.
    fn likely_steps(&self) -> usize {
        if self.is_over() {
            return 0;
        }
        let places = self.prizes_left.saturating_add(self.alternates_left);
        let steps = places.saturating_add(self.excluded.len() as u64);
        usize::try_from(steps.saturating_add(steps / 4)).unwrap_or(usize::MAX).saturating_add(256)
    }

    fn is_over(&self) -> bool {
        self.prizes_left == 0 && self.alternates_left == 0
    }

    /// The household of an entry, where it matters.
    fn household<'l>(&self, line: &Line<'l>) -> Option<&'l str> {
        Some(line.household).filter(|key| self.one_per_household && !key.is_empty())
    }

    fn is_passed_over(&self, line: &Line) -> Option<Outcome> {
        if self.excluded.contains(line.id) {
            Some(Outcome::Excluded)
        } else if self.household(line).is_some_and(|key| self.households.contains(key)) {
            Some(Outcome::Household)
        } else {
            None
        }
    }

    /// The first prize there is left for an entry.
    fn prize_for(&self, line: &Line) -> Option<usize> {
        (0..self.left.len()).find(|i| self.left[*i] > 0 && line.may_win(&self.prizes[*i].0))
    }

    /// Whether an entry would be placed if it were next.
    fn has_place_for(&self, line: &Line) -> bool {
        self.is_passed_over(line).is_none() && (self.alternates_left > 0 || self.prize_for(line).is_some())
    }

    fn step(&mut self, line: &Line, ticket: u32, position: String) {
        let (outcome, prize) = if let Some(outcome) = self.is_passed_over(line) {
            (outcome, String::new())
        } else if let Some(i) = self.prize_for(line) {
            self.left[i] -= 1;
            self.prizes_left = self.prizes_left.saturating_sub(1);
            (Outcome::Winner, self.prizes[i].0.clone())
        } else if self.alternates_left > 0 {
            self.alternates_left -= 1;
            (Outcome::Alternate, String::new())
        } else {
            (Outcome::Unplaced, String::new())
        };
        let (rank, entry_id) = (self.steps.len() as u64 + 1, line.id.to_owned());
        self.steps.push(WalkStep { rank, entry_id, ticket, position, outcome, prize });
        if matches!(outcome, Outcome::Winner | Outcome::Alternate) {
            self.households.extend(self.household(line).map(str::to_owned));
            self.placed_until = self.steps.len();
        }
    }

    fn ended(mut self) -> Vec<WalkStep> {
        self.steps.truncate(self.placed_until);
        self.steps
    }
}

/// Draws from a bare roll.
pub fn pick(input: &PickInput) -> Result<Picked, PickError> {
    let excluded: BTreeSet<&str> = input.excluded.iter().map(String::as_str).collect();
    let excluded: Vec<&str> = excluded.into_iter().collect();
    let Drawn { surveyed, picked } = input.draw(false, &excluded)?;
    let picked = picked?;
    match input.excluded.iter().find(|id| !surveyed.found.contains_key(*id)) {
        Some(id) => Err(PickError::Excluded(id.clone())),
        None => Ok(picked),
    }
}
