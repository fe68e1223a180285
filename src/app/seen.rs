//! Which records were met already: a bit for each id, since ids are counted up from 1. A million cost a glance, not a tree.

use std::collections::BTreeSet;

/// Ids up to here have a bit, 8 MB in all; beyond stand ids in files somebody wrote by hand.
const NEAR: u64 = 1 << 26;

#[derive(Debug, Clone, Default)]
pub struct Seen {
    bits: Vec<u64>,
    far: BTreeSet<u64>,
}

impl Seen {
    /// Notes it; true when it was not there before.
    pub fn insert(&mut self, id: impl Into<u64>) -> bool {
        let id = id.into();
        if id >= NEAR {
            return self.far.insert(id);
        }
        let (word, bit) = ((id / 64) as usize, 1 << (id % 64));
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        let Some(bits) = self.bits.get_mut(word) else { return false };
        let is_new = *bits & bit == 0;
        *bits |= bit;
        is_new
    }
    pub fn contains(&self, id: impl Into<u64>) -> bool {
        let id = id.into();
        let bits = self.bits.get((id / 64) as usize).copied().unwrap_or(0);
        if id < NEAR { bits & (1 << (id % 64)) != 0 } else { self.far.contains(&id) }
    }
}

impl<I: Into<u64>> FromIterator<I> for Seen {
    fn from_iter<T: IntoIterator<Item = I>>(ids: T) -> Self {
        let mut seen = Self::default();
        seen.extend(ids);
        seen
    }
}

impl<I: Into<u64>> Extend<I> for Seen {
    fn extend<T: IntoIterator<Item = I>>(&mut self, ids: T) {
        ids.into_iter().for_each(|id| {
            self.insert(id);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_far() {
        let mut seen = Seen::default();
        for id in [0, 1, 63, 64, NEAR - 1, NEAR, u64::MAX] {
            assert!(!seen.contains(id) && seen.insert(id) && seen.contains(id) && !seen.insert(id), "{id}");
        }
        assert!(!seen.contains(2_u64) && !seen.contains(NEAR + 1));
    }
}
