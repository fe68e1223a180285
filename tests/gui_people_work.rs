//! The work on people through the window: who is one person, names read back, letters, views, many at once, and erasing.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use open_window::{App, now, open};
use std::path::Path;
use unsung::app::{FakeWorld, Section, World};
use unsung::campaign::{Campaign, Change, Confirmation, Edit, Nomination, Origin, Person, PersonId, Source, SourceId};
use unsung::store::Blobs;

const LIST: &[u8] =
    b"Name,E-mail,Team\nSabine Okonjo,sabine@x.example,Service Desk\n\"Okonjo, Sabine\",,Service Desk\n";

fn person(name: &str, email: &str, team: &str) -> Person {
    Person { name: name.into(), email: email.into(), team: team.into(), ..Person::default() }
}

/// Five people: two of them one person, one with a nomination through a channel, one confirmed.
fn campaign(world: &FakeWorld) -> (Campaign, Blobs) {
    let mut campaign = unsung::app::templates::start(world, "blank").unwrap();
    let mut settings = campaign.settings().clone();
    settings.organiser = "Brightwater IT".into();
    settings.privacy.contact = "privacy@brightwater.example".into();
    let bytes = std::sync::Arc::new(LIST.to_vec());
    let sha256 = hex_sha256(LIST);
    let source = Source {
        file_name: "people.csv".into(),
        sha256: sha256.clone(),
        bytes: LIST.len() as u64,
        kind: "people".into(),
        imported_at: now(),
        rows_read: 2,
        rows_accepted: 2,
        rows_held: 0,
        rows_rejected: 0,
        part: 0,
        sheet: String::new(),
        first_sha256: String::new(),
        erased_lines: Vec::new(),
        erased_rows: Default::default(),
        read_as: String::new(),
    };
    let mut one = person("Sabine Okonjo", "sabine@x.example", "Service Desk");
    one.origins = [Origin { source: SourceId(1), line: 2 }].into();
    let mut two = person("Okonjo, Sabine", "", "Service Desk");
    two.origins = [Origin { source: SourceId(1), line: 3 }].into();
    let mut jan = person("Jan Kowalczyk", "jan@x.example", "Workplace");
    jan.name_confirmed = Some(Confirmation { by: "himself".into(), at: now() });
    let people = [one, two, person("Ann Field", "ann@x.example", "Payroll"), jan, person("Bo Reyes", "", "Sales")];
    let mut edits = vec![Edit::Settings(std::sync::Arc::new(settings)), Edit::source(SourceId(1), source)];
    edits.extend(people.into_iter().enumerate().map(|(n, it)| Edit::person(PersonId(n as u64 + 1), it)));
    for (id, nominee) in [(1, 1), (2, 2), (3, 5)] {
        let mut nomination = Nomination::new(PersonId(nominee));
        nomination.nominator = Some(PersonId(3));
        nomination.story = format!("Story {id}").into();
        nomination.channel = if id == 3 { "Postcard".into() } else { "Web form".into() };
        nomination.received_at = "2026-11-12T10:00:00".parse().ok();
        edits.push(Edit::nomination(id.into(), nomination));
    }
    campaign.apply(&Change::new("Start", edits), now()).unwrap();
    (campaign, Blobs::from([(sha256, bytes)]))
}

fn hex_sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(bytes))
}

fn people_page() -> App {
    let mut app = open(campaign, true);
    app.go(Section::People);
    app
}

fn names(app: &App) -> Vec<String> {
    app.campaign().people().iter().map(|(_, person)| person.name.to_string()).collect()
}

fn menu_of_list(app: &mut App, line: &str) {
    app.button("Columns, views and letters");
    // Columns have a list of their own, so that the menu shows all of its lines.
    assert!(line.starts_with("Column:") || !app.has("Column: Team"));
    if line.starts_with("Column:") {
        app.click(Role::MenuItem, "Columns");
        app.click(Role::MenuItemRadio, line);
    } else {
        app.click(Role::MenuItem, line);
    }
}

