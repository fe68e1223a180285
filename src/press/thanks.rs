//! The thank-you card: somebody's words in a bubble, the hero they go to beside it.
//!
//! A6 landscape, or a quarter of Letter, with 3 mm bleed. A message of two words is set large; one of many hundred letters
//! gets a larger bubble and a smaller hero. Nothing of a message is left out: what no bubble holds is refused.

use super::card::CardFacts;
use super::layout::{Face, Layout, Lettering};
use super::look;
use super::refusal::{Note, Refusal};
use super::sheets::{Grid, Paper};
use super::style::Frame;
use super::subject::Subject;
use super::suit::{Ground, Suit, medallion, shout};
use crate::campaign::Look;
use crate::scene::item::Page;
use crate::scene::kit::{FigureSpec, Hex, Kit, SymbolCache};
use crate::scene::shapes::{Pen, drawn, line, rounded};
use crate::scene::text::{INK, Typesetter};

/// Art beyond the trim, in 0.1 mm.
pub const BLEED: f32 = 30.0;

/// Width and height of the trimmed card for a paper, in 0.1 mm: four of them fill a sheet that lies on its side.
pub fn size(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::A4 => (1480.0, 1050.0),
        Paper::Letter => (1397.0, 1079.5),
    }
}

/// Four cards are the quarters of a sheet of office paper, on their sides and cut through the middle: what is printed on a card
/// stays off the printer's margin by itself. For [`sheets::grid`](super::sheets::grid).
pub const QUARTERS: Grid = Grid { columns: 2, rows: 2, scale: 1.0, turned: true, gap: (0.0, 0.0), bleed: 0.0 };

/// What a thank-you card says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThanksFacts {
    /// Whose card it is, for messages: the hero, or the team.
    pub who: String,
    /// "Nadia Verhaegen", or a team; empty where no name may be shown.
    pub to: String,
    pub message: String,
    /// Who wrote it; empty for somebody who does not wish to be named.
    pub from: String,
    /// On the plate: the hero's name; the team where it goes to one.
    pub plate: String,
    /// Under it: "Unsung Heroes 2026".
    pub campaign: String,
    /// One or two lines of the campaign's logo, for the back.
    pub logo: Vec<String>,
    /// The hero; several for a team.
    pub figures: Vec<FigureSpec>,
    /// Card style of the hero; empty is comic.
    pub style: String,
    /// The campaign's own logo and colours.
    pub look: Look,
}

const PAPER: [u8; 3] = [0xFF, 0xFD, 0xF6];
const YELLOW: [u8; 3] = [0xFF, 0xD8, 0x4A];
const PALE: [u8; 3] = [0xFF, 0xE8, 0x9A];
const GOLD: [u8; 3] = [0xFF, 0xC9, 0x3C];
const RED: [u8; 3] = [0xE8, 0x39, 0x4F];
const BLUE: [u8; 3] = [0x24, 0x49, 0xB8];
const RULE: [u8; 3] = [0xD5, 0xDC, 0xEC];
/// Colours of the backdrop: fresh, whatever the hero's card has.
const SCHEME: &str = "mint";
const LEAD: f32 = 1.34;

/// How bubble, title and hero share the card.
#[derive(Clone, Copy)]
struct Sharing {
    /// Left, top, width, height of the bubble on a card of 1480 by 1050.
    bubble: Frame,
    /// Baseline and size of the title.
    title: (f32, f32),
    hero_scale: f32,
    plate_width: f32,
    /// Largest and smallest size of the message.
    sizes: (f32, f32),
}

