//! The back of a trading card: who it is, what they can do, who stands against them, and a few words.

use super::{SIZE, framed, margin};
use crate::press::badges::cut_panel;
use crate::press::bars::power_bar;
use crate::press::card::BLEED;
use crate::press::card::back::cover;
use crate::press::card::back::sheet::{Bar, Rival, Row, RowKind, Second};
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::{Note, Refusal};
use crate::press::style::{BandShape, Dress, Frame, Ground};
use crate::press::subject::Subject;
use crate::scene::item::Page;
use crate::scene::kit::Hex;
use crate::scene::shapes::{Pen, clipped, drawn, line, polygon, rounded};

/// What a small back says. Empty texts and lists leave no gap.
pub(in crate::press) struct SmallBack<'a> {
    pub dress: &'a Dress,
    pub name: &'a str,
    /// At the right of the name.
    pub number: &'a str,
    pub subject: Subject<'a>,
    pub rows: Vec<Row>,
    pub bars: Vec<Bar>,
    pub second: Option<Second<'a>>,
    /// The longest first: the first that fits is printed; the last is printed or the card is not.
    pub words: Vec<String>,
    pub foot: [String; 2],
}

const GAP: f32 = 12.0;
/// Bars that still read at this size.
const MOST_BARS: usize = 6;
const MOST_ROWS: usize = 5;

pub(in crate::press) fn back(mut page: Layout, card: &SmallBack) -> Result<(Page, Vec<Note>), Refusal> {
    let (w, h) = SIZE;
    let dress = card.dress;
    match &dress.small_frame {
        Some(frame) => framed(&mut page, frame)?,
        None => cover(&mut page, dress, SIZE)?,
    }
    let m = margin(dress);
    let top = head(&mut page, card, m)?;
    let foot = h - m;
    let bottom = if card.foot.iter().all(String::is_empty) { foot } else { foot - 36.0 };
    let (x, width) = (m, w - 2.0 * m);
    // Heights by what there is: rows first, then bars, then words.
    let has_panels = !card.bars.is_empty() || card.second.is_some();
    let has_words = card.words.iter().any(|t| !t.is_empty());
    let shares = [250.0, if has_panels { 244.0 } else { 0.0 }, if has_words { 132.0 } else { 0.0 }];
    let parts = shares.iter().filter(|s| **s > 0.0).count() as f32;
    let k = (bottom - top - GAP * (parts - 1.0)) / shares.iter().sum::<f32>();
    let [sheet_height, panel_height, words_height] = shares.map(|s| s * k);
    let mut y = top;
    sheet(&mut page, card, [x, y, width, sheet_height])?;
    y += sheet_height + GAP;
    if has_panels {
        panels(&mut page, card, [x, y, width, panel_height])?;
        y += panel_height + GAP;
    }
    if has_words {
        words(&mut page, card, [x, y, width, words_height])?;
    }
    if bottom < foot && matches!(dress.ground, Ground::Backdrop { .. }) && dress.small_frame.is_none() {
        // Lines of a backdrop would run through the letters.
        let fill = page.rgb(&dress.bars.fill);
        page.panel([x - 6.0, foot - 30.0, width + 12.0, 34.0], 8.0, Some(fill), None);
    }
    let left = Lettering::at(x + 2.0, foot - 6.0, Face::Bold, 22.0, &dress.note).within(width * 0.6);
    page.line("foot", &card.foot[0], &left.at_least(0.6))?;
    let right = Lettering::at(x + width - 2.0, foot - 6.0, Face::Plain, 22.0, &dress.note_second);
    page.line("foot", &card.foot[1], &right.ending().within(width * 0.38).at_least(0.5))?;
    Ok(page.page("back".into(), w, h, BLEED))
}

