//! Judging from set-up to frozen winners through the functions both shells use: on the sample and on made fields, with what comes
//! back from judges in every state, and with what tries to get in.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use unsung::app::judging::votes::LeaveOut;
use unsung::app::judging::{
    assigning, blind, candidate_name, conflicts, deciding, letters, packs, results, setup, typing, votes,
};
use unsung::app::{Failure, FakeWorld, Progress, templates};
use unsung::campaign::judging::{
    Basis, ConflictState, Criterion, FraudKind, Ground, Judging, Mark, Mode, Outcome, Passing, Round, RoundKind,
    TieRule, Way,
};
use unsung::campaign::{
    Award, AwardId, Campaign, Change, Edit, History, Nomination, NominationId, Person, PersonId, SheetId,
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
            name: format!("Vorname{number} Zuname{number}"),
            organisation: format!("Company {number}"),
            email: format!("p{number}@firm{number}.example"),
            ..Person::default()
        };
        edits.push(Edit::person(PersonId(number), person));
        if number <= nominees {
            let mut nomination = Nomination::new(PersonId(number));
            nomination.story = format!("Vorname{number} kept the trams running in night {number}.");
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
    let made = packs::make(campaign, AWARD, round, &[], now(), &zone()).unwrap();
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

fn take(campaign: &Campaign, answers: &Answers, wish: packs::TakeWish) -> Result<packs::Taken, Failure> {
    packs::take_in(campaign, &pack::file(answers).unwrap(), wish, now(), &zone())
}

#[test]
fn from_set_up_to_frozen_winners_on_the_sample() {
    let mut campaign = started("sample");
    let award = campaign.awards().ids().next().unwrap();
    let change = setup::begin(&campaign, award, now()).unwrap();
    make(&mut campaign, change);
    let field = campaign.judgings().get(award).unwrap().field.len();
    assert!(field > 3, "{field}");
    let mut panel: Vec<PersonId> = Vec::new();
    for number in 0..4 {
        let id = campaign.next_person_id();
        let person = Person { name: format!("Panellist Quorum{number}"), ..Person::default() };
        make(&mut campaign, Change::one("Add a person", Edit::person(id, person)));
        panel.push(id);
    }
    let change = setup::add_judges(&campaign, award, &panel).unwrap().unwrap();
    make(&mut campaign, change);
    assert!(panel.iter().all(|id| campaign.people().get(*id).unwrap().judge));
    let wish = assigning::Wish { seed: 7, ..Default::default() };
    let change = assigning::assign(&campaign, award, 1, wish, now()).unwrap();
    make(&mut campaign, change);
    let sheets: Vec<_> = campaign.sheets_of(award).map(|(_, sheet)| sheet.clone()).collect();
    for sheet in sheets {
        let lines: Vec<typing::Typed> = sheet
            .assigned
            .iter()
            .map(|candidate| {
                let scores = (1..=3).map(|question| (question, (candidate + sheet.judge) % 5 + 1)).collect();
                typing::Typed { candidate: *candidate, mark: Mark::Scores(scores), comment: "Why not.".into() }
            })
            .collect();
        let change = typing::type_in(&campaign, award, 1, sheet.judge, &lines, Way::Typed, now()).unwrap();
        make(&mut campaign, change);
    }
    let found = results::compute(&campaign, award, 1, results::Wish::default(), &progress()).unwrap();
    assert_eq!(found.missing, 0);
    let best: Vec<u32> = found.rows.iter().take(3).map(|row| row.candidate).collect();
    let change = deciding::freeze(&campaign, award, &found, Some(&best), "Three fit on the stage.", now()).unwrap();
    assert!(change.title.starts_with("Freeze who goes on, SHA-256 "));
    make(&mut campaign, change);
    let change = assigning::assign(&campaign, award, 2, wish, now()).unwrap();
    make(&mut campaign, change);
    for judge in 1..=4 {
        let lines: Vec<typing::Typed> = (1..)
            .zip(&best)
            .map(|(place, candidate)| typing::Typed {
                candidate: *candidate,
                mark: Mark::Rank(place),
                comment: String::new(),
            })
            .collect();
        let change = typing::type_in(&campaign, award, 2, judge, &lines, Way::Typed, now()).unwrap();
        make(&mut campaign, change);
    }
    let found = results::compute(&campaign, award, 2, results::Wish::default(), &progress()).unwrap();
    let change = deciding::freeze(&campaign, award, &found, None, "", now()).unwrap();
    let hash = change.title.rsplit(' ').next().unwrap().to_owned();
    assert_eq!(hash.len(), 64);
    make(&mut campaign, change);
    assert!(campaign.ledger().lines().last().unwrap().kind.ends_with(&hash));
    let winner = campaign.judgings().get(award).unwrap().candidate(best[0]).unwrap().person.unwrap();
    assert!(campaign.awards().get(award).unwrap().is_won_by(winner));
    assert_eq!(deciding::winners_as_frozen(&campaign, award), Some(true));
    let read = saved_and_read(&campaign);
    assert_eq!(read, campaign);
    let written = |campaign: &Campaign| store::to_bytes(campaign, &Default::default()).unwrap();
    assert_eq!(written(&read), written(&campaign));
    let written = letters::letters(&campaign, award, letters::Wish::default()).unwrap();
    assert_eq!(written.len(), field);
    assert!(written.iter().any(|letter| letter.person == winner && letter.text.contains("You have won it")));
    assert!(written.iter().all(|letter| !letter.text.contains("Quorum")), "a letter names a judge");
    let change = deciding::reopen(&campaign, award, 2, "A sheet was found", now()).unwrap();
    make(&mut campaign, change);
    assert!(!campaign.awards().get(award).unwrap().is_won_by(winner));
    assert_eq!(campaign.check_ledger(), Ok(()));
}

#[test]
fn every_assignment_is_even_repeatable_and_without_conflict() {
    for (nominees, judges, each, seed) in [(12, 5, 3, 1), (20, 6, 2, 2), (7, 4, 4, 3), (9, 9, 1, 4)] {
        let mut campaign = made(nominees, judges);
        set_round(&mut campaign, 1, |round| round.each = each);
        let pairs = [(1, 1, Ground::Declared), (1, 2, Ground::Declared)];
        let pairs = if u64::from(each) < judges { &pairs[..] } else { &[] };
        let stands = ConflictState::Stands;
        let change = conflicts::decide(&campaign, AWARD, pairs, stands, "Friends", now()).unwrap();
        make(&mut campaign, change);
        let before = campaign.clone();
        assign(&mut campaign, 1, seed);
        let plan = assigned(&campaign, 1);
        for candidate in 1..=nominees as u32 {
            let seen = plan.values().filter(|it| it.contains(&candidate)).count();
            assert_eq!(seen, each as usize, "candidate {candidate}");
        }
        let loads: Vec<usize> = (1..=judges as u32).map(|judge| plan.get(&judge).map_or(0, BTreeSet::len)).collect();
        assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= 1, "{loads:?}");
        assert!(pairs.iter().all(|(judge, candidate, _)| !plan[judge].contains(candidate)));
        let mut again = before.clone();
        assign(&mut again, 1, seed);
        assert_eq!(assigned(&again, 1), plan);
        let work = assigning::workload(&campaign, AWARD, 1);
        assert_eq!(work.iter().map(|it| it.assigned).collect::<Vec<_>>(), loads);
    }
    // Impossible set-ups are named by whom they fail on.
    let mut campaign = made(4, 3);
    set_round(&mut campaign, 1, |round| round.each = 3);
    let pair = [(2, 4, Ground::Declared)];
    let change = conflicts::decide(&campaign, AWARD, &pair, ConflictState::Stands, "Cousins", now()).unwrap();
    make(&mut campaign, change);
    let refused = assigning::assign(&campaign, AWARD, 1, assigning::Wish::default(), now()).unwrap_err();
    assert!(refused.why.contains("Vorname4 Zuname4") && refused.why.contains("J-02"), "{refused}");
    let refused = assigning::assign(&campaign, AWARD, 2, assigning::Wish::default(), now()).unwrap_err();
    assert!(refused.why.contains("not frozen"), "{refused}");
    let refused = assigning::set_by_hand(&campaign, AWARD, 1, 2, &[4], true, now()).unwrap_err();
    assert!(refused.why.contains("J-02"), "{refused}");
    let change = assigning::set_by_hand(&campaign, AWARD, 1, 1, &[4, 2], true, now()).unwrap();
    make(&mut campaign, change);
    assert_eq!(assigned(&campaign, 1)[&1], BTreeSet::from([2, 4]));
    assert!(judging(&campaign).round(1).unwrap().assignment.as_ref().unwrap().by_hand);
}

