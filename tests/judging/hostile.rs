//! Panels and fields that nobody plans: one of each, nothing but ties, everybody recused, people who are merged or erased in the middle,
//! names in every script, comments without end.

use super::*;
use unsung::app::judging::{book, papers};
use unsung::press::sheets::Paper;

fn every_mode() -> Vec<Mode> {
    vec![
        Mode::Rubric(setup::usual_criteria()),
        Mode::PassFail(Passing::Majority),
        Mode::PassFail(Passing::All),
        Mode::PassFail(Passing::AtLeast(2)),
        Mode::Ranking(Tally::Borda),
        Mode::Ranking(Tally::Stv),
        Mode::Approval(0),
        Mode::Points(100),
        Mode::Pairwise,
    ]
}

/// One round of a mode, all judges for everybody.
fn of_mode(nominees: u64, judges: u64, mode: Mode, quota: u32) -> Campaign {
    let mut campaign = made(nominees, judges);
    let change = setup::remove_round(&campaign, AWARD, 2).unwrap();
    make(&mut campaign, change);
    set_round(&mut campaign, 1, |round| (round.mode, round.each, round.quota) = (mode, 0, quota));
    assign(&mut campaign, 1, 1);
    campaign
}

/// The same mark from everybody for everybody.
fn same_mark(mode: &Mode, others: &BTreeSet<u32>) -> Mark {
    match mode {
        Mode::Rubric(criteria) => Mark::Scores(criteria.iter().map(|it| (it.number, 3)).collect()),
        Mode::PassFail(_) => Mark::Pass(true),
        Mode::Ranking(_) => Mark::Rank(1),
        Mode::Approval(_) => Mark::Approve(true),
        Mode::Points(_) => Mark::Points(10),
        Mode::Pairwise => Mark::Over(others.clone()),
    }
}

fn all_level(campaign: &mut Campaign) {
    for (judge, candidates) in assigned(campaign, 1) {
        let mode = judging(campaign).round(1).unwrap().mode.clone();
        let line = |candidate: &u32| {
            let others = candidates.iter().copied().filter(|other| other != candidate).collect();
            let (candidate, mark) = (*candidate, same_mark(&mode, &others));
            typing::Typed { candidate, mark, comment: String::new() }
        };
        let lines: Vec<typing::Typed> = candidates.iter().map(line).collect();
        let change = typing::type_in(campaign, AWARD, 1, judge, &lines, Way::Paper, now()).unwrap();
        make(campaign, change);
    }
}

fn told(campaign: &Campaign, found: &results::Outcome) -> String {
    results::told(campaign, judging(campaign), found).join("\n")
}

fn book_of(campaign: &Campaign, naming: book::Naming) -> papers::Printed {
    let zone = zone();
    papers::book_pdf(campaign, &[], naming, Paper::A4, (now(), &zone), &progress()).unwrap()
}

#[test]
fn nothing_scored_is_no_result_in_any_mode() {
    for mode in every_mode() {
        let campaign = of_mode(3, 2, mode.clone(), 1);
        let found = outcome(&campaign, 1);
        assert_eq!(told(&campaign, &found), "No score has come in yet.", "{mode:?}");
        assert!(found.rows.iter().all(|row| row.place.is_none() && !row.goes_on), "{mode:?}");
        let refused = deciding::freeze(&campaign, AWARD, &found, None, "", now()).unwrap_err();
        assert!(refused.why.contains("No score"), "{mode:?}: {refused}");
        let refused = deciding::freeze(&campaign, AWARD, &found, Some(&[1]), "Because", now()).unwrap_err();
        assert!(refused.why.contains("No score"), "{mode:?}: {refused}");
        assert!(!book_of(&campaign, book::Naming::Full).bytes.is_empty());
    }
}

