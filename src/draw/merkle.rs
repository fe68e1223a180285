//! The tree hash of RFC 6962 section 2.1: one short proof per line, so that one entrant can check without the list.
//!
//! Leaves and nodes are hashed with different prefixes, and an odd node is carried up, never doubled: both are what
//! keeps a proof from being made for a line that is not there.

use super::canonical::{Hash, sha256};
use sha2::{Digest, Sha256};

/// Hash of one line (without its line feed).
pub fn leaf(line: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(line).finalize().into()
}

pub(super) fn node(left: Hash, right: Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// A tree that grows leaf by leaf and keeps only the roots of its finished parts, which are as many as its height. A
/// stretch from the middle of a tree can be made by itself and joined to what stands before it.
#[derive(Debug, Clone)]
pub struct Tree {
    /// Leaves before the next one, in the whole tree.
    leaves: u64,
    /// Height and hash of each finished part, from left to right.
    parts: Vec<(u32, Hash)>,
}

impl Tree {
    /// A stretch that begins behind this many leaves.
    pub fn at(leaves: u64) -> Self {
        Self { leaves, parts: Vec::new() }
    }

    /// Adds one leaf.
    pub fn add(&mut self, leaf: Hash) {
        self.add_part(0, leaf);
    }

    /// Adds the stretch that follows.
    pub fn join(&mut self, next: &Self) {
        next.parts.iter().for_each(|(height, hash)| self.add_part(*height, *hash));
    }

    fn add_part(&mut self, mut height: u32, mut hash: Hash) {
        let at = self.leaves;
        self.leaves += 1 << height;
        // A right half joins its left one, when that stands in this stretch.
        while (at >> height) % 2 == 1 {
            let Some((_, left)) = self.parts.pop_if(|(left, _)| *left == height) else { break };
            hash = node(left, hash);
            height += 1;
        }
        self.parts.push((height, hash));
    }

    /// Tree hash of all leaves; of none, the hash of nothing. Right only for a stretch from the beginning.
    pub fn root(&self) -> Hash {
        let roots = self.parts.iter().rev().map(|(_, hash)| *hash);
        roots.reduce(|right, left| node(left, right)).unwrap_or_else(|| sha256(&[]))
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The leaves with which certificate transparency's own implementations test their trees.
    const PUBLISHED_LEAVES: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    /// Their roots, of the first 0, 1, 2 ... leaves.
    const PUBLISHED_ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn the_published_trees_have_their_roots() {
        let leaves = PUBLISHED_LEAVES.map(|data| leaf(&hex::decode(data).unwrap()));
        for (count, published) in PUBLISHED_ROOTS.iter().enumerate() {
            assert_eq!(hex::encode(root(&leaves[..count])), *published);
            let mut tree = Tree::at(0);
            leaves[..count].iter().for_each(|leaf| tree.add(*leaf));
            assert_eq!(hex::encode(tree.root()), *published);
            for index in 0..count {
                let path = path(&leaves[..count], index);
                let led = root_by_path(leaves[index], index as u64, count as u64, &path);
                assert_eq!(led.map(hex::encode).as_deref(), Some(*published));
            }
        }
    }

    proptest! {
        #[test]
        fn a_tree_of_stretches_is_the_tree_of_all(stretches in prop::collection::vec(0..40usize, 0..6)) {
            let leaves: Vec<Hash> = (0..stretches.iter().sum::<usize>()).map(|n| leaf(&n.to_be_bytes())).collect();
            let (mut whole, mut at) = (Tree::at(0), 0);
            for length in stretches {
                let mut stretch = Tree::at(at as u64);
                leaves[at..at + length].iter().for_each(|leaf| stretch.add(*leaf));
                whole.join(&stretch);
                at += length;
            }
            prop_assert_eq!(whole.root(), root(&leaves));
        }
    }
}
