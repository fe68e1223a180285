//! Scene items as content-stream bytes, for a page or for a form.
//!
//! One walk serves both. Only a page has a text layer: text inside a form is drawn as outlines, because printpdf embeds fonts
//! for page text alone. What is already set (colour, width, opacity) is remembered and not written again.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use printpdf::{DictItem, Op};

use super::faces::Fonts;
use super::forms::{Forms, GlyphPaint, inked};
use super::gradient::{Gradient, dict, real};
use super::operators::{matrix, number, path};
use super::pictures;
use super::text::{Letters, is_drawn_apart};
use crate::scene::item::{Clip, Fill, FillRule, Item, LineCap, LineJoin, Paint, Shape, Stroke, Transform};
use crate::scene::picture::Picture;
use crate::scene::shapes;
use crate::scene::text::Run;

/// The state in which inks print over each other instead of knocking out what lies beneath.
const OVERPRINT: &str = "OP1";

/// What a stream names and its page or form must therefore list.
#[derive(Default)]
pub(super) struct Needs {
    pub(super) xobjects: BTreeSet<String>,
    pub(super) states: BTreeMap<String, DictItem>,
    pub(super) patterns: BTreeMap<String, DictItem>,
    pub(super) fonts: BTreeSet<String>,
    pub(super) layers: BTreeSet<String>,
    pub(super) spots: BTreeSet<String>,
}

impl Needs {
    /// True when nothing is named that only one document knows.
    pub(super) fn stands_alone(&self) -> bool {
        self.xobjects.is_empty() && self.layers.is_empty() && self.spots.is_empty()
    }
}

/// The text layer of a page: finished pieces of content and text operators, in order, and the document's fonts.
pub(super) struct TextLayer<'a> {
    pub(super) ops: Vec<Op>,
    pub(super) fonts: &'a Fonts,
}

/// The graphics state as far as it is written sparingly.
#[derive(Clone, PartialEq)]
struct State {
    fill: Option<[u8; 3]>,
    stroke: Option<[u8; 3]>,
    /// Fill and stroke opacity in thousandths.
    opacity: (u16, u16),
    width: Option<f32>,
    cap: u8,
    join: u8,
    miter_limit: f32,
    dashed: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            fill: None,
            stroke: None,
            opacity: (1000, 1000),
            width: None,
            cap: 0,
            join: 0,
            miter_limit: 10.0,
            dashed: false,
        }
    }
}

/// Which of a shape's two parts one painting operator covers.
#[derive(Clone, Copy)]
struct Pass<'a> {
    fill: Option<&'a Fill>,
    stroke: Option<&'a Stroke>,
}

pub(super) struct Content<'a> {
    pub(super) out: Vec<u8>,
    pub(super) needs: Needs,
    pub(super) forms: &'a mut Forms,
    pub(super) text: Option<TextLayer<'a>>,
    state: State,
    stack: Vec<State>,
    /// Digits after the point that paths get at the stream's own scale.
    decimals: u32,
    /// Scale of the stream's own units in its default space: points per 0.1 mm on a page, 1 in a form.
    unit: f32,
    /// What of the stream's default space can be seen: left, top, right, bottom. Nothing outside is written.
    visible: Option<[f32; 4]>,
}

impl<'a> Content<'a> {
    pub(super) fn new(
        forms: &'a mut Forms,
        text: Option<TextLayer<'a>>,
        decimals: u32,
        unit: f32,
        visible: Option<[f32; 4]>,
    ) -> Self {
        Self {
            visible,
            unit,
            out: Vec::new(),
            needs: Needs::default(),
            forms,
            text,
            state: State::default(),
            stack: Vec::new(),
            decimals,
        }
    }

    /// Writes items; `space` leads from theirs to the page's or form's own default space. On a page, what recurs on other pages
    /// is drawn as a form.
    pub(super) fn items(&mut self, items: &[Item], space: Transform) {
        if self.text.is_none() {
            self.each(items, space);
            return;
        }
        for piece in self.forms.furniture.pieces(items) {
            let part = &items[piece.range];
            if let Some(mark) = piece.shared {
                let id = self.forms.shared(mark, part, self.decimals_in(space));
                self.save();
                self.plain_lines();
                self.opacity(1.0, 1.0);
                self.draw_form(id);
                self.restore();
            } else {
                self.each(part, space);
            }
        }
    }

