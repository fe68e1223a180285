//! What is no bundle, or one made to mislead: broken JSON, impossible rolls, weak keys, strange signatures, zips that lie.

use super::bundles::{data, example};
use super::{Case, Folder, Input};
use serde_json::{Value, json};
use std::io::Write;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn with(name: &'static str, bytes: impl Into<Vec<u8>>) -> Folder {
    let mut folder = example();
    folder.insert(name, bytes.into());
    folder
}

fn swapped(name: &'static str, from: &str, to: &str) -> Folder {
    let text = String::from_utf8(example()[name].clone()).unwrap();
    assert!(text.contains(from), "{from}");
    with(name, text.replacen(from, to, 1))
}

pub fn all() -> Vec<Case> {
    let mut cases = json_cases();
    cases.extend(roll_cases());
    cases.extend(key_cases());
    cases.extend(zip_cases());
    cases.extend(other_files());
    cases
}

fn json_cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let odd: Vec<(String, Vec<u8>)> = [
        "",
        "\n",
        " ",
        "null",
        "true",
        "0",
        "-0",
        "1e0",
        "1e999",
        "[]",
        "{}",
        "[[]]",
        "{\"lock\":{}}",
        "{",
        "{\"lock\"",
        "\u{feff}{}",
        "{\"lock\":{\"protocol\":\"unsung-draw/1\"}}",
        "{\"lock\":{\"protocol\":\"unsung-draw/1-rehearsal\"}}",
        "{\"lock\":{\"protocol\":\"unsung-draw/2\"}}",
        "{\"lock\":{\"protocol\":\"unsung-draw/\"}}",
        "{\"lock\":{\"protocol\":7}}",
        "{\"lock\":[{\"protocol\":\"unsung-draw/1\"}]}",
        "\"\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\\x\"",
        "\"\u{1}\"",
        "NaN",
        "Infinity",
        "01",
        "1.",
        ".5",
        "+1",
        "{\"a\":1,}",
        "[1,]",
        "{a:1}",
        "'a'",
        "[] []",
        "/**/[]",
        "tru",
        "\u{a0}[]",
        "[1 2]",
        "{\"__proto__\":{\"lock\":1},\"constructor\":1}",
    ]
    .iter()
    .map(|text| (format!("{text:?}"), text.as_bytes().to_vec()))
    .chain([
        ("bytes that are no text".to_owned(), b"\xff\xfe{}".to_vec()),
        ("half a letter".to_owned(), b"\"\xc3\"".to_vec()),
        ("a letter in too many bytes".to_owned(), b"\"\xc0\xaf\"".to_vec()),
        ("127 deep".to_owned(), deep(127).into_bytes()),
        ("128 deep".to_owned(), deep(128).into_bytes()),
        ("100000 deep".to_owned(), "[".repeat(100_000).into_bytes()),
        ("400 digits".to_owned(), "9".repeat(400).into_bytes()),
        ("300 digits".to_owned(), "9".repeat(300).into_bytes()),
    ])
    .collect();
    for name in ["lock.json", "record.json", "amendments.json", "void.json"] {
        for (about, bytes) in &odd {
            cases.push(Case::folder(format!("{name} is {about}"), with(name, bytes.clone())));
        }
    }
    for (about, bytes) in &odd {
        cases.push(Case::file(format!("a receipt that is {about}"), bytes.clone()));
        cases.push(Case::folder(format!("roll.tsv is {about}"), with("roll.tsv", bytes.clone())));
    }
    for (name, from, to) in [
        ("lock.json", "unsung-draw/1", "unsung-draw/2"),
        ("lock.json", "unsung-draw/1", "another/1"),
        ("lock.json", "{\"lock\":", "{ \"lock\":"),
        ("lock.json", "\"alternates\":4", "\"alternates\":4,\"alternates\":4"),
        ("lock.json", "\"alternates\":4", "\"alternates\":5,\"alternates\":4"),
        ("lock.json", "\"alternates\":4", "\"alternates\":4,\"alternatives\":4"),
        ("lock.json", "\"alternates\":4", "\"alternates\":4.0"),
        ("lock.json", "\"alternates\":4", "\"alternates\":4e0"),
        ("lock.json", "\"alternates\":4", "\"alternates\":-4"),
        ("lock.json", "\"alternates\":4", "\"alternates\":\"4\""),
        ("lock.json", "\"alternates\":4", "\"alternates\":null"),
        ("lock.json", "\"alternates\":4", "\"alternates\":9007199254740991"),
        ("lock.json", "\"alternates\":4", "\"alternates\":9007199254740992"),
        ("lock.json", "\"alternates\":4", "\"alternates\":9223372036854775808"),
        ("lock.json", "\"alternates\":4", "\"alternates\":18446744073709551616"),
        ("lock.json", "\"quantity\":1", "\"quantity\":0"),
        ("lock.json", "\"quantity\":1", "\"quantity\":9007199254740991"),
        ("lock.json", "\"count\":6", "\"count\":6,\"count\":6"),
        ("lock.json", "\"count\":6", "\"count\":0"),
        ("lock.json", "\"count\":6", "\"count\":1001"),
        ("lock.json", "\"count\":6", "\"count\":50"),
        ("lock.json", "\"kind\":\"text\"", "\"kind\":\"text\",\"max\":1"),
        ("lock.json", "\"kind\":\"text\"", "\"kind\":\"tarot\""),
        ("lock.json", "\"kind\":\"text\"", "\"kind\":\"drand\""),
        ("lock.json", "\"Spring", "\"\\u0053pring"),
        ("lock.json", "\"Spring", "\"\\ud83d\\ude00"),
        ("lock.json", "\"Spring", "\"\\ud83d"),
        ("lock.json", "\"rehearsal\":false", "\"rehearsal\":null"),
        ("lock.json", "\"rehearsal\":false", "\"rehearsal\":true"),
        ("lock.json", "\"method\":\"ticket-sort\"", "\"method\":\"dice\""),
        ("lock.json", "\"method\":\"ticket-sort\"", "\"method\":\"vrs\""),
        ("lock.json", "\"method\":\"ticket-sort\"", "\"method\":\"rfc3797\""),
        ("lock.json", "12:00:00Z", "12:00:00z"),
        ("lock.json", "12:00:00Z", "12:00:60Z"),
        ("lock.json", "12:00:00Z", "24:00:00Z"),
        ("lock.json", "2026-11-30T", "2026-11-31T"),
        ("lock.json", "2026-11-30T", "2025-02-29T"),
        ("lock.json", "2026-11-30T", "0000-11-30T"),
        ("lock.json", "2026-11-30T", "2026-12-30T"),
        ("lock.json", "\"reason\":\"staff\"", "\"reason\":\"\""),
        ("lock.json", "\"reason\":\"staff\"", "\"reason\":\"friend\""),
        ("lock.json", "\"3MPSEFZBS76H\"", "\"\""),
        ("lock.json", "\"3MPSEFZBS76H\"", "\"NOBODY\""),
        ("lock.json", "\"3MPSEFZBS76H\"", "\"a\\tb\""),
        ("lock.json", "\"mug\"", "\"grand\""),
        ("lock.json", "\"mug\"", "\"MUG\""),
        ("lock.json", "\"commitment\":\"61", "\"commitment\":\"6A"),
        ("lock.json", "\"draw\":1", "\"draw\":2"),
        ("lock.json", "\"draw\":1", "\"draw\":0"),
        ("lock.json", "\"draw\":1", "\"draw\":1e0"),
        ("record.json", "\"outcome\":\"household\"", "\"outcome\":\"sold\""),
        ("record.json", "\"rank\":1,", "\"rank\":1.0,"),
        ("record.json", "\"numbers\":[", "\"numbers\":[true,"),
        ("record.json", "\"drawn_at\":\"2026", "\"drawn_at\":\"+026"),
        ("amendments.json", "\"n\":1", "\"n\":9"),
        ("amendments.json", "\"kind\":\"notified\"", "\"kind\":\"bribed\""),
        ("amendments.json", "\"reason\":\"\"", "\"reason\":null"),
    ] {
        cases.push(Case::folder(format!("{name} with {to}"), swapped(name, from, to)));
    }
    for name in ["lock.json", "record.json", "amendments.json"] {
        let whole = example()[name].clone();
        for cut in [1, whole.len() / 3, whole.len() - 1] {
            cases.push(Case::folder(format!("{name} cut at {cut}"), with(name, &whole[..cut])));
        }
        cases.push(Case::folder(format!("{name} and a line feed"), with(name, [whole, b"\n".to_vec()].concat())));
    }
    for name in ["roll.tsv", "lock.json", "record.json", "amendments.json"] {
        let mut folder = example();
        folder.remove(name);
        cases.push(Case::folder(format!("{name} is missing"), folder));
    }
    cases.push(Case::folder("nothing at all", Folder::new()));
    cases.push(Case::folder("a closed lock with nonsense beside it", with("void.json", "{}")));
    cases
}

