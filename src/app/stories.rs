//! Stories: made from nominations, edited with versions, and brought to the public step by step. A text that changes after the
//! person agreed to it needs a new yes.

mod compare;
mod shelf;

use super::bulk;
use super::failure::Failure;
use super::hub::story_sha256;
use super::nominations::Who;
use crate::campaign::{
    Campaign, Change, Confirmation, ConsentState, Edit, NominationId, Person, PersonId, Story, StoryId, StoryQuote,
    StoryState, StoryVersion,
};
use jiff::Timestamp;

pub use compare::{Piece, compare};
pub use shelf::{StoryFilter, StoryLine, StoryOrder, StoryQuery, shelf};

/// How many words fit where: the id of the place, its title, and the number.
pub const BUDGETS: [(&str, &str, usize); 5] = [
    ("card", "Back of the card", 45),
    ("box", "Back of the box", 70),
    ("certificate", "Certificate", 60),
    ("report", "Impact report", 120),
    ("hub", "Web hub", 600),
];

/// Words of a text, as people count them.
pub fn word_count(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    text.unicode_words().count()
}

/// A draft about each of these people from what was said of them; people who have a story already are left alone.
pub fn begin(campaign: &Campaign, people: impl IntoIterator<Item = PersonId>) -> Option<Change> {
    let mut next = campaign.next_story_id().0;
    let mut edits = Vec::new();
    for person in people {
        let Some(record) = campaign.people().get(person) else { continue };
        if campaign.stories().iter().any(|(_, story)| story.about == person) {
            continue;
        }
        let title = match campaign.hero_of(person) {
            Some((_, hero)) => hero.persona.clone(),
            None => record.display_name().to_owned(),
        };
        let mut story = Story::new(person, title);
        let said: Vec<&str> = campaign
            .nominations_of(person)
            .map(|(_, it)| if it.story.trim().is_empty() { it.reason.trim() } else { it.story.trim() })
            .filter(|text| !text.is_empty())
            .collect();
        story.text = said.join("\n\n");
        story.summary = said.first().map(|text| super::thanks::first_sentences(text, 160)).unwrap_or_default();
        for (id, it) in campaign.nominations_of(person) {
            for tag in &it.problems {
                if !story.problems.contains(tag) {
                    story.problems.push(tag.clone());
                }
            }
            if !it.quote.trim().is_empty() {
                story.quotes.push(StoryQuote { words: it.quote.trim().to_owned(), by: String::new(), from: Some(id) });
            }
        }
        edits.push(Edit::story(StoryId(next), story));
        next += 1;
    }
    (!edits.is_empty()).then(|| Change::new(bulk::counted::<Story>("Begin", edits.len()), edits))
}

/// The story with other words. The text as it was checked, agreed to or published is kept as a version, and the story goes
/// back to a draft.
pub fn edited(story: &Story, at: Timestamp, change: impl FnOnce(&mut Story)) -> Story {
    let mut after = story.clone();
    change(&mut after);
    if story_sha256(&after) != story_sha256(story) && story.state > StoryState::Draft {
        after.versions.push(StoryVersion {
            at,
            title: story.title.clone(),
            text: story.text.clone(),
            note: format!("As it was when {}", story.state.title().to_lowercase()),
        });
        after.state = StoryState::Draft;
        after.checked = None;
        after.consented = None;
        after.consented_sha256.clear();
        after.published_at = None;
    }
    after
}

/// Keeps the text as it stands as a version.
pub fn keep_version(story: &Story, at: Timestamp, note: &str) -> Story {
    let mut after = story.clone();
    after.versions.push(StoryVersion {
        at,
        title: story.title.clone(),
        text: story.text.clone(),
        note: note.trim().to_owned(),
    });
    after
}

/// Goes back to a version; the text as it stands is kept as one first.
pub fn restore(story: &Story, version: usize, at: Timestamp) -> Option<Story> {
    let old = story.versions.get(version)?.clone();
    let kept = keep_version(story, at, "Before going back");
    Some(edited(&kept, at, |it| {
        it.title = old.title;
        it.text = old.text;
    }))
}

/// One step nearer to the public. `by` says who checked it, or how the person agreed.
///
/// # Errors
/// Where a step would be left out, nobody is named, or the person has not agreed to be shown at all.
pub fn advance(campaign: &Campaign, id: StoryId, to: StoryState, by: &str, at: Timestamp) -> Result<Change, Failure> {
    let what = "The story stays as it is.";
    let story = campaign
        .stories()
        .get(id)
        .ok_or_else(|| Failure::new(what, format!("There is no story {id}."), "Choose one of the list."))?;
    let by_words = by.trim().to_owned();
    let named = || {
        if by_words.is_empty() {
            Err(Failure::new(what, "It is not said by whom.", "Write down who, and how."))
        } else {
            Ok(Some(Confirmation { by: by_words.clone(), at }))
        }
    };
    let mut after = story.clone();
    let title = match to {
        StoryState::Draft => {
            after.checked = None;
            after.consented = None;
            after.consented_sha256.clear();
            after.published_at = None;
            "Take a story back to a draft"
        }
        StoryState::Checked => {
            if story.text.trim().is_empty() {
                return Err(Failure::new(what, "It has no text yet.", "Write it first."));
            }
            after.checked = named()?;
            "Check a story"
        }
        StoryState::Consented => {
            if story.state < StoryState::Checked {
                return Err(Failure::new(what, "Nobody has checked it yet.", "Check names and facts first."));
            }
            let person = campaign.people().get(story.about);
            if person.is_none_or(|person| person.consent.state != ConsentState::Agreed) {
                return Err(Failure::new(
                    what,
                    "The person it tells of has not agreed to be shown.",
                    "Note their consent on their own page first.",
                ));
            }
            after.consented = named()?;
            after.consented_sha256 = story_sha256(story);
            "Note consent to a story"
        }
        StoryState::Published => {
            let agreed = story.consented.is_some() && story.consented_sha256 == story_sha256(story);
            if !agreed {
                return Err(Failure::new(
                    what,
                    "The person has not agreed to this text.",
                    "Show it to them and note their answer first.",
                ));
            }
            after.published_at = Some(at);
            "Publish a story"
        }
    };
    after.state = to;
    Ok(Change::one(title, Edit::story(id, after)))
}

