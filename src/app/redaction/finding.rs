//! The search itself: words of a text looked at in their place, one after the other.

use super::lexicon::lexicon;
use crate::campaign::{is_unspaced_letter, unspaced_parts};
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Name,
    Email,
    Phone,
    /// `@somebody`.
    Handle,
    Link,
    Place,
    Team,
}

impl Kind {
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Email => "E-mail address",
            Self::Phone => "Phone number",
            Self::Handle => "Handle",
            Self::Link => "Link",
            Self::Place => "Place",
            Self::Team => "Team",
        }
    }
}

/// Something that may tell who a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub kind: Kind,
    pub text: String,
}

/// What is known beside the word lists. Folded to lower case.
#[derive(Clone, Debug, Default)]
pub struct Known {
    names: HashSet<String>,
    places: HashSet<Vec<String>>,
    teams: HashSet<Vec<String>>,
    /// Words that are no third person here: archetypes, monsters, the campaign.
    left: HashSet<String>,
    unspaced: Unspaced,
}

/// Names in scripts that put no space between words: found as they stand. A text is looked up in the names, which may be a hundred
/// thousand, and not each of them in the text.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Unspaced {
    names: HashSet<String>,
    /// How long these are, in bytes.
    bytes: BTreeSet<usize>,
}

impl Unspaced {
    pub fn add(&mut self, name: &str) {
        self.names.insert(name.to_owned());
        self.bytes.insert(name.len());
    }
    /// A name with what of it stands inside a run of signs.
    pub fn add_name(&mut self, name: &str) {
        for part in unspaced_parts(name) {
            self.add(&part);
        }
    }
    pub fn contains(&self, words: &str) -> bool {
        self.names.contains(words)
    }
    /// Every place where one of them stands in the text: the whole name before a part of it.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let starts = text.char_indices().map(|(at, _)| at);
        let pieces = starts.flat_map(|at| self.bytes.iter().map(move |bytes| at..at + bytes));
        let mut hits: Vec<Range<usize>> =
            pieces.filter(|it| text.get(it.clone()).is_some_and(|piece| self.names.contains(piece))).collect();
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.len()), hit.start));
        hits
    }
}

impl Known {
    /// Every word of a name counts by itself.
    pub fn add_name(&mut self, name: &str) {
        let name = name.trim();
        if name.chars().count() > 1 && name.chars().any(is_unspaced_letter) {
            self.unspaced.add(name);
            self.unspaced.add_name(name);
        }
        self.names.extend(words_of(name).into_iter().filter(|word| word.chars().count() > 1));
    }
    pub fn add_place(&mut self, place: &str) {
        add(&mut self.places, place);
    }
    pub fn add_team(&mut self, team: &str) {
        add(&mut self.teams, team);
    }
    /// These words are left alone where they are in nobody's name.
    pub fn leave_unless_named(&mut self, words: &str) {
        let free: Vec<String> = words_of(words).into_iter().filter(|word| !self.names.contains(word)).collect();
        self.left.extend(free);
    }
    /// These words are left alone.
    pub fn leave(&mut self, words: &str) {
        self.left.extend(words_of(words));
    }
}

fn add(set: &mut HashSet<Vec<String>>, text: &str) {
    let words = words_of(text);
    // Four letters at least: "IT" and "in" stand everywhere.
    if words.iter().map(|word| word.chars().count()).sum::<usize>() >= 4 {
        set.insert(words);
    }
}

fn words_of(text: &str) -> Vec<String> {
    text.unicode_words().map(|word| bare(word).to_lowercase()).filter(|word| !word.is_empty()).collect()
}

/// Without the ending of the English possessive.
pub(in crate::app) fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// A word in its place.
struct Word<'t> {
    at: usize,
    text: &'t str,
    lower: String,
    /// Begins a sentence, a line or a quotation.
    begins: bool,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }
    fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
    /// Of a script that has no capitals.
    fn is_caseless(&self) -> bool {
        self.text.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase())
    }
    /// "USB", "HR".
    fn is_acronym(&self) -> bool {
        let letters = bare(self.text).chars().filter(|c| c.is_alphabetic());
        let mut count = 0;
        let upper = letters.inspect(|_| count += 1).all(char::is_uppercase);
        upper && count > 1
    }
}

