//! Plots of the page in the colours of the theme: the funnel of each channel, and leaps on a scale of powers. Every bar has its
//! number beside it, and what is seen is told in words to who does not see it.

use crate::gui::marks::hairline;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{Colours, colours, mix};
use crate::press::impact::{Channel, Evidence, LeapLine, LeapSum};
use eframe::egui::{Align2, Color32, CornerRadius, Painter, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

const ROW: f32 = 30.0;
const HEADS: [&str; 4] = ["Received", "Accepted", "Shortlisted", "Won"];
/// Points of a column of numbers.
const NUMBER: f32 = 82.0;

fn funnel_colours(c: &Colours) -> [Color32; 4] {
    [mix(c.surface, c.accent, 0.2), mix(c.surface, c.accent, 0.5), c.accent, Color32::from_rgb(0xFF, 0xC9, 0x3C)]
}

/// A bar in a bar for each channel, with its four numbers.
pub fn funnel(ui: &mut Ui, channels: &[Channel]) {
    let c = colours(ui);
    let tints = funnel_colours(c);
    let size = vec2(ui.available_width(), 24.0 + channels.len() as f32 * ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let p = ui.painter();
    let column = |at: usize| rect.right() - NUMBER * (3 - at) as f32;
    for (at, head) in HEADS.into_iter().enumerate() {
        let place = pos2(column(at), rect.top() + 9.0);
        let words = text::paint(p, place, Align2::RIGHT_CENTER, head, Type::Caption, c.ink_muted, Fit::Free);
        let square = Rect::from_center_size(pos2(words.left() - 9.0, place.y), vec2(8.0, 8.0));
        p.rect_filled(square, CornerRadius::same(2), tints[at]);
    }
    hairline(p, rect.x_range(), rect.top() + 21.0, c.line);
    let names = (rect.width() * 0.26).min(190.0);
    let left = rect.left() + names + 10.0;
    let room = (column(0) - 60.0 - left).max(20.0);
    let most = channels.iter().map(|it| it.received).max().unwrap_or(1).max(1) as f32;
    let mut told = Vec::new();
    for (row, it) in channels.iter().enumerate() {
        let y = rect.top() + 24.0 + (row as f32 + 0.5) * ROW;
        text::paint(p, pos2(rect.left(), y), Align2::LEFT_CENTER, &it.name, Type::Label, c.ink, Fit::Elide(names));
        let counts = [it.received, it.accepted, it.shortlisted, it.won];
        for (at, count) in counts.into_iter().enumerate() {
            let wide = room * count as f32 / most;
            let high = 20.0 - 4.0 * at as f32;
            if count > 0 {
                let bar = Rect::from_min_size(pos2(left, y - high / 2.0), vec2(wide.max(3.0), high));
                p.rect_filled(bar, CornerRadius::same(3), tints[at]);
            }
            let ink = if count == 0 { c.ink_muted } else { c.ink };
            let words = count.to_string();
            text::paint(p, pos2(column(at), y), Align2::RIGHT_CENTER, &words, Type::LabelStrong, ink, Fit::Free);
        }
        told.push(format!(
            "{}: {} received, {} accepted, {} shortlisted, {} won",
            it.name, it.received, it.accepted, it.shortlisted, it.won
        ));
    }
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Figure, true, "Nominations by channel");
        info.current_text_value = Some(told.join("; "));
        info
    });
}

fn times(multiple: f64) -> String {
    format!("{} ×", crate::app::impact::short(multiple))
}

fn tint(c: &Colours, evidence: Evidence) -> Color32 {
    match evidence {
        Evidence::Measured => c.accent,
        Evidence::Reported => mix(c.surface, c.accent, 0.7),
        Evidence::Estimated => mix(c.surface, c.accent, 0.45),
    }
}

