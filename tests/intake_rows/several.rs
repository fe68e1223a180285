//! Rows that nominate several people, each for an award or for reasons of their own.

use super::{at, blank, chosen, looked, said, taken};
use unsung::app::importing::Choices;
use unsung::campaign::{Award, Campaign, Change, Edit};
use unsung::intake::{Kind, Rules};

/// Nominee, awards and reason of each nomination, in order.
fn nominations(campaign: &Campaign) -> Vec<String> {
    let title = |id: &unsung::campaign::AwardId| campaign.awards().get(*id).unwrap().title.clone();
    let line = |(_, it): (_, &unsung::campaign::Nomination)| {
        let name = campaign.people().get(it.nominee).unwrap().name.to_string();
        let awards: Vec<String> = it.awards.iter().map(title).collect();
        format!("{name} | {} | {}", awards.join(" + "), it.reason)
    };
    campaign.nominations().iter().map(line).collect()
}

fn with_awards(titles: &[&str]) -> Campaign {
    let mut campaign = blank();
    let award = |(at, title): (usize, &&str)| {
        Edit::award((at as u64 + 1).into(), Award { title: (*title).to_owned(), ..Award::default() })
    };
    let edits = titles.iter().enumerate().map(award).collect();
    campaign.apply(&Change::new("Set up", edits), at()).unwrap();
    campaign
}

#[test]
fn names_under_the_titles_of_awards_are_nominations_for_them() {
    let rows = "3/4/2026 18:45:00,bo@x.example,Bo Reyes,Ada Quist,,\n3/5/2026 8:00:00,cy@x.example,Cy Marsh,Di Moor,Ed Nuss; Fay Oh,\n";
    for (awards, headers) in [
        (vec![], ["IT Savior", "Night Owl", "Best Listener"]),
        (vec!["The IT savior", "Night owl", "Best Listener"], ["The IT Savior", "night owl", "Best listener"]),
        (
            vec![],
            ["Who should be your IT Savior?", "Who should be your Night Owl?", "Who should be your Best Listener?"],
        ),
        (
            vec!["IT Savior", "Night Owl", "Best Listener"],
            ["Who deserves IT Savior?", "Who deserves Night Owl?", "Who deserves Best Listener?"],
        ),
        (vec![], ["Who deserves IT Savior?", "Who deserves Night Owl?", "Who deserves Best Listener?"]),
        (vec!["IT Savior", "Night Owl"], ["Nominee for IT Savior", "The person for the Night Owl", "Anything else"]),
        (vec![], ["Nominees [IT Savior]", "Nominees [Night Owl]", "Nominees [Best Listener]"]),
        (vec!["IT Savior", "Night Owl"], ["Your choice for IT Savior", "And for Night Owl", "Anything else"]),
    ] {
        let list = format!("Timestamp,Email Address,Your name,{}\n{rows}", headers.join(","));
        let mut campaign = with_awards(&awards);
        let done = taken(&mut campaign, "a.csv", &list, Kind::Nominations);
        let [savior, owl] = awards.as_slice().get(..2).map_or(["IT Savior", "Night Owl"], |it| [it[0], it[1]]);
        let expected = [
            format!("Ada Quist | {savior} | "),
            format!("Di Moor | {savior} | "),
            format!("Ed Nuss | {owl} | "),
            format!("Fay Oh | {owl} | "),
        ];
        assert_eq!(nominations(&campaign), expected, "{list}\n{:?}", done.report.mapping);
        assert_eq!((done.report.read, done.report.accepted, done.report.added), (2, 2, 2));
        let by: Vec<&str> = campaign
            .nominations()
            .iter()
            .map(|(_, it)| campaign.people().get(it.nominator.unwrap()).unwrap().name.as_str())
            .collect();
        assert_eq!(by, ["Bo Reyes", "Cy Marsh", "Cy Marsh", "Cy Marsh"], "{list}");
        // A longer version knows its rows.
        let longer = format!("{list}3/6/2026 9:00:00,di@x.example,Di Moor,Ed Nuss,,\n");
        let longer = looked(&campaign, "b.csv", &longer, Kind::Nominations);
        assert_eq!((longer.report.added, longer.report.known), (1, 2));
    }
}

