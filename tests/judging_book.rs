//! Judging on paper: packs with score sheets that ask what the page asks, and the results book. With `UNSUNG_PICTURES` set to a
//! folder the pages are written there as pictures.

use unsung::judging::pack::{Mode, PACK_FORMAT, Pack, PackNominee, PackText};
use unsung::judging::rubric::Criterion;
use unsung::press::judging::{
    AwardBook, BookFacts, FieldLine, HistoryLine, JudgeLine, Quote, RecusalLine, RoundBook, VoteLine, VotesBook, book,
    score_sheets,
};
use unsung::press::paper::Laid;
use unsung::press::sweepstake::Office;
use unsung::scene::dump::words;
use unsung::scene::fonts::FontSource;
use unsung::scene::pixels::render_page;
use unsung::scene::text::Typesetter;

fn typesetter() -> Typesetter {
    Typesetter::new(FontSource::shipped())
}

fn office() -> Office {
    Office { organiser: "The Lamplight Circle".into(), language: "en".into(), ..Office::default() }
}

/// The words of all pages, one line of text after the other.
fn text(name: &str, laid: &Laid) -> String {
    if let Some(folder) = std::env::var_os("UNSUNG_PICTURES") {
        for (index, page) in laid.pages.iter().enumerate() {
            let png = render_page(page, 80.0).unwrap().png().unwrap();
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}-{index}.png")), png).unwrap();
        }
    }
    assert_eq!(laid.missing, Vec::<String>::new(), "{name}");
    laid.pages.iter().map(words).collect::<Vec<_>>().join("\n")
}

fn has(text: &str, parts: &[&str]) {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in parts {
        assert!(flat.contains(part), "`{part}` is not on the pages:\n{text}");
    }
}

fn criteria() -> Vec<Criterion> {
    let criterion = |id: &str, label: &str, hint: &str, most, weight| Criterion {
        id: id.into(),
        label: label.into(),
        hint: hint.into(),
        least: i32::from(most < 100),
        most,
        weight,
        comment_below: Some(2),
        comment_above: (most < 100).then_some(4),
    };
    vec![
        criterion("reach", "Reach", "How many people could work again, and how much sooner.", 5, 3.0),
        criterion("craft", "Craft", "Skill, care and wit in how it was done.", 5, 2.0),
        criterion(
            "proof",
            "Proof",
            "How well the nomination shows it: numbers, witnesses, before and after.",
            100,
            1.0,
        ),
    ]
}

fn pack(mode: Mode) -> Pack {
    let stories = [
        "At two in the morning the payroll stood still. N01 drove over, found a mouse in the fan tray, and everybody was paid at nine. Nobody asked; it was simply done, and in the morning there was coffee for the night shift as well.",
        "One fibre in nine hundred was broken, and the plan of the building was from 1987. Found it in an afternoon, with a torch and a broom handle.",
        "Rolled back a release from a train, between two tunnels. The passengers applauded.",
        "Đã giúp cả tầng chuyển sang máy mới trong một cuối tuần.",
        "Wrote the guide that everybody still uses; answers every question about it, kindly, since 2019.",
    ];
    let names = ["Brave Otter", "Quiet Fox", "Patient Heron", "Calm Badger", "Swift Marten"];
    let nominee = |(index, name): (usize, &&str)| PackNominee {
        code: format!("N{:02}", index + 1),
        name: (*name).into(),
        line: "Two nominations, first of 6 November".into(),
        texts: vec![
            PackText { title: "Nomination 1 of 2".into(), text: stories[index].into() },
            PackText { title: "Nomination 2 of 2".into(), text: stories[(index + 2) % 5].into() },
        ],
    };
    Pack {
        format: PACK_FORMAT.into(),
        pack_id: "5f0c-7777".into(),
        version: 2,
        campaign: "Unsung Heroes 2026".into(),
        award: "The IT Savior".into(),
        round: "Shortlist".into(),
        judge: "J03".into(),
        due: "4 December, 18:00".into(),
        words: "Thank you for judging. Read everything once before you mark anything.".into(),
        tie_break: "the higher mean for Reach, then the older nomination".into(),
        mode,
        nominees: names.iter().enumerate().map(nominee).collect(),
        language: "en".into(),
    }
}

