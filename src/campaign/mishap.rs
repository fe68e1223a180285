//! A mishap: a "users happen" story of what happened to a device or a system. Third persons in it become archetypes before
//! it may be published.

use super::ids::{ArchetypeId, PersonId};
use super::person::Origin;
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a mishap is on its way to the public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MishapState {
    #[default]
    New,
    /// The text has been read for names and places of third persons.
    Reviewed,
    Published,
    /// Kept, but not for the public; the reason stands beside it.
    SetAside,
}

impl MishapState {
    pub const ALL: [Self; 4] = [Self::New, Self::Reviewed, Self::Published, Self::SetAside];
    pub fn title(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Reviewed => "Reviewed",
            Self::Published => "Published",
            Self::SetAside => "Set aside",
        }
    }
}

/// Somebody's word that the public text holds nobody who did not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub by: String,
    pub at: Timestamp,
    /// SHA-256 of the public text that was reviewed, lower-case hex: a text changed afterwards is not reviewed any more.
    pub text_sha256: String,
}

/// What became of a third person, or of what may tell who that is, in the words for the public.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Redaction {
    /// As it was found in the text.
    pub words: String,
    /// What stands in its place; empty where it stays.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stand_in: String,
    /// Why it may stay.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// One mishap.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mishap {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What happened, as received. Never altered.
    pub text: String,
    /// What happened, as it may be published: third persons replaced.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub public_text: String,
    /// What was decided about those found in the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub redactions: Vec<Redaction>,
    /// What it happened to: "laptop", "door badge".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub device: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cause: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub damage: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub punchline: String,
    /// How bad it was, 1 to 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<u8>,
    /// Recurring troubles named, as tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub archetypes: Vec<ArchetypeId>,
    /// Who sent it, where that is a person of the campaign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<PersonId>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub channel: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub received: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_at: Option<DateTime>,
    pub state: MishapState,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub set_aside_reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Review>,
    /// Reactions counted from an import: kind ("laugh") to number.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reactions: BTreeMap<String, u64>,
    /// Every question and answer of the row, untouched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl Mishap {
    /// The title, else the first words of the text.
    pub fn heading(&self) -> String {
        if !self.title.trim().is_empty() {
            return self.title.trim().to_owned();
        }
        let mut words: Vec<&str> = self.text.split_whitespace().take(9).collect();
        if words.len() == 9 {
            words[8] = "…";
        }
        words.join(" ")
    }
}
