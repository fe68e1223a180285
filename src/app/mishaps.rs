//! Mishaps on their way to the public: the text without third persons, its review, publication, and what the mishaps tell in
//! numbers. Nothing that was not reviewed as it stands is ever published.

use super::bulk;
use super::failure::Failure;
use super::hub::{mishap_may_stand, mishap_sha256};
use super::redaction::{self, Found};
use crate::campaign::{
    Archetype, ArchetypeId, Campaign, Change, Edit, Mishap, MishapId, MishapState, Review, Trait, name_key,
};
use crate::intake::{self, ReadOptions};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

fn missing(what: &str, id: MishapId) -> Failure {
    Failure::new(what, format!("There is no mishap {id}."), "Choose one of the list.")
}

/// Starts the public text: everything that was found in the original replaced by archetypes or roles.
pub fn start_redaction(campaign: &Campaign, ids: impl IntoIterator<Item = MishapId>) -> Option<Change> {
    let mut edits = Vec::new();
    for id in bulk::present::<Mishap>(campaign, ids) {
        let Some(mishap) = campaign.mishaps().get(id).filter(|it| it.public_text.trim().is_empty()) else { continue };
        let mut mishap = mishap.clone();
        mishap.public_text = redaction::propose(campaign, &mishap);
        edits.push(Edit::mishap(id, mishap));
    }
    (!edits.is_empty()).then(|| Change::new(bulk::counted::<Mishap>("Redact", edits.len()), edits))
}

/// The mishap with other words for the public. What was reviewed before is not reviewed any more.
pub fn with_words(mishap: &Mishap, change: impl FnOnce(&mut Mishap)) -> Mishap {
    let mut after = mishap.clone();
    change(&mut after);
    let reviewed = after.reviewed.as_ref().is_some_and(|review| review.text_sha256 == mishap_sha256(&after));
    if !reviewed && matches!(after.state, MishapState::Reviewed | MishapState::Published) {
        after.state = MishapState::New;
        after.reviewed = None;
    }
    after
}

/// What still looks like a third person in the words for the public.
pub fn left_in(campaign: &Campaign, mishap: &Mishap) -> Vec<Found> {
    let known = redaction::known_of(campaign);
    [&mishap.title, &mishap.public_text, &mishap.punchline, &mishap.device, &mishap.cause]
        .into_iter()
        .flat_map(|text| redaction::find(text, &known))
        .collect()
}

/// Notes that a person has read the public words. `despite` says that what still looks like a third person is none.
///
/// # Errors
/// Without public words or a reviewer, and where something is left in and `despite` is not given.
pub fn review(campaign: &Campaign, id: MishapId, by: &str, despite: bool, at: Timestamp) -> Result<Change, Failure> {
    let what = "The review was not noted.";
    let mishap = campaign.mishaps().get(id).ok_or_else(|| missing(what, id))?;
    if by.trim().is_empty() {
        return Err(Failure::new(what, "It is not said who reviewed it.", "Give your name."));
    }
    if mishap.public_text.trim().is_empty() {
        return Err(Failure::new(
            what,
            "The mishap has no words for the public yet.",
            "Replace the third persons in its text first.",
        ));
    }
    let left = left_in(campaign, mishap);
    if !despite && !left.is_empty() {
        let words: Vec<String> = left.iter().take(5).map(|it| format!("“{}”", it.text)).collect();
        return Err(Failure::new(
            what,
            format!("There may still be somebody in it: {}.", words.join(", ")),
            "Replace them, or say that they are nobody.",
        ));
    }
    let mut after = mishap.clone();
    after.reviewed = Some(Review { by: by.trim().to_owned(), at, text_sha256: mishap_sha256(mishap) });
    if after.state == MishapState::New {
        after.state = MishapState::Reviewed;
    }
    Ok(Change::one("Review a mishap", Edit::mishap(id, after)))
}

/// Publishes a mishap that was reviewed as it stands.
///
/// # Errors
/// Where it was not, or was set aside.
pub fn publish(campaign: &Campaign, id: MishapId) -> Result<Change, Failure> {
    let what = "The mishap was not published.";
    let mishap = campaign.mishaps().get(id).ok_or_else(|| missing(what, id))?;
    if mishap.state == MishapState::SetAside {
        return Err(Failure::new(what, "It is set aside.", "Take it back first."));
    }
    let mut after = mishap.clone();
    after.state = MishapState::Published;
    mishap_may_stand(&after).map_err(|why| Failure::new(what, why, "Review its words for the public first."))?;
    Ok(Change::one("Publish a mishap", Edit::mishap(id, after)))
}