const SHARINGS: [Sharing; 4] = [
    Sharing {
        bubble: [710.0, 220.0, 712.0, 590.0],
        title: (190.0, 164.0),
        hero_scale: 0.605,
        plate_width: 800.0,
        sizes: (96.0, 40.0),
    },
    Sharing {
        bubble: [640.0, 206.0, 782.0, 626.0],
        title: (178.0, 150.0),
        hero_scale: 0.54,
        plate_width: 760.0,
        sizes: (40.0, 34.0),
    },
    Sharing {
        bubble: [520.0, 186.0, 904.0, 676.0],
        title: (160.0, 124.0),
        hero_scale: 0.46,
        plate_width: 660.0,
        sizes: (36.0, 30.0),
    },
    Sharing {
        bubble: [430.0, 150.0, 1000.0, 740.0],
        title: (129.0, 87.0),
        hero_scale: 0.39,
        plate_width: 560.0,
        sizes: (32.0, 24.0),
    },
];

/// The front: the message.
pub fn front(
    facts: &ThanksFacts,
    paper: Paper,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let (w, h) = size(paper);
    let suit = Suit::named(&facts.style, &facts.who, kit)?;
    let first = facts.figures.first().cloned().unwrap_or_default();
    let mut colours = kit.figure_colours(&first, SCHEME);
    look::tint(&mut colours, kit, &facts.look.colours);
    let mut page = Layout::new(kit, cache, typesetter, colours, &facts.who);
    ground(&mut page, &suit, w, h)?;
    let message = facts.message.trim();
    if message.is_empty() {
        return Err(page.refuse("message", "there is no message"));
    }
    let fits = SHARINGS.into_iter().find_map(|sharing| {
        let sharing = stretched(sharing, w, h);
        let [_, _, tw, th] = text_box(facts, sharing.bubble);
        message_size(&mut page, message, tw, th, sharing.sizes).map(|size| (sharing, size))
    });
    let Some((sharing, size)) = fits else {
        let count = message.chars().count();
        return Err(
            page.refuse("message", format!("{count} characters are too many for the card; shorten what is shown"))
        );
    };
    crew(&mut page, facts, &sharing, h)?;
    bubble(&mut page, facts, &sharing, h);
    let [x, y, bw, bh] = sharing.bubble;
    let (baseline, loud) = sharing.title;
    let title = shout(x + bw / 2.0, baseline, loud, YELLOW).centred().turned(-2.0).within(bw + 20.0).at_least(0.4);
    page.line("title", "THANK YOU!", &title)?;
    let left = x + 54.0;
    let inner = bw - 108.0;
    if !facts.to.trim().is_empty() {
        let to = Lettering::at(left, y + 98.0, Face::Bold, 46.0, &Hex::of(RED)).within(inner).at_least(0.5);
        page.name("addressee", &format!("To {}", facts.to.trim()), &to)?;
    }
    let [tx, ty, tw, th] = text_box(facts, sharing.bubble);
    let style = Lettering::at(tx, ty, Face::Plain, size, &Hex::of(INK)).within(tw).at_least(0.96);
    let high = page.measure(message, Face::Plain, size, tw, LEAD);
    let top = ty + ((th - high) / 2.0).max(0.0) * 0.7;
    page.paragraph("message", message, &Lettering { y: top, ..style }, ty + th - top, LEAD)?;
    let rule = y + bh - 88.0;
    page.push(drawn(line(&[(left, rule), (left + inner, rule)]), None, Some(Pen::solid(RULE, 5.0))));
    let from = if facts.from.trim().is_empty() { "Somebody who noticed" } else { facts.from.trim() };
    let author = Lettering::at(left + inner, rule + 54.0, Face::Bold, 40.0, &Hex::of(BLUE)).ending();
    page.name("author", from, &author.within(inner).in_lines(2, 72.0).at_least(0.5))?;
    if !facts.plate.trim().is_empty() {
        let width = sharing.plate_width;
        let high = suit.plate_height(width);
        let at = [w - width - 40.0, h - high - 52.0];
        suit.plate_with(&mut page, &facts.plate, &facts.campaign, at, width)?;
    }
    Ok(page.page("front".into(), w, h, BLEED))
}

