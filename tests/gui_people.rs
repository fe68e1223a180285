//! The people page through the window: add, edit, delete, undo, find, sort, select, by role and label.

mod open_window;

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use open_window::plain::{App, click, press, records, settle, type_into};
use std::sync::Arc;
use unsung::app::{Command, FakeWorld, Jobs, Section, Workspace};
use unsung::campaign::{
    Campaign, Change, ConsentState, Edit, Entry, Nomination, Person, PersonId, SealedDraw, Sweepstake,
};
use unsung::gui::Window;
use unsung::gui::art::Art;
use unsung::gui::picker::NoPicker;
use unsung::scene::kit::Kit;
use unsung::store::Blobs;

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn person(name: &str, team: &str, country: &str) -> Person {
    Person {
        name: name.into(),
        email: format!("{}@example.org", name.split(' ').next().unwrap().to_lowercase()).into(),
        team: team.into(),
        country: country.into(),
        ..Person::default()
    }
}

fn entry(sweepstake: u64, who: u64, entry_id: &str) -> Entry {
    Entry { received: "2026-11-02 10:00".into(), ..Entry::new(sweepstake.into(), PersonId(who), entry_id) }
}

/// Five people: one with nominations and an entry, one in a locked draw.
fn campaign(world: &FakeWorld) -> Campaign {
    let mut campaign = unsung::app::templates::start(world, "blank").unwrap();
    let mut one = Nomination::new(PersonId(1));
    one.nominator = Some(PersonId(2));
    one.story = "The payroll server died at 17:40 on a Friday.".into();
    let mut two = Nomination::new(PersonId(1));
    two.story = "Restored my laptop before a pitch.".into();
    let mut edits: Vec<Edit> = [
        person("Sabine Okonjo", "Service Desk", "DE"),
        person("Ann Field", "Payroll", "US"),
        person("Đặng Thùy Trâm", "Networks", "VN"),
        person("יעל כהן", "Field support", "IL"),
        person("Jan Kowalczyk", "Workplace", "PL"),
    ]
    .into_iter()
    .enumerate()
    .map(|(index, person)| Edit::person(PersonId(index as u64 + 1), person))
    .collect();
    edits.push(Edit::nomination(1.into(), one));
    edits.push(Edit::nomination(2.into(), two));
    edits.push(Edit::sweepstake(1.into(), Sweepstake { title: "Launch draw".into(), ..Sweepstake::default() }));
    edits.push(Edit::sweepstake(2.into(), Sweepstake { title: "Second draw".into(), ..Sweepstake::default() }));
    edits.push(Edit::entry(1.into(), entry(1, 5, "ABCDEFGH2345")));
    edits.push(Edit::entry(2.into(), entry(2, 1, "ABCDEFGH2346")));
    campaign.apply(&Change::new("Start", edits), now()).unwrap();
    let sealed = SealedDraw {
        number: 1,
        roll: "roll".into(),
        lock: "{}".into(),
        lock_sha256: "00".repeat(32),
        rules: String::new(),
        code: String::new(),
        locked_at: now(),
        record: None,
        drawn_at: None,
        amendments: "[]".into(),
        void: None,
    };
    campaign.apply(&Change::one("Lock", Edit::Seal(1.into(), Arc::new(sealed))), now()).unwrap();
    campaign
}

fn window(campaign: impl FnOnce(&FakeWorld) -> Campaign) -> App {
    let world = Arc::new(FakeWorld::new(now()));
    let campaign = campaign(&world);
    let mut ws = Workspace::new(world, Jobs::default());
    ws.install_new(campaign, Blobs::new());
    let mut app = open_window::picture::builder([1440.0, 900.0]).build_eframe(move |cc| {
        Window::new(ws, Art::new(Kit::builtin().unwrap()), Arc::new(NoPicker), None, &cc.egui_ctx)
    });
    press(&mut app, Command::GoTo(Section::People));
    if app.query_by_role_and_label(Role::ColumnHeader, "Name").is_some() {
        click(&mut app, Role::ColumnHeader, "Name");
        app.key_press(Key::Home);
        settle(&mut app);
    }
    app
}

/// Names in the order of the table, from its check boxes.
fn names(app: &App) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = app
        .query_all_by_role(Role::CheckBox)
        .filter_map(|node| {
            let label = node.accesskit_node().label()?;
            Some((node.rect().top(), label.strip_prefix("Select ").filter(|n| *n != "all rows")?.to_owned()))
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|row| row.1).collect()
}

