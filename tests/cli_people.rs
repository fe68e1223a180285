//! The work on people on the command line: who is one person, what an erasure takes and leaves, how names appear for each output,
//! and finding and changing many at once.

mod cli_run;

use cli_run::Desk;
use serde_json::Value;

fn with(people: &str) -> Desk {
    let desk = Desk::new();
    desk.expect(0, &["new", "c.unsung", "--template", "blank"]);
    desk.put("people.csv", people.as_bytes());
    desk.expect(0, &["import", "c.unsung", "people.csv", "--as", "people"]);
    desk
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect()
}

#[test]
fn a_household_is_evidence_for_one_person_and_never_makes_one_of_two() {
    let desk = with(
        "Name,E-mail,Address\nSabine Okonjo,s@x.example,\"Mühlenweg 7, Kiel\"\nSabine Miller,m@y.example,\"MÜHLENWEG 7 Kiel\"\n\
         Anna Schmidt,a@z.example,\"Am Markt 3, Kiel\"\nHanna Schmidt,h@z.example,\"Am Markt 3, Kiel\"\n",
    );
    let pairs = desk.json(0, &["people", "duplicates", "c.unsung"]);
    assert_eq!(pairs.as_array().unwrap().len(), 1, "{pairs}");
    assert_eq!((pairs[0]["kept"].as_str(), pairs[0]["gone"].as_str()), (Some("P1"), Some("P2")));
    let clues: Vec<&str> =
        pairs[0]["evidence"].as_array().unwrap().iter().map(|it| it["what"].as_str().unwrap()).collect();
    assert!(clues.contains(&"Same household"), "{clues:?}");
}

