//! Erasing beside others: their rows, cells, signatures, entries and words stay, and nothing of the person does.

use crate::app::erasing::*;
use crate::app::importing;
use crate::app::{FakeWorld, Jobs, Progress, Workspace, World, templates};
use crate::campaign::{
    Decision, Entry, EntryId, FollowUp, Hero, Mishap, MishapState, Nomination, Person, Reason, Review, Thanks,
};
use crate::intake;
use std::path::Path;

/// A campaign with these lists taken in, and where it lies.
fn taken_in(lists: &[(&str, &str, intake::Kind)]) -> (Arc<FakeWorld>, Workspace) {
    let world = Arc::new(FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap()));
    let (campaign, blobs) =
        templates::start_with_blobs(world.as_ref(), templates::SAMPLE, &Progress::silent()).unwrap();
    let shared: Arc<dyn World> = world.clone();
    let mut workspace = Workspace::new(shared, Jobs::default());
    workspace.install_new(campaign, blobs);
    for (name, text, kind) in lists {
        let there = workspace.snapshot().unwrap();
        let choices = importing::Choices::default();
        let done = importing::import_bytes(&there, world.as_ref(), name, text.as_bytes(), *kind, &choices).unwrap();
        drop(there);
        workspace.keep_blob(Arc::new(text.as_bytes().to_vec()));
        workspace.commit(done.change.unwrap()).unwrap();
    }
    (world, workspace)
}

fn called(workspace: &Workspace, name: &str) -> PersonId {
    let campaign = workspace.campaign().unwrap();
    let mut found = campaign.people().iter().filter(|(_, it)| it.name == name).map(|(id, _)| id);
    found.next().unwrap_or_else(|| panic!("nobody is called {name}"))
}

/// What is left of a list.
fn left_of(workspace: &Workspace, name: &str) -> String {
    let campaign = workspace.campaign().unwrap();
    let (_, source) = campaign.sources().iter().find(|(_, it)| it.file_name == name).unwrap();
    String::from_utf8(workspace.blob(&source.sha256).unwrap().to_vec()).unwrap()
}

fn erase(workspace: &mut Workspace, id: PersonId, at: Timestamp) -> Erasure {
    let plan = erasure(workspace.campaign().unwrap(), &|sha| workspace.blob(sha), id, at).unwrap();
    workspace.erase(plan.clone()).unwrap();
    plan
}

#[test]
fn cells_and_rows_of_others_stay() {
    let people = "Given name,Family name,E-mail,Given name of partner,Family name of partner,City\n\
        Peter,Huber,an@x.example,Anna,Huber,Graz\n\
        Anna,Schmidt,dan@x.example,Peter,Huberman,Graz\n\
        Peter,Huberman,p@x.example,Peter,Schmidt,Graz\n";
    let stories = "Name,E-mail,Why?,What happened?\n\
        Bo Lind,bo@x.example,He stayed,\"Bo kept the lights on. Write to an@x.example, or to dan@x.example, if you want to know more \
        about how he did it, and why nobody noticed for the whole of that long night.\"\n";
    let (world, mut workspace) =
        taken_in(&[("people.csv", people, intake::Kind::People), ("stories.csv", stories, intake::Kind::Nominations)]);
    let campaign = workspace.campaign().unwrap();
    let id = campaign.people().iter().find(|(_, it)| it.email == "an@x.example").unwrap().0;
    // In a row nobody took, too.
    let mut peter = campaign.people().get(id).unwrap().clone();
    peter.origins.clear();
    workspace.edit("Forget the row", Edit::person(id, peter)).unwrap();
    let plan = erase(&mut workspace, id, world.now());
    let people = left_of(&workspace, "people.csv");
    assert!(people.contains(",,,Anna,Huber,Graz\n"), "{people}");
    assert!(plan.left.iter().any(|it| it.words == "City: Graz"), "{:?}", plan.left);
    assert!(people.contains("Anna,Schmidt,dan@x.example,Peter,Huberman,Graz\n"), "{people}");
    let stories = left_of(&workspace, "stories.csv");
    assert!(stories.contains("Write to [erased], or to dan@x.example, if you want"), "{stories}");
}

