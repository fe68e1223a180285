//! Names fit their plate or are refused in words; stories shrink, and are shortened only when asked.

use unsung::scene::fit::{Limits, Overflow, fit_name, fit_paragraph};
use unsung::scene::item::Item;
use unsung::scene::text::{FontSource, INK, TextStyle, Typesetter};

/// The name plate of the award card.
const PLATE: (f32, f32) = (1240.0, 130.0);

fn style() -> TextStyle {
    TextStyle {
        family: "Bangers".into(),
        size: 122.0,
        spacing: 5.0,
        outline: Some((INK, 22.0)),
        line_height: 1.0,
        ..TextStyle::default()
    }
}

fn limits() -> Limits {
    Limits::new(122.0, 50.0, 2)
}

/// Letters of a text, whatever its order, without white space: what must all be on the plate.
fn letters(text: &str) -> Vec<char> {
    let mut all: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    all.sort_unstable();
    all
}

#[test]
fn hostile_names_fit_a_plate_or_are_refused_with_the_reason() {
    let mut ts = Typesetter::new(FontSource::shipped());
    let mut reader = csv::Reader::from_path("tests/data/csv/names_torture.csv").unwrap();
    let (mut fitted, mut refused) = (Vec::new(), Vec::new());
    for row in reader.records() {
        let name = row.unwrap()[0].to_owned();
        match fit_name(&mut ts, &name, &style(), PLATE.0, PLATE.1, &limits()) {
            Ok(fit) => {
                let [l, t, r, b] = fit.block.ink;
                assert!(r - l <= PLATE.0 && b - t <= PLATE.1, "{name} runs over: {:?}", fit.block.ink);
                assert!((50.0..=122.0).contains(&fit.size), "{name} at {}", fit.size);
                assert!(fit.block.missing.is_empty());
                let set: String = fit.block.runs.iter().map(|r| &*r.text).collect();
                let clean = unsung::scene::text::clean_for_setting(&name);
                assert_eq!(letters(&set), letters(&clean), "nothing cut, nothing added");
                fitted.push(name);
            }
            Err(refusal) => {
                assert!(refusal.reason.len() > 10, "{refusal}");
                refused.push((name, refusal.reason));
            }
        }
    }
    let why = |part: &str| refused.iter().find(|(n, _)| n.contains(part)).map(|(_, r)| r.as_str()).unwrap_or_default();
    assert!(why("🦸").contains("no typeface"), "{refused:?}");
    assert!(why("xxxxxxxx").contains("mm"), "{refused:?}");
    for name in [
        "Ng",
        "O",
        "Steve D’Onald",
        "Maria del Carmen Fernández de la Cueva y Gutiérrez-Mellado",
        "مريم العلي",
        "अनिता शर्मा",
    ] {
        assert!(fitted.iter().any(|f| f == name), "{name} is refused: {refused:?}");
    }
    assert!(fitted.len() >= 16, "{refused:?}");
}

#[test]
fn two_letters_are_not_blown_up_and_stand_inside() {
    let mut ts = Typesetter::new(FontSource::shipped());
    let fit = fit_name(&mut ts, "Ng", &style(), PLATE.0, PLATE.1, &limits()).unwrap();
    assert_eq!((fit.size, fit.lines, fit.note.as_deref()), (122.0, 1, None));
    assert!(fit.block.width < PLATE.0 / 4.0);
    for anchor in [0.0, 0.5, 1.0] {
        let items = fit.items_in(100.0, 200.0, PLATE.0, PLATE.1, anchor);
        let Item::Text(run) = &items[0] else { panic!("a run") };
        let shift = run.transform.tx - fit.block.runs[0].transform.tx;
        let left = fit.block.ink[0] + shift;
        let free = PLATE.0 - (fit.block.ink[2] - fit.block.ink[0]);
        assert!((left - (100.0 + free * anchor)).abs() < 0.01);
        let top = fit.block.ink[1] + run.transform.ty - fit.block.runs[0].transform.ty;
        assert!(top >= 199.99 && top + fit.block.ink[3] - fit.block.ink[1] <= 330.01, "{top}");
    }
}

#[test]
fn wraps_at_its_own_spaces_and_hyphens_evenly() {
    let mut ts = Typesetter::new(FontSource::shipped());
    let plain = TextStyle { line_height: 1.1, ..TextStyle::default() };
    let fit = fit_name(&mut ts, "Anna-Maria de la Cueva", &plain, 380.0, 200.0, &Limits::new(60.0, 50.0, 2)).unwrap();
    assert_eq!(fit.lines, 2);
    let lines: Vec<&str> = fit.block.runs.iter().map(|r| r.text.trim()).collect();
    assert_eq!(lines, ["Anna-Maria", "de la Cueva"]);
    let fit = fit_name(&mut ts, "Featherstone-Haugh", &plain, 420.0, 200.0, &Limits::new(60.0, 50.0, 2)).unwrap();
    let lines: Vec<&str> = fit.block.runs.iter().map(|r| &*r.text).collect();
    assert_eq!(lines, ["Featherstone-", "Haugh"]);
    let refusal =
        fit_name(&mut ts, "Featherstonehaugh", &plain, 300.0, 200.0, &Limits::new(60.0, 50.0, 2)).unwrap_err();
    assert!(refusal.reason.contains("no space or hyphen"), "{refusal}");
}

#[test]
fn an_empty_name_is_refused() {
    let mut ts = Typesetter::new(FontSource::shipped());
    for name in ["", "  \u{200B}", "\u{202E}"] {
        assert!(fit_name(&mut ts, name, &style(), 100.0, 100.0, &limits()).is_err());
    }
}

#[test]
fn a_story_shrinks_then_is_refused_or_shortened_at_a_sentence() {
    let mut ts = Typesetter::new(FontSource::shipped());
    let story = "When a flood took the basement switch, the ward was rewired by head torch. Nobody noticed. That was the point. \
                 The night shift worked on as if nothing had happened, and every file was back before the first coffee.";
    let style = TextStyle { size: 40.0, ..TextStyle::default() };
    let mut fit = |h: f32, overflow| fit_paragraph(&mut ts, story, &style, 700.0, h, 28.0, overflow);
    assert_eq!(fit(600.0, Overflow::Refuse).unwrap().size, 40.0);
    let smaller = fit(220.0, Overflow::Refuse).unwrap();
    assert!(smaller.size < 40.0 && smaller.size >= 28.0 && smaller.block.ink[3] <= 220.0);
    assert!(smaller.note.unwrap().contains('%'));
    assert!(fit(120.0, Overflow::Refuse).unwrap_err().reason.contains("height"));
    let short = fit(120.0, Overflow::Shorten).unwrap();
    let set: String = short.block.runs.iter().map(|r| &*r.text).collect();
    assert!(set.ends_with("point. …") || set.ends_with("noticed. …"), "{set}");
    assert!(short.note.unwrap().contains("shortened"));
    assert!(fit(20.0, Overflow::Shorten).is_err());
}
