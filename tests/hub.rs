//! The web hub: who stands on it, that every text stays text, that nothing outside is asked for, and that the form's file comes
//! in as a nomination.

mod drafted;

use jiff::Timestamp;
use std::path::Path;
use unsung::app::{FakeWorld, Progress, World, hub, templates};
use unsung::campaign::{
    Campaign, Change, Confirmation, Consent, ConsentState, Edit, Evidence, Hero, HeroId, Leap, Mishap, MishapId,
    MishapState, NameForm, Person, PersonId, Review, Story, StoryId, StoryQuote, StoryState, Thanks, ThanksId,
    ThanksState,
};
use unsung::intake::{self, Kind, ReadOptions, Rules};
use unsung::scene::kit::Kit;

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn person(name: &str, state: ConsentState, form: NameForm) -> Person {
    Person { name: name.into(), consent: Consent { state, ..Consent::default() }, name_form: form, ..Person::default() }
}

fn published(about: u64, title: &str, text: &str) -> Story {
    let mut story = Story::new(PersonId(about), title.into());
    story.text = text.into();
    story.state = StoryState::Published;
    story.consented = Some(Confirmation { by: "Ana".into(), at: now() });
    story.consented_sha256 = hub::story_sha256(&story);
    story
}

fn campaign() -> Campaign {
    let mut campaign = templates::start(&FakeWorld::new(now()), "blank").unwrap();
    let mut mishap = Mishap {
        title: "Tea in the dock".into(),
        text: "Jane Doe from Leeds poured tea into the dock.".into(),
        public_text: "A colleague poured tea into the dock.".into(),
        state: MishapState::Published,
        ..Mishap::default()
    };
    mishap.reviewed = Some(Review { by: "Ana".into(), at: now(), text_sha256: hub::mishap_sha256(&mishap) });
    let unreviewed = Mishap {
        title: "Unseen".into(),
        text: "Jo Secret".into(),
        public_text: "Jo Secret".into(),
        state: MishapState::Published,
        ..Mishap::default()
    };
    let thanks = |to: u64, message: &str| Thanks {
        to: Some(PersonId(to)),
        message: message.into(),
        state: ThanksState::Shown,
        ..Thanks::default()
    };
    let edits = vec![
        Edit::person(PersonId(1), person("Sabine Okonjo", ConsentState::Agreed, NameForm::Real)),
        Edit::person(PersonId(2), person("Bo Reyes", ConsentState::Withdrawn, NameForm::Real)),
        Edit::person(PersonId(3), person("Quinn Marlowe", ConsentState::Agreed, NameForm::Hidden)),
        Edit::hero(HeroId(1), Hero::new(PersonId(1), "Sabine the Savior".into())),
        Edit::hero(HeroId(2), Hero::new(PersonId(2), "The Backup Baron".into())),
        Edit::hero(HeroId(3), Hero::new(PersonId(3), "Quinn the Quick".into())),
        Edit::story(StoryId(1), published(1, "The long night", "It was dark.\n\nThen it was not.")),
        Edit::story(StoryId(2), published(2, "The lost tape", "It was found.")),
        Edit::thanks(ThanksId(1), thanks(1, "You saved the day.")),
        Edit::thanks(ThanksId(2), thanks(3, "Thank you, Marlowe.")),
        Edit::thanks(ThanksId(3), Thanks { message: "Unread".into(), ..Thanks::default() }),
        Edit::mishap(MishapId(1), mishap),
        Edit::mishap(MishapId(2), unreviewed),
    ];
    campaign.apply(&Change::new("Set up", edits), now()).unwrap();
    campaign
}

fn text_of(world: &FakeWorld) -> String {
    let mut all = String::new();
    for path in world.paths() {
        if path.extension().is_some_and(|ending| ending == "html") {
            all.push_str(&String::from_utf8(world.read(&path).unwrap()).unwrap());
        }
    }
    all
}

