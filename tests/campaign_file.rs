//! The campaign and its file through their public doors: inverses, sealing, saving, and files that were harmed.

use jiff::Timestamp;
use proptest::prelude::*;
use std::sync::Arc;
use unsung::campaign::*;
use unsung::store::{self, Blobs, StoreError};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_760_000_000 + second).unwrap()
}

fn settings() -> Settings {
    Settings {
        id: "00112233445566778899aabbccddeeff".into(),
        title: "Heroes".into(),
        organiser: String::new(),
        logo: ["Unsung".into(), "Heroes".into()],
        year: "2026".into(),
        language: "en".into(),
        template: "blank".into(),
        signatures: vec![],
        time_zone: Default::default(),
        milestones: vec![],
        public_names: Default::default(),
        hub: Default::default(),
        privacy: Default::default(),
        look: Default::default(),
        problems: Default::default(),
        art: Default::default(),
        erased_addresses: Default::default(),
        keys: Keys { signing_seed: "01".repeat(32), household_key: "02".repeat(32), check_key: "03".repeat(32) },
    }
}

fn person(name: &str) -> Person {
    Person { name: name.into(), email: format!("{}@example.org", name.len()).into(), ..Person::default() }
}

fn filled() -> Campaign {
    let mut campaign = Campaign::new(settings(), at(0));
    let source = Source {
        file_name: "list.csv".into(),
        sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".into(),
        bytes: 0,
        kind: "nominations".into(),
        imported_at: at(1),
        rows_read: 1,
        rows_accepted: 1,
        rows_held: 0,
        rows_rejected: 0,
        part: 0,
        sheet: String::new(),
        first_sha256: String::new(),
        erased_lines: Vec::new(),
        erased_rows: Default::default(),
        read_as: String::new(),
    };
    let mut nomination = Nomination::new(PersonId(1));
    nomination.nominator = Some(PersonId(2));
    nomination.awards = [AwardId(1)].into_iter().collect();
    nomination.story = "„She“ fixed it,\n\"twice\".".into();
    nomination.origin = Some(Origin { source: SourceId(1), line: 2 });
    let mut hero = Hero::new(PersonId(1), "Zoë the Zapper".into());
    hero.enemy = Some(MonsterId(1));
    let edits = vec![
        Edit::source(SourceId(1), source),
        Edit::person(PersonId(1), person("Zoë Ångström")),
        Edit::person(PersonId(2), person("مريم العلي")),
        Edit::award(AwardId(1), Award { title: "IT Savior".into(), ..Award::default() }),
        Edit::monster(
            MonsterId(1),
            Monster { name: "Queuedra".into(), villain: "queuedra".into(), ..Monster::default() },
        ),
        Edit::nomination(NominationId(1), nomination),
        Edit::hero(HeroId(1), hero),
        Edit::sweepstake(SweepstakeId(1), Sweepstake { title: "Draw".into(), ..Sweepstake::default() }),
        Edit::entry(EntryId(1), entry(1, "AAAA")),
    ];
    campaign.apply(&Change::new("Fill", edits), at(1)).unwrap();
    campaign
}

fn entry(person: u64, id: &str) -> Entry {
    Entry { way: EntryWay::Post, ..Entry::new(SweepstakeId(1), PersonId(person), id) }
}

fn sealed(number: u64) -> SealedDraw {
    SealedDraw {
        number,
        roll: "AAAA\t1\t\t\n".into(),
        lock: "{}".into(),
        lock_sha256: "0".repeat(64),
        rules: String::new(),
        code: String::new(),
        locked_at: at(2),
        record: None,
        drawn_at: None,
        amendments: "[]".into(),
        void: None,
    }
}

fn blobs() -> Blobs {
    Blobs::from([("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".to_owned(), Arc::new(Vec::new()))])
}

