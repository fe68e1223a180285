//! The pages of mishaps and thanks in the window: typed in, found, decided about, read, published, taken back.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use open_window::{App, blank, now, open};
use std::path::Path;
use unsung::app::{Command, FakeWorld, Section, World, hub};
use unsung::campaign::{
    Campaign, Change, Edit, Mishap, MishapState, Nomination, Person, PersonId, Thanks, ThanksState,
};
use unsung::store::Blobs;

fn with(make: impl FnOnce() -> Vec<Edit>) -> impl FnOnce(&FakeWorld) -> (Campaign, Blobs) {
    move |world| {
        let (mut campaign, blobs) = blank(world);
        campaign.apply(&Change::new("Start", make()), now()).unwrap();
        (campaign, blobs)
    }
}

fn person(name: &str) -> Person {
    Person { name: name.into(), ..Person::default() }
}

fn mishap(text: &str, device: &str) -> Mishap {
    Mishap { text: text.into(), device: device.into(), ..Mishap::default() }
}

fn three_mishaps() -> App {
    let edits = || {
        vec![
            Edit::person(PersonId(1), person("ليلى حداد")),
            Edit::mishap(1.into(), mishap("Jane Doe from Leeds poured tea into the dock.", "Laptop")),
            Edit::mishap(2.into(), mishap("The printer ate a tie.", "Printer")),
            Edit::mishap(3.into(), mishap("Then ليلى حداد unplugged the router.", "Router")),
        ]
    };
    let mut app = open(with(edits), true);
    app.go(Section::Mishaps);
    app
}

fn shown(app: &App, id: u64) -> Mishap {
    app.campaign().mishaps().get(id.into()).unwrap().clone()
}

/// What is further down in a pane is scrolled to.
fn into_view(app: &mut App, role: Role, label: &str) {
    app.harness.get_by_role_and_label(role, label).scroll_to_me();
    app.settle();
}

fn choose(app: &mut App, what: &str, option: &str) {
    into_view(app, Role::ComboBox, what);
    app.click(Role::ComboBox, what);
    app.click(Role::MenuItemRadio, option);
}

#[test]
fn third_persons_are_decided_about_before_anything_is_published() {
    let mut app = three_mishaps();
    assert!(app.is_disabled(Role::Button, "Review"));
    // Nothing goes round the button.
    app.key(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::Enter);
    assert!(!app.has("Read it once more"));
    app.button("Replace all 2");
    assert_eq!(shown(&app, 1).public_text, "A colleague from our town poured tea into the dock.");
    choose(&mut app, "In place of Jane Doe", "the boss");
    assert_eq!(shown(&app, 1).public_text, "The boss from our town poured tea into the dock.");
    // It may stay only with a reason.
    choose(&mut app, "In place of Leeds", "It stays, with a reason");
    assert!(app.is_disabled(Role::Button, "Let it stay"));
    into_view(&mut app, Role::TextInput, "Why Leeds stays");
    app.write("Why Leeds stays", "It is on our sign");
    app.button("Let it stay");
    assert_eq!(shown(&app, 1).public_text, "The boss from Leeds poured tea into the dock.");
    assert_eq!(shown(&app, 1).redactions.len(), 2);
    // A name typed by hand holds the review up.
    into_view(&mut app, Role::TextInput, "Title");
    app.write("Title", "Ahmed and the tea");
    assert!(app.is_disabled(Role::Button, "Review"));
    app.write("Title", "Tea time");
    app.button("Review");
    assert!(app.is_disabled(Role::Button, "Note the review"));
    app.click(Role::CheckBox, "I have read it, and nobody can be recognised who did not agree");
    app.write("Read by", "Ana Lind");
    app.button("Note the review");
    assert_eq!(shown(&app, 1).state, MishapState::Reviewed);
    app.button("Publish");
    let published = shown(&app, 1);
    assert_eq!((published.state, hub::mishap_may_stand(&published)), (MishapState::Published, Ok(())));
    // Other words are not published any more.
    into_view(&mut app, Role::TextInput, "Punchline");
    app.write("Punchline", "It was the last cup.");
    assert_eq!(shown(&app, 1).state, MishapState::New);
    assert!(hub::mishap_may_stand(&shown(&app, 1)).is_err());
    app.button("Undo: Change the punchline of a mishap");
    assert_eq!(shown(&app, 1).state, MishapState::Published);
    *app.answers.path.lock().unwrap() = Some("/documents/tea.png".into());
    app.button("Share card");
    app.button("Save the picture");
    assert!(app.world.read(Path::new("/documents/tea.png")).unwrap().starts_with(b"\x89PNG"));
    app.button("Close");
    app.button("Take it back");
    assert_eq!(shown(&app, 1).state, MishapState::Reviewed);
}

