//! Each template whole: a campaign from it, its sample data, and every product and page of it out.

mod cli_run;

use cli_run::Desk;
use serde_json::Value;

const FILE: &str = "c.unsung";

/// A campaign from the template with its sample data; gives what `new` said.
fn started(template: &str) -> (Desk, Value) {
    let desk = Desk::new();
    let said = desk.json(0, &["new", FILE, "--template", template, "--sample-data"]);
    (desk, said)
}

fn list(desk: &Desk, what: &str) -> Vec<Value> {
    desk.json(0, &["list", FILE, "--what", what]).as_array().unwrap().clone()
}

fn states(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["state"].as_str().unwrap()).collect()
}

/// Prints a product into a folder of its own. A person who did not agree is held and named: exit code 1.
fn print(desk: &Desk, what: &str, out: &str) -> Value {
    let said = desk.run(&["print", FILE, "--what", what, "--out", out, "--json"]);
    assert!(said.code == 0 || said.code == 1, "{what}: {}", said.err);
    let report: Value = serde_json::from_str(&said.out).unwrap();
    let files = report["files"].as_array().unwrap();
    assert!(!files.is_empty(), "{what}: {report}");
    report
}

fn prints_a_pdf(desk: &Desk, what: &str) {
    print(desk, what, &format!("{what}.pdf"));
    assert!(desk.bytes(&format!("{what}.pdf")).starts_with(b"%PDF-"), "{what}");
}

/// Whole site in a folder; every page and every link within it is there.
fn writes_the_hub(desk: &Desk) -> Value {
    let report = desk.json(0, &["hub", FILE, "--out", "hub"]);
    let page = desk.text("hub/index.html");
    assert!(page.starts_with("<!DOCTYPE html>"));
    let mut seen = 0;
    for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let path = link.split('#').next().unwrap();
        if !path.is_empty() && !path.starts_with("mailto:") && !path.starts_with("data:") {
            assert!(!path.contains("://"), "{link} leaves the folder");
            assert!(desk.path(&format!("hub/{path}")).exists(), "{link}");
            seen += 1;
        }
    }
    assert!(seen > 3);
    report
}

fn exports(desk: &Desk, lists: &[&str]) {
    for what in lists {
        let out = format!("{what}.csv");
        desk.expect(0, &["export", FILE, "--what", what, "--out", &out]);
        assert!(desk.text(&out).lines().count() > 1, "{what}");
    }
}

/// The calendar has every date of the template.
fn writes_the_calendar(desk: &Desk, dates: usize) {
    desk.expect(0, &["timeline", "export", FILE, "--out", "dates.ics"]);
    let calendar = desk.text("dates.ics");
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), dates, "{calendar}");
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
}

/// Steps of the kits, their papers, and what the post needs.
fn sends_the_kits(desk: &Desk) {
    let kits = list(desk, "parcels");
    assert!(!kits.is_empty());
    desk.expect(0, &["kits", "set", FILE, "--state", "packed"]);
    assert!(states(&list(desk, "parcels")).iter().all(|state| *state == "packed"));
    desk.expect(0, &["kits", "postage", FILE, "--out", "postage.csv"]);
    assert_eq!(desk.text("postage.csv").lines().count(), kits.len() + 1);
    prints_a_pdf(desk, "packing-list");
    desk.expect(0, &["kits", "letters", FILE, "--out", "letters.pdf"]);
    {
        let name = "letters.pdf";
        assert!(desk.bytes(name).starts_with(b"%PDF-"), "{name}");
    }
}

/// Before its date nothing is published, unless the date is opened with a reason.
fn opens_the_publication(desk: &Desk) {
    let why = desk.refuses(&["hub", FILE, "--out", "hub"]);
    assert!(why.contains("nothing is published before"), "{why}");
    assert!(!desk.path("hub").exists());
    let dates = desk.json(0, &["timeline", "list", FILE]);
    let publication = dates["dates"].as_array().unwrap().iter().find(|date| date["kind"] == "publication").unwrap();
    let number = publication["number"].to_string();
    desk.refuses(&["timeline", "open", FILE, &number, "--reason", " "]);
    desk.expect(0, &["timeline", "open", FILE, &number, "--reason", "The board wants to see it"]);
}