#[test]
fn conflicts_are_found_decided_and_keep_apart() {
    let mut campaign = made(5, 3);
    let mut edits = Vec::new();
    let mut set = |id: u64, change: &dyn Fn(&mut Person)| {
        let mut person = campaign.people().get(PersonId(id)).unwrap().clone();
        change(&mut person);
        edits.push(Edit::person(PersonId(id), person));
    };
    set(6, &|it| it.name = "Otto Zuname1".into());
    set(2, &|it| it.organisation = "company 6".into());
    set(3, &|it| it.email = "someone@FIRM6.example".into());
    set(4, &|it| it.team = "Nachtschicht".into());
    set(7, &|it| {
        it.team = "nachtschicht".into();
        it.email = "me@gmail.com".into();
    });
    set(5, &|it| it.email = "you@gmail.com".into());
    let mut nomination = campaign.nominations().get(NominationId(5)).unwrap().clone();
    nomination.nominator = Some(PersonId(8));
    edits.push(Edit::nomination(NominationId(5), nomination));
    make(&mut campaign, Change::new("Set the scene", edits));
    let found: Vec<(u32, u32, Ground)> =
        conflicts::detect(&campaign, AWARD).iter().map(|it| (it.judge, it.candidate, it.ground)).collect();
    assert_eq!(
        found,
        [
            (1, 1, Ground::Surname),
            (1, 2, Ground::Employer),
            (1, 3, Ground::EmailDomain),
            (2, 4, Ground::Team),
            (3, 5, Ground::NominatedBy),
        ],
        "free mail says nothing"
    );
    let own = setup::add_candidates(&campaign, AWARD, &[PersonId(8)]).unwrap().unwrap();
    let mut with_own = campaign.clone();
    make(&mut with_own, own);
    let grounds: BTreeSet<Ground> =
        conflicts::detect(&with_own, AWARD).iter().filter(|it| it.judge == 3).map(|it| it.ground).collect();
    assert_eq!(grounds, BTreeSet::from([Ground::SamePerson, Ground::NominatedBy, Ground::SameAward]));
    let dismissed = ConflictState::Dismissed;
    conflicts::decide(&campaign, AWARD, &[(1, 1, Ground::Surname)], dismissed, " ", now()).unwrap_err();
    conflicts::decide(&with_own, AWARD, &[(3, 6, Ground::SamePerson)], dismissed, "He is fair", now()).unwrap_err();
    let change =
        conflicts::decide(&campaign, AWARD, &[(1, 1, Ground::Surname)], dismissed, "A common name", now()).unwrap();
    make(&mut campaign, change);
    let apart = conflicts::forbidden(&campaign, AWARD, 1);
    assert_eq!(apart, BTreeSet::from([(1, 2), (1, 3), (2, 4), (3, 5)]));
    let change = conflicts::confirm_all(&campaign, AWARD, now()).unwrap().unwrap();
    make(&mut campaign, change);
    assert!(conflicts::confirm_all(&campaign, AWARD, now()).unwrap().is_none());
    let states: Vec<conflicts::State> = conflicts::list(&campaign, AWARD).iter().map(|it| it.state).collect();
    assert_eq!(states.iter().filter(|it| **it == conflicts::State::Stands).count(), 4);
}

