//! Pages as paper: what will be printed, beside each other, with the cut and its marks; closer and moved about when one looks
//! for a comma. The picture is the caller's; the marks are drawn here, as the file has them.

use eframe::egui::{
    self, Color32, Context, CornerRadius, EventFilter, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind,
    TextureId, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::command_button::CommandButton;
use crate::gui::icons::Icon;
use crate::gui::marks::{self, focus_ring};
use crate::gui::theme::{colours, tokens};

/// Where crop marks begin outside the bleed, and how long they are, in 0.1 mm as in the file.
const MARK_FROM: f32 = 10.0;
const MARK_LENGTH: f32 = 50.0;
/// Between two pages, in points.
const GAP: f32 = 20.0;
/// Closest: beyond it letters only grow blurred.
const CLOSEST: f32 = 6.0;
/// Points that an arrow key moves.
const STEP: f32 = 40.0;

/// A page's measures, in 0.1 mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// Of the picture.
    pub size: (f32, f32),
    /// From the picture's edge inwards to the cut; marks are drawn where there is any.
    pub bleed: f32,
    /// From the picture's edge outwards to the edge of the sheet.
    pub around: f32,
    /// White paper lies under the picture.
    pub is_paper: bool,
}

impl Sheet {
    /// The picture alone, as a card that is cut already.
    pub fn cut(size: (f32, f32)) -> Self {
        Self { size, bleed: 0.0, around: 0.0, is_paper: false }
    }
    /// A sheet of paper without marks.
    pub fn paper(size: (f32, f32)) -> Self {
        Self { size, bleed: 0.0, around: 0.0, is_paper: true }
    }
    fn whole(self) -> Vec2 {
        vec2(self.size.0 + 2.0 * self.around, self.size.1 + 2.0 * self.around)
    }
    /// Points per 0.1 mm with which `count` of them fit beside each other into `room`.
    pub fn scale(self, count: usize, room: Vec2) -> f32 {
        let whole = self.whole();
        let count = count as f32;
        ((room.x - GAP * (count - 1.0)) / (whole.x * count)).min(room.y / whole.y).max(0.01)
    }
}

/// The longest side of a picture that is still drawn in one piece; closer than that it is enlarged.
pub fn most_pixels(ctx: &Context) -> f32 {
    ctx.input(|input| input.max_texture_side).min(4096) as f32
}

/// How close one looks and where, kept by the caller.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageState {
    zoom: f32,
    pan: Vec2,
}

impl Default for PageState {
    fn default() -> Self {
        Self { zoom: 1.0, pan: Vec2::ZERO }
    }
}

impl PageState {
    /// 1 when the whole page is seen.
    pub fn zoom(&self) -> f32 {
        self.zoom
    }
    /// Another page: seen whole again.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
    fn closer(&mut self, by: f32) {
        let zoom = (self.zoom * by).clamp(1.0, CLOSEST);
        self.pan *= zoom / self.zoom;
        self.zoom = if zoom < 1.02 { 1.0 } else { zoom };
    }
    /// The page never leaves the view: its edge stops at the edge.
    fn stay(&mut self, whole: Vec2, room: Vec2) {
        let most = ((whole - room) / 2.0).max(Vec2::ZERO);
        self.pan = self.pan.clamp(-most, most);
    }
}

/// One picture of one page or more beside each other.
#[must_use = "call show"]
pub struct PageView<'a> {
    name: &'a str,
    sheet: Sheet,
    count: usize,
    texture: Option<TextureId>,
    strength: f32,
}

impl<'a> PageView<'a> {
    /// `name` is for screen readers: "Front of the card of …".
    pub fn new(name: &'a str, sheet: Sheet) -> Self {
        Self { name, sheet, count: 1, texture: None, strength: 1.0 }
    }

    /// Both sides, or more: the picture holds them beside each other.
    pub fn pages(mut self, count: usize) -> Self {
        self.count = count.max(1);
        self
    }

    /// What is on them.
    pub fn texture(mut self, texture: Option<TextureId>) -> Self {
        self.texture = texture;
        self
    }

    /// Below 1 it is dimmed: a picture that is not of this page, or one that is held.
    pub fn strength(mut self, strength: f32) -> Self {
        self.strength = strength;
        self
    }

