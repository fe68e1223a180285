//! Makes the hashes again that follow a change, as anybody can who has a text editor and these files, but not the key: of the
//! roll in the lock, of the lock in itself, in record and void, of the record, and the chain of the amendments.

use super::Exhibit;
use crate::draw::{Roll, sha256};
use serde_json::{Value, json};

/// Where the change was made; everything behind it follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Roll,
    Lock,
    Record,
    Amendments,
    Void,
    Receipt,
}

impl Level {
    pub(super) fn of(file: &str) -> Self {
        match file {
            "roll.tsv" => Self::Roll,
            "lock.json" => Self::Lock,
            "record.json" => Self::Record,
            "void.json" => Self::Void,
            "receipt.json" => Self::Receipt,
            _ => Self::Amendments,
        }
    }
}

fn hash_of(tree: &Value) -> Value {
    json!(serde_json_canonicalizer::to_vec(tree).map(|bytes| hex::encode(sha256(&bytes))).unwrap_or_default())
}

fn read(exhibit: &Exhibit, name: &str) -> Option<Value> {
    serde_json::from_slice(exhibit.get(name)?).ok()
}

fn write(exhibit: &mut Exhibit, name: &'static str, tree: &Value) {
    if let Ok(bytes) = serde_json_canonicalizer::to_vec(tree) {
        exhibit.insert(name, bytes);
    }
}

/// Follows a change through all files.
pub(super) fn settle(exhibit: &mut Exhibit, level: Level) {
    if level == Level::Receipt {
        return settle_receipt(exhibit);
    }
    if level == Level::Void {
        return settle_void(exhibit);
    }
    let lock = if level <= Level::Lock { settle_lock(exhibit, level) } else { None };
    if level <= Level::Record
        && let Some(mut file) = read(exhibit, "record.json")
    {
        if let Some(lock) = &lock {
            file["record"]["lock"] = lock["lock"].clone();
            file["record"]["lock_sha256"] = lock["lock_sha256"].clone();
        }
        file["record_sha256"] = hash_of(&file["record"]);
        write(exhibit, "record.json", &file);
    }
    if let Some(lock) = &lock
        && let Some(mut file) = read(exhibit, "void.json")
    {
        file["void"]["lock_sha256"] = lock["lock_sha256"].clone();
        write(exhibit, "void.json", &file);
        settle_void(exhibit);
    }
    settle_chain(exhibit);
}

fn settle_lock(exhibit: &mut Exhibit, level: Level) -> Option<Value> {
    let mut file = read(exhibit, "lock.json")?;
    if level == Level::Roll
        && let Some(bytes) = exhibit.get("roll.tsv")
    {
        match Roll::parse(bytes) {
            Ok(roll) => file["lock"]["roll"] = serde_json::to_value(roll.summary()).ok()?,
            Err(_) => file["lock"]["roll"]["sha256"] = json!(hex::encode(sha256(bytes))),
        }
    }
    file["lock_sha256"] = hash_of(&file["lock"]);
    write(exhibit, "lock.json", &file);
    Some(file)
}

fn settle_chain(exhibit: &mut Exhibit) {
    let (Some(record), Some(mut amendments)) = (read(exhibit, "record.json"), read(exhibit, "amendments.json")) else {
        return;
    };
    let mut previous = record["record_sha256"].clone();
    for (n, signed) in (1..).zip(amendments.as_array_mut().into_iter().flatten()) {
        signed["amendment"]["n"] = json!(n);
        signed["amendment"]["previous"] = previous;
        signed["sha256"] = hash_of(&signed["amendment"]);
        previous = signed["sha256"].clone();
    }
    write(exhibit, "amendments.json", &amendments);
}

fn settle_void(exhibit: &mut Exhibit) {
    if let Some(mut file) = read(exhibit, "void.json") {
        file["void_sha256"] = hash_of(&file["void"]);
        write(exhibit, "void.json", &file);
    }
}

/// The root to which line and path lead now goes into the lock, and the lock's hash beside it.
fn settle_receipt(exhibit: &mut Exhibit) {
    let Some(mut file) = read(exhibit, "receipt.json") else { return };
    let path = file["path"].as_array().into_iter().flatten().filter_map(Value::as_str).map(hex::decode);
    let (Some(line), Some(index), Some(entries), Ok(path)) = (
        file["line"].as_str(),
        file["index"].as_u64(),
        file["lock"]["roll"]["entries"].as_u64(),
        path.collect::<Result<Vec<_>, _>>(),
    ) else {
        return;
    };
    let (mut index, mut last) = (index, entries.saturating_sub(1));
    let mut root = sha256(&[&[0], line.as_bytes()].concat());
    for beside in path {
        if index % 2 == 1 || index == last {
            root = sha256(&[&[1], beside.as_slice(), &root].concat());
            while index % 2 == 0 && index != 0 {
                (index, last) = (index >> 1, last >> 1);
            }
        } else {
            root = sha256(&[&[1], &root[..], &beside].concat());
        }
        (index, last) = (index >> 1, last >> 1);
    }
    file["lock"]["roll"]["merkle_root"] = json!(hex::encode(root));
    file["lock_sha256"] = hash_of(&file["lock"]);
    write(exhibit, "receipt.json", &file);
}
