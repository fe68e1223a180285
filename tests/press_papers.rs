//! The papers of a draw: complete hashes, names in every script, pages that count themselves, codes that hold what they say,
//! the same bytes again, and no secret where none may be.

mod cli_run;
mod pdf_text;

use std::path::Path;
use std::sync::{Arc, LazyLock};
use unsung::app::claims::{self, Wanted};
use unsung::app::papers::{self, Document, Order};
use unsung::app::printing::{FileState, Manifest};
use unsung::app::{FakeWorld, Progress, World, drawing, envelope, templates};
use unsung::campaign::{
    Campaign, Change, Consent, ConsentState, Decision, DrawMethod, Edit, Entry, EntryId, LuckSource, NameForm, Person,
    PersonId, Prize, Reason, Settings, Sweepstake, SweepstakeId,
};
use unsung::draw::{Kind, Receipt, Roll, SignedLock};
use unsung::press::code;
use unsung::press::paper::{Block, Cell, Column, Laid, Paper, PaperStyle, Table};
use unsung::press::sheets;
use unsung::scene::dump::{dump_page, words};
use unsung::scene::fonts::FontSource;
use unsung::scene::item::{Item, Page, Transform};
use unsung::scene::text::Typesetter;

const ID: SweepstakeId = SweepstakeId(1);

fn typesetter() -> Typesetter {
    Typesetter::new(FontSource::shipped())
}

fn at(text: &str) -> jiff::Timestamp {
    text.parse().unwrap()
}

const NAMES: [&str; 6] =
    ["Sabine Okonjo", "خالد القاضي", "נועם צור", "Ελένη Παπαδάκη", "Đặng Thùy Trâm", "Олена Шевчук"];

fn entry(number: u64) -> Entry {
    Entry {
        tickets: 1 + number % 2,
        decision: match number {
            7 => Decision::Excluded(Reason::Staff, "Works for us".into()),
            8 => Decision::LeftOut(Reason::Late, "Came after midnight".into()),
            _ => Decision::ByRules,
        },
        ..Entry::new(ID, PersonId(number), format!("ENTRY{number:04}"))
    }
}

/// A sweepstake with `entries` entries, not locked; `mugs` of the second prize.
fn ready(entries: u64, mugs: u64, alternates: u64) -> (Campaign, Arc<FakeWorld>) {
    let now = at("2026-11-20T09:00:00Z");
    let world = Arc::new(FakeWorld::new(now));
    let mut campaign = templates::start(world.as_ref(), "blank").unwrap();
    let prize =
        |id: &str, name: &str, quantity| Prize { id: id.into(), name: name.into(), quantity, ..Prize::default() };
    let settings = Settings {
        title: "Unsung Heroes 2026".into(),
        organiser: "The Lamplight Circle".into(),
        ..campaign.settings().clone()
    };
    let sweepstake = Sweepstake {
        title: "Spring draw".into(),
        prizes: vec![prize("figure", "An action figure of yourself", 1), prize("mug", "A mug", mugs)],
        alternates,
        method: DrawMethod::TicketSort,
        sources: vec![
            LuckSource::Numbers { label: "Dice on stage".into(), count: 6, min: 1, max: 6, distinct: false },
            LuckSource::Text { label: "A phrase".into() },
        ],
        with_code: true,
        announced_at: Some(at("2026-12-01T18:00:00Z")),
        rules_text: "Official rules: Spring draw\n\n1. Who runs it\nThe Lamplight Circle.\n- One point\n".into(),
        ..Sweepstake::default()
    };
    let mut edits = vec![Edit::Settings(Arc::new(settings)), Edit::sweepstake(ID, sweepstake)];
    for number in 1..=entries {
        let name = NAMES[(number as usize - 1) % NAMES.len()];
        let state = if number % 5 == 0 { ConsentState::Refused } else { ConsentState::Agreed };
        let consent = Consent { state, ..Consent::default() };
        let person = Person { name: name.into(), name_form: NameForm::Real, consent, ..Person::default() };
        edits.push(Edit::person(PersonId(number), person));
        edits.push(Edit::entry(EntryId(number), entry(number)));
    }
    campaign.apply(&Change::new("Start", edits), now).unwrap();
    (campaign, world)
}

