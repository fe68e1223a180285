//! What was made lately, so that it is not made twice, in bounded room.
//!
//! Two halves: what is new or asked for again goes into the young one; when that is full it becomes the old one, and what nobody
//! asked for since is gone. So a run of ten thousand cards holds no more than one of a thousand. What is found or not found changes
//! how long the work takes, never what comes out.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Values by key; at most twice `limit` of their weights at once, plus one value that alone is heavier.
#[derive(Debug)]
pub(crate) struct Recent<K, V> {
    young: HashMap<K, (V, usize)>,
    old: HashMap<K, (V, usize)>,
    /// Of the young.
    weight: usize,
    limit: usize,
}

impl<K: Eq + Hash, V: Clone> Recent<K, V> {
    pub(crate) fn new(limit: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), weight: 0, limit }
    }

    pub(crate) fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }

    pub(crate) fn get<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        if let Some((value, _)) = self.young.get(key) {
            return Some(value.clone());
        }
        let (key, (value, weight)) = self.old.remove_entry(key)?;
        self.put(key, value.clone(), weight);
        Some(value)
    }

    pub(crate) fn put(&mut self, key: K, value: V, weight: usize) {
        if self.weight + weight > self.limit && !self.young.is_empty() {
            self.old = std::mem::take(&mut self.young);
            self.weight = 0;
        }
        self.weight += weight;
        if let Some((_, before)) = self.young.insert(key, (value, weight)) {
            self.weight -= before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let mut recent = Recent::new(10);
        recent.put("always".to_owned(), 0, 1);
        for n in 1..=100 {
            recent.put(n.to_string(), n, 1);
            assert_eq!(recent.get("always"), Some(0));
            assert!(recent.len() <= 21, "{}", recent.len());
        }
        assert_eq!(recent.get("100"), Some(100));
        assert_eq!(recent.get("50"), None);
    }

    #[test]
    fn weights_count_and_a_heavy_value_is_kept_alone() {
        let mut recent = Recent::new(10);
        recent.put(1, "heavy", 50);
        assert_eq!(recent.get(&1), Some("heavy"));
        recent.put(2, "light", 1);
        recent.put(2, "light", 1);
        assert_eq!((recent.get(&1), recent.len()), (Some("heavy"), 2));
        for n in 3..30 {
            recent.put(n, "light", 1);
        }
        assert_eq!(recent.get(&1), None);
    }
}
