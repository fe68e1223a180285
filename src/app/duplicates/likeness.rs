//! How alike two people are, with what speaks for it and against it. The weights are set by hand and kept in one place; the bench
//! prints how many planted duplicates they find and how many strangers they name.

use super::households::{self, Households};
use super::kana::with_short_vowels;
use super::reading::Script;
use super::shared_words::{Agreement, SharedWords};
use super::spelling::Spelling;
use crate::campaign::{Person, are_other_names};
use crate::intake::are_two_people;

/// A kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clue {
    SameEmail,
    SameMailbox,
    SameLocalPart,
    SameName,
    SameLetters,
    SwappedOrder,
    Nickname,
    OtherScript,
    OtherLetters(Script),
    NameInAddress,
    SameSound,
    MissingPart,
    Initial,
    NearlySame,
    OtherFamilyName,
    NoName,
    SameBirth,
    SameHousehold,
    SameAddress,
    SameOrganisation,
    SameTeam,
    SamePlace,
    SameCountry,
    CommonName,
    OtherName,
    OtherEmail,
    OtherColleague,
    OtherOrganisation,
    OtherTeam,
    OtherCountry,
    OtherBirth,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub clue: Clue,
    /// Points for (above 0) or against.
    pub weight: i32,
}

impl Clue {
    /// "Same name", for the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::SameEmail => "Same e-mail address",
            Self::SameMailbox => "Same mailbox, written with plus or dots",
            Self::SameLocalPart => "Same name before the @",
            Self::SameName => "Same name",
            Self::SameLetters => "Same name but for capitals, accents or signs",
            Self::SwappedOrder => "Same name in another order",
            Self::Nickname => "Short form of the first name",
            Self::OtherScript => "Same name in another script",
            Self::OtherLetters(Script::Arabic) => "The same name in Arabic letters",
            Self::OtherLetters(Script::Hebrew) => "The same name in Hebrew letters",
            Self::OtherLetters(Script::Indian) => "The same name in Indian letters",
            Self::OtherLetters(Script::Korean) => "The same name in Korean letters",
            Self::NameInAddress => "One name is an address made of the other",
            Self::SameSound => "Names that sound alike",
            Self::MissingPart => "One name has a part more",
            Self::Initial => "One name has only the initial",
            Self::NearlySame => "Nearly the same name",
            Self::OtherFamilyName => "Same first name, other family name",
            Self::NoName => "One record has no name",
            Self::SameBirth => "Same date of birth",
            Self::SameHousehold => "Same household",
            Self::SameAddress => "An address that many share",
            Self::SameOrganisation => "Same organisation",
            Self::SameTeam => "Same team",
            Self::SamePlace => "Same place",
            Self::SameCountry => "Same country",
            Self::CommonName => "Several people have this name",
            Self::OtherName => "Same address, other name",
            Self::OtherEmail => "Other e-mail address",
            Self::OtherColleague => "Two addresses at one organisation",
            Self::OtherOrganisation => "Other organisation",
            Self::OtherTeam => "Other team",
            Self::OtherCountry => "Other country",
            Self::OtherBirth => "Other date of birth",
        }
    }
}

