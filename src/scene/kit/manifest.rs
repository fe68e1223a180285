//! `kit.ron` as data: what the art kit holds and how its parts go together. Only shapes of data; the rules are in the
//! neighbouring files.

use serde::Deserialize;

/// One colour as the art writes it, `#RRGGBB`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Hex(String);

impl TryFrom<String> for Hex {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let digits = text.strip_prefix('#').unwrap_or("");
        if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            Ok(Self(text.to_ascii_uppercase()))
        } else {
            Err(format!("{text:?} is no colour of the form #RRGGBB"))
        }
    }
}

impl Hex {
    pub fn of([r, g, b]: [u8; 3]) -> Self {
        Self(format!("#{r:02X}{g:02X}{b:02X}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Red, green, blue.
    pub fn rgb(&self) -> [u8; 3] {
        let value = u32::from_str_radix(&self.0[1..], 16).unwrap_or(0);
        [(value >> 16) as u8, (value >> 8) as u8, value as u8]
    }
}

/// Base, shade, light and line of one material.
pub type Tones = (Hex, Hex, Hex, Hex);
/// Base, shade and light.
pub type ThreeTones = (Hex, Hex, Hex);

#[derive(Debug, Deserialize)]
pub struct Manifest {
    pub version: u32,
    pub ink: Hex,
    /// The program's own icon.
    pub icon: String,
    pub palette: Palette,
    pub hero: Hero,
    pub villains: Villains,
    pub backdrops: Vec<Backdrop>,
    pub badges: Vec<Badge>,
    pub stats: Vec<Stat>,
    pub furniture: Vec<Furniture>,
    pub archetypes: Vec<Archetype>,
    /// From the heads of the style files.
    #[serde(skip)]
    pub styles: Vec<StyleFiles>,
}

#[derive(Debug, Deserialize)]
pub struct Palette {
    pub placeholders: Placeholders,
    pub lid: ThreeTones,
    pub skin_tones: Vec<Tone>,
    pub hair_colours: Vec<Tone>,
    pub outfit_schemes: Vec<Scheme>,
    pub backdrop_schemes: Vec<BackdropScheme>,
    /// Bodies of monsters.
    pub monster_colours: Vec<BackdropScheme>,
}

/// The colours that stand in the art for the ones a figure chooses.
#[derive(Debug, Deserialize)]
pub struct Placeholders {
    pub skin: Tones,
    pub hair: Tones,
    pub primary: Tones,
    pub secondary: Tones,
    pub accent: Tones,
    pub backdrop: ThreeTones,
}

#[derive(Debug, Deserialize)]
pub struct Tone {
    pub id: String,
    pub label: String,
    pub colours: Tones,
}

#[derive(Debug, Deserialize)]
pub struct Scheme {
    pub id: String,
    pub label: String,
    pub primary: Tones,
    pub secondary: Tones,
    pub accent: Tones,
}

#[derive(Debug, Deserialize)]
pub struct BackdropScheme {
    pub id: String,
    pub label: String,
    pub colours: ThreeTones,
}

#[derive(Debug, Deserialize)]
pub struct Hero {
    pub view_box: (f32, f32),
    /// The first is the one the hand-held parts are drawn for.
    pub poses: Vec<Pose>,
    /// Back to front.
    pub layers: Vec<String>,
    pub slots: Vec<Slot>,
    /// Pairs of (slot, option) that look wrong together.
    pub conflicts: Vec<(Choice, Choice)>,
}

/// A slot's id and an option's id.
pub type Choice = (String, String);

#[derive(Debug, Deserialize)]
pub struct Pose {
    pub id: String,
    pub label: String,
    pub right: Grip,
    pub left: Grip,
}

/// Where a hand is, in the figure's space, and how far it is turned, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Grip {
    pub x: f32,
    pub y: f32,
    pub turn: f32,
}

#[derive(Debug, Deserialize)]
pub struct Slot {
    pub id: String,
    pub label: String,
    pub required: bool,
    pub options: Vec<PartOption>,
}

#[derive(Debug, Deserialize)]
pub struct PartOption {
    pub id: String,
    pub label: String,
    pub parts: Vec<Part>,
}

#[derive(Debug, Deserialize)]
pub struct Part {
    pub layer: String,
    pub file: String,
    /// Builds it is drawn for; empty for all.
    pub bodies: Vec<String>,
    /// Poses it is drawn for; empty for all.
    pub poses: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Villains {
    pub view_box: (f32, f32),
    pub list: Vec<Villain>,
    pub parts: Vec<VillainPart>,
}

#[derive(Debug, Deserialize)]
pub struct Villain {
    pub id: String,
    pub name: String,
    /// The trouble it embodies.
    pub problem: String,
    /// Its tagline.
    pub line: String,
    /// The complete monster.
    pub file: String,
    pub base: String,
    pub face: String,
    pub skin: ThreeTones,
    /// Colours of its body as drawn, which another colour replaces.
    pub body: ThreeTones,
    pub eyes: Anchor,
    pub mouth: Anchor,
    pub horns: Anchor,
}

/// Where a swapped part sits on a villain.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Anchor {
    pub x: f32,
    pub y: f32,
    pub scale: f32,
    /// Takes the part's wide drawing.
    pub wide: bool,
}

#[derive(Debug, Deserialize)]
pub struct VillainPart {
    pub kind: String,
    pub id: String,
    pub label: String,
    pub file: String,
    pub wide: String,
}

#[derive(Debug, Deserialize)]
pub struct Backdrop {
    pub id: String,
    pub label: String,
    pub file: String,
    /// The scheme it looks best in.
    pub scheme: String,
}

#[derive(Debug, Deserialize)]
pub struct Badge {
    pub id: String,
    pub label: String,
    pub file: String,
    pub size: (f32, f32),
}

#[derive(Debug, Deserialize)]
pub struct Stat {
    pub id: String,
    pub label: String,
    pub icon: String,
}

#[derive(Debug, Deserialize)]
pub struct Furniture {
    pub id: String,
    pub file: String,
    pub size: (f32, f32),
}

#[derive(Debug, Deserialize)]
pub struct Archetype {
    pub id: String,
    pub name: String,
    pub role: String,
    pub line: String,
    pub file: String,
}

/// The drawings of one look of the card; where they stand is the press's business.
#[derive(Clone, Debug)]
pub struct StyleFiles {
    pub id: String,
    pub label: String,
    pub backdrop: String,
    pub scheme: String,
    pub logo: String,
    pub nameplate: String,
    pub window_back: String,
    pub window_front: String,
}

/// What the kit reads of a style file; the rest is for the press.
#[derive(Debug, Deserialize)]
pub(super) struct StyleHead {
    pub id: String,
    pub label: String,
    /// Where it stands in lists.
    #[serde(default = "last")]
    pub order: u32,
    pub art: StyleArt,
}

impl StyleHead {
    pub fn files(self) -> StyleFiles {
        let StyleArt { backdrop, scheme, logo, nameplate, window_back, window_front } = self.art;
        StyleFiles { id: self.id, label: self.label, backdrop, scheme, logo, nameplate, window_back, window_front }
    }
}

fn last() -> u32 {
    100
}

/// Drawings of a style: ids of a backdrop and its colours, and paths of drawings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StyleArt {
    /// Id of a backdrop.
    pub backdrop: String,
    /// Id of the backdrop's colours.
    pub scheme: String,
    pub logo: String,
    pub nameplate: String,
    pub window_back: String,
    pub window_front: String,
}
