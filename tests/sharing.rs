//! Pictures for sharing, by command and through the window.

mod cli_run;

use cli_run::Desk;
use eframe::egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use image::AnimationDecoder;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unsung::app::{Command, FakeWorld, Jobs, Section, Workspace, World};
use unsung::campaign::{Change, Consent, ConsentState, Edit, Person, PersonId};
use unsung::gui::Window;
use unsung::gui::art::Art;
use unsung::gui::picker::{Ask, FilePicker};
use unsung::scene::kit::Kit;

#[test]
fn the_command_writes_pictures_of_the_size_asked_for() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung", "--template", "sample"]);
    let share = |code, args: &[&str]| {
        let all: Vec<&str> = ["share", "c.unsung"].iter().chain(args).copied().collect();
        desk.expect(code, &all)
    };
    share(0, &["--what", "card", "--hero", "H1", "--size", "432x540", "--out", "card.png"]);
    share(0, &["--what", "cards-back", "--hero", "H1", "--size", "300", "--out", "back.png"]);
    share(0, &["--what", "figure", "--hero", "H1", "--size", "200x320", "--out", "figure.png"]);
    for (name, size) in [("card.png", (432, 540)), ("back.png", (300, 450)), ("figure.png", (200, 320))] {
        let picture = image::load_from_memory(&desk.bytes(name)).unwrap();
        assert_eq!((picture.width(), picture.height()), size, "{name}");
    }
    let figure = image::load_from_memory(&desk.bytes("figure.png")).unwrap().into_rgba8();
    assert!([(0, 0), (199, 0), (0, 319), (199, 319)].iter().all(|(x, y)| figure.get_pixel(*x, *y)[3] == 0));

    let said = share(0, &["--what", "unboxing", "--hero", "H1", "--size", "200", "--out", "film.gif", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((told["width"].as_u64(), told["height"].as_u64()), (Some(200), Some(250)));
    let film = desk.bytes("film.gif");
    assert_eq!(told["bytes"].as_u64(), Some(film.len() as u64));
    let decoder = image::codecs::gif::GifDecoder::new(std::io::Cursor::new(film)).unwrap();
    assert!(decoder.into_frames().collect_frames().unwrap().len() > 40);

    for wrong in [
        ["--what", "card", "--hero", "Nobody at all", "--out", "x.png"],
        ["--what", "card", "--hero", "H1", "--out", "x.gif"],
        ["--what", "poster", "--hero", "H1", "--out", "x.png"],
    ] {
        share(2, &wrong);
    }
    assert!(!desk.path("x.png").exists() && !desk.path("x.gif").exists());
}

/// Answers the question for a file.
struct OneFile;

impl FilePicker for OneFile {
    fn open_file(&self, _: &Ask) -> Option<PathBuf> {
        None
    }
    fn save_file(&self, ask: &Ask) -> Option<PathBuf> {
        Some(Path::new("/chosen").join(&ask.file_name))
    }
    fn folder(&self, _: &Ask) -> Option<PathBuf> {
        None
    }
}

type App = Harness<'static, Window>;

fn window(section: Section) -> (App, Arc<FakeWorld>) {
    let now: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
    let world = Arc::new(FakeWorld::new(now));
    let mut campaign = unsung::app::templates::start(world.as_ref(), "blank").unwrap();
    let consent = Consent::new(ConsentState::Agreed, Some(now), "by e-mail", "");
    let person = Person { name: "Sabine Okonjo".into(), consent, ..Person::default() };
    campaign.apply(&Change::new("Start", vec![Edit::person(PersonId(1), person)]), now).unwrap();
    let kit = Kit::builtin().unwrap();
    let change = unsung::app::heroes::make_heroes(&campaign, vec![PersonId(1)], &kit).unwrap();
    campaign.apply(&change, now).unwrap();
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    ws.install_new(campaign, std::collections::BTreeMap::default());
    let mut app = Harness::builder().with_size([1440.0, 900.0]).build_eframe(move |cc| {
        Window::new(ws, Art::new(Kit::builtin().unwrap()), Arc::new(OneFile), None, &cc.egui_ctx)
    });
    match Command::GoTo(section).shortcut() {
        Some(shortcut) => {
            let modifiers = eframe::egui::Modifiers { command: true, ctrl: true, ..eframe::egui::Modifiers::NONE };
            app.key_press_modifiers(modifiers, eframe::egui::Key::from_name(shortcut.key).unwrap());
        }
        // Sections from the tenth on have no keys of their own.
        None => {
            settle(&mut app);
            app.query_all_by_label(section.title()).next().unwrap().click();
        }
    }
    settle(&mut app);
    (app, world)
}

/// Steps until nothing runs beside the window.
fn settle(app: &mut App) {
    for _ in 0..4 {
        app.step();
    }
    for _ in 0..20_000 {
        if !app.state().is_busy() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        app.step();
    }
    assert!(!app.state().is_busy(), "something never ends");
    for _ in 0..3 {
        app.step();
    }
}

fn click(app: &mut App, role: Role, label: &str) {
    app.get_by_role_and_label(role, label).click();
    settle(app);
}

fn saved(world: &FakeWorld) -> Vec<PathBuf> {
    world.paths().into_iter().filter(|path| path.starts_with("/chosen")).collect()
}

#[test]
fn a_hero_is_shared_from_the_hero_page_and_an_unboxing_plays() {
    let (mut app, world) = window(Section::Heroes);
    click(&mut app, Role::Button, "Share");
    click(&mut app, Role::Button, "Save the picture");
    let [card] = saved(&world).try_into().unwrap();
    assert!(card.to_string_lossy().ends_with("-card.png"));
    let picture = image::load_from_memory(&world.read(&card).unwrap()).unwrap();
    assert_eq!((picture.width(), picture.height()), (1080, 1350));

    click(&mut app, Role::RadioButton, "Small");
    click(&mut app, Role::RadioButton, "Unboxing");
    assert!(app.query_by_role_and_label(Role::Button, "Play again").is_some());
    click(&mut app, Role::Button, "Save the animation");
    let film = saved(&world).into_iter().find(|path| path.extension().is_some_and(|ending| ending == "gif")).unwrap();
    let bytes = world.read(&film).unwrap();
    assert!(bytes.starts_with(b"GIF89a") && bytes.len() < unsung::app::sharing::FILM_BYTES_MOST);
    click(&mut app, Role::Button, "Close");
    assert!(app.query_by_role_and_label(Role::RadioButton, "Unboxing").is_none());
}

#[test]
fn an_unboxing_under_way_is_cancelled_and_nothing_is_written() {
    let (mut app, world) = window(Section::PrintRoom);
    click(&mut app, Role::Button, "Share");
    app.get_by_role_and_label(Role::RadioButton, "Unboxing").click();
    for _ in 0..4 {
        app.step();
    }
    click(&mut app, Role::Button, "Cancel");
    assert!(app.query_by_role_and_label(Role::Button, "Make it after all").is_some());
    assert!(saved(&world).is_empty());
    click(&mut app, Role::Button, "Close");
}
