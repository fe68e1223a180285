//! Luck that can be repeated: xoshiro256** started from the SHA-256 of a text.
//!
//! The four words of the state are the 32 bytes of the hash, little-endian. Anybody can write the generator again in ten lines
//! (<https://prng.di.unimi.it/xoshiro256starstar.c>); tests hold it against the published numbers. It is not for secrets and not
//! for a prize draw, whose luck is public: see docs/DRAW.md.

use sha2::{Digest, Sha256};

/// A stream of numbers that depends on its seed alone.
#[derive(Debug, Clone)]
pub struct Dice {
    state: [u64; 4],
}

impl Dice {
    /// The stream of a text. Other texts give other streams.
    pub fn of(seed: &str) -> Self {
        let hash = Sha256::digest(seed.as_bytes());
        let mut state = [0; 4];
        for (word, bytes) in state.iter_mut().zip(hash.chunks_exact(8)) {
            *word = bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        }
        Self { state }
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.state;
        let out = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= t;
        *d = d.rotate_left(45);
        out
    }

    /// A number below `n`, each equally likely: high bits of a product, with the few unfair ones thrown away (Lemire 2019). 0 for
    /// none to choose from.
    pub fn below(&mut self, n: usize) -> usize {
        let n = n as u64;
        if n == 0 {
            return 0;
        }
        let unfair = n.wrapping_neg() % n;
        loop {
            let wide = u128::from(self.bits()) * u128::from(n);
            if wide as u64 >= unfair {
                return (wide >> 64) as usize;
            }
        }
    }

    /// A number from 0 to under 1, in steps of 2^-53.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number of the normal distribution with mean 0 and deviation 1 (Box and Muller, one of the pair).
    pub fn normal(&mut self) -> f64 {
        let (radius, turn) = (1.0 - self.unit(), self.unit());
        (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
    }

    /// Puts a list into a random order (Fisher and Yates, from the end).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_the_published_numbers() {
        // Of the reference implementation in C with the state 1, 2, 3, 4.
        let mut dice = Dice { state: [1, 2, 3, 4] };
        let expected = [
            11520,
            0,
            1509978240,
            1215971899390074240,
            1216172134540287360,
            607988272756665600,
            16172922978634559625,
            8476171486693032832,
            10595114339597558777,
            2904607092377533576,
        ];
        assert_eq!(expected.map(|_| dice.bits()), expected);
    }

    #[test]
    fn a_seed_gives_its_stream_again_and_every_number_comes() {
        let stream = |seed| {
            let mut dice = Dice::of(seed);
            [0; 20].map(|_: i32| dice.below(6))
        };
        assert_eq!(stream("spring"), stream("spring"));
        assert_ne!(stream("spring"), stream("autumn"));
        let mut dice = Dice::of("fair");
        let mut seen = [0; 6];
        for _ in 0..60_000 {
            seen[dice.below(6)] += 1;
        }
        assert!(seen.iter().all(|count| (9_500..10_500).contains(count)), "{seen:?}");
        assert_eq!(dice.below(0), 0);
        let mean = (0..20_000).map(|_| dice.normal()).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03, "{mean}");
    }
}