#[test]
fn only_who_agreed_stands_on_it_and_a_no_takes_them_away_again() {
    let (world, kit) = (FakeWorld::new(now()), Kit::builtin().unwrap());
    let mut campaign = campaign();
    let out = Path::new("/out/hub");
    let report = hub::write(&campaign, &kit, out, &world, &Progress::silent()).unwrap();
    assert_eq!((report.heroes, report.stories, report.thanks, report.mishaps), (1, 1, 1, 1));
    let text = text_of(&world);
    assert!(text.contains("Sabine Okonjo") && text.contains("The long night") && text.contains("You saved the day."));
    for hidden in ["Bo Reyes", "Backup Baron", "lost tape", "Quinn", "Marlowe", "Unread", "Jane Doe", "Secret", "Leeds"]
    {
        assert!(!text.contains(hidden), "{hidden} is on the hub");
    }
    let left_out: Vec<&str> = report.left_out.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(left_out, ["ST2", "H2", "H3", "T2", "T3", "X2"]);

    let again = hub::write(&campaign, &kit, out, &world, &Progress::silent()).unwrap();
    assert_eq!((again.written, again.removed), (0, 0));

    let mut sabine = campaign.people().get(PersonId(1)).cloned().unwrap();
    sabine.consent.state = ConsentState::Withdrawn;
    campaign.apply(&Change::one("Withdraw", Edit::person(PersonId(1), sabine)), now()).unwrap();
    let after = hub::write(&campaign, &kit, out, &world, &Progress::silent()).unwrap();
    assert!(after.removed >= 3, "{after:?}");
    assert!(!text_of(&world).contains("Sabine") && !text_of(&world).contains("long night"));
    assert!(!world.paths().iter().any(|path| path.to_string_lossy().contains("sabine")));
}

#[test]
fn a_story_changed_after_the_yes_is_not_shown() {
    let kit = Kit::builtin().unwrap();
    let mut campaign = campaign();
    let mut story = campaign.stories().get(StoryId(1)).cloned().unwrap();
    story.text.push_str(" One more thing.");
    campaign.apply(&Change::one("Edit", Edit::story(StoryId(1), story)), now()).unwrap();
    let chosen = hub::select(&campaign, &kit, now());
    assert!(chosen.facts.stories.is_empty());
    assert!(chosen.left_out.iter().any(|it| it.id == "ST1" && it.why.contains("changed")));
}

/// Hostile words in every field that the hub shows.
fn spoil(campaign: &mut Campaign) {
    let bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}&lt;javascript:alert(1)";
    let mut settings = campaign.settings().clone();
    settings.title = bad.into();
    settings.organiser = bad.into();
    settings.logo = [bad.into(), bad.into()];
    settings.year = bad.into();
    settings.language = "en\" onload=\"alert(1)".into();
    settings.hub.intro = bad.into();
    settings.hub.mail_to = format!("{bad}@x.example");
    let mut sabine = person(bad, ConsentState::Agreed, NameForm::Real);
    for field in [&mut sabine.function, &mut sabine.place, &mut sabine.country] {
        *field = bad.into();
    }
    let mut hero = Hero::new(PersonId(1), bad.into());
    hero.quote = bad.into();
    hero.claims = vec![bad.into()];
    let mut story = published(1, bad, bad);
    story.summary = bad.into();
    story.consented_sha256 = hub::story_sha256(&story);
    let thanks = Thanks {
        to_words: bad.into(),
        message: bad.into(),
        from_words: bad.into(),
        state: ThanksState::Shown,
        ..Thanks::default()
    };
    let edits = vec![
        Edit::Settings(std::sync::Arc::new(settings)),
        Edit::person(PersonId(1), sabine),
        Edit::hero(HeroId(1), hero),
        Edit::story(StoryId(1), story),
        Edit::thanks(ThanksId(1), thanks),
    ];
    campaign.apply(&Change::new("Spoil", edits), now()).unwrap();
}

