//! The campaign's own look on a page: its colours over those of style and hero, its logo picture in the logo's place, a photo in
//! the figure's place. What cannot be drawn is noted, and the usual takes its place: a card is never held for a logo.

use super::card::CardPhoto;
use super::layout::{LEAST_CONTRAST, Layout, Lettering, clear_on};
use super::refusal::Refusal;
use super::style::{CardStyle, Frame};
use crate::campaign::LookColours;
use crate::scene::item::Item;
use crate::scene::kit::{Colours, Hex, Kit, contrast, ground_tones, tones};
use crate::scene::text::INK;

/// A colour as a person writes it: `#RRGGBB`, with or without the sign.
pub fn colour(text: &str) -> Option<Hex> {
    let digits = text.trim().trim_start_matches('#');
    Hex::try_from(format!("#{digits}")).ok()
}

/// Puts the campaign's colours over those that style and hero brought. What is not a colour changes nothing.
pub fn tint(colours: &mut Colours, kit: &Kit, own: &LookColours) {
    let marks = &kit.palette().placeholders;
    if let Some(signal) = colour(&own.signal) {
        colours.set_tones(&marks.accent, &tones(&signal));
    }
    if let Some(plate) = colour(&own.plate) {
        let plate = tones(&plate);
        colours.set_tones(&marks.primary, &plate);
        colours.set_tones(&marks.secondary, &plate);
    }
    if let Some(ground) = colour(&own.ground) {
        colours.set_three(&marks.backdrop, &ground_tones(&ground));
    }
}

/// What was looked at where letters stand on a colour of the campaign.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Such as `logo`.
    pub place: &'static str,
    /// Contrast of the style's own letters there, as WCAG counts it.
    pub contrast: f32,
    /// What the letters are set in: `true` where the style's own colour stands out.
    pub as_drawn: bool,
}

/// Looks at every text of a style that stands on something whose colour can change. Letters with an outline stand out on
/// anything: their outline is what is looked at.
pub fn check(kit: &Kit, style: &CardStyle, own: &LookColours) -> Vec<Checked> {
    let files = kit.style(&style.id);
    let mut colours = kit.colours("", "", "", files.map_or("", |files| files.scheme.as_str()));
    tint(&mut colours, kit, own);
    let rgb = |hex: &Hex| colours.chosen(hex.as_str()).unwrap_or(hex).rgb();
    let letterings: [(&'static str, Option<&Lettering>); 6] = [
        ("Logo", Some(&style.logo.first)),
        ("Second line of the logo", Some(&style.logo.second)),
        ("Name plate", Some(&style.plate.name)),
        ("Line under the name", Some(&style.plate.second)),
        ("Award line", style.award.as_ref().map(|award| &award.line)),
        ("Tray", style.tray.as_ref().map(|tray| &tray.caption)),
    ];
    let mut list = Vec::new();
    for (place, lettering) in letterings {
        let Some(lettering) = lettering else { continue };
        let fill = rgb(&lettering.fill);
        if lettering.outline > 0.0 {
            list.push(Checked { place, contrast: contrast(fill, INK), as_drawn: true });
        } else if let Some(ground) = &lettering.on {
            let ground = rgb(ground);
            let as_drawn = clear_on(fill, ground) == fill;
            list.push(Checked { place, contrast: contrast(fill, ground), as_drawn });
        }
    }
    list
}

/// True where every text stands out in the style's own colours.
pub fn is_clear(checked: &[Checked]) -> bool {
    checked.iter().all(|one| one.as_drawn && one.contrast >= LEAST_CONTRAST)
}

impl Layout<'_> {
    /// The campaign's logo picture as large as fits into `frame`; `false` where it has none, or none that can be drawn, which is
    /// then noted.
    pub fn logo_picture(&mut self, look: &crate::campaign::Look, frame: Frame) -> bool {
        let Some(logo) = &look.logo else { return false };
        match self.cache.picture_in(&logo.sha256, frame) {
            Ok(item) => {
                self.items.push(item);
                true
            }
            Err(why) => {
                self.note("logo", format!("the logo picture {} is left out: {why}", logo.file_name));
                false
            }
        }
    }

    /// A photo that fills `frame` (the box of a window or a portrait), cut to its part; `None` where it cannot be drawn, which is
    /// then noted.
    pub fn photo(&mut self, photo: &CardPhoto, frame: Frame) -> Result<Option<Item>, Refusal> {
        let focus = (f32::from(photo.focus_permille.0) / 1000.0, f32::from(photo.focus_permille.1) / 1000.0);
        let zoom = (f32::from(photo.zoom_percent) / 100.0).max(1.0);
        match self.cache.photo(&photo.sha256, focus, zoom, photo.halftone, frame) {
            Ok((item, dpi)) => {
                if dpi < COARSE_DPI {
                    self.note(
                        "photo",
                        format!(
                            "has {dpi:.0} pixels to the inch here and will look coarse; {COARSE_DPI:.0} are enough"
                        ),
                    );
                }
                Ok(Some(item))
            }
            Err(why) => {
                self.note("photo", format!("{why}; the figure stands in its place"));
                Ok(None)
            }
        }
    }
}

/// Photos below look coarse at arm's length.
pub const COARSE_DPI: f32 = 150.0;
