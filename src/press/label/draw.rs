//! One label, dressed by its size: headline and medallion where there is room, a coloured edge where there is little, and
//! the address alone on the smallest. Colour keeps a distance from the label's edge, so that a sheet fed crooked does not
//! colour its neighbours.

use super::address::{self, Sizes};
use super::{LabelFacts, LabelSheet};
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::press::style::Frame;
use crate::press::suit::{Ground, medallion, shout};
use crate::scene::item::Item;
use crate::scene::kit::Hex;
use crate::scene::shapes::{Pen, clipped, drawn, line, polygon, rounded};
use crate::scene::text::INK;

const RED: [u8; 3] = [0xFF, 0x4D, 0x5E];
const PALE: [u8; 3] = [0xFF, 0xE8, 0x9A];
const GREY: [u8; 3] = [0x4A, 0x50, 0x68];
const RULE: [u8; 3] = [0xD5, 0xDC, 0xEC];
const WHITE: [u8; 3] = [255; 3];
/// From the label's edge to the first colour.
const EDGE: f32 = 18.0;

pub(super) fn make(page: &mut Layout, facts: &LabelFacts, sheet: &LabelSheet) -> Result<(), Refusal> {
    let (w, h) = (sheet.width, sheet.height);
    if w > 900.0 && h > 600.0 {
        large(page, facts, w, h)
    } else if w > 900.0 {
        wide(page, facts, w, h)
    } else if w > 600.0 {
        plain(page, facts, w, h)
    } else {
        let sizes = Sizes { line: 25.0, least: 18.0, name: 1.12, lead: 1.16 };
        address::set(page, facts, [22.0, 18.0, w - 44.0, h - 36.0], sizes)
    }
}

/// A slanted band at the top, the head in a medallion, serial at the foot.
fn large(page: &mut Layout, facts: &LabelFacts, w: f32, h: f32) -> Result<(), Refusal> {
    let k = (w / 991.0).min(h / 677.0);
    let band = [(0.0, 0.0), (w, 0.0), (w, 112.0 * k), (0.0, 150.0 * k)];
    let edge = line(&[(-20.0, 150.8 * k), (w + 20.0, 111.2 * k)]);
    let items: Vec<Item> = [drawn(polygon(&band), Some(RED), None), drawn(edge, None, Some(Pen::solid(INK, 8.0)))]
        .into_iter()
        .flatten()
        .collect();
    let inner: Frame = [EDGE, EDGE, w - 2.0 * EDGE, h - 2.0 * EDGE];
    page.push(clipped(rounded(inner, 18.0), items));
    let left = 44.0;
    let headline = shout(left, 110.0 * k, 84.0 * k, WHITE).turned(-1.6).within(w * 0.57).at_least(0.4);
    page.line("headline", &facts.headline.to_uppercase(), &headline)?;
    let notice = shout(w - 44.0, 84.0 * k, 30.0 * k, PALE).ending().turned(-1.6).within(w * 0.33).at_least(0.5);
    page.line("notice", &facts.notice.to_uppercase(), &Lettering { spacing: 1.0, ..notice })?;
    let radius = 138.0 * k;
    let right = w - 44.0 - 2.0 * radius - 34.0 * k;
    sender(page, facts, [left, 200.0 * k], w - 2.0 * left, 24.0 * k)?;
    let foot = h - 80.0 * k;
    let (cx, cy) = (w - 44.0 - radius, f32::midpoint(196.0 * k, foot) - 26.0 * k);
    medallion(page, &facts.figure, [cx, cy + 14.0 * k], radius, Ground::Rays)?;
    if !facts.number.trim().is_empty() {
        let (rw, rh) = (radius * 2.0, radius * 2.0 * 83.0 / 300.0);
        let top = cy + radius - rh * 0.42;
        page.art("badge/ribbon.svg", [cx - rw / 2.0, top, rw, rh])?;
        let number = shout(cx, top + rh * 0.68, rh * 0.44, WHITE).centred().within(rw * 0.62).at_least(0.5);
        page.line("number", &facts.number, &number)?;
    }
    let sizes = Sizes { line: 42.0 * k, least: 24.0, name: 1.36, lead: 1.42 };
    address::set(page, facts, [left, 218.0 * k, right - left, foot - 230.0 * k], sizes)?;
    page.push(drawn(line(&[(left, foot), (w - left, foot)]), None, Some(Pen::solid(RULE, 4.0))));
    let serial = Lettering::at(left, foot + 46.0 * k, Face::Bold, 30.0 * k, &Hex::of(GREY)).within(w * 0.35);
    page.line("serial", &facts.serial, &serial.at_least(0.6))?;
    let words = Lettering::at(w - left, foot + 46.0 * k, Face::Plain, 27.0 * k, &Hex::of(GREY)).ending();
    page.line("campaign", &facts.campaign, &words.within(w * 0.52).at_least(0.35))
}

