//! Pieces on sheets of paper: cards cut out by hand from office paper without bleed and inside the printer's margin, or set
//! apart with their bleed for a print shop.
//!
//! Both sides are placed so that duplex printing over the long edge brings them back to back.

mod marks;

use super::card::{self, CORNER};
use crate::scene::item::{Item, Page, Transform};
use crate::scene::shapes::{Pen, clipped, drawn, rounded};
use crate::scene::text::INK;

/// Office paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    #[default]
    A4,
    Letter,
}

impl Paper {
    /// Width and height upright, in 0.1 mm.
    pub fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (2100.0, 2970.0),
            Self::Letter => (2159.0, 2794.0),
        }
    }
}

/// What no usual office printer reaches at the paper's edges, in 0.1 mm.
pub const PRINTER_MARGIN: f32 = 42.0;
/// Radius of a trading card's corners, in 0.1 mm.
pub const SMALL_CORNER: f32 = 30.0;

/// Radius of the corners of a piece: cards have round ones, sheets and thank-you cards none.
pub fn corner_of(page: &Page) -> f32 {
    let size = (page.width, page.height);
    if size == card::SIZE {
        CORNER
    } else if size == super::trading::SIZE {
        SMALL_CORNER
    } else {
        0.0
    }
}

/// A piece cut at its corners, with an inked edge where they are round: as it looks on a screen or cut by hand.
pub fn trimmed(page: &Page) -> Page {
    let items = cut(page, corner_of(page));
    Page { bleed: 0.0, items, ..page.clone() }
}

fn cut(page: &Page, corner: f32) -> Vec<Item> {
    let shape = rounded([0.0, 0.0, page.width, page.height], corner);
    let mut items: Vec<Item> = clipped(shape, page.items.clone()).into_iter().collect();
    if corner > 0.0 {
        let frame = [4.0, 4.0, page.width - 8.0, page.height - 8.0];
        items.extend(drawn(rounded(frame, corner - 2.0), None, Some(Pen::solid(INK, 8.0))));
    }
    items
}

/// How pieces stand on a sheet. They are set out around its middle, so that backs meet fronts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    pub columns: usize,
    pub rows: usize,
    /// Size of a piece on the sheet; 1 is its own.
    pub scale: f32,
    /// Pieces lie on their sides.
    pub turned: bool,
    /// Between the trims of neighbours, across and down, in 0.1 mm.
    pub gap: (f32, f32),
    /// How much of a piece's bleed is shown where no neighbour begins, in 0.1 mm; with none it is cut at its corners.
    pub bleed: f32,
}

/// Marks take this much beyond what is printed, in 0.1 mm.
const MARK_ROOM: f32 = 35.0;

impl Grid {
    /// As many pieces of this size as an office printer reaches: edge to edge, one cut for two.
    pub fn office((w, h): (f32, f32), paper: Paper) -> Self {
        let (sheet_w, sheet_h) = paper.size();
        let room = (sheet_w - 2.0 * PRINTER_MARGIN, sheet_h - 2.0 * PRINTER_MARGIN);
        Self { bleed: 0.0, gap: (0.0, 0.0), ..Self::most((w, h), (w, h), room) }
    }

    /// As many as fit with their bleed around each, and marks beside.
    pub fn shop((w, h): (f32, f32), bleed: f32, paper: Paper) -> Self {
        let (sheet_w, sheet_h) = paper.size();
        let room = (sheet_w - 2.0 * MARK_ROOM, sheet_h - 2.0 * MARK_ROOM);
        let pitch = (w + 2.0 * bleed, h + 2.0 * bleed);
        Self { bleed, gap: (2.0 * bleed, 2.0 * bleed), ..Self::most((w, h), pitch, room) }
    }

