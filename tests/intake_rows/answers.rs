//! Answers about being named that stand in several columns or on several lines, or in words of their own: none of them is lost.

use super::{blank, looked, said, taken};
use unsung::campaign::{Campaign, ConsentState};
use unsung::intake::{Content, Kind};

fn state(campaign: &Campaign, name: &str) -> ConsentState {
    let found = campaign.people().iter().find(|(_, person)| person.name == name);
    found.map_or(ConsentState::NotAsked, |(_, person)| person.consent.state)
}

#[test]
fn each_answer_of_a_question_may_have_a_column() {
    use ConsentState::{Agreed, Refused};
    for (no, yes) in [
        ("Name veröffentlichen: nein", "Name veröffentlichen: ja"),
        ("Publish my name: No", "Publish my name: Yes"),
        ("May we publish your name? [No]", "May we publish your name? [Yes]"),
        ("Einwilligung: nein", "Einwilligung: ja"),
        ("Toestemming: nee", "Toestemming: ja"),
        ("Publier mon nom : non", "Publier mon nom : oui"),
        ("Consent: N", "Consent: Y"),
        ("Consent given: no", "Consent given: yes"),
    ] {
        // What is chosen has a cross, its own words, or a yes.
        for [chosen, other, label] in
            [["x", "", "x"], ["", "", "label"], ["Ja", "Nein", "Ja"], ["TRUE", "FALSE", "TRUE"]]
        {
            for kind in [Kind::Entries, Kind::Members, Kind::People] {
                // In a list of people only a word for a consent is one.
                if kind == Kind::People && !no.contains("onsent") && !no.starts_with("May we") {
                    continue;
                }
                let mut campaign = blank();
                let before = "Name,Email,Consent\nBo Lind,bo@x.example,agreed\n";
                taken(&mut campaign, "a.csv", before, Kind::People);
                let word = |header: &str| header.rsplit([' ', '[']).next().unwrap().trim_end_matches(']').to_owned();
                let of = |header: &str| if label == "label" { word(header) } else { chosen.to_owned() };
                let list = format!(
                    "Name,Email,{no},{yes}\nAda Quist,ada@x.example,{other},{}\nBo Lind,bo@x.example,{},{other}\n\
                     Cy Moor,cy@x.example,{},{other}\n",
                    of(yes),
                    of(no),
                    of(no)
                );
                let done = taken(&mut campaign, "b.csv", &list, kind);
                let found = ["Ada Quist", "Bo Lind", "Cy Moor"].map(|name| state(&campaign, name));
                assert_eq!(found, [Agreed, Refused, Refused], "{kind:?} {list} {:?}", done.report.issues);
                assert_eq!(done.report.held, 0, "{kind:?} {list}");
                // A no is said where it takes a yes back, and else is as plain as the yes.
                assert_eq!(said(&done, "yes-taken-back").len(), 1, "{kind:?} {list} {:?}", done.report.issues);
                assert!(said(&done, "unread-columns").is_empty(), "{:?}", done.report.issues);
            }
        }
    }
    // Where all chose the yes, programs write the no of the other column.
    let mut campaign = blank();
    let list = "Name,Email,Publish my name [Nein],Publish my name [Ja]\nAda Quist,ada@x.example,Nein,Ja\n\
        Bo Lind,bo@x.example,Nein,Ja\nCy Moor,cy@x.example,,\n";
    taken(&mut campaign, "a.csv", list, Kind::Entries);
    assert_eq!(["Ada Quist", "Bo Lind"].map(|name| state(&campaign, name)), [Agreed, Agreed]);
    // A cross alone is a no as well, and numbers of papers are none.
    for (header, cell, found) in
        [("Dürfen wir Ihren Namen veröffentlichen? Nein", "x", Refused), ("Consent no", "12", ConsentState::NotAsked)]
    {
        let mut campaign = blank();
        let list = format!("Name,Email,{header}\nAda Quist,ada@x.example,{cell}\nBo Lind,bo@x.example,\n");
        taken(&mut campaign, "a.csv", &list, Kind::Entries);
        assert_eq!(state(&campaign, "Ada Quist"), found, "{header}");
    }
}

