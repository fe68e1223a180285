//! What lists say about publishing a name, one after the other: a no is never dropped without a word.

use super::{blank, chosen, looked, said, taken};
use unsung::app::importing::Choices;
use unsung::campaign::{Campaign, ConsentState};
use unsung::intake::{Content, Kind};

fn of(campaign: &Campaign, name: &str) -> (ConsentState, String) {
    let (_, person) = campaign.people().iter().find(|(_, person)| person.name == name).unwrap();
    (person.consent.state, person.consent.at.map(|at| at.to_string()).unwrap_or_default())
}

#[test]
fn a_yes_without_a_day_gives_way_to_any_no() {
    let undated = "Name,Email,Consent\nAda Quist,ada@x.example,agreed\nBo Lind,bo@x.example,agreed\n";
    let form = "Submitted at,Full name,Email,Consent to publish name\n\
        2026-11-20 10:00,Ada Quist,ada@x.example,no\n2026-11-21 10:00,Bo Lind,bo@x.example,no\n";
    let list = "Name,Email,Consent,Consent date\nAda Quist,ada@x.example,withdrawn,2026-11-10\n\
        Bo Lind,bo@x.example,refused,2026-11-22\n";
    for (kind, later) in [(Kind::People, list), (Kind::Entries, form)] {
        let mut campaign = blank();
        taken(&mut campaign, "a.csv", undated, Kind::People);
        assert_eq!(of(&campaign, "Ada Quist"), (ConsentState::Agreed, String::new()));
        let done = taken(&mut campaign, "b.csv", later, kind);
        assert_eq!(said(&done, "yes-taken-back").len(), 2, "{:?}", done.report.issues);
        for name in ["Ada Quist", "Bo Lind"] {
            assert!(matches!(of(&campaign, name).0, ConsentState::Refused | ConsentState::Withdrawn), "{name}");
        }
    }
}

#[test]
fn on_one_day_a_no_counts() {
    let yes = "Name,Email,Consent,Consent date\nAda Quist,ada@x.example,agreed,2026-05-01 15:00\n";
    for (day, counts) in
        [("2026-05-01", true), ("2026-04-30", false), ("2026-05-01 14:00", false), ("2026-05-01 16:00", true)]
    {
        let mut campaign = blank();
        taken(&mut campaign, "a.csv", yes, Kind::People);
        let no = format!("Name,Email,Consent,Consent date\nAda Quist,ada@x.example,refused,{day}\n");
        let done = taken(&mut campaign, "b.csv", &no, Kind::People);
        assert_eq!(of(&campaign, "Ada Quist").0 == ConsentState::Refused, counts, "{day}");
        let (back, other) = (said(&done, "yes-taken-back").len(), said(&done, "other-answer").len());
        assert_eq!((back, other), (usize::from(counts), usize::from(!counts)), "{day}");
    }
}

#[test]
fn a_yes_gets_its_day_and_its_words_later() {
    let headers = "Name,Email,Consent,Consent date,Consent wording\nAda Quist,ada@x.example,agreed";
    let day = "2026-05-01T00:00:00Z";
    for (lists, at, wording) in [
        (vec![",,", ",2026-05-01,v2"], day, "v2"),
        (vec![",,v1", ",2026-05-01,"], day, "v1"),
        (vec![",2026-05-01,", ",,v2"], day, "v2"),
        (vec![",2026-05-01,", ",2026-05-01,v2"], day, "v2"),
        // The words of another day are those of another yes.
        (vec![",2026-05-01,", ",2026-06-01,v2"], day, ""),
        (vec![",2026-05-01,v1", ",,v2"], day, "v1"),
    ] {
        let mut campaign = blank();
        for (place, list) in lists.iter().enumerate() {
            taken(&mut campaign, &format!("{place}.csv"), &format!("{headers}{list}\n"), Kind::People);
        }
        let (_, ada) = campaign.people().iter().next().unwrap();
        let found = ada.consent.at.map(|at| at.to_string()).unwrap_or_default();
        assert_eq!((found.as_str(), ada.consent.wording.as_str()), (at, wording), "{lists:?}");
        // An older no takes nothing back now.
        let no = "Name,Email,Consent,Consent date\nAda Quist,ada@x.example,refused,2025-01-01\n";
        let done = taken(&mut campaign, "no.csv", no, Kind::People);
        assert_eq!((of(&campaign, "Ada Quist").0, said(&done, "other-answer").len()), (ConsentState::Agreed, 1));
    }
}

