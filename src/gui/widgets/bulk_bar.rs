//! The dark bar at the foot of a table while something is selected.

use std::borrow::Cow;

use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::command_button::CommandButton;
use super::menu::{MenuLine, menu};
use super::nav_rail::grouped;
use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// What can be done with the selection.
#[must_use = "call show"]
pub struct BulkBar<'a> {
    count: u64,
    aside: Cow<'a, str>,
    verbs: Vec<CommandButton<'a>>,
}

/// What was asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkEvent {
    /// The verb of this index.
    Verb(usize),
    /// Select nothing.
    Close,
}

impl<'a> BulkBar<'a> {
    /// `aside` follows the number: "of 1,643", or "1 not shown".
    pub fn new(count: u64, aside: impl Into<Cow<'a, str>>) -> Self {
        Self { count, aside: aside.into(), verbs: Vec::new() }
    }

    /// One more verb.
    pub fn verb(mut self, button: CommandButton<'a>) -> Self {
        self.verbs.push(button.small());
        self
    }

    /// Paints across the room there is; what does not fit goes into "More".
    pub fn show(self, ui: &mut Ui) -> Option<BulkEvent> {
        let c = colours(ui);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), tokens().size.bulk_bar), Sense::hover());
        ui.painter().rect_filled(rect, CornerRadius::ZERO, c.bar);
        let y = rect.center().y;
        let number = format!("{} selected", grouped(self.count));
        let at = pos2(rect.left() + 14.0, y);
        let left = text::paint(ui.painter(), at, Align2::LEFT_CENTER, &number, Type::Strong, c.on_bar, Fit::Free);
        let at = pos2(left.right() + 10.0, y);
        // Where there is hardly room for the number, the verbs matter more than what it is a part of.
        let fit = Fit::Elide(if rect.width() < 380.0 { 0.0 } else { rect.width() * 0.25 });
        let aside = text::paint(ui.painter(), at, Align2::LEFT_CENTER, &self.aside, Type::Label, c.on_bar_muted, fit);
        let spoken = format!("{number} {}", self.aside);
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &spoken));

        let mut event = None;
        let place = Rect::from_center_size(pos2(rect.right() - 24.0, y), vec2(30.0, 30.0));
        let cross = ui.interact(place, response.id.with("close"), Sense::click());
        if cross.hovered() {
            ui.painter().rect_filled(place, CornerRadius::same(6), c.bar_inset);
        }
        Icon::X.paint(ui.painter(), place.center(), 16.0, c.on_bar);
        focus_ring(ui, &cross, place.shrink(2.0), 6);
        cross.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Select nothing"));
        if cross.on_hover_text("Select nothing  (Esc)").clicked() {
            event = Some(BulkEvent::Close);
        }

        let gap = tokens().space.s;
        let room = place.left() - 8.0 - (aside.right() + 16.0);
        let widths: Vec<f32> = self.verbs.iter().map(|v| v.width(ui.painter()) + gap).collect();
        let more = CommandButton::plain("More").icon(Icon::Dots).small();
        let more_width = more.width(ui.painter()) + gap;
        let mut shown = self.verbs.len();
        while shown > 0 {
            let needs: f32 = widths[..shown].iter().sum();
            let with_more = if shown < self.verbs.len() { more_width } else { 0.0 };
            if needs + with_more <= room {
                break;
            }
            shown -= 1;
        }
        let total: f32 = widths[..shown].iter().sum::<f32>() + if shown < self.verbs.len() { more_width } else { 0.0 };
        let mut x = place.left() - 8.0 - total + gap;
        let mut hidden = Vec::new();
        for (i, verb) in self.verbs.into_iter().enumerate() {
            if i >= shown {
                hidden.push((i, verb));
                continue;
            }
            let at = Rect::from_min_size(pos2(x, y - 14.0), vec2(widths[i] - gap, 28.0));
            x += widths[i];
            let mut child = ui.new_child(UiBuilder::new().max_rect(at).id_salt(("verb", i)));
            if verb.show(&mut child).clicked() {
                event = Some(BulkEvent::Verb(i));
            }
        }
        if !hidden.is_empty() {
            let at = Rect::from_min_size(pos2(x, y - 14.0), vec2(more_width - gap, 28.0));
            let mut child = ui.new_child(UiBuilder::new().max_rect(at).id_salt("more"));
            let button = more.show(&mut child);
            menu(&button, |ui| {
                for (i, verb) in &hidden {
                    if MenuLine::new(verb.title()).disabled_if(verb.reason()).show(ui).clicked() {
                        event = Some(BulkEvent::Verb(*i));
                    }
                }
            });
        }
        event
    }
}
