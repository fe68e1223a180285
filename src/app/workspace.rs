//! The workspace: the open campaign with its history, its file and the work under way. Both shells hold one;
//! neither changes a campaign in any other way.

use super::erasing::Erasure;
use super::failure::{Failure, io_reason};
use super::preferences::Preferences;
use super::progress::{Jobs, Progress, Task};
use super::recovery::{Journal, Kept, Work};
use super::timeline;
use super::world::{World, backup_path};
use crate::campaign::{Campaign, Change, Edit, EditError, History, Prepared, Source};
use crate::store::{self, Blobs, Opened, StoreError};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub struct Workspace {
    world: Arc<dyn World>,
    jobs: Jobs,
    document: Option<Document>,
    journal: Journal,
    preferences: Preferences,
    /// Where the next campaign that is opened begins to count its revisions.
    next_revision: u64,
}

/// The open campaign.
struct Document {
    campaign: Arc<Campaign>,
    history: History,
    blobs: Blobs,
    path: Option<PathBuf>,
    /// Revision with which it was opened or started.
    begun_revision: u64,
    /// Where to propose to save what has no file of its own.
    suggested: Option<PathBuf>,
    /// Revision that lies in the file; `None` when it was never saved.
    saved_revision: Option<u64>,
    saved_at: Option<Timestamp>,
    /// SHA-256 of the file at `path` as it was read or written last.
    file_sha256: Option<[u8; 32]>,
    /// Somebody was erased since the last save: the version before must not be kept.
    must_scrub: bool,
}

/// What a finished save tells: handed back to [`Workspace::finish_save`].
#[derive(Clone, Debug)]
pub struct Saved {
    pub path: PathBuf,
    pub bytes: u64,
    revision: u64,
    scrubbed: bool,
    at: Timestamp,
    sha256: [u8; 32],
}

/// A save that was not done, because somebody else wrote the file since it was read: another window, another program, a shared
/// folder. What they wrote is untouched.
#[derive(Clone, Debug)]
pub struct ChangedOutside {
    pub path: PathBuf,
    /// Replacing it keeps it beside the new one, as with every save; not after an erasure.
    pub is_kept: bool,
}

/// What a save may write over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The version that was read or written here, and files the person chose to replace.
    OwnVersion,
    /// Whatever lies there now.
    Anything,
}

impl Workspace {
    pub fn new(world: Arc<dyn World>, jobs: Jobs) -> Self {
        let preferences = Preferences::load(world.as_ref());
        Self { world, jobs, document: None, journal: Journal::default(), preferences, next_revision: 0 }
    }

    pub fn world(&self) -> &Arc<dyn World> {
        &self.world
    }
    pub fn jobs(&self) -> &Jobs {
        &self.jobs
    }
    pub fn preferences(&self) -> &Preferences {
        &self.preferences
    }
    /// Changes preferences and writes them. A settings folder that cannot be written costs only the memory of them.
    pub fn set_preferences(&mut self, change: impl FnOnce(&mut Preferences)) {
        change(&mut self.preferences);
        self.preferences.store(self.world.as_ref());
    }

    pub fn campaign(&self) -> Option<&Campaign> {
        self.document.as_ref().map(|document| document.campaign.as_ref())
    }
    /// The campaign as it is now, for a job.
    pub fn snapshot(&self) -> Option<Arc<Campaign>> {
        self.document.as_ref().map(|document| Arc::clone(&document.campaign))
    }
    /// All files kept with the campaign, by hash.
    pub fn blobs(&self) -> Option<&Blobs> {
        self.document.as_ref().map(|document| &document.blobs)
    }
    pub fn blob(&self, sha256: &str) -> Option<Arc<Vec<u8>>> {
        self.document.as_ref()?.blobs.get(sha256).cloned()
    }
    pub fn path(&self) -> Option<&Path> {
        self.document.as_ref()?.path.as_deref()
    }
    pub fn saved_at(&self) -> Option<Timestamp> {
        self.document.as_ref()?.saved_at
    }
    /// True when there is something that no file holds.
    pub fn is_unsaved(&self) -> bool {
        self.document.as_ref().is_some_and(|document| document.saved_revision != Some(document.campaign.revision()))
    }