#[test]
fn an_answer_that_does_not_count_is_said_and_noted() {
    let mut campaign = blank();
    let no = "Name,Email,Consent,Consent date\nAda Quist,ada@x.example,refused,2026-05-01\n";
    taken(&mut campaign, "g1.csv", no, Kind::People);
    let yes = "Name,Email,Team,Consent,Consent date\nAda Quist,ada@x.example,,agreed,2026-06-01\n";
    let done = taken(&mut campaign, "g2.csv", yes, Kind::People);
    assert_eq!(of(&campaign, "Ada Quist").0, ConsentState::Refused);
    let words = "The row says “agreed on 2026-06-01” about publishing, the record “refused on 2026-05-01”. The record \
                 stays; the row is noted with the person.";
    assert_eq!(said(&done, "other-answer"), [(2, words.to_owned())]);
    assert_eq!((done.report.added, done.report.known, said(&done, "known-row").len()), (1, 0, 0));
    let (_, ada) = campaign.people().iter().next().unwrap();
    assert_eq!(ada.notes, "g2.csv: “agreed on 2026-06-01”; the record stayed “refused on 2026-05-01”.");
    // What is noted is known when it comes once more.
    let again = taken(&mut campaign, "g2.csv", yes, Kind::People);
    assert_eq!((again.report.added, again.report.known), (0, 1));
    // Both in one list.
    let mut campaign = blank();
    let both = "Name,Email,Consent,Consent date\nAda Quist,ada@x.example,refused,2026-10-01\n\
        Ada Quist,ada@x.example,agreed,2026-11-01\nBo Lind,bo@x.example,agreed,2026-11-01\n\
        Bo Lind,bo@x.example,withdrawn,2026-10-01\n";
    let done = taken(&mut campaign, "w.csv", both, Kind::People);
    assert_eq!(said(&done, "other-answer").iter().map(|it| it.0).collect::<Vec<_>>(), [3, 5]);
    assert_eq!(done.report.known, 0);
}

#[test]
fn a_yes_with_a_but_is_none_and_one_that_was_taken_back_does_not_count() {
    let mut campaign = blank();
    let list = "Name,Email,Newsletter consent,Consent to publish name,Consent withdrawn on\n\
        Ada Quist,ada@x.example,Yes,No,\nBo Lind,bo@x.example,No,agreed,\nCy Moor,cy@x.example,Yes,agreed,2026-03-10\n\
        Di Park,di@x.example,Yes,\"Yes, but not on the web\",\nEd Nuss,ed@x.example,Yes,Y?,\n\
        Fay Oh,fay@x.example,Yes,\"Yes, first name please\",\nGil Ott,gil@x.example,Yes,\"Yes, gladly\",\n";
    let done = taken(&mut campaign, "a.csv", list, Kind::People);
    let state = |name: &str| of(&campaign, name).0;
    assert_eq!(state("Ada Quist"), ConsentState::Refused, "{:?}", done.report.mapping);
    assert_eq!(state("Bo Lind"), ConsentState::Agreed);
    assert_eq!(state("Cy Moor"), ConsentState::Withdrawn);
    assert_eq!(state("Di Park"), ConsentState::NotAsked);
    assert_eq!(state("Ed Nuss"), ConsentState::NotAsked);
    assert_eq!(state("Fay Oh"), ConsentState::NotAsked);
    assert_eq!(state("Gil Ott"), ConsentState::Agreed);
    assert_eq!((said(&done, "unknown-word").len(), said(&done, "yes-taken-back").len()), (3, 1));
}

