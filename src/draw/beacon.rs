//! Public beacons (drand): the chains this version knows and the times of their rounds.
//!
//! What is left out: checking a round's BLS signature. This version does not do it, says so in `verify`, and refuses
//! to draw from a beacon.

use super::canonical::{INTEGER_MAX, sha256, unhex};
use super::moment::Moment;

/// A chain pinned in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    /// Name given by its operators.
    pub name: &'static str,
    /// Its hash, by which locks name it.
    pub hash: &'static str,
    /// Its public key, hex.
    pub public_key: &'static str,
    /// Time of round 1, seconds since 1970.
    pub genesis_unix_secs: u64,
    /// Seconds between rounds.
    pub period_secs: u64,
    /// Whether a round also signs the signature of the one before it.
    pub chained: bool,
}

/// Every chain this version knows.
pub const CHAINS: [Chain; 2] = [
    Chain {
        name: "quicknet",
        hash: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
        public_key: "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
        genesis_unix_secs: 1_692_803_367,
        period_secs: 3,
        chained: false,
    },
    Chain {
        name: "default",
        hash: "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
        public_key: "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
        genesis_unix_secs: 1_595_431_050,
        period_secs: 30,
        chained: true,
    },
];

/// The chain with this hash, if this version knows it.
pub fn chain(hash: &str) -> Option<&'static Chain> {
    CHAINS.iter().find(|chain| chain.hash == hash)
}

impl Chain {
    /// Time of a round (1 or more), seconds since 1970.
    pub fn round_unix_secs(&self, round: u64) -> u64 {
        self.genesis_unix_secs.saturating_add(round.saturating_sub(1).saturating_mul(self.period_secs))
    }

    /// The first round at or after a moment: the only one a lock may name.
    pub fn first_round_from(&self, moment: &Moment) -> u64 {
        let since_genesis = u64::try_from(moment.unix_secs()).unwrap_or(0).saturating_sub(self.genesis_unix_secs);
        (since_genesis.div_ceil(self.period_secs) + 1).min(INTEGER_MAX)
    }
}

/// Whether the randomness (hex) is what a round's signature (hex) stands for: its SHA-256.
pub fn is_randomness_of(randomness: &str, signature: &str) -> bool {
    // 48 bytes on the first curve group, 96 on the second.
    let signature = unhex::<48>(signature).map(Vec::from).or_else(|| unhex::<96>(signature).map(Vec::from));
    signature.is_some_and(|signature| hex::encode(sha256(&signature)) == randomness)
}
