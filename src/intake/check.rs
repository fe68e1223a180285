//! All rows of a table one after the other through [`Maker`]: shared out to all cores in batches, handed on in the order of the
//! file. What a row becomes is made, handed on and forgotten; of a million rows only marks stay, so that rows can be held against
//! each other, and whoever wants to see a row again has it made anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};

use super::compare::{self, Addresses, Mark, Marks};
use super::draft::{Content, DateColumn, Draft, Rejected, State};
use super::drafts::{Maker, Rules, Sense};
use super::erased::Asked;
use super::issue::{Issue, Issues};
use super::keys::Keys;
use super::table::{Row, Table};
use super::{IntakeError, Kind, Mapping, drafts, erased, later, ticks};
use crate::campaign::{Campaign, SourceId};

/// A row with fewer filled cells may well say the same as that of somebody else.
const TELLING_CELLS: usize = 3;
/// Rows of one batch: few enough that what they become is handed on in small pieces of memory.
const BATCH: usize = 512;
/// Tables below this are gone through on the thread one is on.
const SHARED_FROM: usize = 8 * BATCH;
/// Batches that one core makes one after the other: as many rows as most often lie in one pack, which several cores would else
/// fight over with each row.
const SPAN: usize = 8;
/// Spans that may be made before they are handed on, for each core.
const AHEAD: usize = 2;

/// What became of the rows of a file, without what they became: `read = accepted + held + rejected`.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What the rows become.
    pub kind: Kind,
    /// Rejected rows in order of lines.
    pub rejects: Vec<Rejected>,
    /// What was noticed, the table's own issues included.
    pub issues: Vec<Issue>,
    /// How dates were understood.
    pub dates: Vec<DateColumn>,
    /// Rows below the header.
    pub read: usize,
    /// Rows that go in.
    pub accepted: usize,
    /// Rows that wait for a decision.
    pub held: usize,
    /// Rows that do not go in.
    pub rejected: usize,
    /// Where accepted and held rows stand in the table.
    taken: Vec<u32>,
    /// Why those that are held are, by their place in `taken`.
    reasons: HashMap<u32, String>,
    sense: Arc<Sense>,
    rules: Rules,
}

impl Checked {
    /// Accepted and held rows.
    pub fn len(&self) -> usize {
        self.taken.len()
    }
    /// Every row was rejected, or there was none.
    pub fn is_empty(&self) -> bool {
        self.taken.is_empty()
    }
    /// Why a row is held, by its place among those accepted and held; `None` if it is not.
    pub fn held_reason(&self, place: usize) -> Option<&str> {
        self.reasons.get(&u32::try_from(place).ok()?).map(String::as_str)
    }
    /// Rows that were to go in wait after all, for one reason.
    pub(super) fn hold(&mut self, table: &Table, lines: &[u64], reason: &str) {
        for line in lines {
            let row = table.rows.binary_search_by_key(line, |row| row.line).ok();
            let place = row.and_then(|row| self.taken.binary_search(&(row as u32)).ok());
            if let Some(place) = place
                && self.reasons.insert(place as u32, reason.to_owned()).is_none()
            {
                (self.accepted, self.held) = (self.accepted - 1, self.held + 1);
            }
        }
    }
    /// The row as it stands in the table it was checked in.
    pub fn row<'t>(&self, table: &'t Table, place: usize) -> Option<&'t Row> {
        table.rows.get(*self.taken.get(place)? as usize)
    }
    /// What a row becomes, made anew from the table it was checked in.
    pub fn draft(&self, table: &Table, place: usize) -> Option<Draft> {
        let row = self.row(table, place)?;
        Maker::new(&self.sense, &self.rules).make(row, &mut Issues::default()).ok()
    }
}

/// What is known when all rows have been handed on, before they are held against each other.
pub(super) struct Walked {
    sum: Sum,
    issues: Issues,
    keys: Keys,
    wants_awards: bool,
}

impl Walked {
    /// Rows that go in, rows that wait, and rows that do not go in.
    pub fn counts(&self) -> (usize, usize, usize) {
        let held = self.sum.reasons.len();
        (self.sum.taken - held, held, self.sum.rejects.len())
    }

