//! The start page, Home and the awards through the window, by role and label.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use open_window::{App, FILE, blank, now, open, sample, show};
use std::path::PathBuf;
use std::sync::Arc;
use unsung::app::{Command, FakeWorld, Jobs, Section, Workspace, World};
use unsung::campaign::{Change, Edit, NominationState};

/// A window without a campaign, with these in the list of recent ones.
fn start(recent: &[(&str, &str)], there: &[&str]) -> App {
    let world = Arc::new(FakeWorld::new(now()));
    for path in there {
        let (campaign, blobs) = blank(&world);
        world.put(*path, unsung::store::to_bytes(&campaign, &blobs).unwrap());
    }
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    for (path, title) in recent.iter().rev() {
        ws.set_preferences(|preferences| preferences.remember(path.into(), (*title).into(), now()));
    }
    show(world, ws)
}

#[test]
fn the_first_start_offers_the_sample() {
    let mut app = start(&[], &[]);
    assert!(app.has("Recognise the people nobody sees") && app.says("None yet."));
    assert!(app.has_button("Start with IT heroes") && app.has_button("Start with a blank campaign"));
    app.button("Open the sample");
    assert_eq!(app.campaign().settings().title, "Heroes of the Help Desk 2026");
    assert_eq!(app.harness.state().section(), Section::Home);
}

#[test]
fn a_template_starts_a_campaign() {
    let mut app = start(&[], &[]);
    app.button("Start with IT heroes");
    assert!(!app.campaign().awards().is_empty());
}

#[test]
fn recent_campaigns_open_and_missing_ones_are_found_or_forgotten() {
    let recent =
        [("/documents/new.unsung", "Newest"), ("/stick/lost.unsung", "Lost one"), ("/gone/old.unsung", "Old one")];
    let mut app = start(&recent, &["/documents/new.unsung", "/found/lost.unsung"]);
    assert!(app.has_button("Open Newest"));
    assert!(app.says("lost.unsung is not there any more: stick"));
    assert_eq!(app.harness.query_all_by_label("Forget it").count(), 2);
    app.harness.query_all_by_label("Forget it").last().unwrap().click();
    app.settle();
    let left: Vec<String> =
        app.harness.state().workspace().preferences().recent.iter().map(|recent| recent.title.clone()).collect();
    assert_eq!(left, ["Newest", "Lost one"]);
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/found/lost.unsung"));
    app.button("Find it");
    assert_eq!(app.harness.state().workspace().path(), Some(std::path::Path::new("/found/lost.unsung")));
    let paths: Vec<PathBuf> =
        app.harness.state().workspace().preferences().recent.iter().map(|recent| recent.path.clone()).collect();
    assert!(!paths.contains(&PathBuf::from("/stick/lost.unsung")));
}

#[test]
fn enter_opens_the_newest_campaign() {
    let mut app = start(&[("/documents/new.unsung", "Newest")], &["/documents/new.unsung"]);
    app.key(Modifiers::NONE, Key::Enter);
    assert_eq!(app.harness.state().workspace().path(), Some(std::path::Path::new("/documents/new.unsung")));
}

#[test]
fn a_list_that_is_chosen_starts_a_campaign_and_its_import() {
    let mut app = start(&[], &[]);
    app.world.put("/documents/list.csv", "Name,Story\nAnn Field,She mended it\n".as_bytes().to_vec());
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/documents/list.csv"));
    app.button("Choose a file");
    assert_eq!(app.harness.state().section(), Section::Import);
    assert!(app.campaign().people().is_empty(), "nothing is taken over before it was seen");
}

#[test]
fn home_counts_down_and_leads_to_what_is_due() {
    let mut app = open(sample, false);
    assert!(app.says("Nominations close in"), "the countdown");
    assert!(app.has_button("Nominations: 40 for 18 people, by 40"));
    // What could be lost comes first.
    assert!(app.says("Save the campaign. It is in no file yet."));
    *app.answers.path.lock().unwrap() = Some(PathBuf::from(FILE));
    app.harness.query_all_by_role_and_label(Role::Button, "Save the campaign").next().unwrap().click();
    app.settle();
    assert!(!app.says("It is in no file yet"));
    app.button("Open the sweepstake");
    assert_eq!(app.harness.state().section(), Section::Sweepstake);
    app.go(Section::Home);
    app.button("Read nominations");
    assert_eq!(app.harness.state().section(), Section::Nominations);
}

#[test]
fn a_task_vanishes_when_it_is_done() {
    let mut app = open(
        |world| {
            let (mut campaign, blobs) = sample(world);
            let read = campaign.nominations().iter().map(|(id, nomination)| {
                let mut nomination = nomination.clone();
                nomination.state = NominationState::Read;
                Edit::nomination(id, nomination)
            });
            let change = Change::new("Mark nominations as read", read.collect());
            campaign.apply(&change, now()).unwrap();
            (campaign, blobs)
        },
        true,
    );
    assert!(!app.has_button("Read nominations"));
    assert!(app.says("Most wanted") && app.says("Named in 11 nominations."));
    app.button("Open monsters");
    assert_eq!(app.harness.state().section(), Section::Monsters);
}

#[test]
fn home_without_dates_leads_to_the_settings() {
    let mut app = open(
        |world| {
            let (mut campaign, blobs) = blank(world);
            let mut settings = campaign.settings().clone();
            settings.milestones.clear();
            campaign.apply(&Change::one("Remove dates", Edit::Settings(Arc::new(settings))), now()).unwrap();
            (campaign, blobs)
        },
        true,
    );
    assert!(app.says("No dates yet"));
    app.button("Add dates");
    assert_eq!(app.harness.state().section(), Section::Settings);
    app.press(Command::GoTo(Section::Home));
}
