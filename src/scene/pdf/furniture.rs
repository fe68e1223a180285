//! Art that stands on many pages alike: panels, stripes, rules. Written once as a form, drawn wherever it recurs.
//!
//! Layouts build every card afresh, so nothing tells that two shapes are the same but their being equal. Nine tenths of a card's
//! back are: sharing them takes a third off each card in a merged file.
//! Leaves out: text, which must stay on its page to be searchable, and layers.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::scene::item::{Clip, Item, Page, Paint, Path, PathSegment, Shape, Stop, Transform};

/// From this many pages on, a stretch of art is shared.
const PAGES: usize = 3;
/// Path segments below which a stretch is no larger than the call that would draw it.
const WORTH: usize = 12;

/// What recurs in one document. The fingerprints are the same in every run: no seed goes into them.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    items: HashMap<u64, usize>,
    stretches: HashMap<u64, usize>,
}

/// A part of a list of items: shared under its fingerprint, or not.
pub(super) struct Piece {
    pub(super) shared: Option<u64>,
    pub(super) range: Range<usize>,
}

impl Furniture {
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut furniture = Self::default();
        if pages.len() < PAGES {
            return furniture;
        }
        for page in pages {
            furniture.count_items(&page.items);
        }
        furniture.items.retain(|_, times| *times >= PAGES);
        for page in pages {
            furniture.count_stretches(&page.items);
        }
        furniture.stretches.retain(|_, times| *times >= PAGES);
        furniture
    }

    /// Cuts a list into stretches that recur and the rest.
    pub(super) fn pieces(&self, items: &[Item]) -> Vec<Piece> {
        if self.stretches.is_empty() {
            return vec![Piece { shared: None, range: 0..items.len() }];
        }
        let mut pieces = Vec::new();
        let mut done = 0;
        for (mark, range) in self.stretches_in(items) {
            if self.stretches.contains_key(&mark) {
                if done < range.start {
                    pieces.push(Piece { shared: None, range: done..range.start });
                }
                done = range.end;
                pieces.push(Piece { shared: Some(mark), range });
            }
        }
        if done < items.len() {
            pieces.push(Piece { shared: None, range: done..items.len() });
        }
        pieces
    }

    fn count_items(&mut self, items: &[Item]) {
        for item in items {
            if let Some((mark, _)) = fingerprint(item) {
                *self.items.entry(mark).or_default() += 1;
            } else {
                self.count_items(item.inside());
            }
        }
    }

    fn count_stretches(&mut self, items: &[Item]) {
        for (mark, _) in self.stretches_in(items) {
            *self.stretches.entry(mark).or_default() += 1;
        }
        for item in items {
            if fingerprint(item).is_none() {
                self.count_stretches(item.inside());
            }
        }
    }

    /// Consecutive items each of which recurs, as long as they go, where together they are worth a form.
    fn stretches_in(&self, items: &[Item]) -> Vec<(u64, Range<usize>)> {
        let mut found = Vec::new();
        let mut hasher = DefaultHasher::new();
        let (mut start, mut weight) = (0, 0);
        for i in 0..=items.len() {
            let known = items.get(i).and_then(fingerprint).filter(|(mark, _)| self.items.contains_key(mark));
            if let Some((mark, segments)) = known {
                mark.hash(&mut hasher);
                weight += segments;
                continue;
            }
            if weight >= WORTH {
                found.push((hasher.finish(), start..i));
            }
            hasher = DefaultHasher::new();
            (start, weight) = (i + 1, 0);
        }
        found
    }
}

/// A number that equal items share, and how many path segments they have. `None` for anything with text in it.
fn fingerprint(item: &Item) -> Option<(u64, usize)> {
    let mut hasher = DefaultHasher::new();
    let segments = digest(item, &mut hasher)?;
    Some((hasher.finish(), segments))
}

fn digest(item: &Item, hasher: &mut DefaultHasher) -> Option<usize> {
    match item {
        // A layer belongs to its page; a picture is shared without help.
        Item::Text(_) | Item::Layer { .. } | Item::Image { .. } => None,
        Item::Use { symbol, transform } => {
            (1u8, &symbol.id).hash(hasher);
            place(*transform, hasher);
            Some(4)
        }
        Item::Group { transform, clip, opacity, items } => {
            (2u8, opacity.to_bits(), items.len(), clip.is_some()).hash(hasher);
            place(*transform, hasher);
            let mut segments = 0;
            if let Some(Clip { path: clip, rule }) = clip {
                (*rule as u8).hash(hasher);
                segments += path(clip, hasher);
            }
            for item in items {
                segments += digest(item, hasher)?;
            }
            Some(segments)
        }
        Item::Shape(Shape { path: outline, fill, stroke, stroke_first }) => {
            (3u8, stroke_first, fill.is_some(), stroke.is_some()).hash(hasher);
            if let Some(fill) = fill {
                (fill.opacity.to_bits(), fill.rule as u8).hash(hasher);
                paint(&fill.paint, hasher);
            }
            if let Some(stroke) = stroke {
                (stroke.opacity.to_bits(), stroke.width.to_bits(), stroke.cap as u8, stroke.join as u8).hash(hasher);
                (stroke.miter_limit.to_bits(), stroke.dash_offset.to_bits(), stroke.dash.len()).hash(hasher);
                for length in &stroke.dash {
                    length.to_bits().hash(hasher);
                }
                paint(&stroke.paint, hasher);
            }
            Some(path(outline, hasher))
        }
    }
}

fn place(t: Transform, hasher: &mut DefaultHasher) {
    for value in [t.sx, t.ky, t.kx, t.sy, t.tx, t.ty] {
        value.to_bits().hash(hasher);
    }
}

fn paint(paint: &Paint, hasher: &mut DefaultHasher) {
    let (numbers, transform, stops): (&[f32], Transform, &[Stop]) = match paint {
        Paint::Solid(rgb) => return rgb.hash(hasher),
        Paint::Linear { line, transform, stops } => (line, *transform, stops),
        Paint::Radial { circles, transform, stops } => (circles, *transform, stops),
        Paint::Spot { name, looks } => return (name, looks).hash(hasher),
    };
    numbers.len().hash(hasher);
    for value in numbers {
        value.to_bits().hash(hasher);
    }
    place(transform, hasher);
    for stop in stops {
        (stop.at.to_bits(), stop.rgb, stop.opacity.to_bits()).hash(hasher);
    }
}

fn path(path: &Path, hasher: &mut DefaultHasher) -> usize {
    path.len().hash(hasher);
    for point in path.points() {
        (point.x.to_bits(), point.y.to_bits()).hash(hasher);
    }
    for segment in path.segments() {
        let kind: u8 = match segment {
            PathSegment::MoveTo(_) => 0,
            PathSegment::LineTo(_) => 1,
            PathSegment::QuadTo(..) => 2,
            PathSegment::CubicTo(..) => 3,
            PathSegment::Close => 4,
        };
        kind.hash(hasher);
    }
    path.len()
}
