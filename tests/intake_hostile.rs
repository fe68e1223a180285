//! Whatever the bytes are: no panic, no row lost, the same result twice. Random bytes, random tables, and the sample files with
//! bytes flipped, cut and repeated.

mod drafted;

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
        let drafts = drafted::drafts(&table, &mapping, kind, &Rules::default()).unwrap();
        assert_eq!(drafts.read, drafts.accepted + drafts.held + drafts.rejected);
        assert_eq!(drafts.read, table.rows.len());
        assert_eq!(drafts.rows.len(), drafts.accepted + drafts.held);
        for draft in &drafts.rows {
            assert_eq!(draft.answers().iter().count(), draft.answers().row().len().max(table.headers.len()));
        }
        for guard in [export::Guard::Exact, export::Guard::Spreadsheet] {
            export::rejects_of(&table, &drafts, guard).unwrap();
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

/// The workbooks among them.
fn workbooks() -> Vec<Vec<u8>> {
    let all = samples();
    all.into_iter()
        .filter(|bytes| bytes.starts_with(b"PK") && intake::read(bytes, &ReadOptions::default()).is_ok())
        .collect()
}

/// A workbook whose zip is whole but one of whose parts is not.
fn with_part_changed(book: &[u8], choose: impl FnOnce(usize) -> usize, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    use std::io::{Read as _, Write as _};
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect();
    let chosen = choose(parts.len());
    change(&mut parts[chosen].1);
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_unpacks_to_more_than_is_allowed_is_refused_before_it_fills_memory() {
    let all = workbooks();
    // 1.1 GB of spaces in a part of a few megabytes at most.
    let bomb = with_part_changed(
        &all[0],
        |parts| parts - 1,
        |words| {
            words.clear();
            words.resize((1 << 30) + (1 << 20), b' ');
        },
    );
    assert!(bomb.len() < 8 << 20, "{}", bomb.len());
    let refused = intake::read(&bomb, &ReadOptions::default()).unwrap_err();
    assert!(matches!(refused, intake::IntakeError::TooLarge { .. }), "{refused}");
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
    fn random_bytes_behind_the_head_of_a_zip(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut whole = b"PK\x03\x04".to_vec();
        whole.extend_from_slice(&bytes);
        whole_way(&whole, &ReadOptions::default());
    }

    #[test]
    fn workbooks_cut_and_flipped(which in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(),
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4), sheet in 0_u32..4) {
        let all = workbooks();
        let mut bytes = which.get(&all).clone();
        for (at, value) in &flips {
            let at = at.index(bytes.len());
            bytes[at] ^= value;
        }
        // Most are only flipped: one that was cut has lost the list of its parts.
        if flips.len() < 2 {
            let end = cut.index(bytes.len() + 1);
            bytes.truncate(end);
        }
        let sheet = (sheet > 0).then_some(sheet);
        whole_way(&bytes, &ReadOptions { sheet, ..ReadOptions::default() });
        let _ = intake::sheet_names(&bytes);
    }

    #[test]
    fn flipped_words_inside_a_workbook(which in any::<prop::sample::Index>(), part in any::<prop::sample::Index>(),
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let all = workbooks();
        let bytes = with_part_changed(&all[which.index(all.len())], |parts| part.index(parts), |words| {
            for (at, value) in &flips {
                if !words.is_empty() {
                    let at = at.index(words.len());
                    words[at] ^= value;
                }
            }
        });
        whole_way(&bytes, &ReadOptions::default());
    }

    /// Cells that are looked into by what stands above them: dates, consents, numbers, names. In a workbook as well, where days and
    /// words are told apart.
    #[test]
    fn odd_cells_under_headers_that_are_understood(
        headers in proptest::collection::vec(proptest::sample::select(HEADERS.to_vec()), 1..7),
        rows in proptest::collection::vec(proptest::collection::vec(odd_cell(), 7), 1..6),
        is_workbook in any::<bool>(),
    ) {
        let rows: Vec<&[String]> = rows.iter().map(|cells| &cells[..headers.len()]).collect();
        let bytes = if is_workbook {
            let mut book = rust_xlsxwriter::Workbook::new();
            let sheet = book.add_worksheet();
            let heads = headers.iter().map(|header| (*header).to_owned()).collect::<Vec<_>>();
            for (at, cells) in std::iter::once(heads.as_slice()).chain(rows).enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    sheet.write(at as u32, column as u16, cell).unwrap();
                }
            }
            book.save_to_buffer().unwrap()
        } else {
            export::csv(&headers, rows, export::Guard::Exact).unwrap()
        };
        whole_way(&bytes, &ReadOptions::default());
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

/// Headers below which cells are looked into.
const HEADERS: [&str; 40] = [
    "Name",
    "First name",
    "Last name, First name",
    "E-mail",
    "Nominee",
    "Name and department",
    "Nominee 2",
    "Nominator",
    "Your name",
    "Team",
    "Country",
    "Street",
    "No.",
    "ZIP",
    "Date",
    "Time",
    "Timestamp",
    "Date of birth",
    "Member since",
    "Consent",
    "Consent given on",
    "Consent withdrawn",
    "May we publish your name?",
    "Do not publish my name",
    "Anonymous",
    "Name veröffentlichen: nein",
    "Are you over 18 and not employed by us?",
    "Status",
    "Response status",
    "Order ID",
    "Buyer email",
    "Ticket holder",
    "Tickets",
    "Bonus entries",
    "Household",
    "Award",
    "Which awards? [Night Owl]",
    "Why?",
    "Message",
    "To",
];

/// Pieces of dates, answers, names and numbers in any order, with letters of two to four bytes between them.
fn odd_cell() -> impl Strategy<Value = String> {
    const PIECES: [&str; 44] = [
        "",
        " ",
        "0",
        "1",
        "12",
        "14",
        "31",
        "2026",
        "-",
        "/",
        ".",
        ":",
        ",",
        ";",
        "T",
        "Z",
        "+",
        "(",
        ")",
        "<",
        ">",
        "@",
        "|",
        "&",
        "#",
        "%",
        "'",
        "\"",
        "\n",
        "ä",
        "€",
        "日",
        "🦊",
        "e\u{301}",
        "İ",
        "yes",
        "no",
        "x",
        "withdrawn on ",
        "Ada",
        " Quist",
        "from IT",
        "ada@x.example",
        "2026-03-1",
    ];
    proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..7).prop_map(|pieces| pieces.concat())
}

