//! After the draw on the command line: rehearsal, void, claims, receipts, and names in public.

mod cli_run;

use cli_run::{Desk, failing, step};
use serde_json::Value;
use std::fmt::Write as _;

/// Six entrants, two prizes, two alternates; agreed people may be named.
fn with_draw(desk: &Desk) {
    desk.expect(0, &["new", "c.unsung", "--template", "blank", "--title", "Test & Co"]);
    let rows = [
        ("E-1", "Ann Ásdís", "ann@example.org", "yes"),
        ("E-2", "Bob Field", "bob@example.org", ""),
        ("E-3", "山田 太郎", "taro@example.org", "yes"),
        ("E-4", "Đặng Thùy Trâm", "tram@example.org", "yes"),
        ("E-5", "Suharto", "suharto@example.org", "no"),
        ("E-6", "Eve Adams", "eve@example.org", "yes"),
    ];
    let mut list = "Entry,Name,E-mail,Submitted,Publish\n".to_owned();
    for (entry, name, email, publish) in rows {
        writeln!(list, "{entry},{name},{email},2026-10-01 10:00,{publish}").unwrap();
    }
    desk.put("entries.csv", list.as_bytes());
    set_up(desk, "Spring draw");
    desk.expect(0, &["import", "c.unsung", "entries.csv", "--as", "entries", "--map", "publish=Publish"]);
}

fn set_up(desk: &Desk, title: &str) {
    let set = ["draw", "set", "c.unsung", "--draw", title, "--prizes", "laptop:1:A laptop", "--prizes", "mug:1:A mug"];
    let more = ["--alternates", "2", "--numbers", "Lottery:2:1:49:distinct", "--text", "Phrase", "--code"];
    desk.expect(0, &[&set[..], &more[..]].concat());
}

fn lock(desk: &Desk, title: &str) -> String {
    let args = ["draw", "lock", "c.unsung", "--draw", title, "--announced-at", "2099-01-01T18:00:00Z"];
    desk.json(0, &args)["lock_sha256"].as_str().unwrap().to_owned()
}

fn drawn(desk: &Desk) -> (String, Value) {
    with_draw(desk);
    let hash = lock(desk, "Spring draw");
    (hash, desk.json(0, &["draw", "run", "c.unsung", "--value", "3 48", "--value", "a phrase"]))
}

fn ids(of: &Value) -> Vec<String> {
    of.as_array().unwrap().iter().map(|entry| entry["entry_id"].as_str().unwrap().to_owned()).collect()
}

fn amend<'a>(entry: &'a str, kind: &'a str) -> Vec<&'a str> {
    vec!["draw", "amend", "c.unsung", "--entry", entry, "--kind", kind]
}

#[test]
fn a_rehearsal_is_played_through_and_counts_for_nothing() {
    let desk = Desk::new();
    with_draw(&desk);
    let told = desk.json(0, &["draw", "rehearse", "c.unsung", "--out", "try"]);
    assert_eq!(told["rehearsal"], true);
    assert_eq!(told["winners"].as_array().unwrap().len(), 2);
    assert_eq!(told["made_up"], serde_json::json!(["Lottery", "Phrase"]));
    assert!(told["entropy"].as_str().unwrap().starts_with("rehearsal/"));
    // Its bundle verifies and says what it is.
    let report = desk.json(0, &["verify", "try"]);
    assert_eq!((report["ok"].as_bool(), report["rehearsal"].as_bool()), (Some(true), Some(true)));
    assert!(desk.expect(0, &["verify", "try"]).out.contains("REHEARSAL"));
    assert!(desk.text("try/README.txt").contains("REHEARSAL"));
    let record: Value = serde_json::from_slice(&desk.bytes("try/record.json")).unwrap();
    let lock_of = &record["record"]["lock"];
    assert_eq!((lock_of["draw"].as_u64(), lock_of["previous"].as_str()), (Some(0), Some("")));
    assert_eq!(lock_of["protocol"], "unsung-draw/1-rehearsal");
    // Values that are given are taken, the others are made up anew; a second one may replace the first.
    let args = ["draw", "rehearse", "c.unsung", "--value", "Lottery=7 8", "--out", "try"];
    let again = desk.json(0, &args);
    assert_eq!(again["made_up"], serde_json::json!(["Phrase"]));
    assert!(again["entropy"].as_str().unwrap().starts_with("rehearsal/7.8./rehearsal "));
    assert!(desk.refuses(&["draw", "rehearse", "c.unsung", "--value", "7 99"]).contains("99"));
    // Nothing is sealed, no number is used, and the ledger knows of it.
    let draws = desk.json(0, &["list", "c.unsung", "--what", "draws"]);
    assert_eq!((draws[0]["stage"].as_str(), &draws[0]["number"]), (Some("set-up"), &Value::Null));
    let ledger = desk.json(0, &["list", "c.unsung", "--what", "ledger"]);
    let lines = ledger.as_array().unwrap();
    assert_eq!(lines.iter().filter(|line| line["kind"] == "Rehearse a draw").count(), 2);
    // It works on a locked draw too, leaves it as it is, and a rehearsal's bundle never covers a real one.
    let hash = lock(&desk, "Spring draw");
    desk.expect(0, &["export", "c.unsung", "--what", "bundle", "--out", "real"]);
    assert!(desk.refuses(&["draw", "rehearse", "c.unsung", "--out", "real"]).contains("another draw"));
    desk.expect(0, &["draw", "rehearse", "c.unsung"]);
    let draws = desk.json(0, &["list", "c.unsung", "--what", "draws"]);
    assert_eq!((draws[0]["stage"].as_str(), draws[0]["lock_sha256"].as_str()), (Some("locked"), Some(hash.as_str())));
    desk.expect(0, &["draw", "run", "c.unsung", "--value", "3 48", "--value", "a phrase"]);
    assert_eq!(desk.json(0, &["check", "c.unsung"])["ok"], true);
}

