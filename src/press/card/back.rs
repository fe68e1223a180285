//! The back: file card, powers, arch-enemy, the other heroes, serial and code.
//!
//! The parts share the height among them: what is missing gives its room to what is there, from larger text over taller
//! panels to a full-length portrait.

use super::{Accessory, BLEED, CardFacts, SIZE, panels};
use crate::press::code;
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::{Note, Refusal};
use crate::press::style::CardStyle;
use crate::scene::item::{Page, Path};
use crate::scene::kit::{Hex, Kit, Show, SymbolCache};
use crate::scene::shapes::{Pen, clipped, disc, drawn, line, placed, polygon, polygons, rounded};
use crate::scene::text::{INK, Typesetter};
use std::sync::Arc;

const BLUE: [u8; 3] = [0x24, 0x49, 0xB8];
const BLUE_STRIPE: [u8; 3] = [0x2A, 0x53, 0xC9];
const BAND: [u8; 3] = [0xFF, 0x4D, 0x5E];
const PAPER: [u8; 3] = [0xFF, 0xFD, 0xF6];
const RULE: [u8; 3] = [0xD5, 0xDC, 0xEC];
const GREY: [u8; 3] = [0x6C, 0x73, 0x91];
const RED: [u8; 3] = [0xE8, 0x39, 0x4F];
const DARK_RED: [u8; 3] = [0xB9, 0x24, 0x3A];
const YELLOW: [u8; 3] = [0xFF, 0xD8, 0x4A];
const PALE: [u8; 3] = [0xFF, 0xE8, 0x9A];
const GOLD: [u8; 3] = [0xFF, 0xC9, 0x3C];
const VIOLET: [u8; 3] = [0x7A, 0x4D, 0xE8];
const UNLIT: [u8; 3] = [0x3A, 0x3F, 0x58];
const WHITE: [u8; 3] = [255; 3];

/// Left and right edge of the panels.
const LEFT: f32 = 70.0;
const RIGHT: f32 = 1454.0;
/// Top of the file card and bottom of what stands above the footer.
const TOP: f32 = 430.0;
const BOTTOM: f32 = 2076.0;
const GAP: f32 = 36.0;
const STRIP: f32 = 214.0;
const TEXT_LEFT: f32 = 124.0;
const TEXT_WIDTH: f32 = 1276.0;

pub(super) fn make(
    facts: &CardFacts,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    // The front's looks share this back; an unknown look is refused on both sides alike.
    CardStyle::named(&facts.style)?
        .ok_or_else(|| Refusal::UnknownStyle { who: facts.who().to_string(), style: facts.style.clone() })?;
    let colours = kit.figure_colours(&facts.figure, "azure");
    let mut page = Layout::new(kit, cache, typesetter, colours, facts.who());
    ground(&mut page, facts)?;
    let plan = Plan::choose(&mut page, facts)?;
    file_card(&mut page, facts, &plan)?;
    let mut y = TOP + plan.file_height + GAP;
    if plan.panel_height > 0.0 {
        if let Some((x, w)) = plan.powers {
            powers(&mut page, facts, [x, y, w, plan.panel_height])?;
        }
        if let Some((x, w)) = plan.enemy {
            enemy(&mut page, facts, [x, y, w, plan.panel_height])?;
        }
        y += plan.panel_height + GAP;
    }
    if plan.strip {
        others(&mut page, facts, y)?;
    }
    footer(&mut page, facts)?;
    if facts.hang_hole {
        page.art("card/hang-hole.svg", [592.0, 48.0, 340.0, 110.0])?;
    }
    Ok(page.page("back".into(), SIZE.0, SIZE.1, BLEED))
}

fn ink(rgb: [u8; 3]) -> Hex {
    Hex::of(rgb)
}

