//! The commands on a campaign, from an empty file to printed cards, and what they leave alone when something is wrong.

mod cli_run;

use cli_run::{Desk, data_path};
use serde_json::Value;

fn csv(name: &str) -> Vec<u8> {
    std::fs::read(data_path(&format!("csv/{name}"))).unwrap()
}

/// A campaign with three entries and a set-up that can be locked.
fn with_draw(desk: &Desk) {
    desk.expect(0, &["new", "c.unsung", "--template", "blank", "--title", "Test & Co"]);
    desk.put("entries.csv", "Entry,Name,E-mail,Submitted\nE-1,Ann Ásdís,ann@example.org,2026-10-01 10:00\nE-2,Bob Field,bob@example.org,2026-10-02 10:00\nE-3,山田 太郎,taro@example.org,2026-10-03 10:00\n".as_bytes());
    desk.put("rules.txt", b"Rules of the draw.\n");
    desk.expect(
        0,
        &[
            "draw",
            "set",
            "c.unsung",
            "--draw",
            "Spring draw",
            "--prizes",
            "laptop:1:A laptop, signed",
            "--prizes",
            "mug:1:A mug",
            "--alternates",
            "1",
            "--numbers",
            "Lottery:2:1:49:distinct",
            "--text",
            "Phrase",
            "--rules",
            "rules.txt",
        ],
    );
    desk.expect(0, &["import", "c.unsung", "entries.csv", "--as", "entries"]);
}

#[test]
fn every_template_starts_a_campaign_that_holds_together() {
    let desk = Desk::new();
    for template in ["it-heroes", "leaptakers", "users-happen", "superhero-league", "blank", "sample"] {
        let file = format!("my {template} ü.unsung");
        let told = desk.json(0, &["new", &file, "--template", template]);
        assert_eq!(told["template"], template);
        let checked = desk.json(0, &["check", &file]);
        assert_eq!(checked["ok"], true);
        assert!(checked["checks"].as_array().unwrap().len() >= 4);
        let before = desk.bytes(&file);
        assert!(desk.refuses(&["new", &file, "--template", template]).contains("there already"));
        assert_eq!(desk.bytes(&file), before);
    }
    assert!(desk.refuses(&["new", "x.unsung", "--template", "nonsense"]).contains("it-heroes"));
    assert!(!desk.path("x.unsung").exists());
    desk.refuses(&["new", "no/such/folder/x.unsung", "--template", "blank"]);
}

