//! The print room through the window: who, on what, before, run, files, by role and label.

mod open_window;

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use open_window::plain::{App, click, press, settle};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unsung::app::printing::Product;
use unsung::app::{Answer, Command, FakeWorld, Jobs, Section, System, Workspace, World};
use unsung::campaign::{
    Award, Campaign, Change, Consent, ConsentState, Edit, HeroId, Nomination, Person, PersonId, Winner,
};
use unsung::gui::Window;
use unsung::gui::art::Art;
use unsung::gui::picker::{Ask, FilePicker};
use unsung::scene::kit::Kit;

/// Answers the question for a folder.
struct OneFolder;

impl FilePicker for OneFolder {
    fn open_file(&self, _: &Ask) -> Option<PathBuf> {
        None
    }
    fn save_file(&self, _: &Ask) -> Option<PathBuf> {
        None
    }
    fn folder(&self, _: &Ask) -> Option<PathBuf> {
        Some("/chosen/cards".into())
    }
}

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn person(name: &str, state: ConsentState) -> Person {
    let consent = Consent::new(state, Some(now()), "by e-mail", "");
    Person { name: name.into(), team: "Service Desk".into(), consent, ..Person::default() }
}

/// Three heroes, one of them a winner; a second winner without a hero.
fn campaign(world: &FakeWorld) -> Campaign {
    let mut campaign = unsung::app::templates::start(world, "blank").unwrap();
    let award = |title: &str, who| Award {
        title: title.into(),
        winners: vec![Winner { person: PersonId(who), reason: String::new(), decided_at: now() }],
        ..Award::default()
    };
    let mut edits = vec![
        Edit::person(PersonId(1), person("Sabine Okonjo", ConsentState::Agreed)),
        Edit::person(PersonId(2), person("Tom Hartwell", ConsentState::NotAsked)),
        Edit::person(PersonId(3), person("Jan Kowalczyk", ConsentState::Agreed)),
        Edit::person(PersonId(4), person("Ann Field", ConsentState::Agreed)),
        Edit::award(1.into(), award("Night owl", 3)),
        Edit::award(2.into(), award("Calm voice", 4)),
    ];
    edits.extend((1..=3).map(|who| Edit::nomination(who.into(), Nomination::new(PersonId(who)))));
    campaign.apply(&Change::new("Start", edits), now()).unwrap();
    let kit = Kit::builtin().unwrap();
    let people = unsung::app::heroes::nominees(&campaign);
    let change = unsung::app::heroes::make_heroes(&campaign, people, &kit).unwrap();
    campaign.apply(&change, now()).unwrap();
    campaign
}

/// The first hero with a name that no card has room for; in nobody's strip.
fn with_one_held(world: &FakeWorld) -> Campaign {
    let mut campaign = campaign(world);
    let mut hero = campaign.heroes().get(HeroId(1)).unwrap().clone();
    hero.persona = "Supercalifragilisticexpialidocious ".repeat(9);
    let person = person("Sabine Okonjo", ConsentState::NotAsked);
    let edits = vec![Edit::hero(HeroId(1), hero), Edit::person(PersonId(1), person)];
    campaign.apply(&Change::new("Rename", edits), now()).unwrap();
    campaign
}

fn window(campaign: impl FnOnce(&FakeWorld) -> Campaign) -> (App, Arc<FakeWorld>) {
    let world = Arc::new(FakeWorld::new(now()));
    let campaign = campaign(&world);
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    ws.install_new(campaign, std::collections::BTreeMap::default());
    let mut app = open_window::picture::builder([1440.0, 900.0]).build_eframe(move |cc| {
        Window::new(ws, Art::new(Kit::builtin().unwrap()), Arc::new(OneFolder), None, &cc.egui_ctx)
    });
    app.query_all_by_label(Section::PrintRoom.title()).next().unwrap().click();
    settle(&mut app);
    (app, world)
}

fn press_in(app: &mut App, label: &str) {
    click(app, Role::Button, label);
}

/// The first of several buttons of this name.
fn press_first(app: &mut App, label: &str) {
    app.get_all_by_role_and_label(Role::Button, label).next().unwrap().click();
    settle(app);
}

fn open_people(app: &mut App, label: &str) {
    click(app, Role::Tab, label);
}

