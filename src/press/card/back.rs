//! The back: file card, powers, arch-enemy, the other heroes, serial and code.
//!
//! The parts share the height among them: what is missing gives its room to what is there, from larger text over taller
//! panels to a full-length portrait. The same layout makes the back of monster and archetype cards, which hand it other words.

mod boxes;
mod foot;
mod ground;
mod hero;
mod rows;
pub(in crate::press) mod sheet;

use super::{BLEED, SIZE};
use crate::press::layout::{Face, Layout};
use crate::press::refusal::{Note, Refusal};
use crate::press::style::{BandShape, Dress};
use crate::scene::item::Page;
use boxes::{Grid, bars, second};
use foot::{footer, others};
pub(in crate::press) use ground::{cover, rule_with_stone};
pub(super) use hero::make;
pub(in crate::press) use hero::{power_bars, rows as hero_rows};
use rows::file_card;
use sheet::FileCard;

const GAP: f32 = 36.0;
const STRIP: f32 = 214.0;
/// Height of code, signatures and serial.
const FOOT: f32 = 140.0;

/// Where things stand on a back, by the margins of its dress.
#[derive(Clone, Copy, Debug)]
struct Edges {
    left: f32,
    right: f32,
    top: f32,
    /// Under the last box.
    bottom: f32,
    foot_top: f32,
    text_left: f32,
    text_width: f32,
}

impl Edges {
    fn of(dress: &Dress) -> Self {
        let (left, right) = (dress.margin, SIZE.0 - dress.margin);
        let foot_top = SIZE.1 - dress.foot - FOOT;
        Self {
            left,
            right,
            top: dress.top,
            bottom: foot_top - 28.0,
            foot_top,
            text_left: left + 54.0,
            text_width: right - left - 108.0,
        }
    }

    fn width(&self) -> f32 {
        self.right - self.left
    }
}

/// Slants of boxes lean where the title does.
fn lean(dress: &Dress) -> f32 {
    if dress.band.shape == BandShape::Slant { 1.0 } else { 0.0 }
}

/// Lays a back out on a page begun for it.
pub(in crate::press) fn lay_out(mut page: Layout, card: &FileCard) -> Result<(Page, Vec<Note>), Refusal> {
    let edges = Edges::of(card.dress);
    cover(&mut page, card.dress, SIZE)?;
    ground::title(&mut page, card, &edges)?;
    let plan = Plan::choose(&mut page, card, &edges)?;
    file_card(&mut page, card, &plan, &edges)?;
    let mut y = edges.top + plan.file_height + GAP;
    if plan.panel_height > 0.0 {
        if let Some((x, w)) = plan.bars {
            bars(&mut page, card, [x, y, w, plan.panel_height])?;
        }
        if let (Some((x, w)), Some(what)) = (plan.second, &card.second) {
            second(&mut page, card.dress, what, [x, y, w, plan.panel_height])?;
        }
        y += plan.panel_height + GAP;
    }
    if plan.strip {
        others(&mut page, card, y, &edges)?;
    }
    footer(&mut page, card, &edges)?;
    if let Some(frame) = card.hang_hole {
        page.art("card/hang-hole.svg", frame)?;
    }
    Ok(page.page("back".into(), SIZE.0, SIZE.1, BLEED))
}

/// How the height of the back is shared.
struct Plan {
    file_height: f32,
    panel_height: f32,
    /// Left and width of the panels that are there.
    bars: Option<(f32, f32)>,
    second: Option<(f32, f32)>,
    strip: bool,
    /// Height of portrait and facts inside the file card.
    top_height: f32,
    /// Size of the running text, 1 being natural.
    scale: f32,
}

/// Share of the width that the bars take beside another box.
const BARS_SHARE: f32 = 0.5853;

impl Plan {
    /// Takes the most generous sharing that leaves portrait and facts their room.
    fn choose(page: &mut Layout, card: &FileCard, edges: &Edges) -> Result<Self, Refusal> {
        let has_strip = !card.strip.heads.is_empty();
        let (has_bars, has_second) = (!card.bars.list.is_empty(), card.second.is_some());
        let whole = (edges.left, edges.width());
        let part = (edges.width() * BARS_SHARE).round();
        let (bars, second) = match (has_bars, has_second) {
            (true, true) => {
                let rest = edges.left + part + GAP - 2.0;
                (Some((edges.left, part)), Some((rest, edges.right - rest)))
            }
            (true, false) => (Some(whole), None),
            (false, true) => (None, Some(whole)),
            (false, false) => (None, None),
        };
        let has_panels = has_bars || has_second;
        let rows = Grid::of(card.bars.list.len(), !has_second, true).rows as f32;
        // Wide panels are lower: powers stand in more columns, the monster beside its name.
        let natural = match (has_bars, has_second) {
            (true, true) => 560.0,
            (true, false) => 150.0 + rows * 120.0,
            (false, true) => 440.0,
            (false, false) => 0.0,
        };
        let sharings: &[(f32, f32, f32, bool)] = &[
            // Scale of the text, of the panels, the least height of portrait and facts, and whether the strip stays.
            (1.35, 1.25, 560.0, true),
            (1.25, 1.15, 520.0, true),
            (1.15, 1.08, 500.0, true),
            (1.0, 1.0, 470.0, true),
            (0.94, 1.0, 460.0, true),
            (0.9, 0.94, 450.0, true),
            (0.86, 0.9, 440.0, true),
            (0.82, 0.86, 430.0, true),
            (0.78, 0.84, 420.0, true),
            (0.76, 0.8, 410.0, true),
            // The story is the hero's own; the others are on cards of their own.
            (0.86, 0.9, 440.0, false),
            (0.8, 0.84, 420.0, false),
            (0.76, 0.78, 410.0, false),
            (0.72, 0.74, 400.0, false),
        ];
        let mut least_missing = f32::INFINITY;
        for (scale, share, least, keeps_strip) in sharings {
            let strip = has_strip && *keeps_strip;
            let room = edges.bottom - edges.top - if strip { STRIP + GAP } else { 0.0 };
            let panel_height = natural * share;
            let file_height = room - if has_panels { panel_height + GAP } else { 0.0 };
            let text = text_height(page, card, *scale, edges.text_width);
            let top_height = file_height - 56.0 - text - if text > 0.0 { 76.0 } else { 56.0 };
            if top_height >= *least {
                // A portrait needs no more than this; panels take the rest where there are any.
                if has_strip && !strip {
                    page.note("strip", "the other heroes are left out to make room for the story");
                }
                let spare = if has_panels { (top_height - 640.0).clamp(0.0, natural * 0.3) } else { 0.0 };
                return Ok(Self {
                    file_height: file_height - spare,
                    panel_height: panel_height + spare,
                    bars,
                    second,
                    strip,
                    top_height: top_height - spare,
                    scale: *scale,
                });
            }
            least_missing = least_missing.min(least - top_height);
        }
        Err(page.refuse(
            "story",
            format!(
                "story, quote and reason are too long for the back by {:.0} mm even at the smallest size",
                (least_missing / 10.0).ceil()
            ),
        ))
    }
}

const LINE_HEIGHT: f32 = 1.36;
const PASSAGE_GAP: f32 = 16.0;

fn text_height(page: &mut Layout, card: &FileCard, scale: f32, width: f32) -> f32 {
    let mut total = 0.0;
    for p in &card.passages {
        let lead = if p.face == Face::Display { 1.1 } else { LINE_HEIGHT };
        total += page.measure(&p.text, p.face, p.size * scale, width, lead) + PASSAGE_GAP * scale;
    }
    total
}
