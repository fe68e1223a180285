//! The workshop through the window: make, choose parts, type, undo, find, delete, by role and label.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;
use unsung::app::heroes::{card_of, propose_personas};
use unsung::app::{Command, FakeWorld, Jobs, Section, Workspace, printing};
use unsung::campaign::{
    Campaign, Change, Consent, ConsentState, Edit, Hero, HeroId, Monster, Nomination, Person, PersonId,
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

fn person(name: &str, state: ConsentState) -> Person {
    let consent = Consent { state, at: Some(now()), by: "by e-mail".into() };
    Person { name: name.into(), team: "Service Desk".into(), consent, ..Person::default() }
}

/// Four people, three of them nominated, one monster.
fn campaign(world: &FakeWorld) -> Campaign {
    let mut campaign = unsung::app::templates::start(world, "blank").unwrap();
    let mut one = Nomination::new(PersonId(1));
    one.story = "The payroll server died at 17:40 on a Friday. Sabine drove there and had it back by 21:15.".into();
    one.problems = vec!["Ticket queues".into()];
    let mut two = Nomination::new(PersonId(2));
    two.quote = "She never once sighed.".into();
    let queue = Monster {
        name: "Queuedra".into(),
        villain: "queuedra".into(),
        problem: "ticket queues".into(),
        ..Monster::default()
    };
    let edits = vec![
        Edit::person(PersonId(1), person("Sabine Okonjo", ConsentState::Agreed)),
        Edit::person(PersonId(2), person("Đặng Thùy Trâm", ConsentState::NotAsked)),
        Edit::person(PersonId(3), person("Jan Kowalczyk", ConsentState::Refused)),
        Edit::person(PersonId(4), person("Ann Field", ConsentState::Agreed)),
        Edit::nomination(1.into(), one),
        Edit::nomination(2.into(), two),
        Edit::nomination(3.into(), Nomination::new(PersonId(3))),
        Edit::monster(1.into(), queue),
    ];
    campaign.apply(&Change::new("Start", edits), now()).unwrap();
    campaign
}

fn with_heroes(world: &FakeWorld) -> Campaign {
    let mut campaign = campaign(world);
    let kit = Kit::builtin().unwrap();
    let people = unsung::app::heroes::nominees(&campaign);
    let change = unsung::app::heroes::make_heroes(&campaign, people, &kit).unwrap();
    campaign.apply(&change, now()).unwrap();
    campaign
}

type App = Harness<'static, Window>;

fn window(campaign: impl FnOnce(&FakeWorld) -> Campaign) -> App {
    let world = Arc::new(FakeWorld::new(now()));
    let campaign = campaign(&world);
    let mut ws = Workspace::new(world, Jobs::default());
    ws.install_new(campaign, std::collections::BTreeMap::default());
    let mut app = Harness::builder().with_size([1440.0, 900.0]).build_eframe(move |cc| {
        Window::new(ws, Art::new(Kit::builtin().unwrap()), Arc::new(NoPicker), None, &cc.egui_ctx)
    });
    press(&mut app, Command::GoTo(Section::Heroes));
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

fn hero(app: &App, id: u64) -> &Hero {
    records(app).heroes().get(HeroId(id)).unwrap()
}

/// The value of the field of this name.
fn value(app: &App, name: &str) -> String {
    app.get_by_role_and_label(Role::TextInput, name).accesskit_node().value().unwrap_or_default()
}

/// The line under the title of the page.
fn explanation(app: &App) -> String {
    app.get_by_role_and_label(Role::Heading, "Heroes").accesskit_node().description().unwrap_or_default()
}

#[test]
fn nominees_become_heroes_and_one_step_takes_them_back() {
    let mut app = window(campaign);
    app.get_by_label("Nobody here wears a cape yet");
    click(&mut app, Role::Button, "Make 3 heroes");
    assert_eq!(records(&app).heroes().len(), 3);
    assert_eq!(hero(&app, 1).enemy, Some(1.into()), "the nomination names the monster's problem");
    assert_eq!(explanation(&app), "3 heroes, 1 agreed to a card");
    press(&mut app, Command::Undo);
    assert!(records(&app).heroes().is_empty());
    app.get_by_label("Nobody here wears a cape yet");
}

#[test]
fn a_hero_of_one_person() {
    let mut app = window(with_heroes);
    press(&mut app, Command::NewHere);
    app.get_by_role_and_label(Role::TextInput, "Find a person").type_text("ann");
    settle(&mut app);
    assert!(app.query_by_label("Jan Kowalczyk, Service Desk").is_none(), "who has a hero is not offered");
    click(&mut app, Role::Button, "Ann Field, Service Desk");
    assert_eq!(records(&app).heroes().len(), 4);
    assert_eq!(value(&app, "Hero name"), hero(&app, 4).persona, "the new hero is shown");
}

#[test]
fn parts_are_chosen_and_optional_slots_emptied() {
    let mut app = window(with_heroes);
    let before = hero(&app, 1).figure.clone();
    let hair = if before.parts["hair"] == "afro" { ("Bun", "bun") } else { ("Afro", "afro") };
    let kit = Kit::builtin().unwrap();
    let label = &kit.option("hair", hair.1).unwrap().label;
    click(&mut app, Role::RadioButton, label);
    assert_eq!(hero(&app, 1).figure.parts["hair"], hair.1);
    // The first "None" of the tab empties the first optional slot.
    let optional = kit.slots().iter().find(|slot| !slot.required).unwrap().id.clone();
    app.get_all_by_role_and_label(Role::RadioButton, "None").next().unwrap().click();
    settle(&mut app);
    assert!(!hero(&app, 1).figure.parts.contains_key(&optional));
    press(&mut app, Command::Undo);
    press(&mut app, Command::Undo);
    assert_eq!(hero(&app, 1).figure, before);
}

#[test]
fn another_look_keeps_the_things_and_starting_over_is_the_first_look() {
    let mut app = window(with_heroes);
    let before = hero(&app, 1).clone();
    click(&mut app, Role::Button, "Try another look");
    let other = hero(&app, 1).clone();
    assert_ne!(other.figure, before.figure);
    assert_eq!(other.accessories, before.accessories);
    click(&mut app, Role::Button, "Try another look");
    assert_ne!(hero(&app, 1).figure, other.figure);
    click(&mut app, Role::Button, "Start over");
    assert_eq!(hero(&app, 1).figure, before.figure);
}

#[test]
fn typing_is_one_step_and_shows_at_once() {
    let mut app = window(with_heroes);
    let before = hero(&app, 1).persona.clone();
    let field = |app: &App| app.get_by_role_and_label(Role::TextInput, "Hero name").focus();
    field(&app);
    settle(&mut app);
    for letter in [" ", "I", "I"] {
        app.get_by_role_and_label(Role::TextInput, "Hero name").type_text(letter);
        app.step();
    }
    settle(&mut app);
    assert_eq!(hero(&app, 1).persona, format!("{before} II"));
    assert_eq!(app.state().workspace().undo_title(), Some("Change the hero name"));
    // The keyboard leaves the field, whose own undo would answer.
    app.key_press(Key::Escape);
    settle(&mut app);
    press(&mut app, Command::Undo);
    assert_eq!(hero(&app, 1).persona, before, "three letters were one step");
}

#[test]
fn proposed_names_are_taken_by_a_click() {
    let mut app = window(with_heroes);
    let names = propose_personas(records(&app), PersonId(1), 4);
    assert_eq!(hero(&app, 1).persona, names[0]);
    click(&mut app, Role::Button, &names[1]);
    assert_eq!(hero(&app, 1).persona, names[1]);
    assert!(app.query_by_role_and_label(Role::Button, &names[3]).is_none());
    click(&mut app, Role::Button, "Propose");
    click(&mut app, Role::Button, &names[3]);
    assert_eq!(hero(&app, 1).persona, names[3]);
}

#[test]
fn powers_and_enemy() {
    let mut app = window(with_heroes);
    let stats = hero(&app, 1).powers.len();
    let first = Kit::builtin().unwrap().stat(&hero(&app, 1).powers[0].stat).unwrap().label.clone();
    click(&mut app, Role::Button, &format!("Remove {first}"));
    assert_eq!(hero(&app, 1).powers.len(), stats - 1);
    click(&mut app, Role::Button, "Add a power");
    click(&mut app, Role::MenuItem, &first);
    assert_eq!(hero(&app, 1).powers.len(), stats);
    assert_eq!(hero(&app, 1).powers.last().unwrap().value, 7);
    click(&mut app, Role::ComboBox, "Arch-enemy");
    click(&mut app, Role::MenuItemRadio, "No arch-enemy");
    assert_eq!(hero(&app, 1).enemy, None);
}

#[test]
fn the_list_says_who_is_ready_and_finds() {
    let mut app = window(with_heroes);
    app.get_by_label_contains("Đặng Thùy Trâm, ");
    assert!(app.query_by_label_contains("Consent not asked").is_some());
    assert!(app.query_by_label_contains("Hero name only").is_some());
    press(&mut app, Command::Find);
    app.get_by_role_and_label(Role::TextInput, "Find a hero").type_text("tram");
    settle(&mut app);
    assert!(app.query_by_label_contains("Jan Kowalczyk, ").is_none());
    app.get_by_role_and_label(Role::TextInput, "Find a hero").type_text("zzz");
    settle(&mut app);
    app.get_by_label("No hero matches.");
    app.get_all_by_role_and_label(Role::Button, "Clear the find field").last().unwrap().click();
    settle(&mut app);
    app.get_by_label_contains("Jan Kowalczyk, ");
}

#[test]
fn next_previous_and_delete_with_undo() {
    let mut app = window(with_heroes);
    let personas: Vec<String> = records(&app).heroes().iter().map(|(_, hero)| hero.persona.clone()).collect();
    assert_eq!(value(&app, "Hero name"), personas[0]);
    app.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    settle(&mut app);
    assert_eq!(value(&app, "Hero name"), personas[1]);
    click(&mut app, Role::Button, "Previous");
    assert_eq!(value(&app, "Hero name"), personas[0]);
    app.get_by_role_and_label(Role::Table, "Heroes").focus();
    settle(&mut app);
    app.key_press(Key::Delete);
    settle(&mut app);
    assert_eq!(records(&app).heroes().len(), 2);
    assert_eq!(value(&app, "Hero name"), personas[1], "the next one takes the place");
    press(&mut app, Command::Undo);
    assert_eq!(records(&app).heroes().len(), 3);
}

#[test]
fn a_name_that_cannot_be_set_is_held_in_words() {
    let mut app = window(|world| {
        let mut campaign = with_heroes(world);
        let mut hero = campaign.heroes().get(HeroId(1)).unwrap().clone();
        hero.persona = "Supercalifragilisticexpialidocious ".repeat(9);
        // Who has not agreed is in nobody's strip: this one card alone cannot be set.
        let person = person("Sabine Okonjo", ConsentState::NotAsked);
        let edits = vec![Edit::hero(HeroId(1), hero), Edit::person(PersonId(1), person)];
        campaign.apply(&Change::new("Rename", edits), now()).unwrap();
        campaign
    });
    app.get_by_label_contains("This card is held until it fits");
    assert_eq!(explanation(&app), "3 heroes, 0 agreed to a card, 1 held");
    click(&mut app, Role::Button, "Next");
    assert!(app.query_by_label_contains("This card is held until it fits").is_none());
}

#[test]
fn the_preview_is_the_card_that_a_run_prints() {
    let kit = Kit::builtin().unwrap();
    let world = FakeWorld::new(now());
    let mut campaign = with_heroes(&world);
    // One nominee without a hero, who agreed: counted, and proposed for the strip.
    let edits = vec![Edit::nomination(9.into(), Nomination::new(PersonId(4)))];
    campaign.apply(&Change::new("Nominate", edits), now()).unwrap();
    for job in printing::jobs(&campaign, &kit, &[]) {
        let Some(id) = job.hero else { continue };
        let hero = campaign.heroes().get(id).unwrap();
        let facts = card_of(&campaign, id, hero).unwrap();
        assert_eq!(facts, job.facts);
        assert_eq!(facts.series, format!("No {:03} of 4", id.0));
    }
}
