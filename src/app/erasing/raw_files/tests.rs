//! Raw files whose columns say whose name a cell is: of one word, in two columns, and of two people in one row.

use crate::app::erasing::{Erasure, Told, erasure};
use crate::app::{FakeWorld, Jobs, Workspace, World, importing, templates};
use crate::campaign::{Campaign, Edit, NominationId, Person, PersonId};
use crate::intake::{self, Kind};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

mod once_more {
    mod tests;
}
mod ways {
    mod tests;
}
mod who_is_meant {
    mod tests;
}

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

/// A campaign with lists.
struct Desk {
    world: Arc<FakeWorld>,
    workspace: Workspace,
}

impl Desk {
    fn new(lists: &[(&str, Kind, &str)]) -> Self {
        let world = Arc::new(FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap()));
        let mut workspace = Workspace::new(world.clone(), Jobs::default());
        workspace.install_new(templates::start(world.as_ref(), "blank").unwrap(), Default::default());
        let mut desk = Self { world, workspace };
        for (name, kind, list) in lists {
            desk.import(name, *kind, list);
        }
        desk
    }

    fn import(&mut self, name: &str, kind: Kind, list: &str) -> importing::Report {
        self.import_bytes(name, kind, list.as_bytes(), importing::Choices::default())
    }

    fn import_bytes(&mut self, name: &str, kind: Kind, bytes: &[u8], choices: importing::Choices) -> importing::Report {
        let there = self.workspace.snapshot().unwrap();
        let done = importing::import_bytes(&there, self.world.as_ref(), name, bytes, kind, &choices).unwrap();
        drop(there);
        self.workspace.keep_blob(Arc::new(bytes.to_vec()));
        if let Some(change) = done.change {
            self.workspace.commit(change).unwrap();
        }
        done.report
    }

    fn called(&self, name: &str) -> PersonId {
        let mut people = self.workspace.campaign().unwrap().people().iter().filter(|(_, it)| it.name == name);
        people.next().map_or_else(|| panic!("nobody is called {name}"), |(id, _)| id)
    }

    fn erase(&mut self, id: PersonId) -> Erasure {
        let campaign = self.workspace.campaign().unwrap();
        let plan = erasure(campaign, &|sha| self.workspace.blob(sha), id, self.world.now()).unwrap();
        self.workspace.erase(plan.clone()).unwrap();
        plan
    }

    fn file(&self, name: &str) -> String {
        let campaign = self.workspace.campaign().unwrap();
        let (_, source) = campaign.sources().iter().find(|(_, it)| it.file_name == name).unwrap();
        String::from_utf8(self.workspace.blob(&source.sha256).unwrap().to_vec()).unwrap()
    }

    fn said(&self) -> String {
        crate::store::campaign_to_ron(self.workspace.campaign().unwrap()).unwrap()
    }
}

fn told(all: &[Told]) -> Vec<String> {
    all.iter().map(|it| format!("{it}: {}", it.words)).collect()
}

const PEOPLE: &str = "Name,Email,Team\nMaria Garcia,mg@x.example,Ops\nMaria Garcia Lopez,mgl@x.example,Ops\n\
    Anna Schmidt-Maier,asm@x.example,Net\nAnna Schmidt,as@x.example,Net\nPeter Huber,ph@x.example,Net\n\
    Anna Huber,ah@x.example,Net\nPeter Maier,pm@x.example,Net\n";
const FORMS: &str = "Nominee,Nominee email,Reason,Your name,Your email\n\
    Maria Garcia Lopez,mgl@x.example,Maria Garcia Lopez stayed all night,Dora Fuchs,dora@x.example\n\
    Bo Lind,bo@x.example,\"With Anna Huber, Peter Maier and me\",Emil Roth,emil@x.example\n\
    Cleo Marsh,cleo@x.example,Thanks to Anna Schmidt-Maier,Emil Roth,emil@x.example\n";

