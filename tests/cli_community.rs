//! Everything around the heroes on the command line: thanks, mishaps, stories, the league, kits, and the hub they lead to.

mod cli_run;

use cli_run::Desk;
use serde_json::Value;

const FILE: &str = "c.unsung";
const THANKS: &str =
    "From,To,Message\nBo Lind,Sabine Okonjo,The night was quiet again.\n,The night shift,Thank you all.\n";
const MISHAPS: &str = "Name,Device,What happened?,Cause\n\
    Bo Lind,Laptop,Jane Doe from Leeds poured tea into the dock.,Tea\n\
    Bo Lind,Printer,Somebody in Payroll printed the whole internet.,Curiosity\n";
const MEMBERS: &str = "Full name,Email,Code name,Member since,Vouched by\n\
    Sabine Okonjo,sabine@x.example,Lagoon,2024,\nBo Lind,bo@x.example,,2025,sabine@x.example\n";
const NOMINATIONS: &str = "Nominee,Nominee email,Your name,What happened?,Quote\n\
    Sabine Okonjo,sabine@x.example,Bo Lind,The trams stood still and she made them run.,She made them run.\n\
    Ada Quist,ada@x.example,Bo Lind,Every cable has a label now.,\n";

/// Runs and expects this exit code; gives what was said, and the JSON where it was asked for.
fn run(desk: &Desk, args: &[&str], code: i32) -> Value {
    let said = desk.run(args);
    assert_eq!(said.code, code, "{args:?}\n{}\n{}", said.out, said.err);
    serde_json::from_str(&said.out).unwrap_or_default()
}

fn started() -> Desk {
    let desk = Desk::new();
    run(&desk, &["new", FILE, "--template", "blank"], 0);
    for (name, text, kind) in [
        ("n.csv", NOMINATIONS, "nominations"),
        ("t.csv", THANKS, "thanks"),
        ("x.csv", MISHAPS, "mishaps"),
        ("m.csv", MEMBERS, "members"),
    ] {
        desk.put(name, text.as_bytes());
        let report = run(&desk, &["import", FILE, name, "--as", kind, "--json"], 0);
        assert_eq!((report["read"].as_u64(), report["accepted"].as_u64()), (Some(2), Some(2)), "{kind}");
    }
    desk
}

