//! What a page is made of: placed shapes, groups, shared symbols and runs of text, in reading order.
//!
//! Units are 0.1 mm on a page (y down); inside a [`Symbol`] they are the units of its own drawing.
//! Knows nothing of campaigns, files or output formats; the writers beside it do.

use std::sync::{Arc, OnceLock};

use super::picture::Picture;

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
    /// A plate of its own at the printer: a separation of this name (`CutContour`) that prints over what lies beneath it. On a
    /// screen, and on a printer that has no such plate, it looks like `looks`.
    Spot {
        name: Arc<str>,
        looks: [u8; 3],
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
    /// A picture of pixels, stretched over `frame` (x, y, width, height).
    Image {
        picture: Arc<Picture>,
        frame: [f32; 4],
    },
    /// Items a reader can show and hide under a name, as the lines of a cutting plotter. The same layer may be met on many pages,
    /// and several times on one.
    Layer {
        layer: Arc<Layer>,
        items: Vec<Item>,
    },
}

impl Item {
    /// The items inside a group or a layer; none of anything else. What a [`Symbol`] holds is its own.
    pub fn inside(&self) -> &[Item] {
        match self {
            Self::Group { items, .. } | Self::Layer { items, .. } => items,
            Self::Shape(_) | Self::Use { .. } | Self::Text(_) | Self::Image { .. } => &[],
        }
    }
}

/// A named layer. Two of the same content are the same layer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Layer {
    /// As a reader lists it, in any script.
    pub name: String,
    /// False for what is seen on screen and left out on paper.
    pub printed: bool,
    /// What a machine does along its lines.
    pub step: Option<Step>,
}

/// A step of making the product from the sheet, as ISO 19593-1 names them in its group Structural.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    Cutting,
    Creasing,
    Gluing,
}

impl Step {
    /// The name of the step in the standard.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cutting => "Cutting",
            Self::Creasing => "Creasing",
            Self::Gluing => "Gluing",
        }
    }
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
    /// What it inks, measured once for all that share its outlines.
    pub(super) ink: Arc<OnceLock<Option<[f32; 4]>>>,
}

impl Symbol {
    /// A drawing with its box and the width and height of its view box.
    pub fn new(id: impl Into<String>, items: Vec<Item>, bounds: [f32; 4], size: (f32, f32)) -> Self {
        Self { id: id.into(), items, bounds, size, ink: Arc::default() }
    }
}

/// A named page with its trim size in 0.1 mm. Content may overhang by `bleed`, which writers cut or keep as asked.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub name: String,
    pub width: f32,
    pub height: f32,
    pub bleed: f32,
    pub items: Vec<Item>,
    /// Listed in the document's outline under these words.
    pub bookmark: Option<String>,
    /// What a reader shows instead of the page's number.
    pub label: Option<String>,
}

impl Page {
    /// An empty page: neither bookmark nor label.
    pub fn new(name: impl Into<String>, width: f32, height: f32, bleed: f32) -> Self {
        Self { name: name.into(), width, height, bleed, ..Self::default() }
    }

    /// The same page with these items.
    #[must_use]
    pub fn with_items(mut self, items: Vec<Item>) -> Self {
        self.items = items;
        self
    }

    /// The same page, listed in the outline under these words.
    #[must_use]
    pub fn with_bookmark(mut self, words: impl Into<String>) -> Self {
        self.bookmark = Some(words.into());
        self
    }

    /// The same page under this label.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }
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