#[test]
fn one_judge_and_one_nominee_are_enough() {
    for mode in every_mode() {
        let mut campaign = of_mode(1, 1, mode.clone(), 1);
        all_level(&mut campaign);
        let found = outcome(&campaign, 1);
        // Alone there is nobody to be compared with, and one yes is not two.
        let none = matches!(mode, Mode::Pairwise | Mode::PassFail(Passing::AtLeast(2)));
        let words = told(&campaign, &found);
        assert!(!words.contains("NaN") && !words.contains("inf"), "{mode:?}: {words}");
        if none {
            assert!(found.chosen().is_empty(), "{mode:?}");
            deciding::freeze(&campaign, AWARD, &found, None, "", now()).unwrap_err();
        } else {
            assert_eq!(found.chosen(), [1], "{mode:?}");
            freeze(&mut campaign, 1);
            assert!(campaign.awards().get(AWARD).unwrap().is_won_by(PersonId(1)));
        }
        assert!(!book_of(&campaign, book::Naming::Public).bytes.is_empty());
    }
}

#[test]
fn where_all_are_level_the_jury_decides_and_nobody_is_told_otherwise() {
    for mode in every_mode() {
        let mut campaign = of_mode(5, 3, mode.clone(), 2);
        all_level(&mut campaign);
        let found = outcome(&campaign, 1);
        let words = told(&campaign, &found);
        assert!(!words.contains("NaN") && !words.contains("inf"), "{mode:?}: {words}");
        if mode == Mode::Ranking(Tally::Stv) {
            // Lists that put all level say nothing; the lot is part of the count.
            assert_eq!(found.chosen().len(), 2, "{words}");
            continue;
        }
        assert!(found.rows.iter().all(|row| row.place == Some(1) && row.goes_on), "{mode:?}: {:?}", found.rows);
        assert!(found.tie_at_quota && words.contains("share the first place"), "{mode:?}: {words}");
        deciding::freeze(&campaign, AWARD, &found, None, "", now()).unwrap_err();
        deciding::freeze(&campaign, AWARD, &found, Some(&[2, 4]), " ", now()).unwrap_err();
        let change = deciding::freeze(&campaign, AWARD, &found, Some(&[2, 4]), "By show of hands", now()).unwrap();
        make(&mut campaign, change);
        assert_eq!(campaign.awards().get(AWARD).unwrap().winners.len(), 2);
        assert_eq!(saved_and_read(&campaign), campaign);
    }
}

#[test]
fn a_quota_larger_than_the_field_takes_all() {
    for mode in every_mode() {
        let mut campaign = of_mode(3, 3, mode.clone(), 40);
        all_level(&mut campaign);
        let found = outcome(&campaign, 1);
        assert_eq!(found.chosen().len(), 3, "{mode:?}");
        assert!(!found.tie_at_quota, "{mode:?}");
        freeze(&mut campaign, 1);
        assert_eq!(campaign.awards().get(AWARD).unwrap().winners.len(), 3, "{mode:?}");
    }
}

#[test]
fn who_steps_back_from_all_leaves_the_others_to_decide() {
    let mut campaign = of_mode(4, 3, Mode::Rubric(setup::usual_criteria()), 1);
    type_all(&mut campaign, 1, |judge, candidate| if judge == 1 { 1 + candidate % 5 } else { 5 - candidate });
    for judge in 1..=3 {
        let change = conflicts::recuse(&campaign, AWARD, judge, None, "Everybody is a friend", now()).unwrap();
        make(&mut campaign, change);
        let found = outcome(&campaign, 1);
        assert_eq!(found.recused, 4 * judge as usize);
        assert_eq!(found.counted, 12 - 4 * judge as usize);
        let effect = deciding::recusal_effect(&campaign, AWARD, 1, &progress()).unwrap();
        assert_eq!(effect.without.counted, 12);
    }
    // Nobody is left: there is no result, nobody is assigned anew, and it is said.
    let found = outcome(&campaign, 1);
    assert_eq!(told(&campaign, &found), "No score has come in yet.");
    let mut again = campaign.clone();
    let change = assigning::assign(&again, AWARD, 1, assigning::Wish::default(), now()).unwrap();
    make(&mut again, change);
    assert!(assigned(&again, 1).values().all(BTreeSet::is_empty));
    let scored: usize = again.sheets_of(AWARD).map(|(_, sheet)| sheet.lines.len()).sum();
    assert_eq!((scored, outcome(&again, 1).counted), (12, 0), "scored lines stay on record and count for nothing");
    let work = assigning::workload(&campaign, AWARD, 1);
    assert!(work.iter().all(|it| it.conflicts == 4), "{work:?}");
    assert!(!book_of(&campaign, book::Naming::Full).bytes.is_empty());
    let change = conflicts::take_back(&campaign, AWARD, 2, None).unwrap();
    make(&mut campaign, change);
    assert_eq!(outcome(&campaign, 1).counted, 4);
}

