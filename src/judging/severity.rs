//! Scores without the judges' severity: an additive judge effect with shrinkage.
//!
//! The model is y = m + n + s + e: a score is the general mean, plus what the nominee is worth, plus how far this judge goes above
//! (or below) the others on the same nominees, plus chance. Nominees are fixed: nothing pulls them together. Judges are random:
//! s has mean 0 and a variance of its own, so a judge's effect is pulled towards 0, the more so the fewer nominees it shares with
//! others (best linear unbiased prediction; Henderson 1975). How strongly is one number, the ratio of the variances of e and s, and
//! it is estimated from the scores by restricted maximum likelihood (Patterson and Thompson 1971), here exactly: nominees are
//! swept out first, what is left is a system as large as the number of judges, and its tridiagonal form makes each try of a ratio
//! cheap. A nominee's adjusted score is the mean of its scores, each less its judge's effect.
//!
//! Judges with too few scores keep their scores as they are. Judges who share no nominee with anybody cannot be compared; nor
//! can groups of judges that no nominee joins ([`Fit::groups`]).

use super::matrix::{Tridiagonal, cholesky, dot, inverse};
use super::{Stopped, Watch};
use thiserror::Error;

/// What one judge gave one nominee, on the same scale for all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// From 0.
    pub nominee: usize,
    /// From 0.
    pub judge: usize,
    /// Any finite number.
    pub value: f64,
}

/// Fewer scores than this leave a judge as it is, unless somebody decides otherwise.
pub const LEAST_SCORES: usize = 3;

/// Why scores cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadScores {
    /// A number is out of range.
    #[error("nominee {nominee} or judge {judge} does not exist")]
    Unknown {
        /// As given.
        nominee: usize,
        /// As given.
        judge: usize,
    },
    /// Not a number, or not a finite one.
    #[error("the score of judge {judge} for nominee {nominee} is no number")]
    NotANumber {
        /// Who.
        nominee: usize,
        /// By whom.
        judge: usize,
    },
    /// Two scores for one pair.
    #[error("judge {judge} has scored nominee {nominee} twice")]
    Twice {
        /// Who.
        nominee: usize,
        /// By whom.
        judge: usize,
    },
    /// See [`Stopped`].
    #[error("stopped")]
    Stopped,
}

impl From<Stopped> for BadScores {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// What became of a judge's scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its effect was taken out.
    Adjusted,
    /// Left as they are: it has fewer scores than asked.
    TooFew,
    /// Left as they are: nobody else scored any of its nominees.
    Alone,
    /// It has given no score.
    None,
}

/// A judge beside the others.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgeEffect {
    /// How many scores.
    pub scores: usize,
    /// What became of them.
    pub standing: Standing,
    /// Points above (or below 0: under) the others on the same nominees; this is taken off its scores. 0 for those left as they are.
    pub effect: f64,
    /// Standard error of the effect, 0 where there is none.
    pub error: f64,
    /// The same without shrinkage and model: its scores less the mean of the other judges' scores of the same nominees, on average.
    pub beside: Option<f64>,
    /// Mean of its scores.
    pub mean: Option<f64>,
}

/// A nominee with both scores.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NomineeScore {
    /// Mean of its scores as given; nothing without any.
    pub raw: Option<f64>,
    /// Mean of its scores, each less its judge's effect.
    pub adjusted: Option<f64>,
    /// Place by the raw score: 1, 2, 2, 4.
    pub raw_rank: Option<usize>,
    /// Place by the adjusted score.
    pub adjusted_rank: Option<usize>,
    /// Judge, score, and that judge's effect, in the order given: raw less adjusted is the mean of the effects.
    pub met: Vec<(usize, f64, f64)>,
}

/// How the adjustment came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Effects were estimated.
    Fitted,
    /// The judges do not differ more than chance explains: all effects are 0.
    NoDifference,
    /// Too few nominees have several scores to estimate anything: all effects are 0.
    TooFewScores,
}

