//! The wall and its console, worked by keyboard and label without a display: every scene, what may be on it and what never.
//! Without a second window the wall stands inside the main one; its contents are the same.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use open_window::{App, at, open, sample};
use std::collections::BTreeSet;
use unsung::app::presenting::{self, Of, Show};
use unsung::app::{Command, FakeWorld, Section, drawing, templates};
use unsung::campaign::{Campaign, Change, ConsentState, Edit, NameForm, SweepstakeId};
use unsung::store::Blobs;

const ID: SweepstakeId = SweepstakeId(1);

fn locked(world: &FakeWorld) -> (Campaign, Blobs) {
    let (mut campaign, blobs) = sample(world);
    let plan = templates::demo_draw().unwrap();
    let announced = campaign.sweepstakes().get(ID).unwrap().announced_at.unwrap();
    let lock = drawing::lock(&campaign, ID, announced, plan.locked_at, world).unwrap();
    campaign.apply(&lock, plan.locked_at).unwrap();
    (campaign, blobs)
}

fn drawn(world: &FakeWorld) -> (Campaign, Blobs) {
    let (mut campaign, blobs) = locked(world);
    let plan = templates::demo_draw().unwrap();
    let run = drawing::run(&campaign, ID, &plan.typed, plan.drawn_at).unwrap();
    campaign.apply(&run, plan.drawn_at).unwrap();
    (campaign, blobs)
}

/// On a page that names nobody, so that every name seen is on the wall or its console.
fn start(app: &mut App) {
    app.go(Section::Settings);
    app.press(Command::Present);
    assert!(app.has_button("Close the wall"), "the console is there");
    stand_still(app);
}

/// Stops the clock: what moves stays where it is, however many frames a worker needs.
fn stand_still(app: &mut App) {
    app.harness.input_mut().time = Some(1_000.0);
    app.settle();
}

fn space(app: &mut App) {
    app.key(Modifiers::NONE, Key::Space);
}

fn on_the_wall(app: &App) -> String {
    let labels = app.harness.query_all_by(|node| node.label().is_some_and(|label| label.starts_with("On the wall: ")));
    let found: Vec<String> = labels.filter_map(|node| node.accesskit_node().label()).collect();
    found.first().expect("the console says what is on the wall")["On the wall: ".len()..].to_owned()
}

fn labels(app: &App) -> BTreeSet<String> {
    // Plain words are the value of their node.
    let nodes = app.harness.query_all_by(|node| node.label().is_some() || node.role() == Role::Label);
    nodes.filter_map(|node| node.accesskit_node().label().or_else(|| node.accesskit_node().value())).collect()
}

/// The button of the console, by a way that what lies over it cannot catch.
fn press(app: &mut App, label: &str) {
    app.harness.get_by_role_and_label(Role::Button, label).click_accesskit();
    app.settle();
}

/// Everything said in the whole show, from the first scene to the last; boxes are skipped open and seen closed too.
fn whole_show(app: &mut App) -> (Vec<String>, BTreeSet<String>) {
    let (mut scenes, mut said) = (vec![on_the_wall(app)], labels(app));
    for _ in 0..120 {
        space(app);
        said.extend(labels(app));
        let scene = on_the_wall(app);
        if scenes.last() != Some(&scene) {
            scenes.push(scene);
        } else if app.says("This is the end of the show.") {
            return (scenes, said);
        }
    }
    panic!("the show never ends: {scenes:?}");
}

fn show_of(app: &App) -> Show {
    presenting::show(app.campaign(), Of::Draw(ID), true).unwrap()
}

#[test]
fn before_the_lock_there_is_nothing_to_present() {
    let mut app = open(sample, true);
    app.press(Command::Present);
    assert!(app.says("No list is locked yet"));
    assert!(!app.has_button("Close the wall"));
}

