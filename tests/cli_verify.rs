//! `verify` and `pick` from outside: published bundles, one changed byte, hostile zips, bare lists.

mod cli_run;

use cli_run::{Desk, data_path, failing, step};
use serde_json::Value;
use std::io::Write;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const LOCK: &str = "6bb284b7501043e48e30ea1d1d48abc132efdced94b72202853ac54eef02e84a";

#[test]
fn the_example_bundle_verifies_and_every_step_is_named() {
    let desk = Desk::new();
    desk.bundle("bundle");
    let said = desk.expect(0, &["verify", "bundle"]);
    assert!(said.out.contains("NO PUBLISHED LOCK HASH WAS GIVEN"), "{}", said.out);
    assert!(said.out.contains("17 pass, 0 fail, 3 not checked."), "{}", said.out);
    let report = desk.json(0, &["verify", "bundle", "--lock", LOCK]);
    assert_eq!(report["ok"], true);
    assert_eq!(step(&report, "lock known"), "pass");
    assert_eq!(step(&report, "key known"), "not checked");
    assert_eq!(step(&report, "walk recomputed"), "pass");
    assert!(report["steps"].as_array().unwrap().iter().all(|step| !step["reason"].as_str().unwrap().is_empty()));
    // Capitals and spaces are how people copy it.
    let grouped: Vec<String> =
        LOCK.to_uppercase().as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    assert_eq!(step(&desk.json(0, &["verify", "bundle", "--lock", &grouped.join(" ")]), "lock known"), "pass");
}

#[test]
fn another_lock_or_key_than_the_published_one_fails() {
    let desk = Desk::new();
    desk.bundle("bundle");
    let other = LOCK.replace('6', "7");
    let report = desk.json(1, &["verify", "bundle", "--lock", &other]);
    assert_eq!((report["ok"].as_bool(), failing(&report)), (Some(false), vec!["lock known"]));
    // A short form identifies, it proves nothing.
    assert_eq!(failing(&desk.json(1, &["verify", "bundle", "--lock", &LOCK[..16]])), ["lock known"]);
    let report = desk.json(1, &["verify", "bundle", "--key", "0000 0000 0000 0000 0000 0000 0000 0000"]);
    assert_eq!(failing(&report), ["key known"]);
    let reason = report["steps"].as_array().unwrap().iter().find(|step| step["name"] == "key known").unwrap();
    let shown = reason["reason"].as_str().unwrap().rsplit("but ").next().unwrap();
    assert_eq!(step(&desk.json(0, &["verify", "bundle", "--key", shown]), "key known"), "pass");
}

/// Changes one byte of a file of the bundle: the first place of `from` becomes `to`.
fn change(desk: &Desk, file: &str, from: &str, to: &str) {
    assert_eq!((from.len(), from.bytes().zip(to.bytes()).filter(|(a, b)| a != b).count()), (to.len(), 1));
    let text = desk.text(&format!("bundle/{file}"));
    assert!(text.contains(from), "{from} is not in {file}");
    desk.put(&format!("bundle/{file}"), text.replacen(from, to, 1).as_bytes());
}

#[test]
fn one_changed_byte_fails_at_its_own_step() {
    for (file, from, to, steps) in [
        ("roll.tsv", "\t1\t", "\t2\t", vec!["roll hash", "merkle root"]),
        ("lock.json", "\"alternates\":4", "\"alternates\":5", vec!["lock hash"]),
        ("lock.json", "\"locked_at\":\"2026-11-30", "\"locked_at\":\"2026-11-20", vec!["lock hash"]),
        ("record.json", "\"drawn_at\":\"2026", "\"drawn_at\":\"2027", vec!["record hash"]),
        (
            "record.json",
            "\"outcome\":\"winner\",\"position\":\"0",
            "\"outcome\":\"winner\",\"position\":\"1",
            vec!["record hash", "order recomputed"],
        ),
        ("rules.txt", "e", "f", vec!["rules hash"]),
    ] {
        let desk = Desk::new();
        desk.bundle("bundle");
        change(&desk, file, from, to);
        let report = desk.json(1, &["verify", "bundle"]);
        let found = failing(&report);
        assert_eq!(report["ok"], false);
        for name in steps {
            assert!(found.contains(&name), "{file} {from}: {name} is not among {found:?}");
        }
        let said = desk.expect(1, &["verify", "bundle"]);
        assert!(said.out.contains("FAIL") && said.out.contains("THIS DOES NOT VERIFY."), "{}", said.out);
    }
}