#[test]
fn a_draw_from_set_up_to_a_bundle_a_stranger_verifies() {
    let desk = Desk::new();
    with_draw(&desk);
    let set = desk.json(0, &["draw", "set", "c.unsung", "--draw", "spring DRAW", "--household"]);
    assert_eq!(set["prizes"][0]["name"], "A laptop, signed");
    assert_eq!(set["sources"].as_array().unwrap().len(), 2);
    assert_eq!((set["entries"].as_u64(), set["one_per_household"].as_bool()), (Some(3), Some(true)));
    assert_eq!(set["obstacles"].as_array().unwrap().len(), 1, "only the time of the luck is missing: {set}");
    assert!(desk.refuses(&["draw", "lock", "c.unsung"]).contains("--announced-at"));
    assert!(desk.refuses(&["draw", "lock", "c.unsung", "--announced-at", "2020-01-01T00:00:00Z"]).contains("past"));
    assert!(desk.refuses(&["draw", "run", "c.unsung", "--value", "1 2", "--value", "x"]).contains("not locked"));
    assert!(desk.refuses(&["draw", "lock", "c.unsung", "--draw", "Autumn"]).contains("Spring draw"));

    let lock =
        desk.json(0, &["draw", "lock", "c.unsung", "--draw", "Spring draw", "--announced-at", "2099-01-01T18:00:00Z"]);
    let hash = lock["lock_sha256"].as_str().unwrap().to_owned();
    assert_eq!((hash.len(), lock["number"].as_u64(), lock["entries"].as_u64()), (64, Some(1), Some(3)));
    let draws = desk.json(0, &["list", "c.unsung", "--what", "draws"]);
    assert_eq!((draws[0]["stage"].as_str(), draws[0]["lock_sha256"].as_str()), (Some("locked"), Some(hash.as_str())));
    assert!(desk.expect(0, &["list", "c.unsung", "--what", "draws"]).out.contains(&hash), "the hash is never cut");
    // Locked: nothing about it can be changed any more.
    let sealed = desk.bytes("c.unsung");
    for args in [
        ["draw", "set", "c.unsung", "--draw", "Spring draw", "--alternates", "9"].as_slice(),
        &["draw", "lock", "c.unsung", "--announced-at", "2099-01-01T18:00:00Z"],
        &["draw", "run", "c.unsung", "--value", "1 2"],
        &["draw", "run", "c.unsung", "--value", "1 99", "--value", "x"],
        &["draw", "run", "c.unsung", "--value", "1 1", "--value", "x"],
        &["draw", "run", "c.unsung", "--value", "1 2", "--value", "a/b"],
    ] {
        desk.refuses(args);
        assert_eq!(desk.bytes("c.unsung"), sealed, "{args:?}");
    }
    // A lock without its draw can be verified too, and says that it is one.
    desk.expect(0, &["export", "c.unsung", "--what", "bundle", "--out", "before"]);
    assert!(desk.expect(0, &["verify", "before", "--lock", &hash]).out.contains("THERE IS NO RECORD"));
    assert!(!desk.text("before/README.txt").contains("amendments.json"));

    let run = desk.json(0, &["draw", "run", "c.unsung", "--value", "Phrase=a  phrase", "--value", "48 3"]);
    assert_eq!(run["entropy"], "3.48./a phrase/");
    assert_eq!(run["winners"].as_array().unwrap().len(), 2);
    assert_eq!(run["alternates"].as_array().unwrap().len(), 1);
    assert!(desk.refuses(&["draw", "run", "c.unsung", "--value", "1 2", "--value", "x"]).contains("drawn once"));
    for out in ["bundle", "bundle.zip"] {
        desk.expect(0, &["export", "c.unsung", "--what", "bundle", "--draw", "S1", "--out", out]);
        let report =
            desk.json(0, &["verify", out, "--lock", &hash, "--key", lock["key_fingerprint"].as_str().unwrap()]);
        let unchecked: Vec<&Value> =
            report["steps"].as_array().unwrap().iter().filter(|step| step["result"] != "pass").collect();
        assert_eq!(unchecked.len(), 1, "{unchecked:?}");
    }
    // `pick` comes to the same walk from the published files alone.
    let record: Value = serde_json::from_slice(&desk.bytes("bundle/record.json")).unwrap();
    let picked = desk.json(
        0,
        &[
            "pick",
            "--roll",
            "bundle/roll.tsv",
            "--method",
            "ticket-sort",
            "--entropy",
            "3.48./a phrase/",
            "--code",
            record["record"]["code"].as_str().unwrap(),
            "--lock-sha256",
            &hash,
            "--prizes",
            "laptop:1,mug:1",
            "--alternates",
            "1",
            "--household",
        ],
    );
    assert_eq!(picked["walk"], record["record"]["walk"]);
    assert_eq!(picked["prk"], record["record"]["prk"]);

    desk.expect(0, &["export", "c.unsung", "--what", "winners", "--out", "winners.csv"]);
    assert!(desk.text("winners.csv").contains("laptop,\"A laptop, signed\","));
    // The folder of another draw is not overwritten.
    desk.bundle("other");
    let lock = desk.bytes("other/lock.json");
    assert!(desk.refuses(&["export", "c.unsung", "--what", "bundle", "--out", "other"]).contains("another draw"));
    assert_eq!(desk.bytes("other/lock.json"), lock);
    assert_eq!(desk.json(0, &["check", "c.unsung"])["ok"], true);
}

