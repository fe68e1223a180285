//! The workshop, the monsters and the look of the campaign through the window: seeds, locks, photos, copying, own art and words.

mod open_window;

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use open_window::{App, open, sample};
use std::path::PathBuf;
use unsung::app::heroes::card_of;
use unsung::app::{Command, Section, artwork};
use unsung::campaign::{Hero, HeroId, MonsterId};
use unsung::press::card;
use unsung::scene::dump;
use unsung::scene::fonts::FontSource;
use unsung::scene::text::Typesetter;

const HAIR: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1600"><path d="M350 300L400 100L600 100L650 300Z" fill="#F00004" stroke="#1B1B2F" stroke-width="11"/></svg>"##;
const BACKDROP: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="-30 -30 1584 2346"><rect x="-30" y="-30" width="1584" height="2346" fill="#F00051"/></svg>"##;
const MONSTER: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000"><circle cx="500" cy="500" r="400" fill="#33AA66"/></svg>"##;

fn workshop() -> App {
    let mut app = open(sample, true);
    app.go(Section::Heroes);
    app.harness.set_size(eframe::egui::vec2(1440.0, 2000.0));
    app.settle();
    app
}

fn hero(app: &App, id: u64) -> &Hero {
    app.campaign().heroes().get(HeroId(id)).unwrap()
}

/// The hero whose card is shown first.
fn shown(app: &App) -> HeroId {
    app.campaign().heroes().ids().next().unwrap()
}

fn picture() -> Vec<u8> {
    include_bytes!("../assets/art/icon/unsung-256.png").to_vec()
}

fn answer(app: &App, path: &str) {
    *app.answers.path.lock().unwrap() = Some(PathBuf::from(path));
}

#[test]
fn a_seed_gives_the_same_look_again_and_locks_hold() {
    let mut app = workshop();
    let id = shown(&app).0;
    let before = hero(&app, id).clone();
    app.click(Role::CheckBox, "Lock hair");
    app.click(Role::CheckBox, "Lock skin");
    assert_eq!(hero(&app, id).locked, ["hair".to_owned(), "skin".to_owned()].into());
    let lock = app.harness.get_by_role_and_label(Role::CheckBox, "Lock hair");
    assert_eq!(lock.accesskit_node().toggled(), Some(Toggled::True));
    app.button("Try another look");
    let first = hero(&app, id).clone();
    assert_ne!(first.figure, before.figure);
    assert_eq!(first.figure.parts["hair"], before.figure.parts["hair"]);
    assert_eq!(first.figure.skin, before.figure.skin);
    app.button("Try another look");
    assert_ne!(hero(&app, id).figure, first.figure);
    let seed = first.seed.unwrap().to_string();
    app.write("Seed", &seed);
    app.key(Modifiers::NONE, Key::Enter);
    assert_eq!(hero(&app, id).figure, first.figure, "typed again");
    assert_eq!(hero(&app, id).seed, first.seed);
    app.press(Command::Undo);
    assert_ne!(hero(&app, id).figure, first.figure, "one step back");
    app.press(Command::Undo);
    assert_eq!(hero(&app, id).figure, first.figure);
    app.button("Unlock 2");
    assert!(hero(&app, id).locked.is_empty());
}

#[test]
fn a_look_is_copied_from_another_hero() {
    let mut app = workshop();
    let id = shown(&app).0;
    let other = app.campaign().heroes().ids().nth(4).unwrap();
    let from = app.campaign().heroes().get(other).unwrap().clone();
    app.button("Copy a look");
    assert!(app.is_disabled(Role::Button, "Copy the look"));
    app.click(Role::ComboBox, "From");
    let name = app.campaign().people().get(from.person).unwrap().display_name().to_owned();
    app.click(Role::MenuItemRadio, &format!("{}, {name}", from.persona));
    app.click(Role::RadioButton, "Style and figure");
    app.button("Copy the look");
    let now = hero(&app, id);
    assert_eq!((&now.style, &now.backdrop), (&from.style, &from.backdrop));
    assert_eq!(now.figure.parts["hair"], from.figure.parts["hair"]);
}

