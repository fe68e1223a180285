//! In which order heroes, monsters, awards and nominees are listed, and which of them a search leaves. Ties stand in order of
//! arrival, also when the order is turned round.

use super::awards::Candidate;
use super::monsters::{Ranking, heroes_against};
use super::people::{folded, holds_words};
use crate::campaign::{Award, AwardId, Campaign, HeroId, Monster, MonsterId, NominationState, Person, PersonId};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Puts ids into the order of `key`.
fn by<I: Copy + Ord, K: Ord>(ids: &mut [I], descending: bool, mut key: impl FnMut(I) -> K) {
    if descending {
        ids.sort_by_cached_key(|id| (Reverse(key(*id)), *id));
    } else {
        ids.sort_by_cached_key(|id| (key(*id), *id));
    }
}

/// How often each person was nominated, without what was set aside.
fn nominated(campaign: &Campaign) -> HashMap<PersonId, usize> {
    let mut counts = HashMap::new();
    for (_, nomination) in campaign.nominations().iter().filter(|(_, n)| n.state != NominationState::SetAside) {
        *counts.entry(nomination.nominee).or_default() += 1;
    }
    counts
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeroOrder {
    /// As they were made.
    #[default]
    Added,
    Name,
    Persona,
    /// Most often nominated first.
    Nominations,
    /// By the title of the first award won; those without one last.
    Award,
    Consent,
}

impl HeroOrder {
    pub const ALL: [Self; 6] = [Self::Added, Self::Name, Self::Persona, Self::Nominations, Self::Award, Self::Consent];
    pub fn title(self) -> &'static str {
        match self {
            Self::Added => "Date added",
            Self::Name => "Name",
            Self::Persona => "Hero name",
            Self::Nominations => "Most nominated",
            Self::Award => "Award",
            Self::Consent => "Consent",
        }
    }
}

