//! The award card: the winner as a '90s action figure on a hanging card, file card on the back.
//!
//! 152.4 x 228.6 mm with 3 mm bleed. What the card says comes as [`CardFacts`], plain data without the campaign, so that a
//! preview, a run and a test make the same card. Empty texts and lists leave no gap: the layout moves together.

pub(super) mod back;
pub(super) mod front;
pub(super) mod panels;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub(super) use front::hero_place;

use super::look;
use super::refusal::{Note, Refusal};
use super::style::CardStyle;
use super::subject::Subject;
use crate::campaign::Look;
use crate::scene::item::Page;
use crate::scene::kit::{Colours, EnemyLook, FigureSpec, Kit, SymbolCache};
use crate::scene::text::Typesetter;

/// Width and height of the trimmed card, in 0.1 mm.
pub const SIZE: (f32, f32) = (1524.0, 2286.0);
/// Art beyond the trim on every side, in 0.1 mm.
pub const BLEED: f32 = 30.0;
/// Radius of the card's corners, in 0.1 mm.
pub const CORNER: f32 = 60.0;
/// No text comes nearer to the trim than this, in 0.1 mm.
pub const SAFE: f32 = 40.0;

/// Everything an award card says. Empty strings and lists are left out on the card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CardFacts {
    /// "Nadia the Network Ninja".
    pub persona: String,
    /// Where the person consented to show it.
    pub real_name: Option<String>,
    /// Stands in for a real name that no face can set.
    pub latin_name: Option<String>,
    /// Under the name: team and place.
    pub line_two: String,
    pub award: String,
    pub year: String,
    /// When the award was decided: "12 May 2026".
    pub date: String,
    /// One or two lines in the campaign's logo.
    pub logo: Vec<String>,
    /// Short lines in the starburst; the last is the loudest.
    pub claims: Vec<String>,
    pub accessories: Vec<Accessory>,
    pub figure: FigureSpec,
    /// Id of the kit's backdrop; empty takes the style's own.
    pub backdrop: String,
    /// Id of the backdrop's colours; empty takes the style's own.
    pub backdrop_scheme: String,
    /// `comic`, `circuit`, `space`, `formal` or one of the campaign's own; empty is comic.
    pub style: String,
    /// Stands in the window instead of the figure.
    pub photo: Option<CardPhoto>,
    /// The campaign's own logo, colours and words.
    pub look: Look,
    pub enemy: Option<Enemy>,
    pub function: String,
    pub unit: String,
    pub place: String,
    pub since: String,
    pub specialties: Vec<String>,
    /// Id of the kit's stat and its value, 1 to 10.
    pub powers: Vec<(String, u8)>,
    pub story: String,
    pub quote: String,
    pub quote_by: String,
    /// Why the award was given.
    pub why: String,
    /// The other heroes, for the strip on the back: short name and figure.
    pub others: Vec<(String, FigureSpec)>,
    /// Such as `UH-2026-0007`.
    pub serial: String,
    /// Such as `No 007 of 120`.
    pub series: String,
    /// A few characters that tell a mistyped serial.
    pub check: String,
    /// What the QR code holds; empty for no code.
    pub qr: String,
    pub signatures: Vec<Signature>,
    /// Show where the hang hole is punched.
    pub hang_hole: bool,
}

