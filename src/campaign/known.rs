//! Under which names and addresses somebody is known, and where a text holds one of them: whole cells whatever the order, script,
//! accents and capitals of the name, names in the middle of a sentence, and names that a list keeps in two columns. A single word
//! is too common to look for inside a text, and is found as a whole cell alone.

use super::name_words::{is_unspaced, latin_words, words_of};
use super::person::Person;
use std::collections::BTreeSet;
use unicode_normalization::char::is_combining_mark;

/// What stands where a name stood.
pub const ERASED: &str = "[erased]";

/// A cell longer than this is no name or address, it is a text.
const LONGEST_CELL: usize = 160;

/// Letters of a cell that may be a name with a remark behind a comma, such as "Ana, third floor"; longer ones are sentences.
const SIGNED_LETTERS: usize = 60;

/// So many letters of a text are shown on either side of a name in it.
const AROUND: usize = 60;

/// Every name and address of a person, records merged into theirs included.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// As written, in lower case.
    words: Vec<String>,
    /// Words of each name and postal address in Latin letters, in the alphabet's order and joined.
    cells: BTreeSet<String>,
    /// Words of each name of two or more, in their order.
    names: Vec<Vec<String>>,
    /// Names without spaces, as written.
    unspaced: Vec<String>,
    addresses: Vec<String>,
    /// The longest word of each of these: a plain text without any of them holds nothing.
    needles: Vec<String>,
}

impl Known {
    pub fn of(person: &Person) -> Self {
        let mut known = Self::default();
        for record in person.with_merged() {
            let parts = format!("{} {}", record.given_name, record.family_name);
            let names: [&str; 4] = [&record.name, &record.latin_name, &record.code_name, &parts];
            for name in names {
                known.add_name(name);
            }
            known.add_cell(&record.address);
            let address = record.email.trim().to_lowercase();
            if address.contains('@') && !known.addresses.contains(&address) {
                known.needles.push(address.clone());
                known.words.push(address.clone());
                known.addresses.push(address);
            }
        }
        known.words.sort_unstable();
        known.words.dedup();
        known
    }

    /// What of this is not also the other's.
    #[must_use]
    pub fn without(mut self, other: &Self) -> Self {
        let sorted = |name: &Vec<String>| {
            let mut name = name.clone();
            name.sort_unstable();
            name
        };
        let names: Vec<Vec<String>> = other.names.iter().map(sorted).collect();
        self.words.retain(|word| !other.words.contains(word));
        self.cells.retain(|cell| !other.cells.contains(cell));
        self.names.retain(|name| !names.contains(&sorted(name)));
        self.unspaced.retain(|name| !other.unspaced.contains(name));
        self.addresses.retain(|address| !other.addresses.contains(address));
        self
    }

    /// Has somebody else one of these names or addresses, in whatever order and script?
    pub fn is_shared_with(&self, person: &Person) -> bool {
        let records = person.with_merged();
        let said = records.iter().flat_map(|it| {
            let names = [&it.name, &it.latin_name, &it.code_name, &it.given_name, &it.family_name];
            names.into_iter().chain([&it.address, &it.email])
        });
        // Of a million people hardly any is looked at twice.
        said.into_iter().any(|text| !text.is_empty() && self.may_stand_in(text)) && {
            let other = Self::of(person);
            self.words.iter().any(|word| other.words.contains(word)) || !self.cells.is_disjoint(&other.cells)
        }
    }

