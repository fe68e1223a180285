//! Pictures of cards to look at, made on demand: `cargo test --test press_pictures -- --ignored`, then see
//! `target/pictures`. `UNSUNG_PICTURES` picks those whose name holds it.

use std::path::Path;

use unsung::press::card::{self, Accessory, CardFacts, Enemy, Signature};
use unsung::press::{proof, sheets};
use unsung::scene::fonts::FontSource;
use unsung::scene::item::{Item, Page, Scene, Transform};
use unsung::scene::kit::{EnemyLook, FigureSpec, Kit, SymbolCache};
use unsung::scene::pdf::PdfOptions;
use unsung::scene::pixels::{render, render_page};
use unsung::scene::shapes::{clipped, rounded};
use unsung::scene::text::Typesetter;

fn text(s: &str) -> String {
    s.to_string()
}

fn nadia() -> FigureSpec {
    let options = [
        ("body", "curved"),
        ("outfit", "suit"),
        ("head", "heart"),
        ("face", "grin"),
        ("hair", "curly"),
        ("cape", "long"),
        ("headgear", "headset"),
        ("item_right", "lasso"),
        ("item_left", "extinguisher"),
    ];
    FigureSpec {
        pose: text("action"),
        options: options.into_iter().map(|(a, b)| (text(a), text(b))).collect(),
        skin: text("bronze"),
        hair: text("espresso"),
        scheme: text("signal"),
    }
}

fn full(kit: &Kit) -> CardFacts {
    let things = ["crimper", "screwdriver", "thermos"];
    let powers = ["speed", "patience", "wit", "stamina", "security", "networking", "recovery", "kindness"];
    let values = [9, 7, 8, 10, 6, 10, 9, 8];
    let names = ["Reza Router", "Mira Merge", "Bo Backup", "Ada Alert", "Tom Ticket", "Inès Inbox", "Kofi Kernel"];
    CardFacts {
        persona: text("Nadia the Network Ninja"),
        real_name: Some(text("Nadia Verhaegen")),
        line_two: text("Helpdesk force, Antwerp"),
        award: text("Network Hero of the Year"),
        year: text("2026"),
        logo: vec![text("UNSUNG HEROES"), text("OF THE SERVICE DESK")],
        claims: vec![text("With real"), text("knot-slicing"), text("action!")],
        accessories: things.iter().map(|t| Accessory { item: text(t), label: String::new() }).collect(),
        figure: nadia(),
        enemy: Some(Enemy {
            look: EnemyLook { villain: text("cablamari"), ..EnemyLook::default() },
            name: text("Colossal Cablamari"),
            tagline: text("Eight arms, eight plugs, zero labels."),
        }),
        function: text("Network engineer"),
        unit: text("Service desk"),
        place: text("Antwerp"),
        since: text("2014"),
        specialties: vec![text("Untangling patch panels"), text("Calm voice on the phone")],
        powers: powers.iter().zip(values).map(|(p, v)| (text(p), v)).collect(),
        story: text(
            "When a flood took the basement switch at 3 a.m., Nadia rewired the ward with two spools and a head torch. Nobody noticed. That was the point.",
        ),
        quote: text("She fixed it before I finished the sentence."),
        quote_by: text("Ward nurse, night shift"),
        others: names.iter().enumerate().map(|(i, n)| (text(n), kit.propose_figure(900 + i as u64, &[]))).collect(),
        serial: text("UH-2026-0007"),
        series: text("No 007 of 120"),
        check: text("4K"),
        qr: text("https://example.org/heroes/UH-2026-0007?c=4K"),
        hang_hole: true,
        ..CardFacts::default()
    }
}

fn person(kit: &Kit, seed: u64, name: &str, body: &str, pose: &str, skin: &str) -> CardFacts {
    let mut facts = full(kit);
    facts.figure = kit.propose_figure(seed, &[]);
    facts.figure.options.insert(text("body"), text(body));
    facts.figure.pose = text(pose);
    facts.figure.skin = text(skin);
    facts.persona = text(name);
    facts.real_name = None;
    let villain = &kit.villains()[seed as usize % kit.villains().len()];
    facts.enemy = Some(Enemy {
        look: EnemyLook { villain: villain.id.clone(), ..EnemyLook::default() },
        name: villain.name.clone(),
        tagline: villain.line.clone(),
    });
    let backdrops = ["sunburst", "datacentre", "city", "storm"];
    let schemes = ["ultra", "azure", "mint", "deep", "candy", "blaze"];
    facts.backdrop = text(backdrops[seed as usize % 4]);
    facts.backdrop_scheme = text(schemes[seed as usize % 6]);
    facts
}

