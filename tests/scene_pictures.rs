//! Pictures of pixels on pages: the same in pixels and in a PDF, each once in a file, nothing of their metadata; and drawings of
//! strangers, hostile ones among them.

use std::fmt::Write as _;
use std::sync::Arc;

use lopdf::{Document, Object};
use unsung::scene::item::{Item, Page, Scene, Transform};
use unsung::scene::pdf::{PdfOptions, write};
use unsung::scene::picture::Picture;
use unsung::scene::pixels::render_page;
use unsung::scene::svg;

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/pictures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn images(pdf: &Document) -> Vec<&lopdf::Stream> {
    let is_image = |s: &&lopdf::Stream| s.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image");
    pdf.objects.values().filter_map(|o| o.as_stream().ok()).filter(is_image).collect()
}

/// A see-through disc in two colours.
fn badge() -> Picture {
    let rgba = (0..60 * 60).flat_map(|i| {
        let (x, y) = ((i % 60) as f32 - 30.0, (i / 60) as f32 - 30.0);
        if x.hypot(y) < 28.0 { [if x < 0.0 { 200 } else { 20 }, 60, 90, 255] } else { [0; 4] }
    });
    Picture::from_rgba(60, 60, rgba.collect()).unwrap()
}

#[test]
fn pictures_are_in_the_file_once_and_look_alike_everywhere() {
    let photo = Arc::new(Picture::read(&file("cmyk-adobe.jpg")).unwrap());
    let badge = Arc::new(badge());
    let image = |picture: &Arc<Picture>, frame| Item::Image { picture: Arc::clone(picture), frame };
    let page = |name: &str| {
        Page::new(name, 600.0, 400.0, 0.0).with_items(vec![
            image(&photo, [40.0, 40.0, 240.0, 160.0]),
            image(&badge, [160.0, 100.0, 100.0, 100.0]),
            Item::Group {
                transform: Transform::from_row(0.5, 0.2, -0.2, 0.5, 380.0, 60.0),
                clip: None,
                opacity: 0.5,
                items: vec![image(&photo, [0.0, 0.0, 240.0, 160.0])],
            },
            // Read again: the same picture all the same.
            image(&Arc::new(Picture::read(&file("cmyk-adobe.jpg")).unwrap()), [40.0, 240.0, 120.0, 80.0]),
        ])
    };
    let scene = Scene { pages: vec![page("one"), page("two")], ..Scene::default() };
    let bytes = write(&scene, &PdfOptions::default()).unwrap();
    assert_eq!(bytes, write(&scene, &PdfOptions::default()).unwrap());
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/pictures.pdf"), &bytes).unwrap();
    let pdf = Document::load_mem(&bytes).unwrap();
    let all = images(&pdf);
    // The photo, the badge and the badge's opacity.
    assert_eq!(all.len(), 3);
    let jpeg = all.iter().find(|s| s.dict.get(b"Filter").unwrap().as_name().unwrap() == b"DCTDecode").unwrap();
    assert_eq!(jpeg.dict.get(b"ColorSpace").unwrap().as_name().unwrap(), b"DeviceCMYK");
    assert_eq!(jpeg.dict.get(b"Decode").unwrap().as_array().unwrap().len(), 8);
    assert_eq!(all.iter().filter(|s| s.dict.get(b"SMask").is_ok()).count(), 1);

    let seen = render_page(&scene.pages[0], 254.0).unwrap();
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/pictures.png"), seen.png().unwrap()).unwrap();
    let at = |x, y| seen.pixel(x, y).unwrap();
    let near = |a: [u8; 4], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 26);
    assert!(near(at(60, 60), [220, 20, 20]) && near(at(260, 60), [20, 200, 20]) && near(at(60, 180), [20, 20, 220]));
    assert!(near(at(190, 150), [200, 60, 90]) && near(at(230, 150), [20, 60, 90]));
    assert!(near(at(390, 80), [237, 137, 137]), "half faded: {:?}", at(390, 80));
}

#[test]
fn a_large_photo_is_written_at_print_resolution() {
    let rgba = (0..1200 * 900u32).flat_map(|i| [(i % 251) as u8, (i / 1200 % 253) as u8, (i % 7 * 30) as u8, 255]);
    let photo = Arc::new(Picture::from_rgba(1200, 900, rgba.collect()).unwrap());
    let small = Item::Image { picture: Arc::clone(&photo), frame: [0.0, 0.0, 127.0, 95.25] };
    let larger = Item::Image { picture: photo, frame: [200.0, 0.0, 254.0, 190.5] };
    let pages = vec![Page::new("photo", 600.0, 400.0, 0.0).with_items(vec![small, larger])];
    let bytes = write(&Scene { pages, ..Scene::default() }, &PdfOptions::default()).unwrap();
    let pdf = Document::load_mem(&bytes).unwrap();
    let all = images(&pdf);
    assert_eq!(all.len(), 1);
    // An inch wide at the most: 300 pixels.
    assert_eq!(all[0].dict.get(b"Width").unwrap().as_i64().unwrap(), 300);
}

