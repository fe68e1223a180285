//! Plain shapes for layouts: boxes, polygons, discs, and items made of them in one colour.

use std::sync::Arc;

use super::item::{
    Clip, Fill, FillRule, Item, LineCap, LineJoin, Paint, Path, PathBuilder, Rect, Shape, Stroke, Transform,
};

/// How far a cubic's handle reaches for a quarter circle of radius one.
const QUARTER: f32 = 0.552_284_8;

/// A rectangle with rounded corners at `x`,`y`; `r` is cut to half the shorter side. `None` when it has no area.
pub fn rounded([x, y, w, h]: [f32; 4], r: f32) -> Option<Arc<Path>> {
    let r = r.min(w / 2.0).min(h / 2.0);
    if r <= 0.0 {
        return Rect::from_xywh(x, y, w, h).map(|b| Arc::new(PathBuilder::from_rect(b)));
    }
    let k = r * (1.0 - QUARTER);
    let (right, bottom) = (x + w, y + h);
    let mut b = PathBuilder::new();
    b.move_to(x + r, y);
    b.line_to(right - r, y);
    b.cubic_to(right - k, y, right, y + k, right, y + r);
    b.line_to(right, bottom - r);
    b.cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
    b.line_to(x + r, bottom);
    b.cubic_to(x + k, bottom, x, bottom - k, x, bottom - r);
    b.line_to(x, y + r);
    b.cubic_to(x, y + k, x + k, y, x + r, y);
    b.close();
    b.finish().map(Arc::new)
}

/// A closed polygon. `None` when it has no area.
pub fn polygon(points: &[(f32, f32)]) -> Option<Arc<Path>> {
    let mut b = PathBuilder::new();
    rings(&mut b, &[points]);
    b.finish().map(Arc::new)
}

/// Several closed polygons in one path.
pub fn polygons(list: &[&[(f32, f32)]]) -> Option<Arc<Path>> {
    let mut b = PathBuilder::new();
    rings(&mut b, list);
    b.finish().map(Arc::new)
}

fn rings(b: &mut PathBuilder, list: &[&[(f32, f32)]]) {
    for points in list {
        let Some((first, rest)) = points.split_first() else { continue };
        b.move_to(first.0, first.1);
        for p in rest {
            b.line_to(p.0, p.1);
        }
        b.close();
    }
}

/// A disc around `x`,`y`: four curves, off the true circle by less than a three-thousandth of the radius.
pub fn disc(x: f32, y: f32, r: f32) -> Option<Arc<Path>> {
    let k = r * 0.552_285;
    let mut b = PathBuilder::new();
    b.move_to(x + r, y);
    b.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    b.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    b.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    b.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    b.close();
    b.finish().map(Arc::new)
}

/// An open line through points.
pub fn line(points: &[(f32, f32)]) -> Option<Arc<Path>> {
    let (first, rest) = points.split_first()?;
    let mut b = PathBuilder::new();
    b.move_to(first.0, first.1);
    for p in rest {
        b.line_to(p.0, p.1);
    }
    b.finish().map(Arc::new)
}

/// A line's colour, width and dashes (on, off; empty for none).
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    pub rgb: [u8; 3],
    pub width: f32,
    pub dash: &'a [f32],
}

impl Pen<'_> {
    pub fn solid(rgb: [u8; 3], width: f32) -> Self {
        Pen { rgb, width, dash: &[] }
    }
}

/// A shape filled or outlined, or both. Nothing when there is no path.
pub fn drawn(path: Option<Arc<Path>>, fill: Option<[u8; 3]>, pen: Option<Pen>) -> Option<Item> {
    Some(Item::Shape(Shape {
        path: path?,
        fill: fill.map(|rgb| Fill { paint: Paint::Solid(rgb), opacity: 1.0, rule: FillRule::Winding }),
        stroke: pen.map(|p| Stroke {
            paint: Paint::Solid(p.rgb),
            opacity: 1.0,
            width: p.width,
            cap: LineCap::Butt,
            join: LineJoin::Round,
            miter_limit: 4.0,
            dash: p.dash.to_vec(),
            dash_offset: 0.0,
        }),
        stroke_first: false,
    }))
}

