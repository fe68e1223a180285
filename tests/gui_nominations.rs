//! The nominations page through the window: read, change, add by hand, delete, undo, find, order, select, by role and label.

mod open_window;

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use open_window::plain::{App, click, press, records, settle, type_into};
use std::sync::Arc;
use unsung::app::{Command, FakeWorld, Jobs, Section, Workspace};
use unsung::campaign::{
    Award, AwardId, Campaign, Change, Edit, Nomination, NominationId, NominationState, Person, PersonId,
};
use unsung::gui::Window;
use unsung::gui::art::Art;
use unsung::gui::picker::NoPicker;
use unsung::scene::kit::Kit;
use unsung::store::Blobs;

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

/// Three nominations of two people, two awards.
fn campaign(world: &FakeWorld) -> Campaign {
    let mut campaign = unsung::app::templates::start(world, "blank").unwrap();
    let person = |name: &str| Person { name: name.into(), ..Person::default() };
    let award = |title: &str| Award { title: title.into(), ..Award::default() };
    let mut one = Nomination::new(PersonId(1));
    one.nominator = Some(PersonId(3));
    one.story = "The payroll server died at 17:40 on a Friday.".into();
    one.awards = [AwardId(1)].into_iter().collect();
    one.answers = [("Why?", "She answers the phone."), ("Anything else?", "")].into_iter().collect();
    let mut two = Nomination::new(PersonId(2));
    two.story = "Rolled back the update at dawn.".into();
    two.problems = vec!["Updates".into()];
    let mut three = Nomination::new(PersonId(1));
    three.story = "Restored my laptop before a pitch.".into();
    let edits = vec![
        Edit::person(PersonId(1), person("Sabine Okonjo")),
        Edit::person(PersonId(2), person("Ravi Menon")),
        Edit::person(PersonId(3), person("Ann Field")),
        Edit::award(AwardId(1), award("IT Savior")),
        Edit::award(AwardId(2), award("Night Owl")),
        Edit::nomination(NominationId(1), one),
        Edit::nomination(NominationId(2), two),
        Edit::nomination(NominationId(3), three),
    ];
    campaign.apply(&Change::new("Start", edits), now()).unwrap();
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
    press(&mut app, Command::GoTo(Section::Nominations));
    app
}

fn nomination(app: &App, id: u64) -> &Nomination {
    records(app).nominations().get(NominationId(id)).unwrap()
}

/// The list from its check boxes, as "Sabine Okonjo N1".
fn lines(app: &App) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = app
        .query_all_by_role(Role::CheckBox)
        .filter_map(|node| {
            let label = node.accesskit_node().label()?;
            Some((node.rect().top(), label.strip_prefix("Select ")?.to_owned()))
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|row| row.1).collect()
}

#[test]
fn an_empty_page_offers_to_type_one_in_with_new_people() {
    let mut app = window(|world| unsung::app::templates::start(world, "blank").unwrap());
    click(&mut app, Role::Button, "Type one in");
    type_into(&mut app, "Who is nominated", "Sabine  Okonjo");
    click(&mut app, Role::MenuItem, "New person “Sabine Okonjo”");
    type_into(&mut app, "What happened", "She stayed.");
    click(&mut app, Role::Button, "Add the nomination");
    assert_eq!(lines(&app), ["Sabine Okonjo N1"]);
    let new = nomination(&app, 1);
    assert_eq!(
        (new.story.as_str(), new.received.as_str(), new.channel.as_str()),
        ("She stayed.", "2026-11-20", "By hand")
    );
    press(&mut app, Command::Undo);
    assert!(records(&app).nominations().is_empty() && records(&app).people().is_empty());
}

#[test]
fn somebody_who_is_there_is_chosen_and_not_made_twice() {
    let mut app = window(campaign);
    press(&mut app, Command::NewHere);
    app.get_by_role_and_label(Role::TextInput, "Who is nominated").type_text("ravi");
    settle(&mut app);
    app.key_press(Key::Enter);
    settle(&mut app);
    type_into(&mut app, "Nominated by", "Nobody yet");
    // A name that is typed and not chosen is not dropped silently.
    click(&mut app, Role::Button, "Add the nomination");
    assert_eq!(records(&app).nominations().len(), 3);
    click(&mut app, Role::MenuItem, "New person “Nobody yet”");
    click(&mut app, Role::Button, "Add the nomination");
    assert_eq!(records(&app).people().len(), 4);
    let new = nomination(&app, 4);
    assert_eq!((new.nominee, new.nominator), (PersonId(2), Some(PersonId(4))));
}

#[test]
fn the_words_stand_as_received_with_every_question() {
    let app = window(campaign);
    app.get_by_label("The payroll server died at 17:40 on a Friday.");
    app.get_by_label("Nominated for IT Savior by Ann Field");
    app.get_by_label("Why?");
    app.get_by_label("She answers the phone.");
    app.get_by_label("no answer");
    assert!(app.query_by_role_and_label(Role::TextInput, "What happened").is_none());
}

#[test]
fn alt_arrows_walk_and_reading_on_marks() {
    let mut app = window(campaign);
    app.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    settle(&mut app);
    app.get_by_label("Rolled back the update at dawn.");
    click(&mut app, Role::Button, "Read, go on");
    assert_eq!(nomination(&app, 2).state, NominationState::Read);
    app.get_by_label("Restored my laptop before a pitch.");
    app.key_press_modifiers(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::Enter);
    settle(&mut app);
    assert_eq!(nomination(&app, 3).state, NominationState::Read);
    app.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
    settle(&mut app);
    app.get_by_label("Rolled back the update at dawn.");
}