/// The result.
#[derive(Debug, Clone)]
pub struct Fit {
    /// By judge.
    pub judges: Vec<JudgeEffect>,
    /// By nominee.
    pub nominees: Vec<NomineeScore>,
    /// How it came out.
    pub basis: Basis,
    /// Deviation of chance: how far a score lies from what nominee and judge explain. Nothing where no nominee has two scores.
    pub noise: Option<f64>,
    /// Deviation of the judges' effects.
    pub severity: f64,
    /// Variance of chance over variance of effects: what is added to a judge's count of comparisons, which shrinks its effect.
    pub ratio: f64,
    /// Groups of judges that no nominee joins; one group when all can be compared. Judges without scores are in none.
    pub groups: Vec<Vec<usize>>,
    /// Degrees of freedom of chance.
    pub freedom: f64,
    pub(super) scores: Vec<Score>,
    /// For each judge its place among the adjusted ones.
    pub(super) places: Vec<Option<usize>>,
    /// Of (A + ratio I), with a row for each adjusted judge.
    pub(super) inverse: Vec<f64>,
}

/// Fits the model. Judges with fewer than `least_scores` scores are left as they are ([`LEAST_SCORES`] is a good start).
pub fn fit(
    scores: &[Score],
    nominees: usize,
    judges: usize,
    least_scores: usize,
    watch: Watch<'_>,
) -> Result<Fit, BadScores> {
    let by_nominee = sorted(scores, nominees, judges)?;
    let mut count = vec![0_usize; judges];
    let mut sum = vec![0.0; judges];
    for score in scores {
        count[score.judge] += 1;
        sum[score.judge] += score.value;
    }
    let beside = beside(&by_nominee, judges);
    let standing: Vec<Standing> = (0..judges)
        .map(|judge| match count[judge] {
            0 => Standing::None,
            n if n < least_scores => Standing::TooFew,
            _ if beside[judge].is_none() => Standing::Alone,
            _ => Standing::Adjusted,
        })
        .collect();
    let mut places = vec![None; judges];
    let mut adjusted = 0;
    for (judge, standing) in standing.iter().enumerate() {
        if *standing == Standing::Adjusted {
            places[judge] = Some(adjusted);
            adjusted += 1;
        }
    }
    let swept = Swept::of(&by_nominee, &places, adjusted);
    let groups = groups(&by_nominee, &count);
    let fitted = swept.fit(watch)?;
    let m = adjusted;
    let effects: Vec<f64> = (0..m).map(|row| dot(&fitted.inverse[row * m..(row + 1) * m], &swept.b)).collect();
    let judges: Vec<JudgeEffect> = (0..judges)
        .map(|judge| {
            let place = places[judge].filter(|_| fitted.basis == Basis::Fitted);
            JudgeEffect {
                scores: count[judge],
                standing: standing[judge],
                effect: place.map_or(0.0, |place| effects[place]),
                error: place
                    .map_or(0.0, |place| fitted.noise.unwrap_or(0.0) * fitted.inverse[place * m + place].sqrt()),
                beside: beside[judge],
                mean: (count[judge] > 0).then(|| sum[judge] / count[judge] as f64),
            }
        })
        .collect();
    let nominees = nominee_scores(&by_nominee, &judges);
    Ok(Fit {
        judges,
        nominees,
        basis: fitted.basis,
        noise: fitted.noise,
        severity: fitted.severity,
        ratio: fitted.ratio,
        groups,
        freedom: fitted.freedom,
        scores: by_nominee.into_iter().flatten().copied().collect(),
        places: if fitted.basis == Basis::Fitted { places } else { vec![None; places.len()] },
        inverse: fitted.inverse,
    })
}

impl Fit {
    /// Nominees whose place changes: nominee, place by raw score, place by adjusted score.
    pub fn changed(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        let places = self.nominees.iter().map(|nominee| (nominee.raw_rank, nominee.adjusted_rank));
        places.enumerate().filter_map(|(nominee, places)| match places {
            (Some(raw), Some(adjusted)) if raw != adjusted => Some((nominee, raw, adjusted)),
            _ => None,
        })
    }

    /// Nominees with scores, best adjusted score first; equal ones in the order of their numbers.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.nominees.len()).filter(|n| self.nominees[*n].adjusted.is_some()).collect();
        order.sort_by_key(|nominee| self.nominees[*nominee].adjusted_rank);
        order
    }
}

/// Scores by nominee, checked.
fn sorted(scores: &[Score], nominees: usize, judges: usize) -> Result<Vec<Vec<&Score>>, BadScores> {
    let mut by_nominee: Vec<Vec<&Score>> = vec![Vec::new(); nominees];
    for score in scores {
        let Score { nominee, judge, value } = *score;
        if nominee >= nominees || judge >= judges {
            return Err(BadScores::Unknown { nominee, judge });
        }
        if !value.is_finite() {
            return Err(BadScores::NotANumber { nominee, judge });
        }
        if by_nominee[nominee].iter().any(|known| known.judge == judge) {
            return Err(BadScores::Twice { nominee, judge });
        }
        by_nominee[nominee].push(score);
    }
    Ok(by_nominee)
}

