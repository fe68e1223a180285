//! The kits as a list: one line each with what belongs into it and what is missing, found, filtered and sorted.

use crate::app::people::folded;
use crate::app::shelf::{Found, Line, Query};
use crate::campaign::{Campaign, ConsentState, Parcel, ParcelId, ParcelState, Person, PersonId};
use std::cmp::Ordering;

/// What belongs into a kit, in the order it is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    Card,
    Box,
    Label,
    Letter,
}

impl Piece {
    pub const ALL: [Self; 4] = [Self::Card, Self::Box, Self::Label, Self::Letter];
    pub fn title(self) -> &'static str {
        match self {
            Self::Card => "Card",
            Self::Box => "Box",
            Self::Label => "Label",
            Self::Letter => "Letter",
        }
    }
}

/// What keeps a piece from being made, and where it is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    NoHero,
    NoAddress,
    NoName,
    /// The name was not confirmed by the person; it prints all the same.
    NotConfirmed,
    Erased,
}

impl Trouble {
    pub fn words(self) -> &'static str {
        match self {
            Self::NoHero => "there is no hero yet",
            Self::NoAddress => "there is no address",
            Self::NoName => "there is no name",
            Self::NotConfirmed => "the name is not confirmed",
            Self::Erased => "the person was erased",
        }
    }
    /// It cannot be made as it is, else it should be looked at first.
    pub fn stops(self) -> bool {
        self != Self::NotConfirmed
    }
}

/// The pieces of a person's kit, each with what is wrong about it.
pub fn pieces(campaign: &Campaign, to: PersonId) -> [(Piece, Option<Trouble>); 4] {
    let person = campaign.people().get(to);
    let nobody = person.is_none_or(|person| person.erased_at.is_some());
    let has_name = person.is_some_and(|person| !person.display_name().trim().is_empty());
    let refused = person.is_some_and(|it| matches!(it.consent.state, ConsentState::Refused | ConsentState::Withdrawn));
    // Where the hero's name stands alone no other name can be wrong.
    let confirmed = refused || person.is_some_and(|person| person.name_confirmed.is_some());
    let has_hero = campaign.hero_of(to).is_some();
    let has_address = person.is_some_and(|person| !person.address.trim().is_empty());
    Piece::ALL.map(|piece| {
        let trouble = match piece {
            _ if nobody => Some(Trouble::Erased),
            Piece::Card | Piece::Box if !has_hero => Some(Trouble::NoHero),
            Piece::Label | Piece::Letter if !has_name => Some(Trouble::NoName),
            Piece::Label if !has_address => Some(Trouble::NoAddress),
            Piece::Card if !confirmed => Some(Trouble::NotConfirmed),
            _ => None,
        };
        (piece, trouble)
    })
}

/// One kit as a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitLine {
    pub id: ParcelId,
    pub to: PersonId,
    pub name: String,
    pub persona: String,
    /// "Bergen, Norway".
    pub place: String,
    pub state: ParcelState,
    pub pieces: [(Piece, Option<Trouble>); 4],
    pub tracking: String,
    words: String,
}

impl KitLine {
    /// Something keeps it from being made or sent.
    pub fn is_held(&self) -> bool {
        self.pieces.iter().any(|(_, trouble)| trouble.is_some_and(Trouble::stops))
    }
}

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KitOrder {
    #[default]
    Name,
    Place,
    State,
    Tracking,
    Missing,
}

/// Which kits are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KitFilter {
    pub state: Option<ParcelState>,
    /// Only those that something is missing for.
    pub held: bool,
}

/// What is looked for.
pub type KitQuery = Query<KitFilter, KitOrder>;

impl Line for KitLine {
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Found for KitLine {
    type Filter = KitFilter;
    type Order = KitOrder;

    fn words(&self) -> &str {
        &self.words
    }
    fn is_wanted(&self, filter: &KitFilter) -> bool {
        filter.state.is_none_or(|state| self.state == state) && (!filter.held || self.is_held())
    }
    fn compare(&self, other: &Self, order: KitOrder) -> Ordering {
        match order {
            KitOrder::Name => folded(&self.name).cmp(&folded(&other.name)),
            KitOrder::Place => folded(&self.place).cmp(&folded(&other.place)),
            KitOrder::State => self.state.cmp(&other.state),
            KitOrder::Tracking => {
                (self.tracking.is_empty(), &self.tracking).cmp(&(other.tracking.is_empty(), &other.tracking))
            }
            KitOrder::Missing => other.is_held().cmp(&self.is_held()),
        }
    }
}

/// All kits as lines, in the order of their numbers. Made once per revision.
pub fn desk(campaign: &Campaign) -> Vec<KitLine> {
    let line = |(id, parcel): (ParcelId, &Parcel)| {
        let person = campaign.people().get(parcel.to);
        let name = person.map_or("Nobody", Person::display_name).to_owned();
        let persona = campaign.hero_of(parcel.to).map(|(_, hero)| hero.persona.clone()).unwrap_or_default();
        let country = person.map(|person| crate::app::packing::country_name(&person.country)).unwrap_or_default();
        let place = [person.map_or("", |person| person.place.as_str()), country.as_str()];
        let place = place.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        KitLine {
            id,
            to: parcel.to,
            words: folded(&format!("{name} {persona} {place} {} {} {id}", parcel.tracking, parcel.note)),
            name,
            persona,
            place,
            state: parcel.state,
            pieces: pieces(campaign, parcel.to),
            tracking: parcel.tracking.clone(),
        }
    };
    campaign.parcels().iter().map(line).collect()
}
