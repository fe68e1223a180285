//! Colours to choose from, each with a name: skin, hair.

use eframe::egui::{
    Align2, Color32, CornerRadius, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::gui::icons::Icon;
use crate::gui::marks::paint_focus_ring;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// One colour with its name. Palettes of several are in `palette_picker`.
#[derive(Debug, Clone)]
pub struct Swatch<'a> {
    /// "Ginger".
    pub name: &'a str,
    pub colour: Color32,
}

/// A row of them.
#[must_use = "call show"]
pub struct SwatchRow<'a> {
    title: &'a str,
    swatches: &'a [Swatch<'a>],
    chosen: Option<usize>,
    lock: Option<bool>,
}

/// What a row or a grid of choices gives back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PickResponse {
    /// Chosen now.
    pub chosen: Option<usize>,
    /// Under the pointer or the keyboard: to be tried on.
    pub tried: Option<usize>,
    /// The lock beside the title was pressed.
    pub lock_pressed: bool,
}

impl<'a> SwatchRow<'a> {
    /// `title` stands over the row, the chosen one's name at its right.
    pub fn new(title: &'a str, swatches: &'a [Swatch<'a>], chosen: Option<usize>) -> Self {
        Self { title, swatches, chosen, lock: None }
    }

    /// A lock stands beside the title, closed or open.
    pub fn lock(mut self, locked: bool) -> Self {
        self.lock = Some(locked);
        self
    }

    /// Paints across the room there is, in as many lines as needed.
    pub fn show(self, ui: &mut Ui) -> PickResponse {
        let c = colours(ui);
        let name = self.chosen.and_then(|i| self.swatches.get(i)).map_or("", |s| s.name);
        let lock_pressed = pick_title(ui, self.title, name, self.lock);
        let mut out = PickResponse { lock_pressed, ..PickResponse::default() };
        grid(ui, self.swatches.len(), Vec2::splat(27.0), 7.0, |ui, i, rect, response| {
            let swatch = &self.swatches[i];
            let on = self.chosen == Some(i);
            // The art's own line around it, in both themes: skin and night are close to surfaces.
            let line = Stroke::new(1.0, c.line_control);
            ui.painter().rect(rect, CornerRadius::same(6), swatch.colour, line, StrokeKind::Inside);
            chosen_mark(ui, rect, on, response.has_focus());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, swatch.name));
            note_pick(&mut out, i, response);
        });
        out
    }
}

pub(super) fn note_pick(out: &mut PickResponse, i: usize, response: &eframe::egui::Response) {
    if response.clicked() {
        out.chosen = Some(i);
    }
    if response.hovered() || response.has_focus() {
        out.tried = Some(i);
    }
}

/// Title of a group of choices, with the chosen one's name at the right and, where it can be locked, a lock beside it. True when
/// the lock was pressed.
pub(super) fn pick_title(ui: &mut Ui, title: &str, chosen: &str, lock: Option<bool>) -> bool {
    let c = colours(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let p = ui.painter();
    let y = rect.center().y;
    text::paint(p, pos2(rect.left(), y), Align2::LEFT_CENTER, title, Type::LabelStrong, c.ink, Fit::Free);
    let width = text::width(p, title, Type::LabelStrong);
    let after = rect.left() + width + if lock.is_some() { 30.0 } else { 10.0 };
    let fit = Fit::Elide((rect.right() - after).max(10.0));
    text::paint(p, pos2(rect.right(), y), Align2::RIGHT_CENTER, chosen, Type::Caption, c.ink_muted, fit);
    response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, title));
    ui.accesskit_node_builder(response.id, |node| node.set_value(chosen));
    lock.is_some_and(|locked| lock_button(ui, title, locked, pos2(rect.left() + width + 16.0, y)))
}

/// What is locked stays as it is while shuffling.
fn lock_button(ui: &Ui, title: &str, locked: bool, centre: Pos2) -> bool {
    let c = colours(ui);
    let rect = Rect::from_center_size(centre, Vec2::splat(22.0));
    let response = ui.interact(rect, ui.scope_id().with(("lock", title)), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(5), c.surface_hover);
    }
    let (icon, ink) = if locked { (Icon::Lock, c.ink) } else { (Icon::Unlock, c.ink_muted) };
    icon.paint(ui.painter(), centre, 15.0, ink);
    if response.has_focus() {
        paint_focus_ring(ui, rect, tokens().radius.small);
    }
    let name = format!("Lock {}", title.to_lowercase());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, locked, &name));
    let hint = if locked { "Locked: stays as it is while shuffling" } else { "Lock: keep this while shuffling" };
    response.on_hover_text(hint).clicked()
}

/// The bold outline with a gap, or the orange ring.
pub(super) fn chosen_mark(ui: &Ui, rect: Rect, on: bool, focus: bool) {
    if on {
        let stroke = Stroke::new(tokens().stroke.strong, colours(ui).outline_strong);
        ui.painter().rect_stroke(rect.expand(2.0), CornerRadius::same(8), stroke, StrokeKind::Outside);
    }
    if focus {
        let rect = if on { rect.expand(4.0) } else { rect };
        paint_focus_ring(ui, rect, tokens().radius.control);
    }
}

/// Lays out `count` equal places in lines.
pub(super) fn grid(
    ui: &mut Ui,
    count: usize,
    size: Vec2,
    gap: f32,
    mut each: impl FnMut(&mut Ui, usize, Rect, &eframe::egui::Response),
) {
    let room = ui.available_width() - 8.0;
    let a_line = (((room + gap) / (size.x + gap)).floor() as usize).max(1);
    let lines = count.div_ceil(a_line).max(1);
    let height = lines as f32 * (size.y + gap) - gap + 8.0;
    let (rect, back) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    for i in 0..count {
        let (line, column) = ((i / a_line) as f32, (i % a_line) as f32);
        let corner = rect.min + vec2(4.0 + column * (size.x + gap), 4.0 + line * (size.y + gap));
        let place = Rect::from_min_size(corner, size);
        if !ui.is_rect_visible(place) {
            continue;
        }
        let response = ui.interact(place, back.id.with(i), Sense::click());
        each(ui, i, place, &response);
    }
}
