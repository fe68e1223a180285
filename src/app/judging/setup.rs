//! Set-up of a judging: the field with its check-list, the rounds and what they ask, the panel, the tie-break, blind texts, and
//! candidates who change from one award to another.

mod eligibility;

pub use eligibility::{Eligibility, check, eligibility, set_requirement};

use super::super::failure::Failure;
use super::super::league;
use super::{candidate, changed, of};
use crate::campaign::judging::{
    Basis, Candidate, Criterion, Judge, Judging, Mode, Move, Passing, Round, RoundKind, TieRule, Withdrawal,
};
use crate::campaign::{AwardId, Campaign, Change, Edit, NominationState, PersonId, name_key, tidy_name};
use jiff::Timestamp;
use rand::seq::SliceRandom;
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Everybody who was nominated for the award, each once and in order of arrival; where nobody named the award, everybody who was
/// nominated. Nominations that were set aside do not count.
pub fn nominees(campaign: &Campaign, award: AwardId) -> Vec<PersonId> {
    let considered =
        || campaign.nominations().iter().map(|(_, it)| it).filter(|it| it.state != NominationState::SetAside);
    let any_names_it = considered().any(|it| it.awards.contains(&award));
    let mut seen = HashSet::new();
    considered()
        .filter(|it| !any_names_it || it.awards.contains(&award))
        .map(|it| it.nominee)
        .filter(|person| seen.insert(*person))
        .collect()
}

/// Code names nobody in the field has, the same ones each time for the same award; none shares a word with a name of `people`.
fn code_names(campaign: &Campaign, award: AwardId, judging: &Judging, people: &[PersonId]) -> Vec<String> {
    let mut hash = Sha256::new();
    hash.update(campaign.settings().id.as_bytes());
    hash.update(b"judging");
    hash.update(award.0.to_be_bytes());
    let mut rng = league::dice(&hash.finalize());
    let words = league::words();
    let mut pairs: Vec<(usize, usize)> =
        (0..words.first.len()).flat_map(|a| (0..words.second.len()).map(move |b| (a, b))).collect();
    pairs.shuffle(&mut rng);
    let mut taken: HashSet<String> = judging.field.iter().map(|it| name_key(&it.code)).collect();
    // Where all pairs are taken they come again with a number.
    let again = (1..=league::NUMBERED).flat_map(|number| pairs.iter().map(move |pair| (number, *pair)));
    let mut names = again.filter_map(|(number, (a, b))| {
        let (first, second) = (words.first.get(a)?, words.second.get(b)?);
        (first != second).then(|| league::numbered(first, second, number))
    });
    let mut number = judging.field.len();
    people
        .iter()
        .map(|person| {
            number += 1;
            let real = campaign.people().get(*person).map(|it| it.name.clone()).unwrap_or_default();
            let mut fitting = names.by_ref().filter(|name| !league::shares_word(&real, name));
            let name = fitting.find(|name| taken.insert(name_key(name)));
            name.unwrap_or_else(|| format!("Candidate {number:04}"))
        })
        .collect()
}

fn add_to(campaign: &Campaign, award: AwardId, judging: &mut Judging, people: &[PersonId]) -> Vec<u32> {
    let new: Vec<PersonId> = people.iter().copied().filter(|person| judging.candidate_of(*person).is_none()).collect();
    let codes = code_names(campaign, award, judging, &new);
    let mut numbers = Vec::new();
    for (person, code) in new.into_iter().zip(codes) {
        let number = judging.next_candidate();
        judging.field.push(Candidate { number, code, person: Some(person), ..Candidate::default() });
        numbers.push(number);
    }
    numbers
}

/// The questions a rubric begins with.
pub fn usual_criteria() -> Vec<Criterion> {
    let questions = [
        ("What was at stake", "1: little would have happened. 5: many people or much work depended on it.", 3),
        ("What the person did", "1: what the job asks. 5: far beyond it, with skill.", 4),
        ("What others gained", "1: hardly anybody noticed. 5: people say how it changed their work.", 3),
    ];
    (1..)
        .zip(questions)
        .map(|(number, (label, help, weight))| Criterion {
            number,
            label: label.into(),
            help: help.into(),
            least: 1,
            most: 5,
            weight,
            comment_below: Some(2),
            comment_above: Some(4),
        })
        .collect()
}

