//! Erasing: a person with everything that can hang on one is gone from every file, and the draws still verify.

use super::*;
use crate::app::importing;
use crate::app::{FakeWorld, Jobs, Workspace, World, templates};
use crate::campaign::Person;
use crate::{intake, store};
use std::path::Path;

/// The sample with its draw locked and a person who is nominee and entrant.
fn workspace() -> (Arc<FakeWorld>, Workspace) {
    let world = Arc::new(FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap()));
    let (campaign, blobs) =
        templates::start_with_blobs(world.as_ref(), templates::SAMPLE, &crate::app::Progress::silent()).unwrap();
    let shared: Arc<dyn World> = world.clone();
    let mut workspace = Workspace::new(shared, Jobs::default());
    workspace.install_new(campaign, blobs);
    (world, workspace)
}

/// An award in which the person is a candidate and, for another award, a judge, with words about them in every place.
fn judged(id: PersonId, at: Timestamp) -> Vec<Edit> {
    use crate::campaign::judging::{
        Candidate, Checked, Conflict, ConflictState, Covered, Decided, Freeze, Ground, Judge, Judging, Line, Mark,
        Mode, Move, Outcome, Passing, Recusal, Reopening, Round, Sheet, Way, Withdrawal,
    };
    let award = crate::campaign::AwardId(900);
    let candidate = Candidate {
        number: 1,
        code: "Amber Arrow".into(),
        person: Some(id),
        checks: [("E1".to_owned(), Checked { outcome: Outcome::Met, note: "zq-note".into() })].into(),
        withdrawn: Some(Withdrawal { reason: "zq-left".into(), at, from_round: 1 }),
        covered: Some(Arc::new(Covered {
            text: "zq-covered".into(),
            source_sha256: String::new(),
            by: "Ana".into(),
            at,
        })),
    };
    let judge = |number, person| Judge {
        number,
        code: format!("J-{number}"),
        person,
        independent: if person.is_some() { "zq-independent".into() } else { String::new() },
        left: String::new(),
    };
    let judging = Judging {
        field: vec![candidate],
        panel: vec![judge(1, None), judge(2, Some(id))],
        rounds: vec![Round { number: 1, mode: Mode::PassFail(Passing::All), ..Round::default() }],
        conflicts: vec![Conflict {
            judge: 2,
            candidate: 1,
            ground: Ground::SamePerson,
            state: ConflictState::Stands,
            note: "zq-conflict".into(),
            at,
        }],
        recusals: vec![Recusal { judge: 1, candidate: Some(1), round: 1, reason: "zq-recusal".into(), at }],
        moves: vec![Move { candidate: 1, other: award, came: true, reason: "zq-moved".into(), at }],
        ..Judging::default()
    };
    let mut sheet = Sheet::new(award, 1, 1);
    let line = Line { mark: Mark::Pass(true), comment: "zq-comment".into(), way: Way::Paper, at };
    sheet.lines.insert(1, line);
    let award_record = crate::campaign::Award { title: "Judged".into(), ..Default::default() };
    let freeze = |note: &str| {
        let mut freeze = Freeze::new(1, Vec::new(), Vec::new(), note, at);
        freeze.sha256 = judging.frozen_hash(award, [&sheet], &freeze);
        Edit::Decide(award, Arc::new(Decided::Freeze(freeze)))
    };
    let reopening = Reopening {
        round: 1,
        reason: "zq-mail@example.org wrote".into(),
        at,
        said: [(1, "zq-said".to_owned())].into(),
    };
    let decided = [
        freeze("zq-given zq-family asked to be left out"),
        Edit::Decide(award, Arc::new(Decided::Reopen(reopening))),
        freeze("Zq-given Zq-family asked again"),
    ];
    let edits = vec![Edit::award(award, award_record), Edit::judging(award, judging), Edit::sheet(900.into(), sheet)];
    edits.into_iter().chain(decided).collect()
}