fn stretched(sharing: Sharing, w: f32, h: f32) -> Sharing {
    let (across, along) = (w / 1480.0, h / 1050.0);
    let [x, y, bw, bh] = sharing.bubble;
    Sharing {
        bubble: [x * across, y * along, bw * across, bh * along],
        title: (sharing.title.0 * along, sharing.title.1 * across.min(along)),
        hero_scale: sharing.hero_scale * across.min(along),
        plate_width: sharing.plate_width * across,
        ..sharing
    }
}

/// Where the message stands in its bubble.
fn text_box(facts: &ThanksFacts, [x, y, w, h]: Frame) -> Frame {
    let top = if facts.to.trim().is_empty() { 44.0 } else { 124.0 };
    [x + 54.0, y + top, w - 108.0, h - top - 106.0]
}

/// The largest size at which the message fits, up to what its length deserves.
fn message_size(page: &mut Layout, message: &str, w: f32, h: f32, (most, least): (f32, f32)) -> Option<f32> {
    let deserved: f32 = match message.chars().count() {
        0..=24 => 96.0,
        25..=60 => 70.0,
        61..=120 => 54.0,
        121..=200 => 46.0,
        _ => 42.0,
    };
    let mut size = most.min(deserved.max(least));
    while size >= least {
        let l = Lettering::at(0.0, 0.0, Face::Plain, size, &Hex::of(INK)).within(w).at_least(1.0);
        let before = page.items.len();
        let fits = page.paragraph("message", message, &l, h, LEAD).is_ok();
        page.items.truncate(before);
        if fits {
            return Some(size);
        }
        size -= 1.0;
    }
    None
}

fn ground(page: &mut Layout, suit: &Suit, w: f32, h: f32) -> Result<(), Refusal> {
    let frame = [-BLEED, -BLEED, w + 2.0 * BLEED, h + 2.0 * BLEED];
    suit.backdrop(page, "", frame)
}

/// The hero at the left; a team stands as three.
fn crew(page: &mut Layout, facts: &ThanksFacts, sharing: &Sharing, h: f32) -> Result<(), Refusal> {
    let sole = h - 38.0;
    let room = sharing.bubble[0];
    let scale = sharing.hero_scale;
    let shown = &facts.figures[..facts.figures.len().min(3)];
    if let [one] = shown {
        return page.standing(Subject::Figure(one), [(room - 60.0) / 2.0, sole], scale);
    }
    // The outer two behind, the middle one in front.
    let places: &[(usize, f32, f32, f32)] = match shown.len() {
        2 => &[(0, 0.3, -60.0, 0.8), (1, 0.64, 0.0, 0.86)],
        _ => &[(0, 0.24, -90.0, 0.74), (2, 0.74, -90.0, 0.74), (1, 0.48, 0.0, 0.84)],
    };
    for (i, across, up, smaller) in places {
        let Some(figure) = shown.get(*i) else { continue };
        page.standing(Subject::Figure(figure), [room * across, sole + up * 0.3], scale * smaller)?;
    }
    Ok(())
}

/// The bubble with its tail towards the hero's head.
fn bubble(page: &mut Layout, facts: &ThanksFacts, sharing: &Sharing, h: f32) {
    let [x, y, w, bh] = sharing.bubble;
    let scale = sharing.hero_scale;
    let head = h - 38.0 - (1541.0 - 400.0) * scale;
    let middle = (x - 60.0) / 2.0;
    let tip = if facts.figures.is_empty() {
        None
    } else {
        Some(((middle + 250.0 * scale).max(x - 170.0).min(x - 60.0), head.clamp(y + 60.0, y + bh - 90.0)))
    };
    let pen = Pen::solid(INK, 12.0);
    page.push(drawn(rounded([x, y, w, bh], 50.0), Some(PAPER), Some(pen)));
    let Some((tx, ty)) = tip else { return };
    let (up, down) = ((ty - 20.0).max(y + 50.0), (ty + 70.0).min(y + bh - 50.0));
    // The fill covers the bubble's own edge between the tail's two lines.
    let fill = [(x + 8.0, up), (tx, ty), (x + 8.0, down)];
    page.push(drawn(crate::scene::shapes::polygon(&fill), Some(PAPER), None));
    page.push(drawn(line(&[(x, up), (tx, ty), (x, down)]), None, Some(pen)));
    let cover = [(x - 7.0, up + 9.0), (x + 9.0, up + 3.0), (x + 9.0, down - 3.0), (x - 7.0, down - 9.0)];
    page.push(drawn(crate::scene::shapes::polygon(&cover), Some(PAPER), None));
}

