//! Conditions of taking part that stand in a column of yes and no: the rules accepted, old enough, confirmed, not employed by whoever
//! draws. A no to one of them, or a yes to the last, leaves open whether the row is an entry; a person decides.

use std::collections::HashSet;

use super::status::{self, Answers, Standing, filled};
use super::table::Table;
use super::words::Words;
use super::words::consent::is_in;
use super::{said_consent, value};

/// What a column of yes and no is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Condition {
    pub answers: Answers,
    /// A program fills it in, perhaps with the same in all rows where it checks nothing.
    pub is_checked: bool,
}

/// Beginnings of words of headers about something else, to which anybody may say no.
const ASIDE: &[&str] = &[
    "newsletter",
    "marketing",
    "photo",
    "foto",
    "publi",
    "veroffentl",
    "contact",
    "kontakt",
    "cookie",
    "sms",
    "image",
    "bild",
    "story",
    "name",
    "medical",
    "health",
    "payment",
    "employment",
    "phone",
    "telefon",
    "immagin",
    "imagem",
    "zdjec",
];
/// The same, but where the rules or an age stand in the same header a no is one to these as well.
const PRIVACY: &[&str] = &[
    "gdpr",
    "dsgvo",
    "rgpd",
    "privacy",
    "datenschutz",
    "data",
    "daten",
    "dati",
    "dados",
    "dane",
    "danych",
    "rodo",
    "lgpd",
    "prywatn",
    "personuppgift",
];
/// Words between rules and what they are about: "terms of the privacy policy".
const ABOUT: &[&str] = &[
    "of", "for", "on", "about", "the", "our", "der", "zum", "zur", "den", "fur", "de", "du", "des", "la", "della",
    "di", "da", "do", "van", "het", "over",
];
/// Words that join two words for rules.
const AND: &[&str] = &["and", "und", "et", "en", "y", "e", "the", "die", "les", "de", "las", "los"];
/// Whole headers, folded, that say who came. Before the event a program says no of everybody.
const CAME: &[&str] = &[
    "attended",
    "hasattended",
    "didattend",
    "attendedevent",
    "attendedtheevent",
    "attendedwebinar",
    "attendedlive",
    "attendance",
    "waspresent",
    "teilgenommen",
    "hatteilgenommen",
    "erschienen",
    "anwesend",
    "waranwesend",
    "anwesenheit",
    "present",
    "presence",
    "aparticipe",
    "aanwezig",
    "aanwezigheid",
    "deelgenomen",
    "heeftdeelgenomen",
    "asistio",
    "asistencia",
    "haasistido",
    "presente",
    "presenza",
    "hapartecipato",
    "obecny",
    "obecnosc",
    "deltog",
    "narvarande",
];
/// Beginnings of words for rules.
const RULES: &[&str] = &[
    "rule",
    "terms",
    "condition",
    "bedingung",
    "teilnahmebeding",
    "agb",
    "reglement",
    "regeln",
    "voorwaard",
    "spelregels",
    "bases",
    "condicion",
    "deelnamevoorwaard",
    "regolament",
    "condizion",
    "termini",
    "regulament",
    "regras",
    "termos",
    "condic",
    "regulamin",
    "warunk",
    "villkor",
    "regler",
    "stadgar",
];
/// Beginnings of words for accepting them.
const ACCEPTED: &[&str] = &[
    "accept",
    "agree",
    "akzept",
    "zustimm",
    "zugestimmt",
    "einverst",
    "anerkann",
    "read",
    "gelesen",
    "accord",
    "lu",
    "akkoord",
    "geaccept",
    "acept",
    "acuerdo",
    "approuv",
    "accett",
    "acconsent",
    "letto",
    "aceit",
    "concord",
    "akcept",
    "zgadzam",
    "zapozna",
    "przeczyta",
    "godkann",
    "samtyck",
];
/// Whole words for somebody who is old enough.
const ADULT: &[&str] =
    &["adult", "volljahrig", "majeur", "majeure", "meerderjarig", "maggiorenne", "pelnoletni", "pelnoletnia", "myndig"];
