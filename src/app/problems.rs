//! Problems proposed from the text: words and stems (English first, `assets/words/problems.ron`, and the campaign's own) that tell
//! of a recurring trouble. A proposal is never a tag by itself: a person accepts it, or refuses it for good. And the tally: how
//! often each problem is named, with quotes.

use super::bulk;
use super::failure::Failure;
use super::nominations::{add_problem, problem_key};
use super::redaction::bare;
use crate::campaign::{Campaign, Change, Edit, Mishap, MishapId, MishapState, Nomination, NominationId, OwnProblem};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};
use unicode_segmentation::UnicodeSegmentation;

#[derive(Debug, Default, Deserialize)]
struct Words {
    problems: Vec<OwnProblem>,
    severe: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    // Part of the program and read by a test: a mistake in it leaves the list empty, not the program.
    WORDS.get_or_init(|| ron::from_str(include_str!("../../assets/words/problems.ron")).unwrap_or_default())
}

/// A record in which problems are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    Nomination(NominationId),
    Mishap(MishapId),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nomination(id) => id.fmt(f),
            Self::Mishap(id) => id.fmt(f),
        }
    }
}

impl FromStr for Origin {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        text.parse().map(Self::Nomination).or_else(|()| text.parse().map(Self::Mishap))
    }
}

/// A problem that a text seems to tell of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub problem: String,
    /// The words of the text that say so, as they stand there, each once.
    pub because: Vec<String>,
}

/// A word, or a stem of words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    text: String,
    is_stem: bool,
}

impl Step {
    fn fits(&self, word: &str) -> bool {
        if self.is_stem { word.starts_with(&self.text) } else { word == self.text }
    }
}

/// Words of a text in lower case, with hyphens kept together as people write them.
fn spoken(text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let mut list: Vec<(String, std::ops::Range<usize>)> = Vec::new();
    for (at, word) in text.unicode_word_indices() {
        let end = at + word.len();
        let lower = word.to_lowercase();
        let lower = bare(&lower).to_owned();
        match list.last_mut() {
            Some((before, range)) if text.get(range.end..at) == Some("-") => {
                before.push('-');
                before.push_str(&lower);
                range.end = end;
            }
            _ => list.push((lower, at..end)),
        }
    }
    list
}

fn phrase(words: &str) -> Vec<Step> {
    let list = spoken(&words.replace('*', ""));
    let last = list.len().saturating_sub(1);
    let star = words.trim_end().ends_with('*');
    let steps = list.into_iter().enumerate();
    steps.map(|(n, (text, _))| Step { text, is_stem: star && n == last }).collect()
}

/// The words of the program and of one campaign, ready to look for.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    problems: Vec<String>,
    phrases: Vec<(usize, Vec<Step>)>,
    /// First words that are no stems, to the phrases that begin with them.
    by_word: HashMap<String, Vec<usize>>,
    /// Phrases that begin with a stem, by its first two letters.
    by_stem: HashMap<String, Vec<usize>>,
    refused: Arc<BTreeMap<String, BTreeSet<String>>>,
}

fn head(word: &str) -> String {
    word.chars().take(2).collect()
}

