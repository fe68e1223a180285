//! Public beacons (drand): the chains this version knows, the times of their rounds, and the check of a round.
//!
//! A round is genuine when its BLS signature holds under the chain's key, which is pinned here; its randomness is the
//! hash of that signature. Nothing is fetched: the round's values are handed in. The pairing is the crate `drand-verify`'s.

use super::canonical::{INTEGER_MAX, sha256, unhex};
use super::moment::Moment;
use drand_verify::{G1Pubkey, G2PubkeyRfc, Pubkey};
use thiserror::Error;

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
    /// Whether a round also signs the signature of the one before it. Such a chain (`pedersen-bls-chained`) has its key
    /// on the first curve group and signatures of 96 bytes; one that is not (`bls-unchained-g1-rfc9380`) has its key on
    /// the second and signatures of 48 bytes.
    pub chained: bool,
}

/// Why a round is not taken for a round of its chain.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum BeaconError {
    #[error("the beacon chain {0} is not one of those this version knows")]
    UnknownChain(String),
    #[error("this is a signature of the chain {found}, not of {expected}")]
    OtherChain { found: &'static str, expected: &'static str },
    #[error("the signature is not {digits} lower-case hex digits")]
    SignatureForm { digits: usize },
    #[error("the chain {0} signs the signature of the round before, which is missing")]
    PreviousMissing(&'static str),
    #[error("the signature of the round before is not 192 lower-case hex digits")]
    PreviousForm,
    #[error("the chain {0} does not sign the round before, but a signature of one is given")]
    PreviousGiven(&'static str),
    #[error("the signature is no point of the curve: it was altered")]
    NoPoint,
    #[error(
        "the signature is not the beacon's for round {round} of {chain}: round, signature or signature before was altered"
    )]
    Signature { chain: &'static str, round: u64 },
    #[error("the randomness is not the hash of the signature")]
    Randomness,
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

    /// Time of a round as a moment; `None` beyond the year 9999.
    pub fn round_moment(&self, round: u64) -> Option<Moment> {
        i64::try_from(self.round_unix_secs(round)).ok().and_then(Moment::from_unix_secs)
    }

    /// Length of a signature in bytes.
    fn signature_bytes(&self) -> usize {
        if self.chained { 96 } else { 48 }
    }

    /// Checks a round against the key of the chain; `signature`, `previous_signature` ("" where the chain signs none)
    /// and `randomness` in lower-case hex.
    pub fn check_round(
        &self,
        round: u64,
        signature: &str,
        previous_signature: &str,
        randomness: &str,
    ) -> Result<(), BeaconError> {
        let Some(raw) = signature_bytes(signature).filter(|raw| raw.len() == self.signature_bytes()) else {
            let other = |chain: &&Chain| signature.len() == 2 * chain.signature_bytes();
            return Err(match CHAINS.iter().find(other).filter(|other| *other != self) {
                Some(other) => BeaconError::OtherChain { found: other.name, expected: self.name },
                None => BeaconError::SignatureForm { digits: 2 * self.signature_bytes() },
            });
        };
        let previous = match (self.chained, previous_signature) {
            (true, "") => return Err(BeaconError::PreviousMissing(self.name)),
            // The first round of a chain signs the 32 bytes its members agreed on instead.
            (true, hex) => unhex::<32>(hex)
                .map(Vec::from)
                .or_else(|| unhex::<96>(hex).map(Vec::from))
                .ok_or(BeaconError::PreviousForm)?,
            (false, "") => Vec::new(),
            (false, _) => return Err(BeaconError::PreviousGiven(self.name)),
        };
        let holds = if self.chained {
            let key = unhex(self.public_key).and_then(|key| G1Pubkey::from_fixed(key).ok());
            key.map(|key| key.verify(round, &previous, &raw))
        } else {
            let key = unhex(self.public_key).and_then(|key| G2PubkeyRfc::from_fixed(key).ok());
            key.map(|key| key.verify(round, &previous, &raw))
        };
        match holds {
            // A pinned key is a point of its curve; a test holds that.
            None => return Err(BeaconError::UnknownChain(self.hash.to_owned())),
            Some(Err(_)) => return Err(BeaconError::NoPoint),
            Some(Ok(false)) => return Err(BeaconError::Signature { chain: self.name, round }),
            Some(Ok(true)) => {}
        }
        if hex::encode(sha256(&raw)) == randomness { Ok(()) } else { Err(BeaconError::Randomness) }
    }
}

/// Raw bytes of a signature: 48 on the first curve group, 96 on the second.
fn signature_bytes(signature: &str) -> Option<Vec<u8>> {
    unhex::<48>(signature).map(Vec::from).or_else(|| unhex::<96>(signature).map(Vec::from))
}

/// Whether the randomness (hex) is what a round's signature (hex) stands for: its SHA-256.
pub fn is_randomness_of(randomness: &str, signature: &str) -> bool {
    signature_bytes(signature).is_some_and(|signature| hex::encode(sha256(&signature)) == randomness)
}
