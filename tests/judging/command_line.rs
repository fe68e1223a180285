//! The same on the command line: every verb once, from set-up to the results book.

use super::cli_run::Desk;
use super::*;
use serde_json::Value;

const FILE: &str = "c.unsung";
const NOMINATIONS: &str = "Nominee,Nominee email,Your name,Award,What happened?\n\
    Sabine Okonjo,sabine@trams.example,Bo Lind,Night Owl,Sabine made the trams run. Write to sabine@trams.example.\n\
    Ada Quist,ada@labels.example,Bo Lind,Night Owl,Every cable has a label now.\n\
    Cem Demir,cem@store.example,Bo Lind,Night Owl,He found the lost backup.\n\
    Dora Evers,dora@desk.example,Bo Lind,Night Owl,She answers before one asks.\n";

fn run(desk: &Desk, args: &[&str], code: i32) -> Value {
    let said = desk.run(args);
    assert_eq!(said.code, code, "{args:?}\n{}\n{}", said.out, said.err);
    serde_json::from_str(&said.out).unwrap_or_default()
}

/// `unsung judging VERB FILE ...` with JSON.
fn judging(desk: &Desk, verb: &str, args: &[&str], code: i32) -> Value {
    let all: Vec<&str> = ["judging", verb, FILE].into_iter().chain(args.iter().copied()).chain(["--json"]).collect();
    run(desk, &all, code)
}

fn started() -> Desk {
    let desk = Desk::new();
    run(&desk, &["new", FILE, "--template", "blank"], 0);
    desk.put("n.csv", NOMINATIONS.as_bytes());
    run(&desk, &["import", FILE, "n.csv", "--as", "nominations"], 0);
    desk.put(
        "j.csv",
        b"Name,Email\nOtto Panel,otto@one.example\nPia Quorum,pia@two.example\nRuth Okonjo,ruth@three.example\n",
    );
    run(&desk, &["import", FILE, "j.csv", "--as", "people"], 0);
    judging(&desk, "setup", &["--begin"], 0);
    desk
}

fn person(desk: &Desk, name: &str) -> String {
    let list = run(desk, &["list", FILE, "--what", "people", "--json"], 0);
    let found = list.as_array().unwrap().iter().find(|it| it["name"] == name).unwrap();
    found["id"].as_str().unwrap().to_owned()
}

