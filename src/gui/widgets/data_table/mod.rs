//! A painted list of rows, exact at a million of them.
//!
//! Only rows in view are asked for and painted, so that the number of rows costs nothing. The table holds
//! place, cursor and selection (`TableState`); the rows themselves, their order and what a filter leaves
//! are the caller's (`TableRows`). For screen readers it is a table whose visible rows are its children;
//! for the keyboard it is one stop: arrows move inside, up from the first row leads into the header.

mod cell;
mod header;
mod key_set;
mod keys;
mod scroll;
mod state;

use std::borrow::Cow;
use std::ops::Range;

use eframe::egui::{Align2, CornerRadius, Painter, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

pub use cell::Cell;
pub use key_set::KeySet;
pub use state::{Sort, TableState};

use super::nav_rail::grouped;
use crate::gui::marks::{check_box, hairline, paint_focus_ring_inside};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    title: String,
    width: f32,
    min_width: f32,
    right: bool,
    grow: bool,
    sortable: bool,
}

impl Column {
    /// A column of a width in points.
    pub fn new(title: impl Into<String>, width: f32) -> Self {
        Self { title: title.into(), width, min_width: 44.0, right: false, grow: false, sortable: true }
    }

    /// Numbers: set against the right edge.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Takes a share of the room that is left over.
    #[must_use]
    pub fn grow(mut self) -> Self {
        self.grow = true;
        self
    }

    /// Its header does not sort.
    #[must_use]
    pub fn unsorted(mut self) -> Self {
        self.sortable = false;
        self
    }

    /// Never narrower than this.
    #[must_use]
    pub fn min_width(mut self, width: f32) -> Self {
        self.min_width = width;
        self
    }
}

/// The rows of a table.
pub trait TableRows {
    /// How many there are.
    fn len(&self) -> u64;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What stays the same for a row when the order changes.
    fn key(&self, row: u64) -> u64 {
        row
    }

    /// The words of a cell: for screen readers, for finding by typing, and for painting unless
    /// `paint` does it. `column` is an index into the table's columns.
    fn text(&self, row: u64, column: usize) -> Cow<'_, str>;

    /// Paints a cell.
    fn paint(&self, cell: &mut Cell<'_>) {
        let words = self.text(cell.row(), cell.column());
        cell.text(&words);
    }

    /// The next row, from `from` on and round again, whose first column begins with what was typed.
    /// The default looks at as many rows as [`ahead`] gives; a caller with more brings an index.
    fn find(&self, typed: &str, from: u64) -> Option<u64> {
        let typed = typed.to_lowercase();
        ahead(from, self.len()).find(|row| self.text(*row, 0).to_lowercase().starts_with(&typed))
    }
}

/// Rows that are looked at while somebody types in a table of `len` rows: from `from` on and round again, and no more than are
/// gone through within a frame.
pub fn ahead(from: u64, len: u64) -> impl Iterator<Item = u64> {
    const MOST: u64 = 100_000;
    (0..len.min(MOST)).map(move |step| (from + step) % len)
}

/// What happened in a table during this frame.
#[derive(Debug)]
pub struct TableResponse {
    /// The whole table.
    pub response: Response,
    /// The cursor went to this row: show it in the pane.
    pub moved: Option<u64>,
    /// Enter or a double click on this row.
    pub opened: Option<u64>,
    /// F2 on this row.
    pub edit: Option<u64>,
    /// Delete was pressed, for the selection or else for the cursor's row.
    pub delete: bool,
    /// Other rows are selected than before.
    pub selection_changed: bool,
    /// The rows are to be put into this order; already shown in the header.
    pub sorted: Option<Sort>,
    /// Rows in view.
    pub visible: Range<u64>,
}

type RowMenu<'a> = &'a mut dyn FnMut(&mut Ui, u64);

/// A table.
#[must_use = "call show"]
pub struct DataTable<'a> {
    name: &'a str,
    columns: &'a [Column],
    row_height: f32,
    checks: bool,
    header: bool,
    menu: Option<RowMenu<'a>>,
    empty: Cow<'a, str>,
}

impl<'a> DataTable<'a> {
    /// `name` is for screen readers.
    pub fn new(name: &'a str, columns: &'a [Column]) -> Self {
        Self {
            name,
            columns,
            row_height: tokens().size.row,
            checks: false,
            header: true,
            menu: None,
            empty: Cow::Borrowed("Nothing here"),
        }
    }

