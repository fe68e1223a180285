//! The example bundle: made again byte for byte, verified step by step, and attacked at every byte.

use ed25519_dalek::Signer;
use serde_json::json;
use unsung::draw::{
    Bundle, Change, Expect, Kind, Lock, LockError, Method, Moment, PROTOCOL_REHEARSAL, Previous, Reason, Receipt,
    Report, Roll, RollEntry, RunError, SignedLock, SignedRecord, SigningKey, Source, SourceValue, Status, Verdict,
    VerifyError, amend, amendments_bytes, check_amendments, commitment_hex, fingerprint, parse_amendments,
    public_key_hex, run, seal, sha256, unhex, verify, verify_receipt, void,
};

/// The published files, and what was typed to make them.
struct Example {
    roll: Vec<u8>,
    lock: Vec<u8>,
    record: Vec<u8>,
    amendments: Vec<u8>,
    rules: Vec<u8>,
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/vectors/bundle/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[1; 32])
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn values() -> Vec<SourceValue> {
    // As typed on the night: unsorted, with stray white space.
    let numbers = vec![48, 11, 27, 19, 45, 41];
    vec![SourceValue::Numbers { numbers }, SourceValue::Text { text: "\u{3000}the show\u{a0}\n must go  on ".into() }]
}

impl Example {
    fn load() -> Self {
        Self {
            roll: file("roll.tsv"),
            lock: file("lock.json"),
            record: file("record.json"),
            amendments: file("amendments.json"),
            rules: file("rules.txt"),
        }
    }

    fn bundle(&self) -> Bundle<'_> {
        Bundle {
            roll: &self.roll,
            lock: &self.lock,
            record: Some(&self.record),
            amendments: Some(&self.amendments),
            rules: Some(&self.rules),
            ..Bundle::default()
        }
    }

    fn roll(&self) -> Roll {
        Roll::parse(&self.roll).unwrap()
    }

    fn lock(&self) -> SignedLock {
        SignedLock::parse(&self.lock).unwrap()
    }

    fn record(&self) -> SignedRecord {
        SignedRecord::parse(&self.record).unwrap()
    }

    fn code(&self) -> Option<[u8; 32]> {
        unhex(&self.record().record.code)
    }

    /// A lock like the example's with something changed, sealed.
    fn sealed(&self, change: impl FnOnce(&mut Lock)) -> SignedLock {
        let mut lock = self.lock().lock;
        change(&mut lock);
        seal(lock, &key()).unwrap()
    }
}

fn verified(bundle: &Bundle) -> Report {
    verify(bundle, &Expect::default()).unwrap()
}

fn failing(report: &Report) -> Vec<&str> {
    report.steps.iter().filter(|s| s.result == Verdict::Fail).map(|s| s.name).collect()
}

fn result(report: &Report, name: &str) -> Verdict {
    report.step(name).unwrap_or_else(|| panic!("no step {name}")).result
}

const NAMES: [&str; 20] = [
    "well-formed",
    "lock hash",
    "lock signature",
    "lock known",
    "key known",
    "lock in record is lock.json",
    "record hash",
    "record signature",
    "roll hash",
    "merkle root",
    "rules hash",
    "excluded ids exist",
    "chain to the previous draw",
    "commitment opens",
    "entropy matches the plan",
    "beacon signature",
    "beacon after lock",
    "order recomputed",
    "walk recomputed",
    "amendments",
];

#[test]
fn example_is_made_again_byte_for_byte() {
    let example = Example::load();
    let signed = seal(example.lock().lock, &key()).unwrap();
    assert_eq!(signed.bytes().unwrap(), example.lock);
    let at = moment("2026-12-01T18:05:00Z");
    let record = run(&signed, &example.roll(), example.code(), &values(), at, &key()).unwrap();
    assert_eq!(record.bytes().unwrap(), example.record);

    let mut amendments = Vec::new();
    for (kind, id, reason, at) in [
        (Kind::Notified, "2X8G4RYY4XZ3", Reason::Unstated, "2026-12-02T09:00:00Z"),
        (Kind::NoReply, "A6CF22SASCVX", Reason::Other, "2026-12-09T09:00:00Z"),
        (Kind::Accepted, "2X8G4RYY4XZ3", Reason::Unstated, "2026-12-10T10:00:00Z"),
    ] {
        let change = Change { kind, entry_id: id.into(), reason, at: moment(at) };
        amendments.extend(amend(&record, &example.roll(), &amendments, &change, &key()).unwrap());
    }
    assert_eq!(amendments_bytes(&amendments).unwrap(), example.amendments);

    let receipt = Receipt::new(&signed, &example.roll(), "BFBWSJZ5YPFB").unwrap();
    assert_eq!(receipt.bytes().unwrap(), file("receipt.json"));
    assert!(Receipt::new(&signed, &example.roll(), "NOBODY").is_none());
}