#[test]
fn longer_names_of_others_stay_and_are_listed() {
    let mut desk = Desk::new(&[("people.csv", Kind::People, PEOPLE), ("forms.csv", Kind::Nominations, FORMS)]);
    for (name, words) in [
        ("Maria Garcia", "Maria Garcia Lopez stayed"),
        ("Peter Huber", "With Anna Huber, Peter Maier and me"),
        ("Anna Schmidt", "Thanks to Anna Schmidt-Maier"),
    ] {
        let plan = desk.erase(desk.called(name));
        assert!(plan.masked.is_empty() && plan.namesakes.is_empty(), "{name}: {:?}", plan.masked);
        let left = told(&plan.left);
        for place in ["N", "forms.csv, line"] {
            assert!(left.iter().any(|it| it.starts_with(place) && it.contains(words)), "{name}: {left:?}");
        }
        // A cell that is somebody else's name is nothing to decide.
        assert!(!left.iter().any(|it| it.contains("people.csv") || it.contains("Nominee:")), "{name}: {left:?}");
    }
    assert_eq!(desk.file("forms.csv"), FORMS);
    let people = desk.file("people.csv");
    for stays in ["\nMaria Garcia Lopez,mgl@", "\nAnna Schmidt-Maier,asm@", "\nAnna Huber,", "\nPeter Maier,"] {
        assert!(people.contains(stays), "{stays}: {people}");
    }
    assert!(!people.contains("mg@") && !people.contains("ph@") && !people.contains("as@"), "{people}");
}

#[test]
fn a_name_in_a_list_nobody_took_over_keeps_the_longer_names_of_strangers() {
    // Who stands in the last two rows is in no record: they have no nominee.
    let forms = "Nominee,Reason,Your name\n\
        Bo Lind,He stayed,Emil Roth\n\
        ,Nobody,Zoya Kvantum Marsh\n\
        ,Nobody,\"Emil Roth, Zoya Kvantum and Cy\"\n";
    let mut desk = Desk::new(&[
        ("forms.csv", Kind::Nominations, forms),
        ("p.csv", Kind::People, "Name,Email\nZoya Kvantum,z@x.example\n"),
    ]);
    let plan = desk.erase(desk.called("Zoya Kvantum"));
    let after = desk.file("forms.csv");
    assert!(after.contains("Zoya Kvantum Marsh") && after.contains("\"Emil Roth, [erased] and Cy\""), "{after}");
    assert_eq!(told(&plan.left), ["forms.csv, line 3: Your name: Zoya Kvantum Marsh"]);
}

#[test]
fn a_title_takes_no_message_and_no_cell_of_others() {
    let people = "Name,Email\nIng Wang,ing@x.example\nLena Wang,lena@x.example\nBo Lind,bo@x.example\n";
    let thanks = "To,Message,From\nWang,Thank you for the printer,Bo Lind\n";
    let split = "First name,Last name,Team\nLena,Wang,Ops\nMei,Wang,Net\n";
    let lists = [("p.csv", Kind::People, people), ("t.csv", Kind::Thanks, thanks), ("s.csv", Kind::People, split)];
    let mut desk = Desk::new(&lists);
    desk.erase(desk.called("Ing Wang"));
    assert_eq!((desk.file("t.csv").as_str(), desk.file("s.csv").as_str()), (thanks, split));
    assert_eq!(desk.workspace.campaign().unwrap().thanks().len(), 1);
    // One word alone, where others have it as a part of their name, is told and stays.
    let mut desk = Desk::new(&lists);
    let id = desk.called("Ing Wang");
    let wang = Person { name: "Wang".into(), ..desk.workspace.campaign().unwrap().people().get(id).unwrap().clone() };
    desk.workspace.edit("Rename", Edit::person(id, wang)).unwrap();
    let plan = desk.erase(id);
    assert_eq!(desk.workspace.campaign().unwrap().thanks().len(), 1);
    assert!(told(&plan.left).iter().any(|it| it == "T1: Wang"), "{:?}", told(&plan.left));
    assert_eq!(desk.file("s.csv"), split);
}

const TWO: &str = "Timestamp,Your name,Your email,Your phone,Nominee 1,Reason 1,Nominee 2,Reason 2\n\
    2026-11-01 10:00,Ana Quist,ana@x.example,+43 664 123,Bo Lind,He kept the lights on all night,Cleo Marsh,She answered the phones\n\
    2026-11-01 11:00,Dora Fuchs,dora@x.example,+43 664 999,Ana Quist,Patient with me,Bo Lind,Good jokes\n";

