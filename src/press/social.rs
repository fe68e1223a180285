//! Pictures for sharing: a card on a poster of its own colours, with the campaign's title above and the award below.
//!
//! Upright (1080 by 1350, as feeds take it) with bands at head and foot, square or wide with a column at the side. Units are
//! pixels at the natural size; writers scale. What a card may say is decided where its facts are made.

use std::f32::consts::TAU;

use super::card::{self, CardFacts};
use super::edition::Edition;
use super::layout::{Face, Layout, Lettering};
use super::refusal::{Note, Refusal};
use super::style::{CardStyle, Lead};
use super::toybox::lightness;
use crate::scene::item::{Clip, FillRule, Item, Page, PathBuilder, Transform};
use crate::scene::kit::{Colours, Hex, Kit, SymbolCache};
use crate::scene::shapes::{Pen, clipped, drawn, polygon, rounded};
use crate::scene::text::{INK, Typesetter};
use std::sync::Arc;

/// Width and height of the upright picture.
pub const PORTRAIT: (f32, f32) = (1080.0, 1350.0);
/// Of the square one.
pub const SQUARE: (f32, f32) = (1080.0, 1080.0);

/// From this share of the height on the width has room for a column beside the card.
const WIDE: f32 = 0.9;
/// Height of the bands of an upright picture at the middle.
const HEAD: f32 = 142.0;
const FOOT: f32 = 124.0;
/// Of the quiet frame and its words.
const GOLD: [u8; 3] = [0xE0, 0xBC, 0x62];
/// White around a card, in its own units.
const RIM: f32 = 20.0;
/// How cards lean.
pub(super) const LEAN: f32 = -2.0;

/// What stands around a card.
#[derive(Clone, Debug)]
pub struct Surround {
    /// The campaign's title.
    pub title: String,
    /// The award; may be empty.
    pub line: String,
    base: [u8; 3],
    shade: [u8; 3],
    light: [u8; 3],
    accent: [u8; 3],
    /// Formal cards stand on a quiet ground.
    calm: bool,
}

impl Surround {
    /// In the colours of a figure on its backdrop.
    pub fn new(kit: &Kit, colours: &Colours, title: &str, line: &str, calm: bool) -> Self {
        let marks = &kit.palette().placeholders;
        let tone = |mark: &Hex, other: [u8; 3]| colours.chosen(mark.as_str()).map_or(other, Hex::rgb);
        Self {
            title: title.trim().to_owned(),
            line: line.trim().to_owned(),
            base: tone(&marks.backdrop.0, [0x3E, 0x7B, 0xF0]),
            shade: tone(&marks.backdrop.1, [0x24, 0x49, 0xB8]),
            light: tone(&marks.backdrop.2, [0x6F, 0xE3, 0xFF]),
            accent: tone(&marks.accent.0, [0xFF, 0xD8, 0x4A]),
            calm,
        }
    }

    /// Around an award card.
    pub fn of_card(facts: &CardFacts, title: &str, kit: &Kit) -> Result<Self, Refusal> {
        let style = named_style(facts, kit)?;
        // A card that says the real name first is a formal one.
        let calm = style.plate.leads_with == Lead::RealName;
        Ok(Self::new(kit, &facts.colours(kit, &style), title, &facts.award_line(), calm))
    }

    /// Around the card of a monster or an archetype.
    pub fn of_edition(edition: &Edition, who: &str, title: &str, line: &str, kit: &Kit) -> Result<Self, Refusal> {
        let style = edition.card_style(kit, who)?;
        let colours = edition.tinted(kit.colours("", "", "", &edition.scheme(kit, &style)), kit);
        Ok(Self::new(kit, &colours, title, line, style.plate.leads_with == Lead::RealName))
    }

    /// Where a card of this size stands: its middle, and pixels for each of its units.
    pub fn place(&self, (w, h): (f32, f32), card: (f32, f32)) -> ([f32; 2], f32) {
        if w / h >= WIDE {
            let scale = wide_scale((w, h), card);
            return ([h * 0.075 + card.0 * scale / 2.0, h / 2.0], scale);
        }
        let s = w / PORTRAIT.0;
        let (top, bottom) = ((HEAD + 30.0) * s, h - if self.line.is_empty() { 54.0 } else { FOOT + 26.0 } * s);
        let scale = ((bottom - top) / card.1).min(w * 0.8 / card.0);
        ([w / 2.0, f32::midpoint(top, bottom)], scale)
    }