fn cast(kit: &Kit) -> Vec<(&'static str, CardFacts)> {
    let mut all = vec![("nadia", full(kit))];
    for style in ["circuit", "space", "formal"] {
        let mut f = full(kit);
        f.style = text(style);
        f.logo[1] = text(match style {
            "circuit" => "Night shift edition",
            _ => "Beyond the firewall",
        });
        all.push((style, f));
    }
    let long = "Maria del Carmen Fernández de la Cueva y Gutiérrez-Mellado";
    all.push(("long", person(kit, 1, long, "broad", "stance", "porcelain")));
    all.push(("arabic", person(kit, 2, "مريم العلي", "slim", "action", "sand")));
    all.push(("greek", person(kit, 3, "Ελένη Παπαδοπούλου", "full", "action", "espresso")));
    all.push(("hebrew", person(kit, 4, "נועה בן־דוד", "wheelchair", "stance", "honey")));
    all.push(("ng", person(kit, 5, "Ng", "wheelchair", "action", "cocoa")));
    all.push(("stance", person(kit, 6, "Rosalind the Restore Ranger", "curved", "stance", "chestnut")));
    for style in ["circuit", "space", "formal"] {
        let mut f = person(kit, 8, long, "full", "stance", "espresso");
        f.style = text(style);
        f.backdrop.clear();
        f.backdrop_scheme.clear();
        f.real_name = Some(text("Maria del Carmen Fernández de la Cueva y Gutiérrez-Mellado"));
        f.persona = text("Carmen the Cable Conqueror");
        all.push((
            ["long-circuit", "long-space", "long-formal"]
                [["circuit", "space", "formal"].iter().position(|s| *s == style).unwrap()],
            f,
        ));
    }
    let mut bare = person(kit, 7, "Sabine the IT Savior", "slim", "stance", "porcelain");
    bare.enemy = None;
    bare.accessories.clear();
    bare.claims.clear();
    bare.story.clear();
    bare.quote.clear();
    bare.others.clear();
    bare.powers.truncate(1);
    bare.qr.clear();
    all.push(("bare", bare.clone()));
    bare.powers.clear();
    bare.specialties.clear();
    bare.since.clear();
    all.push(("barest", bare.clone()));
    bare.style = text("formal");
    bare.backdrop.clear();
    all.push(("bare-formal", bare));
    let mut no_enemy = full(kit);
    no_enemy.enemy = None;
    no_enemy.others.truncate(2);
    no_enemy.accessories.truncate(1);
    no_enemy.claims = vec![text("Now with twice the patience!")];
    no_enemy.quote.clear();
    all.push(("no-enemy", no_enemy));
    let mut no_powers = full(kit);
    no_powers.powers.clear();
    no_powers.others.clear();
    no_powers.accessories.truncate(2);
    no_powers.signatures = vec![
        Signature { name: text("Ingrid Peeters"), role: text("Director of operations") },
        Signature { name: text("Jonas Wouters"), role: text("Head of service desk") },
    ];
    all.push(("no-powers", no_powers));
    let mut wordy = full(kit);
    wordy.why = text("For 41 nights on call without one raised voice, and for teaching everybody else how it is done.");
    wordy.story = text(
        "When a flood took the basement switch at 3 a.m., Nadia rewired the ward with two spools and a head torch. Nobody noticed. That was the point. In the morning she wrote down every port, drew the map that had been missing for nine years, and went to fetch coffee for the nurses.",
    );
    wordy.specialties.push(text("Remembering which cable goes where, for nine years running"));
    wordy.powers.truncate(3);
    wordy.accessories.push(Accessory { item: text("duck"), label: text("Debugging duck") });
    wordy.accessories.push(Accessory { item: text("spoon"), label: text("Lucky spoon") });
    all.push(("wordy", wordy));
    all
}

#[test]
#[ignore = "makes pictures to look at"]
fn cards() {
    let kit = Kit::builtin().unwrap();
    let cache = SymbolCache::new();
    let mut ts = Typesetter::new(FontSource::shipped());
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../pictures");
    std::fs::create_dir_all(&dir).unwrap();
    let only = std::env::var("UNSUNG_PICTURES").unwrap_or_default();
    let dpi = 100.0;
    let mut sheet: Vec<Page> = Vec::new();
    for (name, facts) in cast(&kit) {
        if !name.contains(&only) {
            continue;
        }
        for note in card::preflight(&facts, &kit, &cache, &mut ts).unwrap_or_default() {
            println!("{name}: {note:?}");
        }
        let sides = [card::front(&facts, &kit, &cache, &mut ts), card::back(&facts, &kit, &cache, &mut ts)];
        for (side, page) in ["front", "back"].into_iter().zip(sides) {
            match page {
                Ok(page) => {
                    let png = render_page(&page, dpi).unwrap().png().unwrap();
                    std::fs::write(dir.join(format!("{name}-{side}.png")), png).unwrap();
                    sheet.push(page);
                }
                Err(refusal) => println!("{name} {side}: {refusal}"),
            }
        }
    }
    // Contact sheets of eight sides, front and back of four cards.
    for (n, pages) in sheet.chunks(6).enumerate() {
        let (w, h, gap) = (card::SIZE.0, card::SIZE.1, 60.0);
        let mut items = Vec::new();
        for (i, page) in pages.iter().enumerate() {
            let (x, y) = ((i % 3) as f32 * (w + gap), (i / 3) as f32 * (h + gap));
            let cut = clipped(rounded([0.0, 0.0, w, h], 0.0), page.items.clone()).unwrap();
            let transform = Transform::from_translate(x, y);
            items.push(Item::Group { transform, clip: None, opacity: 1.0, items: vec![cut] });
        }
        let k = 0.4;
        let size = ((w + gap) * 3.0 * k, (h + gap) * 2.0 * k);
        let base = Transform::from_scale(k, k);
        let sheet = render(&items, size.0 as u32, size.1 as u32, base, Some([255; 3])).unwrap();
        std::fs::write(dir.join(format!("sheet-{n}.png")), sheet.png().unwrap()).unwrap();
    }
}

