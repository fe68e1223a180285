//! The order of the entries: three methods, each a pure function of the roll and the entropy.
//!
//! For `ticket-sort` and `vrs` an entry's position depends on its own line alone, so nothing here needs the roll; who
//! stands lowest is found by `survey`. `rfc3797` draws from those remaining and needs to know how many there are.

use super::canonical::Hash;
use super::lock::Method;
use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;
use sha2::block_api::compress256;

/// A position of 32 bytes as eight big-endian words: they compare as the bytes do.
pub(super) type Position = [u32; 8];

/// What SHA-256 starts from (FIPS 180-4, section 5.3.3).
const SHA256_START: Position =
    [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
const BLOCK_BYTES: usize = 64;
/// An entry id, a zero byte, a ticket of seven digits, a one byte, and the padding of SHA-256: two blocks.
const MESSAGE_BYTES: usize = 2 * BLOCK_BYTES;

/// The bytes of a position in hex.
pub(super) fn position_hex(position: &Position) -> String {
    hex::encode(position.map(u32::to_be_bytes).as_flattened())
}

/// HMAC-SHA256 keyed with 32 bytes. HMAC itself pads a short key with zeros to a block, so giving the padded block is
/// the same thing and cannot fail.
fn hmac(key: &Hash) -> Hmac<Sha256> {
    let mut block = [0; BLOCK_BYTES];
    block[..32].copy_from_slice(key);
    Hmac::new(&block.into())
}

/// The pseudo-random key of a draw. `rfc3797` has none.
pub(super) fn prk(method: Method, code: &Hash, lock_sha256: &Hash, entropy: &str) -> Option<Hash> {
    let lock: &[u8] = match method {
        Method::TicketSort => lock_sha256,
        Method::Vrs => &[],
        Method::Rfc3797 => return None,
    };
    Some(hmac(code).chain_update(lock).chain_update(entropy).finalize().into_bytes().into())
}

/// Computes positions. The two blocks in which HMAC hashes its key are hashed once and for all here; that leaves two
/// blocks for a ticket, and a large draw does hardly anything else.
#[derive(Debug, Clone)]
pub(super) struct Positions {
    inner: Position,
    outer: Position,
}

impl Positions {
    pub(super) fn new(prk: &Hash) -> Self {
        let keyed = |pad: u8| {
            let mut block = [pad; BLOCK_BYTES];
            block.iter_mut().zip(prk).for_each(|(byte, key)| *byte ^= key);
            let mut state = SHA256_START;
            compress256(&mut state, &[block]);
            state
        };
        Self { inner: keyed(0x36), outer: keyed(0x5c) }
    }

    /// Position of one ticket, from 1. The id has at most 64 bytes, as every id of a roll has.
    pub(super) fn of(&self, id: &[u8], ticket: u32) -> Position {
        let mut message = [0; MESSAGE_BYTES];
        message[..id.len()].copy_from_slice(id);
        let mut length = id.len();
        if ticket > 1 {
            length += 1;
            let digits = 1 + ticket.ilog10() as usize;
            let mut rest = ticket;
            for digit in message[length..length + digits].iter_mut().rev() {
                *digit = b'0' + (rest % 10) as u8;
                rest /= 10;
            }
            length += digits;
        }
        message[length] = 1;
        message[length + 1] = 0x80;
        length += 1;
        // SHA-256 ends with the length in bits, here with that of the key's block before it.
        let blocks = if length + 9 <= BLOCK_BYTES { 1 } else { 2 };
        let end = blocks * BLOCK_BYTES;
        let bits = ((BLOCK_BYTES + length) * 8) as u64;
        message[end - 8..end].copy_from_slice(&bits.to_be_bytes());
        let mut hash = self.inner;
        compress256(&mut hash, &message.as_chunks().0[..blocks]);

        let mut block = [0; BLOCK_BYTES];
        for (bytes, word) in block.as_chunks_mut().0.iter_mut().zip(hash) {
            *bytes = word.to_be_bytes();
        }
        block[32] = 0x80;
        block[BLOCK_BYTES - 8..].copy_from_slice(&((BLOCK_BYTES as u64 + 32) * 8).to_be_bytes());
        let mut hash = self.outer;
        compress256(&mut hash, &[block]);
        hash
    }

    /// The lowest position of an entry, and the ticket that has it.
    #[inline]
    pub(super) fn lowest(&self, id: &[u8], tickets: u32) -> (Position, u32) {
        (2..=tickets).fold((self.of(id, 1), 1), |lowest, ticket| lowest.min((self.of(id, ticket), ticket)))
    }
}

/// RFC 3797: each hash picks one of those remaining; (place in the roll from 0, position in hex) in order. Rolls of this
/// method have at most 65535 entries; beyond them the counter has no more values and the order ends.
pub(super) fn rfc3797(entries: usize, entropy: &str) -> impl Iterator<Item = (usize, String)> {
    let mut remaining: Vec<usize> = (0..entries).collect();
    (0..u16::MAX).map_while(move |i| {
        let count = Some(remaining.len() as u128).filter(|count| *count > 0)?;
        let i = i.to_be_bytes();
        let hash: [u8; 16] = Md5::new().chain_update(i).chain_update(entropy).chain_update(i).finalize().into();
        let index = remaining.remove((u128::from_be_bytes(hash) % count) as usize);
        Some((index, hex::encode(hash)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The blocks made by hand are those of HMAC-SHA256, for ids and tickets of every length.
        #[test]
        fn positions_are_hmac_sha256(key: Hash, id in prop::collection::vec(any::<u8>(), 1..=64), ticket in 1..=1_000_000u32) {
            for ticket in [ticket, 1, ticket % 100 + 1] {
                let mac = hmac(&key).chain_update(&id);
                let mac = if ticket == 1 { mac } else { mac.chain_update([0]).chain_update(ticket.to_string()) };
                let mac = mac.chain_update([1]).finalize().into_bytes();
                prop_assert_eq!(position_hex(&Positions::new(&key).of(&id, ticket)), hex::encode(mac));
            }
        }
    }
}
