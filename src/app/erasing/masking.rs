//! Names of somebody in the middle of what others wrote: a mark stands in for them, word by word of every record that stays. The
//! rest of the text stays as it was received. Whoever erases is shown which records these are: other words of theirs may still
//! tell who is meant. Judging is left to the erasure itself, which knows what is frozen.

mod campaign_words;

use super::Told;
use crate::app::{Cancelled, Progress, mishaps};
use crate::campaign::{Campaign, ERASED, Edit, EntryWay, Known, Person, PersonId, StoryState, Text};
use crate::intake;
use campaign_words::Questions;
use std::sync::Arc;

/// Records of others whose words name somebody.
#[derive(Debug, Default)]
pub struct Words {
    /// Those in which a mark takes the place of a name.
    pub edits: Vec<Edit>,
    /// The same, to be told.
    pub masked: Vec<Told>,
    /// Those that hold a name which is somebody else's, too: a mark would take it from them.
    pub left: Vec<Told>,
    /// Public words of others that somebody has to read again.
    pub to_read: usize,
}

/// It is said of so many records at a time that they were looked through.
const AT_A_TIME: u64 = 1_024;

/// Looks through the words of all records that stay. `own` are names and addresses of this person alone, `common` those that
/// one of `others` has as well.
pub fn of(
    campaign: &Campaign,
    own: &Known,
    common: &Known,
    others: &[PersonId],
    id: PersonId,
    progress: &Progress,
) -> Result<Words, Cancelled> {
    let mut words = Words::default();
    progress.set_total((campaign.nominations().len() + campaign.people().len()) as u64);
    let mut seen = 0_u64;
    let mut go_on = || {
        seen += 1;
        if seen.is_multiple_of(AT_A_TIME) { progress.reach(seen) } else { progress.go_on() }
    };
    let names = Names { own, common };
    let is_other = |person: PersonId| others.contains(&person);
    let may_be_other = |person: Option<PersonId>| person.is_some_and(is_other);
    let goes = |author: Option<PersonId>, answer: &str| author == Some(id) && (own.is(answer) || common.is(answer));
    let mut questions = Questions::default();
    for (number, it) in campaign.nominations().iter().filter(|(_, it)| it.nominee != id) {
        go_on()?;
        // Of a million nominations hardly any is copied.
        // What a form asked its author goes with them as a whole.
        let is_theirs = |answer: &str| goes(it.nominator, answer);
        let is_namesakes = is_other(it.nominee) || may_be_other(it.nominator);
        let masked =
            |question: &str, answer: &str| names.masked_answer(question, answer).filter(|_| !is_theirs(answer));
        let answers = it.answers.with(masked);
        let asked = questions.masked(answers.as_ref().unwrap_or(&it.answers), names, &mut words);
        let is_left = |(question, answer): &(&str, &str)| {
            !is_theirs(answer)
                && names.is_answer_left(question, answer, is_namesakes)
                && masked(question, answer).is_none()
        };
        let left = it.answers.iter().find(is_left).map(|(_, answer)| answer.to_owned());
        let names_them =
            |text: &str| own.is_told_by(text) || own.is_code(text) || names.are_left_in(text, is_namesakes);
        if answers.is_some() || asked.is_some() || left.is_some() || it.texts().any(names_them) {
            let (mut mask, mut it) = (Mask::new(names, is_namesakes), it.clone());
            let told = |(question, answer): &(&str, &str)| answers.is_some() && masked(question, answer).is_some();
            let said = it.answers.iter().find(told).map(|(_, answer)| own.around(answer));
            mask.is_told(left.as_deref(), said);
            mask.all([&mut it.story, &mut it.reason, &mut it.details.quote]);
            mask.titles([&mut it.channel, &mut it.received]);
            mask.titles(&mut it.details.problems);
            mask.all([&mut it.details.set_aside_reason]);
            let is_silent = asked.is_some() && mask.masked.is_none();
            if let Some(others) = asked.or(answers) {
                it.answers = others;
            }
            if is_silent {
                // Of a question that names them its list was told.
                words.edits.push(Edit::nomination(number, it.clone()));
            }
            words.note(mask, Edit::nomination(number, it), "nomination");
        }
    }
    for (number, it) in campaign.heroes().iter().filter(|(_, it)| it.person != id) {
        let (mut mask, mut it) = (Mask::new(names, is_other(it.person)), it.clone());
        mask.titles([&mut it.persona]);
        mask.all([&mut it.story, &mut it.quote, &mut it.quote_by]);
        mask.titles(it.claims.iter_mut().chain(&mut it.specialties));
        mask.titles(it.accessories.iter_mut().map(|accessory| &mut accessory.label));
        let own_photo = it.photo.iter_mut().filter_map(|photo| photo.own.as_mut());
        mask.titles(own_photo.map(|photo| &mut photo.file_name));
        words.note(mask, Edit::hero(number, it), "hero");
    }
    for (number, it) in campaign.thanks().iter().filter(|(_, it)| !it.goes_with(id, own)) {
        let is_namesakes = may_be_other(it.to) || may_be_other(it.from);
        let (mut mask, mut it) = (Mask::new(names, is_namesakes), it.clone());
        mask.all([&mut it.message, &mut it.hidden_reason, &mut it.shown_as]);
        mask.titles([&mut it.channel, &mut it.received]);
        // The erasure itself takes whom it is from and for; a message of theirs is told as one.
        let from = Some(&it.from_words).filter(|_| !campaign.is_thanks_by(&it, id, own));
        from.into_iter().chain([&it.to_words]).for_each(|words| mask.is_changed(words));
        let is_theirs = |answer: &str| goes(it.from, answer);
        mask.answers(it.answers.iter_mut().filter(|(_, answer)| !is_theirs(answer)));
        words.note(mask, Edit::thanks(number, it), "thanks");
    }
    for (number, it) in campaign.mishaps().iter() {
        let (mut mask, mut is_replaced) = (Mask::new(names, may_be_other(it.sent_by)), false);
        // Other words than those that were read before they went public are read again.
        let after = mishaps::with_words(it, |it| {
            mask.all([&mut it.text, &mut it.public_text, &mut it.punchline, &mut it.damage]);
            mask.all([&mut it.cause, &mut it.set_aside_reason]);
            mask.titles([&mut it.title, &mut it.device, &mut it.channel, &mut it.received]);
            mask.places([&mut it.country, &mut it.place]);
            mask.titles(&mut it.problems);
            // A third person that is replaced is found by the words that stood for them.
            let found = it.redactions.len();
            it.redactions.retain(|found| !own.is_told_by(&found.words));
            is_replaced = it.redactions.len() < found;
            mask.all(it.redactions.iter_mut().flat_map(|found| [&mut found.stand_in, &mut found.reason]));
            let is_theirs = |answer: &str| goes(it.sent_by, answer);
            mask.answers(it.answers.iter_mut().filter(|(_, answer)| !is_theirs(answer)));
            mask.all(it.reviewed.iter_mut().map(|review| &mut review.by));
        });
        mask.is_told(None, is_replaced.then(String::new));
        words.to_read += usize::from(mask.masked.is_some() && it.state != after.state);
        words.note(mask, Edit::mishap(number, after), "mishap");
    }
    for (number, it) in campaign.stories().iter().filter(|(_, it)| it.about != id) {
        let (mut mask, mut it) = (Mask::new(names, is_other(it.about)), it.clone());
        mask.titles([&mut it.title]);
        mask.all([&mut it.text, &mut it.summary]);
        // Other words than those that were checked and agreed to; the text as it was is not kept as a version.
        if mask.masked.is_some() && it.state > StoryState::Draft {
            it.state = StoryState::Draft;
            (it.checked, it.consented, it.published_at) = (None, None, None);
            it.consented_sha256.clear();
            words.to_read += 1;
        }
        mask.all(it.quotes.iter_mut().flat_map(|quote| [&mut quote.words, &mut quote.by]));
        mask.all(it.versions.iter_mut().flat_map(|was| [&mut was.title, &mut was.text, &mut was.note]));
        mask.all(it.leaps.iter_mut().flat_map(|leap| [&mut leap.what, &mut leap.source]));
        mask.all([&mut it.checked, &mut it.consented].into_iter().flatten().map(|it| &mut it.by));
        mask.titles(&mut it.problems);
        mask.places([&mut it.place]);
        words.note(mask, Edit::story(number, it), "story");
    }
    for (number, it) in campaign.members().iter().filter(|(_, it)| it.person != id) {
        let (mut mask, mut it) = (Mask::new(names, is_other(it.person)), it.clone());
        mask.all([&mut it.application, &mut it.best_practice, &mut it.success_story, &mut it.reason]);
        mask.all(it.vouches.iter_mut().map(|vouch| &mut vouch.words));
        // The erasure itself takes who brought them.
        mask.is_changed(&it.referred_by_words);
        mask.answers(it.answers.iter_mut());
        words.note(mask, Edit::member(number, it), "member");
    }
    for (number, it) in campaign.awards().iter() {
        let (mut mask, mut it) = (Mask::new(names, false), it.clone());
        mask.all(it.winners.iter_mut().filter(|winner| winner.person != id).map(|winner| &mut winner.reason));
        mask.titles([&mut it.title, &mut it.ribbon]);
        mask.all([&mut it.description]);
        words.note(mask, Edit::award(number, it), "award");
    }
    for (number, it) in campaign.parcels().iter().filter(|(_, it)| it.to != id) {
        let (mut mask, mut it) = (Mask::new(names, is_other(it.to)), it.clone());
        mask.all([&mut it.note]);
        words.note(mask, Edit::parcel(number, it), "parcel");
    }
    for (number, it) in campaign.people().iter().filter(|(number, _)| *number != id) {
        go_on()?;
        let records = it.with_merged();
        let mut said = records.iter().flat_map(|it| said_of(it));
        let mut called = records.iter().flat_map(|it| called(it));
        let mut at_work = records.iter().flat_map(|it| [&it.team, &it.organisation, &it.place]);
        if said.any(|text| own.is_told_by(text) || names.are_left_in(text, is_other(number)))
            || called.any(|name| names.stands_in_name(name))
            || at_work.any(|text| names.stands_in_name(text) || names.own.is_firm(text) || common.is_told_by(text))
        {
            let (mut mask, mut it) = (Mask::new(names, is_other(number)), it.clone());
            mask.person(&mut it);
            words.note(mask, Edit::person(number, it), "person");
        }
    }
    for (number, _) in campaign.sweepstakes().iter() {
        let Some(it) = campaign.follow_up(number).filter(|it| !it.words.is_empty()) else { continue };
        let (mut mask, mut it) = (Mask::new(names, false), it.clone());
        mask.all(it.words.values_mut());
        words.note(mask, Edit::follow_up(number, it), "sweepstake");
    }
    campaign_words::note(campaign, names, &mut words);
    // Entries may be locked: the erasure itself changes them, and what is found is told here.
    for (number, it) in campaign.entries().iter().filter(|(_, it)| it.person != id) {
        let way = if matches!(it.way, EntryWay::Other(_)) { it.way.title() } else { "" };
        let said = [it.decision.words().unwrap_or(""), &it.household, way];
        let is_found = |text: &&str| own.is_told_by(text) || names.are_left_in(text, is_other(it.person));
        if !said.iter().any(is_found) && !own.is_told_by(&it.referred_by) {
            continue;
        }
        let mut mask = Mask::new(names, is_other(it.person));
        mask.all(&mut said.map(str::to_owned));
        mask.is_changed(&it.referred_by);
        words.tell(mask, &number.to_string(), "entry");
    }
    Ok(words)
}