#[test]
fn a_lock_is_closed_visibly_and_the_next_draw_names_it() {
    let desk = Desk::new();
    with_draw(&desk);
    assert!(desk.refuses(&["draw", "void", "c.unsung", "--reason", "other"]).contains("not locked"));
    let hash = lock(&desk, "Spring draw");
    assert!(desk.run(&["draw", "void", "c.unsung"]).code == 2, "a reason is needed");
    assert!(desk.expect(2, &["draw", "void", "c.unsung", "--reason", "mood"]).err.contains("earlier-winner"));
    let void = desk.json(0, &["draw", "void", "c.unsung", "--reason", "other"]);
    assert_eq!((void["stage"].as_str(), void["number"].as_u64()), (Some("void"), Some(1)));
    assert_eq!(void["code"].as_str().unwrap().len(), 64, "the code is revealed");
    for args in [
        &["draw", "run", "c.unsung", "--value", "3 48", "--value", "x"][..],
        &["draw", "void", "c.unsung", "--reason", "other"],
        &["draw", "amend", "c.unsung", "--entry", "X", "--kind", "notified"],
        &["draw", "claims", "c.unsung"],
    ] {
        desk.refuses(args);
    }
    desk.expect(0, &["export", "c.unsung", "--what", "bundle", "--out", "closed"]);
    let report = desk.json(0, &["verify", "closed", "--lock", &hash]);
    assert_eq!((step(&report, "void"), step(&report, "commitment opens")), ("pass", "pass"));
    // The number is used up: the next draw is 2 and names the void.
    set_up(&desk, "Summer draw");
    desk.put("more.csv", b"Entry,Name,E-mail,Submitted\nF-1,Gus Ha,gus@example.org,2026-10-02 10:00\n");
    desk.expect(0, &["import", "c.unsung", "more.csv", "--as", "entries", "--draw", "Summer draw"]);
    lock(&desk, "Summer draw");
    desk.expect(0, &["export", "c.unsung", "--what", "bundle", "--draw", "Summer draw", "--out", "second"]);
    let second: Value = serde_json::from_slice(&desk.bytes("second/lock.json")).unwrap();
    assert_eq!((second["lock"]["draw"].as_u64(), &second["lock"]["previous"]), (Some(2), &void["void_sha256"]));
    let report = desk.json(0, &["verify", "second", "--previous", "closed"]);
    assert_eq!(step(&report, "chain to the previous draw"), "pass");
}

