//! Posters and unboxings made from small campaigns.

use super::*;
use crate::app::{FakeWorld, templates};
use crate::campaign::{Change, Consent, ConsentState, Edit, Person};
use crate::scene::fonts::FontSource;
use crate::scene::kit::{Kit, SymbolCache};
use crate::scene::text::Typesetter;
use image::AnimationDecoder;

fn now() -> jiff::Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

/// One hero whose person said this about the name.
fn campaign(state: ConsentState) -> Campaign {
    let mut campaign = templates::start(&FakeWorld::new(now()), "blank").unwrap();
    let consent = Consent::new(state, Some(now()), "by e-mail", "");
    let person = Person { name: "Sabine Okonjo".into(), consent, ..Person::default() };
    campaign.apply(&Change::new("Add", vec![Edit::person(PersonId(1), person)]), now()).unwrap();
    let kit = Kit::builtin().unwrap();
    let change = crate::app::heroes::make_heroes(&campaign, vec![PersonId(1)], &kit).unwrap();
    campaign.apply(&change, now()).unwrap();
    campaign
}

fn shared(campaign: &Campaign, what: What, size: Option<&str>, progress: &Progress) -> Result<Shared, Failure> {
    let (kit, symbols) = (Kit::builtin().unwrap(), SymbolCache::new());
    let mut typesetter = Typesetter::new(FontSource::shipped());
    let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
    make(campaign, PersonId(1).into(), what, size.map(|size| Size::parse(size).unwrap()), &mut press, progress)
}

fn made(what: What, size: Option<&str>) -> Shared {
    shared(&campaign(ConsentState::Agreed), what, size, &Progress::silent()).unwrap()
}

fn alpha(shared: &Shared, x: u32, y: u32) -> u8 {
    let Shared::Picture { raster, .. } = shared else { panic!("not a picture") };
    raster.pixel(x, y).unwrap()[3]
}

#[test]
fn pictures_have_the_size_that_was_asked_for() {
    assert_eq!(made(What::Card, None).size(), (1080, 1350));
    assert_eq!(made(What::Card, Some("300x300")).size(), (300, 300));
    assert_eq!(made(What::Card, Some("400x225")).size(), (400, 225));
    let page = |back| What::Page { product: Product::Cards, back };
    assert_eq!(made(page(false), Some("400")).size(), (400, 600));
    assert_eq!(made(page(true), Some("400")).size(), (400, 600));
    assert_eq!(made(page(true), Some("200x250")).size(), (200, 250));
    assert_eq!(made(What::Figure, Some("250x400")).size(), (250, 400));
    for wrong in ["10", "5000", "100x9000"] {
        let failure =
            shared(&campaign(ConsentState::Agreed), What::Card, Some(wrong), &Progress::silent()).err().unwrap();
        assert!(failure.what_to_do.contains("1080x1350"), "{failure}");
    }
}

#[test]
fn figures_stand_on_nothing_and_pages_have_cut_corners() {
    let figure = made(What::Figure, Some("250x400"));
    for (x, y) in [(0, 0), (249, 0), (0, 399), (249, 399)] {
        assert_eq!(alpha(&figure, x, y), 0, "{x} {y}");
    }
    let Shared::Picture { raster, .. } = &figure else { panic!() };
    let inked = raster.bytes().chunks(4).filter(|pixel| pixel[3] == 255).count();
    assert!((15_000..70_000).contains(&inked), "{inked}");
    let card = made(What::Page { product: Product::Cards, back: false }, Some("300"));
    assert_eq!((alpha(&card, 0, 0), alpha(&card, 299, 449), alpha(&card, 150, 225)), (0, 0, 255));
    let mut campaign = campaign(ConsentState::Agreed);
    let monster =
        crate::campaign::Monster { name: "Lagzilla".into(), villain: "lagzilla".into(), ..Default::default() };
    campaign.apply(&Change::new("Add", vec![Edit::monster(MonsterId(1), monster)]), now()).unwrap();
    let whom = whom_named(&campaign, What::Monster, "Lagzilla").unwrap();
    let (kit, symbols) = (Kit::builtin().unwrap(), SymbolCache::new());
    let mut typesetter = Typesetter::new(FontSource::shipped());
    let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
    let size = Size::parse("216x270");
    let monster = make(&campaign, whom, What::Monster, size, &mut press, &Progress::silent()).unwrap();
    assert_eq!(monster.size(), (216, 270));
    let poster = made(What::Card, Some("216x270"));
    assert_eq!((alpha(&poster, 0, 0), alpha(&poster, 215, 269)), (255, 255));
}