fn ground(page: &mut Layout, facts: &CardFacts) -> Result<(), Refusal> {
    let (w, h) = SIZE;
    let (l, t, r, b) = (-BLEED, -BLEED, w + BLEED, h + BLEED);
    page.panel([l, t, r - l, b - t], 0.0, Some(BLUE), None);
    // Slanted stripes over the whole height; the slant goes on through the bleed.
    let lean = 560.0 / h;
    let stripes: Vec<[(f32, f32); 4]> = (0..14)
        .map(|i| {
            let x = -200.0 + 180.0 * i as f32;
            let (up, down) = (x - t * lean, x - b * lean);
            [(up, t), (up + 90.0, t), (down + 90.0, b), (down, b)]
        })
        .collect();
    let rings: Vec<&[(f32, f32)]> = stripes.iter().map(<[(f32, f32); 4]>::as_slice).collect();
    let sheet = rounded([l, t, r - l, b - t], 0.0);
    page.push(clipped(sheet, drawn(polygons(&rings), Some(BLUE_STRIPE), None).into_iter().collect()));
    // Edges of the band end beyond the bleed, so that no outline shows at the cut.
    let out = 60.0;
    let rise = 70.0 / w * out;
    let band = [(-out, 190.0 + rise), (w + out, 120.0 - rise), (w + out, 330.0 - rise), (-out, 400.0 + rise)];
    page.push(drawn(polygon(&band), Some(BAND), Some(Pen::solid(INK, 12.0))));
    let title = Lettering::at(92.0, 346.0, Face::Display, 150.0, &ink(WHITE)).outlined(24.0).spaced(4.0);
    page.line("title", "FILE CARD", &title.turned(-2.6).within(700.0))?;
    let series = if facts.series.is_empty() { facts.award_line() } else { facts.series.clone() };
    let right = Lettering::at(1432.0, 268.0, Face::Display, 64.0, &ink(PALE)).outlined(14.0).ending();
    page.line("series", &series, &right.turned(-2.6).within(640.0).in_lines(2, 130.0).at_least(0.5))
}

/// How the height of the back is shared.
struct Plan {
    file_height: f32,
    panel_height: f32,
    /// Left and width of the panels that are there.
    powers: Option<(f32, f32)>,
    enemy: Option<(f32, f32)>,
    strip: bool,
    /// Height of portrait and facts inside the file card.
    top_height: f32,
    /// Size of the running text, 1 being natural.
    scale: f32,
}

impl Plan {
    /// Takes the most generous sharing that leaves portrait and facts their room.
    fn choose(page: &mut Layout, facts: &CardFacts) -> Result<Self, Refusal> {
        let strip = !facts.others.is_empty();
        let (has_powers, has_enemy) = (!facts.powers.is_empty(), facts.enemy.is_some());
        let (powers, enemy) = match (has_powers, has_enemy) {
            (true, true) => (Some((LEFT, 810.0)), Some((914.0, 540.0))),
            (true, false) => (Some((LEFT, RIGHT - LEFT)), None),
            (false, true) => (None, Some((LEFT, RIGHT - LEFT))),
            (false, false) => (None, None),
        };
        let has_panels = has_powers || has_enemy;
        let rows = Grid::of(facts.powers.len(), !has_enemy).rows as f32;
        // Wide panels are lower: powers stand in more columns, the monster beside its name.
        let natural = match (has_powers, has_enemy) {
            (true, true) => 560.0,
            (true, false) => 150.0 + rows * 120.0,
            (false, true) => 440.0,
            (false, false) => 0.0,
        };
        let room = BOTTOM - TOP - if strip { STRIP + GAP } else { 0.0 };
        let sharings: &[(f32, f32, f32)] = &[
            // Scale of the text, of the panels, and the least height of portrait and facts.
            (1.35, 1.25, 560.0),
            (1.25, 1.15, 520.0),
            (1.15, 1.08, 500.0),
            (1.0, 1.0, 470.0),
            (0.94, 1.0, 460.0),
            (0.9, 0.94, 450.0),
            (0.86, 0.9, 440.0),
            (0.82, 0.86, 430.0),
            (0.78, 0.84, 420.0),
        ];
        let mut least_missing = f32::INFINITY;
        for (scale, share, least) in sharings {
            let panel_height = natural * share;
            let file_height = room - if has_panels { panel_height + GAP } else { 0.0 };
            let text = text_height(page, facts, *scale);
            let top_height = file_height - 56.0 - text - if text > 0.0 { 76.0 } else { 56.0 };
            if top_height >= *least {
                // A portrait needs no more than this; panels take the rest where there are any.
                let spare = if has_panels { (top_height - 640.0).clamp(0.0, natural * 0.3) } else { 0.0 };
                return Ok(Self {
                    file_height: file_height - spare,
                    panel_height: panel_height + spare,
                    powers,
                    enemy,
                    strip,
                    top_height: top_height - spare,
                    scale: *scale,
                });
            }
            least_missing = least_missing.min(least - top_height);
        }
        Err(page.refuse(
            "story",
            format!(
                "story, quote and reason are too long for the back by {:.0} mm even at the smallest size",
                (least_missing / 10.0).ceil()
            ),
        ))
    }
}

