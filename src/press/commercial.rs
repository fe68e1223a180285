//! The commercial in motion: thirty seconds of a toy on television in the nineties, every moment a page, made of nothing but the
//! storyboard's facts and time.
//!
//! The pictures are those of the board, layer by layer: what is printed is what moves. A shot opens in a star that grows over
//! the one before, its layers come in one after the other, and then it moves in jerks, as a toy is moved by hand. What the
//! narrator says runs under the picture. The same moment always looks the same.

use super::layout::{Face, Layout, Lettering};
use super::refusal::Refusal;
use super::storyboard::{PICTURE, Role, SHOTS, StoryboardFacts, layers};
use super::suit::shout;
use super::unboxing::party::{burst, confetti, flash};
use super::unboxing::{ease, ease_in, moved, out, overshoot, part};
use crate::scene::item::{Clip, FillRule, Item, Page, Transform};
use crate::scene::kit::{Hex, Kit, SymbolCache};
use crate::scene::shapes::{Pen, clipped, drawn, line, polygon, rounded};
use crate::scene::text::{INK, Typesetter};
use std::f32::consts::{PI, TAU};

/// Height of the band with the narrator's words.
const BAND: f32 = 94.0;
/// Width and height of the picture.
pub const SIZE: (f32, f32) = (PICTURE.0, PICTURE.1 + BAND);

const MIDDLE: (f32, f32) = (PICTURE.0 / 2.0, PICTURE.1 / 2.0);
/// How long the star takes to open a shot.
const WIPE_MS: f32 = 480.0;
/// While layers come in, pictures follow each other this fast; then one moves in jerks.
const QUICK_MS: u32 = 80;
const QUICK_UNTIL_MS: u32 = 1_440;
const JERK_MS: u32 = 320;
const YELLOW: [u8; 3] = [0xFF, 0xD8, 0x4A];
const RED: [u8; 3] = [0xE8, 0x39, 0x4F];
const CONFETTI: [[u8; 3]; 5] =
    [[0xFF, 0x4D, 0x5E], [0xFF, 0xD8, 0x4A], [0x7C, 0xF2, 0x9A], [0x6F, 0xE3, 0xFF], [0xFF, 0xB3, 0xEE]];

/// A shot, drawn once.
struct Shot {
    starts_ms: u32,
    ends_ms: u32,
    layers: Vec<(Role, Vec<Item>)>,
    /// What is said, each part with the moment at which it begins.
    voice: Vec<(u32, Vec<Item>)>,
    /// Words that flash in a corner, around their own middle.
    flash: Vec<Item>,
}

/// Everything that moves.
pub struct Commercial {
    shots: Vec<Shot>,
}

impl Commercial {
    /// Draws the parts. A text that has no place refuses the film, as it refuses the board.
    pub fn new(
        facts: &StoryboardFacts,
        kit: &Kit,
        cache: &SymbolCache,
        typesetter: &mut Typesetter,
    ) -> Result<Self, Refusal> {
        let colours = kit.figure_colours(&facts.figure, "azure");
        let mut page = Layout::new(kit, cache, typesetter, colours, &facts.who);
        let mut shots = Vec::with_capacity(SHOTS);
        let mut at = 0;
        for (index, shot) in facts.shots.iter().enumerate() {
            let ends_ms = at + (shot.seconds.clamp(1.0, 20.0) * 1_000.0) as u32;
            let layers = layers(&mut page, facts, index)?;
            let voice = voice(&mut page, &shot.voice, at, ends_ms)?;
            let flash = match index {
                2 => price_flash(&mut page, "NEW!")?,
                5 => price_flash(&mut page, if facts.others.is_empty() { "WOW!" } else { "NEW!" })?,
                _ => Vec::new(),
            };
            shots.push(Shot { starts_ms: at, ends_ms, layers, voice, flash });
            at = ends_ms;
        }
        Ok(Self { shots })
    }

    /// When the last picture comes to rest.
    pub fn length_ms(&self) -> u32 {
        self.shots.last().map_or(0, |shot| shot.ends_ms)
    }

    /// When each shot begins.
    pub fn starts_ms(&self) -> Vec<u64> {
        self.shots.iter().map(|shot| u64::from(shot.starts_ms)).collect()
    }