    fn each(&mut self, items: &[Item], space: Transform) {
        for item in items {
            match item {
                Item::Shape(shape) => self.shape(shape, space),
                Item::Group { transform, clip, opacity, items } => {
                    self.group(*transform, clip.as_ref(), *opacity, items, space);
                }
                Item::Use { symbol, transform } => {
                    if !inked(symbol).is_some_and(|ink| self.can_be_seen(ink, space.pre_concat(*transform))) {
                        continue;
                    }
                    if self.forms.windows.is_lone(symbol) {
                        self.group(*transform, None, 1.0, &symbol.items, space);
                        continue;
                    }
                    let id = self.forms.symbol(symbol);
                    self.save();
                    self.plain_lines();
                    self.opacity(1.0, 1.0);
                    self.transform(*transform);
                    self.draw_form(id);
                    self.restore();
                }
                Item::Text(run) => self.run(run, space, 1.0),
                Item::Image { picture, frame } => self.picture(picture, *frame, space),
                Item::Layer { layer, items } => {
                    let id = self.forms.layer(layer);
                    self.command(format_args!("/OC /{id} BDC"));
                    self.needs.layers.insert(id);
                    self.items(items, space);
                    self.out.extend(b"EMC\n");
                }
            }
        }
    }

    fn picture(&mut self, picture: &Picture, frame: [f32; 4], space: Transform) {
        let [x, y, w, h] = frame;
        if !self.can_be_seen([x, y, x + w, y + h], space) {
            return;
        }
        let (id, encoded) = self.forms.picture(picture);
        self.save();
        self.opacity(1.0, 1.0);
        self.transform(pictures::placement(frame, &encoded));
        self.draw_form(id);
        self.restore();
    }

    fn group(&mut self, transform: Transform, clip: Option<&Clip>, opacity: f32, items: &[Item], space: Transform) {
        if opacity <= 0.0 || items.is_empty() {
            return;
        }
        let inner = space.pre_concat(transform);
        let before = self.visible;
        if let Some(clip) = clip {
            let b = clip.path.bounds();
            let window = turned_box([b.left(), b.top(), b.right(), b.bottom()], inner);
            match self.visible.map_or(Some(window), |seen| shapes::meet(seen, window)) {
                Some(seen) => self.visible = Some(seen),
                None => return,
            }
        }
        self.save();
        self.transform(transform);
        if let Some(clip) = clip {
            let decimals = self.decimals_in(inner);
            path(&mut self.out, &clip.path, decimals);
            self.out.extend(if clip.rule == FillRule::EvenOdd { &b"W* n\n"[..] } else { b"W n\n" });
        }
        match items {
            _ if opacity >= 1.0 => self.items(items, inner),
            // A lone run needs no group to fade as one, and so stays text.
            [Item::Text(run)] if run.outline.is_none() && self.text.is_some() => self.run(run, inner, opacity),
            _ => {
                let seen = self.visible.zip(inner.invert()).map(|(seen, back)| turned_box(seen, back));
                let id = self.forms.transparency_group(items, self.decimals_in(inner), seen);
                self.plain_lines();
                self.opacity(opacity, opacity);
                self.draw_form(id);
            }
        }
        self.visible = before;
        self.restore();
    }

    fn run(&mut self, run: &Run, space: Transform, opacity: f32) {
        let Some(font) = self.text.as_ref().and_then(|layer| layer.fonts.font(run)) else {
            if opacity < 1.0 {
                let id = self.forms.transparency_group(&run.outlines(), self.decimals_in(space), None);
                self.opacity(opacity, opacity);
                self.draw_form(id);
            } else {
                self.items(&run.outlines(), space);
            }
            return;
        };
        if let Some((rgb, width)) = run.outline {
            self.comic_outline(run, font, rgb, width);
        }
        self.paint(&Paint::Solid(run.fill), false, space);
        self.opacity(opacity, f32::from(self.state.opacity.1) / 1000.0);
        if run.glyphs.iter().any(|g| is_drawn_apart(run, g)) {
            self.save();
            self.transform(run.transform.pre_scale(run.size / 1000.0, run.size / 1000.0));
            self.glyph_forms(run, font, GlyphPaint::Fill);
            self.restore();
        }
        self.show(run, font, if run.outline.is_some() { Letters::FilledAgain } else { Letters::Filled });
    }