/// Points from 0 to 100 and the evidence; `None` where nothing speaks for it.
pub fn compare(
    one: (&Person, &Spelling),
    other: (&Person, &Spelling),
    (words, households): (&SharedWords, &Households),
    bearers: u32,
) -> Option<(u8, Vec<Evidence>)> {
    let (person, spelling) = one;
    let (person_b, spelling_b) = other;
    let mut evidence = Vec::new();
    let mut add = |clue: Clue, weight: i32| evidence.push(Evidence { clue, weight });

    let at_home = households.clue(spelling, spelling_b);
    let is_household = at_home.is_some_and(|(clue, _)| clue == Clue::SameHousehold);
    // In a household names that are nearly one are often two people's: Daniel and Daniela.
    let by_name = name_clue(one, other).filter(|_| !is_household || !are_two_people(&person.name, &person_b.name));
    let by_name = by_name.or_else(|| if is_household { households::name_clue(one, other) } else { None });
    match by_name {
        Some((clue, weight)) => add(clue, weight),
        None if spelling.says_no_name() || spelling_b.says_no_name() => add(Clue::NoName, 15),
        // Other names at one address: a couple, a shared mailbox, or one person under two names. Weak, whatever else they share.
        None if is_same_email(person, person_b) => {
            let evidence = vec![
                Evidence { clue: Clue::SameEmail, weight: 48 },
                Evidence { clue: Clue::OtherName, weight: i32::from(super::WEAK) - 48 },
            ];
            return Some((super::WEAK, evidence));
        }
        // Other names: whatever else they share, they are colleagues.
        None => return None,
    }
    let both_mail = !spelling.mailbox.is_empty() && !spelling_b.mailbox.is_empty();
    if both_mail && spelling.mailbox == spelling_b.mailbox {
        let exact = is_same_email(person, person_b);
        add(if exact { Clue::SameEmail } else { Clue::SameMailbox }, if exact { 48 } else { 45 });
    } else if both_mail && spelling.local == spelling_b.local && spelling.local.len() >= 5 {
        add(Clue::SameLocalPart, 14);
    } else if both_mail && spelling.domain == spelling_b.domain && !is_public(&spelling.domain) {
        add(Clue::OtherColleague, -14);
    } else if both_mail {
        add(Clue::OtherEmail, -4);
    }
    match (person.born, person_b.born) {
        (Some(a), Some(b)) if a == b => add(Clue::SameBirth, 22),
        (Some(_), Some(_)) => add(Clue::OtherBirth, -45),
        _ => {}
    }
    if let Some((clue, weight)) = at_home {
        add(clue, weight);
    }
    // Of two who share a name and nothing else, most are two: where they work tells them apart.
    match words.compare(spelling.organisation, spelling_b.organisation) {
        Agreement::Same => add(Clue::SameOrganisation, 9),
        Agreement::Other => add(Clue::OtherOrganisation, -12),
        Agreement::Unsaid | Agreement::Partly => {}
    }
    match words.compare(spelling.team, spelling_b.team) {
        Agreement::Same => add(Clue::SameTeam, 6),
        Agreement::Other => add(Clue::OtherTeam, -7),
        Agreement::Unsaid | Agreement::Partly => {}
    }
    if words.compare(spelling.place, spelling_b.place) == Agreement::Same {
        add(Clue::SamePlace, 5);
    }
    match words.compare(spelling.country, spelling_b.country) {
        Agreement::Same => add(Clue::SameCountry, 3),
        Agreement::Other => add(Clue::OtherCountry, -10),
        Agreement::Unsaid | Agreement::Partly => {}
    }
    // Two pairs of doubles are no common name; twenty of a name are.
    if bearers > 4 && by_name.is_some() {
        add(Clue::CommonName, -(4 * (bearers.ilog2() as i32 - 1)).min(24));
    }
    evidence.sort_by_key(|evidence| std::cmp::Reverse(evidence.weight.abs()));
    let score: i32 = evidence.iter().map(|evidence| evidence.weight).sum();
    let score = u8::try_from(score.clamp(0, 100)).unwrap_or(0);
    Some((score, evidence))
}

fn is_same_email(one: &Person, other: &Person) -> bool {
    let (one, other) = (one.email.trim(), other.email.trim());
    !one.is_empty() && one.eq_ignore_ascii_case(other)
}

