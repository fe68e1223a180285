//! A table of records by id, in id order, with cheap snapshots: records are shared until one of them is replaced.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Records by id. Iterates in id order, which is the order of arrival, so that files come out the same every time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Table<I: Ord, T> {
    records: BTreeMap<I, Arc<T>>,
}

impl<I: Ord, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { records: BTreeMap::new() }
    }
}

impl<I: Ord + Copy, T> Table<I, T> {
    pub fn get(&self, id: I) -> Option<&T> {
        self.records.get(&id).map(AsRef::as_ref)
    }
    pub fn shared(&self, id: I) -> Option<&Arc<T>> {
        self.records.get(&id)
    }
    pub fn contains(&self, id: I) -> bool {
        self.records.contains_key(&id)
    }
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + Clone {
        self.records.iter().map(|(id, record)| (*id, record.as_ref()))
    }
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + '_ {
        self.records.keys().copied()
    }
    pub fn len(&self) -> usize {
        self.records.len()
    }
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
    pub(super) fn last_id(&self) -> Option<I> {
        self.records.keys().next_back().copied()
    }
    /// Puts or removes a record and hands back what was there.
    pub(super) fn swap(&mut self, id: I, record: Option<Arc<T>>) -> Option<Arc<T>> {
        match record {
            Some(record) => self.records.insert(id, record),
            None => self.records.remove(&id),
        }
    }
}
