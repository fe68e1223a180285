//! The arithmetic of judging against numbers that were not made by it: published worked examples, and expectations that
//! `tests/data/judging/expected.py` made with SciPy, statsmodels and another counter of votes. See tests/data/judging/README.md.
//! And, in `plans`, what must hold for every plan of who scores whom.

mod plans;

use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unsung::judging::counts::{self, BadBallot, Passing, Ranking};
use unsung::judging::pairs::{self, Duel, Outcome};
use unsung::judging::severity::{self, BadScores, Basis, Score, Standing};
use unsung::judging::{spread, student, stv, unwatched};

static EXPECTED: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../data/judging/expected.json")).unwrap());

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn whole(value: &Value) -> usize {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no count")) as usize
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

#[track_caller]
fn close(got: f64, expected: f64, within: f64, what: &str) {
    assert!((got - expected).abs() <= within, "{what}: {got}, expected {expected}");
}

fn fitted(scores: &[Score], nominees: usize, judges: usize) -> severity::Fit {
    severity::fit(scores, nominees, judges, severity::LEAST_SCORES, &mut unwatched).unwrap()
}

// Severity.

#[test]
fn the_mixed_model_is_that_of_statsmodels() {
    for (number_of, case) in list(&EXPECTED["mixed"]).iter().enumerate() {
        let scores: Vec<Score> = list(&case["scores"])
            .iter()
            .map(|row| Score { nominee: whole(&row[0]), judge: whole(&row[1]), value: number(&row[2]) })
            .collect();
        let (nominees, judges) = (list(&case["adjusted"]).len(), case["effects"].as_object().unwrap().len());
        let fit = fitted(&scores, nominees, judges);
        assert_eq!((fit.basis, fit.groups.len()), (Basis::Fitted, 1));
        let named = |what: &str| format!("case {number_of}, {what}");
        close(fit.noise.unwrap(), number(&case["noise"]), 1e-4, &named("noise"));
        close(fit.severity, number(&case["severity"]), 1e-4, &named("severity"));
        for (judge, expected) in case["effects"].as_object().unwrap() {
            let effect = fit.judges[judge.parse::<usize>().unwrap()].effect;
            close(effect, number(expected), 1e-4, &named(&format!("judge {judge}")));
        }
        for (nominee, expected) in list(&case["adjusted"]).iter().enumerate() {
            let adjusted = fit.nominees[nominee].adjusted.unwrap();
            close(adjusted, number(expected), 1e-4, &named(&format!("nominee {nominee}")));
        }
        let (first, second) = (whole(&case["first"]), whole(&case["second"]));
        assert_eq!(fit.order()[..2], [first, second]);
        let comparison = spread::compare(&fit, first, second, 0.95).unwrap();
        close(comparison.error, number(&case["error"]), 1e-4, &named("error of the difference"));
    }
}

#[test]
fn raw_less_adjusted_is_what_the_judges_met_explain() {
    // Two judges who agree but for ten points; the lenient one happens to see the second nominee.
    let table = [[50.0, 60.0], [52.0, 62.0], [40.0, 50.0], [61.0, 71.0]];
    let mut scores = Vec::new();
    for (nominee, row) in table.iter().enumerate() {
        scores.extend(row.iter().enumerate().map(|(judge, value)| Score { nominee, judge, value: *value }));
    }
    scores.push(Score { nominee: 4, judge: 0, value: 55.0 });
    scores.push(Score { nominee: 5, judge: 1, value: 62.0 });
    let fit = fitted(&scores, 6, 2);
    close(fit.judges[1].effect - fit.judges[0].effect, 10.0, 1e-3, "ten points lie between them");
    assert_eq!(fit.judges[1].beside, Some(10.0));
    let [of_severe, of_lenient] = [4, 5].map(|nominee: usize| &fit.nominees[nominee]);
    assert!(of_severe.raw < of_lenient.raw && of_severe.adjusted > of_lenient.adjusted);
    assert!(fit.changed().any(|(nominee, raw, adjusted)| nominee == 4 && adjusted < raw));
    for nominee in &fit.nominees {
        let mean = nominee.met.iter().map(|(.., effect)| effect).sum::<f64>() / nominee.met.len() as f64;
        close(nominee.raw.unwrap() - nominee.adjusted.unwrap(), mean, 1e-12, "the difference is the effects' mean");
    }
}

#[test]
fn who_cannot_be_compared_is_left_raw_and_named() {
    let mut scores = Vec::new();
    for nominee in 0..6 {
        for (judge, more) in [(0, 0.0), (1, 9.0), (2, 3.0)] {
            let luck = f64::from((nominee * 7 + judge * 5) as u32 % 5);
            scores.push(Score { nominee, judge, value: 50.0 + nominee as f64 * 4.0 + more + luck });
        }
    }
    // 3 has two scores, 4 meets nobody else's nominees, 5 none; 6 and 7 know only each other.
    scores.extend([0, 1].map(|nominee| Score { nominee, judge: 3, value: 20.0 }));
    scores.extend([6, 7, 8].map(|nominee| Score { nominee, judge: 4, value: 70.0 }));
    for nominee in 9..13 {
        let luck = f64::from(nominee as u32 % 3);
        scores.push(Score { nominee, judge: 6, value: 60.0 + luck });
        scores.push(Score { nominee, judge: 7, value: 66.0 - luck });
    }
    let fit = fitted(&scores, 14, 8);
    let standings: Vec<Standing> = fit.judges.iter().map(|judge| judge.standing).collect();
    use Standing::{Adjusted, Alone, None, TooFew};
    assert_eq!(standings, [Adjusted, Adjusted, Adjusted, TooFew, Alone, None, Adjusted, Adjusted]);
    assert!([3, 4, 5].iter().all(|judge| fit.judges[*judge].effect == 0.0));
    assert_eq!(fit.groups, [vec![0, 1, 2, 3], vec![4], vec![6, 7]]);
    for nominee in [6, 7, 8] {
        assert_eq!(fit.nominees[nominee].raw, fit.nominees[nominee].adjusted);
    }
    assert_eq!((fit.nominees[13].raw, fit.nominees[13].adjusted_rank), (Option::None, Option::None));
    // Within a group the effects have their mean at 0: nothing is moved from one group to another.
    close(fit.judges[6].effect + fit.judges[7].effect, 0.0, 1e-9, "groups stay where they are");
}

#[test]
fn judges_who_agree_are_not_adjusted_and_one_score_each_allows_nothing() {
    let agreeing: Vec<Score> = (0..12)
        .flat_map(|nominee: usize| {
            (0..3).map(move |judge: usize| {
                // A Latin square of deviations: every judge has the same mean.
                let value = nominee as f64 + [-1.0, 0.0, 1.0][(nominee + judge) % 3];
                Score { nominee, judge, value }
            })
        })
        .collect();
    let fit = fitted(&agreeing, 12, 3);
    assert_eq!((fit.basis, fit.severity), (Basis::NoDifference, 0.0));
    assert!(fit.nominees.iter().all(|nominee| nominee.raw == nominee.adjusted));
    let single: Vec<Score> =
        (0..9).map(|nominee| Score { nominee, judge: nominee % 3, value: nominee as f64 }).collect();
    let fit = fitted(&single, 9, 3);
    assert_eq!((fit.basis, fit.noise), (Basis::TooFewScores, Option::None));
    let refused = spread::places(&fit, 10, 0.95, 1, "seed", &mut unwatched);
    assert_eq!(refused, Err(spread::NoSpread::NoRepeats));
    assert_eq!(spread::compare(&fit, 0, 1, 0.95), Option::None);
    let empty = fitted(&[], 2, 2);
    assert_eq!(empty.order(), Vec::<usize>::new());
}

#[test]
fn bad_scores_are_named() {
    let fit = |scores: &[Score]| severity::fit(scores, 2, 2, 3, &mut unwatched).map(|fit| fit.basis);
    let score = |nominee, judge, value| Score { nominee, judge, value };
    assert_eq!(fit(&[score(2, 0, 1.0)]), Err(BadScores::Unknown { nominee: 2, judge: 0 }));
    assert_eq!(fit(&[score(0, 1, f64::NAN)]), Err(BadScores::NotANumber { nominee: 0, judge: 1 }));
    assert_eq!(fit(&[score(0, 1, 1.0), score(0, 1, 2.0)]), Err(BadScores::Twice { nominee: 0, judge: 1 }));
}

// Spread.

#[test]
fn students_t_is_that_of_scipy() {
    for case in list(&EXPECTED["student"]) {
        let (t, freedom) = (number(&case["t"]), number(&case["freedom"]));
        let got = student::two_sided(t, freedom);
        close(got, number(&case["two_sided"]), 1e-12, &format!("t {t} with {freedom}"));
        for (key, level) in [("reach_95", 0.95), ("reach_80", 0.8)] {
            let expected = number(&case[key]);
            close(student::reach(level, freedom), expected, expected * 1e-9, &format!("{key} with {freedom}"));
        }
    }
}

/// Scores of a panel that never changes: `gap` between the best and the second, others far behind.
fn panel(gap: f64, each: usize) -> Vec<Score> {
    let mut scores = Vec::new();
    for nominee in 0..8 {
        let worth = [80.0, 80.0 - gap, 60.0, 55.0, 50.0, 45.0, 40.0, 35.0][nominee];
        for judge in 0..each {
            let luck = [2.0, -1.0, -2.0, 1.0, 0.0][(nominee * 3 + judge * 2) % 5];
            scores.push(Score { nominee, judge, value: worth + luck + judge as f64 });
        }
    }
    scores
}

#[test]
fn places_spread_where_scores_are_close_and_nowhere_else() {
    let places = |gap: f64, seed: &str| {
        let fit = fitted(&panel(gap, 5), 8, 5);
        let spread = spread::places(&fit, 400, 0.95, 1, seed, &mut unwatched).unwrap();
        spread.into_iter().map(Option::unwrap).collect::<Vec<_>>()
    };
    let close_by = places(0.3, "a");
    assert_eq!(close_by, places(0.3, "a"), "a seed gives its spread again");
    assert_eq!([(close_by[0].best, close_by[0].worst), (close_by[1].best, close_by[1].worst)], [(1, 2), (1, 2)]);
    assert!(close_by[0].first > 0.5 && close_by[1].first > 0.1, "{close_by:?}");
    assert_eq!((close_by[7].best, close_by[7].worst, close_by[7].within), (8, 8, 0.0));
    let apart = places(12.0, "a");
    assert_eq!((apart[0].best, apart[0].worst, apart[0].first), (1, 1, 1.0));
    let fit = fitted(&panel(1.0, 5), 8, 5);
    let mut calls = 0;
    let stopped = spread::places(&fit, 400, 0.95, 1, "a", &mut |done, total| {
        calls += 1;
        assert_eq!(total, 400);
        done < 3
    });
    assert_eq!((stopped, calls), (Err(spread::NoSpread::Stopped), 4));
}

#[test]
fn the_error_of_a_score_by_the_runs_is_about_that_of_the_model() {
    let case = &EXPECTED["mixed"][1];
    let scores: Vec<Score> = list(&case["scores"])
        .iter()
        .map(|row| Score { nominee: whole(&row[0]), judge: whole(&row[1]), value: number(&row[2]) })
        .collect();
    let fit = fitted(&scores, 60, 12);
    let spread = spread::places(&fit, 800, 0.95, 5, "errors", &mut unwatched).unwrap();
    let mean = spread.iter().flatten().map(|place| place.error).sum::<f64>() / 60.0;
    // Five scores each; a little more than noise / root of five, because effects are estimated.
    let expected = fit.noise.unwrap() / 5.0_f64.sqrt();
    assert!((expected..expected * 1.15).contains(&mean), "{mean} beside {expected}");
    let winners: f64 = spread.iter().flatten().map(|place| place.within).sum();
    assert!((5.0..5.2).contains(&winners), "five places are given in each run: {winners}");
}

#[test]
fn by_raw_scores_the_judges_met_are_chance_too() {
    use spread::By;
    // Everybody is seen by two of four judges, of whom two are lenient by twenty points.
    let mut scores = Vec::new();
    for nominee in 0..12 {
        for judge in [nominee % 4, (nominee + 1 + nominee / 4) % 4] {
            let luck = [1.0, -1.0, 0.5, -0.5, 0.0][(nominee * 3 + judge) % 5];
            let value = 50.0 + nominee as f64 + if judge < 2 { 20.0 } else { 0.0 } + luck;
            scores.push(Score { nominee, judge, value });
        }
    }
    let fit = fitted(&scores, 12, 4);
    assert_eq!(fit.basis, Basis::Fitted);
    let (raw, adjusted) = (
        spread::compare_by(&fit, By::Raw, 11, 0, 0.95).unwrap(),
        spread::compare_by(&fit, By::Adjusted, 11, 0, 0.95).unwrap(),
    );
    assert!(raw.error > 3.0 * adjusted.error && !raw.apart && adjusted.apart, "{raw:?} {adjusted:?}");
    close(raw.difference, fit.nominees[11].raw.unwrap() - fit.nominees[0].raw.unwrap(), 1e-12, "raw difference");
    let width = |by| {
        let spread = spread::places_by(&fit, by, 300, 0.95, 1, "by", &mut unwatched).unwrap();
        spread.into_iter().flatten().map(|place| place.worst - place.best).sum::<usize>()
    };
    assert!(width(By::Raw) > 2 * width(By::Adjusted));
}

#[test]
fn two_who_cannot_be_told_apart_are_told_how_many_scores_would_help() {
    let compare = |gap: f64| {
        let fit = fitted(&panel(gap, 5), 8, 5);
        (spread::compare(&fit, 0, 1, 0.95).unwrap(), spread::more_scores_by(&fit, spread::By::Adjusted, 0, 1, 0.95))
    };
    let (near, more) = compare(1.0);
    assert!(!near.apart && near.low < 0.0 && near.high > 0.0 && near.chance > 0.05, "{near:?}");
    let more = more.unwrap();
    assert!((5..60).contains(&more), "{more}");
    let (nearer, even_more) = compare(0.7);
    assert!(nearer.chance > near.chance && even_more.unwrap() > more);
    let (far, none) = compare(12.0);
    assert!(far.apart && far.chance < 0.001, "{far:?}");
    assert_eq!(none, Some(0));
    let (level, never) = compare(0.0);
    assert_eq!((level.apart, level.chance > 0.9, never), (false, true, Option::None));
}

#[test]
fn ballots_are_drawn_again_judge_by_judge() {
    // Nine of ten judges put 0 first and 2 last; the tenth turns it round.
    let order = |order: [usize; 3]| order.map(|nominee| vec![nominee]).to_vec();
    let mut ballots: Vec<Ranking> = vec![order([0, 1, 2]); 9];
    ballots.push(order([2, 1, 0]));
    let mut count = |drawn: &[usize]| {
        let drawn: Vec<Ranking> = drawn.iter().map(|ballot| ballots[*ballot].clone()).collect();
        let sums = counts::borda(4, &drawn, &vec![vec![true, true, true, false]; drawn.len()]).unwrap();
        sums.into_iter().map(|(sum, seen)| (seen > 0).then_some(sum)).collect::<Vec<_>>()
    };
    let mut again = || spread::resampled(10, 500, 0.95, 1, "judges", &mut count, &mut unwatched).unwrap();
    let spread = again();
    assert_eq!(spread, again());
    let of = |nominee: usize| spread[nominee].clone().unwrap();
    assert_eq!(
        [(of(0).best, of(0).worst), (of(1).best, of(1).worst), (of(2).best, of(2).worst)],
        [(1, 1), (2, 2), (3, 3)]
    );
    assert!(of(0).first > 0.97 && of(2).first < 0.03 && of(0).error > 0.0);
    assert_eq!(spread[3], Option::None);
    let one = spread::resampled(1, 10, 0.95, 1, "", &mut |_| vec![Some(1.0)], &mut unwatched);
    assert_eq!(one, Err(spread::NoSpread::NoRepeats));
}

// Pairwise.

fn duels(wins: &Value) -> Vec<Duel> {
    let mut duels = Vec::new();
    for (first, row) in list(wins).iter().enumerate() {
        for (second, times) in list(row).iter().enumerate() {
            duels.extend((0..whole(times)).map(|_| Duel { first, second, outcome: Outcome::First }));
        }
    }
    duels
}

#[test]
fn bradley_and_terry_are_those_of_scipy_and_of_agresti() {
    for case in list(&EXPECTED["bradley_terry"]) {
        let logs = list(&case["logs"]);
        let found = pairs::strengths(logs.len(), &duels(&case["wins"]), 0.95, &mut unwatched).unwrap();
        assert!(!found.held && found.settled && found.groups.len() == 1);
        for (nominee, strength) in found.nominees.iter().enumerate() {
            let strength = strength.unwrap();
            close(strength.log, number(&logs[nominee]), 1e-5, "log strength");
            close(strength.error, number(&case["errors"][nominee]), 1e-5, "its error");
            close(strength.high - strength.log, 1.959964 * strength.error, 1e-4, "its interval");
        }
    }
    // Agresti, Categorical Data Analysis: American League 1987, Baltimore at 0. Milwaukee, Detroit, Toronto, New York, Boston,
    // Cleveland.
    let wins = &EXPECTED["bradley_terry"][0]["wins"];
    let found = pairs::strengths(7, &duels(wins), 0.95, &mut unwatched).unwrap();
    let log = |team: usize| found.nominees[team].unwrap().log;
    for (team, published) in [1.58, 1.44, 1.29, 1.25, 1.11, 0.68].into_iter().enumerate() {
        close(log(team) - log(6), published, 0.005, "as printed");
    }
    assert_eq!(found.nominees.iter().flatten().map(|team| team.rank).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn the_undefeated_the_winless_and_those_who_never_met_stay_finite() {
    let win = |first, second| Duel { first, second, outcome: Outcome::First };
    let found = pairs::strengths(6, &[win(0, 1), win(0, 2), win(1, 2), win(2, 1)], 0.95, &mut unwatched).unwrap();
    assert!(found.held && found.settled);
    assert_eq!((&found.undefeated[..], &found.winless[..]), (&[0][..], &[][..]));
    assert_eq!(
        found.nominees.iter().map(|n| n.map(|n| n.rank)).collect::<Vec<_>>()[..4],
        [Some(1), Some(2), Some(2), None]
    );
    let apart = pairs::strengths(4, &[win(0, 1), win(2, 3)], 0.95, &mut unwatched).unwrap();
    assert_eq!(apart.groups, [vec![0, 1], vec![2, 3]]);
    assert_eq!(apart.winless, [1, 3]);
    assert!(apart.nominees.iter().flatten().all(|n| n.log.is_finite() && n.error.is_finite() && n.low < n.high));
    let level = Duel { first: 0, second: 1, outcome: Outcome::Level };
    let even = pairs::strengths(2, &[level, level], 0.95, &mut unwatched).unwrap();
    assert!(!even.held && even.nominees.iter().flatten().all(|n| n.log.abs() < 1e-12 && n.rank == 1));
    assert_eq!(pairs::strengths(2, &[win(1, 1)], 0.95, &mut unwatched), Err(pairs::BadDuels::Unknown { duel: 0 }));
    assert_eq!(pairs::strengths(2, &[level], 0.95, &mut |_, _| false), Err(pairs::BadDuels::Stopped));
    let [a, b] = [0, 1].map(|n: usize| found.nominees[n].unwrap());
    close(pairs::chance(&a, &b) + pairs::chance(&b, &a), 1.0, 1e-12, "somebody wins");
}

// Counts.

/// The capital of Tennessee: Memphis, Nashville, Chattanooga, Knoxville (en.wikipedia.org/wiki/Borda_count, Approval_voting).
fn tennessee() -> Vec<Ranking> {
    let order = |order: [usize; 4]| order.map(|city| vec![city]).to_vec();
    let mut ballots = vec![order([0, 1, 2, 3]); 42];
    ballots.extend(vec![order([1, 2, 3, 0]); 26]);
    ballots.extend(vec![order([2, 3, 1, 0]); 15]);
    ballots.extend(vec![order([3, 2, 1, 0]); 17]);
    ballots
}

#[test]
fn borda_is_that_of_the_example_and_of_scipy() {
    let sums = counts::borda(4, &tennessee(), &[]).unwrap();
    assert_eq!(sums.iter().map(|(sum, _)| *sum).collect::<Vec<_>>(), [126.0, 194.0, 173.0, 107.0]);
    let ballots: Vec<Ranking> = list(&EXPECTED["borda"]["ballots"])
        .iter()
        .map(|ballot| list(ballot).iter().map(|group| list(group).iter().map(whole).collect()).collect())
        .collect();
    let sums = counts::borda(7, &ballots, &[]).unwrap();
    for ((sum, seen), expected) in sums.into_iter().zip(list(&EXPECTED["borda"]["points"])) {
        close(sum, number(expected), 1e-9, "points with level places");
        assert_eq!(seen, ballots.len());
    }
    // A judge who must not rank 0 has two to rank: first is worth as much as first of three, and 0 loses nothing.
    let may = [vec![true, true, true], vec![false, true, true]];
    let sums = counts::borda(3, &[vec![vec![0], vec![1], vec![2]], vec![vec![1], vec![2]]], &may).unwrap();
    assert_eq!(sums, [(2.0, 1), (3.0, 2), (0.0, 2)]);
    let twice = counts::borda(3, &[vec![vec![0], vec![0]]], &[]);
    assert_eq!(twice, Err(BadBallot::Twice { ballot: 0, nominee: 0 }));
    assert_eq!(counts::borda(3, &[vec![vec![3]]], &[]), Err(BadBallot::Unknown { ballot: 0, nominee: 3 }));
}

#[test]
fn approval_points_and_duels_of_ballots_are_counted() {
    let approved: Vec<Vec<usize>> =
        tennessee().iter().map(|ballot| ballot[..2].iter().flatten().copied().collect()).collect();
    assert_eq!(counts::approval(4, &approved).unwrap(), [42, 68, 58, 32]);
    let wins = counts::head_to_head(4, &tennessee()).unwrap();
    // Nashville beats everybody: 58 to 42, 68 to 32, 68 to 32.
    assert_eq!(wins[1], [58, 0, 68, 68]);
    assert_eq!(wins[0], [0, 42, 42, 42]);
    assert_eq!(counts::points(3, &[vec![(0, 7), (2, 3)], vec![(2, 10)]]).unwrap(), [7, 0, 13]);
    assert!(counts::points(3, &[vec![(0, 7), (0, 3)]]).is_err() && counts::approval(2, &[vec![2]]).is_err());
}

#[test]
fn screening_passes_by_the_rule_that_was_declared() {
    let votes = [(0, true), (0, true), (0, false), (1, true), (1, false), (2, true)];
    let passed = |rule| counts::passes(4, &votes, rule).into_iter().map(|(.., passed)| passed).collect::<Vec<_>>();
    assert_eq!(passed(Passing::Majority), [Some(true), Some(false), Some(true), None]);
    assert_eq!(passed(Passing::All), [Some(false), Some(false), Some(true), None]);
    assert_eq!(passed(Passing::AtLeast(2)), [Some(true), Some(false), Some(false), None]);
}

/// Places and ballots of a `.blt` file.
fn blt(text: &str) -> (usize, usize, Vec<Ranking>) {
    let mut lines = text.lines().map(|line| line.split_whitespace().map(str::parse::<usize>));
    let head: Vec<usize> = lines.next().unwrap().map(Result::unwrap).collect();
    let mut ballots = Vec::new();
    for line in lines {
        let numbers: Vec<usize> = line.map(Result::unwrap).collect();
        let [times, order @ .., 0] = &numbers[..] else { break };
        let ballot: Ranking = order.iter().map(|candidate| vec![candidate - 1]).collect();
        ballots.extend(vec![ballot; *times]);
    }
    (head[0], head[1], ballots)
}

#[test]
fn two_wards_of_glasgow_are_counted_as_another_program_counts_them() {
    let files =
        [include_str!("../data/judging/Calton-2007.blt"), include_str!("../data/judging/Anderston-City-2007.blt")];
    for (case, text) in list(&EXPECTED["stv"]).iter().zip(files) {
        let (candidates, seats, ballots) = blt(text);
        let count = stv::count(candidates, &ballots, seats, "lots").unwrap();
        assert_eq!(count.quota, whole(&case["quota"]) as u64);
        let stages: Vec<_> = count.stages.iter().filter(|stage| stage.event != stv::Event::Filled).collect();
        assert_eq!(stages.len(), list(&case["stages"]).len());
        for (stage, expected) in stages.into_iter().zip(list(&case["stages"])) {
            let votes: Vec<u64> = list(&expected["votes"]).iter().map(|votes| whole(votes) as u64).collect();
            assert_eq!(stage.votes, votes, "{:?}", stage.event);
            assert_eq!(stage.exhausted, whole(&expected["exhausted"]) as u64);
            assert!(!stage.by_lot);
        }
        assert_eq!(count.elected, list(&case["elected"]).iter().map(whole).collect::<Vec<_>>());
    }
}

#[test]
fn the_food_at_the_party_is_the_published_one() {
    // Older form of en.wikipedia.org/wiki/Single_transferable_vote: oranges, pears, chocolate, strawberries, sweets; 20 guests.
    let order = |times: usize, order: &[usize]| vec![order.iter().map(|food| vec![*food]).collect::<Ranking>(); times];
    let ballots =
        [order(4, &[0]), order(2, &[1, 0]), order(8, &[2, 3]), order(4, &[2, 4]), order(1, &[3]), order(1, &[4])];
    let count = stv::count(5, &ballots.concat(), 3, "").unwrap();
    assert_eq!(count.quota, 6 * stv::ONE);
    assert_eq!(count.elected, [2, 0, 3]);
    // Six of twelve go on: four to strawberries, two to sweets; then pears leave and give oranges their two.
    let in_votes: Vec<Vec<u64>> =
        count.stages.iter().map(|stage| stage.votes.iter().map(|votes| votes / stv::ONE).collect()).collect();
    assert_eq!(in_votes[0], [4, 2, 12, 1, 1]);
    assert_eq!(in_votes[1], [4, 2, 6, 5, 3]);
    assert_eq!(in_votes[2], [6, 0, 6, 5, 3]);
    assert_eq!(count.left_out, [1, 4]);
}

#[test]
fn who_is_level_is_parted_by_the_stage_before() {
    let order = |times: usize, order: &[usize]| vec![order.iter().map(|n| vec![*n]).collect::<Ranking>(); times];
    let ballots = [order(5, &[0]), order(3, &[1]), order(2, &[2]), order(1, &[3, 2])].concat();
    let count = stv::count(4, &ballots, 1, "").unwrap();
    // Without the last, 1 and 2 have three votes each; 2 had fewer before.
    assert_eq!((&count.left_out[..], &count.elected[..]), (&[3, 2, 1][..], &[0][..]));
    assert!(count.stages.iter().all(|stage| !stage.by_lot));
}

#[test]
fn lots_are_drawn_from_the_seed_and_said() {
    let ballots: Vec<Ranking> = (0..4).map(|nominee| vec![vec![nominee]]).collect();
    let winners: BTreeSet<usize> = (0..40)
        .map(|seed| {
            let count = |seed: &str| stv::count(4, &ballots, 1, seed).unwrap();
            let count_once = count(&seed.to_string());
            assert_eq!(count_once, count(&seed.to_string()));
            assert!(count_once.stages.iter().any(|stage| stage.by_lot));
            count_once.elected[0]
        })
        .collect();
    assert_eq!(winners, (0..4).collect());
    let few = stv::count(2, &[vec![vec![0, 1]]], 5, "").unwrap();
    assert_eq!(few.elected.len(), 2, "{few:?}");
    assert_eq!(stv::count(0, &[], 3, "").unwrap().elected, Vec::<usize>::new());
}
