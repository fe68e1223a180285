//! Whose hero is whose. Made when somebody first asks and kept for as long as no hero comes, goes or becomes another person's:
//! what is typed into a hero makes no new one.

use super::hero::Hero;
use super::ids::{HeroId, PersonId};
use super::table::Table;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

#[derive(Clone, Debug, Default)]
pub(super) struct HeroIndex(OnceLock<Arc<HashMap<PersonId, HeroId>>>);

impl HeroIndex {
    /// The first hero of a person.
    pub fn of(&self, heroes: &Table<HeroId, Hero>, person: PersonId) -> Option<HeroId> {
        let index = self.0.get_or_init(|| {
            let mut index = HashMap::with_capacity(heroes.len());
            for (id, hero) in heroes.iter() {
                index.entry(hero.person).or_insert(id);
            }
            Arc::new(index)
        });
        index.get(&person).copied()
    }
    /// A hero was put, changed or taken out.
    pub fn note(&mut self, before: Option<&Hero>, after: Option<&Hero>) {
        let of = |hero: Option<&Hero>| hero.map(|hero| hero.person);
        if of(before) != of(after) {
            self.forget();
        }
    }
    pub fn forget(&mut self) {
        self.0.take();
    }
}

#[cfg(test)]
mod tests {
    use crate::campaign::{Campaign, Change, Edit, Hero, HeroId, History, Person, PersonId, Settings};
    use jiff::Timestamp;

    fn settings() -> Settings {
        ron::from_str("(id:\"\",title:\"\",keys:(signing_seed:\"\",household_key:\"\",check_key:\"\"))").unwrap()
    }

    fn of(campaign: &Campaign, person: u64) -> Option<u64> {
        campaign.hero_of(PersonId(person)).map(|(id, _)| id.0)
    }

    #[test]
    fn the_first_hero_of_a_person_is_theirs_after_every_kind_of_change() {
        let at = Timestamp::UNIX_EPOCH;
        let mut campaign = Campaign::new(settings(), at);
        let mut history = History::default();
        let mut make = |campaign: &mut Campaign, edits: Vec<Edit>| {
            history.commit(campaign, Change::new("Change heroes", edits), at).unwrap();
        };
        let person = |id| Edit::person(PersonId(id), Person::default());
        let hero = |id, person| Edit::hero(HeroId(id), Hero::new(PersonId(person), String::new()));
        make(&mut campaign, vec![person(1), person(2), person(3)]);
        assert_eq!(of(&campaign, 1), None);
        make(&mut campaign, vec![hero(1, 1), hero(2, 2), hero(3, 2)]);
        assert_eq!([1, 2, 3].map(|id| of(&campaign, id)), [Some(1), Some(2), None]);
        let before = campaign.clone();
        // What is written on the card changes whose it is not; the copy and this one go their own ways.
        make(
            &mut campaign,
            vec![Edit::hero(HeroId(1), Hero { persona: "Captain".into(), ..Hero::new(PersonId(1), String::new()) })],
        );
        assert_eq!(campaign.hero_of(PersonId(1)).unwrap().1.persona, "Captain");
        make(&mut campaign, vec![hero(2, 3)]);
        assert_eq!([1, 2, 3].map(|id| of(&campaign, id)), [Some(1), Some(3), Some(2)]);
        make(&mut campaign, vec![Edit::Hero(HeroId(3), None)]);
        assert_eq!(of(&campaign, 2), None);
        assert_eq!(of(&before, 2), Some(2));
        history.undo(&mut campaign, at).unwrap();
        history.undo(&mut campaign, at).unwrap();
        assert_eq!([1, 2, 3].map(|id| of(&campaign, id)), [Some(1), Some(2), None]);
    }

    #[test]
    fn it_is_right_after_a_step_of_very_many_edits_and_back() {
        let at = Timestamp::UNIX_EPOCH;
        let mut campaign = Campaign::new(settings(), at);
        let mut history = History::default();
        let people = (1..=6_000).map(|id| Edit::person(PersonId(id), Person::default()));
        let heroes = (1..=6_000).map(|id| Edit::hero(HeroId(id), Hero::new(PersonId(id), String::new())));
        assert_eq!(of(&campaign, 6_000), None);
        history.commit(&mut campaign, Change::new("Add many", people.chain(heroes).collect()), at).unwrap();
        assert_eq!(of(&campaign, 6_000), Some(6_000));
        history.undo(&mut campaign, at).unwrap();
        assert_eq!(of(&campaign, 6_000), None);
        history.redo(&mut campaign, at).unwrap();
        assert_eq!(of(&campaign, 6_000), Some(6_000));
    }
}