#[test]
fn a_recusal_takes_scores_out_and_shows_what_it_changed() {
    let mut campaign = made(4, 3);
    set_round(&mut campaign, 1, |round| {
        round.each = 0;
        round.quota = 1;
        round.basis = Basis::Raw;
    });
    assign(&mut campaign, 1, 1);
    // Judge 1 alone makes candidate 1 the first.
    type_all(&mut campaign, 1, |judge, candidate| match (judge, candidate) {
        (1, 1) => 5,
        (1, _) => 1,
        (_, 2) => 4,
        _ => 3,
    });
    assert_eq!(outcome(&campaign, 1).chosen(), [1]);
    conflicts::recuse(&campaign, AWARD, 1, Some(1), "", now()).unwrap_err();
    let change = conflicts::recuse(&campaign, AWARD, 1, Some(1), "We are cousins", now()).unwrap();
    make(&mut campaign, change);
    let effect = deciding::recusal_effect(&campaign, AWARD, 1, &progress()).unwrap();
    assert_eq!((effect.without.chosen(), effect.with.recused), (vec![1], 1));
    let moved = effect.moved.iter().find(|it| it.candidate == 1).unwrap();
    assert!(moved.score_after.unwrap() < moved.score_before.unwrap());
    let recused = effect.with.cells.iter().find(|it| it.judge == 1 && it.candidate == 1).unwrap();
    assert!(recused.recused && recused.value == Some(100.0));
    let change = conflicts::recuse(&campaign, AWARD, 1, None, "Ill", now()).unwrap();
    make(&mut campaign, change);
    let effect = deciding::recusal_effect(&campaign, AWARD, 1, &progress()).unwrap();
    assert_eq!((effect.with.chosen(), effect.others_go_on), (vec![2], true));
    conflicts::recuse(&campaign, AWARD, 1, None, "Ill", now()).unwrap_err();
    freeze(&mut campaign, 1);
    // What is frozen is not changed by a recusal: it concerns the rounds that are open.
    let change = conflicts::recuse(&campaign, AWARD, 2, None, "Travels", now()).unwrap();
    make(&mut campaign, change);
    assert_eq!(judging(&campaign).recusals.iter().filter(|it| it.round == 1).count(), 2);
    for (judge, candidate) in [(1, Some(1)), (2, None)] {
        let change = conflicts::take_back(&campaign, AWARD, judge, candidate).unwrap();
        make(&mut campaign, change);
        conflicts::take_back(&campaign, AWARD, judge, candidate).unwrap_err();
    }
    assert_eq!(judging(&campaign).recusals.iter().filter(|it| it.round == 1).count(), 2);
}

