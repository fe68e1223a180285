//! The box an action figure comes in, as art: front and lid, drawn once and then only moved.

use crate::gui::art::Studio;
use crate::scene::fonts::DISPLAY_FAMILY;
use crate::scene::item::{Item, Transform};
use crate::scene::kit::Kit;
use crate::scene::pixels::{Raster, render};
use crate::scene::shapes::{Pen, clipped, disc, drawn, polygon, rounded};
use crate::scene::text::{INK, TextStyle, Typesetter};

/// Width and height of the front with its outline.
pub const FRONT: (f32, f32) = (600.0, 680.0);
/// Of the lid, which is a little wider.
pub const LID: (f32, f32) = (660.0, 110.0);

const LINE: f32 = 15.0;

/// The three tones and the sun of the box, from the kit's own palette.
struct Tones {
    base: [u8; 3],
    shade: [u8; 3],
    light: [u8; 3],
    sun: [u8; 3],
    night: [u8; 3],
    dusk: [u8; 3],
}

fn tones(kit: &Kit) -> Option<Tones> {
    let schemes = &kit.palette().outfit_schemes;
    let scheme = schemes.iter().find(|scheme| scheme.id == "ticket").or(schemes.first())?;
    Some(Tones {
        base: scheme.primary.0.rgb(),
        shade: scheme.primary.1.rgb(),
        light: scheme.primary.2.rgb(),
        sun: scheme.accent.0.rgb(),
        night: scheme.secondary.1.rgb(),
        dusk: scheme.secondary.0.rgb(),
    })
}

/// The front, `height_px` high.
pub fn front(studio: &Studio, height_px: u32) -> Option<Raster> {
    let t = tones(&studio.kit)?;
    let ink = Some(Pen::solid(INK, LINE));
    let body = rounded([8.0, 8.0, FRONT.0 - 16.0, FRONT.1 - 16.0], 26.0);
    let mut items = vec![drawn(body.clone(), Some(t.base), None)?];
    // Light falls across the cardboard.
    let bands: Vec<Item> = [(-140.0, 120.0), (330.0, 60.0), (440.0, 24.0)]
        .into_iter()
        .filter_map(|(x, w)| {
            let band = polygon(&[(x, 700.0), (x + 330.0, 0.0), (x + 330.0 + w, 0.0), (x + w, 700.0)]);
            drawn(band, Some(t.light), None)
        })
        .collect();
    items.extend(clipped(body.clone(), bands));
    let foot = polygon(&[(0.0, 612.0), (600.0, 592.0), (600.0, 700.0), (0.0, 700.0)]);
    items.extend(clipped(body.clone(), drawn(foot, Some(t.shade), None).into_iter().collect()));
    items.extend(drawn(body, None, ink));

    let window = rounded([70.0, 178.0, 460.0, 404.0], 46.0);
    let rays: Vec<Item> = (0..12)
        .filter_map(|n| {
            let from = n as f32 * std::f32::consts::TAU / 12.0;
            let to = from + std::f32::consts::TAU / 24.0;
            let (x, y, r) = (300.0, 392.0, 420.0);
            let ray = [(x, y), (x + r * from.cos(), y + r * from.sin()), (x + r * to.cos(), y + r * to.sin())];
            drawn(polygon(&ray), Some(t.dusk), None)
        })
        .collect();
    items.extend(drawn(window.clone(), Some(t.night), None));
    items.extend(clipped(window.clone(), rays));
    items.extend(drawn(window, None, ink));

    let strip = polygon(&[(26.0, 62.0), (574.0, 36.0), (574.0, 132.0), (26.0, 148.0)]);
    items.extend(drawn(strip, Some(t.sun), ink));
    items.extend(drawn(disc(506.0, 586.0, 58.0), Some(t.sun), ink));
    let bolt =
        polygon(&[(516.0, 546.0), (478.0, 594.0), (503.0, 594.0), (494.0, 628.0), (535.0, 578.0), (510.0, 578.0)]);
    items.extend(drawn(bolt, Some(INK), None));

    studio.with_typesetter(|typesetter| {
        items.extend(lettering(typesetter, "UNSUNG HERO", 84.0, [0xFF; 3], (300.0, 122.0), -2.2));
        items.extend(lettering(typesetter, "?", 370.0, t.sun, (300.0, 520.0), 6.0));
    });
    raster(&items, FRONT, height_px)
}

/// The lid, `height_px` high.
pub fn lid(studio: &Studio, height_px: u32) -> Option<Raster> {
    let t = tones(&studio.kit)?;
    let ink = Some(Pen::solid(INK, LINE));
    let whole = rounded([8.0, 8.0, LID.0 - 16.0, LID.1 - 16.0], 20.0);
    let mut items = vec![drawn(whole.clone(), Some(t.shade), None)?];
    let top = polygon(&[(0.0, 0.0), (LID.0, 0.0), (LID.0, 42.0), (0.0, 42.0)]);
    items.extend(clipped(whole.clone(), drawn(top, Some(t.base), None).into_iter().collect()));
    let ribbon = polygon(&[(292.0, 0.0), (368.0, 0.0), (368.0, LID.1), (292.0, LID.1)]);
    items.extend(clipped(whole.clone(), drawn(ribbon, Some(t.sun), Some(Pen::solid(INK, 8.0))).into_iter().collect()));
    items.extend(drawn(whole, None, ink));
    raster(&items, LID, height_px)
}

fn lettering(
    typesetter: &mut Typesetter,
    words: &str,
    size: f32,
    fill: [u8; 3],
    (x, y): (f32, f32),
    turn: f32,
) -> Vec<Item> {
    let style = TextStyle {
        family: DISPLAY_FAMILY.into(),
        size,
        fill,
        spacing: size * 0.02,
        outline: Some((INK, size * 0.17)),
        ..TextStyle::default()
    };
    typesetter.block(words, &style).items_on_baseline(x, y, 0.5, turn)
}

fn raster(items: &[Item], (w, h): (f32, f32), height_px: u32) -> Option<Raster> {
    let scale = height_px as f32 / h;
    render(items, (w * scale).ceil() as u32, height_px, Transform::from_scale(scale, scale), None).ok()
}