    /// Is nothing known?
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.cells.is_empty() && self.names.is_empty()
    }

    /// Is the text one of these, or does one stand in it?
    pub fn is_told_by(&self, text: &str) -> bool {
        self.is(text) || self.stands_in(text)
    }

    /// The words of a text around the first of these that stands in it, for whoever has to read it.
    pub fn around(&self, text: &str) -> String {
        let (from, to) = self.found_in(text).first().copied().unwrap_or((0, 0));
        let before = text.get(..from).unwrap_or("");
        let start = before.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
        let start = if start == 0 { 0 } else { before[start..].find(' ').map_or(start, |gap| start + gap + 1) };
        let behind = text.get(to..).unwrap_or("");
        let end = behind.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| to + at);
        let end = if end == text.len() { end } else { text[to..end].rfind(' ').map_or(end, |gap| to + gap) };
        let words = text.get(start..end).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        let (left, right) = (if start == 0 { "" } else { "… " }, if end == text.len() { "" } else { " …" });
        format!("{left}{words}{right}")
    }

    fn add_name(&mut self, name: &str) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        self.words.push(name.to_lowercase());
        self.add_cell(name);
        let words = latin_words(name);
        if words.len() > 1 && !self.names.contains(&words) {
            self.names.push(words);
        }
        if is_unspaced(name) && name.chars().nth(1).is_some() && !self.unspaced.iter().any(|known| known == name) {
            self.unspaced.push(name.to_owned());
        }
    }

    fn add_cell(&mut self, text: &str) {
        let mut words = latin_words(text);
        if let Some(longest) = words.iter().max_by_key(|word| word.len()).cloned() {
            words.sort_unstable();
            if self.cells.insert(words.join(" ")) {
                self.needles.push(longest);
            }
        }
    }

    /// Names and addresses as written, in lower case.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Is the text one of these names or postal addresses, also with where they sit behind a comma, or does it hold an e-mail
    /// address?
    pub fn is(&self, text: &str) -> bool {
        let text = text.trim();
        if text.is_empty() || !self.may_stand_in(text) {
            return false;
        }
        let holds_address = || {
            let lower = text.to_lowercase();
            self.addresses.iter().any(|address| lower.contains(address.as_str()))
        };
        let is_cell = |text: &str| {
            let mut words = latin_words(text);
            words.sort_unstable();
            self.cells.contains(&words.join(" "))
        };
        let before = || text.split_once(',').filter(|_| text.chars().nth(SIGNED_LETTERS).is_none());
        let is_signed = || before().is_some_and(|(name, _)| is_cell(name));
        text.len() <= LONGEST_CELL && (is_cell(text) || is_signed()) || holds_address()
    }

    /// Is one word of the text all of one of the names? It may mean anything, or be theirs.
    pub fn may_mean(&self, text: &str) -> bool {
        words_of(text).any(|(_, word)| self.words.contains(&word))
    }

    /// Does a name of two words, or an address, stand somewhere in the text?
    pub fn stands_in(&self, text: &str) -> bool {
        !self.found_in(text).is_empty()
    }

    /// The text with a mark in the place of each name of two words and of each address; `None` where there is none.
    pub fn masked(&self, text: &str) -> Option<String> {
        let found = self.found_in(text);
        if found.is_empty() {
            return None;
        }
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for (from, to) in found {
            out.push_str(text.get(at..from).unwrap_or(""));
            out.push_str(ERASED);
            at = to;
        }
        out.push_str(text.get(at..).unwrap_or(""));
        Some(out)
    }

    /// Cells of a row that together make up a name, as lists with a column for each part of it have them.
    pub fn parts_in<'c>(&self, cells: impl Iterator<Item = &'c str>) -> Vec<bool> {
        let cells: Vec<Vec<String>> =
            cells.map(|cell| if cell.len() <= LONGEST_CELL { latin_words(cell) } else { Vec::new() }).collect();
        let mut goes = vec![false; cells.len()];
        for name in &self.names {
            let is_part = |words: &Vec<String>| !words.is_empty() && words.iter().all(|word| name.contains(word));
            let parts: Vec<usize> = (0..cells.len()).filter(|at| cells.get(*at).is_some_and(is_part)).collect();
            let says = |word: &String| parts.iter().any(|at| cells.get(*at).is_some_and(|words| words.contains(word)));
            if name.iter().all(says) {
                parts.iter().filter_map(|at| goes.get_mut(*at).map(|slot| *slot = true)).for_each(drop);
            }
        }
        goes
    }

    /// A quick look before a slow one: most texts are plain, and hold nothing.
    fn may_stand_in(&self, text: &str) -> bool {
        if !text.is_ascii() {
            return true;
        }
        let text = text.as_bytes();
        self.needles.iter().any(|needle| {
            let needle = needle.as_bytes();
            text.len() >= needle.len() && text.windows(needle.len()).any(|part| part.eq_ignore_ascii_case(needle))
        })
    }

    /// From where to where, in order, none within another.
    fn found_in(&self, text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        if text.is_empty() || !self.may_stand_in(text) {
            return found;
        }
        for address in &self.addresses {
            let is_there =
                |at: &usize| text.get(*at..*at + address.len()).is_some_and(|part| part.eq_ignore_ascii_case(address));
            found.extend((0..text.len()).filter(is_there).map(|at| (at, at + address.len())));
        }
        for name in &self.unspaced {
            found.extend(text.match_indices(name.as_str()).map(|(at, _)| (at, at + name.len())));
        }
        let words = words_in(text);
        for name in &self.names {
            found.extend(
                words
                    .windows(name.len())
                    .filter(|words| is_name(name, words, text))
                    .filter_map(|words| Some((words.first()?.from, words.last()?.to))),
            );
        }
        found.sort_unstable_by_key(|(from, to)| (*from, std::cmp::Reverse(*to)));
        let mut end = 0;
        found.retain(|(from, to)| {
            let is_free = *from >= end;
            end = if is_free { *to } else { end };
            is_free
        });
        found
    }
}

struct Word {
    from: usize,
    to: usize,
    latin: String,
}

/// Words of a text in Latin letters; the "s" behind an apostrophe belongs to none.
fn words_in(text: &str) -> Vec<Word> {
    let is_apostrophe = |c: char| matches!(c, '\'' | '’' | '`');
    let between = |c: char| !c.is_alphanumeric() && !is_combining_mark(c) && !is_apostrophe(c);
    let mut words = Vec::new();
    for part in text.split(between) {
        let word = part.trim_matches(is_apostrophe);
        let word = ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        let latin = latin_words(word).concat();
        if !latin.is_empty() {
            let from = word.as_ptr() as usize - text.as_ptr() as usize;
            words.push(Word { from, to: from + word.len(), latin });
        }
    }
    words
}