/// Puts heroes into an order.
pub fn heroes(campaign: &Campaign, ids: &mut [HeroId], order: HeroOrder, descending: bool) {
    let person = |id: HeroId| campaign.heroes().get(id).and_then(|hero| campaign.people().get(hero.person));
    match order {
        HeroOrder::Added => by(ids, descending, |id| id),
        HeroOrder::Name => by(ids, descending, |id| folded(person(id).map_or("", Person::display_name))),
        HeroOrder::Persona => {
            by(ids, descending, |id| folded(campaign.heroes().get(id).map_or("", |hero| &hero.persona)));
        }
        HeroOrder::Nominations => {
            let counts = nominated(campaign);
            by(ids, descending, |id| {
                Reverse(campaign.heroes().get(id).and_then(|hero| counts.get(&hero.person)).copied().unwrap_or(0))
            });
        }
        HeroOrder::Award => {
            let mut won: HashMap<PersonId, String> = HashMap::new();
            for (_, award) in campaign.awards().iter() {
                for winner in &award.winners {
                    won.entry(winner.person).or_insert_with(|| folded(&award.title));
                }
            }
            let title = |id| campaign.heroes().get(id).and_then(|hero| won.get(&hero.person)).cloned();
            // Whoever won nothing stands last in both directions.
            if descending {
                ids.sort_by_cached_key(|id| (title(*id).is_none(), Reverse(title(*id)), *id));
            } else {
                ids.sort_by_cached_key(|id| (title(*id).is_none(), title(*id), *id));
            }
        }
        HeroOrder::Consent => by(ids, descending, |id| person(id).map(|person| person.consent.state)),
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MonsterOrder {
    /// Most named first.
    #[default]
    Named,
    Name,
    Problem,
    /// With the most heroes against it first.
    Heroes,
    Body,
    Added,
}

impl MonsterOrder {
    pub const ALL: [Self; 6] = [Self::Named, Self::Name, Self::Problem, Self::Heroes, Self::Body, Self::Added];
    pub fn title(self) -> &'static str {
        match self {
            Self::Named => "Most named",
            Self::Name => "Name",
            Self::Problem => "Problem",
            Self::Heroes => "Most heroes against it",
            Self::Body => "Body",
            Self::Added => "Date added",
        }
    }
}

/// Monsters with these words in name, problem or line, in order.
pub fn monsters(
    campaign: &Campaign,
    ranking: &Ranking,
    words: &str,
    order: MonsterOrder,
    descending: bool,
) -> Vec<MonsterId> {
    let question = folded(words);
    let get = |id: MonsterId| campaign.monsters().get(id);
    let holds = |monster: &Monster| {
        let text = format!("{}\n{}\n{}", monster.name, monster.problem, monster.tagline);
        holds_words(&folded(&text), &question)
    };
    let mut ids: Vec<MonsterId> =
        ranking.monsters.iter().map(|ranked| ranked.id).filter(|id| get(*id).is_some_and(holds)).collect();
    match order {
        MonsterOrder::Named => {
            let counts: HashMap<MonsterId, usize> =
                ranking.monsters.iter().map(|ranked| (ranked.id, ranked.named.all())).collect();
            by(&mut ids, descending, |id| Reverse(counts.get(&id).copied()));
        }
        MonsterOrder::Name => by(&mut ids, descending, |id| folded(get(id).map_or("", |monster| &monster.name))),
        MonsterOrder::Problem => by(&mut ids, descending, |id| folded(get(id).map_or("", |monster| &monster.problem))),
        MonsterOrder::Heroes => by(&mut ids, descending, |id| Reverse(heroes_against(campaign, id).count())),
        MonsterOrder::Body => by(&mut ids, descending, |id| get(id).map(|monster| monster.villain.clone())),
        MonsterOrder::Added => by(&mut ids, descending, |id| id),
    }
    ids
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AwardOrder {
    #[default]
    Added,
    Title,
    /// Named by most nominations first.
    Nominations,
    /// Those without a winner first.
    Winners,
    /// Decided last first; undecided ones at the end.
    Decided,
}

impl AwardOrder {
    pub const ALL: [Self; 5] = [Self::Added, Self::Title, Self::Nominations, Self::Winners, Self::Decided];
    pub fn title(self) -> &'static str {
        match self {
            Self::Added => "Date added",
            Self::Title => "Title",
            Self::Nominations => "Most nominated",
            Self::Winners => "Without a winner first",
            Self::Decided => "Decided last",
        }
    }
}

/// Puts awards into an order.
pub fn awards(campaign: &Campaign, ids: &mut [AwardId], order: AwardOrder, descending: bool) {
    let get = |id: AwardId| campaign.awards().get(id);
    match order {
        AwardOrder::Added => by(ids, descending, |id| id),
        AwardOrder::Title => by(ids, descending, |id| folded(get(id).map_or("", |award| &award.title))),
        AwardOrder::Nominations => {
            let mut counts: HashMap<AwardId, usize> = HashMap::new();
            for (_, nomination) in campaign.nominations().iter().filter(|(_, n)| n.state != NominationState::SetAside) {
                for award in &nomination.awards {
                    *counts.entry(*award).or_default() += 1;
                }
            }
            by(ids, descending, |id| Reverse(counts.get(&id).copied().unwrap_or(0)));
        }
        AwardOrder::Winners => by(ids, descending, |id| get(id).map_or(0, |award| award.winners.len())),
        AwardOrder::Decided => by(ids, descending, |id| Reverse(get(id).and_then(last_decided))),
    }
}

fn last_decided(award: &Award) -> Option<jiff::Timestamp> {
    award.winners.iter().map(|winner| winner.decided_at).max()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CandidateOrder {
    /// By place, as they were counted.
    #[default]
    Place,
    Name,
    ForAward,
    InAll,
    /// Winners first.
    Winner,
}

/// Puts nominees into an order; equal ones stay as they were counted.
pub fn candidates(shown: &mut [&Candidate], order: CandidateOrder, descending: bool) {
    shown.sort_by(|a, b| {
        let order = match order {
            CandidateOrder::Place => a.place.cmp(&b.place),
            CandidateOrder::Name => folded(&a.name).cmp(&folded(&b.name)),
            CandidateOrder::ForAward => a.for_award.cmp(&b.for_award),
            CandidateOrder::InAll => a.in_all.cmp(&b.in_all),
            CandidateOrder::Winner => b.is_winner.cmp(&a.is_winner),
        };
        if descending { order.reverse() } else { order }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::{Change, Edit, Hero, Nomination, Winner};

    fn campaign() -> Campaign {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
        let mut edits = Vec::new();
        for (id, name, persona) in [(1, "Zoë Adams", "Cable"), (2, "Ángel Cruz", "Zip"), (3, "mia Bell", "Ace")] {
            edits.push(Edit::person(PersonId(id), Person { name: name.into(), ..Person::default() }));
            edits.push(Edit::hero(HeroId(id), Hero::new(PersonId(id), persona.into())));
        }
        for (id, person, award) in [(1, 2, Some(2)), (2, 2, Some(2)), (3, 3, Some(1)), (4, 3, None), (5, 3, None)] {
            let mut nomination = Nomination::new(PersonId(person));
            nomination.awards = award.map(AwardId).into_iter().collect();
            if id == 5 {
                nomination.state = NominationState::SetAside;
                nomination.awards = [AwardId(1)].into_iter().collect();
            }
            edits.push(Edit::nomination(id.into(), nomination));
        }
        for (id, title, winner) in [(1, "Night Owl", Some(3)), (2, "Ease", None), (3, "Mentor", Some(1))] {
            let won = |person| Winner {
                person: PersonId(person),
                reason: String::new(),
                decided_at: jiff::Timestamp::from_second(1_800_000_000 + id).unwrap(),
            };
            let winners = winner.map(won).into_iter().collect();
            edits.push(Edit::award((id as u64).into(), Award { title: title.into(), winners, ..Award::default() }));
        }
        for (id, name, problem) in [(1, "Queuedra", "Queues"), (2, "Blot", "Ünclear mail")] {
            let monster = Monster { name: name.into(), problem: problem.into(), ..Monster::default() };
            edits.push(Edit::monster(MonsterId(id), monster));
        }
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        campaign
    }

    #[test]
    fn heroes_by_each_order() {
        let campaign = campaign();
        let sorted = |order, descending| {
            let mut ids: Vec<HeroId> = campaign.heroes().ids().collect();
            heroes(&campaign, &mut ids, order, descending);
            ids.into_iter().map(|id| id.0).collect::<Vec<_>>()
        };
        assert_eq!(sorted(HeroOrder::Added, false), [1, 2, 3]);
        assert_eq!(sorted(HeroOrder::Added, true), [3, 2, 1]);
        assert_eq!(sorted(HeroOrder::Name, false), [2, 3, 1], "accents and case do not count");
        assert_eq!(sorted(HeroOrder::Persona, false), [3, 1, 2]);
        assert_eq!(
            sorted(HeroOrder::Nominations, false),
            [2, 3, 1],
            "ties as they were added; set aside does not count"
        );
        assert_eq!(sorted(HeroOrder::Nominations, true), [1, 2, 3]);
        assert_eq!(sorted(HeroOrder::Award, false), [1, 3, 2]);
        assert_eq!(sorted(HeroOrder::Award, true), [3, 1, 2], "without an award last in both directions");
    }

    #[test]
    fn monsters_and_awards() {
        let campaign = campaign();
        let ranking = Ranking::new(&campaign);
        let found = |words, order, descending| {
            monsters(&campaign, &ranking, words, order, descending).into_iter().map(|id| id.0).collect::<Vec<_>>()
        };
        assert_eq!(found("", MonsterOrder::Name, false), [2, 1]);
        assert_eq!(found("", MonsterOrder::Problem, true), [2, 1]);
        assert_eq!(found("unclear", MonsterOrder::Named, false), [2]);
        let sorted = |order, descending| {
            let mut ids: Vec<AwardId> = campaign.awards().ids().collect();
            awards(&campaign, &mut ids, order, descending);
            ids.into_iter().map(|id| id.0).collect::<Vec<_>>()
        };
        assert_eq!(sorted(AwardOrder::Title, false), [2, 3, 1]);
        assert_eq!(sorted(AwardOrder::Nominations, false), [2, 1, 3]);
        assert_eq!(sorted(AwardOrder::Winners, false), [2, 1, 3]);
        assert_eq!(sorted(AwardOrder::Decided, false), [3, 1, 2]);
    }
}