#[test]
fn hostile_words_stay_words_and_nothing_outside_is_asked_for() {
    let kit = Kit::builtin().unwrap();
    let mut campaign = campaign();
    spoil(&mut campaign);
    let (files, report) = hub::files(&campaign, &kit, now(), &Progress::silent()).unwrap();
    assert_eq!((report.heroes, report.stories, report.thanks), (1, 1, 1));
    let mut seen = 0;
    for (path, bytes) in &files {
        assert!(path.split('/').all(|part| part != ".." && !part.contains(['<', '>', '"', ':', '\\'])), "{path}");
        if Path::new(path).extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let page = std::str::from_utf8(bytes).unwrap();
        seen += page.matches("&lt;script&gt;alert(1)&lt;/script&gt;").count();
        // The only script is the form's own file, and no attribute can have been opened by a text.
        assert_eq!(page.matches("<script").count(), usize::from(path == "nominate.html"), "{path}");
        assert!(!page.contains("<img src=x") && !page.contains("onload=\"alert"), "{path}");
        for outside in ["http://", "https://", "src=\"//", "href=\"//", "@import", "url("] {
            assert!(!page.contains(outside), "{path} names {outside}");
        }
        assert!(page.contains("Content-Security-Policy"));
    }
    assert!(seen >= 12, "{seen}");
    for file in ["style.css", "nominate.js"] {
        let text = std::str::from_utf8(&files[file]).unwrap();
        assert!(!text.contains("http") && !text.contains("innerHTML"), "{file}");
    }
}

#[test]
fn a_strangers_file_is_never_replaced() {
    let (world, kit) = (FakeWorld::new(now()), Kit::builtin().unwrap());
    let out = Path::new("/out/hub");
    world.create_folder(out).unwrap();
    world.put(out.join("index.html"), "mine");
    let failure = hub::write(&campaign(), &kit, out, &world, &Progress::silent()).unwrap_err();
    assert!(failure.to_string().contains("index.html"), "{failure}");
    assert_eq!(world.read(&out.join("index.html")).unwrap(), b"mine");
    assert!(!world.exists(&out.join("heroes.html")));
}

#[test]
fn the_file_of_the_form_comes_in_as_a_nomination() {
    let kit = Kit::builtin().unwrap();
    let (files, _) = hub::files(&campaign(), &kit, now(), &Progress::silent()).unwrap();
    let script = std::str::from_utf8(&files["nominate.js"]).unwrap();
    let form = std::str::from_utf8(&files["nominate.html"]).unwrap();
    let heads: Vec<&str> = unsung::hub::QUESTIONS.iter().map(|(_, head)| *head).collect();
    for (id, head) in unsung::hub::QUESTIONS {
        assert!(script.contains(&format!("[\"{id}\", \"{head}\"]")), "{id}");
        assert!(form.contains(&format!("id=\"{id}\"")) || id == "award", "{id}");
    }
    let row = [
        "2026-11-19 10:00:00",
        "Ada Quist",
        "ada@x.example",
        "Network",
        "Sweden",
        "Calm Voice",
        "She \"fixed\" it, twice",
        "It was night",
        "Calm.",
        "Cable chaos",
        "Bo Lind",
        "bo@x.example",
        "Yes",
    ];
    let quoted = |cells: &[&str]| {
        cells.iter().map(|it| format!("\"{}\"", it.replace('"', "\"\""))).collect::<Vec<_>>().join(",")
    };
    let head: Vec<&str> = std::iter::once("Timestamp").chain(heads).collect();
    let csv = format!("\u{feff}{}\r\n{}\r\n", quoted(&head), quoted(&row));
    let table = intake::read(csv.as_bytes(), &ReadOptions::default()).unwrap();
    let mapping = intake::propose(&table, Kind::Nominations);
    assert!(mapping.undecided().len() <= 1, "{:?}", mapping.undecided());
    let drafts = drafted::drafts(&table, &mapping, Kind::Nominations, &Rules::default()).unwrap();
    assert_eq!((drafts.read, drafts.rejected), (1, 0));
    let intake::Content::Nomination(draft) = &drafts.rows[0].content else { panic!() };
    assert_eq!((draft.nominee.name.as_str(), draft.nominator.name.as_str()), ("Ada Quist", "Bo Lind"));
    assert_eq!(draft.nominee.email.as_deref(), Some("ada@x.example"));
    assert_eq!(draft.story, "She \"fixed\" it, twice");
    assert_eq!(
        (&draft.awards[..], &draft.problems[..]),
        (["Calm Voice".to_owned()].as_slice(), ["Cable chaos".to_owned()].as_slice())
    );
}

