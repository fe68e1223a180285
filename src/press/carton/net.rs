//! The shape of the box: where panels and flaps lie on the flat sheet, where it is cut, creased and glued.
//!
//! A reverse tuck end box from one piece. From left to right: glue flap, back, side, front, side. The lid of the back closes
//! the top, the lid of the front closes the bottom, and both sides carry dust flaps at either end. Measures are taken from
//! crease to crease, which is the inner size of a box of thin card. Knows nothing of art. Units are 0.1 mm, y down, from the
//! top left of the cut.

use std::sync::Arc;

use crate::press::style::Frame;
use crate::scene::item::{Path, PathBuilder};

/// The back is this much narrower than the front, so that its lid slides in.
pub const EASE: f32 = 8.0;
/// Art beyond the cut.
pub const BLEED: f32 = 32.0;
/// How far a flap stands clear of its neighbour before it runs straight.
const RELIEF: f32 = 32.0;
/// How much narrower a dust flap is at the end of its relief, on each side.
const CLEARANCE: f32 = 10.0;
/// Length over which a tuck or dust flap runs straight, before it narrows.
const SHOULDER: f32 = 64.0;
/// The tuck is narrower than its lid by this much on each side, and the lid is slit as deep at the same place: the dust
/// flaps catch behind it.
const SLIT: f32 = 20.0;
/// Slope of glue flap and dust flaps, the tangent of 15 degrees.
const TAPER: f32 = 0.267_949_2;

/// A place on the flat sheet.
pub type Point = (f32, f32);

/// The inner size of a box in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoxSize {
    pub width_mm: f32,
    pub depth_mm: f32,
    pub height_mm: f32,
}

/// Why there is no box of this size.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SizeError {
    #[error("“{0}” is no size of a box: write width x depth x height in mm, such as 64 x 28 x 160")]
    Unreadable(String),
    #[error("the {side} of a box is {least} to {most} mm, not {given} mm")]
    OutOfRange { side: &'static str, given: f32, least: f32, most: f32 },
}

impl Default for BoxSize {
    fn default() -> Self {
        Self::ONE_SHEET
    }
}

impl BoxSize {
    /// The box whose net fits one sheet of A4 and one of Letter.
    pub const ONE_SHEET: Self = Self { width_mm: 64.0, depth_mm: 28.0, height_mm: 160.0 };

    /// A size that can be cut and folded.
    pub fn new(width_mm: f32, depth_mm: f32, height_mm: f32) -> Result<Self, SizeError> {
        let sides =
            [("width", width_mm, 40.0, 400.0), ("depth", depth_mm, 14.0, 300.0), ("height", height_mm, 60.0, 600.0)];
        for (side, given, least, most) in sides {
            // Written so that what is no number is refused as well.
            if !(given >= least && given <= most) {
                return Err(SizeError::OutOfRange { side, given, least, most });
            }
        }
        Ok(Self { width_mm, depth_mm, height_mm })
    }
}

impl std::str::FromStr for BoxSize {
    type Err = SizeError;

    /// `64x28x160`, with or without spaces and `mm`.
    fn from_str(text: &str) -> Result<Self, SizeError> {
        let unreadable = || SizeError::Unreadable(text.trim().to_string());
        let plain = text.trim().trim_end_matches("mm").replace(['×', 'X'], "x").replace(',', ".");
        let sides: Vec<f32> = plain.split('x').map_while(|side| side.trim().parse().ok()).collect();
        match sides.as_slice() {
            [w, d, h] if plain.split('x').count() == 3 => Self::new(*w, *d, *h),
            _ => Err(unreadable()),
        }
    }
}

impl std::fmt::Display for BoxSize {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} x {} x {} mm", self.width_mm, self.depth_mm, self.height_mm)
    }
}

/// A part of the net.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    Glue,
    Back,
    /// The side between back and front.
    LeftSide,
    Front,
    /// The side that the glue flap holds to the back.
    RightSide,
    /// On the back; closes the top.
    TopLid,
    TopTuck,
    /// On the front; closes the bottom.
    BottomLid,
    BottomTuck,
    TopLeftDust,
    TopRightDust,
    BottomLeftDust,
    BottomRightDust,
}

