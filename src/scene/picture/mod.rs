//! Pictures of pixels: photos and logos as people hand them in, read with care, cut, brought to their printed size.
//!
//! A picture keeps nothing but its pixels: where it was taken, when and by which camera is dropped at reading. A JPEG that needs no
//! change goes into a PDF as it came, without a second loss; anything else is encoded again, once. Knows no files and no campaigns.
//! Leaves out: more than the first picture of an animation, colours outside sRGB, more than eight bits a channel.

use std::fmt;
use std::sync::{Arc, OnceLock};

use image::{DynamicImage, imageops};
use sha2::{Digest, Sha256};
use tiny_skia::Pixmap;

mod encode;
mod halftone;
mod jpeg;
mod read;
#[cfg(test)]
mod tests;
mod turn;

pub(crate) use encode::{Colours, Data, Encoded};
pub use halftone::Halftone;
pub use read::{MAX_FILE_BYTES, MAX_SIDE_PX, PictureError};
pub(crate) use turn::Turn;

/// From this many pixels to the inch on, print gains nothing from more.
pub const PRINT_DPI: f32 = 300.0;

/// How far above its aim a picture may be before it is made smaller: under this, scaling costs more than it saves.
const TOLERANCE: f32 = 1.3;

/// A picture, upright, in sRGB or grey, with or without transparency. Cheap to share by `Arc`; what writers make of it is kept
/// with it, so that a run of many files encodes it once.
pub struct Picture {
    id: String,
    /// Grey, RGB or RGBA, eight bits a channel, upright.
    pixels: Arc<DynamicImage>,
    /// The JPEG it came as, where nothing was changed since but its metadata dropped.
    original: Option<jpeg::Original>,
    /// Came with the traces of a lossy format, so that one more lossy encoding does no harm that is seen.
    lossy: bool,
    /// Drawn dot by dot: made smaller, its dots would blur into each other, and its few colours would become many.
    dotted: bool,
    encoded: OnceLock<Arc<Encoded>>,
    /// Premultiplied, whole size first, then each half as wide and high.
    screens: OnceLock<Vec<Pixmap>>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picture").field("id", &self.id).field("size_px", &self.size_px()).finish_non_exhaustive()
    }
}

impl Picture {
    /// Reads a JPEG, PNG, GIF or WebP by its content, whatever its name; of an animation the first picture. Turned upright as its
    /// camera noted, its metadata dropped.
    ///
    /// # Errors
    /// A [`PictureError`] that says what is wrong with it; [`PictureError::help`] says what to do. What claims to be larger than
    /// [`MAX_SIDE_PX`] a side or would not fit into bounded memory is refused before it is decoded.
    pub fn read(bytes: &[u8]) -> Result<Self, PictureError> {
        read::read(bytes)
    }

    /// A picture from pixels: red, green, blue and opacity a byte each, rows from the top. `None` when there are not exactly
    /// `width` x `height` of them, or none at all.
    pub fn from_rgba(width: u32, height: u32, rgba: Vec<u8>) -> Option<Self> {
        let buffer = image::RgbaImage::from_raw(width, height, rgba).filter(|b| b.width() > 0 && b.height() > 0)?;
        let mut hash = Sha256::new();
        hash.update(width.to_be_bytes());
        hash.update(buffer.as_raw());
        let id = hex::encode(&hash.finalize()[..8]);
        Some(Self::new(id, without_needless_alpha(DynamicImage::ImageRgba8(buffer)), false))
    }

    fn new(id: String, pixels: impl Into<Arc<DynamicImage>>, lossy: bool) -> Self {
        Self {
            id,
            pixels: pixels.into(),
            original: None,
            lossy,
            dotted: false,
            encoded: OnceLock::new(),
            screens: OnceLock::new(),
        }
    }

