//! Text to records with their physical lines, as the csv crate would split them, straight into packs. A long text is cut behind
//! line ends and its parts are read beside each other: where a cut fell into a quoted cell, the part before it goes on until both
//! are at the start of one record again, which is all a reader knows. Lines end with LF, CR or both; files from old Macs have CR.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::lines::{LineCounter, line_ends};
use super::packer::Packer;
use super::read::Limits;
use super::signs::Signs;
use super::table::Row;
use super::{IntakeError, dialect, value};
use crate::campaign::Pack;

/// Why a part was not read to its end.
enum Stop {
    Columns(usize),
    Cell(usize),
    Rows,
}

/// Records one after the other from one place in the text.
struct Part<'t> {
    text: &'t str,
    delimiter: u8,
    /// Where in the text the next record begins; the end of the text where there is none.
    at: usize,
    /// The line it begins on, and that of the last one.
    line: u64,
    last_line: u64,
    /// Where what was read ends in the text.
    end: usize,
    signs: Signs<'t>,
    /// The place from which on they are shown.
    signs_from: usize,
    /// The part of the text whose rows are in the pack, while the text itself is not: it is taken over as a whole.
    run: Range<usize>,
    packer: Packer,
    /// Where in the text each record begins.
    starts: Vec<usize>,
    loose: Vec<Loose>,
}

/// A cell whose quotes are not as they should be, by the number of its record among those read with it.
#[derive(Clone, Copy)]
struct Loose {
    record: u32,
    column: u32,
    how: Quotes,
}

/// What is wrong with the quotes of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// It goes on behind the closing one: quotes inside of it are not doubled.
    NotDoubled,
    /// It begins and ends with what separates cells, lines apart: two quotes that were meant as signs ("the same as above") have taken
    /// the lines between them into one cell.
    AroundLines,
}

impl<'t> Part<'t> {
    fn new(text: &'t str, offset: usize, delimiter: u8, first_line: u64) -> Self {
        let at = if offset == 0 { beginning(text) } else { offset };
        let mut packer = Packer::default();
        if delimiter.is_ascii_control() {
            packer.pack.part_oddly();
        }
        let mut part = Self {
            text,
            delimiter,
            at,
            line: first_line,
            last_line: first_line,
            end: at,
            signs: Signs::new(text.as_bytes(), delimiter),
            signs_from: 0,
            run: at..at,
            packer,
            starts: Vec::new(),
            loose: Vec::new(),
        };
        part.skip_line_ends();
        part
    }

    /// Blank lines are skipped: the record begins at the first other byte.
    fn skip_line_ends(&mut self) {
        let from = self.at;
        self.at = skip_line_ends(self.text.as_bytes(), from);
        if self.at > from {
            self.line += line_ends(self.text.as_bytes().get(from..self.at).unwrap_or_default());
        }
    }

    /// Where the next record begins in the text.
    fn next_start(&self) -> usize {
        self.at
    }

    /// Takes over the text of the rows that were noted.
    fn take_run(&mut self) {
        let run = std::mem::replace(&mut self.run, self.at..self.at);
        self.packer.pack.push_text(self.text.get(run).unwrap_or_default());
    }

    /// Reads one record; false at the end.
    fn step(&mut self, limits: &Limits) -> Result<bool, Stop> {
        if self.at >= self.text.len() {
            return Ok(false);
        }
        if self.plain_step(limits) {
            return Ok(true);
        }
        self.take_run();
        self.any_step(limits)?;
        Ok(true)
    }

