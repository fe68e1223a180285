//! Text that always fits its place, or says why it cannot.
//!
//! A name is the one thing that must never be wrong: it is never cut, never hyphenated, never runs over an edge, and two letters
//! are not blown up to fill a plate. In this order: natural size, smaller down to the limit, wrapped at its own spaces and
//! hyphens, a narrower face, and then a refusal in words. A story shrinks to its box; it is shortened only where that was asked
//! for, and then at the end of a sentence.
//! Leaves out: where the box is and what stands in it when a text is refused; layouts know that.

use std::borrow::Cow;

use thiserror::Error;
use unicode_segmentation::UnicodeSegmentation;

use super::clean::without_isolates;
use super::fonts::{DISPLAY_FAMILY, TEXT_FAMILY};
use super::item::{Item, Transform};
use super::text::{Block, TextStyle, Typesetter, clean_for_setting, clean_paragraphs};

/// How far a name may be changed to fit. Sizes are ems in 0.1 mm.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The natural size: what a short name gets, and no name exceeds.
    pub max_size: f32,
    /// The smallest size that is still worthy of the place.
    pub min_size: f32,
    pub max_lines: usize,
    /// Set a name although no face has one of its characters, which then leaves a gap. Off unless the user insists.
    pub allow_missing: bool,
}

impl Limits {
    /// One to `max_lines` lines between two sizes; a name with a missing character is refused.
    pub fn new(max_size: f32, min_size: f32, max_lines: usize) -> Self {
        Self { max_size, min_size, max_lines, allow_missing: false }
    }
}

/// A text that fits, and what was done to it.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// Set at [`size`](Self::size); place it with [`items_in`](Self::items_in) or by its own measures.
    pub block: Block,
    pub size: f32,
    pub lines: usize,
    pub family: Cow<'static, str>,
    /// What a person should look at before printing: made smaller, wrapped, another face, shortened. `None` at natural size.
    pub note: Option<String>,
}

/// Why a text has no place, in words for the person who prints.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{reason}")]
pub struct Refusal {
    pub reason: String,
}

/// What becomes of a story too long for its box at the smallest size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overflow {
    /// It is refused: nothing the author wrote is left out unseen.
    Refuse,
    /// It ends after the last sentence that fits, with an ellipsis.
    Shorten,
}

/// Longer strings are no names: measuring them would only take time.
const LONGEST_NAME: usize = 400;

impl Fitted {
    /// The text placed in a box: its ink at the left (`anchor` 0), in the middle (0.5) or at the right (1). One line stands with its
    /// capitals in the middle of the height, so that names on a row of cards share a baseline; several lines are centred by
    /// their ink. Nothing leaves the box.
    pub fn items_in(&self, x: f32, y: f32, width: f32, height: f32, anchor: f32) -> Vec<Item> {
        let [left, top, right, bottom] = self.block.ink;
        let dx = x + (width - (right - left)) * anchor - left;
        let centred = y + (height - (bottom - top)) / 2.0 - top;
        let dy = if self.lines == 1 {
            let capitals = y + f32::midpoint(height, self.block.cap_height) - self.block.first_baseline;
            capitals.clamp((y - top).min(centred), (y + height - bottom).max(centred))
        } else {
            centred
        };
        self.block.items(Transform::from_translate(dx, dy))
    }
}

