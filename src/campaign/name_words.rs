//! The words of a name, and whether a text gives more of them away than a form of the name shows: a hero's name often holds a
//! part of the person's own ("Sabine the IT Savior"), and so do messages and stories.

use super::name_form::NameForm;
use super::person::Person;
use super::titles::is_no_name;
use std::collections::BTreeSet;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Without case and accents, so that `dang thuy` finds Đặng Thùy.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | ' ' => out.push(c),
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ => fold_letter(c, &mut out),
        }
    }
    out
}

fn fold_letter(c: char, out: &mut String) {
    decompose_compatible(c, |part| {
        for part in std::iter::once(part).filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase) {
            // Letters that Unicode does not take apart.
            match part {
                'đ' | 'ð' => out.push('d'),
                'ł' => out.push('l'),
                'ø' => out.push('o'),
                'ı' => out.push('i'),
                'ħ' => out.push('h'),
                'ß' => out.push_str("ss"),
                'æ' => out.push_str("ae"),
                'œ' => out.push_str("oe"),
                'þ' => out.push_str("th"),
                other => out.push(other),
            }
        }
    });
}

/// Words of a text as names are compared by: as written, and folded.
pub fn words_of(text: &str) -> impl Iterator<Item = (&str, String)> {
    text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .filter(|word| !word.is_empty())
        .map(|word| (word, folded(word)))
}

/// The words of a name folded and in Latin letters, apostrophes and titles taken out, every other sign a gap.
pub fn latin_words(name: &str) -> Vec<String> {
    let mut words = all_latin_words(name);
    words.retain(|word| !is_no_name(word));
    words
}

/// The same with titles and whatever looks like one.
pub(super) fn all_latin_words(name: &str) -> Vec<String> {
    let plain = folded(name);
    let latin = any_ascii::any_ascii(&plain).to_lowercase();
    let mut words: Vec<String> = vec![String::new()];
    for c in latin.chars() {
        match c {
            'a'..='z' | '0'..='9' => words.last_mut().into_iter().for_each(|word| word.push(c)),
            '\'' | '`' | '’' | '"' => {}
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Written without spaces, so that a name stands inside a run of other signs.
pub fn is_unspaced(word: &str) -> bool {
    word.chars().all(is_unspaced_letter)
}

/// What somebody is called by inside a run of signs, where the name is of a script without spaces: its words of two letters or more,
/// and all its words joined. Marks are no letters: a name of one letter with its marks is a syllable of any text.
pub fn unspaced_parts(name: &str) -> Vec<String> {
    let words: Vec<&str> = words_of(name).map(|(word, _)| word).filter(|word| is_unspaced(word)).collect();
    let joined = Some(words.concat()).filter(|_| words.len() > 1);
    let is_name = |word: &String| word.chars().filter(|c| !is_combining_mark(*c)).nth(1).is_some();
    words.iter().map(|word| (*word).to_owned()).chain(joined).filter(is_name).collect()
}

/// Letters of Chinese, Japanese (of both widths), Korean (whole syllables, and parts of them), Thai and Lao, Burmese and Khmer.
pub const fn is_unspaced_letter(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3040}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' | '\u{AC00}'..='\u{D7AF}')
        || matches!(c, '\u{1100}'..='\u{11FF}' | '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

/// Chinese signs, and those that say one once more or stand for a number, as in 佐々木.
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
        || matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

impl Person {
    /// The words of the person's name, folded, that a form of it does not show. Single letters are nobody's name.
    pub fn withheld_in(&self, form: NameForm) -> BTreeSet<String> {
        let whole = |text: &str| -> Vec<String> {
            words_of(text).filter(|(word, _)| word.chars().nth(1).is_some()).map(|(_, word)| word).collect()
        };
        // A form that says nothing of its own shows the name as it is.
        let form = if form == NameForm::ByDefault { NameForm::Real } else { form };
        let mut shown: BTreeSet<String> =
            self.name_in(form).map(|name| whole(&name)).unwrap_or_default().into_iter().collect();
        // The same form of the name in Latin letters says as much, and so does the given name said apart.
        if !self.latin_name.is_empty() {
            let latin = Self { name: self.latin_name.clone(), ..self.clone() }.with(|it| it.latin_name.clear());
            shown.extend(latin.name_in(form).map(|name| whole(&name)).unwrap_or_default());
        }
        if matches!(form, NameForm::Real | NameForm::First | NameForm::FirstAndInitial) {
            shown.extend(whole(&self.given_name));
        }
        if form == NameForm::Real {
            shown.extend(whole(&self.family_name));
        }
        let all = [&self.name, &self.latin_name, &self.given_name, &self.family_name];
        all.into_iter().flat_map(|name| whole(name)).filter(|word| !shown.contains(word)).collect()
    }

    /// A word of the text that a form of the name does not show; as it is written there.
    pub fn given_away_in<'t>(&self, form: NameForm, text: &'t str) -> Option<&'t str> {
        if text.trim().is_empty() {
            return None;
        }
        let withheld = self.withheld_in(form);
        if withheld.is_empty() {
            return None;
        }
        let names = [&self.name, &self.latin_name, &self.given_name, &self.family_name];
        let names: [String; 4] = names.map(|name| name.nfkc().collect());
        let names = || names.iter();
        let hidden = || names().flat_map(|name| words_of(name)).filter(|(_, folded)| withheld.contains(folded));
        // As written: without its marks a word of Thai or of kana is another one, and all of one letter are the same.
        let is_it = |(word, folded): &(&str, String)| {
            withheld.contains(folded)
                && (folded.chars().nth(1).is_some() || hidden().any(|(it, _)| word.nfkc().eq(it.chars())))
        };
        let word = words_of(text).find(is_it).map(|(word, _)| word);
        word.or_else(|| {
            let runs = names().flat_map(|name| unspaced_parts(name));
            let mut runs = runs.filter(|run| hidden().any(|(word, _)| run.contains(word)));
            runs.find_map(|run| run_in(text, &run))
        })
    }
}

/// A letter has no more parts than this.
const PARTS_OF_A_LETTER: usize = 4;

/// Where a run of signs stands in a text, in letters of whatever width and whether they are written whole or in parts.
fn run_in<'t>(text: &'t str, run: &str) -> Option<&'t str> {
    if let Some(at) = text.find(run) {
        return text.get(at..at + run.len());
    }
    let is_in = || text.nfkc().collect::<String>().contains(run);
    if text.is_ascii() || is_nfkc_quick(text.chars()) == IsNormalized::Yes || !is_in() {
        return None;
    }
    let most = run.chars().count() * PARTS_OF_A_LETTER;
    let is_run = |found: &&str| found.nfkc().eq(run.chars());
    let from = |at: usize| {
        let letters = text.get(at..)?.char_indices().take(most);
        let mut found = letters.filter_map(|(end, letter)| text.get(at..at + end + letter.len_utf8()));
        found.find(is_run)
    };
    text.char_indices().find_map(|(at, _)| from(at)).or(Some(text))
}
