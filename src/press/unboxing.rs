//! A hero comes out of the box: a short film whose every moment is a page, made of nothing but the card's facts and time.
//!
//! The box stands there, cannot keep still, opens; rays, burst and confetti; the figure rises, its name strikes; the card sweeps up
//! and the figure takes its place in the card's window. It ends on the poster of [`social`](super::social). The
//! same moment always looks the same.

pub(super) mod party;

use super::card::{self, CardFacts};
use super::layout::{Face, Layout, Lettering};
use super::refusal::{Note, Refusal};
use super::social::{self, LEAN, Surround, lying};
use super::toybox::{self, FRONT, LID, Tones};
use crate::scene::item::{Clip, FillRule, Item, Page, Transform};
use crate::scene::kit::{Colours, Hex, Kit, Show, SymbolCache};
use crate::scene::shapes::{Pen, clipped, drawn, polygon, rounded};
use crate::scene::text::Typesetter;
use party::{burst, circle, confetti, flash, streaks};

/// Width and height of the picture.
pub const SIZE: (f32, f32) = social::PORTRAIT;
/// When the last thing comes to rest.
pub const LENGTH_MS: u32 = 4_800;

const OPENS: f32 = 1_450.0;
const NAMED: f32 = 2_200.0;
const CARD: f32 = 3_200.0;
const LANDED: f32 = 4_100.0;

/// Foot of the box on the ground, and how large the box is.
const FLOOR: f32 = 1_190.0;
const BOX: f32 = 0.98;
/// Where it is open.
const TOP: f32 = FLOOR - FRONT.1 * BOX;
/// The figure's scale when it stands alone.
const TALL: f32 = 0.62;

/// Everything that moves, drawn once.
pub struct Unboxing {
    surround: Surround,
    night: [u8; 3],
    ground: Vec<Item>,
    front: Vec<Item>,
    lid: Vec<Item>,
    inside: [u8; 3],
    figure: Vec<Item>,
    card: Page,
    name: Vec<Item>,
    /// What is said while the box is closed.
    before: Vec<Item>,
    words: Vec<(f32, Vec<Item>)>,
    /// Where the card rests, and pixels for each of its units.
    place: ([f32; 2], f32),
    /// Where the hero stands on the card.
    hero: ([f32; 2], f32),
}

impl Unboxing {
    /// Draws the parts for a hero. A text that does not fit refuses the film, as it refuses the card.
    pub fn new(
        facts: &CardFacts,
        title: &str,
        kit: &Kit,
        cache: &SymbolCache,
        typesetter: &mut Typesetter,
    ) -> Result<(Self, Vec<Note>), Refusal> {
        let style = social::named_style(facts, kit)?;
        let colours = facts.colours(kit, &style);
        let surround = Surround::of_card(facts, title, kit)?;
        let (card, notes) = card::front_noted(facts, kit, cache, typesetter)?;
        let photo = stand_up(facts, kit, cache, typesetter)?;
        let guess = photo.is_none();
        let art = |source| Refusal::Art { who: facts.who().to_owned(), source };
        let figure = match photo {
            Some(photo) => photo,
            None => kit.figure_items(&facts.figure, &colours, Show::All, cache).map_err(art)?.items,
        };
        let missing = || Refusal::UnknownStyle { who: facts.who().to_owned(), style: facts.figure.scheme.clone() };
        let tones = Tones::of_figure(kit, &colours).ok_or_else(missing)?;
        let words = match facts.logo.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect::<Vec<_>>()
        {
            lines if lines.is_empty() => title.to_owned(),
            // One line is enough where two would be set small.
            lines => match lines.join(" ") {
                both if both.chars().count() > 18 => lines[0].to_owned(),
                both => both,
            },
        };
        let front = toybox::front(&tones, &words.to_uppercase(), guess.then(|| figure.clone()), typesetter);
        let place = surround.place(SIZE, (card.width, card.height));
        let name = name_plate(facts, kit, cache, typesetter, colours)?;
        let before = announcement(facts, &surround, kit, cache, typesetter)?;
        let mut slides = Vec::new();
        for step in 0..=6u8 {
            let mut page = Layout::new(kit, cache, typesetter, Colours::default(), facts.who());
            let risen = f32::from(step) / 6.0;
            surround.words(&mut page, SIZE, (card.width, card.height), out(risen))?;
            slides.push((risen, page.items));
        }
        let film = Self {
            night: surround.night(),
            ground: surround.ground(SIZE, place.0),
            front,
            lid: toybox::lid(&tones),
            inside: tones.night,
            figure,
            name,
            before,
            words: slides,
            place,
            hero: card::hero_place(facts, &style),
            card,
            surround,
        };
        Ok((film, notes))
    }

