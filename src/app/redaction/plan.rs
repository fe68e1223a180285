//! What becomes of each third person in a text: the proposal, what a person decided instead, and what is left that nobody has
//! decided about. A decision is kept with the mishap; the words for the public are made of the original and the decisions until
//! somebody edits them by hand.

use super::{Found, Kind, Known, find, person_key, replaced, stand_ins};
use crate::campaign::{Archetype, Mishap, Redaction};
use std::ops::Range;

/// Roles that stand in for people, beside the archetypes.
pub const ROLES: [&str; 8] = [
    "a colleague",
    "another colleague",
    "the boss",
    "a customer",
    "a supplier",
    "the new one",
    "somebody from another team",
    "a visitor",
];

/// Somebody, or something that may tell who that is, with every place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Third {
    pub kind: Kind,
    /// As it stands at the first place.
    pub words: String,
    /// Bytes of the text.
    pub places: Vec<Range<usize>>,
    /// What stands in its place; `None` where it stays.
    pub stand_in: Option<String>,
    /// Why it may stay; empty where nobody has said.
    pub reason: String,
    /// Somebody decided; else it is proposed.
    pub is_decided: bool,
}

impl Third {
    /// It stays, and nobody has said why.
    pub fn is_open(&self) -> bool {
        self.stand_in.is_none() && self.reason.trim().is_empty()
    }
}

/// By which equal ones are known: people without titles and endings, all else in lower case.
fn key(kind: Kind, words: &str) -> String {
    if kind == Kind::Name { person_key(words) } else { words.trim().to_lowercase() }
}

fn decision<'a>(decisions: &'a [Redaction], kind: Kind, words: &str) -> Option<&'a Redaction> {
    let wanted = key(kind, words);
    decisions.iter().find(|it| key(kind, &it.words) == wanted).or_else(|| {
        // "Jane" after "Jane Doe" is the same person, if nothing else was said of her.
        let shares = |it: &&Redaction| person_key(&it.words).split(' ').any(|a| wanted.split(' ').any(|b| a == b));
        decisions.iter().find(|it| kind == Kind::Name && !it.stand_in.is_empty() && shares(it))
    })
}

/// What stands in for each of these, in their order; `None` where one stays.
fn outcomes(
    found: &[Found],
    archetypes: &[&Archetype],
    decisions: &[Redaction],
) -> Vec<(Option<String>, String, bool)> {
    let proposed = stand_ins(found, archetypes);
    found
        .iter()
        .zip(proposed)
        .map(|(it, proposed)| match decision(decisions, it.kind, &it.text) {
            Some(made) if made.stand_in.trim().is_empty() => (None, made.reason.clone(), true),
            Some(made) => (Some(made.stand_in.trim().to_owned()), String::new(), true),
            None => (Some(proposed), String::new(), false),
        })
        .collect()
}

/// Everybody and everything found in the original, each once, in the order of the text.
pub fn thirds(known: &Known, archetypes: &[&Archetype], mishap: &Mishap) -> Vec<Third> {
    let found = find(&mishap.text, known);
    let outcomes = outcomes(&found, archetypes, &mishap.redactions);
    let mut list: Vec<Third> = Vec::new();
    for (it, (stand_in, reason, is_decided)) in found.into_iter().zip(outcomes) {
        let own = key(it.kind, &it.text);
        match list.iter_mut().find(|other| other.kind == it.kind && key(other.kind, &other.words) == own) {
            Some(same) => same.places.push(it.range),
            None => {
                let places = vec![it.range];
                list.push(Third { kind: it.kind, words: it.text, places, stand_in, reason, is_decided });
            }
        }
    }
    list
}

/// The original with what was decided, and what is proposed for the rest.
pub fn public_words(known: &Known, archetypes: &[&Archetype], mishap: &Mishap) -> String {
    let found = find(&mishap.text, known);
    let with: Vec<Option<String>> =
        outcomes(&found, archetypes, &mishap.redactions).into_iter().map(|(stand_in, ..)| stand_in).collect();
    replaced(&mishap.text, &found, &with)
}

/// Whether what was found is the same as these words of a kind.
pub fn is_same(found: &Found, kind: Kind, words: &str) -> bool {
    found.kind == kind && key(kind, &found.text) == key(kind, words)
}

/// What may stand in for something that is no person.
pub fn stand_ins_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Name => &ROLES,
        Kind::Email => &["[address]", "an address"],
        Kind::Phone => &["[number]", "a number"],
        Kind::Handle => &["[handle]", "somebody online"],
        Kind::Link => &["[link]", "a page"],
        Kind::Place => &["our town", "another town", "the office", "another country", "somewhere far away"],
        Kind::Team => &["another team", "our team", "the people upstairs", "a department"],
    }
}

/// Whether it was decided, with a reason, that this stays.
pub fn excused(mishap: &Mishap, found: &Found) -> bool {
    let own = key(found.kind, &found.text);
    mishap
        .redactions
        .iter()
        .any(|it| it.stand_in.trim().is_empty() && !it.reason.trim().is_empty() && key(found.kind, &it.words) == own)
}