#[test]
fn values_appear_as_they_are_typed_and_nothing_follows_before_the_draw_is_saved() {
    let mut app = open(locked, true);
    app.world.set_now(at("2026-12-10T15:00:00Z"));
    start(&mut app);
    assert_eq!(on_the_wall(&app), "What is drawn");
    for words in ["281 entries", "352 tickets", "14 prizes", "5 alternates"] {
        assert!(app.has(words), "{words}");
    }
    space(&mut app);
    let hash = app.campaign().sweepstakes().get(ID).unwrap().sealed.as_ref().unwrap().lock_sha256.clone();
    let groups: Vec<&str> = (0..64).step_by(4).map(|at| &hash[at..at + 4]).collect();
    assert!(app.has(&format!("Lock code {}", groups.join(" "))), "all 64 digits, in groups");
    assert!(app.has("QR code of the lock code"));
    space(&mut app);
    assert!(app.has("Waiting for the numbers"));
    space(&mut app);
    assert_eq!(on_the_wall(&app), "What fell");
    assert!(app.says("Nothing follows before the draw is made and saved."));

    // The wall follows the fields of the draw page; a space typed there is no step of the show.
    app.go(Section::Sweepstake);
    app.harness.get_by_role_and_label(Role::TextInput, "Lottery of 9 December").focus();
    app.settle();
    app.harness.get_by_role_and_label(Role::TextInput, "Lottery of 9 December").type_text("40 7");
    app.settle();
    assert!(app.has("being typed") && app.has("40 7"));
    app.harness.get_by_role_and_label(Role::TextInput, "Lottery of 9 December").type_text(" 8 11 18 28 48");
    app.settle();
    assert!(app.has("7  8  11  18  28  40  48"), "read back, sorted as they count");
    assert!(!app.has("being typed"));
    app.harness.get_by_role_and_label(Role::TextInput, "Phrase from the audience").focus();
    app.settle();
    app.harness.get_by_role_and_label(Role::TextInput, "Phrase from the audience").type_text("the biscuit tin");
    app.settle();
    assert!(app.has("“the biscuit tin”"), "the one typed now stands large");
    assert_eq!(on_the_wall(&app), "What fell");

    press(&mut app, "Draw");
    assert!(app.campaign().sweepstakes().get(ID).unwrap().sealed.as_ref().unwrap().record.is_some());
    assert_eq!(on_the_wall(&app), "What fell", "the wall does not move by itself");
    press(&mut app, "Next on the wall");
    assert_eq!(on_the_wall(&app), "The order is fixed");
}

#[test]
fn a_draw_that_no_file_holds_is_not_shown() {
    // Drawn and never saved.
    let mut app = open(drawn, false);
    start(&mut app);
    for _ in 0..6 {
        space(&mut app);
    }
    assert_eq!(on_the_wall(&app), "What fell");
    assert!(app.has("Waiting for the numbers"), "not even what fell");
}

#[test]
fn the_whole_show_names_all_winners_and_nobody_without_a_yes() {
    let mut app = open(drawn, true);
    let show = show_of(&app);
    start(&mut app);
    let (scenes, said) = whole_show(&mut app);
    assert_eq!(scenes.first().map(String::as_str), Some("What is drawn"));
    assert_eq!(scenes.last().map(String::as_str), Some("All winners, from 13"));
    // The last prize first, and the first prize at the end.
    let prizes: Vec<&String> = scenes.iter().filter(|scene| scene.starts_with("Prize: ")).collect();
    let ranked: Vec<String> = show.prizes.iter().rev().map(|prize| format!("Prize: {}", prize.name)).collect();
    assert_eq!(prizes, ranked.iter().collect::<Vec<_>>());

    let spaced = |id: &str| format!("{} {} {}", &id[..4], &id[4..8], &id[8..]);
    let all: Vec<_> = show.prizes.iter().flat_map(|prize| &prize.winners).chain(&show.alternates).collect();
    assert_eq!(all.len(), 19);
    for place in &all {
        assert!(said.contains(&spaced(&place.entry_id)), "{} stands beside the name", place.entry_id);
        assert!(place.name.as_ref().is_none_or(|name| said.iter().any(|words| words.contains(name))));
    }
    assert!(all.iter().any(|place| place.name.is_some()) && all.iter().any(|place| place.name.is_none()));
    // No name of anybody in another form than the one agreed to, anywhere.
    let agreed: BTreeSet<&str> = all.iter().filter_map(|place| place.name.as_deref()).collect();
    for place in &all {
        let entry = app.campaign().entry_with_id(&place.entry_id).unwrap();
        let person = app.campaign().entries().get(entry).unwrap().person;
        let person = app.campaign().people().get(person).unwrap();
        for form in NameForm::CHOICES {
            let Some(name) = person.name_in(form).filter(|name| name.chars().count() > 3) else { continue };
            if agreed.iter().any(|agreed| agreed.contains(&name)) {
                continue;
            }
            let found: Vec<&String> = said.iter().filter(|words| words.contains(&name)).collect();
            assert!(found.is_empty(), "{name} is on the wall: {found:?}");
        }
    }
}

