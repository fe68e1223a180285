//! Packs out and in, in every mode and every state; blind texts.

use super::*;

#[test]
fn packs_go_out_and_come_back_whole_partial_late_and_twice() {
    let mut campaign = made(6, 3);
    assign(&mut campaign, 1, 3);
    let sent = ready(&mut campaign, 1);
    assert_eq!(sent.len(), 3);
    // The same packs again are no new version.
    assert!(judge_packs::make(&campaign, AWARD, 1, &[], now(), &zone()).unwrap().change.is_none());
    let (judge, pack) = sent[0].clone();
    let page = judge_packs::page(&pack).unwrap();
    assert!(page.contains(&pack.pack_id));
    // Whole.
    let whole = answered(&pack, 3);
    let taken = take(&campaign, &whole, judge_packs::TakeWish::default()).unwrap();
    assert_eq!((taken.judge, taken.lines.len(), taken.gaps.len(), taken.held.len()), (judge, 6, 0, 0));
    let before = campaign.clone();
    let mut history = History::default();
    history.commit(&mut campaign, taken.change.unwrap(), now()).unwrap();
    history.undo(&mut campaign, now()).unwrap();
    assert_eq!(campaign, before);
    history.redo(&mut campaign, now()).unwrap();
    assert!(campaign.sheet_of(AWARD, 1, judge).unwrap().1.lines.values().all(|line| line.way == Way::Pack));
    // The very same file twice.
    let again = take(&campaign, &whole, judge_packs::TakeWish::default()).unwrap();
    assert!(again.again && again.change.is_none());
    // A second return that says otherwise is held, unless it is to replace the first.
    let mut other = answered(&pack, 4);
    other.sheets.remove(&pack.nominees[0].code);
    let held = take(&campaign, &other, judge_packs::TakeWish::default()).unwrap();
    assert_eq!((held.lines.len(), held.held.len(), held.gaps.len()), (0, 5, 1));
    let replaced = take(&campaign, &other, judge_packs::TakeWish { replace: true, ..Default::default() }).unwrap();
    assert_eq!(replaced.lines.len(), 5);
    // Partial: what is there is taken, what is missing is named.
    let (_, second) = sent[1].clone();
    let mut part = answered(&second, 2);
    let missing = second.nominees[3].code.clone();
    part.sheets.remove(&missing);
    part.finished = false;
    let taken = take(&campaign, &part, judge_packs::TakeWish::default()).unwrap();
    assert_eq!(taken.lines.len(), 5);
    assert!(taken.gaps.iter().any(|gap| gap.contains(&missing)), "{:?}", taken.gaps);
    // A judge steps aside in the file.
    part.sheets.insert(
        missing.clone(),
        pack::Sheet {
            recusal: Some(pack::Recusal { reason: "family".into(), words: "My sister".into() }),
            ..pack::Sheet::default()
        },
    );
    let taken = take(&campaign, &part, judge_packs::TakeWish::default()).unwrap();
    let aside = judge_packs::candidate_of_code(&missing).unwrap();
    assert_eq!(taken.recused, [aside]);
    make(&mut campaign, taken.change.unwrap());
    assert!(judging(&campaign).is_recused(sent[1].0, aside, 1));
    assert!(judging(&campaign).conflict(sent[1].0, aside).unwrap().note.contains("My sister"));
    // Late.
    set_round(&mut campaign, 1, |round| round.closes_at = Some("2026-11-19T09:00:00Z".parse().unwrap()));
    let third = answered(&sent[2].1, 5);
    let refused = take(&campaign, &third, judge_packs::TakeWish::default()).unwrap_err();
    assert!(refused.why.contains("closed"), "{refused}");
    let taken = take(&campaign, &third, judge_packs::TakeWish { late: true, ..Default::default() }).unwrap();
    make(&mut campaign, taken.change.unwrap());
    assert!(campaign.sheet_of(AWARD, 1, sent[2].0).unwrap().1.returns[0].late);
    assert_eq!(saved_and_read(&campaign), campaign);
    // A frozen round takes nothing in.
    let found = outcome(&campaign, 1);
    let first: Vec<u32> = found.rows.iter().take(2).map(|row| row.candidate).collect();
    let change = deciding::freeze(&campaign, AWARD, &found, Some(&first), "Two", now()).unwrap();
    make(&mut campaign, change);
    let refused = take(&campaign, &other, judge_packs::TakeWish { late: true, replace: true }).unwrap_err();
    assert!(refused.why.contains("frozen"), "{refused}");
}

