//! Two people of one name: what is about the other one, and what may mean either, stays when one of them is erased.

use crate::app::erasing::{Fate, Told, erasure};
use crate::app::{FakeWorld, Jobs, Workspace, World, importing, templates};
use crate::campaign::{Campaign, Change, Edit, Person, PersonId};
use crate::{intake, store};
use std::sync::Arc;

/// Two people of one name, with words of others about each of them and words that may mean either.
fn two_of_one_name(world: &FakeWorld) -> (Campaign, PersonId, PersonId) {
    use crate::campaign::judging::{Candidate, Judge, Judging, Line, Mark, Sheet, Way};
    use crate::campaign::{Award, AwardId, Member, Mishap, Nomination, Story, Thanks};
    let person = |name: &str, email: &str| Person { name: name.into(), email: email.into(), ..Person::default() };
    let (ana, other, bo, cy) = (PersonId(1), PersonId(2), PersonId(3), PersonId(4));
    let nomination = |by: PersonId, nominee: PersonId, story: &str, who: &str| {
        let mut it = Nomination::new(nominee);
        it.nominator = Some(by);
        it.story = story.into();
        it.answers = [("Who?", who)].into_iter().collect();
        it
    };
    let thanks =
        |from: Option<PersonId>, to: Option<PersonId>, from_words: &str, to_words: &str, message: &str| Thanks {
            from,
            to,
            from_words: from_words.into(),
            to_words: to_words.into(),
            message: message.into(),
            ..Thanks::default()
        };
    let mut story = Story::new(other, "Kept on".into());
    story.text = "Quist, Ana mends what is broken".into();
    let mut member = Member::new(cy);
    member.best_practice = "What Ana Quist does".into();
    member.referred_by_words = "Ana Quist".into();
    let award = AwardId(900);
    let mut sheet = Sheet::new(award, 1, 1);
    let at = world.now();
    let comment = "As calm as Ana Quist".to_owned();
    sheet.lines.insert(1, Line { mark: Mark::Pass(true), comment, way: Way::Paper, at });
    let judge = Judge { number: 1, code: "J-1".into(), person: None, independent: String::new(), left: String::new() };
    let candidate = Candidate {
        number: 1,
        code: "Amber Arrow".into(),
        person: Some(bo),
        checks: Default::default(),
        withdrawn: None,
        covered: None,
    };
    let round = crate::campaign::judging::Round {
        number: 1,
        mode: crate::campaign::judging::Mode::PassFail(crate::campaign::judging::Passing::All),
        ..Default::default()
    };
    let judging = Judging { field: vec![candidate], panel: vec![judge], rounds: vec![round], ..Judging::default() };
    let edits = vec![
        Edit::person(ana, person("Ana Quist", "ana@one.example")),
        Edit::person(other, person("Quist, Ana", "ana@two.example")),
        Edit::person(bo, person("Bo Lind", "bo@x.example")),
        Edit::person(cy, person("Cy Marsh", "cy@x.example")),
        Edit::nomination(1.into(), nomination(bo, ana, "She stayed", "Ana Quist")),
        Edit::nomination(2.into(), nomination(bo, other, "She left early", "Ana Quist")),
        Edit::nomination(3.into(), nomination(other, bo, "He and Ana Quist fixed it", "Bo Lind")),
        Edit::nomination(4.into(), nomination(bo, cy, "Cy wrote to ana@one.example at night", "Cy Marsh")),
        Edit::nomination(5.into(), nomination(cy, bo, "ANA QUIST (ana@one.example) says so", "Bo Lind")),
        Edit::thanks(1.into(), thanks(Some(other), Some(bo), "Ana Quist", "Bo Lind", "Thank you")),
        Edit::thanks(2.into(), thanks(None, Some(bo), "Ana Quist", "Bo Lind", "Thank you, too")),
        Edit::thanks(3.into(), thanks(Some(bo), Some(other), "Bo Lind", "Ana Quist", "Thanks")),
        Edit::thanks(4.into(), thanks(Some(bo), None, "Bo Lind", "Ana Quist", "For whom?")),
        Edit::thanks(5.into(), thanks(Some(bo), Some(cy), "Bo Lind", "Cy Marsh", "You and Ana Quist are the best")),
        Edit::mishap(1.into(), Mishap { text: "Ana Quist's screen fell".into(), ..Mishap::default() }),
        Edit::story(1.into(), story),
        Edit::member(1.into(), member),
        Edit::award(award, Award { title: "Judged".into(), ..Award::default() }),
        Edit::judging(award, judging),
        Edit::sheet(1.into(), sheet),
    ];
    let mut campaign = templates::start(world, "blank").unwrap();
    campaign.apply(&Change::new("Set up", edits), at).unwrap();
    (campaign, ana, other)
}

