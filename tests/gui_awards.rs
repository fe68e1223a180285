//! The awards through the window: add, edit, rank, choose, give reasons, delete, undo, find.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
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

const CTRL: Modifiers = Modifiers { command: true, ctrl: true, ..Modifiers::NONE };

/// Titles of the awards in the list, from the top.
fn titles(app: &App) -> Vec<String> {
    let known: Vec<String> = app.campaign().awards().iter().map(|(_, award)| award.title.clone()).collect();
    app.rows().into_iter().filter_map(|row| known.iter().find(|title| row.starts_with(*title)).cloned()).collect()
}

#[test]
fn awards_are_ordered_and_many_are_changed_in_one_step() {
    let mut app = open(sample, false);
    app.go(Section::Awards);
    let added = titles(&app);
    assert_eq!(added.len(), 5);
    app.button("Order of the list");
    app.click(Role::MenuItemRadio, "Title");
    let mut sorted = added.clone();
    sorted.sort_by_key(|title| title.to_lowercase());
    assert_eq!(titles(&app), sorted);
    app.button("Order of the list");
    app.click(Role::MenuItemRadio, "From the end");
    sorted.reverse();
    assert_eq!(titles(&app), sorted);

    app.harness.get_by_role_and_label(Role::Table, "Awards").focus();
    app.settle();
    app.key(Modifiers::NONE, Key::Home);
    app.key(Modifiers::SHIFT, Key::ArrowDown);
    app.harness.get_by_role_and_label(Role::Status, "2 selected of 5");
    app.write("Find an award", &sorted[0]);
    app.harness.get_by_role_and_label(Role::Status, "2 selected 1 not shown");
    let with_winners = |app: &App| app.campaign().awards().iter().filter(|(_, a)| !a.winners.is_empty()).count();
    app.button("Clear the winners of 2");
    assert_eq!(with_winners(&app), 3);
    assert!(app.is_disabled(Role::Button, "Clear the winners of 2"));
    app.key(Modifiers::NONE, Key::Escape);
    app.press(Command::Undo);
    assert_eq!(with_winners(&app), 5);
    let named = |app: &App| app.campaign().nominations().iter().filter(|(_, n)| !n.awards.is_empty()).count();
    let before = named(&app);
    app.button("Delete 2");
    assert_eq!(app.campaign().awards().len(), 3);
    assert!(!app.has("2 selected of 5"), "what is gone is not selected");
    app.press(Command::Undo);
    assert_eq!((app.campaign().awards().len(), named(&app)), (5, before));
}

#[test]
fn cards_of_the_winners_of_all_awards_go_to_the_print_room() {
    let mut app = open(sample, false);
    app.go(Section::Awards);
    app.harness.get_by_role_and_label(Role::Table, "Awards").focus();
    app.settle();
    app.key(CTRL, Key::A);
    let label = app.harness.query_all_by_label_contains("Print the ").find_map(|node| node.accesskit_node().label());
    app.button(&label.unwrap());
    assert_eq!(app.harness.state().section(), Section::PrintRoom);
}

#[test]
fn nominees_are_ordered_and_several_win_at_once() {
    let mut app = open(sample, false);
    app.harness.set_size(eframe::egui::vec2(1440.0, 1200.0));
    app.go(Section::Awards);
    app.row("Night Owl");
    let ranked = unsung::app::awards::candidates(app.campaign(), AwardId(3));
    app.click(Role::ColumnHeader, "Nominee");
    let name = |row: &String| ranked.iter().find(|c| row.contains(&format!("{}, {}", c.name, c.for_award))).cloned();
    let shown: Vec<String> = app.rows().iter().filter_map(name).map(|candidate| candidate.name).collect();
    let mut sorted = shown.clone();
    sorted.sort_by_key(|name| unsung::app::people::folded(name));
    assert_eq!(shown, sorted);
    assert!(shown.len() > 3);
    let losers: Vec<_> = ranked.iter().filter(|c| !c.is_winner && shown[..3].contains(&c.name)).take(2).collect();
    for loser in &losers {
        let rows = app.rows();
        let of_nominee = |row: &&String| row.contains(&format!("{}, {}", loser.name, loser.for_award));
        let row = rows.iter().find(of_nominee).unwrap_or_else(|| panic!("{} is not among {rows:?}", loser.name));
        app.harness.get_by_role_and_label(Role::Row, row).click_modifiers(CTRL);
        app.settle();
    }
    app.button("Choose 2 winners");
    assert_eq!(award(&app, 3).winners.len(), 3);
    app.button("Take it from 2");
    assert_eq!(award(&app, 3).winners.len(), 1);
    app.press(Command::Undo);
    app.press(Command::Undo);
    assert_eq!(award(&app, 3).winners.len(), 1);
}