#[test]
fn a_photo_stands_in_the_window_and_is_kept_in_the_file() {
    let mut app = workshop();
    let id = shown(&app);
    app.world.put("/pictures/face.png", picture());
    app.world.put("/pictures/list.png", b"Name,Mail".to_vec());
    app.click(Role::Tab, "Photo");
    answer(&app, "/pictures/list.png");
    app.button("Choose a photo");
    assert!(app.says("list.png was not taken"));
    app.key(Modifiers::NONE, Key::Escape);
    assert!(hero(&app, id.0).photo.is_none());
    answer(&app, "/pictures/face.png");
    app.button("Choose a photo");
    let photo = hero(&app, id.0).photo.clone().unwrap();
    assert_eq!(photo.own.as_ref().unwrap().file_name, "face.png");
    app.click(Role::CheckBox, "Comic dots");
    assert!(hero(&app, id.0).photo.as_ref().unwrap().halftone);
    app.harness.get_by_role_and_label(Role::Slider, "Closer").focus();
    app.settle();
    app.key(Modifiers::NONE, Key::ArrowRight);
    app.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(hero(&app, id.0).photo.as_ref().unwrap().zoom_percent, 150);
    app.harness.get_by_role_and_label(Role::Image, "What of the photo is seen").focus();
    app.settle();
    app.key(Modifiers::NONE, Key::ArrowUp);
    let photo = hero(&app, id.0).photo.clone().unwrap();
    assert_eq!(photo.focus_permille, (500, 380));
    app.press(Command::Save);
    let bytes = unsung::app::World::read(app.world.as_ref(), std::path::Path::new(open_window::FILE)).unwrap();
    let opened = unsung::store::from_bytes(&bytes).unwrap();
    let hash = &photo.own.as_ref().unwrap().sha256;
    assert_eq!(opened.blobs.get(hash).map(|bytes| bytes.as_slice()), Some(picture().as_slice()));
    // The card shows it: a picture where the figure stood.
    let facts = card_of(&opened.campaign, id, opened.campaign.heroes().get(id).unwrap()).unwrap();
    let (kit, _) = artwork::kit_of(&opened.campaign, &opened.blobs).unwrap();
    let symbols = artwork::symbols_of(&opened.campaign, &opened.blobs);
    let mut typesetter = Typesetter::new(FontSource::shipped());
    let (page, notes) = card::front_noted(&facts, &kit, &symbols, &mut typesetter).unwrap();
    assert!(format!("{:?}", page.items).contains("Image {"), "no picture on the page");
    assert!(notes.iter().any(|note| note.place == "photo" && note.what.contains("coarse")), "{notes:?}");
    app.click(Role::RadioButton, "Figure");
    assert!(hero(&app, id.0).photo.is_none());
    app.press(Command::Undo);
    assert!(hero(&app, id.0).photo.is_some());
}

#[test]
fn monsters_are_shuffled_with_locks_and_coloured() {
    let mut app = open(sample, true);
    app.go(Section::Monsters);
    app.harness.set_size(eframe::egui::vec2(1440.0, 2000.0));
    app.settle();
    let before = app.campaign().monsters().clone();
    app.click(Role::CheckBox, "Lock body");
    app.button("Shuffle the look");
    let changed: Vec<MonsterId> =
        before.ids().filter(|id| before.get(*id) != app.campaign().monsters().get(*id)).collect();
    let [id] = changed[..] else { panic!("{changed:?}") };
    let (old, new) = (before.get(id).unwrap(), app.campaign().monsters().get(id).unwrap().clone());
    assert_eq!((&new.villain, &new.name, &new.stats), (&old.villain, &old.name, &old.stats));
    assert_ne!((&new.parts, &new.colour), (&old.parts, &old.colour));
    app.click(Role::RadioButton, "Slate");
    assert_eq!(app.campaign().monsters().get(id).unwrap().colour, "slate");
    app.write("Seed", &new.seed.unwrap().to_string());
    app.key(Modifiers::NONE, Key::Enter);
    let again = app.campaign().monsters().get(id).unwrap();
    // The seed is the one it has: nothing is shuffled by typing it once more.
    assert_eq!(again.colour, "slate");
    app.write("Seed", "77");
    app.key(Modifiers::NONE, Key::Enter);
    assert_eq!(app.campaign().monsters().get(id).unwrap().seed, Some(77));
}