    /// As many as fit edge to edge with bleed only around all of them: one cut for two, marks in the margin. Between neighbours
    /// there is no bleed, so the knife must meet the line; nine trading cards have no room for any.
    pub fn shared_cuts((w, h): (f32, f32), bleed: f32, paper: Paper) -> Self {
        let (sheet_w, sheet_h) = paper.size();
        let rim = 2.0 * (bleed + marks::LEAST_ROOM);
        let room = (sheet_w - rim, sheet_h - rim);
        Self { bleed, gap: (0.0, 0.0), ..Self::most((w, h), (w, h), room) }
    }

    fn most(size: (f32, f32), pitch: (f32, f32), room: (f32, f32)) -> Self {
        // A hair is forgiven: 279.4 mm holds 3 x 88.9 and two margins of 6.35 exactly.
        let count = |pitch: (f32, f32)| {
            (((room.0 + 0.5) / pitch.0).floor() as usize, ((room.1 + 0.5) / pitch.1).floor() as usize)
        };
        let (upright, lying) = (count(pitch), count((pitch.1, pitch.0)));
        let turned = lying.0 * lying.1 > upright.0 * upright.1;
        let (columns, rows) = if turned { lying } else { upright };
        // Even a piece larger than the paper gets a sheet; it is made smaller.
        let (w, h) = if turned { (size.1, size.0) } else { size };
        let scale = if columns == 0 || rows == 0 { (room.0 / w).min(room.1 / h).min(1.0) } else { 1.0 };
        Self { columns: columns.max(1), rows: rows.max(1), scale, turned, gap: (0.0, 0.0), bleed: 0.0 }
    }

    /// Pieces on one sheet.
    pub fn count(&self) -> usize {
        self.columns * self.rows
    }

    /// Trim of a piece of this size on the sheet: left, top, width, height.
    fn place(&self, at: usize, (w, h): (f32, f32), paper: Paper) -> [f32; 4] {
        let (sheet_w, sheet_h) = paper.size();
        let (w, h) = if self.turned { (h, w) } else { (w, h) };
        let (w, h) = (w * self.scale, h * self.scale);
        let across = self.columns as f32 * w + (self.columns - 1) as f32 * self.gap.0;
        let down = self.rows as f32 * h + (self.rows - 1) as f32 * self.gap.1;
        let (column, row) = ((at % self.columns) as f32, (at / self.columns) as f32);
        let x = (sheet_w - across) / 2.0 + column * (w + self.gap.0);
        let y = (sheet_h - down) / 2.0 + row * (h + self.gap.1);
        [x, y, w, h]
    }
}

/// Puts pieces on sheets, row by row: the sheet with the fronts, then the one with their backs where there are any. The last
/// sheet may be partly empty.
pub fn grid(cards: &[(Page, Option<Page>)], spec: &Grid, paper: Paper) -> Vec<Page> {
    let mut sheets = Vec::new();
    for chunk in cards.chunks(spec.count()) {
        let fronts: Vec<Option<&Page>> = chunk.iter().map(|(front, _)| Some(front)).collect();
        sheets.push(sheet("fronts", &fronts, Side::Front, spec, paper));
        let backs: Vec<Option<&Page>> = chunk.iter().map(|(_, back)| back.as_ref()).collect();
        if backs.iter().any(Option::is_some) {
            sheets.push(sheet("backs", &backs, Side::Back, spec, paper));
        }
    }
    sheets
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Front,
    /// Seen after turning the sheet over its long edge: left and right are swapped.
    Back,
}