#[test]
fn references_are_kept_whole() {
    let mut campaign = filled();
    let before = campaign.clone();
    let gone = campaign.apply(&Change::one("Delete a person", Edit::Person(PersonId(1), None)), at(2));
    assert!(matches!(gone, Err(EditError::StillNamed { .. })));
    let nowhere =
        campaign.apply(&Change::one("Add", Edit::nomination(NominationId(2), Nomination::new(PersonId(9)))), at(2));
    assert!(matches!(nowhere, Err(EditError::Missing { .. })));
    let taken = campaign.apply(&Change::one("Add", Edit::entry(EntryId(2), entry(2, "AAAA"))), at(2));
    assert_eq!(taken, Err(EditError::EntryIdTaken { entry_id: "AAAA".into() }));
    assert_eq!(campaign, before);
    assert_eq!(campaign.ledger().lines().len(), before.ledger().lines().len(), "what was refused is not in the ledger");
    // Removed together with what names it, it goes.
    let edits = vec![
        Edit::Nomination(NominationId(1), None),
        Edit::Hero(HeroId(1), None),
        Edit::Entry(EntryId(1), None),
        Edit::Person(PersonId(1), None),
    ];
    campaign.apply(&Change::new("Delete a person", edits), at(3)).unwrap();
    assert!(!campaign.people().contains(PersonId(1)));
    assert_eq!(campaign.next_person_id(), PersonId(3), "numbers are not given twice");
}

#[test]
fn a_sealed_draw_can_only_be_followed() {
    let mut campaign = filled();
    let mut history = History::default();
    history.commit(&mut campaign, Change::one("Add", Edit::person(PersonId(3), person("Bo"))), at(2)).unwrap();
    let seal = |draw: SealedDraw| Edit::Seal(SweepstakeId(1), Arc::new(draw));
    let gap = history.commit(&mut campaign, Change::one("Lock", seal(sealed(2))), at(3));
    assert_eq!(gap, Err(EditError::DrawNumber { expected: 1, found: 2 }));
    history.commit(&mut campaign, Change::one("Lock draw 1", seal(sealed(1))), at(3)).unwrap();
    assert_eq!(history.undo_title(), None);
    assert_eq!(history.sealed_by(), Some("Lock draw 1"));

    let changed = Edit::sweepstake(SweepstakeId(1), Sweepstake::default());
    assert!(matches!(campaign.apply(&Change::one("Change", changed), at(4)), Err(EditError::Sealed { draw: 1, .. })));
    let added = Edit::entry(EntryId(2), entry(2, "BBBB"));
    assert!(matches!(campaign.apply(&Change::one("Add", added), at(4)), Err(EditError::Sealed { .. })));
    let other_roll = SealedDraw { roll: "BBBB\t1\t\t\n".into(), ..sealed(1) };
    assert!(matches!(
        campaign.apply(&Change::one("Cheat", seal(other_roll)), at(4)),
        Err(EditError::SealBroken { .. })
    ));

    let drawn = SealedDraw { record: Some("{\"record\":1}".into()), drawn_at: Some(at(5)), ..sealed(1) };
    campaign.apply(&Change::one("Run draw 1", seal(drawn.clone())), at(5)).unwrap();
    let again = SealedDraw { record: Some("{\"record\":2}".into()), ..drawn.clone() };
    assert!(campaign.apply(&Change::one("Run draw 1", seal(again)), at(6)).is_err(), "drawn once");
    let amended = SealedDraw { amendments: "[1]".into(), ..drawn.clone() };
    campaign.apply(&Change::one("Amend", seal(amended)), at(7)).unwrap();
    assert!(campaign.apply(&Change::one("Forget", seal(drawn)), at(8)).is_err(), "amendments are never taken back");
    assert_eq!(campaign.check_ledger(), Ok(()));
}

