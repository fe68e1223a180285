//! What is asked of a run.

use super::product::{Product, Subject};
use crate::press::carton::{BoxSize, Lines};
use crate::press::files;
use crate::press::label::{LabelSheet, Placement};
use crate::press::sheets::Paper;

/// On what it is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stock {
    /// Pages of the product's own size, cut at the trim.
    #[default]
    Card,
    /// For a print shop: 3 mm bleed, crop and registration marks.
    Shop,
    /// For a print shop's knife: as many small cards as a sheet holds edge to edge, bleed around all of them, marks in the margin.
    ShopSheet,
    /// Office paper, to be cut out by hand.
    Office,
    /// Office paper, two reduced cards to a sheet.
    OfficeTwoUp,
}

/// What is asked of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintOptions {
    pub product: Product,
    pub stock: Stock,
    pub paper: Paper,
    /// One file with everything.
    pub merged: bool,
    /// One file for each piece.
    pub each: bool,
    /// Names of the files for each piece.
    pub pattern: String,
    /// Only these; everything there is where it is empty.
    pub only: Vec<Subject>,
    /// Another card style than the heroes' own.
    pub style: Option<String>,
    /// Monsters and archetypes as trading cards.
    pub small: bool,
    /// Inner measures of boxes.
    pub size: BoxSize,
    /// Names of the spot colours of boxes, and whether their lines are printed.
    pub lines: Lines,
    pub labels: LabelSheet,
    pub placement: Placement,
    /// Instead of labels, the page by which a printer's offset is found.
    pub calibration: bool,
    /// Makes again what has not changed since it was made.
    pub again: bool,
    /// Lays everything out and writes nothing.
    pub dry: bool,
    /// Threads that lay out and write; one for each core where it is not said. The files are the same with any number.
    pub hands: Option<usize>,
    /// Pieces of one merged file before the next volume begins, so that memory stays flat. Rounded to whole sheets.
    pub volume: usize,
}

/// Pieces in a volume; see [`PrintOptions::volume`].
const VOLUME: usize = 400;

impl Default for PrintOptions {
    fn default() -> Self {
        Self {
            product: Product::Cards,
            stock: Stock::Card,
            paper: Paper::A4,
            merged: true,
            each: false,
            pattern: files::USUAL.into(),
            only: Vec::new(),
            style: None,
            small: false,
            size: BoxSize::ONE_SHEET,
            lines: Lines::default(),
            labels: usual_labels(Paper::A4),
            placement: Placement::default(),
            calibration: false,
            again: false,
            dry: false,
            hands: None,
            volume: VOLUME,
        }
    }
}

/// The sheet of labels that most people have of this paper.
pub fn usual_labels(paper: Paper) -> LabelSheet {
    let code = match paper {
        Paper::A4 => "L7163",
        Paper::Letter => "5163",
    };
    LabelSheet::named(code).unwrap_or(LabelSheet::ALL[0])
}

impl PrintOptions {
    /// A run of this product with what suits it best.
    pub fn of(product: Product) -> Self {
        let stock = product.stocks().first().copied().unwrap_or_default();
        Self { product, stock, pattern: product.usual_pattern().into(), ..Self::default() }
    }

    /// Whether sheets are printed on both sides, turned over the long edge.
    pub fn is_duplex(&self) -> bool {
        self.product.has_backs()
    }

    /// The paper that goes through the printer.
    pub fn sheet_paper(&self) -> Paper {
        if self.product == Product::Labels { self.labels.paper } else { self.paper }
    }

    /// Everything that changes how a piece looks, in words: part of the hash by which a later run knows what is unchanged.
    pub(super) fn looks(&self) -> String {
        let Self { product, stock, paper, style, .. } = self;
        let own = match product {
            Product::Boxes => format!("{:?} {:?}", self.size, self.lines),
            Product::Labels => format!("{:?} {:?}", self.labels, self.placement),
            Product::Monsters | Product::Archetypes => format!("{}", self.small),
            _ => String::new(),
        };
        format!("{product:?} {stock:?} {paper:?} {style:?} {own}")
    }
}
