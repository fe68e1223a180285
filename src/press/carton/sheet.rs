//! The net on paper: its lines as layers, the sheet it fits on, or the sheets it is spread over, and how it is folded.

use std::sync::Arc;

use super::{BLEED, Net, Part};
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::press::sheets::Paper;
use crate::press::style::Frame;
use crate::scene::item::{Item, Layer, LineCap, LineJoin, Page, Paint, Path, Shape, Step, Stroke, Transform};
use crate::scene::kit::Hex;
use crate::scene::shapes::{Pen, clipped, disc, drawn, line, rounded};
use crate::scene::text::INK;

/// Names of the spot colours and layers of a net, and whether its lines are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    pub cut: String,
    pub crease: String,
    pub glue: String,
    /// Off where a machine cuts and creases; on where somebody does it by hand.
    pub printed: bool,
}

impl Default for Lines {
    fn default() -> Self {
        Self { cut: "CutContour".into(), crease: "Crease".into(), glue: "Glue".into(), printed: true }
    }
}

const CUT: [u8; 3] = [0xEC, 0x00, 0x8C];
const CREASE: [u8; 3] = [0x00, 0xAE, 0xEF];
const GLUE: [u8; 3] = [0x00, 0xA6, 0x51];
const DASH: [f32; 2] = [26.0, 16.0];
const GREY: [u8; 3] = [0x4A, 0x50, 0x68];

/// The largest net that one sheet takes, in 0.1 mm: width and height of the upright sheet.
pub fn limits(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::A4 => (2000.0, 2870.0),
        Paper::Letter => (2060.0, 2690.0),
    }
}

/// The lines of a net, each kind in its own layer.
pub(super) fn line_layers(net: &Net, lines: &Lines) -> Vec<Item> {
    layers(net, lines, |items| items)
}

fn layers(net: &Net, lines: &Lines, place: impl Fn(Vec<Item>) -> Vec<Item>) -> Vec<Item> {
    let layer = |name: &str, step, items| Item::Layer {
        layer: Arc::new(Layer { name: name.to_string(), printed: lines.printed, step: Some(step) }),
        items: place(items),
    };
    let glue: Vec<Item> = net.glue_lines().iter().filter_map(|ends| spot(line(ends), &lines.glue, GLUE, &[])).collect();
    let crease: Vec<Item> = net
        .creases()
        .iter()
        .filter_map(|fold| spot(line(&[fold.from, fold.to]), &lines.crease, CREASE, &DASH))
        .collect();
    let slits = net.slits();
    let cuts = std::iter::once(net.outline()).chain(slits.iter().map(|ends| line(ends)));
    let cut: Vec<Item> = cuts.filter_map(|path| spot(path, &lines.cut, CUT, &[])).collect();
    vec![
        layer(&lines.glue, Step::Gluing, glue),
        layer(&lines.crease, Step::Creasing, crease),
        layer(&lines.cut, Step::Cutting, cut),
    ]
}

fn spot(path: Option<Arc<Path>>, name: &str, looks: [u8; 3], dash: &[f32]) -> Option<Item> {
    Some(Item::Shape(Shape {
        path: path?,
        fill: None,
        stroke: Some(Stroke {
            paint: Paint::Spot { name: Arc::from(name), looks },
            opacity: 1.0,
            width: 4.0,
            cap: LineCap::Butt,
            join: LineJoin::Miter,
            miter_limit: 4.0,
            dash: dash.to_vec(),
            dash_offset: 0.0,
        }),
        stroke_first: false,
    }))
}

/// The net on one sheet where it fits, lying on its side if need be, else spread over several.
pub(super) fn on_paper(
    page: &mut Layout,
    net: &Net,
    art: Vec<Item>,
    lines: &Lines,
    paper: Paper,
) -> Result<Vec<Page>, Refusal> {
    let (wide, high) = limits(paper);
    let (w, h) = paper.size();
    for ((most_w, most_h), (w, h)) in [((wide, high), (w, h)), ((high, wide), (h, w))] {
        if net.width <= most_w && net.height <= most_h {
            return one_sheet(page, net, art, lines, (w, h)).map(|page| vec![page]);
        }
    }
    spread(page, net, &art, lines, paper)
}

fn shifted(items: Vec<Item>, x: f32, y: f32) -> Item {
    Item::Group { transform: Transform::from_translate(x, y), clip: None, opacity: 1.0, items }
}