/// Everything in the text that may tell who a person is, in order and without overlap.
pub fn find(text: &str, known: &Known) -> Vec<Found> {
    let mut found = patterns(text);
    for range in known.unspaced.places(text) {
        if !found.iter().any(|it: &Found| it.range.start < range.end && range.start < it.range.end) {
            found.push(Found { kind: Kind::Name, text: text[range.clone()].to_owned(), range });
        }
    }
    let taken: Vec<Range<usize>> = found.iter().map(|it| it.range.clone()).collect();
    let words = words(text, &taken);
    let mut at = 0;
    while at < words.len() {
        let hit = team(&words, at, known)
            .or_else(|| place(&words, at, known, text))
            .or_else(|| name(&words, at, known, text));
        let Some((kind, count)) = hit else {
            at += 1;
            continue;
        };
        let range = words[at].at..words[at + count - 1].end();
        found.push(Found { text: text[range.clone()].to_owned(), range, kind });
        at += count;
    }
    found.sort_by_key(|it| it.range.start);
    found
}

fn words<'t>(text: &'t str, taken: &[Range<usize>]) -> Vec<Word<'t>> {
    let mut words: Vec<Word<'t>> = Vec::new();
    let mut last_end = 0;
    for (at, word) in text.unicode_word_indices() {
        if taken.iter().any(|range| range.contains(&at)) {
            last_end = at + word.len();
            continue;
        }
        let between = text.get(last_end..at).unwrap_or_default();
        let opens = between.contains(['.', '!', '?', '\n', ':', '"', '“', '„', '«', '–', '—', '•']);
        // "Dr. Field": the point of a title ends no sentence.
        let after_title = words.last().is_some_and(|last| lexicon().is_title(&last.lower)) && between.trim() == ".";
        words.push(Word {
            at,
            text: word,
            lower: bare(word).to_lowercase(),
            begins: words.is_empty() || (opens && !after_title),
        });
        last_end = at + word.len();
    }
    words
}

/// Addresses, links, handles and numbers: they have a form of their own.
fn patterns(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += piece.len();
        let outer = piece.trim_end();
        let trimmed = outer.trim_matches(|c: char| "()[]<>{}\"'“”„«»,;:!?.".contains(c));
        let Some(offset) = outer.find(trimmed).filter(|_| !trimmed.is_empty()) else { continue };
        let range = start + offset..start + offset + trimmed.len();
        let kind = if is_email(trimmed) {
            Kind::Email
        } else if trimmed.contains("://") || trimmed.to_lowercase().starts_with("www.") {
            Kind::Link
        } else if trimmed.strip_prefix('@').is_some_and(|rest| {
            rest.chars().count() > 1 && rest.chars().all(|c| c.is_alphanumeric() || "._-".contains(c))
        }) {
            Kind::Handle
        } else {
            continue;
        };
        found.push(Found { range: range.clone(), kind, text: text[range].to_owned() });
    }
    for range in phones(text) {
        if !found.iter().any(|it: &Found| it.range.start < range.end && range.start < it.range.end) {
            found.push(Found { text: text[range.clone()].to_owned(), range, kind: Kind::Phone });
        }
    }
    found
}

fn is_email(word: &str) -> bool {
    let Some((local, domain)) = word.split_once('@') else { return false };
    !local.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.contains('@')
}

/// Runs of digits with the marks people put between them, seven digits or more, that are neither a date nor an amount; and
/// extensions ("ext. 4471").
fn phones(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let begins = bytes[at].is_ascii_digit() || (bytes[at] == b'+' || bytes[at] == b'(');
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        if !begins || before.is_some_and(|c| c.is_alphanumeric() || c == '.') {
            at += 1;
            continue;
        }
        let mut end = at;
        let mut digits = 0;
        let mut last_digit = at;
        while end < bytes.len() && (bytes[end].is_ascii_digit() || b"+() -/.".contains(&bytes[end])) {
            if bytes[end].is_ascii_digit() {
                digits += 1;
                last_digit = end + 1;
            } else if end + 1 < bytes.len() && b" -/.".contains(&bytes[end]) && b" -/.".contains(&bytes[end + 1]) {
                break;
            }
            end += 1;
        }
        let run = &text[at..last_digit.max(at)];
        let extension = {
            let before = text[..at].trim_end().trim_end_matches(['.', ':']).to_lowercase();
            ["ext", "extension", "x", "phone", "tel", "call", "dial", "mobile", "number"]
                .iter()
                .any(|word| before.ends_with(word))
        };
        let is_phone = (digits >= 7 && !is_date(run) && !is_amount(run)) || (extension && (3..=6).contains(&digits));
        if is_phone {
            found.push(at..last_digit);
        }
        at = end.max(at + 1);
    }
    found
}

