//! Luck from a public beacon, from the published round to the verified draw; keys and sealed envelopes, out and in.

mod cli_run;

use cli_run::{Desk, data_path, step};
use ed25519_dalek::Signer;
use serde_json::{Value, json};
use std::sync::Arc;
use unsung::app::envelope::{self, Envelope, Published, restore};
use unsung::app::{FakeWorld, Jobs, SystemWorld, Workspace, World, drawing, outlook, read_campaign, templates};
use unsung::campaign::{Change, Edit, Entry, EntryId, Person, Prize, Stage, Sweepstake, SweepstakeId};
use unsung::draw::{
    BeaconError, Bundle, CHAINS, Chain, Expect, Moment, Report, Roll, RunError, SignedLock, SigningKey, Source,
    SourceValue, Verdict, run, seal, sha256, verify,
};

/// A published round.
#[derive(Clone)]
struct Round {
    chain: &'static Chain,
    number: u64,
    signature: String,
    previous: String,
    randomness: String,
}

impl Round {
    fn check(&self) -> Result<(), BeaconError> {
        self.chain.check_round(self.number, &self.signature, &self.previous, &self.randomness)
    }
    fn value(&self) -> SourceValue {
        SourceValue::Drand {
            round: self.number,
            signature: self.signature.clone(),
            previous_signature: self.previous.clone(),
            randomness: self.randomness.clone(),
        }
    }
    fn json(&self) -> Value {
        let mut file = json!({"round": self.number, "randomness": self.randomness, "signature": self.signature});
        if !self.previous.is_empty() {
            file["previous_signature"] = json!(self.previous);
        }
        file
    }
    fn text(&self) -> String {
        self.json().to_string()
    }
    /// The same with one bit of the signature another, and the randomness made to fit.
    fn flipped(&self, bit: usize) -> Self {
        let mut raw = hex::decode(&self.signature).unwrap();
        raw[bit / 8] ^= 1 << (bit % 8);
        Self { signature: hex::encode(&raw), randomness: hex::encode(sha256(&raw)), ..self.clone() }
    }
}

/// The rounds of the vector file, and one of the chained chain with a real round before it.
fn rounds() -> Vec<Round> {
    let file: Value = serde_json::from_slice(&std::fs::read(data_path("vectors/drand.json")).unwrap()).unwrap();
    let text = |facts: &Value, key: &str| facts[key].as_str().unwrap().to_owned();
    let mut rounds: Vec<Round> = file["rounds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|facts| Round {
            chain: CHAINS.iter().find(|chain| chain.name == facts["network"]).unwrap(),
            number: facts["round"].as_u64().unwrap(),
            signature: text(facts, "signature"),
            previous: text(facts, "previous_signature"),
            randomness: text(facts, "randomness_sha256_of_signature"),
        })
        .collect();
    // https://api.drand.sh/public/72785, as the documentation of the crate drand-verify shows it.
    let signature = "82f5d3d2de4db19d40a6980e8aa37842a0e55d1df06bd68bddc8d60002e8e959eb9cfa368b3c1b77d18f02a54fe047b80f0989315f83b12a74fd8679c4f12aae86eaf6ab5690b34f1fddd50ee3cc6f6cdf59e95526d5a5d82aaa84fa6f181e42";
    rounds.push(Round {
        chain: CHAINS.iter().find(|chain| chain.chained).unwrap(),
        number: 72785,
        signature: signature.into(),
        previous: "a609e19a03c2fcc559e8dae14900aaefe517cb55c840f6e69bc8e4f66c8d18e8a609685d9917efbfb0c37f058c2de88f13d297c7e19e0ab24813079efe57a182554ff054c7638153f9b26a60e7111f71a0ff63d9571704905d3ca6df0b031747".into(),
        randomness: hex::encode(sha256(&hex::decode(signature).unwrap())),
    });
    assert!(rounds.len() >= 4);
    rounds
}

fn quicknet_1000() -> Round {
    rounds().into_iter().find(|round| round.number == 1000).unwrap()
}

