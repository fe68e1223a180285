//! Recoloured drawings, read once and shared: by the parts of a card, by the cards of a run, by the jobs of the program.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::pictures::Pictures;
use super::{Colours, Kit, KitError};
use crate::scene::item::{Item, Paint, Symbol, Transform};
use crate::scene::recent::Recent;
use crate::scene::svg;

/// Symbols by drawing and by the chosen colours that occur in it. Cheap to share between threads. A drawing is read once; the
/// same in other colours shares its outlines. It keeps what was asked for lately, so that it does not grow with a run.
#[derive(Debug)]
pub struct SymbolCache {
    known: Mutex<Recent<String, Arc<Symbol>>>,
    /// As they came, by path.
    drawn: Mutex<HashMap<String, Arc<Drawn>>>,
    pub(super) pictures: Pictures,
}

/// A drawing of the kit in the colours of its file.
#[derive(Debug)]
struct Drawn {
    symbol: Symbol,
    digest: [u8; 32],
}

/// Items in each half of what is kept, a quarter of a kilobyte each.
const KEPT: usize = 40_000;

impl Default for SymbolCache {
    fn default() -> Self {
        Self { known: Mutex::new(Recent::new(KEPT)), drawn: Mutex::default(), pictures: Pictures::default() }
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
        let drawn = self.drawn(kit, path)?;
        let mut tints = Tints::of(colours);
        let items = tints.items(&drawn.symbol.items);
        let symbol = Arc::new(Symbol {
            id: tints.id(&drawn.digest),
            items,
            ink: Arc::clone(&drawn.symbol.ink),
            ..Symbol::new("", Vec::new(), drawn.symbol.bounds, drawn.symbol.size)
        });
        let mut held = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = held.get(&key) {
            return Ok(known);
        }
        held.put(key, Arc::clone(&symbol), 4 + count(&symbol.items));
        Ok(symbol)
    }

    fn drawn(&self, kit: &Kit, path: &str) -> Result<Arc<Drawn>, KitError> {
        if let Some(known) = self.drawn.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return Ok(Arc::clone(known));
        }
        let text = kit.file(path).ok_or_else(|| KitError::MissingFile { file: path.to_string() })?;
        // Read outside the lock; two threads may read the same drawing once each, and agree.
        let drawing = svg::read(text).map_err(|source| KitError::Drawing { file: path.to_string(), source })?;
        let digest = Sha256::digest(text.as_bytes()).into();
        let bounds = drawing.bounds();
        let drawn = Arc::new(Drawn { symbol: Symbol::new("", drawing.items, bounds, drawing.size), digest });
        let mut held = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(held.entry(path.to_string()).or_insert(drawn)))
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

/// Items, with those inside groups.
fn count(items: &[Item]) -> usize {
    items.iter().map(|item| 1 + count(item.inside())).sum()
}

/// Colours of a drawing's file and what they become, with which of them occur in it.
struct Tints(Vec<Tint>);

struct Tint {
    from: [u8; 3],
    to: [u8; 3],
    occurs: bool,
}

impl Tints {
    fn of(colours: &Colours) -> Self {
        Self(colours.pairs.iter().map(|(from, to)| Tint { from: from.rgb(), to: to.rgb(), occurs: false }).collect())
    }

    fn colour(&mut self, rgb: [u8; 3]) -> [u8; 3] {
        match self.0.iter_mut().find(|tint| tint.from == rgb) {
            Some(tint) => {
                tint.occurs = true;
                tint.to
            }
            None => rgb,
        }
    }

    /// The same items in the new colours; outlines are shared.
    fn items(&mut self, items: &[Item]) -> Vec<Item> {
        items.iter().map(|item| self.item(item)).collect()
    }

    fn item(&mut self, item: &Item) -> Item {
        match item {
            Item::Shape(shape) => {
                let mut shape = shape.clone();
                if let Some(fill) = &mut shape.fill {
                    self.paint(&mut fill.paint);
                }
                if let Some(stroke) = &mut shape.stroke {
                    self.paint(&mut stroke.paint);
                }
                Item::Shape(shape)
            }
            Item::Group { transform, clip, opacity, items } => {
                let (transform, clip, opacity) = (*transform, clip.clone(), *opacity);
                Item::Group { transform, clip, opacity, items: self.items(items) }
            }
            // Drawings have no others.
            Item::Use { .. } | Item::Text(_) | Item::Image { .. } | Item::Layer { .. } => item.clone(),
        }
    }

    fn paint(&mut self, paint: &mut Paint) {
        match paint {
            Paint::Solid(rgb) => *rgb = self.colour(*rgb),
            Paint::Linear { stops, .. } | Paint::Radial { stops, .. } => {
                for stop in stops {
                    stop.rgb = self.colour(stop.rgb);
                }
            }
            Paint::Spot { .. } => {}
        }
    }

    /// A name for what came out: the file it came from, and what became of the colours in it.
    fn id(&self, drawing: &[u8; 32]) -> String {
        let mut hasher = Sha256::new();
        hasher.update(drawing);
        for tint in self.0.iter().filter(|tint| tint.occurs) {
            hasher.update(tint.from);
            hasher.update(tint.to);
        }
        format!("S{}", hex::encode(&hasher.finalize()[..8]))
    }
}
