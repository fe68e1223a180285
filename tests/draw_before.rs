//! Before the lock: who stands how and why, tickets for people brought, pools, earlier winners, rules in step, the check-list.

mod cli_run;

use cli_run::Desk;
use jiff::Timestamp;
use std::collections::HashMap;
use unsung::app::drawing::{self, Assessed, Credit, PointState, Postal, RulesState, Standing};
use unsung::app::{FakeWorld, Progress, outlook, templates};
use unsung::campaign::{
    Campaign, Change, Decision, Edit, Entry, EntryId, EntryWay, Ground, Mark, Person, PersonId, Pool, Prize, Reason,
    Sweepstake, SweepstakeId,
};

const ID: SweepstakeId = SweepstakeId(1);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-11-20T09:00:00Z")
}

fn world() -> FakeWorld {
    FakeWorld::new(now())
}

fn put(campaign: &mut Campaign, edits: Vec<Edit>) {
    campaign.apply(&Change::new("Test", edits), now()).unwrap();
}

/// An empty sweepstake with one prize, open to everybody.
fn blank() -> Campaign {
    let (mut campaign, _) = templates::start_with_blobs(&world(), "blank", &Progress::silent()).unwrap();
    let prize = Prize { id: "mug".into(), name: "A mug".into(), quantity: 1, ..Prize::default() };
    let sweepstake = Sweepstake {
        title: "Draw".into(),
        prizes: vec![prize],
        announced_at: Some(at("2026-12-10T15:00:00Z")),
        ..outlook::fresh()
    };
    put(&mut campaign, vec![Edit::sweepstake(ID, sweepstake)]);
    campaign
}

/// Changes the set-up.
fn set(campaign: &mut Campaign, change: impl FnOnce(&mut Sweepstake)) {
    let mut sweepstake = campaign.sweepstakes().get(ID).unwrap().clone();
    change(&mut sweepstake);
    put(campaign, vec![Edit::sweepstake(ID, sweepstake)]);
}

/// Somebody who enters, with the name as address of the mail; gives the entry.
fn enter(campaign: &mut Campaign, name: &str, change: impl FnOnce(&mut Entry, &mut Person)) -> EntryId {
    let (person_id, entry_id) = (campaign.next_person_id(), campaign.next_entry_id());
    let mut person = Person { name: name.into(), email: format!("{name}@example.org").into(), ..Person::default() };
    let mut entry = Entry {
        reference: format!("R-{}", entry_id.0).into(),
        received_at: Some(at("2026-11-01T12:00:00Z")),
        ..Entry::new(ID, person_id, format!("ENTRY{:07}", entry_id.0))
    };
    change(&mut entry, &mut person);
    let mut edits = vec![Edit::entry(entry_id, entry.clone())];
    if entry.person == person_id {
        edits.insert(0, Edit::person(person_id, person));
    }
    put(campaign, edits);
    entry_id
}

fn person_of(campaign: &Campaign, entry: EntryId) -> PersonId {
    campaign.entries().get(entry).unwrap().person
}

fn assess(campaign: &Campaign) -> HashMap<EntryId, Assessed> {
    drawing::assess(campaign, ID).into_iter().map(|judged| (judged.id, judged)).collect()
}