#[test]
fn a_no_in_a_second_column_of_consents_leaves_the_yes_open() {
    use ConsentState::{Agreed, NotAsked, Refused};
    for (headers, cells, found, kind) in [
        ("Consent 2025,Consent 2026", "yes,no", NotAsked, Kind::People),
        ("Consent 2025,Consent 2026", "yes,yes", Agreed, Kind::People),
        ("Consent 2025,Consent 2026", "yes,", Agreed, Kind::People),
        ("Consent 2025,Consent 2026", "no,yes", Refused, Kind::People),
        ("Consent website,Consent card", "yes,no", NotAsked, Kind::People),
        ("Consent,May we publish your name?", "yes,no", NotAsked, Kind::People),
        ("May we publish your name?,May we publish your name on the web?", "yes,no", NotAsked, Kind::Entries),
        ("May we publish your name?,May we publish your name?", "yes,no", NotAsked, Kind::Entries),
        // Other matters.
        ("Consent,Newsletter consent", "yes,no", Agreed, Kind::People),
        ("Consent,May we publish your story?", "yes,no", Agreed, Kind::People),
        ("Consent,Name published", "yes,no", Agreed, Kind::People),
        ("Consent,Consent required", "yes,no", Agreed, Kind::People),
        ("Consent,Print", "yes,no", Agreed, Kind::People),
    ] {
        let mut campaign = blank();
        let list = format!("Name,Email,{headers}\nAda Quist,ada@x.example,{cells}\nBo Lind,bo@x.example,no,yes\n");
        let done = taken(&mut campaign, "a.csv", &list, kind);
        assert_eq!(state(&campaign, "Ada Quist"), found, "{headers}: {cells}: {:?}", done.report.issues);
        let is_said =
            said(&done, "unknown-word").iter().any(|(line, words)| *line == 2 && words.contains("may be a no"));
        assert_eq!(is_said, found == NotAsked, "{headers}: {cells}: {:?}", done.report.issues);
    }
}

#[test]
fn what_may_be_a_no_is_remembered_on_later_lines() {
    let list = |rows: &str| format!("Name,Email,Consent,Opted out\n{rows}Bo Lind,bo@x.example,yes,\n");
    for (rows, held) in [
        ("Ada Quist,ada@x.example,yes,x\nAda Quist,ada@x.example,yes,\n", 1),
        ("Ada Quist,ada@x.example,,x\nAda Quist,ada@x.example,yes,\n", 1),
        ("Ada Quist,ada@x.example,yes,\nAda Quist,ada@x.example,,x\n", 1),
        ("Ada Quist,,,x\nAda Quist,ada@x.example,yes,\n", 1),
        // A plain no is a no.
        ("Ada Quist,ada@x.example,no,x\nAda Quist,ada@x.example,yes,\n", 0),
        // Namesakes are two.
        ("Ada Quist,other@x.example,,x\nAda Quist,ada@x.example,yes,\n", 0),
    ] {
        let done = looked(&blank(), "a.csv", &list(rows), Kind::People);
        assert_eq!(done.report.held, held, "{rows}: {:?}", done.report.issues);
    }
    let list = "Name,Email,Publish my name,Anonymous\nAda Quist,ada@x.example,yes,x\nAda Quist,ada@x.example,yes,\n\
        Bo Lind,bo@x.example,no,\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::Entries);
    assert_eq!(
        (state(&campaign, "Ada Quist"), done.report.held),
        (ConsentState::NotAsked, 1),
        "{:?}",
        done.report.issues
    );
}

#[test]
fn who_agreed_above_is_known_however_the_name_and_the_address_are_written() {
    for (headers, first, second) in [
        ("Name,Email,Consent", "Ada Quist,Ada Quist <ada@x.example>", "Ada Quist,ada@x.example"),
        ("Name,Email,Consent", "Ada Quist,mailto:ada@x.example", "Ada Quist,ada@x.example"),
        ("Name,Email,Consent", "Ada Quist <ada@x.example>,", "Ada Quist,ada@x.example"),
        ("Name,Team,Consent", "\"Quist, Ada\",", "\"Quist, Ada\","),
        ("Name,Team,Consent", "Ada Quist (Guest),", "Ada Quist (Guest),"),
        ("First name,Last name,Consent", "Ada,Quist", "Ada,Quist"),
    ] {
        let other = if first.starts_with('"') { "\"Lind, Bo\"," } else { "Bo Lind," };
        let other = if headers.starts_with("First") { "Bo,Lind" } else { other };
        let list = format!("{headers}\n{first},yes\n{other},yes\n{second},see mail\n");
        let done = looked(&blank(), "a.csv", &list, Kind::People);
        assert_eq!(done.report.held, 1, "{list}: {:?}", done.report.issues);
    }
}

