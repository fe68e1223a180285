//! What was kept as received of people's rows, read in a job once somebody types a word to be found: those it finds come after the
//! others, and every key after that finds both at once.

use super::latest::drop_aside;
use crate::app::people::Received;
use crate::app::{Task, Workspace};
use crate::campaign::{Campaign, SourceId};
use std::sync::Arc;

/// What the words hang on: how many people there are and which lists.
type Key = (usize, usize, Vec<(SourceId, String)>);

#[derive(Default)]
pub struct KeptAsReceived {
    value: Arc<Received>,
    key: Option<Key>,
    task: Option<(Key, Task<Received>)>,
    /// The revision that was compared last.
    seen: Option<u64>,
}

impl KeptAsReceived {
    pub fn value(&self) -> &Arc<Received> {
        &self.value
    }

    /// Reads the lists again where they changed; true when what was read is there.
    pub fn update(&mut self, ws: &Workspace, campaign: &Campaign) -> bool {
        if let Some((_, task)) = &self.task {
            let Some(result) = task.poll() else { return false };
            let key = self.task.take().map(|(key, _)| key);
            // What could not be read is not read again and again.
            self.key = key;
            self.seen = None;
            let is_read = result.is_ok();
            if let Ok(value) = result {
                drop_aside(ws, std::mem::replace(&mut self.value, Arc::new(value)));
            }
            return is_read;
        }
        if self.seen == Some(campaign.revision()) {
            return false;
        }
        self.seen = Some(campaign.revision());
        let sources = campaign.sources().iter().map(|(id, it)| (id, it.sha256.clone())).collect();
        let key: Key = (campaign.people().len(), campaign.entries().len(), sources);
        if self.key.as_ref() == Some(&key) || key.2.is_empty() {
            return false;
        }
        if let (Some(there), Some(blobs)) = (ws.snapshot(), ws.blobs().cloned()) {
            let work = move |progress: &_| Ok(Received::new(&there, &|sha| blobs.get(sha).cloned(), progress)?);
            self.task = Some((key, ws.jobs().start_unlisted(work)));
        }
        false
    }
}
