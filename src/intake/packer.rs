//! Rows while they are read: collected into packs, which take no more rows when they are full, with the lines they begin on.

use super::table::Row;
use crate::campaign::Pack;

/// Collects rows into packs.
#[derive(Default)]
pub(super) struct Packer {
    pub pack: Pack,
    /// Lines of the rows in the pack being filled.
    lines: Vec<u64>,
    rows: Vec<Row>,
}

impl Packer {
    pub fn len(&self) -> usize {
        self.rows.len() + self.lines.len()
    }

    /// A row from the text of its cells, and where each ends in it.
    pub fn push(&mut self, line: u64, text: &str, ends: &[u32]) {
        self.pack.push_row(text, ends);
        self.end_row(line);
    }

    /// The row that was begun in the pack is whole.
    pub fn end_row(&mut self, line: u64) {
        self.lines.push(line);
        if self.pack.is_full() {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let next = Pack::like(&self.pack);
        let rows = std::mem::replace(&mut self.pack, next).into_rows();
        self.rows.extend(self.lines.drain(..).zip(rows).map(|(line, cells)| Row::packed(line, cells)));
    }

    pub fn finish(mut self) -> Vec<Row> {
        self.flush();
        self.rows
    }
}
