//! Which entry has which public id. Parted into shelves that copies share, so that a copy of a campaign with a million entries
//! costs a few hundred pointers. Ids as this program makes them are the numbers they stand for; others stay words.

use super::cores::{on_all_cores, share_of};
use super::ids::EntryId;
use super::sweepstake::Entry;
use std::collections::HashMap;
use std::sync::Arc;

const SHELVES: usize = 256;

#[derive(Clone, Debug, Default)]
struct Shelf {
    /// In order of the numbers.
    by_number: Vec<(u64, EntryId)>,
    by_words: HashMap<Box<str>, EntryId>,
}

impl Shelf {
    fn find(&self, number: u64) -> Result<usize, usize> {
        self.by_number.binary_search_by_key(&number, |(number, _)| *number)
    }
}

/// An id as it stands on a shelf.
pub(super) enum Label {
    Number(u64),
    Words(Box<str>),
}

impl Label {
    pub fn of(entry_id: &str) -> Self {
        Entry::number_of(entry_id).map_or_else(|| Self::Words(entry_id.into()), Self::Number)
    }
}

#[derive(Clone, Debug)]
pub(super) struct EntryIds {
    shelves: Vec<Arc<Shelf>>,
}

impl Default for EntryIds {
    fn default() -> Self {
        Self { shelves: vec![Arc::default(); SHELVES] }
    }
}

/// A shelf and what comes on it.
type Filing<'s> = (&'s mut Arc<Shelf>, Vec<(u64, EntryId)>);

/// On which shelf an id stands.
fn shelf_of(number: Option<u64>) -> usize {
    // Its last letter and a part of the one before; words are few and stand together.
    number.map_or(0, |number| number as usize % SHELVES)
}

impl EntryIds {
    pub fn get(&self, entry_id: &str) -> Option<EntryId> {
        let number = Entry::number_of(entry_id);
        let shelf = self.shelves.get(shelf_of(number))?;
        match number {
            Some(number) => shelf.by_number.get(shelf.find(number).ok()?).map(|(_, id)| *id),
            None => shelf.by_words.get(entry_id).copied(),
        }
    }
    /// Hands back who had it.
    pub fn insert(&mut self, entry_id: &str, id: EntryId) -> Option<EntryId> {
        let number = Entry::number_of(entry_id);
        let shelf = Arc::make_mut(self.shelves.get_mut(shelf_of(number))?);
        match number {
            Some(number) => match shelf.find(number) {
                Ok(place) => shelf.by_number.get_mut(place).map(|(_, holder)| std::mem::replace(holder, id)),
                Err(place) => {
                    shelf.by_number.insert(place, (number, id));
                    None
                }
            },
            None => shelf.by_words.insert(entry_id.into(), id),
        }
    }
    /// Puts very many at once. Hands back one whose id another one has.
    pub fn insert_many(&mut self, labels: impl IntoIterator<Item = (Label, EntryId)>) -> Option<EntryId> {
        let mut added: Vec<Vec<(u64, EntryId)>> = vec![Vec::new(); SHELVES];
        for (label, id) in labels {
            match label {
                Label::Number(number) => added.get_mut(shelf_of(Some(number)))?.push((number, id)),
                Label::Words(words) => {
                    let shelf = Arc::make_mut(self.shelves.get_mut(shelf_of(None))?);
                    if shelf.by_words.insert(words, id).is_some() {
                        return Some(id);
                    }
                }
            }
        }
        let count: usize = added.iter().map(Vec::len).sum();
        let file = |shelves: &mut [Filing<'_>]| {
            let mut twice = None;
            for (shelf, added) in shelves {
                let shelf = Arc::make_mut(shelf);
                shelf.by_number.append(added);
                shelf.by_number.sort_unstable();
                let found = shelf.by_number.array_windows().find(|[(one, _), (next, _)]| one == next);
                twice = twice.or(found.map(|[_, (_, id)]| *id));
            }
            twice
        };
        let changed = self.shelves.iter_mut().zip(added).filter(|(_, added)| !added.is_empty());
        let mut changed: Vec<Filing<'_>> = changed.collect();
        let share = (changed.len() * share_of(count) / count.max(1)).max(1);
        on_all_cores(changed.chunks_mut(share), &file).into_iter().flatten().next()
    }
    pub fn remove(&mut self, entry_id: &str) {
        let number = Entry::number_of(entry_id);
        let Some(shelf) = self.shelves.get_mut(shelf_of(number)) else { return };
        let shelf = Arc::make_mut(shelf);
        match number {
            Some(number) => _ = shelf.find(number).map(|place| shelf.by_number.remove(place)),
            None => _ = shelf.by_words.remove(entry_id),
        }
    }
    pub fn retain(&mut self, stays: impl Fn(EntryId) -> bool) {
        for shelf in &mut self.shelves {
            let shelf = Arc::make_mut(shelf);
            shelf.by_number.retain(|(_, id)| stays(*id));
            shelf.by_words.retain(|_, id| stays(*id));
        }
    }
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_found_by_its_own_words() {
        let mut ids = EntryIds::default();
        let all = ["ABCDEFGH2345", "ABCDEFGH2346", "abcdefgh2345", "ABCDEFGH234", "ABCDEFGH2340", "2", "ü", "", "22"];
        for (place, words) in all.iter().enumerate() {
            assert_eq!(ids.insert(words, EntryId(place as u64)), None, "{words}");
        }
        for (place, words) in all.iter().enumerate() {
            assert_eq!(ids.get(words), Some(EntryId(place as u64)), "{words}");
        }
        assert_eq!(ids.insert("ABCDEFGH2345", EntryId(99)), Some(EntryId(0)));
        let many = |from: u64, all: &[&str]| -> Vec<(Label, EntryId)> {
            (from..).zip(all).map(|(id, words)| (Label::of(words), EntryId(id))).collect()
        };
        let mut others = EntryIds::default();
        assert_eq!(others.insert_many(many(0, &all)), None);
        for (place, words) in all.iter().enumerate() {
            assert_eq!(others.get(words), Some(EntryId(place as u64)), "{words}");
        }
        assert_eq!(others.clone().insert_many(many(90, &["ABCDEFGH2222", "ABCDEFGH2346"])), Some(EntryId(91)));
        assert_eq!(others.clone().insert_many(many(90, &["ABCDEFGH2222", "ABCDEFGH2222"])), Some(EntryId(91)));
        assert_eq!(others.insert_many(many(90, &["u", "ü"])), Some(EntryId(91)));
        ids.remove("ABCDEFGH2346");
        ids.retain(|id| id != EntryId(6));
        assert_eq!((ids.get("ABCDEFGH2346"), ids.get("ü"), ids.get("22")), (None, None, Some(EntryId(8))));
    }
}