#[test]
fn an_import_tells_what_became_of_each_row_and_a_dry_run_changes_nothing() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung", "--template", "it-heroes"]);
    desk.put("Antworten März.csv", &csv("google_sheets_nominations.csv"));
    let before = desk.bytes("c.unsung");
    let args = ["import", "c.unsung", "Antworten März.csv", "--as", "nominations"];
    let mut dry = args.to_vec();
    dry.push("--dry-run");
    let code = desk.run(&dry).code;
    let report = desk.json(code, &dry);
    assert_eq!(desk.bytes("c.unsung"), before);
    let number = |key: &str| report[key].as_u64().unwrap_or_else(|| panic!("{key} in {report}"));
    assert_eq!(number("read"), number("accepted") + number("held") + number("rejected"));
    assert_eq!(code, i32::from(number("held") + number("rejected") > 0));
    assert!(report["encoding"].is_string() && report["delimiter"].is_string() && number("header_rows") == 1);
    assert!(report["mapping"].as_object().is_some_and(|mapping| !mapping.is_empty()));
    for issue in report["issues"].as_array().unwrap() {
        for key in ["line", "column", "kind", "message"] {
            assert!(issue.get(key).is_some(), "{key} in {issue}");
        }
    }
    assert_eq!(desk.json(code, &args)["accepted"], report["accepted"]);
    let listed = desk.json(0, &["list", "c.unsung", "--what", "nominations"]);
    assert_eq!(listed.as_array().unwrap().len() as u64, number("added"));
    assert!(listed[0]["received"].as_str().unwrap().starts_with("20"), "{}", listed[0]["received"]);
    assert_eq!(listed[0]["source"], "Antworten März.csv");
    // The same file again brings nothing new and says so.
    let after = desk.bytes("c.unsung");
    let again = desk.json(code, &args);
    assert_eq!((again["added"].as_u64(), again["known"].as_u64()), (Some(0), Some(number("accepted"))));
    assert_eq!(desk.bytes("c.unsung"), after);
}

#[test]
fn a_mapping_can_be_given() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung"]);
    desk.put("p.csv", b"Alpha,Beta\nAnn Field,ann@example.org\nBob Hill,bob@example.org\n");
    let args = ["import", "c.unsung", "p.csv", "--as", "people", "--map", "name=Alpha", "--map", "email=Beta"];
    let report = desk.json(0, &args);
    assert_eq!((report["accepted"].as_u64(), &report["mapping"]["Alpha"]), (Some(2), &Value::from("name")));
    let people = desk.json(0, &["list", "c.unsung", "--what", "people"]);
    assert_eq!((people[1]["name"].as_str(), people[1]["email"].as_str()), (Some("Bob Hill"), Some("bob@example.org")));
    let before = desk.bytes("c.unsung");
    for pair in ["name=Gamma", "nonsense=Alpha", "Alpha"] {
        desk.refuses(&["import", "c.unsung", "p.csv", "--as", "people", "--map", pair]);
    }
    assert_eq!(desk.run(&["import", "c.unsung", "p.csv", "--as", "dogs"]).code, 2);
    assert_eq!(desk.bytes("c.unsung"), before);
}

