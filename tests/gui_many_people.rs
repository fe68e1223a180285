//! The pages of people over more records than a frame may walk: what looks at all of them is worked out beside the window, and
//! comes to the same.

mod open_window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use open_window::{App, blank, now, open};
use unsung::app::{Command, FakeWorld, Section};
use unsung::campaign::{Campaign, Change, Edit, Nomination, Person, PersonId, Story};
use unsung::store::Blobs;

/// More nominations than are walked within a frame.
const NOMINATIONS: u64 = 20_100;

/// Two pairs of people who may be one each, and one of them nominated again and again.
fn campaign(world: &FakeWorld) -> (Campaign, Blobs) {
    let (mut campaign, blobs) = blank(world);
    let people =
        [("Sabine Okonjo", "s@x.example"), ("Okonjo, Sabine", ""), ("Ann Field", "ann@x.example"), ("Field Ann", "")];
    let person = |(n, (name, email)): (usize, &(&str, &str))| {
        Edit::person(
            PersonId(n as u64 + 1),
            Person { name: (*name).into(), email: (*email).into(), ..Person::default() },
        )
    };
    let mut edits: Vec<Edit> = people.iter().enumerate().map(person).collect();
    edits.extend((1..=NOMINATIONS).map(|id| {
        let mut nomination = Nomination::new(PersonId(1));
        nomination.received_at = "2026-11-12T10:00:00".parse().ok();
        nomination.channel = "Web form".into();
        Edit::nomination(id.into(), nomination)
    }));
    edits.push(Edit::story(1.into(), Story::new(PersonId(1), "Kept on".into())));
    campaign.apply(&Change::new("Start", edits), now()).unwrap();
    (campaign, blobs)
}

fn people_page() -> App {
    let mut app = open(campaign, false);
    app.go(Section::People);
    app
}

fn names(app: &App) -> Vec<String> {
    app.campaign().people().iter().map(|(_, person)| person.name.to_string()).collect()
}

#[test]
fn pairs_are_decided_one_after_the_other_while_the_first_is_under_way() {
    let mut app = people_page();
    app.button("Compare duplicates");
    assert!(app.says("2 pairs may be one person each"));
    // What names the two of a pair is counted meanwhile.
    let is_counted = |app: &App| app.says("Merging keeps");
    for _ in 0..1_000 {
        if is_counted(&app) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
        app.settle();
    }
    assert!(is_counted(&app));
    // Both keys come before the first merge is done: the second is about the second pair.
    app.harness.key_press_modifiers(Modifiers::NONE, Key::Num1);
    app.harness.step();
    app.harness.key_press_modifiers(Modifiers::NONE, Key::Num1);
    app.settle();
    assert_eq!(app.campaign().people().len(), 2, "{:?}", names(&app));
    assert!(app.says("Nobody looks like somebody else"));
    assert_eq!(app.campaign().nominations().len() as u64, NOMINATIONS);
    app.press(Command::Undo);
    assert_eq!(app.campaign().people().len(), 3);
    assert!(app.says("1 pair may be one person"));
}

#[test]
fn who_is_being_merged_is_in_no_other_pair_meanwhile() {
    let mut app = open(
        |world| {
            let (mut campaign, blobs) = campaign(world);
            let third = Person { name: "Sabine Okonjo".into(), ..Person::default() };
            campaign.apply(&Change::one("Add", Edit::person(PersonId(5), third)), now()).unwrap();
            (campaign, blobs)
        },
        false,
    );
    app.go(Section::People);
    app.button("Compare duplicates");
    assert!(app.says("4 pairs may be one person each"));
    for _ in 0..2 {
        app.harness.key_press_modifiers(Modifiers::NONE, Key::Num1);
        app.harness.step();
    }
    app.settle();
    // Two merges, whether or not the first was done, and the third of the three is asked about once more.
    assert_eq!(app.campaign().people().len(), 3, "{:?}", names(&app));
    assert!(app.says("1 pair may be one person") && !app.says("There is no"));
    app.key(Modifiers::NONE, Key::Num1);
    assert_eq!(app.campaign().people().len(), 2);
}