#[test]
fn drawings_of_strangers_are_harmless_or_refused() {
    let svg = |inside: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 10 10'>{inside}</svg>"
        )
    };
    let rect = "<rect width='5' height='5'/>";
    // What runs or fetches in a browser does nothing here.
    for harmless in [
        format!("<script>while(true);</script>{rect}"),
        format!("{rect}<rect width='1' height='1' onload='alert(1)'/>"),
        format!("<style>@import url('http://example.com/x.css'); rect {{ fill: #f00 }}</style>{rect}"),
        format!("<use xlink:href='file:///etc/passwd#x'/><use href='http://example.com/a.svg#x'/>{rect}"),
        format!("<defs><g id='a'><use href='#a'/></g></defs><use href='#a'/>{rect}"),
    ] {
        let drawing = svg::read(&svg(&harmless)).unwrap_or_else(|e| panic!("{harmless}: {e}"));
        assert!(!drawing.items.is_empty(), "{harmless}");
    }
    let entity_bomb = {
        let mut text = "<!DOCTYPE svg [<!ENTITY a0 'ha'>".to_owned();
        for i in 1..20 {
            write!(text, "<!ENTITY a{i} '{}'>", format!("&a{};", i - 1).repeat(10)).unwrap();
        }
        text + "]>" + &svg("<title>&a19;</title>")
    };
    let long_entity = format!(
        "<!DOCTYPE svg [<!ENTITY a '{}'>]>{}",
        "x".repeat(1_000_000),
        svg(&format!("<title>{}</title>", "&a;".repeat(5_000)))
    );
    let use_bomb = {
        let mut text = "<defs><rect id='u0' width='1' height='1'/>".to_owned();
        for i in 1..12 {
            write!(text, "<g id='u{i}'>{}</g>", format!("<use href='#u{}'/>", i - 1).repeat(10)).unwrap();
        }
        svg(&(text + "</defs><use href='#u11'/>"))
    };
    let pattern_bomb = {
        let mut text = String::from("<defs>");
        for i in 1..12 {
            let inside = format!("<rect width='1' height='1' fill='url(#p{})'/>", i - 1).repeat(10);
            write!(text, "<pattern id='p{i}' width='1' height='1'>{inside}</pattern>").unwrap();
        }
        svg(&(text + "</defs><rect width='5' height='5' style='fill:url(#p11)'/>"))
    };
    let marker_bomb = svg(&format!(
        "<defs><marker id='m' markerWidth='1' markerHeight='1'>{}</marker></defs><path marker-mid='url(#m)' d='M0 0{}'/>",
        rect.repeat(200),
        "L1 1".repeat(20_000)
    ));
    let deep = svg(&format!("{}{rect}{}", "<g>".repeat(200_000), "</g>".repeat(200_000)));
    let steps = svg(&format!("{}{rect}{}", "<g>".repeat(300), "</g>".repeat(300)));
    let outside = svg("<image href='/etc/hostname' width='5' height='5'/>");
    let inside = svg("<image href='data:image/svg+xml,%3Csvg/%3E' width='5' height='5'/>");
    let text = svg("<text x='1' y='5'>Unsung</text>");
    for hostile in [
        &entity_bomb,
        &long_entity,
        &use_bomb,
        &pattern_bomb,
        &marker_bomb,
        &deep,
        &steps,
        &outside,
        &inside,
        &text,
        &"<svg".to_owned(),
        &"not a drawing".to_owned(),
    ] {
        let started = std::time::Instant::now();
        let error = svg::read(hostile).expect_err(&hostile[..hostile.len().min(80)]).to_string();
        assert!(started.elapsed().as_secs() < 5 && error.len() < 300, "{error}");
    }
    // Illustrator's short names for namespaces are fine.
    let plain = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [ <!ENTITY ns_svg \"http://www.w3.org/2000/svg\"> ]><svg xmlns='&ns_svg;' viewBox='0 0 10 10'><rect width='5' height='5'/></svg>";
    assert_eq!(svg::read(plain).unwrap().items.len(), 1);
}
