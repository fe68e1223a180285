//! Runs of glyphs as PDF text: fonts cut down to the glyphs used, embedded once, and giving their characters back.
//!
//! Text goes through printpdf's operators, because it collects widths and the way back to Unicode from them. Right-to-left runs
//! are written in visual order with that way back alone; an ActualText around them would be read backwards.
//! Leaves out: variable fonts off their default instance and fonts that cannot be subset; their runs are drawn as outlines.

use std::collections::HashMap;

use parley::FontData;
use printpdf::{Codepoint, DictItem, FontId, Op, ParsedFont, PdfFontHandle, Pt, TextItem, TextMatrix};
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::FontRef;
use skrifa::string::StringId;
use skrifa::{GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;

use super::gradient::dict;
use crate::scene::text::{Glyph, Run};

/// One face in one document.
pub(super) struct FontUse {
    data: FontData,
    glyphs: GlyphRemapper,
    /// The characters of each glyph, by its number in the subset; the first use decides.
    characters: HashMap<u16, String>,
    /// Advance in whole thousandths of an em, as printpdf writes it.
    widths: HashMap<u16, f32>,
    units_per_em: f32,
    pub(super) postscript_name: String,
}

/// All faces of one document, in order of first use.
#[derive(Default)]
pub(super) struct Fonts {
    pub(super) used: Vec<FontUse>,
    /// By identity of the file in memory and face number; `None` for a face that cannot be embedded.
    known: HashMap<(u64, u32), Option<usize>>,
}

/// Why a face could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    #[error("the typeface {name} could not be cut down to its used letters: {why}")]
    Subset { name: String, why: String },
    #[error("the typeface {name} could not be read back after cutting it down")]
    Unreadable { name: String },
}

impl Fonts {
    /// The resource name of face number `font`.
    pub(super) fn id(font: usize) -> String {
        format!("F{font}")
    }

    /// The number of a run's face, or `None` where it must be drawn as outlines.
    pub(super) fn font(&mut self, run: &Run) -> Option<usize> {
        if run.coords.iter().any(|c| *c != 0) {
            return None;
        }
        let key = (run.font.data.id(), run.font.index);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        // The same file may have been loaded by two typesetters.
        let twin = self
            .used
            .iter()
            .position(|f| f.data.index == run.font.index && f.data.data.as_ref() == run.font.data.as_ref());
        let number = twin.or_else(|| {
            let face = FontUse::new(&run.font)?;
            self.used.push(face);
            Some(self.used.len() - 1)
        });
        self.known.insert(key, number);
        number
    }

    /// Adds the operators that show a run in face number `font`. The fill colour is already set.
    pub(super) fn show(&mut self, run: &Run, font: usize, ops: &mut Vec<Op>) {
        let Some(face) = self.used.get_mut(font) else { return };
        let id = FontId(Self::id(font));
        face.show(run, id, ops);
    }
}

impl FontUse {
    fn new(data: &FontData) -> Option<Self> {
        let font = FontRef::from_index(data.data.as_ref(), data.index).ok()?;
        // Fails here, before anything is written, for formats that cannot be subset.
        subsetter::subset(data.data.as_ref(), data.index, &GlyphRemapper::new()).ok()?;
        let units_per_em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let postscript_name = font
            .localized_strings(StringId::POSTSCRIPT_NAME)
            .english_or_first()
            .map(|name| name.to_string())
            .unwrap_or_default();
        let postscript_name: String =
            postscript_name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        Some(Self {
            data: data.clone(),
            glyphs: GlyphRemapper::new(),
            characters: HashMap::new(),
            widths: HashMap::new(),
            units_per_em: units_per_em.max(1.0),
            postscript_name: if postscript_name.is_empty() { "Font".to_owned() } else { postscript_name },
        })
    }

    /// The face with only the glyphs that were shown.
    pub(super) fn subset(&self) -> Result<ParsedFont, FontError> {
        let name = || self.postscript_name.clone();
        let bytes = subsetter::subset(self.data.data.as_ref(), self.data.index, &self.glyphs)
            .map_err(|why| FontError::Subset { name: name(), why: why.to_string() })?;
        ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or_else(|| FontError::Unreadable { name: name() })
    }

