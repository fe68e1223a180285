//! A photo as a comic book prints it: flat, lively colours under a turned screen of ink dots that grow with the shadows.
//!
//! The dots carry the drawing, the colours the mood: so the tone decides the dots alone, stretched over the whole range first,
//! and the colours are smoothed and made few. Deepest shadows close to solid ink, lights stay clean.

use image::{DynamicImage, GrayImage, RgbImage, imageops};

/// How the comic print looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Halftone {
    /// Of the dots and the deepest shadows.
    pub ink: [u8; 3],
    /// Of what lies between them: `None` keeps the photo's own colours, made flat; `Some` prints in two colours.
    pub paper: Option<[u8; 3]>,
    /// Rows of dots across the picture's width: 80 reads well on a card, 60 is coarse.
    pub rows: u32,
}

impl Default for Halftone {
    fn default() -> Self {
        Self { ink: [0x1B, 0x1B, 0x2F], paper: None, rows: 80 }
    }
}

/// The least side of the result: dots need pixels to be round.
const PX_PER_DOT: f32 = 9.0;
/// How light the middle of a picture comes out, 0 to 1.
const FACE_TONE: f32 = 0.62;
/// Steps of lightness from black to white.
const LIGHTS: f32 = 9.0;
/// The screen's turn: 45 degrees is what the eye notices least.
const TURN: f32 = std::f32::consts::FRAC_PI_4;

pub(super) fn halftone(pixels: &DynamicImage, look: &Halftone) -> DynamicImage {
    let rows = look.rows.clamp(8, 400) as f32;
    let (from_w, from_h) = (pixels.width(), pixels.height());
    // Enough pixels for round dots, never more than a print of a card can show.
    let k = (rows * PX_PER_DOT / from_w as f32).min(4_000.0 / from_w.max(from_h) as f32);
    let side = |px: u32| ((px as f32 * k).round() as u32).max(1);
    let (w, h) = (side(from_w), side(from_h));
    let opacity = pixels.color().has_alpha().then(|| {
        let alpha = GrayImage::from_fn(from_w, from_h, |x, y| {
            image::Luma([image::GenericImageView::get_pixel(pixels, x, y).0[3]])
        });
        imageops::resize(&alpha, w, h, imageops::FilterType::Triangle)
    });
    let rgb = imageops::resize(&pixels.to_rgb8(), w, h, imageops::FilterType::CatmullRom);
    let pitch = w as f32 / rows;
    let tones = tones(&rgb, pitch);
    let flat = imageops::fast_blur(&rgb, pitch * 0.35);
    let mut out = RgbImage::new(w, h);
    let (sin, cos) = TURN.sin_cos();
    for (x, y, to) in out.enumerate_pixels_mut() {
        let ground = look.paper.unwrap_or_else(|| poster(flat.get_pixel(x, y).0));
        let dark = 1.0 - f32::from(tones.get_pixel(x, y).0[0]) / 255.0;
        // A row of dots lies half a step beside the next: the screen is a turned square one.
        let (u, v) = ((x as f32 * cos + y as f32 * sin) / pitch, (y as f32 * cos - x as f32 * sin) / pitch);
        let (du, dv) = (u - u.floor() - 0.5, v - v.floor() - 0.5);
        let away = (du * du + dv * dv).sqrt();
        // Area follows darkness; lights get no dots at all.
        let area = ((dark - 0.16) / 0.72).clamp(0.0, 1.0);
        let radius = if area <= 0.0 { -1.0 } else { 0.72 * area.sqrt() };
        let edge = 0.75 / pitch;
        let cover = ((radius - away) / edge * 0.5 + 0.5).clamp(0.0, 1.0);
        let mut pixel = [0u8; 3];
        for ((to, ink), ground) in pixel.iter_mut().zip(look.ink).zip(ground) {
            // Few steps of cover: the edge is as smooth, and the colours stay few enough for a list.
            let cover = (cover * 4.0).round() / 4.0;
            *to = (f32::from(ink) * cover + f32::from(ground) * (1.0 - cover)).round() as u8;
        }
        to.0 = pixel;
    }
    match opacity {
        None => DynamicImage::ImageRgb8(out),
        Some(alpha) => DynamicImage::ImageRgba8(image::RgbaImage::from_fn(w, h, |x, y| {
            let [r, g, b] = out.get_pixel(x, y).0;
            image::Rgba([r, g, b, alpha.get_pixel(x, y).0[0]])
        })),
    }
}

/// Lightness with its extremes stretched to black and white and its edges drawn out, so that a flat photo gives a strong drawing.
fn tones(rgb: &RgbImage, pitch: f32) -> GrayImage {
    let grey = imageops::grayscale(rgb);
    let mut counts = [0u64; 256];
    for p in grey.pixels() {
        counts[usize::from(p.0[0])] += 1;
    }
    let total: u64 = counts.iter().sum();
    let at = |part: f64| {
        let mut sum = 0;
        counts.iter().position(|n| {
            sum += n;
            sum as f64 >= total as f64 * part
        })
    };
    let (low, high) = (at(0.01).unwrap_or(0) as f32, at(0.98).unwrap_or(255) as f32);
    let span = (high - low).max(40.0);
    let tone = |value: f32| ((value - low) / span).clamp(0.0, 1.0);
    // Faces, of whatever skin and in whatever light, lie in the middle, and must come out light enough to be drawn in.
    let (w, h) = grey.dimensions();
    let middle = imageops::crop_imm(&grey, w / 4, h / 6, (w / 2).max(1), (h / 2).max(1)).to_image();
    let mean = middle.pixels().map(|p| tone(f32::from(p.0[0]))).sum::<f32>() / middle.pixels().len().max(1) as f32;
    let power = (FACE_TONE.ln() / mean.clamp(0.02, 0.98).ln()).clamp(0.45, 1.1);
    let soft = imageops::fast_blur(&grey, (pitch * 1.2).max(0.5));
    let mut out = grey.clone();
    for ((to, own), around) in out.pixels_mut().zip(grey.pixels()).zip(soft.pixels()) {
        let (own, around) = (f32::from(own.0[0]), f32::from(around.0[0]));
        let sharp = own + (own - around) * 0.9;
        to.0[0] = (tone(sharp).powf(power) * 255.0).round() as u8;
    }
    out
}

/// A livelier colour in few steps, light enough for dots to stand on. Lightness and colour are stepped apart: stepped channels
/// would turn a plain grey wall into pink and green clouds.
fn poster([r, g, b]: [u8; 3]) -> [u8; 3] {
    let [r, g, b] = [r, g, b].map(|c| f32::from(c) / 255.0);
    let y = 0.299 * r + 0.587 * g + 0.114 * b;
    let (mut cb, mut cr) = (b - y, r - y);
    let strength = cb.hypot(cr);
    // What is nearly grey becomes grey, what has a colour shows it.
    let lively = ((strength - 0.045).max(0.0) * 1.55).min(0.62);
    let k = if strength > 0.0 { lively / strength } else { 0.0 };
    let step = |v: f32, size: f32| (v / size).round() * size;
    (cb, cr) = (step(cb * k, 0.14), step(cr * k, 0.14));
    let y = step(0.42 + 0.62 * y, 1.0 / LIGHTS).min(1.0);
    let (r, b) = (y + cr, y + cb);
    let g = (y - 0.299 * r - 0.114 * b) / 0.587;
    [r, g, b].map(|c| (c * 255.0).round().clamp(0.0, 255.0) as u8)
}
