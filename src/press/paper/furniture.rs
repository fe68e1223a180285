//! What stands around the text of every page: the bar of the certificate over the first, running heads, feet, and the band
//! of a rehearsal.

use super::flow::Frames;
use super::look::{Look, Tint};
use super::set::{Setter, moved};
use super::{MARGIN, PaperStyle, ink};
use crate::scene::item::Item;
use crate::scene::shapes::{Pen, clipped, disc, drawn, line, polygon, rounded};

/// Top of the bar over the first page.
const BAR: f32 = 150.0;
/// Room that the band of a rehearsal takes at the top of a page.
const BAND: f32 = 62.0;
/// Height of the band itself.
const BAND_HEIGHT: f32 = 64.0;

pub(super) fn frames(style: &PaperStyle, height: f32) -> Frames {
    let band = if style.rehearsal { BAND } else { 0.0 };
    Frames { first_top: 360.0 + band, top: 245.0 + band, bottom: height - 235.0 }
}

/// Head, foot and band of page `index` of `count`.
pub(super) fn around(style: &PaperStyle, setter: &mut Setter<'_>, index: usize, count: usize) -> Vec<Item> {
    let (width, height) = style.paper.size();
    let (left, right) = (MARGIN, width - MARGIN);
    let mut items = Vec::new();
    let down = if style.rehearsal {
        items.extend(band(setter, [left, 82.0, right - left]));
        BAND
    } else {
        0.0
    };
    if index == 0 {
        items.extend(frame_bar([left, BAR + down, right - left]));
        let name = Look::display(66.0).tinted(Tint::Ink);
        let kind = setter.one_line(&style.kind.to_uppercase(), &Look::label(), 620.0);
        let set = setter.one_line(&style.campaign, &name, right - left - kind.width - 60.0);
        let baseline = BAR + down + 110.0;
        items.extend(moved(set.items, left, baseline - set.baseline));
        items.extend(moved(kind.items, right - kind.width, baseline - kind.baseline));
    } else {
        let y = 170.0 + down;
        let rule = line(&[(left, y + 20.0), (right, y + 20.0)]);
        items.extend(drawn(rule, None, Some(Pen::solid(ink::GOLD, 4.0))));
        let kind = setter.one_line(&style.kind.to_uppercase(), &Look::label(), 620.0);
        let running = setter.one_line(&style.running, &Look::small(), right - left - kind.width - 60.0);
        items.extend(moved(running.items, left, y - running.baseline));
        items.extend(moved(kind.items, right - kind.width, y - kind.baseline));
    }
    let y = height - 150.0;
    let rule = line(&[(left, y - 40.0), (right, y - 40.0)]);
    items.extend(drawn(rule, None, Some(Pen::solid(ink::LINE, 3.0))));
    let number = setter.one_line(&format!("Page {} of {count}", index + 1), &Look::small(), 400.0);
    let foot = setter.one_line(&style.foot, &Look::small(), right - left - number.width - 60.0);
    items.extend(moved(foot.items, left, y - foot.baseline));
    items.extend(moved(number.items, right - number.width, y - number.baseline));
    items
}

/// The bar of the certificate at left, top and width: blue over two gold lines, a diamond at either end.
pub fn frame_bar([left, top, width]: [f32; 3]) -> Vec<Item> {
    let right = left + width;
    let mut items = Vec::new();
    let (from, to) = (left + 34.0, right - 34.0);
    items.extend(drawn(rounded([from, top - 6.0, to - from, 12.0], 0.0), Some(ink::BLUE), None));
    for (y, pen) in [(top + 15.0, 3.0), (top + 24.0, 3.0)] {
        items.extend(drawn(line(&[(from, y), (to, y)]), None, Some(Pen::solid(ink::GOLD, pen))));
    }
    items.extend(diamond(left + 22.0, top + 9.0, 26.0));
    items.extend(diamond(right - 22.0, top + 9.0, 26.0));
    items
}

/// The corner mark of the certificate around `x`,`y`; `r` from its middle to a corner.
pub fn diamond(x: f32, y: f32, r: f32) -> Vec<Item> {
    let ring = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
    let blue = [0x2F, 0x7B, 0xFF];
    let mut items: Vec<Item> =
        drawn(polygon(&ring), Some(blue), Some(Pen::solid(ink::INK, r * 0.16))).into_iter().collect();
    items.extend(drawn(disc(x, y, r * 0.32), Some(ink::SUN), Some(Pen::solid(ink::INK, r * 0.12))));
    items
}

/// The yellow band of a rehearsal at left, top and width.
pub fn band(setter: &mut Setter<'_>, [left, top, width]: [f32; 3]) -> Vec<Item> {
    let frame = [left, top, width, BAND_HEIGHT];
    let mut inside: Vec<Item> = drawn(rounded(frame, 0.0), Some(ink::SUN), None).into_iter().collect();
    // Stripes at both ends, as on tape that closes a stage.
    for end in [left, left + width - 240.0] {
        for step in 0..6 {
            let x = end + step as f32 * 40.0;
            let ring = [(x, top + BAND_HEIGHT), (x + 20.0, top + BAND_HEIGHT), (x + 56.0, top), (x + 36.0, top)];
            let stripe = drawn(polygon(&ring), Some(ink::INK), None);
            let cut = rounded([end, top, 240.0, BAND_HEIGHT], 0.0);
            inside.extend(clipped(cut, stripe.into_iter().collect()));
        }
    }
    let words = setter.one_line(
        "REHEARSAL: nothing on this page is the draw",
        &Look::label().sized(34.0).tinted(Tint::Ink),
        width - 540.0,
    );
    let baseline = top + BAND_HEIGHT / 2.0 + 12.0;
    inside.extend(moved(words.items, left + (width - words.width) / 2.0, baseline - words.baseline));
    let mut items: Vec<Item> = clipped(rounded(frame, 10.0), inside).into_iter().collect();
    items.extend(drawn(rounded(frame, 10.0), None, Some(Pen::solid(ink::INK, 4.0))));
    items
}