#[test]
fn every_list_has_a_line_for_each_record() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung", "--template", "sample"]);
    for what in ["people", "nominations", "entries", "awards", "draws", "heroes", "monsters", "ledger"] {
        let rows = desk.json(0, &["list", "c.unsung", "--what", what]);
        let rows = rows.as_array().unwrap();
        assert!(!rows.is_empty(), "{what}");
        let table = desk.expect(0, &["list", "c.unsung", "--what", what]).out;
        assert_eq!(table.lines().count(), rows.len() + 1, "{what}: one line a row and a heading");
    }
    let people = desk.json(0, &["list", "c.unsung", "--what", "people"]);
    let keys: Vec<&str> = people[0].as_object().unwrap().keys().map(String::as_str).collect();
    for key in
        ["id", "name", "latin_name", "email", "team", "country", "roles", "nominations", "consent", "name_confirmed"]
    {
        assert!(keys.contains(&key), "{key}");
    }
    let before = desk.json(0, &["list", "c.unsung", "--what", "thanks"]).as_array().unwrap().len();
    desk.put("thanks.csv", b"To,Message\nAnn,Thank you\n");
    desk.expect(0, &["import", "c.unsung", "thanks.csv", "--as", "thanks"]);
    assert_eq!(desk.json(0, &["list", "c.unsung", "--what", "thanks"]).as_array().unwrap().len(), before + 1);
    assert!(desk.refuses(&["list", "c.unsung", "--what", "people", "--draw", "x"]).contains("--draw"));
}

#[test]
fn names_cannot_steer_the_terminal_and_csv_cannot_run_formulas() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung"]);
    desk.put("p.csv", "Name,E-mail\n\u{1b}[31mEvil\u{202e},evil@example.org\n=1+1,sum@example.org\n".as_bytes());
    desk.run(&["import", "c.unsung", "p.csv", "--as", "people"]);
    let out = desk.expect(0, &["list", "c.unsung", "--what", "people"]).out;
    assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'), "{out}");
    assert!(out.contains("Evil"));
    desk.expect(0, &["export", "c.unsung", "--what", "people", "--out", "out.csv"]);
    assert!(!desk.text("out.csv").contains(",=1+1"));
    assert!(
        desk.refuses(&["export", "c.unsung", "--what", "people", "--out", "c.unsung"]).contains("the campaign itself")
    );
    assert!(
        desk.refuses(&["export", "c.unsung", "--what", "nominations", "--out", "n.csv"]).contains("no nominations")
    );
}

#[test]
fn bad_lists_leave_the_campaign_byte_for_byte() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung", "--template", "it-heroes"]);
    desk.put("empty.csv", b"");
    desk.put("blank.csv", b" \n\t\n");
    desk.put("binary.csv", &[0x7f, b'E', b'L', b'F', 0, 0, 1, 2, 0, 255, 254, 3]);
    desk.put("book.csv", b"PK\x03\x04\x14\x00\x06\x00");
    desk.put("line.csv", format!("Name,E-mail\n{},a@example.org\n", "x".repeat(1 << 21)).as_bytes());
    desk.put("quote.csv", format!("Name,E-mail\n\"{},a@example.org\n", "x\n".repeat(1 << 20)).as_bytes());
    std::fs::create_dir(desk.path("folder.csv")).unwrap();
    let before = desk.bytes("c.unsung");
    for (file, may_run) in [
        ("empty.csv", false),
        ("blank.csv", false),
        ("binary.csv", false),
        ("book.csv", false),
        ("missing.csv", false),
        ("folder.csv", false),
        ("line.csv", true),
        ("quote.csv", true),
    ] {
        for kind in ["people", "nominations", "entries"] {
            let args = ["import", "c.unsung", file, "--as", kind];
            if may_run {
                // Refused or rejected row by row, but never taken.
                let said = desk.run(&args);
                assert!(matches!(said.code, 1 | 2), "{args:?}: {} {}", said.out, said.err);
            } else {
                desk.refuses(&args);
            }
            assert_eq!(desk.bytes("c.unsung"), before, "{args:?}");
        }
    }
    // A header alone is read, gives nothing and says so.
    desk.put("header.csv", b"Name,E-mail\n");
    let said = desk.expect(1, &["import", "c.unsung", "header.csv", "--as", "people", "--json"]);
    assert!(said.out.contains("header-only") && said.err.contains("Nothing was imported"), "{} {}", said.out, said.err);
    assert_eq!(desk.bytes("c.unsung"), before);
}

