//! What a row adds to the record of somebody who is known: gaps are filled, another spelling of the name and further notes are
//! kept, and what stands there is never overwritten.

use jiff::Timestamp;

use crate::campaign::{Consent, ConsentState, NameForm, Person, name_key};
use crate::intake::whose_name::is_latin;

/// What a form says about publishing, where it counts beside what is known. True if it does.
pub(super) fn note_consent(person: &mut Person, state: ConsentState, by: &str, at: Option<Timestamp>) -> bool {
    let counts = overrules(state, at, &person.consent);
    if counts {
        take_consent(person, Consent::new(state, at, by, ""));
    }
    counts
}

/// Does what is said about a consent count, beside what is known? What was said earlier than what is known never does. A no counts
/// at once, with a day or without; a yes answers a question and takes no earlier no back.
fn overrules(said: ConsentState, at: Option<Timestamp>, known: &Consent) -> bool {
    use ConsentState::{Agreed, Asked, NotAsked, Refused, Withdrawn};
    let is_older = matches!((at, known.at), (Some(said), Some(known)) if said < known);
    match (known.state, said) {
        (NotAsked, Asked | Agreed | Refused | Withdrawn) => true,
        (Asked, Agreed | Refused | Withdrawn) | (Agreed, Refused | Withdrawn) | (Refused, Withdrawn) => !is_older,
        _ => false,
    }
}

/// Does what is said take a yes back?
pub(super) fn takes_back(said: ConsentState, at: Option<Timestamp>, known: &Consent) -> bool {
    known.state == ConsentState::Agreed && overrules(said, at, known)
}

/// Puts a consent in the place of what was known.
fn take_consent(person: &mut Person, said: Consent) {
    let known = std::mem::replace(&mut person.consent, said);
    // An answer that does not say to what is one to what was asked.
    if person.consent.wording.is_empty() && known.state == ConsentState::Asked && !known.wording.is_empty() {
        person.consent.wording.clone_from(&known.wording);
    }
}

/// Adds a line to the notes, once. True if it was not there.
pub(in crate::intake) fn note_line(person: &mut Person, line: &str) -> bool {
    if person.notes.lines().any(|known| known == line) {
        return false;
    }
    if !person.notes.is_empty() {
        person.notes.push('\n');
    }
    person.notes.push_str(line);
    true
}

/// A second spelling of a name is kept: as the name in Latin letters where that is what it is, else in the notes. True if that
/// is new.
pub(super) fn keep_spelling(person: &mut Person, name: &str) -> bool {
    if name_key(&person.latin_name) == name_key(name) {
        return false;
    }
    if person.latin_name.is_empty() && is_latin(name) && !is_latin(&person.name) {
        person.latin_name = name.into();
        return true;
    }
    note_line(person, &format!("Also written “{name}”."))
}

/// Fills the gaps of a person with what a row says of them and notes the row; true if there was a gap that it fills.
pub(super) fn fill(person: &mut Person, it: &Person) -> bool {
    let mut is_changed = false;
    macro_rules! fill {
        ($($field:ident),*) => {$(
            if person.$field.is_empty() && !it.$field.is_empty() {
                person.$field.clone_from(&it.$field);
                is_changed = true;
            }
        )*};
    }
    // The parts belong to one spelling of the name: they come with it or not at all.
    if person.name.is_empty() {
        fill!(given_name, family_name);
    }
    fill!(name, email, latin_name, organisation, team, function, country, region, place, address, since, code_name);
    if person.name_form == NameForm::ByDefault && it.name_form != NameForm::ByDefault {
        person.name_form = it.name_form;
        is_changed = true;
    }
    for (output, form) in it.name_forms.iter() {
        if person.name_forms.get(output) == NameForm::ByDefault {
            person.name_forms.set(output, form);
            is_changed = true;
        }
    }
    if person.born.is_none() && it.born.is_some() {
        person.born = it.born;
        is_changed = true;
    }
    if overrules(it.consent.state, it.consent.at, &person.consent) {
        take_consent(person, it.consent.clone());
        is_changed = true;
    }
    // Confirmed was one spelling, and no other.
    if person.name_confirmed.is_none() && it.name_confirmed.is_some() && person.name == it.name {
        person.name_confirmed.clone_from(&it.name_confirmed);
        is_changed = true;
    }
    if person.told_at.is_none() && it.told_at.is_some() {
        person.told_at = it.told_at;
        is_changed = true;
    }
    for (slot, is_said) in
        [(&mut person.judge, it.judge), (&mut person.member, it.member), (&mut person.staff, it.staff)]
    {
        is_changed |= is_said && !std::mem::replace(slot, *slot || is_said);
    }
    for tag in &it.tags {
        if !person.tags.contains(tag) {
            person.tags.push(tag.clone());
            is_changed = true;
        }
    }
    if person.notes.is_empty() {
        fill!(notes);
    } else {
        it.notes.lines().for_each(|line| is_changed |= note_line(person, line));
    }
    for origin in &it.origins {
        // Rows come in the order of their lines, so one that is there already is among the last.
        let mut later = person.origins.iter().rev();
        let mut later = later.by_ref().take_while(|it| it.source == origin.source && it.line >= origin.line);
        if later.all(|it| it != origin) {
            person.origins.push(*origin);
        }
    }
    is_changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(state: ConsentState, at: Option<&str>, by: &str, wording: &str) -> Person {
        let at = at.map(|at| format!("{at}T00:00:00Z").parse().unwrap());
        Person { name: "Ada".into(), consent: Consent::new(state, at, by, wording), ..Person::default() }
    }

    #[test]
    fn what_was_said_earlier_is_no_answer_to_what_was_asked_later() {
        use ConsentState::{Agreed, Asked, Refused};
        let asked = person(Asked, Some("2026-05-01"), "letter", "v2");
        for (state, at, expected, wording) in [
            (Agreed, Some("2024-01-01"), Asked, "v2"),
            (Refused, Some("2024-01-01"), Asked, "v2"),
            (Agreed, Some("2026-06-01"), Agreed, "v2"),
            (Agreed, None, Agreed, "v2"),
        ] {
            let mut known = asked.clone();
            fill(&mut known, &person(state, at, "list", ""));
            assert_eq!((known.consent.state, known.consent.wording.as_str()), (expected, wording), "{state:?} {at:?}");
        }
        let mut known = asked.clone();
        fill(&mut known, &person(Agreed, Some("2026-06-01"), "list", "v3"));
        assert_eq!(known.consent.wording, "v3");
    }

    #[test]
    fn forms_and_lists_follow_one_rule() {
        use ConsentState::{Agreed, Refused, Withdrawn};
        let yes = person(Agreed, Some("2026-05-01"), "letter", "v2");
        for (state, at, counts) in [
            (Refused, Some("2025-01-01"), false),
            (Refused, Some("2026-06-01"), true),
            (Refused, None, true),
            (Withdrawn, None, true),
            (Agreed, None, false),
        ] {
            let said = person(state, at, "list", "");
            let (mut by_list, mut by_form) = (yes.clone(), yes.clone());
            fill(&mut by_list, &said);
            assert_eq!(note_consent(&mut by_form, state, "list", said.consent.at), counts);
            assert_eq!(takes_back(state, said.consent.at, &yes.consent), counts, "{state:?} {at:?}");
            assert_eq!((by_list.consent == said.consent, &by_form.consent), (counts, &by_list.consent));
        }
    }
}
