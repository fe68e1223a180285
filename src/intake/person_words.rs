//! What lists say of people in words of their own: the form in which a name is shown, consent, roles, tags. The words of this
//! program are understood, so that a list written by it comes back as it was, and the commonest ones of others.

use crate::campaign::{ConsentState, NameForm, NameForms, Output};

use super::{said_consent, value, yes_no};

/// The forms of a name: one for everything and, behind it or alone, those for single outputs: "first; hub=masked".
pub(super) fn name_forms(cell: &str) -> Option<(NameForm, NameForms)> {
    let (mut everything, mut forms) = (NameForm::ByDefault, NameForms::new());
    for part in cell.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some((output, form)) => {
                forms.set(Output::from_code(&value::tidy(output).to_lowercase())?, name_form(form)?);
            }
            None => everything = name_form(part)?,
        }
    }
    Some((everything, forms))
}

/// The form of a name, by its code, its title or common words for it.
fn name_form(cell: &str) -> Option<NameForm> {
    let text = value::tidy(cell);
    if let Some(form) = NameForm::from_code(&text.to_lowercase()) {
        return Some(form);
    }
    let folded = value::fold(&text);
    if let Some(form) = NameForm::ALL.into_iter().find(|form| value::fold(form.title()) == folded) {
        return Some(form);
    }
    Some(match folded.as_str() {
        "real" | "name" | "whole" | "wholename" | "realname" | "yes" | "ja" | "oui" | "si" | "vollstandig"
        | "vollername" | "vollstandigername" | "nomcomplet" | "volledig" | "volledigenaam" | "nombrecompleto" => {
            NameForm::Real
        }
        "firstnameandinitial"
        | "firstnamelastinitial"
        | "firstnameandlastinitial"
        | "vornameundinitiale"
        | "prenometinitiale"
        | "voornaameninitiaal"
        | "nombreeinicial" => NameForm::FirstAndInitial,
        "firstname" | "firstnameonly" | "vorname" | "nurvorname" | "prenom" | "voornaam" | "nombredepila" => {
            NameForm::First
        }
        "initials" | "initialen" | "initiales" | "initialenalleen" | "iniciales" | "maskiert" => NameForm::Masked,
        "codename" | "alias" | "pseudonym" | "pseudonyme" | "deckname" | "nomdecode" | "seudonimo" => {
            NameForm::CodeName
        }
        "no" | "nein" | "non" | "nee" | "anonymous" | "anonymously" | "anonym" | "anonyme" | "anoniem" | "anonimo"
        | "hidden" | "none" | "noname" => NameForm::Hidden,
        _ => return None,
    })
}

/// What was said about being shown, in the words of this program.
pub(super) fn consent(cell: &str) -> Option<ConsentState> {
    let folded = value::fold(cell);
    let known = ConsentState::ALL.into_iter().find(|state| value::fold(state.title()) == folded);
    known.or(match folded.as_str() {
        "pending" | "invited" | "gefragt" | "angefragt" | "demande" | "gevraagd" | "preguntado" => {
            Some(ConsentState::Asked)
        }
        "accepted" | "granted" | "given" | "zugestimmt" | "erteilt" | "accepte" | "akkoord" | "aceptado" => {
            Some(ConsentState::Agreed)
        }
        "declined" | "denied" | "abgelehnt" | "verweigert" | "refuse" | "geweigerd" | "rechazado" => {
            Some(ConsentState::Refused)
        }
        "revoked" | "widerrufen" | "zuruckgezogen" | "retire" | "ingetrokken" | "retirado" => {
            Some(ConsentState::Withdrawn)
        }
        "notyetasked" | "nichtgefragt" | "pasdemande" | "nietgevraagd" | "nopreguntado" => Some(ConsentState::NotAsked),
        _ => None,
    })
}

/// The same, a plain yes or no to what the header asks, and a sentence that is ticked or refuses. A no may have any words beside it.
pub(super) fn consent_or_answer(cell: &str, header: &str) -> Option<ConsentState> {
    let answer = || {
        if value::yes_or_no(cell)? {
            yes_no::is_plain_yes(cell, header, true).then_some(ConsentState::Agreed)
        } else {
            Some(ConsentState::Refused)
        }
    };
    let ticked = || said_consent::is_ticked_consent(cell).then_some(ConsentState::Agreed);
    consent(cell).or_else(answer).or_else(ticked).or_else(|| said_consent::refusal(cell))
}

/// Judge, member, staff. Roles that follow from nominations and entries say nothing here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roles {
    /// Judges nominations.
    pub judge: bool,
    /// Belongs to the league.
    pub member: bool,
    /// Works for the organiser.
    pub staff: bool,
}

pub(super) fn roles(cell: &str) -> Roles {
    let mut roles = Roles::default();
    if cell.is_empty() {
        return roles;
    }
    for word in cell.split([',', ';', '|', '\n']) {
        match value::fold(word).as_str() {
            "judge" | "juror" | "jury" | "jurymember" => roles.judge = true,
            "member" | "memberoftheleague" | "mitglied" | "membre" => roles.member = true,
            "staff" | "staffoftheorganiser" | "organiser" | "worksfortheorganiser" => roles.staff = true,
            _ => {}
        }
    }
    roles
}

