//! From lines to scores, mode by mode, and the numbers that tie-breaks look at. Candidates and judges are indices here, in the order of
//! the field and of the sheets.

use super::{Ballots, Cell, LEVEL, Outcome, Wish};
use crate::app::failure::Failure;
use crate::app::progress::Progress;
use crate::campaign::judging::{Basis, Criterion, Mark, Passing, Tally};
use crate::judging::{counts, pairs, rubric as sums, severity, spread, stv};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One stage of a single transferable vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What happened, as a sentence without names: the candidate is beside it.
    pub event: StageEvent,
    pub candidate: Option<u32>,
    /// Votes by candidate, in hundred-thousandths.
    pub votes: Vec<(u32, u64)>,
    pub exhausted: u64,
    pub elected: Vec<u32>,
    pub by_lot: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageEvent {
    First,
    Surplus,
    LeftOut,
    Filled,
}

impl StageEvent {
    pub fn title(self) -> &'static str {
        match self {
            Self::First => "First preferences",
            Self::Surplus => "Surplus passed on",
            Self::LeftOut => "Left out, votes passed on",
            Self::Filled => "Places filled",
        }
    }
}

/// The questions as the arithmetic takes them.
pub(in crate::app::judging) fn criteria_of(criteria: &[Criterion]) -> Vec<sums::Criterion> {
    criteria
        .iter()
        .map(|it| sums::Criterion {
            id: format!("c{}", it.number),
            label: it.label.clone(),
            hint: it.help.clone(),
            least: it.least as i32,
            most: it.most as i32,
            weight: f64::from(it.weight),
            comment_below: it.comment_below.map(|band| band as i32),
            comment_above: it.comment_above.map(|band| band as i32),
        })
        .collect()
}

pub(super) fn watch(progress: &Progress) -> impl FnMut(usize, usize) -> bool + '_ {
    |done, total| {
        progress.set_total(total as u64);
        progress.reach(done as u64).is_ok()
    }
}

pub(super) fn stopped() -> Failure {
    Failure::cancelled("The result was not worked out.")
}

/// Puts a cell for every line: what counts with `value`, what was recused apart.
fn cells(ballots: &Ballots<'_>, out: &mut Outcome, value: impl Fn(&Mark) -> Option<f64>) {
    for sheet in &ballots.sheets {
        for (candidate, line) in sheet.lines.iter().filter(|(candidate, _)| ballots.index.contains_key(candidate)) {
            out.cells.push(Cell {
                judge: sheet.judge,
                candidate: *candidate,
                value: value(&line.mark),
                adjusted: None,
                recused: ballots.is_recused(sheet.judge, *candidate),
            });
        }
    }
    let mut sums: HashMap<u32, (usize, f64)> = HashMap::new();
    for cell in out.cells.iter().filter(|cell| !cell.recused) {
        if let Some(value) = cell.value {
            let sum = sums.entry(cell.judge).or_default();
            *sum = (sum.0 + 1, sum.1 + value);
            if let Some(row) = ballots.index.get(&cell.candidate).and_then(|at| out.rows.get_mut(*at)) {
                row.judges += 1;
            }
            out.counted += 1;
        }
    }
    for line in &mut out.judges {
        if let Some((scores, sum)) = sums.get(&line.judge) {
            line.scores = *scores;
            line.mean = Some(sum / *scores as f64);
        }
    }
}

/// Cells that count, as judge and candidate by index.
pub(super) fn counted<'a>(ballots: &'a Ballots<'_>, cells: &'a [Cell]) -> impl Iterator<Item = (u32, usize, f64)> + 'a {
    cells
        .iter()
        .filter(|cell| !cell.recused)
        .filter_map(|cell| Some((cell.judge, *ballots.index.get(&cell.candidate)?, cell.value?)))
}

fn means(ballots: &Ballots<'_>, cells: &[Cell]) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0_u32); ballots.field.len()];
    for (_, at, value) in counted(ballots, cells) {
        sums[at].0 += value;
        sums[at].1 += 1;
    }
    sums.into_iter().map(|(sum, count)| (count > 0).then(|| sum / f64::from(count))).collect()
}

fn rank(place: Option<usize>) -> Option<u32> {
    place.map(|place| place as u32)
}

