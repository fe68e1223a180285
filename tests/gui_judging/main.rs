//! The page of judging through the window, from set-up to frozen winners, by role and label.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use unsung::app::judging::{assigning, packs, setup, typing};
use unsung::app::{Command, FakeWorld, Section, World};
use unsung::campaign::judging::{Decided, Judging, Mark, Round, RoundKind, TieRule, Way};
use unsung::campaign::{Award, AwardId, Campaign, Change, Edit, Milestone, MilestoneKind, Person, PersonId};
use unsung::store::Blobs;

mod blind;
mod large;
#[path = "../open_window/mod.rs"]
mod open_window;
mod returns;

use open_window::{App, blank, now, open, sample};

const AWARD: AwardId = AwardId(1);

/// Twelve nominees (P1 to P12) and four judges (P13 to P16), one award, its judging begun.
fn begun(world: &FakeWorld) -> (Campaign, Blobs) {
    let (mut campaign, blobs) = blank(world);
    let award = campaign.next_award_id();
    assert_eq!(award, AWARD);
    let mut edits = vec![Edit::award(AWARD, Award { title: "Night Owl".into(), ..Award::default() })];
    for number in 1..=16_u64 {
        let (name, email) = if number <= 12 {
            (format!("Nominee Surname{number}"), format!("n{number}@people.example"))
        } else {
            (format!("Judge Juror{number}"), format!("j{number}@court.example"))
        };
        let organisation = if number == 3 || number == 13 { "Tramways".to_owned() } else { String::new() };
        edits.push(Edit::person(
            PersonId(number),
            Person { name: name.into(), email: email.into(), organisation: organisation.into(), ..Person::default() },
        ));
    }
    campaign.apply(&Change::new("Make it", edits), now()).unwrap();
    let apply = |campaign: &mut Campaign, change: Change| _ = campaign.apply(&change, now()).unwrap();
    let change = setup::begin(&campaign, AWARD, now()).unwrap();
    apply(&mut campaign, change);
    let nominees: Vec<PersonId> = (1..=12).map(PersonId).collect();
    let change = setup::add_candidates(&campaign, AWARD, &nominees).unwrap().unwrap();
    apply(&mut campaign, change);
    let judges: Vec<PersonId> = (13..=16).map(PersonId).collect();
    let change = setup::add_judges(&campaign, AWARD, &judges).unwrap().unwrap();
    apply(&mut campaign, change);
    (campaign, blobs)
}

/// The same with everybody assigned and scored: earlier nominees are better, the first judge is mild.
fn scored(world: &FakeWorld) -> (Campaign, Blobs) {
    let (mut campaign, blobs) = begun(world);
    let change = assigning::assign(&campaign, AWARD, 1, assigning::Wish { seed: 7, ..Default::default() }, now());
    campaign.apply(&change.unwrap(), now()).unwrap();
    let sheets: Vec<(u32, BTreeSet<u32>)> =
        campaign.sheets_of(AWARD).map(|(_, sheet)| (sheet.judge, sheet.assigned.clone())).collect();
    for (judge, assigned) in sheets {
        let lines: Vec<typing::Typed> = assigned
            .iter()
            .map(|candidate| {
                let worth = 4_u32.saturating_sub(candidate / 4).max(1) + u32::from(judge == 1);
                let scores: BTreeMap<u32, u32> = (1..=3).map(|question| (question, worth.min(5))).collect();
                typing::Typed { candidate: *candidate, mark: Mark::Scores(scores), comment: "Seen".into() }
            })
            .collect();
        let change = typing::type_in(&campaign, AWARD, 1, judge, &lines, Way::Paper, now()).unwrap();
        campaign.apply(&change, now()).unwrap();
    }
    (campaign, blobs)
}

fn judging(app: &App) -> &Judging {
    app.campaign().judgings().get(AWARD).unwrap()
}

