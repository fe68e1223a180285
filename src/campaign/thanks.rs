//! Thanks: a message from anyone to a hero or a team. It is shown only after somebody has read it.

use super::ids::PersonId;
use super::person::Origin;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// Whether a message may be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ThanksState {
    /// Nobody has read it yet.
    #[default]
    Waiting,
    Shown,
    /// Kept, but not shown; the reason stands beside it.
    Hidden,
}

impl ThanksState {
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Shown, Self::Hidden];
    pub fn title(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Shown => "Shown",
            Self::Hidden => "Hidden",
        }
    }
}

/// One message of thanks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Thanks {
    /// Whom it thanks, where that is a person of the campaign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<PersonId>,
    /// Whom it thanks in words: a team ("Night shift"), or a name nobody in the campaign has.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to_words: String,
    /// The message, as received.
    pub message: String,
    /// Who wrote it, where that is a person of the campaign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<PersonId>,
    /// Who wrote it as the message says: "Ana, third floor". Empty for nobody said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from_words: String,
    /// The author wishes not to be named.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub anonymous: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub channel: String,
    /// When it came, as the file said it or as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub received: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_at: Option<DateTime>,
    pub state: ThanksState,
    /// Why it is hidden.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hidden_reason: String,
    /// The message as it may be shown where it had to be shortened or cleaned; the original stays above.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub shown_as: String,
    /// Every question and answer of the row, untouched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl Thanks {
    /// What is shown and printed: the cleaned form where there is one, else the message as received.
    pub fn public_message(&self) -> &str {
        if self.shown_as.trim().is_empty() { &self.message } else { &self.shown_as }
    }
}
