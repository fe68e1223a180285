//! Judging: a score on a tint, and a bar that goes both ways from a middle.

use eframe::egui::{Align2, CornerRadius, Painter, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{self, Colours, colours};

/// Paints a score into `rect`: the accent at 6 to 45 % over the surface by `part` (0 to 1), ink stays ink.
/// Without a score a dash.
pub fn paint_score(painter: &Painter, c: &Colours, rect: Rect, part: f32, words: Option<&str>) {
    let round = CornerRadius::same(4);
    let middle = Align2::CENTER_CENTER;
    if let Some(words) = words {
        let fill = theme::mix(c.surface, c.accent, 0.06 + 0.39 * part.clamp(0.0, 1.0));
        painter.rect_filled(rect, round, fill);
        text::paint(painter, rect.center(), middle, words, Type::LabelStrong, c.ink, Fit::Elide(rect.width() - 4.0));
    } else {
        painter.rect_filled(rect, round, c.surface_inset);
        text::paint(painter, rect.center(), middle, "–", Type::Label, c.ink_muted, Fit::Free);
    }
}

/// A score to be pressed, for criteria and comment.
#[must_use = "call show"]
pub struct ScoreCell<'a> {
    name: &'a str,
    score: Option<(f32, &'a str)>,
    width: f32,
}

impl<'a> ScoreCell<'a> {
    /// `name` says whose score of what it is; the score is its part of the most (0 to 1) and its words.
    pub fn new(name: &'a str, score: Option<(f32, &'a str)>) -> Self {
        Self { name, score, width: 56.0 }
    }

    /// Width in points.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Paints.
    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(self.width, 28.0), Sense::click());
        let c = colours(ui);
        let (part, words) = self.score.map_or((0.0, None), |(part, words)| (part, Some(words)));
        paint_score(ui.painter(), c, rect, part, words);
        if response.hovered() {
            let line = Stroke::new(1.0, c.line_control);
            ui.painter().rect_stroke(rect, 4, line, eframe::egui::StrokeKind::Inside);
        }
        focus_ring(ui, &response, rect, 4);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Button, true, self.name);
            info.current_text_value = Some(words.unwrap_or("no score").to_owned());
            info
        });
        response
    }
}

/// A bar from a middle line to the left (less) or right (more), with its value written.
#[must_use = "call show"]
pub struct DivergingBar<'a> {
    name: &'a str,
    value: f32,
    most: f32,
    words: &'a str,
}

impl<'a> DivergingBar<'a> {
    /// `value` between minus `most` and `most`; `words` is how it is written, with its sign.
    pub fn new(name: &'a str, value: f32, most: f32, words: &'a str) -> Self {
        Self { name, value, most, words }
    }

    /// Paints across the room there is.
    pub fn show(self, ui: &mut Ui) -> Response {
        let c = colours(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
        let p = ui.painter();
        let y = rect.center().y;
        let names = rect.width() * 0.34;
        let m = Align2::LEFT_CENTER;
        text::paint(p, pos2(rect.left(), y), m, self.name, Type::Label, c.ink, Fit::Elide(names - 8.0));
        let values = 52.0;
        let room =
            Rect::from_min_max(pos2(rect.left() + names, rect.top()), pos2(rect.right() - values, rect.bottom()));
        let middle = room.center().x;
        let reach = room.width() / 2.0 * (self.value / self.most.max(f32::EPSILON)).clamp(-1.0, 1.0);
        let (from, to) = if reach < 0.0 { (middle + reach, middle) } else { (middle, middle + reach) };
        let colour = if reach < 0.0 { c.category[1] } else { c.category[0] };
        let bar = Rect::from_min_max(pos2(from, y - 7.0), pos2(to, y + 7.0));
        p.rect_filled(bar, CornerRadius::same(2), colour);
        p.vline(middle, rect.y_range(), Stroke::new(1.0, c.line_control));
        let m = Align2::RIGHT_CENTER;
        text::paint(p, rect.right_center(), m, self.words, Type::LabelStrong, c.ink, Fit::Free);
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{}: {}", self.name, self.words)));
        response
    }
}
