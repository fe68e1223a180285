//! Text made safe to set: what a form, a spreadsheet or a prankster put into a name must neither turn the line round nor vanish
//! unseen.
//!
//! The spelling itself is never touched: no letter is dropped, replaced or re-cased. What was taken out can be listed for the
//! person who prints ([`removed_for_setting`]).

use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::UnicodeNormalization;

/// One line of text as it is set: a name, a label, a code.
///
/// * composed (NFC), so that a face with the finished letter is found; CJK compatibility ideographs stay as they were written,
///   because NFC would exchange the writer's form of a name for another;
/// * control characters, bidirectional overrides, embeddings, isolates and marks (U+202A to U+202E, U+2066 to U+2069, U+200E,
///   U+200F, U+061C), soft hyphens, word joiners and byte order marks are taken out;
/// * zero-width spaces are taken out: inside a name they are an accident of copying, and a name is not broken there;
/// * line ends and tabs become a space, a run of white space one space, and the ends are trimmed; one no-break space between
///   words stays;
/// * zero-width joiner and non-joiner stay: Persian, Indic scripts and emoji need them.
pub fn clean_for_setting(text: &str) -> String {
    let flat: String = text.chars().map(|c| if is_line_end(c) { ' ' } else { c }).collect();
    clean_line(&flat)
}

/// What stands for the marks of an isolate until the text is cleaned, which takes out the marks themselves: characters that are none.
/// A text that brings them from elsewhere keeps them only where it stands alone: in what is put together here they are taken out, and
/// alone they are marks that nobody sees.
const OPENS: char = '\u{FDD0}';
const CLOSES: char = '\u{FDD1}';

/// Whether the text holds any letter that is written from right to left.
pub fn has_right_to_left(text: &str) -> bool {
    text.chars().any(is_from_right)
}

fn is_from_right(c: char) -> bool {
    // Hebrew is the first such block: what is Latin, Greek or Cyrillic is told apart at a glance.
    c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// A name that is put into a sentence or beside a number: where it reads from the right, it neither turns the sentence round nor
/// draws the number to its other side. Every other name stays as it is.
pub fn isolated(name: &str) -> String {
    let plain = without_isolates(name);
    if has_right_to_left(&plain) { format!("{OPENS}{plain}{CLOSES}") } else { plain }
}

/// Several words beside each other, each on its own side; one alone is as it is.
pub fn beside_each_other<'t>(words: impl IntoIterator<Item = &'t str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match words.as_slice() {
        [one] => (*one).to_owned(),
        many => many.iter().map(|word| isolated(word)).collect::<Vec<_>>().join("  ·  "),
    }
}

/// Without the marks of [`isolated`], for what is told of a text.
pub(super) fn without_isolates(text: &str) -> String {
    text.replace([OPENS, CLOSES], "")
}

/// A sentence in which these names stand, each of them [`isolated`] wherever it stands as words of its own: a whole name before one
/// that is a part of it.
pub fn isolated_in(sentence: &str, names: &[&str]) -> String {
    let sentence = without_isolates(sentence);
    let mut names: Vec<String> = names.iter().map(|name| without_isolates(name.trim())).collect();
    names.retain(|name| has_right_to_left(name));
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence.as_str();
    while let Some(next) = rest.chars().next() {
        let begins = !out.chars().next_back().is_some_and(is_from_right);
        let ends = |name: &str| !rest[name.len()..].chars().next().is_some_and(is_from_right);
        let name = names.iter().find(|name| begins && rest.starts_with(name.as_str()) && ends(name));
        let length = match name {
            Some(name) => {
                out.extend([OPENS]);
                out.push_str(name);
                out.extend([CLOSES]);
                name.len()
            }
            None => {
                out.push(next);
                next.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    out
}

/// The text with the marks of isolates in their places: the last step before it is set.
pub(super) fn with_isolates(text: String) -> String {
    if !text.contains([OPENS, CLOSES]) {
        return text;
    }
    let mark = |c| match c {
        OPENS => '\u{2068}',
        CLOSES => '\u{2069}',
        other => other,
    };
    text.chars().map(mark).collect()
}

/// The marks around an isolate, which nobody sees.
pub(super) fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2068}' | '\u{2069}')
}

/// Like [`clean_for_setting`], keeping line ends (as `\n`) as ends of paragraphs.
pub fn clean_paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<String> = text.split(is_line_end).map(clean_line).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// The characters that [`clean_for_setting`] takes out of a text and that nobody would see, each once, in order of appearance:
/// for the list of things to look at before printing.
pub fn removed_for_setting(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for c in text.chars().filter(|c| is_taken_out(*c)) {
        if !found.contains(&c) {
            found.push(c);
        }
    }
    found
}

fn clean_line(line: &str) -> String {
    let mut composed = String::with_capacity(line.len());
    let mut plain = String::new();
    for c in line.chars().filter(|c| !is_taken_out(*c)) {
        if is_compatibility_ideograph(c) {
            composed.extend(plain.nfc());
            plain.clear();
            composed.push(c);
        } else {
            plain.push(c);
        }
    }
    composed.extend(plain.nfc());

    let mut out = String::with_capacity(composed.len());
    let mut gap = String::new();
    for c in composed.chars() {
        if c.is_whitespace() {
            gap.push(c);
            continue;
        }
        if !gap.is_empty() && !out.is_empty() {
            let single_no_break = matches!(gap.as_str(), "\u{A0}" | "\u{202F}");
            out.push_str(if single_no_break { &gap } else { " " });
        }
        gap.clear();
        out.push(c);
    }
    out
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_taken_out(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0001}')
}

fn is_compatibility_ideograph(c: char) -> bool {
    matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}
