//! What stands beside a sweepstake's sealed files and is no part of them: how long winners have to answer, the organiser's own
//! words about claims, and the last rehearsal. It can be changed and undone after the lock, and nothing of it is ever signed.

use super::sweepstake::SealedDraw;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Beside one sweepstake.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowUp {
    /// In how many days a winner who was told has to answer, where it is another number than the sweepstake promises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_days: Option<u32>,
    /// The organiser's words beside amendments, by the number of the amendment. They may name people and stay in the campaign.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<u64, String>,
    /// The last rehearsal; only the last one is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rehearsal: Option<Arc<Rehearsal>>,
}

impl FollowUp {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A draw that was played through and never counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// The same files as those of a draw, with number 0 and a protocol of their own.
    pub files: SealedDraw,
    /// Labels of the sources whose values the laptop made up.
    #[serde(default)]
    pub made_up: Vec<String>,
}

impl Rehearsal {
    /// When it was played through.
    pub fn at(&self) -> Timestamp {
        self.files.drawn_at.unwrap_or(self.files.locked_at)
    }
}
