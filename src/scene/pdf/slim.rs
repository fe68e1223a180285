//! Cut-down fonts made smaller still: what only screens and installers need is taken out of TrueType data.
//!
//! Hinting fits glyphs to the pixels of a screen of the last century; in print it does nothing, and it is a third of a face.
//! Names and licence texts are a tenth; the face says in its descriptor what it is called. Data that is not as expected stays as
//! it is: a font is never made worse than it came. On the way, glyphs that stand for two things are put in twice.

/// Tables an embedded face needs, in the order they are written.
const NEEDED: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

/// A composite glyph's parts: flags of the component records.
mod part {
    pub(super) const WORDS: u16 = 0x0001;
    pub(super) const SCALE: u16 = 0x0008;
    pub(super) const MORE: u16 = 0x0020;
    pub(super) const TWO_SCALES: u16 = 0x0040;
    pub(super) const MATRIX: u16 = 0x0080;
    pub(super) const INSTRUCTIONS: u16 = 0x0100;
}

/// The same glyphs with the same numbers and widths, then those numbered in `twice` once more, and nothing else; with the number of
/// the first of these. `None` where the data is no TrueType face or not sound.
pub(super) fn slimmed(font: &[u8], twice: &[u16]) -> Option<(Vec<u8>, u16)> {
    let table = |tag: &[u8; 4]| {
        let count = usize::from(short(font, 4)?);
        let record = font.get(12..12 + count * 16)?.chunks_exact(16).find(|record| &record[..4] == tag)?;
        let (at, length) = (long(record, 8)? as usize, long(record, 12)? as usize);
        font.get(at..at.checked_add(length)?)
    };
    if !matches!(font.get(..4)?, [0, 1, 0, 0] | b"true") {
        return None;
    }
    let (glyphs, places) = (table(b"glyf")?, table(b"loca")?);
    let count = usize::from(short(table(b"maxp")?, 4)?);
    let wide = short(table(b"head")?, 50)? != 0;
    let place = |i: usize| {
        if wide { long(places, i * 4).map(|v| v as usize) } else { short(places, i * 2).map(|v| usize::from(v) * 2) }
    };
    let (widths, known) = (table(b"hmtx")?, usize::from(short(table(b"hhea")?, 34)?));
    let last = known.checked_sub(1)?;
    let all: Vec<usize> = (0..count).chain(twice.iter().map(|i| usize::from(*i))).collect();
    let total = u16::try_from(all.len()).ok().filter(|total| *total < u16::MAX)?;
    let mut data = Vec::with_capacity(glyphs.len());
    let (mut starts, mut metrics) = (Vec::with_capacity(all.len() + 1), Vec::with_capacity(all.len() * 4));
    for i in all {
        starts.push(data.len());
        data.extend(without_instructions(glyphs.get(place(i)?..place(i + 1)?)?)?);
        data.resize(data.len().next_multiple_of(2), 0);
        // Behind the last full record only the bearings go on.
        metrics.extend(widths.get(i.min(last) * 4..)?.get(..2)?);
        let bearing = if i <= last { i * 4 + 2 } else { known * 4 + (i - known) * 2 };
        metrics.extend(widths.get(bearing..)?.get(..2)?);
    }
    starts.push(data.len());
    // Short places count in words, up to 128 KB.
    let wide = data.len() > 0x1_FFFE;
    let places: Vec<u8> = if wide {
        starts.iter().flat_map(|v| (*v as u32).to_be_bytes()).collect()
    } else {
        starts.iter().flat_map(|v| ((*v / 2) as u16).to_be_bytes()).collect()
    };
    let mut most = table(b"maxp")?.to_vec();
    // Largest counts of what hinting needs: none is left.
    if let Some(counts) = most.get_mut(14..26) {
        counts.fill(0);
    }
    most.get_mut(4..6)?.copy_from_slice(&total.to_be_bytes());
    let mut head = table(b"head")?.to_vec();
    head.get_mut(8..12)?.fill(0);
    head.get_mut(50..52)?.copy_from_slice(&u16::from(wide).to_be_bytes());
    let mut across = table(b"hhea")?.to_vec();
    across.get_mut(34..36)?.copy_from_slice(&total.to_be_bytes());
    let tables: [&[u8]; 6] = [&data, &head, &across, &metrics, &places, &most];
    Some((put_together(&tables), count as u16))
}

