//! The meaning of single cells: names and whole numbers; `address` and `yes_no` have theirs. Nothing here changes case or guesses
//! at spelling; what cannot be understood is `None`, and the caller says so.

use std::borrow::Cow;
use std::sync::OnceLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use super::address::{Email, email, emails};
pub(super) use super::address::{holds_address, is_anonymous, mailbox_name, names_address};
pub use super::yes_no::yes_or_no;
use crate::campaign::{is_plain, is_plain_line, is_plain_text};

/// White space of every kind, the invisible ones too: U+00A0, zero-width space, word joiner, byte order mark.
/// The zero-width joiners are none: emoji, Persian and Hindi names need them.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{180E}' | '\u{00AD}' | '\0')
}

/// Of the white space nobody sees, what stands inside words: a soft hyphen, a word joiner. It parts nothing.
fn is_inside_words(c: char) -> bool {
    matches!(c, '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

/// Marks that turn the direction of all text behind them; a name never needs them, a fraud does.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What programs write where there is no day: `0/0/00`, `0000-00-00`.
pub fn is_no_day(cell: &str) -> bool {
    // A real day ends this at its first digit.
    cell.bytes().all(|b| matches!(b, b'0' | b'/' | b'-' | b'.' | b':' | b' '))
        && cell.bytes().filter(u8::is_ascii_digit).count() >= 4
        && cell.contains(['/', '-', '.'])
}

/// Does the text hold characters that nobody sees?
pub fn hides_something(text: &str) -> bool {
    if is_plain(text) {
        return false;
    }
    let trimmed = text.trim_matches(is_space);
    text.chars().any(turns_direction)
        || trimmed.chars().any(|c| {
            matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{180E}' | '\u{00AD}' | '\0')
                || (c.is_control() && !c.is_whitespace())
        })
}

/// Without the plain blanks around it, which few cells have.
pub(super) fn trimmed(text: &str) -> &str {
    if text.starts_with(' ') || text.ends_with(' ') { text.trim_matches(' ') } else { text }
}

/// The line of a plain text as it should be, where only spaces around it keep it from being so.
fn plain_line(text: &str) -> Option<&str> {
    let line = trimmed(text);
    is_plain_line(line).then_some(line)
}

/// NFC, without the work where the text is NFC already.
pub(super) fn to_nfc(text: &str) -> Cow<'_, str> {
    if is_plain_text(text) {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// One line of text: trimmed, every run of white space one space, NFC, controls and direction marks taken out.
/// Used for names, teams, places and headers. Case stays as it is.
pub fn tidy(text: &str) -> String {
    tidied(text).into_owned()
}

/// [`tidy`], without a copy where only the ends are not as they should be.
pub(super) fn tidied(text: &str) -> Cow<'_, str> {
    if let Some(line) = plain_line(text) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |c: char| {
        if is_inside_words(c) {
        } else if is_space(c) {
            gap = true;
        } else if !turns_direction(c) && !c.is_control() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    };
    to_nfc(text).chars().for_each(&mut push);
    // A direction mark for one spot (U+200E, U+200F) has no meaning at the ends.
    if out.starts_with(['\u{200E}', '\u{200F}']) || out.ends_with(['\u{200E}', '\u{200F}']) {
        out = out.trim_matches(['\u{200E}', '\u{200F}', ' ']).to_owned();
    }
    Cow::Owned(out)
}

/// Text of several lines: trimmed at both ends, NFC, line ends as `\n`. Inner spaces and blank lines stay.
pub(super) fn tidied_text(text: &str) -> Cow<'_, str> {
    // Between two signs that are seen there is nothing to take away.
    let is_bare = [text.bytes().next(), text.bytes().next_back()].iter().flatten().all(u8::is_ascii_graphic);
    let trimmed = if is_bare { text } else { text.trim_matches(is_space) };
    if !trimmed.contains('\r') {
        return to_nfc(trimmed);
    }
    let lines = trimmed.replace("\r\n", "\n").replace('\r', "\n");
    match to_nfc(&lines) {
        Cow::Borrowed(_) => Cow::Owned(lines),
        Cow::Owned(normal) => Cow::Owned(normal),
    }
}

/// What databases and people write where there is nothing, and what spreadsheets write where a formula failed. "Null" is a family
/// name and counts as one.
pub(super) fn is_nothing(cell: &str) -> bool {
    // Nearly every cell begins with a sign that none of these does.
    if cell
        .bytes()
        .next()
        .is_some_and(|first| first.is_ascii_alphanumeric() && !matches!(first, b'N' | b'n' | b'k' | b'u'))
    {
        return false;
    }
    let text = cell.trim_matches(is_space);
    if text.len() > 14 {
        return false;
    }
    matches!(
        text,
        "-" | "--"
            | "---"
            | "–"
            | "—"
            | "."
            | "NULL"
            | "null"
            | "(null)"
            | "<null>"
            | "[null]"
            | "\\N"
            | "NaN"
            | "nan"
            | "N/A"
            | "n/a"
            | "N/a"
            | "k. A."
            | "k.A."
            | "(none)"
            | "(blank)"
            | "(empty)"
            | "(leer)"
            | "(vide)"
            | "undefined"
    ) || is_failed_formula(text)
}

/// What spreadsheets write where a formula failed.
pub(super) fn is_failed_formula(text: &str) -> bool {
    text.starts_with('#')
        && matches!(
            text,
            "#DIV/0!"
                | "#N/A"
                | "#NV"
                | "#N/D"
                | "#NAME?"
                | "#NULL!"
                | "#NUM!"
                | "#REF!"
                | "#BEZUG!"
                | "#VALUE!"
                | "#WERT!"
                | "#DATA!"
                | "#SPILL!"
                | "#CALC!"
                | "#GETTING_DATA"
        )
}

/// For comparing only: lower case, no accents, letters and digits alone. `Größe (m)` becomes `grossem`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            out.push_str(text);
        } else {
            out.extend(text.bytes().filter(u8::is_ascii_alphanumeric).map(char::from));
        }
        if let Some(added) = out.get_mut(start..) {
            added.make_ascii_lowercase();
        }
        return;
    }
    for c in text.chars() {
        match folded_letter(c) {
            Some(folded) => out.push_str(folded),
            None => fold_any(c, out),
        }
    }
}

