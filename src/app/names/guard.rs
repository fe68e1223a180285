//! Names that slipped into other words: a quote, a message, a story may name somebody who does not wish to be named, and nobody
//! looks at each of a thousand texts. The guard knows every name of the campaign and what of it may be shown, and says of a
//! text whom it gives away.
//!
//! A full name is found wherever it stands, and so are two words of one. A single word counts only if it is of somebody who was
//! nominated, nominated others, wrote or received thanks, or belongs to the league, is written like a name, and is no common
//! word: with a million entrants every other word is somebody's family name. It would rather keep back a text too many.

use super::{Output, may_be_shown, shown_form};
use crate::app::redaction::is_common_word;
use crate::campaign::{Campaign, ConsentState, NameForm, Person, PersonId, is_unspaced, words_of};
use std::collections::{BTreeSet, HashMap};

/// Knows the names of a campaign that may not be shown at one output.
pub struct Guard<'a> {
    campaign: &'a Campaign,
    /// Single words, folded.
    words: HashMap<String, PersonId>,
    /// Two words beside each other.
    pairs: HashMap<(String, String), PersonId>,
    /// Names in scripts that set no spaces.
    runs: Vec<(String, PersonId)>,
}

/// Begins with a capital, or is of a script that has none.
fn is_written_like_a_name(word: &str) -> bool {
    word.chars().next().is_some_and(|first| !first.is_lowercase())
}

impl<'a> Guard<'a> {
    /// Reads all names once.
    pub fn new(campaign: &'a Campaign, output: Output) -> Self {
        let circle = circle(campaign);
        let forms = forms(campaign, output);
        let is_small = campaign.people().len() <= EVERYBODY;
        let mut guard = Self { campaign, words: HashMap::new(), pairs: HashMap::new(), runs: Vec::new() };
        for (id, person) in campaign.people().iter() {
            let is_in_circle = circle.contains(&id);
            if !is_in_circle && !is_small {
                continue;
            }
            let form = forms.get(&id).copied().unwrap_or(person.name_form);
            let withheld = person.withheld_in(form_shown(campaign, person, form, output));
            if withheld.is_empty() {
                continue;
            }
            for name in [&person.name, &person.latin_name] {
                let words: Vec<String> = words_of(name).map(|(_, word)| word).collect();
                for pair in words.windows(2) {
                    if pair.iter().any(|word| withheld.contains(word)) {
                        guard.pairs.entry((pair[0].clone(), pair[1].clone())).or_insert(id);
                        guard.pairs.entry((pair[1].clone(), pair[0].clone())).or_insert(id);
                    }
                }
            }
            for word in withheld {
                if is_unspaced(&word) {
                    guard.runs.push((word, id));
                } else if is_in_circle && word.chars().nth(2).is_some() {
                    guard.words.entry(word).or_insert(id);
                }
            }
        }
        guard
    }

    /// Whom this text gives away; nobody in most texts.
    pub fn names(&self, text: &str) -> Option<PersonId> {
        let said: Vec<(&str, String)> = words_of(text).collect();
        let pair = said.windows(2).find_map(|two| self.pairs.get(&(two[0].1.clone(), two[1].1.clone())));
        let single = || {
            said.iter()
                .filter(|(word, _)| is_written_like_a_name(word) && !is_common_word(word))
                .find_map(|(_, word)| self.words.get(word))
        };
        let run = || self.runs.iter().find(|(run, _)| text.contains(run.as_str())).map(|(_, id)| id);
        pair.or_else(single).or_else(run).copied()
    }

    /// A channel as it may be shown: one that is somebody's name is somebody's word.
    pub fn channel(&self, name: String) -> String {
        if self.names(&name).is_some() { "Somebody's word".into() } else { name }
    }

    /// Why a text that gives somebody away is left out; `None` for a text that names nobody.
    pub fn why(&self, text: &str) -> Option<String> {
        let id = self.names(text)?;
        let name = self.campaign.people().get(id).map_or("somebody", |person| person.display_name());
        Some(if may_be_shown(self.campaign, id) {
            format!("Names {name} in another form than they agreed to; give it another wording.")
        } else {
            format!("Names {name}, who has not agreed to be named; give it another wording.")
        })
    }
}