    /// Holds the rows against each other.
    pub fn finish(self, table: &Table, sense: &Sense, rules: &Rules) -> Outcome {
        let Self { sum, mut issues, keys, wants_awards } = self;
        let remake = |mark: &Mark| {
            let row = table.rows.get(mark.row as usize)?;
            Maker::new(sense, rules).make(row, &mut Issues::default()).ok()
        };
        let line = |mark: &Mark| table.rows.get(mark.row as usize).map_or(0, |row| row.line);
        compare::flag(sense.kind, keys, &sum.marks, &line, &remake, &mut issues);
        if wants_awards {
            compare::new_awards(ticks::first_seen(sum.awards), rules, &mut issues);
        }
        let mut all = table.issues.clone();
        all.extend(issues.finish());
        all.sort_by_key(|issue| (issue.line, issue.column));
        let taken = sum.marks.into_rows();
        Outcome { rejects: sum.rejects, issues: all, taken, reasons: sum.reasons }
    }
}

/// What is left in the end.
pub(super) struct Outcome {
    pub rejects: Vec<Rejected>,
    pub issues: Vec<Issue>,
    taken: Vec<u32>,
    reasons: HashMap<u32, String>,
}

impl Outcome {
    pub fn checked(self, table: &Table, sense: Arc<Sense>, rules: &Rules) -> Checked {
        let held = self.reasons.len();
        Checked {
            kind: sense.kind,
            read: table.rows.len(),
            accepted: self.taken.len() - held,
            held,
            rejected: self.rejects.len(),
            rejects: self.rejects,
            issues: self.issues,
            dates: sense.dates.values().cloned().collect(),
            taken: self.taken,
            reasons: self.reasons,
            sense,
            rules: rules.clone(),
        }
    }
}

/// What a file says as a whole: which column is which, and how dates and ticks are read.
pub(super) fn sense(
    table: &Table,
    mapping: &Mapping,
    kind: Kind,
    rules: &Rules,
    before: Option<Before<'_>>,
    watch: &mut dyn FnMut(u64, u64) -> bool,
    issues: &mut Issues,
) -> Result<Arc<Sense>, IntakeError> {
    if mapping.columns.len() != table.headers.len() {
        return Err(IntakeError::OtherHeaders { expected: mapping.columns.len(), found: table.headers.len() });
    }
    let mut sense = Sense::new(table, mapping, kind, rules, issues);
    if let Some(before) = before {
        if !before.again {
            let total = table.rows.len() as u64;
            let mut go_on = || watch(0, total);
            let versions = later::versions(table, &sense, &before, rules, &mut go_on)?;
            (sense.later, sense.same) = (versions.changed, versions.same);
        }
        // Whoever was erased comes back with rows that are added again only where it is said of the line.
        let total = table.rows.len() as u64;
        let mut go_on = || watch(0, total);
        let erased = erased::lines(table, before.campaign, &mut go_on)?;
        sense.later.retain(|line, _| !erased.contains(line));
        let is_asked = |line: &u64| before.again || table.row_on(*line).is_none_or(|row| row.filled() < TELLING_CELLS);
        let (asked, erased) = erased.into_iter().partition(is_asked);
        sense.erased = erased;
        let addressed = erased::addressed(table, mapping, before.campaign, &mut go_on)?.into_iter();
        let addressed = addressed.filter(|line| !sense.erased.contains(line)).map(|line| (line, Asked::SameAddress));
        let asked: BTreeSet<u64> = asked;
        sense.agreed = drafts::Agreed::of(table, &sense, rules, before.campaign);
        sense.asked_erased = addressed.chain(asked.into_iter().map(|line| (line, Asked::SameRow))).collect();
    }
    Ok(Arc::new(sense))
}

/// What came in before.
#[derive(Clone, Copy)]
pub(super) struct Before<'c> {
    pub campaign: &'c Campaign,
    /// This very file, if it came in.
    pub own: Option<SourceId>,
    /// Name of the file that comes in.
    pub name: &'c str,
    pub earlier: &'c later::EarlierLists<'c>,
    /// Rows that came in before are to be added again.
    pub again: bool,
}

/// What one batch of rows gave.
struct Batch<K> {
    prepared: Vec<K>,
    /// Why some of them are held, by their place.
    held: Vec<(u32, String)>,
    marks: Marks,
    rejects: Vec<Rejected>,
    issues: Issues,
    awards: Vec<(u64, String)>,
}

