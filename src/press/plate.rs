//! Name plate, campaign logo and the window a figure stands in: the furniture of a style, at any size.
//!
//! A style gives them for the award card; smaller cards move and scale the same numbers.

use super::layout::{Layout, Lettering};
use super::refusal::Refusal;
use super::style::{Frame, Logo, Plate, Window};
use super::subject::Subject;
use crate::campaign::Look;
use crate::scene::kit::StyleFiles;
use crate::scene::shapes::{Pen, clipped, drawn};
use crate::scene::text::INK;

/// What stands on a name plate.
#[derive(Debug, Default)]
pub struct PlateText {
    /// Large: a name, which is printed whole or not at all.
    pub lead: String,
    /// A name that has to stand under it.
    pub must: Option<String>,
    /// What could stand under it, from all there is to the least; each holds the name that must.
    pub tries: Vec<String>,
}

/// The plate with its two lines.
pub(super) fn name_plate(page: &mut Layout, plate: &Plate, file: &str, text: &PlateText) -> Result<(), Refusal> {
    let ours = page.colours.clone();
    page.colours.darken_plate(page.kit);
    let art = page.art(file, plate.frame);
    page.colours = ours;
    art?;
    let mut lead = plate.name.clone();
    if text.must.is_none() && text.tries.is_empty() {
        // A name alone stands in the middle of the plate.
        lead.y += (plate.second.y - lead.y) * 0.45;
    }
    page.name("name plate", &text.lead, &lead)?;
    let wished = Lettering { least: plate.second.least.max(0.8), ..plate.second.clone() };
    for line in text.tries.iter().filter(|line| !line.is_empty()) {
        if let Ok(fitted) = page.fitted("second line", line, &wished) {
            page.set(&fitted, &wished);
            return Ok(());
        }
    }
    // A real name is printed or the card is not; a team may go.
    match (&text.must, text.tries.last()) {
        (Some(name), _) => page.name("second line", name, &plate.second),
        (None, Some(least)) => {
            if page.line("second line", least, &plate.second).is_err() {
                page.note("second line", format!("“{least}” has no room on the plate and is left out"));
            }
            Ok(())
        }
        (None, None) => Ok(()),
    }
}

/// The campaign's logo: its own picture, else its words in the style's frame; nothing without either.
pub(super) fn logo(
    page: &mut Layout,
    [first, second]: [&str; 2],
    look: &Logo,
    file: &str,
    own: &Look,
) -> Result<(), Refusal> {
    let [x, y, w, h] = look.frame;
    // A picture has no frame of its own: it keeps away from its neighbours.
    if page.logo_picture(own, [x + w * 0.05, y + h * 0.07, w * 0.9, h * 0.82]) {
        return Ok(());
    }
    if first.is_empty() && second.is_empty() {
        return Ok(());
    }
    page.art(file, look.frame)?;
    let mut big = look.first.clone();
    if second.is_empty() || first.is_empty() {
        // One line alone stands in the middle of the frame.
        big.y += (look.second.y - big.y) * 0.45;
    }
    page.line("logo", if first.is_empty() { second } else { first }, &big)?;
    if first.is_empty() { Ok(()) } else { page.line("logo", second, &look.second) }
}

/// A subject in its window.
pub(super) fn in_window(
    page: &mut Layout,
    subject: Subject<'_>,
    window: &Window,
    files: &StyleFiles,
) -> Result<(), Refusal> {
    let [x, y, w, h] = window.frame;
    page.art(&files.window_back, window.frame)?;
    if let Subject::Photo(photo, _) = subject
        && let Some(hole) = window.opening.path(window.frame)
    {
        let b = hole.bounds();
        if let Some(item) = page.photo(photo, [b.left(), b.top(), b.width(), b.height()])? {
            page.push(clipped(Some(hole.clone()), vec![item]));
            page.push(drawn(Some(hole), None, Some(Pen::solid(INK, 10.0 * w / 860.0))));
            return page.art(&files.window_front, window.frame);
        }
    }
    if let Subject::Monster(_) = subject {
        page.standing(subject, [x + w / 2.0, y + h * 0.54], w * 0.94 / 1000.0)?;
    } else {
        page.standing(subject, [x + w / 2.0, y + h - window.sole], window.hero_scale)?;
    }
    page.art(&files.window_front, window.frame)
}

impl Lettering {
    /// The same lettering when what it stands on moves from one frame to another of the same proportions.
    fn moved(&self, from: Frame, to: Frame) -> Self {
        let k = to[2] / from[2];
        Self {
            x: to[0] + (self.x - from[0]) * k,
            y: to[1] + (self.y - from[1]) * k,
            size: self.size * k,
            outline: self.outline * k,
            spacing: self.spacing * k,
            width: self.width * k,
            height: self.height * k,
            ..self.clone()
        }
    }

    /// Larger or smaller around its anchor, as wide as before.
    pub(super) fn times(self, k: f32) -> Self {
        Self { size: self.size * k, outline: self.outline * k, spacing: self.spacing * k, ..self }
    }
}

/// `frame` as wide as `to`, with its own proportions, at the top left of `to`.
fn fitted(frame: Frame, to: Frame) -> Frame {
    [to[0], to[1], to[2], frame[3] * to[2] / frame[2]]
}

impl Plate {
    /// The plate moved into a frame, as wide as that; what is under the name grows by `second`, for reading on a small card.
    #[must_use]
    pub fn moved(&self, to: Frame, second: f32) -> Self {
        let to = fitted(self.frame, to);
        Self {
            frame: to,
            name: self.name.moved(self.frame, to),
            second: self.second.moved(self.frame, to).times(second),
            ..self.clone()
        }
    }
}

impl Logo {
    /// The logo moved into a frame, as wide as that; its first line grows by `first` where it stands alone.
    #[must_use]
    pub fn moved(&self, to: Frame, first: f32) -> Self {
        let to = fitted(self.frame, to);
        Self {
            frame: to,
            first: self.first.moved(self.frame, to).times(first),
            second: self.second.moved(self.frame, to),
            ..self.clone()
        }
    }
}

impl Window {
    /// The window moved into a frame, as wide as that.
    #[must_use]
    pub fn moved(&self, to: Frame) -> Self {
        let k = to[2] / self.frame[2];
        Self { frame: fitted(self.frame, to), hero_scale: self.hero_scale * k, sole: self.sole * k, ..self.clone() }
    }
}