#[test]
fn it_heroes_from_nominations_to_the_doormat() {
    let (desk, said) = started("it-heroes");
    assert_eq!((said["nominations"].as_u64(), said["heroes"].as_u64()), (Some(9), Some(6)));
    let awards = list(&desk, "awards");
    assert!(awards.iter().any(|award| award["title"] == "Night Owl"), "{awards:?}");
    for what in
        ["cards", "certificates", "boxes", "labels", "trading-cards", "monsters", "thanks", "storyboards", "proof"]
    {
        prints_a_pdf(&desk, what);
    }
    let report = writes_the_hub(&desk);
    // One of the six has not answered.
    assert_eq!((report["heroes"].as_u64(), report["stories"].as_u64()), (Some(5), Some(4)));
    let asked =
        report["left_out"].as_array().unwrap().iter().filter(|it| it["why"].as_str().unwrap().contains("asked"));
    assert!(asked.count() >= 1);
    sends_the_kits(&desk);
    exports(&desk, &["people", "nominations", "awards", "heroes", "monsters"]);
    writes_the_calendar(&desk, 5);
    // Sample data goes into a campaign without people only.
    assert_eq!(list(&desk, "people").len(), said["people"].as_u64().unwrap() as usize);
}

#[test]
fn leaptakers_from_stories_to_the_impact() {
    let (desk, said) = started("leaptakers");
    assert_eq!(said["nominations"].as_u64(), Some(8));
    let stories = list(&desk, "stories");
    assert_eq!(stories.iter().filter(|story| story["state"] == "published").count(), 4, "{stories:?}");
    opens_the_publication(&desk);
    let report = writes_the_hub(&desk);
    assert_eq!(report["stories"].as_u64(), Some(4));
    let impact = desk.text("hub/impact.html");
    for words in ["Measured", "Reported", "Estimated", "Partner", "Social media"] {
        assert!(impact.contains(words), "{words}");
    }
    assert!(desk.text("hub/stories.html").contains("440") || impact.contains("40"), "a leap is told");
    for what in ["cards", "certificates", "thanks", "trading-cards", "proof"] {
        prints_a_pdf(&desk, what);
    }
    sends_the_kits(&desk);
    exports(&desk, &["people", "nominations", "awards", "heroes"]);
    writes_the_calendar(&desk, 5);
}

#[test]
fn users_happen_from_mishaps_to_the_wall() {
    let (desk, _) = started("users-happen");
    let mishaps = list(&desk, "mishaps");
    assert_eq!(mishaps.len(), 9);
    let published = mishaps.iter().filter(|mishap| mishap["state"] == "published").count();
    assert_eq!(published, 7, "two wait for somebody to look at them: {mishaps:?}");
    let tally = desk.json(0, &["mishaps", "tally", FILE]);
    assert_eq!(tally["causes"][0]["what"], "Food and drink");
    assert!(tally["reactions"][0]["count"].as_u64().unwrap() > 100, "{tally}");
    opens_the_publication(&desk);
    let report = writes_the_hub(&desk);
    assert_eq!(report["mishaps"].as_u64(), Some(7));
    for page in ["hub/index.html", "hub/mishaps.html"] {
        let text = desk.text(page);
        for name in ["Dave", "kevin.marsh", "Accounts"] {
            assert!(!text.contains(name), "{name} on {page}");
        }
    }
    for what in ["cards", "archetypes", "monsters", "thanks", "proof"] {
        prints_a_pdf(&desk, what);
    }
    sends_the_kits(&desk);
    exports(&desk, &["people", "nominations", "awards"]);
    writes_the_calendar(&desk, 4);
}

