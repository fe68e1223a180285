//! Yes and no, in the words and signs of some twenty languages. What is neither stays unknown, and somebody is asked.

use super::value::{fold, is_space};

const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "1",
    "x",
    "ja",
    "j",
    "jawohl",
    "oui",
    "o",
    "si",
    "s",
    "wahr",
    "vrai",
    "waar",
    "verdadero",
    "on",
    "checked",
    "agree",
    "agreed",
    "iagree",
    "iconsent",
    "accepted",
    "einverstanden",
    "ichstimmezu",
    "stimmezu",
    "jaccepte",
    "daccord",
    "akkoord",
    "ikgaakkoord",
    "acepto",
    "deacuerdo",
    "estoydeacuerdo",
    "ok",
    "okay",
    "optin",
];
const NO: &[&str] = &[
    "no",
    "n",
    "false",
    "0",
    "nein",
    "non",
    "nee",
    "neen",
    "falsch",
    "faux",
    "onwaar",
    "falso",
    "off",
    "unchecked",
    "disagree",
    "idisagree",
    "declined",
    "nichteinverstanden",
    "jerefuse",
    "nietakkoord",
    "noacepto",
    "optout",
    "never",
];

/// Of other languages, and of more than one meaning in a sentence: the whole answer alone. Folded takes Korean syllables apart, so
/// they are written by their letters: 예, 네.
const YES_WHOLE: &[&str] = &[
    "tak",
    "sim",
    "ano",
    "da",
    "да",
    "так",
    "はい",
    "是",
    "\u{110B}\u{1168}",
    "\u{1102}\u{1166}",
    "evet",
    "igen",
    "kylla",
    "ναι",
    "نعم",
    "כן",
    "selected",
    "ticked",
    "t",
];
/// The same; the Korean ones are 아니요 and 아니오.
const NO_WHOLE: &[&str] = &[
    "nie",
    "nao",
    "ne",
    "нет",
    "ні",
    "いいえ",
    "否",
    "不是",
    "\u{110B}\u{1161}\u{1102}\u{1175}\u{110B}\u{116D}",
    "\u{110B}\u{1161}\u{1102}\u{1175}\u{110B}\u{1169}",
    "hayir",
    "nej",
    "nei",
    "ei",
    "nem",
    "nu",
    "οχι",
    "لا",
    "לא",
    "f",
    "notselected",
];

/// Yes or no: in English, German, French, Dutch and Spanish also as the first word of an answer (`Yes, gladly`), in some fifteen
/// other languages as the whole of it. A yes with a question mark asks, and is none.
pub fn yes_or_no(cell: &str) -> Option<bool> {
    let text = cell.trim_matches(is_space);
    // Programs put a selector behind the sign, which says that it is drawn in colours. A circle is a yes in Japan and an empty
    // button elsewhere, so circles are neither.
    let sign = text.trim_end_matches('\u{FE0F}');
    if matches!(sign, "✓" | "✔" | "☑" | "✅" | "■") {
        return Some(true);
    }
    if matches!(sign, "✗" | "✘" | "☐" | "❌" | "×" | "✖" | "□") {
        return Some(false);
    }
    match text {
        "Yes" | "yes" | "YES" | "TRUE" | "true" => return Some(true),
        "No" | "no" | "NO" | "FALSE" | "false" => return Some(false),
        _ => {}
    }
    let whole = fold(text);
    let known = |word: &str| {
        if YES.contains(&word) {
            Some(true)
        } else if NO.contains(&word) {
            Some(false)
        } else {
            None
        }
    };
    let other = || {
        let is_yes = YES_WHOLE.contains(&whole.as_str());
        (is_yes || NO_WHOLE.contains(&whole.as_str())).then_some(is_yes)
    };
    let answer = known(&whole).or_else(other).filter(|yes| !*yes || !text.contains(ASKING));
    answer.or_else(|| {
        let end = text.find([',', '.', ';', ':', '!', '–', '—', '(', ' '])?;
        let first = fold(text.get(..end)?);
        // One letter in front of a sentence is an initial or an article, no answer.
        let answer = if first.len() < 2 { None } else { known(&first) };
        // A yes that is followed by a "but" is none, and nobody may take it for one.
        answer.filter(|yes| !*yes || !restricts(text.get(end..).unwrap_or_default()))
    })
}

/// Question marks of all scripts that have one of their own.
const ASKING: [char; 3] = ['?', '？', '؟'];

/// Words behind a yes that take a part of it back, or all of it, folded.
const RESTRICTING: &[&str] = &[
    "no",
    "not",
    "but",
    "only",
    "except",
    "unless",
    "until",
    "if",
    "without",
    "withdrawn",
    "revoked",
    "ask",
    "or",
    "never",
    "nein",
    "nicht",
    "kein",
    "keine",
    "aber",
    "nur",
    "ausser",
    "bis",
    "wenn",
    "ohne",
    "oder",
    "widerrufen",
    "non",
    "pas",
    "mais",
    "seulement",
    "uniquement",
    "sauf",
    "sans",
    "ou",
    "nee",
    "niet",
    "geen",
    "maar",
    "alleen",
    "behalve",
    "zonder",
    "ingetrokken",
    "pero",
    "solo",
    "solamente",
    "excepto",
    "sin",
    "hasta",
];

fn restricts(rest: &str) -> bool {
    rest.contains(ASKING)
        || rest.split(|c: char| !c.is_alphanumeric()).any(|word| RESTRICTING.contains(&fold(word).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_compared_folded_are_written_folded() {
        for word in [YES, NO, YES_WHOLE, NO_WHOLE, RESTRICTING].concat() {
            assert_eq!(fold(word), word);
        }
    }

    #[test]
    fn yes_and_no_in_many_languages() {
        for yes in [
            "Yes",
            "ja",
            "Oui",
            "Sí",
            "JA!",
            "x",
            "✓",
            "Yes, gladly",
            "Yes, of course",
            "Ja, gerne",
            "J’accepte",
            "D'accord",
        ] {
            assert_eq!(yes_or_no(yes), Some(true), "{yes}");
        }
        for no in ["No", "nein", "Non", "nee", "No, thank you", "false", "0"] {
            assert_eq!(yes_or_no(no), Some(false), "{no}");
        }
        for yes in ["Tak", "sim", "Ano", "はい", "✔\u{FE0F}", "да", "Evet", "예", "네"] {
            assert_eq!(yes_or_no(yes), Some(true), "{yes}");
        }
        for no in ["nie", "Não", "いいえ", "❌\u{FE0F}", "нет", "Hayır", "nej", "아니요", "아니오"] {
            assert_eq!(yes_or_no(no), Some(false), "{no}");
        }
        for neither in [
            "",
            "○",
            "●",
            "maybe",
            "Ano 2025",
            "Ne pas publier",
            "Da capo",
            "Nobody",
            "Sister",
            "O Connor",
            "yesterday",
            "yes / no",
            "ja oder nein",
            "agreed (withdrawn 3 March)",
            "ok for the newsletter only",
            "Yes, but not on the web",
            "Ja, aber nur der Vorname",
            "agreed? ask again",
            "Y?",
            "yes?",
            "ja ?",
            "oui ？",
            "yes until 2026-12-31",
        ] {
            assert_eq!(yes_or_no(neither), None, "{neither}");
        }
    }
}