#[test]
fn what_may_mean_a_namesake_is_left_and_listed() {
    let world = FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap());
    let (mut campaign, ana, other) = two_of_one_name(&world);
    let before = campaign.clone();
    let plan = erasure(&campaign, &|_| None, ana, world.now()).unwrap();
    let ids = |all: &[Told]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(plan.namesakes, [other]);
    assert_eq!(ids(&plan.masked), ["N4", "N5"], "{:?}", plan.masked);
    // Not the answer that names the nominee, and not whom thanks are known to be from and for.
    assert_eq!(ids(&plan.left), ["N3", "N5", "T5", "X1", "ST1", "L1", "B1", "T2", "T4"], "{:?}", plan.left);
    assert!(plan.left.iter().all(|it| it.words.to_lowercase().contains("quist")), "{:?}", plan.left);
    assert_eq!((plan.count.masked, plan.count.left), (plan.masked.len(), plan.left.len()));
    let lines = plan.count.lines();
    assert!(
        lines.contains(&(Fate::Changes, "2 texts of others get a mark in place of the name".to_owned())),
        "{lines:?}"
    );
    campaign.apply(&plan.change, world.now()).unwrap();

    let story = |campaign: &Campaign, id: u64| campaign.nominations().get(id.into()).unwrap().story.to_string();
    assert!(campaign.nominations().get(1.into()).is_none(), "what was said of her goes");
    assert_eq!(story(&campaign, 4), "Cy wrote to [erased] at night");
    assert_eq!(story(&campaign, 5), "ANA QUIST ([erased]) says so");
    // Nothing of the other one changed.
    for id in [2, 3] {
        assert_eq!(campaign.nominations().get(id.into()), before.nominations().get(id.into()), "N{id}");
    }
    for id in 1..=5 {
        assert_eq!(campaign.thanks().get(id.into()), before.thanks().get(id.into()), "T{id}");
    }
    assert_eq!(campaign.mishaps().get(1.into()), before.mishaps().get(1.into()));
    assert_eq!(campaign.stories().get(1.into()), before.stories().get(1.into()));
    assert_eq!(campaign.members().get(1.into()), before.members().get(1.into()));
    assert_eq!(campaign.sheets().get(1.into()), before.sheets().get(1.into()));
    assert_eq!(campaign.people().get(other), before.people().get(other));

    // When there is one left of the name, nothing is in doubt any more.
    let plan = erasure(&campaign, &|_| None, other, world.now()).unwrap();
    assert!(plan.left.is_empty() && plan.namesakes.is_empty());
    campaign.apply(&plan.change, world.now()).unwrap();
    let words = store::campaign_to_ron(&campaign).unwrap().to_lowercase();
    assert!(
        !words.contains("quist"),
        "{}",
        words.get(words.find("quist").unwrap_or(0).saturating_sub(60)..).unwrap_or("")
    );
}

#[test]
fn rows_about_a_namesake_keep_the_name() {
    let world = Arc::new(FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap()));
    let mut workspace = Workspace::new(world.clone(), Jobs::default());
    workspace.install_new(templates::start(world.as_ref(), "blank").unwrap(), Default::default());
    let forms = "Who?,Their e-mail,Your name,Your e-mail,Why?\n\
        Zoya Kvantum,zoya@one.example,Bo Lind,bo@x.example,She stayed\n\
        Zoya Kvantum,zoya@two.example,Bo Lind,bo@x.example,She left\n";
    let person = |email: &str| Person { name: "Zoya Kvantum".into(), email: email.into(), ..Person::default() };
    let two = [(901, "zoya@one.example"), (902, "zoya@two.example")];
    let edits = two.map(|(id, email)| Edit::person(PersonId(id), person(email))).to_vec();
    workspace.commit(Change::new("Two of one name", edits)).unwrap();
    let there = workspace.snapshot().unwrap();
    let choices = importing::Choices::default();
    let kind = intake::Kind::Nominations;
    let done = importing::import_bytes(&there, world.as_ref(), "forms.csv", forms.as_bytes(), kind, &choices).unwrap();
    drop(there);
    workspace.keep_blob(Arc::new(forms.as_bytes().to_vec()));
    workspace.commit(done.change.unwrap()).unwrap();
    let campaign = workspace.snapshot().unwrap();
    let plan = erasure(&campaign, &|sha| workspace.blob(sha), PersonId(901), world.now()).unwrap();
    assert_eq!(plan.namesakes, [PersonId(902)]);
    let after = String::from_utf8(plan.files[0].1.to_vec()).unwrap();
    assert!(after.contains("Zoya Kvantum,zoya@two.example,Bo Lind,bo@x.example,She left"), "{after}");
    assert!(!after.contains("zoya@one.example") && !after.contains("She stayed"), "{after}");
}
