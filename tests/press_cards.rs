//! Certificates, trading cards, monster and archetype cards, and how they stand on sheets: every name whole and inside its place
//! or refused by name, text away from the knife, backs behind their fronts.

use unsung::app::printing::{Content, PrintOptions, Product, Roster};
use unsung::app::{FakeWorld, templates};
use unsung::campaign::{
    Archetype, Campaign, Change, Consent, ConsentState, Edit, Hero, Monster, MonsterStat, Nomination,
    NominationDetails, Person, Story, StoryQuote, StoryState, Trait,
};
use unsung::press::archetype::{self, ArchetypeFacts};
use unsung::press::card::{self, Accessory, CardFacts, Enemy, Signature};
use unsung::press::edition::{CardSide, Edition};
use unsung::press::facts::{all_archetypes, all_villains, archetype_facts, villain_facts};
use unsung::press::sheets::{self, Grid, Paper};
use unsung::press::villain::{self, VillainFacts};
use unsung::press::{Note, Refusal, certificate, trading};
use unsung::scene::clean::clean_for_setting;
use unsung::scene::fonts::FontSource;
use unsung::scene::item::{Item, Page, Rect, Transform};
use unsung::scene::kit::{EnemyLook, Kit, SymbolCache};
use unsung::scene::pixels::render_page;
use unsung::scene::text::Typesetter;

const STYLES: [&str; 4] = ["comic", "circuit", "space", "formal"];

struct Shop {
    kit: Kit,
    cache: SymbolCache,
    ts: Typesetter,
}

type Made = Result<(Page, Vec<Note>), Refusal>;

impl Shop {
    fn new() -> Self {
        let kit = Kit::builtin().unwrap();
        Self { kit, cache: SymbolCache::new(), ts: Typesetter::new(FontSource::shipped()) }
    }

    fn hero(&self, name: &str) -> CardFacts {
        let powers = ["speed", "patience", "wit", "stamina", "security", "networking", "recovery", "kindness"];
        let villain = self.kit.villain("cablamari").unwrap();
        CardFacts {
            persona: name.into(),
            real_name: Some("Nadia Verhaegen".into()),
            line_two: "Helpdesk force, Antwerp".into(),
            award: "Calm of the Year".into(),
            year: "2026".into(),
            date: "12 May 2026".into(),
            logo: vec!["Unsung Heroes".into(), "of the service desk".into()],
            claims: vec!["With real".into(), "knot-slicing".into(), "action!".into()],
            accessories: ["mug", "laptop", "cat"].map(|i| Accessory { item: i.into(), label: String::new() }).to_vec(),
            figure: self.kit.propose_figure(11, &["lasso"]),
            enemy: Some(Enemy {
                look: EnemyLook { villain: villain.id.clone(), ..EnemyLook::default() },
                name: villain.name.clone(),
                tagline: villain.line.clone(),
            }),
            function: "Network engineer".into(),
            unit: "Service desk".into(),
            place: "Antwerp".into(),
            since: "2014".into(),
            specialties: vec!["Untangling patch panels".into(), "Calm voice on the phone".into()],
            powers: powers.iter().zip([9, 7, 8, 10, 6, 10, 9, 8]).map(|(p, v)| ((*p).into(), v)).collect(),
            story: "When a flood took the basement switch at 3 a.m., Nadia rewired the ward with two spools and a head torch. \
                    Nobody noticed. That was the point."
                .into(),
            quote: "She fixed it before I finished the sentence.".into(),
            quote_by: "Ward nurse, night shift".into(),
            why: "For two spools of cable, a head torch, and a ward that never went dark.".into(),
            others: (0..7).map(|i| (format!("Hero {i}"), self.kit.propose_figure(40 + i, &[]))).collect(),
            serial: "UH-2026-0007".into(),
            series: "No 007 of 120".into(),
            check: "4K".into(),
            qr: "https://example.org/h/7".into(),
            signatures: vec![
                Signature { name: "Marguerite Okonjo".into(), role: "Head of service".into(), ..Signature::default() },
                Signature { name: "Tomas Lindqvist".into(), role: "For the jury".into(), ..Signature::default() },
            ],
            hang_hole: true,
            ..CardFacts::default()
        }
    }

    fn certificate(&mut self, facts: &CardFacts, paper: Paper) -> Made {
        certificate::make(facts, paper, &self.kit, &self.cache, &mut self.ts)
    }

    fn small_front(&mut self, facts: &CardFacts) -> Made {
        trading::front(facts, &self.kit, &self.cache, &mut self.ts)
    }

    fn small_back(&mut self, facts: &CardFacts) -> Made {
        trading::back(facts, &self.kit, &self.cache, &mut self.ts)
    }
}

/// Boxes of all runs of text on the page, outlines included, with their texts.
fn text_boxes(items: &[Item], t: Transform, out: &mut Vec<(String, Rect)>) {
    for item in items {
        match item {
            Item::Text(run) => {
                for shape in run.outlines() {
                    let Item::Group { transform, items, .. } = shape else { continue };
                    for inner in items {
                        let Item::Shape(s) = inner else { continue };
                        let grow = s.stroke.as_ref().map_or(0.0, |k| k.width / 2.0);
                        let b = s.path.bounds();
                        let r = Rect::from_ltrb(b.left() - grow, b.top() - grow, b.right() + grow, b.bottom() + grow);
                        if let Some(r) = r.and_then(|r| r.transform(t.pre_concat(transform))) {
                            out.push((run.text.to_string(), r));
                        }
                    }
                }
            }
            Item::Group { transform, items, .. } => text_boxes(items, t.pre_concat(*transform), out),
            Item::Layer { items, .. } => text_boxes(items, t, out),
            Item::Use { .. } | Item::Shape(_) | Item::Image { .. } => {}
        }
    }
}

