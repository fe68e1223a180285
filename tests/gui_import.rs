//! An import through the window: three steps, every choice, one undo step, and what happens to files that cannot be used.

use eframe::egui::Event;
use eframe::egui::Key;
use eframe::egui::Modifiers;
use eframe::egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unsung::app::{Command, FakeWorld, Jobs, Section, Workspace, World};
use unsung::campaign::{Campaign, Change, Edit, Sweepstake};
use unsung::gui::Window;
use unsung::gui::art::Art;
use unsung::gui::picker::{Ask, FilePicker};
use unsung::scene::kit::Kit;
use unsung::store::Blobs;

/// Chooses always the same files.
struct Picks {
    open: PathBuf,
}

impl FilePicker for Picks {
    fn open_file(&self, _: &Ask) -> Option<PathBuf> {
        Some(self.open.clone())
    }
    fn save_file(&self, ask: &Ask) -> Option<PathBuf> {
        Some(Path::new("/out").join(&ask.file_name))
    }
    fn folder(&self, _: &Ask) -> Option<PathBuf> {
        self.open.parent().map(Path::to_owned)
    }
}

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

type App = Harness<'static, Window>;

fn window_with(file: &str, bytes: impl Into<Vec<u8>>, prepare: impl FnOnce(&mut Campaign)) -> (App, Arc<FakeWorld>) {
    let world = Arc::new(FakeWorld::new(now()));
    world.put(format!("/lists/{file}"), bytes);
    let mut campaign = unsung::app::templates::start(world.as_ref(), "blank").unwrap();
    prepare(&mut campaign);
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    ws.install_new(campaign, Blobs::new());
    let picker = Arc::new(Picks { open: Path::new("/lists").join(file) });
    let mut app = Harness::builder()
        .with_size([1440.0, 900.0])
        .build_eframe(move |cc| Window::new(ws, Art::new(Kit::builtin().unwrap()), picker, None, &cc.egui_ctx));
    press(&mut app, Command::GoTo(Section::Import));
    (app, world)
}

fn window(file: &str, bytes: impl Into<Vec<u8>>) -> (App, Arc<FakeWorld>) {
    window_with(file, bytes, |_| ())
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
    for _ in 0..4 {
        app.step();
    }
}

/// The same until what a choice started has ended too.
fn settle_all(app: &mut App) {
    settle(app);
    settle(app);
}

fn press(app: &mut App, command: Command) {
    let shortcut = command.shortcut().unwrap();
    let modifiers = Modifiers { command: shortcut.command, ctrl: shortcut.command, ..Modifiers::NONE };
    app.key_press_modifiers(modifiers, Key::from_name(shortcut.key).unwrap());
    settle_all(app);
}

fn click(app: &mut App, role: Role, label: &str) {
    app.get_by_role_and_label(role, label).click();
    settle_all(app);
}

fn choose(app: &mut App, name: &str, option: &str) {
    click(app, Role::ComboBox, name);
    app.get_by_role_and_label(Role::MenuItemRadio, option).scroll_to_me();
    settle(app);
    click(app, Role::MenuItemRadio, option);
}

fn has(app: &App, role: Role, label: &str) -> bool {
    app.query_by_role_and_label(role, label).is_some()
}

fn value(app: &App, name: &str) -> String {
    app.get_by_role_and_label(Role::ComboBox, name).accesskit_node().value().unwrap_or_default()
}

fn records(app: &App) -> &Campaign {
    app.state().workspace().campaign().unwrap()
}

fn nominations_csv() -> Vec<u8> {
    std::fs::read("tests/data/csv/google_sheets_nominations.csv").unwrap()
}

