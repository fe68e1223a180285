//! What all verifiers are given: bundles, receipts and hostile files, with what the program says of each.

pub mod bundles;
pub mod hostile;

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use unsung::app::checking::{self, Evidence};
use unsung::app::{SystemWorld, World};
use unsung::draw::Expect;

pub type Folder = BTreeMap<&'static str, Vec<u8>>;

/// What lies on the disk.
#[derive(Clone)]
pub enum Input {
    Folder(Folder),
    /// A zip or a receipt.
    File(Vec<u8>),
}

/// One thing to verify.
#[derive(Clone)]
pub struct Case {
    pub name: String,
    pub input: Input,
    pub lock: Option<String>,
    pub key: Option<String>,
    pub previous: Option<Folder>,
    /// An entry to find, and (line from 1, place in the order, position) where it stands.
    pub entry: Option<(String, u64, u64, String)>,
}

impl Case {
    pub fn folder(name: impl Into<String>, folder: Folder) -> Self {
        Self { name: name.into(), input: Input::Folder(folder), lock: None, key: None, previous: None, entry: None }
    }
    pub fn file(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { input: Input::File(bytes), ..Self::folder(name, Folder::new()) }
    }
    pub fn renamed(&self, name: impl Into<String>, input: Input) -> Self {
        Self { name: name.into(), input, entry: None, ..self.clone() }
    }
}

/// What a verifier said: exit code and the result of each step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub exit: i64,
    pub steps: BTreeMap<String, String>,
}

fn write_folder(path: &Path, folder: &Folder) {
    std::fs::create_dir_all(path).unwrap();
    for (name, bytes) in folder {
        std::fs::write(path.join(name), bytes).unwrap();
    }
}

/// What the program says, reading from the disk as it always does.
pub fn program(case: &Case) -> Said {
    let desk = tempfile::tempdir().unwrap();
    let world: Arc<dyn World> = Arc::new(SystemWorld);
    let path = desk.path().join("evidence");
    match &case.input {
        Input::Folder(folder) => write_folder(&path, folder),
        Input::File(bytes) => std::fs::write(&path, bytes).unwrap(),
    }
    let refused = || Said { exit: 2, steps: BTreeMap::new() };
    let Ok(evidence) = Evidence::read(&world, &path) else { return refused() };
    let previous = case.previous.as_ref().map(|folder| {
        let path = desk.path().join("previous");
        write_folder(&path, folder);
        match Evidence::read(&world, &path).unwrap() {
            Evidence::Bundle(files) => files,
            Evidence::Receipt(_) => panic!("a folder is no receipt"),
        }
    });
    let expect = Expect { lock_hash: case.lock.clone(), key_fingerprint: case.key.clone() };
    match checking::verify(&evidence, previous.as_ref(), &expect) {
        Err(_) => refused(),
        Ok(report) => Said {
            exit: i64::from(!report.ok),
            steps: report.steps.iter().map(|step| (step.name.to_owned(), step.result.word().to_owned())).collect(),
        },
    }
}

pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let all = three.iter().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for i in 0..4 {
            let letter = LETTERS[(all >> (18 - 6 * i)) as usize & 63];
            text.push(if i <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

fn folder_json(folder: &Folder) -> Value {
    Value::Object(folder.iter().map(|(name, bytes)| ((*name).to_owned(), json!(base64(bytes)))).collect())
}

/// A line of the corpus: the case, and what the program says of it.
pub fn line(case: &Case, said: &Said) -> Value {
    let input = match &case.input {
        Input::Folder(folder) => folder_json(folder),
        Input::File(bytes) => json!(base64(bytes)),
    };
    let mut options = Map::new();
    for (name, value) in [("lock", &case.lock), ("key", &case.key)] {
        if let Some(value) = value {
            options.insert(name.into(), json!(value));
        }
    }
    if let Some(previous) = &case.previous {
        options.insert("previous".into(), folder_json(previous));
    }
    let mut program = json!({"exit": said.exit, "steps": said.steps});
    if let Some((entry, line, rank, position)) = &case.entry {
        options.insert("entry".into(), json!(entry));
        program["where"] = json!({"line": line, "rank": rank, "position": position});
    }
    json!({"name": case.name, "input": input, "options": options, "program": program})
}

/// Names of the steps of which one says pass and the other fail.
pub fn conflicts(one: &Said, other: &Said) -> Vec<String> {
    let opposed = |name: &&String| {
        let pair = [&one.steps[*name], &other.steps[*name]];
        pair.contains(&&"pass".to_owned()) && pair.contains(&&"fail".to_owned())
    };
    one.steps.keys().filter(|name| other.steps.contains_key(*name)).filter(opposed).cloned().collect()
}
