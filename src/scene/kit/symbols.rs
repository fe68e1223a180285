//! Recoloured drawings, read once and shared: by the parts of a card, by the cards of a run, by the jobs of the program.

use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::pictures::Pictures;
use super::{Colours, Kit, KitError, recolour};
use crate::scene::item::{Item, Path, Symbol, Transform};
use crate::scene::recent::Recent;
use crate::scene::svg;

/// Symbols by drawing and by the chosen colours that occur in it. Cheap to share between threads. It keeps what was asked for
/// lately, so that it does not grow with the length of a run.
#[derive(Debug)]
pub struct SymbolCache {
    known: Mutex<Recent<String, Arc<Symbol>>>,
    pub(super) pictures: Pictures,
}

/// Points of outlines in each half of what is kept; with what lies around them a point takes some fifteen bytes.
const KEPT: usize = 1_600_000;

impl Default for SymbolCache {
    fn default() -> Self {
        Self { known: Mutex::new(Recent::new(KEPT)), pictures: Pictures::default() }
    }
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
            return Ok(known);
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
        if let Some(known) = held.get(&key) {
            return Ok(known);
        }
        held.put(key, Arc::clone(&symbol), points_of(&symbol.items));
        Ok(symbol)
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

/// How many points the outlines have, and a few for each item.
fn points_of(items: &[Item]) -> usize {
    let of = |path: &Path| path.points().len();
    let own = |item: &Item| match item {
        Item::Shape(shape) => 16 + of(&shape.path),
        Item::Group { clip, .. } => 8 + clip.as_ref().map_or(0, |clip| of(&clip.path)),
        Item::Use { .. } | Item::Text(_) | Item::Image { .. } | Item::Layer { .. } => 8,
    };
    items.iter().map(|item| own(item) + points_of(item.inside())).sum()
}