#[test]
fn mishaps_are_typed_in_found_selected_set_aside_and_deleted() {
    let mut app = three_mishaps();
    app.press(Command::NewHere);
    assert!(app.is_disabled(Role::Button, "Add the mishap"));
    app.write("What happened", "The keyboard came back from the dishwasher.");
    app.write("Who told it", "Ola Nord");
    app.click(Role::MenuItem, "New person “Ola Nord”");
    app.button("Add the mishap");
    let added = shown(&app, 4);
    assert_eq!(app.campaign().people().get(added.sent_by.unwrap()).unwrap().name, "Ola Nord");
    app.press(Command::Undo);
    assert_eq!((app.campaign().mishaps().len(), app.campaign().people().len()), (3, 1));
    app.press(Command::Redo);
    app.write("Find in 4 mishaps", "tie");
    assert_eq!(app.rows().len(), 1);
    app.write("Find in 4 mishaps", "nobody ever");
    assert!(app.has("No mishap matches."));
    app.button("Clear the filter");
    app.row("The printer ate a tie.");
    app.key(Modifiers::NONE, Key::Space);
    app.key(Modifiers::SHIFT, Key::ArrowDown);
    app.button("Replace third persons in 2");
    assert_eq!(shown(&app, 3).public_text, "Then a colleague unplugged the router.");
    app.button("Publish 2");
    assert!(app.says("2 mishaps were not published"));
    assert_eq!(app.campaign().mishaps().iter().filter(|(_, it)| it.state == MishapState::Published).count(), 0);
    app.key(Modifiers::NONE, Key::Escape);
    app.button("Set 2 aside");
    app.write("Reason", "Not ours to tell");
    app.button("Set 2 mishaps aside");
    assert_eq!(shown(&app, 2).set_aside_reason, "Not ours to tell");
    app.button("Delete 2");
    assert_eq!(app.campaign().mishaps().len(), 2);
    app.press(Command::Undo);
    assert_eq!(app.campaign().mishaps().len(), 4);
}

#[test]
fn archetypes_have_a_side_of_their_own_and_numbers_lead_to_mishaps() {
    let mut app = three_mishaps();
    app.click(Role::Tab, "Archetypes 0");
    app.button("Add two archetypes");
    app.press(Command::NewHere);
    assert_eq!(app.campaign().archetypes().len(), 3);
    into_view(&mut app, Role::TextInput, "Add a crime");
    app.write("Add a crime", "A fork in a dock");
    app.key(Modifiers::NONE, Key::Enter);
    let crimes = &app.campaign().archetypes().get(3.into()).unwrap().crimes;
    assert_eq!(crimes.last().map(String::as_str), Some("A fork in a dock"));
    into_view(&mut app, Role::TextInput, "Name");
    app.write("Name", "ليلى حداد");
    assert!(app.has("Somebody in the campaign has this name. Archetypes are nobody."));
    app.button("Undo: Change the name of an archetype");
    app.click(Role::CheckBox, "Select Toni Twenty-Tabs");
    app.button("Delete 1");
    assert_eq!(app.campaign().archetypes().len(), 2);
    app.world.put("/lists/r.csv", "Mishap,Reaction,Number\nX2,laugh,7\nX9,laugh,1\n".as_bytes());
    *app.answers.path.lock().unwrap() = Some("/lists/r.csv".into());
    app.click(Role::Tab, "Numbers");
    app.button("Count reactions of a list");
    assert!(app.has("1 line was not counted"));
    app.button("Close");
    assert_eq!(shown(&app, 2).reactions["laugh"], 7);
    app.button("Printer: 1");
    assert_eq!(app.rows().len(), 1);
}