#[test]
fn a_row_of_several_nominees_keeps_what_is_about_the_others() {
    let mut desk = Desk::new(&[("two.csv", Kind::Nominations, TWO)]);
    assert_eq!(desk.workspace.campaign().unwrap().nominations().len(), 4);
    desk.erase(desk.called("Ana Quist"));
    let after = desk.file("two.csv");
    assert!(
        after.contains(
            "2026-11-01 10:00,,,,Bo Lind,He kept the lights on all night,Cleo Marsh,She answered the phones\n"
        ),
        "{after}"
    );
    assert!(after.contains("2026-11-01 11:00,Dora Fuchs,dora@x.example,+43 664 999,,,Bo Lind,Good jokes\n"), "{after}");
    let campaign = desk.workspace.campaign().unwrap();
    assert_eq!(campaign.nominations().len(), 3);
    let first = campaign.nominations().iter().next().unwrap().1;
    let answers: Vec<&str> = first.answers.iter().map(|(_, answer)| answer).collect();
    assert_eq!(
        answers,
        [
            "2026-11-01 10:00",
            "",
            "",
            "",
            "Bo Lind",
            "He kept the lights on all night",
            "Cleo Marsh",
            "She answered the phones"
        ]
    );
    for gone in ["Quist", "ana@", "664 123", "Patient"] {
        assert!(!desk.said().contains(gone), "{gone}");
    }
}

#[test]
fn answers_that_go_with_their_author_are_told_before() {
    let list = "Your name,Your email,Nominee,Reason,Their superpower,Your desk\n\
        Ana Quist,ana@x.example,Bo Lind,Calm,Fixes every printer,K12\n";
    let mut desk = Desk::new(&[("z.csv", Kind::Nominations, list)]);
    let plan = desk.erase(desk.called("Ana Quist"));
    assert_eq!(told(&plan.emptied), ["N1: Their superpower: Fixes every printer, Your desk: K12"]);
    assert_eq!(plan.count.emptied, 1);
    assert!(plan.count.lines().iter().any(|(_, line)| line.contains("loses answers")));
}

#[test]
fn the_file_keeps_what_the_records_keep() {
    let people = "Name,Email\nAna Quist,ana1@x.example\nAna Quist,ana2@x.example\nBo Lind,bo@x.example\n";
    let forms = "Nominee,Nominee email,Reason,Your name,Your email\n\
        Bo Lind,bo@x.example,He and Ana Quist kept the lights on,Dora Fuchs,dora@x.example\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, people), ("n.csv", Kind::Nominations, forms)]);
    let plan = desk.erase(desk.called("Ana Quist"));
    assert_eq!(desk.file("n.csv"), forms);
    let left = told(&plan.left);
    assert!(left.contains(&"N1: He and Ana Quist kept the lights on".to_owned()), "{left:?}");
    assert!(left.contains(&"n.csv, line 2: Reason: He and Ana Quist kept the lights on".to_owned()), "{left:?}");
    assert!(desk.said().contains("He and Ana Quist"));
}

#[test]
fn a_code_name_that_an_award_has_goes_from_their_own_rows_only() {
    let people = "Name,Email,Code name\nMaria Garcia,mg@x.example,Night Owl\n";
    let forms = "Nominee,Award,Reason,Your name\nBo Lind,Night Owl,A true night owl and more,Dora Fuchs\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, people), ("n.csv", Kind::Nominations, forms)]);
    let plan = desk.erase(desk.called("Maria Garcia"));
    assert_eq!(desk.file("n.csv"), forms);
    assert!(!desk.file("p.csv").contains("Owl") && plan.masked.is_empty() && plan.left.is_empty(), "{:?}", plan.left);
    assert!(desk.said().contains("A true night owl and more"));
}

