//! An imported file: its name, its hash and what became of it. The bytes lie in the store by hash.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub file_name: String,
    /// SHA-256 of the raw bytes, lower-case hex; also the name under which the store keeps them.
    pub sha256: String,
    pub bytes: u64,
    /// What it was read as: `nominations`, `entries`, `people` ...
    pub kind: String,
    pub imported_at: Timestamp,
    pub rows_read: u64,
    pub rows_accepted: u64,
    pub rows_held: u64,
    pub rows_rejected: u64,
}
