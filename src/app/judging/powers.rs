//! The powers of heroes from what judges scored, and what becomes of them when the round they come from is reopened: they stand on the
//! cards until somebody takes them back or keeps them.

use super::super::failure::Failure;
use super::{of, round, sheets_of_round};
use crate::campaign::judging::Mark;
use crate::campaign::{AwardId, Campaign, Change, Edit, GivenBy, Hero, HeroId, Power};
use std::collections::{BTreeMap, HashMap};

/// Powers for heroes from questions of a rubric: question by number, stat of the kit. Each hero of a candidate gets the mean of the
/// question as a value from 1 to 10; other powers stay. Each notes by which round it was given. `None` where nothing changes.
///
/// # Errors
/// Where the round is no rubric or a question is not there.
pub fn set(
    campaign: &Campaign,
    award: AwardId,
    number: u32,
    stats: &[(u32, String)],
) -> Result<Option<Change>, Failure> {
    let what = "No power was set.";
    let judging = of(campaign, award, what)?;
    let round = round(judging, number, what)?;
    let criteria = round.mode.criteria();
    if let Some((unknown, _)) = stats.iter().find(|(question, _)| !criteria.iter().any(|it| it.number == *question)) {
        let why = format!("{} has no question {unknown}.", round.title());
        return Err(Failure::new(what, why, "Choose a question of its rubric."));
    }
    let mut sums: BTreeMap<(u32, u32), (f64, u32)> = BTreeMap::new();
    for (_, sheet) in sheets_of_round(campaign, award, number) {
        for (candidate, line) in &sheet.lines {
            if judging.is_recused(sheet.judge, *candidate, number) {
                continue;
            }
            let Mark::Scores(scores) = &line.mark else { continue };
            for (question, score) in scores {
                let sum = sums.entry((*candidate, *question)).or_default();
                *sum = (sum.0 + f64::from(*score), sum.1 + 1);
            }
        }
    }
    let heroes: HashMap<_, (HeroId, &Hero)> = campaign.heroes().iter().map(|(id, it)| (it.person, (id, it))).collect();
    let mut edits = Vec::new();
    for it in &judging.field {
        let Some((id, hero)) = it.person.and_then(|person| heroes.get(&person)) else { continue };
        let mut after = Hero::clone(hero);
        for (question, stat) in stats {
            let criterion = criteria.iter().find(|it| it.number == *question);
            let (Some(criterion), Some((sum, count))) = (criterion, sums.get(&(it.number, *question))) else {
                continue;
            };
            let share =
                (sum / f64::from(*count) - f64::from(criterion.least)) / f64::from(criterion.most - criterion.least);
            let value = (1.0 + 9.0 * share.clamp(0.0, 1.0)).round() as u8;
            let of = (award, number);
            match after.powers.iter_mut().find(|power| power.stat == *stat) {
                // It says the same as what it gave, or as what somebody set by hand, which stays theirs.
                Some(power) if power.value == value && power.given.is_none_or(|by| is_by(&by, of)) => {}
                // Given anew by the same round: what stood before it is what comes back.
                Some(power) => *power = given_anew(taken_back(power.clone(), of), stat, value, of),
                None => after.powers.push(given_anew(None, stat, value, of)),
            }
        }
        if after != **hero {
            edits.push(Edit::hero(*id, after));
        }
    }
    Ok((!edits.is_empty()).then(|| Change::new("Set powers from what judges scored", edits)))
}

/// A round of an award.
type Of = (AwardId, u32);

fn is_by(by: &GivenBy, of: Of) -> bool {
    (by.award, by.round) == of
}

/// Every round that gave the power a value, the first of them first.
fn givers(power: &Power) -> impl Iterator<Item = GivenBy> {
    power.earlier.iter().copied().chain(power.given)
}

/// A power as the round gives it over what stood there.
fn given_anew(before: Option<Power>, stat: &str, value: u8, (award, round): Of) -> Power {
    let given = Some(GivenBy { award, round, before: before.as_ref().map(|power| power.value) });
    let earlier = before.iter().flat_map(givers).collect();
    Power { stat: stat.to_owned(), value, given, earlier }
}

