//! What is drawn more than once, written once: shared drawings, fading groups and the outlines of letters, as form XObjects.
//!
//! A thousand cards use some sixteen hundred different parts; as forms they cost 8 KB a card instead of 95.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use printpdf::{DictItem, ExternalStream};

use super::content::{Content, Needs};
use super::furniture::Furniture;
use super::gradient::{dict, name, numbers};
use super::windows::Windows;
use super::{operators, pictures};
use crate::scene::item::{Item, Layer, Symbol, Transform};
use crate::scene::picture::{Encoded, PRINT_DPI, Picture};
use crate::scene::recent::Recent;
use crate::scene::shapes;
use crate::scene::text::Run;

/// Deflate level of all streams: level 9 saves 0.6 % and takes three times as long.
pub(super) const LEVEL: u32 = 6;

/// The box of a form that is not cut.
const EVERYTHING: [f32; 4] = [-1e5, -1e5, 1e5, 1e5];

/// Finished forms of shared drawings, for a run that writes one file per card: a drawing is serialised once per run, not once
/// per file; what no file needed for long is let go. The bytes of a file are the same with and without. Shared between threads by `Arc`.
#[derive(Debug)]
pub struct FormCache {
    forms: Mutex<Recent<String, Arc<ExternalStream>>>,
}

/// Bytes of forms in each half of what is kept.
const KEPT: usize = 6_000_000;

impl Default for FormCache {
    fn default() -> Self {
        Self { forms: Mutex::new(Recent::new(KEPT)) }
    }
}

impl FormCache {
    /// How many drawings are kept.
    pub fn len(&self) -> usize {
        self.forms.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// True before the first file.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What a glyph's form does with its path.
#[derive(Clone, Copy)]
pub(super) enum GlyphPaint {
    Stroke,
    Fill,
}

/// The forms of one document, by resource name.
#[derive(Default)]
pub(super) struct Forms {
    pub(super) made: BTreeMap<String, ExternalStream>,
    /// Resource names by symbol id, numbered in order of first use.
    symbols: HashMap<String, String>,
    /// Glyph outlines that turned out to be empty (spaces).
    inkless: HashSet<String>,
    groups: usize,
    /// What each picture became, by id, with its resource name.
    pictures: HashMap<String, (String, Arc<Encoded>)>,
    /// Layers and spot colours in order of first use; their resource names are numbered so.
    pub(super) layers: Vec<Arc<Layer>>,
    pub(super) spots: Vec<(Arc<str>, [u8; 3])>,
    pub(super) windows: Windows,
    pub(super) furniture: Furniture,
    /// Resource names of recurring art by its fingerprint.
    shared: HashMap<u64, String>,
    cache: Option<Arc<FormCache>>,
}

impl Forms {
    /// `windows` says what of each drawing the document shows (the rest is not written), `furniture` what recurs on its pages.
    pub(super) fn new(cache: Option<Arc<FormCache>>, windows: Windows, furniture: Furniture) -> Self {
        Self { windows, furniture, cache, ..Self::default() }
    }

    /// The form of a shared drawing, made on first use.
    pub(super) fn symbol(&mut self, symbol: &Symbol) -> String {
        if let Some(id) = self.symbols.get(&symbol.id) {
            return id.clone();
        }
        let id = format!("S{}", self.symbols.len());
        self.symbols.insert(symbol.id.clone(), id.clone());
        let window = self.windows.of(symbol);
        let [l, t, r, b] = window;
        let key = format!("{} {l} {t} {r} {b}", symbol.id);
        let cached =
            self.cache.as_ref().and_then(|cache| cache.forms.lock().unwrap_or_else(PoisonError::into_inner).get(&key));
        let form = if let Some(form) = cached {
            ExternalStream::clone(&form)
        } else {
            let larger = symbol.size.0.max(symbol.size.1);
            let decimals = if larger > 400.0 {
                1
            } else if larger > 60.0 {
                2
            } else {
                3
            };
            let (mut form, needs) = self.form(&symbol.items, window, false, decimals, Some(window));
            // A form that names others by their number in this document cannot serve another document.
            if let Some(cache) = self.cache.as_ref().filter(|_| needs.stands_alone()) {
                deflate(&mut form);
                let weight = form.content.len() + 400;
                cache.forms.lock().unwrap_or_else(PoisonError::into_inner).put(key, Arc::new(form.clone()), weight);
            }
            form
        };
        self.made.insert(id.clone(), form);
        id
    }

    /// The image of a picture, made on first use: its resource name and what it became.
    pub(super) fn picture(&mut self, picture: &Picture) -> (String, Arc<Encoded>) {
        if let Some((id, encoded)) = self.pictures.get(picture.id()) {
            return (id.clone(), Arc::clone(encoded));
        }
        let id = format!("I{}", self.pictures.len());
        let small = picture.scaled_for(self.windows.printed_mm(picture), PRINT_DPI);
        let encoded = if small.size_px() == picture.size_px() { picture.encoded() } else { small.encoded() };
        self.made.insert(id.clone(), pictures::stream(&encoded));
        self.pictures.insert(picture.id().to_owned(), (id.clone(), Arc::clone(&encoded)));
        (id, encoded)
    }

    /// The resource name of a layer.
    pub(super) fn layer(&mut self, layer: &Arc<Layer>) -> String {
        let number = self.layers.iter().position(|known| known == layer).unwrap_or_else(|| {
            self.layers.push(Arc::clone(layer));
            self.layers.len() - 1
        });
        layer_id(number)
    }

    /// The resource name of a spot colour. A name is one plate, however differently it looks.
    pub(super) fn spot(&mut self, name: &Arc<str>, looks: [u8; 3]) -> String {
        let number = self.spots.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.spots.push((Arc::clone(name), looks));
            self.spots.len() - 1
        });
        spot_id(number)
    }

