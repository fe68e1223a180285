//! An award: a category with its winners. Judging in rounds builds on it; here the winners are named with a reason.

use super::ids::PersonId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Winner {
    pub person: PersonId,
    /// Why this person: printed on the back of the card.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    pub decided_at: Timestamp,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Award {
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Short words for the ribbon on the card; the title where empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ribbon: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub winners: Vec<Winner>,
}

impl Award {
    pub fn ribbon_text(&self) -> &str {
        if self.ribbon.is_empty() { &self.title } else { &self.ribbon }
    }
    pub fn is_won_by(&self, person: PersonId) -> bool {
        self.winners.iter().any(|winner| winner.person == person)
    }
}