#[test]
fn pairs_are_merged_kept_apart_undone_and_taken_back_by_keyboard() {
    let mut app = people_page();
    assert!(app.says("Compare duplicates"));
    app.button("Compare duplicates");
    assert!(app.has("Sabine Okonjo and Okonjo, Sabine") || app.says("Okonjo, Sabine"));
    assert!(app.says("Same name in another order"));

    app.key(Modifiers::NONE, Key::Num2);
    assert_eq!(app.campaign().people().len(), 5);
    assert_eq!(app.campaign().people().get(PersonId(1)).unwrap().apart_from, [PersonId(2)]);
    assert!(app.says("Nobody looks like somebody else"));
    app.press(unsung::app::Command::Undo);
    assert!(app.campaign().people().get(PersonId(1)).unwrap().apart_from.is_empty());

    app.key(Modifiers::NONE, Key::Num3);
    assert!(app.says("later"), "what is put off stays in the list");
    app.key(Modifiers::NONE, Key::Num1);
    assert_eq!(app.campaign().people().len(), 4);
    let kept = app.campaign().people().get(PersonId(1)).unwrap();
    assert_eq!((kept.merged.len(), kept.origins.len()), (1, 2));
    assert_eq!(app.campaign().nominations_of(PersonId(1)).count(), 2);

    app.button("Back to people");
    app.row("Sabine Okonjo");
    app.click(Role::Tab, "History");
    assert!(app.has("1 record was merged into this"));
    app.button("Take this merge back");
    assert_eq!(app.campaign().people().len(), 5);
    assert_eq!(app.campaign().nominations_of(PersonId(2)).count(), 1);
}

#[test]
fn sure_pairs_are_merged_together_after_a_read_back() {
    let mut app = people_page();
    app.button("Compare duplicates");
    assert!(app.is_disabled(Role::Button, "Merge the 0 pairs from 90 on"));
    let twin = person("Ann Field", "ann@x.example", "Payroll");
    let change = Edit::person(PersonId(6), twin);
    let mut app = open(
        |world| {
            let (mut campaign, blobs) = campaign(world);
            campaign.apply(&Change::one("One more", change), now()).unwrap();
            (campaign, blobs)
        },
        false,
    );
    app.go(Section::People);
    app.button("Compare duplicates");
    app.button("Merge the pair from 90 on");
    assert!(app.says("goes into"));
    assert_eq!(app.campaign().people().len(), 6, "nothing happens before the answer");
    app.button("Merge 1 pair");
    assert_eq!(app.campaign().people().len(), 5);
}

#[test]
fn history_shows_the_row_as_it_stood_in_the_file() {
    let mut app = people_page();
    app.row("Sabine Okonjo");
    app.click(Role::Tab, "History");
    assert!(app.says("Line 2 of people.csv"));
    assert!(app.has("sabine@x.example") && app.has("E-mail"));
}

#[test]
fn erasing_asks_for_the_name_and_saves_at_once() {
    let mut app = people_page();
    app.row("Sabine Okonjo");
    app.write("Team", "Night shift");
    assert!(app.harness.state().workspace().undo_title().is_some());
    app.button("Erase");
    assert!(app.says("1 imported file loses their rows"));
    assert!(app.is_disabled(Role::Button, "Erase the person"));
    // Behind the question nothing is undone.
    let revision = app.campaign().revision();
    app.harness.get_by_role_and_label(Role::TextInput, "Type Sabine Okonjo to confirm").focus();
    app.harness.key_press(eframe::egui::Key::Tab);
    app.settle();
    app.press(unsung::app::Command::Undo);
    assert_eq!(app.campaign().revision(), revision);
    app.write("Type Sabine Okonjo to confirm", "Sabine Okonjo");
    app.button("Erase the person");
    assert!(app.campaign().people().get(PersonId(1)).is_none());
    let saved = app.on_disk();
    assert!(saved.people().get(PersonId(1)).is_none());
    let bytes = app.world.read(Path::new(open_window::FILE)).unwrap();
    let opened = unsung::store::from_bytes(&bytes).unwrap();
    assert!(opened.blobs.values().all(|blob| !String::from_utf8_lossy(blob).contains("sabine@x.example")));
}

#[test]
fn views_are_kept_and_columns_chosen() {
    let mut app = people_page();
    menu_of_list(&mut app, "Column: E-mail");
    assert!(app.has("E-mail"));
    assert!(app.rows().iter().any(|row| row.contains("ann@x.example")), "{:?}", app.rows());
    app.button("Any channel");
    app.click(Role::MenuItemRadio, "Postcard");
    // Bo was nominated by postcard, Ann wrote it.
    assert!(app.says("2 of 5 people"));
    menu_of_list(&mut app, "Save this view");
    app.write("Name of the view", "By post");
    app.button("Save the view");
    app.button("Postcard");
    app.click(Role::MenuItemRadio, "Any channel");
    menu_of_list(&mut app, "Column: E-mail");
    assert!(!app.rows().iter().any(|row| row.contains("ann@x.example")));
    menu_of_list(&mut app, "View: By post");
    assert!(app.says("2 of 5 people"));
    assert!(app.rows().iter().any(|row| row.contains("ann@x.example")));
    app.button("Columns, views and letters");
    app.click(Role::MenuItem, "Forget view: By post");
    assert!(app.harness.state().workspace().preferences().people_views.is_empty());
}