/// One piece of running text on the file card.
struct Passage {
    place: &'static str,
    text: String,
    face: Face,
    size: f32,
    rgb: [u8; 3],
}

/// The running text in reading order: award and reason, story, quote.
fn passages(facts: &CardFacts) -> Vec<Passage> {
    let mut list = Vec::new();
    let mut add = |place, text: String, face, size, rgb| {
        if !text.trim().is_empty() {
            list.push(Passage { place, text, face, size, rgb });
        }
    };
    let award = facts.award_line();
    // Without a series the band already names the award.
    if !facts.series.is_empty() && has_words(facts) {
        add("award", award, Face::Display, 50.0, RED);
    }
    add("reason", facts.why.trim().to_string(), Face::Plain, 36.0, INK);
    add("story", facts.story.trim().to_string(), Face::Plain, 36.0, INK);
    let quote = facts.quote.trim().trim_matches(['“', '”', '"', '„']);
    if !quote.is_empty() {
        let by = facts.quote_by.trim();
        let text = if by.is_empty() { format!("“{quote}”") } else { format!("“{quote}” {by}") };
        add("quote", text, Face::Bold, 36.0, BLUE);
    }
    list
}

/// True when something is told under the portrait. Else the award stands beside it.
fn has_words(facts: &CardFacts) -> bool {
    [&facts.why, &facts.story, &facts.quote].iter().any(|t| !t.trim().is_empty())
}

const LINE_HEIGHT: f32 = 1.36;
const PASSAGE_GAP: f32 = 16.0;

fn text_height(page: &mut Layout, facts: &CardFacts, scale: f32) -> f32 {
    let list = passages(facts);
    let mut total = 0.0;
    for p in &list {
        let lead = if p.face == Face::Display { 1.1 } else { LINE_HEIGHT };
        total += page.measure(&p.text, p.face, p.size * scale, TEXT_WIDTH, lead) + PASSAGE_GAP * scale;
    }
    total
}

