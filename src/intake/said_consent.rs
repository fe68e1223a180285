//! What a cell says of a consent in more words than yes or no: the one sentence of a form, ticked; a refusal; a consent that was
//! taken back. A yes needs certainty, so all of its words are known (`assets/intake/consent_words.tsv`); a no needs none.

use super::value::{self, fold};
use super::words::consent::{begins, is_back, is_fetched, is_in, is_open, list, to_something_else};
use super::{date, person_words, yes_no};
use crate::campaign::ConsentState;

/// More words than these are a letter.
const MOST: usize = 40;

/// The words, folded; "don’t" is one.
fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST) {
        let word = fold(word);
        match words.last_mut() {
            Some(last) if word == "t" && last.ends_with('n') => last.push('t'),
            _ => words.push(word),
        }
    }
    words
}

fn has(words: &[String], rows: &[&str]) -> bool {
    words.iter().any(|word| is_in(word, rows))
}

/// Does it say that something may be done, and not that it was? Beside a number "May" is a month.
fn is_left_open(words: &[String]) -> bool {
    let is_number = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_month = |at: usize| words[at] == "may" && (is_number(at.checked_sub(1)) || is_number(Some(at + 1)));
    words.iter().enumerate().any(|(at, word)| is_open(word) && !is_month(at))
}

/// What follows "I agree".
fn behind_agreeing(words: &[String]) -> Option<&[String]> {
    let (mut begun, mut end) = (String::new(), None);
    for (at, word) in words.iter().enumerate().take(6) {
        begun.push_str(word);
        if list("begin").contains(&begun.as_str()) {
            end = Some(at + 1);
        }
    }
    words.get(end?..)
}

/// "I agree to be named on the website": the one sentence of a form, ticked. It says itself what it is a consent to, in words that
/// are all known: "my name must remain confidential" is agreed to as well.
pub(super) fn is_ticked_consent(cell: &str) -> bool {
    if cell.len() < 15 || !cell.contains(' ') || yes_no::asks(cell) {
        return false;
    }
    let words = words_of(cell);
    let is_known = |word: &String| is_in(word, &["naming", "name", "publishing", "place", "sharing", "told", "beside"]);
    words.len() < MOST
        && behind_agreeing(&words).is_some_and(|rest| {
            rest.iter().all(is_known)
                && (has(rest, &["naming"]) || (has(rest, &["name"]) && has(rest, &["publishing", "place"])))
        })
}

/// Do words behind a yes say once more that a name, or what was told, may be published? Where they say where, it may be nowhere else.
pub(super) fn says_it_again<'w>(words: impl Iterator<Item = &'w str> + Clone, needs_name: bool) -> bool {
    let has = |rows: &[&str]| words.clone().any(|word| is_in(word, rows));
    words.clone().all(|word| is_in(word, &["naming", "name", "publishing", "sharing", "told", "beside"]))
        && (has(&["naming"]) || ((!needs_name || has(&["name"])) && has(&["publishing", "sharing"])))
}

/// The parts of a text between signs that part them. A hyphen parts where it stands between spaces, and no point behind a number.
fn clauses(text: &str) -> impl Iterator<Item = &str> + Clone {
    let is_end = move |(at, c): (usize, char)| {
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        let behind = text.get(at + c.len_utf8()..).and_then(|it| it.chars().next());
        match c {
            ',' | ';' | ':' | '(' | ')' | '[' | ']' | '!' | '–' | '—' | '\n' => true,
            '.' => !before.is_some_and(|it| it.is_ascii_digit()) && behind.is_none_or(value::is_space),
            '-' => before.is_some_and(value::is_space) && behind.is_none_or(value::is_space),
            _ => false,
        }
    };
    let mut from = 0;
    let ends = text.char_indices().filter(move |it| is_end(*it)).map(|(at, c)| (at, at + c.len_utf8()));
    ends.chain(std::iter::once((text.len(), text.len()))).filter_map(move |(at, next)| {
        let clause = text.get(from..at);
        from = next;
        clause
    })
}

