//! The two panels under the file card: the bars, and who or what stands beside them.

use super::lean;
use super::sheet::{FileCard, Rival, Second};
use crate::press::bars::power_bar;
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::press::style::Dress;
use crate::press::subject::Subject;
use crate::scene::kit::Hex;
use crate::scene::shapes::{Pen, clipped, drawn, polygon, rounded};

/// Columns and rows of the power bars.
pub(super) struct Grid {
    columns: usize,
    pub rows: usize,
}

impl Grid {
    /// For so many bars in a box; without pictures more of them stand under each other.
    pub fn of(count: usize, wide: bool, pictured: bool) -> Self {
        let columns = match (count, wide) {
            (5..=6, false) if !pictured => 1,
            (0..=4, false) | (0..=1, true) => 1,
            (3 | 5 | 6, true) => 3,
            (2 | 4, true) | (_, false) => 2,
            (_, true) => 4,
        };
        Self { columns, rows: count.div_ceil(columns).max(1) }
    }
}

pub(super) fn bars(page: &mut Layout, card: &FileCard, [x, y, w, h]: [f32; 4]) -> Result<(), Refusal> {
    let (dress, look, list) = (card.dress, &card.dress.bars, &card.bars.list);
    let (fill, edge, unlit) = (page.rgb(&look.fill), page.rgb(&look.edge), page.rgb(&look.unlit));
    page.panel([x, y, w, h], dress.corner, Some(fill), (fill != edge).then_some((edge, 8.0)));
    let wide = w > 1000.0;
    let heading = if list.len() == 1 { card.bars.one } else { card.bars.many };
    let title = dress.titled(x + 40.0, y + 80.0, 76.0, &look.title).spaced(3.0).within(w - 80.0);
    page.line("powers", heading, &title.at_least(0.5))?;
    let grid = Grid::of(list.len(), wide, list.iter().any(|bar| bar.icon.is_some()));
    let cell = ((w - 62.0) / grid.columns as f32, (h - 112.0 - 14.0) / grid.rows as f32);
    let k = (cell.1 / 110.0).min(cell.0 / 340.0).min(2.2);
    for (i, bar) in list.iter().enumerate() {
        let left = x + 38.0 + (i % grid.columns) as f32 * cell.0;
        let top = y + 112.0 + (i / grid.columns) as f32 * cell.1 + (cell.1 - 110.0 * k) / 2.0;
        let mut inner = left;
        if let Some(icon) = &bar.icon {
            page.art(icon, [left, top, 84.0 * k, 84.0 * k])?;
            inner += 100.0 * k;
        }
        let right = left + cell.0 - 36.0;
        let name = dress.titled(inner, top + 34.0 * k, 38.0 * k, &look.text).spaced(2.0);
        page.line("powers", &bar.label, &name.within(right - inner - 60.0 * k).at_least(0.5))?;
        let number = dress.titled(right, top + 34.0 * k, 40.0 * k, &look.value).ending();
        page.line("powers", &bar.value.to_string(), &number.within(60.0 * k))?;
        power_bar(page, [inner + 4.0, top + 48.0 * k, right - inner - 4.0, 28.0 * k], bar.value, unlit);
    }
    Ok(())
}

/// What stands beside the bars, or has the row for itself.
pub(super) fn second(page: &mut Layout, dress: &Dress, what: &Second, frame: [f32; 4]) -> Result<(), Refusal> {
    match what {
        Second::Rival(rival) if frame[2] > 1000.0 => rival_wide(page, dress, rival, frame),
        Second::Rival(rival) => rival_box(page, dress, rival, frame),
        Second::List { title, lines } => list(page, dress, title, lines, frame),
    }
}

/// Alone in the row: the other side at the left, its name and line beside it.
fn rival_wide(page: &mut Layout, dress: &Dress, rival: &Rival, frame: [f32; 4]) -> Result<(), Refusal> {
    let [x, y, w, h] = frame;
    let look = &dress.rival;
    let (fill, foot, edge) = (page.rgb(&look.fill), page.rgb(&look.foot), page.rgb(&look.edge));
    page.panel(frame, dress.corner, Some(fill), None);
    let split = x + h * 1.05;
    let dark = [(split + 70.0 * lean(dress), y), (x + w, y), (x + w, y + h), (split, y + h)];
    let inside = drawn(polygon(&dark), Some(foot), None);
    page.push(clipped(rounded(frame, dress.corner), inside.into_iter().collect()));
    if let Subject::Monster(_) = rival.subject {
        page.standing(rival.subject, [x + h * 0.54, y + h * 0.54], h / 1080.0)?;
    } else {
        page.whole(rival.subject, [x + 10.0, y + h * 0.05, h * 1.04, h * 0.92])?;
    }
    page.push(drawn(rounded(frame, dress.corner), None, Some(Pen::solid(edge, 10.0))));
    let left = split + 110.0;
    let width = x + w - left - 40.0;
    let name = dress.named(left, y + h * 0.45, 110.0, &look.name).within(width);
    let tag = dress.titled(left, y + h * 0.2, 46.0, &look.title).spaced(2.0).within(width);
    page.line("arch-enemy", rival.title, &tag)?;
    page.line("arch-enemy", rival.name, &name.in_lines(2, h * 0.36).at_least(0.4))?;
    if !rival.text.is_empty() {
        let under = Lettering::at(left, y + h * 0.62, Face::Plain, 42.0, &look.text).within(width);
        page.paragraph("arch-enemy", rival.text, &under.at_least(0.6), h * 0.34, 1.35)?;
    }
    Ok(())
}