/// What is known of a row beside its draft.
pub(super) struct Place {
    /// Hashes of the addresses in the row, made with the keys that were given.
    pub addresses: Addresses,
    /// The row is the first of a batch. Those of a batch are prepared and handed on together, one behind the other.
    pub is_first: bool,
}

/// Makes every row and hands on what it was prepared to, in the order of the file. Rows are prepared on all cores, with what
/// `preparer` gives for each core.
#[allow(
    clippy::too_many_arguments,
    reason = "what is read, by which rules, who watches and who takes it over: each is its own"
)]
pub(super) fn run<K: Send, P: FnMut(Draft, Place) -> K>(
    table: &Table,
    sense: &Sense,
    rules: &Rules,
    keys: Keys,
    mut issues: Issues,
    watch: &mut dyn FnMut(u64, u64) -> bool,
    preparer: &(dyn Fn() -> P + Sync),
    take: &mut dyn FnMut(Vec<K>) -> Result<(), IntakeError>,
) -> Result<Walked, IntakeError> {
    let wants_awards = sense.kind == Kind::Nominations && !rules.awards.is_empty();
    // Kinds of issues of which no more are listed: their words need not be written.
    let full = Mutex::new(0_u128);
    // One for each core: what it remembers of rows before is used for those that follow.
    let worker = || {
        let mut maker = Maker::new(sense, rules);
        let mut marker = compare::Marker::new(keys, sense.kind);
        let mut prepare = preparer();
        let full = &full;
        move |index: usize, rows: &[Row]| {
            let mut batch = Batch {
                prepared: Vec::with_capacity(rows.len()),
                held: Vec::new(),
                marks: Marks::with_room(sense.kind, rows.len()),
                rejects: Vec::new(),
                issues: Issues::with_full(full.lock().map_or(0, |full| *full)),
                awards: Vec::new(),
            };
            for (place, row) in rows.iter().enumerate() {
                match maker.make(row, &mut batch.issues) {
                    Ok(draft) => {
                        let at = (index * BATCH + place) as u32;
                        let addresses = if sense.is_erased(row.line) {
                            marker.mark_erased(at, &draft, &mut batch.marks)
                        } else {
                            marker.mark(at, &draft, &mut batch.marks)
                        };
                        if let (true, Content::Nomination(nomination)) = (wants_awards, &draft.content) {
                            let others = nomination.others.iter().flat_map(|other| &other.awards).flatten();
                            let titles = nomination.awards.iter().chain(others);
                            batch.awards.extend(titles.map(|title| (row.line, title.clone())));
                        }
                        if let State::Held(reason) = &draft.state {
                            batch.held.push((batch.prepared.len() as u32, reason.clone()));
                        }
                        let is_first = batch.prepared.is_empty();
                        batch.prepared.push(prepare(draft, Place { addresses, is_first }));
                    }
                    Err(reason) => batch.rejects.push(Rejected { row: row.clone(), reason }),
                }
            }
            batch.awards = ticks::first_seen(std::mem::take(&mut batch.awards));
            batch
        }
    };
    let mut sum = Sum { marks: Marks::with_room(sense.kind, table.rows.len()), ..Sum::default() };
    let mut accept = |batch: Batch<K>, issues: &mut Issues| -> Result<(), IntakeError> {
        sum.reasons.extend(batch.held.into_iter().map(|(place, reason)| (sum.taken as u32 + place, reason)));
        sum.taken += batch.prepared.len();
        take(batch.prepared)?;
        sum.marks.append(batch.marks);
        sum.rejects.extend(batch.rejects);
        sum.awards.extend(batch.awards);
        issues.append(batch.issues);
        if let Ok(mut full) = full.lock() {
            *full = issues.full();
        }
        Ok(())
    };
    let total = table.rows.len() as u64;
    if table.rows.len() < SHARED_FROM {
        let mut work = worker();
        for (index, rows) in table.rows.chunks(BATCH).enumerate() {
            accept(work(index, rows), &mut issues)?;
            if !watch((index * BATCH) as u64, total) {
                return Err(IntakeError::Cancelled);
            }
        }
    } else {
        share(table, &worker, &mut |index, batch| {
            accept(batch, &mut issues)?;
            if watch((index * BATCH) as u64, total) { Ok(()) } else { Err(IntakeError::Cancelled) }
        })?;
    }
    Ok(Walked { sum, issues, keys, wants_awards })
}

