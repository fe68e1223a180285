//! Entries typed in by hand, such as those that came by post: the same tickets as any other entry, and the same person found
//! again instead of made twice.

use super::household::plain;
use super::next::new_entry_id;
use crate::app::failure::Failure;
use crate::app::world::World;
use crate::campaign::{
    Campaign, Change, Edit, Entry, EntryId, EntryWay, Person, PersonId, SweepstakeId, email_key, name_key, tidy_name,
};
use jiff::Timestamp;

/// What stands on the card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postal {
    pub name: String,
    pub email: String,
    pub address: String,
    /// Who shares a prize, where it is not the address.
    pub household: String,
    /// When it arrived.
    pub received_at: Option<Timestamp>,
    /// The number on the card, for reference.
    pub reference: String,
    /// Who brought them.
    pub referred_by: String,
    pub way: EntryWay,
    /// A person of the campaign, where one was chosen.
    pub person: Option<PersonId>,
}

/// Somebody in the campaign who may be the one on the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub person: PersonId,
    /// The same e-mail address, or the same name at the same address.
    pub is_same: bool,
    /// Their entries in this sweepstake, by entry id.
    pub entries: Vec<EntryId>,
}

/// People like the one on the card, those who are surely the same first; at most six.
pub fn known(campaign: &Campaign, id: SweepstakeId, postal: &Postal) -> Vec<Known> {
    let (name, email) = (name_key(&postal.name), email_key(&postal.email));
    let address = plain(&postal.address);
    let plain_letters = letters(&name);
    if name.chars().count() < 2 && email.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, PersonId)> = Vec::new();
    for (person_id, person) in campaign.people().iter() {
        let same_mail = !email.is_empty() && email_key(&person.email) == email;
        let names = [name_key(&person.name), name_key(&person.latin_name)];
        let same_name = !name.is_empty() && names.contains(&name);
        let same_address = !address.is_empty() && plain(&person.address) == address;
        let like = plain_letters.len() >= 2 && names.iter().any(|known| letters(known).contains(&plain_letters));
        let rank = match (same_mail, same_name, same_address) {
            (true, _, _) => 0,
            (_, true, true) => 1,
            (_, true, false) => 2,
            _ if like => 3,
            _ => continue,
        };
        found.push((rank, person_id));
    }
    found.sort_by_key(|(rank, person)| (*rank, *person));
    found.truncate(6);
    found
        .into_iter()
        .map(|(rank, person)| Known {
            person,
            is_same: rank <= 1,
            entries: campaign
                .entries_in(id)
                .filter(|(_, entry)| entry.person == person)
                .map(|(entry, _)| entry)
                .collect(),
        })
        .collect()
}

/// Letters as a keyboard without accents has them, so that “hoang” finds “Hoàng”.
fn letters(name: &str) -> String {
    any_ascii::any_ascii(name).to_lowercase()
}

/// The entry of this sweepstake with the same reference, if there is one.
pub fn same_reference(campaign: &Campaign, id: SweepstakeId, reference: &str) -> Option<EntryId> {
    let reference = reference.trim();
    let same = |entry: &Entry| !reference.is_empty() && entry.reference.eq_ignore_ascii_case(reference);
    campaign.entries_in(id).find(|(_, entry)| same(entry)).map(|(entry, _)| entry)
}

/// The change that adds the entry, and its id. One ticket, like an entry by form; a new person where none was chosen.
pub fn enter(
    campaign: &Campaign,
    id: SweepstakeId,
    postal: &Postal,
    world: &dyn World,
) -> Result<(Change, EntryId), Failure> {
    let what = "The entry was not added.";
    let sweepstake = super::sweepstake(campaign, id)?;
    if sweepstake.sealed.is_some() {
        return Err(Failure::new(what, "The list is locked.", "Add it to a later draw."));
    }
    if postal.person.is_none() && tidy_name(&postal.name).is_empty() {
        return Err(Failure::new(what, "It has no name.", "Type the name of the entrant."));
    }
    let entry_id = loop {
        let entry_id = new_entry_id(world)?;
        if campaign.entry_with_id(&entry_id).is_none() {
            break entry_id;
        }
    };
    let mut edits = Vec::new();
    let address = tidy_name(&postal.address);
    let email = postal.email.trim().to_owned();
    let person = match postal.person.and_then(|person| Some((person, campaign.people().get(person)?))) {
        Some((person_id, person)) => {
            // What the campaign does not know yet is kept; what it knows is never replaced by what a card says.
            let mut fuller = person.clone();
            if fuller.address.is_empty() {
                fuller.address = address.as_str().into();
            }
            if fuller.email.is_empty() {
                fuller.email = email.as_str().into();
            }
            if fuller != *person {
                edits.push(Edit::person(person_id, fuller));
            }
            // Another address than the known one decides about this entry's household alone.
            person_id
        }
        None => {
            let person_id = campaign.next_person_id();
            let person = Person { name: tidy_name(&postal.name).into(), email: email.into(), ..Person::default() };
            let person = person.with(|it| it.address = address.as_str().into());
            edits.push(Edit::person(person_id, person));
            person_id
        }
    };
    let known_address = campaign.people().get(person).map_or("", |person| person.address.as_str());
    let moved = !address.is_empty() && !known_address.is_empty() && plain(known_address) != plain(&address);
    let household = if postal.household.trim().is_empty() && moved { address } else { tidy_name(&postal.household) };
    let id_of_entry = campaign.next_entry_id();
    let entry = Entry {
        reference: tidy_name(&postal.reference).into(),
        way: postal.way.clone(),
        received_at: postal.received_at,
        household: household.into(),
        referred_by: tidy_name(&postal.referred_by).into(),
        ..Entry::new(id, person, entry_id)
    };
    edits.push(Edit::entry(id_of_entry, entry));
    Ok((Change::new("Add an entry by hand", edits), id_of_entry))
}