/// A fold between two parts, with its two ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crease {
    pub between: (Part, Part),
    pub from: Point,
    pub to: Point,
}

/// A piece of the outline.
#[derive(Clone, Copy, Debug)]
enum Step {
    Line(Point),
    /// A quarter round: two handles and the end.
    Curve(Point, Point, Point),
}

/// The flat sheet of one size of box.
#[derive(Clone, Debug)]
pub struct Net {
    pub size: BoxSize,
    /// Width of the glue flap.
    pub glue: f32,
    /// Height of the tucks.
    pub tuck: f32,
    /// Length of the dust flaps.
    pub dust: f32,
    /// The vertical creases and both outer edges, from left to right.
    pub columns: [f32; 6],
    /// Top and bottom of the walls.
    pub rows: [f32; 2],
    /// Size of what is cut, without bleed.
    pub width: f32,
    pub height: f32,
}

impl Net {
    /// The net of a box.
    pub fn of(size: BoxSize) -> Self {
        let (w, d, h) = (size.width_mm * 10.0, size.depth_mm * 10.0, size.height_mm * 10.0);
        // The glue flap lies behind the right side and must not reach around its far edge.
        let usual: f32 = if h > 2500.0 { 190.0 } else { 159.0 };
        let glue = usual.min(d - 10.0);
        let tuck = (d / 2.0).clamp(120.0, 250.0).min(d);
        // Two dust flaps may meet in the middle of the lid but not overlap.
        let dust = f32::midpoint(d, tuck).min(w / 2.0 - 5.0);
        let x2 = glue + w - EASE;
        let columns = [0.0, glue, x2, x2 + d, x2 + d + w, x2 + d + w + d];
        let end = d + tuck;
        Self { size, glue, tuck, dust, columns, rows: [end, end + h], width: columns[5], height: h + 2.0 * end }
    }

    /// The box of a panel or lid on the sheet. Flaps with slanted sides have the box around them.
    pub fn frame(&self, part: Part) -> Frame {
        let [_, x1, x2, x3, x4, x5] = self.columns;
        let [top, bottom] = self.rows;
        let (h, d) = (bottom - top, x5 - x4);
        let column = |from: f32, to: f32, y: f32, high: f32| [from, y, to - from, high];
        match part {
            Part::Glue => column(0.0, x1, top, h),
            Part::Back => column(x1, x2, top, h),
            Part::LeftSide => column(x2, x3, top, h),
            Part::Front => column(x3, x4, top, h),
            Part::RightSide => column(x4, x5, top, h),
            Part::TopLid => column(x1, x2, top - d, d),
            Part::TopTuck => column(x1 + SLIT, x2 - SLIT, 0.0, self.tuck),
            Part::BottomLid => column(x3, x4, bottom, d),
            Part::BottomTuck => column(x3 + SLIT, x4 - SLIT, bottom + d, self.tuck),
            Part::TopLeftDust => column(x2, x3, top - self.dust, self.dust),
            Part::TopRightDust => column(x4, x5, top - self.dust, self.dust),
            Part::BottomLeftDust => column(x2, x3, bottom, self.dust),
            Part::BottomRightDust => column(x4, x5, bottom, self.dust),
        }
    }

