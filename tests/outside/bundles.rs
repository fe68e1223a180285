//! Bundles of every kind a campaign can publish, and some that lie although their signatures are right.

use super::{Case, Folder};
use ed25519_dalek::Signer;
use serde_json::{Value, json};
use unsung::draw::{
    Change, Excluded, Kind, Lock, Method, Moment, PROTOCOL, PROTOCOL_REHEARSAL, PickInput, Prize, Reason, Receipt,
    Roll, RollEntry, SignedAmendment, SignedLock, SignedRecord, SigningKey, Source, SourceValue, amend,
    amendments_bytes, chain, commitment_hex, fingerprint, pick, public_key_hex, run, seal, sha256, unhex, void,
};

pub fn data(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/vectors/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

pub fn vectors(name: &str) -> Value {
    serde_json::from_slice(&data(name)).unwrap()
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[1; 32])
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

const CODE: [u8; 32] = [5; 32];

/// The published example.
pub fn example() -> Folder {
    ["roll.tsv", "lock.json", "record.json", "amendments.json", "rules.txt"]
        .into_iter()
        .map(|name| (name, data(&format!("bundle/{name}"))))
        .collect()
}

fn example_lock() -> SignedLock {
    SignedLock::parse(&data("bundle/lock.json")).unwrap()
}

fn example_roll() -> Roll {
    Roll::parse(&data("bundle/roll.tsv")).unwrap()
}

fn example_record() -> SignedRecord {
    SignedRecord::parse(&data("bundle/record.json")).unwrap()
}

/// A lock over a roll, with six numbers to come and a code where the method takes one.
fn lock(roll: &Roll, method: Method) -> Lock {
    Lock {
        protocol: PROTOCOL.into(),
        campaign: "Heroes — ヒーロー \"quoted\" \\ \u{7f} 🎉".into(),
        campaign_id: "0f".repeat(16),
        draw: 1,
        previous: String::new(),
        title: "Draw\u{1f}\t\u{2028}".into(),
        rehearsal: false,
        method,
        roll: roll.summary(),
        left_out: vec![],
        excluded: vec![],
        prizes: vec![
            Prize { id: "car".into(), name: "A car".into(), quantity: 1 },
            Prize { id: "mug".into(), name: "A mug".into(), quantity: 3 },
        ],
        alternates: 4,
        one_per_household: false,
        entropy: vec![Source::Numbers { label: "Dice".into(), count: 6, min: 1, max: 49, distinct: false }],
        commitment: if method == Method::Rfc3797 { String::new() } else { commitment_hex(&CODE) },
        rules_sha256: String::new(),
        locked_at: moment("2026-11-30T12:00:00Z"),
        announced_at: moment("2026-12-01T18:00:00Z"),
        public_key: public_key_hex(&key()),
    }
}

fn dice() -> Vec<SourceValue> {
    vec![SourceValue::Numbers { numbers: vec![48, 3, 3, 17, 1, 29] }]
}

fn locked(lock: &SignedLock, roll: &Roll) -> Folder {
    Folder::from([("roll.tsv", roll.bytes()), ("lock.json", lock.bytes().unwrap())])
}

fn drawn(lock: &SignedLock, roll: &Roll, record: &SignedRecord, amendments: &[SignedAmendment]) -> Folder {
    let mut folder = locked(lock, roll);
    folder.insert("record.json", record.bytes().unwrap());
    folder.insert("amendments.json", amendments_bytes(amendments).unwrap());
    folder
}

/// Locks and draws.
fn draw(lock: Lock, roll: &Roll, values: &[SourceValue]) -> (SignedLock, SignedRecord) {
    let signed = seal(lock, &key()).unwrap();
    let code = (!signed.lock.commitment.is_empty()).then_some(CODE);
    let record = run(&signed, roll, code, values, moment("2026-12-01T18:05:00Z"), &key()).unwrap();
    (signed, record)
}

/// Entry ids that need care: letters with accents, other scripts, an emoji, the longest there is.
fn many(count: usize, tickets: bool) -> Roll {
    let odd = ["Zoë", "Ångström", "名前", "🎟 ticket", "a b", "-", "0", "café,1"];
    let entry = |i: usize| RollEntry {
        id: match i {
            i if i < odd.len() => odd[i].into(),
            i if i == odd.len() => "x".repeat(64),
            _ => format!("E{:05}", i * 7919 % 100_000),
        },
        tickets: if tickets { [1, 1, 2, 7, 30][i % 5] } else { 1 },
        household: if i.is_multiple_of(3) { format!("h{}", i % 11) } else { String::new() },
        pools: match i % 4 {
            0 => vec!["mug".into()],
            1 => vec!["car".into(), "mug".into()],
            _ => vec![],
        },
    };
    Roll::new((0..count).map(entry).collect()).unwrap()
}

/// Where an entry stands, by drawing until everybody has a place.
fn place_of(lock: &SignedLock, record: &SignedRecord, roll: &Roll, id: &str) -> (String, u64, u64, String) {
    let lock = &lock.lock;
    let all = PickInput {
        prizes: vec![],
        alternates: roll.entries().len() as u64,
        one_per_household: false,
        excluded: vec![],
        ..PickInput::of_lock(
            lock,
            lock.sha256().unwrap(),
            roll,
            unhex(&record.record.code).unwrap_or_default(),
            &record.record.entropy,
        )
    };
    let walk = pick(&all).unwrap().walk;
    let step = walk.into_iter().find(|step| step.entry_id == id).unwrap();
    (id.into(), roll.index_of(id).unwrap() as u64 + 1, step.rank, step.position)
}

/// Every kind of bundle and receipt that is as it should be.
pub fn good() -> Vec<Case> {
    let mut cases = vec![Case::folder("the published example", example())];
    let (signed, roll, record) = (example_lock(), example_roll(), example_record());
    let hash = signed.lock_sha256.to_uppercase();
    let print = fingerprint(&signed.lock.public_key).unwrap();
    for (name, lock, key) in [
        ("known", Some(format!("{} {}", &hash[..32], &hash[32..])), Some(print.clone())),
        ("another lock", Some("0".repeat(64)), None),
        ("a short form", Some(hash[..16].to_owned()), None),
        ("another key", None, Some(print.replace('3', "4"))),
        ("no words", Some("-".into()), Some("-".into())),
    ] {
        cases.push(Case { lock, key, ..Case::folder(format!("the example, {name}"), example()) });
    }
    for id in ["2X8G4RYY4XZ3", "3MPSEFZBS76H", "ZWCCQ8634ZGE"] {
        let entry = Some(place_of(&signed, &record, &roll, id));
        cases.push(Case { entry, ..Case::folder(format!("the example, where is {id}"), example()) });
    }
    let without = |names: &[&str]| {
        let mut folder = example();
        folder.retain(|name, _| !names.contains(name));
        folder
    };
    cases.push(Case::folder("the example without its rules", without(&["rules.txt"])));
    let only_locked = without(&["record.json", "amendments.json"]);
    cases.push(Case::folder("the example, locked only", only_locked.clone()));
    let code = unhex(&record.record.code);
    let end = void(&signed, code, Reason::Other, moment("2026-12-01T19:00:00Z"), &key()).unwrap();
    let mut voided = only_locked.clone();
    voided.insert("void.json", end.bytes().unwrap());
    cases.push(Case::folder("the example, void", voided.clone()));
    let mut both = example();
    both.insert("void.json", end.bytes().unwrap());
    cases.push(Case::folder("the example, drawn and void", both));
    for (method, tickets) in
        [(Method::TicketSort, true), (Method::TicketSort, false), (Method::Vrs, false), (Method::Rfc3797, false)]
    {
        for count in [1, 2, 3, 40, 200] {
            let roll = many(count, tickets);
            for one_per_household in [false, true] {
                let mut lock = lock(&roll, method);
                lock.one_per_household = one_per_household;
                if count > 10 {
                    let mut ids: Vec<&str> = roll.entries().iter().step_by(5).map(|entry| entry.id.as_str()).collect();
                    ids.sort_unstable();
                    lock.excluded =
                        ids.into_iter().map(|id| Excluded { entry_id: id.into(), reason: Reason::Duplicate }).collect();
                }
                let (signed, record) = draw(lock, &roll, &dice());
                let name = format!("{method:?}, {count} entries, tickets {tickets}, households {one_per_household}");
                let entry = Some(place_of(&signed, &record, &roll, &roll.entries()[count / 2].id));
                cases.push(Case { entry, ..Case::folder(name, drawn(&signed, &roll, &record, &[])) });
            }
        }
    }
    cases.push(no_code());
    cases.push(nobody());
    cases.push(rehearsal());
    cases.extend(beacons());
    cases.extend(chained());
    cases.push(claims());
    cases.extend(receipts());
    cases
}

fn no_code() -> Case {
    let roll = many(20, true);
    let mut lock = lock(&roll, Method::TicketSort);
    lock.commitment.clear();
    lock.entropy.push(Source::Text { label: "Phrase".into() });
    let mut values = dice();
    values.push(SourceValue::Text { text: " e\u{301}t\u{e9}\u{2003}\u{3000}à \n la  mer ".into() });
    let (signed, record) = draw(lock, &roll, &values);
    Case::folder("no code, and a phrase to be put right", drawn(&signed, &roll, &record, &[]))
}

/// Prizes that nobody may win, and more places than entries.
fn nobody() -> Case {
    let roll = many(12, true);
    let mut lock = lock(&roll, Method::TicketSort);
    lock.prizes = vec![Prize { id: "boat".into(), name: "A boat".into(), quantity: (1 << 53) - 1 }];
    lock.alternates = (1 << 53) - 1;
    let (signed, record) = draw(lock, &roll, &dice());
    Case::folder("more places than entries", drawn(&signed, &roll, &record, &[]))
}

fn rehearsal() -> Case {
    let roll = many(20, true);
    let lock =
        Lock { rehearsal: true, protocol: PROTOCOL_REHEARSAL.into(), draw: 0, ..lock(&roll, Method::TicketSort) };
    let (signed, record) = draw(lock, &roll, &dice());
    Case::folder("a rehearsal", drawn(&signed, &roll, &record, &[]))
}

/// Real rounds of both beacons.
fn beacons() -> Vec<Case> {
    let file = vectors("drand.json");
    let mut cases = Vec::new();
    for facts in file["rounds"].as_array().unwrap() {
        let text = |key: &str| facts[key].as_str().unwrap().to_owned();
        let chains = file["chains"].as_array().unwrap();
        let named = chains.iter().find(|chain| chain["name"] == facts["network"]).unwrap();
        let known = chain(named["hash"].as_str().unwrap()).unwrap();
        let round = facts["round"].as_u64().unwrap();
        let at = jiff::Timestamp::from_second(known.round_unix_secs(round) as i64).unwrap();
        let roll = many(30, true);
        let mut lock = lock(&roll, Method::TicketSort);
        lock.locked_at = moment("2020-01-01T00:00:00Z");
        lock.announced_at = moment(&at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
        lock.entropy.push(Source::Drand { label: "Beacon".into(), chain: known.hash.into(), round });
        let mut values = dice();
        values.push(SourceValue::Drand {
            round,
            signature: text("signature"),
            previous_signature: text("previous_signature"),
            randomness: text("randomness_sha256_of_signature"),
        });
        let (signed, record) = draw(lock, &roll, &values);
        cases.push(Case::folder(format!("round {round} of {}", known.name), drawn(&signed, &roll, &record, &[])));
        // The organiser signs a round that the beacon never gave: only the pairing can tell.
        let mut lie = serde_json::to_value(&record.record).unwrap();
        let forged = "8".to_owned() + &text("signature")[1..].replace('3', "4");
        let randomness = hex::encode(sha256(&hex::decode(&forged).unwrap()));
        lie["sources"][1]["signature"] = json!(forged);
        lie["sources"][1]["randomness"] = json!(randomness);
        lie["entropy"] = json!(format!("1.3.3.17.29.48./{randomness}/"));
        let mut folder = drawn(&signed, &roll, &record, &[]);
        folder.insert("record.json", forge_record(&lie));
        cases.push(Case::folder(format!("round {round} of {}, forged", known.name), folder));
    }
    cases
}

/// The second draw of a campaign, with and without the first.
fn chained() -> Vec<Case> {
    let (roll, first) = (many(25, true), many(15, true));
    let (first_lock, first_record) = draw(lock(&first, Method::TicketSort), &first, &dice());
    let winner = &first_record.record.walk.iter().find(|step| !step.prize.is_empty()).unwrap().entry_id;
    let change = |kind, at: &str| Change { kind, entry_id: winner.clone(), reason: Reason::Unstated, at: moment(at) };
    let mut amendments =
        amend(&first_record, &first, &[], &change(Kind::Notified, "2026-12-02T09:00:00Z"), &key()).unwrap();
    amendments.extend(
        amend(&first_record, &first, &amendments, &change(Kind::Sent, "2026-12-20T09:00:00Z"), &key()).unwrap(),
    );
    let previous = drawn(&first_lock, &first, &first_record, &amendments);
    let ends = [
        first_record.record_sha256.clone(),
        amendments[0].sha256.clone(),
        amendments[1].sha256.clone(),
        "00".repeat(32),
    ];
    let second = |end: &str, draw_number: u64, previous: Option<Folder>, name: &str| {
        let mut lock = lock(&roll, Method::TicketSort);
        (lock.draw, lock.previous) = (draw_number, end.into());
        lock.locked_at = moment("2026-12-10T12:00:00Z");
        lock.announced_at = moment("2026-12-11T18:00:00Z");
        let (signed, record) = draw(lock, &roll, &dice());
        Case { previous, ..Case::folder(name, drawn(&signed, &roll, &record, &[])) }
    };
    let mut cases = vec![
        second(&ends[1], 2, None, "the second draw alone"),
        second(&ends[1], 2, Some(previous.clone()), "the second draw after the first"),
        second(&ends[0], 2, Some(previous.clone()), "the second draw names too early an end"),
        second(&ends[2], 2, Some(previous.clone()), "the second draw names the latest end"),
        second(&ends[3], 2, Some(previous.clone()), "the second draw names nothing"),
        second(&ends[1], 3, Some(previous.clone()), "the third draw after the first"),
        second(&ends[1], 2, Some(example()), "the second draw after another campaign's"),
    ];
    let mut broken = previous.clone();
    broken.insert("amendments.json", b"[]".to_vec());
    cases.push(second(&ends[1], 2, Some(broken), "the second draw after the first, cut off"));
    let mut unreadable = previous;
    unreadable.insert("record.json", b"{".to_vec());
    cases.push(second(&ends[1], 2, Some(unreadable), "the second draw after something unreadable"));
    let end = void(&first_lock, Some(CODE), Reason::Other, moment("2026-12-02T00:00:00Z"), &key()).unwrap();
    let mut voided = locked(&first_lock, &first);
    voided.insert("void.json", end.bytes().unwrap());
    cases.push(second(&end.void_sha256, 2, Some(voided.clone()), "the second draw after a void"));
    voided.remove("void.json");
    cases.push(second(&end.void_sha256, 2, Some(voided), "the second draw after a lock that stands open"));
    cases
}

/// Many steps of winners and alternates.
fn claims() -> Case {
    let (roll, record, signed) = (example_roll(), example_record(), example_lock());
    let mut all = Vec::new();
    for (kind, id) in [
        (Kind::Declined, "MEJENKKYYA85"),
        (Kind::NoReply, "2X8G4RYY4XZ3"),
        (Kind::Disqualified, "3CDVSV6PGM9E"),
        (Kind::Notified, "3FF9VT8QGHTV"),
        (Kind::Declined, "A6CF22SASCVX"),
        (Kind::Declined, "DPDFAYR5EC7D"),
        (Kind::Verified, "3FF9VT8QGHTV"),
        (Kind::Sent, "3FF9VT8QGHTV"),
    ] {
        let change = Change { kind, entry_id: id.into(), reason: Reason::Other, at: moment("2026-12-09T09:00:00Z") };
        all.extend(amend(&record, &roll, &all, &change, &key()).unwrap());
    }
    let mut folder = drawn(&signed, &roll, &record, &all);
    folder.insert("rules.txt", data("bundle/rules.txt"));
    Case::folder("many amendments", folder)
}

fn receipts() -> Vec<Case> {
    let mut cases = vec![Case::file("the published receipt", data("bundle/receipt.json"))];
    for count in [1, 2, 3, 5, 8, 60, 200] {
        let roll = many(count, true);
        let signed = seal(lock(&roll, Method::TicketSort), &key()).unwrap();
        for index in [0, count / 2, count - 1] {
            let receipt = Receipt::new(&signed, &roll, &roll.entries()[index].id).unwrap();
            cases.push(Case::file(format!("receipt {index} of {count}"), receipt.bytes().unwrap()));
            let other = Receipt { index: receipt.index + 1, ..receipt.clone() };
            cases.push(Case::file(format!("receipt {index} of {count}, moved"), other.bytes().unwrap()));
            let long = Receipt { path: [receipt.path.clone(), vec!["00".repeat(32)]].concat(), ..receipt };
            cases.push(Case::file(format!("receipt {index} of {count}, too long"), long.bytes().unwrap()));
        }
    }
    cases
}

/// The cases of the script, as bundles: its rolls, prizes and exclusions, locked and drawn here.
pub fn of_the_script() -> Vec<Case> {
    let file = vectors("extra/cases.json");
    let mut cases = Vec::new();
    for (n, case) in file["cases"].as_array().unwrap().iter().enumerate() {
        let text = |key: &str| case[key].as_str().unwrap();
        let roll = Roll::parse(text("roll").as_bytes()).unwrap();
        let method: Method = serde_json::from_value(case["method"].clone()).unwrap();
        let mut lock = lock(&roll, method);
        let prizes = case["prizes"].as_array().unwrap().iter();
        lock.prizes = prizes
            .map(|prize| Prize {
                id: prize["id"].as_str().unwrap().into(),
                name: "A prize".into(),
                quantity: prize["quantity"].as_u64().unwrap(),
            })
            .filter(|prize| prize.quantity > 0)
            .collect();
        lock.alternates = case["alternates"].as_u64().unwrap();
        lock.one_per_household = case["one_per_household"].as_bool().unwrap();
        let mut excluded: Vec<&str> = case["excluded"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        excluded.sort_unstable();
        excluded.dedup();
        lock.excluded =
            excluded.into_iter().map(|id| Excluded { entry_id: id.into(), reason: Reason::Staff }).collect();
        let (signed, record) = draw(lock, &roll, &dice());
        cases.push(Case::folder(format!("script {n}: {}", text("about")), drawn(&signed, &roll, &record, &[])));
    }
    cases
}

/// The cases of the script as bare draws, with the walk that it published.
pub fn picks() -> Vec<Value> {
    ["extra/cases.json", "unsung-draw-1.json"]
        .iter()
        .flat_map(|name| vectors(name)["cases"].as_array().unwrap().clone())
        .map(|case| {
            json!({"name": format!("draw: {}", case["about"].as_str().unwrap_or("published")), "pick": case,
                "program": {"prk": case["prk"], "walk": case["walk"], "merkle_root": case["roll_merkle_root"]}})
        })
        .collect()
}

/// Signs as an organiser would who has the key and a text editor: written from the protocol, not with the program.
fn forge(kind: &str, content: &Value) -> (String, String) {
    let hash = sha256(&serde_json_canonicalizer::to_vec(content).unwrap());
    let message = [b"unsung-draw/1 ", kind.as_bytes(), &[0], &hash].concat();
    (hex::encode(hash), hex::encode(key().sign(&message).to_bytes()))
}

fn forge_record(record: &Value) -> Vec<u8> {
    let (record_sha256, signature) = forge("record", record);
    let file = json!({"record": record, "record_sha256": record_sha256, "signature": signature});
    serde_json_canonicalizer::to_vec(&file).unwrap()
}

/// Records and amendments that lie, rightly signed.
pub fn lies() -> Vec<Case> {
    let mut cases = Vec::new();
    type Lie = fn(&mut Value);
    let records: [(&str, Lie); 24] = [
        ("a friend in the winner's place", |r| r["walk"][0]["entry_id"] = json!("ZGJCAMTJ7E8Z")),
        ("a winner passed over", |r| r["walk"][3]["outcome"] = json!("household")),
        ("another prize", |r| r["walk"][0]["prize"] = json!("mug")),
        ("an alternate dropped", |r| drop(r["walk"].as_array_mut().unwrap().pop())),
        ("a step more", |r| {
            let step = r["walk"][9].clone();
            r["walk"].as_array_mut().unwrap().push(step);
            r["walk"][10]["rank"] = json!(11);
        }),
        ("another phrase", |r| r["entropy"] = json!("11.19.27.41.45.48./another/")),
        ("another spelling", |r| r["sources"][1]["text"] = json!("the  show must go on")),
        ("a slash in the phrase", |r| r["sources"][1]["text"] = json!("a/b")),
        ("an empty phrase", |r| r["sources"][1]["text"] = json!("\u{a0}")),
        ("a control character in the phrase", |r| r["sources"][1]["text"] = json!("a\u{7}b")),
        ("a number out of range", |r| r["sources"][0]["numbers"][0] = json!(50)),
        ("a number twice", |r| r["sources"][0]["numbers"][0] = json!(19)),
        ("a number too few", |r| drop(r["sources"][0]["numbers"].as_array_mut().unwrap().pop())),
        ("numbers as they fell", |r| r["sources"][0]["numbers"] = json!([48, 11, 27, 19, 45, 41])),
        ("sources exchanged", |r| r["sources"].as_array_mut().unwrap().swap(0, 1)),
        ("a source missing", |r| drop(r["sources"].as_array_mut().unwrap().pop())),
        ("no code", |r| r["code"] = json!("")),
        ("another code", |r| r["code"] = json!("00".repeat(32))),
        ("a code in capitals", |r| r["code"] = json!(r["code"].as_str().unwrap().to_uppercase())),
        ("nobody excluded", |r| r["lock"]["excluded"] = json!([])),
        ("a gap in the ranks", |r| drop(r["walk"].as_array_mut().unwrap().remove(2))),
        ("another key of the order", |r| r["prk"] = json!("00".repeat(32))),
        ("an empty key of the order", |r| r["prk"] = json!("")),
        ("a ticket beyond all numbers", |r| r["walk"][0]["ticket"] = json!(1u64 << 33)),
    ];
    for (name, lie) in records {
        let mut record = serde_json::to_value(example_record().record).unwrap();
        lie(&mut record);
        let mut folder = example();
        folder.insert("record.json", forge_record(&record));
        folder.insert("amendments.json", b"[]".to_vec());
        cases.push(Case::folder(format!("signed lie: {name}"), folder));
    }
    let (grand, mug) = ("2X8G4RYY4XZ3", "A6CF22SASCVX");
    let (first, second, mug_only) = ("MEJENKKYYA85", "3CDVSV6PGM9E", "AG86N5E8NX4Q");
    let free = ("no-reply", grand, "grand");
    let chains: [&[(&str, &str, &str)]; 14] = [
        &[free, ("promoted", first, "grand")],
        &[free, ("promoted", second, "grand")],
        &[free, ("promoted", first, "mug")],
        &[free, ("notified", mug, "mug"), ("promoted", first, "grand")],
        &[free],
        &[free, ("promoted", first, "grand"), ("promoted", first, "grand")],
        &[("promoted", first, "grand")],
        &[("notified", grand, "mug")],
        &[("notified", grand, "")],
        &[("declined", mug_only, "grand")],
        &[("notified", "3MPSEFZBS76H", "")],
        &[("accepted", grand, "grand"), ("notified", grand, "grand")],
        &[("sent", grand, "grand"), ("declined", grand, "grand")],
        &[("declined", first, ""), ("declined", second, ""), free, ("promoted", mug_only, "grand")],
    ];
    for (n, steps) in chains.iter().enumerate() {
        let mut previous = example_record().record_sha256;
        let mut file = Vec::new();
        for (n, (kind, id, prize)) in (1..).zip(*steps) {
            let amendment = json!({"n": n, "previous": previous, "kind": kind, "entry_id": id, "prize": prize, "reason": "",
                "at": "2026-12-09T09:00:00Z"});
            let (sha256, signature) = forge("amendment", &amendment);
            previous.clone_from(&sha256);
            file.push(json!({"amendment": amendment, "sha256": sha256, "signature": signature}));
        }
        let mut folder = example();
        folder.insert("amendments.json", serde_json_canonicalizer::to_vec(&file).unwrap());
        cases.push(Case::folder(format!("signed amendments {n}"), folder));
    }
    cases
}
