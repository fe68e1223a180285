//! First names that stand for one another: "Bob" is short for "Robert". The groups are data (`assets/people/nicknames.ron`);
//! what follows from two names being one is left to those who compare people.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Groups of first names that stand for one another.
const NICKNAMES: &str = include_str!("../../assets/people/nicknames.ron");

/// The first name for which a nickname stands; the word itself where it is none. In lower case.
pub fn canonical(word: &str) -> &str {
    static GROUPS: OnceLock<HashMap<String, String>> = OnceLock::new();
    let groups = GROUPS.get_or_init(|| {
        let groups: Vec<Vec<String>> = ron::from_str(NICKNAMES).unwrap_or_default();
        let mut all = HashMap::new();
        for group in groups {
            let Some(first) = group.first().cloned() else { continue };
            all.extend(group.into_iter().map(|name| (name, first.clone())));
        }
        all
    });
    groups.get(word).map_or(word, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nicknames_are_read() {
        assert_eq!(canonical("bob"), canonical("robert"));
        assert_eq!(canonical("kasia"), canonical("catherine"));
        assert_eq!(canonical("okonjo"), "okonjo");
        let groups: Vec<Vec<String>> = ron::from_str(NICKNAMES).unwrap();
        let mut all: Vec<&String> = groups.iter().flatten().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "a name stands in two groups");
        assert!(all.iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase())));
    }
}
