//! Palettes to choose from: each a small sheet with its colours side by side and its name under them.

use eframe::egui::{Align2, Color32, CornerRadius, Rect, Role, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::swatch_row::{PickResponse, chosen_mark, grid, note_pick, pick_title};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::colours;

/// A palette with its name.
#[derive(Debug, Clone)]
pub struct Palette<'a> {
    /// "Lagoon".
    pub name: &'a str,
    /// From the left; usually three.
    pub colours: Vec<Color32>,
}

/// Several of them, in as many lines as needed.
#[must_use = "call show"]
pub struct PalettePicker<'a> {
    title: &'a str,
    palettes: &'a [Palette<'a>],
    chosen: Option<usize>,
    lock: Option<bool>,
}

impl<'a> PalettePicker<'a> {
    /// `title` stands over them, the chosen one's name at its right.
    pub fn new(title: &'a str, palettes: &'a [Palette<'a>], chosen: Option<usize>) -> Self {
        Self { title, palettes, chosen, lock: None }
    }

    /// A lock stands beside the title, closed or open.
    pub fn lock(mut self, locked: bool) -> Self {
        self.lock = Some(locked);
        self
    }

    /// Paints across the room there is.
    pub fn show(self, ui: &mut Ui) -> PickResponse {
        let c = colours(ui);
        let name = self.chosen.and_then(|i| self.palettes.get(i)).map_or("", |palette| palette.name);
        let lock_pressed = pick_title(ui, self.title, name, self.lock);
        let mut out = PickResponse { lock_pressed, ..PickResponse::default() };
        grid(ui, self.palettes.len(), vec2(86.0, 46.0), 10.0, |ui, i, rect, response| {
            let palette = &self.palettes[i];
            let on = self.chosen == Some(i);
            let p = ui.painter();
            p.rect(rect, CornerRadius::same(6), c.surface, Stroke::new(1.0, c.line_control), StrokeKind::Inside);
            let width = (rect.width() - 10.0) / palette.colours.len().max(1) as f32;
            for (n, colour) in palette.colours.iter().enumerate() {
                let at = pos2(rect.left() + 5.0 + n as f32 * width, rect.top() + 5.0);
                p.rect_filled(Rect::from_min_size(at, vec2(width, 18.0)), CornerRadius::ZERO, *colour);
            }
            let at = pos2(rect.center().x, rect.bottom() - 11.0);
            let fit = Fit::Elide(rect.width() - 8.0);
            text::paint(p, at, Align2::CENTER_CENTER, palette.name, Type::Caption, c.ink, fit);
            chosen_mark(ui, rect, on, response.has_focus());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, palette.name));
            note_pick(&mut out, i, response);
        });
        out
    }
}