fn boxes(page: &Page) -> Vec<(String, Rect)> {
    let mut all = Vec::new();
    text_boxes(&page.items, Transform::identity(), &mut all);
    all
}

fn texts(page: &Page) -> String {
    boxes(page).into_iter().map(|b| b.0).collect::<Vec<_>>().join("|")
}

/// No text comes nearer to the trim than 4 mm.
fn assert_safe(page: &Page, what: &str) {
    let all = boxes(page);
    assert!(!all.is_empty(), "{what}: no text");
    let mut near = Vec::new();
    for (text, b) in all {
        let inside = b.left() >= card::SAFE
            && b.top() >= card::SAFE
            && b.right() <= page.width - card::SAFE
            && b.bottom() <= page.height - card::SAFE;
        if !inside {
            near.push(format!("{text:?} at {b:?}"));
        }
    }
    assert!(near.is_empty(), "{what}: {near:?}");
}

/// Writes the page as a picture where somebody wants to look at it.
fn look_at(page: &Page, name: &str) {
    if let Ok(folder) = std::env::var("CARDS_TO_LOOK_AT") {
        let png = render_page(&sheets::trimmed(page), 100.0).unwrap().png().unwrap();
        std::fs::write(format!("{folder}/{name}.png"), png).unwrap();
    }
}

#[test]
fn every_style_has_a_back_of_its_own() {
    let mut shop = Shop::new();
    let mut seen = Vec::new();
    for style in STYLES {
        let mut facts = shop.hero("Nadia the Network Ninja");
        facts.style = style.into();
        let (front, _) = card::front_noted(&facts, &shop.kit, &shop.cache, &mut shop.ts).unwrap();
        look_at(&front, &format!("award-front-{style}"));
        let (back, _) = card::back_noted(&facts, &shop.kit, &shop.cache, &mut shop.ts).unwrap();
        assert_safe(&back, style);
        look_at(&back, &format!("award-back-{style}"));
        let picture = render_page(&back, 25.0).unwrap();
        seen.push(picture.bytes().to_vec());
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), STYLES.len());
}

#[test]
fn trading_cards_in_every_style_keep_their_text_from_the_knife() {
    let mut shop = Shop::new();
    for style in STYLES {
        let mut facts = shop.hero("Nadia the Network Ninja");
        facts.style = style.into();
        let (front, notes) = shop.small_front(&facts).unwrap();
        assert_eq!((front.width, front.height, front.bleed), (635.0, 889.0, 30.0));
        assert!(notes.is_empty(), "{style}: {notes:?}");
        let (back, _) = shop.small_back(&facts).unwrap();
        for (page, side) in [(&front, "front"), (&back, "back")] {
            look_at(page, &format!("trading-{side}-{style}"));
            assert_safe(page, &format!("{style} {side}"));
        }
        assert!(texts(&back).contains("Nadia Verhaegen"), "{style}");
    }
}

#[test]
fn certificates_on_both_papers() {
    let mut shop = Shop::new();
    let facts = shop.hero("Nadia the Network Ninja");
    for (paper, name, size) in [(Paper::A4, "a4", (2970.0, 2100.0)), (Paper::Letter, "letter", (2794.0, 2159.0))] {
        let (page, _) = shop.certificate(&facts, paper).unwrap();
        assert_eq!((page.width, page.height), size);
        assert_safe(&page, name);
        look_at(&page, &format!("certificate-{name}"));
        let all = texts(&page);
        for needle in
            ["Nadia Verhaegen", "UH-2026-0007", "check 4K", "12 May 2026", "Marguerite Okonjo", "For the jury"]
        {
            assert!(all.contains(needle), "{name}: {needle} in {all}");
        }
    }
}

impl Shop {
    fn edition(style: &str) -> Edition {
        Edition {
            logo: vec!["Unsung Heroes".into(), "of the service desk".into()],
            year: "2026".into(),
            style: style.into(),
            hang_hole: true,
            ..Edition::default()
        }
    }

    fn villain(&self, name: &str, id: &str, style: &str) -> VillainFacts {
        let own = self.kit.villain(id).unwrap();
        VillainFacts {
            name: name.into(),
            look: EnemyLook { villain: id.into(), ..EnemyLook::default() },
            tagline: own.line.clone(),
            problem: own.problem.clone(),
            named: 27,
            mishaps: 0,
            nominations: 120,
            people: 19,
            countries: 4,
            rank: 1,
            monsters: 6,
            stats: [("Menace", 8), ("Cunning", 5), ("Reach", 10), ("Patience", 3)].map(|(l, v)| (l.into(), v)).to_vec(),
            heroes: (0..5).map(|i| (format!("Hero {i}"), self.kit.propose_figure(70 + i, &["wrench"]))).collect(),
            fighters: 6,
            quote: "It ate my dock, my charger and my Friday.".into(),
            quote_by: "Ana, third floor".into(),
            edition: Self::edition(style),
        }
    }