#[test]
fn an_older_pack_and_hostile_files_change_nothing() {
    let mut campaign = made(4, 2);
    set_round(&mut campaign, 1, |round| round.each = 1);
    assign(&mut campaign, 1, 3);
    let old = ready(&mut campaign, 1)[0].1.clone();
    let more: Vec<u32> = (1..=4).collect();
    let change = assigning::set_by_hand(&campaign, AWARD, 1, 1, &more, true, now()).unwrap();
    make(&mut campaign, change);
    let new = ready(&mut campaign, 1)[0].1.clone();
    assert_eq!((old.version, new.version, old.pack_id == new.pack_id), (1, 2, true));
    let refused = take(&campaign, &answered(&old, 3), judge_packs::TakeWish::default()).unwrap_err();
    assert!(refused.why.contains("version 1") && refused.why.contains("version 2"), "{refused}");
    let before = campaign.clone();
    let good = answered(&new, 3);
    let file = pack::file(&good).unwrap();
    let refuse = |bytes: &[u8]| {
        judge_packs::take_in(&campaign, bytes, judge_packs::TakeWish::default(), now(), &zone()).unwrap_err()
    };
    for end in [0, 1, file.len() / 2, file.len() - 3] {
        refuse(&file[..end]);
    }
    for at in (0..file.len()).step_by(37) {
        let mut flipped = file.clone();
        flipped[at] ^= 0x20;
        if let Ok(taken) = judge_packs::take_in(&campaign, &flipped, judge_packs::TakeWish::default(), now(), &zone()) {
            assert!(flipped[at].is_ascii_whitespace() || file[at].is_ascii_whitespace(), "byte {at}: {taken:?}");
        }
    }
    refuse(&vec![b'['; 100_000]);
    refuse("{\"format\":\"\u{1b}[31m\"}".as_bytes());
    refuse(judge_packs::page(&new).unwrap().as_bytes());
    let mut wrong = good.clone();
    wrong.judge = "J-99".into();
    assert!(take(&campaign, &wrong, judge_packs::TakeWish::default()).is_err());
    let mut wrong = good.clone();
    wrong.pack_id = "somebody else's".into();
    assert!(take(&campaign, &wrong, judge_packs::TakeWish::default()).unwrap_err().why.contains("no pack"));
    let mut wrong = good.clone();
    wrong.version = 9;
    assert!(take(&campaign, &wrong, judge_packs::TakeWish::default()).is_err());
    let mut wrong = good.clone();
    let sheet = wrong.sheets.values().next().unwrap().clone();
    wrong.sheets.insert("N77".into(), sheet);
    assert!(take(&campaign, &wrong, judge_packs::TakeWish::default()).unwrap_err().why.contains("N77"));
    let mut wrong = good.clone();
    wrong.sheets.values_mut().next().unwrap().marks.values_mut().for_each(|mark| *mark = i32::MAX);
    assert!(take(&campaign, &wrong, judge_packs::TakeWish::default()).is_err());
    let mut wrong = good;
    wrong.ranking = vec![vec!["N01".into()]];
    assert!(take(&campaign, &wrong, judge_packs::TakeWish::default()).is_err());
    assert_eq!(campaign, before);
    // What is asked was changed since: answers to other questions are worth nothing.
    set_round(&mut campaign, 1, |round| round.mode = Mode::PassFail(Passing::All));
    let refused = take(&campaign, &answered(&new, 3), judge_packs::TakeWish::default()).unwrap_err();
    assert!(refused.why.contains("changed since"), "{refused}");
}