fn lock(campaign: &mut Campaign, world: &FakeWorld) {
    let now = at("2026-11-21T09:00:00Z");
    let change = drawing::lock(campaign, ID, at("2026-12-01T18:00:00Z"), now, world).unwrap();
    campaign.apply(&change, now).unwrap();
}

fn draw(campaign: &mut Campaign) {
    let now = at("2026-12-01T18:05:00Z");
    let typed = ["1 2 3 4 5 6".to_owned(), "the show must go on".to_owned()];
    let change = drawing::run(campaign, ID, &typed, now).unwrap();
    campaign.apply(&change, now).unwrap();
}

/// Locked, then drawn: forty entries, eight prizes, four alternates.
static DRAWN: LazyLock<(Campaign, Campaign)> = LazyLock::new(|| {
    let (mut campaign, world) = ready(40, 7, 4);
    lock(&mut campaign, &world);
    let locked = campaign.clone();
    draw(&mut campaign);
    (locked, campaign)
});

fn lay(campaign: &Campaign, document: Document) -> Laid {
    papers::pages(campaign, ID, &Order::new(document, sheets::Paper::A4), &mut typesetter()).unwrap()
}

fn all_words(pages: &[Page]) -> String {
    pages.iter().map(words).collect()
}

/// All text without white space: what is wrapped or grouped is found whole.
fn joined(pages: &[Page]) -> String {
    all_words(pages).split_whitespace().collect()
}

fn sealed(campaign: &Campaign) -> &unsung::campaign::SealedDraw {
    campaign.sweepstakes().get(ID).unwrap().sealed.as_ref().unwrap()
}

fn shapes<'a>(items: &'a [Item], out: &mut Vec<&'a unsung::scene::item::Shape>) {
    for item in items {
        match item {
            Item::Shape(shape) => out.push(shape),
            Item::Group { items, .. } => shapes(items, out),
            _ => {}
        }
    }
}

/// Whether the modules of the code of `payload` stand on one of the pages: compared square by square.
fn holds_code(pages: &[Page], payload: &str) -> bool {
    let code = code::code(payload).unwrap();
    let n = code.size() + 2 * code::QUIET;
    // The same drawing whatever its size: paths scaled to a side of one thousand.
    let wanted = code::modules(&code, n as f32 * 10.0, code::QUIET);
    let [Item::Shape(wanted)] = wanted.as_slice() else { panic!("a code is one shape") };
    let mut found = Vec::new();
    for page in pages {
        shapes(&page.items, &mut found);
    }
    let (w, wanted_len) = (wanted.path.bounds().width(), wanted.path.verbs().len());
    found.into_iter().any(|shape| {
        if shape.path.verbs().len() != wanted_len {
            return false;
        }
        let (a, b) = (shape.path.bounds(), wanted.path.bounds());
        let scale = w / a.width();
        let to =
            Transform::from_translate(b.left(), b.top()).pre_scale(scale, scale).pre_translate(-a.left(), -a.top());
        let Some(moved) = shape.path.as_ref().clone().transform(to) else { return false };
        moved.points().iter().zip(wanted.path.points()).all(|(a, b)| (a.x - b.x).abs() < 0.5 && (a.y - b.y).abs() < 0.5)
    })
}

