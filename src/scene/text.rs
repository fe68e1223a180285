//! Strings become runs of placed glyphs: shaping, both writing directions, line breaking and stand-in faces, all by parley.
//!
//! A [`Run`] is one face on one baseline, glyphs from left to right; every writer draws runs, none shapes text again, so screen
//! and print agree. A character no face has is reported, never drawn as a box.
//! Leaves out: italics, slanting and emboldening by arithmetic (no layout asks for them), vertical writing, hyphenation.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontData, FontFamily, FontFamilyName, FontWeight, Language,
    LayoutContext, LineHeight, PositionedLayoutItem, StyleProperty,
};
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::FontRef;
use skrifa::{GlyphId, MetadataProvider};

pub use super::characters::Characters;
pub use super::clean::{
    beside_each_other, clean_for_setting, clean_paragraphs, has_right_to_left, isolated, isolated_in,
    removed_for_setting,
};
use super::clean::{is_isolate, with_isolates};
pub use super::fonts::FontSource;
use super::fonts::{DISPLAY_FAMILY, Fonts, TEXT_FAMILY, fallbacks, leaves_no_ink};
use super::item::{Fill, FillRule, Item, LineCap, LineJoin, Paint, PathBuilder, Shape, Stroke, Transform};
use super::recent::Recent;

/// The ink of all printed text that asks for no other colour.
pub const INK: [u8; 3] = [0x1B, 0x1B, 0x2F];

/// What a glyph without a character of its own stands for.
const NO_CHARACTER: &str = "\u{200B}";

/// One glyph of a [`Run`], placed from the run's origin in the run's units, y down.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Number of the glyph in its font file.
    pub id: u16,
    pub x: f32,
    pub y: f32,
    pub advance: f32,
    /// The characters this glyph stands for, for search and copy in a PDF; U+200B for a glyph that only decorates another.
    pub text: Characters,
    /// True when its cluster has several glyphs, so that characters and glyphs do not pair up.
    pub shared_cluster: bool,
}

/// One run of one font on one baseline, glyphs in visual order (left to right).
#[derive(Clone)]
pub struct Run {
    pub font: FontData,
    /// Normalised variation coordinates (2.14), empty for a static face.
    pub coords: Vec<i16>,
    pub size: f32,
    /// From the run's own space (origin at the start of its baseline) to the space it is placed in.
    pub transform: Transform,
    /// Shared: a text that was set before is put down again without copying its glyphs.
    pub glyphs: Arc<[Glyph]>,
    /// The characters of the run in logical (reading) order.
    pub text: Arc<str>,
    /// True for a right-to-left run.
    pub rtl: bool,
    pub fill: [u8; 3],
    /// A comic outline behind the fill: colour and full width of the stroke.
    pub outline: Option<([u8; 3], f32)>,
    /// Letter spacing, already part of the glyphs' places.
    pub spacing: f32,
}

impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Run").field("text", &self.text).field("size", &self.size).finish_non_exhaustive()
    }
}

/// Where lines stand within the width, by reading direction of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Start,
    Middle,
    End,
}

/// How a text is set. Lengths are in units of 0.1 mm on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// First choice; [`FALLBACK_FAMILIES`](super::fonts::FALLBACK_FAMILIES) stand in character by character. `Bangers` is all or nothing: see
    /// [`Typesetter::display_family`].
    pub family: Cow<'static, str>,
    /// Size of the em.
    pub size: f32,
    /// 400 regular, 600 semi-bold, 700 bold.
    pub weight: f32,
    /// Added between letters; ignored for scripts whose letters join.
    pub spacing: f32,
    pub fill: [u8; 3],
    /// A comic outline behind the fill: colour and full width of the stroke.
    pub outline: Option<([u8; 3], f32)>,
    /// Lines are broken to this width; `None` breaks only at line ends in the text.
    pub width: Option<f32>,
    pub align: Align,
    /// Multiple of the size from baseline to baseline.
    pub line_height: f32,
    /// BCP 47, for the shapes and breaks that differ by language.
    pub language: Option<Cow<'static, str>>,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            family: Cow::Borrowed(TEXT_FAMILY),
            size: 35.0,
            weight: 400.0,
            spacing: 0.0,
            fill: INK,
            outline: None,
            width: None,
            align: Align::Start,
            line_height: 1.3,
            language: None,
        }
    }
}

impl TextStyle {
    /// True when a text set in the other style differs in colour at the most.
    fn sets_like(&self, other: &Self) -> bool {
        Self { fill: other.fill, ..self.clone() } == *other
    }

