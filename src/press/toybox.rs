//! The box an action figure comes in, as art: front and lid. Whoever shows it moves and scales it.

use crate::scene::fonts::DISPLAY_FAMILY;
use crate::scene::item::Item;
use crate::scene::kit::{Colours, Hex, Kit};
use crate::scene::shapes::{Pen, clipped, disc, drawn, flattened, placed, polygon, rounded};
use crate::scene::text::{INK, TextStyle, Typesetter};

/// Width and height of the front with its outline.
pub const FRONT: (f32, f32) = (600.0, 680.0);
/// Of the lid, which is a little wider.
pub const LID: (f32, f32) = (660.0, 110.0);

const LINE: f32 = 15.0;

/// The colours of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tones {
    pub base: [u8; 3],
    pub shade: [u8; 3],
    pub light: [u8; 3],
    /// Of what shouts: the strip, the bolt, the question mark.
    pub sun: [u8; 3],
    /// Behind the window, and the rays there.
    pub night: [u8; 3],
    pub dusk: [u8; 3],
}

impl Tones {
    /// Those of the program's own box. `None` when the kit has no colours for outfits.
    pub fn of_kit(kit: &Kit) -> Option<Self> {
        let schemes = &kit.palette().outfit_schemes;
        let scheme = schemes.iter().find(|scheme| scheme.id == "ticket").or(schemes.first())?;
        Some(Self {
            base: scheme.primary.0.rgb(),
            shade: scheme.primary.1.rgb(),
            light: scheme.primary.2.rgb(),
            sun: scheme.accent.0.rgb(),
            night: scheme.secondary.1.rgb(),
            dusk: scheme.secondary.0.rgb(),
        })
    }

    /// A box in the colours of its figure. Where these are too dark for the ink, or too pale for the words, the kit's stand in.
    pub fn of_figure(kit: &Kit, colours: &Colours) -> Option<Self> {
        let own = Self::of_kit(kit)?;
        let marks = &kit.palette().placeholders;
        let tone = |mark: &Hex| colours.chosen(mark.as_str()).map(Hex::rgb);
        let base = tone(&marks.primary.0)?;
        if !(45.0..=190.0).contains(&lightness(base)) {
            return Some(own);
        }
        let sun = tone(&marks.accent.0).filter(|sun| lightness(*sun) > 120.0 && apart(*sun, base) > 110.0);
        Some(Self {
            base,
            shade: tone(&marks.primary.1)?,
            light: tone(&marks.primary.2)?,
            sun: sun.unwrap_or(own.sun),
            ..own
        })
    }
}

/// How light a colour looks, 0 to 255.
pub(crate) fn lightness([r, g, b]: [u8; 3]) -> f32 {
    0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)
}

/// How far two colours are apart, 0 to about 440.
fn apart(a: [u8; 3], b: [u8; 3]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (f32::from(*a) - f32::from(b)).powi(2)).sum::<f32>().sqrt()
}

/// The front. `words` stand on the strip; `guess` is a figure in its own space (1000 by 1600) whose outline is all that the
/// window shows of it.
pub fn front(tones: &Tones, words: &str, guess: Option<Vec<Item>>, typesetter: &mut Typesetter) -> Vec<Item> {
    let t = tones;
    let ink = Some(Pen::solid(INK, LINE));
    let body = rounded([8.0, 8.0, FRONT.0 - 16.0, FRONT.1 - 16.0], 26.0);
    let mut items: Vec<Item> = drawn(body.clone(), Some(t.base), None).into_iter().collect();
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
    let is_guess = guess.is_some();
    if let Some(figure) = guess {
        let hidden = placed(flattened(&figure, INK), [300.0, 760.0], 0.42, 0.0, [500.0, 1541.0]);
        items.extend(clipped(window.clone(), vec![hidden]));
    }
    items.extend(drawn(window, None, ink));

    let strip = polygon(&[(26.0, 62.0), (574.0, 36.0), (574.0, 132.0), (26.0, 148.0)]);
    items.extend(drawn(strip, Some(t.sun), ink));
    items.extend(drawn(disc(506.0, 586.0, 58.0), Some(t.sun), ink));
    let bolt =
        polygon(&[(516.0, 546.0), (478.0, 594.0), (503.0, 594.0), (494.0, 628.0), (535.0, 578.0), (510.0, 578.0)]);
    items.extend(drawn(bolt, Some(INK), None));

    items.extend(strip_words(typesetter, words));
    let (size, y) = if is_guess { (250.0, 520.0) } else { (370.0, 520.0) };
    items.extend(lettering(typesetter, "?", size, t.sun, (300.0, y), 6.0));
    items
}

/// The lid.
pub fn lid(tones: &Tones) -> Vec<Item> {
    let ink = Some(Pen::solid(INK, LINE));
    let whole = rounded([8.0, 8.0, LID.0 - 16.0, LID.1 - 16.0], 20.0);
    let mut items: Vec<Item> = drawn(whole.clone(), Some(tones.shade), None).into_iter().collect();
    let top = polygon(&[(0.0, 0.0), (LID.0, 0.0), (LID.0, 42.0), (0.0, 42.0)]);
    items.extend(clipped(whole.clone(), drawn(top, Some(tones.base), None).into_iter().collect()));
    let ribbon = polygon(&[(292.0, 0.0), (368.0, 0.0), (368.0, LID.1), (292.0, LID.1)]);
    let ribbon = drawn(ribbon, Some(tones.sun), Some(Pen::solid(INK, 8.0)));
    items.extend(clipped(whole.clone(), ribbon.into_iter().collect()));
    items.extend(drawn(whole, None, ink));
    items
}

/// The words on the strip, smaller where they are long.
fn strip_words(typesetter: &mut Typesetter, words: &str) -> Vec<Item> {
    let room = 500.0;
    let wide = typesetter.block(words, &style(84.0, [0xFF; 3])).width.max(1.0);
    let size = 84.0 * (room / wide).min(1.0);
    // Smaller letters keep to the middle of the strip.
    lettering(typesetter, words, size, [0xFF; 3], (300.0, 122.0 - (84.0 - size) * 0.33), -2.2)
}

fn style(size: f32, fill: [u8; 3]) -> TextStyle {
    TextStyle {
        family: DISPLAY_FAMILY.into(),
        size,
        fill,
        spacing: size * 0.02,
        outline: Some((INK, size * 0.17)),
        ..TextStyle::default()
    }
}

fn lettering(
    typesetter: &mut Typesetter,
    words: &str,
    size: f32,
    fill: [u8; 3],
    (x, y): (f32, f32),
    turn: f32,
) -> Vec<Item> {
    typesetter.block(words, &style(size, fill)).items_on_baseline(x, y, 0.5, turn)
}