/// The power without what the round gave: what the round found comes back, to whoever stands behind that, or goes to the round that
/// gave a value after it. `None` where the hero had no such power.
fn taken_back(mut power: Power, of: Of) -> Option<Power> {
    match power.given {
        Some(by) if is_by(&by, of) => {
            power.value = by.before?;
            power.given = power.earlier.pop();
        }
        _ => {
            if let Some(at) = power.earlier.iter().position(|by| is_by(by, of)) {
                let found = power.earlier.remove(at).before;
                if let Some(next) = power.earlier.get_mut(at).or(power.given.as_mut()) {
                    next.before = found;
                }
            }
        }
    }
    Some(power)
}

/// The power with what the round gave as if somebody had set it by hand: no round behind it, and none that it gave a value over.
fn kept(mut power: Power, of: Of) -> Power {
    if power.given.is_some_and(|by| is_by(&by, of)) {
        (power.given, power.earlier) = (None, Vec::new());
    } else if let Some(at) = power.earlier.iter().position(|by| is_by(by, of)) {
        power.earlier.drain(..=at);
    }
    power
}

/// A power to which a round gave a value that still stands, or that a later round found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<'a> {
    pub hero: HeroId,
    pub power: &'a Power,
    pub by: GivenBy,
}

/// Powers whose round is open again: what they rest on may change. Of one hero, or of all; one of several such rounds stands here
/// once for each.
pub fn left_open(campaign: &Campaign, hero: Option<HeroId>) -> Vec<Given<'_>> {
    let is_open = |by: &GivenBy| {
        let judging = campaign.judgings().get(by.award);
        judging.is_some_and(|it| it.round(by.round).is_some() && it.frozen(by.round).is_none())
    };
    given(campaign, hero).filter(|it| is_open(&it.by)).collect()
}

/// Powers that a round gave, frozen or not.
pub fn given_by(campaign: &Campaign, award: AwardId, round: u32) -> Vec<Given<'_>> {
    given(campaign, None).filter(|it| (it.by.award, it.by.round) == (award, round)).collect()
}

fn given(campaign: &Campaign, hero: Option<HeroId>) -> impl Iterator<Item = Given<'_>> {
    let one = hero.and_then(|id| Some((id, campaign.heroes().get(id)?)));
    let all = hero.is_none().then(|| campaign.heroes().iter()).into_iter().flatten();
    one.into_iter().chain(all).flat_map(|(id, hero)| {
        hero.powers.iter().flat_map(move |power| givers(power).map(move |by| Given { hero: id, power, by }))
    })
}

/// How many heroes have these.
pub fn heroes_of(given: &[Given<'_>]) -> usize {
    let mut heroes: Vec<HeroId> = given.iter().map(|it| it.hero).collect();
    heroes.dedup();
    heroes.len()
}

/// "Round 1 of “Hero of the Year”", for a line about where a power comes from.
pub fn place(campaign: &Campaign, by: GivenBy) -> String {
    let round = campaign.judgings().get(by.award).and_then(|it| it.round(by.round)).map_or("a round", |it| it.title());
    let award = campaign.awards().get(by.award).map_or("an award", |award| award.title.as_str());
    format!("{round} of “{award}”")
}

/// What becomes of powers that a round gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The values before come back; who had no such power loses it.
    TakeBack,
    /// They stay, and no round stands behind them any more.
    Keep,
}

