//! The file card: portrait, code name, the facts beside it, and what is told under them.

use super::super::{Accessory, CardFacts, panels};
use super::{
    DARK_RED, GREY, LEFT, LINE_HEIGHT, PAPER, PASSAGE_GAP, Plan, RED, RIGHT, RULE, TEXT_LEFT, TEXT_WIDTH, TOP,
    has_words, ink, passages,
};
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::scene::item::Path;
use crate::scene::kit::Show;
use crate::scene::shapes::{Pen, clipped, drawn, line, rounded};
use crate::scene::text::INK;
use std::sync::Arc;

pub(super) fn file_card(page: &mut Layout, facts: &CardFacts, plan: &Plan) -> Result<(), Refusal> {
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

pub(super) fn portrait(
    page: &mut Layout,
    figure: &crate::scene::kit::FigureSpec,
    frame: &Arc<Path>,
    zoom: f32,
) -> Result<(), Refusal> {
    let item = page.kit.portrait(figure, &page.colours, frame, zoom, page.cache).map_err(|e| page.art_error(e))?;
    page.items.push(item);
    Ok(())
}

/// A real name is set this much smaller before its card is held; the other facts stop sooner.
const NAME_LEAST: f32 = 0.55;

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
    // A long text gets a taller row than a short one; a name, which may not be cut, as tall a one as it needs.
    let most = if stacked { 150.0 } else { 84.0 };
    let value_height = |row: f32| if stacked { row - 40.0 * k - 6.0 } else { row * 0.96 };
    let mut weights: Vec<(f32, usize)> = Vec::new();
    for (_, text) in &list {
        let short = page.fitted("facts", text, &value.clone().at_least(0.74)).is_ok();
        weights.push(if short { (1.0, 1) } else { (1.6, 2) });
    }
    let unit_of = |weights: &[(f32, usize)]| {
        let total: f32 = weights.iter().map(|(weight, _)| weight).sum();
        ((bottom - first) / total).min(most)
    };
    if let Some(place) = list.iter().position(|(label, _)| *label == "Real name") {
        let name = &list[place].1;
        let from = weights[place].1;
        let ways = [(1.0, 1), (1.6, 2), (2.2, 2), (2.2, 3), (2.8, 3)];
        // First at a size that reads well, in more rows if it must be; only then smaller.
        'fits: for least in [0.74, NAME_LEAST] {
            for (weight, lines) in ways.into_iter().filter(|(_, lines)| *lines >= from) {
                weights[place] = (weight, lines);
                let room = value_height(unit_of(&weights) * weight);
                if page.fitted("real name", name, &value.clone().in_lines(lines, room).at_least(least)).is_ok() {
                    break 'fits;
                }
            }
        }
    }
    let unit = unit_of(&weights);
    let mut row_top = first;
    for ((label, text), (weight, lines)) in list.iter().zip(&weights) {
        let row = unit * weight;
        let shade = Lettering::at(x, 0.0, Face::Bold, 30.0 * k, &ink(GREY)).within(label_width);
        let shade = Lettering { upper: true, ..shade };
        let (label_y, value_y, height) = if stacked {
            let head = 40.0 * k;
            (row_top + head, row_top + head + (row - head) * 0.5 + 10.0 * k, row - head - 6.0)
        } else {
            (row_top + row * 0.5 + 10.0 * k, row_top + row * 0.5 + 13.0 * k, row * 0.96)
        };
        page.line("facts", label, &Lettering { y: label_y, ..shade })?;
        let value = Lettering { y: value_y, ..value.clone() }.in_lines(*lines, height).at_least(0.6);
        match *label {
            "Real name" => page.name("real name", text, &value.at_least(NAME_LEAST))?,
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