#[test]
fn only_a_consent_that_was_taken_back_is_withdrawn() {
    use ConsentState::{Agreed, NotAsked, Refused, Withdrawn};
    let yes = "Name,Email,Consent\nAda Quist,ada@x.example,agreed\n";
    for (header, cell, before, state, back, unknown) in [
        ("Point de retrait", "Agence Lyon", true, Agreed, 0, 0),
        ("Retrait du badge", "Oui", true, Agreed, 0, 0),
        ("Retrait", "2026-03-10", true, Agreed, 0, 0),
        ("Widerrufsbelehrung gelesen", "Ja", true, Agreed, 0, 0),
        ("I understand that I can withdraw my consent at any time", "Yes", true, Agreed, 0, 0),
        ("I understand that I can withdraw my consent at any time", "Yes", false, NotAsked, 0, 0),
        ("Consent to publish name (may be withdrawn at any time)", "Yes", false, Agreed, 0, 0),
        ("Consent to publish name (may be withdrawn at any time)", "No", false, Refused, 0, 0),
        ("Einwilligung Namensnennung (jederzeit widerruflich)", "Ja", false, Agreed, 0, 0),
        ("Einwilligung Namensnennung bis auf Widerruf", "Ja", false, Agreed, 0, 0),
        ("Marketing consent withdrawn", "Yes", true, Agreed, 0, 0),
        // Taken back as something done, by whoever is new as well, and always said.
        ("Consent withdrawn on", "2026-03-10", false, Withdrawn, 1, 0),
        ("Withdrawn on", "2026-03-10", false, Withdrawn, 1, 0),
        ("Einwilligung widerrufen am", "10.03.2026", false, Withdrawn, 1, 0),
        ("Einwilligungswiderruf", "ja", false, Withdrawn, 1, 0),
        ("Consentement retiré le", "10/03/2026", false, Withdrawn, 1, 0),
        ("Toestemming ingetrokken", "ja", false, Withdrawn, 1, 0),
        ("Consent withdrawn", "No", true, Agreed, 0, 0),
        ("Consent withdrawn", "see mail", true, Agreed, 0, 1),
        ("Date of withdrawal", "2026-03-10", true, Withdrawn, 1, 0),
        ("Datum des Widerrufs", "2026-03-10", true, Withdrawn, 1, 0),
        ("Consent withdrawn? (if yes, date)", "2026-03-10", true, Withdrawn, 1, 0),
        ("Consent withdrawn by email on", "2026-03-10", true, Withdrawn, 1, 0),
        ("Revoca del consenso", "2026-03-10", true, Withdrawn, 1, 0),
        ("Consent withdrawn", "withdrawn", true, Withdrawn, 1, 0),
        ("Consent withdrawn", "3 May 2026 by phone", true, Withdrawn, 1, 0),
        ("Consent withdrawn", "not withdrawn", true, Agreed, 0, 0),
    ] {
        let mut campaign = blank();
        if before {
            taken(&mut campaign, "a.csv", yes, Kind::People);
        }
        let list = format!("Name,Email,{header}\nAda Quist,ada@x.example,{cell}\n");
        let done = taken(&mut campaign, "b.csv", &list, Kind::People);
        let counted = said(&done, "yes-taken-back").iter().filter(|it| it.1.starts_with('“')).count();
        let found = (of(&campaign, "Ada Quist").0, counted, said(&done, "unknown-word").len());
        assert_eq!(found, (state, back, unknown), "{header}: {cell}: {:?}", done.report.mapping);
    }
}

#[test]
fn what_is_shared_or_agreed_to_beside_the_name_is_no_consent_to_be_named() {
    for (header, state) in [
        ("May we share your phone number with sponsors?", ConsentState::NotAsked),
        ("May we print your badge?", ConsentState::NotAsked),
        ("Parental consent", ConsentState::NotAsked),
        ("Consent to the processing of my data (name, email)", ConsentState::NotAsked),
        ("Consent to publish photos", ConsentState::NotAsked),
        ("May we share your story?", ConsentState::Agreed),
        ("May we print your name on a card?", ConsentState::Agreed),
        ("Consent", ConsentState::Agreed),
    ] {
        let mut campaign = blank();
        let list = format!("Name,Email,{header}\nAda Quist,ada@x.example,Yes\n");
        let done = taken(&mut campaign, "a.csv", &list, Kind::People);
        assert_eq!(of(&campaign, "Ada Quist").0, state, "{header}: {:?}", done.report.mapping);
    }
}