#[test]
fn a_form_comes_in_through_three_steps_as_one_undo_step() {
    let (mut app, _) = window("google_sheets_nominations.csv", nominations_csv());
    let before = records(&app).clone();
    click(&mut app, Role::Button, "Choose a file");
    assert_eq!(value(&app, "Rows are"), "Nominations");
    assert_eq!(value(&app, "Letters"), "UTF-8");
    assert_eq!(value(&app, "Separator"), "comma");
    app.get_by_label("Google Forms");
    click(&mut app, Role::Button, "Match columns");
    assert_eq!(value(&app, "Becomes: Who are you nominating? (full name)"), "Nominee: full name");
    let consent = "Becomes: May we contact the nominee about this nomination?";
    if value(&app, consent) == "Not chosen yet" {
        // Nothing goes on while a column is open.
        click(&mut app, Role::Button, "Check rows");
        assert!(!has(&app, Role::Table, "Rows"));
        choose(&mut app, consent, "Consent to be contacted");
    }
    click(&mut app, Role::Button, "Check rows");
    assert!(has(&app, Role::Table, "Rows"));
    assert_eq!(*records(&app), before, "nothing is added before Import");
    press_import(&mut app);
    assert!(!records(&app).nominations().is_empty());
    assert_eq!(records(&app).sources().len(), 1);
    assert_eq!(app.state().section(), Section::Nominations);
    let sha256 = records(&app).sources().iter().next().unwrap().1.sha256.clone();
    assert_eq!(app.state().workspace().blob(&sha256).unwrap().as_slice(), nominations_csv());
    press(&mut app, Command::Undo);
    assert_eq!(*records(&app), before);
}

/// Presses the button that begins with "Import" and a number.
fn press_import(app: &mut App) {
    let label = app
        .query_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with("Import ") && label.chars().any(|c| c.is_ascii_digit()))
        .expect("an import button");
    click(app, Role::Button, &label);
}

const PEOPLE: &str = "Name;E-Mail;Team\nAnn Field;ann@example.org;Payroll\nBo Reyes;bo@example.org;Sales\n;;\nנועם אלמוג;noam@example.org;Field\n";

fn import_people(app: &mut App) {
    click(app, Role::Button, "Choose a file");
    click(app, Role::Button, "Match columns");
    click(app, Role::Button, "Check rows");
    press_import(app);
}

#[test]
fn the_same_file_twice_is_recognised_and_adds_nothing() {
    let (mut app, _) = window("people.csv", PEOPLE);
    import_people(&mut app);
    assert_eq!(records(&app).people().len(), 3);
    press(&mut app, Command::GoTo(Section::Import));
    click(&mut app, Role::Button, "Choose a file");
    app.get_by_label_contains("This file was imported before. On 20 November 2026");
    click(&mut app, Role::Button, "Match columns");
    app.get_by_label_contains("You have matched a file with these headers before");
    click(&mut app, Role::Button, "Check rows");
    app.get_by_label_contains("This file was imported before");
    let button = app.get_by_role_and_label(Role::Button, "Import");
    assert!(button.accesskit_node().is_disabled());
    click(&mut app, Role::Button, "Cancel");
    assert_eq!(records(&app).people().len(), 3);
    assert_eq!(records(&app).sources().len(), 1);
}

#[test]
fn another_separator_and_another_kind_are_read_at_once() {
    let (mut app, _) = window("people.csv", PEOPLE);
    click(&mut app, Role::Button, "Choose a file");
    assert_eq!(value(&app, "Separator"), "semicolon");
    choose(&mut app, "Separator", "comma");
    assert_eq!(value(&app, "Separator"), "comma");
    app.get_by_role_and_label(Role::ColumnHeader, "Name;E-Mail;Team");
    choose(&mut app, "Separator", "semicolon");
    choose(&mut app, "Rows are", "League members");
    assert_eq!(value(&app, "Rows are"), "League members");
    click(&mut app, Role::Button, "Match columns");
    assert_eq!(value(&app, "Becomes: Name"), "Member: full name");
    click(&mut app, Role::Button, "Check rows");
    press_import(&mut app);
    assert!(records(&app).people().iter().all(|(_, person)| person.member));
}