/// Beginnings of words that stand beside a number of years.
const AT_LEAST: &[&str] = &[
    "over",
    "older",
    "least",
    "above",
    "uber",
    "mindestens",
    "alter",
    "plus",
    "mayor",
    "ouder",
    "minimaal",
    "almeno",
    "oltre",
    "maior",
    "mais",
    "ukonczyl",
    "powyzej",
    "ponad",
    "najmniej",
    "minst",
    "fyllt",
    "aldre",
];
const BELOW: &[&str] = &[
    "under", "unter", "younger", "junger", "moins", "menor", "onder", "jonger", "below", "minore", "ponizej", "mlodsz",
    "yngre",
];
/// Beginnings of words for people who work for somebody.
const EMPLOYED: &[&str] = &[
    "employee",
    "employed",
    "staff",
    "mitarbeit",
    "angestellt",
    "beschaftigt",
    "employe",
    "salarie",
    "medewerk",
    "werknemer",
    "emplead",
    "dipendent",
    "funcionari",
    "empregad",
    "pracowni",
    "anstalld",
];
/// Beginnings of words for whoever holds the draw.
const HOLDERS: &[&str] = &["sponsor", "organis", "organiz", "promot", "veranstalt", "patrocinad", "arrangor"];
/// Beginnings of words of programs that checked something.
const CHECKED: &[&str] = &[
    "confirmed",
    "verified",
    "valid",
    "bestatigt",
    "verifiziert",
    "gultig",
    "confirme",
    "verifie",
    "bevestigd",
    "geverifieerd",
    "geldig",
    "confirmad",
    "verificad",
    "approved",
    "paid",
    "bezahlt",
    "paye",
    "betaald",
    "pagad",
    "confermat",
    "verificat",
    "pagato",
    "pagata",
    "potwierdzon",
    "oplacon",
    "bekraftad",
    "betald",
];
/// Words that may stand beside those.
const BESIDE: &[&str] = &[
    "email",
    "mail",
    "e",
    "address",
    "adresse",
    "entry",
    "registration",
    "ticket",
    "order",
    "opt",
    "in",
    "optin",
    "double",
    "is",
    "was",
    "has",
    "been",
    "age",
    "identity",
    "id",
];
/// Folded headers, or parts of them, that ask whether somebody may take part.
const MAY_TAKE_PART: &[&str] = &[
    "eligible",
    "eligibility",
    "teilnahmeberechtigt",
    "canparticipate",
    "mayparticipate",
    "allowedtoparticipate",
    "mayenter",
    "darfteilnehmen",
    "peutparticiper",
    "magmeedoen",
    "puedeparticipar",
    "puopartecipare",
    "podeparticipar",
];

/// Words that turn round what follows them, folded.
const DENYING: &[&str] = &[
    "not", "nicht", "niet", "non", "no", "pas", "neither", "weder", "kein", "keine", "keiner", "geen", "nao", "nie",
    "inte", "ej",
];
/// And what may stand between the two.
const BETWEEN: &[&str] = &[
    "a",
    "an",
    "the",
    "yet",
    "been",
    "ein",
    "eine",
    "einer",
    "als",
    "een",
    "un",
    "une",
    "el",
    "il",
    "um",
    "uma",
    "en",
    "be",
    "currently",
    "current",
    "immediate",
    "soy",
    "sono",
    "sou",
    "jestem",
];
/// Words by which a "not" goes on to what stands behind them: "not under 18 or employed".
const OR: &[&str] = &["or", "nor", "oder", "noch", "ou", "ni", "o", "of", "nem", "lub", "ani", "eller"];
/// Words that may stand between a number of years and what it is the least or the most of.
const OF_YEARS: &[&str] = &[
    "the", "age", "of", "years", "year", "yrs", "old", "than", "or", "de", "jahr", "jahre", "jahren", "alt", "oder",
    "ans", "ou", "dan", "jaar", "jarigen", "que", "anos", "o", "lat", "lata", "rok", "ar", "eller", "anni", "di", "da",
    "y", "e", "and", "und", "is", "am", "als", "s",
];
/// Words of years that are no age: "over 20 years of service".
const NO_AGE: &[&str] = &[
    "service",
    "experience",
    "session",
    "table",
    "tisch",
    "dienst",
    "erfahrung",
    "experiencia",
    "anciennete",
    "seniority",
    "points",
    "people",
    "guests",
];
/// Words of rules that deny nothing: "no purchase necessary".
const BOUGHT: &[&str] = &["purchase", "kauf", "kaufzwang", "achat", "aankoop", "compra", "acquisto"];

