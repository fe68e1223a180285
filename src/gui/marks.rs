//! Small marks many widgets share: the focus ring, hairlines, the key cap, plates and tones.

use eframe::egui::{
    self, Align2, Color32, CornerRadius, Painter, Pos2, Rect, Response, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

use super::icons::{Icon, Pen};
use super::text::{self, Fit, Type};
use super::theme::{Colours, colours, tokens};

/// What a chip, a note or a row says by its colour, always beside a word or an icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Plain.
    #[default]
    Neutral,
    /// Information; belongs to what one works on.
    Accent,
    /// In order.
    Success,
    /// To be looked at.
    Warning,
    /// Stops something.
    Danger,
    /// What is next; sealed.
    Sun,
    /// Only an outline.
    Line,
}

impl Tone {
    /// `(fill, ink)` for soft plates and chips.
    pub fn soft(self, c: &Colours) -> (Color32, Color32) {
        match self {
            Self::Neutral => (c.surface_hover, c.ink),
            Self::Accent => (c.accent_soft, c.accent_ink),
            Self::Success => (c.success_soft, c.success),
            Self::Warning => (c.warning_soft, c.warning),
            Self::Danger => (c.danger_soft, c.danger),
            Self::Sun => (c.sun, c.on_sun),
            Self::Line => (Color32::TRANSPARENT, c.ink),
        }
    }

    /// The strong colour: edges of notes, bars.
    pub fn edge(self, c: &Colours) -> Color32 {
        match self {
            Self::Neutral | Self::Line => c.line_control,
            Self::Accent => c.accent,
            Self::Success => c.success,
            Self::Warning => c.warning_fill,
            Self::Danger => c.danger,
            Self::Sun => c.sun,
        }
    }
}

/// Paints the orange ring around `rect` when `response` has the keyboard.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        paint_focus_ring(ui, rect, radius);
    }
}

/// The ring itself: 2 pt away, 2.5 pt wide.
pub fn paint_focus_ring(ui: &Ui, rect: Rect, radius: u8) {
    let s = &tokens().stroke;
    let away = s.focus_gap + s.focus / 2.0;
    // A control at the edge of its pane must still show its ring.
    let clip = ui.clip_rect().expand(away + s.focus);
    let painter = ui.painter().with_clip_rect(clip);
    let radius = radius.saturating_add(away.round() as u8);
    painter.rect_stroke(
        rect.expand(away),
        CornerRadius::same(radius),
        Stroke::new(s.focus, colours(ui).focus),
        StrokeKind::Middle,
    );
}

/// A ring inside `rect`, for rows that fill their pane from edge to edge.
pub fn paint_focus_ring_inside(ui: &Ui, painter: &Painter, rect: Rect, radius: u8) {
    let s = &tokens().stroke;
    painter.rect_stroke(
        rect.shrink(1.0),
        CornerRadius::same(radius),
        Stroke::new(s.focus, colours(ui).focus),
        StrokeKind::Inside,
    );
}

/// A hairline from left to right at `y`.
pub fn hairline(painter: &Painter, x: egui::Rangef, y: f32, colour: Color32) {
    let width = tokens().stroke.hairline;
    let y = painter.round_to_pixel_center(y - width / 2.0);
    painter.hline(x, y, Stroke::new(width, colour));
}

/// A hairline from top to bottom at `x`.
pub fn hairline_down(painter: &Painter, x: f32, y: egui::Rangef, colour: Color32) {
    let width = tokens().stroke.hairline;
    let x = painter.round_to_pixel_center(x - width / 2.0);
    painter.vline(x, y, Stroke::new(width, colour));
}

/// A hairline across the room there is, as part of a layout.
pub fn divider(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover());
    hairline(ui.painter(), rect.x_range(), rect.bottom(), colours(ui).line);
}

/// Width of a key cap.
pub fn cap_width(painter: &Painter, keys: &str) -> f32 {
    text::width(painter, keys, Type::Caption) + 12.0
}

/// A key cap with its right edge at `right_centre`.
pub fn cap(painter: &Painter, right_centre: Pos2, keys: &str, colour: Color32) -> Rect {
    let size = vec2(cap_width(painter, keys), 18.0);
    let rect = Align2::RIGHT_CENTER.anchor_size(right_centre, size);
    let stroke = Stroke::new(1.0, colour.gamma_multiply(0.9));
    painter.rect_stroke(rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
    text::paint(painter, rect.center(), Align2::CENTER_CENTER, keys, Type::Caption, colour, Fit::Free);
    rect
}

/// A square plate with an icon, as before tasks and in dialogs.
pub fn icon_plate(painter: &Painter, rect: Rect, icon: Icon, fill: Color32, ink: Color32, size: f32) {
    painter.rect_filled(rect, CornerRadius::same(8), fill);
    icon.paint(painter, rect.center(), size, ink);
}

/// A round plate with an icon.
pub fn icon_disc(painter: &Painter, centre: Pos2, radius: f32, icon: Icon, fill: Color32, ink: Color32) {
    painter.circle_filled(centre, radius, fill);
    icon.paint(painter, centre, (radius * 1.25).min(18.0), ink);
}

/// A check box of the tokens' size with its middle at `centre`; `checked` is `None` when mixed.
pub fn check_box(painter: &Painter, c: &Colours, centre: Pos2, checked: Option<bool>, enabled: bool) -> Rect {
    let side = tokens().size.check;
    let rect = Rect::from_center_size(centre, Vec2::splat(side));
    let radius = CornerRadius::same(tokens().radius.small);
    let line = if enabled { c.line_control } else { c.line };
    if checked == Some(false) {
        let fill = if enabled { c.surface } else { c.surface_inset };
        painter.rect(rect, radius, fill, Stroke::new(1.0, line), StrokeKind::Inside);
        return rect;
    }
    let (fill, ink) = if enabled { (c.accent, c.on_accent) } else { (c.surface_inset, c.ink_disabled) };
    painter.rect(rect, radius, fill, Stroke::new(1.0, if enabled { c.accent } else { line }), StrokeKind::Inside);
    if checked == Some(true) {
        let pen = Pen { weight: 3.0, filled: false };
        Icon::Check.paint_with(painter, centre, 14.0, ink, pen);
    } else {
        let dash = Rect::from_center_size(centre, vec2(8.0, 2.0));
        painter.rect_filled(dash, CornerRadius::ZERO, ink);
    }
    rect
}

/// A dashed rounded outline, for places where files may be dropped.
pub fn dashed(painter: &Painter, rect: Rect, stroke: Stroke, dash: f32, gap: f32) {
    let r = 10.0_f32.min(rect.width() / 2.0);
    let mut points = Vec::new();
    let corners = [
        (pos2(rect.right() - r, rect.top() + r), -90.0_f32),
        (pos2(rect.right() - r, rect.bottom() - r), 0.0),
        (pos2(rect.left() + r, rect.bottom() - r), 90.0),
        (pos2(rect.left() + r, rect.top() + r), 180.0),
    ];
    for (centre, from) in corners {
        for step in 0..=6 {
            let angle = (from + 15.0 * step as f32).to_radians();
            points.push(centre + r * vec2(angle.cos(), angle.sin()));
        }
    }
    points.push(points[0]);
    painter.extend(egui::Shape::dashed_line(&points, stroke, dash, gap));
}