/// Begins the judging of an award: everybody nominated stands in the field under a code name, a shortlist round by rubric and a
/// final by ranking are planned, and ties are broken by head to head, then by the median, then shared.
///
/// # Errors
/// Where the award is not there or is judged already.
pub fn begin(campaign: &Campaign, award: AwardId, at: Timestamp) -> Result<Change, Failure> {
    let what = "No judging was begun.";
    if !campaign.awards().contains(award) {
        return Err(Failure::new(what, format!("There is no award {award}."), "Make the award first."));
    }
    if campaign.judgings().contains(award) {
        return Err(Failure::new(what, format!("{award} is judged already."), "Change its set-up instead."));
    }
    let mut judging = Judging::default();
    let people = nominees(campaign, award);
    add_to(campaign, award, &mut judging, &people);
    let shortlist = Round {
        number: 1,
        kind: RoundKind::Shortlist,
        mode: Mode::Rubric(usual_criteria()),
        basis: Basis::Adjusted,
        quota: 5,
        each: 3,
        ..Round::default()
    };
    let last = Round {
        number: 2,
        kind: RoundKind::Final,
        mode: Mode::Ranking(Default::default()),
        quota: 1,
        ..Round::default()
    };
    judging.rounds = vec![shortlist, last];
    judging.tie_break = vec![TieRule::HeadToHead, TieRule::Median, TieRule::Share];
    judging.tie_break_declared_at = Some(at);
    Ok(Change::one("Begin the judging of an award", Edit::judging(award, judging)))
}

/// Adds people to the field. `None` where all of them stand in it.
///
/// # Errors
/// Where the award is not judged or a person is not there.
pub fn add_candidates(campaign: &Campaign, award: AwardId, people: &[PersonId]) -> Result<Option<Change>, Failure> {
    let what = "Nobody was added to the field.";
    let mut judging = of(campaign, award, what)?.clone();
    if let Some(missing) = people.iter().find(|person| !campaign.people().contains(**person)) {
        return Err(Failure::new(what, format!("There is no person {missing}."), "Add the person first."));
    }
    let added = add_to(campaign, award, &mut judging, people);
    let title = if added.len() == 1 { "Add a candidate".into() } else { format!("Add {} candidates", added.len()) };
    Ok((!added.is_empty()).then(|| Change::one(title, Edit::judging(award, judging))))
}

/// Candidates of the field who are one person, since two records were merged: of each two that still stand the numbers.
pub fn standing_twice(judging: &Judging) -> Vec<(u32, u32)> {
    let mut first: HashMap<PersonId, u32> = HashMap::new();
    let mut twice = Vec::new();
    for it in judging.field.iter().filter(|it| it.withdrawn.is_none()) {
        let Some(person) = it.person else { continue };
        match first.get(&person) {
            Some(before) => twice.push((*before, it.number)),
            None => _ = first.insert(person, it.number),
        }
    }
    twice
}

/// A candidate leaves the field from a round on; what was scored before stays.
///
/// # Errors
/// Without a reason.
pub fn withdraw(
    campaign: &Campaign,
    award: AwardId,
    number: u32,
    from_round: u32,
    reason: &str,
    at: Timestamp,
) -> Result<Change, Failure> {
    withdraw_all(campaign, award, &[number], from_round, reason, at)
}

/// The same for several at once.
///
/// # Errors
/// As [`withdraw`].
pub fn withdraw_all(
    campaign: &Campaign,
    award: AwardId,
    numbers: &[u32],
    from_round: u32,
    reason: &str,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "Nobody was withdrawn.";
    let reason = with_reason(reason, what)?;
    let title = match numbers.len() {
        1 => "Withdraw a candidate".to_owned(),
        several => format!("Withdraw {several} candidates"),
    };
    changed(campaign, award, &title, what, |judging| {
        super::round(judging, from_round, what)?;
        for number in numbers {
            candidate(judging, *number, what)?;
            if let Some(it) = judging.candidate_mut(*number) {
                it.withdrawn = Some(Withdrawal { reason: reason.clone(), at, from_round });
            }
        }
        Ok(())
    })
}

