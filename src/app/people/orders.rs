//! The orders of a long list, each made when it is asked for the first time and kept as long as the list: after that, looking
//! for something is only leaving out.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

type Known<O> = HashMap<(O, bool), Arc<Vec<u32>>>;

/// Places of lines by the order that was asked for, and whether it descends. Copies share them.
#[derive(Clone, Debug)]
pub struct Orders<O>(Arc<Mutex<Known<O>>>);

impl<O> Default for Orders<O> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<O: Copy + Eq + Hash> Orders<O> {
    /// The order, or what `make` makes of it. It is made without keeping others waiting.
    pub fn get(&self, order: O, descending: bool, make: impl FnOnce() -> Vec<u32>) -> Arc<Vec<u32>> {
        let known = |orders: &Known<O>| orders.get(&(order, descending)).cloned();
        if let Some(made) = known(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return made;
        }
        let made = Arc::new(make());
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(orders.entry((order, descending)).or_insert(made))
    }
}

/// Fewer keys than this are not worth a thread.
const SHARE_LEAST: usize = 10_000;

/// The place of each key among the different ones.
pub fn ranks<K: Ord + Sync>(keys: &[K]) -> Vec<u32> {
    let mut sorted: Vec<u32> = (0..keys.len() as u32).collect();
    let key = |index: &u32| keys.get(*index as usize);
    if keys.len() < SHARE_LEAST {
        sorted.sort_by(|a, b| key(a).cmp(&key(b)));
    } else {
        // Two halves beside each other; the whole is then two runs, which a stable sort only has to merge.
        let (lower, upper) = sorted.split_at_mut(keys.len() / 2);
        std::thread::scope(|scope| {
            scope.spawn(|| lower.sort_by(|a, b| key(a).cmp(&key(b))));
            upper.sort_by(|a, b| key(a).cmp(&key(b)));
        });
        sorted.sort_by(|a, b| key(a).cmp(&key(b)));
    }
    let mut ranks = vec![0; keys.len()];
    let mut rank = 0;
    for (place, index) in sorted.iter().enumerate() {
        if place > 0 && sorted.get(place - 1).map(key) != Some(key(index)) {
            rank += 1;
        }
        if let Some(slot) = ranks.get_mut(*index as usize) {
            *slot = rank;
        }
    }
    ranks
}
