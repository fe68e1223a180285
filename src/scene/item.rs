//! What a page is made of: placed shapes, groups, shared symbols and runs of text, in reading order.
//!
//! Units are 0.1 mm on a page (y down); inside a [`Symbol`] they are the units of its own drawing.
//! Knows nothing of campaigns, files or output formats; the writers beside it do.

use std::sync::Arc;

pub use tiny_skia::{FillRule, LineCap, LineJoin, Path, PathBuilder, PathSegment, Rect, Transform};

/// One colour of a gradient: where it stands (0 to 1), its sRGB value and its opacity (0 to 1).
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    pub at: f32,
    pub rgb: [u8; 3],
    pub opacity: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    Solid([u8; 3]),
    /// `line` is x1, y1, x2, y2 in the shape's space, after `transform`.
    Linear {
        line: [f32; 4],
        transform: Transform,
        stops: Vec<Stop>,
    },
    /// `circles` is fx, fy, fr (focus) and cx, cy, r (outer circle), after `transform`.
    Radial {
        circles: [f32; 6],
        transform: Transform,
        stops: Vec<Stop>,
    },
}

#[derive(Clone, Debug)]
pub struct Fill {
    pub paint: Paint,
    pub opacity: f32,
    pub rule: FillRule,
}

#[derive(Clone, Debug)]
pub struct Stroke {
    pub paint: Paint,
    pub opacity: f32,
    pub width: f32,
    pub cap: LineCap,
    pub join: LineJoin,
    pub miter_limit: f32,
    /// On and off lengths; empty for a solid line.
    pub dash: Vec<f32>,
    pub dash_offset: f32,
}

#[derive(Clone, Debug)]
pub struct Shape {
    pub path: Arc<Path>,
    pub fill: Option<Fill>,
    pub stroke: Option<Stroke>,
    /// True when the stroke lies under the fill (comic outlines).
    pub stroke_first: bool,
}

#[derive(Clone, Debug)]
pub struct Clip {
    pub path: Arc<Path>,
    pub rule: FillRule,
}

#[derive(Clone, Debug)]
pub enum Item {
    Shape(Shape),
    Group {
        transform: Transform,
        clip: Option<Clip>,
        opacity: f32,
        items: Vec<Item>,
    },
    /// A shared drawing, written once per document however often it is used.
    Use {
        symbol: Arc<Symbol>,
        transform: Transform,
    },
    Text(crate::scene::text::Run),
}

/// A shared drawing with a name that is stable for its content, and its box (left, top, right, bottom) in own units.
/// The box may be larger than the view box: strokes and overhanging parts need the room.
#[derive(Debug)]
pub struct Symbol {
    pub id: String,
    pub items: Vec<Item>,
    pub bounds: [f32; 4],
    /// Width and height of the drawing's view box, in own units.
    pub size: (f32, f32),
}

/// A named page with its trim size in 0.1 mm. Content may overhang by `bleed`, which writers cut or keep as asked.
#[derive(Debug)]
pub struct Page {
    pub name: String,
    pub width: f32,
    pub height: f32,
    pub bleed: f32,
    pub items: Vec<Item>,
}

/// A document: pages in order with what a reader shows about them.
#[derive(Debug, Default)]
pub struct Scene {
    pub title: String,
    pub author: String,
    /// BCP 47, for example `en`.
    pub language: String,
    pub pages: Vec<Page>,
}