    /// Starts with a campaign that has no file yet.
    pub fn install_new(&mut self, mut campaign: Campaign, blobs: Blobs) {
        self.give_up_journal();
        self.put_away();
        campaign.count_from(self.next_revision);
        self.document = Some(Document {
            begun_revision: campaign.revision(),
            campaign: Arc::new(campaign),
            history: History::default(),
            blobs,
            path: None,
            suggested: None,
            saved_revision: None,
            saved_at: None,
            file_sha256: None,
            must_scrub: false,
        });
    }
    /// Goes on with a campaign that was read from a file.
    pub fn install_opened(&mut self, mut opened: Opened, path: PathBuf) {
        let title = opened.campaign.settings().title.clone();
        self.give_up_journal();
        self.put_away();
        opened.campaign.count_from(self.next_revision);
        let revision = opened.campaign.revision();
        self.document = Some(Document {
            begun_revision: revision,
            campaign: Arc::new(opened.campaign),
            history: History::default(),
            blobs: opened.blobs,
            path: Some(path.clone()),
            suggested: None,
            saved_revision: Some(revision),
            saved_at: None,
            file_sha256: Some(opened.sha256),
            must_scrub: false,
        });
        let at = self.world.now();
        self.set_preferences(|preferences| preferences.remember(path, title, at));
    }
    /// Goes on with work that was kept and not saved. It has no file until it is saved: the person's own stays as it is.
    pub fn install_kept(&mut self, opened: Opened, kept: Kept) {
        self.install_new(opened.campaign, opened.blobs);
        if let Some(document) = &mut self.document {
            document.suggested.clone_from(&kept.file);
            self.journal.adopt(kept, document.campaign.revision());
        }
    }
    /// Where a campaign without a file was once saved, to be proposed.
    pub fn suggested_path(&self) -> Option<&Path> {
        self.document.as_ref()?.suggested.as_deref()
    }
    pub fn close(&mut self) {
        self.give_up_journal();
        self.put_away();
    }
    /// The campaign that was open goes where nobody waits for it. No other one has a revision of its numbers, so that nothing made
    /// for it fits on the next, be that the version before it with the same id.
    fn put_away(&mut self) {
        if let Some(document) = self.document.take() {
            self.next_revision = document.campaign.revision() + 1;
            self.jobs.drop_aside(document);
        }
    }

    /// The copies of unsaved work.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }
    /// Keeps a copy of unsaved work when it is time; see [`Journal`]. `now` are seconds of a clock that only goes forward.
    pub fn tend_journal(&mut self, now: f64) -> (Option<f64>, Option<Failure>) {
        let document = self.document.as_ref();
        // What a template brought is there again at a click: only what was changed since is kept.
        let unsaved = document.filter(|document| {
            let revision = document.campaign.revision();
            document.saved_revision != Some(revision) && document.begun_revision != revision
        });
        let work = unsaved.map(|document| Work {
            campaign: &document.campaign,
            blobs: &document.blobs,
            file: document.path.as_deref().or(document.suggested.as_deref()),
        });
        self.journal.tend(&self.world, &self.jobs, work, now)
    }
    fn give_up_journal(&mut self) {
        self.journal.settle(&self.world, &self.jobs, None);
    }
    /// The program ends; what was unsaved was given up.
    pub fn end_journal(&mut self) {
        self.journal.end(self.world.as_ref());
    }

