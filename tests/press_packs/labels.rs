//! Labels: grids add up to the page, places are counted, addresses are whole or refused.

use super::{Shop, letters, texts_of};
use std::collections::BTreeSet;
use unsung::press::label::{self, LabelFacts, LabelSheet, Placement};
use unsung::scene::dump::words;
use unsung::scene::item::{Item, Page};

#[test]
fn label_grids_add_up_to_the_page() {
    let mut codes = BTreeSet::new();
    for sheet in LabelSheet::ALL {
        assert!(codes.insert(sheet.code));
        let (w, h) = sheet.paper.size();
        let across = 2.0 * sheet.left + (sheet.columns - 1) as f32 * sheet.pitch_x + sheet.width;
        let down = 2.0 * sheet.top + (sheet.rows - 1) as f32 * sheet.pitch_y + sheet.height;
        assert!((across - w).abs() < 0.6, "{}: {across} of {w}", sheet.code);
        assert!((down - h).abs() < 0.6, "{}: {down} of {h}", sheet.code);
        assert!(sheet.pitch_x >= sheet.width && sheet.pitch_y >= sheet.height, "{}", sheet.code);
        assert_eq!(LabelSheet::named(&format!(" avery {} ", sheet.code.to_lowercase())), Some(sheet));
    }
    assert_eq!(LabelSheet::named("L0000"), None);
}

/// Where labels stand on a page: the places of its groups.
fn places(page: &Page) -> Vec<(f32, f32)> {
    page.items
        .iter()
        .filter_map(|item| match item {
            Item::Group { transform, .. } => Some((transform.tx, transform.ty)),
            _ => None,
        })
        .collect()
}

#[test]
fn labels_start_where_told_and_skip_what_is_used() {
    let mut shop = Shop::new();
    let sheet = LabelSheet::named("L7160").unwrap();
    let facts: Vec<LabelFacts> = (0..20).map(|_| shop.label_facts()).collect();
    let placement = Placement { start_at: 5, used: [6, 21, 40].into(), offset_mm: (1.5, -2.0), outlines: false };
    let run = label::sheets(&facts, &sheet, &placement, &shop.kit, &shop.cache, &mut shop.ts);
    assert_eq!((run.made, run.held.len(), run.pages.len()), (20, 0, 2));
    let (first, second) = (places(&run.pages[0]), places(&run.pages[1]));
    // From 5 to 21 without 6 and 21 are 15; the rest begins anew, where nothing is used.
    assert_eq!((first.len(), second.len()), (15, 5));
    let [x, y, ..] = sheet.frame(4);
    assert_eq!(first[0], (x + 15.0, y - 20.0));
    let [x, y, ..] = sheet.frame(6);
    assert_eq!(first[1], (x + 15.0, y - 20.0));
    let [x, y, ..] = sheet.frame(0);
    assert_eq!(second[0], (x + 15.0, y - 20.0));
    let traced = Placement { outlines: true, ..Placement::default() };
    let run = label::sheets(&facts[..1], &sheet, &traced, &shop.kit, &shop.cache, &mut shop.ts);
    assert_eq!(run.pages[0].items.len(), 21 + 1);
}

#[test]
fn addresses_fit_whole_or_are_refused_and_the_others_move_up() {
    let mut shop = Shop::new();
    let sheet = LabelSheet::named("L7651").unwrap();
    let long = LabelFacts {
        who: "Maria".into(),
        address: (0..9).map(|i| format!("Avenida de la Constitución Española 1234, escalera {i}")).collect(),
        ..shop.label_facts()
    };
    let facts = [shop.label_facts(), long.clone(), shop.label_facts()];
    let run = label::sheets(&facts, &sheet, &Placement::default(), &shop.kit, &shop.cache, &mut shop.ts);
    assert_eq!((run.made, places(&run.pages[0]).len()), (2, 2));
    assert!(run.held[0].to_string().starts_with("Maria: address: has no room on a label of"), "{}", run.held[0]);
    // A larger label takes it, every line.
    let large = shop.label(&long, &LabelSheet::named("5164").unwrap()).unwrap().0;
    for i in 0..9 {
        assert!(letters(&words(&large)).contains(&letters(&format!("escalera {i}"))), "{i}");
    }
    // Without any face for a letter of the address there is no label either.
    let strange = LabelFacts { address: vec!["ꀀꀁ 12".into()], ..shop.label_facts() };
    assert!(shop.label(&strange, &sheet).unwrap_err().to_string().contains("no typeface at hand has"));
    // A Latin form stands in for a name no face has, with a note.
    let latin = LabelFacts { name: "ꀀꀁ".into(), latin_name: Some("Ayi".into()), ..shop.label_facts() };
    let (page, notes) = shop.label(&latin, &sheet).unwrap();
    assert!(words(&page).contains("Ayi") && notes.iter().any(|note| note.place == "name"));
}

#[test]
fn an_address_from_right_to_left_stands_at_the_right() {
    let mut shop = Shop::new();
    let sheet = LabelSheet::named("L7165").unwrap();
    let facts = LabelFacts {
        name: "مريم العلي".into(),
        address: vec!["شارع الجامعة ١٢".into(), "عمّان".into()],
        line_two: String::new(),
        country: "Jordan".into(),
        sender: String::new(),
        ..shop.label_facts()
    };
    let page = shop.label(&facts, &sheet).unwrap().0;
    let right_of = |text: &str| {
        let all = texts_of(&page);
        all.iter().filter(|(t, ..)| t.contains(text)).map(|(_, b, _)| b.right()).fold(0.0_f32, f32::max)
    };
    assert!((right_of("JORDAN") - right_of("العلي")).abs() < 12.0, "{} {}", right_of("JORDAN"), right_of("العلي"));
}

#[test]
fn the_calibration_page_shows_every_label_and_the_offset() {
    let mut shop = Shop::new();
    for sheet in LabelSheet::ALL {
        let page = label::calibration(&sheet, (0.5, -1.0), &shop.kit, &shop.cache, &mut shop.ts).unwrap();
        assert_eq!((page.width, page.height), sheet.paper.size());
        let said = words(&page);
        assert!(said.contains(sheet.code) && said.contains("+0.5 mm") && said.contains("-1.0 mm"), "{said}");
        for number in 2..sheet.per_sheet() {
            assert!(said.lines().any(|line| line == number.to_string()), "{} {number}", sheet.code);
        }
    }
}
