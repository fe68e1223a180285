//! The wall as a sheet in its own units, so that every scene is laid out once and fits every screen.
//!
//! A sheet is at least 1440 wide and 900 high; a wider or higher screen gets more of one, never less of the other. Everything
//! painted goes through it: words get a name for screen readers, pictures may be turned.

use std::cell::Cell;

use eframe::egui::{
    Align, Align2, Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, TextureId,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::gui::icons::Icon;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{Colours, colours_of, mix};

/// A face and its size in units of the sheet.
#[derive(Clone, Copy)]
pub struct Letters(pub Type, pub f32);

/// Running words.
pub const fn plain(size: f32) -> Letters {
    Letters(Type::PresenterBody, size)
}
/// Numbers and what matters.
pub const fn strong(size: f32) -> Letters {
    Letters(Type::Number, size)
}
/// Codes and hashes.
pub const fn mono(size: f32) -> Letters {
    Letters(Type::Mono, size)
}
/// Titles.
pub const fn display(size: f32) -> Letters {
    Letters(Type::PresenterTitle, size)
}

pub struct Paper<'a> {
    ui: &'a Ui,
    painter: Painter,
    /// Points a unit.
    scale: f32,
    origin: Pos2,
    /// Width and height in units.
    pub w: f32,
    pub h: f32,
    /// How much of the ink is there, 0 to 1.
    fade: f32,
    named: Cell<usize>,
    part: &'static str,
}

impl<'a> Paper<'a> {
    pub const WIDTH: f32 = 1440.0;
    pub const HEIGHT: f32 = 900.0;

    /// A sheet over `rect`; `part` tells its names from those of another sheet of the same frame.
    pub fn new(ui: &'a Ui, rect: Rect, part: &'static str) -> Self {
        let scale = (rect.width() / Self::WIDTH).min(rect.height() / Self::HEIGHT).max(0.01);
        Self {
            ui,
            painter: ui.painter().with_clip_rect(rect),
            scale,
            origin: rect.min,
            w: rect.width() / scale,
            h: rect.height() / scale,
            fade: 1.0,
            named: Cell::new(0),
            part,
        }
    }

    /// Everything painted from now on is that faint.
    pub fn set_fade(&mut self, fade: f32) {
        self.fade = fade.clamp(0.0, 1.0);
        self.painter.set_opacity(self.fade);
    }
    /// The same sheet seen through a part of it.
    pub fn clip(&mut self, to: Option<Rect>) {
        let whole = Rect::from_min_size(self.origin, vec2(self.w, self.h) * self.scale);
        self.painter.set_clip_rect(to.map_or(whole, |rect| self.rect(rect).intersect(whole)));
    }

    /// Pixels of the screen that `units` take.
    pub fn pixels(&self, units: f32) -> u32 {
        (units * self.scale * self.ui.ctx().pixels_per_point()).round().max(1.0) as u32
    }
    fn at(&self, pos: Pos2) -> Pos2 {
        self.origin + pos.to_vec2() * self.scale
    }
    fn rect(&self, rect: Rect) -> Rect {
        Rect::from_min_max(self.at(rect.min), self.at(rect.max))
    }
    fn fit(&self, fit: Fit) -> Fit {
        match fit {
            Fit::Free => Fit::Free,
            Fit::Elide(width) => Fit::Elide(width * self.scale),
            Fit::Wrap(width) => Fit::Wrap(width * self.scale),
            Fit::WrapRows(width, rows) => Fit::WrapRows(width * self.scale, rows),
        }
    }
    fn galley(&self, words: &str, letters: Letters, ink: Color32, fit: Fit) -> std::sync::Arc<eframe::egui::Galley> {
        let Letters(style, size) = letters;
        let scale = size / style.size().0 * self.scale;
        text::galley_scaled(&self.painter, words, style, scale, ink, self.fit(fit))
    }

    /// Size in units that words take.
    pub fn measure(&self, words: &str, letters: Letters, fit: Fit) -> Vec2 {
        self.galley(words, letters, Color32::WHITE, fit).size() / self.scale
    }

    /// The largest letters, down to a third, with which words stand on one line of this width.
    pub fn shrunk(&self, words: &str, letters: Letters, width: f32) -> Letters {
        let natural = self.measure(words, letters, Fit::Free).x;
        let part = (width / natural.max(1.0)).clamp(0.33, 1.0);
        // A little less, since letters are set at whole half points.
        if part < 1.0 { Letters(letters.0, letters.1 * part * 0.98) } else { letters }
    }

    /// Words with their anchor at `pos`, and a name for those who cannot see them; gives the place in units.
    pub fn words(&self, pos: Pos2, anchor: Align2, words: &str, letters: Letters, ink: Color32, fit: Fit) -> Rect {
        let place = self.ink(pos, anchor, words, letters, ink, fit);
        self.name(place, Role::Label, words);
        place
    }

    /// Words that are part of a picture: painted, not named.
    pub fn ink(&self, pos: Pos2, anchor: Align2, words: &str, letters: Letters, ink: Color32, fit: Fit) -> Rect {
        let mut galley = self.galley(words, letters, ink, fit);
        if anchor.x() == Align::Center && galley.rows.len() > 1 {
            let whole = galley.rect.width();
            for row in &mut std::sync::Arc::make_mut(&mut galley).rows {
                row.pos.x += (whole - row.row.size.x) / 2.0;
            }
        }
        let rect = anchor.anchor_size(self.at(pos), galley.size());
        self.painter.galley(rect.min, galley, ink);
        let min = (rect.min - self.origin) / self.scale;
        Rect::from_min_size(min.to_pos2(), rect.size() / self.scale)
    }

