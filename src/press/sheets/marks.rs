//! Cut marks of a sheet: short lines in line with the trims, outside every piece and its bleed.

use std::collections::BTreeSet;

use crate::scene::item::Item;
use crate::scene::shapes::{Pen, drawn, line};

/// Where a mark begins beyond the bleed, how long it is, and the least that is worth printing; in 0.1 mm.
const NEAR: f32 = 12.0;
const LONG: f32 = 40.0;
const LEAST: f32 = 12.0;
/// Kept free at the paper's edge.
const RIM: f32 = 8.0;

/// The marks of pieces with these trims (left, top, width, height), each with `bleed` around it.
pub(super) fn cut_marks(trims: &[[f32; 4]], bleed: f32, (w, h): (f32, f32)) -> Vec<Item> {
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
    let pen = Pen::solid([0x80; 3], 2.0);
    lines
        .into_iter()
        .filter_map(|ends| {
            let [ax, ay, bx, by] = ends.map(|v| v as f32 / 10.0);
            drawn(line(&[(ax, ay), (bx, by)]), None, Some(pen))
        })
        .collect()
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
