//! Thanks: typing in, reading before showing, and the check that no nominee is left with nothing.

mod shelf;

use super::bulk;
use super::failure::Failure;
use super::nominations::Who;
use super::seen::Seen;
use crate::campaign::{Campaign, Change, Edit, Nomination, PersonId, Thanks, ThanksId, ThanksState};
use std::collections::BTreeMap;

pub use shelf::{ThanksFilter, ThanksLine, ThanksOrder, ThanksQuery, shelf};

/// What is decided about messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Show,
    /// With the reason.
    Hide(String),
    /// Back among those nobody has read.
    Wait,
}

/// Decides about several messages as one step. `None` where nothing changes.
///
/// # Errors
/// Where messages are hidden without a reason.
pub fn moderate(
    campaign: &Campaign,
    ids: impl IntoIterator<Item = ThanksId>,
    verdict: &Verdict,
) -> Result<Option<Change>, Failure> {
    if matches!(verdict, Verdict::Hide(reason) if reason.trim().is_empty()) {
        return Err(Failure::new(
            "Nothing was hidden.",
            "A message that is hidden needs a reason.",
            "Write down why, in a few words.",
        ));
    }
    let verb = match verdict {
        Verdict::Show => "Show",
        Verdict::Hide(_) => "Hide",
        Verdict::Wait => "Put back",
    };
    let change = bulk::change_each::<Thanks>(
        campaign,
        ids,
        |count| bulk::counted::<Thanks>(verb, count),
        |thanks| {
            let (state, reason) = match verdict {
                Verdict::Show => (ThanksState::Shown, ""),
                Verdict::Hide(reason) => (ThanksState::Hidden, reason.trim()),
                Verdict::Wait => (ThanksState::Waiting, ""),
            };
            thanks.state = state;
            reason.clone_into(&mut thanks.hidden_reason);
        },
    );
    Ok(change)
}

/// A message typed in. Whoever types it in has read it: it is shown.
///
/// # Errors
/// Where it has no words, or thanks nobody.
pub fn add(campaign: &Campaign, thanks: Thanks) -> Result<Change, Failure> {
    add_naming(campaign, thanks, None, None)
}

/// The same with people that may be new: whom it thanks, and who wrote it.
///
/// # Errors
/// As [`add`].
pub fn add_naming(
    campaign: &Campaign,
    mut thanks: Thanks,
    to: Option<&Who>,
    from: Option<&Who>,
) -> Result<Change, Failure> {
    let what = "The message was not added.";
    if thanks.message.trim().is_empty() {
        return Err(Failure::new(what, "It has no words.", "Write what the thanks are for."));
    }
    if to.is_none() && thanks.to.is_none() && thanks.to_words.trim().is_empty() {
        return Err(Failure::new(what, "It thanks nobody.", "Choose a person, or write the name of a team."));
    }
    thanks.state = ThanksState::Shown;
    let mut edits = Vec::new();
    thanks.to = to.map(|who| who.place(campaign, &mut edits)).or(thanks.to);
    thanks.from = match (from, to) {
        // The same new name twice is one person.
        (Some(author), Some(thanked)) if author == thanked => thanks.to,
        (Some(author), _) => Some(author.place(campaign, &mut edits)),
        (None, _) => thanks.from,
    };
    edits.push(Edit::thanks(campaign.next_thanks_id(), thanks));
    Ok(Change::new("Add a message of thanks", edits))
}

/// The message in other words, where it may not be shown as it came; the original stays. Empty goes back to the original.
pub fn reword(campaign: &Campaign, id: ThanksId, words: &str) -> Option<Change> {
    bulk::change_each::<Thanks>(
        campaign,
        [id],
        |_| "Reword a message of thanks".into(),
        |thanks| {
            let words = words.trim();
            thanks.shown_as = if words == thanks.message.trim() { String::new() } else { words.to_owned() };
        },
    )
}

