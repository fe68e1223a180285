//! The people of a campaign as a list: one line each with what can be looked for, filtered and sorted by, and the changes that
//! concern many of them at once. What a single field of one person becomes is a plain edit and is not here.

mod named_in;
mod orders;
mod received;
mod register;
mod shared_field;

use super::bulk;
use crate::campaign::{
    Award, AwardId, Campaign, Change, Confirmation, Consent, ConsentState, Entry, EntryId, Hero, HeroId, NameForm,
    Nomination, NominationId, Output, Person, PersonId, Sweepstake,
};
use crate::intake::{country_code, country_near, country_title};
use jiff::Timestamp;
use std::collections::HashSet;
use std::hash::BuildHasher;

pub use crate::campaign::folded;
pub use named_in::NamedIn;
pub use orders::{Orders, ranks};
pub use received::Received;
pub use register::{Gap, OFFERED, PeopleList, PeopleOrder, PeopleQuery, PersonLine, Register, Role};
pub use shared_field::SharedField;

/// Do all words of `question`, already folded, stand in `text`, already folded?
pub fn holds_words(text: &str, question: &str) -> bool {
    question.split_whitespace().all(|word| text.contains(word))
}

/// "Germany" for "DE"; words that are no code stay as they are.
pub fn country_name(country: &str) -> &str {
    country_title(country).unwrap_or(country)
}

/// What is stored for a country as typed: its code where it is known, else the words.
pub fn country_as_stored(typed: &str) -> String {
    let typed = typed.trim();
    country_code(typed).map_or_else(|| typed.to_owned(), str::to_owned)
}

/// What is stored for a country that somebody types: its code, or nothing; else why it is none. What a list says of a country that
/// is not known stands as it came, and is typed by nobody.
pub fn country_typed(typed: &str) -> Result<String, String> {
    let typed = typed.trim();
    match country_code(typed) {
        Some(code) => Ok(code.to_owned()),
        None if typed.is_empty() => Ok(String::new()),
        None => Err(match country_near(typed) {
            Some(near) => format!("“{typed}” is no country that is known. Perhaps {near} is meant."),
            None => format!("“{typed}” is no country that is known. Type its name, such as Germany, or its code, DE."),
        }),
    }
}

/// The first day on which anybody can have said something about a campaign: 1 January 1990.
const FIRST_DAY: Timestamp = Timestamp::constant(631_152_000, 0);

/// Why somebody cannot have said something then; `None` where they can.
pub fn wrong_day(at: Timestamp, now: Timestamp) -> Option<&'static str> {
    match at {
        _ if at > now => Some("That day is still to come."),
        _ if at < FIRST_DAY => Some("That day is before 1990."),
        _ => None,
    }
}

/// Where people are named, beside their own records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// They are the nominee.
    pub nominations: Vec<NominationId>,
    /// They wrote it about somebody who stays.
    pub written: Vec<NominationId>,
    pub entries: Vec<EntryId>,
    pub heroes: Vec<HeroId>,
    /// They won it.
    pub awards: Vec<AwardId>,
    /// People in the roll of a locked draw, with the number of the draw: they cannot go.
    pub sealed: Vec<(PersonId, u64)>,
}

impl Named {
    pub fn is_nowhere(&self) -> bool {
        *self == Self::default()
    }
}

/// Where any of these people is named.
pub fn named<S: BuildHasher>(campaign: &Campaign, people: &HashSet<PersonId, S>) -> Named {
    let mut named = Named::default();
    for (id, nomination) in campaign.nominations().iter() {
        if people.contains(&nomination.nominee) {
            named.nominations.push(id);
        } else if nomination.nominator.is_some_and(|by| people.contains(&by)) {
            named.written.push(id);
        }
    }
    for (id, entry) in campaign.entries().iter().filter(|(_, entry)| people.contains(&entry.person)) {
        let sweepstake = campaign.sweepstakes().get(entry.sweepstake);
        match sweepstake.and_then(|sweepstake: &Sweepstake| sweepstake.sealed.as_ref()) {
            Some(sealed) => {
                if named.sealed.iter().all(|(person, _)| *person != entry.person) {
                    named.sealed.push((entry.person, sealed.number));
                }
            }
            None => named.entries.push(id),
        }
    }
    named.heroes =
        campaign.heroes().iter().filter(|(_, hero)| people.contains(&hero.person)).map(|(id, _)| id).collect();
    named.awards = campaign
        .awards()
        .iter()
        .filter(|(_, award)| award.winners.iter().any(|winner| people.contains(&winner.person)))
        .map(|(id, _)| id)
        .collect();
    named
}

/// Takes these people out of the campaign, with the nominations of them, their entries, heroes and prizes. Nominations they
/// wrote for others stay and lose their name. The change fails as a whole when a locked draw names one of them.
pub fn remove<S: BuildHasher>(campaign: &Campaign, people: &HashSet<PersonId, S>) -> Change {
    let named = named(campaign, people);
    let mut edits = bulk::removals::<Entry>(campaign, named.entries);
    edits.extend(bulk::removals::<Hero>(campaign, named.heroes));
    edits.extend(bulk::edits_each::<Award>(campaign, named.awards, |_, award| {
        award.winners.retain(|winner| !people.contains(&winner.person));
    }));
    edits.extend(bulk::edits_each::<Nomination>(campaign, named.written, |_, nomination| nomination.nominator = None));
    edits.extend(bulk::removals::<Nomination>(campaign, named.nominations));
    edits.extend(super::belongings::removals(campaign, people));
    let gone = bulk::removals::<Person>(campaign, people.iter().copied());
    let title = counted("Delete", gone.len());
    edits.extend(gone);
    Change::new(title, edits)
}

/// Changes each of these people in the same way as one step; those that stay as they are are left alone. `None` when all do.
pub fn change_each(
    campaign: &Campaign,
    people: impl IntoIterator<Item = PersonId>,
    title: impl FnOnce(usize) -> String,
    change: impl Fn(&mut Person),
) -> Option<Change> {
    bulk::change_each::<Person>(campaign, people, title, change)
}

/// "Delete a person", "Delete 3 people".
pub fn counted(verb: &str, count: usize) -> String {
    bulk::counted::<Person>(verb, count)
}

/// The consent as it stands after it was set by hand.
pub fn consent_set(state: ConsentState, by: &str, wording: &str, at: Timestamp) -> Consent {
    if state == ConsentState::NotAsked {
        return Consent::default();
    }
    Consent::new(state, Some(at), by.trim(), wording)
}

/// Chooses the form in which a name appears in these outputs, in all of them where none is given. `ByDefault` takes a choice away:
/// that of an output follows the one for everything again.
pub fn appear_as(person: &mut Person, form: NameForm, outputs: &[Output]) {
    if outputs.is_empty() {
        person.name_form = form;
    }
    for output in outputs {
        if person.name_forms.get(*output) != form {
            person.name_forms.set(*output, form);
        }
    }
}

/// Another name: what was confirmed of the old spelling no longer holds.
pub fn rename(person: &mut Person, name: String) {
    if person.name != name {
        person.name = name.into();
        person.name_confirmed = None;
    }
}

pub fn confirmed_by(by: &str, at: Timestamp) -> Confirmation {
    Confirmation { by: by.trim().to_owned(), at }
}

#[cfg(test)]
mod tests;
