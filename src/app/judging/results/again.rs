//! How sure places are where judges give ballots and not scores: panels are drawn again from the judges there are, and counted anew.

use super::tables::{self, stopped, watch};
use super::{Ballots, LEVEL, Outcome, Wish};
use crate::app::failure::Failure;
use crate::app::progress::Progress;
use crate::campaign::judging::{Mode, Tally};
use crate::judging::{counts, spread};
use std::collections::BTreeMap;

/// What each judge's ballot gives each candidate, by index. Counts that are no mean over ballots have none.
fn worth(ballots: &Ballots<'_>, out: &Outcome) -> Vec<Vec<(usize, f64)>> {
    match &ballots.round.mode {
        Mode::PassFail(_) | Mode::Approval(_) | Mode::Points(_) => {
            let mut by_judge: BTreeMap<u32, Vec<(usize, f64)>> = BTreeMap::new();
            for (judge, candidate, value) in tables::counted(ballots, &out.cells) {
                by_judge.entry(judge).or_default().push((candidate, value));
            }
            by_judge.into_values().collect()
        }
        Mode::Ranking(Tally::Borda) => {
            let (orders, allowed) = tables::orders(ballots);
            let alone = orders.chunks(1).zip(allowed.chunks(1));
            let counted = alone.filter_map(|(order, may)| counts::borda(ballots.field.len(), order, may).ok());
            let of = |sums: Vec<(f64, usize)>| {
                let stood = sums.into_iter().enumerate().filter(|(_, (_, on))| *on > 0);
                stood.map(|(candidate, (points, _))| (candidate, points)).collect()
            };
            counted.map(of).collect()
        }
        Mode::Ranking(Tally::Stv) | Mode::Rubric(_) | Mode::Pairwise => Vec::new(),
    }
}

/// Puts into the rows, still in the order of the field, where their places lie.
pub(super) fn places(ballots: &Ballots<'_>, wish: Wish, out: &mut Outcome, progress: &Progress) -> Result<(), Failure> {
    let worth = worth(ballots, out);
    if wish.runs == 0 || worth.len() < 2 {
        return Ok(());
    }
    let candidates = ballots.field.len();
    let mut mean = |drawn: &[usize]| {
        let mut sums = vec![(0.0, 0_u32); candidates];
        for (candidate, value) in drawn.iter().filter_map(|ballot| worth.get(*ballot)).flatten() {
            if let Some(sum) = sums.get_mut(*candidate) {
                *sum = (sum.0 + value, sum.1 + 1);
            }
        }
        sums.into_iter().map(|(sum, count)| (count > 0).then(|| sum / f64::from(count))).collect()
    };
    let quota = ballots.round.quota.max(1) as usize;
    let seed = format!("{} {}", out.award, out.round);
    let watch = &mut watch(progress);
    match spread::resampled(worth.len(), wish.runs, LEVEL, quota, &seed, &mut mean, watch) {
        Ok(spreads) => {
            for (row, it) in out.rows.iter_mut().zip(spreads) {
                row.span = it.as_ref().map(|it| (it.best as u32, it.worst as u32));
                row.first_share = it.map(|it| it.first);
            }
            Ok(())
        }
        Err(spread::NoSpread::NoRepeats) => Ok(()),
        Err(spread::NoSpread::Stopped) => Err(stopped()),
    }
}
