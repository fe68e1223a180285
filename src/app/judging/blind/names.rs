//! Names as texts write them: with the endings of the language ("Annas Einsatz", "pomoc Kowalskiego", "Virtasen apu", "Weber’in"), and
//! the names of those whom the campaign knows beside the nominee. Endings that change letters inside the name are not looked at.

use super::pronouns::{self, Language};
use crate::app::names::guard::circle;
use crate::app::redaction::{self, Found, Kind, Unspaced, bare, is_particle};
use crate::campaign::{Campaign, PersonId, folded, is_unspaced_letter};
use std::collections::HashSet;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Up to this many people all are known by name; of more those who take part in more than a draw, for with a million entrants every
/// other word is somebody's family name.
const EVERYBODY: usize = 2_000;

/// How a word says a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Plain,
    /// With an ending.
    Inflected,
    /// From this byte on, behind an article or a preposition that lost its vowel: "d’Anna", "dell'Anna".
    Behind(usize),
}

/// Words of names, ready to look words of a text up.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Folded.
    pub whole: HashSet<String>,
    /// What endings stand behind where they take the last letters of the name: "Ann" of Anna, "Virtas" of Virtanen.
    stems: HashSet<String>,
}

impl Words {
    pub fn new(whole: HashSet<String>) -> Self {
        let stems = whole.iter().filter_map(|word| stem(word)).collect();
        Self { whole, stems }
    }

    /// Is the word of a text one of these, and how is it written? Endings count behind a capital only, and not where the whole is an
    /// everyday word.
    pub fn form(&self, word: &str, language: Option<&Language>) -> Option<Form> {
        let key = folded(bare(word));
        if self.whole.contains(&key) {
            return Some(Form::Plain);
        }
        if let Some(at) = behind_elision(word)
            && word.get(at..).is_some_and(|name| self.whole.contains(&folded(name)))
        {
            return Some(Form::Behind(at));
        }
        if word.chars().next().is_none_or(char::is_lowercase) {
            return None;
        }
        // Turkish, and words of another script with endings of one's own: "Anna'nın".
        let front = word.rsplit_once(['\'', '’']).map(|(front, _)| folded(front));
        if front.is_some_and(|front| front.chars().nth(1).is_some() && self.whole.contains(&front)) {
            return Some(Form::Inflected);
        }
        if is_everyday(&key) {
            return None;
        }
        let behind = |ending: &str, least: usize| {
            key.strip_suffix(ending).filter(|front| front.chars().count() >= least).map(str::to_owned)
        };
        let genitive = ["s", "es"].iter().any(|it| behind(it, 2).is_some_and(|front| self.whole.contains(&front)));
        let of_language = |language: &Language| {
            let mut whole = language.endings.iter().filter_map(|it| behind(it, 3));
            let mut stem = language.stem_endings.iter().filter_map(|it| behind(it, 3));
            whole.any(|front| self.whole.contains(&front)) || stem.any(|front| self.stems.contains(&front))
        };
        (genitive || language.is_some_and(of_language)).then_some(Form::Inflected)
    }
}

/// Where a word with a capital begins behind up to five letters and an apostrophe.
fn behind_elision(word: &str) -> Option<usize> {
    let (at, mark) = word.char_indices().take(6).find(|(_, c)| matches!(c, '\'' | '’'))?;
    let at = at + mark.len_utf8();
    word.get(at..)?.chars().next().filter(|c| c.is_uppercase()).map(|_| at)
}

fn stem(word: &str) -> Option<String> {
    if let Some(front) = word.strip_suffix("nen").filter(|front| front.chars().count() > 2) {
        return Some(format!("{front}s"));
    }
    let front = word.strip_suffix(['a', 'e', 'i', 'o', 'y'])?;
    front.chars().nth(2).is_some().then(|| front.to_owned())
}

/// Small or everyday in any language that is known here. Folded.
fn is_everyday(word: &str) -> bool {
    /// What a name of two letters and an "s" would be.
    const SHORT: [&str; 18] = [
        "als", "ans", "aus", "bis", "ces", "ins", "les", "los", "mes", "mis", "ses", "sus", "tes", "this", "tus",
        "uns", "was", "yes",
    ];
    SHORT.contains(&word) || redaction::is_everyday(word) || pronouns::is_known(word)
}

/// Names of those whom the campaign knows.
#[derive(Clone, Debug, Default)]
pub struct Names {
    words: Words,
    unspaced: Unspaced,
}

