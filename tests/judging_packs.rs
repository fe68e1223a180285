//! Judge packs: the page they become, and the answers that come back from judges and from strangers.
//!
//! With `UNSUNG_JUDGE_PACKS` set to a folder the packs are written there as pages, for `.ci/judge_pack.py` to fill them in in a
//! browser; with `UNSUNG_JUDGE_ANSWERS` set to that folder the answers it saved are read instead of the ones kept in
//! `tests/data/judging/answers`, which were saved in the same way.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use unsung::judging::pack::{
    self, Answers, BYTES_MAX, Mode, PACK_FORMAT, Pack, PackNominee, PackText, Problem, Sheet, Unreadable, Verdict,
};
use unsung::judging::rubric::Criterion;

const PAGE: &str = include_str!("../assets/judging/pack.html");
const KINDS: [&str; 6] = ["rubric", "pass-fail", "ranking", "approval", "points", "pairwise"];

fn criterion(id: &str, label: &str, least: i32, most: i32, weight: f64) -> Criterion {
    let (id, label, hint) = (id.to_owned(), label.to_owned(), format!("What {label} means here, in a sentence."));
    Criterion { id, label, hint, least, most, weight, comment_below: None, comment_above: None }
}

fn mode(kind: &str) -> Mode {
    let pair = |first: &str, second: &str| (first.to_owned(), second.to_owned());
    match kind {
        "rubric" => Mode::Rubric {
            criteria: vec![
                Criterion { comment_below: Some(2), comment_above: Some(4), ..criterion("reach", "Reach", 1, 5, 3.0) },
                criterion("craft", "Craft", 1, 5, 2.0),
                criterion("proof", "Proof", 0, 100, 1.0),
            ],
        },
        "pass-fail" => Mode::PassFail { comment_on_fail: true },
        "ranking" => Mode::Ranking { places: 0 },
        "approval" => Mode::Approval { most: 2 },
        "points" => Mode::Points { budget: 10, most_each: 5 },
        _ => Mode::Pairwise {
            duels: vec![pair("N1", "N2"), pair("N2", "N3"), pair("N4", "N1"), pair("N3", "N5")],
            level: true,
        },
    }
}

/// What nominators write, and what those write who mean harm.
const TEXTS: [&str; 5] = [
    "At two in the morning the payroll stood still. N1 drove over, found a mouse in the fan tray, and everybody was paid at nine.\n\nNobody asked; it was simply done.",
    "</script><script>window.hacked = 1</script><img src=x onerror=\"window.hacked = 2\"> <b>bold</b> &amp; \u{2028} ]]> <!-- --> ${1} `x` \\u003c",
    "خرجت الشبكة عن الخدمة، فعاد الجميع إلى العمل بعد ساعة. \u{202e}txet",
    "Đã giúp cả tầng trong một cuối tuần. \u{1f9af} \u{1f469}\u{200d}\u{1f4bb}",
    "Taught the whole site to back up, one coffee at a time.",
];

fn pack(kind: &str, version: u32) -> Pack {
    let names = ["Brave Otter", "Quiet \"Fox\" <i>", "Heron", "Calm Badger", "Swift"];
    let nominee = |(index, name): (usize, &&str)| PackNominee {
        code: format!("N{}", index + 1),
        name: (*name).to_owned(),
        line: "Two nominations".into(),
        texts: vec![
            PackText { title: "Nomination 1 of 2".into(), text: TEXTS[index].into() },
            PackText { title: String::new(), text: "A second, shorter word from somebody else.".into() },
        ],
    };
    Pack {
        format: PACK_FORMAT.into(),
        pack_id: format!("pack-{kind}"),
        version,
        campaign: "Unsung Heroes 2026".into(),
        award: "The IT Savior".into(),
        round: "Shortlist".into(),
        judge: "J03".into(),
        due: "4 December, 18:00".into(),
        words: "Thank you for judging.\nRead everything once before you mark anything.".into(),
        tie_break: "the higher mean for Reach, then the older nomination".into(),
        mode: mode(kind),
        nominees: names.iter().enumerate().map(nominee).collect(),
        language: "en".into(),
    }
}

