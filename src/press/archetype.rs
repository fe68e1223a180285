//! The archetype card: one of the users everybody has met, with habit, traits and crimes against hardware; at award-card size
//! and at trading size, front and back. It stands for a habit, never for a person, and says so.

mod large;
mod small;

use serde::{Deserialize, Serialize};

use super::card::back::sheet::{Bar, Row};
use super::edition::{CardSide, Edition};
use super::layout::Layout;
use super::refusal::{Note, Refusal};
use super::style::CardStyle;
use super::subject::Subject;
use crate::scene::item::Page;
use crate::scene::kit::{FigureSpec, Kit, SymbolCache};
use crate::scene::text::Typesetter;

/// Everything an archetype's card says. Empty texts and lists are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArchetypeFacts {
    pub name: String,
    /// The habit in a few words.
    pub tagline: String,
    /// What it does, in a sentence or two.
    pub habit: String,
    /// Id of a complete drawing of the kit; empty where the figure stands for it.
    pub drawing: String,
    /// The figure, or the colours of the drawing.
    pub figure: FigureSpec,
    /// Label and value, 1 to 10.
    pub traits: Vec<(String, u8)>,
    /// Crimes against hardware.
    pub crimes: Vec<String>,
    pub edition: Edition,
}

/// One side of its card, with what to look at before printing it. Backs print duplex with their fronts over the long edge.
///
/// # Errors
/// A [`Refusal`] that names the archetype when a text has no place or a letter no face, or the style is unknown.
pub fn side(
    facts: &ArchetypeFacts,
    side: CardSide,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let style = facts.edition.card_style(kit, &facts.name)?;
    let page = facts.begun(&style, kit, cache, typesetter);
    match side {
        CardSide::Front => large::front(facts, &style, page),
        CardSide::Back => large::back(facts, &style, page),
        CardSide::SmallFront => small::front(facts, &style, page),
        CardSide::SmallBack => small::back(facts, &style, page),
    }
}

/// Said on every one of these cards.
const NOBODY: &str = "Stands for a habit, never for a person.";
const CRIMES: &str = "CRIMES AGAINST HARDWARE";

impl ArchetypeFacts {
    fn begun<'a>(
        &self,
        style: &CardStyle,
        kit: &'a Kit,
        cache: &'a SymbolCache,
        typesetter: &'a mut Typesetter,
    ) -> Layout<'a> {
        let colours = self.edition.tinted(kit.figure_colours(&self.figure, &self.edition.scheme(kit, style)), kit);
        let mut page = Layout::new(kit, cache, typesetter, colours, self.name.trim());
        if !self.drawing.is_empty() && kit.archetype(&self.drawing).is_none() {
            page.note("figure", format!("the art kit has no archetype {:?}", self.drawing));
        }
        page
    }

    fn subject<'a>(&'a self, kit: &'a Kit) -> Subject<'a> {
        match kit.archetype(&self.drawing) {
            Some(own) => Subject::Drawing(&own.file, &self.figure),
            None => Subject::Figure(&self.figure),
        }
    }

    fn bars(&self) -> Vec<Bar> {
        self.traits.iter().map(|(label, value)| Bar { icon: None, label: label.clone(), value: *value }).collect()
    }

    fn rows(&self) -> Vec<Row> {
        let crimes = match self.crimes.iter().filter(|crime| !crime.trim().is_empty()).count() {
            0 => String::new(),
            1 => "1 crime against hardware".to_string(),
            n => format!("{n} crimes against hardware"),
        };
        let mut rows = vec![
            Row::plain("Habit", self.tagline.as_str()),
            Row::plain("On file", crimes),
            Row::plain("Seen", "In every office"),
            Row::plain("Cure", "A hero with patience"),
        ];
        rows.retain(|row| !row.value.is_empty());
        rows
    }
}
