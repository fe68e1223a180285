//! The list of people: found, filtered and sorted; and changes that concern many of them.

use super::*;
use crate::campaign::{Edit, Keys, Settings, Winner};
use std::sync::Arc;

fn at() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn campaign() -> Campaign {
    let keys = Keys { signing_seed: "11".repeat(32), household_key: "22".repeat(32), check_key: "33".repeat(32) };
    let settings = Settings {
        id: "ab".repeat(16),
        title: "Test".into(),
        organiser: String::new(),
        logo: Default::default(),
        year: String::new(),
        language: String::new(),
        template: String::new(),
        signatures: Vec::new(),
        milestones: Vec::new(),
        time_zone: String::new(),
        public_names: Default::default(),
        hub: Default::default(),
        privacy: Default::default(),
        look: Default::default(),
        problems: Default::default(),
        art: Default::default(),
        erased_addresses: Default::default(),
        keys,
    };
    let mut campaign = Campaign::new(settings, at());
    let person = |name: &str, team: &str, country: &str| Person {
        name: name.into(),
        team: team.into(),
        country: country.into(),
        ..Person::default()
    };
    let mut nomination = Nomination::new(PersonId(1));
    nomination.nominator = Some(PersonId(2));
    let mut other = Nomination::new(PersonId(2));
    other.nominator = Some(PersonId(1));
    let award = Award {
        title: "IT Savior".into(),
        winners: vec![Winner { person: PersonId(1), reason: String::new(), decided_at: at() }],
        ..Award::default()
    };
    let entry = Entry::new(1.into(), PersonId(1), "ABCDEFGH2345");
    let edits = vec![
        Edit::person(PersonId(1), person("Đặng Thùy Trâm", "Networks", "VN")),
        Edit::person(PersonId(2), person("Sabine Okonjo", "Service Desk", "DE")),
        Edit::person(PersonId(3), person("Ólafur Þór", "", "")),
        Edit::nomination(1.into(), nomination),
        Edit::nomination(2.into(), other),
        Edit::award(1.into(), award),
        Edit::hero(1.into(), Hero::new(PersonId(1), "Trâm the Router Whisperer".into())),
        Edit::sweepstake(1.into(), Sweepstake::default()),
        Edit::entry(1.into(), entry),
    ];
    campaign.apply(&Change::new("Start", edits), at()).unwrap();
    campaign
}

fn names(register: &Register, query: &PeopleQuery) -> Vec<String> {
    register.find(query).iter().map(|i| register.lines()[*i as usize].name().to_owned()).collect()
}

#[test]
fn finding_folds_accents_and_looks_at_every_field() {
    let register = Register::new(&campaign());
    let find = |words: &str| names(&register, &PeopleQuery { words: words.into(), ..PeopleQuery::default() });
    assert_eq!(find("dang tram"), ["Đặng Thùy Trâm"]);
    assert_eq!(find("GERMANY okon"), ["Sabine Okonjo"]);
    assert_eq!(find("thor"), ["Ólafur Þór"]);
    assert_eq!(find("nobody"), [""; 0]);
    assert_eq!(find("").len(), 3);
}

#[test]
fn roles_follow_from_what_names_a_person() {
    let register = Register::new(&campaign());
    let line = register.line(PersonId(1)).unwrap();
    assert_eq!(line.roles_in_words(), "Nominee, nominator, entrant");
    assert_eq!((line.nominated, line.hero), (1, Some(HeroId(1))));
    let query = PeopleQuery { role: Some(Role::Entrant), ..PeopleQuery::default() };
    assert_eq!(names(&register, &query), ["Đặng Thùy Trâm"]);
    assert_eq!(register.countries(), ["DE", "VN", ""]);
}

