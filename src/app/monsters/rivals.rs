//! Who fights whom: heroes and monsters in pairs, and who is left over on either side.

use crate::app::bulk;
use crate::app::nominations::problem_key;
use crate::campaign::{Campaign, Change, Edit, Hero, HeroId, Monster, MonsterId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Those without a rival.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Orphans {
    /// Heroes without an arch-enemy.
    pub heroes: Vec<HeroId>,
    /// Monsters that nobody fights.
    pub monsters: Vec<MonsterId>,
}

impl Orphans {
    pub fn is_empty(&self) -> bool {
        self.heroes.is_empty() && self.monsters.is_empty()
    }
}

/// A pair that is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rivalry {
    pub hero: HeroId,
    pub monster: MonsterId,
    /// Nominations of the hero that name the monster's problem; 0 where it is only free.
    pub named: usize,
}

/// Who has no rival.
pub fn orphans(campaign: &Campaign) -> Orphans {
    let fought: BTreeSet<MonsterId> = campaign.heroes().iter().filter_map(|(_, hero)| hero.enemy).collect();
    Orphans {
        heroes: campaign.heroes().iter().filter(|(_, hero)| hero.enemy.is_none()).map(|(id, _)| id).collect(),
        monsters: campaign.monsters().ids().filter(|id| !fought.contains(id)).collect(),
    }
}

/// A pair for each hero without an arch-enemy, and a hero for each monster that nobody fights as long as there are heroes without
/// one: those who met its problem most often first. Heroes with an arch-enemy keep it.
pub fn propose_pairs(campaign: &Campaign) -> Vec<Rivalry> {
    let orphans = orphans(campaign);
    if campaign.monsters().is_empty() {
        return Vec::new();
    }
    let mut named: BTreeMap<(HeroId, String), usize> = BTreeMap::new();
    let by_person: BTreeMap<_, HeroId> =
        orphans.heroes.iter().filter_map(|id| campaign.heroes().get(*id).map(|hero| (hero.person, *id))).collect();
    for (_, it) in campaign.nominations().iter() {
        let Some(hero) = by_person.get(&it.nominee) else { continue };
        let keys: BTreeSet<String> = it.problems.iter().map(|tag| problem_key(tag)).collect();
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            *named.entry((*hero, key)).or_default() += 1;
        }
    }
    let score =
        |hero: HeroId, monster: &Monster| named.get(&(hero, problem_key(&monster.problem))).copied().unwrap_or(0);
    let mut load: BTreeMap<MonsterId, usize> = campaign.monsters().ids().map(|id| (id, 0)).collect();
    for enemy in campaign.heroes().iter().filter_map(|(_, hero)| hero.enemy) {
        *load.entry(enemy).or_default() += 1;
    }
    let mut free: BTreeSet<HeroId> = orphans.heroes.iter().copied().collect();
    let mut pairs = Vec::new();
    // Monsters that nobody fights choose first.
    for id in &orphans.monsters {
        let Some(monster) = campaign.monsters().get(*id) else { continue };
        let best = free.iter().copied().max_by_key(|hero| (score(*hero, monster), std::cmp::Reverse(*hero)));
        if let Some(hero) = best {
            free.remove(&hero);
            *load.entry(*id).or_default() += 1;
            pairs.push(Rivalry { hero, monster: *id, named: score(hero, monster) });
        }
    }
    for hero in free {
        let best = campaign.monsters().iter().max_by_key(|(id, monster)| {
            let busy = load.get(id).copied().unwrap_or(0);
            (score(hero, monster), std::cmp::Reverse(busy), std::cmp::Reverse(*id))
        });
        if let Some((id, monster)) = best {
            *load.entry(id).or_default() += 1;
            pairs.push(Rivalry { hero, monster: id, named: score(hero, monster) });
        }
    }
    pairs.sort_by_key(|pair| pair.hero);
    pairs
}

/// Sets the arch-enemy of a hero; `None` takes it off.
pub fn pair(campaign: &Campaign, hero: HeroId, monster: Option<MonsterId>) -> Option<Change> {
    let before = campaign.heroes().get(hero)?;
    if before.enemy == monster {
        return None;
    }
    let after = Hero { enemy: monster, ..before.clone() };
    Some(Change::one("Change the arch-enemy of a hero", Edit::Hero(hero, Some(Arc::new(after)))))
}

/// All proposed pairs as one step. `None` where there are none.
pub fn pair_all(campaign: &Campaign) -> Option<Change> {
    let pairs: BTreeMap<HeroId, MonsterId> =
        propose_pairs(campaign).into_iter().map(|pair| (pair.hero, pair.monster)).collect();
    let edits = bulk::edits_each::<Hero>(campaign, pairs.keys().copied(), |id, hero| {
        hero.enemy = pairs.get(&id).copied();
    });
    (!edits.is_empty()).then(|| Change::new(bulk::counted::<Hero>("Give an arch-enemy to", edits.len()), edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;
    use crate::campaign::{Nomination, Person, PersonId};

    #[test]
    fn nobody_is_left_over_as_long_as_there_are_heroes() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = crate::app::templates::start(&FakeWorld::new(now), "blank").unwrap();
        let mut edits = Vec::new();
        for n in 1..=3 {
            edits.push(Edit::person(PersonId(n), Person { name: format!("P{n}").into(), ..Person::default() }));
            edits.push(Edit::hero(n.into(), Hero::new(PersonId(n), format!("H{n}"))));
        }
        for (n, problem) in ["Queues", "Cables"].into_iter().enumerate() {
            let monster = Monster { name: problem.into(), problem: problem.into(), ..Monster::default() };
            edits.push(Edit::monster((n as u64 + 1).into(), monster));
        }
        let mut nomination = Nomination::new(PersonId(3));
        nomination.problems = vec!["queues".into()];
        edits.push(Edit::nomination(1.into(), nomination));
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        let left = orphans(&campaign);
        assert_eq!((left.heroes.len(), left.monsters.len()), (3, 2));
        let pairs = propose_pairs(&campaign);
        assert!(pairs.contains(&Rivalry { hero: HeroId(3), monster: MonsterId(1), named: 1 }), "{pairs:?}");
        campaign.apply(&pair_all(&campaign).unwrap(), now).unwrap();
        assert!(orphans(&campaign).is_empty());
        assert!(pair_all(&campaign).is_none());
        campaign.apply(&pair(&campaign, HeroId(3), None).unwrap(), now).unwrap();
        assert_eq!(orphans(&campaign).heroes, [HeroId(3)]);
        // The third hero had taken the monster with the fewest against it, so it is fought still.
        assert!(orphans(&campaign).monsters.is_empty());
    }
}
