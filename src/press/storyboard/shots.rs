//! The six pictures, each in its own space of 900 by 506. Each is put down in layers from back to front ([`Role`]), so that what
//! stands still on the board can move in the film.

use super::{DARK_RED, GOLD, PICTURE, StoryboardFacts, WHITE, YELLOW};
use crate::press::card::{CardPhoto, front};
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::press::subject::Subject;
use crate::press::suit::{Ground, Suit, medallion, shout, turned};
use crate::scene::item::{Item, Transform};
use crate::scene::kit::{Colours, FigureSpec, Hex, Show};
use crate::scene::shapes::{Pen, clipped, disc, drawn, placed, polygon, polygons, rounded};
use crate::scene::text::INK;

const FRAME: [f32; 4] = [0.0, 0.0, PICTURE.0, PICTURE.1];
const FEET: [f32; 2] = [500.0, 1541.0];
const FACE: [f32; 2] = [505.0, 330.0];
/// Rays of the tabletop.
const RAYS: [u8; 3] = [0xFF, 0x8A, 0x2B];
const CONFETTI: [[u8; 3]; 5] =
    [[0xFF, 0x4D, 0x5E], [0xFF, 0xD8, 0x4A], [0x7C, 0xF2, 0x9A], [0x6F, 0xE3, 0xFF], [0xFF, 0xB3, 0xEE]];

/// What a layer of a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Ground,
    Monster,
    /// The user who needs help.
    User,
    Hero,
    /// A burst with a word, or the badge of the award.
    Burst,
    /// Loud words on a dark slant.
    Banner,
    Confetti,
    /// Something that comes with the figure.
    Thing,
    /// The packaged figure.
    Pack,
    /// The dark foot with the claim and the line-up.
    Foot,
}

/// Where layers begin among the items of a page.
type Cuts = Vec<(Role, usize)>;

fn cut(page: &Layout, cuts: &mut Cuts, role: Role) {
    cuts.push((role, page.items.len()));
}

/// The layers of a picture, from back to front.
pub fn layers(page: &mut Layout, facts: &StoryboardFacts, index: usize) -> Result<Vec<(Role, Vec<Item>)>, Refusal> {
    let mut cuts = Cuts::new();
    let mut items = page.aside(|page| draw_cut(page, facts, index, &mut cuts))?;
    let mut layers = Vec::new();
    for (role, from) in cuts.into_iter().rev() {
        layers.push((role, items.split_off(from.min(items.len()))));
    }
    layers.reverse();
    Ok(layers)
}

pub(super) fn draw(page: &mut Layout, facts: &StoryboardFacts, index: usize) -> Result<(), Refusal> {
    draw_cut(page, facts, index, &mut Cuts::new())
}

fn draw_cut(page: &mut Layout, facts: &StoryboardFacts, index: usize, cuts: &mut Cuts) -> Result<(), Refusal> {
    cut(page, cuts, Role::Ground);
    match index {
        0 => establishing(page, facts, cuts),
        1 => attack(page, facts, cuts),
        2 => call(page, facts, cuts),
        3 => fight(page, facts, cuts),
        4 => win(page, facts, cuts),
        _ => product(page, facts, cuts),
    }
}

/// A backdrop in a scheme of its own.
fn behind(page: &mut Layout, id: &str, scheme: &str) -> Result<(), Refusal> {
    let colours = page.kit.colours("", "", "", scheme);
    page.backdrop(&format!("backdrop/{id}.svg"), &colours, FRAME, 0.0)
}

/// The hero: its photo where it has one, else its figure with another face or pose, `anchor` of its own space at `at`, turned.
fn hero(
    page: &mut Layout,
    facts: &StoryboardFacts,
    mood: Mood,
    at: [f32; 2],
    scale: f32,
    turn: f32,
    anchor: [f32; 2],
) -> Result<(), Refusal> {
    if let Some(photo) = &facts.photo
        && sticker(page, photo, at, scale, turn)?
    {
        return Ok(());
    }
    let mut figure = facts.figure.clone();
    let kit = page.kit;
    if let Some(face) = mood.face.filter(|face| kit.option("face", face).is_some()) {
        figure.options.insert("face".into(), face.into());
    }
    if let Some(pose) = mood.pose.filter(|pose| kit.poses().iter().any(|p| p.id == *pose)) {
        figure.pose = pose.into();
    }
    let made = page.aside(|page| page.figure(&figure, Show::All, [0.0, 0.0], 1.0, anchor))?;
    page.items.push(placed(made, at, scale, turn, [0.0, 0.0]));
    Ok(())
}

/// Width and height of a photo beside a figure of 1000 by 1600, and its white rim.
const STICKER: (f32, f32) = (640.0, 760.0);
const RIM: f32 = 34.0;