#[test]
fn the_record_is_complete() {
    let campaign = &DRAWN.1;
    let pages = lay(campaign, Document::Record).pages;
    let text = joined(&pages);
    let record = drawing::record_of(sealed(campaign)).unwrap();
    let lock = &record.record.lock;
    for hash in [
        &record.record_sha256,
        &record.record.lock_sha256,
        &lock.roll.sha256,
        &lock.roll.merkle_root,
        &lock.rules_sha256,
        &lock.commitment,
        &record.record.code,
        &record.record.prk,
        &lock.public_key,
    ] {
        assert_eq!(hash.len(), 64);
        assert!(text.contains(hash.as_str()), "{hash} is not whole on the page");
    }
    for step in &record.record.walk {
        assert!(text.contains(&step.entry_id));
    }
    let fingerprint: String = drawing::key_fingerprint(campaign).unwrap().split_whitespace().collect();
    for said in
        ["39", "1,2,3,4,5,6", "theshowmustgoon", fingerprint.as_str(), "Camelate", "Staffoftheorganiser", "ENTRY0007"]
    {
        assert!(text.contains(said), "{said}");
    }
    assert!(holds_code(&pages, &record.record_sha256));
    assert!(!holds_code(&pages, &record.record.lock_sha256));
    let count = pages.len();
    for (index, page) in pages.iter().enumerate() {
        assert!(words(page).contains(&format!("Page {} of {count}", index + 1)));
        assert!(!words(page).contains("REHEARSAL"));
    }
}

#[test]
fn names_stand_in_the_form_their_owners_chose() {
    let campaign = &DRAWN.1;
    let record = drawing::record_of(sealed(campaign)).unwrap();
    for document in [Document::Record, Document::Winners] {
        let pages = lay(campaign, document).pages;
        let text = all_words(&pages);
        for step in record.record.walk.iter().filter(|step| !step.prize.is_empty()) {
            let entry = campaign.entries().get(campaign.entry_with_id(&step.entry_id).unwrap()).unwrap();
            let person = campaign.people().get(entry.person).unwrap();
            if person.consent.state == ConsentState::Agreed {
                assert!(text.contains(person.name.as_str()), "{} is not in {document:?}", person.name);
            }
        }
        assert!(!text.contains("Works for us"), "words about a person stay in the campaign");
    }
    // Everybody refuses: no name is left anywhere.
    let mut silent = campaign.clone();
    let edits = silent
        .people()
        .iter()
        .map(|(id, person)| {
            let consent = Consent { state: ConsentState::Refused, ..person.consent.clone() };
            Edit::person(id, Person { consent, ..person.clone() })
        })
        .collect();
    silent.apply(&Change::new("Refuse", edits), at("2026-12-02T09:00:00Z")).unwrap();
    for document in [Document::Record, Document::Winners] {
        let text = all_words(&lay(&silent, document).pages);
        assert!(NAMES.iter().all(|name| !text.contains(name)));
        assert!(text.contains("not published"));
    }
}

#[test]
fn the_same_campaign_gives_the_same_bytes_and_readable_text() {
    let campaign = &DRAWN.1;
    let order = Order::new(Document::Record, sheets::Paper::Letter);
    let bytes = papers::pdf(campaign, ID, &order).unwrap();
    assert_eq!(bytes, papers::pdf(&campaign.clone(), ID, &order).unwrap());
    let pdf = lopdf::Document::load_mem(&bytes).unwrap();
    assert_eq!(pdf.get_pages().len(), papers::pages(campaign, ID, &order, &mut typesetter()).unwrap().pages.len());
    let mut text = String::new();
    let mut turned = String::new();
    for page in pdf.get_pages().values() {
        for shown in pdf_text::shown(&pdf, *page) {
            text += &shown.text();
            turned += &shown.turned();
        }
    }
    let digits: String = text.split_whitespace().collect();
    assert!(digits.contains(&drawing::record_of(sealed(campaign)).unwrap().record_sha256));
    assert!(text.contains("Ελένη Παπαδάκη") || text.contains("Sabine Okonjo"), "{text}");
    let rtl = |name: &str| turned.contains(name);
    assert!(rtl("خالد القاضي") || rtl("נועם צור"), "{turned}");
}

