//! Reading what came back: bytes of a stranger until every part has been looked at.
//!
//! A file of answers is one line: `{"format":"unsung-judge-answers/1","sha256":"…","answers":{…}}`. The sum is of the bytes of
//! `answers` as they stand, so that a file that was cut, bent or edited is told from one that was saved; it proves nothing about who
//! saved it.

use super::answers::Answers;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use thiserror::Error as ThisError;

/// The form of answers that this program reads.
pub const ANSWERS_FORMAT: &str = "unsung-judge-answers/1";
/// Larger files are not read.
pub const BYTES_MAX: usize = 8 << 20;
/// Longer comments are refused, in bytes.
pub const COMMENT_MAX: usize = 20_000;
/// More nominees, places or duels than a round can have.
const ITEMS_MAX: usize = 100_000;

/// Why a file is no answers.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
pub enum Unreadable {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Above [`BYTES_MAX`].
    #[error("the file has {bytes} bytes; answers have {} at most", BYTES_MAX)]
    TooLarge {
        /// How many.
        bytes: usize,
    },
    /// The page itself came back.
    #[error("this is the judge pack, not the answers: open it, and press “Save my answers”")]
    ThePack,
    /// Something else.
    #[error("this is no file of answers: it does not begin like one")]
    NotAnswers,
    /// A form of another program version.
    #[error("these answers have the form `{format}`, which this program does not know")]
    OtherFormat {
        /// As it says.
        format: String,
    },
    /// It ends too early.
    #[error("the file is cut off: it does not end like answers; ask the judge to send it again")]
    CutOff,
    /// The sum is another.
    #[error("the file was damaged or edited after it was saved: its sum is not that of its answers")]
    Changed,
    /// The sum is right but the content cannot be.
    #[error("the answers make no sense: {why}")]
    Content {
        /// What and where.
        why: String,
    },
}

/// Reads a file of answers. Whether they fit a pack, [`super::check`] tells.
pub fn read(bytes: &[u8]) -> Result<Answers, Unreadable> {
    if bytes.len() > BYTES_MAX {
        return Err(Unreadable::TooLarge { bytes: bytes.len() });
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    if text.is_empty() {
        return Err(Unreadable::Empty);
    }
    let rest = text.strip_prefix(b"{\"format\":\"").ok_or_else(|| other(text))?;
    let end = rest.iter().take(64).position(|byte| *byte == b'"').ok_or(Unreadable::NotAnswers)?;
    let format = String::from_utf8_lossy(&rest[..end]).chars().filter(|c| !c.is_control()).collect::<String>();
    if format != ANSWERS_FORMAT {
        return Err(Unreadable::OtherFormat { format });
    }
    let rest = rest[end..].strip_prefix(b"\",\"sha256\":\"").ok_or(Unreadable::Changed)?;
    let (sum, rest) = rest.split_at_checked(64).ok_or(Unreadable::CutOff)?;
    let rest = rest.strip_prefix(b"\",\"answers\":").ok_or(Unreadable::Changed)?;
    let body = rest.strip_suffix(b"}").filter(|body| body.ends_with(b"}")).ok_or(Unreadable::CutOff)?;
    if hex::encode(Sha256::digest(body)).as_bytes() != sum {
        return Err(Unreadable::Changed);
    }
    let answers: Answers =
        serde_json::from_slice(body).map_err(|error| Unreadable::Content { why: error.to_string() })?;
    bound(&answers)?;
    Ok(answers)
}

fn other(text: &[u8]) -> Unreadable {
    let start = text[..text.len().min(64)].to_ascii_lowercase();
    if start.starts_with(b"<!doctype html") { Unreadable::ThePack } else { Unreadable::NotAnswers }
}

/// The bytes of a file of answers, as the page of a pack saves them.
pub fn file(answers: &Answers) -> Result<Vec<u8>, serde_json::Error> {
    #[derive(Serialize)]
    struct Seal<'a> {
        format: &'a str,
        sha256: String,
    }
    let body = serde_json::to_string(answers)?;
    let seal = Seal { format: ANSWERS_FORMAT, sha256: hex::encode(Sha256::digest(&body)) };
    let head = serde_json::to_string(&seal)?;
    Ok(format!("{},\"answers\":{body}}}\n", head.trim_end_matches('}')).into_bytes())
}

fn bound(answers: &Answers) -> Result<(), Unreadable> {
    let fault = |why: &str| Err(Unreadable::Content { why: why.to_owned() });
    let code_fits = |text: &String| text.len() <= 64 && !text.chars().any(char::is_control);
    let names = [&answers.pack_id, &answers.judge, &answers.saved_at];
    if !names.into_iter().all(code_fits) {
        return fault("a name is longer than 64 characters or has control characters");
    }
    if [answers.sheets.len(), answers.ranking.len(), answers.duels.len()].iter().any(|count| *count > ITEMS_MAX) {
        return fault("more sheets than any round has");
    }
    let codes = answers.ranking.iter().flatten().chain(answers.sheets.keys());
    let codes = codes.chain(answers.duels.iter().flat_map(|duel| [&duel.first, &duel.second]));
    let sheets = || answers.sheets.values();
    if !codes.chain(sheets().flat_map(|sheet| sheet.marks.keys())).all(code_fits) {
        return fault("a code is longer than 64 characters or has control characters");
    }
    let recusals = || sheets().filter_map(|sheet| sheet.recusal.as_ref());
    if !recusals().map(|recusal| &recusal.reason).all(code_fits) {
        return fault("the reason of a recusal is longer than 64 characters");
    }
    let texts = sheets().map(|sheet| &sheet.comment).chain(recusals().map(|recusal| &recusal.words));
    let mut texts = texts.chain([&answers.words]);
    if texts.any(|text| text.len() > COMMENT_MAX) {
        return fault("a comment is longer than 20,000 bytes");
    }
    Ok(())
}

/// A map in which no key stands twice: of two answers nobody could say which one was meant.
pub(super) fn unique<'de, D, V>(input: D) -> Result<BTreeMap<String, V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    struct Unique<V>(PhantomData<V>);
    impl<'de, V: Deserialize<'de>> Visitor<'de> for Unique<V> {
        type Value = BTreeMap<String, V>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("answers by code")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some((key, value)) = from.next_entry::<String, V>()? {
                if map.len() >= ITEMS_MAX || map.contains_key(&key) {
                    return Err(A::Error::custom("a code is answered twice"));
                }
                map.insert(key, value);
            }
            Ok(map)
        }
    }
    input.deserialize_map(Unique(PhantomData))
}
