//! The ledger: an append-only, hash-chained list of what happened. It names things by id and holds no personal data,
//! so that erasing a person leaves the chain whole.

use super::edit::Edit;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// 1, 2, 3 ...
    pub number: u64,
    pub at: Timestamp,
    /// What was done, in the words of the undo menu, without names.
    pub kind: String,
    /// Ids of what was touched; at most [`LedgerLine::MAX_IDS`], then a count.
    pub ids: Vec<String>,
    /// Hash of the line before; 64 zeros for the first.
    pub previous: String,
    pub hash: String,
}

impl LedgerLine {
    pub const MAX_IDS: usize = 12;

    fn hash_of(number: u64, at: Timestamp, kind: &str, ids: &[String], previous: &str) -> String {
        // Lengths stand before the texts, so that no two different lines give the same bytes.
        let mut hasher = Sha256::new();
        for field in [&number.to_string(), &at.to_string(), kind, &ids.join(" "), previous] {
            hasher.update((field.len() as u64).to_be_bytes());
            hasher.update(field.as_bytes());
        }
        hex::encode(hasher.finalize())
    }
}

/// What a step touched: the ids that a line shows, and how many there are in all.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    first: Vec<String>,
    total: usize,
}

impl Touched {
    pub fn of<'e>(edits: impl IntoIterator<Item = &'e Edit, IntoIter: ExactSizeIterator>) -> Self {
        let edits = edits.into_iter();
        let total = edits.len();
        Self { first: edits.take(LedgerLine::MAX_IDS).map(Edit::touched).collect(), total }
    }
}

/// Where the chain breaks, for a message that leads to the line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {number} of the ledger does not follow the one before: {expected} was expected, {found} is there")]
pub struct BrokenChain {
    pub number: u64,
    pub expected: String,
    pub found: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger {
    lines: Vec<LedgerLine>,
}

impl Ledger {
    pub fn lines(&self) -> &[LedgerLine] {
        &self.lines
    }

    pub(super) fn append(&mut self, at: Timestamp, kind: &str, touched: &Touched) {
        let mut shown = touched.first.clone();
        if touched.total > shown.len() {
            shown.push(format!("+{}", touched.total - shown.len()));
        }
        let number = self.lines.len() as u64 + 1;
        let previous = self.lines.last().map_or_else(|| "0".repeat(64), |line| line.hash.clone());
        // Whole seconds: finer times would say more about a person's work than an audit needs.
        let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
        let hash = LedgerLine::hash_of(number, at, kind, &shown, &previous);
        self.lines.push(LedgerLine { number, at, kind: kind.into(), ids: shown, previous, hash });
    }

    /// Checks every link.
    pub fn check(&self) -> Result<(), BrokenChain> {
        let mut previous = "0".repeat(64);
        for (index, line) in self.lines.iter().enumerate() {
            let number = index as u64 + 1;
            let broken = |expected: String, found: &str| BrokenChain { number, expected, found: found.into() };
            if line.number != number {
                return Err(broken(format!("number {number}"), &format!("number {}", line.number)));
            }
            if line.previous != previous {
                return Err(broken(previous, &line.previous));
            }
            let hash = LedgerLine::hash_of(number, line.at, &line.kind, &line.ids, &line.previous);
            if hash != line.hash {
                return Err(broken(hash, &line.hash));
            }
            previous = hash;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_is_found() {
        let mut ledger = Ledger::default();
        for n in 0..5 {
            let touched = Touched { first: vec![format!("P{n}")], total: 1 };
            ledger.append(Timestamp::from_second(n).unwrap(), "Add a person", &touched);
        }
        assert_eq!(ledger.check(), Ok(()));
        let mut forged = ledger.clone();
        forged.lines[2].ids[0] = "P9".into();
        assert_eq!(forged.check().unwrap_err().number, 3);
        let mut shorter = ledger.clone();
        shorter.lines.remove(1);
        assert_eq!(shorter.check().unwrap_err().number, 2);
    }
}
