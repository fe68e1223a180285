//! The sweepstake page through the window: set up, entries, lock, draw, record, by role and label.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use open_window::{App, blank, open, sample};
use std::path::{Path, PathBuf};
use unsung::app::{Command, FakeWorld, Section, World, drawing, templates};
use unsung::campaign::{
    Campaign, Change, Decision, Edit, Entry, EntryId, EntryWay, LuckSource, Person, PersonId, Reason, Stage,
    Sweepstake, SweepstakeId,
};
use unsung::store::Blobs;

const FIRST: SweepstakeId = SweepstakeId(1);

fn sweepstake(app: &App) -> &Sweepstake {
    app.campaign().sweepstakes().get(FIRST).unwrap()
}

fn undo(app: &mut App) {
    // In a text field undo belongs to the field.
    app.key(Modifiers::NONE, Key::Escape);
    app.press(Command::Undo);
}

fn prepare_lock(app: &mut App) {
    app.go(Section::Sweepstake);
    app.button("Go to the lock");
    for words in [
        "The rules text says the same as this page",
        "The luck will be known on Thursday 10 December 2026, 15:00, not before",
        "I publish the lock code before that moment",
    ] {
        app.click(Role::CheckBox, words);
    }
}

fn lock(app: &mut App) {
    prepare_lock(app);
    assert!(app.is_disabled(Role::Button, "Lock draw 1"), "one box is open and nothing is typed");
    let left_out = app
        .harness
        .query_all_by_role(Role::CheckBox)
        .find_map(|node| node.accesskit_node().label().filter(|label| label.contains("left-out")));
    app.click(Role::CheckBox, &left_out.unwrap());
    assert!(app.is_disabled(Role::Button, "Lock draw 1"));
    app.write("Type LOCK to confirm", "LOC");
    assert!(app.is_disabled(Role::Button, "Lock draw 1"));
    app.write("Type LOCK to confirm", "LOCK");
    app.button("Lock draw 1");
}

fn draw(app: &mut App) {
    app.button("Go to the draw");
    assert!(app.is_disabled(Role::Button, "Draw"));
    let typed = templates::demo_draw().unwrap().typed;
    let labels: Vec<String> = sweepstake(app).sources.iter().map(|source| source.label().to_owned()).collect();
    for (label, value) in labels.iter().zip(&typed) {
        app.write(label, value);
    }
    app.button("Draw");
}

#[test]
fn set_up_from_nothing() {
    let mut app = open(blank, false);
    high(&mut app);
    app.go(Section::Sweepstake);
    app.button("Add a sweepstake");
    app.write("Title of the sweepstake", "Winter draw");
    assert_eq!(sweepstake(&app).title, "Winter draw");
    app.write("Alternates", "7");
    assert_eq!(sweepstake(&app).alternates, 7);
    app.write("Alternates", "many");
    assert_eq!(sweepstake(&app).alternates, 7, "what is no number changes nothing");
    app.click(Role::CheckBox, "One prize per household");
    assert!(!sweepstake(&app).one_per_household);

    app.button("Add a prize");
    app.write("Name of prize 1", "Toolbox");
    app.button("Add a prize");
    app.write("Name of prize 2", "Mug");
    app.write("How many of prize 2", "20");
    app.write("Id of prize 2", "mug");
    assert!(app.is_disabled(Role::Button, "Move prize 1 up"));
    app.button("Move prize 2 up");
    let prizes: Vec<(String, u64)> = sweepstake(&app).prizes.iter().map(|p| (p.name.clone(), p.quantity)).collect();
    assert_eq!(prizes, [("Mug".to_owned(), 20), ("Toolbox".to_owned(), 1)]);
    app.button("Remove prize 2");
    assert_eq!(sweepstake(&app).prizes.len(), 1);
    undo(&mut app);
    assert_eq!(sweepstake(&app).prizes.len(), 2);

    app.write("Entries close, date", "2026-11-30");
    app.write("Entries close, time", "23:59");
    assert_eq!(sweepstake(&app).entry_rules.closes, "2026-11-30T23:59:00Z".parse().ok());
    app.write("Countries", "de, at");
    assert_eq!(sweepstake(&app).entry_rules.countries, ["DE", "AT"]);
    app.click(Role::Tab, "What is published");
    app.button("Make it from the set-up");
    assert!(sweepstake(&app).rules_text.contains("who live in one of these countries: DE, AT."));

    app.click(Role::Tab, "Where the luck comes from");
    app.button("Lottery 7 of 49");
    assert_eq!(sweepstake(&app).sources.len(), 3);
    app.write("Label of source 3", "Lottery of 9 December");
    app.write("Largest number in source 3", "45");
    let wanted =
        LuckSource::Numbers { label: "Lottery of 9 December".into(), count: 7, min: 1, max: 45, distinct: true };
    assert_eq!(sweepstake(&app).sources[2], wanted);
    app.button("Remove source 1");
    assert_eq!(sweepstake(&app).sources.len(), 2);
    app.click(Role::CheckBox, "Your secret code as well");
    assert!(!sweepstake(&app).with_code);
    app.write("Announced for, date", "2026-12-10");
    app.write("Announced for, time", "15:00");
    assert_eq!(sweepstake(&app).announced_at, "2026-12-10T15:00:00Z".parse().ok());
    assert!(app.says("The numbers can fall in"));
}