/// Heaps of threads grow by a page each time a record does not fit any more, and each time the system is asked, which stops all
/// threads. Asked for at once and given back, the room for what comes of a span is there. It is taken in pieces below what would be
/// mapped by itself.
fn make_room() {
    const PIECE_BYTES: usize = 120_000;
    drop(std::hint::black_box([(); 4 * SPAN].map(|()| Vec::<u8>::with_capacity(PIECE_BYTES))));
}

#[derive(Default)]
struct Sum {
    marks: Marks,
    rejects: Vec<Rejected>,
    awards: Vec<(u64, String)>,
    reasons: HashMap<u32, String>,
    taken: usize,
}

/// Lets go whoever waits for the span of a worker that broke down: nobody will accept it.
struct LetGo<'s> {
    accepted: &'s Mutex<usize>,
    moved: &'s Condvar,
}

impl Drop for LetGo<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            *self.accepted.lock().unwrap_or_else(PoisonError::into_inner) = usize::MAX;
            self.moved.notify_all();
        }
    }
}

/// Has the batches of a table worked on by all cores and accepts them in their order. They are handed on span by span: whoever waits
/// for them is woken less often.
fn share<T: Send, W: FnMut(usize, &[Row]) -> T>(
    table: &Table,
    worker: &(dyn Fn() -> W + Sync),
    accept: &mut dyn FnMut(usize, T) -> Result<(), IntakeError>,
) -> Result<(), IntakeError> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let spans = table.rows.len().div_ceil(SPAN * BATCH);
    let ahead = cores * AHEAD;
    let next = AtomicUsize::new(0);
    // The first span that was not accepted yet; workers stay near it, else they would fill memory.
    let (accepted, moved) = (Mutex::new(0_usize), Condvar::new());
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..cores {
            let (sender, next, accepted, moved) = (sender.clone(), &next, &accepted, &moved);
            scope.spawn(move || {
                let _guard = LetGo { accepted, moved };
                let mut work = worker();
                loop {
                    let span = next.fetch_add(1, Ordering::Relaxed);
                    let rows = table.rows.get(span.saturating_mul(SPAN * BATCH)..).unwrap_or_default();
                    if rows.is_empty() {
                        return;
                    }
                    let guard = accepted.lock().unwrap_or_else(PoisonError::into_inner);
                    drop(moved.wait_while(guard, |accepted| span >= accepted.saturating_add(ahead)));
                    make_room();
                    let batches = (span * SPAN..).zip(rows.chunks(BATCH).take(SPAN));
                    let made: Vec<(usize, T)> = batches.map(|(index, rows)| (index, work(index, rows))).collect();
                    if sender.send((span, made)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let let_go = |upto: usize| {
            *accepted.lock().unwrap_or_else(PoisonError::into_inner) = upto;
            moved.notify_all();
        };
        let mut early: BTreeMap<usize, Vec<(usize, T)>> = BTreeMap::new();
        let mut outcome = Ok(());
        for span in 0..spans {
            let made = loop {
                if let Some(made) = early.remove(&span) {
                    break Some(made);
                }
                // None only if a worker broke down; what is missing is told below.
                let Ok((at, made)) = receiver.recv() else { break None };
                early.insert(at, made);
            };
            let Some(made) = made else {
                outcome = Err(IntakeError::Cancelled);
                break;
            };
            outcome = made.into_iter().try_for_each(|(index, batch)| accept(index, batch));
            let_go(span + 1);
            if outcome.is_err() {
                break;
            }
        }
        // Whoever waits or is about to begin comes to an end.
        next.store(spans, Ordering::Relaxed);
        drop(receiver);
        let_go(usize::MAX);
        outcome
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{ReadOptions, read};

    #[test]
    fn a_worker_that_breaks_down_stops_the_others() {
        let list = format!("Name\n{}", "Ada Quist\n".repeat(20 * SPAN * BATCH));
        let table = read(list.as_bytes(), &ReadOptions::default()).unwrap();
        let worker = || {
            |index: usize, rows: &[Row]| {
                assert!(index != SPAN + 1, "it breaks down");
                rows.len()
            }
        };
        let shared = std::panic::AssertUnwindSafe(|| share(&table, &worker, &mut |_, _| Ok(())));
        assert!(std::panic::catch_unwind(shared).is_err());
    }
}
