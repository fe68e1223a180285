//! Rows beside rows and beside what came in before: who is one person, what is a later version of a row, and what one row says of
//! several people.

#[path = "intake_rows/answers.rs"]
mod answers;
#[path = "intake_rows/columns.rs"]
mod columns;
#[path = "intake_rows/consent.rs"]
mod consent;
#[path = "intake_rows/nominee.rs"]
mod nominee;
#[path = "intake_rows/preview.rs"]
mod preview;
#[path = "intake_rows/several.rs"]
mod several;
#[path = "intake_rows/standing.rs"]
mod standing;
#[path = "intake_rows/status.rs"]
mod status;
#[path = "intake_rows/whose.rs"]
mod whose;

use unsung::app::duplicates;
use unsung::app::importing::{Choices, EarlierLists, Imported, import_bytes};
use unsung::app::{FakeWorld, Progress, templates};
use unsung::campaign::{Campaign, Change, Edit, History, Person, PersonId};
use unsung::intake::{Kind, Rules};

fn at() -> jiff::Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn blank() -> Campaign {
    templates::start(&FakeWorld::new(at()), "blank").unwrap()
}

fn chosen(campaign: &Campaign, name: &str, list: &str, kind: Kind, choices: &Choices) -> Imported {
    let done = import_bytes(campaign, &FakeWorld::new(at()), name, list.as_bytes(), kind, choices).unwrap();
    let report = &done.report;
    assert_eq!(report.read, report.accepted + report.held + report.rejected);
    done
}

fn looked(campaign: &Campaign, name: &str, list: &str, kind: Kind) -> Imported {
    chosen(campaign, name, list, kind, &Choices::default())
}

fn taken(campaign: &mut Campaign, name: &str, list: &str, kind: Kind) -> Imported {
    let mut done = looked(campaign, name, list, kind);
    if let Some(change) = done.change.take() {
        campaign.apply(&change, at()).unwrap();
    }
    done
}

/// Kind and line of each issue, with its words.
fn said(done: &Imported, kind: &str) -> Vec<(u64, String)> {
    let issues = done.report.issues.iter().filter(|issue| issue.kind == kind);
    issues.map(|issue| (issue.line.unwrap_or(0), issue.message.clone())).collect()
}

fn lines_of(done: &Imported, kind: &str) -> Vec<u64> {
    said(done, kind).into_iter().map(|it| it.0).collect()
}

/// Name, team and address of everybody.
fn people(campaign: &Campaign) -> Vec<String> {
    campaign.people().iter().map(|(_, it)| format!("{} {} {}", it.name, it.team, it.email).trim().to_owned()).collect()
}

#[test]
fn two_rows_of_one_name_are_two_people_unless_they_are_equal() {
    for (list, expected, same, repeated) in [
        // One of them has no address.
        ("Name,Email,Team\nAda Quist,ada@x.example,\nAda Quist,,\n", 2, vec![3], vec![]),
        ("Name,Email,Team\nAda Quist,,\nAda Quist,ada@x.example,\n", 2, vec![3], vec![]),
        // None has one, and nothing contradicts.
        ("Name,Email,Team\nAda Quist,,Network\nAda Quist,,\n", 2, vec![3], vec![]),
        // Only a column that nobody reads tells them apart.
        ("Name,Locker\nAda Quist,17\nAda Quist,18\nAda Quist,17\n", 2, vec![3], vec![4]),
        // Word for word the same, spaces aside.
        ("Name,Team\nAda Quist,Network\nAda Quist , Network\n", 1, vec![], vec![3]),
        // One address, and no two people by name.
        ("Name,Email\nAda Quist,ada@x.example\nA. Quist,ada@x.example\n", 1, vec![], vec![3]),
        // Two addresses are two people without a word.
        ("Name,Email\nAda Quist,ada@x.example\nAda Quist,ada@y.example\n", 2, vec![], vec![]),
    ] {
        for kind in [Kind::People, Kind::Members] {
            let mut campaign = blank();
            let done = taken(&mut campaign, "a.csv", list, kind);
            assert_eq!(campaign.people().len(), expected, "{list}");
            assert_eq!(lines_of(&done, "same-name"), same, "{list}");
            assert_eq!(lines_of(&done, "repeated-row"), repeated, "{list}");
        }
    }
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", "Name,Email\nAda Quist,ada@x.example\nAda Quist,\n", Kind::People);
    assert_eq!(said(&done, "same-name")[0].1, "Same name as line 2; two people until you merge them.");
    let pairs = duplicates::search(&campaign, &Progress::silent()).unwrap();
    let pair = pairs.iter().find(|pair| (pair.kept, pair.gone) == (PersonId(1), PersonId(2)));
    assert!(pair.is_some_and(|pair| pair.score >= duplicates::PROPOSED), "{pairs:?}");
}

