//! Rows that stand once more in a longer version of their list, and rows of which no record came at all.

use super::super::*;

const FORMS: &str = "Nominee,Nominee email,Reason,Your name,Your email,Your phone,Your department\n\
    Bo Lind,bo@x.example,Kept the lights on,Ana Quist,ana@x.example,+43 664 1111111,Cardiology ward 3\n\
    Ana Quist,ana@x.example,Always calm,Dora Fuchs,dora@x.example,+43 664 2222222,Surgery\n";

#[test]
fn a_row_loses_in_every_version_of_the_list_what_it_loses_in_the_first() {
    let longer = format!("{FORMS}Cy Marsh,cy@x.example,Fast,Dora Fuchs,dora@x.example,+43 664 2222222,Surgery\n");
    let wider = FORMS.lines().zip(["Shift", "night", "day"]).map(|(line, cell)| format!("{line},{cell}\n"));
    let wider = wider.collect::<String>() + "Fay Ito,fay@x.example,Kind,Dora Fuchs,dora@x.example,,Surgery,day\n";
    let mut desk = Desk::new(&[("a.csv", Kind::Nominations, FORMS), ("b.csv", Kind::Nominations, &longer)]);
    desk.import("c.csv", Kind::Nominations, &wider);
    let plan = desk.erase(desk.called("Ana Quist"));
    for name in ["a.csv", "b.csv", "c.csv"] {
        let after = desk.file(name);
        assert!(after.contains("\nBo Lind,bo@x.example,Kept the lights on,,,,"), "{name}: {after}");
        for gone in ["1111111", "Cardiology", "Always calm", "Quist", "night"] {
            assert!(!after.contains(gone), "{name}: {gone}: {after}");
        }
    }
    // A column that the first one has not is told.
    assert_eq!(told(&plan.doubtful), ["c.csv, line 2: Shift: night"]);
    assert!(!told(&plan.left).iter().any(|it| it.contains(".csv")), "{:?}", plan.left);
    // What is kept of the copies brings nobody back either.
    let report = desk.import("d.csv", Kind::Nominations, &wider);
    assert_eq!(report.added, 0, "{:?}", report.issues);
}

#[test]
fn one_of_several_nominees_loses_in_every_version_what_was_said_of_them() {
    let longer =
        format!("{TWO}2026-11-02 11:00,Emil Roth,emil@x.example,+43 664 777,Cleo Marsh,So kind,Bo Lind,Great help\n");
    let mut desk = Desk::new(&[("a.csv", Kind::Nominations, TWO), ("b.csv", Kind::Nominations, &longer)]);
    desk.erase(desk.called("Ana Quist"));
    let after = desk.file("b.csv");
    assert!(after.contains("2026-11-01 11:00,Dora Fuchs,dora@x.example,+43 664 999,,,Bo Lind,Good jokes\n"), "{after}");
    assert!(!after.contains("+43 664 123"), "{after}");
}

#[test]
fn of_a_row_they_wrote_that_nobody_took_their_address_goes_and_the_rest_is_told() {
    let list = format!("{FORMS},,So kind,Ana Quist,aq77@private.example,+43 664 3333333,Ward 9\n");
    let mut desk = Desk::new(&[("a.csv", Kind::Nominations, &list)]);
    let plan = desk.erase(desk.called("Ana Quist"));
    let after = desk.file("a.csv");
    assert!(after.ends_with("\n,,So kind,,,+43 664 3333333,Ward 9\n"), "{after}");
    let left = told(&plan.left);
    let row = "a.csv, line 4: Reason: So kind, Your phone: +43 664 3333333, Your department: Ward 9";
    assert!(left.contains(&row.to_owned()), "{left:?}");
    // With another address it may be a namesake's whom nobody knows.
    assert_eq!(told(&plan.doubtful), ["a.csv, line 4: Your email: aq77@private.example"]);
}