/// Opens a step by the beginning of its label.
fn step(app: &mut App, title: &str) {
    let nodes = app.harness.query_all_by(|node| node.label().is_some_and(|label| label.starts_with(title)));
    let found: Vec<(Role, String)> = nodes
        .filter(|node| matches!(node.accesskit_node().role(), Role::Tab | Role::ListItem | Role::Button))
        .filter_map(|node| Some((node.accesskit_node().role(), node.accesskit_node().label()?)))
        .collect();
    let (role, label) = found.into_iter().next().unwrap_or_else(|| panic!("there is no step {title}"));
    app.click(role, &label);
}

/// Brings a button into view and presses it.
fn reach(app: &mut App, label: &str) {
    app.harness.get_by_role_and_label(Role::Button, label).scroll_to_me();
    app.settle();
    app.button(label);
}

/// Short work is not in the status line: waits until the window shows what it came to.
fn wait_for(app: &mut App, is_there: impl Fn(&App) -> bool) {
    for _ in 0..2_000 {
        if is_there(app) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        app.harness.step();
    }
    panic!("it never came");
}

fn wait_for_result(app: &mut App) {
    // The last result stays in view until the new one is there.
    let is_there = |app: &App| app.harness.query_by_role_and_label(Role::Table, "Scores").is_some();
    wait_for(app, |app| is_there(app) && !app.says("Working out the result"));
}

/// Chooses in a select.
fn choose(app: &mut App, select: &str, option: &str) {
    app.click(Role::ComboBox, select);
    app.harness.query_all_by_label(option).last().unwrap().click();
    app.settle();
}

/// Whom a judge is to judge, as they lie on the paper.
fn order(app: &App, round: u32, judge: u32) -> Vec<u32> {
    let (_, sheet) = app.campaign().sheet_of(AWARD, round, judge).unwrap();
    packs::reading_order(app.campaign(), AWARD, round, judge, &sheet.assigned)
}

fn lines_of(app: &App, judge: u32) -> usize {
    app.campaign().sheet_of(AWARD, 1, judge).map_or(0, |(_, sheet)| sheet.lines.len())
}

#[test]
fn the_judging_of_an_award_begins_from_nothing() {
    let mut app = open(blank, false);
    app.go(Section::Judging);
    assert!(app.says("No awards to judge yet"));
    let mut app = open(sample, false);
    app.go(Section::Judging);
    app.button("Begin the judging");
    let (award, begun) = app.campaign().judgings().iter().next().unwrap();
    assert!(!begun.field.is_empty());
    assert_eq!(begun.rounds.len(), 2);
    assert!(app.campaign().awards().contains(award));
    app.press(Command::Undo);
    assert!(app.campaign().judgings().is_empty());
    assert!(app.has_button("Begin the judging"));
}

#[test]
fn rounds_questions_and_rules_are_set_up_until_the_first_score() {
    let mut app = open(begun, false);
    app.go(Section::Judging);
    app.write("How many go on", "4");
    assert_eq!(judging(&app).rounds[0].quota, 4);
    app.write("Question 1", "Reach");
    assert_eq!(judging(&app).rounds[0].mode.criteria()[0].label, "Reach");
    app.write("Weight of question 1", "7");
    assert_eq!(judging(&app).rounds[0].mode.criteria()[0].weight, 7);
    app.press(Command::Undo);
    assert_eq!(judging(&app).rounds[0].mode.criteria()[0].weight, 3);
    app.button("Add a question");
    assert_eq!(judging(&app).rounds[0].mode.criteria().len(), 4);
    reach(&mut app, "Remove question 4");
    assert_eq!(judging(&app).rounds[0].mode.criteria().len(), 3);
    reach(&mut app, "Add a round");
    assert_eq!(judging(&app).rounds.len(), 3);
    assert_eq!(judging(&app).rounds[2].kind, RoundKind::Final);
    app.press(Command::Undo);
    reach(&mut app, "Remove rule 1");
    assert_eq!(judging(&app).tie_break, [TieRule::Median, TieRule::Share]);
    // Once there is a score, what was declared is closed.
    let mut app = open(scored, false);
    app.go(Section::Judging);
    step(&mut app, "Set up");
    assert!(app.says("Scores are there: what is asked stays"));
    assert!(!app.has_button("Remove rule 1"));
    assert!(app.is_disabled(Role::Button, "Add a question"));
}

