//! What others are called by in which a name of somebody stands: there the other one is meant. Of a common name these may be tens of
//! thousands, so a text is looked up in them, and not each of them in the text.

use super::super::name_words::is_unspaced_letter;
use super::finding::{Range, Word, is_gap};
use std::collections::{BTreeSet, HashSet};

/// Signs that no address begins with, although they may stand in front of one.
const BEFORE_ADDRESS: [char; 6] = ['\'', '`', '’', '*', '_', '='];

#[derive(Clone, Debug, Default)]
pub(super) struct Others {
    /// Words of longer names in the alphabet's order: who writes the family first is the same one.
    names: HashSet<String>,
    /// How many words these have.
    lengths: BTreeSet<usize>,
    /// Longer names of scripts without spaces.
    unspaced: HashSet<String>,
    /// How many signs these have.
    signs: BTreeSet<usize>,
    /// Addresses in which a name or an address stands.
    addresses: HashSet<String>,
    /// Names of one word that is a part of somebody else's name.
    pub borne: BTreeSet<String>,
    /// Words of firms and teams of several people, in the alphabet's order.
    pub firms: BTreeSet<String>,
}

impl Others {
    pub fn note_name(&mut self, words: &[String]) {
        self.lengths.insert(words.len());
        self.names.insert(key(words.iter().map(String::as_str)));
    }

    pub fn note_unspaced(&mut self, run: String) {
        self.signs.insert(run.chars().count());
        self.unspaced.insert(run);
    }

    /// In lower case.
    pub fn note_address(&mut self, address: String) {
        self.addresses.insert(address);
    }

    pub fn has_address(&self, address: &str) -> bool {
        self.addresses.contains(address)
    }

    /// Where their names stand in the text, in whatever order of the words. `are_one` says whether the words from a place on may be
    /// one name, with no border between.
    pub fn names_in(&self, text: &str, words: &[Word], are_one: &dyn Fn(usize, &[Word]) -> bool) -> Vec<Range> {
        let mut found = self.unspaced_in(text);
        for length in &self.lengths {
            let is_one = |(at, found): &(usize, &[Word])| {
                let said = || found.iter().map(|word| word.latin.as_str());
                // What they own takes an "s" behind the last word.
                let is_owner = || {
                    let last = found.last().and_then(|word| word.latin.strip_suffix('s'));
                    last.is_some_and(|last| self.names.contains(&key(said().take(length - 1).chain([last]))))
                };
                are_one(*at, found) && (self.names.contains(&key(said())) || is_owner())
            };
            let places = words.windows(*length).enumerate().filter(is_one);
            found.extend(places.filter_map(|(_, found)| Some((found.first()?.from, found.last()?.to))));
        }
        found
    }

    fn unspaced_in(&self, text: &str) -> Vec<Range> {
        if self.unspaced.is_empty() {
            return Vec::new();
        }
        let signs: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !is_gap(*c)).collect();
        let runs = self.signs.iter().flat_map(|count| signs.windows(*count));
        let found = runs.filter(|run| self.unspaced.contains(&run.iter().map(|(_, c)| *c).collect::<String>()));
        found.filter_map(|run| Some((run.first()?.0, run.last().map(|(at, c)| at + c.len_utf8())?))).collect()
    }

    /// Where their addresses stand in the text.
    pub fn addresses_in(&self, text: &str) -> Vec<Range> {
        if self.addresses.is_empty() {
            return Vec::new();
        }
        text.match_indices('@').filter_map(|(at, _)| self.address_around(text, at)).collect()
    }

    fn address_around(&self, text: &str, at: usize) -> Option<Range> {
        let is_local = |c: char| !c.is_whitespace() && !is_unspaced_letter(c) && !"<>()[],;:\"«»“”„|".contains(c);
        let is_host = |c: char| (c.is_alphanumeric() && !is_unspaced_letter(c)) || matches!(c, '.' | '-' | '_');
        let (before, behind) = (text.get(..at)?, text.get(at + 1..)?);
        let local = before.trim_end_matches(is_local).len();
        let host = behind.split(|c: char| !is_host(c)).next()?.trim_end_matches(['.', '-']);
        let to = at + 1 + host.len();
        let bare = at - before.get(local..)?.trim_start_matches(BEFORE_ADDRESS).len();
        let is_one = |from: &usize| text.get(*from..to).is_some_and(|it| self.has_address(&it.to_lowercase()));
        [local, bare].into_iter().find(is_one).map(|from| (from, to))
    }
}

/// Words in the alphabet's order, as one text.
fn key<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words.join(" ")
}
