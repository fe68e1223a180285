//! Telephone numbers and postal addresses of somebody, in the words of others.

use super::super::{Desk, told};
use crate::campaign::{Edit, Thanks};
use crate::intake::Kind;

const PEOPLE: &str = "Name,Email,Address,Mobile,Telefon,Note\n\
    Jürgen Weiß,jw@x.example,\"Lindenweg 3, 50667 Köln\",+49 170 5551234,(0221) 123 45 67,\n\
    Ana Weiß,aw@x.example,\"Ringstr. 7, 50667 Köln\",,0221/1234567,Jürgen has 0170-555 12 34\n\
    Cy Marsh,cy@x.example,,0171 9999999,,Her desk is near\n";
const FORMS: &str = "Nominee,Nominee email,Reason,Your name,Your email\n\
    Bo Lind,bo@x.example,\"If he is out call 0170/5551234 or 00491705551234 - his backup lives at Lindenweg 3, 50667 Köln.\",Emil Roth,emil@x.example\n\
    Bo Lind,bo@x.example,\"They share 0221 1234567, and 0171 9999999 is not theirs.\",Dora Fuchs,dora@x.example\n";

#[test]
fn they_go_from_what_others_wrote_and_what_is_shared_is_told() {
    let mut desk = Desk::new(&[("people.csv", Kind::People, PEOPLE), ("forms.csv", Kind::Nominations, FORMS)]);
    let thanks = Thanks {
        from_words: "Greetings, 0170 5551234".into(),
        message: "Thank you".into(),
        to_words: "Night shift".into(),
        ..Thanks::default()
    };
    desk.workspace.commit(crate::campaign::Change::one("Thanks", Edit::thanks(1.into(), thanks))).unwrap();
    let plan = desk.erase(desk.called("Jürgen Weiß"));
    let said = [desk.said(), desk.file("people.csv"), desk.file("forms.csv")].concat();
    for gone in ["5551234", "555 12 34", "Lindenweg"] {
        assert!(!said.contains(gone), "{gone}: {said}");
    }
    let forms = desk.file("forms.csv");
    assert!(forms.contains("call [erased] or [erased] - his backup lives at [erased]."), "{forms}");
    assert!(forms.contains("They share 0221 1234567, and 0171 9999999 is not theirs."), "{forms}");
    let people = desk.file("people.csv");
    assert!(people.contains("\"Ringstr. 7, 50667 Köln\",,0221/1234567"), "{people}");
    assert!(people.contains("0171 9999999"), "{people}");
    let (masked, left) = (told(&plan.masked), told(&plan.left));
    assert!(masked.iter().any(|it| it.starts_with("N1: ") && it.contains("0170/5551234")), "{masked:?}");
    assert!(left.iter().any(|it| it.starts_with("N2: ") && it.contains("0221 1234567")), "{left:?}");
    assert!(left.iter().any(|it| it.starts_with("forms.csv, line 3") && it.contains("0221 1234567")), "{left:?}");
    // What is the other's own is not told once more.
    assert!(!left.iter().any(|it| it.contains("0221/1234567")), "{left:?}");
}

#[test]
fn a_street_beside_the_name_of_somebody_else_is_left_and_told() {
    let list =
        "Name,Email,Street,City\nAna Quist,aq@x.example,Lindenweg 3,Graz\nBo Lind,bo@x.example,Ringstr. 7,Graz\n";
    let guests = "Name,Email,Street,Remark\nCy Marsh,cy@x.example,Lindenweg 3,comes by car\n\
        Di Fox,di@x.example,,lives at Lindenweg 3\n";
    let mut desk = Desk::new(&[("people.csv", Kind::People, list), ("guests.csv", Kind::People, guests)]);
    desk.workspace
        .commit(crate::campaign::Change::one("Nobody", {
            let cy = desk.called("Cy Marsh");
            Edit::Person(cy, None)
        }))
        .unwrap();
    let plan = desk.erase(desk.called("Ana Quist"));
    let guests = desk.file("guests.csv");
    assert!(guests.contains("Cy Marsh,cy@x.example,Lindenweg 3,comes by car"), "{guests}");
    assert!(guests.contains("lives at [erased]"), "{guests}");
    assert!(told(&plan.left).iter().any(|it| it.starts_with("guests.csv, line 2")), "{:?}", plan.left);
}

#[test]
fn lines_of_somebody_who_was_erased_have_no_spellings_to_compare() {
    let list = "Name,Email,Team,Note\nSabine Okonjo,so@x.example,Ops,first\nOkonjo Sabine Maria,so@x.example,Net,second\n\
        Bo Lind,bo@x.example,Ops,third\n";
    let spellings = |report: &crate::app::importing::Report| {
        report.issues.iter().filter(|it| it.message.contains("spellings")).count()
    };
    let mut desk = Desk::new(&[]);
    let first = desk.import("list.csv", Kind::People, list);
    assert_eq!(spellings(&first), 1, "{:?}", first.issues);
    for _ in 0..2 {
        let people = desk.workspace.campaign().unwrap().people();
        let theirs = people.iter().find(|(_, it)| it.email == "so@x.example").map(|(id, _)| id);
        if let Some(id) = theirs {
            desk.erase(id);
        }
    }
    let again = desk.import("list.csv", Kind::People, list);
    assert_eq!(spellings(&again), 0, "{:?}", again.issues);
}
