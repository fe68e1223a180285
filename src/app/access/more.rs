//! What is kept about a person beside their record, nominations and results: thanks, stories, mishaps, membership, parcels, and the
//! rows of the lists they came in with.

use super::Part;
use crate::app::importing;
use crate::campaign::{Campaign, KeptWords, Known, Nomination, Person, PersonId, SourceId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a nomination says of its nominee beside its words: the award, the troubles, and answers that are not about who wrote it.
pub(super) fn of_nomination(part: &mut Part, campaign: &Campaign, nomination: &Nomination) {
    let awards = nomination.awards.iter().filter_map(|id| campaign.awards().get(*id));
    part.add("Award", awards.map(|award| award.title.as_str()).collect::<Vec<_>>().join(", "));
    part.add("Troubles named", nomination.problems.join(", "));
    part.add("How it came", &nomination.channel);
    let nominee = campaign.people().get(nomination.nominee);
    let kept = KeptWords::of_nomination(nomination, nominee, |id| campaign.awards().get(id));
    let is_of_nominee = |question: &str| question.to_lowercase().contains("nomin");
    let said: BTreeSet<&str> = nomination.texts().collect();
    for (question, answer) in nomination.answers.iter() {
        let is_theirs = kept.holds(question, answer) || is_of_nominee(question);
        if is_theirs && !said.contains(answer.trim()) {
            part.add(question, answer);
        }
    }
}

/// What a form asked of whoever nominates.
pub(super) fn by_nominator(part: &mut Part, campaign: &Campaign, nomination: &Nomination, id: PersonId) {
    for (question, answer) in campaign.answers_lost(nomination, None, id, &Known::default()) {
        part.add(question, answer);
    }
}

/// Messages to them and by them. Who wrote to them is a third person's matter.
pub(super) fn thanks(campaign: &Campaign, id: PersonId) -> Part {
    let mut part = Part::new("Thanks");
    for (number, it) in campaign.thanks().iter() {
        if it.to == Some(id) {
            part.add(format!("{number}, to you"), &it.message);
        }
        if it.from == Some(id) {
            part.add(format!("{number}, by you"), &it.message);
            for (question, answer) in campaign.thanks_answers_lost(it, &Known::default()) {
                part.add(question, answer);
            }
        }
    }
    part
}

pub(super) fn stories(campaign: &Campaign, id: PersonId) -> Part {
    let mut part = Part::new("Stories and mishaps");
    for (number, it) in campaign.stories().iter().filter(|(_, it)| it.about == id) {
        part.lines.push((format!("{number}, {}", it.title), String::new()));
        part.add("Summary", &it.summary);
        part.add("Story", &it.text);
        for quote in &it.quotes {
            part.add("Quote", &quote.words);
        }
    }
    for (number, it) in campaign.mishaps().iter().filter(|(_, it)| it.sent_by == Some(id)) {
        part.lines.push((format!("{number}, sent by you"), String::new()));
        part.add("Title", &it.title);
        part.add("What happened", &it.text);
        for (question, answer) in campaign.mishap_answers_lost(it, &Known::default()) {
            part.add(question, answer);
        }
    }
    part
}

pub(super) fn league(campaign: &Campaign, id: PersonId) -> Part {
    let mut part = Part::new("League and parcels");
    for (number, it) in campaign.members().iter().filter(|(_, it)| it.person == id) {
        part.lines.push((format!("{number}, {}", it.state.title().to_lowercase()), String::new()));
        part.add("Code name", &it.code_name);
        part.add("Application", &it.application);
        part.add("Best practice", &it.best_practice);
        part.add("Success story", &it.success_story);
        part.add("Brought by", &it.referred_by_words);
        part.add("Reason of the decision", &it.reason);
        for vouch in &it.vouches {
            part.add("A member vouched", &vouch.words);
        }
        for (output, form) in &it.disclosure {
            part.add(output.title(), form.title());
        }
        for (question, answer) in &it.answers {
            part.add(question, answer);
        }
    }
    for (number, it) in campaign.parcels().iter().filter(|(_, it)| it.to == id) {
        part.add(format!("Parcel {number}"), it.state.title());
        part.add("Number of the carrier", &it.tracking);
        part.add("Note", &it.note);
    }
    part
}

/// The rows of lists of people, entries and members they came in with, as they stand in the files that are kept: what became no field
/// of a record is kept there all the same. Rows of other lists were written by somebody else, or hold others.
pub(super) fn rows(
    campaign: &Campaign,
    file: &dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
    person: &Person,
    id: PersonId,
) -> Part {
    let mut part = Part::new("Rows of lists, as they came");
    let of_record = person.with_merged().into_iter().flat_map(|record| record.origins.iter().copied());
    let of_entries = campaign.entries().iter().filter(|(_, it)| it.person == id).filter_map(|(_, it)| it.origin);
    let mut lines: BTreeMap<SourceId, BTreeSet<u64>> = BTreeMap::new();
    for origin in of_record.chain(of_entries) {
        lines.entry(origin.source).or_default().insert(origin.line);
    }
    for (source, lines) in lines {
        let Some(source) = campaign.sources().get(source) else { continue };
        let Some(bytes) = file(&source.sha256).filter(|_| is_of_own(&source.kind)) else { continue };
        let Ok(table) = importing::read_again(source, &bytes) else { continue };
        for row in lines.into_iter().filter_map(|line| table.row_on(line)) {
            part.lines.push((source.place(row.line), String::new()));
            for (header, cell) in table.headers.iter().zip(row.cells()) {
                part.add(header, cell);
            }
        }
    }
    part
}

fn is_of_own(kind: &str) -> bool {
    matches!(kind, "people" | "entries" | "members")
}
