//! The text dump names what stands where, and does not change when nothing visible does.

use std::sync::Arc;

use unsung::scene::dump::{dump, words};
use unsung::scene::item::{Clip, FillRule, Item, Page, Scene, Symbol, Transform};
use unsung::scene::shapes::{self, Pen};
use unsung::scene::text::{FontSource, INK, TextStyle, Typesetter};

fn scene(nudge: f32) -> Scene {
    let mut ts = Typesetter::new(FontSource::shipped());
    let style = TextStyle { family: "Bangers".into(), size: 122.0, outline: Some((INK, 22.0)), ..TextStyle::default() };
    let name = ts.block("NADIA", &style).items_on_baseline(104.0 + nudge, 2128.0, 0.0, -2.1);
    let symbol = Arc::new(Symbol::new("S1", vec![], [0.0; 4], (100.0, 50.0)));
    let boxed = shapes::drawn(
        shapes::rounded([0.0, 0.0, 400.0, 480.0], 18.0),
        Some([255, 248, 224]),
        Some(Pen::solid(INK, 10.0)),
    );
    let mut items = vec![
        Item::Use { symbol, transform: Transform::from_row(2.0, 0.0, 0.0, 2.0, 10.0 + nudge, 20.0) },
        Item::Group {
            transform: Transform::from_translate(60.0, 486.0 + nudge),
            clip: Some(Clip {
                path: shapes::rounded([0.0, 0.0, 400.0, 480.0], 18.0).unwrap(),
                rule: FillRule::Winding,
            }),
            opacity: 0.5,
            items: vec![boxed.unwrap()],
        },
    ];
    items.extend(name);
    items.extend(ts.block("مريم", &TextStyle::default()).items_on_baseline(700.0, 900.0, 0.0, 0.0));
    let page = Page::new("front", 1524.0, 2286.0, 30.0).with_items(items);
    Scene { title: "Cards".into(), author: "IT".into(), language: "en".into(), pages: vec![page] }
}

#[test]
fn a_scene_reads_line_by_line() {
    insta::assert_snapshot!(dump(&scene(0.0)), @r#"
    scene "Cards" by "IT" in en
    page "front" 152.4 x 228.6 mm, bleed 3.0
      use S1 (10, 20)..(210, 120)
      group at 50 %, clip (60, 486)..(460, 966)
        shape (60, 486)..(460, 966) fill #fff8e0 stroke #1b1b2f 10.0
      text "NADIA" Bangers-Regular 122.0 at (104, 2128) #1b1b2f turned -2.1 outline #1b1b2f 22.0
      text "مريم" NotoSansArabic-Regular 35.0 at (700, 900) #1b1b2f right to left
    "#);
    assert_eq!(words(&scene(0.0).pages[0]), "NADIA\nمريم\n");
}

#[test]
fn what_nobody_sees_does_not_count() {
    assert_eq!(dump(&scene(0.0)), dump(&scene(0.2)));
    assert_ne!(dump(&scene(0.0)), dump(&scene(3.0)));
}
