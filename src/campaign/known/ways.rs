//! How somebody is reached: telephone numbers, and streets with the number of the house. A family or a firm shares them, so that one
//! which somebody else has as well tells nobody for sure.

use super::super::name_words::all_latin_words;
use super::super::person::Person;
use super::super::telephone::{Likeness, may_hold_telephone, telephones_among};
use super::finding::{Range, Word, plain};
use serde::{Deserialize, Serialize};

/// What so many others have as well is a firm's, and no matter of one person's.
pub const MANY: u32 = 10;

/// Words of a house fewer letters long could be anything.
const LETTERS: usize = 4;

/// Postcodes have so many digits, numbers of houses fewer.
const POSTCODE: usize = 4;

/// What stands before a number that is no house's.
const PARTS_OF_HOUSES: [&str; 18] = [
    "apartment",
    "apartement",
    "appartement",
    "apt",
    "box",
    "building",
    "etage",
    "flat",
    "floor",
    "level",
    "po",
    "postfach",
    "room",
    "suite",
    "top",
    "unit",
    "wohnung",
    "zimmer",
];

/// How somebody is reached and called, as their record does not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// Telephone numbers, digits alone, and in how many rows of others each of them stands.
    pub telephones: Vec<(String, u32)>,
    /// Postal addresses beside the one in the record.
    pub addresses: Vec<String>,
    /// Words of their names that are no common ones.
    pub uncommon: Vec<String>,
}

/// What is looked for of these.
#[derive(Clone, Debug, Default)]
pub(super) struct Reach {
    telephones: Vec<(String, u32)>,
    homes: Vec<Home>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Home {
    /// Street and number of the house, without gaps.
    key: String,
    /// A word that stands in the text where this one does.
    needle: String,
    /// How many words these are.
    words: usize,
    /// Postcode, town and whatever else follows.
    rest: Vec<String>,
    /// So many others live there.
    others: u32,
}

/// A way to reach them that stands in a text.
pub(super) struct Found {
    pub range: Range,
    /// Is it theirs for sure, and nobody else's?
    pub is_sure: bool,
    /// Somebody else has it, too.
    pub is_shared: bool,
}

impl Reach {
    pub fn is_empty(&self) -> bool {
        self.telephones.is_empty() && self.homes.is_empty()
    }

    pub fn add_telephones(&mut self, telephones: &[(String, u32)]) {
        self.telephones.extend(telephones.iter().filter(|(_, others)| *others < MANY).cloned());
    }

    pub fn add_home(&mut self, address: &str) {
        if let Some(home) = Home::of(address).filter(|home| self.homes.iter().all(|it| it.key != home.key)) {
            self.homes.push(home);
        }
    }

    /// Notes that somebody else lives there, too.
    pub fn note_home(&mut self, other: &Person) {
        if self.homes.is_empty() || other.address.is_empty() {
            return;
        }
        let text = other.address.as_str();
        let homes = self.homes.iter_mut().filter(|home| home.may_stand_in(text));
        for home in homes.filter(|home| !home.places(&words_in_address(text)).is_empty()) {
            home.others += 1;
        }
    }

    pub fn without(&self, other: &Self) -> Self {
        let telephones =
            self.telephones.iter().filter(|(it, _)| !other.telephones.iter().any(|(known, _)| known == it));
        let homes = self.homes.iter().filter(|it| !other.homes.iter().any(|known| known.key == it.key));
        Self { telephones: telephones.cloned().collect(), homes: homes.cloned().collect() }
    }

    /// A quick look before a slow one.
    pub fn may_stand_in(&self, text: &str) -> bool {
        (!self.telephones.is_empty() && may_hold_telephone(text)) || self.homes.iter().any(|it| it.may_stand_in(text))
    }

    /// Where these stand in the text.
    pub fn found_in(&self, text: &str, words: &[Word]) -> Vec<Found> {
        let known: Vec<&str> = self.telephones.iter().map(|(digits, _)| digits.as_str()).collect();
        let of_telephone = |(from, to, at, likeness): (usize, usize, usize, Likeness)| {
            let is_shared = self.telephones.get(at).is_some_and(|(_, others)| *others > 0);
            Found { range: (from, to), is_sure: likeness == Likeness::Same && !is_shared, is_shared }
        };
        let mut found: Vec<Found> = telephones_among(text, &known).into_iter().map(of_telephone).collect();
        for home in self.homes.iter().filter(|home| home.others < MANY && home.may_stand_in(text)) {
            found.extend(home.found_in(text, words));
        }
        found
    }
}

impl Home {
    /// The first line that says a street and the number of a house; none for a town alone.
    fn of(address: &str) -> Option<Self> {
        let parts: Vec<&str> =
            address.split([',', ';', '\n', '\r', '|']).map(str::trim).filter(|it| !it.is_empty()).collect();
        for (at, part) in parts.iter().enumerate() {
            let mut words = all_latin_words(part);
            // "Lindenweg" and "3" in two columns.
            let next = parts.get(at + 1).map(|next| all_latin_words(next)).unwrap_or_default();
            let is_split =
                !words.iter().any(|it| has_digit(it)) && next.len() == 1 && next.iter().all(|it| is_house(it));
            let mut rest_at = at + 1;
            if is_split {
                words.extend(next);
                rest_at += 1;
            }
            let Some(end) = end_of_street(&words, parts.len() > rest_at) else { continue };
            let rest = words.split_off(end);
            let key: String = words.iter().map(|it| shortened(it)).collect();
            let needle = words.iter().filter(|it| !has_digit(it)).map(|it| without_street(it));
            let needle = needle.max_by_key(|it| it.len())?.to_owned();
            if key.chars().filter(char::is_ascii_alphabetic).count() < LETTERS || needle.len() < LETTERS - 1 {
                continue;
            }
            let further = parts.get(rest_at..).unwrap_or(&[]).iter().flat_map(|it| all_latin_words(it));
            let rest = rest.into_iter().chain(further).collect();
            return Some(Self { key, needle, words: words.len(), rest, others: 0 });
        }
        None
    }