#[test]
fn example_verifies() {
    let example = Example::load();
    let report = verified(&example.bundle());
    assert_eq!(report.steps.iter().map(|s| s.name).collect::<Vec<_>>(), NAMES);
    assert!(report.ok, "{report:#?}");
    let unchecked: Vec<&str> =
        report.steps.iter().filter(|s| s.result == Verdict::NotChecked).map(|s| s.name).collect();
    assert_eq!(unchecked, ["lock known", "key known", "beacon signature"]);
    assert!(report.steps.iter().all(|s| !s.reason.is_empty()));

    let print = fingerprint(&example.lock().lock.public_key).unwrap();
    assert_eq!(print.len(), 39);
    let hash = example.lock().lock_sha256.to_uppercase();
    let spaced = format!("{} {}", &hash[..32], &hash[32..]);
    let known = |lock: &str, key: &str| {
        let expect = Expect { lock_hash: Some(lock.into()), key_fingerprint: Some(key.into()) };
        let report = verify(&example.bundle(), &expect).unwrap();
        (result(&report, "lock known"), result(&report, "key known"), report.ok)
    };
    assert_eq!(known(&spaced, &print), (Verdict::Pass, Verdict::Pass, true));
    assert_eq!(known(&hash[..16], &print.to_uppercase()), (Verdict::Fail, Verdict::Pass, false));
    assert_eq!(known(&"0".repeat(64), &print[..4]), (Verdict::Fail, Verdict::Fail, false));
}

#[test]
fn a_change_points_at_itself() {
    let example = Example::load();
    let swap = |file: &[u8], from: &str, to: &str| {
        let text = String::from_utf8(file.to_vec()).unwrap();
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1).into_bytes()
    };
    let roll = swap(&example.roll, "2X8G4RYY4XZ3\t3", "2X8G4RYY4XZ3\t4");
    let report = verified(&Bundle { roll: &roll, ..example.bundle() });
    assert_eq!(failing(&report), ["roll hash", "merkle root"]);

    let roll = swap(&example.roll, "ZWCCQ8634ZGE\t2\th0001\tgrand", "ZWCCQ8634ZGE\t0\th0001\tgrand");
    let report = verified(&Bundle { roll: &roll, ..example.bundle() });
    assert_eq!(failing(&report), ["well-formed", "roll hash", "merkle root"]);
    assert_eq!(result(&report, "order recomputed"), Verdict::NotChecked);

    let lock = swap(&example.lock, "Spring", "String");
    let report = verified(&Bundle { lock: &lock, ..example.bundle() });
    assert_eq!(failing(&report), ["lock hash", "lock in record is lock.json"]);

    let lock = swap(&example.lock, "\"signature\":\"75", "\"signature\":\"76");
    let report = verified(&Bundle { lock: &lock, ..example.bundle() });
    assert_eq!(failing(&report), ["lock signature", "lock in record is lock.json"]);

    let lock = swap(&example.lock, "{\"lock\":", "{ \"lock\":");
    assert_eq!(failing(&verified(&Bundle { lock: &lock, ..example.bundle() })), ["well-formed"]);

    let record = swap(&example.record, "T18:05:00Z", "T18:05:01Z");
    let report = verified(&Bundle { record: Some(&record), ..example.bundle() });
    assert_eq!(failing(&report), ["record hash"]);

    let record = swap(&example.record, "\"outcome\":\"household\"", "\"outcome\":\"unplaced\"");
    let report = verified(&Bundle { record: Some(&record), ..example.bundle() });
    assert_eq!(failing(&report), ["record hash", "walk recomputed"]);

    let record = swap(&example.record, "017028772944", "017028772945");
    let report = verified(&Bundle { record: Some(&record), ..example.bundle() });
    assert_eq!(failing(&report), ["record hash", "order recomputed", "walk recomputed"]);

    let record = swap(&example.record, "11,19,27", "11,19,28");
    let report = verified(&Bundle { record: Some(&record), ..example.bundle() });
    assert_eq!(failing(&report), ["record hash", "entropy matches the plan"]);

    let record = swap(&example.record, "\"code\":\"28", "\"code\":\"29");
    let report = verified(&Bundle { record: Some(&record), ..example.bundle() });
    assert_eq!(failing(&report), ["record hash", "commitment opens", "order recomputed", "walk recomputed"]);

    let amendments = swap(&example.amendments, "accepted", "verified");
    let report = verified(&Bundle { amendments: Some(&amendments), ..example.bundle() });
    assert_eq!(failing(&report), ["amendments"]);

    let report = verified(&Bundle { rules: Some(b"Other rules.\n"), ..example.bundle() });
    assert_eq!(failing(&report), ["rules hash"]);
}

#[test]
fn unreadable_newer_and_missing_are_told_apart() {
    let example = Example::load();
    let refuse = |bundle: &Bundle| verify(bundle, &Expect::default()).unwrap_err();
    let newer = String::from_utf8(example.lock.clone()).unwrap().replace("unsung-draw/1", "unsung-draw/2");
    assert_eq!(
        refuse(&Bundle { lock: newer.as_bytes(), ..example.bundle() }),
        VerifyError::Newer("unsung-draw/2".into())
    );
    for bad in [&b""[..], b"[]", b"{\"lock\":{}}", b"\xff", &example.lock[1..]] {
        let error = refuse(&Bundle { lock: bad, ..example.bundle() });
        assert!(matches!(error, VerifyError::Unreadable { file: "lock.json", .. }), "{error}");
    }
    let error = refuse(&Bundle { record: Some(b"{"), ..example.bundle() });
    assert!(matches!(error, VerifyError::Unreadable { file: "record.json", .. }));
    assert_eq!(refuse(&Bundle { amendments: None, ..example.bundle() }), VerifyError::Missing("amendments.json"));
    assert_eq!(refuse(&Bundle { record: None, ..example.bundle() }), VerifyError::Missing("record.json"));
}