/// Takes a withdrawal back.
///
/// # Errors
/// Where the candidate is not there.
pub fn readmit(campaign: &Campaign, award: AwardId, number: u32) -> Result<Change, Failure> {
    let what = "Nobody came back.";
    changed(campaign, award, "Readmit a candidate", what, |judging| {
        candidate(judging, number, what)?;
        if let Some(it) = judging.candidate_mut(number) {
            it.withdrawn = None;
        }
        Ok(())
    })
}

/// Trimmed words that give a reason.
///
/// # Errors
/// Where there are none.
pub(super) fn with_reason(reason: &str, what: &str) -> Result<String, Failure> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Failure::new(what, "It needs a reason.", "Write down why, in a few words."));
    }
    Ok(reason.to_owned())
}

/// Puts people on the panel. `None` where they are all on it. They are marked as judges.
///
/// # Errors
/// Where a person is not there.
pub fn add_judges(campaign: &Campaign, award: AwardId, people: &[PersonId]) -> Result<Option<Change>, Failure> {
    let what = "Nobody was put on the panel.";
    let mut judging = of(campaign, award, what)?.clone();
    let mut added = Vec::new();
    for person in people {
        if !campaign.people().contains(*person) {
            return Err(Failure::new(what, format!("There is no person {person}."), "Add the person first."));
        }
        if judging.judge_of(*person).is_some() {
            continue;
        }
        let number = judging.next_judge();
        let code = format!("J-{number:02}");
        judging.panel.push(Judge { number, code, person: Some(*person), ..Judge::default() });
        added.push(*person);
    }
    if added.is_empty() {
        return Ok(None);
    }
    let title = if added.len() == 1 { "Add a judge".into() } else { format!("Add {} judges", added.len()) };
    let mut edits = super::super::bulk::edits_each::<crate::campaign::Person>(campaign, added, |_, person| {
        person.judge = true;
    });
    edits.push(Edit::judging(award, judging));
    Ok(Some(Change::new(title, edits)))
}

/// Notes why a judge is independent; empty takes the mark away.
///
/// # Errors
/// Where the judge is not on the panel.
pub fn set_independent(campaign: &Campaign, award: AwardId, number: u32, why: &str) -> Result<Change, Failure> {
    let what = "The panel stays as it is.";
    changed(campaign, award, "Note the independent judge", what, |judging| {
        super::judge(judging, number, what)?;
        if let Some(it) = judging.judge_mut(number) {
            it.independent = why.trim().to_owned();
        }
        Ok(())
    })
}

/// A judge leaves the panel, or comes back where the reason is empty. What they gave stays.
///
/// # Errors
/// Where the judge is not on the panel.
pub fn set_left(campaign: &Campaign, award: AwardId, number: u32, why: &str) -> Result<Change, Failure> {
    let what = "The panel stays as it is.";
    let title = if why.trim().is_empty() { "Take a judge back" } else { "Note that a judge left" };
    changed(campaign, award, title, what, |judging| {
        super::judge(judging, number, what)?;
        if let Some(it) = judging.judge_mut(number) {
            it.left = why.trim().to_owned();
        }
        Ok(())
    })
}

/// Takes somebody off the panel who has no sheet yet.
///
/// # Errors
/// Where they were given somebody to judge already: then they leave with a reason.
pub fn remove_judge(campaign: &Campaign, award: AwardId, number: u32) -> Result<Change, Failure> {
    let what = "Nobody was taken off the panel.";
    if campaign.sheets_of(award).any(|(_, sheet)| sheet.judge == number) {
        let why = "Candidates were given to them already.";
        return Err(Failure::new(what, why, "Note that they left, with the reason; what they gave stays."));
    }
    changed(campaign, award, "Remove a judge", what, |judging| {
        super::judge(judging, number, what)?;
        judging.panel.retain(|it| it.number != number);
        judging.rounds.iter_mut().for_each(|it| it.judges.retain(|judge| *judge != number));
        judging.conflicts.retain(|it| it.judge != number);
        judging.recusals.retain(|it| it.judge != number);
        judging.tie_break.retain(|it| *it != TieRule::Chair(number));
        Ok(())
    })
}

