//! Cut marks of a sheet: short lines in line with the trims, outside every piece and its bleed.

use std::collections::BTreeSet;

use std::sync::Arc;

use crate::scene::item::{Item, Paint};
use crate::scene::shapes::{self, disc, drawn, line};

/// Where a mark begins beyond the bleed, how long it is, and the least that is worth printing; in 0.1 mm.
const NEAR: f32 = 12.0;
const LONG: f32 = 40.0;
const LEAST: f32 = 12.0;
/// Kept free at the paper's edge.
const RIM: f32 = 8.0;
/// What the shortest marks need beyond the bleed.
pub(super) const LEAST_ROOM: f32 = NEAR + LEAST + RIM;
/// Radius of a target, and how far its cross reaches.
const TARGET: (f32, f32) = (14.0, 22.0);

/// What marks are drawn with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pen {
    /// To be seen and no more.
    Grey,
    /// On every plate of a print shop.
    Register,
}

impl Pen {
    fn line(self, ends: [(f32, f32); 2]) -> Option<Item> {
        self.drawn(line(&ends))
    }

    fn drawn(self, path: Option<Arc<crate::scene::item::Path>>) -> Option<Item> {
        let mut item = drawn(path, None, Some(shapes::Pen::solid([0x80; 3], 2.0)))?;
        if let (Self::Register, Item::Shape(shape)) = (self, &mut item)
            && let Some(stroke) = &mut shape.stroke
        {
            stroke.paint = Paint::Spot { name: "All".into(), looks: [0; 3] };
        }
        Some(item)
    }
}

/// The marks of pieces with these trims (left, top, width, height), each with `bleed` around it.
pub(super) fn cut_marks(trims: &[[f32; 4]], bleed: f32, (w, h): (f32, f32), pen: Pen) -> Vec<Item> {
    // Neighbours share marks; tenths of a unit are finer than any printer.
    let mut lines: BTreeSet<[i32; 4]> = BTreeSet::new();
    let tenth = |v: f32| (v * 10.0).round() as i32;
    for trim in trims {
        let [x, y, tw, th] = *trim;
        // Bleed is only needed where another piece does not begin: between touching pieces there is none.
        let near = bleed + NEAR;
        for (cx, out) in [(x, -1.0_f32), (x + tw, 1.0)] {
            for (cy, down) in [(y, -1.0_f32), (y + th, 1.0)] {
                if let Some(end) = reach(trims, bleed, [cx, cy], [out, 0.0], near, w) {
                    lines.insert([tenth(cx + out * near), tenth(cy), tenth(cx + out * end), tenth(cy)]);
                }
                if let Some(end) = reach(trims, bleed, [cx, cy], [0.0, down], near, h) {
                    lines.insert([tenth(cx), tenth(cy + down * near), tenth(cx), tenth(cy + down * end)]);
                }
            }
        }
    }
    lines
        .into_iter()
        .filter_map(|ends| {
            let [ax, ay, bx, by] = ends.map(|v| v as f32 / 10.0);
            pen.line([(ax, ay), (bx, by)])
        })
        .collect()
}

/// Targets in the middle of each side of the sheet, by which a press brings its plates and both sides together; none where the
/// margin has no room.
pub(super) fn targets(trims: &[[f32; 4]], bleed: f32, (w, h): (f32, f32)) -> Vec<Item> {
    let near = trims.iter().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |m, [x, y, tw, th]| {
        [m[0].min(x - bleed), m[1].min(y - bleed), m[2].max(x + tw + bleed), m[3].max(y + th + bleed)]
    });
    let room = [near[0], near[1], w - near[2], h - near[3]].map(|room| room - RIM);
    let middle = |from: f32, to: f32| f32::midpoint(from, to);
    let places = [
        (middle(near[0], RIM), h / 2.0),
        (w / 2.0, middle(near[1], RIM)),
        (middle(near[2], w - RIM), h / 2.0),
        (w / 2.0, middle(near[3], h - RIM)),
    ];
    let (radius, reach) = TARGET;
    let with_room = places.into_iter().zip(room).filter(|(_, room)| *room >= 2.0 * reach);
    let lines = |((x, y), _): ((f32, f32), f32)| {
        let pen = Pen::Register;
        [
            pen.drawn(disc(x, y, radius)),
            pen.line([(x - reach, y), (x + reach, y)]),
            pen.line([(x, y - reach), (x, y + reach)]),
        ]
    };
    with_room.flat_map(lines).flatten().collect()
}

/// How far from the corner a mark may go in a direction before it meets a piece or the paper's edge; nothing when that is
/// not worth a mark.
fn reach(trims: &[[f32; 4]], bleed: f32, [cx, cy]: [f32; 2], [dx, dy]: [f32; 2], near: f32, side: f32) -> Option<f32> {
    let along = if dx == 0.0 { cy } else { cx };
    let forward = dx + dy;
    let mut free = if forward > 0.0 { side - along } else { along } - RIM;
    for [x, y, w, h] in trims {
        let (from, to, low, high) = if dx == 0.0 {
            (x - bleed, x + w + bleed, y - bleed, y + h + bleed)
        } else {
            (y - bleed, y + h + bleed, x - bleed, x + w + bleed)
        };
        let across = if dx == 0.0 { cx } else { cy };
        // Only pieces that the mark's line passes through or along; a hair of rounding is nothing.
        if across < from - 0.05 || across > to + 0.05 {
            continue;
        }
        let ahead = if forward > 0.0 { low - along } else { along - high };
        // The piece itself lies behind its own corner.
        if ahead >= -0.05 {
            // Kept apart from the next piece as from this one.
            free = free.min(ahead - NEAR);
        } else if (if forward > 0.0 { high - along } else { along - low }) > bleed + 0.05 {
            free = free.min(0.0);
        }
    }
    let end = (near + LONG).min(free);
    (end - near >= LEAST).then_some(end)
}
