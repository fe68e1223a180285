//! Words in a text that say whether it is about a man or a woman: "she", "sein", "elle". Each paragraph is read in the language it is
//! written in, for the same letters are a pronoun in one and an article in another. Where a word can be two things the search takes
//! it for a pronoun, except in the few places where it certainly is none (French "il faut", German "Sie", Dutch "wij zijn"): a person
//! reads the text anyway, and a word too many is seen sooner than one too few. Genders of nouns and verbs are not looked at.

use crate::campaign::folded;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;
use unicode_segmentation::UnicodeSegmentation;

/// What is known of a language.
#[derive(Debug, Deserialize)]
pub struct Language {
    pub code: String,
    /// Words by which the language is known.
    common: HashSet<String>,
    /// In lower case, with what stands in for it.
    words: HashMap<String, String>,
    /// Endings of names beside the "s" of the genitive, without accents.
    #[serde(default)]
    pub endings: Vec<String>,
    /// Those that take the last letters of the name with them.
    #[serde(default)]
    pub stem_endings: Vec<String>,
}

fn languages() -> &'static [Language] {
    static LANGUAGES: OnceLock<Vec<Language>> = OnceLock::new();
    // Part of the program and read by a test.
    LANGUAGES.get_or_init(|| ron::from_str(include_str!("../../../../assets/words/pronouns.ron")).unwrap_or_default())
}

/// So many common words show the language of a paragraph: one may be a pronoun of another, such as Danish “er”.
const SURE: usize = 2;

/// A pronoun or a form of address, and what would stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub stand_in: &'static str,
}

/// The language the text is written in, by its most common words; `None` where it has fewer than `least`, or as many of two languages.
fn language_of(text: &str, least: usize) -> Option<&'static Language> {
    let mut counts: Vec<(usize, &Language)> = languages().iter().map(|it| (0, it)).collect();
    for word in text.unicode_words() {
        let lower = word.to_lowercase();
        for (count, language) in &mut counts {
            *count += usize::from(language.common.contains(&lower));
        }
    }
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(most, language), (second, _), ..] if most > second && *most >= least => Some(language),
        _ => None,
    }
}

/// Is the text German by its words? There every noun has a capital, and a capital tells nothing.
pub fn is_german(text: &str) -> bool {
    language_of(text, SURE).is_some_and(|it| it.code == "de")
}

/// Is it a common word or a pronoun of a language that is known here? Folded.
pub fn is_known(word: &str) -> bool {
    static KNOWN: OnceLock<HashSet<String>> = OnceLock::new();
    let all = || languages().iter().flat_map(|it| it.common.iter().chain(it.words.keys())).map(|word| folded(word));
    KNOWN.get_or_init(|| all().collect()).contains(word)
}

/// The language with this code (BCP 47); `None` where nothing is known of it.
pub fn language(code: &str) -> Option<&'static Language> {
    let code = code.split('-').next().unwrap_or_default();
    let code = if matches!(code, "nb" | "nn" | "no") { "da" } else { code };
    languages().iter().find(|it| it.code.eq_ignore_ascii_case(code))
}

/// The paragraphs of a text, each with the language it is read in: its own where its words show it, else that of the whole, else
/// `fallback`. Empty only for an empty text.
pub fn paragraphs(text: &str, fallback: &str) -> Vec<(Range<usize>, &'static Language)> {
    let Some(whole) = language_of(text, 1).or(language(fallback)).or(languages().first()) else { return Vec::new() };
    let mut at = 0;
    let ranges = text.split_inclusive('\n').map(|paragraph| {
        at += paragraph.len();
        (at - paragraph.len()..at, language_of(paragraph, SURE).unwrap_or(whole))
    });
    ranges.collect()
}

/// All of them in the text, in order. `fallback` is the language (BCP 47) of what does not show its own.
pub fn find(text: &str, fallback: &str) -> Vec<Pronoun> {
    let covered = covered(text);
    let mut found = Vec::new();
    for (paragraph, language) in paragraphs(text, fallback) {
        let (at, paragraph) = (paragraph.start, text.get(paragraph).unwrap_or_default());
        let words: Vec<(usize, &str)> = paragraph.unicode_word_indices().collect();
        for place in 0..words.len() {
            if let Some((range, stand_in)) = pronoun(language, paragraph, &words, place) {
                let range = at + range.start..at + range.end;
                if !covered.iter().any(|it| it.start <= range.start && range.end <= it.end) {
                    found.push(Pronoun { range, stand_in });
                }
            }
        }
    }
    found
}