#[test]
fn referrals_give_capped_tickets_only_where_the_rules_say_so() {
    let mut campaign = blank();
    set(&mut campaign, |s| s.entry_rules.max_bonus = 2);
    let ada = enter(&mut campaign, "ada", |_, _| {});
    let by = |words: &'static str| move |entry: &mut Entry, _: &mut Person| entry.referred_by = words.into();
    let bo = enter(&mut campaign, "bo", by("ADA@example.org"));
    assert_eq!(assess(&campaign)[&ada].tickets.total, 1, "the rules do not count referrals");
    assert_eq!(assess(&campaign)[&bo].credit, None);

    set(&mut campaign, |s| s.entry_rules.referrals = true);
    assert_eq!(assess(&campaign)[&ada].tickets.total, 2);
    assert_eq!(assess(&campaign)[&bo].credit, Some(Credit::To(ada)));
    // By name, by reference, by entry id; no more than two count.
    let cy = enter(&mut campaign, "cy", by("Ada"));
    let di = enter(&mut campaign, "di", by("r-1"));
    let tickets = assess(&campaign)[&ada].tickets;
    assert_eq!((tickets.referrals, tickets.total), (3, 3));
    assert_eq!(tickets.words(), "1 + 3 for people brought, of which 2 count");
    // Who is left out does not count, and the same person counts once for the same referrer.
    let edit = |campaign: &Campaign, id: EntryId, change: &dyn Fn(&mut Entry)| {
        let mut entry = campaign.entries().get(id).unwrap().clone();
        change(&mut entry);
        Edit::entry(id, entry)
    };
    let out = edit(&campaign, cy, &|entry| entry.decision = Decision::LeftOut(Reason::Withdrawn, String::new()));
    put(&mut campaign, vec![out]);
    let judged = assess(&campaign);
    assert_eq!((judged[&cy].credit, judged[&ada].tickets.referrals), (Some(Credit::NotIn(ada)), 2));
    set(&mut campaign, |s| s.entry_rules.max_per_person = 0);
    let person = person_of(&campaign, di);
    let again = enter(&mut campaign, "di again", |entry, _| {
        entry.person = person;
        entry.referred_by = "ada".into();
    });
    assert_eq!(assess(&campaign)[&again].credit, Some(Credit::Twice(ada)));
    // Nobody brings themselves, also under another of their entries.
    let ada_person = person_of(&campaign, ada);
    let own = enter(&mut campaign, "ada again", |entry, _| {
        entry.person = ada_person;
        entry.referred_by = "R-1".into();
    });
    let nobody = enter(&mut campaign, "ed", by("Zoe"));
    let judged = assess(&campaign);
    assert_eq!(judged[&own].credit, Some(Credit::Itself(ada)));
    assert_eq!(judged[&nobody].credit, Some(Credit::Nobody));
    assert_eq!(judged[&ada].tickets.referrals, 2);
    // The roll holds what was shown.
    let roll = drawing::prepare(&campaign, ID).unwrap().roll;
    let line = roll.entries().iter().find(|line| line.id == campaign.entries().get(ada).unwrap().entry_id).unwrap();
    assert_eq!(line.tickets, 3);
}

#[test]
fn early_late_and_undated_entries_are_reasons_and_decisions() {
    let mut campaign = blank();
    set(&mut campaign, |s| {
        s.entry_rules.opens = Some(at("2026-10-01T00:00:00Z"));
        s.entry_rules.closes = Some(at("2026-11-10T00:00:00Z"));
    });
    let when = |time: Option<&'static str>| move |entry: &mut Entry, _: &mut Person| entry.received_at = time.map(at);
    let good = enter(&mut campaign, "ada", |_, _| {});
    let early = enter(&mut campaign, "bo", when(Some("2026-09-30T23:59:59Z")));
    let late = enter(&mut campaign, "cy", when(Some("2026-11-10T00:00:01Z")));
    let undated = enter(&mut campaign, "di", when(None));
    let judged = assess(&campaign);
    assert_eq!(judged[&good].standing, Standing::In);
    assert_eq!(
        (judged[&early].standing, judged[&early].ground),
        (Standing::LeftOut(Reason::Other), Some(Ground::Early))
    );
    assert_eq!(judged[&late].standing, Standing::LeftOut(Reason::Late));
    assert!(judged[&undated].undecided && !judged[&late].undecided);
    let stands = |campaign: &Campaign| {
        let obstacles = drawing::obstacles(campaign, ID, Some(at("2026-12-10T15:00:00Z")), now());
        obstacles.iter().any(|obstacle| obstacle.what.starts_with("1 entry has no date that can be read"))
    };
    assert!(stands(&campaign));
    let change = drawing::decide_undated(&campaign, ID, false).unwrap();
    campaign.apply(&change, now()).unwrap();
    assert!(!stands(&campaign));
    assert_eq!(assess(&campaign)[&undated].standing, Standing::LeftOut(Reason::Late));
    assert!(drawing::decide_undated(&campaign, ID, true).is_none(), "nothing is left to decide");
    assert_eq!(campaign.entries().len(), 4, "nothing was deleted");
}

