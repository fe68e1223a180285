//! The draw against published facts and independent implementations, bit for bit.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use unsung::draw::{
    CHAINS, Method, Moment, PickInput, Roll, RollEntry, Source, SourceValue, canonical_value, chain, commitment_hex,
    pick, unhex,
};

fn vectors(name: &str) -> Value {
    let path = format!("{}/tests/data/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text {key}"))
}

/// Draws one case of a vector file and compares roll hashes, key and walk.
fn reproduce(case: &Value) {
    let roll = Roll::parse(text(case, "roll").as_bytes()).unwrap();
    assert_eq!(roll.bytes(), text(case, "roll").as_bytes());
    assert_eq!(roll.sha256_hex(), text(case, "roll_sha256"));
    assert_eq!(roll.merkle_root_hex(), text(case, "roll_merkle_root"));
    assert_eq!(roll.tickets_total(), case["tickets"].as_u64().unwrap());
    let code = unhex(text(case, "code")).unwrap();
    assert_eq!(commitment_hex(&code), text(case, "commitment"));
    let prizes = case["prizes"].as_array().unwrap();
    let excluded = case["excluded"].as_array().unwrap();
    let input = PickInput {
        roll: &roll,
        method: serde_json::from_value(case["method"].clone()).unwrap(),
        entropy: text(case, "entropy"),
        code,
        lock_sha256: unhex(text(case, "lock_sha256")).unwrap(),
        prizes: prizes.iter().map(|p| (text(p, "id").to_owned(), p["quantity"].as_u64().unwrap())).collect(),
        alternates: case["alternates"].as_u64().unwrap(),
        one_per_household: case["one_per_household"].as_bool().unwrap(),
        excluded: excluded.iter().map(|id| id.as_str().unwrap().to_owned()).collect(),
    };
    let picked = pick(&input).unwrap();
    assert_eq!(picked.prk_hex, text(case, "prk"));
    assert_eq!(json!(picked.walk), case["walk"]);
}

#[test]
fn published_cases() {
    let file = vectors("unsung-draw-1.json");
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 4);
    cases.iter().for_each(reproduce);
}

#[test]
fn cases_of_the_python_script() {
    let file = vectors("extra/cases.json");
    let cases = file["cases"].as_array().unwrap();
    assert!(cases.len() >= 60);
    for (i, case) in cases.iter().enumerate() {
        println!("case {i}: {}", text(case, "about"));
        reproduce(case);
    }
}

/// A roll of plain entries, one ticket each.
fn plain_roll<'a>(ids: impl IntoIterator<Item = &'a str>) -> Roll {
    let entry = |id: &str| RollEntry { id: id.into(), tickets: 1, household: String::new(), pools: vec![] };
    Roll::new(ids.into_iter().map(entry).collect()).unwrap()
}

fn input<'a>(roll: &'a Roll, method: Method, entropy: &'a str, winners: u64) -> PickInput<'a> {
    PickInput {
        roll,
        method,
        entropy,
        code: [0; 32],
        lock_sha256: [0; 32],
        prizes: vec![("prize".into(), winners)],
        alternates: 0,
        one_per_household: false,
        excluded: vec![],
    }
}

