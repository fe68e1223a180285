//! Thank-you cards and storyboards: what is told fits, whole, and is always the same.

use super::{MESSAGE, Shop, assert_inside, letters};
use std::collections::BTreeSet;
use unsung::press::card::CardPhoto;
use unsung::press::sheets::{Paper, grid};
use unsung::press::storyboard::{self, StoryboardFacts};
use unsung::press::thanks;
use unsung::scene::dump::words;
use unsung::scene::item::{Item, Page};
use unsung::scene::pixels::render_page;

/// Pictures of pixels on a page.
fn pictures(items: &[Item]) -> usize {
    items.iter().map(|item| usize::from(matches!(item, Item::Image { .. })) + pictures(item.inside())).sum()
}

#[test]
fn messages_from_two_words_to_eight_hundred_letters_fit_whole() {
    let mut shop = Shop::new();
    let sentence = "You stayed until the very last printer came back. ";
    for paper in [Paper::A4, Paper::Letter] {
        for count in [1, 3, 6, 10, 16] {
            let message: String = sentence.repeat(count).trim().chars().take(800).collect();
            let page = shop.thanks(&shop.thanks_facts(&message), paper).unwrap().0;
            assert_eq!((page.width, page.height), thanks::size(paper));
            assert_inside(&page, 38.0, &message);
            assert!(letters(&words(&page)).contains(&letters(&message)), "{message}");
        }
        let page = shop.thanks(&shop.thanks_facts("Thank you"), paper).unwrap().0;
        assert!(words(&page).contains("Thank you"));
        let back = thanks::back(&shop.thanks_facts(MESSAGE), paper, &shop.kit, &shop.cache, &mut shop.ts).unwrap().0;
        assert_inside(&back, 38.0, "back");
    }
    let refused = shop.thanks(&shop.thanks_facts(&sentence.repeat(80)), Paper::A4).unwrap_err().to_string();
    assert!(refused.starts_with("Nadia Verhaegen: message: 3999 characters are too many"), "{refused}");
    assert!(shop.thanks(&shop.thanks_facts("  "), Paper::A4).is_err());
}

#[test]
fn four_thank_you_cards_fill_a_sheet_inside_the_margin() {
    let mut shop = Shop::new();
    for paper in [Paper::A4, Paper::Letter] {
        let front = shop.thanks(&shop.thanks_facts(MESSAGE), paper).unwrap().0;
        let back = thanks::back(&shop.thanks_facts(MESSAGE), paper, &shop.kit, &shop.cache, &mut shop.ts).unwrap().0;
        assert_inside(&front, 38.0, "front");
        assert_inside(&back, 38.0, "back");
        let spec = thanks::QUARTERS;
        let cards: Vec<(Page, Option<Page>)> = (0..5).map(|_| (front.clone(), Some(back.clone()))).collect();
        let sheets = grid(&cards, &spec, paper);
        assert_eq!(sheets.len(), 4);
        let (w, h) = paper.size();
        let (cw, ch) = thanks::size(paper);
        // A6 is a hair smaller than a quarter of A4.
        let left = (w - spec.columns as f32 * ch, h - spec.rows as f32 * cw);
        assert!((0.0..=10.0).contains(&left.0) && (0.0..=10.0).contains(&left.1), "{left:?}");
    }
}

#[test]
fn a_commercial_is_thirty_seconds_and_always_the_same() {
    let mut shop = Shop::new();
    let card = shop.card("Nadia the Network Ninja");
    let facts = shop.story(&card, 7);
    assert_eq!(facts.seconds(), 30.0);
    assert_eq!(facts.starts(), [0.0, 5.0, 9.0, 14.0, 20.0, 25.0]);
    assert_eq!(facts, shop.story(&card, 7));
    let voices = |facts: &StoryboardFacts| facts.shots.iter().map(|s| s.voice.clone()).collect::<Vec<_>>();
    let different: BTreeSet<Vec<String>> = (0..20).map(|seed| voices(&shop.story(&card, seed))).collect();
    assert!(different.len() > 15, "{}", different.len());
    for paper in [Paper::A4, Paper::Letter] {
        let page = shop.board(&facts, paper).unwrap().0;
        assert_eq!((page.width, page.height), paper.size());
        assert_inside(&page, 40.0, "board");
        let said = letters(&words(&page));
        for shot in &facts.shots {
            assert!(said.contains(&letters(&shot.voice)) && said.contains(&letters(&shot.camera)), "{shot:?}");
        }
        for time in ["0:00", "0:05", "0:09", "0:14", "0:20", "0:25"] {
            assert!(said.contains(time));
        }
    }
    // With a photo of one's own it is the photo that is seen wherever the hero is; without its file the figure.
    let bytes = include_bytes!("../data/pictures/grey.jpg").to_vec();
    let sha256 = "a photo".to_owned();
    let mut own = facts.clone();
    own.photo =
        Some(CardPhoto { sha256: sha256.clone(), focus_permille: (500, 400), zoom_percent: 100, halftone: true });
    let (page, notes) = shop.board(&own, Paper::A4).unwrap();
    assert!(pictures(&page.items) == 0 && notes.iter().any(|note| note.place == "photo"), "{notes:?}");
    shop.cache.keep_file(&sha256, std::sync::Arc::new(bytes));
    let (page, _) = shop.board(&own, Paper::A4).unwrap();
    assert_eq!(pictures(&page.items), 4);
    assert_inside(&page, 40.0, "board with a photo");
    if let Ok(folder) = std::env::var("UNSUNG_LOOK") {
        std::fs::write(format!("{folder}/storyboard-photo.png"), render_page(&page, 100.0).unwrap().png().unwrap())
            .unwrap();
    }
    for index in 0..storyboard::SHOTS {
        let page = storyboard::picture(&facts, index, &shop.kit, &shop.cache, &mut shop.ts).unwrap();
        let picture = render_page(&page, 30.0).unwrap();
        let mut colours: Vec<[u8; 4]> = (0..picture.height())
            .flat_map(|y| (0..picture.width()).map(move |x| (x, y)))
            .filter_map(|(x, y)| picture.pixel(x, y))
            .collect();
        colours.sort_unstable();
        colours.dedup();
        assert!(colours.len() > 60, "shot {index}: {} colours", colours.len());
    }
}