/// Fits a name into `width` x `height` (0.1 mm). `style` gives face, weight, colours, and spacing and outline for its own size;
/// they scale with the text. Its `size` and `width` are not used otherwise.
///
/// # Errors
/// A [`Refusal`] when the name is empty, has characters no face has, or cannot fit within `limits`.
pub fn fit_name(
    ts: &mut Typesetter,
    text: &str,
    style: &TextStyle,
    width: f32,
    height: f32,
    limits: &Limits,
) -> Result<Fitted, Refusal> {
    let name = clean_for_setting(text);
    if name.is_empty() {
        return refuse("there is no name to set");
    }
    let letters = name.chars().count();
    if letters > LONGEST_NAME {
        return refuse(format!("{letters} characters are too many for a name"));
    }
    let mut plate = Plate { width, height, limits, narrowest_mm: f32::INFINITY };
    for (step, face) in faces(ts, &name, style).into_iter().enumerate() {
        let natural = scaled(&face, limits.max_size);
        let parts = parts_of(&name);
        for lines in 1..=limits.max_lines.max(1).min(parts.len()) {
            let broken = if lines == 1 { name.clone() } else { break_evenly(ts, &parts, lines, &natural) };
            let whole = ts.block(&broken, &natural);
            if !whole.missing.is_empty() && !limits.allow_missing {
                return refuse(format!("no typeface at hand has {}", list(&whole.missing)));
            }
            if let Some(fitted) = plate.shrink(ts, &broken, &natural, &whole) {
                let note = name_note(&fitted, style, step > 0, limits);
                return Ok(Fitted { note, ..fitted });
            }
        }
    }
    let breaks = if parts_of(&name).len() > 1 {
        format!("even on {} lines", limits.max_lines)
    } else {
        "and it has no space or hyphen to break it at".to_owned()
    };
    refuse(format!(
        "“{}” needs {:.0} mm at the smallest size; its place has {:.0} x {:.0} mm, {breaks}",
        excerpt(&name),
        plate.narrowest_mm.ceil(),
        width / 10.0,
        height / 10.0
    ))
}

/// Fits running text into `width` x `height` (0.1 mm): at the style's size, else smaller down to `min_size`, else as `overflow`
/// says. Characters no face has are in the block's `missing` and in the note; whether that may be printed is the caller's.
///
/// # Errors
/// A [`Refusal`] when the text is too long even so, or a single word is wider than the box.
pub fn fit_paragraph(
    ts: &mut Typesetter,
    text: &str,
    style: &TextStyle,
    width: f32,
    height: f32,
    min_size: f32,
    overflow: Overflow,
) -> Result<Fitted, Refusal> {
    let text = clean_paragraphs(text);
    let style = TextStyle { width: Some(width), ..style.clone() };
    let fits = |block: &Block| block.width <= width + 0.01 && block.ink[2] <= width + 1.0 && block.ink[3] <= height;
    let natural = ts.block(&text, &style);
    if fits(&natural) {
        let note = missing_note(&natural);
        return Ok(fitted(natural, style.size, note));
    }
    // The largest size that fits, in steps of a quarter of a unit; the smaller, the fewer lines, so halving finds it.
    let steps = ((style.size - min_size).max(0.0) * 4.0).floor() as u32;
    let (mut good, mut low, mut high) = (None, 0, steps);
    while low <= high {
        let middle = low + (high - low) / 2;
        let size = min_size + middle as f32 / 4.0;
        let block = ts.block(&text, &scaled(&style, size));
        if fits(&block) {
            good = Some((size, block));
            low = middle + 1;
        } else if middle == 0 {
            break;
        } else {
            high = middle - 1;
        }
    }
    if let Some((size, block)) = good {
        let note = join_notes([Some(size_note(size / style.size)), missing_note(&block)]);
        return Ok(fitted(block, size, note));
    }
    let smallest = scaled(&style, min_size);
    let whole = ts.block(&text, &smallest);
    if whole.width > width + 0.01 {
        return refuse("a word is wider than its box even at the smallest size");
    }
    if overflow == Overflow::Shorten
        && let Some((block, left_out)) = shorten(ts, &text, &smallest, fits)
    {
        let note = join_notes([
            Some(format!("shortened by {left_out} {}", if left_out == 1 { "sentence" } else { "sentences" })),
            missing_note(&block),
        ]);
        return Ok(fitted(block, min_size, note));
    }
    refuse(format!(
        "the text needs {:.0} mm of height at the smallest size; its box has {:.0} mm",
        (whole.ink[3] / 10.0).ceil(),
        height / 10.0
    ))
}

