//! Erasing a person: everything personal goes, for good and without undo. What a locked draw needs stays: its entries keep their
//! ids and point at an empty record, so the draw verifies as before. Words of other people that happen to name the person are
//! not touched here; whoever erases is shown where they stand.

use super::aggregate::{Campaign, Records};
use super::edit::EditError;
use super::ids::PersonId;
use super::name_words::words_of;
use super::person::Person;
use super::person::email_key;
use super::sweepstake::{Decision, Entry, EntryWay};
use super::text::Text;
use jiff::Timestamp;
use std::collections::HashSet;
use std::sync::Arc;

impl Records {
    /// Takes the person out. `at` goes into the empty record that stays where a locked draw has entries of theirs.
    pub(super) fn erase(&mut self, id: PersonId, at: Timestamp) -> Result<(), EditError> {
        let Some(person) = self.people.shared(id).cloned() else {
            return Err(EditError::NotThere { id: id.to_string() });
        };
        // Words about the person go; words of the person about others stay, without their author.
        let about: Vec<_> = self.nominations.iter().filter(|(_, it)| it.nominee == id).map(|(id, _)| id).collect();
        for nomination in about {
            self.nominations.swap(nomination, None);
        }
        let known = known_by(&person);
        let written: Vec<_> = self
            .nominations
            .iter()
            .filter(|(_, it)| it.nominator == Some(id))
            .map(|(id, it)| (id, it.clone()))
            .collect();
        for (nomination_id, mut nomination) in written {
            nomination.nominator = None;
            nomination.answers = nomination.answers.without(|answer| names(answer, &known));
            self.nominations.swap(nomination_id, Some(Arc::new(nomination)));
        }
        let heroes: Vec<_> = self.heroes.iter().filter(|(_, it)| it.person == id).map(|(id, _)| id).collect();
        for hero in heroes {
            self.heroes.swap(hero, None);
        }
        let won: Vec<_> =
            self.awards.iter().filter(|(_, it)| it.is_won_by(id)).map(|(id, it)| (id, it.clone())).collect();
        for (award_id, mut award) in won {
            award.winners.retain(|winner| winner.person != id);
            self.awards.swap(award_id, Some(Arc::new(award)));
        }
        self.erase_campaign_records(id, &known);
        self.erase_from_judging(id, &known);
        let keeps_entries = self.erase_entries(id, &known);
        self.erase_decisions_about(id);
        if keeps_entries {
            let empty = Person::default().with(|it| it.erased_at = Some(at));
            self.people.swap(id, Some(Arc::new(empty)));
        } else {
            self.people.swap(id, None);
        }
        Ok(())
    }

    /// That somebody looked like them, or was told apart from them, is forgotten with them.
    fn erase_decisions_about(&mut self, id: PersonId) {
        let named = |it: &Person| it.apart_from.contains(&id) || it.put_off.contains(&id);
        let others: Vec<_> = self.people.iter().filter(|(_, it)| named(it)).map(|(id, it)| (id, it.clone())).collect();
        for (other, mut person) in others {
            person.apart_from.retain(|it| *it != id);
            person.put_off.retain(|it| *it != id);
            self.people.swap(other, Some(Arc::new(person)));
        }
    }

    /// Entries of open sweepstakes go; those of locked ones keep what the roll was made from. True when some stay.
    fn erase_entries(&mut self, id: PersonId, known: &[String]) -> bool {
        let entries: Vec<_> =
            self.entries.iter().filter(|(_, it)| it.person == id).map(|(id, it)| (id, it.clone())).collect();
        let mut stay = false;
        self.erase_words_about(&entries.iter().map(|(_, entry)| entry.entry_id.as_str()).collect());
        for (entry_id, entry) in entries {
            let sealed = self.sweepstakes.get(entry.sweepstake).is_some_and(|it| it.sealed.is_some());
            stay |= sealed;
            let left = sealed.then(|| {
                Arc::new(Entry {
                    reference: Text::new(),
                    received: Text::new(),
                    household: Text::new(),
                    referred_by: Text::new(),
                    way: match entry.way {
                        EntryWay::Other(_) => EntryWay::default(),
                        ref way => way.clone(),
                    },
                    decision: match entry.decision {
                        Decision::ByRules => Decision::ByRules,
                        Decision::LetIn(_) => Decision::LetIn(String::new()),
                        Decision::LeftOut(reason, _) => Decision::LeftOut(reason, String::new()),
                        Decision::Excluded(reason, _) => Decision::Excluded(reason, String::new()),
                    },
                    origin: None,
                    ..entry
                })
            });
            self.entries.swap(entry_id, left);
        }
        // Others whom the person had sent say so by name or address.
        let sent: Vec<_> = self
            .entries
            .iter()
            .filter(|(_, it)| names(&it.referred_by, known))
            .map(|(id, it)| (id, it.clone()))
            .collect();
        for (entry_id, mut entry) in sent {
            entry.referred_by.clear();
            self.entries.swap(entry_id, Some(Arc::new(entry)));
        }
        stay
    }
}

