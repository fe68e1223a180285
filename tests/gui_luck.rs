//! Luck from the public beacon, the campaign's key and sealed envelopes, through the window by role and label.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use open_window::{App, at, blank, open, sample, show};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unsung::app::envelope::{self, Envelope};
use unsung::app::{FakeWorld, Jobs, Progress, Section, Workspace, World, drawing, keys, outlook, templates};
use unsung::campaign::{Campaign, LuckSource, Stage, Sweepstake, SweepstakeId};
use unsung::draw::{CHAINS, Verdict};

const FIRST: SweepstakeId = SweepstakeId(1);
/// Round 1000 of quicknet, which fell on 2023-08-23 at 15:59:24.
const ROUND: &str = r#"{"round":1000,"randomness":"fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd","signature":"b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"}"#;

fn sweepstake(app: &App) -> &Sweepstake {
    app.campaign().sweepstakes().get(FIRST).unwrap()
}

#[test]
fn the_beacon_is_chosen_with_its_round_and_its_limits() {
    let mut app = open(blank, false);
    app.go(Section::Sweepstake);
    app.button("Add a sweepstake");
    let labels: Vec<&str> = sweepstake(&app).sources.iter().map(LuckSource::label).collect();
    assert_eq!(labels, ["Six dice on stage", "Phrases written down first"]);
    app.click(Role::Tab, "Where the luck comes from");
    assert!(app.says("with a friend in the room a phrase that suits you could be searched for"));
    app.button("The public beacon");
    assert!(app.says("nobody can know it before its moment"));
    assert!(app.says("Say when the luck is known: the round is the first one"));
    app.write("Announced for, date", "2026-12-10");
    app.write("Announced for, time", "15:00");
    let round = |app: &App| match &sweepstake(app).sources[2] {
        LuckSource::Drand { chain, round, .. } => (chain.clone(), *round),
        other => panic!("{other:?}"),
    };
    assert_eq!(round(&app), (CHAINS[0].hash.to_owned(), 0), "decided at the lock");
    let first = |at: &str| CHAINS[0].first_round_from(&unsung::draw::Moment::parse(at).unwrap());
    let before = first("2026-12-10T15:00:00Z");
    assert!(app.says(&format!("Round {before} falls on Thursday 10 December 2026, 15:00")));
    assert!(app.says(&format!("/public/{before}")));
    app.write("Announced for, time", "16:00");
    assert!(app.says(&format!("Round {} falls on", first("2026-12-10T16:00:00Z"))));
    app.button("Copy the address of the round");
    assert!(app.says("Copied the address of the round"));
    app.click(Role::ComboBox, "Chain of source 3");
    let line = app.harness.query_all_by_label_contains("default, a round every 30 seconds").last();
    line.unwrap().click();
    app.settle();
    assert_eq!(round(&app), (CHAINS[1].hash.to_owned(), 0));
}

