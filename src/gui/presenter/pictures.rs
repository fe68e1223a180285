//! Pictures of the wall: the stage says while painting what it wants, the window has it drawn on workers, and the texture is
//! there in a later frame. The stage never draws one itself and never waits.

use eframe::egui::{Context, TextureId};

use super::toybox;
use crate::campaign::{Figure, Monster};
use crate::gui::art::{Art, look_of};
use crate::scene::fit::{Limits, fit_name};
use crate::scene::fonts::DISPLAY_FAMILY;
use crate::scene::item::Transform;
use crate::scene::pixels::{Raster, render};
use crate::scene::text::{INK, TextStyle};

/// Something to have drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// Standing whole, 1000 by 1600.
    Figure(Box<Figure>),
    /// The head alone, square.
    Face(Box<Figure>),
    Villain(&'static str),
    BoxFront,
    BoxLid,
    /// A name in the largest letters that fit `w` by `h` units, white with a comic outline.
    Name {
        words: String,
        w: u32,
        h: u32,
    },
}

/// A picture and the pixels it is wanted in: its height, or for a name the pixels of a hundred units.
#[derive(Clone, Debug, PartialEq)]
struct Want {
    picture: Picture,
    pixels: u32,
}

/// What the stage wants and what it has.
#[derive(Default)]
pub struct Pictures {
    wants: Vec<Want>,
    have: Vec<(Want, TextureId)>,
}

impl Pictures {
    /// A new frame of the stage: wants are said anew.
    pub fn begin(&mut self) {
        self.wants.clear();
    }

    /// The texture, once it is there. Heights are rounded up a little, so that a window that changes size does not have
    /// everything drawn again at each step.
    pub fn get(&mut self, picture: Picture, pixels: u32) -> Option<TextureId> {
        let want = Want { pixels: pixels.next_multiple_of(if pixels > 200 { 64 } else { 16 }), picture };
        let found = self.have.iter().find(|(have, _)| *have == want).map(|(_, texture)| *texture);
        // While a window grows, the picture of before stands in.
        let found = found
            .or_else(|| self.have.iter().find(|(have, _)| have.picture == want.picture).map(|(_, texture)| *texture));
        if !self.wants.contains(&want) {
            self.wants.push(want);
        }
        found
    }

    /// Whether something wanted is not there yet.
    pub fn is_waiting(&self) -> bool {
        self.wants.iter().any(|want| !self.have.iter().any(|(have, _)| have == want))
    }

    /// Has everything drawn that is wanted, and keeps what is. By the window, once a frame.
    pub fn supply(&mut self, ctx: &Context, art: &mut Art) {
        let before = std::mem::take(&mut self.have);
        for want in &self.wants {
            if let Some(texture) = draw(ctx, art, want) {
                self.have.push((want.clone(), texture));
            } else if let Some(old) = before.iter().find(|(have, _)| have.picture == want.picture) {
                self.have.push(old.clone());
            }
        }
    }
}

fn draw(ctx: &Context, art: &mut Art, want: &Want) -> Option<TextureId> {
    let px = want.pixels;
    // A texture may not be larger than the graphics take.
    let px = px.min(ctx.input(|input| input.max_texture_side) as u32);
    match &want.picture {
        Picture::Figure(figure) => art.figure(ctx, &format!("wall {}", key(figure)), figure, px),
        Picture::Face(figure) => art.face(ctx, &format!("wall {}", key(figure)), figure, px),
        Picture::Villain(id) => {
            let look = look_of(&Monster { villain: (*id).to_owned(), ..Monster::default() });
            art.villain(ctx, &format!("wall {id}"), &look, px)
        }
        Picture::BoxFront => {
            art.picture(ctx, format!("wall box front {px}"), px, move |studio| toybox::front(studio, px)).map(first)
        }
        Picture::BoxLid => {
            art.picture(ctx, format!("wall box lid {px}"), px, move |studio| toybox::lid(studio, px)).map(first)
        }
        Picture::Name { words, w, h } => {
            let (words, w, h) = (words.clone(), *w, *h);
            let slot = format!("wall name {w} {h} {px} {words}");
            art.picture(ctx, slot, px, move |studio| {
                studio.with_typesetter(|typesetter| {
                    let upper = words.to_uppercase();
                    let words = if typesetter.covers(DISPLAY_FAMILY, &upper) { upper } else { words };
                    name(typesetter, &words, w as f32, h as f32, px as f32 / 100.0)
                })
            })
            .map(first)
        }
    }
}

fn first((texture, _): (TextureId, bool)) -> TextureId {
    texture
}

/// A number that tells figures apart.
fn key(figure: &Figure) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    format!("{figure:?}").hash(&mut hasher);
    hasher.finish()
}

/// The name on nothing, at the left and in the middle of its place. `None` when no face has its letters or it cannot fit.
fn name(typesetter: &mut crate::scene::text::Typesetter, words: &str, w: f32, h: f32, scale: f32) -> Option<Raster> {
    let style = TextStyle {
        family: DISPLAY_FAMILY.into(),
        size: 150.0,
        weight: 700.0,
        fill: [0xFF; 3],
        outline: Some((INK, 22.0)),
        line_height: 1.0,
        ..TextStyle::default()
    };
    let fitted = fit_name(typesetter, words, &style, w, h, &Limits::new(168.0, 26.0, 3)).ok()?;
    let items = fitted.items_in(0.0, 0.0, w, h, 0.0);
    render(&items, (w * scale) as u32, (h * scale) as u32, Transform::from_scale(scale, scale), None).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fonts::FontSource;
    use crate::scene::text::Typesetter;

    #[test]
    fn names_of_any_script_and_length_get_a_picture() {
        let mut typesetter = Typesetter::new(FontSource::shipped());
        for words in [
            "ANN F.",
            "Γιώργος Παπαδόπουλος",
            "נועה לוי",
            "محمد العربي",
            "Wolfeschlegelsteinhausenbergerdorff von und zu Hohenlohe-Waldenburg-Schillingsfürst",
        ] {
            let raster = name(&mut typesetter, words, 760.0, 330.0, 0.5).unwrap_or_else(|| panic!("{words}"));
            assert_eq!((raster.width(), raster.height()), (380, 165));
            let inked = raster.bytes().chunks(4).filter(|pixel| pixel[3] > 128).count();
            assert!(inked > 400, "{words}: {inked}");
            // Nothing is cut at the right or the foot.
            let edge = (0..165).filter(|y| raster.pixel(379, *y).is_some_and(|p| p[3] > 0)).count();
            assert!(edge < 30, "{words}");
        }
        assert!(name(&mut typesetter, "", 760.0, 330.0, 0.5).is_none());
    }
}