/// Every mode from pack to result: what the page would save becomes lines, and the lines an order.
#[test]
fn every_mode_comes_back_and_is_counted() {
    let modes = [
        Mode::PassFail(Passing::Majority),
        Mode::Ranking(Default::default()),
        Mode::Ranking(unsung::campaign::judging::Tally::Stv),
        Mode::Approval(2),
        Mode::Points(10),
        Mode::Pairwise,
    ];
    for mode in modes {
        let mut campaign = made(4, 3);
        set_round(&mut campaign, 1, |round| {
            round.mode = mode.clone();
            round.each = 0;
            round.quota = 1;
        });
        assign(&mut campaign, 1, 1);
        for (_, pack) in ready(&mut campaign, 1) {
            let mut answers = Answers {
                pack_id: pack.pack_id.clone(),
                version: pack.version,
                judge: pack.judge.clone(),
                finished: true,
                ..Answers::default()
            };
            let codes: Vec<String> = (1..=4).map(judge_packs::pack_code).collect();
            let mut sheet = |code: &str, sheet: pack::Sheet| _ = answers.sheets.insert(code.into(), sheet);
            match mode {
                Mode::PassFail(_) => {
                    for (at, code) in codes.iter().enumerate() {
                        let comment = "Said why.".to_owned();
                        sheet(code, pack::Sheet { pass: Some(at == 0), comment, ..Default::default() });
                    }
                }
                Mode::Approval(_) => {
                    for (at, code) in codes.iter().enumerate() {
                        sheet(code, pack::Sheet { approved: Some(at == 0), ..Default::default() });
                    }
                }
                Mode::Points(_) => {
                    for (at, code) in codes.iter().enumerate() {
                        sheet(code, pack::Sheet { points: Some([7, 2, 1, 0][at]), ..Default::default() });
                    }
                }
                Mode::Ranking(_) => answers.ranking = codes.iter().map(|code| vec![code.clone()]).collect(),
                _ => {
                    let pack::Mode::Pairwise { duels, .. } = &pack.mode else { panic!("not pairwise") };
                    let duel = |(first, second): &(String, String)| pack::DuelAnswer {
                        verdict: if first < second { pack::Verdict::First } else { pack::Verdict::Second },
                        first: first.clone(),
                        second: second.clone(),
                    };
                    answers.duels = duels.iter().map(duel).collect();
                }
            }
            let taken = take(&campaign, &answers, judge_packs::TakeWish::default()).unwrap();
            assert_eq!((taken.lines.len(), taken.gaps.as_slice()), (4, &[][..]), "{mode:?}");
            make(&mut campaign, taken.change.unwrap());
        }
        let found = outcome(&campaign, 1);
        assert_eq!(found.chosen(), [1], "{mode:?}");
        assert_eq!((found.counted, found.missing), (12, 0), "{mode:?}");
        assert_eq!(found.held, mode == Mode::Pairwise);
        // All three agree, so panels drawn again from them do, too.
        let drawn_again = mode != Mode::Pairwise;
        assert_eq!(found.rows[0].span, drawn_again.then_some((1, 1)), "{mode:?}");
        assert_eq!(found.stages.is_empty(), mode.id() != "stv");
        freeze(&mut campaign, 1);
        assert_eq!(saved_and_read(&campaign), campaign);
    }
}

