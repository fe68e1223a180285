//! The monsters through the window: ranking, make, edit, delete, by role and label.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use open_window::plain::{App, click, press, records, settle, value};
use std::sync::Arc;
use unsung::app::{Command, FakeWorld, Jobs, Section, Workspace};
use unsung::campaign::{
    Campaign, Change, Edit, Hero, HeroId, Monster, MonsterId, MonsterStat, Nomination, Person, PersonId,
};
use unsung::gui::Window;
use unsung::gui::art::Art;
use unsung::gui::picker::NoPicker;
use unsung::scene::kit::Kit;

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

/// Four nominations; with two monsters, of which one is the arch-enemy of the only hero.
fn nominations(world: &FakeWorld) -> Campaign {
    let mut campaign = unsung::app::templates::start(world, "blank").unwrap();
    let mut edits = vec![Edit::person(PersonId(1), Person { name: "Ann Field".into(), ..Person::default() })];
    for (n, tags) in
        [vec!["Ticket queues"], vec!["ticket queues", "Phishing"], vec!["Chargers"], vec![]].iter().enumerate()
    {
        let mut nomination = Nomination::new(PersonId(1));
        nomination.problems = tags.iter().map(ToString::to_string).collect();
        edits.push(Edit::nomination((n as u64 + 1).into(), nomination));
    }
    campaign.apply(&Change::new("Start", edits), now()).unwrap();
    campaign
}

fn with_monsters(world: &FakeWorld) -> Campaign {
    let mut campaign = nominations(world);
    let monster = |name: &str, villain: &str, problem: &str| Monster {
        name: name.into(),
        villain: villain.into(),
        problem: problem.into(),
        stats: vec![MonsterStat { label: "Menace".into(), value: 8 }],
        ..Monster::default()
    };
    let mut hero = Hero::new(PersonId(1), "Ann the Able".into());
    hero.enemy = Some(MonsterId(2));
    let edits = vec![
        Edit::monster(MonsterId(1), monster("Phangler", "phangler", "phishing")),
        Edit::monster(MonsterId(2), monster("Queuedra", "queuedra", "Ticket Queues")),
        Edit::hero(HeroId(1), hero),
    ];
    campaign.apply(&Change::new("Make monsters", edits), now()).unwrap();
    campaign
}

fn window(campaign: impl FnOnce(&FakeWorld) -> Campaign) -> App {
    let world = Arc::new(FakeWorld::new(now()));
    let campaign = campaign(&world);
    let mut ws = Workspace::new(world, Jobs::default());
    ws.install_new(campaign, std::collections::BTreeMap::default());
    let mut app = open_window::picture::builder([1440.0, 1500.0]).build_eframe(move |cc| {
        Window::new(ws, Art::new(Kit::builtin().unwrap()), Arc::new(NoPicker), None, &cc.egui_ctx)
    });
    press(&mut app, Command::GoTo(Section::Monsters));
    app
}

fn monster(app: &App, id: u64) -> &Monster {
    records(app).monsters().get(MonsterId(id)).unwrap()
}

#[test]
fn monsters_of_all_problems_and_one_undo() {
    let mut app = window(nominations);
    app.get_by_label("Every problem deserves a face");
    click(&mut app, Role::Button, "Make 3 monsters");
    let villains: Vec<&str> = records(&app).monsters().iter().map(|(_, monster)| monster.villain.as_str()).collect();
    assert_eq!(villains, ["queuedra", "cablamari", "phangler"], "queues, then chargers and phishing by name");
    app.get_by_label_contains(", rank 1, Ticket queues, 2 nominations");
    press(&mut app, Command::Undo);
    assert!(records(&app).monsters().is_empty());
}

#[test]
fn ranked_and_the_rest_is_listed() {
    let mut app = window(with_monsters);
    app.get_by_label("Queuedra, rank 1, Ticket Queues, 2 nominations");
    app.get_by_label("Phangler, rank 2, phishing, 1 nomination");
    app.get_by_label("1 of 4 nominations name one. 1 have no problem tag.");
    app.get_by_label("Chargers, 1: show the nominations");
    // The button of the list stands beside the one of the page.
    app.get_all_by_role_and_label(Role::Button, "Make a monster").last().unwrap().click();
    settle(&mut app);
    assert_eq!(monster(&app, 3).problem, "Chargers");
    assert_eq!(monster(&app, 3).villain, "cablamari");
    assert_eq!(value(&app, "Name"), monster(&app, 3).name, "the new one is shown");
    assert!(app.query_by_label("Problems without a monster").is_none());
}

#[test]
fn the_count_leads_to_the_nominations() {
    let mut app = window(with_monsters);
    click(&mut app, Role::Button, "Show the 2 nominations against Queuedra");
    assert_eq!(app.state().section(), Section::Nominations);
    app.get_by_label("2 of 4 nominations");
}

