//! What printpdf does not say about a document, added before it is saved: resources per page, page boxes, names of subset
//! fonts, metadata, compression on all cores, and ids that come from the content.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use printpdf::DictItem;
use sha2::{Digest, Sha256};

use super::faces::Fonts;
use super::forms::{self, Forms, LEVEL, deflated};
use super::marks::REGISTRATION;
use super::metadata::{PRODUCER, Timestamp, language, text_string, xmp};
use super::operators::join_strings;

use super::{PageExtras, PdfError, PdfOptions, layers, outline, srgb};
use crate::scene::item::Scene;

type Result<T> = std::result::Result<T, PdfError>;

/// Completes the document but for its ids. Afterwards the global dictionaries printpdf made for all pages are gone: each page
/// lists what it uses, so that a page cut out of a merged file does not carry the whole file.
pub(super) fn add_what_is_missing(
    pdf: &mut Document,
    scene: &Scene,
    options: &PdfOptions,
    created: Option<&Timestamp>,
    extras: &[PageExtras],
    fonts: &Fonts,
    forms: &Forms,
) -> Result<()> {
    "1.7".clone_into(&mut pdf.version);
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    if pages.len() != extras.len() {
        return Err(PdfError::Structure("all its pages"));
    }
    let mut globals = Globals::take(pdf, &pages)?;
    for (number, (name, looks)) in forms.spots.iter().enumerate() {
        globals.named.insert(forms::spot_id(number), layers::separation(pdf, name, *looks));
    }
    let mut groups = Vec::new();
    for (number, layer) in forms.layers.iter().enumerate() {
        let id = pdf.add_object(layers::group(layer));
        globals.named.insert(forms::layer_id(number), id);
        groups.push((id, layer.printed));
    }
    link_forms(pdf, &globals.named);
    name_fonts(pdf, fonts, &globals.fonts)?;

    let mut lists = SharedLists::default();
    for (id, extra) in pages.iter().zip(extras) {
        let resources = page_resources(pdf, extra, &globals, &mut lists)?;
        let resources = pdf.add_object(resources);
        let [media, bleed, trim] = extra.sheet.boxes().map(|b| Object::Array(b.map(Object::Real).to_vec()));
        let page = pdf.get_dictionary_mut(*id).map_err(|_| PdfError::Structure("a page"))?;
        page.set("Resources", resources);
        page.set("MediaBox", media.clone());
        page.set("CropBox", media);
        page.set("BleedBox", bleed);
        page.set("TrimBox", trim);
        // In which colours what is see-through mixes, on every device.
        page.set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" });
        if page.get(b"Annots").and_then(Object::as_array).is_ok_and(Vec::is_empty) {
            page.remove(b"Annots");
        }
    }

    for page in &pages {
        for id in pdf.get_page_contents(*page) {
            if let Some(Object::Stream(stream)) = pdf.objects.get_mut(&id) {
                stream.set_content(join_strings(&stream.content));
            }
        }
    }

    let outline = outline::outline(pdf, &scene.pages, &pages);
    let intent = output_intent(pdf);
    let catalog = catalog(pdf)?;
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    if let Some(labels) = outline::labels(&scene.pages) {
        catalog.set("PageLabels", labels);
    }
    if groups.is_empty() {
        catalog.remove(b"OCProperties");
    } else {
        catalog.set("OCProperties", layers::properties(&groups));
    }
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalog.set("Lang", text_string(language(scene)));
    let mut preferences = dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None" };
    if options.duplex {
        preferences.set("Duplex", "DuplexFlipLongEdge");
    }
    catalog.set("ViewerPreferences", preferences);
    catalog.set("PageLayout", "SinglePage");
    // printpdf's own packet, where it wrote one, has random ids.
    if let Some(Object::Reference(id)) = catalog.remove(b"Metadata") {
        pdf.objects.remove(&id);
    }

    let mut info = dictionary! {
        "Title" => text_string(&scene.title),
        "Creator" => text_string(PRODUCER),
        "Producer" => text_string(PRODUCER),
        "Trapped" => "False",
    };
    if !scene.author.is_empty() {
        info.set("Author", text_string(&scene.author));
    }
    if let Some(at) = created {
        info.set("CreationDate", text_string(&at.pdf));
        info.set("ModDate", text_string(&at.pdf));
    }
    let id = reference(&pdf.trailer, b"Info").ok_or(PdfError::Structure("its description"))?;
    pdf.objects.insert(id, Object::Dictionary(info));
    Ok(())
}

/// The dictionaries printpdf shares between all pages, taken out of the document.
#[derive(Default)]
struct Globals {
    fonts: HashMap<String, ObjectId>,
    /// Forms, images, spot colours and layers: their resource names differ.
    named: HashMap<String, ObjectId>,
}

