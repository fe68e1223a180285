//! The records of judging as a campaign keeps them: what stays, what is refused, what a merge, an erasure and a file leave of it.

use super::*;
use crate::campaign::{
    Award, AwardId, Campaign, Change, Edit, EditError, History, Keys, Person, Settings, SheetId, merge, unmerge,
};
use std::collections::BTreeMap;
use std::sync::Arc;

const AWARD: AwardId = AwardId(1);

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn settings() -> Settings {
    Settings {
        id: "00".repeat(16),
        title: "Test".into(),
        organiser: String::new(),
        logo: Default::default(),
        year: String::new(),
        language: String::new(),
        template: String::new(),
        signatures: Vec::new(),
        milestones: Vec::new(),
        time_zone: String::new(),
        public_names: Default::default(),
        hub: Default::default(),
        privacy: Default::default(),
        look: Default::default(),
        problems: Default::default(),
        art: Default::default(),
        erased_addresses: Default::default(),
        keys: Keys { signing_seed: String::new(), household_key: String::new(), check_key: String::new() },
    }
}

fn rubric() -> Mode {
    Mode::Rubric(vec![Criterion { label: "Courage".into(), ..Criterion::default() }])
}

/// Three candidates (P1 to P3), two judges (P4, P5), a shortlist round for two and a final.
fn campaign() -> Campaign {
    let mut campaign = Campaign::new(settings(), now());
    let mut edits = vec![Edit::award(AWARD, Award { title: "Night Owl".into(), ..Award::default() })];
    for number in 1..=6 {
        let person = Person { name: format!("Person Number{number}").into(), ..Person::default() };
        edits.push(Edit::person(PersonId(number), person));
    }
    let field = (1..=3).map(|number| Candidate {
        number,
        code: format!("C{number}"),
        person: Some(PersonId(u64::from(number))),
        ..Candidate::default()
    });
    let panel = (1..=2).map(|number| Judge {
        number,
        code: format!("J{number}"),
        person: Some(PersonId(u64::from(number) + 3)),
        ..Judge::default()
    });
    let round = |number, kind, quota| Round { number, kind, quota, mode: rubric(), ..Round::default() };
    let judging = Judging {
        field: field.collect(),
        panel: panel.collect(),
        rounds: vec![round(1, RoundKind::Shortlist, 2), round(2, RoundKind::Final, 1)],
        tie_break: vec![TieRule::Median],
        ..Judging::default()
    };
    edits.push(Edit::judging(AWARD, judging));
    campaign.apply(&Change::new("Make it", edits), now()).unwrap();
    campaign
}

fn sheet(judge: u32, scores: &[(u32, u32)]) -> Sheet {
    let mut sheet = Sheet::new(AWARD, 1, judge);
    for (candidate, score) in scores {
        let mark = Mark::Scores(BTreeMap::from([(1, *score)]));
        let line = Line { mark, comment: format!("Of {candidate}"), way: Way::Typed, at: now() };
        sheet.lines.insert(*candidate, line);
        sheet.assigned.insert(*candidate);
    }
    sheet
}

fn scored() -> Campaign {
    let mut campaign = campaign();
    let edits = vec![
        Edit::sheet(SheetId(1), sheet(1, &[(1, 9), (2, 7), (3, 4)])),
        Edit::sheet(SheetId(2), sheet(2, &[(1, 8), (2, 6), (3, 5)])),
    ];
    campaign.apply(&Change::new("Type scores in", edits), now()).unwrap();
    campaign
}

fn freeze(campaign: &Campaign, round: u32, chosen: &[u32]) -> Decided {
    let judging = campaign.judgings().get(AWARD).unwrap();
    let order = (1..).zip(chosen).map(|(place, it)| Place { candidate: *it, place, score_milli: 0 }).collect();
    let mut freeze = Freeze::new(round, chosen.to_vec(), order, "", now());
    freeze.sha256 = judging.frozen_hash(AWARD, campaign.sheets_of(AWARD).map(|(_, it)| it), &freeze);
    Decided::Freeze(freeze)
}

fn frozen() -> Campaign {
    let mut campaign = scored();
    let decided = freeze(&campaign, 1, &[1, 2]);
    campaign.apply(&Change::one("Freeze", Edit::Decide(AWARD, Arc::new(decided))), now()).unwrap();
    campaign
}

fn changed(campaign: &mut Campaign, change: impl FnOnce(&mut Judging)) -> Result<(), EditError> {
    let mut judging = campaign.judgings().get(AWARD).unwrap().clone();
    change(&mut judging);
    campaign.apply(&Change::one("Change", Edit::judging(AWARD, judging)), now()).map(|_| ())
}

