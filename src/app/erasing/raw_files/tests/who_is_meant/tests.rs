//! Rows and words that are somebody's for sure, and those that may be: firms, teams, addresses, and who comes back with a changed
//! list.

use super::super::*;
use crate::campaign::Thanks;

#[test]
fn an_address_made_of_the_name_is_told_in_rows_and_records() {
    let people = "Name,Email\nAna Quist,ana@x.example\n,ana.quist2@private.example\nMia Berg,mia@x.example\n";
    let entries = "First name,Last name,Email,Status\nA.,Q.,ana.quist@private.example,cancelled\n\
        Cy,Marsh,cy@x.example,paid\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, people), ("e.csv", Kind::Entries, entries)]);
    let nobody = desk.workspace.campaign().unwrap().next_person_id();
    let quist = Person { email: "quist.ana@private.example".into(), ..Person::default() };
    desk.workspace.edit("Add", Edit::person(nobody, quist)).unwrap();
    let plan = desk.erase(desk.called("Ana Quist"));
    let left = told(&plan.left);
    assert!(left.contains(&"e.csv, line 2: Email: ana.quist@private.example".to_owned()), "{left:?}");
    assert!(left.contains(&format!("{nobody}: quist.ana@private.example")), "{left:?}");
}

#[test]
fn a_row_nobody_took_that_is_all_theirs_goes_whole() {
    let people = "Name,Email\nAna Quist,ana@x.example\nBo Lind,bo@x.example\n";
    let entries = "First name,Last name,Email,Phone,Address,Status\n\
        Ana,Quist,aq77@private.example,+43 664 1234567,Hauptstr 9,cancelled\n\
        Bo,Lind,bo@x.example,+43 664 7654321,Hauptstr 11,cancelled\n\
        ,,ana@x.example,+43 664 1234567,Hauptstr 9,cancelled\n\
        Cy,Marsh,cy@x.example,,,paid\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, people), ("e.csv", Kind::Entries, entries)]);
    let plan = desk.erase(desk.called("Ana Quist"));
    let after = desk.file("e.csv");
    let bo = "Bo,Lind,bo@x.example,+43 664 7654321,Hauptstr 11,cancelled\n";
    assert_eq!(
        after,
        format!("First name,Last name,Email,Phone,Address,Status\n,,,,,\n{bo},,,,,\nCy,Marsh,cy@x.example,,,paid\n")
    );
    assert!(plan.left.is_empty(), "{:?}", plan.left);
    // With another address it may be a namesake's whom nobody knows.
    let doubtful: Vec<&str> = plan.doubtful.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(doubtful, ["e.csv, line 2"]);
}

#[test]
fn a_changed_row_of_somebody_erased_is_asked_about() {
    let list = |shift: &str| {
        format!("Name,Email,Team,Shift\nAna Quist,ana@x.example,Ops,{shift}\nBo Lind,bo@x.example,Ops,{shift}\n")
    };
    let mut desk = Desk::new(&[("p.csv", Kind::People, &list("early"))]);
    desk.erase(desk.called("Ana Quist"));
    assert!(!desk.said().contains("ana@"));
    let mut choices = importing::Choices::default();
    for shift in ["late", "night"] {
        let report = desk.import("p.csv", Kind::People, &list(shift));
        assert_eq!(report.held, 1, "{:?}", report.issues);
        assert!(report.issues.iter().any(|it| it.line == Some(2) && it.message.contains("was erased since")));
        assert!(!desk.said().contains("Quist"));
    }
    // Whoever takes them in again is asked no more.
    choices.rules.accept_lines = [2].into();
    desk.import_bytes("p.csv", Kind::People, list("noon").as_bytes(), choices);
    desk.called("Ana Quist");
    assert_eq!(desk.import("p.csv", Kind::People, &list("even")).held, 0);
    // An address that somebody else has, too, holds none of their rows.
    let family = "Name,Email\nAnn Field,field@x.example\nCy Field,field@x.example\n";
    let mut desk = Desk::new(&[("f.csv", Kind::People, family)]);
    desk.erase(desk.called("Ann Field"));
    assert!(desk.workspace.campaign().unwrap().settings().erased_addresses.is_empty());
}

#[test]
fn where_a_campaign_has_no_key_it_is_said_that_lists_bring_them_back() {
    let mut desk = Desk::new(&[("p.csv", Kind::People, "Name,Email\nAna Quist,ana@x.example\nBo Lind,b@x.example\n")]);
    let lines = |desk: &Desk| {
        let (campaign, id) = (desk.workspace.campaign().unwrap(), desk.called("Ana Quist"));
        let plan = erasure(campaign, &|sha| desk.workspace.blob(sha), id, desk.world.now()).unwrap();
        plan.count.lines().into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
    };
    assert!(lines(&desk).contains("fingerprint of each erased row") && !lines(&desk).contains("brings them back"));
    assert!(lines(&desk).contains("address that is theirs alone is kept"));
    let mut settings = desk.workspace.campaign().unwrap().settings().clone();
    settings.keys.household_key.clear();
    desk.workspace.edit("No key", Edit::Settings(Arc::new(settings))).unwrap();
    assert!(lines(&desk).contains("brings them back") && !lines(&desk).contains("A keyed fingerprint"));
}