#[test]
fn whom_an_address_names_is_not_whoever_stands_beside() {
    let list = "Nominated by,Nominee e-mail,Mentor,Buddy,Coach,Why?\nZed Kahn,ada@x.example,Cy Moor,Di Noor,Ed Nuss,Ran\n\
        Mia Topp,bo@x.example,Fay Oh,Gil Poe,Hal Gin,Sat\n";
    let mut campaign = blank();
    taken(&mut campaign, "a.csv", list, Kind::Nominations);
    assert_eq!(nominees(&campaign), [" |  | ada@x.example", " |  | bo@x.example"]);
}

#[test]
fn a_question_for_each_award_has_its_own_why() {
    let list = "Timestamp,Email Address,Who do you nominate for IT Savior?,Why?,Who do you nominate for Night Owl?,Why?\n2/13/2026 9:02:11,ann@x.example,Ada Quist,Stayed all night,Bo Lind,Never sleeps\n3/4/2026 18:45:00,bo@x.example,Ada Quist,Fixed the mail,,\n";
    let mut campaign = blank();
    taken(&mut campaign, "a.csv", list, Kind::Nominations);
    let expected = [
        "Ada Quist | IT Savior | Stayed all night",
        "Bo Lind | Night Owl | Never sleeps",
        "Ada Quist | IT Savior | Fixed the mail",
    ];
    assert_eq!(nominations(&campaign), expected);
}

#[test]
fn numbered_nominees_have_their_own_words() {
    for list in [
        "Nominee 1,Nominee 1 reason,Nominee 1 award,Nominee 2,Nominee 2 reason,Nominee 2 award,Your name\nAda Quist,She ran,Owl,Bo Lind,He sat,Cat,Cy Moor\nDi Moor,She is,Owl,,,,Cy Moor\n",
        "Your name,Nominee,Reason,Award,2nd nominee,2nd reason,2nd award\nCy Moor,Ada Quist,She ran,Owl,Bo Lind,He sat,Cat\nCy Moor,Di Moor,She is,Owl,,,\n",
        "Your name,Nominee,Nominee (2),Why?,Why? (2),Award,Award 2\nCy Moor,Ada Quist,Bo Lind,She ran,He sat,Owl,Cat\nCy Moor,Di Moor,,She is,,Owl,\n",
    ] {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", list, Kind::Nominations);
        let expected = ["Ada Quist | Owl | She ran", "Bo Lind | Cat | He sat", "Di Moor | Owl | She is"];
        assert_eq!(nominations(&campaign), expected, "{list}\n{:?}", done.report.mapping);
        assert_eq!((done.report.read, done.report.accepted), (2, 2));
        assert!(said(&done, "other-names").is_empty());
    }
}

#[test]
fn a_question_for_the_nominee_may_name_the_award() {
    for (question, award, times) in [
        ("Who deserves the Night Owl?", "Night Owl", 1),
        ("Who should win the Night Owl award this year?", "Night Owl", 1),
        ("Nominee for Night Owl 2026", "Night Owl", 1),
        ("Nominee [Night Owl]", "Night Owl", 1),
        ("Wer verdient den Preis Night Owl?", "Night Owl", 1),
        ("Qui mérite le prix Night Owl ?", "Night Owl", 1),
        ("Wie verdient de Night Owl?", "Night Owl", 1),
        ("¿Quién merece el premio Night Owl?", "Night Owl", 1),
        // The longer title is meant, and not the one inside it.
        ("Who deserves The Calm Voice?", "The Calm Voice", 1),
        ("Who is your hero?", "", 0),
        // The title stands there, and what is said of it may be anything.
        ("Whom do you nominate (not for Night Owl; that is the jury's)?", "", 1),
        ("Who deserves the Night Owl or The Calm Voice?", "", 1),
    ] {
        let mut campaign = with_awards(&["Night Owl", "Hero", "Calm Voice", "The Calm Voice"]);
        let done = taken(&mut campaign, "a.csv", &format!("{question},Why?\nAda Quist,She ran\n"), Kind::Nominations);
        assert_eq!(nominations(&campaign), [format!("Ada Quist | {award} | She ran")], "{question}");
        let words = said(&done, "asked-award");
        assert_eq!(words.len(), times, "{question}");
        assert!(words.iter().all(|(_, it)| it.contains("all rows are for it") != award.is_empty()), "{words:?}");
    }
}

