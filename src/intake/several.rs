//! Several people in one cell: "Ada Quist; Bo Lind", "Ada Quist and Bo Lind". What always separates is told from what may also be
//! part of one name, such as the "and" of a team; that one is asked about.

use super::value;
use crate::campaign::is_plain;

/// Words that may join two people, in five languages.
const JOINING: [&str; 9] = [" and ", " & ", " und ", " et ", " y ", " en ", " e ", " + ", " sowie "];

/// May the cell name several people, so that only a person can tell?
pub fn may_be_several(cell: &str) -> bool {
    let (names, is_sure) = names(cell);
    names.len() > 1 && !is_sure
}

/// May a name be those of several people? Most have no sign that parts them and no short word that begins as one that joins, and this is
/// quick to see.
pub(super) fn names_two(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut before = b'x';
    let may_be = bytes.iter().enumerate().any(|(at, byte)| {
        let is_after_space = matches!(before, b' ' | 0x80..=0xBF);
        before = *byte;
        match byte {
            b';' | b'\n' | b'\r' | b'/' | b'|' | b',' => true,
            b'a' | b'A' | b'e' | b'E' | b's' | b'S' | b'u' | b'U' | b'y' | b'Y' | b'&' | b'+' if is_after_space => {
                // The longest of these words has five letters, and another one follows it.
                bytes.iter().skip(at + 1).take(5).any(|next| *next == b' ' || *next >= 0x80)
            }
            _ => false,
        }
    });
    may_be && is_possible(name) && may_be_several(name)
}

/// Is there anything in the cell that could part names? Most cells have nothing of the kind, and this is quick to see.
pub(super) fn is_possible(cell: &str) -> bool {
    let begins = |word: &str| {
        matches!(
            word.as_bytes(),
            [b'a' | b'A' | b'e' | b'E' | b's' | b'S' | b'u' | b'U' | b'y' | b'Y' | b'&' | b'+', ..]
        )
    };
    let is_known = |word: &str| JOINING.iter().any(|known| known.trim_ascii().eq_ignore_ascii_case(word));
    let joins = |word: &str| begins(word) && is_known(word);
    let separates = |byte: u8| matches!(byte, b';' | b'\n' | b'\r' | b'/' | b'|' | b',');
    // Without a way out in the middle: then the processor looks at many bytes at once.
    if cell.bytes().fold(false, |any, byte| any | separates(byte)) {
        return true;
    }
    if is_plain(cell) {
        // The longest of these words has five letters.
        return cell.split(' ').any(|word| word.len() <= 5 && joins(word));
    }
    cell.split(value::is_space).any(joins)
}

/// The names in a cell, and whether it is sure that they are several people.
pub(super) fn names(cell: &str) -> (Vec<String>, bool) {
    // A single letter beside a slash is no name: "N/A", "w/o".
    let slash = has_no_letter_alone(cell);
    let parts = |c: char| matches!(c, ';' | '\n' | '\r' | '|') || (c == '/' && slash);
    let sure = pieces(cell.split(parts));
    if sure.len() > 1 {
        // A line that breaks inside a name leaves a word on either side, and so do two first names.
        let is_broken = sure.len() == 2 && !cell.contains([';', '|', '/']) && !sure.iter().any(|it| it.contains(' '));
        // "Grace Hopper" over "(Navy)" is one, and so may others be.
        let is_beside = sure.iter().any(|it| it.starts_with(['(', '[']));
        // "Liz/Elizabeth Moss", "Müller/Mueller", "Anna Schmidt/IT"
        let is_one_twice = cell.contains('/') && sure.iter().any(|it| !it.contains(' '));
        return (sure, !is_broken && !is_beside && !is_one_twice);
    }
    let spaced = format!(" {} ", value::tidy(cell));
    // "Anna von und zu Holm" is one.
    let lower = spaced.to_lowercase().replace(" von und zu ", " von_und_zu ");
    // Lower case may change lengths in some scripts; then nothing is cut.
    if lower.len() != spaced.len() {
        return (sure, true);
    }
    let full = |name: &String| name.split(' ').count() >= 2;
    let cut = JOINING.iter().filter_map(|word| lower.find(word).map(|at| (at, word.len()))).min();
    let Some((at, length)) = cut else {
        // "Ada Quist, Bo Lind": whole names on both sides. "Quist, Ada" and "Bo Lind, PMP" are one.
        let parts = pieces(cell.split(','));
        return if parts.len() >= 2 && parts.iter().all(full) { (parts, false) } else { (sure, true) };
    };
    let (Some(before), Some(after)) = (spaced.get(..at), spaced.get(at + length..)) else { return (sure, true) };
    if let Some(pair) = first_names(before, after, lower.get(at..at + length).unwrap_or_default()) {
        return (pair, false);
    }
    // "Ada Quist, Bo Lind and Cleo Marsh": with an "and" the commas separate too.
    let parts = pieces(before.split(',').chain(std::iter::once(after)));
    if parts.len() >= 2 && parts.iter().all(full) { (parts, false) } else { (sure, true) }
}