    /// The ground: rays and dots of cheap print around the middle of the card, or a quiet frame.
    pub fn ground(&self, (w, h): (f32, f32), middle: [f32; 2]) -> Vec<Item> {
        let all = [0.0, 0.0, w, h];
        let s = w.min(h) / PORTRAIT.0;
        if self.calm {
            let deep = mixed(self.shade, INK, 0.45);
            let gold = Pen::solid(GOLD, 5.0 * s);
            let inner = rounded([26.0 * s, 26.0 * s, w - 52.0 * s, h - 52.0 * s], 10.0 * s);
            let fine = rounded([38.0 * s, 38.0 * s, w - 76.0 * s, h - 76.0 * s], 6.0 * s);
            return [
                drawn(rounded(all, 0.0), Some(deep), None),
                drawn(inner, None, Some(gold)),
                drawn(fine, None, Some(Pen::solid(GOLD, 1.6 * s))),
            ]
            .into_iter()
            .flatten()
            .collect();
        }
        let [x, y] = middle;
        let reach = w.hypot(h);
        let rays = (0..18).filter_map(|n| {
            let from = (n as f32 + 0.2) * TAU / 18.0;
            let to = from + TAU / 36.0;
            let ray = [
                (x, y),
                (x + reach * from.cos(), y + reach * from.sin()),
                (x + reach * to.cos(), y + reach * to.sin()),
            ];
            drawn(polygon(&ray), Some(self.shade), None)
        });
        let mut items: Vec<Item> = drawn(rounded(all, 0.0), Some(self.base), None).into_iter().collect();
        items.extend(clipped(rounded(all, 0.0), rays.collect()));
        items.extend(self.dots((w, h), middle, s));
        items
    }

    /// Dots that grow towards the corners.
    fn dots(&self, (w, h): (f32, f32), [x, y]: [f32; 2], s: f32) -> Option<Item> {
        let pitch = 38.0 * s;
        let far = (w / 2.0).hypot(h / 2.0);
        let mut path = PathBuilder::new();
        for row in 0..=(h / pitch) as i32 {
            for column in 0..=(w / pitch) as i32 {
                let shift = if row % 2 == 0 { 0.0 } else { pitch / 2.0 };
                let (dx, dy) = (column as f32 * pitch + shift, row as f32 * pitch);
                let away = ((dx - x) / far).hypot((dy - y) / far);
                let r = (away - 0.6) * 34.0 * s;
                if r > 1.6 * s {
                    path.push_circle(dx, dy, r.min(13.0 * s));
                }
            }
        }
        drawn(path.finish().map(Arc::new), Some(mixed(self.base, self.light, 0.6)), None)
    }

    /// What is written around a card of this size. `risen` 0 to 1 lets the bands slide in from outside.
    pub fn words(&self, page: &mut Layout, (w, h): (f32, f32), card: (f32, f32), risen: f32) -> Result<(), Refusal> {
        let away = 1.0 - risen;
        if w / h >= WIDE {
            let right = page.aside(|page| self.column(page, (w, h), card))?;
            page.push(Some(shifted(right, w * 0.5 * away, 0.0)));
            return Ok(());
        }
        let s = w / PORTRAIT.0;
        let (top, bottom) = (page.aside(|page| self.head(page, w, s))?, page.aside(|page| self.foot(page, (w, h), s))?);
        page.push(Some(shifted(top, 0.0, -(HEAD + 40.0) * s * away)));
        page.push(Some(shifted(bottom, 0.0, (FOOT + 40.0) * s * away)));
        Ok(())
    }