    /// Moments at which the picture changes: quickly while a shot opens, then in jerks.
    pub fn moments(&self) -> Vec<u32> {
        let mut moments = Vec::new();
        for shot in &self.shots {
            let mut ms = 0;
            while shot.starts_ms + ms < shot.ends_ms {
                moments.push(shot.starts_ms + ms);
                ms += if ms < QUICK_UNTIL_MS { QUICK_MS } else { JERK_MS };
            }
        }
        moments
    }

    /// The picture at a moment.
    pub fn page(&self, ms: u32) -> Page {
        let last = self.shots.len().saturating_sub(1);
        let index = self.shots.iter().position(|shot| ms < shot.ends_ms).unwrap_or(last);
        let mut items: Vec<Item> = Vec::new();
        items.extend(drawn(rounded([0.0, 0.0, SIZE.0, SIZE.1], 0.0), Some(INK), None));
        if let Some(shot) = self.shots.get(index) {
            let t = ms.saturating_sub(shot.starts_ms) as f32;
            let now = picture(shot, index, t);
            let before = index.checked_sub(1).and_then(|before| self.shots.get(before)).filter(|_| t < WIPE_MS);
            match before {
                Some(before) => {
                    let end = (before.ends_ms - before.starts_ms) as f32;
                    items.extend(clipped(frame(), picture(before, index - 1, end)));
                    items.extend(opened(now, t));
                }
                None => items.extend(clipped(frame(), now)),
            }
            let edge = line(&[(0.0, PICTURE.1 + 3.0), (SIZE.0, PICTURE.1 + 3.0)]);
            items.extend(drawn(edge, None, Some(Pen::solid(YELLOW, 6.0))));
            let said = shot.voice.iter().rev().find(|(from, _)| *from <= ms);
            items.extend(said.into_iter().flat_map(|(_, words)| words.iter().cloned()));
        }
        Page::new("commercial", SIZE.0, SIZE.1, 0.0).with_items(items)
    }
}

fn frame() -> Option<std::sync::Arc<crate::scene::item::Path>> {
    rounded([0.0, 0.0, PICTURE.0, PICTURE.1], 0.0)
}

/// A shot seen through a star that grows out of the middle, with a bright rim.
fn opened(items: Vec<Item>, t: f32) -> Vec<Item> {
    let grown = ease(part(t, 0.0, WIPE_MS)).max(0.02);
    let star = |more: f32| {
        let outer = 30.0 + (860.0 + more) * grown;
        let corners: Vec<(f32, f32)> = (0..24)
            .map(|half| {
                let r = if half % 2 == 0 { outer * 1.25 } else { outer * 0.78 };
                let angle = half as f32 * TAU / 24.0 + grown * 0.7;
                (MIDDLE.0 + angle.cos() * r, MIDDLE.1 + angle.sin() * r)
            })
            .collect();
        polygon(&corners)
    };
    let rim = clipped(frame(), drawn(star(90.0), Some(YELLOW), Some(Pen::solid(INK, 10.0))).into_iter().collect());
    let inside = star(0.0).map(|path| Item::Group {
        transform: Transform::identity(),
        clip: Some(Clip { path, rule: FillRule::Winding }),
        opacity: 1.0,
        items,
    });
    let inside = clipped(frame(), inside.into_iter().collect());
    rim.into_iter().chain(inside).collect()
}

/// One of two states that change with every jerk, -1 or 1.
fn wiggle(t: f32) -> f32 {
    if t < QUICK_UNTIL_MS as f32 {
        0.0
    } else if ((t / JERK_MS as f32) as u32).is_multiple_of(2) {
        1.0
    } else {
        -1.0
    }
}

/// Grows from nothing, a little too far, and back, from a moment on.
fn pop(t: f32, from: f32) -> f32 {
    if t < from { 0.0 } else { overshoot(part(t, from, from + 320.0)).max(0.02) }
}

/// How a layer is moved, stretched and turned around a point.
struct Motion {
    by: (f32, f32),
    scale: f32,
    turn: f32,
    around: (f32, f32),
}

impl Motion {
    fn around(x: f32, y: f32) -> Self {
        Self { by: (0.0, 0.0), scale: 1.0, turn: 0.0, around: (x, y) }
    }
    fn by(self, x: f32, y: f32) -> Self {
        Self { by: (x, y), ..self }
    }
    fn scaled(self, scale: f32) -> Self {
        Self { scale, ..self }
    }
    fn turned(self, turn: f32) -> Self {
        Self { turn, ..self }
    }
    fn of(self, items: Vec<Item>) -> Item {
        let at = (self.around.0 + self.by.0, self.around.1 + self.by.1);
        moved(items, at, (self.scale, self.scale), self.turn, self.around)
    }
}

