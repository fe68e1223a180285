//! The impact report: what it counts, whom it names, and that the same campaign gives the same file.

use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use std::path::Path;
use unsung::app::impact::report;
use unsung::app::printing::Press;
use unsung::app::{FakeWorld, Section, World, heroes, hub, mishaps, templates};
use unsung::campaign::{
    Campaign, Change, Confirmation, Consent, ConsentState, Edit, Evidence, Leap, Mishap, MishapId, NominationState,
    PersonId, Review, Story, StoryId, StoryQuote, StoryState, Thanks, ThanksId, ThanksState,
};
use unsung::press::impact::ImpactFacts;
use unsung::press::sheets::Paper;
use unsung::scene::fonts::FontSource;
use unsung::scene::kit::{Kit, SymbolCache};
use unsung::scene::pixels::render_page;
use unsung::scene::text::Typesetter;
use unsung::store::Blobs;

mod open_window;
mod pdf_text;

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn leap(what: &str, numbers: (f64, f64), unit: &str, evidence: Evidence) -> Leap {
    Leap {
        what: what.into(),
        before: Some(numbers.0),
        after: Some(numbers.1),
        unit: unit.into(),
        evidence,
        ..Leap::default()
    }
}

/// The sample with everybody's yes, published stories with leaps, mishaps and thanks.
fn campaign() -> Campaign {
    let mut campaign = templates::start(&FakeWorld::new(now()), "sample").unwrap();
    let mut edits = Vec::new();
    for (id, person) in campaign.people().iter() {
        let consent = Consent { state: ConsentState::Agreed, ..Consent::default() };
        edits.push(Edit::person(id, unsung::campaign::Person { consent, ..person.clone() }));
    }
    let leaps = [
        leap("Days to set up a new site", (440.0, 11.0), "days", Evidence::Measured),
        leap("Minutes until a person answers", (95.0, 12.0), "minutes", Evidence::Measured),
        leap("Tickets that come back", (40.0, 9.0), "tickets a week", Evidence::Reported),
        leap("Hours to a new laptop", (72.0, 30.0), "hours", Evidence::Estimated),
        leap("Printers in service", (60.0, 1.0), "printers", Evidence::None),
    ];
    let about: Vec<PersonId> = heroes::nominees(&campaign);
    for ((number, leap), person) in (1..).zip(leaps).zip(&about) {
        let mut story = Story::new(*person, format!("How it was number {number}"));
        story.text = "It was slow, and then it was not.".into();
        story.leaps.push(leap);
        story.quotes.push(StoryQuote {
            words: format!("I had given up, and then it worked. Thank you, number {number}!"),
            by: "a colleague".into(),
            from: None,
        });
        story.state = StoryState::Published;
        story.consented = Some(Confirmation { by: "Ana".into(), at: now() });
        story.consented_sha256 = hub::story_sha256(&story);
        edits.push(Edit::story(StoryId(100 + number), story));
    }
    let things = [("Laptop", "Coffee"), ("laptop", "Tea"), ("Printer", "Coffee"), ("Door badge", "A washing machine")];
    for (number, (device, cause)) in (100..).zip(things) {
        let mishap =
            Mishap { text: "It fell.".into(), device: device.into(), cause: cause.into(), ..Mishap::default() };
        let reviewed = Review { by: "Ana".into(), at: now(), text_sha256: hub::mishap_sha256(&mishap) };
        let mishap = Mishap { reviewed: Some(reviewed), ..mishap };
        edits.push(Edit::mishap(MishapId(number), mishap));
    }
    for (number, person) in (100..).zip(about.iter().take(5)) {
        let state = if number == 104 { ThanksState::Waiting } else { ThanksState::Shown };
        edits.push(Edit::thanks(
            ThanksId(number),
            Thanks { to: Some(*person), message: format!("Message {number}."), state, ..Thanks::default() },
        ));
    }
    campaign.apply(&Change::new("Set up", edits), now()).unwrap();
    let kit = Kit::builtin().unwrap();
    if let Some(change) = heroes::make_heroes(&campaign, about, &kit) {
        campaign.apply(&change, now()).unwrap();
    }
    campaign
}

fn written(campaign: &Campaign, paper: Paper) -> Vec<u8> {
    let (world, kit, symbols) = (FakeWorld::new(now()), Kit::builtin().unwrap(), SymbolCache::new());
    let mut typesetter = Typesetter::new(FontSource::shipped());
    let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
    if let Ok(folder) = std::env::var("REPORT_TO_LOOK_AT") {
        for (number, page) in report::pages(campaign, paper, &mut press).pages.iter().enumerate() {
            let png = render_page(page, 110.0).unwrap().png().unwrap();
            std::fs::write(Path::new(&folder).join(format!("report-{paper:?}-{number}.png")), png).unwrap();
        }
    }
    let path = Path::new("/out/impact.pdf");
    let written = report::write(campaign, paper, path, &world, &mut press).unwrap();
    let bytes = world.read(path).unwrap();
    assert_eq!(written.files[0].bytes, bytes.len() as u64);
    bytes
}