    fn archetype(&self, name: &str, id: &str, style: &str) -> ArchetypeFacts {
        let own = self.kit.archetype(id).unwrap();
        let mut figure = self.kit.propose_figure(5, &[]);
        (figure.skin, figure.hair) = ("honey".into(), "espresso".into());
        figure.scheme = "uptime".into();
        ArchetypeFacts {
            name: name.into(),
            tagline: own.role.clone(),
            habit: own.line.clone(),
            drawing: id.into(),
            figure,
            traits: [("Speed", 10), ("Battery left", 1), ("Open tabs", 10), ("Patience", 2), ("Good intentions", 9)]
                .map(|(l, v)| (l.into(), v))
                .to_vec(),
            crimes: [
                "Closed a laptop on a pencil, twice",
                "Cleaned a keyboard in the dishwasher",
                "Used a dock as a doorstop",
            ]
            .map(String::from)
            .to_vec(),
            edition: Self::edition(style),
        }
    }

    /// Large front and back, small front and back.
    fn villain_pages(&mut self, facts: &VillainFacts) -> Vec<(&'static str, Made)> {
        let (kit, cache, ts) = (&self.kit, &self.cache, &mut self.ts);
        vec![
            ("front", villain::side(facts, CardSide::Front, kit, cache, ts)),
            ("back", villain::side(facts, CardSide::Back, kit, cache, ts)),
            ("small-front", villain::side(facts, CardSide::SmallFront, kit, cache, ts)),
            ("small-back", villain::side(facts, CardSide::SmallBack, kit, cache, ts)),
        ]
    }

    fn archetype_pages(&mut self, facts: &ArchetypeFacts) -> Vec<(&'static str, Made)> {
        let (kit, cache, ts) = (&self.kit, &self.cache, &mut self.ts);
        vec![
            ("front", archetype::side(facts, CardSide::Front, kit, cache, ts)),
            ("back", archetype::side(facts, CardSide::Back, kit, cache, ts)),
            ("small-front", archetype::side(facts, CardSide::SmallFront, kit, cache, ts)),
            ("small-back", archetype::side(facts, CardSide::SmallBack, kit, cache, ts)),
        ]
    }
}

#[test]
fn monsters_and_archetypes_in_every_style() {
    let mut shop = Shop::new();
    let ids = ["cablamari", "queuedra", "phangler", "bluescream"];
    if std::env::var("CARDS_TO_LOOK_AT").is_ok() {
        // All of them, before the first of them fails.
        for (style, id) in STYLES.into_iter().zip(ids) {
            let facts = shop.villain(&shop.kit.villain(id).unwrap().name.clone(), id, style);
            for (side, made) in shop.villain_pages(&facts) {
                look_at(&made.unwrap().0, &format!("villain-{side}-{style}"));
            }
            let id = if style == "comic" || style == "space" { "toni" } else { "bobbie" };
            let facts = shop.archetype(&shop.kit.archetype(id).unwrap().name.clone(), id, style);
            for (side, made) in shop.archetype_pages(&facts) {
                look_at(&made.unwrap().0, &format!("archetype-{side}-{style}"));
            }
        }
    }
    for (style, id) in STYLES.into_iter().zip(ids) {
        let name = shop.kit.villain(id).unwrap().name.clone();
        let facts = shop.villain(&name, id, style);
        for (side, made) in shop.villain_pages(&facts) {
            let (page, notes) = made.unwrap_or_else(|refusal| panic!("{style} {side}: {refusal}"));
            assert_safe(&page, &format!("{style} {side}"));
            // A long name may be smaller; nothing is missing.
            assert!(notes.iter().all(|note| note.place == "name"), "{style} {side}: {notes:?}");
            let all = texts(&page).to_uppercase();
            assert!(all.contains("27"), "{style} {side} does not tell the count: {all}");
        }
        let id = if style == "comic" || style == "space" { "toni" } else { "bobbie" };
        let name = shop.kit.archetype(id).unwrap().name.clone();
        let facts = shop.archetype(&name, id, style);
        for (side, made) in shop.archetype_pages(&facts) {
            let (page, _) = made.unwrap_or_else(|refusal| panic!("{style} {side}: {refusal}"));
            assert_safe(&page, &format!("{style} {side}"));
            if side.ends_with("back") {
                assert!(squeezed(&texts(&page).replace('|', "")).contains("aperson."), "{style} {side}");
            }
        }
    }
}

/// The names of the torture list.
fn hard_names() -> Vec<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/csv/names_torture.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.records().map(|record| record.unwrap()[0].to_string()).collect()
}

/// Letters without spaces, as far as a page can be asked for them.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The name stands whole on the page, within `place` (left, top, right, bottom) at least once. Right-to-left and decomposed names
/// come back as they were set.
fn assert_whole(page: &Page, name: &str, place: [f32; 4], what: &str) {
    let name = squeezed(&clean_for_setting(name));
    let inside: String = boxes(page)
        .into_iter()
        .filter(|(_, b)| b.left() >= place[0] && b.top() >= place[1] && b.right() <= place[2] && b.bottom() <= place[3])
        .map(|(text, _)| squeezed(&text))
        .collect();
    // An outlined run comes twice, once as outline and once as fill.
    let doubled: String = name.chars().collect();
    let once = inside.contains(&doubled);
    let mut rest = inside.as_str();
    let twice = name.chars().all(|c| match rest.find(c) {
        Some(at) => {
            rest = &rest[at + c.len_utf8()..];
            true
        }
        None => false,
    });
    assert!(once || twice, "{what}: {name} is not whole in {inside:?}");
}

