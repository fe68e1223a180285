//! How often problems are named. One rule for the tally, the rank of a monster, its card and the hub: every nomination counts, and
//! every mishap that is not set aside, each once for each problem it names.

use super::{Campaign, MishapState};
use std::collections::{BTreeSet, HashMap};

/// The form by which equal problem tags are found.
pub fn problem_key(tag: &str) -> String {
    tag.trim().to_lowercase()
}

/// Records that name a problem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub nominations: usize,
    pub mishaps: usize,
}

impl Named {
    pub fn all(self) -> usize {
        self.nominations + self.mishaps
    }
    /// "3 nominations and 1 mishap"; what is none is not said beside what is some.
    pub fn in_words(self) -> String {
        let of = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
        let (nominations, mishaps) = (of(self.nominations, "nomination"), of(self.mishaps, "mishap"));
        match (self.nominations, self.mishaps) {
            (_, 0) => nominations,
            (0, _) => mishaps,
            _ => format!("{nominations} and {mishaps}"),
        }
    }
}

impl Campaign {
    /// How often each problem is named, by its key. One look at every record; what is not there is never named.
    pub fn problems_named(&self) -> HashMap<String, Named> {
        let mut named: HashMap<String, Named> = HashMap::new();
        let keys = |tags: &[String]| -> BTreeSet<String> {
            tags.iter().map(|tag| problem_key(tag)).filter(|key| !key.is_empty()).collect()
        };
        for (_, nomination) in self.nominations().iter() {
            for key in keys(&nomination.problems) {
                named.entry(key).or_default().nominations += 1;
            }
        }
        for (_, mishap) in self.mishaps().iter().filter(|(_, mishap)| mishap.state != MishapState::SetAside) {
            for key in keys(&mishap.problems) {
                named.entry(key).or_default().mishaps += 1;
            }
        }
        named
    }
}