fn file_card(page: &mut Layout, facts: &CardFacts, plan: &Plan) -> Result<(), Refusal> {
    let h = plan.file_height;
    page.panel([LEFT, TOP, RIGHT - LEFT, h], 26.0, Some(PAPER), Some((INK, 10.0)));
    let stitch = rounded([92.0, TOP + 22.0, 1340.0, h - 44.0], 16.0);
    page.push(drawn(stitch, None, Some(Pen { rgb: INK, width: 5.0, dash: &[22.0, 16.0] })));
    // Portrait: a head, or with much room the whole figure.
    let top = TOP + 56.0;
    let height = plan.top_height;
    let whole = height > 760.0;
    let width = if whole { (height * 0.6).min(700.0) } else { (height * 0.833).clamp(360.0, 520.0) };
    let frame = [TEXT_LEFT, top, width, height];
    page.backdrop("backdrop/sunburst.svg", &page.colours.clone(), frame, 18.0)?;
    let hole = rounded(frame, 18.0);
    if whole {
        // What the hands hold may reach over the edge of the picture.
        let scale = (height / 1660.0).min(width / 860.0);
        let inside = page.aside(|p| {
            let soles = [TEXT_LEFT + width / 2.0, top + height - 40.0 - (height - 1600.0 * scale).max(0.0) * 0.25];
            p.figure(&facts.figure, Show::All, soles, scale, [500.0, 1541.0])
        })?;
        page.push(clipped(hole.clone(), inside));
    } else if let Some(path) = &hole {
        portrait(page, &facts.figure, path, 1.0)?;
    }
    page.push(drawn(hole, None, Some(Pen::solid(INK, 10.0))));
    rows(page, facts, TEXT_LEFT + width + 42.0, top, height)?;
    // Running text.
    let mut y = top + height + 36.0 * plan.scale.min(1.1);
    for p in passages(facts) {
        let lead = if p.face == Face::Display { 1.1 } else { LINE_HEIGHT };
        let l = Lettering::at(TEXT_LEFT, y, p.face, p.size * plan.scale, &ink(p.rgb)).within(TEXT_WIDTH);
        let left = TOP + h - y;
        y += page.paragraph(p.place, &p.text, &l.at_least(0.9), left, lead)? + PASSAGE_GAP * plan.scale;
    }
    Ok(())
}

fn portrait(
    page: &mut Layout,
    figure: &crate::scene::kit::FigureSpec,
    frame: &Arc<Path>,
    zoom: f32,
) -> Result<(), Refusal> {
    let item = page.kit.portrait(figure, &page.colours, frame, zoom, page.cache).map_err(|e| page.art_error(e))?;
    page.items.push(item);
    Ok(())
}

/// Code name and the facts under it, spread over the portrait's height.
fn rows(page: &mut Layout, facts: &CardFacts, x: f32, top: f32, height: f32) -> Result<(), Refusal> {
    let right = 1400.0;
    let mut list: Vec<(&str, String)> = Vec::new();
    let mut add = |label, text: String| {
        if !text.trim().is_empty() {
            list.push((label, text.trim().to_string()));
        }
    };
    let real = panels::printable_real_name(page, facts);
    add("Real name", real.unwrap_or_default());
    add("Function", facts.function.clone());
    let home: Vec<&str> = [facts.unit.trim(), facts.place.trim()].into_iter().filter(|t| !t.is_empty()).collect();
    add("Unit", home.join(", "));
    add("In service since", facts.since.clone());
    let names: &[&str] = if facts.specialties.len() == 1 {
        &["Specialty"]
    } else {
        &["First specialty", "Second specialty", "Third specialty"]
    };
    for (label, specialty) in names.iter().zip(&facts.specialties) {
        add(label, specialty.clone());
    }
    let things: Vec<String> = facts.accessories.iter().filter_map(|a| thing_name(page, a)).collect();
    add("Comes with", things.join(", "));
    let stacked = right - x < 720.0;
    let told_by_medal = stacked && medal_room(facts, height, list.len()) > 0.0;
    if !(has_words(facts) || told_by_medal) {
        list.push(("Award", facts.award_line()));
        list.retain(|row| !row.1.is_empty());
    }
    let plate = Lettering::at(x, top + 70.0, Face::Display, 84.0, &ink(RED)).within(right - x);
    page.name("code name", &facts.persona, &plate.in_lines(2, 116.0).at_least(0.42))?;
    if list.is_empty() {
        return Ok(());
    }
    let first = top + 114.0;
    let bottom = if stacked { top + height - medal_room(facts, height, list.len()) } else { top + height };
    let k = ((bottom - first) / list.len() as f32 / if stacked { 112.0 } else { 58.0 }).clamp(0.74, 1.25);
    let label_width = if stacked { right - x } else { 314.0 * k.min(1.0) };
    let value_left = if stacked { x } else { x + 334.0 * k.min(1.0) };
    let value = Lettering::at(value_left, 0.0, Face::Plain, 38.0 * k, &ink(INK)).within(right - value_left);
    // A long text gets a taller row than a short one.
    let mut weights = Vec::new();
    for (_, text) in &list {
        let short = page.fitted("facts", text, &value.clone().at_least(0.74)).is_ok();
        weights.push(if short { 1.0 } else { 1.6 });
    }
    let total: f32 = weights.iter().sum();
    let most = if stacked { 150.0 } else { 84.0 };
    let unit = ((bottom - first) / total).min(most);
    let mut row_top = first;
    for ((label, text), weight) in list.iter().zip(&weights) {
        let row = unit * weight;
        let shade = Lettering::at(x, 0.0, Face::Bold, 30.0 * k, &ink(GREY)).within(label_width);
        let shade = Lettering { upper: true, ..shade };
        let lines = if *weight > 1.0 { 2 } else { 1 };
        let (label_y, value_y, height) = if stacked {
            let head = 40.0 * k;
            (row_top + head, row_top + head + (row - head) * 0.5 + 10.0 * k, row - head - 6.0)
        } else {
            (row_top + row * 0.5 + 10.0 * k, row_top + row * 0.5 + 13.0 * k, row * 0.96)
        };
        page.line("facts", label, &Lettering { y: label_y, ..shade })?;
        let value = Lettering { y: value_y, ..value.clone() }.in_lines(lines, height).at_least(0.6);
        match *label {
            "Real name" => page.name("real name", text, &value)?,
            "Comes with" => comes_with(page, &things, &value)?,
            _ => page.line(&label.to_lowercase(), text, &value)?,
        }
        row_top += row;
        page.push(drawn(line(&[(x, row_top), (right, row_top)]), None, Some(Pen::solid(RULE, 4.0))));
    }
    if stacked {
        let room = top + height - row_top - 30.0;
        if room > 300.0 {
            medal(page, facts, [x, top + height - room, right - x, room])?;
        }
    }
    Ok(())
}

