//! A window over a world in memory, worked by role and label. Each test file uses the part it needs.
#![allow(dead_code)]

pub mod picture;
pub mod plain;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use unsung::app::{Command, FakeWorld, Jobs, Progress, Section, Workspace, World, templates};
use unsung::campaign::Campaign;
use unsung::gui::Window;
use unsung::gui::art::Art;
use unsung::gui::picker::{Ask, FilePicker};
use unsung::scene::kit::Kit;
use unsung::store::Blobs;

pub const FILE: &str = "/documents/heroes.unsung";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn now() -> Timestamp {
    at("2026-11-20T09:00:00Z")
}

/// Answers every dialog with the path that was put into it.
#[derive(Default)]
pub struct Answers {
    pub path: Mutex<Option<PathBuf>>,
    pub asked: Mutex<Vec<String>>,
}

impl Answers {
    fn answer(&self, ask: &Ask) -> Option<PathBuf> {
        self.asked.lock().unwrap().push(ask.title.clone());
        self.path.lock().unwrap().clone()
    }
}

impl FilePicker for Answers {
    fn open_file(&self, ask: &Ask) -> Option<PathBuf> {
        self.answer(ask)
    }
    fn save_file(&self, ask: &Ask) -> Option<PathBuf> {
        self.answer(ask)
    }
    fn folder(&self, ask: &Ask) -> Option<PathBuf> {
        self.answer(ask)
    }
}

pub struct App {
    pub harness: Harness<'static, Window>,
    pub world: Arc<FakeWorld>,
    pub answers: Arc<Answers>,
}

/// Puts the window over a campaign, saved to [`FILE`] when `saved`.
pub fn open(make: impl FnOnce(&FakeWorld) -> (Campaign, Blobs), saved: bool) -> App {
    let world = Arc::new(FakeWorld::new(now()));
    let (campaign, blobs) = make(&world);
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    ws.install_new(campaign, blobs);
    if saved {
        ws.save_now(FILE.into()).unwrap();
    }
    show(world, ws)
}

pub fn show(world: Arc<FakeWorld>, ws: Workspace) -> App {
    let answers = Arc::new(Answers::default());
    let picker = Arc::clone(&answers);
    show_with(world, ws, answers, picker)
}

/// The same with another way of asking for files than the answers alone.
pub fn show_with(world: Arc<FakeWorld>, ws: Workspace, answers: Arc<Answers>, picker: Arc<dyn FilePicker>) -> App {
    let harness = picture::builder([1440.0, 900.0])
        .build_eframe(move |cc| Window::new(ws, Art::new(Kit::builtin().unwrap()), picker, None, &cc.egui_ctx));
    let mut app = App { harness, world, answers };
    app.settle();
    app
}

pub fn blank(world: &FakeWorld) -> (Campaign, Blobs) {
    templates::start_with_blobs(world, "blank", &Progress::silent()).unwrap()
}

pub fn sample(world: &FakeWorld) -> (Campaign, Blobs) {
    templates::start_with_blobs(world, templates::SAMPLE, &Progress::silent()).unwrap()
}

impl App {
    /// Steps until nothing runs beside the window for some frames: the end of one job may begin another.
    pub fn settle(&mut self) {
        let mut calm = 0;
        for _ in 0..10_000 {
            self.harness.step();
            if self.harness.state().is_busy() {
                calm = 0;
                std::thread::sleep(std::time::Duration::from_millis(1));
            } else {
                calm += 1;
            }
            if calm == 5 {
                picture::of_dialog(&self.harness);
                return;
            }
        }
        panic!("something never ends");
    }
    /// A picture of the window, where pictures are asked for.
    pub fn picture(&self, name: &str) {
        picture::of_window(&self.harness, name);
    }
    pub fn campaign(&self) -> &Campaign {
        self.harness.state().workspace().campaign().unwrap()
    }
    pub fn go(&mut self, section: Section) {
        if Command::GoTo(section).shortcut().is_some() {
            self.press(Command::GoTo(section));
        } else {
            // By its name: in a test the wall lies over the rail, for a person it is a window of its own.
            self.harness.get_by_role_and_label(Role::Link, section.title()).click_accesskit();
            self.settle();
        }
        assert_eq!(self.harness.state().section(), section);
    }
    pub fn press(&mut self, command: Command) {
        let shortcut = command.shortcut().unwrap();
        self.key(
            Modifiers { command: shortcut.command, ctrl: shortcut.command, shift: shortcut.shift, ..Modifiers::NONE },
            Key::from_name(shortcut.key).unwrap(),
        );
    }
    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }
    pub fn click(&mut self, role: Role, label: &str) {
        // A person scrolls to what is out of sight before pressing it.
        self.harness.get_by_role_and_label(role, label).scroll_to_me();
        self.settle();
        self.harness.get_by_role_and_label(role, label).click();
        self.settle();
    }
    pub fn button(&mut self, label: &str) {
        self.click(Role::Button, label);
    }
    /// Puts `text` in place of what stands in a field.
    pub fn write(&mut self, label: &str, text: &str) {
        let find = |app: &Self| {
            let line = app.harness.query_by_role_and_label(Role::TextInput, label).map(|_| Role::TextInput);
            line.unwrap_or(Role::MultilineTextInput)
        };
        let role = find(self);
        self.click(role, label);
        self.key(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
        self.harness.get_by_role_and_label(role, label).type_text(text);
        self.settle();
    }
    pub fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }
    pub fn has_button(&self, label: &str) -> bool {
        self.harness.query_all_by_role_and_label(Role::Button, label).next().is_some()
    }
    /// True where a label or a description holds these words.
    pub fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
            || self
                .harness
                .query_all_by(|node| node.description().is_some_and(|description| description.contains(words)))
                .next()
                .is_some()
    }
    pub fn is_disabled(&self, role: Role, label: &str) -> bool {
        self.harness.get_by_role_and_label(role, label).accesskit_node().is_disabled()
    }
    /// Labels of the rows of the table in view, from top to bottom.
    pub fn rows(&self) -> Vec<String> {
        let mut rows: Vec<(f32, String)> = self
            .harness
            .query_all_by_role(Role::Row)
            .filter_map(|node| Some((node.rect().top(), node.accesskit_node().label()?)))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().map(|row| row.1).collect()
    }
    /// Clicks the row whose label begins like this.
    pub fn row(&mut self, starts: &str) {
        let label = self.rows().into_iter().find(|label| label.starts_with(starts));
        let label = label.unwrap_or_else(|| panic!("no row begins with {starts}: {:?}", self.rows()));
        self.click(Role::Row, &label);
    }
    /// The campaign as the file holds it.
    pub fn on_disk(&self) -> Campaign {
        let bytes = self.world.read(Path::new(FILE)).unwrap();
        unsung::store::from_bytes(&bytes).unwrap().campaign
    }
}
