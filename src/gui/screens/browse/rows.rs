//! The lines of a list in the order that was found, as rows of a table. How one of them looks is said by a [`Look`].

use crate::app::people::folded;
use crate::app::shelf::Line;
use crate::gui::widgets::data_table::{Cell, TableRows, ahead};
use eframe::egui::TextureId;
use std::borrow::Cow;
use std::collections::HashMap;

/// How a line looks in the columns of a table, or in its only one.
pub trait Look<L> {
    /// Is it meant by what somebody types in the table, folded?
    fn begins_with(&self, line: &L, typed: &str) -> bool;
    fn text<'a>(&'a self, line: &'a L, column: usize) -> Cow<'a, str>;
    fn paint(&self, line: &L, cell: &mut Cell<'_>, face: Option<TextureId>);
}

pub struct Rows<'a, L, K> {
    pub lines: &'a [L],
    /// Places in `lines`.
    pub order: &'a [u32],
    /// Faces of those in view, by the numbers of their records.
    pub faces: HashMap<u64, TextureId>,
    pub look: K,
}

impl<L, K> Rows<'_, L, K> {
    pub fn line(&self, row: u64) -> Option<&L> {
        self.lines.get(*self.order.get(usize::try_from(row).ok()?)? as usize)
    }
}

impl<L: Line, K: Look<L>> TableRows for Rows<'_, L, K> {
    fn len(&self) -> u64 {
        self.order.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.line(row).map_or(0, Line::key)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        self.line(row).map_or(Cow::Borrowed(""), |line| self.look.text(line, column))
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        if let Some(line) = self.line(cell.row()) {
            self.look.paint(line, cell, self.faces.get(&line.key()).copied());
        }
    }
    fn find(&self, typed: &str, from: u64) -> Option<u64> {
        let typed = folded(typed);
        ahead(from, self.len()).find(|row| self.line(*row).is_some_and(|line| self.look.begins_with(line, &typed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Numbered(u64);

    impl Line for Numbered {
        fn key(&self) -> u64 {
            self.0
        }
    }

    struct Plain;

    impl Look<Numbered> for Plain {
        fn begins_with(&self, line: &Numbered, typed: &str) -> bool {
            line.0.to_string().starts_with(typed)
        }
        fn text<'a>(&'a self, line: &'a Numbered, _: usize) -> Cow<'a, str> {
            line.0.to_string().into()
        }
        fn paint(&self, _: &Numbered, _: &mut Cell<'_>, _: Option<TextureId>) {}
    }

    #[test]
    fn what_is_typed_is_found_round_again_and_no_further_than_a_frame_has_time_for() {
        let lines: Vec<Numbered> = (0..150_000).map(Numbered).collect();
        let order: Vec<u32> = (0..150_000).collect();
        let rows = Rows { lines: &lines, order: &order, faces: HashMap::new(), look: Plain };
        assert_eq!(rows.find("14999", 0), Some(14_999));
        assert_eq!(rows.find("7", 149_000), Some(7));
        assert_eq!(rows.find("140001", 50_000), Some(140_001));
        assert_eq!(rows.find("140001", 0), None);
    }
}
