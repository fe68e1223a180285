//! Judging from set-up to frozen winners through the functions both shells use: on the sample and on made fields, with what comes
//! back from judges in every state, and with what tries to get in.

#[path = "../cli_run/mod.rs"]
mod cli_run;
mod command_line;
mod field;
mod hostile;
mod outcome;
mod packs;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use unsung::app::judging::votes::LeaveOut;
use unsung::app::judging::{
    assigning, blind, candidate_name, conflicts, deciding, letters, packs as judge_packs, results, setup, typing, votes,
};
use unsung::app::{Failure, FakeWorld, Progress, templates};
use unsung::campaign::judging::{
    Basis, ConflictState, Criterion, FraudKind, Ground, Judging, Mark, Mode, Outcome, Passing, Round, RoundKind, Tally,
    TieRule, Way,
};
use unsung::campaign::{
    Award, AwardId, Campaign, Change, Edit, Hero, HeroId, History, Nomination, NominationId, Person, PersonId, SheetId,
};
use unsung::judging::pack::{self, Answers, Pack};
use unsung::store;

const AWARD: AwardId = AwardId(1);

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn zone() -> TimeZone {
    TimeZone::UTC
}

fn progress() -> Progress {
    Progress::silent()
}

fn started(template: &str) -> Campaign {
    templates::start(&FakeWorld::new(now()), template).unwrap()
}

fn make(campaign: &mut Campaign, change: Change) {
    campaign.apply(&change, now()).unwrap();
}

fn judging(campaign: &Campaign) -> &Judging {
    campaign.judgings().get(AWARD).unwrap()
}

/// Nominees P1 to P`nominees`, each with one nomination, and judges behind them, all of different employers.
fn made(nominees: u64, judges: u64) -> Campaign {
    let mut campaign = started("blank");
    let mut edits = vec![Edit::award(AWARD, Award { title: "Night Owl".into(), ..Award::default() })];
    for number in 1..=nominees + judges {
        let person = Person {
            name: format!("Vorname{number} Zuname{number}").into(),
            organisation: format!("Company {number}").into(),
            email: format!("p{number}@firm{number}.example").into(),
            ..Person::default()
        };
        edits.push(Edit::person(PersonId(number), person));
        if number <= nominees {
            let mut nomination = Nomination::new(PersonId(number));
            nomination.story = format!("Vorname{number} kept the trams running in night {number}.").into();
            nomination.awards.push(AWARD);
            edits.push(Edit::nomination(NominationId(number), nomination));
        }
    }
    make(&mut campaign, Change::new("Make it", edits));
    let change = setup::begin(&campaign, AWARD, now()).unwrap();
    make(&mut campaign, change);
    let panel: Vec<PersonId> = (nominees + 1..=nominees + judges).map(PersonId).collect();
    let change = setup::add_judges(&campaign, AWARD, &panel).unwrap().unwrap();
    make(&mut campaign, change);
    campaign
}

fn set_round(campaign: &mut Campaign, number: u32, change: impl FnOnce(&mut Round)) {
    let mut round = judging(campaign).round(number).unwrap().clone();
    change(&mut round);
    let change = setup::set_round(campaign, AWARD, round).unwrap();
    make(campaign, change);
}

fn assign(campaign: &mut Campaign, round: u32, seed: u64) {
    let wish = assigning::Wish { seed, ..assigning::Wish::default() };
    let change = assigning::assign(campaign, AWARD, round, wish, now()).unwrap();
    make(campaign, change);
}

fn assigned(campaign: &Campaign, round: u32) -> BTreeMap<u32, BTreeSet<u32>> {
    campaign
        .sheets_of(AWARD)
        .filter(|(_, sheet)| sheet.round == round)
        .map(|(_, sheet)| (sheet.judge, sheet.assigned.clone()))
        .collect()
}

fn type_all(campaign: &mut Campaign, round: u32, score: impl Fn(u32, u32) -> u32) {
    for (judge, candidates) in assigned(campaign, round) {
        let mode = judging(campaign).round(round).unwrap().mode.clone();
        let lines: Vec<typing::Typed> = candidates
            .iter()
            .map(|candidate| {
                let given = score(judge, *candidate);
                let text = match &mode {
                    Mode::Rubric(criteria) => vec![given.to_string(); criteria.len()].join(" "),
                    _ => given.to_string(),
                };
                let mark = typing::parse(&mode, &text).unwrap();
                typing::Typed { candidate: *candidate, mark, comment: format!("Thought about {candidate}.") }
            })
            .collect();
        let change = typing::type_in(campaign, AWARD, round, judge, &lines, Way::Paper, now()).unwrap();
        make(campaign, change);
    }
}

fn outcome(campaign: &Campaign, round: u32) -> results::Outcome {
    results::compute(campaign, AWARD, round, results::Wish::default(), &progress()).unwrap()
}

fn freeze(campaign: &mut Campaign, round: u32) {
    let found = outcome(campaign, round);
    let change = deciding::freeze(campaign, AWARD, &found, None, "", now()).unwrap();
    make(campaign, change);
}

fn saved_and_read(campaign: &Campaign) -> Campaign {
    let bytes = store::to_bytes(campaign, &Default::default()).unwrap();
    store::from_bytes(&bytes).unwrap().campaign
}

fn ready(campaign: &mut Campaign, round: u32) -> Vec<(u32, Pack)> {
    let made = judge_packs::make(campaign, AWARD, round, &[], now(), &zone()).unwrap();
    if let Some(change) = made.change {
        make(campaign, change);
    }
    made.packs
}

/// Answers that give every candidate of the pack the same score in every question.
fn answered(pack: &Pack, score: i32) -> Answers {
    let pack::Mode::Rubric { criteria } = &pack.mode else { panic!("no rubric") };
    let sheets = pack.nominees.iter().map(|nominee| {
        let marks = criteria.iter().map(|it| (it.id.clone(), score)).collect();
        (nominee.code.clone(), pack::Sheet { marks, comment: "Seen.".into(), ..pack::Sheet::default() })
    });
    Answers {
        pack_id: pack.pack_id.clone(),
        version: pack.version,
        judge: pack.judge.clone(),
        finished: true,
        saved_at: "2026-11-20T10:00:00Z".into(),
        sheets: sheets.collect(),
        ..Answers::default()
    }
}

fn take(campaign: &Campaign, answers: &Answers, wish: judge_packs::TakeWish) -> Result<judge_packs::Taken, Failure> {
    judge_packs::take_in(campaign, &pack::file(answers).unwrap(), wish, now(), &zone())
}