/// The same bundle with one file replaced.
fn with<'a>(example: &'a Example, which: usize, raw: &'a [u8]) -> Bundle<'a> {
    let bundle = example.bundle();
    match which {
        0 => Bundle { roll: raw, ..bundle },
        1 => Bundle { lock: raw, ..bundle },
        2 => Bundle { record: Some(raw), ..bundle },
        _ => Bundle { amendments: Some(raw), ..bundle },
    }
}

fn attack(which: usize) {
    let example = Example::load();
    let original = [&example.roll, &example.lock, &example.record, &example.amendments][which];
    for at in 0..original.len() {
        // One bit, the bit of capitals, and all of them.
        for mask in [1 << (at % 8), 0x20, 0xff] {
            let mut changed = original.clone();
            changed[at] ^= mask;
            if let Ok(report) = verify(&with(&example, which, &changed), &Expect::default()) {
                assert!(!report.ok, "byte {at} of file {which} xor {mask:#x} goes unnoticed");
            }
        }
        let cut = &original[..at];
        if let Ok(report) = verify(&with(&example, which, cut), &Expect::default()) {
            assert!(!report.ok, "file {which} cut at {at} goes unnoticed");
        }
    }
}

#[test]
fn no_byte_of_the_roll_changes_unnoticed() {
    attack(0);
}

#[test]
fn no_byte_of_the_lock_changes_unnoticed() {
    attack(1);
}

#[test]
fn no_byte_of_the_record_changes_unnoticed() {
    attack(2);
}

#[test]
fn no_byte_of_the_amendments_changes_unnoticed() {
    attack(3);
}

#[test]
fn receipt_verifies_alone() {
    let raw = file("receipt.json");
    let report = verify_receipt(&raw, &Expect::default()).unwrap();
    assert!(report.ok, "{report:#?}");
    assert_eq!(report.steps.last().unwrap().name, "line in roll");
    assert_eq!(result(&report, "line in roll"), Verdict::Pass);
    for at in 0..raw.len() {
        for mask in [1 << (at % 8), 0x20] {
            let mut changed = raw.clone();
            changed[at] ^= mask;
            if let Ok(report) = verify_receipt(&changed, &Expect::default()) {
                assert!(!report.ok, "byte {at} xor {mask:#x}");
            }
        }
        assert!(verify_receipt(&raw[..at], &Expect::default()).is_err());
    }
}

#[test]
fn receipts_of_every_roll_length_verify() {
    let example = Example::load();
    for length in 1..=60 {
        let entries = example.roll().entries()[..length].to_vec();
        let roll = Roll::new(entries).unwrap();
        let signed = example.sealed(|lock| {
            lock.roll = roll.summary();
            lock.excluded.clear();
        });
        let receipts: Vec<Receipt> = Receipt::all(&signed, &roll).collect();
        assert_eq!(receipts.len(), length);
        // The last one of an uneven tree is the one that goes wrong first.
        for receipt in [&receipts[0], &receipts[length / 2], &receipts[length - 1]] {
            assert!(verify_receipt(&receipt.bytes().unwrap(), &Expect::default()).unwrap().ok);
            let moved = Receipt { index: receipt.index + 1, ..receipt.clone() };
            assert!(!verify_receipt(&moved.bytes().unwrap(), &Expect::default()).unwrap().ok);
            let longer = Receipt { path: [receipt.path.clone(), vec!["00".repeat(32)]].concat(), ..receipt.clone() };
            assert!(!verify_receipt(&longer.bytes().unwrap(), &Expect::default()).unwrap().ok);
        }
    }
}

#[test]
fn a_lock_is_verified_before_the_draw_and_after_a_void() {
    let example = Example::load();
    let locked = Bundle { record: None, amendments: None, ..example.bundle() };
    let report = verified(&locked);
    assert!(report.ok);
    assert_eq!(result(&report, "roll hash"), Verdict::Pass);
    assert_eq!(result(&report, "record hash"), Verdict::NotChecked);

    let at = moment("2026-12-01T19:00:00Z");
    let end = |code| void(&example.lock(), code, Reason::Other, at.clone(), &key());
    assert_eq!(end(None).unwrap_err(), LockError::WrongCode);
    let raw = end(example.code()).unwrap().bytes().unwrap();
    let report = verified(&Bundle { void: Some(&raw), ..locked });
    assert!(report.ok, "{report:#?}");
    assert_eq!(result(&report, "void"), Verdict::Pass);
    assert_eq!(result(&report, "commitment opens"), Verdict::Pass);
    for at in 0..raw.len() {
        let mut changed = raw.clone();
        changed[at] ^= 1 << (at % 8);
        if let Ok(report) = verify(&Bundle { void: Some(&changed), ..locked }, &Expect::default()) {
            assert!(!report.ok, "byte {at}");
        }
    }
    // A second try: drawn, and claimed to be void.
    assert_eq!(failing(&verified(&Bundle { void: Some(&raw), ..example.bundle() })), ["void"]);
}