#[test]
fn typing_is_one_step_and_a_deleted_sweepstake_comes_back() {
    let mut app = open(blank, false);
    app.go(Section::Sweepstake);
    app.press(Command::NewHere);
    app.write("Title of the sweepstake", "Spring");
    undo(&mut app);
    assert_eq!(sweepstake(&app).title, "Sweepstake");
    app.press(Command::NewHere);
    assert_eq!(app.campaign().sweepstakes().len(), 2);
    app.button("Delete the sweepstake");
    assert_eq!(app.campaign().sweepstakes().len(), 1);
    undo(&mut app);
    assert_eq!(app.campaign().sweepstakes().len(), 2);
}

#[test]
fn what_stands_in_the_way_of_a_lock_is_listed() {
    let mut app = open(blank, false);
    app.go(Section::Sweepstake);
    app.button("Add a sweepstake");
    app.button("Go to the lock");
    for words in ["There is no prize.", "Nobody is in the draw.", "The campaign has no file yet."] {
        assert!(app.says(words), "{words}");
    }
    assert!(app.is_disabled(Role::CheckBox, "I publish the lock code before that moment"));
    assert!(app.is_disabled(Role::Button, "Lock draw 1"));
    app.button("Open the set-up");
    assert!(app.has("Title of the sweepstake"));
}

