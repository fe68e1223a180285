//! Takes apart what was ticked in one cell. Options may hold the separator themselves, so titles that are known are found
//! first; in files of unknown origin a comma separates only if every piece also stands alone somewhere.

use std::collections::HashSet;

use super::{Source, value};

/// How the ticks of one column are taken apart.
#[derive(Debug)]
pub(super) struct Ticks {
    /// Titles known beforehand: folded, and as the campaign writes them; longest first.
    known: Vec<(String, String)>,
    separator: Option<&'static str>,
    /// Cells of the column that stand for themselves, folded.
    alone: HashSet<String>,
    /// Behind a comma nothing is blank anywhere in the column, as in lists that programs write: "Gold,Silver".
    is_tight: bool,
}

impl Ticks {
    /// `cells` gives the cells of the column, each once, where they have to be looked at.
    pub fn new<'a>(source: Source, known: &[String], cells: impl FnOnce() -> HashSet<&'a str>) -> Self {
        let mut titles: Vec<(String, String)> =
            known.iter().map(|k| (value::fold(k), value::tidy(k))).filter(|(f, _)| !f.is_empty()).collect();
        titles.sort_by_key(|(folded, _)| std::cmp::Reverse(folded.len()));
        let separator = source.tick_separator();
        let (mut alone, mut is_tight) = (HashSet::new(), false);
        if separator.is_none() {
            // A million rows tick a few things: each spelling is folded once.
            let (joined, single): (Vec<&str>, Vec<&str>) = cells().into_iter().partition(|cell| cell.contains(','));
            is_tight = joined.iter().all(|cell| is_tight_list(cell));
            alone = single.into_iter().map(value::fold).filter(|f| !f.is_empty()).collect();
        }
        Self { known: titles, separator, alone, is_tight }
    }

    /// The ticks of one cell in order, each once.
    pub fn split(&self, cell: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        // Line ends always separate: answers typed one below the other.
        for line in cell.split(['\n', '\r']) {
            let mut rest = line.trim_matches(value::is_space);
            while !rest.is_empty() {
                let (piece, after) = self.next(rest);
                let piece = self.as_known(&value::tidy(piece));
                if !piece.is_empty() && !found.contains(&piece) {
                    found.push(piece);
                }
                rest = after.trim_start_matches(value::is_space);
            }
        }
        found
    }

    /// The title as the campaign writes it, where it has one.
    pub fn as_known(&self, piece: &str) -> String {
        let folded = value::fold(piece);
        self.known.iter().find(|(f, _)| *f == folded).map_or_else(|| piece.to_owned(), |(_, title)| title.clone())
    }

    /// Is every tick of the cell a title that is known?
    pub fn are_known(&self, cell: &str) -> bool {
        let ticks = self.split(cell);
        let is_known = |tick: &String| self.known.iter().any(|(_, title)| title == tick);
        !ticks.is_empty() && ticks.iter().all(is_known)
    }

    /// The first tick of the text and what follows its separator.
    fn next<'t>(&self, text: &'t str) -> (&'t str, &'t str) {
        let whole = value::fold(text);
        if self.known.iter().any(|(f, _)| *f == whole) {
            return (text, "");
        }
        let cuts = self.cuts(text);
        // The longest known title that ends at a separator.
        for (at, len) in cuts.iter().rev() {
            let (Some(piece), Some(after)) = (text.get(..*at), text.get(at + len..)) else { continue };
            let folded = value::fold(piece);
            if self.known.iter().any(|(f, _)| *f == folded) {
                return (piece, after);
            }
        }
        match cuts.first() {
            Some((at, len)) => (text.get(..*at).unwrap_or(text), text.get(at + len..).unwrap_or("")),
            None => (text, ""),
        }
    }

    /// Where the text may be cut: position and length of each separator.
    fn cuts(&self, text: &str) -> Vec<(usize, usize)> {
        let of = |s: &str| text.match_indices(s).map(|(at, m)| (at, m.len())).collect::<Vec<_>>();
        if let Some(separator) = self.separator {
            return of(separator);
        }
        let strong = of(";");
        if !strong.is_empty() {
            return strong;
        }
        let bars = of("|");
        if !bars.is_empty() {
            return bars;
        }
        let all_known = text.split(',').all(|piece| {
            let folded = value::fold(piece);
            self.alone.contains(&folded) || self.known.iter().any(|(f, _)| *f == folded)
        });
        let has_known = self.known.iter().any(|(f, _)| !f.is_empty() && value::fold(text).contains(f.as_str()));
        if all_known || has_known || self.is_tight { of(",") } else { Vec::new() }
    }
}

/// Words on both sides of every comma, none of them after a space and none a number.
fn is_tight_list(cell: &str) -> bool {
    cell.split(',').enumerate().all(|(at, piece)| {
        let mut chars = piece.chars();
        let first = chars.next();
        first.is_some_and(|c| c.is_alphabetic() || (at == 0 && !c.is_ascii_digit()))
            && !piece.ends_with(value::is_space)
    })
}

/// Titles each once, with the line on which it stands first.
pub(super) fn first_seen(titles: Vec<(u64, String)>) -> Vec<(u64, String)> {
    let mut spelled: HashSet<String> = HashSet::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut is_new = |title: &String| {
        if spelled.contains(title) {
            return false;
        }
        spelled.insert(title.clone());
        seen.insert(value::fold(title))
    };
    titles.into_iter().filter(|(_, title)| is_new(title)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_titles_are_never_cut() {
        let known = ["IT Savior".to_owned(), "Cables, hubs, and hope".to_owned(), "Cables".to_owned()];
        let ticks = Ticks::new(Source::GoogleSheets, &known, HashSet::new);
        assert_eq!(ticks.split("IT Savior, Cables, hubs, and hope"), ["IT Savior", "Cables, hubs, and hope"]);
        assert_eq!(ticks.split("Cables, IT SAVIOR, Something new"), ["Cables", "IT Savior", "Something new"]);
        assert_eq!(ticks.split("Cables, hubs, and hope"), ["Cables, hubs, and hope"]);
    }

    #[test]
    fn each_source_joins_in_its_own_way() {
        let ms = Ticks::new(Source::MicrosoftForms, &[], HashSet::new);
        assert_eq!(ms.split("IT Savior;People’s Thank-You;"), ["IT Savior", "People’s Thank-You"]);
        let google = Ticks::new(Source::GoogleSheets, &[], HashSet::new);
        assert_eq!(google.split("A, B"), ["A", "B"]);
        let excel = Ticks::new(Source::Excel, &[], || HashSet::from(["Gold", "Silver", "Gold, Silver"]));
        assert_eq!(excel.split("Gold, Silver"), ["Gold", "Silver"]);
        assert_eq!(excel.split("First, second class"), ["First, second class"]);
        assert_eq!(excel.split(""), Vec::<String>::new());
        let tight = Ticks::new(Source::Excel, &[], || HashSet::from(["IT Savior,Night Owl", "Best Listener"]));
        assert_eq!(tight.split("IT Savior,Night Owl"), ["IT Savior", "Night Owl"]);
        let prose = Ticks::new(Source::Excel, &[], || HashSet::from(["First, second class", "Third"]));
        assert_eq!(prose.split("First, second class"), ["First, second class"]);
    }
}