    fn head(&self, page: &mut Layout, w: f32, s: f32) -> Result<(), Refusal> {
        let white = Hex::of([0xFF; 3]);
        if self.calm {
            let line = Lettering::at(w / 2.0, 122.0 * s, Face::Bold, 62.0 * s, &Hex::of([0xF7, 0xEC, 0xCF]));
            return page.line(
                "title",
                &self.title,
                &line.centred().within(930.0 * s).in_lines(2, 100.0 * s).at_least(0.35),
            );
        }
        let band = |lower: f32| {
            polygon(&[
                (0.0, -60.0 * s),
                (w, -60.0 * s),
                (w, (HEAD - 22.0 + lower) * s),
                (0.0, (HEAD + 22.0 + lower) * s),
            ])
        };
        page.push(drawn(band(20.0), Some(INK), None));
        page.push(drawn(band(13.0), Some(self.accent), None));
        page.push(drawn(band(0.0), Some(mixed(self.shade, INK, 0.72)), None));
        let line =
            Lettering::at(w / 2.0, 106.0 * s, Face::Display, 92.0 * s, &white).outlined(15.0 * s).spaced(2.0 * s);
        page.line(
            "title",
            &self.title,
            &line.centred().within(980.0 * s).turned(-1.6).at_least(0.35).in_lines(2, 118.0 * s),
        )
    }

    fn foot(&self, page: &mut Layout, (w, h): (f32, f32), s: f32) -> Result<(), Refusal> {
        if self.line.is_empty() {
            return Ok(());
        }
        if self.calm {
            let line = Lettering::at(w / 2.0, h - 76.0 * s, Face::Bold, 44.0 * s, &Hex::of(GOLD));
            return page.line("award", &self.line, &line.centred().within(900.0 * s).at_least(0.35));
        }
        let band = |upper: f32| {
            polygon(&[
                (0.0, h - (FOOT - 18.0 + upper) * s),
                (w, h - (FOOT + 18.0 + upper) * s),
                (w, h + 60.0 * s),
                (0.0, h + 60.0 * s),
            ])
        };
        page.push(drawn(band(9.0), Some(INK), None));
        page.push(drawn(band(0.0), Some(self.accent), None));
        let white = Hex::of([0xFF; 3]);
        let line =
            Lettering::at(w / 2.0, h - 40.0 * s, Face::Display, 74.0 * s, &white).outlined(14.0 * s).spaced(2.0 * s);
        page.line(
            "award",
            &self.line,
            &line.centred().within(980.0 * s).turned(-1.6).at_least(0.35).in_lines(2, 104.0 * s),
        )
    }

    /// Title and award beside the card.
    fn column(&self, page: &mut Layout, (w, h): (f32, f32), card: (f32, f32)) -> Result<(), Refusal> {
        let left = h * 0.13 + wide_scale((w, h), card) * card.0;
        let room = w - left - h * 0.07;
        let middle = left + room / 2.0;
        let (face, fill) = if self.calm { (Face::Bold, [0xF7, 0xEC, 0xCF]) } else { (Face::Display, [0xFF; 3]) };
        let size = if self.calm { h * 0.09 } else { h * 0.125 };
        let outline = if self.calm { 0.0 } else { size * 0.17 };
        let words = self.title.split_whitespace().count().clamp(1, 5);
        let line = Lettering::at(middle, h * 0.3, face, size, &Hex::of(fill)).outlined(outline);
        page.line("title", &self.title, &line.centred().within(room).in_lines(words, h * 0.4).at_least(0.2))?;
        if self.line.is_empty() {
            return Ok(());
        }
        let side = room.min(h * 0.4);
        if self.calm {
            let line = Lettering::at(middle, h * 0.56, face, h * 0.05, &Hex::of(GOLD)).centred();
            page.line("award", &self.line, &line.within(room).in_lines(3, h * 0.16).at_least(0.3))?;
            return page.art("badge/seal.svg", [middle - side * 0.4, h * 0.79 - side * 0.4, side * 0.8, side * 0.8]);
        }
        page.art("badge/burst-round.svg", [middle - side / 2.0, h * 0.72 - side / 2.0, side, side])?;
        let size = side * 0.17;
        let line = Lettering::at(middle, h * 0.72 + size * 0.355, face, size, &Hex::of([0xFF; 3])).centred();
        let line = line.outlined(size * 0.18).turned(-6.0);
        page.line("award", &self.line, &line.within(side * 0.56).in_lines(4, side * 0.5).at_least(0.3))
    }
}

