//! The look of an award card's front as data: where the art stands and how its texts are set.
//!
//! One layout draws every look; the looks are files in `assets/styles`, compiled in. The drawings themselves are named by
//! the art kit's own list of styles.

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

use super::layout::Lettering;
use super::refusal::Refusal;
use crate::scene::kit::Hex;

static STYLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/styles");

/// A hash of all style files, as hex: what was laid out with others may look different.
pub fn fingerprint() -> &'static str {
    static PRINT: LazyLock<String> = LazyLock::new(|| {
        let mut hasher = Sha256::new();
        for file in STYLES.files() {
            hasher.update(file.path().to_string_lossy().as_bytes());
            hasher.update([0]);
            hasher.update(file.contents());
            hasher.update([0]);
        }
        hex::encode(hasher.finalize())
    });
    &PRINT
}

/// Left, top, width, height in 0.1 mm.
pub type Frame = [f32; 4];

/// One look of the front of the card.
#[derive(Clone, Debug, Deserialize)]
pub struct CardStyle {
    /// Id of the kit's style, whose drawings are used.
    pub id: String,
    pub logo: Logo,
    pub window: Window,
    pub monster: Option<MonsterPlace>,
    /// Where a medal stands when there is no arch-enemy.
    pub medal: Medal,
    pub tray: Option<Tray>,
    pub star: Option<Star>,
    pub award: Option<AwardLine>,
    /// Boxes at the side instead of a looming monster.
    pub side: Option<Side>,
    pub plate: Plate,
    /// Where a hang hole may be punched.
    pub hang_hole: Option<Frame>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Logo {
    pub frame: Frame,
    pub first: Lettering,
    pub second: Lettering,
    /// The second line names award and year instead of the campaign's own second line.
    #[serde(default)]
    pub names_award: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Window {
    pub frame: Frame,
    pub hero_scale: f32,
    /// From the window's rim up to the soles.
    pub sole: f32,
}

#[derive(Clone, Debug, Deserialize)]
pub struct MonsterPlace {
    pub x: f32,
    pub y: f32,
    pub scale: f32,
    pub turn: f32,
    pub caption: Option<Lettering>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Medal {
    pub frame: Frame,
    pub fill: Hex,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Tray {
    pub frame: Frame,
    pub kind: TrayKind,
    pub caption: Lettering,
    /// Said before a count, with `{n}`, in singular and plural.
    pub one: String,
    pub many: String,
    pub label: Hex,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum TrayKind {
    /// A clear blister with a ribbon.
    Blister,
    /// A dark panel with cut corners.
    Panel,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Star {
    pub frame: Frame,
    pub fill: Hex,
    pub turn: f32,
}

#[derive(Clone, Debug, Deserialize)]
pub struct AwardLine {
    /// What the line stands on; nothing where it stands free.
    pub back: Option<AwardBack>,
    pub line: Lettering,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub enum AwardBack {
    Ribbon(Frame),
    /// A dark panel with cut corners.
    Panel(Frame),
}

#[derive(Clone, Debug, Deserialize)]
pub struct Side {
    pub x: f32,
    pub width: f32,
    pub top: f32,
    pub bottom: f32,
    pub edge: Hex,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Plate {
    pub frame: Frame,
    pub name: Lettering,
    pub second: Lettering,
    pub leads_with: Lead,
    /// Names the arch-enemy when there is room.
    pub names_enemy: bool,
}

/// What stands large on the name plate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Lead {
    Persona,
    /// The real name where it may be shown.
    RealName,
}

impl CardStyle {
    /// The look with this id; an empty id is the comic one. `None` when there is no such look.
    pub fn named(id: &str) -> Result<Option<Self>, Refusal> {
        let id = if id.is_empty() { "comic" } else { id };
        // Ids come from campaign files: only a plain name may become a path.
        if !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return Ok(None);
        }
        let Some(file) = STYLES.get_file(format!("{id}.ron")) else { return Ok(None) };
        let broken = |what: String| Refusal::BrokenStyle { style: id.to_string(), what };
        let text = file.contents_utf8().ok_or_else(|| broken("is not text".into()))?;
        Self::read(text).map(Some).map_err(broken)
    }

    /// Reads a style file.
    pub fn read(text: &str) -> Result<Self, String> {
        ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .from_str(text)
            .map_err(|e| e.to_string())
    }
}