#[test]
fn scales_and_weights_without_sense_get_in_nowhere() {
    let campaign = of_mode(3, 2, Mode::Rubric(setup::usual_criteria()), 1);
    let asked = |change: &dyn Fn(&mut Criterion)| {
        let mut round = judging(&campaign).round(1).unwrap().clone();
        let mut criteria = setup::usual_criteria();
        change(&mut criteria[1]);
        round.mode = Mode::Rubric(criteria);
        round
    };
    type Bend = dyn Fn(&mut Criterion);
    let bent: [&Bend; 6] = [
        &|it| (it.least, it.most) = (0, 0),
        &|it| (it.least, it.most) = (5, 1),
        &|it| it.most = 1_001,
        &|it| it.most = u32::MAX,
        &|it| it.weight = 0,
        &|it| it.weight = 5_000,
    ];
    for change in bent {
        let round = asked(change);
        setup::set_round(&campaign, AWARD, round.clone()).unwrap_err();
        // Nor past the functions, by a file that somebody edited.
        let mut edited = judging(&campaign).clone();
        edited.rounds[0] = round;
        let mut copy = campaign.clone();
        copy.apply(&Change::one("Bend it", Edit::judging(AWARD, edited)), now()).unwrap_err();
    }
    let band = asked(&|it| (it.comment_below, it.comment_above) = (Some(5), Some(1)));
    let change = setup::set_round(&campaign, AWARD, band).unwrap();
    let mut campaign = campaign;
    make(&mut campaign, change);
    type_all(&mut campaign, 1, |_, _| 3);
    assert_eq!(outcome(&campaign, 1).counted, 6);
}

#[test]
fn a_comment_has_an_end() {
    let mut campaign = of_mode(2, 1, Mode::Rubric(setup::usual_criteria()), 1);
    let line = |comment: String| typing::Typed {
        candidate: 1,
        mark: Mark::Scores((1..=3).map(|question| (question, 3)).collect()),
        comment,
    };
    let long = "ü ".repeat(50_000);
    let refused = typing::type_in(&campaign, AWARD, 1, 1, &[line(long.clone())], Way::Typed, now()).unwrap_err();
    assert!(refused.why.contains("long"), "{refused}");
    let change = typing::type_in(&campaign, AWARD, 1, 1, &[line("ü ".repeat(4_000))], Way::Typed, now()).unwrap();
    make(&mut campaign, change);
    // One that is there already, by another way, stops nothing.
    let (id, mut sheet) = campaign.sheet_of(AWARD, 1, 1).map(|(id, sheet)| (id, sheet.clone())).unwrap();
    sheet.lines.get_mut(&1).unwrap().comment = long;
    make(&mut campaign, Change::one("Put it", Edit::sheet(id, sheet)));
    freeze(&mut campaign, 1);
    let printed = book_of(&campaign, book::Naming::Full);
    assert!(printed.pages < 12, "{} pages", printed.pages);
    let written = letters::letters(&campaign, AWARD, letters::Wish::default()).unwrap();
    assert!(written.iter().all(|it| it.text.chars().count() < 20_000), "a letter is one that somebody reads");
}

