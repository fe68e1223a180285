//! Reads SVG drawings into scene items through usvg.
//!
//! Covers the subset the art is drawn in: paths and basic shapes, groups, transforms, opacity, clip paths, solid colours
//! and gradients. Text, raster images, masks, filters and patterns are refused with a typed error: what cannot be printed
//! the same everywhere does not get in. Drawings of strangers pass [`guard`] first.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

mod guard;

pub use guard::MAX_BYTES;

use super::item::{Clip, Fill, FillRule, Item, Paint, PathBuilder, PathSegment, Shape, Stop, Stroke, Transform};
use super::shapes::{inked_box, meet};

/// Why a drawing was refused.
#[derive(Debug, thiserror::Error)]
pub enum SvgError {
    #[error("not readable as SVG: {0}")]
    Unreadable(String),
    #[error("holds {0}, which the printed art does not know")]
    OutsideSubset(&'static str),
    #[error("holds {0}, which is too much for a drawing")]
    TooMuch(String),
}

/// A drawing read from SVG.
#[derive(Debug)]
pub struct Drawing {
    pub items: Vec<Item>,
    /// Width and height of the view box; its top left corner is 0,0.
    pub size: (f32, f32),
}

impl Drawing {
    /// Left, top, right and bottom of what is inked, strokes included, clips respected. Kept within one and a half times
    /// the view box on each side, because backdrops throw rays far beyond it.
    pub fn bounds(&self) -> [f32; 4] {
        let (w, h) = self.size;
        let room = [-0.5 * w, -0.5 * h, 1.5 * w, 1.5 * h];
        let inked = inked_box(&self.items).unwrap_or([0.0, 0.0, w, h]);
        let cut = meet(inked, room).unwrap_or([0.0, 0.0, w, h]);
        [cut[0].min(0.0).floor(), cut[1].min(0.0).floor(), cut[2].max(w).ceil(), cut[3].max(h).ceil()]
    }
}

/// Reads one SVG text, whoever made it. Scripts are not run and references to elsewhere not followed; what would take unbounded
/// memory is refused before it is unfolded.
pub fn read(text: &str) -> Result<Drawing, SvgError> {
    let document = guard::parse(text)?;
    // Text would be left out without a word: the reader is built without it.
    let is_text = |node: usvg::roxmltree::Node<'_, '_>| {
        matches!(node.tag_name().name(), "text" | "foreignObject") && !node.ancestors().any(|n| n.has_tag_name("defs"))
    };
    if document.descendants().any(is_text) {
        return Err(SvgError::OutsideSubset("text; convert it to paths"));
    }
    let pictured = Arc::new(AtomicBool::new(false));
    let (by_data, by_name) = (Arc::clone(&pictured), Arc::clone(&pictured));
    let options = usvg::Options {
        // By itself the reader would open files of this computer that a drawing names.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(move |_, _, _| {
                by_data.store(true, Ordering::Relaxed);
                None
            }),
            resolve_string: Box::new(move |_, _| {
                by_name.store(true, Ordering::Relaxed);
                None
            }),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_xmltree(&document, &options).map_err(|e| SvgError::Unreadable(e.to_string()))?;
    if pictured.load(Ordering::Relaxed) {
        return Err(SvgError::OutsideSubset("a raster image"));
    }
    let root = tree.root();
    let mut items = Vec::new();
    children(root, &mut items)?;
    if !root.transform().is_identity() {
        items = vec![Item::Group { transform: root.transform(), clip: None, opacity: 1.0, items }];
    }
    Ok(Drawing { items, size: (tree.size().width(), tree.size().height()) })
}

fn children(group: &usvg::Group, out: &mut Vec<Item>) -> Result<(), SvgError> {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => nested(inner, out)?,
            usvg::Node::Path(path) if path.is_visible() => out.push(Item::Shape(shape(path)?)),
            usvg::Node::Path(_) => {}
            usvg::Node::Image(_) => return Err(SvgError::OutsideSubset("a raster image")),
            usvg::Node::Text(_) => return Err(SvgError::OutsideSubset("text")),
        }
    }
    Ok(())
}