#[test]
fn thanks_are_read_before_they_are_shown_and_nobody_leaves_with_nothing() {
    let desk = started();
    let list = run(&desk, &["list", FILE, "--what", "thanks", "--json"], 0);
    assert_eq!((list[0]["to"].as_str(), list[0]["state"].as_str()), (Some("Sabine Okonjo"), Some("waiting")));
    assert_eq!((list[1]["to"].as_str(), list[1]["to_person"].as_str()), (Some("The night shift"), Some("")));
    run(&desk, &["thanks", "hide", FILE, "T2", "--reason", " "], 2);
    run(&desk, &["thanks", "hide", FILE, "T2", "--reason", "names a customer"], 0);
    run(&desk, &["thanks", "show", FILE], 0);
    let nothing = run(&desk, &["thanks", "nothing", FILE, "--json"], 0);
    assert_eq!(nothing["nothing"].as_array().unwrap().len(), 1);
    assert_eq!(nothing["nothing"][0]["name"], "Ada Quist");
    run(&desk, &["thanks", "nothing", FILE, "--fix"], 0);
    run(
        &desk,
        &["thanks", "add", FILE, "--to", "Ada Quist", "--message", "We find every plug now.", "--from", "Third floor"],
        0,
    );
    assert_eq!(run(&desk, &["thanks", "nothing", FILE, "--json"], 0)["nothing"].as_array().unwrap().len(), 0);
    let list = run(&desk, &["list", FILE, "--what", "thanks", "--json"], 0);
    let states: Vec<&str> = list.as_array().unwrap().iter().map(|it| it["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["shown", "hidden", "waiting", "shown"]);
    assert_eq!(list[2]["message"], "Every cable has a label now.");
}

#[test]
fn no_mishap_is_published_unread_by_any_way() {
    let desk = started();
    let found = run(&desk, &["mishaps", "redact", FILE, "--dry-run", "--json"], 0);
    let texts: Vec<&str> =
        found[0]["found"].as_array().unwrap().iter().map(|it| it["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["Jane Doe", "Leeds"]);
    run(&desk, &["mishaps", "publish", FILE, "X1"], 1);
    run(&desk, &["mishaps", "review", FILE, "X1", "--by", "Ana"], 2);
    run(&desk, &["mishaps", "archetypes", FILE], 0);
    run(&desk, &["mishaps", "redact", FILE], 0);
    run(&desk, &["mishaps", "publish", FILE, "X1"], 1);
    run(&desk, &["mishaps", "review", FILE, "X1", "--by", "Ana"], 0);
    run(&desk, &["mishaps", "publish", FILE, "X1"], 0);
    // Other words need another review, and what names somebody is not reviewed unasked.
    run(&desk, &["mishaps", "words", FILE, "X1", "--text", "Jane Doe poured tea into the dock."], 0);
    run(&desk, &["mishaps", "publish", FILE, "X1"], 1);
    run(&desk, &["mishaps", "review", FILE, "X1", "--by", "Ana"], 2);
    run(&desk, &["mishaps", "words", FILE, "X1", "--text", "A colleague poured tea.", "--title", "Tea time"], 0);
    run(&desk, &["mishaps", "review", FILE, "X1", "--by", "Ana"], 0);
    run(&desk, &["mishaps", "publish", FILE, "X1"], 0);
    let report = run(&desk, &["hub", FILE, "--out", "hub", "--json"], 0);
    assert_eq!(report["mishaps"], 1);
    let page = desk.text("hub/mishaps.html");
    assert!(page.contains("A colleague poured tea.") && !page.contains("Jane") && !page.contains("Leeds"));
    desk.put("r.csv", "Mishap,Reaction,Number\nX1,laugh,7\nTea time,wow,2\nX9,laugh,1\n".as_bytes());
    run(&desk, &["mishaps", "reactions", FILE, "r.csv"], 1);
    let tally = run(&desk, &["mishaps", "tally", FILE, "--json"], 0);
    assert_eq!((&tally["reactions"][0]["what"], &tally["reactions"][0]["count"]), (&"laugh".into(), &7.into()));
    assert_eq!(tally["devices"].as_array().unwrap().len(), 2);
}

#[test]
fn each_third_person_is_decided_about_and_the_card_waits_for_it() {
    let desk = started();
    let list = |desk: &Desk| run(desk, &["list", FILE, "--what", "mishaps", "--json"], 0);
    run(&desk, &["mishaps", "redact", FILE, "X1"], 0);
    run(&desk, &["mishaps", "decide", FILE, "X1", "--found", "Nobody", "--as", "a colleague"], 2);
    run(&desk, &["mishaps", "decide", FILE, "X1", "--found", "Jane Doe", "--as", "the boss"], 0);
    assert_eq!(list(&desk)[0]["public_text"], "The boss from our town poured tea into the dock.");
    run(&desk, &["mishaps", "decide", FILE, "X1", "--found", "Leeds", "--stays-because", " "], 2);
    run(&desk, &["mishaps", "decide", FILE, "X1", "--found", "Leeds", "--stays-because", "it is on our sign"], 0);
    assert_eq!(list(&desk)[0]["public_text"], "The boss from Leeds poured tea into the dock.");
    run(&desk, &["mishaps", "card", FILE, "X1", "--out", "x.png"], 2);
    // What stays for a reason does not hold the review up; a name typed into another field does.
    run(&desk, &["mishaps", "words", FILE, "X1", "--title", "Ahmed and the tea"], 0);
    run(&desk, &["mishaps", "review", FILE, "X1", "--by", "Ana"], 2);
    // Only what is named is nobody: another find still holds the review up, and so does a name that is not there.
    run(&desk, &["mishaps", "words", FILE, "X1", "--title", "Ahmed, Priya and the tea"], 0);
    run(&desk, &["mishaps", "review", FILE, "X1", "--by", "Ana", "--nobody", "Ahmed"], 2);
    run(&desk, &["mishaps", "review", FILE, "X1", "--by", "Ana", "--nobody", "Ahmed", "Priya", "Zelda"], 2);
    run(&desk, &["mishaps", "review", FILE, "X1", "--by", "Ana", "--nobody", "Ahmed", "Priya"], 0);
    // Who is nobody in the title does not come back into the words that were read.
    run(&desk, &["mishaps", "words", FILE, "X1", "--title", "The law of Jane Doe"], 0);
    run(&desk, &["mishaps", "review", FILE, "X1", "--by", "Ana", "--nobody", "Jane Doe"], 0);
    assert_eq!(list(&desk)[0]["public_text"], "The boss from Leeds poured tea into the dock.");
    run(&desk, &["mishaps", "words", FILE, "X1", "--title", "The boss and the tea"], 0);
    run(&desk, &["mishaps", "review", FILE, "X1", "--by", "Ana"], 0);
    run(&desk, &["mishaps", "card", FILE, "X1", "--out", "x.png"], 2);
    run(&desk, &["mishaps", "publish", FILE, "X1"], 0);
    let made = run(&desk, &["mishaps", "card", FILE, "X1", "--out", "x.png", "--shape", "square", "--json"], 0);
    assert_eq!((made["width"].as_u64(), made["height"].as_u64()), (Some(1080), Some(1080)));
    run(&desk, &["mishaps", "take-back", FILE, "X1"], 0);
    run(&desk, &["mishaps", "card", FILE, "X1", "--out", "y.png"], 2);
    run(&desk, &["mishaps", "archetypes", FILE, "--propose", "3"], 0);
    let archetypes = run(&desk, &["list", FILE, "--what", "archetypes", "--json"], 0);
    assert_eq!(archetypes.as_array().unwrap().len(), 3);
}

#[test]
fn a_story_reaches_the_hub_step_by_step() {
    let desk = started();
    run(&desk, &["stories", "begin", FILE, "P1"], 0);
    run(&desk, &["stories", "words", FILE, "ST1", "--title", "The long night"], 0);
    run(&desk, &["stories", "step", FILE, "ST1", "--to", "published"], 2);
    run(&desk, &["stories", "step", FILE, "ST1", "--to", "checked", "--by", "Ana"], 0);
    run(&desk, &["stories", "step", FILE, "ST1", "--to", "consented", "--by", "e-mail"], 2);
    run(&desk, &["people", "consent", FILE, "P1", "--state", "agreed", "--by", "e-mail"], 0);
    run(&desk, &["stories", "step", FILE, "ST1", "--to", "consented", "--by", "e-mail"], 0);
    run(&desk, &["stories", "step", FILE, "ST1", "--to", "published"], 0);
    assert_eq!(run(&desk, &["hub", FILE, "--out", "hub", "--json"], 0)["stories"], 1);
    let page = desk.text("hub/stories/the-long-night.html");
    assert!(page.contains("made them run") && !page.contains("Bo Lind"));
    run(&desk, &["stories", "words", FILE, "ST1", "--summary", "Other words"], 0);
    let report = run(&desk, &["hub", FILE, "--out", "hub", "--json"], 0);
    assert_eq!((&report["stories"], &report["removed"]), (&0.into(), &2.into()));
}

#[test]
fn the_league_lets_in_vouches_and_gives_nobody_away() {
    let desk = started();
    let list = run(&desk, &["list", FILE, "--what", "members", "--json"], 0);
    assert_eq!((&list[0]["code_name"], &list[0]["state"]), (&"Lagoon".into(), &"approved".into()));
    assert_eq!(list[1]["vouched_by"][0], "Lagoon");
    let ada = run(&desk, &["list", FILE, "--what", "people", "--json"], 0);
    let ada =
        ada.as_array().unwrap().iter().find(|it| it["name"] == "Ada Quist").unwrap()["id"].as_str().unwrap().to_owned();
    run(&desk, &["league", "apply", FILE, &ada, "--why", "I label cables"], 0);
    run(&desk, &["league", "apply", FILE, &ada], 2);
    run(&desk, &["league", "vouch", FILE, "L1", "--by", "L3"], 2);
    run(&desk, &["league", "vouch", FILE, "L3", "--by", "L1"], 0);
    run(&desk, &["league", "refuse", FILE, "L3", "--reason", ""], 2);
    run(&desk, &["league", "approve", FILE, "L3"], 0);
    run(&desk, &["league", "code-name", FILE, "L3", "--set", "lagoon"], 2);
    run(&desk, &["league", "code-name", FILE, "L3", "--set", "Quick Quist"], 2);
    let proposed = run(&desk, &["league", "code-name", FILE, "L3", "--json"], 0);
    assert_eq!(proposed.as_array().unwrap().len(), 8);
    let name = proposed[0].as_str().unwrap().to_owned();
    run(&desk, &["league", "code-name", FILE, "L3", "--set", &name], 0);
    let sees = run(&desk, &["league", "sees", FILE, &ada, "--json"], 0);
    // Nobody was asked yet: the public hears nothing, judges a code name; a card and a parcel are for the person, who then says
    // yes or no.
    for it in sees.as_array().unwrap() {
        let name = match it["output"].as_str().unwrap() {
            "Judging" => serde_json::json!(name),
            "Cards and boxes" | "Address labels" => serde_json::json!("Ada Quist"),
            _ => serde_json::Value::Null,
        };
        assert_eq!(it["name"], name, "{it}");
    }
    assert_eq!(run(&desk, &["league", "tree", FILE, "--json"], 0).as_array().unwrap().len(), 3);
    desk.put("p.txt", "a long enough passphrase\n".as_bytes());
    run(&desk, &["league", "pack", FILE, "--out", "m.age", "--passphrase-file", "p.txt"], 0);
    let pack = desk.text("m.age");
    assert!(pack.starts_with("-----BEGIN AGE ENCRYPTED FILE-----") && !pack.contains("Lagoon"));
}

#[test]
fn parcels_go_their_way() {
    let desk = started();
    run(&desk, &["kits", "make", FILE, "P1"], 0);
    run(&desk, &["kits", "postage", FILE, "--out", "p.csv"], 1);
    assert!(desk.text("p.csv").contains("Sabine Okonjo"));
    run(&desk, &["kits", "set", FILE, "K1", "--state", "posted"], 0);
    let list = run(&desk, &["list", FILE, "--what", "parcels", "--json"], 0);
    assert_eq!((&list[0]["to"], &list[0]["state"]), (&"Sabine Okonjo".into(), &"posted".into()));
    run(&desk, &["check", FILE], 0);
}

#[test]
fn problems_are_proposed_accepted_refused_and_become_monsters_with_rivals() {
    let desk = started();
    let proposed = run(&desk, &["problems", "propose", FILE, "--json"], 0);
    let named = |id: &str| -> Vec<String> {
        let all = proposed.as_array().unwrap().iter().filter(|it| it["id"] == id);
        all.map(|it| it["problem"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(named("N2"), ["Cables and adapters"]);
    assert_eq!(named("N1"), ["Outages"]);
    assert!(named("X1").contains(&"Spilled drinks".to_owned()));
    run(&desk, &["problems", "refuse", FILE, "X1", "--problem", "Spilled drinks"], 0);
    run(&desk, &["problems", "refuse", FILE, "--problem", "x"], 2);
    run(&desk, &["problems", "words", FILE, "--problem", "Labels", "--word", "label*"], 0);
    run(&desk, &["problems", "accept", FILE, "N2"], 0);
    run(&desk, &["problems", "accept", FILE, "N1", "--problem", "Trams"], 0);
    let list = run(&desk, &["list", FILE, "--what", "nominations", "--json"], 0);
    assert_eq!(list[0]["problems"], serde_json::json!(["Trams"]));
    assert_eq!(list[1]["problems"], serde_json::json!(["Cables and adapters", "Labels"]));
    run(&desk, &["problems", "accept", FILE], 0);
    let tally = run(&desk, &["problems", "tally", FILE, "--json"], 0);
    let spilled = tally["problems"].as_array().unwrap().iter().any(|it| it["problem"] == "Spilled drinks");
    assert!(!spilled && tally["waiting"] == 0, "{tally}");
    assert!(tally["problems"][0]["quotes"][0]["words"].is_string());
    run(&desk, &["problems", "stats", FILE], 0);
    run(&desk, &["problems", "pairs", FILE], 0);
}

#[test]
fn a_story_has_quotes_a_leap_a_place_and_versions_and_channels_a_funnel() {
    let desk = started();
    run(&desk, &["stories", "begin", FILE, "P1"], 0);
    let said = run(&desk, &["stories", "quote", FILE, "ST1", "--from", "N1", "--json"], 0);
    assert!(said.as_array().unwrap().iter().any(|it| it == "She made them run."), "{said}");
    run(&desk, &["stories", "quote", FILE, "ST1", "--from", "N1", "--words", "He said so."], 2);
    run(
        &desk,
        &["stories", "quote", FILE, "ST1", "--from", "N1", "--words", "The trams stood still and she made them run."],
        0,
    );
    run(&desk, &["stories", "leap", FILE, "ST1", "--what", "Days", "--before", "0", "--after", "1"], 2);
    let leap = ["stories", "leap", FILE, "ST1", "--what", "Days", "--before", "440", "--after", "11"];
    run(&desk, &[&leap[..], &["--evidence", "measured", "--on", "2026-03-31"]].concat(), 0);
    run(&desk, &["stories", "place", FILE, "ST1", "--place", "Ghent", "--country", "Belgium"], 0);
    run(&desk, &["stories", "versions", FILE, "ST1", "--keep", "First"], 0);
    run(&desk, &["stories", "words", FILE, "ST1", "--text", "Other words."], 0);
    let pieces = run(&desk, &["stories", "versions", FILE, "ST1", "--compare", "1", "--json"], 0);
    assert!(pieces.as_array().unwrap().iter().any(|it| it["is"] == "gone"));
    run(&desk, &["stories", "versions", FILE, "ST1", "--back-to", "9"], 2);
    run(&desk, &["stories", "versions", FILE, "ST1", "--back-to", "1"], 0);
    let list = run(&desk, &["list", FILE, "--what", "stories", "--json"], 0);
    assert_eq!((list[0]["quotes"].as_u64(), list[0]["leap"].as_f64()), (Some(2), Some(40.0)));
    assert_eq!(run(&desk, &["stories", "versions", FILE, "ST1", "--json"], 0).as_array().unwrap().len(), 2);
    assert_eq!(run(&desk, &["stories", "funnel", FILE, "--json"], 0).as_array().unwrap().len(), 0);
}

#[test]
fn the_list_of_names_goes_round_and_is_taken_in_again() {
    let desk = started();
    let written = run(&desk, &["people", "names", FILE, "--out", "names.csv", "--json"], 0);
    assert_eq!(written["names"], 2, "of those who were nominated");
    let text = desk.text("names.csv");
    let text = text.trim_start_matches('\u{FEFF}');
    let mut lines = text.lines().map(str::to_owned);
    let (header, rows) = (lines.next().unwrap(), lines.collect::<Vec<_>>());
    assert!(header.starts_with("Id,"), "{header}");
    // One says yes, one puts the name right, and one line was made up.
    let answered: Vec<String> = rows
        .iter()
        .map(|row| {
            if row.contains("Sabine") {
                row.replacen(",,", ",yes,", 1)
            } else {
                row.replacen(",,", ",,Ada Quist-Lee", 1)
            }
        })
        .chain(["P99,Nobody,yes,,,,n0123456789".to_owned()])
        .collect();
    desk.put("back.csv", format!("{header}\n{}\n", answered.join("\n")).as_bytes());
    run(&desk, &["people", "names-back", FILE, "back.csv", "--by", " "], 2);
    let said = run(&desk, &["people", "names-back", FILE, "back.csv", "--by", "their leads", "--dry-run", "--json"], 1);
    assert_eq!((said["done"].as_bool(), said["confirmed"].as_array().map(Vec::len)), (Some(false), Some(1)));
    let said = run(&desk, &["people", "names-back", FILE, "back.csv", "--by", "their leads", "--json"], 1);
    assert_eq!(said["done"], true);
    assert_eq!(said["renamed"][0]["name"], "Ada Quist-Lee");
    assert_eq!(said["left"].as_array().map(Vec::len), Some(1));
    let people = run(&desk, &["list", FILE, "--what", "people", "--json"], 0);
    let names: Vec<&str> = people.as_array().unwrap().iter().filter_map(|it| it["name"].as_str()).collect();
    assert!(names.contains(&"Ada Quist-Lee") && !names.contains(&"Ada Quist"), "{names:?}");
    run(&desk, &["people", "names-back", FILE, "t.csv", "--by", "their leads"], 2);
}