#[test]
fn an_erased_person_is_nowhere_and_the_draw_still_verifies() {
    let (world, mut workspace) = workspace();
    let path = Path::new("/home/me/sample.unsung");
    // Twice, so that there is a version before.
    workspace.save_now(path.into()).unwrap();
    workspace.save_now(path.into()).unwrap();
    let campaign = workspace.snapshot().unwrap();
    let (draw, _) = campaign.sweepstakes().iter().next().unwrap();
    let announced: Timestamp = "2026-12-01T18:00:00Z".parse().unwrap();
    let lock = crate::app::drawing::lock(&campaign, draw, announced, world.now(), world.as_ref()).unwrap();
    workspace.commit(lock).unwrap();
    let campaign = workspace.snapshot().unwrap();
    // Somebody who entered and was nominated or nominated somebody, whose address stands in the raw files.
    let (id, person) = campaign
        .people()
        .iter()
        .find(|(id, it)| {
            !it.email.is_empty()
                && campaign.entries().iter().any(|(_, e)| e.person == *id)
                && campaign.nominations_by(*id).count() + campaign.nominations_of(*id).count() > 0
        })
        .or_else(|| {
            campaign
                .people()
                .iter()
                .find(|(id, it)| !it.email.is_empty() && campaign.entries().iter().any(|(_, e)| e.person == *id))
        })
        .map(|(id, it)| (id, it.clone()))
        .unwrap();
    let blobs = |sha: &str| workspace.blob(sha);
    let plan = erasure(&campaign, &blobs, id, world.now()).unwrap();
    assert!(plan.count.sealed_entries > 0 && plan.count.files > 0, "{:?}", plan.count);
    workspace.erase(plan).unwrap();
    workspace.save_now(path.into()).unwrap();

    assert_eq!(workspace.undo_title(), None);
    for path in [path.to_owned(), crate::app::world::backup_path(path)] {
        let opened = store::from_bytes(&world.read(&path).unwrap()).unwrap();
        let text = store::campaign_to_ron(&opened.campaign).unwrap();
        assert!(!text.contains(person.email.as_str()) && !text.contains(person.name.as_str()), "{}", path.display());
        for bytes in opened.blobs.values() {
            let raw = String::from_utf8_lossy(bytes);
            assert!(!raw.contains(person.email.as_str()) && !raw.contains(person.name.as_str()), "{}", path.display());
        }
        let report = crate::app::drawing::verify(&opened.campaign, draw).unwrap();
        assert!(report.ok, "{report:?}");
        assert!(opened.campaign.ledger().lines().last().unwrap().kind.contains("Erase a person"));
        assert!(opened.campaign.check_ledger().is_ok());
    }
}

#[test]
fn an_address_of_two_stays_in_the_rows_of_the_other() {
    let (world, mut workspace) = workspace();
    let list = "Name,E-mail,Team\nAnn Zqfield,zq-home@example.org,Data\nBo Zqfield,zq-home@example.org,Data\n\
                Cleo,zq-home@example.org,\n";
    let campaign = workspace.snapshot().unwrap();
    let done = importing::import_bytes(
        &campaign,
        world.as_ref(),
        "a.csv",
        list.as_bytes(),
        intake::Kind::People,
        &importing::Choices::default(),
    )
    .unwrap();
    drop(campaign);
    workspace.keep_blob(Arc::new(list.as_bytes().to_vec()));
    workspace.commit(done.change.unwrap()).unwrap();
    let campaign = workspace.snapshot().unwrap();
    let find = |name: &str| campaign.people().iter().find(|(_, it)| it.name == name).map(|(id, _)| id).unwrap();
    let (ann, bo) = (find("Ann Zqfield"), find("Bo Zqfield"));
    assert_eq!(campaign.namesakes(ann), [bo]);
    let plan = erasure(&campaign, &|sha| workspace.blob(sha), ann, world.now()).unwrap();
    assert_eq!(plan.namesakes, [bo]);
    assert_eq!((plan.masked, plan.left), (Vec::new(), Vec::new()));
    let after = String::from_utf8(plan.files[0].1.to_vec()).unwrap();
    assert!(after.contains("Bo Zqfield,zq-home@example.org,Data"), "{after}");
    assert!(!after.contains("Ann") && after.matches("zq-home").count() == 1, "{after}");
}