/// A page as a card lies on a ground: corners rounded, leaning, over a hard shadow.
pub(super) fn lying(front: &Page, corner: f32, middle: [f32; 2], scale: f32, lean: f32) -> Vec<Item> {
    let outline = rounded([0.0, 0.0, front.width, front.height], corner);
    let at = |dx: f32, dy: f32| {
        Transform::from_translate(middle[0] + dx, middle[1] + dy)
            .pre_concat(Transform::from_rotate(lean))
            .pre_scale(scale, scale)
            .pre_translate(-front.width / 2.0, -front.height / 2.0)
    };
    let group = |transform, opacity, items| Item::Group { transform, clip: None, opacity, items };
    let mut items = Vec::new();
    // A white rim sets the card off from a ground of its own colours.
    let rim = rounded([-RIM, -RIM, front.width + 2.0 * RIM, front.height + 2.0 * RIM], corner + RIM);
    if let Some(shadow) = drawn(rim.clone(), Some(INK), Some(Pen::solid(INK, 12.0))) {
        items.push(group(at(24.0 * scale, 30.0 * scale), 1.0, vec![shadow]));
    }
    if let Some(rim) = drawn(rim, Some([0xFF; 3]), Some(Pen::solid(INK, 12.0))) {
        items.push(group(at(0.0, 0.0), 1.0, vec![rim]));
    }
    if let Some(path) = outline {
        let clip = Some(Clip { path, rule: FillRule::Winding });
        items.push(Item::Group { transform: at(0.0, 0.0), clip, opacity: 1.0, items: front.items.clone() });
    }
    items
}

/// How large a card of this size stands beside a column.
fn wide_scale((w, h): (f32, f32), card: (f32, f32)) -> f32 {
    (h * 0.86 / card.1).min(w * 0.56 / card.0)
}

fn shifted(items: Vec<Item>, x: f32, y: f32) -> Item {
    Item::Group { transform: Transform::from_translate(x, y), clip: None, opacity: 1.0, items }
}

/// So much of the second colour.
pub(super) fn mixed(a: [u8; 3], b: [u8; 3], share: f32) -> [u8; 3] {
    std::array::from_fn(|n| (f32::from(a[n]) * (1.0 - share) + f32::from(b[n]) * share).round() as u8)
}

pub(super) fn named_style(facts: &CardFacts, kit: &Kit) -> Result<Arc<CardStyle>, Refusal> {
    CardStyle::find(kit, &facts.style)?
        .ok_or_else(|| Refusal::UnknownStyle { who: facts.who().to_owned(), style: facts.style.clone() })
}

/// A page of any product on a ground. `corner` is the radius of its corners in its own units.
pub fn poster(
    front: &Page,
    corner: f32,
    surround: &Surround,
    (size, who): ((f32, f32), &str),
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let mut page = Layout::new(kit, cache, typesetter, Colours::default(), who);
    let (middle, scale) = surround.place(size, (front.width, front.height));
    page.items.extend(surround.ground(size, middle));
    surround.words(&mut page, size, (front.width, front.height), 1.0)?;
    let lean = if surround.calm { 0.0 } else { LEAN };
    page.items.extend(lying(front, corner, middle, scale, lean));
    Ok(page.page("poster".into(), size.0, size.1, 0.0))
}

/// The front of an award card on its poster.
pub fn card(
    facts: &CardFacts,
    title: &str,
    size: (f32, f32),
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let surround = Surround::of_card(facts, title, kit)?;
    let (front, mut notes) = card::front_noted(facts, kit, cache, typesetter)?;
    let (page, more) = poster(&front, card::CORNER, &surround, (size, facts.who()), kit, cache, typesetter)?;
    notes.extend(more);
    Ok((page, notes))
}

impl Surround {
    pub(super) fn is_calm(&self) -> bool {
        self.calm
    }

    /// Dark enough for white to glow on it.
    pub(super) fn night(&self) -> [u8; 3] {
        let dark = mixed(self.shade, INK, 0.72);
        if lightness(dark) > 90.0 { INK } else { dark }
    }

    /// What confetti is made of.
    pub(super) fn confetti(&self) -> [[u8; 3]; 5] {
        [self.accent, self.light, [0xFF; 3], [0xFF, 0xD8, 0x4A], [0xFF, 0x5C, 0xA8]]
    }
}
