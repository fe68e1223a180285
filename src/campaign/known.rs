//! Under which names and addresses somebody is known, and where a text holds one of them: whole cells whatever the order, script,
//! accents and capitals of the name, names in the middle of a sentence, and names that a list keeps in two columns. A single word
//! is too common to look for inside a text, and is found as a whole cell alone.

use super::name_words::{is_unspaced, latin_words};
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

/// Signs that belong to a word and are no letters of it.
const APOSTROPHES: [char; 4] = ['\'', '’', '`', '"'];

/// Every name and address of a person, records merged into theirs included.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Names as they are written.
    written: Vec<String>,
    /// Names and addresses as written, in lower case.
    words: Vec<String>,
    /// Words of each name in Latin letters, in the alphabet's order and joined.
    cells: BTreeSet<String>,
    /// Words of each name of two or more, in their order.
    names: Vec<Vec<String>>,
    /// Names of scripts without spaces, without such as they were written with.
    unspaced: Vec<String>,
    addresses: Vec<String>,
    /// Postal addresses in Latin letters, without gaps.
    homes: BTreeSet<String>,
    /// The longest word of each of these: a plain text without any of them holds nothing.
    needles: Vec<String>,
}

/// Cells of a row that say a name in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// By cell.
    pub is_part: Vec<bool>,
    /// Cells that may as well be a part of somebody else's.
    pub in_doubt: BTreeSet<usize>,
}

impl Known {
    pub fn of(person: &Person) -> Self {
        let mut known = Self::default();
        for record in person.with_merged() {
            for name in [&record.name, &record.latin_name, &record.code_name] {
                known.add_name(name);
            }
            // One part alone is a name of many.
            if let Some(name) = name_of_parts(record) {
                known.add_name(&name);
            }
            known.homes.extend(home_of(&record.address));
            known.add_address(&record.email);
        }
        known
    }

    /// What of this is not also the other's.
    #[must_use]
    pub fn without(self, other: &Self) -> Self {
        let mut left = Self::default();
        self.written.iter().filter(|name| !other.is(name)).for_each(|name| left.add_name(name));
        let addresses = self.addresses.iter().filter(|address| !other.addresses.contains(address));
        addresses.for_each(|address| left.add_address(address));
        left.homes = self.homes.difference(&other.homes).cloned().collect();
        left
    }

    /// Has somebody else one of these names or e-mail addresses, in whatever order and script?
    pub fn is_shared_with(&self, person: &Person) -> bool {
        person.with_merged().iter().any(|it| {
            let names = [&it.name, &it.latin_name, &it.code_name, &it.email];
            names.into_iter().any(|text| self.is(text)) || name_of_parts(it).is_some_and(|name| self.is(&name))
        })
    }

