//! What the press can: a thousand award cards on both sides, a thousand classic certificates beside the same made as simply as it
//! goes in Typst, memory between a thousand and ten thousand cards, and how soon a change on the hero page is seen. Then the
//! sample alone: laid out, and laid out and written, which shows what the writer costs.
//!
//! Typst runs as its Python package in the same run; where it is not installed, the comparison says so and is left out.
//! Options behind `--`: `certificates`, `cards`, `memory`, `preview` or names of the small benches; none is everything.

mod memory;

use memory::peak_memory_mb;
use serde_json::{Value, json};
use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use unsung::app::{FakeWorld, Progress, SystemWorld, heroes, printing, templates};
use unsung::campaign::{Award, Campaign, Change, Consent, ConsentState, Edit, Person, PersonId, Winner};
use unsung::press::card::{self, CardFacts};
use unsung::press::certificate;
use unsung::press::sheets::Paper;
use unsung::press::{Face, Layout, Lettering};
use unsung::scene::fonts::FontSource;
use unsung::scene::item::{Page, Scene, Transform};
use unsung::scene::kit::{Hex, Kit, SymbolCache};
use unsung::scene::pdf::{self, FormCache, PdfOptions};
use unsung::scene::pixels::render;
use unsung::scene::text::Typesetter;

/// Asks a process for one run of so many heroes.
const RUN_OF: &str = "run-of=";
const THOUSAND: usize = 1_000;
const RUNS: usize = 3;
/// Pixels of the width of the card on the hero page, in a window of usual size.
const PREVIEW_PX: u32 = 480;

fn main() {
    let options: Vec<String> = std::env::args().skip(1).filter(|option| option != "--bench").collect();
    if let Some(heroes) = options.iter().find_map(|option| option.strip_prefix(RUN_OF)?.parse().ok()) {
        tell_run(heroes);
        return;
    }
    let asked = |name: &str| options.is_empty() || options.iter().any(|option| option == name);
    if asked("certificates") {
        certificates();
    }
    if asked("cards") {
        cards();
    }
    if asked("memory") {
        memory_of_runs();
    }
    if asked("preview") {
        preview();
    }
    divan::main();
}

struct Bench {
    campaign: Campaign,
    kit: Kit,
    symbols: SymbolCache,
    typesetter: Typesetter,
}

fn now() -> jiff::Timestamp {
    "2026-11-22T10:00:00Z".parse().expect("a time")
}

impl Bench {
    fn of(campaign: Campaign) -> Self {
        let kit = Kit::builtin().expect("the kit is compiled in");
        Self { campaign, kit, symbols: SymbolCache::new(), typesetter: Typesetter::new(FontSource::shipped()) }
    }
    fn new() -> Self {
        let world = FakeWorld::new(now());
        Self::of(templates::start(&world, templates::SAMPLE).expect("the sample is compiled in"))
    }
    /// So many people, each a hero of an award.
    fn large(heroes: usize) -> Self {
        const GIVEN: [&str; 8] = ["Sabine", "Tom", "Małgorzata", "João", "Ngozi", "Thu Hà", "Eleni", "Lars"];
        const FAMILY: [&str; 7] =
            ["Okonjo", "Hartwell", "Świerszcz", "Kowalczyk", "Papadopoulou", "Lindqvist", "da Silva"];
        let mut bench =
            Self::of(templates::start(&FakeWorld::new(now()), "blank").expect("the template is compiled in"));
        let consent = Consent::new(ConsentState::Agreed, Some(now()), "", "");
        let people: Vec<PersonId> = (1..=heroes as u64).map(PersonId).collect();
        let person = |id: &PersonId| {
            let n = id.0 as usize;
            let name = format!("{} {} {n}", GIVEN[n % GIVEN.len()], FAMILY[n % FAMILY.len()]);
            Person {
                name: name.into(),
                team: "Service Desk".into(),
                place: "Porto".into(),
                consent: consent.clone(),
                ..Person::default()
            }
        };
        let reason =
            "Because the phones were answered in a week in which nothing worked, and nobody noticed.".to_owned();
        let winner = |id: &PersonId| Winner { person: *id, reason: reason.clone(), decided_at: now() };
        let award = Award {
            title: "Hero of the Year".into(),
            winners: people.iter().map(winner).collect(),
            ..Award::default()
        };
        let mut edits: Vec<Edit> = people.iter().map(|id| Edit::person(*id, person(id))).collect();
        edits.push(Edit::award(1.into(), award));
        bench.campaign.apply(&Change::new("Start", edits), now()).expect("the records are right");
        let change = heroes::make_heroes(&bench.campaign, people, &bench.kit).expect("there are people");
        bench.campaign.apply(&change, now()).expect("the heroes are right");
        bench
    }
    fn press(&mut self) -> printing::Press<'_> {
        printing::Press { kit: &self.kit, symbols: &self.symbols, typesetter: &mut self.typesetter }
    }
    fn facts(&self) -> Vec<CardFacts> {
        printing::jobs(&self.campaign, &self.kit, &[]).into_iter().map(|job| job.facts).collect()
    }
    /// Everybody's card, in volumes, into a folder that is thrown away.
    fn run(&mut self) -> (Duration, u64) {
        let folder = tempfile::tempdir().expect("there is a folder for temporary files");
        let (campaign, options) = (self.campaign.clone(), printing::PrintOptions::default());
        let start = Instant::now();
        let report =
            printing::run(&campaign, &options, folder.path(), &SystemWorld, &mut self.press(), &Progress::silent())
                .expect("the cards print");
        assert!(report.held.is_empty(), "no card is held");
        (start.elapsed(), report.files.iter().map(|file| file.bytes).sum())
    }
}

