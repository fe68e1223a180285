//! How sure the places are.
//!
//! Places: a bootstrap. The fitted model (docs/JUDGING.md) is taken for true; for every score there is, a new one is made of what
//! the model expects plus a deviation drawn from all deviations seen (made larger by what fitting has taken out of them); the
//! effects are estimated again with the same shrinkage, and everybody gets a new place. What happens in most of many such runs is
//! the spread of a place. Two nominees: their difference beside its standard error in the model, by Student's t. Both speak of
//! chance among the scores there are; whether the judges were the right ones, no formula says.

use super::Watch;
use super::dice::Dice;
use super::matrix::dot;
use super::severity::{Fit, ranks};
use super::student;
use thiserror::Error;

/// Why there is no spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoSpread {
    /// No nominee has two scores, so nothing shows how far chance goes.
    #[error("no nominee has several scores: how far chance goes cannot be told")]
    NoRepeats,
    /// See [`super::Stopped`].
    #[error("stopped")]
    Stopped,
}

/// How far one nominee's place goes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlaceSpread {
    /// Best place in all but a few runs.
    pub best: usize,
    /// Worst place in all but a few runs.
    pub worst: usize,
    /// Share of runs in which it came first, alone or with others.
    pub first: f64,
    /// Share of runs in which it was within the quota.
    pub within: f64,
    /// Standard error of its adjusted score by the runs.
    pub error: f64,
}

/// By which score nominees are put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// As given: whose judges were lenient is chance like any other, so severity counts as uncertainty.
    Raw,
    /// Without the judges' severity.
    Adjusted,
}

/// Repeats the scoring `runs` times, for the order by adjusted scores. `level` is the share of runs that best and worst place enclose, such as 0.95; `quota` is how
/// many go on (1 for a winner). Nominees without scores have nothing.
pub fn places(
    fit: &Fit,
    runs: usize,
    level: f64,
    quota: usize,
    seed: &str,
    watch: Watch<'_>,
) -> Result<Vec<Option<PlaceSpread>>, NoSpread> {
    places_by(fit, By::Adjusted, runs, level, quota, seed, watch)
}

/// The same for either order. By raw scores each run gives every judge another severity, as large as those that were found.
pub fn places_by(
    fit: &Fit,
    by: By,
    runs: usize,
    level: f64,
    quota: usize,
    seed: &str,
    watch: Watch<'_>,
) -> Result<Vec<Option<PlaceSpread>>, NoSpread> {
    let lift = lift(fit).ok_or(NoSpread::NoRepeats)?;
    let scored = fit.order();
    let mut place_of = vec![usize::MAX; fit.nominees.len()];
    for (place, nominee) in scored.iter().enumerate() {
        place_of[*nominee] = place;
    }
    let expected: Vec<f64> = fit
        .scores
        .iter()
        .map(|score| fit.nominees[score.nominee].adjusted.unwrap_or(0.0) + fit.judges[score.judge].effect)
        .collect();
    let mut shifts = vec![0.0; fit.judges.len()];
    let deviations: Vec<f64> =
        fit.scores.iter().zip(&expected).map(|(score, expected)| (score.value - expected) * lift).collect();
    let mut dice = Dice::of(seed);
    let mut tallies = vec![vec![0_u32; scored.len() + 1]; scored.len()];
    let mut moments = vec![(0.0, 0.0); scored.len()];
    let mut values = vec![0.0; fit.scores.len()];
    for run in 0..runs {
        if !watch(run, runs) {
            return Err(NoSpread::Stopped);
        }
        if by == By::Raw {
            for (shift, judge) in shifts.iter_mut().zip(&fit.judges) {
                *shift = fit.severity * dice.normal() - judge.effect;
            }
        }
        for ((value, expected), score) in values.iter_mut().zip(&expected).zip(&fit.scores) {
            *value = expected + shifts[score.judge] + deviations[dice.below(deviations.len())];
        }
        let adjusted = again(fit, by, &values);
        let drawn = ranks(scored.iter().map(|nominee| Some(adjusted[*nominee])));
        for (place, rank) in drawn.into_iter().enumerate() {
            let value = adjusted[scored[place]];
            tallies[place][rank.unwrap_or(0)] += 1;
            moments[place].0 += value;
            moments[place].1 += value * value;
        }
    }
    let spreads: Vec<PlaceSpread> =
        tallies.iter().zip(&moments).map(|(tally, moments)| spread(tally, *moments, runs, level, quota)).collect();
    Ok(place_of.into_iter().map(|place| spreads.get(place).cloned()).collect())
}