#[test]
fn earlier_winners_and_their_households_stay_out_if_wished() {
    let mut campaign = blank();
    let name = |campaign: &Campaign, id: EntryId| campaign.entries().get(id).unwrap().entry_id.clone();
    let ada = enter(&mut campaign, "ada", |_, person| person.address = "Harbour Road 9, Kiel".into());
    set(&mut campaign, |s| s.alternates = 0);
    let world = world();
    let lock = drawing::lock(&campaign, ID, at("2026-12-10T15:00:00Z"), now(), &world).unwrap();
    campaign.apply(&lock, now()).unwrap();
    let typed = vec!["1 2 3 4 5 6".to_owned(), "a phrase".to_owned()];
    let run = drawing::run(&campaign, ID, &typed, at("2026-12-10T15:00:00Z")).unwrap();
    campaign.apply(&run, now()).unwrap();
    let next = drawing::prepare_next(&campaign, ID, &world).unwrap();
    campaign.apply(&next, now()).unwrap();
    let second = SweepstakeId(2);
    let in_second = |campaign: &mut Campaign, name: &str, address: &str| {
        let address = address.to_owned();
        enter(campaign, name, |entry, person| {
            entry.sweepstake = second;
            person.address = address.into();
        })
    };
    let spouse = in_second(&mut campaign, "bo", "Harbour road 9; KIEL");
    let other = in_second(&mut campaign, "cy", "Mill Lane 1");
    let judged: HashMap<EntryId, Assessed> =
        drawing::assess(&campaign, second).into_iter().map(|judged| (judged.id, judged)).collect();
    let person = person_of(&campaign, ada);
    let again = campaign.entries_in(second).find(|(_, entry)| entry.person == person).unwrap().0;
    assert_ne!(name(&campaign, again), name(&campaign, ada), "each draw has entry ids of its own");
    assert_eq!(judged[&again].ground, Some(Ground::EarlierWinner));
    assert_eq!(judged[&spouse].ground, Some(Ground::HouseholdWon));
    assert_eq!(judged[&spouse].standing, Standing::LeftOut(Reason::EarlierWinner));
    assert_eq!(judged[&other].standing, Standing::In);
    // Only if wished, and the household only where it wins once.
    let mut setup = campaign.sweepstakes().get(second).unwrap().clone();
    setup.one_per_household = false;
    put(&mut campaign, vec![Edit::sweepstake(second, setup.clone())]);
    let standing = |campaign: &Campaign, id| drawing::standings(campaign, second).iter().find(|s| s.0 == id).unwrap().1;
    assert_eq!(standing(&campaign, spouse), Standing::In);
    assert_eq!(standing(&campaign, again), Standing::LeftOut(Reason::EarlierWinner));
    setup.entry_rules.earlier_winners_out = false;
    put(&mut campaign, vec![Edit::sweepstake(second, setup)]);
    assert_eq!(standing(&campaign, again), Standing::In);
}

