//! Yes and no, in the words and signs of some twenty languages. What is neither stays unknown, and somebody is asked.

use std::collections::BTreeSet;

use super::said_consent;
use super::value::{fold, is_space};
use super::words::consent::is_in;

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
    "autorizo",
    "siautorizo",
    "simautorizo",
    "autorizzo",
    "siautorizzo",
    "acconsento",
    "accetto",
    "aceito",
    "concordo",
    "jautorise",
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
    "noautorizo",
    "naoautorizo",
    "nonautorizzo",
    "nonacconsento",
    "nonaccetto",
    "naoaceito",
    "naoconcordo",
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
    "可",
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
    "不可",
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
    "unselected",
    "unticked",
];

/// Yes or no: in English, German, French, Dutch and Spanish also as the first word of an answer (`Yes, gladly`), in some fifteen
/// other languages as the whole of it. A yes with a question mark asks, and is none.
pub fn yes_or_no(cell: &str) -> Option<bool> {
    let text = cell.trim_matches(is_space);
    // Programs put a selector behind the sign, which says that it is drawn in colours. A circle is a yes in Japan and an empty
    // button elsewhere, so circles are neither.
    // Thumbs have a colour behind them.
    let sign = text.trim_end_matches(|c: char| matches!(c, '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}'));
    if matches!(sign, "✓" | "✔" | "☑" | "✅" | "■" | "👍") {
        return Some(true);
    }
    if matches!(sign, "✗" | "✘" | "☐" | "❌" | "×" | "✖" | "□" | "👎") {
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
        let answer = if first.len() < 2 || is_if(text, end) { None } else { known(&first) };
        // A yes that is followed by a "but" is none, and nobody may take it for one; "no problem" is no no.
        answer.filter(|yes| {
            if *yes { !restricts(text.get(end..).unwrap_or_default()) } else { !said_consent::is_harmless_no(text) }
        })
    })
}

/// "Si je suis d’accord": the "if" of French, which is a yes where it has an accent or other words behind it.
fn is_if(text: &str, end: usize) -> bool {
    let is_si = text.get(..end).is_some_and(|it| it.eq_ignore_ascii_case("si"))
        && text.get(end..).is_some_and(|it| it.starts_with(' '));
    let mut behind =
        text.get(end..).unwrap_or_default().split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    is_si && behind.next().is_some_and(|word| is_in(&fold(word), &["si:if"]))
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

/// Words that may stand with a yes without taking anything of it back, or asking for anything, folded.
const HARMLESS: &[&str] = &[
    "of",
    "course",
    "gladly",
    "please",
    "pls",
    "sure",
    "surely",
    "certainly",
    "definitely",
    "absolutely",
    "totally",
    "fully",
    "happily",
    "happy",
    "to",
    "with",
    "pleasure",
    "thanks",
    "thank",
    "you",
    "very",
    "much",
    "great",
    "fine",
    "by",
    "me",
    "i",
    "we",
    "it",
    "is",
    "am",
    "this",
    "that",
    "s",
    "do",
    "may",
    "can",
    "go",
    "ahead",
    "my",
    "give",
    "hereby",
    "and",
    "consent",
    "agree",
    "agreed",
    "accept",
    "accepted",
    "permission",
    "granted",
    "the",
    "gern",
    "gerne",
    "sehr",
    "naturlich",
    "klar",
    "selbstverstandlich",
    "freilich",
    "jederzeit",
    "bitte",
    "danke",
    "vielen",
    "dank",
    "ich",
    "wir",
    "stimme",
    "zu",
    "bin",
    "damit",
    "einverstanden",
    "meine",
    "einwilligung",
    "zustimmung",
    "gebe",
    "hiermit",
    "freue",
    "mich",
    "bien",
    "sur",
    "avec",
    "plaisir",
    "volontiers",
    "merci",
    "beaucoup",
    "je",
    "j",
    "suis",
    "d",
    "accord",
    "daccord",
    "accepte",
    "consens",
    "entendu",
    "graag",
    "natuurlijk",
    "uiteraard",
    "zeker",
    "hoor",
    "prima",
    "bedankt",
    "dankjewel",
    "ik",
    "ga",
    "stem",
    "ermee",
    "mee",
    "in",
    "akkoord",
    "toestemming",
    "geef",
    "claro",
    "por",
    "supuesto",
    "que",
    "con",
    "gusto",
    "mucho",
    "gracias",
    "encantado",
    "encantada",
    "acepto",
    "estoy",
    "de",
    "acuerdo",
    "consiento",
    "seguro",
    "desde",
    "luego",
    "your",
    "love",
    "would",
    "be",
    "for",
    "feel",
    "free",
    "delighted",
    "honoured",
    "honored",
    "proud",
];

/// A yes to what the header asks and to all of it: what is said beside is harmless, or says the whole of the header once more, or
/// that the name may be published. Who adds anything else ("Yes, first name please") said something that no list of words can
/// foresee. `needs_name`: it is a consent to being named, whatever the header says.
pub(super) fn is_plain_yes(cell: &str, header: &str, needs_name: bool) -> bool {
    // Nearly all are one word.
    let text = cell.trim_matches(is_space);
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) || is_yes(&fold(text)) {
        return true;
    }
    let beside = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| !word.is_empty());
        // A day beside it says when.
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        words.filter(|word| !is_yes(word) && !is_number(word) && !HARMLESS.contains(&word.as_str())).collect()
    };
    if is_conditional(text) {
        return false;
    }
    let more = beside(text);
    if more.is_empty() {
        return true;
    }
    let asked = beside(header);
    let needs_name = needs_name || asked.iter().any(|word| is_in(word, &["name"]));
    more == asked || said_consent::says_it_again(more.iter().map(String::as_str), needs_name)
}

