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

/// Writes the six numbers of a matrix: five digits for what multiplies lengths of a thousand and more, two for places.
pub(super) fn matrix(out: &mut Vec<u8>, t: Transform) {
    for value in [t.sx, t.ky, t.kx, t.sy] {
        number(out, value, 5);
    }
    // Small drawings that are blown up are placed in their own small units.
    let decimals = if t.sx.abs().max(t.kx.abs()) > 8.0 { 4 } else { 2 };
    number(out, t.tx, decimals);
    number(out, t.ty, decimals);
}

/// Joins strings that follow each other in a text array: `<0001><0002>` says no more than `<00010002>`.
pub(super) fn join_strings(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    for line in content.split_inclusive(|b| *b == b'\n') {
        if !line.starts_with(b"[") || !line.trim_ascii_end().ends_with(b"] TJ") {
            out.extend(line);
            continue;
        }
        let mut rest = line;
        while let Some(at) = rest.windows(2).position(|pair| pair == b"><") {
            out.extend(&rest[..at]);
            rest = &rest[at + 2..];
        }
        out.extend(rest);
    }
    out
}

/// Writes a path's construction operators. Quadratic curves become cubic ones, the only kind PDF has; upright boxes become one
/// operator each.
pub(super) fn path(out: &mut Vec<u8>, path: &Path, decimals: u32) {
    let segments: Vec<PathSegment> = path.segments().collect();
    let mut put = |values: &[f32], operator: &[u8]| {
        for value in values {
            number(out, *value, decimals);
        }
        out.extend(operator);
        out.push(b'\n');
    };
    let mut at = tiny_skia::Point::zero();
    let mut rest = &segments[..];
    while let Some((segment, after)) = rest.split_first() {
        if let Some((corner, size, after)) = upright_box(rest) {
            put(&[corner.x, corner.y, size.x, size.y], b"re");
            rest = after;
            continue;
        }
        rest = after;
        match *segment {
            PathSegment::MoveTo(to) => {
                put(&[to.x, to.y], b"m");
                at = to;
            }
            PathSegment::LineTo(to) => {
                put(&[to.x, to.y], b"l");
                at = to;
            }
            PathSegment::QuadTo(c, to) => {
                let k = 2.0 / 3.0;
                let a = (at.x + k * (c.x - at.x), at.y + k * (c.y - at.y));
                let b = (to.x + k * (c.x - to.x), to.y + k * (c.y - to.y));
                put(&[a.0, a.1, b.0, b.1, to.x, to.y], b"c");
                at = to;
            }
            PathSegment::CubicTo(a, b, to) => {
                put(&[a.x, a.y, b.x, b.y, to.x, to.y], b"c");
                at = to;
            }
            PathSegment::Close => put(&[], b"h"),
        }
    }
}

/// A closed box of horizontal and vertical lines at the front of `segments`: its first corner, its size (which may be
/// negative) and what follows. Only boxes that start along x, as PDF's own do: fill rules and dashes then stay as they were.
fn upright_box(segments: &[PathSegment]) -> Option<(tiny_skia::Point, tiny_skia::Point, &[PathSegment])> {
    let [
        PathSegment::MoveTo(a),
        PathSegment::LineTo(b),
        PathSegment::LineTo(c),
        PathSegment::LineTo(d),
        PathSegment::Close,
        after @ ..,
    ] = segments
    else {
        return None;
    };
    (a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x).then_some((*a, *c - *a, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_take_one_operator_and_nothing_else_changes() {
        let mut b = tiny_skia::PathBuilder::new();
        b.push_rect(tiny_skia::Rect::from_xywh(1.0, 2.0, 3.0, 4.0).unwrap());
        b.move_to(0.0, 0.0);
        b.line_to(5.0, 1.0);
        b.line_to(5.0, 5.0);
        b.line_to(0.0, 5.0);
        b.close();
        let mut out = Vec::new();
        path(&mut out, &b.finish().unwrap(), 1);
        assert_eq!(String::from_utf8(out).unwrap(), "1 2 3 4 re\n0 0 m\n5 1 l\n5 5 l\n0 5 l\nh\n");
    }

    #[test]
    fn only_text_arrays_are_joined() {
        let content = b"/Span <</ActualText<feff0041>>> BDC\n[<0001><0002> -12 <0003><0004>] TJ\nEMC\n";
        let joined = join_strings(content);
        assert_eq!(joined, b"/Span <</ActualText<feff0041>>> BDC\n[<00010002> -12 <00030004>] TJ\nEMC\n");
    }

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