fn cards() {
    let mut bench = Bench::large(THOUSAND);
    let (took, bytes) = bench.run();
    println!(
        "{THOUSAND} award cards, front and back: {:.1} s, {:.0} cards a second, {:.1} MB",
        took.as_secs_f64(),
        THOUSAND as f64 / took.as_secs_f64(),
        bytes as f64 / 1e6
    );
}

/// The classic certificate as a run makes it.
fn classic_page(facts: &CardFacts, press: &mut printing::Press<'_>) -> Page {
    certificate::make(facts, Paper::A4, press.kit, press.symbols, press.typesetter).expect("it fits").0
}

/// The certificate that Typst makes, made here: paper, award, name, reason, lines to sign on.
fn simple_page(facts: &CardFacts, press: &mut printing::Press<'_>) -> Page {
    let colours = press.kit.colours("", "", "", "");
    let (w, h) = certificate::size(Paper::A4);
    let mut page = Layout::new(press.kit, press.symbols, press.typesetter, colours, facts.who());
    page.art("card/certificate.svg", [0.0, 0.0, w, h]).expect("the art is there");
    let ink = Hex::of([0x1B, 0x1B, 0x2F]);
    let line = |y: f32, face: Face, size: f32| Lettering::at(w / 2.0, y, face, size, &ink).centred().within(2_000.0);
    let award = format!("{} {}", facts.award, facts.year).to_uppercase();
    let story = format!("{} {}", facts.story, facts.why);
    let lines = [
        ("award", award.as_str(), line(310.0, Face::Bold, 78.0)),
        ("given", "This certificate is given to", line(670.0, Face::Plain, 50.0)),
        ("name", facts.who(), line(880.0, Face::Bold, 134.0)),
        ("persona", facts.persona.as_str(), line(1_030.0, Face::Plain, 56.0)),
        ("serial", facts.serial.as_str(), line(1_930.0, Face::Plain, 28.0)),
    ];
    for (place, words, lettering) in lines {
        page.line(place, words, &lettering).expect("it fits");
    }
    let text = Lettering::at(w / 2.0 - 850.0, 1_140.0, Face::Plain, 42.0, &ink).within(1_700.0);
    page.paragraph("story", &story, &text, 460.0, 1.3).expect("it fits");
    for (signature, x) in facts.signatures.iter().zip([1_110.0, 1_860.0]) {
        let place = |y: f32, face: Face, size: f32| Lettering::at(x, y, face, size, &ink).centred().within(620.0);
        page.panel([x - 310.0, 1_680.0, 620.0, 2.0], 0.0, Some([0x1B, 0x1B, 0x2F]), None);
        page.line("signature", &signature.name, &place(1_730.0, Face::Bold, 35.0)).expect("it fits");
        page.line("signature", &signature.role, &place(1_775.0, Face::Plain, 32.0)).expect("it fits");
    }
    page.page("simple".into(), w, h, 0.0).0
}

