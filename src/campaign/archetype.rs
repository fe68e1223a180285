//! An archetype: one of the users everybody has met, with an invented name. It stands for a habit, never for a person.

use super::hero::Figure;
use serde::{Deserialize, Serialize};

/// One archetype.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Archetype {
    /// "Toni Twenty-Tabs".
    pub name: String,
    /// The habit in a few words: "Opens everything, closes nothing".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tagline: String,
    /// What the archetype does, in a sentence or two.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub habit: String,
    /// Complete drawing of the art kit (`toni`, `bobbie`); empty where the figure below stands for it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub drawing: String,
    /// A figure put together from hero parts, or only its colours where a drawing is named.
    pub figure: Figure,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub traits: Vec<Trait>,
    /// Crimes against hardware.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub crimes: Vec<String>,
    /// Card style id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub style: String,
    /// What third persons of this kind are called inside a text: "a colleague with forty tabs".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stand_in: String,
}

/// A trait with its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Trait {
    pub label: String,
    /// 1 to 10.
    pub value: u8,
}
