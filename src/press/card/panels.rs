//! Pieces of the award card that more than one side uses: labels of powers, which form of a real name can be set, and the
//! boxes at the side of a formal front.

use super::CardFacts;
use super::back::sheet::Bar;
use crate::press::bars::power_bar;
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::press::style::{Frame, Side};
use crate::press::subject::Subject;
use crate::scene::kit::Hex;
use crate::scene::text::{INK, TextStyle};

/// The kit's label of a power, or the id itself where the kit has none.
pub(in crate::press) fn power_label(page: &Layout, id: &str) -> String {
    page.kit.stat(id).map_or_else(|| id.to_string(), |s| s.label.clone())
}

/// The real name as it can be set: itself, or the Latin form where a character has no face. `None` where none may be
/// shown.
pub(in crate::press) fn printable_real_name(page: &mut Layout, facts: &CardFacts) -> Option<String> {
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

/// The first box at the side of a formal front.
pub(in crate::press) struct SideBox<'a> {
    /// Such as "Prevailed over".
    pub over: &'a str,
    pub subject: Subject<'a>,
    pub name: &'a str,
}

/// The strongest `most` bars, in the order they were given.
pub(in crate::press) fn strongest(mut bars: Vec<Bar>, most: usize) -> Vec<Bar> {
    if bars.len() > most {
        let mut values: Vec<u8> = bars.iter().map(|bar| bar.value).collect();
        values.sort_unstable_by(|a, b| b.cmp(a));
        let least = values[most - 1];
        let mut level_ones = most - bars.iter().filter(|bar| bar.value > least).count();
        bars.retain(|bar| {
            let level = bar.value == least && level_ones > 0;
            level_ones -= usize::from(level);
            bar.value > least || level
        });
    }
    bars
}

/// The formal front's boxes: the other side, the strongest values, the seal. What is missing closes up.
pub(in crate::press) fn side(
    page: &mut Layout,
    first: Option<&SideBox>,
    bars: Vec<Bar>,
    side: &Side,
    seal: Frame,
) -> Result<(), Refusal> {
    let (x, w) = (side.x, side.width);
    let edge = page.rgb(&side.edge);
    let bars = strongest(bars, 4);
    let first_height = if first.is_some() { 470.0 } else { 0.0 };
    let bars_height = if bars.is_empty() { 0.0 } else { 42.0 + 97.0 * bars.len() as f32 };
    let boxes = [first_height, bars_height].iter().filter(|h| **h > 0.0).count() as f32;
    // The seal grows into the room that a missing box leaves.
    let used = first_height + bars_height + boxes * 40.0;
    let room = side.bottom - side.top - used;
    let seal_height = (room - 10.0).clamp(seal[3] * 0.8, 500.0);
    let spare = (room - seal_height).max(0.0);
    let mut y = side.top + spare / 2.0;
    if let Some(first) = first {
        page.panel([x, y, w, first_height], 12.0, Some([255; 3]), Some((edge, 8.0)));
        let grey = Hex::of([0x6C, 0x73, 0x91]);
        let over = Lettering::at(x + w / 2.0, y + 66.0, Face::Plain, 38.0, &grey).centred().within(w - 60.0);
        page.line("arch-enemy", first.over, &over)?;
        page.whole(first.subject, [x + w / 2.0 - 160.0, y + 86.0, 320.0, 308.0])?;
        let name = Lettering::at(x + w / 2.0, y + 442.0, Face::Bold, 38.0, &Hex::of(INK));
        page.line("arch-enemy", first.name, &name.centred().within(w - 40.0).in_lines(2, 62.0).at_least(0.5))?;
        y += first_height + 40.0;
    }
    if !bars.is_empty() {
        page.panel([x, y, w, bars_height], 12.0, Some([255; 3]), Some((edge, 8.0)));
        for (i, bar) in bars.iter().enumerate() {
            let top = y + 26.0 + i as f32 * 98.0;
            let mut left = x + 30.0;
            if let Some(icon) = &bar.icon {
                page.art(icon, [x + 26.0, top, 74.0, 74.0])?;
                left = x + 120.0;
            }
            let right = x + w - 24.0;
            let name = Lettering::at(left, top + 32.0, Face::Bold, 36.0, &Hex::of(INK));
            page.line("powers", &bar.label, &name.within(right - left - 70.0).at_least(0.45))?;
            power_bar(page, [left, top + 44.0, right - left - 10.0, 22.0], bar.value, [0xDF, 0xE3, 0xEE]);
            let number = Lettering::at(right, top + 32.0, Face::Bold, 38.0, &Hex::of(INK));
            page.line("powers", &bar.value.to_string(), &number.ending().within(70.0))?;
        }
        y += bars_height + 40.0;
    }
    let width = seal_height * seal[2] / seal[3];
    page.art("badge/seal.svg", [x + (w - width) / 2.0, y - 14.0, width, seal_height])
}