#[test]
fn entries_are_found_filtered_decided_and_deleted() {
    let mut app = open(sample, false);
    high(&mut app);
    app.go(Section::Sweepstake);
    app.click(Role::Tab, "Entries (300)");
    assert!(app.says("300 entries"));
    let all = app.rows();
    app.click(Role::ColumnHeader, "Entry");
    let mut sorted = app.rows();
    assert_ne!(sorted, all);
    let shown = sorted.clone();
    sorted.sort();
    assert_eq!(shown, sorted);

    let (id, entry) = app.campaign().entries().iter().next().map(|(id, entry)| (id, entry.clone())).unwrap();
    app.press(Command::Find);
    app.harness.get_by_role_and_label(Role::TextInput, "Find an entry").type_text(&entry.entry_id);
    app.settle();
    assert!(app.says("1 of 300 entries"));
    let label = app.rows().remove(0);
    app.click(Role::Row, &label);
    app.write("Tickets of the entry", "5");
    assert_eq!(app.campaign().entries().get(id).unwrap().tickets, 5);
    app.write("Household of the entry", "House 7");
    assert_eq!(app.campaign().entries().get(id).unwrap().household, "House 7");

    // One entry, with a reason.
    app.button("Leave out");
    assert!(app.is_disabled(Role::Button, "Leave out 1 entry"));
    app.click(Role::ComboBox, "Reason");
    app.click(Role::MenuItemRadio, "Withdrew");
    app.write("In your words", "Wrote on Monday");
    app.button("Leave out 1 entry");
    let decided = Decision::LeftOut(Reason::Withdrawn, "Wrote on Monday".into());
    assert_eq!(app.campaign().entries().get(id).unwrap().decision, decided);
    assert!(app.rows()[0].contains("left out: withdrew"), "{:?}", app.rows());
    app.button("Let the rules decide");
    assert_eq!(app.campaign().entries().get(id).unwrap().decision, Decision::ByRules);

    // Many at once; the bar says the number.
    app.write("Find an entry", "ma");
    let first: Vec<String> = app.rows().into_iter().take(2).collect();
    for label in &first {
        let name = label.split(", ").next().unwrap().to_owned();
        app.click(Role::CheckBox, &format!("Select {name}"));
    }
    assert!(app.says("2 selected"));
    app.button("Delete 2 entries");
    assert_eq!(app.campaign().entries().len(), 298);
    undo(&mut app);
    assert_eq!(app.campaign().entries().len(), 300);
}

#[test]
fn a_postal_entry_is_typed_in() {
    let mut app = open(sample, false);
    app.go(Section::Sweepstake);
    app.click(Role::Tab, "Entries (300)");
    app.button("Add an entry");
    assert!(app.is_disabled(Role::Button, "Add the entry"));
    app.write("Name of the entrant", "  Per   Post ");
    app.write("Address of the entrant", "Harbour Road 9");
    app.button("Add the entry");
    let (_, entry) = app.campaign().entries().iter().next_back().unwrap();
    assert_eq!((entry.way.clone(), entry.tickets), (EntryWay::Post, 1));
    assert_eq!(entry.entry_id.len(), 12);
    let person = app.campaign().people().get(entry.person).unwrap();
    assert_eq!((person.name.as_str(), person.address.as_str()), ("Per Post", "Harbour Road 9"));
    // Somebody who is there already is not made twice.
    let people = app.campaign().people().len();
    app.button("Add an entry");
    app.write("Name of the entrant", "per po");
    app.button("Use Per Post");
    app.button("Add the entry");
    assert_eq!(app.campaign().people().len(), people);
    assert_eq!(app.campaign().entries().len(), 302);
    let id = app.campaign().entries().ids().next_back().unwrap();
    let standings = drawing::standings(app.campaign(), FIRST);
    let standing = standings.iter().find(|(entry, _)| *entry == id).unwrap().1;
    assert_eq!(standing, drawing::Standing::LeftOut(Reason::Duplicate));
}

