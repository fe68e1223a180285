//! Which entry has which public id. Parted into shelves that copies share, so that a copy of a campaign with a million entries
//! costs a few hundred pointers.

use super::ids::EntryId;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

const SHELVES: usize = 256;

#[derive(Clone, Debug)]
pub(super) struct EntryIds {
    /// Chooses the shelf.
    keys: RandomState,
    shelves: Vec<Arc<HashMap<Box<str>, EntryId>>>,
}

impl Default for EntryIds {
    fn default() -> Self {
        Self { keys: RandomState::new(), shelves: vec![Arc::default(); SHELVES] }
    }
}

impl EntryIds {
    fn shelf(&self, entry_id: &str) -> usize {
        self.keys.hash_one(entry_id) as usize % SHELVES
    }
    pub fn get(&self, entry_id: &str) -> Option<EntryId> {
        self.shelves.get(self.shelf(entry_id))?.get(entry_id).copied()
    }
    /// Hands back who had it.
    pub fn insert(&mut self, entry_id: &str, id: EntryId) -> Option<EntryId> {
        let shelf = self.shelf(entry_id);
        Arc::make_mut(self.shelves.get_mut(shelf)?).insert(entry_id.into(), id)
    }
    pub fn remove(&mut self, entry_id: &str) {
        let shelf = self.shelf(entry_id);
        if let Some(shelf) = self.shelves.get_mut(shelf) {
            Arc::make_mut(shelf).remove(entry_id);
        }
    }
    pub fn retain(&mut self, stays: impl Fn(EntryId) -> bool) {
        for shelf in &mut self.shelves {
            Arc::make_mut(shelf).retain(|_, id| stays(*id));
        }
    }
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
