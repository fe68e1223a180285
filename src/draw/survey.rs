//! One pass over a roll: is it well-formed, what are its hashes, who stands lowest above a place already reached, and who
//! are the few entries asked for by name. All cores, and memory for what is asked, whatever the length of the roll.

use super::canonical::Hash;
use super::merkle;
use super::order::{Position, Positions, TOGETHER, Together};
use super::roll::{Line, Roll, RollEntry, RollError, RollProblem, TICKETS_TOTAL_MAX};
use super::source::{Batch, ReadError, RollSource, scan, worker_count};
use sha2::{Digest, Sha256};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};
use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Once a line is wrong, so much more is read for the hashes, and then a roll is given up.
const FAULTY_BYTES_MAX: u64 = 1 << 30;

/// From so many tickets on, the work for an entry is more than that of counting it.
const MANY_TICKETS: u32 = 64;

/// What a pass looks for.
#[derive(Clone, Copy, Default)]
pub(super) struct Wanted<'a> {
    /// Entry ids to find, sorted by bytes, each once.
    pub(super) watched: &'a [&'a str],
    /// Whether to hash. Then the pass goes on behind a fault; else it ends there.
    pub(super) hashes: bool,
    /// Whether every entry must have one ticket.
    pub(super) one_ticket: bool,
    /// Keep the lines, as long as there are no more than this.
    pub(super) lines_max: usize,
    /// Whom to select.
    pub(super) lowest: Option<Lowest<'a>>,
}

/// Which of the lowest to select.
#[derive(Clone, Copy)]
pub(super) struct Lowest<'a> {
    pub(super) positions: &'a Positions,
    /// How many.
    pub(super) count: usize,
    /// Only those above this one.
    pub(super) above: Option<&'a Candidate>,
    /// Asked about entries above, until one says yes; `None` says yes for all.
    pub(super) hopeful: Option<&'a (dyn Fn(&Line) -> bool + Sync)>,
}

/// What a pass found.
#[derive(Debug, Default)]
pub(super) struct Surveyed {
    pub(super) entries: u64,
    pub(super) tickets: u64,
    /// The first line that is wrong. What follows it was not counted.
    pub(super) fault: Option<RollError>,
    /// The first entry with several tickets, where it must not have them.
    pub(super) several: Option<String>,
    /// Hash of all bytes and root of the tree of all lines, if asked for and the end was reached; no root when the last
    /// line has no end.
    pub(super) hashes: Option<(Hash, Option<Hash>)>,
    /// The watched entries that are there.
    pub(super) found: BTreeMap<String, RollEntry>,
    /// The lines of the roll, unless there were too many.
    pub(super) lines: Option<Vec<Box<[u8]>>>,
    /// The lowest, in order.
    pub(super) lowest: Vec<Candidate>,
    /// Whether more stand above them.
    pub(super) more: bool,
    /// Whether anybody above `above` is hopeful.
    pub(super) hope: bool,
}

impl Surveyed {
    /// The watched entries as a roll of their own.
    pub(super) fn found_roll(&self) -> Result<Roll, RollError> {
        Roll::new(self.found.values().cloned().collect())
    }
}

/// An entry and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) position: Position,
    pub(super) ticket: u32,
    /// Its line, which was checked.
    line: Box<[u8]>,
}

impl Candidate {
    /// The line in its columns.
    pub(super) fn line(&self) -> Result<Line<'_>, RollProblem> {
        Line::parse(&self.line)
    }
    /// Ids are compared where positions are equal, which hashes never are; the protocol says so all the same.
    fn id(&self) -> &[u8] {
        self.line.split(|byte| *byte == b'\t').next().unwrap_or_default()
    }
    fn compare(&self, position: &Position, id: &[u8]) -> Ordering {
        self.position.cmp(position).then_with(|| self.id().cmp(id))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.compare(&other.position, other.id())
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What a worker carries from batch to batch.
struct Selected {
    /// The lowest it has seen; the highest of them on top.
    lowest: BinaryHeap<Candidate>,
    /// First word of the highest position that is still of interest.
    highest: u32,
    above: u64,
    hope: bool,
}

impl Selected {
    /// An entry with the lowest position of its tickets, and which has it.
    #[inline]
    fn look(&mut self, wanted: &Lowest, entry: &Waiting, position: &Position, ticket: u32) {
        if wanted.above.is_some_and(|above| above.compare(position, entry.id()).is_ge()) {
            return;
        }
        self.above += 1;
        if !self.hope {
            self.hope = wanted.hopeful.is_none_or(|hopeful| Line::parse(entry.line).is_ok_and(|line| hopeful(&line)));
        }
        // Nearly all stand above what is kept, and most can be told by the first bits.
        if position[0] <= self.highest {
            self.keep(wanted.count, entry, position, ticket);
        }
    }

    #[cold]
    fn keep(&mut self, count: usize, entry: &Waiting, position: &Position, ticket: u32) {
        let candidate = || Candidate { position: *position, ticket, line: entry.line.into() };
        if self.lowest.len() < count {
            self.lowest.push(candidate());
        } else if let Some(mut highest) = self.lowest.peek_mut()
            && highest.compare(position, entry.id()).is_gt()
        {
            *highest = candidate();
        }
        if self.lowest.len() == count {
            self.highest = self.lowest.peek().map_or(u32::MAX, |highest| highest.position[0]);
        }
    }
}

/// A ticket that waits for its position.
#[derive(Clone, Copy, Default)]
struct Waiting<'a> {
    /// The line of its entry, which was checked.
    line: &'a [u8],
    id_bytes: u8,
    ticket: u32,
    /// Whether it is the last of its entry.
    last: bool,
}

