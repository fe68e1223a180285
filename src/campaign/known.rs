//! Under which names and addresses somebody is known, and where a text holds one of them: whole cells whatever the order, script,
//! accents and capitals of the name, names in the middle of a sentence, and names that a list keeps in two columns. A single word
//! is too common to be sure of inside a text, and so is a code name: either is found as a whole cell, and told apart in a text.

mod finding;
mod others;
mod ways;

use super::name_words::{is_han, is_unspaced, latin_words};
use super::person::Person;
use super::titles::{is_suffix_behind_comma, is_title};
use finding::{Finds, is_gap, is_within, plain, words_in, words_of_name, words_said};
use others::Others;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use ways::Reach;

pub use ways::{MANY, Ways};

/// What stands where a name stood.
pub const ERASED: &str = "[erased]";

/// A cell longer than this is no name or address, it is a text.
const LONGEST_CELL: usize = 160;

/// Letters of a cell that may be a name with a remark behind a comma, such as "Ana, third floor"; longer ones are sentences.
const SIGNED_LETTERS: usize = 60;

/// So many letters of a text are shown on either side of a name in it.
const AROUND: usize = 60;

/// A word of a name with fewer letters is too common to tell somebody alone.
const LETTERS_ALONE: usize = 3;

/// A word of fewer letters is no name where it begins with a small one.
const LETTERS_SMALL: usize = 4;

/// A firm, a team or a word of so many is no matter of one person's.
pub const SEVERAL: usize = 2;

/// A name of fewer letters in a script without spaces stands inside other words as well; two Chinese signs are a whole name.
const SIGNS_OF_A_NAME: usize = 3;

/// Signs that belong to a word and are no letters of it.
const APOSTROPHES: [char; 4] = ['\'', '’', '`', '"'];

/// Every name and address of a person, records merged into theirs included.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Names as they are written.
    written: Vec<Written>,
    /// Names and addresses as written, in lower case.
    words: Vec<String>,
    /// Words of each name in Latin letters, in the alphabet's order and joined.
    cells: BTreeSet<String>,
    /// Names of two words or more.
    names: Vec<Name>,
    /// First and last word of longer names, which may be meant where they stand alone.
    short: Vec<Vec<String>>,
    /// Single words that may be meant in a text, and whether they may be where they begin with a small letter.
    alone: BTreeMap<String, bool>,
    /// Names of scripts without spaces, without such as they were written with, and whether they tell the person for sure.
    unspaced: Vec<(String, bool)>,
    /// Names under which something else of the campaign goes, too: they tell the person only where a name is asked for.
    codes: Vec<String>,
    /// What others are called by in which one of these stands.
    others: Arc<Others>,
    addresses: Vec<String>,
    /// Postal addresses in Latin letters, without gaps.
    homes: BTreeSet<String>,
    /// Words of the names that are no common ones: with a capital they are names in whatever order.
    uncommon: BTreeSet<String>,
    /// Telephone numbers, and streets with the number of the house.
    reach: Reach,
    /// The longest word of each of these: a plain text without any of them holds nothing.
    needles: Vec<String>,
    /// The same, letters and digits alone.
    plain_needles: Vec<String>,
}

/// A name as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    name: String,
    /// A code name, which may be a word for anything in a text.
    is_code: bool,
}

