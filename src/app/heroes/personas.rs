//! Names for heroes: what the stories speak of, then alliteration, never one that another hero of the campaign has, and never a
//! word that hurts. The given name stands first whatever the order of the parts in the person's language.

use super::{Words, seed, shuffle, spoken_of, words};
use crate::app::refused::{is_refused, series};
use crate::campaign::{Campaign, Person, PersonId, name_key};
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use std::collections::HashSet;

/// The name a hero is called by: the given name, in Latin letters where there is such a form; of an address what stands before
/// the sign.
pub fn first_name(person: &Person) -> String {
    let called = person.called();
    called.split('@').next().unwrap_or(&called).to_owned()
}

/// Names that heroes of this campaign have, other than this person's own.
pub fn taken(campaign: &Campaign, except: Option<PersonId>) -> HashSet<String> {
    let others = campaign.heroes().iter().filter(|(_, hero)| Some(hero.person) != except);
    others.map(|(_, hero)| name_key(&hero.persona)).collect()
}

/// Proposals for the hero's name, best first, never twice the same and never one that another hero has.
pub fn propose_personas(campaign: &Campaign, person: PersonId, count: usize) -> Vec<String> {
    propose_unless(campaign, person, count, &taken(campaign, Some(person)))
}

/// The same beside names that are about to be given.
pub fn propose_unless(campaign: &Campaign, person: PersonId, count: usize, taken: &HashSet<String>) -> Vec<String> {
    let Some(record) = campaign.people().get(person) else { return Vec::new() };
    let text = spoken_of(campaign, person);
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed(campaign, record.display_name(), "persona"));
    named(words(), &first_name(record), &text, (count, taken), &mut rng)
}

/// First letter without accents and case: Élodie alliterates with "Error".
pub(super) fn folded_initial(text: &str) -> Option<char> {
    use unicode_normalization::UnicodeNormalization;
    text.nfd().next().and_then(|c| c.to_lowercase().next())
}

fn named(
    words: &Words,
    first: &str,
    text: &str,
    (count, taken): (usize, &HashSet<String>),
    rng: &mut Xoshiro256PlusPlus,
) -> Vec<String> {
    let first = if first.trim().is_empty() { "Nobody" } else { first.trim() };
    let initial = folded_initial(first);
    let alliterates = |title: &&String| folded_initial(title) == initial;
    let topical: Vec<&String> = words
        .topics
        .iter()
        .filter(|topic| topic.words.iter().any(|word| text.contains(word.as_str())))
        .flat_map(|topic| topic.epithets.iter())
        .collect();
    let mut order: Vec<&String> = Vec::new();
    let mut both: Vec<&String> = topical.iter().copied().filter(alliterates).collect();
    let mut alliterating: Vec<&String> = words.titles.iter().filter(alliterates).collect();
    let mut on_topic = topical;
    for pile in [&mut both, &mut alliterating, &mut on_topic] {
        shuffle(pile, rng);
        order.append(pile);
    }
    let mut rest: Vec<&String> = words.titles.iter().collect();
    shuffle(&mut rest, rng);
    order.append(&mut rest);
    // Once all are taken the toys of a second series begin.
    let mut proposals: Vec<String> = Vec::new();
    for number in 1.. {
        for title in &order {
            if proposals.len() >= count {
                return proposals;
            }
            let persona = match number {
                1 => format!("{first} the {title}"),
                n => format!("{first} the {title} {}", series(n)),
            };
            if !is_refused(title) && !taken.contains(&name_key(&persona)) && !proposals.contains(&persona) {
                proposals.push(persona);
            }
        }
        if order.is_empty() {
            break;
        }
    }
    proposals
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::RngExt;
    use rand::seq::IndexedRandom;

    /// Names of many scripts, made of syllables, with some of one letter, of signs and of nothing.
    fn made_up(rng: &mut Xoshiro256PlusPlus) -> String {
        const SETS: [&[&str]; 6] = [
            &["sa", "bi", "ne", "jo", "an", "ma", "ri", "el", "to", "ku", "ze", "xi", "wa", "qu", "yo"],
            &["Thu", "Hà", "Nguyễn", "Trâm", "Đặng", "Lê"],
            &["小", "明", "王", "思", "远", "陈"],
            &["ليلى", "محمد", "نور"],
            &["Łu", "ka", "sz", "Þó", "rd", "ís", "Ọl", "á"],
            &["'", "-", "\u{200d}", "{", "}", "<b>"],
        ];
        let set = SETS.choose(rng).unwrap();
        (0..rng.random_range(1..=6)).map(|_| *set.choose(rng).unwrap()).collect()
    }

    #[test]
    fn ten_thousand_names_are_whole_kind_and_each_another() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(11);
        let mut taken = HashSet::new();
        let texts = ["the printer jam", "phishing mail", "", "cable and password and queue"];
        for number in 0..10_000 {
            // Some of them share a handful of names, as people do.
            let first = match number % 5 {
                0 => ["Anna", "Jan", "王明", "Thu Hà", "", "Zoë", "Ángel", "Xavier"][number / 5 % 8].to_owned(),
                _ => made_up(&mut rng),
            };
            let text = texts[number % texts.len()];
            let proposals = named(words(), &first, text, (3, &taken), &mut rng);
            assert_eq!(proposals.len(), 3, "{first}");
            for persona in &proposals {
                let (_, title) = persona.rsplit_once(" the ").unwrap();
                assert!(!is_refused(title) && !persona.trim().is_empty(), "{persona}");
                assert!(!taken.contains(&name_key(persona)), "{persona} is taken");
            }
            assert!(taken.insert(name_key(&proposals[0])), "{} comes twice", proposals[0]);
        }
        assert_eq!(taken.len(), 10_000);
    }

    #[test]
    fn no_word_of_the_lists_is_refused() {
        let words = words();
        let topics = words.topics.iter().flat_map(|topic| &topic.epithets);
        let labels = words.accessories.iter().map(|item| &item.label);
        for text in words.titles.iter().chain(topics).chain(labels).chain(words.claims.iter().map(|claim| &claim.words))
        {
            assert!(!is_refused(text), "{text}");
        }
    }
}
