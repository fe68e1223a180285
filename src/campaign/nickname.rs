//! First names that stand for one another: "Bob" is short for "Robert". The groups are data (`assets/people/nicknames.ron`);
//! what follows from two names being one is left to those who compare people.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Groups of first names that stand for one another.
const NICKNAMES: &str = include_str!("../../assets/people/nicknames.ron");

/// Every known first name, with the one it stands for.
fn names() -> &'static HashMap<String, String> {
    static NAMES: OnceLock<HashMap<String, String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let groups: Vec<Vec<String>> = ron::from_str(NICKNAMES).unwrap_or_default();
        let mut all = HashMap::new();
        for group in groups {
            let Some(first) = group.first().cloned() else { continue };
            all.extend(group.into_iter().map(|name| (name, first.clone())));
        }
        all
    })
}

/// The first name for which a nickname stands; the word itself where it is none. In lower case.
pub fn canonical(word: &str) -> &str {
    names().get(word).map_or(word, String::as_str)
}

/// Is the word a first name that is known? Most are not.
pub fn is_first_name(word: &str) -> bool {
    names().contains_key(word)
}

/// Are both words known first names, and of two people: "anna" and "hanna"? One letter tells them apart, and it is no slip.
pub fn are_other_names(one: &str, other: &str) -> bool {
    one != other && names().get(one).zip(names().get(other)).is_some_and(|(one, other)| one != other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nicknames_are_read() {
        assert_eq!(canonical("bob"), canonical("robert"));
        assert_eq!(canonical("kasia"), canonical("catherine"));
        assert_eq!(canonical("okonjo"), "okonjo");
        assert!(is_first_name("bob") && !is_first_name("okonjo"));
        for (one, other) in [("anna", "hanna"), ("maria", "mario"), ("lena", "lina")] {
            assert!(are_other_names(one, other), "{one}, {other}");
        }
        for (one, other) in
            [("anna", "anne"), ("hanna", "hannah"), ("bob", "robert"), ("anna", "anna"), ("jurgen", "jrgen")]
        {
            assert!(!are_other_names(one, other), "{one}, {other}");
        }
        let groups: Vec<Vec<String>> = ron::from_str(NICKNAMES).unwrap();
        let mut all: Vec<&String> = groups.iter().flatten().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "a name stands in two groups");
        assert!(all.iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase())));
    }
}
