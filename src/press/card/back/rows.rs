//! The file card: portrait, code name, the facts beside it, and what is told under them.

use super::sheet::{FileCard, Row, RowKind};
use super::{Edges, LINE_HEIGHT, PASSAGE_GAP, Plan};
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::press::subject::Subject;
use crate::scene::shapes::{Pen, clipped, drawn, line, rounded};

pub(super) fn file_card(page: &mut Layout, card: &FileCard, plan: &Plan, edges: &Edges) -> Result<(), Refusal> {
    let (h, dress) = (plan.file_height, card.dress);
    let sheet = &dress.sheet;
    let (fill, edge) = (page.rgb(&sheet.fill), page.rgb(&sheet.edge));
    page.panel([edges.left, edges.top, edges.width(), h], dress.corner, Some(fill), Some((edge, 10.0)));
    if let Some(stitch) = &sheet.stitch {
        let inner = [edges.left + 22.0, edges.top + 22.0, edges.width() - 44.0, h - 44.0];
        let pen = Pen { rgb: page.rgb(stitch), width: 5.0, dash: &[22.0, 16.0] };
        page.push(drawn(rounded(inner, dress.corner * 0.62), None, Some(pen)));
    }
    // Portrait: a head, or with much room the whole figure.
    let top = edges.top + 56.0;
    let height = plan.top_height;
    let whole = height > 760.0;
    if whole && card.rows.len() <= 2 && card.medal.is_empty() {
        // Next to nothing to tell: a wide picture, and under it what there is.
        let told = 124.0 + 84.0 * card.rows.len() as f32;
        let picture = height - told - 24.0;
        portrait(page, card, [edges.text_left, top, edges.text_width, picture], true)?;
        rows(page, card, [edges.text_left, top + picture + 24.0, edges.text_width, told], false)?;
    } else {
        let width = if whole { (height * 0.6).min(700.0) } else { (height * 0.833).clamp(360.0, 520.0) };
        portrait(page, card, [edges.text_left, top, width, height], whole)?;
        let x = edges.text_left + width + 42.0;
        rows(page, card, [x, top, edges.text_left + edges.text_width - x, height], width > 514.0)?;
    }
    // Running text.
    let mut y = top + height + 36.0 * plan.scale.min(1.1);
    for p in &card.passages {
        let lead = if p.face == Face::Display { 1.1 } else { LINE_HEIGHT };
        let l = Lettering::at(edges.text_left, y, p.face, p.size * plan.scale, &p.fill).within(edges.text_width);
        let left = edges.top + h - y;
        y += page.paragraph(p.place, &p.text, &l.at_least(0.9), left, lead)? + PASSAGE_GAP * plan.scale;
    }
    Ok(())
}

/// The subject before its backdrop, in a framed picture.
fn portrait(page: &mut Layout, card: &FileCard, frame: [f32; 4], whole: bool) -> Result<(), Refusal> {
    let dress = card.dress;
    let r = dress.corner * 0.7;
    page.portrait_ground(&dress.portrait, frame, r)?;
    let hole = rounded(frame, r);
    let [x, y, w, h] = frame;
    if whole {
        // What the hands hold may reach over the edge of the picture.
        let inside = page.aside(|p| match card.subject {
            // A monster comes so near that its arms leave the picture.
            Subject::Monster(_) => {
                p.standing(card.subject, [x + w / 2.0, y + h / 2.0], (w * 1.4).min(h * 1.04) / 1000.0)
            }
            _ => p.whole(card.subject, [x, y + h * 0.02, w, h * 0.96]),
        })?;
        page.push(clipped(hole.clone(), inside));
    } else if let Some(path) = &hole {
        page.head(card.subject, path, 1.0)?;
    }
    let edge = page.rgb(&dress.sheet.edge);
    page.push(drawn(hole, None, Some(Pen::solid(edge, 10.0))));
    Ok(())
}

/// A real name is set this much smaller before its card is held; the other facts stop sooner.
const NAME_LEAST: f32 = 0.55;

