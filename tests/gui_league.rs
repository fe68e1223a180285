//! League, unboxing kits, web hub and the first day through the window.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use open_window::{App, blank, now, open};
use std::path::Path;
use unsung::app::{Command, FakeWorld, Progress, Section, World as _, templates};
use unsung::campaign::{Campaign, Member, MemberId, MemberState, NameForm, Output, Parcel, ParcelId, ParcelState};
use unsung::store::Blobs;

/// A campaign from a template with its sample data.
fn full(template: &'static str) -> impl FnOnce(&FakeWorld) -> (Campaign, Blobs) {
    move |world| {
        let mut campaign = templates::start(world, template).unwrap();
        let data = templates::sample_data(&campaign, world, &Progress::silent()).unwrap();
        campaign.apply(&data.change, now()).unwrap();
        (campaign, data.blobs)
    }
}

fn member(app: &App, id: u64) -> &Member {
    app.campaign().members().get(MemberId(id)).unwrap()
}

fn kit(app: &App, id: u64) -> &Parcel {
    app.campaign().parcels().get(ParcelId(id)).unwrap()
}

/// Empties a field.
fn clear(app: &mut App, label: &str) {
    app.click(Role::TextInput, label);
    app.key(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    app.key(Modifiers::NONE, Key::Backspace);
}

fn password(app: &mut App, label: &str) {
    app.click(Role::PasswordInput, label);
    app.harness.get_by_role_and_label(Role::PasswordInput, label).type_text("four words nobody would");
    app.settle();
}

/// Takes an option of a select.
fn choose(app: &mut App, select: &str, option: &str) {
    app.click(Role::ComboBox, select);
    app.click(Role::MenuItemRadio, option);
}

/// A verb of the bar for many, which may stand behind "More".
fn verb(app: &mut App, label: &str) {
    if app.has_button(label) {
        app.button(label);
    } else {
        app.button("More");
        app.click(Role::MenuItem, label);
    }
}

#[test]
fn an_application_is_added_decided_and_deleted_with_undo() {
    let mut app = open(blank, false);
    app.go(Section::League);
    assert!(app.has("A league without members yet"));
    app.press(Command::NewHere);
    app.write("Who applies", "Ada Quist");
    app.click(Role::MenuItem, "New person “Ada Quist”");
    app.write("Why they wish to belong", "I label cables.");
    app.button("Add the application");
    assert_eq!(member(&app, 1).application, "I label cables.");
    assert!(app.says("1 application to decide about"));
    app.button("Approve");
    assert_eq!(member(&app, 1).state, MemberState::Approved);
    assert!(app.campaign().people().iter().all(|(_, person)| person.member));
    app.press(Command::Undo);
    app.button("Refuse");
    assert!(app.is_disabled(Role::Button, "Refuse 1 applicant"));
    app.write("Reason", "Not in IT");
    app.button("Refuse 1 applicant");
    assert_eq!((member(&app, 1).state, member(&app, 1).reason.as_str()), (MemberState::Refused, "Not in IT"));
    app.button("Delete");
    assert!(app.campaign().members().is_empty());
    app.press(Command::Undo);
    assert_eq!(member(&app, 1).reason, "Not in IT");
}

#[test]
fn members_are_found_sorted_and_changed_many_at_a_time() {
    let mut app = open(full("superhero-league"), false);
    app.go(Section::League);
    app.press(Command::Find);
    app.write("Find a member", "bevan");
    assert_eq!(app.rows().len(), 1, "{:?}", app.rows());
    clear(&mut app, "Find a member");
    assert_eq!(app.rows().len(), 9);
    let before = app.rows();
    app.click(Role::ColumnHeader, "State");
    assert_ne!(app.rows(), before, "sorted by another column");
    app.click(Role::CheckBox, "Select Mateus Quintela");
    app.click(Role::CheckBox, "Select Gerrit Vos");
    verb(&mut app, "Approve 2");
    let approved = app.campaign().members().iter().filter(|(_, it)| it.state == MemberState::Approved).count();
    assert_eq!(approved, 9);
    verb(&mut app, "Propose code names");
    assert!(app.campaign().members().iter().all(|(_, it)| !it.code_name.is_empty()));
    app.press(Command::Undo);
    app.press(Command::Undo);
    let approved = app.campaign().members().iter().filter(|(_, it)| it.state == MemberState::Approved).count();
    assert_eq!(approved, 7);
}

#[test]
fn code_names_are_unique_and_give_nothing_away() {
    let mut app = open(full("superhero-league"), false);
    app.go(Section::League);
    app.row("Eirlys Bevan");
    let taken = member(&app, 1).code_name.clone();
    let mine = member(&app, 3).code_name.clone();
    app.write("Code name", &taken);
    assert_ne!(member(&app, 3).code_name.to_lowercase(), taken.to_lowercase());
    assert!(app.says("has the code name"));
    app.write("Code name", "Bevan the Great");
    assert!(app.says("a part of the real name"));
    app.write("Code name", "Quiet Harp");
    assert_eq!(member(&app, 3).code_name, "Quiet Harp");
    assert_ne!(mine, "Quiet Harp");
}

#[test]
fn the_world_sees_what_a_member_chose() {
    let mut app = open(full("superhero-league"), false);
    app.harness.set_size(eframe::egui::vec2(1440.0, 2400.0));
    app.go(Section::League);
    app.row("Rosalind Achterberg");
    assert_eq!(member(&app, 1).disclosure.get(&Output::Hub), Some(&NameForm::Real));
    choose(&mut app, "Name form: Web hub", "Masked");
    assert_eq!(member(&app, 1).disclosure.get(&Output::Hub), Some(&NameForm::Masked));
    assert!(app.says("R•••••"), "the form stands there at once");
    choose(&mut app, "Name form: Web hub", "As chosen for everything");
    assert_eq!(member(&app, 1).disclosure.get(&Output::Hub), None);
    app.row("Sunniva Lunde");
    assert!(app.says("No name leaves"));
}

#[test]
fn words_of_a_vouch_are_typed_beside_it() {
    let mut app = open(full("superhero-league"), false);
    app.harness.set_size(eframe::egui::vec2(1440.0, 1400.0));
    app.go(Section::League);
    let vouched = app.campaign().members().iter().find(|(_, it)| !it.vouches.is_empty());
    let (id, by, name) = vouched
        .map(|(id, it)| (id, it.vouches[0].by, app.campaign().people().get(it.person).unwrap().name.clone()))
        .unwrap();
    app.row(&name);
    let field = format!("Words of {}", unsung::app::league::called(app.campaign(), by));
    app.write(&field, "Kept the trams online");
    let vouch = member(&app, id.0).vouches[0].clone();
    assert_eq!((vouch.by, vouch.words.as_str()), (by, "Kept the trams online"));
    assert!(app.has_button("Undo: Change the words of a vouch"));
}

#[test]
fn the_tree_folds_and_chooses() {
    let mut app = open(full("superhero-league"), false);
    app.go(Section::League);
    app.click(Role::RadioButton, "Who brought whom");
    let shown = |app: &App| app.harness.query_all_by_role(Role::TreeItem).count();
    assert_eq!(shown(&app), 9);
    let rosalind = app.harness.query_all_by_label_contains("Fold Rosalind").next().unwrap();
    rosalind.click();
    app.settle();
    assert_eq!(shown(&app), 2, "nobody brought Rosalind and Gerrit");
    let unfold = app.harness.query_all_by_label_contains("Unfold Rosalind").next().unwrap();
    unfold.click();
    app.settle();
    let linh = app
        .harness
        .query_all_by_role(Role::TreeItem)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("Linh")));
    linh.unwrap().click();
    app.settle();
    assert!(app.says("I collect clever scripts."));
}

