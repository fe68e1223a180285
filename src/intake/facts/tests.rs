//! Lists with one line for each fact: where records begin, what belongs to them, and what is no such list.

use super::*;

/// Each record on a line: its line, and what it says by label.
#[track_caller]
fn told(text: &str) -> String {
    let list = of_text(text, 1).unwrap_or_else(|| panic!("no list: {text}"));
    let record = |record: &Record| {
        let facts = record.facts.iter().map(|fact| format!("{}={}", list.labels[fact.column], fact.value));
        format!("{}: {}", record.lines.0, facts.collect::<Vec<_>>().join(" | "))
    };
    list.records.iter().map(record).collect::<Vec<_>>().join("\n")
}

#[test]
fn records_are_parted_by_gaps_or_by_a_label_that_comes_again() {
    let expected = "1: Name=Ada Quist | Team=Network\n4: Team=Data | Name=Bo Lind";
    assert_eq!(told("Name: Ada Quist\nTeam: Network\n\nTeam: Data\nName: Bo Lind\n"), expected);
    assert_eq!(told("Name: Ada Quist\r\nTeam: Network\r\n\r\nTeam: Data\r\nName: Bo Lind"), expected);
    assert_eq!(told("Name: Ada Quist\nTeam: Network\n-----\nTeam: Data\nName: Bo Lind\n"), expected);
    assert_eq!(
        told("Name: Ada\nTeam: Network\nName: Bo\nWhy: She ran\n\nand ran\nName: Cy\nTeam: Data\nWhy: x\n"),
        "1: Name=Ada | Team=Network\n3: Name=Bo | Why=She ran\n\nand ran\n7: Name=Cy | Team=Data | Why=x"
    );
    // A gap within each record parts nothing.
    assert_eq!(
        told("Name: Ada\nTeam: N\n\nReason: a\n\nName: Bo\nTeam: D\n\nReason: b\n"),
        "1: Name=Ada | Team=N | Reason=a\n6: Name=Bo | Team=D | Reason=b"
    );
}

#[test]
fn labels_are_missing_and_values_go_on() {
    assert_eq!(
        told(
            "Nominee: Ada\nReason: First: she came.\nThen she said: go.\nE-mail: a@x.example\n\nNominee: Bo\nShoe size: 44\nReason: Stays\n"
        ),
        "1: Nominee=Ada | Reason=First: she came.\nThen she said: go. | E-mail=a@x.example\n6: Nominee=Bo | Shoe size=44 | Reason=Stays"
    );
    // What is asked twice has two columns, and the value may stand below its label.
    assert_eq!(
        told("*Name:* Ada\n*Award:* Gold\n*Award:* Owl\n\n*Name:*\nBo\n*Award:* Gold\n"),
        "1: Name=Ada | Award=Gold | Award=Owl\n5: Name=Bo | Award=Gold"
    );
    assert_eq!(
        told("Name\tAda\nTeam\tNetwork\n\nName\tBo\nTeam\tData\n"),
        "1: Name=Ada | Team=Network\n4: Name=Bo | Team=Data"
    );
    assert_eq!(told("Name: Ada Quist\nE-mail: ada@x.example\n"), "1: Name=Ada Quist | E-mail=ada@x.example");
}

/// The same of a sheet of two columns.
fn told_of_sheet(rows: &[[&str; 2]]) -> Option<String> {
    let pack = |(at, cells): (usize, &[&str; 2])| Row::packed(at as u64 + 1, crate::campaign::Pack::of_row(cells));
    let list = of_rows(&rows.iter().enumerate().map(pack).collect::<Vec<_>>())?;
    let record = |record: &Record| {
        let facts = record.facts.iter().map(|fact| format!("{}={}", list.labels[fact.column], fact.value));
        facts.collect::<Vec<_>>().join(" | ")
    };
    Some(list.records.iter().map(record).collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_blank_beside_a_label_is_a_field_left_blank() {
    let told = told_of_sheet(&[
        ["Name", "Ada Quist"],
        ["E-mail", ""],
        ["Team", "Network"],
        ["Nomination 2", ""],
        ["Name", "Bo Lind"],
        ["E-mail", "bo@x.example"],
        ["Team", ""],
    ]);
    let expected = "Name=Ada Quist | E-mail= | Team=Network\nName=Bo Lind | E-mail=bo@x.example | Team=";
    assert_eq!(told.as_deref(), Some(expected));
    let pairs = [
        ["Award", "Winner"],
        ["Team Player", "Ada Quist"],
        ["Problem Solver", "Bo Lind"],
        ["Hero of the Month", "Cy Moor"],
    ];
    assert_eq!(told_of_sheet(&pairs), None);
    let again = [pairs[0], pairs[1], pairs[2], pairs[1], ["Team Player", "Di Park"], pairs[3]];
    assert_eq!(told_of_sheet(&again), None);
}

#[test]
fn records_without_gaps_stay_apart() {
    assert_eq!(
        told(
            "Nomination 1\nName: Ada\nTeam: Network\nNomination 2\nName: Bo\nReason: She ran.\nNomination 3\nName: Cy\nReason: x\n"
        ),
        "2: Name=Ada | Team=Network\n5: Name=Bo | Reason=She ran.\n8: Name=Cy | Reason=x"
    );
    assert_eq!(
        told("Name: Ada\nEmail: ada@x.example\nName: Bo\nName: Cy\nEmail: cy@x.example\n"),
        "1: Name=Ada | Email=ada@x.example\n3: Name=Bo\n4: Name=Cy | Email=cy@x.example"
    );
    // Words that look like a label within a story.
    assert_eq!(
        told("Name: Ada\nTeam: N\nWhy: She ran.\nTeam: spirit is what she has.\n\nName: Bo\nTeam: D\nWhy: y\n"),
        "1: Name=Ada | Team=N | Why=She ran.\nTeam: spirit is what she has.\n6: Name=Bo | Team=D | Why=y"
    );
}

#[test]
fn titles_and_notes_belong_to_nobody() {
    let text = "Our heroes\n\nNomination 1\nName: Ada\nReason: a\n\nNomination 2\nName: Bo\nReason: b\n\nTotal: 2\nPrinted by Ann\n";
    let list = of_text(text, 1).unwrap();
    assert_eq!(told(text), "4: Name=Ada | Reason=a\n8: Name=Bo | Reason=b");
    assert_eq!(list.aside.iter().map(|aside| aside.line).collect::<Vec<_>>(), [1, 3, 7, 11, 12]);
}

#[test]
fn tables_letters_and_talk_are_no_such_lists() {
    for text in [
        "Name\nAda Quist\nBo Lind\n",
        "Name,Email\nAda,ada@x.example\n",
        "Name\tTeam\nAda\tNetwork\nBo\tData\n",
        "Time: what happened\n10:30 came\n11:00 went\n",
        "Why?\nReason: she ran\nHe sat: for long\nBecause: no\n",
        "Team: Network\nPlace: Oslo\n\nTeam: Data\nPlace: Bergen\n",
        "From: Ann Field\nTo: Bo Reyes\nSubject: Hello\nName: x\n\nDear Bo, come.\n",
        "Ann Field: hi\nBo Reyes: hello\nAnn Field: bye\nBo Reyes: bye\n",
        "Nominee,Why?\nAda,\"Name: Ada\nReason: a\"\nBo,\"Name: Bo\nReason: b\"\n",
    ] {
        assert!(of_text(text, 1).is_none(), "{text}");
    }
}