#[test]
fn claims_are_appended_and_the_right_alternate_moves_up() {
    let desk = Desk::new();
    let (hash, run) = drawn(&desk);
    let (winners, alternates) = (ids(&run["winners"]), ids(&run["alternates"]));
    let laptop = &winners[0];
    // A dry run reads back and changes nothing.
    let before = desk.bytes("c.unsung");
    let told = desk.expect(0, &[&amend(laptop, "declined")[..], &["--dry-run"]].concat());
    assert!(told.out.contains("declines “A laptop”") && told.out.contains("“A laptop” goes to"), "{}", told.out);
    assert!(told.err.contains("cannot be undone"));
    assert_eq!(desk.bytes("c.unsung"), before);

    // Several at once, typed as they are read out.
    let spaced = format!("{} {} {}", &laptop[..4], &laptop[4..8], &laptop[8..]).to_lowercase();
    let both = [&amend(&spaced, "notified")[..], &["--entry", &winners[1]]].concat();
    assert_eq!(desk.json(0, &both)["appended"].as_array().unwrap().len(), 2);
    let claims = desk.json(0, &["draw", "claims", "c.unsung", "--reply-days", "14"]);
    assert_eq!(
        (claims[0]["status"].as_str(), claims[0]["due"].as_str()),
        (Some("notified"), Some("told today, answer due in 14 days"))
    );
    assert_eq!(claims[2]["place"], "alternate 1");
    assert_eq!(desk.json(0, &["draw", "claims", "c.unsung", "--due"]).as_array().unwrap().len(), 2);
    assert!(desk.refuses(&["draw", "claims", "c.unsung", "--reply-days", "9999"]).contains("9999"));

    let freed = desk.json(0, &[&amend(laptop, "no-reply")[..], &["--words", "Three mails, no answer"]].concat());
    let appended = freed["appended"].as_array().unwrap();
    assert_eq!(appended.len(), 2);
    assert_eq!(
        (appended[1]["amendment"]["kind"].as_str(), appended[1]["amendment"]["entry_id"].as_str()),
        (Some("promoted"), Some(alternates[0].as_str()))
    );
    assert_eq!(appended[1]["amendment"]["prize"], "laptop");
    // The words stay in the campaign.
    desk.expect(0, &["export", "c.unsung", "--what", "bundle", "--out", "bundle"]);
    assert!(!desk.text("bundle/amendments.json").contains("mails"));
    let report = desk.json(0, &["verify", "bundle", "--lock", &hash]);
    assert_eq!((step(&report, "amendments"), failing(&report).len()), ("pass", 0));

    // What is not legal says what is possible instead, and leaves the file alone.
    let before = desk.bytes("c.unsung");
    assert!(desk.refuses(&amend(laptop, "accepted")).contains("Nothing can follow"));
    assert!(desk.refuses(&amend(&winners[1], "notified")).contains("accepted, verified, sent, declined"));
    assert!(desk.refuses(&amend(&alternates[1], "accepted")).contains("Possible now: declined, disqualified"));
    assert!(desk.refuses(&amend(&winners[1], "disqualified")).contains("under-age"), "a reason is needed");
    assert!(desk.refuses(&amend("NOBODY", "notified")).contains("neither winner nor alternate"));
    assert!(desk.expect(2, &amend(&alternates[1], "promoted")).err.contains("by itself"));
    let halfway = [&amend(&winners[1], "accepted")[..], &["--entry", laptop]].concat();
    desk.refuses(&halfway);
    assert_eq!(desk.bytes("c.unsung"), before, "all or none");

    // Down to the last one in line, then a prize stays unawarded.
    desk.expect(0, &amend(&alternates[0], "declined"));
    let last = [&amend(&alternates[1], "disqualified")[..], &["--reason", "under-age"]].concat();
    assert!(desk.expect(0, &last).out.contains("it stays unawarded"));
    desk.expect(0, &amend(&winners[1], "sent"));
    assert!(desk.refuses(&amend(&winners[1], "declined")).contains("Nothing can follow"));
    let claims = desk.expect(0, &["draw", "claims", "c.unsung"]).out;
    assert!(claims.contains("Unawarded, with nobody left in line: A laptop"), "{claims}");
    desk.expect(0, &["export", "c.unsung", "--what", "bundle", "--out", "bundle"]);
    assert_eq!(failing(&desk.json(0, &["verify", "bundle", "--lock", &hash])), [""; 0]);
    let ledger = desk.json(0, &["list", "c.unsung", "--what", "ledger"]).to_string();
    assert!(ledger.contains("Amend draw 1: 2 times notified") && !ledger.contains(laptop.as_str()));
}

