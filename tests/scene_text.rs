//! Setting text: faces stand in as whole names, missing characters are named, nothing turns a line round.

use unsung::scene::text::{
    Align, FontSource, TextStyle, Typesetter, clean_for_setting, clean_paragraphs, isolated, isolated_in,
    removed_for_setting,
};

fn typesetter() -> Typesetter {
    Typesetter::new(FontSource::shipped())
}

fn display(size: f32) -> TextStyle {
    TextStyle { family: "Bangers".into(), size, spacing: 5.0, ..TextStyle::default() }
}

#[test]
fn a_name_bangers_cannot_set_is_set_whole_in_noto() {
    let mut ts = typesetter();
    assert_eq!(ts.display_family("NADIA THE NETWORK NINJA"), "Bangers");
    for name in ["Ωmega", "Жанна", "مريم", "दीपा"] {
        assert_eq!(ts.display_family(name), "Noto Sans", "{name}");
    }
    let mixed = ts.block("Nadia Ж", &display(100.0));
    assert_eq!(mixed.family, "Noto Sans");
    let ids: Vec<u64> = mixed.runs.iter().map(|r| r.font.data.id()).collect();
    assert!(ids.windows(2).all(|w| w[0] == w[1]), "one face for the whole name");
    assert_eq!(ts.block("Nadia", &display(100.0)).family, "Bangers");
}

#[test]
fn every_shipped_script_sets_without_gaps_and_reads_back() {
    let mut ts = typesetter();
    for text in
        ["Nguyễn Thị Hằng Łukasz Çelik", "Γιώργος Παπαδόπουλος", "Жанна Щукина", "مريم العلي", "יעל כהן", "अनिता शर्मा"]
    {
        let block = ts.block(text, &TextStyle::default());
        assert_eq!(block.missing, Vec::<String>::new(), "{text}");
        let mut logical: Vec<&str> = block.runs.iter().map(|r| &*r.text).collect();
        if block.runs.iter().all(|r| r.rtl) {
            logical.reverse();
        }
        assert_eq!(logical.concat(), text);
        assert!(block.ink[2] > block.ink[0] && block.ink[3] > block.ink[1]);
    }
}

#[test]
fn missing_characters_are_named_by_cluster() {
    let mut ts = typesetter();
    let block = ts.block("Zoë 🦸🏽‍♀️ 𓀀", &TextStyle::default());
    assert_eq!(block.missing, ["🦸🏽‍♀️", "𓀀"]);
    assert!(block.runs.iter().all(|r| r.glyphs.iter().all(|g| g.id != 0)));
}

#[test]
fn nothing_unseen_reorders_or_vanishes() {
    assert_eq!(clean_for_setting("\u{202E}evil name"), "evil name");
    assert_eq!(removed_for_setting("\u{202E}evil\u{202C} na\u{200B}me\u{202E}"), ['\u{202E}', '\u{202C}', '\u{200B}']);
    assert_eq!(clean_for_setting("Ann\u{200B}Field"), "AnnField");
    assert_eq!(clean_for_setting("  Padded\u{A0} Name\u{A0} "), "Padded Name");
    assert_eq!(clean_for_setting("de\u{A0}Vries"), "de\u{A0}Vries");
    assert_eq!(clean_for_setting("A\tB\r\nC\0"), "A B C");
    assert_eq!(clean_for_setting("Nguye\u{302}\u{303}n"), "Nguyễn");
    // NFC would write another form of the character the person uses.
    assert_eq!(clean_for_setting("\u{FA19}\u{8C37}"), "\u{FA19}\u{8C37}");
    // Persian needs its non-joiner.
    assert_eq!(clean_for_setting("می\u{200C}رود"), "می\u{200C}رود");
    assert_eq!(clean_paragraphs("One \r\n two\n\nthree\n"), "One\ntwo\n\nthree");
}

