//! Lists of a million rows from their bytes to records of a campaign, beside the csv crate reading the same bytes and nothing
//! else; a workbook beside calamine reading its cells; finding doubles that were planted; and finding as one types. Pairs run in
//! turns in one process, one for each part; the best of several runs counts, and memory is the most the process had at once.
//!
//! `cargo bench --bench intake` runs all of it, `cargo bench --bench intake -- people` one part.

use calamine::Reader;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};
use unsung::app::importing::{Choices, import_bytes};
use unsung::app::people::{PeopleOrder, PeopleQuery, Register};
use unsung::app::{Progress, SystemWorld, duplicates, templates};
use unsung::campaign::{Campaign, Change, Edit, History, Person, PersonId};
use unsung::intake::{self, Kind, ReadOptions};

const ROWS: usize = 1_000_000;
const WORKBOOK_ROWS: usize = 100_000;
const PEOPLE: usize = 200_000;
const RUNS: usize = 3;

const PARTS: [&str; 6] = ["people", "nominations", "entries", "workbook", "duplicates", "find"];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|option| option != "--bench").collect();
    let [part] = wanted.as_slice() else {
        // Each part in a process of its own: what an earlier one took would count as memory of the next.
        let program = std::env::current_exe().expect("the bench itself is there");
        for part in PARTS.iter().filter(|part| wanted.is_empty() || wanted.iter().any(|wanted| wanted == *part)) {
            let status = std::process::Command::new(&program).arg(part).status().expect("it runs");
            assert!(status.success(), "{part} went wrong");
        }
        return;
    };
    let runs = |known: &str| part == known;
    for (part, kind, list) in [
        ("people", Kind::People, people as fn(usize) -> Vec<u8>),
        ("nominations", Kind::Nominations, nominations),
        ("entries", Kind::Entries, entries),
    ] {
        if runs(part) {
            beside_csv(part, kind, &list(ROWS));
        }
    }
    if runs("workbook") {
        beside_calamine();
    }
    if runs("duplicates") {
        planted();
    }
    if runs("find") {
        as_you_type();
    }
}

/// Most memory this process had at once since the last call, in MB; 0 where the system does not say.
fn peak_memory_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    // Sets the mark back to what is in use now.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) / 1024.0
}

/// Time this process had on processors so far; 0 where the system does not say. On a busy machine it tells more than the clock.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in brackets; the twelfth and thirteenth field from there are hundredths of seconds.
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let from = Instant::now();
    (work(), from.elapsed())
}

const GIVEN: [&str; 16] = [
    "Zoë",
    "Anna",
    "Jürgen",
    "Thùy Trâm",
    "José",
    "Mary Ann",
    "Okoro",
    "Sven",
    "Łucja",
    "Robert",
    "William",
    "Elizabeth",
    "Katharina",
    "Michael",
    "Dmitri",
    "Elif",
];
const FAMILY: [&str; 14] = [
    "Ångström",
    "Schmidt",
    "Müller",
    "Đặng",
    "Núñez",
    "O'Neill",
    "Adeyemi",
    "Lindqvist",
    "Nowak",
    "Quist",
    "Lind",
    "Anagonye",
    "Sokolov",
    "Yılmaz",
];

fn people(rows: usize) -> Vec<u8> {
    let mut list = b"Name,E-mail,Organisation,Team,Function,Country,Place,Phone\n".to_vec();
    for n in 0..rows {
        writeln!(
            list,
            "{} {} {n},person{n}@mail{}.example,Brightwater {},Service desk {},\"Engineer, level {}\",Germany,Hall {},+49 30 {n:07}",
            GIVEN[n % 16],
            FAMILY[n / 16 % 14],
            n % 50,
            n % 900,
            n % 40,
            n % 5,
            n % 300
        )
        .expect("memory takes it");
    }
    list
}