#[test]
fn the_panel_takes_people_and_notes_who_is_independent() {
    let mut app = open(begun, false);
    app.go(Section::Judging);
    app.click(Role::RadioButton, "Panel (4)");
    app.write("Add a judge", "Surname12");
    app.harness.get_by_label("Nominee Surname12, n12@people.example").click();
    app.settle();
    assert_eq!(judging(&app).panel.len(), 5);
    assert!(app.campaign().people().get(PersonId(12)).unwrap().judge);
    app.row("Nominee Surname12");
    app.button("Take off the panel");
    assert_eq!(judging(&app).panel.len(), 4);
    app.row("Judge Juror14");
    app.button("Note as independent");
    app.write("Why they are independent", "Works for nobody here");
    app.button("Note it");
    assert_eq!(judging(&app).judge(2).unwrap().independent, "Works for nobody here");
}

#[test]
fn the_field_has_a_check_list_with_reason_codes() {
    let mut app = open(begun, false);
    app.go(Section::Judging);
    app.click(Role::RadioButton, "Field (12)");
    app.write("New requirement", "Works for a member");
    app.button("Add");
    assert_eq!(judging(&app).requirements[0].code, "E1");
    app.row("Nominee Surname2,");
    app.click(Role::RadioButton, "Not met");
    app.write("Reason for E1", "Left in May");
    let it = judging(&app).candidate(2).unwrap();
    assert!(!it.is_eligible());
    assert_eq!(it.checks["E1"].note, "Left in May");
    assert!(app.rows().iter().any(|row| row.contains("Surname2") && row.contains("E1")));
    app.button("Withdraw");
    app.write("Reason", "Asked for it");
    app.harness.query_all_by_role_and_label(Role::Button, "Withdraw").last().unwrap().click();
    app.settle();
    assert!(judging(&app).candidate(2).unwrap().withdrawn.is_some());
    app.button("Readmit");
    assert!(judging(&app).candidate(2).unwrap().withdrawn.is_none());
}

