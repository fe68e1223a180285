//! The window's fonts: five families, all compiled in, so that one file runs alone.
//!
//! Noto Sans has no right-to-left letters of its own, which egui's missing bidi needs: Hebrew, Arabic
//! and Devanagari come from fallbacks behind it. A small Chinese font is used when the sample brings one.
//! Other scripts are found by egui among the system's fonts while the window runs.

use crate::scene::fonts::shipped_face;
use skrifa::MetadataProvider as _;
use skrifa::raw::FontRef;
use std::sync::{Arc, LazyLock};

use eframe::egui::{Context, FontData, FontDefinitions, FontFamily};

/// Family of names, headings and numbers that matter.
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// Family of names that the display face cannot write.
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// The display face, for campaign, hero and monster names alone.
pub fn display() -> FontFamily {
    FontFamily::Name("display".into())
}

/// Whether the display face alone has every letter of `text`. The window cannot be asked: what a family lacks it takes from
/// any other face of the system.
pub fn display_has(text: &str) -> bool {
    static FACE: LazyLock<Option<FontRef<'static>>> =
        LazyLock::new(|| FontRef::new(shipped_face("Bangers-Regular.ttf")?).ok());
    FACE.as_ref().is_some_and(|face| {
        let letters = face.charmap();
        text.chars().all(|letter| letter.is_whitespace() || letters.map(letter).is_some())
    })
}

/// Loads the fonts into `ctx`.
pub fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    // What egui brings (symbols, arrows) stays as the last resort of every family.
    let last_resort = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let mut add = |name: &str| -> Option<String> {
        let bytes = shipped_face(name)?;
        let key = name.rsplit('/').next().unwrap_or(name).to_owned();
        fonts.font_data.insert(key.clone(), Arc::new(FontData::from_static(bytes)));
        Some(key)
    };
    let mut chain = |names: &[&str]| -> Vec<String> {
        names.iter().filter_map(|name| add(name)).chain(last_resort.iter().cloned()).collect()
    };
    let sample = ["sample/NotoSansSC-Sample-Regular.otf", "sample/NotoSansSC-Sample-Bold.otf"];
    let regular =
        ["NotoSansHebrew-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSansDevanagari-Regular.ttf", sample[0]];
    let heavy = ["NotoSansHebrew-Bold.ttf", "NotoSansArabic-Bold.ttf", "NotoSansDevanagari-Bold.ttf", sample[1]];
    let with = |first: &[&'static str], then: &[&'static str]| [first, then].concat();
    let families = [
        (FontFamily::Proportional, chain(&with(&["NotoSans-Regular.ttf"], &regular))),
        (FontFamily::Monospace, chain(&with(&["NotoSansMono-Regular.ttf", "NotoSans-Regular.ttf"], &regular))),
        (strong(), chain(&with(&["NotoSans-SemiBold.ttf"], &heavy))),
        (bold(), chain(&with(&["NotoSans-Bold.ttf"], &heavy))),
        // Alone: a name it lacks is set whole in `bold`, never mixed, and that is asked of this family.
        (display(), add("Bangers-Regular.ttf").into_iter().collect()),
    ];
    fonts.families.extend(families);
    ctx.set_fonts(fonts);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_set_half_in_the_display_face() {
        assert!(display_has("SABINE O'KONJO, 2026"));
        for text in ["ΟΔΗΓΟΣ", "ЙОАНА", "נועה", "SABINE 強"] {
            assert!(!display_has(text), "{text}");
        }
    }

    #[test]
    fn every_family_has_all_its_faces() {
        let ctx = Context::default();
        install(&ctx);
        let mut output = ctx.run_ui(eframe::egui::RawInput::default(), |_| {});
        output.textures_delta.clear();
        ctx.fonts(|fonts| {
            let definitions = fonts.definitions();
            for (family, at_least) in [(FontFamily::Proportional, 5), (strong(), 5), (bold(), 5), (display(), 1)] {
                let faces = definitions.families[&family]
                    .iter()
                    .filter(|face| face.contains("Noto") || face.contains("Bangers"));
                assert_eq!(faces.count(), at_least, "{family}");
            }
        });
    }
}