#[test]
fn typing_merges_into_one_step() {
    let mut campaign = filled();
    let mut history = History::default();
    for (second, name) in [(10, "B"), (11, "Bo"), (12, "Bo R")] {
        let change = Change::one("Rename a person", Edit::person(PersonId(1), person(name))).merging("name P1");
        history.commit(&mut campaign, change, at(second)).unwrap();
    }
    let change = Change::one("Rename a person", Edit::person(PersonId(1), person("Later"))).merging("name P1");
    history.commit(&mut campaign, change, at(20)).unwrap();
    history.undo(&mut campaign, at(21)).unwrap();
    assert_eq!(campaign.people().get(PersonId(1)).unwrap().name, "Bo R");
    history.undo(&mut campaign, at(22)).unwrap();
    assert_eq!(campaign, filled());
    history.redo(&mut campaign, at(23)).unwrap();
    assert_eq!(campaign.people().get(PersonId(1)).unwrap().name, "Bo R");
}

#[test]
fn a_file_brings_back_the_campaign_and_its_ledger() {
    let campaign = filled();
    let bytes = store::to_bytes(&campaign, &blobs()).unwrap();
    assert_eq!(bytes, store::to_bytes(&campaign, &blobs()).unwrap(), "the same campaign, the same bytes");
    let opened = store::from_bytes(&bytes).unwrap();
    assert_eq!(opened.campaign, campaign);
    assert_eq!(opened.campaign.ledger(), campaign.ledger());
    assert_eq!(opened.blobs, blobs());
    assert_eq!(opened.campaign.entry_with_id("AAAA"), Some(EntryId(1)));
    let text = store::campaign_to_ron(&campaign).unwrap();
    assert!(text.contains("name: \"Zoë Ångström\""), "readable: {text}");
}

#[test]
fn harmed_files_say_what_is_wrong() {
    let bytes = store::to_bytes(&filled(), &blobs()).unwrap();
    assert!(matches!(store::from_bytes(b""), Err(StoreError::Empty)));
    assert!(matches!(store::from_bytes(b"Name,E-mail\nBo,bo@example.org\n"), Err(StoreError::Foreign(_))));
    assert!(matches!(store::from_bytes(b"%PDF-1.7 ..."), Err(StoreError::Foreign(_))));
    for length in (1..bytes.len()).step_by(7) {
        let error = store::from_bytes(&bytes[..length]).unwrap_err();
        assert!(
            matches!(error, StoreError::Truncated | StoreError::Damaged(_) | StoreError::Foreign(_)),
            "{length}: {error}"
        );
    }
    assert!(matches!(store::from_bytes(&bytes[..bytes.len() - 30]), Err(StoreError::Truncated)));
}

#[test]
fn a_newer_file_is_named_as_such() {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("unsung.txt", options).unwrap();
    zip.write_all(b"unsung-campaign 7\n").unwrap();
    zip.start_file("campaign.ron", options).unwrap();
    zip.write_all(b"(something: else)").unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert!(matches!(store::from_bytes(&bytes), Err(StoreError::Newer { found: 7, .. })));
}

#[test]
fn a_flipped_byte_is_an_error_or_the_same_campaign() {
    let campaign = filled();
    let bytes = store::to_bytes(&campaign, &blobs()).unwrap();
    for place in 0..bytes.len() {
        let mut harmed = bytes.clone();
        harmed[place] ^= 0x41;
        if let Ok(opened) = store::from_bytes(&harmed) {
            assert_eq!(opened.campaign, campaign, "byte {place} changed the campaign silently");
        }
    }
}

/// Random steps over a small world, some of which are refused.
fn any_edit() -> impl Strategy<Value = Edit> {
    let id = 1..5_u64;
    prop_oneof![
        (id.clone(), "[a-zA-Zéñß ]{0,8}").prop_map(|(id, name)| Edit::person(PersonId(id), person(&name))),
        id.clone().prop_map(|id| Edit::Person(PersonId(id), None)),
        (id.clone(), id.clone())
            .prop_map(|(id, who)| Edit::nomination(NominationId(id), Nomination::new(PersonId(who)))),
        id.clone().prop_map(|id| Edit::Nomination(NominationId(id), None)),
        (id.clone(), "[a-z]{1,5}")
            .prop_map(|(id, title)| Edit::award(AwardId(id), Award { title, ..Award::default() })),
        id.clone().prop_map(|id| Edit::Award(AwardId(id), None)),
        (id.clone(), id.clone()).prop_map(|(id, who)| Edit::hero(HeroId(id), Hero::new(PersonId(who), "X".into()))),
        id.clone().prop_map(|id| Edit::Hero(HeroId(id), None)),
        (id.clone(), id.clone(), "[A-C]{2}").prop_map(|(id, who, name)| Edit::entry(EntryId(id), entry(who, &name))),
        id.clone().prop_map(|id| Edit::Entry(EntryId(id), None)),
        "[a-c]".prop_map(|key| Edit::Mapping(key.as_str().into(), Box::new(Some(key)))),
        "[a-c]".prop_map(|key| Edit::Mapping(key.into(), Box::new(None))),
        id.prop_map(|id| Edit::Sweepstake(SweepstakeId(id), None)),
    ]
}