#[test]
fn two_titles_that_may_be_those_of_jobs_are_asked_about() {
    let list =
        "Your name,Project Lead,Project Sponsor,Why?\nZed Kahn,Ada Quist,Bo Lind,good\nMia Topp,Cy Moor,Di Noor,fine\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::Nominations);
    assert_eq!((done.report.accepted, campaign.awards().len()), (0, 0), "{:?}", done.report.mapping);
    assert_eq!(said(&done, "no-name").len(), 1, "{:?}", done.report.issues);
    // By three it is plain, and each award that will be new is said to who has others.
    let mut campaign = with_awards(&["Best Listener"]);
    let list = "Your name,Night Owl,Calm Voice,Safe Hands,Why?\nZed Kahn,Ada Quist,Bo Lind,Cy Moor,good\n";
    let done = taken(&mut campaign, "b.csv", list, Kind::Nominations);
    assert_eq!((done.report.accepted, said(&done, "new-award").len()), (1, 3), "{:?}", done.report.issues);
}

#[test]
fn numbered_nominees_have_names_in_parts() {
    for list in [
        "Your name,Nominee 1 first name,Nominee 1 last name,Why nominee 1?,Nominee 2 first name,Nominee 2 last name,Nominee 2 email,Why nominee 2?\n\
         Cy Moor,Ada,Quist,She ran,Bo,Lind,bo@x.example,He sat\nCy Moor,Di,Moor,She is,,,,\n",
        "Your name,First nominee: first name,First nominee: last name,Reason,Second nominee: last name,Second nominee: first name,Second reason\n\
         Cy Moor,Ada,Quist,She ran,Lind,Bo,He sat\nCy Moor,Di,Moor,She is,N/A,none,\n",
        "Your name,Nominee 1 >> First Name,Nominee 1 >> Last Name,Nominee 1 >> Reason,Nominee 2 >> First Name,Nominee 2 >> Last Name,Nominee 2 >> Reason\n\
         Cy Moor,Ada,Quist,She ran,Bo,Lind,He sat\nCy Moor,Di,Moor,She is,,,\n",
        "Your name,First Nominee (First),First Nominee (Last),First Nominee Reason,Second Nominee (First),Second Nominee (Last),Second Nominee Reason\n\
         Cy Moor,Ada,Quist,She ran,Bo,Lind,He sat\nCy Moor,Di,Moor,She is,,,\n",
    ] {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", list, Kind::Nominations);
        let expected = ["Ada Quist |  | She ran", "Bo Lind |  | He sat", "Di Moor |  | She is"];
        assert_eq!(nominations(&campaign), expected, "{list}\n{:?}", done.report.mapping);
        let bo = campaign.people().iter().find(|(_, it)| it.name == "Bo Lind").unwrap().1;
        assert_eq!(bo.family_name, "Lind");
    }
    // The second of two equal headers may be anybody's, and that is said.
    let list =
        "Nominee first name,Nominee last name,Why?,Nominee first name,Nominee last name\nAda,Quist,She ran,Bo,Lind\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::Nominations);
    assert_eq!(nominations(&campaign), ["Ada Quist |  | She ran"]);
    assert_eq!(said(&done, "other-names").len(), 1, "{:?}", done.report.mapping);
}

#[test]
fn the_columns_of_several_nominees_are_said_by_hand() {
    let list = "Whom,Also,Likewise,Because\nAda Quist,Bo Lind and Cy Moor,Di Moor,He ran\n";
    let pairs = ["name=Whom", "nominee_for_award=Also", "also_nominee=Likewise", "also_reason=Because"]
        .map(str::to_owned)
        .to_vec();
    let choices = Choices { pairs: pairs.clone(), ..Choices::default() };
    // "And" may belong to one name, so it asks.
    let done = chosen(&blank(), "a.csv", list, Kind::Nominations, &choices);
    assert_eq!((done.report.held, said(&done, "several-people").len()), (1, 1));
    let rules = Rules { split_lines: [2].into(), ..Rules::default() };
    let choices = Choices { pairs, rules, ..Choices::default() };
    let done = chosen(&blank(), "a.csv", list, Kind::Nominations, &choices);
    let mut campaign = blank();
    campaign.apply(&done.change.unwrap(), at()).unwrap();
    assert_eq!(
        nominations(&campaign),
        ["Ada Quist |  | ", "Bo Lind | Also | ", "Cy Moor | Also | ", "Di Moor |  | He ran"]
    );
    // Written down and read again, the meaning is the same.
    let mut again = done.mapping.clone();
    again.apply_lines(&done.mapping.to_lines()).unwrap();
    assert_eq!(again.to_lines(), done.mapping.to_lines());
    assert!(done.mapping.to_lines().contains("Also = Nominee for this award"), "{}", done.mapping.to_lines());
}