/// What of a tall picture's height stays free beside it for the medal: it shares the column with few facts.
fn medal_room(facts: &CardFacts, height: f32, rows: usize) -> f32 {
    let left = height - 114.0 - rows as f32 * 120.0;
    if left > 330.0 && !facts.award_line().is_empty() { left } else { 0.0 }
}

/// The award's name in a round burst.
fn medal(page: &mut Layout, facts: &CardFacts, [x, y, w, h]: [f32; 4]) -> Result<(), Refusal> {
    let title = facts.award_line();
    if title.is_empty() {
        return Ok(());
    }
    let side = w.min(h).min(520.0);
    let (cx, cy) = (x + w / 2.0, y + h / 2.0);
    page.art("badge/burst-round.svg", [cx - side / 2.0, cy - side / 2.0, side, side])?;
    let size = side * 0.17;
    let l = Lettering::at(cx, cy + size * 0.355, Face::Display, size, &ink(DARK_RED)).centred().turned(-6.0);
    page.line("medal", &title, &l.within(side * 0.56).in_lines(4, side * 0.52).at_least(0.3))
}

/// A long list of things ends early and says so; the tray on the front shows them.
fn comes_with(page: &mut Layout, things: &[String], l: &Lettering) -> Result<(), Refusal> {
    let mut shown = things.len();
    loop {
        let mut list = things[..shown].join(", ");
        if shown < things.len() {
            list = format!("{list} and {} more", things.len() - shown);
        }
        match page.fitted("comes with", &capitalised(&list), l) {
            Ok(fitted) => {
                page.set(&fitted, l);
                return Ok(());
            }
            Err(refusal) if shown <= 1 => return Err(refusal),
            Err(_) => shown -= 1,
        }
    }
}