#[test]
fn a_large_campaign_tells_how_far_its_file_is() {
    let mut campaign = Campaign::new(settings(), at(0));
    let people = (1..=30_000).map(|id| Edit::person(PersonId(id), person(&format!("Person {id}")))).collect();
    campaign.apply(&Change::new("People", people), at(1)).unwrap();
    let mut told: Vec<(u64, u64)> = Vec::new();
    let mut watch = |done, total| {
        told.push((done, total));
        true
    };
    let bytes = store::to_bytes_watched(&campaign, &Blobs::new(), &mut watch).unwrap();
    assert_eq!(bytes, store::to_bytes(&campaign, &Blobs::new()).unwrap());
    assert!(told.is_sorted() && told.iter().all(|(done, total)| *total == 30_000 && done <= total), "{told:?}");
    assert!(told.iter().any(|(done, _)| (1..30_000).contains(done)), "{told:?}");

    told.clear();
    let mut watch = |done, total| {
        told.push((done, total));
        true
    };
    let opened = store::from_bytes_watched(&bytes, &mut watch).unwrap();
    assert_eq!(opened.campaign, campaign);
    // How many there are is counted in the text, where a few lines of the settings look like records.
    assert!(told.is_sorted() && told.iter().all(|(_, total)| (30_000..30_100).contains(total)), "{told:?}");
    assert!(told.iter().any(|(done, _)| (1..30_000).contains(done)), "{told:?}");

    let mut stop = |_, _| false;
    let stopped = store::to_bytes_watched(&campaign, &Blobs::new(), &mut stop);
    assert!(matches!(stopped, Err(StoreError::Stopped)));
    assert!(matches!(store::from_bytes_watched(&bytes, &mut stop), Err(StoreError::Stopped)));
    assert!(store::from_bytes(&bytes).is_ok(), "whoever does not watch is not stopped");
}

proptest! {
    #[test]
    fn applying_and_turning_back_is_identity(changes in prop::collection::vec(prop::collection::vec(any_edit(), 1..5), 1..20)) {
        let mut campaign = filled();
        let mut history = History::default();
        let mut states = vec![campaign.clone()];
        for (index, edits) in changes.into_iter().enumerate() {
            let before = campaign.clone();
            match history.commit(&mut campaign, Change::new("Step", edits), at(index as i64 * 10)) {
                Ok(()) => states.push(campaign.clone()),
                Err(_) => prop_assert_eq!(&campaign, &before),
            }
            // What stands in the file after any step can be opened again.
            let opened = store::from_bytes(&store::to_bytes(&campaign, &blobs()).unwrap()).unwrap();
            prop_assert_eq!(&opened.campaign, &campaign);
        }
        let end = states.len() - 1;
        for index in (0..end).rev() {
            prop_assert!(history.undo(&mut campaign, at(9_000)).unwrap().is_some());
            prop_assert_eq!(&campaign, &states[index]);
        }
        for state in &states[1..] {
            prop_assert!(history.redo(&mut campaign, at(9_100)).unwrap().is_some());
            prop_assert_eq!(&campaign, state);
        }
        prop_assert_eq!(campaign.check_ledger(), Ok(()));
    }
}