#[test]
fn of_garbled_letters_what_they_mean_goes_and_stays() {
    let (world, mut workspace) = workspace();
    // Half of it garbled by a program, half written as on a web page; the word of the nominator is too short to be told by its length.
    for (at, list) in [
        "Nominee,Reason,Your name,Your email,Your desk\n\
         BÃ¤rbel Zqone,StÃ¶rt nie,JÃ¼rgen Zqtwo,j@zq.example,KÃ¼che\nCleo,JÃ¼rgen Zqtwo half,Bo,,\n",
        "Nominee,Reason,Your name,Your email,Your desk\n\
         B&auml;rbel Zqone,St&ouml;rt nie,J&uuml;rgen Zqtwo,j@zq.example,K&uuml;che\nCleo,J&uuml;rgen Zqtwo half,Bo,,\n",
    ]
    .into_iter()
    .enumerate()
    {
        let campaign = workspace.snapshot().unwrap();
        let (name, bytes) = (format!("{at}.csv"), list.as_bytes());
        let (kind, choices) = (intake::Kind::Nominations, importing::Choices { again: true, ..Default::default() });
        let done = importing::import_bytes(&campaign, world.as_ref(), &name, bytes, kind, &choices).unwrap();
        drop(campaign);
        workspace.keep_blob(Arc::new(bytes.to_vec()));
        workspace.commit(done.change.unwrap()).unwrap();
    }
    let campaign = workspace.snapshot().unwrap();
    let id = campaign.people().iter().find(|(_, it)| it.name == "Jürgen Zqtwo").map(|(id, _)| id).unwrap();
    let plan = erasure(&campaign, &|sha| workspace.blob(sha), id, world.now()).unwrap();
    assert_eq!(plan.files.len(), 2);
    for (_, after, _) in &plan.files {
        let after = String::from_utf8(after.to_vec()).unwrap();
        assert!(after.contains("Bärbel Zqone,Stört nie,,,"), "{after}");
        assert!(!after.contains("Zqtwo") && !after.contains("j@zq") && !after.contains("che"), "{after}");
    }
}

#[test]
fn a_version_before_that_cannot_be_written_is_named() {
    let (world, mut workspace) = workspace();
    let path = Path::new("/home/me/sample.unsung");
    workspace.save_now(path.into()).unwrap();
    workspace.save_now(path.into()).unwrap();
    let before = world.read(path).unwrap();
    let campaign = workspace.snapshot().unwrap();
    let id = campaign.people().ids().next().unwrap();
    let plan = erasure(&campaign, &|sha| workspace.blob(sha), id, world.now()).unwrap();
    drop(campaign);
    workspace.erase(plan).unwrap();
    let backup = crate::app::world::backup_path(path);
    world.protect(&backup);
    let failure = workspace.save_now(path.into()).unwrap_err();
    assert!(failure.what.contains("sample.previous.unsung was not written"), "{failure:?}");
    // Nothing was written, so what was said of the file is true, and the next save finds it as it knows it.
    assert_eq!(world.read(path).unwrap(), before);
    let again = workspace.save_now(path.into()).unwrap_err();
    assert_eq!(again.what, failure.what);
}

/// A record in which every word is its own and stands nowhere else.
fn marked(mark: &str) -> Person {
    Person {
        name: format!("{mark}given {mark}family").into(),
        email: format!("{mark}mail@example.org").into(),
        organisation: format!("{mark}organisation").into(),
        team: format!("{mark}team").into(),
        function: format!("{mark}function").into(),
        country: format!("{mark}country").into(),
        place: format!("{mark}place").into(),
        consent: crate::campaign::Consent::new(
            crate::campaign::ConsentState::Agreed,
            None,
            format!("{mark}by"),
            format!("{mark}wording"),
        ),
        ..Person::default()
    }
    .with(|it| {
        it.given_name = format!("{mark}given").into();
        it.family_name = format!("{mark}family").into();
        it.latin_name = format!("{mark}latin").into();
        it.region = format!("{mark}region").into();
        it.address = format!("{mark}address").into();
        it.since = format!("{mark}since").into();
        it.code_name = format!("{mark}code").into();
        it.notes = format!("{mark}notes").into();
        it.tags = vec![format!("{mark}tag")];
        it.name_confirmed =
            Some(crate::campaign::Confirmation { by: format!("{mark}confirmed"), at: Timestamp::UNIX_EPOCH });
    })
}