/// Up to this many people are all known by their full names; of more only those who take part in more than a draw.
const EVERYBODY: usize = 50_000;

/// What members of the league chose for this output.
fn forms(campaign: &Campaign, output: Output) -> HashMap<PersonId, NameForm> {
    let members = campaign.members().iter().map(|(_, member)| member);
    members
        .filter_map(|member| Some((member.person, *member.disclosure.get(&output.of_members())?)))
        .filter(|(_, form)| *form != NameForm::ByDefault)
        .collect()
}

fn form_shown(campaign: &Campaign, person: &Person, chosen: NameForm, output: Output) -> NameForm {
    match (person.consent.state, chosen) {
        (ConsentState::Agreed, NameForm::ByDefault) => shown_form(output.default_form(campaign)),
        (ConsentState::Agreed, chosen) => chosen,
        _ => NameForm::Hidden,
    }
}

/// Everybody who takes part in more than a draw.
fn circle(campaign: &Campaign) -> BTreeSet<PersonId> {
    let mut circle = BTreeSet::new();
    for (_, it) in campaign.nominations().iter() {
        circle.insert(it.nominee);
        circle.extend(it.nominator);
    }
    circle.extend(campaign.thanks().iter().flat_map(|(_, it)| it.to.into_iter().chain(it.from)));
    circle.extend(campaign.mishaps().iter().filter_map(|(_, it)| it.sent_by));
    circle.extend(campaign.members().iter().map(|(_, it)| it.person));
    circle.extend(campaign.heroes().iter().map(|(_, it)| it.person));
    circle.extend(campaign.stories().iter().map(|(_, it)| it.about));
    circle.extend(campaign.awards().iter().flat_map(|(_, it)| it.winners.iter().map(|winner| winner.person)));
    circle
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::{Change, Consent, ConsentState, Edit, Hero, HeroId, NameForm, Person};

    fn campaign() -> Campaign {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
        let person = |name: &str, state, form| Person {
            name: name.into(),
            consent: Consent { state, ..Consent::default() },
            name_form: form,
            ..Person::default()
        };
        let edits = vec![
            Edit::person(PersonId(1), person("Sabine Okonjo", ConsentState::Agreed, NameForm::First)),
            Edit::person(PersonId(2), person("Bo Reyes", ConsentState::Withdrawn, NameForm::Real)),
            Edit::person(PersonId(3), person("Grace Summer", ConsentState::NotAsked, NameForm::Real)),
            Edit::person(PersonId(4), person("王小明", ConsentState::Refused, NameForm::Real)),
            Edit::person(PersonId(5), person("Will May", ConsentState::Refused, NameForm::Real)),
            Edit::hero(HeroId(1), Hero::new(PersonId(1), "Sabine the Savior".into())),
            Edit::hero(HeroId(2), Hero::new(PersonId(2), "The Backup Baron".into())),
            Edit::hero(HeroId(3), Hero::new(PersonId(5), "The Router Ranger".into())),
        ];
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        campaign
    }

    #[test]
    fn whom_a_text_gives_away() {
        let campaign = campaign();
        let guard = Guard::new(&campaign, Output::Hub);
        for (text, who) in [
            ("Sabine saved the night.", None),
            ("Ask Ms OKONJO, she knows.", Some(1)),
            ("Sabine and Reyes did it.", Some(2)),
            ("Reyes's cable", Some(2)),
            ("los reyes magos", None),
            ("The Grace of summer", None),
            ("Then Grace Summer came.", Some(3)),
            ("then summer, grace: by list", Some(3)),
            ("感谢王小明的帮助", Some(4)),
            ("Will it print in May?", None),
            ("Will May fixed it.", Some(5)),
            ("", None),
        ] {
            assert_eq!(guard.names(text), who.map(PersonId), "{text}");
        }
        assert!(guard.why("Ms Okonjo").unwrap().contains("another form"));
        assert!(guard.why("Bo Reyes").unwrap().contains("not agreed"));
    }
}