#[test]
fn consent_taken_back_takes_the_name_from_the_wall() {
    let mut app = open(drawn, true);
    let winner = show_of(&app).prizes[0].winners[0].clone();
    let entry = app.campaign().entry_with_id(&winner.entry_id).unwrap();
    let person = app.campaign().entries().get(entry).unwrap().person;
    let mut changed = app.campaign().people().get(person).unwrap().clone();
    changed.name = "Grace Hopper".into();
    changed.name_form = NameForm::Real;
    changed.consent.state = ConsentState::Withdrawn;
    let named = |app: &mut App, person_now: unsung::campaign::Person| {
        let (campaign, blobs) = {
            let mut campaign = app.campaign().clone();
            campaign.apply(&Change::one("Consent", Edit::person(person, person_now)), open_window::now()).unwrap();
            (campaign, Blobs::new())
        };
        let mut app = open(move |_| (campaign, blobs), true);
        start(&mut app);
        let (_, said) = whole_show(&mut app);
        said.iter().any(|words| words.contains("Grace Hopper"))
    };
    assert!(!named(&mut app, changed.clone()));
    changed.consent.state = ConsentState::Agreed;
    assert!(named(&mut app, changed));
}

/// Goes to the first box that is opened for one winner.
fn to_a_box(app: &mut App) {
    for _ in 0..40 {
        if on_the_wall(app).contains(": box ") {
            return;
        }
        space(app);
    }
    panic!("no box is opened");
}

#[test]
fn a_box_can_be_skipped_blacked_out_left_and_gone_on_with() {
    let mut app = open(drawn, true);
    start(&mut app);
    to_a_box(&mut app);
    let scene = on_the_wall(&app);
    assert!(app.has("Drum roll") && app.has("drum roll"), "on the wall and at the console");
    app.key(Modifiers::NONE, Key::B);
    assert!(app.has("The wall is black"));
    space(&mut app);
    assert!(!app.has("The wall is black"));
    press(&mut app, "Skip to the winner");
    assert!(!app.has("Drum roll"));
    assert_eq!(on_the_wall(&app), scene);
    let id = show_of(&app).prizes[1].winners[2].entry_id.clone();
    assert!(app.has(&format!("{} {} {}", &id[..4], &id[4..8], &id[8..])));

    app.key(Modifiers::NONE, Key::ArrowLeft);
    assert_ne!(on_the_wall(&app), scene);
    app.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(on_the_wall(&app), scene);
    assert!(!app.has("Drum roll"), "it was opened before");

    app.key(Modifiers::NONE, Key::Escape);
    assert!(!app.has_button("Close the wall"));
    app.press(Command::Present);
    assert_eq!(on_the_wall(&app), scene, "it goes on where it was");
    press(&mut app, "Close the wall");
    assert!(!app.has_button("Next on the wall"));
}