#[test]
fn how_a_consent_was_given_and_to_which_words_outlives_a_later_day() {
    let day = "2026-05-01T00:00:00Z";
    for (first, second, at, by, wording, other) in [
        (",signed form,v1", "2026-05-01,,", day, "signed form", "v1", 0),
        (",,v1", "2026-05-01,letter,", day, "letter", "v1", 0),
        (",,", "2026-05-01,letter,v2", day, "letter", "v2", 0),
        (",signed form,", "2026-05-01,letter,v2", day, "signed form", "v2", 0),
        // A yes to other words is another yes.
        (",signed form,v1", "2026-05-01,letter,v2", "", "signed form", "v1", 1),
    ] {
        let mut campaign = blank();
        let head = "Name,Email,Consent,Consent date,Consent by,Consent wording\nAda Quist,ada@x.example,agreed";
        taken(&mut campaign, "a.csv", &format!("{head},{first}\n"), Kind::People);
        let done = taken(&mut campaign, "b.csv", &format!("{head},{second}\n"), Kind::People);
        let (_, ada) = campaign.people().iter().next().unwrap();
        let found = ada.consent.at.map(|at| at.to_string()).unwrap_or_default();
        let found = (found.as_str(), ada.consent.by.as_str(), ada.consent.wording.as_str());
        assert_eq!(found, (at, by, wording), "{first} {second}: {:?}", done.report.mapping);
        let told = said(&done, "other-answer");
        assert_eq!(told.len(), other, "{told:?}");
        assert!(told.iter().all(|(_, words)| words.contains("to “v2”") && words.contains("to “v1”")), "{told:?}");
    }
}

#[test]
fn consents_to_something_else_are_said_where_they_are_not_read() {
    for kind in [Kind::People, Kind::Entries, Kind::Mishaps] {
        for (header, told) in [
            ("Marketing consent", true),
            ("Consent SMS", true),
            ("May we share your phone number with sponsors?", true),
            ("Consent to bungee jumping", true),
            ("Consent to publish name", false),
        ] {
            let mut campaign = blank();
            let text = "The cat slept on the router and turned the whole network off";
            let list = format!("Name,Email,What happened?,{header}\nAda Quist,ada@x.example,{text},Yes\n");
            let done = taken(&mut campaign, "a.csv", &list, kind);
            let issues = said(&done, "unread-columns");
            let is_said = issues.iter().any(|(_, words)| words.contains(header) && words.contains("yes and no"));
            assert_eq!(is_said, told, "{kind:?} {header}: {issues:?} {:?}", done.report.mapping);
        }
    }
}

#[test]
fn a_yes_beside_a_consent_that_was_taken_back_is_none() {
    use ConsentState::{Agreed, NotAsked, Refused, Withdrawn};
    for (header, row, state, unknown, unread) in [
        ("Consent withdrawn,Consent withdrawn on", ",2026-05-03", Withdrawn, 0, 0),
        ("Consent withdrawn,Consent withdrawn on", "yes,", Withdrawn, 0, 0),
        ("Consent withdrawn,Consent withdrawn on", "no,", Agreed, 0, 0),
        ("Consent withdrawn,Locker", "by e-mail,", NotAsked, 1, 0),
        ("Consent withdrawn,Locker", "yes?,", NotAsked, 1, 0),
        // Goods are fetched on such days, too.
        ("Retiree,Locker", "yes,", Agreed, 0, 1),
        // What may be a no is said, and no yes beside it counts.
        ("Opted out on,Locker", "2026-05-03,", NotAsked, 1, 1),
        ("Opted out on,Locker", ",", Agreed, 0, 0),
        ("Anonymous,Locker", "yes,", NotAsked, 1, 0),
        ("Do not publish,Locker", "yes,", Refused, 0, 0),
        ("Do not publish my name,Locker", "no,", Agreed, 0, 0),
        ("Consent refused,Locker", "yes,", Refused, 0, 0),
        ("Consent withdrawn,Locker", "\"Withdrawn 3 May 2026, no reason given\",", Withdrawn, 0, 0),
        ("Consent withdrawn,Locker", "\"Withdrawn, please do not use my name\",", Withdrawn, 0, 0),
        ("Consent withdrawn,Locker", "\"Widerrufen, möchte nicht genannt werden\",", Withdrawn, 0, 0),
        ("Consent withdrawn,Locker", "not applicable,", Agreed, 0, 0),
        ("Retiré le,Locker", "2026-05-03,", Agreed, 0, 1),
    ] {
        let mut campaign = blank();
        let list = format!("Name,Email,Consent,{header}\nAda Quist,ada@x.example,agreed,{row}\n");
        let done = taken(&mut campaign, "a.csv", &list, Kind::People);
        let told = said(&done, "unread-columns").iter().filter(|it| it.1.contains("taken back")).count();
        let found = (of(&campaign, "Ada Quist").0, said(&done, "unknown-word").len(), told);
        assert_eq!(found, (state, unknown, unread), "{header}: {row}: {:?}", done.report.issues);
    }
}