    /// Every fold.
    pub fn creases(&self) -> Vec<Crease> {
        let [_, x1, x2, x3, x4, x5] = self.columns;
        let [top, bottom] = self.rows;
        let d = x5 - x4;
        let fold = |a, b, from, to| Crease { between: (a, b), from, to };
        let upright = |a, b, x| fold(a, b, (x, top), (x, bottom));
        let flat = |a, b, from, to, y| fold(a, b, (from, y), (to, y));
        vec![
            upright(Part::Glue, Part::Back, x1),
            upright(Part::Back, Part::LeftSide, x2),
            upright(Part::LeftSide, Part::Front, x3),
            upright(Part::Front, Part::RightSide, x4),
            flat(Part::Back, Part::TopLid, x1, x2, top),
            flat(Part::TopLid, Part::TopTuck, x1 + SLIT, x2 - SLIT, top - d),
            flat(Part::Front, Part::BottomLid, x3, x4, bottom),
            flat(Part::BottomLid, Part::BottomTuck, x3 + SLIT, x4 - SLIT, bottom + d),
            flat(Part::LeftSide, Part::TopLeftDust, x2, x3, top),
            flat(Part::RightSide, Part::TopRightDust, x4, x5, top),
            flat(Part::LeftSide, Part::BottomLeftDust, x2, x3, bottom),
            flat(Part::RightSide, Part::BottomRightDust, x4, x5, bottom),
        ]
    }

    /// The slits at the ends of the tucks' folds, each from the fold into the lid.
    pub fn slits(&self) -> [[Point; 2]; 4] {
        let [_, x1, x2, x3, x4, x5] = self.columns;
        let (up, down) = (self.rows[0] - (x5 - x4), self.rows[1] + (x5 - x4));
        [
            [(x1 + SLIT, up), (x1 + SLIT, up + SLIT)],
            [(x2 - SLIT, up), (x2 - SLIT, up + SLIT)],
            [(x3 + SLIT, down), (x3 + SLIT, down - SLIT)],
            [(x4 - SLIT, down), (x4 - SLIT, down - SLIT)],
        ]
    }

    /// The corners of a flap or panel in order, rounded corners at their sharp points.
    pub fn corners(&self, part: Part) -> Vec<Point> {
        let [x, y, w, h] = self.frame(part);
        let (r, b) = (x + w, y + h);
        match part {
            Part::Glue => {
                let drop = self.glue * TAPER;
                vec![(r, y), (r, b), (x, b - drop), (x, y + drop)]
            }
            Part::TopLeftDust | Part::TopRightDust => self.dust_flap(x, r, b, -1.0).to_vec(),
            Part::BottomLeftDust | Part::BottomRightDust => self.dust_flap(x, r, y, 1.0).to_vec(),
            _ => vec![(x, y), (r, y), (r, b), (x, b)],
        }
    }

    /// A dust flap on the fold from `x` to `r` at `y`; `s` is -1 upwards, 1 downwards. From the left end of the fold to the
    /// right: relief, shoulder, taper.
    fn dust_flap(&self, x: f32, r: f32, y: f32, s: f32) -> [Point; 8] {
        let shoulder = SHOULDER.min(self.dust * 0.45);
        let relief = RELIEF.min(shoulder / 2.0);
        let depth = r - x;
        let narrow = (CLEARANCE + (self.dust - shoulder) * TAPER).min(depth * 0.36);
        [
            (x, y),
            (x + CLEARANCE, y + s * relief),
            (x + CLEARANCE, y + s * shoulder),
            (x + narrow, y + s * self.dust),
            (r - narrow, y + s * self.dust),
            (r - CLEARANCE, y + s * shoulder),
            (r - CLEARANCE, y + s * relief),
            (r, y),
        ]
    }

    /// Lid and tuck from the left end of the lid's fold around to its right end.
    fn lid(&self, x: f32, r: f32, y: f32, s: f32) -> Vec<Step> {
        let d = self.columns[5] - self.columns[4];
        let (fold, end) = (y + s * d, y + s * (d + self.tuck));
        let (l, t) = (x + SLIT, r - SLIT);
        let shoulder = SHOULDER.min(self.tuck * 0.5);
        let round = (self.tuck - shoulder).min((t - l) / 3.0);
        // The handle of a quarter round of radius one, from its corner.
        let k = 0.447_715_2 * round;
        let corner = end - s * round;
        vec![
            Step::Line((x, fold)),
            Step::Line((l, fold)),
            Step::Line((l, corner)),
            Step::Curve((l, end - s * k), (l + k, end), (l + round, end)),
            Step::Line((t - round, end)),
            Step::Curve((t - k, end), (t, end - s * k), (t, corner)),
            Step::Line((t, fold)),
            Step::Line((r, fold)),
            Step::Line((r, y)),
        ]
    }

