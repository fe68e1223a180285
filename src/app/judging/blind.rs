//! Blind texts: what of a nomination tells who the nominee is, covered by the code name or a neutral word, and read by a person
//! before it goes out. A search finds much and never everything; nothing reaches a judge unread.

mod names;
mod pronouns;

pub use names::Names;

use super::super::duplicates::canonical;
use super::super::failure::Failure;
use super::super::people::folded;
use super::super::redaction::{self, Found, Kind, Known};
use super::{candidate, changed, of, setup};
use crate::campaign::judging::{Candidate, Covered, Judging};
use crate::campaign::{AwardId, Campaign, Change, NominationState, Person, PersonId, is_han};
use jiff::Timestamp;
use names::{Form, Words};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// What gives a nominee away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeakKind {
    OwnName,
    Pronoun,
    Email,
    Phone,
    Handle,
    Link,
    Team,
    Place,
    /// Somebody else, by whom the nominee might be known.
    OtherName,
}

impl LeakKind {
    pub fn title(self) -> &'static str {
        match self {
            Self::OwnName => "Own name",
            Self::Pronoun => "Pronoun",
            Self::Email => "E-mail address",
            Self::Phone => "Phone number",
            Self::Handle => "Handle",
            Self::Link => "Link",
            Self::Team => "Team or employer",
            Self::Place => "Place",
            Self::OtherName => "Another person",
        }
    }
}

/// One place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub kind: LeakKind,
    pub text: String,
    /// What would stand there.
    pub stand_in: String,
}

/// What judges would read of a candidate if nothing were covered: each nomination for the award that counts, titled.
pub fn source(campaign: &Campaign, award: AwardId, person: PersonId) -> Vec<(String, String)> {
    let counts =
        || campaign.nominations_of(person).map(|(_, it)| it).filter(|it| it.state != NominationState::SetAside);
    let names_it = counts().any(|it| it.awards.contains(&award));
    let texts: Vec<String> = counts()
        .filter(|it| !names_it || it.awards.contains(&award))
        .map(|it| {
            let parts = [&it.story, &it.reason, &it.quote].into_iter().map(|text| text.trim());
            parts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
        })
        .filter(|text| !text.is_empty())
        .collect();
    let total = texts.len();
    let titled = (1..).zip(texts).map(|(number, text)| {
        let title = if total > 1 { format!("Nomination {number} of {total}") } else { String::new() };
        (title, text)
    });
    titled.collect()
}

/// The same as one text, which is covered and reviewed as a whole.
pub fn source_text(campaign: &Campaign, award: AwardId, person: PersonId) -> String {
    let parts = source(campaign, award, person)
        .into_iter()
        .map(|(title, text)| if title.is_empty() { text } else { format!("{title}\n{text}") });
    parts.collect::<Vec<_>>().join("\n\n")
}

/// The words by which the person is called, folded: parts of every name, and the mailbox where it is one word.
fn own_words(person: &Person) -> HashSet<String> {
    let mut words = HashSet::new();
    for record in person.with_merged() {
        let names = [&record.name, &record.latin_name, &record.given_name, &record.family_name];
        words.extend(names.iter().flat_map(|name| unspaced(name)).map(|name| folded(&name)));
        for word in names.into_iter().flat_map(|name| name.unicode_words()) {
            let key = folded(word);
            if key.chars().count() > 1 {
                words.insert(key);
            }
        }
        // "water.tower" are everyday words; "sokonjo" is nobody else.
        let mailbox = folded(record.email.split('@').next().unwrap_or_default());
        if mailbox.chars().count() > 3 && mailbox.chars().all(char::is_alphanumeric) {
            words.insert(mailbox);
        }
    }
    words
}

