//! Erasing a person: everything personal goes, for good and without undo. What a locked draw needs stays: its entries keep their
//! ids and point at an empty record, so the draw verifies as before. Names in the middle of
//! what others wrote are taken out by the change of which an erasure is a part, not here.

use super::aggregate::{Campaign, Records};
use super::edit::{EditError, Leaving};
use super::erased_rows::RowKey;
use super::ids::{EntryId, PersonId};
use super::kept::{KeptWords, RowWords};
use super::known::{ERASED, Known, SEVERAL, Ways};
use super::name_words::latin_words;
use super::nomination::Nomination;
use super::person::{Person, email_key, mailbox_without_plus, name_key};
use super::publication::Mark;
use super::sweepstake::{Decision, Entry, EntryWay};
use super::text::Text;
use super::thanks::Thanks;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

impl Records {
    /// Takes the person out. The moment goes into the empty record that stays where a locked draw has entries of theirs.
    pub(super) fn erase(&mut self, id: PersonId, leaving: &Leaving) -> Result<(), EditError> {
        let Some(person) = self.people.shared(id).cloned() else {
            return Err(EditError::NotThere { id: id.to_string() });
        };
        let known = self.known_of(id, Known::of(&person).reached_by(&leaving.ways));
        // A name or address that is somebody else's, too, may mean them: words of others keep it.
        let own = self.known_alone(id, &known);
        self.erase_nominations(id, &known, &own);
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
        let keeps_entries = self.erase_entries(id);
        self.erase_from_entries(id, &known, &own);
        self.erase_decisions_about(id);
        self.erase_from_marks(&own);
        self.keep_addresses(id, &person);
        if keeps_entries {
            let empty = Person::default().with(|it| it.erased_at = Some(leaving.at));
            self.people.swap(id, Some(Arc::new(empty)));
        } else {
            self.people.swap(id, None);
        }
        Ok(())
    }

    /// What the campaign's key makes of their addresses stays, so that a list that has one is asked about.
    fn keep_addresses(&mut self, id: PersonId, person: &Person) {
        let Some(key) = RowKey::of(&self.settings) else { return };
        let kept: Vec<String> =
            self.addresses_alone(id, person).iter().filter_map(|address| key.address(address)).collect();
        if !kept.is_empty() {
            Arc::make_mut(&mut self.settings).erased_addresses.extend(kept);
        }
    }

    /// Addresses of theirs that nobody else has, who would be in lists with them.
    fn addresses_alone(&self, id: PersonId, person: &Person) -> Vec<String> {
        let records = person.with_merged();
        let mut own: Vec<String> = records.iter().map(|it| email_key(&it.email)).collect();
        own.retain(|address| address.contains('@'));
        // What is behind a plus is made up for each list.
        let mailboxes: Vec<String> = own.iter().filter_map(|address| mailbox_without_plus(address)).collect();
        own.extend(mailboxes);
        for (_, other) in self.people.iter().filter(|(other, _)| *other != id) {
            if own.is_empty() {
                break;
            }
            if other.merged.is_empty() {
                own.retain(|address| !is_address(&other.email, address));
            } else {
                let others = other.with_merged();
                own.retain(|address| !others.iter().any(|it| is_address(&it.email, address)));
            }
        }
        own
    }

    /// Words about the person go, with their answers in what else came of the same row; words of the person about others stay
    /// without what a form asked their author.
    fn erase_nominations(&mut self, id: PersonId, known: &Known, own: &Known) {
        let rows = self.rows_with(id, own);
        let row_of = |it: &Nomination| it.origin.and_then(|origin| rows.get(&(origin.source, origin.line)));
        let about: Vec<_> = self.nominations.iter().filter(|(_, it)| it.nominee == id).map(|(id, _)| id).collect();
        let of_others = self.nominations.iter().filter(|(_, it)| it.nominee != id);
        let changed =
            of_others.filter(|(_, it)| it.nominator == Some(id) || row_of(it).is_some()).map(|(number, it)| {
                let alone = RowWords::of_nomination(self, it, id);
                let row = row_of(it).unwrap_or(&alone);
                let mut it = it.clone();
                it.nominator = it.nominator.filter(|by| *by != id);
                let is_theirs = |answer: &str| known.is(answer) && (row.is_written() || !row.says(answer));
                let goes = |question: &str, answer: &str| is_theirs(answer) || row.loses(question, answer);
                let gone = |question: &str, answer: &str| goes(question, answer).then(String::new);
                it.answers = it.answers.with(gone).unwrap_or(it.answers);
                (number, it)
            });
        let changed: Vec<_> = changed.collect();
        for (number, it) in changed {
            self.nominations.swap(number, Some(Arc::new(it)));
        }
        for nomination in about {
            self.nominations.swap(nomination, None);
        }
    }