#[test]
fn names_of_every_script_go_into_packs_book_and_letters() {
    let mut campaign = of_mode(3, 3, Mode::Rubric(setup::usual_criteria()), 1);
    let names = ["فاطمة الزهراء", "陈思远", "Đặng Thùy Trâm"];
    let mut edits = Vec::new();
    for (id, name) in (1..).map(PersonId).zip(names) {
        let mut person = campaign.people().get(id).unwrap().clone();
        person.name = name.into();
        edits.push(Edit::person(id, person));
        let mut nomination = campaign.nominations().get(NominationId(id.0)).unwrap().clone();
        nomination.story =
            format!("{name} kept the trams running.{}", if id.0 == 2 { " 思远 did it." } else { "" }).into();
        edits.push(Edit::nomination(NominationId(id.0), nomination));
    }
    make(&mut campaign, Change::new("Call them", edits));
    let packs = ready(&mut campaign, 1);
    for (_, it) in &packs {
        let page = judge_packs::page(it).unwrap();
        assert!(names.iter().all(|name| page.contains(name)), "the page has every name");
        let printed = papers::pack_pdf(&campaign, it, Paper::Letter, now()).unwrap();
        assert_eq!(printed.missing, Vec::<String>::new());
    }
    type_all(&mut campaign, 1, |_, candidate| 6 - candidate);
    freeze(&mut campaign, 1);
    assert_eq!(book_of(&campaign, book::Naming::Full).missing, Vec::<String>::new());
    let written = letters::letters(&campaign, AWARD, letters::Wish::default()).unwrap();
    assert_eq!(written.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), names);
    assert!(written[0].text.contains("Dear فاطمة الزهراء,"));
    // Under code names nothing of the name is left, in any script.
    let change = setup::set_blind(&campaign, AWARD, true, true).unwrap_err();
    assert!(change.why.contains("went out already"));
    let blind = {
        let mut campaign = campaign.clone();
        let mut hidden = judging(&campaign).clone();
        hidden.blind.on = true;
        make(&mut campaign, Change::one("Hide", Edit::judging(AWARD, hidden)));
        campaign
    };
    for (it, name) in judging(&blind).field.iter().zip(names) {
        let text = blind::proposal(&blind, AWARD, judging(&blind), it, &blind::Names::of(&blind));
        assert!(name.split(' ').all(|part| !text.contains(part)), "{text}");
        assert!(text.contains(&it.code) && !text.contains("思远"), "{text}");
    }
}

#[test]
fn a_nominee_erased_after_the_packs_went_out_takes_nothing_down() {
    let mut campaign = of_mode(4, 2, Mode::Rubric(setup::usual_criteria()), 1);
    let packs = ready(&mut campaign, 1);
    make(&mut campaign, Change::one("Erase", Edit::erase(PersonId(1), now())));
    // The pack that is out still comes back whole.
    let taken = take(&campaign, &answered(&packs[0].1, 5), judge_packs::TakeWish::default()).unwrap();
    assert_eq!((taken.lines.len(), taken.held.len()), (4, 0));
    make(&mut campaign, taken.change.unwrap());
    type_all(&mut campaign, 1, |_, candidate| if candidate == 1 { 5 } else { 3 });
    let found = outcome(&campaign, 1);
    assert_eq!(found.chosen(), [1], "what was scored stays");
    // But nobody can win who is not there any more.
    let refused = deciding::freeze(&campaign, AWARD, &found, None, "", now()).unwrap_err();
    assert!(refused.why.contains("erased"), "{refused}");
    let change = deciding::freeze(&campaign, AWARD, &found, Some(&[2]), "The first asked to be erased", now()).unwrap();
    make(&mut campaign, change);
    assert_eq!(letters::letters(&campaign, AWARD, letters::Wish::default()).unwrap().len(), 3);
    assert!(!book_of(&campaign, book::Naming::Full).bytes.is_empty());
    // A new pack holds nothing of them.
    let text =
        format!("{:?}", judge_packs::make(&of_mode_like(&campaign), AWARD, 1, &[], now(), &zone()).unwrap().packs);
    assert!(!text.contains("Zuname1\"") && !text.contains("Vorname1 "), "{text}");
}

/// The same with its round open again.
fn of_mode_like(campaign: &Campaign) -> Campaign {
    let mut campaign = campaign.clone();
    let change = deciding::reopen(&campaign, AWARD, 1, "To look at the packs", now()).unwrap();
    make(&mut campaign, change);
    campaign
}