fn roll_cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (about, roll) in [
        ("nothing", ""),
        ("an empty line", "\n"),
        ("only tabs", "\t\t\t\n"),
        ("no line feed", "A\t1\t\t"),
        ("a missing column", "A\t1\t\n"),
        ("a column too many", "A\t1\t\t\t\n"),
        ("an id with a tab", "A\tB\t1\t\t\n"),
        ("a carriage return", "A\t1\t\t\r\n"),
        ("weight 0", "A\t0\t\t\n"),
        ("weight 100000", "A\t100000\t\t\n"),
        ("weight 1000001", "A\t1000001\t\t\n"),
        ("weight 2^63", "A\t9223372036854775808\t\t\n"),
        ("weight -1", "A\t-1\t\t\n"),
        ("weight +1", "A\t+1\t\t\n"),
        ("weight 01", "A\t01\t\t\n"),
        ("weight 1.0", "A\t1.0\t\t\n"),
        ("weight in other digits", "A\t١\t\t\n"),
        ("no weight", "A\t\t\t\n"),
        ("an id twice", "A\t1\t\t\nA\t1\t\t\n"),
        ("ids out of order", "B\t1\t\t\nA\t1\t\t\n"),
        ("ids in the order of UTF-16", "\u{1f600}\t1\t\t\n\u{ff5e}\t1\t\t\n"),
        ("ids in the order of bytes", "\u{ff5e}\t1\t\t\n\u{1f600}\t1\t\t\n"),
        ("an id not composed", "e\u{301}\t1\t\t\n"),
        ("an id of 65 letters", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\t1\t\t\n"),
        ("an id of 64 letters", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\t1\t\t\n"),
        ("an id with a control character", "A\u{85}\t1\t\t\n"),
        ("a household with a control character", "A\t1\t\u{7f}\t\n"),
        ("pools out of order", "A\t1\t\tb,a\n"),
        ("a pool twice", "A\t1\t\ta,a\n"),
        ("an empty pool", "A\t1\t\ta,\n"),
        ("a pool in capitals", "A\t1\t\tA\n"),
        ("a mark at the beginning", "\u{feff}A\t1\t\t\n"),
        ("a zero", "A\0\t1\t\t\n"),
    ] {
        cases.push(Case::folder(format!("a roll with {about}"), with("roll.tsv", roll)));
    }
    cases.push(Case::folder("a roll that is no text", with("roll.tsv", b"\xff\t1\t\t\n".to_vec())));
    cases.push(Case::folder("a megabyte of zeros for a roll", with("roll.tsv", vec![0; 1 << 20])));
    cases.push(Case::folder("one line of a megabyte for a roll", with("roll.tsv", vec![b'A'; 1 << 20])));
    cases
}

/// Locks whose signature a careless reader would accept.
fn key_cases() -> Vec<Case> {
    let lock: Value = serde_json::from_slice(&example()["lock.json"]).unwrap();
    let record: Value = serde_json::from_slice(&example()["record.json"]).unwrap();
    let mut cases = Vec::new();
    let mut add = |about: &str, key: Option<String>, signature: String| {
        let (mut lock, mut record) = (lock.clone(), record.clone());
        if let Some(key) = key {
            lock["lock"]["public_key"] = json!(key);
            let canonical = serde_json_canonicalizer::to_vec(&lock["lock"]).unwrap();
            lock["lock_sha256"] = json!(hex::encode(unsung::draw::sha256(&canonical)));
        }
        lock["signature"] = json!(signature);
        record["record"]["lock"] = lock["lock"].clone();
        record["record"]["lock_sha256"] = lock["lock_sha256"].clone();
        record["record"]["lock_signature"] = lock["signature"].clone();
        let mut folder = example();
        folder.insert("lock.json", serde_json_canonicalizer::to_vec(&lock).unwrap());
        folder.insert("record.json", serde_json_canonicalizer::to_vec(&record).unwrap());
        cases.push(Case::folder(format!("a lock with {about}"), folder));
    };
    let point = |first: u8, middle: u8, last: u8| hex::encode([vec![first], vec![middle; 30], vec![last]].concat());
    let zero = "00".repeat(32);
    // Points of small order: with such a key one signature fits every message.
    let one = point(1, 0, 0);
    let small = [
        ("the neutral point", one.clone()),
        ("the neutral point, negative", point(1, 0, 0x80)),
        ("the point of order 2", point(0xec, 0xff, 0x7f)),
        ("a point of order 4", zero.clone()),
        ("a point of order 4, negative", point(0, 0, 0x80)),
        ("a point of order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05".into()),
        ("a point of order 8, otherwise", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a".into()),
        ("a small point not in its one spelling", point(0xee, 0xff, 0x7f)),
        ("a small point not in its one spelling, negative", point(0xee, 0xff, 0xff)),
        ("a number that is no point", point(2, 0, 0)),
        ("a number above the field", point(0xff, 0xff, 0xff)),
    ];
    for (about, key) in &small {
        for r in [&one, key] {
            add(&format!("{about} for a key"), Some(key.clone()), format!("{r}{zero}"));
        }
    }
    let signature = lock["signature"].as_str().unwrap().to_owned();
    let (r, s) = signature.split_at(64);
    for (about, key) in &small {
        add(&format!("{about} for R"), None, format!("{key}{s}"));
        add(&format!("{about} for R and nothing for S"), None, format!("{key}{zero}"));
    }
    // S plus the order of the group says the same to whoever does not look.
    let order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
    let (mut carry, mut sum) = (0u16, Vec::new());
    for (a, b) in hex::decode(s).unwrap().into_iter().zip(hex::decode(order).unwrap()) {
        carry += u16::from(a) + u16::from(b);
        sum.push(carry as u8);
        carry >>= 8;
    }
    add("S above the order", None, format!("{r}{}", hex::encode(sum)));
    add("S of all ones", None, format!("{r}{}", "ff".repeat(32)));
    add("a signature in capitals", None, signature.to_uppercase());
    add("a signature cut short", None, signature[..126].to_owned());
    add("no signature", None, String::new());
    cases
}

fn zip_of(files: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn named(folder: &str) -> Vec<(String, Vec<u8>)> {
    example().into_iter().map(|(name, bytes)| (format!("{folder}{name}"), bytes)).collect()
}

/// Where a file's record stands in the table of contents.
fn in_table(zip: &[u8], name: &str) -> usize {
    let places = (0..zip.len() - 46).filter(|at| zip[*at..].starts_with(b"PK\x01\x02"));
    let mut named = places.filter(|at| zip[at + 46..].starts_with(name.as_bytes()));
    named.next().unwrap()
}

fn patched(zip: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut patched = zip.to_vec();
    patched[at..at + bytes.len()].copy_from_slice(bytes);
    patched
}

fn zip_cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |about: &str, zip: Vec<u8>| cases.push(Case::file(format!("a zip {about}"), zip));
    let (stored, deflated) = (CompressionMethod::Stored, CompressionMethod::Deflated);
    let good = zip_of(&named(""), deflated);
    add("of the bundle", good.clone());
    add("of the bundle, stored", zip_of(&named(""), stored));
    add("of its folder", zip_of(&named("draw 1/"), deflated));
    add("in a deep folder", zip_of(&named("a/b/"), deflated));
    add("that climbs out", zip_of(&named("../"), deflated));
    add("from the root", zip_of(&named("/"), deflated));
    add("from here", zip_of(&named("./"), deflated));
    add("with backslashes", zip_of(&named("draw\\"), deflated));
    let mut with_more = |about: &str, name: &str, bytes: Vec<u8>| {
        let mut files = named("");
        files.push((name.to_owned(), bytes));
        add(about, zip_of(&files, deflated));
    };
    with_more("with a note", "note.txt", b"hello".to_vec());
    with_more("with a picture of a lock", "__MACOSX/._lock.json", b"x".to_vec());
    with_more("with a second roll elsewhere", "other/roll.tsv", b"x".to_vec());
    with_more("with a record that climbs out", "../record.json", b"{}".to_vec());
    with_more("with a record with backslashes", "..\\record.json", b"{}".to_vec());
    with_more("with a void of twenty megabytes", "void.json", vec![b' '; 20 << 20]);
    let mut twins = named("");
    twins.push(("rolX.tsv".into(), b"A\t1\t\t\n".to_vec()));
    let mut twins = zip_of(&twins, deflated);
    while let Some(at) = twins.windows(8).position(|window| window == b"rolX.tsv") {
        twins = patched(&twins, at, b"roll.tsv");
    }
    add("with two rolls of one name", twins);
    let crowd: Vec<(String, Vec<u8>)> = (0..1200).map(|i| (format!("{i}.txt"), vec![])).chain(named("")).collect();
    add("of more than a thousand files", zip_of(&crowd, stored));
    add("cut in half", good[..good.len() / 2].to_vec());
    add("without its last byte", good[..good.len() - 1].to_vec());
    add("with something behind it", [good.clone(), b"x".to_vec()].concat());
    add("with something before it", [b"PKxx".to_vec(), good.clone()].concat());
    add("that is only its first letters", b"PK".to_vec());
    add("that is nothing but the end", good[good.len() - 22..].to_vec());
    add("and another behind it", [good.clone(), zip_of(&named("x/"), stored)].concat());
    // What stands behind the end as its comment may not be another end.
    let end = good.len() - 22;
    let comment = [&good[end..], b"tail"].concat();
    let mut commented = patched(&good, good.len() - 2, &(comment.len() as u16).to_le_bytes());
    commented.extend_from_slice(&comment);
    add("with another end in its comment", commented);
    let mut said = patched(&good, good.len() - 2, &5u16.to_le_bytes());
    said.extend_from_slice(b"hello");
    add("with a comment", said);
    for name in ["roll.tsv", "record.json"] {
        let at = in_table(&good, name);
        let size = u32::from_le_bytes(good[at + 24..at + 28].try_into().unwrap());
        let packed = u32::from_le_bytes(good[at + 20..at + 24].try_into().unwrap());
        let mut lie = |about: &str, offset: usize, bytes: &[u8]| {
            add(&format!("that lies about {name}: {about}"), patched(&good, at + offset, bytes));
        };
        lie("smaller", 24, &(size - 1).to_le_bytes());
        lie("larger", 24, &(size + 1).to_le_bytes());
        lie("nothing", 24, &0u32.to_le_bytes());
        lie("four gigabytes", 24, &u32::MAX.to_le_bytes());
        lie("packed smaller", 20, &(packed - 1).to_le_bytes());
        lie("packed larger", 20, &(packed + 1).to_le_bytes());
        lie("another check sum", 16, &[1, 2, 3, 4]);
        lie("stored", 10, &0u16.to_le_bytes());
        lie("packed otherwise", 10, &12u16.to_le_bytes());
        lie("encrypted", 8, &1u16.to_le_bytes());
        lie("elsewhere", 42, &7u32.to_le_bytes());
        lie("beyond the end", 42, &u32::MAX.to_le_bytes());
    }
    // The name before the file itself is another than that in the table.
    let at = in_table(&good, "record.json");
    let header = u32::from_le_bytes(good[at + 42..at + 46].try_into().unwrap()) as usize;
    add("whose file has another name than its table says", patched(&good, header + 30, b"Xecord.json"));
    for at in (0..good.len()).step_by(good.len() / 40) {
        add(&format!("with byte {at} changed"), patched(&good, at, &[good[at] ^ 0x55]));
    }
    cases
}

fn other_files() -> Vec<Case> {
    let mut cases = vec![
        Case::file("an empty file", Vec::new()),
        Case::file("a picture", b"\x89PNG\r\n\x1a\n".to_vec()),
        Case::file("a list", b"name,email\n".to_vec()),
        Case::file("a megabyte of zeros", vec![0; 1 << 20]),
        Case::file("a lock alone", example()["lock.json"].clone()),
    ];
    let receipt = String::from_utf8(data("bundle/receipt.json")).unwrap();
    for (from, to) in [
        ("unsung-draw/1", "unsung-draw/3"),
        ("\"index\":17", "\"index\":60"),
        ("\"index\":17", "\"index\":9007199254740991"),
        ("\"index\":17", "\"index\":17.5"),
        ("\"path\":[\"", "\"path\":[\"A"),
        ("\\t4\\t", "\\t0\\t"),
        ("\"line\":\"", "\"line\":\"\\n"),
        ("{\"index\"", " {\"index\""),
    ] {
        assert!(receipt.contains(from), "{from}");
        cases.push(Case::file(format!("a receipt with {to}"), receipt.replacen(from, to, 1).into_bytes()));
    }
    cases
}

/// Sampled ways to tamper with bundles and receipts that hold.
pub fn tampered(good: &[Case], each: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    for case in good {
        let exhibit: Folder = match &case.input {
            Input::Folder(folder) => folder.clone(),
            Input::File(bytes) => Folder::from([("receipt.json", bytes.clone())]),
        };
        let all = unsung::app::checking::tampers(&exhibit, 20).all;
        let step = (all.len() / each).max(1);
        for tamper in all.iter().step_by(step) {
            let changed = tamper.apply(&exhibit);
            if changed.is_empty() {
                continue;
            }
            let name = format!("{}, {} {} ({})", case.name, tamper.file, tamper.place, tamper.kind());
            let input = match &case.input {
                Input::Folder(folder) => {
                    let mut folder = folder.clone();
                    folder.extend(changed);
                    Input::Folder(folder)
                }
                Input::File(_) => Input::File(changed.into_iter().next().unwrap().1),
            };
            cases.push(case.renamed(name, input));
        }
    }
    cases
}