    /// Makes a change as one undo step.
    pub fn commit(&mut self, change: Change) -> Result<(), Failure> {
        let at = self.world.now();
        let document = self.document.as_mut().ok_or_else(nothing_open)?;
        timeline::check(&document.campaign, &change, at)?;
        let what = format!("“{}” was not done; the campaign is as it was.", change.called());
        let done = document.history.commit(Arc::make_mut(&mut document.campaign), change, at);
        self.drop_gone();
        done.map_err(|error| refused(what, &error))
    }
    /// Lets steps go that cannot be come back to, on another thread where they are large.
    fn drop_gone(&mut self) {
        let Some(gone) = self.document.as_mut().map(|document| document.history.gone()) else { return };
        if gone.is_large() {
            self.jobs.drop_aside(gone);
        }
    }
    /// Takes over a change of very many edits that a job made on a copy, as one undo step. False where the campaign was changed
    /// since: then it must be worked out anew.
    ///
    /// # Errors
    /// Where a date that has locked since keeps shut what it would touch.
    pub fn adopt(&mut self, prepared: Arc<Prepared>) -> Result<bool, Failure> {
        let at = self.world.now();
        let Some(document) = self.document.as_mut() else { return Ok(false) };
        if prepared.base() == document.campaign.revision()
            && timeline::is_anything_shut(&document.campaign, at)
            && let Err(failure) = timeline::check(&document.campaign, &prepared.lockable(&document.campaign), at)
        {
            self.jobs.drop_aside(prepared);
            return Err(failure);
        }
        let adopted = document.history.adopt(&mut document.campaign, prepared, at);
        self.drop_gone();
        match adopted {
            Ok(()) => Ok(true),
            Err(outdated) => {
                self.jobs.drop_aside(outdated);
                Ok(false)
            }
        }
    }
    /// One edit as one undo step.
    pub fn edit(&mut self, title: &str, edit: Edit) -> Result<(), Failure> {
        self.commit(Change::one(title, edit))
    }
    /// Keeps the bytes of an imported file; they are written with the campaign as long as a source names them.
    pub fn keep_blob(&mut self, bytes: Arc<Vec<u8>>) -> String {
        let hash = hex::encode(Sha256::digest(bytes.as_slice()));
        self.keep_hashed(hash.clone(), bytes);
        hash
    }
    /// The same for bytes whose SHA-256 a job has made already.
    pub fn keep_hashed(&mut self, sha256: String, bytes: Arc<Vec<u8>>) {
        if let Some(document) = &mut self.document {
            document.blobs.insert(sha256, bytes);
        }
    }
    /// Erases a person: the records, the raw files, undo; the next save overwrites the version before, too.
    pub fn erase(&mut self, erasure: Erasure) -> Result<(), Failure> {
        self.commit(erasure.change)?;
        if let Some(id) = self.campaign().map(|campaign| campaign.settings().id.clone()) {
            let views = self.preferences.people_views.len();
            self.preferences.forget_views_about(&id, &erasure.known_by);
            if self.preferences.people_views.len() < views {
                self.preferences.store(self.world.as_ref());
            }
        }
        let Some(document) = &mut self.document else { return Ok(()) };
        for (before, after, sha256) in erasure.files {
            document.blobs.remove(&before);
            document.blobs.insert(sha256, after);
        }
        let named = document.campaign.named_files();
        document.blobs.retain(|hash, _| named.contains(hash.as_str()));
        document.must_scrub = true;
        let id = document.campaign.settings().id.clone();
        self.journal.scrub(&self.world, &self.jobs, id);
        Ok(())
    }
    /// Turns the last step back and says which it was. A date that has locked since keeps shut what it keeps shut for any change.
    pub fn undo(&mut self) -> Result<Option<String>, Failure> {
        let at = self.world.now();
        let document = self.document.as_mut().ok_or_else(nothing_open)?;
        if timeline::is_anything_shut(&document.campaign, at)
            && let Some(change) = document.history.undo_change(&document.campaign)
        {
            timeline::check(&document.campaign, &change, at)?;
        }
        let undone = document.history.undo(Arc::make_mut(&mut document.campaign), at);
        Ok(undone.map_err(|error| refused("Nothing was undone.".into(), &error))?.map(|undone| undone.title))
    }
    pub fn redo(&mut self) -> Result<Option<String>, Failure> {
        let at = self.world.now();
        let document = self.document.as_mut().ok_or_else(nothing_open)?;
        if timeline::is_anything_shut(&document.campaign, at)
            && let Some(change) = document.history.redo_change(&document.campaign)
        {
            timeline::check(&document.campaign, &change, at)?;
        }
        let redone = document.history.redo(Arc::make_mut(&mut document.campaign), at);
        Ok(redone.map_err(|error| refused("Nothing was redone.".into(), &error))?.map(|redone| redone.title))
    }
    pub fn undo_title(&self) -> Option<&str> {
        self.document.as_ref()?.history.undo_title()
    }
    pub fn redo_title(&self) -> Option<&str> {
        self.document.as_ref()?.history.redo_title()
    }
    pub fn sealed_by(&self) -> Option<&str> {
        self.document.as_ref()?.history.sealed_by()
    }
    pub fn end_merging(&mut self) {
        if let Some(document) = &mut self.document {
            document.history.end_merging();
        }
    }