/// The sample with luck from round 1000, locked in its time and saved.
fn waiting_for_the_round() -> App {
    let world = Arc::new(FakeWorld::new(at("2023-08-23T12:00:00Z")));
    let (mut campaign, blobs) =
        templates::start_with_blobs(world.as_ref(), templates::SAMPLE, &Progress::silent()).unwrap();
    let announced = at("2023-08-23T15:59:24Z");
    let mut new = campaign.sweepstakes().get(FIRST).unwrap().clone();
    new.sources = vec![outlook::beacon_round(&new)];
    new.announced_at = Some(announced);
    let set_up = unsung::campaign::Change::one("Set up", unsung::campaign::Edit::sweepstake(FIRST, new));
    campaign.apply(&set_up, world.now()).unwrap();
    let lock = drawing::lock(&campaign, FIRST, announced, world.now(), world.as_ref()).unwrap();
    campaign.apply(&lock, world.now()).unwrap();
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    ws.install_new(campaign, blobs);
    ws.save_now(open_window::FILE.into()).unwrap();
    let mut app = show(world, ws);
    app.go(Section::Sweepstake);
    app
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

const BOX: &str = "Public beacon";

#[test]
fn a_wrong_round_is_told_in_plain_words_and_the_right_one_draws() {
    let mut app = waiting_for_the_round();
    assert!(app.says("/public/1000"));
    assert!(app.is_disabled(Role::Button, "Draw"));
    for (wrong, words) in [
        ("hello".to_owned(), "It cannot be read"),
        (ROUND.replace(":1000", ":999"), "this is an earlier one, round 999"),
        (ROUND.replace("5e39", "5e38"), "it was altered"),
        (ROUND.replace("4fdd", "4fde"), "the randomness is not the hash of the signature"),
    ] {
        app.write(BOX, &wrong);
        assert!(app.says(words), "{words}");
        assert!(app.says("This is not taken, and the draw waits"));
        assert!(app.is_disabled(Role::Button, "Draw"));
    }
    assert_eq!(sweepstake(&app).stage(), Stage::Locked);
    app.write(BOX, ROUND);
    assert!(app.says("Round 1000 is genuine"));
    app.button("Draw");
    assert_eq!(sweepstake(&app).stage(), Stage::Drawn);
    let report = drawing::verify(app.campaign(), FIRST).unwrap();
    assert!(report.ok, "{report:#?}");
    assert_eq!(report.step("beacon signature").unwrap().result, Verdict::Pass);
}

#[test]
fn a_round_comes_from_a_file_opened_or_dropped() {
    let mut app = waiting_for_the_round();
    app.world.put("/stick/round.json", format!("\u{feff}{ROUND}\r\n"));
    *app.answers.path.lock().unwrap() = Some("/stick/round.json".into());
    app.button("Open the round's file");
    assert!(app.says("Round 1000 is genuine"));
    app.write(BOX, "x");
    assert!(app.says("This is not taken"));
    app.harness.input_mut().dropped_files.push(Arc::new(Dropped("/stick/round.json".into())));
    app.settle();
    assert!(app.says("Round 1000 is genuine"));
    // It went into the box, not to the import of lists.
    assert_eq!(app.harness.state().section(), Section::Sweepstake);
    app.world.put("/stick/other.json", "{}");
    *app.answers.path.lock().unwrap() = Some("/stick/other.json".into());
    app.button("Open the round's file");
    assert!(app.says("The beacon's round was not read."));
}

/// Types into a field that does not show what is typed.
fn secret(app: &mut App, label: &str, text: &str) {
    app.click(Role::PasswordInput, label);
    app.key(Modifiers { command: true, ctrl: true, ..Modifiers::NONE }, Key::A);
    app.harness.get_by_role_and_label(Role::PasswordInput, label).type_text(text);
    app.settle();
}

#[test]
fn the_key_goes_out_and_in_under_a_passphrase() {
    let mut app = open(blank, true);
    app.go(Section::Settings);
    let print = drawing::key_fingerprint(app.campaign()).unwrap();
    app.button("Export the key");
    let press = "Export the key";
    let in_dialog = |app: &App| app.harness.query_all_by_role_and_label(Role::Button, press).count();
    assert_eq!(in_dialog(&app), 2);
    app.write("File of the key", "/stick/my key.age");
    secret(&mut app, "Passphrase", "too short");
    assert!(app.says("The passphrase has fewer than 12 characters."));
    secret(&mut app, "Passphrase", "four words nobody guesses");
    secret(&mut app, "Passphrase once more", "four words nobody guesse");
    assert!(app.says("It is another one."));
    secret(&mut app, "Passphrase once more", "four words nobody guesses");
    app.harness.query_all_by_role_and_label(Role::Button, press).last().unwrap().click();
    app.settle();
    assert!(app.says("The key is in /stick/my key.age"));
    let file = app.world.read(Path::new("/stick/my key.age")).unwrap();
    assert!(file.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----"));

    let mut other = open(blank, true);
    other.world.put("/stick/my key.age", file);
    // Worlds in tests make the same bytes: another key first.
    other.go(Section::Settings);
    let mut settings = other.campaign().settings().clone();
    settings.id = "00".repeat(16);
    settings.keys.signing_seed = "11".repeat(32);
    let mut campaign = other.campaign().clone();
    let edit = unsung::campaign::Edit::Settings(Arc::new(settings));
    campaign.apply(&unsung::campaign::Change::one("Another key", edit), at("2026-11-20T09:00:00Z")).unwrap();
    let mut other = open(
        move |world| {
            world.put("/stick/my key.age", app.world.read(Path::new("/stick/my key.age")).unwrap());
            (campaign, unsung::store::Blobs::default())
        },
        true,
    );
    other.go(Section::Settings);
    assert_ne!(drawing::key_fingerprint(other.campaign()).unwrap(), print);
    let import = |other: &mut App, words: &str| {
        other.button("Import a key");
        *other.answers.path.lock().unwrap() = Some("/stick/my key.age".into());
        other.button("Choose the file");
        secret(other, "Passphrase", words);
        other.button("Import the key");
    };
    import(&mut other, "other words than those");
    assert!(other.says("The passphrase does not open it."));
    other.button("Close");
    import(&mut other, "four words nobody guesses");
    assert_eq!(drawing::key_fingerprint(other.campaign()).unwrap(), print);
    assert_eq!(keys::draws_signed(other.campaign()), 0);
}

#[test]
fn an_envelope_is_taken_in_through_the_window() {
    // The laptop that is lost: its sample was locked.
    let world = FakeWorld::new(at("2026-11-20T09:00:00Z"));
    let (older, _) = sample(&world);
    let mut locked = older.clone();
    let announced = at("2026-12-10T15:00:00Z");
    let lock = drawing::lock(&older, FIRST, announced, at("2026-11-21T09:00:00Z"), &world).unwrap();
    locked.apply(&lock, world.now()).unwrap();
    let lines = envelope::lines(&Envelope::of(&locked, FIRST).unwrap());
    let sealed = locked.sweepstakes().get(FIRST).unwrap().sealed.clone().unwrap();

    // An older copy, and nothing else.
    let copy = older.clone();
    let mut app = open(move |_| (copy, unsung::store::Blobs::default()), true);
    app.go(Section::Sweepstake);
    app.button("Take in a sealed envelope");
    assert!(app.is_disabled(Role::Button, "Take in the envelope"));
    let mut typo = lines.clone();
    typo[8].replace_range(4..5, if lines[8].as_bytes()[4] == b'Z' { "Y" } else { "Z" });
    app.write("Lines of the envelope", &typo.join("\n"));
    assert!(app.says("Line 9 has a typo, probably in group 1."));
    assert!(app.is_disabled(Role::Button, "Take in the envelope"));
    app.write("Lines of the envelope", &lines.join("\n").to_lowercase());
    assert!(app.says("All lines are right: the envelope of draw 1"));
    app.button("Take in the envelope");
    assert_eq!(sweepstake(&app).sealed.as_ref(), Some(&sealed));
    assert_eq!(app.on_disk().sweepstakes().get(FIRST).unwrap().sealed.as_ref(), Some(&sealed), "saved at once");

    // A new campaign, with what was published.
    let mut app = open(new_campaign, true);
    app.world.put("/stick/published/lock.json", sealed.lock.clone());
    app.world.put("/stick/published/roll.tsv", sealed.roll.clone());
    app.go(Section::Sweepstake);
    app.button("Take in an envelope");
    app.write("Lines of the envelope", &lines.join("\n"));
    *app.answers.path.lock().unwrap() = Some("/stick/published".into());
    app.button("Choose the folder");
    app.button("Take in the envelope");
    let taken = sweepstake(&app);
    assert_eq!(taken.stage(), Stage::Locked);
    assert_eq!(taken.sealed.as_ref().unwrap().lock_sha256, sealed.lock_sha256);
    assert_eq!(drawing::key_fingerprint(app.campaign()), drawing::key_fingerprint(&locked));
    assert!(app.says("Go to the draw") || app.says("What fell"));
}

/// Nothing in it, and other keys than those of the lost laptop.
fn new_campaign(_: &FakeWorld) -> (Campaign, unsung::store::Blobs) {
    let world = FakeWorld::new(at("2026-11-25T09:00:00Z"));
    let mut bytes = [0; 1000];
    world.fill_random(&mut bytes).unwrap();
    blank(&world)
}
