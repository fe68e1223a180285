//! Cards on office paper: no bleed, inside the printer's margin, cut out by hand.
//!
//! Both sides are placed so that duplex printing over the long edge brings them back to back.

use super::card::{CORNER, front::edge};
use crate::scene::item::{Item, Page, Transform};
use crate::scene::shapes::{Pen, clipped, drawn, line, rounded};

/// Office paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    #[default]
    A4,
    Letter,
}

impl Paper {
    /// Width and height upright, in 0.1 mm.
    pub fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (2100.0, 2970.0),
            Self::Letter => (2159.0, 2794.0),
        }
    }
}

/// A card cut at its rounded corners, with an inked edge: as it looks on a screen or cut by hand.
pub fn trimmed(page: &Page) -> Page {
    Page { bleed: 0.0, items: cut(page), ..page.clone() }
}

fn cut(page: &Page) -> Vec<Item> {
    let shape = rounded([0.0, 0.0, page.width, page.height], CORNER);
    let mut items: Vec<Item> = clipped(shape, page.items.clone()).into_iter().collect();
    items.extend(edge());
    items
}

/// One card at full size, front and back on a sheet each.
pub fn single(front: &Page, back: &Page, paper: Paper) -> [Page; 2] {
    let (w, h) = paper.size();
    [front, back].map(|side| {
        let (x, y) = ((w - side.width) / 2.0, (h - side.height) / 2.0);
        let mut items = vec![placed(side, Transform::from_translate(x, y))];
        items.extend(ticks([x, y, side.width, side.height]));
        Page { width: w, height: h, bleed: 0.0, items, ..side.clone() }
    })
}

/// How far cards are reduced to put two on a sheet.
pub const TWO_UP: f32 = 0.87;

/// Two cards on an upright sheet, reduced and lying on their sides: fronts on the first page, backs on the second. The
/// second card may be missing.
pub fn two_up(cards: [Option<(&Page, &Page)>; 2], paper: Paper) -> [Page; 2] {
    let (w, h) = paper.size();
    let make = |name: &str, is_front: bool, turn: f32| {
        let mut items = Vec::new();
        for (i, card) in cards.into_iter().enumerate() {
            let Some((front, back)) = card else { continue };
            let side = if is_front { front } else { back };
            let (cw, ch) = (side.width, side.height);
            // Turned, the card is as wide as it was high.
            let (wide, high) = (ch * TWO_UP, cw * TWO_UP);
            let gap = (h - 2.0 * high) / 3.0;
            let (x, y) = ((w - wide) / 2.0, gap + i as f32 * (high + gap));
            let transform = Transform::from_translate(x + wide / 2.0, y + high / 2.0)
                .pre_concat(Transform::from_rotate(turn))
                .pre_scale(TWO_UP, TWO_UP)
                .pre_translate(-cw / 2.0, -ch / 2.0);
            items.push(Item::Group { transform, clip: None, opacity: 1.0, items: cut(side) });
            items.extend(ticks([x, y, wide, high]));
        }
        Page::new(name, w, h, 0.0).with_items(items)
    };
    // Turned over its long edge the sheet mirrors left and right: what points right in front must point left behind.
    [make("fronts", true, 90.0), make("backs", false, -90.0)]
}

fn placed(page: &Page, transform: Transform) -> Item {
    Item::Group { transform, clip: None, opacity: 1.0, items: cut(page) }
}

/// Short lines outside each corner, in line with the edges, for the knife.
fn ticks([x, y, w, h]: [f32; 4]) -> Vec<Item> {
    let (near, far) = (15.0, 55.0);
    let mut items = Vec::new();
    for (cx, dx) in [(x, -1.0), (x + w, 1.0)] {
        for (cy, dy) in [(y, -1.0), (y + h, 1.0)] {
            let along = line(&[(cx + dx * near, cy), (cx + dx * far, cy)]);
            let across = line(&[(cx, cy + dy * near), (cx, cy + dy * far)]);
            for path in [along, across] {
                items.extend(drawn(path, None, Some(Pen::solid([0x80; 3], 2.0))));
            }
        }
    }
    items
}
