//! Canonical JSON (RFC 8785), hashes and hex: the one way bytes are read and written in this room.
//!
//! A file is accepted when it is byte for byte the canonical form of what it says. That one comparison refuses
//! repeated keys, unknown keys, other spellings of a number and anything before or after. Nothing here opens files.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use sha2::{Digest, Sha256};
use thiserror::Error;

/// A SHA-256 hash, raw.
pub type Hash = [u8; 32];

/// Largest integer in any file of the protocol: 2^53-1, which every JSON reader keeps exactly.
pub const INTEGER_MAX: u64 = (1 << 53) - 1;

/// Why the bytes of a JSON file are refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum FileError {
    #[error("not readable as JSON: {0}")]
    Unreadable(String),
    #[error("not what belongs in this file: {0}")]
    Form(String),
    #[error("not canonical JSON: spaces, order of keys, repeated keys or something before or after")]
    NotCanonical,
    #[error("cannot be written as JSON: {0}")]
    Unwritable(String),
}

/// Reads JSON of the given form and says whether the bytes were exactly its canonical form.
pub(super) fn read<T: DeserializeOwned + Serialize>(file: &[u8]) -> Result<(T, bool), FileError> {
    let tree: Value = serde_json::from_slice(file).map_err(|e| FileError::Unreadable(e.to_string()))?;
    check_integers(&tree)?;
    let value: T = serde_json::from_value(tree).map_err(|e| FileError::Form(e.to_string()))?;
    let same = bytes(&value)? == file;
    Ok((value, same))
}

/// Reads JSON of the given form and refuses everything but its canonical bytes.
pub(super) fn parse<T: DeserializeOwned + Serialize>(file: &[u8]) -> Result<T, FileError> {
    match read(file)? {
        (value, true) => Ok(value),
        (_, false) => Err(FileError::NotCanonical),
    }
}

/// The canonical bytes of a value.
pub(super) fn bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, FileError> {
    serde_json_canonicalizer::to_vec(value).map_err(|e| FileError::Unwritable(e.to_string()))
}

/// SHA-256 of the canonical bytes of a value.
pub(super) fn hash_of<T: Serialize>(value: &T) -> Result<Hash, FileError> {
    Ok(sha256(&bytes(value)?))
}

/// Integers only, 0..=2^53-1. A fraction or a negative number is refused here too, wherever it stands.
fn check_integers(tree: &Value) -> Result<(), FileError> {
    match tree {
        Value::Number(n) if n.as_u64().is_none_or(|n| n > INTEGER_MAX) => {
            Err(FileError::Form(format!("{n} is not a whole number from 0 to 2^53-1")))
        }
        Value::Array(items) => items.iter().try_for_each(check_integers),
        Value::Object(keys) => keys.values().try_for_each(check_integers),
        _ => Ok(()),
    }
}

/// SHA-256 of bytes.
pub fn sha256(data: &[u8]) -> Hash {
    Sha256::digest(data).into()
}

/// Raw bytes of exactly `2 * N` lower-case hex digits; anything else is `None`.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut raw = [0; N];
    let lower = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (lower && hex::decode_to_slice(text, &mut raw).is_ok()).then_some(raw)
}