    /// Art that recurs under one fingerprint.
    pub(super) fn shared(&mut self, mark: u64, items: &[Item], decimals: u32) -> String {
        if let Some(id) = self.shared.get(&mark) {
            return id.clone();
        }
        let id = format!("B{}", self.shared.len());
        self.shared.insert(mark, id.clone());
        let (form, _) = self.form(items, EVERYTHING, false, decimals, None);
        self.made.insert(id.clone(), form);
        id
    }

    /// A group that is drawn as one and then fades.
    pub(super) fn transparency_group(&mut self, items: &[Item], decimals: u32, visible: Option<[f32; 4]>) -> String {
        let id = format!("A{}", self.groups);
        self.groups += 1;
        let (form, _) = self.form(items, EVERYTHING, true, decimals, visible);
        self.made.insert(id.clone(), form);
        id
    }

    /// The outline of one glyph of the document's font number `font`: path and one painting operator only, in thousandths of an
    /// em, so that colour and width are the caller's. `None` for a glyph without ink.
    pub(super) fn glyph_outline(&mut self, run: &Run, font: usize, glyph: u16, paint: GlyphPaint) -> Option<String> {
        let (prefix, operator) = match paint {
            GlyphPaint::Stroke => ('O', b'S'),
            GlyphPaint::Fill => ('D', b'f'),
        };
        let id = format!("{prefix}{font}_{glyph}");
        if self.made.contains_key(&id) {
            return Some(id);
        }
        if self.inkless.contains(&id) {
            return None;
        }
        let Some(path) = run.glyph_path(glyph, 1000.0) else {
            self.inkless.insert(id);
            return None;
        };
        let mut content = Vec::new();
        operators::path(&mut content, &path, 0);
        content.push(operator);
        // Room for any comic outline: half a stroke of up to six tenths of an em.
        let b = path.bounds();
        let bounds = [b.left() - 300.0, b.top() - 300.0, b.right() + 300.0, b.bottom() + 300.0].map(f32::round);
        self.made.insert(id.clone(), stream(content, bounds, DictItem::Dict { map: BTreeMap::new() }, false));
        Some(id)
    }

