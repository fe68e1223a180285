//! The look of an award card's front as data: where the art stands and how its texts are set.
//!
//! One layout draws every look; the looks are files in `assets/styles`, compiled in, and files that a campaign brings
//! (docs/STYLES.md is the manual). A file is read strictly: a name that means nothing is refused with its line and field.

mod dress;
mod judge;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Deserialize;

use super::layout::Lettering;
use super::refusal::Refusal;
use crate::scene::item::Path;
use crate::scene::kit::{Hex, Kit, StyleArt};
use crate::scene::ron_file::{self, Fault};
use crate::scene::shapes::{polygon, rounded};

pub use dress::{Band, BandShape, Bars, Dress, Ground, Portrait, RivalBox, Sheet, SmallFrame, StripBand};

/// Left, top, width, height in 0.1 mm.
pub type Frame = [f32; 4];

/// One look of the front of the card.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardStyle {
    /// As the file is called.
    pub id: String,
    /// How it is called in lists.
    pub label: String,
    /// Where it stands in lists.
    #[serde(default = "last")]
    pub order: u32,
    /// The drawings; the kit resolves them.
    pub art: StyleArt,
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
    /// Backs and small cards.
    #[serde(default)]
    pub dress: Dress,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    pub frame: Frame,
    pub first: Lettering,
    pub second: Lettering,
    /// The second line names award and year instead of the campaign's own second line.
    #[serde(default)]
    pub names_award: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    pub frame: Frame,
    pub hero_scale: f32,
    /// From the window's rim up to the soles.
    pub sole: f32,
    /// Through which a photo is seen, in the space of the window's drawing (900 by 1400).
    pub opening: Opening,
}

/// The shape of a window's opening.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub enum Opening {
    /// A box with this radius of its corners.
    Rounded(Frame, f32),
    /// A box with corners cut off by this much.
    Cut(Frame, f32),
    /// A box with a half circle on top.
    Arch(Frame),
}

/// Width and height of the drawings of windows.
pub const WINDOW: (f32, f32) = (900.0, 1400.0);

impl Opening {
    /// The box around it, in the space of the window's drawing.
    pub fn frame(self) -> Frame {
        match self {
            Self::Rounded(frame, _) | Self::Cut(frame, _) | Self::Arch(frame) => frame,
        }
    }

    /// Its outline in a window that stands in `frame` on the page.
    pub fn path(self, [x, y, w, h]: Frame) -> Option<Arc<Path>> {
        let k = (w / WINDOW.0).min(h / WINDOW.1);
        let (left, top) = (x + (w - WINDOW.0 * k) / 2.0, y + (h - WINDOW.1 * k) / 2.0);
        let [ox, oy, ow, oh] = self.frame();
        let place = [left + ox * k, top + oy * k, ow * k, oh * k];
        let [l, t, pw, ph] = place;
        match self {
            Self::Rounded(_, r) => rounded(place, r * k),
            Self::Cut(_, cut) => {
                let (c, r, b) = (cut * k, l + pw, t + ph);
                polygon(&[
                    (l + c, t),
                    (r - c, t),
                    (r, t + c),
                    (r, b - c),
                    (r - c, b),
                    (l + c, b),
                    (l, b - c),
                    (l, t + c),
                ])
            }
            Self::Arch(_) => {
                let r = pw / 2.0;
                // A half circle in short straight pieces: finer than any printer shows.
                let arc = (0..=48).map(|n| {
                    let angle = std::f32::consts::PI * (1.0 + n as f32 / 48.0);
                    (l + r + r * angle.cos(), t + r + r * angle.sin())
                });
                let corners: Vec<(f32, f32)> = arc.chain([(l + pw, t + ph), (l, t + ph)]).collect();
                polygon(&corners)
            }
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonsterPlace {
    pub x: f32,
    pub y: f32,
    pub scale: f32,
    pub turn: f32,
    pub caption: Option<Lettering>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Medal {
    pub frame: Frame,
    pub fill: Hex,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub struct Star {
    pub frame: Frame,
    pub fill: Hex,
    pub turn: f32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub struct Side {
    pub x: f32,
    pub width: f32,
    pub top: f32,
    pub bottom: f32,
    pub edge: Hex,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// The look with this id, of the program or of the campaign whose art is in the kit; an empty id is the comic one. `None`
    /// when there is no such look.
    pub fn find(kit: &Kit, id: &str) -> Result<Option<Arc<Self>>, Refusal> {
        let id = if id.is_empty() { "comic" } else { id };
        let Some(text) = kit.style_text(id) else { return Ok(None) };
        Self::parsed(text)
            .map(Some)
            .map_err(|fault| Refusal::BrokenStyle { style: id.to_string(), what: fault.to_string() })
    }

    /// Reads a text once in the life of the program: every card of a run asks for its style twice.
    fn parsed(text: &str) -> Result<Arc<Self>, Fault> {
        static READ: OnceLock<Mutex<HashMap<String, Arc<CardStyle>>>> = OnceLock::new();
        /// A designer at work makes a new text with every save.
        const MOST: usize = 64;
        let read = READ.get_or_init(Mutex::default);
        if let Some(style) = read.lock().unwrap_or_else(PoisonError::into_inner).get(text) {
            return Ok(Arc::clone(style));
        }
        let style = Arc::new(Self::read(text)?);
        let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
        if read.len() >= MOST {
            read.clear();
        }
        read.insert(text.to_owned(), Arc::clone(&style));
        Ok(style)
    }

    /// Reads a style file and judges what it says: every number must make sense on the card.
    ///
    /// # Errors
    /// A [`Fault`] with line, column and field.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let style: Self = ron_file::read(text)?;
        judge::judge(&style).map_err(|(field, what)| Fault::at_field(text, &field, what))?;
        Ok(style)
    }
}

fn last() -> u32 {
    100
}
