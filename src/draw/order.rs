//! The order of the entries: three methods, each a pure function of the roll and the entropy.
//!
//! The order comes out lazily. A draw looks at a few dozen places of a roll that may have a million entries, so only
//! the lowest are selected, a chunk at a time, and never the whole sorted.

use super::canonical::Hash;
use super::lock::Method;
use super::roll::{Roll, RollEntry};
use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;
use std::collections::BinaryHeap;

/// Where an entry stands in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Place of the entry in the roll, from 0.
    pub index: usize,
    /// The ticket that stands lowest, from 1.
    pub ticket: u32,
    /// Its position, hex.
    pub position: String,
}

/// HMAC-SHA256 keyed with 32 bytes. HMAC itself pads a short key with zeros to a block, so giving the padded block is
/// the same thing and cannot fail.
fn hmac(key: &Hash) -> Hmac<Sha256> {
    let mut block = [0; 64];
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

/// The entries in order. `expected` says how many are likely to be looked at; it changes speed only.
pub(super) fn order<'a>(
    roll: &'a Roll,
    prk: Option<Hash>,
    entropy: &'a str,
    expected: usize,
) -> Box<dyn Iterator<Item = Place> + 'a> {
    match prk {
        Some(prk) => Box::new(Lowest::new(roll, &prk, expected)),
        None => Box::new(rfc3797(roll.entries().len(), entropy)),
    }
}

/// What entries are sorted by. Places in the roll follow the bytes of the ids, so comparing (position, place) is
/// comparing (position, entry id). The ticket is never compared: one entry has one.
type Standing = (Hash, usize, u32);

fn stand(key: &Hmac<Sha256>, index: usize, entry: &RollEntry) -> Standing {
    let position = |ticket: u32| -> Hash {
        let named = key.clone().chain_update(&entry.id);
        let named = if ticket == 1 { named } else { named.chain_update([0]).chain_update(ticket.to_string()) };
        named.chain_update([1]).finalize().into_bytes().into()
    };
    let lowest = (2..=entry.tickets).fold((position(1), 1), |lowest, ticket| lowest.min((position(ticket), ticket)));
    (lowest.0, index, lowest.1)
}

/// Selects the lowest entries in chunks: one pass over the roll keeps the `size` lowest above the last chunk. Memory is
/// that of a chunk; chunks grow, so even a walk to the very end needs few passes.
struct Lowest<'a> {
    roll: &'a Roll,
    key: Hmac<Sha256>,
    size: usize,
    last: Option<Standing>,
    /// Nothing stands above the last chunk.
    exhausted: bool,
    chunk: std::vec::IntoIter<Standing>,
}

impl<'a> Lowest<'a> {
    fn new(roll: &'a Roll, prk: &Hash, expected: usize) -> Self {
        let size = expected.clamp(64, 1 << 20);
        Self { roll, key: hmac(prk), size, last: None, exhausted: false, chunk: Vec::new().into_iter() }
    }

    fn select(&mut self) {
        let mut lowest: BinaryHeap<Standing> = BinaryHeap::new();
        for (index, entry) in self.roll.entries().iter().enumerate() {
            let standing = stand(&self.key, index, entry);
            if self.last.is_some_and(|last| standing <= last) {
                continue;
            }
            if lowest.len() < self.size {
                lowest.push(standing);
            } else if let Some(mut highest) = lowest.peek_mut()
                && standing < *highest
            {
                *highest = standing;
            }
        }
        let chunk = lowest.into_sorted_vec();
        self.last = chunk.last().copied().or(self.last);
        self.exhausted = chunk.len() < self.size;
        self.size = self.size.saturating_mul(16);
        self.chunk = chunk.into_iter();
    }
}

impl Iterator for Lowest<'_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        if self.chunk.len() == 0 && !self.exhausted {
            self.select();
        }
        let (position, index, ticket) = self.chunk.next()?;
        Some(Place { index, ticket, position: hex::encode(position) })
    }
}

/// RFC 3797: each hash picks one of those remaining. Rolls of this method have at most 65535 entries; beyond them the
/// counter has no more values and the order ends.
fn rfc3797(entries: usize, entropy: &str) -> impl Iterator<Item = Place> {
    let mut remaining: Vec<usize> = (0..entries).collect();
    (0..u16::MAX).map_while(move |i| {
        let count = Some(remaining.len() as u128).filter(|count| *count > 0)?;
        let i = i.to_be_bytes();
        let hash: [u8; 16] = Md5::new().chain_update(i).chain_update(entropy).chain_update(i).finalize().into();
        let index = remaining.remove((u128::from_be_bytes(hash) % count) as usize);
        Some(Place { index, ticket: 1, position: hex::encode(hash) })
    })
}