/// Says whom a message thanks, or who wrote it; somebody new is added with it. `None` takes the link off.
pub fn link(campaign: &Campaign, id: ThanksId, who: Option<&Who>, author: bool) -> Option<Change> {
    let before = campaign.thanks().get(id)?;
    let mut edits = Vec::new();
    let person = who.map(|who| who.place(campaign, &mut edits));
    let mut after = before.clone();
    if author {
        after.from = person;
    } else {
        after.to = person;
    }
    if after == *before {
        return None;
    }
    edits.push(Edit::thanks(id, after));
    let title = match (author, person) {
        (false, Some(_)) => "Say whom a message thanks",
        (false, None) => "Take the person off a message of thanks",
        (true, Some(_)) => "Say who wrote a message of thanks",
        (true, None) => "Take the author off a message of thanks",
    };
    Some(Change::new(title, edits))
}

/// Takes messages out of the campaign.
pub fn remove(campaign: &Campaign, ids: impl IntoIterator<Item = ThanksId>) -> Change {
    let edits = bulk::removals::<Thanks>(campaign, ids);
    Change::new(bulk::counted::<Thanks>("Delete", edits.len()), edits)
}

/// Nominees for whom there is nothing yet: no award, no hero, no message of thanks that is shown.
pub fn left_with_nothing(campaign: &Campaign) -> Vec<PersonId> {
    let mut given: Seen = campaign.heroes().iter().map(|(_, hero)| hero.person).collect();
    given.extend(campaign.awards().iter().flat_map(|(_, award)| award.winners.iter().map(|winner| winner.person)));
    let shown = campaign.thanks().iter().filter(|(_, thanks)| thanks.state == ThanksState::Shown);
    given.extend(shown.filter_map(|(_, thanks)| thanks.to));
    let mut nominees = super::heroes::nominees(campaign);
    nominees.retain(|person| !given.contains(*person));
    nominees.sort_unstable();
    nominees
}

/// A message of thanks for each of these nominees from the words of a nomination: the quote, else the first sentences. They wait
/// to be read. `None` where no nomination has words.
pub fn from_nominations(campaign: &Campaign, people: &[PersonId]) -> Option<Change> {
    let mut edits = Vec::new();
    let mut next = campaign.next_thanks_id().0;
    let wanted: Seen = people.iter().copied().collect();
    // One with a quote before one without, the first of equals; all are gone through once, however many people it is for.
    let mut best: BTreeMap<PersonId, (bool, &Nomination)> = BTreeMap::new();
    for (_, it) in campaign.nominations().iter().filter(|(_, it)| wanted.contains(it.nominee)) {
        let has_quote = !it.quote.trim().is_empty();
        if (has_quote || !it.excerpt().trim().is_empty())
            && best.get(&it.nominee).is_none_or(|(before, _)| has_quote && !before)
        {
            best.insert(it.nominee, (has_quote, it));
        }
    }
    for person in people {
        let Some((_, nomination)) = best.get(person) else { continue };
        let words = if nomination.quote.trim().is_empty() { nomination.excerpt() } else { nomination.quote.as_str() };
        edits.push(Edit::thanks(
            ThanksId(next),
            Thanks {
                to: Some(*person),
                message: first_sentences(words, 280),
                from: nomination.nominator,
                channel: nomination.channel.to_string(),
                ..Thanks::default()
            },
        ));
        next += 1;
    }
    let title = format!("{} from nominations", bulk::counted::<Thanks>("Make", edits.len()));
    (!edits.is_empty()).then(|| Change::new(title, edits))
}

/// Whole sentences up to about so many letters; a first sentence that is longer ends at a word.
pub fn first_sentences(text: &str, letters: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let text = text.trim();
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let mut taken = String::new();
    for sentence in text.unicode_sentences() {
        if taken.chars().count() + sentence.trim_end().chars().count() > letters {
            break;
        }
        taken.push_str(sentence);
    }
    if !taken.trim().is_empty() {
        return taken.trim().to_owned();
    }
    for word in text.split_word_bounds() {
        if taken.chars().count() + word.chars().count() >= letters {
            break;
        }
        taken.push_str(word);
    }
    format!("{} …", taken.trim_end())
}
