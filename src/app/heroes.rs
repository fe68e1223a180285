//! Hero proposals: from a person's name and nominations to a whole hero. Seeded by the campaign and the person, so the same
//! name gives the same proposals; everything can be changed afterwards, and nothing here decides who gets a hero.

use super::people::folded;
use super::seen::Seen;
use crate::campaign::{
    Accessory, Campaign, Change, Edit, Figure, Hero, HeroId, MonsterId, Nomination, Person, PersonId, Power, name_key,
};
use crate::press::card::CardFacts;
use crate::press::facts::{self, Numbered};
use crate::scene::kit::{FigureSpec, Kit};
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::IndexedRandom;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::OnceLock;

mod evidence;
mod personas;

pub use evidence::{Proven, Standing, prove_powers, standing};
pub use personas::{first_name, propose_personas};

use personas::propose_unless;

#[derive(Debug, Deserialize)]
struct Words {
    titles: Vec<String>,
    topics: Vec<Topic>,
    accessories: Vec<ItemWord>,
    claims: Vec<Claim>,
    /// Words that speak for a power, by stat; beginnings of words count.
    powers: Vec<(String, Vec<String>)>,
}
#[derive(Debug, Deserialize)]
struct Topic {
    words: Vec<String>,
    epithets: Vec<String>,
}
#[derive(Debug, Deserialize)]
struct ItemWord {
    words: Vec<String>,
    item: String,
    label: String,
}
#[derive(Debug, Deserialize)]
struct Claim {
    stat: String,
    words: String,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        ron::from_str(include_str!("../../assets/words/personas.ron"))
            .expect("the word list is compiled in and a test reads it")
    })
}

/// A number that is the same for the same campaign, person and salt on every machine.
fn seed(campaign: &Campaign, name: &str, salt: &str) -> u64 {
    let mut hasher = Sha256::new();
    for part in [&campaign.settings().id, name, salt] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    let hash = hasher.finalize();
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn shuffle<T>(items: &mut [T], rng: &mut Xoshiro256PlusPlus) {
    use rand::seq::SliceRandom;
    items.shuffle(rng);
}

/// All that was said about a person, lower-case.
fn spoken_of(campaign: &Campaign, person: PersonId) -> String {
    let mut text = String::new();
    for (_, nomination) in campaign.nominations_of(person) {
        for part in [&nomination.story, &nomination.reason, &nomination.quote] {
            text.push_str(&part.to_lowercase());
            text.push(' ');
        }
        text.push_str(&nomination.problems.join(" ").to_lowercase());
        text.push(' ');
    }
    if let Some(person) = campaign.people().get(person) {
        text.push_str(&person.function.to_lowercase());
    }
    text
}

/// Items of the kit that occur in the stories, with the label each gets; at most three.
pub fn propose_accessories(campaign: &Campaign, person: PersonId, kit: &Kit) -> Vec<Accessory> {
    let text = spoken_of(campaign, person);
    let is_word = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            !before.is_some_and(char::is_alphanumeric)
        })
    };
    let mut found: Vec<&ItemWord> =
        words().accessories.iter().filter(|item| item.words.iter().any(|word| is_word(word))).collect();
    let name = campaign.people().get(person).map_or("", Person::display_name);
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed(campaign, name, "accessories"));
    let mut others: Vec<&ItemWord> = words().accessories.iter().collect();
    shuffle(&mut others, &mut rng);
    for other in others {
        if !found.iter().any(|item| item.item == other.item) {
            found.push(other);
        }
    }
    found.retain(|item| kit.item_label(&item.item).is_some());
    found.iter().take(3).map(|item| Accessory { item: item.item.clone(), label: item.label.clone() }).collect()
}

/// Powers from evidence; see [`prove_powers`].
pub fn propose_powers(campaign: &Campaign, person: PersonId, kit: &Kit) -> Vec<Power> {
    prove_powers(campaign, person, kit).into_iter().map(|proven| proven.power).collect()
}

/// The monster whose problem the nominations of this person name most often; any monster where they name none.
pub fn propose_enemy(campaign: &Campaign, person: PersonId) -> Option<MonsterId> {
    let key = |text: &str| text.trim().to_lowercase();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, nomination) in campaign.nominations_of(person) {
        for problem in &nomination.problems {
            *counts.entry(key(problem)).or_default() += 1;
        }
    }
    let named = campaign
        .monsters()
        .iter()
        .filter_map(|(id, monster)| Some((*counts.get(&key(&monster.problem))?, id)))
        .max_by_key(|(count, id)| (*count, std::cmp::Reverse(*id)));
    if let Some((_, id)) = named {
        return Some(id);
    }
    let all: Vec<MonsterId> = campaign.monsters().ids().collect();
    let name = campaign.people().get(person).map_or("", Person::display_name);
    all.choose(&mut Xoshiro256PlusPlus::seed_from_u64(seed(campaign, name, "enemy"))).copied()
}