#[test]
fn what_was_declared_stays_once_there_is_a_score() {
    let mut open = campaign();
    changed(&mut open, |it| it.tie_break = vec![TieRule::Lot(7)]).unwrap();
    changed(&mut open, |it| it.rounds[0].basis = Basis::Adjusted).unwrap();
    let mut campaign = scored();
    let before = campaign.clone();
    let refused = changed(&mut campaign, |it| it.tie_break = vec![TieRule::Lot(7)]).unwrap_err();
    assert!(matches!(refused, EditError::Declared { .. }), "{refused}");
    let refused = changed(&mut campaign, |it| it.rounds[0].mode = Mode::PassFail(Passing::All)).unwrap_err();
    assert!(matches!(refused, EditError::Declared { .. } | EditError::Unsound { .. }), "{refused}");
    changed(&mut campaign, |it| it.rounds[0].basis = Basis::Adjusted).unwrap_err();
    assert_eq!(campaign, before);
    // The final has no scores yet, and quotas were promised to nobody.
    changed(&mut campaign, |it| it.rounds[1].mode = Mode::PassFail(Passing::All)).unwrap();
    changed(&mut campaign, |it| it.rounds[0].quota = 3).unwrap();
}

#[test]
fn a_frozen_round_stays_until_it_is_reopened_with_a_reason() {
    let mut campaign = frozen();
    let judging = campaign.judgings().get(AWARD).unwrap();
    assert_eq!(judging.field_of(2).iter().map(|it| it.number).collect::<Vec<_>>(), [1, 2]);
    let before = campaign.clone();
    let touch = |campaign: &mut Campaign, edit: Edit| campaign.apply(&Change::one("Touch", edit), now()).map(|_| ());
    let other = Edit::sheet(SheetId(1), sheet(1, &[(1, 9), (2, 7), (3, 10)]));
    assert!(matches!(touch(&mut campaign, other.clone()), Err(EditError::Frozen { .. })));
    assert!(matches!(touch(&mut campaign, Edit::Sheet(SheetId(1), None)), Err(EditError::Frozen { .. })));
    assert!(touch(&mut campaign, Edit::Judging(AWARD, None)).is_err());
    changed(&mut campaign, |it| it.rounds[0].quota = 1).unwrap_err();
    changed(&mut campaign, |it| it.decisions.clear()).unwrap_err();
    let recusal = Recusal { judge: 1, candidate: Some(1), round: 1, reason: "Cousins".into(), at: now() };
    changed(&mut campaign, |it| it.recusals.push(recusal.clone())).unwrap_err();
    assert_eq!(campaign, before);
    // A withdrawal after the shortlist is none of its business.
    let withdrawal = Withdrawal { reason: "Left the company".into(), at: now(), from_round: 2 };
    changed(&mut campaign, |it| it.field[1].withdrawn = Some(withdrawal)).unwrap();
    let reopen = |reason: &str| {
        let reopening = Reopening { round: 1, reason: reason.into(), at: now(), said: BTreeMap::new() };
        Edit::Decide(AWARD, Arc::new(Decided::Reopen(reopening)))
    };
    touch(&mut campaign, reopen(" ")).unwrap_err();
    touch(&mut campaign, reopen("A sheet was found")).unwrap();
    touch(&mut campaign, other).unwrap();
    assert_eq!(campaign.judgings().get(AWARD).unwrap().decisions.len(), 2);
    assert!(campaign.judgings().get(AWARD).unwrap().frozen(1).is_none());
}

#[test]
fn a_freeze_with_another_hash_is_refused_and_leaves_nothing() {
    let mut campaign = scored();
    let before = campaign.clone();
    let Decided::Freeze(mut wrong) = freeze(&campaign, 1, &[1, 2]) else { unreachable!() };
    wrong.chosen = vec![3];
    let mut award = campaign.awards().get(AWARD).unwrap().clone();
    award.ribbon = "Touched".into();
    let edits = vec![Edit::award(AWARD, award), Edit::Decide(AWARD, Arc::new(Decided::Freeze(wrong)))];
    campaign.apply(&Change::new("Freeze", edits), now()).unwrap_err();
    assert_eq!(campaign, before);
    // What follows the freeze in one step is refused with it.
    let edits = vec![
        Edit::Decide(AWARD, Arc::new(freeze(&campaign, 1, &[1, 2]))),
        Edit::Judging(AwardId(9), Some(Arc::new(Judging::default()))),
    ];
    campaign.apply(&Change::new("Freeze", edits), now()).unwrap_err();
    assert_eq!(campaign, before);
    let beyond = freeze(&campaign, 2, &[1]);
    campaign.apply(&Change::one("Freeze", Edit::Decide(AWARD, Arc::new(beyond))), now()).unwrap_err();
}

