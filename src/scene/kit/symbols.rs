//! Recoloured drawings, read once and shared: by the parts of a card, by the cards of a run, by the jobs of the program.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::{Colours, Kit, KitError, recolour};
use crate::scene::item::{Item, Symbol, Transform};
use crate::scene::shapes::{inked_box, meet};
use crate::scene::svg;

/// Symbols by drawing and by the chosen colours that occur in it. Cheap to share between threads.
#[derive(Debug, Default)]
pub struct SymbolCache {
    known: Mutex<HashMap<String, Arc<Symbol>>>,
}

impl SymbolCache {
    pub fn new() -> Self {
        Self::default()
    }

    /// How many symbols are held.
    pub fn len(&self) -> usize {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The drawing `path` of the kit in these colours. Its id depends on its content alone, never on the run or the
    /// machine.
    pub fn symbol(&self, kit: &Kit, path: &str, colours: &Colours) -> Result<Arc<Symbol>, KitError> {
        let mut key = path.to_string();
        for mark in kit.marks(path) {
            key.push('|');
            key.push_str(colours.chosen(mark).map_or(mark, super::Hex::as_str));
        }
        // A poisoned lock still guards a whole map: entries go in complete.
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(known.clone());
        }
        let text = kit.file(path).ok_or_else(|| KitError::MissingFile { file: path.to_string() })?;
        let text = recolour(text, colours);
        // Read outside the lock; two threads may read the same drawing once each, and agree.
        let drawing = svg::read(&text).map_err(|source| KitError::Drawing { file: path.to_string(), source })?;
        let digest = Sha256::digest(text.as_bytes());
        let bounds = drawing.bounds();
        let symbol = Arc::new(Symbol {
            id: format!("S{}", hex::encode(&digest[..8])),
            items: drawing.items,
            bounds,
            size: drawing.size,
        });
        let mut held = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(held.entry(key).or_insert(symbol).clone())
    }

    /// The drawing without what lies outside `window` (left, top, right, bottom, in its own units), for pictures that show
    /// a part only: what is not seen need not be in the file. `None` when nothing of it is seen.
    pub fn seen_through(
        &self,
        kit: &Kit,
        path: &str,
        colours: &Colours,
        window: [f32; 4],
    ) -> Result<Option<Arc<Symbol>>, KitError> {
        let whole = self.symbol(kit, path, colours)?;
        let [l, t, r, b] = window;
        let id = format!("{}-{l}-{t}-{r}-{b}", whole.id);
        let held = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned();
        let symbol = held.unwrap_or_else(|| {
            let items = pruned(&whole.items, window, Transform::identity());
            let (left, all) = (shapes_in(&items), shapes_in(&whole.items));
            if left * 10 >= all * 7 {
                // Too little is saved to keep a second drawing of the same.
                return whole.clone();
            }
            let digest = Sha256::digest(id.as_bytes());
            let cut = Arc::new(Symbol {
                id: format!("P{}", hex::encode(&digest[..8])),
                items,
                bounds: whole.bounds,
                size: whole.size,
            });
            self.known.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_insert(cut).clone()
        });
        Ok((!symbol.items.is_empty()).then_some(symbol))
    }

    /// The drawing as an item, placed by `transform`.
    pub fn placed(&self, kit: &Kit, path: &str, colours: &Colours, transform: Transform) -> Result<Item, KitError> {
        Ok(Item::Use { symbol: self.symbol(kit, path, colours)?, transform })
    }

    /// The drawing in a box of `w` by `h` at `x`,`y`: as large as fits, in the middle, proportions kept, overhang shown.
    pub fn boxed(&self, kit: &Kit, path: &str, colours: &Colours, [x, y, w, h]: [f32; 4]) -> Result<Item, KitError> {
        let symbol = self.symbol(kit, path, colours)?;
        let (sw, sh) = symbol.size;
        let k = (w / sw).min(h / sh);
        let transform = Transform::from_row(k, 0.0, 0.0, k, x + (w - sw * k) / 2.0, y + (h - sh * k) / 2.0);
        Ok(Item::Use { symbol, transform })
    }
}

/// Items without those wholly outside `window`, groups looked into. A clipped group keeps all or nothing of a shape, so the
/// picture inside the window stays the same.
fn pruned(items: &[Item], window: [f32; 4], outer: Transform) -> Vec<Item> {
    let mut kept = Vec::new();
    for item in items {
        let alone = Item::Group { transform: outer, clip: None, opacity: 1.0, items: vec![item.clone()] };
        let inside = inked_box(std::slice::from_ref(&alone)).is_some_and(|b| meet(b, window).is_some());
        if !inside {
            continue;
        }
        match item {
            Item::Group { transform, clip, opacity, items } => {
                let items = pruned(items, window, outer.pre_concat(*transform));
                if !items.is_empty() {
                    kept.push(Item::Group { transform: *transform, clip: clip.clone(), opacity: *opacity, items });
                }
            }
            other => kept.push(other.clone()),
        }
    }
    kept
}

fn shapes_in(items: &[Item]) -> usize {
    items
        .iter()
        .map(|item| match item {
            Item::Group { items, .. } => shapes_in(items),
            _ => 1,
        })
        .sum()
}