/// The list with its first letter large.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn thing_name(page: &Layout, accessory: &Accessory) -> Option<String> {
    let label = accessory.label.trim();
    if label.is_empty() { page.kit.item_label(&accessory.item).map(str::to_lowercase) } else { Some(label.to_string()) }
}

/// Columns and rows of the power bars.
struct Grid {
    columns: usize,
    rows: usize,
}

impl Grid {
    fn of(count: usize, wide: bool) -> Self {
        let columns = match (count, wide) {
            (0..=4, false) | (0..=1, true) => 1,
            (3 | 5 | 6, true) => 3,
            (2 | 4, true) | (_, false) => 2,
            (_, true) => 4,
        };
        Self { columns, rows: count.div_ceil(columns).max(1) }
    }
}

fn powers(page: &mut Layout, facts: &CardFacts, [x, y, w, h]: [f32; 4]) -> Result<(), Refusal> {
    page.panel([x, y, w, h], 26.0, Some(INK), None);
    let wide = w > 1000.0;
    let heading = if facts.powers.len() == 1 { "SIGNATURE POWER" } else { "POWER STATS" };
    let title = Lettering::at(x + 40.0, y + 80.0, Face::Display, 76.0, &ink(YELLOW)).spaced(3.0).within(w - 80.0);
    page.line("powers", heading, &title)?;
    let grid = Grid::of(facts.powers.len(), wide);
    let cell = ((w - 62.0) / grid.columns as f32, (h - 112.0 - 14.0) / grid.rows as f32);
    let k = (cell.1 / 110.0).min(cell.0 / 340.0).min(2.2);
    for (i, (id, value)) in facts.powers.iter().enumerate() {
        let left = x + 38.0 + (i % grid.columns) as f32 * cell.0;
        let top = y + 112.0 + (i / grid.columns) as f32 * cell.1 + (cell.1 - 110.0 * k) / 2.0;
        if let Some(stat) = page.kit.stat(id) {
            page.art(&stat.icon, [left, top, 84.0 * k, 84.0 * k])?;
        }
        let inner = left + 100.0 * k;
        let right = left + cell.0 - 36.0;
        let label = panels::power_label(page, id);
        let name = Lettering::at(inner, top + 34.0 * k, Face::Display, 38.0 * k, &ink(WHITE)).spaced(2.0);
        page.line("powers", &label, &name.within(right - inner - 60.0 * k).at_least(0.5))?;
        let number = Lettering::at(right, top + 34.0 * k, Face::Display, 40.0 * k, &ink(YELLOW)).ending();
        page.line("powers", &value.to_string(), &number.within(60.0 * k))?;
        panels::power_bar(page, [inner + 4.0, top + 48.0 * k, right - inner, 28.0 * k], *value, UNLIT);
    }
    Ok(())
}