#[test]
fn score_sheets_ask_what_the_page_asks() {
    let pair = |first: &str, second: &str| (first.to_owned(), second.to_owned());
    let modes = [
        ("rubric", Mode::Rubric { criteria: criteria() }, "a mark for each of 3 criteria"),
        ("pass-fail", Mode::PassFail { comment_on_fail: true }, "A no needs a word of comment."),
        ("ranking", Mode::Ranking { places: 3 }, "put at least the best 3 in order"),
        ("approval", Mode::Approval { most: 2 }, "tick up to 2 who deserve it"),
        ("points", Mode::Points { budget: 10, most_each: 5 }, "must be 10"),
        ("pairs", Mode::Pairwise { duels: vec![pair("N01", "N02"), pair("N03", "N05")], level: true }, "neither"),
    ];
    for (name, mode, asked) in modes {
        let laid = score_sheets(&pack(mode), &office(), &mut typesetter());
        let text = text(&format!("sheets-{name}"), &laid);
        has(
            &text,
            &[
                asked,
                "for judge J03",
                "Judge J03 · version 2 · 5f0c-7777",
                "Back by",
                "I nominated this person",
                "4 December, 18:00",
            ],
        );
        has(&text, &["Brave Otter", "broom handle", "chuyển sang máy mới", "When you are done"]);
        assert!(text.to_lowercase().contains("step aside"), "{name}");
    }
    let laid = score_sheets(&pack(Mode::Rubric { criteria: criteria() }), &office(), &mut typesetter());
    assert_eq!(laid.pages.len(), 6, "a first page and one for each nominee");
    let rubric = text("again", &laid);
    has(&rubric, &["50 %", "33 %", "17 %", "Your marks for N05", "under 2 or over 4: please comment"]);
    has(&rubric, &["0 to 100; under 2: please comment", "1 2 3 4 5"]);
}

