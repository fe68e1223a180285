//! RON files that people write by hand: read strictly, and refused with the line, the field and the nearest name that is known.
//!
//! ron tells where it stopped; which field that is follows from the text itself, so that a person finds the place by either.

use std::fmt;

use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

/// Larger files were not written by hand.
pub const MOST_BYTES: usize = 256 << 10;
/// How deep brackets may stand in each other.
const MOST_DEPTH: usize = 32;

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// From 1; 0 where it is of the whole file.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// Such as `plate.name.size`; empty outside any field.
    pub field: String,
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}, column {}", self.line, self.column)?;
            if !self.field.is_empty() {
                write!(f, ", field {}", self.field)?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.what)
    }
}

impl Fault {
    /// What is wrong with a value that was read: it stands where its field does.
    pub fn at_field(text: &str, field: &str, what: impl Into<String>) -> Self {
        let (line, column) = place_of(text, field).unwrap_or((1, 1));
        Self { line, column, field: field.to_owned(), what: what.into() }
    }
}

/// Reads `text`. Fields that the type does not know are refused where the type says `deny_unknown_fields`.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    let whole = |what: String| Fault { line: 0, column: 0, field: String::new(), what };
    if text.len() > MOST_BYTES {
        return Err(whole(format!("has {} KB; at most {} are read", text.len() >> 10, MOST_BYTES >> 10)));
    }
    if depth(text) > MOST_DEPTH {
        return Err(whole(format!("stands brackets more than {MOST_DEPTH} deep in each other")));
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error| fault(text, &error))
}

fn fault(text: &str, error: &SpannedError) -> Fault {
    let (line, column) = (error.span.start.line, error.span.start.col);
    let open = field_at(text, line, column);
    let field = joined(&open);
    // ron says of a name that it is wrong while standing on it, and of one that is missing at the bracket's end.
    let of = |name: &str| {
        let mut path: Vec<&str> = field.split('.').filter(|part| !part.is_empty()).collect();
        if path.last() != Some(&name) {
            path.push(name);
        }
        path.join(".")
    };
    let end = error.span.end;
    let ended = offset_of(text, end.line, end.col).is_none_or(|at| text[at..].trim().is_empty());
    let (field, what) = match &error.code {
        Error::ExpectedComma | Error::ExpectedStructLikeEnd | Error::ExpectedArrayEnd | Error::ExpectedStringEnd
            if ended =>
        {
            (field.clone(), "the file ends in the middle".into())
        }
        Error::NoSuchStructField { expected, found, .. } => {
            (of(found), format!("there is no field {found}{}", instead(found, expected)))
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            (field.clone(), format!("{found} is not known here{}", instead(found, expected)))
        }
        Error::MissingStructField { field: missing, .. } => {
            // The last field that was given is not the one in which it is missing.
            let outer = joined(&open[..open.len().saturating_sub(1)]);
            let inside = if outer.is_empty() { "the file" } else { &outer };
            (outer.clone(), format!("the field {missing} is missing in {inside}"))
        }
        Error::DuplicateStructField { field: twice, .. } => (of(twice), format!("the field {twice} stands here twice")),
        Error::InvalidValueForType { expected, found } => {
            (field.clone(), format!("{found} stands where {expected} belongs"))
        }
        Error::ExpectedComma => (field.clone(), "a comma or the closing bracket is missing before this".into()),
        Error::Eof => (field.clone(), "the file ends in the middle".into()),
        other => (field.clone(), first_lower(&other.to_string())),
    };
    Fault { line, column, field, what }
}

/// "; did you mean plate?" or the names there are.
fn instead(found: &str, known: &[&str]) -> String {
    match nearest(found, known) {
        Some(name) => format!("; did you mean {name}?"),
        None if known.is_empty() => String::new(),
        None => format!("; known are {}", known.join(", ")),
    }
}

/// The known name that a person most likely meant.
pub fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let key = found.to_lowercase();
    let near = known.iter().map(|name| (strsim::damerau_levenshtein(&key, &name.to_lowercase()), *name));
    near.filter(|(far, name)| *far <= (name.len().max(key.len()) / 3).max(1)).min().map(|(_, name)| name)
}

fn first_lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    scan(text, |event, _| match event {
        Event::Open => {
            now += 1;
            most = most.max(now);
        }
        Event::Close => now = now.saturating_sub(1),
        Event::Name(_) | Event::Comma => {}
    });
    most
}

enum Event<'a> {
    Open,
    Close,
    /// A name with a colon behind it.
    Name(&'a str),
    Comma,
}

