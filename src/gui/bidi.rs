//! Display order of right-to-left names.
//!
//! egui shapes right-to-left words but sets words from left to right, so a Hebrew name would show its
//! last name first. Here the text is brought into visual order by the Unicode bidirectional algorithm:
//! runs first, then the words of a right-to-left run in reverse, brackets mirrored. Letters inside a
//! word stay as typed, since egui shapes those itself. Text that is stored is never changed; fields
//! are in typed order while one types.

use std::borrow::Cow;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

pub use crate::scene::text::has_right_to_left;

/// Opens a piece of text that keeps its own direction, and closes it.
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// A name for the middle of a sentence: one written from right to left draws no number beside it to its other side.
pub fn isolated(name: &str) -> Cow<'_, str> {
    if has_right_to_left(name) { format!("{}{name}{}", ISOLATE[0], ISOLATE[1]).into() } else { Cow::Borrowed(name) }
}

/// `text` in the order in which egui must be given it to look right; borrowed when nothing changes.
pub fn visual_order(text: &str) -> Cow<'_, str> {
    if !has_right_to_left(text) {
        return Cow::Borrowed(text);
    }
    let info = BidiInfo::new(text, Some(base_level(text)));
    let mut out = String::with_capacity(text.len());
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let words = &text[run.clone()];
            if levels[run.start].is_ltr() {
                out.push_str(words);
            } else {
                push_reversed(&mut out, words);
            }
        }
    }
    // They have done their work, and no font has a letter for them.
    out.retain(|c| !ISOLATE.contains(&c));
    Cow::Owned(out)
}

/// Direction of the whole: that of most of its letters. The first letter alone would turn a sentence of
/// the window around when it begins with a quoted name.
fn base_level(text: &str) -> Level {
    let (mut left, mut right, mut begins_right) = (0, 0, false);
    // What keeps its own direction says nothing about that of the rest.
    let mut apart = false;
    for c in text.chars() {
        match bidi_class(c) {
            BidiClass::FSI => apart = true,
            BidiClass::PDI => apart = false,
            BidiClass::L if !apart => left += 1,
            BidiClass::R | BidiClass::AL if !apart => {
                begins_right |= left == 0;
                right += 1;
            }
            _ => {}
        }
    }
    // "Erase" before a long name is still a sentence of the window.
    if right > left && begins_right { Level::rtl() } else { Level::ltr() }
}

/// The words and separators of a right-to-left run, last one first.
fn push_reversed(out: &mut String, run: &str) {
    let mut pieces: Vec<String> = Vec::new();
    let mut in_word = false;
    for c in run.chars() {
        let of_word = !matches!(
            bidi_class(c),
            BidiClass::WS
                | BidiClass::ON
                | BidiClass::ES
                | BidiClass::CS
                | BidiClass::ET
                | BidiClass::S
                | BidiClass::B
                | BidiClass::BN
        );
        match pieces.last_mut() {
            Some(word) if of_word && in_word => word.push(c),
            _ => pieces.push(if of_word { c } else { mirrored(c) }.to_string()),
        }
        in_word = of_word;
    }
    out.extend(pieces.iter().rev().map(String::as_str));
}

fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn left_to_right_text_is_left_alone() {
        assert!(matches!(visual_order("Đặng Thùy Trâm (IT)"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_name_in_a_sentence_keeps_its_numbers_at_their_side() {
        let name = isolated("נועם אלמוג");
        assert_eq!(
            visual_order(&format!("First: {name} 3, Tom 2 ({name} 88 %).")),
            "First: אלמוג נועם 3, Tom 2 (אלמוג נועם 88 %)."
        );
        assert!(matches!(isolated("Tom"), Cow::Borrowed("Tom")));
    }

    #[test]
    fn words_of_a_hebrew_name_change_places() {
        assert_eq!(visual_order("יעל כהן"), "כהן יעל");
    }

    #[test]
    fn a_name_inside_a_sentence_keeps_the_sentence() {
        assert_eq!(visual_order("Card of יעל כהן, ready"), "Card of כהן יעל, ready");
    }

    #[test]
    fn a_sentence_that_begins_with_a_name_runs_from_the_left() {
        assert_eq!(visual_order("“יעל כהן”: not in any font"), "“כהן יעל”: not in any font");
    }

    #[test]
    fn a_short_sentence_about_a_long_name_runs_from_the_left() {
        assert_eq!(visual_order("Erase יעל כהן הארוכה?"), "Erase הארוכה כהן יעל?");
    }

    #[test]
    fn brackets_are_mirrored() {
        assert_eq!(visual_order("יעל (כהן)"), "(כהן) יעל");
    }

    #[test]
    fn every_letter_survives() {
        let text = "שלום world مرحبا 42";
        let mut before: Vec<char> = text.chars().collect();
        let mut after: Vec<char> = visual_order(text).chars().collect();
        before.sort_unstable();
        after.sort_unstable();
        assert_eq!(before, after);
    }
}
