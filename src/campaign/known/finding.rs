//! Where in a text a name or an address of somebody stands. For sure is a name in its own order, or as "Family, Given", with no
//! border of a sentence or a list in it and no more of a name around it. Whatever else may be the name is told apart, for a person
//! to read: the words in another order, across a border, or within the longer name of somebody else.

use super::super::name_words::{all_latin_words, folded, is_unspaced, is_unspaced_letter, latin_words};
use super::super::nickname::is_first_name;
use super::super::titles::is_title;
use super::{APOSTROPHES, Known, Name};
use unicode_normalization::char::is_combining_mark;

/// From where to where, in bytes.
pub(super) type Range = (usize, usize);

/// Are these words the name, where they stand?
type Fits<'f> = &'f dyn Fn(&[String], &[Word], &Place<'_>) -> bool;

/// A line of so many letters may go on in the next one; a shorter one is an entry of a list.
const WRAPPED_LETTERS: usize = 40;

/// What of a text is a name or an address.
#[derive(Debug, Default)]
pub(super) struct Finds {
    /// In order, none within another.
    pub sure: Vec<Range>,
    /// What may be the name and may be none, where nothing sure stands.
    pub loose: Vec<Range>,
    /// Longer names and addresses of others in which one of these stands: in order, none all within another.
    pub of_others: Vec<Range>,
}

impl Known {
    /// A quick look before a slow one: most texts are plain, and hold nothing.
    pub(super) fn may_stand_in(&self, text: &str) -> bool {
        if !self.reach.is_empty() && self.reach.may_stand_in(text) {
            return true;
        }
        if self.needles.is_empty() {
            return false;
        }
        if !text.is_ascii() {
            // Once into the letters the needles are in, whatever signs stand between.
            return (!self.unspaced.is_empty() && text.chars().any(is_unspaced_letter)) || {
                let plain = plain(text);
                self.plain_needles.iter().any(|needle| plain.contains(needle.as_str()))
            };
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

    /// Where one of these stands for sure.
    pub(super) fn found_in(&self, text: &str) -> Vec<Range> {
        self.finds_in(text).sure
    }

    pub(super) fn finds_in(&self, text: &str) -> Finds {
        self.finds(text, false)
    }

    /// In a cell that is asked for names, where one more word makes another name of it.
    pub(super) fn finds_in_names(&self, text: &str) -> Finds {
        self.finds(text, true)
    }

    fn finds(&self, text: &str, is_name: bool) -> Finds {
        let mut finds = Finds::default();
        if text.is_empty() || !self.may_stand_in(text) {
            return finds;
        }
        let starts = || text.char_indices().map(|(at, _)| at);
        let runs = |run: &str, may_have_gaps: bool| -> Vec<Range> {
            starts().filter_map(|at| Some((at, end_of(text, at, run, may_have_gaps)?))).collect()
        };
        let words = words_in(text);
        let in_words = |name: &[String], fits: Fits<'_>| -> Vec<Range> {
            let places = words.windows(name.len()).enumerate().filter(|(at, found)| {
                let before = at.checked_sub(1).and_then(|before| words.get(before));
                fits(name, found, &Place { text, before, behind: words.get(at + name.len()) })
            });
            places.filter_map(|(_, found)| Some((found.first()?.from, found.last()?.to))).collect()
        };
        let is_sure = |name: &[String], found: &[Word], place: &Place<'_>| {
            self.is_in_order(name, found, place, !is_name) && (!is_name || place.is_alone(found))
        };
        let is_loose = |name: &[String], found: &[Word], place: &Place<'_>| is_in_any_order(name, found, place.text);
        let addresses = |address: &String| -> Vec<Range> {
            let found = runs(address, false).into_iter();
            found.filter(|(from, to)| is_whole_address(text, *from, *to)).collect()
        };
        let (mut sure, mut loose) = (Vec::new(), Vec::new());
        for address in self.addresses.iter().filter(|_| text.contains('@')) {
            sure.extend(addresses(address));
        }
        let mut shared: Vec<Range> = Vec::new();
        if !self.reach.is_empty() {
            for found in self.reach.found_in(text, &words) {
                if found.is_sure { &mut sure } else { &mut loose }.push(found.range);
                shared.extend(found.is_shared.then_some(found.range));
            }
        }
        for (name, is_sure) in &self.unspaced {
            if *is_sure { &mut sure } else { &mut loose }.extend(runs(name, true));
        }
        for Name { words, is_whole } in self.names.iter().filter(|name| name.words.len() > 1) {
            if *is_whole {
                sure.extend(in_words(words, &is_sure));
            }
            loose.extend(in_words(words, &is_loose));
        }
        for words in &self.short {
            loose.extend(in_words(words, &is_loose));
        }
        let mut alone = Vec::new();
        for (word, may_be_small) in self.alone.iter().filter(|_| !is_name) {
            let is_it = |name: &[String], found: &[Word], place: &Place<'_>| {
                (*may_be_small || place.begins_large(found))
                    && !self.is_in_compound_of_another(found, place)
                    && is_in_any_order(name, found, place.text)
            };
            alone.extend(in_words(std::slice::from_ref(word), &is_it));
        }
        if !sure.is_empty() || !loose.is_empty() || !alone.is_empty() {
            let are_one = |at: usize, found: &[Word]| {
                let before = at.checked_sub(1).and_then(|before| words.get(before));
                self.may_be_one_name(found, &Place { text, before, behind: words.get(at + found.len()) })
            };
            let mut others = self.others.names_in(text, &words, &are_one);
            others.extend(self.others.addresses_in(text));
            finds.of_others = longest(others);
        }
        // The other is meant, where theirs is a part of the other's name, or as the other's is written; a firm is no person.
        let is_before_firm = |(from, to): &Range| {
            let found = text.get(*from..*to).unwrap_or("");
            // No firm is called by an address.
            !found.contains('@') && !is_unspaced(found) && is_firm(text.get(*to..).unwrap_or(""))
        };
        let is_another = |it: &Range| is_within(&finds.of_others, it) || is_before_firm(it);
        loose.extend(sure.iter().filter(|it| is_another(it)));
        sure.retain(|it| !is_another(it));
        alone.retain(|it| !is_within(&finds.of_others, it));
        loose.extend(alone);
        if !shared.is_empty() {
            // What is nothing but a number or a street that both have is the other's own.
            shared.append(&mut finds.of_others);
            finds.of_others = longest(shared);
        }
        finds.sure = apart(sure, &[]);
        finds.loose = apart(loose, &finds.sure);
        finds
    }

    /// Are these the words of the name in its order, or as "Family, Given", with nothing of another name beside them? A name takes
    /// an "s" behind its last word where it owns the next one.
    fn is_in_order(&self, name: &[String], words: &[Word], place: &Place<'_>, may_own: bool) -> bool {
        let owns = |at: usize| {
            let is_beside = |(word, next)| place.between(word, next).chars().all(char::is_whitespace);
            may_own && at + 1 == words.len() && words.last().zip(place.behind).is_some_and(is_beside)
        };
        let is_it = |at: usize, word: &Word, known: &String| *known == word.latin || (owns(at) && word.owns(known));
        if place.is_in_compound(words) {
            return false;
        }
        let gaps = || words.iter().zip(words.iter().skip(1));
        let is_large = |word: &Word| place.begins_large(std::slice::from_ref(word));
        let may_turn = words.iter().all(is_large) && self.is_name_in_any_order(name);
        let is_blank = |one: &Word, next: &Word| place.between(one, next).chars().all(char::is_whitespace);
        (0..name.len()).any(|turned| {
            let (family, given) = (name.get(turned..).unwrap_or(&[]), name.get(..turned).unwrap_or(&[]));
            let mut all = words.iter().zip(family.iter().chain(given)).enumerate();
            let are_words = all.all(|(at, (word, known))| is_it(at, word, known));
            let comma = name.len() - turned;
            are_words
                && (turned == 0 || place.is_alone(words))
                && gaps().enumerate().all(|(at, (one, next))| {
                    if turned > 0 && at + 1 == comma {
                        let is_plain = may_turn && is_blank(one, next) && self.is_gap(place, one, next);
                        is_plain || place.is_comma(one, next)
                    } else {
                        self.is_gap(place, one, next)
                    }
                })
        })
    }

    /// Is it a name with the family first as well, as Hungarians and lists write it? Its words are no words for anything else, and
    /// no other name is made by turning it, as of "Paul Martin".
    fn is_name_in_any_order(&self, name: &[String]) -> bool {
        let is_family = name.last().is_some_and(|word| !is_first_name(word));
        is_family && name.iter().all(|word| self.uncommon.contains(word))
    }

    /// Do these words stand like those of one name, family first or last?
    fn may_be_one_name(&self, words: &[Word], place: &Place<'_>) -> bool {
        let mut gaps = words.iter().zip(words.iter().skip(1));
        let is_alone = || place.is_alone(words);
        gaps.all(|(one, next)| self.is_gap(place, one, next) || (place.is_comma(one, next) && is_alone()))
    }

    /// May this stand between two words of one name? No border of a sentence, a line or a list.
    fn is_gap(&self, place: &Place<'_>, one: &Word, next: &Word) -> bool {
        let gap = place.between(one, next);
        match gap.trim() {
            "" if gap.contains(['\n', '\r']) => {
                let line = place.text.get(..one.to).unwrap_or("").rsplit(['\n', '\r']).next().unwrap_or("");
                gap.matches('\n').count() < 2 && line.chars().nth(WRAPPED_LETTERS).is_some()
            }
            "" => true,
            "-" | "_" => gap.chars().count() == 1,
            // "j.smith", and "J. Smith" or "St. John" where the name is written so.
            "." => gap == "." || one.latin.len() == 1 || self.is_abbreviation(&one.latin),
            _ => false,
        }
    }

    /// Does a hyphen make a word a part of a longer one that is no part of the same name, as in "Schmidt-Maier"?
    fn is_in_compound_of_another(&self, words: &[Word], place: &Place<'_>) -> bool {
        let Some((first, last)) = words.first().zip(words.last()) else { return false };
        let is_own = |one: &Word, other: &Word| {
            let holds = |word: &Word, name: &Name| name.words.iter().any(|it| *it == word.latin || word.owns(it));
            self.names.iter().any(|name| holds(one, name) && holds(other, name))
        };
        let before = place.before.is_some_and(|word| is_hyphen(place, word, first) && !is_own(word, first));
        before || place.behind.is_some_and(|word| is_hyphen(place, last, word) && !is_own(last, word))
    }

    fn is_abbreviation(&self, word: &str) -> bool {
        let mut words = self.words.iter().flat_map(|name| name.split_whitespace());
        words.any(|known| known.strip_suffix('.').is_some_and(|known| folded(known) == word))
    }
}