    /// A picture made from this one; `how` tells it from others made from it.
    fn changed(&self, how: &str, pixels: DynamicImage) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.id.as_bytes());
        hash.update(how.as_bytes());
        Self::new(hex::encode(&hash.finalize()[..8]), pixels, self.lossy)
    }

    /// The same for the same content, on every computer.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Width and height in pixels, upright.
    pub fn size_px(&self) -> (u32, u32) {
        (self.pixels.width(), self.pixels.height())
    }

    /// True where something behind it may show through.
    pub fn is_translucent(&self) -> bool {
        self.pixels.color().has_alpha()
    }

    /// Red, green, blue and opacity a byte each, not premultiplied, rows from the top.
    pub fn rgba(&self) -> Vec<u8> {
        self.pixels.to_rgba8().into_raw()
    }

    /// Pixels to the inch when it is printed `width_mm` wide: below 150 it looks coarse at arm's length.
    pub fn dpi_at(&self, width_mm: f32) -> f32 {
        if width_mm > 0.0 { self.pixels.width() as f32 * 25.4 / width_mm } else { f32::INFINITY }
    }

    /// The largest part of the picture of this `aspect` (width by height) with `focus` (0 to 1 from the left and from the top) as
    /// near to its middle as the edges allow.
    #[must_use]
    pub fn crop(&self, focus: (f32, f32), aspect: f32) -> Self {
        self.crop_closer(focus, aspect, 1.0)
    }

    /// [`crop`](Self::crop), `closer` times enlarged: 2 shows half the width and half the height.
    #[must_use]
    pub fn crop_closer(&self, focus: (f32, f32), aspect: f32, closer: f32) -> Self {
        let [x, y, w, h] = part(self.size_px(), focus, aspect, closer);
        if (w, h) == self.size_px() {
            return self.copy();
        }
        self.changed(&format!("crop {x} {y} {w} {h}"), self.pixels.crop_imm(x, y, w, h))
    }

    /// The picture made for a print `width_mm` wide at `dpi`: smaller where it has many more pixels than that, else as it is. Never
    /// larger.
    #[must_use]
    pub fn scaled_for(&self, width_mm: f32, dpi: f32) -> Self {
        let (w, h) = self.size_px();
        let wanted = (width_mm / 25.4 * dpi).ceil().max(1.0);
        if self.dotted || !wanted.is_finite() || w as f32 <= wanted * TOLERANCE {
            return self.copy();
        }
        let (to_w, to_h) = (wanted as u32, ((h as f32 * wanted / w as f32).round() as u32).max(1));
        self.changed(&format!("scale {to_w} {to_h}"), resized(&self.pixels, to_w, to_h))
    }

    /// As a comic prints it: flat colours under a screen of dots of one ink. Best after [`crop`](Self::crop), at the size it is
    /// printed.
    #[must_use]
    pub fn halftone(&self, look: &Halftone) -> Self {
        let pixels = halftone::halftone(&self.pixels, look);
        // Sharp dots would fray in a lossy format.
        Self { lossy: false, dotted: true, ..self.changed(&format!("{look:?}"), pixels) }
    }

    /// In shades of grey.
    #[must_use]
    pub fn grey(&self) -> Self {
        let grey = if self.is_translucent() {
            DynamicImage::ImageRgba8(DynamicImage::ImageLumaA8(self.pixels.to_luma_alpha8()).to_rgba8())
        } else {
            DynamicImage::ImageLuma8(self.pixels.to_luma8())
        };
        self.changed("grey", grey)
    }

    /// The same picture, with what it came as.
    fn copy(&self) -> Self {
        let copy = Self::new(self.id.clone(), Arc::clone(&self.pixels), self.lossy);
        Self { original: self.original.clone(), dotted: self.dotted, ..copy }
    }

    /// As a PDF holds it.
    pub(crate) fn encoded(&self) -> Arc<Encoded> {
        Arc::clone(self.encoded.get_or_init(|| Arc::new(Encoded::of(self))))
    }

    /// The smallest of the kept sizes that is at least `width_px` wide, or the whole picture.
    pub(crate) fn screen(&self, width_px: f32) -> Option<&Pixmap> {
        let all = self.screens.get_or_init(|| screens(&self.pixels));
        all.iter().rev().find(|map| map.width() as f32 >= width_px).or_else(|| all.first())
    }
}