    /// Several rows can be selected, with a check box each.
    pub fn checks(mut self) -> Self {
        self.checks = true;
        self
    }

    /// Rows of 52 for two lines.
    pub fn two_lines(mut self) -> Self {
        self.row_height = tokens().size.row_two_lines;
        self
    }

    /// Rows of 28 in small type.
    pub fn compact(mut self) -> Self {
        self.row_height = tokens().size.row_compact;
        self
    }

    /// Rows of another height.
    pub fn row_height(mut self, height: f32) -> Self {
        self.row_height = height;
        self
    }

    /// Without the line of titles.
    pub fn no_header(mut self) -> Self {
        self.header = false;
        self
    }

    /// What a right click on a row opens: add `MenuLine`s.
    pub fn menu(mut self, menu: &'a mut dyn FnMut(&mut Ui, u64)) -> Self {
        self.menu = Some(menu);
        self
    }

    /// Words in place of rows when there are none: "No person matches."
    pub fn empty(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.empty = words.into();
        self
    }

    /// Fills the room there is.
    pub fn show<R: TableRows + ?Sized>(self, ui: &mut Ui, state: &mut TableState, rows: &R) -> TableResponse {
        let c = colours(ui);
        let full = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(full, Sense::click());
        let header_height = if self.header { tokens().size.table_header } else { 0.0 };
        let count = rows.len();
        let mut out = TableResponse {
            response: response.clone(),
            moved: None,
            opened: None,
            edit: None,
            delete: false,
            selection_changed: false,
            sorted: None,
            visible: 0..0,
        };
        ui.painter().rect_filled(full, CornerRadius::ZERO, c.surface);
        let mut body = Rect::from_min_max(pos2(full.left(), full.top() + header_height), full.max);
        let check_width = if self.checks { 12.0 + tokens().size.check + 4.0 } else { 5.0 };

        // Columns first: whether they need a bar decides the height of the body.
        let tall = count as f64 * f64::from(self.row_height) > f64::from(body.height());
        let bar_width = if tall { scroll::BAR } else { 0.0 };
        let room = full.width() - check_width - bar_width;
        let widths = self.widths(state, room);
        let total: f32 = widths.iter().sum();
        let wide = total > room + 0.5;
        if wide {
            body.max.y -= scroll::BAR;
        }
        state.across = state.across.clamp(0.0, (total - room).max(0.0));

        let keys = keys::Keys {
            rows,
            many: self.checks,
            columns: self.columns,
            page: ((body.height() / self.row_height).floor() as u64).max(1),
        };
        if response.clicked() {
            response.request_focus();
        }
        if response.has_focus() {
            keys.take(ui, response.id, state, &mut out);
        } else {
            state.in_header = None;
        }
        if let Some(row) = state.cursor
            && row >= count
        {
            state.cursor = count.checked_sub(1);
        }
        if let Some(row) = state.reveal.take()
            && row < count
        {
            state.bring_into_view(row, count, self.row_height, body.height());
        }
        scroll::wheel(ui, &response, state, count, self.row_height, body.height());
        state.stay_inside(count, self.row_height, body.height());

        let layout = Layout {
            body,
            cells_right: body.right() - bar_width,
            check_width,
            widths: &widths,
            row_height: self.row_height,
        };
        let mut menu = self.menu;
        let painter = ui.painter_at(body);
        let mut y = body.top() - state.rest;
        let mut row = state.first;
        while y < body.bottom() && row < count {
            let rect = Rect::from_min_size(pos2(body.left(), y), vec2(body.width(), self.row_height));
            show_row(ui, &painter, &layout, &keys, row, rect, &response, state, &mut out, &mut menu);
            y += self.row_height;
            row += 1;
        }
        out.visible = state.first..row;
        if count == 0 {
            let at = pos2(body.center().x, body.top() + 48.0);
            let fit = Fit::Elide(body.width() - 32.0);
            text::paint(&painter, at, Align2::CENTER_CENTER, &self.empty, Type::Body, c.ink_muted, fit);
        }
        if self.header {
            let rect = Rect::from_min_size(full.min, vec2(full.width(), header_height));
            let parts = header::Header { columns: self.columns, layout: &layout, rect, rows, many: self.checks };
            parts.show(ui, &response, state, &mut out);
        }
        if tall {
            let track = Rect::from_min_max(pos2(full.right() - scroll::BAR, body.top()), body.max);
            scroll::down(ui, track, response.id, state, count, self.row_height, body.height());
        }
        if wide {
            let track =
                Rect::from_min_max(pos2(full.left(), body.bottom()), pos2(full.right() - bar_width, full.bottom()));
            scroll::across(ui, track, response.id, state, total, room);
        }
        typed_plate(ui, body, state);
        if response.has_focus() && state.cursor.is_none() && state.in_header.is_none() {
            paint_focus_ring_inside(ui, &ui.painter_at(full), full, 0);
        }
        self::describe(ui, self.name, &self.empty, &response, count, self.columns.len(), &out.visible);
        out
    }

