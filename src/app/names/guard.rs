//! Names that slipped into other words: a quote, a message, a story may name somebody who does not wish to be named, and nobody
//! looks at each of a thousand texts. The guard knows every name of the campaign and what of it may be shown, and says of a
//! text whom it gives away.
//!
//! A full name is found wherever it stands, and so are two words of one. A single word counts only if it is of somebody who was
//! nominated, nominated others, wrote or received thanks, or belongs to the league, is written like a name, and is no common
//! word: with a million entrants every other word is somebody's family name. It would rather keep back a text too many.

use super::{Output, shown_form};
use crate::app::redaction::is_common_word;
use crate::campaign::{
    Campaign, ConsentState, NameForm, Output as Chosen, Person, PersonId, is_unspaced, is_unspaced_letter,
    unspaced_parts, words_of,
};
use crate::press::facts::form_after_consent;
use std::collections::{BTreeSet, HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Knows the names of a campaign that may not be shown at one output.
pub struct Guard<'a> {
    campaign: &'a Campaign,
    is_print: bool,
    /// Single words, folded.
    words: HashMap<String, PersonId>,
    /// Two words beside each other.
    pairs: HashMap<(String, String), PersonId>,
    /// Names in scripts that set no spaces, by their first sign; as written, since a name without its marks is in any text.
    runs: HashMap<char, Vec<(String, PersonId)>>,
}

/// Begins with a capital, or is of a script that has none.
fn is_written_like_a_name(word: &str) -> bool {
    word.chars().next().is_some_and(|first| !first.is_lowercase())
}

impl<'a> Guard<'a> {
    /// For what goes to everybody: without a yes no name is shown. Reads all names once.
    pub fn new(campaign: &'a Campaign, output: Output) -> Self {
        let forms = forms(campaign, output.of_members());
        let form = |id: PersonId, person: &Person| {
            let chosen = forms.get(&id).copied().unwrap_or_else(|| person.chosen_form(output.of_members()));
            form_shown(campaign, person, chosen, output)
        };
        Self::of(campaign, false, form)
    }

    /// For what is printed: there a name stands as it is until its person says no or chooses another form of it, as
    /// [`print_form`](crate::press::facts::print_form) has it. Reads all names once.
    pub fn for_print(campaign: &'a Campaign) -> Self {
        let forms = forms(campaign, Chosen::Print);
        let form = |id: PersonId, person: &Person| {
            form_after_consent(person, forms.get(&id).copied().unwrap_or_else(|| person.chosen_form(Chosen::Print)))
        };
        Self::of(campaign, true, form)
    }

    fn of(campaign: &'a Campaign, is_print: bool, form: impl Fn(PersonId, &Person) -> NameForm) -> Self {
        let is_small = campaign.people().len() <= EVERYBODY;
        // The name as it is holds nothing back, and most people of most campaigns have chosen nothing else.
        let forms = campaign.people().iter().map(|(id, person)| (id, person, form(id, person)));
        let held: Vec<_> = forms.filter(|(_, _, form)| !matches!(form, NameForm::Real | NameForm::ByDefault)).collect();
        let circle = circle(campaign, &held.iter().map(|(id, _, _)| *id).collect());
        let mut guard = Self { campaign, is_print, words: HashMap::new(), pairs: HashMap::new(), runs: HashMap::new() };
        for (id, person, form) in held {
            let is_in_circle = circle.contains(&id);
            if !is_in_circle && !is_small {
                continue;
            }
            let withheld = person.withheld_in(form);
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
            for name in names_of(person) {
                guard.add_runs(&name, &withheld, id);
            }
            for word in withheld.into_iter().filter(|word| !is_unspaced(word)) {
                if is_in_circle && word.chars().nth(2).is_some() {
                    guard.words.entry(word).or_insert(id);
                }
            }
        }
        guard
    }

    /// Learns what of a name may not stand in a run of signs.
    fn add_runs(&mut self, name: &str, withheld: &BTreeSet<String>, id: PersonId) {
        if !name.chars().any(is_unspaced_letter) {
            return;
        }
        let hidden: Vec<&str> =
            words_of(name).filter(|(_, folded)| withheld.contains(folded)).map(|(word, _)| word).collect();
        for run in unspaced_parts(name).into_iter().filter(|run| hidden.iter().any(|word| run.contains(word))) {
            if let Some(first) = run.chars().next() {
                self.runs.entry(first).or_default().push((run, id));
            }
        }
    }

    /// Whom this text gives away; nobody in most texts.
    pub fn names(&self, text: &str) -> Option<PersonId> {
        self.names_beside(text, None)
    }