#[test]
fn a_longer_version_brings_nobody_back_and_counts_nobody_twice() {
    let grown =
        format!("{TWO}2026-11-02 11:00,Emil Roth,emil@x.example,+43 664 777,Cleo Marsh,So kind,Bo Lind,Great help\n");
    let wider =
        grown.lines().enumerate().map(|(at, line)| format!("{line},{}\n", if at == 0 { "Team" } else { "Net" }));
    for longer in [grown.clone(), wider.collect::<String>()] {
        let mut desk = Desk::new(&[("two.csv", Kind::Nominations, TWO)]);
        desk.erase(desk.called("Ana Quist"));
        let before: Vec<NominationId> = desk.workspace.campaign().unwrap().nominations().ids().collect();
        let report = desk.import("two.csv", Kind::Nominations, &longer);
        assert_eq!((report.read, report.accepted, report.added, report.known), (3, 3, 1, 2), "{report:?}");
        let said = |line: u64| {
            report
                .issues
                .iter()
                .any(|it| it.line == Some(line) && it.message.contains("somebody in it was erased since"))
        };
        assert!(said(2) && said(3) && !said(4), "{:?}", report.issues);
        let campaign = desk.workspace.campaign().unwrap();
        assert_eq!(campaign.nominations().len(), before.len() + 2);
        assert!(!campaign.people().iter().any(|(_, it)| it.name.contains("Quist")));
        // What is kept of the rows says nothing of anybody.
        let (_, source) = campaign.sources().iter().next().unwrap();
        assert_eq!(source.erased_rows.rows.len(), 2);
        assert!(
            source.erased_rows.rows.values().all(|row| row.len() == 32 && row.chars().all(|c| c.is_ascii_hexdigit()))
        );
        // Whoever wants them once more says so of each line.
        let mut choices = importing::Choices { again: true, ..Default::default() };
        let report = desk.import_bytes("again.csv", Kind::Nominations, longer.as_bytes(), choices.clone());
        assert_eq!((report.added, report.held), (1, 2));
        choices.rules.accept_lines = [2, 3].into();
        let report = desk.import_bytes("once more.csv", Kind::Nominations, longer.as_bytes(), choices);
        assert_eq!((report.added, report.held), (3, 0));
    }
}

#[test]
fn who_was_nominated_alone_does_not_come_back_with_a_longer_version() {
    let list = "Timestamp,Your name,Nominee,Reason,Story\n\
        2026-11-01 10:00,Dora Fuchs,Bo Lind,Worked with Ana Quist,Ana Quist and Bo fixed it\n\
        2026-11-01 10:01,Emil Roth,Ana Quist,Calm,Always\n";
    let longer = format!("{list}2026-11-03 10:01,Fay Ito,Bo Lind,Fast,Yes\n");
    let mut desk = Desk::new(&[("k.csv", Kind::Nominations, list)]);
    desk.erase(desk.called("Ana Quist"));
    let report = desk.import("k.csv", Kind::Nominations, &longer);
    // A row in which a mark stands is not held for another one.
    assert_eq!((report.held, report.added, report.known), (0, 1, 2), "{:?}", report.issues);
    assert!(!desk.said().contains("Quist"));
    // A list of people, too, and erased twice from one list.
    let people =
        "Name,Email,Team\nAna Quist,ana@x.example,Data\nBo Lind,bo@x.example,Data\nCy Marsh,cy@x.example,Data\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, people)]);
    desk.erase(desk.called("Ana Quist"));
    desk.erase(desk.called("Bo Lind"));
    let report = desk.import("p.csv", Kind::People, &format!("{people}Dora Fuchs,dora@x.example,Ops\n"));
    assert_eq!((report.added, report.people_added), (1, 1), "{:?}", report.issues);
    assert!(!desk.said().contains("Quist") && !desk.said().contains("Lind"));
}

