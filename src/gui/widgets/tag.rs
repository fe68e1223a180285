//! A tag names a thing that belongs to a record and can be taken off it.

use std::borrow::Cow;

use eframe::egui::{
    Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// A name in a thin box, with a small square of its colour.
#[must_use = "call show"]
pub struct Tag<'a> {
    words: Cow<'a, str>,
    swatch: Option<Color32>,
    removable: bool,
}

/// What a tag was asked.
pub struct TagResponse {
    /// The tag itself.
    pub response: Response,
    /// The cross was pressed.
    pub removed: bool,
}

impl<'a> Tag<'a> {
    /// A tag.
    pub fn new(words: impl Into<Cow<'a, str>>) -> Self {
        Self { words: words.into(), swatch: None, removable: false }
    }

    /// A square of this colour before the name.
    pub fn swatch(mut self, colour: Color32) -> Self {
        self.swatch = Some(colour);
        self
    }

    /// With a cross.
    pub fn removable(mut self) -> Self {
        self.removable = true;
        self
    }

    /// Paints.
    pub fn show(self, ui: &mut Ui) -> TagResponse {
        let swatch = if self.swatch.is_some() { 16.0 } else { 0.0 };
        let cross = if self.removable { 20.0 } else { 0.0 };
        let words = text::width(ui.painter(), &self.words, Type::Label);
        let width = (words + swatch + cross + 16.0).ceil().min(ui.available_width());
        let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::hover());
        let c = colours(ui);
        let painter = ui.painter();
        let radius = CornerRadius::same(tokens().radius.control);
        painter.rect(rect, radius, c.surface, Stroke::new(1.0, c.line_control), StrokeKind::Inside);
        let mut x = rect.left() + 8.0;
        if let Some(colour) = self.swatch {
            let square = Rect::from_center_size(pos2(x + 5.0, rect.center().y), Vec2::splat(10.0));
            painter.rect_filled(square, CornerRadius::same(3), colour);
            x += 16.0;
        }
        let fit = Fit::Elide(rect.right() - 8.0 - cross - x);
        let at = pos2(x, rect.center().y);
        text::paint(painter, at, Align2::LEFT_CENTER, &self.words, Type::Label, c.ink, fit);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &self.words));
        let mut removed = false;
        if self.removable {
            let place = Rect::from_min_max(pos2(rect.right() - 24.0, rect.top()), rect.max);
            let button = ui.interact(place, response.id.with("remove"), Sense::click());
            let ink = if button.hovered() { c.danger } else { c.ink_muted };
            Icon::X.paint(ui.painter(), place.center(), 13.0, ink);
            focus_ring(ui, &button, place, tokens().radius.control);
            let name = format!("Remove {}", self.words);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            removed = button.on_hover_text(name).clicked();
        }
        TagResponse { response, removed }
    }
}