#[test]
fn one_known_person_is_found_by_one_row_at_most() {
    let known = |email: &str, team: &str| {
        let person = Person { name: "Ada Quist".into(), email: email.into(), team: team.into(), ..Person::default() };
        let mut campaign = blank();
        campaign.apply(&Change::new("Set up", vec![Edit::person(PersonId(1), person)]), at()).unwrap();
        campaign
    };
    // The first that says nothing contradictory is the update.
    let mut campaign = known("", "Network");
    let done = taken(
        &mut campaign,
        "a.csv",
        "Name,Team,Place\nAda Quist,Data,Oslo\nAda Quist,,Rome\nAda Quist,,Bonn\n",
        Kind::People,
    );
    assert_eq!(people(&campaign), ["Ada Quist Network", "Ada Quist Data", "Ada Quist"]);
    assert_eq!(campaign.people().get(PersonId(1)).unwrap().place, "Rome");
    assert_eq!(lines_of(&done, "same-name"), [2, 4]);
    assert_eq!(said(&done, "joined-by-name").len(), 1);
    // Whom another row names by address is not given to one that has none, whichever comes first.
    for list in
        ["Name,Email\nAda Quist,\nAda Quist,ada@x.example\n", "Name,Email\nAda Quist,ada@x.example\nAda Quist,\n"]
    {
        let mut campaign = known("ada@x.example", "");
        let done = taken(&mut campaign, "a.csv", list, Kind::People);
        assert_eq!(campaign.people().len(), 2, "{list}");
        assert_eq!(lines_of(&done, "same-name").len(), 1, "{list}");
        assert!(said(&done, "joined-by-name").is_empty());
    }
    // A row that differs from the record of its address says so, and the record stays.
    let mut campaign = known("ada@x.example", "Network");
    let done = taken(&mut campaign, "a.csv", "Name,Email,Team\nAda Quist,ada@x.example,Data\n", Kind::People);
    assert_eq!(people(&campaign), ["Ada Quist Network ada@x.example"]);
    assert!(said(&done, "other-words")[0].1.contains("“Data” for the team, the record “Network”"));
}

#[test]
fn a_list_of_namesakes_finds_its_own_people_again() {
    let list = "Name,Team,Locker\nAda Quist,Network,1\nAda Quist,,2\nAda Quist,,3\nAda Quist,Data,4\nBo Lind,,5\n";
    let (mut campaign, mut history) = (blank(), History::default());
    let import = |campaign: &mut Campaign, history: &mut History, name: &str, list: &str| {
        let done = looked(campaign, name, list, Kind::People);
        if let Some(change) = &done.change {
            history.commit(campaign, change.clone(), at()).unwrap();
        }
        (done.report.added, done.report.people_added)
    };
    assert_eq!(import(&mut campaign, &mut history, "a.csv", list), (5, 5));
    let before = people(&campaign);
    history.undo(&mut campaign, at()).unwrap();
    assert_eq!(import(&mut campaign, &mut history, "a.csv", list), (5, 5));
    assert_eq!(people(&campaign), before);
    assert_eq!(import(&mut campaign, &mut history, "a.csv", list), (0, 0));
    // A longer version: one row more, a team that changed, addresses that were not there before.
    for longer in [
        format!("{list}Cleo Marsh,Data,6\n"),
        list.replace("Network", "Netops") + "Cleo Marsh,Data,6\n",
        "Name,Email,Team\nAda Quist,a1@x.example,Network\nAda Quist,a2@x.example,\nAda Quist,a3@x.example,\nAda Quist,a4@x.example,Data\nBo Lind,,\nCleo Marsh,,\n".into(),
        // In another order, and told apart by what they say.
        "Team,Name\nData,Ada Quist\n,Bo Lind\nNetwork,Ada Quist\n,Cleo Marsh\n".into(),
    ] {
        let done = looked(&campaign, "b.csv", &longer, Kind::People);
        assert_eq!(done.report.people_added, 1, "{longer}: {:?}", done.report.issues);
        assert!(lines_of(&done, "same-name").is_empty(), "{longer}");
    }
    // Twenty thousand of one name.
    let many: Vec<String> = (0..20_000).map(|n| format!("Ada Quist,,{n}\n")).collect();
    let many = format!("Name,Team,Locker\n{}", many.concat());
    assert_eq!(import(&mut campaign, &mut history, "many.csv", &many).1, 20_000 - 2);
    assert_eq!(import(&mut campaign, &mut history, "more.csv", &format!("{many}Ada Quist,,again\n")).1, 1);
}