/// Makes pages of every product for a hero: what, result, where the name stands.
fn hero_products(shop: &mut Shop, facts: &CardFacts) -> Vec<(String, Made, [f32; 4])> {
    vec![
        ("trading front".into(), shop.small_front(facts), [40.0, 720.0, 595.0, 849.0]),
        ("trading back".into(), shop.small_back(facts), [40.0, 40.0, 595.0, 400.0]),
        ("certificate A4".into(), shop.certificate(facts, Paper::A4), [930.0, 690.0, 2570.0, 1560.0]),
        ("certificate Letter".into(), shop.certificate(facts, Paper::Letter), [930.0, 690.0, 2450.0, 1620.0]),
    ]
}

#[test]
fn hard_names_stand_whole_in_their_place_or_are_refused_by_name() {
    let mut shop = Shop::new();
    let (mut whole, mut refused) = (0, 0);
    let mut judge = |made: Made, name: &str, place: [f32; 4], what: &str| match made {
        Ok((page, _)) => {
            whole += 1;
            assert_safe(&page, what);
            assert_whole(&page, name, place, what);
        }
        Err(refusal) => {
            refused += 1;
            let Refusal::Text { who, reason, .. } = &refusal else { panic!("{what}: {refusal}") };
            assert_eq!(who.trim(), name.trim(), "{what}");
            assert!(reason.len() > 10, "{what}: {reason}");
        }
    };
    for name in hard_names() {
        for style in STYLES {
            // As hero name alone, and as the real name of a hero.
            let alone = CardFacts { real_name: None, style: style.into(), ..shop.hero(&name) };
            let behind =
                CardFacts { real_name: Some(name.clone()), style: style.into(), ..shop.hero("The Calm Voice") };
            for (facts, as_what) in [(&alone, "alone"), (&behind, "behind")] {
                if as_what == "behind" && name.trim().is_empty() {
                    continue;
                }
                for (product, made, place) in hero_products(&mut shop, facts) {
                    judge(made, &name, place, &format!("{name:?} {as_what}, {style} {product}"));
                }
            }
            let facts = shop.villain(&name, "cablamari", style);
            for (side, made) in shop.villain_pages(&facts) {
                let place = match side {
                    "front" => [40.0, 1900.0, 1484.0, 2246.0],
                    "small-front" => [40.0, 720.0, 595.0, 849.0],
                    "small-back" => [40.0, 40.0, 595.0, 160.0],
                    _ => [40.0, 340.0, 1484.0, 800.0],
                };
                judge(made, &name, place, &format!("{name:?} monster, {style} {side}"));
            }
            let facts = shop.archetype(&name, "toni", style);
            for (side, made) in shop.archetype_pages(&facts) {
                let place = match side {
                    "front" => [40.0, 1900.0, 1484.0, 2246.0],
                    "small-front" => [40.0, 720.0, 595.0, 849.0],
                    "small-back" => [40.0, 40.0, 595.0, 160.0],
                    _ => [40.0, 340.0, 1484.0, 800.0],
                };
                judge(made, &name, place, &format!("{name:?} archetype, {style} {side}"));
            }
        }
    }
    assert!(whole > 500 && refused > 50, "{whole} whole, {refused} refused");
}

