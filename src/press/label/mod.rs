//! Address labels on bought sheets: the sheets of the trade, one label, and a run of labels from the first free place on.
//!
//! Large labels are dressed (the hero's head, a headline); small ones carry the address alone. An address is never cut: a
//! label it has no room on is refused with the person's name. Printers feed crooked: [`calibration`] prints what to measure,
//! and [`Placement::offset_mm`] puts it right.

mod address;
mod draw;

use std::collections::BTreeSet;

use super::layout::{Face, Layout, Lettering};
use super::refusal::{Note, Refusal};
use super::sheets::Paper;
use super::style::Frame;
use crate::scene::item::{Item, Page, Transform};
use crate::scene::kit::{Colours, FigureSpec, Hex, Kit, SymbolCache};
use crate::scene::shapes::{Pen, drawn, line, rounded};
use crate::scene::text::{INK, Typesetter};

/// A sheet of labels as it is sold. Lengths are in 0.1 mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelSheet {
    /// The maker's number, which other makers use as well.
    pub code: &'static str,
    pub paper: Paper,
    /// One label.
    pub width: f32,
    pub height: f32,
    pub columns: usize,
    pub rows: usize,
    /// From the sheet's edges to the first label.
    pub left: f32,
    pub top: f32,
    /// From the start of a label to the start of the next.
    pub pitch_x: f32,
    pub pitch_y: f32,
}

/// From inches.
const fn inch(inches: f32) -> f32 {
    inches * 254.0
}

const fn sheet(
    code: &'static str,
    paper: Paper,
    [width, height]: [f32; 2],
    (columns, rows): (usize, usize),
    [left, top]: [f32; 2],
    [pitch_x, pitch_y]: [f32; 2],
) -> LabelSheet {
    LabelSheet { code, paper, width, height, columns, rows, left, top, pitch_x, pitch_y }
}

impl LabelSheet {
    /// The sheets the program knows.
    pub const ALL: [Self; 9] = [
        sheet("L7159", Paper::A4, [635.0, 339.0], (3, 8), [72.1, 129.0], [660.4, 339.0]),
        sheet("L7160", Paper::A4, [635.0, 381.0], (3, 7), [72.1, 151.5], [660.4, 381.0]),
        sheet("L7162", Paper::A4, [991.0, 339.0], (2, 8), [46.5, 129.0], [1016.0, 339.0]),
        sheet("L7163", Paper::A4, [991.0, 381.0], (2, 7), [46.5, 151.5], [1016.0, 381.0]),
        sheet("L7165", Paper::A4, [991.0, 677.0], (2, 4), [46.5, 131.0], [1016.0, 677.0]),
        sheet("L7651", Paper::A4, [381.0, 212.0], (5, 13), [47.5, 107.0], [406.0, 212.0]),
        sheet(
            "5160",
            Paper::Letter,
            [inch(2.625), inch(1.0)],
            (3, 10),
            [inch(0.1875), inch(0.5)],
            [inch(2.75), inch(1.0)],
        ),
        sheet(
            "5163",
            Paper::Letter,
            [inch(4.0), inch(2.0)],
            (2, 5),
            [inch(0.15625), inch(0.5)],
            [inch(4.1875), inch(2.0)],
        ),
        sheet(
            "5164",
            Paper::Letter,
            [inch(4.0), inch(10.0 / 3.0)],
            (2, 3),
            [inch(0.15625), inch(0.5)],
            [inch(4.1875), inch(10.0 / 3.0)],
        ),
    ];

    /// The sheet with this number, written in any case, with or without the maker's name before it.
    pub fn named(code: &str) -> Option<Self> {
        let wanted = code.trim().to_uppercase();
        let wanted = wanted.trim_start_matches("AVERY").trim();
        Self::ALL.into_iter().find(|sheet| sheet.code == wanted)
    }

    pub fn per_sheet(&self) -> usize {
        self.columns * self.rows
    }

    /// The box of a label on its sheet; `place` counts from 0, line by line.
    pub fn frame(&self, place: usize) -> Frame {
        let (column, row) = (place % self.columns, place / self.columns);
        let x = self.left + self.pitch_x * column as f32;
        [x, self.top + self.pitch_y * row as f32, self.width, self.height]
    }
}

impl std::fmt::Display for LabelSheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (w, h) = (self.width / 10.0, self.height / 10.0);
        write!(f, "{}: {} labels of {w:.1} x {h:.1} mm", self.code, self.per_sheet())
    }
}

