//! Places of a file that can be changed by one byte: every key and value of JSON, every column of a line of the roll, places of
//! the rules.

use super::spread;

/// Of a longer list in a JSON file only this many items are changed at the beginning, in the middle and at the end.
const ITEMS_EACH: usize = 6;
const RULES_PLACES: usize = 24;

/// A place in a file that can be changed by one byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) name: String,
    start: usize,
    /// Behind the last byte; equal to `start` where there is nothing yet and a byte is put in.
    end: usize,
}

impl Place {
    /// The file with one byte changed here: a digit stays a digit and a letter a letter where possible, so that it is the
    /// content that is caught and not the spelling.
    pub(super) fn change(&self, bytes: &[u8]) -> Vec<u8> {
        let mut changed = bytes.to_vec();
        if self.start == self.end {
            changed.insert(self.start.min(changed.len()), b'x');
            return changed;
        }
        let middle = self.start.midpoint(self.end);
        let plain = |at: &usize| bytes.get(*at).is_some_and(u8::is_ascii_alphanumeric);
        let at = (middle..self.end).chain(self.start..middle).find(plain).unwrap_or(middle);
        if let Some(byte) = changed.get_mut(at) {
            *byte = match *byte {
                // A number must not begin with 0.
                b'9' => b'8',
                digit @ b'0'..=b'8' => digit + 1,
                b'f' => b'e',
                letter @ (b'a'..=b'e' | b'g'..=b'y' | b'A'..=b'Y') => letter + 1,
                letter @ (b'z' | b'Z') => letter - 1,
                other => other ^ 1,
            };
        }
        changed
    }
}

pub(super) fn places_of(name: &str, bytes: &[u8], lines_most: usize) -> Vec<Place> {
    match name {
        "roll.tsv" => roll_places(bytes, lines_most),
        "rules.txt" => (0..RULES_PLACES.min(bytes.len()))
            .map(|i| i * bytes.len() / RULES_PLACES.min(bytes.len()))
            .map(|at| Place { name: format!("byte {}", at + 1), start: at, end: at + 1 })
            .collect(),
        _ => json_places(bytes),
    }
}

/// Every column and the line feed of a sample of lines.
fn roll_places(bytes: &[u8], lines_most: usize) -> Vec<Place> {
    let mut starts = vec![0];
    starts.extend(bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1));
    let lines = starts.len().saturating_sub(1);
    let mut places = Vec::new();
    for index in spread(lines, lines_most) {
        let (Some(start), Some(next)) = (starts.get(index), starts.get(index + 1)) else { continue };
        let end = next - 1;
        let mut at = *start;
        let columns = ["entry id", "tickets", "household", "pools"];
        for (column, field) in columns.iter().zip(bytes[*start..end].split(|byte| *byte == b'\t')) {
            places.push(Place { name: format!("line {}, {column}", index + 1), start: at, end: at + field.len() });
            at += field.len() + 1;
        }
        places.push(Place { name: format!("line {}, its end", index + 1), start: end, end: end + 1 });
    }
    places
}

/// Every key and every value of a JSON file, of long lists a sample of items. Expects JSON that was read before; on anything
/// else it stops where it does not understand.
fn json_places(bytes: &[u8]) -> Vec<Place> {
    let mut scan = Scan { bytes, at: 0, places: Vec::new() };
    let _ = scan.value("", true);
    scan.places
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    places: Vec<Place>,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
    fn note(&mut self, wanted: bool, name: String, start: usize, end: usize) {
        if wanted {
            self.places.push(Place { name, start, end });
        }
    }
    /// Start and end of a string without its quotes.
    fn string(&mut self) -> Option<(usize, usize)> {
        self.at += 1;
        let start = self.at;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some((start, self.at - 1))
    }
    fn value(&mut self, path: &str, wanted: bool) -> Option<()> {
        let begin = self.at;
        match self.peek()? {
            b'"' => {
                let (start, end) = self.string()?;
                self.note(wanted, path.to_owned(), start, end);
            }
            b'{' => {
                self.at += 1;
                let mut empty = true;
                while self.peek()? != b'}' {
                    empty = false;
                    let (start, end) = self.string()?;
                    let key = String::from_utf8_lossy(&self.bytes[start..end]).into_owned();
                    let inner = if path.is_empty() { key } else { format!("{path}.{key}") };
                    self.note(wanted, format!("key {inner}"), start, end);
                    self.at += 1;
                    self.value(&inner, wanted)?;
                    if self.peek()? == b',' {
                        self.at += 1;
                    }
                }
                self.at += 1;
                self.note(wanted && empty, format!("{path}{{}}"), begin, begin + 1);
            }
            b'[' => self.list(path, wanted)?,
            _ => {
                while self.peek().is_some_and(|byte| !matches!(byte, b',' | b']' | b'}')) {
                    self.at += 1;
                }
                self.note(wanted, path.to_owned(), begin, self.at);
            }
        }
        Some(())
    }
    fn list(&mut self, path: &str, wanted: bool) -> Option<()> {
        let begin = self.at;
        // Counted first, so that the middle and the end are known.
        let count = {
            let mut counter = Scan { bytes: self.bytes, at: self.at + 1, places: Vec::new() };
            let mut count = 0;
            while counter.peek()? != b']' {
                counter.value("", false)?;
                count += 1;
                if counter.peek()? == b',' {
                    counter.at += 1;
                }
            }
            count
        };
        self.at += 1;
        for index in 0..count {
            let middle = count / 2..count / 2 + ITEMS_EACH;
            let sampled = index < ITEMS_EACH || index + ITEMS_EACH >= count || middle.contains(&index);
            self.value(&format!("{path}[{index}]"), wanted && sampled)?;
            if self.peek()? == b',' {
                self.at += 1;
            }
        }
        self.at += 1;
        self.note(wanted && count == 0, format!("{path}[]"), begin, begin + 1);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_a_place_and_every_change_changes_one_byte() {
        let json = br#"{"a":["","x\"y",0],"b":{"c":true,"d":[]},"e":19}"#;
        let places = json_places(json);
        let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
        assert_eq!(
            names,
            ["key a", "a[0]", "a[1]", "a[2]", "key b", "key b.c", "b.c", "key b.d", "b.d[]", "key e", "e"]
        );
        for place in &places {
            let changed = place.change(json);
            let differing = json.iter().zip(&changed).filter(|(a, b)| a != b).count();
            if place.start == place.end {
                assert_eq!(changed.len(), json.len() + 1, "{}", place.name);
            } else {
                assert_eq!((changed.len(), differing), (json.len(), 1), "{}", place.name);
            }
        }
        assert!(String::from_utf8(places[10].change(json)).unwrap().ends_with("\"e\":18}"));
    }

    #[test]
    fn long_lists_are_sampled_at_both_ends_and_in_the_middle() {
        let json = format!("[{}]", (0..100).map(|n| n.to_string()).collect::<Vec<_>>().join(","));
        let places = json_places(json.as_bytes());
        assert_eq!(places.len(), 3 * ITEMS_EACH);
        assert_eq!(places[0].name, "[0]");
        assert_eq!(places[places.len() - 1].name, "[99]");
    }

    #[test]
    fn places_of_a_roll_are_its_columns() {
        let places = roll_places(b"A\t1\t\t\nB\t2\th\tcar\n", 9);
        assert_eq!(places.len(), 10);
        assert_eq!(places[2], Place { name: "line 1, household".into(), start: 4, end: 4 });
        assert_eq!(places[9].name, "line 2, its end");
    }
}
