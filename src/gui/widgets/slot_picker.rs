//! Parts to choose from, as pictures on paper colour in both themes: hair, face, outfit.

use eframe::egui::{
    Align2, Color32, CornerRadius, LayerId, Order, Rect, Role, Sense, Stroke, StrokeKind, TextureId, Ui, Vec2,
    WidgetInfo, pos2,
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
    lock: Option<bool>,
    carried: Option<&'a [String]>,
}

/// A part on its way from its picker to where it is dropped: its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried(pub String);

impl<'a> SlotPicker<'a> {
    /// `title` stands over the grid, the chosen part's name at its right.
    pub fn new(title: &'a str, tiles: &'a [SlotTile<'a>], chosen: Option<usize>) -> Self {
        Self { title, tiles, chosen, side: 48.0, lock: None, carried: None }
    }

    /// A lock stands beside the title, closed or open.
    pub fn lock(mut self, locked: bool) -> Self {
        self.lock = Some(locked);
        self
    }

    /// Tiles can be dragged: each carries its id (one a tile; an empty one stays) as [`Carried`].
    pub fn carrying(mut self, ids: &'a [String]) -> Self {
        self.carried = Some(ids);
        self
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
        let name = self.chosen.and_then(|i| self.tiles.get(i)).map_or("", |t| t.name);
        let lock_pressed = pick_title(ui, self.title, name, self.lock);
        let mut out = PickResponse { lock_pressed, ..PickResponse::default() };
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
            if let Some(id) = self.carried.and_then(|ids| ids.get(i)).filter(|id| !id.is_empty()) {
                let held = response.interact(Sense::click_and_drag());
                held.dnd_set_drag_payload(Carried(id.clone()));
                if held.dragged()
                    && let (Some(texture), Some(at)) = (tile.texture, ui.ctx().pointer_interact_pos())
                {
                    let layer = LayerId::new(Order::Tooltip, held.id.with("carried"));
                    let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    let ghost = Rect::from_center_size(at, Vec2::splat(self.side));
                    ui.ctx().layer_painter(layer).image(texture, ghost, uv, Color32::WHITE.gamma_multiply(0.85));
                }
            }
            note_pick(&mut out, i, response);
        });
        out
    }
}