    /// The picture at a moment.
    pub fn page(&self, ms: u32) -> Page {
        let t = ms as f32;
        let mut items: Vec<Item> = Vec::new();
        items.extend(drawn(rounded([0.0, 0.0, SIZE.0, SIZE.1], 0.0), Some(self.night), None));
        self.ground_at(t, &mut items);
        if t < LANDED {
            self.burst_at(t, &mut items);
        }
        if t >= LANDED - 500.0 {
            let part = part(t, LANDED - 500.0, LANDED + 350.0);
            let nearest = (part * 6.0).round() as usize;
            items.extend(self.words.get(nearest).into_iter().flat_map(|(_, items)| items.clone()));
        }
        if t >= CARD {
            self.card_at(t, &mut items);
        }
        if t >= OPENS {
            items.extend(confetti(t - OPENS - 60.0, (SIZE.0 / 2.0, TOP), SIZE, &self.surround.confetti()));
        }
        self.box_at(t, &mut items);
        if (NAMED..LANDED - 250.0).contains(&t) {
            items.push(self.name_at(t));
        }
        if t >= OPENS {
            items.extend(flash(t - OPENS, (SIZE.0 / 2.0, TOP)));
        }
        Page::new("unboxing", SIZE.0, SIZE.1, 0.0).with_items(items)
    }

    /// The poster's ground, seen through a circle that grows out of the box.
    fn ground_at(&self, t: f32, items: &mut Vec<Item>) {
        if t < OPENS {
            // A pool of light where the box stands.
            for (r, share) in [(520.0, 0.1), (380.0, 0.16), (240.0, 0.22)] {
                let light = social::mixed(self.night, [0xFF; 3], share * 0.6);
                let pool = circle(SIZE.0 / 2.0, FLOOR - 20.0, r, 0.3);
                items.extend(drawn(pool, Some(light), None));
            }
            items.extend(self.before.iter().cloned());
            return;
        }
        let grown = ease(part(t, OPENS, OPENS + 520.0));
        if grown >= 1.0 {
            items.extend(self.ground.iter().cloned());
        } else if let Some(path) = circle(SIZE.0 / 2.0, FLOOR - 520.0, 40.0 + 1_400.0 * grown, 1.0) {
            let clip = Some(Clip { path, rule: FillRule::Winding });
            items.push(Item::Group {
                transform: Transform::identity(),
                clip,
                opacity: 1.0,
                items: self.ground.clone(),
            });
        }
    }

    fn burst_at(&self, t: f32, items: &mut Vec<Item>) {
        if t < OPENS + 80.0 {
            return;
        }
        let grown = overshoot(part(t, OPENS + 80.0, OPENS + 560.0)) * (1.0 - ease(part(t, CARD, CARD + 450.0)));
        if grown > 0.02 && !self.surround.is_calm() {
            items.extend(burst((SIZE.0 / 2.0, 596.0), 550.0 * grown, [0xFF, 0xF3, 0xC9]));
        }
    }

    /// Box, lid and the figure that rises between its back and its front.
    fn box_at(&self, t: f32, items: &mut Vec<Item>) {
        let sink = ease_in(part(t, NAMED - 250.0, NAMED + 350.0)) * 900.0;
        let foot = FLOOR + sink;
        let (shake, turn) = shaking(t);
        let squash = squash(t);
        let at = |items: &[Item], centre: (f32, f32), y: f32, stretch: (f32, f32), turn: f32, dx: f32| {
            moved(items.to_vec(), (SIZE.0 / 2.0 + dx, y), stretch, turn, centre)
        };
        let stretch = (BOX * (2.0 - squash), BOX * squash);
        let top = foot - FRONT.1 * BOX * squash;
        if t < NAMED + 400.0 {
            if t < OPENS {
                items.extend(streaks((SIZE.0 / 2.0, foot - 330.0), shake.abs() / 16.0));
            }
            if t >= OPENS {
                // The far wall, seen through the open top.
                let w = (FRONT.0 - 40.0) * BOX;
                let wall = rounded([SIZE.0 / 2.0 - w / 2.0, top - 46.0, w, 150.0], 22.0);
                items.extend(drawn(wall, Some(self.inside), Some(Pen::solid(crate::scene::text::INK, 14.0))));
            }
        }
        if t >= OPENS {
            let mut figure = Vec::new();
            self.figure_at(t, top, &mut figure);
            // What is still in the box does not show below it.
            match rounded([-200.0, -600.0, SIZE.0 + 400.0, foot + 590.0], 0.0).filter(|_| t < NAMED) {
                Some(path) => items.push(Item::Group {
                    transform: Transform::identity(),
                    clip: Some(Clip { path, rule: FillRule::Winding }),
                    opacity: 1.0,
                    items: figure,
                }),
                None => items.extend(figure),
            }
        }
        if t < NAMED + 400.0 {
            items.push(at(&self.front, (FRONT.0 / 2.0, FRONT.1), foot, stretch, turn, shake));
        }
        let flown = part(t, OPENS, OPENS + 620.0);
        if flown < 1.0 {
            let up = out(flown);
            let rest = top - 13.0 * BOX;
            let (x, y) = (shake + flown * 560.0, rest - up * 900.0 + flown * flown * 260.0);
            let lid_turn = turn + 250.0 * flown;
            items.push(at(&self.lid, (LID.0 / 2.0, LID.1 / 2.0), y, (BOX, BOX), lid_turn, x));
        }
    }

