//! The art kit through its public door: every drawing reads, proposals are varied and without conflicts, unknown ids are
//! reported.

use std::collections::BTreeSet;

use unsung::scene::item::Item;
use unsung::scene::kit::{EnemyLook, Kit, Show, SymbolCache};
use unsung::scene::svg;

fn kit() -> Kit {
    Kit::builtin().unwrap()
}

#[test]
fn a_drawing_in_other_colours_is_as_its_file_with_these_colours_written_in() {
    let (kit, cache) = (kit(), SymbolCache::new());
    let mut ids = BTreeSet::new();
    let all: Vec<&str> = kit.drawings().collect();
    for (skin, hair, scheme, backdrop) in
        [("espresso", "ginger", "uptime", "azure"), ("honey", "black", "signal", "blaze")]
    {
        let colours = kit.colours(skin, hair, scheme, backdrop);
        for file in &all {
            let mut text = kit.file(file).unwrap().to_owned();
            let marks: BTreeSet<String> =
                text.match_indices("#F000").filter_map(|(at, _)| text.get(at..at + 7).map(str::to_owned)).collect();
            for mark in &marks {
                if let Some(colour) = colours.chosen(mark) {
                    text = text.replace(mark.as_str(), colour.as_str());
                }
            }
            let (made, read) = (cache.symbol(&kit, file, &colours).unwrap(), svg::read(&text).unwrap());
            assert_eq!(format!("{:?}", made.items), format!("{:?}", read.items), "{file}");
            assert_eq!((made.bounds, made.size), (read.bounds(), read.size), "{file}");
            ids.insert(made.id.clone());
        }
    }
    // Those without a placeholder are the same in all colours, the others are not.
    assert!(ids.len() > all.len() + 50 && ids.len() < all.len() * 2, "{} of {}", ids.len(), all.len());
}

#[test]
fn every_drawing_of_the_kit_reads() {
    let (kit, cache) = (kit(), SymbolCache::new());
    let colours = kit.colours("honey", "black", "signal", "blaze");
    let mut ids = BTreeSet::new();
    let mut count = 0;
    let empty = ["hero/hair-bald.svg"];
    for file in kit.drawings() {
        let symbol = cache.symbol(&kit, file, &colours).unwrap();
        assert!(!symbol.items.is_empty() || empty.contains(&file), "{file} draws nothing");
        let b = symbol.bounds;
        assert!(b[0] < b[2] && b[1] < b[3], "{file} {b:?}");
        assert!(b[2] >= symbol.size.0 && b[3] >= symbol.size.1, "{file} {b:?} {:?}", symbol.size);
        ids.insert(symbol.id.clone());
        count += 1;
    }
    assert!(count > 220, "{count}");
    assert!(ids.len() > 220, "{}", ids.len());
    assert_eq!(cache.len(), count);
}

#[test]
fn three_hundred_proposals_differ_and_have_no_conflicts() {
    let kit = kit();
    let mut seen = BTreeSet::new();
    let (mut skins, mut bodies, mut hairs) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for seed in 0..300 {
        let spec = kit.propose_figure(seed, &[]);
        assert_eq!(kit.conflicts(&spec).count(), 0, "{seed}: {spec:?}");
        for slot in kit.slots().iter().filter(|s| s.required) {
            assert!(spec.option(&slot.id).is_some(), "{seed}: no {}", slot.id);
        }
        let (left, right) = (spec.option("item_left"), spec.option("item_right"));
        assert!(left.is_none() || left != right, "{seed}: twice {left:?}");
        assert_ne!(spec.skin, "robot");
        skins.insert(spec.skin.clone());
        bodies.insert(spec.options["body"].clone());
        hairs.insert(spec.options["hair"].clone());
        assert!(seen.insert(format!("{spec:?}")), "{seed} repeats: {spec:?}");
        assert_eq!(kit.propose_figure(seed, &[]), spec);
    }
    assert_eq!((skins.len(), bodies.len(), hairs.len()), (8, 5, 18));
}

#[test]
fn wanted_items_go_into_the_hands() {
    let kit = kit();
    for seed in 0..50 {
        let spec = kit.propose_figure(seed, &["spoon", "duck", "duck", "laptop", "mug"]);
        assert_eq!((spec.option("item_right"), spec.option("item_left")), (Some("duck"), Some("laptop")));
        let one = kit.propose_figure(seed, &["duck"]);
        assert_eq!(one.option("item_right"), Some("duck"));
        assert_ne!(one.option("item_left"), Some("duck"));
    }
}