/// The picture of a shot, `t` ms after it began.
fn picture(shot: &Shot, index: usize, t: f32) -> Vec<Item> {
    let length = (shot.ends_ms - shot.starts_ms) as f32;
    let mut items = Vec::new();
    let mut nth_thing = 0;
    for (role, layer) in &shot.layers {
        if *role == Role::Thing {
            nth_thing += 1;
        }
        let motion = match index {
            0 => establishing(*role, t, length),
            1 => attack(*role, t),
            2 => call(*role, t, length),
            3 => fight(*role, t),
            4 => win(*role, t),
            _ => product(*role, t, nth_thing),
        };
        if let Some(motion) = motion.filter(|motion| motion.scale > 0.0) {
            items.push(motion.of(layer.clone()));
        }
    }
    match index {
        2 => items.extend(speed_lines(t)),
        3 => {
            for hit in HITS {
                items.extend(flash(t - hit, (458.0, 268.0)));
            }
        }
        4 => items.extend(confetti(t - 900.0, (MIDDLE.0, 420.0), PICTURE, &CONFETTI)),
        _ => {}
    }
    if !shot.flash.is_empty() {
        let at = if index == 2 { (758.0, 108.0) } else { (786.0, 96.0) };
        let size = pop(t, 1_150.0) * (1.0 + 0.05 * wiggle(t));
        items.push(moved(shot.flash.clone(), at, (size, size), -9.0 + 5.0 * wiggle(t), (0.0, 0.0)));
    }
    items
}

/// The ground comes nearer; it is a little larger than the picture, so that no edge is seen.
fn nearer(t: f32, length: f32, from: f32, to: f32) -> Motion {
    // In steps, so that a still ground costs nothing between them.
    let share = ((t / length) * 8.0).round() / 8.0;
    Motion::around(MIDDLE.0, MIDDLE.1).scaled(from + (to - from) * share)
}

fn establishing(role: Role, t: f32, length: f32) -> Option<Motion> {
    let foot = Motion::around(450.0, 500.0);
    Some(match role {
        Role::Ground => nearer(t, length, 1.02, 1.14),
        // It looms up from below, lands with its whole weight, and breathes.
        Role::Monster => {
            let up = overshoot(part(t, 300.0, 1_150.0));
            let breath = 1.0 + 0.018 * wiggle(t);
            let nearer = 0.86 + 0.14 * ease(part(t, 0.0, length));
            foot.by(0.0, (1.0 - up) * 520.0).scaled(breath * nearer).turned(1.6 * wiggle(t))
        }
        _ => Motion::around(450.0, 262.0).scaled(pop(t, 500.0)).turned(3.0 * wiggle(t)),
    })
}

fn attack(role: Role, t: f32) -> Option<Motion> {
    Some(match role {
        Role::Ground => Motion::around(MIDDLE.0, MIDDLE.1).scaled(1.08).turned(1.2 * wiggle(t)),
        // Trembling from the moment the monster is there.
        Role::User => Motion::around(500.0, 500.0).by(7.0 * wiggle(t), 0.0).turned(-2.0 * wiggle(t)),
        Role::Monster => {
            let come = overshoot(part(t, 350.0, 1_100.0));
            Motion::around(150.0, 366.0).by((come - 1.0) * 480.0, -8.0 * wiggle(t)).turned(4.0 * wiggle(t))
        }
        _ => Motion::around(774.0, 240.0).scaled(pop(t, 1_000.0) * (1.0 + 0.06 * wiggle(t))).turned(4.0 * wiggle(t)),
    })
}

fn call(role: Role, t: f32, length: f32) -> Option<Motion> {
    Some(match role {
        // Rays that turn behind the hero.
        Role::Ground => Motion::around(436.0, 260.0).scaled(1.3).turned((t / length * 6.0).floor() * 2.5),
        // The crash zoom.
        Role::Hero => {
            let zoom = 0.12 + 0.88 * overshoot(part(t, 250.0, 950.0));
            Motion::around(436.0, 226.0).scaled(zoom).turned(1.5 * wiggle(t))
        }
        _ => {
            let slide = out(part(t, 850.0, 1_250.0));
            Motion::around(MIDDLE.0, PICTURE.1).by((1.0 - slide) * 950.0, 0.0)
        }
    })
}

/// When the hero hits.
const HITS: [f32; 3] = [1_040.0, 2_400.0, 3_360.0];

