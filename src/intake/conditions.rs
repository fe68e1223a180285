//! Conditions of taking part that stand in a column of yes and no: the rules accepted, old enough, confirmed, not employed by whoever
//! draws. A no to one of them, or a yes to the last, leaves open whether the row is an entry; a person decides.

use super::status::Answers;
use super::words::Words;

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
    "gdpr",
    "dsgvo",
    "rgpd",
    "cookie",
    "privacy",
    "datenschutz",
    "sms",
    "image",
    "bild",
    "data",
    "daten",
    "story",
    "name",
    "medical",
    "health",
    "payment",
    "employment",
    "phone",
    "telefon",
    "dati",
    "dados",
    "dane",
    "danych",
    "rodo",
    "lgpd",
    "prywatn",
    "immagin",
    "imagem",
    "zdjec",
    "personuppgift",
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
];
/// Words of rules that deny nothing: "no purchase necessary".
const BOUGHT: &[&str] = &["purchase", "kauf", "kaufzwang", "achat", "aankoop", "compra", "acquisto"];

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

    fn bad(&self, at: usize) -> Answers {
        if self.is_denied(at) { Answers::NoIsOut } else { Answers::YesIsOut }
    }

    /// What the rules make of it, if they were accepted. "I accept the rules and am no member of staff" accepts them; whoever writes
    /// "the rules are not accepted", or "I accept them not", does not.
    fn accepted(&self) -> Option<Answers> {
        self.at(RULES)?;
        let accepted = self.at(ACCEPTED);
        match accepted {
            None => (self.0.len() == 1).then_some(Answers::NoIsOut),
            Some(at) if self.is_denying(at + 1) || self.is_denying(self.0.len() - 1) => None,
            Some(at) => Some(self.good(at)),
        }
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
    let asked = Asked(Words::of(header).into_folded());
    let words = &asked.0;
    let condition = |answers, is_checked| Some(Condition { answers, is_checked });
    if words.len() > 16 || asked.begins(ASIDE) {
        return None;
    }
    let has_years = words.iter().any(|word| word.parse().is_ok_and(|years: u8| (13..=25).contains(&years)));
    let is_adult = |word: &String| ADULT.contains(&word.as_str());
    let employed = asked.at(EMPLOYED).filter(|_| asked.begins(HOLDERS));
    let mut named = [
        employed.map(|at| asked.bad(at)),
        asked.at(BELOW).filter(|_| has_years).map(|at| asked.bad(at)),
        asked.at(AT_LEAST).filter(|_| has_years).map(|at| asked.good(at)),
        words.iter().position(is_adult).map(|at| asked.good(at)),
        asked.accepted(),
        asked.eligible(),
    ]
    .into_iter()
    .flatten();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::value;

    #[test]
    fn words_that_are_compared_folded_are_written_folded() {
        for word in [
            ASIDE,
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
        ]
        .concat()
        {
            assert_eq!(value::fold(word), word);
        }
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
            // Anybody may say no to these, and a list of staff is full of employees.
            ("Newsletter confirmed", None),
            ("I accept the privacy rules", None),
            ("Phone verified", None),
            ("Verified", None),
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