#[test]
fn from_assignment_over_conflicts_and_paper_sheets_to_frozen_winners() {
    let mut app = open(begun, true);
    app.go(Section::Judging);
    // Assign, balanced and from a seed.
    step(&mut app, "Assign");
    app.write("Seed", "42");
    app.button("Assign nominees to judges");
    assert_eq!(judging(&app).rounds[0].assignment.as_ref().unwrap().seed, 42);
    let loads: Vec<usize> = app.campaign().sheets_of(AWARD).map(|(_, sheet)| sheet.assigned.len()).collect();
    assert_eq!(loads.iter().sum::<usize>(), 36);
    assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= 1);
    // Juror13 and Surname3 share an employer.
    let apart = |app: &App| !app.campaign().sheet_of(AWARD, 1, 1).unwrap().1.assigned.contains(&3);
    assert!(apart(&app));
    step(&mut app, "Conflicts");
    app.row("Judge Juror13, Nominee Surname3");
    app.button("Confirm");
    assert_eq!(judging(&app).conflicts.len(), 1);
    // A judge declares something.
    app.button("Declare a conflict");
    assert!(app.is_disabled(Role::Button, "Declare the conflict"));
    app.button("Cancel");
    // Type the sheets of all four in: digits only, each fills its scale and goes on.
    step(&mut app, "Packs");
    app.click(Role::RadioButton, "Paper sheets");
    for judge in 1..=4_u32 {
        if judge > 1 {
            let name = format!("Judge Juror{} ({})", 12 + judge, judging(&app).judge(judge).unwrap().code);
            choose(&mut app, "Whose sheet", &name);
        }
        let assigned = order(&app, 1, judge);
        app.harness.get_by_role_and_label(Role::Table, "Sheet").focus();
        app.settle();
        for candidate in &assigned {
            let worth = (5 - candidate / 4).clamp(1, 5);
            let digits = format!("{worth}{worth}{worth}");
            app.harness.event(eframe::egui::Event::Text(digits));
            app.settle();
        }
        assert_eq!(lines_of(&app, judge), assigned.len(), "judge {judge}");
    }
    let (_, sheet) = app.campaign().sheet_of(AWARD, 1, 2).unwrap();
    let (candidate, line) = sheet.lines.iter().next().unwrap();
    let worth = (5 - candidate / 4).clamp(1, 5);
    assert_eq!(line.mark, Mark::Scores((1..=3).map(|question| (question, worth)).collect()));
    assert_eq!(line.way, Way::Paper);
    // The matrix shows them.
    step(&mut app, "Scores");
    wait_for_result(&mut app);
    wait_for(&mut app, |app| app.says("36 of 36 scores"));
    assert!(app.rows()[0].starts_with("1, Nominee Surname"));
    // Freeze the shortlist, then the final by ranking.
    step(&mut app, "Decide");
    freeze(&mut app);
    let frozen = judging(&app).frozen(1).unwrap();
    assert!(frozen.chosen.len() >= 5);
    assert!(app.on_disk().judgings().get(AWARD).unwrap().frozen(1).is_some());
    // The page stays with what was frozen and shows its hash; the next round is a press away.
    assert!(app.says("Who goes on is frozen"));
    let hash = frozen.sha256.clone();
    assert!(app.says(&hash[..8]), "{hash}");
    app.button("Go on to final");
    assert!(app.says("Round 2 of 2, final"));
    app.button("Assign nominees to judges");
    step(&mut app, "Packs");
    let finalists = order(&app, 2, 2);
    let name = format!("Judge Juror14 ({})", judging(&app).judge(2).unwrap().code);
    choose(&mut app, "Whose sheet", &name);
    app.harness.get_by_role_and_label(Role::Table, "Sheet").focus();
    app.settle();
    for place in 1..=finalists.len() {
        app.harness.event(eframe::egui::Event::Text(place.to_string()));
        app.harness.key_press(Key::Tab);
        app.settle();
    }
    assert_eq!(app.campaign().sheet_of(AWARD, 2, 2).unwrap().1.lines.len(), finalists.len());
    step(&mut app, "Decide");
    // What the jury wrote stays while somebody looks at the round before, which is frozen.
    wait_for(&mut app, |app| app.has("Note of the jury"));
    app.write("Note of the jury", "All three agreed");
    app.click(Role::RadioButton, judging(&app).rounds[0].title().to_owned().as_str());
    step(&mut app, "Decide");
    assert!(app.says("Who goes on is frozen"));
    app.click(Role::RadioButton, "Final");
    step(&mut app, "Decide");
    freeze(&mut app);
    assert_eq!(judging(&app).frozen(2).unwrap().note, "All three agreed");
    let winner = judging(&app).candidate(finalists[0]).unwrap().person.unwrap();
    assert_eq!(judging(&app).frozen(2).unwrap().chosen, [finalists[0]]);
    assert!(app.campaign().awards().get(AWARD).unwrap().is_won_by(winner));
    assert!(app.says("The winners are frozen"));
    // Reopening takes a reason and stays visible.
    reach(&mut app, "Reopen with a reason");
    assert!(app.is_disabled(Role::Button, "Reopen the round"));
    app.write("Reason", "A sheet was found");
    app.button("Reopen the round");
    assert!(judging(&app).frozen(2).is_none());
    assert!(matches!(judging(&app).decisions.last(), Some(Decided::Reopen(_))));
    assert!(app.says("A sheet was found"));
}

/// What the button says that freezes the result, once there is a result.
fn verb_to_freeze(app: &App) -> Option<String> {
    let is_verb = |label: String| label.starts_with("Freeze ").then_some(label);
    app.harness
        .query_all_by(|node| node.role() == Role::Button)
        .find_map(|node| node.accesskit_node().label().and_then(is_verb))
}