fn fight(role: Role, t: f32) -> Option<Motion> {
    // How hard it is being hit: at once, and then less.
    let hit: f32 = HITS.iter().map(|at| if t < *at { 0.0 } else { (-(t - at) / 260.0).exp() }).sum();
    let lunge = overshoot(part(t, 380.0, 1_040.0));
    Some(match role {
        Role::Ground => Motion::around(MIDDLE.0, MIDDLE.1).scaled(1.1).by(-14.0 * hit, 6.0 * hit),
        Role::Monster => Motion::around(652.0, 282.0)
            .by(46.0 * hit + 5.0 * wiggle(t), -18.0 * hit)
            .turned(12.0 * hit + 2.0 * wiggle(t)),
        Role::Hero => Motion::around(252.0, 330.0).by((lunge - 1.0) * 460.0 + 34.0 * hit, 0.0).turned(4.0 * hit),
        _ => {
            let shown = if t < HITS[0] { 0.0 } else { 0.94 + 0.22 * hit.min(1.0) };
            Motion::around(458.0, 268.0).scaled(shown * pop(t, HITS[0])).turned(8.0 * hit + 3.0 * wiggle(t))
        }
    })
}

fn win(role: Role, t: f32) -> Option<Motion> {
    Some(match role {
        Role::Ground => Motion::around(416.0, 220.0).scaled(1.3).turned((t / 800.0).floor() * 2.0),
        Role::Confetti => return None,
        // Thrown out of the middle, over and over, into the corner.
        Role::Monster => {
            let fly = out(part(t, 250.0, 1_150.0));
            Motion::around(166.0, 408.0)
                .by((1.0 - fly) * 300.0, (1.0 - fly) * -240.0 - 90.0 * (fly * PI).sin())
                .turned((1.0 - fly) * -540.0 + 3.0 * wiggle(t))
        }
        Role::User => {
            let hop = (part(t, 1_000.0, 1_400.0) * PI).sin() * 40.0 + 12.0 * wiggle(t).max(0.0);
            Motion::around(666.0, 500.0).by(0.0, -hop)
        }
        Role::Hero => {
            let rise = overshoot(part(t, 350.0, 1_050.0));
            Motion::around(416.0, 500.0).by(0.0, (1.0 - rise) * 560.0).scaled(1.0 + 0.012 * wiggle(t))
        }
        // The award is stamped on.
        _ => {
            let stamp = ease_in(part(t, 1_120.0, 1_360.0));
            let size = if t < 1_120.0 { 0.0 } else { 2.6 - 1.6 * stamp };
            Motion::around(172.0, 148.0).scaled(size).turned(3.0 * wiggle(t))
        }
    })
}

fn product(role: Role, t: f32, nth_thing: usize) -> Option<Motion> {
    Some(match role {
        Role::Ground => Motion::around(MIDDLE.0, MIDDLE.1).scaled(1.5).turned((t / 640.0).floor() * 2.5),
        // Dropped onto the table: it falls, and bounces once.
        Role::Pack => {
            let fall = ease_in(part(t, 200.0, 620.0));
            let bounce = (part(t, 620.0, 960.0) * PI).sin() * 46.0;
            Motion::around(450.0, 400.0).by(0.0, (fall - 1.0) * 620.0 - bounce).turned((1.0 - fall) * -8.0)
        }
        Role::Thing => {
            let from = 620.0 + 140.0 * nth_thing as f32;
            let come = overshoot(part(t, from, from + 420.0));
            let side = if nth_thing % 2 == 1 { -1.0 } else { 1.0 };
            let middle = MIDDLE.0 + side * 300.0;
            Motion::around(middle, 220.0).by(side * (1.0 - come) * 420.0, 0.0).turned(2.5 * side * wiggle(t))
        }
        _ => {
            let up = out(part(t, 900.0, 1_300.0));
            Motion::around(MIDDLE.0, PICTURE.1).by(0.0, (1.0 - up) * 110.0)
        }
    })
}

/// Lines that rush out of the middle while the camera crashes in.
fn speed_lines(t: f32) -> Vec<Item> {
    let rush = part(t, 200.0, 950.0);
    if rush <= 0.0 || rush >= 1.0 {
        return Vec::new();
    }
    let pen = Pen::solid([0xFF; 3], 7.0);
    (0..20)
        .filter_map(|n| {
            let angle = n as f32 * TAU / 20.0 + (n % 3) as f32 * 0.07;
            let from = 230.0 + 420.0 * rush + (n % 4) as f32 * 26.0;
            let to = from + 120.0 + 90.0 * rush;
            let at = |r: f32| (436.0 + angle.cos() * r, 240.0 + angle.sin() * r * 0.8);
            drawn(line(&[at(from), at(to)]), None, Some(pen))
        })
        .collect()
}

