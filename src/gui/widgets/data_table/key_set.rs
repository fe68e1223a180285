//! A set of the keys of rows, quick enough that a million are selected within a frame. The keys are ids the program has counted
//! up itself, so that nobody can choose them to be slow.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// Keys of rows.
pub type KeySet = HashSet<u64, BuildHasherDefault<KeyHasher>>;

/// Spreads numbers that follow one another over all bits.
#[derive(Debug, Default, Clone, Copy)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }
    fn write_u64(&mut self, key: u64) {
        // Both halves of the product, so that keys far apart differ in the low bits too.
        let product = u128::from(self.0 ^ key) * 0x9E37_79B9_7F4A_7C15;
        self.0 = (product as u64) ^ (product >> 64) as u64;
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hash::BuildHasher;

    #[test]
    fn ids_in_a_row_and_far_apart_are_spread() {
        let hasher = BuildHasherDefault::<KeyHasher>::default();
        for step in [1_u64, 8, 512, 1 << 20, 1 << 40] {
            // The low bits choose the place, the seven highest tell those of one place apart.
            let low: HashSet<u64> = (0..4096).map(|n| hasher.hash_one(n * step) % 4096).collect();
            let high: HashSet<u64> = (0..4096).map(|n| hasher.hash_one(n * step) >> 57).collect();
            assert!(low.len() > 1500 && high.len() > 100, "{step}: {} {}", low.len(), high.len());
        }
    }
}
