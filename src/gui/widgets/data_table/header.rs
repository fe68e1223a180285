//! The line of titles: sorting, widths, selecting all.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, accesskit::SortDirection,
    pos2, vec2,
};

use super::{Column, Layout, TableResponse, TableRows, TableState};
use crate::gui::icons::Icon;
use crate::gui::marks::{check_box, hairline, paint_focus_ring_inside};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

pub(super) struct Header<'a, R: ?Sized> {
    pub columns: &'a [Column],
    pub layout: &'a Layout<'a>,
    pub rect: Rect,
    pub rows: &'a R,
    pub many: bool,
}

impl<R: TableRows + ?Sized> Header<'_, R> {
    pub fn show(&self, ui: &mut Ui, table: &Response, state: &mut TableState, out: &mut TableResponse) {
        let c = colours(ui);
        let painter = ui.painter_at(self.rect);
        painter.rect_filled(self.rect, CornerRadius::ZERO, c.surface_inset);
        hairline(&painter, self.rect.x_range(), self.rect.bottom(), c.line);
        let cells_left = self.rect.left() + self.layout.check_width;
        let cells = Rect::from_min_max(pos2(cells_left, self.rect.top()), self.rect.max);
        let mut x = cells_left - state.across;
        let mut grips = Vec::new();
        for (i, column) in self.columns.iter().enumerate() {
            let width = self.layout.widths[i];
            let place = Rect::from_min_size(pos2(x, self.rect.top()), vec2(width, self.rect.height()));
            x += width;
            let shown = place.intersect(cells);
            if shown.width() <= 1.0 {
                continue;
            }
            self.title(ui, table, i, column, place, shown, state, out);
            grips.push((i, place.right(), width));
        }
        for (i, edge, width) in grips {
            self.grip(ui, table, i, edge, width, state);
        }
        if self.many {
            self.all(ui, table, state, out);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one title, all borrowed from the header")]
    fn title(
        &self,
        ui: &Ui,
        table: &Response,
        index: usize,
        column: &Column,
        place: Rect,
        shown: Rect,
        state: &mut TableState,
        out: &mut TableResponse,
    ) {
        let c = colours(ui);
        let sense = if column.sortable { Sense::CLICK } else { Sense::hover() };
        let response = ui.interact(shown, table.id.with(("title", index)), sense);
        if response.clicked() {
            super::sort_by(self.columns, index, state, out);
            table.request_focus();
        }
        let painter = ui.painter_at(shown);
        let sorted = state.sort.filter(|sort| sort.column == index);
        let ink = if sorted.is_some() || (response.hovered() && column.sortable) { c.ink } else { c.ink_muted };
        let arrow = if sorted.is_some() { 18.0 } else { 0.0 };
        let y = place.center().y;
        let fit = Fit::Elide(place.width() - 14.0 - arrow);
        let words = if column.right {
            let at = pos2(place.right() - 7.0 - arrow, y);
            text::paint(&painter, at, Align2::RIGHT_CENTER, &column.title, Type::LabelStrong, ink, fit)
        } else {
            let at = pos2(place.left() + 7.0, y);
            text::paint(&painter, at, Align2::LEFT_CENTER, &column.title, Type::LabelStrong, ink, fit)
        };
        if let Some(sort) = sorted {
            let icon = if sort.descending { Icon::Down } else { Icon::Up };
            icon.paint(&painter, pos2(words.right() + 11.0, y), 14.0, c.ink);
        }
        if state.in_header == Some(index) && table.has_focus() {
            paint_focus_ring_inside(ui, &painter, place.intersect(shown), 2);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &column.title));
        if let Some(sort) = sorted {
            let direction = if sort.descending { SortDirection::Descending } else { SortDirection::Ascending };
            ui.accesskit_node_builder(response.id, |node| node.set_sort_direction(direction));
        }
    }

    fn grip(&self, ui: &Ui, table: &Response, index: usize, edge: f32, width: f32, state: &mut TableState) {
        let zone = Rect::from_center_size(pos2(edge, self.rect.center().y), vec2(9.0, self.rect.height()));
        let grip = ui
            .interact(zone, table.id.with(("grip", index)), Sense::DRAG | Sense::CLICK)
            .on_hover_cursor(CursorIcon::ResizeColumn);
        if grip.dragged() {
            let wanted = width + grip.drag_delta().x;
            state.widths[index] = Some(wanted.max(self.columns[index].min_width));
        }
        if grip.double_clicked() {
            state.widths[index] = None;
        }
        if grip.hovered() || grip.dragged() {
            let c = colours(ui);
            let line = Stroke::new(2.0, c.line_control);
            let top = self.rect.top() + 6.0;
            ui.painter_at(self.rect).vline(edge - 1.0, top..=self.rect.bottom() - 6.0, line);
        }
    }

    /// The box over the boxes: all, none, or some.
    fn all(&self, ui: &Ui, table: &Response, state: &mut TableState, out: &mut TableResponse) {
        let c = colours(ui);
        let count = self.rows.len();
        let some = !state.selected.is_empty();
        let all = some && state.selected.len() as u64 >= count;
        let place = Rect::from_min_size(self.rect.min, vec2(self.layout.check_width, self.rect.height()));
        let response = ui.interact(place, table.id.with("tick all"), Sense::CLICK);
        ui.painter().rect_filled(place.shrink2(vec2(0.0, 1.0)), CornerRadius::ZERO, c.surface_inset);
        let centre = pos2(self.rect.left() + 12.0 + tokens().size.check / 2.0, self.rect.center().y);
        let shown = if all {
            Some(true)
        } else if some {
            None
        } else {
            Some(false)
        };
        check_box(ui.painter(), c, centre, shown, count > 0);
        if response.clicked() && count > 0 {
            if some {
                state.clear_selection();
            } else {
                state.selected = (0..count).map(|row| self.rows.key(row)).collect();
            }
            out.selection_changed = true;
        }
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::CheckBox, count > 0, "Select all rows");
            info.selected = shown;
            info
        });
    }
}