#[test]
fn who_is_known_by_name_alone_is_said_once() {
    let mut campaign = blank();
    taken(&mut campaign, "people.csv", "Name,Email\nAda Quist,ada@x.example\nBo Lind,bo@x.example\n", Kind::People);
    let rows = "Nominee,Why?,Your e-mail\nAda Quist,She stayed,cy@x.example\nBo Lind,He came,cy@x.example\nDi Moor,She fixed,\n";
    let done = taken(&mut campaign, "n.csv", rows, Kind::Nominations);
    let words = said(&done, "joined-by-name");
    assert_eq!(words.len(), 1);
    assert!(words[0].1.starts_with("2 times"), "{words:?}");
    assert_eq!(campaign.people().len(), 4);
    // Rows of one list that name somebody new have no record to be joined to.
    let done = taken(&mut campaign, "m.csv", "Nominee,Why?\nEd Nuss,He ran\nEd Nuss,He sat\n", Kind::Nominations);
    assert_eq!(said(&done, "joined-by-name"), []);
}

#[test]
fn namesakes_of_one_list_are_two_where_it_says_so() {
    for (kind, list, expected, same) in [
        (Kind::Entries, "Name,Street,Town\nAnn Lee,3 Low Rd,Edinburgh\nAnn Lee,9 Sea View,Brighton\n", 2, vec![3]),
        (Kind::Entries, "Name,Street,Town\nAnn Lee,3 Low Rd,Edinburgh\nAnn Lee,3 low rd,Edinburgh\n", 1, vec![]),
        (Kind::Entries, "Name,Date of birth\nAnn Lee,1980-01-13\nAnn Lee,1999-06-17\n", 2, vec![3]),
        // Whoever was born on the same day has moved.
        (
            Kind::Entries,
            "Name,Date of birth,Street\nAnn Lee,1980-01-13,3 Low Rd\nAnn Lee,1980-01-13,9 Sea View\n",
            1,
            vec![],
        ),
        (Kind::Entries, "Name,Street\nAnn Lee,3 Low Rd\nAnn Lee,\n", 1, vec![]),
        (
            Kind::Nominations,
            "Nominee,Nominee team,Why?\nPeter Meyer,Finance,Payroll\nPeter Meyer,Network,Switches\nPeter Meyer,Finance,Again\n",
            2,
            vec![3],
        ),
        // A team in other words is the same one.
        (
            Kind::Nominations,
            "Nominee,Nominee team,Why?\nPeter Meyer,IT Service Desk,Payroll\nPeter Meyer,Service Desk,Switches\n\
             Peter Meyer,ISD,Again\n",
            1,
            vec![],
        ),
        (
            Kind::Nominations,
            "Nominee,Nominee organisation,Nominator,Nominator email,Nominator organisation,Why?\n\
             Anna Schmidt,Klinik Nord,Tom Baker,tom@x.example,Acme,Night shifts\n\
             Raj Patel,Acme,Anna Schmidt,anna@south.example,Stadtwerke,Kind heart\n",
            4,
            vec![3],
        ),
    ] {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", list, kind);
        assert_eq!(campaign.people().len(), expected, "{list}");
        assert_eq!(lines_of(&done, "same-name"), same, "{list}");
        // An address goes to nobody whom another row names.
        let klinik = campaign.people().iter().find(|(_, it)| it.organisation == "Klinik Nord");
        assert!(klinik.is_none_or(|(_, it)| it.email.is_empty()), "{list}");
    }
    // Another list words a team in another way, and a street tells two people apart there, too.
    let mut campaign = blank();
    taken(&mut campaign, "people.csv", "Name,Team,Street\nAnn Lee,Finance,3 Low Rd\n", Kind::People);
    taken(&mut campaign, "n.csv", "Nominee,Team,Why?\nAnn Lee,Payroll,She ran\n", Kind::Nominations);
    assert_eq!(campaign.people().len(), 1);
    let done = taken(&mut campaign, "e.csv", "Name,Street\nAnn Lee,9 Sea View\n", Kind::Entries);
    assert_eq!((campaign.people().len(), lines_of(&done, "same-name")), (2, vec![2]));
}