#[test]
fn an_unboxing_is_small_ends_on_the_poster_and_is_the_same_twice() {
    let one = made(What::Unboxing, Some("200"));
    let two = made(What::Unboxing, Some("200x250"));
    assert_eq!(one.bytes().unwrap(), two.bytes().unwrap());
    let bytes = one.bytes().unwrap();
    assert!(bytes.starts_with(b"GIF89a") && bytes.len() < FILM_BYTES_MOST);
    let Shared::Film { film, .. } = &one else { panic!("not an animation") };
    assert!((3_000..=6_000).contains(&film.length_ms()), "{}", film.length_ms());

    // Read back by another reader, every picture is what the window shows.
    let decoder = image::codecs::gif::GifDecoder::new(std::io::Cursor::new(bytes.as_slice())).unwrap();
    let frames = decoder.into_frames().collect_frames().unwrap();
    assert_eq!(frames.len(), film.len());
    assert!(frames.len() > 40);
    for (number, frame) in frames.iter().enumerate() {
        assert_eq!(frame.buffer().dimensions(), (200, 250));
        assert!(frame.buffer().as_raw() == &film.rgba(number), "picture {number}");
    }

    // The end is the poster, up to the colours of the palette and the way lines meet pixels.
    let Shared::Picture { raster, .. } = made(What::Card, Some("200x250")) else { panic!() };
    let last = film.rgba(film.len() - 1);
    let far: u64 = raster.bytes().iter().zip(&last).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    assert!(far / (200 * 250) < 24, "{}", far / (200 * 250));
    assert_ne!(film.rgba(0), last);
}

#[test]
fn a_cancelled_unboxing_leaves_nothing() {
    let progress = Progress::silent();
    progress.cancel();
    let failure = shared(&campaign(ConsentState::Agreed), What::Unboxing, Some("200"), &progress).err().unwrap();
    assert!(failure.is_cancelled());
    assert!(progress.done() < 3);
}

/// The same campaign with another name for the hero.
fn called(state: ConsentState, persona: &str) -> Campaign {
    let mut campaign = campaign(state);
    let (id, hero) = campaign.hero_of(PersonId(1)).unwrap();
    let hero = crate::campaign::Hero { persona: persona.into(), ..hero.clone() };
    campaign.apply(&Change::one("Rename", Edit::hero(id, hero)), now()).unwrap();
    campaign
}

#[test]
fn without_a_yes_no_picture_holds_a_part_of_the_name() {
    let made = |campaign: &Campaign, what| shared(campaign, what, Some("216"), &Progress::silent());
    let page = What::Page { product: Product::Cards, back: false };
    for state in ConsentState::ALL {
        let named = called(state, "Sabine the Savior");
        let unnamed = called(state, "The Backup Baron");
        let agreed = state == ConsentState::Agreed;
        for what in [What::Card, page] {
            assert_eq!(made(&named, what).is_ok(), agreed, "{state:?} {what:?}");
        }
        // Under another name a picture may go out, but not of who took the yes back; the page itself would bear the name of who
        // was not asked.
        assert_eq!(made(&unnamed, What::Card).is_ok(), state != ConsentState::Withdrawn, "{state:?}");
        let unanswered = matches!(state, ConsentState::NotAsked | ConsentState::Asked);
        assert_eq!(made(&unnamed, page).is_ok(), !unanswered && state != ConsentState::Withdrawn, "{state:?}");
        if let Ok(picture) = made(&unnamed, What::Card) {
            assert_eq!(picture.notes().is_empty(), agreed);
        }
    }
}

#[test]
fn a_commercial_is_a_film_of_half_a_minute_with_six_shots() {
    let made = shared(&campaign(ConsentState::Agreed), What::Commercial, Some("160"), &Progress::silent()).unwrap();
    let Shared::Film { film, gif, shots_ms, .. } = &made else { panic!("no film") };
    assert_eq!((film.size(), shots_ms.len(), shots_ms[0]), ((160, 106), 6, 0));
    assert!((29_000..31_500).contains(&film.length_ms()), "{}", film.length_ms());
    assert!(gif.starts_with(b"GIF89a") && gif.len() < FILM_BYTES_MOST);
    assert_eq!(film.begins_ms(film.len()), film.length_ms());
    let wrong = shared(&campaign(ConsentState::Agreed), What::Commercial, Some("160x160"), &Progress::silent());
    assert!(wrong.err().unwrap().why.contains("three wide"));
}

#[test]
fn words_of_the_command_line_and_names_of_files() {
    for word in What::words() {
        let what = What::named(&word).unwrap();
        assert_eq!(what.word(), word);
        assert!(["png", "gif"].contains(&what.ending()));
    }
    assert!(What::named("packing-list").is_none() && What::named("cart").is_none());
    assert!(What::named("labels").is_some());
    let campaign = campaign(ConsentState::Agreed);
    let proof = shared(&campaign, What::named("proof").unwrap(), Some("300"), &Progress::silent()).unwrap();
    let Shared::Picture { raster, .. } = proof else { panic!("a proof is a picture") };
    assert_eq!((raster.width(), raster.height()), (300, 424));
    let name = file_name(&campaign, PersonId(1), What::Unboxing);
    assert!(name.ends_with("-unboxing.gif") && name.is_ascii() && !name.contains([' ', '/']), "{name}");
    assert_eq!(whom_named(&campaign, What::Card, "sabine okonjo").unwrap(), PersonId(1).into());
    assert!(whom_named(&campaign, What::Card, "Nobody").is_err());
}

#[test]
fn only_its_own_ending_is_written() {
    let world = FakeWorld::new(now());
    let shared = made(What::Card, Some("100x125"));
    let failure = write(&shared, &world, Path::new("/out/card.gif")).err().unwrap();
    assert!(failure.why.contains(".png"));
    assert!(world.paths().is_empty());
    write(&shared, &world, Path::new("/out/card.png")).unwrap();
    assert!(world.read(Path::new("/out/card.png")).unwrap().starts_with(b"\x89PNG"));
}
