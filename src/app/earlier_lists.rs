//! Lists that came in before, read again from their raw files while a new one is imported: entries keep nothing of their rows, and
//! only a row tells whether another one is it once more, changed. Each is read once for a session, and only where its headers may be
//! those of the new list.

use super::importing::read_again_watched;
use super::progress::Progress;
use crate::campaign::{Campaign, Source, SourceId};
use crate::intake::{self, ReadOptions, Table};
use crate::store::Blobs;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// So much of a raw file shows its headers.
const PEEK_BYTES: usize = 64 << 10;
/// Raw files beyond so many bytes together are not read; what is read takes about as much memory.
const MOST_BYTES: usize = 256 << 20;

/// What was read of each file, by source and fingerprint.
type Read = BTreeMap<(SourceId, String), Option<Arc<Table>>>;

/// Raw files of a campaign, and what was read of them.
#[derive(Clone, Default)]
pub struct EarlierLists {
    blobs: Blobs,
    read: Arc<Mutex<Read>>,
}

impl fmt::Debug for EarlierLists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EarlierLists({} files)", self.blobs.len())
    }
}

impl EarlierLists {
    /// The raw files stay shared with whoever holds them.
    pub fn new(blobs: &Blobs) -> Self {
        Self { blobs: blobs.clone(), read: Arc::default() }
    }

    /// One file more. What was read of the others stays.
    pub fn keep(&mut self, sha256: String, bytes: Arc<Vec<u8>>) {
        self.blobs.insert(sha256, bytes);
    }

    /// The list of a source; `None` where its file is gone, cannot be read, has other headers, more files than fit were read, or
    /// whoever waits for it has cancelled.
    pub fn list(
        &self,
        campaign: &Campaign,
        id: SourceId,
        headers: &[String],
        progress: &Progress,
    ) -> Option<Arc<Table>> {
        let source = campaign.sources().get(id)?;
        let bytes = self.blobs.get(&source.sha256)?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (id, source.sha256.clone());
        if let Some(known) = read.get(&key) {
            return known.clone();
        }
        let taken: usize = read
            .iter()
            .filter(|(_, list)| list.is_some())
            .filter_map(|((_, hash), _)| self.blobs.get(hash))
            .map(|it| it.len())
            .sum();
        if taken.saturating_add(bytes.len()) > MOST_BYTES || !may_have(source, bytes, headers) {
            return None;
        }
        let list = read_again_watched(source, bytes, &mut |_, _| !progress.is_cancelled()).ok().map(Arc::new);
        if !progress.is_cancelled() {
            read.insert(key, list.clone());
        }
        list
    }
}

/// Might the list have most of these headers? The beginning of a long text tells.
fn may_have(source: &Source, bytes: &[u8], headers: &[String]) -> bool {
    let Some(beginning) = bytes.get(..PEEK_BYTES).filter(|_| source.sheet.is_empty() && source.part == 0) else {
        return true;
    };
    let Ok(peeked) = intake::read(beginning, &ReadOptions::recalled(&source.read_as)) else { return true };
    let shared = headers.iter().filter(|header| peeked.headers.contains(header)).count();
    shared * 2 > headers.len()
}