fn is_date(run: &str) -> bool {
    let parts: Vec<&str> = run.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    matches!(lengths.as_slice(), [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 4] | [4, 4])
        && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        && parts.iter().any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")))
}

/// "1 000 000", "1.500.000": groups of three after the first.
fn is_amount(run: &str) -> bool {
    if run.contains('.')
        && run.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !run.starts_with('0')
        && run.split('.').count() <= 3
    {
        // "10.0.19045" is a version, "1.500.000" an amount.
        return true;
    }
    let parts: Vec<&str> = run.split(['.', ' ']).collect();
    parts.len() > 1
        && !run.starts_with(['0', '+', '('])
        && parts[0].len() <= 3
        && parts[1..].iter().all(|part| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
}

fn matches_at(words: &[Word<'_>], at: usize, phrase: &[String]) -> bool {
    phrase.iter().enumerate().all(|(i, word)| words.get(at + i).is_some_and(|it| it.lower == *word))
}

fn longest<'a>(words: &[Word<'_>], at: usize, phrases: impl Iterator<Item = &'a Vec<String>>) -> Option<usize> {
    phrases.filter(|phrase| matches_at(words, at, phrase)).map(Vec::len).max()
}

fn before<'w, 't>(words: &'w [Word<'t>], at: usize) -> Option<&'w Word<'t>> {
    at.checked_sub(1).and_then(|at| words.get(at))
}