#[test]
fn of_a_row_that_says_little_it_is_asked() {
    let mut desk = Desk::new(&[("p.csv", Kind::People, "Name,Email\nAna Quist,\nBo Lind,bo@x.example\n")]);
    desk.erase(desk.called("Ana Quist"));
    // She once more, or somebody of her name.
    let list = "Name,Email\nCy Marsh,cy@x.example\nAna Quist,\n";
    for again in [false, true] {
        let mut choices = importing::Choices { again, ..Default::default() };
        let report = desk.import_bytes("e.csv", Kind::Entries, list.as_bytes(), choices.clone());
        assert_eq!((report.held, report.known), (1, 0), "{:?}", report.issues);
        assert!(report.issues.iter().any(|it| it.line == Some(3) && it.message.contains("was erased since")));
        choices.rules.accept_lines = [3].into();
        let report = desk.import_bytes("f.csv", Kind::Entries, list.as_bytes(), choices);
        assert_eq!(report.held, 0);
    }
    assert!(desk.said().contains("Ana Quist"));
}

#[test]
fn letters_and_separators_chosen_by_hand_are_those_in_which_is_looked() {
    use crate::intake::{Encoding, HeaderChoice, ReadOptions};
    // Windows-1250, which nobody can tell from 1252 by these few letters; the separator is none that is tried.
    let list = b"Nominee|Reason|Your name|Your email\nBo Lind|Zolt\xE1n \xD5ry helped|Dora Fuchs|dora@x.example\n\
        Cy Marsh|He stayed all night|Zolt\xE1n \xD5ry|zoltan@x.example\n";
    let header = HeaderChoice::Rows { first: 1, count: 1 };
    let read =
        ReadOptions { encoding: Some(Encoding::Windows1250), delimiter: Some(b'|'), header, ..Default::default() };
    let mut desk = Desk::new(&[]);
    desk.import_bytes("enc.csv", Kind::Nominations, list, importing::Choices { read, ..Default::default() });
    let source = |desk: &Desk| desk.workspace.campaign().unwrap().sources().iter().next().unwrap().1.clone();
    assert_eq!(ReadOptions::recalled(&source(&desk).read_as), read);
    let table = importing::read_again(&source(&desk), list).unwrap();
    assert_eq!(table.row_on(3).unwrap().cell(2), "Zolt\u{e1}n \u{150}ry");
    desk.erase(desk.called("Zolt\u{e1}n \u{150}ry"));
    let after = desk.file("enc.csv");
    assert!(
        after.contains("Bo Lind|[erased] helped|Dora Fuchs") && after.contains("Cy Marsh|He stayed all night||\n"),
        "{after}"
    );
    // It is read as before, in the letters it is written in now.
    let table = importing::read_again(&source(&desk), after.as_bytes()).unwrap();
    assert_eq!((table.encoding, table.row_on(2).unwrap().cell(1)), (Encoding::Utf8, "[erased] helped"));
    // A campaign from before knows of no choice.
    assert_eq!((ReadOptions::recalled(""), ReadOptions::default().kept()), (ReadOptions::default(), String::new()));
}

#[test]
fn names_of_files_sheets_and_questions_go_too() {
    let list = "Nominee,Nominator,Reason,What should we tell Bo Lind?\n\
        Bo Lind,Ada Quist,He ran for hours,Hello\nCy Moor,Ada Quist,She sat still,Nothing\n";
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Bo Lind").unwrap();
    sheet.write_row(0, 0, ["Name", "Email"]).unwrap();
    sheet.write_row(1, 0, ["Dora Fuchs", "dora@x.example"]).unwrap();
    let book = book.save_to_buffer().unwrap();
    // As some systems write letters, with their marks apart.
    let decomposed = "P\u{e4}ivi \u{d55c}\u{ae00}.csv".nfd().collect::<String>();
    let mut desk = Desk::new(&[(&decomposed, Kind::People, "Name,Email\nPäivi 한글,p@x.example\n")]);
    desk.erase(desk.called("Päivi 한글"));
    assert_eq!(desk.workspace.campaign().unwrap().sources().iter().next().unwrap().1.file_name, "[erased].csv");
    let mut desk = Desk::new(&[("Bo Lind.csv", Kind::Nominations, list)]);
    desk.import_bytes("book.xlsx", Kind::People, &book, importing::Choices::default());
    assert!(desk.said().contains("What should we tell Bo Lind?"));
    let plan = desk.erase(desk.called("Bo Lind"));
    let said = desk.said();
    let at = said.find("Lind");
    assert!(at.is_none(), "{:?}", at.map(|at| said.get(at.saturating_sub(90)..at + 60)));
    assert!(said.contains("[erased].csv") && said.contains("What should we tell [erased]?"));
    let told = told(&plan.masked).join("\n");
    assert!(
        told.contains("Bo Lind.csv")
            && !told.contains(", line")
            && told.contains("sheet \u{201c}Bo Lind\u{201d}")
            && told.contains("tell Bo Lind"),
        "{told}"
    );
    let campaign = desk.workspace.campaign().unwrap();
    let (_, source) = campaign.sources().iter().find(|(_, it)| it.file_name == "book.xlsx").unwrap();
    let bytes = desk.workspace.blob(&source.sha256).unwrap();
    assert_eq!(intake::sheet_names(&bytes).unwrap(), std::slice::from_ref(&source.sheet));
    assert_eq!(importing::read_again(source, &bytes).unwrap().row_on(2).unwrap().cell(0), "Dora Fuchs");
}

