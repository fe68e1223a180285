//! Award cards as PDF: how large they get, alone and merged, and that their names can be searched.

use lopdf::{Document, content::Content};
use unsung::press::card::{self, Accessory, CardFacts, Enemy};
use unsung::scene::fonts::FontSource;
use unsung::scene::item::{Page, Scene};
use unsung::scene::kit::{EnemyLook, Kit, SymbolCache};
use unsung::scene::pdf::{PdfOptions, write};
use unsung::scene::text::Typesetter;

mod pdf_text;
use pdf_text::shown;

struct Shop {
    kit: Kit,
    cache: SymbolCache,
    ts: Typesetter,
}

impl Shop {
    fn new() -> Self {
        Self { kit: Kit::builtin().unwrap(), cache: SymbolCache::new(), ts: Typesetter::new(FontSource::shipped()) }
    }

    /// Front and back of the card of person number `i`: every figure, monster and story differs.
    fn card(&mut self, i: u64) -> [Page; 2] {
        let first = ["Nadia", "Zoë", "Łukasz", "Ángel", "Bo", "Søren", "İpek"][(i % 7) as usize];
        let last = ["Verhaegen", "Ångström", "Nguyễn", "O’Neill", "Çelik"][(i / 7 % 5) as usize];
        let villain = &self.kit.villains()[i as usize % self.kit.villains().len()];
        let powers = ["speed", "patience", "wit", "stamina", "security", "networking", "recovery", "kindness"];
        let facts = CardFacts {
            persona: format!("{first} the Ticket Tamer"),
            line_two: format!("{first} {last}, Service desk, Ghent"),
            award: "Calm of the Year".into(),
            year: "2026".into(),
            logo: vec!["Unsung Heroes".into(), "of the service desk".into()],
            claims: vec!["Now with".into(), "real patience!".into()],
            accessories: ["mug", "laptop", "cat"].map(|i| Accessory { item: i.into(), label: String::new() }).to_vec(),
            figure: self.kit.propose_figure(i * 31 + 7, &["mug"]),
            enemy: Some(Enemy {
                look: EnemyLook { villain: villain.id.clone(), ..EnemyLook::default() },
                name: villain.name.clone(),
                tagline: villain.line.clone(),
            }),
            function: "First line".into(),
            unit: "Service desk".into(),
            place: "Ghent".into(),
            since: format!("{}", 1990 + i % 30),
            specialties: vec!["Listening".into(), "Finding the cable".into()],
            powers: powers.iter().zip(0..).map(|(p, v)| ((*p).into(), 3 + ((v + i) % 8) as u8)).collect(),
            story: format!(
                "When a flood took the basement switch at {} a.m., the ward was rewired with {} spools and a head torch. \
                 Nobody noticed. That was the point. The night shift of ward {} worked on as if nothing had happened.",
                1 + i % 5,
                2 + i % 7,
                1 + i % 40
            ),
            quote: "I never heard her raise her voice.".into(),
            quote_by: "A cashier".into(),
            others: (0..7).map(|o| (format!("Hero {o}"), self.kit.propose_figure(40 + o, &[]))).collect(),
            serial: format!("UH-2026-{i:04}"),
            series: format!("No {i:03} of 120"),
            check: "7Q".into(),
            qr: format!("https://example.org/h/{i}"),
            hang_hole: true,
            ..CardFacts::default()
        };
        let front = card::front(&facts, &self.kit, &self.cache, &mut self.ts).unwrap();
        let back = card::back(&facts, &self.kit, &self.cache, &mut self.ts).unwrap();
        [front, back]
    }

    fn scene(&mut self, people: std::ops::Range<u64>) -> Scene {
        let pages = people.flat_map(|i| self.card(i)).collect();
        Scene { title: "Award cards".into(), author: "Unsung".into(), language: "en".into(), pages }
    }
}

/// What a search finds on a page, a text section a line.
fn searchable(pdf: &Document, page: lopdf::ObjectId) -> String {
    shown(pdf, page).iter().map(|section| section.text() + "\n").collect()
}

#[test]
fn one_card_alone_is_under_120_kb_and_can_be_searched() {
    let mut shop = Shop::new();
    let options = PdfOptions { bleed_mm: 3.0, marks: true, ..PdfOptions::default() };
    let bytes = write(&shop.scene(1..2), &options).unwrap();
    assert!(bytes.len() < 120_000, "{}", bytes.len());
    let pdf = Document::load_mem(&bytes).unwrap();
    let pages = pdf.get_pages();
    assert_eq!(pages.len(), 2);
    let (front, back) = (searchable(&pdf, pages[&1]), searchable(&pdf, pages[&2]));
    for text in ["Zoë the Ticket Tamer", "Zoë Verhaegen", "Calm of the Year 2026"] {
        assert!(front.contains(text), "{text} is not in {front}");
    }
    for text in ["Zoë the Ticket Tamer", "UH-2026-0001", "head torch", "cashier"] {
        assert!(back.contains(text), "{text} is not in {back}");
    }
}

#[test]
fn a_merged_file_grows_by_under_12_kb_a_card() {
    let mut shop = Shop::new();
    let mut scene = shop.scene(0..200);
    let many = write(&scene, &PdfOptions::default()).unwrap();
    scene.pages.truncate(2 * 160);
    let few = write(&scene, &PdfOptions::default()).unwrap();
    let each = (many.len() - few.len()) / 40;
    assert!(each < 12_000, "{each} bytes a card");
    assert!(many.len() / 200 < 20_000, "the first cards bring the art: {} bytes a card", many.len() / 200);
}

/// Each recurring thing is drawn from a form, and a page alone still shows all of it: forms are listed where they are used.
#[test]
fn pages_list_every_form_they_draw() {
    let mut shop = Shop::new();
    let pdf = Document::load_mem(&write(&shop.scene(0..4), &PdfOptions::default()).unwrap()).unwrap();
    let mut shared = 0;
    for page in pdf.get_pages().into_values() {
        let dictionary = pdf.get_dictionary(page).unwrap();
        let resources = pdf.get_dictionary(dictionary.get(b"Resources").unwrap().as_reference().unwrap()).unwrap();
        let listed = resources.get(b"XObject").unwrap().as_dict().unwrap();
        let content = Content::decode(&pdf.get_page_content(page)).unwrap();
        let mut depth = 0;
        for operation in &content.operations {
            match operation.operator.as_str() {
                "Do" => {
                    let name = operation.operands[0].as_name().unwrap();
                    let form = pdf.get_object(listed.get(name).unwrap().as_reference().unwrap()).unwrap();
                    assert!(form.as_stream().is_ok());
                    shared += usize::from(name.starts_with(b"B"));
                }
                "q" => depth += 1,
                "Q" => depth -= 1,
                _ => {}
            }
            assert!(depth >= 0);
        }
        assert_eq!(depth, 0, "every saved state is restored");
        assert!(listed.len() < 150, "only its own");
    }
    assert!(shared >= 8, "panels recur on the backs: {shared}");
}
