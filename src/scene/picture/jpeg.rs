//! The segments of a JPEG file: what a PDF takes over as it is, without the rest.
//!
//! Everything that tells about the camera and the place (EXIF, XMP, IPTC, comments, colour profiles, and whatever phones hang on
//! behind the picture: second pictures, films) stays behind; tables and picture data are copied untouched.

use std::sync::Arc;

use super::Turn;

/// A JPEG without its metadata.
#[derive(Clone)]
pub(super) struct Original {
    pub(super) bytes: Arc<[u8]>,
    pub(super) width: u32,
    pub(super) height: u32,
    /// 1 grey, 3 colours, 4 inks.
    pub(super) components: u8,
    /// Inks written the other way round, as Adobe's programs do: 0 is full ink.
    pub(super) inverted: bool,
    /// What a writer must do to show it upright.
    pub(super) turn: Turn,
}

/// What the segments say.
pub(super) enum Segments {
    /// The end of the picture is missing.
    BreaksOff,
    /// Whole, but of a kind only some readers know.
    Unusual,
    Usual(Original),
}

/// A JFIF segment that says nothing but that colours are YCbCr.
const JFIF: [u8; 18] = [0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

/// Walks the segments and copies those that make up the picture.
pub(super) fn segments(bytes: &[u8], turn: Turn) -> Segments {
    let mut out = vec![0xFF, 0xD8];
    let mut at = 2;
    let mut frame = None;
    let (mut usual, mut adobe) = (true, false);
    loop {
        // Markers may be padded with any number of 0xFF.
        let Some(gap) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| *b != 0xFF)) else {
            return Segments::BreaksOff;
        };
        if gap == 0 {
            // Stray bytes between segments: readers skip them.
            at += 1;
            continue;
        }
        let marker = bytes[at + gap];
        at += gap + 1;
        match marker {
            0xD9 => break,
            0xD8 | 0x01 | 0x00 | 0xD0..=0xD7 => continue,
            _ => {}
        }
        let Some(length) = bytes.get(at..at + 2).map(|b| usize::from(u16::from_be_bytes([b[0], b[1]]))) else {
            return Segments::BreaksOff;
        };
        let Some(body) = bytes.get(at + 2..at + length.max(2)) else { return Segments::BreaksOff };
        at += length.max(2);
        let keep = match marker {
            0xC0..=0xC2 => {
                if let [8, h1, h2, w1, w2, components, ..] = *body {
                    let (w, h) = (u16::from_be_bytes([w1, w2]), u16::from_be_bytes([h1, h2]));
                    usual &= frame.is_none() && h > 0;
                    frame = Some((u32::from(w), u32::from(h), components));
                } else {
                    usual = false;
                }
                true
            }
            // Lossless, hierarchical and arithmetic kinds.
            0xC3 | 0xC5..=0xC7 | 0xC8..=0xCB | 0xCD..=0xCF | 0xDC | 0xDE | 0xDF => {
                usual = false;
                false
            }
            0xC4 | 0xDA | 0xDB | 0xDD => true,
            0xE0 if body.starts_with(b"JFIF\0") && out.len() == 2 => {
                out.extend(JFIF);
                false
            }
            0xEE if body.starts_with(b"Adobe") => {
                adobe = true;
                true
            }
            _ => false,
        };
        if keep {
            out.extend([0xFF, marker]);
            out.extend((length.max(2) as u16).to_be_bytes());
            out.extend(body);
        }
        if marker == 0xDA {
            let start = at;
            while let Some(pair) = bytes.get(at..at + 2) {
                if pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xFF | 0xD0..=0xD7) {
                    break;
                }
                at += 1;
            }
            if at + 2 > bytes.len() {
                return Segments::BreaksOff;
            }
            out.extend(&bytes[start..at]);
        }
    }
    out.extend([0xFF, 0xD9]);
    match frame {
        Some((width, height, components @ (1 | 3 | 4))) if usual => Segments::Usual(Original {
            bytes: out.into(),
            width,
            height,
            components,
            inverted: adobe && components == 4,
            turn,
        }),
        _ => Segments::Unusual,
    }
}