/// Scores of a rubric, raw and without the judges' severity.
pub(super) fn rubric(
    ballots: &Ballots<'_>,
    criteria: &[Criterion],
    wish: Wish,
    out: &mut Outcome,
    progress: &Progress,
) -> Result<(), Failure> {
    let asked = criteria_of(criteria);
    cells(ballots, out, |mark| {
        let Mark::Scores(scores) = mark else { return None };
        let marks: Vec<Option<i32>> =
            criteria.iter().map(|it| scores.get(&it.number).map(|score| *score as i32)).collect();
        sums::total(&asked, &marks)
    });
    let seats: HashMap<u32, usize> = ballots.judges.iter().enumerate().map(|(at, number)| (*number, at)).collect();
    let scores: Vec<severity::Score> = counted(ballots, &out.cells)
        .filter_map(|(judge, nominee, value)| Some(severity::Score { nominee, judge: *seats.get(&judge)?, value }))
        .collect();
    if scores.is_empty() {
        return Ok(());
    }
    let (nominees, judges) = (ballots.field.len(), ballots.judges.len());
    let fit =
        severity::fit(&scores, nominees, judges, severity::LEAST_SCORES, &mut watch(progress)).map_err(|error| {
            match error {
                severity::BadScores::Stopped => stopped(),
                other => Failure::new("The result was not worked out.", other.to_string(), "Look at the sheets."),
            }
        })?;
    for (line, it) in out.judges.iter_mut().zip(&fit.judges) {
        line.effect = it.effect;
        line.error = it.error;
        line.standing = Some(it.standing);
    }
    for cell in &mut out.cells {
        let effect = seats.get(&cell.judge).and_then(|seat| fit.judges.get(*seat)).map_or(0.0, |it| it.effect);
        cell.adjusted = cell.value.map(|value| value - effect);
    }
    let by_adjusted = ballots.round.basis == Basis::Adjusted;
    for (row, it) in out.rows.iter_mut().zip(&fit.nominees) {
        row.raw = it.raw;
        row.adjusted = it.adjusted;
        row.raw_place = rank(it.raw_rank);
        row.adjusted_place = rank(it.adjusted_rank);
        row.score = if by_adjusted { it.adjusted } else { it.raw };
        row.met = it
            .met
            .iter()
            .filter_map(|(seat, value, effect)| Some((*ballots.judges.get(*seat)?, *value, *effect)))
            .collect();
    }
    if wish.runs > 0 {
        let quota = ballots.round.quota.max(1) as usize;
        let seed = format!("{} {}", out.award, out.round);
        let by = super::by(ballots.round.basis);
        match spread::places_by(&fit, by, wish.runs, LEVEL, quota, &seed, &mut watch(progress)) {
            Ok(spreads) => {
                for (row, it) in out.rows.iter_mut().zip(spreads) {
                    row.span = it.as_ref().map(|it| (it.best as u32, it.worst as u32));
                    row.first_share = it.as_ref().map(|it| it.first);
                    row.within_share = it.map(|it| it.within);
                }
            }
            // With one score each nothing shows how far chance goes; the words say so.
            Err(spread::NoSpread::NoRepeats) => {}
            Err(spread::NoSpread::Stopped) => return Err(stopped()),
        }
    }
    out.fit = Some(fit);
    Ok(())
}

/// Yes and no: ordered by the share of yes; who passes goes on.
pub(super) fn yes_no(ballots: &Ballots<'_>, passing: Passing, out: &mut Outcome) {
    cells(ballots, out, |mark| match mark {
        Mark::Pass(yes) => Some(f64::from(u8::from(*yes))),
        _ => None,
    });
    let votes: Vec<(usize, bool)> =
        counted(ballots, &out.cells).map(|(_, candidate, value)| (candidate, value > 0.5)).collect();
    let rule = match passing {
        Passing::Majority => counts::Passing::Majority,
        Passing::All => counts::Passing::All,
        Passing::AtLeast(least) => counts::Passing::AtLeast(least),
    };
    for (row, (yes, no, passed)) in out.rows.iter_mut().zip(counts::passes(ballots.field.len(), &votes, rule)) {
        if yes + no > 0 {
            row.yes_no = Some((yes, no));
            row.raw = Some(100.0 * f64::from(yes) / f64::from(yes + no));
            row.score = row.raw;
            row.goes_on = passed == Some(true);
        }
    }
}

/// Approvals: the share of the judges who saw a candidate and approve.
pub(super) fn approvals(ballots: &Ballots<'_>, out: &mut Outcome) {
    cells(ballots, out, |mark| match mark {
        Mark::Approve(yes) => Some(f64::from(u8::from(*yes))),
        _ => None,
    });
    let mut said = vec![(0, 0); ballots.field.len()];
    for (_, candidate, value) in counted(ballots, &out.cells) {
        if value > 0.5 { said[candidate].0 += 1 } else { said[candidate].1 += 1 }
    }
    for (row, (yes, no)) in out.rows.iter_mut().zip(said) {
        if yes + no > 0 {
            row.yes_no = Some((yes, no));
            row.raw = Some(100.0 * f64::from(yes) / f64::from(yes + no));
            row.score = row.raw;
        }
    }
}

