//! The monsters through the window: ranking, make, edit, delete, by role and label.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;
use unsung::app::{Command, FakeWorld, Jobs, Section, Workspace};
use unsung::campaign::{
    Campaign, Change, Edit, Hero, HeroId, Monster, MonsterId, MonsterStat, Nomination, Person, PersonId,
};
use unsung::gui::Window;
use unsung::gui::art::Art;
use unsung::gui::picker::{Ask, FilePicker};
use unsung::scene::kit::Kit;

struct NoPicker;

impl FilePicker for NoPicker {
    fn open_file(&self, _: &Ask) -> Option<PathBuf> {
        None
    }
    fn save_file(&self, _: &Ask) -> Option<PathBuf> {
        None
    }
    fn folder(&self, _: &Ask) -> Option<PathBuf> {
        None
    }
}

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

type App = Harness<'static, Window>;

fn window(campaign: impl FnOnce(&FakeWorld) -> Campaign) -> App {
    let world = Arc::new(FakeWorld::new(now()));
    let campaign = campaign(&world);
    let mut ws = Workspace::new(world, Jobs::default());
    ws.install_new(campaign, std::collections::BTreeMap::default());
    let mut app = Harness::builder().with_size([1440.0, 1500.0]).build_eframe(move |cc| {
        Window::new(ws, Art::new(Kit::builtin().unwrap()), Arc::new(NoPicker), None, &cc.egui_ctx)
    });
    press(&mut app, Command::GoTo(Section::Monsters));
    app
}

/// Steps until nothing runs beside the window and the frame is calm.
fn settle(app: &mut App) {
    for _ in 0..4 {
        app.step();
    }
    for _ in 0..4_000 {
        if !app.state().is_busy() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
        app.step();
    }
    assert!(!app.state().is_busy(), "something never ends");
    for _ in 0..3 {
        app.step();
    }
}

fn press(app: &mut App, command: Command) {
    let shortcut = command.shortcut().unwrap();
    app.key_press_modifiers(
        Modifiers { command: shortcut.command, ctrl: shortcut.command, ..Modifiers::NONE },
        Key::from_name(shortcut.key).unwrap(),
    );
    settle(app);
}

fn click(app: &mut App, role: Role, label: &str) {
    app.get_by_role_and_label(role, label).click();
    settle(app);
}

fn records(app: &App) -> &Campaign {
    app.state().workspace().campaign().unwrap()
}

fn monster(app: &App, id: u64) -> &Monster {
    records(app).monsters().get(MonsterId(id)).unwrap()
}

fn value(app: &App, name: &str) -> String {
    app.get_by_role_and_label(Role::TextInput, name).accesskit_node().value().unwrap_or_default()
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

#[test]
fn the_face_of_a_hero_leads_to_it() {
    let mut app = window(with_monsters);
    click(&mut app, Role::Button, "Go to Ann the Able");
    assert_eq!(app.state().section(), Section::Heroes);
}
