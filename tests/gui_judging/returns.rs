//! Files that come back from judges: whole, partial, late, twice, old, and what leaves the room once it is decided.

use super::*;
use jiff::tz::TimeZone;
use unsung::app::judging::packs::make;
use unsung::campaign::Hero;
use unsung::judging::pack::{self, Answers, Mode as Asked, Pack, Sheet};
use unsung::press::card::CardFacts;
use unsung::press::facts::{Numbered, card_facts};

/// The pack of a judge as it went out last.
fn pack_of(app: &App, round: u32, judge: u32) -> Pack {
    let made = make(app.campaign(), AWARD, round, &[judge], now(), &TimeZone::UTC).unwrap();
    made.packs.into_iter().next().unwrap().1
}

/// Answers that give every nominee of the pack the same score.
fn answers(pack: &Pack, score: i32) -> Answers {
    let Asked::Rubric { criteria } = &pack.mode else { panic!("no rubric") };
    let sheets = pack.nominees.iter().map(|nominee| {
        let marks = criteria.iter().map(|it| (it.id.clone(), score)).collect();
        (nominee.code.clone(), Sheet { marks, comment: "Seen.".into(), ..Sheet::default() })
    });
    Answers {
        pack_id: pack.pack_id.clone(),
        version: pack.version,
        judge: pack.judge.clone(),
        finished: true,
        saved_at: "2026-11-20T10:00:00Z".into(),
        sheets: sheets.collect(),
        ..Answers::default()
    }
}

/// Chooses a file of these answers in the dialog.
fn give_back(app: &mut App, name: &str, answers: &Answers) {
    let path = PathBuf::from(format!("/{name}.json"));
    app.world.write_whole(&path, &pack::file(answers).unwrap(), false).unwrap();
    *app.answers.path.lock().unwrap() = Some(path);
    app.button("Choose a returned file");
}

fn write_packs(app: &mut App, button: &str) {
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/packs"));
    app.button(button);
}

/// The line of a judge in the table of packs.
fn line(app: &App, judge: &str) -> String {
    app.rows().into_iter().find(|row| row.contains(judge)).unwrap_or_else(|| panic!("{judge}: {:?}", app.rows()))
}