#[test]
fn an_erasure_tells_what_is_masked_what_is_left_and_who_has_the_name_too() {
    let desk = with("Name,E-mail\nAna Quist,ana@one.example\nBo Lind,bo@x.example\n");
    desk.put(
        "n.csv",
        b"Nominee name,Nominee email,Story,Your name\n\
          Bo Lind,bo@x.example,He and Ana Quist fixed it,Cy Marsh\n\
          Bo Lind,bo@x.example,Write to ana@one.example,Cy Marsh\n",
    );
    desk.expect(0, &["import", "c.unsung", "n.csv", "--as", "nominations"]);
    // Alone with the name: a mark takes its place everywhere.
    let alone = desk.json(0, &["people", "erase", "c.unsung", "P1"]);
    assert_eq!((ids(&alone["masked"]), ids(&alone["left"])), (vec!["N1", "N2"], vec![]));
    assert_eq!(alone["namesakes"].as_array().unwrap().len(), 0);

    desk.put("more.csv", b"Name,E-mail\n\"Quist, Ana\",ana@two.example\n");
    desk.expect(0, &["import", "c.unsung", "more.csv", "--as", "people"]);
    let list = desk.json(0, &["list", "c.unsung", "--what", "people"]);
    let other = list.as_array().unwrap().iter().find(|it| it["email"] == "ana@two.example").unwrap();
    let plan = desk.json(0, &["people", "erase", "c.unsung", "P1"]);
    assert_eq!((ids(&plan["masked"]), ids(&plan["left"])), (vec!["N2"], vec!["N1", "n.csv, line 2"]));
    assert_eq!(plan["namesakes"], serde_json::json!([other["id"]]));
    assert_eq!(plan["left"][0]["words"], "He and Ana Quist fixed it");
    assert_eq!(plan["left"][0]["what"], "nomination");
    let said = desk.expect(0, &["people", "erase", "c.unsung", "P1"]);
    for words in
        ["stay as they are", "N1: He and Ana Quist fixed it", "N2: Write to ana@one.example", "same name or address"]
    {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    desk.expect(0, &["people", "erase", "c.unsung", "P1", "--yes", "Ana Quist"]);
    let stories = desk.json(0, &["list", "c.unsung", "--what", "nominations"]);
    let stories: Vec<&str> = stories.as_array().unwrap().iter().map(|it| it["story"].as_str().unwrap()).collect();
    assert_eq!(stories, ["He and Ana Quist fixed it", "Write to [erased]"]);
}

#[test]
fn a_name_has_a_form_for_each_output_and_keeps_it_in_an_exact_list() {
    let desk =
        with("Name,E-mail,Code name,Consent\nAda Quist,ada@x.example,Night Owl,agreed\nBo Lind,bo@x.example,,agreed\n");
    let shown = desk.json(0, &["names", "c.unsung", "--only", "P1", "--form", "first", "--for", "hub,cards,labels"]);
    assert_eq!(shown[0]["forms"], "hub=first; print=first; labels=first");
    assert_eq!((shown[0]["hub"].as_str(), shown[0]["winners"].as_str()), (Some("Ada"), Some("Ada Q.")));
    desk.json(0, &["names", "c.unsung", "--only", "P1", "--form", "code-name", "--for", "draw"]);
    let shown = desk.json(0, &["names", "c.unsung", "--only", "P1", "--form", "default", "--for", "labels"]);
    assert_eq!(shown[0]["forms"], "hub=first; print=first; draw=code-name");
    assert_eq!((shown[0]["hub"].as_str(), shown[0]["winners"].as_str()), (Some("Ada"), Some("Night Owl")));
    assert!(desk.expect(2, &["names", "c.unsung", "--only", "P1", "--for", "hub"]).err.contains("--form"));
    desk.expect(2, &["names", "c.unsung", "--only", "P1", "--form", "first", "--for", "moon"]);
    // No words mean nobody, not everybody without a name in Latin letters; signs mean nobody either.
    for nobody in ["", " ", "--"] {
        let only = format!("--only={nobody}");
        desk.expect(2, &["names", "c.unsung", &only, "--form", "entry-id"]);
        desk.expect(2, &["people", "set", "c.unsung", &only, "--tag", "x"]);
    }
    desk.expect(2, &["people", "set", "c.unsung", "--find", " ", "--tag", "x", "--dry-run"]);

    desk.expect(0, &["export", "c.unsung", "--what", "people", "--out", "exact.csv", "--exact"]);
    assert!(desk.text("exact.csv").contains(",hub=first; print=first; draw=code-name,"), "{}", desk.text("exact.csv"));
    desk.expect(0, &["new", "d.unsung", "--template", "blank"]);
    desk.expect(0, &["import", "d.unsung", "exact.csv", "--as", "people"]);
    desk.expect(0, &["export", "d.unsung", "--what", "people", "--out", "again.csv", "--exact"]);
    assert_eq!(desk.text("exact.csv"), desk.text("again.csv"));
    let report = desk.expect(0, &["people", "access", "c.unsung", "P1"]).out;
    assert!(report.contains("Web hub") && report.contains("First name"), "{report}");
}

const FIVE: &str = "Name,E-mail,Team,Country,Tags\nAda Quist,ada@x.example,Payroll,Germany,desk\nBo Lind,bo@x.example,Service Desk,Sweden,\n\
                    Cy Marsh,,Payroll,Germany,\nDi Okonjo,di@x.example,Service Desk,,\nEd Weiss,ed@x.example,,Germany,desk\n";

#[test]
fn people_are_found_sorted_and_shown_by_column_as_in_the_window() {
    let desk = with(FIVE);
    desk.put("n.csv", b"Nominee email,Nominee name,Story,Award,Channel,Your name\nbo@x.example,Bo Lind,He stayed,Rescue,Postcard,Di Okonjo\n");
    desk.expect(0, &["import", "c.unsung", "n.csv", "--as", "nominations"]);
    let list = |more: &[&str]| {
        let args = ["list", "c.unsung", "--what", "people"].iter().chain(more).copied().collect::<Vec<_>>();
        desk.json(0, &args)
    };
    let all = list(&[]);
    for (more, expected) in [
        (&["--find", "payroll"][..], &["P1", "P3"][..]),
        (&["--find", "PAYROLL cy"], &["P3"]),
        (&["--country", "Germany", "--open", "no-email"], &["P3"]),
        (&["--country", "none"], &["P4"]),
        (&["--role", "nominee"], &["P2"]),
        (&["--award", "rescue"], &["P2"]),
        (&["--award", "réscue"], &["P2"]),
        (&["--award", " a1 "], &["P2"]),
        (&["--channel", "postcard", "--role", "nominator"], &["P4"]),
        (&["--consent", "agreed"], &[]),
        (&["--sort", "team", "--country", "DE"], &["P1", "P3", "P5"]),
        (&["--sort", "name", "--descending"], &["P5", "P4", "P3", "P2", "P1"]),
    ] {
        let found = list(more);
        assert_eq!(ids(&found), expected, "{more:?}");
        // Each as it stands in the whole list.
        for row in found.as_array().unwrap() {
            assert!(all.as_array().unwrap().contains(row), "{row}");
        }
    }
    let columns = list(&["--find", "desk", "--columns", "id,team,tags,consent", "--sort", "name"]);
    assert_eq!(
        columns,
        serde_json::json!([
            {"id": "P1", "team": "Payroll", "tags": ["desk"], "consent": "not-asked"},
            {"id": "P2", "team": "Service Desk", "tags": [], "consent": "not-asked"},
            {"id": "P4", "team": "Service Desk", "tags": [], "consent": "not-asked"},
            {"id": "P5", "team": "", "tags": ["desk"], "consent": "not-asked"},
        ])
    );
    let table =
        desk.expect(0, &["list", "c.unsung", "--what", "people", "--country", "Sweden", "--columns", "name,team"]).out;
    assert_eq!(table, "Name     Team\nBo Lind  Service Desk\n");
    for wrong in [
        &["list", "c.unsung", "--what", "awards", "--find", "x"][..],
        &["list", "c.unsung", "--what", "people", "--award", "Moon"],
        &["list", "c.unsung", "--what", "people", "--channel", "Pigeon"],
    ] {
        desk.refuses(wrong);
    }
}

#[test]
fn a_list_is_written_byte_for_byte_as_one_document() {
    let desk = with(FIVE);
    for what in ["people", "nominations", "entries", "awards", "ledger"] {
        let said = desk.expect(0, &["list", "c.unsung", "--what", what, "--json"]);
        let document: Value = serde_json::from_str(&said.out).unwrap();
        // The order of names in an object is that of the list, so only what is between them is compared.
        let whole = format!("{}\n", serde_json::to_string_pretty(&document).unwrap());
        let sorted = |text: &str| {
            let mut lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches(',')).collect();
            lines.sort_unstable();
            lines.join("\n")
        };
        assert_eq!((said.out.len(), sorted(&said.out)), (whole.len(), sorted(&whole)), "{what}");
    }
    assert_eq!(desk.expect(0, &["list", "c.unsung", "--what", "nominations", "--json"]).out, "[]\n");
    assert_eq!(desk.expect(0, &["list", "c.unsung", "--what", "nominations"]).out, "");
}