#[test]
fn pools_reach_the_roll_and_strays_are_named() {
    let mut campaign = blank();
    set(&mut campaign, |s| {
        s.prizes.push(Prize {
            id: "cape".into(),
            name: "A cape".into(),
            quantity: 2,
            open_to: Pool::Members,
            ..Prize::default()
        });
    });
    let ada = enter(&mut campaign, "ada", |_, person| person.member = true);
    let bo = enter(&mut campaign, "bo", |_, _| {});
    let pools = |campaign: &Campaign| -> Vec<Vec<String>> {
        let roll = drawing::prepare(campaign, ID).unwrap().roll;
        roll.entries().iter().map(|line| line.pools.clone()).collect()
    };
    assert_eq!(pools(&campaign), [vec![], vec!["mug".to_owned()]]);
    let change = drawing::assign_pools(&campaign, ID, &[ada], &["cape".into()]).unwrap();
    campaign.apply(&change, now()).unwrap();
    assert_eq!(pools(&campaign), [vec!["cape".to_owned()], vec!["mug".to_owned()]]);
    assert!(drawing::assign_pools(&campaign, ID, &[ada], &["coat".into()]).is_err());
    // Somebody to whom no prize is open is left out, with the ground.
    let change = drawing::assign_pools(&campaign, ID, &[bo], &["cape".into()]).unwrap();
    campaign.apply(&change, now()).unwrap();
    assert_eq!(assess(&campaign)[&bo].ground, Some(Ground::NoPrize));
    // A prize that was renamed under the entries is named.
    set(&mut campaign, |s| s.prizes[1].id = "cloak".into());
    let change = drawing::decide_each(&campaign, ID, &[("r-1".into(), Decision::LetIn("She may.".into()))]).unwrap();
    campaign.apply(&change, now()).unwrap();
    let obstacles = drawing::obstacles(&campaign, ID, Some(at("2026-12-10T15:00:00Z")), now());
    assert!(obstacles.iter().any(|o| o.what == "1 entry names a prize that is not there: “cape”."), "{obstacles:?}");
    // The chances agree with the pools.
    let outlook = outlook::outlook(&campaign, ID, now()).unwrap();
    assert!(outlook.chances.of(&campaign, campaign.sweepstakes().get(ID).unwrap(), &outlook.assessed[&bo]).is_none());
}

#[test]
fn decisions_by_id_are_all_or_none() {
    let mut campaign = blank();
    let ada = enter(&mut campaign, "ada", |_, _| {});
    let id = campaign.entries().get(ada).unwrap().entry_id.clone();
    assert!(
        drawing::exclude(&campaign, ID, &[(id.to_string(), Reason::Staff), ("nobody".into(), Reason::Staff)]).is_err()
    );
    let spaced = format!("{} {}", &id[..4].to_lowercase(), &id[4..]);
    let change = drawing::exclude(&campaign, ID, &[(spaced, Reason::Staff)]).unwrap();
    campaign.apply(&change, now()).unwrap();
    assert_eq!(assess(&campaign)[&ada].standing, Standing::Excluded(Reason::Staff));
}

#[test]
fn a_card_that_came_by_post_finds_its_person_again() {
    let mut campaign = blank();
    let world = world();
    let ada = enter(&mut campaign, "ada", |_, person| person.address = "Harbour Road 9".into());
    let mut card = Postal {
        name: " Ada ".into(),
        address: "harbour road 9.".into(),
        received_at: Some(at("2026-11-03T00:00:00Z")),
        reference: "C-17".into(),
        way: EntryWay::Post,
        ..Postal::default()
    };
    let known = drawing::known(&campaign, ID, &card);
    assert_eq!(known.len(), 1);
    assert!(known[0].is_same, "the same name at the same address");
    assert_eq!(known[0].entries, [ada]);
    card.person = Some(known[0].person);
    let (change, id) = drawing::enter(&campaign, ID, &card, &world).unwrap();
    campaign.apply(&change, now()).unwrap();
    assert_eq!(assess(&campaign)[&id].ground, Some(Ground::Duplicate), "it stays, with the reason");
    assert_eq!(drawing::same_reference(&campaign, ID, " c-17"), Some(id));
    // The same name elsewhere may be somebody else; the tickets are those of any entry.
    let other = Postal { name: "Ada".into(), address: "Mill Lane 1".into(), way: EntryWay::Post, ..Postal::default() };
    assert!(!drawing::known(&campaign, ID, &other)[0].is_same);
    let (change, id) = drawing::enter(&campaign, ID, &other, &world).unwrap();
    campaign.apply(&change, now()).unwrap();
    let judged = assess(&campaign);
    assert_eq!((judged[&id].standing, judged[&id].tickets.total), (Standing::In, judged[&ada].tickets.total));
    assert!(drawing::enter(&campaign, ID, &Postal::default(), &world).is_err());
    enter(&mut campaign, "Hoàng Mai", |_, _| {});
    let typed = Postal { name: "hoang".into(), ..Postal::default() };
    assert_eq!(drawing::known(&campaign, ID, &typed).len(), 1, "accents need not be typed");
}

