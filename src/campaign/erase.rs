//! Erasing a person: everything personal goes, for good and without undo. What a locked draw needs stays: its entries keep their
//! ids and point at an empty record, so the draw verifies as before. Names in the middle of
//! what others wrote are taken out by the change of which an erasure is a part, not here.

use super::aggregate::{Campaign, Records};
use super::award::Award;
use super::edit::EditError;
use super::ids::{AwardId, PersonId};
use super::judging::{Judging, Sheet};
use super::known::Known;
use super::nomination::Nomination;
use super::person::Person;
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
        let known = Known::of(&person);
        // A name or address that is somebody else's, too, may mean them: words of others keep it.
        let own = self.known_alone(id, &known);
        let written: Vec<_> = self
            .nominations
            .iter()
            .filter(|(_, it)| it.nominator == Some(id))
            .map(|(id, it)| (id, it.clone()))
            .collect();
        for (nomination_id, mut nomination) in written {
            nomination.nominator = None;
            let kept = words_kept_of(&nomination, self.people.get(nomination.nominee), |award| self.awards.get(award));
            nomination.answers = nomination.answers.without(|answer| known.is(answer) || !stays(answer, &kept));
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
        self.erase_campaign_records(id, &known, &own);
        self.erase_from_judging(id, &own);
        let keeps_entries = self.erase_entries(id, &own);
        self.erase_decisions_about(id);
        if keeps_entries {
            let empty = Person::default().with(|it| it.erased_at = Some(at));
            self.people.swap(id, Some(Arc::new(empty)));
        } else {
            self.people.swap(id, None);
        }
        Ok(())
    }

    /// Other people who have one of the person's names or addresses.
    fn namesakes<'r>(&'r self, id: PersonId, known: &Known) -> impl Iterator<Item = (PersonId, &'r Person)> {
        self.people.iter().filter(move |(other, it)| *other != id && known.is_shared_with(it))
    }

    /// What is known of the person and of nobody else.
    fn known_alone(&self, id: PersonId, known: &Known) -> Known {
        self.namesakes(id, known).fold(known.clone(), |own, (_, other)| own.without(&Known::of(other)))
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
    fn erase_entries(&mut self, id: PersonId, known: &Known) -> bool {
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
        let sent: Vec<_> =
            self.entries.iter().filter(|(_, it)| known.is(&it.referred_by)).map(|(id, it)| (id, it.clone())).collect();
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
    fn erase_campaign_records(&mut self, id: PersonId, known: &Known, own: &Known) {
        let without = |answers: &mut Vec<(String, String)>, kept: &[&str]| {
            let kept: Vec<String> = kept.iter().map(|text| text.trim().to_lowercase()).collect();
            let goes = |answer: &str| known.is(answer) || !stays(answer, &kept);
            answers.iter_mut().filter(|(_, answer)| goes(answer)).for_each(|(_, answer)| answer.clear());
        };
        // Words that say whom something is from hold the name in whole, or the name is somebody else's.
        let signs = |words: &str| own.is_told_by(words);
        let thanks: Vec<_> = self
            .thanks
            .iter()
            .filter(|(_, it)| it.to == Some(id) || it.from == Some(id) || signs(&it.to_words) || signs(&it.from_words))
            .map(|(id, it)| (id, it.clone()))
            .collect();
        for (thanks_id, mut it) in thanks {
            let to_them = it.to == Some(id) || (it.to.is_none() && own.is(&it.to_words));
            if it.from == Some(id) || signs(&it.from_words) {
                it.from = None;
                it.from_words.clear();
                without(&mut it.answers, &[&it.message, &it.to_words, &it.received]);
            }
            // Words that name others beside them, such as "Ada Quist and Bo Lind", are not taken for theirs alone.
            if signs(&it.to_words) {
                it.to_words.clear();
            }
            self.thanks.swap(thanks_id, (!to_them).then(|| Arc::new(it)));
        }
        let sent: Vec<_> =
            self.mishaps.iter().filter(|(_, it)| it.sent_by == Some(id)).map(|(id, it)| (id, it.clone())).collect();
        for (mishap_id, mut it) in sent {
            it.sent_by = None;
            let kept = [&it.title, &it.text, &it.device, &it.cause, &it.damage, &it.punchline, &it.received];
            without(&mut it.answers, &kept.map(String::as_str));
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
                    || own.is(&it.referred_by_words)
            })
            .map(|(id, it)| (id, it.clone()))
            .collect();
        for (member_id, mut it) in touched {
            it.referred_by = it.referred_by.filter(|by| !theirs.contains(by));
            it.vouches.retain(|vouch| !theirs.contains(&vouch.by));
            if own.is(&it.referred_by_words) {
                it.referred_by_words.clear();
            }
            it.answers.iter_mut().filter(|(_, answer)| own.is(answer)).for_each(|(_, answer)| answer.clear());
            self.members.swap(member_id, Some(Arc::new(it)));
        }
    }

    /// In the judging of awards a number stays where the person was, so that scores and frozen outcomes hold. Words about them
    /// go: notes, comments, the text that judges read.
    fn erase_from_judging(&mut self, id: PersonId, known: &Known) {
        let tells = |text: &str| known.is_told_by(text);
        let names_them = |sheet: &Sheet| tells(&sheet.words) || sheet.lines.values().any(|line| tells(&line.comment));
        let sheets: HashSet<AwardId> =
            self.sheets.iter().filter(|(_, it)| names_them(it)).map(|(_, it)| it.award).collect();
        let is_named = |award: AwardId, it: &Judging| {
            sheets.contains(&award) || it.people().any(|(_, person)| person == id) || it.words().any(tells)
        };
        let naming = self.judgings.iter().filter(|(award, it)| is_named(*award, it));
        let naming: Vec<_> = naming.map(|(award, it)| (award, it.clone())).collect();
        for (award, mut judging) in naming {
            let numbers: HashSet<u32> =
                judging.field.iter().filter(|it| it.person == Some(id)).map(|it| it.number).collect();
            judging.forget(id, |text| known.is(text), |text| known.stands_in(text));
            let theirs = self.sheets.iter().filter(|(_, it)| it.award == award).map(|(_, it)| it);
            judging.erase_notes(award, theirs, tells);
            let sheets: Vec<_> =
                self.sheets.iter().filter(|(_, it)| it.award == award).map(|(id, it)| (id, it.clone())).collect();
            for (sheet_id, mut sheet) in sheets {
                for (candidate, line) in &mut sheet.lines {
                    if numbers.contains(candidate) || tells(&line.comment) {
                        line.comment.clear();
                    }
                }
                if tells(&sheet.words) {
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

/// What a nomination says and stands for beside its author: its words, and whom and what they are about. In lower case.
pub fn words_kept_of<'a>(
    nomination: &Nomination,
    nominee: Option<&Person>,
    award: impl Fn(AwardId) -> Option<&'a Award>,
) -> Vec<String> {
    let mut kept = vec![
        nomination.story.as_str(),
        &nomination.reason,
        &nomination.quote,
        &nomination.channel,
        &nomination.received,
        &nomination.set_aside_reason,
    ];
    kept.extend(nomination.problems.iter().map(String::as_str));
    kept.extend(nomination.awards.iter().filter_map(|id| award(*id)).map(|award| award.title.as_str()));
    for person in nominee.map(Person::with_merged).unwrap_or_default() {
        let called = [&person.name, &person.given_name, &person.family_name, &person.latin_name, &person.email];
        let at_work = [&person.organisation, &person.team, &person.function, &person.country, &person.place];
        kept.extend(called.into_iter().chain(at_work).map(Text::as_str));
    }
    kept.retain(|text| !text.is_empty());
    kept.into_iter().map(|text| text.trim().to_lowercase()).collect()
}

/// A cell of so many words says something, and is no telephone number, department or name.
const SAYS_SOMETHING: usize = 8;

/// Does a cell of a row stay when the author of its words goes? What stands in the nomination does, and so do whole sentences;
/// telephone numbers, departments and whatever else a form asks about the author go.
pub fn stays(cell: &str, kept: &[String]) -> bool {
    let cell = cell.trim().to_lowercase();
    let words = cell.split_whitespace().count();
    let is_kept = |text: &String| *text == cell || (words >= 4 && text.contains(&cell)) || is_list_of(&cell, text);
    words >= SAYS_SOMETHING || kept.iter().any(is_kept)
}

/// Several awards ticked in one cell.
fn is_list_of(cell: &str, title: &str) -> bool {
    cell.split([';', '\n']).chain(cell.split(',')).any(|part| part.trim() == title)
}

impl Campaign {
    /// Other people who have one of the person's addresses or names, such as a family, or two of one name.
    pub fn namesakes(&self, person: PersonId) -> Vec<PersonId> {
        let Some(known) = self.people().get(person).map(Known::of) else { return Vec::new() };
        self.records().namesakes(person, &known).map(|(id, _)| id).collect()
    }

    /// What is known of a person and of nobody else: by this alone words of others are told to mean them.
    pub fn known_alone(&self, person: PersonId) -> Known {
        let Some(known) = self.people().get(person).map(Known::of) else { return Known::default() };
        self.records().known_alone(person, &known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{Campaign, Change, Edit, Thanks};

    fn settings() -> crate::campaign::Settings {
        ron::from_str("(id:\"\",title:\"\",keys:(signing_seed:\"\",household_key:\"\",check_key:\"\"))").unwrap()
    }

    #[test]
    fn words_that_sign_a_message_go_where_they_hold_the_name() {
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