/// "No problem", "Nee, geen bezwaar", "no, I don’t mind", "Never mind, yes": a no that refuses nothing. "No, problems at work" refuses.
pub(super) fn is_harmless_no(text: &str) -> bool {
    let is_harmless = |clause: &str| {
        let words = words_of(clause);
        let is_denied = |at: usize| {
            let mut before = words.iter().take(at).rev().skip_while(|word| is_in(word, &["harmless:between"]));
            before.next().is_some_and(|word| is_in(word, &["denying"]))
        };
        let is_harm = |word: &str| is_in(word, &["harmless:no"]) || word == "mind";
        words.iter().enumerate().any(|(at, word)| is_harm(word) && is_denied(at))
    };
    clauses(text).any(is_harmless)
}

/// What words say of something that was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Back {
    /// "Not withdrawn".
    Not,
    /// "May be withdrawn", "not sure whether withdrawn".
    Open,
    /// "Withdrawn 3 May, no reason given", "No (withdrew 3 May)".
    Was,
}

/// `None` where no word says anything of it. A denial counts right before what it denies, and what is left open is so within one
/// clause: "Withdrawn, please do not use my name".
fn told_back(text: &str, also: &[&str]) -> Option<Back> {
    let of_clause = |clause: &str| {
        let words = words_of(clause);
        let is_it = |word: &str| is_back(word) || is_in(word, also);
        let told = |(at, word): (usize, &String)| {
            if !is_it(word) {
                return None;
            }
            let mut before = words.iter().take(at).rev().skip_while(|word| is_in(word, &["back:between"]));
            if before.next().is_some_and(|word| is_in(word, &["denying"])) {
                return Some(Back::Not);
            }
            // A denial behind it is one of something else.
            let rest: Vec<String> = words
                .iter()
                .enumerate()
                .filter(|(it, word)| *it < at || !is_in(word, &["denying"]))
                .map(|(_, it)| it.clone())
                .collect();
            Some(if is_left_open(&rest) || has(&rest, &["no:yet"]) || ends_with_no(&words, at) {
                Back::Open
            } else {
                Back::Was
            })
        };
        words.iter().enumerate().filter_map(told).max()
    };
    let found = clauses(text).filter_map(of_clause).max()?;
    // "Withdrawn: no".
    let last = clauses(text).map(words_of).filter(|it| !it.is_empty()).last().unwrap_or_default();
    let is_no = |words: &[String]| matches!(words, [word] if value::yes_or_no(word) == Some(false));
    Some(if found == Back::Was && is_no(&last) { Back::Open } else { found })
}

/// "Withdrawn no".
fn ends_with_no(words: &[String], at: usize) -> bool {
    words.len() == at + 2 && words.last().is_some_and(|word| value::yes_or_no(word) == Some(false))
}

/// A consent that a cell refuses, or says to be taken back, in more words than one.
pub(super) fn refusal(cell: &str) -> Option<ConsentState> {
    if yes_no::asks(cell) || is_harmless_no(cell) {
        return None;
    }
    match told_back(cell, &[]) {
        Some(Back::Was) => return Some(ConsentState::Withdrawn),
        Some(Back::Not) => return None,
        Some(Back::Open) | None => {}
    }
    let words = words_of(cell);
    let denies = has(&words, &["denying"]);
    // A yes with a but is neither.
    let says_yes = |word: &String| word.len() > 1 && yes_no::is_yes(word);
    if words.first().is_some_and(says_yes) || behind_agreeing(&words).is_some() || has(&words, &["no:yet"]) {
        return None;
    }
    let opted_out = words.windows(2).any(|pair| matches!(pair[0].as_str(), "opt" | "opted") && pair[1] == "out");
    let stays_unnamed = words.iter().any(|word| begins(word, "hidden"));
    if opted_out || stays_unnamed || has(&words, &["refusing"]) {
        return (!denies && !words.iter().any(says_yes)).then_some(ConsentState::Refused);
    }
    let is_bare = || words.iter().all(|word| is_in(word, &["denying", "no:alone"]));
    (denies && (has(&words, &["no:more", "agreeing"]) || is_bare())).then_some(ConsentState::Refused)
}

