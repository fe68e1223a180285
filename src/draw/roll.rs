//! The roll: the frozen list of entries that a draw draws from, and its hashes.
//!
//! A `Roll` in memory is always valid and sorted; its bytes are the only bytes `parse` accepts. It names nobody:
//! ids and household keys are opaque here.

use super::canonical::Hash;
use super::merkle;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;
use unicode_normalization::is_nfc;

/// Most tickets of one entry.
pub const TICKETS_MAX: u32 = 1_000_000;
/// Most tickets of a whole roll.
pub const TICKETS_TOTAL_MAX: u64 = 1_000_000_000;

/// Most bytes of a line, without its line feed. A limit of this program, so that an endless line is refused early.
pub const LINE_BYTES_MAX: usize = 1 << 16;

/// One entry: who (by id), with how many tickets, sharing which household, allowed to win what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollEntry {
    /// 1 to 64 bytes of UTF-8 in NFC without control characters, unique in the roll.
    pub id: String,
    /// 1 to 1,000,000 chances.
    pub tickets: u32,
    /// Empty, or a key equal for entries that share a household.
    pub household: String,
    /// Prize ids this entry may win, sorted by bytes and unique; empty for any prize.
    pub pools: Vec<String>,
}

/// What is wrong with a line or an entry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum RollProblem {
    #[error("the line is longer than 65536 bytes")]
    TooLong,
    #[error("not UTF-8")]
    NotUtf8,
    #[error("the line is not ended by a line feed")]
    NoLineFeed,
    #[error("{0} columns instead of 4")]
    Columns(usize),
    #[error("the entry id is not 1 to 64 bytes of normalised text (NFC) without control characters")]
    Id,
    #[error("tickets are not a plain number from 1 to 1000000")]
    Tickets,
    #[error("more than 1000000000 tickets in all")]
    TicketsTotal,
    #[error("the household key holds a control character")]
    Household,
    #[error("pools are not sorted, unique prize ids (1 to 32 of a-z 0-9 -)")]
    Pools,
    #[error("the entry id stands in the roll already")]
    Repeated,
    #[error("lines are not sorted by the bytes of the entry id")]
    Unsorted,
}

/// A roll refused, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct RollError {
    /// From 1: the line of the file, or the place in the list given to `Roll::new`.
    pub line: usize,
    /// What is wrong there.
    pub problem: RollProblem,
}

/// The four facts about a roll that a lock holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollSummary {
    /// Number of entries.
    pub entries: u64,
    /// Number of tickets of all entries together.
    pub tickets: u64,
    /// SHA-256 of the bytes of the roll.
    pub sha256: String,
    /// RFC 6962 tree hash over the lines.
    pub merkle_root: String,
}

/// A valid, sorted roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    entries: Vec<RollEntry>,
    tickets_total: u64,
}

/// Whether a text is a prize id: 1 to 32 of `a-z 0-9 -`.
pub fn is_prize_id(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Whether a text is an entry id: 1 to 64 bytes, NFC, no code point of category Cc.
pub fn is_entry_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && !text.contains(char::is_control) && is_nfc(text)
}

impl RollEntry {
    /// Whether the pools let this entry win the prize.
    pub fn may_win(&self, prize: &str) -> bool {
        self.pools.is_empty() || self.pools.iter().any(|pool| pool == prize)
    }

    /// The line of the roll, without its line feed.
    pub fn line(&self) -> String {
        format!("{}\t{}\t{}\t{}", self.id, self.tickets, self.household, self.pools.join(","))
    }

    /// Reads one line, given without its line feed.
    pub fn parse(line: &str) -> Result<Self, RollProblem> {
        Line::parse(line.as_bytes()).map(Line::entry)
    }

    fn check(&self) -> Result<(), RollProblem> {
        if !is_entry_id(&self.id) {
            Err(RollProblem::Id)
        } else if !(1..=TICKETS_MAX).contains(&self.tickets) {
            Err(RollProblem::Tickets)
        } else if self.household.contains(char::is_control) {
            Err(RollProblem::Household)
        } else if !self.pools.iter().all(|p| is_prize_id(p)) || !self.pools.is_sorted_by(|a, b| a < b) {
            Err(RollProblem::Pools)
        } else if self.line().len() > LINE_BYTES_MAX {
            Err(RollProblem::TooLong)
        } else {
            Ok(())
        }
    }
}

/// One line of a roll as it stands there, checked but not copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) id: &'a str,
    pub(super) tickets: u32,
    pub(super) household: &'a str,
    pub(super) pools: &'a str,
}

impl<'a> Line<'a> {
    /// Reads the line that a text begins with, if all of it is ASCII as most lines are: the same as `parse`, but several
    /// times as fast. Gives also its length without the line feed. `None` is any other line, and wrong ones.
    #[inline]
    pub(super) fn quick(text: &'a str) -> Option<(Self, usize)> {
        let id = printable(text.as_bytes()).filter(|end| (1..=64).contains(end))?;
        if text.as_bytes()[id..].starts_with(b"\t1\t\t\n") {
            return Some((Self { id: &text[..id], tickets: 1, household: "", pools: "" }, id + 4));
        }
        Self::quick_columns(text, id)
    }