    fn form(
        &mut self,
        items: &[Item],
        bounds: [f32; 4],
        group: bool,
        decimals: u32,
        visible: Option<[f32; 4]>,
    ) -> (ExternalStream, Needs) {
        let mut content = Content::new(self, None, decimals, 1.0, visible);
        content.items(items, Transform::identity());
        let (out, needs) = (content.out, content.needs);
        (stream(out, bounds, resources(&needs), group), needs)
    }
}

/// What a shared drawing really inks in its own units, with a little room for pointed corners, `None` when nothing: parts of a
/// figure share one large box, and most of it is empty.
pub(super) fn inked(symbol: &Symbol) -> Option<[f32; 4]> {
    let room = symbol.size.0.max(symbol.size.1) * 0.02;
    let ink = symbol
        .ink
        .get_or_init(|| if has_text(&symbol.items) { Some(symbol.bounds) } else { shapes::inked_box(&symbol.items) });
    ink.map(|[l, t, r, b]| [l - room, t - room, r + room, b + room])
}

fn has_text(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Text(_) => true,
        Item::Group { items, .. } | Item::Layer { items, .. } => has_text(items),
        Item::Use { symbol, .. } => has_text(&symbol.items),
        Item::Shape(_) | Item::Image { .. } => false,
    })
}

fn stream(content: Vec<u8>, bounds: [f32; 4], resources: DictItem, group: bool) -> ExternalStream {
    let mut entries = BTreeMap::from([("Subtype".to_owned(), name("Form")), ("BBox".to_owned(), numbers(&bounds))]);
    if let DictItem::Dict { map } = &resources
        && !map.is_empty()
    {
        entries.insert("Resources".to_owned(), resources);
    }
    if group {
        entries.insert("Group".to_owned(), dict([("S", name("Transparency")), ("CS", name("DeviceRGB"))]));
    }
    ExternalStream { dict: entries, content, compress: true }
}

/// The resource name of layer number `number`.
pub(super) fn layer_id(number: usize) -> String {
    format!("L{number}")
}

/// The resource name of spot colour number `number`.
pub(super) fn spot_id(number: usize) -> String {
    format!("C{number}")
}

/// A form's own resources. What belongs to the whole document (other forms, images, spot colours, layers) is named `@name`: the
/// object numbers are filled in when the document is finished.
fn resources(needs: &Needs) -> DictItem {
    let mut map = BTreeMap::new();
    if !needs.states.is_empty() {
        map.insert("ExtGState".to_owned(), DictItem::Dict { map: needs.states.clone() });
    }
    if !needs.patterns.is_empty() {
        map.insert("Pattern".to_owned(), DictItem::Dict { map: needs.patterns.clone() });
    }
    for (key, ids) in [("XObject", &needs.xobjects), ("ColorSpace", &needs.spots), ("Properties", &needs.layers)] {
        if !ids.is_empty() {
            let links = ids.iter().map(|id| (id.clone(), name(&format!("@{id}")))).collect();
            map.insert(key.to_owned(), DictItem::Dict { map: links });
        }
    }
    DictItem::Dict { map }
}

fn deflate(form: &mut ExternalStream) {
    if let Some(packed) = deflated(&form.content) {
        form.content = packed;
        form.dict.insert("Filter".to_owned(), name("FlateDecode"));
    }
    form.compress = false;
}

/// Deflated bytes, or `None` where that would not pay.
pub(super) fn deflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2 + 16), Compression::new(LEVEL));
    // Writing to memory does not fail; if it did, the stream would stay as it is.
    encoder.write_all(bytes).ok()?;
    let packed = encoder.finish().ok()?;
    (packed.len() + 20 < bytes.len()).then_some(packed)
}
