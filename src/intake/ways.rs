//! Headers that ask how somebody is reached: by telephone (`assets/intake/telephone_words.tsv`), or by post. No field keeps a
//! telephone number; who is erased, or looked for by one, is found by it all the same.

use super::field::Field;
use super::value;
use super::words::Words;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../../assets/intake/telephone_words.tsv");

/// How a column says somebody is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Telephone,
    /// A postal address or a part of it.
    Address,
}

struct Lexicon {
    telephone: Vec<&'static str>,
    other: Vec<&'static str>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let words = |name: &str| {
            let lines = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
            lines.filter(|(key, _)| *key == name).flat_map(|(_, words)| words.split('|')).collect()
        };
        Lexicon { telephone: words("telephone"), other: words("other") }
    })
}

/// Which way a header asks for; `None` for any other header.
#[must_use]
pub fn way_of(header: &str) -> Option<Way> {
    let words = value::fold_words(header);
    let has = |known: &[&str]| words.iter().any(|word| known.iter().any(|known| is_word(word, known)));
    if has(&lexicon().telephone) {
        return (!has(&lexicon().other)).then_some(Way::Telephone);
    }
    let fields = Words::of(header).fields();
    let best = fields.iter().max_by_key(|(_, points, _)| *points);
    best.is_some_and(|(field, ..)| *field == Field::Address).then_some(Way::Address)
}

fn is_word(word: &str, known: &str) -> bool {
    match (known.strip_prefix('*'), known.strip_suffix('*')) {
        (Some(end), _) => word.ends_with(end),
        (_, Some(beginning)) => word.starts_with(beginning),
        _ => word == known,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_ask_for_a_telephone_or_an_address() {
        for header in [
            "Phone",
            "Phone number",
            "Mobile phone",
            "Tel.",
            "Handynummer",
            "Téléphone portable",
            "Teléfono",
            "Work-Phone",
            "Your phone",
            "Телефон",
            "電話番号",
            "Diensttelefon",
            "WhatsApp",
            "Mobilnr.",
        ] {
            assert_eq!(way_of(header), Some(Way::Telephone), "{header}");
        }
        for header in ["Street", "Adresse", "PLZ", "Postal address"] {
            assert_eq!(way_of(header), Some(Way::Address), "{header}");
        }
        for header in ["Emergency phone", "Phone model", "Manager phone", "Name", "Team", "Mobility", "Ticket", ""] {
            assert_eq!(way_of(header), None, "{header}");
        }
    }
}
