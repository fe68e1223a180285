//! Mishaps on their way to the public: the text without third persons, its review, publication, and what the mishaps tell in
//! numbers. Nothing that was not reviewed as it stands is ever published.

mod archetypes;
mod shelf;
mod tale;

pub use archetypes::{
    add_archetypes, add_starters, proposals_fitting, propose_archetype, propose_stand_ins, remove_archetypes, starters,
};
pub use shelf::{MishapFilter, MishapLine, MishapOrder, MishapQuery, Shelf};
pub use tale::{Shape, card_name, share_card, write_card};

use super::bulk;
use super::failure::Failure;
use super::hub::{mishap_may_stand, mishap_sha256};
use super::nominations::Who;
use super::redaction::{self, Kind, Known};
use crate::campaign::{
    Archetype, ArchetypeId, Campaign, Change, Edit, Mishap, MishapId, MishapState, Redaction, Review, name_key,
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

/// Those who star in it, in their order.
pub fn cast<'a>(campaign: &'a Campaign, mishap: &Mishap) -> Vec<&'a Archetype> {
    mishap.archetypes.iter().filter_map(|id| campaign.archetypes().get(*id)).collect()
}

/// As what `words` were found in the original or in the words for the public; `None` where they were not.
pub fn kind_of(known: &Known, mishap: &Mishap, words: &str) -> Option<Kind> {
    let texts = [
        &mishap.text,
        &mishap.public_text,
        &mishap.title,
        &mishap.punchline,
        &mishap.device,
        &mishap.cause,
        &mishap.damage,
    ];
    let found = texts.into_iter().flat_map(|text| redaction::find(text, known)).collect::<Vec<_>>();
    found.iter().find(|it| redaction::is_same(it, it.kind, words)).map(|it| it.kind)
}

/// Decides what becomes of `words`, found in the text as `kind`: a stand-in takes their place, or without one they stay for
/// the reason given. A review of other words than these no longer counts.
///
/// # Errors
/// Where there is neither a stand-in nor a reason, or the stand-in would name a third person itself.
pub fn decide(
    campaign: &Campaign,
    known: &Known,
    id: MishapId,
    kind: Kind,
    decision: Redaction,
) -> Result<Change, Failure> {
    let what = "Nothing was decided.";
    let mishap = campaign.mishaps().get(id).ok_or_else(|| missing(what, id))?;
    if decision.stand_in.trim().is_empty() && decision.reason.trim().is_empty() {
        return Err(Failure::new(
            what,
            format!("“{}” can stay only with a reason.", decision.words),
            "Choose what stands in its place, or write down why it may stay.",
        ));
    }
    let named = redaction::find(&decision.stand_in, known);
    if let Some(found) = named.first() {
        return Err(Failure::new(
            what,
            format!("“{}” looks like somebody itself.", found.text),
            "Choose an archetype or a role.",
        ));
    }
    let cast = cast(campaign, mishap);
    let after = with_words(mishap, |it| *it = redaction::decided(known, &cast, mishap, decision, kind));
    Ok(Change::one("Decide about a third person", Edit::mishap(id, after)))
}

/// Notes that a person has read the public words. `nobody` names, word for word, what still looks like a third person and is none:
/// each stays with that as its reason.
///
/// # Errors
/// Without public words or a reviewer, where something is left in that is not named, and where something is named that is not there.
pub fn review(
    campaign: &Campaign,
    id: MishapId,
    by: &str,
    nobody: &[String],
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "The review was not noted.";
    let mishap = campaign.mishaps().get(id).ok_or_else(|| missing(what, id))?;
    let by = by.trim();
    if by.is_empty() {
        return Err(Failure::new(what, "It is not said who reviewed it.", "Give your name."));
    }
    if mishap.public_text.trim().is_empty() {
        return Err(Failure::new(
            what,
            "The mishap has no words for the public yet.",
            "Replace the third persons in its text first.",
        ));
    }
    let known = redaction::known_of(campaign);
    let mut after = mishap.clone();
    for words in nobody {
        let left = redaction::still_in(&known, &after);
        let Some(kind) = left.iter().find(|it| redaction::is_same(it, it.kind, words)).map(|it| it.kind) else {
            let why = format!("“{words}” is not left in it.");
            return Err(Failure::new(what, why, "Name what is left as it stands there, letter for letter."));
        };
        let reason = format!("nobody, says {by}");
        let stays = Redaction { words: words.trim().to_owned(), stand_in: String::new(), reason };
        // What was read is what stands there: words that were replaced do not come back with it.
        after = redaction::noted(&after, stays, kind);
    }
    let left = redaction::still_in(&known, &after);
    if !left.is_empty() {
        let words: Vec<String> = left.iter().take(5).map(|it| format!("“{}”", it.text)).collect();
        return Err(Failure::new(
            what,
            format!("There may still be somebody in it: {}.", words.join(", ")),
            "Replace each, or say of each that it is nobody.",
        ));
    }
    after.reviewed = Some(Review { by: by.to_owned(), at, text_sha256: mishap_sha256(&after) });
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

/// Publishes those of these that were reviewed as they stand, as one step; the others are named with the reason.
pub fn publish_all(
    campaign: &Campaign,
    ids: impl IntoIterator<Item = MishapId>,
) -> (Option<Change>, Vec<(MishapId, Failure)>) {
    let (mut edits, mut refused) = (Vec::new(), Vec::new());
    for id in bulk::present::<Mishap>(campaign, ids) {
        match publish(campaign, id) {
            Ok(change) => edits.extend(change.edits),
            Err(failure) => refused.push((id, failure)),
        }
    }
    let title = bulk::counted::<Mishap>("Publish", edits.len());
    ((!edits.is_empty()).then(|| Change::new(title, edits)), refused)
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

/// A mishap typed in, and who told it.
///
/// # Errors
/// Where it tells nothing.
pub fn add(campaign: &Campaign, mut mishap: Mishap, sent_by: Option<&Who>) -> Result<Change, Failure> {
    if mishap.text.trim().is_empty() {
        return Err(Failure::new("The mishap was not added.", "It tells nothing yet.", "Write what happened."));
    }
    let mut edits = Vec::new();
    mishap.sent_by = sent_by.map(|who| who.place(campaign, &mut edits));
    edits.push(Edit::mishap(campaign.next_mishap_id(), mishap));
    Ok(Change::new("Add a mishap", edits))
}

/// Takes mishaps back from where they were set aside, or out of the public: they are read again.
pub fn take_back(campaign: &Campaign, ids: impl IntoIterator<Item = MishapId>) -> Option<Change> {
    bulk::change_each::<Mishap>(
        campaign,
        ids,
        |count| bulk::counted::<Mishap>("Take back", count),
        |mishap| {
            let as_reviewed = mishap.reviewed.as_ref().is_some_and(|it| it.text_sha256 == mishap_sha256(mishap));
            mishap.state = if as_reviewed { MishapState::Reviewed } else { MishapState::New };
            mishap.set_aside_reason.clear();
        },
    )
}