/// Another look; `attempt` 0 is the one a hero starts with.
pub fn propose_figure(campaign: &Campaign, person: PersonId, kit: &Kit, wanted: &[Accessory], attempt: u64) -> Figure {
    let name = campaign.people().get(person).map_or("", Person::display_name);
    let items: Vec<&str> = wanted.iter().map(|accessory| accessory.item.as_str()).collect();
    let spec = kit.propose_figure(seed(campaign, name, &format!("figure {attempt}")), &items);
    figure_of(spec)
}

pub fn figure_of(spec: FigureSpec) -> Figure {
    Figure { pose: spec.pose, parts: spec.options, skin: spec.skin, hair: spec.hair, scheme: spec.scheme }
}

pub fn spec_of(figure: &Figure) -> FigureSpec {
    FigureSpec {
        pose: figure.pose.clone(),
        options: figure.parts.clone(),
        skin: figure.skin.clone(),
        hair: figure.hair.clone(),
        scheme: figure.scheme.clone(),
    }
}

/// A whole hero for a person.
pub fn propose_hero(campaign: &Campaign, person: PersonId, kit: &Kit) -> Hero {
    propose_hero_unless(campaign, person, kit, &personas::taken(campaign, Some(person)))
}

/// The same beside names that are about to be given.
fn propose_hero_unless(campaign: &Campaign, person: PersonId, kit: &Kit, taken: &HashSet<String>) -> Hero {
    let record = campaign.people().get(person);
    let name = record.map_or("", Person::display_name);
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed(campaign, name, "hero"));
    let persona = propose_unless(campaign, person, 1, taken).into_iter().next().unwrap_or_else(|| name.to_owned());
    let mut hero = Hero::new(person, persona);
    hero.accessories = propose_accessories(campaign, person, kit);
    hero.figure = propose_figure(campaign, person, kit, &hero.accessories, 0);
    hero.powers = propose_powers(campaign, person, kit);
    hero.enemy = propose_enemy(campaign, person);
    // The comic style goes with every backdrop of its own family; a night or a paper backdrop belongs to other styles.
    const COMIC_BACKDROPS: [&str; 4] = ["sunburst", "city", "storm", "datacentre"];
    COMIC_BACKDROPS.choose(&mut rng).copied().unwrap_or("sunburst").clone_into(&mut hero.backdrop);
    let villain = hero.enemy.and_then(|id| campaign.monsters().get(id)).map_or("", |monster| monster.villain.as_str());
    hero.backdrop_scheme = opposite_scheme(villain, kit, &mut rng);
    let nominations: Vec<&Nomination> = campaign.nominations_of(person).map(|(_, nomination)| nomination).collect();
    if let Some(longest) = nominations.iter().max_by_key(|nomination| nomination.story.len()) {
        hero.story = shortened(longest.excerpt(), 60);
    }
    if let Some(quoted) = nominations.iter().find(|nomination| !nomination.quote.is_empty()) {
        hero.quote = shortened(&quoted.quote, 24);
        hero.quote_by = "A colleague".into();
    }
    hero.specialties = specialties_from(campaign, person).into_iter().take(2).collect();
    let strongest = hero.powers.iter().max_by_key(|power| power.value).map(|power| power.stat.as_str());
    if let Some(claim) = words().claims.iter().find(|claim| Some(claim.stat.as_str()) == strongest) {
        hero.claims = vec!["WITH REAL".into(), claim.words.clone(), "ACTION!".into()];
    }
    hero
}

/// What the nominations of a person name, as specialties of a hero; in order of arrival, each once.
pub fn specialties_from(campaign: &Campaign, person: PersonId) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for problem in campaign.nominations_of(person).flat_map(|(_, nomination)| &nomination.problems) {
        let words = format!("Against {}", lower_first(problem));
        if !list.contains(&words) {
            list.push(words);
        }
    }
    list
}

/// A backdrop whose hue is far from the villain's colours.
fn opposite_scheme(villain: &str, kit: &Kit, rng: &mut Xoshiro256PlusPlus) -> String {
    let good: &[&str] = match villain {
        "cablamari" => &["ultra", "azure", "deep"],
        "queuedra" => &["blaze", "mint"],
        "bluescream" => &["blaze", "candy", "ultra"],
        "jamosaurus" => &["candy", "ultra", "blaze"],
        "spinlord" => &["blaze", "candy", "mint"],
        _ => &["blaze", "azure", "ultra", "mint", "candy"],
    };
    let good: Vec<&str> = good.iter().copied().filter(|id| kit.backdrop_scheme(id).is_some()).collect();
    good.choose(rng).copied().unwrap_or("ultra").to_owned()
}

/// With a small letter in front, and the rest as it is.
pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// At most `words` words, ended at a sentence where one ends, else with an ellipsis.
fn shortened(text: &str, words: usize) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    if all.len() <= words {
        return all.join(" ");
    }
    let cut = &all[..words];
    match cut.iter().rposition(|word| word.ends_with(['.', '!', '?'])) {
        Some(end) if end + 1 >= words / 2 => cut[..=end].join(" "),
        _ => format!("{} …", cut.join(" ")),
    }
}