#[test]
fn many_get_a_country_and_confirmed_names() {
    let mut app = people_page();
    app.row("Ann Field");
    app.key(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    app.button("More");
    app.click(Role::MenuItem, "Change a field of 5");
    app.write("New country", "Deutschland");
    app.button("Set the country of 5");
    assert!(app.campaign().people().iter().all(|(_, person)| person.country == "DE"));
    app.button("More");
    app.click(Role::MenuItem, "Confirm the names of 5");
    app.write("Confirmed by", "Their leads");
    app.button("Confirm 5 names");
    let confirmed = |app: &App| app.campaign().people().iter().filter(|(_, it)| it.name_confirmed.is_some()).count();
    assert_eq!(confirmed(&app), 5);
    app.key(Modifiers::NONE, Key::Escape);
    app.press(unsung::app::Command::Undo);
    assert_eq!(confirmed(&app), 1);
}

#[test]
fn thousands_are_changed_beside_the_window_as_one_step() {
    const COUNT: u64 = 12_000;
    let mut app = open(
        |world| {
            let mut campaign = unsung::app::templates::start(world, "blank").unwrap();
            let people = (1..=COUNT).map(|n| person(&format!("Person {n}"), "", "Payroll"));
            let edits = people.enumerate().map(|(n, it)| Edit::person(PersonId(n as u64 + 1), it)).collect();
            campaign.apply(&Change::new("Start", edits), now()).unwrap();
            (campaign, Blobs::new())
        },
        true,
    );
    app.go(Section::People);
    app.row("Person 1");
    app.key(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    app.button("Tag 12,000");
    app.write("Tag", "north");
    let tagged = |app: &App| app.campaign().people().iter().filter(|(_, it)| it.tags == ["north"]).count() as u64;
    // Pressed without waiting: the window goes on, and nothing is changed yet.
    app.harness.get_by_role_and_label(Role::Button, "Tag 12,000 people").click_accesskit();
    app.harness.step();
    assert!(app.harness.state().is_busy() && tagged(&app) == 0);
    app.settle();
    assert_eq!(tagged(&app), COUNT);
    app.key(Modifiers::NONE, Key::Escape);
    app.press(unsung::app::Command::Undo);
    assert_eq!(tagged(&app), 0);
    app.press(unsung::app::Command::Redo);
    assert_eq!(tagged(&app), COUNT);
}

#[test]
fn the_list_of_names_goes_round_and_comes_back() {
    let mut app = people_page();
    let confirmed = |app: &App| -> Vec<PersonId> {
        let people = app.campaign().people();
        people.iter().filter(|(_, it)| it.name_confirmed.is_some()).map(|(id, _)| id).collect()
    };
    let before = confirmed(&app);
    let path = "/documents/names.csv";
    *app.answers.path.lock().unwrap() = Some(path.into());
    menu_of_list(&mut app, "Write the list of names to send round");
    app.settle();
    let sent = String::from_utf8(app.world.read(Path::new(path)).unwrap()).unwrap();
    let mut lines: Vec<String> = sent.lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 4, "{sent}");
    // One yes, one other name, one line without an answer, and one that nobody sent.
    let fill = |line: &str, right: &str, should_be: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        (cells[2], cells[3]) = (right, should_be);
        cells.join(",")
    };
    lines[1] = fill(&lines[1], "yes", "");
    lines[3] = fill(&lines[3], "", "Bo Reyes-Weiss");
    lines.push("P99,Somebody New,yes,,,,".into());
    app.world.put(path, lines.join("\r\n").into_bytes());
    menu_of_list(&mut app, "Take the list of names in again");
    app.settle();
    assert!(app.says("1 name is right, 1 name is corrected, 1 line is not answered, 1 line confirms nobody"));
    assert!(app.says("there is no person P99"));
    app.button("Take in 2 names");
    let added: Vec<PersonId> = confirmed(&app).into_iter().filter(|id| !before.contains(id)).collect();
    assert_eq!((added.len(), before.len()), (2, 1), "{added:?} {before:?}");
    assert!(names(&app).contains(&"Bo Reyes-Weiss".to_owned()));
    app.press(unsung::app::Command::Undo);
    assert_eq!(confirmed(&app), before);
}

