//! The storyboard: the thirty-second toy commercial of a hero in six shots, drawn from the art kit.
//!
//! What is said comes as [`StoryboardFacts`]; what is seen is composed here, shot by shot, so that the printed board and a
//! moving commercial show the same pictures ([`picture`]).

mod shots;

pub use shots::{Role, layers};

use super::card::{Accessory, CardPhoto, Enemy};
use super::layout::{Face, Layout, Lettering};
use super::refusal::{Note, Refusal};
use super::sheets::Paper;
use super::style::Frame;
use super::suit::{scaled, shout};
use crate::scene::item::Page;
use crate::scene::kit::{FigureSpec, Hex, Kit, SymbolCache};
use crate::scene::shapes::{Pen, clipped, disc, drawn, line, polygon, rounded};
use crate::scene::text::{INK, Typesetter, beside_each_other, isolated, isolated_in};

/// Shots of a commercial.
pub const SHOTS: usize = 6;
/// Width and height of a shot's picture in its own units; 90 x 50.6 mm on A4.
pub const PICTURE: (f32, f32) = (900.0, 506.0);

/// One shot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shot {
    /// How long it is seen.
    pub seconds: f32,
    /// "CRASH ZOOM".
    pub camera: String,
    /// What the narrator says.
    pub voice: String,
    /// Words inside the picture: "SNIP!"; may be empty.
    pub caption: String,
}

/// Everything a storyboard says and shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryboardFacts {
    /// Whose storyboard it is, for messages.
    pub who: String,
    /// "Nadia the Network Ninja".
    pub persona: String,
    /// What the hero is called in one word.
    pub first: String,
    /// Establishing, attack, call, fight, win, product.
    pub shots: [Shot; SHOTS],
    pub figure: FigureSpec,
    /// Shown instead of the figure.
    pub photo: Option<CardPhoto>,
    pub enemy: Option<Enemy>,
    pub accessories: Vec<Accessory>,
    /// The award and its year; may be empty.
    pub award: String,
    /// Other heroes for the line-up: name and figure.
    pub others: Vec<(String, FigureSpec)>,
    /// Id of the kit's archetype who needs help.
    pub helpless: String,
    /// The narrator's direction at the foot.
    pub ending: String,
    /// "Unsung Heroes 2026".
    pub campaign: String,
    pub serial: String,
    /// Card style of the hero; empty is comic.
    pub style: String,
}

impl StoryboardFacts {
    /// When each shot begins, in seconds from the start.
    pub fn starts(&self) -> [f32; SHOTS] {
        let mut at = 0.0;
        self.shots.each_ref().map(|shot| {
            let start = at;
            at += shot.seconds;
            start
        })
    }

    /// Length of the commercial in seconds.
    pub fn seconds(&self) -> f32 {
        self.shots.iter().map(|shot| shot.seconds).sum()
    }
}

const WHITE: [u8; 3] = [255; 3];
const PAPER: [u8; 3] = [0xFF, 0xFD, 0xF6];
const YELLOW: [u8; 3] = [0xFF, 0xD8, 0x4A];
const PALE: [u8; 3] = [0xFF, 0xE8, 0x9A];
const GOLD: [u8; 3] = [0xFF, 0xC9, 0x3C];
const BAND: [u8; 3] = [0xFF, 0x4D, 0x5E];
const RED: [u8; 3] = [0xE8, 0x39, 0x4F];
const DARK_RED: [u8; 3] = [0xB9, 0x24, 0x3A];
const GREEN: [u8; 3] = [0x7C, 0xF2, 0x9A];
const GREY: [u8; 3] = [0x6C, 0x73, 0x91];
const RULE: [u8; 3] = [0xD5, 0xDC, 0xEC];

/// Height of text under a picture, in 0.1 mm.
const WORDS: f32 = 300.0;
/// Between the columns.
const GUTTER: f32 = 80.0;

