//! Quick hashes of texts, keyed by chance, so that no file can be made to mislead whoever goes by them. Two texts share one by
//! chance only; where nothing else would notice, the slower and wider ones of the standard library are taken instead.

use std::hash::{BuildHasher, RandomState};

/// Keys of chance, new for each import.
#[derive(Clone, Copy)]
pub(super) struct Keys([u64; 4]);

/// Both halves of a product laid over each other: each bit of it depends on all bits of both.
fn folded(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    product as u64 ^ (product >> 64) as u64
}

fn halves(bytes: [u8; 16]) -> (u64, u64) {
    let both = u128::from_le_bytes(bytes);
    (both as u64, (both >> 64) as u64)
}

/// The first and the last bytes of less than sixteen; in short texts they overlap. With the number of bytes they say all of them.
fn ends(bytes: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into());
    }
    let byte = |at: usize| bytes.get(at).copied().map_or(0, u64::from);
    (byte(0) << 8 | byte(1), byte(2))
}

impl Keys {
    pub fn new() -> Self {
        // The standard library is where chance comes from here; intake has no other.
        let state = RandomState::new();
        Self([1_u64, 2, 3, 4].map(|number| state.hash_one(number)))
    }

    /// Never 0, which stands for nothing.
    pub fn text(&self, text: &str) -> u64 {
        self.bytes(text.as_bytes())
    }

    /// The same of bytes.
    pub fn bytes(&self, bytes: &[u8]) -> u64 {
        let [start, inner, last, end] = self.0;
        let mut state = start ^ bytes.len() as u64;
        let (chunks, rest) = bytes.as_chunks::<16>();
        for chunk in chunks {
            let (low, high) = halves(*chunk);
            state = folded(low ^ state, high ^ inner);
        }
        if !rest.is_empty() {
            let (low, high) = match bytes.last_chunk::<16>() {
                Some(all) => halves(*all),
                None => ends(rest),
            };
            state = folded(low ^ state, high ^ last);
        }
        folded(state ^ end, inner | 1).max(1)
    }

    /// Of two hashes, in this order. Never 0.
    pub fn pair(&self, one: u64, other: u64) -> u64 {
        let [start, inner, last, end] = self.0;
        let state = folded(one ^ start, other ^ last);
        folded(state ^ one.rotate_left(32) ^ end, inner | 1).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn different_texts_have_different_hashes() {
        let keys = Keys::new();
        let mut texts: HashSet<String> = (0..20_000).map(|n| format!("anna{n}@mail.example")).collect();
        texts.extend((0..200).map(|n| "\0".repeat(n)));
        texts.extend((0..200).map(|n| "a".repeat(n)));
        texts.extend((0..200).map(|n| format!("{}b{}", "a".repeat(n), "a".repeat(199 - n))));
        let hashes: HashSet<u64> = texts.iter().map(|text| keys.text(text)).collect();
        assert_eq!(hashes.len(), texts.len());
        // No bit of them is always the same, neither the low ones nor the high ones.
        let (all, any) = hashes.iter().fold((u64::MAX, 0), |(all, any), hash| (all & hash, any | hash));
        assert_eq!((all, any), (0, u64::MAX));
        let pairs: HashSet<u64> = (0..200).flat_map(|a| (0..200).map(move |b| keys.pair(a, b))).collect();
        assert_eq!(pairs.len(), 40_000);
        assert_ne!(Keys::new().text("a"), keys.text("a"));
        assert_eq!(keys.text("a"), keys.text("a"));
    }
}
