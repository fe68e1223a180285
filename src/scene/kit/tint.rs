//! Tones from one colour: the shade, the light and the line that the art's two-tone materials need, and how well two colours
//! stand apart.

use super::{Hex, ThreeTones, Tones};

/// Ink of the art.
const INK: [u8; 3] = [0x1B, 0x1B, 0x2F];

/// Contrast of two colours as WCAG 2 counts it: 1 for equal ones, 21 for black on white.
pub fn contrast(a: [u8; 3], b: [u8; 3]) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(rgb: [u8; 3]) -> f32 {
    let linear = |c: u8| {
        let c = f32::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2])
}

/// Base, shade, light and line of a material of this colour, as the kit's own palettes have them.
pub fn tones(base: &Hex) -> Tones {
    let rgb = base.rgb();
    let (h, s, l) = hsl(rgb);
    let shade = of_hsl(h, (s * 1.1).min(1.0), l * 0.74);
    let light = of_hsl(h, s, l + (1.0 - l) * 0.45);
    // Ink vanishes on dark cloth: there a lighter tint draws the folds.
    let line = if contrast(rgb, INK) >= 2.2 { INK } else { of_hsl(h, s * 0.6, (l + 0.25).min(0.8)) };
    (base.clone(), Hex::of(shade), Hex::of(light), Hex::of(line))
}

/// Base, shade and light of a backdrop.
pub fn ground_tones(base: &Hex) -> ThreeTones {
    let (h, s, l) = hsl(base.rgb());
    let shade = of_hsl(h, (s * 1.05).min(1.0), l * 0.62);
    let light = of_hsl(h, (s * 1.1).min(1.0), l + (1.0 - l) * 0.55);
    (base.clone(), Hex::of(shade), Hex::of(light))
}

/// Hue in turns, saturation and lightness.
fn hsl(rgb: [u8; 3]) -> (f32, f32, f32) {
    let [r, g, b] = rgb.map(|c| f32::from(c) / 255.0);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let (l, d) = (f32::midpoint(most, least), most - least);
    if d == 0.0 {
        return (0.0, 0.0, l);
    }
    let s = d / (1.0 - (2.0 * l - 1.0).abs());
    let h = if most == r {
        ((g - b) / d).rem_euclid(6.0)
    } else if most == g {
        (b - r) / d + 2.0
    } else {
        (r - g) / d + 4.0
    };
    (h / 6.0, s.min(1.0), l)
}

fn of_hsl(h: f32, s: f32, l: f32) -> [u8; 3] {
    let c = (1.0 - (2.0 * l - 1.0).abs()) * s;
    let x = c * (1.0 - ((h * 6.0).rem_euclid(2.0) - 1.0).abs());
    let (r, g, b) = match (h * 6.0) as u32 {
        0 => (c, x, 0.0),
        1 => (x, c, 0.0),
        2 => (0.0, c, x),
        3 => (0.0, x, c),
        4 => (x, 0.0, c),
        _ => (c, 0.0, x),
    };
    [r, g, b].map(|part| ((part + l - c / 2.0) * 255.0).round().clamp(0.0, 255.0) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
        assert!((contrast([0x77; 3], [255; 3]) - 4.48).abs() < 0.01);
    }

    #[test]
    fn tones_keep_the_hue_and_go_darker_and_lighter() {
        for base in ["#2F7BFF", "#E8394F", "#FFC93C", "#101010", "#FFFFFF", "#22B573"] {
            let base = Hex::try_from(base.to_owned()).unwrap();
            let (same, shade, light, line) = tones(&base);
            assert_eq!(same, base);
            assert!(luminance(shade.rgb()) <= luminance(base.rgb()), "{base:?}");
            assert!(luminance(light.rgb()) >= luminance(base.rgb()), "{base:?}");
            assert!(contrast(line.rgb(), base.rgb()) > 1.5, "{base:?} {line:?}");
        }
        assert_eq!(of_hsl(0.0, 1.0, 0.5), [255, 0, 0]);
        let (h, s, l) = hsl([0x2F, 0x7B, 0xFF]);
        assert_eq!(of_hsl(h, s, l), [0x2F, 0x7B, 0xFF]);
    }
}
