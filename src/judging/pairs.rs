//! Pairwise comparison: the model of Bradley and Terry (1952).
//!
//! Every nominee has a strength p, and a beats b with chance p_a / (p_a + p_b). The strengths that make the duels likeliest are
//! found by the minorise-maximise steps of Hunter (2004); a duel without winner counts half for each. Such strengths exist only
//! where one can get from every nominee to every other along wins (Ford 1957). Where that fails (somebody is undefeated, never
//! won, or groups never met) each nominee is given half a win and half a defeat against an imaginary nominee of middling
//! strength, which keeps everything finite, and [`Strengths::held`] says so. Intervals are those of the log strength, from the
//! information matrix.

use super::matrix::{cholesky, inverse};
use super::severity::ranks;
use super::{Stopped, Watch, student};
use thiserror::Error;

/// One duel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duel {
    /// From 0.
    pub first: usize,
    /// From 0, another.
    pub second: usize,
    /// Who won.
    pub outcome: Outcome,
}

/// How a duel ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The first is better.
    First,
    /// The second is better.
    Second,
    /// Neither.
    Level,
}

/// What cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadDuels {
    /// A duel names somebody who does not exist, or one nominee twice.
    #[error("duel {duel} is not between two nominees that exist")]
    Unknown {
        /// From 0.
        duel: usize,
    },
    /// See [`Stopped`].
    #[error("stopped")]
    Stopped,
}

impl From<Stopped> for BadDuels {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// Strength of a nominee.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Strength {
    /// Natural logarithm of the strength; the mean over all that met somebody is 0.
    pub log: f64,
    /// Standard error of `log`.
    pub error: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Place: 1, 2, 2, 4.
    pub rank: usize,
    /// Duels won; level ones count half.
    pub wins: f64,
    /// Duels.
    pub duels: u32,
}

/// The result.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Strengths {
    /// By nominee; nothing for whom nobody met.
    pub nominees: Vec<Option<Strength>>,
    /// Whether the half win and half defeat were needed.
    pub held: bool,
    /// Who never lost a point.
    pub undefeated: Vec<usize>,
    /// Who never won one.
    pub winless: Vec<usize>,
    /// Groups that never met each other; one when all are joined.
    pub groups: Vec<Vec<usize>>,
    /// Whether the steps came to rest.
    pub settled: bool,
}

const STEPS_MAX: usize = 20_000;

/// A pair that met: both, and what each won.
struct Met {
    a: usize,
    b: usize,
    n: f64,
}

/// Estimates strengths with intervals of a `level` such as 0.95.
pub fn strengths(nominees: usize, duels: &[Duel], level: f64, watch: Watch<'_>) -> Result<Strengths, BadDuels> {
    let mut wins = vec![0.0; nominees];
    let mut count = vec![0_u32; nominees];
    let mut beats: Vec<Vec<usize>> = vec![Vec::new(); nominees];
    let mut met = std::collections::BTreeMap::<(usize, usize), f64>::new();
    for (number, duel) in duels.iter().enumerate() {
        let (a, b) = (duel.first, duel.second);
        if a >= nominees || b >= nominees || a == b {
            return Err(BadDuels::Unknown { duel: number });
        }
        let share = match duel.outcome {
            Outcome::First => 1.0,
            Outcome::Second => 0.0,
            Outcome::Level => 0.5,
        };
        for (nominee, other, share) in [(a, b, share), (b, a, 1.0 - share)] {
            wins[nominee] += share;
            count[nominee] += 1;
            if share > 0.0 {
                beats[nominee].push(other);
            }
        }
        *met.entry((a.min(b), a.max(b))).or_default() += 1.0;
    }
    let playing: Vec<usize> = (0..nominees).filter(|nominee| count[*nominee] > 0).collect();
    let met: Vec<Met> = met.into_iter().map(|((a, b), n)| Met { a, b, n }).collect();
    let groups = groups(nominees, &met, &playing);
    let held = !is_joined_by_wins(&beats, &playing);
    let prior = if held { 0.5 } else { 0.0 };
    let (strength, settled) = climb(&wins, &met, &playing, prior, nominees, watch)?;
    let logs = errors(&strength, &met, &playing, prior, watch)?;
    let middle = playing.iter().map(|nominee| strength[*nominee].ln()).sum::<f64>() / playing.len().max(1) as f64;
    let reach = student::reach(level, 1e7);
    let mut out = vec![None; nominees];
    for (&nominee, error) in playing.iter().zip(logs) {
        let log = strength[nominee].ln() - middle;
        let (low, high) = (log - reach * error, log + reach * error);
        let (wins, duels) = (wins[nominee], count[nominee]);
        out[nominee] = Some(Strength { log, error, low, high, rank: 0, wins, duels });
    }
    // The steps end a little away from rest: what differs by less than that is level.
    let places = ranks(out.iter().map(|strength| strength.map(|strength| (strength.log * 1e7).round())));
    for (strength, rank) in out.iter_mut().zip(places) {
        if let (Some(strength), Some(rank)) = (strength, rank) {
            strength.rank = rank;
        }
    }
    let whole = |nominee: &usize| wins[*nominee] >= f64::from(count[*nominee]);
    Ok(Strengths {
        nominees: out,
        held,
        undefeated: playing.iter().copied().filter(|nominee| whole(nominee)).collect(),
        winless: playing.iter().copied().filter(|nominee| wins[*nominee] <= 0.0).collect(),
        groups,
        settled,
    })
}

