//! The only door to the outside: files, the clock, and randomness. Everything else is a pure function of what comes through it,
//! so tests walk the whole program with a [`FakeWorld`].

use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::ffi::OsString;
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
    /// Which programs there are to call.
    fn system(&self) -> System {
        System::HERE
    }
    /// Calls a program of the system. An error where there is no such program.
    fn call(&self, _: &Call) -> io::Result<Answer> {
        Err(io::ErrorKind::NotFound.into())
    }
}

/// The systems the program runs on, by what they call their programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    Linux,
    MacOs,
    Windows,
}

impl System {
    /// The one it was built for; other Unix systems have the programs of Linux.
    pub const HERE: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::MacOs
    } else {
        Self::Linux
    };
}

/// A call of another program. No shell stands between: what is in `args` is taken as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    pub program: String,
    pub args: Vec<OsString>,
    /// Added to the environment.
    pub env: Vec<(String, OsString)>,
    /// It opens a window that stays: it is not waited for longer than a moment, and what it says is not read.
    pub stays: bool,
}

impl Call {
    pub fn new(program: &str) -> Self {
        Self { program: program.to_owned(), ..Self::default() }
    }
    #[must_use]
    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }
    #[must_use]
    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.env.push((name.to_owned(), value.into()));
        self
    }
    #[must_use]
    pub fn staying(mut self) -> Self {
        self.stays = true;
        self
    }
}

/// What a called program answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// It ended well, or is still open.
    pub is_good: bool,
    pub out: String,
    pub complaint: String,
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
        let folder_of = |path: &Path| match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        // A link stays a link: what it points at is written, wherever that lies.
        let target = if path.is_symlink() { std::fs::canonicalize(path)? } else { path.to_owned() };
        let folder = folder_of(&target);
        if let Ok(metadata) = std::fs::metadata(path)
            && metadata.permissions().readonly()
        {
            // Renaming over it would work where the folder allows it, but whoever made it read-only meant it.
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let temporary = |folder: &Path| {
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
        let mut new = temporary(&folder)?;
        new.write_all(bytes)?;
        new.as_file().sync_all()?;
        if keep_previous && path.exists() {
            let backup = backup_path(path);
            let mut kept = temporary(&folder_of(&backup))?;
            io::copy(&mut std::fs::File::open(path)?, &mut kept)?;
            kept.as_file().sync_all()?;
            kept.persist(backup).map_err(|error| error.error)?;
        }
        new.persist(&target).map_err(|error| error.error)?;
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
    fn call(&self, call: &Call) -> io::Result<Answer> {
        use std::process::{Command, Stdio};
        let mut command = Command::new(&call.program);
        command.args(&call.args).envs(call.env.iter().map(|(name, value)| (name, value))).stdin(Stdio::null());
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            // CREATE_NO_WINDOW: no console flashes up behind the window.
            command.creation_flags(0x0800_0000);
        }
        if !call.stays {
            let output = command.output()?;
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
            let (out, complaint) = (text(&output.stdout), text(&output.stderr));
            return Ok(Answer { is_good: output.status.success(), out, complaint });
        }
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        for _ in 0..40 {
            if let Some(status) = child.try_wait()? {
                return Ok(Answer { is_good: status.success(), ..Answer::default() });
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        Ok(Answer { is_good: true, ..Answer::default() })
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
    system: System,
    /// What programs answer, by their name; others are not there.
    programs: BTreeMap<String, Answer>,
    calls: Vec<Call>,
}

impl FakeWorld {
    pub fn new(now: Timestamp) -> Self {
        Self {
            state: Mutex::new(FakeState {
                files: BTreeMap::new(),
                read_only: Vec::new(),
                now,
                counter: 0,
                system: System::Linux,
                programs: BTreeMap::new(),
                calls: Vec::new(),
            }),
        }
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
    /// From now on it is this system, with these programs and what they answer.
    pub fn install(&self, system: System, programs: &[(&str, Answer)]) {
        self.with(|state| {
            state.system = system;
            state.programs = programs.iter().map(|(name, answer)| ((*name).to_owned(), answer.clone())).collect();
        });
    }
    /// Programs called so far.
    pub fn calls(&self) -> Vec<Call> {
        self.with(|state| state.calls.clone())
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
    fn system(&self) -> System {
        self.with(|state| state.system)
    }
    fn call(&self, call: &Call) -> io::Result<Answer> {
        self.with(|state| {
            let answer = state.programs.get(&call.program).cloned().ok_or(io::ErrorKind::NotFound)?;
            state.calls.push(call.clone());
            Ok(answer)
        })
    }
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    use super::*;

    #[test]
    #[cfg(unix)] // Elsewhere links need rights.
    fn a_link_to_a_file_elsewhere_stays_a_link_when_it_is_saved_over() {
        let (desk, share) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (link, file) = (desk.path().join("a.unsung"), share.path().join("heroes.unsung"));
        std::fs::write(&file, "one").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        SystemWorld.write_whole(&link, b"two", true).unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&file).unwrap(), b"two");
        assert_eq!(std::fs::read(desk.path().join("a.previous.unsung")).unwrap(), b"one");
        let left: usize = [&desk, &share].map(|folder| std::fs::read_dir(folder.path()).unwrap().count()).iter().sum();
        assert_eq!(left, 3, "the link, the file, the version before, and nothing half done");
    }

    #[test]
    #[cfg(unix)] // Elsewhere links need rights.
    fn a_link_to_nowhere_is_an_error_and_stays() {
        let desk = tempfile::tempdir().unwrap();
        let link = desk.path().join("a.unsung");
        std::os::unix::fs::symlink(desk.path().join("gone/b.unsung"), &link).unwrap();
        assert!(SystemWorld.write_whole(&link, b"two", true).is_err());
        assert!(link.is_symlink());
    }
}
