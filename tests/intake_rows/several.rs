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
    for (awards, headers, titles) in [
        (vec![], ["IT Savior", "Night Owl", "Best Listener"], ["IT Savior", "Night Owl"]),
        (
            vec!["The IT savior", "Night owl", "Best Listener"],
            ["The IT Savior", "night owl", "Best listener"],
            ["The IT savior", "Night owl"],
        ),
        (
            vec![],
            ["Who should be your IT Savior?", "Who should be your Night Owl?", "Who should be your Best Listener?"],
            ["IT Savior", "Night Owl"],
        ),
        (
            vec!["IT Savior", "Night Owl", "Best Listener"],
            ["Who deserves IT Savior?", "Who deserves Night Owl?", "Who deserves Best Listener?"],
            ["IT Savior", "Night Owl"],
        ),
        (
            vec![],
            ["Who deserves IT Savior?", "Who deserves Night Owl?", "Who deserves Best Listener?"],
            ["IT Savior", "Night Owl"],
        ),
        (
            vec!["IT Savior", "Night Owl"],
            ["Nominee for IT Savior", "The person for the Night Owl", "Anything else"],
            ["IT Savior", "Night Owl"],
        ),
        (
            vec![],
            ["Nominees [IT Savior]", "Nominees [Night Owl]", "Nominees [Best Listener]"],
            ["IT Savior", "Night Owl"],
        ),
        (
            vec!["IT Savior", "Night Owl"],
            ["Your choice for IT Savior", "And for Night Owl", "Anything else"],
            ["IT Savior", "Night Owl"],
        ),
    ] {
        let list = format!("Timestamp,Email Address,Your name,{}\n{rows}", headers.join(","));
        let mut campaign = with_awards(&awards);
        let done = taken(&mut campaign, "a.csv", &list, Kind::Nominations);
        let [savior, owl] = titles;
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
