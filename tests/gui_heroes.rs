//! The workshop through the window: make, choose parts, type, undo, find, delete, by role and label.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use open_window::plain::{App, click, press, records, settle, value};
use std::sync::Arc;
use unsung::app::heroes::{card_of, propose_personas};
use unsung::app::{Command, FakeWorld, Jobs, Section, Workspace, printing};
use unsung::campaign::{
    Award, Campaign, Change, Consent, ConsentState, Edit, Hero, HeroId, Monster, Nomination, Person, PersonId,
};
use unsung::gui::Window;
use unsung::gui::art::Art;
use unsung::gui::picker::NoPicker;
use unsung::scene::kit::Kit;

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn person(name: &str, state: ConsentState) -> Person {
    let consent = Consent::new(state, Some(now()), "by e-mail", "");
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

fn window(campaign: impl FnOnce(&FakeWorld) -> Campaign) -> App {
    let world = Arc::new(FakeWorld::new(now()));
    let campaign = campaign(&world);
    let mut ws = Workspace::new(world, Jobs::default());
    ws.install_new(campaign, std::collections::BTreeMap::default());
    let mut app = open_window::picture::builder([1440.0, 900.0]).build_eframe(move |cc| {
        Window::new(ws, Art::new(Kit::builtin().unwrap()), Arc::new(NoPicker), None, &cc.egui_ctx)
    });
    press(&mut app, Command::GoTo(Section::Heroes));
    app
}

fn hero(app: &App, id: u64) -> &Hero {
    records(app).heroes().get(HeroId(id)).unwrap()
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
    // The first optional slot is in view without scrolling.
    app.set_size(eframe::egui::vec2(1440.0, 1200.0));
    settle(&mut app);
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
    // Beside each power stands why it is what it is.
    let proven = unsung::app::heroes::prove_powers(records(&app), PersonId(1), &Kit::builtin().unwrap());
    let shown: Vec<_> = proven.iter().filter(|it| hero(&app, 1).powers.contains(&it.power)).collect();
    assert!(!shown.is_empty(), "a hero that was made stands as it was proven");
    for it in &shown {
        let why = if it.why.is_empty() { "Nothing that was told speaks of it".to_owned() } else { it.why.join(". ") };
        assert!(app.query_all_by_label(&why).next().is_some(), "{why}");
    }
    // Who is named more than once is so for all powers: that is said once.
    let mut again = records(&app).clone();
    let other = Nomination { story: "Once more.".into(), ..Nomination::new(PersonId(1)) };
    again.apply(&Change::one("Name again", Edit::nomination(9.into(), other)), now()).unwrap();
    let twice = window(move |_| again);
    assert_eq!(twice.query_all_by_label("For all of them: Named in 2 nominations.").count(), 1);
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
    assert_eq!(listed(&app), ["Sabine Okonjo", "Đặng Thùy Trâm", "Jan Kowalczyk"]);
    assert!(app.query_all_by_label_contains("Consent not asked").next().is_some());
    assert!(app.query_all_by_label_contains("Hero name only").next().is_some());
    press(&mut app, Command::Find);
    app.get_by_role_and_label(Role::TextInput, "Find a hero").type_text("tram");
    settle(&mut app);
    assert_eq!(listed(&app), ["Đặng Thùy Trâm"]);
    app.get_by_role_and_label(Role::TextInput, "Find a hero").type_text("zzz");
    settle(&mut app);
    app.get_by_label("No hero matches.");
    app.get_all_by_role_and_label(Role::Button, "Clear the find field").last().unwrap().click();
    settle(&mut app);
    assert_eq!(listed(&app).len(), 3);
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

/// Names at the head of the rows, from top to bottom.
fn listed(app: &App) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = app
        .query_all_by_role(Role::Row)
        .filter_map(|node| Some((node.rect().top(), node.accesskit_node().label()?)))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, row)| row.split(',').next().unwrap().to_owned()).collect()
}

fn order(app: &mut App, title: &str) {
    click(app, Role::Button, "Order of the list");
    click(app, Role::MenuItemRadio, title);
}

fn key(app: &mut App, modifiers: Modifiers, key: Key) {
    app.key_press_modifiers(modifiers, key);
    settle(app);
}

const CTRL: Modifiers = Modifiers { command: true, ctrl: true, ..Modifiers::NONE };

