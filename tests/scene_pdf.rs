//! PDF files read back with a PDF reader: text, fonts, boxes, metadata, and the same bytes twice.

use std::sync::Arc;

use lopdf::{Document, Object};
use unicode_normalization::UnicodeNormalization;
use unsung::scene::item::{
    Clip, Fill, FillRule, Item, Layer, LineCap, LineJoin, Page, Paint, Scene, Shape, Step, Stop, Stroke, Symbol,
    Transform,
};
use unsung::scene::pdf::{FormCache, PdfError, PdfOptions, write, write_with};
use unsung::scene::shapes;
use unsung::scene::text::{FontSource, INK, TextStyle, Typesetter};

mod pdf_text;
use pdf_text::{Shown, shown};

const LATIN: &str = "Nguyễn Thị Hằng, Łukasz Çelik, Ångström, Efficient office";
const GREEK: &str = "Γιώργος Παπαδόπουλος";
const CYRILLIC: &str = "Жанна Щукина-Їжак";
const DEVANAGARI: &str = "अनिता शर्मा";
const ARABIC: &str = "مريم العلي والإسلام";
const OUTLINED: &str = "ليلى حدّاد";
const HEBREW: &str = "יעל כהן";

fn gradient(stops: &[(f32, [u8; 3], f32)]) -> Paint {
    Paint::Linear {
        line: [0.0, 0.0, 300.0, 0.0],
        transform: Transform::identity(),
        stops: stops.iter().map(|(at, rgb, opacity)| Stop { at: *at, rgb: *rgb, opacity: *opacity }).collect(),
    }
}

fn filled(shape: [f32; 4], paint: Paint) -> Item {
    Item::Shape(Shape {
        path: shapes::rounded(shape, 20.0).unwrap(),
        fill: Some(Fill { paint, opacity: 1.0, rule: FillRule::Winding }),
        stroke: None,
        stroke_first: false,
    })
}

/// A page with one of everything a scene can hold.
fn everything() -> Scene {
    let mut ts = Typesetter::new(FontSource::shipped());
    let mut items = vec![filled([-30.0, -30.0, 1060.0, 1460.0], Paint::Solid([0xFF, 0xF4, 0xD8]))];
    for (i, text) in [LATIN, GREEK, CYRILLIC, DEVANAGARI, ARABIC, HEBREW].into_iter().enumerate() {
        let block = ts.block(text, &TextStyle { size: 34.0, ..TextStyle::default() });
        assert_eq!(block.missing, Vec::<String>::new());
        items.extend(block.items_on_baseline(40.0, 100.0 + 60.0 * i as f32, 0.0, 0.0));
    }
    let comic = TextStyle {
        family: "Bangers".into(),
        size: 110.0,
        spacing: 5.0,
        fill: [255; 3],
        outline: Some((INK, 20.0)),
        ..TextStyle::default()
    };
    items.extend(ts.block("CODE NAME", &comic).items_on_baseline(500.0, 600.0, 0.5, -3.0));
    let lined = TextStyle { family: "Noto Sans".into(), size: 60.0, spacing: 0.0, ..comic };
    items.extend(ts.block(OUTLINED, &lined).items_on_baseline(950.0, 520.0, 1.0, 0.0));
    let inside = vec![
        filled([0.0, 0.0, 100.0, 100.0], gradient(&[(0.0, [255, 0, 0], 1.0), (1.0, [0, 0, 255], 1.0)])),
        Item::Group {
            transform: Transform::from_translate(20.0, 20.0),
            clip: None,
            opacity: 0.5,
            items: vec![filled([0.0, 0.0, 90.0, 90.0], Paint::Solid([255; 3]))],
        },
    ];
    let star = Arc::new(Symbol::new("star", inside, [-20.0, -20.0, 130.0, 130.0], (100.0, 100.0)));
    for i in 0..4 {
        let transform = Transform::from_row(1.2, 0.1 * i as f32, 0.0, 1.2, 60.0 + 200.0 * i as f32, 680.0);
        items.push(Item::Use { symbol: Arc::clone(&star), transform });
    }
    let fading = gradient(&[
        (0.0, [0, 120, 60], 1.0),
        (0.5, [0, 120, 60], 0.2),
        (0.5, [200, 0, 0], 1.0),
        (1.0, [200, 0, 0], 0.0),
    ]);
    items.push(Item::Group {
        transform: Transform::from_translate(60.0, 900.0),
        clip: Some(Clip { path: shapes::disc(150.0, 100.0, 140.0).unwrap(), rule: FillRule::EvenOdd }),
        opacity: 1.0,
        items: vec![filled([0.0, 0.0, 300.0, 200.0], fading)],
    });
    let mut group = vec![filled([0.0, 0.0, 300.0, 200.0], Paint::Solid([0, 0, 0]))];
    group.extend(
        ts.block("faded as one", &TextStyle { fill: [255; 3], ..TextStyle::default() })
            .items_on_baseline(30.0, 100.0, 0.0, 0.0),
    );
    items.push(Item::Group {
        transform: Transform::from_translate(500.0, 900.0),
        clip: None,
        opacity: 0.4,
        items: group,
    });
    items.push(Item::Shape(Shape {
        path: shapes::rounded([60.0, 1180.0, 880.0, 160.0], 40.0).unwrap(),
        fill: None,
        stroke: Some(Stroke {
            paint: gradient(&[(0.2, [255, 120, 0], 1.0), (1.0, [80, 0, 160], 1.0)]),
            opacity: 1.0,
            width: 14.0,
            cap: LineCap::Round,
            join: LineJoin::Round,
            miter_limit: 4.0,
            dash: vec![40.0, 25.0],
            dash_offset: 5.0,
        }),
        stroke_first: false,
    }));
    let page = Page::new("front", 1000.0, 1400.0, 30.0).with_items(items);
    Scene { title: "Unsung: Ωmega".into(), author: "HR & Friends".into(), language: "en-GB".into(), pages: vec![page] }
}

