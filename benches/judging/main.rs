//! Judging: whether the adjustment for severity does what it is for, and how long a large panel takes.
//!
//! The simulation knows who is best, which no panel does. Judges differ in severity, each nominee is seen by five of twelve, and
//! it is counted how often the best nominee comes first, and how many of the best five are in the first five, by the means as
//! given and by the adjusted ones. The adjustment must win where judges differ, and must cost next to nothing where they do not. The pages of the
//! window over such a panel are measured frame by frame.

use std::time::{Duration, Instant};
use unsung::judging::assign::{Ask, assign};
use unsung::judging::counts::{borda, head_to_head};
use unsung::judging::dice::Dice;
use unsung::judging::pairs::{Duel, Outcome, strengths};
use unsung::judging::severity::{Fit, LEAST_SCORES, Score, fit};
use unsung::judging::{spread, stv, unwatched};

#[path = "../../tests/gui_judging/large.rs"]
mod large;
#[path = "../../tests/open_window/mod.rs"]
mod open_window;
mod window;

use open_window::now;

fn main() {
    // `cargo bench --bench judging -- window` does that part alone.
    let asked: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let wanted = |part: &str| asked.is_empty() || asked.iter().any(|it| it == part);
    if wanted("simulation") {
        simulation();
    }
    if wanted("panel") {
        large_panel();
    }
    if wanted("window") {
        window::measure();
    }
}

const PANELS: usize = 2_000;
const NOMINEES: usize = 60;
const JUDGES: usize = 12;
const EACH: usize = 5;
const SHORTLIST: usize = 5;

/// What came out of many panels: first place right, and places of the shortlist right.
#[derive(Clone, Copy, Default)]
struct Right {
    first: usize,
    listed: usize,
}

impl Right {
    fn count(&mut self, worth: &[f64], values: impl Iterator<Item = f64>) {
        let best = |values: &mut dyn Iterator<Item = f64>| {
            let mut order: Vec<(f64, usize)> = values.zip(0..).collect();
            order.sort_by(|a, b| b.0.total_cmp(&a.0));
            order.into_iter().take(SHORTLIST).map(|(_, nominee)| nominee).collect::<Vec<_>>()
        };
        let (mut values, mut worth) = (values, worth.iter().copied());
        let (found, truth) = (best(&mut values), best(&mut worth));
        self.first += usize::from(found[0] == truth[0]);
        self.listed += found.iter().filter(|nominee| truth.contains(nominee)).count();
    }
}

/// Scores of a panel on a scale of 0 to 100, rounded as judges give them.
fn panel(dice: &mut Dice, seed: &str, severity: f64, noise: f64) -> (Vec<f64>, Vec<Score>) {
    let worth: Vec<f64> = (0..NOMINEES).map(|_| 60.0 + 8.0 * dice.normal()).collect();
    let effects: Vec<f64> = (0..JUDGES).map(|_| severity * dice.normal()).collect();
    let ask = Ask { nominees: NOMINEES, judges: JUDGES, times: EACH, seed: seed.to_owned(), ..Ask::default() };
    let plan = assign(&ask).expect("five of twelve judges without conflicts always fit");
    let mut scores = Vec::new();
    for (nominee, judges) in plan.judges_of.into_iter().enumerate() {
        for judge in judges {
            let value = (worth[nominee] + effects[judge] + noise * dice.normal()).round();
            scores.push(Score { nominee, judge, value });
        }
    }
    (worth, scores)
}

fn fitted(scores: &[Score], nominees: usize, judges: usize) -> Fit {
    fit(scores, nominees, judges, LEAST_SCORES, &mut unwatched).expect("the scores are made to be valid")
}

fn simulation() {
    println!(
        "{NOMINEES} nominees, {JUDGES} judges, {EACH} scores each; worth spreads by 8 points; {PANELS} panels a line."
    );
    println!();
    println!("  severity   chance |  the best comes first     | of the best {SHORTLIST} in the first {SHORTLIST}");
    println!("  spreads    spreads|  raw    adjusted  gain    | raw    adjusted");
    for (severity, noise) in [(0.0, 5.0), (3.0, 5.0), (6.0, 5.0), (10.0, 5.0), (6.0, 2.5), (6.0, 10.0)] {
        let (mut raw, mut adjusted) = (Right::default(), Right::default());
        let mut dice = Dice::of("simulation");
        for number in 0..PANELS {
            let (worth, scores) = panel(&mut dice, &number.to_string(), severity, noise);
            let fit = fitted(&scores, NOMINEES, JUDGES);
            raw.count(&worth, fit.nominees.iter().map(|nominee| nominee.raw.unwrap_or(f64::MIN)));
            adjusted.count(&worth, fit.nominees.iter().map(|nominee| nominee.adjusted.unwrap_or(f64::MIN)));
        }
        let percent = |count: usize, of: usize| 100.0 * count as f64 / of as f64;
        let (first, second) = (percent(raw.first, PANELS), percent(adjusted.first, PANELS));
        let listed = [raw, adjusted].map(|right| percent(right.listed, PANELS * SHORTLIST));
        println!(
            "  {severity:5.1}      {noise:5.1}  | {first:5.1} %  {second:5.1} %  {:+5.1}   | {:5.1} %  {:5.1} %",
            second - first,
            listed[0],
            listed[1]
        );
        if severity > 2.0 {
            assert!(adjusted.first > raw.first && adjusted.listed > raw.listed, "the adjustment must win");
        } else {
            assert!(second > first - 2.0, "where judges agree the adjustment costs next to nothing");
        }
    }
    println!();
}