#[test]
fn receipts_for_one_and_for_all() {
    let desk = Desk::new();
    with_draw(&desk);
    assert!(desk.refuses(&["receipt", "c.unsung", "--entry", "X", "--out", "r.json"]).contains("not locked"));
    let hash = lock(&desk, "Spring draw");
    let listed = desk.json(0, &["list", "c.unsung", "--what", "entries"]);
    let all = ids(&listed);
    let one = all[2].to_lowercase();
    let told = desk.json(0, &["receipt", "c.unsung", "--draw", "Spring draw", "--entry", &one, "--out", "r.json"]);
    assert_eq!((told["entry_id"].as_str(), told["lock_sha256"].as_str()), (Some(all[2].as_str()), Some(hash.as_str())));
    let report = desk.json(0, &["verify", "r.json", "--lock", &hash]);
    assert_eq!((step(&report, "line in roll"), step(&report, "lock known")), ("pass", "pass"));
    assert!(desk.refuses(&["receipt", "c.unsung", "--entry", "NOBODY", "--out", "n.json"]).contains("no entry NOBODY"));
    assert!(!desk.path("n.json").exists());
    // A changed line does not verify.
    let changed = desk.text("r.json").replace(&all[2], &all[3]);
    desk.put("forged.json", changed.as_bytes());
    assert_eq!(failing(&desk.json(1, &["verify", "forged.json", "--lock", &hash])), ["line in roll"]);

    // Everybody, as files and as a table for a mail merge.
    assert_eq!(desk.json(0, &["export", "c.unsung", "--what", "receipts", "--out", "receipts"])["receipts"], 6);
    for id in &all {
        let name = format!("receipts/receipt-{id}.json");
        assert_eq!(desk.json(0, &["verify", &name, "--lock", &hash])["ok"], true);
    }
    desk.expect(0, &["export", "c.unsung", "--what", "receipts", "--out", "receipts.csv"]);
    let table = desk.bytes("receipts.csv");
    let table = table.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&table);
    let mut reader = csv::Reader::from_reader(table);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    for row in &rows {
        assert_eq!(&row[6], hash);
        assert!(row[2].ends_with("@example.org"));
        assert_eq!(row[8].as_bytes(), desk.bytes(&format!("receipts/{}", &row[7])), "the same bytes as the file");
    }
}

#[test]
fn names_reach_the_public_in_the_form_agreed_to() {
    let desk = Desk::new();
    let (_, run) = drawn(&desk);
    let shown = desk.json(0, &["names", "c.unsung"]);
    let form = |rows: &Value, name: &str, output: &str| {
        let row = rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
        row[output].as_str().unwrap().to_owned()
    };
    assert_eq!(form(&shown, "Ann Ásdís", "winners"), "Ann Á.");
    assert_eq!(form(&shown, "山田 太郎", "record"), "太郎 山.");
    assert_eq!(form(&shown, "Đặng Thùy Trâm", "presenter"), "Trâm Đ.");
    assert_eq!(form(&shown, "Bob Field", "winners"), "", "nobody asked");
    assert_eq!(form(&shown, "Suharto", "winners"), "", "said no");
    desk.expect(0, &["names", "c.unsung", "--winners", "masked", "--presenter", "entry-id"]);
    desk.expect(0, &["names", "c.unsung", "--only", "Eve Adams", "--form", "first"]);
    let shown = desk.json(0, &["names", "c.unsung"]);
    assert_eq!(form(&shown, "Ann Ásdís", "winners"), "A••••• Á.");
    assert_eq!(form(&shown, "Ann Ásdís", "presenter"), "");
    assert_eq!(form(&shown, "Eve Adams", "presenter"), "Eve");
    desk.refuses(&["names", "c.unsung", "--record", "default"]);
    assert!(desk.expect(2, &["names", "c.unsung", "--form", "loud"]).err.contains("first-and-initial"));

    // The public list names who agreed, in their form, and nobody by address.
    let hides = |text: &str| {
        for secret in ["Ásdís", "Bob", "Field", "山田", "Đặng", "Suharto", "Adams", "@example.org"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    };
    desk.expect(0, &["export", "c.unsung", "--what", "winners", "--public", "--out", "w.csv"]);
    desk.expect(0, &["export", "c.unsung", "--what", "winners", "--public", "--out", "w.txt"]);
    hides(&desk.text("w.csv"));
    let text = desk.text("w.txt");
    hides(&text);
    assert!(text.contains("A laptop\n") && text.contains("A mug\n") && text.contains("draw 1"), "{text}");
    // The full one is the organiser's, and follows the claims.
    let gone = ids(&run["winners"])[0].clone();
    desk.expect(0, &amend(&gone, "declined"));
    desk.expect(0, &["export", "c.unsung", "--what", "winners", "--out", "full.csv"]);
    let full = desk.text("full.csv");
    assert!(full.contains("@example.org") && full.contains("declined") && full.contains("promoted"), "{full}");
    desk.expect(0, &["export", "c.unsung", "--what", "winners", "--public", "--out", "w.csv"]);
    assert_eq!(desk.text("w.csv").lines().count(), 3);
    assert!(!desk.text("w.csv").contains(&gone));
}