/// "Yes, may be", "Yes, with my consent": words that take nothing back by themselves, and all of it so.
fn is_conditional(text: &str) -> bool {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| !word.is_empty()).collect();
    let is = |at: usize, row: &str| words.get(at).is_some_and(|word| is_in(word, &[row]));
    let is_condition = |at: usize| {
        let whose = words.iter().skip(at + 1).take_while(|word| is_in(word, &["condition:whose"])).count();
        is(at, "condition") && is(at + 1 + whose, "condition:what")
    };
    let is_perhaps = words.ends_with(&["may".into(), "be".into()]);
    let is_said = || words.iter().any(|word| is_in(word, &["modal:beside", "publishing", "naming", "sharing"]));
    is_perhaps || (words.iter().any(|word| is_in(word, &["modal"])) && !is_said()) || (0..words.len()).any(is_condition)
}

/// Is it a folded word for yes?
pub(super) fn is_yes(word: &str) -> bool {
    YES.contains(&word) || YES_WHOLE.contains(&word)
}

/// Does it end with a question mark, or hold one?
pub(super) fn asks(text: &str) -> bool {
    text.contains(ASKING)
}

fn restricts(rest: &str) -> bool {
    asks(rest) || rest.split(|c: char| !c.is_alphanumeric()).any(|word| RESTRICTING.contains(&fold(word).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_compared_folded_are_written_folded() {
        for word in [YES, NO, YES_WHOLE, NO_WHOLE, RESTRICTING, HARMLESS].concat() {
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
        for no in [
            "No",
            "nein",
            "Non",
            "nee",
            "No, thank you",
            "No, that would be a problem",
            "No, issue with my ex",
            "No, problems at work",
            "No: objection by her manager",
            "No - problems",
            "false",
            "0",
        ] {
            assert_eq!(yes_or_no(no), Some(false), "{no}");
        }
        for yes in ["Tak", "sim", "Ano", "はい", "可", "✔\u{FE0F}", "да", "Evet", "예", "네", "👍", "👍🏽"]
        {
            assert_eq!(yes_or_no(yes), Some(true), "{yes}");
        }
        for no in ["nie", "Não", "いいえ", "不可", "❌\u{FE0F}", "нет", "Hayır", "nej", "아니요", "아니오", "👎"]
        {
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
            "No problem",
            "No objection",
            "No worries",
            "Nee, geen bezwaar",
            "Non, pas de souci",
            "no, I don't mind",
            "Never mind, yes",
            "Si je suis d’accord",
        ] {
            assert_eq!(yes_or_no(neither), None, "{neither}");
        }
    }

    #[test]
    fn a_yes_with_more_words_is_one_only_if_they_are_harmless() {
        let header = "May we publish your full name or first name?";
        for plain in [
            "Yes",
            "x",
            "✔",
            "Yes, gladly",
            "Yes, of course!",
            "Yes, I agree",
            "Ja, gerne",
            "Ja, natürlich",
            "Ja, ich stimme zu",
            "Oui, bien sûr",
            "Oui, avec plaisir",
            "Ja graag",
            "Sí, claro",
            "Sí, por supuesto",
            "I agree",
            "D'accord",
            "Da",
            "Yes, you may",
            "Yes, I would love to",
            "Yes, happy to be named",
            "Yes, with pleasure",
            "Yes, I give my permission",
            "Si, estoy de acuerdo",
        ] {
            assert!(yes_or_no(plain) == Some(true) && is_plain_yes(plain, header, false), "{plain}");
        }
        for more in [
            "Yes, first name please",
            "Yes, anonymously",
            "Ja, anonym",
            "Yes (initials)",
            "ja, Vorname",
            "Yes, don't print surname",
            "Yes, pending approval",
            "Yes, maybe",
            "Yes later",
            "OK after review",
            "Oui, à condition",
            "Ja, unter Vorbehalt",
            "Ja, mits",
            "Sí, salvo apellido",
            "Yes, I do mind",
            "Yes, name",
            "Yes, may be",
            "Yes, with my consent",
            "Yes, with permission",
            "Oui, avec mon accord",
        ] {
            assert!(!is_plain_yes(more, header, false), "{more}");
        }
        assert!(is_plain_yes("Yes, I consent to publish my name", "Consent to publish name", true));
        assert!(!is_plain_yes("Yes, my name", "Consent to publish name", true));
        for (cell, header, needs_name, is_plain) in [
            ("Yes, you may publish my full name", "Consent", true, true),
            ("Ja, mein Name darf veröffentlicht werden", "Einwilligung", true, true),
            ("Yes, you can share my story", "Can we share your story?", false, true),
            ("Yes, publish my story", "Can we publish this?", false, true),
            ("Yes, publish my story", "May we publish your name?", false, false),
            ("Yes, publish my story", "Consent", true, false),
            ("Yes, on the intranet", "Can we publish this?", false, false),
        ] {
            assert_eq!(is_plain_yes(cell, header, needs_name), is_plain, "{header}: {cell}");
        }
    }
}