#[test]
fn draws_are_chained() {
    let example = Example::load();
    let previous = Previous {
        lock: &example.lock,
        record: Some(&example.record),
        amendments: Some(&example.amendments),
        void: None,
    };
    let amendments = parse_amendments(&example.amendments).unwrap();
    let report = |previous: Option<Previous>, name: &str, draw, locked_at: &str| {
        let signed = example.sealed(|lock| {
            lock.draw = draw;
            lock.previous = name.into();
            lock.locked_at = moment(locked_at);
            lock.announced_at = moment("2027-03-01T18:00:00Z");
        });
        let raw = signed.bytes().unwrap();
        let bundle = Bundle { roll: &example.roll, lock: &raw, previous, ..Bundle::default() };
        result(&verified(&bundle), "chain to the previous draw")
    };
    let last = &amendments[3].sha256;
    assert_eq!(report(Some(previous), last, 2, "2027-01-01T12:00:00Z"), Verdict::Pass);
    assert_eq!(report(None, last, 2, "2027-01-01T12:00:00Z"), Verdict::NotChecked);
    assert_eq!(report(Some(previous), last, 3, "2027-01-01T12:00:00Z"), Verdict::Fail);
    assert_eq!(report(Some(previous), &"0".repeat(64), 2, "2027-01-01T12:00:00Z"), Verdict::Fail);
    // Locked while the third amendment was the last: right then, wrong a month later.
    assert_eq!(report(Some(previous), &amendments[2].sha256, 2, "2026-12-09T12:00:00Z"), Verdict::Pass);
    assert_eq!(report(Some(previous), &amendments[2].sha256, 2, "2027-01-01T12:00:00Z"), Verdict::Fail);
    // Before anything was amended, the record itself is the end.
    let record = &example.record().record_sha256;
    assert_eq!(report(Some(previous), record, 2, "2026-12-01T20:00:00Z"), Verdict::Pass);
    let bare = Previous { amendments: Some(b"[]"), ..previous };
    assert_eq!(report(Some(bare), record, 2, "2027-01-01T12:00:00Z"), Verdict::Pass);
    assert_eq!(report(Some(bare), last, 2, "2027-01-01T12:00:00Z"), Verdict::Fail);
    // A voided draw ends in its void.
    let ended = void(&example.lock(), example.code(), Reason::Other, moment("2026-12-01T19:00:00Z"), &key()).unwrap();
    let raw = ended.bytes().unwrap();
    let voided = Previous { record: None, amendments: None, void: Some(&raw), ..previous };
    assert_eq!(report(Some(voided), &ended.void_sha256, 2, "2027-01-01T12:00:00Z"), Verdict::Pass);
    assert_eq!(report(Some(voided), record, 2, "2027-01-01T12:00:00Z"), Verdict::Fail);
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let example = Example::load();
    let (roll, at) = (example.roll(), moment("2026-12-01T18:05:00Z"));
    let go = |signed: &SignedLock, roll: &Roll, code, values: &[SourceValue]| {
        run(signed, roll, code, values, at.clone(), &key()).map(|_| ()).unwrap_err()
    };
    let signed = example.lock();
    assert!(matches!(go(&signed, &roll, None, &values()), RunError::Lock(LockError::WrongCode)));
    assert!(matches!(go(&signed, &roll, Some([9; 32]), &values()), RunError::Lock(LockError::WrongCode)));
    assert!(matches!(go(&signed, &roll, example.code(), &values()[..1]), RunError::Entropy(_)));
    let fewer = Roll::new(roll.entries()[1..].to_vec()).unwrap();
    assert_eq!(go(&signed, &fewer, example.code(), &values()), RunError::RollChanged);
    let mut changed = signed.clone();
    changed.lock.alternates = 5;
    assert_eq!(go(&changed, &roll, example.code(), &values()), RunError::LockChanged);
    let other = SigningKey::from_bytes(&[2; 32]);
    let error = run(&signed, &roll, example.code(), &values(), at.clone(), &other).unwrap_err();
    assert_eq!(error, RunError::Lock(LockError::WrongKey));
    let stranger = example.sealed(|lock| lock.excluded[0].entry_id = "NOBODY".into());
    assert!(matches!(go(&stranger, &roll, example.code(), &values()), RunError::Pick(_)));
    let bundle = Bundle { lock: &stranger.bytes().unwrap(), roll: &example.roll, ..Bundle::default() };
    assert_eq!(failing(&verified(&bundle)), ["excluded ids exist"]);
    let beacon = example.sealed(|lock| {
        let chain = &unsung::draw::CHAINS[0];
        let round = chain.first_round_from(&lock.announced_at);
        lock.entropy = vec![Source::Drand { label: "quicknet".into(), chain: chain.hash.into(), round }];
    });
    assert!(matches!(go(&beacon, &roll, example.code(), &[]), RunError::Entropy(_)));
    let Source::Drand { round, .. } = beacon.lock.entropy[0] else { unreachable!() };
    let signature = "00".repeat(48);
    let randomness = hex::encode(sha256(&[0; 48]));
    let made_up = SourceValue::Drand { round, signature, previous_signature: String::new(), randomness };
    let error = go(&beacon, &roll, example.code(), &[made_up]);
    assert_eq!(error, RunError::Beacon { label: "quicknet".into(), problem: unsung::draw::BeaconError::NoPoint });
    assert_eq!(public_key_hex(&key()), signed.lock.public_key);
}