#[test]
fn nobody_is_no_further_nominee() {
    for (list, expected) in [
        (
            "Your name,Nominee 1,Nominee 2,Reason\nZed Kahn,Ada Quist,N/A,good\nZed Kahn,Bo Lind,none,fine\n\
             Mia Topp,Cy Moor,Di Noor,nice\n",
            vec!["Ada Quist |  | good", "Bo Lind |  | fine", "Cy Moor |  | nice", "Di Noor |  | nice"],
        ),
        (
            "Your name,Night Owl,IT Savior,Why?\nZed Kahn,Ada Quist,N/A,good\nMia Topp,keine,Bo Lind,fine\n\
             Eva Fay,Cy Moor,Di Noor,nice\nHal Gin,Ada Quist,Bo Lind,yes\nKay Orr,Ada Quist,Bo Lind,ok\n",
            vec![
                "Ada Quist | Night Owl | good",
                "Bo Lind | IT Savior | fine",
                "Cy Moor | Night Owl | nice",
                "Di Noor | IT Savior | nice",
                "Ada Quist | Night Owl | yes",
                "Bo Lind | IT Savior | yes",
                "Ada Quist | Night Owl | ok",
                "Bo Lind | IT Savior | ok",
            ],
        ),
        // Beside others in the first cell, in the first of several cells, and without a letter.
        (
            "Your name,Nominee 1,Nominee 2,Reason\nZed Kahn,Ada Quist; N/A,,good\nZed Kahn,none,Bo Lind,fine\n\
             Mia Topp,\"Cy Moor\nnobody\",Di Noor,nice\nMia Topp,Info requested,Di Noor,well\n\
             Eva Fay,Ada Quist,./.,so\nHal Gin,Ada Quist,Bo Lind and no one,yes\n",
            vec![
                "Ada Quist |  | good",
                "Bo Lind |  | fine",
                "Cy Moor |  | nice",
                "Di Noor |  | nice",
                "Di Noor |  | well",
                "Ada Quist |  | so",
                "Ada Quist |  | yes",
                "Bo Lind |  | yes",
            ],
        ),
    ] {
        let mut campaign = with_awards(&["Night Owl", "IT Savior"]);
        let done = taken(&mut campaign, "a.csv", list, Kind::Nominations);
        assert_eq!(nominations(&campaign), expected, "{:?}", done.report.issues);
        assert_eq!(said(&done, "several-people"), []);
    }
    for (list, expected, held) in [
        // A try of the form waits, wherever it stands.
        ("Nominee 1,Nominee 2,Why?\nTest,Tester,x\n", vec![], 1),
        ("Nominee 1,Nominee 2,Why?\nTest Test,Ann Field,x\n", vec![], 1),
        ("Nominee 1,Nominee 2,Why?\nAnn Field,Test,x\n", vec![], 1),
        ("Nominee 1,Nominee 2,Why?\nAda Quist; Test,Bo Lind,x\n", vec![], 1),
        // Who is not known yet is nobody.
        ("Nominee 1,Nominee 2,Why?\nAda Quist,TBD,x\n", vec!["Ada Quist |  | x"], 0),
        ("Nominee 1,Nominee 2,Why?\nTBD,Ada Quist,x\n", vec!["Ada Quist |  | x"], 0),
        ("Nominee 1,Nominee 2,Why?\nAda Quist; TBD,Bo Lind,x\n", vec!["Ada Quist |  | x", "Bo Lind |  | x"], 0),
        // Nor is a list of nobody.
        ("Nominee 1,Nominee 2,Why?\nAda Quist,N/A; none,x\n", vec!["Ada Quist |  | x"], 0),
        ("Nominee 1,Nominee 2,Why?\nN/A; none,Ada Quist,x\n", vec!["Ada Quist |  | x"], 0),
        ("Nominee,Why?\nN/A; none,x\n", vec![], 1),
    ] {
        let mut campaign = blank();
        // Plain rows, so that the columns are known.
        let plain = if list.contains("Nominee 1") {
            "Eve Roe,Flo Berg,y\nGil Poe,Hal Gin,y\nKay Orr,Ida Lund,y\n"
        } else {
            "Eve Roe,y\nGil Poe,y\n"
        };
        let list = format!("{list}{plain}");
        let done = taken(&mut campaign, "a.csv", &list, Kind::Nominations);
        let found: Vec<String> = nominations(&campaign).into_iter().filter(|it| it.ends_with("| x")).collect();
        assert_eq!((found, done.report.held), (expected.into_iter().map(str::to_owned).collect(), held), "{list}");
        let is_told = list.contains("t,TBD") || list.starts_with("Nominee,");
        assert_eq!(said(&done, "no-name").len(), usize::from(is_told), "{list}");
    }
    // Who is nobody alone waits.
    let done = looked(&blank(), "a.csv", "Nominee,Why?\nnone,nothing\nAda Quist,She ran\n", Kind::Nominations);
    assert_eq!((done.report.held, done.report.added), (1, 1));
}