/// Leaves a file where a person can look at it.
fn keep(name: &str, bytes: &[u8]) {
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), bytes).unwrap();
}

fn shop() -> PdfOptions {
    PdfOptions {
        bleed_mm: 3.0,
        marks: true,
        created: Some("2026-11-22T10:15:00+01:00".into()),
        ..PdfOptions::default()
    }
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let first = write(&everything(), &shop()).unwrap();
    let second = write(&everything(), &shop()).unwrap();
    assert!(first == second);
    let cache = Arc::new(FormCache::default());
    let cached = PdfOptions { cache: Some(Arc::clone(&cache)), ..shop() };
    assert!(write(&everything(), &cached).unwrap() == first, "a cold cache changes nothing");
    assert!(write(&everything(), &cached).unwrap() == first, "nor does a warm one");
    let mut other = everything();
    other.title.push('!');
    let id = |bytes: &[u8]| {
        let pdf = Document::load_mem(bytes).unwrap();
        pdf.trailer.get(b"ID").unwrap().as_array().unwrap()[0].as_str().unwrap().to_vec()
    };
    assert_ne!(id(&write(&other, &shop()).unwrap()), id(&first), "another document has another id");
    keep("everything.pdf", &first);
}

#[test]
fn names_come_back_in_every_shipped_script() {
    let pdf = Document::load_mem(&write(&everything(), &PdfOptions::default()).unwrap()).unwrap();
    let page = pdf.get_pages()[&1];
    let sections = shown(&pdf, page);
    let whole: String = sections.iter().map(|s| s.text() + "\n").collect();
    for text in [LATIN, GREEK, CYRILLIC, DEVANAGARI, "CODE NAME"] {
        let text: String = text.nfkc().collect();
        assert!(whole.contains(&text), "{text} is not in {whole}");
    }
    let turned: Vec<String> = sections.iter().filter(|s| s.spelled_out.is_none()).map(Shown::turned).collect();
    for text in [ARABIC, HEBREW, OUTLINED] {
        let text: String = text.nfkc().collect();
        assert!(turned.contains(&text), "{text} is not in {turned:?}");
    }
    // Letters over their own outline are the same letters, not a second word.
    assert_eq!(whole.matches("CODE NAME").count(), 1);
    let painted = String::from_utf8(pdf.get_page_content(page)).unwrap();
    assert_eq!(painted.matches("1 Tr").count(), 2);
}