    fn widths(&self, state: &mut TableState, room: f32) -> Vec<f32> {
        state.widths.resize(self.columns.len(), None);
        let mut widths: Vec<f32> =
            self.columns.iter().zip(&state.widths).map(|(column, own)| own.unwrap_or(column.width)).collect();
        let growing: Vec<usize> =
            (0..widths.len()).filter(|i| self.columns[*i].grow && state.widths[*i].is_none()).collect();
        let spare = room - widths.iter().sum::<f32>();
        if spare > 0.0 && !growing.is_empty() {
            let share = spare / growing.len() as f32;
            for i in growing {
                widths[i] += share;
            }
        }
        // A little less for each column is better than a bar to push them with; what somebody set stays, and so do those that
        // take what is left over, because it is they that one reads.
        let given = |i: &usize| state.widths[*i].is_none() && !self.columns[*i].grow;
        let all: f32 = (0..widths.len()).filter(given).map(|i| widths[i]).sum();
        if spare < 0.0 && -spare <= all * Self::GIVES {
            for i in (0..widths.len()).filter(given) {
                widths[i] += spare * widths[i] / all;
            }
        }
        widths
    }

    /// Part of its width that a column gives up before there is a bar.
    const GIVES: f32 = 0.1;
}

pub(super) struct Layout<'a> {
    body: Rect,
    /// Cells end here; rows go on under the scroll bar.
    cells_right: f32,
    check_width: f32,
    widths: &'a [f32],
    row_height: f32,
}

fn describe(ui: &Ui, name: &str, empty: &str, response: &Response, count: u64, columns: usize, visible: &Range<u64>) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Table, true, name);
        info.current_text_value = Some(if count == 0 {
            empty.to_owned()
        } else {
            format!("rows {} to {} of {}", grouped(visible.start + 1), grouped(visible.end), grouped(count))
        });
        info
    });
    ui.accesskit_node_builder(response.id, |node| {
        node.set_row_count(usize::try_from(count).unwrap_or(usize::MAX));
        node.set_column_count(columns);
    });
}