/// Adds a round behind the others, or puts what is new into the one with this number.
///
/// # Errors
/// Where the questions make no sense: no scale, no weight, no label.
pub fn set_round(campaign: &Campaign, award: AwardId, mut round: Round) -> Result<Change, Failure> {
    let what = "The round stays as it is.";
    if let Mode::Rubric(criteria) = &mut round.mode {
        for (index, it) in criteria.iter_mut().enumerate() {
            it.label = tidy_name(&it.label);
            if it.label.is_empty() {
                let why = format!("Question {} has no words.", index + 1);
                return Err(Failure::new(what, why, "Write what judges are asked."));
            }
            if it.least >= it.most || it.most > Criterion::MOST {
                let why = format!("“{}” goes from {} to {}.", it.label, it.least, it.most);
                return Err(Failure::new(what, why, "A scale goes up, to 1000 at most."));
            }
            if it.weight == 0 || it.weight > Criterion::MOST {
                let why = format!("“{}” has the weight {}.", it.label, it.weight);
                return Err(Failure::new(what, why, "A weight is a whole number from 1 to 1000."));
            }
        }
        let mut numbers = BTreeSet::new();
        let clash = criteria.iter().any(|it| it.number == 0 || !numbers.insert(it.number));
        if clash {
            for (number, it) in (1..).zip(criteria.iter_mut()) {
                it.number = number;
            }
        }
    } else {
        round.basis = Basis::Raw;
    }
    if let Mode::Points(0) = round.mode {
        return Err(Failure::new(what, "There are no points to give.", "Say how many points each judge has."));
    }
    let title = if campaign.judgings().get(award).is_some_and(|it| it.round(round.number).is_some()) {
        "Change a round"
    } else {
        "Add a round"
    };
    changed(campaign, award, title, what, |judging| {
        match judging.round_mut(round.number) {
            Some(it) => *it = round,
            None => {
                round.number = judging.next_round();
                judging.rounds.push(round);
            }
        }
        Ok(())
    })
}

/// Takes a round away for which nobody was given anybody.
///
/// # Errors
/// Where sheets of it are there.
pub fn remove_round(campaign: &Campaign, award: AwardId, number: u32) -> Result<Change, Failure> {
    let what = "The round stays.";
    if super::sheets_of_round(campaign, award, number).any(|(_, sheet)| sheet.is_scored()) {
        return Err(Failure::new(what, "Scores of it are there.", "Keep it, or take the scores out first."));
    }
    let gone = super::sheets_of_round(campaign, award, number).map(|(id, _)| Edit::Sheet(id, None));
    let mut edits: Vec<Edit> = gone.collect();
    let change = changed(campaign, award, "Remove a round", what, |judging| {
        super::round(judging, number, what)?;
        judging.rounds.retain(|it| it.number != number);
        judging.recusals.retain(|it| it.round != number);
        Ok(())
    })?;
    edits.extend(change.edits);
    Ok(Change::new(change.title, edits))
}

/// Declares how ties are broken; refused by the campaign once there is a score.
///
/// # Errors
/// Where a rule names a judge or a criterion that is not there.
pub fn declare_tie_break(
    campaign: &Campaign,
    award: AwardId,
    rules: Vec<TieRule>,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "The tie-break stays as it is.";
    changed(campaign, award, "Declare the tie-break", what, |judging| {
        for rule in &rules {
            let known = match rule {
                TieRule::Chair(judge) => judging.judge(*judge).is_some(),
                TieRule::Criterion(number) => {
                    judging.rounds.iter().any(|round| round.mode.criteria().iter().any(|it| it.number == *number))
                }
                _ => true,
            };
            if !known {
                let why = format!("{} names nobody and nothing that is there.", tie_words(judging, *rule));
                return Err(Failure::new(what, why, "Name a judge of the panel, or a question of a rubric."));
            }
        }
        judging.tie_break = rules;
        judging.tie_break_declared_at = Some(at);
        Ok(())
    })
}