#[test]
fn whole_partial_late_double_and_old_returns_are_each_told_apart() {
    let mut app = open(begun, true);
    app.world.create_folder(Path::new("/packs")).unwrap();
    app.go(Section::Judging);
    step(&mut app, "Assign");
    app.button("Assign nominees to judges");
    step(&mut app, "Packs");
    app.click(Role::CheckBox, "Score sheets on paper (PDF)");
    write_packs(&mut app, "Write 4 judge packs");
    let assigned = |app: &App, judge: u32| app.campaign().sheet_of(AWARD, 1, judge).unwrap().1.assigned.len();

    // A good one.
    let first = answers(&pack_of(&app, 1, 1), 4);
    give_back(&mut app, "first", &first);
    assert!(app.says("answers of J-01"), "the report names the judge");
    assert_eq!(lines_of(&app, 1), assigned(&app, 1));
    assert!(line(&app, "Juror13").contains("complete"));
    // The very same again.
    let before = app.campaign().revision();
    give_back(&mut app, "first again", &first);
    assert!(app.says("Nothing new"));
    assert_eq!(app.campaign().revision(), before);
    // Another file of the same judge is held line by line, until somebody says that it replaces the first.
    let second = answers(&pack_of(&app, 1, 1), 2);
    give_back(&mut app, "second", &second);
    assert!(app.says("another line is there already"));
    let score = |app: &App| app.campaign().sheet_of(AWARD, 1, 1).unwrap().1.lines.values().next().unwrap().mark.clone();
    assert_eq!(score(&app), Mark::Scores((1..=3).map(|question| (question, 4)).collect()));
    app.click(Role::CheckBox, "Replace lines that are there");
    app.button("Read it again");
    assert_eq!(score(&app), Mark::Scores((1..=3).map(|question| (question, 2)).collect()));
    app.click(Role::CheckBox, "Replace lines that are there");
    // It can be undone like everything that is no seal.
    app.press(Command::Undo);
    assert_eq!(score(&app), Mark::Scores((1..=3).map(|question| (question, 4)).collect()));

    // A partial one: what is there is taken, what is missing is named.
    let mut partial = answers(&pack_of(&app, 1, 2), 3);
    let (missing, _) = partial.sheets.pop_first().unwrap();
    partial.finished = false;
    give_back(&mut app, "partial", &partial);
    assert!(app.says("Partial:") && app.says(&missing), "{missing}");
    assert_eq!(lines_of(&app, 2), assigned(&app, 2) - 1);
    assert!(line(&app, "Juror14").contains("partial"));

    // One that steps aside from a nominee.
    let mut aside = answers(&pack_of(&app, 1, 4), 5);
    let (code, sheet) = aside.sheets.iter_mut().next().unwrap();
    let number = packs::candidate_of_code(code).unwrap();
    let recusal = pack::Recusal { reason: "family".into(), words: "My cousin".into() };
    *sheet = Sheet { recusal: Some(recusal), ..Sheet::default() };
    give_back(&mut app, "aside", &aside);
    assert!(app.says("stepped aside from 1 nominee"));
    assert!(judging(&app).is_recused(4, number, 1));

    // An older version: another nominee is given to the judge by hand, and the pack goes out anew.
    let old = answers(&pack_of(&app, 1, 3), 4);
    step(&mut app, "Assign");
    let sheet = app.campaign().sheet_of(AWARD, 1, 3).unwrap().1.clone();
    let other = (1..=12).find(|number| !sheet.assigned.contains(number)).unwrap();
    let cell = format!("Nominee Surname{other}, J-03");
    app.button(&cell);
    assert_eq!(assigned(&app, 3), sheet.assigned.len() + 1);
    step(&mut app, "Packs");
    assert!(line(&app, "Juror15").contains("pack outdated"));
    write_packs(&mut app, "Write 4 judge packs");
    assert_eq!(pack_of(&app, 1, 3).version, 2);
    let before = app.campaign().revision();
    give_back(&mut app, "old", &old);
    assert!(app.says("The file was not taken in") && app.says("Send the judge the latest pack"), "the reason is shown");
    assert!(app.says("version 1"), "which version it answers is said");
    assert_eq!(app.campaign().revision(), before);

    // A late one waits for somebody to say that it may come in; it is marked.
    let closed = Round { closes_at: Some(now()), ..judging(&app).rounds[0].clone() };
    let late = answers(&pack_of(&app, 1, 3), 4);
    let mut app = open(
        |_| {
            let mut campaign = app.campaign().clone();
            let change = setup::set_round(&campaign, AWARD, closed).unwrap();
            campaign.apply(&change, now()).unwrap();
            (campaign, Blobs::default())
        },
        false,
    );
    app.go(Section::Judging);
    step(&mut app, "Packs");
    give_back(&mut app, "late", &late);
    assert!(app.says("had closed"), "the reason is shown");
    assert_eq!(lines_of(&app, 3), 0);
    app.click(Role::CheckBox, "Take files that come late");
    app.button("Read it again");
    assert_eq!(lines_of(&app, 3), assigned(&app, 3));
    assert!(line(&app, "Juror15").contains("late"));
    // One sheet is partial: one waits in the rail.
    let rail = app.harness.get_by_role_and_label(Role::Link, "Judging");
    assert_eq!(rail.accesskit_node().value().as_deref(), Some("1 waiting"));
}