impl Lexicon {
    /// Of a campaign. A problem of the program is called as the campaign calls it: by a monster's problem or a tag that its words
    /// fit, so that nothing is named twice.
    pub fn of(campaign: &Campaign) -> Self {
        let settings = &campaign.settings().problems;
        let mut lexicon = Self { refused: Arc::new(settings.refused.clone()), ..Self::default() };
        let mut called: Vec<String> = Vec::new();
        let mut call = |words: &str| {
            let words = words.trim();
            if !words.is_empty() && called.iter().all(|other| problem_key(other) != problem_key(words)) {
                called.push(words.to_owned());
            }
        };
        campaign.monsters().iter().for_each(|(_, monster)| call(&monster.problem));
        let mut tags: BTreeMap<String, (usize, &str)> = BTreeMap::new();
        let tagged = campaign.nominations().iter().map(|(_, it)| &it.problems);
        for tag in tagged.chain(campaign.mishaps().iter().map(|(_, it)| &it.problems)).flatten() {
            tags.entry(problem_key(tag)).or_insert((0, tag)).0 += 1;
        }
        let mut tags: Vec<(usize, &str)> = tags.into_values().collect();
        tags.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        for (_, tag) in &tags {
            call(tag);
        }
        for own in &settings.own {
            lexicon.add(own.problem.trim(), &own.words);
        }
        let mut placed: BTreeSet<String> = settings.own.iter().map(|own| problem_key(&own.problem)).collect();
        for entry in &words().problems {
            let single = {
                let mut alone = Self::default();
                alone.add(&entry.problem, &entry.words);
                alone
            };
            let name = called
                .iter()
                .find(|name| problem_key(name) == problem_key(&entry.problem) || !single.found(name).is_empty());
            let name = name.map_or(entry.problem.as_str(), String::as_str);
            placed.insert(problem_key(name));
            lexicon.add(name, &entry.words);
        }
        // What the campaign calls a problem is found where it stands word by word.
        for name in called.iter().filter(|name| !placed.contains(&problem_key(name))) {
            lexicon.add(name, std::slice::from_ref(name));
        }
        lexicon
    }

    fn add(&mut self, problem: &str, words: &[String]) {
        if problem.is_empty() {
            return;
        }
        let key = problem_key(problem);
        let place = self.problems.iter().position(|other| problem_key(other) == key).unwrap_or_else(|| {
            self.problems.push(problem.to_owned());
            self.problems.len() - 1
        });
        for steps in words.iter().map(|words| phrase(words)) {
            let Some(first) = steps.first() else { continue };
            let number = self.phrases.len();
            if first.is_stem {
                self.by_stem.entry(head(&first.text)).or_default().push(number);
            } else {
                self.by_word.entry(first.text.clone()).or_default().push(number);
            }
            self.phrases.push((place, steps));
        }
    }

    /// The problems a text speaks of, with the words that say so; in the order of the text.
    pub fn found(&self, text: &str) -> Vec<Proposal> {
        let spoken = spoken(text);
        let mut list: Vec<(usize, Proposal)> = Vec::new();
        for (n, (word, range)) in spoken.iter().enumerate() {
            let whole = self.by_word.get(word.as_str());
            let stems = self.by_stem.get(&head(word));
            for number in whole.into_iter().chain(stems).flatten() {
                let Some((place, steps)) = self.phrases.get(*number) else { continue };
                let fits =
                    steps.iter().enumerate().all(|(i, step)| spoken.get(n + i).is_some_and(|(w, _)| step.fits(w)));
                let end = spoken.get(n + steps.len() - 1).map(|(_, range)| range.end);
                let Some(said) = end.filter(|_| fits).and_then(|end| text.get(range.start..end)) else { continue };
                match list.iter_mut().find(|(other, _)| other == place) {
                    Some((_, proposal)) => {
                        if proposal.because.iter().all(|other| other.to_lowercase() != said.to_lowercase()) {
                            proposal.because.push(said.to_owned());
                        }
                    }
                    None => {
                        let problem = self.problems.get(*place).cloned().unwrap_or_default();
                        list.push((*place, Proposal { problem, because: vec![said.to_owned()] }));
                    }
                }
            }
        }
        list.into_iter().map(|(_, proposal)| proposal).collect()
    }

    fn proposals(&self, origin: Origin, text: &str, tags: &[String]) -> Vec<Proposal> {
        let refused = self.refused.get(&origin.to_string());
        let mut list = self.found(text);
        list.retain(|proposal| {
            let key = problem_key(&proposal.problem);
            tags.iter().all(|tag| problem_key(tag) != key) && !refused.is_some_and(|refused| refused.contains(&key))
        });
        list
    }

    /// What is proposed for a nomination: neither a tag of it nor refused.
    pub fn of_nomination(&self, id: NominationId, it: &Nomination) -> Vec<Proposal> {
        let text = [it.story.as_str(), &it.reason, &it.quote].join("\n");
        self.proposals(Origin::Nomination(id), &text, &it.problems)
    }