/// What stands in the line from the left to the right.
fn from_the_left(ts: &mut Typesetter, text: &str) -> Vec<String> {
    let block = ts.block(text, &TextStyle::default());
    assert_eq!(block.missing, Vec::<String>::new(), "{text}");
    let mut runs: Vec<(f32, String)> =
        block.runs.iter().map(|run| (run.transform.tx, run.glyphs.iter().map(|it| &*it.text).collect())).collect();
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    runs.into_iter().map(|(_, text)| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_name_from_the_right_turns_no_sentence_and_draws_no_number_to_itself() {
    let mut ts = typesetter();
    for (one, other) in [("דנה", "כהן"), ("ليلى", "سامي")] {
        // As it comes, the whole sentence turns round.
        let plain = from_the_left(&mut ts, &format!("{one} is before {other} by 25"));
        assert!(plain[0].contains("25") || !plain[0].contains("is before"), "{plain:?}");
        let set = from_the_left(&mut ts, &format!("{} is before {} by 25", isolated(one), isolated(other)));
        let latin: Vec<usize> = ["is before", "by 25"]
            .iter()
            .map(|words| set.iter().position(|run| run.contains(words)).unwrap_or_else(|| panic!("{words}: {set:?}")))
            .collect();
        assert!(latin[0] == 1 && latin[1] == 3 && set.len() == 4, "{set:?}");
        // Beside a number and in brackets, and two of them in a row.
        let set = from_the_left(&mut ts, &format!("{} (3), {} 7", isolated(one), isolated(other)));
        assert!(set[1].contains("(3)") && set.last().unwrap().contains('7'), "{set:?}");
        let sentence = isolated_in(&format!("{one} {other} wins 3 times"), &[&format!("{one} {other}"), one]);
        let set = from_the_left(&mut ts, &sentence);
        assert!(set.last().unwrap().contains("wins 3 times"), "{set:?}");
        // Nobody sees the marks, and nothing of them is read back.
        let block = ts.block(&sentence, &TextStyle::default());
        let read: String = block.runs.iter().flat_map(|run| run.glyphs.iter().map(|it| it.text.to_string())).collect();
        assert!(!read.contains(['\u{2068}', '\u{2069}', '\u{FDD0}', '\u{FDD1}']), "{read:?}");
    }
    assert_eq!(isolated("Ada Quist"), "Ada Quist");
    // What is put together has no marks but its own.
    assert_eq!(isolated("Ada\u{FDD0} Quist"), "Ada Quist");
}

#[test]
fn every_name_in_a_sentence_is_apart_the_whole_before_a_part() {
    let (full, first) = ("דנה כהן", "דנה");
    let apart =
        |sentence: &str, names: &[&str]| isolated_in(sentence, names).replace('\u{FDD0}', "<").replace('\u{FDD1}', ">");
    for names in [[full, first], [first, full]] {
        assert_eq!(apart(&format!("{first} stays calm, 3 times"), &names), format!("<{first}> stays calm, 3 times"));
        let both = format!("{full} and {first}'s 2 cats");
        assert_eq!(apart(&both, &names), format!("<{full}> and <{first}>'s 2 cats"));
        // A longer word is another one.
        assert_eq!(apart(&format!("{first}לי 3"), &names), format!("{first}לי 3"));
    }
    assert_eq!(apart("Ada \u{FDD0}is in", &["Ada", " ", ""]), "Ada is in");
}

#[test]
fn lines_break_at_the_width_and_stand_in_the_middle() {
    let mut ts = typesetter();
    let style = TextStyle { width: Some(400.0), align: Align::Middle, ..TextStyle::default() };
    let block = ts.block("The night shift of ward nine worked on as if nothing had happened.", &style);
    assert!(block.lines >= 3);
    assert!(block.width <= 400.0);
    for run in &block.runs {
        let left = run.transform.tx;
        let end = run.glyphs.iter().rfind(|g| !g.text.trim().is_empty()).map_or(0.0, |g| g.x + g.advance);
        assert!(((left + left + end) / 2.0 - 200.0).abs() < 1.0, "{left} {end}");
    }
    let arabic = ts.block("مريم العلي", &TextStyle { width: Some(400.0), ..TextStyle::default() });
    assert!(arabic.runs.iter().all(|r| r.rtl));
    let right = arabic.ink[2];
    assert!((370.0..=405.0).contains(&right), "a right-to-left line starts at the right: {right}");
}

#[test]
fn outlines_have_the_ink_the_block_reports() {
    let mut ts = typesetter();
    let block = ts.block("Ångström", &TextStyle { size: 100.0, ..TextStyle::default() });
    let mut seen: Option<[f32; 4]> = None;
    for item in block.runs.iter().flat_map(unsung::scene::text::Run::outlines) {
        let unsung::scene::item::Item::Group { transform, items, .. } = item else { panic!("a group per run") };
        for item in items {
            let unsung::scene::item::Item::Shape(shape) = item else { panic!("shapes in it") };
            let b = shape.path.bounds().transform(transform).unwrap();
            let one = [b.left(), b.top(), b.right(), b.bottom()];
            seen = Some(seen.map_or(one, |s| [s[0].min(one[0]), s[1].min(one[1]), s[2].max(one[2]), s[3].max(one[3])]));
        }
    }
    let seen = seen.unwrap();
    for (a, b) in seen.iter().zip(block.ink) {
        assert!((a - b).abs() < 1.5, "{seen:?} {:?}", block.ink);
    }
}
