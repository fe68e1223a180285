//! What a row adds to the record of somebody who is known: gaps are filled, another spelling of the name and further notes are
//! kept, and what stands there is never overwritten.

use crate::campaign::{Consent, ConsentState, NameForm, Person, name_key};
use crate::intake::whose_name::is_latin;

/// What a form says about publishing: a no counts at once, a yes only where nothing was said before. True if that is new.
pub(in crate::intake) fn note_consent(
    person: &mut Person,
    publish: Option<bool>,
    by: &str,
    at: Option<jiff::Timestamp>,
) -> bool {
    let state = match (publish, person.consent.state) {
        (Some(true), ConsentState::NotAsked | ConsentState::Asked) => ConsentState::Agreed,
        (Some(false), ConsentState::NotAsked | ConsentState::Asked | ConsentState::Agreed) => ConsentState::Refused,
        _ => return false,
    };
    person.consent.state = state;
    by.clone_into(&mut person.consent.by);
    person.consent.at = at;
    true
}

/// Does what a list says about a consent count, beside what is known? A no counts at once, unless something was said later; a
/// yes answers a question and takes no earlier no back.
fn overrules(said: &Consent, known: &Consent) -> bool {
    use ConsentState::{Agreed, Asked, NotAsked, Refused, Withdrawn};
    let is_older = matches!((said.at, known.at), (Some(said), Some(known)) if said < known);
    match (known.state, said.state) {
        (NotAsked, Asked) | (NotAsked | Asked, Agreed | Refused | Withdrawn) => true,
        (Agreed, Refused | Withdrawn) | (Refused, Withdrawn) => !is_older,
        _ => false,
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
    if person.born.is_none() && it.born.is_some() {
        person.born = it.born;
        is_changed = true;
    }
    if overrules(&it.consent, &person.consent) {
        let asked = std::mem::replace(&mut person.consent, it.consent.clone());
        // An answer that does not say to what is one to what was asked.
        if person.consent.wording.is_empty() && asked.state == ConsentState::Asked {
            person.consent.wording.clone_from(&asked.wording);
        }
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