    /// What is proposed for a mishap.
    pub fn of_mishap(&self, id: MishapId, it: &Mishap) -> Vec<Proposal> {
        let text = [it.title.as_str(), &it.text, &it.device, &it.cause, &it.damage].join("\n");
        self.proposals(Origin::Mishap(id), &text, &it.problems)
    }
}

/// How much a text sounds like trouble: words of the list for that, each once.
pub fn severe_words(text: &str) -> usize {
    static SEVERE: OnceLock<Lexicon> = OnceLock::new();
    let lexicon = SEVERE.get_or_init(|| {
        let mut lexicon = Lexicon::default();
        lexicon.add("severe", &words().severe);
        lexicon
    });
    lexicon.found(text).iter().map(|proposal| proposal.because.len()).sum()
}

/// One problem in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// As it is written most often.
    pub problem: String,
    /// Nominations and mishaps that are tagged with it.
    pub nominations: usize,
    pub mishaps: usize,
    /// Records for which it is proposed and nobody has decided.
    pub proposed: usize,
    /// Sum and number of how bad mishaps with it were, 1 to 10.
    pub severity: (u64, u64),
    /// What was said where it is named: the record, and its first words.
    pub quotes: Vec<(Origin, String)>,
}

impl Counted {
    /// Records that are tagged with it.
    pub fn tagged(&self) -> usize {
        self.nominations + self.mishaps
    }
}

/// All problems that are named or proposed, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub problems: Vec<Counted>,
    /// Nominations and mishaps that name nothing and for which nothing is proposed.
    pub silent: usize,
    /// Proposals that wait.
    pub waiting: usize,
}

/// Quotes kept for each problem.
const QUOTES: usize = 4;

/// Counts every problem over nominations and mishaps that are not set aside.
pub fn tally(campaign: &Campaign) -> Tally {
    let lexicon = Lexicon::of(campaign);
    let mut by_key: BTreeMap<String, (Counted, BTreeMap<String, usize>)> = BTreeMap::new();
    let mut tally = Tally::default();
    let mut one = |origin: Origin, tags: &[String], proposed: &[Proposal], said: &str, severity: Option<u8>| {
        let keys: BTreeMap<String, &str> =
            tags.iter().map(|tag| (problem_key(tag), tag.trim())).filter(|(key, _)| !key.is_empty()).collect();
        for (key, written) in &keys {
            let (counted, spelled) = by_key.entry(key.clone()).or_default();
            *spelled.entry((*written).to_owned()).or_default() += 1;
            match origin {
                Origin::Nomination(_) => counted.nominations += 1,
                Origin::Mishap(_) => counted.mishaps += 1,
            }
            if let Some(severity) = severity {
                counted.severity.0 += u64::from(severity);
                counted.severity.1 += 1;
            }
            if counted.quotes.len() < QUOTES && !said.trim().is_empty() {
                counted.quotes.push((origin, super::thanks::first_sentences(said, 140)));
            }
        }
        for proposal in proposed {
            let (counted, spelled) = by_key.entry(problem_key(&proposal.problem)).or_default();
            spelled.entry(proposal.problem.clone()).or_default();
            counted.proposed += 1;
        }
        tally.waiting += proposed.len();
        tally.silent += usize::from(keys.is_empty() && proposed.is_empty());
    };
    for (id, it) in campaign.nominations().iter() {
        let said = if it.quote.trim().is_empty() { it.excerpt() } else { &it.quote };
        one(Origin::Nomination(id), &it.problems, &lexicon.of_nomination(id, it), said, None);
    }
    for (id, it) in campaign.mishaps().iter().filter(|(_, it)| it.state != MishapState::SetAside) {
        one(Origin::Mishap(id), &it.problems, &lexicon.of_mishap(id, it), &it.text, it.severity);
    }
    tally.problems = by_key
        .into_values()
        .map(|(counted, spelled)| {
            let usual = spelled.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
            Counted { problem: usual.map_or_else(String::new, |(words, _)| words), ..counted }
        })
        .collect();
    tally.problems.sort_by(|a, b| {
        (b.tagged(), b.proposed).cmp(&(a.tagged(), a.proposed)).then_with(|| a.problem.cmp(&b.problem))
    });
    tally
}