    fn figure_at(&self, t: f32, top: f32, items: &mut Vec<Item>) {
        if t >= LANDED {
            // The card shows it from here on.
            return;
        }
        let rise = overshoot(part(t, OPENS + 40.0, OPENS + 720.0));
        let stand = ease(part(t, NAMED - 250.0, NAMED + 300.0));
        // Soles: deep in the box, then above its rim, then on the ground as the box goes.
        let (low, high) = (top + 900.0, top + 330.0);
        let sole = (low + (high - low) * rise) * (1.0 - stand) + 1_150.0 * stand;
        let small = TALL * (0.86 + 0.14 * stand);
        let (mut x, mut y, mut scale, mut turn) = (SIZE.0 / 2.0, sole, small, 0.0);
        let land = ease(part(t, CARD + 150.0, LANDED));
        if land > 0.0 {
            let (card_middle, card_scale, card_turn) = self.card_motion(t);
            let ([hx, hy], hero) = self.hero;
            let (cx, cy) = (hx - self.card.width / 2.0, hy - self.card.height / 2.0);
            let (sin, cos) = card_turn.to_radians().sin_cos();
            let to_x = card_middle[0] + (cx * cos - cy * sin) * card_scale;
            let to_y = card_middle[1] + (cx * sin + cy * cos) * card_scale;
            x += (to_x - x) * land;
            y += (to_y - y) * land;
            scale += (hero * card_scale - scale) * land;
            turn = card_turn * land;
        }
        items.push(moved(self.figure.clone(), (x, y), (scale, scale), turn, (500.0, 1_541.0)));
    }

    /// Middle, scale and turn of the card at a moment.
    fn card_motion(&self, t: f32) -> ([f32; 2], f32, f32) {
        let (middle, scale) = self.place;
        let up = out(part(t, CARD, LANDED - 150.0));
        let lean = if self.surround.is_calm() { 0.0 } else { LEAN };
        ([middle[0], middle[1] + (1.0 - up) * 1_500.0], scale, lean + (1.0 - up) * 16.0)
    }

    fn card_at(&self, t: f32, items: &mut Vec<Item>) {
        let (middle, scale, turn) = self.card_motion(t);
        // It gives a little when the figure lands.
        let hit = part(t, LANDED, LANDED + 260.0);
        let give = if t < LANDED { 0.0 } else { (hit * std::f32::consts::PI).sin() * 0.025 };
        items.extend(lying(&self.card, card::CORNER, middle, scale * (1.0 + give), turn));
    }

    fn name_at(&self, t: f32) -> Item {
        let hit = overshoot(part(t, NAMED, NAMED + 320.0));
        let gone = ease_in(part(t, CARD + 150.0, LANDED - 250.0));
        let scale = (2.1 - 1.1 * hit) * (1.0 - 0.4 * gone);
        let middle = (SIZE.0 / 2.0, 1_170.0 + gone * 420.0);
        moved(self.name.clone(), middle, (scale, scale), -4.0, (SIZE.0 / 2.0, 1_170.0))
    }
}

/// The hero's name on a strip, as it strikes the picture.
fn name_plate(
    facts: &CardFacts,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
    colours: Colours,
) -> Result<Vec<Item>, Refusal> {
    let mut page = Layout::new(kit, cache, typesetter, colours, facts.who());
    let second =
        facts.real_name.as_deref().map(str::trim).filter(|name| !name.is_empty() && *name != facts.persona.trim());
    let ink = crate::scene::text::INK;
    let (left, right) = (60.0, SIZE.0 - 60.0);
    let (top, bottom) = (1_085.0, 1_255.0);
    let strip = |grow: f32| {
        polygon(&[
            (left - grow, top + 14.0 - grow),
            (right + grow, top - 10.0 - grow),
            (right - 26.0 + grow, bottom + grow),
            (left + 22.0 - grow, bottom + 16.0 + grow),
        ])
    };
    page.push(drawn(strip(16.0), Some([0xFF; 3]), Some(Pen::solid(ink, 10.0))));
    page.push(drawn(strip(0.0), Some(ink), None));
    let (y, room) = if second.is_some() { (1_165.0, 96.0) } else { (1_205.0, 140.0) };
    let line = Lettering::at(SIZE.0 / 2.0, y, Face::Display, 92.0, &Hex::of([0xFF, 0xE0, 0x5C])).centred();
    page.name("name", &facts.persona, &line.within(880.0).in_lines(2, room).at_least(0.3))?;
    if let Some(name) = second {
        let line = Lettering::at(SIZE.0 / 2.0, 1_242.0, Face::Bold, 50.0, &Hex::of([0xFF; 3])).centred();
        page.name("name", name, &line.within(880.0).at_least(0.35))?;
    }
    Ok(page.items)
}

