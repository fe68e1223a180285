//! Long work: how far it is, a way to stop it, and a task that runs it beside the window.

use super::failure::Failure;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Mutex, Weak};

type Waker = Arc<dyn Fn() + Send + Sync>;

/// Done and total, shared between the worker and whoever watches. Workers call [`Progress::step`] between items.
#[derive(Default)]
pub struct Progress {
    title: String,
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
    finished: AtomicBool,
    waker: Option<Waker>,
}

impl Progress {
    /// For work on the thread one is on, such as on the command line and in tests.
    pub fn silent() -> Self {
        Self::default()
    }
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
    /// Calls `waker` whenever something moved.
    pub fn watched(title: impl Into<String>, waker: impl Fn() + Send + Sync + 'static) -> Self {
        Self { title: title.into(), waker: Some(Arc::new(waker)), ..Self::default() }
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
    /// 0 while it is not known.
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }
    pub fn set_total(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
        self.wake();
    }
    /// Says how much is done; an error when the person asked to stop.
    pub fn reach(&self, done: u64) -> Result<(), Cancelled> {
        self.done.store(done, Ordering::Relaxed);
        self.wake();
        self.go_on()
    }
    pub fn step(&self) -> Result<(), Cancelled> {
        self.reach(self.done() + 1)
    }
    /// An error when the person asked to stop: between parts of the work that cannot be counted.
    pub fn go_on(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
    pub fn is_finished(&self) -> bool {
        self.finished.load(Ordering::Acquire)
    }
    fn wake(&self) {
        if let Some(waker) = &self.waker {
            waker();
        }
    }
}

/// The person asked to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

impl From<Cancelled> for Failure {
    fn from(_: Cancelled) -> Self {
        Self::cancelled("The work was stopped.")
    }
}

/// The work that is under way, for the status line.
#[derive(Clone, Default)]
pub struct Jobs {
    running: Arc<Mutex<Vec<Weak<Progress>>>>,
    /// Those whose value is still to go into the campaign.
    owed: Arc<Mutex<Vec<Weak<Progress>>>>,
    waker: Option<Waker>,
}

impl Jobs {
    /// `waker` is called from worker threads when something moved, so that a window can repaint.
    pub fn new(waker: impl Fn() + Send + Sync + 'static) -> Self {
        Self { running: Arc::default(), owed: Arc::default(), waker: Some(Arc::new(waker)) }
    }
    fn list<T>(jobs: &Mutex<Vec<Weak<Progress>>>, f: impl FnOnce(&mut Vec<Weak<Progress>>) -> T) -> T {
        f(&mut jobs.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
    /// What runs now.
    pub fn running(&self) -> Vec<Arc<Progress>> {
        Self::list(&self.running, |running| {
            running.retain(|job| job.upgrade().is_some_and(|job| !job.is_finished()));
            running.iter().filter_map(Weak::upgrade).collect()
        })
    }
    /// Work that was begun with [`Jobs::start_change`] or announced, was not stopped, and whose value nobody has taken yet: whoever
    /// leaves the campaign now would leave without it.
    pub fn owed(&self) -> Vec<Arc<Progress>> {
        Self::list(&self.owed, |owed| {
            owed.retain(|job| job.upgrade().is_some_and(|job| !job.is_cancelled()));
            owed.iter().filter_map(Weak::upgrade).collect()
        })
    }
    /// Says that something will go into the campaign, for as long as what is given is kept.
    #[must_use]
    pub fn announce(&self, title: impl Into<String>) -> Arc<Progress> {
        let progress = Arc::new(Progress::titled(title));
        Self::list(&self.owed, |owed| owed.push(Arc::downgrade(&progress)));
        progress
    }
    /// Starts work whose value goes into the campaign as soon as it is taken; see [`Jobs::owed`].
    pub fn start_change<T: Send + 'static>(
        &self,
        title: impl Into<String>,
        work: impl FnOnce(&Progress) -> Result<T, Failure> + Send + 'static,
    ) -> Task<T> {
        let task = self.start(title, work);
        Self::list(&self.owed, |owed| owed.push(Arc::downgrade(&task.progress)));
        task
    }
    /// Starts work that nobody asked for and that is over in a moment: not in the status line.
    pub fn start_unlisted<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Progress) -> Result<T, Failure> + Send + 'static,
    ) -> Task<T> {
        Self::spawn(Arc::new(Progress { waker: self.waker.clone(), ..Progress::default() }), work)
    }
    /// Starts the work on a thread of its own.
    pub fn start<T: Send + 'static>(
        &self,
        title: impl Into<String>,
        work: impl FnOnce(&Progress) -> Result<T, Failure> + Send + 'static,
    ) -> Task<T> {
        let progress = Arc::new(Progress { title: title.into(), waker: self.waker.clone(), ..Progress::default() });
        Self::list(&self.running, |running| running.push(Arc::downgrade(&progress)));
        Self::spawn(progress, work)
    }
    /// Lets something go on a thread of its own: to give back the memory of a million records takes a while.
    pub fn drop_aside(&self, large: impl Send + 'static) {
        // A system without a thread to give drops it here.
        let _ = std::thread::Builder::new().name("drop".into()).spawn(move || drop(large));
    }
    fn spawn<T: Send + 'static>(
        progress: Arc<Progress>,
        work: impl FnOnce(&Progress) -> Result<T, Failure> + Send + 'static,
    ) -> Task<T> {
        let (sender, receiver) = channel();
        let shared = Arc::clone(&progress);
        let spawned = std::thread::Builder::new().name("job".into()).spawn(move || {
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&shared)));
            let result = result.unwrap_or_else(|_| {
                Err(Failure::new(
                    "The work stopped half way; the campaign is as it was.",
                    "The program made a mistake.",
                    "Save the campaign and try again; if it happens again, try with less at once.",
                ))
            });
            let _ = sender.send(result);
            shared.finished.store(true, Ordering::Release);
            shared.wake();
        });
        Task { progress, receiver, not_started: spawned.is_err() }
    }
}

/// Work under way that gives one value.
pub struct Task<T> {
    progress: Arc<Progress>,
    receiver: Receiver<Result<T, Failure>>,
    not_started: bool,
}

impl<T> Task<T> {
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
    pub fn cancel(&self) {
        self.progress.cancel();
    }
    /// The value once it is there; asked again after that it says that the work was stopped.
    pub fn poll(&self) -> Option<Result<T, Failure>> {
        if self.not_started {
            return Some(Err(Failure::new(
                "The work could not be started.",
                "The system gave no thread for it.",
                "Close other programs and try again.",
            )));
        }
        match self.receiver.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Failure::cancelled("The work was stopped."))),
        }
    }
    /// Waits for the value: for the command line and for tests.
    pub fn wait(self) -> Result<T, Failure> {
        self.receiver.recv().unwrap_or_else(|_| Err(Failure::cancelled("The work was stopped.")))
    }
}