#[test]
fn packs_go_out_and_come_back_whole_partial_late_and_twice() {
    let mut campaign = made(6, 3);
    assign(&mut campaign, 1, 3);
    let sent = ready(&mut campaign, 1);
    assert_eq!(sent.len(), 3);
    // The same packs again are no new version.
    assert!(packs::make(&campaign, AWARD, 1, &[], now(), &zone()).unwrap().change.is_none());
    let (judge, pack) = sent[0].clone();
    let page = packs::page(&pack).unwrap();
    assert!(page.contains(&pack.pack_id));
    // Whole.
    let whole = answered(&pack, 3);
    let taken = take(&campaign, &whole, packs::TakeWish::default()).unwrap();
    assert_eq!((taken.judge, taken.lines.len(), taken.gaps.len(), taken.held.len()), (judge, 6, 0, 0));
    let before = campaign.clone();
    let mut history = History::default();
    history.commit(&mut campaign, taken.change.unwrap(), now()).unwrap();
    history.undo(&mut campaign, now()).unwrap();
    assert_eq!(campaign, before);
    history.redo(&mut campaign, now()).unwrap();
    assert!(campaign.sheet_of(AWARD, 1, judge).unwrap().1.lines.values().all(|line| line.way == Way::Pack));
    // The very same file twice.
    let again = take(&campaign, &whole, packs::TakeWish::default()).unwrap();
    assert!(again.again && again.change.is_none());
    // A second return that says otherwise is held, unless it is to replace the first.
    let mut other = answered(&pack, 4);
    other.sheets.remove(&pack.nominees[0].code);
    let held = take(&campaign, &other, packs::TakeWish::default()).unwrap();
    assert_eq!((held.lines.len(), held.held.len(), held.gaps.len()), (0, 5, 1));
    let replaced = take(&campaign, &other, packs::TakeWish { replace: true, ..Default::default() }).unwrap();
    assert_eq!(replaced.lines.len(), 5);
    // Partial: what is there is taken, what is missing is named.
    let (_, second) = sent[1].clone();
    let mut part = answered(&second, 2);
    let missing = second.nominees[3].code.clone();
    part.sheets.remove(&missing);
    part.finished = false;
    let taken = take(&campaign, &part, packs::TakeWish::default()).unwrap();
    assert_eq!(taken.lines.len(), 5);
    assert!(taken.gaps.iter().any(|gap| gap.contains(&missing)), "{:?}", taken.gaps);
    // A judge steps aside in the file.
    part.sheets.insert(
        missing.clone(),
        pack::Sheet {
            recusal: Some(pack::Recusal { reason: "family".into(), words: "My sister".into() }),
            ..pack::Sheet::default()
        },
    );
    let taken = take(&campaign, &part, packs::TakeWish::default()).unwrap();
    let aside = packs::candidate_of_code(&missing).unwrap();
    assert_eq!(taken.recused, [aside]);
    make(&mut campaign, taken.change.unwrap());
    assert!(judging(&campaign).is_recused(sent[1].0, aside, 1));
    assert!(judging(&campaign).conflict(sent[1].0, aside).unwrap().note.contains("My sister"));
    // Late.
    set_round(&mut campaign, 1, |round| round.closes_at = Some("2026-11-19T09:00:00Z".parse().unwrap()));
    let third = answered(&sent[2].1, 5);
    let refused = take(&campaign, &third, packs::TakeWish::default()).unwrap_err();
    assert!(refused.why.contains("closed"), "{refused}");
    let taken = take(&campaign, &third, packs::TakeWish { late: true, ..Default::default() }).unwrap();
    make(&mut campaign, taken.change.unwrap());
    assert!(campaign.sheet_of(AWARD, 1, sent[2].0).unwrap().1.returns[0].late);
    assert_eq!(saved_and_read(&campaign), campaign);
    // A frozen round takes nothing in.
    let found = outcome(&campaign, 1);
    let first: Vec<u32> = found.rows.iter().take(2).map(|row| row.candidate).collect();
    let change = deciding::freeze(&campaign, AWARD, &found, Some(&first), "Two", now()).unwrap();
    make(&mut campaign, change);
    let refused = take(&campaign, &other, packs::TakeWish { late: true, replace: true }).unwrap_err();
    assert!(refused.why.contains("frozen"), "{refused}");
}

#[test]
fn an_older_pack_and_hostile_files_change_nothing() {
    let mut campaign = made(4, 2);
    set_round(&mut campaign, 1, |round| round.each = 1);
    assign(&mut campaign, 1, 3);
    let old = ready(&mut campaign, 1)[0].1.clone();
    let more: Vec<u32> = (1..=4).collect();
    let change = assigning::set_by_hand(&campaign, AWARD, 1, 1, &more, true, now()).unwrap();
    make(&mut campaign, change);
    let new = ready(&mut campaign, 1)[0].1.clone();
    assert_eq!((old.version, new.version, old.pack_id == new.pack_id), (1, 2, true));
    let refused = take(&campaign, &answered(&old, 3), packs::TakeWish::default()).unwrap_err();
    assert!(refused.why.contains("version 1") && refused.why.contains("version 2"), "{refused}");
    let before = campaign.clone();
    let good = answered(&new, 3);
    let file = pack::file(&good).unwrap();
    let refuse =
        |bytes: &[u8]| packs::take_in(&campaign, bytes, packs::TakeWish::default(), now(), &zone()).unwrap_err();
    for end in [0, 1, file.len() / 2, file.len() - 3] {
        refuse(&file[..end]);
    }
    for at in (0..file.len()).step_by(37) {
        let mut flipped = file.clone();
        flipped[at] ^= 0x20;
        if let Ok(taken) = packs::take_in(&campaign, &flipped, packs::TakeWish::default(), now(), &zone()) {
            assert!(flipped[at].is_ascii_whitespace() || file[at].is_ascii_whitespace(), "byte {at}: {taken:?}");
        }
    }
    refuse(&vec![b'['; 100_000]);
    refuse("{\"format\":\"\u{1b}[31m\"}".as_bytes());
    refuse(packs::page(&new).unwrap().as_bytes());
    let mut wrong = good.clone();
    wrong.judge = "J-99".into();
    assert!(take(&campaign, &wrong, packs::TakeWish::default()).is_err());
    let mut wrong = good.clone();
    wrong.pack_id = "somebody else's".into();
    assert!(take(&campaign, &wrong, packs::TakeWish::default()).unwrap_err().why.contains("no pack"));
    let mut wrong = good.clone();
    wrong.version = 9;
    assert!(take(&campaign, &wrong, packs::TakeWish::default()).is_err());
    let mut wrong = good.clone();
    let sheet = wrong.sheets.values().next().unwrap().clone();
    wrong.sheets.insert("N77".into(), sheet);
    assert!(take(&campaign, &wrong, packs::TakeWish::default()).unwrap_err().why.contains("N77"));
    let mut wrong = good.clone();
    wrong.sheets.values_mut().next().unwrap().marks.values_mut().for_each(|mark| *mark = i32::MAX);
    assert!(take(&campaign, &wrong, packs::TakeWish::default()).is_err());
    let mut wrong = good;
    wrong.ranking = vec![vec!["N01".into()]];
    assert!(take(&campaign, &wrong, packs::TakeWish::default()).is_err());
    assert_eq!(campaign, before);
    // What is asked was changed since: answers to other questions are worth nothing.
    set_round(&mut campaign, 1, |round| round.mode = Mode::PassFail(Passing::All));
    let refused = take(&campaign, &answered(&new, 3), packs::TakeWish::default()).unwrap_err();
    assert!(refused.why.contains("changed since"), "{refused}");
}