#[test]
fn names_like_theirs_and_addresses_of_others_stay() {
    let people = "Name,Email\nJan Smit,js1@x.example\nJan Smits,js2@x.example\nMaria Garcia,mg@x.example\n\
        Mary Garcia,maria.garcia@x.example\nBo Lind,bo@x.example\n";
    let thanks = "To,From,Message\nJan Smits,Bo Lind,Thank you for the printer\n";
    let forms = "Name,Email,Remark\nCy Marsh,cy@x.example,Ask maria.garcia@x.example\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, people), ("t.csv", Kind::Thanks, thanks)]);
    desk.import("f.csv", Kind::People, forms);
    for name in ["Jan Smit", "Maria Garcia"] {
        let plan = desk.erase(desk.called(name));
        assert!(plan.masked.is_empty() && plan.namesakes.is_empty(), "{name}: {:?}", plan.masked);
    }
    let left = desk.file("p.csv");
    assert!(
        left.contains("\nJan Smits,js2@x.example\n") && left.contains("\nMary Garcia,maria.garcia@x.example\n"),
        "{left}"
    );
    assert_eq!(desk.file("t.csv"), thanks);
    assert!(
        desk.file("f.csv").contains("Cy Marsh,cy@x.example,Ask maria.garcia@x.example\n"),
        "{}",
        desk.file("f.csv")
    );
    assert_eq!(desk.workspace.campaign().unwrap().thanks().len(), 1);
}

#[test]
fn a_file_that_was_read_twice_loses_cells_and_not_the_row() {
    let list = "Name,Email,Reason,Your name,Your email\n\
        Bo Lind,bo@x.example,He stayed beside the server all night long,Dora Fuchs,dora@x.example\n";
    let mut desk = Desk::new(&[("l.csv", Kind::Nominations, list)]);
    let campaign = desk.workspace.campaign().unwrap();
    let (first, source) = campaign.sources().iter().next().unwrap();
    let people = crate::campaign::SourceId(first.0 + 1);
    let dora = desk.called("Dora Fuchs");
    let mut person = campaign.people().get(dora).unwrap().clone();
    person.origins.push(crate::campaign::Origin { source: people, line: 2 });
    let edits = vec![Edit::source(people, source.clone()), Edit::person(dora, person)];
    desk.workspace.commit(crate::campaign::Change::new("Read as people, too", edits)).unwrap();
    desk.erase(dora);
    let after = desk.file("l.csv");
    assert!(after.contains("Bo Lind,bo@x.example,He stayed beside the server all night long,,\n"), "{after}");
}

#[test]
fn a_namesake_they_nominated_keeps_the_name() {
    let list = "Nominee,Nominee email,Reason,Your name,Your email\n\
        \"Quist, Ana\",ana2@x.example,She mended the printer for all of us,Ana Quist,ana1@x.example\n";
    let people = "Name,Email\nAna Quist,ana1@x.example\nAna Quist,ana2@x.example\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, people), ("n.csv", Kind::Nominations, list)]);
    let id = by_email("ana1@x.example")(desk.workspace.campaign().unwrap()).unwrap();
    desk.erase(id);
    let after = desk.file("n.csv");
    assert!(after.contains("\"Quist, Ana\",ana2@x.example,She mended the printer for all of us,,\n"), "{after}");
}

