//! The typefaces that ship inside the program, the order in which they stand in for each other, and what each covers.
//!
//! Every name on a card must be set by a known face, on every laptop the same. So the faces are compiled in, the order of
//! fallback is a written list (a system's own choice picked Rashi script for Hebrew), and the system's fonts come last, only
//! where asked for. Shaping and line breaking are in [`text`](crate::scene::text).
//! Leaves out: variable fonts off their default and colour fonts, which a PDF cannot carry as text; see [`is_drawable`].

use std::collections::HashMap;
use std::sync::LazyLock;

use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache, SourceCacheOptions};
use parley::{FontContext, FontData};
use sha2::{Digest, Sha256};
use skrifa::MetadataProvider;
use skrifa::raw::{FontRef, TableProvider, types::Tag};

/// The display face: comic capitals for Latin. Anything it cannot set whole is set whole in [`TEXT_FAMILY`], bold.
pub const DISPLAY_FAMILY: &str = "Bangers";
/// The face of running text; also the first stand-in for every other face.
pub const TEXT_FAMILY: &str = "Noto Sans";
/// The face of check codes and hashes.
pub const MONO_FAMILY: &str = "Noto Sans Mono";

/// Who stands in for a face that lacks a character, in this order; the system's fonts come after the last.
/// A family that is neither shipped nor installed is skipped; of the Chinese one a small subset ships (see `SAMPLE_FACES`).
pub const FALLBACK_FAMILIES: &[&str] = &[
    TEXT_FAMILY,
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans SC Sample",
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans JP",
    "Noto Sans CJK JP",
    "Hiragino Sans",
    "Yu Gothic",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
];

/// Faces that draw Chinese characters the Japanese way, then the Korean.
const JAPANESE: &[&str] = &["Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic"];
const KOREAN: &[&str] = &["Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic"];

/// [`FALLBACK_FAMILIES`], with the faces of the text's own tradition first where the text or its language tells: the same
/// character is written differently in China, Japan and Korea.
pub(crate) fn fallbacks(text: &str, language: Option<&str>) -> Vec<&'static str> {
    let speaks = |tag: &str| language.is_some_and(|l| l.get(..2).is_some_and(|l| l.eq_ignore_ascii_case(tag)));
    let own: &[&str] = if speaks("ja") || text.chars().any(|c| matches!(c, '\u{3041}'..='\u{30FF}')) {
        JAPANESE
    } else if speaks("ko") || text.chars().any(|c| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}')) {
        KOREAN
    } else {
        &[]
    };
    // The text face stays in front: it sets what it has, whatever the language.
    let (first, rest) = FALLBACK_FAMILIES.split_first().unwrap_or((&TEXT_FAMILY, &[]));
    let rest = rest.iter().filter(|family| !own.contains(family));
    std::iter::once(first).chain(own).chain(rest).copied().collect()
}

