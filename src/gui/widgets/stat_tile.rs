//! One number with its name, on Home as a card or inside a card as a well.

use std::borrow::Cow;

use eframe::egui::{Align2, CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{self, colours, tokens};

/// A number.
#[must_use = "call show"]
pub struct StatTile<'a> {
    name: Cow<'a, str>,
    number: Cow<'a, str>,
    of: Cow<'a, str>,
    words: Cow<'a, str>,
    icon: Option<Icon>,
    inset: bool,
    button: bool,
    width: Option<f32>,
}

impl<'a> StatTile<'a> {
    /// A tile for `name`.
    pub fn new(name: impl Into<Cow<'a, str>>, number: impl Into<Cow<'a, str>>) -> Self {
        Self {
            name: name.into(),
            number: number.into(),
            of: Cow::Borrowed(""),
            words: Cow::Borrowed(""),
            icon: None,
            inset: false,
            button: false,
            width: None,
        }
    }

    /// Smaller words right after the number: "of 42".
    pub fn of(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.of = words.into();
        self
    }

    /// A line under the number.
    pub fn words(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.words = words.into();
        self
    }

    /// An icon before the name.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A well: number over name.
    pub fn inset(mut self) -> Self {
        self.inset = true;
        self
    }

    /// Can be pressed.
    pub fn button(mut self) -> Self {
        self.button = true;
        self
    }

    /// Width in points; otherwise all the room there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Paints.
    pub fn show(self, ui: &mut Ui) -> Response {
        let c = colours(ui);
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let height = if self.inset { 54.0 } else { 94.0 };
        let sense = if self.button { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
        let hover = theme::hover_amount(ui.ctx(), response.id, self.button && response.hovered());
        let p = ui.painter();
        if self.inset {
            p.rect_filled(rect, CornerRadius::same(8), theme::mix(c.surface_inset, c.surface_hover, hover));
            let x = rect.left() + 12.0;
            let fit = Fit::Elide(rect.width() - 20.0);
            text::paint(p, pos2(x, rect.top() + 20.0), Align2::LEFT_CENTER, &self.number, Type::Page, c.ink, fit);
            let at = pos2(x, rect.top() + 41.0);
            text::paint(p, at, Align2::LEFT_CENTER, &self.name, Type::Caption, c.ink_muted, fit);
        } else {
            let radius = CornerRadius::same(tokens().radius.panel);
            let fill = theme::mix(c.surface, c.surface_hover, hover);
            p.rect(rect, radius, fill, Stroke::new(1.0, c.line), StrokeKind::Inside);
            let x = rect.left() + 15.0;
            let mut name_x = x;
            if let Some(icon) = self.icon {
                icon.paint(p, pos2(x + 8.0, rect.top() + 20.0), 16.0, c.ink_muted);
                name_x += 24.0;
            }
            let fit = Fit::Elide(rect.right() - 8.0 - name_x);
            let at = pos2(name_x, rect.top() + 20.0);
            text::paint(p, at, Align2::LEFT_CENTER, &self.name, Type::Label, c.ink_muted, fit);
            let at = pos2(x, rect.top() + 47.0);
            let number = text::paint(p, at, Align2::LEFT_CENTER, &self.number, Type::Number, c.ink, Fit::Free);
            if !self.of.is_empty() {
                let at = pos2(number.right() + 8.0, rect.top() + 51.0);
                text::paint(p, at, Align2::LEFT_CENTER, &self.of, Type::Section, c.ink_muted, Fit::Free);
            }
            let fit = Fit::Elide(rect.width() - 24.0);
            let at = pos2(x, rect.top() + 73.0);
            text::paint(p, at, Align2::LEFT_CENTER, &self.words, Type::Caption, c.ink_muted, fit);
        }
        focus_ring(ui, &response, rect, tokens().radius.panel);
        let spoken = [self.number.as_ref(), self.of.as_ref(), self.words.as_ref()]
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let role = if self.button { Role::Button } else { Role::Label };
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(role, true, format!("{}: {spoken}", self.name));
            if self.button {
                info.current_text_value = Some(self.number.to_string());
            }
            info
        });
        response
    }
}