/// Name and number at the head; gives where the boxes begin.
fn head(page: &mut Layout, card: &SmallBack, m: f32) -> Result<f32, Refusal> {
    let (w, dress) = (SIZE.0, card.dress);
    let band = &dress.band;
    let (fill, edge) = (page.rgb(&band.fill), page.rgb(&band.edge));
    let number_width = if card.number.is_empty() { 0.0 } else { 110.0 };
    let (base, lean, inset, top) = match band.shape {
        BandShape::Slant => {
            let shape = [(-60.0, 46.0), (w + 60.0, 22.0), (w + 60.0, 118.0), (-60.0, 142.0)];
            page.push(drawn(polygon(&shape), Some(fill), Some(Pen::solid(edge, 8.0))));
            (110.0, -1.8, 8.0, 152.0)
        }
        BandShape::Panel => {
            cut_panel(page, [m, m, w - 2.0 * m, 84.0], 18.0, fill, edge);
            (m + 57.0, 0.0, 22.0, m + 98.0)
        }
        BandShape::Rule => {
            let rgb = page.rgb(&band.edge);
            let y = m + 66.0;
            page.push(drawn(line(&[(m + 8.0, y), (w - m - 8.0, y)]), None, Some(Pen::solid(rgb, 4.0))));
            (m + 48.0, 0.0, 12.0, m + 80.0)
        }
    };
    let width = w - 2.0 * (m + inset) - number_width;
    let name = dress.named(m + inset, base, 58.0, &band.title).outlined(if dress.outlined { 10.0 } else { 0.0 });
    let room = if band.shape == BandShape::Panel { 68.0 } else { 58.0 };
    page.name("name", card.name, &name.turned(lean).within(width).in_lines(2, room).at_least(0.4))?;
    let number = dress.titled(w - m - inset, base + (lean * 9.0), 46.0, &band.second);
    let number = number.outlined(if dress.outlined { 9.0 } else { 0.0 }).ending().turned(lean);
    page.line("number", card.number, &number.within(number_width - 12.0).at_least(0.4))?;
    Ok(top)
}

/// Portrait and facts.
fn sheet(page: &mut Layout, card: &SmallBack, [x, y, w, h]: Frame) -> Result<(), Refusal> {
    let (dress, look) = (card.dress, &card.dress.sheet);
    let r = dress.corner * 0.6;
    let (fill, edge) = (page.rgb(&look.fill), page.rgb(&look.edge));
    page.panel([x, y, w, h], r, Some(fill), Some((edge, 7.0)));
    if h > 420.0 && !card.rows.is_empty() {
        return poster(page, card, [x, y, w, h]);
    }
    let inner = h - 32.0;
    // With nothing to tell the whole figure stands there; with few facts its portrait is wider.
    let pw = match card.rows.len() {
        0 => w - 32.0,
        1 | 2 => (inner * 0.9).min(w * 0.44),
        _ => (inner * 0.74).min(w * 0.34),
    };
    let frame = [x + 16.0, y + 16.0, pw, inner];
    page.portrait_ground(&dress.portrait, frame, r * 0.6)?;
    if let Some(hole) = rounded(frame, r * 0.6) {
        if card.rows.is_empty() {
            let inside = page.aside(|p| p.whole(card.subject, [frame[0], frame[1] + 6.0, pw, inner - 12.0]))?;
            page.push(clipped(Some(hole.clone()), inside));
        } else {
            page.head(card.subject, &hole, 0.95)?;
        }
        page.push(drawn(Some(hole), None, Some(Pen::solid(edge, 6.0))));
    }
    let left = frame[0] + pw + 18.0;
    rows(page, card, [left, frame[1], x + w - 18.0 - left, inner])
}

/// With much room and little to tell: a large picture, the facts under it.
fn poster(page: &mut Layout, card: &SmallBack, [x, y, w, h]: Frame) -> Result<(), Refusal> {
    let (dress, r) = (card.dress, card.dress.corner * 0.6);
    let told = 64.0 * card.rows.len().min(MOST_ROWS) as f32;
    let frame = [x + 16.0, y + 16.0, w - 32.0, h - told - 44.0];
    page.portrait_ground(&dress.portrait, frame, r * 0.6)?;
    let hole = rounded(frame, r * 0.6);
    let inside = page.aside(|p| p.whole(card.subject, [frame[0], frame[1] + 6.0, frame[2], frame[3] - 12.0]))?;
    page.push(clipped(hole.clone(), inside));
    let edge = page.rgb(&dress.sheet.edge);
    page.push(drawn(hole, None, Some(Pen::solid(edge, 6.0))));
    rows(page, card, [x + 22.0, y + h - told - 16.0, w - 44.0, told])
}