fn thanks(to: &str, message: &str) -> Thanks {
    Thanks { to_words: to.into(), message: message.into(), ..Thanks::default() }
}

fn some_thanks() -> App {
    let edits = || {
        let mut nomination = Nomination::new(PersonId(1));
        nomination.quote = "She made the trams run.".into();
        vec![
            Edit::person(PersonId(1), person("Sabine Okonjo")),
            Edit::nomination(1.into(), nomination),
            Edit::thanks(1.into(), thanks("The night shift", "Quiet nights, loud mornings.")),
            Edit::thanks(2.into(), thanks("Somebody", "You know what you did to the customer.")),
        ]
    };
    let mut app = open(with(edits), true);
    app.go(Section::Thanks);
    app
}

fn message(app: &App, id: u64) -> Thanks {
    app.campaign().thanks().get(id.into()).unwrap().clone()
}

#[test]
fn messages_are_read_linked_reworded_and_hidden_with_a_reason() {
    let mut app = some_thanks();
    app.button("Show, go on");
    assert_eq!(message(&app, 1).state, ThanksState::Shown);
    // The next one is shown by itself.
    app.button("Hide");
    assert!(app.is_disabled(Role::Button, "Hide 1 message"));
    app.write("Reason", "names a customer");
    app.button("Hide 1 message");
    let hidden = message(&app, 2);
    assert_eq!((hidden.state, hidden.hidden_reason.as_str()), (ThanksState::Hidden, "names a customer"));
    app.button("Show it after all");
    assert_eq!(message(&app, 2).hidden_reason, "");
    app.write("As it is shown", "You know what you did.");
    let reworded = message(&app, 2);
    assert_eq!(reworded.public_message(), "You know what you did.");
    assert_eq!(reworded.message, "You know what you did to the customer.");
    app.button("Back to the words as received");
    assert_eq!(message(&app, 2).shown_as, "");
    app.write("Whom it thanks", "sabine");
    app.click(Role::MenuItem, "Sabine Okonjo");
    assert_eq!(message(&app, 2).to, Some(PersonId(1)));
    assert!(app.says("It does not stand on the wall yet"), "she has not agreed to be shown");
    app.click(Role::Tab, "Wall 2");
    app.button("To The night shift: Quiet nights, loud mornings.");
    assert!(app.has("Whom it thanks"));
}

#[test]
fn who_was_nominated_without_words_gets_no_message_and_is_not_counted() {
    let edits = || {
        let mut spoken = Nomination::new(PersonId(1));
        spoken.quote = "She made the trams run.".into();
        vec![
            Edit::person(PersonId(1), person("Sabine Okonjo")),
            Edit::person(PersonId(2), person("Ravi Patel")),
            Edit::nomination(1.into(), spoken),
            Edit::nomination(2.into(), Nomination::new(PersonId(2))),
        ]
    };
    let mut app = open(with(edits), true);
    app.go(Section::Thanks);
    app.click(Role::Tab, "Left with nothing 2");
    app.button("Make 2 messages from nominations");
    assert_eq!(app.campaign().thanks().len(), 1);
    assert!(app.says("Made messages for 1 nominee. Read them under Messages"));
}

#[test]
fn nobody_leaves_with_nothing() {
    let mut app = some_thanks();
    app.click(Role::Tab, "Left with nothing 1");
    app.button("Make 1 message from nominations");
    assert_eq!((message(&app, 3).state, message(&app, 3).to), (ThanksState::Waiting, Some(PersonId(1))));
    app.press(Command::Undo);
    app.row("Sabine Okonjo");
    app.key(Modifiers::NONE, Key::Space);
    app.button("Write a message");
    app.write("Message", "Thank you for the trams.");
    app.write("Or in their own words", "Ana, third floor");
    app.button("Add the message");
    let (_, typed) = app.campaign().thanks().iter().last().unwrap();
    assert_eq!((typed.state, typed.to), (ThanksState::Shown, Some(PersonId(1))));
    app.button("Print 1 thank-you card");
    assert_eq!(app.harness.state().section(), Section::PrintRoom);
    app.go(Section::Thanks);
    app.click(Role::Tab, "Left with nothing 0");
    assert!(app.says("Nobody leaves with nothing"));
    app.click(Role::Tab, "Messages 3");
    app.key(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::F);
    app.write("Find in 3 messages", "trams");
    app.row("Sabine Okonjo");
    app.key(Modifiers::NONE, Key::Delete);
    assert_eq!(app.campaign().thanks().len(), 2);
}

