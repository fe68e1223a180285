//! Names of exported files: from a pattern, safe on Windows, macOS and Linux, and unique within a run.
//!
//! Knows no folders and writes nothing; what already lies in the folder is told by [`Namer::taken`].

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// The pattern that suits most runs.
pub const USUAL: &str = "{award}-{name}-{serial}.pdf";

/// What a pattern may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    pub award: String,
    pub name: String,
    pub persona: String,
    pub serial: String,
    pub year: String,
    pub product: String,
}

/// Why a pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    #[error(
        "there is nothing called {{{0}}}; there are {{award}}, {{name}}, {{persona}}, {{serial}}, {{year}} and {{product}}"
    )]
    UnknownField(String),
    #[error("a {{ has no }}")]
    Unclosed,
    #[error("the pattern is empty")]
    Empty,
}

/// Bytes of a whole name. File systems take 255; the rest is for a temporary name's additions and for file systems that
/// store accents apart.
const MOST_BYTES: usize = 180;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(Field),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Award,
    Name,
    Persona,
    Serial,
    Year,
    Product,
}

/// Makes the names of one run.
#[derive(Clone, Debug)]
pub struct Namer {
    pieces: Vec<Piece>,
    extension: String,
    used: HashSet<String>,
}

impl Namer {
    /// A pattern such as [`USUAL`].
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        if pattern.trim().is_empty() {
            return Err(PatternError::Empty);
        }
        let (stem, extension) = match pattern.rsplit_once('.') {
            Some((stem, end)) if (1..=5).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric()) => {
                (stem, format!(".{end}"))
            }
            _ => (pattern, String::new()),
        };
        let mut pieces = Vec::new();
        let mut rest = stem;
        while let Some(at) = rest.find('{') {
            pieces.push(Piece::Text(rest[..at].to_string()));
            let end = rest[at..].find('}').ok_or(PatternError::Unclosed)?;
            let field = match &rest[at + 1..at + end] {
                "award" => Field::Award,
                "name" => Field::Name,
                "persona" => Field::Persona,
                "serial" => Field::Serial,
                "year" => Field::Year,
                "product" => Field::Product,
                other => return Err(PatternError::UnknownField(other.to_string())),
            };
            pieces.push(Piece::Field(field));
            rest = &rest[at + end + 1..];
        }
        pieces.push(Piece::Text(rest.to_string()));
        Ok(Self { pieces, extension, used: HashSet::new() })
    }

    /// Keeps the run away from a name that is there already.
    pub fn taken(&mut self, name: &str) {
        self.used.insert(folded(name));
    }

    /// The next name: safe, and not used before in this run by any file system's reckoning.
    pub fn name(&mut self, facts: &FileFacts) -> String {
        self.name_where(facts, |_| true)
    }

    /// Like [`Self::name`], passing over names for which `is_free` says no: those that belong to another card or to a stranger.
    pub fn name_where(&mut self, facts: &FileFacts, mut is_free: impl FnMut(&str) -> bool) -> String {
        let room = MOST_BYTES - self.extension.len();
        let stem = self.stem(facts, room);
        let mut candidate = format!("{stem}{}", self.extension);
        let mut count = 2;
        while self.used.contains(&folded(&candidate)) || !is_free(&candidate) {
            let tail = format!(" ({count})");
            let base = shortened(&stem, room - tail.len());
            candidate = format!("{}{tail}{}", base.trim_end(), self.extension);
            count += 1;
        }
        self.used.insert(folded(&candidate));
        candidate
    }

    fn stem(&self, facts: &FileFacts, room: usize) -> String {
        let mut values: Vec<(bool, String)> = self
            .pieces
            .iter()
            .map(|p| match p {
                Piece::Text(text) => (false, safe(text)),
                Piece::Field(field) => (true, safe(facts.get(*field)).trim().to_string()),
            })
            .collect();
        // The longest part gives way, so that a serial at the end stays.
        loop {
            let total: usize = values.iter().map(|v| v.1.len()).sum();
            if total <= room {
                break;
            }
            let Some(longest) = values.iter_mut().max_by_key(|v| v.1.len()) else { break };
            let keep = longest.1.len().saturating_sub((total - room).clamp(1, 40));
            longest.1 = shortened(&longest.1, keep).trim_end().to_string();
        }
        // An empty field leaves no doubled separator behind.
        let mut stem = String::new();
        for (is_field, value) in values {
            let separator = value.chars().all(|c| matches!(c, '-' | '_' | ' ' | '.' | ',')) && !value.is_empty();
            if !is_field && separator && (stem.is_empty() || stem.ends_with(['-', '_', ' ', ','])) {
                continue;
            }
            stem.push_str(&value);
        }
        guarded(&stem)
    }
}

impl FileFacts {
    fn get(&self, field: Field) -> &str {
        match field {
            Field::Award => &self.award,
            Field::Name => &self.name,
            Field::Persona => &self.persona,
            Field::Serial => &self.serial,
            Field::Year => &self.year,
            Field::Product => &self.product,
        }
    }
}

/// A single text made fit for a file name, for files that need no pattern.
pub fn safe_name(text: &str) -> String {
    guarded(&shortened(&safe(text), MOST_BYTES))
}

/// Characters that no file system minds: what is forbidden becomes a hyphen, what is invisible goes, white space becomes one
/// space.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        let c = match c {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '-',
            c if c.is_whitespace() => ' ',
            c if c.is_control() || is_invisible(c) => continue,
            c => c,
        };
        if (c == ' ' && out.ends_with(' ')) || (c == '-' && out.ends_with('-')) {
            continue;
        }
        out.push(c);
    }
    out
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// At most `bytes` long, cut between whole characters as people see them.
fn shortened(text: &str, bytes: usize) -> String {
    let mut out = String::new();
    for cluster in text.graphemes(true) {
        if out.len() + cluster.len() > bytes {
            break;
        }
        out.push_str(cluster);
    }
    out
}

/// Trims what Windows drops or Unix hides, and steps aside for names of devices.
fn guarded(stem: &str) -> String {
    let trimmed = stem.trim_matches([' ', '.', '-']);
    if trimmed.is_empty() {
        return "unnamed".to_string();
    }
    // Windows reads CON, CON.pdf and "con .x" all as the console.
    let device = trimmed.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let port = |prefix: &str| {
        device.strip_prefix(prefix).is_some_and(|n| {
            let mut digits = n.chars();
            matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
        })
    };
    let reserved = matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$");
    if reserved || port("COM") || port("LPT") { format!("_{trimmed}") } else { trimmed.to_string() }
}

/// How a file system without regard for case or composition would compare a name.
pub fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase().nfc().collect()
}