#[test]
fn a_judge_erased_in_the_middle_stays_a_code() {
    let mut campaign = of_mode(3, 3, Mode::Rubric(setup::usual_criteria()), 1);
    let packs = ready(&mut campaign, 1);
    let change = conflicts::recuse(&campaign, AWARD, 1, Some(2), "Married to Vorname2", now()).unwrap();
    make(&mut campaign, change);
    make(&mut campaign, Change::one("Erase", Edit::erase(PersonId(4), now())));
    let judge = judging(&campaign).judge(1).unwrap();
    assert_eq!((judge.code.as_str(), judge.person), ("J-01", None));
    assert_eq!(judging(&campaign).recusals[0].reason, "erased");
    let taken = take(&campaign, &answered(&packs[0].1, 4), judge_packs::TakeWish::default()).unwrap();
    assert_eq!((taken.lines.len(), taken.held.len()), (2, 1), "the recusal holds");
    make(&mut campaign, taken.change.unwrap());
    assert!(conflicts::detect(&campaign, AWARD).iter().all(|it| it.judge != 1));
    let change = typing::type_in(
        &campaign,
        AWARD,
        1,
        2,
        &[typing::Typed {
            candidate: 1,
            mark: Mark::Scores((1..=3).map(|q| (q, 4)).collect()),
            comment: String::new(),
        }],
        Way::Paper,
        now(),
    );
    make(&mut campaign, change.unwrap());
    let facts = book::facts(&campaign, &[], book::Naming::Full, now(), &zone(), &progress()).unwrap();
    assert!(!format!("{facts:?}").contains("Zuname4"));
}

#[test]
fn two_nominees_who_turn_out_to_be_one_person_win_once() {
    let mut campaign = of_mode(4, 2, Mode::Rubric(setup::usual_criteria()), 2);
    let packs = ready(&mut campaign, 1);
    make_merge(&mut campaign, 1, 2);
    let field: Vec<Option<PersonId>> = judging(&campaign).field.iter().map(|it| it.person).collect();
    assert_eq!(field[..2], [Some(PersonId(1)); 2]);
    let taken = take(&campaign, &answered(&packs[0].1, 5), judge_packs::TakeWish::default()).unwrap();
    make(&mut campaign, taken.change.unwrap());
    type_all(&mut campaign, 1, |_, candidate| 6 - candidate);
    let found = outcome(&campaign, 1);
    assert_eq!(found.chosen(), [1, 2]);
    let refused = deciding::freeze(&campaign, AWARD, &found, None, "", now()).unwrap_err();
    assert!(refused.why.contains("one person") && refused.what_to_do.contains("Withdraw"), "{refused}");
    assert_eq!(setup::standing_twice(judging(&campaign)), [(1, 2)]);
    let change = setup::withdraw(&campaign, AWARD, 2, 1, "The same person as candidate 1", now()).unwrap();
    make(&mut campaign, change);
    assert!(setup::standing_twice(judging(&campaign)).is_empty());
    let found = outcome(&campaign, 1);
    assert_eq!(found.chosen(), [1, 3]);
    freeze(&mut campaign, 1);
    let winners: Vec<PersonId> = campaign.awards().get(AWARD).unwrap().winners.iter().map(|it| it.person).collect();
    assert_eq!(winners, [PersonId(1), PersonId(3)]);
}

fn make_merge(campaign: &mut Campaign, kept: u64, gone: u64) {
    let change = unsung::campaign::merge(campaign, PersonId(kept), PersonId(gone), now()).unwrap();
    make(campaign, change);
}

#[test]
fn a_winner_merged_into_another_record_stays_the_winner() {
    let mut campaign = of_mode(3, 2, Mode::Rubric(setup::usual_criteria()), 1);
    type_all(&mut campaign, 1, |_, candidate| 6 - candidate);
    freeze(&mut campaign, 1);
    let hash = judging(&campaign).frozen(1).unwrap().sha256.clone();
    make_merge(&mut campaign, 3, 1);
    assert!(campaign.awards().get(AWARD).unwrap().is_won_by(PersonId(3)));
    assert_eq!(deciding::winners_as_frozen(&campaign, AWARD), Some(true));
    assert_eq!(judging(&campaign).frozen(1).unwrap().sha256, hash);
    // Reopened, the award is open again under the record that stayed.
    let change = deciding::reopen(&campaign, AWARD, 1, "A sheet was found", now()).unwrap();
    make(&mut campaign, change);
    assert!(campaign.awards().get(AWARD).unwrap().winners.is_empty());
}

