//! QR codes as shapes: dark modules in one path, sharp at every size.

use crate::scene::item::{Item, Transform};
use crate::scene::shapes::{drawn, polygons};
use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of quiet around a code that stands on white paper, as the standard asks.
pub const QUIET: i32 = 4;

/// The code of a text; `None` when the text is longer than any code holds.
pub fn code(payload: &str) -> Option<QrCode> {
    QrCode::encode_text(payload, QrCodeEcc::Medium).ok()
}

/// The dark modules in a square of `side`, with `quiet` modules of quiet around.
pub fn modules(code: &QrCode, side: f32, quiet: i32) -> Vec<Item> {
    let n = code.size();
    let module = side / (n + 2 * quiet) as f32;
    let at = |i: i32| (i + quiet) as f32 * module;
    let mut runs: Vec<[(f32, f32); 4]> = Vec::new();
    for y in 0..n {
        let mut x = 0;
        while x < n {
            let from = x;
            while x < n && code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                let (l, r, t, b) = (at(from), at(x), at(y), at(y + 1));
                runs.push([(l, t), (r, t), (r, b), (l, b)]);
            }
            x += 1;
        }
    }
    let rings: Vec<&[(f32, f32)]> = runs.iter().map(<[(f32, f32); 4]>::as_slice).collect();
    drawn(polygons(&rings), Some([0; 3]), None).into_iter().collect()
}

/// The code of a text with its quiet, its top left corner at `x`,`y`; nothing when the text is too long.
pub fn placed(payload: &str, [x, y]: [f32; 2], side: f32) -> Vec<Item> {
    let Some(code) = code(payload) else { return Vec::new() };
    vec![Item::Group {
        transform: Transform::from_translate(x, y),
        clip: None,
        opacity: 1.0,
        items: modules(&code, side, QUIET),
    }]
}
