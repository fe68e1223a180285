//! How likely it is to win: for one ticket among those that may win a prize, and for one entry with all its tickets and pools.

use crate::app::outlook::grouped;
use crate::campaign::{Campaign, EntryId, Prize, Sweepstake};
use std::collections::BTreeMap;

use super::standing::{Assessed, Standing};

/// The chance of one ticket when all prizes of a kind are given in one go: exact for one prize, near enough for several.
pub fn chance(tickets: u64, quantity: u64) -> String {
    match (tickets, quantity) {
        (0, _) => "nobody may win it".into(),
        (_, 0) => "none to win".into(),
        (tickets, 1) => format!("1 in {}", grouped(tickets)),
        (tickets, quantity) if quantity >= tickets => "every ticket".into(),
        (tickets, quantity) => format!("about 1 in {}", grouped((tickets + quantity / 2) / quantity)),
    }
}

/// Entries and tickets that take part and may win each prize, in rank order.
pub fn contenders(campaign: &Campaign, sweepstake: &Sweepstake, assessed: &[Assessed]) -> Vec<(u64, u64)> {
    let mut counts = vec![(0, 0); sweepstake.prizes.len()];
    for judged in assessed.iter().filter(|judged| judged.standing == Standing::In) {
        let Some(open) = opens(campaign, sweepstake, judged.id) else { continue };
        for (count, is_open) in counts.iter_mut().zip(open) {
            if is_open {
                count.0 += 1;
                count.1 += judged.tickets.total;
            }
        }
    }
    counts
}

/// For each prize whether it is open to an entry.
fn opens(campaign: &Campaign, sweepstake: &Sweepstake, id: EntryId) -> Option<Vec<bool>> {
    let entry = campaign.entries().get(id)?;
    let person = campaign.people().get(entry.person)?;
    let open: Vec<&str> = sweepstake.may_win(entry, person).into_iter().map(|prize| prize.id.as_str()).collect();
    Some(sweepstake.prizes.iter().map(|prize: &Prize| open.contains(&prize.id.as_str())).collect())
}

/// Entries that are alike: the same open prizes and the same tickets.
type Class = (Vec<bool>, u64);

/// The chances of all kinds of entries of a list.
///
/// The walk goes down the places from 0 to 1, and every entry takes the first prize that is left and open to it. For a long
/// list the share of each kind of entry that is met until a place is its probability, so it is enough to know at which place
/// each prize runs out. That is exact for equal tickets without pools, near enough otherwise; households are not looked at.
#[derive(Clone, Debug, Default)]
pub struct Chances {
    /// For each kind of entry and each prize the probability to win it.
    classes: BTreeMap<Class, Vec<f64>>,
    /// The first prize, given once and open to everybody, is exact: tickets by all tickets.
    all_tickets: Option<u64>,
}

impl Chances {
    pub fn new(campaign: &Campaign, sweepstake: &Sweepstake, assessed: &[Assessed]) -> Self {
        let mut counts: BTreeMap<Class, u64> = BTreeMap::new();
        for judged in assessed.iter().filter(|judged| judged.standing == Standing::In) {
            if let Some(open) = opens(campaign, sweepstake, judged.id) {
                *counts.entry((open, judged.tickets.total)).or_default() += 1;
            }
        }
        let quantities: Vec<u64> = sweepstake.prizes.iter().map(|prize| prize.quantity).collect();
        let is_open = |(open, _): &Class| open.first().copied().unwrap_or_default();
        let exact = quantities.first() == Some(&1) && counts.keys().all(is_open);
        let tickets = counts.iter().map(|((_, tickets), count)| tickets * count).sum();
        Self { classes: run_out(&counts, &quantities), all_tickets: exact.then_some(tickets) }
    }

    /// For each prize in rank order the probability that this entry wins it; `None` where it does not take part.
    pub fn of(&self, campaign: &Campaign, sweepstake: &Sweepstake, judged: &Assessed) -> Option<Vec<f64>> {
        if judged.standing != Standing::In {
            return None;
        }
        let open = opens(campaign, sweepstake, judged.id)?;
        let mut chances = self.classes.get(&(open, judged.tickets.total))?.clone();
        if let (Some(all), Some(first)) = (self.all_tickets, chances.first_mut()) {
            *first = judged.tickets.total as f64 / all as f64;
        }
        Some(chances)
    }
}