/// Takes mishaps out of the public without losing them.
pub fn set_aside(campaign: &Campaign, ids: impl IntoIterator<Item = MishapId>, reason: &str) -> Option<Change> {
    bulk::change_each::<Mishap>(
        campaign,
        ids,
        |count| bulk::counted::<Mishap>("Set aside", count),
        |mishap| {
            mishap.state = MishapState::SetAside;
            reason.trim().clone_into(&mut mishap.set_aside_reason);
        },
    )
}

/// What the mishaps that are not set aside tell in numbers; the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub devices: Vec<(String, u64)>,
    pub causes: Vec<(String, u64)>,
    pub archetypes: Vec<(String, u64)>,
    pub reactions: Vec<(String, u64)>,
}

pub fn tally(campaign: &Campaign) -> Tally {
    tally_of(campaign, |it| it.state != MishapState::SetAside)
}

/// The same of those whose words somebody has read: what may be told to others.
pub fn public_tally(campaign: &Campaign) -> Tally {
    tally_of(campaign, |it| {
        let is_read = it.reviewed.as_ref().is_some_and(|review| review.text_sha256 == mishap_sha256(it));
        it.state != MishapState::SetAside && is_read
    })
}

fn tally_of(campaign: &Campaign, counts: impl Fn(&Mishap) -> bool) -> Tally {
    let counted = || campaign.mishaps().iter().map(|(_, it)| it).filter(|it| counts(it));
    let sum = |pairs: Vec<(String, u64)>| {
        let mut by_key: BTreeMap<String, (String, u64)> = BTreeMap::new();
        for (words, count) in pairs.into_iter().filter(|(words, _)| !words.trim().is_empty()) {
            by_key.entry(name_key(&words)).or_insert_with(|| (words.trim().to_owned(), 0)).1 += count;
        }
        let mut list: Vec<(String, u64)> = by_key.into_values().collect();
        list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        list
    };
    let named = |id: &ArchetypeId| campaign.archetypes().get(*id).map(|it| (it.name.clone(), 1));
    Tally {
        devices: sum(counted().map(|it| (it.device.clone(), 1)).collect()),
        causes: sum(counted().map(|it| (it.cause.clone(), 1)).collect()),
        archetypes: sum(counted().flat_map(|it| it.archetypes.iter().filter_map(named)).collect()),
        reactions: sum(counted().flat_map(|it| it.reactions.clone()).collect()),
    }
}

/// Reactions of an import, and the lines that count for nothing.
#[derive(Clone, Debug, Default)]
pub struct Reactions {
    pub change: Option<Change>,
    /// Lines that counted.
    pub counted: usize,
    /// Lines that did not, with the reason.
    pub rejected: Vec<(u64, String)>,
}

