//! What earlier runs wrote into a folder: by it the next one knows what is unchanged, what is its own, and what is a stranger's.
//!
//! The list is written every few seconds while files are made, so that a run that was cut off goes on where it stopped. A file
//! with many pieces is announced in the list before it is written, so that even a crash between the two leaves no doubt whose
//! it is.

use crate::app::world::World;
use crate::press::files::folded;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

/// Its name in the folder.
pub const MANIFEST: &str = "unsung-print.ron";

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manifest {
    /// By file name.
    pub files: BTreeMap<String, Made>,
    /// Pieces as they were last made, by campaign, product and whom they are about.
    pub pieces: BTreeMap<String, Printed>,
}

/// A file that a run wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Made {
    /// Campaign, product, and whom it is about or which volume it is: `5f0c2a11/cards/P12`, `5f0c2a11/cards/1-of-3`.
    pub what: String,
    /// The person, as the lists call them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    pub sha256: String,
    /// What lay there before, while the new file is being written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
    pub bytes: u64,
    /// Hash of everything it was made from.
    pub inputs: String,
    /// Pieces in it.
    pub count: usize,
    /// Pieces that were held back when it was made, by whom they are about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
}

/// A piece as it was last made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Printed {
    pub inputs: String,
    /// Place and words of what the layout noted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<(String, String)>,
}

impl Manifest {
    /// The list of a folder; an empty one where there is none that can be read.
    pub fn load(world: &dyn World, folder: &Path) -> Self {
        let bytes = world.read(&folder.join(MANIFEST)).ok();
        bytes.and_then(|bytes| ron::de::from_bytes(&bytes).ok()).unwrap_or_default()
    }

    /// When the youngest file of this campaign and product was made.
    pub fn last(&self, prefix: &str) -> Option<Timestamp> {
        self.files.values().filter(|made| made.what.starts_with(prefix)).filter_map(|made| made.at).max()
    }
}

/// Seconds between two writings of the list.
const EVERY_S: i64 = 2;

/// The list of the folder that a run writes to.
pub(super) struct Keeper<'a> {
    world: &'a dyn World,
    folder: PathBuf,
    pub manifest: Manifest,
    /// Names in the folder, as a file system without regard for case compares them.
    there: HashSet<String>,
    written_at: Timestamp,
    is_changed: bool,
}

impl<'a> Keeper<'a> {
    pub fn open(world: &'a dyn World, folder: &Path) -> Self {
        let there = world.files_in(folder).unwrap_or_default().iter().map(|name| folded(name)).collect();
        let manifest = Manifest::load(world, folder);
        Self { world, folder: folder.to_owned(), manifest, there, written_at: world.now(), is_changed: false }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Whether there is a file of this name.
    pub fn is_there(&self, name: &str) -> bool {
        self.there.contains(&folded(name))
    }

    /// Whether the file is as a run left it.
    pub fn is_as_made(&self, name: &str) -> bool {
        let Some(made) = self.manifest.files.get(name) else { return false };
        let hash = self.world.read(&self.path(name)).map(|bytes| sha256(&bytes));
        hash.is_ok_and(|hash| hash == made.sha256 || hash == made.before)
    }

    /// Whether a run may write a file of this name: there is none, or it is the same thing as a run left it.
    pub fn is_free(&self, name: &str, what: &str) -> bool {
        match self.manifest.files.get(name) {
            Some(made) if made.what == what => !self.is_there(name) || self.is_as_made(name),
            Some(_) => !self.is_there(name),
            None => !self.is_there(name),
        }
    }

    /// The file, where it was made from the same and lies there untouched.
    pub fn unchanged(&self, name: &str, what: &str, inputs: &str) -> Option<Made> {
        let made = self.manifest.files.get(name).filter(|made| made.what == what && made.inputs == inputs)?;
        let bytes = self.world.read(&self.path(name)).ok()?;
        (sha256(&bytes) == made.sha256).then(|| made.clone())
    }

    /// What the layout noted when the piece was last made from the same.
    pub fn notes(&self, what: &str, inputs: &str) -> Option<&[(String, String)]> {
        let printed = self.manifest.pieces.get(what).filter(|printed| printed.inputs == inputs)?;
        Some(&printed.notes)
    }

    pub fn note(&mut self, what: String, printed: Printed) {
        if self.manifest.pieces.get(&what) != Some(&printed) {
            self.manifest.pieces.insert(what, printed);
            self.is_changed = true;
        }
    }

    /// Writes the file whole, unless these bytes lie there; true when it was written. `announced` puts it on the list first.
    pub fn write(&mut self, name: &str, mut made: Made, bytes: &[u8], announced: bool) -> io::Result<bool> {
        made.sha256 = sha256(bytes);
        made.bytes = bytes.len() as u64;
        let old = self.world.read(&self.path(name)).ok();
        let is_same = old.as_deref() == Some(bytes);
        let before = self.manifest.files.get(name).map(|before| (before.at, before.sha256.clone()));
        made.at = if is_same { before.as_ref().and_then(|(at, _)| *at) } else { None };
        made.at = made.at.or_else(|| Some(self.world.now()));
        if !is_same {
            if announced {
                let before = before.map(|(_, hash)| hash).unwrap_or_default();
                self.manifest.files.insert(name.to_owned(), Made { before, ..made.clone() });
                self.store()?;
            }
            self.world.write_whole(&self.path(name), bytes, false)?;
        }
        self.manifest.files.insert(name.to_owned(), made);
        self.there.insert(folded(name));
        self.is_changed = true;
        Ok(!is_same)
    }

    /// Writes the list when it is time.
    pub fn tend(&mut self) -> io::Result<()> {
        let passed = self.world.now().as_second() - self.written_at.as_second();
        if self.is_changed && passed >= EVERY_S { self.store() } else { Ok(()) }
    }

    /// Writes the list where it says anything new.
    pub fn close(&mut self) -> io::Result<()> {
        if self.is_changed { self.store() } else { Ok(()) }
    }

    fn store(&mut self) -> io::Result<()> {
        let pretty = ron::ser::PrettyConfig::default().depth_limit(2);
        let text = ron::ser::to_string_pretty(&self.manifest, pretty).map_err(io::Error::other)?;
        self.world.write_whole(&self.path(MANIFEST), text.as_bytes(), false)?;
        self.written_at = self.world.now();
        self.is_changed = false;
        Ok(())
    }
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