/// Is the word this one, with an ending of two letters or none? "Alternate" is no "alter", and "understand" no "under".
fn is_stem(word: &str, known: &str) -> bool {
    word.strip_prefix(known).is_some_and(|end| end.len() <= 2)
}

/// The words without the answers that a header offers: "(yes/no)", "oui ou non". A Spanish "si no" is "if not", unless it ends the header.
fn without_answers(mut words: Vec<String>) -> Vec<String> {
    let is = |word: &String, wanted: bool| word.len() > 1 && value::yes_or_no(word) == Some(wanted);
    let len_at = |words: &[String], at: usize| {
        let (first, rest) = words.get(at..)?.split_first()?;
        let between = usize::from(rest.first().is_some_and(|word| OR.contains(&word.as_str())));
        let last = rest.get(between)?;
        let are_both = (is(first, true) && is(last, false)) || (is(first, false) && is(last, true));
        let is_if_not = first == "si" && between == 0 && at + 2 < words.len();
        (are_both && !is_if_not).then_some(between + 2)
    };
    while let Some((at, len)) = (0..words.len()).find_map(|at| Some((at, len_at(&words, at)?))) {
        words.drain(at..at + len);
    }
    words
}

/// The words of a header, and which of them are denied.
struct Asked(Vec<String>);

impl Asked {
    fn begins(&self, list: &[&str]) -> bool {
        self.at(list).is_some()
    }

    /// Where the first of these words stands.
    fn at(&self, list: &[&str]) -> Option<usize> {
        self.0.iter().position(|word| list.iter().any(|known| word.starts_with(known)))
    }

    fn is_denying(&self, at: usize) -> bool {
        let is = |at: usize, list: &[&str]| self.0.get(at).is_some_and(|word| list.contains(&word.as_str()));
        is(at, DENYING) && !is(at + 1, BOUGHT)
    }

    /// Does a "not" stand right before the word?
    fn is_denied(&self, at: usize) -> bool {
        let is_between = |at: &usize| self.0.get(*at).is_some_and(|word| BETWEEN.contains(&word.as_str()));
        (0..at).rev().find(|at| !is_between(at)).is_some_and(|at| self.is_denying(at))
    }

    fn good(&self, at: usize) -> Answers {
        if self.is_denied(at) { Answers::YesIsOut } else { Answers::NoIsOut }
    }

    /// The same for what nobody should be. A "not" further in front reaches the word as well ("I am not related to or employed by the
    /// sponsor"), unless it denies another condition: then nobody knows.
    fn bad(&self, at: usize) -> Option<Answers> {
        if self.is_denied(at) {
            return Some(Answers::NoIsOut);
        }
        let Some(denying) = (0..at).rev().find(|at| self.is_denying(*at)) else { return Some(Answers::YesIsOut) };
        let between = self.0.get(denying + 1..at).unwrap_or_default();
        let is_other = |word: &String| {
            ADULT.contains(&word.as_str())
                || [RULES, ACCEPTED].concat().iter().any(|known| word.starts_with(known))
                || [AT_LEAST, BELOW].concat().iter().any(|known| is_stem(word, known))
        };
        let goes_on = between.iter().any(|word| OR.contains(&word.as_str()));
        (goes_on || !between.iter().any(is_other)).then_some(Answers::NoIsOut)
    }