/// What departments do, of which two are often one: "Research and Development". Folded.
#[rustfmt::skip]
const WORKS: [&str; 44] = [
    "research", "development", "sales", "marketing", "learning", "training", "health", "safety", "risk", "compliance", "people",
    "culture", "planning", "strategy", "design", "product", "products", "tax", "treasury", "transport", "buildings", "grounds",
    "media", "press", "events", "data", "analytics", "benefits", "diversity", "inclusion", "quality", "environment", "finance",
    "legal", "facilities", "operations", "forschung", "entwicklung", "presse", "recherche", "developpement", "onderzoek",
    "marks", "vertrieb",
];

/// "Pat and Sam Hill", "Sanne & Daan": two first names, with or without the family name of both. Two words with a "y" or an "e" between
/// them are a family name of Spain or Portugal.
fn first_names(before: &str, after: &str, joining: &str) -> Option<Vec<String>> {
    let (first, second) = (value::tidy(before), value::tidy(after));
    let begins = |name: &str| name.starts_with(char::is_uppercase);
    let mut words = second.split(' ');
    let (given, family) = (words.next().unwrap_or_default(), words.collect::<Vec<_>>());
    let is_work = |word: &str| WORKS.contains(&value::fold(word).as_str());
    let has_bracket = second.contains(['(', '[', '-', ',']);
    if first.contains([' ', ',']) || !begins(&first) || !begins(given) || is_work(&first) || is_work(given) {
        return None;
    }
    if first.chars().count() < 2 || given.chars().count() < 2 || family.len() > 3 {
        return None;
    }
    match family.as_slice() {
        [] if matches!(joining.trim(), "y" | "e") => None,
        [] => Some(vec![first, second]),
        family if has_bracket || family.iter().any(|word| !begins(word)) => Some(vec![first, second]),
        family => Some(vec![format!("{first} {}", family.join(" ")), second]),
    }
}

fn has_no_letter_alone(cell: &str) -> bool {
    cell.split('/').all(|piece| piece.chars().filter(|c| c.is_alphabetic()).count() != 1)
}

/// Tidy pieces that hold a letter.
fn pieces<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    parts.map(value::tidy).filter(|part| part.chars().any(char::is_alphabetic)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_people_in_a_cell() {
        assert_eq!(names("Ada Quist; Bo Lind"), (vec!["Ada Quist".into(), "Bo Lind".into()], true));
        assert_eq!(names("Ada Quist\nBo Lind\n"), (vec!["Ada Quist".into(), "Bo Lind".into()], true));
        assert_eq!(names("Ada Quist and Bo Lind"), (vec!["Ada Quist".into(), "Bo Lind".into()], false));
        assert_eq!(
            names("Ada Quist, Bo Lind und Cleo Marsh"),
            (vec!["Ada Quist".into(), "Bo Lind".into(), "Cleo Marsh".into()], false)
        );
        assert_eq!(names("Ada Quist, Bo Lind"), (vec!["Ada Quist".into(), "Bo Lind".into()], false));
        // A name that a line breaks, or two first names.
        assert_eq!(names("Mei\nWu"), (vec!["Mei".into(), "Wu".into()], false));
        assert_eq!(names("Grace Hopper\n(Navy)"), (vec!["Grace Hopper".into(), "(Navy)".into()], false));
        for (cell, first, second) in [
            ("Sanne & Daan", "Sanne", "Daan"),
            ("Sanne & Daan (service desk)", "Sanne", "Daan (service desk)"),
            ("Pat and Sam Hill", "Pat Hill", "Sam Hill"),
            ("Ana y Luis Paz", "Ana Paz", "Luis Paz"),
            ("Petra und Uwe Klein", "Petra Klein", "Uwe Klein"),
            ("Liz/Elizabeth Moss", "Liz", "Elizabeth Moss"),
            ("Müller/Mueller", "Müller", "Mueller"),
        ] {
            assert_eq!(names(cell), (vec![first.into(), second.into()], false), "{cell}");
        }
        // One person, one team, one swapped name, nobody.
        for one in [
            "N/A",
            "w/o",
            "Bo Lind, PMP",
            "Ada Quist",
            "Research and Development",
            "Quist, Ada",
            "Ortega y Gasset",
            "Sales & Marketing",
            "Forschung und Entwicklung",
            "Sandy Andersson",
            "Anna von und zu Holm",
        ] {
            assert_eq!(names(one).0.len(), 1, "{one}");
        }
    }

    #[test]
    fn what_is_seen_at_once_is_what_a_closer_look_says() {
        for name in [
            "Ada Lo, Bo Ek",
            "Cy & Di Poe",
            "Ada Lo and Bo Ek",
            "Ada Lo AND Bo Ek",
            "Ana y Luis Paz",
            "Petra und Uwe Klein",
            "Ada Lo\u{a0}and\u{a0}Bo Ek",
            "Ada Lo sowie Bo Ek",
            "Ada Lo/Bo",
            "Ada Lo + Bo Ek",
            "Ada Lo",
            "Ann Evans 12",
            "Ada Lo 2",
            "Éva É. Ek",
            "",
        ] {
            assert_eq!(names_two(name), is_possible(name) && may_be_several(name), "{name}");
        }
    }
}
