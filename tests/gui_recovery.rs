//! Unsaved work that outlives the program: kept while one works, offered at the next start, opened or forgotten, and the
//! person's own file untouched. And the path that is typed where the system has no dialog for it.

mod open_window;

use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use open_window::{Answers, App, FILE, blank, now, open, sample, show, show_with};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unsung::app::{Command, FakeWorld, Jobs, Section, Workspace, World};
use unsung::campaign::AwardId;
use unsung::gui::picker::{FilePicker, OrTyped};

/// Lets the window's clock run on without touching anything, until what is there now is kept.
fn wait(app: &mut App) {
    for _ in 0..200 {
        app.harness.step();
        let ws = app.harness.state().workspace();
        if ws.journal().kept_revision() == ws.campaign().map(unsung::campaign::Campaign::revision) {
            break;
        }
    }
    app.settle();
}

fn add_award(app: &mut App, title: &str) {
    app.go(Section::Awards);
    app.press(Command::NewHere);
    app.write("Title of the award", title);
}

fn copies(world: &FakeWorld) -> Vec<PathBuf> {
    let is_copy = |path: &PathBuf| path.starts_with("/settings/recovery");
    world.paths().into_iter().filter(is_copy).collect()
}

/// The program starts again on the same machine.
fn start_again(world: &Arc<FakeWorld>) -> App {
    let ws = Workspace::new(Arc::clone(world) as Arc<dyn World>, Jobs::default());
    show(Arc::clone(world), ws)
}

#[test]
fn work_without_a_file_is_kept_and_opened_again() {
    let mut app = open(blank, false);
    wait(&mut app);
    assert!(copies(&app.world).is_empty(), "nothing was done yet");
    add_award(&mut app, "Night Owl");
    wait(&mut app);
    assert_eq!(copies(&app.world).len(), 2, "the copy and its note");
    assert!(app.says("Not saved, kept "), "the title bar says when");
    let world = Arc::clone(&app.world);
    drop(app);

    let mut app = start_again(&world);
    assert!(app.says("Unsaved work from "));
    assert!(app.says("It never had a file."));
    app.button("Open it");
    assert_eq!(app.campaign().awards().get(AwardId(1)).unwrap().title, "Night Owl");
    assert!(app.harness.state().workspace().is_unsaved());
    *app.answers.path.lock().unwrap() = Some(FILE.into());
    app.press(Command::Save);
    assert_eq!(app.on_disk().awards().len(), 1);
    assert!(copies(&world).is_empty(), "what is saved is not kept: {:?}", copies(&world));
}

#[test]
fn the_own_file_stays_and_a_save_asks_where_to() {
    let mut app = open(sample, true);
    let own = app.world.read(Path::new(FILE)).unwrap();
    add_award(&mut app, "Calm Voice");
    wait(&mut app);
    let world = Arc::clone(&app.world);
    drop(app);
    assert_eq!(world.read(Path::new(FILE)).unwrap(), own);

    // The file itself is opened: the newer work is offered, and can wait.
    let mut app = start_again(&world);
    assert!(app.says("heroes.unsung stays as it is."));
    *app.answers.path.lock().unwrap() = Some(FILE.into());
    app.press(Command::Open);
    assert!(app.says("Unsaved work from "));
    app.button("Decide later");
    assert_eq!(app.campaign().awards().len(), 5);
    app.press(Command::Open);
    app.button("Open it");
    assert_eq!(app.campaign().awards().len(), 6);
    assert_eq!(app.harness.state().workspace().path(), None);
    assert!(app.says("heroes.unsung is as it was."));
    *app.answers.path.lock().unwrap() = Some("/documents/again.unsung".into());
    app.press(Command::Save);
    assert_eq!(world.read(Path::new(FILE)).unwrap(), own);
    assert!(world.exists(Path::new("/documents/again.unsung")));
    assert!(copies(&world).is_empty());
}

#[test]
fn what_is_forgotten_is_gone_and_what_is_left_unsaved_is_not_offered() {
    let mut app = open(blank, false);
    add_award(&mut app, "Night Owl");
    wait(&mut app);
    let world = Arc::clone(&app.world);
    drop(app);
    let mut app = start_again(&world);
    app.button("Forget it");
    assert!(!app.says("Unsaved work from"));
    assert!(copies(&world).is_empty());
    drop(app);

    let mut app = open(blank, false);
    add_award(&mut app, "Night Owl");
    wait(&mut app);
    app.press(Command::Palette);
    let find = app.harness.get_all_by_role(Role::TextInput).last().unwrap().accesskit_node().label().unwrap();
    app.write(&find, "close campaign");
    app.key(eframe::egui::Modifiers::NONE, eframe::egui::Key::Enter);
    app.button("Lose the changes");
    assert!(copies(&app.world).is_empty(), "it was given up on purpose");
    assert!(!app.says("Unsaved work from"));
}

#[test]
fn a_damaged_copy_is_told_and_nothing_is_lost() {
    let mut app = open(blank, false);
    add_award(&mut app, "Night Owl");
    wait(&mut app);
    let world = Arc::clone(&app.world);
    drop(app);
    let copy = copies(&world).into_iter().find(|path| path.extension().is_some_and(|e| e == "unsung")).unwrap();
    world.put(copy, b"half a file".to_vec());
    let mut app = start_again(&world);
    app.button("Open it");
    assert!(app.says("was not opened; it is unchanged."));
    app.click(Role::Button, "Close");
    assert!(app.has_button("Forget it"));
}