    /// Where the first of these words stands that has an age beside it.
    fn at_years(&self, list: &[&str]) -> Option<usize> {
        let is_years = |word: &String| word.parse().is_ok_and(|years: u8| (13..=25).contains(&years));
        let is_between = |word: &&String| OF_YEARS.contains(&word.as_str());
        let is_led = |words: &[String]| words.iter().rev().find(|word| !is_between(word)).is_some_and(is_years);
        let leads = |words: &[String]| words.iter().find(|word| !is_between(word)).is_some_and(is_years);
        let is_it = |at: &usize| {
            let (before, behind) = (self.0.get(..*at).unwrap_or_default(), self.0.get(at + 1..).unwrap_or_default());
            self.0.get(*at).is_some_and(|word| list.iter().any(|known| is_stem(word, known)))
                && (is_led(before) || leads(behind))
        };
        (0..self.0.len()).find(is_it).filter(|_| !self.begins(NO_AGE))
    }

    fn is_one(&self, at: usize, list: &[&str]) -> bool {
        self.0.get(at).is_some_and(|word| list.iter().any(|known| word.starts_with(known)))
    }

    /// A word for rules, which are not those about data: "privacy rules", "data protection terms", "terms of the privacy policy".
    fn is_rule(&self, at: usize) -> bool {
        let is_about = |at: &usize| self.0.get(*at).is_some_and(|word| ABOUT.contains(&word.as_str()));
        let behind = (at + 1..self.0.len()).find(|at| !is_about(at)).filter(|behind| *behind > at + 1);
        let before = |by: usize| at.checked_sub(by).is_some_and(|at| self.is_one(at, PRIVACY));
        let is_protection = || self.0.get(at.wrapping_sub(1)).is_some_and(|word| word == "protection") && before(2);
        self.is_one(at, RULES)
            && !before(1)
            && !is_protection()
            && !behind.is_some_and(|behind| self.is_one(behind, PRIVACY))
    }

    /// What the rules make of it, if they were accepted. "I accept the rules and am no member of staff" accepts them; whoever writes
    /// "the rules are not accepted", or "I accept them not", does not.
    fn accepted(&self) -> Option<Answers> {
        (0..self.0.len()).find(|at| self.is_rule(*at))?;
        let accepted = self.at(ACCEPTED);
        match accepted {
            // "Terms and conditions"
            None => {
                let is_bare =
                    |at: usize| self.is_rule(at) || self.0.get(at).is_some_and(|it| AND.contains(&it.as_str()));
                (0..self.0.len()).all(is_bare).then_some(Answers::NoIsOut)
            }
            Some(at) if self.is_denying(at + 1) || self.is_denying(self.0.len() - 1) => None,
            Some(at) => Some(self.good(at)),
        }
    }

    /// Does it name an age, or somebody of age?
    fn has_age(&self) -> bool {
        let is_adult = |word: &String| ADULT.contains(&word.as_str());
        self.at_years(AT_LEAST).is_some() || self.at_years(BELOW).is_some() || self.0.iter().any(is_adult)
    }

    fn eligible(&self) -> Option<Answers> {
        let folded = self.0.concat();
        if !MAY_TAKE_PART.iter().any(|known| folded.contains(known)) {
            return None;
        }
        let is_it = |word: &String| MAY_TAKE_PART.iter().any(|known| word.contains(known));
        let is_turned = |word: &str| ["ineligib", "uneligib", "noneligib"].iter().any(|not| word.starts_with(not));
        let is_denied = match self.0.iter().position(is_it) {
            Some(at) => self.is_denied(at) != is_turned(&self.0[at]),
            None => (0..self.0.len()).any(|at| self.is_denying(at)),
        };
        Some(if is_denied { Answers::YesIsOut } else { Answers::NoIsOut })
    }
}

