//! File dialogs, behind a trait so that tests answer them. They block and run on a job's thread, never on the window's. Where the
//! system has none, as on a bare Linux, the window asks for the path in words.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What to ask for.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    pub title: String,
    /// Name and endings without the dot: `("Campaign", ["unsung"])`.
    pub filters: Vec<(String, Vec<String>)>,
    pub folder: Option<PathBuf>,
    pub file_name: String,
    /// The folder is one to read from: it has to be there.
    pub is_read: bool,
}

impl Ask {
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
    #[must_use]
    pub fn filter(mut self, name: &str, endings: &[&str]) -> Self {
        self.filters.push((name.into(), endings.iter().map(ToString::to_string).collect()));
        self
    }
    #[must_use]
    pub fn folder(mut self, folder: Option<PathBuf>) -> Self {
        self.folder = folder;
        self
    }
    /// A folder to read from.
    #[must_use]
    pub fn to_read(mut self) -> Self {
        self.is_read = true;
        self
    }
    #[must_use]
    pub fn named(mut self, file_name: impl Into<String>) -> Self {
        self.file_name = file_name.into();
        self
    }
}

pub trait FilePicker: Send + Sync {
    fn open_file(&self, ask: &Ask) -> Option<PathBuf>;
    fn save_file(&self, ask: &Ask) -> Option<PathBuf>;
    fn folder(&self, ask: &Ask) -> Option<PathBuf>;
    /// Where the window finds what it has to ask itself.
    fn questions(&self) -> Option<&Questions> {
        None
    }
}

/// Nobody answers: for a window in which one only looks and presses.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPicker;

impl FilePicker for NoPicker {
    fn open_file(&self, _: &Ask) -> Option<PathBuf> {
        None
    }
    fn save_file(&self, _: &Ask) -> Option<PathBuf> {
        None
    }
    fn folder(&self, _: &Ask) -> Option<PathBuf> {
        None
    }
}

/// The system's own dialogs.
#[derive(Debug, Default)]
pub struct SystemPicker;

impl SystemPicker {
    fn dialog(ask: &Ask) -> rfd::FileDialog {
        let mut dialog = rfd::FileDialog::new().set_title(&ask.title);
        for (name, endings) in &ask.filters {
            dialog = dialog.add_filter(name, endings);
        }
        if let Some(folder) = &ask.folder {
            dialog = dialog.set_directory(folder);
        }
        if !ask.file_name.is_empty() {
            dialog = dialog.set_file_name(&ask.file_name);
        }
        dialog
    }
}

impl FilePicker for SystemPicker {
    fn open_file(&self, ask: &Ask) -> Option<PathBuf> {
        Self::dialog(ask).pick_file()
    }
    fn save_file(&self, ask: &Ask) -> Option<PathBuf> {
        Self::dialog(ask).save_file()
    }
    fn folder(&self, ask: &Ask) -> Option<PathBuf> {
        Self::dialog(ask).pick_folder()
    }
}

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A file that is there.
    Open,
    /// A file to write.
    Save,
    /// A folder to write into; it is made where it is not there.
    Folder,
    /// A folder that is there, to read from.
    FolderToRead,
}

/// A path that the window asks for. Dropped without an answer, it was cancelled.
pub struct Question {
    pub ask: Ask,
    pub wanted: Wanted,
    answer: Sender<PathBuf>,
}

impl Question {
    /// What stands in the field at first: the place and the name a dialog would have offered.
    pub fn offered(&self) -> String {
        let folder = self.ask.folder.clone().unwrap_or_default();
        let name = if self.wanted == Wanted::Save { self.ask.file_name.as_str() } else { "" };
        match (folder.as_os_str().is_empty(), self.wanted) {
            (true, _) => name.to_owned(),
            // Joined with nothing, it ends in the sign behind which the name goes on.
            (false, _) => folder.join(name).display().to_string(),
        }
    }

    /// What was typed. A file to write gets the ending of its kind where it was typed without one.
    pub fn answer(self, typed: &str) {
        let mut path = PathBuf::from(typed.trim());
        let ending = self.ask.filters.first().and_then(|(_, endings)| endings.first());
        if let Some(ending) = ending.filter(|_| self.wanted == Wanted::Save && path.extension().is_none()) {
            path.set_extension(ending);
        }
        // Nobody waits any more where the job was given up.
        let _ = self.answer.send(path);
    }
}

/// Paths that wait to be asked for in the window.
#[derive(Default)]
pub struct Questions {
    waiting: Mutex<VecDeque<Question>>,
    /// The window was without focus since a dialog was asked for: the dialog had it.
    was_away: AtomicBool,
}

impl Questions {
    /// The window has not the focus.
    pub fn note_away(&self) {
        self.was_away.store(true, Ordering::Relaxed);
    }
    /// The next one to ask.
    pub fn next(&self) -> Option<Question> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

/// The system's dialogs, and the window where the system has none.
pub struct OrTyped {
    dialogs: Arc<dyn FilePicker>,
    questions: Questions,
    wake: Box<dyn Fn() + Send + Sync>,
}

/// Nobody cancels a dialog faster than this.
const AT_ONCE: Duration = Duration::from_millis(400);

impl OrTyped {
    /// `wake` lets the window look for questions.
    pub fn new(dialogs: Arc<dyn FilePicker>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self { dialogs, questions: Questions::default(), wake: Box::new(wake) }
    }