/// Points: the mean of what the judges who saw a candidate gave.
pub(super) fn points(ballots: &Ballots<'_>, out: &mut Outcome) {
    cells(ballots, out, |mark| match mark {
        Mark::Points(points) => Some(f64::from(*points)),
        _ => None,
    });
    let means = means(ballots, &out.cells);
    for (row, mean) in out.rows.iter_mut().zip(means) {
        row.raw = mean;
        row.score = mean;
    }
}

/// The order of each judge, best first, of those whose lines count; and whom each could rank.
pub(super) fn orders(ballots: &Ballots<'_>) -> (Vec<counts::Ranking>, Vec<Vec<bool>>) {
    let mut orders = Vec::new();
    let mut allowed = Vec::new();
    for sheet in ballots.sheets.iter().filter(|sheet| sheet.is_scored()) {
        let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (candidate, line) in &sheet.lines {
            let at = ballots.index.get(candidate).filter(|_| !ballots.is_recused(sheet.judge, *candidate));
            if let (Mark::Rank(place), Some(at)) = (&line.mark, at) {
                groups.entry(*place).or_default().push(*at);
            }
        }
        let may = ballots.field.iter().map(|candidate| {
            let given = sheet.assigned.contains(candidate) || sheet.lines.contains_key(candidate);
            given && !ballots.is_recused(sheet.judge, *candidate)
        });
        allowed.push(may.collect());
        orders.push(groups.into_values().collect());
    }
    (orders, allowed)
}

/// Rankings by Borda or by single transferable vote.
pub(super) fn ranking(ballots: &Ballots<'_>, tally: Tally, out: &mut Outcome) -> Result<(), counts::BadBallot> {
    cells(ballots, out, |mark| match mark {
        // The first place is the highest value, as everywhere else.
        Mark::Rank(place) => Some(-f64::from(*place)),
        _ => None,
    });
    let (orders, allowed) = orders(ballots);
    let nominees = ballots.field.len();
    if orders.is_empty() {
        return Ok(());
    }
    for (row, (sum, on)) in out.rows.iter_mut().zip(counts::borda(nominees, &orders, &allowed)?) {
        row.raw = (on > 0).then(|| sum / on as f64);
        row.score = row.raw;
    }
    if tally == Tally::Stv {
        let count = transferred(ballots, &orders)?;
        out.votes_to_elect = count.quota;
        let number = |at: usize| ballots.field.get(at).copied();
        for stage in &count.stages {
            let (event, who) = match stage.event {
                stv::Event::First => (StageEvent::First, None),
                stv::Event::Surplus { nominee, .. } => (StageEvent::Surplus, number(nominee)),
                stv::Event::LeftOut { nominee } => (StageEvent::LeftOut, number(nominee)),
                stv::Event::Filled => (StageEvent::Filled, None),
            };
            out.stages.push(Stage {
                event,
                candidate: who,
                votes: ballots.field.iter().copied().zip(stage.votes.iter().copied()).collect(),
                exhausted: stage.exhausted,
                elected: stage.elected.iter().filter_map(|at| number(*at)).collect(),
                by_lot: stage.by_lot,
            });
        }
        for (row, place) in out.rows.iter_mut().zip(&count.places).filter(|(row, _)| row.raw.is_some()) {
            row.score = Some((nominees - place) as f64);
        }
    }
    Ok(())
}

/// The single transferable vote of these lists, with the seats and the declared lot of the round.
fn transferred(ballots: &Ballots<'_>, lists: &[counts::Ranking]) -> Result<stv::Count, counts::BadBallot> {
    let seats = ballots.round.quota.max(1) as usize;
    let seed = ballots.judging.tie_break.iter().find_map(|rule| match rule {
        crate::campaign::judging::TieRule::Lot(seed) => Some(*seed),
        _ => None,
    });
    stv::count(ballots.field.len(), lists, seats, &seed.unwrap_or(0).to_string())
}

/// The place of each candidate, from 0, by a single transferable vote of these lists; who is level shares it.
pub(super) fn stv_places(ballots: &Ballots<'_>, lists: &[counts::Ranking]) -> Result<Vec<usize>, counts::BadBallot> {
    transferred(ballots, lists).map(|count| count.places)
}