#[test]
fn locks_that_break_a_rule_are_refused() {
    let example = Example::load();
    type Edit = fn(&mut Lock);
    let edits: [(&str, Edit); 33] = [
        ("protocol", |l| l.protocol = "unsung-draw/2".into()),
        ("protocol", |l| l.protocol = PROTOCOL_REHEARSAL.into()),
        ("protocol", |l| l.rehearsal = true),
        ("campaign_id", |l| l.campaign_id = "00".into()),
        ("draw", |l| l.draw = 0),
        ("previous", |l| l.draw = 2),
        ("previous", |l| l.previous = "00".repeat(32)),
        ("previous", |l| (l.draw, l.previous) = (2, "zz".repeat(32))),
        ("commitment", |l| l.commitment = l.commitment.to_uppercase()),
        ("rules_sha256", |l| l.rules_sha256 = " ".into()),
        ("roll.sha256", |l| l.roll.sha256.clear()),
        ("roll.merkle_root", |l| l.roll.merkle_root = "0".repeat(63)),
        ("roll.tickets", |l| l.roll.tickets = 1_000_000_001),
        ("roll.entries", |l| l.roll.entries = 191),
        ("public_key", |l| l.public_key.clear()),
        ("left_out", |l| l.left_out.reverse()),
        ("left_out", |l| l.left_out[0].reason = Reason::Unstated),
        ("excluded", |l| l.excluded.push(l.excluded[0].clone())),
        ("excluded", |l| l.excluded[0].reason = Reason::Unstated),
        ("excluded", |l| l.excluded[0].entry_id = "e\u{301}".into()),
        ("prizes", |l| l.prizes.push(l.prizes[0].clone())),
        ("prizes", |l| l.prizes[0].id = "Grand".into()),
        ("prizes", |l| l.prizes[0].quantity = 0),
        ("integers", |l| l.alternates = 1 << 53),
        ("commitment", |l| l.method = Method::Rfc3797),
        ("roll.tickets", |l| l.method = Method::Vrs),
        ("entropy", |l| l.entropy.push(l.entropy[0].clone())),
        ("entropy", |l| l.entropy[0] = numbers(0, 1, 6, false)),
        ("entropy", |l| l.entropy[0] = numbers(1001, 1, 6, false)),
        ("entropy", |l| l.entropy[0] = numbers(3, 6, 1, false)),
        ("entropy", |l| l.entropy[0] = numbers(7, 1, 6, true)),
        ("announced_at", |l| l.announced_at = l.locked_at.clone()),
        ("entropy", |l| {
            let chain = &unsung::draw::CHAINS[0];
            let round = chain.first_round_from(&l.announced_at) + 1;
            l.entropy[0] = Source::Drand { label: "late".into(), chain: chain.hash.into(), round };
        }),
    ];
    for (i, (field, edit)) in edits.into_iter().enumerate() {
        let mut lock = example.lock().lock;
        edit(&mut lock);
        match seal(lock, &key()) {
            Err(LockError::Rule { field: found, .. }) => assert_eq!(found, field, "edit {i}"),
            other => panic!("edit {i} on {field}: {other:?}"),
        }
    }
    assert_eq!(seal(example.lock().lock, &SigningKey::from_bytes(&[2; 32])), Err(LockError::WrongKey));
    // Six of six is as many as there are.
    example.sealed(|l| l.entropy[0] = numbers(6, 1, 6, true));
    let tie = example.sealed(|l| (l.rehearsal, l.protocol, l.draw) = (true, PROTOCOL_REHEARSAL.into(), 0));
    assert_ne!(tie.lock_sha256, example.lock().lock_sha256);
}

fn numbers(count: u64, min: u64, max: u64, distinct: bool) -> Source {
    Source::Numbers { label: "dice".into(), count, min, max, distinct }
}

#[test]
fn json_of_any_other_spelling_is_refused() {
    let example = Example::load();
    let text = String::from_utf8(example.lock.clone()).unwrap();
    for (from, to) in [
        ("{\"lock\"", " {\"lock\""),
        ("\"alternates\":4", "\"alternates\":4.0"),
        ("\"alternates\":4", "\"alternates\":-4"),
        ("\"alternates\":4", "\"alternates\":9007199254740992"),
        ("\"alternates\":4", "\"alternates\":\"4\""),
        ("\"alternates\":4", "\"alternates\":4,\"alternates\":4"),
        ("\"alternates\":4,", ""),
        ("\"alternates\":4", "\"alternates\":4,\"alternatives\":4"),
        ("\"count\":6", "\"count\":6,\"count\":6"),
        ("\"kind\":\"text\"", "\"kind\":\"text\",\"max\":1"),
        ("\"kind\":\"text\"", "\"kind\":\"tarot\""),
        ("\"Spring", "\"\\u0053pring"),
        ("\"draw\":1", "\"draw\":1e0"),
        ("\"rehearsal\":false", "\"rehearsal\":null"),
        ("12:00:00Z", "12:00:00z"),
        ("12:00:00Z", "12:00:60Z"),
        ("2026-11-30T", "2026-11-31T"),
    ] {
        assert!(text.contains(from), "{from}");
        let changed = text.replacen(from, to, 1);
        assert!(SignedLock::parse(changed.as_bytes()).is_err(), "{to}");
        let report = verify(&Bundle { lock: changed.as_bytes(), ..example.bundle() }, &Expect::default());
        assert!(report.is_ok_and(|report| result(&report, "well-formed") == Verdict::Fail), "{to}");
    }
    assert!(SignedLock::parse(format!("{text}\n").as_bytes()).is_err());
}