fn nominations(rows: usize) -> Vec<u8> {
    let mut list =
        b"Timestamp,Email Address,Who are you nominating?,Their email,Team,Which award?,What happened?,Why?\n".to_vec();
    for n in 0..rows {
        writeln!(
            list,
            "2026-10-{:02}T09:00:00Z,from{n}@example.org,Zoë Ångström {},to{}@example.org,Service desk,IT Savior,\"It was {n} o'clock, and\nnobody else was there.\",Kind",
            n % 28 + 1,
            n / 3,
            n / 3
        )
        .expect("memory takes it");
    }
    list
}

fn entries(rows: usize) -> Vec<u8> {
    let mut list = b"Entry ID,Received,Name,E-mail,Country,Method,Bonus tickets,Household\n".to_vec();
    for n in 0..rows {
        writeln!(
            list,
            "E-{n},2026-10-{:02} {:02}:{:02}:{:02},Anna Schmidt {n},anna{n}@mail.example,Germany,Web,{},House {}",
            n % 28 + 1,
            n / 3600 % 24,
            n / 60 % 60,
            n % 60,
            n % 3,
            n / 2
        )
        .expect("memory takes it");
    }
    list
}

fn empty_campaign() -> Campaign {
    templates::start(&SystemWorld, "blank").expect("the empty template is there")
}

/// Reading alone, and everything from the bytes to the committed step.
struct Times {
    floor: Duration,
    /// The same on the processor, where others that are at work count for nothing.
    floor_processor: Duration,
    read: Duration,
    import: Duration,
    commit: Duration,
    undo: Duration,
    /// On all processors together, from the bytes to the committed step.
    processors: Duration,
}

fn beside_csv(part: &str, kind: Kind, list: &[u8]) {
    let world = SystemWorld;
    let zero = Duration::MAX;
    let mut best = Times {
        floor: zero,
        floor_processor: zero,
        read: zero,
        import: zero,
        commit: zero,
        undo: zero,
        processors: zero,
    };
    peak_memory_mb();
    let (mut first_memory, mut memory) = (None, 0.0_f64);
    for _ in 0..RUNS {
        let before = processor_time();
        let (cells, floor) = timed(|| {
            let mut reader = csv::Reader::from_reader(list);
            reader.records().map(|record| record.map_or(0, |record| record.len())).sum::<usize>()
        });
        assert_eq!(cells, ROWS * 8);
        best.floor_processor = best.floor_processor.min(processor_time().saturating_sub(before));
        let (rows, read) = timed(|| intake::read(list, &ReadOptions::default()).expect("it is readable").rows.len());
        assert_eq!(rows, ROWS);
        peak_memory_mb();
        let mut campaign = empty_campaign();
        let mut history = History::default();
        let before = processor_time();
        let (imported, import) = timed(|| {
            import_bytes(&campaign, &world, "list.csv", list, kind, &Choices::default()).expect("it is importable")
        });
        assert_eq!((imported.report.accepted, imported.report.added), (ROWS, ROWS));
        let change = imported.change.expect("rows are new");
        let now = jiff::Timestamp::now();
        let ((), commit) = timed(|| history.commit(&mut campaign, change, now).expect("it holds together"));
        best.processors = best.processors.min(processor_time().saturating_sub(before));
        let peak = peak_memory_mb();
        first_memory.get_or_insert(peak);
        memory = memory.max(peak);
        let (undone, undo) = timed(|| history.undo(&mut campaign, now).expect("it is turned back"));
        assert!(undone.is_some() && campaign.people().is_empty());
        if import + commit < best.import.saturating_add(best.commit) {
            (best.import, best.commit) = (import, commit);
        }
        best.floor = best.floor.min(floor);
        best.read = best.read.min(read);
        best.undo = best.undo.min(undo);
    }
    let ratio = |time: Duration| time.as_secs_f64() / best.floor.as_secs_f64();
    let whole = best.import + best.commit;
    println!("import of {ROWS} {part} in 8 columns, {} MB", list.len() >> 20);
    println!("  csv crate alone                     {:8.0} ms", best.floor.as_secs_f64() * 1e3);
    println!(
        "  read into a table                   {:8.0} ms   {:5.1} times",
        best.read.as_secs_f64() * 1e3,
        ratio(best.read)
    );
    println!("  bytes to a committed undo step      {:8.0} ms   {:5.1} times", whole.as_secs_f64() * 1e3, ratio(whole));
    println!(
        "  the same in processor time          {:8.0} ms   {:5.1} times",
        best.processors.as_secs_f64() * 1e3,
        best.processors.as_secs_f64() / best.floor_processor.as_secs_f64()
    );
    println!("  of which putting records in place   {:8.0} ms", best.commit.as_secs_f64() * 1e3);
    println!("  undo                                {:8.3} ms", best.undo.as_secs_f64() * 1e3);
    // What earlier imports have freed is not always given back at once, so the later ones seem to need more.
    let first_memory = first_memory.unwrap_or(0.0);
    println!(
        "  most memory at once, bytes included {first_memory:8.0} MB   in {RUNS} imports one after the other {memory:.0} MB"
    );
}