fn facts() -> BookFacts {
    let line = |place: usize, name: &str, scores: [i32; 3], adjusted: &str, spread: &str, outcome: &str| FieldLine {
        place: Some(place),
        name: name.into(),
        scores: ["J01", "J02", "J03"]
            .iter()
            .zip(scores)
            .map(|(judge, score)| ((*judge).into(), score.to_string()))
            .collect(),
        raw: format!("{:.1}", f64::from(scores.iter().sum::<i32>()) / 3.0),
        adjusted: adjusted.into(),
        spread: spread.into(),
        outcome: outcome.into(),
        ..FieldLine::default()
    };
    let judge = |code: &str, note: &str, effect, left_raw: &str| JudgeLine {
        code: code.into(),
        note: note.into(),
        scores: 12,
        effect,
        left_raw: left_raw.into(),
    };
    let mut field = vec![
        line(1, "Sabine Okonjo", [86, 91, 80], "84.9", "1 to 2", "winner"),
        line(2, "Tom Hartwell", [80, 84, 77], "82.2", "1 to 3", ""),
        line(3, "Ravi Menon", [88, 90, 71], "80.7", "2 to 3", ""),
        line(4, "Đặng Thùy Trâm", [70, 75, 66], "70.4", "4 to 4", ""),
    ];
    field[1].raw_place = 3;
    field[1].why = "seen by J01 and J03, who go 2.1 points below the others".into();
    field[2].raw_place = 2;
    field.push(FieldLine { name: "Luis Ferrer".into(), outcome: "withdrew".into(), ..FieldLine::default() });
    let award = AwardBook {
        title: "The IT Savior".into(),
        words: "For whoever kept others working when nothing did.".into(),
        winners: vec!["Sabine Okonjo".into()],
        judges: vec![
            judge("J01", "independent member: no tie to the organiser", Some(-2.12), ""),
            judge("J02", "", Some(3.04), ""),
            judge("J03", "", None, "2 scores, too few to compare"),
        ],
        left_out: vec![("late".into(), "came in after nominations closed".into(), 3)],
        moves: vec!["Grace Achieng was moved here from Troubleshooter on 2 November: it was about a rescue.".into()],
        rounds: vec![RoundBook {
            title: "Final".into(),
            mode: "weighted rubric, marks from 1 to 5 made into 0 to 100".into(),
            criteria: vec![("Reach".into(), "1 to 5".into(), 50.0), ("Craft".into(), "1 to 5".into(), 50.0)],
            tie_break: "higher mean for Reach, then the older nomination; declared on 2 November".into(),
            method: "adjusted for the judges’ severity: additive judge effect with shrinkage (REML)".into(),
            field,
            count: vec!["First preferences; 2 elect: Sabine Okonjo 3. Elected: Sabine Okonjo.".into()],
            sureness: vec![
                "Sabine Okonjo and Tom Hartwell cannot be told apart: their difference of 2.7 is within chance.".into(),
                "About 6 more scores for each would tell, if the difference stays what it is.".into(),
            ],
            recusals: vec![RecusalLine {
                judge: "J02".into(),
                nominee: "Luis Ferrer".into(),
                reason: "Family or friend".into(),
                when: "9 November".into(),
                effect: "score of 72 taken out".into(),
            }],
        }],
        history: vec![
            HistoryLine {
                when: "12 November, 10:02".into(),
                what: "Winner frozen".into(),
                sha256: "5f0c7777a1b2".repeat(6)[..64].into(),
                ..HistoryLine::default()
            },
            HistoryLine {
                when: "13 November, 09:30".into(),
                what: "Reopened".into(),
                reason: "A paper sheet of J02 had been typed in wrongly".into(),
                after_freeze: true,
                ..HistoryLine::default()
            },
        ],
        votes: Some(VotesBook {
            words: "118 of 131 votes count.".into(),
            lines: vec![
                VoteLine { place: 1, name: "Tom Hartwell".into(), counted: 70, all: 71 },
                VoteLine { place: 2, name: "Sabine Okonjo".into(), counted: 48, all: 60 },
            ],
            more: 3,
            findings: vec![["Sabine Okonjo", "One mailbox, several addresses", "12", "left out"].map(String::from)],
            more_findings: 0,
            sha256: "ab12".repeat(16),
        }),
        quotes: vec![Quote {
            nominee: "Sabine Okonjo".into(),
            judge: "J02".into(),
            text: "Nobody else would have looked in the fan tray. ".into(),
        }],
    };
    let open = AwardBook { title: "Troubleshooter".into(), ..AwardBook::default() };
    BookFacts {
        campaign: "Unsung Heroes 2026".into(),
        title: "Results book".into(),
        words: "The Lamplight Circle, 14 November 2026".into(),
        ledger: "0".repeat(64),
        awards: vec![award, open],
    }
}

#[test]
fn the_book_shows_the_whole_way_to_a_result() {
    let laid = book(&facts(), &office(), &mut typesetter());
    let text = text("book", &laid);
    has(
        &text,
        &["Winner Sabine Okonjo", "Troubleshooter not decided", "J01 86 · J02 91 · J03 80", "85.7", "84.9", "1 to 2"],
    );
    has(&text, &["−2.1", "+3.0", "as given", "2 scores, too few to compare", "independent member"]);
    has(&text, &["Tom Hartwell goes from 3 to 2: seen by J01 and J03, who go 2.1 points below the others"]);
    has(
        &text,
        &[
            "cannot be told apart",
            "About 6 more scores",
            "Luis Ferrer Family or friend 9 November score of 72 taken out",
        ],
    );
    has(&text, &["Reopened", "A paper sheet of J02", "What stands in bold happened after a freeze."]);
    has(&text, &["“Nobody else would have looked in the fan tray.”", "judge J02 on Sabine Okonjo", "5f0c 7777 a1b2"]);
    has(
        &text,
        &["The people's choice", "118 of 131 votes count.", "1 Tom Hartwell 70 71", "And 3 more with fewer votes."],
    );
    has(&text, &["Sabine Okonjo One mailbox, several addresses 12 left out", "ab12 ab12"]);
    has(&text, &["late came in after nominations closed 3", "Grace Achieng was moved here", "How to read this book"]);
    let again = book(&facts(), &office(), &mut typesetter());
    assert_eq!(again.pages.iter().map(words).collect::<Vec<_>>(), laid.pages.iter().map(words).collect::<Vec<_>>());
    let none = book(&BookFacts { title: "Results book".into(), ..BookFacts::default() }, &office(), &mut typesetter());
    has(&self::text("none", &none), &["No award was judged."]);
}