/// What others said in somebody's record, and in no other that was merged into it.
fn said_of(person: &Person) -> impl Iterator<Item = &str> {
    let confirmed = person.name_confirmed.as_ref().map_or("", |it| it.by.as_str());
    let said = [&*person.notes, &person.consent.by, &person.consent.wording, confirmed];
    let at_work = [&person.function, &person.since];
    let photo = person.photo.iter().map(|photo| photo.file_name.as_str());
    said.into_iter()
        .chain(at_work.into_iter().map(Text::as_str))
        .chain(person.tags.iter().map(String::as_str))
        .chain(photo)
}

/// How a record calls somebody, where they live and are written to: that is theirs, and stays.
fn called(person: &Person) -> [&str; 5] {
    [&person.name, &person.latin_name, &person.code_name, &person.address, &person.email]
}

impl Words {
    fn note(&mut self, mask: Mask<'_>, edit: Edit, what: &'static str) {
        let (id, is_masked) = (edit.touched(), mask.masked.is_some());
        self.edits.extend(is_masked.then_some(edit));
        self.tell(mask, &id, what);
    }
    fn tell(&mut self, mask: Mask<'_>, id: &str, what: &'static str) {
        let told = |words: String| Told { id: id.to_owned(), what, words };
        self.left.extend(mask.left.map(told));
        self.masked.extend(mask.masked.map(told));
    }
}

