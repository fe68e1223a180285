//! The typefaces of one document: which there are, which glyphs of each are shown and what they stand for, and each cut down to
//! those glyphs.
//!
//! A reader finds characters by glyph, so a glyph that stands for one letter here and for another there (a dotless yeh is the body
//! of two letters; a name searched for would not be found) is in the cut-down face twice, under two numbers. All pages are therefore
//! looked over before the first is written.
//! Leaves out: variable fonts off their default instance and fonts that cannot be subset; their runs are drawn as outlines.

use std::collections::HashMap;

use parley::FontData;
use printpdf::ParsedFont;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::FontRef;
use skrifa::string::StringId;
use skrifa::{GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;

use super::slim;
use super::text::is_drawn_apart;
use crate::scene::item::Item;
use crate::scene::text::{Characters, Glyph, Run};

/// One face in one document.
pub(super) struct FontUse {
    data: FontData,
    glyphs: GlyphRemapper,
    /// What the glyphs of the cut-down face stand for, by number there.
    characters: Vec<Option<Characters>>,
    /// Glyphs that stand for other characters than at first: number of the glyph, and the characters.
    doubles: Vec<(u16, Characters)>,
    /// By number of the glyph in the original face: where it is, for each of the texts it stands for.
    places: Vec<Vec<(Characters, Place)>>,
    /// The cut-down face once all glyphs are known, and the number of its first double.
    cut: Option<(Vec<u8>, u16)>,
    /// By the same number, the advance in whole thousandths of an em, as printpdf writes it.
    widths: Vec<f32>,
    units_per_em: f32,
    pub(super) postscript_name: String,
}

#[derive(Clone, Copy)]
enum Place {
    Number(u16),
    /// Which of the doubles.
    Double(u16),
}

/// A glyph of the cut-down face.
pub(super) struct ShownGlyph<'a> {
    pub(super) number: u16,
    pub(super) width: f32,
    /// What a reader takes it for.
    pub(super) characters: &'a str,
}

/// All faces of one document, in order of first use.
#[derive(Default)]
pub(super) struct Fonts {
    pub(super) used: Vec<FontUse>,
    /// By identity of the file in memory and face number; `None` for a face that cannot be embedded.
    known: HashMap<(u64, u32), Option<usize>>,
}

/// Why a face could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    #[error("the typeface {name} could not be cut down to its used letters: {why}")]
    Subset { name: String, why: String },
    #[error("the typeface {name} could not be read back after cutting it down")]
    Unreadable { name: String },
}

impl Fonts {
    /// The resource name of face number `font`.
    pub(super) fn id(font: usize) -> String {
        format!("F{font}")
    }

    /// Notes all runs that a page shows as text: not those in fading groups and in shared drawings, which are drawn as outlines.
    pub(super) fn look(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Text(run) => {
                    if let Some(face) = self.number(run).and_then(|number| self.used.get_mut(number)) {
                        for glyph in run.glyphs.iter().filter(|g| !is_drawn_apart(run, g)) {
                            face.note(glyph);
                        }
                    }
                }
                Item::Group { opacity, items, .. } if *opacity >= 1.0 || matches!(items[..], [Item::Text(_)]) => {
                    self.look(items);
                }
                Item::Layer { items, .. } => self.look(items),
                Item::Group { .. } | Item::Shape(_) | Item::Use { .. } | Item::Image { .. } => {}
            }
        }
    }

    /// Cuts all faces down; what is noted later comes too late.
    pub(super) fn settle(&mut self) -> Result<(), FontError> {
        self.used.iter_mut().try_for_each(FontUse::settle)
    }

    /// The number of a run's face, or `None` where the run must be drawn as outlines.
    pub(super) fn font(&self, run: &Run) -> Option<usize> {
        let known = self.known.get(&(run.font.data.id(), run.font.index)).copied().flatten();
        let number = known.filter(|_| run.coords.iter().all(|c| *c == 0))?;
        let face = self.used.get(number)?;
        let noted = run.glyphs.iter().filter(|g| !is_drawn_apart(run, g)).all(|g| face.glyph(g).is_some());
        noted.then_some(number)
    }

    fn number(&mut self, run: &Run) -> Option<usize> {
        if run.coords.iter().any(|c| *c != 0) {
            return None;
        }
        let key = (run.font.data.id(), run.font.index);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        // The same file may have been loaded by two typesetters.
        let twin = self
            .used
            .iter()
            .position(|f| f.data.index == run.font.index && f.data.data.as_ref() == run.font.data.as_ref());
        let number = twin.or_else(|| {
            let face = FontUse::new(&run.font)?;
            self.used.push(face);
            Some(self.used.len() - 1)
        });
        self.known.insert(key, number);
        number
    }
}

