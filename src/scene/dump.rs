//! A scene as plain text: what stands where, line by line, for tests that compare layouts and for people who wonder.
//!
//! Places are rounded to 0.1 mm on the page, so a dump survives changes nobody can see. Curves are given by their box alone.

use std::fmt::Write;

use skrifa::MetadataProvider;
use skrifa::raw::FontRef;
use skrifa::string::StringId;

use super::item::{Item, Page, Paint, Path, Scene, Transform};
use super::text::Run;

/// The whole scene: a line for the document, one per page, and one per item, indented by depth.
///
/// ```text
/// scene "Award cards" by "IT" in en
/// page "front" 152.4 x 228.6 mm, bleed 3.0
///   use S1f00ba42 (0, 0)..(1524, 2286)
///   group, clip (60, 486)..(460, 966)
///     shape (60, 486)..(460, 966) fill #fff8e0 stroke #1b1b2f 10.0
///   text "NADIA" Bangers-Regular 122.0 at (104, 2128) #ffffff outline #1b1b2f 22.0
/// ```
pub fn dump(scene: &Scene) -> String {
    let mut out = format!("scene {:?} by {:?} in {}\n", scene.title, scene.author, scene.language);
    for page in &scene.pages {
        page_into(&mut out, page);
    }
    out
}

/// One page with its items, as in [`dump`].
pub fn dump_page(page: &Page) -> String {
    let mut out = String::new();
    page_into(&mut out, page);
    out
}

/// Only what can be read on a page, a run a line, in order. Text inside shared drawings is art and not listed.
pub fn words(page: &Page) -> String {
    fn collect(items: &[Item], out: &mut String) {
        for item in items {
            match item {
                Item::Group { items, .. } | Item::Layer { items, .. } => collect(items, out),
                Item::Text(run) => {
                    out.push_str(&run.text);
                    out.push('\n');
                }
                Item::Shape(_) | Item::Use { .. } | Item::Image { .. } => {}
            }
        }
    }
    let mut out = String::new();
    collect(&page.items, &mut out);
    out
}

// Writing to a string does not fail: the results of `write!` below are dropped.

fn page_into(out: &mut String, page: &Page) {
    let (w, h, bleed) = (page.width / 10.0, page.height / 10.0, page.bleed / 10.0);
    let _ = writeln!(out, "page {:?} {w:.1} x {h:.1} mm, bleed {bleed:.1}", page.name);
    items_into(out, &page.items, Transform::identity(), 1);
}

fn items_into(out: &mut String, items: &[Item], space: Transform, depth: usize) {
    for item in items {
        out.extend(std::iter::repeat_n("  ", depth));
        match item {
            Item::Shape(shape) => {
                let _ = write!(out, "shape {}", path_box(&shape.path, space));
                if shape.stroke_first {
                    out.push_str(" outlined");
                }
                if let Some(fill) = &shape.fill {
                    let _ = write!(out, " fill {}{}", paint(&fill.paint), faded(fill.opacity));
                }
                if let Some(stroke) = &shape.stroke {
                    let width = stroke.width * scale_of(space);
                    let _ = write!(out, " stroke {} {width:.1}{}", paint(&stroke.paint), faded(stroke.opacity));
                    if !stroke.dash.is_empty() {
                        out.push_str(" dashed");
                    }
                }
                out.push('\n');
            }
            Item::Group { transform, clip, opacity, items } => {
                let inner = space.pre_concat(*transform);
                let _ = write!(out, "group{}", faded(*opacity));
                if let Some(clip) = clip {
                    let _ = write!(out, ", clip {}", path_box(&clip.path, inner));
                }
                out.push('\n');
                items_into(out, items, inner, depth + 1);
            }
            Item::Use { symbol, transform } => {
                let (w, h) = symbol.size;
                let place = corners([0.0, 0.0, w, h], space.pre_concat(*transform));
                let _ = writeln!(out, "use {} {place}{}", symbol.id, turned(space.pre_concat(*transform)));
            }
            Item::Text(run) => text_into(out, run, space),
            Item::Image { picture, frame: [x, y, w, h] } => {
                let (wide, high) = picture.size_px();
                let place = corners([*x, *y, x + w, y + h], space);
                let _ = writeln!(out, "picture {wide} x {high} px {place}{}", turned(space));
            }
            Item::Layer { layer, items } => {
                let step = layer.step.map_or(String::new(), |step| format!(" for {}", step.name().to_lowercase()));
                let hidden = if layer.printed { "" } else { ", not printed" };
                let _ = writeln!(out, "layer {:?}{step}{hidden}", layer.name);
                items_into(out, items, space, depth + 1);
            }
        }
    }
}

fn text_into(out: &mut String, run: &Run, space: Transform) {
    let at = space.pre_concat(run.transform);
    let size = run.size * scale_of(at);
    let (x, y) = (whole(at.tx), whole(at.ty));
    let face = face_name(run);
    let _ = write!(out, "text {:?} {face} {size:.1} at ({x}, {y}) {}{}", run.text, colour(run.fill), turned(at));
    if let Some((rgb, width)) = run.outline {
        let _ = write!(out, " outline {} {:.1}", colour(rgb), width * scale_of(at));
    }
    if run.rtl {
        out.push_str(" right to left");
    }
    out.push('\n');
}

fn face_name(run: &Run) -> String {
    FontRef::from_index(run.font.data.as_ref(), run.font.index)
        .ok()
        .and_then(|font| font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first().map(|n| n.to_string()))
        .unwrap_or_else(|| "unnamed".to_owned())
}

fn path_box(path: &Path, space: Transform) -> String {
    let b = path.bounds();
    corners([b.left(), b.top(), b.right(), b.bottom()], space)
}

/// The upright box around a box that may be turned.
fn corners([l, t, r, b]: [f32; 4], space: Transform) -> String {
    let mut points = [(l, t), (r, t), (r, b), (l, b)].map(|(x, y)| tiny_skia::Point::from_xy(x, y));
    space.map_points(&mut points);
    let low = points.iter().fold((f32::MAX, f32::MAX), |m, p| (m.0.min(p.x), m.1.min(p.y)));
    let high = points.iter().fold((f32::MIN, f32::MIN), |m, p| (m.0.max(p.x), m.1.max(p.y)));
    format!("({}, {})..({}, {})", whole(low.0), whole(low.1), whole(high.0), whole(high.1))
}

fn turned(space: Transform) -> String {
    let degrees = space.ky.atan2(space.sx).to_degrees();
    if degrees.abs() < 0.05 { String::new() } else { format!(" turned {degrees:.1}") }
}

fn paint(paint: &Paint) -> String {
    let stops = |kind: &str, stops: &[super::item::Stop]| {
        let stops: Vec<String> = stops.iter().map(|s| format!("{}{}", colour(s.rgb), faded(s.opacity))).collect();
        format!("{kind}({})", stops.join(" "))
    };
    match paint {
        Paint::Solid(rgb) => colour(*rgb),
        Paint::Linear { stops: s, .. } => stops("linear", s),
        Paint::Radial { stops: s, .. } => stops("radial", s),
        Paint::Spot { name, looks } => format!("spot {name} {}", colour(*looks)),
    }
}

fn colour([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn faded(opacity: f32) -> String {
    if opacity >= 1.0 { String::new() } else { format!(" at {:.0} %", opacity * 100.0) }
}

fn scale_of(space: Transform) -> f32 {
    (space.sx * space.sy - space.kx * space.ky).abs().sqrt()
}

/// Rounded to whole units, without a negative zero.
fn whole(value: f32) -> i64 {
    value.round() as i64
}