/// Every file there is, unpacked where it is a campaign.
fn all_words(world: &FakeWorld) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for path in world.paths() {
        // A copy of unsaved work may go while one looks: a save takes it away beside.
        let Ok(bytes) = world.read(&path) else { continue };
        let name = path.display().to_string();
        match zip::ZipArchive::new(std::io::Cursor::new(&bytes)) {
            Ok(mut zip) => {
                for index in 0..zip.len() {
                    let mut part = zip.by_index(index).unwrap();
                    let mut inside = Vec::new();
                    std::io::copy(&mut part, &mut inside).unwrap();
                    let of = format!("{name}: {}", part.name().unwrap());
                    // Workbooks among the raw files are zips themselves.
                    match zip::ZipArchive::new(std::io::Cursor::new(&inside)) {
                        Ok(mut book) => {
                            for index in 0..book.len() {
                                let mut part = book.by_index(index).unwrap();
                                let mut cells = Vec::new();
                                std::io::copy(&mut part, &mut cells).unwrap();
                                let of = format!("{of}: {}", part.name().unwrap());
                                all.push((of, String::from_utf8_lossy(&cells).to_lowercase()));
                            }
                        }
                        Err(_) => all.push((of, String::from_utf8_lossy(&inside).to_lowercase())),
                    }
                }
            }
            Err(_) => all.push((name, String::from_utf8_lossy(&bytes).to_lowercase())),
        }
    }
    all
}

