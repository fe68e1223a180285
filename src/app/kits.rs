//! Unboxing kits on their way: one parcel per person with a hero, its states, and the list for the post office.

mod desk;
mod letters;

use super::bulk;
use super::exporting;
use super::failure::Failure;
use super::listing::Row;
use crate::campaign::{Campaign, Change, Edit, Parcel, ParcelId, ParcelState, PersonId};
use crate::intake::export::Guard;
use jiff::Timestamp;
use std::collections::BTreeSet;

pub use desk::{KitFilter, KitLine, KitOrder, KitQuery, Piece, Trouble, desk, pieces};
pub use letters::{letters, letters_pdf, packing_pdf};

/// A parcel for each of these people who has none yet.
pub fn make(campaign: &Campaign, people: impl IntoIterator<Item = PersonId>) -> Option<Change> {
    let have: BTreeSet<PersonId> = campaign.parcels().iter().map(|(_, parcel)| parcel.to).collect();
    let wanted: BTreeSet<PersonId> =
        people.into_iter().filter(|id| campaign.people().contains(*id) && !have.contains(id)).collect();
    let next = campaign.next_parcel_id().0;
    let edits: Vec<Edit> =
        wanted.into_iter().zip(next..).map(|(person, id)| Edit::parcel(ParcelId(id), Parcel::new(person))).collect();
    (!edits.is_empty()).then(|| Change::new(bulk::counted::<Parcel>("Make", edits.len()), edits))
}

/// Everybody with a hero, in the order of the series.
pub fn everybody(campaign: &Campaign) -> Vec<PersonId> {
    campaign.heroes().iter().map(|(_, hero)| hero.person).collect()
}

/// Notes how far parcels are, with the time; going back is possible and noted too.
pub fn set_state(
    campaign: &Campaign,
    ids: impl IntoIterator<Item = ParcelId>,
    state: ParcelState,
    at: Timestamp,
) -> Option<Change> {
    let title = |count| format!("{}: {}", bulk::counted::<Parcel>("Note", count), state.title().to_lowercase());
    bulk::change_each::<Parcel>(campaign, ids, title, |parcel| {
        if parcel.state != state {
            parcel.state = state;
            parcel.steps.push((state, at));
        }
    })
}

/// The state after this one; `None` for the last.
pub fn next_state(state: ParcelState) -> Option<ParcelState> {
    let at = ParcelState::ALL.iter().position(|other| *other == state)?;
    ParcelState::ALL.get(at + 1).copied()
}

/// Takes kits off the list; the people and what was printed stay.
pub fn remove(campaign: &Campaign, ids: &[ParcelId]) -> Change {
    let gone = bulk::removals::<Parcel>(campaign, ids.iter().copied());
    Change::new(bulk::counted::<Parcel>("Delete", gone.len()), gone)
}

/// People with a hero who have no kit yet.
pub fn without_kit(campaign: &Campaign) -> Vec<PersonId> {
    let have: BTreeSet<PersonId> = campaign.parcels().iter().map(|(_, parcel)| parcel.to).collect();
    everybody(campaign).into_iter().filter(|id| !have.contains(id)).collect()
}

/// How many parcels are in each state.
pub fn counts(campaign: &Campaign) -> [(ParcelState, usize); 5] {
    ParcelState::ALL.map(|state| (state, campaign.parcels().iter().filter(|(_, it)| it.state == state).count()))
}

/// The rows of the postage list: parcels that are not posted yet, with the address in lines.
pub fn postage_rows(campaign: &Campaign) -> Vec<Row> {
    let waiting = campaign.parcels().iter().filter(|(_, it)| it.state < ParcelState::Posted);
    let rows = waiting.filter_map(|(id, parcel)| {
        let person = campaign.people().get(parcel.to)?;
        let mut lines = person.address.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut line = || lines.next().unwrap_or_default().to_owned();
        let (one, two, three) = (line(), line(), line());
        let rest = lines.collect::<Vec<_>>().join(", ");
        Some(vec![
            ("parcel", id.to_string().into()),
            ("name", person.display_name().into()),
            ("organisation", person.organisation.clone().into()),
            ("address_1", one.into()),
            ("address_2", two.into()),
            ("address_3", three.into()),
            ("address_more", rest.into()),
            ("place", person.place.clone().into()),
            ("country", person.country.clone().into()),
            ("email", person.email.clone().into()),
            ("weight_g", parcel.weight_g.into()),
            ("state", parcel.state.title().into()),
        ])
    });
    rows.collect()
}

/// The postage list as CSV that opens safely in a spreadsheet.
///
/// # Errors
/// Where nothing waits to be posted.
pub fn postage_csv(campaign: &Campaign) -> Result<Vec<u8>, Failure> {
    exporting::rows_csv(postage_rows(campaign), "parcels", Guard::Spreadsheet)
}

/// People whose parcel cannot be posted: they have no address.
pub fn without_address(campaign: &Campaign) -> Vec<PersonId> {
    let waiting = campaign.parcels().iter().filter(|(_, it)| it.state < ParcelState::Posted);
    waiting
        .map(|(_, parcel)| parcel.to)
        .filter(|id| campaign.people().get(*id).is_some_and(|person| person.address.trim().is_empty()))
        .collect()
}