#[test]
fn the_bundle_carries_the_record_and_no_secret() {
    let (locked, drawn) = &*DRAWN;
    let files = drawing::bundle(drawn, ID).unwrap();
    let record = &files.iter().find(|(name, _)| name == "record.pdf").expect("the bundle has record.pdf").1;
    let order = Order::new(Document::Record, sheets::Paper::A4);
    assert_eq!(*record, papers::pdf(drawn, ID, &order).unwrap());
    assert!(drawing::bundle(locked, ID).unwrap().iter().all(|(name, _)| name != "record.pdf"));
    let seed = &drawn.settings().keys.signing_seed;
    let code = &sealed(locked).code;
    let lines = envelope::lines(&envelope::Envelope::of(locked, ID).unwrap());
    for (name, bytes) in drawing::bundle(locked, ID).unwrap() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(code.as_str()) && !text.contains(seed.as_str()), "{name}");
    }
    for document in [Document::LockNotice, Document::Rules, Document::Receipts] {
        let text = joined(&lay(locked, document).pages);
        assert!(!text.contains(code.as_str()) && !text.contains(seed.as_str()));
        assert!(lines.iter().all(|line| !text.contains(&line[4..9])), "{document:?}");
    }
    // After the draw the code is public; the key never is.
    for document in [Document::Record, Document::Winners, Document::LockNotice, Document::Receipts] {
        assert!(!joined(&lay(drawn, document).pages).contains(seed.as_str()));
    }
}

#[test]
fn a_lock_notice_is_one_page_with_the_whole_hash() {
    let (locked, _) = &*DRAWN;
    for paper in [sheets::Paper::A4, sheets::Paper::Letter] {
        let order = Order::new(Document::LockNotice, paper);
        let pages = papers::pages(locked, ID, &order, &mut typesetter()).unwrap().pages;
        assert_eq!(pages.len(), 1);
        assert_eq!((pages[0].width, pages[0].height), paper.size());
        let hash = &sealed(locked).lock_sha256;
        assert!(joined(&pages).contains(hash.as_str()));
        assert!(holds_code(&pages, hash));
        let text = all_words(&pages);
        for said in ["1 December 2026, 18:00 UTC", "An action figure of yourself", "Dice on stage", "1 in 57"] {
            assert!(text.contains(said), "{said}: {text}");
        }
    }
}

#[test]
fn the_envelope_can_be_typed_in_again_from_its_page() {
    let (locked, drawn) = &*DRAWN;
    let secret = envelope::Envelope::of(locked, ID).unwrap();
    let pages = lay(locked, Document::Envelope).pages;
    let [inside, outside] = pages.as_slice() else { panic!("an envelope has two sides") };
    let text = joined(std::slice::from_ref(inside));
    for line in envelope::lines(&secret) {
        let line: String = line.split_whitespace().collect();
        assert!(text.contains(&line), "{line}");
    }
    assert!(holds_code(std::slice::from_ref(inside), &envelope::payload(&secret)));
    // The secret lines stand within the middle third, which is folded inside.
    let third = inside.height / 3.0;
    let dump = dump_page(inside);
    let first = envelope::lines(&secret)[0][4..].to_owned();
    let at = dump.lines().find(|line| line.contains(&first)).unwrap();
    let y: f32 = at.split("at (").nth(1).unwrap().split([',', ')']).nth(1).unwrap().trim().parse().unwrap();
    assert!((third..2.0 * third).contains(&y), "{at}");
    assert!(!joined(std::slice::from_ref(outside)).contains(&first.replace(' ', "")));
    assert!(words(outside).contains("Open only if the laptop is lost before the draw"));
    let order = Order::new(Document::Envelope, sheets::Paper::A4);
    let failure = papers::pages(drawn, ID, &order, &mut typesetter()).unwrap_err();
    assert_eq!(failure.why, "The draw is over and its code is public.");
}

