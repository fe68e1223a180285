//! The main job through the window, from the first start to the file opened again: by role and label, without display or GPU.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use unsung::app::{Command, FakeWorld, Jobs, Section, Workspace, World};
use unsung::campaign::{Campaign, Stage, SweepstakeId};
use unsung::gui::Window;
use unsung::gui::art::Art;
use unsung::gui::picker::{Ask, FilePicker};
use unsung::scene::kit::Kit;

/// Answers file dialogs with what was put in.
#[derive(Default)]
struct Picks {
    open: Mutex<PathBuf>,
    save: Mutex<PathBuf>,
    folder: Mutex<PathBuf>,
}

impl FilePicker for Picks {
    fn open_file(&self, _: &Ask) -> Option<PathBuf> {
        Some(self.open.lock().unwrap().clone())
    }
    fn save_file(&self, _: &Ask) -> Option<PathBuf> {
        Some(self.save.lock().unwrap().clone())
    }
    fn folder(&self, _: &Ask) -> Option<PathBuf> {
        Some(self.folder.lock().unwrap().clone())
    }
}

struct App {
    harness: Harness<'static, Window>,
    world: Arc<FakeWorld>,
    picks: Arc<Picks>,
}

impl App {
    fn start() -> Self {
        let world = Arc::new(FakeWorld::new("2026-12-08T11:00:00Z".parse().unwrap()));
        let picks = Arc::new(Picks::default());
        let ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
        let picker = Arc::clone(&picks) as Arc<dyn FilePicker>;
        let harness = Harness::builder()
            .with_size([1440.0, 900.0])
            .build_eframe(move |cc| Window::new(ws, Art::new(Kit::builtin().unwrap()), picker, None, &cc.egui_ctx));
        let mut app = Self { harness, world, picks };
        app.settle();
        app
    }

    /// Steps until nothing runs beside the window and the frame is calm.
    fn settle(&mut self) {
        for _ in 0..2 {
            for _ in 0..4 {
                self.harness.step();
            }
            for _ in 0..8_000 {
                if !self.harness.state().is_busy() {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(3));
                self.harness.step();
            }
            assert!(!self.harness.state().is_busy(), "something never ends");
        }
        for _ in 0..4 {
            self.harness.step();
        }
    }

    fn click(&mut self, role: Role, label: &str) {
        let node = self.harness.get_by_role_and_label(role, label);
        node.scroll_to_me();
        self.settle();
        self.harness.get_by_role_and_label(role, label).click();
        self.settle();
    }

    /// The first control whose label begins so.
    fn click_beginning(&mut self, role: Role, beginning: &str) {
        let label = self.label_beginning(role, beginning);
        self.click(role, &label);
    }

    fn label_beginning(&self, role: Role, beginning: &str) -> String {
        let nodes = self
            .harness
            .query_all_by(|node| node.role() == role && node.label().is_some_and(|label| label.starts_with(beginning)));
        let labels: Vec<String> = nodes.filter_map(|node| node.accesskit_node().label()).collect();
        labels.into_iter().next().unwrap_or_else(|| panic!("nothing is called “{beginning} …”"))
    }

    fn type_into(&mut self, label: &str, words: &str) {
        self.click(Role::TextInput, label);
        self.harness.get_by_role_and_label(Role::TextInput, label).type_text(words);
        self.settle();
    }

    fn press(&mut self, command: Command) {
        let shortcut = command.shortcut().expect("it has keys");
        let mut modifiers = Modifiers::NONE;
        if shortcut.command {
            modifiers |= Modifiers { command: true, ctrl: true, ..Modifiers::NONE };
        }
        if shortcut.shift {
            modifiers |= Modifiers::SHIFT;
        }
        self.harness.key_press_modifiers(modifiers, Key::from_name(shortcut.key).unwrap());
        self.settle();
    }

    fn go(&mut self, section: Section) {
        // Sections from the tenth on have no keys of their own.
        if Command::GoTo(section).shortcut().is_some() {
            self.press(Command::GoTo(section));
        } else {
            self.harness.query_all_by_label(section.title()).next().unwrap().click();
            self.settle();
        }
        assert_eq!(self.harness.state().section(), section);
    }