/// Any letter, taken apart; marks fall away, so their order does not matter.
fn fold_any(c: char, out: &mut String) {
    decompose_compatible(c, |part| {
        if !is_combining_mark(part) {
            fold_char(part, out);
        }
    });
}

/// Letters of most European languages, worked out once.
fn folded_letter(c: char) -> Option<&'static str> {
    static LETTERS: OnceLock<Vec<String>> = OnceLock::new();
    let letters = LETTERS.get_or_init(|| {
        let folded = |c: u32| {
            let mut out = String::new();
            if let Some(c) = char::from_u32(c) {
                fold_any(c, &mut out);
            }
            out
        };
        (0..0x250).map(folded).collect()
    });
    letters.get(c as usize).map(String::as_str)
}

/// Like [`fold`], by words.
pub fn fold_words(text: &str) -> Vec<String> {
    text.split(parts_words).map(fold).filter(|w| !w.is_empty()).collect()
}

/// What stands between words.
fn parts_words(c: char) -> bool {
    !c.is_alphanumeric() && !is_combining_mark(c)
}

/// Letters and digits of ASCII in their small form; 0 for what parts words.
const SMALL: [u8; 128] = {
    let mut small = [0; 128];
    let mut at = 0;
    while at < 128 {
        if (at as u8).is_ascii_alphanumeric() {
            small[at] = (at as u8).to_ascii_lowercase();
        }
        at += 1;
    }
    small
};

/// Shows every folded word of a name, as its bytes: what is left where order, comma, case, accents and spacing do not count. `word`
/// is memory that is used again and again.
pub(super) fn each_name_word(name: &str, word: &mut Vec<u8>, mut show: impl FnMut(&[u8])) {
    word.clear();
    let mut at = 0;
    while let Some(byte) = name.as_bytes().get(at) {
        let is_part = if let Some(small) = SMALL.get(usize::from(*byte)) {
            at += 1;
            if *small != 0 {
                word.push(*small);
            }
            *small != 0
        } else {
            let Some(c) = name.get(at..).and_then(|rest| rest.chars().next()) else { break };
            at += c.len_utf8();
            fold_beyond_ascii(c, word)
        };
        if !is_part && !word.is_empty() {
            show(word);
            word.clear();
        }
    }
    if !word.is_empty() {
        show(word);
    }
}

/// A letter of a name that is none of ASCII; false if it parts words.
fn fold_beyond_ascii(c: char, word: &mut Vec<u8>) -> bool {
    // Of those from À to ɏ all but the signs for times and divided by are letters.
    if matches!(c, '×' | '÷') || (!('À'..'ɐ').contains(&c) && parts_words(c)) {
        return false;
    }
    if let Some(folded) = folded_letter(c) {
        word.extend_from_slice(folded.as_bytes());
    } else {
        let mut folded = String::new();
        fold_any(c, &mut folded);
        word.extend_from_slice(folded.as_bytes());
    }
    true
}