/// What a remark says against a yes that stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remark {
    /// It may be a no.
    Perhaps,
    /// "Does not want to be named", "consent withdrawn".
    No(ConsentState),
}

/// May a cell hold a word of a no or of a consent that was taken back? Cells of remarks are many, and few hold any of these letters.
pub(super) fn may_be_remark(cell: &str) -> bool {
    let is_one = |four: &[u8]| {
        let Ok(four) = <[u8; 4]>::try_from(four) else { return false };
        matches!(
            &four.map(|byte| byte.to_ascii_lowercase()),
            b"thdr"
                | b"revo"
                | b"ider"
                | b"ckge"
                | b"ckno"
                | b"kgen"
                | b"reti"
                | b"retr"
                | b"trok"
                | b"trek"
                | b"nony"
                | b"noni"
                | b"publ"
                | b"pubb"
                | b"ffen"
                | b"nenn"
                | b"nann"
                | b"noem"
                | b"nomm"
                | b"name"
                | b"naam"
                | b"nomb"
                | b"nome"
                | b"onse"
                | b"inwi"
                | b"rlau"
                | b"timm"
                | b"ccor"
                | b"oest"
                | b"utor"
                | b"ermi"
                | b"nver"
                | b"opte"
                | b"opts"
                | b"refu"
                | b"ecli"
                | b"eige"
                | b"lehn"
                | b"enti"
                | b"julk"
                | b"ejni"
                | b"cite"
                | b"raad"
                | b"reje"
                | b"obje"
                | b"ycof"
                | b"cofn"
                | b"gree"
                | b"rwah"
                | b"nom "
                | b"opt "
                | b"opt-"
        )
    };
    // Remarks of many words are letters, and those are read as well: their length is that of what is shown of a cell.
    cell.len() >= 4 && cell.as_bytes().windows(4).take(2000).any(is_one)
}

/// What a remark says against being named: a refusal or a consent taken back in words that are all known, or something near it. A
/// remark is never a yes, and one about anything else says nothing. `of_state`: under "Status" a refusal alone may be one of anything.
pub(super) fn remark(cell: &str, of_state: bool) -> Option<Remark> {
    if !may_be_remark(cell) || is_harmless_no(cell) {
        return None;
    }
    let speaks = |words: &[String]| {
        has(words, &["name", "naming", "publishing"])
            || words.iter().any(|word| begins(word, "public") || speaks_of_consent(word))
    };
    let is_said = clauses(cell).any(|clause| speaks(&words_of(clause)));
    let found = clauses(cell).filter_map(|clause| remark_of(clause, is_said, of_state));
    let found = found.max_by_key(|it| matches!(it, Remark::No(_)))?;
    Some(if yes_no::asks(cell) { Remark::Perhaps } else { found })
}

/// "Consent", "Einwilligung", "einverstanden"; "according to" is none.
fn speaks_of_consent(word: &str) -> bool {
    (begins(word, "consent") && word != "according" && word != "accordingly")
        || word.contains("einwilligung")
        || word.contains("zustimmung")
}