#[test]
fn no_word_of_an_erased_person_is_left_in_any_file() {
    let (world, mut workspace) = workspace();
    let path = Path::new("/home/me/sample.unsung");
    // A list and a workbook in which they stand, and another sheet of it in which they do not.
    let list = "Name,E-mail,Team,Address\nzq-given zq-family,zq-mail@example.org,zq-team,zq-address\nBo Lind,bo@example.org,Data,\n";
    let mut book = rust_xlsxwriter::Workbook::new();
    for (sheet, rows) in [
        ("North", [["Name", "Story"], ["zq-given zq-family", "zq-storyinasheet"]]),
        ("South", [["Name", "Story"], ["Bo Lind", "Stays as it is"]]),
    ] {
        let sheet = book.add_worksheet().set_name(sheet).unwrap();
        for (line, row) in rows.iter().enumerate() {
            sheet.write_row(line as u32, 0, *row).unwrap();
        }
    }
    let book = book.save_to_buffer().unwrap();
    for (name, bytes, kind) in
        [("a.csv", list.as_bytes().to_vec(), intake::Kind::People), ("b.xlsx", book, intake::Kind::Nominations)]
    {
        let read = intake::ReadOptions { sheet: (name == "b.xlsx").then_some(1), ..Default::default() };
        let choices = importing::Choices { read, ..Default::default() };
        let there = workspace.snapshot().unwrap();
        let done = importing::import_bytes(&there, world.as_ref(), name, &bytes, kind, &choices).unwrap();
        drop(there);
        workspace.keep_blob(Arc::new(bytes));
        workspace.commit(done.change.unwrap()).unwrap();
    }
    let campaign = workspace.snapshot().unwrap();
    let find = |email: &str| campaign.people().iter().find(|(_, it)| it.email == email).map(|(id, _)| id).unwrap();
    let (id, other) = (find("zq-mail@example.org"), find("bo@example.org"));
    // All that a record can say, a second record merged into it, and all that can hang on a person.
    let photo = workspace.keep_blob(Arc::new(b"zq-photobytes".to_vec()));
    let photo = crate::campaign::Photo {
        sha256: photo,
        file_name: "zq-photo.png".into(),
        bytes: 12,
        width_px: 1,
        height_px: 1,
    };
    let origins = campaign.people().get(id).unwrap().origins.clone();
    let gone = campaign.next_person_id();
    let mut about = crate::campaign::Nomination::new(id);
    about.story = "zq-story".into();
    about.answers = [("Who?", "zq-answer")].into_iter().collect();
    let mut by = crate::campaign::Nomination::new(other);
    by.nominator = Some(id);
    by.answers = [("Your name", "zq-given zq-family"), ("Your mail", "zq-mail@example.org")].into_iter().collect();
    let mut hero = crate::campaign::Hero::new(id, "zq-persona".into());
    hero.story = "zq-herostory".into();
    let next = campaign.next_nomination_id().0;
    let edits = vec![
        Edit::person(id, Person { origins, ..marked("zq-") }.with(|it| it.photo = Some(photo))),
        Edit::person(gone, marked("zq-other")),
        Edit::nomination(next.into(), about),
        Edit::nomination((next + 1).into(), by),
        Edit::hero(campaign.next_hero_id(), hero),
        Edit::story(900.into(), crate::campaign::Story::new(id, "zq-title".into())),
        Edit::member(900.into(), crate::campaign::Member::new(id)),
        Edit::parcel(
            900.into(),
            crate::campaign::Parcel { note: "zq-parcel".into(), ..crate::campaign::Parcel::new(id) },
        ),
        Edit::thanks(
            900.into(),
            crate::campaign::Thanks {
                to: Some(id),
                message: "zq-thanks".into(),
                to_words: "zq-given".into(),
                ..Default::default()
            },
        ),
    ];
    let edits = [edits, judged(id, world.now())].concat();
    drop(campaign);
    workspace.commit(Change::new("Set up", edits)).unwrap();
    let merged = crate::app::duplicates::merge_all(workspace.campaign().unwrap(), &[(id, gone)], world.now()).unwrap();
    workspace.commit(merged).unwrap();
    for make in [crate::app::duplicates::keep_all_apart, crate::app::duplicates::put_all_off] {
        let change = make(workspace.campaign().unwrap(), &[(id, other)]).unwrap();
        workspace.commit(change).unwrap();
    }
    // The version before, the copy of unsaved work, and views of the list that look for them.
    workspace.save_now(path.into()).unwrap();
    workspace.save_now(path.into()).unwrap();
    workspace
        .edit(
            "Rename",
            Edit::person(
                other,
                Person {
                    name: "Bo Lindqvist".into(),
                    ..workspace.campaign().unwrap().people().get(other).unwrap().clone()
                },
            ),
        )
        .unwrap();
    let tend = |workspace: &mut Workspace, from: f64| {
        for second in [0.0, 3.0, 40.0, 80.0] {
            workspace.tend_journal(from + second);
            while workspace.journal().is_busy() {
                std::thread::sleep(std::time::Duration::from_millis(1));
                workspace.tend_journal(from + second);
            }
        }
    };
    tend(&mut workspace, 0.0);
    let own = workspace.campaign().unwrap().settings().id.clone();
    for (name, words) in
        [("Zq-Given only", ""), ("Desk", "zq-fam"), ("By mail", "zq-mail@example.org"), ("Team", "data")]
    {
        let view = crate::app::PeopleView {
            campaign: own.clone(),
            name: name.into(),
            query: crate::app::people::PeopleQuery { words: words.into(), ..Default::default() },
            columns: Vec::new(),
        };
        workspace.set_preferences(|preferences| preferences.keep_view(view));
    }
    let before = all_words(&world);
    let places = |all: &[(String, String)]| -> Vec<String> {
        all.iter().filter(|(_, words)| words.contains("zq-")).map(|(name, _)| name.clone()).collect()
    };
    let there = places(&before).join(", ");
    for place in ["previous", "recovery", "preferences", "sample.unsung: ", "sharedStrings.xml"] {
        assert!(
            there.contains(place) || before.iter().any(|(name, words)| name.contains(place) && words.contains("zq-")),
            "{place}: {there}"
        );
    }

    let plan = erasure(workspace.campaign().unwrap(), &|sha| workspace.blob(sha), id, world.now()).unwrap();
    assert_eq!(plan.count.files, 2, "{:?}", plan.count);
    let masked: Vec<String> = plan.masked.iter().map(ToString::to_string).collect();
    assert_eq!(masked, ["the judging of A900"], "what was decided names them");
    workspace.erase(plan).unwrap();
    tend(&mut workspace, 200.0);
    workspace.save_now(path.into()).unwrap();
    let after = all_words(&world);
    let left: Vec<String> = after
        .iter()
        .filter_map(|(name, words)| {
            let at = words.find("zq-")?;
            Some(format!("{name}: {}", words.get(at.saturating_sub(40)..(at + 40).min(words.len())).unwrap_or("zq-")))
        })
        .collect();
    assert!(left.is_empty(), "{left:#?}");
    // What is not theirs stays: the other row, the other sheet, the other view.
    assert!(after.iter().any(|(_, words)| words.contains("bo lind")));
    assert!(after.iter().any(|(_, words)| words.contains("stays as it is")));
    assert_eq!(workspace.preferences().people_views.len(), 1);
    let other = workspace.campaign().unwrap().people().get(other).unwrap();
    assert!(other.apart_from.is_empty() && other.put_off.is_empty());
    assert!(workspace.campaign().unwrap().ledger().lines().last().unwrap().kind.contains("Erase a person"));
}