fn fold_char(c: char, out: &mut String) {
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ı' => out.push('i'),
        _ if c.is_alphanumeric() => out.extend(c.to_lowercase().filter(|l| !is_combining_mark(*l))),
        _ => {}
    }
}

/// Does a cell look like the whole name of one person: two to four words, two of which begin with a capital or with a letter of a
/// script that has none?
pub(super) fn is_full_name(cell: &str) -> bool {
    let words: Vec<&str> = cell.split(is_space).filter(|word| !word.is_empty()).collect();
    let is_capital = |word: &&&str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    (2..=4).contains(&words.len())
        && words.iter().filter(is_capital).count() >= 2
        && !cell.contains(|c: char| c.is_ascii_digit() || matches!(c, '?' | '!' | ':' | '@' | '(' | '/'))
}

/// What may separate two names that are the same words: order, comma, case, accents and spacing do not count.
#[cfg(test)]
pub fn name_key(name: &str) -> String {
    let mut words = fold_words(name);
    words.sort_unstable();
    words.join(" ")
}

/// A whole number from 0, also as `3.0` or `3,0` as spreadsheets write it. `None` if it is anything else.
pub fn count(cell: &str) -> Option<u32> {
    if (1..=9).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return cell.parse().ok();
    }
    if may_be_thousands(cell) {
        return None;
    }
    let value = decimal(cell)?;
    (value >= 0.0 && value.fract() == 0.0 && value <= f64::from(u32::MAX)).then_some(value as u32)
}

/// "1.000" is a thousand in one country and one in another.
pub fn may_be_thousands(cell: &str) -> bool {
    matches!(halves(cell), Some((_, _, end)) if end.len() == 3)
}

/// What stands before and behind the one point or comma of a number, and which of them it is.
fn halves(cell: &str) -> Option<(&str, char, &str)> {
    let cell = cell.trim_matches(is_space);
    let (whole, end) = cell.split_once(['.', ','])?;
    let mark = cell.get(whole.len()..)?.chars().next()?;
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (are_digits(whole) && are_digits(end)).then_some((whole, mark, end))
}

/// The same as [`count`] in a column whose numbers have three decimals: "2.000" is two.
pub fn count_before_decimals(cell: &str) -> Option<u32> {
    let (whole, _, end) = halves(cell)?;
    end.bytes().all(|byte| byte == b'0').then(|| whole.parse().ok())?
}

/// Do the numbers of a column have decimals behind their point? All of them have three noughts there, as databases write whole
/// numbers, or one has another number of digits behind the same sign.
pub fn have_decimals<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let (mut all, mut noughts, mut marks, mut thousands) = (0_usize, 0_usize, [false; 2], [false; 2]);
    for cell in cells.filter(|cell| !cell.chars().all(is_space)) {
        all += 1;
        let Some((_, mark, end)) = halves(cell) else { continue };
        let of = usize::from(mark == ',');
        noughts += usize::from(end == "000");
        let seen = if end.len() == 3 { &mut thousands } else { &mut marks };
        seen.iter_mut().skip(of).take(1).for_each(|it| *it = true);
    }
    let other = marks.iter().zip(thousands).any(|(decimals, thousand)| *decimals && thousand);
    (all > 1 && noughts == all) || (other && marks != [true; 2])
}

/// A decimal number with point or comma; thousands may be separated by the other one, a space or an apostrophe.
pub fn decimal(cell: &str) -> Option<f64> {
    let text: String = cell.chars().filter(|c| !is_space(*c) && !matches!(c, '\'' | '’')).collect();
    let digits = text.trim_start_matches(['-', '+', '−']);
    if digits.is_empty() || digits.len() > 40 || !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        return None;
    }
    let (dots, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let plain = match (dots, commas) {
        (0 | 1, 0) => digits.to_owned(),
        (0, 1) => digits.replace(',', "."),
        (0, _) => grouped(digits, ',', None)?,
        (_, 0) => grouped(digits, '.', None)?,
        _ if digits.rfind('.') > digits.rfind(',') => grouped(digits, ',', Some('.'))?,
        _ => grouped(digits, '.', Some(','))?,
    };
    let value: f64 = plain.parse().ok()?;
    Some(if text.starts_with(['-', '−']) { -value } else { value })
}

/// Groups of three digits, then the decimals: `1.234.567,5`.
fn grouped(digits: &str, group: char, point: Option<char>) -> Option<String> {
    let (whole, decimals) = match point {
        Some(p) => digits.split_once(p)?,
        None => (digits, ""),
    };
    let mut parts = whole.split(group);
    let first_ok = parts.next().is_some_and(|p| (1..=3).contains(&p.len()));
    if !first_ok || !parts.all(|p| p.len() == 3) || decimals.contains(['.', ',']) {
        return None;
    }
    Some(format!("{}.{decimals}", whole.replace(group, "")))
}