#[test]
fn a_proposal_is_the_same_on_every_machine() {
    let spec = kit().propose_figure(7, &["thermos"]);
    let text = serde_json::to_string(&spec).unwrap();
    assert_eq!(text, PROPOSAL_SEVEN);
}

const PROPOSAL_SEVEN: &str = r#"{"pose":"action","options":{"body":"broad","cape":"long","face":"calm","hair":"locs","head":"round","item_left":"wrench","item_right":"thermos","outfit":"hoodie"},"skin":"cocoa","hair":"grey","scheme":"ticket"}"#;

#[test]
fn unknown_ids_draw_nothing_and_are_reported() {
    let (kit, cache) = (kit(), SymbolCache::new());
    let mut spec = kit.propose_figure(1, &[]);
    let colours = kit.figure_colours(&spec, "blaze");
    let whole = kit.figure_items(&spec, &colours, Show::All, &cache).unwrap();
    assert!(whole.unknown.is_empty(), "{:?}", whole.unknown);
    spec.options.insert("hair".into(), "mullet".into());
    spec.options.insert("tail".into(), "long".into());
    spec.skin = "plaid".into();
    spec.pose = "handstand".into();
    let colours = kit.figure_colours(&spec, "nowhere");
    let odd = kit.figure_items(&spec, &colours, Show::All, &cache).unwrap();
    assert_eq!(odd.unknown, ["hair \"mullet\"", "tail \"long\"", "pose \"handstand\"", "skin \"plaid\""]);
    assert!(!odd.items.is_empty());
    let look = EnemyLook { villain: "nobody".into(), ..EnemyLook::default() };
    let none = kit.villain_items(&look, &cache).unwrap();
    assert!(none.items.is_empty() && none.unknown == ["villain \"nobody\""]);
}

#[test]
fn hand_held_parts_move_with_the_pose() {
    let (kit, cache) = (kit(), SymbolCache::new());
    let mut spec = kit.propose_figure(3, &["duck"]);
    let colours = kit.figure_colours(&spec, "blaze");
    let mut moved = Vec::new();
    for pose in ["stance", "action"] {
        spec.pose = pose.into();
        let figure = kit.figure_items(&spec, &colours, Show::All, &cache).unwrap();
        let count = figure
            .items
            .iter()
            .filter(|i| matches!(i, Item::Use { transform, .. } if !transform.is_identity()))
            .count();
        moved.push(count);
    }
    assert_eq!(moved[0], 0);
    assert!(moved[1] >= 2, "{moved:?}");
}

#[test]
fn every_option_has_a_thumbnail() {
    let (kit, cache) = (kit(), SymbolCache::new());
    let spec = kit.propose_figure(11, &[]);
    let colours = kit.figure_colours(&spec, "blaze");
    for slot in kit.slots() {
        for option in &slot.options {
            let picture = kit.thumbnail(&spec, &slot.id, &option.id, &colours, &cache).unwrap().unwrap();
            assert!(!picture.items.is_empty(), "{} {}", slot.id, option.id);
            assert!(picture.view[0] < picture.view[2] && picture.view[1] < picture.view[3]);
        }
    }
    assert!(kit.thumbnail(&spec, "hair", "mullet", &colours, &cache).unwrap().is_none());
}

#[test]
fn villains_take_swapped_parts() {
    let (kit, cache) = (kit(), SymbolCache::new());
    for v in kit.villains() {
        let whole = kit.villain_items(&EnemyLook { villain: v.id.clone(), ..EnemyLook::default() }, &cache).unwrap();
        assert_eq!(whole.items.len(), 1);
        let horns = EnemyLook { villain: v.id.clone(), horns: Some("bull".into()), ..EnemyLook::default() };
        assert_eq!(kit.villain_items(&horns, &cache).unwrap().items.len(), 3);
        let eyes = EnemyLook { villain: v.id.clone(), eyes: Some("cyclops".into()), ..EnemyLook::default() };
        assert_eq!(kit.villain_items(&eyes, &cache).unwrap().items.len(), 3);
    }
}