#[test]
fn locked_drawn_checked_handed_over_and_followed() {
    let mut app = open(sample, true);
    lock(&mut app);
    assert_eq!(sweepstake(&app).stage(), Stage::Locked);
    let hash = sweepstake(&app).sealed.as_ref().unwrap().lock_sha256.clone();
    assert_eq!(app.on_disk().sweepstakes().get(FIRST).unwrap().sealed.as_ref().unwrap().lock_sha256, hash);
    assert!(app.has("Publish the lock code now"));
    assert!(app.has("Draw 1 is locked. What to do now") && app.has("QR code of the lock code"));
    assert!(app.says(&hash[..4]));
    app.press(Command::Undo);
    assert_eq!(sweepstake(&app).stage(), Stage::Locked, "a lock cannot be undone");
    // Sealed: fields become words.
    app.click(Role::Tab, "Set up");
    assert!(!app.has("Title of the sweepstake"));
    assert!(app.has("Title: The Grand Gratitude Draw"));
    app.click(Role::Tab, "Lock");

    draw(&mut app);
    assert_eq!(sweepstake(&app).stage(), Stage::Drawn);
    assert_eq!(app.on_disk().sweepstakes().get(FIRST).unwrap().stage(), Stage::Drawn);
    let record = drawing::record_of(sweepstake(&app).sealed.as_ref().unwrap()).unwrap();
    let first = record.record.walk[0].entry_id.clone();
    assert!(
        app.rows()[0].starts_with(&format!("1, {} {} {}", &first[..4], &first[4..8], &first[8..])),
        "{:?}",
        app.rows()
    );
    assert!(app.has("Walk recomputed: pass"));
    assert!(app.has("Lock known: not checked"), "a campaign cannot vouch for its own lock");
    app.write("Lock code as it was published", &hash);
    app.key(Modifiers::NONE, Key::Enter);
    assert!(app.has("Lock known: pass"));
    app.write("Lock code as it was published", &"0".repeat(64));
    app.button("Check again");
    assert!(app.has("Lock known: FAIL"));

    app.harness.set_size(eframe::egui::vec2(1440.0, 2600.0));
    app.settle();
    app.button("Test by tampering");
    assert!(app.says(" caught") && app.has("Test again"));
    assert!(!app.says("NOT CAUGHT") && app.says("signed anew with another key"));

    let entry = app.campaign().entry_with_id(&first).unwrap();
    let person = app.campaign().entries().get(entry).unwrap().person;
    let name = app.campaign().people().get(person).unwrap().display_name().to_owned();
    let says_name = |app: &App| app.rows().iter().any(|row| row.contains(&name));
    assert!(!says_name(&app));
    app.button("Show names");
    assert!(says_name(&app));
    app.go(Section::Home);
    app.go(Section::Sweepstake);
    assert!(!says_name(&app), "names are hidden again");

    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/stick"));
    app.button("Write the bundle");
    for file in ["roll.tsv", "lock.json", "record.json", "amendments.json", "rules.txt", "README.txt"] {
        assert!(app.world.exists(&Path::new("/stick/draw-1").join(file)), "{file}");
    }
    // The way on stands below; a person scrolls there.
    app.harness.set_size(eframe::egui::vec2(1440.0, 1900.0));
    app.settle();
    app.button("Prepare draw 2");
    let next = app.campaign().sweepstakes().get(SweepstakeId(2)).unwrap();
    assert_eq!(next.stage(), Stage::SetUp);
    let winner = app.campaign().entries_in(SweepstakeId(2)).find(|(_, entry)| entry.person == person).unwrap();
    assert_eq!(winner.1.decision, Decision::ByRules, "a rule leaves earlier winners out, so it can be taken back");
    let standings = drawing::standings(app.campaign(), SweepstakeId(2));
    let standing = standings.iter().find(|(id, _)| *id == winner.0).unwrap().1;
    assert_eq!(standing, drawing::Standing::LeftOut(Reason::EarlierWinner));
    assert!(app.has("Title of the sweepstake"), "the new one is open for changes");
}

#[test]
fn nothing_is_shown_before_it_lies_on_disk() {
    let mut app = open(sample, true);
    app.world.protect("/documents");
    lock(&mut app);
    assert_eq!(sweepstake(&app).stage(), Stage::Locked);
    let hash = sweepstake(&app).sealed.as_ref().unwrap().lock_sha256.clone();
    assert!(app.says("heroes.unsung was not written"), "the failure is said");
    app.key(Modifiers::NONE, Key::Escape);
    assert!(app.has("Save the campaign"));
    assert!(!app.says(&hash[..4]) && !app.has("Publish the lock code now"));
}

#[test]
fn a_wrong_value_is_named_and_a_lock_can_be_closed() {
    let mut app = open(sample, true);
    lock(&mut app);
    app.button("Go to the draw");
    app.write("Lottery of 9 December", "1 2 3 4 5 6 50");
    assert!(app.says("50 is not one of them"));
    app.write("Phrase from the audience", "thank you");
    assert!(app.is_disabled(Role::Button, "Draw"));
    app.button("Close the lock without drawing");
    app.write("Type CLOSE to confirm", "CLOSE");
    app.button("Close draw 1");
    assert_eq!(sweepstake(&app).stage(), Stage::Void);
    assert!(app.says("This lock was closed without a draw"));
    assert_eq!(app.on_disk().sweepstakes().get(FIRST).unwrap().stage(), Stage::Void);
}