/// Items seen through a shape. Nothing when there is no path.
pub fn clipped(path: Option<Arc<Path>>, items: Vec<Item>) -> Option<Item> {
    Some(Item::Group {
        transform: Transform::identity(),
        clip: Some(Clip { path: path?, rule: FillRule::Winding }),
        opacity: 1.0,
        items,
    })
}

/// Everything that items draw, in one colour and opaque: a cut-out of them. Text and pictures are left out.
pub fn flattened(items: &[Item], rgb: [u8; 3]) -> Vec<Item> {
    let group =
        |transform, clip, items: &[Item]| Item::Group { transform, clip, opacity: 1.0, items: flattened(items, rgb) };
    let one = |item: &Item| {
        Some(match item {
            Item::Shape(shape) => {
                let mut shape = shape.clone();
                if let Some(fill) = &mut shape.fill {
                    (fill.paint, fill.opacity) = (Paint::Solid(rgb), 1.0);
                }
                if let Some(stroke) = &mut shape.stroke {
                    (stroke.paint, stroke.opacity) = (Paint::Solid(rgb), 1.0);
                }
                Item::Shape(shape)
            }
            Item::Group { transform, clip, items, .. } => group(*transform, clip.clone(), items),
            Item::Use { symbol, transform } => group(*transform, None, &symbol.items),
            Item::Layer { items, .. } => group(Transform::identity(), None, items),
            Item::Text(_) | Item::Image { .. } => return None,
        })
    };
    items.iter().filter_map(one).collect()
}

/// Items moved, turned (degrees, clockwise) and scaled so that `cx`,`cy` of theirs comes to `x`,`y`.
pub fn placed(items: Vec<Item>, [x, y]: [f32; 2], scale: f32, turn: f32, [cx, cy]: [f32; 2]) -> Item {
    let transform = Transform::from_translate(x, y)
        .pre_concat(Transform::from_rotate(turn))
        .pre_scale(scale, scale)
        .pre_translate(-cx, -cy);
    Item::Group { transform, clip: None, opacity: 1.0, items }
}

/// The box (left, top, right, bottom) of what `items` ink, strokes included, clips respected. Text is not measured: art
/// holds none. `None` when nothing is drawn.
pub fn inked_box(items: &[Item]) -> Option<[f32; 4]> {
    inked(items, Transform::identity())
}

fn inked(items: &[Item], outer: Transform) -> Option<[f32; 4]> {
    let mut all: Option<[f32; 4]> = None;
    for item in items {
        let one = match item {
            Item::Shape(s) => {
                let b = s.path.bounds();
                let grow = s.stroke.as_ref().map_or(0.0, |k| k.width / 2.0);
                Rect::from_ltrb(b.left() - grow, b.top() - grow, b.right() + grow, b.bottom() + grow)
                    .and_then(|r| r.transform(outer))
                    .map(|r| [r.left(), r.top(), r.right(), r.bottom()])
            }
            Item::Group { transform, clip, items, .. } => {
                let here = outer.pre_concat(*transform);
                let inside = inked(items, here);
                match (inside, clip) {
                    (Some(i), Some(c)) => c
                        .path
                        .bounds()
                        .transform(here)
                        .and_then(|r| meet(i, [r.left(), r.top(), r.right(), r.bottom()])),
                    (i, _) => i,
                }
            }
            Item::Use { symbol, transform } => inked(&symbol.items, outer.pre_concat(*transform)),
            Item::Layer { items, .. } => inked(items, outer),
            Item::Image { frame: [x, y, w, h], .. } => Rect::from_xywh(*x, *y, *w, *h)
                .and_then(|r| r.transform(outer))
                .map(|r| [r.left(), r.top(), r.right(), r.bottom()]),
            Item::Text(_) => None,
        };
        all = match (all, one) {
            (Some(a), Some(b)) => Some([a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]),
            (a, b) => a.or(b),
        };
    }
    all
}

/// What two boxes share.
pub(crate) fn meet(a: [f32; 4], b: [f32; 4]) -> Option<[f32; 4]> {
    let cut = [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])];
    (cut[0] < cut[2] && cut[1] < cut[3]).then_some(cut)
}