    /// The same, where the id is known to end.
    #[inline]
    fn quick_columns(text: &'a str, id: usize) -> Option<(Self, usize)> {
        let bytes = text.as_bytes();
        let column = |start: usize| Some(start + printable(bytes.get(start..)?)?);
        let ends = |at: usize, byte: u8| (bytes.get(at) == Some(&byte)).then_some(at);
        ends(id, b'\t')?;
        let (mut end, mut tickets) = (id + 1, 0);
        while let Some(digit @ b'0'..=b'9') = bytes.get(end).filter(|_| tickets <= TICKETS_MAX) {
            tickets = tickets * 10 + u32::from(digit - b'0');
            end += 1;
        }
        let plain = bytes.get(id + 1) != Some(&b'0') && (1..=TICKETS_MAX).contains(&tickets);
        let start = ends(end, b'\t').filter(|_| plain)? + 1;
        let household = ends(column(start)?, b'\t')?;
        let length = ends(column(household + 1)?, b'\n').filter(|length| *length <= LINE_BYTES_MAX)?;
        let line =
            Self { id: &text[..id], tickets, household: &text[start..household], pools: &text[household + 1..length] };
        (line.pools.is_empty() || line.pools_are_right()).then_some((line, length))
    }

    /// Reads a line, given without its line feed.
    pub(super) fn parse(line: &'a [u8]) -> Result<Self, RollProblem> {
        if line.len() > LINE_BYTES_MAX {
            return Err(RollProblem::TooLong);
        }
        let text = std::str::from_utf8(line).map_err(|_| RollProblem::NotUtf8)?;
        let mut columns = text.split('\t');
        let four = [columns.next(), columns.next(), columns.next(), columns.next()];
        let ([Some(id), Some(tickets), Some(household), Some(pools)], None) = (four, columns.next()) else {
            return Err(RollProblem::Columns(text.split('\t').count()));
        };
        let plain = tickets.bytes().all(|b| b.is_ascii_digit()) && !tickets.starts_with('0');
        let tickets: u32 = tickets.parse().ok().filter(|_| plain).ok_or(RollProblem::Tickets)?;
        let line = Self { id, tickets, household, pools };
        if !is_entry_id(id) {
            Err(RollProblem::Id)
        } else if !(1..=TICKETS_MAX).contains(&tickets) {
            Err(RollProblem::Tickets)
        } else if household.contains(char::is_control) {
            Err(RollProblem::Household)
        } else if !line.pools_are_right() {
            Err(RollProblem::Pools)
        } else {
            Ok(line)
        }
    }

    fn pools_are_right(&self) -> bool {
        self.pools().all(is_prize_id) && self.pools().is_sorted_by(|a, b| a < b)
    }

    fn pools(&self) -> impl Iterator<Item = &'a str> {
        Some(self.pools).filter(|pools| !pools.is_empty()).into_iter().flat_map(|pools| pools.split(','))
    }

    /// Whether the pools let this entry win the prize.
    pub(super) fn may_win(&self, prize: &str) -> bool {
        self.pools.is_empty() || self.pools().any(|pool| pool == prize)
    }

    pub(super) fn entry(self) -> RollEntry {
        RollEntry {
            id: self.id.to_owned(),
            tickets: self.tickets,
            household: self.household.to_owned(),
            pools: self.pools().map(str::to_owned).collect(),
        }
    }
}

/// How many printable ASCII characters the bytes begin with; `None` if there is nothing else.
#[inline]
fn printable(bytes: &[u8]) -> Option<usize> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let (words, rest) = bytes.as_chunks();
    // Eight bytes at once: the high bit of the first byte that is below a space or above a tilde is set, and none before.
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let below = word.wrapping_sub(EACH * 0x20) & !word;
        let other = (below | word | word.wrapping_add(EACH)) & (EACH * 0x80);
        if other != 0 {
            return Some(8 * at + other.trailing_zeros() as usize / 8);
        }
    }
    let at = rest.iter().position(|byte| !(b' '..=b'~').contains(byte))?;
    Some(8 * words.len() + at)
}

impl Roll {
    /// Checks and sorts entries given in any order. The line of an error is the place in the list given.
    pub fn new(entries: Vec<RollEntry>) -> Result<Self, RollError> {
        let mut numbered: Vec<(usize, RollEntry)> = (1..).zip(entries).collect();
        for (line, entry) in &numbered {
            entry.check().map_err(|problem| RollError { line: *line, problem })?;
        }
        numbered.sort_by(|a, b| a.1.id.cmp(&b.1.id));
        if let Some(twins) = numbered.windows(2).find(|pair| pair[0].1.id == pair[1].1.id) {
            return Err(RollError { line: twins[1].0, problem: RollProblem::Repeated });
        }
        Self::total(numbered.into_iter().map(|(_, entry)| entry).collect())
    }