    /// Reads a record whose cells can be left as they stand in the text, as those of nearly all can: no quote in a cell that is
    /// quoted, and nothing behind it. Where it is another, or one beyond the limits, nothing was done.
    fn plain_step(&mut self, limits: &Limits) -> bool {
        if self.packer.len() >= limits.rows {
            return false;
        }
        if self.signs_from != self.at {
            self.signs.seek(self.at);
        }
        if self.run.is_empty() {
            self.run = self.at..self.at;
        }
        let Some((end, lines, around)) = self.plain_record(limits) else {
            self.packer.pack.take_row_back();
            // Some were shown.
            self.signs_from = usize::MAX;
            return false;
        };
        self.starts.push(self.at);
        if let Some(column) = around {
            self.note_quotes(column, Quotes::AroundLines);
        }
        self.last_line = self.line;
        self.line += lines;
        (self.at, self.end, self.signs_from) = (end, end, end);
        self.run.end = end;
        self.skip_line_ends();
        // A run has no gaps, so that one of very many blank lines is not kept.
        let is_full = self.packer.pack.is_full_with(self.run.len());
        if is_full || self.at > end {
            self.take_run();
        }
        self.packer.end_row(self.last_line);
        true
    }

    /// Notes that the quotes of a cell of the record that was begun last are not as they should be.
    fn note_quotes(&mut self, column: usize, how: Quotes) {
        self.loose.push(Loose { record: (self.starts.len() - 1) as u32, column: column as u32, how });
    }

    /// Notes the cells of the next record. Gives where it ends, how many lines, and the column whose quotes stand around lines.
    fn plain_record(&mut self, limits: &Limits) -> Option<(usize, u64, Option<usize>)> {
        let (bytes, signs, pack) = (self.text.as_bytes(), &mut self.signs, &mut self.packer.pack);
        let (run, before) = (self.run.start, pack.text_bytes());
        let (mut at, mut lines) = (self.at, 0);
        let mut around = None;
        pack.begin_row_at(at - run + before);
        for column in 0..limits.columns {
            let is_quoted = bytes.get(at) == Some(&b'"');
            if is_quoted {
                signs.next();
                let lines_before = lines;
                let close = loop {
                    let sign = signs.next();
                    match bytes.get(sign) {
                        Some(b'"') => break sign,
                        Some(b'\n') => lines += 1,
                        Some(b'\r') => lines += u64::from(bytes.get(sign + 1) != Some(&b'\n')),
                        Some(_) => {}
                        None => return None,
                    }
                };
                if bytes.get(close + 1).is_some_and(|next| *next != self.delimiter && !matches!(next, b'\r' | b'\n')) {
                    return None;
                }
                let separates = |place: usize| bytes.get(place) == Some(&self.delimiter);
                if lines > lines_before && separates(at + 1) && separates(close - 1) {
                    around.get_or_insert(column);
                }
            }
            let (end, ending) = loop {
                let sign = signs.next();
                match bytes.get(sign) {
                    // In the middle of a cell it is a sign like any other.
                    Some(b'"') => {}
                    ending => break (sign, ending.copied()),
                }
            };
            if end - at > limits.cell_bytes {
                return None;
            }
            pack.end_cell_at(end - run + before, is_quoted);
            at = (end + 1).min(bytes.len());
            match ending {
                Some(byte) if byte == self.delimiter => {}
                Some(b'\r') if bytes.get(at) == Some(&b'\n') => {
                    signs.next();
                    return Some((at + 1, lines + 1, around));
                }
                Some(_) => return Some((at, lines + 1, around)),
                None => return Some((at, lines, around)),
            }
        }
        None
    }