/// The place a name must fit, and the least width any setting of it needed so far.
struct Plate<'a> {
    width: f32,
    height: f32,
    limits: &'a Limits,
    narrowest_mm: f32,
}

impl Plate<'_> {
    /// Everything scales with the size, so the size that fits is one division away; `None` when it is under the limit.
    fn shrink(&mut self, ts: &mut Typesetter, text: &str, natural: &TextStyle, whole: &Block) -> Option<Fitted> {
        let need = (whole.ink[2] - whole.ink[0]).max(1.0);
        let tall = (whole.ink[3] - whole.ink[1]).max(1.0);
        let k = (self.width / need).min(self.height / tall).min(1.0);
        let at_least = need * self.limits.min_size / self.limits.max_size / 10.0;
        self.narrowest_mm = self.narrowest_mm.min(at_least);
        if k >= 1.0 {
            return Some(fitted(whole.clone(), natural.size, None));
        }
        let mut size = (natural.size * k * 10.0).floor() / 10.0;
        // Rounding in the face's own units may be off by a hair.
        while size >= self.limits.min_size {
            let block = ts.block(text, &scaled(natural, size));
            if block.ink[2] - block.ink[0] <= self.width && block.ink[3] - block.ink[1] <= self.height {
                return Some(fitted(block, size, None));
            }
            size -= 0.1;
        }
        None
    }
}

/// The style asked for, then narrower ones. Bangers is narrow already, so a name it sets has only closer letters left; a text
/// face goes down in weight, which is also down in width.
fn faces(ts: &mut Typesetter, name: &str, style: &TextStyle) -> Vec<TextStyle> {
    let mut first = style.clone();
    first.width = None;
    if first.family == DISPLAY_FAMILY && ts.display_family(name) != DISPLAY_FAMILY {
        first.family = Cow::Borrowed(TEXT_FAMILY);
        first.weight = 700.0;
    }
    let mut all = vec![first.clone()];
    if first.spacing > 0.0 {
        all.push(TextStyle { spacing: 0.0, ..first.clone() });
    }
    if first.family != DISPLAY_FAMILY {
        for weight in [600.0, 400.0] {
            if weight < first.weight {
                all.push(TextStyle { spacing: 0.0, weight, ..first.clone() });
            }
        }
    }
    all
}

/// `style` at another size, with spacing and outline in proportion.
fn scaled(style: &TextStyle, size: f32) -> TextStyle {
    let k = size / style.size;
    TextStyle {
        size,
        spacing: style.spacing * k,
        outline: style.outline.map(|(rgb, width)| (rgb, width * k)),
        ..style.clone()
    }
}

/// The pieces a name may be broken into: after spaces, and after hyphens already in it. The space belongs to no piece.
fn parts_of(name: &str) -> Vec<(String, bool)> {
    let mut parts = Vec::new();
    for word in name.split(' ') {
        let mut rest = word;
        while let Some(at) = rest.char_indices().find(|(i, c)| *i > 0 && matches!(c, '-' | '\u{2010}')) {
            let end = at.0 + at.1.len_utf8();
            if end == rest.len() {
                break;
            }
            parts.push((rest[..end].to_owned(), false));
            rest = &rest[end..];
        }
        parts.push((rest.to_owned(), true));
    }
    parts
}