fn enemy(page: &mut Layout, facts: &CardFacts, [x, y, w, h]: [f32; 4]) -> Result<(), Refusal> {
    let Some(enemy) = &facts.enemy else { return Ok(()) };
    let frame = [x, y, w, h];
    let tag = Lettering::at(x + 32.0, y + 62.0, Face::Display, 46.0, &ink(YELLOW)).spaced(2.0).within(w - 64.0);
    page.panel(frame, 26.0, Some(VIOLET), None);
    if w > 1000.0 {
        // Alone in the row: the monster at the left, its name and line beside it.
        let split = x + h * 1.05;
        let dark = [(split + 70.0, y), (x + w, y), (x + w, y + h), (split, y + h)];
        let inside = drawn(polygon(&dark), Some(INK), None);
        page.push(clipped(rounded(frame, 26.0), inside.into_iter().collect()));
        page.monster(&enemy.look, [x + h * 0.54, y + h * 0.54], h / 1080.0, 0.0)?;
        page.push(drawn(rounded(frame, 26.0), None, Some(Pen::solid(INK, 10.0))));
        let left = split + 110.0;
        let width = x + w - left - 40.0;
        let name = Lettering::at(left, y + h * 0.45, Face::Display, 110.0, &ink(YELLOW)).within(width);
        page.line("arch-enemy", "ARCH-ENEMY", &Lettering { x: left, y: y + h * 0.2, fill: ink(WHITE), ..tag })?;
        page.line("arch-enemy", &enemy.name, &name.in_lines(2, h * 0.36).at_least(0.4))?;
        if !enemy.tagline.trim().is_empty() {
            let under = Lettering::at(left, y + h * 0.62, Face::Plain, 42.0, &ink(WHITE)).within(width);
            page.paragraph("arch-enemy", &enemy.tagline, &under.at_least(0.6), h * 0.34, 1.35)?;
        }
        return Ok(());
    }
    // The line under the name may need two rows; the dark foot grows with it.
    let under = Lettering::at(x + w / 2.0, 0.0, Face::Plain, 35.0, &ink(WHITE)).centred().within(w - 36.0);
    let tagline = enemy.tagline.trim();
    let one = page.fitted("arch-enemy", tagline, &under.clone().at_least(0.86)).ok();
    let foot = match (&one, tagline.is_empty()) {
        (_, true) => 116.0,
        (Some(_), _) => 150.0,
        (None, _) => 190.0,
    };
    let dark = [(x, y + h - foot + 24.0), (x + w, y + h - foot - 36.0), (x + w, y + h), (x, y + h)];
    let inside = drawn(polygon(&dark), Some(INK), None);
    let (top, sole) = (y + 66.0, y + h - foot + 4.0);
    let body = (sole - top).min(w - 40.0) * 1.06;
    page.monster(&enemy.look, [x + w / 2.0, f32::midpoint(top, sole)], body / 1000.0, 0.0)?;
    page.push(clipped(rounded(frame, 26.0), inside.into_iter().collect()));
    page.push(drawn(rounded(frame, 26.0), None, Some(Pen::solid(INK, 10.0))));
    page.line("arch-enemy", "ARCH-ENEMY", &tag)?;
    let base = y + h - foot + 76.0;
    let name = Lettering::at(x + w / 2.0, base, Face::Display, 62.0, &ink(YELLOW)).centred().within(w - 50.0);
    page.line("arch-enemy", &enemy.name, &name.at_least(0.45))?;
    if let Some(fitted) = one {
        page.set(&fitted, &Lettering { y: base + 48.0, ..under });
    } else if !tagline.is_empty() {
        let room = y + h - 10.0 - (base + 12.0);
        let two = Lettering { y: base + 12.0, ..under };
        page.paragraph("arch-enemy", tagline, &two.at_least(0.6), room, 1.22)?;
    }
    Ok(())
}

/// Behind the heads of the strip, in turn.
const TINTS: [[u8; 3]; 4] = [[0x6F, 0xE3, 0xFF], [0xFF, 0xB3, 0xEE], [0xC8, 0xFF, 0xD9], [255; 3]];

fn others(page: &mut Layout, facts: &CardFacts, y: f32) -> Result<(), Refusal> {
    let w = SIZE.0;
    let band = [(-60.0, y), (w + 60.0, y), (w + 60.0, y + STRIP), (-60.0, y + STRIP)];
    page.push(drawn(polygon(&band), Some(GOLD), Some(Pen::solid(INK, 10.0))));
    let first = Lettering::at(52.0, y + 100.0, Face::Display, 84.0, &ink(DARK_RED)).within(330.0);
    page.line("strip", "COLLECT", &first)?;
    page.line("strip", "THEM ALL!", &Lettering { y: y + 184.0, ..first })?;
    let shown = &facts.others[..facts.others.len().min(7)];
    // Few heads stand wider apart, in the middle of their part of the strip.
    let pitch = (1064.0 / shown.len() as f32).min(210.0);
    let start = 420.0 + (1064.0 - pitch * shown.len() as f32) / 2.0 - 7.0;
    for (i, (name, figure)) in shown.iter().enumerate() {
        let cx = start + pitch * (i as f32 + 0.5);
        let cy = y + 88.0;
        page.push(drawn(disc(cx, cy, 66.0), Some(TINTS[i % 4]), Some(Pen::solid(INK, 10.0))));
        if let Some(frame) = disc(cx, cy, 62.0) {
            let own = page.kit.figure_colours(figure, "azure");
            let mine = std::mem::replace(&mut page.colours, own);
            let made = portrait(page, figure, &frame, 1.02);
            page.colours = mine;
            made?;
        }
        let label = Lettering::at(cx, y + 194.0, Face::Display, 35.0, &ink(INK)).centred().spaced(1.0);
        let label = label.within(pitch - 14.0).in_lines(2, 52.0).at_least(0.45);
        // The name of a neighbour never holds this card: the head stands there without it.
        match page.fitted("strip", name, &label) {
            Ok(fitted) => page.set(&fitted, &label),
            Err(_) => page.note("strip", format!("“{name}” has no room under the head and is left out")),
        }
    }
    Ok(())
}

