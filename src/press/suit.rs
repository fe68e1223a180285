//! A hero's card style on other products: logo, name plate, window and starburst of the style, moved and scaled, so that box,
//! thank-you card and storyboard look like the card and a new style needs no second drawing.

use super::badges::starburst;
use super::card::{CardFacts, front};
use super::layout::{Face, Layout, Lettering};
use super::plate::{self, PlateText};
use super::refusal::Refusal;
use super::style::{CardStyle, Frame};
use super::subject::Subject;
use crate::scene::item::{Item, Transform};
use crate::scene::kit::{FigureSpec, Hex, Kit, StyleFiles};
use crate::scene::shapes::{Pen, disc, drawn, placed};
use crate::scene::text::INK;
use std::sync::Arc;

/// A style with the drawings it uses.
pub(super) struct Suit<'a> {
    pub style: Arc<CardStyle>,
    pub files: &'a StyleFiles,
}

impl<'a> Suit<'a> {
    /// The style these facts ask for.
    pub fn of(facts: &CardFacts, kit: &'a Kit) -> Result<Self, Refusal> {
        Self::with(facts.card_style(kit)?, facts.who(), kit)
    }

    /// The style with this id, for a page of `who`.
    pub fn named(id: &str, who: &str, kit: &'a Kit) -> Result<Self, Refusal> {
        let unknown = || Refusal::UnknownStyle { who: who.to_string(), style: id.to_string() };
        Self::with(CardStyle::find(kit, id)?.ok_or_else(unknown)?, who, kit)
    }

    fn with(style: Arc<CardStyle>, who: &str, kit: &'a Kit) -> Result<Self, Refusal> {
        let unknown = || Refusal::UnknownStyle { who: who.to_string(), style: style.id.clone() };
        let files = kit.style(&style.id).ok_or_else(unknown)?;
        Ok(Self { style, files })
    }

    /// How high the logo is at a width.
    pub fn logo_height(&self, width: f32) -> f32 {
        high(self.style.logo.frame, width)
    }

    /// The campaign's logo with its top left corner at a place.
    pub fn logo(&self, page: &mut Layout, facts: &CardFacts, [x, y]: [f32; 2], width: f32) -> Result<(), Refusal> {
        let look = self.style.logo.moved([x, y, width, 0.0], 1.0);
        let award = facts.award_line();
        plate::logo(page, facts.logo_lines(look.names_award, &award), &look, &self.files.logo, &facts.look)
    }

    /// How high the name plate is at a width.
    pub fn plate_height(&self, width: f32) -> f32 {
        high(self.style.plate.frame, width)
    }

    /// The name plate as on the card. What is under the name grows by `second`, for reading on a small one.
    pub fn plate(
        &self,
        page: &mut Layout,
        facts: &CardFacts,
        [x, y]: [f32; 2],
        width: f32,
        second: f32,
    ) -> Result<(), Refusal> {
        let look = self.style.plate.moved([x, y, width, 0.0], second);
        let text = front::plate_text(page, facts, &look);
        plate::name_plate(page, &look, &self.files.nameplate, &text)
    }

    /// A name plate with a name and a second line of one's own, which is left out with a note where it does not fit.
    pub fn plate_with(
        &self,
        page: &mut Layout,
        name: &str,
        second: &str,
        [x, y]: [f32; 2],
        width: f32,
    ) -> Result<(), Refusal> {
        let look = self.style.plate.moved([x, y, width, 0.0], 1.0);
        let fits = second.trim().is_empty() || page.fitted("second line", second, &look.second).is_ok();
        if !fits {
            page.note("second line", format!("“{second}” is too long for the plate and is left out"));
        }
        let tries = if fits { vec![second.trim().to_string()] } else { Vec::new() };
        let text = PlateText { lead: name.trim().to_string(), must: None, tries };
        plate::name_plate(page, &look, &self.files.nameplate, &text)
    }