/// A photo as it would be cut out and stuck on the board, with the face where the figure's would be. False, and nothing drawn,
/// where the photo cannot be shown.
fn sticker(page: &mut Layout, photo: &CardPhoto, [x, y]: [f32; 2], scale: f32, turn: f32) -> Result<bool, Refusal> {
    let (w, h) = (STICKER.0 * scale, STICKER.1 * scale);
    let frame = [x - w / 2.0, y - h * 0.44, w, h];
    let Some(picture) = page.photo(photo, frame)? else { return Ok(false) };
    let rim = RIM * scale;
    let around = [frame[0] - rim, frame[1] - rim, w + 2.0 * rim, h + 2.0 * rim];
    turned(page, [x, y], turn, |page| {
        page.panel(around, rim * 1.6, Some(WHITE), Some((INK, 10.0)));
        page.push(clipped(rounded(frame, rim), vec![picture]));
        page.panel(frame, rim, None, Some((INK, 6.0)));
        Ok(())
    })?;
    Ok(true)
}

#[derive(Clone, Copy)]
struct Mood {
    face: Option<&'static str>,
    pose: Option<&'static str>,
}

const HEROIC: Mood = Mood { face: Some("grin"), pose: Some("action") };
const GRIM: Mood = Mood { face: Some("determined"), pose: Some("action") };
const PROUD: Mood = Mood { face: Some("grin"), pose: Some("stance") };

/// The user who needs help; nobody where the kit has no such drawing.
fn helpless(page: &mut Layout, facts: &StoryboardFacts, at: [f32; 2], scale: f32, turn: f32) -> Result<(), Refusal> {
    let kit = page.kit;
    let Some(archetype) = kit.archetype(&facts.helpless).or_else(|| kit.archetypes().first()) else { return Ok(()) };
    let colours: Colours = if archetype.id == "toni" {
        kit.colours("honey", "black", "uptime", "azure")
    } else {
        kit.colours("peach", "ginger", "ticket", "azure")
    };
    let item =
        page.cache.placed(kit, &archetype.file, &colours, Transform::identity()).map_err(|e| page.art_error(e))?;
    page.items.push(placed(vec![item], at, scale, turn, FEET));
    Ok(())
}

/// A comic burst with a word. `size` is its width.
fn burst(page: &mut Layout, word: &str, [x, y]: [f32; 2], size: f32, turn: f32) -> Result<(), Refusal> {
    page.art("badge/burst-comic.svg", [x - size / 2.0, y - size / 2.0, size, size])?;
    let letters = size * 0.27;
    let l = Lettering::at(x, y + letters * 0.36, Face::Display, letters, &Hex::of(DARK_RED)).centred().turned(turn);
    page.line("caption", word, &l.within(size * 0.6).at_least(0.3))
}

/// A dark slant at the foot with loud words on it; the words go where they do not fit.
fn banner(page: &mut Layout, words: &str, high: f32) -> Result<(), Refusal> {
    if words.trim().is_empty() {
        return Ok(());
    }
    let (w, h) = PICTURE;
    page.push(drawn(
        polygon(&[(0.0, h - high * 0.34), (w, h - high), (w, h + 10.0), (0.0, h + 10.0)]),
        Some(INK),
        None,
    ));
    let l = shout(w - 24.0, h - 22.0, 62.0, YELLOW).ending().turned(-4.0).within(520.0).at_least(0.4);
    match page.fitted("caption", words, &l) {
        Ok(fitted) => page.set(&fitted, &l),
        Err(_) => page.line("caption", "HERE IT COMES!", &l)?,
    }
    Ok(())
}

fn establishing(page: &mut Layout, facts: &StoryboardFacts, cuts: &mut Cuts) -> Result<(), Refusal> {
    if let Some(enemy) = &facts.enemy {
        behind(page, "datacentre", "azure")?;
        cut(page, cuts, Role::Monster);
        return page.monster(&enemy.look, [450.0, 320.0], 0.54, 0.0);
    }
    // Nobody to be seen: only a machine that calls in the night.
    behind(page, "datacentre", "deep")?;
    cut(page, cuts, Role::Burst);
    burst(page, "BEEP!", [450.0, 262.0], 290.0, -8.0)?;
    burst(page, "BEEP?", [214.0, 380.0], 176.0, 8.0)?;
    burst(page, "...", [690.0, 388.0], 150.0, -4.0)
}