/// What is found and what is left of a text about Anna Weber, where Jan Kowalski and 王小明 are people of the campaign, too.
fn blind_text(language: &str, text: &str) -> (Vec<blind::Leak>, String) {
    let mut campaign = made(2, 1);
    let named = |id: u64, name: &str| {
        Edit::person(PersonId(id), Person { name: name.into(), ..campaign.people().get(PersonId(id)).unwrap().clone() })
    };
    let mut nomination = campaign.nominations().get(NominationId(1)).unwrap().clone();
    nomination.story = text.into();
    let stranger = Person { name: "王小明".into(), ..Person::default() };
    let settings = unsung::campaign::Settings { language: language.into(), ..campaign.settings().clone() };
    let edits = vec![
        Edit::Settings(settings.into()),
        named(1, "Anna Weber"),
        named(2, "Jan Kowalski"),
        Edit::person(PersonId(50), stranger),
        Edit::nomination(NominationId(1), nomination),
    ];
    make(&mut campaign, Change::new("Set", edits));
    let change = setup::set_blind(&campaign, AWARD, true, false).unwrap();
    make(&mut campaign, change);
    let (names, it) = (blind::Names::of(&campaign), judging(&campaign).candidate(1).unwrap());
    let text = blind::source_text(&campaign, AWARD, PersonId(1));
    let leaks = blind::leaks(&campaign, AWARD, judging(&campaign), it, &text, &names);
    let covered = blind::proposal(&campaign, AWARD, judging(&campaign), it, &names);
    assert_eq!(blind::leaks(&campaign, AWARD, judging(&campaign), it, &covered, &names), [], "{covered}");
    if !leaks.is_empty() {
        // A text as it was is not let through unseen.
        blind::review(&campaign, AWARD, &[(1, Some(text))], &names, "Ana", false, now()).unwrap_err();
    }
    (leaks, covered)
}

#[test]
fn names_in_other_cases_give_the_nominee_away_and_are_covered() {
    for (language, text) in [
        (
            "de",
            "Ohne Annas Einsatz wäre die Nacht lang geworden. Dank Webers Ruhe und mit Annas Werkzeug ging es weiter.",
        ),
        ("en", "Ohne Annas Einsatz lief nichts. Dank Webers Ruhe."),
        ("sv", "Det var Annas lampa som lyste, och Webers bil som var på plats."),
        ("pl", "Bez Anny nie było prądu, a dzięki Annie wszystko już działa. To jest zasługa Webera, nie Webers."),
        ("cs", "Bez Anny by to nešlo, ale díky Anně a Weberovi jsme všichni doma. Annin klíč byl pro nás."),
        ("fi", "Annan ansiosta kaikki toimi, ja Weberille kiitos. Weberin apu oli koko talon onni."),
        ("tr", "Gece Anna'nın sayesinde geçti, Weber’in anahtarı vardı."),
        ("fr", "Le réseau est revenu grâce à l’aide d'Anna, et la nuit fut courte pour Weber."),
    ] {
        let (leaks, covered) = blind_text(language, text);
        for part in ["Ann", "Weber"] {
            assert!(!covered.contains(part), "{covered}: {leaks:?}");
        }
        assert!(leaks.iter().filter(|leak| leak.kind == blind::LeakKind::OwnName).count() >= 2, "{leaks:?}");
    }
    let (_, covered) = blind_text("de", "Ohne Annas Einsatz wäre die Nacht lang geworden, und das Licht wäre aus.");
    assert!(covered.contains("Einsatz") && covered.contains("Nacht") && covered.contains("Licht"), "{covered}");
    // Everyday words that look like a name with an ending.
    let (leaks, _) = blind_text("de", "Als das Licht ausging, war die Halle leer und das Tor zu.");
    assert_eq!(leaks, []);
}

#[test]
fn people_of_the_campaign_are_known_in_every_text() {
    for text in [
        "Die Halle war leer, und Kowalski war mit dem Schlüssel bei der Tür.",
        "Kowalskis Schlüssel war bei der Tür, und die Halle war leer.",
        "Kowalski, bei der Tür, hat das Licht und die Halle wieder geöffnet.",
    ] {
        let (leaks, covered) = blind_text("de", text);
        assert!(!covered.contains("Kowalski") && covered.contains("Tür"), "{covered}: {leaks:?}");
        assert_eq!(leaks.iter().map(|leak| leak.kind).collect::<Vec<_>>(), [blind::LeakKind::OtherName]);
    }
    let (_, covered) = blind_text("zh", "感谢王小明的帮助。");
    assert!(!covered.contains("小明"), "{covered}");
}