impl Globals {
    fn take(pdf: &mut Document, pages: &[ObjectId]) -> Result<Self> {
        let mut made = Self::default();
        let mut taken: BTreeSet<ObjectId> = BTreeSet::new();
        for page in pages {
            let page = pdf.get_dictionary(*page).map_err(|_| PdfError::Structure("a page"))?;
            let id = reference(page, b"Resources").ok_or(PdfError::Structure("a page's resources"))?;
            taken.insert(id);
            let resources = pdf.get_dictionary(id).map_err(|_| PdfError::Structure("a page's resources"))?;
            for (key, object) in resources {
                let Ok(id) = object.as_reference() else { continue };
                if !taken.insert(id) {
                    continue;
                }
                let Ok(list) = pdf.get_dictionary(id) else { continue };
                let found = list.iter().filter_map(|(name, object)| {
                    Some((String::from_utf8_lossy(name).into_owned(), object.as_reference().ok()?))
                });
                match key.as_slice() {
                    b"Font" => made.fonts.extend(found),
                    b"XObject" => made.named.extend(found),
                    _ => {}
                }
            }
        }
        pdf.objects.retain(|id, _| !taken.contains(id));
        Ok(made)
    }
}

/// Forms named what belongs to the whole document `@name`; now the object numbers are known.
fn link_forms(pdf: &mut Document, named: &HashMap<String, ObjectId>) {
    for object in pdf.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let Ok(resources) = stream.dict.get_mut(b"Resources").and_then(Object::as_dict_mut) else { continue };
        for key in [&b"XObject"[..], b"ColorSpace", b"Properties"] {
            let Ok(list) = resources.get_mut(key).and_then(Object::as_dict_mut) else { continue };
            for (_, entry) in list.iter_mut() {
                let id = entry
                    .as_name()
                    .ok()
                    .and_then(|name| std::str::from_utf8(name).ok())
                    .and_then(|name| name.strip_prefix('@'))
                    .and_then(|name| named.get(name));
                if let Some(id) = id {
                    *entry = Object::Reference(*id);
                }
            }
        }
    }
}

/// What the colours of the document mean: sRGB, with its profile.
fn output_intent(pdf: &mut Document) -> Dictionary {
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, srgb::profile()));
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text_string("sRGB IEC61966-2.1"),
        "RegistryName" => text_string("http://www.color.org"),
        "Info" => text_string("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    }
}

/// Dictionaries that several pages may use, written once each.
#[derive(Default)]
struct SharedLists {
    known: HashMap<String, ObjectId>,
    registration: Option<ObjectId>,
}

impl SharedLists {
    fn list<'a>(
        &mut self,
        pdf: &mut Document,
        entries: impl Iterator<Item = (&'a String, &'a DictItem)>,
    ) -> Dictionary {
        let mut list = Dictionary::new();
        for (name, entry) in entries {
            let key = format!("{entry:?}");
            let id = if let Some(id) = self.known.get(&key) {
                *id
            } else {
                let object = written(entry, pdf);
                let id = pdf.add_object(object);
                self.known.insert(key, id);
                id
            };
            list.set(name.as_str(), id);
        }
        list
    }

    /// The colour of crop marks: all plates at once.
    fn registration(&mut self, pdf: &mut Document) -> ObjectId {
        *self.registration.get_or_insert_with(|| layers::separation(pdf, "All", [0; 3]))
    }
}

fn page_resources(
    pdf: &mut Document,
    extra: &PageExtras,
    globals: &Globals,
    shared: &mut SharedLists,
) -> Result<Dictionary> {
    let mut resources = Dictionary::new();
    let needs = &extra.needs;
    for (key, names, known, missing) in [
        ("Font", &needs.fonts, &globals.fonts, "one of its fonts"),
        ("XObject", &needs.xobjects, &globals.named, "one of its drawings"),
        ("ColorSpace", &needs.spots, &globals.named, "one of its spot colours"),
        ("Properties", &needs.layers, &globals.named, "one of its layers"),
    ] {
        let mut list = Dictionary::new();
        for name in names {
            list.set(name.as_str(), *known.get(name).ok_or(PdfError::Structure(missing))?);
        }
        if !list.is_empty() {
            resources.set(key, list);
        }
    }
    for (key, entries) in [("ExtGState", &needs.states), ("Pattern", &needs.patterns)] {
        let list = shared.list(pdf, entries.iter());
        if !list.is_empty() {
            resources.set(key, list);
        }
    }
    if extra.sheet.marked {
        let registration = shared.registration(pdf);
        match resources.get_mut(b"ColorSpace").and_then(Object::as_dict_mut) {
            Ok(list) => list.set(REGISTRATION, registration),
            Err(_) => resources.set("ColorSpace", dictionary! { REGISTRATION => registration }),
        }
    }
    Ok(resources)
}

/// An entry as an object; streams inside it become objects of their own, as PDF demands.
fn written(entry: &DictItem, pdf: &mut Document) -> Object {
    match entry {
        DictItem::Array(entries) => Object::Array(entries.iter().map(|e| written(e, pdf)).collect()),
        DictItem::Dict { map } => {
            Object::Dictionary(map.iter().map(|(k, v)| (k.as_bytes().to_vec(), written(v, pdf))).collect())
        }
        DictItem::Stream { stream } => {
            let dict: Dictionary = stream.dict.iter().map(|(k, v)| (k.as_bytes().to_vec(), written(v, pdf))).collect();
            Object::Reference(pdf.add_object(Stream::new(dict, stream.content.clone())))
        }
        other => other.to_lopdf(),
    }
}

