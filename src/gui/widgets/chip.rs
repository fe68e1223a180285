//! A chip states something in a pill: "Agreed 3 Nov". It is read, not changed; `button` makes one a choice.

use std::borrow::Cow;

use eframe::egui::{
    Align2, CornerRadius, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::gui::icons::Icon;
use crate::gui::marks::{Tone, focus_ring};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{Colours, colours, tokens};

/// A pill with a word.
#[derive(Debug, Clone)]
#[must_use = "call show"]
pub struct Chip<'a> {
    words: Cow<'a, str>,
    tone: Tone,
    icon: Option<Icon>,
    button: bool,
}

impl<'a> Chip<'a> {
    /// A chip of a tone.
    pub fn new(words: impl Into<Cow<'a, str>>, tone: Tone) -> Self {
        Self { words: words.into(), tone, icon: None, button: false }
    }

    /// Grey.
    pub fn neutral(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Tone::Neutral)
    }

    /// Blue.
    pub fn accent(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Tone::Accent)
    }

    /// Green, with a tick.
    pub fn success(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Tone::Success).icon(Icon::Check)
    }

    /// Amber.
    pub fn warning(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Tone::Warning)
    }

    /// Red.
    pub fn danger(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Tone::Danger)
    }

    /// Yellow, semi-bold: sealed, next.
    pub fn sun(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Tone::Sun)
    }

    /// Only an outline.
    pub fn line(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Tone::Line)
    }

    /// An icon before the word.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Can be pressed.
    pub fn button(mut self) -> Self {
        self.button = true;
        self
    }

    /// What it says.
    pub fn words(&self) -> &str {
        &self.words
    }

    fn style(&self) -> Type {
        if self.tone == Tone::Sun { Type::CaptionStrong } else { Type::Caption }
    }

    /// Width it takes, in points.
    pub fn width(&self, painter: &Painter) -> f32 {
        let icon = if self.icon.is_some() { 18.0 } else { 0.0 };
        (text::width(painter, &self.words, self.style()) + icon + 18.0).ceil()
    }

    /// Paints it with its left edge at `x` and its middle at `y`, for cells; cut at `right`.
    pub fn paint(&self, painter: &Painter, c: &Colours, x: f32, y: f32, right: f32) -> Rect {
        let height = tokens().size.chip;
        let width = self.width(painter).min((right - x).max(height));
        let rect = Rect::from_min_size(pos2(x, y - height / 2.0), vec2(width, height));
        let (fill, ink) = self.tone.soft(c);
        painter.rect_filled(rect, CornerRadius::same(11), fill);
        if self.tone == Tone::Line {
            let stroke = Stroke::new(1.0, c.line_control);
            painter.rect_stroke(rect, CornerRadius::same(11), stroke, StrokeKind::Inside);
        }
        let mut left = rect.left() + 9.0;
        if let Some(icon) = self.icon {
            icon.paint(painter, pos2(left + 7.0, y), 14.0, ink);
            left += 18.0;
        }
        let fit = Fit::Elide((rect.right() - 8.0 - left).max(1.0));
        text::paint(painter, pos2(left, y), Align2::LEFT_CENTER, &self.words, self.style(), ink, fit);
        rect
    }

    /// Paints it in the layout.
    pub fn show(self, ui: &mut Ui) -> Response {
        let size = vec2(self.width(ui.painter()).min(ui.available_width()), tokens().size.chip);
        let sense = if self.button { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let c = colours(ui);
        self.paint(ui.painter(), c, rect.left(), rect.center().y, rect.right());
        if self.button {
            if response.hovered() {
                let stroke = Stroke::new(1.5, c.ink);
                ui.painter().rect_stroke(rect, CornerRadius::same(11), stroke, StrokeKind::Inside);
            }
            focus_ring(ui, &response, rect, 11);
        }
        let role = if self.button { Role::Button } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, true, &self.words));
        response
    }
}

/// Says beside a name that some of its letters cannot be shown, so that nobody takes what is shown for the whole of it.
pub fn unseen_chip(ui: &mut Ui, name: &str) {
    let words = match text::unseen(ui, name) {
        0 => return,
        1 => "1 letter cannot be shown here".to_owned(),
        many => format!("{many} letters cannot be shown here"),
    };
    let hint =
        "No font on this computer has them; the name itself is whole. Installing a font for these letters helps.";
    Chip::warning(words).icon(Icon::Warn).show(ui).on_hover_text(hint);
}