    /// Reads a record whatever it holds.
    fn any_step(&mut self, limits: &Limits) -> Result<(), Stop> {
        let bytes = self.text.as_bytes();
        self.starts.push(self.at);
        self.last_line = self.line;
        let pack = &mut self.packer.pack;
        pack.begin_row();
        let (mut at, mut columns) = (self.at, 0);
        let mut wrong = None;
        loop {
            let before = pack.text_bytes();
            let mut cell = Cell { pack, most: before + limits.cell_bytes, beyond: 0 };
            let begin = at;
            // A quote opens only at the start of a cell.
            if bytes.get(at) == Some(&b'"') {
                let line = self.line;
                at = quoted(self.text, at + 1, &mut cell, &mut self.line);
                let separates = |place: usize| bytes.get(place) == Some(&self.delimiter);
                if self.line > line && separates(begin + 1) && separates(at.saturating_sub(2)) {
                    wrong = wrong.or(Some((columns, Quotes::AroundLines)));
                }
            }
            let rest = bytes.get(at..).unwrap_or_default();
            let end = memchr::memchr3(self.delimiter, b'\n', b'\r', rest).map_or(bytes.len(), |found| at + found);
            let behind = self.text.get(at..end).unwrap_or_default();
            cell.push(behind);
            let beyond = cell.beyond;
            if at > begin && beyond == 0 && !behind.chars().all(value::is_space) && !is_mailbox(behind) {
                pack.take_text_back(before);
                pack.push_text(as_written(self.text.get(begin..end).unwrap_or_default()));
                wrong = wrong.or(Some((columns, Quotes::NotDoubled)));
            }
            let cell_bytes = pack.text_bytes() - before + beyond;
            columns += 1;
            // Of a record that is refused anyway the cells are only counted.
            if columns <= limits.columns {
                pack.end_cell();
            }
            if cell_bytes > limits.cell_bytes {
                return Err(Stop::Cell(cell_bytes));
            }
            let ending = bytes.get(end).copied();
            at = (end + 1).min(bytes.len());
            match ending {
                Some(byte) if byte == self.delimiter => {}
                Some(b'\r') if bytes.get(at) == Some(&b'\n') => {
                    at += 1;
                    self.line += 1;
                    break;
                }
                Some(_) => {
                    self.line += 1;
                    break;
                }
                None => break,
            }
        }
        // More than the first of a record would only fill memory.
        if let Some((column, how)) = wrong {
            self.note_quotes(column, how);
        }
        if columns > limits.columns {
            return Err(Stop::Columns(columns));
        }
        // Header and title rows count too; a handful more or less does not matter here.
        if self.packer.len() >= limits.rows {
            return Err(Stop::Rows);
        }
        self.packer.end_row(self.last_line);
        (self.at, self.end) = (at, at);
        self.skip_line_ends();
        Ok(())
    }

    fn done(mut self, stop: Option<Stop>) -> Read {
        self.take_run();
        // In a record that stops the reader lines were counted that it has not passed.
        let passed = (self.at, if stop.is_some() { self.last_line } else { self.line } - 1);
        let stop = stop.map(|stop| (stop, self.last_line));
        let Self { starts, loose, end, .. } = self;
        Read { rows: self.packer.finish(), starts, loose, stop, end, passed }
    }
}

/// Where a text begins: behind its byte order mark, which is one only there.
fn beginning(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 }
}

/// A cell being filled. What is longer than a cell may be is measured and not kept: a gigabyte behind one quote is refused without
/// a second gigabyte.
struct Cell<'p> {
    pack: &'p mut Pack,
    /// Up to where the text of the pack may grow.
    most: usize,
    /// Bytes that were not kept.
    beyond: usize,
}

impl Cell<'_> {
    fn push(&mut self, text: &str) {
        if self.beyond == 0 && self.pack.text_bytes() + text.len() <= self.most {
            self.pack.push_text(text);
        } else {
            self.beyond += text.len();
        }
    }
}

/// Reads on behind an opening quote up to the closing one, or to the end of the text; `""` is a quote. Gives the place behind it.
fn quoted(text: &str, from: usize, cell: &mut Cell<'_>, line: &mut u64) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let close = memchr::memchr(b'"', rest).map(|found| at + found);
        let end = close.unwrap_or(bytes.len());
        *line += line_ends(bytes.get(at..end).unwrap_or_default());
        cell.push(text.get(at..end).unwrap_or_default());
        match close {
            Some(close) if bytes.get(close + 1) == Some(&b'"') => {
                cell.push("\"");
                at = close + 2;
            }
            Some(close) => return close + 1,
            None => return bytes.len(),
        }
    }
}

