//! Names of somebody in the middle of what others wrote: a mark stands in for them, word by word of every record that stays. The
//! rest of the text stays as it was received. Whoever erases is shown which records these are: other words of theirs may still
//! tell who is meant. Judging is left to the erasure itself, which knows what is frozen.

use crate::campaign::{Campaign, Edit, Known, PersonId, StoryState};

/// The records in which a mark takes the place of a name, as edits.
pub fn masked(campaign: &Campaign, known: &Known, id: PersonId) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (number, it) in campaign.nominations().iter().filter(|(_, it)| it.nominee != id) {
        // Of a million nominations hardly any is copied.
        // What a form asked its author goes with them as a whole.
        let is_theirs = |answer: &str| it.nominator == Some(id) && known.is(answer);
        let answers = it.answers.with(|answer| known.masked(answer).filter(|_| !is_theirs(answer)));
        let texts: [&str; 4] = [&it.story, &it.reason, &it.quote, &it.set_aside_reason];
        if answers.is_some() || texts.into_iter().any(|text| known.stands_in(text)) {
            let (mut mask, mut it) = (Mask::new(known), it.clone());
            mask.all([&mut it.story, &mut it.reason, &mut it.quote]);
            mask.all([&mut it.set_aside_reason]);
            it.answers = answers.unwrap_or(it.answers);
            edits.push(Edit::nomination(number, it));
        }
    }
    for (number, it) in campaign.heroes().iter().filter(|(_, it)| it.person != id) {
        let (mut mask, mut it) = (Mask::new(known), it.clone());
        mask.all([&mut it.persona, &mut it.story, &mut it.quote, &mut it.quote_by]);
        mask.all(&mut it.claims);
        edits.extend(mask.is_done.then(|| Edit::hero(number, it)));
    }
    for (number, it) in campaign.thanks().iter().filter(|(_, it)| it.to != Some(id)) {
        let (mut mask, mut it) = (Mask::new(known), it.clone());
        mask.all([&mut it.message, &mut it.hidden_reason, &mut it.shown_as]);
        let is_theirs = |answer: &str| it.from == Some(id) && known.is(answer);
        mask.all(it.answers.iter_mut().map(|(_, answer)| answer).filter(|answer| !is_theirs(answer)));
        edits.extend(mask.is_done.then(|| Edit::thanks(number, it)));
    }
    for (number, it) in campaign.mishaps().iter() {
        let (mut mask, mut it) = (Mask::new(known), it.clone());
        mask.all([&mut it.title, &mut it.text, &mut it.public_text, &mut it.punchline, &mut it.damage]);
        mask.all([&mut it.device, &mut it.cause, &mut it.set_aside_reason]);
        // A third person that is replaced is found by the words that stood for them.
        it.redactions.retain(|found| !(known.is(&found.words) || known.stands_in(&found.words)));
        mask.all(it.redactions.iter_mut().flat_map(|found| [&mut found.stand_in, &mut found.reason]));
        let is_theirs = |answer: &str| it.sent_by == Some(id) && known.is(answer);
        mask.all(it.answers.iter_mut().map(|(_, answer)| answer).filter(|answer| !is_theirs(answer)));
        mask.all(it.reviewed.iter_mut().map(|review| &mut review.by));
        let is_done = mask.is_done || campaign.mishaps().get(number).is_some_and(|was| was.redactions != it.redactions);
        edits.extend(is_done.then(|| Edit::mishap(number, it)));
    }
    for (number, it) in campaign.stories().iter().filter(|(_, it)| it.about != id) {
        let (mut mask, mut it) = (Mask::new(known), it.clone());
        mask.all([&mut it.title, &mut it.text, &mut it.summary]);
        // Other words than those that were checked and agreed to; the text as it was is not kept as a version.
        if mask.is_done && it.state > StoryState::Draft {
            it.state = StoryState::Draft;
            (it.checked, it.consented, it.published_at) = (None, None, None);
            it.consented_sha256.clear();
        }
        mask.all(it.quotes.iter_mut().flat_map(|quote| [&mut quote.words, &mut quote.by]));
        mask.all(it.versions.iter_mut().flat_map(|was| [&mut was.title, &mut was.text, &mut was.note]));
        mask.all(it.leaps.iter_mut().flat_map(|leap| [&mut leap.what, &mut leap.source]));
        mask.all([&mut it.checked, &mut it.consented].into_iter().flatten().map(|it| &mut it.by));
        edits.extend(mask.is_done.then(|| Edit::story(number, it)));
    }
    for (number, it) in campaign.members().iter().filter(|(_, it)| it.person != id) {
        let (mut mask, mut it) = (Mask::new(known), it.clone());
        mask.all([&mut it.application, &mut it.best_practice, &mut it.success_story, &mut it.reason]);
        mask.all(it.vouches.iter_mut().map(|vouch| &mut vouch.words));
        mask.all(it.answers.iter_mut().map(|(_, answer)| answer));
        edits.extend(mask.is_done.then(|| Edit::member(number, it)));
    }
    for (number, it) in campaign.awards().iter() {
        let (mut mask, mut it) = (Mask::new(known), it.clone());
        mask.all(it.winners.iter_mut().filter(|winner| winner.person != id).map(|winner| &mut winner.reason));
        mask.all([&mut it.description]);
        edits.extend(mask.is_done.then(|| Edit::award(number, it)));
    }
    for (number, it) in campaign.parcels().iter().filter(|(_, it)| it.to != id) {
        let (mut mask, mut it) = (Mask::new(known), it.clone());
        mask.all([&mut it.note]);
        edits.extend(mask.is_done.then(|| Edit::parcel(number, it)));
    }
    for (number, it) in campaign.people().iter().filter(|(number, _)| *number != id) {
        let confirmed = it.name_confirmed.as_ref().map_or("", |it| it.by.as_str());
        let said: [&str; 3] = [&it.notes, &it.consent.by, confirmed];
        if said.into_iter().any(|text| known.stands_in(text)) {
            let mut it = it.clone();
            let mut mask = Mask::new(known);
            mask.all([&mut it.consent.by]);
            mask.all([&mut it.notes]);
            mask.all(it.name_confirmed.iter_mut().map(|it| &mut it.by));
            edits.push(Edit::person(number, it));
        }
    }
    edits
}

struct Mask<'k> {
    known: &'k Known,
    is_done: bool,
}

impl<'k> Mask<'k> {
    fn new(known: &'k Known) -> Self {
        Self { known, is_done: false }
    }
    fn all<'t, T: AsRef<str> + From<String> + 't>(&mut self, texts: impl IntoIterator<Item = &'t mut T>) {
        for text in texts {
            if let Some(masked) = self.known.masked(text.as_ref()) {
                *text = masked.into();
                self.is_done = true;
            }
        }
    }
}