/// Leaps under each other; dashed lines stand at the middle of each kind of evidence.
pub fn leaps(ui: &mut Ui, all: &[LeapLine], sums: &[LeapSum]) {
    let c = colours(ui);
    let shown = &all[..all.len().min(12)];
    let row = 36.0;
    let size = vec2(ui.available_width(), 22.0 + shown.len() as f32 * row + 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let p = ui.painter();
    let labels = (rect.width() * 0.42).min(320.0);
    let (left, right) = (rect.left() + labels + 14.0, rect.right() - 56.0);
    let multiples = shown.iter().map(|leap| leap.multiple).chain(sums.iter().map(|sum| sum.median));
    let most = multiples.clone().fold(10.0_f64, f64::max) * 1.1;
    let least = multiples.fold(1.0_f64, f64::min).max(0.001);
    let at = |multiple: f64| {
        let share = (multiple.max(0.001).log10() - least.log10()) / (most.log10() - least.log10());
        left + (right - left) * share as f32
    };
    let (top, bottom) = (rect.top() + 20.0, rect.bottom() - 26.0);
    for tick in [0.1, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 500.0, 1_000.0] {
        if tick >= least * 0.999 && tick <= most {
            let x = at(tick);
            p.line_segment([pos2(x, top), pos2(x, bottom)], Stroke::new(1.0, c.line));
            let place = pos2(x, rect.top() + 8.0);
            text::paint(p, place, Align2::CENTER_CENTER, &times(tick), Type::Caption, c.ink_muted, Fit::Free);
        }
    }
    for sum in sums {
        dashed(p, at(sum.median), top, bottom, tint(c, sum.evidence));
    }
    for (index, leap) in shown.iter().enumerate() {
        let y = top + (index as f32 + 0.5) * row;
        let fit = Fit::Elide(labels);
        text::paint(p, pos2(rect.left(), y - 1.0), Align2::LEFT_BOTTOM, &leap.what, Type::Label, c.ink, fit);
        text::paint(p, pos2(rect.left(), y), Align2::LEFT_TOP, &leap.numbers, Type::Caption, c.ink_muted, fit);
        let x = at(leap.multiple);
        let rgb = tint(c, leap.evidence);
        p.line_segment([pos2(at(1.0_f64.max(least)), y), pos2(x, y)], Stroke::new(3.0, rgb));
        dot(p, c, leap.evidence, x, y);
        let words = times(leap.multiple);
        text::paint(p, pos2(x + 12.0, y), Align2::LEFT_CENTER, &words, Type::LabelStrong, c.ink, Fit::Free);
    }
    let mut x = rect.left();
    let y = rect.bottom() - 9.0;
    for sum in sums {
        dot(p, c, sum.evidence, x + 6.0, y);
        let leaps = if sum.leaps == 1 { "1 leap".to_owned() } else { format!("{} leaps", sum.leaps) };
        let words = format!("{}: {leaps}, middle {}", sum.evidence.title(), times(sum.median));
        let place = pos2(x + 18.0, y);
        x = text::paint(p, place, Align2::LEFT_CENTER, &words, Type::Caption, c.ink_muted, Fit::Free).right() + 22.0;
    }
    let told: Vec<String> =
        all.iter().map(|leap| format!("{} {} ({})", leap.what, times(leap.multiple), leap.evidence.title())).collect();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Figure, true, "Leaps with evidence");
        info.current_text_value = Some(told.join("; "));
        info
    });
}

fn dashed(p: &Painter, x: f32, top: f32, bottom: f32, rgb: Color32) {
    let mut y = top;
    while y < bottom {
        p.line_segment([pos2(x, y), pos2(x, (y + 5.0).min(bottom))], Stroke::new(1.5, rgb));
        y += 9.0;
    }
}

/// Full for measured, a thick ring for reported, a thin one for estimated.
fn dot(p: &Painter, c: &Colours, evidence: Evidence, x: f32, y: f32) {
    let rgb = tint(c, evidence);
    match evidence {
        Evidence::Measured => _ = p.circle_filled(pos2(x, y), 6.0, rgb),
        Evidence::Reported => _ = p.circle(pos2(x, y), 5.0, c.surface, Stroke::new(3.0, rgb)),
        Evidence::Estimated => _ = p.circle(pos2(x, y), 5.0, c.surface, Stroke::new(1.5, rgb)),
    }
}