/// Cuts of a sample that is not among the smallest.
const CUTS: usize = 24;

/// Where cutting a file may matter: around line ends, quotes and bytes beyond ASCII, and around every separator of the first lines.
/// Of many such places some are taken, others in each sample, and a few by chance, which are the same in every run.
fn places_to_cut(sample: &[u8], which: usize) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::new();
    let third_line =
        sample.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2).map_or(sample.len(), |it| it.0);
    for (at, byte) in sample.iter().enumerate() {
        let is_separator = at < third_line && matches!(byte, b',' | b';' | b'\t' | b'|' | b'=');
        if is_separator || matches!(byte, b'"' | b'\r' | b'\n' | 0) || *byte >= 0x80 {
            places.extend([at, at + 1]);
        }
    }
    let step = places.len() / (CUTS - 6) + 1;
    places = places.into_iter().skip(which % step).step_by(step).collect();
    let mut seed = which as u64 + 1;
    for _ in 0..6 {
        // Knuth's multiplier is chance enough to choose places.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        places.push((seed >> 33) as usize % sample.len().max(1));
    }
    places.retain(|at| *at < sample.len());
    places.sort_unstable();
    places.dedup();
    places
}

#[test]
fn samples_cut_where_it_matters() {
    let mut all: Vec<Vec<u8>> = samples().into_iter().filter(|sample| sample.len() < 900).collect();
    all.sort_by_key(Vec::len);
    let cut = |from: usize| {
        for (which, sample) in all.iter().enumerate().skip(from).step_by(2) {
            // The smallest are cut everywhere.
            let places = if which < 10 { (0..sample.len()).collect() } else { places_to_cut(sample, which) };
            for end in places {
                let _ = intake::read(&sample[..end], &ReadOptions::default());
            }
            whole_way(sample, &ReadOptions::default());
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| cut(0));
        cut(1);
    });
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
    // While rows are made, on one core or on all.
    for rows in [2_000, 20_000] {
        let end = text.match_indices('\n').nth(rows).unwrap().0;
        let bytes = &text.as_bytes()[..end];
        let table = intake::read(bytes, &ReadOptions::default()).unwrap();
        let mut random = |_: &mut [u8]| Ok(());
        let import = intake::Import {
            file_name: "list.csv",
            bytes,
            sheet: None,
            part: 0,
            read: ReadOptions::default(),
            at: "2026-11-22T09:00:00Z".parse().unwrap(),
            zone: jiff::tz::TimeZone::UTC,
            sweepstake: None,
            again: false,
            earlier: &|_, _| None,
            hash: None,
            random: &mut random,
        };
        let mut last = 0;
        let mut watch = |done: u64, _: u64| {
            last = done;
            done == 0
        };
        let mapping = intake::propose(&table, Kind::People);
        let rules = Rules::default();
        let stopped = intake::import(&table, &mapping, Kind::People, &rules, &campaign(), import, &mut watch);
        assert_eq!(stopped.unwrap_err(), intake::IntakeError::Cancelled);
        assert!(last > 0 && last < rows as u64, "{last} of {rows}");
    }
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
    let drafts = drafted::drafts(&table, &mapping, Kind::People, &Rules::default()).unwrap();
    assert_eq!(drafts.accepted, 5_000);
    assert!(drafts.issues.len() < 1_100);
    assert!(drafts.issues.iter().any(|i| i.message.starts_with("4000 more issues of the kind “bad-email”")));
}

