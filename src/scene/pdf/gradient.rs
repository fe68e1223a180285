//! Gradients as PDF dictionaries: shading patterns for the colours, soft masks for the opacities of their stops.
//!
//! printpdf's own shadings know neither opacity nor strokes. A pattern's matrix is relative to the space of its page or form,
//! not to the current one, so the caller multiplies the transforms down.

use printpdf::{DictItem, ExternalStream};

use super::operators;
use crate::scene::item::{Paint, Stop, Transform};

/// Shorthand for a dictionary.
pub(super) fn dict<'a>(entries: impl IntoIterator<Item = (&'a str, DictItem)>) -> DictItem {
    DictItem::Dict { map: entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect() }
}

/// Shorthand for a name.
pub(super) fn name(text: &str) -> DictItem {
    DictItem::Name(text.as_bytes().to_vec())
}

/// Shorthand for an array of numbers, rounded so that the same scene gives the same digits.
pub(super) fn numbers(values: &[f32]) -> DictItem {
    DictItem::Array(values.iter().map(|v| real(*v)).collect())
}

/// A number rounded to five places; whole numbers are written as such.
pub(super) fn real(value: f32) -> DictItem {
    // What is no number cannot be written, and what is far off overflows in readers: they would give up on the whole page.
    let rounded = if value.is_finite() { (f64::from(value).clamp(-1e8, 1e8) * 1e5).round() / 1e5 } else { 0.0 };
    if rounded.fract() == 0.0 { DictItem::Int(rounded as i64) } else { DictItem::Real(rounded as f32) }
}

/// A paint that varies over its area, in the terms PDF knows.
pub(super) struct Gradient<'a> {
    kind: i64,
    coordinates: &'a [f32],
    pub(super) transform: Transform,
    stops: &'a [Stop],
}

impl<'a> Gradient<'a> {
    /// `None` for a plain colour, and for a gradient without stops, which paints nothing.
    pub(super) fn of(paint: &'a Paint) -> Option<Self> {
        let (kind, coordinates, transform, stops) = match paint {
            Paint::Solid(_) | Paint::Spot { .. } => return None,
            Paint::Linear { line, transform, stops } => (2, &line[..], *transform, stops),
            Paint::Radial { circles, transform, stops } => (3, &circles[..], *transform, stops),
        };
        (!stops.is_empty()).then_some(Self { kind, coordinates, transform, stops })
    }

    /// True when some stop lets the ground through: the fill then needs a [`mask`](Self::mask) around it.
    pub(super) fn is_translucent(&self) -> bool {
        self.stops.iter().any(|s| s.opacity < 1.0)
    }

    /// The colours as a pattern; `space` is the transform from the shape to its page or form.
    pub(super) fn pattern(&self, space: Transform) -> DictItem {
        let m = space.pre_concat(self.transform);
        dict([
            ("PatternType", DictItem::Int(2)),
            ("Matrix", numbers(&[m.sx, m.ky, m.kx, m.sy, m.tx, m.ty])),
            ("Shading", self.shading("DeviceRGB", |s| s.rgb.iter().map(|c| f32::from(*c) / 255.0).collect())),
        ])
    }

    /// The opacities as a luminosity mask, in the space that is current when it is switched on.
    pub(super) fn mask(&self) -> DictItem {
        let mut content = Vec::new();
        operators::matrix(&mut content, self.transform);
        content.extend(b"cm /S sh");
        let group = dict([("S", name("Transparency")), ("CS", name("DeviceGray"))]);
        let shading = self.shading("DeviceGray", |s| vec![s.opacity]);
        let entries = [
            ("Type", name("XObject")),
            ("Subtype", name("Form")),
            ("BBox", numbers(&[-1e5, -1e5, 1e5, 1e5])),
            ("Group", group),
            ("Resources", dict([("Shading", dict([("S", shading)]))])),
        ];
        let stream = ExternalStream {
            dict: entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect(),
            content,
            compress: true,
        };
        dict([("SMask", dict([("S", name("Luminosity")), ("G", DictItem::Stream { stream })]))])
    }

    fn shading(&self, space: &str, channels: impl Fn(&Stop) -> Vec<f32>) -> DictItem {
        dict([
            ("ShadingType", DictItem::Int(self.kind)),
            ("ColorSpace", name(space)),
            ("Coords", numbers(self.coordinates)),
            ("Extend", DictItem::Array(vec![DictItem::Bool(true), DictItem::Bool(true)])),
            ("Function", self.function(channels)),
        ])
    }

    /// The way from 0 to 1 as one ramp or as ramps stitched together. Two stops at one place make a hard edge: the ramp between
    /// them has no length and is left out.
    fn function(&self, channels: impl Fn(&Stop) -> Vec<f32>) -> DictItem {
        let mut points: Vec<(f32, Vec<f32>)> = Vec::with_capacity(self.stops.len() + 2);
        for stop in self.stops {
            let before = points.last().map_or(0.0, |p| p.0);
            let at = if stop.at.is_finite() { stop.at.clamp(before, 1.0) } else { before };
            if points.is_empty() && at > 0.0 {
                points.push((0.0, channels(stop)));
            }
            points.push((at, channels(stop)));
        }
        if let Some((at, last)) = points.last().cloned()
            && (at < 1.0 || points.len() == 1)
        {
            points.push((1.0, last));
        }
        let mut bounds = Vec::new();
        let mut ramps = Vec::new();
        for pair in points.windows(2) {
            if pair[1].0 - pair[0].0 < 1e-5 {
                continue;
            }
            if !ramps.is_empty() {
                bounds.push(pair[0].0);
            }
            ramps.push(dict([
                ("FunctionType", DictItem::Int(2)),
                ("Domain", numbers(&[0.0, 1.0])),
                ("C0", numbers(&pair[0].1)),
                ("C1", numbers(&pair[1].1)),
                ("N", DictItem::Int(1)),
            ]));
        }
        if ramps.len() == 1 {
            return ramps.remove(0);
        }
        let encode: Vec<f32> = ramps.iter().flat_map(|_| [0.0, 1.0]).collect();
        dict([
            ("FunctionType", DictItem::Int(3)),
            ("Domain", numbers(&[0.0, 1.0])),
            ("Bounds", numbers(&bounds)),
            ("Encode", numbers(&encode)),
            ("Functions", DictItem::Array(ramps)),
        ])
    }
}
