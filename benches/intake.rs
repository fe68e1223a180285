//! Reading and understanding a list, beside reading its records with the csv crate alone.

use unsung::intake::{self, Kind, ReadOptions, Rules};

fn main() {
    divan::main();
}

const ROWS: [usize; 2] = [10_000, 200_000];

fn list(rows: usize) -> Vec<u8> {
    use std::io::Write;
    let mut bytes =
        b"Timestamp,Email Address,Who are you nominating?,Their email,Team,Which award?,What happened?,Why?\n".to_vec();
    for n in 0..rows {
        writeln!(
            bytes,
            "2026-10-{:02}T09:00:00Z,from{n}@example.org,Zoë Ångström {n},to{}@example.org,Service desk,IT Savior,\"It was {n} o'clock, and\nnobody else was there.\",Kind",
            n % 28 + 1,
            n / 3
        )
        .expect("memory takes it");
    }
    bytes
}

#[divan::bench(args = ROWS, sample_count = 5)]
fn read_map_and_draft(bencher: divan::Bencher, rows: usize) {
    let bytes = list(rows);
    bencher.counter(divan::counter::BytesCount::new(bytes.len())).bench(|| {
        let table = intake::read(&bytes, &ReadOptions::default()).expect("it is readable");
        let mut mapping = intake::propose(&table, Kind::Nominations);
        mapping.accept_suggestions();
        intake::drafts(&table, &mapping, Kind::Nominations, &Rules::default()).expect("the mapping fits").accepted
    });
}

#[divan::bench(args = ROWS, sample_count = 5)]
fn read_only(bencher: divan::Bencher, rows: usize) {
    let bytes = list(rows);
    bencher
        .counter(divan::counter::BytesCount::new(bytes.len()))
        .bench(|| intake::read(&bytes, &ReadOptions::default()).expect("it is readable").rows.len());
}

#[divan::bench(args = ROWS, sample_count = 5)]
fn floor_csv_records(bencher: divan::Bencher, rows: usize) {
    let bytes = list(rows);
    bencher.counter(divan::counter::BytesCount::new(bytes.len())).bench(|| {
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        reader.records().map(|record| record.map_or(0, |record| record.len())).sum::<usize>()
    });
}
