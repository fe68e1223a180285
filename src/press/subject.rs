//! Who a card shows: a hero's figure, a monster, or a complete drawing of the kit; whole in a box, or the head in a frame of
//! any shape. Each is drawn in its own colours, whatever page it stands on.

use std::sync::Arc;

use super::badges::BURST_RED;
use super::card::CardPhoto;
use super::layout::{Face, Layout, Lettering};
use super::refusal::Refusal;
use super::style::Portrait;
use crate::scene::item::{Item, Path, Transform};
use crate::scene::kit::{Colours, EnemyLook, FigureSpec, Hex, Show};
use crate::scene::shapes::{clipped, placed};

/// Who is shown.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    Figure(&'a FigureSpec),
    Monster(&'a EnemyLook),
    /// Path of a complete drawing of the kit as large as a figure, and the figure that lends its colours.
    Drawing(&'a str, &'a FigureSpec),
    /// A photo, and the figure that stands in its place where it cannot be drawn, or where only a whole figure serves.
    Photo(&'a CardPhoto, &'a FigureSpec),
}

/// A figure's space, and what of it is filled with art.
const FIGURE: (f32, f32) = (1000.0, 1600.0);
const FIGURE_WIDTH: f32 = 880.0;
/// The soles.
const SOLES: f32 = 1541.0;
/// The middle of the face of a complete drawing.
const DRAWING_FACE: [f32; 2] = [485.0, 405.0];

impl Subject<'_> {
    fn colours(&self, page: &Layout, scheme: &str) -> Option<Colours> {
        match self {
            Self::Figure(spec) | Self::Drawing(_, spec) | Self::Photo(_, spec) => {
                Some(page.kit.figure_colours(spec, scheme))
            }
            Self::Monster(_) => None,
        }
    }
}

/// True of a figure nobody has put together yet.
fn is_unknown(subject: Subject<'_>) -> bool {
    matches!(subject, Subject::Figure(spec) if spec.options.is_empty())
}

impl Layout<'_> {
    /// A burst with a question mark in a square: for who has no figure yet.
    fn mystery(&mut self, [x, y]: [f32; 2], side: f32) -> Result<(), Refusal> {
        self.art("badge/burst-comic.svg", [x - side / 2.0, y - side / 2.0, side, side])?;
        let size = side * 0.5;
        let mark = Lettering::at(x, y + size * 0.37, Face::Display, size, &Hex::of(BURST_RED));
        self.line("figure", "?", &mark.centred().within(side * 0.6))
    }

    /// Puts down what `make` does in the subject's own colours.
    fn in_colours_of(
        &mut self,
        subject: Subject<'_>,
        scheme: &str,
        make: impl FnOnce(&mut Self) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let Some(own) = subject.colours(self, scheme) else { return make(self) };
        let before = std::mem::replace(&mut self.colours, own);
        let made = make(self);
        self.colours = before;
        made
    }

    /// A standing subject with its soles (a monster: its middle) at `x`,`y`; scale 1 is 100 mm of width.
    pub fn standing(&mut self, subject: Subject<'_>, [x, y]: [f32; 2], scale: f32) -> Result<(), Refusal> {
        if is_unknown(subject) {
            return self.mystery([x, y - 760.0 * scale], 760.0 * scale);
        }
        self.in_colours_of(subject, "", |page| match subject {
            Subject::Figure(spec) | Subject::Photo(_, spec) => {
                page.figure(spec, Show::All, [x, y], scale, [500.0, SOLES])
            }
            Subject::Monster(look) => page.monster(look, [x, y], scale, 0.0),
            Subject::Drawing(path, _) => {
                let item = page.drawing(path)?;
                page.items.push(placed(vec![item], [x, y], scale, 0.0, [500.0, SOLES]));
                Ok(())
            }
        })
    }

    /// The whole subject as large as fits a box: a figure stands on its lower edge, a monster floats in the middle.
    pub fn whole(&mut self, subject: Subject<'_>, [x, y, w, h]: [f32; 4]) -> Result<(), Refusal> {
        if let Subject::Monster(_) = subject {
            return self.standing(subject, [x + w / 2.0, y + h / 2.0], w.min(h) / FIGURE.0);
        }
        let scale = (h / FIGURE.1).min(w / FIGURE_WIDTH);
        let soles = y + h - (FIGURE.1 - SOLES) * scale * 0.5;
        self.standing(subject, [x + w / 2.0, soles], scale)
    }

    /// The head of the subject in a frame of any shape; `zoom` 1 fills the width, less shows the shoulders. A monster is
    /// shown whole.
    pub fn head(&mut self, subject: Subject<'_>, frame: &Arc<Path>, zoom: f32) -> Result<(), Refusal> {
        let b = frame.bounds();
        if let Subject::Photo(photo, _) = subject
            && let Some(item) = self.photo(photo, [b.left(), b.top(), b.width(), b.height()])?
        {
            self.push(clipped(Some(frame.clone()), vec![item]));
            return Ok(());
        }
        let middle = [b.left() + b.width() / 2.0, b.top() + b.height() / 2.0];
        if is_unknown(subject) {
            return self.mystery(middle, b.width().min(b.height()) * 0.86);
        }
        self.in_colours_of(subject, "", |page| match subject {
            Subject::Figure(spec) | Subject::Photo(_, spec) => {
                let item = page.kit.portrait(spec, &page.colours, frame, zoom, page.cache);
                let item = item.map_err(|e| page.art_error(e))?;
                page.items.push(item);
                Ok(())
            }
            Subject::Monster(look) => {
                let scale = b.width().min(b.height()) / 1000.0 * zoom;
                let inside = page.aside(|p| p.monster(look, middle, scale, 0.0))?;
                page.push(clipped(Some(frame.clone()), inside));
                Ok(())
            }
            Subject::Drawing(path, _) => {
                let item = page.drawing(path)?;
                let scale = b.width() / 520.0 * zoom;
                page.push(clipped(Some(frame.clone()), vec![placed(vec![item], middle, scale, 0.0, DRAWING_FACE)]));
                Ok(())
            }
        })
    }

    /// What stands behind heads, cut at a box with corners of radius `r`.
    pub fn portrait_ground(&mut self, look: &Portrait, frame: [f32; 4], r: f32) -> Result<(), Refusal> {
        let fill = self.rgb(&look.fill);
        self.panel(frame, r, Some(fill), None);
        if look.backdrop.is_empty() {
            return Ok(());
        }
        let Some(backdrop) = self.kit.backdrop(&look.backdrop) else {
            self.note("portrait", format!("the art kit has no backdrop {:?}", look.backdrop));
            return Ok(());
        };
        let colours = self.kit.colours("", "", "", &look.scheme);
        self.backdrop(&backdrop.file, &colours, frame, r)
    }

    /// A drawing in its own units.
    fn drawing(&self, path: &str) -> Result<Item, Refusal> {
        let placed = self.cache.placed(self.kit, path, &self.colours, Transform::identity());
        placed.map_err(|e| self.art_error(e))
    }
}
