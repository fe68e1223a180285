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

    /// Writes the last block of the inner message, and gives what has been hashed when all before it is. The id has at most
    /// 64 bytes, as every id of a roll has.
    #[inline]
    fn inner_message(&self, id: &[u8], ticket: u32, block: &mut Block) -> Position {
        let Some((message, length)) = short_message(id, ticket) else { return self.long_message(id, ticket, block) };
        let end = u128::from(message_bits(length).swap_bytes()) << 64;
        for (bytes, words) in block.as_chunks_mut().0.iter_mut().zip([message[0], message[1], 0, end]) {
            *bytes = words.to_le_bytes();
        }
        self.inner
    }

    #[inline(never)]
    fn long_message(&self, id: &[u8], ticket: u32, block: &mut Block) -> Position {
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
        let blocks = if length + 9 <= BLOCK_BYTES { 1 } else { 2 };
        let end = blocks * BLOCK_BYTES;
        message[end - 8..end].copy_from_slice(&message_bits(length).to_be_bytes());
        let (before, last) = message[..end].split_at(end - BLOCK_BYTES);
        block.copy_from_slice(last);
        let mut state = self.inner;
        compress256(&mut state, before.as_chunks().0);
        state
    }
}

/// What SHA-256 ends with: the length of a message in bits, here with that of the key's block before it.
fn message_bits(length: usize) -> u64 {
    ((BLOCK_BYTES + length) * 8) as u64
}

/// The inner message of an id of 8 to 16 bytes and a ticket of one digit, as most are: its bytes with the one that ends it
/// for SHA-256, the first in the lowest place, and its length. The same as byte by byte, in a few steps.
#[inline]
fn short_message(id: &[u8], ticket: u32) -> Option<([u128; 2], usize)> {
    if !(8..=16).contains(&id.len()) || ticket > 9 {
        return None;
    }
    let start = u128::from(u64::from_le_bytes(*id.first_chunk()?));
    let end = u128::from(u64::from_le_bytes(*id.last_chunk()?));
    let bits = 8 * id.len() as u32;
    // A zero byte and the ticket unless it is the first, the one byte, and the end.
    let (tail, length): (u128, usize) =
        if ticket == 1 { (0x80_01, 1) } else { (0x80_01_30_00 + (u128::from(ticket) << 8), 3) };
    // Where they overlap both say the same.
    let id_bits = start | end << (bits - 64);
    Some(([id_bits | tail.unbounded_shl(bits), tail >> (128 - bits)], id.len() + length))
}

/// How many tickets are hashed together at most.
pub(super) const TOGETHER: usize = 32;

type Block = [u8; BLOCK_BYTES];

/// Tickets whose positions are computed together: a block that was only just written keeps the processor waiting, and
/// hashes that do not wait for each other overlap. That makes it about a third quicker than one by one.
pub(super) struct Together<'a> {
    positions: &'a Positions,
    blocks: [Block; TOGETHER],
    states: [Position; TOGETHER],
    outer: [Block; TOGETHER],
    count: usize,
}

impl<'a> Together<'a> {
    pub(super) fn new(positions: &'a Positions) -> Self {
        let mut outer = [0; BLOCK_BYTES];
        outer[32] = 0x80;
        outer[BLOCK_BYTES - 8..].copy_from_slice(&message_bits(32).to_be_bytes());
        Self {
            positions,
            blocks: [[0; BLOCK_BYTES]; TOGETHER],
            states: [[0; 8]; TOGETHER],
            outer: [outer; TOGETHER],
            count: 0,
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.count == TOGETHER
    }

    /// One more ticket of an entry, from 1, while there is room. Gives its place in what `take` gives.
    #[inline]
    pub(super) fn add(&mut self, id: &[u8], ticket: u32) -> usize {
        let place = self.count;
        self.states[place] = self.positions.inner_message(id, ticket, &mut self.blocks[place]);
        self.count += 1;
        place
    }

    /// Their positions, in the order they were added; then there is room again.
    pub(super) fn take(&mut self) -> &[Position] {
        let count = std::mem::take(&mut self.count);
        let states = &mut self.states[..count];
        for (state, block) in states.iter_mut().zip(&self.blocks) {
            compress256(state, std::slice::from_ref(block));
        }
        for (state, block) in states.iter_mut().zip(&mut self.outer) {
            for (bytes, word) in block.as_chunks_mut().0.iter_mut().zip(*state) {
                *bytes = word.to_be_bytes();
            }
            *state = self.positions.outer;
        }
        for (state, block) in states.iter_mut().zip(&self.outer) {
            compress256(state, std::slice::from_ref(block));
        }
        states
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

    fn ticket() -> impl Strategy<Value = (Vec<u8>, u32)> {
        (prop::collection::vec(any::<u8>(), 1..=64), prop_oneof![1..=12u32, 1..=1_000_000u32])
    }

    fn of(positions: &Positions, id: &[u8], ticket: u32) -> Position {
        let mut together = Together::new(positions);
        together.add(id, ticket);
        together.take()[0]
    }

    proptest! {
        /// The blocks made by hand are those of HMAC-SHA256, for ids and tickets of every length.
        #[test]
        fn positions_are_hmac_sha256(key: Hash, id in prop_oneof![prop::collection::vec(any::<u8>(), 1..=64), prop::collection::vec(any::<u8>(), 7..=17)], ticket in 1..=1_000_000u32) {
            for ticket in [ticket, 1, ticket % 12 + 1] {
                let mac = hmac(&key).chain_update(&id);
                let mac = if ticket == 1 { mac } else { mac.chain_update([0]).chain_update(ticket.to_string()) };
                let mac = mac.chain_update([1]).finalize().into_bytes();
                prop_assert_eq!(position_hex(&of(&Positions::new(&key), &id, ticket)), hex::encode(mac));
            }
        }

        /// Nothing of those before is left in the blocks.
        #[test]
        fn tickets_together_are_as_each_alone(
            key: Hash,
            groups in prop::collection::vec(prop::collection::vec(ticket(), 0..=TOGETHER), 1..4),
        ) {
            let positions = Positions::new(&key);
            let mut together = Together::new(&positions);
            for group in groups {
                for (place, (id, ticket)) in group.iter().enumerate() {
                    prop_assert_eq!(together.add(id, *ticket), place);
                }
                prop_assert_eq!(together.is_full(), group.len() == TOGETHER);
                let alone: Vec<Position> = group.iter().map(|(id, ticket)| of(&positions, id, *ticket)).collect();
                prop_assert_eq!(together.take().to_vec(), alone);
            }
        }
    }
}
