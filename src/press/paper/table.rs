//! Tables: columns by share of the width, cells that wrap, hairlines between rows, a head that is repeated on every page.

use super::flow::{Head, Piece};
use super::ink;
use super::look::{Look, Tint};
use super::set::{Setter, moved};
use crate::scene::item::Item;
use crate::scene::shapes::{Pen, drawn, line};
use std::rc::Rc;

/// Space between columns.
const GUTTER: f32 = 30.0;
/// Space above and below the text of a row.
const PAD: f32 = 11.0;

/// A column: its head, its share of the width, and how its cells are set.
#[derive(Clone, Debug)]
pub struct Column {
    title: String,
    share: f32,
    at_end: bool,
    look: Cell,
}

impl Column {
    /// A column that takes `share` parts of the width; the unit is that of the other columns.
    pub fn new(title: impl Into<String>, share: f32) -> Self {
        Self { title: title.into(), share: share.max(0.01), at_end: false, look: Cell::plain("") }
    }
    /// Numbers: set at the right edge.
    #[must_use]
    pub fn at_end(self) -> Self {
        Self { at_end: true, ..self }
    }
    /// Ids and hashes.
    #[must_use]
    pub fn mono(self) -> Self {
        Self { look: Cell { mono: true, ..self.look }, ..self }
    }
    /// What the eye looks for.
    #[must_use]
    pub fn strong(self) -> Self {
        Self { look: Cell { strong: true, ..self.look }, ..self }
    }
    /// What only explains.
    #[must_use]
    pub fn muted(self) -> Self {
        Self { look: Cell { muted: true, ..self.look }, ..self }
    }
}

/// A text in a table; set as its column says unless it says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// May wrap.
    pub text: String,
    /// In bold.
    pub strong: bool,
    /// Paler.
    pub muted: bool,
    /// In the face of ids and hashes.
    pub mono: bool,
    /// The first line in bold, those below it paler.
    pub leads: bool,
}

impl Cell {
    /// As the column says.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
    /// In bold.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: true, ..Self::default() }
    }
    /// Paler.
    pub fn muted(text: impl Into<String>) -> Self {
        Self { text: text.into(), muted: true, ..Self::default() }
    }
    /// The first line in bold, those below it paler.
    pub fn leading(text: impl Into<String>) -> Self {
        Self { text: text.into(), leads: true, ..Self::default() }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::plain(text)
    }
}

/// Rows under a head.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<Column>,
    /// Cells in the order of the columns; missing ones stay empty.
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new() }
    }
    /// Adds a row.
    pub fn row<C: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = C>) -> &mut Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }
    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Left edge and width of every column.
fn places(columns: &[Column], width: f32) -> Vec<(f32, f32)> {
    let free = width - GUTTER * columns.len().saturating_sub(1) as f32;
    let shares: f32 = columns.iter().map(|column| column.share).sum();
    let mut x = 0.0;
    columns
        .iter()
        .map(|column| {
            let w = free * column.share / shares;
            let place = (x, w);
            x += w + GUTTER;
            place
        })
        .collect()
}

/// The pieces of a table: its head, which stays with the first rows, and each row with the head to repeat.
pub(super) fn pieces(setter: &mut Setter<'_>, table: &Table, width: f32) -> Vec<Piece> {
    let places = places(&table.columns, width);
    let head = Rc::new(head(setter, table, &places, width));
    let mut pieces =
        vec![Piece { items: head.items.clone(), height: head.height, before: 18.0, sticks: true, ..Piece::default() }];
    let count = table.rows.len();
    for (index, row) in table.rows.iter().enumerate() {
        let mut piece = self::row(setter, table, row, &places, width);
        // Neither the first row nor the last stands alone on its page.
        piece.sticks = index == 0 && count > 1 || index + 2 == count;
        piece.head = Some(Rc::clone(&head));
        pieces.push(piece);
    }
    pieces
}

fn head(setter: &mut Setter<'_>, table: &Table, places: &[(f32, f32)], width: f32) -> Head {
    let look = Look::label();
    let mut items = Vec::new();
    let mut height: f32 = 0.0;
    for (column, (x, w)) in table.columns.iter().zip(places) {
        let set = setter.text(&column.title, &look, *w);
        let x = if column.at_end { x + w - set.width } else { *x };
        height = height.max(set.height);
        items.extend(moved(set.items, x, 0.0));
    }
    let bottom = height + 10.0;
    items.extend(drawn(line(&[(0.0, bottom), (width, bottom)]), None, Some(Pen::solid(ink::INK, 4.0))));
    Head { items, height: bottom + 2.0 }
}

fn row(setter: &mut Setter<'_>, table: &Table, row: &[Cell], places: &[(f32, f32)], width: f32) -> Piece {
    let mut texts: Vec<Item> = Vec::new();
    let mut height: f32 = 0.0;
    for ((column, (x, w)), cell) in table.columns.iter().zip(places).zip(row) {
        let mut look = if cell.mono || column.look.mono { Look::mono() } else { Look::cell() };
        if cell.strong || column.look.strong {
            look = look.strong();
        }
        if cell.muted || column.look.muted {
            look = look.tinted(Tint::Muted);
        }
        // Each line by itself, so that one written from right to left does not turn the others.
        let mut y = PAD + look.drop();
        for (index, text) in cell.text.split('\n').enumerate() {
            let look = match (cell.leads, index) {
                (false, _) => look,
                (true, 0) => look.strong(),
                (true, _) => look.tinted(Tint::Muted),
            };
            let set = setter.text(text, &look, *w);
            let x = if column.at_end { x + w - set.width } else { *x };
            texts.extend(moved(set.items, x, y));
            y += set.height;
        }
        height = height.max(y - PAD);
    }
    let height = height.max(30.0) + 2.0 * PAD;
    let mut items = texts;
    items.extend(drawn(line(&[(0.0, height), (width, height)]), None, Some(Pen::solid(ink::LINE, 2.0))));
    Piece { items, height, ..Piece::default() }
}
