//! The draw of large rolls: first ten million entries, read from a file, beside hashing the blocks that HMAC takes for each
//! ticket, on all cores, and nothing else; then drawing, locking and verifying smaller ones.
//!
//! Hashing is measured twice: ticket after ticket, and many tickets together as the draw does it, which no draw of this
//! program can go under. The comparison takes the best of several runs of all, in turns, and says how much memory the draw
//! needed at most.

mod memory;

use divan::counter::ItemsCount;
use memory::peak_memory_mb;
use sha2::block_api::compress256;
use std::fs::File;
use std::hint::black_box;
use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use unsung::draw::{
    Bundle, Expect, Lock, Method, Moment, PROTOCOL, PickInput, Prize, Roll, RollEntry, RollSource, SigningKey, Source,
    SourceValue, pick, public_key_hex, run, seal, verify,
};

fn main() {
    let options: Vec<String> = std::env::args().skip(1).filter(|option| option != "--bench").collect();
    if options.is_empty() || options.iter().any(|option| option == "floor") {
        beside_the_floor();
    }
    divan::main();
}

const LARGE: u64 = 10_000_000;
const MILLION: u64 = 1_000_000;
const RUNS: usize = 5;

/// Kinds of rolls by how much there is in a line.
#[derive(Clone, Copy)]
enum Kind {
    /// An id and one ticket.
    Plain,
    /// Some have several tickets, most a household, a few pools.
    Full,
}

fn entry(kind: Kind, n: u64) -> RollEntry {
    let id = format!("E{n:011}");
    match kind {
        Kind::Plain => RollEntry { id, tickets: 1, household: String::new(), pools: vec![] },
        Kind::Full => RollEntry {
            id,
            tickets: 1 + u32::from(n.is_multiple_of(4)) + 2 * u32::from(n.is_multiple_of(10)),
            household: if n.is_multiple_of(9) { String::new() } else { format!("{:016x}", n / 2) },
            pools: if n.is_multiple_of(50) { vec!["mug".into()] } else { vec![] },
        },
    }
}

fn roll(entries: u64) -> Roll {
    Roll::new((0..entries).map(|n| entry(Kind::Full, n)).collect()).expect("the lines are made to be valid")
}

/// A roll in a file, as `unsung pick` has it.
struct RollOnDisk {
    path: PathBuf,
    tickets: u64,
}

impl RollOnDisk {
    fn write(folder: &tempfile::TempDir, kind: Kind, entries: u64) -> Self {
        let path = folder.path().join("roll.tsv");
        let mut file = BufWriter::new(File::create(&path).expect("the folder was just made"));
        let mut tickets = 0;
        for n in 0..entries {
            let entry = entry(kind, n);
            tickets += u64::from(entry.tickets);
            writeln!(file, "{}", entry.line()).expect("the disk has room for the roll");
        }
        file.flush().expect("the disk has room for the roll");
        Self { path, tickets }
    }
}

impl RollSource for RollOnDisk {
    fn read(&self, take: &mut dyn FnMut(&mut dyn Read)) -> io::Result<()> {
        take(&mut File::open(&self.path)?);
        Ok(())
    }
}

fn input(roll: &dyn RollSource) -> PickInput<'_> {
    PickInput {
        roll,
        method: Method::TicketSort,
        entropy: "7.8.11.18.28.40.48./",
        code: [7; 32],
        lock_sha256: [9; 32],
        prizes: vec![("grand".into(), 1), ("mug".into(), 100)],
        alternates: 20,
        one_per_household: true,
        excluded: vec![],
    }
}

