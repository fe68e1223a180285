//! Ties, by the policy declared before scores were seen.
//!
//! A policy is a list of rules. Each splits only those whom the rules before it left level; whom all leave level share the place
//! (1, 2, 2, 4). Which rule settled a place is told, so that it can be explained.

use super::dice::Dice;
use super::severity::{ranks, same};
use serde::{Deserialize, Serialize};

/// A rule with what it looks at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum TieRule {
    /// The larger number goes first: the mean of a criterion, the count of first places, how early a nomination came (as a number
    /// that grows towards earlier). Stands by nominee; nothing counts as least.
    Larger(Vec<Option<f64>>),
    /// Who beat more of the level others head to head goes first; `wins[a][b]` is how often a was put before b.
    HeadToHead(Vec<Vec<u32>>),
    /// By lot; the seed was written down before scores were seen.
    Lot(String),
}

/// Where a nominee ends up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// 1, 2, 2, 4.
    pub rank: usize,
    /// Place before any rule.
    pub before: usize,
    /// Which rule, from 0, last parted it from another; nothing when no rule was needed or none helped.
    pub settled_by: Option<usize>,
}

/// Places by value, largest first, with ties settled. A nominee without value has none.
pub fn settle(values: &[Option<f64>], rules: &[TieRule]) -> Vec<Option<Place>> {
    let before = ranks(values.iter().copied());
    let mut places: Vec<Option<Place>> =
        before.iter().map(|rank| rank.map(|rank| Place { rank, before: rank, settled_by: None })).collect();
    for (number, rule) in rules.iter().enumerate() {
        let mut level: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut order: Vec<usize> = (0..places.len()).filter(|index| places[*index].is_some()).collect();
        order.sort_by_key(|index| places[*index].map(|place| place.rank));
        for index in order {
            let rank = places[index].map_or(0, |place| place.rank);
            match level.last_mut() {
                Some((known, group)) if *known == rank => group.push(index),
                _ => level.push((rank, vec![index])),
            }
        }
        for (rank, group) in level.into_iter().filter(|(_, group)| group.len() > 1) {
            let keys = keys(rule, &group, rank);
            let inside = ranks(keys.iter().copied().map(Some));
            if keys.windows(2).all(|pair| same(pair[0], pair[1])) {
                continue;
            }
            for (index, within) in group.into_iter().zip(inside) {
                let rank = rank + within.unwrap_or(1) - 1;
                if let Some(place) = &mut places[index] {
                    *place = Place { rank, settled_by: Some(number), ..*place };
                }
            }
        }
    }
    places
}

/// What a rule gives each of a level group; larger goes first.
fn keys(rule: &TieRule, group: &[usize], rank: usize) -> Vec<f64> {
    match rule {
        TieRule::Larger(values) => {
            group.iter().map(|index| values.get(*index).copied().flatten().unwrap_or(f64::MIN)).collect()
        }
        TieRule::HeadToHead(wins) => {
            let won = |a: usize, b: usize| wins.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0);
            let beaten = |a: usize| group.iter().filter(|b| won(a, **b) > won(**b, a)).count();
            group.iter().map(|index| beaten(*index) as f64).collect()
        }
        TieRule::Lot(seed) => {
            let mut order: Vec<usize> = (0..group.len()).collect();
            // The place goes into the seed, so that one tie does not decide how another falls.
            Dice::of(&format!("{seed}/{rank}")).shuffle(&mut order);
            let mut keys = vec![0.0; group.len()];
            for (place, index) in order.into_iter().enumerate() {
                keys[index] = (group.len() - place) as f64;
            }
            keys
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(values: &[f64], rules: &[TieRule]) -> Vec<(usize, Option<usize>)> {
        let values: Vec<_> = values.iter().copied().map(Some).collect();
        settle(&values, rules).into_iter().flatten().map(|place| (place.rank, place.settled_by)).collect()
    }

    #[test]
    fn rules_split_only_what_is_level() {
        let values = [5.0, 7.0, 5.0, 5.0, 1.0];
        assert_eq!(ranked(&values, &[]), [(2, None), (1, None), (2, None), (2, None), (5, None)]);
        let reach = TieRule::Larger(vec![Some(3.0), Some(0.0), Some(4.0), Some(3.0), Some(9.0)]);
        let after = [(3, Some(0)), (1, None), (2, Some(0)), (3, Some(0)), (5, None)];
        assert_eq!(ranked(&values, std::slice::from_ref(&reach)), after);
        let mut wins = vec![vec![0; 5]; 5];
        wins[3][0] = 1;
        let settled = [(4, Some(1)), (1, None), (2, Some(0)), (3, Some(1)), (5, None)];
        assert_eq!(ranked(&values, &[reach, TieRule::HeadToHead(wins)]), settled);
    }

    #[test]
    fn a_lot_settles_everything_and_can_be_drawn_again() {
        let values = vec![1.0; 40];
        let draw = |seed: &str| ranked(&values, &[TieRule::Lot(seed.into())]);
        let ranks: std::collections::BTreeSet<_> = draw("a").into_iter().map(|(rank, _)| rank).collect();
        assert_eq!(ranks, (1..=40).collect());
        assert_eq!(draw("a"), draw("a"));
        assert_ne!(draw("a"), draw("b"));
        assert_eq!(settle(&[None, Some(1.0)], &[])[0], None);
    }
}
