//! Ways to tamper with published files, as somebody would who does not have the organiser's key: each field changed to
//! another value that could stand there, items left out, repeated and exchanged, lines of the roll likewise; each both plainly
//! and with every hash that follows made again; and single bytes. What is made here must be caught, each at a named step.
//!
//! What cannot be caught in the files alone is not made here and is told instead (`LIMITS`): whoever has the key, and the end
//! of the amendments cut off.

mod bytes;
mod hashes;
mod json;
mod roll;

use hashes::{Level, settle};
use serde_json::Value;
use std::collections::BTreeMap;

/// The files by name; a receipt stands alone as `receipt.json`.
pub type Exhibit = BTreeMap<&'static str, Vec<u8>>;

/// Tampering that published files alone cannot show.
pub const LIMITS: [&str; 2] = [
    "A draw signed anew with another key is caught by the published lock hash (--lock) or the key's fingerprint (--key), \
     and by nothing else.",
    "Amendments cut off at the end are caught by whoever has seen a later state, and by the next draw, which names the last one.",
];

/// What is done to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
enum How {
    /// One byte becomes another.
    Byte(bytes::Place),
    /// A change to the JSON tree.
    Json { pointer: String, change: json::Change, hashes: bool },
    /// A change to a line of the roll.
    Line { line: usize, change: roll::Change, hashes: bool },
}

/// One way to tamper with one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tamper {
    /// The file that is changed first; with hashes made again others follow.
    pub file: &'static str,
    /// Where and how, in words.
    pub place: String,
    /// The step that must fail. `well-formed` stands for every refusal of the form.
    pub step: &'static str,
    how: How,
}

impl Tamper {
    /// What the change is, without the place: a word or two to count by.
    pub fn kind(&self) -> String {
        let (what, hashes) = match &self.how {
            How::Byte(_) => ("one byte", false),
            How::Json { change, hashes, .. } => (change.word(), *hashes),
            How::Line { change, hashes, .. } => (change.word(), *hashes),
        };
        if hashes { format!("{what}, hashes made again") } else { what.to_owned() }
    }

    /// The files that differ afterwards. Empty when this change would change nothing.
    pub fn apply(&self, exhibit: &Exhibit) -> Vec<(&'static str, Vec<u8>)> {
        let Some(original) = exhibit.get(self.file) else { return Vec::new() };
        let (changed, level) = match &self.how {
            How::Byte(place) => (Some(place.change(original)), None),
            How::Json { pointer, change, hashes } => {
                let level = hashes.then(|| Level::of(self.file));
                (json::apply(original, pointer, change), level)
            }
            How::Line { line, change, hashes } => {
                (roll::apply(original, *line, change, *hashes), hashes.then_some(Level::Roll))
            }
        };
        let Some(changed) = changed else { return Vec::new() };
        let mut after = exhibit.clone();
        after.insert(self.file, changed);
        if let Some(level) = level {
            settle(&mut after, level);
        }
        after.into_iter().filter(|(name, bytes)| exhibit.get(name) != Some(bytes)).collect()
    }
}

/// Every way to tamper with these files, and how many lines of the roll are among them.
#[derive(Clone, Debug, Default)]
pub struct Tampers {
    /// In the order of the files.
    pub all: Vec<Tamper>,
    /// Lines of the roll that are changed.
    pub lines_tested: usize,
    /// Lines of the roll.
    pub lines: usize,
}

/// Finds the ways to tamper. At most `lines_most` lines of the roll are changed, evenly spread.
pub fn tampers(exhibit: &Exhibit, lines_most: usize) -> Tampers {
    let mut found = Tampers::default();
    for (file, content) in exhibit {
        let places = bytes::places_of(file, content, lines_most);
        found.all.extend(places.into_iter().map(|place| Tamper {
            file,
            place: place.name.clone(),
            step: "well-formed",
            how: How::Byte(place),
        }));
        match *file {
            "roll.tsv" => lines_of(content, lines_most, &mut found),
            "rules.txt" => {}
            _ => {
                let Ok(tree) = serde_json::from_slice::<Value>(content) else { continue };
                for (pointer, change) in json::changes(file, &tree) {
                    for hashes in [false, true] {
                        let Some(step) = step_of(file, &pointer, hashes) else { continue };
                        let place = format!("{}: {}", json::path_in_words(&pointer), change.word());
                        let how = How::Json { pointer: pointer.clone(), change: change.clone(), hashes };
                        found.all.push(Tamper { file, place, step, how });
                    }
                }
            }
        }
    }
    found
}

fn lines_of(content: &[u8], most: usize, found: &mut Tampers) {
    let lines = content.split_inclusive(|byte| *byte == b'\n').count();
    found.lines = lines;
    found.lines_tested = lines.min(most);
    for line in spread(lines, most) {
        for change in roll::changes(line, lines) {
            for hashes in [false, true] {
                if hashes && !change.keeps_its_form() {
                    continue;
                }
                let step = if hashes { "lock signature" } else { "roll hash" };
                let place = format!("line {}: {}", line + 1, change.word());
                let how = How::Line { line, change: change.clone(), hashes };
                found.all.push(Tamper { file: "roll.tsv", place, step, how });
            }
        }
    }
}

/// Evenly spread numbers below `count`, at most `most` of them, the first and the last among them.
fn spread(count: usize, most: usize) -> impl Iterator<Item = usize> {
    let taken = count.min(most);
    (0..taken).map(move |i| if taken < 2 { 0 } else { i * (count - 1) / (taken - 1) })
}

/// The step at which a change of a value must fail. `None` when hashes made again would only undo it.
fn step_of(file: &str, pointer: &str, hashes: bool) -> Option<&'static str> {
    let below = |start: &str| pointer.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    match (file, hashes) {
        ("lock.json", false) if below("/signature") => Some("lock signature"),
        ("lock.json", false) => Some("lock hash"),
        ("lock.json", true) => below("/lock").then_some("lock signature"),
        ("record.json", false) if below("/signature") => Some("record signature"),
        ("record.json", false) => Some("record hash"),
        ("record.json", true) => below("/record").then_some("record signature"),
        ("void.json", false) => Some("void"),
        ("void.json", true) => below("/void").then_some("void"),
        ("receipt.json", false) if below("/lock_signature") => Some("lock signature"),
        ("receipt.json", false) if below("/lock") || below("/lock_sha256") => Some("lock hash"),
        ("receipt.json", false) => Some("line in roll"),
        ("receipt.json", true) => (!below("/lock_sha256") && !below("/lock_signature")).then_some("lock signature"),
        ("amendments.json", true) if pointer.ends_with("/sha256") || pointer.ends_with("/signature") => None,
        _ => Some("amendments"),
    }
}
