//! A person's name and addresses in the forms in which spellings are compared: folded, in Latin letters, without nicknames, by
//! sound. Made once per person, so that comparing two is cheap.

use super::households::{Home, of_address};
use super::kana;
use super::reading::{Reading, with_articles_joined};
use super::shared_words::{SharedWords, WordId};
use crate::campaign::{Person, canonical, email_key, latin_words};
use std::hash::{DefaultHasher, Hash, Hasher};

/// One person, ready to be compared.
#[derive(Debug, Clone, Default)]
pub struct Spelling {
    /// Folded words of the name in Latin letters, in their order.
    pub words: Vec<String>,
    /// The same in the alphabet's order, joined by spaces.
    sorted: String,
    /// The same with nicknames replaced.
    pub canonical: String,
    /// By sound: letters that other spellings write otherwise are taken together.
    pub sound: String,
    /// The name holds letters that are not Latin.
    pub other_script: bool,
    /// The name stands in kana, with all vowels.
    pub in_kana: bool,
    /// The name is an address of e-mail.
    pub is_address: bool,
    /// How a name is read whose letters say less than Latin ones.
    pub reading: Option<Box<Reading>>,
    /// Mailbox without plus-part and, where the service ignores them, without dots.
    pub mailbox: String,
    pub local: String,
    pub domain: String,
    /// Where the person lives, as numbers: one for the postal address, others for what entries say.
    pub homes: Vec<Home>,
    pub organisation: WordId,
    pub team: WordId,
    pub place: WordId,
    pub country: WordId,
}

impl Spelling {
    /// Words that many share are left to the caller, who meets one person after the other.
    pub fn new(person: &Person) -> Self {
        let name = if person.name.is_empty() { &person.latin_name } else { &person.name };
        let other_script = name.chars().any(|c| c.is_alphabetic() && !is_latin(c));
        let latin = if other_script && !person.latin_name.is_empty() { &person.latin_name } else { name };
        let reading = if other_script && person.latin_name.is_empty() { Reading::of(name) } else { None };
        let kana = kana::in_latin(latin);
        let from_address = name_in_address(latin);
        let words = latin_words(kana.as_deref().or(from_address.as_deref()).unwrap_or(latin));
        let sorted = joined(words.iter().map(String::as_str));
        let canonical = joined(words.iter().map(|word| canonical(word)));
        let sounds: Vec<String> = with_articles_joined(&words).iter().map(|word| sound_of(word)).collect();
        let sound = joined(sounds.iter().map(String::as_str));
        let is_address = from_address.is_some();
        let email = email_key(if person.email.is_empty() && is_address { latin } else { &person.email });
        let (mailbox, local, domain) = mailbox(&email);
        let homes = of_address(person).into_iter().collect();
        Self {
            words,
            sorted,
            canonical,
            sound,
            other_script,
            in_kana: kana.is_some(),
            is_address,
            reading: reading.map(Box::new),
            mailbox,
            local,
            domain,
            homes,
            ..Self::default()
        }
    }

    /// Files what the person shares with many.
    pub fn file_shared<'p>(&mut self, person: &'p Person, words: &mut SharedWords<'p>) {
        self.organisation = words.id(&person.organisation);
        self.team = words.id(&person.team);
        self.place = words.id(&person.place);
        self.country = words.id(&person.country);
    }

    pub fn sorted(&self) -> &str {
        &self.sorted
    }

    /// Nothing stands for a name, or an address does.
    pub fn says_no_name(&self) -> bool {
        self.words.is_empty() || self.is_address
    }

    /// All letters of the name with its first word at the end, and with its last one in front: "Kim Min-ji" is "Minji Kim".
    pub fn turned(&self) -> Vec<String> {
        match self.words.as_slice() {
            [] | [_] => Vec::new(),
            [one, other] => vec![format!("{other}{one}")],
            [first, between @ .., last] => {
                let between = between.concat();
                vec![format!("{between}{last}{first}"), format!("{last}{first}{between}")]
            }
        }
    }
}

/// A name by which equal names are found whatever their order, capitals, accents and script; empty where there are no letters.
pub fn name_in_order(name: &str) -> String {
    joined(latin_words(name).iter().map(String::as_str))
}

