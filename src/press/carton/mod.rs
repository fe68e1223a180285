//! The fold-up box: the toy's packaging as one flat sheet to cut, crease and glue.
//!
//! [`BoxSize::ONE_SHEET`] fits one sheet of A4 or Letter; a larger box is spread over several sheets that are glued together
//! at their marks, or made as one large page for a print shop. Lines to cut, crease and glue are layers of their own in spot
//! colours. Every part of the art stands upright on the finished box: lids are turned on the flat sheet so that they read from
//! the front.

mod back;
mod front;
mod net;
mod sheet;
mod sides;

pub use net::{BLEED, BoxSize, Crease, EASE, Net, Part, Point, SizeError};
pub use sheet::{Lines, limits};

use super::card::CardFacts;
use super::layout::{Face, Layout, Lettering};
use super::refusal::{Note, Refusal};
use super::sheets::Paper;
use super::style::Frame;
use super::suit::{Suit, called, shout, turned};
use crate::scene::item::{Item, Page};
use crate::scene::kit::{Hex, Kit, SymbolCache};
use crate::scene::shapes::{Pen, clipped, drawn, polygons, rounded};
use crate::scene::text::Typesetter;

const WHITE: [u8; 3] = [255; 3];
const YELLOW: [u8; 3] = [0xFF, 0xD8, 0x4A];
const PALE: [u8; 3] = [0xFF, 0xE8, 0x9A];
const RED: [u8; 3] = [0xFF, 0x4D, 0x5E];
const BLUE: [u8; 3] = [0x24, 0x49, 0xB8];
const PAPER: [u8; 3] = [0xFF, 0xFD, 0xF6];
const GREY: [u8; 3] = [0x6C, 0x73, 0x91];
const VIOLET: [u8; 3] = [0x7A, 0x4D, 0xE8];

/// The box of a hero on office paper: one page where the net fits, else several to be joined at their marks.
pub fn net(
    facts: &CardFacts,
    size: BoxSize,
    paper: Paper,
    lines: &Lines,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Vec<Page>, Vec<Note>), Refusal> {
    let net = Net::of(size);
    let mut page = dressed(facts, &net, kit, cache, typesetter)?;
    let art = std::mem::take(&mut page.items);
    let pages = sheet::on_paper(&mut page, &net, art, lines, paper)?;
    Ok((pages, page.notes))
}

/// The box of a hero as one large page for a print shop; its trim is the box around the cut lines, with the bleed outside.
pub fn shop_net(
    facts: &CardFacts,
    size: BoxSize,
    lines: &Lines,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let net = Net::of(size);
    let mut page = dressed(facts, &net, kit, cache, typesetter)?;
    page.items.extend(sheet::line_layers(&net, lines));
    Ok(page.page("box".into(), net.width, net.height, BLEED))
}

/// All art of the net, without lines.
fn dressed<'a>(
    facts: &CardFacts,
    net: &Net,
    kit: &'a Kit,
    cache: &'a SymbolCache,
    typesetter: &'a mut Typesetter,
) -> Result<Layout<'a>, Refusal> {
    let suit = Suit::of(facts, kit)?;
    let mut page = Layout::new(kit, cache, typesetter, facts.colours(kit, &suit.style), facts.who());
    ground(&mut page, net);
    front::make(&mut page, facts, &suit, net.frame(Part::Front))?;
    back::make(&mut page, facts, net.frame(Part::Back))?;
    sides::make(&mut page, facts, net)?;
    lids(&mut page, facts, &suit, net)?;
    Ok(page)
}