fn freeze(app: &mut App) {
    app.settle();
    wait_for(app, |app| !app.says("The result is being worked out.") && verb_to_freeze(app).is_some());
    let button = verb_to_freeze(app).expect("there is something to freeze");
    if app.is_disabled(Role::Button, &button) {
        app.write("Note of the jury", "The jury decided so");
    }
    reach(app, &button);
    app.button("Freeze the result");
}

#[test]
fn a_freeze_that_a_date_forbids_is_not_told_as_done() {
    let late = |world: &FakeWorld| {
        let (mut campaign, blobs) = scored(world);
        let change = setup::remove_round(&campaign, AWARD, 2).unwrap();
        campaign.apply(&change, now()).unwrap();
        let mut settings = campaign.settings().clone();
        settings.milestones.push(Milestone {
            title: "Winners".into(),
            at: now(),
            locks: true,
            kind: MilestoneKind::WinnersFinal,
            opened: None,
        });
        campaign.apply(&Change::one("Set a date", Edit::Settings(settings.into())), now()).unwrap();
        (campaign, blobs)
    };
    let mut app = open(late, false);
    app.go(Section::Judging);
    step(&mut app, "Decide");
    wait_for(&mut app, |app| !app.rows().is_empty());
    app.harness.get_by_role_and_label(Role::Table, "Order").focus();
    app.settle();
    app.key(Modifiers::NONE, Key::ArrowDown);
    app.key(Modifiers::NONE, Key::Enter);
    app.write("Note of the jury", "By show of hands");
    freeze(&mut app);
    assert!(app.says("the winners of awards stay as they are"));
    assert!(!app.says("Froze the result"), "nothing was frozen");
    assert!(judging(&app).frozen(1).is_none());
    app.key(Modifiers::NONE, Key::Escape);
    let note = app.harness.get_by_role_and_label(Role::MultilineTextInput, "Note of the jury");
    assert_eq!(note.accesskit_node().value().as_deref(), Some("By show of hands"), "what was written stays");
}

#[test]
fn conflicts_are_confirmed_whatever_is_shown_meanwhile() {
    let mut app = open(begun, false);
    app.go(Section::Judging);
    step(&mut app, "Conflicts");
    wait_for(&mut app, |app| !app.rows().is_empty());
    assert!(judging(&app).conflicts.is_empty());
    // Both before a frame passes: the work ends under another step.
    app.harness.get_by_role_and_label(Role::Button, "Confirm all found").click();
    let panel = app.harness.query_all_by(|node| node.label().is_some_and(|label| label.starts_with("Set up")));
    panel.into_iter().next().unwrap().click();
    app.settle();
    assert!(!judging(&app).conflicts.is_empty());
    app.press(Command::Undo);
    assert!(judging(&app).conflicts.is_empty());
}

#[test]
fn scores_are_looked_at_by_keyboard_and_a_recusal_shows_what_it_changed() {
    let mut app = open(scored, false);
    app.go(Section::Judging);
    step(&mut app, "Scores");
    wait_for_result(&mut app);
    app.harness.get_by_role_and_label(Role::Table, "Scores").focus();
    app.settle();
    app.key(Modifiers::NONE, Key::ArrowDown);
    let judge = app.campaign().sheets_of(AWARD).find(|(_, sheet)| sheet.judge == 1).unwrap().1.clone();
    let first = app.rows()[0].clone();
    assert!(first.starts_with("1, "));
    // Take a judge out of a cell.
    let name = judging(&app).candidate(*judge.lines.keys().next().unwrap()).unwrap().person.unwrap();
    let name = app.campaign().people().get(name).unwrap().name.clone();
    // All judges have one first name and one initial: the code stands over the column.
    let cell = format!("{name}, J-01");
    app.harness.query_all_by_role_and_label(Role::Button, &cell).next().unwrap().click();
    app.settle();
    app.button("Recuse the judge");
    app.write("Reason", "Cousins");
    app.harness.query_all_by_role_and_label(Role::Button, "Recuse the judge").last().unwrap().click();
    app.settle();
    // In both rounds, for neither is frozen.
    assert_eq!(judging(&app).recusals.len(), 2);
    wait_for(&mut app, |app| app.says("1 line is left out by recusals"));
    app.press(Command::Undo);
    assert!(judging(&app).recusals.is_empty());
    app.click(Role::RadioButton, "By question");
    assert!(app.says("What was at stake"));
    app.button("Hide names");
    assert!(!app.rows()[0].contains("Nominee"));
}

