//! Pieces that both sides use: power bars, the formal side boxes, and which form of a real name can be set.

use super::CardFacts;
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::press::style::{Frame, Side};
use crate::scene::kit::Hex;
use crate::scene::shapes::{drawn, polygons};
use crate::scene::text::{INK, TextStyle};

/// Green, amber and red of the bars: up to 4, up to 8, up to 10.
const LEVELS: [[u8; 3]; 3] = [[0x7C, 0xF2, 0x9A], [0xFF, 0xD8, 0x4A], [0xFF, 0x8A, 0x2B]];

/// Ten slanted segments, `value` of them lit, in a box; the slant hangs over to the left.
pub(super) fn power_bar(page: &mut Layout, [x, y, w, h]: Frame, value: u8, unlit: [u8; 3]) {
    let step = w / 10.0;
    let (width, slant) = (step * 0.76, h * 0.18);
    for (level, rgb) in LEVELS.iter().chain([&unlit]).enumerate() {
        let lit = |k: usize| k < usize::from(value.min(10));
        let belongs = |k: usize| if level == 3 { !lit(k) } else { lit(k) && k / 4 == level };
        let segments: Vec<[(f32, f32); 4]> = (0..10)
            .filter(|k| belongs(*k))
            .map(|k| {
                let l = x + k as f32 * step;
                [(l, y), (l + width, y), (l + width - slant, y + h), (l - slant, y + h)]
            })
            .collect();
        let rings: Vec<&[(f32, f32)]> = segments.iter().map(<[(f32, f32); 4]>::as_slice).collect();
        page.push(drawn(polygons(&rings), Some(*rgb), None));
    }
}

/// The kit's label of a power, or the id itself where the kit has none.
pub(super) fn power_label(page: &Layout, id: &str) -> String {
    page.kit.stat(id).map_or_else(|| id.to_string(), |s| s.label.clone())
}

/// The real name as it can be set: itself, or the Latin form where a character has no face. `None` where none may be
/// shown.
pub(super) fn printable_real_name(page: &mut Layout, facts: &CardFacts) -> Option<String> {
    let real = facts.real_name.as_deref().map(str::trim).filter(|n| !n.is_empty())?;
    let missing = page.typesetter.block(real, &TextStyle::default()).missing;
    let latin = facts.latin_name.as_deref().map(str::trim).filter(|n| !n.is_empty());
    match latin {
        Some(latin) if !missing.is_empty() => {
            page.note("name", format!("“{latin}” stands in: no typeface at hand has {}", missing.join(" ")));
            Some(latin.to_string())
        }
        _ => Some(real.to_string()),
    }
}

/// The formal front's boxes: the monster overcome, the strongest powers, the seal. What is missing closes up.
pub(super) fn side(page: &mut Layout, facts: &CardFacts, side: &Side, seal: Frame) -> Result<(), Refusal> {
    let (x, w) = (side.x, side.width);
    let edge = page.rgb(&side.edge);
    let mut powers: Vec<(String, u8)> = facts.powers.clone();
    // The strongest four, in the order they were given.
    if powers.len() > 4 {
        let mut values: Vec<u8> = powers.iter().map(|p| p.1).collect();
        values.sort_unstable_by(|a, b| b.cmp(a));
        let bar = values[3];
        let mut above = 4 - powers.iter().filter(|p| p.1 > bar).count();
        powers.retain(|p| {
            let level = p.1 == bar && above > 0;
            above -= usize::from(level);
            p.1 > bar || level
        });
    }
    let monster_height = if facts.enemy.is_some() { 470.0 } else { 0.0 };
    let power_height = if powers.is_empty() { 0.0 } else { 42.0 + 97.0 * powers.len() as f32 };
    let boxes = [monster_height, power_height].iter().filter(|h| **h > 0.0).count() as f32;
    // The seal grows into the room that a missing box leaves.
    let used = monster_height + power_height + boxes * 40.0;
    let room = side.bottom - side.top - used;
    let seal_height = (room - 10.0).clamp(seal[3] * 0.8, 500.0);
    let spare = (room - seal_height).max(0.0);
    let mut y = side.top + spare / 2.0;
    if let Some(enemy) = &facts.enemy {
        page.panel([x, y, w, monster_height], 12.0, Some([255; 3]), Some((edge, 8.0)));
        let grey = Hex::of([0x6C, 0x73, 0x91]);
        let over = Lettering::at(x + w / 2.0, y + 66.0, Face::Plain, 38.0, &grey).centred().within(w - 60.0);
        page.line("arch-enemy", "Prevailed over", &over)?;
        page.monster(&enemy.look, [x + w / 2.0, y + 240.0], 0.32, 0.0)?;
        let name = Lettering::at(x + w / 2.0, y + 442.0, Face::Bold, 38.0, &Hex::of(INK));
        page.line("arch-enemy", &enemy.name, &name.centred().within(w - 40.0).in_lines(2, 62.0).at_least(0.5))?;
        y += monster_height + 40.0;
    }
    if !powers.is_empty() {
        page.panel([x, y, w, power_height], 12.0, Some([255; 3]), Some((edge, 8.0)));
        for (i, (id, value)) in powers.iter().enumerate() {
            let top = y + 26.0 + i as f32 * 98.0;
            if let Some(stat) = page.kit.stat(id) {
                page.art(&stat.icon, [x + 26.0, top, 74.0, 74.0])?;
            }
            let label = power_label(page, id);
            let name = Lettering::at(x + 120.0, top + 32.0, Face::Bold, 36.0, &Hex::of(INK));
            page.line("powers", &label, &name.within(190.0).at_least(0.45))?;
            power_bar(page, [x + 120.0, top + 44.0, 250.0, 22.0], *value, [0xDF, 0xE3, 0xEE]);
            let number = Lettering::at(x + w - 24.0, top + 32.0, Face::Bold, 38.0, &Hex::of(INK));
            page.line("powers", &value.to_string(), &number.ending().within(70.0))?;
        }
        y += power_height + 40.0;
    }
    let width = seal_height * seal[2] / seal[3];
    page.art("badge/seal.svg", [x + (w - width) / 2.0, y - 14.0, width, seal_height])
}