#[allow(clippy::too_many_arguments, reason = "the parts of one row, all borrowed from the table")]
fn show_row<R: TableRows + ?Sized>(
    ui: &mut Ui,
    painter: &Painter,
    layout: &Layout<'_>,
    keys: &keys::Keys<'_, R>,
    row: u64,
    rect: Rect,
    table: &Response,
    state: &mut TableState,
    out: &mut TableResponse,
    menu: &mut Option<RowMenu<'_>>,
) {
    let c = colours(ui);
    let key = keys.rows.key(row);
    let hit = rect.intersect(layout.body);
    // Not focusable: for the keyboard the whole table is one stop.
    let response = ui.interact(hit, table.id.with(("row", row)), Sense::CLICK);
    if response.clicked() {
        table.request_focus();
        state.in_header = None;
        let modifiers = ui.input(|i| i.modifiers);
        if keys.many && modifiers.command {
            state.toggle(keys.rows, row);
            out.selection_changed = true;
            keys.go(row, false, state, out);
        } else {
            keys.go(row, modifiers.shift, state, out);
        }
        state.reveal = None;
    }
    if response.double_clicked() {
        out.opened = Some(row);
    }
    if let Some(menu) = menu {
        if response.secondary_clicked() {
            keys.go(row, false, state, out);
        }
        response.context_menu(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            menu(ui, row);
        });
    }
    let checked = state.is_selected(key);
    let current = state.cursor == Some(row);
    let selected = if keys.many { checked } else { current };
    let fill = match (selected, response.hovered()) {
        (true, _) => Some(c.surface_selected),
        (false, true) => Some(c.surface_hover),
        _ => None,
    };
    if let Some(fill) = fill {
        painter.rect_filled(rect, CornerRadius::ZERO, fill);
    }
    hairline(painter, rect.x_range(), rect.bottom(), c.line);
    if keys.many && current {
        let mark = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(mark, CornerRadius::ZERO, c.outline_strong);
    }
    let label = (0..keys.columns.len())
        .map(|column| keys.rows.text(row, column))
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, selected, &label));
    ui.accesskit_node_builder(response.id, |node| {
        node.set_row_index(usize::try_from(row).unwrap_or(usize::MAX));
        node.set_selected(selected);
    });

    if keys.many {
        let centre = pos2(rect.left() + 12.0 + tokens().size.check / 2.0, rect.center().y);
        check_box(painter, c, centre, Some(checked), true);
        let place = Rect::from_min_max(rect.min, pos2(rect.left() + layout.check_width, rect.bottom()));
        let tick = ui.interact(place.intersect(layout.body), table.id.with(("tick", row)), Sense::CLICK);
        let name = format!("Select {}", keys.rows.text(row, 0));
        tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, checked, &name));
        if tick.clicked() {
            table.request_focus();
            if ui.input(|i| i.modifiers.shift) {
                keys.go(row, true, state, out);
            } else {
                state.toggle(keys.rows, row);
                out.selection_changed = true;
            }
            state.reveal = None;
        }
    }
    let mut x = rect.left() + layout.check_width - state.across;
    // A wide table slides under its check boxes.
    let cells =
        Rect::from_min_max(pos2(rect.left() + layout.check_width, rect.top()), pos2(layout.cells_right, rect.bottom()));
    for (column, width) in layout.widths.iter().enumerate() {
        let place = Rect::from_min_size(pos2(x, rect.top()), vec2(*width, layout.row_height));
        x += width;
        let shown = place.intersect(cells).intersect(layout.body);
        if shown.width() <= 1.0 {
            continue;
        }
        let mut cell = Cell {
            ui,
            painter: painter.with_clip_rect(shown),
            rect: place,
            row,
            column,
            right_aligned: keys.columns[column].right,
            selected,
            left: place.left() + 7.0,
            right: place.right() - 7.0,
        };
        keys.rows.paint(&mut cell);
    }
    if current && table.has_focus() && state.in_header.is_none() {
        paint_focus_ring_inside(ui, painter, rect, 2);
    }
}

/// Shows what is being typed to find a row.
fn typed_plate(ui: &Ui, body: Rect, state: &TableState) {
    if state.typed.is_empty() {
        return;
    }
    let c = colours(ui);
    let width = text::width(ui.painter(), &state.typed, Type::LabelStrong) + 24.0;
    let corner = pos2(body.left() + 12.0, body.bottom() - 40.0);
    let plate = Rect::from_min_size(corner, vec2(width, 28.0));
    ui.painter().rect_filled(plate, CornerRadius::same(tokens().radius.control), c.bar);
    let at = plate.center();
    text::paint(ui.painter(), at, Align2::CENTER_CENTER, &state.typed, Type::LabelStrong, c.on_bar, Fit::Free);
}

/// Orders by a column: first smallest first, then largest first, and so on.
fn sort_by(columns: &[Column], column: usize, state: &mut TableState, out: &mut TableResponse) {
    if !columns.get(column).is_some_and(|c| c.sortable) {
        return;
    }
    // Numbers are looked at from the largest down.
    let first_descending = columns[column].right;
    let descending = match state.sort {
        Some(sort) if sort.column == column => !sort.descending,
        _ => first_descending,
    };
    let sort = Sort { column, descending };
    state.sort = Some(sort);
    out.sorted = Some(sort);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_give_a_little_before_there_is_a_bar() {
        let columns = [Column::new("Name", 200.0).grow(), Column::new("Team", 100.0), Column::new("Roles", 100.0)];
        let table = DataTable::new("People", &columns);
        let mut state = TableState::new();
        assert_eq!(table.widths(&mut state, 500.0), [300.0, 100.0, 100.0]);
        assert_eq!(table.widths(&mut state, 390.0), [200.0, 95.0, 95.0]);
        // Too much is missing: nothing is squeezed, and one scrolls.
        assert_eq!(table.widths(&mut state, 300.0), [200.0, 100.0, 100.0]);
        state.widths[1] = Some(100.0);
        assert_eq!(table.widths(&mut state, 392.0), [200.0, 100.0, 92.0]);
    }
}