#[test]
fn packs_go_out_and_come_back() {
    let mut app = open(begun, true);
    app.go(Section::Judging);
    step(&mut app, "Assign");
    app.button("Assign nominees to judges");
    step(&mut app, "Packs");
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/packs"));
    app.world.create_folder(Path::new("/packs")).unwrap();
    app.button("Write 4 judge packs");
    let files = app.world.files_in(Path::new("/packs")).unwrap();
    assert_eq!(
        files.iter().filter(|name| Path::new(name).extension().is_some_and(|it| it == "html")).count(),
        4,
        "{files:?}"
    );
    assert_eq!(files.iter().filter(|name| Path::new(name).extension().is_some_and(|it| it == "pdf")).count(), 4);
    let (_, sheet) = app.campaign().sheet_of(AWARD, 1, 1).unwrap();
    let pack = sheet.packs.last().unwrap().clone();
    assert_eq!(pack.version, 1);
    // Something that is no answers is refused with words, and nothing changes.
    app.world.write_whole(Path::new("/returned.json"), b"{\"what\": 1}", false).unwrap();
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/returned.json"));
    let before = app.campaign().revision();
    app.button("Choose a returned file");
    assert!(app.says("The file was not taken in"));
    assert_eq!(app.campaign().revision(), before);
}

#[test]
fn blind_texts_are_read_before_packs_go_out() {
    let award = AwardId(1);
    let mut app = open(
        |world| {
            let (mut campaign, blobs) = sample(world);
            let apply = |campaign: &mut Campaign, change: Change| _ = campaign.apply(&change, now()).unwrap();
            let change = setup::begin(&campaign, award, now()).unwrap();
            apply(&mut campaign, change);
            let judge = campaign.people().ids().last().unwrap();
            let change = setup::add_judges(&campaign, award, &[judge]).unwrap().unwrap();
            apply(&mut campaign, change);
            let round = Round { each: 0, ..campaign.judgings().get(award).unwrap().rounds[0].clone() };
            let change = setup::set_round(&campaign, award, round).unwrap();
            apply(&mut campaign, change);
            let wish = assigning::Wish::default();
            let change = assigning::assign(&campaign, award, 1, wish, now()).unwrap();
            apply(&mut campaign, change);
            (campaign, blobs)
        },
        false,
    );
    app.go(Section::Judging);
    step(&mut app, "Packs");
    app.click(Role::CheckBox, "Hide names");
    assert!(app.campaign().judgings().get(award).unwrap().blind.on);
    let unread = unsung::app::judging::blind::unread(app.campaign(), award, 1).len();
    assert!(unread > 1);
    assert!(app.is_disabled(Role::Button, "Write 1 judge pack"));
    app.button("Read the texts");
    assert!(app.is_disabled(Role::Button, "Let it through"));
    app.harness.get_by_role_and_label(Role::TextInput, "Read by").scroll_to_me();
    app.settle();
    app.write("Read by", "Ola Reader");
    // Where something is left that may tell who it is, a person says that they looked at it.
    if app.is_disabled(Role::Button, "Let it through") {
        app.click(Role::CheckBox, "I have looked at these: they tell nothing");
    }
    reach(&mut app, "Let it through");
    assert_eq!(unsung::app::judging::blind::unread(app.campaign(), award, 1).len(), unread - 1);
    let covered = app.campaign().judgings().get(award).unwrap().field[0].covered.clone().unwrap();
    assert_eq!(covered.by, "Ola Reader");
    app.press(Command::Undo);
    assert_eq!(unsung::app::judging::blind::unread(app.campaign(), award, 1).len(), unread);
}