/// Those that stand apart from each other and from these, in order; the longest of those that begin at one place. These are in
/// order and apart.
fn apart(mut found: Vec<Range>, taken: &[Range]) -> Vec<Range> {
    found.sort_unstable_by_key(|(from, to)| (*from, std::cmp::Reverse(*to)));
    let mut end = 0;
    found.retain(|(from, to)| {
        let next = taken.get(taken.partition_point(|(_, stop)| stop <= from));
        let is_free = *from >= end && next.is_none_or(|(start, _)| start >= to);
        end = if is_free { *to } else { end };
        is_free
    });
    found
}

/// Those that are not all within another, in order.
fn longest(mut found: Vec<Range>) -> Vec<Range> {
    found.sort_unstable_by_key(|(from, to)| (*from, std::cmp::Reverse(*to)));
    let mut end = 0;
    found.retain(|(_, to)| {
        let is_longer = *to > end;
        end = end.max(*to);
        is_longer
    });
    found
}

/// Is a range all within one of these, of which none is within another?
pub(super) fn is_within(ranges: &[Range], (from, to): &Range) -> bool {
    // Of those that begin before it the last one goes on for longest.
    let before = ranges.partition_point(|(start, _)| start <= from);
    before.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|(_, end)| to <= end)
}

/// Letters and digits of a text in Latin.
pub(super) fn plain(text: &str) -> String {
    let latin = any_ascii::any_ascii(&folded(text));
    latin.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
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
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '・' | '·')
}