    fn campaign(&self) -> &Campaign {
        self.harness.state().workspace().campaign().expect("a campaign is open")
    }
}

#[test]
fn from_the_sample_to_printed_cards_and_back_again() {
    let mut app = App::start();
    let form = std::fs::read("tests/data/csv/google_sheets_nominations.csv").unwrap();
    app.world.put("/lists/form.csv", form);
    *app.picks.save.lock().unwrap() = "/documents/heroes.unsung".into();

    // The first start offers the sample.
    app.click(Role::Button, "Open the sample");
    assert_eq!(app.campaign().heroes().len(), 18);
    let sample = app.campaign().clone();

    // A list comes in, through three steps, as one step that can be undone.
    *app.picks.open.lock().unwrap() = "/lists/form.csv".into();
    app.press(Command::Import);
    assert_eq!(app.harness.state().section(), Section::Import);
    app.click(Role::Button, "Match columns");
    app.click(Role::Button, "Skip this column");
    app.click(Role::Button, "Check rows");
    app.click_beginning(Role::Button, "Import 6 nominations");
    assert_eq!(app.campaign().nominations().len(), 46);
    assert!(app.campaign().people().iter().any(|(_, person)| person.name == "Thibauld Münchhausen"));

    // A name is corrected, and the correction taken back and done again.
    app.go(Section::People);
    app.type_into("Find in people", "münchh");
    app.click_beginning(Role::Row, "Thibauld Münchhausen");
    app.type_into("Name", " von Bodenwerder");
    let renamed = |app: &App| app.campaign().people().iter().any(|(_, p)| p.name.contains("Bodenwerder"));
    assert!(renamed(&app));
    let title = app.harness.state().workspace().undo_title().unwrap().to_owned();
    app.click_beginning(Role::Button, &format!("Undo: {title}"));
    assert!(!renamed(&app), "undone by name");
    app.click_beginning(Role::Button, "Redo:");
    assert!(renamed(&app));

    // One more winner, with a reason that the card will say.
    app.go(Section::Awards);
    app.click_beginning(Role::Row, "2, Małgorzata Świerszcz");
    app.click(Role::Button, "Choose as winner");
    let (_, hero_of_the_year) = app.campaign().awards().iter().next().unwrap();
    assert_eq!(hero_of_the_year.winners.len(), 2);

    // The draw: locked, drawn and verified; each seal is written to the disk at once.
    app.go(Section::Sweepstake);
    app.click_beginning(Role::Button, "Go to the lock");
    // A lock must not be lost: the campaign needs a file first.
    app.click(Role::Button, "Save the campaign");
    assert!(app.world.exists(Path::new("/documents/heroes.unsung")));
    for condition in ["The rules text says", "", "The luck will be known", "I publish the lock code"] {
        let label = if condition.is_empty() {
            left_out_condition(&app)
        } else {
            app.label_beginning(Role::CheckBox, condition)
        };
        app.click(Role::CheckBox, &label);
    }
    app.type_into("Type LOCK to confirm", "LOCK");
    app.click(Role::Button, "Lock draw 1");
    assert_eq!(stage(&app), Stage::Locked);
    assert!(!app.harness.state().workspace().is_unsaved(), "the lock is on the disk");
    assert!(app.harness.state().workspace().undo_title().is_none(), "a lock is not undone");

    app.world.set_now("2026-12-10T15:04:00Z".parse().unwrap());
    app.click_beginning(Role::Button, "Go to the draw");
    app.type_into("Lottery of 9 December", "7 8 11 18 28 40 48");
    app.type_into("Phrase from the audience", "the biscuit tin");
    app.click(Role::Button, "Draw");
    assert_eq!(stage(&app), Stage::Drawn);
    assert!(!app.harness.state().workspace().is_unsaved(), "the record is on the disk before it is shown");
    assert!(app.harness.query_all_by_label_contains("Walk recomputed").count() > 0, "the steps are named");

    // Cards of the winners, one file each, in a folder.
    app.go(Section::PrintRoom);
    app.click_beginning(Role::Tab, "Everybody, ");
    app.click(Role::RadioButton, "Winners");
    app.click(Role::TextInput, "Folder");
    app.harness.key_press_modifiers(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    app.type_into("Folder", "/documents/cards");
    app.click_beginning(Role::Button, "Make ");
    let cards: Vec<PathBuf> =
        app.world.paths().into_iter().filter(|path| path.starts_with("/documents/cards")).collect();
    let pdfs = cards.iter().filter(|path| path.extension().is_some_and(|ending| ending == "pdf")).count();
    let winners = app.campaign().awards().iter().map(|(_, award)| award.winners.len()).sum::<usize>();
    assert!(pdfs >= winners, "{cards:?}");
    assert!(app.world.read(&cards[0]).unwrap().starts_with(b"%PDF-1.7"));

    // Saved and opened again it is the same campaign.
    app.press(Command::Save);
    let saved = app.campaign().clone();
    let lines = saved.ledger().lines().len();
    assert_ne!(saved, sample);
    *app.picks.open.lock().unwrap() = "/documents/heroes.unsung".into();
    app.press(Command::Open);
    assert_eq!(*app.campaign(), saved);
    assert_eq!(app.campaign().ledger().lines().len(), lines);
    assert_eq!(app.campaign().check_ledger(), Ok(()));
    assert!(!app.harness.state().workspace().is_unsaved());
}

fn stage(app: &App) -> Stage {
    app.campaign().sweepstakes().get(SweepstakeId(1)).unwrap().stage()
}

/// "19 left-out entries each have a reason": the number is the sample's.
fn left_out_condition(app: &App) -> String {
    let nodes = app.harness.query_all_by(|node| {
        node.role() == Role::CheckBox && node.label().is_some_and(|label| label.contains("left-out"))
    });
    let mut labels = nodes.filter_map(|node| node.accesskit_node().label());
    labels.next().expect("somebody is left out")
}

#[test]
fn files_that_cannot_be_opened_or_written_are_said_and_change_nothing() {
    let mut app = App::start();
    app.click(Role::Button, "Start with a blank campaign");
    let before = app.campaign().clone();
    *app.picks.save.lock().unwrap() = "/documents/mine.unsung".into();
    app.press(Command::Save);
    let whole = app.world.read(Path::new("/documents/mine.unsung")).unwrap();

    app.world.put("/bad/empty.unsung", Vec::new());
    app.world.put("/bad/list.unsung", b"Name,E-mail\nBo,bo@example.org\n".to_vec());
    app.world.put("/bad/cut.unsung", whole[..whole.len() / 2].to_vec());
    app.world.put("/bad/with spaces and é/deep.unsung", b"%PDF-1.7".to_vec());
    for (path, words) in [
        ("/bad/empty.unsung", "The file is empty"),
        ("/bad/list.unsung", "it is a text file"),
        ("/bad/cut.unsung", "ends too early"),
        ("/bad/with spaces and é/deep.unsung", "it is a PDF"),
        ("/bad/missing.unsung", "There is no such file"),
        ("/bad", "It is a folder"),
    ] {
        let bytes = app.world.read(Path::new(path)).ok();
        *app.picks.open.lock().unwrap() = path.into();
        app.press(Command::Open);
        assert!(app.harness.query_all_by_label_contains(words).count() > 0, "{path}: {words}");
        app.click(Role::Button, "Close");
        assert_eq!(*app.campaign(), before, "{path}");
        assert_eq!(app.world.read(Path::new(path)).ok(), bytes, "{path} was changed");
    }

    // A folder that cannot be written: said, and the work is still there.
    app.world.protect("/locked");
    *app.picks.save.lock().unwrap() = "/locked/mine.unsung".into();
    app.press(Command::SaveAs);
    assert!(app.harness.query_all_by_label_contains("not allowed").count() > 0);
    app.click(Role::Button, "Close");
    assert_eq!(*app.campaign(), before);
    assert_eq!(app.world.read(Path::new("/documents/mine.unsung")).unwrap(), whole);
}

#[test]
fn unsaved_work_is_asked_about_before_it_is_left() {
    let mut app = App::start();
    app.click(Role::Button, "Start with a blank campaign");
    app.press(Command::Open);
    assert!(app.harness.query_all_by_label_contains("There are changes that no file holds").count() > 0);
    app.click(Role::Button, "Stay here");
    assert!(app.harness.state().workspace().campaign().is_some());

    *app.picks.save.lock().unwrap() = "/documents/first.unsung".into();
    *app.picks.open.lock().unwrap() = "/documents/first.unsung".into();
    app.press(Command::Open);
    app.click(Role::Button, "Save and go on");
    assert!(app.world.exists(Path::new("/documents/first.unsung")), "saved before it was left");
    assert!(!app.harness.state().workspace().is_unsaved());
    assert_eq!(app.harness.state().workspace().preferences().recent.len(), 1);
}

#[test]
fn a_photo_is_kept_with_the_campaign() {
    let mut app = App::start();
    let png = std::fs::read("assets/art/icon/unsung-256.png").unwrap();
    app.world.put("/pictures/face.png", png.clone());
    app.world.put("/pictures/list.png", b"Name,E-mail".to_vec());
    app.click(Role::Button, "Open the sample");
    app.go(Section::People);
    app.type_into("Find in people", "świerszcz");
    app.click_beginning(Role::Row, "Małgorzata Świerszcz");

    *app.picks.open.lock().unwrap() = "/pictures/list.png".into();
    app.click(Role::Button, "Choose a photo");
    assert!(app.harness.query_all_by_label_contains("neither a JPEG nor a PNG").count() > 0);
    app.click(Role::Button, "Close");

    *app.picks.open.lock().unwrap() = "/pictures/face.png".into();
    app.click(Role::Button, "Choose a photo");
    let photo_of = |app: &App| app.campaign().people().iter().find_map(|(_, person)| person.photo.clone());
    let photo = photo_of(&app).expect("it was taken");
    assert_eq!((photo.width_px, photo.height_px), (256, 256));

    *app.picks.save.lock().unwrap() = "/documents/heroes.unsung".into();
    app.press(Command::Save);
    *app.picks.open.lock().unwrap() = "/documents/heroes.unsung".into();
    app.press(Command::Open);
    let kept = app.harness.state().workspace().blob(&photo.sha256).expect("the file holds it");
    assert_eq!(*kept, png);
}

/// A file as the system drops it on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl eframe::egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }
    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the program reads by path".into())
    }
}

