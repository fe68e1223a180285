//! Is what stands in a list that came back the name of the person the line is about? A spelling that a spreadsheet has damaged, a
//! remark, or the name of the line below would be printed as confirmed, so each is left with its reason.

use crate::campaign::latin_words;
use crate::intake::yes_or_no;

/// What somebody typed where a name was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    Name(String),
    /// A yes or a no in the wrong column.
    Answer(bool),
}

/// What stands in the place of the right name; `was` is the name as it was sent.
pub(super) fn typed(name: String, was: &str) -> Result<Typed, String> {
    if let Some(answer) = yes_or_no(&name) {
        return Ok(Typed::Answer(answer));
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err(format!("“{name}” is no name"));
    }
    if is_damaged(&name, was) {
        return Err(DAMAGED.into());
    }
    if !has_in_common(&name, was) {
        return Err(format!(
            "“{name}” has nothing in common with {was}: if it is the right name, type it under People"
        ));
    }
    Ok(Typed::Name(name))
}

pub(super) const DAMAGED: &str =
    "the spelling was damaged when the list was saved; save it as a workbook, or as CSV UTF-8, and read it back again";

/// Has a spreadsheet put a question mark, or nothing that is a letter, in the place of letters it could not save?
pub(super) fn is_damaged(name: &str, was: &str) -> bool {
    let is_sign = |c: char| matches!(c, '?' | '\u{FFFD}') || c.is_control();
    name.chars().any(|c| is_sign(c) && !was.contains(c))
}

/// Has the name lost nothing but accents? Nobody asks for that, and older spreadsheets do it unasked.
pub(super) fn lost_accents(name: &str, was: &str) -> bool {
    let beyond = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
    beyond(name) < beyond(was) && any_ascii::any_ascii(name) == any_ascii::any_ascii(was)
}

/// Is there a word, or the beginning of one, that both names have? In another script nobody can tell, so that it counts where it looks
/// like a name.
pub(super) fn has_in_common(name: &str, was: &str) -> bool {
    let (words, known) = (latin_words(name), latin_words(was));
    let is_near = |one: &str, other: &str| {
        let short = one.chars().count().min(other.chars().count());
        let slips = match short {
            0..4 => 0,
            4..7 => 1,
            _ => 2,
        };
        one.starts_with(other) || other.starts_with(one) || strsim::osa_distance(one, other) <= slips
    };
    let is_latin = |text: &str| {
        text.chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{250}' || ('\u{1E00}'..'\u{1F00}').contains(&c))
    };
    let looks_like_name = || {
        let mut words = name.split_whitespace();
        words.clone().count() > 1 && words.all(|word| !word.starts_with(char::is_lowercase))
    };
    words.iter().any(|word| known.iter().any(|other| is_near(word, other)))
        || (is_latin(name) != is_latin(was) && looks_like_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_something_of_the_one_it_corrects() {
        for (was, name) in [
            ("Sabine Okonjo", "Sabine Else-Okonjo"),
            ("Robert Klein", "Bob Klein"),
            ("J. Müller", "Jürgen Mueller"),
            ("Ann Field", "Ann Quist"),
            ("王小明", "Wang Xiaoming"),
            ("דוד כהן", "David Cohen"),
            ("Dmitri Sokolov", "Дмитрий Соколов"),
            ("Đặng Thùy Trâm", "Đặng Thuỳ Trâm"),
        ] {
            assert_eq!(typed(name.into(), was), Ok(Typed::Name(name.into())), "{was}, {name}");
        }
        for (was, name) in [
            ("Sabine Okonjo", "see mail"),
            ("דוד כהן", "see mail"),
            ("Bob Klein", "-"),
            ("Sabine Okonjo", "Jürgen Müller"),
            ("王小明", "???"),
            ("Łukasz Żółć", "?ukasz ?ó??"),
            ("Łukasz Żółć", "Łukasz \u{8e}ółć"),
        ] {
            assert!(typed(name.into(), was).is_err(), "{was}, {name}");
        }
        for (name, answer) in [("ok", true), ("ja", true), ("Yes", true), ("no", false)] {
            assert_eq!(typed(name.into(), "Sabine Okonjo"), Ok(Typed::Answer(answer)), "{name}");
        }
    }

    #[test]
    fn what_only_lost_its_accents_is_seen() {
        assert!(lost_accents("Lukasz Zolc", "Łukasz Żółć") && lost_accents("Lukasz Zólc", "Łukasz Żółć"));
        assert!(!lost_accents("Lukas Zolc", "Łukasz Żółć") && !lost_accents("Łukasz Żółć", "Lukasz Zolc"));
    }
}