#[test]
fn an_empty_campaign_offers_ways_to_begin() {
    let mut app = window(|world| unsung::app::templates::start(world, "blank").unwrap());
    app.get_by_role_and_label(Role::Button, "Import a list");
    click(&mut app, Role::Button, "Add a person");
    type_into(&mut app, "Full name", "  Sabine   Okonjo ");
    click(&mut app, Role::Button, "Add the person");
    let people: Vec<_> = records(&app).people().iter().map(|(_, person)| person.name.clone()).collect();
    assert_eq!(people, ["Sabine Okonjo"]);
    assert_eq!(names(&app), ["Sabine Okonjo"]);
    press(&mut app, Command::Undo);
    assert!(records(&app).people().is_empty());
    app.get_by_label("Every hero starts as a name in a list");
}

#[test]
fn a_person_cannot_be_added_without_a_name() {
    let mut app = window(campaign);
    press(&mut app, Command::NewHere);
    type_into(&mut app, "E-mail address", "x@example.org");
    click(&mut app, Role::Button, "Add the person");
    assert_eq!(records(&app).people().len(), 5);
    app.key_press(Key::Escape);
    settle(&mut app);
    assert!(app.query_by_role_and_label(Role::TextInput, "Full name").is_none());
}

#[test]
fn finding_folds_accents_and_says_when_nobody_matches() {
    let mut app = window(campaign);
    press(&mut app, Command::Find);
    app.get_by_role_and_label(Role::TextInput, "Find in people").type_text("dang networks");
    settle(&mut app);
    assert_eq!(names(&app), ["Đặng Thùy Trâm"]);
    app.get_by_label("1 of 5 people");
    app.get_by_role_and_label(Role::TextInput, "Find in people").type_text(" zzz");
    settle(&mut app);
    app.get_by_label("No person matches.");
    click(&mut app, Role::Button, "Clear the filter");
    assert_eq!(names(&app).len(), 5);
}

#[test]
fn columns_sort_and_filters_narrow() {
    let mut app = window(campaign);
    click(&mut app, Role::ColumnHeader, "Team");
    assert_eq!(names(&app), ["יעל כהן", "Đặng Thùy Trâm", "Ann Field", "Sabine Okonjo", "Jan Kowalczyk"]);
    click(&mut app, Role::ColumnHeader, "Nominated");
    assert_eq!(names(&app)[0], "Sabine Okonjo");
    click(&mut app, Role::Button, "Any role");
    click(&mut app, Role::MenuItemRadio, "Entrant");
    assert_eq!(names(&app), ["Sabine Okonjo", "Jan Kowalczyk"]);
    click(&mut app, Role::Button, "Any country");
    click(&mut app, Role::MenuItemRadio, "Poland");
    assert_eq!(names(&app), ["Jan Kowalczyk"]);
}

#[test]
fn typing_in_a_field_is_one_undo_step_and_a_new_name_is_unconfirmed() {
    let mut app = window(campaign);
    assert_eq!(names(&app)[0], "Ann Field");
    click(&mut app, Role::Button, "Confirm");
    let confirmed = records(&app).people().get(PersonId(2)).unwrap().name_confirmed.clone();
    assert!(confirmed.is_some());
    for letter in ["e", "r", "s"] {
        type_into_end(&mut app, "Name", letter);
    }
    let ann = records(&app).people().get(PersonId(2)).unwrap();
    assert_eq!(ann.name, "Ann Fielders");
    assert!(ann.name_confirmed.is_none());
    // The keyboard leaves the field, so that undo is the campaign's and not the field's.
    click(&mut app, Role::Tab, "History");
    press(&mut app, Command::Undo);
    let ann = records(&app).people().get(PersonId(2)).unwrap();
    assert_eq!((ann.name.as_str(), &ann.name_confirmed), ("Ann Field", &confirmed));
}

fn type_into_end(app: &mut App, label: &str, text: &str) {
    let field = app.get_by_role_and_label(Role::TextInput, label);
    if !field.accesskit_node().is_focused() {
        field.click();
        app.step();
    }
    app.key_press(Key::End);
    app.step();
    app.get_by_role_and_label(Role::TextInput, label).type_text(text);
    app.step();
    app.step();
}

