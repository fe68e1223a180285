//! Where the bytes of a roll come from, and how they are read: in batches of whole lines, by all cores, in bounded memory.
//!
//! Nothing here opens a file: whoever has one hands it in behind `RollSource`. What a line means is not looked at either.

use super::roll::{LINE_BYTES_MAX, Roll};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};

/// Bytes of a batch. A line that does not fit into one is longer than any line may be.
const BATCH_BYTES: usize = 4 * LINE_BYTES_MAX;
/// Batches on their way for each thread, so that none waits for the reader.
const BATCHES_EACH: usize = 3;
/// A roll with fewer tickets is done before threads would have started.
const TICKETS_ALONE: u64 = 20_000;

/// A roll that can be read as often as a draw needs, a piece at a time. Every reading must give the same bytes.
pub trait RollSource {
    /// Opens the roll at its beginning and hands it over. It may be left before its end.
    fn read(&self, take: &mut dyn FnMut(&mut dyn Read)) -> io::Result<()>;
}

impl RollSource for &[u8] {
    fn read(&self, take: &mut dyn FnMut(&mut dyn Read)) -> io::Result<()> {
        take(&mut Cursor::new(self));
        Ok(())
    }
}

impl RollSource for Roll {
    fn read(&self, take: &mut dyn FnMut(&mut dyn Read)) -> io::Result<()> {
        take(&mut RollBytes { roll: self, next: 0, line: Cursor::default() });
        Ok(())
    }
}

/// The bytes of a roll in memory, line by line.
struct RollBytes<'a> {
    roll: &'a Roll,
    next: usize,
    line: Cursor<String>,
}

impl Read for RollBytes<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < bytes.len() {
            match self.line.read(&mut bytes[filled..])? {
                0 => match self.roll.entries().get(self.next) {
                    Some(entry) => self.line = Cursor::new(entry.line() + "\n"),
                    None => break,
                },
                more => {
                    filled += more;
                    continue;
                }
            }
            self.next += 1;
        }
        Ok(filled)
    }
}

/// Some whole lines of a roll.
#[derive(Debug, Clone, Default)]
pub(super) struct Batch {
    /// Place of the first line in the roll, from 0.
    pub(super) first: u64,
    /// The line before the first one, without line feed; empty at the beginning.
    pub(super) before: Vec<u8>,
    buffer: Vec<u8>,
    length: usize,
}

impl Batch {
    /// The lines, each with its line feed; only the last line of a roll can be without.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[..self.length]
    }

    /// The same lines in several batches, to share the work.
    fn split(&self, parts: usize) -> Vec<Self> {
        let mut found = Vec::new();
        let (mut first, mut before, mut rest) = (self.first, self.before.as_slice(), self.bytes());
        while !rest.is_empty() {
            let wanted = self.length.div_ceil(parts).min(rest.len());
            let end = rest[wanted - 1..].iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| wanted + at);
            let (own, after) = rest.split_at(end);
            found.push(Self { first, before: before.to_vec(), buffer: own.to_vec(), length: own.len() });
            first += lines_in(own);
            before = last_line(own);
            rest = after;
        }
        found
    }

    /// Tickets as they stand there, right or wrong: how much work a batch is.
    fn tickets(&self) -> u64 {
        let lines = self.bytes().split(|byte| *byte == b'\n');
        let numbers = lines.filter_map(|line| line.split(|byte| *byte == b'\t').nth(1));
        numbers.filter_map(|number| std::str::from_utf8(number).ok()?.parse::<u32>().ok()).map(u64::from).sum()
    }
}

fn lines_in(bytes: &[u8]) -> u64 {
    // In steps so short that a byte can count them, which compilers turn into the widest instructions there are.
    let count = |bytes: &[u8]| bytes.iter().fold(0u8, |count, byte| count + u8::from(*byte == b'\n'));
    bytes.chunks(usize::from(u8::MAX)).map(|bytes| u64::from(count(bytes))).sum()
}

/// The last of whole lines, without its line feed.
fn last_line(bytes: &[u8]) -> &[u8] {
    let lines = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    &lines[lines.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1)..]
}

/// Why a roll was not read to its end.
#[derive(Debug)]
pub(super) enum ReadError {
    /// The line of this number, from 1, does not end.
    Endless(u64),
    Io(io::Error),
}

/// Cuts what is read into batches.
struct Batches<'a> {
    reader: &'a mut dyn Read,
    carried: Vec<u8>,
    before: Vec<u8>,
    first: u64,
    ended: bool,
}