/// What the two names have to do with each other.
fn name_clue((person, a): (&Person, &Spelling), (person_b, b): (&Person, &Spelling)) -> Option<(Clue, i32)> {
    if a.words.is_empty() || b.words.is_empty() {
        return None;
    }
    let scripts_differ = a.other_script != b.other_script;
    if person.name == person_b.name {
        return Some((Clue::SameName, 60));
    }
    if a.is_address != b.is_address {
        // "ann.field@x.example": only all of a name tells that it is hers.
        let is_same = a.sorted() == b.sorted() || a.words.concat() == b.words.concat();
        let is_whole = a.words.len().max(b.words.len()) > 1;
        return (is_same && is_whole).then_some((Clue::NameInAddress, 52));
    }
    if a.words == b.words || a.words.concat() == b.words.concat() {
        return Some(if scripts_differ { (Clue::OtherScript, 56) } else { (Clue::SameLetters, 58) });
    }
    if a.sorted() == b.sorted() {
        return Some(if scripts_differ { (Clue::OtherScript, 55) } else { (Clue::SwappedOrder, 57) });
    }
    // "Kim Min-ji", "Minji Kim"
    let is_turned = |one: &Spelling, other: &Spelling| one.turned().contains(&other.words.concat());
    if a.words.len() != b.words.len() && (is_turned(a, b) || is_turned(b, a)) {
        return Some(if scripts_differ { (Clue::OtherScript, 55) } else { (Clue::SwappedOrder, 57) });
    }
    // Letters that leave vowels out, or are read in several ways, say less; one name alone is too little without anything beside it.
    if a.reading.is_some() != b.reading.is_some() {
        let (reading, latin) = a.reading.as_deref().map(|it| (it, b)).or_else(|| Some((b.reading.as_deref()?, a)))?;
        let weight = if reading.is_whole() { 52 } else { 40 };
        return reading.is_of(&latin.words).then_some((Clue::OtherLetters(reading.script), weight));
    }
    if a.in_kana != b.in_kana && with_short_vowels(a.sorted()) == with_short_vowels(b.sorted()) {
        return Some((Clue::OtherScript, 55));
    }
    // One word alone is too little for anything but equality.
    if a.words.len() < 2 || b.words.len() < 2 {
        return None;
    }
    if a.canonical == b.canonical {
        return Some((Clue::Nickname, 50));
    }
    let odd_ones = odd_words(a, b);
    if odd_ones.is_some_and(|(x, y)| are_other_names(x, y)) {
        return None;
    }
    if a.sound == b.sound && a.sound.len() >= 5 {
        // Kana say every vowel, so that names which only sound alike are others.
        let is_other_script = scripts_differ && a.in_kana == b.in_kana;
        return Some(if is_other_script { (Clue::OtherScript, 54) } else { (Clue::SameSound, 48) });
    }
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let in_long = |word: &String| long.words.contains(word);
    if short.words.len() < long.words.len() && short.words.iter().all(in_long) {
        return Some((Clue::MissingPart, 46));
    }
    // "José Luis García Pérez", "Pepe García"
    let is_in_long = |word: &str| long.canonical.split(' ').any(|known| known == word);
    if short.words.len() < long.words.len() && short.canonical.split(' ').all(is_in_long) {
        return Some((Clue::Nickname, 44));
    }
    let (x, y) = odd_ones?;
    let (x, y) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    if x.len() == 1 && y.starts_with(x) {
        return Some((Clue::Initial, 46));
    }
    // One slip of the finger in a word long enough to bear it.
    let slips = strsim::osa_distance(x, y);
    (x.len() >= 4 && (slips == 1 || (slips == 2 && x.len() >= 8))).then_some((Clue::NearlySame, 47))
}

/// The one word of each of two names that the other does not have; `None` where there is not one in each.
fn odd_words<'s>(a: &'s Spelling, b: &'s Spelling) -> Option<(&'s str, &'s str)> {
    let mut left = a.words.iter().filter(|word| !b.words.contains(word));
    let mut right = b.words.iter().filter(|word| !a.words.contains(word));
    let odd = (left.next()?.as_str(), right.next()?.as_str());
    (a.words.len() == b.words.len() && left.next().is_none() && right.next().is_none()).then_some(odd)
}

/// Providers at which two addresses say nothing about two people.
fn is_public(domain: &str) -> bool {
    matches!(
        domain,
        "gmail.com"
            | "outlook.com"
            | "hotmail.com"
            | "live.com"
            | "yahoo.com"
            | "icloud.com"
            | "me.com"
            | "aol.com"
            | "gmx.de"
            | "gmx.net"
            | "web.de"
            | "t-online.de"
            | "proton.me"
            | "protonmail.com"
            | "mail.ru"
            | "yandex.ru"
            | "orange.fr"
            | "free.fr"
            | "libero.it"
            | "wp.pl"
            | "qq.com"
            | "163.com"
    )
}
