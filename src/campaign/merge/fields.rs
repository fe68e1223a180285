//! What two records say field by field: how they become one, and how what one brought is taken out again. Every field of a
//! person is named here, so that the compiler asks for the place of a new one.

use crate::campaign::member::Output;
use crate::campaign::name_form::NameForm;
use crate::campaign::person::{ConsentState, Details, Person};

/// The kept record with its gaps filled from the other. Where both say something, the kept one's word stays on top; the other
/// one's is in the record of the merge.
pub(super) fn together(kept: &Person, other: &Person) -> Person {
    let Person {
        name,
        email,
        organisation,
        team,
        function,
        country,
        place,
        name_form,
        consent,
        judge,
        member,
        staff,
        origins,
        details,
    } = other;
    let Details {
        given_name,
        family_name,
        latin_name,
        region,
        address,
        since,
        code_name,
        name_forms,
        born,
        name_confirmed,
        tags,
        notes,
        photo,
        // What was merged into the other stays with it: it comes back with it.
        merged: _,
        apart_from,
        put_off,
        told_at,
        erased_at,
    } = &**details;
    let mut person = kept.clone();
    macro_rules! fill {
        ($($field:ident),*) => {$(
            if person.$field.is_empty() { person.$field.clone_from($field); }
        )*};
    }
    // The parts belong to one spelling of the name: they come with it or not at all.
    let is_same_name = person.name.is_empty() || person.name == *name;
    if is_same_name && person.given_name.is_empty() && person.family_name.is_empty() {
        fill!(given_name, family_name);
    }
    if person.name_confirmed.is_none() && is_same_name {
        person.name_confirmed.clone_from(name_confirmed);
    }
    fill!(name, latin_name, email, organisation, team, function, country, region, place, address, since, code_name);
    person.born = person.born.or(*born);
    person.told_at = match (person.told_at, *told_at) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    person.erased_at = person.erased_at.or(*erased_at);
    // A no, and a yes, of either is a word of the person; the no goes before.
    if weight(consent.state) > weight(person.consent.state) {
        person.consent = consent.clone();
    }
    // The more careful form: what one record was told not to show, the other does not show.
    if position(*name_form) > position(person.name_form) {
        person.name_form = *name_form;
    }
    let chosen = |output| match name_forms.get(output) {
        NameForm::ByDefault => other.chosen_form(output),
        form => form,
    };
    for output in Output::ALL {
        if position(chosen(output)) > position(person.chosen_form(output)) {
            person.name_forms.set(output, chosen(output));
        }
    }
    person.judge |= judge;
    person.member |= member;
    person.staff |= staff;
    add(&mut person.tags, tags);
    add(&mut person.origins, origins);
    add(&mut person.apart_from, apart_from);
    add(&mut person.put_off, put_off);
    if !notes.is_empty() && person.notes != *notes {
        if !person.notes.is_empty() {
            person.notes.push('\n');
        }
        person.notes.push_str(notes);
    }
    if person.photo.is_none() {
        person.photo.clone_from(photo);
    }
    person
}

/// Adds to a list what is not in it yet.
fn add<T: PartialEq + Clone>(list: &mut (impl Extend<T> + AsRef<[T]>), others: &[T]) {
    for other in others {
        if !list.as_ref().contains(other) {
            list.extend([other.clone()]);
        }
    }
}

fn weight(state: ConsentState) -> u8 {
    match state {
        ConsentState::NotAsked => 0,
        ConsentState::Asked => 1,
        ConsentState::Agreed => 2,
        ConsentState::Refused => 3,
        ConsentState::Withdrawn => 4,
    }
}

/// Later forms show less.
fn position(form: NameForm) -> usize {
    NameForm::ALL.iter().position(|known| *known == form).unwrap_or(0)
}

/// The record that comes back when a merge is taken back, as careful as the merged one has become since: it was one human being when a
/// consent was withdrawn, or less of a name was to be shown. `steps` are what the merged record was made to be by this merge and each
/// later one, and what it had become before the next, or is now.
pub(super) fn careful_since(gone: &Person, steps: &[(Person, &Person)]) -> Person {
    let mut person = gone.clone();
    for (made, became) in steps {
        let is_no = weight(became.consent.state) >= weight(ConsentState::Refused);
        if is_no && became.consent != made.consent && weight(became.consent.state) > weight(person.consent.state) {
            person.consent = became.consent.clone();
        }
        if became.name_form != made.name_form && position(became.name_form) > position(person.name_form) {
            person.name_form = became.name_form;
        }
        for output in Output::ALL {
            let form = became.chosen_form(output);
            if form != made.chosen_form(output) && position(form) > position(person.chosen_form(output)) {
                person.name_forms.set(output, form);
            }
        }
    }
    person
}

/// The record with the step from `from` to `to` taken: every field that still stands as in `from` becomes that of `to`; every
/// field that was changed since stays. Of lists, what the step takes away goes and what came otherwise stays. Records merged
/// into it are left to the caller.
pub(super) fn rebased(now: &Person, from: &Person, to: &Person) -> Person {
    macro_rules! step {
        ($field:ident) => {
            if now.$field == from.$field { to.$field.clone() } else { now.$field.clone() }
        };
    }
    macro_rules! lists {
        ($field:ident) => {
            if now.$field == from.$field {
                to.$field.clone()
            } else {
                let goes = |it: &_| from.$field.contains(it) && !to.$field.contains(it);
                now.$field.iter().filter(|it| !goes(it)).cloned().collect()
            }
        };
    }
    Person {
        name: step!(name),
        email: step!(email),
        organisation: step!(organisation),
        team: step!(team),
        function: step!(function),
        country: step!(country),
        place: step!(place),
        name_form: step!(name_form),
        consent: step!(consent),
        judge: step!(judge),
        member: step!(member),
        staff: step!(staff),
        origins: lists!(origins),
        details: Details {
            given_name: step!(given_name),
            family_name: step!(family_name),
            latin_name: step!(latin_name),
            region: step!(region),
            address: step!(address),
            since: step!(since),
            code_name: step!(code_name),
            name_forms: step!(name_forms),
            born: step!(born),
            name_confirmed: step!(name_confirmed),
            tags: lists!(tags),
            notes: step!(notes),
            photo: step!(photo),
            merged: now.merged.clone(),
            apart_from: lists!(apart_from),
            put_off: lists!(put_off),
            told_at: step!(told_at),
            erased_at: step!(erased_at),
        }
        .into(),
    }
}
