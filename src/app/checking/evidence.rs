//! What a stranger was given: a folder, a zip of it, or a receipt. Read as hostile: only the files of the protocol are taken,
//! by name, with limits; nothing is unpacked to disk, so no path in a zip can lead anywhere.

use super::roll_file::RollFile;
use super::zip_table::{ZipError, read_table};
use crate::app::failure::{Failure, io_reason};
use crate::app::world::World;
use crate::draw;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// Files of the protocol and how large each may be, in bytes. The roll is read in pieces; all others are held in memory.
const KNOWN: [(&str, u64); 6] = [
    (ROLL, 1 << 37),
    ("lock.json", 64 << 20),
    ("record.json", 512 << 20),
    ("amendments.json", 256 << 20),
    ("rules.txt", 16 << 20),
    ("void.json", 1 << 20),
];
/// A receipt holds a lock, a line and a path.
const RECEIPT_BYTES_MAX: u64 = 80 << 20;
const ROLL: &str = "roll.tsv";
/// What else a bundle carries, for people and for other verifiers.
const COMPANIONS: [&str; 4] = ["README.txt", "record.pdf", "verify.html", "verify.py"];

/// The files of a bundle by name.
#[derive(Clone, Debug)]
pub struct Files {
    by_name: BTreeMap<&'static str, Vec<u8>>,
    /// The roll, wherever it lies.
    roll: RollFile,
    /// What lay beside them and proves nothing, by name.
    pub beside: Vec<String>,
}

/// What was handed over for verification.
#[derive(Clone, Debug)]
pub enum Evidence {
    Bundle(Files),
    /// `receipt.json` of one entrant.
    Receipt(Vec<u8>),
}

impl Files {
    /// The files that a bundle is about to be written with; what is not of the protocol stays out.
    pub fn of_bundle(named: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, Failure> {
        let mut found = Found::default();
        for (name, bytes) in named {
            match KNOWN.iter().find(|(known, _)| *known == name) {
                Some((ROLL, _)) => found.roll = Some(RollFile::in_memory(bytes)),
                Some((known, _)) => drop(found.by_name.insert(known, bytes)),
                None => {}
            }
        }
        found.whole(Path::new("the bundle"))
    }
    /// The files as the verification takes them, without the roll, which is read from `roll`.
    pub fn bundle<'a>(&'a self, previous: Option<&'a Self>) -> draw::Bundle<'a> {
        draw::Bundle {
            roll: &[],
            lock: self.get("lock.json").unwrap_or_default(),
            record: self.get("record.json"),
            amendments: self.get("amendments.json"),
            rules: self.get("rules.txt"),
            void: self.get("void.json"),
            previous: previous.map(|files| draw::Previous {
                lock: files.get("lock.json").unwrap_or_default(),
                record: files.get("record.json"),
                amendments: files.get("amendments.json"),
                void: files.get("void.json"),
            }),
        }
    }
    /// The roll, to be read in pieces.
    pub fn roll(&self) -> &RollFile {
        &self.roll
    }
    /// The bytes of one file other than the roll.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.by_name.get(name).map(Vec::as_slice)
    }
    /// Name and bytes of each file that counts, the roll read whole.
    pub(super) fn all(&self) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
        let mut all: Vec<_> = self.by_name.iter().map(|(name, bytes)| (*name, bytes.clone())).collect();
        all.push((ROLL, self.roll.bytes()?));
        Ok(all)
    }
    /// The same with one file replaced.
    pub(super) fn with(&self, name: &str, bytes: Vec<u8>) -> Self {
        let mut changed = self.clone();
        if name == ROLL {
            changed.roll = RollFile::in_memory(bytes);
        } else if let Some(slot) = changed.by_name.get_mut(name) {
            *slot = bytes;
        }
        changed
    }
}

/// The files of a bundle while they are collected.
#[derive(Debug, Default)]
struct Found {
    by_name: BTreeMap<&'static str, Vec<u8>>,
    roll: Option<RollFile>,
    beside: Vec<String>,
}

