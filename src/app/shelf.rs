//! A list of records as people look through it: one line for each, found by words, filtered and put in an order. What the lists of
//! the campaign have in common; each brings its lines, its filters and its orders. How a list looks is not said here.

use super::people::{folded, holds_words};
use std::cmp::Ordering;

/// One record as a line of a list.
pub trait Line {
    /// The number of its record.
    fn key(&self) -> u64;
}

/// What is looked for: words, a filter `F` of the list's own, and an order `O`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query<F, O> {
    pub words: String,
    pub filter: F,
    pub order: O,
    pub descending: bool,
}

impl<F: Default, O: Copy + Default> Query<F, O> {
    /// Only those that a filter lets through.
    #[must_use]
    pub fn only(filter: F) -> Self {
        Self { filter, ..Self::default() }
    }
    /// Everybody, in the same order.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { order: self.order, descending: self.descending, ..Self::default() }
    }
}

/// What a list can be ordered by where no header of a table says it.
pub trait Order: Copy + PartialEq + 'static {
    /// In the order of the menu.
    const ALL: &'static [Self];
    fn title(self) -> &'static str;
}

/// All records of a kind as lines, in the order of their numbers.
pub trait Shelf {
    type Line: Line;
    type Filter: Clone + Default + PartialEq + Send + 'static;
    type Order: Copy + Default + PartialEq + Send + 'static;

    fn lines(&self) -> &[Self::Line];
    /// Indexes into [`Shelf::lines`] of those that match, in the order asked for.
    fn find(&self, query: &Query<Self::Filter, Self::Order>) -> Vec<u32>;
    /// Where the line of a record stands among all.
    fn place(&self, key: u64) -> Option<usize> {
        self.lines().binary_search_by_key(&key, Line::key).ok()
    }
}

/// A line that knows what it is found by. A plain list of such lines is a shelf.
pub trait Found: Line {
    type Filter: Clone + Default + PartialEq + Send + 'static;
    type Order: Copy + Default + PartialEq + Send + 'static;

    /// All words it is found by, folded.
    fn words(&self) -> &str;
    fn is_wanted(&self, filter: &Self::Filter) -> bool;
    /// Which comes first; equal ones stand in the order of their numbers.
    fn compare(&self, other: &Self, order: Self::Order) -> Ordering;
}

impl<L: Found> Shelf for Vec<L> {
    type Line = L;
    type Filter = L::Filter;
    type Order = L::Order;

    fn lines(&self) -> &[L] {
        self
    }
    fn find(&self, query: &Query<L::Filter, L::Order>) -> Vec<u32> {
        let question = folded(&query.words);
        let matches = |line: &L| line.is_wanted(&query.filter) && holds_words(line.words(), &question);
        let mut found: Vec<(u32, &L)> = (0..).zip(self).filter(|(_, line)| matches(line)).collect();
        found.sort_by(|(_, a), (_, b)| {
            let order = a.compare(b, query.order);
            let order = if query.descending { order.reverse() } else { order };
            order.then(a.key().cmp(&b.key()))
        });
        found.into_iter().map(|(index, _)| index).collect()
    }
}

/// Longest excerpt that is kept, in characters: more than any list has room for.
const EXCERPT: usize = 160;

/// The first words of a text, on one line.
pub fn excerpt(text: &str) -> String {
    // White space that is folded may be long, words that are shown are not.
    let end = text.char_indices().nth(8 * EXCERPT).map_or(text.len(), |(at, _)| at);
    let words = text.get(..end).unwrap_or(text).split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(EXCERPT).collect()
}

/// Words by the alphabet, without case; those that say nothing come last.
pub fn by_words(one: &str, other: &str) -> Ordering {
    (one.is_empty(), folded(one)).cmp(&(other.is_empty(), folded(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_short_line() {
        assert_eq!(excerpt("  Tea \n\n in the\tdock "), "Tea in the dock");
        assert_eq!(excerpt(&"é".repeat(400)).chars().count(), EXCERPT);
        assert_eq!(excerpt(&format!("A{}B", " ".repeat(100_000))), "A");
    }

    #[test]
    fn what_says_nothing_comes_last() {
        let mut words = ["", "zoe", "Ana"];
        words.sort_by(|a, b| by_words(a, b));
        assert_eq!(words, ["Ana", "zoe", ""]);
    }
}