/// What a label says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelFacts {
    /// Whose label it is, for messages.
    pub who: String,
    /// As the post needs it.
    pub name: String,
    /// Stands in for a name that no face can set.
    pub latin_name: Option<String>,
    /// Between name and street: what the person does, or the organisation.
    pub line_two: String,
    /// The lines of the address, without the country.
    pub address: Vec<String>,
    /// In capitals under the address; empty leaves it out.
    pub country: String,
    /// Who sends it, in one line.
    pub sender: String,
    /// The loud line on large labels.
    pub headline: String,
    /// The quiet one beside it.
    pub notice: String,
    /// Such as `HERO 007`.
    pub number: String,
    pub serial: String,
    pub campaign: String,
    pub figure: FigureSpec,
    /// Id of the backdrop's colours behind the head; empty takes a lively one.
    pub backdrop_scheme: String,
}

/// Where labels go on their sheets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// The first place to use, from 1, line by line; 0 is as 1.
    pub start_at: usize,
    /// Places of the first sheet that are used already, from 1.
    pub used: BTreeSet<usize>,
    /// What the printer must be told to shift: right and down, in mm.
    pub offset_mm: (f32, f32),
    /// Draw the edges of the labels, to try on plain paper.
    pub outlines: bool,
}

/// A run of labels: the sheets, what to look at, and who has none and why.
#[derive(Debug, Default)]
pub struct LabelRun {
    pub pages: Vec<Page>,
    pub notes: Vec<Note>,
    pub held: Vec<Refusal>,
    /// How many labels are on the pages.
    pub made: usize,
}

/// One label as a page of its own size.
pub fn one(
    facts: &LabelFacts,
    sheet: &LabelSheet,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let scheme = if facts.backdrop_scheme.is_empty() { "blaze" } else { &facts.backdrop_scheme };
    let colours = kit.figure_colours(&facts.figure, scheme);
    let mut page = Layout::new(kit, cache, typesetter, colours, &facts.who);
    draw::make(&mut page, facts, sheet)?;
    Ok(page.page(format!("label {}", sheet.code), sheet.width, sheet.height, 0.0))
}