/// Where something stands that this search put there.
fn covered(text: &str) -> Vec<Range<usize>> {
    if !text.contains('[') {
        return Vec::new();
    }
    let lower = text.to_lowercase();
    // Where small letters take other room than capitals, the places would not be those of the text.
    let text = if lower.len() == text.len() { lower.as_str() } else { text };
    let stand_ins: HashSet<String> =
        languages().iter().flat_map(|it| it.words.values()).map(|it| it.to_lowercase()).collect();
    let places = |words: &String| -> Vec<Range<usize>> {
        text.match_indices(words.as_str()).map(|(at, hit)| at..at + hit.len()).collect()
    };
    stand_ins.iter().flat_map(places).collect()
}

/// The pronoun at a place of the paragraph, with its own range: behind "qu'" it is a part of the word.
fn pronoun(
    language: &'static Language,
    text: &str,
    words: &[(usize, &str)],
    place: usize,
) -> Option<(Range<usize>, &'static str)> {
    let (at, word) = *words.get(place)?;
    let mut range = at..at + word.len();
    let mut lower = word.to_lowercase();
    let mut stand_in = language.words.get(&lower);
    if stand_in.is_none()
        && let Some(mark) = word.rfind(['\'', '’'])
    {
        let behind = word.get(mark..).map(|rest| rest.trim_start_matches(['\'', '’'])).unwrap_or_default();
        // "qu'il", "d'elle"; and the "his'" of a possessive has nothing behind it.
        if language.code == "fr" {
            range.start = range.end - behind.len();
            lower = behind.to_lowercase();
            stand_in = language.words.get(&lower);
        } else if let Some(front) = word.get(..mark) {
            // "she's", "he'll".
            range.end = range.start + front.len();
            lower = front.to_lowercase();
            stand_in = language.words.get(&lower);
        }
    }
    let stand_in = stand_in?;
    let near = Near { text, words, place, range: &range };
    let is_other = match language.code.as_str() {
        "de" => near.is_other_in_german(&lower),
        "fr" => near.is_other_in_french(&lower),
        "nl" => near.is_other_in_dutch(&lower),
        _ => false,
    };
    (!is_other).then_some((range, stand_in.as_str()))
}

/// A word among its neighbours.
struct Near<'a> {
    text: &'a str,
    words: &'a [(usize, &'a str)],
    place: usize,
    range: &'a Range<usize>,
}