fn rival_box(page: &mut Layout, dress: &Dress, rival: &Rival, frame: [f32; 4]) -> Result<(), Refusal> {
    let [x, y, w, h] = frame;
    let look = &dress.rival;
    let (fill, dark, edge) = (page.rgb(&look.fill), page.rgb(&look.foot), page.rgb(&look.edge));
    page.panel(frame, dress.corner, Some(fill), None);
    // The line under the name may need two rows; the dark foot grows with it.
    let under = Lettering::at(x + w / 2.0, 0.0, Face::Plain, 35.0, &look.text).centred().within(w - 36.0);
    let one = page.fitted("arch-enemy", rival.text, &under.clone().at_least(0.86)).ok();
    let foot = match (&one, rival.text.is_empty()) {
        (_, true) => 116.0,
        (Some(_), _) => 150.0,
        (None, _) => 190.0,
    };
    let slant = 30.0 * lean(dress);
    let shape = [(x, y + h - foot - 6.0 + slant), (x + w, y + h - foot - 6.0 - slant), (x + w, y + h), (x, y + h)];
    let inside = drawn(polygon(&shape), Some(dark), None);
    let (top, sole) = (y + 66.0, y + h - foot + 4.0);
    if let Subject::Monster(_) = rival.subject {
        let body = (sole - top).min(w - 40.0) * 1.06;
        page.standing(rival.subject, [x + w / 2.0, f32::midpoint(top, sole)], body / 1000.0)?;
    } else {
        // Down to the knees, as large as the box is wide: the foot of the box hides the rest.
        let scale = (w * 0.84 / 880.0).min((sole - top) / 1000.0);
        let inside = page.aside(|p| p.standing(rival.subject, [x + w / 2.0, top + 10.0 + 1480.0 * scale], scale))?;
        page.push(clipped(rounded(frame, dress.corner), inside));
    }
    page.push(clipped(rounded(frame, dress.corner), inside.into_iter().collect()));
    page.push(drawn(rounded(frame, dress.corner), None, Some(Pen::solid(edge, 10.0))));
    let tag = dress.titled(x + 32.0, y + 62.0, 46.0, &look.title).spaced(2.0).within(w - 64.0);
    page.line("arch-enemy", rival.title, &tag)?;
    let base = y + h - foot + 76.0;
    let name = dress.named(x + w / 2.0, base, 62.0, &look.name).centred().within(w - 50.0);
    page.line("arch-enemy", rival.name, &name.at_least(0.45))?;
    if let Some(fitted) = one {
        page.set(&fitted, &Lettering { y: base + 48.0, ..under });
    } else if !rival.text.is_empty() {
        let room = y + h - 10.0 - (base + 12.0);
        let two = Lettering { y: base + 12.0, ..under };
        page.paragraph("arch-enemy", rival.text, &two.at_least(0.6), room, 1.22)?;
    }
    Ok(())
}

/// Numbered lines, one under the other.
fn list(page: &mut Layout, dress: &Dress, title: &str, lines: &[String], frame: [f32; 4]) -> Result<(), Refusal> {
    let [x, y, w, h] = frame;
    let look = &dress.rival;
    let (fill, edge) = (page.rgb(&look.fill), page.rgb(&look.edge));
    page.panel(frame, dress.corner, Some(fill), Some((edge, 10.0)));
    let heading = dress.titled(x + 36.0, y + 76.0, 64.0, &look.title).spaced(2.0).within(w - 72.0);
    page.line("list", title, &heading.at_least(0.4))?;
    let lines: Vec<&str> = lines.iter().map(|l| l.trim()).filter(|l| !l.is_empty()).collect();
    let columns = if w > 1000.0 && lines.len() > 3 { 2 } else { 1 };
    let rows = lines.len().div_ceil(columns).max(1);
    let (top, room) = (y + 112.0, h - 132.0);
    let cell = ((w - 72.0) / columns as f32, room / rows as f32);
    let ink: Hex = look.text.clone();
    for (i, text) in lines.iter().enumerate() {
        let left = x + 36.0 + (i / rows) as f32 * cell.0;
        let row = top + (i % rows) as f32 * cell.1;
        let k = (cell.1 / 100.0).clamp(0.6, 1.2);
        let number = dress.titled(left, row + cell.1 / 2.0 + 18.0 * k, 52.0 * k, &look.name).within(64.0 * k);
        page.line("list", &format!("{}", i + 1), &number)?;
        let words = Lettering::at(left + 66.0 * k, row + cell.1 / 2.0 + 12.0 * k, Face::Plain, 37.0 * k, &ink);
        let words = words.within(cell.0 - 76.0 * k).in_lines(3, cell.1 * 0.94).at_least(0.5);
        page.line("list", text, &words)?;
    }
    Ok(())
}