fn campaign() -> unsung::campaign::Campaign {
    let world = unsung::app::FakeWorld::new("2026-11-22T09:00:00Z".parse().unwrap());
    unsung::app::templates::start(&world, "blank").unwrap()
}

fn imported(
    campaign: &unsung::campaign::Campaign,
    bytes: &[u8],
    kind: Kind,
) -> Option<unsung::app::importing::Imported> {
    let world = unsung::app::FakeWorld::new("2026-11-22T09:00:00Z".parse().unwrap());
    let choices = unsung::app::importing::Choices::default();
    unsung::app::importing::import_bytes(campaign, &world, "list.csv", bytes, kind, &choices).ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn import_then_undo_is_identity(which in any::<prop::sample::Index>(), kind in 0_usize..4,
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)) {
        let kind = [Kind::People, Kind::Nominations, Kind::Entries, Kind::Members][kind];
        let all = samples();
        let mut bytes = which.get(&all).clone();
        for (at, value) in flips {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] ^= value;
            }
        }
        let mut there = campaign();
        let before = there.clone();
        let Some(imported) = imported(&there, &bytes, kind) else { return Ok(()) };
        let report = &imported.report;
        prop_assert_eq!(report.read, report.accepted + report.held + report.rejected);
        prop_assert!(report.added + report.known <= report.accepted);
        let Some(change) = imported.change else { return Ok(()) };
        let mut history = unsung::campaign::History::default();
        let at = "2026-11-22T09:00:00Z".parse().unwrap();
        history.commit(&mut there, change, at).unwrap();
        prop_assert_ne!(&there, &before);
        // The same bytes again bring nothing.
        let again = self::imported(&there, &bytes, kind).expect("what was read once is read again");
        prop_assert_eq!(again.report.added, 0);
        history.undo(&mut there, at).unwrap();
        prop_assert_eq!(&there, &before);
    }

    #[test]
    fn an_exact_export_imported_again_is_the_same_people(
        people in proptest::collection::btree_map("[a-z]{3,8} [a-z]{3,8}", ("[a-zA-Z=+@-][a-zA-Z é',;\"-]{0,10}", "[a-z]{2,8}@[a-z]{2,6}\\.example"), 1..8)
    ) {
        let rows: Vec<[String; 3]> =
            people.iter().map(|(name, (team, email))| [name.clone(), email.clone(), team.trim().to_owned()]).collect();
        let bytes = export::csv(&["Name", "E-mail", "Team"], &rows, export::Guard::Exact).unwrap();
        let come_in = |bytes: &[u8]| {
            let mut there = campaign();
            let imported = imported(&there, bytes, Kind::People).unwrap();
            assert_eq!(imported.report.accepted, imported.report.read);
            there.apply(&imported.change.unwrap(), "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
            there.people().iter().map(|(_, p)| [p.name.clone(), p.email.clone(), p.team.clone()]).collect::<Vec<_>>()
        };
        let first = come_in(&bytes);
        let exported = export::csv(&["Name", "E-mail", "Team"], &first, export::Guard::Exact).unwrap();
        prop_assert_eq!(come_in(&exported), first);
    }
}
