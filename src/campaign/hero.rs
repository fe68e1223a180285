//! A hero: a nominee as action figure, with everything the card says. Figures name parts of the art kit by id;
//! the campaign does not know the kit, so an id the kit lacks is drawn as nothing and reported by the press.

use super::ids::{MonsterId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hero {
    pub person: PersonId,
    /// "Sabine the IT Savior".
    pub persona: String,
    #[serde(default)]
    pub figure: Figure,
    /// Card style id: `comic`, `circuit`, `space`, `formal`.
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