/// Name, team and address of everybody who is nominated.
fn nominees(campaign: &Campaign) -> Vec<String> {
    let of = |(_, it): (_, &unsung::campaign::Nomination)| {
        let person = campaign.people().get(it.nominee).unwrap();
        format!("{} | {} | {}", person.name, person.team, person.email)
    };
    campaign.nominations().iter().map(of).collect()
}

#[test]
fn what_bears_a_number_is_said_of_the_nominee_of_that_number() {
    for (list, expected) in [
        (
            "Nominee 1,Email 1,Nominee 2,Email 2,Reason\nAda Quist,ada@x.example,Bo Lind,bo@x.example,good\n",
            ["Ada Quist |  | ada@x.example", "Bo Lind |  | bo@x.example"],
        ),
        (
            "Nominee 1,Email 1,Reason 1,Nominee 2,Email 2,Team 2,Reason 2\n\
             Ada Quist,ada@x.example,Ran all night,Bo Lind,bo@x.example,Zebra Crew,Saved my day\n",
            ["Ada Quist |  | ada@x.example", "Bo Lind | Zebra Crew | bo@x.example"],
        ),
        // A word for nothing is no team of either.
        (
            "Nominee 1,Nominee 1 team,Nominee 2,Nominee 2 team,Reason\nAda Quist,N/A,Bo Lind,N/A,good\n",
            ["Ada Quist |  |", "Bo Lind |  |"],
        ),
    ] {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", list, Kind::Nominations);
        let found: Vec<String> = nominees(&campaign).iter().map(|it| it.trim().to_owned()).collect();
        assert_eq!(found, expected, "{:?}", done.report.issues);
        assert_eq!(campaign.people().len(), 2, "nobody else");
    }
}

const NUMBERED: &str = "Nominee 1,Email 1,Award 1,Reason 1,Nominee 2,Email 2,Award 2,Reason 2,Nominee 3\n";

#[test]
fn what_is_said_of_one_nominee_is_not_said_of_the_next() {
    let mut campaign = blank();
    let list = format!(
        "{NUMBERED}Ada Quist,ada@x.example,Night Owl,Ran,Bo Lind,,Savior,Saved,\n,,,,Bo Lind,bo@x.example,Savior,Bo words,Cy Moor\n"
    );
    taken(&mut campaign, "a.csv", &list, Kind::Nominations);
    assert_eq!(
        nominations(&campaign),
        ["Ada Quist | Night Owl | Ran", "Bo Lind | Savior | Saved", "Bo Lind | Savior | Bo words", "Cy Moor |  | "]
    );
    // Neither a story nor a quote, and no answer that a record has for itself alone.
    for (headers, rows, expected) in [
        ("Nominee 1,Story 1,Nominee 2,Story 2", "Ran,Bo Lind,Saved", ["Ran", "Saved"]),
        ("Nominee,Story,Nominee 2,Story 2", "Ran,Bo Lind,Saved", ["Ran", "Saved"]),
        ("Nominee 1,Quote 1,Nominee 2,Quote 2", "Ran,Bo Lind,Saved", ["Ran", "Saved"]),
        ("Nominee 1,Why 1,Story 1,Nominee 2,Why 2,Story 2", "Ran,far,Bo Lind,Saved,all", ["Ran\nfar", "Saved\nall"]),
        (
            "Nominee 1,Why 1,May we contact nominee 1?,Nominee 2,Why 2,May we contact nominee 2?",
            "Ran,yes,Bo Lind,Saved,no",
            ["Ran", "Saved"],
        ),
    ] {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", &format!("{headers}\nAda Quist,{rows}\n"), Kind::Nominations);
        let said = |(_, it): (_, &unsung::campaign::Nomination)| {
            let name = &campaign.people().get(it.nominee).unwrap().name;
            assert_eq!((it.may_contact, it.story.as_str(), it.quote.as_str()), (None, "", ""), "{headers}");
            format!("{name}: {}", it.reason)
        };
        let all: Vec<String> = campaign.nominations().iter().map(said).collect();
        let [ada, bo] = expected;
        assert_eq!(all, [format!("Ada Quist: {ada}"), format!("Bo Lind: {bo}")], "{:?}", done.report.mapping);
    }
}