/// `"O'Brien, Seán" <sean@example.org>`: the quotes are those of mail programs.
fn is_mailbox(behind: &str) -> bool {
    behind.trim_start().starts_with('<') && behind.trim_end().ends_with('>') && behind.contains('@')
}

/// The words of a cell whose quotes are not doubled. A quote before a letter opens what somebody put into quotes, so those around
/// the cell are not part of it; else nobody can tell, and all are kept.
fn as_written(cell: &str) -> &str {
    let within = cell.trim_end().strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
    let opens = |within: &&str| {
        within.split_once('"').is_some_and(|(_, behind)| behind.starts_with(|c: char| c.is_alphanumeric()))
    };
    within.filter(opens).unwrap_or(cell)
}

/// What a part gave. Lines count from 1 at its own beginning.
struct Read {
    rows: Vec<Row>,
    starts: Vec<usize>,
    loose: Vec<Loose>,
    stop: Option<(Stop, u64)>,
    /// Where in the text it was done.
    end: usize,
    /// Up to where it counted lines, and how many end before that in its part.
    passed: (usize, u64),
}

/// Texts below this are read in one piece.
const CUT_BYTES: usize = 1 << 20;

/// Where a long text may be cut: behind line ends.
fn cuts(text: &str, parts: usize) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut cuts = vec![0];
    for part in 1..parts {
        let from = (bytes.len() / parts * part).max(cuts.last().copied().unwrap_or(0));
        let window = bytes.get(from..(from + (1 << 16)).min(bytes.len())).unwrap_or_default();
        let at = window.iter().position(|byte| *byte == b'\n').map(|at| from + at + 1);
        cuts.extend(at.filter(|at| *at < bytes.len()));
    }
    cuts.dedup();
    cuts
}

/// The records of a text.
#[derive(Debug, PartialEq)]
pub(super) struct Records {
    pub rows: Vec<Row>,
    /// The line of the last one if it ends inside a quote.
    pub unclosed: Option<u64>,
    /// Line and column of cells whose quotes are not as they should be, the first of each record.
    pub loose: Vec<(u64, usize, Quotes)>,
}

/// All records.
pub(super) fn records(
    text: &str,
    delimiter: u8,
    first_line: u64,
    limits: &Limits,
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Records, IntakeError> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let parts = if text.len() < CUT_BYTES { 1 } else { cores.min(text.len() / CUT_BYTES + 1) };
    records_in(text, delimiter, first_line, limits, &cuts(text, parts), watch)
}

