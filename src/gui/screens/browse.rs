//! A list at the left of a page: rows of three lines, what is shown of them, and going up and down. Pages bring the lines.

use super::many;
use crate::app::people::folded;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::{Align2, TextureId, Ui, pos2};
use std::borrow::Cow;
use std::collections::HashMap;

/// Points of one row.
pub const ROW_HEIGHT: f32 = 74.0;

/// What a row says.
pub trait Line {
    /// The number of its record.
    fn key(&self) -> u64;
    fn title(&self) -> &str;
    /// The id as people see it, so that equal titles are told apart.
    fn id(&self) -> String;
    /// At the right of the title.
    fn aside(&self) -> &str;
    fn about(&self) -> &str;
    fn excerpt(&self) -> &str;
    fn chip(&self) -> Chip<'static>;
    /// Whose face stands before it; rows without faces give `None` everywhere.
    fn face_of(&self) -> Option<&str> {
        None
    }
}

/// What is shown of a list, and where one is in it.
#[derive(Default)]
pub struct Browse {
    pub table: TableState,
    /// Indexes into the lines.
    pub rows: Vec<u32>,
    /// The record shown beside the list.
    pub shown: Option<u64>,
}

/// What was done in the list.
#[derive(Default)]
pub struct Done {
    /// Another record is shown.
    pub moved: bool,
    /// These are to be deleted.
    pub delete: Vec<u64>,
    pub clear_filter: bool,
}

struct Rows<'a, L> {
    lines: &'a [L],
    order: &'a [u32],
    faces: &'a HashMap<u64, TextureId>,
}

impl<L: Line> Rows<'_, L> {
    fn line(&self, row: u64) -> Option<&L> {
        self.lines.get(*self.order.get(usize::try_from(row).ok()?)? as usize)
    }
}

impl<L: Line> TableRows for Rows<'_, L> {
    fn len(&self) -> u64 {
        self.order.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.line(row).map_or(0, Line::key)
    }
    fn text(&self, row: u64, _column: usize) -> Cow<'_, str> {
        self.line(row).map_or(Cow::Borrowed(""), |line| Cow::Owned(format!("{} {}", line.title(), line.id())))
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(line) = self.line(cell.row()) else { return };
        let c = cell.colours();
        let rect = cell.rect();
        let p = cell.painter().clone();
        let mut left = rect.left() + 6.0;
        if let Some(name) = line.face_of() {
            let face = FacePlate::new(name).texture(self.faces.get(&line.key()).copied());
            face.paint(&p, c, pos2(rect.left() + 22.0, rect.top() + 24.0), 30.0);
            left = rect.left() + 46.0;
        }
        let right = rect.right() - 10.0;
        let [first, second, third] = [18.0, 37.0, 57.0].map(|y| rect.top() + y);
        let paint = |x, y, anchor, words: &str, style, ink, room| {
            text::paint(&p, pos2(x, y), anchor, words, style, ink, Fit::Elide(room))
        };
        let aside = paint(right, first, Align2::RIGHT_CENTER, line.aside(), Type::Caption, c.ink_muted, 130.0);
        let room = aside.left() - left - 8.0;
        paint(left, first, Align2::LEFT_CENTER, line.title(), Type::Strong, c.ink, room);
        paint(left, second, Align2::LEFT_CENTER, line.about(), Type::Caption, c.ink_muted, right - left);
        let chip = line.chip();
        let chip_left = right - chip.width(&p);
        chip.paint(&p, c, chip_left, third, right);
        paint(left, third, Align2::LEFT_CENTER, line.excerpt(), Type::Label, c.ink, chip_left - left - 8.0);
    }
    fn find(&self, typed: &str, from: u64) -> Option<u64> {
        let typed = folded(typed);
        let len = self.len();
        (0..len.min(100_000))
            .map(|step| (from + step) % len)
            .find(|row| self.line(*row).is_some_and(|line| folded(line.title()).starts_with(&typed)))
    }
}

impl Browse {
    fn key_at<L: Line>(&self, lines: &[L], row: usize) -> Option<u64> {
        self.rows.get(row).and_then(|index| lines.get(*index as usize)).map(Line::key)
    }

    /// Takes other rows; the cursor follows the record that is shown. One that is gone makes way for the next in its place.
    pub fn set<L: Line>(&mut self, lines: &[L], rows: Vec<u32>, is_there: impl Fn(u64) -> bool) {
        self.rows = rows;
        self.table.keep_selected(&is_there);
        if self.shown.is_none_or(|shown| !is_there(shown)) {
            let last = self.rows.len().saturating_sub(1);
            let place = self.table.cursor().map_or(0, |row| (row as usize).min(last));
            self.shown = self.key_at(lines, place);
        }
        let shown = self.shown;
        let row = (0..self.rows.len()).find(|row| shown.is_some() && self.key_at(lines, *row) == shown);
        let row = row.map(|row| row as u64);
        if self.table.cursor() != row {
            self.table.set_cursor(row);
        }
    }

    /// Goes one row down, or up.
    pub fn go<L: Line>(&mut self, lines: &[L], down: bool) {
        let Some(last) = self.rows.len().checked_sub(1) else { return };
        let row = match (self.table.cursor(), down) {
            (None, _) => 0,
            (Some(row), true) => (row as usize + 1).min(last),
            (Some(row), false) => (row as usize).saturating_sub(1),
        };
        self.table.set_cursor(Some(row as u64));
        self.shown = self.key_at(lines, row);
    }

    /// Why there is no row before, or after, the one that is shown.
    pub fn ends(&self) -> [Option<&'static str>; 2] {
        let at = self.table.cursor();
        [
            (at.unwrap_or(0) == 0).then_some("This is the first one."),
            (at.map_or(0, |row| row + 1) >= self.rows.len() as u64).then_some("This is the last one."),
        ]
    }

    /// The lines in view, for their faces.
    pub fn in_view<'l, L: Line>(&self, ui: &Ui, lines: &'l [L]) -> impl Iterator<Item = &'l L> {
        let count = (ui.available_height() / ROW_HEIGHT) as usize + 2;
        let rows: Vec<u32> = self.rows.iter().skip(self.table.first_row() as usize).take(count).copied().collect();
        rows.into_iter().filter_map(move |index| lines.get(index as usize))
    }

    /// Paints the list into the room there is. `nothing` is said where no line is left.
    pub fn list<L: Line>(
        &mut self,
        ui: &mut Ui,
        name: &str,
        lines: &[L],
        faces: &HashMap<u64, TextureId>,
        nothing: &str,
    ) -> Done {
        if self.rows.is_empty() {
            ui.add_space(40.0);
            let clear = ui.vertical_centered(|ui| {
                Text::body(nothing).muted().show(ui);
                ui.add_space(8.0);
                CommandButton::plain("Clear the filter").show(ui).clicked()
            });
            return Done { clear_filter: clear.inner, ..Done::default() };
        }
        let columns = [Column::new(name, 240.0).grow()];
        let rows = Rows { lines, order: &self.rows, faces };
        let table = DataTable::new(name, &columns).checks().no_header().row_height(ROW_HEIGHT);
        let out = table.show(ui, &mut self.table, &rows);
        let mut done = Done::default();
        if let Some(key) = out.moved.or(out.opened).and_then(|row| rows.line(row)).map(Line::key) {
            done.moved = self.shown != Some(key);
            self.shown = Some(key);
        }
        if out.delete {
            let chosen: Vec<u64> = many::chosen(&self.table);
            done.delete = if chosen.is_empty() { self.shown.into_iter().collect() } else { chosen };
        }
        done
    }
}