/// Longer texts that begin like a name and an address are sentences.
const ALL_NAME: usize = 80;

/// What is looked for.
#[derive(Clone, Copy)]
struct Names<'k> {
    own: &'k Known,
    common: &'k Known,
}

impl Names<'_> {
    /// The text without the name; a mark alone where it is all of it, in whatever order.
    fn masked(&self, text: &str) -> Option<String> {
        if self.own.is(text) && !self.own.is_one_word(text) { Some(ERASED.to_owned()) } else { self.own.masked(text) }
    }

    /// The same of an answer: one word alone is the name, unless the question is about something else, as a place.
    fn masked_answer(&self, question: &str, answer: &str) -> Option<String> {
        let is_name = || self.own.is(answer) && !intake::asks_for_no_name(question);
        if self.is_firm_in(question, answer) {
            return None;
        }
        self.masked(answer).or_else(|| is_name().then(|| ERASED.to_owned()))
    }

    /// Does the answer say the firm or the team of several, where one is asked for? What records keep stays in answers, too.
    fn is_firm_in(&self, question: &str, answer: &str) -> bool {
        self.own.is_firm(answer) && intake::asks_for_no_name(question)
    }

    /// May an answer that stays mean the person? One word of another kind of answer, such as a place, does not.
    fn is_answer_left(&self, question: &str, answer: &str, is_namesakes: bool) -> bool {
        let is_none = || intake::asks_for_no_name(question);
        (self.are_left_in(answer, is_namesakes) && !(self.own.is_one_word(answer) && is_none()))
            || self.is_firm_in(question, answer)
            || (self.own.is_code(answer) && !is_none())
    }

    /// Does a name or an address of somebody else say the name as well? What they share with the person is told of namesakes.
    fn stands_in_name(&self, name: &str) -> bool {
        self.own.is_told_by(name) || self.own.may_be_name_in(name) || self.own.makes_address(name)
    }

    /// Does the text name one of several? A cell that is all name, in a record of a namesake, is theirs for sure.
    fn are_left_in(&self, text: &str, is_namesakes: bool) -> bool {
        let is_common = self.common.is_told_by(text) || self.common.may_be_told_by(text);
        (is_common && !(is_namesakes && text.len() <= ALL_NAME && self.common.is(text)))
            || self.own.may_be_told_by(text)
            || (self.own.is(text) && self.own.is_one_word(text))
    }

    /// The words around what is left.
    fn around_left(&self, text: &str) -> String {
        if self.common.is_told_by(text) { self.common.around(text) } else { self.own.around(text) }
    }
}