impl Near<'_> {
    fn before(&self) -> String {
        let word = self.place.checked_sub(1).and_then(|at| self.words.get(at));
        word.map(|(_, word)| word.to_lowercase()).unwrap_or_default()
    }
    fn after(&self) -> String {
        self.words.get(self.place + 1).map(|(_, word)| word.to_lowercase()).unwrap_or_default()
    }
    /// The clause ends behind the word.
    fn ends(&self) -> bool {
        let rest = self.text.get(self.range.end..).unwrap_or_default().trim_start_matches(' ');
        rest.is_empty() || rest.starts_with(['.', ',', '!', '?', ';', ':', ')', '\n', '\r', '–', '—', '“', '"', '»'])
    }
    /// The word is the first of a sentence.
    fn begins(&self) -> bool {
        let front = self.text.get(..self.range.start).unwrap_or_default().trim_end();
        front.is_empty() || front.ends_with(['.', '!', '?', ':', '“', '„', '"', '»', '«', '–', '—', '•'])
    }

    /// "Sie" and "Ihr" within a sentence are the reader; "sein" at the end of a clause is a verb.
    fn is_other_in_german(&self, lower: &str) -> bool {
        let capital = self.text.get(self.range.clone()).is_some_and(|it| it.starts_with(char::is_uppercase));
        let polite = lower.starts_with("ihr") || lower == "sie" || lower == "ihnen";
        (polite && capital && !self.begins()) || (lower == "sein" && (self.ends() || self.before() == "zu"))
    }

    /// "Il faut", "il y a": nobody is meant.
    fn is_other_in_french(&self, lower: &str) -> bool {
        const NOBODY: [&str; 15] = [
            "y",
            "n'y",
            "n’y",
            "faut",
            "fallait",
            "faudra",
            "fallut",
            "faudrait",
            "pleut",
            "pleuvait",
            "s'agit",
            "s’agit",
            "s'agissait",
            "s’agissait",
            "semble",
        ];
        let after = self.after();
        // "Il ne faut pas".
        let next = if matches!(after.as_str(), "ne" | "me" | "nous" | "lui") {
            self.words.get(self.place + 2).map(|(_, word)| word.to_lowercase()).unwrap_or_default()
        } else {
            after
        };
        lower == "il" && NOBODY.contains(&next.as_str())
    }

    /// "Wij zijn", "moet er zijn", "zijn gered": a verb.
    fn is_other_in_dutch(&self, lower: &str) -> bool {
        const WITH_VERB: [&str; 16] = [
            "we",
            "wij",
            "jullie",
            "zij",
            "ze",
            "die",
            "er",
            "te",
            "hier",
            "daar",
            "ook",
            "niet",
            "dat",
            "dit",
            "mensen",
            "collega's",
        ];
        if lower != "zijn" {
            return false;
        }
        let (before, after) = (self.before(), self.after());
        let participle = after.starts_with("ge")
            && after.chars().count() > 4
            && (after.ends_with('d') || after.ends_with('t') || after.ends_with("en"));
        self.ends() || participle || WITH_VERB.contains(&before.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let words = find(text, "en");
        words.iter().map(|it| text[it.range.clone()].to_lowercase()).collect()
    }

    fn covered(text: &str) -> String {
        let mut out = text.to_owned();
        for it in find(text, "en").into_iter().rev() {
            out.replace_range(it.range, it.stand_in);
        }
        out
    }

    #[test]
    fn the_lists_are_read_and_hold_small_letters() {
        assert!(languages().len() >= 9);
        for language in languages() {
            assert!(language.common.len() > 10, "{}", language.code);
            for word in language.words.keys().chain(&language.common) {
                assert_eq!(*word, word.to_lowercase());
            }
            for (word, stand_in) in &language.words {
                assert!(!language.common.contains(word), "{word} is common and a pronoun");
                assert!(stand_in.starts_with('[') && stand_in.ends_with(']'), "{stand_in}");
            }
        }
    }

    #[test]
    fn each_language_has_its_own() {
        let cases: &[(&str, &[&str])] = &[
            ("He fixed the lift, and she's the one who helped him; it was Mrs. Field.", &["he", "she", "him", "mrs"]),
            (
                "Er hat die Kasse gerettet, und seine Kollegin war froh, dass sie ihm helfen konnte. Frau Weber auch.",
                &["er", "seine", "sie", "ihm", "frau"],
            ),
            ("Wir danken Ihnen, dass Sie das Formular gelesen haben. Das muss nicht sein.", &[]),
            ("Die Leitung war tot. Sie lief hin und hat ihren Abend geopfert.", &["sie", "ihren"]),
            (
                "Quand le réseau est tombé, elle a dit qu'il suffit d'attendre; nous avons eu confiance en lui.",
                &["elle", "il", "lui"],
            ),
            ("Il faut le dire, il y a des jours dans la vie où il ne faut pas attendre.", &[]),
            (
                "La impresora es la de siempre y el técnico la arregló; él no pidió nada y ella tampoco.",
                &["él", "ella"],
            ),
            ("El servidor se paró en la noche y los equipos con él.", &["él"]),
            ("Hij heeft het netwerk met zijn laptop hersteld en haar collega geholpen.", &["hij", "zijn", "haar"]),
            ("Wij zijn blij dat het werkt; de servers zijn gered en dat moet zo zijn.", &[]),
            ("Lui ha riparato il server e lei non ha dormito per una notte; la rete è di tutti.", &["lui", "lei"]),
            ("Ele não dormiu e a rede foi o trabalho dela para todos.", &["ele", "dela"]),
            ("Hon var på kontoret och hans dator är inte död.", &["hon", "hans"]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_text_of_two_languages_is_read_paragraph_by_paragraph() {
        let text = "She repaired it for the whole floor.\nLa red es de la empresa y ella lo sabe.\nEr war die ganze Nacht bei uns.";
        assert_eq!(found(text), ["she", "ella", "er"]);
        // Without a common word the language of the rest counts, or the one that was given.
        assert_eq!(found("Die Nacht war lang und alle schliefen.\nEr: nie."), ["er"]);
        assert_eq!(find("Elle, toujours.", "fr-CA").len(), 1);
        assert_eq!(find("Elle, toujours.", "de").len(), 0);
        assert_eq!(find("", "xx"), []);
    }

    #[test]
    fn what_is_covered_is_found_no_more() {
        for text in [
            "Er hat seine Kollegen mit ihrer Hilfe und für sie gerettet.",
            "Hij en zij zijn met haar laptop bij het werk.",
            "He and she were with him at the desk.",
            "Elle est dans le bureau avec lui.",
        ] {
            let once = covered(text);
            assert_ne!(once, text);
            assert_eq!(find(&once, "en"), [], "{once}");
        }
        assert_eq!(covered("İ: she was at the desk."), "İ: [they] was at the desk.");
    }
}
