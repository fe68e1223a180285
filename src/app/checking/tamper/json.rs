//! Changes to a JSON file that leave it well written: another value of the same kind, an item left out, repeated or exchanged
//! with its neighbour, something put where there was nothing.

use serde_json::{Value, json};

/// Of a list longer than this only items at its beginning, its middle and its end are changed.
const ITEMS_ALL: usize = 64;
const ITEMS_EACH: usize = 6;

/// What is done to one place of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Set(Value),
    LeaveOut(usize),
    Repeat(usize),
    Exchange(usize),
    Add(Value),
}

impl Change {
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Set(_) => "another value",
            Self::LeaveOut(_) => "left out",
            Self::Repeat(_) => "repeated",
            Self::Exchange(_) => "exchanged",
            Self::Add(_) => "added",
        }
    }
}

/// `/lock/prizes/0/quantity` as `lock.prizes[0].quantity`.
pub(super) fn path_in_words(pointer: &str) -> String {
    let mut words = String::new();
    for part in pointer.split('/').skip(1) {
        if part.bytes().all(|b| b.is_ascii_digit()) {
            words.extend(["[", part, "]"]);
        } else {
            if !words.is_empty() {
                words.push('.');
            }
            words += part;
        }
    }
    if words.is_empty() { "the list".into() } else { words }
}

/// All changes of a file.
pub(super) fn changes(file: &str, tree: &Value) -> Vec<(String, Change)> {
    let mut found = Vec::new();
    walk(file, tree, tree, "", &mut found);
    found
}

fn walk(file: &str, whole: &Value, value: &Value, pointer: &str, found: &mut Vec<(String, Change)>) {
    match value {
        Value::Object(keys) => {
            for (key, inner) in keys {
                walk(file, whole, inner, &format!("{pointer}/{key}"), found);
            }
        }
        Value::Array(items) => {
            let count = items.len();
            let sampled = |index: &usize| {
                let middle = count / 2..count / 2 + ITEMS_EACH;
                count <= ITEMS_ALL || *index < ITEMS_EACH || *index + ITEMS_EACH >= count || middle.contains(index)
            };
            for index in (0..count).filter(sampled) {
                walk(file, whole, &items[index], &format!("{pointer}/{index}"), found);
                let mut add = |change| found.push((pointer.to_owned(), change));
                // The end of the amendments can be cut off: that is one of the limits.
                if file != "amendments.json" || index + 1 < count {
                    add(Change::LeaveOut(index));
                }
                add(Change::Repeat(index));
                if items.get(index + 1).is_some_and(|next| *next != items[index]) {
                    add(Change::Exchange(index));
                }
            }
            if count == 0
                && let Some(item) = made_up(whole, pointer)
            {
                found.push((pointer.to_owned(), Change::Add(item)));
            }
        }
        leaf => {
            if let Some(other) = other_value(whole, pointer, leaf) {
                found.push((pointer.to_owned(), Change::Set(other)));
            }
        }
    }
}

/// An item that could stand in a list that is empty.
fn made_up(whole: &Value, pointer: &str) -> Option<Value> {
    let zeros = || "0".repeat(64);
    Some(match pointer.rsplit('/').next()? {
        "left_out" => json!({"count": 1, "reason": "late"}),
        "excluded" => json!({"entry_id": "A", "reason": "other"}),
        "prizes" => json!({"id": "mug", "name": "A mug", "quantity": 1}),
        "entropy" => json!({"kind": "text", "label": "A phrase"}),
        "sources" => json!({"text": "a phrase"}),
        "walk" => {
            json!({"entry_id": "A", "outcome": "alternate", "position": zeros(), "prize": "", "rank": 1, "ticket": 1})
        }
        "path" => json!(zeros()),
        "" if whole.is_array() => json!({
            "amendment": {"at": "2026-12-09T09:00:00Z", "entry_id": "A", "kind": "notified", "n": 1, "previous": zeros(),
                "prize": "", "reason": ""},
            "sha256": zeros(), "signature": "0".repeat(128)}),
        _ => return None,
    })
}

/// Another value that could stand in the same place.
fn other_value(whole: &Value, pointer: &str, value: &Value) -> Option<Value> {
    let key = pointer.rsplit('/').find(|part| !part.bytes().all(|b| b.is_ascii_digit())).unwrap_or_default();
    Some(match value {
        Value::Bool(yes) => json!(!yes),
        Value::Number(number) => {
            let number = number.as_u64()?;
            json!(if number < (1 << 53) - 1 { number + 1 } else { number - 1 })
        }
        Value::String(text) => json!(other_text(whole, key, text)),
        _ => return None,
    })
}