/// A rule of the tie-break in words.
pub fn tie_words(judging: &Judging, rule: TieRule) -> String {
    match rule {
        TieRule::Criterion(number) => {
            let label = judging
                .rounds
                .iter()
                .flat_map(|round| round.mode.criteria())
                .find(|it| it.number == number)
                .map_or_else(|| format!("question {number}"), |it| format!("“{}”", it.label));
            format!("the higher score on {label}")
        }
        TieRule::HeadToHead => "who was put first by more of the judges who saw both".into(),
        TieRule::Median => "the higher median".into(),
        TieRule::MoreFirsts => "the more highest marks".into(),
        TieRule::Chair(number) => {
            let code = judging.judge(number).map_or_else(|| number.to_string(), |it| it.code.clone());
            format!("the order of {code}, who has the casting vote")
        }
        TieRule::Lot(seed) => format!("a lot from the declared number {seed}"),
        TieRule::Share => "they share the place".into(),
    }
}

/// When a candidate passes a round of yes and no, in words.
pub fn passing_words(passing: Passing) -> String {
    match passing {
        Passing::Majority => "more yes than no".into(),
        Passing::All => "no judge says no".into(),
        Passing::AtLeast(count) => format!("at least {count} say yes"),
    }
}

/// Hides names from judges, or shows them.
///
/// # Errors
/// Where the award is not judged, or packs with names went out already.
pub fn set_blind(campaign: &Campaign, award: AwardId, on: bool, pronouns: bool) -> Result<Change, Failure> {
    let what = "Names stay as they were.";
    let out = campaign.sheets_of(award).any(|(_, sheet)| !sheet.packs.is_empty());
    if on && out && !of(campaign, award, what)?.blind.on {
        return Err(Failure::new(
            what,
            "Packs with names in them went out already.",
            "What judges have read cannot be hidden again; use it from the next award on.",
        ));
    }
    changed(campaign, award, "Set blind judging", what, |judging| {
        judging.blind.on = on;
        judging.blind.pronouns = pronouns;
        Ok(())
    })
}

/// A candidate changes to another award: out of the field here, into the field there, noted on both sides.
///
/// # Errors
/// Without a reason, where the other award is not judged, or where they stand in its field already.
pub fn move_candidate(
    campaign: &Campaign,
    from: AwardId,
    number: u32,
    to: AwardId,
    reason: &str,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "Nobody was moved.";
    let reason = with_reason(reason, what)?;
    let mut here = of(campaign, from, what)?.clone();
    let mut there = of(campaign, to, what)?.clone();
    let person = candidate(&here, number, what)?.person;
    let Some(person) = person.filter(|_| from != to) else {
        return Err(Failure::new(what, "There is nobody to move, or nowhere to go.", "Choose another award."));
    };
    if there.candidate_of(person).is_some() {
        return Err(Failure::new(what, format!("They stand in the field of {to} already."), "Withdraw them here."));
    }
    let from_round = here.current_round().map_or(1, |round| round.number);
    if let Some(it) = here.candidate_mut(number) {
        it.withdrawn = Some(Withdrawal { reason: format!("Moved to {to}: {reason}"), at, from_round });
    }
    here.moves.push(Move { candidate: number, other: to, came: false, reason: reason.clone(), at });
    let new = add_to(campaign, to, &mut there, &[person]);
    if let Some(new) = new.first() {
        there.moves.push(Move { candidate: *new, other: from, came: true, reason, at });
    }
    Ok(Change::new("Move a candidate to another award", vec![Edit::judging(from, here), Edit::judging(to, there)]))
}

/// Another code for a candidate; what was asked of it is asked by [`super::blind::set_code`].
pub(super) fn renamed(campaign: &Campaign, award: AwardId, number: u32, code: String) -> Result<Change, Failure> {
    changed(campaign, award, "Set a code name", "The code name stays as it is.", |judging| {
        if let Some(it) = judging.candidate_mut(number) {
            it.code = code;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_field_never_runs_out_of_code_names() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let campaign = crate::app::templates::start(&crate::app::FakeWorld::new(now), "blank").unwrap();
        let people: Vec<PersonId> = (1..=7_000).map(PersonId).collect();
        let names = code_names(&campaign, AwardId(1), &Judging::default(), &people);
        assert_eq!(names.iter().map(|name| name_key(name)).collect::<HashSet<_>>().len(), people.len());
        assert!(names.last().is_some_and(|name| name.ends_with(" 2")), "{:?}", names.last());
    }
}