#[test]
fn a_freeze_empties_undo_and_scores_come_and_go_with_it() {
    let mut campaign = campaign();
    let mut history = History::default();
    let before = campaign.clone();
    let scores = Change::one("Type scores in", Edit::sheet(SheetId(1), sheet(1, &[(1, 9), (2, 7)])));
    history.commit(&mut campaign, scores, now()).unwrap();
    history.undo(&mut campaign, now()).unwrap().unwrap();
    assert_eq!(campaign, before);
    history.redo(&mut campaign, now()).unwrap().unwrap();
    let decided = freeze(&campaign, 1, &[1]);
    history.commit(&mut campaign, Change::one("Freeze", Edit::Decide(AWARD, Arc::new(decided))), now()).unwrap();
    assert_eq!((history.undo_title(), history.sealed_by()), (None, Some("Freeze")));
    assert_eq!(campaign.check_ledger(), Ok(()));
}

#[test]
fn numbers_hold_through_merge_and_erasure() {
    let mut campaign = frozen();
    let before = campaign.clone();
    campaign.apply(&merge(&campaign, PersonId(6), PersonId(1), now()).unwrap(), now()).unwrap();
    campaign.apply(&merge(&campaign, PersonId(6), PersonId(4), now()).unwrap(), now()).unwrap();
    let judging = campaign.judgings().get(AWARD).unwrap();
    assert_eq!((judging.field[0].person, judging.panel[0].person), (Some(PersonId(6)), Some(PersonId(6))));
    campaign.apply(&unmerge(&campaign, PersonId(6), PersonId(1)).unwrap(), now()).unwrap();
    let judging = campaign.judgings().get(AWARD).unwrap();
    assert_eq!((judging.field[0].person, judging.panel[0].person), (Some(PersonId(1)), Some(PersonId(6))));
    campaign.apply(&unmerge(&campaign, PersonId(6), PersonId(4)).unwrap(), now()).unwrap();
    assert_eq!(campaign.judgings(), before.judgings());
    for erased in [1, 4] {
        campaign.apply(&Change::one("Erase", Edit::erase(PersonId(erased), now())), now()).unwrap();
    }
    campaign.check_after_reading().unwrap();
    let judging = campaign.judgings().get(AWARD).unwrap();
    assert_eq!((judging.field[0].person, judging.panel[0].person), (None, None));
    assert!(judging.frozen(1).is_some());
    let lines = &campaign.sheets().get(SheetId(1)).unwrap().lines;
    assert_eq!((lines[&1].comment.as_str(), lines[&2].comment.as_str()), ("", "Of 2"));
    assert_eq!(lines.len(), 3);
}

#[test]
fn words_about_others_lose_the_name_and_nothing_else() {
    let mut campaign = scored();
    let covered = |text: &str| Covered {
        text: text.into(),
        source_sha256: "as it was".into(),
        by: "Person Number6".into(),
        at: now(),
    };
    changed(&mut campaign, |it| {
        it.field[1].checks =
            [("E1".to_owned(), Checked { outcome: Outcome::Met, note: "As told by Number6, Person".into() })].into();
        it.field[1].covered = Some(Arc::new(covered("Fixed it with Person Number6")));
        it.field[2].withdrawn =
            Some(Withdrawal { reason: "Left with Person Number6".into(), at: now(), from_round: 2 });
        it.panel[1].left = "For Person Number6".into();
        it.recusals = vec![Recusal {
            judge: 1,
            candidate: Some(2),
            round: 1,
            reason: "Married to Person Number6".into(),
            at: now(),
        }];
    })
    .unwrap();
    let mut told = sheet(1, &[(1, 9), (2, 7), (3, 4)]);
    told.words = "Person Number6".into();
    told.lines.get_mut(&2).unwrap().comment = "As calm as Person Number6".into();
    campaign.apply(&Change::one("Type comments in", Edit::sheet(SheetId(1), told)), now()).unwrap();
    campaign.apply(&Change::one("Erase", Edit::erase(PersonId(6), now())), now()).unwrap();
    let judging = campaign.judgings().get(AWARD).unwrap();
    assert_eq!(judging.field[1].checks["E1"].note, "As told by [erased]");
    let read = judging.field[1].covered.as_ref().unwrap();
    assert_eq!((read.text.as_str(), read.by.as_str()), ("Fixed it with [erased]", "[erased]"));
    assert_eq!(judging.field[2].withdrawn.as_ref().unwrap().reason, "Left with [erased]");
    assert_eq!(judging.panel[1].left, "For [erased]");
    assert_eq!(judging.recusals[0].reason, "Married to [erased]");
    let sheet = campaign.sheets().get(SheetId(1)).unwrap();
    assert_eq!((sheet.words.as_str(), sheet.lines[&2].comment.as_str()), ("[erased]", "As calm as [erased]"));
    assert_eq!(sheet.lines[&1].comment, "Of 1");
    assert!(!judging.words().any(|text| text.contains("Number6")));
}