#[test]
fn refusals_in_other_words_take_no_yes_for_granted() {
    use ConsentState::{Agreed, NotAsked};
    for (header, cell, found) in [
        ("Please keep my name secret", "x", NotAsked),
        ("Name hidden", "x", NotAsked),
        ("Objection to publication?", "yes", NotAsked),
        ("Objection to publication?", "none", Agreed),
        ("Widerspruch", "x", NotAsked),
        ("Consent missing", "x", NotAsked),
        ("Keep confidential", "x", NotAsked),
        ("No print", "x", NotAsked),
        ("GDPR withdrawal", "x", NotAsked),
        ("Photo only", "x", NotAsked),
        ("Email only", "x", Agreed),
        ("Confidentiality agreement signed", "x", Agreed),
    ] {
        let mut campaign = blank();
        let list = format!(
            "Name,Email,Consent,{header}\nAda Quist,ada@x.example,yes,{cell}\nBo Lind,bo@x.example,yes,\nCy Moor,cy@x.example,yes,\n"
        );
        let done = taken(&mut campaign, "a.csv", &list, Kind::People);
        assert_eq!(state(&campaign, "Ada Quist"), found, "{header}: {:?}", done.report.issues);
        assert_eq!(state(&campaign, "Bo Lind"), Agreed, "{header}");
        assert_eq!(said(&done, "unknown-word").len(), usize::from(found == NotAsked), "{header}");
    }
}

#[test]
fn empty_days_and_boxes_take_nothing_back() {
    for (header, cell) in [
        ("Consent withdrawn on", "00.01.1900"),
        ("Consent withdrawn on", "1899-12-30"),
        ("Consent withdrawn on", "1970-01-01"),
        ("Consent withdrawn on", "00:00"),
        ("Opted out on", "1900-01-01"),
        ("Do not publish my name", "Unchecked"),
        ("Consent withdrawn", "Unticked"),
    ] {
        let mut campaign = blank();
        let list = format!(
            "Name,Email,Consent,{header}\nAda Quist,ada@x.example,Yes,{cell}\nBo Lind,bo@x.example,Yes,2026-05-03\n"
        );
        let done = taken(&mut campaign, "a.csv", &list, Kind::People);
        assert_eq!(state(&campaign, "Ada Quist"), ConsentState::Agreed, "{header}: {cell}: {:?}", done.report.issues);
        assert_ne!(state(&campaign, "Bo Lind"), ConsentState::Agreed, "{header}: {cell}");
        assert!(!done.report.issues.iter().any(|it| it.line == Some(2)), "{cell}: {:?}", done.report.issues);
    }
    // Words for nothing under the question itself say nothing.
    for (kind, header) in [(Kind::People, "Consent"), (Kind::Entries, "May we publish your name?")] {
        let list = format!(
            "Name,Email,{header}\nAda Quist,ada@x.example,-\nBo Lind,bo@x.example,n/a\nCy Moor,c@x.example,no\n"
        );
        let done = looked(&blank(), "a.csv", &list, kind);
        assert!(!done.report.issues.iter().any(|it| it.line.is_some()), "{:?}", done.report.issues);
    }
}