/// Are these the words of the name, in any order, with nothing but a sign between them? A name takes an "s" where it owns something.
fn is_name(name: &[String], words: &[Word], text: &str) -> bool {
    let mut open: Vec<&String> = name.iter().collect();
    for word in words {
        let is_it = |known: &&String| {
            **known == word.latin || word.latin.strip_suffix('s').is_some_and(|rest| rest == known.as_str())
        };
        let Some(at) = open.iter().position(is_it) else { return false };
        open.swap_remove(at);
    }
    let ends = words.iter().map(|word| word.to).zip(words.iter().skip(1).map(|word| word.from));
    ends.into_iter().all(|(to, from)| {
        let gap = text.get(to..from).unwrap_or("");
        gap.chars().count() <= 3 && gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '_' | '.' | '/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str, email: &str) -> Known {
        Known::of(&Person { name: name.into(), email: email.into(), ..Person::default() })
    }

    #[test]
    fn a_name_is_found_in_every_spelling() {
        let known = known("Зоя Квантум", "zoya@mail.example");
        for cell in ["Зоя Квантум", "КВАНТУМ, ЗОЯ", "Zoya Kvantum", " kvantum  zoya ", "Write to ZOYA@mail.example"]
        {
            assert!(known.is(cell), "{cell}");
        }
        for cell in ["Zoya", "Kvantum", "Zoya Kvantum fixed it", "", "zoya@mail.other"] {
            assert!(!known.is(cell), "{cell}");
        }
        for cell in ["Zoya Kvantum, third floor", "Kvantum Zoya, Data"] {
            assert!(known.is(cell), "{cell}");
        }
        let sentence = "Zoya Kvantum, who sat up all night with the printer, and never once complained.";
        assert!(!known.is(sentence) && known.stands_in(sentence) && !known.may_mean(sentence));
        assert!(self::known("Bo", "").may_mean("The friends of Bo") && self::known("Bo", "").is("Bo, third floor"));
        let known = self::known("Jürgen Groß-Sørensen", "");
        assert!(known.is("gross sorensen, JURGEN"));
    }

    #[test]
    fn names_in_a_sentence_are_masked_and_nothing_else_is() {
        let known = known("Zoya Kvantum", "zoya@mail.example");
        for (text, masked) in [
            ("Ada and Zoya Kvantum fixed it", Some("Ada and [erased] fixed it")),
            ("KVANTUM, ZOYA: thank you", Some("[erased]: thank you")),
            ("Zoya Kvantum's and Zoya Kvantums Drucker", Some("[erased]'s and [erased] Drucker")),
            ("«Зоя Квантум» (zoya@MAIL.example)", Some("«[erased]» ([erased])")),
            ("Zoya fixed it. A Kvantum leap", None),
            ("Zoya.\n\n\n\nKvantum", None),
            ("Kvantum Zoyas", Some("[erased]")),
            ("", None),
        ] {
            assert_eq!(known.masked(text).as_deref(), masked, "{text:?}");
            assert_eq!(known.stands_in(text), masked.is_some());
        }
        assert_eq!(self::known("王小明", "").masked("感谢王小明的帮助").as_deref(), Some("感谢[erased]的帮助"));
        // A single word may mean anything.
        assert_eq!(self::known("Falcon", "").masked("The Falcon server"), None);
    }

    #[test]
    fn what_two_people_have_in_common_is_known() {
        let person = |name: &str, email: &str| Person { name: name.into(), email: email.into(), ..Person::default() };
        let zoya = known("Zoya Kvantum", "zoya@mail.example");
        for other in
            [person("Квантум, Зоя", ""), person("Bo", "ZOYA@mail.example"), person("zoya kvantum", "z@x.example")]
        {
            assert!(zoya.is_shared_with(&other), "{other:?}");
        }
        assert!(!zoya.is_shared_with(&person("Zoya Marsh", "zoya@mail.other")));
        let own = zoya.clone().without(&Known::of(&person("Kvantum, Zoya", "")));
        assert!(own.masked("Zoya Kvantum, zoya@mail.example").unwrap() == "Zoya Kvantum, [erased]");
        let shared = zoya.clone().without(&own);
        assert!(shared.is_told_by("Zoya Kvantum") && !shared.is_told_by("zoya@mail.example") && !shared.is_empty());
        assert!(zoya.clone().without(&zoya).is_empty());
        let long = format!("{} Zoya Kvantum {}", "before it ".repeat(20), "and äfter it ".repeat(20));
        let around = zoya.around(&long);
        assert!(around.starts_with("… it before") || around.starts_with("… before"), "{around}");
        assert!(around.contains("Zoya Kvantum") && around.ends_with(" …") && around.chars().count() < 150, "{around}");
        assert_eq!(zoya.around("Zoya Kvantum\nfixed it"), "Zoya Kvantum fixed it");
    }

    #[test]
    fn a_name_in_two_columns_goes_whole_or_not_at_all() {
        let known = known("Zoya Kvantum", "");
        assert_eq!(known.parts_in(["7", "Zoya", "KVANTUM", "Graz"].into_iter()), [false, true, true, false]);
        assert_eq!(known.parts_in(["Zoya", "Marsh"].into_iter()), [false, false]);
    }
}