/// A Chinese, Japanese or Korean name as it stands, and what is left of it without the family's name, by which people call somebody.
fn unspaced(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.trim().chars().collect();
    let is_sign = |c: &char| is_han(*c) || matches!(c, '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7AF}');
    match letters.as_slice() {
        [_, _] if letters.iter().all(is_sign) => vec![letters.iter().collect()],
        [_, given @ ..] if !given.is_empty() && letters.iter().all(is_sign) => {
            vec![letters.iter().collect(), given.iter().collect()]
        }
        _ => Vec::new(),
    }
}

/// Where a phrase of several words stands in the text, however it is written.
fn phrases(text: &str, phrase: &str) -> Vec<Range<usize>> {
    let wanted: Vec<String> = phrase.unicode_words().map(folded).collect();
    if wanted.len() < 2 {
        return Vec::new();
    }
    let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
    let same = |run: &&[(usize, &str)]| run.iter().zip(&wanted).all(|((_, word), wanted)| folded(word) == *wanted);
    let range = |run: &[(usize, &str)]| {
        let (first, last) = (run.first()?, run.last()?);
        Some(first.0..last.0 + last.1.len())
    };
    words.windows(wanted.len()).filter(same).filter_map(range).collect()
}

/// Everything in the text that may tell who the candidate is, in order and without overlap. `names` are those of the campaign.
pub fn leaks(
    campaign: &Campaign,
    award: AwardId,
    judging: &Judging,
    it: &Candidate,
    text: &str,
    names: &Names,
) -> Vec<Leak> {
    let Some(person) = it.person.and_then(|person| campaign.people().get(person)) else { return Vec::new() };
    let own = Words::new(own_words(person));
    // A code name is made of words, such as "The Ladle": its small and its everyday ones say nothing by themselves.
    let coded: HashSet<String> = person
        .with_merged()
        .into_iter()
        .flat_map(|record| record.code_name.unicode_words())
        .map(folded)
        .filter(|word| (word.chars().count() > 3 || !word.is_ascii()) && !redaction::is_everyday(word))
        .collect();
    let firsts: HashSet<&str> = own.whole.iter().map(|word| canonical(word)).collect();
    let mut known = Known::default();
    for record in person.with_merged() {
        for name in [&record.name, &record.latin_name, &record.given_name] {
            known.add_name(name);
            for name in unspaced(name) {
                known.add_name(&name);
            }
        }
        known.add_team(&record.team);
        known.add_team(&record.organisation);
        known.add_place(&record.place);
    }
    let title = campaign.awards().get(award).map_or("", |award| award.title.as_str());
    let mut left = HashSet::new();
    for words in [campaign.settings().title.as_str(), it.code.as_str(), title] {
        known.leave(words);
        left.extend(words.unicode_words().map(folded));
    }
    let paragraphs = pronouns::paragraphs(text, &campaign.settings().language);
    let language = |at: usize| paragraphs.iter().find(|(range, _)| range.contains(&at)).map(|(_, language)| *language);
    let mut found = redaction::find(text, &known);
    found.extend(names.beside(text, &found, &left, language));
    found.sort_by_key(|it| it.range.start);
    let others: Vec<Found> = found.iter().filter(|it| it.kind == Kind::Name).cloned().collect();
    let called = redaction::stand_ins(&others, &[]);
    let is_own = |words: &str, at: usize| {
        own.whole.contains(&folded(words)) || words.unicode_words().any(|word| own.form(word, language(at)).is_some())
    };
    let gendered = pronouns::find(text, &campaign.settings().language);
    let german = german(text);
    let in_german = |at: usize| german.iter().any(|range| range.contains(&at));
    let is_their_place = |words: &str| {
        let words = folded(words);
        person.with_merged().into_iter().any(|record| !record.place.is_empty() && folded(&record.place) == words)
    };
    let mut leaks: Vec<Leak> = Vec::new();
    // What they are called in the league tells members who it is.
    for record in person.with_merged() {
        for range in phrases(text, &record.code_name) {
            if !leaks.iter().any(|leak| leak.range == range) {
                let words = text.get(range.clone()).unwrap_or_default().to_owned();
                let stand_in = in_place_of(&words, &it.code);
                leaks.push(Leak { range, kind: LeakKind::OwnName, text: words, stand_in });
            }
        }
    }
    for hit in found {
        let overlaps = leaks.iter().any(|leak| leak.range.start < hit.range.end && hit.range.start < leak.range.end);
        let is_word = hit.kind != Kind::Name
            || (hit.text.chars().nth(1).is_some() && !gendered.iter().any(|it| it.range == hit.range));
        // A capital makes a name in English and a noun in German: there names are known ones, and those behind a title.
        let is_noun = in_german(hit.range.start)
            && match hit.kind {
                Kind::Name => {
                    let at = hit.range.start;
                    !is_own(&hit.text, at)
                        && !redaction::is_named(&hit.text)
                        && !names.stand_in(&hit.text, language(at))
                }
                Kind::Place => !is_their_place(&hit.text),
                _ => false,
            };
        if overlaps || !is_word || is_noun {
            continue;
        }
        let (kind, stand_in) = match hit.kind {
            Kind::Name if is_own(&hit.text, hit.range.start) => (LeakKind::OwnName, it.code.clone()),
            Kind::Name => {
                let at = others.iter().position(|other| other.range == hit.range);
                let words = at.and_then(|at| called.get(at)).cloned();
                (LeakKind::OtherName, words.unwrap_or_else(|| "a colleague".into()))
            }
            Kind::Email => (LeakKind::Email, "[address]".into()),
            Kind::Phone => (LeakKind::Phone, "[number]".into()),
            Kind::Handle => (LeakKind::Handle, "[handle]".into()),
            Kind::Link => (LeakKind::Link, "[link]".into()),
            Kind::Team => (LeakKind::Team, "[team]".into()),
            Kind::Place => (LeakKind::Place, "[place]".into()),
        };
        let range = if kind == LeakKind::OwnName && in_german(hit.range.start) {
            without_the_thing(hit.range, text, |word, at| own.form(word, language(at)))
        } else {
            hit.range
        };
        let words = text.get(range.clone()).unwrap_or_default().to_owned();
        leaks.push(Leak { range, kind, text: words, stand_in });
    }
    // Their own name is found however it is written, and by its short forms; pronouns where it is wished.
    for (at, word) in text.unicode_word_indices() {
        let range = at..at + word.len();
        if leaks.iter().any(|leak| leak.range.start < range.end && range.start < leak.range.end) {
            continue;
        }
        let key = folded(redaction::bare(word));
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let form = own.form(word, language(at));
        // "Bill", and "Bills Lampe".
        let short = || [Some(key.as_str()), key.strip_suffix('s')].into_iter().flatten();
        let by_short = || short().any(|it| it.len() > 2 && firsts.contains(canonical(it)));
        let mine = form.is_some() || coded.contains(&key) || (capital && by_short());
        // "the", "van" and "will" are other words than "The", "Van" and "Will".
        let small = (key.is_ascii() && key.len() < 4) || redaction::is_everyday(&key);
        if mine && (capital || !small) {
            let stand_in = if form.is_some() { it.code.clone() } else { in_place_of(word, &it.code) };
            let range = if let Some(Form::Behind(front)) = form { at + front..range.end } else { range };
            let text = text.get(range.clone()).unwrap_or(word).to_owned();
            leaks.push(Leak { range, kind: LeakKind::OwnName, text, stand_in });
        }
    }
    for it in gendered.into_iter().filter(|_| judging.blind.pronouns) {
        let overlaps = leaks.iter().any(|leak| leak.range.start < it.range.end && it.range.start < leak.range.end);
        if let Some(words) = text.get(it.range.clone()).filter(|_| !overlaps) {
            let (text, stand_in) = (words.to_owned(), it.stand_in.to_owned());
            leaks.push(Leak { range: it.range, kind: LeakKind::Pronoun, text, stand_in });
        }
    }
    leaks.sort_by_key(|leak| leak.range.start);
    leaks
}

