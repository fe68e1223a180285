//! Counts what an ODS becomes before the library lays it out in memory: it repeats cells and rows as often as the file says, with
//! all their words, and a few kilobytes can say billions. Whatever the library copies is counted here, wherever it stands: text,
//! attributes, letters written as numbers, runs of spaces. XML that ends before its elements do is refused: the library would
//! wait for their end.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{CELLS_MAX, UNPACKED_BYTES_MAX, WorkbookKind, damaged};
use crate::intake::IntakeError;

/// Rows and columns of a sheet, beyond which the library repeats nothing.
const ROWS_MAX: u64 = 1 << 20;
const COLUMNS_MAX: u64 = 16_384;
/// Bytes of the longest letter.
const LETTER_BYTES: u64 = 4;

/// What is counted so far.
#[derive(Default)]
struct Count {
    cells: u64,
    bytes: u64,
    row: Row,
    /// How often the open cell stands there, and its bytes.
    cell: Option<(u64, u64)>,
}

#[derive(Default)]
struct Row {
    times: u64,
    cells: u64,
    /// Empty cells that count once a full one follows.
    gap: u64,
    bytes: u64,
}

/// Refuses an ODS whose cells, those repeated counted as often as they stand there, would not fit into memory.
pub(super) fn refuse_repeated_cells(bytes: &[u8]) -> Result<(), IntakeError> {
    use std::io::Read;
    let kind = WorkbookKind::Ods;
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(kind, e))?;
    let content = zip.by_name("content.xml").map_err(|e| damaged(kind, e))?;
    let mut reader = Reader::from_reader(BufReader::new(content.take(UNPACKED_BYTES_MAX)));
    let (mut buffer, mut count, mut levels) = (Vec::new(), Count::default(), 0_usize);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|e| damaged(kind, e))? {
            Event::Eof if levels > 0 => return Err(damaged(kind, "its content ends before its elements do")),
            Event::Eof => break,
            Event::Start(tag) => {
                levels += 1;
                count.open(&tag, false)?;
            }
            Event::Empty(tag) => count.open(&tag, true)?,
            Event::End(tag) => {
                levels = levels.saturating_sub(1);
                count.close(tag.local_name().as_ref());
            }
            Event::Text(text) => count.add(text.len() as u64),
            Event::GeneralRef(_) => count.add(LETTER_BYTES),
            _ => {}
        }
        if count.cells > CELLS_MAX {
            return Err(IntakeError::TooManyCells { limit: CELLS_MAX });
        }
        if count.bytes > UNPACKED_BYTES_MAX {
            return Err(IntakeError::TooLarge { bytes: count.bytes, limit_bytes: UNPACKED_BYTES_MAX });
        }
    }
    Ok(())
}

impl Count {
    fn add(&mut self, bytes: u64) {
        if let Some((_, cell)) = &mut self.cell {
            *cell = cell.saturating_add(bytes);
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, is_whole: bool) -> Result<(), IntakeError> {
        let name = tag.local_name();
        match name.as_ref() {
            "table-row" | "table-cell" | "covered-table-cell" if self.cell.is_some() => {
                return Err(damaged(WorkbookKind::Ods, "it has cells within cells"));
            }
            "table-row" => {
                self.row = Row { times: number(tag, "number-rows-repeated").min(ROWS_MAX), ..Row::default() };
            }
            "table-cell" | "covered-table-cell" => {
                let times = number(tag, "number-columns-repeated").min(COLUMNS_MAX);
                let (mut says, mut bytes) = (!is_whole, 0_u64);
                for attribute in tag.attributes().with_checks(false).flatten() {
                    let is_value = matches!(
                        attribute.key.local_name().as_ref(),
                        "value-type"
                            | "formula"
                            | "value"
                            | "string-value"
                            | "date-value"
                            | "time-value"
                            | "boolean-value"
                    );
                    if is_value {
                        says = true;
                        bytes += attribute.value.len() as u64;
                    }
                }
                if says {
                    self.row.cells = self.row.cells.saturating_add(self.row.gap + times).min(COLUMNS_MAX);
                    self.row.gap = 0;
                } else {
                    self.row.gap = self.row.gap.saturating_add(times).min(COLUMNS_MAX);
                }
                self.cell = Some((times, bytes));
                if is_whole {
                    self.close(name.as_ref());
                }
            }
            // A run of spaces is written as their number; any other element is at most a line end.
            "s" => self.add(number(tag, "c")),
            _ => self.add(1),
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "table-cell" | "covered-table-cell" => {
                let (times, bytes) = self.cell.take().unwrap_or_default();
                self.row.bytes = self.row.bytes.saturating_add(bytes.saturating_mul(times));
            }
            "table-row" => {
                let row = std::mem::take(&mut self.row);
                self.bytes = self.bytes.saturating_add(row.bytes.saturating_mul(row.times));
                // Rows without a value cost nothing, however often they are repeated.
                self.cells = self.cells.saturating_add(row.cells.saturating_mul(row.times));
            }
            _ => {}
        }
    }
}

/// A number of the tag, 1 without it; the largest where it stands there more than once, and no end where it is written in a way
/// that only the library takes apart.
fn number(tag: &BytesStart<'_>, name: &str) -> u64 {
    let mut attributes = tag.attributes();
    let numbers =
        attributes.with_checks(false).flatten().filter(|attribute| attribute.key.local_name().as_ref() == name);
    let read = |value: &str| if value.contains('&') { u64::MAX } else { value.trim().parse().unwrap_or(1) };
    numbers.map(|attribute| read(attribute.value.as_ref())).max().unwrap_or(1)
}