#[test]
fn nothing_is_promised_of_what_is_not_kept() {
    for (list, rows, addresses) in [
        ("Name,Email,Team\nAna Quist,ana@x.example,Ops\n", true, true),
        ("Name,Email,Team\nAna Quist,,Ops\n", true, false),
        ("Name,Email,Team\nAna Quist,no address,Ops\n", true, false),
        ("Name,Email,Team\nAna Quist,field@x.example,Ops\nCy Field,field@x.example,Ops\n", true, false),
        ("Name,Email,Team\nCy Field,cy@x.example,Ops\n", false, true),
    ] {
        let mut desk = Desk::new(&[("p.csv", Kind::People, list)]);
        let id = desk.workspace.campaign().unwrap().next_person_id();
        if !rows {
            let ana = Person { name: "Ana Quist".into(), email: "ana@x.example".into(), ..Person::default() };
            desk.workspace.edit("Add", Edit::person(id, ana)).unwrap();
        }
        let plan = desk.erase(desk.called("Ana Quist"));
        let lines = plan.count.lines().into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        assert_eq!(lines.contains("each erased row"), rows, "{list}: {lines}");
        assert_eq!(lines.contains("address that is theirs alone"), addresses, "{list}: {lines}");
        let campaign = desk.workspace.campaign().unwrap();
        assert_eq!(campaign.settings().erased_addresses.len(), usize::from(addresses), "{list}");
        assert_eq!(campaign.sources().iter().any(|(_, it)| !it.erased_rows.is_empty()), rows, "{list}");
    }
}

#[test]
fn a_code_name_that_something_else_has_is_told_where_it_signs_or_is_all_there_is() {
    let forms = "Nominee,Reason,Remark,Your name\nBo Lind,Calm,Night Owl,Dora Fuchs\n";
    let desk = |tags: &str| {
        let people = format!(
            "Name,Email,Code name,Tags\nAna Quist,ana@x.example,Night Owl,\nBo Lind,bo@x.example,,Night Owl\n\
             Cy Marsh,cy@x.example,,{tags}\n"
        );
        let mut desk = Desk::new(&[("p.csv", Kind::People, &people), ("n.csv", Kind::Nominations, forms)]);
        let thanks = Thanks { from_words: "Night Owl".into(), message: "Thank you".into(), ..Thanks::default() };
        desk.workspace.edit("Thank", Edit::thanks(1.into(), thanks)).unwrap();
        desk
    };
    let from = |desk: &Desk| {
        let campaign = desk.workspace.campaign().unwrap();
        campaign.thanks().iter().map(|(_, it)| it.from_words.clone()).collect::<String>()
    };
    let mut several = desk("Night Owl");
    let plan = several.erase(several.called("Ana Quist"));
    assert_eq!((several.file("n.csv").as_str(), from(&several).as_str()), (forms, "Night Owl"));
    let left = told(&plan.left);
    for it in ["T1: Night Owl", "N1: Night Owl", "n.csv, line 2: Remark: Night Owl"] {
        assert!(left.contains(&it.to_owned()), "{it}: {left:?}");
    }
    // One other alone who sorts under it takes it from nobody.
    let mut one = desk("Day");
    one.erase(one.called("Ana Quist"));
    assert_eq!((one.file("n.csv").contains("Owl"), from(&one).as_str()), (false, ""));
}

#[test]
fn a_code_name_that_is_a_team_takes_it_from_nobody() {
    let list = "Name,Email,Code name,Team\nAna Quist,ana@x.example,Blue Team,\nBo Lind,bo@x.example,,Blue Team\n\
        Cy Marsh,cy@x.example,,Blue Team\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, list)]);
    desk.erase(desk.called("Ana Quist"));
    let after = desk.file("p.csv");
    assert!(after.ends_with("\nBo Lind,bo@x.example,,Blue Team\nCy Marsh,cy@x.example,,Blue Team\n"), "{after}");
    let people = desk.workspace.campaign().unwrap().people();
    assert!(people.iter().all(|(_, it)| it.team == "Blue Team"));
}

