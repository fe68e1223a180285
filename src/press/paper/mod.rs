//! Flowing documents on office paper: blocks in, numbered pages out.
//!
//! A [`Paper`] takes [`Block`]s (titles, paragraphs in any script, tables, key and value, hashes in groups, QR codes, check
//! boxes, signature lines) from top to bottom and breaks them into pages: no line of a paragraph stands alone, a heading
//! stays with what follows, a table repeats its head, a row is never torn apart. Every page carries a running head, a foot
//! with its number, and the yellow band of a rehearsal where the document is of one.
//!
//! ```no_run
//! use unsung::press::paper::{Block, Column, Paper, PaperStyle, Table};
//! use unsung::scene::{fonts::FontSource, text::Typesetter};
//!
//! let mut paper = Paper::new(PaperStyle { campaign: "Unsung Heroes".into(), kind: "Packing list".into(), ..PaperStyle::default() });
//! paper.push(Block::title("Box 7 of 12", "for the service desk in Ghent"));
//! let mut table = Table::new([Column::new("What", 3.0), Column::new("How many", 1.0).at_end()]);
//! table.row(["Hero card", "1"]);
//! paper.push(table);
//! let laid = paper.lay(&mut Typesetter::new(FontSource::shipped()));
//! assert_eq!(laid.pages.len(), 1);
//! ```
//!
//! What must stand at a place of its own (a slip, a folded letter) is set with [`Stack`] and put there by hand. Unlike a
//! card, a document is not refused for a character that no face has: the character is spelled as its code point, so that a
//! list stays complete, and [`Laid::missing`] names it. Lengths are in mm at the door and in 0.1 mm inside.
//! Leaves out: hyphenation, columns of running text, footnotes, pictures in the text (place them on the page afterwards).

mod block;
mod flow;
mod form;
mod furniture;
mod look;
mod set;
mod table;

pub use block::{Block, Signature};
pub use furniture::{band, diamond, frame_bar};
pub use look::{Look, Tint};
pub use set::{Set, Setter, Stack};
pub(super) use set::{grouped_lines, moved};
pub use table::{Cell, Column, Table};

use super::sheets;
use crate::scene::item::Page;
use crate::scene::text::Typesetter;

/// Colours of printed documents: the window's light theme, with gold and blue of the certificate.
pub mod ink {
    /// Text.
    pub const INK: [u8; 3] = [0x1B, 0x1B, 0x2F];
    /// Secondary text.
    pub const MUTED: [u8; 3] = [0x57, 0x55, 0x6B];
    /// Hairlines that only divide.
    pub const LINE: [u8; 3] = [0xDC, 0xD2, 0xBF];
    /// Ground of boxes that hold something to copy.
    pub const INSET: [u8; 3] = [0xF8, 0xF3, 0xE9];
    /// Words that lead: section numbers, what was won.
    pub const ACCENT: [u8; 3] = [0x1E, 0x43, 0xAB];
    /// The bar of the certificate.
    pub const BLUE: [u8; 3] = [0x00, 0x45, 0xEC];
    /// The double line of the certificate.
    pub const GOLD: [u8; 3] = [0xE0, 0x94, 0x2A];
    /// The band of a rehearsal.
    pub const SUN: [u8; 3] = [0xFF, 0xC9, 0x3C];
    /// Ground of boxes that warn.
    pub const WARN: [u8; 3] = [0xFF, 0xF1, 0xCF];
    /// Paper.
    pub const WHITE: [u8; 3] = [0xFF, 0xFF, 0xFF];
}

/// Free paper at the left and right of a page, in 0.1 mm.
pub const MARGIN: f32 = 220.0;

/// What is the same on every page of a document.
#[derive(Clone, Debug, Default)]
pub struct PaperStyle {
    /// Format of the sheets.
    pub paper: sheets::Paper,
    /// Stands large over the first page, in the display face.
    pub campaign: String,
    /// What this is: "Draw record".
    pub kind: String,
    /// Title in the head of the pages after the first.
    pub running: String,
    /// Left in every foot, such as the short form of a hash.
    pub foot: String,
    /// Marks every page with the yellow band.
    pub rehearsal: bool,
    /// BCP 47, for the shapes and breaks that differ by language; "" for none.
    pub language: String,
}

/// A document that is made of blocks from top to bottom.
#[derive(Clone, Debug)]
pub struct Paper {
    style: PaperStyle,
    blocks: Vec<Block>,
}

/// A document that was laid out.
#[derive(Debug)]
pub struct Laid {
    /// Its pages in order.
    pub pages: Vec<Page>,
    /// Characters that no face has, each once; they are spelled as code points.
    pub missing: Vec<String>,
}

impl Paper {
    /// An empty document.
    pub fn new(style: PaperStyle) -> Self {
        Self { style, blocks: Vec::new() }
    }

    /// Adds a block (or a table) at the end.
    pub fn push(&mut self, block: impl Into<Block>) -> &mut Self {
        self.blocks.push(block.into());
        self
    }

    /// Width of the column of text, in mm.
    pub fn width_mm(&self) -> f32 {
        (self.style.paper.size().0 - 2.0 * MARGIN) / 10.0
    }

    /// Breaks the blocks into pages. A document without blocks is one page with head and foot.
    pub fn lay(self, typesetter: &mut Typesetter) -> Laid {
        let Self { style, blocks } = self;
        let mut setter = Setter::new(typesetter, &style.language);
        let (width, height) = style.paper.size();
        let pieces = setter.pieces(&blocks, width - 2.0 * MARGIN);
        let frames = furniture::frames(&style, height);
        let flowed = flow::flow(pieces, frames);
        let count = flowed.len();
        let pages = flowed
            .into_iter()
            .enumerate()
            .map(|(index, inside)| {
                let mut items = furniture::around(&style, &mut setter, index, count);
                items.extend(inside.into_iter().filter(|piece| !piece.items.is_empty()).map(|piece| {
                    let transform = crate::scene::item::Transform::from_translate(MARGIN, piece.y);
                    crate::scene::item::Item::Group { transform, clip: None, opacity: 1.0, items: piece.items }
                }));
                Page::new(format!("{} {}", style.kind, index + 1), width, height, 0.0).with_items(items)
            })
            .collect();
        Laid { pages, missing: setter.missing }
    }
}