    /// A number that a text and everything but its colour share.
    fn mark(&self, text: &str) -> u64 {
        let Self { family, size, weight, spacing, fill: _, outline, width, align, line_height, language } = self;
        let mut hasher = DefaultHasher::new();
        (text, family, language, *align as u8).hash(&mut hasher);
        let outline = outline.map(|(rgb, width)| (rgb, width.to_bits()));
        (size.to_bits(), weight.to_bits(), spacing.to_bits(), line_height.to_bits()).hash(&mut hasher);
        (outline, width.map(f32::to_bits)).hash(&mut hasher);
        hasher.finish()
    }
}

/// A text that has been set. Runs are placed from the block's top left corner, y down.
#[derive(Clone, Debug, Default)]
pub struct Block {
    pub runs: Vec<Run>,
    /// Of the widest line, without white space at its end.
    pub width: f32,
    pub height: f32,
    pub lines: usize,
    /// From the top of the block to the first baseline.
    pub first_baseline: f32,
    /// Height of capitals in the face of the first run.
    pub cap_height: f32,
    /// What the glyphs (with their comic outline) really cover: left, top, right, bottom. Zeros for a block without ink.
    pub ink: [f32; 4],
    /// The face asked for, or the one that had to stand in for the whole text.
    pub family: Cow<'static, str>,
    /// Clusters that no face has, each once, in order of appearance. They leave a gap; print nothing while this is not empty.
    pub missing: Vec<String>,
}

impl Block {
    /// The runs as items, placed by `transform` from the block's own space.
    pub fn items(&self, transform: Transform) -> Vec<Item> {
        self.runs
            .iter()
            .map(|run| {
                let mut run = run.clone();
                run.transform = transform.pre_concat(run.transform);
                Item::Text(run)
            })
            .collect()
    }

    /// The runs as items with the first baseline at (`x`, `y`), where `x` is the left edge (`anchor` 0), the middle (0.5) or the
    /// right edge (1) of the block, turned by `degrees` around that point (clockwise on the page).
    pub fn items_on_baseline(&self, x: f32, y: f32, anchor: f32, degrees: f32) -> Vec<Item> {
        self.items(
            Transform::from_translate(x, y)
                .pre_concat(Transform::from_rotate(degrees))
                .pre_translate(-self.width * anchor, -self.first_baseline),
        )
    }
}

/// Sets text. Keeps shaping caches, what it learnt about faces and what it set lately, so make one per thread and keep it.
pub struct Typesetter {
    fonts: Fonts,
    layouts: LayoutContext<()>,
    lately: Recent<u64, Arc<Set>>,
}

/// A text that was set, and how: layouts measure a text before they put it down, and pages of a run share their headings.
struct Set {
    text: String,
    style: TextStyle,
    block: Block,
}

/// Characters of the texts that are kept set, in each half of [`Recent`].
const KEPT: usize = 100_000;

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typesetter").finish_non_exhaustive()
    }
}

impl Typesetter {
    /// The shipped faces, with the system's behind them where `source` says so.
    pub fn new(source: FontSource) -> Self {
        Self::of(Fonts::new(source))
    }

    fn of(fonts: Fonts) -> Self {
        Self { fonts, layouts: LayoutContext::new(), lately: Recent::new(KEPT) }
    }

    /// Another one with the same faces, for another thread. Both set every text alike, and know a face for the same.
    #[must_use]
    pub fn another(&self) -> Self {
        Self::of(self.fonts.another())
    }

    /// True when `family` alone can set the whole text.
    pub fn covers(&mut self, family: &str, text: &str) -> bool {
        self.fonts.covers(family, &with_isolates(clean_paragraphs(text)))
    }