/// A slanted band at the left with the medallion on it.
fn wide(page: &mut Layout, facts: &LabelFacts, w: f32, h: f32) -> Result<(), Refusal> {
    let inner: Frame = [EDGE, EDGE, w - 2.0 * EDGE, h - 2.0 * EDGE];
    let broad = (h * 0.72).min(300.0);
    let lean = h * 0.1;
    let band = [(0.0, 0.0), (broad + lean, 0.0), (broad, h), (0.0, h)];
    let edge = line(&[(broad + lean * 1.1, -h * 0.1), (broad - lean * 0.1, h * 1.1)]);
    let items: Vec<Item> = [drawn(polygon(&band), Some(RED), None), drawn(edge, None, Some(Pen::solid(INK, 8.0)))]
        .into_iter()
        .flatten()
        .collect();
    page.push(clipped(rounded(inner, 18.0), items));
    let has_number = !facts.number.trim().is_empty();
    let radius = (broad * 0.42).min(h * 0.36);
    let (cx, cy) = (EDGE + (broad - EDGE) / 2.0 + 2.0, if has_number { h * 0.45 } else { h * 0.5 });
    medallion(page, &facts.figure, [cx, cy], radius, Ground::Rays)?;
    if has_number {
        let size = (h * 0.1).min(40.0);
        let line = shout(cx - 2.0, h - EDGE - 14.0, size, WHITE).centred().within(broad - EDGE - 16.0).at_least(0.5);
        page.line("number", &facts.number, &line)?;
    }
    let left = broad + lean + 26.0;
    let right = w - 30.0;
    sender(page, facts, [left, EDGE + 34.0], right - left, 20.0)?;
    let small = Lettering::at(right, h - EDGE - 10.0, Face::Bold, 20.0, &Hex::of(GREY)).ending();
    page.line("serial", &facts.serial, &small.within((right - left) * 0.5).at_least(0.6))?;
    let loud = Lettering::at(left, h - EDGE - 10.0, Face::Display, 26.0, &Hex::of(RED)).spaced(1.0);
    page.line("notice", &facts.notice.to_uppercase(), &loud.within((right - left) * 0.48).at_least(0.4))?;
    let k = (h / 381.0).clamp(0.86, 1.3);
    let sizes = Sizes { line: 40.0 * k, least: 19.0, name: 1.28, lead: 1.28 };
    let (top, bottom) = (EDGE + 44.0, h - EDGE - 40.0);
    address::set(page, facts, [left, top, right - left, bottom - top], sizes)
}

/// The address with a coloured edge.
fn plain(page: &mut Layout, facts: &LabelFacts, w: f32, h: f32) -> Result<(), Refusal> {
    let bar = [EDGE, EDGE + 4.0, 12.0, h - 2.0 * EDGE - 8.0];
    page.panel(bar, 6.0, Some(RED), None);
    let left = EDGE + 32.0;
    let width = w - left - 26.0;
    // On the lowest labels every line is needed for the address.
    let has_sender = h > 300.0 && !facts.sender.trim().is_empty();
    let top = if has_sender {
        sender(page, facts, [left, EDGE + 24.0], width, 18.0)?;
        EDGE + 32.0
    } else {
        EDGE
    };
    let sizes = Sizes { line: 36.0, least: 18.0, name: 1.2, lead: 1.22 };
    address::set(page, facts, [left, top, width, h - EDGE - top], sizes)
}

/// Who sends it, small; a sender too long for one line is left out with a note, the address counts.
fn sender(page: &mut Layout, facts: &LabelFacts, [x, y]: [f32; 2], width: f32, size: f32) -> Result<(), Refusal> {
    if facts.sender.trim().is_empty() {
        return Ok(());
    }
    let l = Lettering::at(x, y, Face::Plain, size, &Hex::of(GREY)).within(width).at_least(0.7);
    match page.fitted("sender", &format!("From: {}", facts.sender.trim()), &l) {
        Ok(fitted) => page.set(&fitted, &l),
        Err(_) => page.note("sender", "the sender's line is too long for this label and is left out"),
    }
    Ok(())
}