impl Records {
    /// Thanks to the person, stories of them, their places in the league and their parcels go; what they wrote stays without
    /// its author.
    fn erase_campaign_records(&mut self, id: PersonId, known: &[String]) {
        let without = |answers: &mut Vec<(String, String)>| {
            answers.iter_mut().filter(|(_, answer)| names(answer, known)).for_each(|(_, answer)| answer.clear());
        };
        let thanks: Vec<_> = self
            .thanks
            .iter()
            .filter(|(_, it)| {
                it.to == Some(id) || it.from == Some(id) || signs(&it.to_words, known) || signs(&it.from_words, known)
            })
            .map(|(id, it)| (id, it.clone()))
            .collect();
        for (thanks_id, mut it) in thanks {
            let to_them = it.to == Some(id) || (it.to.is_none() && names(&it.to_words, known));
            if it.from == Some(id) || signs(&it.from_words, known) {
                it.from = None;
                it.from_words.clear();
                without(&mut it.answers);
            }
            // Words that name others beside them, such as "Ada Quist and Bo Lind", are not taken for theirs alone.
            if signs(&it.to_words, known) {
                it.to_words.clear();
            }
            self.thanks.swap(thanks_id, (!to_them).then(|| Arc::new(it)));
        }
        let sent: Vec<_> =
            self.mishaps.iter().filter(|(_, it)| it.sent_by == Some(id)).map(|(id, it)| (id, it.clone())).collect();
        for (mishap_id, mut it) in sent {
            it.sent_by = None;
            without(&mut it.answers);
            self.mishaps.swap(mishap_id, Some(Arc::new(it)));
        }
        let stories: Vec<_> = self.stories.iter().filter(|(_, it)| it.about == id).map(|(id, _)| id).collect();
        for story in stories {
            self.stories.swap(story, None);
        }
        let parcels: Vec<_> = self.parcels.iter().filter(|(_, it)| it.to == id).map(|(id, _)| id).collect();
        for parcel in parcels {
            self.parcels.swap(parcel, None);
        }
        let theirs: HashSet<_> = self.members.iter().filter(|(_, it)| it.person == id).map(|(id, _)| id).collect();
        for member in &theirs {
            self.members.swap(*member, None);
        }
        let touched: Vec<_> = self
            .members
            .iter()
            .filter(|(_, it)| {
                it.referred_by.is_some_and(|by| theirs.contains(&by))
                    || it.vouches.iter().any(|vouch| theirs.contains(&vouch.by))
                    || names(&it.referred_by_words, known)
            })
            .map(|(id, it)| (id, it.clone()))
            .collect();
        for (member_id, mut it) in touched {
            it.referred_by = it.referred_by.filter(|by| !theirs.contains(by));
            it.vouches.retain(|vouch| !theirs.contains(&vouch.by));
            if names(&it.referred_by_words, known) {
                it.referred_by_words.clear();
            }
            without(&mut it.answers);
            self.members.swap(member_id, Some(Arc::new(it)));
        }
    }

    /// In the judging of awards a number stays where the person was, so that scores and frozen outcomes hold. Words about them
    /// go: notes, comments, the text that judges read.
    fn erase_from_judging(&mut self, id: PersonId, known: &[String]) {
        let inside = known_in_texts(known);
        let holds = |text: &str| holds(text, &inside);
        let tells = |text: &str| names(text, known) || holds(text);
        let naming: Vec<_> = self
            .judgings
            .iter()
            .filter(|(_, it)| it.people().any(|(_, person)| person == id) || it.words().any(tells))
            .map(|(award, it)| (award, it.clone()))
            .collect();
        for (award, mut judging) in naming {
            let numbers: HashSet<u32> =
                judging.field.iter().filter(|it| it.person == Some(id)).map(|it| it.number).collect();
            judging.forget(id, |text| names(text, known), holds);
            let theirs = self.sheets.iter().filter(|(_, it)| it.award == award).map(|(_, it)| it);
            judging.erase_notes(award, theirs, tells);
            let sheets: Vec<_> =
                self.sheets.iter().filter(|(_, it)| it.award == award).map(|(id, it)| (id, it.clone())).collect();
            for (sheet_id, mut sheet) in sheets {
                for (candidate, line) in &mut sheet.lines {
                    if numbers.contains(candidate) || names(&line.comment, known) {
                        line.comment.clear();
                    }
                }
                if names(&sheet.words, known) {
                    sheet.words.clear();
                }
                self.sheets.swap(sheet_id, Some(Arc::new(sheet)));
            }
            self.judgings.swap(award, Some(Arc::new(judging)));
        }
    }

