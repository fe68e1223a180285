//! Parts to choose from, as pictures on paper colour in both themes: hair, face, outfit.

use eframe::egui::{
    Align2, Color32, CornerRadius, Rect, Role, Stroke, StrokeKind, TextureId, Ui, Vec2, WidgetInfo, pos2,
};

use super::swatch_row::{PickResponse, chosen_mark, grid, note_pick, pick_title};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, colours_of};

/// One part.
#[derive(Debug, Clone)]
pub struct SlotTile<'a> {
    /// "Bun".
    pub name: &'a str,
    /// Its picture; until it is drawn the name stands there.
    pub texture: Option<TextureId>,
}

/// A grid of parts of one slot.
#[must_use = "call show"]
pub struct SlotPicker<'a> {
    title: &'a str,
    tiles: &'a [SlotTile<'a>],
    chosen: Option<usize>,
    side: f32,
}

impl<'a> SlotPicker<'a> {
    /// `title` stands over the grid, the chosen part's name at its right.
    pub fn new(title: &'a str, tiles: &'a [SlotTile<'a>], chosen: Option<usize>) -> Self {
        Self { title, tiles, chosen, side: 48.0 }
    }

    /// Side of a tile in points.
    pub fn side(mut self, side: f32) -> Self {
        self.side = side;
        self
    }

    /// Paints across the room there is. `tried` names the part under the pointer: show it on the figure,
    /// and take it off again when it is gone.
    pub fn show(self, ui: &mut Ui) -> PickResponse {
        let c = colours(ui);
        let paper = colours_of(false);
        pick_title(ui, self.title, self.chosen.and_then(|i| self.tiles.get(i)).map_or("", |t| t.name));
        let mut out = PickResponse::default();
        grid(ui, self.tiles.len(), Vec2::splat(self.side), 7.0, |ui, i, rect, response| {
            let tile = &self.tiles[i];
            let on = self.chosen == Some(i);
            let round = CornerRadius::same(6);
            let fill = if response.hovered() { paper.surface_hover } else { paper.canvas };
            let p = ui.painter();
            p.rect(rect, round, fill, Stroke::new(1.0, c.line_control), StrokeKind::Inside);
            if let Some(texture) = tile.texture {
                let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                p.image(texture, rect.shrink(3.0), uv, Color32::WHITE);
            } else {
                let fit = Fit::Elide(rect.width() - 6.0);
                text::paint(p, rect.center(), Align2::CENTER_CENTER, tile.name, Type::Caption, paper.ink, fit);
            }
            chosen_mark(ui, rect, on, response.has_focus());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, tile.name));
            if response.hovered() {
                response.show_tooltip_text(tile.name);
            }
            note_pick(&mut out, i, response);
        });
        out
    }
}