fn text_of(bytes: &[u8]) -> String {
    let pdf = lopdf::Document::load_mem(bytes).unwrap();
    let said = |page| pdf_text::shown(&pdf, page).into_iter().map(|run| run.text()).collect::<Vec<_>>().join(" ");
    pdf.get_pages().into_values().map(said).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_report_says_what_the_campaign_came_to() {
    let campaign = campaign();
    let facts = report::facts(&campaign);
    let nominations = campaign.nominations().len().to_string();
    assert_eq!(facts.figures[0], (nominations, "nominations".into()));
    // The leap without evidence is in no median, no total and no plot.
    assert_eq!((facts.leaps.len(), facts.unproven), (4, 1));
    let measured = facts.sums[0];
    assert_eq!((measured.leaps, measured.largest.round() as u32), (2, 40));
    assert!((measured.median - f64::midpoint(40.0, 95.0 / 12.0)).abs() < 1e-9);
    assert!(facts.totals.contains(&"429 days saved in 1 leap, measured".to_owned()), "{:?}", facts.totals);
    assert!(!facts.totals.iter().any(|words| words.contains("printers")));
    // Spellings of one device are one; what nobody said has no bar.
    assert_eq!((facts.devices[0].label.as_str(), facts.devices[0].count), ("Laptop", 2));
    assert_eq!(facts.causes[0].count, 2);
    let set_aside = |it: &unsung::campaign::Nomination| it.state == NominationState::SetAside;
    let accepted = campaign.nominations().iter().filter(|(_, it)| !set_aside(it) && !it.channel.is_empty()).count();
    assert_eq!(facts.channels.iter().map(|it| it.accepted).sum::<u64>(), accepted as u64);
    assert_eq!(
        facts.places.iter().map(|it| it.count).sum::<u64>() + facts.without_country,
        campaign.nominations().len() as u64
    );

    let bytes = written(&campaign, Paper::A4);
    let text = text_of(&bytes);
    for words in [
        "What it came to",
        "Where nominations came from",
        "Around the world",
        "Leaps",
        "40 ×",
        "In their words",
        "What they fought",
        "Users happen",
        "Thanks",
        "1 leap without evidence left out",
        "Vietnam",
    ] {
        assert!(text.contains(words), "{words} is not in the report:\n{text}");
    }
    assert!(!text.contains("60 ×"), "a leap without evidence is plotted");
    assert_eq!(bytes, written(&campaign, Paper::A4), "the same campaign gives the same bytes");
    assert!(bytes.len() < 600_000, "{}", bytes.len());
    assert_ne!(written(&campaign, Paper::Letter), bytes);
}

#[test]
fn who_takes_the_yes_back_is_in_it_no_more() {
    let mut campaign = campaign();
    let about = heroes::nominees(&campaign);
    let first = campaign.people().get(about[0]).cloned().unwrap();
    let persona = campaign.hero_of(about[0]).unwrap().1.persona.clone();
    let before = report::facts(&campaign);
    assert!(before.heroes.iter().any(|(name, _)| *name == persona));
    assert!(before.leaps.iter().any(|leap| leap.multiple.round() as u32 == 40));
    let consent = Consent { state: ConsentState::Withdrawn, ..Consent::default() };
    let gone = unsung::campaign::Person { consent, ..first.clone() };
    campaign.apply(&Change::one("Withdraw", Edit::person(about[0], gone)), now()).unwrap();
    let after = report::facts(&campaign);
    assert!(!after.heroes.iter().any(|(name, _)| *name == persona));
    assert!(!after.leaps.iter().any(|leap| leap.multiple.round() as u32 == 40));
    // The town stays untold; the country still counts.
    assert!(!after.places.iter().any(|mark| mark.place == first.place && !first.place.is_empty()));
    assert_eq!(
        before.places.iter().map(|mark| mark.count).sum::<u64>(),
        after.places.iter().map(|mark| mark.count).sum::<u64>()
    );
    let text = text_of(&written(&campaign, Paper::A4));
    assert!(!text.contains(&persona) && !text.contains(first.name.as_str()), "{persona}, {}", first.name);
}

#[test]
fn an_empty_campaign_has_a_report_too() {
    let campaign = templates::start(&FakeWorld::new(now()), "blank").unwrap();
    assert!(report::facts(&campaign).is_empty());
    assert_eq!(report::facts(&campaign).leaps, ImpactFacts::default().leaps);
    assert!(text_of(&written(&campaign, Paper::Letter)).contains("Nothing was collected yet"));
    assert!(mishaps::tally(&campaign).devices.is_empty());
}

#[test]
fn the_page_shows_the_numbers_and_saves_the_report() {
    let mut app = open_window::open(|_| (campaign(), Blobs::default()), true);
    app.go(Section::Impact);
    assert!(app.has("Where nominations came from") && app.has("Leaps") && app.has("In their words"));
    let map = app.harness.get_by_label("Map of nominations");
    let told = map.accesskit_node().value().unwrap();
    assert!(told.contains("Vietnam 7") && told.contains("Poland 5"), "{told}");
    let leaps = app.harness.get_by_label("Leaps with evidence").accesskit_node().value().unwrap();
    assert!(leaps.contains("Days to set up a new site 40 × (Measured)") && !leaps.contains("Printers"), "{leaps}");
    *app.answers.path.lock().unwrap() = Some("/out/report".into());
    app.button("Save the report");
    assert!(app.world.read(Path::new("/out/report.pdf")).unwrap().starts_with(b"%PDF"));
    // Where everything else is printed it is to be had, too.
    app.go(Section::PrintRoom);
    app.click(Role::RadioButton, "Impact report, 1");
    assert!(app.has("First page of the impact report"));
    *app.answers.path.lock().unwrap() = Some("/out/again.pdf".into());
    app.button("Save as PDF");
    assert_eq!(
        app.world.read(Path::new("/out/again.pdf")).unwrap(),
        app.world.read(Path::new("/out/report.pdf")).unwrap()
    );
}
