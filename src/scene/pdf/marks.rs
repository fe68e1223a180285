//! The sheet around a page: its boxes, and the crop and registration marks a print shop cuts and aligns by.

use super::operators::{number, path};
use super::{POINTS, PdfOptions};
use crate::scene::item::{Page, Transform};
use crate::scene::shapes;

/// Room for marks outside the bleed, in 0.1 mm.
const SLUG: f32 = 80.0;
/// A mark starts this far outside the bleed, so that it never shows on a sloppily cut card.
const GAP: f32 = 10.0;
const MARK_LENGTH: f32 = 50.0;
/// A quarter of a point.
const MARK_WIDTH: f32 = 0.88;

/// Name of the colour that prints on every plate.
pub(super) const REGISTRATION: &str = "Registration";

/// A page and what surrounds it, in 0.1 mm.
pub(crate) struct Sheet {
    trim: (f32, f32),
    pub(super) bleed: f32,
    /// From the trim to the edge of the sheet on all sides.
    pub(super) margin: f32,
    pub(super) marked: bool,
    corner_radius: f32,
}

impl Sheet {
    pub(super) fn of(page: &Page, options: &PdfOptions) -> Self {
        let bleed = (options.bleed_mm * 10.0).min(page.bleed).max(0.0);
        let marked = options.marks && bleed > 0.0;
        Self {
            trim: (page.width, page.height),
            bleed,
            margin: if marked { bleed + SLUG } else { bleed },
            marked,
            corner_radius: if bleed > 0.0 { 0.0 } else { (options.corner_radius_mm * 10.0).max(0.0) },
        }
    }

    pub(super) fn width(&self) -> f32 {
        self.trim.0 + 2.0 * self.margin
    }

    pub(super) fn height(&self) -> f32 {
        self.trim.1 + 2.0 * self.margin
    }

    /// Media, bleed and trim box in points, y up.
    pub(super) fn boxes(&self) -> [[f32; 4]; 3] {
        let inset = |by: f32| {
            [by, by, self.width() - by, self.height() - by]
                .map(|v| ((f64::from(v) * f64::from(POINTS) * 1e3).round() / 1e3) as f32)
        };
        [inset(0.0), inset(self.margin - self.bleed), inset(self.margin)]
    }

    /// From 0.1 mm, running down from the trim's top left corner, to points, running up from the sheet's lower left.
    pub(super) fn base(&self) -> Transform {
        let (left, top) = (self.margin * POINTS, (self.trim.1 + self.margin) * POINTS);
        Transform::from_row(POINTS, 0.0, 0.0, -POINTS, left, top)
    }

    /// The part of the sheet that content may cover, in points, y up.
    pub(super) fn printed(&self) -> [f32; 4] {
        let m = self.margin - self.bleed;
        [m, m, self.width() - m, self.height() - m].map(|v| v * POINTS)
    }

    /// Keeps what overhangs off the marks, or rounds the corners.
    pub(super) fn clip(&self, out: &mut Vec<u8>) {
        let (w, h) = self.trim;
        if self.marked {
            for value in [-self.bleed, -self.bleed, w + 2.0 * self.bleed, h + 2.0 * self.bleed] {
                number(out, value, 2);
            }
            out.extend(b"re W n\n");
        } else if self.corner_radius > 0.0
            && let Some(round) = shapes::rounded([0.0, 0.0, w, h], self.corner_radius)
        {
            path(out, &round, 2);
            out.extend(b"W n\n");
        }
    }

    /// Two crop marks at each corner, a target in the middle of each side.
    pub(super) fn draw_marks(&self, out: &mut Vec<u8>) {
        if !self.marked {
            return;
        }
        let (w, h) = self.trim;
        let start = self.bleed + GAP;
        let end = start + MARK_LENGTH;
        let mut lines: Vec<[f32; 4]> = Vec::new();
        for y in [0.0, h] {
            lines.push([-end, y, -start, y]);
            lines.push([w + start, y, w + end, y]);
        }
        for x in [0.0, w] {
            lines.push([x, -end, x, -start]);
            lines.push([x, h + start, x, h + end]);
        }
        let away = start + MARK_LENGTH / 2.0;
        let targets = [(w / 2.0, -away), (w / 2.0, h + away), (-away, h / 2.0), (w + away, h / 2.0)];
        for (x, y) in targets {
            lines.push([x - 25.0, y, x + 25.0, y]);
            lines.push([x, y - 25.0, x, y + 25.0]);
        }
        out.extend(format!("/Artifact BMC q /{REGISTRATION} CS 1 SCN 0 J ").as_bytes());
        number(out, MARK_WIDTH, 2);
        out.extend(b"w\n");
        for [x0, y0, x1, y1] in lines {
            number(out, x0, 1);
            number(out, y0, 1);
            out.extend(b"m ");
            number(out, x1, 1);
            number(out, y1, 1);
            out.extend(b"l S\n");
        }
        for (x, y) in targets {
            if let Some(disc) = shapes::disc(x, y, 15.0) {
                path(out, &disc, 1);
                out.extend(b"S\n");
            }
        }
        out.extend(b"Q EMC\n");
    }
}
