//! A piece: the facts of one card, label or certificate, and how it is laid out.

use super::Press;
use super::findings::Mend;
use super::options::PrintOptions;
use super::product::{Product, Subject};
use super::roster::Roster;
use crate::campaign::{Campaign, HeroId, PersonId};
use crate::press::card::{self, CardFacts};
use crate::press::files::FileFacts;
use crate::press::{Note, Refusal};
use crate::scene::item::Page;
use crate::scene::kit::Kit;

/// One thing that a run makes.
#[derive(Clone, Debug)]
pub struct Piece {
    pub subject: Subject,
    /// `None` where the hero is only proposed and not yet in the campaign.
    pub hero: Option<HeroId>,
    /// As the person or thing is called in lists and in the outline of a PDF.
    pub who: String,
    /// Shown by readers instead of the page's number, such as the serial.
    pub label: String,
    pub file: FileFacts,
    /// "nominations.csv, line 12".
    pub source: String,
    pub content: Content,
}

/// What a piece says.
#[derive(Clone, Debug)]
pub enum Content {
    /// Both sides of an award card.
    Card(Box<CardFacts>),
    /// It cannot be made: what is lacking, in words, and where it is put right.
    Lacking { reason: String, mend: Mend },
}

/// A piece on its own pages, with what to look at.
#[derive(Debug)]
pub struct Laid {
    /// The front, then the back where there is one.
    pub pages: Vec<Page>,
    pub notes: Vec<Note>,
}

impl Piece {
    /// Everything that its pages are made from, in words; see [`super::inputs`].
    pub(super) fn words(&self) -> String {
        format!("{:?}", self.content)
    }

    /// The pages of the piece at their own size.
    pub fn lay(&self, _options: &PrintOptions, press: &mut Press<'_>) -> Result<Laid, Refusal> {
        match &self.content {
            Content::Card(facts) => {
                let (sides, notes) = sides(facts, press)?;
                Ok(Laid { pages: sides.into(), notes })
            }
            Content::Lacking { reason, .. } => Err(Refusal::Lacking { who: self.who.clone(), reason: reason.clone() }),
        }
    }

    /// What a file of this piece alone is called inside.
    pub(super) fn title(&self) -> &str {
        match &self.content {
            Content::Card(facts) => &facts.persona,
            Content::Lacking { .. } => &self.who,
        }
    }

    /// Where it is put right that something is lacking.
    pub(super) fn mend(&self) -> Mend {
        match &self.content {
            Content::Lacking { mend, .. } => *mend,
            Content::Card(_) => Mend::Hero,
        }
    }
}

fn sides(facts: &CardFacts, press: &mut Press<'_>) -> Result<([Page; 2], Vec<Note>), Refusal> {
    let (front, mut notes) = card::front_noted(facts, press.kit, press.symbols, press.typesetter)?;
    let (back, more) = card::back_noted(facts, press.kit, press.symbols, press.typesetter)?;
    notes.extend(more);
    Ok(([front, back], notes))
}

/// One card to print: who, what it says, and where the name comes from.
#[derive(Clone, Debug)]
pub struct Job {
    pub person: PersonId,
    /// `None` where the hero is only proposed and not yet in the campaign.
    pub hero: Option<HeroId>,
    pub facts: CardFacts,
    /// "nominations.csv, line 12".
    pub source: String,
}

/// The award cards of a campaign with all they say, in the order of their serials.
pub fn jobs(campaign: &Campaign, kit: &Kit, only: &[PersonId]) -> Vec<Job> {
    let options =
        PrintOptions { only: only.iter().copied().map(Subject::Person).collect(), ..PrintOptions::of(Product::Cards) };
    let roster = Roster::new(campaign, &options, kit);
    let pieces = roster.slots().iter().filter_map(|slot| roster.piece(*slot));
    pieces
        .filter_map(|piece| match (piece.subject, piece.content) {
            (Subject::Person(person), Content::Card(facts)) => {
                Some(Job { person, hero: piece.hero, facts: *facts, source: piece.source })
            }
            _ => None,
        })
        .collect()
}

/// Front and back of one card.
pub fn pages(job: &Job, press: &mut Press<'_>) -> Result<([Page; 2], Vec<Note>), Refusal> {
    sides(&job.facts, press)
}