/// Chance that the first beats the second.
pub fn chance(first: &Strength, second: &Strength) -> f64 {
    1.0 / (1.0 + (second.log - first.log).exp())
}

fn groups(nominees: usize, met: &[Met], playing: &[usize]) -> Vec<Vec<usize>> {
    let mut beside: Vec<Vec<usize>> = vec![Vec::new(); nominees];
    for pair in met {
        beside[pair.a].push(pair.b);
        beside[pair.b].push(pair.a);
    }
    let mut seen = vec![false; nominees];
    let mut groups = Vec::new();
    for &nominee in playing {
        if !seen[nominee] {
            let group = reached(&beside, nominee);
            for member in &group {
                seen[*member] = true;
            }
            groups.push(group);
        }
    }
    groups
}

/// All that can be reached from one, lowest number first.
fn reached(next: &[Vec<usize>], from: usize) -> Vec<usize> {
    let mut seen = vec![false; next.len()];
    let mut open = vec![from];
    seen[from] = true;
    while let Some(at) = open.pop() {
        for &other in &next[at] {
            if !seen[other] {
                seen[other] = true;
                open.push(other);
            }
        }
    }
    (0..next.len()).filter(|nominee| seen[*nominee]).collect()
}

/// Ford's condition: along wins, from everybody to everybody.
fn is_joined_by_wins(beats: &[Vec<usize>], playing: &[usize]) -> bool {
    let Some(&first) = playing.first() else { return true };
    let mut beaten_by: Vec<Vec<usize>> = vec![Vec::new(); beats.len()];
    for (winner, losers) in beats.iter().enumerate() {
        for loser in losers {
            beaten_by[*loser].push(winner);
        }
    }
    reached(beats, first).len() == playing.len() && reached(&beaten_by, first).len() == playing.len()
}

/// Hunter's steps, until no log strength moves.
fn climb(
    wins: &[f64],
    met: &[Met],
    playing: &[usize],
    prior: f64,
    nominees: usize,
    watch: Watch<'_>,
) -> Result<(Vec<f64>, bool), Stopped> {
    let mut strength = vec![1.0_f64; nominees];
    for step in 0..STEPS_MAX {
        if step % 16 == 0 && !watch(step, STEPS_MAX) {
            return Err(Stopped);
        }
        let mut weight = vec![0.0; nominees];
        for pair in met {
            let share = pair.n / (strength[pair.a] + strength[pair.b]);
            weight[pair.a] += share;
            weight[pair.b] += share;
        }
        let mut next = strength.clone();
        for &nominee in playing {
            // The imaginary nominee has strength 1.
            let imaginary = 2.0 * prior / (strength[nominee] + 1.0);
            next[nominee] = (wins[nominee] + prior) / (weight[nominee] + imaginary);
        }
        if prior == 0.0 {
            let middle = playing.iter().map(|nominee| next[*nominee].ln()).sum::<f64>() / playing.len().max(1) as f64;
            for nominee in playing {
                next[*nominee] /= middle.exp();
            }
        }
        let moved = playing.iter().map(|n| (next[*n] / strength[*n]).ln().abs()).fold(0.0, f64::max);
        strength = next;
        if moved < 1e-12 {
            return Ok((strength, true));
        }
    }
    Ok((strength, false))
}

/// Standard errors of the log strengths when their mean is held at 0.
fn errors(strength: &[f64], met: &[Met], playing: &[usize], prior: f64, watch: Watch<'_>) -> Result<Vec<f64>, Stopped> {
    let n = playing.len();
    let mut place = vec![0; strength.len()];
    playing.iter().enumerate().for_each(|(index, nominee)| place[*nominee] = index);
    // Without the imaginary nominee only differences are known; 1/n everywhere makes the matrix whole, and holding the mean at 0
    // afterwards takes it out again.
    let hold = if prior == 0.0 { 1.0 / n.max(1) as f64 } else { 0.0 };
    let mut information = vec![hold; n * n];
    for pair in met {
        let (a, b) = (place[pair.a], place[pair.b]);
        let chance = strength[pair.a] / (strength[pair.a] + strength[pair.b]);
        let known = pair.n * chance * (1.0 - chance);
        information[a * n + a] += known;
        information[b * n + b] += known;
        information[a * n + b] -= known;
        information[b * n + a] -= known;
    }
    for (index, nominee) in playing.iter().enumerate() {
        let chance = strength[*nominee] / (strength[*nominee] + 1.0);
        information[index * n + index] += 2.0 * prior * chance * (1.0 - chance);
    }
    let Some(factor) = cholesky(&information, n, watch)? else { return Ok(vec![f64::INFINITY; n]) };
    let inverse = inverse(&factor, n, watch)?;
    let means: Vec<f64> = inverse.chunks_exact(n.max(1)).map(|row| row.iter().sum::<f64>() / n as f64).collect();
    let mean = means.iter().sum::<f64>() / n as f64;
    Ok((0..n).map(|index| (inverse[index * n + index] - 2.0 * means[index] + mean).max(0.0).sqrt()).collect())
}