    /// Is nothing known?
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
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
        if name.is_empty() || self.written.iter().any(|known| known == name) {
            return;
        }
        self.written.push(name.to_owned());
        self.add_words(name);
        let words = latin_words(name);
        self.add_cell(words.clone());
        if words.len() > 1 && !self.names.contains(&words) {
            self.names.push(words.clone());
        }
        let run: String = name.chars().filter(|c| !is_gap(*c)).collect();
        if is_unspaced(&run) && run.chars().nth(1).is_some() {
            self.add_cell(vec![words.concat()]);
            if !self.unspaced.contains(&run) {
                self.unspaced.push(run);
            }
        }
    }

    fn add_cell(&mut self, mut words: Vec<String>) {
        words.sort_unstable();
        if let Some(longest) = words.iter().max_by_key(|word| word.len()).filter(|word| !word.is_empty())
            && self.cells.insert(words.join(" "))
        {
            self.needles.push(longest.clone());
        }
    }

    fn add_address(&mut self, address: &str) {
        let address = address.trim().to_lowercase();
        if address.contains('@') && !self.addresses.contains(&address) {
            self.needles.push(address.chars().filter(|c| !APOSTROPHES.contains(c)).collect());
            self.add_words(&address);
            self.addresses.push(address);
        }
    }

    fn add_words(&mut self, text: &str) {
        let text = text.to_lowercase();
        if let Err(place) = self.words.binary_search(&text) {
            self.words.insert(place, text);
        }
    }

    /// Names and addresses as written, in lower case.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Is the text nothing but these names and e-mail addresses?
    pub fn is(&self, text: &str) -> bool {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST_CELL || !self.may_stand_in(text) {
            return false;
        }
        let mut words = latin_words(text);
        words.sort_unstable();
        self.cells.contains(&words.join(" ")) || self.is_all_of(text)
    }

    fn is_all_of(&self, text: &str) -> bool {
        let found = self.found_in(text);
        let ends = std::iter::once(0).chain(found.iter().map(|(_, to)| *to));
        let starts = found.iter().map(|(from, _)| *from).chain([text.len()]);
        let mut gaps = ends.zip(starts).filter_map(|(to, from)| text.get(to..from));
        !found.is_empty() && gaps.all(|gap| latin_words(gap).is_empty())
    }

    /// What stands behind the name and a comma, where a text says whom it is from: "third floor" of "Ana, third floor".
    pub fn remark_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        let text = text.trim();
        let (name, remark) = text.split_once(',').filter(|_| text.chars().nth(SIGNED_LETTERS).is_none())?;
        self.is(name).then(|| remark.trim())
    }

    /// Is the text a postal address of theirs? One word alone is a town.
    pub fn lives_at(&self, text: &str) -> bool {
        !self.homes.is_empty() && text.len() <= LONGEST_CELL && home_of(text).is_some_and(|it| self.homes.contains(&it))
    }

    /// Is the text one word, such as may be a part of anybody's name? An address is none, nor is a name of a script without spaces.
    pub fn is_one_word(&self, text: &str) -> bool {
        let text = text.trim();
        !text.contains('@')
            && !is_unspaced(text)
            && latin_words(text).iter().filter(|word| !word.is_empty()).count() < 2
    }

    /// Does the text hold one word of one of the names?
    pub fn shares_a_word_with(&self, text: &str) -> bool {
        let words = latin_words(text);
        let has = |cell: &String| cell.split(' ').any(|part| words.iter().any(|word| word == part));
        text.len() <= LONGEST_CELL && self.cells.iter().any(has)
    }

    /// A quick look at a row before a slow one: may any of these stand in it, or is it an address of theirs?
    pub fn may_be_in(&self, cells: &[&str]) -> bool {
        cells.iter().any(|cell| self.may_stand_in(cell) || self.lives_at(cell))
    }

    /// Is one word of the text all of one of the names? It may mean anything, or be theirs.
    pub fn may_mean(&self, text: &str) -> bool {
        self.may_stand_in(text) && words_in(text).iter().any(|word| self.cells.contains(&word.latin))
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

    /// Cells of a row that make up a name one after another, as lists with a column for each part of it have them. Where two ways
    /// to read them share a cell, as in "Huber, Anna, Huber, Peter", nobody can tell which is meant: all of them are told, and that
    /// they are in doubt.
    pub fn parts_in(&self, cells: &[&str]) -> Parts {
        let mut parts = Parts { is_part: vec![false; cells.len()], in_doubt: BTreeSet::new() };
        if !cells.iter().any(|cell| self.may_stand_in(cell)) {
            return parts;
        }
        // Texts are no part of a name; what is blank, a title or an e-mail address may stand between two.
        let words = |cell: &&str| {
            let words = || if cell.contains('@') { Vec::new() } else { latin_words(cell) };
            (cell.len() <= LONGEST_CELL).then(words)
        };
        let words: Vec<Option<Vec<String>>> = cells.iter().map(words).collect();
        for name in &self.names {
            let mut sorted = name.clone();
            sorted.sort_unstable();
            let found = |start: usize| {
                let found = name_from(words.get(start..).unwrap_or(&[]), &sorted)?;
                Some(found.into_iter().map(|part| start + part).collect::<Vec<usize>>())
            };
            let found: Vec<Vec<usize>> = (0..words.len()).filter_map(found).collect();
            for (at, one) in found.iter().enumerate() {
                let shares = |other: &Vec<usize>| other.iter().any(|part| one.contains(part));
                let is_in_doubt = found.iter().enumerate().any(|(other, parts)| other != at && shares(parts));
                for part in one {
                    parts.is_part.get_mut(*part).into_iter().for_each(|slot| *slot = true);
                    if is_in_doubt {
                        parts.in_doubt.insert(*part);
                    }
                }
            }
        }
        parts
    }

    /// A quick look before a slow one: most texts are plain, and hold nothing.
    fn may_stand_in(&self, text: &str) -> bool {
        if !text.is_ascii() {
            return true;
        }
        let is_letter = |letter: &&u8| !matches!(letter, b'\'' | b'`' | b'"');
        let text = text.as_bytes();
        self.needles.iter().any(|needle| {
            (0..text.len()).any(|at| {
                let mut letters = text.iter().skip(at).filter(is_letter);
                needle.bytes().all(|letter| letters.next().is_some_and(|found| found.eq_ignore_ascii_case(&letter)))
            })
        })
    }

    /// From where to where, in order, none within another.
    fn found_in(&self, text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        if text.is_empty() || !self.may_stand_in(text) {
            return found;
        }
        let starts = || text.char_indices().map(|(at, _)| at);
        for address in self.addresses.iter().filter(|_| text.contains('@')) {
            let ends = starts().filter_map(|at| Some((at, end_of(text, at, address, false)?)));
            found.extend(ends.filter(|(from, to)| is_whole_address(text, *from, *to)));
        }
        for name in &self.unspaced {
            found.extend(starts().filter_map(|at| Some((at, end_of(text, at, name, true)?))));
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

/// Where the sought words end in the text that begin there, whatever their capitals.
fn end_of(text: &str, at: usize, sought: &str, may_have_gaps: bool) -> Option<usize> {
    let mut letters = text.get(at..)?.char_indices().peekable();
    let mut end = at;
    for letter in sought.chars() {
        if may_have_gaps && end > at {
            letters.next_if(|(_, found)| is_gap(*found));
        }
        let (place, found) = letters.next()?;
        if found != letter && !found.to_lowercase().eq(letter.to_lowercase()) {
            return None;
        }
        end = at + place + found.len_utf8();
    }
    Some(end)
}

/// What may stand between the parts of a name of a script without spaces.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '・' | '·')
}

/// Is this not the end or the beginning of another address? A full stop behind it ends a sentence.
fn is_whole_address(text: &str, from: usize, to: usize) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && !is_unspaced(c.encode_utf8(&mut [0; 4]));
    let before = text.get(..from).and_then(|text| text.chars().next_back());
    let mut behind = text.get(to..).unwrap_or("").chars();
    let is_behind = match behind.next() {
        Some('.' | '-') => behind.next().is_some_and(is_letter),
        Some(next) => is_letter(next) || next == '_',
        None => false,
    };
    !is_behind && !before.is_some_and(|c| is_letter(c) || matches!(c, '.' | '-' | '_' | '+' | '%'))
}

/// The name that lists say in two parts.
fn name_of_parts(person: &Person) -> Option<String> {
    let (given, family) = (person.given_name.trim(), person.family_name.trim());
    (!given.is_empty() && !family.is_empty()).then(|| format!("{given} {family}"))
}

/// A postal address as two are compared by; `None` for what may be no more than a town.
fn home_of(address: &str) -> Option<String> {
    let words = latin_words(address);
    let home = words.concat();
    (words.len() > 1 || home.contains(|c: char| c.is_ascii_digit())).then_some(home).filter(|home| !home.is_empty())
}

/// Which of these cells say all words of a name once, from the first one on, in whatever order.
fn name_from(cells: &[Option<Vec<String>>], sorted: &[String]) -> Option<Vec<usize>> {
    let (mut said, mut parts) = (Vec::new(), Vec::new());
    for (at, words) in cells.iter().enumerate() {
        let words = words.as_ref().filter(|words| !words.is_empty() || !parts.is_empty())?;
        if !words.is_empty() {
            parts.push(at);
            said.extend(words);
        }
        if said.len() >= sorted.len() {
            break;
        }
    }
    said.sort_unstable();
    said.into_iter().eq(sorted).then_some(parts)
}

struct Word {
    from: usize,
    to: usize,
    latin: String,
}

/// Words of a text in Latin letters; the "s" behind an apostrophe belongs to none.
fn words_in(text: &str) -> Vec<Word> {
    let is_apostrophe = |c: char| APOSTROPHES.contains(&c) && c != '"';
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
        for cell in ["Зоя Квантум", "КВАНТУМ, ЗОЯ", "Zoya Kvantum", " kvantum  zoya ", "ZOYA@mail.example"]
        {
            assert!(known.is(cell), "{cell}");
        }
        for cell in ["Ms Zoya Kvantum", "Zoya Kvantum <zoya@mail.example>", "Zoya Kvantum (Kvantum, Zoya)"] {
            assert!(known.is(cell), "{cell}");
        }
        let others = ["Zoya", "Kvantum", "Zoya Kvantum fixed it", "", "zoya@mail.other", "Write to zoya@mail.example"];
        for cell in others {
            assert!(!known.is(cell), "{cell}");
        }
        for cell in ["Zoya Kvantum, third floor", "Kvantum Zoya, third floor"] {
            assert!(!known.is(cell) && known.remark_in(cell) == Some("third floor"), "{cell}");
        }
        let sentence = "Zoya Kvantum, who sat up all night with the printer, and never once complained.";
        assert!(!known.is(sentence) && known.stands_in(sentence) && !known.may_mean(sentence));
        assert!(
            self::known("Bo", "").may_mean("The friends of Bo")
                && self::known("Bo", "").remark_in("Bo, third floor").is_some()
        );
        assert!(known.remark_in(sentence).is_none() && self::known("José", "").may_mean("For Jose"));
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
        let parts = |known: &Known, cells: &[&str]| {
            let parts = known.parts_in(cells);
            assert!(parts.in_doubt.is_empty(), "{cells:?}");
            parts.is_part
        };
        let known = known("Zoya Kvantum", "");
        assert_eq!(parts(&known, &["7", "Zoya", "KVANTUM", "Graz"]), [false, true, true, false]);
        assert_eq!(parts(&known, &["Zoya", "Marsh"]), [false, false]);
        assert_eq!(parts(&known, &["Kvantum", "Ms", "", "Zoya"]), [true, false, false, true]);
        assert_eq!(parts(&known, &["Zoya", "z@x.example", "Kvantum"]), [true, false, true]);
        // Parts of other names stay: of a family, and of two people in one row.
        let peter = self::known("Peter Huber", "");
        assert_eq!(parts(&peter, &["Peter", "Huber", "Anna", "Huber"]), [true, true, false, false]);
        let anna = self::known("Anna Huber", "");
        assert_eq!(parts(&anna, &["Anna", "Schmidt", "Peter", "Huber"]), [false; 4]);
        // Which surname is whose only the columns say: both may be meant.
        for (known, cells) in
            [(&peter, ["Anna", "Huber", "Peter", "Huber"]), (&anna, ["Graz", "Huber", "Anna", "Huber"])]
        {
            let parts = known.parts_in(&cells);
            assert_eq!(parts.is_part, [false, true, true, true]);
            assert_eq!(parts.in_doubt, BTreeSet::from([1, 2, 3]));
        }
    }

    #[test]
    fn an_apostrophe_hides_no_name() {
        for name in ["Liam O'Connor", "Liam O’Connor"] {
            let known = known(name, "liam.o'connor@x.example");
            for cell in ["Liam O'Connor", "LIAM O’CONNOR", "Liam OConnor", "Liam O`Connor", "Liam.O'Connor@x.example"]
            {
                assert!(known.is(cell), "{cell}");
            }
            assert_eq!(known.masked("Liam O'Connor's fix").as_deref(), Some("[erased]'s fix"));
            assert_eq!(known.parts_in(&["Liam", "O'Connor"]).is_part, [true, true]);
        }
        let home =
            Person { name: "Bo Lind".into(), ..Person::default() }.with(|it| it.address = "9 St John's Road".into());
        let known = Known::of(&home);
        assert!(
            known.lives_at("9, St Johns Road") && known.lives_at("9 St John's Road") && !known.lives_at("9 Elm Road")
        );
        // An address is no name, and a town is the address of many.
        assert!(!known.is("9 St John's Road"));
        let town = Person { name: "Bo Lind".into(), ..Person::default() }.with(|it| it.address = "Vienna".into());
        assert!(!Known::of(&town).is("Vienna") && !Known::of(&town).lives_at("Vienna"));
    }

    #[test]
    fn a_name_without_spaces_is_found_with_one_and_the_other_way_round() {
        for name in ["山田 太郎", "山田　太郎", "山田太郎"] {
            let known = known(name, "");
            for cell in ["山田太郎", "山田 太郎", "山田　太郎", "山田・太郎"] {
                assert!(known.is(cell), "{name} {cell}");
            }
            assert_eq!(known.masked("山田太郎さん、ありがとう").as_deref(), Some("[erased]さん、ありがとう"));
            assert_eq!(known.masked("山田 太郎さん、ありがとう").as_deref(), Some("[erased]さん、ありがとう"));
            assert!(!known.is("山田花子") && !known.stands_in("山田花子と太郎"));
            let other = Person { name: "山田太郎".into(), ..Person::default() };
            assert!(known.is_shared_with(&other) && known.clone().without(&Known::of(&other)).is_empty());
        }
    }

    #[test]
    fn an_address_within_another_is_not_theirs() {
        let known = known("Ana Quist", "an@x.example");
        for other in ["dan@x.example", "an@x.example.org", "j.an@x.example", "an@x.examples", "ana-an@x.example"] {
            assert!(!known.is(other) && known.masked(other).is_none(), "{other}");
        }
        for (text, masked) in [
            ("Write to an@x.example.", "Write to [erased]."),
            ("<AN@x.example>;dan@x.example", "<[erased]>;dan@x.example"),
            ("请写an@x.example谢谢", "请写[erased]谢谢"),
        ] {
            assert_eq!(known.masked(text).as_deref(), Some(masked));
        }
    }

    #[test]
    fn a_part_of_a_name_is_no_name() {
        let person = Person { name: "Ana Quist".into(), ..Person::default() }.with(|it| it.given_name = "Ana".into());
        assert!(!Known::of(&person).is("Ana") && Known::of(&person).is("Quist, Ana"));
        let parts = Person::default().with(|it| (it.given_name, it.family_name) = ("Ana".into(), "Quist".into()));
        assert!(Known::of(&parts).is("Quist, Ana"));
    }
}