#[test]
fn rows_that_say_the_same_of_a_namesake_are_about_one() {
    let rows = |teams: &[&str]| {
        let row = |team: &&str| format!("Ada Quist,{team},Bo Lind,She stayed late again\n");
        format!("Nominee,Nominee team,Your name,Why?\n{}", teams.iter().map(row).collect::<String>())
    };
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", &rows(&["Helpdesk", "Network", "", "", ""]), Kind::Nominations);
    assert_eq!(people(&campaign), ["Ada Quist Helpdesk", "Bo Lind", "Ada Quist Network", "Ada Quist"]);
    assert_eq!(lines_of(&done, "same-name"), [3, 4]);
    // Later lists find whom they name alone, too.
    for name in ["b.csv", "c.csv"] {
        let rows = rows(&["", ""]).replace("again", name);
        taken(&mut campaign, name, &rows, Kind::Nominations);
        assert_eq!(campaign.people().len(), 4, "{name}");
    }
    // Of whom nobody knows which team they are in, no row says that it is this one.
    let mut campaign = blank();
    taken(
        &mut campaign,
        "a.csv",
        &rows(&["Helpdesk", "Network", "", "Payroll", "Pay roll Payroll"]),
        Kind::Nominations,
    );
    let expected = ["Ada Quist Helpdesk", "Bo Lind", "Ada Quist Network", "Ada Quist", "Ada Quist Payroll"];
    assert_eq!(people(&campaign), expected);
}

#[test]
fn what_a_list_says_of_somebody_who_was_there_tells_namesakes_apart() {
    let known = Person { name: "Ada Quist".into(), ..Person::default() };
    let mut campaign = blank();
    campaign.apply(&Change::new("Set up", vec![Edit::person(PersonId(1), known)]), at()).unwrap();
    let rows = "Nominee,Nominee team,Why?\nAda Quist,Maths,She stayed\nAda Quist,Kitchen,She cooked\n\
                Ada Quist,Maths,She stayed on\n";
    let done = taken(&mut campaign, "a.csv", rows, Kind::Nominations);
    assert_eq!(people(&campaign), ["Ada Quist Maths", "Ada Quist Kitchen"]);
    assert_eq!(lines_of(&done, "same-name"), [3]);
}

