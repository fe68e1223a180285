//! After the draw in the window: rehearsal, claims, receipts, and how names appear, by role and label.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use jiff::{SignedDuration, Timestamp};
use open_window::{App, open, sample};
use std::path::{Path, PathBuf};
use unsung::app::claims::{self, Board};
use unsung::app::names::{self, Output};
use unsung::app::{Command, FakeWorld, Section, World, drawing, templates};
use unsung::campaign::{Campaign, ConsentState, NameForm, Stage, SweepstakeId};
use unsung::draw::{Kind, Status};
use unsung::store::Blobs;

const FIRST: SweepstakeId = SweepstakeId(1);

/// The sample with its draw made, ten days before now.
fn drawn(world: &FakeWorld) -> (Campaign, Blobs) {
    let (mut campaign, blobs) = sample(world);
    let now = world.now();
    let ago = |days: i64| -> Timestamp { now - SignedDuration::from_hours(24 * days) };
    let lock = drawing::lock(&campaign, FIRST, ago(11), ago(12), world).unwrap();
    campaign.apply(&lock, ago(12)).unwrap();
    let run = drawing::run(&campaign, FIRST, &templates::demo_draw().unwrap().typed, ago(10)).unwrap();
    campaign.apply(&run, ago(10)).unwrap();
    (campaign, blobs)
}

/// The same with the first two winners told nine days ago, when seven are given.
fn told(world: &FakeWorld) -> (Campaign, Blobs) {
    let (mut campaign, blobs) = drawn(world);
    let at = world.now() - SignedDuration::from_hours(24 * 9);
    let board = claims::board(&campaign, FIRST).unwrap();
    let wanted: Vec<claims::Wanted> = board.claims[..2]
        .iter()
        .map(|claim| claims::Wanted {
            entry_id: claim.entry_id.clone(),
            kind: Kind::Notified,
            reason: None,
            words: "By phone".into(),
        })
        .collect();
    let change = claims::amend(&campaign, FIRST, &wanted, at).unwrap().change;
    campaign.apply(&change, at).unwrap();
    let days = claims::reply_days_change(&campaign, FIRST, Some(7));
    campaign.apply(&days, at).unwrap();
    (campaign, blobs)
}

fn board(app: &App) -> Board {
    claims::board(app.campaign(), FIRST).unwrap()
}

fn ids(app: &App) -> Vec<String> {
    board(app).claims.iter().map(|claim| claim.entry_id.clone()).collect()
}

fn spaced(id: &str) -> String {
    format!("{} {} {}", &id[..4], &id[4..8], &id[8..])
}

fn to_claims(app: &mut App) {
    app.harness.set_size(eframe::egui::vec2(1440.0, 1800.0));
    app.go(Section::Sweepstake);
    let tab = app.harness_tab("Claims");
    app.click(Role::Tab, &tab);
}

/// Finds things whose label says a number.
trait Numbers {
    fn harness_tab(&self, starts: &str) -> String;
}

impl Numbers for App {
    fn harness_tab(&self, starts: &str) -> String {
        use egui_kittest::kittest::{NodeT as _, Queryable as _};
        self.harness
            .query_all_by_role(Role::Tab)
            .filter_map(|node| node.accesskit_node().label())
            .find(|label| label.starts_with(starts))
            .unwrap()
    }
}

#[test]
fn home_says_what_is_due_and_leads_there() {
    let mut app = open(told, true);
    assert!(app.says("2 answers are overdue in draw 1"));
    assert!(app.says("winners of draw 1"));
    app.harness.set_size(eframe::egui::vec2(1440.0, 1800.0));
    app.harness_click_first("Open the claims");
    assert_eq!(app.harness.state().section(), Section::Sweepstake);
    assert!(app.says("told 9 days ago, answer 2 days overdue"));
}

/// The first of several buttons of one label.
trait First {
    fn harness_click_first(&mut self, label: &str);
}

impl First for App {
    fn harness_click_first(&mut self, label: &str) {
        use egui_kittest::kittest::Queryable as _;
        self.harness.query_all_by_role_and_label(Role::Button, label).next().unwrap().click();
        self.settle();
    }
}