    /// Paints into the middle of `room`. Ctrl and the wheel, a pinch, plus, minus and 0 go closer and back; dragging and arrows
    /// move; the same stands as buttons in the corner.
    pub fn show_at(self, ui: &mut Ui, room: Rect, state: &mut PageState) -> Response {
        let id = ui.scope_id().with(("pages", self.name));
        let response = ui.interact(room, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, self.name));
        let percent = format!("{:.0} %", state.zoom * 100.0);
        ui.accesskit_node_builder(response.id, |node| node.set_value(percent));
        if response.clicked() {
            response.request_focus();
        }
        if response.double_clicked() {
            if state.zoom > 1.0 {
                state.reset();
            } else {
                state.closer(2.5);
            }
        }
        if response.hovered() {
            state.closer(ui.input(egui::InputState::zoom_delta));
        }
        if response.dragged() {
            state.pan += response.drag_delta();
        }
        if response.has_focus() {
            keys(ui, &response, state);
        }
        let fit = self.sheet.scale(self.count, room.size());
        let scale = fit * state.zoom;
        let whole = self.sheet.whole() * scale;
        let width = whole.x * self.count as f32 + GAP * (self.count as f32 - 1.0);
        state.stay(vec2(width, whole.y), room.size());
        let centre = room.center() + state.pan;
        let mut inner = ui.new_child(UiBuilder::new().max_rect(room).id_salt(("page", self.name)));
        inner.set_clip_rect(room.expand(1.0).intersect(ui.clip_rect()));
        let mut left = centre.x - width / 2.0;
        for n in 0..self.count {
            let place = Rect::from_min_size(pos2(left, centre.y - whole.y / 2.0), whole);
            left += whole.x + GAP;
            self.page(&inner, place, n, scale);
        }
        focus_ring(ui, &response, room, tokens().radius.small);
        buttons(ui, room, state);
        response
    }

    fn page(&self, ui: &Ui, place: Rect, n: usize, scale: f32) {
        let c = colours(ui);
        let p = ui.painter();
        if self.sheet.is_paper {
            p.rect(place, CornerRadius::ZERO, Color32::WHITE, Stroke::new(1.0, c.line), StrokeKind::Outside);
        }
        let picture = place.shrink(self.sheet.around * scale);
        if let Some(texture) = self.texture {
            let count = self.count as f32;
            let uv = Rect::from_min_max(pos2(n as f32 / count, 0.0), pos2((n as f32 + 1.0) / count, 1.0));
            p.image(texture, picture, uv, Color32::WHITE.gamma_multiply(self.strength));
        }
        if self.sheet.bleed == 0.0 {
            return;
        }
        // The cut, and the marks that lead to it, as the file has them.
        let trim = picture.shrink(self.sheet.bleed * scale);
        marks::dashed(p, trim, Stroke::new(1.0, Color32::from_white_alpha(170)), 5.0, 4.0);
        let ink = Stroke::new(tokens().stroke.hairline, Color32::BLACK);
        let (near, far) = (MARK_FROM * scale, (MARK_FROM + MARK_LENGTH) * scale);
        for x in [trim.left(), trim.right()] {
            p.vline(x, picture.top() - far..=picture.top() - near, ink);
            p.vline(x, picture.bottom() + near..=picture.bottom() + far, ink);
        }
        for y in [trim.top(), trim.bottom()] {
            p.hline(picture.left() - far..=picture.left() - near, y, ink);
            p.hline(picture.right() + near..=picture.right() + far, y, ink);
        }
    }
}

fn keys(ui: &Ui, response: &Response, state: &mut PageState) {
    let is_close = state.zoom > 1.0;
    let filter = EventFilter { tab: false, horizontal_arrows: is_close, vertical_arrows: is_close, escape: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Plus) || pressed(Key::Equals) {
        state.closer(1.5);
    }
    if pressed(Key::Minus) {
        state.closer(1.0 / 1.5);
    }
    if pressed(Key::Num0) {
        state.reset();
    }
    if is_close {
        for (key, by) in [
            (Key::ArrowLeft, vec2(STEP, 0.0)),
            (Key::ArrowRight, vec2(-STEP, 0.0)),
            (Key::ArrowUp, vec2(0.0, STEP)),
            (Key::ArrowDown, vec2(0.0, -STEP)),
        ] {
            if pressed(key) {
                state.pan += by;
            }
        }
    }
}

/// For those who have neither wheel nor keys at hand.
fn buttons(ui: &mut Ui, room: Rect, state: &mut PageState) {
    let near = (state.zoom >= CLOSEST).then_some("This is as close as it goes.");
    let closer = CommandButton::plain("Look closer").icon(Icon::Plus).icon_only().small().disabled_if(near);
    let size = closer.width(ui.painter());
    let place = |n: f32| {
        let corner = room.right_bottom() - vec2(8.0 + size * (n + 1.0) + 6.0 * n, 36.0);
        Rect::from_min_size(corner, vec2(size, 28.0))
    };
    if closer.show_at(ui, place(0.0), "closer").clicked() {
        state.closer(1.5);
    }
    // Nothing to take back while the whole page is seen.
    if state.zoom > 1.0 {
        let whole = CommandButton::plain("See the whole page").icon(Icon::Card).icon_only().small();
        if whole.show_at(ui, place(1.0), "whole").clicked() {
            state.reset();
        }
    }
}