#[test]
fn a_number_that_all_rows_bear_finds_no_earlier_version() {
    let list = |from: usize| {
        // Alike but for the name, as later versions of each other are.
        let row = |n: usize| format!("7,Nominee {n},Same reason,Same team\n");
        format!("Submission ID,Nominee,Why?,Team\n{}", (from..from + 200).map(row).collect::<String>())
    };
    let mut campaign = blank();
    taken(&mut campaign, "a.csv", &list(0), Kind::Nominations);
    let done = looked(&campaign, "b.csv", &list(200), Kind::Nominations);
    assert_eq!((done.report.held, done.report.added), (0, 200));
    // Whoever stops the import is heard while earlier versions are looked for.
    let bytes = list(200).into_bytes();
    let table = unsung::intake::read(&bytes, &unsung::intake::ReadOptions::default()).unwrap();
    let mapping = unsung::intake::propose(&table, Kind::Nominations);
    let mut asked = 0;
    let mut random = |_: &mut [u8]| Ok(());
    let import = unsung::intake::Import {
        file_name: "b.csv",
        bytes: &bytes,
        sheet: None,
        part: 0,
        read: unsung::intake::ReadOptions::default(),
        earlier: &|_, _| None,
        at: at(),
        zone: jiff::tz::TimeZone::UTC,
        sweepstake: None,
        again: false,
        hash: None,
        random: &mut random,
    };
    let mut watch = |done: u64, _: u64| {
        asked += 1;
        done > 0
    };
    let stopped =
        unsung::intake::import(&table, &mapping, Kind::Nominations, &Rules::default(), &campaign, import, &mut watch);
    assert!(matches!(stopped, Err(unsung::intake::IntakeError::Cancelled)));
    assert_eq!(asked, 1, "before the first row is made");
}

const FORM: &str = "Timestamp,Email Address,Who are you nominating?,Why?,Award\n\
2/13/2026 9:02:11,ann@x.example,Sabine Okonjo,She stayed,Owl\n\
3/14/2026 18:45:00,bo@x.example,Mina Park,She fixed it,Owl\n\
3/15/2026 8:00:00,cy@x.example,Di Moor,He came,Owl\n";

#[test]
fn a_row_that_was_edited_waits_for_a_decision() {
    let mut campaign = blank();
    taken(&mut campaign, "march.csv", FORM, Kind::Nominations);
    let longer =
        FORM.replace("She fixed it", "She fixed it twice") + "3/16/2026 10:00:00,di@x.example,Ed Nuss,He ran,Owl\n";
    let done = looked(&campaign, "april.csv", &longer, Kind::Nominations);
    let report = &done.report;
    assert_eq!((report.accepted, report.held, report.added, report.known), (3, 1, 1, 2));
    let words = "Line 3 seems to be line 3 of march.csv, changed in Why? (“She fixed it” to “She fixed it twice”).";
    assert_eq!(said(&done, "changed-row"), [(3, words.to_owned())]);
    let issue = report.issues.iter().find(|issue| issue.kind == "changed-row").unwrap();
    assert_eq!(issue.column.as_deref(), Some("Why?"));
    // As every held row it is taken in or left out by its line.
    let with = |rules: Rules| {
        let done = chosen(&campaign, "april.csv", &longer, Kind::Nominations, &Choices { rules, ..Choices::default() });
        let report = done.report;
        (report.accepted, report.held, report.rejected, report.added, report.known)
    };
    assert_eq!(with(Rules { accept_lines: [3].into(), ..Rules::default() }), (4, 0, 0, 2, 2));
    assert_eq!(with(Rules { reject_lines: [3].into(), ..Rules::default() }), (3, 0, 1, 1, 2));
    // The list that came in once more, and the earlier one beside it, have nothing new.
    let done = taken(&mut campaign, "april.csv", &longer, Kind::Nominations);
    assert_eq!(done.report.added, 1);
    for (name, list) in [("april.csv", longer.as_str()), ("march.csv", FORM)] {
        let again = looked(&campaign, name, list, Kind::Nominations);
        assert_eq!(again.report.added, 0, "{name}");
    }
    // Added again on purpose, nothing is asked.
    let again =
        chosen(&campaign, "may.csv", &longer, Kind::Nominations, &Choices { again: true, ..Choices::default() });
    assert_eq!((again.report.held, again.report.added), (0, 4));
}