/// The words before the @ where the name is an address of e-mail: "ann.field@x.example".
fn name_in_address(name: &str) -> Option<String> {
    let (local, domain) = name.trim().split_once('@')?;
    let is_one = !local.is_empty() && domain.contains('.') && !domain.contains(['@', ' ']) && !local.contains(' ');
    let local = local.split('+').next().unwrap_or(local);
    is_one.then(|| local.split(|c: char| !c.is_alphabetic()).collect::<Vec<_>>().join(" "))
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// Letters by which one name is spelled in two ways become one: ck, c, q and k; ph and f; y, j and i; w and v; ae, oe, ue; doubled
/// letters; an h that is not heard. Vowels inside a word fall away.
fn sound_of(word: &str) -> String {
    let mut text = word.to_owned();
    for (from, to) in [
        ("sch", "s"),
        ("tch", "c"),
        ("tsch", "c"),
        ("sh", "s"),
        ("ch", "c"),
        ("cz", "c"),
        ("sz", "s"),
        ("zh", "z"),
        ("ph", "f"),
        ("th", "t"),
        ("kh", "h"),
        ("gh", "g"),
        ("ck", "k"),
        ("ts", "c"),
        ("tz", "c"),
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("ou", "u"),
        ("ij", "i"),
        ("iy", "i"),
        ("yi", "i"),
        ("ii", "i"),
        ("ks", "x"),
        ("dj", "j"),
    ] {
        text = text.replace(from, to);
    }
    let mut out = String::new();
    for (place, c) in text.chars().enumerate() {
        let c = match c {
            'k' | 'q' => 'c',
            'y' | 'j' => 'i',
            'w' => 'v',
            'z' => 's',
            other => other,
        };
        let silent = place > 0 && matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'h');
        if !silent && !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Mailbox, local part and domain of an address.
pub fn mailbox(email: &str) -> (String, String, String) {
    let Some((local, domain)) = email.rsplit_once('@') else { return Default::default() };
    let local = local.split('+').next().unwrap_or(local);
    let (domain, ignores_dots) = match domain {
        "gmail.com" | "googlemail.com" => ("gmail.com", true),
        other => (other, false),
    };
    let local = if ignores_dots { local.replace('.', "") } else { local.to_owned() };
    (format!("{local}@{domain}"), local, domain.to_owned())
}

pub fn key(kind: char, of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, of).hash(&mut hasher);
    hasher.finish()
}

/// Everything under which this person is filed; two people are compared only where they share a key.
pub fn keys(spelling: &Spelling) -> Vec<u64> {
    let mut keys = Vec::with_capacity(8);
    if !spelling.mailbox.is_empty() {
        keys.push(key('m', &spelling.mailbox));
    }
    if spelling.local.len() >= 6 && !spelling.local.chars().all(|c| c.is_ascii_digit()) {
        keys.push(key('l', &spelling.local));
    }
    if !spelling.canonical.is_empty() {
        keys.push(key('n', &spelling.canonical));
        keys.push(key('s', &spelling.sound));
    }
    keys.extend(spelling.homes.iter().map(|home| key('h', home)));
    // One word right and the other mistyped, in either order: each longer word with the first letter of each other one.
    for (place, word) in spelling.words.iter().enumerate().filter(|(_, word)| word.len() >= 3).take(4) {
        for (_, other) in spelling.words.iter().enumerate().filter(|(other, _)| *other != place).take(3) {
            let initial = other.get(..1).unwrap_or("");
            keys.push(key('w', format!("{word} {initial}")));
            // A short form of a first name may begin with another letter, and one name have parts more: "Pepe García".
            let whole = canonical(other);
            if whole != other && !whole.starts_with(initial) {
                keys.push(key('w', format!("{word} {}", whole.get(..1).unwrap_or(""))));
            }
        }
    }
    // Words written together: Anne-Marie, Annemarie; of languages without spaces; and with the family name at the other end.
    if !spelling.words.is_empty() {
        keys.push(key('j', spelling.words.concat()));
        keys.extend(spelling.turned().into_iter().map(|turned| key('j', turned)));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds() {
        assert_eq!(sound_of("tchaikovsky"), sound_of("chaykovskiy"));
        assert_eq!(sound_of("philip"), sound_of("filip"));
        assert_eq!(sound_of("mueller"), sound_of("muller"));
        assert_ne!(sound_of("okonjo"), sound_of("okafor"));
    }

    #[test]
    fn mailboxes() {
        assert_eq!(mailbox("a.b+x@googlemail.com").0, "ab@gmail.com");
        assert_eq!(mailbox("a.b+x@mail.example").0, "a.b@mail.example");
        assert_eq!(mailbox("nobody").0, "");
    }
}