#[test]
fn words_about_a_winner_outlive_a_reopening() {
    let mut campaign = of_mode(3, 2, Mode::Rubric(setup::usual_criteria()), 1);
    type_all(&mut campaign, 1, |_, candidate| 6 - candidate);
    freeze(&mut campaign, 1);
    let mut award = Award::clone(campaign.awards().get(AWARD).unwrap());
    award.winners[0].reason = "For the night of the flood".into();
    make(&mut campaign, Change::one("Say why", Edit::award(AWARD, award)));
    let change = deciding::reopen(&campaign, AWARD, 1, "A sheet was found", now()).unwrap();
    make(&mut campaign, change);
    assert!(campaign.awards().get(AWARD).unwrap().winners.is_empty());
    freeze(&mut campaign, 1);
    assert_eq!(campaign.awards().get(AWARD).unwrap().winners[0].reason, "For the night of the flood");
}

#[test]
fn words_that_were_deleted_do_not_come_back() {
    let mut campaign = of_mode(3, 2, Mode::Rubric(setup::usual_criteria()), 1);
    type_all(&mut campaign, 1, |_, candidate| 6 - candidate);
    let reason = |campaign: &Campaign| campaign.awards().get(AWARD).unwrap().winners[0].reason.clone();
    for words in ["For the night of the flood", ""] {
        freeze(&mut campaign, 1);
        let mut award = Award::clone(campaign.awards().get(AWARD).unwrap());
        award.winners[0].reason = words.into();
        make(&mut campaign, Change::one("Say why", Edit::award(AWARD, award)));
        let change = deciding::reopen(&campaign, AWARD, 1, "A sheet was found", now()).unwrap();
        make(&mut campaign, change);
        freeze(&mut campaign, 1);
        assert_eq!(reason(&campaign), words, "as it was when it was reopened last");
        let change = deciding::reopen(&campaign, AWARD, 1, "Another sheet was found", now()).unwrap();
        make(&mut campaign, change);
    }
    freeze(&mut campaign, 1);
    assert_eq!(reason(&saved_and_read(&campaign)), "");
}

#[test]
fn the_note_of_a_freeze_goes_with_whom_it_names_and_the_hash_still_holds() {
    let mut campaign = of_mode(4, 2, Mode::Rubric(setup::usual_criteria()), 1);
    type_all(&mut campaign, 1, |_, candidate| 6 - candidate);
    let (name, who) = ("Vorname1 Zuname1", PersonId(1));
    let note = format!("{name} asked to be left out");
    let found = outcome(&campaign, 1);
    let change = deciding::freeze(&campaign, AWARD, &found, Some(&[2]), &note, now()).unwrap();
    make(&mut campaign, change);
    let hash = judging(&campaign).frozen(1).unwrap().sha256.clone();
    let printed = |campaign: &Campaign| {
        let facts = book::facts(campaign, &[], book::Naming::Full, now(), &zone(), &progress()).unwrap();
        format!("{facts:?}")
    };
    assert!(printed(&campaign).contains(&note));
    let plan = unsung::app::erasing::erasure(&campaign, &|_| None, who, now()).unwrap();
    let masked: Vec<String> = plan.masked.iter().map(ToString::to_string).collect();
    assert_eq!(masked, ["the judging of A1"], "the preview says where they are named");
    make(&mut campaign, Change::one("Erase", Edit::erase(who, now())));
    let campaign = saved_and_read(&campaign);
    assert!(!store::campaign_to_ron(&campaign).unwrap().contains("asked to be left out"));
    assert!(!printed(&campaign).contains(name));
    let frozen = judging(&campaign).frozen(1).unwrap();
    assert_eq!((frozen.note.as_str(), &frozen.sha256), ("erased", &hash));
    assert!(judging(&campaign).holds(AWARD, campaign.sheets_of(AWARD).map(|(_, it)| it), frozen));
    // Other words in its place are seen.
    let mut other = frozen.clone();
    other.note = "Nobody asked".into();
    assert!(!judging(&campaign).holds(AWARD, campaign.sheets_of(AWARD).map(|(_, it)| it), &other));
}
