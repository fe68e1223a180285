//! Headings that nobody had seen before, with values below them, and what the columns are taken for.

use super::*;
use crate::intake::drafts::{Maker, Sense};
use crate::intake::issue::Issues;
use crate::intake::{DateOrder, Draft, Issue, IssueKind, Mapping, ReadOptions, Rules, propose_for, read};

const AWARDS: [&str; 3] = ["Night Owl", "The Calm Voice", "Hero of the Year"];

fn awards() -> Vec<String> {
    AWARDS.map(str::to_owned).to_vec()
}

/// What each row becomes, and what is said of the list.
fn drafts(table: &Table, mapping: &Mapping, kind: Kind, rules: &Rules) -> (Vec<Result<Draft, String>>, Vec<Issue>) {
    let mut issues = Issues::default();
    let sense = Sense::new(table, mapping, kind, rules, &mut issues);
    let mut maker = Maker::new(&sense, rules);
    let rows = table.rows.iter().map(|row| maker.make(row, &mut issues)).collect();
    (rows, issues.finish())
}

/// Three values for a field, as lists have them.
fn values(field: &str, header: &str) -> [&'static str; 3] {
    match field {
        "name" | "recipient" => ["Sabine Okonjo", "Jürgen Weiß", "Mina Park"],
        "nominator" => ["Ann Field", "Bo Reyes", "Di Moor"],
        "given" => ["Sabine", "Jürgen", "Mina"],
        "family" => ["Okonjo", "Weiß", "Park"],
        "email" => ["sabine@example.org", "juergen@firma.example", "mina@example.kr"],
        "nominator_email" => ["ann@example.org", "bo@example.org", "di@example.org"],
        "-" if header.contains("mail") => ["max@example.org", "max@example.org", "max@example.org"],
        "award" => AWARDS,
        "received" => ["2026-02-13 09:02:05", "2026-03-04 18:45:10", "2026-03-05 10:00:00"],
        "birth" => ["1980-04-03", "1990-12-24", "1970-01-31"],
        "tickets" => ["2", "1", "5"],
        "team" => ["Network", "Service Desk", "Data"],
        "organisation" => ["Brightwater", "Firma GmbH", "Seoul Ltd"],
        "role" => ["Engineer", "Analyst", "Team lead"],
        "code_name" => ["Owl", "Cable", "Byte"],
        _ => [
            "Calm when the servers burn, and never once angry.",
            "He laid the cables through the whole weekend so that we could work.",
            "She knows each user by name and stays until it runs.",
        ],
    }
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn proposed(list: &str, kind: Kind) -> Vec<&'static str> {
    let table = read(list.as_bytes(), &ReadOptions::default()).unwrap();
    let mapping = propose_for(&table, kind, &awards());
    mapping.columns.iter().map(|column| column.field.map_or("-", Field::id)).collect()
}

