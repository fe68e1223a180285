//! The web hub: who stands on it, that every text stays text, that nothing outside is asked for, and that the form's file comes
//! in as a nomination.

use jiff::Timestamp;
use std::path::Path;
use unsung::app::{FakeWorld, Progress, World, hub, templates};
use unsung::campaign::{
    Campaign, Change, Confirmation, Consent, ConsentState, Edit, Hero, HeroId, Mishap, MishapId, MishapState, NameForm,
    Person, PersonId, Review, Story, StoryId, StoryState, Thanks, ThanksId, ThanksState,
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

#[test]
fn hostile_words_stay_words_and_nothing_outside_is_asked_for() {
    let kit = Kit::builtin().unwrap();
    let mut campaign = campaign();
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
    let drafts = intake::drafts(&table, &mapping, Kind::Nominations, &Rules::default()).unwrap();
    assert_eq!((drafts.read, drafts.rejected), (1, 0));
    let intake::Content::Nomination(draft) = &drafts.rows[0].content else { panic!() };
    assert_eq!((draft.nominee.name.as_str(), draft.nominator.name.as_str()), ("Ada Quist", "Bo Lind"));
    assert_eq!(draft.nominee.email.as_deref(), Some("ada@x.example"));
    assert_eq!(draft.story, "She \"fixed\" it, twice");
    assert_eq!(
        (draft.awards.as_slice(), draft.problems.as_slice()),
        (["Calm Voice".to_owned()].as_slice(), ["Cable chaos".to_owned()].as_slice())
    );
}
