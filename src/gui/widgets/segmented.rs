//! A segment chooses one of a few: "Front, Back, Box".

use eframe::egui::{Align2, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::gui::marks::{focus_ring, hairline_down};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// A row of joined choices.
#[must_use = "call show"]
pub struct Segmented<'a, S> {
    name: &'a str,
    choices: &'a [S],
    chosen: &'a mut usize,
    small: bool,
}

impl<'a, S: AsRef<str>> Segmented<'a, S> {
    /// `name` is for screen readers; `chosen` is an index into `choices`.
    pub fn new(name: &'a str, choices: &'a [S], chosen: &'a mut usize) -> Self {
        Self { name, choices, chosen, small: false }
    }

    /// 28 points high.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Paints; `changed` when another was chosen.
    pub fn show(self, ui: &mut Ui) -> Response {
        let height = if self.small { tokens().size.button_small } else { tokens().size.button };
        let widths: Vec<f32> = self
            .choices
            .iter()
            .map(|s| (text::width(ui.painter(), s.as_ref(), Type::LabelStrong) + 24.0).ceil())
            .collect();
        let size = vec2(widths.iter().sum(), height);
        let (rect, mut response) = ui.allocate_exact_size(size, Sense::hover());
        let c = colours(ui);
        let r = tokens().radius.control;
        ui.painter().rect_filled(rect, CornerRadius::same(r), c.surface);
        let mut x = rect.left();
        let mut rings = Vec::new();
        for (i, (choice, width)) in self.choices.iter().zip(&widths).enumerate() {
            let part = Rect::from_min_size(pos2(x, rect.top()), vec2(*width, height));
            x += width;
            let part_response = ui.interact(part, response.id.with(i), Sense::click());
            if part_response.clicked() && *self.chosen != i {
                *self.chosen = i;
                response.mark_changed();
            }
            let on = *self.chosen == i;
            let corners = CornerRadius {
                nw: if i == 0 { r } else { 0 },
                sw: if i == 0 { r } else { 0 },
                ne: if i + 1 == widths.len() { r } else { 0 },
                se: if i + 1 == widths.len() { r } else { 0 },
            };
            if on {
                ui.painter().rect_filled(part, corners, c.accent_soft);
            } else if part_response.hovered() {
                ui.painter().rect_filled(part, corners, c.surface_hover);
            }
            if i > 0 {
                hairline_down(ui.painter(), part.left(), rect.y_range(), c.line);
            }
            let (style, ink) = if on { (Type::LabelStrong, c.accent_ink) } else { (Type::Label, c.ink) };
            let words = choice.as_ref();
            text::paint(ui.painter(), part.center(), Align2::CENTER_CENTER, words, style, ink, Fit::Free);
            part_response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, words));
            rings.push((part_response, part));
        }
        let stroke = Stroke::new(1.0, c.line_control);
        ui.painter().rect_stroke(rect, CornerRadius::same(r), stroke, StrokeKind::Inside);
        for (part_response, part) in rings {
            focus_ring(ui, &part_response, part, r);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, self.name));
        response
    }
}