#[test]
fn state_awards_problems_and_contact_are_changed_in_place() {
    let mut app = window(campaign);
    click(&mut app, Role::ComboBox, "State");
    click(&mut app, Role::MenuItemRadio, "Set aside");
    type_into(&mut app, "Why it is set aside", "Said twice");
    assert_eq!(nomination(&app, 1).set_aside_reason, "Said twice");
    type_into(&mut app, "Add a problem", "Payroll");
    app.key_press(Key::Enter);
    settle(&mut app);
    click(&mut app, Role::Button, "Updates 1");
    assert_eq!(nomination(&app, 1).problems, ["Payroll", "Updates"]);
    click(&mut app, Role::Button, "Remove Payroll");
    assert_eq!(nomination(&app, 1).problems, ["Updates"]);
    click(&mut app, Role::CheckBox, "Night Owl");
    assert_eq!(nomination(&app, 1).awards.as_slice(), [AwardId(1), AwardId(2)]);
    click(&mut app, Role::RadioButton, "Yes");
    assert_eq!(nomination(&app, 1).may_contact, Some(true));
    press(&mut app, Command::Undo);
    assert_eq!(nomination(&app, 1).may_contact, None);
}

#[test]
fn finding_filtering_and_ordering() {
    let mut app = window(campaign);
    assert_eq!(lines(&app), ["Sabine Okonjo N1", "Ravi Menon N2", "Sabine Okonjo N3"]);
    click(&mut app, Role::Button, "Order of the list");
    click(&mut app, Role::MenuItemRadio, "Nominee");
    assert_eq!(lines(&app), ["Ravi Menon N2", "Sabine Okonjo N1", "Sabine Okonjo N3"]);
    click(&mut app, Role::Button, "Any problem");
    click(&mut app, Role::MenuItemRadio, "No problem named");
    assert_eq!(lines(&app), ["Sabine Okonjo N1", "Sabine Okonjo N3"]);
    click(&mut app, Role::Button, "Any award");
    click(&mut app, Role::MenuItemRadio, "IT Savior");
    assert_eq!(lines(&app), ["Sabine Okonjo N1"]);
    press(&mut app, Command::Find);
    app.get_by_role_and_label(Role::TextInput, "Find in 3 nominations").type_text("dawn");
    settle(&mut app);
    app.get_by_label("No nomination matches.");
    click(&mut app, Role::Button, "Clear the filter");
    assert_eq!(lines(&app).len(), 3);
}

#[test]
fn many_are_marked_set_aside_and_given_an_award_as_one_step_each() {
    let mut app = window(campaign);
    click(&mut app, Role::CheckBox, "Select Sabine Okonjo N1");
    click(&mut app, Role::CheckBox, "Select Ravi Menon N2");
    click(&mut app, Role::Button, "Mark 2 read");
    assert_eq!((nomination(&app, 1).state, nomination(&app, 2).state), (NominationState::Read, NominationState::Read));
    click(&mut app, Role::Button, "Set 2 aside");
    type_into(&mut app, "Reason", "Came too late");
    click(&mut app, Role::Button, "Set 2 nominations aside");
    assert_eq!(nomination(&app, 2).set_aside_reason, "Came too late");
    press(&mut app, Command::Undo);
    assert_eq!(nomination(&app, 2).state, NominationState::Read);
    click(&mut app, Role::Button, "Add 2 to an award");
    click(&mut app, Role::ComboBox, "Award");
    click(&mut app, Role::MenuItemRadio, "Night Owl");
    click(&mut app, Role::Button, "Add 2 nominations");
    assert_eq!(nomination(&app, 2).awards.as_slice(), [AwardId(2)]);
    let label = "Select Ravi Menon N2";
    let node = app.get_by_role_and_label(Role::CheckBox, label);
    assert_eq!(node.accesskit_node().toggled(), Some(Toggled::True), "the selection stays");
}

#[test]
fn deleting_has_undo_and_the_next_one_moves_up() {
    let mut app = window(campaign);
    let before = records(&app).clone();
    click(&mut app, Role::Button, "Delete");
    assert_eq!(lines(&app), ["Ravi Menon N2", "Sabine Okonjo N3"]);
    app.get_by_label("Rolled back the update at dawn.");
    click(&mut app, Role::Button, "Undo");
    assert_eq!(*records(&app), before);
}

#[test]
fn the_person_opens_from_a_nomination_and_back() {
    let mut app = window(campaign);
    click(&mut app, Role::Button, "Open person");
    assert_eq!(app.state().section(), Section::People);
    app.get_by_role_and_label(Role::Tab, "Nominations 2");
    click(&mut app, Role::Tab, "Nominations 2");
    click(&mut app, Role::Button, "Open N3");
    assert_eq!(app.state().section(), Section::Nominations);
    app.get_by_label("Restored my laptop before a pitch.");
}

#[test]
fn when_a_nomination_came_in_is_told_as_it_was_understood() {
    let app = window(|world| {
        let mut campaign = campaign(world);
        let mut one = campaign.nominations().get(NominationId(1)).unwrap().clone();
        one.received = "11/13/2026 9:00:11".into();
        one.received_at = "2026-11-13T09:00:11".parse().ok();
        campaign.apply(&Change::one("Date it", Edit::nomination(NominationId(1), one)), now()).unwrap();
        campaign
    });
    assert!(app.query_all_by_label_contains("13 Nov 2026 09:00").next().is_some());
    assert!(app.query_all_by_label_contains("11/13/2026").next().is_none());
}