impl<'a> Waiting<'a> {
    fn id(&self) -> &'a [u8] {
        &self.line[..usize::from(self.id_bytes)]
    }
}

/// The lines of a batch on their way to their positions, which are computed several at a time.
struct Placing<'a, 'w> {
    wanted: &'w Lowest<'w>,
    together: Together<'w>,
    waiting: [Waiting<'a>; TOGETHER],
    /// The lowest of those tickets of an entry that had their turn, if others have not.
    lowest: Option<(Position, u32)>,
}

impl<'a, 'w> Placing<'a, 'w> {
    fn new(wanted: &'w Lowest<'w>) -> Self {
        let together = Together::new(wanted.positions);
        Self { wanted, together, waiting: [Waiting::default(); TOGETHER], lowest: None }
    }

    #[inline]
    fn add(&mut self, line: &Line<'a>, raw: &'a [u8], selected: &mut Selected) {
        let id = line.id.as_bytes();
        for ticket in 1..=line.tickets {
            let waiting = Waiting { line: raw, id_bytes: id.len() as u8, ticket, last: ticket == line.tickets };
            self.waiting[self.together.add(id, ticket)] = waiting;
            if self.together.is_full() {
                self.place(selected);
            }
        }
    }

    /// Computes the positions of those that wait.
    fn place(&mut self, selected: &mut Selected) {
        for (position, waiting) in self.together.take().iter().zip(&self.waiting) {
            if waiting.last && waiting.ticket == 1 {
                selected.look(self.wanted, waiting, position, 1);
                continue;
            }
            let this = (*position, waiting.ticket);
            let lowest = self.lowest.take().map_or(this, |lowest| lowest.min(this));
            if waiting.last {
                selected.look(self.wanted, waiting, &lowest.0, lowest.1);
            } else {
                self.lowest = Some(lowest);
            }
        }
    }
}

/// What a batch says of itself.
#[derive(Default)]
struct Part {
    lines: u64,
    tickets: u64,
    fault: Option<RollError>,
    several: Option<String>,
    found: Vec<RollEntry>,
    kept: Vec<Box<[u8]>>,
    tree: Option<merkle::Tree>,
    ended: bool,
}

/// `started` counts the tickets of entries with many, of all workers: once there are too many the roll is refused, and no work is done for it.
fn work(wanted: &Wanted, started: &AtomicU64, selected: &mut Selected, batch: &Batch) -> Part {
    let mut part = Part { ended: true, ..Part::default() };
    let mut tree = wanted.hashes.then(|| merkle::Tree::at(batch.first));
    let before = batch.before.split(|byte| *byte == b'\t').next().unwrap_or_default();
    let mut before = Some(before).filter(|_| batch.first > 0);
    let first = batch.bytes().split(|byte| *byte == b'\t').next().unwrap_or_default();
    let mut watched = &wanted.watched[wanted.watched.partition_point(|id| id.as_bytes() < first)..];
    let too_many = |tickets: u32| {
        let tickets = u64::from(tickets);
        started.fetch_add(tickets, Relaxed) + tickets > TICKETS_TOTAL_MAX
    };
    // Checked as a whole this is quick; where it fails, the line that is not UTF-8 must be found.
    let text = std::str::from_utf8(batch.bytes()).ok();
    let mut rest = batch.bytes();
    let mut placing = wanted.lowest.as_ref().map(Placing::new);
    while !rest.is_empty() {
        part.lines += 1;
        let at = batch.bytes().len() - rest.len();
        // Faults go their own way, so that what is read stays in registers.
        let (line, raw) = match text.and_then(|text| Line::quick(&text[at..])) {
            Some((line, length)) => {
                let (raw, after) = rest.split_at(length);
                rest = &after[1..];
                (Ok(line), raw)
            }
            None => {
                let end = rest.iter().position(|byte| *byte == b'\n');
                let (raw, after) = rest.split_at(end.unwrap_or(rest.len()));
                rest = after.get(1..).unwrap_or_default();
                part.ended = end.is_some();
                (if part.ended { Line::parse(raw) } else { Err(RollProblem::NoLineFeed) }, raw)
            }
        };
        if let Some(tree) = &mut tree {
            tree.add(merkle::leaf(raw));
        }
        if part.fault.is_some() {
            if tree.is_none() {
                break;
            }
            continue;
        }
        let mut fault = |problem| part.fault = Some(RollError { line: (batch.first + part.lines) as usize, problem });
        let line = match line {
            Ok(line) => line,
            Err(problem) => {
                fault(problem);
                continue;
            }
        };
        match before.map(|before| compare_ids(before, line.id.as_bytes())) {
            Some(Ordering::Equal) => {
                fault(RollProblem::Repeated);
                continue;
            }
            Some(Ordering::Greater) => {
                fault(RollProblem::Unsorted);
                continue;
            }
            _ => {}
        }
        before = Some(line.id.as_bytes());
        part.tickets += u64::from(line.tickets);
        if wanted.one_ticket && line.tickets != 1 && part.several.is_none() {
            part.several = Some(line.id.to_owned());
        }
        while let [id, others @ ..] = watched
            && *id <= line.id
        {
            if *id == line.id {
                part.found.push(line.entry());
            }
            watched = others;
        }
        if wanted.lines_max > 0 && part.kept.len() <= wanted.lines_max {
            part.kept.push(raw.into());
        }
        if let Some(placing) = &mut placing
            && (line.tickets < MANY_TICKETS || !too_many(line.tickets))
        {
            placing.add(&line, raw, selected);
        }
    }
    if let Some(mut placing) = placing {
        placing.place(selected);
    }
    part.tree = tree;
    part
}

/// Compares by bytes as `cmp` does. Ids of 8 to 16 bytes and of one length, which most are, take two comparisons of words.
fn compare_ids(a: &[u8], b: &[u8]) -> Ordering {
    let words = |id: &[u8]| Some((u64::from_be_bytes(*id.first_chunk()?), u64::from_be_bytes(*id.last_chunk()?)));
    match (words(a), words(b)) {
        (Some(a_words), Some(b_words)) if a.len() == b.len() && a.len() <= 16 => a_words.cmp(&b_words),
        _ => a.cmp(b),
    }
}

/// At which line of a batch the tickets become too many.
fn line_of_too_many(batch: &Batch, tickets_before: u64) -> usize {
    let mut tickets = tickets_before;
    let lines = batch.bytes().split(|byte| *byte == b'\n');
    let before = lines.map_while(|raw| Line::parse(raw).ok()).take_while(|line| {
        tickets += u64::from(line.tickets);
        tickets <= TICKETS_TOTAL_MAX
    });
    batch.first as usize + before.count() + 1
}

/// Goes once over the roll. An error is one of reading; a line that is wrong is found, and so is one without an end.
pub(super) fn survey(source: &dyn RollSource, wanted: &Wanted) -> io::Result<Surveyed> {
    survey_by(worker_count(), source, wanted)
}

fn survey_by(workers: usize, source: &dyn RollSource, wanted: &Wanted) -> io::Result<Surveyed> {
    let mut surveyed = Surveyed { lines: Some(Vec::new()), ..Surveyed::default() };
    let (mut hash, mut tree, mut ended) = (Sha256::new(), merkle::Tree::at(0), true);
    let mut workers: Vec<Selected> = (0..workers.max(1))
        .map(|_| Selected { lowest: BinaryHeap::new(), highest: u32::MAX, above: 0, hope: false })
        .collect();
    let mut faulty_bytes = 0;
    let take = |batch: &Batch, part: Part| {
        if wanted.hashes {
            hash.update(batch.bytes());
        }
        if let Some(part) = &part.tree {
            tree.join(part);
        }
        ended &= part.ended;
        if surveyed.fault.is_none() {
            let tickets = surveyed.tickets + part.tickets;
            surveyed.fault = if tickets > TICKETS_TOTAL_MAX {
                let line = line_of_too_many(batch, surveyed.tickets);
                Some(RollError { line, problem: RollProblem::TicketsTotal })
            } else {
                part.fault
            };
            surveyed.entries += part.lines;
            surveyed.tickets = tickets;
            surveyed.several = surveyed.several.take().or(part.several);
            surveyed.found.extend(part.found.into_iter().map(|entry| (entry.id.clone(), entry)));
            let lines = surveyed.lines.take().filter(|lines| lines.len() + part.kept.len() <= wanted.lines_max);
            surveyed.lines = lines.map(|mut lines| {
                lines.extend(part.kept);
                lines
            });
        }
        if surveyed.fault.is_some() {
            faulty_bytes += batch.bytes().len() as u64;
            if !wanted.hashes || faulty_bytes > FAULTY_BYTES_MAX {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    };
    let started = AtomicU64::new(0);
    let read = scan(source, &mut workers, |selected, batch| work(wanted, &started, selected, batch), take);
    match read {
        Ok(()) => {
            let whole = wanted.hashes && faulty_bytes <= FAULTY_BYTES_MAX;
            surveyed.hashes = whole.then(|| (hash.finalize().into(), ended.then(|| tree.root())));
        }
        Err(ReadError::Endless(line)) => {
            let endless = RollError { line: line as usize, problem: RollProblem::TooLong };
            surveyed.fault = surveyed.fault.or(Some(endless));
        }
        Err(ReadError::Io(error)) => return Err(error),
    }
    if let Some(wanted) = &wanted.lowest {
        surveyed.hope = workers.iter().any(|worker| worker.hope);
        let above: u64 = workers.iter().map(|worker| worker.above).sum();
        let mut lowest: Vec<Candidate> = workers.into_iter().flat_map(|worker| worker.lowest.into_vec()).collect();
        lowest.sort_unstable();
        lowest.truncate(wanted.count);
        surveyed.more = above > lowest.len() as u64;
        surveyed.lowest = lowest;
    }
    Ok(surveyed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// How many share the work changes nothing that is found.
    #[test]
    fn any_number_of_workers_finds_the_same() {
        let lines: Vec<String> = (0..60_000).map(|n| format!("entry {n:06}\t{}\t\t\n", 1 + n % 3)).collect();
        let bytes = lines.concat();
        let roll = Roll::parse(bytes.as_bytes()).unwrap();
        let positions = Positions::new(&[7; 32]);
        let lowest_of = |id: &str, tickets: u32| {
            let position = |ticket| {
                let mut together = Together::new(&positions);
                together.add(id.as_bytes(), ticket);
                (together.take()[0], ticket)
            };
            (1..=tickets).map(position).min().unwrap()
        };
        let watched = ["entry", "entry 000000", "entry 023456", "entry 059999", "nobody"];
        let lowest = Lowest { positions: &positions, count: 500, above: None, hopeful: Some(&|_| false) };
        let wanted =
            Wanted { watched: &watched, hashes: true, lines_max: 100_000, lowest: Some(lowest), one_ticket: true };
        for workers in [1, 2, 3, 16] {
            let found = survey_by(workers, &bytes.as_bytes(), &wanted).unwrap();
            let summary = roll.summary();
            assert_eq!((found.entries, found.tickets), (summary.entries, summary.tickets));
            let (hash, root) = found.hashes.unwrap();
            assert_eq!((hex::encode(hash), root.map(hex::encode)), (summary.sha256, Some(summary.merkle_root)));
            assert_eq!(found.found.keys().map(String::as_str).collect::<Vec<_>>(), watched[1..4]);
            assert_eq!(found.lines.as_ref().unwrap().len(), 60_000);
            assert_eq!(found.several.as_deref(), Some("entry 000001"));
            assert!(found.fault.is_none() && found.more && !found.hope);
            let mut all: Vec<_> =
                (roll.entries().iter()).map(|entry| (lowest_of(&entry.id, entry.tickets), entry.line())).collect();
            all.sort();
            let expected: Vec<_> =
                all[..500].iter().map(|((position, k), line)| (*position, *k, line.clone())).collect();
            let lowest: Vec<_> =
                (found.lowest.iter()).map(|c| (c.position, c.ticket, c.line().unwrap().entry().line())).collect();
            assert_eq!(lowest, expected);
        }
    }

    proptest! {
        #[test]
        fn ids_are_compared_by_bytes(a in "[ab\u{7f}é]{0,20}", b in "[ab\u{7f}é]{0,20}", same in "[ab]{6,10}") {
            for (a, b) in [(a.clone(), b.clone()), (format!("{same}{a}"), format!("{same}{b}")), (a.clone(), a)] {
                prop_assert_eq!(compare_ids(a.as_bytes(), b.as_bytes()), a.cmp(&b));
            }
        }
    }
}
