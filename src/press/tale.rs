//! The card of a mishap as a picture for sharing: its title over a leaning sheet with what happened, the archetype that stars in
//! it, and the punchline. It holds the words for the public and nothing else.

use serde::{Deserialize, Serialize};

use super::archetype::ArchetypeFacts;
use super::edition::Edition;
use super::layout::{Face, Layout, Lettering};
use super::refusal::{Note, Refusal};
use super::social::{self, Surround};
use crate::scene::item::Page;
use crate::scene::kit::{Hex, Kit, Show, SymbolCache};
use crate::scene::shapes::{Pen, drawn, polygon, rounded};
use crate::scene::text::{INK, Typesetter};

/// Everything the card says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaleFacts {
    /// May be empty.
    pub title: String,
    pub text: String,
    pub punchline: String,
    /// Device, cause and damage with their labels; what is not known is left out.
    pub labels: Vec<(String, String)>,
    /// Who stars in it.
    pub star: Option<ArchetypeFacts>,
    /// The campaign's title.
    pub campaign: String,
    pub edition: Edition,
}

/// Of the sheet, in units of a tenth of a millimetre.
const SIZE: (f32, f32) = (1000.0, 1160.0);
const CORNER: f32 = 36.0;
const CREAM: [u8; 3] = [0xFF, 0xF8, 0xE6];
const MARGIN: f32 = 64.0;
/// Colours of the labels: device, cause, damage.
const STICKERS: [[u8; 3]; 3] = [[0x2F, 0x7B, 0xFF], [0xFF, 0x8A, 0x2B], [0xE8, 0x39, 0x4F]];
const SUN: [u8; 3] = [0xFF, 0xD8, 0x4A];

/// The picture in a size of its natural pixels (1080 on the shorter side).
///
/// # Errors
/// A [`Refusal`] when a text has no place or a letter no face.
pub fn picture(
    facts: &TaleFacts,
    size: (f32, f32),
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let title = if facts.title.is_empty() { "It really happened" } else { facts.title.as_str() };
    let surround = Surround::of_edition(&facts.edition, title, title, &facts.campaign, kit)?;
    let (sheet, mut notes) = sheet(facts, title, kit, cache, typesetter)?;
    let (page, more) = social::poster(&sheet, CORNER, &surround, (size, title), kit, cache, typesetter)?;
    notes.extend(more);
    Ok((page, notes))
}

fn sheet(
    facts: &TaleFacts,
    who: &str,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let (w, h) = SIZE;
    let colours = kit.colours("", "", "", "");
    let mut page = Layout::new(kit, cache, typesetter, colours, who);
    page.panel([0.0, 0.0, w, h], 0.0, Some(CREAM), None);
    let mut top = MARGIN;
    if !facts.labels.is_empty() {
        labels(&mut page, &facts.labels, top)?;
        top += 128.0;
    }
    let has_star = facts.star.is_some();
    let foot = match (has_star, facts.punchline.is_empty()) {
        (true, _) => 430.0,
        (false, false) => 250.0,
        (false, true) => 40.0,
    };
    let room = h - top - foot - 24.0;
    let ink = Hex::of(INK);
    // Few words stand large; many get smaller and, at the least size, end after a whole sentence.
    let line = Lettering::at(MARGIN, top, Face::Plain, 58.0, &ink).within(w - 2.0 * MARGIN).at_least(0.46);
    page.passage("text", &facts.text, &line, room, 1.3)?;
    if let Some(star) = &facts.star {
        starring(&mut page, star, [0.0, h - foot, 360.0, foot])?;
    }
    if !facts.punchline.is_empty() {
        let left = if has_star { 372.0 } else { MARGIN };
        let frame = [
            left,
            h - foot + if has_star { 60.0 } else { 10.0 },
            w - left - MARGIN,
            if has_star { 270.0 } else { 196.0 },
        ];
        balloon(&mut page, &facts.punchline, frame, has_star)?;
    }
    Ok(page.page("tale".into(), w, h, 0.0))
}

/// Device, cause and damage as stickers beside each other.
fn labels(page: &mut Layout, list: &[(String, String)], top: f32) -> Result<(), Refusal> {
    let gap = 20.0;
    let count = list.len().max(1) as f32;
    let width = (SIZE.0 - 2.0 * MARGIN - gap * (count - 1.0)) / count;
    let white = Hex::of([0xFF; 3]);
    for (n, (label, words)) in list.iter().enumerate() {
        let x = MARGIN + n as f32 * (width + gap);
        let fill = STICKERS[n % STICKERS.len()];
        page.panel([x + 5.0, top + 7.0, width, 98.0], 18.0, Some(INK), None);
        page.panel([x, top, width, 98.0], 18.0, Some(fill), Some((INK, 6.0)));
        let on = Hex::of(fill);
        let mut line =
            Lettering::at(x + width / 2.0, top + 34.0, Face::Bold, 22.0, &white).centred().within(width - 32.0);
        line.on = Some(on.clone());
        page.line("label", label, &line)?;
        let mut line = Lettering::at(x + width / 2.0, top + 78.0, Face::Bold, 34.0, &white)
            .centred()
            .within(width - 32.0)
            .in_lines(2, 56.0)
            .at_least(0.4);
        line.on = Some(on);
        page.line("label", words, &line)?;
    }
    Ok(())
}

/// The archetype from the waist up, with its name on a strip.
fn starring(page: &mut Layout, star: &ArchetypeFacts, [x, y, w, h]: [f32; 4]) -> Result<(), Refusal> {
    let drawing = page.kit.archetype(&star.drawing).map(|own| own.file.clone());
    let figure = page.aside(|page| match drawing {
        Some(file) => page.art(&file, [x + 30.0, y - 30.0, w - 40.0, (w - 40.0) * 1.6]),
        None => page.figure(&star.figure, Show::All, [x + w / 2.0 + 6.0, y + h * 0.62], 0.46, [500.0, 560.0]),
    })?;
    let frame = rounded([x, y - 60.0, w + 60.0, h + 60.0 - 76.0], 0.0);
    page.push(crate::scene::shapes::clipped(frame, figure));
    let strip = [x + 30.0, y + h - 96.0, w - 20.0, 66.0];
    page.panel(strip, 14.0, Some(INK), None);
    let line = Lettering::at(x + 20.0 + w / 2.0, y + h - 50.0, Face::Display, 40.0, &Hex::of(SUN)).centred();
    page.line("archetype", &star.name, &line.within(w - 50.0).in_lines(2, 54.0).at_least(0.45))
}

/// The punchline, said by who stands at its left.
fn balloon(page: &mut Layout, words: &str, [x, y, w, h]: [f32; 4], has_tail: bool) -> Result<(), Refusal> {
    let pen = || Some(Pen::solid(INK, 8.0));
    page.panel([x + 8.0, y + 10.0, w, h], 40.0, Some(INK), None);
    page.push(drawn(rounded([x, y, w, h], 40.0), Some(SUN), pen()));
    if has_tail {
        let tail = [(x + 4.0, y + h * 0.52), (x - 62.0, y + h * 0.74), (x + 4.0, y + h * 0.74)];
        page.push(drawn(polygon(&tail), Some(SUN), pen()));
        // Its root loses the line of the balloon.
        page.panel([x + 3.0, y + h * 0.5, 14.0, h * 0.26], 0.0, Some(SUN), None);
    }
    let line = Lettering::at(x + w / 2.0, y + h / 2.0 + 22.0, Face::Bold, 62.0, &Hex::of(INK)).centred();
    page.line("punchline", words, &line.within(w - 64.0).in_lines(4, h - 44.0).at_least(0.36))
}