#[test]
fn the_self_test_catches_every_change() {
    let desk = Desk::new();
    desk.bundle("bundle");
    let report = desk.json(0, &["verify", "bundle", "--self-test"]);
    let tested = &report["self_test"];
    assert_eq!((tested["ok"].as_bool(), tested["caught"] == tested["changes"]), (Some(true), true));
    assert!(tested["changes"].as_u64().unwrap() > 500);
    assert_eq!(tested["files"].as_array().unwrap().len(), 5);
    assert_eq!(tested["missed"].as_array().unwrap().len(), 0);
    // On what does not verify it would show nothing.
    change(&desk, "rules.txt", "e", "f");
    assert!(desk.refuses(&["verify", "bundle", "--self-test"]).contains("self-test"));
}

fn zip_of(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_zip_verifies_like_the_folder_and_a_hostile_one_is_refused() {
    let desk = Desk::new();
    desk.bundle("bundle");
    let names = ["roll.tsv", "lock.json", "record.json", "amendments.json", "rules.txt"];
    let files: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (*name, desk.bytes(&format!("bundle/{name}")))).collect();
    desk.put("good.zip", &zip_of(&files));
    assert_eq!(desk.json(0, &["verify", "good.zip"]), desk.json(0, &["verify", "bundle"]));
    let nested: Vec<(String, Vec<u8>)> =
        files.iter().map(|(name, bytes)| (format!("draw/{name}"), bytes.clone())).collect();
    let nested: Vec<(&str, Vec<u8>)> = nested.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    desk.put("nested.zip", &zip_of(&nested));
    desk.expect(0, &["verify", "nested.zip"]);

    let mut escaping = files.clone();
    escaping.push(("../record.json", b"{}".to_vec()));
    desk.put("escaping.zip", &zip_of(&escaping));
    desk.refuses(&["verify", "escaping.zip"]);
    assert!(!desk.path("../record.json").exists());
    let mut bomb = files.clone();
    bomb.push(("void.json", vec![b' '; 20 << 20]));
    desk.put("bomb.zip", &zip_of(&bomb));
    assert!(desk.refuses(&["verify", "bomb.zip"]).contains("larger"));
    let whole = zip_of(&files);
    desk.put("cut.zip", &whole[..whole.len() / 2]);
    desk.refuses(&["verify", "cut.zip"]);
}

#[test]
fn a_receipt_verifies_alone() {
    let desk = Desk::new();
    desk.copy_in("vectors/bundle/receipt.json", "receipt.json");
    let report = desk.json(0, &["verify", "receipt.json", "--lock", LOCK]);
    assert_eq!(step(&report, "line in roll"), "pass");
    let text = desk.text("receipt.json");
    assert!(text.contains("BFBWSJZ5YPFB\\t4"));
    desk.put("receipt.json", text.replacen("BFBWSJZ5YPFB\\t4", "BFBWSJZ5YPFB\\t5", 1).as_bytes());
    assert_eq!(failing(&desk.json(1, &["verify", "receipt.json"])), ["line in roll"]);
}

#[test]
fn what_is_no_bundle_is_refused_in_words() {
    let desk = Desk::new();
    desk.bundle("whole");
    desk.put("empty.json", b"");
    desk.put("binary.zip", &[0, 159, 146, 150]);
    desk.put("folder/notes.txt", b"nothing here");
    desk.put("list.csv", b"name,email\n");
    for (path, word) in [
        ("empty.json", "empty"),
        ("binary.zip", "neither"),
        ("folder", "lock.json"),
        ("list.csv", "neither"),
        ("nowhere", "no such"),
        ("whole/lock.json", "whole"),
    ] {
        let err = desk.refuses(&["verify", path]);
        assert!(err.contains(word), "{path}: {err}");
    }
    // A bundle with its record taken away must not look like one that was never drawn.
    std::fs::remove_file(desk.path("whole/record.json")).unwrap();
    assert!(desk.refuses(&["verify", "whole"]).contains("record.json is missing"));
    let error: Value = {
        let said = desk.expect(2, &["verify", "nowhere", "--json"]);
        serde_json::from_str(&said.out).unwrap()
    };
    assert!(error["error"]["what_to_do"].as_str().is_some_and(|text| !text.is_empty()));
}