fn certificates() {
    let mut bench = Bench::large(THOUSAND);
    let facts = bench.facts();
    let options = PdfOptions { cache: Some(Arc::new(FormCache::default())), ..PdfOptions::default() };
    let written = |pages: Vec<Page>| {
        let scene = Scene { title: "Certificates".into(), pages, ..Scene::default() };
        pdf::write(&scene, &options).expect("the pages are right").len()
    };
    let mut press = bench.press();
    let mut crew = printing::Crew::new(&press, None);
    black_box(written(crew.each(&mut press, &facts[..1], classic_page)));
    let (mut laid_out, mut merged, mut bytes) = (f64::MAX, f64::MAX, 0);
    let (mut simple_laid_out, mut simple) = (f64::MAX, f64::MAX);
    // The best of a few runs of each, in turns.
    for _ in 0..RUNS {
        let start = Instant::now();
        let pages = crew.each(&mut press, &facts, classic_page);
        laid_out = laid_out.min(start.elapsed().as_secs_f64());
        bytes = written(pages);
        merged = merged.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let pages = crew.each(&mut press, &facts, simple_page);
        simple_laid_out = simple_laid_out.min(start.elapsed().as_secs_f64());
        black_box(written(pages));
        simple = simple.min(start.elapsed().as_secs_f64());
    }
    let sample = &facts[..100];
    let start = Instant::now();
    // As a run does it: each file by the hand that laid its page out.
    let alone = PdfOptions { hands: Some(1), ..options.clone() };
    black_box(crew.each(&mut press, sample, |facts, press| {
        let scene = Scene { title: "Certificate".into(), pages: vec![classic_page(facts, press)], ..Scene::default() };
        pdf::write(&scene, &alone).expect("the page is right").len()
    }));
    let each = start.elapsed().as_secs_f64() / sample.len() as f64;
    println!(
        "{THOUSAND} classic certificates in one file: {merged:.2} s ({laid_out:.2} s of it laying out), {:.0} a second, {:.1} MB; a file each: {:.0} a second",
        THOUSAND as f64 / merged,
        bytes as f64 / 1e6,
        1.0 / each
    );
    match typst(&facts) {
        Some(told) => {
            let seconds = |name: &str| told[name].as_f64().unwrap_or(f64::NAN);
            println!(
                "simple ones (paper and text) in one file: ours {simple:.2} s ({simple_laid_out:.2} s of it laying out), Typst {:.2} s, {:.0} a second, {:.1} MB; a file each: \
                 Typst {:.0} a second. Of simple ones ours are {:.1} times as many; of classic ones {:.1} times, a file each {:.1} times",
                seconds("merged"),
                THOUSAND as f64 / seconds("merged"),
                seconds("bytes") / 1e6,
                1.0 / seconds("each"),
                seconds("merged") / simple,
                seconds("merged") / merged,
                seconds("each") / each
            );
        }
        None => println!("Typst's Python package is not there to compare with (pip install typst)"),
    }
}