#[test]
fn words_about_a_consent_take_an_earlier_one_back_or_hold_the_row() {
    use ConsentState::{Agreed, Refused, Withdrawn};
    for (cell, state, held) in [
        ("I do not agree", Refused, 0),
        ("Ich stimme nicht zu", Refused, 0),
        ("Bitte nicht", Refused, 0),
        ("Refused - see mail", Refused, 0),
        ("Anonymous please", Refused, 0),
        ("revoked 2026-05-03", Withdrawn, 0),
        ("Yes, anonymously", Agreed, 1),
        ("see mail", Agreed, 1),
        ("No problem", Agreed, 1),
        ("asked", Agreed, 0),
        ("", Agreed, 0),
    ] {
        let mut campaign = blank();
        let list = "Name,Email,Consent\nAda Quist,ada@x.example,agreed\nBo Lind,bo@x.example,refused\n";
        taken(&mut campaign, "a.csv", list, Kind::People);
        let list = format!(
            "Name,Email,Consent\nAda Quist,ada@x.example,\"{cell}\"\nBo Lind,bo@x.example,\"{cell}\"\nCy Moor,cy@x.example,agreed\n"
        );
        let done = taken(&mut campaign, "b.csv", &list, Kind::People);
        assert_eq!((of(&campaign, "Ada Quist").0, done.report.held), (state, held), "{cell}: {:?}", done.report.issues);
        assert!(matches!(of(&campaign, "Bo Lind").0, Refused | Withdrawn), "{cell}");
    }
}

#[test]
fn a_sentence_that_is_ticked_is_a_consent_to_what_it_says() {
    use ConsentState::{Agreed, NotAsked, Refused};
    for (cell, state) in [
        ("I agree to be named on the website", Agreed),
        ("I agree that my name must remain confidential", NotAsked),
        ("Ich stimme zu, dass mein Name niemals genannt wird", NotAsked),
        ("I agree to answer questions", NotAsked),
        ("I agree to be named by my nickname", NotAsked),
        ("Yes, you may publish my full name", Agreed),
        ("Do not publish", Refused),
    ] {
        let mut campaign = blank();
        let list = format!(
            "Name,Email,Consent\nAda Quist,ada@x.example,\"{cell}\"\nBo Lind,bo@x.example,agreed\nCy Moor,cy@x.example,yes\n"
        );
        let done = taken(&mut campaign, "a.csv", &list, Kind::People);
        assert_eq!(of(&campaign, "Ada Quist").0, state, "{cell}: {:?}", done.report.mapping);
    }
}

#[test]
fn a_yes_to_publishing_with_more_beside_it_is_none() {
    for (cell, counts) in [
        ("Yes", true),
        ("Yes, gladly", true),
        ("Yes, you may publish my name", true),
        ("Yes, first name please", false),
        ("Yes, anonymously", false),
    ] {
        let mut campaign = blank();
        let list = format!(
            "Submitted at,Full name,Email,May we publish your name?\n2026-11-20 10:00,Ada Quist,ada@x.example,\"{cell}\"\n\
             2026-11-20 11:00,Bo Lind,bo@x.example,No\n"
        );
        let done = taken(&mut campaign, "a.csv", &list, Kind::Entries);
        let expected = if counts { ConsentState::Agreed } else { ConsentState::NotAsked };
        assert_eq!(of(&campaign, "Ada Quist").0, expected, "{cell}: {:?}", done.report.mapping);
        assert_eq!(said(&done, "not-yes-or-no").len(), usize::from(!counts), "{cell}");
    }
}

