//! The only door to the outside: files, the clock, and randomness. Everything else is a pure function of what comes through it,
//! so tests walk the whole program with a [`FakeWorld`].

use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Files larger than this are not read: no list or campaign for one laptop is.
pub const MAX_READ_BYTES: u64 = 4 << 30;

/// A file that is read in pieces, from any place.
pub trait ReadSeek: io::Read + io::Seek + Send {}

impl<T: io::Read + io::Seek + Send> ReadSeek for T {}

pub trait World: Send + Sync {
    fn now(&self) -> Timestamp;
    fn time_zone(&self) -> TimeZone;
    /// Bytes nobody can guess.
    fn fill_random(&self, bytes: &mut [u8]) -> io::Result<()>;
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Opens a file that need not fit into memory.
    fn open(&self, path: &Path) -> io::Result<Box<dyn ReadSeek>>;
    /// Writes the file whole: beside it first, flushed, then renamed. A version that was there is kept under
    /// [`backup_path`] when `keep_previous` is set. On an error the old file is untouched.
    fn write_whole(&self, path: &Path, bytes: &[u8], keep_previous: bool) -> io::Result<()>;
    /// Takes away a file that the program made for itself.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    fn exists(&self, path: &Path) -> bool;
    fn is_folder(&self, path: &Path) -> bool;
    /// Names of the files directly in a folder, sorted.
    fn files_in(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// Where preferences and the list of recent files live; `None` keeps them for this run only.
    fn settings_folder(&self) -> Option<PathBuf>;
    /// Where a person's documents are, as the place to start from in dialogs.
    fn documents_folder(&self) -> Option<PathBuf>;
}

/// `NAME.previous.unsung` beside `NAME.unsung`: opens like any campaign.
pub fn backup_path(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(extension) => format!("{stem}.previous.{}", extension.to_string_lossy()),
        None => format!("{stem}.previous"),
    };
    path.with_file_name(name)
}

/// The machine the program runs on.
#[derive(Debug, Default)]
pub struct SystemWorld;

impl World for SystemWorld {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
    fn time_zone(&self) -> TimeZone {
        TimeZone::system()
    }
    fn fill_random(&self, bytes: &mut [u8]) -> io::Result<()> {
        use rand::TryRng;
        rand::rngs::SysRng.try_fill_bytes(bytes).map_err(io::Error::other)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let metadata = std::fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if metadata.len() > MAX_READ_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        std::fs::read(path)
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn ReadSeek>> {
        let file = std::fs::File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Box::new(file))
    }
    fn write_whole(&self, path: &Path, bytes: &[u8], keep_previous: bool) -> io::Result<()> {
        use io::Write;
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if let Ok(metadata) = std::fs::metadata(path)
            && metadata.permissions().readonly()
        {
            // Renaming over it would work where the folder allows it, but whoever made it read-only meant it.
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let temporary = || {
            let mut builder = tempfile::Builder::new();
            builder.prefix(".unsung-").suffix(".part");
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                // The usual rights of a new file; the system's mask narrows them.
                builder.permissions(std::fs::Permissions::from_mode(0o666));
            }
            builder.tempfile_in(folder)
        };
        let mut new = temporary()?;
        new.write_all(bytes)?;
        new.as_file().sync_all()?;
        if keep_previous && path.exists() {
            let mut kept = temporary()?;
            io::copy(&mut std::fs::File::open(path)?, &mut kept)?;
            kept.as_file().sync_all()?;
            kept.persist(backup_path(path)).map_err(|error| error.error)?;
        }
        new.persist(path).map_err(|error| error.error)?;
        // The rename itself must reach the disk; where folders cannot be opened (Windows) the system does it.
        if let Ok(folder) = std::fs::File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)
    }
    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }
    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }
    fn files_in(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        names.sort();
        Ok(names)
    }
    fn settings_folder(&self) -> Option<PathBuf> {
        dirs::config_dir().map(|folder| folder.join("unsung"))
    }
    fn documents_folder(&self) -> Option<PathBuf> {
        dirs::document_dir().or_else(dirs::home_dir)
    }
}