/// German "Annas Einsatz" reads like two names: what stands behind a genitive is a thing, and stays.
fn without_the_thing(range: Range<usize>, text: &str, form: impl Fn(&str, usize) -> Option<Form>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let genitive =
        words.unicode_word_indices().find(|(at, word)| form(word, range.start + at) == Some(Form::Inflected));
    genitive.map_or(range.clone(), |(at, word)| range.start..range.start + at + word.len())
}

/// What stands for words of a code name: without a capital they are the thing that the name was made of, "the missing comma" of
/// Captain Comma, and a person's name in its place would make no sense.
fn in_place_of(words: &str, code: &str) -> String {
    let is_thing = words.chars().next().is_some_and(char::is_lowercase);
    if is_thing { "[…]".to_owned() } else { code.to_owned() }
}

/// The paragraphs that are written in German.
fn german(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let ranges = text.split_inclusive('\n').map(|paragraph| {
        at += paragraph.len();
        (at - paragraph.len()..at, paragraph)
    });
    ranges.filter(|(_, paragraph)| pronouns::is_german(paragraph)).map(|(range, _)| range).collect()
}

/// The text with every leak covered.
pub fn cover(text: &str, leaks: &[Leak]) -> String {
    let found: Vec<Found> = leaks
        .iter()
        .map(|leak| Found { range: leak.range.clone(), kind: Kind::Name, text: leak.text.clone() })
        .collect();
    let with: Vec<Option<String>> = leaks.iter().map(|leak| Some(leak.stand_in.clone())).collect();
    redaction::replaced(text, &found, &with)
}