    /// Other people who have one of the person's names or addresses.
    fn namesakes<'r>(&'r self, id: PersonId, known: &Known) -> impl Iterator<Item = (PersonId, &'r Person)> {
        self.people.iter().filter(move |(other, it)| *other != id && known.is_shared_with(it))
    }

    /// What somebody is known by, told apart from what else goes by such a name.
    fn known_of(&self, id: PersonId, known: Known) -> Known {
        let others = || self.people.iter().filter(|(other, _)| *other != id).map(|(_, it)| it);
        self.with_codes(id, known).beside(others()).beside_firms(others())
    }

    fn with_codes(&self, id: PersonId, known: Known) -> Known {
        known.with_codes(|code| {
            let code = name_key(code);
            let is_it = |title: &str| !title.is_empty() && name_key(title) == code;
            self.awards.iter().any(|(_, it)| is_it(&it.title))
                || self.monsters.iter().any(|(_, it)| is_it(&it.name))
                || self.archetypes.iter().any(|(_, it)| is_it(&it.name))
                || self.heroes.iter().any(|(_, it)| it.person != id && is_it(&it.persona))
                || self.do_several_say(id, &is_it)
        })
    }

    /// Do several others work, live, sort or write under these words? One alone may well mean the person.
    fn do_several_say(&self, id: PersonId, is_it: &dyn Fn(&str) -> bool) -> bool {
        let says = |it: &Person| {
            let said = [&it.team, &it.organisation, &it.place, &it.region].into_iter().map(Text::as_str);
            said.chain(it.tags.iter().map(String::as_str)).any(is_it)
        };
        let nominations = self.nominations.iter().filter(|(_, it)| it.nominee != id && it.nominator != Some(id));
        let nominations = nominations.filter(|(_, it)| is_it(&it.channel) || it.problems.iter().any(|it| is_it(it)));
        let people = self.people.iter().filter(|(other, _)| *other != id);
        let people = people.filter(|(_, it)| it.with_merged().into_iter().any(says));
        people.map(|_| ()).chain(nominations.map(|_| ())).nth(SEVERAL - 1).is_some()
    }

    /// What is known of the person and of nobody else.
    fn known_alone(&self, id: PersonId, known: &Known) -> Known {
        self.unshared(id, known).without_borne()
    }

    /// Names and addresses that nobody else has as they are. Whatever the code names of the others stand for besides, they are no
    /// names of a namesake: of all records nothing is asked for each of them.
    fn unshared(&self, id: PersonId, known: &Known) -> Known {
        let namesakes = self.namesakes(id, known);
        namesakes.fold(known.clone(), |own, (_, it)| own.without(&Known::of(it).with_codes(|_| false)))
    }

    /// What was said by hand about points of a check-list, of locked draws too: they hold nothing of it.
    fn erase_from_marks(&mut self, own: &Known) {
        let words = |mark: &Mark| match mark {
            Mark::Done(said) | Mark::NotApplicable(said) => without_name(own, said),
        };
        let naming = self.sweepstakes.iter().filter(|(_, it)| it.marks.values().any(|mark| words(mark).is_some()));
        for (id, mut it) in naming.map(|(id, it)| (id, it.clone())).collect::<Vec<_>>() {
            for mark in it.marks.values_mut() {
                let masked = words(mark);
                let (Mark::Done(said) | Mark::NotApplicable(said)) = mark;
                *said = masked.unwrap_or_else(|| std::mem::take(said));
            }
            self.sweepstakes.swap(id, Some(Arc::new(it)));
        }
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
    fn erase_entries(&mut self, id: PersonId) -> bool {
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
                    decision: {
                        let mut decision = entry.decision;
                        decision.words_mut().into_iter().for_each(String::clear);
                        decision
                    },
                    origin: None,
                    ..entry
                })
            });
            self.entries.swap(entry_id, left);
        }
        stay
    }

    /// What entries of others say of the person, in locked draws too: a roll holds nothing of it.
    fn erase_from_entries(&mut self, id: PersonId, known: &Known, own: &Known) {
        let naming = self.entries.iter().filter_map(|(id, it)| Some((id, it.without_name(own)?)));
        for (entry_id, entry) in naming.collect::<Vec<_>>() {
            self.entries.swap(entry_id, Some(Arc::new(entry)));
        }
        // A shared address that was taken for one household is the first one's, and stands in the entries of the others.
        let is_named = |it: &Entry| own.is_told_by(&it.household);
        let may_be_theirs = |it: &Entry| is_named(it) || known.lives_at(&it.household);
        let mut of_household: Vec<(EntryId, Entry)> =
            self.entries.iter().filter(|(_, it)| may_be_theirs(it)).map(|(id, it)| (id, it.clone())).collect();
        if of_household.is_empty() {
            return;
        }
        let mut others = self.people.iter().filter(|(other, _)| *other != id);
        if others.any(|(_, it)| it.with_merged().iter().any(|it| known.lives_at(&it.address))) {
            of_household.retain(|(_, it)| is_named(it));
        }
        // Who shared a household shares one as before.
        let mut called: HashMap<String, Text> = HashMap::new();
        for (entry_id, mut entry) in of_household {
            let household = called.entry(latin_words(&entry.household).concat());
            entry.household =
                household.or_insert_with(|| format!("Address of entry {}", entry.entry_id).into()).clone();
            self.entries.swap(entry_id, Some(Arc::new(entry)));
        }
    }
}