#[test]
fn every_hero_of_the_sample_fits_every_product_in_every_style() {
    let mut shop = Shop::new();
    let world = FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap());
    let campaign = templates::start(&world, templates::SAMPLE).unwrap();
    let options = PrintOptions::of(Product::Cards);
    let roster = Roster::new(&campaign, &options, &shop.kit);
    let all: Vec<CardFacts> = roster
        .slots()
        .iter()
        .filter_map(|slot| match roster.piece(*slot)?.content {
            Content::Card(facts) => Some(*facts),
            _ => None,
        })
        .collect();
    let mut wrong = Vec::new();
    for facts in &all {
        for style in STYLES {
            let facts = CardFacts { style: style.into(), ..facts.clone() };
            let (kit, cache, ts) = (&shop.kit, &shop.cache, &mut shop.ts);
            let made = [
                ("front", card::front_noted(&facts, kit, cache, ts)),
                ("back", card::back_noted(&facts, kit, cache, ts)),
                ("small front", trading::front(&facts, kit, cache, ts)),
                ("small back", trading::back(&facts, kit, cache, ts)),
                ("A4", certificate::make(&facts, Paper::A4, kit, cache, ts)),
                ("Letter", certificate::make(&facts, Paper::Letter, kit, cache, ts)),
            ];
            for (product, made) in made {
                match made {
                    Ok((page, _)) => assert_safe(&page, &format!("{} {style} {product}", facts.persona)),
                    Err(refusal) => wrong.push(format!("{style} {product}: {refusal}")),
                }
            }
        }
    }
    assert!(all.len() > 15 && wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_long_story_takes_the_room_of_the_strip_before_it_is_refused() {
    let mut shop = Shop::new();
    let sentence = "The tills stopped, the queue sang, and she had them counting again by noon. ";
    for style in STYLES {
        let mut facts = CardFacts { style: style.into(), ..shop.hero("Nadia the Network Ninja") };
        let (mut with, mut without) = (0, 0);
        for count in 1.. {
            facts.story = sentence.repeat(count);
            let Ok((page, notes)) = card::back_noted(&facts, &shop.kit, &shop.cache, &mut shop.ts) else { break };
            assert_safe(&page, style);
            assert!(squeezed(&texts(&page).replace('|', "")).contains(&squeezed(facts.story.trim())), "{style}");
            let gave_way =
                notes.iter().any(|note| note.place == "strip" && note.what.contains("left out to make room"));
            *(if gave_way { &mut without } else { &mut with }) += 1;
            assert_eq!(texts(&page).contains("Hero 3"), !gave_way, "{style}");
        }
        assert!(with >= 3 && without >= 2, "{style}: {with} with the strip, {without} without");
    }
}

#[test]
fn names_of_every_script_stand_on_every_product() {
    let mut shop = Shop::new();
    let names =
        ["Ολυμπία Παπαδοπούλου", "Анна Сергеевна Котова", "مريم العلي", "נועה לוי", "अनिता शर्मा", "Nguyễn Thị Hằng"];
    for name in names {
        for style in STYLES {
            let facts = CardFacts { real_name: Some(name.into()), style: style.into(), ..shop.hero("The Calm Voice") };
            for (product, made, place) in hero_products(&mut shop, &facts) {
                let (page, _) = made.unwrap_or_else(|refusal| panic!("{style} {product}: {refusal}"));
                assert_whole(&page, name, place, &format!("{style} {product}"));
                if style == "comic" && product == "certificate A4" {
                    look_at(&page, &format!("certificate-{}", name.chars().next().unwrap()));
                }
            }
        }
    }
}

#[test]
fn long_awards_and_reasons_fit_the_certificate_or_are_refused() {
    let mut shop = Shop::new();
    let mut facts =
        shop.hero("Maria del Carmen Fernández de la Cueva y Gutiérrez-Mellado, the Lady of the Lost Passwords");
    facts.real_name = Some("Maria del Carmen Fernández de la Cueva y Gutiérrez-Mellado".into());
    facts.award = "Award for the Longest Patience with the Shortest Notice in the Northern Region".into();
    facts.why =
        "For eleven years without one raised voice, and for the Saturday of the tills, which nobody will forget."
            .into();
    facts.story = "The tills stopped on the last Saturday before the holidays. She had them counting again by noon. Then the \
                   lights went. She had brought candles. At four the queue sang, and at six everybody went home with what they \
                   had come for."
        .into();
    for (paper, name) in [(Paper::A4, "a4"), (Paper::Letter, "letter")] {
        let (page, _) = shop.certificate(&facts, paper).unwrap();
        look_at(&page, &format!("certificate-long-{name}"));
        assert_safe(&page, name);
        let all = squeezed(&texts(&page).replace('|', ""));
        for needle in ["Northern Region", "Gutiérrez-Mellado", "Lady of the Lost Passwords", "come for."] {
            assert!(all.contains(&squeezed(needle)), "{name}: {needle} in {all}");
        }
    }
    facts.story = "And then it happened again, worse than before. ".repeat(60);
    let refusal = shop.certificate(&facts, Paper::A4).err().unwrap().to_string();
    assert!(refusal.starts_with("Maria del Carmen") && refusal.contains("mm"), "{refusal}");
    // A trading card says less, and says that it does.
    let (page, notes) = shop.small_back(&CardFacts { persona: "Maria".into(), ..facts }).unwrap();
    assert_safe(&page, "short form");
    assert!(notes.iter().any(|note| note.place == "story"), "{notes:?}");
}

#[test]
fn anything_may_be_missing() {
    let mut shop = Shop::new();
    type Strip = fn(&mut CardFacts);
    let strips: [Strip; 11] = [
        |f| f.enemy = None,
        |f| f.story.clear(),
        |f| f.quote.clear(),
        |f| f.why.clear(),
        |f| f.award.clear(),
        |f| f.powers.clear(),
        |f| f.real_name = None,
        |f| f.logo.clear(),
        |f| {
            f.function.clear();
            f.unit.clear();
            f.place.clear();
            f.line_two.clear();
            f.since.clear();
            f.specialties.clear();
        },
        |f| f.signatures.clear(),
        |f| {
            f.serial.clear();
            f.series.clear();
            f.year.clear();
            f.date.clear();
            f.check.clear();
        },
    ];
    let full = shop.hero("Mira the Merge Maven");
    let mut cases: Vec<(String, CardFacts)> = Vec::new();
    for i in 0..strips.len() {
        for j in i..strips.len() {
            let mut facts = full.clone();
            strips[i](&mut facts);
            strips[j](&mut facts);
            cases.push((format!("without {i} {j}"), facts));
        }
    }
    let mut bare = full.clone();
    for strip in strips {
        strip(&mut bare);
    }
    cases.push(("bare".into(), bare));
    cases.push(("least".into(), CardFacts { persona: "Bo".into(), ..CardFacts::default() }));
    for (n, (what, facts)) in cases.iter().enumerate() {
        let styles = if n + 2 >= cases.len() { &STYLES[..] } else { &STYLES[n % 4..=n % 4] };
        for style in styles {
            let facts = CardFacts { style: (*style).into(), ..facts.clone() };
            for (product, made, _) in hero_products(&mut shop, &facts) {
                let (page, _) = made.unwrap_or_else(|refusal| panic!("{what}, {style} {product}: {refusal}"));
                assert_safe(&page, &format!("{what}, {style} {product}"));
                if what == "bare" || what == "least" {
                    look_at(&page, &format!("{what}-{product}-{style}").replace(' ', "-"));
                }
            }
        }
    }
    for style in STYLES {
        let least = VillainFacts {
            name: "Gloom".into(),
            edition: Edition { style: style.into(), ..Edition::default() },
            ..VillainFacts::default()
        };
        let look = EnemyLook { villain: "notecusts".into(), ..EnemyLook::default() };
        for (side, made) in shop.villain_pages(&VillainFacts { look, ..least }) {
            let (page, _) = made.unwrap_or_else(|refusal| panic!("{style} {side}: {refusal}"));
            look_at(&page, &format!("least-villain-{side}-{style}"));
            assert_safe(&page, &format!("monster {style} {side}"));
        }
        let least = ArchetypeFacts {
            name: "Sam".into(),
            drawing: "bobbie".into(),
            edition: Edition { style: style.into(), ..Edition::default() },
            ..ArchetypeFacts::default()
        };
        for (side, made) in shop.archetype_pages(&least) {
            let (page, _) = made.unwrap_or_else(|refusal| panic!("{style} {side}: {refusal}"));
            look_at(&page, &format!("least-archetype-{side}-{style}"));
            assert_safe(&page, &format!("archetype {style} {side}"));
        }
    }
}

/// Where the pieces of a sheet stand, in order, and where its marks are.
fn pieces_and_marks(sheet: &Page, size: (f32, f32)) -> (Vec<Rect>, Vec<Rect>) {
    let card = Rect::from_xywh(0.0, 0.0, size.0, size.1).unwrap();
    let mut found = (Vec::new(), Vec::new());
    for item in &sheet.items {
        match item {
            // With bleed the piece lies inside its cut.
            Item::Group { clip: Some(_), items, .. } => {
                let [Item::Group { transform, .. }] = items.as_slice() else { panic!("{items:?}") };
                found.0.push(card.transform(*transform).unwrap());
            }
            Item::Group { transform, .. } => found.0.push(card.transform(*transform).unwrap()),
            Item::Shape(shape) => found.1.push(shape.path.bounds()),
            other => panic!("{other:?}"),
        }
    }
    found
}

fn overlap(a: &Rect, b: &Rect, by: f32) -> bool {
    a.left() + by < b.right() && b.left() + by < a.right() && a.top() + by < b.bottom() && b.top() + by < a.bottom()
}

#[test]
fn sheets_bring_backs_behind_their_fronts_and_marks_outside() {
    let mut shop = Shop::new();
    let facts = shop.hero("Ada Alert");
    let small = (shop.small_front(&facts).unwrap().0, shop.small_back(&facts).unwrap().0);
    let large = {
        let (kit, cache, ts) = (&shop.kit, &shop.cache, &mut shop.ts);
        (card::front(&facts, kit, cache, ts).unwrap(), card::back(&facts, kit, cache, ts).unwrap())
    };
    let two_up = |paper: Paper| {
        let gap = (paper.size().1 - 2.0 * card::SIZE.0 * sheets::TWO_UP) / 3.0;
        Grid { columns: 1, rows: 2, scale: sheets::TWO_UP, turned: true, gap: (0.0, gap), bleed: 0.0 }
    };
    for paper in [Paper::A4, Paper::Letter] {
        let (w, h) = paper.size();
        let cases = [
            ("nine", &small, Grid::office(trading::SIZE, paper), 11_usize),
            ("shop", &small, Grid::shop(trading::SIZE, 30.0, paper), 10),
            ("shared", &small, Grid::shared_cuts(trading::SIZE, 30.0, paper), 12),
            ("one", &large, Grid::office(card::SIZE, paper), 2),
            ("two", &large, two_up(paper), 3),
        ];
        for (name, (front, back), spec, count) in cases {
            let what = format!("{name} on {paper:?}");
            if name == "nine" || name == "shared" {
                assert_eq!((spec.columns, spec.rows, spec.turned, spec.scale), (3, 3, false, 1.0), "{what}");
            }
            if name == "shop" {
                assert!(spec.count() >= 6, "{what}: {spec:?}");
            }
            let cards: Vec<(Page, Option<Page>)> = (0..count).map(|_| (front.clone(), Some(back.clone()))).collect();
            let made = sheets::grid(&cards, &spec, paper);
            assert_eq!(made.len(), 2 * count.div_ceil(spec.count()), "{what}");
            for (n, pair) in made.chunks(2).enumerate() {
                let size = (front.width, front.height);
                let (fronts, marks) = pieces_and_marks(&pair[0], size);
                let (backs, back_marks) = pieces_and_marks(&pair[1], size);
                assert_eq!(fronts.len(), spec.count().min(count - n * spec.count()), "{what}");
                assert_eq!(fronts.len(), backs.len());
                for (f, b) in fronts.iter().zip(&backs) {
                    // Turned over the long edge, left is right.
                    assert!((f.left() - (w - b.right())).abs() < 0.05 && (f.top() - b.top()).abs() < 0.05, "{what}");
                    assert!((f.width() - b.width()).abs() < 0.05 && (f.height() - b.height()).abs() < 0.05, "{what}");
                    let rim = sheets::PRINTER_MARGIN - 0.1;
                    if spec.bleed == 0.0 {
                        let reached =
                            f.left() >= rim && f.top() >= rim && f.right() <= w - rim && f.bottom() <= h - rim;
                        assert!(reached, "{what}: {f:?}");
                    }
                }
                for (pieces, marks) in [(&fronts, &marks), (&backs, &back_marks)] {
                    assert!(!marks.is_empty(), "{what}");
                    for piece in pieces {
                        let b = spec.bleed;
                        let kept =
                            Rect::from_ltrb(piece.left() - b, piece.top() - b, piece.right() + b, piece.bottom() + b);
                        for mark in marks {
                            assert!(!overlap(&kept.unwrap(), mark, -0.5), "{what}: {mark:?} in {piece:?}");
                            assert!(mark.left() >= 0.0 && mark.top() >= 0.0 && mark.right() <= w && mark.bottom() <= h);
                        }
                    }
                    for (i, one) in pieces.iter().enumerate() {
                        assert!(
                            pieces[i + 1..].iter().all(|other| !overlap(one, other, 0.1)),
                            "{what}: pieces overlap"
                        );
                    }
                }
                if n == 0 {
                    look_at(&pair[0], &format!("sheet-{name}-{paper:?}-front"));
                    look_at(&pair[1], &format!("sheet-{name}-{paper:?}-back"));
                }
            }
        }
        // Pieces without a back need no second sheet.
        assert_eq!(sheets::grid(&[(small.0.clone(), None)], &Grid::office(trading::SIZE, paper), paper).len(), 1);
    }
}

fn campaign() -> Campaign {
    let now = "2026-11-20T09:00:00Z".parse().unwrap();
    let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
    let consent = |state| Consent { state, ..Consent::default() };
    let person = |name: &str, country: &str, state| Person {
        name: name.into(),
        country: country.into(),
        consent: consent(state),
        ..Person::default()
    };
    let cables = Monster {
        name: "Cableosaur".into(),
        villain: "cablamari".into(),
        problem: "Cable chaos".into(),
        tagline: "Zero labels.".into(),
        stats: vec![MonsterStat { label: "Menace".into(), value: 9 }],
        ..Monster::default()
    };
    let jams = Monster {
        name: "Jam".into(),
        villain: "jamosaurus".into(),
        problem: "Printer jams".into(),
        ..Monster::default()
    };
    let never =
        Monster { name: "Nobody".into(), villain: "phangler".into(), problem: "Phishing".into(), ..Monster::default() };
    let nomination = |who: u64, tags: &[&str]| {
        let problems = tags.iter().map(|t| (*t).to_string()).collect();
        let details = NominationDetails { quote: "said in confidence".into(), problems, ..Default::default() }.into();
        Nomination { details, ..Nomination::new(who.into()) }
    };
    let hero = |who: u64, persona: &str, quote: &str| Hero {
        enemy: Some(1.into()),
        style: "space".into(),
        quote: quote.into(),
        quote_by: "A colleague".into(),
        ..Hero::new(who.into(), persona.into())
    };
    let edits = vec![
        Edit::person(1.into(), person("Ada Alert", "BE", ConsentState::Agreed)),
        Edit::person(2.into(), person("Bo Backup", "FR", ConsentState::Refused)),
        Edit::person(3.into(), person("Cy Cache", "BE", ConsentState::NotAsked)),
        Edit::monster(1.into(), cables),
        Edit::monster(2.into(), jams),
        Edit::monster(3.into(), never),
        Edit::nomination(1.into(), nomination(1, &["cable chaos ", "Cable Chaos", "Printer jams"])),
        Edit::nomination(2.into(), nomination(2, &["CABLE CHAOS"])),
        Edit::nomination(3.into(), nomination(3, &["Coffee"])),
        Edit::hero(1.into(), hero(2, "Bo the Bold", "not to be printed")),
        Edit::hero(2.into(), hero(1, "Ada the Alert Ace", "She sorted the drawer.")),
    ];
    campaign.apply(&Change::new("Make it", edits), now).unwrap();
    campaign
}

#[test]
fn a_monsters_numbers_are_counted_and_only_those_who_agreed_are_shown() {
    let mut campaign = campaign();
    let all = all_villains(&campaign);
    assert_eq!(all.len(), 3);
    let (_, cables) = &all[0];
    assert_eq!((cables.named, cables.nominations, cables.people, cables.countries), (2, 3, 2, 2));
    assert_eq!((cables.rank, cables.monsters, cables.fighters), (1, 3, 2));
    assert_eq!(cables.heroes.iter().map(|h| h.0.as_str()).collect::<Vec<_>>(), ["Ada Ace"]);
    assert_eq!((cables.quote.as_str(), cables.quote_by.as_str()), ("She sorted the drawer.", "A colleague"));
    assert_eq!(cables.edition.style, "space");
    assert_eq!((all[1].1.named, all[1].1.rank, all[1].1.quote.as_str()), (1, 2, ""));
    assert_eq!((all[2].1.named, all[2].1.rank), (0, 0));
    assert_eq!(villain_facts(&campaign, 1.into()).as_ref(), Some(cables));
    assert_eq!(villain_facts(&campaign, 9.into()), None);
    // Words of a story count once it is published, and before those of a card.
    let now = "2026-11-20T10:00:00Z".parse().unwrap();
    for (state, words) in
        [(StoryState::Consented, "She sorted the drawer."), (StoryState::Published, "Eleven adapters.")]
    {
        let story = Story {
            state,
            problems: vec!["cable chaos".into()],
            quotes: vec![StoryQuote { words: "Eleven adapters.".into(), by: "Ana".into(), from: None }],
            ..Story::new(1.into(), "The drawer".into())
        };
        campaign.apply(&Change::one("Tell it", Edit::story(1.into(), story)), now).unwrap();
        assert_eq!(villain_facts(&campaign, 1.into()).unwrap().quote, words, "{state:?}");
    }
}

#[test]
fn an_archetype_says_what_the_campaign_knows() {
    let mut campaign = campaign();
    let archetype = Archetype {
        name: "Toni Twenty-Tabs".into(),
        tagline: "Opens everything".into(),
        habit: "Never closes a tab.".into(),
        drawing: "toni".into(),
        traits: vec![Trait { label: "Tabs".into(), value: 10 }],
        crimes: vec!["A coffee in the server".into()],
        style: "circuit".into(),
        ..Archetype::default()
    };
    let now = "2026-11-20T10:00:00Z".parse().unwrap();
    let edits = vec![
        Edit::Archetype(1.into(), Some(std::sync::Arc::new(archetype.clone()))),
        Edit::Archetype(2.into(), Some(std::sync::Arc::new(Archetype { style: String::new(), ..archetype }))),
    ];
    campaign.apply(&Change::new("Meet them", edits), now).unwrap();
    let all = all_archetypes(&campaign);
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].1.traits, [("Tabs".to_string(), 10)]);
    assert_eq!((all[0].1.edition.style.as_str(), all[1].1.edition.style.as_str()), ("circuit", "space"));
    assert_eq!(archetype_facts(&campaign, 2.into()).as_ref(), Some(&all[1].1));
    let mut shop = Shop::new();
    for (side, made) in shop.archetype_pages(&all[0].1) {
        let (page, _) = made.unwrap();
        assert!(texts(&page).to_uppercase().contains("TONI"), "{side}");
        if side.ends_with("back") {
            let all = squeezed(&texts(&page).replace('|', ""));
            assert!(all.contains("Acoffeeintheserver"), "{side}: {all}");
        }
    }
}