/// What the text was made from, as a hash: it is stale when a nomination, a name or the wish about pronouns changes.
fn source_hash(campaign: &Campaign, award: AwardId, judging: &Judging, it: &Candidate) -> String {
    let mut hasher = Sha256::new();
    let mut put = |text: &str| {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text.as_bytes());
    };
    if let Some(id) = it.person {
        put(&source_text(campaign, award, id));
        if let Some(person) = campaign.people().get(id) {
            for text in [&person.name, &person.latin_name, &person.email, &person.team, &person.organisation] {
                put(text);
            }
        }
    }
    put(&it.code);
    put(if judging.blind.pronouns { "pronouns" } else { "" });
    hex::encode(hasher.finalize())
}

/// Where the blind text of a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextState {
    /// Nobody has read it.
    Unread,
    /// It was read; the nomination or the name has changed since.
    Stale,
    Reviewed,
    /// There is nothing to read about them.
    Empty,
}

impl TextState {
    pub fn title(self) -> &'static str {
        match self {
            Self::Unread => "Unread",
            Self::Stale => "Changed since it was read",
            Self::Reviewed => "Reviewed",
            Self::Empty => "No text",
        }
    }
    pub fn may_go_out(self) -> bool {
        matches!(self, Self::Reviewed | Self::Empty)
    }
}

pub fn state(campaign: &Campaign, award: AwardId, judging: &Judging, it: &Candidate) -> TextState {
    match &it.covered {
        Some(covered) if covered.source_sha256 == source_hash(campaign, award, judging, it) => TextState::Reviewed,
        Some(_) => TextState::Stale,
        None if it.person.is_none_or(|person| source(campaign, award, person).is_empty()) => TextState::Empty,
        None => TextState::Unread,
    }
}

/// The text a review begins with: what was reviewed last while it is fresh, else the nominations with every leak covered.
pub fn proposal(campaign: &Campaign, award: AwardId, judging: &Judging, it: &Candidate, names: &Names) -> String {
    if state(campaign, award, judging, it) == TextState::Reviewed {
        return let_through(campaign, award, judging, it);
    }
    let text = it.person.map(|person| source_text(campaign, award, person)).unwrap_or_default();
    let leaks = leaks(campaign, award, judging, it, &text, names);
    cover(&text, &leaks)
}