#[test]
fn texts_of_strangers_are_data_in_the_page() {
    let folder = std::env::var_os("UNSUNG_JUDGE_PACKS").map(PathBuf::from);
    for kind in KINDS {
        for version in [1, 2] {
            let pack = pack(kind, version);
            let page = pack::page(&pack).unwrap();
            let data = page.split("id=\"pack\">").nth(1).unwrap().split("</script>").next().unwrap();
            assert!(!data.contains(['<', '>', '&', '\u{2028}']));
            assert_eq!(serde_json::from_str::<Pack>(data).unwrap(), pack, "the pack is in the page as it was");
            assert_eq!(page.len(), PAGE.len() - "/*PACK*/".len() + data.len(), "and nothing else was changed");
            if let Some(folder) = &folder {
                fs::create_dir_all(folder).unwrap();
                fs::write(folder.join(format!("{kind}-{version}.html")), page).unwrap();
            }
        }
    }
}

/// What a browser saved: all answers, or those of the first half.
fn saved(kind: &str, half: bool) -> Vec<u8> {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/judging/answers");
    let folder = std::env::var_os("UNSUNG_JUDGE_ANSWERS").map_or_else(|| PathBuf::from(kept), PathBuf::from);
    fs::read(folder.join(format!("answers-{kind}{}.json", if half { "-half" } else { "" }))).unwrap()
}

#[test]
fn answers_from_a_browser_are_whole_and_those_of_half_way_name_what_is_missing() {
    for kind in KINDS {
        let answers = pack::read(&saved(kind, false)).unwrap();
        assert_eq!(pack::check(&answers, &pack(kind, 1)), [], "{kind}");
        assert!(answers.finished && answers.sheets["N4"].recusal.is_some());
        assert_eq!(pack::file(&answers).map(|file| pack::read(&file).unwrap()).unwrap(), answers);
        let half = pack::read(&saved(kind, true)).unwrap();
        let problems = pack::check(&half, &pack(kind, 1));
        assert!(problems.len() > 1 && problems.iter().all(|problem| !problem.refuses()), "{kind}: {problems:?}");
        assert!(problems.contains(&Problem::NotFinished));
        let newer = pack::check(&answers, &pack(kind, 2));
        assert_eq!(newer, [Problem::OlderVersion { theirs: 1, ours: 2 }]);
        assert!(newer[0].refuses() && newer[0].to_string().contains("version 2 was sent since"));
    }
    let rubric = pack::read(&saved("rubric", false)).unwrap();
    let marks: BTreeMap<_, _> =
        [("craft", 4), ("proof", 72), ("reach", 1)].map(|(id, mark)| (id.to_owned(), mark)).into();
    assert_eq!(rubric.sheets["N1"].marks, marks);
    let ranking = pack::read(&saved("ranking", false)).unwrap().ranking;
    assert_eq!(ranking, [vec!["N1"], vec!["N2"], vec!["N3", "N5"]]);
    let duels = pack::read(&saved("pairwise", false)).unwrap().duels;
    assert_eq!(
        duels.iter().map(|duel| duel.verdict).collect::<Vec<_>>(),
        [Verdict::First, Verdict::Second, Verdict::Level]
    );
}

/// Whole answers to the rubric, changed and sealed again as a dishonest program could.
fn changed(kind: &str, change: impl Fn(&mut Answers)) -> Vec<Problem> {
    let mut answers = pack::read(&saved(kind, false)).unwrap();
    change(&mut answers);
    let again = pack::read(&pack::file(&answers).unwrap()).unwrap();
    assert_eq!(again, answers);
    pack::check(&again, &pack(kind, 1))
}

