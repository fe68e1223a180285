//! The entropy string: what the dice, the beacon and the audience gave, in one exact spelling.
//!
//! Two people typing in the same show must get the same string, so every value has one canonical text.

use super::beacon::{self, BeaconError};
use super::canonical::{INTEGER_MAX, unhex};
use super::lock::{Lock, Source};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// What a source gave, in the form in which a record stores it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum SourceValue {
    /// Lottery balls or dice, in any order.
    Numbers {
        /// The numbers.
        numbers: Vec<u64>,
    },
    /// A phrase.
    Text {
        /// The phrase.
        text: String,
    },
    /// A round of a beacon; all but the round in hex.
    Drand {
        /// Number of the round.
        round: u64,
        /// Its signature.
        signature: String,
        /// Signature of the round before in a chained chain, else "".
        previous_signature: String,
        /// SHA-256 of the signature.
        randomness: String,
    },
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum EntropyProblem {
    #[error("{given} values given for {planned} sources")]
    Sources { given: usize, planned: usize },
    #[error("the value is of another kind than the lock says")]
    Kind,
    #[error("{given} numbers given, the lock says {planned}")]
    Count { given: u64, planned: u64 },
    #[error("{0} is out of range")]
    Range(u64),
    #[error("{0} is given twice")]
    Repeated(u64),
    #[error("the text is empty")]
    Empty,
    #[error("the text holds a slash")]
    Slash,
    #[error("the text holds a control character")]
    Control,
    #[error("round {given} given, the lock says {planned}")]
    Round { given: u64, planned: u64 },
    #[error("the randomness is not the hash of the signature")]
    Randomness,
    #[error("the previous signature does not fit the chain")]
    PreviousSignature,
}

/// A value refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{label}: {problem}")]
pub struct EntropyError {
    /// Label of the source.
    pub label: String,
    /// What is wrong.
    pub problem: EntropyProblem,
}

/// The entropy string of the values, given in the lock's order.
pub fn entropy_string(lock: &Lock, values: &[SourceValue]) -> Result<String, EntropyError> {
    Ok(canonical_values(lock, values)?.1)
}

/// The values as a record stores them, and the entropy string.
pub(super) fn canonical_values(
    lock: &Lock,
    values: &[SourceValue],
) -> Result<(Vec<SourceValue>, String), EntropyError> {
    let (given, planned) = (values.len(), lock.entropy.len());
    if given != planned {
        let problem = EntropyProblem::Sources { given, planned };
        return Err(EntropyError { label: "sources".into(), problem });
    }
    let mut stored = Vec::with_capacity(given);
    let mut entropy = String::from(if lock.rehearsal { "rehearsal/" } else { "" });
    for (source, value) in lock.entropy.iter().zip(values) {
        let (value, text) = canonical_value(source, value)
            .map_err(|problem| EntropyError { label: source.label().to_owned(), problem })?;
        stored.push(value);
        entropy += &text;
        entropy.push('/');
    }
    Ok((stored, entropy))
}

/// One value as a record stores it (numbers sorted, text canonical), and its canonical text.
pub fn canonical_value(source: &Source, value: &SourceValue) -> Result<(SourceValue, String), EntropyProblem> {
    match (source, value) {
        (Source::Numbers { count, min, max, distinct, .. }, SourceValue::Numbers { numbers }) => {
            let given = numbers.len() as u64;
            if given != *count {
                return Err(EntropyProblem::Count { given, planned: *count });
            }
            let mut numbers = numbers.clone();
            numbers.sort_unstable();
            if let Some(n) = numbers.iter().find(|n| !(min..=max).contains(n) || **n > INTEGER_MAX) {
                return Err(EntropyProblem::Range(*n));
            }
            if let Some(twin) = numbers.windows(2).find(|pair| *distinct && pair[0] == pair[1]) {
                return Err(EntropyProblem::Repeated(twin[0]));
            }
            let text = numbers.iter().fold(String::new(), |text, n| text + &n.to_string() + ".");
            Ok((SourceValue::Numbers { numbers }, text))
        }
        (Source::Text { .. }, SourceValue::Text { text }) => {
            let text = canonical_text(text)?;
            Ok((SourceValue::Text { text: text.clone() }, text))
        }
        (
            Source::Drand { chain, round: planned, .. },
            SourceValue::Drand { round, signature, previous_signature, randomness },
        ) => {
            let chained = beacon::chain(chain).is_some_and(|chain| chain.chained);
            if round != planned {
                Err(EntropyProblem::Round { given: *round, planned: *planned })
            } else if chained == previous_signature.is_empty() {
                Err(EntropyProblem::PreviousSignature)
            } else if unhex::<32>(randomness).is_none() || !beacon::is_randomness_of(randomness, signature) {
                Err(EntropyProblem::Randomness)
            } else {
                Ok((value.clone(), randomness.clone()))
            }
        }
        _ => Err(EntropyProblem::Kind),
    }
}

/// Whether what a beacon's source gave is genuine; other sources have nothing to check. Costs a pairing.
pub(super) fn check_beacon(source: &Source, value: &SourceValue) -> Result<(), BeaconError> {
    match (source, value) {
        (Source::Drand { chain, .. }, SourceValue::Drand { round, signature, previous_signature, randomness }) => {
            let known = beacon::chain(chain).ok_or_else(|| BeaconError::UnknownChain(chain.clone()))?;
            known.check_round(*round, signature, previous_signature, randomness)
        }
        _ => Ok(()),
    }
}

/// A phrase in its one spelling: NFC, runs of white space as one space, trimmed.
pub fn canonical_text(text: &str) -> Result<String, EntropyProblem> {
    let composed: String = text.nfc().collect();
    let words: Vec<&str> = composed.split(is_white_space).filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    if text.is_empty() {
        Err(EntropyProblem::Empty)
    } else if text.contains('/') {
        Err(EntropyProblem::Slash)
    } else if text.contains(char::is_control) {
        Err(EntropyProblem::Control)
    } else {
        Ok(text)
    }
}

/// The protocol's own list, so that no library's idea of white space can change a draw.
fn is_white_space(c: char) -> bool {
    matches!(c, '\u{9}'..='\u{d}' | ' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
        | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}