impl Found {
    /// Something that is none of the files of the protocol.
    fn note(&mut self, base: &str, name: &str) {
        if !COMPANIONS.contains(&base) {
            self.beside.push(name.to_owned());
        }
    }
    fn whole(self, path: &Path) -> Result<Files, Failure> {
        let missing = |name: &str| {
            refused(
                format!("There is no {name} in {}.", path.display()),
                "Choose the folder or zip that was published with the draw; it holds roll.tsv, lock.json and record.json.",
            )
        };
        if !self.by_name.contains_key("lock.json") {
            return Err(missing("lock.json"));
        }
        let roll = self.roll.ok_or_else(|| missing(ROLL))?;
        Ok(Files { by_name: self.by_name, roll, beside: self.beside })
    }
}

fn refused(why: impl Into<String>, help: &str) -> Failure {
    Failure::new("Nothing was verified.", why, help)
}

impl Evidence {
    /// Reads a folder, a zip or a receipt.
    pub fn read(world: &Arc<dyn World>, path: &Path) -> Result<Self, Failure> {
        if world.is_folder(path) {
            return read_folder(world, path)?.whole(path).map(Self::Bundle);
        }
        let unread = |error: io::Error| refused(io_reason(&error), "Check the name and the folder of the bundle.");
        let mut file = world.open(path).map_err(unread)?;
        let mut bytes = Vec::new();
        file.by_ref().take(2).read_to_end(&mut bytes).map_err(unread)?;
        if bytes.is_empty() {
            return Err(refused(format!("{} is empty.", path.display()), "Get it again from whoever published it."));
        }
        if bytes.starts_with(b"PK") {
            drop(file);
            return read_zip(world, path)?.whole(path).map(Self::Bundle);
        }
        // Anything else that is meant to be verified is a receipt: JSON, and small.
        if bytes.first().is_some_and(|first| b"{ \t\r\n".contains(first)) {
            file.take(RECEIPT_BYTES_MAX).read_to_end(&mut bytes).map_err(unread)?;
        }
        let is_receipt = bytes.len() as u64 <= RECEIPT_BYTES_MAX
            && serde_json::from_slice::<serde_json::Value>(&bytes)
                .is_ok_and(|tree| tree.get("lock").is_some() && tree.get("line").is_some());
        if is_receipt {
            return Ok(Self::Receipt(bytes));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if KNOWN.iter().any(|(known, _)| *known == name) {
            return Err(refused(
                format!("{name} is one file of a bundle, and a bundle is verified as a whole."),
                "Give the folder in which it lies.",
            ));
        }
        Err(refused(
            format!("{} is neither the bundle of a draw nor a receipt.", path.display()),
            "Give the folder or zip that was published with the draw, or the receipt.json of an entrant.",
        ))
    }
}

fn read_folder(world: &Arc<dyn World>, folder: &Path) -> Result<Found, Failure> {
    let help = "Check that the folder can be read.";
    let mut found = Found::default();
    for name in world.files_in(folder).map_err(|error| refused(io_reason(&error), help))? {
        let Some((known, limit)) = KNOWN.iter().find(|(known, _)| *known == name) else {
            found.note(&name, &name);
            continue;
        };
        let unread = |error: io::Error| refused(format!("{known}: {}", io_reason(&error)), help);
        let path = folder.join(known);
        if *known == ROLL {
            found.roll = Some(RollFile::at(world, &path).map_err(unread)?);
            continue;
        }
        let mut bytes = Vec::new();
        world.open(&path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).map_err(unread)?;
        if bytes.len() as u64 > *limit {
            return Err(too_large(known));
        }
        found.by_name.insert(known, bytes);
    }
    Ok(found)
}

fn too_large(name: &str) -> Failure {
    refused(format!("{name} is larger than that file of a draw can be."), "Get the bundle from whoever published it.")
}

fn read_zip(world: &Arc<dyn World>, path: &Path) -> Result<Found, Failure> {
    let help = "Get the zip again from whoever published it, or verify the folder.";
    let broken = |error: ZipError| refused(error.to_string(), help);
    let entries = read_table(world.as_ref(), path).map_err(broken)?;
    // A zip of the folder itself has all names below one folder; anything else that looks like a path is not taken.
    let lock =
        entries.iter().map(|entry| entry.name.as_str()).find(|name| name.rsplit('/').next() == Some("lock.json"));
    let folder = lock.map(|name| name.trim_end_matches("lock.json").to_owned()).unwrap_or_default();
    if folder.matches('/').count() > 1 || ["../", "./", "/"].contains(&folder.as_str()) {
        return Err(refused("The files of the bundle lie deep inside the zip.", "Zip the folder of the bundle alone."));
    }
    let mut found = Found::default();
    let mut seen = BTreeSet::new();
    for entry in entries {
        let base = entry.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let Some((known, limit)) = KNOWN.iter().find(|(known, _)| *known == base) else {
            if !base.is_empty() {
                found.note(base, &entry.name);
            }
            continue;
        };
        if entry.name.strip_prefix(&folder) != Some(known) {
            // Two candidates for one file: which one was meant must not be guessed.
            let why = format!("{} lies where no file of the bundle belongs.", entry.name.escape_debug());
            return Err(refused(why, "Zip the folder of the bundle alone."));
        }
        if !seen.insert(*known) {
            return Err(refused(format!("{known} is in the zip twice."), help));
        }
        if entry.size_bytes > *limit {
            return Err(too_large(known));
        }
        if *known == ROLL {
            // Unpacked once for its check sum, and again whenever the draw needs it: it may be larger than memory.
            entry.unpack(world.as_ref(), path, |_| ()).map_err(broken)?;
            found.roll = Some(RollFile::in_zip(world, path, entry));
            continue;
        }
        let mut content = Vec::new();
        entry.unpack(world.as_ref(), path, |piece| content.extend_from_slice(piece)).map_err(broken)?;
        found.by_name.insert(known, content);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn read_zip(bytes: &[u8]) -> Result<Files, Failure> {
        let world = FakeWorld::new(jiff::Timestamp::UNIX_EPOCH);
        world.put("/bundle.zip", bytes);
        let world: Arc<dyn World> = Arc::new(world);
        super::read_zip(&world, Path::new("/bundle.zip"))?.whole(Path::new("/bundle.zip"))
    }

    #[test]
    fn plain_and_nested_zips_are_read_and_strangers_are_left() {
        for folder in ["", "draw 1/"] {
            let name = |file: &str| format!("{folder}{file}");
            let (lock, roll, note, readme) =
                (name("lock.json"), name("roll.tsv"), name("note.txt"), name("README.txt"));
            let files = read_zip(&zip_of(&[(&lock, b"L"), (&roll, b"R"), (&note, b"N"), (&readme, b"A")])).unwrap();
            assert_eq!(files.get("lock.json"), Some(b"L".as_slice()));
            assert_eq!(files.roll().bytes().unwrap(), b"R");
            assert_eq!(files.beside, [note]);
        }
    }

    #[test]
    fn a_zip_that_is_ambiguous_or_climbs_out_is_refused() {
        let two = zip_of(&[("lock.json", b"L"), ("roll.tsv", b"R"), ("other/roll.tsv", b"X")]);
        assert!(read_zip(&two).unwrap_err().why.contains("other/roll.tsv lies"));
        let climbing = zip_of(&[("../lock.json", b"L"), ("../roll.tsv", b"R")]);
        assert!(read_zip(&climbing).is_err());
        let deep = zip_of(&[("a/b/lock.json", b"L"), ("a/b/roll.tsv", b"R")]);
        assert!(read_zip(&deep).is_err());
        // The same name twice: written under another name of the same length, then renamed in the bytes.
        let mut twins = zip_of(&[("lock.json", b"L"), ("roll.tsv", b"R"), ("rolX.tsv", b"X")]);
        while let Some(at) = twins.windows(8).position(|window| window == b"rolX.tsv") {
            twins[at..at + 8].copy_from_slice(b"roll.tsv");
        }
        assert!(read_zip(&twins).is_err());
        assert!(read_zip(b"PK\x03\x04 and then nothing").is_err());
    }

    #[test]
    fn a_file_that_unpacks_to_too_much_is_refused() {
        let bomb = zip_of(&[("lock.json", b"L"), ("roll.tsv", b"R"), ("void.json", &vec![b' '; (1 << 20) + 1])]);
        assert!(read_zip(&bomb).unwrap_err().why.contains("larger"));
    }
}