    /// The same for a text about somebody: their own name is no other's, whoever else bears a part of it. What may be said of
    /// themselves is [`given_away`](crate::press::facts::given_away)'s to judge.
    pub fn names_beside(&self, text: &str, about: Option<PersonId>) -> Option<PersonId> {
        if self.words.is_empty() && self.pairs.is_empty() && self.runs.is_empty() {
            return None;
        }
        let person = about.and_then(|id| self.campaign.people().get(id));
        let own: HashSet<String> = person
            .iter()
            .flat_map(|it| [&it.name, &it.latin_name, &it.given_name, &it.family_name])
            .flat_map(|name| words_of(name).map(|(_, word)| word))
            .collect();
        let said: Vec<(&str, String)> = words_of(text).collect();
        let pair = || {
            let strange = said.windows(2).filter(|two| !two.iter().all(|(_, word)| own.contains(word)));
            strange
                .filter_map(|two| self.pairs.get(&(two[0].1.clone(), two[1].1.clone())))
                .find(|id| about != Some(**id))
        };
        let single = || {
            said.iter()
                .filter(|(word, folded)| is_written_like_a_name(word) && !own.contains(folded) && !is_common_word(word))
                .filter_map(|(_, word)| self.words.get(word))
                .find(|id| about != Some(**id))
        };
        let run = || {
            if self.runs.is_empty() || !text.chars().any(is_unspaced_letter) {
                return None;
            }
            let own: Vec<String> = person.map(names_of).into_iter().flatten().collect();
            let text: String = text.nfkc().collect();
            text.char_indices().find_map(|(at, first)| {
                let mut runs = self.runs.get(&first)?.iter();
                let found = runs.find(|(run, id)| {
                    let is_own = || about == Some(*id) || own.iter().any(|name| name.contains(run.as_str()));
                    // A mark behind its last letter makes it another syllable.
                    let behind = text[at..].strip_prefix(run.as_str());
                    let is_it = behind.is_some_and(|it| !it.chars().next().is_some_and(is_combining_mark));
                    is_it && !is_own()
                });
                found.map(|(_, id)| id)
            })
        };
        pair().or_else(single).or_else(run).copied()
    }

    /// A channel as it may be shown: one that is somebody's name is somebody's word.
    pub fn channel(&self, name: String) -> String {
        if self.names(&name).is_some() { "Somebody's word".into() } else { name }
    }

    /// Why a text that gives somebody away is left out; `None` for a text that names nobody.
    pub fn why(&self, text: &str) -> Option<String> {
        self.why_beside(text, None)
    }

    /// The same for a text about somebody.
    pub fn why_beside(&self, text: &str, about: Option<PersonId>) -> Option<String> {
        let id = self.names_beside(text, about)?;
        Some(format!("Names {}; give it another wording.", self.said_of(id)))
    }

    /// "Bo Reyes, who has not agreed to be named", or "Bo Reyes in another form than they agreed to".
    pub fn said_of(&self, id: PersonId) -> String {
        let person = self.campaign.people().get(id);
        let name = person.as_ref().map_or("somebody", |person| person.display_name());
        match person.as_ref().map(|person| person.consent.state) {
            Some(ConsentState::Agreed) => format!("{name} in another form than they agreed to"),
            Some(ConsentState::NotAsked | ConsentState::Asked) if self.is_print => {
                format!("{name} in another form than they chose")
            }
            Some(ConsentState::Refused) if self.is_print => format!("{name}, who said no to being named"),
            Some(ConsentState::Withdrawn) if self.is_print => format!("{name}, who withdrew consent"),
            _ => format!("{name}, who has not agreed to be named"),
        }
    }
}

/// All names of somebody, their letters put together with their marks.
fn names_of(person: &Person) -> [String; 4] {
    [&person.name, &person.latin_name, &person.given_name, &person.family_name].map(|name| name.nfkc().collect())
}

/// Up to this many people are all known by their full names; of more only those who take part in more than a draw.
const EVERYBODY: usize = 50_000;