/// The board on one sheet.
pub fn make(
    facts: &StoryboardFacts,
    paper: Paper,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let (w, h) = paper.size();
    let colours = kit.figure_colours(&facts.figure, "azure");
    let mut page = Layout::new(kit, cache, typesetter, colours, &facts.who);
    page.panel([0.0, 0.0, w, h], 0.0, Some(PAPER), None);
    let short = h < 2900.0;
    let top = if short { 352.0 } else { 390.0 };
    let rule = h - 116.0;
    let pitch = (rule - 12.0 - top) / 3.0;
    let width = ((pitch - WORDS) * PICTURE.0 / PICTURE.1).min((w - 220.0 - GUTTER) / 2.0);
    let height = width * PICTURE.1 / PICTURE.0;
    let left = (w - 2.0 * width - GUTTER) / 2.0;
    head(&mut page, facts, w, if short { 0.9 } else { 1.0 }, left)?;
    let starts = facts.starts();
    for (i, shot) in facts.shots.iter().enumerate() {
        let x = left + (width + GUTTER) * (i % 2) as f32;
        let y = top + pitch * (i / 2) as f32;
        framed(&mut page, facts, i, starts[i], [x, y, width, height])?;
        let camera = Lettering::at(x, y + height + 60.0, Face::Display, 42.0, &Hex::of(RED)).spaced(2.0).within(width);
        page.line("camera", &shot.camera.to_uppercase(), &camera.at_least(0.5))?;
        let voice = Lettering::at(x, y + height + 82.0, Face::Plain, 38.0, &Hex::of(INK)).within(width);
        let enemy = facts.enemy.as_ref().map_or("", |enemy| enemy.name.as_str());
        let words = isolated_in(&shot.voice, &[&facts.persona, &facts.first, enemy]);
        page.paragraph("voice-over", &words, &voice.at_least(0.62), WORDS - 150.0, 1.36)?;
    }
    page.push(drawn(line(&[(left, rule), (w - left, rule)]), None, Some(Pen::solid(RULE, 5.0))));
    let half = (w - 2.0 * left) / 2.0 - 20.0;
    let foot = Lettering::at(left, rule + 54.0, Face::Plain, 36.0, &Hex::of(GREY)).within(half).at_least(0.6);
    page.line("foot", &facts.ending, &foot)?;
    // The hero's name in full, or there is no board.
    let right = Lettering { x: w - left, anchor: 1.0, ..foot };
    let origin = [facts.persona.trim(), facts.campaign.trim(), facts.serial.trim()];
    let origin = beside_each_other(origin.into_iter().filter(|t| !t.is_empty()));
    match page.fitted("foot", &origin, &right) {
        Ok(fitted) => page.set(&fitted, &right),
        Err(_) => {
            let right = Lettering { y: right.y - 6.0, ..right };
            page.name("foot", &facts.persona, &right.in_lines(2, 70.0).at_least(0.45))?;
        }
    }
    Ok(page.page("storyboard".into(), w, h, 0.0))
}

fn head(page: &mut Layout, facts: &StoryboardFacts, w: f32, k: f32, left: f32) -> Result<(), Refusal> {
    let (right, low) = (262.0 * k, 330.0 * k);
    page.push(drawn(polygon(&[(0.0, 0.0), (w, 0.0), (w, right), (0.0, low)]), Some(BAND), None));
    // The edge goes on beyond the paper, so that its round ends are not seen.
    let slope = (right - low) / w;
    let edge = line(&[(-30.0, low - 30.0 * slope), (w + 30.0, right + 30.0 * slope)]);
    page.push(drawn(edge, None, Some(Pen::solid(INK, 12.0))));
    let title = shout(left, 212.0 * k, 150.0 * k, WHITE).turned(-1.6).within(w - 2.0 * left - 600.0).at_least(0.3);
    let name = if facts.first.trim().is_empty() { &facts.persona } else { &facts.first };
    page.name("title", &format!("{}: THE COMMERCIAL", isolated(name.trim())), &title.in_lines(2, 150.0 * k))?;
    let length = format!("{:.0} SECONDS, SIX SHOTS", facts.seconds());
    let right = shout(w - left, 146.0 * k, 62.0 * k, PALE).ending().turned(-1.6).within(560.0).at_least(0.5);
    page.line("title", &length, &right)
}

/// A picture with its frame, number and time.
fn framed(page: &mut Layout, facts: &StoryboardFacts, index: usize, start: f32, frame: Frame) -> Result<(), Refusal> {
    let [x, y, w, _] = frame;
    let k = w / PICTURE.0;
    let inside = page.aside(|page| scaled(page, [x, y], k, |page| shots::draw(page, facts, index)))?;
    page.push(clipped(rounded(frame, 16.0), inside));
    page.push(drawn(rounded(frame, 16.0), None, Some(Pen::solid(INK, 12.0))));
    page.push(drawn(disc(x + 16.0, y + 16.0, 58.0), Some(GOLD), Some(Pen::solid(INK, 10.0))));
    let number = Lettering::at(x + 16.0, y + 46.0, Face::Display, 84.0, &Hex::of(INK)).centred().within(90.0);
    page.line("number", &(index + 1).to_string(), &number)?;
    page.panel([x + w - 164.0, y + 20.0, 144.0, 58.0], 12.0, Some(INK), None);
    let seconds = start.round() as u32;
    let time = Lettering::at(x + w - 92.0, y + 65.0, Face::Bold, 44.0, &Hex::of(GREEN)).centred().within(124.0);
    page.line("time", &format!("{}:{:02}", seconds / 60, seconds % 60), &time)
}

/// One shot alone, for a screen: the picture of [`make`] as a page of [`PICTURE`]'s proportions. `index` counts from 0.
pub fn picture(
    facts: &StoryboardFacts,
    index: usize,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<Page, Refusal> {
    let colours = kit.figure_colours(&facts.figure, "azure");
    let mut page = Layout::new(kit, cache, typesetter, colours, &facts.who);
    let inside = page.aside(|page| shots::draw(page, facts, index.min(SHOTS - 1)))?;
    page.push(clipped(rounded([0.0, 0.0, PICTURE.0, PICTURE.1], 0.0), inside));
    Ok(page.page(format!("shot {}", index + 1), PICTURE.0, PICTURE.1, 0.0).0)
}
