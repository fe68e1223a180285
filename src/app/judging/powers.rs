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
            let given = |before| Some(GivenBy { award, round: number, before });
            match after.powers.iter_mut().find(|power| power.stat == *stat) {
                Some(power) if power.value == value => {}
                Some(power) => {
                    // Given anew by the same round: what stood before it is what comes back.
                    let before = match power.given {
                        Some(by) if (by.award, by.round) == (award, number) => by.before,
                        _ => Some(power.value),
                    };
                    (power.value, power.given) = (value, given(before));
                }
                None => after.powers.push(Power { stat: stat.clone(), value, given: given(None) }),
            }
        }
        if after != **hero {
            edits.push(Edit::hero(*id, after));
        }
    }
    Ok((!edits.is_empty()).then(|| Change::new("Set powers from what judges scored", edits)))
}

/// A power that a round gave and that still stands as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<'a> {
    pub hero: HeroId,
    pub power: &'a Power,
    pub by: GivenBy,
}

/// Powers whose round is open again: what they rest on may change. Of one hero, or of all.
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
        hero.powers.iter().filter_map(move |power| Some(Given { hero: id, power, by: power.given? }))
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
        let Some(at) = hero.powers.iter().position(|power| power == it.power) else { continue };
        match (fate, it.by.before) {
            (Fate::Keep, _) => hero.powers[at].given = None,
            (Fate::TakeBack, Some(value)) => hero.powers[at] = Power::new(it.power.stat.clone(), value),
            (Fate::TakeBack, None) => _ = hero.powers.remove(at),
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
        let power = |stat: &str, value, given| Power { stat: stat.into(), value, given };
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
        // Without a judging no round is open.
        assert!(left_open(&campaign, Some(HeroId(1))).is_empty());
    }
}