fn attack(page: &mut Layout, facts: &StoryboardFacts, cuts: &mut Cuts) -> Result<(), Refusal> {
    behind(page, "city", "deep")?;
    let shift = if facts.enemy.is_some() { 500.0 } else { 400.0 };
    cut(page, cuts, Role::User);
    helpless(page, facts, [shift, 718.0], 0.45, 3.0)?;
    if let Some(enemy) = &facts.enemy {
        cut(page, cuts, Role::Monster);
        page.monster(&enemy.look, [150.0, 366.0], 0.46, 12.0)?;
    }
    cut(page, cuts, Role::Burst);
    let word = if facts.shots[1].caption.is_empty() { "HELP!" } else { &facts.shots[1].caption };
    burst(page, word, [774.0, 240.0], 220.0, -8.0)
}

fn call(page: &mut Layout, facts: &StoryboardFacts, cuts: &mut Cuts) -> Result<(), Refusal> {
    behind(page, "sunburst", "candy")?;
    cut(page, cuts, Role::Hero);
    hero(page, facts, HEROIC, [436.0, 226.0], 0.6, -4.0, FACE)?;
    cut(page, cuts, Role::Banner);
    banner(page, &facts.shots[2].caption, 104.0)
}

fn fight(page: &mut Layout, facts: &StoryboardFacts, cuts: &mut Cuts) -> Result<(), Refusal> {
    behind(page, "storm", "ultra")?;
    let word = if facts.shots[3].caption.is_empty() { "POW!" } else { &facts.shots[3].caption };
    if let Some(enemy) = &facts.enemy {
        cut(page, cuts, Role::Monster);
        page.monster(&enemy.look, [652.0, 282.0], 0.52, 14.0)?;
        cut(page, cuts, Role::Hero);
        hero(page, facts, GRIM, [252.0, 186.0], 0.44, -6.0, FACE)?;
        cut(page, cuts, Role::Burst);
        return burst(page, word, [458.0, 268.0], 210.0, -8.0);
    }
    cut(page, cuts, Role::Burst);
    burst(page, word, [196.0, 168.0], 230.0, -12.0)?;
    burst(page, "ZAP!", [742.0, 330.0], 190.0, 10.0)?;
    cut(page, cuts, Role::Hero);
    hero(page, facts, GRIM, [450.0, 184.0], 0.46, -6.0, FACE)
}

fn win(page: &mut Layout, facts: &StoryboardFacts, cuts: &mut Cuts) -> Result<(), Refusal> {
    behind(page, "sunburst", "mint")?;
    cut(page, cuts, Role::Confetti);
    confetti(page);
    if let Some(enemy) = &facts.enemy {
        // Beaten, small and upside down in the corner.
        cut(page, cuts, Role::Monster);
        page.monster(&enemy.look, [166.0, 408.0], 0.27, 152.0)?;
    }
    cut(page, cuts, Role::User);
    helpless(page, facts, [666.0, 640.0], 0.36, 4.0)?;
    cut(page, cuts, Role::Hero);
    hero(page, facts, PROUD, [416.0, 172.0], 0.4, 0.0, FACE)?;
    cut(page, cuts, Role::Burst);
    if facts.award.trim().is_empty() {
        let word = if facts.shots[4].caption.is_empty() { "FIXED!" } else { &facts.shots[4].caption };
        return burst(page, word, [176.0, 150.0], 200.0, -8.0);
    }
    page.art("badge/burst-round.svg", [64.0, 40.0, 216.0, 216.0])?;
    let l = Lettering::at(172.0, 160.0, Face::Display, 36.0, &Hex::of(DARK_RED)).centred().turned(-6.0);
    let l = l.within(124.0).in_lines(4, 116.0).at_least(0.4);
    match page.fitted("award", &facts.award, &l) {
        Ok(fitted) => page.set(&fitted, &l),
        // The board says it in words; the badge may be too small.
        Err(_) => page.line("award", "WINNER", &l)?,
    }
    Ok(())
}

/// Paper snippets over the picture, always the same.
fn confetti(page: &mut Layout) {
    for (tint, rgb) in CONFETTI.iter().enumerate() {
        let snippets: Vec<[(f32, f32); 4]> = (0..9)
            .map(|i| {
                // Spread by the golden ratio in one direction and a second irrational step in the other.
                let n = (i * CONFETTI.len() + tint) as f32;
                let (x, y) = ((n * 0.618_034).fract() * 900.0, (n * 0.754_878).fract() * 300.0);
                let (a, b) = ((n * 1.7).sin() * 9.0, (n * 1.7).cos() * 9.0);
                [(x - a, y - b), (x + b, y - a), (x + a * 1.6, y + b * 1.6), (x - b, y + a)]
            })
            .collect();
        let rings: Vec<&[(f32, f32)]> = snippets.iter().map(<[(f32, f32); 4]>::as_slice).collect();
        page.push(drawn(polygons(&rings), Some(*rgb), Some(Pen::solid(INK, 3.0))));
    }
}

