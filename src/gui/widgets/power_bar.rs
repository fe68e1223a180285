//! A power from 0 to 10 in ten boxes, with its number; set by a click or the arrow keys.

use std::borrow::Cow;

use eframe::egui::{
    Align2, CornerRadius, EventFilter, Key, Modifiers, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// A row of boxes.
#[must_use = "call show"]
pub struct PowerBar<'a> {
    name: Cow<'a, str>,
    value: &'a mut u8,
    most: u8,
    icon: Option<Icon>,
    read_only: bool,
}

impl<'a> PowerBar<'a> {
    /// `value` of at most ten.
    pub fn new(name: impl Into<Cow<'a, str>>, value: &'a mut u8) -> Self {
        Self { name: name.into(), value, most: 10, icon: None, read_only: false }
    }

    /// Another number of boxes.
    pub fn most(mut self, most: u8) -> Self {
        self.most = most.max(1);
        self
    }

    /// An icon before the name.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Only shows.
    pub fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Paints across the room there is; `changed` when it was set.
    pub fn show(self, ui: &mut Ui) -> Response {
        let c = colours(ui);
        let sense = if self.read_only { Sense::hover() } else { Sense::click_and_drag() };
        let (rect, mut response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), sense);
        let y = rect.center().y;
        let number = 26.0;
        let pitch = ((rect.width() * 0.5) / f32::from(self.most)).clamp(8.0, 13.3);
        let boxes_width = pitch * f32::from(self.most);
        let boxes_left = rect.right() - number - boxes_width;
        if !self.read_only
            && let Some(next) = self.asked(ui, &response, boxes_left, pitch)
        {
            *self.value = next;
            response.mark_changed();
        }
        let p = ui.painter();
        let mut x = rect.left();
        if let Some(icon) = self.icon {
            icon.paint(p, pos2(x + 8.0, y), 16.0, c.ink);
            x += 24.0;
        }
        let fit = Fit::Elide(boxes_left - 8.0 - x);
        text::paint(p, pos2(x, y), Align2::LEFT_CENTER, &self.name, Type::Label, c.ink, fit);
        for i in 0..self.most {
            let centre = pos2(boxes_left + (f32::from(i) + 0.5) * pitch, y);
            let square = Rect::from_center_size(centre, Vec2::splat(pitch - 2.0));
            let round = CornerRadius::same(2);
            if i < *self.value {
                p.rect_filled(square, round, c.category[0]);
            } else {
                p.rect(square, round, c.surface_hover, Stroke::new(1.0, c.line), StrokeKind::Inside);
            }
        }
        let words = self.value.to_string();
        text::paint(p, rect.right_center(), Align2::RIGHT_CENTER, &words, Type::LabelStrong, c.ink, Fit::Free);
        let ring = Rect::from_min_max(pos2(boxes_left, y - 9.0), pos2(rect.right() - number, y + 9.0));
        focus_ring(ui, &response, ring, tokens().radius.small);
        let value = f64::from(*self.value);
        response.widget_info(|| WidgetInfo::slider(!self.read_only, value, &self.name));
        ui.accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(f64::from(self.most));
            node.set_value(format!("{value} of {}", self.most));
        });
        response
    }

    fn asked(&self, ui: &Ui, response: &Response, left: f32, pitch: f32) -> Option<u8> {
        let mut next = *self.value;
        if let Some(at) = response.interact_pointer_pos() {
            next = (((at.x - left) / pitch).ceil().clamp(0.0, f32::from(self.most))) as u8;
        }
        if response.has_focus() {
            let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
            let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
            if pressed(Key::ArrowRight) {
                next = next.saturating_add(1).min(self.most);
            }
            if pressed(Key::ArrowLeft) {
                next = next.saturating_sub(1);
            }
        }
        (next != *self.value).then_some(next)
    }
}