#[test]
fn what_somebody_sent_stays_in_the_file_without_its_sender() {
    let thanks = "To,From,Your e-mail,Your phone,Message\n\
        Bo Lind,Zoya Kvantum,zoya@zz.example,+49 171 5550199,Thank you for the printer\n\
        Zoya Kvantum,Bo Lind,bo@x.example,,Thank you for the soup\n\
        \"Kvantum, Zoya\",,,,Nobody knows who said so\n";
    let (world, mut workspace) = taken_in(&[("thanks.csv", thanks, intake::Kind::Thanks)]);
    let id = called(&workspace, "Zoya Kvantum");
    erase(&mut workspace, id, world.now());
    let left = left_of(&workspace, "thanks.csv");
    assert!(left.contains("Bo Lind,,,,Thank you for the printer"), "{left}");
    for gone in ["Kvantum", "zoya", "5550199", "soup", "Nobody knows"] {
        assert!(!left.contains(gone), "{gone}: {left}");
    }
    let campaign = workspace.campaign().unwrap();
    let messages: Vec<&str> = campaign.thanks().iter().map(|(_, it)| it.message.as_str()).collect();
    assert!(messages.contains(&"Thank you for the printer"), "{messages:?}");
    assert!(!messages.iter().any(|it| it.contains("soup") || it.contains("Nobody knows")), "{messages:?}");
}

#[test]
fn a_home_is_the_persons_in_their_own_rows_only() {
    let list = "Name,E-mail,Address,City\n\
        Ann Field,ann@x.example,9 St John's Road,Vienna\n\
        Cy Field,cy@x.example,9 St John's Road,Vienna\n\
        Ann Field,,9 St John's Road,Vienna\n";
    let (world, mut workspace) = taken_in(&[("people.csv", list, intake::Kind::People)]);
    let campaign = workspace.campaign().unwrap();
    let id = campaign.people().iter().find(|(_, it)| it.email == "ann@x.example").unwrap().0;
    let mut ann = campaign.people().get(id).unwrap().clone();
    ann.origins.clear();
    ann.address = "9 St John's Road".into();
    // The row without an e-mail address may be taken for somebody else's.
    let others = campaign.people().iter().filter(|(other, it)| it.name == "Ann Field" && *other != id);
    let mut edits: Vec<Edit> = others.map(|(other, _)| Edit::Person(other, None)).collect();
    edits.push(Edit::person(id, ann));
    workspace.commit(Change::new("Forget the rows", edits)).unwrap();
    erase(&mut workspace, id, world.now());
    let left = left_of(&workspace, "people.csv");
    // A row that is all hers goes as one that was taken over.
    assert!(left.contains("\n,,,\nCy Field,cy@x.example,9 St John's Road,Vienna\n"), "{left}");
}

