//! The draw of a large roll, beside the floor no draw can go under: one HMAC for each ticket, and sorting the results.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use unsung::draw::{Method, PickInput, Roll, RollEntry, pick};

fn main() {
    divan::main();
}

const SIZES: [usize; 2] = [10_000, 1_000_000];

fn roll(entries: usize) -> Roll {
    let lines = (0..entries).map(|n| RollEntry {
        id: format!("E{n:011}"),
        tickets: 1,
        household: if n % 7 == 0 { format!("h{}", n / 14) } else { String::new() },
        pools: Vec::new(),
    });
    Roll::new(lines.collect()).expect("the lines are made to be valid")
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn pick_winners(bencher: divan::Bencher, entries: usize) {
    let roll = roll(entries);
    bencher.bench(|| {
        pick(&PickInput {
            roll: &roll,
            method: Method::TicketSort,
            entropy: "7.8.11.18.28.40.48./",
            code: [7; 32],
            lock_sha256: [9; 32],
            prizes: vec![("grand".into(), 1), ("mug".into(), 20)],
            alternates: 5,
            one_per_household: true,
            excluded: Default::default(),
        })
    });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn floor_hash_and_sort(bencher: divan::Bencher, entries: usize) {
    let roll = roll(entries);
    let keyed = Hmac::<Sha256>::new_from_slice(&[7; 32]).expect("any key length will do");
    bencher.bench(|| {
        let mut positions: Vec<[u8; 32]> = roll
            .entries()
            .iter()
            .map(|entry| {
                let mut mac = keyed.clone();
                mac.update(entry.id.as_bytes());
                mac.update(&[1]);
                mac.finalize().into_bytes().into()
            })
            .collect();
        positions.sort_unstable();
        positions
    });
}