/// What judges read of a candidate: the text that was let through and is fresh, or nothing.
pub fn let_through(campaign: &Campaign, award: AwardId, judging: &Judging, it: &Candidate) -> String {
    let covered = it.covered.as_ref().filter(|_| state(campaign, award, judging, it) == TextState::Reviewed);
    covered.map(|covered| covered.text.clone()).unwrap_or_default()
}

/// Notes that a person has read the texts and lets them go to judges. `texts` are theirs; a candidate without one gets the proposal.
/// `names` are those of the campaign: to read them takes a while where it is large.
///
/// # Errors
/// Without a name of who has read them, and where something is still found that tells who it is, unless `despite` says that it
/// was looked at.
pub fn review(
    campaign: &Campaign,
    award: AwardId,
    texts: &[(u32, Option<String>)],
    names: &Names,
    by: &str,
    despite: bool,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "No text was let through.";
    let by = by.trim();
    if by.is_empty() {
        return Err(Failure::new(what, "Nobody says that they have read it.", "Give the name of who has read it."));
    }
    let judging = of(campaign, award, what)?;
    let mut reviewed = Vec::new();
    for (number, text) in texts {
        let it = candidate(judging, *number, what)?;
        let text = text.clone().unwrap_or_else(|| proposal(campaign, award, judging, it, names));
        let left = leaks(campaign, award, judging, it, &text, names);
        if let Some(leak) = left.first().filter(|_| !despite) {
            let why = format!("{}: “{}” still tells something ({}).", it.code, leak.text, leak.kind.title());
            return Err(Failure::new(what, why, "Cover it, or say that it tells nothing."));
        }
        let source_sha256 = source_hash(campaign, award, judging, it);
        reviewed.push((*number, Arc::new(Covered { text, source_sha256, by: by.to_owned(), at })));
    }
    let title = if reviewed.len() == 1 { "Review a blind text" } else { "Review blind texts" };
    changed(campaign, award, title, what, |judging| {
        for (number, covered) in reviewed {
            if let Some(it) = judging.candidate_mut(number) {
                it.covered = Some(covered);
            }
        }
        Ok(())
    })
}

/// Candidates of a round whose text nobody let through yet; empty where names are not hidden.
pub fn unread(campaign: &Campaign, award: AwardId, round: u32) -> Vec<u32> {
    let Some(judging) = campaign.judgings().get(award).filter(|it| it.blind.on) else { return Vec::new() };
    let field = judging.field_of(round);
    field.iter().filter(|it| !state(campaign, award, judging, it).may_go_out()).map(|it| it.number).collect()
}

/// Sets the code name of a candidate.
///
/// # Errors
/// Where it is empty, taken, or holds a part of the name; and once packs with the old one went out.
pub fn set_code(campaign: &Campaign, award: AwardId, number: u32, code: &str) -> Result<Change, Failure> {
    let what = "The code name stays as it is.";
    let judging = of(campaign, award, what)?;
    let it = candidate(judging, number, what)?;
    let code = crate::campaign::tidy_name(code);
    if code.is_empty() || code.chars().count() > 60 {
        return Err(Failure::new(what, "A code name has 1 to 60 letters.", "Write a short one."));
    }
    if judging.field.iter().any(|other| other.number != number && folded(&other.code) == folded(&code)) {
        return Err(Failure::new(what, format!("Somebody else is called “{code}”."), "Choose another one."));
    }
    let real = it.person.and_then(|person| campaign.people().get(person)).map_or("", |person| person.name.as_str());
    if super::super::league::shares_word(real, &code) {
        return Err(Failure::new(what, "It holds a part of the real name.", "Choose one that gives nothing away."));
    }
    let out = campaign.sheets_of(award).any(|(_, sheet)| sheet.packs.iter().any(|pack| pack.asked.contains(&number)));
    if out {
        return Err(Failure::new(what, "Packs with it went out already.", "Keep it until the award is decided."));
    }
    setup::renamed(campaign, award, number, code)
}