impl Batches<'_> {
    /// The next batch, in a buffer that was used before or in none.
    fn next(&mut self, mut buffer: Vec<u8>) -> Result<Option<Batch>, ReadError> {
        if self.ended {
            return Ok(None);
        }
        // A roll of a few lines is not worth the memory of a whole batch.
        buffer.resize(buffer.len().max(LINE_BYTES_MAX / 16).max(self.carried.len()), 0);
        let mut filled = self.carried.len();
        buffer[..filled].copy_from_slice(&self.carried);
        while filled < BATCH_BYTES && !self.ended {
            if filled == buffer.len() {
                buffer.resize((2 * filled).min(BATCH_BYTES), 0);
            }
            match self.reader.read(&mut buffer[filled..]) {
                Ok(0) => self.ended = true,
                Ok(more) => filled += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(ReadError::Io(error)),
            }
        }
        let whole = match buffer[..filled].iter().rposition(|byte| *byte == b'\n') {
            _ if self.ended => filled,
            Some(at) => at + 1,
            None => return Err(ReadError::Endless(self.first + 1)),
        };
        if whole == 0 {
            return Ok(None);
        }
        self.carried.clear();
        self.carried.extend_from_slice(&buffer[whole..filled]);
        let before = std::mem::replace(&mut self.before, last_line(&buffer[..whole]).to_vec());
        let first = self.first;
        self.first += lines_in(&buffer[..whole]);
        Ok(Some(Batch { first, before, buffer, length: whole }))
    }
}

/// One worker for each core. The system is asked once: its answer takes longer than a small draw.
pub(super) fn worker_count() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// Reads a roll: each batch goes to one of the workers, and what comes of it to `take`, in the order of the roll. `take`
/// may end the reading; what was read until then is still worked on.
pub(super) fn scan<W: Send, R: Send>(
    source: &dyn RollSource,
    workers: &mut [W],
    work: impl Fn(&mut W, &Batch) -> R + Sync,
    mut take: impl FnMut(&Batch, R) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let mut outcome = Ok(());
    source
        .read(&mut |reader| {
            let batches = Batches { reader, carried: vec![], before: vec![], first: 0, ended: false };
            outcome = scan_batches(batches, workers, &work, &mut take);
        })
        .map_err(ReadError::Io)?;
    outcome
}

fn scan_batches<W: Send, R: Send>(
    mut batches: Batches,
    workers: &mut [W],
    work: &(impl Fn(&mut W, &Batch) -> R + Sync),
    take: &mut impl FnMut(&Batch, R) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let Some(batch) = batches.next(Vec::new())? else { return Ok(()) };
    let mut ready = vec![batch];
    if batches.ended {
        match workers {
            [worker, others @ ..] if others.is_empty() || ready[0].tickets() < TICKETS_ALONE => {
                let found = work(worker, &ready[0]);
                let _ = take(&ready[0], found);
                return Ok(());
            }
            _ => ready = ready[0].split(4 * workers.len()),
        }
    }
    ready.reverse();
    share(batches, ready, workers, work, take)
}

/// Hands out batches to threads; those `ready` first, from the end.
fn share<W: Send, R: Send>(
    mut batches: Batches,
    mut ready: Vec<Batch>,
    workers: &mut [W],
    work: &(impl Fn(&mut W, &Batch) -> R + Sync),
    take: &mut impl FnMut(&Batch, R) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let most = workers.len() * BATCHES_EACH;
    let (give, jobs) = mpsc::channel::<(u64, Batch)>();
    let (back, results) = mpsc::channel::<(u64, Batch, R)>();
    let jobs = Mutex::new(jobs);
    std::thread::scope(|scope| {
        for worker in workers {
            let (jobs, back) = (&jobs, back.clone());
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, batch)) = job else { break };
                    let found = work(worker, &batch);
                    if back.send((number, batch, found)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(back);
        let mut outcome = Ok(());
        let (mut given, mut taken, mut reading) = (0u64, 0u64, true);
        // Batches come back as they are done; those that are early wait for their turn.
        let mut early: BTreeMap<u64, (Batch, R)> = BTreeMap::new();
        let mut spare: Vec<Vec<u8>> = Vec::new();
        loop {
            while reading && (given - taken) < most as u64 {
                let batch = match ready.pop() {
                    Some(batch) => Ok(Some(batch)),
                    None => batches.next(spare.pop().unwrap_or_default()),
                };
                match batch {
                    Ok(Some(batch)) => reading = give.send((given, batch)).is_ok(),
                    Ok(None) => reading = false,
                    Err(error) => {
                        outcome = Err(error);
                        reading = false;
                    }
                }
                given += u64::from(reading);
            }
            if taken == given {
                break;
            }
            let Ok((number, batch, found)) = results.recv() else { break };
            early.insert(number, (batch, found));
            while let Some((batch, found)) = early.remove(&taken) {
                taken += 1;
                if take(&batch, found).is_break() {
                    reading = false;
                }
                spare.push(batch.buffer);
            }
        }
        drop(give);
        outcome
    })
}