#[test]
fn with_reduced_motion_a_box_is_open_at_once() {
    let mut app = open(drawn, true);
    app.go(Section::Settings);
    app.harness.get_by_role_and_label(Role::CheckBox, "Reduce motion").click_accesskit();
    app.settle();
    app.press(Command::Present);
    stand_still(&mut app);
    to_a_box(&mut app);
    assert!(!app.has("Drum roll"));
    let id = show_of(&app).prizes[1].winners[2].entry_id.clone();
    assert!(app.has(&format!("{} {} {}", &id[..4], &id[4..8], &id[8..])));
}

#[test]
fn a_rehearsal_runs_under_its_band() {
    let rehearsed = |world: &FakeWorld| {
        let (mut campaign, blobs) = locked(world);
        let now = at("2026-12-09T09:00:00Z");
        let rehearsed = drawing::rehearse(&campaign, ID, &[], now, world).unwrap();
        campaign.apply(&rehearsed.change, now).unwrap();
        (campaign, blobs)
    };
    let mut app = open(rehearsed, true);
    start(&mut app);
    assert!(!app.has("REHEARSAL. This is not the draw."), "the draw comes first");
    press(&mut app, "Close the wall");
    app.key(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::K);
    app.harness.event(eframe::egui::Event::Text("Present the rehearsal".into()));
    app.settle();
    app.key(Modifiers::NONE, Key::Enter);
    assert!(app.has("REHEARSAL. This is not the draw."));
    let (scenes, said) = whole_show(&mut app);
    assert!(scenes.len() > 8, "{scenes:?}");
    assert!(said.contains("Hash of the rehearsal"));
    assert!(app.campaign().sweepstakes().get(ID).unwrap().sealed.as_ref().unwrap().record.is_none());
}

/// https://api.drand.sh/public/1000 of quicknet.
const ROUND: &str = r#"{"round":1000,"randomness":"fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd","signature":"b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"}"#;

#[test]
fn a_beacon_is_shown_with_its_round_and_its_check() {
    let announced = at("2023-08-23T15:59:24Z");
    let waiting = |world: &FakeWorld| {
        world.set_now(at("2023-08-23T12:00:00Z"));
        let (mut campaign, blobs) = sample(world);
        let mut new = campaign.sweepstakes().get(ID).unwrap().clone();
        new.sources = vec![unsung::app::outlook::beacon_round(&new)];
        new.announced_at = Some(announced);
        let now = at("2023-08-23T12:00:00Z");
        campaign.apply(&Change::one("Set up", Edit::sweepstake(ID, new)), now).unwrap();
        let lock = drawing::lock(&campaign, ID, announced, now, world).unwrap();
        campaign.apply(&lock, now).unwrap();
        (campaign, blobs)
    };
    let mut app = open(waiting, true);
    start(&mut app);
    space(&mut app);
    space(&mut app);
    assert!(app.has("Waiting for the beacon"));
    app.go(Section::Sweepstake);
    let give = |app: &mut App, text: &str| {
        let field = |app: &App| {
            let line = app.harness.query_by_role_and_label(Role::TextInput, "Public beacon").map(|_| Role::TextInput);
            line.unwrap_or(Role::MultilineTextInput)
        };
        let role = field(app);
        app.harness.get_by_role_and_label(role, "Public beacon").focus();
        app.settle();
        app.key(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
        app.harness.event(eframe::egui::Event::Text(text.to_owned()));
        app.settle();
    };
    give(&mut app, &ROUND.replace("5e39", "5e38"));
    assert!(!app.has("The signature of the beacon is right"));
    assert!(app.says("it was altered"));
    give(&mut app, ROUND);
    assert!(app.has("Round 1,000") && app.has("The signature of the beacon is right"));
    let randomness: serde_json::Value = serde_json::from_str(ROUND).unwrap();
    let digits = randomness["randomness"].as_str().unwrap();
    let groups: Vec<&str> = (0..64).step_by(4).map(|at| &digits[at..at + 4]).collect();
    assert!(app.has(&format!("Randomness {}", groups.join(" "))));
    press(&mut app, "Draw");
    press(&mut app, "Next on the wall");
    assert_eq!(on_the_wall(&app), "The order is fixed");
}