#[test]
fn receipts_say_what_the_roll_says() {
    let (locked, _) = &*DRAWN;
    let world = FakeWorld::new(at("2026-11-22T09:00:00Z"));
    let order = Order::new(Document::Receipts, sheets::Paper::A4);
    let out = Path::new("/out/receipts.pdf");
    let written = papers::write(locked, ID, &order, out, &world, &Progress::silent()).unwrap();
    let [file] = written.files.as_slice() else { panic!("one volume for forty entrants") };
    // One entry of forty was left out; four slips a sheet.
    assert_eq!(file.pages, 10);
    assert_eq!(lopdf::Document::load_mem(&world.read(&file.path).unwrap()).unwrap().get_pages().len(), 10);

    let roll = Roll::parse(sealed(locked).roll.as_bytes()).unwrap();
    let lock = SignedLock::parse(sealed(locked).lock.as_bytes()).unwrap();
    let receipt = Receipt::new(&lock, &roll, "ENTRY0002").unwrap();
    let single = Order { entries: vec!["ENTRY0002".into()], ..order.clone() };
    let pages = papers::pages(locked, ID, &single, &mut typesetter()).unwrap().pages;
    let text = joined(&pages);
    assert!(receipt.path.iter().all(|hash| text.contains(hash.as_str())));
    assert!(text.contains(&sealed(locked).lock_sha256) && text.contains("2of39") || text.contains("39entries"));
    let hash = hex::encode(unsung::draw::sha256(&receipt.bytes().unwrap()));
    assert!(holds_code(&pages, &hash));
    let stranger = Order { entries: vec!["NOBODY".into()], ..order };
    let failure = papers::pages(locked, ID, &stranger, &mut typesetter()).unwrap_err();
    assert_eq!(failure.why, "The locked list has no entry NOBODY.");
}

#[test]
fn what_cannot_be_printed_yet_says_why() {
    let (campaign, _) = ready(4, 1, 0);
    for document in Document::ALL {
        let order = Order::new(document, sheets::Paper::A4);
        let made = papers::pages(&campaign, ID, &order, &mut typesetter());
        if document == Document::Rules {
            let text = all_words(&made.unwrap().pages);
            assert!(text.contains("Draft, not locked yet") && text.contains("1. Who runs it"), "{text}");
        } else {
            assert!(made.unwrap_err().what.starts_with(document.title()));
        }
        let rehearsed = Order { rehearsal: true, ..order };
        let failure = papers::pages(&campaign, ID, &rehearsed, &mut typesetter()).unwrap_err();
        assert_eq!(failure.why, "There was no rehearsal yet.");
    }
}

#[test]
fn a_thousand_steps_run_over_pages_with_their_head() {
    let (mut campaign, world) = ready(1_040, 990, 40);
    lock(&mut campaign, &world);
    draw(&mut campaign);
    let record = drawing::record_of(sealed(&campaign)).unwrap();
    assert!(record.record.walk.len() >= 1_000);
    let laid = lay(&campaign, Document::Record);
    let text = joined(&laid.pages);
    assert!(record.record.walk.iter().all(|step| text.contains(&step.entry_id)));
    let with_walk: Vec<&Page> = laid.pages.iter().filter(|page| words(page).contains("PLACE BEGINS")).collect();
    assert!(with_walk.len() > 15, "{}", with_walk.len());
    for page in &laid.pages {
        let bottom = page.height - 120.0;
        for line in dump_page(page).lines().filter(|line| line.trim_start().starts_with("text")) {
            let y: f32 = line.rsplit("at (").next().unwrap().split([',', ')']).nth(1).unwrap().trim().parse().unwrap();
            assert!(y > 60.0 && y < bottom, "{line}");
        }
    }
}

