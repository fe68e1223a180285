//! What all cards of a campaign share that are not about one hero: logo, year, style and backdrop.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::look;
use super::refusal::Refusal;
use super::style::{CardStyle, Frame};
use crate::campaign::Look;
use crate::scene::kit::{Colours, Kit};

/// A side of a card that comes at award-card size and at trading size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardSide {
    Front,
    Back,
    SmallFront,
    SmallBack,
}

impl CardSide {
    /// Front and back of one size.
    pub fn both(small: bool) -> [Self; 2] {
        if small { [Self::SmallFront, Self::SmallBack] } else { [Self::Front, Self::Back] }
    }
}

/// The campaign's part of a monster's or an archetype's card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Edition {
    /// One or two lines in the logo.
    pub logo: Vec<String>,
    pub year: String,
    /// Id of the style; empty is comic.
    pub style: String,
    /// Id of the kit's backdrop; empty takes the style's own.
    pub backdrop: String,
    /// Id of the backdrop's colours; empty takes what suits.
    pub backdrop_scheme: String,
    /// Show where the hang hole is punched.
    pub hang_hole: bool,
    /// The campaign's own logo, colours and words.
    pub look: Look,
}

impl Edition {
    pub(super) fn card_style(&self, kit: &Kit, who: &str) -> Result<Arc<CardStyle>, Refusal> {
        let unknown = || Refusal::UnknownStyle { who: who.to_string(), style: self.style.clone() };
        CardStyle::find(kit, &self.style)?.ok_or_else(unknown)
    }

    pub(super) fn logo_lines(&self) -> [&str; 2] {
        let line = |at: usize| self.logo.get(at).map_or("", |text| text.trim());
        [line(0), line(1)]
    }

    /// "unsung heroes 2026", for small print.
    pub(super) fn title(&self) -> String {
        [self.logo_lines()[0], self.year.trim()].join(" ").trim().to_string()
    }

    pub(super) fn hang_hole(&self, style: &CardStyle) -> Option<Frame> {
        style.hang_hole.filter(|_| self.hang_hole)
    }

    /// These colours with the campaign's own over them.
    pub(super) fn tinted(&self, mut colours: Colours, kit: &Kit) -> Colours {
        look::tint(&mut colours, kit, &self.look.colours);
        colours
    }

    /// The backdrop's colours: those chosen, else those of the style.
    pub(super) fn scheme(&self, kit: &Kit, style: &CardStyle) -> String {
        if self.backdrop_scheme.is_empty() {
            kit.style(&style.id).map(|s| s.scheme.clone()).unwrap_or_default()
        } else {
            self.backdrop_scheme.clone()
        }
    }
}
