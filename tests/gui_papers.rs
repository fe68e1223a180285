//! Papers of a draw through the window: chosen, looked at and saved, in the print room and on the pages of the draw.

mod open_window;

use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use open_window::{App, at, blank, now};
use std::path::Path;
use unsung::app::{FakeWorld, Section, World, drawing};
use unsung::campaign::{
    Campaign, Change, Edit, Entry, EntryId, LuckSource, Person, PersonId, Prize, Sweepstake, SweepstakeId,
};
use unsung::store::Blobs;

const ID: SweepstakeId = SweepstakeId(1);

/// Twelve entries and two prizes, locked.
fn locked(world: &FakeWorld) -> (Campaign, Blobs) {
    let (mut campaign, blobs) = blank(world);
    let sweepstake = Sweepstake {
        title: "Spring draw".into(),
        prizes: vec![Prize { id: "mug".into(), name: "A mug".into(), quantity: 2, ..Prize::default() }],
        alternates: 2,
        sources: vec![LuckSource::Text { label: "A phrase".into() }],
        with_code: true,
        announced_at: Some(at("2026-12-01T18:00:00Z")),
        ..Sweepstake::default()
    };
    let mut edits = vec![Edit::sweepstake(ID, sweepstake)];
    for number in 1..=12 {
        let person = Person { name: format!("Person {number}").into(), ..Person::default() };
        edits.push(Edit::person(PersonId(number), person));
        let entry = Entry::new(ID, PersonId(number), format!("ENTRY{number:02}"));
        edits.push(Edit::entry(EntryId(number), entry));
    }
    campaign.apply(&Change::new("Start", edits), now()).unwrap();
    let change = drawing::lock(&campaign, ID, at("2026-12-01T18:00:00Z"), now(), world).unwrap();
    campaign.apply(&change, now()).unwrap();
    (campaign, blobs)
}

fn drawn(world: &FakeWorld) -> (Campaign, Blobs) {
    let (mut campaign, blobs) = locked(world);
    let change = drawing::run(&campaign, ID, &["the show must go on".to_owned()], at("2026-12-01T18:05:00Z")).unwrap();
    campaign.apply(&change, now()).unwrap();
    (campaign, blobs)
}

fn pages_of(app: &App, path: &str) -> usize {
    let bytes = app.world.read(Path::new(path)).unwrap();
    lopdf::Document::load_mem(&bytes).unwrap().get_pages().len()
}

/// Presses what may stand below the edge of the page.
fn press(app: &mut App, label: &str) {
    app.harness.get_by_role_and_label(Role::Button, label).scroll_to_me();
    app.settle();
    app.button(label);
}

#[test]
fn papers_are_saved_from_the_print_room() {
    let mut app = open_window::open(locked, true);
    app.go(Section::PrintRoom);
    app.button("Show the papers");
    let off =
        |app: &App, label: &str| app.harness.get_by_role_and_label(Role::Button, label).accesskit_node().is_disabled();
    assert!(off(&app, "Draw record") && off(&app, "List of winners") && off(&app, "Official rules"));
    assert!(!off(&app, "Lock notice"));
    app.harness.get_by_role_and_label(Role::Image, "First page of the lock notice");

    app.button("Sealed envelope");
    app.harness.get_by_label_contains("Whoever reads it can sign as you");
    *app.answers.path.lock().unwrap() = Some("/documents/envelope".into());
    app.button("Save the sealed envelope");
    assert_eq!(pages_of(&app, "/documents/envelope.pdf"), 2);
    assert!(app.answers.asked.lock().unwrap().contains(&"Save the sealed envelope".to_owned()));

    // All as slips, or the whole receipt of one.
    app.button("Receipts");
    *app.answers.path.lock().unwrap() = Some("/documents/slips.pdf".into());
    app.button("Save the receipts");
    assert_eq!(pages_of(&app, "/documents/slips.pdf"), 3);
    app.write("Only the entry", "nobody");
    assert!(off(&app, "Save the receipts"));
    app.write("Only the entry", "entry07");
    *app.answers.path.lock().unwrap() = Some("/documents/one.pdf".into());
    app.button("Save the receipts");
    assert_eq!(pages_of(&app, "/documents/one.pdf"), 1);

    *app.answers.path.lock().unwrap() = Some("/documents/notice.pdf".into());
    app.button("Lock notice");
    app.click(Role::RadioButton, "Letter");
    app.button("Save the lock notice");
    assert_eq!(pages_of(&app, "/documents/notice.pdf"), 1);
}

#[test]
fn a_drawn_sweepstake_offers_its_record() {
    let mut app = open_window::open(drawn, true);
    app.go(Section::Sweepstake);
    app.harness.get_by_role_and_label(Role::Image, "First page of the draw record");
    *app.answers.path.lock().unwrap() = Some("/documents/record.pdf".into());
    press(&mut app, "Save the draw record");
    assert!(pages_of(&app, "/documents/record.pdf") >= 2);
    press(&mut app, "List of winners");
    *app.answers.path.lock().unwrap() = Some("/documents/winners.pdf".into());
    press(&mut app, "Save the list of winners");
    assert_eq!(pages_of(&app, "/documents/winners.pdf"), 1);
}