/// What still looks like a third person in the words for the public: title, text, punchline, and all else that goes with them.
pub fn still_in(known: &Known, mishap: &Mishap) -> Vec<Found> {
    [&mishap.title, &mishap.public_text, &mishap.punchline, &mishap.device, &mishap.cause, &mishap.damage]
        .into_iter()
        .flat_map(|text| find(text, known))
        .filter(|found| !excused(mishap, found))
        .collect()
}

/// The mishap with a decision noted in place of an earlier one about the same words. All its words stay as they stand.
pub fn noted(mishap: &Mishap, decision: Redaction, kind: Kind) -> Mishap {
    let own = key(kind, &decision.words);
    let mut after = mishap.clone();
    after.redactions.retain(|it| key(kind, &it.words) != own);
    after.redactions.push(decision);
    after
}

/// The mishap after a decision about `words`: the stand-in takes its place in all words for the public, or it stays for a
/// reason. Words for the public that nobody edited by hand are made anew.
#[must_use]
pub fn decided(known: &Known, archetypes: &[&Archetype], mishap: &Mishap, decision: Redaction, kind: Kind) -> Mishap {
    let untouched = mishap.public_text == public_words(known, archetypes, mishap);
    let own = key(kind, &decision.words);
    let stand_in = decision.stand_in.trim().to_owned();
    let mut after = noted(mishap, decision, kind);
    if untouched {
        after.public_text = public_words(known, archetypes, &after);
    }
    if !stand_in.is_empty() {
        let edited = !untouched;
        let swap = |text: &mut String| {
            let found = find(text, known);
            let with: Vec<Option<String>> = found
                .iter()
                .map(|it| (it.kind == kind && key(kind, &it.text) == own).then(|| stand_in.clone()))
                .collect();
            if with.iter().any(Option::is_some) {
                *text = replaced(text, &found, &with);
            }
        };
        if edited {
            swap(&mut after.public_text);
        }
        for text in [&mut after.title, &mut after.punchline, &mut after.device, &mut after.cause, &mut after.damage] {
            swap(text);
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mishap(text: &str) -> Mishap {
        Mishap { text: text.into(), ..Mishap::default() }
    }

    fn decision(words: &str, stand_in: &str, reason: &str) -> Redaction {
        Redaction { words: words.into(), stand_in: stand_in.into(), reason: reason.into() }
    }

    const TEXT: &str = "Jane Doe from Leeds poured tea. Then Jane called Ahmed.";

    #[test]
    fn each_is_listed_once_and_proposed() {
        let known = Known::default();
        let list = thirds(&known, &[], &mishap(TEXT));
        let words: Vec<(&str, Option<&str>)> =
            list.iter().map(|it| (it.words.as_str(), it.stand_in.as_deref())).collect();
        assert_eq!(
            words,
            [
                ("Jane Doe", Some("a colleague")),
                ("Leeds", Some("our town")),
                ("Jane", Some("a colleague")),
                ("Ahmed", Some("another colleague"))
            ]
        );
        assert!(list.iter().all(|it| !it.is_decided && !it.is_open()));
    }

    #[test]
    fn decisions_make_the_words_anew_until_a_hand_edits_them() {
        let known = Known::default();
        let mut it = mishap(TEXT);
        it.public_text = public_words(&known, &[], &it);
        it.title = "Jane Doe and the tea".into();
        let it = decided(&known, &[], &it, decision("Jane Doe", "Toni Twenty-Tabs", ""), Kind::Name);
        assert_eq!(
            it.public_text,
            "Toni Twenty-Tabs from our town poured tea. Then Toni Twenty-Tabs called another colleague."
        );
        assert_eq!(it.title, "Toni Twenty-Tabs and the tea");
        // Left with a reason it stands again, and does not hold the review up.
        let left = decided(&known, &[], &it, decision("Leeds", "", "It is on our sign"), Kind::Place);
        assert!(left.public_text.contains("from Leeds"));
        assert!(still_in(&known, &left).iter().all(|found| found.text != "Leeds"));
        let silent = decided(&known, &[], &it, decision("Leeds", "", " "), Kind::Place);
        assert!(still_in(&known, &silent).iter().any(|found| found.text == "Leeds"));
        // After an edit by hand only what still stands there is replaced.
        let mut edited = it.clone();
        edited.public_text = "Somebody, not Ahmed, poured tea.".into();
        let edited = decided(&known, &[], &edited, decision("Ahmed", "the boss", ""), Kind::Name);
        assert_eq!(edited.public_text, "Somebody, not the boss, poured tea.");
    }

    #[test]
    fn a_name_in_another_script_is_found_where_it_is_known() {
        let mut known = Known::default();
        known.add_name("ليلى حداد");
        known.add_name("张伟");
        let list = thirds(&known, &[], &mishap("Then ليلى حداد unplugged it, and 张伟 too."));
        let found: Vec<(Kind, &str)> = list.iter().map(|it| (it.kind, it.words.as_str())).collect();
        assert_eq!(found, [(Kind::Name, "ليلى حداد"), (Kind::Name, "张伟")]);
    }
}
