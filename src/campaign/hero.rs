//! A hero: a nominee as action figure, with everything the card says. Figures name parts of the art kit by id;
//! the campaign does not know the kit, so an id the kit lacks is drawn as nothing and reported by the press.

use super::ids::{AwardId, MonsterId, PersonId};
use super::person::Photo;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the figure is put together from: ids of the art kit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figure {
    pub pose: String,
    /// Slot id to option id; a slot that is not here is empty.
    pub parts: BTreeMap<String, String>,
    pub skin: String,
    pub hair: String,
    pub scheme: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Accessory {
    /// Item id of the art kit.
    pub item: String,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Power {
    /// Stat id of the art kit: `speed`, `patience` ...
    pub stat: String,
    /// 1 to 10.
    pub value: u8,
    /// The round of judging that gave it, while nobody changed it by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<GivenBy>,
    /// Rounds that gave it a value before that one, the first of them first: what the next one found is theirs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<GivenBy>,
}

/// Whose scores gave a power its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenBy {
    pub award: AwardId,
    /// The round's number.
    pub round: u32,
    /// The value it found; `None` where the hero had no such power.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u8>,
}

impl Power {
    /// As a person sets it.
    pub fn new(stat: String, value: u8) -> Self {
        Self { stat, value, given: None, earlier: Vec::new() }
    }
}

/// A photo on the card in the figure's place, and which part of it is shown. Whole numbers, so that a preview and a print are the
/// same to the pixel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HeroPhoto {
    /// A picture of its own; without one the person's photo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<Photo>,
    /// What stays in view, in thousandths of the picture's width and height.
    pub focus_permille: (u16, u16),
    /// 100 shows as much as fits the window, 400 a quarter of it each way.
    pub zoom_percent: u16,
    /// Printed in comic dots.
    pub halftone: bool,
}

impl HeroPhoto {
    /// How far one may zoom in.
    pub const MOST_ZOOM_PERCENT: u16 = 400;
}

impl Default for HeroPhoto {
    fn default() -> Self {
        // Faces stand above the middle of most portraits.
        Self { own: None, focus_permille: (500, 400), zoom_percent: 100, halftone: false }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hero {
    pub person: PersonId,
    /// "Sabine the IT Savior".
    pub persona: String,
    #[serde(default)]
    pub figure: Figure,
    /// What the figure was last shuffled from: the same seed and the same locks give the same look again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// What stays as it is while shuffling: slot ids, and `pose`, `skin`, `hair_colour`, `scheme`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub locked: BTreeSet<String>,
    /// Stands in the window instead of the figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<HeroPhoto>,
    /// Card style id: `comic`, `circuit`, `space`, `formal`, or one of the campaign's own.
    #[serde(default)]
    pub style: String,
    #[serde(default)]
    pub backdrop: String,
    #[serde(default)]
    pub backdrop_scheme: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub powers: Vec<Power>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accessories: Vec<Accessory>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enemy: Option<MonsterId>,
    /// Two or three short lines in the starburst.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub specialties: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub story: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote_by: String,
}

impl Hero {
    pub fn new(person: PersonId, persona: String) -> Self {
        Self {
            person,
            persona,
            figure: Figure::default(),
            seed: None,
            locked: BTreeSet::new(),
            photo: None,
            style: "comic".into(),
            backdrop: String::new(),
            backdrop_scheme: String::new(),
            powers: Vec::new(),
            accessories: Vec::new(),
            enemy: None,
            claims: Vec::new(),
            specialties: Vec::new(),
            story: String::new(),
            quote: String::new(),
            quote_by: String::new(),
        }
    }
}