#[test]
fn names_are_read_back_one_by_one() {
    let mut app = people_page();
    menu_of_list(&mut app, "Read names aloud, one by one");
    assert!(app.says("3 people to read"));
    assert!(app.has("Sabine Okonjo"));
    app.key(Modifiers::NONE, Key::Enter);
    let first = app.campaign().people().get(PersonId(1)).unwrap();
    assert_eq!(first.name_confirmed.as_ref().unwrap().by, "Brightwater IT");
    app.key(Modifiers::NONE, Key::E);
    app.write("Name", "Sabine  Okonjo-Weiss");
    app.key(Modifiers::NONE, Key::Enter);
    let second = app.campaign().people().get(PersonId(2)).unwrap();
    assert_eq!(second.name, "Sabine Okonjo-Weiss");
    assert!(second.name_confirmed.is_some());
    app.key(Modifiers::NONE, Key::S);
    assert!(app.says("2 people confirmed, 1 skipped"));
    app.button("Show the people");
    assert_eq!(names(&app).len(), 5);
}

#[test]
fn letters_tell_nominees_and_ask_for_names() {
    let mut app = people_page();
    assert!(app.has("3 people have to be told, first by 12 December"));
    *app.answers.path.lock().unwrap() = Some("/documents/letters.csv".into());
    app.button("Write the letters");
    let csv = String::from_utf8(app.world.read(Path::new("/documents/letters.csv")).unwrap()).unwrap();
    assert!(csv.contains("privacy@brightwater.example") && csv.contains("Dear Bo Reyes"));
    app.button("Mark 3 as told");
    assert!(!app.says("have to be told"));
    assert_eq!(app.campaign().people().iter().filter(|(_, it)| it.told_at.is_some()).count(), 3);
    *app.answers.path.lock().unwrap() = Some("/documents/names.txt".into());
    menu_of_list(&mut app, "Write letters: is your name right?");
    let text = String::from_utf8(app.world.read(Path::new("/documents/names.txt")).unwrap()).unwrap();
    assert!(text.contains("Sabine Okonjo") && !text.contains("Jan Kowalczyk"), "his is confirmed");
}

#[test]
fn the_list_goes_out_as_a_workbook_and_as_csv() {
    let mut app = people_page();
    app.write("Find in people", "payroll");
    assert!(app.says("1 of 5 people"));
    for (form, path) in [("Workbook (XLSX)", "/documents/people.xlsx"), ("CSV, exact", "/documents/people.exact.csv")] {
        *app.answers.path.lock().unwrap() = Some(path.into());
        menu_of_list(&mut app, "Export 1 person");
        app.click(Role::RadioButton, form);
        app.button("Export 1 person");
    }
    let csv = String::from_utf8(app.world.read(Path::new("/documents/people.exact.csv")).unwrap()).unwrap();
    assert_eq!(
        csv,
        "name,given_name,family_name,latin_name,email,organisation,team,function,country,region,city,address,date_of_birth,member_since,code_name,name_in_public,consent,consent_date,consent_by,consent_wording,name_confirmed_by,name_confirmed_on,told_on,roles,tags,notes\r\nAnn Field,,,,ann@x.example,,Payroll,,,,,,,,,,,,,,,,,,,\r\n"
    );
    let book = app.world.read(Path::new("/documents/people.xlsx")).unwrap();
    let table = unsung::intake::read(&book, &Default::default()).unwrap();
    assert_eq!((table.rows.len(), table.rows[0].cell(0)), (1, "Ann Field"));
}

#[test]
fn photos_of_a_folder_find_their_people() {
    let mut app = people_page();
    let png = include_bytes!("../assets/art/icon/unsung-256.png");
    app.world.put("/photos/Field Ann.png", png.to_vec());
    app.world.put("/photos/nobody.png", png.to_vec());
    *app.answers.path.lock().unwrap() = Some("/photos".into());
    menu_of_list(&mut app, "Match photos of a folder");
    assert!(app.says("1 file not matched"));
    app.button("Take over 1 photo");
    let photo = app.campaign().people().get(PersonId(3)).unwrap().photo.clone().unwrap();
    assert!(app.harness.state().workspace().blob(&photo.sha256).is_some());
    app.press(unsung::app::Command::Undo);
    assert!(app.campaign().people().get(PersonId(3)).unwrap().photo.is_none());
}