/// The same for ballots: `runs` panels of as many judges are drawn from the judges there are, some twice and some not at all, and
/// counted anew. `value_of` gets the numbers of the ballots drawn, out of `ballots`, and gives each nominee's value, larger for better.
/// With few judges this is coarse; it tells how much hangs on a single one of them.
pub fn resampled(
    ballots: usize,
    runs: usize,
    level: f64,
    quota: usize,
    seed: &str,
    value_of: &mut dyn FnMut(&[usize]) -> Vec<Option<f64>>,
    watch: Watch<'_>,
) -> Result<Vec<Option<PlaceSpread>>, NoSpread> {
    if ballots < 2 {
        return Err(NoSpread::NoRepeats);
    }
    let mut dice = Dice::of(seed);
    let all: Vec<usize> = (0..ballots).collect();
    let nominees = value_of(&all).len();
    let mut tallies = vec![vec![0_u32; nominees + 1]; nominees];
    let mut moments = vec![(0.0, 0.0); nominees];
    let mut seen = vec![0_usize; nominees];
    for run in 0..runs {
        if !watch(run, runs) {
            return Err(NoSpread::Stopped);
        }
        let drawn: Vec<usize> = all.iter().map(|_| dice.below(ballots)).collect();
        let values = value_of(&drawn);
        for (nominee, rank) in ranks(values.iter().copied()).into_iter().enumerate() {
            // A panel whose judges have not seen a nominee says nothing about it.
            let (Some(rank), Some(value)) = (rank, values[nominee]) else { continue };
            tallies[nominee][rank] += 1;
            moments[nominee].0 += value;
            moments[nominee].1 += value * value;
            seen[nominee] += 1;
        }
    }
    let spreads = tallies.iter().zip(moments).zip(seen);
    Ok(spreads.map(|((tally, moments), seen)| (seen > 0).then(|| spread(tally, moments, seen, level, quota))).collect())
}

/// Makes deviations as large as before nominees and judges were fitted to them.
fn lift(fit: &Fit) -> Option<f64> {
    let scored = fit.nominees.iter().filter(|nominee| nominee.raw.is_some()).count();
    (fit.scores.len() > scored).then(|| (fit.scores.len() as f64 / fit.freedom.max(1.0)).sqrt())
}

/// Scores of nominees when the same pairs have other values.
fn again(fit: &Fit, by: By, values: &[f64]) -> Vec<f64> {
    let mut means = vec![(0.0, 0.0); fit.nominees.len()];
    for (score, value) in fit.scores.iter().zip(values) {
        means[score.nominee].0 += value;
        means[score.nominee].1 += 1.0;
    }
    let mut adjusted: Vec<f64> = means.iter().map(|(sum, count): &(f64, f64)| sum / count.max(1.0)).collect();
    let m = fit.places.iter().flatten().count();
    if m == 0 || by == By::Raw {
        return adjusted;
    }
    let mut above = vec![0.0; m];
    for (score, value) in fit.scores.iter().zip(values) {
        if let Some(place) = fit.places[score.judge] {
            above[place] += value - adjusted[score.nominee];
        }
    }
    let effects: Vec<f64> = fit.inverse.chunks_exact(m).map(|row| dot(row, &above)).collect();
    for score in &fit.scores {
        if let Some(place) = fit.places[score.judge] {
            adjusted[score.nominee] -= effects[place] / means[score.nominee].1;
        }
    }
    adjusted
}

fn spread(tally: &[u32], (sum, squares): (f64, f64), runs: usize, level: f64, quota: usize) -> PlaceSpread {
    let n = runs.max(1) as f64;
    let outside = (1.0 - level) / 2.0 * n;
    // The place at which the runs on its far side are no longer few.
    let edge = |ranks: &mut dyn Iterator<Item = usize>| {
        let mut passed = 0.0;
        for rank in ranks {
            passed += f64::from(tally[rank]);
            if passed > outside {
                return rank;
            }
        }
        0
    };
    let share = |to: usize| tally.iter().take(to + 1).map(|count| f64::from(*count)).sum::<f64>() / n;
    PlaceSpread {
        best: edge(&mut (1..tally.len())),
        worst: edge(&mut (1..tally.len()).rev()),
        first: share(1),
        within: share(quota),
        error: (squares / n - (sum / n).powi(2)).max(0.0).sqrt(),
    }
}