#[test]
fn everything_can_be_changed() {
    let mut app = window(with_monsters);
    app.get_by_role_and_label(Role::TextInput, "Name").focus();
    settle(&mut app);
    app.get_by_role_and_label(Role::TextInput, "Name").type_text(" II");
    settle(&mut app);
    assert_eq!(monster(&app, 2).name, "Queuedra II");
    click(&mut app, Role::Button, "Add a stat");
    assert_eq!(monster(&app, 2).stats.len(), 2);
    click(&mut app, Role::Button, "Remove stat 1");
    assert_eq!(monster(&app, 2).stats.len(), 1);
    click(&mut app, Role::ComboBox, "Tags that people used");
    click(&mut app, Role::MenuItemRadio, "Chargers");
    assert_eq!(monster(&app, 2).problem, "Chargers");
    app.get_by_label_contains("Queuedra II, rank 1, Chargers, 1 nomination");
    app.get_by_label_contains("Phangler, rank 1, phishing, 1 nomination");
    click(&mut app, Role::Button, "Propose again");
    assert_ne!(monster(&app, 2).name, "Queuedra II");
    assert_eq!(monster(&app, 2).problem, "Chargers");
    press(&mut app, Command::Undo);
    assert_eq!(monster(&app, 2).name, "Queuedra II");
}

#[test]
fn bodies_and_parts() {
    let mut app = window(with_monsters);
    let kit = Kit::builtin().unwrap();
    let body = kit.villain("bluescream").unwrap().name.clone();
    app.get_by_role_and_label(Role::RadioButton, &body).click();
    settle(&mut app);
    assert_eq!(monster(&app, 2).villain, "bluescream");
    click(&mut app, Role::RadioButton, "Cyclops");
    assert_eq!(monster(&app, 2).parts["eyes"], "cyclops");
}

#[test]
fn deleting_asks_when_heroes_name_it() {
    let mut app = window(with_monsters);
    click(&mut app, Role::Button, "Delete");
    click(&mut app, Role::Button, "Keep the monster");
    assert_eq!(records(&app).monsters().len(), 2);
    click(&mut app, Role::Button, "Delete");
    click(&mut app, Role::Button, "Delete it and clear 1 hero");
    assert_eq!(records(&app).monsters().len(), 1);
    assert_eq!(records(&app).heroes().get(HeroId(1)).unwrap().enemy, None);
    press(&mut app, Command::Undo);
    assert_eq!(records(&app).heroes().get(HeroId(1)).unwrap().enemy, Some(MonsterId(2)));
    // The other one is nobody's arch-enemy: it goes at once, and comes back.
    click(&mut app, Role::RadioButton, "Phangler, rank 2, phishing, 1 nomination");
    app.key_press(Key::Delete);
    settle(&mut app);
    assert!(records(&app).monsters().get(MonsterId(1)).is_none());
    press(&mut app, Command::Undo);
    assert_eq!(records(&app).monsters().len(), 2);
}

/// Names of the cards, line by line.
fn cards(app: &App) -> Vec<String> {
    let mut cards: Vec<((i32, i32), String)> = app
        .query_all_by_role(Role::RadioButton)
        .filter_map(|node| Some((node.rect(), node.accesskit_node().label()?)))
        .filter(|(_, label)| label.contains(" nomination"))
        .map(|(rect, label)| ((rect.top() as i32, rect.left() as i32), label.split(',').next().unwrap().to_owned()))
        .collect();
    cards.sort();
    cards.into_iter().map(|(_, name)| name).collect()
}

fn card<'a>(app: &'a App, name: &str) -> egui_kittest::Node<'a> {
    let label = app.query_all_by_label_contains(&format!("{name}, ")).find_map(|node| {
        let label = node.accesskit_node().label()?;
        (node.accesskit_node().role() == Role::RadioButton).then_some(label)
    });
    let label = label.unwrap();
    app.query_all_by_role(Role::RadioButton)
        .find(|node| node.accesskit_node().label().as_ref() == Some(&label))
        .unwrap()
}

fn six_monsters(world: &FakeWorld) -> Campaign {
    let mut campaign = with_monsters(world);
    let named = |name: &str, problem: &str| {
        let monster = Monster { name: name.into(), problem: problem.into(), ..Monster::default() };
        Monster { villain: "bluescream".into(), ..monster }
    };
    let edits = vec![
        Edit::monster(MonsterId(3), named("Zapp", "chargers")),
        Edit::monster(MonsterId(4), named("Älgor", "")),
        Edit::monster(MonsterId(5), named("Blot", "paper jams")),
        Edit::monster(MonsterId(6), named("Cramp", "storage")),
    ];
    campaign.apply(&Change::new("Make monsters", edits), now()).unwrap();
    campaign
}

const CTRL: Modifiers = Modifiers { command: true, ctrl: true, ..Modifiers::NONE };

fn key(app: &mut App, modifiers: Modifiers, key: Key) {
    app.key_press_modifiers(modifiers, key);
    settle(app);
}

