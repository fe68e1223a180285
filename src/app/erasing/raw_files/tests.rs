//! Raw files whose columns say whose name a cell is: of one word, in two columns, and of two people in one row.

use crate::app::erasing::{Erasure, erasure};
use crate::app::{FakeWorld, Jobs, Workspace, World, importing, templates};
use crate::campaign::{Campaign, PersonId};
use crate::intake::{self, Kind};
use std::sync::Arc;

/// A campaign with one list and somebody to erase: the erasure, and the list after it.
fn erased(kind: Kind, list: &str, who: impl Fn(&Campaign) -> Option<PersonId>) -> (Erasure, String) {
    let world = Arc::new(FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap()));
    let mut workspace = Workspace::new(world.clone(), Jobs::default());
    workspace.install_new(templates::start(world.as_ref(), "blank").unwrap(), Default::default());
    let there = workspace.snapshot().unwrap();
    let choices = importing::Choices::default();
    let done = importing::import_bytes(&there, world.as_ref(), "list.csv", list.as_bytes(), kind, &choices).unwrap();
    drop(there);
    workspace.keep_blob(Arc::new(list.as_bytes().to_vec()));
    workspace.commit(done.change.unwrap()).unwrap();
    let campaign = workspace.campaign().unwrap();
    let id = who(campaign).unwrap();
    let plan = erasure(campaign, &|sha| workspace.blob(sha), id, world.now()).unwrap();
    let after = plan.files.first().map_or_else(|| list.to_owned(), |it| String::from_utf8(it.1.to_vec()).unwrap());
    (plan, after)
}

fn by_email(email: &'static str) -> impl Fn(&Campaign) -> Option<PersonId> {
    move |campaign| campaign.people().iter().find(|(_, it)| it.email == email).map(|(id, _)| id)
}

#[test]
fn one_word_is_not_taken_from_beside_the_surname_of_another() {
    let list = "First name,Last name,E-mail,Team\n\
        Ana,,ana@one.example,Data\n\
        Ana,Quist,ana@two.example,Data\n\
        Bo,Lind,bo@x.example,Ana\n";
    let (plan, after) = erased(Kind::People, list, by_email("ana@one.example"));
    assert_eq!(after, "First name,Last name,E-mail,Team\n\nAna,Quist,ana@two.example,Data\nBo,Lind,bo@x.example,Ana\n");
    assert!(plan.doubtful.is_empty(), "{:?}", plan.doubtful);
}

#[test]
fn one_word_of_which_nobody_knows_whose_it_is_goes_and_is_told() {
    let list = "Name,E-mail,Sat beside,What was said\n\
        Ana,ana@one.example,,\n\
        Bo Lind,bo@x.example,Ana,Ana\n\
        Cy Marsh,cy@x.example,Ana Quist,Ana said so\n";
    let (plan, after) = erased(Kind::People, list, by_email("ana@one.example"));
    assert!(after.contains("\nBo Lind,bo@x.example,,\nCy Marsh,cy@x.example,Ana Quist,Ana said so\n"), "{after}");
    let told: Vec<String> = plan.doubtful.iter().map(|it| format!("{it}: {}", it.words)).collect();
    assert_eq!(told, ["list.csv, line 3: Sat beside: Ana, What was said: Ana"]);
    assert_eq!(plan.count.doubtful, 1);
    assert!(plan.count.lines().iter().any(|(_, line)| line.contains("may be another's")));
}

#[test]
fn of_two_with_one_surname_side_by_side_the_right_cells_go() {
    let list = "Last name,First name,E-mail,Last name,First name\n\
        Huber,Anna,anna@x.example,,\n\
        Lind,Bo,bo@x.example,Huber,Anna\n\
        Huber,Peter,peter@x.example,Huber,Anna\n\
        Huber,Anna,other@x.example,Huber,Peter\n";
    // The address alone would make the last row a namesake's.
    let (plan, after) = erased(Kind::People, list, by_email("peter@x.example"));
    assert!(after.contains("\nHuber,Anna,other@x.example,,\n"), "{after}");
    assert!(after.contains("\nLind,Bo,bo@x.example,Huber,Anna\n"), "{after}");
    assert!(plan.doubtful.is_empty(), "{:?}", plan.doubtful);
}

#[test]
fn without_headers_all_cells_that_may_be_meant_go_and_are_told() {
    let list = "Name,E-mail,Note,,,\n\
        Anna Huber,anna@x.example,,,,\n\
        Bo Lind,bo@x.example,Huber,Anna,Huber,Peter\n";
    let (plan, after) = erased(Kind::People, list, by_email("anna@x.example"));
    assert!(after.contains("\nBo Lind,bo@x.example,,,,Peter"), "{after}");
    assert_eq!(plan.doubtful.len(), 1, "{:?}", plan.doubtful);
    assert_eq!(plan.doubtful[0].id, "list.csv, line 3");
}

#[test]
fn the_given_name_of_another_beside_their_whole_name_stays() {
    let list = "Full name,First name,E-mail\n\
        Ana,Ana,ana@one.example\n\
        Ana Quist,Ana,quist@x.example\n\
        Bo Lind,Ana,bo@x.example\n";
    let (plan, after) = erased(Kind::People, list, by_email("ana@one.example"));
    assert!(after.contains("\nAna Quist,Ana,quist@x.example\nBo Lind,,bo@x.example\n"), "{after}");
    assert_eq!(plan.doubtful.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["list.csv, line 4"]);
}

#[test]
fn the_address_beside_a_name_says_whose_it_is() {
    // The row was not taken over: it has no nominee.
    let list = "Nominee,Nominee e-mail,Your name,Your e-mail,Why?\n\
        Bo Lind,bo@x.example,Ana,ana@one.example,He stayed all night beside the server\n\
        ,,Ana Maria Quist,ana@one.example,Nobody was named here at all\n";
    let (plan, after) = erased(Kind::Nominations, list, by_email("ana@one.example"));
    assert!(!after.contains("Ana") && !after.contains("Quist") && !after.contains("ana@"), "{after}");
    assert!(plan.doubtful.is_empty(), "{:?}", plan.doubtful);
    assert_eq!(intake::read(after.as_bytes(), &Default::default()).unwrap().rows.len(), 2);
}