#[test]
fn a_rehearsal_cannot_become_the_draw() {
    let example = Example::load();
    let rehearse = |l: &mut Lock| {
        (l.rehearsal, l.protocol, l.draw) = (true, PROTOCOL_REHEARSAL.into(), 0);
        l.commitment = commitment_hex(&[5; 32]);
    };
    let signed = example.sealed(rehearse);
    let at = moment("2026-12-01T17:00:00Z");
    let record = run(&signed, &example.roll(), Some([5; 32]), &values(), at, &key()).unwrap();
    assert!(record.record.entropy.starts_with("rehearsal/11.19."));
    let (lock, raw) = (signed.bytes().unwrap(), record.bytes().unwrap());
    let bundle = Bundle { lock: &lock, record: Some(&raw), amendments: Some(b"[]"), ..example.bundle() };
    assert!(verified(&bundle).ok);
    // Shown with the real lock, it fails in more than one way.
    let report = verified(&Bundle { record: Some(&raw), amendments: Some(b"[]"), ..example.bundle() });
    for step in ["lock in record is lock.json", "record signature", "commitment opens", "entropy matches the plan"] {
        assert_eq!(result(&report, step), Verdict::Fail, "{step}");
    }
}

/// Tries a change after those given as (kind, entry id).
fn amended(steps: &[(Kind, &str)]) -> Result<Vec<unsung::draw::SignedAmendment>, unsung::draw::AmendError> {
    let example = Example::load();
    let (record, roll) = (example.record(), example.roll());
    let mut all = Vec::new();
    for (kind, id) in steps {
        let at = moment("2026-12-02T09:00:00Z");
        let change = Change { kind: *kind, entry_id: (*id).into(), reason: Reason::Unstated, at };
        all.extend(amend(&record, &roll, &all, &change, &key())?);
    }
    check_amendments(&record, &roll, &all)?;
    Ok(all)
}

// Walk of the example: grand 2X8G, mug A6CF, 3FF9, BS6T; alternates MEJE, 3CDV, AG86 (mug only), DPDF.
const GRAND: &str = "2X8G4RYY4XZ3";
const MUG: &str = "A6CF22SASCVX";
const ALTERNATES: [&str; 4] = ["MEJENKKYYA85", "3CDVSV6PGM9E", "AG86N5E8NX4Q", "DPDFAYR5EC7D"];

#[test]
fn steps_come_in_order() {
    use Kind::{Accepted, Declined, Disqualified, NoReply, Notified, Promoted, Sent, Verified};
    let legal: [&[(Kind, &str)]; 5] = [
        &[(Notified, GRAND), (Accepted, GRAND), (Verified, GRAND), (Sent, GRAND)],
        &[(Sent, GRAND)],
        &[(Notified, GRAND), (Verified, GRAND), (Disqualified, GRAND)],
        &[(Declined, ALTERNATES[0])],
        &[(Disqualified, ALTERNATES[3]), (NoReply, GRAND)],
    ];
    for steps in legal {
        assert!(amended(steps).is_ok(), "{steps:?}");
    }
    let illegal: [&[(Kind, &str)]; 12] = [
        &[(Accepted, GRAND), (Notified, GRAND)],
        &[(Notified, GRAND), (Notified, GRAND)],
        &[(Sent, GRAND), (Declined, GRAND)],
        &[(Sent, GRAND), (Disqualified, GRAND)],
        &[(Sent, GRAND), (Sent, GRAND)],
        &[(Declined, GRAND), (Accepted, GRAND)],
        &[(Declined, GRAND), (Declined, GRAND)],
        &[(Notified, ALTERNATES[0])],
        &[(NoReply, ALTERNATES[0])],
        &[(Promoted, ALTERNATES[0])],
        &[(Declined, ALTERNATES[0]), (Disqualified, ALTERNATES[0])],
        &[(Notified, "QRXZJZFZPXJD")],
    ];
    for steps in illegal {
        assert!(amended(steps).is_err(), "{steps:?}");
    }
}

