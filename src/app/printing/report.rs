//! What became of a run.

use super::findings::{Finding, Held};
use serde::Serialize;
use std::path::PathBuf;

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileState {
    Made,
    /// It lay there already, made from the same.
    Unchanged,
    /// A dry run would have made it.
    Planned,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintedFile {
    pub path: PathBuf,
    /// Whom it is for, where it is a file of one piece.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Pieces in it.
    pub cards: usize,
    /// 0 where it was only planned.
    pub bytes: u64,
    pub state: FileState,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PrintReport {
    pub files: Vec<PrintedFile>,
    pub held: Vec<Held>,
    pub findings: Vec<Finding>,
    /// Files of earlier runs of the same product that this one would no longer make, such as under an old name. They are left
    /// where they are.
    pub outdated: Vec<PathBuf>,
    /// True when the person stopped the run; what is listed is whole.
    pub cancelled: bool,
}

impl PrintReport {
    /// Files in this state.
    pub fn count(&self, state: FileState) -> usize {
        self.files.iter().filter(|file| file.state == state).count()
    }
}
