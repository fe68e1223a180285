//! Numbers, matrices and paths as PDF content-stream bytes.
//!
//! Own bytes rather than printpdf's typed path operators: those close every path and print every digit of an f32, which makes
//! files half as large again.

use crate::scene::item::{Path, PathSegment, Transform};

/// Writes a number with at most `decimals` digits after the point, then a space.
pub(super) fn number(out: &mut Vec<u8>, value: f32, decimals: u32) {
    let scale = 10i64.pow(decimals);
    // Not a number and infinities become 0 and the far ends: a reader must never see them.
    let rounded = (f64::from(value) * scale as f64).round() as i64;
    if rounded < 0 {
        out.push(b'-');
    }
    let digits = rounded.unsigned_abs();
    let (whole, mut part) = (digits / scale.unsigned_abs(), digits % scale.unsigned_abs());
    if whole > 0 || part == 0 {
        out.extend(whole.to_string().as_bytes());
    }
    if part > 0 {
        let mut width = decimals as usize;
        while part.is_multiple_of(10) {
            part /= 10;
            width -= 1;
        }
        out.extend(format!(".{part:0width$}").as_bytes());
    }
    out.push(b' ');
}

/// Writes the six numbers of a matrix.
pub(super) fn matrix(out: &mut Vec<u8>, t: Transform) {
    for value in [t.sx, t.ky, t.kx, t.sy] {
        number(out, value, 5);
    }
    number(out, t.tx, 3);
    number(out, t.ty, 3);
}

/// Writes a path's construction operators; quadratic curves become cubic ones, the only kind PDF has.
pub(super) fn path(out: &mut Vec<u8>, path: &Path, decimals: u32) {
    let mut put = |values: &[f32], operator: u8| {
        for value in values {
            number(out, *value, decimals);
        }
        out.extend([operator, b'\n']);
    };
    let mut at = tiny_skia::Point::zero();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                put(&[to.x, to.y], b'm');
                at = to;
            }
            PathSegment::LineTo(to) => {
                put(&[to.x, to.y], b'l');
                at = to;
            }
            PathSegment::QuadTo(c, to) => {
                let k = 2.0 / 3.0;
                put(
                    &[
                        at.x + k * (c.x - at.x),
                        at.y + k * (c.y - at.y),
                        to.x + k * (c.x - to.x),
                        to.y + k * (c.y - to.y),
                        to.x,
                        to.y,
                    ],
                    b'c',
                );
                at = to;
            }
            PathSegment::CubicTo(a, b, to) => {
                put(&[a.x, a.y, b.x, b.y, to.x, to.y], b'c');
                at = to;
            }
            PathSegment::Close => put(&[], b'h'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_right() {
        for (value, decimals, expected) in [
            (0.0, 1, "0 "),
            (-0.04, 1, "0 "),
            (12.0, 3, "12 "),
            (0.5, 3, ".5 "),
            (-0.05, 2, "-.05 "),
            (152.46, 1, "152.5 "),
            (1.005, 5, "1.005 "),
            (f32::NAN, 2, "0 "),
        ] {
            let mut out = Vec::new();
            number(&mut out, value, decimals);
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
