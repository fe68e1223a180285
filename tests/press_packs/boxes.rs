//! The box: the net adds up and folds, text is on its panel and upright, lines are layers in spot colours.

use super::{Shop, assert_inside, texts_of};
use std::collections::BTreeSet;
use unsung::press::card::CardFacts;
use unsung::press::carton::{self, BoxSize, Lines, Net, Part};
use unsung::press::sheets::Paper;
use unsung::scene::dump::words;
use unsung::scene::item::{Item, Page, PathSegment, Transform};

const SIZES: [(f32, f32, f32); 6] = [
    (64.0, 28.0, 160.0),
    (40.0, 14.0, 60.0),
    (70.0, 16.0, 150.0),
    (160.0, 60.0, 140.0),
    (100.0, 80.0, 260.0),
    (400.0, 300.0, 600.0),
];

fn nets() -> Vec<Net> {
    SIZES.iter().map(|(w, d, h)| Net::of(BoxSize::new(*w, *d, *h).unwrap())).collect()
}

#[test]
fn sizes_are_read_and_bounded() {
    let size: BoxSize = " 64 x 28 × 160 mm".parse().unwrap();
    assert_eq!(size, BoxSize::ONE_SHEET);
    assert_eq!(size.to_string(), "64 x 28 x 160 mm");
    for wrong in
        ["", "64", "64x28", "64x28x160x2", "axbxc", "64x28x", "NaNx28x160", "1e9x28x160", "-64x28x160", "64x13.9x160"]
    {
        assert!(wrong.parse::<BoxSize>().is_err(), "{wrong}");
    }
    let error = "64x13x160".parse::<BoxSize>().unwrap_err().to_string();
    assert_eq!(error, "the depth of a box is 14 to 300 mm, not 13 mm");
}

#[test]
fn panels_add_up_and_the_usual_box_fits_a_sheet() {
    let net = Net::of(BoxSize::ONE_SHEET);
    let width = |part| net.frame(part)[2];
    assert_eq!(net.glue, 159.0);
    assert_eq!(
        [width(Part::Back), width(Part::LeftSide), width(Part::Front), width(Part::RightSide)],
        [632.0, 280.0, 640.0, 280.0]
    );
    assert_eq!((net.tuck, net.dust), (140.0, 210.0));
    assert_eq!((net.width, net.height), (1991.0, 2440.0));
    for paper in [Paper::A4, Paper::Letter] {
        let (w, h) = carton::limits(paper);
        assert!(net.width <= w && net.height <= h);
    }
    assert_eq!((carton::limits(Paper::A4), carton::limits(Paper::Letter)), ((2000.0, 2870.0), (2060.0, 2690.0)));
    for net in nets() {
        let parts = [Part::Glue, Part::Back, Part::LeftSide, Part::Front, Part::RightSide];
        let sum: f32 = parts.iter().map(|part| net.frame(*part)[2]).sum();
        assert!((sum - net.width).abs() < 0.01, "{}", net.size);
        let depth = net.size.depth_mm * 10.0;
        assert!(net.tuck <= depth && net.glue < depth && net.glue >= 127.0_f32.min(depth - 10.0), "{}", net.size);
        assert!(net.glue <= 190.0 && net.dust * 2.0 <= net.size.width_mm * 10.0, "{}", net.size);
        // The tucks end at the edges of the sheet.
        assert_eq!(net.frame(Part::TopTuck)[1], 0.0);
        let [_, y, _, h] = net.frame(Part::BottomTuck);
        assert!((y + h - net.height).abs() < 0.01);
        let cut = net.outline().unwrap();
        let b = cut.bounds();
        assert!(b.left().abs() < 0.01 && b.top().abs() < 0.01, "{}", net.size);
        assert!((b.width() - net.width).abs() < 0.01 && (b.height() - net.height).abs() < 0.01, "{}", net.size);
        // One closed line that never runs along a crease.
        let moves = cut.segments().filter(|s| matches!(s, PathSegment::MoveTo(_))).count();
        let closes = cut.segments().filter(|s| matches!(s, PathSegment::Close)).count();
        assert_eq!((moves, closes), (1, 1));
    }
}

type Point3 = [f32; 3];