    /// The face for a headline: Bangers where it has every character, else Noto Sans for the whole text (use it bold). A name is
    /// never set half in one and half in the other.
    pub fn display_family(&mut self, text: &str) -> &'static str {
        if self.covers(DISPLAY_FAMILY, text) { DISPLAY_FAMILY } else { TEXT_FAMILY }
    }

    /// Sets a text; line ends in it stay line ends. What [`clean_paragraphs`] takes out is taken out first. With the display
    /// face and a text it lacks a letter for, the whole text is set in Noto Sans Bold.
    pub fn block(&mut self, text: &str, style: &TextStyle) -> Block {
        let text = with_isolates(clean_paragraphs(text));
        if style.family == DISPLAY_FAMILY && !self.fonts.covers(DISPLAY_FAMILY, &text) {
            let plain = TextStyle { family: Cow::Borrowed(TEXT_FAMILY), weight: 700.0, ..style.clone() };
            return self.remembered(&text, &plain);
        }
        self.remembered(&text, style)
    }

    /// The block as it was set before in this style, or set now. Its colour changes nothing else.
    fn remembered(&mut self, text: &str, style: &TextStyle) -> Block {
        let mark = style.mark(text);
        let known = self.lately.get(&mark).filter(|set| set.text == text && set.style.sets_like(style));
        let known = known.unwrap_or_else(|| {
            let set = Set { text: text.to_owned(), style: style.clone(), block: self.set(text, style) };
            let set = Arc::new(set);
            self.lately.put(mark, Arc::clone(&set), text.len() + 8);
            set
        });
        let mut block = known.block.clone();
        for run in &mut block.runs {
            run.fill = style.fill;
        }
        block
    }

    fn set(&mut self, text: &str, style: &TextStyle) -> Block {
        let spacing = if text.chars().any(joins_letters) { 0.0 } else { style.spacing };
        let layout = self.layout(text, style, spacing);
        let mut block = Block {
            width: layout.width(),
            height: layout.height(),
            lines: layout.len(),
            first_baseline: layout.first_baseline().unwrap_or(0.0),
            family: style.family.clone(),
            ..Block::default()
        };
        for line in layout.lines() {
            let mut done = usize::MAX;
            for item in line.items() {
                let PositionedLayoutItem::GlyphRun(placed) = item else { continue };
                let run = placed.run();
                // One style for the whole layout: a run is one glyph run, met once per line.
                if run.index() == done {
                    continue;
                }
                done = run.index();
                let (glyphs, range) = self.glyphs(text, run, &mut block.missing);
                if glyphs.is_empty() {
                    continue;
                }
                let run = Run {
                    font: run.font().clone(),
                    coords: run.normalized_coords().iter().map(|c| c.to_bits()).collect(),
                    size: run.font_size(),
                    transform: Transform::from_translate(placed.offset(), placed.baseline()),
                    glyphs: glyphs.into(),
                    text: text.get(range).unwrap_or_default().into(),
                    rtl: run.is_rtl(),
                    fill: style.fill,
                    outline: style.outline,
                    spacing,
                };
                block.runs.push(run);
            }
        }
        block.ink = ink_of(&block.runs);
        block.cap_height = block.runs.first().map_or(0.0, Run::cap_height);
        block
    }

    fn layout(&mut self, text: &str, style: &TextStyle, spacing: f32) -> parley::Layout<()> {
        let fallbacks = fallbacks(text, style.language.as_deref());
        let mut families = vec![FontFamilyName::Named(style.family.clone())];
        if !self.fonts.covers(&style.family, text)
            && let Some(whole) = fallbacks.iter().find(|family| self.fonts.covers(family, text))
        {
            // One face for the whole text, spaces included, rather than a patchwork: it also stays one run to search.
            families.insert(0, FontFamilyName::named(whole));
        }
        families.extend(fallbacks.iter().filter(|f| **f != style.family).map(|f| FontFamilyName::named(f)));
        let mut builder = self.layouts.ranged_builder(&mut self.fonts.context, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(families.into())));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LetterSpacing(spacing));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(style.weight)));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(style.line_height)));
        if let Some(language) = &style.language {
            builder.push_default(StyleProperty::Locale(Language::parse(language).ok()));
        }
        // Every line of a wrapped name keeps the direction of the whole name.
        builder.set_base_direction(match unicode_bidi::get_base_direction_full(text) {
            unicode_bidi::Direction::Rtl => BaseDirection::Rtl,
            _ => BaseDirection::Ltr,
        });
        let mut layout: parley::Layout<()> = builder.build(text);
        layout.break_all_lines(style.width);
        let align = match style.align {
            Align::Start => Alignment::Start,
            Align::Middle => Alignment::Center,
            Align::End => Alignment::End,
        };
        layout.align(align, AlignmentOptions::default());
        layout
    }

    /// The glyphs of one run with their characters, and the range of text they cover.
    fn glyphs(
        &mut self,
        text: &str,
        run: &parley::Run<'_, ()>,
        missing: &mut Vec<String>,
    ) -> (Vec<Glyph>, std::ops::Range<usize>) {
        let drawable = self.fonts.draws(run.font());
        let clusters: Vec<_> = run.visual_clusters().collect();
        let mut glyphs = Vec::with_capacity(clusters.len());
        let (mut pen, mut start, mut end) = (0.0f32, usize::MAX, 0);
        for (i, cluster) in clusters.iter().enumerate() {
            let mut range = cluster.text_range();
            let signs = text.get(range.clone()).unwrap_or_default();
            if signs == "\n" || (!signs.is_empty() && signs.chars().all(is_isolate)) {
                continue;
            }
            start = start.min(range.start);
            end = end.max(range.end);
            if cluster.is_ligature_continuation() {
                continue;
            }
            if cluster.is_ligature_start() {
                // A ligature's characters: its start and the continuations, which stand before it in a right-to-left run.
                let mut rest: Box<dyn Iterator<Item = _>> = if run.is_rtl() {
                    Box::new(clusters[..i].iter().rev())
                } else {
                    Box::new(clusters[i + 1..].iter())
                };
                while let Some(next) = rest.next().filter(|c| c.is_ligature_continuation()) {
                    range.end = range.end.max(next.text_range().end);
                }
            }
            let characters = text.get(range).unwrap_or_default();
            let shaped: Vec<_> = cluster.glyphs().collect();
            if characters.chars().all(leaves_no_ink) && shaped.iter().all(|g| g.id == 0) {
                continue; // a joiner the face does not know: nothing to see, nothing missing
            }
            if !drawable || shaped.iter().any(|g| g.id == 0) {
                if !missing.iter().any(|m| m == characters) {
                    missing.push(characters.to_owned());
                }
                pen += cluster.advance();
                continue;
            }
            let shared_cluster = shaped.len() > 1;
            let mut put = |glyph: parley::Glyph, text: &str| {
                // OpenType glyph numbers are 16 bits wide; parley widens them.
                let Ok(id) = u16::try_from(glyph.id) else { return };
                let (x, y, advance) = (pen + glyph.x, glyph.y, glyph.advance);
                glyphs.push(Glyph { id, x, y, advance, text: text.into(), shared_cluster });
                pen += advance;
            };
            if let [glyph] = shaped[..] {
                put(glyph, of_one_glyph(characters, run.is_rtl()));
                continue;
            }
            let ids: Vec<u32> = shaped.iter().map(|g| g.id).collect();
            let texts = characters_per_glyph(characters, &ids, run.font(), run.is_rtl());
            for (glyph, text) in shaped.into_iter().zip(texts) {
                put(glyph, &text);
            }
        }
        (glyphs, start.min(end)..end)
    }
}

