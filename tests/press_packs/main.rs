//! Box, labels, thank-you cards and storyboards: they fold, they add up, and hard names are whole or refused by name.

mod boxes;
mod campaign;
mod labels;
mod telling;

use unsung::app::commercial;
use unsung::press::card::{Accessory, CardFacts, Enemy};
use unsung::press::carton::{self, BoxSize, Lines};
use unsung::press::label::{self, LabelFacts, LabelSheet};
use unsung::press::sheets::Paper;
use unsung::press::storyboard::{self, StoryboardFacts};
use unsung::press::thanks::{self, ThanksFacts};
use unsung::press::{Note, Refusal};
use unsung::scene::dump::words;
use unsung::scene::fonts::FontSource;
use unsung::scene::item::{Item, Page, Rect, Transform};
use unsung::scene::kit::{EnemyLook, Kit, SymbolCache};
use unsung::scene::text::Typesetter;

struct Shop {
    kit: Kit,
    cache: SymbolCache,
    ts: Typesetter,
}

type Made<T> = Result<(T, Vec<Note>), Refusal>;

impl Shop {
    fn new() -> Self {
        let kit = Kit::builtin().unwrap();
        Self { kit, cache: SymbolCache::new(), ts: Typesetter::new(FontSource::shipped()) }
    }

    fn card(&self, persona: &str) -> CardFacts {
        let powers = ["speed", "patience", "wit", "stamina", "security", "networking", "recovery", "kindness"];
        let villain = self.kit.villain("cablamari").unwrap();
        let things = [("crimper", "Crimper"), ("thermos", "Thermos"), ("tester", "Tester"), ("duck", "Rubber duck")];
        let mut figure = self.kit.propose_figure(11, &["lasso", "extinguisher"]);
        for (slot, option) in [
            ("body", "curved"),
            ("outfit", "suit"),
            ("head", "heart"),
            ("face", "grin"),
            ("hair", "curly"),
            ("cape", "long"),
            ("headgear", "headset"),
        ] {
            figure.options.insert(slot.into(), option.into());
        }
        figure.options.remove("eyewear");
        figure.options.remove("beard");
        figure.pose = "action".into();
        figure.skin = "bronze".into();
        figure.hair = "espresso".into();
        figure.scheme = "signal".into();
        CardFacts {
            persona: persona.into(),
            real_name: Some("Nadia Verhaegen".into()),
            line_two: "Service desk, Antwerp".into(),
            award: "Calm of the Year".into(),
            year: "2026".into(),
            logo: vec!["Unsung Heroes".into(), "of the service desk".into()],
            claims: vec!["With real".into(), "knot-slicing".into(), "action!".into()],
            accessories: things.map(|(i, l)| Accessory { item: i.into(), label: l.into() }).to_vec(),
            figure,
            enemy: Some(Enemy {
                look: EnemyLook { villain: villain.id.clone(), ..EnemyLook::default() },
                name: "Colossal Cablamari".into(),
                tagline: "Eight arms, eight plugs, zero labels.".into(),
            }),
            function: "Network engineer".into(),
            unit: "Service desk".into(),
            place: "Antwerp".into(),
            since: "2014".into(),
            specialties: vec!["Untangling patch panels".into(), "Calm voice on the phone".into()],
            powers: powers.iter().zip([9, 7, 8, 10, 6, 10, 9, 8]).map(|(p, v)| ((*p).into(), v)).collect(),
            story:
                "When a flood took the basement switch at 3 a.m., Nadia rewired the ward with two spools and a head \
                    torch. Nobody noticed. That was the point."
                    .into(),
            quote: "She fixed it before I finished the sentence.".into(),
            quote_by: "Ward nurse, night shift".into(),
            others: (0..7).map(|i| (format!("Hero {i}"), self.kit.propose_figure(40 + i, &[]))).collect(),
            serial: "UH-2026-0007".into(),
            series: "No 007 of 120".into(),
            check: "4K7".into(),
            qr: "Unsung Heroes\nUH-2026-0007 4K7\nNadia the Network Ninja".into(),
            ..CardFacts::default()
        }
    }

    /// Nothing but a name and a figure.
    fn bare(&self, persona: &str) -> CardFacts {
        CardFacts { persona: persona.into(), figure: self.kit.propose_figure(3, &[]), ..CardFacts::default() }
    }