/// Duels of two: strengths by the model of Bradley and Terry.
pub(super) fn pairwise(ballots: &Ballots<'_>, out: &mut Outcome, progress: &Progress) -> Result<(), Failure> {
    cells(ballots, out, |mark| match mark {
        Mark::Over(others) => Some(others.len() as f64),
        _ => None,
    });
    let mut duels = Vec::new();
    for sheet in &ballots.sheets {
        let beaten = |candidate: &u32| match sheet.lines.get(candidate).map(|line| &line.mark) {
            Some(Mark::Over(others)) if !ballots.is_recused(sheet.judge, *candidate) => Some(others),
            _ => None,
        };
        for candidate in sheet.lines.keys() {
            let Some(others) = beaten(candidate) else { continue };
            for other in others.iter().filter(|other| !ballots.is_recused(sheet.judge, **other)) {
                let level = beaten(other).is_some_and(|back| back.contains(candidate));
                // A duel that ended level stands with both; it is taken once.
                if level && candidate > other {
                    continue;
                }
                if let (Some(first), Some(second)) = (ballots.index.get(candidate), ballots.index.get(other)) {
                    let outcome = if level { pairs::Outcome::Level } else { pairs::Outcome::First };
                    duels.push(pairs::Duel { first: *first, second: *second, outcome });
                }
            }
        }
    }
    if duels.is_empty() {
        return Ok(());
    }
    let found =
        pairs::strengths(ballots.field.len(), &duels, LEVEL, &mut watch(progress)).map_err(|error| match error {
            pairs::BadDuels::Stopped => stopped(),
            bad @ pairs::BadDuels::Unknown { .. } => {
                Failure::new("The result was not worked out.", bad.to_string(), "Look at the sheets.")
            }
        })?;
    out.held = found.held;
    for (row, it) in out.rows.iter_mut().zip(&found.nominees) {
        if let Some(it) = it {
            row.raw = Some(it.log);
            // Whole steps, so that equal strengths are equal.
            row.score = Some((it.log * 1e7).round() / 1e7);
            row.interval = Some((it.low, it.high));
        }
    }
    Ok(())
}

/// The mean of one question by candidate, as its share of the scale.
pub(super) fn criterion_means(ballots: &Ballots<'_>, number: u32) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0_u32); ballots.field.len()];
    for (_, at, line) in ballots.lines() {
        if let Mark::Scores(scores) = &line.mark
            && let Some(score) = scores.get(&number)
        {
            sums[at].0 += f64::from(*score);
            sums[at].1 += 1;
        }
    }
    sums.into_iter().map(|(sum, count)| (count > 0).then(|| sum / f64::from(count))).collect()
}

pub(super) fn medians(ballots: &Ballots<'_>, cells: &[Cell]) -> Vec<Option<f64>> {
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); ballots.field.len()];
    for (_, at, value) in counted(ballots, cells) {
        values[at].push(value);
    }
    values
        .into_iter()
        .map(|mut values| {
            values.sort_by(f64::total_cmp);
            let (upper, lower) = (values.get(values.len() / 2)?, values.get((values.len() - 1) / 2)?);
            Some(f64::midpoint(*upper, *lower))
        })
        .collect()
}

/// How many judges gave a candidate their highest value.
pub(super) fn firsts(ballots: &Ballots<'_>, cells: &[Cell]) -> Vec<Option<f64>> {
    let mut highest: HashMap<u32, f64> = HashMap::new();
    for (judge, _, value) in counted(ballots, cells) {
        let top = highest.entry(judge).or_insert(value);
        *top = top.max(value);
    }
    let mut firsts = vec![Some(0.0); ballots.field.len()];
    for (judge, at, value) in counted(ballots, cells) {
        if highest.get(&judge).is_some_and(|top| severity::same(*top, value)) {
            firsts[at] = firsts[at].map(|count| count + 1.0);
        }
    }
    firsts
}

/// What one judge gave.
pub(super) fn of_judge(ballots: &Ballots<'_>, cells: &[Cell], judge: u32) -> Vec<Option<f64>> {
    let mut values = vec![None; ballots.field.len()];
    for (_, at, value) in counted(ballots, cells).filter(|(by, ..)| *by == judge) {
        values[at] = Some(value);
    }
    values
}

/// How many judges put one before the other, among those who are level; only judges who have both say anything.
pub(super) fn head_to_head(ballots: &Ballots<'_>, cells: &[Cell], level: &BTreeSet<usize>) -> Vec<Vec<u32>> {
    let mut by_judge: HashMap<u32, Vec<(usize, f64)>> = HashMap::new();
    for (judge, at, value) in counted(ballots, cells).filter(|(_, at, _)| level.contains(at)) {
        by_judge.entry(judge).or_default().push((at, value));
    }
    let width = ballots.field.len();
    let mut wins: Vec<Vec<u32>> =
        (0..width).map(|at| if level.contains(&at) { vec![0; width] } else { Vec::new() }).collect();
    for values in by_judge.into_values() {
        for (a, mine) in &values {
            for (b, theirs) in &values {
                if mine > theirs && !severity::same(*mine, *theirs) {
                    wins[*a][*b] += 1;
                }
            }
        }
    }
    wins
}