    /// Names a place for screen readers and tests.
    pub fn name(&self, place: Rect, role: Role, words: &str) {
        let n = self.named.get();
        self.named.set(n + 1);
        let id = self.ui.scope_id().with((self.part, n));
        self.ui.interact(self.rect(place), id, Sense::hover()).widget_info(|| WidgetInfo::labeled(role, true, words));
    }

    pub fn fill(&self, rect: Rect, radius: f32, colour: Color32) {
        self.painter.rect_filled(self.rect(rect), self.corner(radius), colour);
    }
    pub fn frame(&self, rect: Rect, radius: f32, width: f32, colour: Color32) {
        let stroke = Stroke::new((width * self.scale).max(1.0), colour);
        self.painter.rect_stroke(self.rect(rect), self.corner(radius), stroke, StrokeKind::Inside);
    }
    fn corner(&self, radius: f32) -> CornerRadius {
        CornerRadius::same((radius * self.scale).clamp(0.0, 255.0) as u8)
    }
    pub fn line(&self, from: Pos2, to: Pos2, width: f32, colour: Color32) {
        self.painter.line_segment([self.at(from), self.at(to)], Stroke::new((width * self.scale).max(1.0), colour));
    }
    pub fn disc(&self, centre: Pos2, radius: f32, colour: Color32) {
        self.painter.circle_filled(self.at(centre), radius * self.scale, colour);
    }
    pub fn icon(&self, icon: Icon, centre: Pos2, size: f32, colour: Color32) {
        icon.paint(&self.painter, self.at(centre), size * self.scale, colour);
    }

    /// A picture in a place.
    pub fn picture(&self, texture: TextureId, rect: Rect, tint: Color32) {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        self.painter.image(texture, self.rect(rect), whole, tint);
    }

    /// A picture turned by `turn` (radians, clockwise) around `pivot`.
    pub fn turned(&self, texture: TextureId, rect: Rect, pivot: Pos2, turn: f32, tint: Color32) {
        if turn == 0.0 {
            self.picture(texture, rect, tint);
            return;
        }
        let (sin, cos) = turn.sin_cos();
        let mut mesh = Mesh::with_texture(texture);
        for (corner, uv) in [
            (rect.left_top(), pos2(0.0, 0.0)),
            (rect.right_top(), pos2(1.0, 0.0)),
            (rect.right_bottom(), pos2(1.0, 1.0)),
            (rect.left_bottom(), pos2(0.0, 1.0)),
        ] {
            let v = corner - pivot;
            let pos = self.at(pivot + vec2(v.x * cos - v.y * sin, v.x * sin + v.y * cos));
            mesh.vertices.push(eframe::egui::epaint::Vertex { pos, uv, color: tint });
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(0, 2, 3);
        self.painter.add(Shape::mesh(mesh));
    }

    /// A closed line: also smooths the edge of pieces, which are painted without.
    pub fn outline(&self, points: impl Iterator<Item = Pos2>, width: f32, colour: Color32) {
        let points: Vec<Pos2> = points.map(|point| self.at(point)).collect();
        self.painter.add(Shape::closed_line(points, Stroke::new((width * self.scale).max(1.0), colour)));
    }

    /// Many four-cornered pieces of one colour each, in one go.
    pub fn pieces(&self, pieces: impl Iterator<Item = ([Pos2; 4], Color32)>) {
        let mut mesh = Mesh::default();
        for (corners, colour) in pieces {
            let first = mesh.vertices.len() as u32;
            for corner in corners {
                mesh.colored_vertex(self.at(corner), colour);
            }
            mesh.add_triangle(first, first + 1, first + 2);
            mesh.add_triangle(first, first + 2, first + 3);
        }
        self.painter.add(Shape::mesh(mesh));
    }
}

/// Colours of the wall: dark in both themes, with the sun for what is next.
pub struct Ink {
    pub ground: Color32,
    pub cream: Color32,
    pub muted: Color32,
    pub line: Color32,
    pub inset: Color32,
    pub sun: Color32,
    pub on_sun: Color32,
    /// A darker and a lighter sun, for rays.
    pub amber: Color32,
    pub straw: Color32,
    pub good: Color32,
    pub bad: Color32,
    pub confetti: [Color32; 6],
}

impl Ink {
    pub fn get() -> Self {
        let c: &Colours = colours_of(false);
        let night = colours_of(true);
        Self {
            ground: c.bar,
            cream: c.on_bar,
            muted: c.on_bar_muted,
            line: mix(c.bar, c.on_bar_muted, 0.4),
            inset: c.bar_inset,
            sun: c.sun,
            on_sun: c.on_sun,
            amber: mix(c.sun, c.focus, 0.28),
            straw: mix(c.sun, c.surface, 0.45),
            good: night.success,
            bad: night.danger,
            confetti: [night.accent, night.danger, c.accent, c.surface, night.success, c.category[3]],
        }
    }
}

/// A rectangle by its left top corner and size.
pub fn place(x: f32, y: f32, w: f32, h: f32) -> Rect {
    Rect::from_min_size(pos2(x, y), vec2(w, h))
}
