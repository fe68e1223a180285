//! The head of a figure in a round plate, else initials.

use std::borrow::Cow;

use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, TextureId, Ui, Vec2,
    WidgetInfo, epaint::RectShape, pos2,
};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{Colours, colours};

/// Two grapheme clusters that stand for a name: of the first and the last word.
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split(|c: char| c.is_whitespace()).filter(|w| !w.is_empty()).collect();
    let first = |word: &str| -> String {
        word.graphemes(true).find(|g| g.chars().any(char::is_alphanumeric)).unwrap_or_default().to_uppercase()
    };
    match words.as_slice() {
        [] => String::new(),
        [one] => first(one),
        [one, .., last] => first(one) + &first(last),
    }
}

/// A round plate.
#[derive(Debug, Clone)]
#[must_use = "call show or paint"]
pub struct FacePlate<'a> {
    name: Cow<'a, str>,
    texture: Option<TextureId>,
    size: f32,
}

impl<'a> FacePlate<'a> {
    /// For a person of this name.
    pub fn new(name: impl Into<Cow<'a, str>>) -> Self {
        Self { name: name.into(), texture: None, size: 40.0 }
    }

    /// With the head of their figure, as a square picture.
    pub fn texture(mut self, texture: Option<TextureId>) -> Self {
        self.texture = texture;
        self
    }

    /// Width in points, for `show`.
    pub fn size(mut self, size: f32) -> Self {
        self.size = size;
        self
    }

    /// Paints it around a point.
    pub fn paint(&self, painter: &Painter, c: &Colours, centre: Pos2, size: f32) {
        let radius = size / 2.0;
        let Some(texture) = self.texture else {
            painter.circle_filled(centre, radius, c.surface_hover);
            let letters = initials(&self.name);
            let style = match size {
                s if s < 34.0 => Type::CaptionStrong,
                s if s < 56.0 => Type::Strong,
                _ => Type::Page,
            };
            let fit = Fit::Free;
            // In the smallest plates two wide letters must still stay inside.
            if size < 34.0 {
                let font = eframe::egui::FontId::new(size * 0.4, Type::Strong.family());
                let words = crate::gui::bidi::visual_order(&letters).into_owned();
                let galley = painter.layout_no_wrap(words, font, c.ink);
                painter.galley(centre - galley.size() / 2.0, galley, c.ink);
            } else {
                text::paint(painter, centre, Align2::CENTER_CENTER, &letters, style, c.ink, fit);
            }
            return;
        };
        let rect = Rect::from_center_size(centre, Vec2::splat(size));
        painter.circle_filled(centre, radius, c.sun);
        let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        let round = CornerRadius::same(radius.min(255.0) as u8);
        painter.add(Shape::Rect(RectShape::filled(rect, round, Color32::WHITE).with_texture(texture, uv)));
        let line = if size < 34.0 { 1.5 } else { 2.0 };
        painter.circle_stroke(centre, radius - line / 2.0, Stroke::new(line, c.on_sun));
    }

    /// Paints it in the layout.
    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(self.size), Sense::hover());
        self.paint(ui.painter(), colours(ui), rect.center(), self.size);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &self.name));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_whole_clusters() {
        assert_eq!(initials("Thibauld Münchhausen"), "TM");
        assert_eq!(initials("Đặng Thùy Trâm"), "ĐT");
        assert_eq!(initials("יעל כהן"), "יכ");
        assert_eq!(initials("राजेश कुमार"), "राकु");
        assert_eq!(initials("  Cher "), "C");
        assert_eq!(initials(""), "");
    }
}
