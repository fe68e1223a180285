//! What a table remembers from frame to frame: place, widths, cursor, selection, sorting.
//!
//! The place is a first row (`u64`) and a remainder in points, never one large float: at a million rows
//! a float would jump by whole pixels. The selection holds keys, not rows, so it survives sorting and
//! filtering.

use super::TableRows;
use super::key_set::KeySet;

/// Which column orders the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// Index of the column.
    pub column: usize,
    /// Largest first.
    pub descending: bool,
}

/// State of one table, kept by the caller.
#[derive(Debug, Clone, Default)]
pub struct TableState {
    pub(super) first: u64,
    /// Points of the first row that are scrolled away; at least 0, less than a row.
    pub(super) rest: f32,
    /// Points scrolled to the right.
    pub(super) across: f32,
    /// Widths a person gave; `None` follows the column's own.
    pub(super) widths: Vec<Option<f32>>,
    pub(super) cursor: Option<u64>,
    pub(super) anchor: Option<u64>,
    pub(super) selected: KeySet,
    /// Grows whenever something is selected or let go.
    selections: u64,
    pub(super) sort: Option<Sort>,
    pub(super) typed: String,
    pub(super) typed_at: f64,
    /// Column under the keyboard while it is in the header.
    pub(super) in_header: Option<usize>,
    pub(super) reveal: Option<u64>,
}

impl TableState {
    /// A table at its top with nothing chosen.
    pub fn new() -> Self {
        Self::default()
    }

    /// The row under the keyboard: what a detail pane shows.
    pub fn cursor(&self) -> Option<u64> {
        self.cursor
    }

    /// Puts the cursor on a row and brings it into view.
    pub fn set_cursor(&mut self, row: Option<u64>) {
        self.cursor = row;
        self.anchor = row;
        self.reveal = row;
    }

    /// Brings a row into view at the next frame.
    pub fn reveal(&mut self, row: u64) {
        self.reveal = Some(row);
    }

    /// The uppermost row in view.
    pub fn first_row(&self) -> u64 {
        self.first
    }

    /// Keys of the selected rows.
    pub fn selected(&self) -> &KeySet {
        &self.selected
    }

    /// Another number whenever the selection may have changed, to count it only then.
    pub fn selections(&self) -> u64 {
        self.selections
    }

    /// Whether the row of this key is selected.
    pub fn is_selected(&self, key: u64) -> bool {
        self.selected.contains(&key)
    }

    /// Selects exactly these keys.
    pub fn select(&mut self, keys: impl IntoIterator<Item = u64>) {
        self.selected = keys.into_iter().collect();
        self.selections += 1;
    }

    /// Puts the cursor on a row; with `extend` the rows from the anchor are selected. True when the cursor moved.
    pub fn go<R: TableRows + ?Sized>(&mut self, rows: &R, row: u64, extend: bool) -> bool {
        if extend {
            let anchor = self.anchor.or(self.cursor).unwrap_or(row);
            if let Some(before) = self.cursor {
                for r in anchor.min(before)..=anchor.max(before) {
                    self.selected.remove(&rows.key(r));
                    self.selections += 1;
                }
            }
            self.selected.extend((anchor.min(row)..=anchor.max(row)).map(|r| rows.key(r)));
            self.selections += 1;
            self.anchor = Some(anchor);
        } else {
            self.anchor = Some(row);
        }
        let moved = self.cursor != Some(row);
        self.cursor = Some(row);
        self.reveal = Some(row);
        moved
    }

    /// Selects the row, or leaves it out; what is extended next begins here.
    pub fn toggle<R: TableRows + ?Sized>(&mut self, rows: &R, row: u64) {
        let key = rows.key(row);
        self.selections += 1;
        if !self.selected.remove(&key) {
            self.selected.insert(key);
        }
        self.anchor = Some(row);
    }

    /// Selects every row beside what is selected and not shown.
    pub fn select_all<R: TableRows + ?Sized>(&mut self, rows: &R) {
        self.selected.reserve(usize::try_from(rows.len()).unwrap_or(0).saturating_sub(self.selected.len()));
        self.selected.extend((0..rows.len()).map(|row| rows.key(row)));
        self.selections += 1;
    }

    /// Leaves out what is no longer there.
    pub fn keep_selected(&mut self, is_there: impl Fn(u64) -> bool) {
        self.selected.retain(|key| is_there(*key));
        self.selections += 1;
    }

    /// Selects nothing.
    pub fn clear_selection(&mut self) {
        self.selected.clear();
        self.selections += 1;
    }

    /// How the rows are ordered.
    pub fn sort(&self) -> Option<Sort> {
        self.sort
    }

    /// Shows this order in the header; the caller orders the rows.
    pub fn set_sort(&mut self, sort: Option<Sort>) {
        self.sort = sort;
    }