fn beside_calamine() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(Cursor::new(people(WORKBOOK_ROWS)));
    for (row, record) in reader.records().enumerate() {
        for (column, cell) in record.expect("it was made just now").iter().enumerate() {
            sheet.write(row as u32, column as u16, cell).expect("it fits");
        }
    }
    let bytes = book.save_to_buffer().expect("memory takes it");
    let (mut floor, mut read, mut whole) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        let (cells, time) = timed(|| {
            let mut book = calamine::Xlsx::new(Cursor::new(bytes.as_slice())).expect("it is a workbook");
            let name = book.sheet_names()[0].clone();
            let mut cells = book.worksheet_cells_reader(&name).expect("the sheet is there");
            let mut count = 0;
            while let Ok(Some(cell)) = cells.next_cell() {
                black_box(cell.get_value());
                count += 1;
            }
            count
        });
        assert_eq!(cells, (WORKBOOK_ROWS + 1) * 8);
        floor = floor.min(time);
        let (rows, time) = timed(|| intake::read(&bytes, &ReadOptions::default()).expect("it is readable").rows.len());
        assert_eq!(rows, WORKBOOK_ROWS);
        read = read.min(time);
        let (imported, time) = timed(|| {
            let (campaign, world) = (empty_campaign(), SystemWorld);
            import_bytes(&campaign, &world, "list.xlsx", &bytes, Kind::People, &Choices::default()).expect("importable")
        });
        assert_eq!(imported.report.added, WORKBOOK_ROWS);
        whole = whole.min(time);
    }
    let ratio = |time: Duration| time.as_secs_f64() / floor.as_secs_f64();
    println!("workbook of {WORKBOOK_ROWS} people in 8 columns, {} MB packed", bytes.len() >> 20);
    println!("  calamine alone                      {:8.0} ms", floor.as_secs_f64() * 1e3);
    println!("  read into a table                   {:8.0} ms   {:5.1} times", read.as_secs_f64() * 1e3, ratio(read));
    println!("  bytes to a change                   {:8.0} ms   {:5.1} times", whole.as_secs_f64() * 1e3, ratio(whole));
}

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A family name of two to four syllables, some with a letter that others write without its accent.
fn family_name(dice: &mut Dice) -> String {
    const SYLLABLES: [&str; 40] = [
        "ba", "ke", "lo", "mar", "sen", "dor", "vil", "grö", "ner", "tik", "pé", "ros", "ha", "lin", "wood", "by",
        "czy", "sta", "nov", "ile", "ram", "ona", "der", "bü", "schul", "fal", "con", "teg", "mi", "ura", "pet", "kal",
        "jo", "ñez", "gar", "va", "ström", "dal", "ter", "quin",
    ];
    let mut name = String::new();
    for _ in 0..2 + dice.roll(3) {
        name.push_str(SYLLABLES[dice.roll(SYLLABLES.len())]);
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What is done to a copy of a person.
const PLANTS: [&str; 7] =
    ["accents", "swapped order", "plus address", "nickname", "typing slip", "capitals", "initial"];

fn planted() {
    const GIVEN: [(&str, &str); 12] = [
        ("Robert", "Bob"),
        ("William", "Bill"),
        ("Elizabeth", "Liz"),
        ("Katharina", "Kathi"),
        ("Michael", "Mike"),
        ("Johannes", "Hans"),
        ("Alexander", "Alex"),
        ("Margaret", "Maggie"),
        ("Thomas", "Tom"),
        ("Joseph", "Joe"),
        ("Richard", "Dick"),
        ("Susanne", "Susi"),
    ];
    let mut dice = Dice(20_261_122);
    let mut all: Vec<Person> = Vec::with_capacity(PEOPLE);
    // Person, copy, kind.
    let mut doubles: Vec<(usize, usize, usize)> = Vec::new();
    while all.len() < PEOPLE {
        let (given, short) = GIVEN[dice.roll(GIVEN.len())];
        // Every other one has a given name of many, so that families share few of them.
        let given = if dice.roll(2) == 0 { given.to_owned() } else { family_name(&mut dice) };
        let family = family_name(&mut dice);
        let number = all.len();
        let person = Person {
            name: format!("{given} {family}").into(),
            email: format!("{}.{}{number}@firm{}.example", given.to_lowercase(), family.to_lowercase(), number % 400)
                .into(),
            organisation: format!("Firm {}", number % 400).into(),
            team: format!("Team {}", number % 23).into(),
            country: "DE".into(),
            ..Person::default()
        };
        all.push(person.clone());
        // One in twenty records is a double of another.
        if number % 20 != 18 || all.len() == PEOPLE {
            continue;
        }
        let plant = dice.roll(PLANTS.len());
        let mut copy = Person { email: "".into(), ..person.clone() };
        match plant {
            0 => copy.name = any_ascii::any_ascii(&copy.name).into(),
            1 => copy.name = format!("{family}, {given}").into(),
            2 => copy.email = person.email.replace('@', "+form@").into(),
            3 if short_of(&GIVEN, &given).is_some() => copy.name = format!("{short} {family}").into(),
            4 => {
                let mut letters: Vec<char> = family.chars().collect();
                letters.swap(2, 3);
                let mut name = format!("{given} ");
                name.extend(letters);
                copy.name = name.into();
            }
            5 => copy.name = format!("{}  {}", given.to_uppercase(), family.to_uppercase()).into(),
            6 => {
                copy.name.clear();
                let initial = given.chars().next().unwrap_or('X');
                write!(copy.name, "{initial}. {family}").expect("memory takes it");
            }
            // Without a short form there is none to plant.
            _ => continue,
        }
        if copy.name == person.name && copy.email.is_empty() {
            continue;
        }
        doubles.push((number, all.len(), plant));
        all.push(copy);
    }
    let mut campaign = empty_campaign();
    let edits = all.into_iter().enumerate().map(|(n, person)| Edit::person(PersonId(n as u64 + 1), person)).collect();
    History::default().commit(&mut campaign, Change::new("People", edits), jiff::Timestamp::now()).expect("they hold");
    peak_memory_mb();
    let (found, time) = timed(|| duplicates::search(&campaign, &Progress::silent()).expect("nobody stops it"));
    let memory = peak_memory_mb();
    let mut by_pair = std::collections::HashMap::new();
    for pair in &found {
        by_pair.insert((pair.kept.min(pair.gone), pair.kept.max(pair.gone)), pair.score);
    }
    let score =
        |one: usize, other: usize| by_pair.get(&(PersonId(one as u64 + 1), PersonId(other as u64 + 1))).copied();
    println!("duplicates among {PEOPLE} people, {} of them planted", doubles.len());
    println!("  search                              {:8.0} ms, most memory {memory:.0} MB", time.as_secs_f64() * 1e3);
    for (plant, title) in PLANTS.iter().enumerate() {
        let of_kind: Vec<_> = doubles.iter().filter(|(_, _, kind)| *kind == plant).collect();
        let hit = of_kind.iter().filter(|(one, other, _)| score(*one, *other).is_some()).count();
        println!(
            "  {title:<16} {:6} planted, recall {:6.2} %",
            of_kind.len(),
            hit as f64 * 100.0 / of_kind.len().max(1) as f64
        );
    }
    let planted: std::collections::HashSet<(PersonId, PersonId)> =
        doubles.iter().map(|(one, other, _)| (PersonId(*one as u64 + 1), PersonId(*other as u64 + 1))).collect();
    // By what the names have in common: how many are proposed, and how many of those were planted.
    let mut by_clue: std::collections::BTreeMap<&str, (usize, usize)> = std::collections::BTreeMap::new();
    for pair in found.iter().filter(|pair| pair.score >= duplicates::PROPOSED) {
        let clue = pair.evidence.first().map_or("", |evidence| evidence.clue.title());
        let (all, hit) = by_clue.entry(clue).or_default();
        *all += 1;
        *hit += usize::from(planted.contains(&(pair.kept.min(pair.gone), pair.kept.max(pair.gone))));
    }
    for (clue, (all, hit)) in by_clue {
        println!("  {clue:<46} {all:6} proposed, precision {:6.2} %", hit as f64 * 100.0 / all as f64);
    }
    for (title, from) in [
        ("weaker ones too", duplicates::WEAK),
        ("proposed", duplicates::PROPOSED),
        ("hardly a doubt", duplicates::SURE),
    ] {
        let named = found.iter().filter(|pair| pair.score >= from).count();
        let hit = doubles.iter().filter(|(one, other, _)| score(*one, *other).is_some_and(|it| it >= from)).count();
        let (recall, precision) = (hit as f64 / doubles.len() as f64, hit as f64 / named.max(1) as f64);
        println!(
            "  {title:<15} {named:7} pairs, recall {:6.2} %, precision {:6.2} %",
            recall * 100.0,
            precision * 100.0
        );
    }
}

fn short_of<'n>(names: &[(&'n str, &'n str)], given: &str) -> Option<&'n str> {
    names.iter().find(|(long, _)| *long == given).map(|(_, short)| *short)
}

fn as_you_type() {
    let mut campaign = empty_campaign();
    let (list, world) = (people(ROWS), SystemWorld);
    let imported =
        import_bytes(&campaign, &world, "list.csv", &list, Kind::People, &Choices::default()).expect("it is");
    let change = imported.change.expect("rows are new");
    History::default().commit(&mut campaign, change, jiff::Timestamp::now()).expect("it holds together");
    drop((imported.table, list));
    peak_memory_mb();
    let (register, time) = timed(|| Register::new(&campaign));
    println!("find among {ROWS} people, all fields");
    println!("  lines and words, once a change      {:8.0} ms", time.as_secs_f64() * 1e3);
    let mut worst: Vec<(Duration, String)> = Vec::new();
    for typed in
        ["anna müller 4711", "person999999@mail49", "service desk 12 hall 7 brightwater", "zzz", "1 2 3 4 5", "é"]
    {
        for (end, _) in typed.char_indices().skip(1).chain([(typed.len(), ' ')]) {
            let words = typed[..end].to_owned();
            let query = PeopleQuery { words: words.clone(), order: PeopleOrder::Name, ..PeopleQuery::default() };
            // The best of three is what the search takes; the rest is the machine.
            let times = (0..3).map(|_| timed(|| black_box(register.find(&query))).1);
            worst.push((times.min().unwrap_or_default(), words));
        }
    }
    worst.sort();
    if let Some((time, words)) = worst.last() {
        println!("  worst of {} keystrokes              {:8.1} ms, “{words}”", worst.len(), time.as_secs_f64() * 1e3);
    }
    println!("  the one in the middle               {:8.1} ms", worst[worst.len() / 2].0.as_secs_f64() * 1e3);
    for order in PeopleOrder::ALL {
        let query = PeopleQuery { order, descending: true, ..PeopleQuery::default() };
        let (rows, first) = timed(|| register.find(&query).len());
        let (_, again) = timed(|| black_box(register.find(&query)));
        assert_eq!(rows, ROWS);
        let (first, again) = (first.as_secs_f64() * 1e3, again.as_secs_f64() * 1e3);
        println!("  order by {:<16}            {first:8.0} ms at first, {again:.1} ms after that", order.title());
    }
    println!("  most memory at once                 {:8.0} MB", peak_memory_mb());
}