/// The best of several runs.
fn best_of<T>(runs: usize, mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut best: Option<(Duration, T)> = None;
    for _ in 0..runs {
        let start = Instant::now();
        let made = work();
        let took = start.elapsed();
        if best.as_ref().is_none_or(|(known, _)| took < *known) {
            best = Some((took, made));
        }
    }
    best.expect("there is at least one run")
}

fn large_panel() {
    const NOMINEES: usize = 2_000;
    const JUDGES: usize = 100;
    const EACH: usize = 10;
    println!("{NOMINEES} nominees, {JUDGES} judges, {} scores; best of 5 runs.", NOMINEES * EACH);
    println!();
    let line = |what: &str, took: Duration| println!("  {what:58} {:9.1} ms", took.as_secs_f64() * 1e3);
    let conflicts =
        (0..NOMINEES).flat_map(|nominee| [(nominee, nominee * 7 % JUDGES), (nominee, nominee * 13 % JUDGES)]);
    let ask = Ask {
        nominees: NOMINEES,
        judges: JUDGES,
        times: EACH,
        conflicts: conflicts.collect(),
        seed: "large".into(),
        ..Ask::default()
    };
    let (took, plan) = best_of(5, || assign(&ask).expect("98 judges for each nominee are enough"));
    line("who scores whom, 4,000 conflicts", took);
    let mut dice = Dice::of("large");
    let worth: Vec<f64> = (0..NOMINEES).map(|_| 60.0 + 8.0 * dice.normal()).collect();
    let effects: Vec<f64> = (0..JUDGES).map(|_| 6.0 * dice.normal()).collect();
    let pairs = plan
        .judges_of
        .iter()
        .enumerate()
        .flat_map(|(nominee, judges)| judges.iter().map(move |judge| (nominee, *judge)));
    let scores: Vec<Score> = pairs
        .map(|(nominee, judge)| Score { nominee, judge, value: worth[nominee] + effects[judge] + 5.0 * dice.normal() })
        .collect();
    let (took, fit) = best_of(5, || fitted(&scores, NOMINEES, JUDGES));
    line("severity, adjusted scores and ranks", took);
    let (took, _) = best_of(5, || spread::places(&fit, 1_000, 0.95, 20, "large", &mut unwatched));
    line("spread of all places, 1,000 repeats", took);
    let order = fit.order();
    let (took, _) = best_of(5, || {
        let compare = |pair: &[usize]| spread::compare(&fit, pair[0], pair[1], 0.95);
        order.windows(2).filter_map(compare).count()
    });
    line("each nominee beside the next", took);
    let ballots: Vec<Vec<Vec<usize>>> = (0..JUDGES)
        .map(|_| {
            let mut ballot: Vec<usize> = (0..NOMINEES).collect();
            dice.shuffle(&mut ballot);
            ballot.into_iter().map(|nominee| vec![nominee]).collect()
        })
        .collect();
    let (took, _) = best_of(5, || borda(NOMINEES, &ballots, &[]));
    line("Borda, every judge ranks everybody", took);
    let (took, _) = best_of(5, || head_to_head(NOMINEES, &ballots));
    line("head to head of the same", took);
    let (took, _) = best_of(1, || stv::count(NOMINEES, &ballots, 20, "large"));
    line("single transferable vote of the same, 20 places, once", took);
    let duels: Vec<Duel> = (0..20_000)
        .map(|_| {
            let (first, second) = (dice.below(NOMINEES), dice.below(NOMINEES - 1));
            let second = if second >= first { second + 1 } else { second };
            let chance = 1.0 / (1.0 + ((worth[second] - worth[first]) / 6.0).exp());
            let outcome = if dice.unit() < chance { Outcome::First } else { Outcome::Second };
            Duel { first, second, outcome }
        })
        .collect();
    let (took, found) = best_of(1, || strengths(NOMINEES, &duels, 0.95, &mut unwatched));
    line("strengths of 2,000 nominees from 20,000 duels, once", took);
    assert!(found.is_ok_and(|found| found.settled), "the steps come to rest");
}