/// Every mode from pack to result: what the page would save becomes lines, and the lines an order.
#[test]
fn every_mode_comes_back_and_is_counted() {
    let modes = [
        Mode::PassFail(Passing::Majority),
        Mode::Ranking(Default::default()),
        Mode::Ranking(unsung::campaign::judging::Tally::Stv),
        Mode::Approval(2),
        Mode::Points(10),
        Mode::Pairwise,
    ];
    for mode in modes {
        let mut campaign = made(4, 3);
        set_round(&mut campaign, 1, |round| {
            round.mode = mode.clone();
            round.each = 0;
            round.quota = 1;
        });
        assign(&mut campaign, 1, 1);
        for (_, pack) in ready(&mut campaign, 1) {
            let mut answers = Answers {
                pack_id: pack.pack_id.clone(),
                version: pack.version,
                judge: pack.judge.clone(),
                finished: true,
                ..Answers::default()
            };
            let codes: Vec<String> = (1..=4).map(packs::pack_code).collect();
            let mut sheet = |code: &str, sheet: pack::Sheet| _ = answers.sheets.insert(code.into(), sheet);
            match mode {
                Mode::PassFail(_) => {
                    for (at, code) in codes.iter().enumerate() {
                        let comment = "Said why.".to_owned();
                        sheet(code, pack::Sheet { pass: Some(at == 0), comment, ..Default::default() });
                    }
                }
                Mode::Approval(_) => {
                    for (at, code) in codes.iter().enumerate() {
                        sheet(code, pack::Sheet { approved: Some(at == 0), ..Default::default() });
                    }
                }
                Mode::Points(_) => {
                    for (at, code) in codes.iter().enumerate() {
                        sheet(code, pack::Sheet { points: Some([7, 2, 1, 0][at]), ..Default::default() });
                    }
                }
                Mode::Ranking(_) => answers.ranking = codes.iter().map(|code| vec![code.clone()]).collect(),
                _ => {
                    let pack::Mode::Pairwise { duels, .. } = &pack.mode else { panic!("not pairwise") };
                    let duel = |(first, second): &(String, String)| pack::DuelAnswer {
                        verdict: if first < second { pack::Verdict::First } else { pack::Verdict::Second },
                        first: first.clone(),
                        second: second.clone(),
                    };
                    answers.duels = duels.iter().map(duel).collect();
                }
            }
            let taken = take(&campaign, &answers, packs::TakeWish::default()).unwrap();
            assert_eq!((taken.lines.len(), taken.gaps.as_slice()), (4, &[][..]), "{mode:?}");
            make(&mut campaign, taken.change.unwrap());
        }
        let found = outcome(&campaign, 1);
        assert_eq!(found.chosen(), [1], "{mode:?}");
        assert_eq!((found.counted, found.missing), (12, 0), "{mode:?}");
        assert_eq!(found.held, mode == Mode::Pairwise);
        assert_eq!(found.stages.is_empty(), mode.id() != "stv");
        freeze(&mut campaign, 1);
        assert_eq!(saved_and_read(&campaign), campaign);
    }
}