/// Tags a record with a problem that was proposed, or that somebody sees in it.
///
/// # Errors
/// Where the record is not there.
pub fn accept(campaign: &Campaign, origin: Origin, problem: &str) -> Result<Option<Change>, Failure> {
    there(campaign, origin)?;
    Ok(match origin {
        Origin::Nomination(id) => bulk::change_each::<Nomination>(
            campaign,
            [id],
            |_| "Add a problem to a nomination".into(),
            |it| add_problem(&mut it.problems, problem),
        ),
        Origin::Mishap(id) => bulk::change_each::<Mishap>(
            campaign,
            [id],
            |_| "Add a problem to a mishap".into(),
            |it| add_problem(&mut it.problems, problem),
        ),
    })
}

/// It is not proposed for this record any more.
///
/// # Errors
/// Where the record is not there.
pub fn refuse(campaign: &Campaign, origin: Origin, problem: &str) -> Result<Change, Failure> {
    there(campaign, origin)?;
    let mut settings = campaign.settings().clone();
    settings.problems.refused.entry(origin.to_string()).or_default().insert(problem_key(problem));
    Ok(Change::one("Refuse a proposed problem", Edit::Settings(Arc::new(settings))))
}

fn there(campaign: &Campaign, origin: Origin) -> Result<(), Failure> {
    let is_there = match origin {
        Origin::Nomination(id) => campaign.nominations().contains(id),
        Origin::Mishap(id) => campaign.mishaps().contains(id),
    };
    if is_there {
        return Ok(());
    }
    Err(Failure::new("Nothing was tagged.", format!("There is no {origin}."), "Give the id of one of the list."))
}

/// Accepts every proposal that waits, or only those of one problem, as one step. `None` where none waits.
pub fn accept_all(campaign: &Campaign, only: Option<&str>) -> Option<Change> {
    let lexicon = Lexicon::of(campaign);
    let wanted = only.map(problem_key);
    let fits = |proposal: &Proposal| wanted.as_ref().is_none_or(|wanted| problem_key(&proposal.problem) == *wanted);
    let mut edits = Vec::new();
    let ids = campaign.nominations().ids();
    edits.extend(bulk::edits_each::<Nomination>(campaign, ids, |id, it| {
        for proposal in lexicon.of_nomination(id, it).iter().filter(|proposal| fits(proposal)) {
            add_problem(&mut it.problems, &proposal.problem);
        }
    }));
    let ids = campaign.mishaps().iter().filter(|(_, it)| it.state != MishapState::SetAside).map(|(id, _)| id);
    edits.extend(bulk::edits_each::<Mishap>(campaign, ids, |id, it| {
        for proposal in lexicon.of_mishap(id, it).iter().filter(|proposal| fits(proposal)) {
            add_problem(&mut it.problems, &proposal.problem);
        }
    }));
    let count = edits.len();
    let title = if count == 1 {
        "Accept the proposed problems of 1 record".to_owned()
    } else {
        format!("Accept the proposed problems of {count} records")
    };
    (!edits.is_empty()).then(|| Change::new(title, edits))
}