#[test]
fn words_in_every_record_of_others_lose_the_name() {
    let (world, mut workspace) = taken_in(&[]);
    let campaign = workspace.campaign().unwrap();
    let (id, bo) = (PersonId(7_001), PersonId(7_002));
    let (draw, _) = campaign.sweepstakes().iter().next().unwrap();
    let person = |name: &str| Person { name: name.into(), ..Person::default() };
    let home = "9 Elm Road, 1010 Vienna";
    let entry = |number: u64, person: PersonId| Entry {
        sweepstake: draw,
        person,
        entry_id: format!("ZQENTRY{number:05}").into(),
        tickets: 1,
        ..campaign.entries().iter().next().unwrap().1.clone()
    };
    let mut nomination = Nomination::new(bo);
    nomination.channel = "Told by Ana Quist".into();
    nomination.received = "by Ana Quist in June".into();
    nomination.problems = vec!["Printers of Ana Quist".into()];
    let mut hero = Hero::new(bo, "Torch".into());
    hero.specialties = vec!["Calming Ana Quist".into()];
    let public = |words: &str| Mishap {
        title: "Soup".into(),
        text: "Soup".into(),
        public_text: words.into(),
        state: MishapState::Published,
        ..Mishap::default()
    };
    let reviewed = |words: &str| {
        let text_sha256 = crate::app::hub::mishap_sha256(&public(words));
        Mishap { reviewed: Some(Review { by: "Cleo".into(), at: world.now(), text_sha256 }), ..public(words) }
    };
    let mut follow_up = FollowUp::default();
    follow_up.words.insert(1, "Married to Ana Quist".into());
    let merged = Person::default().with(|it| it.notes = "Sits beside Ana Quist".into());
    let bo_lind = Person {
        team: "Ana Quist's Team".into(),
        organisation: "Friends of Ana Quist".into(),
        place: "Beside Ana Quist".into(),
        consent: crate::campaign::Consent::new(
            crate::campaign::ConsentState::Agreed,
            None,
            "by mail",
            "As Ana Quist asked",
        ),
        ..person("Bo Lind")
    };
    let bo_lind = bo_lind.with(|it| it.since = "With Ana Quist".into());
    let mut member = crate::campaign::Member::new(bo);
    member.referred_by_words = "Ana Quist from IT".into();
    let thanks =
        Thanks { from_words: "Bo and Ana Quist".into(), to_words: "Ana Quist, Cy".into(), ..Thanks::default() };
    let mut story = crate::campaign::Story::new(bo, "Soup".into());
    story.problems = vec!["Soup of Ana Quist".into()];
    story.place = "Desk of Ana Quist".into();
    let edits = vec![
        Edit::member(9_001.into(), member),
        Edit::thanks(9_001.into(), thanks),
        Edit::story(9_001.into(), story),
        Edit::person(id, person("Ana Quist").with(|it| it.address = home.into())),
        Edit::person(bo, bo_lind),
        Edit::person(PersonId(7_003), merged),
        Edit::nomination(9_001.into(), nomination),
        Edit::hero(9_001.into(), hero),
        Edit::mishap(9_001.into(), reviewed("Ana Quist poured soup")),
        Edit::mishap(9_002.into(), reviewed("Somebody poured soup")),
        Edit::entry(EntryId(90_001), Entry { household: home.into(), ..entry(1, id) }),
        Edit::entry(
            EntryId(90_002),
            Entry {
                household: "9 elm road 1010 vienna".into(),
                decision: Decision::LeftOut(Reason::Duplicate, "The same as Ana Quist".into()),
                ..entry(2, bo)
            },
        ),
        Edit::entry(
            EntryId(90_003),
            Entry { household: home.into(), referred_by: "Ana Quist and Cleo".into(), ..entry(3, PersonId(7_003)) },
        ),
        Edit::follow_up(draw, follow_up),
    ];
    workspace.commit(Change::new("Set up", edits)).unwrap();
    let change =
        crate::app::duplicates::merge_all(workspace.campaign().unwrap(), &[(bo, PersonId(7_003))], world.now());
    workspace.commit(change.unwrap()).unwrap();
    let path = Path::new("/home/me/sample.unsung");
    workspace.save_now(path.into()).unwrap();
    let plan = erase(&mut workspace, id, world.now());
    let told: Vec<&str> = plan.masked.iter().map(|it| it.what).collect();
    for what in ["nomination", "hero", "mishap", "entry", "sweepstake", "person", "member", "thanks", "story"] {
        assert!(told.contains(&what), "{what}: {told:?}");
    }
    let campaign = workspace.campaign().unwrap();
    let text = crate::store::campaign_to_ron(campaign).unwrap().to_lowercase();
    for word in ["ana quist", "elm road"] {
        let at = text.find(word);
        assert!(at.is_none(), "{:?}", at.map(|at| text.get(at.saturating_sub(80)..at + 40)));
    }
    let households: Vec<&str> =
        [90_002, 90_003].iter().map(|id| campaign.entries().get(EntryId(*id)).unwrap().household.as_str()).collect();
    assert_eq!(households, ["Address of entry ZQENTRY00002"; 2], "they share one as before");
    // Both entries are told: what they say of her changes.
    let entries: Vec<String> =
        plan.masked.iter().filter(|it| it.what == "entry").map(|it| it.words.to_lowercase()).collect();
    assert_eq!(entries.len(), 2, "{entries:?}");
    let state = |id: u64| campaign.mishaps().get(id.into()).map(|it| (it.state, it.reviewed.is_some())).unwrap();
    assert_eq!((state(9_001), state(9_002)), ((MishapState::New, false), (MishapState::Published, true)));
}