/// The sample with every part of a hub: stories with leaps and quotes, thanks, mishaps, and nominations still taken.
fn full() -> Campaign {
    let mut campaign = templates::start(&FakeWorld::new(now()), "sample").unwrap();
    let mut settings = campaign.settings().clone();
    settings.hub.intro = "They keep everything running.\n\nTell us about one of them.".into();
    settings.hub.mail_to = "heroes@corp.example".into();
    settings.milestones.clear();
    let mut edits = vec![Edit::Settings(std::sync::Arc::new(settings))];
    let agreed: Vec<PersonId> = campaign
        .heroes()
        .iter()
        .map(|(_, hero)| hero.person)
        .filter(|id| campaign.people().get(*id).unwrap().consent.state == ConsentState::Agreed)
        .collect();
    for (number, about) in (100..).zip(agreed.iter().take(5)) {
        let mut story = published(about.0, &format!("The night number {number}"), "It was dark.\n\nThen it was not.");
        story.summary = "How the lights came back.".into();
        story.quotes.push(StoryQuote { words: "I had given up.".into(), by: "A colleague".into(), from: None });
        story.leaps.push(Leap {
            what: "Days until it works".into(),
            before: Some(440.0),
            after: Some(11.0),
            unit: "days".into(),
            evidence: Evidence::Measured,
            source: "ticket system".into(),
            ..Leap::default()
        });
        story.consented_sha256 = hub::story_sha256(&story);
        edits.push(Edit::story(StoryId(number), story));
        edits.push(Edit::thanks(
            ThanksId(number),
            Thanks {
                to: Some(*about),
                message: "Thank you for the quiet night.".into(),
                from_words: "The third floor".into(),
                state: ThanksState::Shown,
                ..Thanks::default()
            },
        ));
        let mut mishap = Mishap {
            title: format!("Tea in dock {number}"),
            public_text: "A colleague poured tea into the dock.\nAnd then into the spare dock.".into(),
            device: "Dock".into(),
            cause: "Tea".into(),
            punchline: "The tea was fine.".into(),
            state: MishapState::Published,
            ..Mishap::default()
        };
        mishap.reviewed = Some(Review { by: "Ana".into(), at: now(), text_sha256: hub::mishap_sha256(&mishap) });
        edits.push(Edit::mishap(MishapId(number), mishap));
    }
    campaign.apply(&Change::new("Fill", edits), now()).unwrap();
    campaign
}

#[test]
fn every_part_of_the_campaign_has_its_page() {
    let kit = Kit::builtin().unwrap();
    let mut bad = full();
    spoil(&mut bad);
    let empty = templates::start(&FakeWorld::new(now()), "blank").unwrap();
    for (name, campaign) in [("full", full()), ("hostile", bad), ("empty", empty)] {
        let (files, report) = hub::files(&campaign, &kit, now(), &Progress::silent()).unwrap();
        let always = ["index.html", "impact.html", "nominate.html"];
        let filled = ["heroes.html", "stories.html", "monsters.html", "mishaps.html", "thanks.html"];
        assert!(always.iter().all(|page| files.contains_key(*page)), "{name}");
        assert!(filled.iter().all(|page| files.contains_key(*page) == (name != "empty")), "{name}: {report:?}");
        if name == "full" {
            assert!(
                report.heroes > 8 && (report.stories, report.mishaps) == (5, 5) && report.thanks >= 5,
                "{report:?}"
            );
            let impact = std::str::from_utf8(&files["impact.html"]).unwrap();
            assert!(impact.contains("<circle class=\"pin\"") && impact.contains("2145 days saved in 5 leaps"));
        }
        // For the browser that looks at them.
        let Some(folder) = std::env::var_os("UNSUNG_HUB_CORPUS") else { continue };
        for (path, bytes) in &files {
            let path = Path::new(&folder).join(name).join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}