#[test]
fn a_header_with_words_of_other_matters_is_no_consent_unasked() {
    for (header, state) in [
        ("Credit card consent", ConsentState::NotAsked),
        ("Facial recognition consent", ConsentState::NotAsked),
        ("Name badge consent", ConsentState::NotAsked),
        ("Winner consent", ConsentState::NotAsked),
        ("Consent to feedback calls", ConsentState::NotAsked),
        ("Consent given", ConsentState::Agreed),
    ] {
        for kind in [Kind::People, Kind::Entries] {
            let mut campaign = blank();
            let cell = if kind == Kind::People { "agreed" } else { "yes" };
            let list = format!("Name,Email,{header}\nAda Quist,ada@x.example,{cell}\nBo Lind,bo@x.example,no\n");
            let done = taken(&mut campaign, "a.csv", &list, kind);
            assert_eq!(of(&campaign, "Ada Quist").0, state, "{kind:?} {header}: {:?}", done.report.mapping);
            let is_said = said(&done, "unread-columns").iter().any(|it| it.1.contains(header));
            assert_eq!(is_said, state == ConsentState::NotAsked, "{kind:?} {header}: {:?}", done.report.issues);
        }
    }
}

#[test]
fn a_consent_to_publish_a_name_is_no_name() {
    let list = "Timestamp,Your name,Nominee / team,Why?,Consent to publish name\n\
        2026-03-04 10:00,Ola Hansen,Kari Nordmann,Kept the servers running all night,I agree that my name must remain confidential\n\
        2026-03-05 10:00,Ingrid Dahl,Bo Lie,\"Always calm, kind\",yes\n2026-03-06 10:00,Zed Kahn,my boss,Helps everybody,no\n";
    let done = looked(&blank(), "a.csv", list, Kind::Nominations);
    assert_ne!(done.report.mapping["Consent to publish name"].as_deref(), Some("name"));
    let names: Vec<String> =
        (0..2).filter_map(|at| done.drafts.draft(&done.table, at)).map(|it| it.person().name.to_string()).collect();
    assert_eq!(names, ["Kari Nordmann", "Bo Lie"]);
}

#[test]
fn a_column_of_states_is_no_column_of_withdrawals() {
    use ConsentState::{Agreed, Refused, Withdrawn};
    for header in ["Consent (yes / no / withdrawn)", "\"Consent: agreed, refused or withdrawn\""] {
        let mut campaign = blank();
        let before = "Name,Email,Consent\nAda Quist,ada@x.example,agreed\nBo Lind,bo@x.example,agreed\n";
        taken(&mut campaign, "a.csv", before, Kind::People);
        let list = format!(
            "Name,Email,{header}\nAda Quist,ada@x.example,no\nBo Lind,bo@x.example,yes\nCy Moor,cy@x.example,withdrawn\n"
        );
        let done = taken(&mut campaign, "b.csv", &list, Kind::People);
        for (name, state) in [("Ada Quist", Refused), ("Bo Lind", Agreed), ("Cy Moor", Withdrawn)] {
            assert_eq!(of(&campaign, name).0, state, "{header} {name}: {:?}", done.report.mapping);
        }
    }
    // Its yes may be either, and takes nothing back.
    for header in ["Einwilligung / Widerruf", "\"Consent, withdrawal\""] {
        let mut campaign = blank();
        taken(&mut campaign, "a.csv", "Name,Email,Consent\nAda Quist,ada@x.example,agreed\n", Kind::People);
        let list = format!("Name,Email,{header}\nAda Quist,ada@x.example,yes\nBo Lind,bo@x.example,no\n");
        let done = taken(&mut campaign, "b.csv", &list, Kind::People);
        assert_eq!((of(&campaign, "Ada Quist").0, done.report.held), (Agreed, 1), "{header}: {:?}", done.report.issues);
    }
}

