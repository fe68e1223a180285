//! The receipt: lets one entrant check their own line against the lock without having the list.

use super::canonical::{FileError, Hash, bytes, unhex};
use super::lock::{Lock, SignedLock};
use super::merkle;
use super::promise::{key_known, load, lock_hash, lock_known, lock_signature, protocol_is_known};
use super::report::{Expect, Report, VerifyError, fail, judge, unchecked};
use super::roll::{Roll, RollEntry};
use serde::{Deserialize, Serialize};

/// `receipt.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The promise, whole.
    pub lock: Lock,
    /// Its hash, hex.
    pub lock_sha256: String,
    /// Its signature, hex.
    pub lock_signature: String,
    /// The entrant's line of the roll, without line feed.
    pub line: String,
    /// Its place in the roll, from 0.
    pub index: u64,
    /// Hashes beside the way from the line to the root, hex.
    pub path: Vec<String>,
}

impl Receipt {
    /// The receipt of one entry. `None` when the roll has no such entry.
    pub fn new(signed: &SignedLock, roll: &Roll, entry_id: &str) -> Option<Self> {
        let index = roll.index_of(entry_id)?;
        Self::with_path(signed, roll, index, &merkle::path(&roll.leaves(), index))
    }

    /// The receipts of all entries, made one by one as they are taken.
    pub fn all<'a>(signed: &'a SignedLock, roll: &'a Roll) -> impl Iterator<Item = Self> + 'a {
        let levels = levels(roll.leaves());
        (0..roll.entries().len())
            .filter_map(move |index| Self::with_path(signed, roll, index, &path_in(&levels, index)))
    }

    fn with_path(signed: &SignedLock, roll: &Roll, index: usize, path: &[Hash]) -> Option<Self> {
        Some(Self {
            lock: signed.lock.clone(),
            lock_sha256: signed.lock_sha256.clone(),
            lock_signature: signed.signature.clone(),
            line: roll.entries().get(index)?.line(),
            index: index as u64,
            path: path.iter().map(hex::encode).collect(),
        })
    }

    /// The bytes of `receipt.json`.
    pub fn bytes(&self) -> Result<Vec<u8>, FileError> {
        bytes(self)
    }

    fn line_in_roll(&self) -> bool {
        let path: Option<Vec<_>> = self.path.iter().map(|hash| unhex::<32>(hash)).collect();
        let leaf = merkle::leaf(self.line.as_bytes());
        path.and_then(|path| merkle::root_by_path(leaf, self.index, self.lock.roll.entries, &path))
            .is_some_and(|root| hex::encode(root) == self.lock.roll.merkle_root)
    }
}

/// Every level of the tree from the leaves to the root. A node without a neighbour moves up as it is, which gives the same
/// tree as halving from the top; with all levels at hand a path costs its own length only.
fn levels(leaves: Vec<Hash>) -> Vec<Vec<Hash>> {
    let mut levels = vec![leaves];
    while let Some(last) = levels.last().filter(|last| last.len() > 1) {
        let above = last.chunks(2).map(|pair| match pair {
            [left, right] => merkle::node(*left, *right),
            alone => alone[0],
        });
        let above = above.collect();
        levels.push(above);
    }
    levels
}

/// The hashes beside the way from a leaf to the root.
fn path_in(levels: &[Vec<Hash>], index: usize) -> Vec<Hash> {
    levels.iter().enumerate().filter_map(|(height, level)| level.get((index >> height) ^ 1).copied()).collect()
}

/// Checks a receipt alone. The last step is `line in roll`.
pub fn verify_receipt(file: &[u8], expect: &Expect) -> Result<Report, VerifyError> {
    protocol_is_known("receipt.json", file)?;
    let mut faults = Vec::new();
    let receipt: Option<Receipt> = load("receipt.json", file, &mut faults)?;
    let mut report = Report::new();
    let Some(receipt) = receipt else {
        report.add("well-formed", fail(faults.join("; ")));
        for name in ["lock hash", "lock signature", "lock known", "key known", "line in roll"] {
            report.add(name, unchecked("receipt.json is not well-formed"));
        }
        return Ok(report);
    };
    faults.extend(receipt.lock.validate().err().map(|e| format!("lock: {e}")));
    faults.extend(RollEntry::parse(&receipt.line).err().map(|e| format!("line: {e}")));
    let signed = SignedLock {
        lock: receipt.lock.clone(),
        lock_sha256: receipt.lock_sha256.clone(),
        signature: receipt.lock_signature.clone(),
    };
    let form = judge(faults.is_empty(), "the receipt is of the form of the protocol", &faults.join("; "));
    report.add("well-formed", form);
    report.add("lock hash", lock_hash(&signed));
    report.add("lock signature", lock_signature(&signed));
    report.add("lock known", lock_known(&signed, expect));
    report.add("key known", key_known(&signed, expect));
    let place = format!("line {} of {} in the locked roll", receipt.index + 1, receipt.lock.roll.entries);
    let line = judge(receipt.line_in_roll(), &place, "the path does not lead from this line to the locked roll");
    report.add("line in roll", line);
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_by_levels_is_the_path_of_the_tree() {
        for count in 0..40_usize {
            let leaves: Vec<Hash> = (0..count).map(|n| merkle::leaf(&n.to_be_bytes())).collect();
            let levels = levels(leaves.clone());
            for index in 0..count {
                assert_eq!(path_in(&levels, index), merkle::path(&leaves, index), "leaf {index} of {count}");
            }
        }
    }
}