fn remark_of(clause: &str, is_said: bool, of_state: bool) -> Option<Remark> {
    use ConsentState::{Refused, Withdrawn};
    let words = words_of(clause);
    let all: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_known = |word: &String| {
        is_number(word)
            || speaks_of_consent(word)
            || is_back(word)
            || is_in(
                word,
                &["denying", "no:alone", "no:more", "naming", "name", "publishing", "place", "sharing", "beside"],
            )
            || is_in(word, &["remark:beside", "remark:publish", "back:beside", "way", "way:before", "refusing"])
            || begins(word, "hidden")
    };
    let are_known = words.iter().all(is_known);
    let has_consent = words.iter().any(|word| speaks_of_consent(word));
    // A newsletter, a photograph: something else than being named. Of data it may be all there is.
    let is_aside = to_something_else(&all) == Some(true);
    if is_aside && !has(&words, &["data:kept"]) {
        return None;
    }
    let denies = has(&words, &["denying"]);
    let is_yet = has(&words, &["no:yet", "wanted"]);
    // What is fetched and who retires is told in these words, too.
    let is_back_word = |word: &String| is_back(word) && (has_consent || is_said || !is_fetched(word));
    if words.iter().any(is_back_word) {
        return match told_back(clause, &[])? {
            Back::Not => None,
            Back::Was if is_aside => Some(Remark::Perhaps),
            Back::Was if is_said && (has_consent || are_known) => Some(Remark::No(Withdrawn)),
            Back::Was => {
                let is_plain = are_known || words.iter().any(|word| word.starts_with("widerruf"));
                is_plain.then_some(Remark::Perhaps)
            }
            Back::Open => (has_consent && has(&words, &["remark:wish", "no:yet"])).then_some(Remark::Perhaps),
        };
    }
    if is_aside || is_yet {
        return None;
    }
    let opts_out =
        words.windows(2).any(|pair| matches!(pair[0].as_str(), "opt" | "opted" | "opts") && pair[1] == "out");
    let refuses =
        words.iter().any(|word| is_in(word, &["refusing"])) || words.iter().any(|word| word.starts_with("lehn"));
    let is_of_name = has_consent || has(&words, &["name", "naming", "remark:publish"]);
    if (opts_out || refuses) && !denies {
        return match (is_of_name, are_known) {
            (true, _) => Some(Remark::No(Refused)),
            (false, true) => (!of_state || opts_out).then_some(Remark::Perhaps),
            (false, false) => None,
        };
    }
    if words
        .iter()
        .any(|word| word.starts_with("anon") && begins(word, "hidden") && !word.contains("is") && !word.contains("iz"))
    {
        return (!denies).then_some(Remark::Perhaps);
    }
    let is_denied = denies && !has(&words, &["remark:past"]);
    let publishes =
        has(&words, &["remark:publish"]) || (has(&words, &["name"]) && has(&words, &["publishing", "sharing"]));
    let is_bare_name = has(&words, &["name"]) && words.len() <= 6;
    match (publishes || has_consent, are_known) {
        _ if !is_denied => None,
        (true, true) => Some(Remark::No(Refused)),
        (true, false) => Some(Remark::Perhaps),
        (false, true) => is_bare_name.then_some(Remark::Perhaps),
        (false, false) => None,
    }
}

/// "Anonymous please", "do not name me": the wish to stay unnamed, under a question for it.
pub(super) fn stays_unnamed(cell: &str) -> bool {
    let words = words_of(cell);
    if yes_no::asks(cell) || has(&words, &["no:yet"]) || is_harmless_no(cell) {
        return false;
    }
    let denies = has(&words, &["denying"]);
    if words.iter().any(|word| begins(word, "hidden")) { !denies } else { denies && has(&words, &["naming", "name"]) }
}

