//! The settings page through the window: names, signatures, dates that lock, the key, and how the window looks.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use open_window::plain::{App, click, press, records, settle, type_into};
use std::sync::Arc;
use unsung::app::{Command, FakeWorld, Jobs, Section, ThemeChoice, Workspace};
use unsung::campaign::Settings;
use unsung::gui::Window;
use unsung::gui::art::Art;
use unsung::gui::picker::NoPicker;
use unsung::scene::kit::Kit;
use unsung::store::Blobs;

fn window() -> App {
    window_of("blank")
}

fn window_of(template: &str) -> App {
    let world = Arc::new(FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap()));
    let campaign = unsung::app::templates::start(world.as_ref(), template).unwrap();
    let mut ws = Workspace::new(world, Jobs::default());
    ws.install_new(campaign, Blobs::new());
    let mut app = open_window::picture::builder([1440.0, 900.0]).build_eframe(move |cc| {
        Window::new(ws, Art::new(Kit::builtin().unwrap()), Arc::new(NoPicker), None, &cc.egui_ctx)
    });
    app.step();
    app.get_by_label(Section::Settings.title()).click();
    settle(&mut app);
    app
}

fn settings(app: &App) -> &Settings {
    records(app).settings()
}

fn replace(app: &mut App, label: &str, text: &str) {
    click(app, Role::TextInput, label);
    app.key_press_modifiers(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    app.step();
    app.get_by_role_and_label(Role::TextInput, label).type_text(text);
    settle(app);
}

#[test]
fn nothing_stands_beyond_a_narrow_window() {
    let mut app = window_of("it-heroes");
    app.set_size([1100.0, 700.0].into());
    settle(&mut app);
    let inputs = [Role::TextInput, Role::Button, Role::ComboBox, Role::CheckBox];
    let all: Vec<_> = app.query_all_by(|node| inputs.contains(&node.role())).map(|node| node.rect()).collect();
    assert!(all.len() > 20, "{}", all.len());
    let beyond: Vec<_> = all.iter().filter(|rect| rect.right() > 1100.0).collect();
    assert!(beyond.is_empty(), "{beyond:?}");
}

#[test]
fn names_are_changed_in_place_and_a_title_is_never_empty() {
    let mut app = window();
    replace(&mut app, "Title", "Night Shift Stories");
    assert_eq!(settings(&app).title, "Night Shift Stories");
    click(&mut app, Role::TextInput, "Title");
    app.key_press_modifiers(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    app.step();
    app.key_press(Key::Backspace);
    settle(&mut app);
    app.get_by_label("A campaign needs a title. The last one is kept.");
    assert_eq!(settings(&app).title, "Night Shift Stories");
    type_into(&mut app, "Organiser", "Lamplight Circle");
    assert_eq!(settings(&app).organiser, "Lamplight Circle");
    click(&mut app, Role::ComboBox, "Language of the texts");
    click(&mut app, Role::MenuItemRadio, "German");
    assert_eq!(settings(&app).language, "de");
    press(&mut app, Command::Undo);
    assert_eq!(settings(&app).language, "en");
}

#[test]
fn signatures_come_and_go() {
    let mut app = window();
    click(&mut app, Role::Button, "Add a signature");
    type_into(&mut app, "Name of signature 1", "Imogen Applegarth");
    type_into(&mut app, "What signature 1 is", "Chair");
    assert_eq!(settings(&app).signatures, [("Imogen Applegarth".to_owned(), "Chair".to_owned())]);
    click(&mut app, Role::Button, "Remove signature 1");
    assert!(settings(&app).signatures.is_empty());
    press(&mut app, Command::Undo);
    assert_eq!(settings(&app).signatures.len(), 1);
}

#[test]
fn a_date_that_locks_asks_before_it_is_changed() {
    let mut app = window();
    let before = settings(&app).milestones.len();
    click(&mut app, Role::Button, "Add a date");
    let number = before + 1;
    let at = || format!("Day and time of date {number}");
    type_into(&mut app, &format!("Title of date {number}"), "The draw");
    replace(&mut app, &at(), "2026-12-04 18:00");
    let milestone = settings(&app).milestones[before].clone();
    assert_eq!((milestone.title.as_str(), milestone.at.to_string().as_str()), ("The draw", "2026-12-04T18:00:00Z"));
    replace(&mut app, &at(), "4 December");
    app.get_by_label_contains("It is not stored until it can be read");
    assert_eq!(settings(&app).milestones[before], milestone);
    replace(&mut app, &at(), "2026-12-05");
    // A date of no kind has nothing to lock.
    app.get_by_label("It only reminds.");
    click(&mut app, Role::ComboBox, &format!("Kind of date {number}"));
    click(&mut app, Role::MenuItemRadio, "Winners are final");
    click(&mut app, Role::CheckBox, "Something locks then");
    assert!(settings(&app).milestones[before].locks);
    app.get_by_label("After it the winners of awards stay as they are.");
    // A kind that only reminds has no box: no lock stays behind it for the kind after.
    click(&mut app, Role::ComboBox, &format!("Kind of date {number}"));
    click(&mut app, Role::MenuItemRadio, "Another date");
    assert!(!settings(&app).milestones[before].locks);
    click(&mut app, Role::ComboBox, &format!("Kind of date {number}"));
    click(&mut app, Role::MenuItemRadio, "Winners are final");
    assert!(!settings(&app).milestones[before].locks);
    click(&mut app, Role::CheckBox, "Something locks then");
    // Once something else is done the date is closed until it is opened again.
    click(&mut app, Role::Button, "Add a date");
    click(&mut app, Role::Button, &format!("Remove date {}", number + 1));
    assert!(app.query_by_role_and_label(Role::Button, &format!("Remove date {number}")).is_none());
    click(&mut app, Role::Button, &format!("Change date {number}"));
    click(&mut app, Role::Button, "Open it for changes");
    click(&mut app, Role::Button, &format!("Remove date {number}"));
    assert_eq!(settings(&app).milestones.len(), before);
}

#[test]
fn the_look_is_remembered_and_the_key_can_be_copied() {
    let mut app = window();
    click(&mut app, Role::RadioButton, "Dark");
    assert_eq!(app.state().workspace().preferences().theme, ThemeChoice::Dark);
    click(&mut app, Role::CheckBox, "Reduce motion");
    assert!(app.state().workspace().preferences().reduce_motion);
    app.get_by_role_and_label(Role::Button, "Copy fingerprint of the key");
    click(&mut app, Role::ComboBox, "Size");
    click(&mut app, Role::MenuItemRadio, "110 %");
    assert_eq!(app.state().workspace().preferences().zoom, 1.1);
}