#[test]
fn who_is_there_is_not_made_twice_while_it_is_still_looked_for() {
    let mut app = open(
        |world| {
            let (mut campaign, blobs) = blank(world);
            let person = |n: u64| {
                let name = if n == 39_000 { "Zoe Quist".to_owned() } else { format!("Person {n}") };
                Edit::person(PersonId(n), Person { name: name.into(), ..Person::default() })
            };
            campaign.apply(&Change::new("Add", (1..=40_000).map(person).collect()), now()).unwrap();
            (campaign, blobs)
        },
        false,
    );
    app.go(Section::Nominations);
    for (name, id) in [("Zoe Quist", 39_000), ("Zoe Quentin", 40_001)] {
        app.press(Command::NewHere);
        app.harness.get_by_role_and_label(Role::TextInput, "Who is nominated").type_text(name);
        app.harness.key_press(Key::Enter);
        app.settle();
        app.button("Add the nomination");
        let nominee = app.campaign().nominations().iter().last().map(|(_, it)| it.nominee);
        assert_eq!((nominee, app.campaign().people().len()), (Some(PersonId(id)), 40_000.max(id as usize)), "{name}");
    }
}

#[test]
fn enter_takes_who_is_called_so_and_nobody_whose_letters_are_alike() {
    let mut app = open(
        |world| {
            let (mut campaign, blobs) = blank(world);
            let person = |id: u64, name: &str, team: &str| {
                Edit::person(PersonId(id), Person { name: name.into(), team: team.into(), ..Person::default() })
            };
            let named = [(900, "Ann Lee", ""), (901, "Joakim Bo", "Bergen"), (902, "Eerik Moss", "")];
            let mut people: Vec<_> = named.map(|(id, name, team)| person(id, name, team)).to_vec();
            people.extend((3..20).map(|id| person(id, &format!("Joanna Leeson {id}"), "")));
            campaign.apply(&Change::new("Add", people), now()).unwrap();
            (campaign, blobs)
        },
        false,
    );
    app.go(Section::Nominations);
    let enter = |app: &mut App, name: &str| {
        app.press(Command::NewHere);
        app.harness.get_by_role_and_label(Role::TextInput, "Who is nominated").type_text(name);
        app.harness.key_press(Key::Enter);
        app.settle();
    };
    // Whoever begins so may stand behind many in whose names the letters are.
    let names = [("Ann Lee", 900), ("lee, ann", 900), ("Kim Berg", 903), ("Joak", 901), ("ee", 902)];
    for (at, (name, id)) in names.into_iter().enumerate() {
        enter(&mut app, name);
        app.button("Add the nomination");
        let nominations = app.campaign().nominations();
        let nominee = nominations.iter().last().map(|(_, it)| it.nominee);
        assert_eq!((nominee, nominations.len()), (Some(PersonId(id)), at + 1), "{name}");
    }
    // The beginning of two words is nobody new, and of several nobody can tell.
    for name in ["Ann Le", "Joanna Lees", "Joan"] {
        enter(&mut app, name);
        assert!(app.says(&format!("New person “{name}”")), "{name}: nobody is taken");
        app.key(Modifiers::NONE, Key::Escape);
        assert_eq!((app.campaign().nominations().len(), app.campaign().people().len()), (names.len(), 21));
    }
}

#[test]
fn what_goes_with_somebody_is_counted_before_it_is_asked() {
    let mut app = people_page();
    app.row("Sabine Okonjo");
    app.key(Modifiers::NONE, Key::Delete);
    assert!(app.says("20,100 nominations of them are deleted"));
    assert_eq!(app.campaign().people().len(), 4, "nothing happens before the answer");
    app.button("Delete 1 person");
    assert_eq!((app.campaign().people().len(), app.campaign().nominations().len()), (3, 0));
    app.press(Command::Undo);
    assert_eq!(app.campaign().nominations().len() as u64, NOMINATIONS);
    // Nobody names this one: it goes without a question.
    app.row("Field Ann");
    app.key(Modifiers::NONE, Key::Delete);
    assert!(!names(&app).contains(&"Field Ann".to_owned()) && app.campaign().people().len() == 3);
}

#[test]
fn names_to_read_and_letters_find_their_people_beside_the_window() {
    let mut app = people_page();
    app.button("Columns, views and letters");
    app.click(Role::MenuItem, "Read names aloud, one by one");
    assert!(app.says("1 person to read, 0 confirmed, 0 skipped"));
    app.button("Confirm the name");
    assert!(app.campaign().people().get(PersonId(1)).unwrap().name_confirmed.is_some());
    app.button("Show the people");
    app.button("Columns, views and letters");
    app.click(Role::MenuItem, "Write letters: is your name right?");
    assert!(app.says("Every nominee's name is confirmed"));
    assert!(app.answers.asked.lock().unwrap().is_empty(), "nobody is asked where to for nothing");
}
