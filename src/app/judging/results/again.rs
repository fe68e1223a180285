//! How sure places are where judges give ballots and not scores: panels are drawn again from the judges there are, and counted anew.

use super::tables::{self, stopped, watch};
use super::{Ballots, LEVEL, Outcome, Wish};
use crate::app::failure::Failure;
use crate::app::progress::Progress;
use crate::campaign::judging::{Mode, Tally};
use crate::judging::{counts, spread};
use std::collections::{BTreeMap, HashMap};

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
    if wish.runs == 0 {
        return Ok(());
    }
    if let Mode::Ranking(Tally::Stv) = ballots.round.mode {
        return transferable(ballots, wish, out, progress);
    }
    let worth = worth(ballots, out);
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
    drawn_again(ballots, worth.len(), wish.runs, &mut mean, out, progress)
}

/// So many candidates, each once and again for each stage, are looked at in all repeats of a transferable vote together: what a laptop
/// does in a few seconds.
const LOOKS: usize = 200_000_000;
/// Fewer repeats tell nothing.
const RUNS_LEAST: usize = 40;

/// The single transferable vote is counted anew, stage by stage, from the lists of the judges who were drawn. In a field of many hundred
/// it is repeated less often; how often depends on the field alone, so that everybody gets the same numbers.
fn transferable(ballots: &Ballots<'_>, wish: Wish, out: &mut Outcome, progress: &Progress) -> Result<(), Failure> {
    let (orders, allowed) = tables::orders(ballots);
    let candidates = ballots.field.len();
    let runs = wish.runs.min((LOOKS / (candidates * candidates).max(1)).max(RUNS_LEAST));
    let mut count = |drawn: &[usize]| {
        let lists: Vec<counts::Ranking> = drawn.iter().filter_map(|ballot| orders.get(*ballot)).cloned().collect();
        let Ok(places) = tables::stv_places(ballots, &lists) else { return vec![None; candidates] };
        let stood =
            |at: usize| drawn.iter().filter_map(|ballot| allowed.get(*ballot)).any(|may| may.get(at) == Some(&true));
        places.into_iter().enumerate().map(|(at, place)| stood(at).then(|| -(place as f64))).collect()
    };
    drawn_again(ballots, orders.len(), runs, &mut count, out, progress)?;
    // Between those whom the count leaves level it knows no order, and of none it can be said how sure it is.
    if let Ok(places) = tables::stv_places(ballots, &orders) {
        let mut on: HashMap<usize, usize> = HashMap::new();
        for place in &places {
            *on.entry(*place).or_default() += 1;
        }
        for (row, _) in out.rows.iter_mut().zip(&places).filter(|(_, place)| on.get(*place) > Some(&1)) {
            row.span = None;
        }
    }
    Ok(())
}

fn drawn_again(
    ballots: &Ballots<'_>,
    lists: usize,
    runs: usize,
    value_of: &mut dyn FnMut(&[usize]) -> Vec<Option<f64>>,
    out: &mut Outcome,
    progress: &Progress,
) -> Result<(), Failure> {
    if lists < 2 {
        return Ok(());
    }
    let quota = ballots.round.quota.max(1) as usize;
    let seed = format!("{} {}", out.award, out.round);
    match spread::resampled(lists, runs, LEVEL, quota, &seed, value_of, &mut watch(progress)) {
        Ok(spreads) => {
            for (row, it) in out.rows.iter_mut().zip(spreads) {
                row.span = it.as_ref().map(|it| (it.best as u32, it.worst as u32));
                row.first_share = it.as_ref().map(|it| it.first);
                row.within_share = it.map(|it| it.within);
            }
            Ok(())
        }
        Err(spread::NoSpread::NoRepeats) => Ok(()),
        Err(spread::NoSpread::Stopped) => Err(stopped()),
    }
}
