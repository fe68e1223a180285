//! Which part of each shared drawing a document ever shows, and how often.
//!
//! A card's back shows the busts of other heroes in small discs; their boots need not be in the file. A drawing is written once,
//! so what counts is everything any page shows of it. One that is shown once needs no form: among its page's other art it packs
//! better, which makes the file of a single card a fifth smaller.

use std::collections::HashMap;

use super::content::turned_box;
use crate::scene::item::{Item, Symbol, Transform};
use crate::scene::picture::Picture;
use crate::scene::shapes;

/// By symbol id, the box in the symbol's own units that holds all that is visible of it somewhere.
#[derive(Debug, Default)]
pub(super) struct Windows {
    seen: HashMap<String, Seen>,
    /// By picture id, the width in points of its widest print.
    pictures: HashMap<String, f32>,
}

#[derive(Debug)]
struct Seen {
    window: [f32; 4],
    times: usize,
}

/// Windows grow to whole steps, so that nearly equal ones are the same and nothing is cut at an edge.
const STEP: f32 = 10.0;

impl Windows {
    /// The window of a symbol, never larger than its bounds. Its bounds for one that was not met.
    pub(super) fn of(&self, symbol: &Symbol) -> [f32; 4] {
        let Some(Seen { window: [l, t, r, b], .. }) = self.seen.get(&symbol.id) else { return symbol.bounds };
        let grown = [
            (l / STEP).floor() * STEP - STEP,
            (t / STEP).floor() * STEP - STEP,
            (r / STEP).ceil() * STEP + STEP,
            (b / STEP).ceil() * STEP + STEP,
        ];
        shapes::meet(grown, symbol.bounds).unwrap_or(symbol.bounds)
    }

    /// True for a drawing that is met once in the whole document.
    pub(super) fn is_lone(&self, symbol: &Symbol) -> bool {
        self.seen.get(&symbol.id).is_some_and(|seen| seen.times == 1)
    }

    /// How wide a picture is printed at the most, in mm.
    pub(super) fn printed_mm(&self, picture: &Picture) -> f32 {
        self.pictures.get(picture.id()).map_or(f32::INFINITY, |points| points / 72.0 * 25.4)
    }

    /// Notes what `items` show within `visible`, a box in the space that `space` leads to.
    pub(super) fn look(&mut self, items: &[Item], space: Transform, visible: [f32; 4]) {
        for item in items {
            match item {
                Item::Shape(_) | Item::Text(_) => {}
                Item::Layer { items, .. } => self.look(items, space, visible),
                Item::Image { picture, frame } => {
                    let printed = frame[2].abs() * space.sx.hypot(space.ky);
                    let widest = self.pictures.entry(picture.id().to_owned()).or_default();
                    *widest = widest.max(printed);
                }
                Item::Group { transform, clip, items, .. } => {
                    let inner = space.pre_concat(*transform);
                    let mut through = Some(visible);
                    if let Some(clip) = clip {
                        let b = clip.path.bounds();
                        let window = turned_box([b.left(), b.top(), b.right(), b.bottom()], inner);
                        through = shapes::meet(visible, window);
                    }
                    if let Some(through) = through {
                        self.look(items, inner, through);
                    }
                }
                Item::Use { symbol, transform } => {
                    let inner = space.pre_concat(*transform);
                    let Some(back) = inner.invert() else { continue };
                    let Some(shown) = shapes::meet(turned_box(visible, back), symbol.bounds) else { continue };
                    let seen = self.seen.entry(symbol.id.clone()).or_insert(Seen { window: shown, times: 0 });
                    let w = seen.window;
                    seen.window = [w[0].min(shown[0]), w[1].min(shown[1]), w[2].max(shown[2]), w[3].max(shown[3])];
                    seen.times += 1;
                    self.look(&symbol.items, inner, visible);
                }
            }
        }
    }
}