#[test]
fn a_compact_font_keeps_its_characters() {
    // The Chinese faces have CFF outlines, which a PDF embeds in another way.
    let mut ts = Typesetter::new(FontSource::shipped());
    let style = TextStyle { weight: 700.0, ..TextStyle::default() };
    let name = "李晓晴";
    let block = ts.block(name, &style);
    assert_eq!(block.missing, Vec::<String>::new());
    let items = block.items_on_baseline(10.0, 60.0, 0.0, 0.0);
    let page = Page::new("", 400.0, 100.0, 0.0).with_items(items);
    let scene = Scene { pages: vec![page], ..Scene::default() };
    let bytes = write(&scene, &PdfOptions::default()).unwrap();
    keep("chinese.pdf", &bytes);
    let pdf = Document::load_mem(&bytes).unwrap();
    let sections = shown(&pdf, pdf.get_pages()[&1]);
    assert_eq!(sections.iter().map(Shown::text).collect::<String>(), name);
    assert!(pdf.objects.values().filter_map(|o| o.as_dict().ok()).any(|d| d.has(b"FontFile3")));
}

#[test]
fn fonts_are_embedded_once_and_only_in_part() {
    let mut scene = everything();
    let second = everything().pages.remove(0);
    scene.pages.push(second);
    let pdf = Document::load_mem(&write(&scene, &PdfOptions::default()).unwrap()).unwrap();
    let mut names = Vec::new();
    for object in pdf.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        if font.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Type0") {
            continue;
        }
        let base = String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap();
        let (tag, name) = base.split_once('+').unwrap();
        assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()), "{base}");
        names.push(name.to_owned());
        let descendants = font.get(b"DescendantFonts").unwrap().as_array().unwrap();
        let (_, descendant) = pdf.dereference(&descendants[0]).unwrap();
        let descendant = descendant.as_dict().unwrap();
        assert_eq!(descendant.get(b"BaseFont").unwrap().as_name().unwrap(), base.as_bytes());
        let (_, descriptor) = pdf.dereference(descendant.get(b"FontDescriptor").unwrap()).unwrap();
        let descriptor = descriptor.as_dict().unwrap();
        assert_eq!(descriptor.get(b"FontName").unwrap().as_name().unwrap(), base.as_bytes());
        let program = descriptor.get(b"FontFile2").unwrap().as_reference().unwrap();
        let program = pdf.get_object(program).unwrap().as_stream().unwrap().decompressed_content().unwrap();
        assert!(program.len() < 60_000, "{base} has {} bytes", program.len());
    }
    names.sort();
    assert_eq!(names, ["Bangers-Regular", "NotoSans-Regular", "NotoSansArabic-Regular", "NotoSansHebrew-Regular"]);
}

#[test]
fn boxes_nest_and_the_sheet_grows_with_the_bleed() {
    let boxes = |options: &PdfOptions| {
        let pdf = Document::load_mem(&write(&everything(), options).unwrap()).unwrap();
        let page = pdf.get_dictionary(pdf.get_pages()[&1]).unwrap();
        ["MediaBox", "CropBox", "BleedBox", "TrimBox"].map(|name| {
            let numbers = page.get(name.as_bytes()).unwrap().as_array().unwrap();
            let numbers: Vec<f32> = numbers.iter().map(|n| n.as_float().unwrap()).collect();
            [numbers[0], numbers[1], numbers[2], numbers[3]]
        })
    };
    let mm = |v: f32| v * 72.0 / 25.4;
    let near = |a: f32, b: f32| (a - b).abs() < 0.01;
    let [media, crop, bleed, trim] = boxes(&shop());
    assert_eq!(media, crop);
    assert!(media[0] < bleed[0] && bleed[0] < trim[0] && trim[2] < bleed[2] && bleed[2] < media[2]);
    assert!(media[1] < bleed[1] && bleed[1] < trim[1] && trim[3] < bleed[3] && bleed[3] < media[3]);
    assert!(near(trim[2] - trim[0], mm(100.0)) && near(trim[3] - trim[1], mm(140.0)));
    assert!(near(trim[0] - bleed[0], mm(3.0)) && near(bleed[3] - trim[3], mm(3.0)));
    let [media, _, bleed, trim] = boxes(&PdfOptions { bleed_mm: 3.0, ..PdfOptions::default() });
    assert!(media == bleed && near(media[2], mm(106.0)) && near(trim[0], mm(3.0)));
    let [media, _, bleed, trim] = boxes(&PdfOptions { marks: true, ..PdfOptions::default() });
    assert!(media == bleed && bleed == trim && near(media[2], mm(100.0)), "no marks without a bleed");
    let [media, ..] = boxes(&PdfOptions { bleed_mm: 9.0, ..PdfOptions::default() });
    assert!(near(media[2], mm(106.0)), "no more than the page overhangs");
}