/// What Typst takes for these people; `None` where it or Python is not installed.
fn typst(facts: &[CardFacts]) -> Option<Value> {
    let project = env!("CARGO_MANIFEST_DIR");
    let folder = tempfile::tempdir().ok()?;
    let people: Vec<Value> = facts
        .iter()
        .map(|facts| {
            let signatures: Vec<[&str; 2]> =
                facts.signatures.iter().map(|one| [one.name.as_str(), one.role.as_str()]).collect();
            json!({
                "award": format!("{} {}", facts.award, facts.year), "name": facts.who(), "persona": facts.persona,
                "story": format!("{} {}", facts.story, facts.why), "signatures": signatures, "serial": facts.serial,
            })
        })
        .collect();
    let mut child = Command::new("python3")
        .arg(format!("{project}/benches/typst/certificates.py"))
        .args([project.as_ref(), folder.path()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(Value::from(people).to_string().as_bytes()).ok()?;
    let told: Value = serde_json::from_slice(&child.wait_with_output().ok()?.stdout).ok()?;
    told["merged"].is_number().then_some(told)
}

/// Each run in a process of its own, so that none finds the room that another left.
fn memory_of_runs() {
    let mut runs = Vec::new();
    for heroes in [THOUSAND, 10 * THOUSAND] {
        let child = std::env::current_exe().and_then(|own| Command::new(own).arg(format!("{RUN_OF}{heroes}")).output());
        let told: Option<Value> = child.ok().and_then(|child| serde_json::from_slice(&child.stdout).ok());
        let Some([before, peak, seconds]) = told.and_then(|told| serde_json::from_value::<[f64; 3]>(told).ok()) else {
            println!("this system does not tell how much memory a run needs");
            return;
        };
        println!(
            "{heroes} cards in volumes: {seconds:.1} s, peak memory {peak:.0} MB, {before:.0} MB of it the campaign before the run"
        );
        runs.push(peak - before);
    }
    println!("ten times the cards take {:.2} times the memory beside their campaign", runs[1] / runs[0]);
}

/// Memory before a run and at most, in MB, and its seconds.
fn tell_run(heroes: usize) {
    let mut bench = Bench::large(heroes);
    peak_memory_mb();
    let before = peak_memory_mb();
    let (took, _) = bench.run();
    if let (Some(before), Some(peak)) = (before, peak_memory_mb()) {
        println!("{}", json!([before, peak, took.as_secs_f64()]));
    }
}

/// From a change of the hero to the pixels of the card, each time another change.
fn preview() {
    let mut bench = Bench::new();
    let mut facts = bench.facts().swap_remove(0);
    let mut times: Vec<Duration> = Vec::new();
    let slots: Vec<(String, Vec<String>)> = (bench.kit.slots().iter())
        .map(|slot| (slot.id.clone(), slot.options.iter().map(|option| option.id.clone()).collect()))
        .collect();
    for turn in 0..4 {
        for (slot, options) in &slots {
            let option = options[(turn * 3 + 1) % options.len()].clone();
            facts.figure.options.insert(slot.clone(), option);
            let start = Instant::now();
            let page = card::front(&facts, &bench.kit, &bench.symbols, &mut bench.typesetter).expect("it fits");
            let scale = PREVIEW_PX as f32 / page.width;
            let height = (page.height * scale).round() as u32;
            let picture = render(&page.items, PREVIEW_PX, height, Transform::from_scale(scale, scale), None);
            black_box(picture.expect("the size is usual"));
            times.push(start.elapsed());
        }
    }
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!(
        "a change on the hero page is drawn after {:.0} ms in the middle, {:.0} ms in nine of ten ({} changes, {PREVIEW_PX} pixels wide)",
        at(0.5),
        at(0.9),
        times.len()
    );
}

#[divan::bench(sample_count = 10)]
fn lay_out_the_sample(bencher: divan::Bencher) {
    let mut bench = Bench::new();
    let campaign = bench.campaign.clone();
    bencher.counter(divan::counter::ItemsCount::new(campaign.heroes().len())).bench_local(|| {
        printing::preflight(&campaign, &printing::PrintOptions::default(), &mut bench.press(), &Progress::silent())
            .expect("nothing is cancelled")
    });
}

#[divan::bench(sample_count = 10)]
fn lay_out_and_write_the_sample(bencher: divan::Bencher) {
    let mut bench = Bench::new();
    let campaign = bench.campaign.clone();
    let options = printing::PrintOptions::default();
    bencher.counter(divan::counter::ItemsCount::new(campaign.heroes().len())).bench_local(|| {
        // A world of its own for each run, so that nothing is found unchanged.
        let world = FakeWorld::new("2026-11-22T10:00:00Z".parse().expect("a time"));
        printing::run(&campaign, &options, "/cards.pdf".as_ref(), &world, &mut bench.press(), &Progress::silent())
            .expect("the sample prints")
    });
}