#[test]
fn what_is_another_row_is_not_taken_for_a_later_version() {
    for (first, second, held) in [
        // A typing error in a name, found by time and nominator.
        (FORM.to_owned(), FORM.replace("Mina Park", "Mina Parks"), vec![3]),
        // A question was added meanwhile.
        (FORM.to_owned(), FORM.replace(",Award\n", ",Award,Team\n").replace(",Owl\n", ",Owl,\n").replace("He came", "He went"), vec![4]),
        // Another month from the same form: nothing of it was there before.
        (FORM.to_owned(), FORM.replace("3/1", "4/1").replace("2/13", "4/1").replace("x.example", "y.example"), vec![]),
        // By the number of the answer, though the row has moved.
        (
            "Response ID,Nominee,Why?,Team\nR1,Ada Quist,She ran,Desk\nR2,Bo Lind,He sat,Desk\n".into(),
            "Response ID,Nominee,Why?,Team\nR0,Cy Moor,He is,Data\nR2,Bo Lind,He sat down,Desk\nR1,Ada Quist,She ran,Desk\n".into(),
            vec![3],
        ),
        // By its place alone, in a list of which most is the same.
        (
            "Nominee,Why?,Team\nAda Quist,She ran,Desk\nBo Lind,He sat,Desk\nCy Moor,He is,Data\n".into(),
            "Nominee,Why?,Team\nEd Nuss,He was,Data\nAda Quist,She ran,Desk\nBo Lind,He sat down,Desk\nCy Moor,He is,Data\n".into(),
            vec![4],
        ),
        // In another list of the same columns the place says nothing.
        (
            "Nominee,Why?,Team\nAda Quist,She ran,Desk\nBo Lind,He sat,Desk\n".into(),
            "Nominee,Why?,Team\nAda Quist,She ran home,Desk\nCy Moor,He sat,Desk\n".into(),
            vec![],
        ),
    ] {
        let mut campaign = blank();
        taken(&mut campaign, "a.csv", &first, Kind::Nominations);
        let done = looked(&campaign, "b.csv", &second, Kind::Nominations);
        assert_eq!(lines_of(&done, "changed-row"), held, "{second}");
        assert_eq!(done.report.held, held.len(), "{second}");
    }
}

#[test]
fn thanks_mishaps_and_entries_are_looked_at_as_well() {
    let thanks = "From,E-mail,To,Message,Date\nAda Quist,a@x.example,Bo Lind,Thanks a lot,2026-03-04 10:00\nCy Moor,c@x.example,Bo Lind,Thank you,2026-03-05 10:00\n";
    let mishap =
        "What happened?,Your name,Your e-mail,Submitted at\nThe cat sat on it,Ada Quist,a@x.example,2026-03-04 10:00\n";
    let entries = "Entry ID,Submitted at,Name,Email\nE-1,2026-03-04 10:00,Ada Quist,a@x.example\nE-2,2026-03-05 10:00,Bo Lind,b@x.example\n";
    let undated = "Date,Name,Email\n2026-03-04 10:00,Ada Qist,a@x.example\n";
    for (kind, list, new, waits) in [
        (Kind::Thanks, thanks, thanks.replace("a lot", "so much"), true),
        (Kind::Mishaps, mishap, mishap.replace("The cat", "My cat"), true),
        (Kind::Entries, entries, entries.replace("03-05 10", "03-05 11"), true),
        (Kind::Entries, entries, entries.replace("Bo Lind,b@", "Cleo Marsh,c@"), false),
        (Kind::Entries, undated, undated.replace("Qist", "Quist"), true),
    ] {
        let mut campaign = blank();
        let first = taken(&mut campaign, "a.csv", list, kind);
        assert!(first.report.added > 0 && first.report.held == 0, "{:?}", first.report);
        let done = looked(&campaign, "b.csv", &(new.clone() + "\n"), kind);
        assert_eq!(said(&done, "changed-row").len(), 1, "{new}: {:?}", done.report);
        assert_eq!((done.report.held, done.report.added), (usize::from(waits), 0), "{new}");
    }
}