/// A known team, or a part of an organisation after "from", "in" or before "team".
fn team(words: &[Word<'_>], at: usize, known: &Known) -> Option<(Kind, usize)> {
    if let Some(count) = longest(words, at, known.teams.iter()) {
        return Some((Kind::Team, count));
    }
    let count = longest(words, at, lexicon().teams.iter())?;
    let word = &words[at];
    let comes_after = before(words, at).is_some_and(|it| {
        matches!(
            it.lower.as_str(),
            "from" | "in" | "at" | "our" | "the" | "of" | "to" | "by" | "asked" | "with" | "and"
        )
    });
    let team_follows = words.get(at + count).is_some_and(|it| lexicon().is_team_word(&it.lower));
    let named = word.is_capitalised() && !word.begins;
    // "security" and "the warehouse" are also things: as a team they have a capital or stand before "team".
    let plain = matches!(word.lower.as_str(), "warehouse" | "security" | "reception" | "maintenance" | "research");
    if team_follows {
        return Some((Kind::Team, count + 1));
    }
    let after_from = before(words, at).is_some_and(|it| matches!(it.lower.as_str(), "from" | "in"));
    ((named && comes_after) || (after_from && !plain)).then_some((Kind::Team, count))
}

/// A known place or country, "in Leeds", "the Leeds office".
fn place(words: &[Word<'_>], at: usize, known: &Known, text: &str) -> Option<(Kind, usize)> {
    if let Some(count) = longest(words, at, known.places.iter())
        && words[at].is_capitalised()
    {
        return Some((Kind::Place, count));
    }
    let word = &words[at];
    if !word.is_capitalised() || word.begins || is_plain(word, known) {
        return None;
    }
    let mut count = 1;
    while words
        .get(at + count)
        .is_some_and(|next| joined(words, at + count - 1, text) && next.is_capitalised() && !is_plain(next, known))
    {
        count += 1;
    }
    let kind_follows = words.get(at + count).is_some_and(|it| lexicon().is_place_kind(&it.lower));
    let is_person = lexicon().is_first_name(&word.lower) || known.names.contains(&word.lower);
    if kind_follows && !is_person {
        return Some((Kind::Place, count));
    }
    let after = before(words, at)
        .is_some_and(|it| matches!(it.lower.as_str(), "in" | "near" | "at") || (it.lower == "from" && !is_person));
    (after && !is_person && count <= 3).then_some((Kind::Place, count))
}

/// Only a space or a hyphen stands between this word and the next.
fn joined(words: &[Word<'_>], at: usize, text: &str) -> bool {
    let (Some(this), Some(next)) = (words.get(at), words.get(at + 1)) else { return false };
    matches!(text.get(this.end()..next.at), Some(" " | "-" | "\u{a0}" | ". ")) && !next.begins
}

/// Written with a capital for another reason than being a name.
fn is_plain(word: &Word<'_>, known: &Known) -> bool {
    lexicon().is_no_name(&word.lower)
        || known.left.contains(&word.lower)
        || word.is_acronym()
        || word.text.chars().any(|c| c.is_ascii_digit())
        || word.text.chars().skip(1).any(char::is_uppercase)
            && !word.text.contains(['\'', '’', '-'])
            && !word.text.starts_with("Mc")
}

/// A person: title and name, a first name, a known name, or words with a capital where none is due.
fn name(words: &[Word<'_>], at: usize, known: &Known, text: &str) -> Option<(Kind, usize)> {
    let word = &words[at];
    let with_title = lexicon().is_title(&word.lower) && word.is_capitalised();
    let first = if with_title { at + 1 } else { at };
    let starts = words.get(first)?;
    let stop = if with_title { words.get(at + 1).is_some_and(Word::is_capitalised) } else { is_name(words, at, known) };
    if !stop || !(starts.is_capitalised() || starts.is_caseless()) {
        return None;
    }
    let mut end = first + 1;
    while joined(words, end - 1, text) {
        let next = &words[end];
        if next.is_caseless() {
            if known.names.contains(&next.lower) {
                end += 1;
                continue;
            }
            break;
        }
        // "van der Berg", "de la Cruz": small words within a name.
        let small = words[end..].iter().take_while(|word| is_particle(&word.lower)).count();
        if small > 0 && words.get(end + small).is_some_and(|after| after.is_capitalised() && !is_plain(after, known)) {
            end += small + 1;
            continue;
        }
        let single_letter = next.text.chars().count() == 1 && next.lower != "i" && next.is_capitalised();
        let family = next.is_capitalised() && (!is_plain(next, known) || lexicon().is_doubtful(&next.lower));
        if single_letter || family {
            end += 1;
        } else {
            break;
        }
    }
    Some((Kind::Name, end - at))
}

fn is_name(words: &[Word<'_>], at: usize, known: &Known) -> bool {
    let word = &words[at];
    let lower = word.lower.as_str();
    if known.left.contains(lower) {
        return false;
    }
    let listed = lexicon().is_first_name(lower);
    if known.names.contains(lower) && word.is_caseless() {
        return true;
    }
    if known.names.contains(lower) && word.is_capitalised() && !(word.begins && lexicon().is_doubtful(lower)) {
        return true;
    }
    if !word.is_capitalised() {
        return false;
    }
    let next = words.get(at + 1);
    let acts = next.is_some_and(|next| {
        lexicon().is_verb(&next.lower) || (next.is_capitalised() && !is_plain(next, known) && !next.begins)
    });
    let owns = word.text.ends_with("'s") || word.text.ends_with("’s");
    if word.begins {
        // "Will said" is a person, "Will it print" is not.
        let doubtful = lexicon().is_doubtful(lower);
        return listed && !is_month(lower) && (!doubtful || acts || owns)
            || (owns && !is_plain(word, known) && !is_common(lower))
            || (acts
                && !is_plain(word, known)
                && !is_common(lower)
                && next.is_some_and(|next| next.is_capitalised() && !lexicon().is_no_name(&next.lower)))
            || (acts
                && !is_plain(word, known)
                && !is_common(lower)
                && word.lower.chars().count() > 2
                && !lower.ends_with("ing")
                && !lower.ends_with('s')
                && next.is_some_and(|next| lexicon().is_verb(&next.lower)));
    }
    let after_role = before(words, at).is_some_and(|it| lexicon().is_role(&it.lower));
    if is_plain(word, known) {
        return after_role && listed && !word.is_acronym();
    }
    true
}

/// A small word within names: "van der Berg", "dos Santos", "ibn Sina".
pub(in crate::app) fn is_particle(lower: &str) -> bool {
    const PARTICLES: [&str; 16] =
        ["van", "von", "de", "der", "den", "la", "le", "da", "dos", "del", "della", "bin", "ibn", "abu", "al", "el"];
    PARTICLES.contains(&lower)
}

fn is_month(lower: &str) -> bool {
    matches!(lower, "may" | "june" | "april" | "august" | "march")
}

/// Words that begin sentences.
fn is_common(lower: &str) -> bool {
    const COMMON: &str = " the a an and but or so then when while after before because if once one two three he she it they we you i \
        my our your his her their this that these those there here what who why how where which somebody someone nobody everyone \
        everybody nothing everything today yesterday tomorrow last next first finally suddenly luckily sadly apparently turns \
        another every each both all some most many few several no not never always sometimes maybe perhaps also even just only \
        management support accounting finance marketing legal payroll reception security user users customer colleague boss \
        manager director intern someone computer laptop printer server screen people ";
    COMMON.contains(&format!(" {lower} "))
}
