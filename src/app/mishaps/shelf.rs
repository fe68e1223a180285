//! The mishaps as a list: one line each with what can be looked for, filtered and sorted by. Made once per revision.

use crate::app::people::folded;
use crate::app::shelf::{self, Found, Line, Order, Query, excerpt};
use crate::app::when;
use crate::campaign::{ArchetypeId, Campaign, Mishap, MishapId, MishapState, name_key};
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

/// One mishap as a line of the list.
#[derive(Clone, Debug)]
pub struct MishapLine {
    pub id: MishapId,
    pub heading: String,
    /// "Laptop, tea".
    pub about: String,
    /// The first words for the public, else of the original.
    pub excerpt: String,
    pub received: String,
    pub state: MishapState,
    /// Reactions of all kinds.
    pub reactions: u64,
    /// How bad it was, 1 to 10; 0 where nobody said.
    pub severity: u8,
    pub archetypes: Vec<ArchetypeId>,
    device: String,
    cause: String,
    words: String,
}

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MishapOrder {
    /// As they came in.
    #[default]
    Arrival,
    Title,
    Device,
    Cause,
    /// The worst first.
    Severity,
    /// Most reactions first.
    Reactions,
    State,
}

impl Order for MishapOrder {
    const ALL: &'static [Self] =
        &[Self::Arrival, Self::Title, Self::Device, Self::Cause, Self::Severity, Self::Reactions, Self::State];
    fn title(self) -> &'static str {
        match self {
            Self::Arrival => "Arrival",
            Self::Title => "Title",
            Self::Device => "Device",
            Self::Cause => "Cause",
            Self::Severity => "How bad it was",
            Self::Reactions => "Most reactions",
            Self::State => "State",
        }
    }
}

/// Which mishaps are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MishapFilter {
    pub state: Option<MishapState>,
    /// A device by its key, see [`Shelf::devices`].
    pub device: Option<String>,
    /// A cause by its key.
    pub cause: Option<String>,
    pub archetype: Option<ArchetypeId>,
}

/// What is looked for.
pub type MishapQuery = Query<MishapFilter, MishapOrder>;

impl Line for MishapLine {
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Found for MishapLine {
    type Filter = MishapFilter;
    type Order = MishapOrder;

    fn words(&self) -> &str {
        &self.words
    }
    fn is_wanted(&self, filter: &MishapFilter) -> bool {
        filter.state.is_none_or(|state| self.state == state)
            && filter.device.as_ref().is_none_or(|key| self.device == *key)
            && filter.cause.as_ref().is_none_or(|key| self.cause == *key)
            && filter.archetype.is_none_or(|id| self.archetypes.contains(&id))
    }
    fn compare(&self, other: &Self, order: MishapOrder) -> Ordering {
        match order {
            MishapOrder::Arrival => self.id.cmp(&other.id),
            MishapOrder::Title => folded(&self.heading).cmp(&folded(&other.heading)),
            MishapOrder::Device => {
                (self.device.is_empty(), &self.device).cmp(&(other.device.is_empty(), &other.device))
            }
            MishapOrder::Cause => (self.cause.is_empty(), &self.cause).cmp(&(other.cause.is_empty(), &other.cause)),
            MishapOrder::Severity => Reverse(self.severity).cmp(&Reverse(other.severity)),
            MishapOrder::Reactions => Reverse(self.reactions).cmp(&Reverse(other.reactions)),
            MishapOrder::State => self.state.cmp(&other.state),
        }
    }
}

/// All mishaps as lines.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    lines: Vec<MishapLine>,
    devices: Vec<(String, String)>,
    causes: Vec<(String, String)>,
}

impl Shelf {
    pub fn new(campaign: &Campaign) -> Self {
        let lines: Vec<MishapLine> = campaign.mishaps().iter().map(|(id, it)| line(campaign, id, it)).collect();
        let distinct = |of: fn(&Mishap) -> &str| {
            let mut list: BTreeMap<String, String> = BTreeMap::new();
            for words in campaign.mishaps().iter().map(|(_, it)| of(it).trim()).filter(|words| !words.is_empty()) {
                list.entry(name_key(words)).or_insert_with(|| words.to_owned());
            }
            list.into_iter().collect()
        };
        Self { lines, devices: distinct(|it| &it.device), causes: distinct(|it| &it.cause) }
    }

    /// Key and words of each device, by the alphabet.
    pub fn devices(&self) -> &[(String, String)] {
        &self.devices
    }
    /// Key and words of each cause, by the alphabet.
    pub fn causes(&self) -> &[(String, String)] {
        &self.causes
    }
}

impl shelf::Shelf for Shelf {
    type Line = MishapLine;
    type Filter = MishapFilter;
    type Order = MishapOrder;

    fn lines(&self) -> &[MishapLine] {
        &self.lines
    }
    fn find(&self, query: &MishapQuery) -> Vec<u32> {
        self.lines.find(query)
    }
}

fn line(campaign: &Campaign, id: MishapId, it: &Mishap) -> MishapLine {
    let about: Vec<&str> = [it.device.trim(), it.cause.trim()].into_iter().filter(|words| !words.is_empty()).collect();
    let told = if it.public_text.trim().is_empty() { &it.text } else { &it.public_text };
    let heading = it.heading();
    let mut words: Vec<&str> = vec![
        &heading,
        &it.text,
        &it.public_text,
        &it.device,
        &it.cause,
        &it.damage,
        &it.punchline,
        &it.place,
        &it.channel,
        &it.set_aside_reason,
    ];
    words.extend(it.problems.iter().map(String::as_str));
    words.extend(it.archetypes.iter().filter_map(|id| campaign.archetypes().get(*id)).map(|it| it.name.as_str()));
    let words = folded(&words.join("\n"));
    MishapLine {
        id,
        about: about.join(", "),
        excerpt: excerpt(told),
        received: when::received(it.received_at, &it.received),
        state: it.state,
        reactions: it.reactions.values().sum(),
        severity: it.severity.unwrap_or(0),
        archetypes: it.archetypes.clone(),
        device: name_key(&it.device),
        cause: name_key(&it.cause),
        words,
        heading,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;
    use crate::app::shelf::Shelf as _;
    use crate::campaign::{Change, Edit};

    #[test]
    fn mishaps_are_found_filtered_and_ordered() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = crate::app::templates::start(&FakeWorld::new(now), "blank").unwrap();
        let mishap = |text: &str, device: &str, severity| Mishap {
            text: text.into(),
            device: device.into(),
            severity,
            ..Mishap::default()
        };
        let edits = vec![
            Edit::mishap(1.into(), mishap("Téa in the dock", "Laptop", None)),
            Edit::mishap(2.into(), mishap("The printer ate a tie", "Printer ", Some(4))),
            Edit::mishap(3.into(), mishap("Tea again", "laptop", Some(9))),
        ];
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        let shelf = Shelf::new(&campaign);
        assert_eq!(shelf.devices().len(), 2);
        let ids = |query: &MishapQuery| -> Vec<u64> {
            shelf.find(query).iter().map(|index| shelf.lines()[*index as usize].id.0).collect()
        };
        assert_eq!(ids(&MishapQuery { words: "tea".into(), ..MishapQuery::default() }), [1, 3]);
        assert_eq!(
            ids(&MishapQuery::only(MishapFilter { device: Some("printer".into()), ..MishapFilter::default() })),
            [2]
        );
        assert_eq!(ids(&MishapQuery { order: MishapOrder::Severity, ..MishapQuery::default() }), [3, 2, 1]);
    }
}