#[test]
fn an_entry_that_was_edited_is_found_in_the_raw_list_it_came_from() {
    let three = "Name,Email,Team\nAda Quist,ada@x.example,Desk\nBo Lind,bo@x.example,Data\nCy Moor,cy@x.example,Data\n";
    let two = "Name,Email\nAda Quist,ada@x.example\nBo Lind,bo@x.example\nCy Moor,cy@x.example\n";
    let numbered = "Entry ID,Submitted at,Name,Email,Team\nE-1,2026-03-04 10:00,Ada Quist,a@x.example,Desk\nE-2,2026-03-05 10:00,Bo Lind,b@x.example,Data\n";
    for (list, new, words) in [
        (three, three.replace("bo@x.example,Data", "bo@x.example,Network"), "Team (“Data” to “Network”)"),
        (three, three.replace("bo@", "bo.lind@"), "Email (“bo@x.example” to “bo.lind@x.example”)"),
        (three, three.replace("Bo Lind", "Bo Lindt"), "Name (“Bo Lind” to “Bo Lindt”)"),
        (three, three.replace(",Team\n", ",Team,Shirt\n").replace("Data\nCy", "Desk,L\nCy"), "Team (“Data” to “Desk”)"),
        (two, two.replace("bo@", "bo.lind@"), "Email (“bo@x.example” to “bo.lind@x.example”)"),
        (numbered, numbered.replace("b@x.example,Data", "b@x.example,Desk"), "Team (“Data” to “Desk”)"),
    ] {
        let mut campaign = blank();
        let mut first = looked(&campaign, "v1.csv", list, Kind::Entries);
        campaign.apply(&first.change.take().unwrap(), at()).unwrap();
        let earlier = EarlierLists::new(&[(first.sha256, std::sync::Arc::new(list.as_bytes().to_vec()))].into());
        let with = |rules: Rules| {
            let choices = Choices { rules, earlier: earlier.clone(), ..Choices::default() };
            chosen(&campaign, "v2.csv", &new, Kind::Entries, &choices)
        };
        let done = with(Rules::default());
        let expected = format!("Line 3 seems to be line 3 of v1.csv, changed in {words}.");
        assert_eq!(said(&done, "changed-row"), [(3, expected)]);
        let all = list.lines().count() - 1;
        let counts = |done: &Imported| (done.report.held, done.report.rejected, done.report.added, done.report.known);
        assert_eq!(counts(&done), (1, 0, 0, all - 1), "{words}");
        assert_eq!(
            counts(&with(Rules { accept_lines: [3].into(), ..Rules::default() })),
            (0, 0, 1, all - 1),
            "{words}"
        );
        assert_eq!(
            counts(&with(Rules { reject_lines: [3].into(), ..Rules::default() })),
            (0, 1, 0, all - 1),
            "{words}"
        );
        // The very list once more, and one with nothing changed, ask nothing.
        let choices = Choices { earlier: earlier.clone(), ..Choices::default() };
        let longer = format!("{list}\n");
        assert_eq!(counts(&chosen(&campaign, "v3.csv", &longer, Kind::Entries, &choices)), (0, 0, 0, all));
    }
}

#[test]
fn entries_are_known_by_what_their_raw_lists_say() {
    let world = FakeWorld::new(at());
    let import = |campaign: &mut Campaign, name: &str, list: &str, choices: &Choices| {
        let mut done = import_bytes(campaign, &world, name, list.as_bytes(), Kind::Entries, choices).unwrap();
        if let Some(change) = done.change.take() {
            campaign.apply(&change, at()).unwrap();
        }
        let kept = (done.sha256.clone(), std::sync::Arc::new(list.as_bytes().to_vec()));
        (done, EarlierLists::new(&[kept].into()))
    };
    let fixed = Choices {
        rules: Rules { fixes: [(2, [(1, "Ada Quist".to_owned())].into())].into(), ..Rules::default() },
        ..Choices::default()
    };
    let no_header = Choices {
        read: unsung::intake::ReadOptions { header: unsung::intake::HeaderChoice::Absent, ..Default::default() },
        ..Choices::default()
    };
    let dated = "Submitted at,Full name,Email\n2026-11-20 10:00,Ada Qiust,ada@x.example\n";
    let numbered = "Entry ID,Full name,Email\nE-1,Ada Qiust,ada@x.example\n";
    let row = |n: usize| format!("Nominee {n} Quist,n{n}@x.example\n");
    let long = (0..4_000).map(row).collect::<String>();
    for (list, choices) in [(dated, &fixed), (numbered, &fixed), (long.as_str(), &no_header)] {
        let mut campaign = blank();
        let (first, earlier) = import(&mut campaign, "a.csv", list, choices);
        let last = list.lines().last().unwrap().replace("Ada Qiust,ada@", "Cy Moor,cy@").replace("10:00", "11:00");
        let longer = format!("{list}{}\n", last.replace("E-1", "E-2").replace("Nominee", "Bo").replace(",n", ",bo"));
        let choices = Choices { earlier, read: choices.read, ..Choices::default() };
        let (done, _) = import(&mut campaign, "b.csv", &longer, &choices);
        assert_eq!((done.report.added, done.report.known), (1, first.report.added), "{:?}", done.report.issues);
    }
    // One row or two may stand in any list: known are the ones of a longer version alone, and they are said.
    let postal = "Name,Email\nAda Quist,ada@x.example\n";
    for (name, list, known, said_of) in [
        ("web.csv", "Name,Email\nBo Lind,bo@x.example\nAda Quist,ada@x.example\n", 0, None),
        ("Postal.csv", "Name,Email\nBo Lind,bo@x.example\nAda Quist,ada@x.example\n", 1, Some(3)),
        ("web.csv", "Name,Email\nAda Quist,ada@x.example\nBo Lind,bo@x.example\n", 1, Some(2)),
    ] {
        let mut campaign = blank();
        let (_, earlier) = import(&mut campaign, "postal.csv", postal, &Choices::default());
        let (done, _) = import(&mut campaign, name, list, &Choices { earlier, ..Choices::default() });
        assert_eq!((done.report.known, done.report.added), (known, 2 - known), "{list}");
        assert_eq!(lines_of(&done, "known-row"), said_of.into_iter().collect::<Vec<_>>(), "{list}");
    }
}