fn printed(world: &FakeWorld, folder: &str) -> Vec<String> {
    let names = world.files_in(Path::new(folder)).unwrap();
    let is_pdf = |name: &String| Path::new(name).extension().is_some_and(|ending| ending == "pdf");
    for name in names.iter().filter(|name| is_pdf(name)) {
        let bytes = world.read(&Path::new(folder).join(name)).unwrap();
        assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{name} is not whole");
    }
    names.into_iter().filter(is_pdf).collect()
}

#[test]
fn a_run_makes_files_and_a_second_one_leaves_them() {
    let (mut app, world) = window(campaign);
    app.get_by_label("Front and back of the card of Sabine Okonjo");
    press_in(&mut app, "Make 4 files");
    let names = printed(&world, "/documents/unsung-cards");
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(names.contains(&"award-cards.pdf".to_owned()));
    assert!(names.iter().any(|name| name.starts_with("Night owl-Jan Kowalczyk-")));
    assert!(app.query_all_by_label_contains("award-cards.pdf, 3 cards, ").count() > 0);
    press_in(&mut app, "Make 4 files");
    assert_eq!(app.query_all_by_label_contains("KB, unchanged").count(), 4);
    assert!(app.query_by_label_contains("KB, made").is_none());
}

#[test]
fn what_is_held_is_named_and_the_others_are_printed() {
    let (mut app, world) = window(with_one_held);
    app.get_by_label("1 card held");
    app.get_by_label_contains("This card is held until it fits");
    press_in(&mut app, "Make 3 files");
    assert_eq!(printed(&world, "/documents/unsung-cards").len(), 3);
    assert!(app.query_all_by_label_contains("Sabine Okonjo, ").count() > 0);
    // Its line leads to the very field.
    press_first(&mut app, "Open the hero name");
    assert_eq!(app.state().section(), Section::Heroes);
    assert!(app.get_by_role_and_label(Role::TextInput, "Hero name").accesskit_node().is_focused());
}

#[test]
fn winners_only_and_those_chosen() {
    let (mut app, world) = window(campaign);
    open_people(&mut app, "Everybody, 3");
    click(&mut app, Role::RadioButton, "Winners");
    app.get_by_label("Front and back of the card of Jan Kowalczyk");
    app.get_by_label_contains("1 winner has no hero yet");
    press_in(&mut app, "Make the hero");
    assert_eq!(app.state().workspace().campaign().unwrap().heroes().len(), 4);
    click(&mut app, Role::RadioButton, "Chosen");
    app.get_by_label("Nobody is chosen. Tick the cards to print in the list.");
    let box_of = |app: &App, name: &str| {
        let all = app.query_all_by_role(Role::CheckBox);
        let boxes: Vec<_> =
            all.filter(|node| node.accesskit_node().label().is_some_and(|l| l.contains(name))).collect();
        assert_eq!(boxes.len(), 1, "one box for {name}");
        boxes[0].click();
    };
    box_of(&app, "Tom Hartwell");
    settle(&mut app);
    click(&mut app, Role::CheckBox, "One file per person");
    press_in(&mut app, "Make 1 file");
    assert_eq!(printed(&world, "/documents/unsung-cards"), ["award-cards.pdf"]);
    assert!(app.query_all_by_label_contains("award-cards.pdf, 1 card, ").count() > 0);
}

#[test]
fn names_and_folder_are_checked_as_they_are_typed() {
    let (mut app, world) = window(campaign);
    let field = |app: &mut App, name: &str, text: &str| {
        app.get_by_role_and_label(Role::TextInput, name).focus();
        settle(app);
        app.key_press_modifiers(Modifiers::COMMAND, Key::A);
        app.get_by_role_and_label(Role::TextInput, name).type_text(text);
        settle(app);
    };
    field(&mut app, "File names", "{serial} {colour}.pdf");
    app.get_by_label_contains("there is nothing called {colour}");
    press_in(&mut app, "Make 4 files");
    assert!(world.files_in(Path::new("/documents/unsung-cards")).unwrap_or_default().is_empty());
    field(&mut app, "File names", "{persona}.pdf");
    field(&mut app, "Folder", "cards");
    app.get_by_label("Write the whole path of the folder, from its root on.");
    press_in(&mut app, "Choose");
    press_in(&mut app, "Make 4 files");
    assert_eq!(printed(&world, "/chosen/cards").len(), 4);
}