#[test]
fn what_is_decided_flows_to_award_heroes_cards_book_and_letters() {
    let mut app = open(
        |world| {
            let (mut campaign, blobs) = scored(world);
            let hero = campaign.next_hero_id();
            let record = Hero::new(PersonId(1), "The Lamp".into());
            campaign.apply(&Change::one("Make a hero", Edit::hero(hero, record)), now()).unwrap();
            // One round alone: whoever is first in it wins.
            let mut only = campaign.judgings().get(AWARD).unwrap().rounds[0].clone();
            only.quota = 1;
            let change = setup::set_round(&campaign, AWARD, only).unwrap();
            campaign.apply(&change, now()).unwrap();
            let change = setup::remove_round(&campaign, AWARD, 2).unwrap();
            campaign.apply(&change, now()).unwrap();
            (campaign, blobs)
        },
        true,
    );
    app.go(Section::Judging);
    step(&mut app, "Decide");
    assert!(app.is_disabled(Role::Button, "Write the feedback letters"), "before the decision a letter is a rumour");
    wait_for(&mut app, |app| !app.rows().is_empty() && !app.says("The result is being worked out."));
    // The jury takes the first nominee, whatever the tie.
    let rules = app.rows();
    assert!(rules.iter().any(|row| row.contains("Surname1,") || row.contains("Surname1 ")), "{rules:?}");
    freeze_only(&mut app, "Nominee Surname1");
    assert_eq!(judging(&app).frozen(1).unwrap().chosen, [1]);
    assert!(app.campaign().awards().get(AWARD).unwrap().is_won_by(PersonId(1)));
    // A question of the rubric becomes a power of the hero, and both stand on the card.
    app.click(Role::ComboBox, "Power for What was at stake");
    let options: Vec<String> = app
        .harness
        .query_all_by(|node| matches!(node.role(), Role::MenuItem | Role::ListBoxOption | Role::MenuItemRadio))
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    let power =
        options.iter().find(|label| *label != "No power").unwrap_or_else(|| panic!("no power is offered")).clone();
    app.harness.query_all_by_label(&power).last().unwrap().click();
    app.settle();
    reach(&mut app, "Set the powers");
    let (_, hero) = app.campaign().hero_of(PersonId(1)).unwrap();
    assert_eq!(hero.powers.len(), 1);
    assert!((1..=10).contains(&hero.powers[0].value));
    let card = card_of(&app, hero);
    assert_eq!(card.award, app.campaign().awards().get(AWARD).unwrap().ribbon_text());
    assert_eq!(card.powers, [(hero.powers[0].stat.clone(), hero.powers[0].value)]);
    // Book and letters.
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/book.pdf"));
    reach(&mut app, "Write the results book");
    assert!(app.world.read(Path::new("/book.pdf")).unwrap().starts_with(b"%PDF-"));
    *app.answers.path.lock().unwrap() = Some(PathBuf::from("/letters.txt"));
    reach(&mut app, "Write the feedback letters");
    let letters = String::from_utf8(app.world.read(Path::new("/letters.txt")).unwrap()).unwrap();
    assert!(letters.contains("Dear Nominee Surname1,") && letters.contains("You have won it."), "{letters}");
    assert_eq!(letters.split('\u{c}').count(), 12, "a page for each");
    // Reopening takes the award back, and with it the card's ribbon; the power stays until somebody says what becomes of it.
    assert!(!app.says("powers that this round gave"));
    reach(&mut app, "Reopen with a reason");
    app.write("Reason", "A sheet was found");
    app.button("Reopen the round");
    assert!(!app.campaign().awards().get(AWARD).unwrap().is_won_by(PersonId(1)));
    let (_, hero) = app.campaign().hero_of(PersonId(1)).unwrap();
    assert_eq!(card_of(&app, hero).award, "");
    assert_eq!(hero.powers.len(), 1);
    assert!(app.says("1 hero has powers that this round gave") && app.says("The round is open again."));
    app.picture("round open again");
    let given = |app: &App| app.campaign().hero_of(PersonId(1)).unwrap().1.powers.clone();
    let stood = given(&app);
    reach(&mut app, "Take the powers back");
    assert!(given(&app).is_empty() && !app.says("powers that this round gave"));
    app.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(given(&app), stood);
    // The same on the hero.
    app.go(Section::Heroes);
    wait_for(&mut app, |app| app.says("A power is from a round that is open"));
    reach(&mut app, "Keep it");
    let kept = given(&app);
    assert!(kept.len() == 1 && kept[0].value == stood[0].value && kept[0].given.is_none());
    assert!(!app.says("A power is from a round that is open"));
    app.go(Section::Judging);
    assert!(!app.says("powers that this round gave"));
}

fn card_of(app: &App, hero: &Hero) -> CardFacts {
    card_facts(app.campaign(), Numbered { hero, number: 1, of: 1 }, std::iter::empty()).unwrap()
}

/// Freezes with one nominee alone chosen, by the keys of a person who takes the others out.
fn freeze_only(app: &mut App, name: &str) {
    let out: Vec<String> =
        app.rows().into_iter().filter(|row| row.contains("wins") && !row.contains(&format!("{name},"))).collect();
    for row in out {
        app.click(Role::Row, &row);
        app.key(Modifiers::NONE, Key::Enter);
    }
    if !app.rows().iter().any(|row| row.contains(&format!("{name},")) && row.contains("wins")) {
        let row = app.rows().into_iter().find(|row| row.contains(&format!("{name},"))).unwrap();
        app.click(Role::Row, &row);
        app.key(Modifiers::NONE, Key::Enter);
    }
    freeze(app);
}
