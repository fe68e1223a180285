//! Unsaved work, kept for the case that the program or the laptop ends before it is saved: a whole copy of the campaign in the
//! settings folder, written beside the window, taken away when the work is saved or given up. The person's own file is never
//! touched from here, and a copy that is opened has to be saved where they say.

use super::failure::{Failure, io_reason};
use super::progress::{Jobs, Task};
use super::workspace::read_campaign;
use super::world::World;
use crate::campaign::Campaign;
use crate::store::{self, Blobs, Opened};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Never more often than this, in seconds.
pub const EVERY_SECS: f64 = 30.0;
/// The first copy after a pause waits until nothing was changed for this long, in seconds.
pub const CALM_SECS: f64 = 2.0;
const FOLDER: &str = "recovery";

/// A copy of work that was not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub title: String,
    /// The campaign it is of.
    pub campaign: String,
    /// The person's own file, where there was one.
    pub file: Option<PathBuf>,
    pub at: Timestamp,
    /// Where the copy lies.
    #[serde(skip)]
    pub copy: PathBuf,
}

fn note_of(copy: &Path) -> PathBuf {
    copy.with_extension("ron")
}

fn folder(world: &dyn World) -> Option<PathBuf> {
    Some(world.settings_folder()?.join(FOLDER))
}

/// What was kept and not saved since, newest first. What cannot be read is left out: it must not keep the program shut.
pub fn list(world: &dyn World) -> Vec<Kept> {
    let Some(folder) = folder(world) else { return Vec::new() };
    let names = world.files_in(&folder).unwrap_or_default();
    let copies = names.iter().filter(|name| name.ends_with(".unsung"));
    let mut kept: Vec<Kept> = copies
        .filter_map(|name| {
            let copy = folder.join(name);
            let note = String::from_utf8(world.read(&note_of(&copy)).ok()?).ok()?;
            Some(Kept { copy, ..ron::from_str(&note).ok()? })
        })
        .collect();
    kept.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.copy.cmp(&b.copy)));
    kept
}

/// Reads a copy whole and checks it. It stays until what was in it is saved or given up.
pub fn open(world: &dyn World, kept: &Kept) -> Result<Opened, Failure> {
    read_campaign(world, &kept.copy)
}