#[test]
fn a_country_becomes_its_code_and_a_half_date_is_refused() {
    let mut app = window(campaign);
    app.get_by_role_and_label(Role::TextInput, "Country").scroll_to_me();
    settle(&mut app);
    click(&mut app, Role::TextInput, "Country");
    app.key_press_modifiers(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    app.step();
    app.get_by_role_and_label(Role::TextInput, "Country").type_text("Österreich");
    settle(&mut app);
    click(&mut app, Role::TextInput, "Place");
    assert_eq!(records(&app).people().get(PersonId(2)).unwrap().country, "AT");
    app.get_by_role_and_label(Role::TextInput, "Date of birth").scroll_to_me();
    settle(&mut app);
    type_into(&mut app, "Date of birth", "1984-13");
    app.get_by_label("Year, month, day: 1984-03-09.");
    assert_eq!(records(&app).people().get(PersonId(2)).unwrap().born, None);
}

#[test]
fn a_person_nobody_names_goes_at_once_and_comes_back() {
    let mut app = window(campaign);
    app.get_by_role_and_label(Role::CheckBox, "Select Đặng Thùy Trâm").click();
    settle(&mut app);
    app.get_by_label("1 selected of 5");
    click(&mut app, Role::Button, "Delete 1");
    assert_eq!(names(&app).len(), 4);
    press(&mut app, Command::Undo);
    assert_eq!(names(&app).len(), 5);
}

#[test]
fn deleting_says_what_goes_too_and_is_one_step() {
    let mut app = window(campaign);
    let before = records(&app).clone();
    click(&mut app, Role::CheckBox, "Select Sabine Okonjo");
    click(&mut app, Role::Button, "Delete 1");
    app.get_by_label("2 nominations of them are deleted.");
    app.get_by_label("1 sweepstake entry is deleted.");
    click(&mut app, Role::Button, "Keep them");
    assert_eq!(*records(&app), before);
    click(&mut app, Role::Button, "Delete 1");
    click(&mut app, Role::Button, "Delete 1 person");
    assert_eq!(records(&app).nominations().len(), 0);
    assert_eq!(names(&app).len(), 4);
    press(&mut app, Command::Undo);
    assert_eq!(*records(&app), before);
}

#[test]
fn who_is_in_a_locked_draw_stays() {
    let mut app = window(campaign);
    click(&mut app, Role::CheckBox, "Select Jan Kowalczyk");
    click(&mut app, Role::Button, "Delete 1");
    assert!(app.query_by_role_and_label(Role::Button, "Delete 1 person").is_none());
    app.get_by_label_contains("in the roll of draw 1, which is locked");
    click(&mut app, Role::Button, "Close");
    assert_eq!(records(&app).people().len(), 5);
}

#[test]
fn bulk_verbs_change_all_selected_as_one_step() {
    let mut app = window(campaign);
    click(&mut app, Role::CheckBox, "Select all rows");
    app.get_by_label("5 selected of 5");
    click(&mut app, Role::Button, "Set consent of 5");
    click(&mut app, Role::Button, "Set the consent");
    assert!(records(&app).people().iter().all(|(_, person)| person.consent.state == ConsentState::Asked));
    click(&mut app, Role::Button, "Tag 5");
    type_into(&mut app, "Tag", "2026");
    app.key_press(Key::Enter);
    settle(&mut app);
    assert!(records(&app).people().iter().all(|(_, person)| person.tags == ["2026"]));
    press(&mut app, Command::Undo);
    assert!(records(&app).people().iter().all(|(_, person)| person.tags.is_empty()));
}

#[test]
fn heroes_are_made_beside_the_window() {
    let mut app = window(campaign);
    click(&mut app, Role::CheckBox, "Select Sabine Okonjo");
    click(&mut app, Role::CheckBox, "Select Ann Field");
    click(&mut app, Role::Button, "Make 2 heroes");
    assert_eq!(records(&app).heroes().len(), 2);
    press(&mut app, Command::Undo);
    assert!(records(&app).heroes().is_empty());
}

#[test]
fn the_keyboard_walks_the_table() {
    let mut app = window(campaign);
    app.get_by_role_and_label(Role::Table, "People").focus();
    settle(&mut app);
    app.key_press(Key::ArrowDown);
    settle(&mut app);
    app.key_press(Key::Space);
    settle(&mut app);
    let second = names(&app)[1].clone();
    let label = format!("Select {second}");
    let box_of = app.get_by_role_and_label(Role::CheckBox, &label);
    assert_eq!(box_of.accesskit_node().toggled(), Some(Toggled::True));
    app.key_press(Key::Enter);
    settle(&mut app);
    assert!(app.get_by_role_and_label(Role::TextInput, "Name").accesskit_node().is_focused());
}

#[test]
fn roles_and_tags_are_edited_in_place() {
    let mut app = window(campaign);
    app.get_by_role_and_label(Role::CheckBox, "Judge").scroll_to_me();
    settle(&mut app);
    click(&mut app, Role::CheckBox, "Judge");
    assert!(records(&app).people().get(PersonId(2)).unwrap().judge);
    app.get_by_role_and_label(Role::TextInput, "Add a tag").scroll_to_me();
    settle(&mut app);
    type_into(&mut app, "Add a tag", "payday");
    app.key_press(Key::Enter);
    settle(&mut app);
    assert_eq!(records(&app).people().get(PersonId(2)).unwrap().tags, ["payday"]);
    click(&mut app, Role::Button, "Remove payday");
    assert!(records(&app).people().get(PersonId(2)).unwrap().tags.is_empty());
}