/// Another window, or the command line, saves the same file.
fn save_elsewhere(world: &Arc<FakeWorld>, title: &str) {
    let mut other = Workspace::new(Arc::clone(world) as Arc<dyn World>, Jobs::default());
    other.open_now(Path::new(FILE)).unwrap();
    let award = unsung::campaign::Award { title: title.into(), ..unsung::campaign::Award::default() };
    let id = AwardId(77);
    other.edit("Add an award", unsung::campaign::Edit::award(id, award)).unwrap();
    other.save_now(FILE.into()).unwrap();
}

fn titles(campaign: &unsung::campaign::Campaign) -> Vec<String> {
    campaign.awards().iter().map(|(_, award)| award.title.clone()).collect()
}

#[test]
fn what_somebody_else_wrote_is_never_replaced_unasked() {
    let mut app = open(sample, true);
    add_award(&mut app, "Calm Voice");
    app.press(Command::Save);
    assert!(titles(&app.on_disk()).contains(&"Calm Voice".to_owned()), "one's own version is no reason to ask");

    save_elsewhere(&app.world, "From the other window");
    add_award(&mut app, "Night Owl");
    app.press(Command::Save);
    assert!(app.says("Somebody else changed “heroes.unsung”"));
    assert!(app.says("heroes.previous.unsung"));
    app.button("Stay here");
    assert!(app.harness.state().workspace().is_unsaved());
    assert!(titles(&app.on_disk()).contains(&"From the other window".to_owned()));

    // Under another name, both are kept.
    app.press(Command::Save);
    *app.answers.path.lock().unwrap() = Some("/documents/mine.unsung".into());
    app.button("Save under another name");
    assert!(!app.harness.state().workspace().is_unsaved());
    assert!(app.world.exists(Path::new("/documents/mine.unsung")));
    assert!(titles(&app.on_disk()).contains(&"From the other window".to_owned()));
    add_award(&mut app, "Third Hand");
    app.press(Command::Save);
    assert!(!app.says("Somebody else changed"), "from now on the new file is the own one");
}

#[test]
fn a_changed_file_is_replaced_when_that_is_wanted_and_kept_beside() {
    let mut app = open(sample, true);
    save_elsewhere(&app.world, "From the other window");
    let theirs = app.world.read(Path::new(FILE)).unwrap();
    add_award(&mut app, "Night Owl");
    app.press(Command::Save);
    app.button("Replace that version");
    assert!(titles(&app.on_disk()).contains(&"Night Owl".to_owned()));
    assert_eq!(app.world.read(Path::new("/documents/heroes.previous.unsung")).unwrap(), theirs);
    add_award(&mut app, "Third Hand");
    app.press(Command::Save);
    assert!(!app.says("Somebody else changed"));
    assert!(!app.harness.state().workspace().is_unsaved());
}

#[test]
fn leaving_does_not_go_on_over_a_changed_file() {
    let mut app = open(sample, true);
    save_elsewhere(&app.world, "From the other window");
    add_award(&mut app, "Night Owl");
    app.press(Command::Open);
    app.button("Save and go on");
    assert!(app.says("Somebody else changed “heroes.unsung”"));
    app.button("Stay here");
    assert!(app.harness.state().workspace().is_unsaved(), "nothing was left");
    *app.answers.path.lock().unwrap() = Some(FILE.into());
    app.press(Command::Open);
    app.button("Save and go on");
    app.button("Replace that version");
    let ws = app.harness.state().workspace();
    assert!(!ws.is_unsaved() && ws.undo_title().is_none(), "then it goes on as was asked: another file is open");
    assert!(titles(&app.on_disk()).contains(&"Night Owl".to_owned()));
}

/// On a bare Linux no dialog opens, whoever asks for one: the window asks for the path itself.
#[test]
fn where_the_system_has_no_file_dialog_the_path_is_typed() {
    let world = Arc::new(FakeWorld::new(now()));
    let (campaign, blobs) = sample(&world);
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    ws.install_new(campaign, blobs);
    ws.save_now(FILE.into()).unwrap();
    // The answers hold no path: nothing comes of any dialog.
    let answers = Arc::new(Answers::default());
    let picker = OrTyped::new(Arc::clone(&answers) as Arc<dyn FilePicker>, || ());
    let mut app = show_with(Arc::clone(&world), ws, answers, Arc::new(picker));
    app.go(Section::Impact);
    app.button("Save the report");
    assert!(app.says("This system has no file dialog to offer."));
    app.button("Cancel");
    assert!(!app.says("This system has no file dialog to offer.") && !app.harness.state().is_busy());
    app.button("Save the report");
    // Beside the campaign, as a dialog would offer it, and without its ending.
    app.write("Path of the file", "/elsewhere/our report");
    app.button("Save there");
    let bytes = world.read(Path::new("/elsewhere/our report.pdf")).unwrap();
    assert!(bytes.starts_with(b"%PDF"));
    // The window's own questions come the same way.
    app.press(Command::SaveAs);
    app.write("Path of the file", "/elsewhere/copy");
    app.button("Save there");
    assert!(world.read(Path::new("/elsewhere/copy.unsung")).is_ok());
}