#[test]
#[ignore = "makes pictures to look at"]
fn pickers_and_sheets() {
    let kit = Kit::builtin().unwrap();
    let cache = SymbolCache::new();
    let mut ts = Typesetter::new(FontSource::shipped());
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../pictures");
    std::fs::create_dir_all(&dir).unwrap();
    let save = |name: &str, png: Vec<u8>| std::fs::write(dir.join(format!("{name}.png")), png).unwrap();

    // One thumbnail of every option.
    let spec = nadia();
    let colours = kit.figure_colours(&spec, "azure");
    let (cell, columns) = (110.0, 14);
    let mut items = Vec::new();
    for (i, (slot, option)) in kit.slots().iter().flat_map(|s| s.options.iter().map(move |o| (s, o))).enumerate() {
        let picture = kit.thumbnail(&spec, &slot.id, &option.id, &colours, &cache).unwrap().unwrap();
        let [l, t, r, b] = picture.view;
        let k = (cell - 8.0) / (r - l).max(b - t);
        let (x, y) = ((i % columns) as f32 * cell, (i / columns) as f32 * cell);
        let transform = Transform::from_translate(x, y).pre_scale(k, k).pre_translate(-l, -t);
        let seen = rounded([l, t, r - l, b - t], 0.0);
        let cut = clipped(seen, picture.items).unwrap();
        items.push(Item::Group { transform, clip: None, opacity: 1.0, items: vec![cut] });
    }
    let sheet = render(&items, 1540, 880, Transform::identity(), Some([240; 3])).unwrap();
    save("thumbnails", sheet.png().unwrap());

    // Monsters with swapped parts.
    let mut items = Vec::new();
    for (i, v) in kit.villains().iter().enumerate() {
        let id = v.id.clone();
        let looks = [
            EnemyLook { villain: id.clone(), ..EnemyLook::default() },
            EnemyLook { villain: id.clone(), horns: Some(text("bull")), ..EnemyLook::default() },
            EnemyLook { villain: id, eyes: Some(text("cyclops")), mouth: Some(text("grin")), horns: None },
        ];
        for (j, look) in looks.iter().enumerate() {
            let made = kit.villain_items(look, &cache).unwrap().items;
            let transform = Transform::from_translate(i as f32 * 250.0, j as f32 * 250.0).pre_scale(0.25, 0.25);
            items.push(Item::Group { transform, clip: None, opacity: 1.0, items: made });
        }
    }
    save("monsters", render(&items, 1500, 750, Transform::identity(), Some([240; 3])).unwrap().png().unwrap());

    let cast = cast(&kit);
    let mut entries = Vec::new();
    for (i, (_, facts)) in cast.iter().enumerate() {
        entries.push(proof::ProofEntry {
            name: facts.who().to_string(),
            persona: facts.persona.clone(),
            serial: format!("UH-2026-{:04}", i + 1),
            source: format!("people.csv, row {}", i + 2),
            front: card::front(facts, &kit, &cache, &mut ts).map_err(|e| e.to_string()),
            notes: if i % 3 == 0 { vec![text("name plate: at 44 % of its size, on 2 lines")] } else { Vec::new() },
        });
    }
    entries[2].front = Err(text("Nadia Verhaegen: name plate: no typeface at hand has “ꀀ” (U+A000)"));
    let pages = proof::sheets("Unsung Heroes 2026", &entries, sheets::Paper::A4, &kit, &cache, &mut ts).unwrap();
    save("proof", render_page(&pages[0], 100.0).unwrap().png().unwrap());
    let side = |i: usize, ts: &mut Typesetter| {
        let f = &cast[i].1;
        (card::front(f, &kit, &cache, ts).unwrap(), card::back(f, &kit, &cache, ts).unwrap())
    };
    let (one, two) = (side(0, &mut ts), side(4, &mut ts));
    let up = sheets::two_up([Some((&one.0, &one.1)), Some((&two.0, &two.1))], sheets::Paper::A4);
    save("two-up-fronts", render_page(&up[0], 60.0).unwrap().png().unwrap());
    save("two-up-backs", render_page(&up[1], 60.0).unwrap().png().unwrap());
    let scene = Scene { title: text("Card"), pages: vec![one.0, one.1], ..Scene::default() };
    let options = PdfOptions { bleed_mm: 3.0, marks: true, ..PdfOptions::default() };
    std::fs::write(dir.join("card.pdf"), unsung::scene::pdf::write(&scene, &options).unwrap()).unwrap();
}