#[test]
fn a_firm_called_like_somebody_keeps_its_name_and_is_told() {
    let list = "Name,Email,Organisation,Team\nGeorg Fischer,g@x.example,Acme,\nBo Lind,bo@x.example,Georg Fischer AG,\n\
        Cy Marsh,cy@x.example,,Georg Fischer\nDora Fuchs,d@x.example,,Georg Fischer\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, list)]);
    let plan = desk.erase(desk.called("Georg Fischer"));
    let after = desk.file("p.csv");
    for row in ["Bo Lind,bo@x.example,Georg Fischer AG,", "Cy Marsh,cy@x.example,,Georg Fischer"] {
        assert!(after.contains(row), "{after}");
    }
    assert!(plan.masked.is_empty(), "{:?}", plan.masked);
    let left = told(&plan.left);
    assert_eq!(left.iter().filter(|it| it.starts_with('P')).count(), 3, "{left:?}");
    assert_eq!(left.iter().filter(|it| it.starts_with("p.csv")).count(), 3, "{left:?}");
    // What records keep stays in answers as well, and is told there, too.
    let people = "Name,Email,Team\nGeorg Fischer,g@x.example,\nBo Lind,bo@x.example,Georg Fischer\n\
        Cy Marsh,cy@x.example,Georg Fischer\nDora Fuchs,d@x.example,Georg Fischer Nord\n\
        Fay Ito,f@x.example,Georg Fischer Nord\n";
    let forms = "Nominee,Reason,Team,Remark,Your name\nBo Lind,Calm,Georg Fischer,,Dora Fuchs\n\
        Cy Marsh,Fast,Georg Fischer Nord,Georg Fischer Nord,Dora Fuchs\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, people), ("n.csv", Kind::Nominations, forms)]);
    let plan = desk.erase(desk.called("Georg Fischer"));
    assert_eq!(desk.file("n.csv"), forms);
    let left = told(&plan.left);
    for it in [
        "N1: Georg Fischer",
        "N2: Georg Fischer Nord",
        "n.csv, line 2: Team: Georg Fischer",
        "n.csv, line 3: Team: Georg Fischer Nord, Remark: Georg Fischer Nord",
    ] {
        assert!(left.contains(&it.to_owned()), "{it}: {left:?}");
    }
    assert!(plan.masked.is_empty(), "{:?}", plan.masked);
    // A team of one is theirs to lose.
    let list = "Name,Email,Team\nGeorg Fischer,g@x.example,\nBo Lind,bo@x.example,Team Georg Fischer\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, list)]);
    let plan = desk.erase(desk.called("Georg Fischer"));
    assert!(desk.file("p.csv").contains("Bo Lind,bo@x.example,Team [erased]\n") && plan.masked.len() == 1);
}

#[test]
fn what_a_message_says_of_whom_it_is_for_stays() {
    let people = "Name,Email,Team\nBo Lind,bo@x.example,Ops\n";
    let thanks = "To,Recipient email,From,Your e-mail,Message,Team of the recipient\n\
        Bo Lind,bo@x.example,Ana Quist,ana@x.example,Thank you,Ops\n";
    let mut desk = Desk::new(&[("p.csv", Kind::People, people), ("t.csv", Kind::Thanks, thanks)]);
    let plan = desk.erase(desk.called("Ana Quist"));
    assert!(plan.emptied.is_empty(), "{:?}", plan.emptied);
    assert!(desk.file("t.csv").ends_with("\nBo Lind,bo@x.example,,,Thank you,Ops\n"), "{}", desk.file("t.csv"));
    // Where the author works goes, though whom it is for works there, too.
    let thanks = thanks.replace("Team of the recipient", "Your team");
    let mut desk = Desk::new(&[("p.csv", Kind::People, people), ("t.csv", Kind::Thanks, &thanks)]);
    let plan = desk.erase(desk.called("Ana Quist"));
    assert_eq!(told(&plan.emptied), ["T1: Your team: Ops"]);
    assert!(desk.file("t.csv").ends_with("\nBo Lind,bo@x.example,,,Thank you,\n"), "{}", desk.file("t.csv"));
    let campaign = desk.workspace.campaign().unwrap();
    assert!(campaign.thanks().iter().all(|(_, it)| !it.answers.iter().any(|(_, answer)| answer == "Ops")));
}

#[test]
fn a_file_called_like_a_firm_of_the_name_is_told() {
    let mut desk = Desk::new(&[("Georg Fischer AG 3.csv", Kind::People, "Name,Email\nGeorg Fischer,g@x.example\n")]);
    let plan = desk.erase(desk.called("Georg Fischer"));
    let left: Vec<_> = plan.left.iter().filter(|it| it.what == "file").map(|it| it.words.as_str()).collect();
    assert_eq!(left, ["Georg Fischer AG 3.csv"]);
}

#[test]
fn looking_for_somebody_can_be_stopped() {
    let desk = Desk::new(&[("p.csv", Kind::People, PEOPLE)]);
    let (campaign, id) = (desk.workspace.campaign().unwrap(), desk.called("Maria Garcia"));
    let progress = crate::app::Progress::silent();
    progress.cancel();
    let file = |sha: &str| desk.workspace.blob(sha);
    let stopped = crate::app::erasing::erasure_watched(campaign, &file, id, desk.world.now(), &progress);
    assert!(stopped.is_err_and(|failure| failure.is_cancelled()));
}