    /// Saves to `path` on a thread; hand what was saved to [`Workspace::finish_save`].
    pub fn start_save(&self, path: PathBuf, over: Over) -> Result<Task<Result<Saved, ChangedOutside>>, Failure> {
        let save = self.save_work(path, over)?;
        Ok(self.jobs.start("Saving", save))
    }
    /// Saves at once and waits: the command line.
    pub fn save_now(&mut self, path: PathBuf) -> Result<(), Failure> {
        let saved = self.save_work(path, Over::OwnVersion)?(&Progress::silent())?;
        self.finish_save(saved.map_err(|changed| {
            Failure::new(
                format!("{} was not written; what is there now is untouched.", changed.path.display()),
                "Another program wrote the file while this one was at work.",
                "Run the command again.",
            )
        })?);
        Ok(())
    }
    fn save_work(
        &self,
        path: PathBuf,
        over: Over,
    ) -> Result<impl FnOnce(&Progress) -> Result<Result<Saved, ChangedOutside>, Failure> + Send + 'static, Failure>
    {
        let document = self.document.as_ref().ok_or_else(nothing_open)?;
        let campaign = Arc::clone(&document.campaign);
        let blobs = document.blobs.clone();
        let world = Arc::clone(&self.world);
        let scrub = document.must_scrub;
        let is_own = over == Over::OwnVersion && document.path.as_ref() == Some(&path);
        let known = document.file_sha256.filter(|_| is_own);
        Ok(move |progress: &Progress| {
            let bytes = store::to_bytes_watched(&campaign, &blobs, &mut records_of(progress)).map_err(|error| {
                let what = "The campaign was not saved; the file is as it was.";
                match error {
                    StoreError::Stopped => Failure::cancelled(what),
                    error => Failure::new(what, error.to_string(), "Save it under another name."),
                }
            })?;
            let refused = |error: std::io::Error| {
                Failure::new(
                    format!("{} was not written; what was there is untouched.", path.display()),
                    io_reason(&error),
                    "Choose another folder with Save as.",
                )
                .or_at_the_prompt("Make room and let it be written, or run the command on a copy in another folder.")
            };
            // Looked at last, so that hardly a moment is left in which somebody else could write.
            if let (Some(known), Ok(there)) = (known, world.read(&path))
                && <[u8; 32]>::from(Sha256::digest(&there)) != known
            {
                return Ok(Err(ChangedOutside { path, is_kept: !scrub }));
            }
            let sha256 = Sha256::digest(&bytes).into();
            // The version before goes first: while it cannot be written over, whoever was erased is in both, and that is said.
            let backup = backup_path(&path);
            if scrub && world.exists(&backup) {
                world.write_whole(&backup, &bytes, false).map_err(|error| {
                    Failure::new(
                        format!("{} was not written, and {} is as it was.", backup.display(), path.display()),
                        format!("It still holds whom you erased: {}", io_reason(&error)),
                        "Make that file writable, or delete it, and save again.",
                    )
                })?;
            }
            world.write_whole(&path, &bytes, !scrub).map_err(refused)?;
            Ok(Ok(Saved {
                path,
                bytes: bytes.len() as u64,
                revision: campaign.revision(),
                scrubbed: scrub,
                at: world.now(),
                sha256,
            }))
        })
    }
    /// Takes note of a finished save.
    pub fn finish_save(&mut self, saved: Saved) {
        let Some(document) = &mut self.document else { return };
        // Another campaign may have been opened while this one was being written, or another version of it.
        if saved.revision < document.begun_revision {
            return;
        }
        self.journal.settle(&self.world, &self.jobs, Some(saved.revision));
        document.saved_revision = Some(saved.revision);
        document.saved_at = Some(saved.at);
        document.file_sha256 = Some(saved.sha256);
        // One who was erased while this save ran is still in what it wrote.
        if saved.scrubbed && saved.revision == document.campaign.revision() {
            document.must_scrub = false;
        }
        document.path = Some(saved.path.clone());
        let title = document.campaign.settings().title.clone();
        self.set_preferences(|preferences| preferences.remember(saved.path, title, saved.at));
    }