#[test]
fn the_members_pack_is_written_under_a_passphrase() {
    let mut app = open(full("superhero-league"), true);
    app.go(Section::League);
    app.button("Write the members’ pack");
    assert!(app.says("7 members"));
    app.write("File of the pack", "/documents/members.age");
    password(&mut app, "Passphrase");
    assert!(app.is_disabled(Role::Button, "Write the pack"));
    password(&mut app, "Passphrase once more");
    app.button("Write the pack");
    app.settle();
    let bytes = app.world.read(Path::new("/documents/members.age")).unwrap();
    assert!(bytes.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----"));
}

#[test]
fn kits_move_on_singly_and_many_at_a_time() {
    let mut app = open(full("it-heroes"), true);
    app.go(Section::Kits);
    assert!(app.says("6 to print"));
    app.row("Tuva Sandnes");
    app.button("Mark as printed");
    let tuva = app.campaign().parcels().iter().find(|(_, it)| it.state == ParcelState::Printed).unwrap().0;
    assert_eq!(kit(&app, tuva.0).steps.len(), 1);
    app.write("Tracking number", "NO-4711");
    assert_eq!(kit(&app, tuva.0).tracking, "NO-4711");
    app.key(Modifiers::NONE, Key::Escape);
    app.press(Command::Find);
    app.write("Find a kit", "4711");
    assert_eq!(app.rows().len(), 1);
    clear(&mut app, "Find a kit");
    app.click(Role::CheckBox, "Select all rows");
    verb(&mut app, "Posted 6");
    assert!(app.campaign().parcels().iter().all(|(_, it)| it.state == ParcelState::Posted));
    verb(&mut app, "Delete 6");
    assert!(app.has("No kit is on its way yet"));
    app.press(Command::Undo);
    assert_eq!(app.campaign().parcels().len(), 6);
    app.press(Command::Undo);
    assert_eq!(kit(&app, tuva.0).state, ParcelState::Printed);
}

#[test]
fn papers_of_the_kits_are_written() {
    let mut app = open(full("it-heroes"), true);
    app.go(Section::Kits);
    for (button, verb, file, starts) in [
        ("Packing list", "Write the packing list", "/documents/packing list.pdf", &b"%PDF-"[..]),
        ("Letters", "Write the letters", "/documents/letters.pdf", b"%PDF-"),
        ("Postage list", "Write the postage list", "/documents/postage.csv", b""),
    ] {
        app.button(button);
        app.button(verb);
        let bytes = app.world.read(Path::new(file)).unwrap();
        assert!(bytes.starts_with(starts) && !bytes.is_empty(), "{file}");
    }
}

#[test]
fn the_hub_says_what_is_held_back_and_leads_to_it() {
    let mut app = open(full("it-heroes"), true);
    app.go(Section::Hub);
    assert!(app.says("5 heroes"));
    assert!(app.says("Was asked and has not answered."));
    app.write("Folder of the hub", "/documents/site");
    app.button("Write the hub");
    assert!(app.says("The hub is written"));
    let page = app.world.read(Path::new("/documents/site/index.html")).unwrap();
    assert!(page.starts_with(b"<!DOCTYPE html>"));
    app.click(Role::CheckBox, "Heroes");
    assert!(app.campaign().settings().hub.without.contains("heroes"));
    app.press(Command::Undo);
    app.write("Opening words", "Say thank you here.");
    assert_eq!(app.campaign().settings().hub.intro, "Say thank you here.");
    app.key(Modifiers::NONE, Key::Escape);
    let ask = app.harness.query_all_by_role_and_label(Role::Button, "Ask").next().unwrap();
    ask.click();
    app.settle();
    assert_eq!(app.harness.state().section(), Section::People);
}

#[test]
fn nothing_is_published_before_its_date_unless_it_is_opened() {
    let mut app = open(full("leaptakers"), true);
    app.harness.set_size(eframe::egui::vec2(1440.0, 1600.0));
    app.go(Section::Hub);
    assert!(app.is_disabled(Role::Button, "Write the hub"));
    app.button("Show the dates");
    assert_eq!(app.harness.state().section(), Section::Settings);
    app.button("Open it with a reason");
    app.write("Reason", "The board wants to see it");
    app.button("Open the date");
    app.go(Section::Hub);
    assert!(!app.is_disabled(Role::Button, "Write the hub"));
}

#[test]
fn the_first_day_ticks_itself_and_sample_data_comes_and_goes() {
    let mut app = open(|world| (templates::start(world, "users-happen").unwrap(), Blobs::new()), false);
    assert!(app.has("Your first day"));
    assert!(app.says("0 of 5 done"));
    app.button("Add sample data");
    app.settle();
    assert_eq!(app.campaign().mishaps().len(), 9);
    assert!(!app.has("Your first day"), "everything is done");
    app.press(Command::Undo);
    assert!(app.campaign().mishaps().is_empty() && app.campaign().people().is_empty());
    assert!(app.says("0 of 5 done"));
}

#[test]
fn the_rail_follows_the_template() {
    let order = |template: &'static str| {
        let app = open(move |world| (templates::start(world, template).unwrap(), Blobs::new()), false);
        let top = |title: &str| {
            let mut nodes = app.harness.query_all_by_label_contains(title);
            nodes.find(|node| node.rect().left() < 100.0 && node.rect().top() > 50.0).unwrap().rect().top()
        };
        (top("Sweepstake") < top("Awards"), top("Heroes") < top("Monsters"))
    };
    assert_eq!(order("it-heroes"), (false, false));
    assert_eq!(order("superhero-league"), (true, true));
}