#[test]
fn what_the_kit_lacks_is_noted_and_an_unknown_style_refused() {
    let mut shop = Shop::new();
    let mut facts = shop.archetype("Sam", "toni", "comic");
    facts.drawing = "gremlin".into();
    for (side, made) in shop.archetype_pages(&facts) {
        let (_, notes) = made.unwrap();
        assert!(notes.iter().any(|note| note.what.contains("gremlin")), "{side}: {notes:?}");
    }
    facts.edition.style = "baroque".into();
    for (_, made) in shop.archetype_pages(&facts) {
        assert!(matches!(made, Err(Refusal::UnknownStyle { .. })));
    }
    let mut facts = shop.villain("Gloom", "cablamari", "../comic");
    for (_, made) in shop.villain_pages(&facts) {
        assert!(matches!(made, Err(Refusal::UnknownStyle { .. })));
    }
    facts.edition.style = "comic".into();
    facts.look.villain = "dragon".into();
    for (side, made) in shop.villain_pages(&facts) {
        let (_, notes) = made.unwrap();
        assert!(notes.iter().any(|note| note.what.contains("dragon")), "{side}: {notes:?}");
    }
}

#[test]
fn a_certificate_bears_pictures_of_signatures() {
    let mut shop = Shop::new();
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 70C40 10 60 10 60 60S90 90 110 40S150 90 180 50S240 80 290 30" fill="none" stroke="#1B2F6F" stroke-width="5"/></svg>"##;
    shop.cache.keep_file("aa", std::sync::Arc::new(svg.to_vec()));
    let mut facts = shop.hero("Nadia the Network Ninja");
    facts.signatures[0].picture = "aa".into();
    let unsigned = shop.hero("Nadia the Network Ninja");
    let plain = shop.certificate(&unsigned, Paper::A4).unwrap().0.items.len();
    let (page, notes) = shop.certificate(&facts, Paper::A4).unwrap();
    look_at(&page, "certificate-signed");
    assert_eq!(page.items.len(), plain + 1);
    assert!(notes.is_empty(), "{notes:?}");
    // One that is not with the campaign is said, and the line stays to sign on.
    facts.signatures[0].picture = "bb".into();
    let (page, notes) = shop.certificate(&facts, Paper::A4).unwrap();
    assert_eq!(page.items.len(), plain);
    assert!(notes.iter().any(|note| note.place == "signature" && note.what.contains("Marguerite")), "{notes:?}");
}