/// A photo by the hash of its file, whose bytes the symbol cache holds, and which part of it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct CardPhoto {
    pub sha256: String,
    /// Thousandths of width and height that stay in view.
    pub focus_permille: (u16, u16),
    /// 100 shows as much as fits.
    pub zoom_percent: u16,
    /// Printed in comic dots.
    pub halftone: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Accessory {
    /// Id of a thing the kit can put into a hand; may be empty.
    pub item: String,
    pub label: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Enemy {
    pub look: EnemyLook,
    pub name: String,
    pub tagline: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signature {
    pub name: String,
    pub role: String,
    /// Hash of a picture of the signature, whose bytes the symbol cache holds; empty for a line to sign on.
    pub picture: String,
}

impl CardFacts {
    /// How the card's person is named in refusals: the real name where known, else the persona.
    pub fn who(&self) -> &str {
        match &self.real_name {
            Some(name) if !name.trim().is_empty() => name,
            _ => &self.persona,
        }
    }

    /// The award's title and year in one line.
    pub(super) fn award_line(&self) -> String {
        let (award, year) = (self.award.trim(), self.year.trim());
        let pattern = self.look.wording.award_line.trim();
        if !pattern.is_empty() && !award.is_empty() {
            return pattern.replace("{award}", award).replace("{year}", year).trim().to_owned();
        }
        // "Hero of 2026" already says it.
        let parts = if award.contains(year) { [award, ""] } else { [award, year] };
        parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The quote in its marks, and who said it; empty without one.
    pub(super) fn quoted(&self) -> String {
        quoted(&self.quote, &self.quote_by)
    }

    /// The two lines of the campaign's logo; the second may be the award's.
    pub(super) fn logo_lines<'a>(&'a self, names_award: bool, award: &'a str) -> [&'a str; 2] {
        let line = |at: usize| self.logo.get(at).map_or("", |text| text.trim());
        [line(0), if names_award && !award.is_empty() { award } else { line(1) }]
    }

    /// The look the hero chose; an unknown one is refused by name.
    pub(super) fn card_style(&self, kit: &Kit) -> Result<Arc<CardStyle>, Refusal> {
        let unknown = || Refusal::UnknownStyle { who: self.who().to_string(), style: self.style.clone() };
        CardStyle::find(kit, &self.style)?.ok_or_else(unknown)
    }

    /// The hero: as a photo where one was chosen, else as figure.
    pub(super) fn subject(&self) -> Subject<'_> {
        match &self.photo {
            Some(photo) => Subject::Photo(photo, &self.figure),
            None => Subject::Figure(&self.figure),
        }
    }

    /// Colours of the figure on its backdrop.
    pub(super) fn colours(&self, kit: &Kit, style: &CardStyle) -> Colours {
        let scheme = if self.backdrop_scheme.is_empty() {
            kit.style(&style.id).map(|s| s.scheme.clone()).unwrap_or_default()
        } else {
            self.backdrop_scheme.clone()
        };
        let mut colours = kit.figure_colours(&self.figure, &scheme);
        look::tint(&mut colours, kit, &self.look.colours);
        colours
    }
}

/// A quote in its marks, and who said it; empty without one.
pub(super) fn quoted(quote: &str, by: &str) -> String {
    let quote = quote.trim().trim_matches(['“', '”', '"', '„']);
    match (quote.is_empty(), by.trim()) {
        (true, _) => String::new(),
        (false, "") => format!("“{quote}”"),
        (false, by) => format!("“{quote}” {by}"),
    }
}

/// The front of a card.
pub fn front(facts: &CardFacts, kit: &Kit, cache: &SymbolCache, typesetter: &mut Typesetter) -> Result<Page, Refusal> {
    front_noted(facts, kit, cache, typesetter).map(|(page, _)| page)
}

/// The back of a card; prints duplex with the front over the long edge.
pub fn back(facts: &CardFacts, kit: &Kit, cache: &SymbolCache, typesetter: &mut Typesetter) -> Result<Page, Refusal> {
    back_noted(facts, kit, cache, typesetter).map(|(page, _)| page)
}

/// The front, with what to look at before printing it.
pub fn front_noted(
    facts: &CardFacts,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    front::make(facts, facts.card_style(kit)?.as_ref(), kit, cache, typesetter)
}

/// The back, with what to look at before printing it.
pub fn back_noted(
    facts: &CardFacts,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    back::make(facts, facts.card_style(kit)?.as_ref(), kit, cache, typesetter)
}

/// Makes both sides and tells what to look at, keeping neither: for the list before an export.
pub fn preflight(
    facts: &CardFacts,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<Vec<Note>, Refusal> {
    let (_, mut notes) = front_noted(facts, kit, cache, typesetter)?;
    for note in back_noted(facts, kit, cache, typesetter)?.1 {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    Ok(notes)
}