    /// Reads a campaign file on a thread; hand the result to [`Workspace::install_opened`].
    pub fn start_open(&self, path: PathBuf) -> Task<(Opened, PathBuf)> {
        let world = Arc::clone(&self.world);
        self.jobs.start("Opening", move |progress| {
            read_campaign_watched(world.as_ref(), &path, progress).map(|opened| (opened, path))
        })
    }
    /// Reads and opens at once: the command line.
    pub fn open_now(&mut self, path: &Path) -> Result<(), Failure> {
        let opened = read_campaign(self.world.as_ref(), path)?;
        self.install_opened(opened, path.to_owned());
        Ok(())
    }

    /// The imported file with these bytes, where there is one already.
    pub fn known_source(&self, sha256: &str) -> Option<&Source> {
        self.campaign()?.sources().iter().map(|(_, source)| source).find(|source| source.sha256 == sha256)
    }
}

/// Reads a campaign file whole and checks it.
pub fn read_campaign(world: &dyn World, path: &Path) -> Result<Opened, Failure> {
    read_campaign_watched(world, path, &Progress::silent())
}

/// Tells a job how many records have been written or read.
fn records_of(progress: &Progress) -> impl FnMut(u64, u64) -> bool {
    |done, total| {
        if progress.total() != total {
            progress.set_total(total);
        }
        progress.reach(done).is_ok()
    }
}

/// The same as a job with progress that can be cancelled.
fn read_campaign_watched(world: &dyn World, path: &Path, progress: &Progress) -> Result<Opened, Failure> {
    let what = format!("{} was not opened; it is unchanged.", path.display());
    let bytes = world.read(path).map_err(|error| {
        Failure::new(what.clone(), io_reason(&error), "Check the name and the folder, or choose the file again.")
    })?;
    store::from_bytes_watched(&bytes, &mut records_of(progress)).map_err(|error| {
        let help = match &error {
            StoreError::Empty | StoreError::Truncated | StoreError::Damaged(_) | StoreError::Broken(_) => {
                "Open the version before it: the file beside it whose name ends in .previous.unsung, or a backup."
            }
            StoreError::Foreign(_) => {
                "Choose a file whose name ends in .unsung. A list of people is brought in with Import."
            }
            StoreError::Newer { .. } => "Open it with the newer program.",
            StoreError::TooLarge(_) | StoreError::Write(_) => "Ask whoever sent it for the original.",
            StoreError::Stopped => return Failure::cancelled(what),
        };
        Failure::new(what, error.to_string(), help)
    })
}

fn nothing_open() -> Failure {
    Failure::new("Nothing was done.", "No campaign is open.", "Open a campaign or start a new one.")
}

fn refused(what: String, error: &EditError) -> Failure {
    let help = match error {
        EditError::Sealed { .. } | EditError::SealBroken { .. } | EditError::DrawNumber { .. } => {
            "A locked draw stays as it is. Prepare a new draw; it will show this one as its predecessor."
        }
        EditError::StillNamed { .. } => "Remove what names it first, or remove both together.",
        EditError::Missing { .. } | EditError::NotThere { .. } => {
            "It may have been removed meanwhile. Undo the removal first."
        }
        EditError::Frozen { .. } => "Reopen the round with a reason first; the reopening stays on record.",
        EditError::Declared { .. } => "Take the scores out first, or judge by what was declared.",
        EditError::Unsound { .. } => "Undo the last steps, or open the version before.",
        EditError::EntryIdTaken { .. } => "Give the entry another id.",
    };
    Failure::new(what, format!("{}.", capitalised(&error.to_string())), help)
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
