//! The ledger page through the window: lines, filters, the chain's check, and the way to what a line is about.

mod open_window;

use eframe::egui::accesskit::Role;
use open_window::{App, FILE, blank, open, sample};
use std::path::Path;
use unsung::app::{Command, Section, World};
use unsung::campaign::{Change, Edit, Person};

fn lines(app: &App) -> usize {
    app.campaign().ledger().lines().len()
}

#[test]
fn newest_first_found_and_filtered_with_the_count_of_what_is_hidden() {
    let mut app = open(sample, false);
    app.go(Section::Ledger);
    let all = lines(&app);
    assert!(app.has(&format!("All {all} lines shown.")));
    let rows = app.rows();
    assert_eq!(rows.len(), all);
    assert!(rows[0].starts_with(&format!("{all}, ")) && rows[all - 1].starts_with("1, "), "{rows:?}");
    app.click(Role::ColumnHeader, "No.");
    assert!(app.rows()[0].starts_with("1, "), "{:?}", app.rows());
    app.click(Role::RadioButton, "Newest first");
    assert!(app.rows()[0].starts_with(&format!("{all}, ")), "{:?}", app.rows());
    app.click(Role::RadioButton, "Oldest first");
    assert!(app.rows()[0].starts_with("1, "), "{:?}", app.rows());

    app.write("Find in the ledger", "import");
    let found = app.rows();
    assert!(found.len() < all && found.iter().all(|row| row.to_lowercase().contains("import")), "{found:?}");
    assert!(app.has(&format!("{} of {all} lines shown; {} hidden by the filter.", found.len(), all - found.len())));
    app.button("Clear the find field");
    app.click(Role::CheckBox, "Only sealed");
    assert!(app.rows().is_empty());
    assert!(app.has(&format!("0 of {all} lines shown; {all} hidden by the filter.")));
    app.click(Role::CheckBox, "Only sealed");
    app.button("About anything");
    app.click(Role::MenuItemRadio, "Heroes");
    assert_eq!(app.rows().len(), 1);
}

#[test]
fn a_line_shows_both_fingerprints_and_leads_to_its_object() {
    let mut app = open(sample, false);
    app.go(Section::Ledger);
    let line = app.campaign().ledger().lines().last().unwrap().clone();
    app.row(&format!("{}, ", line.number));
    assert!(app.has(&format!("Line {}", line.number)));
    let spoken = |hash: &str| hash.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(", ");
    assert!(app.has(&format!("Fingerprint of this line: {}", spoken(&line.hash))));
    assert!(app.has(&format!("Fingerprint of the line before: {}", spoken(&line.previous))));
    app.button("Show S1");
    assert_eq!(app.harness.state().section(), Section::Sweepstake);
    // Enter on the line does the same.
    app.go(Section::Ledger);
    app.row(&format!("{}, ", line.number));
    app.key(eframe::egui::Modifiers::NONE, eframe::egui::Key::Enter);
    assert_ne!(app.harness.state().section(), Section::Ledger);
}

#[test]
fn what_was_removed_cannot_be_gone_to() {
    let mut app = open(
        |world| {
            let (mut campaign, blobs) = blank(world);
            let id = campaign.next_person_id();
            let at = world.now();
            campaign.apply(&Change::one("Add a person", Edit::person(id, Person::default())), at).unwrap();
            campaign.apply(&Change::one("Delete a person", Edit::Person(id, None)), at).unwrap();
            (campaign, blobs)
        },
        false,
    );
    app.go(Section::Ledger);
    app.row("2, ");
    assert!(app.is_disabled(Role::Button, "Show P1"));
}

#[test]
fn the_chain_is_checked_and_a_break_is_named() {
    let mut app = open(sample, true);
    app.go(Section::Ledger);
    assert!(app.says("Not checked since the campaign was opened"));
    let all = lines(&app);
    app.button("Check the chain");
    assert!(app.says("Chain unbroken") && app.says(&format!("{all} lines checked")));
    app.press(Command::Find);

    // A hand changes a line of the file.
    let bytes = app.world.read(Path::new(FILE)).unwrap();
    let broken = {
        let opened = unsung::store::from_bytes(&bytes).unwrap();
        let text = ron::to_string(&opened.campaign).unwrap();
        let forged = text.replacen("Import 40 nominations", "Import 41 nominations", 1);
        assert_ne!(forged, text);
        let campaign: unsung::campaign::Campaign = ron::from_str(&forged).unwrap();
        (campaign, opened.blobs)
    };
    let mut app = open(|_| broken, false);
    app.go(Section::Ledger);
    app.button("Check the chain");
    assert!(app.says("does not follow the one before"));
    assert!(app.says("Fingerprint that was expected") && app.says("Fingerprint that is there"));
    app.go(Section::Home);
    assert!(app.says("Ledger broken"));
}