macro_rules! faces {
    ($($file:literal),* $(,)?) => {
        &[$(($file, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/", $file)) as &[u8])),*]
    };
}

/// The faces that ship with the program, by the name of their file; licences lie beside the files. The two of the sample are
/// subsets for its own names, so that it prints alike where no such font is installed. To extend: put the file into
/// `assets/fonts/`, name it here, and name its family in [`FALLBACK_FAMILIES`].
const SHIPPED_FACES: &[(&str, &[u8])] = faces![
    "Bangers-Regular.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansMono-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansHebrew-Bold.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansDevanagari-Bold.ttf",
    "sample/NotoSansSC-Sample-Regular.otf",
    "sample/NotoSansSC-Sample-Bold.otf",
];

/// The bytes of a shipped face, for the window: one copy in the program serves screen and paper.
pub fn shipped_face(file_name: &str) -> Option<&'static [u8]> {
    SHIPPED_FACES.iter().find(|(name, _)| *name == file_name).map(|(_, bytes)| *bytes)
}

/// A hash of all shipped faces, as hex: it changes when a new version of the program sets text with other ones.
pub fn shipped_fingerprint() -> &'static str {
    static PRINT: LazyLock<String> = LazyLock::new(|| {
        let mut hasher = Sha256::new();
        for (name, bytes) in SHIPPED_FACES {
            hasher.update(name.as_bytes());
            hasher.update(bytes);
        }
        hex::encode(hasher.finalize())
    });
    &PRINT
}

/// Where letters may come from.
#[derive(Clone, Debug, Default)]
pub struct FontSource {
    /// Fall back to fonts installed on this computer for what no shipped face covers. The output then depends on them.
    pub system: bool,
    /// Font files of the user, for example from a folder beside the campaign: whole file contents.
    pub extra: Vec<Vec<u8>>,
}

impl FontSource {
    /// Only the faces inside the program: the same output on every computer.
    pub fn shipped() -> Self {
        Self::default()
    }

    /// The shipped faces, then whatever the system has.
    pub fn with_system() -> Self {
        Self { system: true, extra: Vec::new() }
    }
}

/// One registered set per process: clones share the font bytes (so a font keeps its identity over threads and is embedded
/// once), and the system is scanned once (about 80 ms).
static SHIPPED: LazyLock<Collection> = LazyLock::new(|| collection(false));
static WITH_SYSTEM: LazyLock<Collection> = LazyLock::new(|| collection(true));
static FILES: LazyLock<SourceCache> = LazyLock::new(|| SourceCache::new(SourceCacheOptions { shared: true }));

fn collection(system: bool) -> Collection {
    let mut made = Collection::new(CollectionOptions { shared: false, system_fonts: system });
    for (_, face) in SHIPPED_FACES {
        made.register_fonts(Blob::new(std::sync::Arc::new(*face)), None);
    }
    made
}

/// The faces at hand, with the answers about them that are asked again and again.
pub(crate) struct Fonts {
    pub(crate) context: FontContext,
    /// Faces of a family that were asked for coverage.
    families: HashMap<String, Vec<FontData>>,
    drawable: HashMap<(u64, u32), bool>,
}

impl Fonts {
    pub(crate) fn new(source: FontSource) -> Self {
        let mut collection = if source.system { WITH_SYSTEM.clone() } else { SHIPPED.clone() };
        for file in source.extra {
            // A file that is no font registers nothing; what it should have covered is then reported as missing.
            collection.register_fonts(Blob::from(file), None);
        }
        let context = FontContext { collection, source_cache: FILES.clone() };
        Self { context, families: HashMap::new(), drawable: HashMap::new() }
    }

    /// The same faces once more, for another thread.
    pub(crate) fn another(&self) -> Self {
        Self { context: self.context.clone(), families: self.families.clone(), drawable: self.drawable.clone() }
    }

    /// True when one face of `family` has every character of `text` that leaves ink. False for a family that is not there.
    pub(crate) fn covers(&mut self, family: &str, text: &str) -> bool {
        if !self.families.contains_key(family) {
            let faces = self.load(family);
            self.families.insert(family.to_owned(), faces);
        }
        let faces = self.families.get(family).map_or(&[][..], Vec::as_slice);
        faces.iter().any(|face| {
            FontRef::from_index(face.data.as_ref(), face.index).is_ok_and(|font| {
                let map = font.charmap();
                text.chars().all(|c| leaves_no_ink(c) || map.map(c).is_some())
            })
        })
    }

    fn load(&mut self, family: &str) -> Vec<FontData> {
        let FontContext { collection, source_cache } = &mut self.context;
        let Some(info) = collection.family_by_name(family) else { return Vec::new() };
        info.fonts()
            .iter()
            .filter_map(|font| Some(FontData::new(font.load(Some(source_cache))?, font.index())))
            .collect()
    }

    /// [`is_drawable`], remembered.
    pub(crate) fn draws(&mut self, font: &FontData) -> bool {
        *self.drawable.entry((font.data.id(), font.index)).or_insert_with(|| is_drawable(font))
    }
}

/// True when a font has plain outlines. Colour and bitmap fonts (emoji) have none, or have shapes that are not what a reader
/// would see, so their glyphs count as missing.
pub fn is_drawable(font: &FontData) -> bool {
    let Ok(font) = FontRef::from_index(font.data.as_ref(), font.index) else { return false };
    let coloured =
        [b"COLR", b"CBDT", b"sbix", b"SVG "].into_iter().any(|tag| font.data_for_tag(Tag::new(tag)).is_some());
    !coloured && (font.glyf().is_ok() || font.cff().is_ok())
}

/// White space, joiners and variation selectors: a face without them still sets the text right.
pub(crate) fn leaves_no_ink(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{2068}' | '\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{034F}' | '\u{FEFF}')
}
