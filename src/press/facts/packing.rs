//! What the packing list says: the parcels of a campaign, or the kits its heroes are waiting for. Like a label it is for the
//! hands that pack, not for the public: names stand as they are written, unless a form was chosen for labels.

use super::label::address_lines;
use super::serial;
use crate::campaign::{Campaign, NameForm, Output, Parcel, ParcelState, Person, PersonId};
use crate::press::packing::{PackingFacts, PackingRow};

/// The kits that are to be packed or on their way, in the order of their states, of these people or of all; `country_name` gives
/// a country's name for its code. Where no parcel was made yet, every hero has a kit to print.
pub fn packing_facts(campaign: &Campaign, only: &[PersonId], country_name: &dyn Fn(&str) -> String) -> PackingFacts {
    let mut parcels: Vec<(String, Parcel)> = kits(campaign);
    parcels.retain(|(_, parcel)| only.is_empty() || only.contains(&parcel.to));
    let rows = parcels
        .iter()
        .map(|(number, parcel)| {
            let person = campaign.people().get(parcel.to);
            let hero = campaign.hero_of(parcel.to);
            let country = person.map(|person| country_name(&person.country)).unwrap_or_default();
            let address = person.map(|person| address_lines(person, &country)).unwrap_or_default();
            let city = address.last().cloned().unwrap_or_default();
            let destination = [city, country].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
            PackingRow {
                number: number.clone(),
                name: person.map_or_else(|| "Nobody".to_owned(), |person| name_for_post(campaign, parcel.to, person)),
                persona: hero.map(|(_, hero)| hero.persona.clone()).unwrap_or_default(),
                serial: hero.map(|(id, _)| serial(campaign, id.0)).unwrap_or_default(),
                destination,
                state: parcel.state.title().to_owned(),
                tracking: parcel.tracking.clone(),
                note: parcel.note.clone(),
                trouble: trouble(person, &address).to_owned(),
            }
        })
        .collect();
    let settings = campaign.settings();
    PackingFacts { campaign: settings.title.clone(), language: settings.language.clone(), rows }
}

/// The name as it is, or in the form chosen for the post alone; the number where that form has none.
fn name_for_post(campaign: &Campaign, id: PersonId, person: &Person) -> String {
    match campaign.chosen_form(id, Output::Post) {
        NameForm::ByDefault | NameForm::Real => person.display_name().to_owned(),
        form => person.name_in(form).unwrap_or_else(|| id.to_string()),
    }
}

/// Every parcel with its number, the least finished first; kits to print for the heroes where there are no parcels.
fn kits(campaign: &Campaign) -> Vec<(String, Parcel)> {
    let mut all: Vec<(String, Parcel)> =
        campaign.parcels().iter().map(|(id, parcel)| (id.to_string(), parcel.clone())).collect();
    if all.is_empty() {
        let mut seen: Vec<PersonId> = Vec::new();
        for (id, hero) in campaign.heroes().iter() {
            if !seen.contains(&hero.person) {
                seen.push(hero.person);
                all.push((id.to_string(), Parcel::new(hero.person)));
            }
        }
    }
    // Stable: within a state the order of their numbers stays.
    all.sort_by_key(|(_, parcel)| ParcelState::ALL.iter().position(|state| *state == parcel.state));
    all
}

/// What keeps a kit from being sent; empty where nothing does.
fn trouble(person: Option<&Person>, address: &[String]) -> &'static str {
    match person {
        None => "nobody is left to send it to",
        Some(person) if person.erased_at.is_some() => "the person was erased",
        Some(person) if person.name.trim().is_empty() && person.latin_name.trim().is_empty() => "no name",
        Some(_) if address.is_empty() => "no address",
        Some(_) => "",
    }
}