/// The part of a picture of `size` that [`Picture::crop_closer`] shows: left, top, width, height in pixels.
pub fn part((width, height): (u32, u32), focus: (f32, f32), aspect: f32, closer: f32) -> [u32; 4] {
    let aspect = if aspect.is_finite() && aspect > 0.0 { aspect } else { width as f32 / height as f32 };
    let closer = if closer.is_finite() { closer.max(1.0) } else { 1.0 };
    let wide = (width as f32).min(height as f32 * aspect) / closer;
    let high = wide / aspect;
    let whole = |part: f32, of: u32| (part.round() as u32).clamp(1, of);
    let (w, h) = (whole(wide, width), whole(high, height));
    let start = |focus: f32, part: u32, of: u32| {
        let focus = if focus.is_finite() { focus.clamp(0.0, 1.0) } else { 0.5 };
        ((focus * of as f32 - part as f32 / 2.0).round().max(0.0) as u32).min(of - part)
    };
    [start(focus.0, w, width), start(focus.1, h, height), w, h]
}

/// Made smaller; transparent pixels lend no colour to their neighbours. What is far too large is averaged down first, which is
/// ten times as fast and not seen.
fn resized(pixels: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    let filter = imageops::FilterType::Lanczos3;
    let (near_w, near_h) = (width.saturating_mul(2), height.saturating_mul(2));
    let far = pixels.width() > near_w.saturating_mul(3) / 2 && pixels.height() > near_h.saturating_mul(3) / 2;
    if !pixels.color().has_alpha() {
        return if far {
            pixels.thumbnail_exact(near_w, near_h).resize_exact(width, height, filter)
        } else {
            pixels.resize_exact(width, height, filter)
        };
    }
    let mut weighted = pixels.to_rgba8();
    for p in weighted.pixels_mut() {
        let a = u16::from(p.0[3]);
        for c in &mut p.0[..3] {
            *c = ((u16::from(*c) * a + 127) / 255) as u8;
        }
    }
    if far {
        weighted = imageops::thumbnail(&weighted, near_w, near_h);
    }
    let mut small = imageops::resize(&weighted, width, height, filter);
    for p in small.pixels_mut() {
        let a = u16::from(p.0[3]);
        for c in &mut p.0[..3] {
            *c = (u16::from(*c) * 255 + a / 2).checked_div(a).unwrap_or(0).min(255) as u8;
        }
    }
    DynamicImage::ImageRgba8(small)
}

/// Without an opacity channel where all of it is opaque.
fn without_needless_alpha(pixels: DynamicImage) -> DynamicImage {
    match &pixels {
        DynamicImage::ImageRgba8(rgba) if rgba.pixels().all(|p| p.0[3] == 255) => {
            DynamicImage::ImageRgb8(pixels.to_rgb8())
        }
        _ => pixels,
    }
}

/// The picture in halving sizes: a preview of a large photo neither flickers nor reads all of it.
fn screens(pixels: &DynamicImage) -> Vec<Pixmap> {
    let mut all = Vec::new();
    let Some(mut map) = Pixmap::new(pixels.width(), pixels.height()) else { return all };
    for (to, from) in map.pixels_mut().iter_mut().zip(pixels.to_rgba8().pixels()) {
        let [r, g, b, a] = from.0;
        *to = tiny_skia::ColorU8::from_rgba(r, g, b, a).premultiply();
    }
    while let Some(half) = (map.width().min(map.height()) > 32).then(|| halved(&map)).flatten() {
        all.push(std::mem::replace(&mut map, half));
    }
    all.push(map);
    all
}

fn halved(map: &Pixmap) -> Option<Pixmap> {
    let mut half = Pixmap::new(map.width() / 2, map.height() / 2)?;
    let (from_width, to_width) = (map.width() as usize, half.width() as usize);
    let from = map.data();
    for (i, to) in half.data_mut().chunks_exact_mut(4).enumerate() {
        let at = ((i / to_width) * 2 * from_width + (i % to_width) * 2) * 4;
        for (c, to) in to.iter_mut().enumerate() {
            let sum: u16 =
                [at, at + 4, at + from_width * 4, at + from_width * 4 + 4].iter().map(|p| u16::from(from[p + c])).sum();
            *to = ((sum + 2) / 4) as u8;
        }
    }
    Some(half)
}
