//! Runs of glyphs as PDF text that gives its characters back.
//!
//! Text goes through printpdf's operators, because it collects widths and the way back to Unicode from them. Right-to-left runs
//! are written in visual order with that way back alone; an ActualText around them would be read backwards. Which faces and
//! glyphs there are is known before ([`faces`](super::faces)).

use printpdf::{Codepoint, DictItem, FontId, Op, PdfFontHandle, Pt, TextItem, TextMatrix};

use super::faces::{FontUse, Fonts};
use super::gradient::dict;
use crate::scene::text::{Glyph, Run};

/// How letters are painted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    Filled,
    /// The outline behind letters that are filled afterwards.
    Stroked,
    /// Over their own outline.
    FilledAgain,
}

impl Fonts {
    /// Adds the operators that show a run in face number `font`. The colour is already set.
    pub(super) fn show(&self, run: &Run, font: usize, letters: Letters, ops: &mut Vec<Op>) {
        if let Some(face) = self.used.get(font) {
            face.show(run, FontId(Self::id(font)), letters, ops);
        }
    }
}

impl FontUse {
    fn show(&self, run: &Run, id: FontId, painted: Letters, ops: &mut Vec<Op>) {
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
            let Some(shown) = self.glyph(glyph) else { continue };
            let (number, width, characters) = (shown.number, shown.width, shown.characters.to_owned());
            spell_out |= characters != *glyph.text;
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
        if painted == Letters::Stroked {
            ops.push(Op::Unknown { key: "1 Tr".to_owned(), value: Vec::new() });
        }
        // The same letters twice read once: readers that look for doubled text keep the first, all others are told.
        let says = match painted {
            Letters::FilledAgain => Some(""),
            _ => (spell_out && !run.rtl).then_some(&*run.text),
        };
        if let Some(says) = says {
            let mut text = vec![0xFE, 0xFF];
            text.extend(says.encode_utf16().flat_map(u16::to_be_bytes));
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
        if says.is_some() {
            ops.push(Op::EndMarkedContentWithProperties);
        }
        if run.spacing != 0.0 {
            ops.push(Op::SetCharacterSpacing { multiplier: 0.0 });
        }
        ops.push(Op::EndTextSection);
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