#[test]
fn many_are_changed_in_one_step() {
    let desk = with(FIVE);
    let before = desk.bytes("c.unsung");
    let dry = desk.json(0, &["people", "set", "c.unsung", "--find", "desk", "--tag", "help", "--dry-run"]);
    assert_eq!(dry, serde_json::json!({"found": 4, "changed": 4, "done": false}));
    assert_eq!(desk.bytes("c.unsung"), before);
    let args = [
        "people",
        "set",
        "c.unsung",
        "--country",
        "Germany",
        "--field",
        "team=Ops",
        "--tag",
        "desk",
        "--field",
        "country=Austria",
    ];
    assert_eq!(desk.json(0, &args)["changed"], 3);
    let rows =
        desk.json(0, &["list", "c.unsung", "--what", "people", "--columns", "id,team,country,tags", "--find", "ops"]);
    assert_eq!(ids(&rows), ["P1", "P3", "P5"]);
    assert!(
        rows.as_array().unwrap().iter().all(|it| it["country"] == "AT" && it["tags"] == serde_json::json!(["desk"])),
        "{rows}"
    );
    let one = desk.json(
        0,
        &["people", "set", "c.unsung", "--only", "Ada Quist", "--only", "P2", "--untag", "desk", "--field", "team="],
    );
    assert_eq!(one, serde_json::json!({"found": 2, "changed": 2, "done": true}));
    let both =
        desk.json(0, &["people", "set", "c.unsung", "--only", "P3", "--only", "P4", "--country", "AT", "--tag", "x"]);
    assert_eq!(both["found"], 1, "only those of them whom the facet finds");
    let ledger = desk.json(0, &["list", "c.unsung", "--what", "ledger"]);
    assert!(ledger.as_array().unwrap().iter().any(|line| line["kind"] == "Change 3 people"), "{ledger}");
    assert!(desk.refuses(&["people", "set", "c.unsung", "--tag", "x"]).contains("--all"));
    assert!(desk.refuses(&["people", "set", "c.unsung", "--all"]).contains("--tag"));
    desk.expect(2, &["people", "set", "c.unsung", "--all", "--field", "moon=full"]);
}