#[test]
fn superhero_league_from_applications_to_the_draw() {
    let (desk, said) = started("superhero-league");
    assert_eq!(said["entries"].as_u64(), Some(12));
    let members = list(&desk, "members");
    let of = |state: &str| members.iter().filter(|member| member["state"] == state).count();
    assert_eq!((of("approved"), of("applied"), of("refused")), (7, 1, 1), "{members:?}");
    let mut names: Vec<&str> =
        members.iter().map(|member| member["code_name"].as_str().unwrap()).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 7, "each member has a code name of their own");
    let tree = desk.json(0, &["league", "tree", FILE]);
    assert!(tree.as_array().unwrap().iter().any(|line| line["depth"].as_u64() == Some(2)), "{tree}");
    desk.put("words.txt", b"four words nobody would put\n");
    desk.expect(0, &["league", "pack", FILE, "--out", "members.age", "--passphrase-file", "words.txt"]);
    assert!(desk.text("members.age").starts_with("-----BEGIN AGE ENCRYPTED FILE-----"));

    // Referrals give tickets because the published rules say so, and no longer when they do not.
    desk.expect(0, &["export", FILE, "--what", "rules", "--out", "rules.txt"]);
    let rules = desk.text("rules.txt");
    assert!(rules.contains("ticket"), "{rules}");
    let tickets = |desk: &Desk| -> u64 {
        let entries = list(desk, "entries");
        let mine = entries.iter().find(|entry| entry["name"] == "Rosalind Achterberg").unwrap();
        mine["counted"].as_u64().unwrap()
    };
    assert_eq!(tickets(&desk), 4, "one, and one for each of three");
    let draw = "The Superhero Sweepstake";
    desk.expect(0, &["draw", "set", FILE, "--draw", draw, "--no-referrals"]);
    assert_eq!(tickets(&desk), 1);
    desk.expect(0, &["draw", "set", FILE, "--draw", draw, "--referrals", "--make-rules"]);

    desk.expect(0, &["draw", "lock", FILE]);
    desk.expect(0, &["draw", "run", FILE, "--value", "3 14 15 26 35 41 48"]);
    desk.expect(0, &["export", FILE, "--what", "bundle", "--out", "draw.zip"]);
    desk.expect(0, &["verify", "draw.zip"]);
    for what in ["rules", "lock-notice", "record", "winners-list", "claims-sheet"] {
        desk.expect(0, &["print", FILE, "--what", what, "--out", &format!("{what}.pdf")]);
        assert!(desk.bytes(&format!("{what}.pdf")).starts_with(b"%PDF-"), "{what}");
    }
    writes_the_hub(&desk);
    for what in ["cards", "proof"] {
        prints_a_pdf(&desk, what);
    }
    sends_the_kits(&desk);
    exports(&desk, &["people", "entries", "members"]);
    writes_the_calendar(&desk, 5);
}

#[test]
fn dates_lock_what_they_promise_on_the_command_line() {
    let desk = Desk::new();
    desk.expect(0, &["new", FILE, "--template", "blank"]);
    desk.expect(0, &["timeline", "set", FILE, "--zone", "Europe/Oslo"]);
    desk.refuses(&["timeline", "set", FILE, "--zone", "Middle/Earth"]);
    desk.refuses(&["timeline", "set", FILE, "--kind", "nominations-close"]);
    let args = ["timeline", "set", FILE, "--kind", "nominations-close", "--at", "2026-03-01T18:00", "--locks", "on"];
    let dates = desk.json(0, &args);
    assert_eq!(dates["dates"][0]["at"], "2026-03-01T17:00:00Z", "meant in Oslo");
    let late = "Nominee,What happened?,Received\nAda Quist,She mended it.,2026-03-01 17:59\n\
                Bo Lind,He labelled it.,2026-03-01 18:00\n";
    desk.put("n.csv", late.as_bytes());
    let report = desk.json(1, &["import", FILE, "n.csv", "--as", "nominations"]);
    assert_eq!((report["accepted"].as_u64(), report["held"].as_u64()), (Some(1), Some(1)), "{report}");
    // A date that has locked something is changed with a reason only.
    desk.refuses(&["timeline", "remove", FILE, "1"]);
    desk.refuses(&["timeline", "set", FILE, "--number", "1", "--locks", "off"]);
    desk.expect(0, &["timeline", "open", FILE, "1", "--reason", "The form was down"]);
    let report = desk.json(0, &["import", FILE, "n.csv", "--as", "nominations"]);
    assert_eq!(report["held"].as_u64(), Some(0), "{report}");
    let dates = desk.json(0, &["timeline", "list", FILE]);
    assert_eq!(dates["dates"][0]["opened"]["reason"], "The form was down");
    assert_eq!(dates["dates"][0]["shut"], false);
    desk.expect(0, &["timeline", "remove", FILE, "1"]);
    desk.refuses(&["timeline", "export", FILE, "--out", "dates.ics"]);
}