/// Scripts whose letters hang together: spacing them apart would tear words.
fn joins_letters(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{08FF}' | '\u{0900}'..='\u{0DFF}' | '\u{1800}'..='\u{18AF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// What a glyph that is a whole cluster stands for.
fn of_one_glyph(cluster: &str, rtl: bool) -> &str {
    // One code point for lam-alef: two would be swapped by readers that turn right-to-left runs round.
    match cluster {
        "\u{644}\u{627}" if rtl => "\u{FEFB}",
        "\u{644}\u{623}" if rtl => "\u{FEF7}",
        "\u{644}\u{625}" if rtl => "\u{FEF9}",
        "\u{644}\u{622}" if rtl => "\u{FEF5}",
        other => other,
    }
}

/// Gives every glyph of a cluster of several its own characters, so that a reader of the PDF gets the text back in order.
fn characters_per_glyph(cluster: &str, ids: &[u32], font: &FontData, rtl: bool) -> Vec<String> {
    let mut texts = vec![String::new(); ids.len()];
    let mut rest: Vec<char> = cluster.chars().collect();
    let logical: Vec<usize> = if rtl { (0..ids.len()).rev().collect() } else { (0..ids.len()).collect() };
    if let Ok(font) = FontRef::from_index(font.data.as_ref(), font.index) {
        let map = font.charmap();
        for &i in &logical {
            if let Some(at) = rest.iter().position(|c| map.map(*c).map(GlyphId::to_u32) == Some(ids[i])) {
                texts[i].push(rest.remove(at));
            }
        }
    }
    let bare: Vec<usize> = logical.iter().copied().filter(|i| texts[*i].is_empty()).collect();
    for (n, &i) in bare.iter().enumerate() {
        if rest.is_empty() {
            // Never empty: readers then show stray characters.
            texts[i].push_str(NO_CHARACTER);
        } else if n + 1 == bare.len() {
            texts[i].extend(rest.drain(..));
        } else {
            texts[i].push(rest.remove(0));
        }
    }
    if let Some(&last) = logical.last() {
        texts[last].extend(rest);
    }
    texts
}

/// What the glyphs of all runs cover, strokes included.
fn ink_of(runs: &[Run]) -> [f32; 4] {
    let mut ink: Option<[f32; 4]> = None;
    for run in runs {
        let Ok(font) = FontRef::from_index(run.font.data.as_ref(), run.font.index) else { continue };
        let coords = run.location();
        let metrics = font.glyph_metrics(Size::new(run.size), LocationRef::new(&coords));
        let grow = run.outline.map_or(0.0, |(_, width)| width / 2.0);
        for glyph in run.glyphs.iter() {
            let Some(b) = metrics.bounds(GlyphId::new(u32::from(glyph.id))) else { continue };
            if b.x_max <= b.x_min || b.y_max <= b.y_min {
                continue;
            }
            let (x, y) = (run.transform.tx + glyph.x, run.transform.ty + glyph.y);
            let [l, t, r, d] = [x + b.x_min - grow, y - b.y_max - grow, x + b.x_max + grow, y - b.y_min + grow];
            ink = Some(ink.map_or([l, t, r, d], |i| [i[0].min(l), i[1].min(t), i[2].max(r), i[3].max(d)]));
        }
    }
    ink.unwrap_or_default()
}

/// Collects a glyph's outline, turned to y down.
pub(crate) struct OutlinePath(pub(crate) PathBuilder);

impl OutlinePen for OutlinePath {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, -y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, -y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, -cy, x, -y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.cubic_to(ax, -ay, bx, -by, x, -y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

impl Glyph {
    /// True for dots and marks that a face draws apart from their letter: they carry no character of their own.
    pub(crate) fn only_decorates(&self) -> bool {
        *self.text == *NO_CHARACTER
    }
}

impl Run {
    /// The run as shapes (outline behind, fill before), for writers that draw no text. Empty for a run of spaces.
    pub fn outlines(&self) -> Vec<Item> {
        let mut all = PathBuilder::new();
        for glyph in self.glyphs.iter() {
            let path = self.glyph_path(glyph.id, self.size);
            if let Some(path) = path.and_then(|p| p.transform(Transform::from_translate(glyph.x, glyph.y))) {
                all.push_path(&path);
            }
        }
        let Some(path) = all.finish() else { return Vec::new() };
        let path = Arc::new(path);
        let mut items = Vec::with_capacity(2);
        if let Some((rgb, width)) = self.outline {
            let stroke = Stroke {
                paint: Paint::Solid(rgb),
                opacity: 1.0,
                width,
                cap: LineCap::Round,
                join: LineJoin::Round,
                miter_limit: 4.0,
                dash: Vec::new(),
                dash_offset: 0.0,
            };
            items.push(Item::Shape(Shape {
                path: Arc::clone(&path),
                fill: None,
                stroke: Some(stroke),
                stroke_first: true,
            }));
        }
        let fill = Fill { paint: Paint::Solid(self.fill), opacity: 1.0, rule: FillRule::Winding };
        items.push(Item::Shape(Shape { path, fill: Some(fill), stroke: None, stroke_first: false }));
        vec![Item::Group { transform: self.transform, clip: None, opacity: 1.0, items }]
    }

    /// One glyph's outline at `size`, origin on the baseline, y down. `None` for a glyph without ink.
    pub(crate) fn glyph_path(&self, id: u16, size: f32) -> Option<super::item::Path> {
        let font = FontRef::from_index(self.font.data.as_ref(), self.font.index).ok()?;
        let coords = self.location();
        let glyph = font.outline_glyphs().get(GlyphId::new(u32::from(id)))?;
        let mut pen = OutlinePath(PathBuilder::new());
        glyph.draw(DrawSettings::unhinted(Size::new(size), LocationRef::new(&coords)), &mut pen).ok()?;
        pen.0.finish()
    }

    /// Height of the face's capitals at this size; seven tenths of the size where the face does not say.
    pub fn cap_height(&self) -> f32 {
        FontRef::from_index(self.font.data.as_ref(), self.font.index)
            .ok()
            .and_then(|font| font.metrics(Size::new(self.size), LocationRef::new(&self.location())).cap_height)
            .filter(|height| *height > 0.0)
            .unwrap_or(self.size * 0.7)
    }

    pub(crate) fn location(&self) -> Vec<NormalizedCoord> {
        self.coords.iter().map(|c| NormalizedCoord::from_bits(*c)).collect()
    }
}