impl Entry {
    /// The entry of somebody else without the names in what was said of it; `None` where none of them stands there.
    pub fn without_name(&self, own: &Known) -> Option<Self> {
        let referred_by = if own.is(&self.referred_by) { Some(String::new()) } else { own.masked(&self.referred_by) };
        let way = match &self.way {
            EntryWay::Other(words) => without_name(own, words),
            EntryWay::Web | EntryWay::Post => None,
        };
        let why = self.decision.words().and_then(|words| without_name(own, words));
        if referred_by.is_none() && way.is_none() && why.is_none() {
            return None;
        }
        let mut it = self.clone();
        it.referred_by = referred_by.map_or(it.referred_by, Text::from);
        it.way = way.map_or(it.way, |words| EntryWay::Other(words.into()));
        if let (Some(words), Some(why)) = (it.decision.words_mut(), why) {
            *words = why;
        }
        Some(it)
    }
}

impl Decision {
    /// Why it was decided so.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::ByRules => None,
            Self::LetIn(words) | Self::LeftOut(_, words) | Self::Excluded(_, words) => Some(words),
        }
    }
    fn words_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::ByRules => None,
            Self::LetIn(words) | Self::LeftOut(_, words) | Self::Excluded(_, words) => Some(words),
        }
    }
}

/// Is the text this address, in small letters? Of a million hardly any is copied to be compared.
fn is_address(text: &str, address: &str) -> bool {
    let text = text.trim();
    if text.is_ascii() { text.eq_ignore_ascii_case(address) } else { email_key(text) == address }
}

/// Words with a mark in place of the name, or all of them where they are the name; `None` where it does not stand in them.
fn without_name(own: &Known, words: &str) -> Option<String> {
    if own.is(words) { Some(ERASED.to_owned()) } else { own.masked(words) }
}

impl Thanks {
    /// Is it for the person, so that it goes with them? Words that name others beside them are not for them alone.
    pub fn goes_with(&self, person: PersonId, own: &Known) -> bool {
        self.to == Some(person) || (self.to.is_none() && own.is(&self.to_words))
    }
}