#[test]
fn rules_stay_in_step_and_edits_stay_visible() {
    let mut campaign = blank();
    set(&mut campaign, |s| {
        s.entry_rules.max_bonus = 3;
        s.entry_rules.referrals = true;
        s.entry_rules.closes = Some(at("2026-11-30T23:59:59Z"));
        s.publication.sponsor = "The Lamplight Circle".into();
        s.publication.sponsor_address = "1 Lamp Street\nOslo".into();
        s.publication.expected_tickets = 500;
        s.publication.currency = "EUR".into();
        s.prizes[0].value_hundredths = 1250;
    });
    let state = |campaign: &Campaign| drawing::check_rules(campaign, ID, campaign.sweepstakes().get(ID).unwrap());
    assert_eq!(state(&campaign).state, RulesState::Missing);
    let mut made = campaign.sweepstakes().get(ID).unwrap().clone();
    drawing::make_rules(&campaign, ID, &mut made);
    put(&mut campaign, vec![Edit::sweepstake(ID, made.clone())]);
    assert_eq!(state(&campaign).state, RulesState::InStep);
    for words in [
        "The sweepstake “Draw” is run by The Lamplight Circle, 1 Lamp Street, Oslo.",
        "until 30 November 2026, 23:59:59 UTC",
        "At most 3 extra tickets count for an entry",
        "- 1 × A mug, worth about EUR 12.50",
        "With 500 tickets expected in all",
        "- A mug: 1 in 500, 1 among 500 tickets",
        "3 alternates stand in line behind the winners",
        "- Six dice on stage: 6 numbers from 1 to 6",
        "10 December 2026, 15:00 UTC",
        "No purchase is necessary",
    ] {
        assert!(made.rules_text.contains(words), "{words}\n{}", made.rules_text);
    }
    let (title, before, sections) = drawing::rules_parts(&made.rules_text);
    assert_eq!((title.as_str(), before.len(), sections.len()), ("Official rules: Draw", 1, 12));
    assert_eq!(sections[5].heading, "Prizes");
    // The set-up changes: overtaken. Edited on top: both. Made again: in step.
    set(&mut campaign, |s| s.alternates = 5);
    let check = state(&campaign);
    assert_eq!(check.state, RulesState::Overtaken);
    assert_eq!(check.differences.len(), 2, "{:?}", check.differences);
    set(&mut campaign, |s| s.rules_text.push_str("Be kind.\n"));
    assert_eq!(state(&campaign).state, RulesState::EditedAndOvertaken);
    set(&mut campaign, |s| s.alternates = 3);
    let check = state(&campaign);
    assert_eq!(check.state, RulesState::Edited);
    assert_eq!(check.differences, [drawing::Difference::OnlyInText("Be kind.".into())]);
    set(&mut campaign, |s| s.rules_made_sha256.clear());
    assert_eq!(state(&campaign).state, RulesState::Foreign);
}