#[test]
fn who_shares_a_name_is_read_about_before_anybody_is_erased() {
    let mut app = open(
        |world| {
            let (mut campaign, blobs) = campaign(world);
            let mut nomination = Nomination::new(PersonId(5));
            nomination.story = "Sabine Okonjo and he carried the printer".into();
            let mut own = Nomination::new(PersonId(5));
            own.story = "Write to sabine@x.example".into();
            let edits = vec![Edit::nomination(7.into(), nomination), Edit::nomination(8.into(), own)];
            campaign.apply(&Change::new("Say more", edits), now()).unwrap();
            (campaign, blobs)
        },
        true,
    );
    app.go(Section::People);
    app.row("Sabine Okonjo");
    app.button("Erase");
    assert!(app.says("1 text of others gets a mark in place of the name"));
    assert!(app.says("1 text or row may be about them and stays as it is"));
    for words in ["A mark takes the place of the name in these.", "These have the same name or address."] {
        assert!(app.says(words), "{words}");
    }
    assert!(app.says("These may be about them or somebody else, and stay as they are."));
    assert!(app.has("Sabine Okonjo and he carried the printer") && app.has("Write to sabine@x.example"));
    assert!(app.has_button("N8") && app.has_button("P2"));
    app.button("N7");
    assert_eq!(app.harness.state().section(), Section::Nominations);
    assert!(!app.has_button("Erase the person"), "the question is gone, and nobody was erased");
    assert!(app.campaign().people().get(PersonId(1)).is_some());
}

#[test]
fn a_household_speaks_for_one_person_beside_the_records() {
    let mut app = open(
        |world| {
            let mut campaign = unsung::app::templates::start(world, "blank").unwrap();
            let at_home = |name: &str, email: &str| {
                person(name, email, "").with(|it| it.address = "Mühlenweg 7, 24103 Kiel".into())
            };
            let people = [at_home("Sabine Okonjo", "s@x.example"), at_home("Sabine Miller", "m@y.example")];
            let others = [at_home("Tom Miller", "tom@y.example"), at_home("Tim Miller", "tim@y.example")];
            let people = people.into_iter().chain(others);
            let edits = people.enumerate().map(|(n, it)| Edit::person(PersonId(n as u64 + 1), it)).collect();
            campaign.apply(&Change::new("Start", edits), now()).unwrap();
            (campaign, Blobs::default())
        },
        false,
    );
    app.go(Section::People);
    app.button("Compare duplicates");
    assert!(app.says("1 pair may be one person"));
    assert!(app.says("Same household") && app.says("Same first name, other family name"));
}

#[test]
fn a_name_has_a_form_for_each_place() {
    use unsung::campaign::{NameForm, Output};
    let mut app = people_page();
    app.row("Ann Field");
    app.button("Choose a form for one place");
    app.click(Role::ComboBox, "Form of the name: Web hub");
    app.click(Role::MenuItemRadio, "Masked");
    let forms = |app: &App, id: u64| app.campaign().people().get(PersonId(id)).unwrap().name_forms.clone();
    assert_eq!(forms(&app, 3).written(), "hub=masked");
    app.button("Hide the places without a form of their own");
    assert!(
        app.says("Form of the name: Web hub") && !app.says("Form of the name: Draws"),
        "what was chosen stays in sight"
    );
    app.press(unsung::app::Command::Undo);
    assert!(forms(&app, 3).is_empty());
    // Of several people at once.
    app.click(Role::CheckBox, "Select all rows");
    app.button("More");
    app.click(Role::MenuItem, "Set the name form of 5");
    app.click(Role::ComboBox, "Where the names appear");
    app.click(Role::MenuItemRadio, "Cards and boxes");
    app.click(Role::ComboBox, "Form of the names");
    app.click(Role::MenuItemRadio, "Code name");
    app.button("Set the form");
    for id in 1..=5 {
        assert_eq!(forms(&app, id).get(Output::Print), NameForm::CodeName, "P{id}");
        assert_eq!(app.campaign().people().get(PersonId(id)).unwrap().name_form, NameForm::ByDefault);
    }
}