/// The facts, label over value, spread over a height.
fn rows(page: &mut Layout, card: &SmallBack, [left, top, width, inner]: Frame) -> Result<(), Refusal> {
    let (right, look) = (left + width, &card.dress.sheet);
    if card.rows.len() > MOST_ROWS {
        page.note("facts", format!("only the first {MOST_ROWS} stand on the small card"));
    }
    let rows = &card.rows[..card.rows.len().min(MOST_ROWS)];
    let weight = |row: &Row| if row.kind == RowKind::Name && row.value.chars().count() > 24 { 1.5 } else { 1.0 };
    let total: f32 = rows.iter().map(weight).sum();
    let mut top = top;
    for row in rows {
        let height = inner / total.max(if inner > 200.0 { 3.0 } else { 1.0 }) * weight(row);
        let k = (height / weight(row) / 56.0).clamp(0.74, 1.2);
        let label = Lettering::at(left, top + 20.0 * k, Face::Bold, 18.0 * k, &look.label).within(right - left);
        page.line("facts", &row.label, &Lettering { upper: true, ..label })?;
        let room = height - 26.0 * k;
        let middle = top + 24.0 * k + room / 2.0;
        let value = Lettering::at(left, middle + 9.6 * k, Face::Plain, 27.0 * k, &look.text).within(right - left);
        let value = value.in_lines(3, room).at_least(0.5);
        let place = row.label.to_lowercase();
        match &row.kind {
            RowKind::Name => page.name(&place, &row.value, &value)?,
            RowKind::Plain => page.line(&place, &row.value, &value)?,
            RowKind::Things(_) => {}
        }
        top += height;
    }
    Ok(())
}

/// Bars and what stands beside them; one alone takes the whole width.
fn panels(page: &mut Layout, card: &SmallBack, [x, y, w, h]: Frame) -> Result<(), Refusal> {
    let list = matches!(card.second, Some(Second::List { .. }));
    let bars_width = match (&card.second, card.bars.is_empty()) {
        (None, false) => w,
        (Some(_), false) => (w - GAP) * if list { 0.44 } else { 0.58 },
        (_, true) => 0.0,
    };
    if bars_width > 0.0 {
        bars(page, card, [x, y, bars_width, h])?;
    }
    let left = if bars_width > 0.0 { x + bars_width + GAP } else { x };
    let frame = [left, y, x + w - left, h];
    match &card.second {
        Some(Second::Rival(rival)) => rival_box(page, card.dress, rival, frame),
        Some(Second::List { title, lines }) => lines_box(page, card.dress, title, lines, frame),
        None => Ok(()),
    }
}

fn bars(page: &mut Layout, card: &SmallBack, [x, y, w, h]: Frame) -> Result<(), Refusal> {
    let (dress, look) = (card.dress, &card.dress.bars);
    let (fill, edge, unlit) = (page.rgb(&look.fill), page.rgb(&look.edge), page.rgb(&look.unlit));
    page.panel([x, y, w, h], dress.corner * 0.6, Some(fill), (fill != edge).then_some((edge, 6.0)));
    let shown = crate::press::card::panels::strongest(card.bars.clone(), MOST_BARS);
    let columns = if w > 450.0 && shown.len() > 3 { 2 } else { 1 };
    let rows = shown.len().div_ceil(columns);
    let cell = ((w - 28.0) / columns as f32, ((h - 20.0) / rows as f32).min(66.0));
    let first = y + (h - cell.1 * rows as f32) / 2.0;
    let k = (cell.1 / 50.0).min(1.2);
    let stacked = columns == 1 && w < 280.0;
    for (i, bar) in shown.iter().enumerate() {
        let left = x + 14.0 + (i / rows) as f32 * cell.0;
        let middle = first + (i % rows) as f32 * cell.1 + cell.1 / 2.0;
        let mut inner = left + 2.0;
        if let Some(icon) = &bar.icon {
            page.art(icon, [left, middle - 20.0 * k, 40.0 * k, 40.0 * k])?;
            inner = left + 46.0 * k;
        }
        let right = left + cell.0 - 12.0;
        if stacked {
            // The label over its bar, where there is no room beside it.
            let label = dress.titled(inner, middle - 2.0 * k, 25.0 * k, &look.text).within(right - inner);
            page.line("powers", &bar.label, &Lettering { height: 24.0 * k, ..label }.at_least(0.45))?;
            power_bar(page, [inner + 2.0, middle + 4.0 * k, right - inner - 2.0, 13.0 * k], bar.value, unlit);
            continue;
        }
        let bar_width = (right - inner) * 0.5;
        let label = dress.titled(inner, middle + 9.5 * k, 27.0 * k, &look.text).spaced(1.0);
        page.line("powers", &bar.label, &label.within(right - inner - bar_width - 16.0).at_least(0.4))?;
        power_bar(page, [right - bar_width, middle - 11.0 * k, bar_width, 22.0 * k], bar.value, unlit);
    }
    Ok(())
}