/// Is this not the end or the beginning of another address? A full stop behind it ends a sentence.
fn is_whole_address(text: &str, from: usize, to: usize) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && !is_unspaced_letter(c);
    let before = text.get(..from).and_then(|text| text.chars().next_back());
    let mut behind = text.get(to..).unwrap_or("").chars();
    let is_behind = match behind.next() {
        Some('.' | '-') => behind.next().is_some_and(is_letter),
        Some(next) => is_letter(next) || next == '_',
        None => false,
    };
    !is_behind && !before.is_some_and(|c| is_letter(c) || matches!(c, '.' | '-' | '_' | '+' | '%'))
}

pub(super) struct Word {
    pub from: usize,
    pub to: usize,
    pub latin: String,
}

impl Word {
    /// Is it the word with an "s"?
    fn owns(&self, known: &str) -> bool {
        self.latin.strip_suffix('s') == Some(known)
    }
}

/// The words around some of a text.
struct Place<'t> {
    text: &'t str,
    before: Option<&'t Word>,
    behind: Option<&'t Word>,
}

impl Place<'_> {
    fn between(&self, one: &Word, next: &Word) -> &str {
        self.text.get(one.to..next.from).unwrap_or("")
    }

    /// Does a hyphen make the words a part of a longer one, such as "Schmidt-Maier"?
    fn is_in_compound(&self, words: &[Word]) -> bool {
        let before = self.before.zip(words.first()).is_some_and(|(one, next)| is_hyphen(self, one, next));
        before || words.last().zip(self.behind).is_some_and(|(one, next)| is_hyphen(self, one, next))
    }

    fn is_comma(&self, one: &Word, next: &Word) -> bool {
        let gap = self.between(one, next);
        gap.trim() == "," && !gap.contains(['\n', '\r'])
    }

    /// Is the first word written as names are?
    fn begins_large(&self, words: &[Word]) -> bool {
        let letter = |word: &Word| self.text.get(word.from..).and_then(|text| text.chars().next());
        !words.first().and_then(letter).is_none_or(char::is_lowercase)
    }

    /// Is no word beside these that may be one more of the name, or of another? A capital tells, where the words have some.
    fn is_alone(&self, words: &[Word]) -> bool {
        let Some((first, last)) = words.first().zip(words.last()) else { return false };
        let letter = |word: &Word| self.text.get(word.from..).and_then(|text| text.chars().next());
        let is_upper = |word: &Word| letter(word).is_some_and(char::is_uppercase);
        let is_title = |word: &Word| is_title(self.text.get(word.from..word.to).unwrap_or(""));
        let is_plain =
            |word: &Word| is_upper(first) && letter(word).is_some_and(|c| c.is_lowercase() || c.is_numeric());
        let is_apart = |gap: &str| !gap.chars().all(char::is_whitespace);
        let before = |word: &Word| is_apart(self.between(word, first)) || is_plain(word) || is_title(word);
        self.before.is_none_or(before)
            && self.behind.is_none_or(|word| is_apart(self.between(last, word)) || is_plain(word))
    }
}