#[test]
fn a_step_is_read_back_sealed_and_saved() {
    let mut app = open(drawn, true);
    to_claims(&mut app);
    let first = ids(&app)[0].clone();
    app.row(&spaced(&first));
    assert!(app.says("drawn 10 days ago, not told yet"));
    app.button("Mark as notified");
    assert!(app.says(&format!("{} has been told of", spaced(&first))));
    assert!(app.says("It cannot be undone."));
    // Esc is the least harmful answer: nothing is recorded.
    app.key(Modifiers::NONE, Key::Escape);
    assert!(board(&app).timeline.is_empty());
    app.button("Mark as notified");
    app.write("Words beside the step", "By phone, on Monday");
    let confirm = |app: &mut App, label: &str| {
        use egui_kittest::kittest::Queryable as _;
        // The button of the dialog stands over the one that asked.
        app.harness.query_all_by_role_and_label(Role::Button, label).last().unwrap().click();
        app.settle();
    };
    confirm(&mut app, "Mark as notified");
    assert_eq!(board(&app).claim(&first).unwrap().status, Status::Notified);
    assert_eq!(claims::board(&app.on_disk(), FIRST).unwrap().timeline.len(), 1, "it is saved at once");
    app.press(Command::Undo);
    assert_eq!(board(&app).timeline.len(), 1, "what is signed cannot be undone");
    // The words show with the names only, and can be changed and undone.
    assert!(!app.has("Your words beside amendment 1"));
    app.button("Show names");
    app.write("Your words beside amendment 1", "By mail");
    assert_eq!(board(&app).timeline[0].words, "By mail");
    app.key(Modifiers::NONE, Key::Escape);
    app.press(Command::Undo);
    assert_eq!(board(&app).timeline[0].words, "By phone, on Monday");

    // What takes a prize away asks for a word, and says who gets it.
    let next = board(&app).in_line().next().unwrap().entry_id.clone();
    app.button("Mark as declined");
    assert!(app.says(&format!("goes to {}, alternate 1", spaced(&next))));
    app.write("Type DECLINED to confirm", "declined");
    confirm(&mut app, "Mark as declined");
    assert_eq!(board(&app).claim(&first).unwrap().status, Status::Notified, "the word was not the word");
    app.write("Type DECLINED to confirm", "DECLINED");
    confirm(&mut app, "Mark as declined");
    let now = board(&app);
    assert_eq!(now.claim(&first).unwrap().status, Status::Declined);
    assert_eq!(now.claim(&next).unwrap().status, Status::Holds);
    assert!(app.says("Nothing can follow: who left, left."));
    assert!(app.says("Moved up"));
    // A disqualification is published and needs a reason.
    let second = ids(&app)[1].clone();
    let name = {
        let claim = now.claim(&second).unwrap();
        app.campaign().people().get(claim.person.unwrap()).unwrap().display_name().to_owned()
    };
    app.row(&format!("{name} {}", spaced(&second)));
    app.button("Disqualify");
    app.write("Type DISQUALIFY to confirm", "DISQUALIFY");
    assert!(app.says("Choose the reason first."));
    app.click(Role::ComboBox, "Reason of the step");
    app.click(Role::MenuItemRadio, "Under age");
    confirm(&mut app, "Disqualify");
    assert_eq!(board(&app).claim(&second).unwrap().steps[0].reason, "under-age");
    assert!(drawing::verify(app.campaign(), FIRST).unwrap().ok);
}

#[test]
fn many_at_once_say_their_number() {
    let mut app = open(drawn, true);
    to_claims(&mut app);
    let all = ids(&app);
    for id in &all[..3] {
        app.click(Role::CheckBox, &format!("Select {}", spaced(id)));
    }
    assert!(app.says("3 selected"));
    app.button("Mark 3 as notified");
    for id in &all[..3] {
        assert!(app.says(&format!("{} has been told of", spaced(id))));
    }
    app.harness_click_last("Mark 3 as notified");
    assert_eq!(board(&app).timeline.len(), 3);
    assert!(!app.says("3 selected"), "what was done is no longer selected");
    // Only those for whom it is legal are counted: two of these four are told already.
    for id in &all[1..5] {
        app.click(Role::CheckBox, &format!("Select {}", spaced(id)));
    }
    app.button("Mark 2 as notified");
    app.button("Cancel");
    assert_eq!(board(&app).timeline.len(), 3);
}

trait Last {
    fn harness_click_last(&mut self, label: &str);
}

impl Last for App {
    fn harness_click_last(&mut self, label: &str) {
        use egui_kittest::kittest::Queryable as _;
        self.harness.query_all_by_role_and_label(Role::Button, label).last().unwrap().click();
        self.settle();
    }
}