#[test]
fn words_of_others_and_rows_nobody_took_lose_the_name_and_nothing_else() {
    let (world, mut workspace) = workspace();
    let path = Path::new("/home/me/sample.unsung");
    // Nominee and author, in another order and script, in two columns, in rows that were rejected, with what a form asks its author.
    let forms = "Who?,Their e-mail,Your name,Your e-mail,Your phone,Why?,What happened?\n\
        Bo Lind,bo@x.example,Zoya Kvantum,zoya@zz.example,+49 171 5550199,He stayed,Bo kept the lights on all night\n\
        Cy Marsh,cy@x.example,Bo Lind,bo@x.example,,Calm,\"Cy and Kvantum, Zoya's team fixed the net\"\n\
        ,,Bo Lind,bo@x.example,,Late,\"Nobody but Зоя Квантум, zoya@zz.example\"\n";
    let people = "Vorname,Nachname,E-Mail\nZOYA,Kvantum,\nZoya,Marsh,zm@x.example\n";
    for (name, text, kind) in
        [("forms.csv", forms, intake::Kind::Nominations), ("people.csv", people, intake::Kind::People)]
    {
        let there = workspace.snapshot().unwrap();
        let choices = importing::Choices::default();
        let done = importing::import_bytes(&there, world.as_ref(), name, text.as_bytes(), kind, &choices).unwrap();
        drop(there);
        workspace.keep_blob(Arc::new(text.as_bytes().to_vec()));
        workspace.commit(done.change.unwrap()).unwrap();
    }
    let campaign = workspace.snapshot().unwrap();
    let find = |email: &str| campaign.people().iter().find(|(_, it)| it.email == email).map(|(id, _)| id).unwrap();
    let (id, bo) = (find("zoya@zz.example"), find("bo@x.example"));
    let agreed = crate::campaign::Story {
        text: "Bo and Zoya Kvantum saved the day".into(),
        state: crate::campaign::StoryState::Published,
        published_at: Some(world.now()),
        ..crate::campaign::Story::new(bo, "Kept on".into())
    };
    let mishap = crate::campaign::Mishap {
        text: "Зоя Квантум poured soup into the server".into(),
        answers: vec![("What?".into(), "zoya kvantum poured soup".into())],
        ..Default::default()
    };
    let edits = vec![Edit::story(901.into(), agreed), Edit::mishap(901.into(), mishap)];
    drop(campaign);
    workspace.commit(Change::new("Set up", edits)).unwrap();
    workspace.save_now(path.into()).unwrap();

    let plan = erasure(workspace.campaign().unwrap(), &|sha| workspace.blob(sha), id, world.now()).unwrap();
    assert_eq!(plan.masked.len(), 3, "{:?}", plan.masked);
    assert!(plan.left.is_empty() && plan.namesakes.is_empty());
    workspace.erase(plan).unwrap();
    workspace.save_now(path.into()).unwrap();
    let after = all_words(&world);
    for word in ["kvantum", "квантум", "zz.example", "5550199"] {
        let left: Vec<&String> = after.iter().filter(|(_, words)| words.contains(word)).map(|(name, _)| name).collect();
        assert!(left.is_empty(), "{word}: {left:?}");
    }
    let has = |words: &str| after.iter().any(|(_, text)| text.contains(words));
    for words in
        ["bo kept the lights on all night", "cy and [erased]'s team fixed the net", "zm@x.example", "zoya,marsh"]
    {
        assert!(has(words), "{words}");
    }
    let campaign = workspace.campaign().unwrap();
    let story = campaign.stories().get(901.into()).unwrap();
    assert_eq!(
        (story.text.as_str(), story.state),
        ("Bo and [erased] saved the day", crate::campaign::StoryState::Draft)
    );
    assert_eq!(campaign.mishaps().get(901.into()).unwrap().text, "[erased] poured soup into the server");
    let kept = campaign.nominations_of(bo).last().unwrap().1;
    assert!(kept.nominator.is_none() && kept.answers.iter().any(|(_, answer)| answer == "He stayed"));
    let files = campaign.sources().iter().map(|(_, it)| workspace.blob(&it.sha256));
    assert!(files.into_iter().all(|bytes| bytes.is_some()), "every raw file is still there");
}