/// Hashes two blocks for each ticket, the second over the hash of the first as in HMAC, shared among all cores.
fn hash_tickets<const TOGETHER: usize>(tickets: u64) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    std::thread::scope(|scope| {
        for core in 0..cores {
            scope.spawn(move || {
                let mut sum = 0;
                let mut blocks = [[0; 64]; TOGETHER];
                let mut states = [[0; 8]; TOGETHER];
                for n in (core * TOGETHER as u64..tickets).step_by(cores as usize * TOGETHER) {
                    for ((block, state), n) in blocks.iter_mut().zip(&mut states).zip(n..) {
                        *block = [0; 64];
                        block[..8].copy_from_slice(&n.to_be_bytes());
                        *state = [1; 8];
                    }
                    for (block, state) in blocks.iter().zip(&mut states) {
                        compress256(state, &[*block]);
                    }
                    for (block, state) in blocks.iter_mut().zip(&mut states) {
                        for (bytes, word) in block.as_chunks_mut().0.iter_mut().zip(*state) {
                            *bytes = word.to_be_bytes();
                        }
                        *state = [2; 8];
                    }
                    for (block, state) in blocks.iter().zip(&mut states) {
                        compress256(state, &[*block]);
                        sum ^= state[0];
                    }
                }
                black_box(sum);
            });
        }
    });
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn beside_the_floor() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    for (name, kind) in [("plain", Kind::Plain), ("full", Kind::Full)] {
        let folder = tempfile::tempdir().expect("there is a folder for temporary files");
        let roll = RollOnDisk::write(&folder, kind, LARGE);
        let mut least = [Duration::MAX; 3];
        peak_memory_mb();
        for _ in 0..RUNS {
            let times = [
                timed(|| hash_tickets::<1>(roll.tickets)),
                timed(|| hash_tickets::<32>(roll.tickets)),
                timed(|| {
                    let picked = pick(&input(&roll)).expect("the roll and the prizes are valid");
                    assert!(picked.walk.len() >= 121, "everybody asked for was placed");
                }),
            ];
            for (least, time) in least.iter_mut().zip(times) {
                *least = time.min(*least);
            }
        }
        let memory = peak_memory_mb().map_or("unknown".to_owned(), |mb| format!("{mb:.1} MB"));
        let [one_by_one, together, draw] = least.map(|time| time.as_secs_f64());
        println!(
            "{LARGE} {name} entries, {} tickets, {cores} cores: hashing ticket after ticket {one_by_one:.3} s, many together \
             {together:.3} s; order and selection {draw:.3} s, that is {:.2} and {:.2} times as long; peak memory {memory}",
            roll.tickets,
            draw / one_by_one,
            draw / together,
        );
    }
}

#[divan::bench(args = [10_000, MILLION], sample_count = 5)]
fn draw_from_file(bencher: divan::Bencher, entries: u64) {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let roll = RollOnDisk::write(&folder, Kind::Full, entries);
    bencher.counter(ItemsCount::new(entries)).bench(|| pick(&input(&roll)));
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("the moment is written as the protocol says")
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[1; 32])
}

/// What `lock` does once it has the entries: check and sort them, hash them, sign.
fn locked(entries: Vec<RollEntry>) -> (Roll, unsung::draw::SignedLock) {
    let roll = Roll::new(entries).expect("the lines are made to be valid");
    let lock = Lock {
        protocol: PROTOCOL.into(),
        campaign: "Bench".into(),
        campaign_id: "00".repeat(16),
        draw: 1,
        previous: String::new(),
        title: "A million".into(),
        rehearsal: false,
        method: Method::TicketSort,
        roll: roll.summary(),
        left_out: vec![],
        excluded: vec![],
        prizes: vec![Prize { id: "mug".into(), name: "Mug".into(), quantity: 100 }],
        alternates: 20,
        one_per_household: true,
        entropy: vec![Source::Numbers { label: "Dice".into(), count: 6, min: 1, max: 6, distinct: false }],
        commitment: String::new(),
        rules_sha256: String::new(),
        locked_at: moment("2026-12-01T12:00:00Z"),
        announced_at: moment("2026-12-01T18:00:00Z"),
        public_key: public_key_hex(&key()),
    };
    let signed = seal(lock, &key()).expect("the lock keeps the rules");
    (roll, signed)
}

#[divan::bench(args = [10_000, MILLION], sample_count = 5)]
fn lock(bencher: divan::Bencher, entries: u64) {
    let lines = roll(entries).entries().to_vec();
    bencher.counter(ItemsCount::new(entries)).with_inputs(|| lines.clone()).bench_values(locked);
}

#[divan::bench(args = [10_000, MILLION], sample_count = 5)]
fn verify_bundle(bencher: divan::Bencher, entries: u64) {
    let (roll, signed) = locked(roll(entries).entries().to_vec());
    let values = [SourceValue::Numbers { numbers: vec![1, 2, 3, 4, 5, 6] }];
    let record = run(&signed, &roll, None, &values, moment("2026-12-01T18:05:00Z"), &key()).expect("it can be drawn");
    let (roll, lock) = (roll.bytes(), signed.bytes().expect("a lock can be written"));
    let record = record.bytes().expect("a record can be written");
    let bundle =
        Bundle { roll: &roll, lock: &lock, record: Some(&record), amendments: Some(b"[]"), ..Bundle::default() };
    let ok = verify(&bundle, &Expect::default()).is_ok_and(|report| report.ok);
    assert!(ok, "the bundle verifies");
    bencher.counter(ItemsCount::new(entries)).bench(|| verify(&bundle, &Expect::default()));
}