    /// Reads `roll.tsv`. Only the exact bytes that `bytes` would write are accepted.
    pub fn parse(file: &[u8]) -> Result<Self, RollError> {
        let mut entries: Vec<RollEntry> = Vec::new();
        for (line, raw) in (1..).zip(file.split_inclusive(|b| *b == b'\n')) {
            let problem = |problem| RollError { line, problem };
            let raw = raw.strip_suffix(b"\n").ok_or(problem(RollProblem::NoLineFeed))?;
            let text = std::str::from_utf8(raw).map_err(|_| problem(RollProblem::NotUtf8))?;
            let entry = RollEntry::parse(text).map_err(problem)?;
            match entries.last().map(|last| last.id.cmp(&entry.id)) {
                Some(std::cmp::Ordering::Equal) => return Err(problem(RollProblem::Repeated)),
                Some(std::cmp::Ordering::Greater) => return Err(problem(RollProblem::Unsorted)),
                _ => entries.push(entry),
            }
        }
        Self::total(entries)
    }

    fn total(entries: Vec<RollEntry>) -> Result<Self, RollError> {
        let mut tickets_total = 0;
        for (line, entry) in (1..).zip(&entries) {
            tickets_total += u64::from(entry.tickets);
            if tickets_total > TICKETS_TOTAL_MAX {
                return Err(RollError { line, problem: RollProblem::TicketsTotal });
            }
        }
        Ok(Self { entries, tickets_total })
    }

    /// The entries, sorted by the bytes of their ids.
    pub fn entries(&self) -> &[RollEntry] {
        &self.entries
    }

    /// Tickets of all entries together.
    pub fn tickets_total(&self) -> u64 {
        self.tickets_total
    }

    /// Place of an entry, from 0.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.entries.binary_search_by(|entry| entry.id.as_str().cmp(id)).ok()
    }

    /// The entry with this id.
    pub fn entry(&self, id: &str) -> Option<&RollEntry> {
        self.index_of(id).map(|index| &self.entries[index])
    }

    /// The bytes of `roll.tsv`.
    pub fn bytes(&self) -> Vec<u8> {
        self.entries.iter().flat_map(|entry| (entry.line() + "\n").into_bytes()).collect()
    }

    /// SHA-256 of the bytes, hex.
    pub fn sha256_hex(&self) -> String {
        self.summary().sha256
    }

    /// RFC 6962 tree hash over the lines, hex.
    pub fn merkle_root_hex(&self) -> String {
        self.summary().merkle_root
    }

    /// What a lock says of this roll.
    pub fn summary(&self) -> RollSummary {
        let (mut hash, mut tree) = (Sha256::new(), merkle::Tree::at(0));
        for entry in &self.entries {
            let mut line = entry.line();
            tree.add(merkle::leaf(line.as_bytes()));
            line.push('\n');
            hash.update(line);
        }
        RollSummary {
            entries: self.entries.len() as u64,
            tickets: self.tickets_total,
            sha256: hex::encode(hash.finalize()),
            merkle_root: hex::encode(tree.root()),
        }
    }

    pub(super) fn leaves(&self) -> Vec<Hash> {
        self.entries.iter().map(|entry| merkle::leaf(entry.line().as_bytes())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn printable_stops_at_the_first_that_is_not(bytes in prop::collection::vec(prop_oneof![9 => 0x20..0x7fu8, 1 => any::<u8>()], 0..40)) {
            prop_assert_eq!(printable(&bytes), bytes.iter().position(|byte| !(0x20..0x7f).contains(byte)));
        }

        /// The fast way to read a line never reads another line than the plain way, and reads what is ASCII and right.
        #[test]
        fn the_quick_way_is_the_same(
            id in "[A-C\0\te\u{301}é~ ]{0,3}|[A-Z]{62,66}",
            tickets in "[0-9]{0,3}|1|00|1000000|1000001|99999999999|x",
            household in "[a-z \0é]{0,5}",
            pools in "|[a-c,A]{1,5}|a,b|a-1",
            end in "\n|\r\n|",
            after in "[a\t\n]{0,3}",
        ) {
            let line = format!("{id}\t{tickets}\t{household}\t{pools}");
            let text = format!("{line}{end}{after}");
            let first = text.split('\n').next().unwrap_or_default();
            let parsed = Line::parse(first.as_bytes()).ok().filter(|_| text.contains('\n'));
            match Line::quick(&text) {
                Some((quick, length)) => {
                    prop_assert_eq!(length, first.len());
                    prop_assert_eq!(Some(quick), parsed);
                }
                None => prop_assert!(parsed.is_none() || !first.is_ascii(), "{:?}", parsed),
            }
        }
    }
}