/// The words of a name, given name first.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    words: Vec<String>,
    /// No code name, and more than a title and one word, which many may have.
    is_whole: bool,
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
            for name in [&record.name, &record.latin_name] {
                known.add_name(name, false);
            }
            known.codes.extend(Some(record.code_name.trim().to_owned()).filter(|code| !code.is_empty()));
            // One part alone is a name of many.
            if let Some(name) = name_of_parts(record) {
                known.add_name(&name, false);
            }
            known.homes.extend(home_of(&record.address));
            known.reach.add_home(&record.address);
            known.add_address(&record.email);
        }
        known
    }

    /// Takes the code names for names of cells where nothing else is called so, such as an award.
    #[must_use]
    pub fn with_codes(mut self, is_called: impl Fn(&str) -> bool) -> Self {
        let (shared, own): (Vec<_>, Vec<_>) = std::mem::take(&mut self.codes).into_iter().partition(|it| is_called(it));
        for code in shared {
            self.add_code(code);
        }
        for code in &own {
            self.add_name(code, true);
        }
        self
    }

    /// Takes single words of the names for what may mean the person in a text, too, where these are no word for something else and
    /// nobody else is called so; to be known before [`Self::beside`].
    #[must_use]
    pub fn with_words_alone(mut self, is_common: impl Fn(&str) -> bool) -> Self {
        let is_one = |word: &String| word.len() >= LETTERS_ALONE && !is_common(word) && !is_title(word);
        let is_small = |word: &String| word.len() >= LETTERS_SMALL && !is_common(word);
        // A name of one word is known to be one wherever it has a capital.
        self.alone.iter_mut().for_each(|(word, may_be_small)| *may_be_small = is_small(word));
        let names = self.names.iter().filter(|name| name.is_whole).flat_map(|name| &name.words);
        self.uncommon.extend(names.clone().filter(|word| !is_common(word) && !is_title(word)).cloned());
        let words: Vec<String> = names.filter(|word| is_one(word)).cloned().collect();
        for word in words {
            self.add_needle(&word);
            let may_be_small = is_small(&word);
            self.alone.insert(word, may_be_small);
        }
        self
    }

    /// Takes what lists say of how they are reached; to be known before [`Self::beside`].
    #[must_use]
    pub fn reached_by(mut self, ways: &Ways) -> Self {
        self.uncommon.extend(ways.uncommon.iter().cloned());
        self.reach.add_telephones(&ways.telephones);
        ways.addresses.iter().for_each(|address| self.reach.add_home(address));
        self
    }

    /// Words of the names that are no common ones.
    pub fn uncommon_words(&self) -> Vec<String> {
        self.uncommon.iter().cloned().collect()
    }

    /// Learns who else has a name or an address in which one of these stands: there the other one is meant.
    #[must_use]
    pub fn beside<'p>(mut self, others: impl Iterator<Item = &'p Person>) -> Self {
        for other in others.flat_map(Person::with_merged) {
            let parts = name_of_parts(other).unwrap_or_default();
            for name in [other.name.as_str(), other.latin_name.as_str(), parts.as_str()] {
                if !name.is_empty() && self.may_stand_in(name) {
                    self.note_longer(name);
                }
            }
            self.note_address(&other.email);
            self.reach.note_home(other);
        }
        self
    }

    /// Learns where several others work: what they all call so is no matter of the person's, whoever it is named after.
    #[must_use]
    pub fn beside_firms<'p>(mut self, others: impl Iterator<Item = &'p Person>) -> Self {
        let mut firms: HashMap<String, (Vec<String>, usize)> = HashMap::new();
        for other in others {
            let at_work = [&other.team, &other.organisation].into_iter().filter(|text| self.may_stand_in(text));
            let words = at_work.map(|text| words_of_name(text)).filter(|words| words.len() > 1);
            let said: BTreeMap<String, Vec<String>> =
                words.map(|words| (sorted(words.clone()).join(" "), words)).collect();
            for (key, words) in said {
                firms.entry(key).or_insert_with(|| (words, 0)).1 += 1;
            }
        }
        let several = firms.into_iter().filter(|(_, (_, count))| *count >= SEVERAL);
        for (key, (words, _)) in several.collect::<Vec<_>>() {
            let is_longer = !self.cells.contains(&key);
            let others = Arc::make_mut(&mut self.others);
            others.firms.insert(key);
            if is_longer {
                others.note_name(&words);
            }
        }
        self
    }

    /// Is it the firm or the team of several others?
    pub fn is_firm(&self, text: &str) -> bool {
        !self.others.firms.is_empty() && self.others.firms.contains(&sorted(words_of_name(text)).join(" "))
    }

    fn note_longer(&mut self, name: &str) {
        let words = in_order(name);
        let key = sorted(words.clone()).join(" ");
        if words.len() > 1 {
            let is_part = |word: &&String| self.cells.contains(*word);
            let parts: Vec<String> = words.iter().filter(is_part).cloned().collect();
            if !parts.is_empty() {
                Arc::make_mut(&mut self.others).borne.extend(parts);
            }
        }
        // What somebody else is called by means them; a name of one word is its bearer's all the same.
        self.alone.retain(|word, _| self.cells.contains(word) || !words.contains(word));
        self.short.retain(|short| sorted(short.clone()).join(" ") != key);
        let run: String = name.chars().filter(|c| !is_gap(*c)).collect();
        let has_run = |(known, _): &(String, bool)| known.len() < run.len() && run.contains(known.as_str());
        if is_unspaced(&run) && self.unspaced.iter().any(has_run) {
            Arc::make_mut(&mut self.others).note_unspaced(run);
        }
        // "Jan Smits" is what "Jan Smit" owns, and it is a name.
        let is_like = |word: &String, known: &String| word == known || word.strip_suffix('s') == Some(known);
        let holds_all = |known: &Vec<String>| {
            known.len() <= words.len() && known.iter().all(|it| words.iter().any(|word| is_like(word, it)))
        };
        let holds_one = || words.len() > 1 && words.iter().any(|word| self.alone.contains_key(word));
        let mut names = self.names.iter().map(|name| &name.words).chain(&self.short);
        if !self.cells.contains(&key) && (names.any(holds_all) || holds_one()) {
            Arc::make_mut(&mut self.others).note_name(&words);
        }
    }

    fn note_address(&mut self, address: &str) {
        let address = address.trim().to_lowercase();
        let is_known = self.addresses.contains(&address) || self.others.has_address(&address);
        if address.contains('@') && !is_known && (self.stands_in(&address) || self.makes_address(&address)) {
            Arc::make_mut(&mut self.others).note_address(address);
        }
    }

    /// Is an e-mail address made of one of the names, whosever it is? Figures, signs and what is behind a plus make it no other's.
    pub fn makes_address(&self, address: &str) -> bool {
        let Some((local, _)) = address.split_once('@') else { return false };
        let local = plain(local.split('+').next().unwrap_or(local));
        let letters = local.trim_matches(|c: char| c.is_ascii_digit());
        let whole = self.names.iter().filter(|name| name.is_whole).map(|name| &name.words);
        let is_made = |words: &Vec<String>| {
            let turned = || words.iter().rev().map(String::as_str).collect::<String>();
            words.concat() == letters || turned() == letters
        };
        letters.len() >= LETTERS_SMALL && whole.chain(&self.short).any(is_made)
    }

    /// May an address that a list holds be theirs, since it is made of a name of theirs and no other person is known by it?
    pub fn may_be_address(&self, address: &str) -> bool {
        let address = address.trim().to_lowercase();
        address.contains('@')
            && !self.others.has_address(&address)
            && (self.stands_in(&address) || self.makes_address(&address))
    }

    /// What of this is not also the other's.
    #[must_use]
    pub fn without(self, other: &Self) -> Self {
        let mut left = self.with_names(|name| !other.is(name));
        let addresses = self.addresses.iter().filter(|address| !other.addresses.contains(address));
        addresses.for_each(|address| left.add_address(address));
        left.homes = self.homes.difference(&other.homes).cloned().collect();
        left.reach = self.reach.without(&other.reach);
        left
    }

    /// What of this tells the person in words that others wrote: not one word that is a part of somebody else's name.
    #[must_use]
    pub fn without_borne(self) -> Self {
        if self.others.borne.is_empty() {
            return self;
        }
        let mut left = self.with_names(|name| !self.others.borne.contains(&words_of_name(name).concat()));
        self.addresses.iter().for_each(|address| left.add_address(address));
        left.homes.clone_from(&self.homes);
        left.reach.clone_from(&self.reach);
        left
    }

    /// With some of the names and no addresses.
    fn with_names(&self, is_wanted: impl Fn(&str) -> bool) -> Self {
        let uncommon = self.uncommon.clone();
        let mut left = Self { others: Arc::clone(&self.others), uncommon, ..Self::default() };
        for code in &self.codes {
            left.add_code(code.clone());
        }
        let wanted = self.written.iter().filter(|it| is_wanted(&it.name));
        wanted.for_each(|it| left.add_name(&it.name, it.is_code));
        // What others are called by was given up here.
        left.short.retain(|short| self.short.contains(short));
        let is_of_left =
            |word: &String| left.cells.contains(word) || left.names.iter().any(|it| it.words.contains(word));
        let alone = self.alone.iter().filter(|(word, _)| is_of_left(word));
        let alone: BTreeMap<String, bool> = alone.map(|(word, may_be_small)| (word.clone(), *may_be_small)).collect();
        for word in alone.keys() {
            left.add_needle(word);
        }
        left.alone = alone;
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

    /// May one of these stand in the text: in another order, across the end of a sentence, a word of it alone, or within the longer
    /// name of somebody else? A text that is all that longer name is theirs, and no firm's.
    pub fn may_be_told_by(&self, text: &str) -> bool {
        self.is_left_of(&self.finds_in(text), text)
    }

    /// The same of a cell that is asked for names: one more word with a capital beside it makes it somebody else's.
    pub fn may_be_name_in(&self, text: &str) -> bool {
        self.is_left_of(&self.finds_in_names(text), text)
    }

    /// May what was found be theirs, and is the text not all another person's name? What is a firm's is told, whoever else is called so.
    fn is_left_of(&self, finds: &Finds, text: &str) -> bool {
        let is_all = |(from, to): &(usize, usize)| text.get(*from..*to) == Some(text.trim());
        let is_of_another = || finds.of_others.iter().any(is_all) && !self.is_firm(text);
        !finds.loose.is_empty() && !self.is(text) && !is_of_another()
    }

    /// The words of a text around the first of these that stands in it, for whoever has to read it.
    pub fn around(&self, text: &str) -> String {
        let finds = self.finds_in(text);
        let (from, to) = finds.sure.first().or(finds.loose.first()).copied().unwrap_or((0, 0));
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

    fn add_name(&mut self, name: &str, is_code: bool) {
        let name = name.trim();
        if name.is_empty() || self.written.iter().any(|known| known.name == name) {
            return;
        }
        self.written.push(Written { name: name.to_owned(), is_code });
        self.add_words(name);
        let words = in_order(name);
        self.add_cell(words.clone());
        let is_whole = !is_code && words_said(name).len() > 1;
        match words.as_slice() {
            [word] if word.len() >= LETTERS_ALONE && !is_code => {
                self.alone.insert(word.clone(), false);
            }
            [first, _, .., last] if is_whole => {
                let short = vec![first.clone(), last.clone()];
                let longest = if first.len() > last.len() { first } else { last };
                self.add_needle(longest);
                self.short.push(short);
            }
            _ => {}
        }
        if words.len() > 1 && !self.names.iter().any(|known| known.words == words) {
            self.names.push(Name { words: words.clone(), is_whole });
        }
        let run: String = name.chars().filter(|c| !is_gap(*c)).collect();
        if is_unspaced(&run) && run.chars().nth(1).is_some() {
            self.add_cell(vec![words.concat()]);
            let is_long = run.chars().nth(SIGNS_OF_A_NAME - 1).is_some() || run.chars().all(is_han);
            let is_sure = !is_code && (words.len() > 1 || is_long);
            if !self.unspaced.iter().any(|(known, _)| *known == run) {
                self.unspaced.push((run, is_sure));
            }
        }
    }

    /// Notes a code name that something else has, too: it is looked for, so that it can be told.
    fn add_code(&mut self, code: String) {
        if let Some(longest) = latin_words(&code).iter().max_by_key(|word| word.len()) {
            self.add_needle(longest);
        }
        self.codes.push(code);
    }

    fn add_cell(&mut self, words: Vec<String>) {
        let words = sorted(words);
        if let Some(longest) = words.iter().max_by_key(|word| word.len()).filter(|word| !word.is_empty())
            && self.cells.insert(words.join(" "))
        {
            self.add_needle(longest);
        }
    }

    fn add_needle(&mut self, needle: &str) {
        self.needles.push(needle.chars().filter(|c| !APOSTROPHES.contains(c)).collect());
        self.plain_needles.push(plain(needle));
    }

    fn add_address(&mut self, address: &str) {
        let address = address.trim().to_lowercase();
        if address.contains('@') && !self.addresses.contains(&address) {
            self.add_needle(&address);
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
        self.is_cell(words_of_name(text)) || self.is_cell(words_said(text)) || self.is_all_of(text)
    }

    fn is_cell(&self, words: Vec<String>) -> bool {
        self.cells.contains(&sorted(words).join(" "))
    }

    /// Is the text nothing but a telephone number or a street of theirs? One that somebody else has as well is not.
    pub fn is_way(&self, text: &str) -> bool {
        if self.reach.is_empty() || text.len() > LONGEST_CELL || !self.reach.may_stand_in(text) {
            return false;
        }
        let found = self.reach.found_in(text, &words_in(text));
        let is_all = |(from, to): (usize, usize)| {
            let around = [text.get(..from), text.get(to..)];
            around.into_iter().flatten().all(|it| latin_words(it).is_empty())
        };
        found.iter().any(|it| it.is_sure && is_all(it.range))
    }

    /// Is it an e-mail address of theirs?
    pub fn is_address(&self, text: &str) -> bool {
        text.contains('@') && self.addresses.contains(&text.trim().to_lowercase())
    }

    /// Is it a code name of theirs that something else goes by, too? What it stands for here nobody can tell.
    pub fn is_code(&self, text: &str) -> bool {
        if self.codes.is_empty() || text.len() > LONGEST_CELL || !self.may_stand_in(text) {
            return false;
        }
        let key = latin_words(text);
        !key.is_empty() && self.codes.iter().any(|code| latin_words(code) == key)
    }

    /// With nothing beside them no other order and no border makes them somebody else's; one more letter does.
    fn is_all_of(&self, text: &str) -> bool {
        let finds = self.finds_in(text);
        let is_name = |(from, to): &(usize, usize)| {
            let found = text.get(*from..*to).unwrap_or("");
            let words = words_of_name(found);
            (words.len() > 1 || is_unspaced(found)) && self.is_cell(words)
        };
        let is_theirs = |it: &&(usize, usize)| !is_within(&finds.of_others, it) && is_name(it);
        let mut found: Vec<_> = finds.sure.iter().chain(finds.loose.iter().filter(is_theirs)).collect();
        found.sort_unstable();
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
        !text.contains('@') && !is_unspaced(text) && words_of_name(text).len() < 2
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
        marked(text, self.found_in(text))
    }

    /// The same of a cell that is asked for names.
    pub fn masked_name(&self, text: &str) -> Option<String> {
        marked(text, self.finds_in_names(text).sure)
    }

    /// The same of a cell that is asked for addresses: whole ones alone.
    pub fn masked_address(&self, text: &str) -> Option<String> {
        let mut found = self.found_in(text);
        found.retain(|(from, to)| text.get(*from..*to).is_some_and(|found| found.contains('@')));
        marked(text, found)
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
        let is_of_name = |word: &String| self.names.iter().any(|name| name.words.contains(word));
        let words = |cell: &&str| {
            let words = || match cell.contains('@') {
                true => Vec::new(),
                false if is_title(cell.trim()) => latin_words(cell),
                false => Some(words_of_name(cell))
                    .filter(|it| it.iter().any(is_of_name))
                    .unwrap_or_else(|| latin_words(cell)),
            };
            (cell.len() <= LONGEST_CELL).then(words)
        };
        let words: Vec<Option<Vec<String>>> = cells.iter().map(words).collect();
        for name in &self.names {
            let mut sorted = name.words.clone();
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
}

/// The text with a mark in the place of each of these; `None` where there is none.
fn marked(text: &str, found: Vec<(usize, usize)>) -> Option<String> {
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

/// The words of a name, given name first: "Quist, Ana" says the family's before.
fn in_order(name: &str) -> Vec<String> {
    match name.split_once(',') {
        Some((family, given)) if !is_suffix_behind_comma(given) && !given.contains(',') => {
            let turned = words_of_name(&format!("{given} {family}"));
            if words_of_name(given).is_empty() { words_of_name(name) } else { turned }
        }
        _ => words_of_name(name),
    }
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort_unstable();
    words
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

#[cfg(test)]
mod tests;