/// What spreadsheets and databases show for an empty day: the nought of their calendar (`00.01.1900`, `1/0/00`, `1899-12-30`, `00:00`), the
/// first day of another (`0001-01-01`, `1970-01-01`), or the last one there is.
pub(super) fn is_empty_day(cell: &str) -> bool {
    let text = cell.trim_matches(value::is_space);
    let is_of_day =
        |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ':' | ' ' | 'T' | 'Z' | 'A' | 'P' | 'M');
    if text.len() < 4 || text.len() > 30 || !text.chars().all(is_of_day) {
        return false;
    }
    let day = text.split([' ', 'T']).next().unwrap_or_default();
    let is_nought = |text: &str| text.bytes().all(|byte| matches!(byte, b'0' | b':')) && text.contains(':');
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let ([one, two, three], true) = (numbers.as_slice(), numbers.len() == parts.len()) else { return is_nought(day) };
    let (year, rest) = if parts[0].len() == 4 { (*one, [*two, *three]) } else { (*three, [*one, *two]) };
    let is_whole = parts.iter().any(|part| part.len() == 4);
    let is_first = rest == [1, 1];
    let is_last = rest == [12, 31] || rest == [31, 12];
    rest.contains(&0)
        || (is_whole && (matches!(year, 1 | 1899 | 1900) || (year == 1970 && is_first) || (year == 9999 && is_last)))
}

