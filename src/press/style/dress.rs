//! How everything but the front of the award card is dressed in a style: backs, small cards, and which type stands on them.
//!
//! Part of a style file (`dress`). What is left out is as in the comic style, so that a style without any has a back as well.
//! Leaves out: where things stand. Layouts know that, and margins are all they are told here.

use serde::Deserialize;

use crate::press::layout::{Face, Lettering};
use crate::scene::kit::Hex;
use crate::scene::text::INK;

/// Colours, boxes and type beside the front.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dress {
    /// From the trim of an award card to its boxes at left and right, in 0.1 mm.
    pub margin: f32,
    /// From the trim of an award card to its last line, in 0.1 mm.
    pub foot: f32,
    /// Top of the first box of an award card, in 0.1 mm.
    pub top: f32,
    /// Face of titles and of names in boxes.
    pub face: Face,
    /// Large titles carry a comic outline.
    pub outlined: bool,
    /// Titles and names of boxes in capitals. A display face has nothing else.
    pub upper: bool,
    /// Radius of the boxes' corners on an award card, in 0.1 mm.
    pub corner: f32,
    pub ground: Ground,
    pub band: Band,
    pub sheet: Sheet,
    pub bars: Bars,
    pub rival: RivalBox,
    pub strip: StripBand,
    /// Text that stands on the ground itself, and its paler second.
    pub note: Hex,
    pub note_second: Hex,
    pub portrait: Portrait,
    /// On trading cards a figure stands in the style's window; else free before the backdrop.
    pub window_on_small: bool,
    /// A monster's card takes the backdrop's colours that set the monster off best; else those of the style.
    pub contrast: bool,
    /// Trading cards are framed in lines of their own: a backdrop with a frame does not scale.
    pub small_frame: Option<SmallFrame>,
}

/// What covers a whole back, bleed included.
#[derive(Clone, Debug, Deserialize)]
pub enum Ground {
    /// Slanted stripes.
    Stripes { base: Hex, stripe: Hex },
    /// A backdrop of the kit in one of its colour schemes.
    Backdrop { id: String, scheme: String },
}

/// The title at the head of a back.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Band {
    pub shape: BandShape,
    pub fill: Hex,
    pub edge: Hex,
    pub title: Hex,
    pub second: Hex,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum BandShape {
    /// From edge to edge, rising to the right.
    Slant,
    /// A box with cut corners between the margins.
    Panel,
    /// A line under the title.
    Rule,
}

/// The file card itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sheet {
    pub fill: Hex,
    pub edge: Hex,
    /// Colour of a dashed line inside the edge.
    pub stitch: Option<Hex>,
    pub text: Hex,
    pub label: Hex,
    pub rule: Hex,
    /// The code name.
    pub name: Hex,
    /// A quote.
    pub quote: Hex,
}

/// The box with the power bars.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bars {
    pub fill: Hex,
    pub edge: Hex,
    pub title: Hex,
    pub text: Hex,
    pub value: Hex,
    pub unlit: Hex,
}

/// The box of the arch-enemy (of a monster: its nemesis).
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RivalBox {
    pub fill: Hex,
    pub edge: Hex,
    /// Under the name.
    pub foot: Hex,
    pub title: Hex,
    pub name: Hex,
    pub text: Hex,
}

/// The strip with the other heroes.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StripBand {
    pub fill: Hex,
    pub edge: Hex,
    pub title: Hex,
    pub label: Hex,
    /// Between the margins; else from edge to edge.
    pub boxed: bool,
}

/// Behind heads.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Portrait {
    /// Id of the kit's backdrop, and of its colours; empty for a plain ground.
    pub backdrop: String,
    pub scheme: String,
    pub fill: Hex,
}

/// Lines around a small card.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmallFrame {
    pub paper: Hex,
    /// Id of the backdrop whose middle is seen inside the frame.
    pub pattern: String,
    /// The thick outer line and the stones in the corners.
    pub outer: Hex,
    pub inner: Hex,
}

fn hex(rgb: u32) -> Hex {
    let [_, r, g, b] = rgb.to_be_bytes();
    Hex::of([r, g, b])
}

impl Default for Dress {
    fn default() -> Self {
        Self {
            margin: 70.0,
            foot: 42.0,
            top: 430.0,
            face: Face::Display,
            outlined: true,
            upper: false,
            corner: 26.0,
            ground: Ground::Stripes { base: hex(0x24_49B8), stripe: hex(0x2A_53C9) },
            band: Band::default(),
            sheet: Sheet::default(),
            bars: Bars::default(),
            rival: RivalBox::default(),
            strip: StripBand::default(),
            note: hex(0xFF_FFFF),
            note_second: hex(0xFF_E89A),
            portrait: Portrait::default(),
            window_on_small: false,
            contrast: true,
            small_frame: None,
        }
    }
}

impl Default for Band {
    fn default() -> Self {
        Self {
            shape: BandShape::Slant,
            fill: hex(0xFF_4D5E),
            edge: Hex::of(INK),
            title: hex(0xFF_FFFF),
            second: hex(0xFF_E89A),
        }
    }
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            fill: hex(0xFF_FDF6),
            edge: Hex::of(INK),
            stitch: Some(Hex::of(INK)),
            text: Hex::of(INK),
            label: hex(0x6C_7391),
            rule: hex(0xD5_DCEC),
            name: hex(0xE8_394F),
            quote: hex(0x24_49B8),
        }
    }
}

impl Default for Bars {
    fn default() -> Self {
        Self {
            fill: Hex::of(INK),
            edge: Hex::of(INK),
            title: hex(0xFF_D84A),
            text: hex(0xFF_FFFF),
            value: hex(0xFF_D84A),
            unlit: hex(0x3A_3F58),
        }
    }
}

impl Default for RivalBox {
    fn default() -> Self {
        Self {
            fill: hex(0x7A_4DE8),
            edge: Hex::of(INK),
            foot: Hex::of(INK),
            title: hex(0xFF_D84A),
            name: hex(0xFF_D84A),
            text: hex(0xFF_FFFF),
        }
    }
}

impl Default for StripBand {
    fn default() -> Self {
        Self { fill: hex(0xFF_C93C), edge: Hex::of(INK), title: hex(0xB9_243A), label: Hex::of(INK), boxed: false }
    }
}

impl Default for Portrait {
    fn default() -> Self {
        Self { backdrop: "sunburst".into(), scheme: "azure".into(), fill: hex(0xE3_ECFA) }
    }
}

/// A display face is this much narrower than the text face: what is asked for in its size is set smaller in the other.
const TEXT_FACE_SHARE: f32 = 0.74;

impl Dress {
    /// A title or a name in a box at `x`,`y`; `size` is that of the display face.
    pub fn titled(&self, x: f32, y: f32, size: f32, fill: &Hex) -> Lettering {
        let size = if self.face == Face::Display { size } else { size * TEXT_FACE_SHARE };
        Lettering { upper: self.upper, ..Lettering::at(x, y, self.face, size, fill) }
    }

    /// The same for a person's name or a hero's, which keep their letters as they are.
    pub fn named(&self, x: f32, y: f32, size: f32, fill: &Hex) -> Lettering {
        Lettering { upper: false, ..self.titled(x, y, size, fill) }
    }

    /// A large title, outlined where the style does that.
    pub fn shouted(&self, x: f32, y: f32, size: f32, fill: &Hex) -> Lettering {
        let outline = if self.outlined { size * 0.16 } else { 0.0 };
        self.titled(x, y, size, fill).outlined(outline)
    }
}