const WORDS: [(&str, &[&str]); 5] = [
    ("method", &["ticket-sort", "vrs", "rfc3797"]),
    ("reason", &["other", "staff", "late", "duplicate"]),
    ("outcome", &["winner", "alternate", "household", "unplaced", "excluded"]),
    ("protocol", &["unsung-draw/1", "unsung-draw/1-rehearsal"]),
    ("kind", &["notified", "accepted", "verified", "sent", "declined", "no-reply", "disqualified", "promoted"]),
];
/// Hashes that may be empty.
const MAYBE_HASHES: [&str; 6] = ["previous", "commitment", "rules_sha256", "code", "prk", "previous_signature"];

fn other_text(whole: &Value, key: &str, text: &str) -> String {
    if let Some((_, words)) = WORDS.iter().find(|(known, _)| *known == key)
        // A kind of source brings other keys with it, so it is changed like any text.
        && (key != "kind" || words.contains(&text))
    {
        let at = words.iter().position(|word| *word == text).map_or(0, |at| (at + 1) % words.len());
        return words[at].to_owned();
    }
    if key == "prize" {
        let prizes = whole.pointer("/record/lock/prizes").and_then(Value::as_array);
        let ids = prizes.into_iter().flatten().filter_map(|prize| prize.get("id").and_then(Value::as_str));
        return ids.into_iter().find(|id| *id != text).unwrap_or(if text.is_empty() { "mug" } else { "" }).to_owned();
    }
    if text.is_empty() {
        return if MAYBE_HASHES.contains(&key) { "0".repeat(64) } else { "x".to_owned() };
    }
    let is_time = text.len() == 20 && text.as_bytes()[4] == b'-' && text.ends_with('Z');
    let is_line = key == "line";
    let mut letters: Vec<char> = text.chars().collect();
    // Of a time the seconds, of a line of the roll the id, else the last letter.
    let at = if is_time {
        18
    } else if is_line {
        0
    } else {
        letters.len() - 1
    };
    letters[at] = match letters[at] {
        '9' => '8',
        digit @ '0'..='8' => char::from(digit as u8 + 1),
        'f' | 'z' | 'Z' => 'e',
        letter @ ('a'..='y' | 'A'..='Y') => char::from(letter as u8 + 1),
        _ => 'e',
    };
    letters.into_iter().collect()
}

/// The canonical bytes of the changed file. `None` when the place is not there.
pub(super) fn apply(file: &[u8], pointer: &str, change: &Change) -> Option<Vec<u8>> {
    let mut tree: Value = serde_json::from_slice(file).ok()?;
    let place = tree.pointer_mut(pointer)?;
    match change {
        Change::Set(value) => *place = value.clone(),
        Change::LeaveOut(index) => {
            let items = place.as_array_mut().filter(|items| *index < items.len())?;
            items.remove(*index);
        }
        Change::Repeat(index) => {
            let items = place.as_array_mut()?;
            let again = items.get(*index)?.clone();
            items.insert(*index, again);
        }
        Change::Exchange(index) => {
            let items = place.as_array_mut().filter(|items| index + 1 < items.len())?;
            items.swap(*index, index + 1);
        }
        Change::Add(item) => place.as_array_mut()?.push(item.clone()),
    }
    serde_json_canonicalizer::to_vec(&tree).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_leaf_has_another_value_of_its_kind() {
        let tree = json!({"lock": {"draw": 1, "rehearsal": false, "locked_at": "2026-11-30T12:00:09Z", "method": "vrs",
            "commitment": "", "left_out": [], "roll": {"sha256": "00ff"}}});
        let found = changes("lock.json", &tree);
        let at = |pointer: &str| &found.iter().find(|(known, _)| known == pointer).unwrap().1;
        assert_eq!(*at("/lock/draw"), Change::Set(json!(2)));
        assert_eq!(*at("/lock/rehearsal"), Change::Set(json!(true)));
        assert_eq!(*at("/lock/locked_at"), Change::Set(json!("2026-11-30T12:00:08Z")));
        assert_eq!(*at("/lock/method"), Change::Set(json!("rfc3797")));
        assert_eq!(*at("/lock/commitment"), Change::Set(json!("0".repeat(64))));
        assert_eq!(*at("/lock/roll/sha256"), Change::Set(json!("00fe")));
        assert_eq!(at("/lock/left_out").word(), "added");
        for (pointer, change) in &found {
            let file = serde_json_canonicalizer::to_vec(&tree).unwrap();
            assert_ne!(apply(&file, pointer, change).unwrap(), file, "{pointer}");
        }
        assert_eq!(path_in_words("/lock/prizes/0/quantity"), "lock.prizes[0].quantity");
    }

    #[test]
    fn the_end_of_the_amendments_is_left_alone() {
        let tree = json!([{"n": 1}, {"n": 2}]);
        let left_out = changes("amendments.json", &tree).into_iter().filter(|(_, change)| change.word() == "left out");
        assert_eq!(left_out.collect::<Vec<_>>(), [(String::new(), Change::LeaveOut(0))]);
    }
}