/// Two nominees beside each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// First's adjusted score less the second's.
    pub difference: f64,
    /// Its standard error.
    pub error: f64,
    /// Lower end of the interval of the difference.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Chance of a difference this large in either direction between nominees of the same worth.
    pub chance: f64,
    /// Whether the interval leaves out 0: they can be told apart.
    pub apart: bool,
}

/// Compares the adjusted scores of two nominees at a `level` such as 0.95; nothing when one has no score or nothing shows how far
/// chance goes.
pub fn compare(fit: &Fit, first: usize, second: usize, level: f64) -> Option<Comparison> {
    compare_by(fit, By::Adjusted, first, second, level)
}

/// The same by either score.
pub fn compare_by(fit: &Fit, by: By, first: usize, second: usize, level: f64) -> Option<Comparison> {
    let [one, other] = [fit.nominees.get(first)?, fit.nominees.get(second)?];
    let difference = match by {
        By::Raw => one.raw? - other.raw?,
        By::Adjusted => one.adjusted? - other.adjusted?,
    };
    let error = error(fit, by, first, second)?;
    let reach = student::reach(level, fit.freedom.max(1.0)) * error;
    let t = if error > 0.0 { difference / error } else { f64::INFINITY * difference.signum() };
    let chance = match (difference == 0.0, error > 0.0) {
        (true, _) => 1.0,
        (false, true) => student::two_sided(t, fit.freedom.max(1.0)),
        (false, false) => 0.0,
    };
    let (low, high) = (difference - reach, difference + reach);
    Some(Comparison { difference, error, low, high, chance, apart: low > 0.0 || high < 0.0 })
}

/// Standard error of the difference of two scores: chance in both, and that the effects of their judges are estimates (or, by raw
/// scores, that other judges would have been otherwise severe).
fn error(fit: &Fit, by: By, first: usize, second: usize) -> Option<f64> {
    let noise = fit.noise?;
    let m = fit.places.iter().flatten().count();
    let mut shares = vec![0.0; m];
    let mut own = 0.0;
    for (nominee, sign) in [(first, 1.0), (second, -1.0)] {
        let met = &fit.nominees[nominee].met;
        own += 1.0 / met.len() as f64;
        for (judge, ..) in met {
            if let Some(place) = fit.places[*judge] {
                shares[place] += sign / met.len() as f64;
            }
        }
    }
    let judges: f64 = (0..m).map(|row| shares[row] * dot(&fit.inverse[row * m..(row + 1) * m], &shares)).sum();
    Some(match by {
        By::Adjusted => noise * (own + judges).sqrt(),
        By::Raw => (noise * noise * own + fit.severity * fit.severity * dot(&shares, &shares)).sqrt(),
    })
}

/// More than this many further scores for each are as good as none that would help.
pub const MORE_SCORES_MAX: usize = 200;

/// How many more scores for each of the two would tell them apart, if their difference stays what it is and further scores spread like
/// those there are: 0 when they can be told apart already, nothing when no number up to [`MORE_SCORES_MAX`] would.
pub fn more_scores_by(fit: &Fit, by: By, first: usize, second: usize, level: f64) -> Option<usize> {
    let now = compare_by(fit, by, first, second, level)?;
    if now.apart {
        return Some(0);
    }
    let counts = [first, second].map(|nominee| fit.nominees[nominee].met.len() as f64);
    let weight = |more: f64| 1.0 / (counts[0] + more) + 1.0 / (counts[1] + more);
    (1..=MORE_SCORES_MAX).find(|more| {
        let n = *more as f64;
        let error = now.error * (weight(n) / weight(0.0)).sqrt();
        // Two more scores of one nominee each leave two more degrees of freedom.
        student::reach(level, fit.freedom.max(1.0) + 2.0 * n) * error < now.difference.abs()
    })
}