/// Words of a text in Latin letters; the "s" behind an apostrophe belongs to none.
pub(super) fn words_in(text: &str) -> Vec<Word> {
    let is_apostrophe = |c: char| APOSTROPHES.contains(&c) && c != '"';
    let between = |c: char| !c.is_alphanumeric() && !is_combining_mark(c) && !is_apostrophe(c);
    let mut words = Vec::new();
    for part in text.split(between) {
        let word = part.trim_matches(is_apostrophe);
        let word = ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        let latin = all_latin_words(word).concat();
        if !latin.is_empty() {
            let from = word.as_ptr() as usize - text.as_ptr() as usize;
            words.push(Word { from, to: from + word.len(), latin });
        }
    }
    words
}

/// Are these the words of the name, in any order, with nothing but a sign between them?
fn is_in_any_order(name: &[String], words: &[Word], text: &str) -> bool {
    let mut open: Vec<&String> = name.iter().collect();
    for (at, word) in words.iter().enumerate() {
        let is_last = at + 1 == words.len();
        let is_it = |known: &&String| **known == word.latin || (is_last && word.owns(known));
        let Some(at) = open.iter().position(is_it) else { return false };
        open.swap_remove(at);
    }
    let ends = words.iter().map(|word| word.to).zip(words.iter().skip(1).map(|word| word.from));
    ends.into_iter().all(|(to, from)| {
        let gap = text.get(to..from).unwrap_or("");
        gap.chars().count() <= 3 && gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '_' | '.' | '/'))
    })
}