#[test]
fn pick_reproduces_the_published_cases() {
    let desk = Desk::new();
    let file: Value = serde_json::from_slice(&std::fs::read(data_path("vectors/unsung-draw-1.json")).unwrap()).unwrap();
    for case in file["cases"].as_array().unwrap() {
        let text = |key: &str| case[key].as_str().unwrap();
        desk.put("roll.tsv", text("roll").as_bytes());
        let prizes: Vec<String> = case["prizes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|prize| format!("{}:{}", prize["id"].as_str().unwrap(), prize["quantity"]))
            .collect();
        let (prizes, alternates) = (prizes.join(","), case["alternates"].to_string());
        let mut args = vec!["pick", "--roll", "roll.tsv", "--method", text("method"), "--entropy", text("entropy")];
        args.extend(["--code", text("code"), "--lock-sha256", text("lock_sha256")]);
        args.extend(["--prizes", &prizes, "--alternates", &alternates]);
        if case["one_per_household"] == true {
            args.push("--household");
        }
        for excluded in case["excluded"].as_array().unwrap() {
            args.extend(["--exclude", excluded.as_str().unwrap()]);
        }
        let picked = desk.json(0, &args);
        assert_eq!(picked["prk"], case["prk"]);
        assert_eq!(picked["walk"], case["walk"]);
    }
}

#[test]
fn pick_takes_zeros_for_code_and_lock_and_refuses_a_bad_roll_by_line() {
    let desk = Desk::new();
    desk.put("roll.tsv", b"A\t1\t\t\nB\t1\t\t\nC\t1\t\t\n");
    let zeros = "0".repeat(64);
    let base = ["pick", "--roll", "roll.tsv", "--method", "ticket-sort", "--entropy", "1.2.3./", "--alternates", "3"];
    let short = desk.json(0, &base);
    let mut long = base.to_vec();
    long.extend(["--code", &zeros, "--lock-sha256", &zeros]);
    assert_eq!(short, desk.json(0, &long));
    assert_eq!(short["walk"].as_array().unwrap().len(), 3);
    assert_eq!(short["walk"][0]["outcome"], "alternate");
    let table = desk.expect(0, &base).out;
    assert!(table.lines().nth(1).unwrap().starts_with("Rank  Entry id"), "{table}");

    for (roll, line) in [
        (b"A\t1\t\t\nB\t0\t\t\n".as_slice(), "line 2"),
        (b"B\t1\t\t\nA\t1\t\t\n", "line 2"),
        (b"A\t1\t\t\nA\t1\t\t\n", "line 2"),
        (b"A\t1\t\t", "line 1"),
        (b"A\t1\t\n", "line 1"),
        (b"\xff\t1\t\t\n", "line 1"),
    ] {
        desk.put("roll.tsv", roll);
        let err = desk.refuses(&base);
        assert!(err.contains(line), "{err}");
    }
    desk.put("roll.tsv", b"");
    desk.refuses(&base);
    desk.put("roll.tsv", b"A\t2\t\t\n");
    let mut vrs = base.to_vec();
    vrs[4] = "vrs";
    assert!(desk.refuses(&vrs).contains("tickets"));
    // Misuse is told by the grammar itself.
    assert_eq!(desk.run(&["pick", "--roll", "roll.tsv", "--method", "dice", "--entropy", "x"]).code, 2);
    assert_eq!(desk.run(&["pick", "--roll", "roll.tsv", "--method", "vrs", "--entropy", "x", "--code", "12"]).code, 2);
}

/// A file of zeros that takes no room on the disk.
fn zeros(desk: &Desk, name: &str, bytes: u64) {
    let path = desk.put(name, b"");
    std::fs::OpenOptions::new().write(true).open(path).unwrap().set_len(bytes).unwrap();
}

#[test]
fn what_is_no_roll_is_refused_with_its_line() {
    let desk = Desk::new();
    let pick = ["pick", "--roll", "roll.tsv", "--method", "ticket-sort", "--entropy", "1.2./", "--prizes", "mug:1"];
    for (roll, why) in [
        (b"A\t1\t\t\nA\t1\t\t\n".as_slice(), "line 2: the entry id stands in the roll already"),
        (b"A\t1\t\t\nC\t1\t\t\nB\t1\t\t\n", "line 3: lines are not sorted"),
        (b"A\t0\t\t\n", "line 1: tickets are not a plain number"),
        (b"A\t1\t\t\nB\t9223372036854775808\t\t\n", "line 2: tickets are not a plain number"),
        (b"A\t1\t\t\nB\tC\t1\t\t\n", "line 2: 5 columns instead of 4"),
        (b"A\t1\t\t\nB\0\t1\t\t\n", "line 2: the entry id is not"),
        (b"A\t1\t\t\r\nB\t1\t\t\r\n", "line 1: pools are not"),
        (b"A\t1\t\t\nB\t1\t\t", "line 2: the line is not ended by a line feed"),
        (b"e\xcc\x81\t1\t\t\n", "line 1: the entry id is not"),
        (b"A\t1\t\t\n\n", "line 2: 1 columns instead of 4"),
    ] {
        desk.put("roll.tsv", roll);
        let err = desk.refuses(&pick);
        assert!(err.contains(&format!("roll.tsv, {why}")), "{err}");
        // In a bundle it is readable, but wrong.
        desk.bundle("bundle");
        desk.put("bundle/roll.tsv", roll);
        let report = desk.json(1, &["verify", "bundle"]);
        assert_eq!(&failing(&report)[..3], ["well-formed", "roll hash", "merkle root"]);
        let form = report["steps"][0]["reason"].as_str().unwrap();
        assert!(form.contains(&format!("roll.tsv: {why}")), "{form}");
        assert_eq!(step(&report, "order recomputed"), "not checked");
    }

    zeros(&desk, "roll.tsv", 2 << 30);
    assert!(desk.refuses(&pick).contains("line 1: the line is longer than 65536 bytes"));
    zeros(&desk, "bundle/roll.tsv", 2 << 30);
    assert!(desk.refuses(&["verify", "bundle"]).contains("longer than 65536 bytes"));
    zeros(&desk, "zeros.zip", 2 << 30);
    assert!(desk.refuses(&["verify", "zeros.zip"]).contains("neither"));
    let files =
        ["lock.json", "record.json", "amendments.json"].map(|name| (name, desk.bytes(&format!("bundle/{name}"))));
    let mut files = files.to_vec();
    files.push(("roll.tsv", vec![0; 40 << 20]));
    desk.put("bomb.zip", &zip_of(&files));
    assert!(desk.bytes("bomb.zip").len() < 1 << 20);
    assert!(desk.refuses(&["verify", "bomb.zip"]).contains("longer than 65536 bytes"));
}

/// Two gigabytes of zeros in every place where a file of a draw could stand: refused at once, whatever they are called.
#[test]
fn two_gigabytes_of_zeros_are_refused_without_reading_them() {
    let zeros = |path: &std::path::Path| std::fs::File::create(path).unwrap().set_len(2 << 30).unwrap();
    let desk = Desk::new();
    for name in ["zeros", "zeros.zip", "receipt.json", "lock.json"] {
        zeros(&desk.path(name));
        desk.refuses(&["verify", name]);
    }
    let begun = std::time::Instant::now();
    for name in ["lock.json", "record.json", "amendments.json", "void.json", "rules.txt", "roll.tsv"] {
        let folder = format!("with {name}");
        desk.bundle(&folder);
        zeros(&desk.path(&format!("{folder}/{name}")));
        let err = desk.refuses(&["verify", &folder]);
        assert!(err.contains(name), "{err}");
    }
    assert!(begun.elapsed().as_secs() < 60, "they were read");
    // A zip that says it holds two gigabytes of nothing.
    let mut zip = zip_of(&[("lock.json", b"{}".to_vec()), ("roll.tsv", vec![0; 1 << 16])]);
    while let Some(at) = zip.windows(4).position(|window| window == 65_536u32.to_le_bytes()) {
        zip[at..at + 4].copy_from_slice(&(2u32 << 30).to_le_bytes());
    }
    desk.put("bomb.zip", &zip);
    assert!(desk.refuses(&["verify", "bomb.zip"]).contains("not as large as stated"));
}

#[test]
fn the_self_test_samples_receipts_and_tells_its_limits() {
    let desk = Desk::new();
    desk.copy_in("vectors/bundle/receipt.json", "receipt.json");
    let report = desk.json(0, &["verify", "receipt.json", "--self-test"]);
    assert!(report["self_test"]["changes"].as_u64().unwrap() > 150);
    assert_eq!(report["self_test"]["elsewhere"].as_array().unwrap().len(), 0);
    desk.bundle("bundle");
    // With the published hash at hand, even everything signed anew with another key is caught.
    let said = desk.expect(0, &["verify", "bundle", "--lock", LOCK, "--self-test"]).out;
    for words in [
        "1 with signed again with another key",
        "another value, hashes made again",
        "60 with more tickets",
        "0 fail",
        "Beyond any test of files",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let report = desk.json(0, &["verify", "bundle", "--self-test"]);
    let tested = &report["self_test"];
    assert_eq!((tested["sample"].as_str(), tested["elsewhere"].as_array().unwrap().len()), (Some(""), 0));
}