#[test]
fn the_row_of_a_child_with_their_address_stays_and_is_told() {
    let entries = "First name,Last name,Email,Phone,Address,Birthday,Status\n\
        Ana,Quist,ana@x.example,+43 664 1,Hauptstr 9,1980-01-01,paid\n\
        Tim,Quist,ana@x.example,+43 664 99,Nebenweg 3,2012-05-05,cancelled\n\
        A.,Quist,ana@x.example,+43 664 1,Hauptstr 9,,cancelled\n";
    let people = "Name,Email\nAna Quist,ana@x.example\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, people), ("e.csv", Kind::Entries, entries)]);
    let plan = desk.erase(desk.called("Ana Quist"));
    let after = desk.file("e.csv");
    assert!(after.contains("\nTim,Quist,,+43 664 99,Nebenweg 3,2012-05-05,cancelled\n"), "{after}");
    let left = told(&plan.left);
    assert!(left.iter().any(|it| it.starts_with("e.csv, line 3: ") && it.contains("Nebenweg 3")), "{left:?}");
    // What may be a form of the name goes, and is told.
    assert!(after.ends_with("\n,,,,,,\n"), "{after}");
    let doubtful = told(&plan.doubtful);
    assert!(doubtful.iter().any(|it| it.starts_with("e.csv, line 4: ")), "{doubtful:?}");
}

#[test]
fn what_happened_stays_in_rows_of_mishaps_that_nobody_took() {
    let list = "What happened,Device,Your name,Your email,Your phone\n\
        Bo Lind poured soup over it,Laptop,Ana Quist,ana@x.example,+43 664 1\n";
    let longer = format!("{list}It fell off the roof,Phone,Cy Marsh,cy@x.example,+43 664 2\n");
    let mut desk = Desk::new(&[("a.csv", Kind::Mishaps, list), ("b.csv", Kind::Mishaps, &longer)]);
    assert_eq!(desk.workspace.campaign().unwrap().mishaps().len(), 2);
    desk.erase(desk.called("Ana Quist"));
    assert_eq!(desk.file("a.csv").lines().nth(1), Some("Bo Lind poured soup over it,Laptop,,,"));
    assert_eq!(desk.file("b.csv").lines().nth(1), Some("Bo Lind poured soup over it,Laptop,,,"));
    // The only copy of it, where nobody took it over.
    let held = format!("{longer}Cy Marsh slept on the keyboard,Laptop,Ana Quist,aq77@private.example,+43 664 1\n");
    let mut desk = Desk::new(&[("a.csv", Kind::Mishaps, list)]);
    let mut choices = importing::Choices::default();
    choices.rules.reject_lines = [4].into();
    desk.import_bytes("b.csv", Kind::Mishaps, held.as_bytes(), choices);
    let plan = desk.erase(desk.called("Ana Quist"));
    let after = desk.file("b.csv");
    assert!(after.ends_with("\nCy Marsh slept on the keyboard,Laptop,,,+43 664 1\n"), "{after}");
    let left = told(&plan.left);
    assert!(left.iter().any(|it| it.contains("b.csv, line 4: ") && it.contains("slept on")), "{left:?}");
}

#[test]
fn a_row_about_them_of_which_only_the_author_came_is_told() {
    let list = "Nominee,Nominee email,Reason,Your name,Your email\n\
        Ana Quist,aq77@private.example,Always calm,Bo Lind,bo@x.example\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, "Name,Email\nAna Quist,ana@x.example\n")]);
    desk.import("n.csv", Kind::Nominations, list);
    let first = desk.workspace.campaign().unwrap().nominations().ids().next().unwrap();
    desk.workspace.edit("Remove", Edit::Nomination(first, None)).unwrap();
    let strangers = desk.workspace.campaign().unwrap().people().iter();
    let strangers: Vec<PersonId> =
        strangers.filter(|(_, it)| it.email == "aq77@private.example").map(|it| it.0).collect();
    for id in strangers {
        desk.workspace.edit("Remove", Edit::Person(id, None)).unwrap();
    }
    let plan = desk.erase(desk.called("Ana Quist"));
    assert!(desk.file("n.csv").ends_with("\n,,Always calm,Bo Lind,bo@x.example\n"), "{}", desk.file("n.csv"));
    assert!(told(&plan.left).contains(&"n.csv, line 2: Reason: Always calm".to_owned()), "{:?}", plan.left);
    assert!(told(&plan.doubtful).iter().any(|it| it.contains("aq77@private.example")), "{:?}", plan.doubtful);
}