#[test]
fn who_wishes_in_words_to_stay_unnamed_is_heard() {
    for (header, cells) in [
        ("Anonymous", ["yes", "anonymous please", "no", "no"]),
        ("I wish to stay anonymous", ["yes please", "anonymous please", "no", "maybe"]),
        ("Anonymous", ["yes", "anonymous please", "", ""]),
        ("Do not publish my name", ["yes", "anonymous please", "no", "no"]),
    ] {
        let list = format!(
            "From,To,Message,{header}\nAda Quist,Bo Lind,Thank you for all you did,{}\nCy Dor,Di Fen,Thank you team,{}\n\
             Ed Gor,Di Fen,Thank you team,{}\nFi Hol,Di Fen,Thank you team,{}\n",
            cells[0], cells[1], cells[2], cells[3]
        );
        let done = looked(&blank(), "a.csv", &list, Kind::Thanks);
        let unnamed: Vec<bool> = (0..4)
            .map(|at| match done.drafts.draft(&done.table, at).unwrap().content {
                Content::Thanks(thanks) => thanks.anonymous == Some(true),
                _ => panic!("{header}"),
            })
            .collect();
        assert_eq!(unnamed, [true, true, false, false], "{header} {cells:?}: {:?}", done.report.mapping);
    }
    // What is not read is said, whatever stands in it.
    let list = "From,To,Message,Anonymous\nAda Quist,Bo Lind,Thank you for all you did,call me A\n\
        Cy Dor,Di Fen,Thank you team,as you like\nEd Gor,Di Fen,Thank you team,\n";
    let done = looked(&blank(), "a.csv", list, Kind::Thanks);
    assert!(said(&done, "unread-columns").iter().any(|it| it.1.contains("“Anonymous”")), "{:?}", done.report.issues);
}

#[test]
fn nominations_say_that_they_hold_no_consents() {
    for (header, cell) in [
        ("May we share this?", "no"),
        ("Do not publish my name", "x"),
        ("Consent withdrawn", "yes"),
        ("Nominee does not want to be named", "yes"),
    ] {
        let list = format!(
            "Nominee,Reason,{header}\nAda Quist,She fixed all of it in one night,{cell}\nBo Lind,He kept calm in the storm,\n"
        );
        let done = looked(&blank(), "a.csv", &list, Kind::Nominations);
        let told = said(&done, "unread-consents");
        assert!(told.len() == 1 && told[0].1.contains(header), "{header}: {:?}", done.report.issues);
        assert!(!said(&done, "unread-columns").iter().any(|it| it.1.contains(header)), "{:?}", done.report.issues);
    }
}

#[test]
fn the_question_is_understood_in_more_languages() {
    use ConsentState::{Agreed, Refused};
    for (header, yes, no) in [
        ("¿Nos autorizas a publicar tu nombre si ganas?", "Sí", "No"),
        ("\"Si ganas, ¿podemos publicar tu nombre?\"", "Sí", "No"),
        ("Possiamo pubblicare il tuo nome se vinci?", "Sì", "No"),
        ("Puoi autorizzarci a pubblicare il tuo nome?", "Sì", "No"),
        ("Puis-je publier votre nom ?", "Oui", "Non"),
        ("Czy możemy opublikować Twoje imię i nazwisko?", "Tak", "Nie"),
        ("Zgoda na publikację imienia i nazwiska", "tak", "nie"),
        ("Får vi publicera ditt namn?", "Ja", "Nej"),
        ("Saako nimen julkaista?", "Kyllä", "Ei"),
    ] {
        for kind in [Kind::Entries, Kind::People] {
            let mut campaign = blank();
            let list = format!("Name,Email,{header}\nAda Quist,ada@x.example,{yes}\nBo Lind,bo@x.example,{no}\n");
            let done = taken(&mut campaign, "a.csv", &list, kind);
            let found = ["Ada Quist", "Bo Lind"].map(|name| state(&campaign, name));
            assert_eq!(
                found,
                [Agreed, Refused],
                "{kind:?} {header}: {:?} {:?}",
                done.report.mapping,
                done.report.issues
            );
        }
    }
    // Half a question is said at least.
    let list = "Name,Email,氏名公開可否\nAda Quist,ada@x.example,可\nBo Lind,bo@x.example,不可\n";
    for kind in [Kind::Entries, Kind::People] {
        let done = looked(&blank(), "a.csv", list, kind);
        assert!(
            said(&done, "unread-columns").iter().any(|it| it.1.contains("氏名公開可否")),
            "{:?}",
            done.report.issues
        );
    }
}