#[test]
fn a_free_prize_goes_to_the_next_in_line_who_may_have_it() {
    use Kind::{Declined, Disqualified, NoReply, Promoted};
    let example = Example::load();
    let all = amended(&[
        (Declined, ALTERNATES[0]),
        (NoReply, GRAND),               // goes to the second alternate, the first has left
        (Disqualified, "3CDVSV6PGM9E"), // who loses it too: the third may have mugs only, so the fourth
        (Declined, MUG),                // the third
        (Declined, "DPDFAYR5EC7D"),     // the grand prize again: nobody is left
    ])
    .unwrap();
    let promoted: Vec<(u64, &str, &str)> = all
        .iter()
        .filter(|a| a.amendment.kind == Promoted)
        .map(|a| (a.amendment.n, a.amendment.entry_id.as_str(), a.amendment.prize.as_str()))
        .collect();
    assert_eq!(promoted, [(3, "3CDVSV6PGM9E", "grand"), (5, "DPDFAYR5EC7D", "grand"), (7, "AG86N5E8NX4Q", "mug")]);
    let standing = check_amendments(&example.record(), &example.roll(), &all).unwrap();
    assert_eq!(standing.unawarded, ["grand"]);
    assert_eq!(standing.holder("AG86N5E8NX4Q").unwrap().status, Status::Holds);
    assert_eq!(standing.holder("DPDFAYR5EC7D").unwrap().status, Status::Declined);

    // Leaving the promotion out at the end, or all that follows a point, is either whole or noticed.
    let whole = |n: usize| check_amendments(&example.record(), &example.roll(), &all[..n]).is_ok();
    assert_eq!((0..=8).map(whole).collect::<Vec<_>>(), [true, true, false, true, false, true, false, true, true]);
}

#[test]
fn every_method_draws_and_verifies() {
    let example = Example::load();
    let single = example.roll().entries().iter().cloned().map(|entry| RollEntry { tickets: 1, ..entry }).collect();
    let roll = Roll::new(single).unwrap();
    let raw_roll = roll.bytes();
    let mut winners = Vec::new();
    for (method, code) in [
        (Method::TicketSort, Some([5; 32])),
        (Method::TicketSort, None),
        (Method::Vrs, Some([5; 32])),
        (Method::Vrs, None),
        (Method::Rfc3797, None),
    ] {
        let signed = example.sealed(|lock| {
            lock.method = method;
            lock.roll = roll.summary();
            lock.commitment = code.as_ref().map(commitment_hex).unwrap_or_default();
            lock.rules_sha256.clear();
        });
        let record = run(&signed, &roll, code, &values(), moment("2026-12-01T18:05:00Z"), &key()).unwrap();
        assert_eq!(SignedRecord::parse(&record.bytes().unwrap()).unwrap(), record);
        let (lock, raw) = (signed.bytes().unwrap(), record.bytes().unwrap());
        let record_bundle =
            Bundle { roll: &raw_roll, lock: &lock, record: Some(&raw), amendments: Some(b"[]"), ..Bundle::default() };
        let report = verified(&record_bundle);
        assert!(report.ok, "{method:?} {code:?} {report:#?}");
        assert_eq!(result(&report, "order recomputed"), Verdict::Pass);
        assert_eq!(result(&report, "walk recomputed"), Verdict::Pass);
        assert_eq!(result(&report, "rules hash"), Verdict::NotChecked);
        // A text of rules that nobody promised is no part of the draw.
        assert_eq!(failing(&verified(&Bundle { rules: Some(b"x"), ..record_bundle })), ["rules hash"]);
        winners.push(record.record.walk);
    }
    winners.dedup();
    assert_eq!(winners.len(), 5);
}

#[test]
fn names_are_escaped_as_the_standard_says() {
    let signed = Example::load().sealed(|l| l.title = "\0\u{8}\t\n\u{c}\r\u{1f}\"\\/\u{7f}\u{2028}é😀".into());
    let raw = signed.bytes().unwrap();
    let expected = "\"title\":\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\u{7f}\u{2028}é😀\"}";
    assert!(String::from_utf8(raw.clone()).unwrap().contains(expected));
    assert_eq!(SignedLock::parse(&raw).unwrap(), signed);
}

/// Signs as an organiser would who has the key and a text editor: written from the protocol, not with the program.
fn forge(kind: &str, content: &serde_json::Value) -> (String, String) {
    let hash = sha256(&serde_json_canonicalizer::to_vec(content).unwrap());
    let message = [b"unsung-draw/1 ", kind.as_bytes(), &[0], &hash].concat();
    (hex::encode(hash), hex::encode(key().sign(&message).to_bytes()))
}

#[test]
fn skipping_an_alternate_is_noticed_even_when_signed() {
    let example = Example::load();
    let forged = |steps: &[(&str, &str, &str)]| {
        let mut previous = example.record().record_sha256;
        let mut file = Vec::new();
        for (n, (kind, id, prize)) in (1..).zip(steps) {
            let amendment = json!({"n": n, "previous": previous, "kind": kind, "entry_id": id, "prize": prize,
                "reason": "", "at": "2026-12-09T09:00:00Z"});
            let (sha256, signature) = forge("amendment", &amendment);
            previous.clone_from(&sha256);
            file.push(json!({"amendment": amendment, "sha256": sha256, "signature": signature}));
        }
        let raw = serde_json_canonicalizer::to_vec(&file).unwrap();
        let report = verified(&Bundle { amendments: Some(&raw), ..example.bundle() });
        assert!(report.steps.iter().all(|s| s.name == "amendments" || s.result != Verdict::Fail), "{report:#?}");
        report.step("amendments").unwrap().clone()
    };
    let [first, second, mug_only, last] = ALTERNATES;
    let free = ("no-reply", GRAND, "grand");
    assert_eq!(forged(&[free, ("promoted", first, "grand")]).result, Verdict::Pass);
    for (steps, why) in [
        (&[free, ("promoted", second, "grand")][..], "must go to MEJENKKYYA85"),
        (&[free, ("promoted", first, "mug")], "must go to MEJENKKYYA85"),
        (&[free, ("notified", MUG, "mug"), ("promoted", first, "grand")], "must go to MEJENKKYYA85"),
        (&[free], "amendment 2: prize `grand` is free"),
        (&[free, ("promoted", first, "grand"), ("promoted", first, "grand")], "not next in line"),
        (&[("promoted", first, "grand")], "not next in line"),
        (&[("notified", GRAND, "mug")], "does not hold this prize"),
        (&[("notified", GRAND, "")], "does not hold this prize"),
        (&[("declined", last, "grand")], "does not hold this prize"),
        (&[("notified", "3MPSEFZBS76H", "")], "neither winner nor alternate"),
        (
            &[("declined", first, ""), ("declined", second, ""), free, ("promoted", mug_only, "grand")],
            "must go to DPDFAYR5EC7D",
        ),
    ] {
        let step = forged(steps);
        assert_eq!(step.result, Verdict::Fail, "{steps:?}");
        assert!(step.reason.contains(why), "{} lacks {why}", step.reason);
    }
}