#[test]
fn headings_nobody_had_seen_mean_what_stands_below_them() {
    let mut wrong = Vec::new();
    let lines = include_str!("../../../tests/data/headings.txt").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let mut cells = line.split('\t');
        let kind: Kind = cells.next().unwrap().parse().unwrap();
        let columns: Vec<(&str, &str)> = cells.map(|cell| cell.rsplit_once('=').unwrap()).collect();
        let row =
            |at: usize| columns.iter().map(|(header, field)| quoted(values(field, header)[at])).collect::<Vec<_>>();
        let header: Vec<String> = columns.iter().map(|(header, _)| quoted(header)).collect();
        let rows = [header, row(0), row(1), row(2)].map(|cells| cells.join(",")).join("\n");
        let found = proposed(&rows, kind);
        let fits = |(found, (_, field)): (&&str, &(&str, &str))| {
            found == field || (*field == "WORDS" && matches!(*found, "reason" | "story"))
        };
        let are_free = |(found, (_, field)): (&&str, &(&str, &str))| {
            // What a list of members says of why, and when somebody was born, may be left out.
            matches!((*field, *found), ("reason" | "birth" | "role", "-"))
        };
        if !found.iter().zip(&columns).all(|pair| fits(pair) || are_free(pair)) {
            wrong.push(format!("{line}\n    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn two_columns_of_names_that_nobody_knows_are_told_of_and_not_guessed() {
    let list = "Timestamp,Email Address,Nimi yksi,Nimi kaksi\n\
        2026-02-13 09:02:05,anni@x.example,Anni Mäki,Väinö Öhman\n\
        2026-03-04 18:45:10,pekka@x.example,Pekka Mäki,Yrjö Hyvönen\n"
        .replace("Nimi yksi", "Zzyx")
        .replace("Nimi kaksi", "Qwty");
    assert_eq!(proposed(&list, Kind::Nominations), ["received", "nominator_email", "-", "-"]);
    let table = read(list.as_bytes(), &ReadOptions::default()).unwrap();
    let mapping = propose_for(&table, Kind::Nominations, &awards());
    let (rows, issues) = drafts(&table, &mapping, Kind::Nominations, &Rules::default());
    assert!(rows.len() == 2 && rows.iter().all(Result::is_err));
    let said = issues.iter().find(|it| it.kind == IssueKind::OtherNames).unwrap();
    assert!(said.message.starts_with("“Zzyx”, “Qwty” hold names"), "{}", said.message);
}

#[test]
fn whose_address_it_is() {
    for (list, expected) in [
        // The header says it.
        (
            "Full Name - First Name,Full Name - Last Name,E-mail,Nominee - First Name,Nominee - Last Name,Nominee E-mail\n\
             Ann,Field,ann@x.example,Sabine,Okonjo,s@x.example\n",
            &["nominator", "nominator", "nominator_email", "given", "family", "email"][..],
        ),
        // The addresses say it.
        (
            "Nominee,Nominated by,E-mail\nSabine Okonjo,Ann Field,ann.field@x.example\n",
            &["name", "nominator", "nominator_email"],
        ),
        ("Nominee,Nominated by,E-mail\nSabine Okonjo,Ann Field,sabine@x.example\n", &["name", "nominator", "email"]),
        // Nobody else can own it.
        ("Nominee,E-mail,Reason\nSabine Okonjo,x1@x.example,Calm\n", &["name", "email", "reason"]),
        (
            "Requester email,Requester,Nominee\nx1@x.example,Ann Field,Sabine Okonjo\n",
            &["nominator_email", "nominator", "name"],
        ),
    ] {
        assert_eq!(proposed(list, Kind::Nominations), expected, "{list}");
    }
}

#[test]
fn an_address_and_a_moment_name_nobody() {
    let list = "Aikaa,Osoite @,Abc,Def\n2026-02-13 09:02,anni@x.example,tuo mies,aina valmis\n";
    assert_eq!(proposed(list, Kind::Nominations), ["received", "nominator_email", "-", "-"]);
}

#[test]
fn parts_of_names_go_where_they_belong() {
    for (list, names) in [
        ("Voornaam,Tussenvoegsel,Achternaam\nJoost,van 't,Hoff\nSanne,,Vries\n", ["Joost van 't Hoff", "Sanne Vries"]),
        // The column may stand anywhere.
        ("Achternaam,Tussenvoegsel,Voornaam\nHoff,van 't,Joost\nVries,,Sanne\n", ["Joost van 't Hoff", "Sanne Vries"]),
        (
            "Nombre,Apellido,Segundo apellido\nMaría José,Núñez,de la Cruz\nÍñigo,Muñoz,\n",
            ["María José Núñez de la Cruz", "Íñigo Muñoz"],
        ),
        (
            "Vorname,Weitere Vornamen,Nachname,Suffix\nÄnne,Maria,Groß,\nUwe,,Weiß,jun.\n",
            ["Änne Maria Groß", "Uwe Weiß jun."],
        ),
    ] {
        let table = read(list.as_bytes(), &ReadOptions::default()).unwrap();
        let mapping = propose_for(&table, Kind::People, &[]);
        let (rows, _) = drafts(&table, &mapping, Kind::People, &Rules::default());
        let found: Vec<&str> = rows.iter().map(|row| row.as_ref().unwrap().person().name.as_str()).collect();
        assert_eq!(found, names, "{list}");
    }
    let french = "Prénom de la personne nominée,Nom de la personne nominée,Votre nom\nAmélie,NOËL,Jean Dupont\n";
    assert_eq!(proposed(french, Kind::Nominations), ["given", "family", "nominator"]);
}

#[test]
fn what_is_not_read_is_said() {
    let list = "Name,Email,Zzyx,Qwty\nAda Quist,a@x.example,Bo Lind,She stayed all night long for us\n";
    let said = |list: &str, kind: Kind| {
        let table = read(list.as_bytes(), &ReadOptions::default()).unwrap();
        let mapping = propose_for(&table, kind, &[]);
        let rules = Rules { date_order: Some(DateOrder::DayFirst), ..Rules::default() };
        let (_, issues) = drafts(&table, &mapping, kind, &rules);
        issues.into_iter().map(|it| (it.kind, it.message)).collect::<Vec<_>>()
    };
    let two = format!("{list}Cy Moor,c@x.example,Di Moor,He mended the cables without a single word\n");
    let found = said(&two, Kind::Entries);
    let unread: Vec<&str> =
        found.iter().filter(|(kind, _)| *kind == IssueKind::UnreadColumns).map(|(_, words)| words.as_str()).collect();
    assert_eq!(unread, ["“Zzyx” holds names of people and is not read.", "“Qwty” holds words and is not read."]);
    assert!(found.iter().any(|(kind, _)| *kind == IssueKind::NoTime));
    let timed = "Name,Email,Zzyx\nAda Quist,a@x.example,13.02.2026 09:02\n";
    assert!(!said(timed, Kind::Nominations).iter().any(|(kind, _)| *kind == IssueKind::NoTime));
    // It may be the time of a session, and of entries it decides who was late: a person says it.
    assert!(said(timed, Kind::Entries).iter().any(|(kind, _)| *kind == IssueKind::NoTime));
}

#[test]
fn what_boards_and_quizzes_write_of_their_own_names_nobody() {
    let board = "Name,Person,Email\nSabine Okonjo,Ann Field,s@x.example\nDesk,Ann Field,\nMina Park,\"Bo Reyes, Ann Field\",m@x.example\n";
    assert_eq!(proposed(board, Kind::People), ["name", "-", "email"]);
    let quiz = "Name,Email,Who is your hero?,Points - Who is your hero?,Feedback - Who is your hero?,Why?,Points - Why?,Feedback - Why?\n\
        Ann Field,ann@x.example,Sabine Okonjo,1,,Calm in every storm,1,Nice words\n\
        Bo Reyes,bo@x.example,Mina Park,1,Well chosen,Cables all weekend,1,\n";
    let expected = ["nominator", "nominator_email", "name", "-", "-", "reason", "-", "-"];
    assert_eq!(proposed(quiz, Kind::Nominations), expected);
}
