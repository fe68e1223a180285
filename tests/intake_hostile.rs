//! Whatever the bytes are: no panic, no row lost, the same result twice. Random bytes, random tables, and the sample files with
//! bytes flipped, cut and repeated.

use std::fmt::Write;

use proptest::prelude::*;
use unsung::intake::{self, Encoding, HeaderChoice, Kind, ReadOptions, Rules, export};

/// The whole way for every kind; gives the number of rows.
fn whole_way(bytes: &[u8], options: &ReadOptions) -> Option<usize> {
    let table = match intake::read(bytes, options) {
        Ok(table) => table,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return None;
        }
    };
    let mut last = 0;
    for row in &table.rows {
        assert!(row.line > last, "lines go up");
        last = row.line;
        assert_eq!(row.cells().count(), row.len());
    }
    let mut unique: Vec<&String> = table.headers.iter().collect();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), table.headers.len());
    assert_eq!(table.fingerprint().len(), 64);
    for kind in Kind::ALL {
        let mut mapping = intake::propose(&table, kind);
        assert_eq!(mapping.columns.len(), table.headers.len());
        mapping.accept_suggestions();
        let drafts = intake::drafts(&table, &mapping, kind, &Rules::default()).unwrap();
        assert_eq!(drafts.read, drafts.accepted + drafts.held + drafts.rejected);
        assert_eq!(drafts.read, table.rows.len());
        assert_eq!(drafts.rows.len(), drafts.accepted + drafts.held);
        for draft in &drafts.rows {
            assert_eq!(draft.answers().iter().count(), draft.answers().row().len().max(table.headers.len()));
        }
        for guard in [export::Guard::Exact, export::Guard::Spreadsheet] {
            export::rejects(&table, &drafts, guard).unwrap();
        }
    }
    Some(table.rows.len())
}

fn samples() -> Vec<Vec<u8>> {
    let mut names: Vec<_> = std::fs::read_dir(format!("{}/tests/data/csv", env!("CARGO_MANIFEST_DIR")))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    names.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// Physical lines in the plainest way: what the reader says must agree.
fn line_of(text: &str, at: usize) -> u64 {
    let before = text[..at].replace("\r\n", "\n").replace('\r', "\n");
    // A cut between CR and LF leaves one line end.
    1 + before.matches('\n').count() as u64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        whole_way(&bytes, &ReadOptions::default());
    }

    #[test]
    fn random_bytes_in_any_encoding(bytes in proptest::collection::vec(any::<u8>(), 0..200), index in 0_usize..17) {
        let options = ReadOptions { encoding: Some(Encoding::ALL[index]), ..ReadOptions::default() };
        whole_way(&bytes, &options);
    }

    #[test]
    fn random_text(text in "[a-zäß@.,;\"\r\n\t|=0-9/ -]{0,300}", first in 1_u32..4, count in 0_u32..4, delimiter in 0_u8..130) {
        whole_way(text.as_bytes(), &ReadOptions::default());
        let header = if count == 0 { HeaderChoice::Absent } else { HeaderChoice::Rows { first, count } };
        whole_way(text.as_bytes(), &ReadOptions { header, delimiter: Some(delimiter), ..ReadOptions::default() });
    }

    #[test]
    fn samples_damaged(which in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(),
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6), twice in any::<bool>()) {
        let all = samples();
        let mut bytes = which.get(&all).clone();
        for (at, value) in flips {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] ^= value;
            }
        }
        let end = cut.index(bytes.len() + 1);
        bytes.truncate(end);
        if twice {
            let copy = bytes.clone();
            bytes.extend_from_slice(&copy);
        }
        whole_way(&bytes, &ReadOptions::default());
    }

    #[test]
    fn written_tables_come_back_cell_for_cell(
        rows in proptest::collection::vec(proptest::collection::vec("[a-zé \"',;\t=+\r\n-]{1,12}", 3), 1..8)
    ) {
        let bytes = export::csv(&["Name", "Email", "Why"], &rows, export::Guard::Exact).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let options = ReadOptions { delimiter: Some(b','), header: HeaderChoice::Rows { first: 1, count: 1 },
            encoding: Some(Encoding::Utf8), ..ReadOptions::default() };
        let Ok(table) = intake::read(text.as_bytes(), &options) else { panic!("what was written can be read") };
        let back: Vec<Vec<String>> = table.rows.iter().map(|r| r.cells().map(str::to_owned).collect()).collect();
        prop_assert_eq!(&back, &rows);
        for (from, (row, cells)) in table.rows.iter().zip(&rows).enumerate() {
            // The record begins where its line is counted: find it by writing what came before.
            let before = export::csv(&["Name", "Email", "Why"], &rows[..from], export::Guard::Exact).unwrap();
            prop_assert_eq!(row.line, line_of(&text, before.len()), "{:?}", cells);
        }
    }

    #[test]
    fn no_cell_of_a_guarded_file_begins_a_formula(cells in proptest::collection::vec("[=+@a\t\r\n,;| ＝-]{0,8}", 1..6)) {
        let bytes = export::csv(&["h"], cells.iter().map(|c| [c]), export::Guard::Spreadsheet).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let text = text.trim_start_matches('\u{FEFF}');
        // However a program splits the file, no piece begins with a formula sign.
        for piece in text.split([',', ';', '\t', '|', '\n', '\r']) {
            let start = piece.trim_start_matches('"').chars().next();
            prop_assert!(!matches!(start, Some('=' | '+' | '-' | '@' | '＝')), "{piece:?} in {text:?}");
        }
    }
}

#[test]
fn every_sample_cut_at_every_byte() {
    for sample in samples().iter().filter(|s| s.len() < 700) {
        for end in 0..sample.len() {
            let _ = intake::read(&sample[..end], &ReadOptions::default());
        }
        whole_way(sample, &ReadOptions::default());
    }
}

#[test]
fn cancelling_stops_at_once() {
    let mut text = String::from("Name,Email\n");
    for n in 0..20_000 {
        writeln!(text, "Person {n},p{n}@example.org").unwrap();
    }
    let mut calls = 0;
    let stopped = intake::read_watched(text.as_bytes(), &ReadOptions::default(), &mut |done, all| {
        calls += 1;
        assert!(done <= all);
        false
    });
    assert_eq!((stopped.unwrap_err(), calls), (intake::IntakeError::Cancelled, 1));
    let table = intake::read(text.as_bytes(), &ReadOptions::default()).unwrap();
    let mapping = intake::propose(&table, Kind::Entries);
    let stopped = intake::drafts_watched(&table, &mapping, Kind::Entries, &Rules::default(), &mut |_, _| false);
    assert_eq!(stopped.unwrap_err(), intake::IntakeError::Cancelled);
}

#[test]
fn issues_of_one_kind_do_not_fill_memory() {
    let mut text = String::from("Name,Email\n");
    for n in 0..5_000 {
        writeln!(text, "Person {n},no address").unwrap();
    }
    let table = intake::read(text.as_bytes(), &ReadOptions::default()).unwrap();
    let mapping = intake::propose(&table, Kind::People);
    let mut mapping = mapping;
    mapping.set(1, Some(intake::Field::Email)).unwrap();
    let drafts = intake::drafts(&table, &mapping, Kind::People, &Rules::default()).unwrap();
    assert_eq!(drafts.accepted, 5_000);
    assert!(drafts.issues.len() < 1_100);
    assert!(drafts.issues.iter().any(|i| i.message.starts_with("4000 more issues of the kind “bad-email”")));
}