#[test]
fn what_takes_a_yes_back_counts_in_every_list() {
    use ConsentState::{Agreed, NotAsked, Refused, Withdrawn};
    for (header, cells, state) in [
        ("May we publish your name?,Consent withdrawn on", "yes,2026-05-03", Withdrawn),
        ("May we publish your name?,Consent withdrawn on", "yes,", Agreed),
        ("May we publish your name?,Consent withdrawn on", "yes,see mail", NotAsked),
        ("May we publish your name?,Withdrawn on", "yes,2026-05-03", Agreed),
        ("May we publish your name?,Opted out", "yes,yes", NotAsked),
        ("May we publish your name?,Locker", "withdrawn,", Refused),
        ("May we publish your name?,Locker", "Refused,", Refused),
        ("May we publish your name?,Locker", "Please do not publish,", Refused),
        ("May we publish your name?,Locker", "No problem,", NotAsked),
        ("Do not publish my name,Locker", "yes,", Refused),
        ("Name nicht veröffentlichen,Locker", "ja,", Refused),
        ("Do not publish my name,Locker", "no,", NotAsked),
        ("May we publish your first name?,Locker", "yes,", NotAsked),
        ("Consent to publish name of dog,Locker", "yes,", NotAsked),
        ("Consent,Locker", "agreed,", Agreed),
        ("Consent,Locker", "withdrawn,", Refused),
    ] {
        for kind in [Kind::Entries, Kind::Members] {
            let mut campaign = blank();
            let list = format!("Name,Email,{header}\nAda Quist,ada@x.example,{cells}\nBo Lind,bo@x.example,no,\n");
            let done = taken(&mut campaign, "a.csv", &list, kind);
            let found = of(&campaign, "Ada Quist").0;
            assert_eq!(found, state, "{kind:?} {header}: {cells}: {:?} {:?}", done.report.mapping, done.report.issues);
        }
    }
}

#[test]
fn words_under_a_question_to_publish_take_an_earlier_yes_back_or_hold_the_row() {
    use ConsentState::{Agreed, Refused};
    for kind in [Kind::Entries, Kind::Members] {
        for (cell, state, held) in [
            ("withdrawn", Refused, 0),
            ("Refused", Refused, 0),
            ("Yes, anonymously", Agreed, 1),
            ("see mail", Agreed, 1),
            ("asked", Agreed, 0),
            ("", Agreed, 0),
        ] {
            let mut campaign = blank();
            taken(&mut campaign, "a.csv", "Name,Email,Consent\nAda Quist,ada@x.example,agreed\n", Kind::People);
            let list = format!(
                "Name,Email,May we publish your name?\nAda Quist,ada@x.example,\"{cell}\"\nBo Lind,bo@x.example,yes\nCy Moor,cy@x.example,no\nDi Park,di@x.example,no\nEd Nuss,ed@x.example,no\n"
            );
            let done = taken(&mut campaign, "b.csv", &list, kind);
            let found = (of(&campaign, "Ada Quist").0, done.report.held);
            assert_eq!(found, (state, held), "{kind:?} {cell}: {:?} {:?}", done.report.mapping, done.report.issues);
        }
    }
}

#[test]
fn what_was_taken_back_was_so_on_its_own_day() {
    let record = "Name,Email,Consent,Consent date\nAda Quist,ada@x.example,agreed,2026-05-01\n";
    let header = "Name,Email,Consent,Consent date,Consent withdrawn on\nAda Quist,ada@x.example,agreed,2025-11-01";
    for (cell, before, day) in
        [("2026-06-01", true, "2026-06-01"), ("2026-06-01", false, "2026-06-01"), ("yes", true, ""), ("yes", false, "")]
    {
        let mut campaign = blank();
        if before {
            taken(&mut campaign, "a.csv", record, Kind::People);
        }
        let done = taken(&mut campaign, "b.csv", &format!("{header},{cell}\n"), Kind::People);
        let (state, at) = of(&campaign, "Ada Quist");
        assert_eq!(state, ConsentState::Withdrawn, "{cell}: {:?}", done.report.issues);
        assert_eq!(at.get(..10).unwrap_or_default(), day, "{cell}");
        assert!(said(&done, "other-answer").is_empty(), "{:?}", done.report.issues);
    }
    // An entry is as old as its form, and not as what was written beside it later.
    let mut campaign = blank();
    taken(&mut campaign, "a.csv", record, Kind::People);
    let list = "Submitted at,Full name,Email,May we publish your name?,Consent withdrawn on\n\
        2025-11-20 10:00,Ada Quist,ada@x.example,yes,2026-06-01\n2025-11-21 10:00,Bo Lind,bo@x.example,no,\n";
    taken(&mut campaign, "b.csv", list, Kind::Entries);
    assert_eq!(of(&campaign, "Ada Quist").0, ConsentState::Withdrawn);
}

