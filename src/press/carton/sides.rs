//! The narrow sides of the box: powers on one, equipment and the other heroes on the other. A side too narrow for that, or
//! a hero without any of it, gets a spine with the name along the box.

use super::{Net, PALE, Part, WHITE, YELLOW, inset};
use crate::campaign::Wording;
use crate::press::bars::power_bar;
use crate::press::card::{CardFacts, front, panels};
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::press::style::Frame;
use crate::press::suit::{Ground, medallion, shout, turned};
use crate::scene::kit::Hex;
use crate::scene::shapes::{Pen, drawn, rounded};
use crate::scene::text::INK;

/// Narrower than this, in 0.1 mm, nothing but a spine is readable.
const NARROW: f32 = 200.0;
const UNLIT: [u8; 3] = [0x3A, 0x3F, 0x58];
/// Behind the heads, in turn.
const TINTS: [[u8; 3]; 4] = [[0x6F, 0xE3, 0xFF], [0xFF, 0xB3, 0xEE], [0xC8, 0xFF, 0xD9], [0xFF, 0xE8, 0x9A]];

pub(super) fn make(page: &mut Layout, facts: &CardFacts, net: &Net) -> Result<(), Refusal> {
    let (left, right) = (net.frame(Part::LeftSide), net.frame(Part::RightSide));
    let award = facts.award_line();
    let second = if award.is_empty() { facts.logo.first().map_or("", String::as_str) } else { &award };
    if left[2] < NARROW {
        spine(page, &facts.persona, left)?;
        return spine(page, second, right);
    }
    let (powers, things, others) = (!facts.powers.is_empty(), !facts.accessories.is_empty(), !facts.others.is_empty());
    match (powers, others) {
        (true, _) => power_list(page, facts, left)?,
        (false, true) => collection(page, facts, left)?,
        (false, false) => spine(page, &facts.persona, left)?,
    }
    match (things, others && powers) {
        (true, true) => {
            let [x, y, w, h] = right;
            // A few things leave more room to the heads.
            let share = match facts.accessories.len() {
                1 => 0.34,
                2 => 0.46,
                3 => 0.58,
                _ => 0.64,
            };
            equipment(page, facts, [x, y, w, h * share])?;
            collection(page, facts, [x, y + h * share, w, h * (1.0 - share)])
        }
        (true, false) => equipment(page, facts, right),
        (false, true) => collection(page, facts, right),
        (false, false) => spine(page, second, right),
    }
}

/// The heading of a block. Gives what is left below it.
fn heading(page: &mut Layout, text: &str, [x, y, w, h]: Frame) -> Result<Frame, Refusal> {
    let u = (w / 280.0).clamp(0.7, 2.2);
    let high = (150.0 * u).min(h * 0.2);
    let size = (high * 0.5).min(72.0 * u);
    let line = shout(x + w / 2.0, y + high * 0.62 + size * 0.355, size, YELLOW).centred();
    page.line("side", text, &line.within(w - 44.0).at_least(0.35))?;
    Ok([x, y + high + 8.0, w, h - high - 8.0])
}

/// How a number of cells stands in a box: columns, rows and the factor by which a cell of natural size is made larger.
fn arranged(count: usize, [_, _, w, h]: Frame, natural: [f32; 2], most: f32) -> (usize, usize, f32) {
    let mut best = (1, count, 0.0_f32);
    for columns in 1..=count.clamp(1, 5) {
        let rows = count.div_ceil(columns);
        let k = (w / columns as f32 / natural[0]).min(h / rows as f32 / natural[1]).min(most);
        if k > best.2 * 1.02 {
            best = (columns, rows, k);
        }
    }
    best
}

fn power_list(page: &mut Layout, facts: &CardFacts, frame: Frame) -> Result<(), Refusal> {
    let title = if facts.powers.len() == 1 { "POWER" } else { "POWERS" };
    let rest = heading(page, Wording::or(&facts.look.wording.powers_title, title), frame)?;
    let body = inset(rest, 24.0, 12.0);
    let (columns, rows, k) = arranged(facts.powers.len(), body, [244.0, 172.0], 2.2);
    let cell = [body[2] / columns as f32, (body[3] / rows as f32).min(172.0 * k * 1.15)];
    let top = body[1] + (body[3] - cell[1] * rows as f32).min(60.0 * k) / 2.0;
    for (i, (id, value)) in facts.powers.iter().enumerate() {
        let x = body[0] + cell[0] * (i % columns) as f32 + 6.0 * k;
        let y = top + cell[1] * (i / columns) as f32;
        let (w, h) = (cell[0] - 12.0 * k, cell[1] - 20.0 * k);
        page.panel([x, y, w, h], 16.0 * k, Some(INK), None);
        let y = y + (h - 152.0 * k) / 2.0;
        if let Some(stat) = page.kit.stat(id) {
            page.art(&stat.icon, [x + 12.0 * k, y + 12.0 * k, 74.0 * k, 74.0 * k])?;
        }
        let label = panels::power_label(page, id).to_uppercase();
        let left = x + 96.0 * k;
        let name = Lettering::at(left, y + 64.0 * k, Face::Display, 38.0 * k, &Hex::of(WHITE));
        page.line("powers", &label, &name.within(x + w - left - 12.0 * k).at_least(0.4))?;
        let bar = [x + 18.0 * k, y + 102.0 * k, w - 32.0 * k, 30.0 * k];
        power_bar(page, bar, *value, UNLIT);
    }
    Ok(())
}

