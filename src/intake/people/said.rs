//! What two records say about one person: name, address and the rest, the same, more, or something else.

use crate::campaign::{Person, Text, email_key, name_key};

/// What both may say about a person who has a name, and what it is called.
fn both<'p>(person: &'p Person, other: &'p Person) -> [(&'static str, &'p str, &'p str); 7] {
    [
        ("organisation", &person.organisation, &other.organisation),
        ("team", &person.team, &other.team),
        ("role", &person.function, &other.function),
        ("country", &person.country, &other.country),
        ("region", &person.region, &other.region),
        ("place", &person.place, &other.place),
        ("postal address", &person.address, &other.address),
    ]
}

/// The first matter about which they say two things: what it is called, and both.
pub(super) fn contradiction(person: &Person, other: &Person) -> Option<(&'static str, String, String)> {
    let texts = both(person, other);
    let differs = |(_, one, other): &&(_, &str, &str)| !one.is_empty() && !other.is_empty() && one != other;
    if let Some((matter, one, other)) = texts.iter().find(differs) {
        return Some((matter, (*one).to_owned(), (*other).to_owned()));
    }
    let (one, other) = person.born.zip(other.born).filter(|(one, other)| one != other)?;
    Some(("date of birth", one.to_string(), other.to_string()))
}

/// Are they two people of one name, where only the name could tell that they are one? A day of birth or a street says so of
/// anybody. A team, a town or a country says so within one list alone (`of_list`): other lists word them in another way.
pub(super) fn are_apart(person: &Person, other: &Person, of_list: bool) -> bool {
    if let (Some(one), Some(other)) = (person.born, other.born) {
        // Whoever was born on the same day may have moved.
        return one != other;
    }
    let has_moved = differ(&person.address, &other.address);
    has_moved || (of_list && where_they_are(person, other).into_iter().any(|(one, other)| differ(one, other)))
}

/// What tells namesakes of one list apart.
fn where_they_are<'p>(person: &'p Person, other: &'p Person) -> [(&'p str, &'p str); 4] {
    [
        (&person.organisation, &other.organisation),
        (&person.team, &other.team),
        (&person.country, &other.country),
        (&person.place, &other.place),
    ]
}

fn differ(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && one != other && are_two(&name_key(one), &name_key(other))
}

/// Is there anything by which namesakes are told apart that both say, in whatever words?
pub(super) fn agrees(person: &Person, other: &Person) -> bool {
    let of_place = where_they_are(person, other);
    let mut all = of_place.into_iter().chain([(&*person.address, &*other.address)]);
    (person.born.is_some() && person.born == other.born)
        || all.any(|(one, other)| !one.is_empty() && !other.is_empty() && !differ(one, other))
}

/// Does nothing of it tell namesakes apart?
pub(super) fn tells_nothing(person: &Person) -> bool {
    let mut all = where_they_are(person, person).into_iter().map(|(one, _)| one).chain([&*person.address]);
    person.born.is_none() && all.all(str::is_empty)
}

/// Of which matters a row says what the record says as well, in whatever words: one bit for each by which namesakes are told apart.
pub(super) fn confirmed(person: &Person, it: &Person) -> u8 {
    let said = where_they_are(person, it).into_iter().enumerate();
    let is_same = |(one, other): (&str, &str)| !one.is_empty() && !other.is_empty() && !differ(one, other);
    said.filter(|(_, pair)| is_same(*pair)).fold(0, |bits, (place, _)| bits | 1 << place)
}

/// What the list has said of where somebody is: what the record did not say before, and what was `confirmed`.
pub(super) fn said_by_list(before: &Person, now: &Person, confirmed: u8) -> Person {
    let said = |place: u8, before: &Text, now: &Text| {
        if before.is_empty() || confirmed & (1 << place) != 0 { now.clone() } else { Text::new() }
    };
    // In the order of `where_they_are`.
    Person {
        organisation: said(0, &before.organisation, &now.organisation),
        team: said(1, &before.team, &now.team),
        country: said(2, &before.country, &now.country),
        place: said(3, &before.place, &now.place),
        ..Person::default()
    }
}

/// Do these keys mean two things: neither has all words of the other, and neither is made of the first letters of the other?
fn are_two(one: &str, other: &str) -> bool {
    let has_all =
        |one: &str, other: &str| other.split_whitespace().all(|word| one.split_whitespace().any(|it| it == word));
    let is_short =
        |one: &str, other: &str| other.split_whitespace().filter_map(|word| word.chars().next()).eq(one.chars());
    !(has_all(one, other) || has_all(other, one) || is_short(one, other) || is_short(other, one))
}

/// Does the record say all that the other says?
pub(super) fn says_all(person: &Person, other: &Person) -> bool {
    let born = other.born.is_none() || person.born == other.born;
    born && both(person, other).iter().all(|(_, one, other)| other.is_empty() || one == other)
}

/// All it says, to be compared as a whole.
pub(super) fn all_said(person: &Person) -> String {
    let mut all: String = both(person, person).iter().flat_map(|(_, text, _)| [*text, "\u{1F}"]).collect();
    all.extend(person.born.map(|day| day.to_string()));
    all
}

/// Is it the address of this record, or of one that was merged into it?
pub fn has_email(person: &Person, email: &str) -> bool {
    let is_same = |person: &Person| {
        person.email == email || (!person.email.is_empty() && email_key(&person.email) == email_key(email))
    };
    is_same(person) || (!person.merged.is_empty() && person.with_merged().into_iter().any(is_same))
}

/// The same for a name.
pub fn has_name(person: &Person, name: &str) -> bool {
    let is_same =
        |person: &Person| person.name == name || (!person.name.is_empty() && name_key(&person.name) == name_key(name));
    is_same(person) || (!person.merged.is_empty() && person.with_merged().into_iter().any(is_same))
}