#[test]
fn published_rounds_hold_and_nothing_like_them_does() {
    for round in rounds() {
        assert_eq!(round.check(), Ok(()), "round {} of {}", round.number, round.chain.name);
        let (chain, number) = (round.chain.name, round.number);
        let wrong = Err(BeaconError::Signature { chain, round: number + 1 });
        assert_eq!(Round { number: number + 1, ..round.clone() }.check(), wrong);
        let bits = round.signature.len() * 4;
        for bit in [0, 1, 2, 3, 4, 5, 6, 7, 8, bits / 2, bits - 8, bits - 1] {
            let error = round.flipped(bit).check().unwrap_err();
            assert!(matches!(error, BeaconError::NoPoint | BeaconError::Signature { .. }), "bit {bit}: {error}");
        }
        let altered = Round { randomness: "00".repeat(32), ..round.clone() };
        assert_eq!(altered.check(), Err(BeaconError::Randomness));
        let other = CHAINS.iter().find(|other| other.name != chain).unwrap();
        let error = BeaconError::OtherChain { found: chain, expected: other.name };
        assert_eq!(Round { chain: other, ..round.clone() }.check(), Err(error));
        // The right form under another key: the one of the other rounds with its bytes moved.
        for cut in ["", "00", &round.signature[2..], &round.signature.to_uppercase()] {
            let error = Round { signature: cut.into(), ..round.clone() }.check().unwrap_err();
            assert!(matches!(error, BeaconError::SignatureForm { .. }), "{error}");
        }
        if round.chain.chained {
            let missing = Round { previous: String::new(), ..round.clone() };
            assert_eq!(missing.check(), Err(BeaconError::PreviousMissing(chain)));
            let mut other = round.previous.clone();
            other.replace_range(10..11, if &other[10..11] == "0" { "1" } else { "0" });
            let error = Round { previous: other, ..round.clone() }.check().unwrap_err();
            assert_eq!(error, BeaconError::Signature { chain, round: number });
            let short = Round { previous: "00".into(), ..round.clone() };
            assert_eq!(short.check(), Err(BeaconError::PreviousForm));
        } else {
            let given = Round { previous: "00".repeat(48), ..round.clone() };
            assert_eq!(given.check(), Err(BeaconError::PreviousGiven(chain)));
        }
    }
    // Another round's signature of the same chain, whole and genuine.
    let quicknet: Vec<Round> = rounds().into_iter().filter(|round| !round.chain.chained).collect();
    let mixed = Round { number: quicknet[0].number, ..quicknet[1].clone() };
    assert_eq!(mixed.check(), Err(BeaconError::Signature { chain: "quicknet", round: quicknet[0].number }));
    // Another key of the same kind.
    let key: &'static str = "a0b862a7527fee3a731bcb59280ab6abd62d5c0b6ea03dc4ddf6612fdfc9d01f01c31542541771903475eb1ec6615f8d0df0b8b6dce385811d6dcf8cbefb8759e5e616a3dfd054c928940766d9a5b9db91e3b697e5d70a975181e007f87fca5e";
    let stranger = Chain { public_key: key, ..*quicknet[0].chain };
    let answer = stranger.check_round(quicknet[0].number, &quicknet[0].signature, "", &quicknet[0].randomness);
    assert!(answer.is_err(), "{answer:?}");
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// A lock of the example bundle's roll with luck from the round alone, and its code.
fn locked(round: &Round) -> (SignedLock, Roll) {
    let file = |name: &str| std::fs::read(data_path(&format!("vectors/bundle/{name}"))).unwrap();
    let mut lock = SignedLock::parse(&file("lock.json")).unwrap().lock;
    let at = i64::try_from(round.chain.round_unix_secs(round.number)).unwrap();
    lock.announced_at = Moment::from_unix_secs(at).unwrap();
    lock.locked_at = Moment::from_unix_secs(at - 3600).unwrap();
    lock.entropy = vec![Source::Drand { label: "Beacon".into(), chain: round.chain.hash.into(), round: round.number }];
    lock.commitment = String::new();
    lock.rules_sha256 = String::new();
    lock.public_key = unsung::draw::public_key_hex(&key());
    (seal(lock, &key()).unwrap(), Roll::parse(&file("roll.tsv")).unwrap())
}

fn failing(report: &Report) -> Vec<&str> {
    report.steps.iter().filter(|step| step.result == Verdict::Fail).map(|step| step.name).collect()
}

#[test]
fn a_draw_is_run_from_a_genuine_round_only() {
    for round in rounds().into_iter().filter(|round| round.number > 1) {
        let (lock, roll) = locked(&round);
        let at = Moment::parse("2026-12-01T18:05:00Z").unwrap();
        let go = |value: SourceValue| run(&lock, &roll, None, &[value], at.clone(), &key());
        let record = go(round.value()).unwrap();
        assert_eq!(record.record.entropy, format!("{}/", round.randomness));
        for bad in [round.flipped(9), Round { previous: "aa".repeat(96), ..round.clone() }] {
            let error = go(bad.value()).unwrap_err();
            let planned = round.chain.chained || bad.previous.is_empty();
            assert!(!planned || matches!(error, RunError::Beacon { .. }), "{error}");
        }
        assert!(matches!(go(Round { number: round.number + 1, ..round.clone() }.value()), Err(RunError::Entropy(_))));
        assert!(matches!(go(SourceValue::Text { text: "a".into() }), Err(RunError::Entropy(_))));

        let (lock_file, record_file, roll_file) = (lock.bytes().unwrap(), record.bytes().unwrap(), roll.bytes());
        let with = |record: &[u8]| {
            let bundle = Bundle {
                roll: &roll_file,
                lock: &lock_file,
                record: Some(record),
                amendments: Some(b"[]"),
                ..Bundle::default()
            };
            verify(&bundle, &Expect::default()).unwrap()
        };
        let report = with(&record_file);
        assert!(report.ok, "{report:#?}");
        let signature = report.step("beacon signature").unwrap();
        assert_eq!(signature.result, Verdict::Pass);
        assert!(signature.reason.contains(&round.number.to_string()), "{}", signature.reason);
        let after = report.step("beacon after lock").unwrap();
        assert!(after.reason.contains(&format!("falls at {}", lock.lock.announced_at)), "{}", after.reason);

        // An organiser with the key and a text editor: everything is signed again, only the beacon never signed this.
        let lie = |forged: &Round, number: u64| {
            let mut content = serde_json::to_value(&record.record).unwrap();
            content["sources"] = json!([{"round": number, "signature": forged.signature,
                "previous_signature": forged.previous, "randomness": forged.randomness}]);
            content["entropy"] = json!(format!("{}/", forged.randomness));
            let hash = sha256(&serde_json_canonicalizer::to_vec(&content).unwrap());
            let message = [b"unsung-draw/1 record\0".as_slice(), &hash].concat();
            let signature = hex::encode(key().sign(&message).to_bytes());
            let file = json!({"record": content, "record_sha256": hex::encode(hash), "signature": signature});
            with(&serde_json_canonicalizer::to_vec(&file).unwrap())
        };
        assert!(failing(&lie(&round, round.number)).is_empty());
        let flipped = lie(&round.flipped(11), round.number);
        assert!(failing(&flipped).contains(&"beacon signature"), "{flipped:#?}");
        assert!(!failing(&flipped).contains(&"entropy matches the plan"));
        assert!(failing(&lie(&round, round.number + 1)).contains(&"beacon signature"));
    }
}

#[test]
fn one_round_is_checked_on_the_command_line() {
    let desk = Desk::new();
    for round in rounds() {
        let name = format!("{} {}.json", round.chain.name, round.number);
        desk.put(&name, round.text().as_bytes());
        let said = desk.expect(0, &["beacon", &name]);
        assert!(said.out.contains("is genuine") && said.out.contains(&round.randomness), "{}", said.out);
        let found = desk.json(0, &["beacon", &name, "--chain", round.chain.name]);
        assert_eq!(found["ok"], true);
        assert_eq!(found["chain"], round.chain.name);
        assert_eq!(found["round"], round.number);
        assert_eq!(found["randomness"], round.randomness.as_str());
        let other = CHAINS.iter().find(|other| other.name != round.chain.name).unwrap();
        let wrong = desk.json(1, &["beacon", &name, "--chain", other.name]);
        assert_eq!(wrong["ok"], false);
        desk.put("later.json", Round { number: round.number + 1, ..round.clone() }.text().as_bytes());
        let wrong = desk.json(1, &["beacon", "later.json"]);
        assert_eq!((wrong["ok"].as_bool(), wrong["checks"].as_array().unwrap().len()), (Some(false), 2));
        desk.put("flipped.json", round.flipped(40).text().as_bytes());
        assert!(desk.expect(1, &["beacon", "flipped.json"]).out.contains("NOT ROUND"));
    }
    let with_more = format!(" \r\n{}\n", quicknet_1000().text().replace('{', "{\"signature_v2\":\"00\","));
    desk.put("more.json", with_more.as_bytes());
    assert_eq!(desk.json(0, &["beacon", "more.json"])["time"], "2023-08-23T15:59:24Z");
    desk.put("no.json", b"{\"round\":1}");
    assert!(desk.refuses(&["beacon", "no.json"]).contains("missing field"));
    desk.refuses(&["beacon", "nowhere.json"]);
    assert_eq!(desk.run(&["beacon", "more.json", "--chain", "fastnet"]).code, 2);
    let help = desk.expect(0, &["beacon", "--help"]);
    assert!(help.out.contains("unsung beacon round.json"));
}

/// The file of a campaign with four entries.
fn with_entries(desk: &Desk) {
    desk.expect(0, &["new", "c.unsung", "--template", "blank", "--title", "Beacon test"]);
    desk.put("e.csv", b"Entry,Name,E-mail\nE-1,Ann Ash,ann@example.org\nE-2,Bob Field,bob@example.org\nE-3,Cy Day,cy@example.org\nE-4,Di Fox,di@example.org\n");
    desk.expect(0, &["draw", "set", "c.unsung", "--draw", "Spring", "--prize", "mug:1:A mug", "--alternates", "1"]);
    desk.expect(0, &["import", "c.unsung", "e.csv", "--as", "entries"]);
}

#[test]
fn the_lock_fixes_the_round_and_a_wrong_one_leaves_the_draw_waiting() {
    let desk = Desk::new();
    with_entries(&desk);
    let entries = desk.json(0, &["list", "c.unsung", "--what", "entries"]);
    let id = entries[0]["entry_id"].as_str().unwrap().to_owned();
    let exclude = format!("{id}:staff");
    let told =
        desk.json(0, &["draw", "set", "c.unsung", "--draw", "Spring", "--one-per-household", "--exclude", &exclude]);
    assert_eq!(told["one_per_household"], true);
    assert_eq!(told["excluded"], json!([{"entry_id": id, "reason": "staff"}]));
    assert_eq!(told["sources"].as_array().unwrap().len(), 2, "dice and phrases to begin with");
    let before = desk.bytes("c.unsung");
    assert_eq!(desk.run(&["draw", "set", "c.unsung", "--draw", "Spring", "--exclude", "X:because"]).code, 2);
    desk.refuses(&["draw", "set", "c.unsung", "--draw", "Spring", "--exclude", "X:staff"]);
    let wrong_round = "drand:Beacon:quicknet:5";
    let refused = desk.refuses(&[
        "draw",
        "lock",
        "c.unsung",
        "--draw",
        "Spring",
        "--announce",
        "2099-12-01T18:00:00Z",
        "--source",
        wrong_round,
    ]);
    assert!(refused.contains("the first one at the announced time is round"), "{refused}");
    assert_eq!(desk.bytes("c.unsung"), before);

    let locked = desk.json(
        0,
        &[
            "draw",
            "lock",
            "c.unsung",
            "--draw",
            "Spring",
            "--announce",
            "2099-12-01T18:00:01Z",
            "--method",
            "ticket-sort",
            "--source",
            "numbers:Dice: on stage:3:1-6:repeats",
            "--source",
            "drand:Beacon:quicknet",
            "--source",
            "text:Phrase",
            "--source",
            "drand:Slow:default",
            "--no-commitment",
        ],
    );
    assert_eq!(locked["has_code"], false);
    let sources = locked["sources"].as_array().unwrap();
    assert_eq!(sources[0]["distinct"], false);
    assert_eq!(sources[0]["label"], "Dice: on stage");
    let quicknet = CHAINS.iter().find(|chain| !chain.chained).unwrap();
    let round = sources[1]["round"].as_u64().unwrap();
    let announced = Moment::parse("2099-12-01T18:00:01Z").unwrap();
    assert_eq!(round, quicknet.first_round_from(&announced));
    assert_eq!(sources[1]["chain"], quicknet.hash);
    assert_eq!(sources[3]["kind"], "drand");
    let listed = desk.json(0, &["list", "c.unsung", "--what", "draws"]);
    assert_eq!(listed[0]["stage"], "locked");

    let before = desk.bytes("c.unsung");
    let run = |file: &str| {
        desk.refuses(&[
            "draw",
            "run",
            "c.unsung",
            "--draw",
            "Spring",
            "--value",
            "Dice: on stage=1 1 6",
            "--value",
            "Phrase=hello",
            "--beacon",
            file,
            "--beacon",
            file,
        ])
    };
    desk.put("old.json", quicknet_1000().text().as_bytes());
    let refused = run("old.json");
    assert!(refused.contains("an earlier one, round 1000") && refused.contains("public/"), "{refused}");
    desk.put("forged.json", Round { number: round, ..quicknet_1000() }.text().as_bytes());
    assert!(run("forged.json").contains("not the beacon's for round"));
    desk.put("broken.json", b"not json");
    run("broken.json");
    run("absent.json");
    assert!(desk.refuses(&["draw", "run", "c.unsung", "--value", "1 1 6", "--value", "hello"]).contains("--beacon"));
    assert_eq!(desk.bytes("c.unsung"), before, "the draw waits");

    desk.expect(0, &["export", "c.unsung", "--what", "bundle", "--draw", "Spring", "--out", "bundle"]);
    let report = desk.json(0, &["verify", "bundle"]);
    assert_eq!(step(&report, "beacon after lock"), "pass");
    assert_eq!(step(&report, "beacon signature"), "not checked");
}

/// A campaign in memory with one sweepstake that is ready to be locked.
fn workspace(world: &Arc<FakeWorld>, change: impl FnOnce(&mut Sweepstake)) -> (Workspace, SweepstakeId) {
    let shared: Arc<dyn World> = Arc::clone(world) as Arc<dyn World>;
    let mut campaign = templates::start(world.as_ref(), "blank").unwrap();
    let id = campaign.next_sweepstake_id();
    let mut sweepstake = outlook::fresh();
    sweepstake.prizes.push(Prize { id: "mug".into(), name: "A mug".into(), quantity: 2, ..Prize::default() });
    change(&mut sweepstake);
    let mut edits = vec![Edit::sweepstake(id, sweepstake)];
    let (person, entry) = (campaign.next_person_id(), campaign.next_entry_id());
    for count in 0..8 {
        let person = unsung::campaign::PersonId(person.0 + count);
        edits.push(Edit::person(person, Person { name: format!("Person {count}").into(), ..Person::default() }));
        let entry_id = drawing::new_entry_id(world.as_ref()).unwrap();
        let new = Entry { sweepstake: id, person, entry_id: entry_id.into(), ..blank_entry(id, person) };
        edits.push(Edit::entry(EntryId(entry.0 + count), new));
    }
    campaign.apply(&Change::new("Set up", edits), world.now()).unwrap();
    let mut workspace = Workspace::new(shared, Jobs::default());
    workspace.install_new(campaign, unsung::store::Blobs::default());
    (workspace, id)
}

fn blank_entry(sweepstake: SweepstakeId, person: unsung::campaign::PersonId) -> Entry {
    Entry { way: Default::default(), decision: Default::default(), ..Entry::new(sweepstake, person, "") }
}

#[test]
fn a_campaign_draws_from_the_beacon_and_the_record_verifies() {
    let world = Arc::new(FakeWorld::new("2023-08-23T14:00:00Z".parse().unwrap()));
    let (mut workspace, id) = workspace(&world, |sweepstake| {
        sweepstake.sources = vec![outlook::beacon_round(sweepstake)];
        sweepstake.announced_at = Some("2023-08-23T15:59:24Z".parse().unwrap());
    });
    let round_of =
        |workspace: &Workspace| match &workspace.campaign().unwrap().sweepstakes().get(id).unwrap().sources[0] {
            unsung::campaign::LuckSource::Drand { round, .. } => *round,
            other => panic!("{other:?}"),
        };
    assert_eq!(round_of(&workspace), 0, "decided at the lock");
    let at = "2023-08-23T15:59:24Z".parse().unwrap();
    let change = drawing::lock(workspace.campaign().unwrap(), id, at, world.now(), world.as_ref()).unwrap();
    workspace.commit(change).unwrap();
    assert_eq!(round_of(&workspace), 1000);

    let go = |workspace: &Workspace, round: &Round| {
        drawing::run(workspace.campaign().unwrap(), id, &[round.text()], world.now())
    };
    let right = quicknet_1000();
    let early = rounds().into_iter().find(|round| round.number == 123).unwrap();
    for wrong in [&early, &right.flipped(20), &Round { randomness: "11".repeat(32), ..right.clone() }] {
        assert_eq!(go(&workspace, wrong).unwrap_err().what, "The draw was not run.");
    }
    assert_eq!(workspace.campaign().unwrap().sweepstakes().get(id).unwrap().stage(), Stage::Locked);
    let change = go(&workspace, &right).unwrap();
    workspace.commit(change).unwrap();
    let report = drawing::verify(workspace.campaign().unwrap(), id).unwrap();
    assert!(report.ok, "{report:#?}");
    assert_eq!(report.step("beacon signature").unwrap().result, Verdict::Pass);
}

const WORDS: &str = "four words nobody guesses";

#[test]
fn the_key_leaves_under_a_passphrase_and_comes_into_another_campaign() {
    let desk = Desk::new();
    desk.expect(0, &["new", "a.unsung", "--template", "blank"]);
    desk.expect(0, &["new", "b.unsung", "--template", "blank"]);
    let shown = desk.json(0, &["key", "a.unsung", "--show"]);
    let print = shown["fingerprint"].as_str().unwrap().to_owned();
    assert_eq!(shown["draws_signed"], 0);
    assert!(desk.expect(0, &["key", "a.unsung"]).out.contains(&print));
    desk.put("words.txt", format!("{WORDS}\nsecond line\n").as_bytes());
    desk.put("short.txt", b"short\n");
    desk.put("other.txt", b"other words than those\n");
    desk.refuses(&["key", "a.unsung", "--export", "k.age", "--passphrase-file", "short.txt"]);
    desk.refuses(&["key", "a.unsung", "--export", "k.age", "--passphrase-file", "no.txt"]);
    // Standard input is empty here.
    desk.refuses(&["key", "a.unsung", "--export", "k.age"]);
    assert!(!desk.path("k.age").exists());
    let said = desk.expect(0, &["key", "a.unsung", "--export", "k.age", "--passphrase-file", "words.txt"]);
    assert!(!format!("{}{}", said.out, said.err).contains(WORDS));
    let file = desk.text("k.age");
    assert!(file.starts_with("-----BEGIN AGE ENCRYPTED FILE-----"));
    assert!(
        desk.refuses(&["key", "a.unsung", "--export", "k.age", "--passphrase-file", "words.txt"]).contains("already")
    );
    assert_eq!(desk.text("k.age"), file);

    let before = desk.bytes("b.unsung");
    let wrong = desk.refuses(&["key", "b.unsung", "--import", "k.age", "--passphrase-file", "other.txt"]);
    assert!(wrong.contains("The passphrase does not open it."), "{wrong}");
    desk.refuses(&["key", "b.unsung", "--import", "words.txt", "--passphrase-file", "words.txt"]);
    assert_eq!(desk.bytes("b.unsung"), before);
    let imported = desk.json(0, &["key", "b.unsung", "--import", "k.age", "--passphrase-file", "words.txt"]);
    assert_eq!((imported["key"].as_str(), imported["fingerprint"].as_str()), (Some("imported"), Some(print.as_str())));
    let again = desk.json(0, &["key", "a.unsung", "--import", "k.age", "--passphrase-file", "words.txt"]);
    assert_eq!(again["key"], "unchanged");

    // Under a sealed draw no other key comes in.
    with_entries(&desk);
    desk.expect(0, &["draw", "lock", "c.unsung", "--announce", "2099-12-01T18:00:00Z"]);
    let before = desk.bytes("c.unsung");
    let refused = desk.refuses(&["key", "c.unsung", "--import", "k.age", "--passphrase-file", "words.txt"]);
    assert!(refused.contains("signed by another key"), "{refused}");
    assert_eq!(desk.bytes("c.unsung"), before);
    assert_eq!(desk.json(0, &["key", "c.unsung"])["draws_signed"], 1);

    desk.bundle("bundle");
    let said = desk.expect(0, &["verify", "bundle"]);
    assert!(said.out.contains("only proves that what is here agrees with itself"), "{}", said.out);
}

/// The envelope of the only lock in a campaign file, as it would be typed in.
fn envelope_of(desk: &Desk, name: &str) -> Envelope {
    let opened = read_campaign(&SystemWorld, &desk.path(name)).unwrap();
    let id = opened.campaign.sweepstakes().ids().next().unwrap();
    Envelope::of(&opened.campaign, id).unwrap()
}

#[test]
fn a_lost_laptop_does_not_end_the_draw() {
    let desk = Desk::new();
    with_entries(&desk);
    desk.put("rules.txt", b"Rules.\n");
    desk.expect(
        0,
        &[
            "draw",
            "set",
            "c.unsung",
            "--draw",
            "Spring",
            "--rules",
            "rules.txt",
            "--source",
            "numbers:Dice:3:1-6:repeats",
        ],
    );
    desk.put("older.unsung", &desk.bytes("c.unsung"));
    desk.put("changed.unsung", &desk.bytes("c.unsung"));
    desk.expect(0, &["draw", "set", "c.unsung", "--draw", "Spring", "--announce", "2099-12-01T18:00:00Z"]);
    let locked = desk.json(0, &["draw", "lock", "c.unsung"]);
    desk.expect(0, &["export", "c.unsung", "--what", "bundle", "--out", "published"]);
    let lines = envelope::lines(&envelope_of(&desk, "c.unsung"));
    let page = format!("Sealed envelope\n\n{}\n", lines.join("\n"));
    desk.put("typed.txt", page.to_lowercase().as_bytes());

    // The draw as it would have been.
    let run = |file: &str| desk.json(0, &["draw", "run", file, "--value", "1 4 6"]);
    let files = ["--lock", "published/lock.json", "--roll", "published/roll.tsv"];
    let restore = |file: &str, draw: &str, more: &[&str]| {
        let mut args = vec!["draw", "restore", file, "--draw", draw, "--envelope", "typed.txt"];
        args.extend(more);
        desk.run(&[args, vec!["--json"]].concat())
    };
    // An older copy of the campaign, with nothing else; then the published files; then a new campaign.
    desk.expect(0, &["new", "fresh.unsung", "--template", "blank"]);
    desk.put("copy.unsung", &desk.bytes("older.unsung"));
    let told: Value = serde_json::from_str(&restore("older.unsung", "Spring", &[]).out).unwrap();
    assert_eq!(told["lock_sha256"], locked["lock_sha256"]);
    assert_eq!(told["notes"], json!([]));
    assert_eq!(restore("copy.unsung", "Spring", &files).code, 0);
    let told: Value = serde_json::from_str(&restore("fresh.unsung", "Anything", &files).out).unwrap();
    assert_eq!(told["notes"].as_array().unwrap().len(), 2, "{told}");
    assert_eq!(told["key_fingerprint"], locked["key_fingerprint"]);
    let original = run("c.unsung");
    for file in ["older.unsung", "copy.unsung", "fresh.unsung"] {
        let drawn = run(file);
        assert_eq!(drawn["entropy"], original["entropy"]);
        let ids = |drawn: &Value| {
            drawn["winners"].as_array().unwrap().iter().map(|w| w["entry_id"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&drawn), ids(&original), "{file}");
        let out = format!("bundle of {file}");
        desk.expect(0, &["export", file, "--what", "bundle", "--out", &out]);
        let report = desk.json(0, &["verify", &out, "--lock", locked["lock_sha256"].as_str().unwrap()]);
        assert_eq!(step(&report, "lock known"), "pass");
        assert_eq!(step(&report, "commitment opens"), "pass");
        assert_eq!(desk.json(0, &["check", file])["ok"], true);
    }
    // Twice, with other entries, with a typo, with files that are not those of the lock: each time the file stays as it is.
    assert!(restore("older.unsung", "Spring", &[]).err.contains("already"));
    let entries = desk.json(0, &["list", "changed.unsung", "--what", "entries"]);
    let exclude = format!("{}:withdrawn", entries[1]["entry_id"].as_str().unwrap());
    desk.expect(0, &["draw", "set", "changed.unsung", "--draw", "Spring", "--exclude", &exclude]);
    let before = desk.bytes("changed.unsung");
    let said = restore("changed.unsung", "Spring", &[]);
    assert!(said.code == 2 && said.err.contains("another hash"), "{}", said.err);
    let other_roll = desk.text("published/roll.tsv").replace('\t', "\t1");
    desk.put("roll.tsv", other_roll.as_bytes());
    let said = restore("changed.unsung", "Spring", &["--lock", "published/lock.json", "--roll", "roll.tsv"]);
    assert!(said.code == 2 && said.err.contains("not the list"), "{}", said.err);
    desk.bundle("other");
    let said = restore("changed.unsung", "Spring", &["--lock", "other/lock.json", "--roll", "other/roll.tsv"]);
    assert!(said.code == 2 && said.err.contains("another lock"), "{}", said.err);
    let mut typo = lines.clone();
    let other = if lines[3][6..7] == *"7" { "8" } else { "7" };
    typo[3].replace_range(6..7, other);
    desk.put("typo.txt", typo.join("\n").as_bytes());
    let said = desk.refuses(&["draw", "restore", "changed.unsung", "--draw", "Spring", "--envelope", "typo.txt"]);
    assert!(said.contains("Line 4 has a typo, probably in group 1."), "{said}");
    assert_eq!(desk.bytes("changed.unsung"), before);
    // With the published files the changed copy comes back all the same.
    assert_eq!(restore("changed.unsung", "Spring", &files).code, 0);
    // A campaign with a sealed draw of its own takes no other's.
    desk.expect(0, &["new", "own.unsung", "--template", "sample"]);
    desk.expect(0, &["draw", "lock", "own.unsung", "--announce", "2099-12-01T18:00:00Z"]);
    assert_eq!(restore("own.unsung", "Another", &files).code, 2);
}

#[test]
fn an_envelope_with_a_foreign_key_or_code_is_refused() {
    let world = Arc::new(FakeWorld::new("2026-11-01T09:00:00Z".parse().unwrap()));
    let (mut workspace, id) = workspace(&world, |_| ());
    let older = workspace.campaign().unwrap().clone();
    let at = "2026-12-01T18:00:00Z".parse().unwrap();
    let change = drawing::lock(&older, id, at, world.now(), world.as_ref()).unwrap();
    assert!(Envelope::of(&older, id).is_err(), "nothing is sealed yet");
    workspace.commit(change).unwrap();
    let campaign = workspace.campaign().unwrap();
    let sealed = campaign.sweepstakes().get(id).unwrap().sealed.clone().unwrap();
    let published = Published { lock: sealed.lock.into_bytes(), roll: sealed.roll.into_bytes(), rules: None };
    let envelope = Envelope::of(campaign, id).unwrap();
    let restored = restore(&older, Some(id), &envelope, Some(&published)).unwrap();
    assert!(restored.notes.is_empty(), "{:?}", restored.notes);
    let mut again = older.clone();
    again.apply(&restored.change, world.now()).unwrap();
    assert_eq!(again.sweepstakes().get(id).unwrap().sealed, campaign.sweepstakes().get(id).unwrap().sealed);
    let why = |envelope: &Envelope| restore(&older, Some(id), envelope, Some(&published)).unwrap_err().why;
    assert!(why(&Envelope { signing_seed: [9; 32], ..envelope.clone() }).contains("did not sign"));
    assert!(why(&Envelope { code: Some([9; 32]), ..envelope.clone() }).contains("The code"));
    assert!(why(&Envelope { code: None, ..envelope.clone() }).contains("The code"));
    assert!(why(&Envelope { draw: 2, ..envelope.clone() }).contains("draw 2"));
    assert!(restore(campaign, None, &envelope, Some(&published)).unwrap_err().why.contains("already"));
    let locked_later = Envelope { locked_at_secs: envelope.locked_at_secs + 1, ..envelope.clone() };
    assert!(restore(&older, Some(id), &locked_later, None).unwrap_err().why.contains("another hash"));
    assert!(restore(&older, None, &envelope, None).is_err());
    assert!(restore(&older, Some(id), &envelope, None).is_ok());
}
