//! What can be printed, and whom or what a piece of it is about.

use super::options::Stock;
use crate::app::outlook::grouped;
use crate::campaign::{ArchetypeId, HeroId, MonsterId, PersonId, ThanksId};
use crate::press::files;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A printed product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Product {
    #[default]
    Cards,
    Certificates,
    Boxes,
    Labels,
    TradingCards,
    Monsters,
    Archetypes,
    Thanks,
    Storyboards,
    /// For the hands that pack: every kit with what belongs into it.
    PackingList,
    /// Small pictures of all cards, for reading over.
    Proof,
}

impl Product {
    /// In the order of the print room.
    pub const ALL: [Self; 11] = [
        Self::Cards,
        Self::Certificates,
        Self::Boxes,
        Self::Labels,
        Self::TradingCards,
        Self::Monsters,
        Self::Archetypes,
        Self::Thanks,
        Self::Storyboards,
        Self::PackingList,
        Self::Proof,
    ];

    /// As the command line, folders and file names call it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Certificates => "certificates",
            Self::Boxes => "boxes",
            Self::Labels => "labels",
            Self::TradingCards => "trading-cards",
            Self::Monsters => "monsters",
            Self::Archetypes => "archetypes",
            Self::Thanks => "thanks",
            Self::Storyboards => "storyboards",
            Self::PackingList => "packing-list",
            Self::Proof => "proof",
        }
    }

    /// As people call all of them.
    pub fn title(self) -> &'static str {
        match self {
            Self::Cards => "Award cards",
            Self::Certificates => "Classic certificates",
            Self::Boxes => "Fold-up boxes",
            Self::Labels => "Address labels",
            Self::TradingCards => "Trading cards",
            Self::Monsters => "Monster cards",
            Self::Archetypes => "Archetype cards",
            Self::Thanks => "Thank-you cards",
            Self::Storyboards => "Storyboards",
            Self::PackingList => "Packing list",
            Self::Proof => "Proof sheet",
        }
    }

    /// What it is, in a few words.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Cards => "152 × 229 mm, both sides",
            Self::Certificates => "one page, landscape",
            Self::Boxes => "to cut, fold and glue",
            Self::Labels => "on bought sheets",
            Self::TradingCards => "63 × 89 mm, 9 on a sheet",
            Self::Monsters => "villains and numbers",
            Self::Archetypes => "users we all have met",
            Self::Thanks => "4 on a sheet",
            Self::Storyboards => "30-second commercial",
            Self::PackingList => "who gets what, to tick off",
            Self::Proof => "read every name first",
        }
    }

    /// One of them, and several.
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Cards | Self::TradingCards | Self::Monsters | Self::Archetypes | Self::Thanks | Self::Proof => {
                ("card", "cards")
            }
            Self::Certificates => ("certificate", "certificates"),
            Self::Boxes => ("box", "boxes"),
            Self::Labels => ("label", "labels"),
            Self::Storyboards => ("storyboard", "storyboards"),
            Self::PackingList => ("list", "lists"),
        }
    }

    /// What `{product}` is in the name of a file.
    pub fn file_noun(self) -> &'static str {
        match self {
            Self::Cards | Self::Proof => "Card",
            Self::Certificates => "Certificate",
            Self::Boxes => "Box",
            Self::Labels => "Label",
            Self::TradingCards => "Trading card",
            Self::Monsters => "Monster",
            Self::Archetypes => "Archetype",
            Self::Thanks => "Thank you",
            Self::Storyboards => "Storyboard",
            Self::PackingList => "Packing list",
        }
    }

    /// "1 card", "3 cards".
    pub fn counted(self, count: usize) -> String {
        let (one, many) = self.nouns();
        format!("{} {}", grouped(count as u64), if count == 1 { one } else { many })
    }

    /// The file with all of them.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Cards => "award-cards.pdf",
            Self::Certificates => "certificates.pdf",
            Self::Boxes => "boxes.pdf",
            Self::Labels => "labels.pdf",
            Self::TradingCards => "trading-cards.pdf",
            Self::Monsters => "monster-cards.pdf",
            Self::Archetypes => "archetype-cards.pdf",
            Self::Thanks => "thank-you-cards.pdf",
            Self::Storyboards => "storyboards.pdf",
            Self::PackingList => "packing-list.pdf",
            Self::Proof => "proof.pdf",
        }
    }

    /// The pattern of file names that suits most runs.
    pub fn usual_pattern(self) -> &'static str {
        match self {
            Self::Cards => files::USUAL,
            Self::Thanks => "{product}-{name}-{serial}.pdf",
            Self::Monsters | Self::Archetypes => "{product}-{name}.pdf",
            _ => "{product}-{award}-{name}-{serial}.pdf",
        }
    }

    /// On what it can be printed; the usual one first.
    pub fn stocks(self) -> &'static [Stock] {
        match self {
            Self::Cards => &[Stock::Card, Stock::Shop, Stock::Office, Stock::OfficeTwoUp],
            Self::Monsters | Self::Archetypes => {
                &[Stock::Card, Stock::Shop, Stock::ShopSheet, Stock::Office, Stock::OfficeTwoUp]
            }
            Self::TradingCards => &[Stock::Office, Stock::Card, Stock::Shop, Stock::ShopSheet],
            Self::Thanks => &[Stock::Office, Stock::Card, Stock::Shop],
            Self::Certificates | Self::Boxes => &[Stock::Office, Stock::Shop],
            Self::Labels | Self::Storyboards | Self::PackingList | Self::Proof => &[Stock::Office],
        }
    }

    /// Whether every piece can be a file of its own.
    pub fn can_be_single(self) -> bool {
        !matches!(self, Self::Proof | Self::Labels | Self::PackingList)
    }

    /// Whether a picture of it can be handed round; a packing list is for the hands that pack alone.
    pub fn can_be_shown(self) -> bool {
        self != Self::PackingList
    }

    /// Whether it shows heroes, and so their people.
    pub fn is_of_heroes(self) -> bool {
        !matches!(self, Self::Monsters | Self::Archetypes | Self::Thanks | Self::PackingList)
    }

    /// Whether others than the organiser and the post get to see it.
    pub fn is_shown(self) -> bool {
        !matches!(self, Self::Labels | Self::PackingList | Self::Proof)
    }

    /// Whether there are sheets with backs.
    pub fn has_backs(self) -> bool {
        matches!(self, Self::Cards | Self::TradingCards | Self::Monsters | Self::Archetypes | Self::Thanks)
    }

    /// Whether another card style can be asked for.
    pub fn has_style(self) -> bool {
        matches!(self, Self::Cards | Self::TradingCards | Self::Proof)
    }
}

/// Whom or what a piece is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Person(PersonId),
    Monster(MonsterId),
    Archetype(ArchetypeId),
    Thanks(ThanksId),
    /// All of it, as a list is.
    Campaign,
}

impl Subject {
    /// The person, where it is about one.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(id) => Some(id),
            Self::Monster(_) | Self::Archetype(_) | Self::Thanks(_) | Self::Campaign => None,
        }
    }
}

impl From<PersonId> for Subject {
    fn from(id: PersonId) -> Self {
        Self::Person(id)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => id.fmt(f),
            Self::Monster(id) => id.fmt(f),
            Self::Archetype(id) => id.fmt(f),
            Self::Thanks(id) => id.fmt(f),
            Self::Campaign => f.write_str("all"),
        }
    }
}

impl Serialize for Subject {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A line of a roster: whom it is about, the hero it shows, and the number it has in its series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub subject: Subject,
    /// `None` where the hero is only proposed, or where there is none.
    pub hero: Option<HeroId>,
    /// From 1.
    pub number: u64,
}
