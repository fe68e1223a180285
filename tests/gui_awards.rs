//! The awards through the window: add, edit, rank, choose, give reasons, delete, undo, find.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use open_window::{App, blank, open, sample};
use unsung::app::{Command, Section};
use unsung::campaign::{Award, AwardId};

fn award(app: &App, id: u64) -> &Award {
    app.campaign().awards().get(AwardId(id)).unwrap()
}

#[test]
fn an_award_is_added_named_and_deleted_with_undo() {
    let mut app = open(blank, false);
    app.go(Section::Awards);
    assert!(app.has("No awards yet"));
    app.button("Add an award");
    app.write("Title of the award", "The Calm Voice");
    app.write("What it is for", "For patience");
    app.write("Ribbon on the card", "Calm");
    let made = award(&app, 1);
    assert_eq!(
        (made.title.as_str(), made.description.as_str(), made.ribbon.as_str()),
        ("The Calm Voice", "For patience", "Calm")
    );
    assert!(app.rows()[0].starts_with("The Calm Voice, No winner yet"));
    app.button("Delete the award");
    assert!(app.campaign().awards().is_empty());
    app.press(Command::Undo);
    assert_eq!(award(&app, 1).ribbon, "Calm");
}

#[test]
fn winners_are_chosen_among_ranked_nominees() {
    let mut app = open(sample, false);
    // Two winners stand below each other without scrolling.
    app.harness.set_size(eframe::egui::vec2(1440.0, 1200.0));
    app.go(Section::Awards);
    assert!(app.says("All have a winner."));
    app.row("Night Owl");
    let before = award(&app, 3).winners.clone();
    let ranked = unsung::app::awards::candidates(app.campaign(), AwardId(3));
    assert_eq!(ranked[0].person, before[0].person, "the sample's winner was named most");
    let second = ranked.iter().find(|candidate| !candidate.is_winner).unwrap().clone();
    let label =
        app.rows().into_iter().find(|row| row.contains(&format!("{}, {}, ", second.name, second.for_award))).unwrap();
    app.click(Role::Row, &label);
    let words = format!("{} for this award, {} in all", second.for_award, second.in_all);
    assert!(app.has(&words), "{words}");
    app.button("Choose as winner");
    let people: Vec<_> = award(&app, 3).winners.iter().map(|winner| winner.person).collect();
    assert_eq!(people, [before[0].person, second.person], "several can win");
    assert!(app.is_disabled(Role::Button, "Choose as winner"));

    app.write(&format!("Reason for {}", second.name), "Mended it before dawn");
    assert_eq!(award(&app, 3).winners[1].reason, "Mended it before dawn");
    app.key(Modifiers::NONE, Key::Escape);
    app.press(Command::Undo);
    assert_eq!(award(&app, 3).winners[1].reason, "", "typing is one step");
    app.press(Command::Undo);
    assert_eq!(award(&app, 3).winners, before);
    app.button("Remove");
    assert!(award(&app, 3).winners.is_empty());
    assert!(app.says("1 award without a winner"));
}

#[test]
fn an_award_is_found_by_its_winner_and_leads_to_the_hero() {
    let mut app = open(sample, false);
    app.go(Section::Awards);
    app.press(Command::Find);
    app.write("Find an award", "bergthors");
    let rows = app.rows();
    assert!(rows.iter().all(|row| !row.starts_with("Hero of the Year")), "{rows:?}");
    app.write("Find an award", "owl");
    app.row("Night Owl");
    app.button("Show the hero");
    assert_eq!(app.harness.state().section(), Section::Heroes);
}