#[test]
fn of_two_of_one_name_only_the_erased_one_goes() {
    let (world, mut workspace) = taken_in(&[]);
    let (ann, other, bo) = (PersonId(7_001), PersonId(7_002), PersonId(7_003));
    let person = |name: &str, email: &str| Person { name: name.into(), email: email.into(), ..Person::default() };
    let thanks = |from: Option<PersonId>, words: &str, to: &str| Thanks {
        from,
        from_words: words.into(),
        to_words: to.into(),
        message: format!("Thank you, {to}"),
        answers: vec![("Your team".into(), "Data".into())],
        ..Thanks::default()
    };
    let edits = vec![
        Edit::person(ann, person("José García", "jose@x.example")),
        Edit::person(other, person("Jose Garcia", "other@x.example")),
        Edit::person(bo, person("Bo Lind", "bo@x.example")),
        Edit::thanks(9_001.into(), thanks(Some(other), "Jose Garcia", "Night shift")),
        Edit::thanks(9_002.into(), thanks(None, "Cleo", "Jose Garcia")),
        Edit::thanks(9_003.into(), thanks(Some(bo), "Bo Lind and Jose Garcia", "Night shift")),
        Edit::thanks(9_004.into(), thanks(Some(ann), "Jose Garcia", "Night shift")),
    ];
    workspace.commit(Change::new("Set up", edits)).unwrap();
    assert_eq!(workspace.campaign().unwrap().namesakes(ann), [other]);
    let before: Vec<Thanks> = {
        let campaign = workspace.campaign().unwrap();
        [9_001, 9_002, 9_003].map(|id: u64| campaign.thanks().get(id.into()).unwrap().clone()).into()
    };
    erase(&mut workspace, ann, world.now());
    let campaign = workspace.campaign().unwrap();
    let after: Vec<Thanks> =
        [9_001, 9_002, 9_003].map(|id: u64| campaign.thanks().get(id.into()).unwrap().clone()).into();
    assert_eq!(before, after);
    let theirs = campaign.thanks().get(9_004.into()).unwrap();
    assert_eq!((theirs.from, theirs.from_words.as_str(), theirs.answers[0].1.as_str()), (None, "", ""));
}

