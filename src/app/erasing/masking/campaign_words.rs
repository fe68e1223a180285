//! Words of the campaign itself, which belong to no person: dates and why they were opened, what was said about a sweepstake,
//! monsters and archetypes, the questions of forms, what columns of lists were taken for. A mark takes the place of the name where
//! the words may be changed; what the organiser says in public under their own name, and what a locked draw holds, is told.

use super::{Mask, Names, Words};
use crate::campaign::{Answers, Campaign, Edit, Mark, Settings};
use std::sync::Arc;

/// Looks through them all.
pub fn note(campaign: &Campaign, names: Names<'_>, words: &mut Words) {
    dates(campaign, names, words);
    public_words(campaign, names, words);
    sweepstakes(campaign, names, words);
    for (number, it) in campaign.monsters().iter() {
        let (mut mask, mut it) = (Mask::new(names, false), it.clone());
        mask.titles([&mut it.name, &mut it.problem, &mut it.tagline]);
        mask.titles(it.stats.iter_mut().map(|stat| &mut stat.label));
        words.note(mask, Edit::monster(number, it), "monster");
    }
    for (number, it) in campaign.archetypes().iter() {
        let (mut mask, mut it) = (Mask::new(names, false), it.clone());
        mask.titles([&mut it.name, &mut it.tagline, &mut it.habit, &mut it.stand_in]);
        mask.titles(it.crimes.iter_mut().chain(it.traits.iter_mut().map(|it| &mut it.label)));
        words.note(mask, Edit::archetype(number, it), "archetype");
    }
    // A header that names them: another list of these columns is matched anew.
    let naming = campaign.mappings().filter(|(_, text)| names.own.stands_in(text));
    words.edits.extend(naming.map(|(key, _)| Edit::Mapping(key.into(), Box::new(None))));
}

fn dates(campaign: &Campaign, names: Names<'_>, words: &mut Words) {
    let mut settings: Settings = campaign.settings().clone();
    let mut is_changed = false;
    for date in &mut settings.milestones {
        let mut mask = Mask::new(names, false);
        mask.titles([&mut date.title]);
        mask.all(date.opened.iter_mut().map(|opened| &mut opened.reason));
        is_changed |= mask.masked.is_some();
        words.tell(mask, &format!("the date “{}”", date.title), "date");
    }
    if is_changed {
        words.edits.push(Edit::Settings(Arc::new(settings)));
    }
}

/// Who signs, whom to write to: whoever is the organiser says so under their own name.
fn public_words(campaign: &Campaign, names: Names<'_>, words: &mut Words) {
    let it = campaign.settings();
    let signed = it.signatures.iter().flat_map(|(name, what)| [name, what]);
    let said = [&it.title, &it.organiser, &it.hub.intro, &it.hub.mail_to, &it.privacy.controller, &it.privacy.contact];
    let said = said.into_iter().chain([&it.privacy.purpose, &it.privacy.wording]).chain(signed);
    let (look, wording) = (&it.look, &it.look.wording);
    let printed = [&wording.tray_one, &wording.tray_many, &wording.award_line, &wording.enemy_title];
    let backs = [&wording.back_title, &wording.powers_title, &wording.collect];
    let lines = wording.starburst.iter().chain(&wording.foot).chain(&it.logo).chain(printed).chain(backs);
    let pictures = look.logo.iter().chain(look.signatures.values()).map(|picture| &picture.file_name);
    let problems = it.problems.own.iter().flat_map(|own| own.words.iter().chain([&own.problem]));
    let all = said.chain(lines).chain(look.signatures.keys()).chain(pictures).chain(problems);
    words.leave(names, all.map(String::as_str), "the settings", "settings");
}

fn sweepstakes(campaign: &Campaign, names: Names<'_>, words: &mut Words) {
    for (number, it) in campaign.sweepstakes().iter() {
        let (mut mask, mut it) = (Mask::new(names, false), it.clone());
        mask.all(it.marks.values_mut().map(|mark| match mark {
            Mark::Done(said) | Mark::NotApplicable(said) => said,
        }));
        if let Some(sealed) = &it.sealed {
            // The erasure itself takes the marks; what was published and locked stays.
            words.tell(mask, &number.to_string(), "sweepstake");
            let public = [it.title.as_str(), it.rules_text.as_str(), sealed.rules.as_str()];
            let said = publication(&mut it.publication.clone()).into_iter().map(|it| it.clone()).collect::<Vec<_>>();
            let prizes = it.prizes.iter().map(|prize| prize.name.as_str());
            let all = public.into_iter().chain(said.iter().map(String::as_str)).chain(prizes);
            words.leave(names, all, &number.to_string(), "sweepstake");
            continue;
        }
        mask.titles([&mut it.title, &mut it.rules_text]);
        mask.titles(publication(&mut it.publication));
        mask.titles(it.prizes.iter_mut().map(|prize| &mut prize.name));
        words.note(mask, Edit::sweepstake(number, it), "sweepstake");
    }
}

fn publication(it: &mut crate::campaign::Publication) -> [&mut String; 12] {
    [
        &mut it.sponsor,
        &mut it.sponsor_address,
        &mut it.eligibility,
        &mut it.how_to_enter,
        &mut it.free_entry,
        &mut it.notify,
        &mut it.delivery,
        &mut it.substitution,
        &mut it.winners_list,
        &mut it.publicity,
        &mut it.data_protection,
        &mut it.law,
    ]
}

impl Words {
    /// Tells of words that name the person and are not changed here.
    fn leave<'t>(&mut self, names: Names<'_>, said: impl Iterator<Item = &'t str>, id: &str, what: &'static str) {
        let tells = |text: &&str| names.own.is_told_by(text) || names.are_left_in(text, false);
        let mut said = said;
        if let Some(text) = said.find(tells) {
            let words = if names.own.is_told_by(text) { names.own.around(text) } else { names.around_left(text) };
            self.left.push(super::Told { id: id.to_owned(), what, words });
        }
    }
}

/// Questions that rows of one list share.
type Shared = Arc<[String]>;

/// The questions of forms without the name. Rows of one list share theirs, before and after.
#[derive(Default)]
pub struct Questions {
    seen: Vec<(Shared, Option<Shared>)>,
}

impl Questions {
    /// The same answers under questions that do not name the person; `None` where none does. Each list is told once.
    pub fn masked(&mut self, answers: &Answers, names: Names<'_>, words: &mut Words) -> Option<Answers> {
        const REMEMBERED: usize = 64;
        let questions = answers.questions();
        let known = self.seen.iter().find(|(before, _)| Arc::ptr_eq(before, questions)).map(|(_, after)| after.clone());
        let after = known.unwrap_or_else(|| {
            let mut mask = Mask::new(names, false);
            let mut after: Vec<String> = questions.to_vec();
            mask.titles(&mut after);
            let after: Option<Shared> = mask.masked.is_some().then(|| after.into());
            if self.seen.len() == REMEMBERED {
                self.seen.remove(0);
            }
            self.seen.push((Arc::clone(questions), after.clone()));
            words.tell(mask, "a question of a form", "question");
            after
        });
        after.map(|questions| answers.under(questions))
    }
}