fn long_paper(paragraphs: usize) -> Laid {
    let mut paper = Paper::new(PaperStyle { campaign: "C".into(), kind: "Letter".into(), ..PaperStyle::default() });
    for number in 0..paragraphs {
        paper.push(Block::heading(format!("Heading {number}")));
        paper.push(Block::words(
            "Words that fill a line or two so that the page breaks somewhere among them. ".repeat(9),
        ));
    }
    paper.lay(&mut typesetter())
}

#[test]
fn headings_stay_with_their_text_and_no_line_stands_alone() {
    let laid = long_paper(24);
    assert!(laid.pages.len() > 3);
    for page in &laid.pages {
        let lines: Vec<String> = words(page).lines().map(str::to_owned).collect();
        // Running head, kind, foot and page number stand first; the text follows.
        let body: Vec<&String> =
            lines.iter().filter(|line| line.starts_with("Heading") || line.contains("Words that")).collect();
        assert!(!lines.last().unwrap().starts_with("Heading"), "a heading stands alone at the end: {lines:?}");
        assert!(!body.is_empty());
    }
}

#[test]
fn what_no_face_has_is_spelled_and_long_words_are_broken() {
    let mut paper = Paper::new(PaperStyle::default());
    paper.push(Block::words("Clay: \u{12000} end"));
    let mut table = Table::new([Column::new("A", 1.0), Column::new("B", 9.0)]);
    let id = "x".repeat(64);
    table.row([Cell::plain(&id), Cell::plain("b")]);
    paper.push(table);
    let laid = paper.lay(&mut typesetter());
    assert_eq!(laid.missing, ["\u{12000}"]);
    let text: String = all_words(&laid.pages).split_whitespace().collect();
    assert!(text.contains("[U+12000]") && text.contains(&id), "{text}");
    let width = 2100.0 - 220.0;
    for line in dump_page(&laid.pages[0]).lines().filter(|line| line.contains("xxx")) {
        let x: f32 = line.rsplit("at (").next().unwrap().split(',').next().unwrap().parse().unwrap();
        assert!(x < width / 4.0, "{line}");
    }
}

#[test]
fn a_rehearsal_is_marked_on_every_page() {
    let mut paper = Paper::new(PaperStyle { rehearsal: true, kind: "Draw record".into(), ..PaperStyle::default() });
    for number in 0..120 {
        paper.push(Block::Check(format!("Point {number}")));
    }
    let laid = paper.lay(&mut typesetter());
    assert!(laid.pages.len() > 1);
    assert!(laid.pages.iter().all(|page| words(page).contains("REHEARSAL")));
}

#[test]
fn what_happened_afterwards_is_told_without_harm() {
    let mut campaign = DRAWN.1.clone();
    let now = at("2026-12-03T10:00:00Z");
    let record = drawing::record_of(sealed(&campaign)).unwrap();
    let named = |campaign: &Campaign, entry_id: &str| {
        let entry = campaign.entries().get(campaign.entry_with_id(entry_id).unwrap()).unwrap();
        campaign.people().get(entry.person).unwrap().clone()
    };
    let winners: Vec<&str> =
        record.record.walk.iter().filter(|step| !step.prize.is_empty()).map(|step| step.entry_id.as_str()).collect();
    let agreed = |id: &&&str| named(&campaign, id).consent.state == ConsentState::Agreed;
    let mut two = winners.iter().filter(agreed);
    let (told, lost) = (*two.next().unwrap(), *two.next().unwrap());
    // The one who loses the prize has a name of nobody else.
    let entry = campaign.entries().get(campaign.entry_with_id(lost).unwrap()).unwrap().clone();
    let person = Person { name: "Wilhelmina Quill".into(), email: "w@example.org".into(), ..named(&campaign, lost) };
    campaign.apply(&Change::one("Rename", Edit::person(entry.person, person)), now).unwrap();
    let step = |id: &str, kind, reason| Wanted { entry_id: id.into(), kind, reason, words: String::new() };
    let wanted = [step(told, Kind::Notified, None), step(lost, Kind::Disqualified, Some(Reason::UnderAge))];
    let amended = claims::amend(&campaign, ID, &wanted, now).unwrap();
    campaign.apply(&amended.change, now).unwrap();

    let text = all_words(&lay(&campaign, Document::Record).pages);
    assert!(text.contains("disqualified") && text.contains("Under age") && text.contains("moved up"), "{text}");
    assert!(!text.contains("Quill"), "a name beside a lost prize");
    let hash = &amended.appended.last().unwrap().sha256;
    assert!(joined(&lay(&campaign, Document::Record).pages).contains(hash.as_str()));
    let winners = all_words(&lay(&campaign, Document::Winners).pages);
    assert!(!winners.contains("Quill") && !winners.contains(lost) && winners.contains(told));

    // The organiser's desk needs the name all the same, and says that it is private.
    let desk = lay(&campaign, Document::Claims).pages;
    let text = all_words(&desk);
    assert!(text.contains("Quill") && text.contains("w@example.org") && text.contains("3 Dec 2026"), "{text}");
    assert!(desk.iter().all(|page| words(page).contains("Not for publication")));
    let bundle = drawing::bundle(&campaign, ID).unwrap();
    assert!(bundle.iter().all(|(name, _)| !name.contains("claims")));
}

