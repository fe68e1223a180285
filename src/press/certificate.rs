//! The classic certificate: A4 or Letter, landscape, in a formal dress, for those whose boss wants one.
//!
//! The same facts as the award card. The hero stands small in an arched window; the text keeps to one axis and shares the
//! height: what is missing gives its room to larger letters, what is long is set smaller down to 2.8 mm, and then refused.

mod below;
mod words;

use super::card::{BLEED, CardFacts};
use super::layout::Layout;
use super::plate;
use super::refusal::{Note, Refusal};
use super::sheets::Paper;
use super::style::{CardStyle, Frame};
use crate::scene::item::Page;
use crate::scene::kit::{Kit, SymbolCache};
use crate::scene::text::Typesetter;

/// Width and height of the trimmed certificate, in 0.1 mm.
pub fn size(paper: Paper) -> (f32, f32) {
    let (short, long) = paper.size();
    (long, short)
}

/// Where things stand on one paper.
#[derive(Clone, Copy, Debug)]
struct Places {
    w: f32,
    h: f32,
    paper: &'static str,
    /// Left, width of the column with the portrait.
    column: (f32, f32),
    /// Left and right of the text.
    text: (f32, f32),
    /// Under the ribbon, and the line that is signed on.
    top: f32,
    signed: f32,
}

impl Places {
    fn on(paper: Paper) -> Self {
        let (w, h) = size(paper);
        let (file, shift) = match paper {
            Paper::A4 => ("card/certificate.svg", 0.0),
            Paper::Letter => ("card/certificate-letter.svg", 59.0),
        };
        // Letter is shorter than A4 and higher: the text gives up width, the column stays.
        Self {
            w,
            h,
            paper: file,
            column: (230.0, 600.0),
            text: (930.0, w - 410.0 + shift),
            top: 690.0,
            signed: h - 400.0,
        }
    }

    fn axis(&self) -> f32 {
        f32::midpoint(self.text.0, self.text.1)
    }

    fn width(&self) -> f32 {
        self.text.1 - self.text.0
    }
}

/// The certificate of a hero, with what to look at before printing it.
///
/// # Errors
/// A [`Refusal`] that names the hero when a name, the award or the reason has no place at a readable size, or a letter no face.
pub fn make(
    facts: &CardFacts,
    paper: Paper,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let unknown = || Refusal::UnknownStyle { who: facts.who().to_string(), style: "formal".into() };
    let style = CardStyle::find(kit, "formal")?.ok_or_else(unknown)?;
    let files = kit.style(&style.id).ok_or_else(unknown)?;
    let mut page = Layout::new(kit, cache, typesetter, facts.colours(kit, &style), facts.who());
    let places = Places::on(paper);
    page.art(places.paper, [0.0, 0.0, places.w, places.h])?;
    let told = ribbon(&mut page, facts, &style, &files.logo, &places)?;
    // Without a ribbon the text takes its room.
    let bare = facts.look.logo.is_none() && facts.logo_lines(true, &facts.award_line()).iter().all(|t| t.is_empty());
    let places = Places { top: if bare { 380.0 } else { places.top }, ..places };
    // The hero, and under it whom the hero prevailed over.
    let (left, width) = places.column;
    let enemy = facts.enemy.as_ref();
    let window_width = if enemy.is_some() { 560.0 } else { 600.0 };
    let window = style.window.moved([left + (width - window_width) / 2.0, 600.0, window_width, 0.0]);
    let mut frame = window.frame;
    if enemy.is_none() {
        // Alone the window stands in the middle of its side.
        frame[1] = f32::midpoint(places.top, places.signed) - frame[3] / 2.0 + 20.0;
    }
    let window = super::style::Window { frame, ..window };
    plate::in_window(&mut page, facts.subject(), &window, files)?;
    if let Some(enemy) = enemy {
        let under: Frame = [left, frame[1] + frame[3], width, places.h - 240.0 - frame[1] - frame[3]];
        below::enemy(&mut page, enemy, under)?;
    }
    words::set(&mut page, facts, told, &places)?;
    below::signatures(&mut page, facts, &places)?;
    let seal_height = 377.0;
    page.art("badge/seal.svg", [places.w - 490.0, places.h - 600.0, seal_height / 1.3, seal_height])?;
    below::small_print(&mut page, facts, &places)?;
    Ok(page.page("certificate".into(), places.w, places.h, BLEED))
}

/// The ribbon with the campaign's name. Tells whether the award stands on it.
fn ribbon(
    page: &mut Layout,
    facts: &CardFacts,
    style: &CardStyle,
    file: &str,
    places: &Places,
) -> Result<bool, Refusal> {
    let look = style.logo.moved([(places.w - 1300.0) / 2.0, 190.0, 1300.0, 0.0], 1.0);
    let award = facts.award_line();
    let fits = !award.is_empty() && page.fitted("logo", &award, &look.second).is_ok();
    // A long award stands in the text instead, where it is whole.
    let lines = facts.logo_lines(fits, &award);
    plate::logo(page, lines, &look, file, &facts.look)?;
    Ok(fits && !lines[0].is_empty())
}
