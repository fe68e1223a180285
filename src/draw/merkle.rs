//! The tree hash of RFC 6962 section 2.1: one short proof per line, so that one entrant can check without the list.
//!
//! Leaves and nodes are hashed with different prefixes, and an odd node is carried up, never doubled: both are what
//! keeps a proof from being made for a line that is not there.

use super::canonical::{Hash, sha256};

/// Hash of one line (without its line feed).
pub fn leaf(line: &[u8]) -> Hash {
    sha256(&[&[0], line].concat())
}

pub(super) fn node(left: Hash, right: Hash) -> Hash {
    sha256(&[&[1], &left[..], &right[..]].concat())
}

/// The largest power of two below `leaves`, which must be 2 or more.
fn split(leaves: usize) -> usize {
    leaves.next_power_of_two() / 2
}

/// Tree hash of the leaves; of none, the hash of nothing.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => sha256(&[]),
        [one] => *one,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node(root(left), root(right))
        }
    }
}

/// The hashes beside the way from leaf `index` up to the root. Empty when there is no such leaf.
pub fn path(leaves: &[Hash], index: usize) -> Vec<Hash> {
    if leaves.len() < 2 || index >= leaves.len() {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut hashes, beside) = match index.checked_sub(left.len()) {
        None => (path(left, index), root(right)),
        Some(index) => (path(right, index), root(left)),
    };
    hashes.push(beside);
    hashes
}

/// The root that a path leads to (RFC 9162 section 2.1.3.2), or `None` when it cannot belong to a tree of `leaves`.
pub fn root_by_path(leaf: Hash, index: u64, leaves: u64, path: &[Hash]) -> Option<Hash> {
    let mut last = leaves.checked_sub(1)?;
    let mut index = Some(index).filter(|index| *index <= last)?;
    let mut hash = leaf;
    for beside in path {
        if last == 0 {
            return None;
        }
        if index % 2 == 1 || index == last {
            hash = node(*beside, hash);
            // The last node of a level without a partner is carried up unhashed.
            while index % 2 == 0 && index != 0 {
                index >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(hash, *beside);
        }
        index >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(hash)
}
