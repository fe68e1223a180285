//! Scrolling a table: the wheel, and bars that know rows instead of points.

use eframe::egui::{CornerRadius, Id, InputState, Rect, Response, Sense, Ui, pos2, vec2};

use super::TableState;
use crate::gui::theme::colours;

/// Width of a bar with its track.
pub(super) const BAR: f32 = 12.0;
const HANDLE_MIN: f32 = 28.0;

pub(super) fn wheel(ui: &Ui, table: &Response, state: &mut TableState, rows: u64, row_height: f32, height: f32) {
    if !table.contains_pointer() {
        return;
    }
    let mut delta = ui.input(InputState::smooth_scroll_delta);
    if ui.input(|i| i.modifiers.shift) && delta.x == 0.0 {
        delta = vec2(delta.y, 0.0);
    }
    if delta.y != 0.0 {
        state.scroll_by(-delta.y, rows, row_height, height);
    }
    if delta.x != 0.0 {
        state.across = (state.across - delta.x).max(0.0);
    }
}

pub(super) fn down(ui: &Ui, track: Rect, id: Id, state: &mut TableState, rows: u64, row_height: f32, height: f32) {
    let shown = (f64::from(height) / (rows as f64 * f64::from(row_height))).min(1.0) as f32;
    let length = (shown * track.height()).max(HANDLE_MIN).min(track.height());
    let way = track.height() - length;
    let part = state.part(rows, row_height, height) as f32;
    let handle = Rect::from_min_size(pos2(track.left(), track.top() + part * way), vec2(track.width(), length));
    let (grabbed, moved) = bar(ui, track, handle, id.with("bar down"), false);
    if let Some(by) = moved
        && way > 0.0
    {
        state.go_to_part(f64::from((handle.top() + by - track.top()) / way), rows, row_height, height);
    } else if let Some(page) = grabbed {
        state.scroll_by(page * height * 0.9, rows, row_height, height);
    }
}

pub(super) fn across(ui: &Ui, track: Rect, id: Id, state: &mut TableState, total: f32, room: f32) {
    let length = (room / total * track.width()).max(HANDLE_MIN).min(track.width());
    let way = track.width() - length;
    let most = (total - room).max(1.0);
    let left = track.left() + state.across / most * way;
    let handle = Rect::from_min_size(pos2(left, track.top()), vec2(length, track.height()));
    let (grabbed, moved) = bar(ui, track, handle, id.with("bar across"), true);
    if let Some(by) = moved
        && way > 0.0
    {
        state.across = ((left + by - track.left()) / way * most).clamp(0.0, most);
    } else if let Some(page) = grabbed {
        state.across = (state.across + page * room * 0.9).clamp(0.0, most);
    }
}

/// Draws a bar; gives the page step when the track was pressed, and the points the handle was dragged.
fn bar(ui: &Ui, track: Rect, handle: Rect, id: Id, lying: bool) -> (Option<f32>, Option<f32>) {
    let c = colours(ui);
    // For screen readers and the keyboard the table itself scrolls.
    let back = ui.interact(track, id.with("track"), Sense::CLICK);
    let grip = ui.interact(handle, id.with("grip"), Sense::DRAG | Sense::CLICK);
    let lit = grip.hovered() || grip.dragged();
    if lit || back.hovered() {
        ui.painter().rect_filled(track, CornerRadius::ZERO, c.surface_inset);
    }
    let inset = if lit { 2.0 } else { 3.0 };
    let colour = if lit { c.ink_muted } else { c.line_control.gamma_multiply(0.7) };
    let shown = if lying { handle.shrink2(vec2(2.0, inset)) } else { handle.shrink2(vec2(inset, 2.0)) };
    ui.painter().rect_filled(shown, CornerRadius::same(4), colour);
    let page = back.clicked().then(|| back.interact_pointer_pos()).flatten().map(|p| {
        let before = if lying { p.x < handle.center().x } else { p.y < handle.center().y };
        if before { -1.0 } else { 1.0 }
    });
    // Where in the handle it was taken: the handle stays under the pointer even after the end of the way.
    let taken = id.with("taken");
    let along = |p: eframe::egui::Pos2| if lying { p.x - handle.left() } else { p.y - handle.top() };
    if grip.drag_started()
        && let Some(at) = ui.input(|i| i.pointer.press_origin())
    {
        ui.data_mut(|d| d.insert_temp(taken, along(at)));
    }
    let moved = grip
        .interact_pointer_pos()
        .filter(|_| grip.dragged())
        .map(|at| along(at) - ui.data(|d| d.get_temp(taken)).unwrap_or(0.0));
    (page, moved)
}