#[test]
fn monsters_are_found_and_put_into_order() {
    let mut app = window(six_monsters);
    assert_eq!(cards(&app), ["Queuedra", "Phangler", "Zapp", "Älgor", "Blot", "Cramp"]);
    click(&mut app, Role::Button, "Order: most named");
    click(&mut app, Role::MenuItemRadio, "Name");
    assert_eq!(cards(&app), ["Älgor", "Blot", "Cramp", "Phangler", "Queuedra", "Zapp"]);
    click(&mut app, Role::Button, "Order: name");
    click(&mut app, Role::MenuItemRadio, "From the end");
    assert_eq!(cards(&app), ["Zapp", "Queuedra", "Phangler", "Cramp", "Blot", "Älgor"]);
    press(&mut app, Command::Find);
    app.get_by_role_and_label(Role::TextInput, "Find a monster").type_text("algor");
    settle(&mut app);
    assert_eq!(cards(&app), ["Älgor"]);
    app.get_by_label("1 of 6 monsters");
    app.get_by_role_and_label(Role::TextInput, "Find a monster").type_text("zz");
    settle(&mut app);
    app.get_by_label("No monster matches. Clear the find field.");
}

#[test]
fn many_monsters_by_keys_and_by_pointer() {
    let mut app = window(six_monsters);
    card(&app, "Queuedra").click();
    settle(&mut app);
    key(&mut app, Modifiers::SHIFT, Key::ArrowRight);
    app.get_by_role_and_label(Role::Status, "2 selected of 6");
    assert_eq!(value(&app, "Name"), "Phangler", "the pane goes with the keyboard");
    key(&mut app, Modifiers::NONE, Key::Space);
    app.get_by_role_and_label(Role::Status, "1 selected of 6");
    key(&mut app, CTRL, Key::A);
    app.get_by_role_and_label(Role::Status, "6 selected of 6");
    key(&mut app, Modifiers::NONE, Key::Escape);
    assert!(app.query_by_label_contains(" selected of 6").is_none());

    card(&app, "Phangler").click_modifiers(CTRL);
    settle(&mut app);
    card(&app, "Blot").click_modifiers(Modifiers::SHIFT);
    settle(&mut app);
    app.get_by_role_and_label(Role::Status, "4 selected of 6");
    click(&mut app, Role::CheckBox, "Select Zapp");
    app.get_by_role_and_label(Role::Status, "3 selected of 6");
    // The selection is of monsters, not of places.
    click(&mut app, Role::Button, "Order: most named");
    click(&mut app, Role::MenuItemRadio, "Date added");
    app.get_by_role_and_label(Role::TextInput, "Find a monster").focus();
    settle(&mut app);
    app.get_by_role_and_label(Role::TextInput, "Find a monster").type_text("blot");
    settle(&mut app);
    app.get_by_role_and_label(Role::Status, "3 selected 2 not shown");
    click(&mut app, Role::Button, "Delete 3");
    let left: Vec<u64> = records(&app).monsters().ids().map(|id| id.0).collect();
    assert_eq!(left, [2, 3, 6]);
    press(&mut app, Command::Undo);
    assert_eq!(records(&app).monsters().len(), 6, "one step");
}

#[test]
fn many_monsters_get_another_look_or_go_with_a_question() {
    let mut app = window(six_monsters);
    card(&app, "Queuedra").click();
    settle(&mut app);
    key(&mut app, CTRL, Key::A);
    click(&mut app, Role::Button, "Change the look of 6");
    click(&mut app, Role::ComboBox, "Body");
    let kit = Kit::builtin().unwrap();
    click(&mut app, Role::MenuItemRadio, &kit.villain("queuedra").unwrap().name);
    click(&mut app, Role::ComboBox, "Eyes");
    click(&mut app, Role::MenuItemRadio, "Cyclops");
    click(&mut app, Role::Button, "Change 6 monsters");
    assert!(records(&app).monsters().iter().all(|(_, m)| m.villain == "queuedra" && m.parts["eyes"] == "cyclops"));
    press(&mut app, Command::Undo);
    assert_eq!(monster(&app, 1).villain, "phangler");
    click(&mut app, Role::Button, "Propose 6 again");
    let names: std::collections::BTreeSet<&str> =
        records(&app).monsters().iter().map(|(_, monster)| monster.name.as_str()).collect();
    assert_eq!(names.len(), 6, "no name comes twice: {names:?}");
    assert_eq!(monster(&app, 3).problem, "chargers");
    press(&mut app, Command::Undo);
    click(&mut app, Role::Button, "Delete 6");
    click(&mut app, Role::Button, "Keep the 6 monsters");
    assert_eq!(records(&app).monsters().len(), 6);
    click(&mut app, Role::Button, "Delete 6");
    click(&mut app, Role::Button, "Delete them and clear 1 hero");
    assert!(records(&app).monsters().is_empty());
    assert_eq!(records(&app).heroes().get(HeroId(1)).unwrap().enemy, None);
    press(&mut app, Command::Undo);
    assert_eq!(records(&app).heroes().get(HeroId(1)).unwrap().enemy, Some(MonsterId(2)));
}

#[test]
fn the_face_of_a_hero_leads_to_it() {
    let mut app = window(with_monsters);
    click(&mut app, Role::Button, "Go to Ann the Able");
    assert_eq!(app.state().section(), Section::Heroes);
}
