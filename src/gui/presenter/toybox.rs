//! The box an action figure comes in, as pixels for the wall: front and lid, drawn once and then only moved.

use crate::gui::art::Studio;
use crate::press::toybox::{self, Tones};
pub use crate::press::toybox::{FRONT, LID};
use crate::scene::item::{Item, Transform};
use crate::scene::pixels::{Raster, render};

/// The front, `height_px` high.
pub fn front(studio: &Studio, height_px: u32) -> Option<Raster> {
    let tones = Tones::of_kit(&studio.kit)?;
    let items = studio.with_typesetter(|typesetter| toybox::front(&tones, "UNSUNG HERO", None, typesetter));
    raster(&items, FRONT, height_px)
}

/// The lid, `height_px` high.
pub fn lid(studio: &Studio, height_px: u32) -> Option<Raster> {
    raster(&toybox::lid(&Tones::of_kit(&studio.kit)?), LID, height_px)
}

fn raster(items: &[Item], (w, h): (f32, f32), height_px: u32) -> Option<Raster> {
    let scale = height_px as f32 / h;
    render(items, (w * scale).ceil() as u32, height_px, Transform::from_scale(scale, scale), None).ok()
}
