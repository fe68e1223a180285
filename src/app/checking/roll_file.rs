//! `roll.tsv` where it lies: in a file, in a zip, or in memory. It may be larger than memory, so it is opened and read in
//! pieces whenever a draw needs it.

use super::zip_table::Packed;
use crate::app::world::World;
use crate::draw::RollSource;
use std::fmt;
use std::io::{self, Read, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The bytes of a roll, wherever they are.
#[derive(Clone)]
pub struct RollFile {
    place: Place,
    size_bytes: u64,
}

#[derive(Clone)]
enum Place {
    Memory(Arc<[u8]>),
    File { world: Arc<dyn World>, path: PathBuf },
    Zip { world: Arc<dyn World>, path: PathBuf, entry: Packed },
}

impl RollFile {
    /// A roll in a file of its own. What can be read only once, as a pipe, is read into memory.
    pub fn at(world: &Arc<dyn World>, path: &Path) -> io::Result<Self> {
        let mut file = world.open(path)?;
        match file.seek(SeekFrom::End(0)) {
            Ok(size_bytes) => {
                let place = Place::File { world: Arc::clone(world), path: path.to_owned() };
                Ok(Self { place, size_bytes })
            }
            Err(_) => {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes)?;
                Ok(Self::in_memory(bytes))
            }
        }
    }

    /// A roll in a zip. The size is what the zip says; no more than that is ever read.
    pub(super) fn in_zip(world: &Arc<dyn World>, path: &Path, entry: Packed) -> Self {
        let size_bytes = entry.size_bytes;
        Self { place: Place::Zip { world: Arc::clone(world), path: path.to_owned(), entry }, size_bytes }
    }

    /// A roll that was read already.
    pub fn in_memory(bytes: Vec<u8>) -> Self {
        Self { size_bytes: bytes.len() as u64, place: Place::Memory(bytes.into()) }
    }

    /// Size of the whole roll.
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// All of it, for what works on bytes in memory.
    pub(in crate::app) fn bytes(&self) -> io::Result<Vec<u8>> {
        let (mut bytes, mut outcome) = (Vec::new(), Ok(0));
        self.read(&mut |reader| outcome = reader.read_to_end(&mut bytes))?;
        outcome.map(|_| bytes)
    }
}

impl RollSource for RollFile {
    fn read(&self, take: &mut dyn FnMut(&mut dyn Read)) -> io::Result<()> {
        match &self.place {
            Place::Memory(bytes) => take(&mut bytes.as_ref()),
            Place::File { world, path } => take(&mut world.open(path)?),
            // One byte more than there should be would make it another roll, so it must be seen.
            Place::Zip { world, path, entry } => {
                take(&mut entry.open(world.as_ref(), path).map_err(io::Error::other)?);
            }
        }
        Ok(())
    }
}

impl fmt::Debug for RollFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RollFile").field("size_bytes", &self.size_bytes).finish_non_exhaustive()
    }
}