impl Names {
    /// Reads all names once; what is found in a text afterwards depends on the text alone.
    pub fn of(campaign: &Campaign) -> Self {
        let mut known: HashSet<PersonId> = campaign.people().ids().collect();
        if known.len() > EVERYBODY {
            known = circle(campaign, &known);
            let panels = campaign.judgings().iter().flat_map(|(_, judging)| judging.people());
            known.extend(panels.map(|(_, person)| person));
        }
        let (mut whole, mut unspaced) = (HashSet::new(), Unspaced::default());
        for (_, person) in campaign.people().iter().filter(|(id, _)| known.contains(id)) {
            for name in [&person.name, &person.latin_name, &person.given_name, &person.family_name] {
                for word in name.unicode_words() {
                    let key = folded(word);
                    if key.chars().nth(2).is_some() && !is_particle(&key) && !is_everyday(&key) {
                        whole.insert(key);
                    }
                }
                unspaced.add_name(name);
            }
        }
        Self { words: Words::new(whole), unspaced }
    }

    /// Does a word of the words say one of these names?
    pub fn stand_in(&self, words: &str, language: Option<&Language>) -> bool {
        words.unicode_words().any(|word| self.words.form(word, language).is_some()) || self.unspaced.contains(words)
    }

    /// Where these names stand in the text beside what was `found` there, a run of them as one. `language` tells that of a place;
    /// words that are `left` are nobody's name here.
    pub fn beside<'l>(
        &self,
        text: &str,
        found: &[Found],
        left: &HashSet<String>,
        language: impl Fn(usize) -> Option<&'l Language>,
    ) -> Vec<Found> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let free =
            |range: &Range<usize>| !found.iter().any(|it| it.range.start < range.end && range.start < it.range.end);
        if text.chars().any(is_unspaced_letter) {
            ranges.extend(self.unspaced.places(text).into_iter().filter(free));
            ranges.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
            ranges.dedup_by(|next, kept| next.start < kept.end);
        }
        for (at, word) in text.unicode_word_indices() {
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            let range = match self.words.form(word, language(at)).filter(|_| !left.contains(&folded(word))) {
                Some(Form::Behind(front)) => at + front..at + word.len(),
                Some(_) if capital => at..at + word.len(),
                _ => continue,
            };
            if !free(&range) {
                continue;
            }
            match ranges.last_mut().filter(|last| matches!(text.get(last.end..range.start), Some(" " | "-" | "\u{a0}")))
            {
                Some(last) => last.end = range.end,
                None => ranges.push(range),
            }
        }
        ranges.sort_unstable_by_key(|range| range.start);
        let found = |range: Range<usize>| {
            let words = text.get(range.clone()).unwrap_or_default().to_owned();
            Found { range, kind: Kind::Name, text: words }
        };
        ranges.into_iter().map(found).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(names: &[&str]) -> Words {
        Words::new(names.iter().map(|name| folded(name)).collect())
    }

    #[test]
    fn names_without_spaces_are_found_as_they_stand() {
        let mut names = Names::default();
        for name in ["王小明", "小明", "田中", "明田"] {
            names.unspaced.add(name);
        }
        let found = |text: &str| -> Vec<String> {
            names.beside(text, &[], &HashSet::new(), |_| None).into_iter().map(|found| found.text).collect()
        };
        assert_eq!(found("感谢王小明的帮助"), ["王小明"], "the whole name, not a part of it");
        assert_eq!(found("小明和田中"), ["小明", "田中"]);
        assert_eq!(found("王小明田中"), ["王小明", "田中"]);
        assert!(names.stand_in("田中", None) && !names.stand_in("田", None));
        assert!(found("Nobody here").is_empty());
    }

    #[test]
    fn names_are_known_with_the_endings_of_the_language() {
        let of = |code: &str| pronouns::language(code).unwrap();
        for (language, names, forms) in [
            ("de", "Anna Weber Hans Bo", "Annas Webers Hans' Bos Anna's"),
            ("en", "Anna Weber", "Annas Webers Anna's"),
            ("sv", "Anna Weber", "Annas Webers"),
            (
                "pl",
                "Anna Kowalski Kowalska Nowak",
                "Anny Annie Annę Anną Kowalskiego Kowalskim Kowalskiej Nowaka Nowakowi",
            ),
            ("cs", "Anna Novák Nováková Novotný", "Anny Anně Annu Annou Novákovi Novákem Novákové Novotného"),
            ("sk", "Anna Novák", "Anny Annu Annou Nováka Novákom"),
            ("fi", "Anna Weber Virtanen", "Annan Annalle Weberin Weberille Virtasen Virtaselle"),
            ("en", "Anna Weber", "Anna’nın Weber'in d’Anna dell'Anna D'Anna"),
        ] {
            let known = words(&names.split(' ').collect::<Vec<_>>());
            for form in forms.split(' ') {
                assert!(known.form(form, Some(of(language))).is_some(), "{language}: {form}");
            }
        }
        let known = words(&["Anna", "Al", "Will", "Kara"]);
        for (language, word) in [("de", "annas"), ("de", "Als"), ("en", "Wills't"), ("en", "Karin"), ("de", "Annette")]
        {
            assert_eq!(known.form(word, Some(of(language))), None, "{word}");
        }
    }
}