fn put_together(tables: &[&[u8]; 6]) -> Vec<u8> {
    let mut out = vec![0, 1, 0, 0, 0, 6, 0, 64, 0, 2, 0, 32];
    let mut at = 12 + 16 * tables.len();
    let mut head = 0;
    for (tag, table) in NEEDED.into_iter().zip(tables) {
        if tag == b"head" {
            head = at;
        }
        out.extend(tag);
        out.extend(sum(table).to_be_bytes());
        out.extend((at as u32).to_be_bytes());
        out.extend((table.len() as u32).to_be_bytes());
        at += table.len().next_multiple_of(4);
    }
    for table in tables {
        out.extend(*table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(sum(&out));
    out[head + 8..head + 12].copy_from_slice(&adjustment.to_be_bytes());
    out
}

/// A glyph's outline alone.
fn without_instructions(glyph: &[u8]) -> Option<Vec<u8>> {
    if glyph.is_empty() {
        return Some(Vec::new());
    }
    let contours = short(glyph, 0)?.cast_signed();
    if let Ok(contours) = usize::try_from(contours) {
        let at = 10 + contours * 2;
        let length = usize::from(short(glyph, at)?);
        let mut out = glyph.get(..at)?.to_vec();
        out.extend([0, 0]);
        out.extend(glyph.get(at + 2 + length..)?);
        return Some(out);
    }
    let mut out = glyph.to_vec();
    let mut at = 10;
    loop {
        let flags = short(glyph, at)?;
        out.get_mut(at..at + 2)?.copy_from_slice(&(flags & !part::INSTRUCTIONS).to_be_bytes());
        at += 4 + if flags & part::WORDS == 0 { 2 } else { 4 };
        at += match flags {
            f if f & part::SCALE != 0 => 2,
            f if f & part::TWO_SCALES != 0 => 4,
            f if f & part::MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & part::MORE == 0 {
            break;
        }
    }
    (at <= out.len()).then(|| {
        out.truncate(at);
        out
    })
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|b| u16::from_be_bytes([b[0], b[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]))
}

/// The checksum of a table.
fn sum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0, |sum: u32, word| {
        let mut whole = [0; 4];
        whole[..word.len()].copy_from_slice(word);
        sum.wrapping_add(u32::from_be_bytes(whole))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fonts::shipped_face;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::{DrawSettings, pen::SvgPen};
    use skrifa::raw::FontRef;
    use skrifa::{GlyphId, MetadataProvider};
    use subsetter::GlyphRemapper;

    #[test]
    fn letters_stay_as_they_are_and_the_face_shrinks() {
        for (file, at_most) in
            [("Bangers-Regular.ttf", 0.65), ("NotoSans-Bold.ttf", 0.9), ("NotoSansArabic-Regular.ttf", 0.9)]
        {
            let mut glyphs = GlyphRemapper::new();
            for id in 1..60 {
                glyphs.remap(id);
            }
            let before = subsetter::subset(shipped_face(file).unwrap(), 0, &glyphs).unwrap();
            let (after, first) = slimmed(&before, &[3, 5]).unwrap();
            assert!(first >= glyphs.num_gids());
            assert!(
                (after.len() as f32) < before.len() as f32 * at_most,
                "{file}: {} of {}",
                after.len(),
                before.len()
            );
            assert_eq!(sum(&after), 0xB1B0_AFBA);
            let (old, new) = (FontRef::new(&before).unwrap(), FontRef::new(&after).unwrap());
            let drawn = |font: &FontRef<'_>, id: u32| {
                let mut pen = SvgPen::new();
                let glyph = font.outline_glyphs().get(GlyphId::new(id)).unwrap();
                glyph.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).unwrap();
                let width =
                    font.glyph_metrics(Size::unscaled(), LocationRef::default()).advance_width(GlyphId::new(id));
                (pen.to_string(), width)
            };
            for id in 0..glyphs.num_gids().into() {
                assert_eq!(drawn(&old, id), drawn(&new, id), "{file} {id}");
            }
            for (id, of) in [(0, 3), (1, 5)] {
                assert_eq!(drawn(&new, u32::from(first) + id), drawn(&old, of), "{file}");
            }
        }
    }

    #[test]
    fn what_is_not_sound_is_left_alone() {
        let face = shipped_face("Bangers-Regular.ttf").unwrap();
        for cut in (0..face.len()).step_by(997) {
            let _ = slimmed(&face[..cut], &[]);
        }
        assert!(slimmed(b"OTTO", &[]).is_none() && slimmed(b"", &[]).is_none() && slimmed(face, &[60_000]).is_none());
    }
}