#[test]
fn bad_campaigns_are_refused_by_every_command() {
    let desk = Desk::new();
    desk.put("empty.unsung", b"");
    desk.put("text.unsung", b"name,email\n");
    desk.put("binary.unsung", &[0, 1, 2, 3, 255]);
    std::fs::create_dir(desk.path("folder.unsung")).unwrap();
    desk.expect(0, &["new", "whole.unsung"]);
    let whole = desk.bytes("whole.unsung");
    desk.put("cut.unsung", &whole[..whole.len() - 40]);
    desk.put("p.csv", b"Name\nAnn\n");
    for file in ["empty.unsung", "text.unsung", "binary.unsung", "folder.unsung", "cut.unsung", "missing.unsung"] {
        let before = std::fs::read(desk.path(file)).ok();
        for args in [
            ["list", file, "--what", "people"].as_slice(),
            &["check", file],
            &["import", file, "p.csv", "--as", "people"],
            &["export", file, "--what", "bundle", "--out", "out"],
            &["print", file, "--what", "cards", "--out", "out"],
            &["draw", "set", file, "--draw", "x"],
            &["draw", "lock", file],
            &["draw", "run", file],
        ] {
            desk.refuses(args);
            assert_eq!(std::fs::read(desk.path(file)).ok(), before, "{args:?}");
        }
    }
    assert!(!desk.path("out").exists());
}

#[test]
fn a_read_only_campaign_stays_as_it_is() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung"]);
    desk.put("p.csv", b"Name,E-mail\nAnn Field,ann@example.org\n");
    let path = desk.path("c.unsung");
    let mut rights = std::fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).unwrap();
    let before = desk.bytes("c.unsung");
    let err = desk.refuses(&["import", "c.unsung", "p.csv", "--as", "people"]);
    assert!(err.contains("not allowed"), "{err}");
    desk.refuses(&["draw", "set", "c.unsung", "--draw", "x"]);
    assert_eq!(desk.bytes("c.unsung"), before);
    // Reading is not writing.
    desk.expect(0, &["check", "c.unsung"]);
}

/// The commands that a help lists.
fn listed_in(help: &str) -> Vec<String> {
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_has_help_with_an_example_and_stands_in_the_readme() {
    let desk = Desk::new();
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let lines: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("    unsung ")).collect();
    let mut open: Vec<Vec<String>> =
        listed_in(&desk.expect(0, &["--help"]).out).into_iter().map(|it| vec![it]).collect();
    assert!(open.len() > 25, "{open:?}");
    for command in &open {
        let in_readme = |line: &&str| line.split([' ', '|']).any(|word| word == command[0]);
        assert!(lines.iter().any(in_readme), "the readme lacks unsung {}", command[0]);
    }
    let mut seen = 0;
    while let Some(command) = open.pop() {
        let mut args: Vec<&str> = command.iter().map(String::as_str).collect();
        args.push("--help");
        let said = desk.expect(0, &args).out;
        let has_example = ["Example:\n  unsung ", "Examples:\n  unsung "].iter().any(|it| said.contains(it));
        assert!(has_example && said.contains("--json"), "{}: {said}", command.join(" "));
        open.extend(listed_in(&said).into_iter().map(|verb| [command.as_slice(), &[verb]].concat()));
        seen += 1;
    }
    assert!(seen > 100, "{seen}");
    assert!(desk.expect(0, &["--help"]).out.contains("Exit codes"));
    assert!(desk.expect(0, &["--version"]).out.starts_with("unsung "));
    // What is neither a command nor a file opens no window.
    assert!(desk.refuses(&["lst"]).contains("no command"));
    assert_eq!(desk.run(&["list"]).code, 2);
}

