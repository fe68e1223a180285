//! Writes a scene as PDF 1.7: the same scene and options give the same bytes, today and on another computer.
//!
//! printpdf makes the document and embeds the fonts; vector art goes in as own content bytes ([`content`]), shared drawings as
//! forms ([`forms`]), text as real text ([`text`]); what printpdf cannot say (page boxes, metadata, names of subset fonts,
//! parallel compression) is added to the document it hands out ([`finish`]). Files are never touched here: bytes go out.
//! Leaves out: a claim of conformance to PDF/X or PDF/A; docs/PRESS.md lists what is met of them.

use std::sync::Arc;

use printpdf::{ExternalXObject, Op, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, Pt, XObject, XObjectId};
use thiserror::Error;

mod content;
mod faces;
mod finish;
mod forms;
mod furniture;
mod gradient;
mod layers;
mod marks;
mod metadata;
mod operators;
mod outline;
mod pictures;
mod slim;
mod srgb;
mod text;
mod windows;

pub use faces::FontError;
pub use forms::FormCache;

use super::item::{Page, Scene};
use content::{Content, Needs, TextLayer};
use faces::Fonts;
use forms::Forms;
use furniture::Furniture;
use marks::Sheet;

use windows::Windows;

/// Points in 0.1 mm.
pub(crate) const POINTS: f32 = 72.0 / 254.0;

/// The longest side a page may have in a PDF without its own unit: 200 inches, in 0.1 mm.
const LONGEST_SIDE: f32 = 50_800.0;

/// What a scene does not say about its PDF.
#[derive(Clone, Debug, Default)]
pub struct PdfOptions {
    /// How much of a page's overhang is kept around the trim, at most what the page has. 0: the page is the trim.
    pub bleed_mm: f32,
    /// Crop and registration marks outside the bleed. Only with a bleed: without one there is no room for them.
    pub marks: bool,
    /// Without a bleed, rounds the corners of what is printed, for cards cut by hand. 0 leaves them square.
    pub corner_radius_mm: f32,
    /// When the document was made, as RFC 3339 with offset (`2026-11-22T10:15:00+01:00`). `None` writes no date, so that the
    /// bytes depend on the content alone.
    pub created: Option<String>,
    /// Asks the print dialog for both sides, turned over the long edge.
    pub duplex: bool,
    /// Forms kept from file to file; see [`FormCache`].
    pub cache: Option<Arc<FormCache>>,
    /// Threads that write; one for each core where it is not said. The bytes are the same with any number.
    pub hands: Option<usize>,
}

/// Why no PDF was written.
#[derive(Debug, Error)]
pub enum PdfError {
    #[error("a document needs at least one page")]
    NoPages,
    #[error("page {number} of {width} x {height} tenths of a millimetre cannot be made")]
    PageSize { number: usize, width: f32, height: f32 },
    #[error("“{0}” is not a date and time with its offset from UTC")]
    Timestamp(String),
    #[error(transparent)]
    Font(#[from] FontError),
    /// The library handed out a document without a part it always has.
    #[error("the PDF came out without {0}")]
    Structure(&'static str),
    #[error("the PDF could not be put together: {0}")]
    Assembly(String),
    #[error("stopped before the PDF was whole")]
    Cancelled,
}

/// What the document must add to a page once it is made.
pub(crate) struct PageExtras {
    needs: Needs,
    sheet: Sheet,
}

/// Writes a scene; see [`write_with`] for long ones.
///
/// # Errors
/// Any [`PdfError`] but `Cancelled`.
pub fn write(scene: &Scene, options: &PdfOptions) -> Result<Vec<u8>, PdfError> {
    write_with(scene, options, &mut |_, _| true)
}

/// Writes a scene and tells how far it is: `progress(done, total)` after each page and each of the last three steps. When it
/// answers false, the work stops with [`PdfError::Cancelled`].
///
/// # Errors
/// Any [`PdfError`].
pub fn write_with(
    scene: &Scene,
    options: &PdfOptions,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Vec<u8>, PdfError> {
    if scene.pages.is_empty() {
        return Err(PdfError::NoPages);
    }
    let hands = options.hands.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).max(1);
    let created = options.created.as_deref().map(metadata::Timestamp::parse).transpose()?;
    let total = scene.pages.len() + 3;
    let mut done = 0;
    let mut step = || {
        done += 1;
        if progress(done, total) { Ok(()) } else { Err(PdfError::Cancelled) }
    };

    let mut windows = Windows::default();
    let mut fonts = Fonts::default();
    for page in &scene.pages {
        let sheet = Sheet::of(page, options);
        windows.look(&page.items, sheet.base(), sheet.printed());
        fonts.look(&page.items);
    }
    fonts.settle()?;
    let mut forms = Forms::new(options.cache.clone(), windows, Furniture::of(&scene.pages));
    let mut document = PdfDocument::new(&scene.title);
    let mut extras = Vec::with_capacity(scene.pages.len());
    for (i, page) in scene.pages.iter().enumerate() {
        let (ops, extra) = write_page(page, i + 1, options, &mut forms, &fonts)?;
        document.pages.push(PdfPage { ops, ..PdfPage::new(Pt(1.0).into(), Pt(1.0).into(), Vec::new()) });
        extras.push(extra);
        step()?;
    }
    for (id, stream) in std::mem::take(&mut forms.made) {
        let form = ExternalXObject { stream, width: None, height: None, dpi: None };
        document.resources.xobjects.map.insert(XObjectId(id), XObject::External(form));
    }
    for (number, face) in fonts.used.iter().enumerate() {
        let font = PdfFont::new(face.parsed()?);
        document.resources.fonts.map.insert(printpdf::FontId(Fonts::id(number)), font);
    }
    let save = PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let mut pdf = document.to_lopdf_document(&save, &mut Vec::new());
    drop(document);
    step()?;

    finish::add_what_is_missing(&mut pdf, scene, options, created.as_ref(), &extras, &fonts, &forms)?;
    finish::compress(&mut pdf, hands);
    step()?;
    finish::identify(&mut pdf, scene, created.as_ref())?;
    let bytes = finish::save(&mut pdf)?;
    step()?;
    Ok(bytes)
}

/// One page's operators, in a space of 0.1 mm that runs down from the trim's top left corner.
fn write_page(
    page: &Page,
    number: usize,
    options: &PdfOptions,
    forms: &mut Forms,
    fonts: &Fonts,
) -> Result<(Vec<Op>, PageExtras), PdfError> {
    let sheet = Sheet::of(page, options);
    let sides = [sheet.width(), sheet.height(), page.width, page.height];
    if !sides.iter().all(|side| (1.0..=LONGEST_SIDE).contains(side)) {
        return Err(PdfError::PageSize { number, width: page.width, height: page.height });
    }
    let base = sheet.base();
    let text = TextLayer { ops: Vec::new(), fonts };
    let mut content = Content::new(forms, Some(text), 1, POINTS, Some(sheet.printed()));
    content.save();
    content.transform(base);
    content.save();
    sheet.clip(&mut content.out);
    content.items(&page.items, base);
    content.restore();
    sheet.draw_marks(&mut content.out);
    content.restore();
    let (ops, needs) = content.finish_page();
    Ok((ops, PageExtras { needs, sheet }))
}
