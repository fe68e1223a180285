//! What flies when a box opens: a flash, a star, streaks of motion and confetti, each from nothing but time.

use std::f32::consts::TAU;
use std::sync::Arc;

use crate::scene::item::{Fill, FillRule, Item, Paint, Path, PathBuilder, Shape};
use crate::scene::shapes::{Pen, drawn, line, polygon};
use crate::scene::text::INK;

/// A circle, flattened to this share of its height.
pub(super) fn circle(x: f32, y: f32, r: f32, flat: f32) -> Option<Arc<Path>> {
    let mut path = PathBuilder::new();
    path.push_oval(crate::scene::item::Rect::from_xywh(x - r, y - r * flat, 2.0 * r, 2.0 * r * flat)?);
    path.finish().map(Arc::new)
}

/// A white disc that is gone at once.
pub(in crate::press) fn flash(ms: f32, (x, y): (f32, f32)) -> Option<Item> {
    let t = ms / 320.0;
    if !(0.0..1.0).contains(&t) {
        return None;
    }
    let fill = Fill { paint: Paint::Solid([0xFF; 3]), opacity: 1.0 - t, rule: FillRule::Winding };
    let path = circle(x, y, 120.0 + 620.0 * t, 1.0)?;
    Some(Item::Shape(Shape { path, fill: Some(fill), stroke: None, stroke_first: false }))
}

/// A star with sharp points of uneven length, as on a box that shouts.
pub(in crate::press) fn burst((x, y): (f32, f32), outer: f32, fill: [u8; 3]) -> Option<Item> {
    let points = 15;
    let corners: Vec<(f32, f32)> = (0..points * 2)
        .map(|half| {
            let n = half as f32 / 2.0;
            let r = if half % 2 == 0 { outer * (0.93 + 0.07 * (n * 2.4).sin()) } else { outer * 0.68 };
            let angle = n * TAU / points as f32 + 0.16;
            (x + angle.cos() * r * 0.92, y + angle.sin() * r)
        })
        .collect();
    drawn(polygon(&corners), Some(fill), Some(Pen::solid(INK, 12.0 * (outer / 560.0).min(1.0))))
}

/// Short lines at both sides of what shakes; `strength` 0 to about 1.
pub(super) fn streaks((x, y): (f32, f32), strength: f32) -> Vec<Item> {
    if strength < 0.15 {
        return Vec::new();
    }
    let pen = Pen::solid([0xFF; 3], 9.0);
    let lines = [-1.0, 1.0].into_iter().flat_map(|side| {
        [(-190.0, 0.7), (-70.0, 1.0), (60.0, 1.0), (180.0, 0.7)].map(|(dy, long)| {
            let from = x + side * (350.0 + 18.0 * strength);
            let to = from + side * (50.0 + 46.0 * strength) * long;
            [(from, y + dy), (to, y + dy * 1.12)]
        })
    });
    lines.filter_map(|ends| drawn(line(&ends), None, Some(pen))).collect()
}

/// Confetti thrown up from a point and falling out of the picture.
pub(in crate::press) fn confetti(ms: f32, from: (f32, f32), (w, h): (f32, f32), colours: &[[u8; 3]]) -> Vec<Item> {
    const PIECES: u32 = 110;
    const FALL: f32 = 980.0;
    if ms <= 0.0 {
        return Vec::new();
    }
    let t = ms / 1000.0;
    let piece = |n: u32| {
        let [a, b, c, d] = [0, 1, 2, 3].map(|salt| luck(n, salt));
        let angle = -TAU / 4.0 + (a - 0.5) * 2.5;
        let speed = 900.0 + 1_500.0 * b;
        // Air takes the speed away within about half a second.
        let flown = (1.0 - (-1.9 * t).exp()) / 1.9;
        let x = from.0 + angle.cos() * speed * flown + (t * 2.4 + c * TAU).sin() * 30.0;
        let y = from.1 + angle.sin() * speed * flown + FALL * (t - flown) * (0.62 + 0.5 * d);
        if !(-40.0..w + 40.0).contains(&x) || !(-400.0..h + 40.0).contains(&y) {
            return None;
        }
        let turn = (c - 0.5) * 12.0 * t + d * TAU;
        // Seen from the edge a piece is thin.
        let thin = 0.2 + 0.8 * (t * 7.0 * (0.4 + b) + a * TAU).sin().abs();
        let (half_w, half_h) = (11.0 + 8.0 * d, (9.0 + 6.0 * a) * thin);
        let (sin, cos) = turn.sin_cos();
        let corner =
            |u: f32, v: f32| (x + u * half_w * cos - v * half_h * sin, y + u * half_w * sin + v * half_h * cos);
        let corners = [corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)];
        drawn(polygon(&corners), colours.get(n as usize % colours.len().max(1)).copied(), Some(Pen::solid(INK, 3.0)))
    };
    (0..PIECES).filter_map(piece).collect()
}

/// A number from 0 to 1 that is always the same for the same piece.
fn luck(piece: u32, salt: u32) -> f32 {
    let mut z = u64::from(piece).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (u64::from(salt) << 32);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z >> 40) & 0xFFFF) as f32 / 65_535.0
}