#[test]
fn nothing_names_what_is_not_there() {
    let mut campaign = scored();
    let before = campaign.clone();
    let mut touch = |edit: Edit| campaign.apply(&Change::one("Touch", edit), now()).map(|_| ());
    touch(Edit::Award(AWARD, None)).unwrap_err();
    touch(Edit::Person(PersonId(1), None)).unwrap_err();
    touch(Edit::Judging(AWARD, None)).unwrap_err();
    touch(Edit::sheet(SheetId(3), sheet(7, &[]))).unwrap_err();
    touch(Edit::sheet(SheetId(3), sheet(1, &[(9, 1)]))).unwrap_err();
    touch(Edit::sheet(SheetId(3), sheet(1, &[(1, 11)]))).unwrap_err();
    let mut odd = sheet(1, &[]);
    odd.lines.insert(1, Line { mark: Mark::Pass(true), comment: String::new(), way: Way::Paper, at: now() });
    touch(Edit::sheet(SheetId(3), odd)).unwrap_err();
    assert_eq!(campaign, before);
    changed(&mut campaign, |it| _ = it.panel.pop()).unwrap_err();
    changed(&mut campaign, |it| _ = it.field.pop()).unwrap_err();
    changed(&mut campaign, |it| it.field[0].code = "C2".into()).unwrap_err();
    assert_eq!(campaign, before);
    assert_eq!(campaign.next_sheet_id(), SheetId(3));
}

#[test]
fn many_scores_are_cheap_to_keep_and_to_change() {
    let mut campaign = Campaign::new(settings(), now());
    let field = (1..=2_000).map(|number| Candidate { number, code: format!("C{number}"), ..Candidate::default() });
    let panel = (1..=100).map(|number| Judge { number, code: format!("J{number}"), ..Judge::default() });
    let judging = Judging {
        field: field.collect(),
        panel: panel.collect(),
        rounds: vec![Round { number: 1, mode: rubric(), ..Round::default() }],
        ..Judging::default()
    };
    let mut edits = vec![Edit::award(AWARD, Award::default()), Edit::judging(AWARD, judging)];
    for judge in 1..=100_u32 {
        let lines: Vec<(u32, u32)> = (0..200).map(|n| ((judge * 17 + n * 10) % 2_000 + 1, n % 10 + 1)).collect();
        edits.push(Edit::sheet(SheetId(u64::from(judge)), sheet(judge, &lines)));
    }
    campaign.apply(&Change::new("Make it", edits), now()).unwrap();
    let scores: usize = campaign.sheets().iter().map(|(_, it)| it.lines.len()).sum();
    assert_eq!(scores, 20_000);
    let began = std::time::Instant::now();
    for score in 1..=10 {
        let mut one = campaign.sheets().get(SheetId(50)).unwrap().clone();
        let line = one.lines.values_mut().next().unwrap();
        line.mark = Mark::Scores(BTreeMap::from([(1, score)]));
        campaign.apply(&Change::one("Score", Edit::sheet(SheetId(50), one)), now()).unwrap();
    }
    // Ten edits of a tenth of a second each would be felt.
    assert!(began.elapsed().as_millis() < 1_000, "{:?}", began.elapsed());
}

#[test]
fn a_note_under_the_hash_by_its_words_can_be_erased_all_the_same() {
    let mut campaign = scored();
    let Decided::Freeze(mut freeze) = freeze(&campaign, 1, &[1, 2]) else { panic!("a freeze") };
    freeze.note = "Somebody Named asked for it".into();
    let sheets = || campaign.sheets_of(AWARD).map(|(_, it)| it);
    freeze.sha256 = campaign.judgings().get(AWARD).unwrap().frozen_hash(AWARD, sheets(), &freeze);
    let (hash, person) = (freeze.sha256.clone(), PersonId(99));
    let edits = vec![
        Edit::person(person, Person { name: "Somebody Named".into(), ..Person::default() }),
        Edit::Decide(AWARD, Arc::new(Decided::Freeze(freeze))),
    ];
    campaign.apply(&Change::new("Freeze", edits), now()).unwrap();
    campaign.apply(&Change::one("Erase", Edit::erase(person, now())), now()).unwrap();
    let judging = campaign.judgings().get(AWARD).unwrap();
    let frozen = judging.frozen(1).unwrap();
    assert_eq!((frozen.note.as_str(), &frozen.sha256), (Freeze::ERASED, &hash));
    assert!(judging.holds(AWARD, campaign.sheets_of(AWARD).map(|(_, it)| it), frozen));
    changed(&mut campaign, |it| it.blind.on = true).unwrap();
    changed(&mut campaign, |it| it.field[0].code = "Another".into()).unwrap_err();
}