    fn asked(&self, ask: &Ask, wanted: Wanted, dialog: impl FnOnce() -> Option<PathBuf>) -> Option<PathBuf> {
        self.questions.was_away.store(false, Ordering::Relaxed);
        let from = Instant::now();
        if let Some(path) = dialog() {
            return Some(path);
        }
        // A dialog that gives nothing at once was not there at all, and neither was one that never took the focus, however long the
        // system looked for it; one that was cancelled took a person longer and had the focus.
        if from.elapsed() >= AT_ONCE && self.questions.was_away.load(Ordering::Relaxed) {
            return None;
        }
        let (answer, typed) = channel();
        let question = Question { ask: ask.clone(), wanted, answer };
        self.questions.waiting.lock().unwrap_or_else(PoisonError::into_inner).push_back(question);
        (self.wake)();
        typed.recv().ok()
    }
}

impl FilePicker for OrTyped {
    fn open_file(&self, ask: &Ask) -> Option<PathBuf> {
        self.asked(ask, Wanted::Open, || self.dialogs.open_file(ask))
    }
    fn save_file(&self, ask: &Ask) -> Option<PathBuf> {
        self.asked(ask, Wanted::Save, || self.dialogs.save_file(ask))
    }
    fn folder(&self, ask: &Ask) -> Option<PathBuf> {
        let wanted = if ask.is_read { Wanted::FolderToRead } else { Wanted::Folder };
        self.asked(ask, wanted, || self.dialogs.folder(ask))
    }
    fn questions(&self) -> Option<&Questions> {
        Some(&self.questions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Gives nothing, after a while.
    struct Slow(Duration);

    impl FilePicker for Slow {
        fn open_file(&self, _: &Ask) -> Option<PathBuf> {
            std::thread::sleep(self.0);
            None
        }
        fn save_file(&self, ask: &Ask) -> Option<PathBuf> {
            self.open_file(ask)
        }
        fn folder(&self, ask: &Ask) -> Option<PathBuf> {
            self.open_file(ask)
        }
    }

    /// Asks on a thread of its own, as a job does, with what the window does meanwhile.
    fn asked(takes: Duration, window: impl FnOnce(&Questions)) -> Option<PathBuf> {
        let picker = OrTyped::new(Arc::new(Slow(takes)), || ());
        let ask = Ask::new("Save as").filter("Campaign", &["unsung"]).folder(Some("/home/me".into())).named("heroes");
        std::thread::scope(|scope| {
            let job = scope.spawn(|| picker.save_file(&ask));
            window(picker.questions().unwrap());
            job.join().unwrap()
        })
    }

    fn question(questions: &Questions) -> Question {
        loop {
            match questions.next() {
                Some(question) => return question,
                None => std::thread::sleep(Duration::from_millis(1)),
            }
        }
    }

    #[test]
    fn a_path_is_asked_for_where_no_dialog_ever_was() {
        let path = asked(Duration::ZERO, |questions| {
            let question = question(questions);
            assert_eq!(Path::new(&question.offered()), Path::new("/home/me").join("heroes"));
            question.answer(" /home/me/b ");
        });
        assert_eq!(path, Some("/home/me/b.unsung".into()));
        // It took the system a while to find out that it has no dialog, and the window never lost the focus.
        let path = asked(AT_ONCE + Duration::from_millis(50), |questions| question(questions).answer("/c.unsung"));
        assert_eq!(path, Some("/c.unsung".into()));
    }

    #[test]
    fn what_is_typed_behind_the_folder_stands_in_it() {
        let asked = |ask: Ask| {
            let picker = OrTyped::new(Arc::new(Slow(Duration::ZERO)), || ());
            std::thread::scope(|scope| {
                let job = scope.spawn(|| picker.folder(&ask));
                let question = question(picker.questions().unwrap());
                let (wanted, offered) = (question.wanted, question.offered());
                question.answer(&format!("{offered}photos"));
                (wanted, job.join().unwrap())
            })
        };
        let ask = Ask::new("Choose a folder").folder(Some("/home/me".into()));
        assert_eq!(asked(ask.clone()), (Wanted::Folder, Some("/home/me/photos".into())));
        assert_eq!(asked(ask.to_read()), (Wanted::FolderToRead, Some("/home/me/photos".into())));
    }

    #[test]
    fn who_cancels_is_not_asked_again() {
        assert_eq!(asked(Duration::ZERO, |questions| drop(question(questions))), None);
        // A dialog had the focus: the window saw that while it was open.
        let picker = OrTyped::new(Arc::new(Slow(AT_ONCE + Duration::from_millis(300))), || ());
        let path = std::thread::scope(|scope| {
            let job = scope.spawn(|| picker.open_file(&Ask::new("Open campaign")));
            while !job.is_finished() {
                picker.questions.note_away();
                std::thread::sleep(Duration::from_millis(5));
            }
            job.join().unwrap()
        });
        assert_eq!(path, None);
        assert!(picker.questions.next().is_none());
    }
}