fn rival_box(page: &mut Layout, dress: &Dress, rival: &Rival, frame: Frame) -> Result<(), Refusal> {
    let [x, y, w, h] = frame;
    let (look, r) = (&dress.rival, dress.corner * 0.6);
    let (fill, foot, edge) = (page.rgb(&look.fill), page.rgb(&look.foot), page.rgb(&look.edge));
    page.panel(frame, r, Some(fill), None);
    let bar = [(x, y + h - 50.0), (x + w, y + h - 50.0), (x + w, y + h), (x, y + h)];
    page.push(clipped(rounded(frame, r), drawn(polygon(&bar), Some(foot), None).into_iter().collect()));
    page.whole(rival.subject, [x + 12.0, y + 42.0, w - 24.0, h - 92.0])?;
    page.push(drawn(rounded(frame, r), None, Some(Pen::solid(edge, 7.0))));
    let tag = dress.titled(x + w / 2.0, y + 32.0, 26.0, &look.title).centred().within(w - 24.0);
    page.line("arch-enemy", rival.title, &tag.at_least(0.5))?;
    let name = dress.named(x + w / 2.0, y + h - 16.0, 30.0, &look.name).centred().within(w - 22.0);
    page.line("arch-enemy", rival.name, &name.in_lines(2, 42.0).at_least(0.42))
}

fn lines_box(page: &mut Layout, dress: &Dress, title: &str, lines: &[String], frame: Frame) -> Result<(), Refusal> {
    let [x, y, w, h] = frame;
    let look = &dress.rival;
    let (fill, edge) = (page.rgb(&look.fill), page.rgb(&look.edge));
    page.panel(frame, dress.corner * 0.6, Some(fill), Some((edge, 7.0)));
    let heading = dress.titled(x + 16.0, y + 34.0, 28.0, &look.title).within(w - 32.0);
    page.line("list", title, &heading.at_least(0.4))?;
    let lines: Vec<&str> = lines.iter().map(|l| l.trim()).filter(|l| !l.is_empty()).collect();
    let pitch = (h - 58.0) / lines.len().max(1) as f32;
    for (i, text) in lines.iter().enumerate() {
        let middle = y + 46.0 + (i as f32 + 0.5) * pitch;
        let number = dress.titled(x + 16.0, middle + 9.0, 26.0, &look.name).within(26.0);
        page.line("list", &format!("{}", i + 1), &number)?;
        let words = Lettering::at(x + 46.0, middle + 8.0, Face::Plain, 23.0, &look.text).within(w - 62.0);
        match page.fitted("list", text, &words.clone().in_lines(3, pitch * 0.96).at_least(0.7)) {
            Ok(fitted) => page.set(&fitted, &words.in_lines(3, pitch * 0.96)),
            // The large card tells it whole.
            Err(_) => page.note("list", format!("“{text}” is too long for the small card")),
        }
    }
    Ok(())
}

/// A few words in their box.
fn words(page: &mut Layout, card: &SmallBack, frame: Frame) -> Result<(), Refusal> {
    let [x, y, w, h] = frame;
    let (dress, look) = (card.dress, &card.dress.sheet);
    let (fill, edge) = (page.rgb(&look.fill), page.rgb(&look.edge));
    page.panel(frame, dress.corner * 0.6, Some(fill), Some((edge, 7.0)));
    let colour: &Hex = &look.text;
    let told: Vec<&String> = card.words.iter().filter(|t| !t.is_empty()).collect();
    for (i, text) in told.iter().enumerate() {
        let (width, room) = (w - 36.0, h - 22.0);
        let l = Lettering::at(x + 18.0, 0.0, Face::Plain, 28.0, colour).within(width);
        let fits = (0..=10)
            .map(|step| 1.0 - 0.04 * step as f32)
            .find(|k| page.measure(text, Face::Plain, 28.0 * k, width, 1.3) <= room);
        let last = i + 1 == told.len();
        let Some(k) = fits.or(last.then_some(0.6)) else { continue };
        let height = page.measure(text, Face::Plain, 28.0 * k, width, 1.3);
        let l = Lettering { y: y + 11.0 + ((room - height) / 2.0).max(0.0), size: 28.0 * k, ..l };
        page.paragraph("story", text, &l.at_least(0.92), room, 1.3)?;
        if i > 0 {
            page.note("story", "is too long for the small card, which says less");
        }
        return Ok(());
    }
    Ok(())
}