/// The photo as a print that stands on its own, in the place of a figure, where the card shows one.
fn stand_up(
    facts: &CardFacts,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<Option<Vec<Item>>, Refusal> {
    let Some(photo) = &facts.photo else { return Ok(None) };
    let mut page = Layout::new(kit, cache, typesetter, Colours::default(), facts.who());
    let frame = [140.0, 420.0, 720.0, 1_080.0];
    let Some(picture) = page.photo(photo, frame)? else { return Ok(None) };
    let ink = crate::scene::text::INK;
    let rim = rounded([100.0, 380.0, 800.0, 1_160.0], 60.0);
    let items = [
        drawn(rim, Some([0xFF; 3]), Some(Pen::solid(ink, 14.0))),
        clipped(rounded(frame, 30.0), vec![picture]),
        drawn(rounded(frame, 30.0), None, Some(Pen::solid(ink, 10.0))),
    ];
    Ok(Some(items.into_iter().flatten().collect()))
}

/// Whose box it is: the campaign and the award, over the closed box.
fn announcement(
    facts: &CardFacts,
    surround: &Surround,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<Vec<Item>, Refusal> {
    let mut page = Layout::new(kit, cache, typesetter, Colours::default(), facts.who());
    let (face, size) = if surround.is_calm() { (Face::Bold, 92.0) } else { (Face::Display, 128.0) };
    let title = Lettering::at(SIZE.0 / 2.0, 256.0, face, size, &Hex::of([0xFF; 3])).centred().within(960.0);
    page.line("title", &surround.title, &title.in_lines(2, 270.0).at_least(0.3))?;
    let line = Lettering::at(SIZE.0 / 2.0, 402.0, face, size * 0.5, &Hex::of([0xFF, 0xD8, 0x4A])).centred();
    page.line("award", &surround.line, &line.within(960.0).at_least(0.35))?;
    Ok(page.items)
}

/// How far the box is aside at a moment, and how it leans: three fits, each worse than the one before.
fn shaking(t: f32) -> (f32, f32) {
    let fits = [(240.0, 500.0, 7.0), (620.0, 920.0, 12.0), (1_000.0, 1_340.0, 19.0)];
    let Some((from, to, by)) = fits.into_iter().find(|(from, to, _)| (*from..*to).contains(&t)) else {
        return (0.0, 0.0);
    };
    let swing = (part(t, from, to) * std::f32::consts::PI).sin();
    let wave = ((t - from) / 80.0 * std::f32::consts::PI + 0.7).sin();
    (by * swing * wave, by * 0.22 * swing * wave)
}

/// The box crouches before it opens.
fn squash(t: f32) -> f32 {
    let bow = |from: f32, to: f32, by: f32| by * (part(t, from, to) * std::f32::consts::PI).sin();
    1.0 - bow(OPENS - 150.0, OPENS + 40.0, 0.11) + bow(OPENS + 40.0, OPENS + 300.0, 0.07)
}

/// Items of one drawing as one group, moved, turned (degrees, clockwise) and stretched around `centre` of its own.
pub(super) fn moved(items: Vec<Item>, at: (f32, f32), stretch: (f32, f32), turn: f32, centre: (f32, f32)) -> Item {
    let transform = Transform::from_translate(at.0, at.1)
        .pre_concat(Transform::from_rotate(turn))
        .pre_scale(stretch.0, stretch.1)
        .pre_translate(-centre.0, -centre.1);
    Item::Group { transform, clip: None, opacity: 1.0, items }
}

/// Where a moment lies between two others, 0 to 1.
pub(super) fn part(t: f32, from: f32, to: f32) -> f32 {
    ((t - from) / (to - from)).clamp(0.0, 1.0)
}

/// Slow, fast, slow.
pub(super) fn ease(part: f32) -> f32 {
    part * part * (3.0 - 2.0 * part)
}

/// Slow, then fast.
pub(super) fn ease_in(part: f32) -> f32 {
    part * part
}

/// Fast, then slow.
pub(super) fn out(part: f32) -> f32 {
    1.0 - (1.0 - part).powi(3)
}

/// Comes a little too far and goes back.
pub(super) fn overshoot(part: f32) -> f32 {
    let part = part - 1.0;
    1.0 + 2.7 * part.powi(3) + 1.7 * part.powi(2)
}