#[test]
fn what_is_wrong_beside_a_further_nominee_is_said() {
    let mut campaign = blank();
    let list = format!(
        "{NUMBERED}Ada Quist,ada@x.example,Owl,Ran,Bo Lind,bo at x,Savior,Saved,\n\
         Ada Quist,ada@x.example,Owl,Sat,,zoe@x.example,Savior,Zoe saved,\n\
         Ada Quist,ada@x.example,Owl,Stood,,,Savior,Who saved?,\n\
         Ada Quist,ada@x.example,Owl,Lay,Di Noor; Ed Nuss,di@x.example; ed@x.example,Savior,Both,\n\
         Ada Quist,ada@x.example,Owl,Flew,Fay Oh; Gil Poe,fay@x.example,Savior,Both,\n"
    );
    let done = taken(&mut campaign, "a.csv", &list, Kind::Nominations);
    let lines = |kind: &str| said(&done, kind).into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(lines("bad-email"), [2, 6]);
    assert_eq!(lines("name-from-email"), [3]);
    assert_eq!(lines("no-name"), [4]);
    assert_eq!(
        nominees(&campaign).iter().filter(|it| !it.starts_with("Ada")).map(|it| it.as_str().trim()).collect::<Vec<_>>(),
        [
            "Bo Lind |  |",
            "|  | zoe@x.example",
            "Di Noor |  | di@x.example",
            "Ed Nuss |  | ed@x.example",
            "Fay Oh |  |",
            "Gil Poe |  |"
        ]
    );
}

#[test]
fn who_is_named_twice_for_the_same_is_nominated_once() {
    for (list, expected, twice) in [
        ("Your name,Nominee 1,Nominee 2,Reason\nZed Kahn,Ada Quist,Ada Quist,good\n", vec!["Ada Quist |  | good"], 1),
        (
            "Nominee 1,Reason 1,Nominee 2,Reason 2,Nominee 3,Reason 3\nAda Quist,Ran,Ada Quist,Sat,Bo Lind,Lay\n",
            vec!["Ada Quist |  | Ran\nSat", "Bo Lind |  | Lay"],
            1,
        ),
        (
            "Nominee 1,Award 1,Nominee 2,Award 2,Reason\nAda Quist,Owl,Ada Quist,Savior,Ran\n",
            vec!["Ada Quist | Owl | Ran", "Ada Quist | Savior | Ran"],
            0,
        ),
        // Who is spelled otherwise is placed beside, where the other spelling is kept and said.
        (
            "Nominee 1,Email 1,Nominee 2,Email 2,Reason\nAda,desk@x.example,Bo,desk@x.example,Ran\n",
            vec!["Ada |  | Ran", "Ada |  | Ran"],
            0,
        ),
        (
            "Nominee 1,Reason 1,Nominee 2,Reason 2,Nominee 3,Reason 3\nAda Quist,Ran,Ada Quist,Sat,Ada Quist,Ran\n",
            vec!["Ada Quist |  | Ran\nSat"],
            2,
        ),
    ] {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", list, Kind::Nominations);
        assert_eq!(nominations(&campaign), expected, "{:?}", done.report.issues);
        assert_eq!(said(&done, "repeated-row").len(), twice, "{list}");
        assert_eq!(said(&done, "other-spelling").len(), usize::from(list.contains("desk@")), "{list}");
    }
}