/// What Google Contacts marks with itself and nobody has chosen.
const OWN_LABELS: [&str; 2] = ["* myContacts", "* starred"];

/// Tags of a cell: a quoted list, as Mailchimp has it, words with three colons, as Google Contacts has them, or with semicolons, else
/// commas between them.
pub(super) fn tags(cell: &str) -> Vec<String> {
    let text = cell.trim_matches(value::is_space);
    let pieces: Vec<String> = if text.starts_with('"') {
        let mut options = csv::ReaderBuilder::new();
        let reader = options.has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        reader
            .into_records()
            .next()
            .and_then(Result::ok)
            .map_or_else(Vec::new, |it| it.iter().map(str::to_owned).collect())
    } else if text.contains(" ::: ") {
        text.split(" ::: ").map(str::to_owned).collect()
    } else {
        let mark = [';', '|', '\n'].into_iter().find(|mark| text.contains(*mark)).unwrap_or(',');
        text.split(mark).map(str::to_owned).collect()
    };
    let mut tags: Vec<String> = Vec::new();
    for tag in pieces.iter().map(|piece| value::tidy(piece)).filter(|tag| !tag.is_empty()) {
        if !tags.contains(&tag) && !OWN_LABELS.contains(&tag.as_str()) {
            tags.push(tag);
        }
    }
    tags
}

/// Tags as one cell from which [`tags`] takes them again.
pub fn tags_cell(tags: &[String]) -> String {
    if tags.iter().any(|tag| tag.contains([';', ',', '|', '"']) || tag.contains(":::")) {
        let quoted: Vec<String> = tags.iter().map(|tag| format!("\"{}\"", tag.replace('"', "\"\""))).collect();
        return quoted.join(",");
    }
    tags.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_an_address_book_are_tags_but_for_its_own() {
        assert_eq!(tags("* myContacts ::: Heroes ::: Night shift"), ["Heroes", "Night shift"]);
        assert!(tags("* myContacts").is_empty());
        let odd = ["a ::: b".to_owned()];
        assert_eq!(tags(&tags_cell(&odd)), odd);
    }

    #[test]
    fn forms_of_names_in_many_words() {
        for form in NameForm::ALL {
            assert_eq!(name_form(form.code()), Some(form));
            assert_eq!(name_form(form.title()), Some(form));
        }
        assert_eq!(name_form("First name only"), Some(NameForm::First));
        assert_eq!(name_form("anonym"), Some(NameForm::Hidden));
        assert_eq!(name_form("Vollständiger Name"), Some(NameForm::Real));
        assert_eq!(name_form("as you like"), None);
        let hub: NameForms = [(Output::Hub, NameForm::Masked), (Output::Post, NameForm::First)].into_iter().collect();
        assert_eq!(name_forms("First name; hub=masked; Labels = Vorname"), Some((NameForm::First, hub.clone())));
        assert_eq!(name_forms(&hub.written()), Some((NameForm::ByDefault, hub)));
        assert_eq!(name_forms("first"), Some((NameForm::First, NameForms::new())));
        for odd in ["first; moon=masked", "hub=loud", "hub=first; as you like"] {
            assert_eq!(name_forms(odd), None, "{odd}");
        }
    }

    #[test]
    fn consent_roles_and_tags() {
        assert_eq!(consent("not-asked"), Some(ConsentState::NotAsked));
        assert_eq!(consent("Agreed"), Some(ConsentState::Agreed));
        for (word, state) in [
            ("Accepted", ConsentState::Agreed),
            ("declined", ConsentState::Refused),
            ("zurückgezogen", ConsentState::Withdrawn),
            ("Refusé", ConsentState::Refused),
        ] {
            assert_eq!(consent(word), Some(state), "{word}");
        }
        assert_eq!(consent("yes"), None, "a yes may be to something else");
        assert_eq!(consent_or_answer("Nein", ""), Some(ConsentState::Refused));
        assert_eq!(consent_or_answer("Yes, first name please", "Consent"), None);
        assert_eq!(consent_or_answer("No problem", "Consent"), None);
        assert_eq!(consent_or_answer("I do not agree", "Consent"), Some(ConsentState::Refused));
        assert_eq!(roles("nominee; judge; staff"), Roles { judge: true, member: false, staff: true });
        assert_eq!(tags("\"IT\",\"Night shift, late\""), ["IT", "Night shift, late"]);
        assert_eq!(tags("mentor, night shift"), ["mentor", "night shift"]);
        for list in [vec!["a".to_owned(), "b, c".into(), "d \"e\"".into()], vec!["one".into(), "two".into()], vec![]] {
            assert_eq!(tags(&tags_cell(&list)), list);
        }
    }
}
