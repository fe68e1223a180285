//! Pictures on paper colour, as tiles and wells.

use crate::gui::theme::{colours, colours_of};
use eframe::egui::{Color32, CornerRadius, Rect, Stroke, StrokeKind, TextureId, Ui, pos2};

/// A picture on a small sheet of paper, in both themes.
pub fn tile(ui: &Ui, rect: Rect, texture: Option<TextureId>) {
    let line = Stroke::new(1.0, colours(ui).line_control);
    ui.painter().rect(rect, CornerRadius::same(6), colours_of(false).canvas, line, StrokeKind::Inside);
    if let Some(texture) = texture {
        picture(ui, rect.shrink(3.0), texture, 1.0);
    }
}

/// A picture, dimmed below 1.
pub fn picture(ui: &Ui, rect: Rect, texture: TextureId, strength: f32) {
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    ui.painter().image(texture, rect, whole, Color32::WHITE.gamma_multiply(strength));
}