    fn net(&mut self, facts: &CardFacts, size: BoxSize, paper: Paper) -> Made<Vec<Page>> {
        carton::net(facts, size, paper, &Lines::default(), &self.kit, &self.cache, &mut self.ts)
    }

    fn label_facts(&self) -> LabelFacts {
        LabelFacts {
            who: "Nadia Verhaegen".into(),
            name: "Nadia Verhaegen".into(),
            line_two: "Network engineer, service desk".into(),
            address: vec!["Voorbeeldlaan 12, bus 3".into(), "2000 Antwerpen".into()],
            country: "Belgium".into(),
            sender: "Unsung Heroes, Dankstraat 1, 2000 Antwerpen, Belgium".into(),
            headline: "Unbox yourself!".into(),
            notice: "Hero inside: do not bend".into(),
            number: "HERO 007".into(),
            serial: "UH-2026-0007".into(),
            campaign: "Unsung Heroes 2026".into(),
            figure: self.card("Nadia").figure,
            ..LabelFacts::default()
        }
    }

    fn label(&mut self, facts: &LabelFacts, sheet: &LabelSheet) -> Made<Page> {
        label::one(facts, sheet, &self.kit, &self.cache, &mut self.ts)
    }

    fn thanks_facts(&self, message: &str) -> ThanksFacts {
        let card = self.card("Nadia the Network Ninja");
        ThanksFacts {
            who: "Nadia Verhaegen".into(),
            to: "Nadia Verhaegen".into(),
            message: message.into(),
            from: "Yusuf Adeyemi, accounts, Ghent".into(),
            plate: card.persona,
            campaign: "Unsung Heroes 2026".into(),
            logo: card.logo,
            figures: vec![card.figure],
            ..ThanksFacts::default()
        }
    }

    fn thanks(&mut self, facts: &ThanksFacts, paper: Paper) -> Made<Page> {
        thanks::front(facts, paper, &self.kit, &self.cache, &mut self.ts)
    }

    fn story(&self, card: &CardFacts, seed: u8) -> StoryboardFacts {
        commercial::from_card(card, "Endless ticket queue", &self.kit, [seed; 32])
    }

    fn board(&mut self, facts: &StoryboardFacts, paper: Paper) -> Made<Page> {
        storyboard::make(facts, paper, &self.kit, &self.cache, &mut self.ts)
    }
}

const MESSAGE: &str = "You stayed on the line until the very last printer came back, and you never once sighed. My team met its \
                       deadline because of you. I owe you a coffee, and probably a duck.";

/// Boxes of all runs of text on a page, outlines included, with their texts and the direction they read in (degrees).
fn texts(items: &[Item], t: Transform, out: &mut Vec<(String, Rect, f32)>) {
    for item in items {
        match item {
            Item::Text(run) => {
                let whole = t.pre_concat(run.transform);
                let turn = whole.ky.atan2(whole.sx).to_degrees();
                for shape in run.outlines() {
                    let Item::Group { transform, items, .. } = shape else { continue };
                    for inner in items {
                        let Item::Shape(s) = inner else { continue };
                        let grow = s.stroke.as_ref().map_or(0.0, |k| k.width / 2.0);
                        let b = s.path.bounds();
                        let r = Rect::from_ltrb(b.left() - grow, b.top() - grow, b.right() + grow, b.bottom() + grow);
                        if let Some(r) = r.and_then(|r| r.transform(t.pre_concat(transform))) {
                            out.push((run.text.to_string(), r, turn));
                        }
                    }
                }
            }
            Item::Group { transform, items, .. } => texts(items, t.pre_concat(*transform), out),
            Item::Layer { items, .. } => texts(items, t, out),
            _ => {}
        }
    }
}

fn texts_of(page: &Page) -> Vec<(String, Rect, f32)> {
    let mut out = Vec::new();
    texts(&page.items, Transform::identity(), &mut out);
    out
}

/// Every text is inside the page, `safe` from its edges.
fn assert_inside(page: &Page, safe: f32, what: &str) {
    let all = texts_of(page);
    assert!(!all.is_empty(), "{what}: no text");
    for (text, b, _) in all {
        let inside =
            b.left() >= safe && b.top() >= safe && b.right() <= page.width - safe && b.bottom() <= page.height - safe;
        assert!(inside, "{what}: {text:?} at {b:?} of {} x {}", page.width, page.height);
    }
}

/// Letters alone: lines and runs are broken where the layout likes.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

