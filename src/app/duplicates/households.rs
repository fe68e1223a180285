//! Who lives together: by the words that entries say of a household, and by the postal address. In a household a part of a name
//! tells who is meant; where very many share an address it is a hostel or an office, and tells little.

use super::spelling::Spelling;
use crate::campaign::{Campaign, Person, PersonId, is_first_name, latin_words};
use crate::intake::are_two_people;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::likeness::Clue;

/// Letters from which on an address tells where somebody lives; "Kiel" alone does not.
const LEAST_OF_ADDRESS: usize = 8;
/// Letters from which on words name a household.
const LEAST_OF_WORDS: usize = 3;
/// More people than these share an address, and no household.
const MOST_OF_HOUSEHOLD: u32 = 12;

/// A household as a number: equal for equal words, whatever their capitals, accents and signs.
pub type Home = u64;

fn home(words: &str, least: usize) -> Option<Home> {
    let words = latin_words(words).join(" ");
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    // A number alone, or a letter, is an answer to another question: how many live there, or which house of the street.
    let says = words.len() >= least && words.chars().filter(|c| c.is_alphabetic()).count() >= LEAST_OF_WORDS;
    says.then(|| hasher.finish())
}

/// The home of a postal address.
pub fn of_address(person: &Person) -> Option<Home> {
    if person.address.is_empty() { None } else { home(&person.address, LEAST_OF_ADDRESS) }
}

/// What the entries of everybody say of their household, each words once, as received.
fn words_of_entries(campaign: &Campaign) -> HashMap<PersonId, BTreeSet<&str>> {
    let mut said: HashMap<PersonId, BTreeSet<&str>> = HashMap::new();
    for (_, entry) in campaign.entries().iter() {
        let words = entry.household.trim();
        if !words.is_empty() {
            said.entry(entry.person).or_default().insert(words);
        }
    }
    said
}

/// What the entries of one person say of their household.
pub fn words_of_entries_by(campaign: &Campaign, id: PersonId) -> BTreeSet<&str> {
    let own = campaign.entries().iter().filter(|(_, entry)| entry.person == id);
    own.map(|(_, entry)| entry.household.trim()).filter(|words| !words.is_empty()).collect()
}

/// How many share each home.
#[derive(Debug, Default)]
pub struct Households {
    people: HashMap<Home, u32>,
}

impl Households {
    /// Files everybody's homes, those of their entries with them.
    pub fn file(campaign: &Campaign, people: &[(PersonId, &Person)], spellings: &mut [Spelling]) -> Self {
        let said = words_of_entries(campaign);
        let mut households = Self::default();
        for ((id, _), spelling) in people.iter().zip(spellings) {
            spelling.homes.extend(said.get(id).into_iter().flatten().filter_map(|words| home(words, 1)));
            spelling.homes.sort_unstable();
            spelling.homes.dedup();
            for home in &spelling.homes {
                *households.people.entry(*home).or_default() += 1;
            }
        }
        households
    }

    /// What two homes say of two people: one household, one address of many, or nothing.
    pub fn clue(&self, one: &Spelling, other: &Spelling) -> Option<(Clue, i32)> {
        let shared = one.homes.iter().filter(|home| other.homes.contains(home));
        let fewest = shared.filter_map(|home| self.people.get(home)).min()?;
        Some(if *fewest <= MOST_OF_HOUSEHOLD { (Clue::SameHousehold, 22) } else { (Clue::SameAddress, 8) })
    }
}

/// What the names of two of one household have to do with each other, where names alone would not do; `None` where they are two
/// people's, or say nothing.
pub fn name_clue(one: (&Person, &Spelling), other: (&Person, &Spelling)) -> Option<(Clue, i32)> {
    let ((person, a), (person_b, b)) = (one, other);
    if a.words.is_empty() || b.words.is_empty() || are_two_people(&person.name, &person_b.name) {
        return None;
    }
    let called = |person: &Person| latin_words(&person.called()).join(" ");
    let alone = match (a.words.as_slice(), b.words.as_slice()) {
        ([alone], [_, _, ..]) => Some((alone, other)),
        ([_, _, ..], [alone]) => Some((alone, one)),
        _ => None,
    };
    if let Some((alone, (whole, spelling))) = alone {
        // A family's name alone may be anybody's at home.
        let weight = if called(whole) == *alone { 36 } else { 22 };
        return spelling.words.contains(alone).then_some((Clue::MissingPart, weight));
    }
    let name = called(person);
    (is_first_name(&name) && name == called(person_b)).then_some((Clue::OtherFamilyName, 34))
}