#[test]
fn thanks_heed_who_wishes_to_stay_unnamed() {
    for (header, cell, anonymous, publish) in [
        ("Anonymous?", "Anonymous please", Some(true), None),
        ("Please do not publish my name", "yes", Some(true), None),
        ("Name nicht veröffentlichen", "ja", Some(true), None),
        ("Publish name anonymously", "yes", None, None),
        ("Do not publish", "yes", None, Some(false)),
        ("May we publish this?", "Please do not publish", None, Some(false)),
    ] {
        let list = format!(
            "To,Message,Your name,{header}\nBo Lind,Thank you for the long night in the cellar,Di Ma,{cell}\n\
             Cy Moor,You saved the whole quarter for all of us,Ed Nuss,no\nCy Moor,You are the best of us all,Fay Oh,no\n\
             Cy Moor,You never gave up on our printers,Gil Ott,no\nCy Moor,And you made us laugh in the dark,Ida Ro,no\n"
        );
        let done = looked(&blank(), "a.csv", &list, Kind::Thanks);
        let draft = done.drafts.draft(&done.table, 0).unwrap();
        let Content::Thanks(thanks) = draft.content else { panic!("{header}") };
        let found = (thanks.anonymous.filter(|it| *it), thanks.publish_ok.filter(|it| !*it));
        assert_eq!(found, (anonymous, publish), "{header}: {:?} {:?}", done.report.mapping, done.report.issues);
    }
}

#[test]
fn who_agreed_before_is_known_by_address_and_above_in_the_list() {
    // A namesake with another address agreed to nothing.
    let mut campaign = blank();
    taken(&mut campaign, "a.csv", "Name,Email,Consent\nAda Quist,ada@x.example,agreed\n", Kind::People);
    let list = "Name,Email,Consent\nAda Quist,other@x.example,see mail\nBo Lind,bo@x.example,agreed\n\
        Bo Lind,bo@x.example,see mail of 3 May\n";
    let done = taken(&mut campaign, "b.csv", list, Kind::People);
    let waiting: Vec<u64> =
        done.report.issues.iter().filter(|it| it.message.contains("agreed before")).filter_map(|it| it.line).collect();
    assert_eq!((waiting, done.report.held), (vec![4], 1), "{:?}", done.report.issues);
    // Words that somebody put in are looked at as well.
    let mut campaign = blank();
    taken(&mut campaign, "a.csv", "Name,Email,Consent\nAda Quist,ada@x.example,agreed\n", Kind::People);
    let mut choices = Choices::default();
    choices.rules.fixes.insert(2, [(2, "see mail".to_owned())].into());
    let list = "Name,Email,Consent\nAda Quist,ada@x.example,agreed\n";
    let done = chosen(&campaign, "b.csv", list, Kind::People, &choices);
    assert_eq!(done.report.held, 1, "{:?}", done.report.issues);
    // By name alone where the row has no address, and then it is said so.
    let done = looked(&campaign, "c.csv", "Name,Consent\nAda Quist,see mail\nBo Lind,agreed\n", Kind::People);
    assert!(
        said(&done, "unknown-word").iter().any(|it| it.1.contains("somebody of this name")),
        "{:?}",
        done.report.issues
    );
}

#[test]
fn a_consent_to_publishing_is_read_in_a_list_of_people() {
    for (header, more, agreed) in [
        ("Einwilligung zur Veröffentlichung", "Locker", true),
        ("Zustimmung zur Namensnennung", "Locker", true),
        ("Einwilligung zur Verarbeitung", "Locker", false),
        ("Einwilligung zur Veröffentlichung", "Einwilligung Newsletter", true),
    ] {
        let mut campaign = blank();
        let list = format!("Name,Email,{header},{more}\nAda Quist,ada@x.example,ja,ja\nBo Lind,bo@x.example,nein,ja\n");
        let done = taken(&mut campaign, "a.csv", &list, Kind::People);
        let found = of(&campaign, "Ada Quist").0 == ConsentState::Agreed;
        assert_eq!(found, agreed, "{header} {more}: {:?} {:?}", done.report.mapping, done.report.issues);
    }
}
