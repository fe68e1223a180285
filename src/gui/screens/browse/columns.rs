//! A list as a table with columns, which orders by its header.

use super::rows::{Look, Rows};
use super::{Browse, Faced, Listed, counted, title_of};
use crate::app::people::folded;
use crate::app::shelf::Line;
use crate::campaign::Campaign;
use crate::gui::action::Cx;
use crate::gui::widgets::data_table::{Cell, Column, DataTable};
use crate::gui::widgets::find_field::FindField;
use eframe::egui::{TextureId, Ui};
use std::borrow::Cow;
use std::sync::Arc;

/// Points of one row.
const ROW_HEIGHT: f32 = 52.0;

/// What a line says in each column, with what it takes besides, such as today's date.
pub trait InColumns: Line + Faced {
    type Besides;

    /// What it is found by while somebody types in the table.
    fn names(&self) -> [&str; 2];
    fn text<'a>(&'a self, column: usize, besides: &'a Self::Besides) -> Cow<'a, str>;
    fn paint(&self, cell: &mut Cell<'_>, face: Option<TextureId>, besides: &Self::Besides);
}

/// A line in columns, with what it takes besides.
struct Columns<'a, L: InColumns>(&'a L::Besides);

impl<L: InColumns> Look<L> for Columns<'_, L> {
    fn begins_with(&self, line: &L, typed: &str) -> bool {
        line.names().iter().any(|name| folded(name).starts_with(typed))
    }
    fn text<'a>(&'a self, line: &'a L, column: usize) -> Cow<'a, str> {
        line.text(column, self.0)
    }
    fn paint(&self, line: &L, cell: &mut Cell<'_>, face: Option<TextureId>) {
        line.paint(cell, face, self.0);
    }
}

/// What was done in the table.
#[derive(Default)]
pub struct Done {
    /// Somebody wants to work on this one.
    pub opened: Option<u64>,
    /// These are to be deleted.
    pub delete: Vec<u64>,
}

impl<S: Listed> Browse<S>
where
    S::Line: InColumns,
{
    /// How many there are, and how many of them are listed.
    pub fn count(&self, campaign: &Campaign) -> String {
        let all = S::all(campaign);
        if self.rows.len() == all { counted::<S>(all) } else { format!("{} of {}", self.rows.len(), counted::<S>(all)) }
    }

    /// The find field for the bar over the table.
    pub fn field(&mut self, ui: &mut Ui) {
        FindField::new(&mut self.query.words, format!("Find a {}", S::WORDS[0]))
            .shortcut("Ctrl F")
            .width(220.0)
            .id(Self::find_field())
            .show(ui);
    }

    /// Paints the table into the room there is. Each column orders by what stands at its place in `orders`; `menu` is that of a row.
    #[allow(
        clippy::too_many_arguments,
        reason = "each is another part of the table, and a struct would be made for one call"
    )]
    pub fn table(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        columns: &[Column],
        orders: &[S::Order],
        besides: &<S::Line as InColumns>::Besides,
        mut menu: impl FnMut(&mut Ui, &S::Line),
    ) -> Done {
        let faces = self.faces(ui, cx, campaign, ROW_HEIGHT);
        let lines = Arc::clone(&self.found_in);
        let rows = Rows { lines: lines.lines(), order: &self.rows, faces, look: Columns::<S::Line>(besides) };
        let mut menu = |ui: &mut Ui, row: u64| {
            if let Some(line) = rows.line(row) {
                menu(ui, line);
            }
        };
        let name = title_of::<S>();
        let table = DataTable::new(&name, columns).checks().two_lines().menu(&mut menu);
        // What came in just now is not in order yet: that is no filter which nothing passes.
        let nothing = match lines.lines() {
            [] => format!("Putting {} in order.", counted::<S>(S::all(campaign))),
            _ => format!("No {} matches. Clear the filter.", S::WORDS[0]),
        };
        let out = table.empty(nothing).show(ui, &mut self.table, &rows);
        let key_at = |row: u64| rows.line(row).map(Line::key);
        let (moved, opened) = (out.moved.and_then(key_at), out.opened.or(out.edit).and_then(key_at));
        if out.sorted.is_some() {
            let sort = self.table.sort();
            self.query.order = sort.and_then(|sort| orders.get(sort.column).copied()).unwrap_or_default();
            self.query.descending = sort.is_some_and(|sort| sort.descending);
        }
        if let Some(key) = opened.or(moved) {
            self.shown = Some(key);
        }
        Done { opened, delete: if out.delete { self.meant() } else { Vec::new() } }
    }
}