#[test]
fn the_peoples_choice_is_counted_beside_what_looks_like_fraud() {
    let mut app = open(begun, false);
    app.go(Section::Judging);
    step(&mut app, "Decide");
    app.click(Role::RadioButton, "People's choice");
    let mut list = String::from("Candidate,Email,Time\n");
    for n in 0..30 {
        writeln!(list, "Nominee Surname1,voter{n}@mail.example,2026-11-0{} 1{}:00", 1 + n % 9, n % 9).unwrap();
    }
    list.push_str("Nominee Surname2,a+1@mail.example,2026-11-01 10:00\n");
    list.push_str("Nominee Surname2,a+2@mail.example,2026-11-01 10:01\n");
    list.push_str("Nominee Surname2,b@mailinator.com,2026-11-01 10:02\n");
    app.world.write_whole(Path::new("/votes.csv"), list.as_bytes(), false).unwrap();
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/votes.csv"));
    app.button("Count a list of votes");
    let votes = judging(&app).votes.clone().unwrap();
    assert_eq!((votes.all[&1], votes.all[&2], votes.counted[&2]), (30, 3, 2));
    assert!(app.rows()[0].contains("Surname1"));
    assert!(app.says("Disposable address"));
    app.click(Role::CheckBox, "Disposable address");
    app.button("Count again");
    assert_eq!(judging(&app).votes.as_ref().unwrap().counted[&2], 1);
    app.press(Command::Undo);
    assert_eq!(judging(&app).votes.as_ref().unwrap().counted[&2], 2);
}

#[test]
fn two_thousand_nominees_and_a_hundred_judges_stay_in_view() {
    let many = |world: &FakeWorld| {
        let (mut campaign, blobs) = blank(world);
        large::fill(&mut campaign);
        (campaign, blobs)
    };
    let mut app = open(many, false);
    app.go(Section::Judging);
    // What is painted is a page, whatever there is.
    let pages =
        [("Assign", ""), ("Conflicts", ""), ("Packs", "Packs out and in"), ("Packs", "Paper sheets"), ("Scores", "")];
    for (page, part) in pages {
        step(&mut app, page);
        if !part.is_empty() {
            app.click(Role::RadioButton, part);
        }
        wait_for(&mut app, |app| !app.rows().is_empty());
        assert!(app.rows().len() < 40, "{page}");
    }
    step(&mut app, "Assign");
    app.harness.get_by_role_and_label(Role::Table, "Who judges whom").focus();
    app.settle();
    app.key(Modifiers::NONE, Key::ArrowDown);
    app.key(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::End);
    let last = judging(&app).candidate(large::NOMINEES as u32).unwrap().person.unwrap();
    let last = app.campaign().people().get(last).unwrap().name.clone();
    assert!(app.rows().iter().any(|row| row.contains(last.as_str())), "{last}: {:?}", app.rows());
    // Every conflict at once: beside the window, and then the result anew, beside the window too.
    step(&mut app, "Conflicts");
    let before = judging(&app).conflicts.len();
    app.harness.get_by_role_and_label(Role::Button, "Confirm all found").click();
    app.harness.step();
    app.harness.step();
    assert!(app.harness.state().is_busy(), "it is a job");
    app.settle();
    assert!(judging(&app).conflicts.len() > before + 1_000);
    step(&mut app, "Scores");
    wait_for_result(&mut app);
    // Somebody out of two thousand is found by typing.
    step(&mut app, "Conflicts");
    app.button("Declare a conflict");
    app.write("Nominee", &judging(&app).candidate(1_234).unwrap().code.clone());
    let code = judging(&app).candidate(1_234).unwrap().code.clone();
    app.harness.query_all_by_label_contains(&format!("({code})")).last().unwrap().click();
    app.settle();
    app.write("Judge", "J-77");
    app.harness.query_all_by_label_contains("(J-77)").last().unwrap().click();
    app.settle();
    app.write("What stands between them", "Neighbours");
    app.button("Declare the conflict");
    assert!(judging(&app).conflicts.iter().any(|it| (it.judge, it.candidate) == (77, 1_234)));
}