    /// Numbers of the glyphs in the original face, in subset order: what the subset's name is derived from.
    pub(super) fn original_glyphs(&self) -> impl Iterator<Item = u16> + '_ {
        self.glyphs.remapped_gids()
    }

    fn show(&mut self, run: &Run, id: FontId, ops: &mut Vec<Op>) {
        let k = 1000.0 / run.size;
        let spacing = run.spacing * k;
        // Readers take rotated text letter by letter, and cannot know how a shared cluster splits.
        let mut spell_out = run.transform.ky.abs() > 1e-4;
        // Stretches of one height above the baseline.
        let mut stretches: Vec<(f32, Vec<TextItem>)> = Vec::new();
        let (mut items, mut letters): (Vec<TextItem>, Vec<Codepoint>) = (Vec::new(), Vec::new());
        let (mut pen, mut rise) = (0.0f32, 0.0f32);
        for glyph in run.glyphs.iter().filter(|g| !is_drawn_apart(run, g)) {
            spell_out |= glyph.shared_cluster;
            let number = self.glyphs.remap(glyph.id);
            let width = self.width(number, glyph.id);
            let characters = self.characters.entry(number).or_insert_with(|| glyph.text.clone());
            spell_out |= *characters != glyph.text;
            let characters = characters.clone();
            if (glyph.y - rise).abs() > 1e-3 {
                if !letters.is_empty() {
                    items.push(TextItem::GlyphIds(std::mem::take(&mut letters)));
                }
                stretches.push((rise, std::mem::take(&mut items)));
                rise = glyph.y;
            }
            // The reader's pen moves by the written widths; what is left over is written between the glyphs.
            let shift = pen - glyph.x * k;
            if shift.abs() > 0.4 {
                let shift = (shift * 10.0).round() / 10.0;
                match letters.last_mut() {
                    Some(last) => last.offset += shift,
                    None => items.push(TextItem::Offset(shift)),
                }
                pen -= shift;
            }
            letters.push(Codepoint { gid: number, offset: 0.0, cid: Some(characters) });
            pen += width + spacing;
        }
        if !letters.is_empty() {
            items.push(TextItem::GlyphIds(letters));
        }
        stretches.push((rise, items));

        let t = run.transform;
        ops.push(Op::StartTextSection);
        ops.push(Op::SetFont { font: PdfFontHandle::External(id), size: Pt(rounded(run.size, 1e3)) });
        // The page runs downwards, letters do not: the matrix turns them back.
        ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Raw([
                rounded(t.sx, 1e5),
                rounded(t.ky, 1e5),
                rounded(-t.kx, 1e5),
                rounded(-t.sy, 1e5),
                rounded(t.tx, 1e3),
                rounded(t.ty, 1e3),
            ]),
        });
        if run.spacing != 0.0 {
            ops.push(Op::SetCharacterSpacing { multiplier: rounded(run.spacing, 1e3) });
        }
        let spell_out = spell_out && !run.rtl;
        if spell_out {
            let mut text = vec![0xFE, 0xFF];
            text.extend(run.text.encode_utf16().flat_map(u16::to_be_bytes));
            let properties = dict([("ActualText", DictItem::String { data: text, literal: false })]);
            ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".into(), properties });
        }
        for (rise, items) in stretches {
            if items.is_empty() {
                continue;
            }
            if rise != 0.0 {
                ops.push(Op::SetLineOffset { multiplier: rounded(-rise, 1e3) });
            }
            ops.push(Op::ShowText { items });
            if rise != 0.0 {
                ops.push(Op::SetLineOffset { multiplier: 0.0 });
            }
        }
        if spell_out {
            ops.push(Op::EndMarkedContentWithProperties);
        }
        if run.spacing != 0.0 {
            ops.push(Op::SetCharacterSpacing { multiplier: 0.0 });
        }
        ops.push(Op::EndTextSection);
    }

    fn width(&mut self, number: u16, original: u16) -> f32 {
        if let Some(width) = self.widths.get(&number) {
            return *width;
        }
        let advance = FontRef::from_index(self.data.data.as_ref(), self.data.index)
            .ok()
            .and_then(|font| {
                font.glyph_metrics(Size::unscaled(), LocationRef::default())
                    .advance_width(GlyphId::new(u32::from(original)))
            })
            .unwrap_or(0.0);
        let width = (advance * 1000.0 / self.units_per_em).trunc();
        self.widths.insert(number, width);
        width
    }
}

/// Dots that an Arabic face sets as glyphs of their own, above or below the line, make readers see lines of their own. They are
/// drawn as shapes; their letters stay text.
pub(super) fn is_drawn_apart(run: &Run, glyph: &Glyph) -> bool {
    run.rtl && glyph.only_decorates()
}

/// Without the digits nobody sees; a negative zero and what is no number become zero.
fn rounded(value: f32, scale: f64) -> f32 {
    if value.is_finite() { ((f64::from(value) * scale).round() / scale + 0.0) as f32 } else { 0.0 }
}
