//! Tabs over a pane: which side of one record is shown.

use eframe::egui::{Align2, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::lead;
use crate::gui::marks::{focus_ring, hairline};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// A row of tabs with a line under the open one.
#[must_use = "call show"]
pub struct Tabs<'a, S> {
    titles: &'a [S],
    open: &'a mut usize,
}

impl<'a, S: AsRef<str>> Tabs<'a, S> {
    /// `open` is an index into `titles`.
    pub fn new(titles: &'a [S], open: &'a mut usize) -> Self {
        Self { titles, open }
    }

    /// Paints across the room there is; `changed` when another was opened.
    pub fn show(self, ui: &mut Ui) -> Response {
        let height = 36.0;
        let (rect, mut response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let c = colours(ui);
        hairline(ui.painter(), rect.x_range(), rect.bottom(), c.line);
        let natural: f32 = self.titles.iter().map(|t| text::width(ui.painter(), t.as_ref(), Type::Strong) + 22.0).sum();
        // In a narrow pane tabs move together rather than out of sight.
        let squeeze = (rect.width() / natural.max(1.0)).min(1.0);
        let mut x = rect.left();
        for (i, title) in self.titles.iter().enumerate() {
            let words = title.as_ref();
            let width = (text::width(ui.painter(), words, Type::Strong) + 18.0) * squeeze;
            let part = Rect::from_min_size(pos2(x, rect.top()), vec2(width, height));
            x += width + 4.0 * squeeze;
            let tab = ui.interact(part, response.id.with(i), Sense::click());
            // Who was led to a whole tab finds it open.
            let is_meant = lead::wanted(ui.ctx()).is_some_and(|wanted| *wanted == *words);
            if is_meant {
                lead::arrived(ui.ctx());
            }
            if (tab.clicked() || is_meant) && *self.open != i {
                *self.open = i;
                response.mark_changed();
            }
            let on = *self.open == i;
            let (style, ink) = match (on, tab.hovered()) {
                (true, _) => (Type::Strong, c.ink),
                (false, true) => (Type::Body, c.ink),
                (false, false) => (Type::Body, c.ink_muted),
            };
            let at = part.center() - vec2(0.0, 1.0);
            text::paint(ui.painter(), at, Align2::CENTER_CENTER, words, style, ink, Fit::Elide(width - 4.0));
            if on {
                let edge = if ui.visuals().dark_mode { c.sun } else { c.outline_strong };
                let under = Rect::from_min_max(pos2(part.left(), part.bottom() - 3.0), part.max);
                ui.painter().rect_filled(under, CornerRadius::ZERO, edge);
            }
            focus_ring(ui, &tab, part.shrink(2.0), tokens().radius.small);
            tab.widget_info(|| WidgetInfo::labeled(Role::Tab, true, words));
            ui.accesskit_node_builder(tab.id, |node| node.set_selected(on));
        }
        response.widget_info(|| WidgetInfo::new(Role::TabList));
        response
    }
}
