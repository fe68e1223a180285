//! Trading-card size: one front and one back for heroes, monsters and archetypes, who hand them their words.
//!
//! 63.5 x 88.9 mm with 3 mm bleed. Plate, logo and window are those of the style, moved and scaled; colours and type of the back
//! are its dress.

mod back;

use super::card::BLEED;
use super::layout::Layout;
use super::plate::{self, PlateText};
use super::refusal::{Note, Refusal};
use super::style::{CardStyle, Dress, Frame, SmallFrame};
use super::subject::Subject;
use crate::campaign::Look;
use crate::scene::item::Page;
use crate::scene::kit::Hex;
use crate::scene::shapes::{Pen, clipped, drawn, polygon, rounded};
use crate::scene::text::INK;
pub(super) use back::{SmallBack, back};

/// Width and height of the trimmed card, in 0.1 mm.
pub const SIZE: (f32, f32) = (635.0, 889.0);

/// From the trim to boxes and plates: inside the safe area, and inside the frame where there is one.
fn margin(dress: &Dress) -> f32 {
    if dress.small_frame.is_some() { 62.0 } else { 44.0 }
}

/// What a small front shows.
pub(super) struct SmallFront<'a> {
    pub style: &'a CardStyle,
    pub subject: Subject<'a>,
    pub rival: Option<Subject<'a>>,
    /// Id of the kit's backdrop; empty takes the style's own.
    pub backdrop: &'a str,
    /// The first of the lines that says something stands in the logo.
    pub logo: [&'a str; 2],
    pub look: &'a Look,
    /// In the burst: a word over the number, the number, a word under it; none without a number.
    pub tally: [&'a str; 3],
    /// Hangs where the other side would stand.
    pub medal: String,
    pub text: PlateText,
}

pub(super) fn front(mut page: Layout, card: &SmallFront) -> Result<(Page, Vec<Note>), Refusal> {
    let (w, h) = SIZE;
    let (style, dress) = (card.style, &card.style.dress);
    let unknown = || Refusal::UnknownStyle { who: page.who.clone(), style: style.id.clone() };
    let files = page.kit.style(&style.id).ok_or_else(unknown)?;
    match (&dress.small_frame, card.backdrop) {
        (Some(frame), "") => framed(&mut page, frame)?,
        _ => super::card::front::ground(&mut page, card.backdrop, files, SIZE)?,
    }
    let m = margin(dress);
    let plate = style.plate.moved([m, 0.0, w - 2.0 * m, 0.0], 1.35);
    let top = h - m - plate.frame[3];
    let plate = style.plate.moved([m, top, w - 2.0 * m, 0.0], 1.35);
    figure(&mut page, card, m, top)?;
    let frame = [m, m - 4.0, 330.0, 0.0];
    let first = card.logo.into_iter().find(|line| !line.is_empty()).unwrap_or_default();
    plate::logo(&mut page, [first, ""], &style.logo.moved(frame, 1.25), &files.logo, card.look)?;
    let [over, number, under] = card.tally;
    if !number.is_empty() {
        let side = if over.is_empty() && under.is_empty() { 108.0 } else { 150.0 };
        page.tally(over, number, under, [w - m - side, m - 2.0, side, side])?;
    }
    if card.rival.is_none() && !matches!(card.subject, Subject::Monster(_)) {
        page.medal(&card.medal, [w - m - 158.0, top - 170.0, 158.0, 158.0])?;
    }
    plate::name_plate(&mut page, &plate, &files.nameplate, &card.text)?;
    Ok(page.page("front".into(), w, h, BLEED))
}

/// The subject, and behind it the other side; `plate` is where the name plate begins.
fn figure(page: &mut Layout, card: &SmallFront, m: f32, plate: f32) -> Result<(), Refusal> {
    let (w, style) = (SIZE.0, card.style);
    let files = page.kit.style(&style.id);
    if let Subject::Monster(_) = card.subject {
        return page.standing(card.subject, [w / 2.0, 452.0], 0.56);
    }
    let alone = card.rival.is_none();
    if let (true, Some(files)) = (style.dress.window_on_small, files) {
        let top = 178.0;
        let width = (plate + 6.0 - top) * style.window.frame[2] / style.window.frame[3];
        let x = if alone { (w - width) / 2.0 } else { m };
        let window = style.window.moved([x, top, width, 0.0]);
        if let Some(rival) = card.rival {
            let room = w - m - (x + width);
            if style.dress.small_frame.is_some() {
                // Inside the frame beside the window, small: paper is no place to loom.
                page.whole(rival, [x + width + 8.0, top + 150.0, room - 8.0, room - 8.0])?;
                page.art("badge/seal.svg", [x + width + room / 2.0 - 50.0, plate - 156.0, 108.0, 140.0])?;
            } else {
                page.standing(rival, [x + width + room * 0.62, top + 230.0], 0.34)?;
            }
        }
        return plate::in_window(page, card.subject, &window, files);
    }
    if let Some(Subject::Monster(look)) = card.rival {
        page.monster(look, [488.0, 372.0], 0.46, 8.0)?;
    }
    let x = if alone { w / 2.0 } else { 240.0 };
    page.standing(card.subject, [x, plate + 26.0], 0.425)
}

/// Paper with the pattern of a backdrop, thin lines and a stone in each corner: a frame as wide on all sides.
fn framed(page: &mut Layout, frame: &SmallFrame) -> Result<(), Refusal> {
    let (w, h) = SIZE;
    let (paper, outer, inner) = (page.rgb(&frame.paper), page.rgb(&frame.outer), page.rgb(&frame.inner));
    page.panel([-BLEED, -BLEED, w + 2.0 * BLEED, h + 2.0 * BLEED], 0.0, Some(paper), None);
    if let Some(art) = page.kit.backdrop(&frame.pattern) {
        // The backdrop's own frame lies outside of what is shown of it.
        let (l, t) = (58.0, 58.0);
        let colours = page.colours.clone();
        let inside = page.aside(|p| p.backdrop(&art.file, &colours, [-40.0, -70.0, w + 80.0, h + 140.0], 0.0))?;
        page.push(clipped(rounded([l, t, w - 2.0 * l, h - 2.0 * t], 0.0), inside));
    }
    let mut rule = |inset: f32, width: f32, rgb: [u8; 3]| {
        let lines: Frame = [inset, inset, w - 2.0 * inset, h - 2.0 * inset];
        page.push(drawn(rounded(lines, 0.0), None, Some(Pen::solid(rgb, width))));
    };
    rule(26.0, 9.0, outer);
    rule(40.0, 3.5, inner);
    rule(48.0, 3.5, inner);
    for (cx, cy) in [(44.0, 44.0), (w - 44.0, 44.0), (44.0, h - 44.0), (w - 44.0, h - 44.0)] {
        page.panel([cx - 30.0, cy - 30.0, 60.0, 60.0], 30.0, Some(paper), None);
        let r = 21.0;
        let stone = [(cx - r, cy), (cx, cy - r), (cx + r, cy), (cx, cy + r)];
        page.push(drawn(polygon(&stone), Some(inner), Some(Pen::solid(INK, 4.5))));
        let gold = Hex::of([0xFF, 0xC9, 0x3C]).rgb();
        page.panel([cx - 7.0, cy - 7.0, 14.0, 14.0], 7.0, Some(gold), Some((INK, 4.0)));
    }
    Ok(())
}