#[test]
fn the_home_of_a_family_stays_in_the_row_of_another() {
    let list = "Name,Email,Address,Partner\nAnn Field,ann@x.example,9 St John's Road,\n\
        Cy Field,cy@x.example,9 St John's Road,Ann Field\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, list)]);
    let cy = desk.called("Cy Field");
    let away = Person { ..desk.workspace.campaign().unwrap().people().get(cy).unwrap().clone() };
    desk.workspace.edit("Moved", Edit::person(cy, away.with(|it| it.address = "1 Elm Road".into()))).unwrap();
    let plan = desk.erase(desk.called("Ann Field"));
    let after = desk.file("p.csv");
    assert!(after.contains("\nCy Field,cy@x.example,9 St John's Road,\n"), "{after}");
    assert_eq!(told(&plan.left).len(), 1, "{:?}", plan.left);
}

#[test]
fn rows_of_two_files_of_one_name_are_told_each() {
    let people = "Name,Email\nAna Quist,ana1@x.example\nAna Quist,ana2@x.example\n";
    let forms = |who: &str| format!("Nominee,Reason,Your name\n{who},With Ana Quist,Dora Fuchs\n");
    let (one, other) = (forms("Bo Lind"), forms("Cy Marsh"));
    let lists =
        [("p.csv", Kind::People, people), ("n.csv", Kind::Nominations, &one), ("n.csv", Kind::Nominations, &other)];
    let mut desk = Desk::new(&lists);
    let plan = desk.erase(desk.called("Ana Quist"));
    let rows = told(&plan.left).iter().filter(|it| it.starts_with("n.csv, line 2")).count();
    assert_eq!(rows, 2, "{:?}", plan.left);
}

#[test]
fn answers_of_thanks_and_mishaps_that_go_are_told_before() {
    let thanks = "To,From,Your e-mail,Message,Their superpower\n\
        Bo Lind,Ana Quist,ana@x.example,Thank you for that,Fixes every printer\n";
    let mut desk = Desk::new(&[("t.csv", Kind::Thanks, thanks)]);
    let mishap = crate::campaign::Mishap {
        text: "Soup".into(),
        sent_by: Some(desk.called("Ana Quist")),
        answers: vec![("Where?".into(), "Desk 9".into())],
        ..Default::default()
    };
    desk.workspace.edit("Told", Edit::mishap(1.into(), mishap)).unwrap();
    let plan = desk.erase(desk.called("Ana Quist"));
    assert_eq!(told(&plan.emptied), ["T1: Their superpower: Fixes every printer", "X1: Where?: Desk 9"]);
}

#[test]
fn a_name_of_one_word_is_told_in_texts_and_goes_where_it_is_all_there_is() {
    // Where somebody works is called so, too.
    let people =
        "Name,Email,Organisation\nZoya,z@x.example,\nKim Berg,k@x.example,Berg AG\nFay Ito,f@x.example,Berg AG\n";
    let forms = "Nominee,Reason,Your name\nBo Lind,Thanks to Zoya for that,Dora Fuchs\nCy Marsh,Zoya,Dora Fuchs\n\
        Cy Marsh,As Berg said,Dora Fuchs\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, people), ("n.csv", Kind::Nominations, forms)]);
    let plan = desk.erase(desk.called("Zoya"));
    assert_eq!(told(&plan.left), ["N1: Thanks to Zoya for that", "n.csv, line 2: Reason: Thanks to Zoya for that"]);
    assert_eq!(
        (told(&plan.masked), told(&plan.doubtful)),
        (vec!["N2: Zoya".into()], vec!["n.csv, line 3: Reason: Zoya".into()])
    );
    assert!(desk.file("n.csv").contains("\nCy Marsh,,Dora Fuchs\n"));
    // A word of a longer name, where nobody else has it.
    let plan = desk.erase(desk.called("Kim Berg"));
    assert_eq!(told(&plan.left), ["N3: As Berg said", "n.csv, line 4: Reason: As Berg said"]);
}