#[test]
fn a_header_row_too_far_down_is_said_and_the_last_reading_stays() {
    let (mut app, _) = window("people.csv", "Name;Team\nAnn Field;Payroll\nBo Reyes;Sales\n");
    click(&mut app, Role::Button, "Choose a file");
    choose(&mut app, "Header", "row 6");
    app.get_by_label_contains("but the file has only 3 rows");
    assert!(app.get_by_role_and_label(Role::Button, "Match columns").accesskit_node().is_disabled());
    choose(&mut app, "Header", "row 1");
    click(&mut app, Role::Button, "Match columns");
    assert_eq!(value(&app, "Becomes: Team"), "Team");
}

#[test]
fn rejected_rows_are_listed_with_their_reason_and_saved() {
    let (mut app, world) = window("people.csv", PEOPLE);
    click(&mut app, Role::Button, "Choose a file");
    app.get_by_label("1 rejected, with reason");
    click(&mut app, Role::Button, "Save rejected rows as CSV");
    let saved = world.read(Path::new("/out/people rejected.csv")).unwrap();
    let saved = String::from_utf8(saved).unwrap();
    assert!(saved.contains("reason") && saved.lines().count() == 2, "{saved}");
    click(&mut app, Role::Button, "Match columns");
    click(&mut app, Role::Button, "Check rows");
    click(&mut app, Role::RadioButton, "Rejected 1");
    app.get_by_role_and_label(Role::CheckBox, "Select line 4");
    assert!(!has(&app, Role::CheckBox, "Select line 2"));
}

#[test]
fn a_row_can_be_left_out_by_hand() {
    let (mut app, _) = window("people.csv", PEOPLE);
    click(&mut app, Role::Button, "Choose a file");
    click(&mut app, Role::Button, "Match columns");
    click(&mut app, Role::Button, "Check rows");
    click(&mut app, Role::CheckBox, "Select line 3");
    click(&mut app, Role::Button, "Leave 1 row out");
    app.get_by_label("2 accepted");
    press_import(&mut app);
    let names: Vec<String> = records(&app).people().iter().map(|(_, person)| person.name.to_string()).collect();
    assert_eq!(names, ["Ann Field", "נועם אלמוג"]);
}

#[test]
fn entries_ask_which_sweepstake() {
    let list = std::fs::read("tests/data/csv/sweepstake_entrants.csv").unwrap();
    let (mut app, _) = window_with("sweepstake_entrants.csv", list, |campaign| {
        let sweepstake = |title: &str| Sweepstake { title: title.into(), ..Sweepstake::default() };
        let edits =
            vec![Edit::sweepstake(1.into(), sweepstake("Spring")), Edit::sweepstake(2.into(), sweepstake("Autumn"))];
        campaign.apply(&Change::new("Start", edits), now()).unwrap();
    });
    click(&mut app, Role::Button, "Choose a file");
    choose(&mut app, "Rows are", "Sweepstake entries");
    assert_eq!(value(&app, "Sweepstake"), "Spring");
    choose(&mut app, "Sweepstake", "Autumn");
    click(&mut app, Role::Button, "Match columns");
    while has(&app, Role::Button, "Skip this column") {
        click(&mut app, Role::Button, "Skip this column");
    }
    click(&mut app, Role::Button, "Check rows");
    press_import(&mut app);
    assert!(!records(&app).entries().is_empty());
    assert!(records(&app).entries().iter().all(|(_, entry)| entry.sweepstake == 2.into()));
}

/// Chooses the file and gives the words of the failure; the campaign must be as it was and the dialog closed.
fn refused(file: &str, bytes: impl Into<Vec<u8>>) -> App {
    let (mut app, _) = window(file, bytes);
    let before = records(&app).clone();
    click(&mut app, Role::Button, "Choose a file");
    assert!(app.query_all_by_label_contains("was not imported; the campaign is as it was").count() > 0);
    assert_eq!(*records(&app), before);
    assert!(!has(&app, Role::Button, "Match columns"));
    app
}