#[test]
fn pages_turn_and_lead_to_the_people() {
    let (mut app, _) = window(campaign);
    press_in(&mut app, "Next card");
    app.get_by_label("Tom Hartwell, 2 of 3");
    app.get_by_label("Front and back of the card of Tom Hartwell");
    click(&mut app, Role::RadioButton, "Office printer");
    click(&mut app, Role::CheckBox, "Two on a sheet");
    assert_eq!(
        app.get_by_role_and_label(Role::CheckBox, "Two on a sheet").accesskit_node().toggled(),
        Some(Toggled::True)
    );
    press_in(&mut app, "Read the proof sheet");
    app.get_by_label("Sheet 1 of 1");
    app.get_by_label("Proof sheet 1");
    // Who was not asked is to be looked at, on the page of the people.
    press_in(&mut app, "See consent");
    assert_eq!(app.state().section(), Section::People);
    assert!(app.get_by_role_and_label(Role::ComboBox, "Consent").accesskit_node().is_focused());
}

#[test]
fn the_proof_sheet_is_a_file() {
    let (mut app, world) = window(campaign);
    press_in(&mut app, "Read the proof sheet");
    press_in(&mut app, "Make the proof sheet");
    assert_eq!(printed(&world, "/documents/unsung-proof"), ["proof.pdf"]);
}

#[test]
fn a_run_that_is_stopped_leaves_only_whole_files() {
    let (mut app, world) = window(campaign);
    app.get_by_role_and_label(Role::Button, "Make 4 files").click();
    for _ in 0..3 {
        app.step();
    }
    // A fast machine may be through already; then there is nothing to stop.
    let stopped = app.query_by_role_and_label(Role::Button, "Cancel").map(|button| button.click()).is_some();
    settle(&mut app);
    let names = printed(&world, "/documents/unsung-cards");
    assert!(stopped || names.len() == 4);
    if names.len() < 4 {
        assert!(!names.contains(&"award-cards.pdf".to_owned()), "a merged file has all or is not there");
    }
    assert!(app.query_by_role_and_label(Role::Button, "Cancel").is_none());
}

#[test]
fn a_folder_that_cannot_be_written_is_said() {
    let (mut app, world) = window(campaign);
    world.protect("/documents");
    press_in(&mut app, "Make 4 files");
    assert!(app.query_all_by_label_contains("Nothing was printed").count() > 0);
}

#[test]
fn the_workshop_sends_one_card() {
    let (mut app, _) = window(campaign);
    press(&mut app, Command::GoTo(Section::Heroes));
    app.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    settle(&mut app);
    press_in(&mut app, "Print this card");
    assert_eq!(app.state().section(), Section::PrintRoom);
    app.get_by_label("Tom Hartwell, 1 of 1");
    app.get_by_role_and_label(Role::Button, "Make 2 files");
}

/// The sample campaign has almost everything.
fn sample(world: &FakeWorld) -> Campaign {
    unsung::app::templates::start(world, "sample").unwrap()
}

#[test]
fn every_product_is_shown_and_made() {
    let (mut app, world) = window(sample);
    let all: Vec<(String, String)> = Product::ALL
        .into_iter()
        .filter_map(|product| {
            let rows = app.query_all_by_role(Role::RadioButton);
            let labels = rows.filter_map(|node| node.accesskit_node().label());
            let label = labels.into_iter().find(|label| label.starts_with(&format!("{}, ", product.title())))?;
            Some((product.id().to_owned(), label))
        })
        .collect();
    assert_eq!(all.len(), Product::ALL.len(), "{all:?}");
    for (id, label) in all.iter().filter(|(id, label)| id != "proof" && !label.ends_with(", 0")) {
        click(&mut app, Role::RadioButton, label);
        // A handful is enough to see that it is made.
        let everybody = app.get_all_by_role(Role::Tab).nth(1).unwrap().accesskit_node().label().unwrap();
        open_people(&mut app, &everybody);
        click(&mut app, Role::RadioButton, "Chosen");
        let boxes: Vec<_> = app.query_all_by_role(Role::CheckBox).collect();
        let first = boxes.iter().find(|node| node.accesskit_node().label().is_some_and(|label| label.contains(", ")));
        let first = first.unwrap_or_else(|| panic!("{id}: nobody in the list"));
        // Who is chosen stays chosen for the next product of heroes.
        if first.accesskit_node().toggled() != Some(Toggled::True) {
            first.click();
        }
        settle(&mut app);
        {
            let mut buttons =
                app.query_all_by_label_contains("Make ").filter(|node| node.accesskit_node().role() == Role::Button);
            let make = buttons.next_back().unwrap_or_else(|| panic!("{id}: nothing to make"));
            make.click();
        }
        settle(&mut app);
        let folder = format!("/documents/unsung-{id}");
        let made = printed(&world, &folder);
        let is_held = app.query_all_by_label_contains(" held").count() > 0;
        assert!(!made.is_empty() || is_held, "{id}: nothing in {folder}");
    }
}