/// The style's dark colour over everything that is printed, with its bleed, and slanted stripes on the walls.
fn ground(page: &mut Layout, net: &Net) {
    let base = page.rgb(&Hex::of([0xF0, 0x00, 0x52]));
    let pen = Pen::solid(base, 2.0 * BLEED);
    page.push(drawn(net.ground(), Some(base), Some(pen)));
    let stripe = base.map(|c| c.saturating_add((255 - c) / 14));
    let [left, right] = [net.columns[1] - BLEED, net.columns[5] + BLEED];
    let [top, bottom] = net.rows;
    // The stripes go on into the bleed below the back, which ends there.
    let (height, lean) = (bottom - top, 0.25);
    let count = ((right - left + height * lean) / 180.0).ceil() as usize;
    let bands: Vec<[(f32, f32); 4]> = (0..=count)
        .map(|i| {
            let x = left + 180.0 * i as f32;
            let foot = x - (height + BLEED) * lean;
            [(x, top), (x + 90.0, top), (foot + 90.0, bottom + BLEED), (foot, bottom + BLEED)]
        })
        .collect();
    let rings: Vec<&[(f32, f32)]> = bands.iter().map(<[(f32, f32); 4]>::as_slice).collect();
    let striped = |from: f32, to: f32, low: f32| {
        let items: Vec<Item> = drawn(polygons(&rings), Some(stripe), None).into_iter().collect();
        clipped(rounded([from, top, to - from, low - top], 0.0), items)
    };
    page.push(striped(left, net.columns[2], bottom + BLEED));
    page.push(striped(net.columns[2], right, bottom));
}

/// Lids and tucks. What is on the back's lid reads from the front once it is closed, so it lies upside down here.
fn lids(page: &mut Layout, facts: &CardFacts, suit: &Suit, net: &Net) -> Result<(), Refusal> {
    let middle = |[x, y, w, h]: Frame| [x + w / 2.0, y + h / 2.0];
    let lid = net.frame(Part::TopLid);
    let has_logo = facts.look.logo.is_some() || facts.logo.iter().any(|line| !line.trim().is_empty());
    turned(page, middle(lid), 180.0, |page| {
        if has_logo {
            let aspect = suit.style.logo.frame[3] / suit.style.logo.frame[2];
            let width = (lid[2] * 0.84).min(lid[3] * 0.86 / aspect);
            let [x, y] = middle(lid);
            suit.logo(page, facts, [x - width / 2.0, y - width * aspect / 2.0], width)
        } else {
            label(page, "HERO INSIDE", lid, 0.4, YELLOW)
        }
    })?;
    let tuck = inset(net.frame(Part::TopTuck), 30.0, 24.0);
    turned(page, middle(tuck), 180.0, |page| label(page, "OPEN HERE, HERO", tuck, 0.55, YELLOW))?;
    let [x, y, w, h] = inset(net.frame(Part::BottomLid), 40.0, 30.0);
    let first = called(&facts.persona);
    // A long first name keeps its place on front and back; here everybody may be a hero.
    let thanks = [format!("THANK YOU, {first}!"), "THANK YOU, HERO!".to_string()];
    let size = (h * 0.4).min(w * 0.15).min(200.0);
    let small = (size * 0.36).clamp(22.0, 60.0);
    let middle = y + h / 2.0 - small * 0.7;
    let big = [x, middle - size * 0.7, w, size * 1.4];
    if label(page, &thanks[0], big, 0.72, YELLOW).is_err() {
        label(page, &thanks[1], big, 0.72, YELLOW)?;
    }
    let under = Lettering::at(x + w / 2.0, middle + size * 0.6 + small * 1.3, Face::Plain, small, &Hex::of(WHITE));
    page.line("lid", "From everyone you saved a day for.", &under.centred().within(w).at_least(0.5))?;
    let tuck = inset(net.frame(Part::BottomTuck), 40.0, 30.0);
    label(page, "NO TOY INSIDE, ONLY GRATITUDE", tuck, 0.42, PALE)
}

/// A loud line in the middle of a box; `share` of its height at most.
fn label(page: &mut Layout, text: &str, [x, y, w, h]: Frame, share: f32, rgb: [u8; 3]) -> Result<(), Refusal> {
    let size = (h * share).min(w * 0.16).min(220.0);
    let line = shout(x + w / 2.0, y + h / 2.0 + size * 0.355, size, rgb).centred().within(w).at_least(0.35);
    page.line("lid", text, &line)
}

/// A box made smaller on all sides.
fn inset([x, y, w, h]: Frame, across: f32, along: f32) -> Frame {
    [x + across, y + along, (w - 2.0 * across).max(1.0), (h - 2.0 * along).max(1.0)]
}
