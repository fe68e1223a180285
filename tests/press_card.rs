//! The award card: every look renders, hard names fit or are refused by name, text keeps its distance from the knife.

use unsung::press::card::{self, Accessory, CardFacts, Enemy, Signature};
use unsung::press::{Refusal, proof, sheets};
use unsung::scene::fonts::FontSource;
use unsung::scene::item::{Item, Page, Rect, Scene, Transform};
use unsung::scene::kit::{EnemyLook, Kit, SymbolCache};
use unsung::scene::pdf::PdfOptions;
use unsung::scene::pixels::render_page;
use unsung::scene::text::Typesetter;

struct Shop {
    kit: Kit,
    cache: SymbolCache,
    ts: Typesetter,
}

impl Shop {
    fn new() -> Self {
        let kit = Kit::builtin().unwrap();
        Self { kit, cache: SymbolCache::new(), ts: Typesetter::new(FontSource::shipped()) }
    }

    fn front(&mut self, facts: &CardFacts) -> Result<Page, Refusal> {
        card::front(facts, &self.kit, &self.cache, &mut self.ts)
    }

    fn back(&mut self, facts: &CardFacts) -> Result<Page, Refusal> {
        card::back(facts, &self.kit, &self.cache, &mut self.ts)
    }

    fn facts(&self, name: &str) -> CardFacts {
        let powers = ["speed", "patience", "wit", "stamina", "security", "networking", "recovery", "kindness"];
        let villain = &self.kit.villains()[0];
        CardFacts {
            persona: name.into(),
            line_two: "Service desk, Ghent".into(),
            award: "Calm of the Year".into(),
            year: "2026".into(),
            logo: vec!["Unsung Heroes".into(), "of the service desk".into()],
            claims: vec!["Now with".into(), "real patience!".into()],
            accessories: ["mug", "laptop", "cat"].map(|i| Accessory { item: i.into(), label: String::new() }).to_vec(),
            figure: self.kit.propose_figure(4, &["mug"]),
            enemy: Some(Enemy {
                look: EnemyLook { villain: villain.id.clone(), ..EnemyLook::default() },
                name: villain.name.clone(),
                tagline: villain.line.clone(),
            }),
            function: "First line".into(),
            unit: "Service desk".into(),
            place: "Ghent".into(),
            since: "2011".into(),
            specialties: vec!["Listening".into(), "Finding the cable".into()],
            powers: powers.iter().zip(3..).map(|(p, v)| ((*p).into(), v)).collect(),
            story: "The tills stopped on the last Saturday before the holidays. She had them counting again by noon."
                .into(),
            quote: "I never heard her raise her voice.".into(),
            quote_by: "A cashier".into(),
            others: (0..7).map(|i| (format!("Hero {i}"), self.kit.propose_figure(40 + i, &[]))).collect(),
            serial: "UH-2026-0042".into(),
            series: "No 042 of 120".into(),
            check: "7Q".into(),
            qr: "https://example.org/h/42".into(),
            hang_hole: true,
            ..CardFacts::default()
        }
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

fn assert_safe(page: &Page, what: &str) {
    let mut boxes = Vec::new();
    text_boxes(&page.items, Transform::identity(), &mut boxes);
    assert!(!boxes.is_empty(), "{what}: no text");
    for (text, b) in boxes {
        let inside = b.left() >= card::SAFE
            && b.top() >= card::SAFE
            && b.right() <= page.width - card::SAFE
            && b.bottom() <= page.height - card::SAFE;
        assert!(inside, "{what}: {text:?} at {b:?}");
    }
}

fn texts(page: &Page) -> String {
    let mut boxes = Vec::new();
    text_boxes(&page.items, Transform::identity(), &mut boxes);
    boxes.into_iter().map(|b| b.0).collect::<Vec<_>>().join("|")
}

const STYLES: [&str; 4] = ["comic", "circuit", "space", "formal"];

#[test]
fn every_style_renders_and_keeps_text_from_the_knife() {
    let mut shop = Shop::new();
    let mut seen = Vec::new();
    for style in STYLES {
        let mut facts = shop.facts("Rosalind the Restore Ranger");
        facts.style = style.into();
        let front = shop.front(&facts).unwrap();
        assert_eq!((front.width, front.height, front.bleed), (1524.0, 2286.0, 30.0));
        assert_safe(&front, style);
        let picture = render_page(&front, 40.0).unwrap();
        assert_eq!((picture.width(), picture.height()), (240, 360));
        let mut colours: Vec<[u8; 4]> = (0..360)
            .step_by(7)
            .flat_map(|y| (0..240).step_by(7).map(move |x| (x, y)))
            .filter_map(|(x, y)| picture.pixel(x, y))
            .collect();
        colours.sort_unstable();
        colours.dedup();
        assert!(colours.len() > 100, "{style}: {} colours", colours.len());
        seen.push(picture.bytes().to_vec());
        let back = shop.back(&facts).unwrap();
        assert_safe(&back, style);
    }
    seen.dedup();
    assert_eq!(seen.len(), 4);
}

#[test]
fn art_fills_the_bleed() {
    let mut shop = Shop::new();
    for style in STYLES {
        let mut facts = shop.facts("Ada");
        facts.style = style.into();
        for page in [shop.front(&facts).unwrap(), shop.back(&facts).unwrap()] {
            let k = 0.1;
            let base = Transform::from_scale(k, k).pre_translate(page.bleed, page.bleed);
            let (w, h) = ((page.width + 60.0) * k, (page.height + 60.0) * k);
            let all = unsung::scene::pixels::render(&page.items, w as u32, h as u32, base, None).unwrap();
            for (x, y) in [(0, 0), (157, 0), (0, 233), (157, 233), (80, 0), (0, 117), (157, 117), (80, 233)] {
                assert_eq!(all.pixel(x, y).unwrap()[3], 255, "{style} {} {x},{y}", page.name);
            }
        }
    }
}

#[test]
fn hard_names_fit_or_are_refused_by_name() {
    let mut shop = Shop::new();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/csv/names_torture.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let (mut fitted, mut refused) = (0, 0);
    for record in reader.records() {
        let name = record.unwrap()[0].to_string();
        for style in STYLES {
            let mut facts = shop.facts(&name);
            facts.style = style.into();
            match shop.front(&facts) {
                Ok(page) => {
                    fitted += 1;
                    assert_safe(&page, &name);
                    let first = unsung::scene::clean::clean_for_setting(&name);
                    let first = first.split(' ').next().unwrap().to_string();
                    if first.is_ascii() {
                        assert!(texts(&page).contains(&first[..first.len().min(4)]), "{name}: {}", texts(&page));
                    }
                }
                Err(refusal) => {
                    refused += 1;
                    let Refusal::Text { who, place, reason } = &refusal else { panic!("{name}: {refusal}") };
                    assert_eq!((who, place.as_str()), (&name, "name plate"));
                    assert!(reason.len() > 10);
                }
            }
        }
    }
    assert!(fitted > 50 && refused >= 8, "{fitted} fitted, {refused} refused");
}

#[test]
fn short_names_are_not_blown_up() {
    let mut shop = Shop::new();
    let size_of = |page: &Page, text: &str| {
        let mut stack: Vec<&Item> = page.items.iter().collect();
        while let Some(item) = stack.pop() {
            match item {
                Item::Text(run) if *run.text == *text => return run.size,
                Item::Group { items, .. } => stack.extend(items),
                _ => {}
            }
        }
        panic!("no {text}")
    };
    let short = shop.facts("Ng");
    let usual = shop.facts("Ada Alert");
    let (short, usual) = (shop.front(&short).unwrap(), shop.front(&usual).unwrap());
    assert_eq!(size_of(&short, "Ng"), size_of(&usual, "Ada Alert"));
}

#[test]
fn a_real_name_is_printed_in_full_or_not_at_all() {
    let mut shop = Shop::new();
    let mut facts = shop.facts("Nadia the Network Ninja");
    facts.real_name = Some("Nadia Verhaegen".into());
    for style in STYLES {
        facts.style = style.into();
        assert!(texts(&shop.front(&facts).unwrap()).contains("Nadia Verhaegen"), "{style}");
        assert!(texts(&shop.back(&facts).unwrap()).contains("Nadia Verhaegen"), "{style}");
    }
    facts.style = "comic".into();
    facts.real_name = Some("x".repeat(200));
    let refusal = shop.front(&facts).err().unwrap().to_string();
    assert!(refusal.starts_with(&"x".repeat(200)) && refusal.contains("second line"), "{refusal}");
    // A character that no shipped face has: the Latin form stands in.
    facts.real_name = Some("ᄀᄁ ꀀꀁ".into());
    facts.latin_name = Some("Nadia Verhaegen".into());
    assert!(texts(&shop.front(&facts).unwrap()).contains("Nadia Verhaegen"));
    let notes = card::preflight(&facts, &shop.kit, &shop.cache, &mut shop.ts).unwrap();
    assert!(notes.iter().any(|n| n.what.contains("stands in")), "{notes:?}");
}

#[test]
fn anything_may_be_missing() {
    let mut shop = Shop::new();
    type Strip = fn(&mut CardFacts);
    let strips: [Strip; 12] = [
        |f| f.enemy = None,
        |f| f.story.clear(),
        |f| f.quote.clear(),
        |f| f.powers.truncate(1),
        |f| f.powers.clear(),
        |f| f.others.clear(),
        |f| f.accessories.clear(),
        |f| f.claims.clear(),
        |f| f.qr.clear(),
        |f| f.serial.clear(),
        |f| f.logo.clear(),
        |f| f.series.clear(),
    ];
    // Alone, in pairs, and all at once.
    let full = shop.facts("Mira the Merge Maven");
    let mut check = |facts: &CardFacts, what: String| {
        for style in STYLES {
            let mut facts = facts.clone();
            facts.style = style.into();
            let front = shop.front(&facts).unwrap_or_else(|e| panic!("{what}: {e}"));
            assert_safe(&front, &what);
        }
        let back = shop.back(facts).unwrap_or_else(|e| panic!("{what}: {e}"));
        assert_safe(&back, &what);
    };
    for i in 0..strips.len() {
        for j in i..strips.len() {
            let mut facts = full.clone();
            strips[i](&mut facts);
            strips[j](&mut facts);
            check(&facts, format!("{i} {j}"));
        }
    }
    let mut bare = full.clone();
    for strip in strips {
        strip(&mut bare);
    }
    check(&bare, "all".into());
    let least = CardFacts { persona: "Bo".into(), ..CardFacts::default() };
    let front = shop.front(&least).unwrap();
    assert_eq!(texts(&front), "?|Bo|Bo");
    assert!(texts(&shop.back(&least).unwrap()).contains("Bo"));
}

#[test]
fn a_story_too_long_is_refused_by_name() {
    let mut shop = Shop::new();
    let mut facts = shop.facts("Tom Ticket");
    facts.story = "And then it happened again, worse than before. ".repeat(60);
    let refusal = shop.back(&facts).err().unwrap().to_string();
    assert!(refusal.starts_with("Tom Ticket: story: ") && refusal.contains("mm"), "{refusal}");
}

#[test]
fn unknown_ids_are_noted_and_an_unknown_style_is_refused() {
    let mut shop = Shop::new();
    let mut facts = shop.facts("Ines Inbox");
    facts.figure.options.insert("hair".into(), "mullet".into());
    facts.backdrop = "volcano".into();
    facts.accessories[0].item = "spoon".into();
    facts.powers[0].0 = "juggling".into();
    let notes = card::preflight(&facts, &shop.kit, &shop.cache, &mut shop.ts).unwrap();
    for word in ["mullet", "volcano"] {
        assert!(notes.iter().any(|n| n.what.contains(word)), "{word}: {notes:?}");
    }
    assert!(texts(&shop.back(&facts).unwrap()).contains("juggling"));
    for style in ["baroque", "../comic", ""] {
        facts.style = style.into();
        assert_eq!(shop.front(&facts).is_ok(), style.is_empty());
        assert_eq!(shop.back(&facts).is_ok(), style.is_empty());
    }
}

#[test]
fn a_neighbour_whose_name_has_no_room_does_not_hold_the_card() {
    let mut shop = Shop::new();
    let mut facts = shop.facts("Ada Alert");
    facts.others[2].0 = "X".repeat(200);
    facts.others[3].0 = "Zoë \u{1F9B8}".into();
    let (page, notes) = card::back_noted(&facts, &shop.kit, &shop.cache, &mut shop.ts).unwrap();
    assert!(texts(&page).to_uppercase().contains("HERO 0"), "the others keep theirs");
    assert_eq!(notes.iter().filter(|note| note.place == "strip").count(), 2, "{notes:?}");
}

#[test]
fn signatures_take_the_footer() {
    let mut shop = Shop::new();
    let mut facts = shop.facts("Ada Alert");
    facts.signatures = vec![
        Signature { name: "Ingrid Peeters".into(), role: "Director".into(), ..Signature::default() },
        Signature { name: "Jonas Wouters".into(), role: "Head of desk".into(), ..Signature::default() },
    ];
    let back = shop.back(&facts).unwrap();
    assert_safe(&back, "signed");
    assert!(texts(&back).contains("Ingrid Peeters") && texts(&back).contains("Head of desk"));
}

#[test]
fn the_same_facts_make_the_same_page() {
    let (mut one, mut two) = (Shop::new(), Shop::new());
    let facts = one.facts("Kofi Kernel");
    let (a, b) = (one.front(&facts).unwrap(), two.front(&facts).unwrap());
    assert_eq!(format!("{a:?}"), format!("{b:?}"));
}

#[test]
fn office_sheets_bring_front_and_back_together() {
    let mut shop = Shop::new();
    let facts = shop.facts("Ada Alert");
    let (front, back) = (shop.front(&facts).unwrap(), shop.back(&facts).unwrap());
    for paper in [sheets::Paper::A4, sheets::Paper::Letter] {
        let [f, b] = sheets::single(&front, &back, paper);
        assert_eq!((f.width, f.height), paper.size());
        assert_eq!((b.width, b.height), paper.size());
        // Where the front has ink the back has too, seen from the other side.
        let (f, b) = (render_page(&f, 20.0).unwrap(), render_page(&b, 20.0).unwrap());
        let blank = |p: Option<[u8; 4]>| p == Some([255, 255, 255, 255]);
        let (w, h) = (f.width(), f.height());
        assert!(blank(f.pixel(2, 2)) && blank(b.pixel(2, 2)));
        assert!(!blank(f.pixel(w / 2, h / 5)) && !blank(b.pixel(w / 2, h / 5)));
        let two = sheets::two_up([Some((&front, &back)), None], paper);
        let [fronts, backs] = two.map(|p| render_page(&p, 20.0).unwrap());
        // One card: the upper half is used on both sides, the lower half on neither.
        for page in [&fronts, &backs] {
            assert!(!blank(page.pixel(page.width() / 2, page.height() / 4)));
            assert!(blank(page.pixel(page.width() / 2, page.height() * 3 / 4)));
        }
    }
}

#[test]
fn a_proof_shows_even_what_the_cards_refuse() {
    let mut shop = Shop::new();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/csv/names_torture.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let mut entries = Vec::new();
    for record in reader.records() {
        let name = record.unwrap()[0].to_string();
        let facts = shop.facts(&name);
        let front = shop.front(&facts).map_err(|e| e.to_string());
        entries.push(proof::ProofEntry {
            persona: name.clone(),
            name,
            serial: "UH".into(),
            source: "names.csv, row 2".into(),
            front,
            notes: Vec::new(),
        });
    }
    entries[0].name = "ꀀ".into();
    let pages =
        proof::sheets("Torture", &entries, sheets::Paper::Letter, &shop.kit, &shop.cache, &mut shop.ts).unwrap();
    let all = pages.iter().map(texts).collect::<Vec<_>>().join("|");
    assert!(all.contains("[U+A000]") && all.contains("CON"), "{all}");
}

#[test]
fn proof_sheets_show_every_name_and_every_refusal() {
    let mut shop = Shop::new();
    let names = ["Ng", "Maria del Carmen Fernández de la Cueva y Gutiérrez-Mellado", "مريم العلي", "Kofi"];
    let entries: Vec<proof::ProofEntry> = (0..14)
        .map(|i| {
            let name = names[i % 4];
            let facts = shop.facts(name);
            let front = if i == 3 {
                Err("the plate is too small".to_string())
            } else {
                shop.front(&facts).map_err(|e| e.to_string())
            };
            proof::ProofEntry {
                name: name.into(),
                persona: "The Persona".into(),
                serial: format!("UH-{i:03}"),
                source: format!("people.csv, row {}", i + 2),
                front,
                notes: vec!["name plate: at 60 % of its size".into()],
            }
        })
        .collect();
    let pages =
        proof::sheets("Heroes 2026", &entries, sheets::Paper::A4, &shop.kit, &shop.cache, &mut shop.ts).unwrap();
    assert_eq!(pages.len(), 2);
    let all = pages.iter().map(texts).collect::<Vec<_>>().join("|");
    for needle in ["Gutiérrez-Mellado", "people.csv, row 15", "the plate is too small", "sheet 2 of 2"] {
        assert!(all.contains(needle), "{needle}");
    }
    assert!(render_page(&pages[0], 30.0).is_ok());
}

#[test]
fn a_card_as_pdf_stays_small_and_repeats_byte_for_byte() {
    let mut shop = Shop::new();
    let full = shop.facts("Rosalind the Restore Ranger");
    let mut write = |facts: &CardFacts| {
        let pages = vec![shop.front(facts).unwrap(), shop.back(facts).unwrap()];
        let scene = Scene { title: "Card".into(), author: "Unsung".into(), language: "en".into(), pages };
        let options = PdfOptions { bleed_mm: 3.0, marks: true, duplex: true, ..PdfOptions::default() };
        unsung::scene::pdf::write(&scene, &options).unwrap()
    };
    let (one, two) = (write(&full), write(&full));
    assert!(one.starts_with(b"%PDF-"));
    assert!(one == two);
    let alone = write(&CardFacts { others: Vec::new(), ..full.clone() });
    assert!(alone.len() < 120 * 1024, "{} bytes", alone.len());
    // Each of the other heroes brings a head in colours of its own.
    let strip = one.len() - alone.len();
    assert!(strip < 7 * 9 * 1024, "{strip} bytes for the strip");
}

#[test]
fn long_real_names_stand_on_the_file_card() {
    let mut shop = Shop::new();
    let long = [
        "Maria del Carmen Fernández de la Cueva y Gutiérrez-Mellado",
        "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh",
        "Ana Sofía Guadalupe Montserrat Villanueva Castellanos Ordóñez",
        "Sri Wahyuningsih Kusumawardhani Prabaningrum Hadiningrat",
        "Nguyễn Thị Hằng",
        "مريم عبد الرحمن بن عبد العزيز العلي الهاشمي القرشي",
    ];
    // With much and with little beside it: a full file card, one without panels, one with a reason as well.
    let with = |facts: &CardFacts, name: &str| CardFacts { real_name: Some(name.into()), ..facts.clone() };
    for name in long {
        let full = shop.facts("The Calm Voice");
        let bare = CardFacts { powers: Vec::new(), enemy: None, story: String::new(), ..full.clone() };
        let told = CardFacts {
            why: "For eleven years without one raised voice, and for the Saturday of the tills.".into(),
            accessories: Vec::new(),
            ..full.clone()
        };
        for (what, facts) in [("full", &full), ("bare", &bare), ("told", &told)] {
            let page = shop.back(&with(facts, name)).unwrap_or_else(|refusal| panic!("{name}, {what}: {refusal}"));
            assert_safe(&page, name);
            let all = texts(&page);
            for word in name.split(' ').filter(|word| word.is_ascii() && !word.contains('-')) {
                assert!(all.contains(word), "{name}, {what}: {word} is missing in {all}");
            }
            if let Ok(folder) = std::env::var("CARDS_TO_LOOK_AT") {
                let png = render_page(&page, 100.0).unwrap().png().unwrap();
                let stem: String = name.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
                std::fs::write(format!("{folder}/{stem}-{what}.png"), png).unwrap();
            }
        }
    }
    // What can be set at no size is still held, by name.
    let endless = with(&shop.facts("The Calm Voice"), &"x".repeat(240));
    let Err(Refusal::Text { place, .. }) = shop.back(&endless) else { panic!("240 letters without a space") };
    assert_eq!(place, "real name");
}
