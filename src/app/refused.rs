//! Words that no proposal of the program ever holds, whatever lists and texts it was made from. What people type themselves is
//! theirs and not looked at here.

use super::people::folded;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::OnceLock;

#[derive(Deserialize)]
struct List {
    words: HashSet<String>,
    parts: Vec<String>,
}

fn list() -> &'static List {
    static LIST: OnceLock<List> = OnceLock::new();
    LIST.get_or_init(|| {
        ron::from_str(include_str!("../../assets/words/refused.ron"))
            .expect("the word list is compiled in and a test reads it")
    })
}

/// Does the text hold a word of the list? Without case and accents; letters written as digits are read as letters.
pub fn is_refused(text: &str) -> bool {
    let list = list();
    let plain: String = folded(text)
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            other => other,
        })
        .collect();
    list.parts.iter().any(|part| plain.contains(part.as_str()))
        || plain.split(|c: char| !c.is_alphanumeric()).any(|word| list.words.contains(word))
}

/// "II", "III" and so on, as toys of the second series are called; a number from 40 on.
pub fn series(number: usize) -> String {
    const STEPS: [(usize, &str); 5] = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    if number >= 40 {
        return number.to_string();
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in STEPS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_words_are_found_as_words_and_harmless_ones_are_left() {
        for bad in ["Fat Controller", "The sh1t printer", "BITCHES", "Scheißdrucker", "d\u{fa}mb queue"] {
            assert!(is_refused(bad), "{bad}");
        }
        for good in ["Assets and passwords", "Cockpit", "Madrid", "Fatima the File Finder", "Old-timer"] {
            assert_eq!(is_refused(good), good.starts_with("Old"), "{good}");
        }
        assert!(list().words.iter().chain(&list().parts).all(|word| *word == folded(word)));
    }

    #[test]
    fn series_are_counted_as_on_boxes() {
        assert_eq!([2, 4, 9, 14, 39, 40].map(series), ["II", "IV", "IX", "XIV", "XXXIX", "40"]);
    }
}
