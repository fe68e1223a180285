//! A monster: the villain that embodies a recurring problem named in the nominations.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonsterStat {
    pub label: String,
    /// 1 to 10.
    pub value: u8,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Monster {
    pub name: String,
    /// Villain id of the art kit.
    pub villain: String,
    /// The problem tag it stands for; counted over the nominations, without case.
    pub problem: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tagline: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stats: Vec<MonsterStat>,
    /// Swapped parts of the art kit: `eyes`, `mouth`, `horns` to part id; empty for the villain as drawn.
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub parts: std::collections::BTreeMap<String, String>,
    /// Id of a colour of the art kit; empty for the villain's own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub colour: String,
    /// What it was last shuffled from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// What stays as it is while shuffling: `body`, `eyes`, `mouth`, `horns`, `colour`, `name`, `line`, `stats`.
    #[serde(skip_serializing_if = "std::collections::BTreeSet::is_empty")]
    pub locked: std::collections::BTreeSet<String>,
}