/// A world in memory: a clock that moves a second at each look, bytes that only look random, folders as prefixes.
#[derive(Debug)]
pub struct FakeWorld {
    state: Mutex<FakeState>,
}

#[derive(Debug)]
struct FakeState {
    files: BTreeMap<PathBuf, Vec<u8>>,
    read_only: Vec<PathBuf>,
    now: Timestamp,
    counter: u64,
}

impl FakeWorld {
    pub fn new(now: Timestamp) -> Self {
        Self { state: Mutex::new(FakeState { files: BTreeMap::new(), read_only: Vec::new(), now, counter: 0 }) }
    }
    fn with<T>(&self, f: impl FnOnce(&mut FakeState) -> T) -> T {
        // A panic in another test thread must not hide the state from the one that looks at it.
        f(&mut self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
    pub fn put(&self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.with(|state| state.files.insert(path.into(), bytes.into()));
    }
    pub fn set_now(&self, now: Timestamp) {
        self.with(|state| state.now = now);
    }
    /// From now on nothing at or below the path can be written.
    pub fn protect(&self, path: impl Into<PathBuf>) {
        self.with(|state| state.read_only.push(path.into()));
    }
    pub fn paths(&self) -> Vec<PathBuf> {
        self.with(|state| state.files.keys().cloned().collect())
    }
}

impl World for FakeWorld {
    fn now(&self) -> Timestamp {
        self.with(|state| {
            state.now += jiff::SignedDuration::from_secs(1);
            state.now
        })
    }
    fn time_zone(&self) -> TimeZone {
        TimeZone::UTC
    }
    fn fill_random(&self, bytes: &mut [u8]) -> io::Result<()> {
        use sha2::{Digest, Sha256};
        self.with(|state| {
            for chunk in bytes.chunks_mut(32) {
                state.counter += 1;
                let block = Sha256::digest(state.counter.to_be_bytes());
                chunk.copy_from_slice(&block[..chunk.len()]);
            }
        });
        Ok(())
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if self.is_folder(path) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        self.with(|state| state.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into()))
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn ReadSeek>> {
        Ok(Box::new(io::Cursor::new(self.read(path)?)))
    }
    fn write_whole(&self, path: &Path, bytes: &[u8], keep_previous: bool) -> io::Result<()> {
        if self.is_folder(path) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        self.with(|state| {
            if state.read_only.iter().any(|protected| path.starts_with(protected)) {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            let old = state.files.insert(path.to_owned(), bytes.to_owned());
            if let (true, Some(old)) = (keep_previous, old) {
                state.files.insert(backup_path(path), old);
            }
            Ok(())
        })
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.with(|state| {
            if state.read_only.iter().any(|protected| path.starts_with(protected)) {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            state.files.remove(path).map(|_| ()).ok_or_else(|| io::ErrorKind::NotFound.into())
        })
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.with(|state| {
            let refused = state.read_only.iter().any(|protected| path.starts_with(protected));
            if refused { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
        })
    }
    fn exists(&self, path: &Path) -> bool {
        self.with(|state| state.files.contains_key(path)) || self.is_folder(path)
    }
    fn is_folder(&self, path: &Path) -> bool {
        self.with(|state| state.files.keys().any(|file| file != path && file.starts_with(path)))
    }
    fn files_in(&self, folder: &Path) -> io::Result<Vec<String>> {
        Ok(self.with(|state| {
            let direct = state.files.keys().filter(|file| file.parent() == Some(folder));
            direct.filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned())).collect()
        }))
    }
    fn settings_folder(&self) -> Option<PathBuf> {
        Some("/settings".into())
    }
    fn documents_folder(&self) -> Option<PathBuf> {
        Some("/documents".into())
    }
}