#[test]
fn a_dropped_list_is_imported_and_a_dropped_campaign_opened() {
    let mut app = App::start();
    let form = std::fs::read("tests/data/csv/google_sheets_nominations.csv").unwrap();
    app.world.put("/lists/form.csv", form);
    // On the first page a list starts a campaign, and asks before it takes anything over.
    app.harness.input_mut().dropped_files.push(Arc::new(Dropped("/lists/form.csv".into())));
    app.settle();
    assert_eq!(app.harness.state().section(), Section::Import);
    assert!(app.campaign().nominations().is_empty());
    app.click(Role::Button, "Match columns");
    app.click(Role::Button, "Skip this column");
    app.click(Role::Button, "Check rows");
    app.click_beginning(Role::Button, "Import 6 nominations");
    assert_eq!(app.campaign().nominations().len(), 6);

    *app.picks.save.lock().unwrap() = "/documents/dropped.unsung".into();
    app.press(Command::Save);
    let saved = app.campaign().clone();
    app.press(Command::GoTo(Section::People));
    app.harness.input_mut().dropped_files.push(Arc::new(Dropped("/documents/dropped.unsung".into())));
    app.settle();
    assert_eq!(*app.campaign(), saved);
    assert_eq!(app.harness.state().section(), Section::Home, "it was opened again");
}