fn sheet(name: &str, pieces: &[Option<&Page>], side: Side, spec: &Grid, paper: Paper) -> Page {
    let (sheet_w, sheet_h) = paper.size();
    let mut items = Vec::new();
    let mut trims = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(piece) = piece else { continue };
        let [mut x, y, w, h] = spec.place(at, (piece.width, piece.height), paper);
        if side == Side::Back {
            x = sheet_w - x - w;
        }
        // What points right in front must point left behind.
        let turn = match (spec.turned, side) {
            (false, _) => 0.0,
            (true, Side::Front) => 90.0,
            (true, Side::Back) => -90.0,
        };
        let transform = Transform::from_translate(x + w / 2.0, y + h / 2.0)
            .pre_concat(Transform::from_rotate(turn))
            .pre_scale(spec.scale, spec.scale)
            .pre_translate(-piece.width / 2.0, -piece.height / 2.0);
        if spec.bleed > 0.0 {
            let whole = Item::Group { transform, clip: None, opacity: 1.0, items: piece.items.clone() };
            let [left, top, right, bottom] = bleed_of(at, pieces, side, spec, spec.bleed.min(piece.bleed));
            let shown = [x - left, y - top, w + left + right, h + top + bottom];
            items.extend(clipped(rounded(shown, 0.0), vec![whole]));
        } else {
            items.push(Item::Group { transform, clip: None, opacity: 1.0, items: cut(piece, corner_of(piece)) });
        }
        trims.push([x, y, w, h]);
    }
    let pen = if spec.bleed > 0.0 { marks::Pen::Register } else { marks::Pen::Grey };
    items.extend(marks::cut_marks(&trims, spec.bleed, (sheet_w, sheet_h), pen));
    if spec.bleed > 0.0 {
        items.extend(marks::targets(&trims, spec.bleed, (sheet_w, sheet_h)));
    }
    Page::new(name, sheet_w, sheet_h, 0.0).with_items(items)
}

/// How much bleed a piece shows at the left, top, right and bottom: between it and a neighbour no more than half the gap.
fn bleed_of(at: usize, pieces: &[Option<&Page>], side: Side, spec: &Grid, bleed: f32) -> [f32; 4] {
    let (column, row) = (at % spec.columns, at / spec.columns);
    let is_there = |column: usize, row: usize| pieces.get(row * spec.columns + column).is_some_and(Option::is_some);
    let (half_x, half_y) = (bleed.min(spec.gap.0 / 2.0), bleed.min(spec.gap.1 / 2.0));
    let before = if column > 0 && is_there(column - 1, row) { half_x } else { bleed };
    let after = if column + 1 < spec.columns && is_there(column + 1, row) { half_x } else { bleed };
    let over = if row > 0 && is_there(column, row - 1) { half_y } else { bleed };
    let under = if is_there(column, row + 1) { half_y } else { bleed };
    // Behind, left and right are swapped.
    if side == Side::Back { [after, over, before, under] } else { [before, over, after, under] }
}

/// One card at full size, front and back on a sheet each.
pub fn single(front: &Page, back: &Page, paper: Paper) -> [Page; 2] {
    let spec = Grid { columns: 1, rows: 1, scale: 1.0, turned: false, gap: (0.0, 0.0), bleed: 0.0 };
    let one =
        |side_of: &Page, side| Page { name: side_of.name.clone(), ..sheet("", &[Some(side_of)], side, &spec, paper) };
    [one(front, Side::Front), one(back, Side::Back)]
}

/// How far cards are reduced to put two on a sheet.
pub const TWO_UP: f32 = 0.87;

/// Two cards on an upright sheet, reduced and lying on their sides: fronts on the first page, backs on the second. The
/// second card may be missing.
pub fn two_up(cards: [Option<(&Page, &Page)>; 2], paper: Paper) -> [Page; 2] {
    // As much paper between the cards as above and below them.
    let gap = (paper.size().1 - 2.0 * card::SIZE.0 * TWO_UP) / 3.0;
    let spec = Grid { columns: 1, rows: 2, scale: TWO_UP, turned: true, gap: (0.0, gap), bleed: 0.0 };
    let side = |back: bool| cards.map(|card| card.map(|(f, b)| if back { b } else { f }));
    [sheet("fronts", &side(false), Side::Front, &spec, paper), sheet("backs", &side(true), Side::Back, &spec, paper)]
}
