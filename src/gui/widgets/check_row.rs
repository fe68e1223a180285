//! A check box with its sentence.

use std::borrow::Cow;

use eframe::egui::{Align2, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::bidi;
use crate::gui::marks::{check_box, focus_ring};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// One yes or no.
#[must_use = "call show"]
pub struct CheckRow<'a> {
    checked: &'a mut bool,
    words: Cow<'a, str>,
    detail: Option<Cow<'a, str>>,
    trailing: Option<Cow<'a, str>>,
    disabled: Option<Cow<'a, str>>,
}

impl<'a> CheckRow<'a> {
    /// A row for `checked`.
    pub fn new(checked: &'a mut bool, words: impl Into<Cow<'a, str>>) -> Self {
        Self { checked, words: words.into(), detail: None, trailing: None, disabled: None }
    }

    /// Muted words after the sentence.
    pub fn detail(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.detail = Some(words.into());
        self
    }

    /// Muted words at the right edge.
    pub fn trailing(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.trailing = Some(words.into());
        self
    }

    /// Cannot be changed, for this reason.
    pub fn disabled_because(mut self, reason: impl Into<Cow<'a, str>>) -> Self {
        self.disabled = Some(reason.into());
        self
    }

    /// Paints; `changed` when it was ticked or cleared.
    pub fn show(self, ui: &mut Ui) -> Response {
        let c = colours(ui);
        let enabled = self.disabled.is_none();
        let side = tokens().size.check;
        let left = side + 8.0;
        let trailing_width = self.trailing.as_ref().map_or(0.0, |t| text::width(ui.painter(), t, Type::Caption) + 12.0);
        let room = (ui.available_width() - left - trailing_width).max(40.0);
        let ink = if enabled { c.ink } else { c.ink_disabled };
        let galley = match &self.detail {
            None => text::galley(ui.painter(), &self.words, Type::Label, ink, Fit::Wrap(room)),
            Some(detail) => {
                let parts = [
                    (self.words.as_ref(), Type::Label, ink),
                    (" ", Type::Label, ink),
                    (detail.as_ref(), Type::Label, c.ink_muted),
                ];
                text::pieces(ui.painter(), &parts, room)
            }
        };
        let height = galley.size().y.max(side) + 8.0;
        let width = if self.trailing.is_some() { ui.available_width() } else { left + galley.size().x };
        let sense = if enabled { Sense::click() } else { Sense::focusable_noninteractive() };
        let (rect, mut response) = ui.allocate_exact_size(vec2(width, height), sense);
        if response.clicked() {
            *self.checked = !*self.checked;
            response.mark_changed();
        }
        let centre = pos2(rect.left() + side / 2.0, rect.center().y);
        let square = check_box(ui.painter(), c, centre, Some(*self.checked), enabled);
        let words_at = pos2(rect.left() + left, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(words_at, galley, ink);
        if let Some(trailing) = &self.trailing {
            let at = rect.right_center();
            let fit = Fit::Elide(rect.width() / 2.0);
            text::paint(ui.painter(), at, Align2::RIGHT_CENTER, trailing, Type::Caption, c.ink_muted, fit);
        }
        let ring = if self.trailing.is_some() {
            square
        } else {
            Rect::from_min_max(square.min, pos2(rect.right(), square.bottom()))
        };
        focus_ring(ui, &response, ring, tokens().radius.small);
        let on = *self.checked;
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, on, &self.words));
        if let Some(reason) = &self.disabled {
            ui.accesskit_node_builder(response.id, |node| {
                node.set_disabled();
                node.set_description(reason.as_ref());
            });
            response = response.on_hover_text(bidi::visual_order(reason));
        }
        response
    }
}