/// What members of the league chose for an output.
fn forms(campaign: &Campaign, output: Chosen) -> HashMap<PersonId, NameForm> {
    let members = campaign.members().iter().map(|(_, member)| member);
    members
        .filter_map(|member| Some((member.person, *member.disclosure.get(&output)?)))
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

/// Those of them who take part in more than a draw.
pub(in crate::app) fn circle(campaign: &Campaign, of: &HashSet<PersonId>) -> HashSet<PersonId> {
    let mut circle = HashSet::new();
    if of.is_empty() {
        return circle;
    }
    let mut add = |id: PersonId| {
        if of.contains(&id) {
            circle.insert(id);
        }
    };
    for (_, it) in campaign.nominations().iter() {
        add(it.nominee);
        it.nominator.into_iter().for_each(&mut add);
    }
    campaign.thanks().iter().flat_map(|(_, it)| it.to.into_iter().chain(it.from)).for_each(&mut add);
    campaign.mishaps().iter().filter_map(|(_, it)| it.sent_by).for_each(&mut add);
    campaign.members().iter().map(|(_, it)| it.person).for_each(&mut add);
    campaign.heroes().iter().map(|(_, it)| it.person).for_each(&mut add);
    campaign.stories().iter().map(|(_, it)| it.about).for_each(&mut add);
    let winners = campaign.awards().iter().flat_map(|(_, award)| award.winners.iter().map(|winner| winner.person));
    winners.for_each(&mut add);
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
            Edit::person(PersonId(6), person("佐々木太郎", ConsentState::Refused, NameForm::Real)),
            Edit::person(PersonId(7), person("กิตติ ใจดี", ConsentState::Refused, NameForm::Real)),
            Edit::person(PersonId(8), person("김민준", ConsentState::Refused, NameForm::Real)),
            Edit::person(PersonId(9), person("이 서연", ConsentState::Refused, NameForm::Real)),
            Edit::person(PersonId(10), person("ကျော် ဆန်း", ConsentState::Refused, NameForm::Real)),
            Edit::person(PersonId(11), person("สมหญิง มี", ConsentState::Refused, NameForm::Real)),
            Edit::person(PersonId(12), person("ヤマダ", ConsentState::Refused, NameForm::Real)),
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
            ("また佐々木太郎さんに", Some(6)),
            ("ขอบคุณกิตติมาก", Some(7)),
            ("밤새 김민준씨가 도와 주었습니다", Some(8)),
            ("어제 서연씨가 고쳤다", Some(9)),
            ("이서연님께 감사합니다", Some(9)),
            ("감사합니다", None),
            ("ကျေးဇူးတင်ပါတယ်", None),
            ("ကျော်ဆန်းကို ကျေးဇူးတင်ပါတယ်", Some(10)),
            ("ขอบคุณมาก", None),
            ("ขอบคุณสมหญิงมาก", Some(11)),
            ("ﾔﾏﾀﾞさんに", Some(12)),
            ("Will it print in May?", None),
            ("Will May fixed it.", Some(5)),
            ("", None),
        ] {
            assert_eq!(guard.names(text), who.map(PersonId), "{text}");
        }
        let apart: String = "밤새 김민준씨가".nfd().collect();
        assert_eq!(guard.names(&apart), Some(PersonId(8)));
        assert!(guard.why("Ms Okonjo").unwrap().contains("another form"));
        assert!(guard.why("Bo Reyes").unwrap().contains("not agreed"));
    }

    #[test]
    fn one_letter_with_its_marks_gives_nobody_away_in_words_about_them() {
        let given_away = |name: &str, text: &str| {
            let person = Person { name: name.into(), ..Person::default() };
            person.given_away_in(NameForm::Hidden, text).map(str::to_owned)
        };
        for (name, text, word) in [
            ("สมหญิง มี", "ขอบคุณที่มีคุณ", None),
            ("สมหญิง มี", "ขอบคุณสมหญิงมาก", Some("สมหญิง")),
            ("ကျော် ဆန်း", "ကို ကျေးဇူးတင်ပါတယ်", None),
            ("김 민준", "밤새 민준씨가", Some("민준")),
            // As a Mac writes it, in parts, and as old programs do, in letters of half the width.
            (
                "김 민준",
                "밤새 \u{1106}\u{1175}\u{11ab}\u{110c}\u{116e}\u{11ab}씨가",
                Some("\u{1106}\u{1175}\u{11ab}\u{110c}\u{116e}\u{11ab}"),
            ),
            ("\u{1106}\u{1175}\u{11ab}\u{110c}\u{116e}\u{11ab}", "밤새 민준씨가", Some("민준")),
            ("ヤマダ タロウ", "夜中にﾔﾏﾀﾞさんが", Some("ﾔﾏﾀﾞ")),
            ("ﾔﾏﾀﾞ", "夜中にヤマダさんが", Some("ヤマダ")),
            ("ヤマタ", "夜中にﾔﾏﾀﾞさんが", None),
        ] {
            assert_eq!(given_away(name, text).as_deref(), word, "{text}");
        }
    }

    #[test]
    fn on_paper_only_a_no_and_another_form_hold_a_name_back() {
        let campaign = campaign();
        let guard = Guard::for_print(&campaign);
        for (text, about, who) in [
            ("Then Grace Summer came.", None, None),
            ("Sabine and Reyes did it.", None, Some(2)),
            ("Ask Ms Okonjo.", None, Some(1)),
            ("Ask Ms Okonjo.", Some(1), None),
            ("Sabine Okonjo and Bo Reyes", Some(1), Some(2)),
            ("感谢王小明的帮助", None, Some(4)),
            ("感谢王小明的帮助", Some(4), None),
            ("los reyes magos, in May", None, None),
        ] {
            assert_eq!(guard.names_beside(text, about.map(PersonId)), who.map(PersonId), "{text}");
        }
        assert!(guard.why("Bo Reyes").unwrap().contains("withdrew consent"));
        assert!(guard.why("王小明").unwrap().contains("said no"));
    }
}
