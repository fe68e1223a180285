//! `art.ron` as data: what the names of files cannot say. Only shapes of data; what they mean is in the file above.

use serde::Deserialize;

use crate::scene::kit::Hex;

/// `art.ron`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OwnManifest {
    pub hero: Vec<OwnOption>,
    pub villains: Vec<OwnVillain>,
    pub villain_parts: Vec<OwnVillainPart>,
    pub backdrops: Vec<OwnBackdrop>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnOption {
    pub slot: String,
    pub id: String,
    #[serde(default)]
    pub label: String,
    pub parts: Vec<OwnPart>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnPart {
    pub file: String,
    /// The slot's usual layer where empty.
    #[serde(default)]
    pub layer: String,
    #[serde(default)]
    pub bodies: Vec<String>,
    #[serde(default)]
    pub poses: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnVillain {
    pub id: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub problem: String,
    #[serde(default)]
    pub line: String,
    /// The complete monster.
    pub file: String,
    /// Without its face, for swapped parts.
    #[serde(default)]
    pub base: String,
    #[serde(default)]
    pub face: String,
    /// Base, shade and light of its body as drawn.
    pub body: Option<(Hex, Hex, Hex)>,
    pub eyes: Option<OwnAnchor>,
    pub mouth: Option<OwnAnchor>,
    pub horns: Option<OwnAnchor>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnAnchor {
    pub x: f32,
    pub y: f32,
    #[serde(default = "one")]
    pub scale: f32,
    #[serde(default)]
    pub wide: bool,
}

fn one() -> f32 {
    1.0
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnVillainPart {
    pub kind: String,
    pub id: String,
    #[serde(default)]
    pub label: String,
    pub file: String,
    #[serde(default)]
    pub wide: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnBackdrop {
    pub id: String,
    #[serde(default)]
    pub label: String,
    pub file: String,
    /// Id of the colours it looks best in.
    #[serde(default)]
    pub scheme: String,
}
