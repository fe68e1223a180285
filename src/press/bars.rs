//! The bar of a value from 1 to 10: slanted segments that go from green over amber to red.

use super::layout::Layout;
use super::style::Frame;
use crate::scene::shapes::{drawn, polygons};

/// Green, amber and red: up to 4, up to 8, up to 10.
const LEVELS: [[u8; 3]; 3] = [[0x7C, 0xF2, 0x9A], [0xFF, 0xD8, 0x4A], [0xFF, 0x8A, 0x2B]];

/// Ten slanted segments, `value` of them lit, in a box; the slant hangs over to the left.
pub(super) fn power_bar(page: &mut Layout, [x, y, w, h]: Frame, value: u8, unlit: [u8; 3]) {
    let step = w / 10.0;
    let (width, slant) = (step * 0.76, h * 0.18);
    for (level, rgb) in LEVELS.iter().chain([&unlit]).enumerate() {
        let lit = |k: usize| k < usize::from(value.min(10));
        let belongs = |k: usize| if level == 3 { !lit(k) } else { lit(k) && k / 4 == level };
        let segments: Vec<[(f32, f32); 4]> = (0..10)
            .filter(|k| belongs(*k))
            .map(|k| {
                let l = x + k as f32 * step;
                [(l, y), (l + width, y), (l + width - slant, y + h), (l - slant, y + h)]
            })
            .collect();
        let rings: Vec<&[(f32, f32)]> = segments.iter().map(<[(f32, f32); 4]>::as_slice).collect();
        page.push(drawn(polygons(&rings), Some(*rgb), None));
    }
}