    /// The window with the hero behind it.
    pub fn window(&self, page: &mut Layout, hero: Subject<'_>, [x, y]: [f32; 2], width: f32) -> Result<(), Refusal> {
        let look = self.style.window.moved([x, y, width, 0.0]);
        plate::in_window(page, hero, &look, self.files)
    }

    /// The starburst with the claims; nothing without claims or in a style without one.
    pub fn star(&self, page: &mut Layout, facts: &CardFacts, [x, y]: [f32; 2], width: f32) -> Result<(), Refusal> {
        let claims: Vec<&str> = facts.claims.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).take(3).collect();
        match &self.style.star {
            Some(star) if !claims.is_empty() => starburst(page, &claims, [x, y, width, width], &star.fill, star.turn),
            _ => Ok(()),
        }
    }

    /// A backdrop over a box: the one with this id, or the style's own.
    pub fn backdrop(&self, page: &mut Layout, id: &str, frame: Frame) -> Result<(), Refusal> {
        let wanted = if id.is_empty() { &self.files.backdrop } else { id };
        let kit = page.kit;
        let Some(backdrop) = kit.backdrop(wanted).or_else(|| kit.backdrop(&self.files.backdrop)) else { return Ok(()) };
        page.backdrop(&backdrop.file, &page.colours.clone(), frame, 0.0)
    }
}

fn high(frame: Frame, width: f32) -> f32 {
    frame[3] * width / frame[2]
}

/// What `make` puts down in a space of its own, scaled, with the space's origin at `to`.
pub(super) fn scaled(
    page: &mut Layout,
    to: [f32; 2],
    scale: f32,
    make: impl FnOnce(&mut Layout) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let items = page.aside(make)?;
    page.items.push(placed(items, to, scale, 0.0, [0.0, 0.0]));
    Ok(())
}

/// What `make` puts down, turned around a point by `degrees` clockwise.
pub(super) fn turned(
    page: &mut Layout,
    around: [f32; 2],
    degrees: f32,
    make: impl FnOnce(&mut Layout) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let items = page.aside(make)?;
    let transform = Transform::from_rotate_at(degrees, around[0], around[1]);
    page.items.push(Item::Group { transform, clip: None, opacity: 1.0, items });
    Ok(())
}

/// What stands behind a head.
#[derive(Clone, Copy)]
pub(super) enum Ground {
    Tint([u8; 3]),
    /// A sunburst in the page's own colours.
    Rays,
}

/// A head in a disc with an inked edge.
pub(super) fn medallion(
    page: &mut Layout,
    figure: &FigureSpec,
    [x, y]: [f32; 2],
    radius: f32,
    ground: Ground,
) -> Result<(), Refusal> {
    let Some(shape) = disc(x, y, radius) else { return Ok(()) };
    match ground {
        Ground::Tint(rgb) => page.push(drawn(Some(shape.clone()), Some(rgb), None)),
        Ground::Rays => {
            let side = radius * 2.0;
            let colours = page.colours.clone();
            page.backdrop("backdrop/sunburst.svg", &colours, [x - radius, y - radius, side, side], radius)?;
        }
    }
    // Rays want to be seen around the head; on a tint it may fill the disc.
    let zoom = if matches!(ground, Ground::Rays) { 0.74 } else { 0.98 };
    page.head(Subject::Figure(figure), &shape, zoom)?;
    page.push(drawn(Some(shape), None, Some(Pen::solid(INK, (radius * 0.07).clamp(4.0, 10.0)))));
    Ok(())
}

/// What a hero is called in a word: "Nadia" of "Nadia the Network Ninja".
pub fn called(persona: &str) -> &str {
    let persona = persona.trim();
    match persona.split_once(" the ") {
        Some((first, _)) => first.trim(),
        None => persona.split_whitespace().next().unwrap_or(persona),
    }
}

/// A line in the comic face with an outline that suits its size.
pub(super) fn shout(x: f32, y: f32, size: f32, rgb: [u8; 3]) -> Lettering {
    Lettering::at(x, y, Face::Display, size, &Hex::of(rgb)).outlined(size * 0.17).spaced(size * 0.03)
}