/// Takes powers back or keeps them. `None` where there are none.
pub fn settle(campaign: &Campaign, given: &[Given<'_>], fate: Fate) -> Option<Change> {
    let mut heroes: BTreeMap<HeroId, Hero> = BTreeMap::new();
    for it in given {
        let Some(before) = campaign.heroes().get(it.hero) else { continue };
        let hero = heroes.entry(it.hero).or_insert_with(|| Hero::clone(before));
        let of = (it.by.award, it.by.round);
        let is_it = |power: &Power| power.stat == it.power.stat && givers(power).any(|by| is_by(&by, of));
        let Some(at) = hero.powers.iter().position(is_it) else { continue };
        let power = hero.powers.remove(at);
        let left = match fate {
            Fate::Keep => Some(kept(power, of)),
            Fate::TakeBack => taken_back(power, of),
        };
        if let Some(power) = left {
            hero.powers.insert(at, power);
        }
    }
    let title = match fate {
        Fate::TakeBack => "Take powers back that judges scored",
        Fate::Keep => "Keep powers that judges scored",
    };
    let edits: Vec<Edit> = heroes.into_iter().map(|(id, hero)| Edit::hero(id, hero)).collect();
    (!edits.is_empty()).then(|| Change::new(title, edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::{Person, PersonId};

    #[test]
    fn taken_back_is_what_was_there_before_and_kept_is_nobodys() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
        let power = |stat: &str, value, given| Power { given, ..Power::new(stat.into(), value) };
        let by = |round, before| Some(GivenBy { award: AwardId(1), round, before });
        let mut hero = Hero::new(PersonId(1), "The Backup Baron".into());
        hero.powers = vec![
            power("speed", 9, by(1, Some(4))),
            power("patience", 8, by(1, None)),
            power("recovery", 7, by(2, None)),
            power("calm", 6, None),
        ];
        let person = Person { name: "Bo Reyes".into(), ..Person::default() };
        let edits = vec![Edit::person(PersonId(1), person), Edit::hero(HeroId(1), hero)];
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        let settled = |fate| {
            let mut campaign = campaign.clone();
            let given = given_by(&campaign, AwardId(1), 1);
            assert_eq!((given.len(), heroes_of(&given)), (2, 1));
            let change = settle(&campaign, &given, fate).unwrap();
            campaign.apply(&change, now).unwrap();
            assert!(given_by(&campaign, AwardId(1), 1).is_empty());
            campaign.heroes().get(HeroId(1)).unwrap().powers.clone()
        };
        let others = [power("recovery", 7, by(2, None)), power("calm", 6, None)];
        assert_eq!(settled(Fate::TakeBack), [&[power("speed", 4, None)], &others[..]].concat());
        assert_eq!(settled(Fate::Keep), [&[power("speed", 9, None), power("patience", 8, None)], &others[..]].concat());
        // Two rounds gave the same power, one over the other: 5 by hand, 8, 9. Each takes back its own, in either order.
        let two = |values: [u8; 2]| {
            let mut it = Power::new("speed".into(), 5);
            for (round, value) in (1..).zip(values) {
                it = given_anew(Some(it), "speed", value, (AwardId(1), round));
            }
            let mut campaign = campaign.clone();
            let mut hero = Hero::new(PersonId(1), "The Backup Baron".into());
            hero.powers = vec![it];
            campaign.apply(&Change::one("Two", Edit::hero(HeroId(1), hero)), now).unwrap();
            campaign
        };
        let after = |campaign: &Campaign, round, fate| {
            let mut campaign = campaign.clone();
            let change = settle(&campaign, &given_by(&campaign, AwardId(1), round), fate).unwrap();
            campaign.apply(&change, now).unwrap();
            assert!(given_by(&campaign, AwardId(1), round).is_empty());
            campaign
        };
        let stands = |campaign: &Campaign| {
            let power = campaign.heroes().get(HeroId(1)).unwrap().powers[0].clone();
            (power.value, givers(&power).map(|by| (by.round, by.before)).collect::<Vec<_>>())
        };
        // The second gave the same value: it is still its own.
        for [one, other] in [[8, 9], [8, 8]] {
            let both = two([one, other]);
            assert_eq!(stands(&both), (other, vec![(1, Some(5)), (2, Some(one))]));
            assert_eq!(given_by(&both, AwardId(1), 1).len(), 1, "the first is asked about though the second stands");
            let only_first = after(&both, 2, Fate::TakeBack);
            assert_eq!(stands(&only_first), (one, vec![(1, Some(5))]), "what comes back is still the first round's");
            assert_eq!(stands(&after(&only_first, 1, Fate::TakeBack)), (5, vec![]));
            let only_second = after(&both, 1, Fate::TakeBack);
            assert_eq!(stands(&only_second), (other, vec![(2, Some(5))]));
            assert_eq!(stands(&after(&only_second, 2, Fate::TakeBack)), (5, vec![]));
            let first_kept = after(&both, 1, Fate::Keep);
            assert_eq!(stands(&first_kept), (other, vec![(2, Some(one))]));
            assert_eq!(stands(&after(&both, 2, Fate::Keep)), (other, vec![]));
        }
        // Given anew by the first: it stands on top of what the second gave.
        let again = taken_back(two([8, 9]).heroes().get(HeroId(1)).unwrap().powers[0].clone(), (AwardId(1), 1));
        let again = given_anew(again, "speed", 7, (AwardId(1), 1));
        assert_eq!(givers(&again).map(|by| (by.round, by.before)).collect::<Vec<_>>(), [(2, Some(5)), (1, Some(9))]);
        // Without a judging no round is open.
        assert!(left_open(&campaign, Some(HeroId(1))).is_empty());
    }
}