/// Where a place on a part comes to lie when the box is folded: x to the right and y down as seen from the front, z towards
/// the viewer.
fn folded(net: &Net, part: Part, (x, y): (f32, f32)) -> Point3 {
    let [_, x1, x2, x3, x4, _] = net.columns;
    let [top, bottom] = net.rows;
    let (w, d, narrow) = (net.size.width_mm * 10.0, net.size.depth_mm * 10.0, x2 - x1);
    match part {
        Part::Glue => [narrow, y, x1 - x],
        Part::Back => [x2 - x, y, 0.0],
        Part::LeftSide => [0.0, y, x - x2],
        Part::Front => [x - x3, y, d],
        Part::RightSide => [w, y, d - (x - x4)],
        Part::TopLid => [x2 - x, top, top - y],
        Part::TopTuck => [x2 - x, top + (top - d - y), d],
        Part::BottomLid => [x - x3, bottom, d - (y - bottom)],
        Part::BottomTuck => [x - x3, bottom - (y - bottom - d), 0.0],
        Part::TopLeftDust => [top - y, top, x - x2],
        Part::TopRightDust => [w - (top - y), top, d - (x - x4)],
        Part::BottomLeftDust => [y - bottom, bottom, x - x2],
        Part::BottomRightDust => [w - (y - bottom), bottom, d - (x - x4)],
    }
}

fn apart(a: Point3, b: Point3) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
}

#[test]
fn the_box_folds() {
    for net in nets() {
        let [x0, x1, x2, x3, x4, x5] = net.columns;
        let [top, bottom] = net.rows;
        let (w, d) = (net.size.width_mm * 10.0, net.size.depth_mm * 10.0);
        let ease = carton::EASE + 0.01;
        // A crease lies on the edge of both its parts, which agree about where it goes.
        let creases = net.creases();
        assert_eq!(creases.len(), 12);
        for fold in &creases {
            let (a, b) = fold.between;
            for end in [fold.from, fold.to] {
                assert!(apart(folded(&net, a, end), folded(&net, b, end)) < 0.01, "{}: {a:?} and {b:?}", net.size);
                for part in [a, b] {
                    let [l, t, pw, ph] = net.frame(part);
                    let on = |v: f32, from: f32, size: f32| v >= from - 0.01 && v <= from + size + 0.01;
                    assert!(on(end.0, l, pw) && on(end.1, t, ph), "{}: {part:?}", net.size);
                }
            }
        }
        // Edges that meet without a crease: as long as each other, end to end, but for the ease of the back.
        let joins = [
            ((Part::RightSide, (x5, top), (x5, bottom)), (Part::Back, (x1, top), (x1, bottom))),
            ((Part::TopLid, (x2, top - d), (x1, top - d)), (Part::Front, (x3, top), (x4, top))),
            ((Part::TopLid, (x2, top), (x2, top - d)), (Part::LeftSide, (x2, top), (x3, top))),
            ((Part::TopLid, (x1, top - d), (x1, top)), (Part::RightSide, (x4, top), (x5, top))),
            ((Part::BottomLid, (x3, bottom + d), (x4, bottom + d)), (Part::Back, (x2, bottom), (x1, bottom))),
            ((Part::BottomLid, (x3, bottom), (x3, bottom + d)), (Part::LeftSide, (x3, bottom), (x2, bottom))),
            ((Part::BottomLid, (x4, bottom + d), (x4, bottom)), (Part::RightSide, (x5, bottom), (x4, bottom))),
        ];
        for ((a, a0, a1), (b, b0, b1)) in joins {
            let length = |from: (f32, f32), to: (f32, f32)| (to.0 - from.0).hypot(to.1 - from.1);
            assert!((length(a0, a1) - length(b0, b1)).abs() < ease, "{}: {a:?} {b:?}", net.size);
            for (here, there) in [(a0, b0), (a1, b1)] {
                let gap = apart(folded(&net, a, here), folded(&net, b, there));
                assert!(gap < ease, "{}: {a:?} {b:?} {gap}", net.size);
            }
        }
        // The glue flap lies flat against the inside of the right side and does not reach its far edge.
        for corner in net.corners(Part::Glue) {
            let [x, y, z] = folded(&net, Part::Glue, corner);
            assert!((w - x).abs() < ease && z < d && y >= top && y <= bottom, "{}", net.size);
        }
        assert!(x1 - x0 < d);
        // Tucks slide in behind front and back, dust flaps leave each other room, all inside the box.
        for part in [Part::TopTuck, Part::BottomTuck] {
            for corner in net.corners(part) {
                let [x, y, _] = folded(&net, part, corner);
                assert!(x > 0.0 && x < w && y >= top - 0.01 && y <= bottom + 0.01, "{}", net.size);
            }
        }
        for (left, right) in [(Part::TopLeftDust, Part::TopRightDust), (Part::BottomLeftDust, Part::BottomRightDust)] {
            let reach = |part| net.corners(part).into_iter().map(|c| folded(&net, part, c)).collect::<Vec<_>>();
            let far = reach(left).iter().map(|p| p[0]).fold(0.0_f32, f32::max);
            let near = reach(right).iter().map(|p| p[0]).fold(f32::INFINITY, f32::min);
            assert!(far < near, "{}: {far} {near}", net.size);
            for [_, _, z] in reach(left).into_iter().chain(reach(right)) {
                assert!((-0.01..=d + 0.01).contains(&z), "{}", net.size);
            }
        }
        // Slits begin at the ends of the tucks' creases.
        for [from, to] in net.slits() {
            assert!(creases.iter().any(|fold| fold.from == from || fold.to == from), "{}", net.size);
            assert!((to.1 - from.1).abs() == 20.0 && to.0 == from.0);
        }
        // Glue stays on the glue flap.
        for ends in net.glue_lines() {
            for (x, y) in ends {
                assert!(x > 0.0 && x < x1 && y > top && y < bottom, "{}", net.size);
            }
        }
    }
}