/// What a cell says under a header such as "Consent withdrawn on": that it was, that it was not, or `None` where it says neither.
pub(super) fn taken_back(cell: &str) -> Option<bool> {
    if cell.chars().all(value::is_space)
        || value::is_nothing(cell)
        || value::is_no_day(cell)
        || is_empty_day(cell)
        || is_in(&fold(cell), &["back:none"])
    {
        return Some(false);
    }
    // Whoever "agreed" there may have agreed to be named.
    if yes_no::asks(cell) || person_words::consent(cell) == Some(ConsentState::Agreed) {
        return None;
    }
    let answer = value::yes_or_no(cell);
    if answer == Some(true) || date::looks_like_date(cell) {
        return Some(true);
    }
    match told_back(cell, &["refusing"]) {
        Some(Back::Was) => return Some(true),
        Some(Back::Not) => return Some(false),
        Some(Back::Open) => return None,
        None => {}
    }
    let words = words_of(cell);
    let opts_out = words.windows(2).any(|pair| matches!(pair[0].as_str(), "opt" | "opted") && pair[1] == "out");
    if has(&words, &["denying"]) && has(&words, &["no:more"]) {
        // "No longer agrees" is no no.
        return Some(true);
    }
    if answer == Some(false) {
        return Some(false);
    }
    if has(&words, &["denying"]) {
        // "Please do not use my name".
        let refuses = has(&words, &["agreeing"]) && refusal(cell).is_some();
        return refuses.then_some(true);
    }
    if is_left_open(&words) || has(&words, &["no:yet"]) {
        return None;
    }
    // "3 May by phone", "2026", the number of a day: who was asked to say when has said it.
    (opts_out || cell.contains(|c: char| c.is_ascii_digit())).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticked_sentence_is_a_consent_where_all_of_its_words_are_known() {
        for sentence in [
            "I agree to be named on the website and on the card",
            "I consent to my name being published",
            "I agree that my full name and my story may be printed on a poster",
            "I am happy for my name to be shown on the wall, thank you",
            "Ich bin einverstanden, dass mein Name veröffentlicht wird",
            "Ich stimme zu, dass ich auf der Website genannt werde",
            "J'accepte que mon nom soit publié",
            "J’autorise la publication de mon nom",
            "Ik geef toestemming om mijn naam te noemen",
            "Autorizo que mi nombre se publique en la web",
            "Doy mi consentimiento para publicar mi nombre",
        ] {
            assert!(is_ticked_consent(sentence), "{sentence}");
        }
        for sentence in [
            "I agree",
            "I agree to the terms",
            "I agree to receive the newsletter",
            "I agree to be named by my first name",
            "I agree to be named, but not on the web",
            "I consent to the processing of my name",
            "I do not agree that my name is published",
            "I agree that my name must remain confidential",
            "I am happy for my name to be kept private",
            "I agree that my name will be hidden",
            "I agree my name is deleted",
            "I consent to the removal of my name",
            "I agree to keep the nominee's name secret",
            "Ich stimme zu, dass mein Name geheim bleibt",
            "Ich stimme zu, dass mein Name niemals genannt wird",
            "Ich stimme zu, dass mein Name keinesfalls erscheint",
            "Ich stimme zu, dass mein Name gelöscht wird",
            "Ik ga akkoord dat mijn naam nooit wordt genoemd",
            "Ik geef toestemming om mijn naam te verwijderen",
            "Autorizo que mi nombre nunca se publique",
            "Autorizo que mi nombre se mantenga en secreto",
            "J'accepte que mon nom ne soit jamais publié",
            "J'accepte que mon nom reste confidentiel",
            "J'accepte que mon nom soit masqué",
            "I agree to nominate colleagues fairly",
            "I agree to the card rules",
            "I agree to answer questions",
            "I agree to recognise the code of conduct",
            "I am happy with the story so far thanks",
            "I consent to my comments being shared with HR",
            "I agree my nomination to be shared with my manager",
            "I agree to be named, provided my boss agrees",
            "I agree to be named after I leave",
            "I agree to be named by my nickname",
            "I agree to be mentioned by role",
            "I give permission to my manager to be named",
            "I agree that winners' names will be published",
            "I agree to be named?",
        ] {
            assert!(!is_ticked_consent(sentence), "{sentence}");
        }
    }

    #[test]
    fn a_refusal_needs_no_certainty() {
        use ConsentState::{Refused, Withdrawn};
        for refused in [
            "I do not agree",
            "I do not consent",
            "Ich stimme nicht zu",
            "Je n'accepte pas",
            "Ik ga niet akkoord",
            "Do not publish",
            "don’t",
            "Bitte nicht",
            "Ne pas publier",
            "Strongly disagree",
            "Unselected",
            "opted out",
            "Not any more",
            "Refused by email",
            "Refused - see mail",
            "declined by phone",
            "Anonymous please",
            "I would rather not be named",
        ] {
            assert_eq!(refusal(refused), Some(Refused), "{refused}");
        }
        for withdrawn in [
            "revoked 2026-05-03",
            "Withdrawn on 3 May",
            "agreed (withdrawn 3 March)",
            "Withdrawn, not by letter",
            "Withdrawn, please do not use my name",
            "Widerrufen, möchte nicht genannt werden",
        ] {
            assert_eq!(refusal(withdrawn), Some(Withdrawn), "{withdrawn}");
        }
        for neither in [
            "see mail",
            "Yes, but not on the web",
            "Yes, anonymously",
            "I agree to be named, but not on the web",
            "yes, until withdrawn",
            "not withdrawn",
            "Ja, Widerruf jederzeit möglich",
            "not sure whether withdrawn",
            "I feel confident",
            "Not sure",
            "Not yet asked",
            "I do not know",
            "Asked twice, no answer",
            "Refused, then agreed",
            "No problem",
            "I don't mind",
            "not anonymous",
            "refused?",
        ] {
            assert_eq!(refusal(neither), None, "{neither}");
        }
    }

    #[test]
    fn a_remark_takes_a_consent_back_in_its_own_words() {
        use ConsentState::{Refused, Withdrawn};
        for (cell, expected) in [
            ("consent withdrawn", Remark::No(Withdrawn)),
            ("I withdraw my consent", Remark::No(Withdrawn)),
            ("withdrew consent 3/2", Remark::No(Withdrawn)),
            ("Einwilligung zurückgezogen", Remark::No(Withdrawn)),
            ("Thanks. Please do not publish my name after all", Remark::No(Refused)),
            ("does not want to be named", Remark::No(Refused)),
            ("doch nicht nennen!", Remark::No(Refused)),
            ("Möchte nicht genannt werden", Remark::No(Refused)),
            ("Ne pas publier son nom", Remark::No(Refused)),
            ("No publicar su nombre", Remark::No(Refused)),
            ("Naam niet publiceren", Remark::No(Refused)),
            ("no consent", Remark::No(Refused)),
            ("declined to be named", Remark::No(Refused)),
            ("withdrawn", Remark::Perhaps),
            ("hat am 3.2. widerrufen", Remark::Perhaps),
            ("changed her mind: no name please", Remark::Perhaps),
            ("anonymous please", Remark::Perhaps),
            ("refused", Remark::Perhaps),
            ("consent withdrawn?", Remark::Perhaps),
            ("do not publish before the fair", Remark::Perhaps),
        ] {
            assert_eq!(remark(cell, false), Some(expected), "{cell}");
        }
        for none in [
            "",
            "thanks!",
            "Happy to be named",
            "consent by e-mail",
            "Consent given, may be withdrawn at any time",
            "No name tag needed",
            "does not want to use the car park",
            "could not show up, sorry",
            "withdrew from the race in May",
            "withdrew 20 euros at the bank for the party",
            "Newsletter consent withdrawn",
            "do not publish the photo",
            "not yet published",
            "story was not published",
            "no objection to publishing her name",
            "Retired since 2020",
            "Retraitée depuis 2020",
            "Not on the name list yet",
            "no consent needed",
            "not withdrawn",
            "prefers e-mail, no phone",
        ] {
            assert_eq!(remark(none, false), None, "{none}");
        }
        assert_eq!(remark("withdrawn", true), Some(Remark::Perhaps));
        assert_eq!(remark("declined", true), None, "it may be an invitation");
    }

    #[test]
    fn a_wish_to_stay_unnamed_is_one_in_its_own_words() {
        for wish in ["Anonymous please", "bitte anonym", "do not name me", "I would rather not be named"] {
            assert!(stays_unnamed(wish), "{wish}");
        }
        for none in ["", "yes", "no", "not anonymous", "anonymous?", "not sure", "Ada Quist"] {
            assert!(!stays_unnamed(none), "{none}");
        }
    }

    #[test]
    fn who_fills_a_column_of_those_who_took_it_back_is_asked_at_least() {
        for back in [
            "yes",
            "x",
            "2026-05-03",
            "withdrawn",
            "Widerrufen",
            "revoked",
            "refused",
            "3 May 2026 by phone",
            "2026-05-03 (email)",
            "Withdrawn 3 May 2026",
            "03.05.",
            "1/1/00",
            "10/10/2000",
            "10:30",
            "May 2026",
            "2026",
            "46145",
            "no longer agrees",
            "Withdrawn 3 May 2026, no reason given",
            "Withdrawn, please do not use my name",
            "Widerrufen, möchte nicht genannt werden",
            "No (withdrew 3 May)",
            "Nein, am 3. Mai widerrufen",
            "please do not use my name",
            "opted out",
        ] {
            assert_eq!(taken_back(back), Some(true), "{back}");
        }
        for not in [
            "",
            " ",
            "-",
            "n/a",
            "no",
            "0",
            "never",
            "not withdrawn",
            "not yet withdrawn",
            "has not been withdrawn",
            "nicht widerrufen",
            "No, not withdrawn",
            "never revoked",
            "0/0/00",
            "00.01.1900",
            "1/0/1900",
            "1/0/00",
            "00:00",
            "00:00:00",
            "1899-12-30",
            "12/30/1899",
            "1900-01-01",
            "1899-12-30 00:00:00",
            "01/01/0001",
            "1970-01-01",
            "31.12.9999",
            "unchecked",
            "Not selected",
            "not applicable",
            "not yet",
            "keine",
            "nil",
            "N.A.",
        ] {
            assert_eq!(taken_back(not), Some(false), "{not}");
        }
        for open in [
            "see mail",
            "by e-mail",
            "Yes (name only)",
            "yes?",
            "not sure",
            "until 2026-12-31",
            "agreed",
            "Withdrawn: no",
            "not sure whether withdrawn",
            "may be withdrawn",
        ] {
            assert_eq!(taken_back(open), None, "{open}");
        }
    }
}