#[test]
fn every_verb_from_set_up_to_the_book() {
    let desk = started();
    judging(&desk, "setup", &["--begin"], 2);
    let shown = judging(
        &desk,
        "setup",
        &[
            "--round",
            "1",
            "--criterion",
            "What: courage:1:5:3:2:4",
            "--criterion",
            "Skill:1:5:2",
            "--each",
            "2",
            "--quota",
            "2",
            "--basis",
            "adjusted",
            "--require",
            "E1=Works for a member",
            "--check",
            "Ada Quist:E1=met|By phone",
            "--tie-break",
            "head-to-head,criterion-1,lot-4711",
            "--blind",
            "on",
        ],
        0,
    );
    assert_eq!(shown["field"].as_array().unwrap().len(), 4);
    assert_eq!(shown["rounds"][0]["criteria"][0]["label"], "What: courage");
    assert_eq!(shown["rounds"][0]["criteria"][0]["comment_above"], 4);
    assert_eq!(shown["tie_break"].as_array().unwrap().len(), 3);
    judging(&desk, "setup", &["--round", "1", "--criterion", "Skill:5:1:1"], 2);
    judging(&desk, "setup", &["--tie-break", "dice"], 2);
    let panel: Vec<String> = ["Otto Panel", "Pia Quorum", "Ruth Okonjo"].iter().map(|it| person(&desk, it)).collect();
    judging(&desk, "judges", &["--add", &panel[0], &panel[1], &panel[2]], 0);
    let judges = judging(&desk, "judges", &["--independent", "J-01", "--why", "Works for no sponsor"], 0);
    assert_eq!((&judges[0]["code"], &judges[2]["name"]), (&"J-01".into(), &"Ruth Okonjo".into()));
    let found = judging(&desk, "conflicts", &[], 0);
    assert_eq!((&found[0]["ground"], &found[0]["state"]), (&"Same surname".into(), &"found".into()));
    judging(&desk, "conflicts", &["--judge", "J-03", "--candidate", "Ada Quist", "--confirm"], 2);
    judging(&desk, "conflicts", &["--judge", "J-03", "--candidate", "N01", "--dismiss"], 2);
    judging(&desk, "conflicts", &["--confirm-all"], 0);
    let work = judging(&desk, "assign", &["--seed", "4711"], 0);
    let loads: Vec<u64> = work.as_array().unwrap().iter().map(|it| it["assigned"].as_u64().unwrap()).collect();
    assert_eq!(loads.iter().sum::<u64>(), 8);
    assert!(!work[2]["candidates"].as_array().unwrap().contains(&"N01".into()));
    assert_eq!(judging(&desk, "assign", &["--seed", "4711"], 0), work);
    judging(&desk, "assign", &["--judge", "J-03", "--give", "N01"], 2);
    // Names go out covered and read.
    judging(&desk, "packs", &["--out", "packs"], 2);
    let leaks = judging(&desk, "leaks", &[], 1);
    let kinds: Vec<&str> =
        leaks[0]["leaks"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"Own name") && kinds.contains(&"E-mail address"), "{kinds:?}");
    judging(&desk, "leaks", &["--review"], 2);
    judging(&desk, "leaks", &["--review", "--by", "Ana"], 0);
    let packs = judging(&desk, "packs", &["--out", "packs", "--as", "both"], 0);
    let files: Vec<String> =
        packs["files"].as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect();
    assert_eq!(files.len(), 6);
    for file in files.iter().filter(|file| std::path::Path::new(file).extension().is_some_and(|it| it == "html")) {
        let page = desk.text(file);
        assert!(!page.contains("Okonjo") && !page.contains("Sabine") && !page.contains("Evers"));
    }
    assert!(desk.bytes(&files[1]).starts_with(b"%PDF"));
    // One comes back as a file, the others on paper.
    let campaign = store::from_bytes(&desk.bytes(FILE)).unwrap().campaign;
    let award = campaign.judgings().ids().next().unwrap();
    let ready = judge_packs::make(&campaign, award, 1, &[1], now(), &zone()).unwrap();
    desk.put("returned/a.json", &pack::file(&answered(&ready.packs[0].1, 4)).unwrap());
    desk.put("returned/b.json", b"not answers");
    let taken = judging(&desk, "take-in", &["returned"], 1);
    assert_eq!((&taken[0]["judge"], taken[1]["refused"].is_string()), (&"J-01".into(), true));
    assert_eq!(judging(&desk, "take-in", &["returned/a.json"], 0)[0]["again"], true);
    for (seat, judge) in [(1, "J-02"), (2, "J-03")] {
        let mut args = vec!["--judge".to_owned(), judge.to_owned()];
        for (place, candidate) in work[seat]["candidates"].as_array().unwrap().iter().enumerate() {
            args.push("--line".into());
            args.push(format!("{}={} 3|Seen on paper", candidate.as_str().unwrap(), place + 2));
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        assert!(judging(&desk, "score", &args, 0)["missing"].as_array().unwrap().is_empty());
    }
    judging(&desk, "score", &["--judge", "J-03", "--line", "N01=5 5"], 2);
    judging(&desk, "score", &["--judge", "J-02", "--line", "N02=9 5"], 2);
    let scores = judging(&desk, "scores", &["--runs", "50"], 0);
    assert_eq!((&scores["counted"], &scores["missing"]), (&8.into(), &0.into()));
    assert_eq!(judging(&desk, "scores", &["--matrix"], 0).as_array().unwrap().len(), 8);
    assert_eq!(judging(&desk, "scores", &["--judges"], 0).as_array().unwrap().len(), 3);
    judging(&desk, "setup", &["--tie-break", "share"], 2);
    let first = work[0]["candidates"][0].as_str().unwrap();
    let effect = judging(&desk, "recuse", &["--judge", "J-01", "--candidate", first, "--reason", "We met"], 0);
    assert_eq!((&effect["lines_out"], effect["moved"].as_array().unwrap().is_empty()), (&1.into(), false));
    judging(&desk, "recuse", &["--judge", "J-01", "--candidate", first, "--back"], 0);
    let choose = ["--choose", "N01", "N02", "--note", "The jury voted"];
    let frozen = judging(&desk, "freeze", &choose, 0);
    assert_eq!(frozen["sha256"].as_str().unwrap().len(), 64);
    let ledger = run(&desk, &["list", FILE, "--what", "ledger", "--json"], 0);
    let hash = frozen["sha256"].as_str().unwrap();
    assert!(ledger.to_string().contains(hash), "the hash is in the ledger");
    judging(&desk, "score", &["--judge", "J-02", "--round", "1", "--line", "N02=1 1"], 2);
    judging(&desk, "letters", &["--out", "letters"], 2);
    // The final.
    judging(&desk, "assign", &["--seed", "1"], 0);
    for judge in ["J-01", "J-02"] {
        judging(&desk, "score", &["--judge", judge, "--line", "N01=1", "--line", "N02=2"], 0);
    }
    judging(&desk, "score", &["--judge", "J-03", "--line", "N02=1"], 0);
    let frozen = judging(&desk, "freeze", &[], 0);
    assert_eq!(frozen["names"][0], "Sabine Okonjo");
    let awards = run(&desk, &["list", FILE, "--what", "awards", "--json"], 0);
    assert!(awards.to_string().contains("Sabine Okonjo"));
    let letters = judging(&desk, "letters", &["--out", "letters"], 0);
    assert_eq!(letters["letters"], 4);
    judging(&desk, "letters", &["--out", "letters.csv"], 0);
    assert!(desk.text("letters.csv").contains("You have won it"));
    judging(&desk, "book", &["--out", "book.pdf"], 0);
    judging(&desk, "book", &["--out", "full.pdf", "--names", "--paper", "letter"], 0);
    assert!(desk.bytes("book.pdf").starts_with(b"%PDF"));
    judging(&desk, "reopen", &["--round", "1", "--reason", "A sheet was found"], 2);
    judging(&desk, "reopen", &["--round", "2", "--reason", "A sheet was found"], 0);
    judging(&desk, "freeze", &["--round", "2"], 0);
    run(&desk, &["check", FILE], 0);
    powers_of_a_round_that_is_reopened(&desk);
}