#[test]
fn papers_of_a_rehearsal_say_so_and_carry_its_own_hashes() {
    let (mut campaign, world) = ready(12, 2, 2);
    let now = at("2026-11-21T09:00:00Z");
    let typed = ["1 2 3 4 5 6".to_owned(), "only a test".to_owned()];
    let rehearsed = drawing::rehearse(&campaign, ID, &typed, now, world.as_ref()).unwrap();
    campaign.apply(&rehearsed.change, now).unwrap();
    for document in [Document::LockNotice, Document::Rules, Document::Receipts, Document::Record, Document::Winners] {
        let order = Order { rehearsal: true, ..Order::new(document, sheets::Paper::A4) };
        let pages = papers::pages(&campaign, ID, &order, &mut typesetter()).unwrap().pages;
        assert!(pages.iter().all(|page| words(page).contains("REHEARSAL")), "{document:?}");
        if document != Document::Rules {
            let hash = &rehearsed.rehearsal.files.lock_sha256;
            let record = drawing::record_of(&rehearsed.rehearsal.files).unwrap().record_sha256;
            let text = joined(&pages);
            assert!(text.contains(hash.as_str()) || text.contains(&record), "{document:?}");
        }
        assert!(!all_words(&pages).contains("Draw 0"));
    }
    let bundle = drawing::rehearsal_bundle(&campaign, ID).unwrap();
    assert!(bundle.iter().any(|(name, _)| name == "record.pdf"));
    // The draw itself is as unlocked as before.
    let order = Order::new(Document::LockNotice, sheets::Paper::A4);
    assert!(papers::pages(&campaign, ID, &order, &mut typesetter()).is_err());
}