/// The condition that the words of a header name, folded. Where it names two that go apart, nobody knows what a yes is to.
pub(super) fn of(header: &str) -> Option<Condition> {
    let asked = Asked(without_answers(Words::of(header).into_folded()));
    let words = &asked.0;
    let condition = |answers, is_checked| Some(Condition { answers, is_checked });
    if words.len() > 40 || asked.begins(ASIDE) {
        return None;
    }
    if CAME.contains(&words.concat().as_str()) {
        return condition(Answers::NoIsOut, true);
    }
    let is_adult = |word: &String| ADULT.contains(&word.as_str());
    let employed = asked.at(EMPLOYED).filter(|_| asked.begins(HOLDERS));
    let bad = [employed, asked.at_years(BELOW)].into_iter().flatten().map(|at| asked.bad(at));
    // Where nobody knows what is denied, nothing of the header is a condition.
    let bad: Vec<Answers> = bad.collect::<Option<_>>()?;
    let good = [
        asked.at_years(AT_LEAST).map(|at| asked.good(at)),
        words.iter().position(is_adult).map(|at| asked.good(at)),
        asked.accepted(),
        asked.eligible(),
    ];
    // A no to what becomes of data alone leaves nobody out.
    let is_more =
        || good.iter().any(Option::is_some) && (0..words.len()).any(|at| asked.is_rule(at)) || asked.has_age();
    if asked.begins(PRIVACY) && !is_more() {
        return None;
    }
    let mut named = bad.into_iter().chain(good.into_iter().flatten());
    if let Some(answers) = named.next() {
        let is_one = named.all(|other| other == answers);
        return if is_one { condition(answers, false) } else { None };
    }
    let is_checked = |word: &&String| CHECKED.iter().any(|known| word.starts_with(known));
    let is_alone = words.iter().all(|word| BESIDE.contains(&word.as_str()) || word == "not" || is_checked(&word));
    // Networks call people verified whom many know; of an address it says that it is right.
    let is_of_network = words.iter().all(|word| matches!(word.as_str(), "is" | "not" | "verified"));
    match asked.at(CHECKED) {
        Some(at) if is_alone && !is_of_network => condition(asked.good(at), true),
        _ => None,
    }
}

/// What an answer in more words than yes or no says of a condition: that it is met, that it is not, or `None` where it says neither.
/// "I am under 18" and "Non accetto" say that it is not; a form that offers one sentence to tick says by it that it is.
pub(super) fn says(cell: &str, answers: Answers) -> Option<bool> {
    if cell.len() > 300 {
        return None;
    }
    let of_answer = |yes: bool| match answers {
        Answers::NoIsOut => Some(yes),
        Answers::YesIsOut => Some(!yes),
        Answers::Nothing => None,
    };
    if let Some(yes) = value::yes_or_no(cell) {
        return of_answer(yes);
    }
    if value::is_nothing(cell) || is_in(&value::fold(cell), &["back:none"]) {
        return None;
    }
    // The sentence is a condition of its own.
    if let Some(condition) = of(cell) {
        return Some(condition.answers == Answers::NoIsOut);
    }
    let asked = Asked(Words::of(cell).into_folded());
    if asked.0.len() > 12 {
        return None;
    }
    let denies = (0..asked.0.len()).any(|at| asked.is_denying(at));
    if (denies && asked.begins(ACCEPTED)) || said_consent::refusal(cell).is_some() {
        return of_answer(false);
    }
    (!denies && asked.begins(ACCEPTED)).then(|| of_answer(true)).flatten()
}

/// What a state says under a header that names a condition, answered in sentences.
pub(super) fn standing(header: &str, cell: &str, answers: Answers) -> Standing {
    let standing = status::standing(cell, answers);
    if standing != Standing::Counts || of(header).is_none() {
        return standing;
    }
    if says(cell, answers) == Some(false) { Standing::Out } else { standing }
}