/// The back: the campaign's logo and room for a line by hand.
pub fn back(
    facts: &ThanksFacts,
    paper: Paper,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let (w, h) = size(paper);
    let suit = Suit::named(&facts.style, &facts.who, kit)?;
    let first = facts.figures.first().cloned().unwrap_or_default();
    let mut colours = kit.figure_colours(&first, SCHEME);
    look::tint(&mut colours, kit, &facts.look.colours);
    let mut page = Layout::new(kit, cache, typesetter, colours, &facts.who);
    ground(&mut page, &suit, w, h)?;
    // Logo at the left, a panel to write on at the right.
    let split = w * 0.47;
    let (left, width) = (76.0, split - 140.0);
    let middle = left + width / 2.0;
    if facts.look.logo.is_some() || facts.logo.iter().any(|l| !l.trim().is_empty()) {
        let card = CardFacts { logo: facts.logo.clone(), look: facts.look.clone(), ..CardFacts::default() };
        suit.logo(&mut page, &card, [left, 84.0], width)?;
    } else {
        let title = shout(middle, 220.0, 120.0, YELLOW).centred().within(width).at_least(0.4);
        page.line("logo", "THANK YOU!", &title)?;
    }
    let top = 84.0 + suit.logo_height(width) + 40.0;
    let said = shout(middle, h - 170.0, 66.0, YELLOW).centred().turned(-2.0).within(width).at_least(0.5);
    let radius = ((h - 260.0 - top) / 2.0).min(width * 0.34);
    // One head, or those of a team beside each other.
    let heads = &facts.figures[..facts.figures.len().min(3)];
    let radius = if heads.len() > 1 { radius.min(width / heads.len() as f32 * 0.46) } else { radius };
    let y = f32::midpoint(top, h - 250.0);
    for (i, figure) in heads.iter().enumerate() {
        let x = middle + (i as f32 - (heads.len() - 1) as f32 / 2.0) * radius * 2.1;
        medallion(&mut page, figure, [x, y], radius, Ground::Tint(GOLD))?;
    }
    page.line("back", "SOMEBODY NOTICED.", &said)?;
    let small = shout(middle, h - 92.0, 34.0, PALE).centred().within(width).at_least(0.5);
    page.line("back", &facts.campaign, &small)?;
    let panel = [split, 80.0, w - split - 80.0, h - 160.0];
    page.panel(panel, 40.0, Some(PAPER), Some((INK, 12.0)));
    let left = panel[0] + 56.0;
    let width = panel[2] - 112.0;
    let heading = Lettering::at(left, panel[1] + 104.0, Face::Display, 62.0, &Hex::of(RED)).spaced(2.0).within(width);
    page.line("back", "ADD A LINE OF YOUR OWN", &heading.at_least(0.5))?;
    let rows = 6;
    let from = panel[1] + 210.0;
    let pitch = (panel[3] - 250.0) / rows as f32;
    for i in 0..rows {
        let y = from + pitch * i as f32;
        page.push(drawn(line(&[(left, y), (left + width, y)]), None, Some(Pen::solid(RULE, 5.0))));
    }
    let truth = Lettering::at(left, panel[1] + panel[3] - 34.0, Face::Plain, 26.0, &Hex::of([0x6C, 0x73, 0x91]));
    page.line("back", "Every word on the front is real.", &truth.within(width))?;
    Ok(page.page("back".into(), w, h, BLEED))
}