#[test]
fn the_command_line_prints_papers_and_says_why_not() {
    let desk = cli_run::Desk::new();
    assert_eq!(desk.run(&["new", "a.unsung", "--template", "sample"]).code, 0);
    let early = desk.run(&["print", "a.unsung", "--what", "lock-notice", "--out", "notice.pdf"]);
    assert_eq!(early.code, 2);
    assert!(
        early.err.contains("Lock notice was not printed.") && early.err.contains("not locked yet"),
        "{}",
        early.err
    );
    assert!(!desk.path("notice.pdf").exists());
    assert_eq!(desk.run(&["draw", "lock", "a.unsung", "--announced-at", "2100-12-01T18:00:00Z"]).code, 0);
    let printed =
        desk.run(&["print", "a.unsung", "--what", "lock-notice", "--out", "out", "--paper", "letter", "--json"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    let json: serde_json::Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(json["files"][0]["pages"], 1);
    assert!(json["files"][0]["path"].as_str().unwrap().ends_with("draw-1-lock-notice.pdf"));
    let pdf = lopdf::Document::load_mem(&desk.bytes("out/draw-1-lock-notice.pdf")).unwrap();
    assert_eq!(pdf.get_pages().len(), 1);
    let secret = desk.run(&["print", "a.unsung", "--what", "envelope", "--out", "e.pdf"]);
    assert_eq!(secret.code, 0);
    assert!(secret.err.contains("Delete the file"), "{}", secret.err);
    let stray = desk.run(&["print", "a.unsung", "--what", "rules", "--each", "--out", "x"]);
    assert_eq!(stray.code, 2);
    assert!(stray.err.contains("--each is for cards"), "{}", stray.err);
}

#[test]
fn papers_go_through_the_run_of_their_folder() {
    let (mut campaign, _) = ready(40, 2, 2);
    lock(&mut campaign, &FakeWorld::new(at("2026-11-21T09:00:00Z")));
    draw(&mut campaign);
    let world = FakeWorld::new(at("2026-11-23T09:00:00Z"));
    let print = |campaign: &Campaign, document: Document, out: &str| {
        let order = Order::new(document, sheets::Paper::A4);
        papers::write(campaign, ID, &order, Path::new(out), &world, &Progress::silent())
    };
    let read = |path: &Path| world.read(path).unwrap();
    for document in [Document::Record, Document::Receipts] {
        // A stranger's file has the usual name: it stays, and the paper takes the next one.
        let usual = format!("/out/draw-1-{}.pdf", document.id());
        world.put(std::path::PathBuf::from(&usual), b"mine".to_vec());
        let first = print(&campaign, document, "/out").unwrap();
        let path = first.files[0].path.clone();
        assert!(path.ends_with(format!("draw-1-{} (2).pdf", document.id())), "{path:?}");
        assert_eq!((first.files[0].state, read(Path::new(&usual))), (FileState::Made, b"mine".to_vec()));
        let listed = Manifest::load(&world, Path::new("/out"));
        let made = listed.files.values().find(|made| made.what.contains(&format!("/{}/", document.id()))).unwrap();
        assert!(made.bytes == first.files[0].bytes && made.at.is_some());
        assert!(listed.planned.is_empty());
        let before = (read(&path), listed);
        let second = print(&campaign, document, "/out").unwrap();
        assert_eq!((second.files[0].path.clone(), second.files[0].state), (path.clone(), FileState::Unchanged));
        assert_eq!((read(&path), Manifest::load(&world, Path::new("/out"))), before);
        // What somebody wrote into it since is theirs.
        world.put(path.clone(), b"%PDF- signed".to_vec());
        let third = print(&campaign, document, "/out").unwrap();
        assert!(third.files[0].path.ends_with(format!("draw-1-{} (3).pdf", document.id())), "{third:?}");
        assert_eq!(read(&path), b"%PDF- signed");
        // A name that was asked for is refused where a stranger has it.
        let failure = print(&campaign, document, &usual).unwrap_err();
        assert!(failure.why.contains("did not write it"), "{failure}");
    }
    // Another form of a winner's name is another record of winners, under the same name.
    let first = print(&campaign, Document::Winners, "/out").unwrap();
    let mut edits = Vec::new();
    for id in campaign.people().ids() {
        let person = campaign.people().get(id).unwrap().clone();
        edits.push(Edit::person(id, Person { name: format!("{} Xyz", person.name).into(), ..person }));
    }
    campaign.apply(&Change::new("Rename", edits), at("2026-11-23T09:00:00Z")).unwrap();
    let second = print(&campaign, Document::Winners, "/out").unwrap();
    assert_eq!((&second.files[0].path, second.files[0].state), (&first.files[0].path, FileState::Made));
}
