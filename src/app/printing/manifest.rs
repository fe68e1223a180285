//! What earlier runs wrote into a folder: by it the next one knows what is unchanged, what is its own, and what is a stranger's.
//!
//! The list is written every few seconds while files are made, so that a run that was cut off goes on where it stopped. Names are
//! announced in it before their files are written, so that even a crash between the two leaves no doubt whose a file is.

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
    /// Names that a run was about to write, and what: empty once it ended.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub planned: BTreeMap<String, String>,
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
pub(in crate::app) struct Keeper<'a> {
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
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let there = world.files_in(here).unwrap_or_default().iter().map(|name| folded(name)).collect();
        let manifest = Manifest::load(world, folder);
        Self { world, folder: folder.to_owned(), manifest, there, written_at: world.now(), is_changed: false }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Whether there is a file of this name.
    pub fn is_there(&self, name: &str) -> bool {
        // A folder that may not be listed still tells of one name at a time.
        self.there.contains(&folded(name)) || self.world.exists(&self.path(name))
    }

    /// Whether the file is as a run left it.
    pub fn is_own(&self, name: &str) -> bool {
        let Ok(bytes) = self.world.read(&self.path(name)) else { return false };
        let is_as_made = self.manifest.files.get(name).is_some_and(|made| made.sha256 == sha256(&bytes));
        is_as_made || (self.manifest.planned.contains_key(name) && is_by_this_program(&bytes))
    }

    /// Whether a run may write a file of this name: there is none, or it is the same thing as a run left it.
    pub fn is_free(&self, name: &str, what: &str) -> bool {
        let is_same_thing = |other: &String| other == what;
        let is_mine = self.manifest.files.get(name).map(|made| &made.what).is_some_and(is_same_thing)
            || self.manifest.planned.get(name).is_some_and(is_same_thing);
        !self.is_there(name) || (is_mine && self.is_own(name))
    }

    /// Puts names on the list before their files are written.
    pub fn plan(&mut self, names: impl Iterator<Item = (String, String)>) -> io::Result<()> {
        let before = self.manifest.planned.len();
        self.manifest.planned.extend(names);
        if self.manifest.planned.len() == before { Ok(()) } else { self.store() }
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

    /// Writes the file whole, unless these bytes lie there; true when it was written.
    pub fn write(&mut self, name: &str, mut made: Made, bytes: &[u8]) -> io::Result<bool> {
        made.sha256 = sha256(bytes);
        made.bytes = bytes.len() as u64;
        let is_same = self.world.read(&self.path(name)).is_ok_and(|old| old == bytes);
        let before = self.manifest.files.get(name).filter(|_| is_same).and_then(|before| before.at);
        made.at = before.or_else(|| Some(self.world.now()));
        if !is_same {
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

    /// Writes the list where it says anything new; what was only planned and not made is off it.
    pub fn close(&mut self) -> io::Result<()> {
        let planned = std::mem::take(&mut self.manifest.planned);
        if self.is_changed || !planned.is_empty() { self.store() } else { Ok(()) }
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

/// A PDF that says so: files that were announced and then cut off are taken for one's own only where they do.
fn is_by_this_program(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"<pdf:Producer>Unsung ";
    bytes.starts_with(b"%PDF-") && bytes.windows(MARK.len()).any(|window| window == MARK)
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