fn footer(page: &mut Layout, facts: &CardFacts) -> Result<(), Refusal> {
    let mut x = LEFT;
    if !facts.qr.is_empty() {
        let frame = [LEFT, 2104.0, 140.0, 140.0];
        page.panel(frame, 10.0, Some(WHITE), Some((INK, 6.0)));
        let code = code::code(&facts.qr).ok_or_else(|| Refusal::CodeTooLong { who: page.who.clone() })?;
        // Two modules of quiet around the code inside the white box, which itself stands on dark blue.
        let inner = 124.0;
        let items = code::modules(&code, inner, 2);
        page.items.push(placed(items, [LEFT + 8.0, 2112.0], 1.0, 0.0, [0.0, 0.0]));
        x = 236.0;
    }
    let has_serial = !facts.serial.trim().is_empty();
    let right = if has_serial { 1080.0 } else { RIGHT };
    if facts.signatures.is_empty() {
        let first = if facts.qr.is_empty() {
            "Every hero on these cards is real."
        } else {
            "Scan to read the whole story and say thank you."
        };
        let lines = [first, "A certificate in disguise. No toy inside, only gratitude."];
        for (i, text) in lines.into_iter().enumerate() {
            let l = Lettering::at(x, 2160.0 + 50.0 * i as f32, Face::Plain, 35.0, &ink(WHITE));
            page.line("footer", text, &l.within(right - x))?;
        }
    } else {
        let shown = &facts.signatures[..facts.signatures.len().min(3)];
        let pitch = (right - x) / shown.len() as f32;
        for (i, s) in shown.iter().enumerate() {
            let left = x + pitch * i as f32;
            let width = (pitch - 24.0).min(520.0);
            let rule = line(&[(left, 2180.0), (left + width, 2180.0)]);
            page.push(drawn(rule, None, Some(Pen::solid(WHITE, 4.0))));
            let name = Lettering::at(left, 2212.0, Face::Bold, 30.0, &ink(WHITE)).within(width).at_least(0.7);
            page.name("signature", &s.name, &name)?;
            let role = Lettering::at(left, 2242.0, Face::Plain, 26.0, &ink(PALE)).within(width).at_least(0.7);
            page.line("signature", &s.role, &role)?;
        }
    }
    if has_serial {
        page.panel([1104.0, 2112.0, 350.0, 124.0], 14.0, Some(WHITE), Some((INK, 6.0)));
        let check = facts.check.trim();
        let caption = if check.is_empty() { "SERIAL".to_string() } else { format!("SERIAL  ·  CHECK {check}") };
        let small = Lettering::at(1279.0, 2160.0, Face::Bold, 30.0, &ink(GREY)).centred().within(310.0);
        page.line("serial", &caption, &small)?;
        let number = Lettering::at(1279.0, 2216.0, Face::Bold, 46.0, &ink(INK)).centred().within(310.0);
        page.line("serial", &facts.serial, &number.at_least(0.5))?;
    }
    Ok(())
}