#[test]
fn documents_say_what_they_are() {
    let bytes = write(&everything(), &PdfOptions { duplex: true, ..shop() }).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let pdf = Document::load_mem(&bytes).unwrap();
    let info = pdf.get_dictionary(pdf.trailer.get(b"Info").unwrap().as_reference().unwrap()).unwrap();
    let title = info.get(b"Title").unwrap().as_str().unwrap();
    assert_eq!(&title[..2], [0xFE, 0xFF]);
    assert_eq!(info.get(b"Author").unwrap().as_str().unwrap(), b"HR & Friends");
    assert_eq!(info.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20261122101500+01'00'");
    let catalog = pdf.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en-GB");
    let preferences = catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert_eq!(preferences.get(b"Duplex").unwrap().as_name().unwrap(), b"DuplexFlipLongEdge");
    let packet = pdf.get_object(catalog.get(b"Metadata").unwrap().as_reference().unwrap()).unwrap();
    let packet = String::from_utf8(packet.as_stream().unwrap().content.clone()).unwrap();
    assert!(packet.contains("Unsung: Ωmega") && packet.contains("HR &amp; Friends"));
    assert!(packet.contains("2026-11-22T10:15:00+01:00"));
    let undated = Document::load_mem(&write(&everything(), &PdfOptions::default()).unwrap()).unwrap();
    let info = undated.get_dictionary(undated.trailer.get(b"Info").unwrap().as_reference().unwrap()).unwrap();
    assert!(!info.has(b"CreationDate"));
}

#[test]
fn shared_drawings_are_written_once() {
    let bytes = write(&everything(), &PdfOptions::default()).unwrap();
    let pdf = Document::load_mem(&bytes).unwrap();
    let forms: Vec<&lopdf::Stream> = pdf
        .objects
        .values()
        .filter_map(|o| o.as_stream().ok())
        .filter(|s| s.dict.get(b"BBox").and_then(Object::as_array).is_ok_and(|b| b[2].as_float().ok() == Some(130.0)))
        .collect();
    assert_eq!(forms.len(), 1);
    // Its fading part is a form of its own, found through a real reference.
    let inner = forms[0].dict.get(b"Resources").unwrap().as_dict().unwrap().get(b"XObject").unwrap().as_dict().unwrap();
    for (_, id) in inner {
        let group = pdf.get_object(id.as_reference().unwrap()).unwrap().as_stream().unwrap();
        assert!(group.dict.has(b"Group"));
    }
    assert_eq!(inner.len(), 1);
}

#[test]
fn what_cannot_be_made_is_refused() {
    assert!(matches!(write(&Scene::default(), &PdfOptions::default()), Err(PdfError::NoPages)));
    let mut scene = everything();
    let wrong_date = PdfOptions { created: Some("22.11.2026".into()), ..PdfOptions::default() };
    assert!(matches!(write(&scene, &wrong_date), Err(PdfError::Timestamp(_))));
    scene.pages[0].width = f32::NAN;
    assert!(matches!(write(&scene, &PdfOptions::default()), Err(PdfError::PageSize { number: 1, .. })));
}

#[test]
fn long_work_reports_and_stops() {
    let mut scene = everything();
    scene.pages.push(everything().pages.remove(0));
    let mut seen = Vec::new();
    write_with(&scene, &PdfOptions::default(), &mut |done, total| {
        seen.push((done, total));
        true
    })
    .unwrap();
    assert_eq!(seen, [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]);
    for stop in 1..=5 {
        let stopped = write_with(&scene, &PdfOptions::default(), &mut |done, _| done < stop);
        assert!(matches!(stopped, Err(PdfError::Cancelled)), "at step {stop}");
    }
}

#[test]
fn wild_numbers_do_not_break_a_page() {
    let mut scene = everything();
    let wild = Paint::Radial {
        circles: [f32::NAN, f32::INFINITY, 0.0, 1e30, -1e30, 0.0],
        transform: Transform::from_scale(0.0, f32::NAN),
        stops: vec![
            Stop { at: f32::NAN, rgb: [1, 2, 3], opacity: f32::NAN },
            Stop { at: 7.0, rgb: [0; 3], opacity: -2.0 },
        ],
    };
    let empty = Paint::Linear { line: [0.0; 4], transform: Transform::identity(), stops: Vec::new() };
    let items = vec![filled([10.0, 10.0, 80.0, 80.0], wild), filled([10.0, 10.0, 80.0, 80.0], empty)];
    for transform in [Transform::identity(), Transform::from_scale(0.0, 0.0), Transform::from_translate(f32::NAN, 1e38)]
    {
        scene.pages[0].items.push(Item::Group { transform, clip: None, opacity: 0.5, items: items.clone() });
    }
    let bytes = write(&scene, &PdfOptions::default()).unwrap();
    keep("wild.pdf", &bytes);
    let pdf = Document::load_mem(&bytes).unwrap();
    for object in pdf.objects.values() {
        let text = match object {
            Object::Stream(stream) if stream.dict.has(b"BBox") || stream.dict.has(b"Filter") => {
                String::from_utf8_lossy(&stream.decompressed_content().unwrap_or_default()).into_owned()
            }
            other => format!("{other:?}"),
        };
        assert!(!text.contains("NaN") && !text.contains("inf "), "{text:.200}");
    }
}

#[test]
fn layers_spot_colours_bookmarks_and_labels_are_in_the_file() {
    let line = |name: &str, looks: [u8; 3], x: f32| {
        let mut shape = filled([x, 20.0, 60.0, 60.0], Paint::Solid([0; 3]));
        if let Item::Shape(s) = &mut shape {
            s.fill = None;
            s.stroke = Some(Stroke {
                paint: Paint::Spot { name: name.into(), looks },
                opacity: 1.0,
                width: 2.5,
                cap: LineCap::Butt,
                join: LineJoin::Round,
                miter_limit: 4.0,
                dash: Vec::new(),
                dash_offset: 0.0,
            });
        }
        shape
    };
    let layer = |name: &str, printed, step| Arc::new(Layer { name: name.into(), printed, step: Some(step) });
    let cut = layer("Stanzen ✂", false, Step::Cutting);
    let crease = layer("Rillen", true, Step::Creasing);
    let page = |i: u32| {
        let items = vec![
            Item::Layer { layer: Arc::clone(&cut), items: vec![line("CutContour", [230, 0, 130], 20.0)] },
            // Another of the same content is the same layer.
            Item::Layer { layer: Arc::new((*crease).clone()), items: vec![line("Crease", [0, 160, 220], 120.0)] },
            Item::Group {
                transform: Transform::identity(),
                clip: None,
                opacity: 0.5,
                items: vec![Item::Layer {
                    layer: Arc::clone(&cut),
                    items: vec![line("CutContour", [230, 0, 130], 220.0)],
                }],
            },
        ];
        Page::new(format!("page {i}"), 400.0, 100.0, 0.0).with_items(items)
    };
    let pages = vec![page(1).with_bookmark("Žofie & Ömer").with_label("front"), page(2), page(3).with_bookmark("Ann")];
    let scene = Scene { pages, ..Scene::default() };
    let bytes = write(&scene, &PdfOptions::default()).unwrap();
    keep("layers", &bytes);
    assert_eq!(bytes, write(&scene, &PdfOptions::default()).unwrap());
    let pdf = Document::load_mem(&bytes).unwrap();
    let catalog = pdf.catalog().unwrap();

    let layers = catalog.get(b"OCProperties").unwrap().as_dict().unwrap();
    let groups = layers.get(b"OCGs").unwrap().as_array().unwrap();
    assert_eq!(groups.len(), 2);
    let group = |i: usize| pdf.get_dictionary(groups[i].as_reference().unwrap()).unwrap();
    let step = |i: usize| {
        let steps = group(i).get(b"GTS_Metadata").unwrap().as_dict().unwrap();
        assert_eq!(steps.get(b"GTS_ProcStepsGroup").unwrap().as_name().unwrap(), b"Structural");
        steps.get(b"GTS_ProcStepsType").unwrap().as_name().unwrap().to_vec()
    };
    assert_eq!((step(0), step(1)), (b"Cutting".to_vec(), b"Creasing".to_vec()));
    assert!(group(0).get(b"Usage").is_ok() && group(1).get(b"Usage").is_err());
    let heeded =
        layers.get(b"D").unwrap().as_dict().unwrap().get(b"AS").unwrap().as_array().unwrap()[0].as_dict().unwrap();
    assert_eq!(heeded.get(b"OCGs").unwrap().as_array().unwrap(), &[groups[0].clone()]);

    // Every page draws its lines as separations that overprint, inside their layers.
    for id in pdf.get_pages().into_values() {
        let resources = pdf
            .get_dictionary(pdf.get_dictionary(id).unwrap().get(b"Resources").unwrap().as_reference().unwrap())
            .unwrap();
        let listed = |key: &[u8]| resources.get(key).unwrap().as_dict().unwrap();
        let mut plates: Vec<Vec<u8>> = listed(b"ColorSpace")
            .iter()
            .map(|(_, space)| {
                let space = pdf.get_object(space.as_reference().unwrap()).unwrap().as_array().unwrap();
                assert_eq!(space[0].as_name().unwrap(), b"Separation");
                space[1].as_name().unwrap().to_vec()
            })
            .collect();
        plates.sort();
        assert_eq!(plates, [b"Crease".to_vec(), b"CutContour".to_vec()]);
        assert_eq!(listed(b"Properties").len(), 2);
        let state = listed(b"ExtGState").iter().map(|(_, s)| pdf.get_dictionary(s.as_reference().unwrap()).unwrap());
        let over: Vec<_> = state.filter(|s| s.get(b"OP").is_ok()).collect();
        assert!(over.len() == 1 && over[0].get(b"op").unwrap().as_bool().unwrap());
        assert_eq!(over[0].get(b"OPM").unwrap().as_i64().unwrap(), 1);
        let content = String::from_utf8(pdf.get_page_content(id)).unwrap();
        assert_eq!(content.matches("/OC /L").count(), 2);
        assert_eq!(content.matches("BDC").count(), content.matches("EMC").count());
    }
    // The fading group is a form, whose names lead to the same objects.
    let linked = pdf.objects.values().filter_map(|o| o.as_stream().ok()).any(|s| {
        s.dict.get(b"Resources").and_then(Object::as_dict).is_ok_and(|r| {
            r.get(b"Properties").and_then(Object::as_dict).is_ok_and(|p| p.iter().all(|(_, v)| v == &groups[0]))
        })
    });
    assert!(linked);

    let outline = pdf.get_dictionary(catalog.get(b"Outlines").unwrap().as_reference().unwrap()).unwrap();
    assert_eq!(outline.get(b"Count").unwrap().as_i64().unwrap(), 2);
    let first = pdf.get_dictionary(outline.get(b"First").unwrap().as_reference().unwrap()).unwrap();
    let second = pdf.get_dictionary(first.get(b"Next").unwrap().as_reference().unwrap()).unwrap();
    assert_eq!(lopdf::decode_text_string(first.get(b"Title").unwrap()).unwrap(), "Žofie & Ömer");
    assert_eq!(lopdf::decode_text_string(second.get(b"Title").unwrap()).unwrap(), "Ann");
    let pages: Vec<_> = pdf.get_pages().into_values().collect();
    assert_eq!(second.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap(), pages[2]);
    let labels = catalog.get(b"PageLabels").unwrap().as_dict().unwrap().get(b"Nums").unwrap().as_array().unwrap();
    assert_eq!(labels.len(), 4);
    assert_eq!(labels[1].as_dict().unwrap().get(b"P").unwrap().as_str().unwrap(), b"front");
    assert_eq!(labels[3].as_dict().unwrap().get(b"St").unwrap().as_i64().unwrap(), 2);
}