    fn may_stand_in(&self, text: &str) -> bool {
        if !text.is_ascii() {
            return text.chars().any(char::is_numeric) && plain(text).contains(&self.needle);
        }
        let has_number = text.bytes().any(|it| it.is_ascii_digit());
        let needle = self.needle.as_bytes();
        has_number && text.as_bytes().windows(needle.len()).any(|it| it.eq_ignore_ascii_case(needle))
    }

    /// From which word to which it stands there, the last one not included.
    fn places(&self, words: &[String]) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        let mut from = 0;
        while from < words.len() {
            let mut said = String::new();
            let mut end = None;
            for (to, word) in words.iter().enumerate().skip(from).take(self.words + 2) {
                said.push_str(shortened(word));
                if said == self.key {
                    end = Some(to + 1);
                    break;
                }
                if !self.key.starts_with(said.as_str()) {
                    break;
                }
            }
            places.extend(end.map(|end| (from, end)));
            from = end.unwrap_or(from + 1);
        }
        places
    }

    fn found_in(&self, text: &str, words: &[Word]) -> Vec<Found> {
        let latin: Vec<String> = words.iter().map(|word| word.latin.clone()).collect();
        let gap_is = |at: usize, is_fit: &dyn Fn(&str) -> bool| {
            let gap = words.get(at).zip(words.get(at + 1)).and_then(|(one, next)| text.get(one.to..next.from));
            gap.is_some_and(is_fit)
        };
        let is_gap = |gap: &str| {
            let is_sign = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/' | ';' | '|');
            gap.chars().all(is_sign) && gap.chars().nth(4).is_none()
        };
        let places = self.places(&latin).into_iter();
        let places = places.filter(|(from, to)| (*from..*to - 1).all(|at| gap_is(at, &is_gap)));
        let found = places.filter_map(|(from, mut to)| {
            let is_range = gap_is(to - 1, &|gap| gap.trim() == "-" || gap.trim() == "–")
                && latin.get(to).is_some_and(|it| has_digit(it));
            let is_beside = gap_is(to - 1, &is_gap);
            let next = latin.get(to).filter(|_| is_beside);
            let has_postcode = self.rest.iter().any(|it| is_postcode(it));
            let is_elsewhere = next.is_some_and(|it| is_postcode(it) && !self.rest.contains(it)) && has_postcode;
            for said in &self.rest {
                if !gap_is(to - 1, &is_gap) || latin.get(to) != Some(said) {
                    break;
                }
                to += 1;
            }
            let range = (words.get(from)?.from, words.get(to - 1)?.to);
            let is_shared = self.others > 0;
            Some(Found { range, is_sure: !is_range && !is_elsewhere && !is_shared, is_shared })
        });
        found.collect()
    }
}

fn words_in_address(text: &str) -> Vec<String> {
    all_latin_words(text)
}

/// How many words of a line are the street and the number of the house; `None` where there is none.
fn end_of_street(words: &[String], has_more: bool) -> Option<usize> {
    let number = words.iter().position(|it| has_digit(it))?;
    let is_of_house = is_house(words.get(number)?);
    let first = words.first()?;
    if !is_of_house || PARTS_OF_HOUSES.contains(&first.as_str()) {
        return None;
    }
    if number == 0 {
        // "1010 Wien" is a town, and "1600 Pennsylvania Avenue" a house.
        let next = words.iter().skip(1).position(|it| has_digit(it)).map_or(words.len(), |it| it + 1);
        let may_be_postcode = digits_of(first) >= POSTCODE;
        return (next > 1 && (!may_be_postcode || (has_more && next > 2))).then_some(next);
    }
    // "3 a" is a house as well as "3a".
    let is_letter = words.get(number + 1).is_some_and(|it| it.len() == 1 && !has_digit(it));
    Some(number + 1 + usize::from(is_letter))
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

fn digits_of(word: &str) -> usize {
    word.chars().filter(char::is_ascii_digit).count()
}

/// The number of a house: "3", "12b".
fn is_house(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && digits_of(word) <= POSTCODE && word.len() <= digits_of(word) + 1
}

fn is_postcode(word: &str) -> bool {
    digits_of(word) >= POSTCODE && digits_of(word) == word.len()
}

/// "strasse" and "str" are one, and so are other words that are cut short in addresses.
fn shortened(word: &str) -> &str {
    match word {
        "street" => "st",
        "avenue" | "ave" => "av",
        "road" => "rd",
        "lane" => "ln",
        "boulevard" => "blvd",
        "square" => "sq",
        "drive" => "dr",
        _ => word.strip_suffix("asse").filter(|it| it.ends_with("str")).unwrap_or(word),
    }
}

fn without_street(word: &str) -> &str {
    let short = shortened(word);
    short.strip_suffix("str").filter(|it| !it.is_empty()).unwrap_or(short)
}