/// Does a header ask how old somebody is: "How old are you?", "Age group"?
pub(super) fn asks_age(header: &str) -> bool {
    let words = Words::of(header).into_folded();
    let has = |word: &str| words.iter().any(|it| it == word);
    words.len() <= 6
        && (words.iter().any(|word| {
            matches!(word.as_str(), "age" | "alter" | "altersgruppe" | "leeftijd" | "edad" | "eta" | "idade" | "wiek")
        }) || (has("how") && has("old"))
            || (has("wie") && has("alt"))
            || (has("hoe") && has("oud")))
        && !words.iter().any(|word| NO_AGE.contains(&word.as_str()))
}

/// "Under 18": too young for what grown people take part in, perhaps.
pub(super) fn is_below_age(cell: &str) -> bool {
    cell.len() < 60 && cell.contains(|c: char| c.is_ascii_digit()) && {
        let asked = Asked(Words::of(cell).into_folded());
        asked.at_years(BELOW).is_some_and(|at| asked.bad(at) == Some(Answers::YesIsOut))
            && asked.at_years(AT_LEAST).is_none()
    }
}

/// Is a condition refused in some row, in whatever words?
pub(super) fn is_refused(table: &Table, column: usize) -> bool {
    let header = table.headers.get(column).map_or("", String::as_str);
    let Some(condition) = of(header).filter(|it| !it.is_checked) else { return false };
    let mut seen: HashSet<&str> = HashSet::new();
    // Sentences to tick are few; where each row says something else, nobody ticked them.
    let mut cells = filled(table, column).filter(|cell| seen.len() < 256 && seen.insert(cell));
    cells.any(|cell| says(cell, condition.answers) == Some(false))
}

/// Does somebody say that they are too young, below a question for their age? Where most are, it is for the young.
pub(super) fn has_minors(table: &Table, column: usize) -> bool {
    let header = table.headers.get(column).map_or("", String::as_str);
    if !asks_age(header) {
        return false;
    }
    let cells = || filled(table, column).take(10_000);
    let young = cells().filter(|cell| is_below_age(cell)).count();
    young > 0 && young * 2 <= cells().count()
}