#[test]
fn the_check_list_follows_the_set_up_and_is_marked_by_hand() {
    let mut campaign = blank();
    let state = |campaign: &Campaign, id: &str| -> PointState {
        let outlook = outlook::outlook(campaign, ID, now()).unwrap();
        outlook.checklist.iter().find(|(point, _)| point.id == id).unwrap().1.clone()
    };
    assert!(matches!(state(&campaign, "sponsor"), PointState::Missing(_)));
    set(&mut campaign, |s| {
        s.publication.sponsor = "The Lamplight Circle".into();
        s.publication.sponsor_address = "1 Lamp Street, Oslo".into();
    });
    assert_eq!(state(&campaign, "sponsor"), PointState::Done("1 Lamp Street, Oslo".into()));
    assert!(matches!(state(&campaign, "registration"), PointState::Decide(_)));
    set(&mut campaign, |s| s.entry_rules.countries = vec!["NO".into()]);
    assert!(matches!(state(&campaign, "registration"), PointState::NotApplicable(_)));
    // A postal entry with fewer tickets than the others is found.
    enter(&mut campaign, "ada", |entry, _| entry.tickets = 2);
    enter(&mut campaign, "bo", |entry, _| entry.way = EntryWay::Post);
    assert!(matches!(state(&campaign, "equal-odds"), PointState::Missing(_)));
    // By hand, and back.
    let mark = |campaign: &mut Campaign, mark: Option<Mark>| {
        let change = drawing::mark(campaign, ID, "law", mark).unwrap();
        campaign.apply(&change, now()).unwrap();
    };
    assert!(drawing::mark(&campaign, ID, "law", Some(Mark::NotApplicable(" ".into()))).is_err());
    assert!(drawing::mark(&campaign, ID, "nothing", None).is_err());
    mark(&mut campaign, Some(Mark::NotApplicable("An internal draw.".into())));
    assert_eq!(state(&campaign, "law"), PointState::NotApplicable("An internal draw.".into()));
    mark(&mut campaign, None);
    assert!(matches!(state(&campaign, "law"), PointState::Missing(_)));
}

#[test]
fn a_set_up_from_an_older_file_reads_as_before() {
    let old = r#"(title: "Old", prizes: [(id: "mug", name: "Mug", quantity: 2)], alternates: 1, one_per_household: true,
        method: TicketSort, sources: [], with_code: false, entry_rules: (min_age: 0, max_per_person: 1, max_bonus: 2,
        staff_may_win: false))"#;
    let read: Sweepstake = ron::from_str(old).unwrap();
    assert_eq!(read.prizes[0].open_to, Pool::Everybody);
    assert!(!read.entry_rules.referrals && !read.entry_rules.earlier_winners_out && !read.entry_rules.consent_needed);
    let again: Sweepstake = ron::from_str(&ron::to_string(&read).unwrap()).unwrap();
    assert_eq!(read, again);
}