#[test]
fn text_stays_on_its_panel_and_reads_upright_on_the_box() {
    let mut shop = Shop::new();
    let parts = [
        Part::Back,
        Part::LeftSide,
        Part::Front,
        Part::RightSide,
        Part::TopLid,
        Part::TopTuck,
        Part::BottomLid,
        Part::BottomTuck,
    ];
    for (w, d, h) in [(64.0, 28.0, 160.0), (160.0, 60.0, 140.0), (70.0, 16.0, 150.0), (300.0, 200.0, 400.0)] {
        let size = BoxSize::new(w, d, h).unwrap();
        let net = Net::of(size);
        for style in ["comic", "formal"] {
            let facts = CardFacts { style: style.into(), ..shop.card("Nadia the Network Ninja") };
            let lines = Lines { printed: false, ..Lines::default() };
            let (page, _) = carton::shop_net(&facts, size, &lines, &shop.kit, &shop.cache, &mut shop.ts).unwrap();
            assert_eq!((page.width, page.height, page.bleed), (net.width, net.height, carton::BLEED));
            let all = texts_of(&page);
            assert!(all.len() > 20);
            for (text, b, turn) in all {
                let middle = (f32::midpoint(b.left(), b.right()), f32::midpoint(b.top(), b.bottom()));
                let part = parts.iter().find(|part| {
                    let [x, y, w, h] = net.frame(**part);
                    middle.0 > x && middle.0 < x + w && middle.1 > y && middle.1 < y + h
                });
                let part = *part.unwrap_or_else(|| panic!("{size} {style}: {text:?} on no panel"));
                let [x, y, w, h] = net.frame(part);
                let safe = 12.0;
                let inside =
                    b.left() > x + safe && b.right() < x + w - safe && b.top() > y + safe && b.bottom() < y + h - safe;
                assert!(inside, "{size} {style}: {text:?} leaves {part:?}: {b:?} of {x} {y} {w} {h}");
                // The lid of the back is turned when it is closed; a spine may be read from its foot.
                let wanted: &[f32] = match part {
                    Part::TopLid | Part::TopTuck => &[180.0, -180.0],
                    Part::LeftSide | Part::RightSide => &[0.0, -90.0],
                    _ => &[0.0],
                };
                assert!(
                    wanted.iter().any(|w| (turn - w).abs() < 12.0),
                    "{size} {style}: {text:?} on {part:?} at {turn}"
                );
            }
        }
    }
}