#[test]
fn vrs_draft_example() {
    let file = vectors("vrs.json");
    let labels: Vec<&str> = file["labels"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
    let roll = plain_roll(labels);
    let code = unhex(text(&file, "code")).unwrap();
    assert_eq!(commitment_hex(&code), text(&file, "commitment"));
    let order = file["order_prefix"].as_array().unwrap();
    let picked =
        pick(&PickInput { code, ..input(&roll, Method::Vrs, text(&file, "randomness"), order.len() as u64) }).unwrap();
    assert_eq!(picked.walk.len(), order.len());
    for (step, place) in picked.walk.iter().zip(order) {
        assert_eq!((step.entry_id.as_str(), step.position.as_str()), (text(place, "label"), text(place, "position")));
    }
    // The lock plays no part in this method.
    let other = PickInput { code, lock_sha256: [7; 32], ..input(&roll, Method::Vrs, text(&file, "randomness"), 147) };
    assert_eq!(pick(&other).unwrap(), picked);
}

#[test]
fn rfc3797_worked_example() {
    let file = vectors("rfc3797.json");
    let ids: Vec<String> = (1..=25).map(|n| format!("{n:02}")).collect();
    let roll = plain_roll(ids.iter().map(String::as_str));
    let selected = file["selected"].as_array().unwrap();
    let picked = pick(&input(&roll, Method::Rfc3797, text(&file, "key"), selected.len() as u64)).unwrap();
    assert_eq!(picked.prk_hex, "");
    assert_eq!(picked.walk.len(), selected.len());
    for ((step, place), md5) in picked.walk.iter().zip(selected).zip(file["md5"].as_array().unwrap()) {
        assert_eq!(step.entry_id, format!("{:02}", place.as_u64().unwrap()));
        assert_eq!(step.position, md5.as_str().unwrap());
    }
    // The key is made of its sources.
    let mut key = String::new();
    for numbers in file["sources"].as_array().unwrap() {
        let numbers: Vec<u64> = numbers.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
        let count = numbers.len() as u64;
        let source = Source::Numbers { label: String::new(), count, min: 1, max: 9999, distinct: true };
        key += &canonical_value(&source, &SourceValue::Numbers { numbers }).unwrap().1;
        key.push('/');
    }
    assert_eq!(key, text(&file, "key"));
}

#[test]
fn beacon_chains_are_the_published_ones() {
    let file = vectors("drand.json");
    let published = file["chains"].as_array().unwrap();
    assert_eq!(published.len(), CHAINS.len());
    for facts in published {
        let known = chain(text(facts, "hash")).unwrap();
        assert_eq!(known.name, text(facts, "name"));
        assert_eq!(known.public_key, text(facts, "public_key"));
        assert_eq!(known.period_secs, facts["period"].as_u64().unwrap());
        assert_eq!(known.genesis_unix_secs, facts["genesis_time"].as_u64().unwrap());
        assert_eq!(known.chained, text(facts, "schemeID") == "pedersen-bls-chained");
        // The hash by which locks name a chain binds all of these.
        let mut hash = Sha256::new();
        hash.update(u32::try_from(known.period_secs).unwrap().to_be_bytes());
        hash.update(known.genesis_unix_secs.to_be_bytes());
        hash.update(hex::decode(known.public_key).unwrap());
        hash.update(hex::decode(text(facts, "groupHash")).unwrap());
        if text(facts, "beaconID") != "default" {
            hash.update(text(facts, "beaconID"));
        }
        assert_eq!(hex::encode(hash.finalize()), known.hash);
    }
}

#[test]
fn beacon_rounds_have_their_canonical_text() {
    let file = vectors("drand.json");
    for facts in file["rounds"].as_array().unwrap() {
        let known = CHAINS.iter().find(|c| c.name == text(facts, "network")).unwrap();
        let round = facts["round"].as_u64().unwrap();
        let source = Source::Drand { label: "beacon".into(), chain: known.hash.into(), round };
        let randomness = text(facts, "randomness_sha256_of_signature").to_owned();
        let value = SourceValue::Drand {
            round,
            signature: text(facts, "signature").into(),
            previous_signature: text(facts, "previous_signature").into(),
            randomness: randomness.clone(),
        };
        assert_eq!(canonical_value(&source, &value), Ok((value.clone(), randomness)));
        // Another round, another randomness, another chain: refused.
        let later = Source::Drand { label: "beacon".into(), chain: known.hash.into(), round: round + 1 };
        assert!(canonical_value(&later, &value).is_err());
        let SourceValue::Drand { signature, previous_signature, .. } = value.clone() else { unreachable!() };
        let forged = SourceValue::Drand { round, signature, previous_signature, randomness: "00".repeat(32) };
        assert!(canonical_value(&source, &forged).is_err());
        let other = CHAINS.iter().find(|c| c.name != known.name).unwrap();
        let elsewhere = Source::Drand { label: "beacon".into(), chain: other.hash.into(), round };
        assert!(canonical_value(&elsewhere, &value).is_err());
    }
}

#[test]
fn beacon_round_is_the_first_from_the_moment_on() {
    let quicknet = &CHAINS[0];
    // Genesis is 2023-08-23T15:09:27Z.
    let at = |text: &str| quicknet.first_round_from(&Moment::parse(text).unwrap());
    assert_eq!(at("2023-08-23T15:09:27Z"), 1);
    assert_eq!(at("2023-08-23T15:09:28Z"), 2);
    assert_eq!(at("2023-08-23T15:09:30Z"), 2);
    assert_eq!(at("2023-08-23T15:09:31Z"), 3);
    assert_eq!(at("1969-12-31T23:59:59Z"), 1);
    let show = Moment::parse("2026-12-01T18:00:00Z").unwrap();
    let round = quicknet.first_round_from(&show);
    let show = u64::try_from(show.unix_secs()).unwrap();
    assert!(quicknet.round_unix_secs(round) >= show && quicknet.round_unix_secs(round - 1) < show);
}
