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
];
/// Whole words for somebody who is old enough.
const ADULT: &[&str] = &["adult", "volljahrig", "majeur", "majeure", "meerderjarig"];
/// Beginnings of words that stand beside a number of years.
const AT_LEAST: &[&str] =
    &["over", "older", "least", "above", "uber", "mindestens", "alter", "plus", "mayor", "ouder", "minimaal"];
const BELOW: &[&str] = &["under", "unter", "younger", "junger", "moins", "menor", "onder", "jonger", "below"];
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
];
/// Beginnings of words for whoever holds the draw.
const HOLDERS: &[&str] = &["sponsor", "organis", "organiz", "promot", "veranstalt"];
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
];

/// The condition that the words of a header name, folded.
pub(super) fn of(header: &str) -> Option<Condition> {
    let words = Words::of(header).into_folded();
    let begins = |list: &[&str]| words.iter().any(|word| list.iter().any(|known| word.starts_with(known)));
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let condition = |answers, is_checked| Some(Condition { answers, is_checked });
    if words.len() > 16 || begins(ASIDE) {
        return None;
    }
    // "Not eligible", "not confirmed": the header turns the answer round.
    let is_denied = has(&["not", "nicht", "niet", "non", "no", "pas"]);
    let good = if is_denied { Answers::YesIsOut } else { Answers::NoIsOut };
    let folded = words.concat();
    let has_years = words.iter().any(|word| word.parse().is_ok_and(|years: u8| (13..=25).contains(&years)));
    let is_checked = |word: &&String| CHECKED.iter().any(|known| word.starts_with(known));
    let is_alone = words.iter().all(|word| BESIDE.contains(&word.as_str()) || word == "not" || is_checked(&word));
    // Networks call people verified whom many know; of an address it says that it is right.
    let is_of_network = words.iter().all(|word| matches!(word.as_str(), "is" | "not" | "verified"));
    match () {
        () if begins(EMPLOYED) && begins(HOLDERS) => {
            condition(if is_denied { Answers::NoIsOut } else { Answers::YesIsOut }, false)
        }
        () if has_years && begins(BELOW) => condition(Answers::YesIsOut, false),
        () if has(ADULT) || (has_years && begins(AT_LEAST)) => condition(good, false),
        () if begins(RULES) && (begins(ACCEPTED) || words.len() == 1) => condition(good, false),
        () if MAY_TAKE_PART.iter().any(|known| folded.contains(known)) => condition(good, false),
        () if is_alone && begins(CHECKED) && !is_of_network => condition(good, true),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::value;

    #[test]
    fn words_that_are_compared_folded_are_written_folded() {
        for word in
            [ASIDE, RULES, ACCEPTED, ADULT, AT_LEAST, BELOW, EMPLOYED, HOLDERS, CHECKED, BESIDE, MAY_TAKE_PART].concat()
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