#[test]
fn claims_are_filtered_found_sorted_and_names_hide_again() {
    let mut app = open(told, true);
    to_claims(&mut app);
    let shown = board(&app);
    let name_of = |app: &App, id: &str| {
        let claim = board(app).claim(id).unwrap().clone();
        app.campaign().people().get(claim.person.unwrap()).unwrap().display_name().to_owned()
    };
    let first = shown.claims[0].entry_id.clone();
    let name = name_of(&app, &first);
    assert!(!app.rows().iter().any(|row| row.contains(&name)));
    app.button("Show names");
    assert!(app.rows().iter().any(|row| row.contains(&name)));
    app.write("Find an entry or a name", &name);
    assert_eq!(app.rows().len(), 1);
    app.go(Section::Home);
    app.go(Section::Sweepstake);
    let tab = app.harness_tab("Claims");
    app.click(Role::Tab, &tab);
    assert!(!app.rows().iter().any(|row| row.contains(&name)), "names are hidden again");
    app.write("Find an entry id", &first[..6].to_lowercase());
    assert_eq!(app.rows().len(), 1);
    app.write("Find an entry id", "nobody");
    assert!(app.rows().is_empty(), "{:?}", app.rows());
    app.button("Clear the find field");
    app.click(Role::ColumnHeader, "What is due");
    assert!(app.rows()[0].contains("overdue"), "{:?}", app.rows());
    let line = board(&app).in_line().count();
    app.click(Role::RadioButton, &format!("In line {line}"));
    assert_eq!(app.rows().len(), line);
    // Other days to answer: nobody is overdue any more, and it can be undone.
    app.click(Role::RadioButton, &format!("Due {}", board(&app).count(|claim| claim.due != claims::Due::Nothing)));
    app.write("Days to answer", "30");
    assert!(!app.says("overdue") && app.says("answer due in 21 days"));
    app.key(Modifiers::NONE, Key::Escape);
    app.press(Command::Undo);
    assert!(app.says("answer 2 days overdue"));
}

#[test]
fn a_rehearsal_is_played_written_forgotten_and_never_the_draw() {
    let mut app = open(sample, true);
    app.harness.set_size(eframe::egui::vec2(1440.0, 1500.0));
    app.go(Section::Sweepstake);
    app.button("Rehearse");
    assert!(app.says("REHEARSAL. Nothing here counts"));
    app.write("Lottery of 9 December, to rehearse", "1 2 3 4 5 6 50");
    assert!(app.says("50 is not one of them"));
    app.write("Lottery of 9 December, to rehearse", "1 2 3 4 5 6 7");
    app.button("Rehearse the draw");
    let campaign = app.campaign();
    assert_eq!(campaign.sweepstakes().get(FIRST).unwrap().stage(), Stage::SetUp);
    assert_eq!(campaign.draws_locked(), 0);
    let rehearsal = drawing::rehearsal(campaign, FIRST).unwrap().clone();
    assert_eq!(rehearsal.made_up, ["Phrase from the audience"]);
    let record = drawing::record_of(&rehearsal.files).unwrap();
    assert!(app.rows()[0].starts_with(&format!("1, {}", spaced(&record.record.walk[0].entry_id))), "{:?}", app.rows());
    assert!(app.says("1 2 3 4 5 6 7, typed") && app.says("made up by this laptop"));
    assert!(app.says("pass") && !app.says("FAIL"));
    assert_eq!(campaign.ledger().lines().last().unwrap().kind, "Rehearse a draw");
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/stick"));
    app.button("Write the rehearsal's bundle");
    let readme = app.world.read(Path::new("/stick/rehearsal/README.txt")).unwrap();
    assert!(String::from_utf8(readme).unwrap().contains("REHEARSAL"));
    // Another one takes its place; one step back brings the first again.
    app.button("Rehearse the draw again");
    assert_ne!(drawing::rehearsal(app.campaign(), FIRST).unwrap(), &rehearsal);
    app.key(Modifiers::NONE, Key::Escape);
    app.press(Command::Undo);
    assert_eq!(drawing::rehearsal(app.campaign(), FIRST).unwrap(), &rehearsal);
    app.button("Forget it");
    assert!(drawing::rehearsal(app.campaign(), FIRST).is_none());
    app.button("Back to the draw");
    assert!(app.has("Title of the sweepstake") && !app.says("REHEARSAL"));
}

