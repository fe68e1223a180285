//! Words that many people share, such as where they work: folded once each, and told apart by a number.

use crate::app::people::folded;
use std::collections::HashMap;

/// The number of a word; 0 where nothing is said.
pub type WordId = u32;

/// What two records say about one matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// One of them says nothing.
    Unsaid,
    Same,
    /// One says more than the other: "Brightwater" and "Brightwater GmbH".
    Partly,
    Other,
}

/// All such words of a campaign.
#[derive(Debug, Default)]
pub struct SharedWords<'p> {
    as_written: HashMap<&'p str, WordId>,
    by_words: HashMap<String, WordId>,
    /// By number from 1.
    words: Vec<String>,
}

impl<'p> SharedWords<'p> {
    pub fn id(&mut self, text: &'p str) -> WordId {
        if text.is_empty() {
            return 0;
        }
        if let Some(id) = self.as_written.get(text) {
            return *id;
        }
        let words = folded(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let id = match self.by_words.get(&words) {
            Some(id) => *id,
            None if words.is_empty() => 0,
            None => {
                self.words.push(words.clone());
                let id = WordId::try_from(self.words.len()).unwrap_or(WordId::MAX);
                self.by_words.insert(words, id);
                id
            }
        };
        self.as_written.insert(text, id);
        id
    }

    pub fn compare(&self, one: WordId, other: WordId) -> Agreement {
        if one == 0 || other == 0 {
            return Agreement::Unsaid;
        }
        if one == other {
            return Agreement::Same;
        }
        let words = |id: WordId| self.words.get(id as usize - 1).map_or("", String::as_str);
        let (one, other) = (words(one), words(other));
        let says_more = |long: &str, short: &str| {
            let mut rest = long.split(' ');
            short.split(' ').all(|word| rest.any(|other| other == word))
        };
        if says_more(one, other) || says_more(other, one) { Agreement::Partly } else { Agreement::Other }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_more_does_not_contradict() {
        let mut words = SharedWords::default();
        let [plain, long, other, same, none] =
            ["Brightwater", "Brightwater GmbH", "Northwind", " BRIGHTWATER", ""].map(|text| words.id(text));
        assert_eq!(words.compare(plain, long), Agreement::Partly);
        assert_eq!(words.compare(plain, other), Agreement::Other);
        assert_eq!(words.compare(plain, same), Agreement::Same);
        assert_eq!(words.compare(plain, none), Agreement::Unsaid);
        let [one, two] = ["Team 1", "Team 12"].map(|text| words.id(text));
        assert_eq!(words.compare(one, two), Agreement::Other);
    }
}
