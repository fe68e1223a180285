//! Pages of cards: the margin, the widest measure, and rows of cards beside each other.

use eframe::egui::{Align, Frame, Layout, Margin, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::theme::tokens;

/// A page that scrolls, with 24 points of margin and never wider than its measure.
pub fn cards<R>(ui: &mut Ui, id: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink(false)
        .show(ui, |ui| {
            inset(ui, |ui| {
                let inner = contents(ui);
                ui.add_space(tokens().space.xl);
                inner
            })
        })
        .inner
}

/// The same margin and measure without scrolling.
pub fn inset<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let side = tokens().space.xl;
    Frame::new()
        .inner_margin(Margin::symmetric(side as i8, 0))
        .show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(tokens().size.page_max));
            ui.spacing_mut().item_spacing = vec2(tokens().space.s, tokens().space.l);
            contents(ui)
        })
        .inner
}

/// Two columns beside each other: fill `left` and `right`, then `end` them.
#[must_use = "call end"]
pub struct Columns {
    left: Ui,
    right: Ui,
}

impl Columns {
    /// The left one has this share of the width.
    pub fn new(ui: &mut Ui, share: f32) -> Self {
        let gutter = tokens().space.l;
        let full = ui.available_rect_before_wrap();
        let middle = full.left() + ((full.width() - gutter) * share).round();
        let mut column = |from: f32, to: f32, salt: &str| {
            let place = Rect::from_min_max(pos2(from, full.top()), pos2(to, full.bottom()));
            let mut child =
                ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min)).id_salt(salt));
            child.spacing_mut().item_spacing.y = gutter;
            child
        };
        Self {
            left: column(full.left(), middle, "left column"),
            right: column(middle + gutter, full.right(), "right column"),
        }
    }
    pub fn left(&mut self) -> &mut Ui {
        &mut self.left
    }
    pub fn right(&mut self) -> &mut Ui {
        &mut self.right
    }
    /// Goes on below both.
    pub fn end(self, ui: &mut Ui) {
        let bottom = self.left.min_rect().bottom().max(self.right.min_rect().bottom());
        let full = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(Rect::from_min_max(full.min, pos2(full.right(), bottom)));
    }
}

/// `count` equal columns; `contents` is called once for each.
pub fn equal(ui: &mut Ui, count: usize, mut contents: impl FnMut(&mut Ui, usize)) {
    let gutter = tokens().space.l;
    let full = ui.available_rect_before_wrap();
    let width = (full.width() - gutter * count.saturating_sub(1) as f32) / count.max(1) as f32;
    let mut bottom = full.top();
    for index in 0..count {
        let left = full.left() + index as f32 * (width + gutter);
        let place = Rect::from_min_max(pos2(left, full.top()), pos2(left + width, full.bottom()));
        let builder = UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min)).id_salt(("column", index));
        let mut child = ui.new_child(builder);
        contents(&mut child, index);
        bottom = bottom.max(child.min_rect().bottom());
    }
    ui.advance_cursor_after_rect(Rect::from_min_max(full.min, pos2(full.right(), bottom)));
}
