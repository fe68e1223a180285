//! A thing to do next, as a line on Home: what, why, and the button that does it.

use std::borrow::Cow;

use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

use super::command_button::CommandButton;
use crate::gui::icons::Icon;
use crate::gui::marks::{hairline, icon_plate};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::colours;

/// A task.
#[must_use = "call show"]
pub struct TaskRow<'a> {
    icon: Icon,
    title: Cow<'a, str>,
    words: Cow<'a, str>,
    first: bool,
    button: CommandButton<'a>,
}

impl<'a> TaskRow<'a> {
    /// A task; give the first one a primary button.
    pub fn new(
        icon: Icon,
        title: impl Into<Cow<'a, str>>,
        words: impl Into<Cow<'a, str>>,
        button: CommandButton<'a>,
    ) -> Self {
        Self { icon, title: title.into(), words: words.into(), first: false, button }
    }

    /// The one that comes first: on the selected surface.
    pub fn first(mut self, first: bool) -> Self {
        self.first = first;
        self
    }

    /// Paints across the room there is, with a hairline above unless it is first; true when pressed.
    pub fn show(self, ui: &mut Ui) -> bool {
        let c = colours(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 59.0), Sense::hover());
        let p = ui.painter();
        let plate_fill = if self.first {
            p.rect_filled(rect, CornerRadius::ZERO, c.surface_selected);
            c.surface_hover
        } else {
            hairline(p, rect.x_range(), rect.top() + 1.0, c.line);
            c.surface_hover
        };
        let y = rect.center().y;
        let plate = Rect::from_center_size(pos2(rect.left() + 33.0, y), Vec2::splat(34.0));
        icon_plate(p, plate, self.icon, plate_fill, c.ink, 18.0);
        let width = self.button.width(p);
        let place = Rect::from_min_size(pos2(rect.right() - 16.0 - width, y - 17.0), vec2(width, 34.0));
        let x = rect.left() + 62.0;
        let fit = Fit::Elide(place.left() - 12.0 - x);
        text::paint(p, pos2(x, y + 1.0), Align2::LEFT_BOTTOM, &self.title, Type::Strong, c.ink, fit);
        text::paint(p, pos2(x, y + 1.0), Align2::LEFT_TOP, &self.words, Type::Label, c.ink_muted, fit);
        let spoken = format!("{}. {}", self.title, self.words);
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &spoken));
        let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("task", self.title.as_ref())));
        self.button.show(&mut child).clicked()
    }
}
