//! What a row adds to the record of somebody who is known: gaps are filled, another spelling of the name and further notes are
//! kept, and what stands there is never overwritten. What is said about publishing is weighed in `answers`.

use crate::campaign::{NameForm, Person, name_key};
use crate::intake::whose_name::is_latin;

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