/// Nominees about whom there is no story yet, in the order of their nominations.
pub fn nominees_without(campaign: &Campaign) -> Vec<PersonId> {
    let told: super::seen::Seen = campaign.stories().iter().map(|(_, it)| it.about).collect();
    super::heroes::nominees(campaign).into_iter().filter(|person| !told.contains(*person)).collect()
}

/// A draft about somebody, who may be new. Whoever has a story already gets another one.
pub fn begin_about(campaign: &Campaign, who: &Who) -> (Change, StoryId) {
    let id = StoryId(campaign.next_story_id().0);
    if let Who::Known(person) = who
        && let Some(change) = begin(campaign, [*person])
    {
        return (change, id);
    }
    let mut edits = Vec::new();
    let about = who.place(campaign, &mut edits);
    let name = match who {
        Who::New(name) => name.trim().to_owned(),
        Who::Known(id) => campaign.people().get(*id).map_or_else(String::new, |it| it.display_name().to_owned()),
    };
    edits.push(Edit::story(id, Story::new(about, name)));
    (Change::new("Begin a story", edits), id)
}

/// Where it happened: its own country and place, else those of the person.
pub fn place_of(story: &Story, person: &Person) -> String {
    if story.country.trim().is_empty() && story.place.trim().is_empty() {
        return super::hub::place_of(person);
    }
    let country = super::people::country_name(&story.country);
    [story.place.trim(), country].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Sentences of a text that stand alone as quotes, without those of a word or two.
pub fn sentences(text: &str) -> Vec<&str> {
    use unicode_segmentation::UnicodeSegmentation;
    text.lines().flat_map(str::unicode_sentences).map(str::trim).filter(|it| word_count(it) > 2).collect()
}

/// Takes words of a nomination as a quote, or off again.
#[must_use]
pub fn toggle_quote(story: &Story, words: &str, by: &str, from: NominationId) -> Story {
    let mut after = story.clone();
    let before = after.quotes.len();
    after.quotes.retain(|quote| quote.words != words);
    if after.quotes.len() == before {
        after.quotes.push(StoryQuote { words: words.to_owned(), by: by.to_owned(), from: Some(from) });
    }
    after
}

/// What stands in the way of a step, and what would help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    NoText,
    NotChecked,
    /// The person has not agreed to be shown at all.
    PersonNotAgreed,
    /// The person has not agreed to this text.
    TextNotAgreed,
    None,
}

/// What stands in the way of the next step of a story.
pub fn hindrance(campaign: &Campaign, story: &Story) -> Hindrance {
    match story.state {
        StoryState::Draft if story.text.trim().is_empty() => Hindrance::NoText,
        StoryState::Checked => {
            let person = campaign.people().get(story.about);
            if person.is_some_and(|person| person.consent.state == ConsentState::Agreed) {
                Hindrance::None
            } else {
                Hindrance::PersonNotAgreed
            }
        }
        StoryState::Consented if story.consented_sha256 != story_sha256(story) => Hindrance::TextNotAgreed,
        _ => Hindrance::None,
    }
}

/// The step after this one.
pub fn next_state(state: StoryState) -> Option<StoryState> {
    StoryState::ALL.into_iter().find(|other| *other > state)
}

/// Brings those of these that can go there to a state, as one step; the others are named with the reason.
pub fn advance_all(
    campaign: &Campaign,
    ids: impl IntoIterator<Item = StoryId>,
    to: StoryState,
    by: &str,
    at: Timestamp,
) -> (Option<Change>, Vec<(StoryId, Failure)>) {
    let (mut edits, mut refused) = (Vec::new(), Vec::new());
    for id in bulk::present::<Story>(campaign, ids) {
        match advance(campaign, id, to, by, at) {
            Ok(change) => edits.extend(change.edits),
            Err(failure) => refused.push((id, failure)),
        }
    }
    let title = match to {
        StoryState::Draft => "Take back to a draft:",
        StoryState::Checked => "Check",
        StoryState::Consented => "Note consent to",
        StoryState::Published => "Publish",
    };
    let title = bulk::counted::<Story>(title, edits.len());
    ((!edits.is_empty()).then(|| Change::new(title, edits)), refused)
}

/// Takes stories out of the campaign.
pub fn remove(campaign: &Campaign, ids: impl IntoIterator<Item = StoryId>) -> Change {
    let edits = bulk::removals::<Story>(campaign, ids);
    Change::new(bulk::counted::<Story>("Delete", edits.len()), edits)
}