/// A window so high that nothing has to be scrolled to.
fn high(app: &mut App) {
    app.harness.set_size(eframe::egui::vec2(1440.0, 2600.0));
    app.settle();
}

/// The entry of the sample that came first, and its person's name.
fn first_entry(app: &App) -> (unsung::campaign::EntryId, String) {
    let (id, entry) = app.campaign().entries().iter().next().unwrap();
    (id, app.campaign().people().get(entry.person).unwrap().display_name().to_owned())
}

#[test]
fn cards_are_typed_one_after_the_other() {
    let mut app = open(sample, false);
    app.go(Section::Sweepstake);
    app.click(Role::Tab, "Entries (300)");
    app.button("Add an entry");
    app.write("Name of the entrant", "Per Post");
    app.write("Address of the entrant", "Harbour Road 9");
    app.write("Reference of the card", "C-1");
    let ctrl = Modifiers { command: true, ctrl: true, ..Modifiers::NONE };
    app.key(ctrl, Key::Enter);
    assert_eq!(app.campaign().entries().len(), 301);
    assert!(app.says("Added 1 entry"));
    // The form is empty again; the same card is told, and the same person is found without a click.
    app.write("Reference of the card", "c-1");
    app.write("Name of the entrant", "per post");
    assert!(app.says("This card was typed in already"));
    assert!(app.is_disabled(Role::Button, "Add the entry"));
    app.write("Reference of the card", "C-2");
    app.write("Address of the entrant", "harbour road 9");
    assert!(app.has("in the campaign already") && app.says("Has entered already"));
    let people = app.campaign().people().len();
    app.button("Add the entry");
    assert_eq!((app.campaign().entries().len(), app.campaign().people().len()), (302, people));
    assert!(app.says("The person has entered before."), "the pane says why it is left out");
}