#[test]
fn every_problem_is_named() {
    let sheet = |change: fn(&mut Sheet)| move |answers: &mut Answers| change(answers.sheets.get_mut("N1").unwrap());
    let named = |problems: Vec<Problem>| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let cases: Vec<(&str, Vec<Problem>, &str)> = vec![
        ("another pack", changed("rubric", |a| a.pack_id = "x".into()), "these answers belong to another pack"),
        ("another judge", changed("rubric", |a| a.judge = "J04".into()), "of judge J04, the pack was made for J03"),
        ("a later version", changed("rubric", |a| a.version = 9), "version 9 of the pack, which was never made here"),
        (
            "a stranger",
            changed("rubric", |a| drop(a.sheets.insert("N9".into(), Sheet::default()))),
            "N9 is not in this pack",
        ),
        (
            "a strange criterion",
            changed("rubric", sheet(|s| s.marks.extend([("looks".to_owned(), 3)]))),
            "N1: `looks` is no criterion",
        ),
        (
            "off the scale",
            changed("rubric", sheet(|s| s.marks.extend([("reach".to_owned(), 6)]))),
            "N1: 6 for Reach is off the scale of 1 to 5",
        ),
        ("a mark missing", changed("rubric", sheet(|s| s.marks.retain(|id, _| id != "craft"))), "N1 is not answered"),
        ("a comment missing", changed("rubric", sheet(|s| s.comment = " ".into())), "N1: Reach asks for a comment"),
        (
            "another question",
            changed("rubric", sheet(|s| s.points = Some(1))),
            "N1: answers something that this round does not ask",
        ),
        (
            "a strange reason",
            changed("rubric", |a| a.sheets.get_mut("N4").unwrap().recusal.as_mut().unwrap().reason = "no".into()),
            "N4: `no` is no reason",
        ),
        (
            "a silent no",
            changed("pass-fail", |a| a.sheets.get_mut("N2").unwrap().comment.clear()),
            "N2: a no asks for a comment",
        ),
        ("twice", changed("ranking", |a| a.ranking.push(vec!["N1".into()])), "N1 is ranked twice"),
        ("recused and ranked", changed("ranking", |a| a.ranking.push(vec!["N4".into()])), "N4: answers something"),
        ("places left", changed("ranking", |a| drop(a.ranking.pop())), "2 places are filled, 4 are asked"),
        (
            "too many",
            changed("approval", |a| a.sheets.get_mut("N2").unwrap().approved = Some(true)),
            "3 nominees are approved; at most 2",
        ),
        ("too many points", changed("points", sheet(|s| s.points = Some(6))), "N1 has 6 points; at most 5"),
        (
            "over the budget",
            changed("points", |a| a.sheets.get_mut("N2").unwrap().points = Some(5)),
            "15 points are given, there are 10",
        ),
        ("points left", changed("points", sheet(|s| s.points = None)), "5 of the points are not given"),
        ("an old duel", changed("pairwise", |a| a.duels[0].first = "N5".into()), "the duel of N5 and N2 was not asked"),
        (
            "a duel twice",
            changed("pairwise", |a| a.duels.push(a.duels[0].clone())),
            "the duel of N1 and N2 was not asked, or is answered twice",
        ),
        ("a duel left", changed("pairwise", |a| drop(a.duels.pop())), "duels without verdict: 1"),
        (
            "a ranking in a rubric",
            changed("rubric", |a| a.ranking.push(vec!["N1".into()])),
            "the round: answers something",
        ),
    ];
    for (what, problems, expected) in cases {
        assert!(named(problems.clone()).contains(expected), "{what}: {problems:?}");
    }
}