/// Code name and the facts under it, spread over the portrait's height; `stacked` beside a wide picture, label over fact.
fn rows(page: &mut Layout, card: &FileCard, [x, top, width, height]: [f32; 4], stacked: bool) -> Result<(), Refusal> {
    let (right, sheet) = (x + width, &card.dress.sheet);
    let told_by_medal = stacked && medal_room(card, height, card.rows.len()) > 0.0;
    let award = Row::plain("Award", card.medal.as_str());
    let mut list: Vec<&Row> = card.rows.iter().collect();
    if card.passages.is_empty() && !told_by_medal && !award.value.is_empty() {
        list.push(&award);
    }
    let plate = card.dress.named(x, top + 70.0, 84.0, &sheet.name).within(width);
    page.name("code name", card.name, &plate.in_lines(2, 116.0).at_least(0.42))?;
    if list.is_empty() {
        return Ok(());
    }
    let first = top + 114.0;
    let bottom = if stacked { top + height - medal_room(card, height, list.len()) } else { top + height };
    let k = ((bottom - first) / list.len() as f32 / if stacked { 112.0 } else { 58.0 }).clamp(0.74, 1.25);
    // Labels take what the longest of them needs.
    let widest = list.iter().map(|row| page.width(&row.label.to_uppercase(), Face::Bold, 30.0 * k));
    let label_width = if stacked { right - x } else { widest.fold(0.0, f32::max).min(314.0 * k.min(1.0)) };
    let value_left = if stacked { x } else { x + label_width + 24.0 * k.min(1.0) };
    let value = Lettering::at(value_left, 0.0, Face::Plain, 38.0 * k, &sheet.text).within(right - value_left);
    // A long text gets a taller row than a short one; a name, which may not be cut, as tall a one as it needs.
    let most = if stacked { 150.0 } else { 84.0 };
    let value_height = |row: f32| if stacked { row - 40.0 * k - 6.0 } else { row * 0.96 };
    let mut weights: Vec<(f32, usize)> = Vec::new();
    for row in &list {
        let short = page.fitted("facts", &row.value, &value.clone().at_least(0.74)).is_ok();
        weights.push(if short { (1.0, 1) } else { (1.6, 2) });
    }
    let unit_of = |weights: &[(f32, usize)]| {
        let total: f32 = weights.iter().map(|(weight, _)| weight).sum();
        ((bottom - first) / total).min(most)
    };
    if let Some(place) = list.iter().position(|row| row.kind == RowKind::Name) {
        let name = &list[place].value;
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
    let rule = page.rgb(&sheet.rule);
    for (fact, (weight, lines)) in list.iter().zip(&weights) {
        let row = unit * weight;
        let shade = Lettering::at(x, 0.0, Face::Bold, 30.0 * k, &sheet.label).within(label_width);
        let shade = Lettering { upper: true, ..shade };
        let (label_y, value_y, height) = if stacked {
            let head = 40.0 * k;
            (row_top + head, row_top + head + (row - head) * 0.5 + 10.0 * k, row - head - 6.0)
        } else {
            (row_top + row * 0.5 + 10.0 * k, row_top + row * 0.5 + 13.0 * k, row * 0.96)
        };
        page.line("facts", &fact.label, &Lettering { y: label_y, ..shade })?;
        let value = Lettering { y: value_y, ..value.clone() }.in_lines(*lines, height).at_least(0.6);
        let place = fact.label.to_lowercase();
        match &fact.kind {
            RowKind::Name => page.name(&place, &fact.value, &value.at_least(NAME_LEAST))?,
            RowKind::Things(things) => things_row(page, &place, things, &value)?,
            RowKind::Plain => page.line(&place, &fact.value, &value)?,
        }
        row_top += row;
        page.push(drawn(line(&[(x, row_top), (right, row_top)]), None, Some(Pen::solid(rule, 4.0))));
    }
    if stacked {
        let room = top + height - row_top - 30.0;
        if room > 300.0 {
            let side = width.min(room).min(520.0);
            page.medal(&card.medal, [x + (width - side) / 2.0, top + height - f32::midpoint(room, side), side, side])?;
        }
    }
    Ok(())
}

/// What of a tall picture's height stays free beside it for the medal: it shares the column with few facts.
fn medal_room(card: &FileCard, height: f32, rows: usize) -> f32 {
    let left = height - 114.0 - rows as f32 * 120.0;
    if left > 330.0 && !card.medal.is_empty() { left } else { 0.0 }
}

/// A long list of things ends early and says so; the tray on the front shows them.
fn things_row(page: &mut Layout, place: &str, things: &[String], l: &Lettering) -> Result<(), Refusal> {
    let mut shown = things.len();
    loop {
        let mut list = things[..shown].join(", ");
        if shown < things.len() {
            list = format!("{list} and {} more", things.len() - shown);
        }
        match page.fitted(place, &capitalised(&list), l) {
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