#[test]
fn everything_before_the_lock_from_the_command_line() {
    let desk = Desk::new();
    desk.put(
        "entries.csv",
        b"Entry ID,Received,Full name,Email,Referred by,May win\n\
          A-1,2026-11-01T10:00:00Z,Ada Berg,ada@example.org,,\n\
          A-2,2026-11-02T10:00:00Z,Bo Dahl,bo@example.org,ada@example.org,A mug\n\
          A-3,soon,Cy Eng,cy@example.org,A-1,\n\
          A-4,2026-12-24T10:00:00Z,Di Falk,di@example.org,A-1,\n",
    );
    desk.expect(0, &["new", "c.unsung"]);
    let set = ["draw", "set", "c.unsung", "--draw", "Winter"];
    let with = |more: &[&'static str]| -> Vec<&'static str> { set.iter().chain(more).copied().collect() };
    desk.json(0, &with(&["--prize", "mug:1:A mug", "--prize", "cape:2:A cape", "--closes", "2026-11-30T23:59:59Z"]));
    desk.run(&[
        "import",
        "c.unsung",
        "entries.csv",
        "--as",
        "entries",
        "--draw",
        "Winter",
        "--map",
        "received=Received",
    ]);
    let said = desk.json(
        0,
        &with(&[
            "--referrals",
            "--max-bonus",
            "2",
            "--max-per-person",
            "1",
            "--earlier-winners-out",
            "--prize-value",
            "mug:12.50",
            "--pool",
            "cape:tags=crew",
            "--currency",
            "gbp",
            "--sponsor",
            "The Circle",
            "--sponsor-address",
            "1 Lamp Street, Leeds",
            "--expected-tickets",
            "40",
            "--reply-days",
            "7",
            "--tick",
            "rules-kept=on the notice board",
            "--not-applicable",
            "law=only staff",
        ]),
    );
    assert_eq!(said["to_decide"].as_array().unwrap().len(), 1, "the entry without a date is named: {said}");
    assert_eq!(said["prizes"][0]["value_hundredths"], 1250);
    assert_eq!(said["prizes"][1]["open_to"], "people tagged crew");
    let point = |said: &serde_json::Value, id: &str| -> String {
        let points = said["checklist"]["points"].as_array().unwrap();
        points.iter().find(|point| point["id"] == id).unwrap()["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(point(&said, "sponsor"), "done");
    assert_eq!(point(&said, "rules-kept"), "ticked");
    assert_eq!(point(&said, "law"), "not-applicable");
    assert_eq!(point(&said, "notify"), "missing");

    // A card that came by post: the known person is found again.
    let card = ["draw", "enter", "c.unsung", "--name", "Per Post", "--address", "Harbour Road 9", "--received"];
    let first = desk.json(0, &card.iter().chain(&["2026-11-05"]).copied().collect::<Vec<_>>());
    assert_eq!((first["standing"].as_str(), first["tickets"].as_u64()), (Some("in"), Some(1)));
    let again = desk.json(0, &card.iter().chain(&["2026-11-06"]).copied().collect::<Vec<_>>());
    assert_eq!(again["standing"], "left out: duplicate");
    assert_eq!(again["person_id"], first["person_id"]);

    let said = desk.json(0, &with(&["--undated", "out", "--let-in", "A-4:The post was late.", "--make-rules"]));
    assert_eq!(said["to_decide"].as_array().unwrap().len(), 0);
    assert_eq!(said["rules"], "in-step");
    let rows = desk.json(0, &["list", "c.unsung", "--what", "entries"]);
    let row = |reference: &str| -> serde_json::Value {
        rows.as_array().unwrap().iter().find(|row| row["reference"] == reference).unwrap().clone()
    };
    assert_eq!(
        (row("A-1")["counted"].as_u64(), row("A-1")["how"].as_str()),
        (Some(3), Some("1 + 2 for people brought"))
    );
    assert_eq!(row("A-2")["may_win"], serde_json::json!(["mug"]));
    assert_eq!(row("A-2")["referral"], "counts as one extra ticket");
    assert_eq!(row("A-3")["standing"], "left out: late");
    assert_eq!(
        (row("A-4")["standing"].as_str(), row("A-4")["reason"].as_str()),
        (Some("in"), Some("The post was late."))
    );

    desk.expect(0, &["export", "c.unsung", "--what", "rules", "--out", "rules.txt"]);
    let rules = desk.text("rules.txt");
    for words in [
        "The Circle, 1 Lamp Street, Leeds",
        "worth about GBP 12.50",
        "7 days after being told",
        "may be won by: people tagged crew",
    ] {
        assert!(rules.contains(words), "{words}\n{rules}");
    }
    // The set-up goes on: the rules say that they were overtaken.
    let said = desk.json(0, &with(&["--alternates", "4"]));
    assert_eq!(said["rules"], "overtaken");
    // What cannot be is refused, and nothing is changed.
    let before = desk.bytes("c.unsung");
    for wrong in [
        ["--pool", "coat:members"],
        ["--leave-out", "A-1:bored"],
        ["--let-in", "A-1"],
        ["--assign", "A-1:coat"],
        ["--tick", "weather"],
    ] {
        desk.refuses(&with(&wrong));
    }
    assert_eq!(desk.bytes("c.unsung"), before);
}