impl Records {
    /// Thanks to the person, stories of them, their places in the league and their parcels go; what they wrote stays without
    /// its author.
    fn erase_campaign_records(&mut self, id: PersonId, known: &Known, own: &Known) {
        let without = |answers: &mut Vec<(String, String)>, kept: &KeptWords| {
            let goes = |question: &str, answer: &str| known.is(answer) || !kept.holds(question, answer);
            let gone = answers.iter_mut().filter(|(question, answer)| goes(question, answer));
            gone.for_each(|(_, answer)| answer.clear());
        };
        let names_them = |it: &Thanks| [&it.to_words, &it.from_words].into_iter().any(|words| own.is_told_by(words));
        let thanks: Vec<_> = self
            .thanks
            .iter()
            .filter(|(_, it)| it.to == Some(id) || names_them(it) || self.is_signed_by(it, id, own))
            .map(|(id, it)| (id, it.clone()))
            .collect();
        for (thanks_id, mut it) in thanks {
            if it.goes_with(id, own) {
                self.thanks.swap(thanks_id, None);
                continue;
            }
            if self.is_signed_by(&it, id, own) {
                it.from = None;
                it.from_words.clear();
                let kept = KeptWords::of_thanks(&it, self.recipient(&it));
                without(&mut it.answers, &kept);
            }
            // Words that name others beside them keep those.
            for words in [&mut it.from_words, &mut it.to_words] {
                if let Some(others) = without_name(own, words) {
                    *words = if others == ERASED { String::new() } else { others };
                }
            }
            self.thanks.swap(thanks_id, Some(Arc::new(it)));
        }
        let sent: Vec<_> =
            self.mishaps.iter().filter(|(_, it)| it.sent_by == Some(id)).map(|(id, it)| (id, it.clone())).collect();
        for (mishap_id, mut it) in sent {
            it.sent_by = None;
            let kept = KeptWords::of_mishap(&it);
            without(&mut it.answers, &kept);
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
                    || own.is_told_by(&it.referred_by_words)
            })
            .map(|(id, it)| (id, it.clone()))
            .collect();
        for (member_id, mut it) in touched {
            it.referred_by = it.referred_by.filter(|by| !theirs.contains(by));
            it.vouches.retain(|vouch| !theirs.contains(&vouch.by));
            if let Some(others) = without_name(own, &it.referred_by_words) {
                it.referred_by_words = if others == ERASED { String::new() } else { others };
            }
            it.answers.iter_mut().filter(|(_, answer)| own.is(answer)).for_each(|(_, answer)| answer.clear());
            self.members.swap(member_id, Some(Arc::new(it)));
        }
    }

    /// Did the person write it, as far as anybody can tell? What is signed by two is not by one of them.
    pub(super) fn is_signed_by(&self, it: &Thanks, id: PersonId, own: &Known) -> bool {
        let is_somebody = |name: &str| !name.is_empty() && self.people.iter().any(|(_, it)| name_key(&it.name) == name);
        let by_words = || {
            own.is(&it.from_words)
                || own.remark_in(&it.from_words).is_some_and(|remark| !is_somebody(&name_key(remark)))
        };
        it.from == Some(id) || (it.from.is_none() && by_words())
    }

    /// In the judging of awards a number stays where the person was, so that scores and frozen outcomes hold. Words about them
    /// go: notes, comments, the text that judges read. Words about others lose the name; only the note of a freeze, which is frozen
    /// with it, goes whole.
    fn erase_from_judging(&mut self, id: PersonId, own: &Known) {
        let tells = |text: &str| own.is_told_by(text);
        let naming: Vec<_> = self
            .judgings
            .iter()
            .filter(|(_, it)| it.people().any(|(_, person)| person == id) || it.words().any(tells))
            .map(|(award, it)| (award, it.clone()))
            .collect();
        let mut numbers = HashSet::new();
        for (award, mut judging) in naming {
            let theirs = judging.field.iter().filter(|it| it.person == Some(id));
            numbers.extend(theirs.map(|it| (award, it.number)));
            judging.forget(id, |text| without_name(own, text));
            let sheets = self.sheets.iter().filter(|(_, it)| it.award == award).map(|(_, it)| it);
            judging.erase_notes(award, sheets, tells);
            self.judgings.swap(award, Some(Arc::new(judging)));
        }
        let naming = self.sheets.iter().filter(|(_, it)| {
            let mut lines = it.lines.iter();
            let is_named = lines.any(|(number, line)| numbers.contains(&(it.award, *number)) || tells(&line.comment));
            is_named || tells(&it.words)
        });
        for (sheet_id, mut sheet) in naming.map(|(id, it)| (id, it.clone())).collect::<Vec<_>>() {
            for (number, line) in &mut sheet.lines {
                if numbers.contains(&(sheet.award, *number)) {
                    line.comment.clear();
                } else if let Some(others) = without_name(own, &line.comment) {
                    line.comment = others;
                }
            }
            if let Some(others) = without_name(own, &sheet.words) {
                sheet.words = others;
            }
            self.sheets.swap(sheet_id, Some(Arc::new(sheet)));
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

impl Campaign {
    /// Other people who have one of the person's addresses or names, such as a family, or two of one name.
    pub fn namesakes(&self, person: PersonId) -> Vec<PersonId> {
        self.namesakes_by(person, &self.known_of(person, |_| true))
    }

    /// The same where it is known what the person is known by.
    pub fn namesakes_by(&self, person: PersonId, known: &Known) -> Vec<PersonId> {
        self.records().namesakes(person, known).map(|(id, _)| id).collect()
    }

    /// E-mail addresses of theirs that nobody else has, in small letters.
    pub fn addresses_alone(&self, person: PersonId) -> Vec<String> {
        self.people().get(person).map_or_else(Vec::new, |it| self.records().addresses_alone(person, it))
    }

    /// Did the person write the message, as far as anybody can tell? `own` is known of them and of nobody else.
    pub fn is_thanks_by(&self, thanks: &Thanks, person: PersonId, own: &Known) -> bool {
        self.records().is_signed_by(thanks, person, own)
    }

    /// What of all that a person is known by nobody else has as it is. One word of it may be a part of another's name:
    /// [`Known::without_borne`] is what tells the person in words of others.
    pub fn known_unshared(&self, person: PersonId, known: &Known) -> Known {
        self.records().unshared(person, known)
    }

    /// All that a person is known by, told apart from what else goes by such a name. A word of the name alone may mean them where
    /// it is no common one.
    pub fn known_of(&self, person: PersonId, is_common: impl Fn(&str) -> bool) -> Known {
        self.known_reached_by(person, is_common, &Ways::default())
    }

    /// The same with what lists say of how they are reached.
    pub fn known_reached_by(&self, person: PersonId, is_common: impl Fn(&str) -> bool, ways: &Ways) -> Known {
        let known = |it| self.records().known_of(person, Known::of(it).with_words_alone(is_common).reached_by(ways));
        self.people().get(person).map_or_else(Known::default, known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{Campaign, Change, Edit, Thanks};
    use jiff::Timestamp;

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
            Edit::thanks(5.into(), thanks("Ana Quist, third floor", "Ana Quist, third floor")),
            Edit::thanks(6.into(), thanks("Ana Quist, Cleo Marsh", "Bo, thank you for the printer")),
            Edit::thanks(7.into(), Thanks { from: Some(3.into()), ..thanks("Cleo Marsh and Ana Quist", "Ana, Bo") }),
            Edit::thanks(8.into(), thanks("Cleo", "Quist, Ana")),
            Edit::person(3.into(), person("Cleo Marsh")),
        ];
        campaign.apply(&Change::new("Set up", edits), Timestamp::UNIX_EPOCH).unwrap();
        for id in [1, 2] {
            campaign
                .apply(&Change::one("Erase", Edit::erase(PersonId(id), Timestamp::UNIX_EPOCH)), Timestamp::UNIX_EPOCH)
                .unwrap();
        }
        let left: Vec<(String, String)> =
            campaign.thanks().iter().map(|(_, it)| (it.from_words.clone(), it.to_words.clone())).collect();
        let left: Vec<(&str, &str)> = left.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        assert_eq!(
            left,
            [
                ("Greetings from [erased]", "Night shift"),
                ("Cleo", "[erased] and Bo Lind"),
                ("", "Night shift"),
                ("The friends of Bo", "Night shift"),
                ("", "[erased], third floor"),
                ("[erased], Cleo Marsh", "Bo, thank you for the printer"),
                ("Cleo Marsh and [erased]", "Ana, Bo"),
            ]
        );
        let both = campaign.thanks().get(7.into()).unwrap();
        assert_eq!(both.from, Some(3.into()), "what two signed is still the other's");
    }
    #[test]
    fn namesakes_with_code_names_take_no_time_by_their_square() {
        let bearer = |n: u64| {
            let person = Person { name: "Ana Quist".into(), team: format!("Team {n}").into(), ..Person::default() };
            Edit::person(n.into(), person.with(|it| it.code_name = "tbd".into()))
        };
        let mut campaign = Campaign::new(settings(), Timestamp::UNIX_EPOCH);
        let count = 8_000;
        campaign.apply(&Change::new("Set up", (1..=count).map(bearer).collect()), Timestamp::UNIX_EPOCH).unwrap();
        let begun = std::time::Instant::now();
        let known = campaign.known_of(1.into(), |_| false);
        let own = campaign.known_unshared(1.into(), &known);
        assert!(own.is_empty() && campaign.namesakes_by(1.into(), &known).len() as u64 == count - 1);
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    }
}