#[test]
fn files_that_cannot_be_used_are_refused_in_words() {
    refused("empty.csv", "").get_by_label_contains("The file is empty");
    refused("header.csv", "Name,Team\n").get_by_label_contains("no row below it");
    refused("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()).get_by_label_contains("not text");
    let long = format!("Name,Team\n\"{}\n", "x".repeat(1 << 20).as_str().to_owned() + "y");
    refused("long.csv", long).get_by_label_contains("more than the");
}

#[test]
fn a_folder_without_a_list_and_a_missing_file_are_refused_in_words() {
    let (mut app, world) = window("folder", "");
    world.put("/lists/folder/inside.doc", "Name\nAnn\n");
    click(&mut app, Role::Button, "Choose a file");
    app.get_by_label_contains("holds no list");
    let world = Arc::new(FakeWorld::new(now()));
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    ws.install_new(unsung::app::templates::start(world.as_ref(), "blank").unwrap(), Blobs::new());
    let picker = Arc::new(Picks { open: "/nowhere/list.csv".into() });
    let mut app = Harness::builder()
        .with_size([1440.0, 900.0])
        .build_eframe(move |cc| Window::new(ws, Art::new(Kit::builtin().unwrap()), picker, None, &cc.egui_ctx));
    press(&mut app, Command::Import);
    app.get_by_label_contains("There is no such file");
}

#[test]
fn imported_files_are_listed_with_their_fingerprint() {
    let (mut app, _) = window("people.csv", PEOPLE);
    import_people(&mut app);
    press(&mut app, Command::GoTo(Section::Import));
    let table = app.get_by_role_and_label(Role::Table, "Imported files");
    table.focus();
    settle(&mut app);
    app.key_press(Key::ArrowDown);
    settle(&mut app);
    let sha256 = records(&app).sources().iter().next().unwrap().1.sha256.clone();
    app.get_by_role_and_label(Role::Button, "Copy fingerprint of the file");
    assert!(app.query_all_by_label_contains(&sha256[60..]).count() > 0);
}

/// Types into the field of this name in place of what stands there, and leaves it.
fn type_over(app: &mut App, name: &str, words: &str) {
    let field = app.get_by_role_and_label(Role::TextInput, name);
    field.focus();
    settle(app);
    app.key_press_modifiers(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    settle(app);
    app.get_by_role_and_label(Role::TextInput, name).type_text(words);
    settle(app);
    app.key_press(Key::Enter);
    settle_all(app);
}

const FAULTY: &str = "Entry ID,Received,Full name,Contact,Nick\n\
    E-1,3/4/2026,Ann Field,ann@mail.example,annie\n\
    E-2,5/6/2026,,bo@mail.example,bo\n\
    E-3,7/8/2026,,,\n\
    E-4,7/7/2026,Cleo Marsh,cleo at mail,cleo\n";

#[test]
fn a_wrong_guess_corrected_dates_answered_a_bad_row_fixed_accepted_and_undone() {
    let (mut app, _) = window("entries.csv", FAULTY);
    let before = records(&app).clone();
    click(&mut app, Role::Button, "Choose a file");
    choose(&mut app, "Rows are", "Sweepstake entries");
    // The order of the dates is asked with an example of both readings.
    assert!(has(&app, Role::Note, "Is the day first or the month?. “3/4/2026” under “Received” fits both."));
    click(&mut app, Role::Button, "It is 3 April 2026");
    assert_eq!(value(&app, "Dates"), "day, month, year");
    assert!(app.query_all_by_label_contains("“3/4/2026” is 3 April 2026").count() > 0);
    click(&mut app, Role::Button, "Match columns");
    choose(&mut app, "Becomes: Nick", "Left out");
    choose(&mut app, "Becomes: Contact", "Entrant: e-mail");
    while has(&app, Role::Button, "Skip this column") {
        click(&mut app, Role::Button, "Skip this column");
    }
    click(&mut app, Role::Button, "Check rows");
    app.get_by_label("1 rejected, with reason");
    // The issue leads to its row; its cells stand in a pane and can be typed over.
    let issue = app
        .query_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with("Line 4, Full name: Nothing names the entrant."))
        .expect("the issue as a button");
    assert!(issue.ends_with("Type what is missing, or match another column."), "{issue}");
    click(&mut app, Role::Button, &issue);
    type_over(&mut app, "Line 4: Full name", "Dana Frost");
    app.get_by_label("0 rejected, with reason");
    app.get_by_label("In the file: nothing");
    // Taken back, it is as it was; typed again, it is in.
    click(&mut app, Role::Button, "Take back what was typed");
    app.get_by_label("1 rejected, with reason");
    type_over(&mut app, "Line 4: Full name", "Dana Frost");
    press_import(&mut app);
    let names: Vec<&str> = records(&app).people().iter().map(|(_, person)| person.name.as_str()).collect();
    assert_eq!(names, ["Ann Field", "", "Dana Frost", "Cleo Marsh"]);
    let (_, first) = records(&app).entries().iter().next().unwrap();
    assert_eq!(first.received_at.unwrap().to_string(), "2026-04-03T00:00:00Z");
    press(&mut app, Command::Undo);
    assert_eq!(*records(&app), before);
}

#[test]
fn rows_that_name_several_people_are_split() {
    let list = "Nominee,Your name,Why\nAda Quist and Bo Lind,Cleo Marsh,They stayed\nEva Stone,Cleo Marsh,Kind\n";
    let (mut app, _) = window("answers.csv", list);
    click(&mut app, Role::Button, "Choose a file");
    assert_eq!(value(&app, "Rows are"), "Nominations");
    click(&mut app, Role::Button, "Match columns");
    click(&mut app, Role::Button, "Check rows");
    app.get_by_label("1 held for your decision");
    click(&mut app, Role::CheckBox, "Select line 2");
    click(&mut app, Role::CheckBox, "Select line 3");
    click(&mut app, Role::Button, "Split 1 row");
    app.get_by_label("0 held for your decision");
    press_import(&mut app);
    assert_eq!(records(&app).nominations().len(), 3);
}

#[test]
fn cells_from_the_clipboard_come_in_like_a_file() {
    let (mut app, _) = window("none.csv", "");
    app.event(eframe::egui::Event::Paste(
        "Name\tE-mail\nAnn Field\tann@example.org\nBo Reyes\tbo@example.org\n".into(),
    ));
    settle_all(&mut app);
    assert_eq!(value(&app, "Separator"), "tab");
    click(&mut app, Role::Button, "Match columns");
    click(&mut app, Role::Button, "Check rows");
    press_import(&mut app);
    assert_eq!(records(&app).people().len(), 2);
    assert_eq!(records(&app).sources().iter().next().unwrap().1.file_name, "Pasted cells.tsv");
    // Asked for by the button, an empty clipboard says so.
    press(&mut app, Command::GoTo(Section::Import));
    click(&mut app, Role::Button, "Paste cells");
    let is_said = |app: &App| app.query_all_by_label_contains("There are no cells on the clipboard").count() > 0;
    let said = (0..60).any(|_| {
        app.step();
        is_said(&app)
    });
    assert!(said);
}

#[test]
fn all_lists_of_a_folder_come_one_after_the_other() {
    let (mut app, world) = window("b.csv", "Name\nBo Reyes\n");
    world.put("/lists/a.tsv", "Name\tTeam\nAnn Field\tSales\n");
    world.put("/lists/.hidden.csv", "Name\nNobody\n");
    world.put("/lists/notes.pdf", "%PDF");
    click(&mut app, Role::Button, "Choose a folder");
    for _ in 0..2 {
        click(&mut app, Role::Button, "Match columns");
        click(&mut app, Role::Button, "Check rows");
        press_import(&mut app);
    }
    let files: Vec<&str> = records(&app).sources().iter().map(|(_, source)| source.file_name.as_str()).collect();
    assert_eq!(files, ["a.tsv", "b.csv"]);
    press(&mut app, Command::GoTo(Section::Import));
    assert!(app.query_all_by_label_contains(".hidden.csv, notes.pdf").count() > 0);
}

#[test]
fn a_mapping_is_edited_in_words() {
    let (mut app, _) = window("people.csv", PEOPLE);
    click(&mut app, Role::Button, "Choose a file");
    click(&mut app, Role::Button, "Match columns");
    click(&mut app, Role::RadioButton, "In words");
    let lines = |app: &App| {
        let field = app.get_by_role_and_label(Role::MultilineTextInput, "Mapping in words");
        field.accesskit_node().value().unwrap_or_default()
    };
    assert!(
        lines(&app).starts_with("Name = full name\nE-Mail = e-mail\n") || lines(&app).contains("E-Mail = E-mail"),
        "{}",
        lines(&app)
    );
    app.get_by_role_and_label(Role::MultilineTextInput, "Mapping in words").focus();
    settle(&mut app);
    app.key_press_modifiers(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    settle(&mut app);
    app.event(eframe::egui::Event::Paste("Team = colour".into()));
    settle(&mut app);
    click(&mut app, Role::Button, "Use these lines");
    app.get_by_label_contains("There is no field “colour”");
    app.get_by_role_and_label(Role::MultilineTextInput, "Mapping in words").focus();
    settle(&mut app);
    app.key_press_modifiers(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    settle(&mut app);
    app.event(eframe::egui::Event::Paste("Team = role\nE-Mail = left out".into()));
    settle(&mut app);
    click(&mut app, Role::Button, "Use these lines");
    click(&mut app, Role::RadioButton, "In a table");
    assert_eq!(value(&app, "Becomes: Team"), "Role");
    assert_eq!(value(&app, "Becomes: E-Mail"), "Left out");
}

#[test]
fn warnings_of_rows_that_come_in_stand_beside_them() {
    let rows = "Nominee,Nominee e-mail,Reason,Nominated by\nHugo Brandt,hugo@example,Sat with patients,Marta Oak\nRosa Luna,rosa@example.org,Fixed the Wi-Fi,Ann Field\n";
    let (mut app, _) = window("noms.csv", rows);
    click(&mut app, Role::Button, "Choose a file");
    click(&mut app, Role::Button, "Match columns");
    click(&mut app, Role::Button, "Check rows");
    let row = |app: &App, name: &str| {
        let rows = app.query_all_by_role(Role::Row).filter_map(|node| node.accesskit_node().label());
        rows.into_iter().find(|row| row.contains(name)).unwrap_or_default()
    };
    let hugo = row(&app, "Hugo Brandt");
    assert!(hugo.contains("Accepted") && hugo.contains("“hugo@example” is not an e-mail address"), "{hugo}");
    assert!(!row(&app, "Rosa Luna").contains("not an e-mail"));
}

#[test]
fn a_field_is_found_by_typing_and_what_it_may_be_stands_first() {
    let rows = "Nominee,Nominated by,Reason,Unit,Contact\nGreta Holm,Nina Kraft,She rebuilt the mail server,Helpdesk,yes\nLi Wei,Peter Hall,Found the loop in the switch,Networks,no\n";
    let (mut app, _) = window("later.csv", rows);
    click(&mut app, Role::Button, "Choose a file");
    click(&mut app, Role::Button, "Match columns");
    let offered = |app: &App| -> Vec<String> {
        let lines = app.query_all_by_role(Role::MenuItemRadio);
        let mut lines: Vec<(f32, String)> =
            lines.filter_map(|node| Some((node.rect().top(), node.accesskit_node().label()?))).collect();
        lines.sort_by(|a, b| a.0.total_cmp(&b.0));
        lines.into_iter().map(|line| line.1).collect()
    };
    assert_eq!(value(&app, "Becomes: Contact"), "Not chosen yet");
    click(&mut app, Role::ComboBox, "Becomes: Contact");
    let first: Vec<String> = offered(&app).into_iter().take(4).collect();
    assert!(first.get(1).is_some_and(|line| line.starts_with("Consent")), "{first:?}");
    app.key_press(Key::Escape);
    settle(&mut app);
    click(&mut app, Role::ComboBox, "Becomes: Reason");
    app.event(Event::Text("quo".into()));
    settle(&mut app);
    app.key_press(Key::Enter);
    settle_all(&mut app);
    let chosen = value(&app, "Becomes: Reason");
    assert!(chosen.contains("uote"), "{chosen}");
}