/// The packaged hero with what it comes with, and the others in a row beneath.
fn product(page: &mut Layout, facts: &StoryboardFacts, cuts: &mut Cuts) -> Result<(), Refusal> {
    let (w, h) = PICTURE;
    tabletop(page);
    let suit = Suit::named(&facts.style, &facts.who, page.kit)?;
    let foot = 92.0;
    // Things at both sides of the pack.
    let things: Vec<&str> = facts.accessories.iter().map(|a| a.item.as_str()).filter(|item| !item.is_empty()).collect();
    let held: Vec<&str> =
        ["item_right", "item_left"].into_iter().filter_map(|slot| facts.figure.option(slot)).collect();
    let mut shown: Vec<&str> = things.into_iter().chain(held).collect();
    let mut seen = std::collections::BTreeSet::new();
    shown.retain(|item| page.kit.option("item_right", item).is_some() && seen.insert(*item));
    let places: [([f32; 4], f32); 4] = [
        ([44.0, 60.0, 150.0, 310.0], -12.0),
        ([706.0, 90.0, 150.0, 310.0], 10.0),
        ([186.0, 90.0, 140.0, 290.0], 6.0),
        ([572.0, 100.0, 140.0, 290.0], -8.0),
    ];
    let colours = page.kit.figure_colours(&facts.figure, "");
    for (item, (frame, turn)) in shown.iter().zip(places) {
        let [x, y, tw, th] = frame;
        cut(page, cuts, Role::Thing);
        let made = page.aside(|page| front::thing(page, &colours, item, frame))?;
        let transform = Transform::from_rotate_at(turn, x + tw / 2.0, y + th / 2.0);
        page.items.push(Item::Group { transform, clip: None, opacity: 1.0, items: made });
    }
    let from = suit.style.window.frame;
    let (high, top) = (h - foot - 6.0, 12.0);
    let width = high * from[2] / from[3];
    let left = (w - width) / 2.0;
    cut(page, cuts, Role::Pack);
    page.panel([left - 8.0, top - 6.0, width + 16.0, high + 10.0], 18.0, Some([0x24, 0x49, 0xB8]), Some((INK, 8.0)));
    let hero = match &facts.photo {
        Some(photo) => Subject::Photo(photo, &facts.figure),
        None => Subject::Figure(&facts.figure),
    };
    suit.window(page, hero, [left, top], width)?;
    cut(page, cuts, Role::Foot);
    page.panel([0.0, h - foot, w, foot + 10.0], 0.0, Some(INK), None);
    line_up(page, facts, h - foot)
}

/// The dark foot: the claim, with the heads of other heroes at its sides.
fn line_up(page: &mut Layout, facts: &StoryboardFacts, top: f32) -> Result<(), Refusal> {
    let (w, h) = PICTURE;
    let words = if facts.shots[5].caption.is_empty() { "COLLECT THEM ALL!" } else { &facts.shots[5].caption };
    let heads: Vec<&FigureSpec> = facts.others.iter().map(|(_, figure)| figure).take(4).collect();
    let radius = 38.0;
    for (i, figure) in heads.iter().enumerate() {
        let step = (i / 2) as f32 * (radius * 2.0 + 12.0);
        let x = if i % 2 == 0 { 52.0 + step } else { w - 52.0 - step };
        medallion(page, figure, [x, top + (h - top) / 2.0], radius, Ground::Tint(GOLD))?;
        page.push(drawn(disc(x, top + (h - top) / 2.0, radius), None, Some(Pen::solid(WHITE, 3.0))));
    }
    let taken = heads.len().div_ceil(2) as f32 * (radius * 2.0 + 12.0) + 40.0;
    let l = shout(w / 2.0, top + (h - top) / 2.0 + 23.0, 66.0, YELLOW).centred().within(w - 2.0 * taken).at_least(0.35);
    page.line("caption", words, &l)
}

/// Warm rays on a table.
fn tabletop(page: &mut Layout) {
    page.panel(FRAME, 0.0, Some(GOLD), None);
    let (cx, cy) = (PICTURE.0 / 2.0, PICTURE.1 / 2.0);
    let rays: Vec<[(f32, f32); 3]> = (0..24_u8)
        .map(|i| {
            let angle = f32::from(i) * std::f32::consts::TAU / 24.0;
            let point = |a: f32| (cx + 900.0 * a.cos(), cy + 900.0 * a.sin());
            [(cx, cy), point(angle), point(angle + 0.13)]
        })
        .collect();
    let rings: Vec<&[(f32, f32)]> = rays.iter().map(<[(f32, f32); 3]>::as_slice).collect();
    page.push(drawn(polygons(&rings), Some(RAYS), None));
}