#[test]
fn a_filter_offers_what_most_people_stand_under() {
    let mut campaign = campaign();
    let asked = (0..2 * OFFERED as u64).map(|n| {
        let mut nomination = Nomination::new(PersonId(1 + n % 3));
        // Each in words of its own, but for one that came again and again.
        nomination.channel = if n % 3 == 0 { format!("Heard it from {n}").into() } else { "Web".into() };
        Edit::nomination((1_000 + n).into(), nomination)
    });
    let more = (0..2 * OFFERED as u64).map(|n| {
        let mut nomination = Nomination::new(PersonId(1));
        nomination.channel = format!("A friend, {n}").into();
        Edit::nomination((9_000 + n).into(), nomination)
    });
    campaign.apply(&Change::new("Ask", asked.chain(more).collect()), at()).unwrap();
    let register = Register::new(&campaign);
    let [channels, _] = register.offered();
    assert_eq!(channels.len(), OFFERED);
    assert!(channels.iter().any(|it| it == "Web") && channels.is_sorted());
    assert!(register.channels().len() > OFFERED, "the command line knows all of them");
}

#[test]
fn blanks_come_last_and_names_break_ties() {
    let register = Register::new(&campaign());
    let query = PeopleQuery { order: PeopleOrder::Team, ..PeopleQuery::default() };
    assert_eq!(names(&register, &query), ["Đặng Thùy Trâm", "Sabine Okonjo", "Ólafur Þór"]);
    let query = PeopleQuery { order: PeopleOrder::Nominated, descending: true, ..PeopleQuery::default() };
    assert_eq!(names(&register, &query), ["Đặng Thùy Trâm", "Sabine Okonjo", "Ólafur Þór"]);
}

#[test]
fn removing_takes_all_that_names_them_and_undo_brings_it_back() {
    let mut campaign = campaign();
    let before = campaign.clone();
    let gone = HashSet::from([PersonId(1)]);
    let change = remove(&campaign, &gone);
    assert_eq!(change.title, "Delete a person");
    let back = campaign.apply(&change, at()).unwrap().inverse.unwrap();
    assert!(named(&campaign, &gone).is_nowhere());
    assert_eq!(campaign.nominations().get(2.into()).unwrap().nominator, None);
    assert!(campaign.awards().get(1.into()).unwrap().winners.is_empty());
    campaign.apply(&Change::new("Undo", back), at()).unwrap();
    assert_eq!(campaign, before);
}

#[test]
fn bulk_changes_leave_those_alone_that_are_so_already() {
    let campaign = campaign();
    let all: Vec<PersonId> = campaign.people().ids().collect();
    let change = change_each(&campaign, all.clone(), |n| counted("Mark", n), |p| p.judge = true).unwrap();
    assert_eq!((change.title.as_str(), change.edits.len()), ("Mark 3 people", 3));
    assert!(change_each(&campaign, all, |n| counted("Mark", n), |p| p.judge = false).is_none());
}

#[test]
fn a_new_name_is_not_confirmed() {
    let mut person = Person { name: "Ann".into(), ..Person::default() };
    person.name_confirmed = Some(confirmed_by("HR", at()));
    rename(&mut person, "Ann".into());
    assert!(person.name_confirmed.is_some());
    rename(&mut person, "Anne".into());
    assert!(person.name_confirmed.is_none());
    assert_eq!(country_as_stored(" Deutschland "), "DE");
    assert_eq!(country_as_stored("Atlantis"), "Atlantis");
}

#[test]
fn a_country_that_is_typed_is_one_that_is_known() {
    for (typed, stored) in [("Germany", "DE"), (" allemagne", "DE"), ("de", "DE"), ("Österreich", "AT"), ("  ", "")] {
        assert_eq!(SharedField::Country.as_stored(typed).as_deref(), Ok(stored), "{typed}");
    }
    let why = SharedField::Country.as_stored("Germoney").unwrap_err();
    assert_eq!(why, "“Germoney” is no country that is known. Perhaps Germany is meant.");
    assert!(SharedField::Country.as_stored("Atlantis").unwrap_err().contains("Type its name"));
    assert_eq!(SharedField::Team.as_stored(" Ops  two").as_deref(), Ok("Ops two"));
}