fn records_in(
    text: &str,
    delimiter: u8,
    first_line: u64,
    limits: &Limits,
    cuts: &[usize],
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Records, IntakeError> {
    let bytes = text.as_bytes();
    let ends = cuts.iter().skip(1).copied().chain(std::iter::once(bytes.len()));
    let ranges: Vec<Range<usize>> = cuts.iter().copied().zip(ends).map(|(from, to)| from..to).collect();
    let (read_bytes, is_cancelled) = (AtomicUsize::new(0), AtomicBool::new(false));
    let read_part = |range: &Range<usize>, tell: &mut dyn FnMut() -> bool| -> Option<Read> {
        let mut part = Part::new(text, range.start, delimiter, 1);
        let mut told = range.start;
        loop {
            let at = part.next_start();
            if at >= range.end && range.end < bytes.len() {
                return Some(part.done(None));
            }
            match part.step(limits) {
                Ok(true) => {}
                Ok(false) => return Some(part.done(None)),
                Err(stop) => return Some(part.done(Some(stop))),
            }
            if part.starts.len().is_multiple_of(4096) {
                read_bytes.fetch_add(at.saturating_sub(told), Ordering::Relaxed);
                told = at;
                if !tell() {
                    return None;
                }
            }
        }
    };
    let reads: Option<Vec<Read>> = std::thread::scope(|scope| {
        let workers: Vec<_> = ranges
            .iter()
            .skip(1)
            .map(|range| {
                let (read_part, is_cancelled) = (&read_part, &is_cancelled);
                scope.spawn(move || read_part(range, &mut || !is_cancelled.load(Ordering::Relaxed)))
            })
            .collect();
        let first = ranges.first().and_then(|range| {
            read_part(range, &mut || {
                let goes_on = watch(read_bytes.load(Ordering::Relaxed) as u64, bytes.len() as u64);
                is_cancelled.store(!goes_on, Ordering::Relaxed);
                goes_on
            })
        });
        let rest = workers.into_iter().map(|worker| worker.join().ok().flatten());
        std::iter::once(first).chain(rest).collect()
    });
    let Some(reads) = reads else { return Err(IntakeError::Cancelled) };

    let mut all = Joined { rows: Vec::new(), last: (0, first_line), loose: Vec::new() };
    let mut line = first_line;
    // Where the records that were taken over end.
    let mut at = beginning(text);
    for (read, range) in reads.into_iter().zip(&ranges) {
        // Between a cut inside of quotes and the next record both readers start with.
        let mut from = skip_line_ends(bytes, at);
        if range.start > 0 && from >= range.start && read.starts.binary_search(&from).is_err() && from < bytes.len() {
            let mut lines = LineCounter::new(line);
            lines.advance(bytes.get(range.start..).unwrap_or_default(), from - range.start);
            let mut part = Part::new(text, from, delimiter, lines.line());
            loop {
                from = part.next_start();
                // A record that began earlier may reach over the whole part: then the next one takes it up.
                let is_behind = from >= range.end && range.end < bytes.len();
                if is_behind || from >= bytes.len() || read.starts.binary_search(&from).is_ok() {
                    break;
                }
                if part.starts.len() % 4096 == 4095 && !watch(from as u64, bytes.len() as u64) {
                    return Err(IntakeError::Cancelled);
                }
                match part.step(limits) {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(stop) => {
                        let bridge = part.done(Some(stop));
                        return Err(all.take(bridge, 0, 0, delimiter, limits).err().unwrap_or(IntakeError::Cancelled));
                    }
                }
            }
            let bridge = part.done(None);
            at = bridge.end;
            all.take(bridge, 0, 0, delimiter, limits)?;
        }
        // A reader counts every line end it passes, whether or not a quote is open there.
        let (passed, count) = read.passed;
        let (before, beyond) = (passed.min(range.end)..range.end, range.end..passed.max(range.end));
        let line_ends_in = |range: Range<usize>| line_ends(bytes.get(range).unwrap_or_default());
        let next_line = line + count + line_ends_in(before) - line_ends_in(beyond);
        if let Ok(skip) = read.starts.binary_search(&skip_line_ends(bytes, at)) {
            at = read.end;
            all.take(read, skip, line - 1, delimiter, limits)?;
        }
        line = next_line;
    }
    let open = ends_inside_quote(bytes.get(all.last.0..).unwrap_or_default(), delimiter);
    let Joined { rows, last: (_, line), loose } = all;
    Ok(Records { rows, unclosed: open.then_some(line), loose })
}

fn skip_line_ends(bytes: &[u8], at: usize) -> usize {
    at + bytes.get(at..).unwrap_or_default().iter().take_while(|b| matches!(b, b'\r' | b'\n')).count()
}

/// The records of all parts in order.
struct Joined {
    rows: Vec<Row>,
    /// Where the last record begins, and on which line.
    last: (usize, u64),
    loose: Vec<(u64, usize, Quotes)>,
}

impl Joined {
    /// Takes over what a part gave from its record `skip` on; `lines` stand before it.
    fn take(&mut self, read: Read, skip: usize, lines: u64, delimiter: u8, limits: &Limits) -> Result<(), IntakeError> {
        let of_loose = |loose: &Loose| {
            let row = read.rows.get(loose.record as usize).filter(|_| loose.record as usize >= skip)?;
            Some((row.line + lines, loose.column as usize, loose.how))
        };
        self.loose.extend(read.loose.iter().filter_map(of_loose));
        if self.rows.is_empty() && skip == 0 && lines == 0 {
            self.rows = read.rows;
        } else {
            self.rows.extend(read.rows.into_iter().skip(skip).map(|mut row| {
                row.line += lines;
                row
            }));
        }
        if self.rows.len() > limits.rows {
            return Err(IntakeError::TooManyRows { limit: limits.rows });
        }
        if let (Some(start), Some(row)) = (read.starts.last(), self.rows.last()) {
            self.last = (*start, row.line);
        }
        match read.stop {
            None => Ok(()),
            Some((Stop::Rows, _)) => Err(IntakeError::TooManyRows { limit: limits.rows }),
            Some((Stop::Columns(columns), line)) => Err(IntakeError::TooManyColumns {
                line: line + lines,
                columns,
                limit: limits.columns,
                delimiter: dialect::delimiter_title(delimiter),
            }),
            Some((Stop::Cell(bytes), line)) => {
                Err(IntakeError::CellTooLong { line: line + lines, bytes, limit_bytes: limits.cell_bytes })
            }
        }
    }
}

/// All records with the bytes each takes in the text, its line end left out.
pub(super) fn numbered_records(
    text: &str,
    delimiter: u8,
    first_line: u64,
    limits: &Limits,
) -> Result<Vec<(Row, Range<usize>)>, IntakeError> {
    let bytes = text.as_bytes();
    let mut part = Part::new(text, 0, delimiter, first_line);
    let stop = loop {
        match part.step(limits) {
            Ok(true) => {}
            Ok(false) => break None,
            Err(stop) => break Some(stop),
        }
    };
    let read = part.done(stop);
    let starts = read.starts.clone();
    let mut all = Joined { rows: Vec::new(), last: (0, first_line), loose: Vec::new() };
    all.take(read, 0, 0, delimiter, limits)?;
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(bytes.len()));
    let ranges = starts.iter().zip(ends).map(|(start, end)| {
        let record = bytes.get(*start..end).unwrap_or_default();
        let trailing = record.iter().rev().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        *start..end - trailing
    });
    Ok(all.rows.into_iter().zip(ranges).collect())
}

