//! How many records were written or read so far, for whoever waits for a large campaign: serialisation knows nothing of progress,
//! so tables count what passes through them on a thread that asked for it.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The count, shared by the thread that does the work and the one that watches.
#[derive(Debug, Default)]
pub struct Passing {
    count: AtomicU64,
    is_stopped: AtomicBool,
}

thread_local! {
    static COUNTED_BY: RefCell<Option<Arc<Passing>>> = const { RefCell::new(None) };
}

impl Passing {
    /// Counts the records that pass on this thread while `work` is done.
    pub fn during<T>(self: &Arc<Self>, work: impl FnOnce() -> T) -> T {
        let before = COUNTED_BY.replace(Some(Arc::clone(self)));
        let done = work();
        COUNTED_BY.set(before);
        done
    }
    /// Records so far.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }
    /// The next record will not pass: what is written or read ends with an error.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }
    pub fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }
}

/// One more record; false where whoever watches wants no more.
pub(super) fn passes() -> bool {
    COUNTED_BY.with_borrow(|passing| {
        passing.as_ref().is_none_or(|passing| {
            passing.count.fetch_add(1, Ordering::Relaxed);
            !passing.is_stopped()
        })
    })
}
