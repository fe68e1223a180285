//! The colour profile of sRGB, put together from its published numbers: an ICC profile of version 4 with nothing in it but what the
//! standard demands, 520 bytes. It tells a reader what the document's colours mean.

/// Bytes of the header, which the list of tags follows.
const HEADER: usize = 128;
/// The tags, with those that share their data.
const TAGS: [(&[u8; 4], usize); 10] = [
    (b"desc", 0),
    (b"cprt", 1),
    (b"wtpt", 2),
    (b"chad", 3),
    (b"rXYZ", 4),
    (b"gXYZ", 5),
    (b"bXYZ", 6),
    (b"rTRC", 7),
    (b"gTRC", 7),
    (b"bTRC", 7),
];
/// The light all profiles are measured in.
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];
/// From sRGB's own daylight to that light (Bradford).
const ADAPTATION: [f64; 9] =
    [1.047882, 0.022919, -0.050201, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678];
/// Red, green and blue at full, in that light.
const PRIMARIES: [[f64; 3]; 3] =
    [[0.436065, 0.222488, 0.013916], [0.385147, 0.716873, 0.097076], [0.143066, 0.060608, 0.714096]];
/// IEC 61966-2-1: a power above a short straight piece (g, a, b, c, d).
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045];

/// The whole profile.
pub(super) fn profile() -> Vec<u8> {
    let xyz = |values: &[f64]| numbers(*b"XYZ ", values);
    let mut curve = numbers(*b"para", &[]);
    curve.extend([0, 3, 0, 0]);
    curve.extend(CURVE.iter().flat_map(|v| fixed(*v)));
    let data = [
        words("sRGB"),
        words("No copyright, use freely"),
        xyz(&D50),
        numbers(*b"sf32", &ADAPTATION),
        xyz(&PRIMARIES[0]),
        xyz(&PRIMARIES[1]),
        xyz(&PRIMARIES[2]),
        curve,
    ];
    let mut places = Vec::new();
    let mut at = HEADER + 4 + 12 * TAGS.len();
    for piece in &data {
        places.push((at, piece.len()));
        at += piece.len().next_multiple_of(4);
    }
    let mut out = Vec::with_capacity(at);
    out.extend((at as u32).to_be_bytes());
    out.extend([0; 4]);
    out.extend([4, 0x20, 0, 0]);
    out.extend(b"mntrRGB XYZ ");
    // Made at the start of 2026, on no computer in particular.
    for part in [2026u16, 1, 1, 0, 0, 0] {
        out.extend(part.to_be_bytes());
    }
    out.extend(b"acsp");
    out.extend([0; 28]);
    out.extend(D50.iter().flat_map(|v| fixed(*v)));
    out.resize(HEADER, 0);
    out.extend((TAGS.len() as u32).to_be_bytes());
    for (tag, piece) in TAGS {
        let (at, length) = places[piece];
        out.extend(tag);
        out.extend((at as u32).to_be_bytes());
        out.extend((length as u32).to_be_bytes());
    }
    for piece in data {
        out.extend(&piece);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

/// A number with sixteen bits behind the point.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65_536.0).round() as i32).to_be_bytes()
}

fn numbers(kind: [u8; 4], values: &[f64]) -> Vec<u8> {
    let mut out = kind.to_vec();
    out.extend([0; 4]);
    out.extend(values.iter().flat_map(|v| fixed(*v)));
    out
}

/// A text in English.
fn words(text: &str) -> Vec<u8> {
    let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    out.extend((text.len() as u32).to_be_bytes());
    out.extend(28u32.to_be_bytes());
    out.extend(text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use moxcms::{ColorProfile, Layout, TransformOptions};

    #[test]
    fn a_colour_manager_takes_it_for_srgb() {
        let bytes = profile();
        assert_eq!(bytes.len(), u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize);
        let ours = ColorProfile::new_from_slice(&bytes).unwrap();
        let theirs = ColorProfile::new_srgb();
        let way = ours.create_transform_8bit(Layout::Rgb, &theirs, Layout::Rgb, TransformOptions::default()).unwrap();
        let colours: Vec<u8> = (0..=255u8).flat_map(|v| [v, 255 - v, v / 2]).collect();
        let mut out = vec![0; colours.len()];
        way.transform(&colours, &mut out).unwrap();
        for (a, b) in colours.iter().zip(&out) {
            assert!(a.abs_diff(*b) <= 1, "{a} became {b}");
        }
    }
}