fn is_hyphen(place: &Place<'_>, one: &Word, next: &Word) -> bool {
    matches!(place.between(one, next), "-" | "‐" | "‑")
}

/// What firms have behind their names, without full stops. Words that are as common in capitals are none ("AS", "SE").
const LEGAL_FORMS: [&str; 28] = [
    "AG",
    "BV",
    "Corp",
    "Corporation",
    "GbR",
    "GmbH",
    "Inc",
    "KG",
    "KGaA",
    "Kft",
    "LLC",
    "LLP",
    "Limited",
    "Ltd",
    "NV",
    "OHG",
    "Oy",
    "Oyj",
    "PLC",
    "plc",
    "Pty",
    "SA",
    "SARL",
    "SAS",
    "SpA",
    "Srl",
    "UG",
    "mbH",
];

/// The same behind a comma, whatever follows. Others may begin something else there: "Ana Quist, AG Network" says in which group
/// she is.
const BEHIND_COMMA: [&str; 7] = ["Corp", "Corporation", "GmbH", "Inc", "LLC", "Limited", "Ltd"];

/// Who owns a firm with somebody.
const WITH_OTHERS: [&str; 12] =
    ["Associates", "Cia", "Cie", "Co", "Comp", "Company", "Compagnie", "Figli", "Fils", "Hijos", "Sons", "Söhne"];

/// Is what stands behind a name the end of a firm's, as in "Georg Fischer AG"?
fn is_firm(behind: &str) -> bool {
    let blanks = [' ', '\u{a0}'];
    let behind = behind.trim_start_matches(blanks);
    let is_part = |c: char| c.is_alphanumeric() || c == '.';
    let word_of = |text: &str| -> (String, usize) {
        let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
        (text.get(..end).unwrap_or("").replace('.', ""), end)
    };
    // "& Connie" and "& Co-worker" are one more person.
    if let Some(rest) = behind.strip_prefix('&') {
        let rest = rest.trim_start_matches(blanks);
        let (word, end) = word_of(rest);
        return WITH_OTHERS.contains(&word.as_str()) && !rest.get(end..).unwrap_or("").starts_with('-');
    }
    let Some(rest) = behind.strip_prefix(',') else { return LEGAL_FORMS.contains(&word_of(behind).0.as_str()) };
    let rest = rest.trim_start_matches(blanks);
    let (word, end) = word_of(rest);
    let next = rest.get(end..).unwrap_or("").trim_start_matches(blanks);
    BEHIND_COMMA.contains(&word.as_str())
        || (LEGAL_FORMS.contains(&word.as_str()) && !next.starts_with(|c: char| c.is_uppercase() || c.is_numeric()))
}

/// The words of a name without titles; all of them where fewer than two are left, since "Ing" and "Sr" are names, too.
pub(super) fn words_of_name(name: &str) -> Vec<String> {
    let words = latin_words(name);
    if words.len() > 1 { words } else { all_latin_words(name) }
}

/// The same without titles before a single word: "Ms Zoya" says "Zoya", and "Ing Wang" is nobody's title.
pub(super) fn words_said(name: &str) -> Vec<String> {
    let words = latin_words(name);
    if words.len() > 1 {
        return words;
    }
    let untitled: Vec<&str> = name.split_whitespace().filter(|word| !is_title(word)).collect();
    all_latin_words(&untitled.join(" "))
}