fn one_sheet(page: &mut Layout, net: &Net, art: Vec<Item>, lines: &Lines, (w, h): (f32, f32)) -> Result<Page, Refusal> {
    let (x, y) = ((w - net.width) / 2.0, (h - net.height) / 2.0);
    let left = x + net.columns[2] + BLEED + 40.0;
    let bottom = y + net.rows[0] - net.dust - BLEED - 24.0;
    let help = page.aside(|page| instructions(page, net, [left, 70.0, x + net.width - left, bottom - 70.0]))?;
    let mut items = vec![shifted(art, x, y)];
    items.extend(help);
    items.extend(layers(net, lines, |items| vec![shifted(items, x, y)]));
    Ok(Page::new("box", w, h, 0.0).with_items(items))
}

const STEPS: [&str; 4] = [
    "Cut along the pink line and the four short slits at the lids.",
    "Score the blue lines with a blunt knife and fold them away from you.",
    "Put glue on the bare flap and press it behind the far side.",
    "Close the bottom, dust flaps first. Put the hero in, close the top.",
];

/// Size, legend and the four steps, in the empty corner of the sheet. A corner too small for that stays empty.
fn instructions(page: &mut Layout, net: &Net, [x, y, w, h]: Frame) -> Result<(), Refusal> {
    let k = (w / 1100.0).min(h / 300.0).min(1.15);
    if k < 0.55 {
        return Ok(());
    }
    // At the foot of the room there is, near the net.
    let y = y + h - 300.0 * k;
    let title = Lettering::at(x, y + 32.0 * k, Face::Bold, 38.0 * k, &Hex::of(INK)).within(w);
    page.line("folding", &format!("Fold-up box, {}: print at 100 %", net.size), &title)?;
    for (i, (word, rgb, dash)) in
        [("cut", CUT, &[][..]), ("crease", CREASE, &DASH[..]), ("glue", GLUE, &[][..])].into_iter().enumerate()
    {
        let left = x + 230.0 * k * i as f32;
        let stroke = line(&[(left, y + 76.0 * k), (left + 84.0 * k, y + 76.0 * k)]);
        page.push(drawn(stroke, None, Some(Pen { rgb, width: 6.0 * k, dash })));
        let l = Lettering::at(left + 98.0 * k, y + 86.0 * k, Face::Plain, 32.0 * k, &Hex::of(INK)).within(120.0 * k);
        page.line("folding", word, &l)?;
    }
    let column = w / 2.0;
    for (i, text) in STEPS.into_iter().enumerate() {
        let left = x + column * (i / 2) as f32;
        let top = y + (118.0 + 92.0 * (i % 2) as f32) * k;
        page.push(drawn(disc(left + 19.0 * k, top + 19.0 * k, 19.0 * k), Some(INK), None));
        let number = Lettering::at(left + 19.0 * k, top + 29.0 * k, Face::Bold, 27.0 * k, &Hex::of([255; 3])).centred();
        page.line("folding", &(i + 1).to_string(), &number.within(30.0 * k))?;
        let words = Lettering::at(left + 50.0 * k, top, Face::Plain, 28.0 * k, &Hex::of(GREY));
        page.paragraph("folding", text, &words.within(column - 70.0 * k).at_least(0.7), 80.0 * k, 1.28)?;
    }
    Ok(())
}

/// Free paper around each part of a net that is spread.
const MARGIN: f32 = 100.0;
/// How much two neighbouring sheets have in common.
const OVERLAP: f32 = 100.0;

/// How a net is spread: the sheet's size, columns and rows.
fn tiles(net: &Net, paper: Paper) -> ((f32, f32), usize, usize) {
    let (w, h) = paper.size();
    let count = |total: f32, side: f32| {
        let inner = side - 2.0 * MARGIN;
        ((total - OVERLAP) / (inner - OVERLAP)).ceil().max(1.0) as usize
    };
    let total = (net.width + 2.0 * BLEED, net.height + 2.0 * BLEED);
    [(w, h), (h, w)]
        .map(|sheet| (sheet, count(total.0, sheet.0), count(total.1, sheet.1)))
        .into_iter()
        .min_by_key(|(_, columns, rows)| columns * rows)
        .unwrap_or(((w, h), 1, 1))
}