/// A word on a star, as prices were shouted, around its own middle.
fn price_flash(page: &mut Layout, word: &str) -> Result<Vec<Item>, Refusal> {
    page.aside(|page| {
        page.push(burst((0.0, 0.0), 98.0, RED));
        page.push(burst((0.0, 0.0), 80.0, YELLOW));
        let words = Lettering::at(0.0, 18.0, Face::Display, 52.0, &Hex::of(RED)).centred().within(112.0).at_least(0.4);
        page.line("flash", word, &words)
    })
}

/// Letters that are read in one go.
const BREATH: usize = 76;

/// What is said, in parts that fit the band, each shown as long as it takes to say.
fn voice(page: &mut Layout, words: &str, from_ms: u32, to_ms: u32) -> Result<Vec<(u32, Vec<Item>)>, Refusal> {
    let parts = breaths(words);
    let letters: usize = parts.iter().map(|part| part.chars().count()).sum::<usize>().max(1);
    let mut said = Vec::new();
    let mut before = 0;
    for part in parts {
        let at = from_ms + ((to_ms - from_ms) as usize * before / letters) as u32;
        let items = page.aside(|page| {
            let line = shout(SIZE.0 / 2.0, PICTURE.1 + 64.0, 40.0, [0xFF; 3]).centred().within(SIZE.0 - 60.0);
            page.name("voice-over", &part, &Lettering { outline: 0.0, ..line.in_lines(2, BAND - 10.0).at_least(0.4) })
        })?;
        before += part.chars().count();
        said.push((at, items));
    }
    Ok(said)
}

/// The words in parts of about one breath, broken after sentences where that is near, else between words.
fn breaths(words: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match parts.last_mut() {
            Some(part) if part.chars().count() + word.chars().count() < BREATH && !is_end(part) => {
                part.push(' ');
                part.push_str(word);
            }
            _ => parts.push(word.to_owned()),
        }
    }
    parts
}

/// Long enough, and a sentence is over.
fn is_end(part: &str) -> bool {
    part.chars().count() > BREATH / 3 && part.ends_with(['.', '!', '?', '…', '”'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::storyboard::Shot as Words;
    use crate::scene::fonts::FontSource;

    fn facts(kit: &Kit) -> StoryboardFacts {
        let mut facts = StoryboardFacts {
            who: "Nadia".into(),
            persona: "Nadia the Network Ninja".into(),
            first: "Nadia".into(),
            figure: kit.propose_figure(7, &[]),
            ..StoryboardFacts::default()
        };
        for shot in &mut facts.shots {
            *shot = Words {
                seconds: 5.0,
                voice: "In a dark server room, something stirs! Who will untie it? Only one hero can, and she is on her way."
                    .into(),
                ..Words::default()
            };
        }
        facts
    }

    #[test]
    fn it_takes_as_long_as_the_board_says_and_every_moment_can_be_seen() {
        let (kit, cache) = (Kit::builtin().unwrap(), SymbolCache::new());
        let mut typesetter = Typesetter::new(FontSource::shipped());
        let film = Commercial::new(&facts(&kit), &kit, &cache, &mut typesetter).unwrap();
        assert_eq!(film.length_ms(), 30_000);
        let moments = film.moments();
        assert!(moments.windows(2).all(|two| two[0] < two[1]) && moments.len() < 220, "{}", moments.len());
        for ms in moments.iter().copied().step_by(7).chain([29_999, 30_000, 90_000]) {
            assert!(film.page(ms).items.len() > 2, "{ms}");
        }
        let dump = |ms| format!("{:?}", film.page(ms).items.len());
        assert_eq!(dump(4_000), dump(4_000));
    }

    #[test]
    fn words_are_said_in_breaths() {
        let said = breaths(
            "In a dark server room, something stirs! Who will untie it? Only one hero can, and she is on her way.",
        );
        assert_eq!(said.join(" ").split_whitespace().count(), 21);
        assert!(said.iter().all(|part| part.chars().count() <= BREATH), "{said:?}");
        assert_eq!(said[0], "In a dark server room, something stirs!");
        assert!(breaths("  ").is_empty());
    }
}