#[test]
fn the_list_is_put_into_order_and_keeps_the_selection() {
    let mut app = window(with_heroes);
    assert_eq!(listed(&app), ["Sabine Okonjo", "Đặng Thùy Trâm", "Jan Kowalczyk"]);
    let (sabine, jan) = (row(&app, "Select Sabine"), row(&app, "Select Jan"));
    click(&mut app, Role::CheckBox, &sabine);
    click(&mut app, Role::CheckBox, &jan);
    app.get_by_role_and_label(Role::Status, "2 selected of 3");
    order(&mut app, "Name");
    assert_eq!(listed(&app), ["Đặng Thùy Trâm", "Jan Kowalczyk", "Sabine Okonjo"]);
    assert_eq!(value(&app, "Hero name"), hero(&app, 1).persona, "the hero that is shown stays");
    order(&mut app, "From the end");
    assert_eq!(listed(&app), ["Sabine Okonjo", "Jan Kowalczyk", "Đặng Thùy Trâm"]);
    order(&mut app, "Consent");
    press(&mut app, Command::Find);
    app.get_by_role_and_label(Role::TextInput, "Find a hero").type_text("jan");
    settle(&mut app);
    app.get_by_role_and_label(Role::Status, "2 selected 1 not shown");
    click(&mut app, Role::Button, "Delete 2");
    assert_eq!(records(&app).heroes().ids().collect::<Vec<_>>(), [HeroId(2)], "also the one that is not shown");
    assert_eq!(app.state().workspace().undo_title(), Some("Delete 2 heroes"));
    press(&mut app, Command::Undo);
    assert_eq!(records(&app).heroes().len(), 3);
}

/// The whole label of what begins like this.
fn row(app: &App, starts: &str) -> String {
    let found = app.query_all_by_label_contains(starts).find_map(|node| node.accesskit_node().label());
    found.unwrap_or_else(|| panic!("nothing begins with {starts}"))
}

#[test]
fn many_are_selected_by_keys_and_by_pointer() {
    let mut app = window(with_heroes);
    app.get_by_role_and_label(Role::Table, "Heroes").focus();
    settle(&mut app);
    key(&mut app, Modifiers::SHIFT, Key::ArrowDown);
    app.get_by_role_and_label(Role::Status, "2 selected of 3");
    key(&mut app, CTRL, Key::A);
    app.get_by_role_and_label(Role::Status, "3 selected of 3");
    key(&mut app, Modifiers::NONE, Key::Space);
    app.get_by_role_and_label(Role::Status, "2 selected of 3");
    key(&mut app, Modifiers::NONE, Key::Escape);
    assert!(app.query_by_label_contains(" selected of 3").is_none());
    // The pointer: Ctrl takes one more, Shift all between.
    let of_row = |app: &App, starts: &str| {
        let label = |node: egui_kittest::Node<'_>| node.accesskit_node().label();
        app.query_all_by_role(Role::Row).filter_map(label).find(|label| label.starts_with(starts)).unwrap()
    };
    let (first, last) = (of_row(&app, "Sabine Okonjo, "), of_row(&app, "Jan Kowalczyk, "));
    app.get_by_role_and_label(Role::Row, &first).click_modifiers(CTRL);
    settle(&mut app);
    app.get_by_role_and_label(Role::Status, "1 selected of 3");
    app.get_by_role_and_label(Role::Row, &last).click_modifiers(Modifiers::SHIFT);
    settle(&mut app);
    app.get_by_role_and_label(Role::Status, "3 selected of 3");
    key(&mut app, Modifiers::NONE, Key::Delete);
    assert!(records(&app).heroes().is_empty());
    press(&mut app, Command::Undo);
    assert_eq!(records(&app).heroes().len(), 3);
}

#[test]
fn many_get_a_look_an_award_and_their_cards() {
    let mut app = window(|world| {
        let mut campaign = with_heroes(world);
        let award = Award { title: "Night Owl".into(), ..Award::default() };
        campaign.apply(&Change::one("Add an award", Edit::award(1.into(), award)), now()).unwrap();
        campaign
    });
    let before: Vec<Hero> = (1..=3).map(|id| hero(&app, id).clone()).collect();
    app.get_by_role_and_label(Role::Table, "Heroes").focus();
    settle(&mut app);
    key(&mut app, CTRL, Key::A);
    click(&mut app, Role::Button, "Change the look of 3");
    let kit = Kit::builtin().unwrap();
    let (style, suit) = (&kit.styles()[2], &kit.palette().outfit_schemes[1]);
    click(&mut app, Role::ComboBox, "Card style");
    click(&mut app, Role::MenuItemRadio, &style.label);
    let suits: Vec<_> = app.query_all_by_role_and_label(Role::RadioButton, &suit.label).collect();
    suits.last().unwrap().click();
    settle(&mut app);
    click(&mut app, Role::Button, "Change 3 cards");
    for (id, before) in (1..=3).zip(&before) {
        let after = hero(&app, id);
        assert_eq!((&after.style, &after.figure.scheme), (&style.id, &suit.id));
        assert_eq!((&after.persona, &after.figure.parts), (&before.persona, &before.figure.parts));
    }
    press(&mut app, Command::Undo);
    assert_eq!((1..=3).map(|id| hero(&app, id).clone()).collect::<Vec<_>>(), before, "one step");

    click(&mut app, Role::Button, "Give 3 an award");
    click(&mut app, Role::ComboBox, "Award");
    click(&mut app, Role::MenuItemRadio, "Night Owl");
    click(&mut app, Role::Button, "Give it to 3 heroes");
    assert_eq!(records(&app).awards().get(1.into()).unwrap().winners.len(), 3);

    click(&mut app, Role::Button, "Print 3 cards");
    assert_eq!(app.state().section(), Section::PrintRoom);
    // The selection goes along.
    app.get_by_role_and_label(Role::Tab, "Chosen, 3");
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
