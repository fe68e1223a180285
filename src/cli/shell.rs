//! How a command speaks: results on standard output, everything else on standard error. With `--json` the standard output is
//! exactly one JSON document. Results are collected and written at the end, so that a failure leaves no half a document; lists of
//! any length are written as they are made, when nothing can fail any more.

use super::table::{Columns, safe, table};
use crate::app::listing::Row;
use crate::app::{Failure, Jobs, Progress};
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use std::io::{BufWriter, IsTerminal, Write};
use std::time::Duration;

/// How a command ended when it could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Exit code 0.
    Done,
    /// Exit code 1: done, but something was rejected or did not verify.
    WithRejects,
}

impl Ending {
    pub fn of(good: bool) -> Self {
        if good { Self::Done } else { Self::WithRejects }
    }
}

pub struct Shell {
    pub json: bool,
    out: String,
}

impl Shell {
    pub fn new(json: bool) -> Self {
        Self { json, out: String::new() }
    }
    /// A line of the result for people; nothing with `--json`.
    pub fn say(&mut self, line: &str) {
        if !self.json {
            self.out += &safe(line);
            self.out.push('\n');
        }
    }
    /// The JSON document; nothing without `--json`.
    pub fn document(&mut self, document: &impl Serialize) -> Result<(), Failure> {
        if self.json {
            self.out = serde_json::to_string_pretty(document).map_err(|error| {
                Failure::new("The result was not written.", error.to_string(), "Run the command without --json.")
            })?;
            self.out.push('\n');
        }
        Ok(())
    }
    /// Rows as a table or as a JSON array of objects.
    pub fn rows(&mut self, rows: &[Row]) -> Result<(), Failure> {
        for line in table(rows) {
            self.say(&line);
        }
        self.document(&Rows(rows))
    }
    /// The same for a list of any length, written while it is made; `rows` is gone through twice for a table, which has to know how
    /// wide its columns are. Nothing else may be said before or after it.
    pub fn each_row<I: Iterator<Item = Row>>(&self, rows: impl Fn() -> I) -> Result<bool, Failure> {
        let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
        let mut is_there = false;
        let written = if self.json {
            write_array(&mut out, rows().inspect(|_| is_there = true))
        } else {
            write_table(&mut out, rows).map(|has_rows| is_there = has_rows)
        };
        told_of(written.and_then(|()| out.flush()))?;
        Ok(is_there)
    }
    /// Is one JSON document wanted?
    pub fn is_json(&self) -> bool {
        self.json
    }
    /// Writes what was collected.
    pub fn finish(self) -> Result<(), Failure> {
        write_out(&self.out)
    }
}

/// Does long work on a thread of its own and shows on a terminal how far it is.
pub fn work<T: Send + 'static>(
    title: &str,
    work: impl FnOnce(&Progress) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let task = Jobs::default().start(title, work);
    let watched = std::io::stderr().is_terminal();
    let mut shown = false;
    let result = loop {
        if let Some(result) = task.poll() {
            break result;
        }
        std::thread::sleep(Duration::from_millis(20));
        let (done, total) = (task.progress().done(), task.progress().total());
        if watched && total > 0 {
            shown = true;
            let _ = write!(std::io::stderr(), "\r{title}: {done} of {total} ");
        }
    };
    if shown {
        let _ = writeln!(std::io::stderr());
    }
    result
}

fn write_out(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    told_of(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

fn told_of(written: std::io::Result<()>) -> Result<(), Failure> {
    match written {
        // Whoever reads has read enough, such as `head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::new(
            "The result could not be written to the standard output.",
            crate::app::io_reason(&error),
            "Write it to another place.",
        )),
        Ok(()) => Ok(()),
    }
}

/// The rows as one array, as the whole of it would be written.
fn write_array(out: &mut impl Write, rows: impl Iterator<Item = Row>) -> std::io::Result<()> {
    let mut json = serde_json::Serializer::pretty(&mut *out);
    let mut list = json.serialize_seq(None)?;
    for row in rows {
        list.serialize_element(&One(&row))?;
    }
    SerializeSeq::end(list)?;
    out.write_all(b"\n")
}

fn write_table<I: Iterator<Item = Row>>(out: &mut impl Write, rows: impl Fn() -> I) -> std::io::Result<bool> {
    let mut columns = Columns::default();
    rows().for_each(|row| columns.measure(&row));
    let Some(heading) = columns.heading() else { return Ok(false) };
    writeln!(out, "{}", safe(&heading))?;
    for row in rows() {
        writeln!(out, "{}", safe(&columns.line(&row)))?;
    }
    Ok(true)
}

/// A message beside the result.
pub fn note(line: &str) {
    // Nobody reads along when standard error is closed.
    let _ = writeln!(std::io::stderr(), "{}", safe(line));
}

/// Tells why a command could not run: what, why and what to do, each on a line of its own; with `--json` also as a document.
pub fn tell(failure: &Failure, json: bool) {
    let failure = &failure.at_the_prompt();
    let lines = format!(
        "error: {}\n  why: {}\n  what to do: {}\n",
        safe(&failure.what),
        safe(&failure.why),
        safe(&failure.what_to_do)
    );
    let _ = std::io::stderr().write_all(lines.as_bytes());
    if json && let Ok(text) = serde_json::to_string_pretty(&serde_json::json!({ "error": failure })) {
        let _ = write_out(&format!("{text}\n"));
    }
}

struct Rows<'a>(&'a [Row]);
struct One<'a>(&'a Row);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for row in self.0 {
            list.serialize_element(&One(row))?;
        }
        list.end()
    }
}

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