#[test]
fn labels_are_asked_for_sheet_start_and_offset() {
    let (mut app, world) = window(|world| {
        let mut campaign = campaign(world);
        let mut edits = Vec::new();
        for id in [1, 2] {
            let mut person = campaign.people().get(PersonId(id)).unwrap().clone();
            person.address = "1 High Street\nGhent".into();
            edits.push(Edit::person(PersonId(id), person));
        }
        campaign.apply(&Change::new("Addresses", edits), now()).unwrap();
        campaign
    });
    click(&mut app, Role::RadioButton, "Address labels, 3");
    // Who has no address is held, and the button leads to where it is typed.
    app.get_by_label("1 label held");
    app.get_by_role_and_label(Role::Button, "Add the address");
    let field = |app: &mut App, name: &str, text: &str| {
        app.get_by_role_and_label(Role::TextInput, name).focus();
        settle(app);
        app.key_press_modifiers(Modifiers::COMMAND, Key::A);
        app.get_by_role_and_label(Role::TextInput, name).type_text(text);
        settle(app);
    };
    field(&mut app, "Start at label", "15");
    app.get_by_label("This sheet has labels 1 to 14.");
    field(&mut app, "Start at label", "14");
    app.get_by_label("Sheet 1 of 2");
    field(&mut app, "Offset to the right", "0,5");
    field(&mut app, "Offset downwards", "-1");
    let preferences = app.state().workspace().preferences();
    assert_eq!(preferences.printer_offset("", "L7163"), Some((0.5, -1.0)));
    press_in(&mut app, "Calibration page");
    assert_eq!(printed(&world, "/documents/unsung-labels"), ["calibration-L7163.pdf"]);
    press_in(&mut app, "Make 1 file");
    assert_eq!(printed(&world, "/documents/unsung-labels"), ["calibration-L7163.pdf", "labels.pdf"]);
}

#[test]
fn what_was_made_goes_to_a_printer_and_its_folder_opens() {
    let (mut app, world) = window(campaign);
    let good = |out: &str| Answer { is_good: true, out: out.into(), complaint: String::new() };
    world.install(System::Linux, &[("lp", good("")), ("lpstat", good("office")), ("xdg-open", good(""))]);
    press_in(&mut app, "Make 4 files");
    press_in(&mut app, "Open folder");
    assert_eq!(world.calls().last().unwrap().program, "xdg-open");
    press_in(&mut app, "Print");
    app.get_by_role_and_label(Role::TextInput, "Copies").focus();
    settle(&mut app);
    app.key_press_modifiers(Modifiers::COMMAND, Key::A);
    app.get_by_role_and_label(Role::TextInput, "Copies").type_text("2");
    settle(&mut app);
    press_in(&mut app, "Print 1 file");
    let call = world.calls().pop().unwrap();
    let words: Vec<String> = call.args.iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    assert_eq!(call.program, "lp");
    assert!(words.windows(2).any(|two| two == ["-n", "2"]) && words.windows(2).any(|two| two == ["-d", "office"]));
    assert!(words.last().unwrap().ends_with("award-cards.pdf"), "{words:?}");
    // People in the list are known as printed.
    open_people(&mut app, "Everybody, 3");
    assert!(app.query_all_by_label_contains("Printed, unchanged").count() > 0);
}

#[test]
fn without_a_printer_or_viewer_it_is_said() {
    let (mut app, _) = window(campaign);
    press_in(&mut app, "Make 4 files");
    press_in(&mut app, "Print");
    app.get_by_label_contains("The system names no printer");
    press_in(&mut app, "Print 1 file");
    assert!(app.query_all_by_label_contains("neither a print command nor a viewer").count() > 0);
}
