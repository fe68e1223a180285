//! A value worked out from the whole campaign, such as the lines of a list: kept until the campaign changes, made at once
//! where that takes no time and in a job where the campaign is large. Until the new one is there the old one stays.

use crate::app::{Progress, Task, Workspace};
use crate::campaign::Campaign;
use std::sync::Arc;

/// Lets something go on another thread: to give back the memory of a million records takes a while.
pub fn drop_aside<T: Send + Sync + 'static>(ws: &Workspace, value: Arc<T>) {
    if Arc::strong_count(&value) == 1 {
        ws.jobs().drop_aside(value);
    }
}

pub struct Latest<T> {
    value: Arc<T>,
    revision: Option<u64>,
    task: Option<(u64, Task<T>)>,
}

impl<T: Default> Default for Latest<T> {
    fn default() -> Self {
        Self { value: Arc::default(), revision: None, task: None }
    }
}

impl<T: Send + Sync + 'static> Latest<T> {
    /// Records up to which the value is made within the frame.
    const AT_ONCE: usize = 5_000;

    /// The value for the campaign as it is, or the last one while the next is made. `records` is how many the work looks at. A job
    /// without a title is not in the status line.
    pub fn of(&mut self, ws: &Workspace, records: usize, title: &str, make: fn(&Campaign) -> T) -> &Arc<T> {
        if let Some((revision, task)) = &self.task
            && let Some(result) = task.poll()
        {
            let revision = *revision;
            self.task = None;
            if let Ok(value) = result {
                drop_aside(ws, std::mem::replace(&mut self.value, Arc::new(value)));
                self.revision = Some(revision);
            }
        }
        let Some(campaign) = ws.campaign() else { return &self.value };
        let wanted = campaign.revision();
        if self.revision == Some(wanted) || self.task.is_some() {
            return &self.value;
        }
        if records <= Self::AT_ONCE {
            self.value = Arc::new(make(campaign));
            self.revision = Some(wanted);
        } else if let Some(snapshot) = ws.snapshot() {
            let work = move |_: &Progress| Ok(make(&snapshot));
            let jobs = ws.jobs();
            let task = if title.is_empty() { jobs.start_unlisted(work) } else { jobs.start(title, work) };
            self.task = Some((wanted, task));
        }
        &self.value
    }

    /// What was made last.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The same, to keep it while the page changes.
    pub fn arc(&self) -> &Arc<T> {
        &self.value
    }

    /// The revision the value was made for; `None` before the first.
    pub fn revision(&self) -> Option<u64> {
        self.revision
    }
}
