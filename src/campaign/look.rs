//! How everything printed looks beyond the styles of the program: a logo of one's own, colours, words, and a folder of art.
//! The campaign names files by hash and colours as text; what can be drawn is decided by who draws.

use super::person::Photo;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The campaign's own look. Empty parts leave the style as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// A picture (PNG, JPEG or SVG) that stands where the logo stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Photo>,
    /// Pictures of signatures, by the name of who signs; they stand on certificates.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub signatures: BTreeMap<String, Photo>,
    pub colours: LookColours,
    pub wording: Wording,
}

impl Look {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Colours of one's own as `#RRGGBB`; empty takes what style and hero bring.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LookColours {
    /// Logo frame, ribbons, seals and edges.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub signal: String,
    /// Name plates.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub plate: String,
    /// Backdrops.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ground: String,
}

/// Words of one's own; empty takes the style's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wording {
    /// Lines of the starburst for heroes that have none of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub starburst: Vec<String>,
    /// Under one accessory.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tray_one: String,
    /// Under several; `{n}` is their number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tray_many: String,
    /// On the ribbon: `{award}` and `{year}`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub award_line: String,
    /// Over the arch-enemy.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub enemy_title: String,
    /// At the head of the back.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub back_title: String,
    /// Over the powers.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub powers_title: String,
    /// Beside the other heroes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub collect: String,
    /// The two lines at the foot of the back where nobody signs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub foot: Vec<String>,
}

impl Wording {
    /// The campaign's words where there are any, else the style's.
    pub fn or<'a>(own: &'a str, usual: &'a str) -> &'a str {
        if own.trim().is_empty() { usual } else { own.trim() }
    }
}

/// Files of a folder of art that was added: path inside the folder (with `/`) to SHA-256 of the bytes, which lie in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnArt {
    pub files: BTreeMap<String, String>,
}

impl OwnArt {
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