/// One change that gives each of these people a hero; those who have one keep it. `None` when all have one.
pub fn make_heroes(campaign: &Campaign, people: impl IntoIterator<Item = PersonId>, kit: &Kit) -> Option<Change> {
    let first = campaign.next_hero_id();
    let mut edits = Vec::new();
    let mut taken = personas::taken(campaign, None);
    for person in people {
        if campaign.hero_of(person).is_none() && campaign.people().contains(person) {
            let id = HeroId(first.0 + edits.len() as u64);
            let hero = propose_hero_unless(campaign, person, kit, &taken);
            taken.insert(name_key(&hero.persona));
            edits.push(Edit::hero(id, hero));
        }
    }
    let title = if edits.len() == 1 { "Make a hero".to_owned() } else { format!("Make {} heroes", edits.len()) };
    (!edits.is_empty()).then(|| Change::new(title, edits))
}

/// Everybody who was nominated, in order of arrival.
pub fn nominees(campaign: &Campaign) -> Vec<PersonId> {
    let mut seen = Seen::default();
    campaign
        .nominations()
        .iter()
        .map(|(_, nomination)| nomination.nominee)
        .filter(|person| seen.insert(*person))
        .collect()
}

/// Nominees without a hero, in order of arrival.
pub fn nominees_without_hero(campaign: &Campaign) -> Vec<PersonId> {
    let with: Seen = campaign.heroes().iter().map(|(_, hero)| hero.person).collect();
    nominees(campaign).into_iter().filter(|person| !with.contains(*person)).collect()
}

/// What the card of one hero says, with the numbers it has in a run of everybody. `hero` may be another look than the one in
/// the campaign, for trying on. `None` when the hero or the person is not there.
pub fn card_of(campaign: &Campaign, id: HeroId, hero: &Hero) -> Option<CardFacts> {
    // As `printing::jobs` numbers them: heroes by their ids, then those who would get a proposal.
    let mut seen: BTreeSet<PersonId> = campaign.heroes().iter().map(|(_, hero)| hero.person).collect();
    let winners = campaign.awards().iter().flat_map(|(_, award)| award.winners.iter().map(|winner| winner.person));
    let in_line = nominees(campaign).into_iter().chain(winners);
    let without = in_line.filter(|person| seen.insert(*person)).count() as u64;
    let number = campaign.heroes().get(id).map(|_| id.0)?;
    let last = campaign.heroes().ids().next_back().map_or(0, |last| last.0);
    let of = if without == 0 { last } else { campaign.next_hero_id().0 + without - 1 };
    facts::card_facts(campaign, Numbered { hero, number, of }, campaign.heroes().iter().map(|(_, hero)| hero))
}

/// Who has the hero as what is looked at: the name as typed, and the hero's own.
pub fn is_found(campaign: &Campaign, hero: &Hero, words: &str) -> bool {
    let name = campaign.people().get(hero.person).map_or("", Person::display_name);
    let latin = campaign.people().get(hero.person).map_or("", |person| person.latin_name.as_str());
    let text = format!("{} {} {}", folded(name), folded(latin), folded(&hero.persona));
    words.split_whitespace().all(|word| text.contains(&folded(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_list_is_sound() {
        let words = words();
        let kit = Kit::builtin().unwrap();
        for letter in 'a'..='z' {
            assert!(
                words.titles.iter().any(|title| personas::folded_initial(title) == Some(letter)),
                "no title for {letter}"
            );
        }
        for item in &words.accessories {
            assert!(kit.item_label(&item.item).is_some(), "{}", item.item);
        }
        for stat in kit.stats() {
            assert!(words.claims.iter().any(|claim| claim.stat == stat.id), "{}", stat.id);
            assert!(words.powers.iter().any(|(id, words)| *id == stat.id && words.len() > 5), "{}", stat.id);
        }
    }

    #[test]
    fn heroes_are_called_by_their_given_names() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = crate::app::templates::start(&crate::app::FakeWorld::new(now), "blank").unwrap();
        let people = [
            ("Đặng Thùy Trâm", "VN", "Trâm the "),
            ("Nagy Réka", "HU", "Réka the "),
            ("Kim Min-jun", "KR", "Min-jun the "),
            ("Wang Xiaoming", "CN", "Xiaoming the "),
            ("Tanaka Hiroshi", "JP", "Hiroshi the "),
            ("Okonjo, Sabine", "", "Sabine the "),
            ("Sabine Okonjo", "DE", "Sabine the "),
        ];
        for (id, (name, country, begins)) in (1..).zip(people) {
            let person = Person { name: name.into(), country: country.into(), ..Person::default() };
            campaign.apply(&Change::one("Add a person", Edit::person(PersonId(id), person)), now).unwrap();
            let personas = propose_personas(&campaign, PersonId(id), 6);
            assert!(personas.iter().all(|persona| persona.starts_with(begins)), "{personas:?}");
        }
    }

    #[test]
    fn long_texts_end_at_a_sentence() {
        assert_eq!(shortened("One two three. Four five six seven.", 5), "One two three.");
        assert_eq!(shortened("One two three four five six", 3), "One two three …");
        assert_eq!(shortened("One\n two", 3), "One two");
    }
}