/// Subset fonts carry a tag before their name, the same in all three places; it comes from the glyphs that are in.
fn name_fonts(pdf: &mut Document, fonts: &Fonts, known: &HashMap<String, ObjectId>) -> Result<()> {
    const MISSING: PdfError = PdfError::Structure("a whole font");
    for (number, face) in fonts.used.iter().enumerate() {
        let Some(id) = known.get(&Fonts::id(number)) else { continue };
        let mut hash = Sha256::new();
        hash.update(face.postscript_name.as_bytes());
        for glyph in face.original_glyphs() {
            hash.update(glyph.to_be_bytes());
        }
        let tag: String = hash.finalize().iter().take(6).map(|b| char::from(b'A' + b % 26)).collect();
        let name = Object::Name(format!("{tag}+{}", face.postscript_name).into_bytes());
        let font = pdf.get_dictionary_mut(*id).map_err(|_| MISSING)?;
        font.set("BaseFont", name.clone());
        let descendant = font
            .get_mut(b"DescendantFonts")
            .and_then(Object::as_array_mut)
            .map_err(|_| MISSING)?
            .first_mut()
            .ok_or(MISSING)?;
        let descriptor = if let Object::Reference(id) = descendant {
            let id = *id;
            name_descendant(pdf.get_dictionary_mut(id).map_err(|_| MISSING)?, &name)
        } else {
            name_descendant(descendant.as_dict_mut().map_err(|_| MISSING)?, &name)
        };
        pdf.get_dictionary_mut(descriptor.ok_or(MISSING)?).map_err(|_| MISSING)?.set("FontName", name);
    }
    Ok(())
}

/// Names the inner font and tells where its descriptor is.
fn name_descendant(font: &mut Dictionary, name: &Object) -> Option<ObjectId> {
    font.set("BaseFont", name.clone());
    reference(font, b"FontDescriptor")
}

/// Deflates every stream that is not yet, on so many cores. lopdf's own way takes one core and three times as long for each.
pub(super) fn compress(pdf: &mut Document, hands: usize) {
    let mut open: Vec<&mut Stream> = pdf
        .objects
        .values_mut()
        .filter_map(|object| match object {
            Object::Stream(stream) if stream.allows_compression && stream.dict.get(b"Filter").is_err() => Some(stream),
            _ => None,
        })
        .collect();
    let share = open.len().div_ceil(hands).max(1);
    std::thread::scope(|scope| {
        for chunk in open.chunks_mut(share) {
            scope.spawn(move || {
                for stream in chunk {
                    if let Some(packed) = deflated(&stream.content) {
                        stream.dict.set("Filter", "FlateDecode");
                        stream.set_content(packed);
                    }
                }
            });
        }
    });
}

/// Ids from the content: two documents built alike are the same file. Adds the XMP packet, which quotes the id and is left
/// readable for programs that only search for it.
pub(super) fn identify(pdf: &mut Document, scene: &Scene, created: Option<&Timestamp>) -> Result<()> {
    pdf.trailer.remove(b"ID");
    let mut hash = Sha256::new();
    for (id, object) in &pdf.objects {
        hash.update(id.0.to_be_bytes());
        if let Object::Stream(stream) = object {
            hash.update(format!("{:?}", stream.dict));
            hash.update(&stream.content);
        } else {
            hash.update(format!("{object:?}"));
        }
    }
    let mut digest = hash.finalize()[..16].to_vec();
    // The form of a name-based UUID, so that readers of XMP take it for one.
    digest[6] = (digest[6] & 0x0F) | 0x80;
    digest[8] = (digest[8] & 0x3F) | 0x80;
    let mut uuid = String::with_capacity(36);
    for (i, byte) in digest.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            uuid.push('-');
        }
        // Writing to a string does not fail.
        let _ = write!(uuid, "{byte:02x}");
    }
    let packet = xmp(scene, created, &uuid);
    let entries = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let packet = pdf.add_object(Stream::new(entries, packet.into_bytes()).with_compression(false));
    catalog(pdf)?.set("Metadata", packet);
    let id = Object::String(digest, StringFormat::Hexadecimal);
    pdf.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    Ok(())
}

/// The file's bytes. Dictionaries go into compressed object streams: they are a fifth of a card otherwise.
pub(super) fn save(pdf: &mut Document) -> Result<Vec<u8>> {
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(LEVEL)
        .build();
    let mut bytes = Vec::new();
    pdf.save_with_options(&mut bytes, options).map_err(|e| PdfError::Assembly(e.to_string()))?;
    Ok(bytes)
}

fn catalog(pdf: &mut Document) -> Result<&mut Dictionary> {
    const MISSING: PdfError = PdfError::Structure("its catalog");
    let id = reference(&pdf.trailer, b"Root").ok_or(MISSING)?;
    pdf.get_dictionary_mut(id).map_err(|_| MISSING)
}

fn reference(dictionary: &Dictionary, key: &[u8]) -> Option<ObjectId> {
    dictionary.get(key).ok()?.as_reference().ok()
}