#[test]
fn words_of_the_campaign_itself_lose_the_name() {
    use crate::campaign::{Archetype, Award, Milestone, Monster, Opened};
    let (world, mut workspace) = taken_in(&[]);
    let (id, bo) = (PersonId(7_001), PersonId(7_002));
    let said = "Ana Quist (ana@x.example) said so";
    let campaign = workspace.campaign().unwrap();
    let (draw, sweepstake) = campaign.sweepstakes().iter().next().unwrap();
    let mut sweepstake = sweepstake.clone();
    let done = crate::campaign::Mark::Done(said.into());
    sweepstake.marks.insert("age".into(), done);
    sweepstake.publication.notify = said.into();
    sweepstake.rules_text = said.into();
    let mut settings = campaign.settings().clone();
    let opened = Opened { at: world.now(), reason: said.into() };
    settings.milestones.push(Milestone { title: said.into(), opened: Some(opened), ..Milestone::default() });
    settings.hub.intro = said.into();
    let mut hero = Hero::new(bo, "Torch".into());
    hero.accessories.push(crate::campaign::Accessory { item: String::new(), label: said.into() });
    let mut georgia = Nomination::new(bo);
    georgia.answers =
        [("Location", "Georgia"), ("Who else?", "Georgia"), ("Anything?", "Hi, Georgia")].into_iter().collect();
    let person = |name: &str, email: &str| Person { name: name.into(), email: email.into(), ..Person::default() };
    let edits = vec![
        Edit::person(id, person("Ana Quist", "ana@x.example")),
        Edit::person(bo, person("Bo Lind", "bo@x.example")),
        Edit::person(PersonId(7_003), person("Georgia", "g@x.example")),
        Edit::Settings(Arc::new(settings)),
        Edit::sweepstake(draw, sweepstake),
        Edit::hero(9_001.into(), hero),
        Edit::monster(9_001.into(), Monster { name: "Soup".into(), tagline: said.into(), ..Monster::default() }),
        Edit::archetype(9_001.into(), Archetype { crimes: vec![said.into()], ..Archetype::default() }),
        Edit::award(9_001.into(), Award { title: said.into(), ribbon: said.into(), ..Award::default() }),
        Edit::nomination(9_001.into(), georgia),
        Edit::thanks(9_001.into(), Thanks { to: Some(id), message: "Thank you".into(), ..Thanks::default() }),
        Edit::member(9_001.into(), crate::campaign::Member::new(id)),
        Edit::story(9_001.into(), crate::campaign::Story::new(id, "Soup".into())),
        Edit::parcel(9_001.into(), crate::campaign::Parcel::new(id)),
    ];
    workspace.commit(Change::new("Set up", edits)).unwrap();
    let plan = erase(&mut workspace, id, world.now());
    let count = plan.count;
    assert_eq!((count.thanks, count.stories, count.members, count.parcels), (1, 1, 1, 1));
    let lines: Vec<String> = count.lines().into_iter().map(|(_, line)| line).collect();
    for line in ["message of thanks", "story about them", "place of theirs in the league", "parcel to them"] {
        assert!(lines.iter().any(|it| it.contains(line)), "{line}: {lines:?}");
    }
    let told: Vec<&str> = plan.masked.iter().map(|it| it.what).collect();
    for what in ["date", "sweepstake", "hero", "monster", "archetype", "award"] {
        assert!(told.contains(&what), "{what}: {told:?}");
    }
    // What the organiser says in public is theirs to change.
    assert_eq!(plan.left.iter().map(|it| it.what).collect::<Vec<_>>(), ["settings"]);
    let said = crate::store::campaign_to_ron(workspace.campaign().unwrap()).unwrap();
    assert_eq!(said.matches("Ana Quist").count(), 1);
    // One word is a name where a name is asked for, and a place where a place is.
    let plan = erase(&mut workspace, PersonId(7_003), world.now());
    let it = workspace.campaign().unwrap().nominations().get(9_001.into()).unwrap().clone();
    let answers: Vec<&str> = it.answers.iter().map(|(_, answer)| answer).collect();
    assert_eq!(answers, ["Georgia", "[erased]", "Hi, Georgia"]);
    assert!(plan.masked.iter().any(|it| it.what == "nomination" && it.words.contains("Georgia")), "{:?}", plan.masked);
}

#[test]
fn how_others_are_called_and_where_they_live_stays_and_is_told() {
    let (world, mut workspace) = taken_in(&[]);
    let person = |name: &str| Person { name: name.into(), ..Person::default() };
    let mut settings = workspace.campaign().unwrap().settings().clone();
    settings.look.wording.award_line = "Given by Ana Quist".into();
    let edits = vec![
        Edit::person(PersonId(7_001), person("Ana Quist")),
        Edit::person(PersonId(7_002), person("Bo Lind & Ana Quist")),
        Edit::person(PersonId(7_003), person("Cy Marsh").with(|it| it.address = "c/o Ana Quist, 9 Elm Road".into())),
        Edit::person(PersonId(7_004), person("Ana Quist Berg")),
        Edit::person(PersonId(7_005), person("Georgia")),
        Edit::person(PersonId(7_006), Person { place: "Georgia".into(), ..person("Dora Fuchs") }),
        Edit::Settings(Arc::new(settings)),
    ];
    workspace.commit(Change::new("Set up", edits)).unwrap();
    let plan = erase(&mut workspace, PersonId(7_001), world.now());
    let left: Vec<String> = plan.left.iter().map(|it| format!("{it}: {}", it.words)).collect();
    let expected =
        ["P7002: Bo Lind & Ana Quist", "P7003: c/o Ana Quist, 9 Elm Road", "the settings: Given by Ana Quist"];
    assert_eq!(left, expected);
    let plan = erase(&mut workspace, PersonId(7_005), world.now());
    assert!(plan.left.is_empty() && plan.masked.is_empty(), "{:?} {:?}", plan.left, plan.masked);
}
