//! The yellow band across everything that is only rehearsed, with the word in capitals and the way back.

use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::command_button::CommandButton;
use crate::gui::icons::Icon;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// Paints it across the room there is; true when the way back was pressed.
pub fn rehearsal_band(ui: &mut Ui, words: &str) -> bool {
    let c = colours(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let p = ui.painter();
    p.rect_filled(rect, CornerRadius::same(tokens().radius.small), c.sun);
    let y = rect.center().y;
    let at = pos2(rect.left() + 16.0, y);
    let word = text::paint(p, at, Align2::LEFT_CENTER, "REHEARSAL", Type::Section, c.on_sun, Fit::Free);
    // On the yellow band a plain button keeps its own paper, so that it can be read in both themes.
    let back = CommandButton::plain("Back to the draw").icon(Icon::Left).small();
    let width = back.width(p);
    let fit = Fit::Elide((rect.right() - word.right() - width - 44.0).max(0.0));
    text::paint(p, pos2(word.right() + 14.0, y), Align2::LEFT_CENTER, words, Type::Label, c.on_sun, fit);
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, format!("REHEARSAL. {words}")));
    let place = Rect::from_min_size(pos2(rect.right() - width - 12.0, y - 14.0), vec2(width, 28.0));
    back.show_at(ui, place, "leave the rehearsal").clicked()
}