fn torture() -> Vec<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/csv/names_torture.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.records().map(|record| record.unwrap()[0].to_string()).collect()
}

/// A name is on the page whole, or the refusal names whom it is about.
fn whole_or_refused(name: &str, made: Result<&Page, &Refusal>, safe: f32, what: &str) -> bool {
    match made {
        Ok(page) => {
            assert_inside(page, safe, &format!("{what}: {name}"));
            let clean = unsung::scene::clean::clean_for_setting(name);
            let said = letters(&words(page));
            // Runs of right-to-left and composed scripts are cut by face, not by letter.
            assert!(said.contains(&letters(&clean)) || !clean.is_ascii(), "{what}: {clean} in {said}");
            true
        }
        Err(refusal) => {
            let Refusal::Text { who, reason, .. } = refusal else { panic!("{what}: {name}: {refusal}") };
            assert!(who == name || name.trim().is_empty(), "{what}: {name}: {refusal}");
            assert!(reason.len() > 10, "{what}: {name}: {reason}");
            false
        }
    }
}

#[test]
fn hard_names_are_whole_on_every_product_or_refused_by_name() {
    let mut shop = Shop::new();
    let easy = [
        "Ng",
        "O",
        "Steve D’Onald",
        "Siôn ŵyn",
        "Jiří",
        "Milić",
        "Ėglė",
        "Nguyễn Thị Hằng",
        "مريم العلي",
        "अनिता शर्मा",
        "CON",
    ];
    let names = torture();
    assert!(names.len() > 18);
    for name in &names {
        let mut facts = shop.card(name);
        facts.real_name = Some(name.clone());
        let net = shop.net(&facts, BoxSize::ONE_SHEET, Paper::A4).map(|(pages, _)| pages);
        let on_box = whole_or_refused(name, net.as_ref().map(|pages| &pages[0]), 40.0, "box");
        let mut on_labels = 0;
        for sheet in LabelSheet::ALL {
            let facts = LabelFacts { who: name.clone(), name: name.clone(), ..shop.label_facts() };
            let made = shop.label(&facts, &sheet).map(|(page, _)| page);
            on_labels += usize::from(whole_or_refused(name, made.as_ref(), 10.0, sheet.code));
        }
        let facts = ThanksFacts {
            who: name.clone(),
            to: name.clone(),
            from: name.clone(),
            plate: name.clone(),
            ..shop.thanks_facts(MESSAGE)
        };
        let made = shop.thanks(&facts, Paper::A4).map(|(page, _)| page);
        let on_thanks = whole_or_refused(name, made.as_ref(), 38.0, "thanks");
        let mut card = shop.card(name);
        card.real_name = Some(name.clone());
        let facts = shop.story(&card, 9);
        let made = shop.board(&facts, Paper::Letter).map(|(page, _)| page);
        let on_board = whole_or_refused(name, made.as_ref(), 40.0, "storyboard");
        if easy.contains(&name.as_str()) {
            assert!(
                on_box && on_labels == 9 && on_thanks && on_board,
                "{name}: {on_box} {on_labels} {on_thanks} {on_board}"
            );
        }
    }
}

#[test]
fn somebody_of_whom_nothing_is_known_gets_every_product() {
    let mut shop = Shop::new();
    let bare = shop.bare("Bo");
    for style in ["", "circuit", "space", "formal"] {
        let facts = CardFacts { style: style.into(), ..bare.clone() };
        let (pages, _) = shop.net(&facts, BoxSize::ONE_SHEET, Paper::Letter).unwrap();
        assert!(words(&pages[0]).contains("Bo"), "{style}");
        assert_inside(&pages[0], 40.0, style);
    }
    let board = shop.story(&bare, 5);
    let page = shop.board(&board, Paper::A4).unwrap().0;
    assert!(words(&page).contains("Bo: THE COMMERCIAL") && !words(&page).contains('{'));
    let facts = ThanksFacts { message: "Thanks!".into(), who: "The team".into(), ..ThanksFacts::default() };
    assert!(words(&shop.thanks(&facts, Paper::A4).unwrap().0).contains("Somebody who noticed"));
    let nobody =
        shop.label(&LabelFacts { who: "Bo".into(), ..LabelFacts::default() }, &LabelSheet::ALL[0]).unwrap_err();
    assert!(nobody.to_string().starts_with("Bo: name: "), "{nobody}");
}