fn equipment(page: &mut Layout, facts: &CardFacts, frame: Frame) -> Result<(), Refusal> {
    let rest = heading(page, "EQUIPMENT", frame)?;
    let body = inset(rest, 24.0, 8.0);
    let shown = &facts.accessories[..facts.accessories.len().min(6)];
    let (columns, rows, _) = arranged(shown.len(), body, [240.0, 250.0], 2.4);
    let cell = [body[2] / columns as f32, (body[3] / rows as f32).min(body[2] / columns as f32 * 1.5)];
    let tile = page.rgb(&Hex::of([0xF0, 0x00, 0x51]));
    let spare = (body[3] - cell[1] * rows as f32).max(0.0);
    let colours = page.kit.figure_colours(&facts.figure, "");
    for (i, thing) in shown.iter().enumerate() {
        let x = body[0] + cell[0] * (i % columns) as f32 + 4.0;
        let y = body[1] + spare / 2.0 + cell[1] * (i / columns) as f32 + 4.0;
        let (w, h) = (cell[0] - 8.0, cell[1] - 16.0);
        page.panel([x, y, w, h], 18.0, Some(tile), Some((INK, 8.0)));
        let band = (h * 0.24).min(90.0);
        front::thing(page, &colours, &thing.item, [x + w * 0.1, y + h * 0.04, w * 0.8, h * 0.94 - band])?;
        let own = thing.label.trim();
        let known = page.kit.item_label(&thing.item).unwrap_or_default().to_string();
        let size = (band * 0.56).min(w * 0.16);
        let baseline = y + h - band / 2.0 + size * 0.3;
        let line = shout(x + w / 2.0, baseline, size, WHITE).centred().within(w - 22.0);
        let line = line.in_lines(2, band).at_least(0.5);
        let label = if own.is_empty() { &known } else { own };
        match page.fitted("equipment", &label.to_uppercase(), &line) {
            Ok(fitted) => page.set(&fitted, &line),
            Err(_) if label.is_empty() => {}
            Err(_) => {
                page.note("equipment", format!("“{label}” is too long for the side of the box"));
                page.line("equipment", &known.to_uppercase(), &line)?;
            }
        }
    }
    Ok(())
}

/// The heads of the other heroes.
fn collection(page: &mut Layout, facts: &CardFacts, frame: Frame) -> Result<(), Refusal> {
    let rest = heading(page, Wording::or(&facts.look.wording.collect, "COLLECT THEM ALL!"), frame)?;
    let body = inset(rest, 20.0, 8.0);
    let shown = &facts.others[..facts.others.len().min(if frame[2] < 400.0 { 6 } else { 8 })];
    let (columns, rows, k) = arranged(shown.len(), body, [118.0, 160.0], 2.0);
    let cell = [body[2] / columns as f32, (body[3] / rows as f32).min(170.0 * k)];
    let spare = (body[3] - cell[1] * rows as f32).max(0.0);
    for (i, (name, figure)) in shown.iter().enumerate() {
        // A last row that is not full stands in the middle.
        let (row, last) = (i / columns, shown.len() - (rows - 1) * columns);
        let in_row = if row + 1 == rows { last } else { columns };
        let shift = (columns - in_row) as f32 * cell[0] / 2.0;
        let cx = body[0] + shift + cell[0] * ((i % columns) as f32 + 0.5);
        let top = body[1] + spare / 2.0 + cell[1] * row as f32;
        let radius = (cell[0] * 0.44).min(cell[1] * 0.32);
        medallion(page, figure, [cx, top + radius + 4.0], radius, Ground::Tint(TINTS[i % 4]))?;
        let room = cell[1] - 2.0 * radius - 10.0;
        let size = (room * 0.62).min(34.0 * k);
        let baseline = top + 2.0 * radius + 8.0 + room * 0.46 + size * 0.3;
        let label = Lettering::at(cx, baseline, Face::Display, size, &Hex::of(PALE)).centred().within(cell[0] - 8.0);
        let label = label.in_lines(2, room).at_least(0.5);
        // The name of a neighbour never holds this box: the head stands there without it.
        match page.fitted("collection", name, &label) {
            Ok(fitted) => page.set(&fitted, &label),
            Err(_) => page.note("collection", format!("“{name}” has no room under the head and is left out")),
        }
    }
    Ok(())
}

/// Words along the box, read from the foot to the head.
fn spine(page: &mut Layout, text: &str, [x, y, w, h]: Frame) -> Result<(), Refusal> {
    let [cx, cy] = [x + w / 2.0, y + h / 2.0];
    page.panel([x + w * 0.12, y + w * 0.2, w * 0.76, h - w * 0.4], w * 0.12, Some(INK), None);
    let edge = page.rgb(&Hex::of([0xF0, 0x00, 0x51]));
    let pen = Pen::solid(edge, (w * 0.025).clamp(4.0, 12.0));
    let frame = [x + w * 0.17, y + w * 0.25, w * 0.66, h - w * 0.5];
    page.push(drawn(rounded(frame, w * 0.08), None, Some(pen)));
    let size = (w * 0.42).min(160.0);
    let line = shout(cx, cy + size * 0.355, size, YELLOW).centred().within(h - w * 2.4);
    let line = line.in_lines(2, w * 0.6).at_least(0.35);
    let burst = w * 0.56;
    for top in [frame[1] + w * 0.1, frame[1] + frame[3] - w * 0.1 - burst] {
        page.art("badge/burst-round.svg", [cx - burst / 2.0, top, burst, burst])?;
    }
    turned(page, [cx, cy], -90.0, |page| {
        // The front has the name in full; here what fits may stand.
        for words in [text, "HERO INSIDE"] {
            if let Ok(fitted) = page.fitted("spine", words, &line) {
                page.set(&fitted, &line);
                break;
            }
        }
        Ok(())
    })
}