/// Layers of a page with the spot colours used in each.
fn layers(page: &Page) -> Vec<(String, bool, BTreeSet<String>)> {
    fn spots(items: &[Item], out: &mut BTreeSet<String>) {
        for item in items {
            if let Item::Shape(shape) = item
                && let Some(stroke) = &shape.stroke
                && let unsung::scene::item::Paint::Spot { name, .. } = &stroke.paint
            {
                out.insert(name.to_string());
            }
            spots(item.inside(), out);
        }
    }
    page.items
        .iter()
        .filter_map(|item| match item {
            Item::Layer { layer, items } => {
                let mut names = BTreeSet::new();
                spots(items, &mut names);
                Some((layer.name.clone(), layer.printed, names))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn lines_are_layers_in_spot_colours_of_the_same_name() {
    let mut shop = Shop::new();
    let facts = shop.card("Nadia the Network Ninja");
    let (pages, _) = shop.net(&facts, BoxSize::ONE_SHEET, Paper::A4).unwrap();
    assert_eq!(pages.len(), 1);
    let names = |of: &[&str]| of.iter().map(|n| (*n).to_string()).collect::<BTreeSet<_>>();
    let found = layers(&pages[0]);
    for (name, printed, spots) in &found {
        assert!(*printed && *spots == names(&[name]), "{name}: {spots:?}");
    }
    assert_eq!(found.iter().map(|l| l.0.as_str()).collect::<Vec<_>>(), ["Glue", "Crease", "CutContour"]);
    let lines = Lines { cut: "Stanz".into(), crease: "Rill".into(), glue: "Leim".into(), printed: false };
    let made = carton::shop_net(&facts, BoxSize::ONE_SHEET, &lines, &shop.kit, &shop.cache, &mut shop.ts).unwrap();
    let found = layers(&made.0);
    assert_eq!(found.iter().map(|l| l.0.as_str()).collect::<Vec<_>>(), ["Leim", "Rill", "Stanz"]);
    assert!(found.iter().all(|(name, printed, spots)| !printed && *spots == names(&[name])));
}

#[test]
fn art_fills_the_bleed_along_the_cut() {
    let mut shop = Shop::new();
    let facts = shop.card("Nadia the Network Ninja");
    let net = Net::of(BoxSize::ONE_SHEET);
    let lines = Lines { printed: false, ..Lines::default() };
    let (mut page, _) =
        carton::shop_net(&facts, BoxSize::ONE_SHEET, &lines, &shop.kit, &shop.cache, &mut shop.ts).unwrap();
    page.items.retain(|item| !matches!(item, Item::Layer { .. }));
    let k = 0.25;
    let base = Transform::from_scale(k, k).pre_translate(40.0, 40.0);
    let side = |v: f32| ((v + 80.0) * k) as u32;
    let all = unsung::scene::pixels::render(&page.items, side(net.width), side(net.height), base, None).unwrap();
    let alpha = |x: f32, y: f32| all.pixel(((x + 40.0) * k) as u32, ((y + 40.0) * k) as u32).unwrap()[3];
    let out = 24.0;
    for (part, dx, dy) in [
        (Part::TopTuck, 0.0, -1.0),
        (Part::TopLid, -1.0, 0.0),
        (Part::Front, 0.0, -1.0),
        (Part::RightSide, 1.0, 0.0),
        (Part::Back, 0.0, 1.0),
        (Part::BottomTuck, 0.0, 1.0),
        (Part::BottomLid, 1.0, 0.0),
        (Part::TopLeftDust, 0.0, -1.0),
        (Part::BottomRightDust, 0.0, 1.0),
    ] {
        let [x, y, w, h] = net.frame(part);
        let at = (x + w / 2.0 + dx * (w / 2.0 + out), y + h / 2.0 + dy * (h / 2.0 + out));
        assert_eq!(alpha(at.0, at.1), 255, "{part:?}");
    }
    // The glue flap is bare beyond the bleed of the back.
    let [x, y, w, h] = net.frame(Part::Glue);
    assert_eq!(alpha(x + w / 2.0, y + h / 2.0), 0);
}

#[test]
fn a_large_box_is_spread_over_sheets_that_overlap() {
    let mut shop = Shop::new();
    let facts = shop.card("Nadia the Network Ninja");
    let size: BoxSize = "100x80x260".parse().unwrap();
    for (paper, at_least) in [(Paper::A4, 4), (Paper::Letter, 4)] {
        let (pages, _) = shop.net(&facts, size, paper).unwrap();
        assert!(pages.len() >= at_least, "{}", pages.len());
        let (w, h) = paper.size();
        let total = pages.len();
        for (i, page) in pages.iter().enumerate() {
            assert!((page.width, page.height) == (w, h) || (page.width, page.height) == (h, w));
            assert_eq!(layers(page).len(), 3);
            assert!(words(page).contains(&format!("sheet {} of {total}", i + 1)), "{}", words(page));
        }
        // What is printed covers the net with the overlaps: more than the net's width in a row of sheets.
        let printed: f32 = pages.iter().map(|page| (page.width - 200.0) * (page.height - 200.0)).sum();
        let net = Net::of(size);
        assert!(printed > net.width * net.height * 0.8);
    }
    // Lying on its side this one still fits one sheet.
    let (pages, _) = shop.net(&facts, "40x14x60".parse().unwrap(), Paper::A4).unwrap();
    assert_eq!(pages.len(), 1);
}

#[test]
fn a_long_story_ends_after_a_sentence_and_says_so() {
    let mut shop = Shop::new();
    let mut facts = shop.card("Nadia the Network Ninja");
    facts.story = "She came at night with a torch and two spools of cable. ".repeat(40);
    let (pages, notes) = shop.net(&facts, BoxSize::ONE_SHEET, Paper::A4).unwrap();
    assert!(notes.iter().any(|note| note.place == "story" && note.what.contains("shortened")), "{notes:?}");
    assert!(words(&pages[0]).contains("She fixed it before I finished the sentence"));
    assert_inside(&pages[0], 40.0, "long story");
}