#[test]
fn own_logo_colours_and_words_are_printed() {
    let mut app = open(sample, true);
    app.harness.get_by_label(Section::Settings.title()).click();
    app.settle();
    app.click(Role::Tab, "Look and art");
    app.harness.set_size(eframe::egui::vec2(1440.0, 2400.0));
    app.settle();
    app.write("Beside the other heroes", "GET THEM ALL");
    assert_eq!(app.campaign().settings().look.wording.collect, "GET THEM ALL");
    app.write("Tray with several things", "Things");
    assert!(app.says("Write {n} where the number stands."));
    app.write("Tray with several things", "{n} THINGS");
    app.write("Colour: logo and ribbons", "#0b5fff");
    assert_eq!(app.campaign().settings().look.colours.signal, "#0B5FFF");
    app.write("Colour: name plates", "blue");
    assert!(app.says("Six digits"));
    assert_eq!(app.campaign().settings().look.colours.plate, "");
    assert!(app.says("Every text stands out") || app.says("Some text is set in ink or white"));
    app.world.put("/pictures/logo.png", picture());
    answer(&app, "/pictures/logo.png");
    app.button("Choose a logo picture");
    assert_eq!(app.campaign().settings().look.logo.as_ref().unwrap().file_name, "logo.png");
    let campaign = app.campaign();
    let (id, hero) = campaign.heroes().iter().find(|(_, hero)| hero.accessories.len() > 1).unwrap();
    let facts = card_of(campaign, id, hero).unwrap();
    let blobs = app.harness.state().workspace().blobs().unwrap();
    let (kit, _) = artwork::kit_of(campaign, blobs).unwrap();
    let symbols = artwork::symbols_of(campaign, blobs);
    let mut typesetter = Typesetter::new(FontSource::shipped());
    let front = card::front(&facts, &kit, &symbols, &mut typesetter).unwrap();
    let text = dump::dump_page(&front);
    assert!(text.contains("THINGS"), "{text}");
    assert!(!text.contains(&campaign.settings().logo[0]), "the picture stands in the logo's place");
    app.button("Remove the logo picture");
    app.press(Command::Undo);
    assert!(app.campaign().settings().look.logo.is_some());
}

#[test]
fn a_folder_of_art_becomes_choices_everywhere() {
    let mut app = open(sample, true);
    let comic = include_str!("../assets/styles/comic.ron");
    let neon = comic.replace("id: \"comic\", label: \"Comic\"", "id: \"neon\", label: \"Neon\"");
    let neon = neon.replace("backdrop: \"sunburst\"", "backdrop: \"beach\"");
    for (path, bytes) in [
        ("/art/hero/hair-crest.svg", HAIR),
        ("/art/backdrop/beach.svg", BACKDROP),
        ("/art/villain/slackjaw.svg", MONSTER),
        ("/art/styles/neon.ron", neon.as_str()),
        (
            "/art/hero/hair-bad.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 1600\">\n<script/></svg>",
        ),
    ] {
        app.world.put(path, bytes.as_bytes().to_vec());
    }
    app.harness.get_by_label(Section::Settings.title()).click();
    app.settle();
    app.click(Role::Tab, "Look and art");
    app.harness.set_size(eframe::egui::vec2(1440.0, 2400.0));
    app.settle();
    answer(&app, "/art");
    app.button("Add art folder");
    assert_eq!(app.campaign().settings().art.files.len(), 4);
    assert!(app.says("hero/hair-bad.svg: line 2: holds a script"));
    for offered in ["Neon", "Beach", "Crest", "Slackjaw"] {
        assert!(app.says(offered), "{offered}");
    }
    app.go(Section::Heroes);
    app.click(Role::RadioButton, "Crest");
    let id = shown(&app);
    assert_eq!(hero(&app, id.0).figure.parts["hair"], "crest");
    app.click(Role::Tab, "Backdrop");
    app.click(Role::RadioButton, "Neon");
    assert_eq!((hero(&app, id.0).style.as_str(), hero(&app, id.0).backdrop.as_str()), ("neon", "beach"));
    app.go(Section::Monsters);
    app.click(Role::RadioButton, "Slackjaw");
    assert!(app.campaign().monsters().iter().any(|(_, monster)| monster.villain == "slackjaw"));
    // The file alone is enough to print it.
    app.press(Command::Save);
    let bytes = unsung::app::World::read(app.world.as_ref(), std::path::Path::new(open_window::FILE)).unwrap();
    let opened = unsung::store::from_bytes(&bytes).unwrap();
    let (kit, problems) = artwork::kit_of(&opened.campaign, &opened.blobs).unwrap();
    assert_eq!(problems, []);
    let symbols = artwork::symbols_of(&opened.campaign, &opened.blobs);
    let mut typesetter = Typesetter::new(FontSource::shipped());
    let hero = opened.campaign.heroes().get(id).unwrap();
    let facts = card_of(&opened.campaign, id, hero).unwrap();
    let (front, notes) = card::front_noted(&facts, &kit, &symbols, &mut typesetter).unwrap();
    assert!(!notes.iter().any(|note| note.what.contains("art kit has no")), "{notes:?}");
    let scene = unsung::scene::item::Scene { pages: vec![front], ..Default::default() };
    let pdf = unsung::scene::pdf::write(&scene, &unsung::scene::pdf::PdfOptions::default()).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    // Without its art the card is still made, and says what is missing.
    let plain = unsung::scene::kit::Kit::builtin().unwrap();
    assert!(matches!(
        card::front_noted(&facts, &plain, &symbols, &mut typesetter),
        Err(unsung::press::Refusal::UnknownStyle { .. })
    ));
}