#[test]
fn ties_are_broken_as_declared_and_never_silently() {
    let mut campaign = made(3, 2);
    set_round(&mut campaign, 1, |round| {
        round.each = 0;
        round.quota = 1;
        round.basis = Basis::Raw;
        let asked = |number| Criterion { number, label: format!("Question {number}"), ..Criterion::default() };
        round.mode = Mode::Rubric(vec![asked(1), asked(2)]);
    });
    let declare = |campaign: &mut Campaign, rules: Vec<TieRule>| {
        let change = setup::declare_tie_break(campaign, AWARD, rules, now()).unwrap();
        campaign.apply(&change, now()).map(|_| ())
    };
    declare(&mut campaign, vec![TieRule::Share]).unwrap();
    setup::declare_tie_break(&campaign, AWARD, vec![TieRule::Chair(9)], now()).unwrap_err();
    assign(&mut campaign, 1, 1);
    let lines = |scores: [&str; 3]| -> Vec<typing::Typed> {
        let mode = &judging(&campaign).round(1).unwrap().mode;
        let typed = |(candidate, text): (u32, &&str)| typing::Typed {
            candidate,
            mark: typing::parse(mode, text).unwrap(),
            comment: String::new(),
        };
        (1..).zip(scores.iter()).map(typed).collect()
    };
    let both = [lines(["10 6", "6 10", "3 3"]), lines(["6 6", "6 6", "3 3"])];
    let mut shared = campaign.clone();
    let type_both = |campaign: &mut Campaign| {
        for (judge, lines) in (1..).zip(&both) {
            let change = typing::type_in(campaign, AWARD, 1, judge, lines, Way::Typed, now()).unwrap();
            make(campaign, change);
        }
    };
    type_both(&mut shared);
    let found = outcome(&shared, 1);
    assert!(found.tie_at_quota);
    assert_eq!(found.rows[0].place, found.rows[1].place);
    deciding::freeze(&shared, AWARD, &found, None, "", now()).unwrap_err();
    deciding::freeze(&shared, AWARD, &found, Some(&[2]), "", now()).unwrap_err();
    deciding::freeze(&shared, AWARD, &found, Some(&[2]), "The jury voted on it", now()).unwrap();
    assert!(results::told(&shared, judging(&shared), &found).iter().any(|it| it.contains("A tie stands")));
    assert!(declare(&mut shared, vec![TieRule::Criterion(2)]).is_err(), "declared after scores were seen");
    declare(&mut campaign, vec![TieRule::Criterion(2), TieRule::Share]).unwrap();
    type_both(&mut campaign);
    let found = outcome(&campaign, 1);
    assert_eq!((found.chosen(), found.tie_at_quota), (vec![2], false));
    assert_eq!(found.rows[0].settled_by, Some(TieRule::Criterion(2)));
}

#[test]
fn blind_texts_give_nobody_away_and_go_out_only_when_read() {
    let mut campaign = made(2, 2);
    let mut person = campaign.people().get(PersonId(1)).unwrap().clone();
    person.name = "William Okonjo".into();
    person.team = "Night Desk Leeds".into();
    let mut nomination = campaign.nominations().get(NominationId(1)).unwrap().clone();
    nomination.story = "okonjo fixed it. Bill will always help; she wrote to w@tram.example and \
        https://tram.example/okonjo. Jane Doe of Night Desk Leeds saw it. William's friends call her Bill."
        .into();
    make(
        &mut campaign,
        Change::new("Set", vec![Edit::person(PersonId(1), person), Edit::nomination(NominationId(1), nomination)]),
    );
    let change = setup::set_blind(&campaign, AWARD, true, true).unwrap();
    make(&mut campaign, change);
    set_round(&mut campaign, 1, |round| round.each = 0);
    assign(&mut campaign, 1, 1);
    let refused = packs::make(&campaign, AWARD, 1, &[], now(), &zone()).unwrap_err();
    assert!(refused.why.contains("not reviewed"), "{refused}");
    let it = judging(&campaign).candidate(1).unwrap().clone();
    let text = blind::source_text(&campaign, AWARD, PersonId(1));
    let leaks = blind::leaks(&campaign, AWARD, judging(&campaign), &it, &text);
    let kinds: BTreeSet<blind::LeakKind> = leaks.iter().map(|leak| leak.kind).collect();
    let expected = [
        blind::LeakKind::OwnName,
        blind::LeakKind::Pronoun,
        blind::LeakKind::Email,
        blind::LeakKind::Link,
        blind::LeakKind::Team,
        blind::LeakKind::OtherName,
    ];
    assert_eq!(kinds, BTreeSet::from(expected), "{leaks:?}");
    let covered = blind::proposal(&campaign, AWARD, judging(&campaign), &it);
    for word in ["okonjo", "Okonjo", "William", "Bill", "Jane", "Leeds", "tram.example", " she ", " her "] {
        assert!(!covered.contains(word), "{word}: {covered}");
    }
    assert!(covered.contains(" will always"), "an everyday word: {covered}");
    assert!(covered.contains(&it.code));
    let texts = [(1, Some("Okonjo again.".to_owned())), (2, None)];
    blind::review(&campaign, AWARD, &texts, "Ana", false, now()).unwrap_err();
    blind::review(&campaign, AWARD, &[(1, None), (2, None)], " ", false, now()).unwrap_err();
    let change = blind::review(&campaign, AWARD, &[(1, None), (2, None)], "Ana", false, now()).unwrap();
    make(&mut campaign, change);
    assert!(blind::unread(&campaign, AWARD, 1).is_empty());
    for (_, pack) in ready(&mut campaign, 1) {
        let page = packs::page(&pack).unwrap();
        for word in ["Okonjo", "okonjo", "William", "Vorname", "Zuname", "Company", "firm1"] {
            assert!(!page.contains(word), "{word}");
        }
    }
    // Another word of the nominator asks for another review; packs with names cannot follow.
    let mut nomination = campaign.nominations().get(NominationId(1)).unwrap().clone();
    nomination.story.push_str(" And more.");
    make(&mut campaign, Change::one("Edit", Edit::nomination(NominationId(1), nomination)));
    assert_eq!(blind::unread(&campaign, AWARD, 1), [1]);
    let named = candidate_name(&campaign, &it);
    blind::set_code(&campaign, AWARD, 1, &format!("The {named}")).unwrap_err();
    blind::set_code(&campaign, AWARD, 1, "Quiet Lagoon Two").unwrap_err();
}