#[test]
fn prizes_are_chosen_and_a_missing_date_is_decided() {
    let mut app = open(sample, false);
    high(&mut app);
    let (id, name) = first_entry(&app);
    app.go(Section::Sweepstake);
    app.click(Role::Tab, "Entries (300)");
    app.write("Find an entry", &name);
    let label = app.rows().remove(0);
    app.click(Role::Row, &label);
    assert!(app.says("Any prize"), "the chances of the entry are shown");
    app.button("Choose prizes");
    app.click(Role::CheckBox, "Every prize whose rule they meet");
    assert!(app.is_disabled(Role::Button, "Set for 1 entry"));
    app.click(Role::CheckBox, "A brass-latched toolbox with a rubber duck");
    app.button("Set for 1 entry");
    assert_eq!(app.campaign().entries().get(id).unwrap().pools, ["toolbox"]);
    assert!(app.says("not open to it"));
    // Without a date the organiser decides: one by one, or all together.
    app.click(Role::TextInput, "Received, date");
    app.key(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    app.key(Modifiers::NONE, Key::Delete);
    assert!(app.says("1 entry has no date that can be read"));
    assert!(app.rows()[0].contains("to decide: no date"), "{:?}", app.rows());
    app.button("Leave out all 1 entry as late");
    assert!(app.rows()[0].contains("left out: came late"), "{:?}", app.rows());
    undo(&mut app);
    app.button("Go to the lock");
    assert!(app.says("1 entry has no date that can be read"));
    app.button("Show the entries");
    assert!(app.says("1 of 300 entries"));
}

/// A draw that two people of one address take part in, of whom each may enter twice.
fn of_a_couple(world: &FakeWorld) -> (Campaign, Blobs) {
    let (mut campaign, blobs) = blank(world);
    let mut draw = Sweepstake { title: "Draw".into(), ..Sweepstake::default() };
    draw.entry_rules.max_per_person = 2;
    let mut edits = vec![Edit::sweepstake(FIRST, draw)];
    for (id, name) in [(1, "Ann Field"), (2, "Bo Field")] {
        let person = Person { name: name.into(), email: "f@x.example".into(), ..Person::default() };
        edits.push(Edit::person(PersonId(id), person));
        let entry = Entry::new(FIRST, PersonId(id), id.to_string());
        edits.push(Edit::entry(EntryId(id), entry));
    }
    campaign.apply(&Change::new("Start", edits), open_window::now()).unwrap();
    (campaign, blobs)
}

#[test]
fn an_address_of_two_people_is_decided_about_also_where_no_entry_has_to_go() {
    let mut app = open(of_a_couple, false);
    high(&mut app);
    app.go(Section::Sweepstake);
    assert!(app.says("Several people share an e-mail address"));
    app.button("Take each for one person");
    assert!(app.says("Ticked the point of shared addresses: no entry had to change"));
    assert!(!app.says("Several people share an e-mail address"));
    assert!(sweepstake(&app).marks.contains_key(drawing::SHARED_POINT));
    undo(&mut app);
    // With one entry each it is one person's second one that goes.
    app.write("Entries a person", "1");
    app.button("Take each for one person");
    assert!(app.says("Decided about 1 entry of shared addresses"));
    assert!(!app.says("Several people share an e-mail address") && sweepstake(&app).marks.is_empty());
}

#[test]
fn what_is_published_becomes_rules_and_a_check_list() {
    let mut app = open(sample, false);
    high(&mut app);
    app.go(Section::Sweepstake);
    app.click(Role::Tab, "What is published");
    assert!(app.has("same as the set-up"));
    app.write("Country of law", "Iceland");
    assert!(app.has("the set-up changed") && app.says("+ The law of Iceland applies."));
    app.button("Make it again");
    assert!(sweepstake(&app).rules_text.contains("The law of Iceland applies."));
    assert!(app.has("same as the set-up"));
    // Edited by hand: it stays, and is shown as differing.
    let edited = sweepstake(&app).rules_text.replace("Iceland", "Narnia");
    app.write("Rules text", &edited);
    assert!(app.has("edited by hand") && app.says("− The law of Narnia applies."));
    app.button("Go to the lock");
    assert!(app.says("The rules text was edited by hand"));
    assert!(!app.has_button("Make the rules text again"), "what was written by hand is read first");
    app.button("Open the check-list");
    // A point is ticked by hand, another put aside with words.
    app.button("Look at “The rules can be kept, or read again, for as long as the draw runs”");
    app.button("Tick it by hand");
    app.button("Look at “Registered where a state asks for it”");
    assert!(app.is_disabled(Role::Button, "Does not apply"));
    app.write("In your words", "Nothing is sold.");
    app.button("Does not apply");
    assert_eq!(sweepstake(&app).marks.len(), 2);
    undo(&mut app);
    assert_eq!(sweepstake(&app).marks.len(), 1);
    // A prize for some, and its worth.
    app.click(Role::Tab, "Prizes and rules");
    app.write("Worth of prize 3", "12.5");
    app.click(Role::ComboBox, "Who may win prize 3");
    app.click(Role::MenuItemRadio, "Tags");
    app.write("Tags of prize 3", "crew, press");
    let prize = &sweepstake(&app).prizes[2];
    assert_eq!(prize.value_hundredths, 1250);
    assert_eq!(prize.open_to, unsung::campaign::Pool::Tags(vec!["crew".into(), "press".into()]));
    assert!(app.says("Nobody may win it yet."));
    app.click(Role::CheckBox, "People brought give extra tickets");
    assert!(sweepstake(&app).entry_rules.referrals);
    assert!(app.says("Extra tickets may count twice"));
    app.button("Empty the extra tickets");
    assert!(app.campaign().entries().iter().all(|(_, entry)| entry.bonus == 0));
}