    /// Back to the top, as after another filter; the selection stays.
    pub fn to_top(&mut self) {
        self.first = 0;
        self.rest = 0.0;
        self.cursor = None;
        self.anchor = None;
    }

    /// Scrolls by `points`, down when positive, within `rows` rows of `row_height` in `height` points.
    pub(super) fn scroll_by(&mut self, points: f32, rows: u64, row_height: f32, height: f32) {
        let here = f64::from(self.rest) + f64::from(points);
        let steps = (here / f64::from(row_height)).floor();
        self.rest = (here - steps * f64::from(row_height)) as f32;
        self.first = if steps < 0.0 {
            let back = (-steps) as u64;
            if back > self.first {
                self.rest = 0.0;
            }
            self.first.saturating_sub(back)
        } else {
            self.first.saturating_add(steps as u64)
        };
        self.stay_inside(rows, row_height, height);
    }

    /// The last place that still fills the view: `(first, rest)`.
    pub(super) fn end(rows: u64, row_height: f32, height: f32) -> (u64, f32) {
        let visible = f64::from(height) / f64::from(row_height);
        let whole = visible.ceil() as u64;
        if rows < whole || rows as f64 <= visible {
            return (0, 0.0);
        }
        let part = (visible.ceil() - visible) as f32 * row_height;
        (rows - whole, part)
    }

    pub(super) fn stay_inside(&mut self, rows: u64, row_height: f32, height: f32) {
        let (last, part) = Self::end(rows, row_height, height);
        if self.first > last || (self.first == last && self.rest > part) {
            self.first = last;
            self.rest = part;
        }
    }

    /// Moves the view so that `row` is whole inside it.
    pub(super) fn bring_into_view(&mut self, row: u64, rows: u64, row_height: f32, height: f32) {
        if row < self.first || (row == self.first && self.rest > 0.0) {
            self.first = row;
            self.rest = 0.0;
        } else {
            let below = (row - self.first + 1) as f64 * f64::from(row_height) - f64::from(self.rest);
            if below > f64::from(height) {
                let visible = f64::from(height) / f64::from(row_height);
                let whole = visible.ceil() as u64;
                self.first = (row + 1).saturating_sub(whole);
                self.rest = (visible.ceil() - visible) as f32 * row_height;
                if row + 1 < whole {
                    self.rest = 0.0;
                }
            }
        }
        self.stay_inside(rows, row_height, height);
    }

    /// Place as a part of the whole way, 0 at the top, 1 at the end.
    pub(super) fn part(&self, rows: u64, row_height: f32, height: f32) -> f64 {
        let (last, rest) = Self::end(rows, row_height, height);
        let whole = last as f64 + f64::from(rest / row_height);
        if whole <= 0.0 { 0.0 } else { (self.first as f64 + f64::from(self.rest / row_height)) / whole }
    }

    /// Goes to a part of the whole way.
    pub(super) fn go_to_part(&mut self, part: f64, rows: u64, row_height: f32, height: f32) {
        let (last, rest) = Self::end(rows, row_height, height);
        let whole = last as f64 + f64::from(rest / row_height);
        let here = whole * part.clamp(0.0, 1.0);
        self.first = here.floor() as u64;
        self.rest = (here - here.floor()) as f32 * row_height;
        self.stay_inside(rows, row_height, height);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: u64 = 1_000_000;

    #[test]
    fn small_steps_add_up_exactly_far_down() {
        let mut t = TableState { first: 900_000, ..TableState::default() };
        for _ in 0..720 {
            t.scroll_by(0.5, ROWS, 36.0, 700.0);
        }
        assert_eq!((t.first, t.rest), (900_010, 0.0));
    }

    #[test]
    fn the_end_shows_the_last_row_whole() {
        let mut t = TableState::default();
        t.scroll_by(1e9, ROWS, 36.0, 700.0);
        let bottom = (ROWS - t.first) as f32 * 36.0 - t.rest;
        assert!((bottom - 700.0).abs() < 0.01, "{bottom}");
        t.scroll_by(-1e9, ROWS, 36.0, 700.0);
        assert_eq!((t.first, t.rest), (0, 0.0));
    }

    #[test]
    fn a_short_list_stays_at_the_top() {
        let mut t = TableState::default();
        t.scroll_by(500.0, 3, 36.0, 700.0);
        assert_eq!((t.first, t.rest), (0, 0.0));
    }

    #[test]
    fn a_row_below_comes_into_view_at_the_bottom() {
        let mut t = TableState::default();
        t.bring_into_view(999_999, ROWS, 36.0, 700.0);
        let bottom = (1_000_000 - t.first) as f32 * 36.0 - t.rest;
        assert!((bottom - 700.0).abs() < 0.01);
        t.bring_into_view(5, ROWS, 36.0, 700.0);
        assert_eq!((t.first, t.rest), (5, 0.0));
        t.bring_into_view(10, ROWS, 36.0, 700.0);
        assert_eq!(t.first, 5, "already in view");
    }
}