/// The campaign's own words for a problem; without words they go.
pub fn set_own(campaign: &Campaign, problem: &str, words: &[String]) -> Option<Change> {
    let mut settings = campaign.settings().clone();
    let key = problem_key(problem);
    let mut kept: Vec<String> = Vec::new();
    for word in words.iter().map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()) {
        if !kept.contains(&word) {
            kept.push(word);
        }
    }
    if key.is_empty() {
        return None;
    }
    let own = &mut settings.problems.own;
    match own.iter_mut().find(|own| problem_key(&own.problem) == key) {
        Some(_) if kept.is_empty() => own.retain(|own| problem_key(&own.problem) != key),
        Some(there) => there.words = kept,
        None if kept.is_empty() => {}
        None => own.push(OwnProblem { problem: problem.trim().to_owned(), words: kept }),
    }
    (settings != *campaign.settings())
        .then(|| Change::one("Change the words of a problem", Edit::Settings(Arc::new(settings))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;
    use crate::campaign::{Monster, Person, PersonId};

    fn campaign(texts: &[&str]) -> Campaign {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = crate::app::templates::start(&FakeWorld::new(now), "blank").unwrap();
        let mut edits = vec![Edit::person(PersonId(1), Person { name: "Ann".into(), ..Person::default() })];
        for (n, text) in texts.iter().enumerate() {
            let mut nomination = Nomination::new(PersonId(1));
            nomination.story = (*text).into();
            edits.push(Edit::nomination((n as u64 + 1).into(), nomination));
        }
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        campaign
    }

    fn apply(campaign: &mut Campaign, change: &Change) {
        campaign.apply(change, "2026-11-20T09:00:00Z".parse().unwrap()).unwrap();
    }

    fn names(list: &[Proposal]) -> Vec<&str> {
        list.iter().map(|proposal| proposal.problem.as_str()).collect()
    }

    #[test]
    fn the_word_list_is_sound() {
        assert!(words().problems.len() >= 20 && !words().severe.is_empty());
        for entry in &words().problems {
            for word in &entry.words {
                assert_eq!(*word, word.to_lowercase());
                assert!(!phrase(word).is_empty(), "{word}");
                let mut alone = Lexicon::default();
                alone.add(&entry.problem, &entry.words);
                let said = format!("Then the {} again.", word.replace('*', "s"));
                assert!(!alone.found(&said).is_empty(), "{word} is found in {said}");
            }
        }
    }

    #[test]
    fn words_stems_and_phrases_are_found_where_they_stand_alone() {
        let campaign = campaign(&[]);
        let lexicon = Lexicon::of(&campaign);
        assert_eq!(names(&lexicon.found("The printers ate a tie.")), ["Printers"]);
        assert_eq!(names(&lexicon.found("A sprint planning.")), Vec::<&str>::new());
        assert_eq!(names(&lexicon.found("The steam team met.")), Vec::<&str>::new(), "tea is a word of its own");
        assert_eq!(names(&lexicon.found("She reset my Password at the week-end.")), ["Passwords"]);
        let found = lexicon.found("The payroll server died at night; the server died twice.");
        assert_eq!(found.iter().find(|it| it.problem == "Outages").unwrap().because, ["server died"]);
        assert!(names(&found).contains(&"Payroll") && names(&found).contains(&"Out of hours"));
        assert_eq!(severe_words("Panic, panic, and smoke."), 2);
    }

    #[test]
    fn the_campaign_calls_it_as_it_likes_and_refusals_stay() {
        let mut campaign = campaign(&["Paper jams all day, and the badge door stuck.", "Nothing to see."]);
        let jams = Monster { name: "Jam".into(), problem: "Printer jams".into(), ..Monster::default() };
        apply(&mut campaign, &Change::one("Make a monster", Edit::monster(1.into(), jams)));
        let own = set_own(&campaign, "Doors", &["Badge door*".into(), "badge door*".into()]).unwrap();
        apply(&mut campaign, &own);
        let of = |campaign: &Campaign| {
            Lexicon::of(campaign).of_nomination(1.into(), campaign.nominations().get(1.into()).unwrap())
        };
        assert_eq!(names(&of(&campaign)), ["Printer jams", "Doors"]);
        let change = refuse(&campaign, Origin::Nomination(1.into()), "doors").unwrap();
        apply(&mut campaign, &change);
        assert_eq!(names(&of(&campaign)), ["Printer jams"]);
        let tallied = tally(&campaign);
        assert_eq!((tallied.waiting, tallied.silent, tallied.problems[0].proposed), (1, 1, 1));
        let change = accept_all(&campaign, None).unwrap();
        apply(&mut campaign, &change);
        assert!(of(&campaign).is_empty() && accept_all(&campaign, None).is_none());
        let tallied = tally(&campaign);
        let first = &tallied.problems[0];
        assert_eq!((first.problem.as_str(), first.nominations, first.quotes.len()), ("Printer jams", 1, 1));
        assert!(refuse(&campaign, Origin::Mishap(9.into()), "x").is_err());
        let gone = set_own(&campaign, "Doors", &[]).unwrap();
        apply(&mut campaign, &gone);
        assert!(campaign.settings().problems.own.is_empty());
    }
}
