//! Rays, bursts and confetti, painted anew in each frame from nothing but time: the same moment looks the same every time.

use std::f32::consts::TAU;

use eframe::egui::{Color32, Pos2, pos2, vec2};

use super::paper::{Ink, Paper, place};
use crate::gui::theme::mix;

/// Rays behind a winner, with dots towards the edges. `grown` 0 to 1 lets them come out of the middle.
pub fn rays(paper: &Paper<'_>, ink: &Ink, centre: Pos2, grown: f32) {
    let reach = (paper.w.max(paper.h) * 1.1) * grown;
    if grown >= 1.0 {
        paper.fill(place(0.0, 0.0, paper.w, paper.h), 0.0, ink.sun);
    } else {
        disc_of(paper, centre, reach, ink.sun);
    }
    let count = 14;
    paper.pieces((0..count).map(|n| {
        let from = (n as f32 + 0.15) * TAU / count as f32;
        let to = from + TAU / count as f32 * 0.5;
        let end = |angle: f32| centre + vec2(angle.cos(), angle.sin()) * reach;
        ([centre, end(from), end(f32::midpoint(from, to)), end(to)], ink.amber)
    }));
    if grown < 1.0 {
        return;
    }
    // The dots of cheap print grow towards the corners.
    let pitch = 46.0;
    let rows = (paper.h / pitch) as i32 + 1;
    for row in 0..rows {
        let y = (row as f32 + 0.5) * pitch;
        for (near, side) in [(0.0, 1.0), (paper.w, -1.0)] {
            for column in 0..6 {
                let shift = if row % 2 == 0 { 0.0 } else { pitch / 2.0 };
                let x = near + side * (column as f32 * pitch + shift);
                let size = 9.0 - column as f32 * 1.5;
                if size > 1.0 {
                    paper.disc(pos2(x, y), size, mix(ink.sun, ink.straw, 0.8));
                }
            }
        }
    }
}

fn disc_of(paper: &Paper<'_>, centre: Pos2, radius: f32, colour: Color32) {
    let count = 28;
    paper.pieces((0..count).map(|n| {
        let at = |part: f32| centre + vec2((part * TAU).cos(), (part * TAU).sin()) * radius;
        let (from, to) = (n as f32 / count as f32, (n + 1) as f32 / count as f32);
        ([centre, at(from), at(f32::midpoint(from, to)), at(to)], colour)
    }));
}

/// A star with sharp points, as on a box that shouts.
pub fn burst(paper: &Paper<'_>, centre: Pos2, outer: f32, inner: f32, turn: f32, colour: Color32) {
    let points = 11;
    let at = |n: f32, radius: f32| {
        let angle = n * TAU / points as f32 + turn;
        centre + vec2(angle.cos() * 1.12, angle.sin()) * radius
    };
    paper.pieces((0..points).map(|n| {
        let n = n as f32;
        // Points of uneven length look drawn by hand.
        let long = outer * (0.88 + 0.12 * (n * 2.4).sin());
        ([centre, at(n - 0.5, inner), at(n, long), at(n + 0.5, inner)], colour)
    }));
    let edge = (0..points * 2).map(|half| {
        let n = half as f32 / 2.0;
        if half % 2 == 0 { at(n, outer * (0.88 + 0.12 * (n * 2.4).sin())) } else { at(n, inner) }
    });
    paper.outline(edge, 2.0, colour);
}

/// Confetti `ms` after the box went open, thrown up from `from` and falling.
pub fn confetti(paper: &Paper<'_>, ink: &Ink, from: Pos2, ms: u32) {
    const PIECES: u32 = 150;
    /// Units a second squared; paper is held up by the air, so it falls slower than a stone.
    const FALL: f32 = 420.0;
    let t = ms as f32 / 1000.0;
    let fade = (1.0 - (t - 4.8) / 1.2).clamp(0.0, 1.0);
    if fade <= 0.0 {
        return;
    }
    paper.pieces((0..PIECES).map(|n| {
        let [a, b, c, d] = [0, 1, 2, 3].map(|salt| luck(n, salt));
        let angle = -TAU / 4.0 + (a - 0.5) * 2.4;
        let speed = 380.0 + 620.0 * b;
        // Air takes the speed away within about a second.
        let flown = (1.0 - (-1.6 * t).exp()) / 1.6;
        let x = from.x + angle.cos() * speed * flown + (t * 2.0 + c * TAU).sin() * 26.0;
        let y = from.y + angle.sin() * speed * flown + FALL * (t - flown) * (0.5 + 0.5 * d);
        let turn = (c - 0.5) * 14.0 * t + d * TAU;
        // Seen from the edge a piece is thin.
        let (w, h) = (13.0 + 9.0 * d, (11.0 + 6.0 * a) * (0.25 + 0.75 * (t * 6.0 * (0.4 + b) + a * TAU).sin().abs()));
        let (sin, cos) = turn.sin_cos();
        let corner = |u: f32, v: f32| pos2(x + u * w * cos - v * h * sin, y + u * w * sin + v * h * cos);
        let corners = [corner(-0.5, -0.5), corner(0.5, -0.5), corner(0.5, 0.5), corner(-0.5, 0.5)];
        (corners, ink.confetti[n as usize % ink.confetti.len()].gamma_multiply(fade))
    }));
}

/// A number from 0 to 1 that is always the same for the same piece.
fn luck(piece: u32, salt: u32) -> f32 {
    let mut z = u64::from(piece).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (u64::from(salt) << 32);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z >> 40) & 0xFFFF) as f32 / 65_535.0
}

/// Slow, fast, slow.
pub fn ease(part: f32) -> f32 {
    let part = part.clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}

/// Comes a little too far and goes back.
pub fn overshoot(part: f32) -> f32 {
    let part = part.clamp(0.0, 1.0) - 1.0;
    1.0 + 2.7 * part.powi(3) + 1.7 * part.powi(2)
}

/// Where `part` lies between `from` and `to` of a longer movement.
pub fn within(part: f32, from: f32, to: f32) -> f32 {
    ((part - from) / (to - from)).clamp(0.0, 1.0)
}