/// Where each kind of entry gets what: fills the prizes from place 0 on, from one running out to the next.
fn run_out(counts: &BTreeMap<Class, u64>, quantities: &[u64]) -> BTreeMap<Class, Vec<f64>> {
    let mut left: Vec<f64> = quantities.iter().map(|quantity| *quantity as f64).collect();
    let mut won: BTreeMap<Class, Vec<f64>> =
        counts.keys().map(|class| (class.clone(), vec![0.0; quantities.len()])).collect();
    // The share of entries with this many tickets whose lowest place lies beyond u.
    let beyond = |u: f64, tickets: u64| (1.0 - u).powf(tickets as f64);
    let mut from = 0.0;
    // Each round ends with a prize that runs out, or with the list.
    for _ in 0..=quantities.len() {
        let wants: Vec<(&Class, u64, usize)> = counts
            .iter()
            .filter_map(|(class, count)| {
                let first = (0..left.len()).find(|prize| class.0[*prize] && left[*prize] > 1e-9)?;
                Some((class, *count, first))
            })
            .collect();
        if wants.is_empty() {
            break;
        }
        let taken = |prize: usize, until: f64| -> f64 {
            let of = wants.iter().filter(|(_, _, wanted)| *wanted == prize);
            of.map(|(class, count, _)| (beyond(from, class.1) - beyond(until, class.1)) * *count as f64).sum()
        };
        let mut until = 1.0_f64;
        for (prize, rest) in left.iter().enumerate() {
            if wants.iter().any(|(_, _, wanted)| *wanted == prize) && taken(prize, until) > *rest {
                let (mut low, mut high) = (from, until);
                for _ in 0..60 {
                    let middle = f64::midpoint(low, high);
                    if taken(prize, middle) < *rest { low = middle } else { high = middle }
                }
                until = high;
            }
        }
        let given: Vec<f64> = (0..left.len()).map(|prize| taken(prize, until)).collect();
        for (class, _, prize) in &wants {
            let share = beyond(from, class.1) - beyond(until, class.1);
            if let Some(won) = won.get_mut(*class) {
                won[*prize] += share;
            }
        }
        for (left, given) in left.iter_mut().zip(given) {
            *left = (*left - given).max(0.0);
            if *left < 1e-6 {
                *left = 0.0;
            }
        }
        from = until;
        if until >= 1.0 {
            break;
        }
    }
    won
}

/// "about 1 in 525", "about 4 in 5", "certain".
pub fn likely(probability: f64) -> String {
    match probability {
        p if p <= 0.0 => "no chance".into(),
        p if p >= 0.995 => "almost certain".into(),
        p if p > 0.5 => format!("about {} in 10", (p * 10.0).round().clamp(5.0, 9.0)),
        p => format!("about 1 in {}", grouped((1.0 / p).round() as u64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(open: &[bool], tickets: u64) -> Class {
        (open.to_vec(), tickets)
    }

    #[test]
    fn equal_tickets_share_the_places() {
        let counts = BTreeMap::from([(class(&[true, true], 1), 1000)]);
        let chances = run_out(&counts, &[1, 20]);
        let of = &chances[&class(&[true, true], 1)];
        assert!((of[0] - 0.001).abs() < 1e-6 && (of[1] - 0.02).abs() < 1e-6, "{of:?}");
    }

    #[test]
    fn more_prizes_than_entries_and_pools() {
        let all = class(&[true, true], 1);
        let members = class(&[false, true], 1);
        let counts = BTreeMap::from([(all.clone(), 900), (members.clone(), 100)]);
        // The one open to fewer is given among all who may have it.
        let chances = run_out(&counts, &[9, 20]);
        let sum = |prize: usize| chances[&all][prize] * 900.0 + chances[&members][prize] * 100.0;
        assert!((sum(0) - 9.0).abs() < 1e-3 && (sum(1) - 20.0).abs() < 1e-3, "{chances:?}");
        assert!(chances[&members][0].abs() < 1e-12);
        let few = BTreeMap::from([(all.clone(), 3)]);
        let chances = run_out(&few, &[1, 20]);
        assert!((chances[&all].iter().sum::<f64>() - 1.0).abs() < 1e-6, "{chances:?}");
    }

    #[test]
    fn odds_in_words() {
        assert_eq!(chance(1574, 1), "1 in 1,574");
        assert_eq!(chance(1574, 3), "about 1 in 525");
        assert_eq!(chance(2, 3), "every ticket");
        assert_eq!(likely(0.002), "about 1 in 500");
        assert_eq!(likely(0.8), "about 8 in 10");
    }
}