    /// The organiser's words beside amendments of these entries; the amendments themselves name nobody.
    fn erase_words_about(&mut self, entry_ids: &HashSet<&str>) {
        let with_words: Vec<_> =
            self.follow_ups.iter().filter(|(_, it)| !it.words.is_empty()).map(|(id, it)| (id, it.clone())).collect();
        for (id, mut follow_up) in with_words {
            let sealed = self.sweepstakes.get(id).and_then(|it| it.sealed.as_ref());
            let amendments =
                sealed.and_then(|it| crate::draw::parse_amendments(it.amendments.as_bytes()).ok()).unwrap_or_default();
            for signed in amendments {
                if entry_ids.contains(signed.amendment.entry_id.as_str()) {
                    follow_up.words.remove(&signed.amendment.n);
                }
            }
            self.follow_ups.swap(id, Some(Arc::new(follow_up)));
        }
    }
}

/// Every name and address under which the person is known, records merged into theirs included; folded to lower case.
pub fn known_by(person: &Person) -> Vec<String> {
    let all = person.with_merged();
    let mut words: Vec<String> = all
        .into_iter()
        .flat_map(|it| [&it.name, &it.latin_name, &it.email, &it.code_name])
        .map(|text| text.trim().to_lowercase())
        .filter(|text| !text.is_empty())
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Letters of a cell that may be a name with a remark behind a comma, such as "Ana, third floor"; longer ones are sentences.
const SIGNED_LETTERS: usize = 60;

/// Is the text one of these names or addresses, also the other way round ("Quist, Ada") or with where they sit behind a comma, or
/// does it hold one of the addresses?
pub fn names(text: &str, known: &[String]) -> bool {
    let folded = text.trim().to_lowercase();
    if folded.is_empty() {
        return false;
    }
    if known.iter().any(|word| folded == *word || (word.contains('@') && folded.contains(word.as_str()))) {
        return true;
    }
    let parts = folded.split_once(',').filter(|_| folded.chars().nth(SIGNED_LETTERS).is_none());
    parts.is_some_and(|(before, behind)| {
        let turned = format!("{} {}", behind.trim(), before.trim());
        known.iter().any(|word| before.trim() == word || turned == *word)
    })
}

/// Are these words, which say whom something is from, the person's: do they hold one of the names in whole?
fn signs(text: &str, known: &[String]) -> bool {
    let folded = text.to_lowercase();
    names(text, known) || known.iter().any(|word| word.contains(' ') && folded.contains(word.as_str()))
}

/// Of these the ones that are looked for inside a text: a single word is too common.
fn known_in_texts(known: &[String]) -> Vec<String> {
    known.iter().filter(|word| word.contains(' ') || word.contains('@')).cloned().collect()
}

fn holds(text: &str, inside: &[String]) -> bool {
    let text = text.to_lowercase();
    inside.iter().any(|word| text.contains(word.as_str()))
}

impl Campaign {
    /// Other people who have one of the person's addresses, such as a family.
    pub fn sharing_address(&self, person: PersonId) -> Vec<PersonId> {
        let addresses = |it: &Person| -> HashSet<String> {
            let all = it.with_merged().into_iter().filter(|it| !it.email.trim().is_empty());
            all.map(|it| email_key(&it.email)).collect()
        };
        let Some(own) = self.people().get(person).map(addresses).filter(|own| !own.is_empty()) else {
            return Vec::new();
        };
        let others = self.people().iter().filter(|(id, _)| *id != person);
        others.filter(|(_, it)| !own.is_disjoint(&addresses(it))).map(|(id, _)| id).collect()
    }

    /// Where free text of other records still holds a name or address of the person: ids, for whoever erases to look at.
    pub fn mentions(&self, person: PersonId) -> Vec<String> {
        let Some(record) = self.people().get(person) else { return Vec::new() };
        let all = known_by(record);
        let inside = known_in_texts(&all);
        let holds = |text: &str| holds(text, &inside);
        let mut found = Vec::new();
        for (id, it) in self.nominations().iter().filter(|(_, it)| it.nominee != person) {
            let answers = it.answers.iter().any(|(_, answer)| holds(answer) && it.nominator != Some(person));
            if holds(&it.story) || holds(&it.reason) || holds(&it.quote) || answers {
                found.push(id.to_string());
            }
        }
        for (id, it) in self.heroes().iter().filter(|(_, it)| it.person != person) {
            if holds(&it.story) || holds(&it.quote) || holds(&it.quote_by) {
                found.push(id.to_string());
            }
        }
        for (id, it) in self.thanks().iter().filter(|(_, it)| it.to != Some(person)) {
            // Words that say who it is from and to are short, so that one word alone counts; those that hold the whole name go.
            let is_left = |words: &str| !signs(words, &all) && words_of(words).any(|(_, word)| all.contains(&word));
            let signed = (it.from != Some(person) && is_left(&it.from_words)) || is_left(&it.to_words);
            if signed || holds(&it.message) || holds(&it.shown_as) {
                found.push(id.to_string());
            }
        }
        for (id, it) in self.mishaps().iter() {
            if [&it.title, &it.text, &it.public_text, &it.punchline].into_iter().any(|text| holds(text)) {
                found.push(id.to_string());
            }
        }
        for (id, it) in self.stories().iter().filter(|(_, it)| it.about != person) {
            let quoted = it.quotes.iter().any(|quote| holds(&quote.words) || holds(&quote.by));
            let before = it.versions.iter().any(|version| holds(&version.text) || holds(&version.title));
            if holds(&it.title) || holds(&it.text) || holds(&it.summary) || quoted || before {
                found.push(id.to_string());
            }
        }
        for (id, it) in self.members().iter().filter(|(_, it)| it.person != person) {
            let vouched = it.vouches.iter().any(|vouch| holds(&vouch.words));
            if holds(&it.application) || holds(&it.best_practice) || holds(&it.success_story) || vouched {
                found.push(id.to_string());
            }
        }
        for (id, judging) in self.judgings().iter() {
            if judging.words_besides(Some(person)).any(holds) {
                found.push(format!("the judging of {id}"));
            }
        }
        for (id, sheet) in self.sheets().iter() {
            let judging = self.judgings().get(sheet.award);
            let own =
                |number: u32| judging.and_then(|it| it.candidate(number)).is_some_and(|it| it.person == Some(person));
            let told = sheet.lines.iter().any(|(number, line)| !own(*number) && holds(&line.comment));
            if told || holds(&sheet.words) {
                found.push(id.to_string());
            }
        }
        // Who has the same address keeps it.
        let sharing: HashSet<PersonId> = self.sharing_address(person).into_iter().collect();
        for (id, it) in self.people().iter().filter(|(id, _)| *id != person) {
            if holds(&it.notes) || sharing.contains(&id) {
                found.push(id.to_string());
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{Change, Edit, Thanks};

    #[test]
    fn a_name_with_where_they_sit_is_theirs() {
        let known = ["ada quist", "ada", "ada@x.example"].map(String::from);
        for text in ["Ada Quist", " ADA ", "Ada, third floor", "Quist, Ada", "Ada Quist, Data", "mail ada@x.example"] {
            assert!(names(text, &known), "{text}");
        }
        let sentence = "Ada, who sat up all night with the printer, and never once complained about it.";
        for text in ["", "Adam", "Bo, third floor", "Ada mended it", sentence] {
            assert!(!names(text, &known), "{text}");
        }
    }

    fn settings() -> crate::campaign::Settings {
        ron::from_str("(id:\"\",title:\"\",keys:(signing_seed:\"\",household_key:\"\",check_key:\"\"))").unwrap()
    }

    #[test]
    fn words_that_sign_a_message_go_or_are_told() {
        let person = |name: &str| Person { name: name.into(), ..Person::default() };
        let thanks = |from: &str, to: &str| Thanks {
            from_words: from.into(),
            to_words: to.into(),
            message: "Thank you".into(),
            ..Thanks::default()
        };
        let mut campaign = Campaign::new(settings(), Timestamp::UNIX_EPOCH);
        let edits = vec![
            Edit::person(1.into(), person("Ana Quist")),
            Edit::person(2.into(), person("Bo")),
            Edit::thanks(1.into(), thanks("Greetings from Ana Quist", "Night shift")),
            Edit::thanks(2.into(), thanks("Cleo", "Ana Quist and Bo Lind")),
            Edit::thanks(3.into(), thanks("Bo, third floor", "Night shift")),
            Edit::thanks(4.into(), thanks("The friends of Bo", "Night shift")),
        ];
        campaign.apply(&Change::new("Set up", edits), Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(campaign.mentions(2.into()), ["T2", "T4"].map(String::from), "{:?}", campaign.mentions(2.into()));
        for id in [1, 2] {
            campaign
                .apply(&Change::one("Erase", Edit::Erase(PersonId(id), Timestamp::UNIX_EPOCH)), Timestamp::UNIX_EPOCH)
                .unwrap();
        }
        let left: Vec<(String, String)> =
            campaign.thanks().iter().map(|(_, it)| (it.from_words.clone(), it.to_words.clone())).collect();
        let left: Vec<(&str, &str)> = left.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        assert_eq!(
            left,
            [("", "Night shift"), ("Cleo", ""), ("", "Night shift"), ("The friends of Bo", "Night shift")]
        );
    }
}