    /// The stroke behind a run: its own letters once more, stroked. Forms of their outlines would be a quarter of a card.
    fn comic_outline(&mut self, run: &Run, font: usize, rgb: [u8; 3], width: f32) {
        let t = run.transform;
        let scale = (t.sx * t.sy - t.kx * t.ky).abs().sqrt();
        self.save();
        self.opacity(1.0, 1.0);
        self.out.extend(b"1 J 1 j ");
        for channel in rgb {
            number(&mut self.out, f32::from(channel) / 255.0, 3);
        }
        self.out.extend(b"RG ");
        number(&mut self.out, width * scale, 2);
        self.out.extend(b"w\n");
        self.show(run, font, Letters::Stroked);
        if run.glyphs.iter().any(|g| is_drawn_apart(run, g)) {
            let k = run.size / 1000.0;
            self.transform(t.pre_scale(k, k));
            number(&mut self.out, width / k, 1);
            self.out.extend(b"w\n");
            self.glyph_forms(run, font, GlyphPaint::Stroke);
        }
        self.restore();
    }

    /// What is written so far, then the run as text.
    fn show(&mut self, run: &Run, font: usize, letters: Letters) {
        let bytes = std::mem::take(&mut self.out);
        if let Some(layer) = &mut self.text {
            push_raw(&mut layer.ops, bytes);
            layer.fonts.show(run, font, letters, &mut layer.ops);
            self.needs.fonts.insert(Fonts::id(font));
        }
    }

    /// Draws those glyphs of a run that are not shown as text, as forms.
    fn glyph_forms(&mut self, run: &Run, font: usize, paint: GlyphPaint) {
        let k = run.size / 1000.0;
        let (mut x, mut y) = (0.0, 0.0);
        for glyph in run.glyphs.iter() {
            if !is_drawn_apart(run, glyph) {
                continue;
            }
            let Some(id) = self.forms.glyph_outline(run, font, glyph.id, paint) else { continue };
            let to = (glyph.x / k, glyph.y / k);
            self.out.extend(b"1 0 0 1 ");
            number(&mut self.out, to.0 - x, 1);
            number(&mut self.out, to.1 - y, 1);
            self.out.extend(b"cm\n");
            (x, y) = to;
            self.draw_form(id);
        }
    }

    fn draw_form(&mut self, id: String) {
        self.command(format_args!("/{id} Do"));
        self.needs.xobjects.insert(id);
    }

    fn shape(&mut self, shape: &Shape, space: Transform) {
        // A gradient without stops paints nothing.
        let paints =
            |paint: &Paint| matches!(paint, Paint::Solid(_) | Paint::Spot { .. }) || Gradient::of(paint).is_some();
        let fill = shape.fill.as_ref().filter(|f| paints(&f.paint) && f.opacity > 0.0);
        let stroke = shape.stroke.as_ref().filter(|s| paints(&s.paint) && s.opacity > 0.0 && s.width > 0.0);
        let plain = |paint: &Paint, opacity: f32| {
            let spot = matches!(paint, Paint::Spot { .. });
            opacity >= 1.0 && !spot && !Gradient::of(paint).is_some_and(|g| g.is_translucent())
        };
        let edge = stroke.map_or(0.0, |s| s.width / 2.0 * if s.join == LineJoin::Miter { s.miter_limit } else { 1.5 });
        let b = shape.path.bounds();
        if !self.can_be_seen([b.left() - edge, b.top() - edge, b.right() + edge, b.bottom() + edge], space) {
            return;
        }
        let (first, second) = match (fill, stroke) {
            // One operator for both where nothing shows through.
            (Some(f), Some(s)) if !shape.stroke_first && plain(&f.paint, f.opacity) && plain(&s.paint, s.opacity) => {
                (Pass { fill, stroke }, None)
            }
            (Some(_), Some(_)) => {
                let (inside, edge) = (Pass { fill, stroke: None }, Pass { fill: None, stroke });
                if shape.stroke_first { (edge, Some(inside)) } else { (inside, Some(edge)) }
            }
            (None, None) => return,
            _ => (Pass { fill, stroke }, None),
        };
        for pass in [Some(first), second].into_iter().flatten() {
            self.pass(shape, pass, space);
        }
    }

