//! What can be printed, and whom or what a piece of it is about.

use crate::campaign::{HeroId, MonsterId, PersonId};
use crate::press::files;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A printed product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Product {
    #[default]
    Cards,
    /// Small pictures of all cards, for reading over.
    Proof,
}

impl Product {
    /// In the order of the print room.
    pub const ALL: [Self; 2] = [Self::Cards, Self::Proof];

    /// As the command line, folders and file names call it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Proof => "proof",
        }
    }

    /// As people call all of them.
    pub fn title(self) -> &'static str {
        match self {
            Self::Cards => "Award cards",
            Self::Proof => "Proof sheet",
        }
    }

    /// One of them, and several.
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Cards | Self::Proof => ("card", "cards"),
        }
    }

    /// "1 card", "3 cards".
    pub fn counted(self, count: usize) -> String {
        let (one, many) = self.nouns();
        format!("{} {}", crate::app::outlook::grouped(count as u64), if count == 1 { one } else { many })
    }

    /// The file with all of them.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Cards => "award-cards.pdf",
            Self::Proof => "proof.pdf",
        }
    }

    /// The pattern of file names that suits most runs.
    pub fn usual_pattern(self) -> &'static str {
        match self {
            Self::Cards => files::USUAL,
            Self::Proof => "{product}.pdf",
        }
    }

    /// Whether every piece can be a file of its own.
    pub fn can_be_single(self) -> bool {
        !matches!(self, Self::Proof)
    }
}

/// Whom or what a piece is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Person(PersonId),
    Monster(MonsterId),
}

impl Subject {
    /// The person, where it is about one.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(id) => Some(id),
            Self::Monster(_) => None,
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