/// Is something else than being named asked for, as the keeping of data is, and does somebody refuse it?
pub(super) fn is_refused_aside(table: &Table, column: usize) -> bool {
    let header = table.headers.get(column).map_or("", String::as_str);
    let asked = Asked(Words::of(header).into_folded());
    let mut seen: HashSet<&str> = HashSet::new();
    let mut cells = filled(table, column).filter(|cell| seen.len() < 256 && seen.insert(cell));
    (asked.begins(ACCEPTED) || asked.begins(PRIVACY) || Words::of(header).is_about_consent())
        && cells.any(|cell| cell.len() < 100 && says(cell, Answers::NoIsOut) == Some(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_compared_folded_are_written_folded() {
        for word in [
            ASIDE,
            PRIVACY,
            ABOUT,
            AND,
            CAME,
            RULES,
            ACCEPTED,
            ADULT,
            AT_LEAST,
            BELOW,
            EMPLOYED,
            HOLDERS,
            CHECKED,
            BESIDE,
            MAY_TAKE_PART,
            DENYING,
            BETWEEN,
            BOUGHT,
            OR,
            OF_YEARS,
            NO_AGE,
        ]
        .concat()
        {
            assert_eq!(value::fold(word), word);
        }
    }

    #[test]
    fn a_condition_that_is_refused_in_a_sentence_is_refused() {
        use Answers::{NoIsOut, YesIsOut};
        for refused in [
            "I do not agree",
            "Not agreed",
            "Non accetto",
            "Je n'accepte pas",
            "Ich akzeptiere nicht",
            "Nein, ich akzeptiere nicht",
            "No acepto",
            "Declined",
            "I am under 18",
            "Under 18",
            "I do not accept the rules",
            "No",
        ] {
            assert_eq!(says(refused, NoIsOut), Some(false), "{refused}");
        }
        for met in [
            "I agree",
            "Accetto il regolamento",
            "J'accepte",
            "Ich akzeptiere",
            "I am 18 or older",
            "I am not under 18",
            "I confirm that I am not employed by the sponsor",
            "Yes",
        ] {
            assert_eq!(says(met, NoIsOut), Some(true), "{met}");
        }
        assert_eq!(says("Yes", YesIsOut), Some(false));
        for neither in ["", "-", "Not applicable", "see mail", "maybe"] {
            assert_eq!(says(neither, NoIsOut), None, "{neither}");
        }
        assert!(asks_age("How old are you?") && !asks_age("Age of the machine in years of service"));
        assert!(is_below_age("Under 18") && is_below_age("unter 18 Jahre") && !is_below_age("18 or over"));
    }

    #[test]
    fn what_headers_ask_for() {
        use Answers::{NoIsOut, YesIsOut};
        for (header, expected) in [
            ("Confirmed", Some((NoIsOut, true))),
            ("Email verified", Some((NoIsOut, true))),
            ("Is valid", Some((NoIsOut, true))),
            ("Bezahlt", Some((NoIsOut, true))),
            ("I am over 18", Some((NoIsOut, false))),
            ("Are you 18 or older?", Some((NoIsOut, false))),
            ("Ich bin mindestens 16 Jahre alt", Some((NoIsOut, false))),
            ("J’ai plus de 18 ans", Some((NoIsOut, false))),
            ("Under 18?", Some((YesIsOut, false))),
            ("Volljährig", Some((NoIsOut, false))),
            ("Opt-in rules accepted", Some((NoIsOut, false))),
            ("Ich akzeptiere die Teilnahmebedingungen", Some((NoIsOut, false))),
            ("reglement", Some((NoIsOut, false))),
            ("Employee of sponsor", Some((YesIsOut, false))),
            ("Mitarbeiter des Veranstalters?", Some((YesIsOut, false))),
            ("I am not an employee of the organiser", Some((NoIsOut, false))),
            ("can_participate", Some((NoIsOut, false))),
            ("Not eligible", Some((YesIsOut, false))),
            // A "not" turns what follows it, and nothing else.
            ("I accept the terms and conditions (no purchase necessary)", Some((NoIsOut, false))),
            ("I accept the rules and I am not a member of staff", Some((NoIsOut, false))),
            ("I do not accept the rules", Some((YesIsOut, false))),
            ("I am not under 18", Some((NoIsOut, false))),
            ("I confirm that I am not under 18", Some((NoIsOut, false))),
            ("I am not over 18", Some((YesIsOut, false))),
            ("Ich akzeptiere die Teilnahmebedingungen und bin nicht unter 18", Some((NoIsOut, false))),
            ("Ich bin kein Mitarbeiter des Veranstalters", Some((NoIsOut, false))),
            ("Ik ga akkoord met de voorwaarden en ben niet jonger dan 18", Some((NoIsOut, false))),
            ("J'accepte le règlement et je ne suis pas salarié", Some((NoIsOut, false))),
            ("Acepto las bases y no soy empleado", Some((NoIsOut, false))),
            ("Ineligible", Some((YesIsOut, false))),
            ("Not confirmed", Some((YesIsOut, true))),
            ("Are you 18 or over, or under 18 with parental permission?", None),
            ("Ich akzeptiere die Bedingungen nicht", None),
            ("Accetto il regolamento", Some((NoIsOut, false))),
            ("Aceito o regulamento", Some((NoIsOut, false))),
            ("Akceptuję regulamin", Some((NoIsOut, false))),
            ("Jag godkänner villkoren", Some((NoIsOut, false))),
            ("Sono maggiorenne", Some((NoIsOut, false))),
            ("Ukończyłem 18 lat", Some((NoIsOut, false))),
            ("Tenho mais de 18 anos", Some((NoIsOut, false))),
            // A "not" reaches over the words between, and over "or".
            ("I am not related to or employed by the sponsor", Some((NoIsOut, false))),
            ("I am not a current employee of the sponsor", Some((NoIsOut, false))),
            ("No soy empleado del patrocinador", Some((NoIsOut, false))),
            ("Ich bin nicht beim Veranstalter beschäftigt", Some((NoIsOut, false))),
            ("Nie jestem pracownikiem organizatora", Some((NoIsOut, false))),
            ("Non sono dipendente dell'organizzatore", Some((NoIsOut, false))),
            ("Não sou funcionário do patrocinador", Some((NoIsOut, false))),
            ("I am neither related to nor employed by the promoter", Some((NoIsOut, false))),
            ("I am not under 18 or employed by the sponsor", Some((NoIsOut, false))),
            ("Are you employed by the sponsor?", Some((YesIsOut, false))),
            ("I do not accept the rules as I am employed by the sponsor", None),
            // The answers that a header offers deny nothing.
            ("I accept the rules (yes/no)", Some((NoIsOut, false))),
            ("I accept the rules (Yes or No)", Some((NoIsOut, false))),
            ("J'accepte le règlement (oui/non)", Some((NoIsOut, false))),
            ("Acepto las bases (sí/no)", Some((NoIsOut, false))),
            ("Aceito o regulamento (sim/não)", Some((NoIsOut, false))),
            ("Can participate (yes/no)", Some((NoIsOut, false))),
            ("Yes/No: employee of the sponsor", Some((YesIsOut, false))),
            // An age stands beside what it is the least or the most of.
            ("18 years or older", Some((NoIsOut, false))),
            ("Over the age of 18", Some((NoIsOut, false))),
            ("18 ans ou plus", Some((NoIsOut, false))),
            ("18 Jahre oder älter", Some((NoIsOut, false))),
            ("Mayor de 18 años", Some((NoIsOut, false))),
            ("Ouder dan 18 jaar", Some((NoIsOut, false))),
            ("Alternate session at 14:00", None),
            ("Over 20 years of service", None),
            ("Plus 1 (table 15)", None),
            ("I understand the form of 18 May", None),
            ("Übernachtung 18.5.", None),
            // Anybody may say no to these, and a list of staff is full of employees.
            ("Newsletter confirmed", None),
            ("I accept the privacy rules", None),
            ("I accept the data protection terms", None),
            ("I accept the terms of the privacy policy", None),
            ("I have read the privacy policy", None),
            ("I accept the rules and want the newsletter", None),
            ("I agree that my name may be published under the terms", None),
            // A no to both is one to the rules.
            ("I have read the privacy policy and accept the terms", Some((NoIsOut, false))),
            ("Terms & privacy accepted", Some((NoIsOut, false))),
            (
                "Ich bin über 18 Jahre alt und akzeptiere die Teilnahmebedingungen und die Datenschutzerklärung",
                Some((NoIsOut, false)),
            ),
            (
                "I confirm that I am 18 or older, have read the rules and am not employed by the sponsor",
                Some((NoIsOut, false)),
            ),
            (
                "I confirm that I am at least 18 years old and that I have read and accept the terms and conditions of this \
                 prize draw",
                Some((NoIsOut, false)),
            ),
            ("Attended", Some((NoIsOut, true))),
            ("Teilgenommen?", Some((NoIsOut, true))),
            ("Attended last year", None),
            ("Phone verified", None),
            ("Verified", None),
            ("Terms and conditions", Some((NoIsOut, false))),
            ("Termin", None),
            ("Employee", None),
            ("Payment terms", None),
            ("Confirmed by", None),
            ("Medical conditions", None),
            ("Table 18", None),
            ("Checked in", None),
        ] {
            let found = of(header).map(|it| (it.answers, it.is_checked));
            assert_eq!(found, expected, "{header}");
        }
    }
}
