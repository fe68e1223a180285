//! From the bytes of a list to one change: reads, maps and plans with the room `intake`, keeps the raw file, tells what became of each row.

use super::failure::Failure;
use super::world::World;
use crate::campaign::{Campaign, Change};
use crate::intake::{Kind, Mapping, ReadOptions, Rules};

/// What a person may decide about an import; everything else is proposed.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    pub read: ReadOptions,
    pub rules: Rules,
    /// `FIELD=HEADER` pairs on top of the proposal.
    pub pairs: Vec<String>,
    /// The whole mapping, as changed on the screen.
    pub mapping: Option<Mapping>,
    /// Which sweepstake entries belong to; the only one that is not locked where there is one.
    pub sweepstake: Option<crate::campaign::SweepstakeId>,
}

/// An import ready to be made: nothing is in the campaign yet.
#[derive(Clone, Debug)]
pub struct Imported {
    pub change: Change,
    /// Of the raw bytes.
    pub sha256: String,
}

pub fn import_bytes(
    _campaign: &Campaign,
    _world: &dyn World,
    _file_name: &str,
    _bytes: &[u8],
    _kind: Kind,
    _choices: &Choices,
) -> Result<Imported, Failure> {
    Err(Failure::new("Nothing was imported.", "", ""))
}