#[test]
fn blind_texts_give_nobody_away_and_go_out_only_when_read() {
    let mut campaign = made(2, 2);
    let mut person = campaign.people().get(PersonId(1)).unwrap().clone();
    person.name = "William Okonjo".into();
    person.team = "Night Desk Leeds".into();
    person.code_name = "The Ladle".into();
    let mut nomination = campaign.nominations().get(NominationId(1)).unwrap().clone();
    nomination.story = "okonjo fixed it. Bill will always help; she wrote to w@tram.example and \
        https://tram.example/okonjo. Jane Doe of Night Desk Leeds saw it. William's friends call her Bill, or ladle at \
        the end of the day."
        .into();
    make(
        &mut campaign,
        Change::new("Set", vec![Edit::person(PersonId(1), person), Edit::nomination(NominationId(1), nomination)]),
    );
    let change = setup::set_blind(&campaign, AWARD, true, true).unwrap();
    make(&mut campaign, change);
    set_round(&mut campaign, 1, |round| round.each = 0);
    assign(&mut campaign, 1, 1);
    let refused = judge_packs::make(&campaign, AWARD, 1, &[], now(), &zone()).unwrap_err();
    assert!(refused.why.contains("not reviewed"), "{refused}");
    let it = judging(&campaign).candidate(1).unwrap().clone();
    let text = blind::source_text(&campaign, AWARD, PersonId(1));
    let leaks = blind::leaks(&campaign, AWARD, judging(&campaign), &it, &text, &blind::Names::of(&campaign));
    let kinds: BTreeSet<blind::LeakKind> = leaks.iter().map(|leak| leak.kind).collect();
    let expected = [
        blind::LeakKind::OwnName,
        blind::LeakKind::Pronoun,
        blind::LeakKind::Email,
        blind::LeakKind::Link,
        blind::LeakKind::Team,
        blind::LeakKind::OtherName,
    ];
    assert_eq!(kinds, BTreeSet::from(expected), "{leaks:?}");
    let covered = blind::proposal(&campaign, AWARD, judging(&campaign), &it, &blind::Names::of(&campaign));
    for word in ["okonjo", "Okonjo", "William", "Bill", "Jane", "Leeds", "tram.example", " she ", " her ", "ladle"] {
        assert!(!covered.contains(word), "{word}: {covered}");
    }
    assert!(covered.contains(" will always") && covered.contains("at the end of the day"), "everyday words: {covered}");
    assert!(covered.contains(&it.code));
    assert!(covered.contains("or […] at the end"), "the thing of the code name is no person: {covered}");
    let texts = [(1, Some("Okonjo again.".to_owned())), (2, None)];
    let names = blind::Names::of(&campaign);
    let review = |texts: &[(u32, Option<String>)], by| blind::review(&campaign, AWARD, texts, &names, by, false, now());
    review(&texts, "Ana").unwrap_err();
    review(&[(1, None), (2, None)], " ").unwrap_err();
    let change = review(&[(1, None), (2, None)], "Ana").unwrap();
    make(&mut campaign, change);
    assert!(blind::unread(&campaign, AWARD, 1).is_empty());
    for (_, pack) in ready(&mut campaign, 1) {
        let page = judge_packs::page(&pack).unwrap();
        for word in ["Okonjo", "okonjo", "William", "Vorname", "Zuname", "Company", "firm1"] {
            assert!(!page.contains(word), "{word}");
        }
    }
    // Another word of the nominator asks for another review; packs with names cannot follow.
    let mut nomination = campaign.nominations().get(NominationId(1)).unwrap().clone();
    nomination.story.push_str(" And more.");
    make(&mut campaign, Change::one("Edit", Edit::nomination(NominationId(1), nomination)));
    assert_eq!(blind::unread(&campaign, AWARD, 1), [1]);
    let named = candidate_name(&campaign, &it);
    blind::set_code(&campaign, AWARD, 1, &format!("The {named}")).unwrap_err();
    blind::set_code(&campaign, AWARD, 1, "Quiet Lagoon Two").unwrap_err();
}