#[test]
fn votes_are_counted_and_fraud_is_seen() {
    let campaign = made(3, 1);
    let name = |number: u32| candidate_name(&campaign, judging(&campaign).candidate(number).unwrap());
    let mut list = String::from("Time,Candidate,E-mail\n");
    let mut put = |at: &str, whom: &str, email: &str| list.push_str(&format!("{at},{whom},{email}\n"));
    for n in 0..30 {
        put(&format!("2026-11-10 {:02}:{:02}:00", 8 + n / 3, n * 7 % 60), &name(1), &format!("voter{n}@mail.example"));
    }
    for n in 0..40 {
        put(&format!("2026-11-11 19:0{}:{:02}", n / 10, n % 10 * 5), "2", &format!("fan{n}@mail.example"));
    }
    put("2026-11-10 08:00:01", "N03", "a@mailinator.com");
    put("2026-11-10 08:10:00", "N03", "b@x.mailinator.com");
    put("2026-11-10 09:00:00", "N03", "zoe+1@gmail.com");
    put("2026-11-10 09:05:00", "N03", "z.o.e+2@gmail.com");
    put("2026-11-10 10:00:00", "N03", "zoe+1@gmail.com");
    put("2026-11-10 10:00:00", "Nobody Here", "q@mail.example");
    put("2026-11-10 10:00:00", "", "r@mail.example");
    let count = |out: &LeaveOut| votes::count(&campaign, AWARD, "v.csv", list.as_bytes(), out, now()).unwrap();
    let counted = count(&LeaveOut::default());
    assert_eq!(counted.votes.all, BTreeMap::from([(1, 30), (2, 40), (3, 5)]));
    assert_eq!(counted.votes.counted, BTreeMap::from([(1, 30), (2, 40), (3, 3)]));
    assert_eq!(counted.rejected.len(), 1);
    let found: Vec<(FraudKind, Option<u32>, u64)> =
        counted.votes.findings.iter().map(|it| (it.kind, it.candidate, it.votes)).collect();
    assert_eq!(
        found,
        [
            (FraudKind::Burst, Some(2), 40),
            (FraudKind::Disposable, Some(3), 1),
            (FraudKind::Disposable, Some(3), 1),
            (FraudKind::SameMailbox, Some(3), 1),
            (FraudKind::Again, Some(3), 1),
            (FraudKind::Unknown, None, 1),
        ]
    );
    let strict = LeaveOut { kinds: BTreeSet::from([FraudKind::Burst, FraudKind::Disposable]) };
    let counted = count(&strict);
    assert_eq!(counted.votes.counted, BTreeMap::from([(1, 30), (3, 1)]));
    assert_eq!(votes::standing(&counted.votes)[0], (1, 30, 30));
    let mut after = campaign.clone();
    make(&mut after, counted.change);
    let text = store::campaign_to_ron(&after).unwrap();
    assert!(!text.contains("fan1@") && !text.contains("zoe+1"), "an address of a voter is kept");
    let refused = votes::count(&campaign, AWARD, "v.csv", b"a,b\n1,2\n", &LeaveOut::default(), now()).unwrap_err();
    assert!(refused.why.contains("for whom"), "{refused}");
}

#[test]
fn eligibility_withdrawals_and_moves_are_on_record() {
    let mut campaign = made(4, 2);
    let other = AwardId(2);
    make(&mut campaign, Change::one("Add", Edit::award(other, Award { title: "Day Owl".into(), ..Award::default() })));
    let mut begun = setup::begin(&campaign, other, now()).unwrap();
    if let Some(Edit::Judging(_, Some(judging))) = begun.edits.first_mut() {
        std::sync::Arc::make_mut(judging).field.retain(|it| it.number != 1);
    }
    make(&mut campaign, begun);
    setup::check(&campaign, AWARD, &[1], "E1", Outcome::Met, "").unwrap_err();
    setup::set_requirement(&campaign, AWARD, "no code!", "x").unwrap_err();
    let change = setup::set_requirement(&campaign, AWARD, "e1", "Works for a member").unwrap();
    make(&mut campaign, change);
    let change = setup::check(&campaign, AWARD, &[2], "E1", Outcome::NotMet, "Left in May").unwrap();
    make(&mut campaign, change);
    let change = setup::check(&campaign, AWARD, &[3, 4], "E1", Outcome::Met, "").unwrap();
    make(&mut campaign, change);
    setup::withdraw(&campaign, AWARD, 4, 1, " ", now()).unwrap_err();
    let change = setup::withdraw(&campaign, AWARD, 4, 1, "Asked to", now()).unwrap();
    make(&mut campaign, change);
    let count = setup::eligibility(judging(&campaign));
    assert_eq!((count.eligible, count.refused, count.open, count.withdrawn), (1, 1, 1, 1));
    let stands: Vec<u32> = judging(&campaign).field_of(1).iter().map(|it| it.number).collect();
    assert_eq!(stands, [1, 3]);
    setup::move_candidate(&campaign, AWARD, 3, other, "Fits better", now()).unwrap_err();
    let change = setup::move_candidate(&campaign, AWARD, 1, other, "Works by day", now()).unwrap();
    make(&mut campaign, change);
    let there = campaign.judgings().get(other).unwrap();
    assert!(there.candidate_of(PersonId(1)).is_some());
    assert_eq!((there.moves.len(), judging(&campaign).moves[0].other), (1, other));
    let change = setup::readmit(&campaign, AWARD, 4).unwrap();
    make(&mut campaign, change);
    assert_eq!(judging(&campaign).field_of(1).len(), 2);
    assert_eq!(saved_and_read(&campaign), campaign);
}