struct Mask<'k> {
    names: Names<'k>,
    /// The record is about somebody else of the name.
    is_namesakes: bool,
    /// The first words in which a mark stands now.
    masked: Option<String>,
    /// The first words that stay.
    left: Option<String>,
}

impl<'k> Mask<'k> {
    fn new(names: Names<'k>, is_namesakes: bool) -> Self {
        Self { names, is_namesakes, masked: None, left: None }
    }
    /// Words of others: one word that is the name and all there is means the person.
    fn all<'t, T: AsRef<str> + From<String> + 't>(&mut self, texts: impl IntoIterator<Item = &'t mut T>) {
        let own = self.names.own;
        for text in texts {
            self.each([&mut *text], |text| if own.is(text) { Some(ERASED.to_owned()) } else { own.masked(text) });
            // What else goes by a code name is not meant by all there is of what somebody wrote.
            if own.is_code(text.as_ref()) {
                self.left.get_or_insert_with(|| own.around(text.as_ref()));
            }
        }
    }
    /// What something is called: one word may be anything, and is told.
    fn titles<'t, T: AsRef<str> + From<String> + 't>(&mut self, texts: impl IntoIterator<Item = &'t mut T>) {
        let names = self.names;
        self.each(texts, |text| names.masked(text));
    }
    fn each<'t, T: AsRef<str> + From<String> + 't>(
        &mut self,
        texts: impl IntoIterator<Item = &'t mut T>,
        masked: impl Fn(&str) -> Option<String>,
    ) {
        for text in texts {
            if let Some(masked) = masked(text.as_ref()) {
                self.masked.get_or_insert_with(|| self.names.own.around(text.as_ref()));
                *text = masked.into();
            }
            if self.left.is_none() && self.names.are_left_in(text.as_ref(), self.is_namesakes) {
                self.left = Some(self.names.around_left(text.as_ref()));
            }
        }
    }
    /// Answers with their questions.
    fn answers<'t>(&mut self, answers: impl IntoIterator<Item = &'t mut (String, String)>) {
        for (question, answer) in answers {
            if self.names.masked_answer(question, answer).is_some() && self.names.own.is_one_word(answer) {
                self.masked.get_or_insert_with(|| format!("{question}: {answer}"));
                ERASED.clone_into(answer);
            }
            if self.left.is_none() && self.names.is_answer_left(question, answer, self.is_namesakes) {
                self.left = Some(self.names.around_left(answer));
            }
            let stays = self.names.own.is_one_word(answer) && intake::asks_for_no_name(question);
            if !stays && !self.names.is_firm_in(question, answer) {
                self.titles([answer]);
            }
            self.titles([question]);
        }
    }
    /// Places may be called as somebody is.
    fn places<'t, T: AsRef<str> + From<String> + 't>(&mut self, texts: impl IntoIterator<Item = &'t mut T>) {
        let own = self.names.own;
        self.titles(texts.into_iter().filter(|text| !own.is_one_word(text.as_ref())));
    }
    /// Firms, teams and places of others: a word of the name in one of them means what it always meant, and what several call so
    /// keeps it.
    fn at_work<'t>(&mut self, texts: impl IntoIterator<Item = &'t mut Text>) {
        let names = self.names;
        for text in texts.into_iter().filter(|text| !names.own.is_one_word(text)) {
            if let Some(masked) = names.masked(text).filter(|_| !names.own.is_firm(text)) {
                self.masked.get_or_insert_with(|| names.own.around(text));
                *text = masked.into();
            } else if names.stands_in_name(text) || names.own.is_firm(text) || names.common.is_told_by(text) {
                self.left.get_or_insert_with(|| names.around_left(text));
            }
        }
    }
    /// Words that the erasure itself changes.
    fn is_changed(&mut self, words: &str) {
        if self.names.own.is_told_by(words) {
            self.masked.get_or_insert_with(|| self.names.own.around(words));
        }
    }
    /// A record and those that were merged into it.
    fn person(&mut self, it: &mut Person) {
        self.titles([&mut it.function]);
        self.at_work([&mut it.team, &mut it.organisation, &mut it.place]);
        if !it.since.is_empty() {
            self.titles([&mut it.since]);
        }
        if it.photo.is_some() {
            self.titles(it.photo.iter_mut().map(|photo| &mut photo.file_name));
        }
        if !it.consent.by.is_empty() || !it.consent.wording.is_empty() {
            let given = &mut *it.consent.given;
            self.all([&mut given.by, &mut given.wording]);
        }
        self.all([&mut it.notes]);
        self.titles(&mut it.tags);
        self.all(it.name_confirmed.iter_mut().map(|it| &mut it.by));
        if let Some(name) = called(it).into_iter().find(|name| self.names.stands_in_name(name)) {
            self.left.get_or_insert_with(|| self.names.own.around(name));
        }
        for merged in &mut it.merged {
            for record in [&mut merged.person, &mut merged.kept] {
                let mut other = Person::clone(record);
                self.person(&mut other);
                *record = Arc::new(other);
            }
        }
    }
    /// Tells what was found and done beside the texts.
    fn is_told(&mut self, left: Option<&str>, masked: Option<String>) {
        self.left = self.left.take().or_else(|| left.map(|text| self.names.around_left(text)));
        self.masked = self.masked.take().or(masked);
    }
}

#[cfg(test)]
mod tests;
