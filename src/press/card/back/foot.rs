//! The strip with the other heroes, and under it code, signatures and serial.

use super::super::{CardFacts, SIZE};
use super::rows::portrait;
use super::{DARK_RED, GOLD, GREY, LEFT, PALE, RIGHT, STRIP, WHITE, ink};
use crate::press::code;
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::scene::shapes::{Pen, disc, drawn, line, placed, polygon};
use crate::scene::text::INK;

/// Behind the heads of the strip, in turn.
const TINTS: [[u8; 3]; 4] = [[0x6F, 0xE3, 0xFF], [0xFF, 0xB3, 0xEE], [0xC8, 0xFF, 0xD9], [255; 3]];

pub(super) fn others(page: &mut Layout, facts: &CardFacts, y: f32) -> Result<(), Refusal> {
    let w = SIZE.0;
    let band = [(-60.0, y), (w + 60.0, y), (w + 60.0, y + STRIP), (-60.0, y + STRIP)];
    page.push(drawn(polygon(&band), Some(GOLD), Some(Pen::solid(INK, 10.0))));
    let first = Lettering::at(52.0, y + 100.0, Face::Display, 84.0, &ink(DARK_RED)).within(330.0);
    page.line("strip", "COLLECT", &first)?;
    page.line("strip", "THEM ALL!", &Lettering { y: y + 184.0, ..first })?;
    let shown = &facts.others[..facts.others.len().min(7)];
    // Few heads stand wider apart, in the middle of their part of the strip.
    let pitch = (1064.0 / shown.len() as f32).min(210.0);
    let start = 420.0 + (1064.0 - pitch * shown.len() as f32) / 2.0 - 7.0;
    for (i, (name, figure)) in shown.iter().enumerate() {
        let cx = start + pitch * (i as f32 + 0.5);
        let cy = y + 88.0;
        page.push(drawn(disc(cx, cy, 66.0), Some(TINTS[i % 4]), Some(Pen::solid(INK, 10.0))));
        if let Some(frame) = disc(cx, cy, 62.0) {
            let own = page.kit.figure_colours(figure, "azure");
            let mine = std::mem::replace(&mut page.colours, own);
            let made = portrait(page, figure, &frame, 1.02);
            page.colours = mine;
            made?;
        }
        let label = Lettering::at(cx, y + 194.0, Face::Display, 35.0, &ink(INK)).centred().spaced(1.0);
        let label = label.within(pitch - 14.0).in_lines(2, 52.0).at_least(0.45);
        // The name of a neighbour never holds this card: the head stands there without it.
        match page.fitted("strip", name, &label) {
            Ok(fitted) => page.set(&fitted, &label),
            Err(_) => page.note("strip", format!("“{name}” has no room under the head and is left out")),
        }
    }
    Ok(())
}

pub(super) fn footer(page: &mut Layout, facts: &CardFacts) -> Result<(), Refusal> {
    let mut x = LEFT;
    if !facts.qr.is_empty() {
        let frame = [LEFT, 2104.0, 140.0, 140.0];
        page.panel(frame, 10.0, Some(WHITE), Some((INK, 6.0)));
        let code = code::code(&facts.qr).ok_or_else(|| Refusal::CodeTooLong { who: page.who.clone() })?;
        // Two modules of quiet around the code inside the white box, which itself stands on dark blue.
        let inner = 124.0;
        let items = code::modules(&code, inner, 2);
        page.items.push(placed(items, [LEFT + 8.0, 2112.0], 1.0, 0.0, [0.0, 0.0]));
        x = 236.0;
    }
    let has_serial = !facts.serial.trim().is_empty();
    let right = if has_serial { 1080.0 } else { RIGHT };
    if facts.signatures.is_empty() {
        let first = if facts.qr.is_empty() {
            "Every hero on these cards is real."
        } else {
            "Scan to read the whole story and say thank you."
        };
        let lines = [first, "A certificate in disguise. No toy inside, only gratitude."];
        for (i, text) in lines.into_iter().enumerate() {
            let l = Lettering::at(x, 2160.0 + 50.0 * i as f32, Face::Plain, 35.0, &ink(WHITE));
            page.line("footer", text, &l.within(right - x))?;
        }
    } else {
        let shown = &facts.signatures[..facts.signatures.len().min(3)];
        let pitch = (right - x) / shown.len() as f32;
        for (i, s) in shown.iter().enumerate() {
            let left = x + pitch * i as f32;
            let width = (pitch - 24.0).min(520.0);
            let rule = line(&[(left, 2180.0), (left + width, 2180.0)]);
            page.push(drawn(rule, None, Some(Pen::solid(WHITE, 4.0))));
            let name = Lettering::at(left, 2212.0, Face::Bold, 30.0, &ink(WHITE)).within(width).at_least(0.7);
            page.name("signature", &s.name, &name)?;
            let role = Lettering::at(left, 2242.0, Face::Plain, 26.0, &ink(PALE)).within(width).at_least(0.7);
            page.line("signature", &s.role, &role)?;
        }
    }
    if has_serial {
        page.panel([1104.0, 2112.0, 350.0, 124.0], 14.0, Some(WHITE), Some((INK, 6.0)));
        let check = facts.check.trim();
        let caption = if check.is_empty() { "SERIAL".to_string() } else { format!("SERIAL  ·  CHECK {check}") };
        let small = Lettering::at(1279.0, 2160.0, Face::Bold, 30.0, &ink(GREY)).centred().within(310.0);
        page.line("serial", &caption, &small)?;
        let number = Lettering::at(1279.0, 2216.0, Face::Bold, 46.0, &ink(INK)).centred().within(310.0);
        page.line("serial", &facts.serial, &number.at_least(0.5))?;
    }
    Ok(())
}