    fn pass(&mut self, shape: &Shape, pass: Pass<'_>, space: Transform) {
        let translucent = |paint: &Paint| Gradient::of(paint).is_some_and(|g| g.is_translucent());
        let alone = |paint: &Paint| translucent(paint) || matches!(paint, Paint::Spot { .. });
        // Masks and overprinting last until the next restore.
        let masked = pass.fill.is_some_and(|f| alone(&f.paint)) || pass.stroke.is_some_and(|s| alone(&s.paint));
        if masked {
            self.save();
        }
        let (was_fill, was_stroke) = (f32::from(self.state.opacity.0), f32::from(self.state.opacity.1));
        self.opacity(
            pass.fill.map_or(was_fill / 1000.0, |f| f.opacity),
            pass.stroke.map_or(was_stroke / 1000.0, |s| s.opacity),
        );
        if let Some(fill) = pass.fill {
            self.paint(&fill.paint, false, space);
        }
        if let Some(stroke) = pass.stroke {
            self.paint(&stroke.paint, true, space);
            self.line(stroke);
        }
        let decimals = self.decimals_in(space);
        path(&mut self.out, &shape.path, decimals);
        let even_odd = pass.fill.is_some_and(|f| f.rule == FillRule::EvenOdd);
        self.out.extend(match (pass.fill.is_some(), pass.stroke.is_some(), even_odd) {
            (true, false, false) => &b"f\n"[..],
            (true, false, true) => b"f*\n",
            (true, true, false) => b"B\n",
            (true, true, true) => b"B*\n",
            _ => b"S\n",
        });
        if masked {
            self.restore();
        }
    }

    /// Sets colour or pattern. A translucent gradient also sets a mask, and a spot colour prints over what lies beneath it; both
    /// last until the next restore.
    fn paint(&mut self, paint: &Paint, stroke: bool, space: Transform) {
        if let Paint::Solid(rgb) = paint {
            let current = if stroke { &mut self.state.stroke } else { &mut self.state.fill };
            if *current == Some(*rgb) {
                return;
            }
            *current = Some(*rgb);
            let [r, g, b] = rgb.map(|c| f32::from(c) / 255.0);
            if rgb[0] == rgb[1] && rgb[1] == rgb[2] {
                number(&mut self.out, r, 3);
                self.out.extend(if stroke { b"G\n" } else { b"g\n" });
            } else {
                for channel in [r, g, b] {
                    number(&mut self.out, channel, 3);
                }
                self.out.extend(if stroke { b"RG\n" } else { b"rg\n" });
            }
            return;
        }
        if let Paint::Spot { name, looks } = paint {
            let id = self.forms.spot(name, *looks);
            if stroke {
                self.command(format_args!("/{OVERPRINT} gs /{id} CS 1 SCN"));
                self.state.stroke = None;
            } else {
                self.command(format_args!("/{OVERPRINT} gs /{id} cs 1 scn"));
                self.state.fill = None;
            }
            self.needs.spots.insert(id);
            let state = dict([("OP", DictItem::Bool(true)), ("op", DictItem::Bool(true)), ("OPM", DictItem::Int(1))]);
            self.needs.states.insert(OVERPRINT.to_owned(), state);
            return;
        }
        let Some(gradient) = Gradient::of(paint) else { return };
        let id = listed(&mut self.needs.patterns, "P", gradient.pattern(space));
        if stroke {
            self.command(format_args!("/Pattern CS /{id} SCN"));
            self.state.stroke = None;
        } else {
            self.command(format_args!("/Pattern cs /{id} scn"));
            self.state.fill = None;
        }
        if gradient.is_translucent() {
            let id = listed(&mut self.needs.states, "M", gradient.mask());
            self.command(format_args!("/{id} gs"));
        }
    }

    fn line(&mut self, stroke: &Stroke) {
        let cap = match stroke.cap {
            LineCap::Butt => 0,
            LineCap::Round => 1,
            LineCap::Square => 2,
        };
        let join = match stroke.join {
            LineJoin::Miter | LineJoin::MiterClip => 0,
            LineJoin::Round => 1,
            LineJoin::Bevel => 2,
        };
        if self.state.width != Some(stroke.width) {
            self.state.width = Some(stroke.width);
            number(&mut self.out, stroke.width, 3);
            self.out.extend(b"w\n");
        }
        if self.state.cap != cap {
            self.state.cap = cap;
            self.command(format_args!("{cap} J"));
        }
        if self.state.join != join {
            self.state.join = join;
            self.command(format_args!("{join} j"));
        }
        if join == 0 && self.state.miter_limit != stroke.miter_limit {
            self.state.miter_limit = stroke.miter_limit;
            number(&mut self.out, stroke.miter_limit.max(1.0), 3);
            self.out.extend(b"M\n");
        }
        // A pattern of nothing but gaps and zeros is an error in PDF.
        let dashes = stroke.dash.iter().any(|d| *d > 0.0) && stroke.dash.iter().all(|d| *d >= 0.0);
        if dashes || self.state.dashed {
            self.out.push(b'[');
            for length in stroke.dash.iter().filter(|_| dashes) {
                number(&mut self.out, *length, 3);
            }
            self.out.push(b']');
            number(&mut self.out, stroke.dash_offset, 3);
            self.out.extend(b"d\n");
            self.state.dashed = dashes;
        }
    }