/// The net over several sheets. Sheets that would stay empty are left out.
fn spread(page: &mut Layout, net: &Net, art: &[Item], lines: &Lines, paper: Paper) -> Result<Vec<Page>, Refusal> {
    let ((w, h), columns, rows) = tiles(net, paper);
    let inner = (w - 2.0 * MARGIN, h - 2.0 * MARGIN);
    let step = (inner.0 - OVERLAP, inner.1 - OVERLAP);
    // The net stands in the middle of what all sheets show together.
    let all = (step.0 * columns as f32 + OVERLAP, step.1 * rows as f32 + OVERLAP);
    let start = ((all.0 - net.width) / 2.0, (all.1 - net.height) / 2.0);
    let seen: Vec<(usize, usize)> = (0..rows)
        .flat_map(|row| (0..columns).map(move |column| (column, row)))
        .filter(|(column, row)| {
            let tile = [step.0 * *column as f32 - start.0, step.1 * *row as f32 - start.1, inner.0, inner.1];
            PARTS.iter().any(|part| meets(tile, net.frame(*part)))
        })
        .collect();
    let mut pages = Vec::with_capacity(seen.len());
    for (number, (column, row)) in seen.iter().enumerate() {
        let shift = (MARGIN + start.0 - step.0 * *column as f32, MARGIN + start.1 - step.1 * *row as f32);
        let hole = rounded([MARGIN, MARGIN, inner.0, inner.1], 0.0);
        let through = |items: Vec<Item>| -> Vec<Item> {
            clipped(hole.clone(), vec![shifted(items, shift.0, shift.1)]).into_iter().collect()
        };
        let mut items = through(art.to_vec());
        let next = (*column + 1 < columns, *row + 1 < rows);
        let marks = page.aside(|page| {
            marks(page, (w, h), (*column > 0, *row > 0), next);
            let words = format!(
                "{}  ·  box {}  ·  sheet {} of {}, row {}, column {}  ·  cut away the margin at the marks and glue cross on cross",
                page.who,
                net.size,
                number + 1,
                seen.len(),
                row + 1,
                column + 1
            );
            let short = format!("sheet {} of {}, row {}, column {}", number + 1, seen.len(), row + 1, column + 1);
            let l = Lettering::at(MARGIN + 160.0, h - 42.0, Face::Plain, 28.0, &Hex::of(INK)).within(w - 2.0 * MARGIN - 320.0);
            match page.fitted("sheet", &words, &l) {
                Ok(fitted) => page.set(&fitted, &l),
                // A name no face can set in the margin stands on the box.
                Err(_) => page.line("sheet", &short, &l)?,
            }
            Ok(())
        })?;
        items.extend(marks);
        items.extend(layers(net, lines, through));
        pages.push(Page::new(format!("box {}", number + 1), w, h, 0.0).with_items(items));
    }
    Ok(pages)
}

const PARTS: [Part; 13] = [
    Part::Glue,
    Part::Back,
    Part::LeftSide,
    Part::Front,
    Part::RightSide,
    Part::TopLid,
    Part::TopTuck,
    Part::BottomLid,
    Part::BottomTuck,
    Part::TopLeftDust,
    Part::TopRightDust,
    Part::BottomLeftDust,
    Part::BottomRightDust,
];

fn meets([x, y, w, h]: Frame, [l, t, pw, ph]: Frame) -> bool {
    l - BLEED < x + w && x < l + pw + BLEED && t - BLEED < y + h && y < t + ph + BLEED
}

/// Registration marks in the margins, in the middle of what a sheet shares with its neighbours: they come to lie on each
/// other when the sheets are joined.
fn marks(page: &mut Layout, (w, h): (f32, f32), before: (bool, bool), after: (bool, bool)) {
    let half = OVERLAP / 2.0;
    let (far, near) = (MARGIN / 2.0, MARGIN + half);
    let mut at = Vec::new();
    for (there, x) in [(before.0, near), (after.0, w - near)] {
        if there {
            at.extend([(x, far), (x, h - far)]);
        }
    }
    for (there, y) in [(before.1, near), (after.1, h - near)] {
        if there {
            at.extend([(far, y), (w - far, y)]);
        }
    }
    let pen = Pen::solid(INK, 2.0);
    for (x, y) in at {
        page.push(drawn(disc(x, y, 18.0), None, Some(pen)));
        page.push(drawn(line(&[(x - 34.0, y), (x + 34.0, y)]), None, Some(pen)));
        page.push(drawn(line(&[(x, y - 34.0), (x, y + 34.0)]), None, Some(pen)));
    }
}