#[test]
fn the_demo_does_the_whole_job() {
    let desk = Desk::new();
    let told = desk.json(0, &["demo", "out folder"]);
    assert_eq!((told["verified"].as_bool(), told["held"].as_array().unwrap().len()), (Some(true), 0));
    let hash = told["lock_sha256"].as_str().unwrap();
    assert_eq!(desk.json(0, &["verify", "out folder/bundle", "--lock", hash])["ok"], true);
    assert_eq!(desk.json(0, &["check", "out folder/sample.unsung"])["ok"], true);
    let cards: Vec<_> =
        std::fs::read_dir(desk.path("out folder/cards")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let pdfs = cards.iter().filter(|path| path.extension().is_some_and(|ending| ending == "pdf"));
    let mut count = 0;
    for pdf in pdfs {
        count += 1;
        assert!(std::fs::read(pdf).unwrap().starts_with(b"%PDF-"), "{}", pdf.display());
    }
    assert_eq!(count as u64, told["files_printed"].as_u64().unwrap());
    assert!(count as u64 > told["heroes"].as_u64().unwrap(), "one for each hero, and the merged one");
    // What is there is never overwritten.
    let before = desk.bytes("out folder/sample.unsung");
    assert!(desk.refuses(&["demo", "out folder"]).contains("holds files"));
    assert_eq!(desk.bytes("out folder/sample.unsung"), before);

    // Printing what is asked for, and nobody else.
    let name =
        desk.json(0, &["list", "out folder/sample.unsung", "--what", "heroes"])[0]["name"].as_str().unwrap().to_owned();
    let one = desk
        .json(0, &["print", "out folder/sample.unsung", "--what", "cards", "--out", "one", "--each", "--only", &name]);
    assert_eq!((one["files"].as_array().unwrap().len(), one["files"][0]["cards"].as_u64()), (1, Some(1)));
    let proof = desk.json(
        0,
        &[
            "print",
            "out folder/sample.unsung",
            "--what",
            "proof",
            "--out",
            "proof.pdf",
            "--paper",
            "letter",
            "--only",
            "H1",
            "--only",
            "H2",
        ],
    );
    assert_eq!(proof["files"][0]["path"], "proof.pdf");
    assert!(desk.bytes("proof.pdf").starts_with(b"%PDF-"));
    assert!(
        desk.refuses(&["print", "out folder/sample.unsung", "--what", "cards", "--out", "x", "--only", "Nobody"])
            .contains("Nobody")
    );
    assert!(!desk.path("x").exists());
}

#[test]
fn a_folder_a_pipe_and_a_mapping_in_a_file_are_imported() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung"]);
    desk.put("lists/b.csv", b"Name,E-mail\nAnn Field,ann@mail.example\nBo Reyes,bo@mail.example\n");
    desk.put("lists/a.tsv", b"Name\tE-mail\nAnn Field\tann@mail.example\n");
    desk.put("lists/c.csv", b"");
    desk.put("lists/.old.csv", b"Name\nNobody\n");
    desk.put("lists/readme.md", b"# Lists");
    let before = desk.bytes("c.unsung");
    let args = ["import", "c.unsung", "lists", "--as", "people"];
    let dry: Vec<&str> = args.iter().copied().chain(["--dry-run"]).collect();
    let planned = desk.json(1, &dry);
    assert_eq!(desk.bytes("c.unsung"), before);
    let report = desk.json(1, &args);
    assert_eq!(planned["files"], report["files"]);
    let files: Vec<&str> = report["files"].as_array().unwrap().iter().map(|f| f["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["a.tsv", "b.csv", "c.csv"]);
    assert_eq!(
        (report["read"].as_u64(), report["added"].as_u64(), report["people_added"].as_u64()),
        // Who stands in two lists with the same words is no news in the second.
        (Some(3), Some(2), Some(2))
    );
    assert_eq!(report["known"], 1);
    assert_eq!(report["files"][1]["accepted"], 2);
    assert!(report["files"][2]["failure"].as_str().unwrap().contains("empty"));
    assert_eq!(report["left_aside"].as_array().unwrap().len(), 2);
    assert!(
        desk.run(&args).out.contains("2 files of the folder are no lists and were left aside: .old.csv, readme.md.")
    );
    desk.refuses(&["import", "c.unsung", "lists", "--as", "people", "--take", "2"]);
    // What is advised about held rows is something a folder takes.
    desk.put("held/a.csv", b"Name,E-mail\nBo Lind,bo@example.org\n\"Cy Tan,cy@example.org\n");
    let held = desk.run(&["import", "c.unsung", "held", "--as", "people"]);
    assert!(held.err.contains("Held rows wait") && held.err.contains("import their list by itself"), "{}", held.err);
    desk.put("none/readme.md", b"# Lists");
    assert!(desk.refuses(&["import", "c.unsung", "none", "--as", "people"]).contains("holds no list"));

    // The standard input, with a mapping from a file.
    desk.put("map.txt", "\u{FEFF}Alpha = name\nBeta = left out\n".as_bytes());
    let piped = |args: &[&str], input: &[u8]| {
        use std::io::Write as _;
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_unsung"))
            .args(args)
            .current_dir(desk.path(""))
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let args = ["import", "c.unsung", "-", "--as", "people", "--map-file", "map.txt", "--json"];
    let report = piped(&args, b"Alpha\tBeta\nCleo Marsh\tx\n");
    assert_eq!((report["added"].as_u64(), &report["mapping"]["Beta"]), (Some(1), &Value::Null));
    desk.put("wrong.txt", b"Gamma = name\n");
    desk.put("p.csv", b"Alpha,Beta\nAnn,x\n");
    desk.refuses(&["import", "c.unsung", "p.csv", "--as", "people", "--map-file", "wrong.txt"]);

    // The order of dates, of all columns and of one.
    desk.put("e.csv", b"Name,Received,Date of birth\nAnn Field,3/4/2026,5/6/1990\n");
    let open = desk.json(1, &["import", "c.unsung", "e.csv", "--as", "entries", "--dry-run"]);
    let asked = open["issues"].as_array().unwrap().iter().find(|i| i["kind"] == "ambiguous-date").unwrap();
    assert!(asked["message"].as_str().unwrap().contains("may be 3 April 2026 or 4 March 2026"), "{asked}");
    let orders = ["--dates", "day-first", "--dates", "Date of birth=month-first"];
    let args: Vec<&str> = ["import", "c.unsung", "e.csv", "--as", "entries"].into_iter().chain(orders).collect();
    assert_eq!(desk.json(0, &args)["added"], 1);
    assert_eq!(desk.run(&["import", "c.unsung", "e.csv", "--as", "entries", "--dates", "sideways"]).code, 2);
}

#[test]
fn photos_of_a_folder_find_their_people() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung", "--template", "blank"]);
    desk.put("people.csv", "Name,E-mail\nAda Quist,ada@example.org\nJosé Núñez,jose@example.org\n".as_bytes());
    desk.expect(0, &["import", "c.unsung", "people.csv", "--as", "people"]);
    let png = std::fs::read(format!("{}/assets/art/icon/unsung-256.png", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for name in ["portraits/ada@example.org.png", "portraits/Nunez, Jose.PNG", "portraits/nobody.png"] {
        desk.put(name, &png);
    }
    desk.put("portraits/notes.txt", b"not a picture");
    let before = desk.bytes("c.unsung");
    let dry = desk.json(0, &["people", "photos", "c.unsung", "portraits", "--dry-run"]);
    assert_eq!((dry["matches"].as_array().unwrap().len(), dry["done"].as_bool()), (2, Some(false)), "{dry}");
    assert_eq!(dry["unmatched"].as_array().unwrap().len(), 2, "{dry}");
    assert_eq!(desk.bytes("c.unsung"), before);
    let said = desk.expect(0, &["people", "photos", "c.unsung", "portraits"]);
    assert!(said.out.contains("2 photos taken over."), "{}", said.out);
    assert!(said.err.contains("nobody.png was left") && said.err.contains("notes.txt was left"), "{}", said.err);
    // Who has a photo keeps it.
    let again = desk.expect(0, &["people", "photos", "c.unsung", "portraits"]);
    assert!(again.out.contains("No photo was taken over."), "{}", again.out);
    assert!(desk.refuses(&["people", "photos", "c.unsung", "nowhere"]).contains("nowhere"));
}

#[test]
fn exact_exports_come_in_again_and_workbooks_are_workbooks() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung", "--template", "blank"]);
    desk.put(
        "people.csv",
        "Name,E-mail,Team,Tags,Name in public\n=1+1,ada@example.org,\"Network, north\",mentor,First name\nBo Lind,,,,\n".as_bytes(),
    );
    desk.expect(0, &["import", "c.unsung", "people.csv", "--as", "people"]);
    desk.expect(0, &["export", "c.unsung", "--what", "people", "--out", "exact.csv", "--exact"]);
    desk.expect(0, &["export", "c.unsung", "--what", "people", "--out", "safe.csv"]);
    assert!(desk.text("exact.csv").contains("\n=1+1,") && !desk.text("safe.csv").contains("\n=1+1,"));
    desk.expect(0, &["new", "d.unsung", "--template", "blank"]);
    let report = desk.json(0, &["import", "d.unsung", "exact.csv", "--as", "people"]);
    assert_eq!((report["accepted"].as_u64(), report["people_added"].as_u64()), (Some(2), Some(2)));
    desk.expect(0, &["export", "d.unsung", "--what", "people", "--out", "again.csv", "--exact"]);
    assert_eq!(desk.text("again.csv"), desk.text("exact.csv"));
    desk.expect(0, &["export", "c.unsung", "--what", "people", "--out", "people.xlsx"]);
    assert!(desk.bytes("people.xlsx").starts_with(b"PK"));
    desk.expect(0, &["new", "e.unsung", "--template", "blank"]);
    let report = desk.json(0, &["import", "e.unsung", "people.xlsx", "--as", "people"]);
    assert_eq!((report["sheet"].as_str(), report["people_added"].as_u64()), (Some("People"), Some(2)));
    let people = desk.json(0, &["list", "e.unsung", "--what", "people"]);
    assert_eq!(people[0]["name"], "=1+1");
}

#[test]
fn what_is_kept_about_a_person_is_handed_over_as_text_or_pdf() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung", "--template", "sample"]);
    let told = desk.expect(0, &["people", "access", "c.unsung", "P1"]);
    assert!(told.out.contains("RECORD") && told.out.contains("WHERE IT CAME FROM"), "{}", told.out);
    desk.expect(0, &["people", "access", "c.unsung", "P1", "--out", "report.pdf"]);
    assert!(desk.bytes("report.pdf").starts_with(b"%PDF-"));
    desk.expect(0, &["people", "access", "c.unsung", "P1", "--out", "report.txt"]);
    assert!(desk.text("report.txt").contains("CONSENT AND NAME"));
    assert!(desk.refuses(&["people", "access", "c.unsung", "P9999"]).contains("P9999"));
}

#[test]
fn a_decision_put_off_is_remembered() {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung", "--template", "blank"]);
    desk.put("people.csv", b"Name,E-mail\nAda Quist,ada@one.example\nAda Quist,ada@two.example\n");
    let said = desk.expect(0, &["import", "c.unsung", "people.csv", "--as", "people"]);
    assert!(said.out.contains("2 rows read: 2 accepted") && said.out.contains("2 people are new."), "{}", said.out);
    desk.expect(0, &["people", "later", "c.unsung", "P1", "P2"]);
    let pairs = desk.json(0, &["people", "duplicates", "c.unsung"]);
    assert_eq!(pairs[0]["later"], true);
    assert!(desk.expect(0, &["people", "duplicates", "c.unsung"]).out.contains("(later)"));
    desk.expect(0, &["people", "apart", "c.unsung", "P1", "P2"]);
    assert_eq!(desk.json(0, &["people", "duplicates", "c.unsung"]), serde_json::json!([]));
}
