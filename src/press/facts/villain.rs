//! What a monster's card says: its numbers counted over nominations and mishaps, who fights it as far as they agreed to be shown, and
//! words that were already agreed to.

use std::collections::{BTreeMap, BTreeSet};

use super::{edition, enemy_look, figure_spec, given_away, may_stand_beside, short_name};
use crate::campaign::{Campaign, ConsentState, Hero, Monster, MonsterId, Named, StoryState, problem_key as key};
use crate::press::villain::VillainFacts;

/// Most heroes on one card: the nemesis and a strip.
const HEROES: usize = 8;

/// What the nominations say about one problem.
#[derive(Default)]
struct Tally<'a> {
    people: BTreeSet<u64>,
    countries: BTreeSet<&'a str>,
}

/// One look at every nomination.
fn tallies(campaign: &Campaign) -> BTreeMap<String, Tally<'_>> {
    let mut all: BTreeMap<String, Tally<'_>> =
        campaign.monsters().iter().map(|(_, monster)| (key(&monster.problem), Tally::default())).collect();
    all.remove("");
    for (_, nomination) in campaign.nominations().iter() {
        let named: BTreeSet<String> = nomination.problems.iter().map(|tag| key(tag)).collect();
        for problem in named {
            let Some(tally) = all.get_mut(&problem) else { continue };
            tally.people.insert(nomination.nominee.0);
            let country = campaign.people().get(nomination.nominee).map_or("", |person| person.country.as_str());
            if !country.is_empty() {
                tally.countries.insert(country);
            }
        }
    }
    all
}

/// The cards of all monsters, in the order they were made.
pub fn all_villains(campaign: &Campaign) -> Vec<(MonsterId, VillainFacts)> {
    let tallies = tallies(campaign);
    let named = campaign.problems_named();
    let counts: Vec<Named> =
        campaign.monsters().iter().map(|(_, m)| named.get(&key(&m.problem)).copied().unwrap_or_default()).collect();
    campaign
        .monsters()
        .iter()
        .zip(&counts)
        .map(|((id, monster), count)| {
            let rank = 1 + counts.iter().filter(|other| other.all() > count.all()).count() as u64;
            let tally = tallies.get(&key(&monster.problem));
            (id, facts_of(campaign, id, monster, (tally, *count), (rank, counts.len() as u64)))
        })
        .collect()
}

/// The card of one monster; nothing where there is no such monster.
pub fn villain_facts(campaign: &Campaign, id: MonsterId) -> Option<VillainFacts> {
    // Its rank needs the others as well.
    all_villains(campaign).into_iter().find(|(other, _)| *other == id).map(|(_, facts)| facts)
}

fn facts_of(
    campaign: &Campaign,
    id: MonsterId,
    monster: &Monster,
    (tally, count): (Option<&Tally<'_>>, Named),
    (rank, monsters): (u64, u64),
) -> VillainFacts {
    let fighters = || campaign.heroes().iter().map(|(_, hero)| hero).filter(|hero| hero.enemy == Some(id));
    let agreed = |hero: &&Hero| may_stand_beside(campaign, hero);
    let named = count.all() as u64;
    let (quote, quote_by) = quote(campaign, monster, fighters().filter(agreed));
    VillainFacts {
        name: monster.name.clone(),
        look: enemy_look(monster),
        tagline: monster.tagline.clone(),
        problem: monster.problem.clone(),
        named,
        mishaps: count.mishaps as u64,
        nominations: campaign.nominations().len() as u64,
        people: tally.map_or(0, |t| t.people.len() as u64),
        countries: tally.map_or(0, |t| t.countries.len() as u64),
        // Who is never named has no place in the ranking.
        rank: if named == 0 { 0 } else { rank },
        monsters,
        stats: monster.stats.iter().map(|stat| (stat.label.clone(), stat.value)).collect(),
        heroes: fighters()
            .filter(agreed)
            .take(HEROES)
            .map(|hero| (short_name(hero), figure_spec(&hero.figure)))
            .collect(),
        fighters: fighters().count() as u64,
        quote,
        quote_by,
        edition: edition(campaign, ""),
    }
}

/// Words that may be printed: from a published story of this trouble, else from the card of a hero who agreed and fights it.
/// Words of nominations themselves were written in confidence.
fn quote<'a>(campaign: &Campaign, monster: &Monster, heroes: impl Iterator<Item = &'a Hero>) -> (String, String) {
    let problem = key(&monster.problem);
    let published = campaign.stories().iter().map(|(_, story)| story).filter(|story| {
        let agreed =
            campaign.people().get(story.about).is_some_and(|person| person.consent.state == ConsentState::Agreed);
        agreed && story.state == StoryState::Published && story.problems.iter().any(|tag| key(tag) == problem)
    });
    let told =
        published.flat_map(|story| story.quotes.iter().map(move |quote| (story, quote))).find_map(|(story, it)| {
            let texts = [it.words.as_str(), it.by.as_str()];
            let is_safe = !it.words.trim().is_empty() && given_away(campaign, story.about, texts).is_none();
            is_safe.then_some(it)
        });
    if let (Some(quote), false) = (told, problem.is_empty()) {
        return (quote.words.clone(), quote.by.clone());
    }
    let mut heroes = heroes;
    heroes
        .find(|hero| {
            let texts = [hero.quote.as_str(), hero.quote_by.as_str()];
            !hero.quote.trim().is_empty() && given_away(campaign, hero.person, texts).is_none()
        })
        .map_or_else(Default::default, |hero| (hero.quote.clone(), hero.quote_by.clone()))
}