#[test]
fn a_record_that_lies_is_noticed_even_when_signed() {
    let example = Example::load();
    let lie = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut record = serde_json::to_value(example.record().record).unwrap();
        change(&mut record);
        let (record_sha256, signature) = forge("record", &record);
        let file = json!({"record": record, "record_sha256": record_sha256, "signature": signature});
        let raw = serde_json_canonicalizer::to_vec(&file).unwrap();
        let report = verified(&Bundle { record: Some(&raw), amendments: Some(b"[]"), ..example.bundle() });
        failing(&report).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(lie(&|_| ()).is_empty());
    // A friend in the winner's place.
    assert_eq!(lie(&|r| r["walk"][0]["entry_id"] = json!("ZGJCAMTJ7E8Z")), ["order recomputed", "walk recomputed"]);
    // A winner passed over, another prize, an alternate dropped from the end.
    assert_eq!(lie(&|r| r["walk"][3]["outcome"] = json!("household")), ["walk recomputed"]);
    assert_eq!(lie(&|r| r["walk"][0]["prize"] = json!("mug")), ["walk recomputed"]);
    assert_eq!(lie(&|r| drop(r["walk"].as_array_mut().unwrap().pop())), ["walk recomputed"]);
    // Another phrase: with its own key and walk recomputed it would still not be what the sources say.
    assert_eq!(
        lie(&|r| r["entropy"] = json!("11.19.27.41.45.48./another/")),
        ["entropy matches the plan", "order recomputed", "walk recomputed"]
    );
    assert_eq!(lie(&|r| r["sources"][1]["text"] = json!("the  show must go on")), ["entropy matches the plan"]);
    assert_eq!(lie(&|r| r["sources"][0]["numbers"][0] = json!(50)), ["entropy matches the plan"]);
    // Numbers in the order in which they fell are the same numbers.
    assert!(lie(&|r| r["sources"][0]["numbers"] = json!([48, 11, 27, 19, 45, 41])).is_empty());
    assert_eq!(lie(&|r| r["code"] = json!("")), ["commitment opens", "order recomputed", "walk recomputed"]);
    // A list with one more exclusion than was promised.
    assert_eq!(lie(&|r| r["lock"]["excluded"] = json!([])), ["lock in record is lock.json"]);
    // Ranks with a gap.
    assert_eq!(
        lie(&|r| drop(r["walk"].as_array_mut().unwrap().remove(2))),
        ["well-formed", "order recomputed", "walk recomputed"]
    );
    assert_eq!(lie(&|r| r["prk"] = json!("00".repeat(32))), ["order recomputed"]);
}

#[test]
fn nothing_makes_it_panic() {
    let example = Example::load();
    let parts = [&example.roll, &example.lock, &example.record, &example.amendments];
    // Every file in the place of every other, and some that are nothing.
    let odd: [&[u8]; 8] = [
        b"",
        b"\n",
        b"\t\t\t\n",
        b"null",
        b"[[]]",
        b"{\"lock\":{\"protocol\":\"unsung-draw/1\"}}",
        b"\xff\xfe",
        b"1e999",
    ];
    let deep = "[".repeat(100_000);
    for which in 0..4 {
        let others = parts.iter().map(|part| part.as_slice()).chain(odd).chain([deep.as_bytes()]);
        for raw in others.filter(|raw| *raw != parts[which].as_slice()) {
            if let Ok(report) = verify(&with(&example, which, raw), &Expect::default()) {
                assert!(!report.ok);
                assert_eq!(report.steps.len(), NAMES.len());
            }
            assert!(verify_receipt(raw, &Expect::default()).map_or(true, |report| !report.ok));
        }
    }
    // A lock that nobody could have sealed, with the largest of everything.
    let mut lock = example.lock();
    lock.lock.alternates = u64::MAX;
    lock.lock.prizes[0].quantity = u64::MAX;
    lock.lock.roll.entries = u64::MAX;
    lock.lock.entropy = vec![numbers(u64::MAX, u64::MAX, 0, true)];
    let raw = lock.bytes().unwrap();
    assert!(verify(&Bundle { lock: &raw, ..example.bundle() }, &Expect::default()).is_ok_and(|report| !report.ok));
}