/// Walks over the text, past strings and comments; gives the byte at which each thing begins.
fn scan<'a>(text: &'a str, mut each: impl FnMut(Event<'a>, usize)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = text[at..].find('\n').map_or(bytes.len(), |end| at + end);
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = text[at + 2..].find("*/").map_or(bytes.len(), |end| at + end + 4);
            }
            b'(' | b'[' | b'{' => {
                each(Event::Open, at);
                at += 1;
            }
            b')' | b']' | b'}' => {
                each(Event::Close, at);
                at += 1;
            }
            b',' => {
                each(Event::Comma, at);
                at += 1;
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                let end = bytes[at..].iter().position(|b| !(b.is_ascii_alphanumeric() || *b == b'_'));
                let end = end.map_or(bytes.len(), |end| at + end);
                if text[end..].trim_start().starts_with(':') {
                    each(Event::Name(&text[at..end]), at);
                }
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// Keeps one place for each open bracket: the field that is being given in it.
fn step<'a>(path: &mut Vec<Option<&'a str>>, event: &Event<'a>) {
    match event {
        Event::Open => path.push(None),
        Event::Close => {
            path.pop();
        }
        Event::Comma | Event::Name(_) => {
            if let Some(last) = path.last_mut() {
                *last = if let Event::Name(name) = event { Some(name) } else { None };
            }
        }
    }
}

fn joined(path: &[Option<&str>]) -> String {
    path.iter().flatten().copied().collect::<Vec<_>>().join(".")
}

/// The fields that are being given at a place, one for each bracket that is open there.
fn field_at(text: &str, line: usize, column: usize) -> Vec<Option<&str>> {
    let Some(until) = offset_of(text, line, column) else { return Vec::new() };
    let mut path: Vec<Option<&str>> = Vec::new();
    scan(text, |event, at| {
        if at < until {
            step(&mut path, &event);
        }
    });
    path
}

/// Line and column of a field given as `plate.name.size`.
fn place_of(text: &str, field: &str) -> Option<(usize, usize)> {
    let mut found = None;
    let mut path: Vec<Option<&str>> = Vec::new();
    scan(text, |event, at| {
        step(&mut path, &event);
        if found.is_none() && matches!(event, Event::Name(_)) && joined(&path) == field {
            found = Some(at);
        }
    });
    let before = text.get(..found?)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Some((line, column))
}

fn offset_of(text: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = text.get(start..)?;
    let inside = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    Some(start + inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Card {
        #[allow(dead_code)]
        plate: Plate,
        #[allow(dead_code)]
        kind: Option<Kind>,
    }
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Plate {
        #[allow(dead_code)]
        size: f32,
        #[allow(dead_code)]
        words: String,
    }
    #[derive(Debug, Deserialize)]
    enum Kind {
        Blister,
        Panel,
    }

    fn wrong(text: &str) -> Fault {
        read::<Card>(text).unwrap_err()
    }

    #[test]
    fn faults_name_line_and_field_and_the_nearest_name() {
        let fault = wrong("(\n  // size: a comment\n  plate: (size: 3, wrods: \"(a: 1\"),\n)");
        assert_eq!((fault.line, fault.field.as_str()), (3, "plate.wrods"));
        assert_eq!(fault.what, "there is no field wrods; did you mean words?");
        let fault = wrong("(\n  plate: (\n    size: \"big\", words: \"a\"),\n)");
        assert_eq!((fault.line, fault.field.as_str()), (3, "plate.size"), "{fault}");
        let fault = wrong("(\n  plate: (size: 1,\n  words: \"a\"), kind: Blistr)");
        assert_eq!((fault.line, fault.field.as_str()), (3, "kind"), "{fault}");
        assert!(fault.what.ends_with("did you mean Blister?"), "{fault}");
        let fault = wrong("(\n  plate: (size: 1),\n)");
        assert_eq!(fault.what, "the field words is missing in plate");
        assert_eq!(fault.line, 2);
        let fault = wrong("(\n  plate: (size: 1, size: 2, words: \"\"),\n)");
        assert_eq!((fault.line, fault.field.as_str()), (2, "plate.size"), "{fault}");
        assert!(wrong("(plate: (size: 1").what.contains("ends"));
        assert!(read::<Card>("(plate: (size: 1, words: \"a\"), kind: Panel)").is_ok());
    }

    #[test]
    fn what_no_hand_wrote_is_not_read() {
        assert!(wrong(&"(".repeat(9_000)).what.contains("deep"));
        assert!(wrong(&format!("({})", " ".repeat(MOST_BYTES))).what.contains("KB"));
    }

    #[test]
    fn a_value_that_was_read_is_found_by_its_field() {
        let text = "(\n  plate: (\n    size: 3, words: \"é size: 4\",\n  ),\n)";
        let fault = Fault::at_field(text, "plate.words", "is too long");
        assert_eq!(fault.to_string(), "line 3, column 14, field plate.words: is too long");
    }
}
