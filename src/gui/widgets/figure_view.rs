//! A figure as it stands: whole, on paper colour in both themes, with the name it is read by.

use eframe::egui::{
    Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, TextureId, Ui, Vec2, WidgetInfo, pos2,
};

use crate::gui::theme::{colours, colours_of, tokens};

/// Width of a figure's picture by its height, as the art gives it.
const SHAPE: f32 = 0.625;

/// A hero or a monster.
#[must_use = "call show"]
pub struct FigureView<'a> {
    name: &'a str,
    texture: Option<TextureId>,
    height: f32,
    square: bool,
    tried: bool,
}

impl<'a> FigureView<'a> {
    /// `name` is for screen readers: "Figure of …".
    pub fn new(name: &'a str, texture: Option<TextureId>) -> Self {
        Self { name, texture, height: 180.0, square: false, tried: false }
    }

    /// Another height in points than 180.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// The picture is as wide as high, as that of a monster.
    pub fn square(mut self) -> Self {
        self.square = true;
        self
    }

    /// What is shown is only tried on: the edge says so.
    pub fn tried(mut self, tried: bool) -> Self {
        self.tried = tried;
        self
    }

    /// Paints across the room there is, the figure in the middle.
    pub fn show(self, ui: &mut Ui) -> Response {
        let size = Vec2::new(ui.available_width(), self.height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let c = colours(ui);
        let round = CornerRadius::same(tokens().radius.panel);
        let line = if self.tried { Stroke::new(2.0, c.accent) } else { Stroke::new(1.0, c.line) };
        ui.painter().rect(rect, round, colours_of(false).canvas, line, StrokeKind::Inside);
        if let Some(texture) = self.texture {
            let inner = rect.shrink(6.0);
            let width = if self.square { inner.height() } else { inner.height() * SHAPE };
            let place = Rect::from_center_size(inner.center(), Vec2::new(width, inner.height()));
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(texture, place, whole, Color32::WHITE);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, self.name));
        let state = if self.tried { "tried on" } else { "as chosen" };
        ui.accesskit_node_builder(response.id, |node| node.set_value(state));
        response
    }
}