fn nested(group: &usvg::Group, out: &mut Vec<Item>) -> Result<(), SvgError> {
    if group.mask().is_some() {
        return Err(SvgError::OutsideSubset("a mask"));
    }
    if !group.filters().is_empty() {
        return Err(SvgError::OutsideSubset("a filter"));
    }
    let mut items = Vec::new();
    children(group, &mut items)?;
    if items.is_empty() {
        return Ok(());
    }
    let opacity = group.opacity().get();
    let mut clip = match group.clip_path() {
        None => None,
        Some(path) => match clip_of(path)? {
            Some(clip) => Some(clip),
            // An empty clip shows nothing.
            None => return Ok(()),
        },
    };
    if opacity == 1.0
        && let Some(c) = &clip
        && let Some(base) = whole_fill(&items[0], c)
    {
        // clip(P){ huge rect; rest } says the same as P filled, then clip(P){ rest }: a smaller file, and pixels come
        // four times faster because the layer holds less.
        let rest = items.split_off(1);
        items = vec![base];
        if !rest.is_empty() {
            items.push(Item::Group { transform: Transform::identity(), clip: clip.take(), opacity: 1.0, items: rest });
        }
        clip = None;
    }
    if clip.is_none() && opacity == 1.0 && group.transform().is_identity() {
        out.append(&mut items);
    } else {
        out.push(Item::Group { transform: group.transform(), clip, opacity, items });
    }
    Ok(())
}

/// The clip's own shape filled like `item`, where `item` is a plain rectangle that covers all of the clip.
fn whole_fill(item: &Item, clip: &Clip) -> Option<Item> {
    let Item::Shape(s) = item else { return None };
    let fill = s.fill.as_ref()?;
    let straight =
        s.path.segments().all(|x| matches!(x, PathSegment::MoveTo(_) | PathSegment::LineTo(_) | PathSegment::Close));
    let plain = s.stroke.is_none()
        && fill.opacity == 1.0
        && matches!(fill.paint, Paint::Solid(_))
        && s.path.len() <= 6
        && straight
        && is_upright_box(&s.path);
    let (have, need) = (s.path.bounds(), clip.path.bounds());
    let covers = have.left() <= need.left()
        && have.top() <= need.top()
        && have.right() >= need.right()
        && have.bottom() >= need.bottom();
    (plain && covers).then(|| {
        Item::Shape(Shape {
            path: clip.path.clone(),
            fill: Some(Fill { paint: fill.paint.clone(), opacity: 1.0, rule: clip.rule }),
            stroke: None,
            stroke_first: false,
        })
    })
}

/// True when every corner of a straight path is a corner of its bounding box, so that the path fills that box.
fn is_upright_box(path: &super::item::Path) -> bool {
    let b = path.bounds();
    let mut corners = 0;
    for s in path.segments() {
        if let PathSegment::MoveTo(p) | PathSegment::LineTo(p) = s {
            if (p.x != b.left() && p.x != b.right()) || (p.y != b.top() && p.y != b.bottom()) {
                return false;
            }
            corners += 1;
        }
    }
    corners >= 4
}

fn clip_of(path: &usvg::ClipPath) -> Result<Option<Clip>, SvgError> {
    if path.clip_path().is_some() {
        return Err(SvgError::OutsideSubset("a clip of a clip"));
    }
    let mut builder = PathBuilder::new();
    let mut rule = FillRule::Winding;
    clip_children(path.root(), path.transform(), &mut builder, &mut rule)?;
    Ok(builder.finish().map(|p| Clip { path: Arc::new(p), rule }))
}

fn clip_children(
    group: &usvg::Group,
    outer: Transform,
    builder: &mut PathBuilder,
    rule: &mut FillRule,
) -> Result<(), SvgError> {
    let here = outer.pre_concat(group.transform());
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => clip_children(inner, here, builder, rule)?,
            usvg::Node::Path(p) => {
                if let Some(fill) = p.fill() {
                    *rule = rule_of(fill.rule());
                }
                if let Some(moved) = p.data().clone().transform(here) {
                    builder.push_path(&moved);
                }
            }
            usvg::Node::Image(_) | usvg::Node::Text(_) => {
                return Err(SvgError::OutsideSubset("a clip that is not a shape"));
            }
        }
    }
    Ok(())
}

