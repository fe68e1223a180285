//! Something computed from the campaign that is shown until it changes: made once per key, in a job where it is long.

use std::sync::Arc;

use crate::app::{Failure, Jobs, Progress, Task};

/// A value and the key it was made for. While a new one is being made the old one stays.
pub struct Kept<K, T> {
    made: Option<(K, Result<Arc<T>, Failure>)>,
    making: Option<(K, Task<T>)>,
}

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self { made: None, making: None }
    }
}

impl<K: PartialEq, T: Send + 'static> Kept<K, T> {
    /// The value for `key`, or the last one while `work` is under way. `short` work is done at once: a job for what takes
    /// a millisecond would only flicker. A job without a title is not in the status line.
    pub fn get(
        &mut self,
        jobs: &Jobs,
        title: &str,
        key: K,
        short: bool,
        work: impl FnOnce(&Progress) -> Result<T, Failure> + Send + 'static,
    ) -> Option<Result<Arc<T>, Failure>> {
        if let Some(result) = self.making.as_ref().and_then(|(_, task)| task.poll())
            && let Some((key, _)) = self.making.take()
        {
            self.made = Some((key, result.map(Arc::new)));
        }
        let is_made = self.made.as_ref().is_some_and(|(made, _)| *made == key);
        if !is_made && self.making.is_none() {
            if short {
                self.made = Some((key, work(&Progress::silent()).map(Arc::new)));
            } else {
                let task = if title.is_empty() { jobs.start_unlisted(work) } else { jobs.start(title, work) };
                self.making = Some((key, task));
            }
        }
        self.last()
    }
    /// What was made last, whatever for.
    pub fn last(&self) -> Option<Result<Arc<T>, Failure>> {
        self.made.as_ref().map(|(_, result)| result.clone())
    }
    /// The key of what was made last.
    pub fn key(&self) -> Option<&K> {
        self.made.as_ref().map(|(key, _)| key)
    }
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}
