//! Proof sheets: every card of a run, small, with the name at reading size and where it came from, for the person who
//! checks the names before anything is printed.

use unicode_segmentation::UnicodeSegmentation;

use super::layout::{Face, Layout, Lettering};
use super::refusal::Refusal;
use super::sheets::{Paper, trimmed};
use crate::scene::item::{Item, Page, Transform};
use crate::scene::kit::{Colours, Hex, Kit, SymbolCache};
use crate::scene::shapes::{Pen, drawn, line};
use crate::scene::text::{INK, TextStyle, Typesetter};

/// One card on the proof.
#[derive(Debug)]
pub struct ProofEntry {
    /// As it is printed.
    pub name: String,
    pub persona: String,
    pub serial: String,
    /// Where the name comes from, such as `people.csv, row 12`.
    pub source: String,
    /// The card's front, or why there is none.
    pub front: Result<Page, String>,
    /// What to look at, such as `name plate: at 60 % of its size`.
    pub notes: Vec<String>,
}

const COLUMNS: usize = 4;
const ROWS: usize = 3;
/// Cards on one sheet.
pub const PER_SHEET: usize = COLUMNS * ROWS;
const MARGIN: f32 = 120.0;
const HEAD: f32 = 130.0;
const GREY: [u8; 3] = [0x6C, 0x73, 0x91];
const ALARM: [u8; 3] = [0xB9, 0x24, 0x3A];

