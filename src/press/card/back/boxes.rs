//! The two panels under the file card: powers and arch-enemy.

use super::super::{CardFacts, panels};
use super::{UNLIT, VIOLET, WHITE, YELLOW, ink};
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::scene::shapes::{Pen, clipped, drawn, polygon, rounded};
use crate::scene::text::INK;

/// Columns and rows of the power bars.
pub(super) struct Grid {
    columns: usize,
    pub rows: usize,
}

impl Grid {
    pub fn of(count: usize, wide: bool) -> Self {
        let columns = match (count, wide) {
            (0..=4, false) | (0..=1, true) => 1,
            (3 | 5 | 6, true) => 3,
            (2 | 4, true) | (_, false) => 2,
            (_, true) => 4,
        };
        Self { columns, rows: count.div_ceil(columns).max(1) }
    }
}

pub(super) fn powers(page: &mut Layout, facts: &CardFacts, [x, y, w, h]: [f32; 4]) -> Result<(), Refusal> {
    page.panel([x, y, w, h], 26.0, Some(INK), None);
    let wide = w > 1000.0;
    let heading = if facts.powers.len() == 1 { "SIGNATURE POWER" } else { "POWER STATS" };
    let title = Lettering::at(x + 40.0, y + 80.0, Face::Display, 76.0, &ink(YELLOW)).spaced(3.0).within(w - 80.0);
    page.line("powers", heading, &title)?;
    let grid = Grid::of(facts.powers.len(), wide);
    let cell = ((w - 62.0) / grid.columns as f32, (h - 112.0 - 14.0) / grid.rows as f32);
    let k = (cell.1 / 110.0).min(cell.0 / 340.0).min(2.2);
    for (i, (id, value)) in facts.powers.iter().enumerate() {
        let left = x + 38.0 + (i % grid.columns) as f32 * cell.0;
        let top = y + 112.0 + (i / grid.columns) as f32 * cell.1 + (cell.1 - 110.0 * k) / 2.0;
        if let Some(stat) = page.kit.stat(id) {
            page.art(&stat.icon, [left, top, 84.0 * k, 84.0 * k])?;
        }
        let inner = left + 100.0 * k;
        let right = left + cell.0 - 36.0;
        let label = panels::power_label(page, id);
        let name = Lettering::at(inner, top + 34.0 * k, Face::Display, 38.0 * k, &ink(WHITE)).spaced(2.0);
        page.line("powers", &label, &name.within(right - inner - 60.0 * k).at_least(0.5))?;
        let number = Lettering::at(right, top + 34.0 * k, Face::Display, 40.0 * k, &ink(YELLOW)).ending();
        page.line("powers", &value.to_string(), &number.within(60.0 * k))?;
        panels::power_bar(page, [inner + 4.0, top + 48.0 * k, right - inner, 28.0 * k], *value, UNLIT);
    }
    Ok(())
}

pub(super) fn enemy(page: &mut Layout, facts: &CardFacts, [x, y, w, h]: [f32; 4]) -> Result<(), Refusal> {
    let Some(enemy) = &facts.enemy else { return Ok(()) };
    let frame = [x, y, w, h];
    let tag = Lettering::at(x + 32.0, y + 62.0, Face::Display, 46.0, &ink(YELLOW)).spaced(2.0).within(w - 64.0);
    page.panel(frame, 26.0, Some(VIOLET), None);
    if w > 1000.0 {
        // Alone in the row: the monster at the left, its name and line beside it.
        let split = x + h * 1.05;
        let dark = [(split + 70.0, y), (x + w, y), (x + w, y + h), (split, y + h)];
        let inside = drawn(polygon(&dark), Some(INK), None);
        page.push(clipped(rounded(frame, 26.0), inside.into_iter().collect()));
        page.monster(&enemy.look, [x + h * 0.54, y + h * 0.54], h / 1080.0, 0.0)?;
        page.push(drawn(rounded(frame, 26.0), None, Some(Pen::solid(INK, 10.0))));
        let left = split + 110.0;
        let width = x + w - left - 40.0;
        let name = Lettering::at(left, y + h * 0.45, Face::Display, 110.0, &ink(YELLOW)).within(width);
        page.line("arch-enemy", "ARCH-ENEMY", &Lettering { x: left, y: y + h * 0.2, fill: ink(WHITE), ..tag })?;
        page.line("arch-enemy", &enemy.name, &name.in_lines(2, h * 0.36).at_least(0.4))?;
        if !enemy.tagline.trim().is_empty() {
            let under = Lettering::at(left, y + h * 0.62, Face::Plain, 42.0, &ink(WHITE)).within(width);
            page.paragraph("arch-enemy", &enemy.tagline, &under.at_least(0.6), h * 0.34, 1.35)?;
        }
        return Ok(());
    }
    // The line under the name may need two rows; the dark foot grows with it.
    let under = Lettering::at(x + w / 2.0, 0.0, Face::Plain, 35.0, &ink(WHITE)).centred().within(w - 36.0);
    let tagline = enemy.tagline.trim();
    let one = page.fitted("arch-enemy", tagline, &under.clone().at_least(0.86)).ok();
    let foot = match (&one, tagline.is_empty()) {
        (_, true) => 116.0,
        (Some(_), _) => 150.0,
        (None, _) => 190.0,
    };
    let dark = [(x, y + h - foot + 24.0), (x + w, y + h - foot - 36.0), (x + w, y + h), (x, y + h)];
    let inside = drawn(polygon(&dark), Some(INK), None);
    let (top, sole) = (y + 66.0, y + h - foot + 4.0);
    let body = (sole - top).min(w - 40.0) * 1.06;
    page.monster(&enemy.look, [x + w / 2.0, f32::midpoint(top, sole)], body / 1000.0, 0.0)?;
    page.push(clipped(rounded(frame, 26.0), inside.into_iter().collect()));
    page.push(drawn(rounded(frame, 26.0), None, Some(Pen::solid(INK, 10.0))));
    page.line("arch-enemy", "ARCH-ENEMY", &tag)?;
    let base = y + h - foot + 76.0;
    let name = Lettering::at(x + w / 2.0, base, Face::Display, 62.0, &ink(YELLOW)).centred().within(w - 50.0);
    page.line("arch-enemy", &enemy.name, &name.at_least(0.45))?;
    if let Some(fitted) = one {
        page.set(&fitted, &Lettering { y: base + 48.0, ..under });
    } else if !tagline.is_empty() {
        let room = y + h - 10.0 - (base + 12.0);
        let two = Lettering { y: base + 12.0, ..under };
        page.paragraph("arch-enemy", tagline, &two.at_least(0.6), room, 1.22)?;
    }
    Ok(())
}