fn one_nominee() -> App {
    let edits = || {
        let mut nomination = Nomination::new(PersonId(1));
        nomination.story = "The trams stood still at night. She drove out and made them run again.".into();
        nomination.channel = "Newsletter".into();
        vec![Edit::person(PersonId(1), person("ليلى حداد")), Edit::nomination(1.into(), nomination)]
    };
    let mut app = open(with(edits), true);
    app.go(Section::Stories);
    app
}

fn story(app: &App) -> unsung::campaign::Story {
    app.campaign().stories().get(1.into()).unwrap().clone()
}

#[test]
fn a_story_goes_step_by_step_and_every_step_says_what_is_missing() {
    let mut app = one_nominee();
    app.button("Begin 1 story");
    assert_eq!(story(&app).text, "The trams stood still at night. She drove out and made them run again.");
    app.click(Role::Tab, "Nominations 1");
    app.click(Role::CheckBox, "Quote: She drove out and made them run again.");
    assert_eq!(story(&app).quotes.last().unwrap().words, "She drove out and made them run again.");
    app.click(Role::Tab, "Steps");
    app.button("Note the check");
    app.write("Checked by", "Ana Lind");
    app.button("Note the check of 1 story");
    assert!(app.is_disabled(Role::Button, "Note consent to this text"));
    // What stands in the way is mended where it is said.
    app.button("Note their consent");
    app.write("How they agreed", "by e-mail");
    app.button("They agreed");
    app.button("Note consent to this text");
    app.write("How they agreed", "by e-mail");
    app.button("Note consent to 1 story");
    app.button("Publish");
    assert_eq!(hub::story_may_stand(app.campaign(), &story(&app)), Ok(()));
    // A changed word takes it back, and the text as it was is kept.
    app.write("Headline", "The long night");
    assert_eq!((story(&app).state.title(), story(&app).versions.len()), ("Draft", 1));
    app.click(Role::Tab, "Versions 1");
    app.button("Compare");
    app.button("Go back to this version");
    assert_ne!(story(&app).title, "The long night");
    app.button("Undo: Go back to a version of a story");
    assert_eq!(story(&app).title, "The long night");
}

#[test]
fn a_leap_is_measured_and_channels_are_counted() {
    let mut app = one_nominee();
    app.press(Command::NewHere);
    app.write("About whom", "ليلى");
    app.click(Role::MenuItem, "ليلى حداد");
    app.button("Begin the story");
    into_view(&mut app, Role::Button, "Add a leap");
    app.button("Add a leap");
    for (field, value) in [("Before", "440"), ("After", "11"), ("Unit", "days"), ("Date", "2026-03-31")] {
        into_view(&mut app, Role::TextInput, field);
        app.write(field, value);
    }
    app.write("Before", "many");
    assert!(app.says("Not a number"));
    app.write("Before", "440");
    assert!(app.has("40 times better") && app.has("counts nowhere without evidence"));
    app.click(Role::RadioButton, "Measured");
    assert!(app.has("counts as measured"));
    let leap = story(&app).leaps[0].clone();
    assert_eq!((leap.multiple(), leap.on.map(|on| on.to_string())), (Some(40.0), Some("2026-03-31".into())));
    app.click(Role::Tab, "Leaps");
    assert!(app.says("40 times"));
    app.click(Role::Tab, "Channels");
    assert!(app.says("Newsletter: 1 received, 1 accepted, 0 shortlisted, 0 won"));
    app.click(Role::Tab, "Stories 1");
    let first = app.rows()[0].clone();
    app.click(Role::Row, &first);
    app.key(Modifiers::NONE, Key::Delete);
    assert_eq!(app.campaign().stories().len(), 0);
    app.press(Command::Undo);
    assert_eq!(app.campaign().stories().len(), 1);
}