/// Counts reactions from a list with the columns mishap (id or title), reaction and, where there is one, number. A file's
/// numbers take the place of what stood there for the same reaction, so that the same file twice counts once.
///
/// # Errors
/// Where the file cannot be read or has no such columns.
pub fn count_reactions(campaign: &Campaign, bytes: &[u8]) -> Result<Reactions, Failure> {
    let what = "No reactions were counted.";
    let table = intake::read(bytes, &ReadOptions::default())
        .map_err(|error| Failure::new(what, error.to_string(), "Choose a CSV file."))?;
    let column =
        |words: &[&str]| table.headers.iter().position(|header| words.contains(&header.trim().to_lowercase().as_str()));
    let (Some(mishap_at), Some(reaction_at)) =
        (column(&["mishap", "id", "title", "story"]), column(&["reaction", "emoji", "kind"]))
    else {
        return Err(Failure::new(
            what,
            "The list has no columns “Mishap” and “Reaction”.",
            "Name the columns Mishap, Reaction and, where there is one, Number.",
        ));
    };
    let number_at = column(&["number", "count", "times"]);
    let by_title: BTreeMap<String, MishapId> =
        campaign.mishaps().iter().map(|(id, it)| (name_key(&it.heading()), id)).collect();
    let mut sums: BTreeMap<(MishapId, String), u64> = BTreeMap::new();
    let mut reactions = Reactions::default();
    for row in &table.rows {
        let named = row.cell(mishap_at).trim();
        let found = named
            .parse::<MishapId>()
            .ok()
            .filter(|id| campaign.mishaps().contains(*id))
            .or_else(|| by_title.get(&name_key(named)).copied());
        let kind = row.cell(reaction_at).trim();
        let number = number_at.map_or(Ok(1), |at| match row.cell(at).trim() {
            "" => Ok(1),
            digits => digits.parse::<u64>(),
        });
        match (found, number) {
            (None, _) => reactions.rejected.push((row.line, format!("No mishap is called “{named}”."))),
            (_, Err(_)) => reactions.rejected.push((row.line, "The number is no number.".into())),
            (Some(_), Ok(_)) if kind.is_empty() => reactions.rejected.push((row.line, "It names no reaction.".into())),
            (Some(id), Ok(number)) => {
                let sum = sums.entry((id, kind.to_owned())).or_default();
                *sum = sum.saturating_add(number);
                reactions.counted += 1;
            }
        }
    }
    let mut changed: BTreeMap<MishapId, Mishap> = BTreeMap::new();
    for ((id, kind), number) in sums {
        if let Some(mishap) = campaign.mishaps().get(id) {
            changed.entry(id).or_insert_with(|| mishap.clone()).reactions.insert(kind, number);
        }
    }
    let edits: Vec<Edit> = changed
        .into_iter()
        .filter(|(id, mishap)| campaign.mishaps().get(*id) != Some(mishap))
        .map(|(id, mishap)| Edit::Mishap(id, Some(Arc::new(mishap))))
        .collect();
    reactions.change =
        (!edits.is_empty()).then(|| Change::new(bulk::counted::<Mishap>("Count reactions of", edits.len()), edits));
    Ok(reactions)
}

/// The two users everybody has met, to begin with.
pub fn starters() -> [Archetype; 2] {
    let traits = |list: [(&str, u8); 4]| {
        list.into_iter().map(|(label, value)| Trait { label: label.into(), value }).collect::<Vec<_>>()
    };
    [
        Archetype {
            name: "Toni Twenty-Tabs".into(),
            tagline: "Opens everything, closes nothing".into(),
            habit: "Works on nine things at once, and each of them is open twice.".into(),
            drawing: "toni".into(),
            traits: traits([("Tabs", 10), ("Memory left", 1), ("Good intentions", 9), ("Restarts", 2)]),
            crimes: vec!["Three video calls on one laptop".into(), "A fan that sounds like a plane".into()],
            stand_in: "a colleague with twenty tabs".into(),
            ..Archetype::default()
        },
        Archetype {
            name: "Bobbie Breakneck".into(),
            tagline: "Faster than any cable".into(),
            habit: "Is always on the way to somewhere, with a charger still plugged in.".into(),
            drawing: "bobbie".into(),
            traits: traits([("Speed", 10), ("Looking back", 1), ("Coffee", 9), ("Apologies", 8)]),
            crimes: vec!["Two docks torn off the desk".into(), "A laptop on the roof of a car".into()],
            stand_in: "a colleague in a hurry".into(),
            ..Archetype::default()
        },
    ]
}

/// Adds those of the starters that are not there by name.
pub fn add_starters(campaign: &Campaign) -> Option<Change> {
    let there = |name: &str| campaign.archetypes().iter().any(|(_, it)| name_key(&it.name) == name_key(name));
    let next = campaign.next_archetype_id().0;
    let edits: Vec<Edit> = starters()
        .into_iter()
        .filter(|it| !there(&it.name))
        .zip(next..)
        .map(|(archetype, id)| Edit::archetype(ArchetypeId(id), archetype))
        .collect();
    (!edits.is_empty()).then(|| Change::new(bulk::counted::<Archetype>("Add", edits.len()), edits))
}

/// Takes archetypes out, and out of the mishaps they star in.
pub fn remove_archetypes(campaign: &Campaign, ids: &[ArchetypeId]) -> Change {
    let mut edits = bulk::edits_each::<Mishap>(campaign, campaign.mishaps().ids(), |_, mishap| {
        mishap.archetypes.retain(|id| !ids.contains(id));
    });
    let gone = bulk::removals::<Archetype>(campaign, ids.iter().copied());
    let title = bulk::counted::<Archetype>("Delete", gone.len());
    edits.extend(gone);
    Change::new(title, edits)
}