impl FontUse {
    fn new(data: &FontData) -> Option<Self> {
        let font = FontRef::from_index(data.data.as_ref(), data.index).ok()?;
        // Fails here, before anything is written, for formats that cannot be subset.
        subsetter::subset(data.data.as_ref(), data.index, &GlyphRemapper::new()).ok()?;
        let units_per_em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let postscript_name = font
            .localized_strings(StringId::POSTSCRIPT_NAME)
            .english_or_first()
            .map(|name| name.to_string())
            .unwrap_or_default();
        let postscript_name: String =
            postscript_name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        Some(Self {
            data: data.clone(),
            glyphs: GlyphRemapper::new(),
            characters: Vec::new(),
            doubles: Vec::new(),
            places: Vec::new(),
            cut: None,
            widths: Vec::new(),
            units_per_em: units_per_em.max(1.0),
            postscript_name: if postscript_name.is_empty() { "Font".to_owned() } else { postscript_name },
        })
    }

    fn note(&mut self, glyph: &Glyph) {
        if self.place(glyph).is_some() {
            return;
        }
        let number = self.glyphs.remap(glyph.id);
        let at = usize::from(number);
        if self.characters.len() <= at {
            self.characters.resize(at + 1, None);
        }
        let place = match &self.characters[at] {
            None => {
                self.characters[at] = Some(glyph.text.clone());
                Place::Number(number)
            }
            Some(_) => {
                self.doubles.push((number, glyph.text.clone()));
                Place::Double((self.doubles.len() - 1) as u16)
            }
        };
        let id = usize::from(glyph.id);
        if self.places.len() <= id {
            self.places.resize(id + 1, Vec::new());
            self.widths.resize(id + 1, 0.0);
        }
        self.places[id].push((glyph.text.clone(), place));
        self.widths[id] = self.width_of(glyph.id);
    }

    fn place(&self, glyph: &Glyph) -> Option<Place> {
        self.places.get(usize::from(glyph.id))?.iter().find(|(text, _)| *text == glyph.text).map(|(_, place)| *place)
    }

    fn settle(&mut self) -> Result<(), FontError> {
        let name = || self.postscript_name.clone();
        let bytes = subsetter::subset(self.data.data.as_ref(), self.data.index, &self.glyphs)
            .map_err(|why| FontError::Subset { name: name(), why: why.to_string() })?;
        let twice: Vec<u16> = self.doubles.iter().map(|(number, _)| *number).collect();
        // A face of another kind than TrueType stays as it came: its doubles read as what they stood for first.
        self.cut = Some(slim::slimmed(&bytes, &twice).unwrap_or((bytes, u16::MAX)));
        Ok(())
    }

    /// The cut-down face for the document.
    pub(super) fn parsed(&self) -> Result<ParsedFont, FontError> {
        let unreadable = || FontError::Unreadable { name: self.postscript_name.clone() };
        let (bytes, _) = self.cut.as_ref().ok_or_else(unreadable)?;
        ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or_else(unreadable)
    }

    /// Numbers of the glyphs in the original face, in the order of the cut-down one, then those that are in twice: what the
    /// subset's name is derived from.
    pub(super) fn original_glyphs(&self) -> impl Iterator<Item = u16> + '_ {
        self.glyphs.remapped_gids().chain(self.doubles.iter().map(|(number, _)| *number))
    }

    /// Where a glyph is in the cut-down face. `None` for one that was not noted.
    pub(super) fn glyph(&self, glyph: &Glyph) -> Option<ShownGlyph<'_>> {
        let place = self.place(glyph)?;
        let first = self.cut.as_ref().map_or(u16::MAX, |cut| cut.1);
        let (number, characters) = match place {
            Place::Double(double) => {
                let (number, characters) = self.doubles.get(usize::from(double))?;
                match first.checked_add(double).filter(|_| first < u16::MAX) {
                    Some(own) => (own, &**characters),
                    None => (*number, self.characters.get(usize::from(*number))?.as_deref()?),
                }
            }
            Place::Number(number) => (number, self.characters.get(usize::from(number))?.as_deref()?),
        };
        Some(ShownGlyph { number, characters, width: self.widths.get(usize::from(glyph.id)).copied().unwrap_or(0.0) })
    }

    fn width_of(&self, original: u16) -> f32 {
        let advance = FontRef::from_index(self.data.data.as_ref(), self.data.index)
            .ok()
            .and_then(|font| {
                font.glyph_metrics(Size::unscaled(), LocationRef::default())
                    .advance_width(GlyphId::new(u32::from(original)))
            })
            .unwrap_or(0.0);
        (advance * 1000.0 / self.units_per_em).trunc()
    }
}