#[test]
fn severity_is_shown_beside_the_raw_scores_and_decides_where_declared() {
    let mut campaign = made(6, 4);
    set_round(&mut campaign, 1, |round| {
        round.each = 2;
        round.quota = 1;
    });
    assign(&mut campaign, 1, 11);
    // Judge 1 gives everybody one less than deserved, judge 2 one more.
    type_all(&mut campaign, 1, |judge, candidate| {
        let worth = 2 + u32::from(candidate > 2) + u32::from(candidate > 4);
        match judge {
            1 => worth - 1,
            2 => worth + 1,
            _ => worth,
        }
    });
    let found = outcome(&campaign, 1);
    let effect = |judge: u32| found.judges.iter().find(|it| it.judge == judge).unwrap().effect;
    assert!(effect(1) < effect(3) && effect(2) > effect(3), "{:?}", found.judges);
    assert!(found.rows.iter().all(|row| row.raw.is_some() && row.adjusted.is_some() && row.span.is_some()));
    let told = results::told(&campaign, judging(&campaign), &found).join("\n");
    assert!(told.contains("adjusted scores, as declared"), "{told}");
    let differs = |row: &results::Row| row.raw != row.adjusted && row.met.iter().any(|(judge, ..)| *judge == 1);
    let row = found.rows.iter().find(|row| differs(row)).unwrap();
    assert!(results::why(judging(&campaign), row).contains("J-01 gives"), "{}", results::why(judging(&campaign), row));
    let short = results::Wish { runs: 0, ..Default::default() };
    let quick = results::compute(&campaign, AWARD, 1, short, &progress()).unwrap();
    assert!(quick.rows.iter().all(|row| row.span.is_none()));
    let stopped = progress();
    stopped.cancel();
    assert!(results::compute(&campaign, AWARD, 1, results::Wish::default(), &stopped).unwrap_err().is_cancelled());
    // Comments outside the band are asked for, not forced from paper.
    let round = judging(&campaign).round(1).unwrap();
    let mark = typing::parse(&round.mode, "153").unwrap();
    assert_eq!(typing::wants_comment(round, &mark, ""), ["What was at stake", "What the person did"]);
    assert!(typing::parse(&round.mode, "1 9 3").is_err() && typing::parse(&round.mode, "1 2").is_err());
}

#[test]
fn a_large_field_is_worked_out_in_moments() {
    let mut campaign = started("blank");
    let mut edits = vec![Edit::award(AWARD, Award { title: "Large".into(), ..Award::default() })];
    for number in 1..=2_100_u64 {
        let person = Person { name: format!("N{number} F{number}"), ..Person::default() };
        edits.push(Edit::person(PersonId(number), person));
        if number <= 2_000 {
            let mut nomination = Nomination::new(PersonId(number));
            nomination.awards.push(AWARD);
            edits.push(Edit::nomination(NominationId(number), nomination));
        }
    }
    make(&mut campaign, Change::new("Make it", edits));
    let change = setup::begin(&campaign, AWARD, now()).unwrap();
    make(&mut campaign, change);
    let panel: Vec<PersonId> = (2_001..=2_100).map(PersonId).collect();
    let change = setup::add_judges(&campaign, AWARD, &panel).unwrap().unwrap();
    make(&mut campaign, change);
    set_round(&mut campaign, 1, |round| {
        round.each = 10;
        round.kind = RoundKind::LongList;
    });
    assign(&mut campaign, 1, 5);
    let mut sheets: Vec<(SheetId, unsung::campaign::judging::Sheet)> =
        campaign.sheets_of(AWARD).map(|(id, sheet)| (id, sheet.clone())).collect();
    for (_, sheet) in &mut sheets {
        for candidate in sheet.assigned.clone() {
            let scores = (1..=3).map(|question| (question, (candidate * question + sheet.judge) % 5 + 1)).collect();
            let line = unsung::campaign::judging::Line {
                mark: Mark::Scores(scores),
                comment: String::new(),
                way: Way::Typed,
                at: now(),
            };
            sheet.lines.insert(candidate, line);
        }
    }
    let edits = sheets.into_iter().map(|(id, sheet)| Edit::sheet(id, sheet)).collect();
    make(&mut campaign, Change::new("Type scores in", edits));
    let found =
        results::compute(&campaign, AWARD, 1, results::Wish { runs: 20, ..Default::default() }, &progress()).unwrap();
    assert_eq!((found.rows.len(), found.counted, found.missing), (2_000, 20_000, 0));
    assert!(found.rows.iter().all(|row| row.place.is_some()));
}