/// Labels on sheets. Who has no label is named in `held`; the others move up.
pub fn sheets(
    labels: &[LabelFacts],
    sheet: &LabelSheet,
    placement: &Placement,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> LabelRun {
    let mut run = LabelRun::default();
    let mut made = Vec::new();
    for facts in labels {
        match one(facts, sheet, kit, cache, typesetter) {
            Ok((page, notes)) => {
                made.push(page);
                run.notes.extend(notes);
            }
            Err(refusal) => run.held.push(refusal),
        }
    }
    run.made = made.len();
    run.pages = impose(&made, sheet, placement);
    run
}

/// Finished labels on sheets.
pub fn impose(labels: &[Page], sheet: &LabelSheet, placement: &Placement) -> Vec<Page> {
    let (w, h) = sheet.paper.size();
    let per_sheet = sheet.per_sheet();
    // Whoever starts behind the last label of a sheet starts on the next one.
    let start = placement.start_at.max(1) - 1;
    let free = (start..).filter(|place| *place >= per_sheet || !placement.used.contains(&(place + 1)));
    let mut pages: Vec<Page> = Vec::new();
    let mut current = usize::MAX;
    for (label, place) in labels.iter().zip(free) {
        if place / per_sheet != current {
            current = place / per_sheet;
            let name = format!("labels {}", pages.len() + 1);
            pages.push(Page::new(name, w, h, 0.0).with_items(if placement.outlines {
                outlines(sheet, placement)
            } else {
                Vec::new()
            }));
        }
        let [x, y, lw, lh] = shifted(sheet.frame(place % per_sheet), placement.offset_mm);
        let items = vec![Item::Group {
            transform: Transform::from_translate(x, y),
            clip: rounded([0.0, 0.0, lw, lh], 0.0)
                .map(|path| crate::scene::item::Clip { path, rule: crate::scene::item::FillRule::Winding }),
            opacity: 1.0,
            items: label.items.clone(),
        }];
        if let Some(page) = pages.last_mut() {
            page.items.extend(items);
        }
    }
    pages
}

fn shifted([x, y, w, h]: Frame, (right, down): (f32, f32)) -> Frame {
    [x + right * 10.0, y + down * 10.0, w, h]
}

fn outlines(sheet: &LabelSheet, placement: &Placement) -> Vec<Item> {
    (0..sheet.per_sheet())
        .filter_map(|place| {
            let frame = shifted(sheet.frame(place), placement.offset_mm);
            drawn(rounded(frame, 20.0), None, Some(Pen::solid([0x8A, 0x95, 0xAE], 2.0)))
        })
        .collect()
}

/// A sheet to print on plain paper and hold against the labels: edges, the middle of each label, and rulers in mm at two
/// labels, from which the offset is read.
pub fn calibration(
    sheet: &LabelSheet,
    offset_mm: (f32, f32),
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<Page, Refusal> {
    let (w, h) = sheet.paper.size();
    let mut page = Layout::new(kit, cache, typesetter, Colours::default(), "The calibration page");
    let placement = Placement { offset_mm, ..Placement::default() };
    page.items.extend(outlines(sheet, &placement));
    let pen = Pen::solid(INK, 2.0);
    for place in 0..sheet.per_sheet() {
        let [x, y, lw, lh] = shifted(sheet.frame(place), offset_mm);
        let (cx, cy) = (x + lw / 2.0, y + lh / 2.0);
        if place == 0 || place + 1 == sheet.per_sheet() {
            rulers(&mut page, [x, y, lw, lh])?;
        } else {
            page.push(drawn(line(&[(cx - 20.0, cy), (cx + 20.0, cy)]), None, Some(pen)));
            page.push(drawn(line(&[(cx, cy - 20.0), (cx, cy + 20.0)]), None, Some(pen)));
            let number = Lettering::at(x + 24.0, y + lh - 20.0, Face::Plain, 24.0, &Hex::of([0x6C, 0x73, 0x91]));
            page.line("calibration", &(place + 1).to_string(), &number.within(lw - 40.0))?;
        }
    }
    // The words stand on a white panel in the middle of the sheet, whatever labels lie there.
    let panel = [w / 2.0 - 720.0, h / 2.0 - 330.0, 1440.0, 660.0];
    page.panel(panel, 24.0, Some([255; 3]), Some((INK, 4.0)));
    let left = panel[0] + 60.0;
    let title = Lettering::at(left, panel[1] + 100.0, Face::Bold, 58.0, &Hex::of(INK)).within(1320.0);
    page.line("calibration", &format!("Calibration for {sheet}"), &title)?;
    let (right, down) = offset_mm;
    let steps = [
        "1. Print this page on plain paper at 100 %, without fitting to the page.".to_string(),
        "2. Lay it over a sheet of labels and hold both against a window.".to_string(),
        "3. At the first and the last label read from the rulers how far the real edges are off.".to_string(),
        "4. Where the real edge lies right of 0, add to the offset to the right; where it lies below 0, add to the offset down."
            .to_string(),
        format!("Printed with an offset of {right:+.1} mm to the right and {down:+.1} mm down."),
    ];
    let mut y = panel[1] + 150.0;
    for (i, text) in steps.iter().enumerate() {
        let face = if i + 1 == steps.len() { Face::Bold } else { Face::Plain };
        let l = Lettering::at(left, y, face, 38.0, &Hex::of(INK)).within(1320.0);
        y += page.paragraph("calibration", text, &l, 120.0, 1.3)? + 16.0;
    }
    Ok(page.page(format!("calibration {}", sheet.code), w, h, 0.0).0)
}

/// Two rulers across the left and the upper edge of a label, in mm from the edge.
fn rulers(page: &mut Layout, [x, y, w, h]: Frame) -> Result<(), Refusal> {
    let pen = Pen::solid(INK, 2.0);
    let (cx, cy) = (x + w / 2.0, y + h / 2.0);
    let most = 4_i16;
    page.push(drawn(line(&[(x - 40.0, cy), (x + 40.0, cy)]), None, Some(pen)));
    page.push(drawn(line(&[(cx, y - 40.0), (cx, y + 40.0)]), None, Some(pen)));
    for mm in -most..=most {
        let at = f32::from(mm) * 10.0;
        let long = if mm % 2 == 0 { 16.0 } else { 9.0 };
        page.push(drawn(line(&[(x + at, cy - long), (x + at, cy + long)]), None, Some(pen)));
        page.push(drawn(line(&[(cx - long, y + at), (cx + long, y + at)]), None, Some(pen)));
        if mm % 2 == 0 {
            let small = |x: f32, y: f32| Lettering::at(x, y, Face::Plain, 18.0, &Hex::of(INK)).within(40.0);
            page.line("calibration", &mm.to_string(), &small(x + at, cy + 34.0).centred())?;
            page.line("calibration", &mm.to_string(), &small(cx + 24.0, y + at + 5.0))?;
        }
    }
    Ok(())
}