#[test]
fn nobody_says_anything_before_1990_or_tomorrow() {
    let day = |text: &str| text.parse::<Timestamp>().unwrap();
    assert_eq!(wrong_day(day("1066-01-01T00:00:00Z"), at()), Some("That day is before 1990."));
    assert_eq!(wrong_day(day("2026-11-21T00:00:00Z"), at()), Some("That day is still to come."));
    assert_eq!((wrong_day(day("1990-01-01T00:00:00Z"), at()), wrong_day(at(), at())), (None, None));
    // In a list the same days are said and left out, and what was said on them stays.
    let world = crate::app::FakeWorld::new(at());
    let list = "Name,Email,Consent,Consent date,Told on\nAna Quist,ana@x.example,agreed,1066-01-01,2026-12-24\n\
        Bo Lind,bo@x.example,agreed,2026-11-01,2026-11-02\n";
    let choices = crate::app::importing::Choices::default();
    let kind = crate::intake::Kind::People;
    let campaign = crate::app::templates::start(&world, "blank").unwrap();
    let done =
        crate::app::importing::import_bytes(&campaign, &world, "list.csv", list.as_bytes(), kind, &choices).unwrap();
    let mut campaign = campaign;
    campaign.apply(&done.change.unwrap(), at()).unwrap();
    let of = |name: &str| campaign.people().iter().find(|(_, it)| it.name == name).unwrap().1.clone();
    let (ana, bo) = (of("Ana Quist"), of("Bo Lind"));
    assert_eq!((ana.consent.state, ana.consent.at, ana.told_at), (ConsentState::Agreed, None, None));
    assert!(bo.consent.at.is_some() && bo.told_at.is_some());
    let said: Vec<&str> = done.report.issues.iter().map(|it| it.message.as_str()).collect();
    for why in ["“1066-01-01” is before 1990; the row goes in without that day.", "“2026-12-24” is still to come;"]
    {
        assert!(said.iter().any(|it| it.starts_with(why)), "{said:?}");
    }
}

#[test]
fn what_was_kept_as_received_is_looked_through() {
    let world = crate::app::FakeWorld::new(at());
    let list =
        "Name,Email,Phone,Diet\nAna Quist,ana@x.example,+49 170 555-12 34,vegan\nBo Lind,bo@x.example,0171/9999999,\n";
    let choices = crate::app::importing::Choices::default();
    let kind = crate::intake::Kind::People;
    let mut campaign = crate::app::templates::start(&world, "blank").unwrap();
    let done =
        crate::app::importing::import_bytes(&campaign, &world, "list.csv", list.as_bytes(), kind, &choices).unwrap();
    campaign.apply(&done.change.unwrap(), at()).unwrap();
    let file = |sha: &str| (sha == done.sha256).then(|| Arc::new(list.as_bytes().to_vec()));
    let received = Received::new(&campaign, &file, &crate::app::Progress::silent()).unwrap();
    let register = Register::new(&campaign);
    let find = |words: &str| -> Vec<String> {
        let query = PeopleQuery { words: words.into(), order: PeopleOrder::Id, ..PeopleQuery::default() };
        let found = register.find_with(&query, &received).into_iter();
        found.map(|at| register.lines()[at as usize].name().to_owned()).collect()
    };
    for words in [
        "5551234",
        "0170 555 12 34",
        "+49 170 5551234",
        "00491705551234",
        "555-12",
        "vegan",
        "quist vegan",
        "ana 5551234",
    ] {
        assert_eq!(find(words), ["Ana Quist"], "{words}");
    }
    assert_eq!(find("lind vegan"), [""; 0]);
    assert_eq!(find("9999999"), ["Bo Lind"]);
    assert_eq!((find("").len(), find("x.example").len()), (2, 2));
    assert_eq!(names(&register, &PeopleQuery { words: "vegan".into(), ..PeopleQuery::default() }), [""; 0]);
}
