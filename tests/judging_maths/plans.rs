//! What must hold for every plan of who scores whom: every nominee as often as asked, no conflict, even work, the same seed the
//! same plan, and a reason that is one where there is no plan.

use proptest::prelude::*;
use std::collections::BTreeSet;
use unsung::judging::assign::{Ask, Impossible, assign};

fn conflict_free(ask: &Ask, judges_of: &[Vec<usize>]) -> bool {
    let conflicts: BTreeSet<_> = ask.conflicts.iter().copied().collect();
    judges_of.iter().enumerate().all(|(n, judges)| judges.iter().all(|judge| !conflicts.contains(&(n, *judge))))
}

/// Whether loads that differ by at most one exist at all: a flow, pushed along one path after the other. Slow and simple, unlike
/// the program.
fn is_even_possible(ask: &Ask) -> bool {
    let total = ask.nominees * ask.times;
    let (low, more) = (total / ask.judges, total % ask.judges);
    let conflicts: BTreeSet<_> = ask.conflicts.iter().copied().collect();
    // Who of the judges takes one more is tried out.
    (0_u32..1 << ask.judges).filter(|ones| ones.count_ones() as usize == more).any(|ones| {
        let room: Vec<usize> = (0..ask.judges).map(|judge| low + (ones >> judge & 1) as usize).collect();
        let mut taken: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); ask.judges];
        for nominee in (0..ask.nominees).flat_map(|nominee| std::iter::repeat_n(nominee, ask.times)) {
            fn place(
                nominee: usize,
                ask: &Ask,
                conflicts: &BTreeSet<(usize, usize)>,
                room: &[usize],
                taken: &mut Vec<BTreeSet<usize>>,
                tried: &mut BTreeSet<usize>,
            ) -> bool {
                for judge in 0..ask.judges {
                    let barred = conflicts.contains(&(nominee, judge)) || taken[judge].contains(&nominee);
                    if barred || !tried.insert(judge) {
                        continue;
                    }
                    if taken[judge].len() < room[judge] {
                        taken[judge].insert(nominee);
                        return true;
                    }
                    for other in taken[judge].clone() {
                        taken[judge].remove(&other);
                        taken[judge].insert(nominee);
                        if place(other, ask, conflicts, room, taken, tried) {
                            return true;
                        }
                        taken[judge].remove(&nominee);
                        taken[judge].insert(other);
                    }
                }
                false
            }
            if !place(nominee, ask, &conflicts, &room, &mut taken, &mut BTreeSet::new()) {
                return false;
            }
        }
        true
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn a_plan_holds_what_it_promises_or_says_why_there_is_none(
        nominees in 1_usize..9,
        judges in 1_usize..6,
        times in 0_usize..5,
        marks in proptest::collection::vec((0_usize..8, 0_usize..5), 0..14),
        seed in "[a-z]{3}",
    ) {
        let conflicts: Vec<_> = marks.into_iter().filter(|(n, j)| *n < nominees && *j < judges).collect();
        let ask = Ask { nominees, judges, times, conflicts: conflicts.clone(), seed, ..Ask::default() };
        let plan = assign(&ask);
        prop_assert_eq!(&plan, &assign(&Ask { conflicts: conflicts.iter().rev().copied().collect(), ..ask.clone() }));
        let barred = |nominee: usize| conflicts.iter().filter(|(n, _)| *n == nominee).map(|(_, j)| *j).collect::<BTreeSet<_>>();
        match plan {
            Ok(plan) => {
                prop_assert!(plan.judges_of.iter().all(|judges| judges.iter().collect::<BTreeSet<_>>().len() == times));
                prop_assert!(conflict_free(&ask, &plan.judges_of));
                let load = |judge: usize| plan.judges_of.iter().flatten().filter(|known| **known == judge).count();
                prop_assert_eq!(&plan.loads, &(0..judges).map(load).collect::<Vec<_>>());
                let (least, most) = (plan.loads.iter().min().unwrap(), plan.loads.iter().max().unwrap());
                prop_assert!(most - least <= 1);
            }
            Err(Impossible::TooFewJudges { times: asked, lacks }) => {
                prop_assert_eq!(asked, times);
                let expected: Vec<_> = (0..nominees).filter(|n| judges - barred(*n).len() < times).collect();
                prop_assert_eq!(lacks.iter().map(|lack| lack.nominee).collect::<Vec<_>>(), expected);
                for lack in lacks {
                    prop_assert_eq!(lack.allowed, judges - barred(lack.nominee).len());
                    prop_assert_eq!(lack.conflicts.into_iter().collect::<BTreeSet<_>>(), barred(lack.nominee));
                }
            }
            Err(Impossible::Uneven { best, most, least, heavy, light }) => {
                prop_assert!(!is_even_possible(&ask), "an even plan exists");
                prop_assert!(most > least + 1 && !heavy.is_empty() && !light.is_empty());
                prop_assert!(light.iter().all(|judge| !heavy.contains(judge)));
                // The reason given is one: whom the heavy ones see, the light ones may not see or see already.
                for (nominee, judges) in best.judges_of.iter().enumerate() {
                    if judges.iter().any(|judge| heavy.contains(judge)) {
                        prop_assert!(light.iter().all(|l| judges.contains(l) || barred(nominee).contains(l)));
                    }
                }
                let uneven = assign(&Ask { uneven: true, ..ask.clone() }).unwrap();
                prop_assert_eq!(uneven, best);
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
    }
}

#[test]
fn pairs_set_by_hand_stay_and_impossible_ones_are_named() {
    let ask = Ask { nominees: 6, judges: 3, times: 2, fixed: vec![(0, 2), (1, 2), (5, 0)], ..Ask::default() };
    let plan = assign(&ask).unwrap();
    assert!(ask.fixed.iter().all(|(nominee, judge)| plan.judges_of[*nominee].contains(judge)));
    assert_eq!(plan.loads, [4, 4, 4]);
    let wrong = assign(&Ask { conflicts: vec![(1, 2)], ..ask.clone() });
    assert_eq!(wrong, Err(Impossible::FixedConflict { pairs: vec![(1, 2)] }));
    let many = assign(&Ask { fixed: vec![(3, 0), (3, 1), (3, 2)], ..ask.clone() });
    assert_eq!(many, Err(Impossible::FixedTooMany { nominees: vec![3] }));
    let unknown = assign(&Ask { conflicts: vec![(6, 0)], ..ask });
    assert_eq!(unknown, Err(Impossible::Unknown { nominee: 6, judge: 0 }));
}

#[test]
fn a_large_panel_is_planned_evenly_and_its_judges_can_be_compared() {
    let conflicts = (0..2_000).map(|nominee| (nominee, nominee * 7 % 100)).collect();
    let ask = Ask { nominees: 2_000, judges: 100, times: 10, conflicts, seed: "large".into(), ..Ask::default() };
    let plan = assign(&ask).unwrap();
    assert_eq!(plan.loads, [200; 100]);
    assert!(conflict_free(&ask, &plan.judges_of));
    let mut common = vec![[0_u32; 100]; 100];
    for judges in &plan.judges_of {
        for (a, b) in judges.iter().flat_map(|a| judges.iter().map(move |b| (*a, *b))) {
            common[a][b] += 1;
        }
    }
    let least =
        (0..100).flat_map(|a| (0..100).filter(move |b| *b != a).map(move |b| (a, b))).map(|(a, b)| common[a][b]);
    // 2,000 x 45 pairs over 4,950 pairs of judges: 18 each on average.
    assert!(least.min().unwrap() >= 8, "every two judges have nominees in common");
    assert_ne!(plan, assign(&Ask { seed: "other".into(), ..ask }).unwrap());
}
