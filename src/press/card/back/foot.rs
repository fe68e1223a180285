//! The strip with the other heroes, and under it code, signatures and serial.

use super::sheet::{FileCard, Foot};
use super::{Edges, FOOT, STRIP};
use crate::press::card::SIZE;
use crate::press::code;
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::press::style::Ground;
use crate::scene::kit::Hex;
use crate::scene::shapes::{Pen, disc, drawn, line, placed, polygon};
use crate::scene::text::INK;

/// Behind the heads of the strip, in turn.
const TINTS: [[u8; 3]; 4] = [[0x6F, 0xE3, 0xFF], [0xFF, 0xB3, 0xEE], [0xC8, 0xFF, 0xD9], [255; 3]];
const WHITE: [u8; 3] = [255; 3];
const GREY: [u8; 3] = [0x6C, 0x73, 0x91];

pub(super) fn others(page: &mut Layout, card: &FileCard, y: f32, edges: &Edges) -> Result<(), Refusal> {
    let (dress, look) = (card.dress, &card.dress.strip);
    let (fill, edge) = (page.rgb(&look.fill), page.rgb(&look.edge));
    let (left, right) = if look.boxed {
        page.panel([edges.left, y, edges.width(), STRIP], dress.corner, Some(fill), Some((edge, 8.0)));
        (edges.left + 30.0, edges.right - 20.0)
    } else {
        let w = SIZE.0;
        let band = [(-60.0, y), (w + 60.0, y), (w + 60.0, y + STRIP), (-60.0, y + STRIP)];
        page.push(drawn(polygon(&band), Some(fill), Some(Pen::solid(edge, 10.0))));
        (52.0, SIZE.0 - 40.0)
    };
    let width = ((right - left) * 0.23).min(330.0);
    let first = dress.titled(left, y + 100.0, 84.0, &look.title).within(width).at_least(0.4);
    page.line("strip", card.strip.title[0], &first)?;
    page.line("strip", card.strip.title[1], &Lettering { y: y + 184.0, ..first })?;
    let heads = &card.strip.heads;
    let shown = &heads[..heads.len().min(7)];
    // Few heads stand wider apart, in the middle of their part of the strip.
    let room = right - left - width - 38.0;
    let pitch = (room / shown.len() as f32).min(210.0);
    let start = right - room + (room - pitch * shown.len() as f32) / 2.0;
    let r = 66.0_f32.min(pitch * 0.45);
    for (i, (name, subject)) in shown.iter().enumerate() {
        let cx = start + pitch * (i as f32 + 0.5);
        let cy = y + 88.0;
        page.push(drawn(disc(cx, cy, r), Some(TINTS[i % 4]), Some(Pen::solid(INK, 10.0))));
        if let Some(frame) = disc(cx, cy, r - 4.0) {
            page.head(*subject, &frame, 1.02)?;
        }
        let label = dress.named(cx, y + 194.0, 35.0, &look.label).centred().spaced(1.0);
        let label = label.within(pitch - 14.0).in_lines(2, 52.0).at_least(0.45);
        // The name of a neighbour never holds this card: the head stands there without it.
        match page.fitted("strip", name, &label) {
            Ok(fitted) => page.set(&fitted, &label),
            Err(_) => page.note("strip", format!("“{name}” has no room under the head and is left out")),
        }
    }
    Ok(())
}

pub(super) fn footer(page: &mut Layout, card: &FileCard, edges: &Edges) -> Result<(), Refusal> {
    let (foot, dress, top) = (&card.foot, card.dress, edges.foot_top);
    let mut x = edges.left;
    if matches!(dress.ground, Ground::Backdrop { .. }) && dress.small_frame.is_none() {
        // Lines of a backdrop would run through the letters.
        let fill = page.rgb(&dress.bars.fill);
        page.panel([x - 16.0, top - 12.0, edges.width() + 32.0, FOOT + 24.0], dress.corner, Some(fill), None);
    }
    if !foot.qr.is_empty() {
        page.panel([x, top, FOOT, FOOT], 10.0, Some(WHITE), Some((INK, 6.0)));
        let code = code::code(foot.qr).ok_or_else(|| Refusal::CodeTooLong { who: page.who.clone() })?;
        // Two modules of quiet around the code inside the white box, which itself may stand on dark blue.
        let inner = 124.0;
        let items = code::modules(&code, inner, 2);
        page.items.push(placed(items, [x + 8.0, top + 8.0], 1.0, 0.0, [0.0, 0.0]));
        x += FOOT + 26.0;
    }
    let has_serial = !foot.serial.trim().is_empty();
    let right = if has_serial { edges.right - 374.0 } else { edges.right };
    if foot.signatures.is_empty() {
        for (i, text) in foot.lines.into_iter().enumerate() {
            let l = Lettering::at(x, top + 56.0 + 50.0 * i as f32, Face::Plain, 35.0, &dress.note);
            page.line("footer", text, &l.within(right - x))?;
        }
    } else {
        signatures(page, card, [x, right], top)?;
    }
    if has_serial {
        serial(page, foot, [edges.right - 350.0, top + 8.0])?;
    }
    Ok(())
}

fn signatures(page: &mut Layout, card: &FileCard, [x, right]: [f32; 2], top: f32) -> Result<(), Refusal> {
    let (dress, all) = (card.dress, card.foot.signatures);
    let shown = &all[..all.len().min(3)];
    let pitch = (right - x) / shown.len() as f32;
    let rgb = page.rgb(&dress.note);
    for (i, s) in shown.iter().enumerate() {
        let left = x + pitch * i as f32;
        let width = (pitch - 24.0).min(520.0);
        let rule = line(&[(left, top + 76.0), (left + width, top + 76.0)]);
        page.push(drawn(rule, None, Some(Pen::solid(rgb, 4.0))));
        let name = Lettering::at(left, top + 108.0, Face::Bold, 30.0, &dress.note).within(width).at_least(0.7);
        page.name("signature", &s.name, &name)?;
        let role = Lettering::at(left, top + 135.0, Face::Plain, 25.0, &dress.note_second).within(width).at_least(0.7);
        page.line("signature", &s.role, &role)?;
    }
    Ok(())
}

/// Serial and check code in a white box.
fn serial(page: &mut Layout, foot: &Foot, [x, y]: [f32; 2]) -> Result<(), Refusal> {
    page.panel([x, y, 350.0, 124.0], 14.0, Some(WHITE), Some((INK, 6.0)));
    let check = foot.check.trim();
    let caption = if check.is_empty() { "SERIAL".to_string() } else { format!("SERIAL  ·  CHECK {check}") };
    let small = Lettering::at(x + 175.0, y + 48.0, Face::Bold, 30.0, &Hex::of(GREY)).centred().within(310.0);
    page.line("serial", &caption, &small)?;
    let number = Lettering::at(x + 175.0, y + 104.0, Face::Bold, 46.0, &Hex::of(INK)).centred().within(310.0);
    page.line("serial", foot.serial, &number.at_least(0.5))
}