fn shape(path: &usvg::Path) -> Result<Shape, SvgError> {
    let fill = match path.fill() {
        None => None,
        Some(f) => Some(Fill { paint: paint(f.paint())?, opacity: f.opacity().get(), rule: rule_of(f.rule()) }),
    };
    let stroke = match path.stroke() {
        None => None,
        Some(s) => {
            let t = s.to_tiny_skia();
            Some(Stroke {
                paint: paint(s.paint())?,
                opacity: s.opacity().get(),
                width: t.width,
                cap: t.line_cap,
                join: t.line_join,
                miter_limit: t.miter_limit,
                dash: s.dasharray().map(<[f32]>::to_vec).unwrap_or_default(),
                dash_offset: s.dashoffset(),
            })
        }
    };
    Ok(Shape {
        path: Arc::new(path.data().clone()),
        fill,
        stroke,
        stroke_first: path.paint_order() == usvg::PaintOrder::StrokeAndFill,
    })
}

fn paint(paint: &usvg::Paint) -> Result<Paint, SvgError> {
    let stops = |list: &[usvg::Stop]| {
        list.iter()
            .map(|s| Stop {
                at: s.offset().get(),
                rgb: [s.color().red, s.color().green, s.color().blue],
                opacity: s.opacity().get(),
            })
            .collect()
    };
    Ok(match paint {
        usvg::Paint::Color(c) => Paint::Solid([c.red, c.green, c.blue]),
        usvg::Paint::LinearGradient(g) => {
            Paint::Linear { line: [g.x1(), g.y1(), g.x2(), g.y2()], transform: g.transform(), stops: stops(g.stops()) }
        }
        usvg::Paint::RadialGradient(g) => Paint::Radial {
            circles: [g.fx(), g.fy(), g.fr().get(), g.cx(), g.cy(), g.r().get()],
            transform: g.transform(),
            stops: stops(g.stops()),
        },
        usvg::Paint::Pattern(_) => return Err(SvgError::OutsideSubset("a pattern")),
    })
}

fn rule_of(rule: usvg::FillRule) -> FillRule {
    match rule {
        usvg::FillRule::NonZero => FillRule::Winding,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(body: &str) -> String {
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>"#)
    }

    #[test]
    fn a_clipped_huge_rectangle_becomes_the_clip_itself() {
        let d = read(&svg(
            r##"<clipPath id="a"><path d="M10 10h20v20h-20z"/></clipPath><g clip-path="url(#a)"><path d="M-900-900h4000v4000h-4000z" fill="#123456"/><path d="M12 12h4v4h-4z" fill="#ff0000"/></g>"##,
        ))
        .unwrap();
        let Item::Shape(base) = &d.items[0] else { panic!("{:?}", d.items) };
        assert_eq!(base.path.bounds().width(), 20.0);
        assert!(matches!(&d.items[1], Item::Group { clip: Some(_), items, .. } if items.len() == 1));
    }

    #[test]
    fn a_clipped_triangle_stays_clipped() {
        let d = read(&svg(
            r##"<clipPath id="a"><path d="M10 10h20v20h-20z"/></clipPath><g clip-path="url(#a)"><path d="M-900-900h4000v4000z" fill="#123456"/></g>"##,
        ))
        .unwrap();
        assert!(matches!(&d.items[0], Item::Group { clip: Some(_), .. }));
    }

    #[test]
    fn what_is_outside_the_subset_is_refused() {
        let filter = svg(
            r#"<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><g filter="url(#f)"><path d="M0 0h9v9z"/></g>"#,
        );
        assert!(matches!(read(&filter), Err(SvgError::OutsideSubset(_))));
        assert!(matches!(read("<svg"), Err(SvgError::Unreadable(_))));
    }

    #[test]
    fn bounds_hold_overhang_and_strokes() {
        let d = read(&svg(r##"<path d="M-10 50h60" fill="none" stroke="#000000" stroke-width="4"/>"##)).unwrap();
        assert_eq!(d.bounds(), [-12.0, 0.0, 100.0, 100.0]);
    }
}