/// Follows the quotes of one record as RFC 4180 has them: a quote opens only at the start of a cell, `""` is a quote.
fn ends_inside_quote(record: &[u8], delimiter: u8) -> bool {
    let mut inside = false;
    let mut at_start = true;
    let mut bytes = record.iter().peekable();
    while let Some(byte) = bytes.next() {
        match (*byte, inside) {
            (b'"', true) if bytes.peek() == Some(&&b'"') => {
                bytes.next();
            }
            (b'"', true) => inside = false,
            (b'"', false) if at_start => inside = true,
            _ => {}
        }
        at_start = !inside && (*byte == delimiter || matches!(byte, b'\r' | b'\n'));
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn lines(text: &str) -> Vec<u64> {
        let records = records(text, b',', 1, &Limits::default(), &mut |_, _| true).unwrap();
        records.rows.into_iter().map(|row| row.line).collect()
    }

    #[test]
    fn physical_lines_for_every_line_end() {
        assert_eq!(lines("a,b\n1,2\n3,4\n"), [1, 2, 3]);
        assert_eq!(lines("a,b\r\n1,2\r\n3,4"), [1, 2, 3]);
        assert_eq!(lines("a,b\r1,2\r3,4\r"), [1, 2, 3]);
        assert_eq!(lines("a,b\r\n\"x\r\ny\",2\r\n3,4\r\n"), [1, 2, 4]);
        assert_eq!(lines("a,b\r\r\"x\ry\rz\",2\r3,4"), [1, 3, 6]);
        assert_eq!(lines("\n\na,b\n\n1,2\n\n\n3,4\n"), [3, 5, 8]);
        assert_eq!(lines("a,b\r\n\r\n1,2\r\n\n3,4\r"), [1, 3, 5]);
        assert_eq!(lines("\"a\n\n\",b\n1,2"), [1, 4]);
    }

    #[test]
    fn an_open_quote_is_seen() {
        assert!(ends_inside_quote(b"a,\"b\nc", b','));
        assert!(!ends_inside_quote(b"a,\"b\"\"c\"", b','));
        assert!(!ends_inside_quote(b"a,b\"c", b','));
        assert!(ends_inside_quote(b"\"a\"\"", b','));
    }

    #[test]
    fn quotes_that_are_not_doubled_stay_in_the_words() {
        let first_of = |text: &str| {
            let records = records(text, b',', 1, &Limits::default(), &mut |_, _| true).unwrap();
            (records.rows[1].cells().map(str::to_owned).collect::<Vec<_>>(), records.loose)
        };
        let cases = [
            ("\"Ada \"the Great\" King\",Network", "Ada \"the Great\" King"),
            ("\"Smith\" John,Network", "\"Smith\" John"),
            ("\"She said \"yes\"\",Network", "She said \"yes\""),
            ("\"5\" screen\",Network", "\"5\" screen\""),
        ];
        for (line, expected) in cases {
            let (cells, loose) = first_of(&format!("Name,Team\n{line}\nBea,Ops\n"));
            assert_eq!(cells, [expected, "Network"], "{line}");
            assert_eq!(loose, [(2, 0, Quotes::NotDoubled)], "{line}");
        }
        for line in ["\"Ada\"  ,Network", "\"Ada \"\"the\"\" King\",Network", "Ada \"the\" King,Network"] {
            assert_eq!(first_of(&format!("Name,Team\n{line}\n")).1, [], "{line}");
        }
    }

    /// What the csv crate alone makes of it.
    fn plainly(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn quotes_around_lines_are_noted() {
        let limits = Limits::default();
        let read = |text: &str| records(text, b',', 1, &limits, &mut |_, _| true).unwrap();
        let list = "Name,Team,Email\nAda,IT,a@x.example\nBo,\",b@x.example\nCy,Net,c@x.example\nDi,\",d@x.example\n";
        let found = read(list);
        assert_eq!((found.rows.len(), found.unclosed), (3, None));
        assert_eq!(found.loose, [(3, 1, Quotes::AroundLines)]);
        // The same where another cell has quotes that are doubled.
        assert_eq!(read(&list.replace("Bo,", "\"\"\"Bo\"\"\",")).loose, [(3, 1, Quotes::AroundLines)]);
        // Lines of a story are none of the list.
        for story in ["\"First,\nthen\"", "\",\"", "\",\nthen\"", "\"\n\""] {
            assert_eq!(read(&format!("Name,Team,Email\nAda,{story},a@x.example\n")).loose, [], "{story}");
        }
    }

    proptest! {
        /// Wherever a text is cut, the records and their lines are those of the text read in one piece.
        #[test]
        fn cuts_change_nothing(text in "[ab\",\r\nü\u{FEFF}]{0,80}", places in proptest::collection::vec(any::<prop::sample::Index>(), 0..4)) {
            let whole = records_in(&text, b',', 1, &Limits::default(), &[0], &mut |_, _| true).unwrap();
            let mut cuts = vec![0];
            let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).filter(|at| *at < text.len()).collect();
            if !ends.is_empty() {
                cuts.extend(places.iter().map(|place| ends[place.index(ends.len())]));
            }
            cuts.sort_unstable();
            cuts.dedup();
            let parted = records_in(&text, b',', 1, &Limits::default(), &cuts, &mut |_, _| true).unwrap();
            prop_assert_eq!(&parted, &whole);
            let loose: Vec<u64> = whole.loose.iter().map(|(line, ..)| *line).collect();
            let plain = plainly(&text);
            prop_assert_eq!(whole.rows.len(), plain.len());
            for (row, plain) in whole.rows.iter().zip(plain) {
                let cells: Vec<String> = row.cells().map(str::to_owned).collect();
                prop_assert_eq!(cells.len(), plain.len());
                prop_assert!(cells == plain || loose.contains(&row.line));
            }
        }
    }
}
