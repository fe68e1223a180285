//! Pixels of scenes small enough to know every one of them: fills, clips, opacity groups, gradients, shared symbols.

use std::sync::Arc;

use unsung::scene::item::{Fill, FillRule, Item, Page, Paint, Shape, Stop, Symbol, Transform};
use unsung::scene::pixels::{PixelError, render, render_page};
use unsung::scene::shapes::{clipped, drawn, rounded};

const RED: [u8; 3] = [255, 0, 0];
const WHITE: Option<[u8; 3]> = Some([255, 255, 255]);

fn block(x: f32, y: f32, w: f32, h: f32, rgb: [u8; 3]) -> Item {
    drawn(rounded([x, y, w, h], 0.0), Some(rgb), None).unwrap()
}

fn identity() -> Transform {
    Transform::identity()
}

#[test]
fn a_clip_cuts_to_the_pixel() {
    let seen = clipped(rounded([2.0, 2.0, 4.0, 4.0], 0.0), vec![block(0.0, 0.0, 10.0, 10.0, RED)]).unwrap();
    let r = render(&[seen], 10, 10, identity(), WHITE).unwrap();
    for y in 0..10 {
        for x in 0..10 {
            let inside = (2..6).contains(&x) && (2..6).contains(&y);
            let want = if inside { [255, 0, 0, 255] } else { [255, 255, 255, 255] };
            assert_eq!(r.pixel(x, y), Some(want), "{x},{y}");
        }
    }
}

#[test]
fn an_opacity_group_is_one_layer() {
    // Two overlapping squares at half opacity as a group: where they overlap nothing gets darker.
    let group = Item::Group {
        transform: identity(),
        clip: None,
        opacity: 0.5,
        items: vec![block(0.0, 0.0, 6.0, 6.0, RED), block(3.0, 3.0, 6.0, 6.0, RED)],
    };
    let r = render(&[group], 10, 10, identity(), WHITE).unwrap();
    let (single, double) = (r.pixel(1, 1).unwrap(), r.pixel(4, 4).unwrap());
    assert_eq!(single, double);
    assert_eq!(single[0], 255);
    assert!((126..=129).contains(&single[1]), "{single:?}");
    assert_eq!(r.pixel(9, 0), Some([255, 255, 255, 255]));
}

#[test]
fn a_clip_inside_a_clip_shows_what_both_show() {
    let inner = clipped(rounded([0.0, 0.0, 5.0, 10.0], 0.0), vec![block(0.0, 0.0, 10.0, 10.0, RED)]).unwrap();
    let outer = clipped(rounded([3.0, 3.0, 7.0, 7.0], 0.0), vec![inner]).unwrap();
    let r = render(&[outer], 10, 10, identity(), None).unwrap();
    assert_eq!(r.pixel(4, 4), Some([255, 0, 0, 255]));
    for (x, y) in [(2, 4), (6, 4), (4, 2)] {
        assert_eq!(r.pixel(x, y), Some([0, 0, 0, 0]), "{x},{y}");
    }
}

#[test]
fn a_clip_outside_the_picture_draws_nothing() {
    let far = clipped(rounded([50.0, 50.0, 5.0, 5.0], 0.0), vec![block(0.0, 0.0, 99.0, 99.0, RED)]).unwrap();
    let r = render(&[far], 4, 4, identity(), WHITE).unwrap();
    assert!(r.bytes().iter().all(|b| *b == 255));
}

#[test]
fn symbols_land_where_their_use_says() {
    let symbol = Arc::new(Symbol::new("Stest", vec![block(0.0, 0.0, 1.0, 1.0, RED)], [0.0, 0.0, 1.0, 1.0], (1.0, 1.0)));
    let item = Item::Use { symbol, transform: Transform::from_row(2.0, 0.0, 0.0, 2.0, 3.0, 4.0) };
    let r = render(&[item], 8, 8, identity(), WHITE).unwrap();
    assert_eq!(r.pixel(3, 4), Some([255, 0, 0, 255]));
    assert_eq!(r.pixel(4, 5), Some([255, 0, 0, 255]));
    assert_eq!(r.pixel(5, 5), Some([255, 255, 255, 255]));
}

#[test]
fn a_gradient_runs_along_its_line() {
    let stops =
        vec![Stop { at: 0.0, rgb: [0, 0, 0], opacity: 1.0 }, Stop { at: 1.0, rgb: [255, 255, 255], opacity: 1.0 }];
    let paint = Paint::Linear { line: [0.0, 0.0, 100.0, 0.0], transform: identity(), stops };
    let item = Item::Shape(Shape {
        path: rounded([0.0, 0.0, 100.0, 4.0], 0.0).unwrap(),
        fill: Some(Fill { paint, opacity: 1.0, rule: FillRule::Winding }),
        stroke: None,
        stroke_first: false,
    });
    let r = render(&[item], 100, 4, identity(), None).unwrap();
    let grey = |x| r.pixel(x, 2).unwrap()[0];
    assert!(grey(1) < 10 && (120..=135).contains(&grey(50)) && grey(98) > 245);
}

#[test]
fn a_page_has_its_trim_size_and_drops_its_bleed() {
    let page = Page::new("tiny", 254.0, 127.0, 30.0).with_items(vec![block(-30.0, -30.0, 314.0, 187.0, RED)]);
    let r = render_page(&page, 100.0).unwrap();
    assert_eq!((r.width(), r.height()), (100, 50));
    assert_eq!(r.pixel(0, 0), Some([255, 0, 0, 255]));
    assert_eq!(r.pixel(99, 49), Some([255, 0, 0, 255]));
    assert_eq!(&r.png().unwrap()[1..4], b"PNG");
}

#[test]
fn a_size_nobody_can_hold_is_refused() {
    for (w, h) in [(0, 5), (5, 0), (1_000_000, 5)] {
        assert!(matches!(render(&[], w, h, identity(), None), Err(PixelError::Size { .. })));
    }
}