fn powers_of_a_round_that_is_reopened(desk: &Desk) {
    let stored = store::from_bytes(&desk.bytes(FILE)).unwrap();
    let mut campaign = stored.campaign;
    let winner = campaign.judgings().iter().next().unwrap().1.field[0].person.unwrap();
    let hero = Edit::hero(HeroId(1), Hero::new(winner, "The Backup Baron".into()));
    campaign.apply(&Change::one("Make a hero", hero), now()).unwrap();
    desk.put(FILE, &store::to_bytes(&campaign, &stored.blobs).unwrap());
    let powers =
        || store::from_bytes(&desk.bytes(FILE)).unwrap().campaign.heroes().get(HeroId(1)).unwrap().powers.clone();
    assert_eq!(judging(desk, "powers", &["--round", "1", "--stat", "1=speed"], 0)["heroes"], 1);
    assert!(powers().len() == 1 && powers()[0].given.is_some());
    let why = ["--reason", "A sheet was found"];
    assert_eq!(judging(desk, "reopen", &[&["--round", "2"], &why[..]].concat(), 0)["heroes_with_its_powers"], 0);
    assert_eq!(judging(desk, "reopen", &[&["--round", "1"], &why[..]].concat(), 0)["heroes_with_its_powers"], 1);
    assert_eq!(judging(desk, "powers", &["--round", "1", "--keep"], 0)["heroes"], 1);
    assert!(powers().len() == 1 && powers()[0].given.is_none());
    judging(desk, "powers", &["--round", "1", "--stat", "2=patience"], 0);
    assert_eq!(judging(desk, "powers", &["--round", "1", "--take-back"], 0)["heroes"], 1);
    assert_eq!(powers().len(), 1, "only what the round gave goes");
    assert_eq!(judging(desk, "powers", &["--round", "1", "--take-back"], 0)["heroes"], 0);
}

#[test]
fn votes_moves_and_heroes() {
    let desk = started();
    desk.put("v.csv", b"Candidate,Email\nN01,a@mail.example\nN01,a+x@mail.example\nN02,b@mailinator.com\n");
    let votes = judging(&desk, "votes", &["v.csv", "--leave-out", "disposable"], 1);
    assert_eq!(votes["standing"][0]["counted"], 1);
    assert_eq!(votes["findings"].as_array().unwrap().len(), 2);
    assert_eq!(judging(&desk, "votes", &[], 1), votes, "what was counted is kept");
    judging(&desk, "move", &["N01", "--to", "Day Owl", "--reason", "Works by day"], 2);
    judging(&desk, "powers", &["--round", "1", "--stat", "1=nonsense"], 2);
    assert_eq!(judging(&desk, "powers", &["--round", "1", "--stat", "1=speed"], 0)["heroes"], 0);
    assert_eq!(judging(&desk, "powers", &["--round", "1", "--take-back"], 0)["heroes"], 0);
    judging(&desk, "powers", &["--round", "1", "--take-back", "--keep"], 2);
    for verb in ["setup", "score", "freeze", "take-in"] {
        let help = desk.run(&["judging", verb, "--help"]);
        assert!(help.code == 0 && help.out.contains("Example:"), "{verb}");
    }
}