    /// A form starts with the lines of whoever draws it, so they are put back to what it expects.
    fn plain_lines(&mut self) {
        let plain = State::default();
        if self.state.cap != plain.cap {
            self.out.extend(b"0 J\n");
        }
        if self.state.join != plain.join {
            self.out.extend(b"0 j\n");
        }
        if self.state.miter_limit != plain.miter_limit {
            self.out.extend(b"10 M\n");
        }
        if self.state.dashed {
            self.out.extend(b"[]0 d\n");
        }
        let State { fill, stroke, opacity, width, .. } = self.state;
        self.state = State { fill, stroke, opacity, width, ..plain };
    }

    fn opacity(&mut self, fill: f32, stroke: f32) {
        let thousandths = |v: f32| (v.clamp(0.0, 1.0) * 1000.0).round() as u16;
        let wanted = (thousandths(fill), thousandths(stroke));
        if wanted == self.state.opacity {
            return;
        }
        self.state.opacity = wanted;
        let id = format!("G{}_{}", wanted.0, wanted.1);
        self.command(format_args!("/{id} gs"));
        let entry = |v: u16| real(f32::from(v) / 1000.0);
        self.needs.states.insert(id, dict([("ca", entry(wanted.0)), ("CA", entry(wanted.1))]));
    }

    pub(super) fn save(&mut self) {
        self.out.extend(b"q\n");
        self.stack.push(self.state.clone());
    }

    pub(super) fn restore(&mut self) {
        self.out.extend(b"Q\n");
        // Saves and restores pair up in this file; an unpaired restore would leave the default state.
        self.state = self.stack.pop().unwrap_or_default();
    }

    pub(super) fn transform(&mut self, t: Transform) {
        if !t.is_identity() {
            matrix(&mut self.out, t);
            self.out.extend(b"cm\n");
        }
    }

    fn command(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = writeln!(self.out, "{text}");
    }

    fn can_be_seen(&self, area: [f32; 4], space: Transform) -> bool {
        let [l, t, r, b] = turned_box(area, space);
        // Touching counts: a line has no width of its own.
        self.visible.is_none_or(|seen| l <= seen[2] && r >= seen[0] && t <= seen[3] && b >= seen[1])
    }

    /// More digits where a drawing is blown up, fewer where it is tiny: at scale 1 a digit is a hundredth of a millimetre.
    fn decimals_in(&self, space: Transform) -> u32 {
        let scale = (space.sx * space.sy - space.kx * space.ky).abs().sqrt() / self.unit;
        let digits = self.decimals + u32::from(scale > 4.0) + u32::from(scale > 40.0);
        digits.saturating_sub(u32::from(scale < 0.3)).min(4)
    }

    /// The rest of the bytes as an operator of the page.
    pub(super) fn finish_page(mut self) -> (Vec<Op>, Needs) {
        let bytes = std::mem::take(&mut self.out);
        let mut ops = self.text.map(|layer| layer.ops).unwrap_or_default();
        push_raw(&mut ops, bytes);
        (ops, self.needs)
    }
}

/// The upright box around a box that `space` may turn.
pub(super) fn turned_box([l, t, r, b]: [f32; 4], space: Transform) -> [f32; 4] {
    let mut points = [(l, t), (r, t), (r, b), (l, b)].map(|(x, y)| tiny_skia::Point::from_xy(x, y));
    space.map_points(&mut points);
    points.iter().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |m, p| {
        [m[0].min(p.x), m[1].min(p.y), m[2].max(p.x), m[3].max(p.y)]
    })
}

/// Own bytes among printpdf's operators: the key of an unknown operator is copied as it is.
fn push_raw(ops: &mut Vec<Op>, mut bytes: Vec<u8>) {
    while bytes.last().is_some_and(u8::is_ascii_whitespace) {
        bytes.pop();
    }
    // Only ASCII is ever written.
    if let Ok(key) = String::from_utf8(bytes)
        && !key.is_empty()
    {
        ops.push(Op::Unknown { key, value: Vec::new() });
    }
}

/// Lists a dictionary under its own content, so that the same gradient is there once.
fn listed(list: &mut BTreeMap<String, DictItem>, prefix: &str, entry: DictItem) -> String {
    if let Some((id, _)) = list.iter().find(|(_, known)| **known == entry) {
        return id.clone();
    }
    let id = format!("{prefix}{}", list.len());
    list.insert(id.clone(), entry);
    id
}
