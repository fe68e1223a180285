//! Stats of a monster from what was told of its problem: how bad it was, how many people it reached, in how many places, and for
//! how long it has been coming back.

use super::words;
use crate::app::bulk;
use crate::app::nominations::problem_key;
use crate::app::problems::severe_words;
use crate::campaign::{Campaign, Change, MishapState, Monster, MonsterId, MonsterStat};
use jiff::civil::DateTime;
use std::collections::{BTreeMap, BTreeSet};

/// What was told of one problem.
#[derive(Default)]
struct Told {
    people: BTreeSet<u64>,
    records: u64,
    /// Sum and number of severities, 1 to 10.
    severity: (u64, u64),
    places: BTreeSet<String>,
    first: Option<DateTime>,
    last: Option<DateTime>,
}

impl Told {
    fn on(&mut self, at: Option<DateTime>) {
        let Some(at) = at else { return };
        self.first = Some(self.first.map_or(at, |first| first.min(at)));
        self.last = Some(self.last.map_or(at, |last| last.max(at)));
    }
    fn days(&self) -> f64 {
        match (self.first, self.last) {
            (Some(first), Some(last)) => first.duration_until(last).as_secs_f64() / 86_400.0,
            _ => 0.0,
        }
    }
}

/// A share as 1 to 10.
fn scaled(part: f64, whole: f64) -> u8 {
    if whole <= 0.0 {
        return 1;
    }
    // Between 1 and 10, so it fits.
    (1.0 + 9.0 * (part / whole).clamp(0.0, 1.0)).round() as u8
}

fn tell(campaign: &Campaign) -> BTreeMap<String, Told> {
    let mut told: BTreeMap<String, Told> = BTreeMap::new();
    for (_, it) in campaign.nominations().iter() {
        let keys: BTreeSet<String> = it.problems.iter().map(|tag| problem_key(tag)).collect();
        // Words of trouble weigh when nobody gave a number: each lifts a quiet 4 a little.
        let loud = if keys.is_empty() { 0 } else { severe_words(it.excerpt()).min(3) as u64 };
        let person = campaign.people().get(it.nominee);
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            let one = told.entry(key).or_default();
            one.records += 1;
            one.people.insert(it.nominee.0);
            one.severity.0 += 4 + loud * 2;
            one.severity.1 += 1;
            if let Some(person) = person {
                let place = [person.country.trim(), person.team.trim()].join("/").to_lowercase();
                if place != "/" {
                    one.places.insert(place);
                }
            }
            one.on(it.received_at);
        }
    }
    for (_, it) in campaign.mishaps().iter().filter(|(_, it)| it.state != MishapState::SetAside) {
        let keys: BTreeSet<String> = it.problems.iter().map(|tag| problem_key(tag)).collect();
        let severity = it.severity.map_or_else(|| 5 + severe_words(&it.text).min(2) as u64 * 2, u64::from);
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            let one = told.entry(key).or_default();
            one.records += 1;
            if let Some(by) = it.sent_by {
                one.people.insert(by.0);
            }
            // What happened weighs more than what is told on the side.
            one.severity.0 += severity * 3;
            one.severity.1 += 3;
            let place = [it.country.trim(), it.place.trim()].join("/").to_lowercase();
            if place != "/" {
                one.places.insert(place);
            }
            one.on(it.received_at);
        }
    }
    told
}

/// Menace from how bad it was, Cunning from in how many places it turned up, Reach from how many people it met, Patience from
/// for how long it has been coming back; each beside the problem that has most of it. `None` where nothing names the problem.
pub fn computed_stats(campaign: &Campaign, problem: &str) -> Option<Vec<MonsterStat>> {
    stats_of(&tell(campaign), problem)
}

fn stats_of(told: &BTreeMap<String, Told>, problem: &str) -> Option<Vec<MonsterStat>> {
    let own = told.get(&problem_key(problem))?;
    let most = |of: fn(&Told) -> f64| told.values().map(of).fold(0.0_f64, f64::max);
    let (sum, count) = own.severity;
    let menace = if count == 0 { 5.0 } else { sum as f64 / count as f64 };
    let values = [
        menace.round().clamp(1.0, 10.0) as u8,
        scaled(own.places.len() as f64, most(|it| it.places.len() as f64)),
        scaled(own.people.len() as f64 + own.records as f64, most(|it| it.people.len() as f64 + it.records as f64)),
        scaled(own.days(), most(Told::days)),
    ];
    let labels = words().stats.iter();
    Some(labels.zip(values).map(|(label, value)| MonsterStat { label: label.clone(), value }).collect())
}

/// Gives these monsters the stats that their problems come to, in one step; stats that are locked stay. `None` where nothing
/// changes.
pub fn compute_stats(campaign: &Campaign, ids: impl IntoIterator<Item = MonsterId>) -> Option<Change> {
    let told = tell(campaign);
    let title = |count| bulk::counted::<Monster>("Compute the stats of", count);
    bulk::change_each::<Monster>(campaign, ids, title, |monster| {
        if let Some(stats) = stats_of(&told, &monster.problem).filter(|_| !monster.locked.contains("stats")) {
            monster.stats = stats;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;
    use crate::campaign::{Edit, Mishap, Nomination, Person, PersonId};

    #[test]
    fn stats_follow_what_was_told() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = crate::app::templates::start(&FakeWorld::new(now), "blank").unwrap();
        let mut edits = Vec::new();
        for n in 1..=6 {
            let person = Person { name: format!("P{n}").into(), country: format!("C{n}").into(), ..Person::default() };
            edits.push(Edit::person(PersonId(n), person));
            let mut nomination = Nomination::new(PersonId(n));
            nomination.problems = if n <= 5 { vec!["Queues".into()] } else { vec!["Cables".into()] };
            nomination.received_at = format!("2026-0{n}-01T10:00:00").parse().ok();
            edits.push(Edit::nomination(n.into(), nomination));
        }
        let mishap = Mishap { problems: vec!["cables".into()], severity: Some(10), ..Mishap::default() };
        edits.push(Edit::mishap(1.into(), mishap));
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        let values = |problem: &str| -> Vec<u8> {
            computed_stats(&campaign, problem).unwrap().iter().map(|stat| stat.value).collect()
        };
        let (queues, cables) = (values("queues"), values("Cables"));
        assert!(cables[0] > queues[0], "worse: {cables:?} {queues:?}");
        assert_eq!((queues[1], queues[2], queues[3]), (10, 10, 10));
        assert!(cables[2] < 10 && cables[3] == 1);
        assert!(computed_stats(&campaign, "Ghosts").is_none());
    }
}