#[test]
fn receipts_are_saved_for_one_and_for_all() {
    let mut app = open(drawn, true);
    app.harness.set_size(eframe::egui::vec2(1440.0, 2400.0));
    app.go(Section::Sweepstake);
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/stick"));
    let roll = app.campaign().sweepstakes().get(FIRST).unwrap().sealed.as_ref().unwrap().roll.lines().count();
    app.button(&format!("Save receipts for all {roll}"));
    let id = ids(&app)[0].clone();
    let one = app.world.read(Path::new(&format!("/stick/receipts/receipt-{id}.json"))).unwrap();
    assert!(unsung::draw::verify_receipt(&one, &unsung::draw::Expect::default()).unwrap().ok);
    assert_eq!(app.world.files_in(Path::new("/stick/receipts")).unwrap().len(), roll);
    app.click(Role::RadioButton, "A table for a mail merge");
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/stick/all.csv"));
    app.button(&format!("Save receipts for all {roll}"));
    let table = String::from_utf8(app.world.read(Path::new("/stick/all.csv")).unwrap()).unwrap();
    assert!(table.lines().count() == roll + 1 && table.contains(&id));
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/stick/mine.json"));
    app.write("Entry id of the receipt", &spaced(&id).to_lowercase());
    app.button("Save receipt");
    assert_eq!(app.world.read(Path::new("/stick/mine.json")).unwrap(), one);
}

#[test]
fn the_list_of_winners_is_saved_for_everybody_and_for_the_organiser() {
    let mut app = open(drawn, true);
    to_claims(&mut app);
    let public = |app: &mut App, label: &str, path: &str| {
        *app.answers.path.lock().unwrap() = Some(PathBuf::from(path));
        app.button(label);
        String::from_utf8(app.world.read(Path::new(path)).unwrap()).unwrap()
    };
    let text = public(&mut app, "Save the winners as text", "/stick/w.txt");
    let table = public(&mut app, "Save the winners as a table", "/stick/w.csv");
    let full = public(&mut app, "Save the table with addresses", "/stick/full.csv");
    for claim in board(&app).claims.iter().filter(|claim| claim.status.has_prize()) {
        let person = app.campaign().people().get(claim.person.unwrap()).unwrap();
        let shown = names::of_entry(app.campaign(), &claim.entry_id, Output::Winners).to_string();
        assert!(text.contains(&shown) && table.contains(&shown), "{shown}");
        let name = person.display_name();
        assert!(full.contains(name), "{name}");
        if !person.email.is_empty() {
            assert!(
                full.contains(person.email.as_str())
                    && !text.contains(person.email.as_str())
                    && !table.contains(person.email.as_str())
            );
        }
    }
}

#[test]
fn forms_of_names_are_chosen_for_the_campaign_for_one_and_for_many() {
    let mut app = open(drawn, true);
    app.harness.set_size(eframe::egui::vec2(1440.0, 1500.0));
    app.settle();
    {
        use egui_kittest::kittest::Queryable as _;
        app.harness.query_all_by_label(Section::Settings.title()).next().unwrap().click();
    }
    app.settle();
    assert_eq!(app.harness.state().section(), Section::Settings);
    app.click(Role::ComboBox, "Form of names: list of winners");
    app.click(Role::MenuItemRadio, "Masked");
    assert_eq!(app.campaign().settings().public_names.winners, NameForm::Masked);
    app.go(Section::People);
    let (id, person) = app.campaign().people().iter().next().map(|(id, person)| (id, person.clone())).unwrap();
    app.write("Find in people", person.display_name());
    let label = app.rows().remove(0);
    app.click(Role::Row, &label);
    app.click(Role::ComboBox, "Form of the name");
    app.click(Role::MenuItemRadio, "Entry id only");
    assert_eq!(app.campaign().people().get(id).unwrap().name_form, NameForm::Hidden);
    app.button("Clear the find field");
    app.click(Role::CheckBox, "Select all rows");
    let count = app.campaign().people().len();
    app.button("More");
    app.click(Role::MenuItem, &format!("Set the name form of {count}"));
    app.click(Role::ComboBox, "Form of the names");
    app.click(Role::MenuItemRadio, "First name");
    app.button("Set the form");
    assert!(app.campaign().people().iter().all(|(_, person)| person.name_form == NameForm::First));
    app.press(Command::Undo);
    assert_eq!(app.campaign().people().get(id).unwrap().name_form, NameForm::Hidden, "one step for all");
    let agreed = |(_, person): &(_, &unsung::campaign::Person)| person.consent.state == ConsentState::Agreed;
    for (id, _) in app.campaign().people().iter().filter(|it| !agreed(it)) {
        assert_eq!(names::public_name(app.campaign(), id, Output::Winners), None);
    }
}