    /// The outline, clockwise from the top left of the back; without the glue flap for the ground of the art.
    fn steps(&self, with_glue: bool) -> Vec<Step> {
        let [x0, x1, x2, x3, x4, x5] = self.columns;
        let [top, bottom] = self.rows;
        let drop = self.glue * TAPER;
        let forth = |flap: [Point; 8]| flap.into_iter().skip(1).map(Step::Line).collect::<Vec<_>>();
        let back = |flap: [Point; 8]| flap.into_iter().rev().skip(1).map(Step::Line).collect::<Vec<_>>();
        let mut all = vec![Step::Line((x1, top))];
        all.extend(self.lid(x1, x2, top, -1.0));
        all.extend(forth(self.dust_flap(x2, x3, top, -1.0)));
        all.push(Step::Line((x4, top)));
        all.extend(forth(self.dust_flap(x4, x5, top, -1.0)));
        all.push(Step::Line((x5, bottom)));
        all.extend(back(self.dust_flap(x4, x5, bottom, 1.0)));
        all.extend(backwards((x4, bottom), &self.lid(x3, x4, bottom, 1.0)));
        all.extend(back(self.dust_flap(x2, x3, bottom, 1.0)));
        all.push(Step::Line((x1, bottom)));
        if with_glue {
            all.push(Step::Line((x0, bottom - drop)));
            all.push(Step::Line((x0, top + drop)));
        }
        all
    }

    /// The line to cut along, without the slits.
    pub fn outline(&self) -> Option<Arc<Path>> {
        path_of(&self.steps(true))
    }

    /// What the art lies on: everything but the glue flap, which stays bare so that the glue holds.
    pub fn ground(&self) -> Option<Arc<Path>> {
        path_of(&self.steps(false))
    }

    /// Slanted lines over the glue flap, clear of its edges: where the glue goes.
    pub fn glue_lines(&self) -> Vec<[Point; 2]> {
        let [top, bottom] = self.rows;
        let inset = 12.0;
        let rise = 60.0;
        let pitch = 70.0;
        let (from, to) = (top + self.glue * TAPER + rise + inset, bottom - self.glue * TAPER - inset);
        let count = ((to - from) / pitch).floor().max(0.0) as usize;
        (0..=count)
            .map(|i| {
                let y = from + pitch * i as f32;
                [(inset, y), (self.glue - inset, y - rise)]
            })
            .collect()
    }
}

/// The steps walked from their end to their start at `first`; `last` is where they end.
fn backwards(last: Point, steps: &[Step]) -> Vec<Step> {
    let ends: Vec<Point> = steps
        .iter()
        .map(|step| match step {
            Step::Line(p) | Step::Curve(_, _, p) => *p,
        })
        .collect();
    debug_assert_eq!(ends.last(), Some(&last));
    let first = steps.len();
    (0..first)
        .rev()
        .map(|i| {
            // The start of the first step is the other end of the lid's fold.
            let to = if i == 0 { (ends[0].0, last.1) } else { ends[i - 1] };
            match steps[i] {
                Step::Line(_) => Step::Line(to),
                Step::Curve(a, b, _) => Step::Curve(b, a, to),
            }
        })
        .collect()
}

fn path_of(steps: &[Step]) -> Option<Arc<Path>> {
    let mut builder = PathBuilder::new();
    for (i, step) in steps.iter().enumerate() {
        match *step {
            Step::Line((x, y)) if i == 0 => builder.move_to(x, y),
            Step::Line((x, y)) => builder.line_to(x, y),
            Step::Curve(a, b, p) => builder.cubic_to(a.0, a.1, b.0, b.1, p.0, p.1),
        }
    }
    builder.close();
    builder.finish().map(Arc::new)
}