#[test]
fn names_of_further_nominees_are_turned_round_as_those_of_the_first() {
    let mut campaign = blank();
    let list = "Your name,Nominee 1,Nominee 2,Reason\nZed Kahn,\"Quist, Ada\",\"Lind, Bo\",a\n\
        Zed Kahn,\"Moor, Cy\",\"Lind Meyer, Bo Jan\",b\nZed Kahn,\"Lind, Bo\",,c\n";
    let done = taken(&mut campaign, "ff.csv", list, Kind::Nominations);
    let names: Vec<&str> =
        campaign.people().iter().map(|(_, it)| it.name.as_str()).filter(|it| *it != "Zed Kahn").collect();
    assert_eq!(names, ["Ada Quist", "Bo Lind", "Cy Moor", "Bo Jan Lind Meyer"]);
    assert_eq!((done.report.held, said(&done, "family-first").len()), (0, 2));
    // Whether or not a cell says that there is nobody.
    let mut campaign = blank();
    let list = "Nominee 1,Nominee 2,Reason\n\"Quist, Ada\",\"Lind, Bo\",a\n\"Marsh, Cy\",none,b\n\"Nord, Dee\",,c\n-,\"Oh, Fay\",d\n";
    taken(&mut campaign, "ff.csv", list, Kind::Nominations);
    let names: Vec<&str> = campaign.people().iter().map(|(_, it)| it.name.as_str()).collect();
    assert_eq!(names, ["Ada Quist", "Bo Lind", "Cy Marsh", "Dee Nord", "Fay Oh"]);
    // Two whole names with a comma between them are asked about, not turned into one.
    let pairs = "\"Ada Quist, Bo Lind\",a\n\"Cy Moor, Di Park\",b\n\"Eve Stone, Flo Berg\",c\n";
    for headers in ["Nominee,Why?\n", "Night Owl,Why?\n"] {
        let done = looked(&with_awards(&["Night Owl"]), "p.csv", &format!("{headers}{pairs}"), Kind::Nominations);
        assert_eq!((done.report.held, said(&done, "several-people").len()), (3, 3), "{:?}", done.report);
    }
    // Where the header says it, they are one.
    let list = format!("\"Nachname, Vorname\",Grund\n{pairs}");
    let pairs = ["name=Nachname, Vorname".to_owned()].to_vec();
    let done = chosen(&blank(), "p.csv", &list, Kind::Nominations, &Choices { pairs, ..Choices::default() });
    assert_eq!((done.report.held, said(&done, "family-first").len()), (0, 1), "{:?}", done.report);
}

#[test]
fn names_beside_those_under_awards_are_not_left_out_without_a_word() {
    for header in ["IT Savior", "Team Spirit"] {
        let list = format!(
            "Your name,Night Owl,{header},Why?\nZed Kahn,Ada Quist,Jo Park,good\nMia Topp,Eli Oak,Ada Quist,fine\n\
             Eva Fay,Cy Moor,Di Noor,nice\n"
        );
        let done = looked(&with_awards(&["Night Owl"]), "na.csv", &list, Kind::Nominations);
        let named = said(&done, "other-names").iter().any(|(_, words)| words.contains(&format!("“{header}”")));
        assert!(named, "{header}: {:?}", done.report);
    }
}

#[test]
fn rows_that_say_the_same_twice_are_said_although_no_time_stands_in_them() {
    let words = "She keeps the network alive at night";
    for (kind, header, row, other, expected) in [
        (
            Kind::Nominations,
            "Nominee,Why?,Nominated by,Date",
            format!("Ada Quist,{words},Bo Lind,2026-03-04"),
            format!("Ada Quist,{words} and day,Bo Lind,2026-03-04"),
            "Same words, sender and nominee. Line 4 looks like a resend.",
        ),
        (
            Kind::Nominations,
            "Nominee,Why?",
            format!("Ada Quist,{words}"),
            format!("Cy Moor,{words}"),
            "Same words, same nominee. Line 4 looks like a resend.",
        ),
        (
            Kind::Thanks,
            "From,To,Message",
            format!("Bo Lind,Ada Quist,{words}"),
            format!("Bo Lind,Cy Moor,{words}"),
            "Same words, sender and recipient. Line 4 looks like a resend.",
        ),
    ] {
        let done = looked(&blank(), "list.csv", &format!("{header}\n{row}\n{other}\n{row}\n"), kind);
        assert_eq!(said(&done, "looks-like-resend"), [(4, expected.to_owned())], "{header}");
    }
    // Two words may be those of two people.
    let list = "Nominee,Why?\nAda Quist,Very kind\nAda Quist,Very kind\n";
    assert_eq!(said(&looked(&blank(), "list.csv", list, Kind::Nominations), "looks-like-resend"), []);
}