/// Takes a copy away for good. One that is gone already is no failure.
pub fn forget(world: &dyn World, copy: &Path) -> Result<(), Failure> {
    for path in [copy.to_owned(), note_of(copy)] {
        match world.remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::new(
                    format!("The copy {} was not taken away.", path.display()),
                    io_reason(&error),
                    "Delete the file by hand.",
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Writes the copy, then the note that makes it count.
fn keep(world: &dyn World, campaign: &Campaign, blobs: &Blobs, kept: &Kept) -> Result<(), Failure> {
    let failed =
        |why: String| Failure::new("Unsaved work could not be kept in the settings folder.", why, "Save the campaign.");
    let bytes = store::to_bytes(campaign, blobs).map_err(|error| failed(error.to_string()))?;
    let note = ron::ser::to_string_pretty(kept, ron::ser::PrettyConfig::default())
        .map_err(|error| failed(error.to_string()))?;
    let write = || {
        if let Some(folder) = kept.copy.parent() {
            world.create_folder(folder)?;
        }
        world.write_whole(&kept.copy, &bytes, false)?;
        world.write_whole(&note_of(&kept.copy), note.as_bytes(), false)
    };
    write().map_err(|error| failed(io_reason(&error)))
}

/// "heroes-2026" of the file, else of the title: a person who looks into the folder knows what lies there.
fn stem(title: &str, file: Option<&Path>) -> String {
    let name = file.and_then(Path::file_stem).map_or_else(|| title.into(), |stem| stem.to_string_lossy());
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let stem = plain.split_whitespace().take(6).collect::<Vec<_>>().join("-");
    if stem.is_empty() { "campaign".into() } else { stem.chars().take(60).collect() }
}

/// The work as a copy holds it, or will.
pub struct Work<'a> {
    pub campaign: &'a Arc<Campaign>,
    pub blobs: &'a Blobs,
    pub file: Option<&'a Path>,
}

struct Writing {
    revision: u64,
    kept: Kept,
    task: Task<()>,
}

/// Keeps the unsaved work of one open campaign.
#[derive(Default)]
pub struct Journal {
    kept: Option<(u64, Kept)>,
    writing: Option<Writing>,
    /// Revision that is not kept yet, since when, and since when nothing was changed; in seconds of the caller's clock.
    seen: Option<(u64, f64, f64)>,
    written_at: Option<f64>,
    /// Copies of campaigns that were left, still being written or taken away.
    leaving: Vec<(Task<()>, Option<PathBuf>)>,
    /// Copies of this run that are no longer wanted: they may still be there for a moment.
    left: Vec<PathBuf>,
    /// A failure is told once, not every half minute.
    is_told: bool,
}

impl Journal {
    /// When the last copy of the open campaign was written.
    pub fn kept_at(&self) -> Option<Timestamp> {
        self.kept.as_ref().map(|(_, kept)| kept.at)
    }
    /// The revision that the copy holds.
    pub fn kept_revision(&self) -> Option<u64> {
        self.kept.as_ref().map(|(revision, _)| *revision)
    }
    /// Where the copy lies.
    pub fn copy(&self) -> Option<&Path> {
        self.kept.as_ref().map(|(_, kept)| kept.copy.as_path())
    }
    /// True for a copy of this run that is being taken away: it is not to be offered.
    pub fn has_left(&self, copy: &Path) -> bool {
        self.left.iter().any(|left| left == copy)
    }
    pub fn is_busy(&self) -> bool {
        self.writing.is_some() || !self.leaving.is_empty()
    }

    /// Goes on with a copy that was opened: what follows is kept in its place.
    pub(super) fn adopt(&mut self, kept: Kept, revision: u64) {
        self.kept = Some((revision, kept));
    }

    /// Looks after the copy. `now` are seconds of a clock that only goes forward. Gives in how many seconds it wants to be asked
    /// again, and a failure the first time that nothing could be kept.
    pub(super) fn tend(
        &mut self,
        world: &Arc<dyn World>,
        jobs: &Jobs,
        unsaved: Option<Work<'_>>,
        now: f64,
    ) -> (Option<f64>, Option<Failure>) {
        let failure = self.take_in(world, jobs);
        let Some(work) = unsaved else {
            self.seen = None;
            return (None, failure);
        };
        let revision = work.campaign.revision();
        if self.kept_revision() == Some(revision) || self.writing.is_some() {
            return (None, failure);
        }
        let (since, calm_since) = match self.seen {
            Some((seen, since, calm_since)) if seen == revision => (since, calm_since),
            Some((_, since, _)) => (since, now),
            None => (now, now),
        };
        self.seen = Some((revision, since, calm_since));
        let calm = (calm_since + CALM_SECS).min(since + EVERY_SECS);
        let due = self.written_at.map_or(calm, |at| calm.max(at + EVERY_SECS));
        if now < due {
            return (Some(due - now), failure);
        }
        self.start(world, jobs, &work, now);
        (None, failure)
    }

    fn start(&mut self, world: &Arc<dyn World>, jobs: &Jobs, work: &Work<'_>, now: f64) {
        self.seen = None;
        self.written_at = Some(now);
        let Some(folder) = folder(world.as_ref()) else { return };
        let title = work.campaign.settings().title.clone();
        let copy = self.copy().map_or_else(
            || {
                let mut token = [0; 4];
                // Two windows over the same campaign must not write into one file; without randomness they have to.
                let _ = world.fill_random(&mut token);
                folder.join(format!("{}-{}.unsung", stem(&title, work.file), hex::encode(token)))
            },
            Path::to_owned,
        );
        let campaign = work.campaign.settings().id.clone();
        let kept = Kept { title, campaign, file: work.file.map(Path::to_owned), at: world.now(), copy };
        let (world, snapshot, blobs, note) =
            (Arc::clone(world), Arc::clone(work.campaign), work.blobs.clone(), kept.clone());
        let revision = snapshot.revision();
        let task = jobs.start_unlisted(move |_| keep(world.as_ref(), &snapshot, &blobs, &note));
        self.writing = Some(Writing { revision, kept, task });
    }

    fn take_in(&mut self, world: &Arc<dyn World>, jobs: &Jobs) -> Option<Failure> {
        for (task, copy) in std::mem::take(&mut self.leaving) {
            match (task.poll(), copy) {
                (None, copy) => self.leaving.push((task, copy)),
                // It was written to the end after the campaign was left.
                (Some(_), Some(copy)) => self.take_away(world, jobs, copy),
                (Some(_), None) => {}
            }
        }
        let result = self.writing.as_ref()?.task.poll()?;
        let written = self.writing.take()?;
        match result {
            Ok(()) => {
                self.is_told = false;
                self.kept = Some((written.revision, written.kept));
                None
            }
            Err(failure) => (!std::mem::replace(&mut self.is_told, true)).then_some(failure),
        }
    }

    fn take_away(&mut self, world: &Arc<dyn World>, jobs: &Jobs, copy: PathBuf) {
        let world = Arc::clone(world);
        self.leaving.push((jobs.start_unlisted(move |_| forget(world.as_ref(), &copy)), None));
    }

    /// The work is saved up to this revision, or given up (`None`): its copy goes.
    pub(super) fn settle(&mut self, world: &Arc<dyn World>, jobs: &Jobs, saved: Option<u64>) {
        let is_newer = |revision: u64| saved.is_some_and(|saved| revision > saved);
        match self.writing.take() {
            // What is being written is newer than what was saved, and lies where the older copy lies.
            Some(writing) if is_newer(writing.revision) => self.writing = Some(writing),
            Some(writing) => {
                self.kept = None;
                self.left.push(writing.kept.copy.clone());
                self.leaving.push((writing.task, Some(writing.kept.copy)));
            }
            None => {
                if let Some((_, kept)) = self.kept.take_if(|(revision, _)| !is_newer(*revision)) {
                    self.left.push(kept.copy.clone());
                    self.take_away(world, jobs, kept.copy);
                }
            }
        }
        if saved.is_none() {
            self.seen = None;
            self.written_at = None;
        }
    }

    /// Somebody was erased: no older copy of this campaign may hold them, and the one of now is written again at once.
    pub(super) fn scrub(&mut self, world: &Arc<dyn World>, jobs: &Jobs, campaign: String) {
        self.written_at = None;
        let own = self.copy().map(Path::to_owned);
        let shared = Arc::clone(world);
        let task = jobs.start_unlisted(move |_| {
            let of_it = |kept: &Kept| kept.campaign == campaign && own.as_deref() != Some(kept.copy.as_path());
            list(shared.as_ref()).into_iter().filter(of_it).try_for_each(|kept| forget(shared.as_ref(), &kept.copy))
        });
        self.leaving.push((task, None));
    }

    /// The program ends and nothing is unsaved any more: waits for what still runs and leaves no copy behind.
    pub(super) fn end(&mut self, world: &dyn World) {
        let mut copies: Vec<PathBuf> = self.kept.take().map(|(_, kept)| kept.copy).into_iter().collect();
        if let Some(writing) = self.writing.take() {
            // A write cannot be stopped half way; it is one file.
            let _ = writing.task.wait();
            copies.push(writing.kept.copy);
        }
        for (task, copy) in self.leaving.drain(..) {
            let _ = task.wait();
            copies.extend(copy);
        }
        for copy in copies {
            // A copy that stays is offered at the next start; nothing is lost by it.
            let _ = forget(world, &copy);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, Over, Workspace, templates};
    use crate::campaign::{Edit, Person};
    use std::time::Duration;

    struct Stage {
        world: Arc<FakeWorld>,
        ws: Workspace,
    }

    fn stage() -> Stage {
        let world = Arc::new(FakeWorld::new("2026-11-20T14:32:00Z".parse().unwrap()));
        let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
        ws.install_new(templates::start(world.as_ref(), "blank").unwrap(), Blobs::new());
        Stage { world, ws }
    }

    impl Stage {
        fn rename(&mut self, name: &str) {
            let person = Person { name: name.into(), ..Person::default() };
            self.ws.edit("Add a person", Edit::person(1.into(), person)).unwrap();
        }
        /// Asks at this time, and waits for what it began.
        fn at(&mut self, now: f64) -> Option<f64> {
            let (again, failure) = self.ws.tend_journal(now);
            assert_eq!(failure.map(|failure| failure.what), None);
            self.wait(now);
            again
        }
        fn wait(&mut self, now: f64) {
            while self.ws.journal().is_busy() {
                std::thread::sleep(Duration::from_millis(1));
                self.ws.tend_journal(now);
            }
        }
        fn kept(&self) -> Vec<Kept> {
            list(self.world.as_ref())
        }
        fn name_in_copy(&self) -> String {
            let kept = self.kept();
            assert_eq!(kept.len(), 1);
            let opened = open(self.world.as_ref(), &kept[0]).unwrap();
            opened.campaign.people().get(1.into()).map_or_else(String::new, |person| person.name.to_string())
        }
    }

    #[test]
    fn kept_after_a_pause_and_never_more_often_than_every_half_minute() {
        let mut s = stage();
        s.rename("Ann");
        assert_eq!(s.at(0.0), Some(CALM_SECS));
        assert!(s.kept().is_empty());
        s.rename("Anne");
        assert_eq!(s.at(1.5), Some(CALM_SECS), "the pause begins again");
        s.at(3.5);
        assert_eq!(s.name_in_copy(), "Anne");
        assert!(s.ws.journal().kept_at().is_some());
        assert_eq!(s.at(100.0), None, "nothing new");
        s.at(100.0);
        s.rename("Anna");
        s.at(101.0);
        s.rename("Annabel");
        s.at(103.0);
        assert_eq!(s.at(105.0), None);
        assert_eq!(s.name_in_copy(), "Annabel");
        s.rename("Bella");
        assert_eq!(s.at(110.0), Some(25.0), "half a minute after the last copy");
        assert_eq!(s.name_in_copy(), "Annabel");
        s.at(135.0);
        assert_eq!(s.name_in_copy(), "Bella");
    }

    #[test]
    fn who_never_stops_is_kept_every_half_minute() {
        let mut s = stage();
        for second in 0..=31 {
            s.rename(&format!("Ann {second}"));
            s.at(f64::from(second));
        }
        assert_eq!(s.name_in_copy(), "Ann 30");
    }

    #[test]
    fn a_save_and_a_close_leave_no_copy() {
        let mut s = stage();
        s.rename("Ann");
        s.at(0.0);
        s.at(5.0);
        let note = s.kept().remove(0);
        assert_eq!((note.file, note.title.as_str()), (None, s.ws.campaign().unwrap().settings().title.as_str()));
        s.ws.save_now("/documents/a.unsung".into()).unwrap();
        s.wait(6.0);
        assert!(s.kept().is_empty());
        assert!(s.world.paths().iter().all(|path| !path.starts_with("/settings/recovery")), "{:?}", s.world.paths());
        s.rename("Anne");
        s.at(40.0);
        s.at(50.0);
        let note = s.kept().remove(0);
        assert_eq!(note.file.as_deref(), Some(Path::new("/documents/a.unsung")));
        assert!(note.copy.file_name().unwrap().to_string_lossy().starts_with("a-"));
        s.ws.close();
        s.wait(51.0);
        assert!(s.kept().is_empty());
    }

    #[test]
    fn what_changed_while_saving_stays_kept() {
        let mut s = stage();
        s.rename("Ann");
        let saving = s.ws.start_save("/documents/a.unsung".into(), Over::OwnVersion).unwrap();
        s.rename("Anne");
        s.at(0.0);
        s.at(2.0);
        s.ws.finish_save(saving.wait().unwrap().unwrap());
        s.wait(3.0);
        assert_eq!(s.name_in_copy(), "Anne");
    }

    #[test]
    fn opened_again_it_is_unsaved_and_has_no_file_of_its_own() {
        let mut s = stage();
        s.rename("Ann");
        s.ws.save_now("/documents/a.unsung".into()).unwrap();
        let own = s.world.read(Path::new("/documents/a.unsung")).unwrap();
        s.rename("Anne");
        s.at(0.0);
        s.at(2.0);
        // The program ends without a word; another one starts.
        let mut ws = Workspace::new(Arc::clone(&s.world) as Arc<dyn World>, Jobs::default());
        let kept = list(s.world.as_ref()).remove(0);
        let opened = open(s.world.as_ref(), &kept).unwrap();
        ws.install_kept(opened, kept);
        assert_eq!(ws.campaign().unwrap().people().get(1.into()).unwrap().name, "Anne");
        assert!(ws.is_unsaved());
        assert_eq!(ws.path(), None, "a save asks where to");
        assert_eq!(ws.suggested_path(), Some(Path::new("/documents/a.unsung")));
        assert_eq!(s.world.read(Path::new("/documents/a.unsung")).unwrap(), own);
        assert_eq!(s.kept().len(), 1, "it stays until it is saved");
        s.ws = ws;
        s.ws.save_now("/documents/b.unsung".into()).unwrap();
        s.wait(9.0);
        assert!(s.kept().is_empty());
    }

    #[test]
    fn a_settings_folder_that_cannot_be_written_is_told_once() {
        let mut s = stage();
        s.world.protect("/settings");
        s.rename("Ann");
        s.ws.tend_journal(0.0);
        s.ws.tend_journal(2.0);
        let mut told = 0;
        for second in 0..200 {
            std::thread::sleep(Duration::from_millis(1));
            told += usize::from(s.ws.tend_journal(2.0 + f64::from(second)).1.is_some());
        }
        assert_eq!(told, 1);
        assert!(s.kept().is_empty());
    }

    #[test]
    fn damaged_notes_and_copies_do_no_harm() {
        let s = stage();
        s.world.put("/settings/recovery/a.unsung", b"no zip".to_vec());
        s.world.put("/settings/recovery/a.ron", b"no note".to_vec());
        s.world.put("/settings/recovery/b.unsung", b"no note beside it".to_vec());
        assert!(s.kept().is_empty());
        let note = "(title: \"A\", campaign: \"x\", file: None, at: \"2026-11-20T14:32:00Z\")";
        s.world.put("/settings/recovery/a.ron", note.as_bytes().to_vec());
        let kept = s.kept();
        assert_eq!(kept.len(), 1);
        assert!(open(s.world.as_ref(), &kept[0]).is_err());
        forget(s.world.as_ref(), &kept[0].copy).unwrap();
        forget(s.world.as_ref(), &kept[0].copy).unwrap();
        assert!(s.kept().is_empty());
    }
}