#[test]
fn a_hostile_file_is_refused_with_its_reason_and_does_no_harm() {
    let good = saved("rubric", false);
    assert!(pack::read(&good).is_ok());
    assert_eq!(pack::read(b"  \n"), Err(Unreadable::Empty));
    assert_eq!(pack::read(&vec![b'{'; BYTES_MAX + 1]), Err(Unreadable::TooLarge { bytes: BYTES_MAX + 1 }));
    assert_eq!(pack::read(pack::page(&pack("rubric", 1)).unwrap().as_bytes()), Err(Unreadable::ThePack));
    for other in [&b"PK\x03\x04"[..], b"nominee,score", b"{}", b"[[[[[[[[", b"null", b"\xff\xfe{\0"] {
        assert_eq!(pack::read(other), Err(Unreadable::NotAnswers), "{other:?}");
    }
    let format = String::from_utf8(good.clone()).unwrap().replace("answers/1\"", "answers/2\"");
    assert_eq!(pack::read(format.as_bytes()), Err(Unreadable::OtherFormat { format: "unsung-judge-answers/2".into() }));
    // Cut anywhere: never read. What is cut is white space alone at the very end.
    for end in 0..good.trim_ascii_end().len() {
        assert!(pack::read(&good[..end]).is_err(), "cut at {end}");
    }
    for at in 0..good.len() {
        for bit in [1, 0x80] {
            let mut bent = good.clone();
            bent[at] ^= bit;
            let outside = bent.trim_ascii() == good.trim_ascii();
            assert!(outside || pack::read(&bent).is_err(), "bit {bit} of byte {at}");
        }
    }
}

/// Seals any text as answers.
fn sealed(body: &str) -> Vec<u8> {
    let sum = hex::encode(Sha256::digest(body));
    format!("{{\"format\":\"unsung-judge-answers/1\",\"sha256\":\"{sum}\",\"answers\":{body}}}").into_bytes()
}

#[test]
fn a_right_sum_over_nonsense_is_no_help() {
    let whole = r#"{"pack_id":"p","version":1,"judge":"J","finished":true,"saved_at":"","sheets":{},"ranking":[],"duels":[],"words":""}"#;
    assert!(pack::read(&sealed(whole)).is_ok());
    let sheets = |inside: &str| whole.replace("\"sheets\":{}", &format!("\"sheets\":{inside}"));
    let sheet = r#"{"pass":null,"marks":{},"approved":null,"points":null,"comment":"","recusal":null}"#;
    assert!(pack::read(&sealed(&sheets(&format!("{{\"N1\":{sheet}}}")))).is_ok());
    let nonsense = [
        whole.replace("\"version\":1", "\"version\":-1"),
        whole.replace("\"version\":1", "\"version\":1e99"),
        whole.replace("\"version\":1", "\"version\":\"1\""),
        whole.replace("\"words\":\"\"", "\"words\":\"\",\"more\":1"),
        whole.replace("\"words\":\"\"", "\"words\":\"\",\"words\":\"\""),
        whole.replace("\"ranking\":[]", &format!("\"ranking\":{}{}", "[".repeat(5_000), "]".repeat(5_000))),
        whole.replace("\"ranking\":[]", &format!("\"ranking\":[{}[]]", "[],".repeat(100_000))),
        whole.replace("\"judge\":\"J\"", "\"judge\":\"J\\u0000\""),
        whole.replace("\"judge\":\"J\"", &format!("\"judge\":\"{}\"", "J".repeat(65))),
        whole.replace("\"words\":\"\"", &format!("\"words\":\"{}\"", "w".repeat(20_001))),
        whole.replace("\"words\":\"\"", "\"words\":\"\\ud800\""),
        whole.replace("\"duels\":[]", r#""duels":[{"first":"N1","second":"N2","verdict":"both"}]"#),
        sheets(&format!("{{\"N1\":{sheet},\"N1\":{sheet}}}")),
        sheets(&format!("{{\"N1\":{}}}", sheet.replace("\"marks\":{}", "\"marks\":{\"reach\":1,\"reach\":5}"))),
        sheets(&format!("{{\"N1\":{}}}", sheet.replace("\"marks\":{}", "\"marks\":{\"reach\":4.5}"))),
        sheets(&format!("{{\"N1\":{}}}", sheet.replace("\"marks\":{}", "\"marks\":{\"reach\":99999999999}"))),
        sheets("[]"),
        sheets("null"),
        "{}".to_owned(),
        "{{}".to_owned(),
    ];
    for body in nonsense {
        let read = pack::read(&sealed(&body));
        assert!(matches!(read, Err(Unreadable::Content { .. })), "{}: {read:?}", &body[..body.len().min(200)]);
    }
}
