//! Takes apart what was ticked in one cell. Options may hold the separator themselves, so titles that are known are found
//! first; in files of unknown origin a comma separates only if every piece also stands alone somewhere.

use std::collections::HashSet;

use super::{Source, value};

/// How the ticks of one column are taken apart.
#[derive(Debug)]
pub(super) struct Ticks {
    /// Titles known beforehand: folded, and as the campaign writes them; longest first.
    known: Vec<(String, String)>,
    /// Bytes of the longest of them, folded.
    longest: usize,
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
        let longest = titles.first().map_or(0, |(folded, _)| folded.len());
        let separator = source.tick_separator();
        let (mut alone, mut is_tight) = (HashSet::new(), false);
        if separator.is_none() {
            // A million rows tick a few things: each spelling is folded once.
            let (joined, single): (Vec<&str>, Vec<&str>) = cells().into_iter().partition(|cell| cell.contains(','));
            is_tight = joined.iter().all(|cell| is_tight_list(cell));
            alone = single.into_iter().map(value::fold).filter(|f| !f.is_empty()).collect();
        }
        Self { known: titles, longest, separator, alone, is_tight }
    }

    /// The ticks of one cell in order, each once.
    pub fn split(&self, cell: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut seen: HashSet<String> = HashSet::new();
        let mut is_new = |piece: &String, found: &[String]| {
            if found.len() < FEW {
                return !found.contains(piece);
            }
            if seen.is_empty() {
                seen.extend(found.iter().cloned());
            }
            seen.insert(piece.clone())
        };
        // Line ends always separate: answers typed one below the other.
        for line in cell.split(['\n', '\r']) {
            let mut line = Line::new(line.trim_matches(value::is_space));
            while !line.rest().is_empty() {
                let (end, next) = self.next(&mut line);
                let piece = self.as_known(&value::tidy(line.rest().get(..end).unwrap_or("")));
                if !piece.is_empty() && is_new(&piece, &found) {
                    found.push(piece);
                }
                line.go_on(next);
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

    /// Where in the rest of a line its first tick ends, and where what follows its separator begins.
    fn next(&self, line: &mut Line<'_>) -> (usize, usize) {
        let separator = self.separator(line);
        let rest = line.rest();
        let cuts = separator.into_iter().flat_map(|separator| rest.match_indices(separator));
        let cuts = cuts.map(|(at, separator)| (at, at + separator.len())).chain([(rest.len(), rest.len())]);
        let (mut first, mut known) = (None, None);
        let (mut folded, mut from) = (String::new(), 0);
        // The longest known title that ends at a separator; none ends beyond the longest of all.
        for (end, next) in cuts {
            first = first.or(Some((end, next)));
            folded.push_str(&value::fold(rest.get(from..end).unwrap_or("")));
            from = end;
            if folded.len() > self.longest {
                break;
            }
            if self.known.iter().any(|(title, _)| *title == folded) {
                known = Some((end, next));
            }
        }
        known.or(first).unwrap_or((rest.len(), rest.len()))
    }

    /// What parts the ticks in the rest of a line, if anything does.
    fn separator(&self, line: &mut Line<'_>) -> Option<&'static str> {
        if self.separator.is_some() {
            return self.separator;
        }
        if line.last_semicolon.is_some_and(|last| last >= line.at) {
            return Some(";");
        }
        if line.last_bar.is_some_and(|last| last >= line.at) {
            return Some("|");
        }
        let rest = line.rest();
        let has_commas = match line.has_commas {
            // To ask for each piece of a long cell would take the square of its length.
            Some(before) if rest.len() > LONG => before,
            _ => self.is_tight || self.are_parted_by_commas(rest),
        };
        line.has_commas = Some(has_commas);
        has_commas.then_some(",")
    }

    fn are_parted_by_commas(&self, text: &str) -> bool {
        let all_known = text.split(',').all(|piece| {
            let folded = value::fold(piece);
            self.alone.contains(&folded) || self.known.iter().any(|(f, _)| *f == folded)
        });
        if all_known || self.known.is_empty() {
            return all_known;
        }
        let folded = value::fold(text);
        self.known.iter().any(|(title, _)| folded.contains(title.as_str()))
    }
}

/// Of so few ticks each is compared with all others.
const FEW: usize = 32;

/// Bytes of a cell that is no list of a form any more.
const LONG: usize = 4096;

/// A line of a cell while it is taken apart.
struct Line<'t> {
    text: &'t str,
    /// Where the rest begins.
    at: usize,
    last_semicolon: Option<usize>,
    last_bar: Option<usize>,
    /// Commas were found to part ticks, or not to.
    has_commas: Option<bool>,
}

impl<'t> Line<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, last_semicolon: text.rfind(';'), last_bar: text.rfind('|'), has_commas: None }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Goes on behind what was taken, and behind spaces.
    fn go_on(&mut self, next: usize) {
        let rest = self.rest().get(next..).unwrap_or("");
        let blank = rest.len() - rest.trim_start_matches(value::is_space).len();
        self.at += next + blank;
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
    fn a_cell_of_very_many_ticks_is_taken_apart_at_once() {
        let known = ["Night Owl".to_owned(), "Cables, hubs, and hope".to_owned()];
        for (separator, source) in
            [("; ", Source::Other), (" | ", Source::Other), (", ", Source::Other), (";", Source::MicrosoftForms)]
        {
            let ticks = Ticks::new(source, &known, HashSet::new);
            let many: Vec<String> = (0..100_000).map(|n| format!("A{n}")).collect();
            let found = ticks.split(&format!("{}{separator}Night owl", many.join(separator)));
            assert_eq!((found.len(), found.last().map(String::as_str)), (100_001, Some("Night Owl")), "{separator}");
        }
        let ticks = Ticks::new(Source::Other, &known, HashSet::new);
        assert_eq!(ticks.split(&"A; ".repeat(300_000)), ["A"]);
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