/// Scientific notation as Excel leaves it in ids: `4.9123E+11`. The last digits are lost.
pub(super) fn is_scientific(cell: &str) -> bool {
    if !cell.as_bytes().contains(&b'+') {
        return false;
    }
    let text = cell.trim_matches(is_space);
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    exponent.strip_prefix('+').is_some_and(|e| !e.is_empty() && e.chars().all(|c| c.is_ascii_digit()))
        && mantissa.contains(['.', ','])
        && decimal(mantissa).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_white_space_of_every_kind_and_nothing_else() {
        assert_eq!(tidy("sabine  okonjo\u{A0}"), "sabine okonjo");
        assert_eq!(tidy("\u{FEFF}\u{200B} Mu\u{308}ller \u{2003}\t"), "Müller");
        assert_eq!(tidy("\u{202E}evil name"), "evil name");
        assert_eq!(tidy("Zoë 🦸🏽\u{200D}♀\u{FE0F}"), "Zoë 🦸🏽\u{200D}♀\u{FE0F}");
        assert_eq!(tidy("McDONALD o'neil"), "McDONALD o'neil");
        assert_eq!(tidy("Net\u{AD}work \u{2060}Desk\u{FEFF}"), "Network Desk");
        assert!(hides_something("Ann\u{200B}Field") && hides_something("\u{202E}x") && !hides_something(" Ann\u{A0}"));
    }

    #[test]
    fn whole_names_in_scripts_with_and_without_capitals() {
        for name in ["Ada Quist", "Łukasz van der Żółw", "山田 太郎", "أحمد علي"] {
            assert!(is_full_name(name), "{name}");
        }
        for other in
            ["Ada", "Why them?", "stayed all night", "Ada Quist 2", "Yes to all of the above", "Desk/North East"]
        {
            assert!(!is_full_name(other), "{other}");
        }
    }

    #[test]
    fn numbers_with_point_or_comma() {
        assert_eq!(decimal("1,83"), Some(1.83));
        assert_eq!(decimal("1.234,5"), Some(1234.5));
        assert_eq!(decimal("1,234,567"), Some(1234567.0));
        assert_eq!(decimal("-12.5"), Some(-12.5));
        assert_eq!(decimal("1,2,3"), None);
        assert_eq!(decimal("1e9"), None);
        assert_eq!(count("3,0"), Some(3));
        assert_eq!(count("-1"), None);
        assert_eq!(count("2.5"), None);
        assert!(is_scientific("4,9123E+11") && !is_scientific("E-0008") && !is_scientific("9E+1"));
    }

    #[test]
    fn the_short_ways_lead_to_the_same() {
        for name in [
            "Okonjo, Sabine",
            "Zoë Ångström 12",
            "Jean-Luc  d'Arc",
            "A b C d E f G h I j",
            "ﬁne ǅ İ ŉ ſ",
            "Đặng Thùy Trâm",
            "",
            "…",
            "Mu\u{308}ller ÆØÅ ŁÐ ß",
            "한국 이름",
            "Ｆｕｌｌ ｗｉｄｔｈ",
            "ǖ ȟ ɇ ʼn",
        ] {
            let mut words: Vec<String> = Vec::new();
            each_name_word(name, &mut b"left over".to_vec(), |word| {
                words.push(String::from_utf8(word.to_vec()).unwrap());
            });
            words.sort_unstable();
            assert_eq!(words.join(" "), name_key(name), "{name}");
            let slow: String = {
                let mut out = String::new();
                name.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| fold_char(c, &mut out));
                out
            };
            assert_eq!(fold(name), slow, "{name}");
            assert_eq!(to_nfc(name), name.nfc().collect::<String>(), "{name}");
        }
        // What is called plain is no space, hides nothing and is NFC.
        for c in (0x20..0x7F).chain(0xC0..0x280).filter_map(char::from_u32) {
            let text = c.to_string();
            assert!(is_plain(&text) && (c == ' ' || !is_space(c)) && !turns_direction(c) && !c.is_control(), "{c:?}");
            assert_eq!(text.nfc().collect::<String>(), text);
            assert_eq!(!c.is_ascii() && !c.is_alphanumeric(), matches!(c, '×' | '÷'), "{c:?}");
        }
    }

    #[test]
    fn keys_see_through_order_case_and_accents() {
        assert_eq!(name_key("Okonjo, Sabine"), name_key("sabine  OKONJO"));
        assert_eq!(name_key("Thibauld Mu\u{308}nchhausen"), name_key("Thibauld Münchhausen"));
    }
}
