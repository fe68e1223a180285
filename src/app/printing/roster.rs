//! Who is printed, in order: light lines without facts, so that a run of thousands keeps no more than it works on.

use super::options::PrintOptions;
use super::pieces::{Content, Piece};
use super::product::{Product, Slot, Subject};
use crate::app::failure::Failure;
use crate::app::heroes;
use crate::campaign::{Campaign, Hero, HeroId, PersonId};
use crate::press::facts::{self, Numbered};
use crate::scene::kit::Kit;
use std::collections::{BTreeSet, HashMap};

/// The lines of a run.
pub struct Roster<'a> {
    pub(super) campaign: &'a Campaign,
    kit: &'a Kit,
    options: &'a PrintOptions,
    slots: Vec<Slot>,
    /// Cards in the series.
    of: u64,
    heroes: Vec<&'a Hero>,
    place: HashMap<HeroId, usize>,
}

impl<'a> Roster<'a> {
    /// Everything the options ask for.
    pub fn new(campaign: &'a Campaign, options: &'a PrintOptions, kit: &'a Kit) -> Self {
        let mut roster = Self {
            campaign,
            kit,
            options,
            slots: Vec::new(),
            of: 0,
            heroes: campaign.heroes().iter().map(|(_, hero)| hero).collect(),
            place: campaign.heroes().ids().enumerate().map(|(place, id)| (id, place)).collect(),
        };
        match options.product {
            Product::Cards | Product::Proof => roster.series(),
        }
        roster
    }

    pub fn len(&self) -> usize {
        self.slots.len()
    }

    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The cards of a campaign in the order of their serials: its heroes, then winners and nominees who have none yet (with the
    /// proposal they would start with); everybody where there are no nominations at all.
    fn series(&mut self) {
        let campaign = self.campaign;
        let only: BTreeSet<PersonId> = self.options.only.iter().filter_map(|subject| subject.person()).collect();
        let is_asked = |person: PersonId| self.options.only.is_empty() || only.contains(&person);
        // The number of a hero is its id, so that a serial stays what it was when others come and go. Proposals get the numbers
        // they would have if they were made now.
        let mut seen: BTreeSet<PersonId> = self.heroes.iter().map(|hero| hero.person).collect();
        let mut without = heroes::nominees(campaign);
        without
            .extend(campaign.awards().iter().flat_map(|(_, award)| award.winners.iter().map(|winner| winner.person)));
        if seen.is_empty() && without.is_empty() {
            without = campaign.people().ids().collect();
        }
        without.retain(|person| seen.insert(*person));
        let next = campaign.next_hero_id().0;
        let asked_for = only.iter().filter(|person| campaign.people().contains(**person) && seen.insert(**person));
        let beyond = next + without.len() as u64;
        let proposed = without.iter().copied().zip(next..);
        let proposed: Vec<(PersonId, u64)> =
            proposed.chain(asked_for.map(|person| (*person, beyond + person.0))).collect();
        let last = campaign.heroes().ids().next_back().map_or(0, |id| id.0);
        self.of = proposed.iter().map(|(_, number)| *number).chain([last]).max().unwrap_or(0);
        let made = campaign.heroes().iter().filter(|(_, hero)| is_asked(hero.person));
        let made = made.map(|(id, hero)| Slot { subject: hero.person.into(), hero: Some(id), number: id.0 });
        let proposed = proposed.into_iter().filter(|(person, _)| is_asked(*person));
        let proposed = proposed.map(|(person, number)| Slot { subject: person.into(), hero: None, number });
        self.slots = made.chain(proposed).collect();
    }

    /// What is printed for this line. `None` when the record is gone.
    pub fn piece(&self, slot: Slot) -> Option<Piece> {
        match slot.subject {
            Subject::Person(person) => self.of_person(slot, person),
            Subject::Monster(_) => None,
        }
    }

    fn of_person(&self, slot: Slot, person: PersonId) -> Option<Piece> {
        let campaign = self.campaign;
        let record = campaign.people().get(person)?;
        let proposed;
        let (hero, at) = match slot.hero {
            Some(id) => (campaign.heroes().get(id)?, self.place.get(&id).copied().unwrap_or(0)),
            None => {
                proposed = heroes::propose_hero(campaign, person, self.kit);
                (&proposed, 0)
            }
        };
        // The strip shows heroes that are there, so that a card is the same whoever else is printed with it. The hero comes first,
        // so that its neighbours are found without walking past everybody.
        let (before, after) = self.heroes.split_at(at.min(self.heroes.len()));
        let others = after.iter().chain(before).copied();
        let mut facts = facts::card_facts(campaign, Numbered { hero, number: slot.number, of: self.of }, others)?;
        if let Some(style) = &self.options.style {
            facts.style.clone_from(style);
        }
        let mut file = facts::file_facts(campaign, person, &facts);
        file.product = self.options.product.title().to_owned();
        Some(Piece {
            subject: slot.subject,
            hero: slot.hero,
            who: record.display_name().to_owned(),
            label: facts.serial.clone(),
            file,
            source: source_of(campaign, person),
            content: Content::Card(Box::new(facts)),
        })
    }
}

/// "nominations.csv, line 12".
fn source_of(campaign: &Campaign, person: PersonId) -> String {
    let origin = campaign
        .people()
        .get(person)
        .and_then(|person| person.origins.first().copied())
        .or_else(|| campaign.nominations_of(person).find_map(|(_, nomination)| nomination.origin));
    origin
        .and_then(|origin| Some(campaign.sources().get(origin.source)?.place(origin.line)))
        .unwrap_or_else(|| format!("{person}, typed in"))
}

/// What these words name for a product: people by name, e-mail address, persona or id; monsters by name or id.
pub fn subjects_named(campaign: &Campaign, product: Product, words: &[String]) -> Result<Vec<Subject>, Failure> {
    match product {
        Product::Cards | Product::Proof => {
            Ok(people_named(campaign, words)?.into_iter().map(Subject::Person).collect())
        }
    }
}

/// People whose name or id is one of these words; an error names the first word that nobody answers to.
pub fn people_named(campaign: &Campaign, words: &[String]) -> Result<Vec<PersonId>, Failure> {
    let mut found = Vec::new();
    for word in words {
        let key = crate::campaign::name_key(word);
        let by_id = word.parse::<PersonId>().ok().filter(|id| campaign.people().contains(*id));
        let by_hero_id = word.parse::<HeroId>().ok().and_then(|id| campaign.heroes().get(id)).map(|hero| hero.person);
        let by_name = campaign.people().iter().filter(|(_, person)| {
            [&person.name, &person.latin_name].iter().any(|name| crate::campaign::name_key(name) == key)
                || person.email.eq_ignore_ascii_case(word)
        });
        let by_persona = campaign.heroes().iter().filter(|(_, hero)| crate::campaign::name_key(&hero.persona) == key);
        let mut people: Vec<PersonId> = by_id.into_iter().chain(by_hero_id).collect();
        people.extend(by_name.map(|(id, _)| id));
        people.extend(by_persona.map(|(_, hero)| hero.person));
        if people.is_empty() {
            return Err(Failure::new(
                "Nothing was printed.",
                format!("Nobody is called “{word}”."),
                "Use the name as it is in the campaign, an e-mail address, or an id such as P12 from the list of people.",
            ));
        }
        found.extend(people);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