#[test]
fn a_file_read_anew_keeps_the_newest_way_of_reading() {
    use unsung::intake::{HeaderChoice, ReadOptions};
    let list = "Name,Email\nAda Quist,ada@x.example\nBo Lind,bo@x.example\n";
    let mut campaign = blank();
    taken(&mut campaign, "p.csv", list, Kind::People);
    let read = ReadOptions { header: HeaderChoice::Absent, ..ReadOptions::default() };
    let pairs = vec!["name=Column 1".to_owned(), "email=Column 2".to_owned()];
    let done = chosen(&campaign, "p.csv", list, Kind::People, &Choices { read, pairs, ..Choices::default() });
    campaign.apply(&done.change.unwrap(), at()).unwrap();
    let (_, source) = campaign.sources().iter().next().unwrap();
    assert_eq!((campaign.sources().len(), ReadOptions::recalled(&source.read_as)), (1, read));
}

#[test]
fn a_row_that_may_have_come_in_before_is_held_and_counted_so() {
    let mut campaign = blank();
    taken(
        &mut campaign,
        "a.csv",
        "Nominee,Award,Your name\nAda Quist,Owl,Cy Marsh\nBo Lind,Owl,Cy Marsh\n",
        Kind::Nominations,
    );
    let wide = "Nominee,Award,Your name,Team\nAda Quist,Owl,Cy Marsh,Desk\nEd Nuss,Owl,Di Moor,Desk\n";
    let with = |rules: Rules| {
        let done = chosen(&campaign, "b.csv", wide, Kind::Nominations, &Choices { rules, ..Choices::default() });
        let source = done.change.as_ref().and_then(|change| {
            change.edits.iter().find_map(|edit| match edit {
                Edit::Source(_, source) => source.as_ref().map(|it| (it.rows_accepted, it.rows_held)),
                _ => None,
            })
        });
        let report = &done.report;
        let reasons: Vec<Option<&str>> = (0..done.drafts.len()).map(|place| done.drafts.held_reason(place)).collect();
        assert_eq!(reasons.iter().flatten().count(), report.held);
        assert_eq!((done.drafts.accepted, done.drafts.held), (report.accepted, report.held));
        assert_eq!(source, Some((report.accepted as u64, report.held as u64)));
        (lines_of(&done, "perhaps-known"), report.accepted, report.held, report.rejected, report.added, report.known)
    };
    assert_eq!(with(Rules::default()), (vec![2], 1, 1, 0, 1, 0));
    assert_eq!(with(Rules { accept_lines: [2].into(), ..Rules::default() }), (vec![], 2, 0, 0, 2, 0));
    assert_eq!(with(Rules { reject_lines: [2].into(), ..Rules::default() }), (vec![], 1, 0, 1, 1, 0));
}
