//! A piece: the facts of one card, label or certificate, and how it is laid out.

use super::Press;
use super::findings::{Kind, Mend};
use super::options::{PrintOptions, Stock};
use super::product::{Product, Subject};
use super::roster::Roster;
use crate::campaign::{Campaign, HeroId, PersonId};
use crate::press::archetype::{self, ArchetypeFacts};
use crate::press::card::{self, CardFacts};
use crate::press::edition::CardSide;
use crate::press::files::FileFacts;
use crate::press::label::{self, LabelFacts};
use crate::press::packing::{self, PackingFacts};
use crate::press::storyboard::{self, StoryboardFacts};
use crate::press::thanks::{self, ThanksFacts};
use crate::press::villain::{self, VillainFacts};
use crate::press::{Note, Refusal, carton, certificate, trading};
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
    /// What cards, certificates, trading cards and boxes say.
    Card(Box<CardFacts>),
    Label(Box<LabelFacts>),
    Villain(Box<VillainFacts>),
    Archetype(Box<ArchetypeFacts>),
    Thanks(Box<ThanksFacts>),
    Storyboard(Box<StoryboardFacts>),
    Packing(Box<PackingFacts>),
    /// It cannot be made: what is lacking, in words, and where it is put right.
    Lacking {
        reason: String,
        kind: Kind,
        mend: Mend,
    },
}

impl Piece {
    /// How the piece is called in the file that goes out: as its card names the person. What is for the post bears names as they
    /// are.
    pub fn shown(&self) -> &str {
        let is_for_the_post = matches!(self.content, Content::Label(_)) || self.file.name.trim().is_empty();
        if is_for_the_post { &self.who } else { &self.file.name }
    }
}

/// A piece on its own pages, with what to look at.
#[derive(Debug)]
pub struct Laid {
    /// The front, then the back where there is one; the sheets of a box that needs several.
    pub pages: Vec<Page>,
    pub notes: Vec<Note>,
}

/// A page with what to look at.
type Noted = Result<(Page, Vec<Note>), Refusal>;

impl Laid {
    fn one(made: Noted) -> Result<Self, Refusal> {
        let (page, notes) = made?;
        Ok(Self { pages: vec![page], notes })
    }

    fn both(front: (Page, Vec<Note>), back: (Page, Vec<Note>)) -> Self {
        let mut notes = front.1;
        for note in back.1 {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        Self { pages: vec![front.0, back.0], notes }
    }
}

impl Piece {
    /// Everything that its pages are made from, in words; see [`super::inputs`].
    pub(super) fn words(&self) -> String {
        format!("{:?}", self.content)
    }

    /// The pages of the piece at their own size.
    pub fn lay(&self, options: &PrintOptions, press: &mut Press<'_>) -> Result<Laid, Refusal> {
        let paper = options.paper;
        let (kit, symbols, typesetter) = (press.kit, press.symbols, &mut *press.typesetter);
        Ok(match &self.content {
            Content::Card(facts) => match options.product {
                Product::Certificates => Laid::one(certificate::make(facts, paper, kit, symbols, typesetter))?,
                Product::TradingCards => Laid::both(
                    trading::front(facts, kit, symbols, typesetter)?,
                    trading::back(facts, kit, symbols, typesetter)?,
                ),
                Product::Boxes if options.stock == Stock::Shop => {
                    Laid::one(carton::shop_net(facts, options.size, &options.lines, kit, symbols, typesetter))?
                }
                Product::Boxes => {
                    let (pages, notes) =
                        carton::net(facts, options.size, paper, &options.lines, kit, symbols, typesetter)?;
                    Laid { pages, notes }
                }
                _ => Laid::both(
                    card::front_noted(facts, kit, symbols, typesetter)?,
                    card::back_noted(facts, kit, symbols, typesetter)?,
                ),
            },
            Content::Label(facts) => Laid::one(label::one(facts, &options.labels, kit, symbols, typesetter))?,
            Content::Villain(facts) => {
                let [front, back] = CardSide::both(options.small);
                Laid::both(
                    villain::side(facts, front, kit, symbols, typesetter)?,
                    villain::side(facts, back, kit, symbols, typesetter)?,
                )
            }
            Content::Archetype(facts) => {
                let [front, back] = CardSide::both(options.small);
                Laid::both(
                    archetype::side(facts, front, kit, symbols, typesetter)?,
                    archetype::side(facts, back, kit, symbols, typesetter)?,
                )
            }
            Content::Thanks(facts) => Laid::both(
                thanks::front(facts, paper, kit, symbols, typesetter)?,
                thanks::back(facts, paper, kit, symbols, typesetter)?,
            ),
            Content::Packing(facts) => {
                let list = packing::list(facts, paper, typesetter);
                let what = || format!("no typeface at hand has “{}”", list.missing.join("”, “"));
                let note = || Note { who: self.who.clone(), place: "list".into(), what: what() };
                Laid { notes: (!list.missing.is_empty()).then(note).into_iter().collect(), pages: list.pages }
            }
            Content::Storyboard(facts) => Laid::one(storyboard::make(facts, paper, kit, symbols, typesetter))?,
            Content::Lacking { reason, .. } => {
                return Err(Refusal::Lacking { who: self.who.clone(), reason: reason.clone() });
            }
        })
    }

    /// What a file of this piece alone is called inside.
    pub(super) fn title(&self) -> &str {
        match &self.content {
            Content::Card(facts) => &facts.persona,
            Content::Storyboard(facts) => &facts.persona,
            _ => &self.who,
        }
    }

    /// What kind of thing is lacking.
    pub(super) fn kind(&self) -> Kind {
        match &self.content {
            Content::Lacking { kind, .. } => *kind,
            _ => Kind::Missing,
        }
    }

    /// Where it is put right that something is lacking, or does not fit.
    pub(super) fn mend(&self) -> Mend {
        match &self.content {
            Content::Lacking { mend, .. } => *mend,
            Content::Card(_) | Content::Storyboard(_) => Mend::Hero,
            Content::Label(_) => Mend::Address,
            Content::Villain(_) => Mend::Monster,
            Content::Archetype(_) => Mend::Archetype,
            Content::Thanks(_) => Mend::Thanks,
            Content::Packing(_) => Mend::Look,
        }
    }
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

/// The award cards of a campaign with all they say, in the order of their serials; whoever is named in their words besides. Who
/// shows them to others asks the guard of names.
pub fn jobs(campaign: &Campaign, kit: &Kit, only: &[PersonId]) -> Vec<Job> {
    let options =
        PrintOptions { only: only.iter().copied().map(Subject::Person).collect(), ..PrintOptions::of(Product::Cards) };
    let roster = Roster::new(campaign, &options, kit);
    let pieces = roster.slots().iter().filter_map(|slot| roster.unguarded(*slot));
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
    let (front, mut notes) = card::front_noted(&job.facts, press.kit, press.symbols, press.typesetter)?;
    let (back, more) = card::back_noted(&job.facts, press.kit, press.symbols, press.typesetter)?;
    notes.extend(more);
    Ok(([front, back], notes))
}