/// The name on `lines` lines so that the widest is as narrow as can be: no lone particle on a line of its own if avoidable.
fn break_evenly(ts: &mut Typesetter, parts: &[(String, bool)], lines: usize, style: &TextStyle) -> String {
    let space = style.size * 0.25;
    let widths: Vec<f32> = parts.iter().map(|(p, _)| ts.block(p, style).width).collect();
    let line_width = |from: usize, to: usize| -> f32 {
        widths[from..to].iter().sum::<f32>() + parts[from..to - 1].iter().filter(|p| p.1).count() as f32 * space
    };
    // best[l][n]: the least widest line when the first n parts stand on l + 1 lines, and where the last of them starts.
    let n = parts.len();
    let mut best = vec![vec![(f32::INFINITY, 0usize); n + 1]; lines];
    for (end, cell) in best[0].iter_mut().enumerate().skip(1) {
        *cell = (line_width(0, end), 0);
    }
    for l in 1..lines {
        for end in l + 1..=n {
            for start in l..end {
                let widest = best[l - 1][start].0.max(line_width(start, end));
                if widest < best[l][end].0 {
                    best[l][end] = (widest, start);
                }
            }
        }
    }
    let mut starts = vec![n];
    for l in (0..lines).rev() {
        let end = starts[starts.len() - 1];
        starts.push(best[l][end].1);
    }
    starts.reverse();
    let mut text = String::new();
    for line in starts.windows(2) {
        if !text.is_empty() {
            text.push('\n');
        }
        for (i, (part, spaced)) in parts[line[0]..line[1]].iter().enumerate() {
            text.push_str(part);
            if *spaced && line[0] + i + 1 < line[1] {
                text.push(' ');
            }
        }
    }
    text
}

/// The most whole sentences that fit with an ellipsis, and how many were left out. `None` when not even one does.
fn shorten(
    ts: &mut Typesetter,
    text: &str,
    style: &TextStyle,
    fits: impl Fn(&Block) -> bool,
) -> Option<(Block, usize)> {
    let ends: Vec<usize> = text.split_sentence_bound_indices().map(|(at, sentence)| at + sentence.len()).collect();
    let (mut low, mut high) = (1, ends.len().saturating_sub(1));
    let mut best = None;
    while low <= high {
        let keep = low + (high - low) / 2;
        let block = ts.block(&format!("{} …", text[..ends[keep - 1]].trim_end()), style);
        if fits(&block) {
            best = Some((block, ends.len() - keep));
            low = keep + 1;
        } else {
            high = keep - 1;
        }
    }
    best
}

fn fitted(block: Block, size: f32, note: Option<String>) -> Fitted {
    Fitted { size, lines: block.lines, family: block.family.clone(), note, block }
}

fn name_note(fitted: &Fitted, asked: &TextStyle, narrower: bool, limits: &Limits) -> Option<String> {
    let stands_in = fitted.family != asked.family;
    join_notes([
        stands_in.then(|| format!("set in {} because {} lacks a letter", fitted.family, asked.family)),
        (fitted.size < limits.max_size * 0.995).then(|| size_note(fitted.size / limits.max_size)),
        (fitted.lines > 1).then(|| format!("on {} lines", fitted.lines)),
        narrower.then(|| "narrower letters".to_owned()),
        missing_note(&fitted.block),
    ])
}

fn size_note(k: f32) -> String {
    format!("at {:.0} % of its size", (k * 100.0).round())
}

fn missing_note(block: &Block) -> Option<String> {
    (!block.missing.is_empty()).then(|| format!("no typeface at hand has {}", list(&block.missing)))
}

fn join_notes<const N: usize>(notes: [Option<String>; N]) -> Option<String> {
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    (!notes.is_empty()).then(|| notes.join(", "))
}

fn list(clusters: &[String]) -> String {
    let mut named: Vec<String> = clusters
        .iter()
        .take(6)
        .map(|c| {
            let points: Vec<String> = c.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
            format!("“{c}” ({})", points.join(" "))
        })
        .collect();
    if clusters.len() > 6 {
        named.push(format!("{} more", clusters.len() - 6));
    }
    named.join(", ")
}

fn excerpt(name: &str) -> String {
    let name = &without_isolates(name);
    let letters: Vec<&str> = name.graphemes(true).collect();
    if letters.len() <= 40 { name.to_owned() } else { format!("{}…", letters[..39].concat()) }
}

fn refuse<T>(reason: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { reason: reason.into() })
}