/// The sheets of a run; `title` stands at the head of each.
pub fn sheets(
    title: &str,
    entries: &[ProofEntry],
    paper: Paper,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<Vec<Page>, Refusal> {
    let count = entries.len().div_ceil(PER_SHEET);
    let chunks = entries.chunks(PER_SHEET).enumerate();
    let sheet_of = |(n, chunk): (usize, &[ProofEntry])| {
        sheet(title, chunk, (entries.len(), n + 1, count), paper, kit, cache, typesetter)
    };
    chunks.map(sheet_of).collect()
}

/// One sheet of a run of so many cards: its number from 1 and how many there are. Only its own cards are given.
pub fn sheet(
    title: &str,
    entries: &[ProofEntry],
    (total, number, count): (usize, usize, usize),
    paper: Paper,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<Page, Refusal> {
    let mut page = Layout::new(kit, cache, typesetter, Colours::default(), title);
    head(&mut page, title, total, (number, count), paper)?;
    let (w, h) = paper.size();
    let cell = ((w - 2.0 * MARGIN) / COLUMNS as f32, (h - 2.0 * MARGIN - HEAD) / ROWS as f32);
    for (i, entry) in entries.iter().enumerate() {
        let x = MARGIN + (i % COLUMNS) as f32 * cell.0;
        let y = MARGIN + HEAD + (i / COLUMNS) as f32 * cell.1;
        page.who.clone_from(&entry.name);
        one(&mut page, entry, [x, y, cell.0, cell.1])?;
    }
    Ok(page.page(format!("proof {number}"), w, h, 0.0).0)
}

fn head(
    page: &mut Layout,
    title: &str,
    total: usize,
    (number, count): (usize, usize),
    paper: Paper,
) -> Result<(), Refusal> {
    let (w, _) = paper.size();
    let name = Lettering::at(MARGIN, MARGIN + 40.0, Face::Bold, 56.0, &Hex::of(INK)).within(w - 2.0 * MARGIN - 560.0);
    page.line("title", title, &name)?;
    let of = format!("{total} cards, sheet {number} of {count}");
    let right = Lettering::at(w - MARGIN, MARGIN + 40.0, Face::Plain, 36.0, &Hex::of(GREY)).ending().within(540.0);
    page.line("title", &of, &right)?;
    let rule = line(&[(MARGIN, MARGIN + 74.0), (w - MARGIN, MARGIN + 74.0)]);
    page.push(drawn(rule, None, Some(Pen::solid(INK, 4.0))));
    Ok(())
}

fn one(page: &mut Layout, entry: &ProofEntry, [x, y, w, h]: [f32; 4]) -> Result<(), Refusal> {
    let words = 190.0;
    let (space, tall) = (w - 30.0, h - words - 26.0);
    match &entry.front {
        Ok(front) => {
            let k = (space / front.width).min(tall / front.height);
            let transform = Transform::from_translate(x, y).pre_scale(k, k);
            let items = trimmed(front).items;
            page.items.push(Item::Group { transform, clip: None, opacity: 1.0, items });
        }
        Err(reason) => {
            let frame = [x + 4.0, y + 4.0, (tall * 2.0 / 3.0).min(space) - 8.0, tall - 8.0];
            page.panel(frame, 20.0, None, Some((ALARM, 6.0)));
            let title = Lettering::at(x + 30.0, y + 70.0, Face::Bold, 36.0, &Hex::of(ALARM)).within(frame[2] - 50.0);
            page.line("proof", "Not printed", &title)?;
            let why = Lettering::at(x + 30.0, y + 96.0, Face::Plain, 30.0, &Hex::of(INK)).within(frame[2] - 50.0);
            words_in(page, reason, &why.at_least(0.5), tall - 140.0)?;
        }
    }
    let top = y + h - words - 12.0;
    let ink = Hex::of(INK);
    // At reading size whatever the length: a name to be checked may take three lines.
    let name = Lettering::at(x, top + 38.0, Face::Bold, 40.0, &ink).within(space).at_least(0.9);
    let shown = if page.line("proof", &entry.name, &name).is_ok() {
        50.0
    } else {
        let long = Lettering { y: top, ..name };
        words_in(page, &entry.name, &long.at_least(0.4), 106.0)?.min(106.0)
    };
    let small = Lettering::at(x, top + shown + 30.0, Face::Plain, 29.0, &Hex::of(GREY)).within(space).at_least(0.5);
    let mut shown = shown;
    if entry.persona.trim().is_empty() || entry.persona.trim() == entry.name.trim() {
        shown -= 36.0;
    } else {
        one_line(page, &entry.persona, &small)?;
    }
    let origin: Vec<&str> = [entry.serial.trim(), entry.source.trim()].into_iter().filter(|t| !t.is_empty()).collect();
    one_line(page, &origin.join("  ·  "), &Lettering { y: top + shown + 66.0, ..small.clone() })?;
    if !entry.notes.is_empty() {
        let look = Lettering { y: top + shown + 76.0, fill: Hex::of(ALARM), size: 25.0, ..small };
        let room = (words - shown - 76.0).max(30.0);
        // Notes too many for the place are in the list before export as well.
        let _ = page.paragraph("proof", &entry.notes.join("; "), &look.at_least(0.6), room, 1.15);
    }
    Ok(())
}

/// One line, or as much of it as the place shows: beside the name these only help to find the row.
fn one_line(page: &mut Layout, text: &str, l: &Lettering) -> Result<(), Refusal> {
    if page.line("proof", text, l).is_ok() {
        return Ok(());
    }
    let text = spelled_out(page, text);
    let start: String = text.graphemes(true).take(24).collect();
    page.line("proof", &format!("{start} …"), l)
}

/// Words in a box whatever they hold: a proof must show what the cards refuse. Characters no face has are spelled as their
/// code points, a word wider than the box is broken, and of what is longer still the beginning is shown.
fn words_in(page: &mut Layout, text: &str, l: &Lettering, height: f32) -> Result<f32, Refusal> {
    if let Ok(height) = page.paragraph("proof", text, l, height, 1.2) {
        return Ok(height);
    }
    let text = spelled_out(page, text);
    if let Ok(height) = page.paragraph("proof", &text, l, height, 1.2) {
        return Ok(height);
    }
    let graphemes: Vec<&str> = text.graphemes(true).take(90).collect();
    let mut broken: String = graphemes.chunks(18).map(<[&str]>::concat).collect::<Vec<_>>().join("\n");
    if graphemes.len() == 90 {
        broken.push('…');
    }
    page.paragraph("proof", &broken, &l.clone().at_least(0.2), height, 1.1)
}

/// The text with what no face has written as code points.
fn spelled_out(page: &mut Layout, text: &str) -> String {
    let missing = page.typesetter.block(text, &TextStyle::default()).missing;
    missing.iter().fold(text.to_string(), |text, cluster| {
        let points: Vec<String> = cluster.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        text.replace(cluster.as_str(), &format!("[{}]", points.join(" ")))
    })
}