/// For each judge the mean difference from the other judges' mean on the same nominees.
fn beside(by_nominee: &[Vec<&Score>], judges: usize) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0_u32); judges];
    for scores in by_nominee.iter().filter(|scores| scores.len() > 1) {
        let sum: f64 = scores.iter().map(|score| score.value).sum();
        for score in scores {
            let others = (sum - score.value) / (scores.len() - 1) as f64;
            sums[score.judge].0 += score.value - others;
            sums[score.judge].1 += 1;
        }
    }
    sums.into_iter().map(|(sum, count)| (count > 0).then(|| sum / f64::from(count))).collect()
}

/// Judges joined by nominees.
fn groups(by_nominee: &[Vec<&Score>], count: &[usize]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..count.len()).collect();
    fn find(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    for scores in by_nominee {
        for pair in scores.windows(2) {
            let (a, b) = (find(&mut root, pair[0].judge), find(&mut root, pair[1].judge));
            root[a.max(b)] = a.min(b);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); count.len()];
    for judge in (0..count.len()).filter(|judge| count[*judge] > 0) {
        let at = find(&mut root, judge);
        groups[at].push(judge);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// What is left for the judges when every nominee's mean is taken out.
struct Swept {
    /// Zᵀ M Z, a row for each adjusted judge.
    a: Vec<f64>,
    /// Zᵀ M y.
    b: Vec<f64>,
    /// yᵀ M y.
    left: f64,
    /// Scores less nominees with scores.
    freedom: usize,
}

struct Fitted {
    basis: Basis,
    noise: Option<f64>,
    severity: f64,
    ratio: f64,
    freedom: f64,
    inverse: Vec<f64>,
}

impl Swept {
    fn of(by_nominee: &[Vec<&Score>], places: &[Option<usize>], m: usize) -> Self {
        let mut swept = Self { a: vec![0.0; m * m], b: vec![0.0; m], left: 0.0, freedom: 0 };
        for scores in by_nominee.iter().filter(|scores| !scores.is_empty()) {
            let n = scores.len() as f64;
            let mean = scores.iter().map(|score| score.value).sum::<f64>() / n;
            swept.freedom += scores.len() - 1;
            for score in scores {
                swept.left += (score.value - mean).powi(2);
                let Some(place) = places[score.judge] else { continue };
                swept.b[place] += score.value - mean;
                swept.a[place * m + place] += 1.0;
                for other in scores.iter().filter_map(|other| places[other.judge]) {
                    swept.a[place * m + other] -= 1.0 / n;
                }
            }
        }
        swept
    }

    /// Finds the ratio that makes the scores likeliest, over ten powers of ten.
    fn fit(&self, watch: Watch<'_>) -> Result<Fitted, Stopped> {
        const STEPS: usize = 100;
        let m = self.b.len();
        let freedom = self.freedom as f64;
        let form = Tridiagonal::of(self.a.clone(), m, self.b.clone());
        let left = |shift: f64| (self.left - form.shifted(shift).1).max(self.left * 1e-14);
        // Comparisons that are left over when every judge's effect is free; without any, chance cannot be told from severity.
        let (tiny, huge) = (1e-5_f64.ln(), 1e5_f64.ln());
        let taken: f64 = (m as f64 - self.trace(1e-9, watch)?).max(0.0);
        let unfitted = |basis, noise| Fitted {
            basis,
            noise,
            severity: 0.0,
            ratio: f64::INFINITY,
            freedom,
            inverse: vec![0.0; m * m],
        };
        if m == 0 || self.left <= 0.0 || freedom - taken < 0.5 {
            let noise = (self.freedom > 0).then(|| (self.left / freedom).sqrt());
            let basis = if self.left <= 0.0 && self.freedom > 0 { Basis::NoDifference } else { Basis::TooFewScores };
            return Ok(unfitted(basis, noise));
        }
        // Minus twice the restricted log likelihood, without what does not depend on the ratio.
        let unlikely = |log_ratio: f64| {
            let shift = log_ratio.exp();
            freedom * left(shift).ln() + form.shifted(shift).0 - m as f64 * log_ratio
        };
        let at = |step: usize| tiny + (huge - tiny) * step as f64 / STEPS as f64;
        let best = (0..=STEPS).min_by(|a, b| unlikely(at(*a)).total_cmp(&unlikely(at(*b)))).unwrap_or(STEPS);
        if best == STEPS || unlikely(at(best)) >= freedom * self.left.ln() {
            return Ok(unfitted(Basis::NoDifference, Some((self.left / freedom).sqrt())));
        }
        let log_ratio = lowest(unlikely, at(best.saturating_sub(1)), at(best + 1));
        let ratio = log_ratio.exp();
        let noise = (left(ratio) / freedom).sqrt();
        let mut shifted = self.a.clone();
        for row in 0..m {
            shifted[row * m + row] += ratio;
        }
        let Some(factor) = cholesky(&shifted, m, watch)? else {
            // A is positive semidefinite and the ratio above 0; only rounding could bring us here.
            return Ok(unfitted(Basis::NoDifference, Some((self.left / freedom).sqrt())));
        };
        let inverse = inverse(&factor, m, watch)?;
        let used: f64 = m as f64 - ratio * (0..m).map(|row| inverse[row * m + row]).sum::<f64>();
        Ok(Fitted {
            basis: Basis::Fitted,
            noise: Some(noise),
            severity: noise / ratio.sqrt(),
            ratio,
            freedom: (freedom - used).max(1.0),
            inverse,
        })
    }

    /// How many of the judges' effects the scores say nothing about: the trace of shift (A + shift I)⁻¹.
    fn trace(&self, shift: f64, watch: Watch<'_>) -> Result<f64, Stopped> {
        let m = self.b.len();
        let mut shifted = self.a.clone();
        for row in 0..m {
            shifted[row * m + row] += shift;
        }
        let Some(factor) = cholesky(&shifted, m, watch)? else { return Ok(1.0) };
        let inverse = inverse(&factor, m, watch)?;
        Ok(shift * (0..m).map(|row| inverse[row * m + row]).sum::<f64>())
    }
}

/// Where a function with one valley is lowest (golden section).
fn lowest(function: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    let mut inner = [high - golden * (high - low), low + golden * (high - low)];
    let mut values = inner.map(&function);
    while high - low > 1e-9 {
        if values[0] <= values[1] {
            high = inner[1];
            inner = [high - golden * (high - low), inner[0]];
            values = [function(inner[0]), values[0]];
        } else {
            low = inner[0];
            inner = [inner[1], low + golden * (high - low)];
            values = [values[1], function(inner[1])];
        }
    }
    f64::midpoint(low, high)
}

fn nominee_scores(by_nominee: &[Vec<&Score>], judges: &[JudgeEffect]) -> Vec<NomineeScore> {
    let mut nominees: Vec<NomineeScore> = by_nominee
        .iter()
        .map(|scores| {
            let mut nominee = NomineeScore {
                met: scores.iter().map(|score| (score.judge, score.value, judges[score.judge].effect)).collect(),
                ..NomineeScore::default()
            };
            if !scores.is_empty() {
                let n = scores.len() as f64;
                let raw = nominee.met.iter().map(|(_, value, _)| value).sum::<f64>() / n;
                nominee.raw = Some(raw);
                nominee.adjusted = Some(raw - nominee.met.iter().map(|(.., effect)| effect).sum::<f64>() / n);
            }
            nominee
        })
        .collect();
    let raw = ranks(nominees.iter().map(|nominee| nominee.raw));
    let adjusted = ranks(nominees.iter().map(|nominee| nominee.adjusted));
    for ((nominee, raw), adjusted) in nominees.iter_mut().zip(raw).zip(adjusted) {
        nominee.raw_rank = raw;
        nominee.adjusted_rank = adjusted;
    }
    nominees
}

/// Places by value, largest first: 1, 2, 2, 4. Values that differ by less than rounding does are equal.
pub fn ranks(values: impl IntoIterator<Item = Option<f64>>) -> Vec<Option<usize>> {
    let values: Vec<Option<f64>> = values.into_iter().collect();
    let mut order: Vec<(f64, usize)> =
        values.iter().enumerate().filter_map(|(index, value)| value.map(|value| (value, index))).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut ranks = vec![None; values.len()];
    let (mut rank, mut last) = (0, f64::INFINITY);
    for (place, (value, index)) in order.into_iter().enumerate() {
        if place == 0 || !same(value, last) {
            rank = place + 1;
        }
        last = value;
        ranks[index] = Some(rank);
    }
    ranks
}

/// Whether two scores are equal but for rounding.
pub fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
}
