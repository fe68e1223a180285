//! An index for a million keys of which nearly all are new: to learn that, one small table is looked at and nothing else.

use crate::campaign::PersonId;

/// Whom a key leads to: the first who came with it. Most keys are new, so what is looked at for them is kept small.
pub(super) struct FirstOf {
    /// One more than the place of a key in the low half, 0 for none, and the low half of the key in the high one, so that nearly
    /// every other key is told apart here. At most half of them are taken.
    slots: Vec<u64>,
    keys: Vec<u64>,
    ids: Vec<PersonId>,
}

/// The low half of a word.
const LOW: u64 = u32::MAX as u64;

impl FirstOf {
    pub fn with_room(room: usize) -> Self {
        let slots = (room * 2).next_power_of_two().max(64);
        Self { slots: vec![0; slots], keys: Vec::with_capacity(room), ids: Vec::with_capacity(room) }
    }

    /// Where a key is, or the slot where it would be.
    fn look(&self, key: u64) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = (key >> 32) as usize & mask;
        loop {
            let taken = self.slots.get(slot).copied().unwrap_or(0);
            if taken == 0 {
                return Err(slot);
            }
            let place = (taken & LOW).saturating_sub(1) as usize;
            if taken >> 32 == key & LOW && self.keys.get(place) == Some(&key) {
                return Ok(place);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Looks at where these keys are or would be. Whoever asks for one after the other waits for memory each time; asked for
    /// together, they come together.
    pub fn fetch(&self, keys: impl Iterator<Item = u64>) {
        let mask = self.slots.len() - 1;
        let seen = keys.filter_map(|key| self.slots.get((key >> 32) as usize & mask)).fold(0, |seen, slot| seen ^ slot);
        std::hint::black_box(seen);
    }

    pub fn get(&self, key: u64) -> Option<PersonId> {
        self.ids.get(self.look(key).ok()?).copied()
    }

    /// Who was there with this key; else `id` is from now on.
    pub fn get_or_put(&mut self, key: u64, id: PersonId) -> Option<PersonId> {
        let slot = match self.look(key) {
            Ok(place) => return self.ids.get(place).copied(),
            Err(slot) => slot,
        };
        self.keys.push(key);
        self.ids.push(id);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = (key & LOW) << 32 | self.keys.len() as u64;
        }
        if self.keys.len() * 2 > self.slots.len() {
            self.grow();
        }
        None
    }

    /// The key leads to `id`, whoever it led to before.
    pub fn put(&mut self, key: u64, id: PersonId) {
        match self.look(key) {
            Ok(place) => self.ids.get_mut(place).map_or((), |slot| *slot = id),
            Err(_) => _ = self.get_or_put(key, id),
        }
    }

    fn grow(&mut self) {
        let mut larger = Self { slots: vec![0; self.slots.len() * 2], keys: Vec::new(), ids: Vec::new() };
        std::mem::swap(&mut larger.keys, &mut self.keys);
        std::mem::swap(&mut larger.ids, &mut self.ids);
        for place in 0..larger.keys.len() {
            let key = larger.keys.get(place).copied().unwrap_or_default();
            if let Err(slot) = larger.look(key)
                && let Some(slot) = larger.slots.get_mut(slot)
            {
                *slot = (key & LOW) << 32 | (place as u64 + 1);
            }
        }
        *self = larger;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn the_first_one_stays_until_another_is_put() {
        for room in [0, 10, 5_000] {
            let (mut index, mut known) = (FirstOf::with_room(room), HashMap::new());
            for n in 0..5_000_u64 {
                // Some come again, and some lie in one slot.
                let key = (n % 3_000 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | u64::from(n % 7 == 0);
                assert_eq!(index.get_or_put(key, PersonId(n)), known.get(&key).copied(), "{room}, {n}");
                known.entry(key).or_insert(PersonId(n));
                if n % 50 == 0 {
                    index.put(key, PersonId(n + 10_000));
                    known.insert(key, PersonId(n + 10_000));
                }
            }
            assert!(known.iter().all(|(key, id)| index.get(*key) == Some(*id)));
            assert_eq!((index.get(1), index.get(u64::MAX)), (None, None));
        }
    }
}
