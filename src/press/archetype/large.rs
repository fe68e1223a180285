//! An archetype's card at award-card size.

use super::{ArchetypeFacts, CRIMES, NOBODY};
use crate::press::badges::starburst;
use crate::press::bars::power_bar;
use crate::press::card::back::sheet::{Bar, Bars, FileCard, Foot, Passage, Second, Strip};
use crate::press::card::front::ground;
use crate::press::card::panels::side;
use crate::press::card::{BLEED, SIZE, back as award_back};
use crate::press::layout::{Face, Layout};
use crate::press::plate::{self, PlateText};
use crate::press::refusal::{Note, Refusal};
use crate::press::style::{CardStyle, Dress, Frame, Window};
use crate::scene::item::Page;

pub(super) fn front(facts: &ArchetypeFacts, style: &CardStyle, mut page: Layout) -> Result<(Page, Vec<Note>), Refusal> {
    let unknown = || Refusal::UnknownStyle { who: facts.name.clone(), style: style.id.clone() };
    let files = page.kit.style(&style.id).ok_or_else(unknown)?;
    ground(&mut page, &facts.edition.backdrop, files, SIZE)?;
    let bars = facts.bars();
    // Nothing to say at the side: the figure takes the middle.
    let alone = style.side.is_none() && bars.is_empty();
    let [x, y, w, h] = style.window.frame;
    let frame = if alone { [(SIZE.0 - w) / 2.0, y, w, h] } else { [x, y, w, h] };
    let subject = facts.subject(page.kit);
    plate::in_window(&mut page, subject, &Window { frame, ..style.window.clone() }, files)?;
    if let Some(boxes) = &style.side {
        side(&mut page, None, bars, boxes, style.medal.frame)?;
    } else if !alone {
        let (left, right) = (x + w + 36.0, SIZE.0 - 84.0);
        let top = if let Some(star) = &style.star {
            let star_frame = [left - 10.0, y - 10.0, right - left + 50.0, right - left + 50.0];
            starburst(&mut page, &["You have", "met at least", "one!"], star_frame, &star.fill, star.turn)?;
            y + right - left + 60.0
        } else {
            y + 40.0
        };
        column(&mut page, &style.dress, &bars, [left, top, right - left, y + h - top])?;
    }
    plate::logo(&mut page, facts.edition.logo_lines(), &style.logo, &files.logo, &facts.edition.look)?;
    let text = PlateText {
        lead: facts.name.trim().to_string(),
        must: None,
        tries: Some(facts.tagline.trim().to_string()).filter(|t| !t.is_empty()).into_iter().collect(),
    };
    plate::name_plate(&mut page, &style.plate, &files.nameplate, &text)?;
    if let Some(frame) = facts.edition.hang_hole(style) {
        page.art("card/hang-hole.svg", frame)?;
    }
    Ok(page.page("front".into(), SIZE.0, SIZE.1, BLEED))
}

/// Most traits of a column.
const MOST: usize = 7;

/// A tall box with a title and one bar under the other.
fn column(page: &mut Layout, dress: &Dress, bars: &[Bar], [x, y, w, h]: Frame) -> Result<(), Refusal> {
    if bars.len() > MOST {
        page.note("traits", format!("only the first {MOST} stand on the front"));
    }
    let shown = &bars[..bars.len().min(MOST)];
    let look = &dress.bars;
    let (fill, edge, unlit) = (page.rgb(&look.fill), page.rgb(&look.edge), page.rgb(&look.unlit));
    // As high as its bars need; what is left stays above it.
    let pitch = ((h - 140.0) / shown.len() as f32).min(190.0);
    let height = 140.0 + pitch * shown.len() as f32;
    let y = y + h - height;
    page.panel([x, y, w, height], dress.corner, Some(fill), (fill != edge).then_some((edge, 10.0)));
    let title = dress.titled(x + w / 2.0, y + 86.0, 78.0, &look.title).centred().spaced(3.0).within(w - 60.0);
    page.line("traits", "TRAITS", &title)?;
    let k = (pitch / 150.0).clamp(0.6, 1.15);
    for (i, bar) in shown.iter().enumerate() {
        let top = y + 116.0 + i as f32 * pitch + (pitch - 110.0 * k) / 2.0;
        let (left, right) = (x + 36.0, x + w - 36.0);
        let label = dress.titled(left, top + 40.0 * k, 44.0 * k, &look.text).within(right - left - 70.0 * k);
        page.line("traits", &bar.label, &label.in_lines(2, 64.0 * k).at_least(0.5))?;
        let number = dress.titled(right, top + 42.0 * k, 50.0 * k, &look.value).ending().within(64.0 * k);
        page.line("traits", &bar.value.to_string(), &number)?;
        power_bar(page, [left + 6.0, top + 64.0 * k, right - left - 6.0, 32.0 * k], bar.value, unlit);
    }
    Ok(())
}

pub(super) fn back(facts: &ArchetypeFacts, style: &CardStyle, page: Layout) -> Result<(Page, Vec<Note>), Refusal> {
    let dress = &style.dress;
    let habit = facts.habit.trim();
    let mut passages = Vec::new();
    if !habit.is_empty() {
        let text = habit.to_string();
        passages.push(Passage { place: "habit", text, face: Face::Plain, size: 38.0, fill: dress.sheet.text.clone() });
    }
    let crimes: Vec<String> = facts.crimes.iter().filter(|crime| !crime.trim().is_empty()).cloned().collect();
    let foot = facts.edition.title();
    let kit = page.kit;
    let card = FileCard {
        dress,
        title: "USER FILE",
        series: facts.edition.year.trim().to_string(),
        subject: facts.subject(kit),
        name: facts.name.trim(),
        rows: facts.rows(),
        passages,
        medal: String::new(),
        bars: Bars { one: "TRAIT", many: "TRAITS", list: facts.bars() },
        second: (!crimes.is_empty()).then_some(Second::List { title: CRIMES, lines: &crimes }),
        strip: Strip { title: ["", ""], heads: Vec::new() },
        foot: Foot { qr: "", lines: [NOBODY, &foot], signatures: &[], serial: "", check: "" },
        hang_hole: facts.edition.hang_hole(style),
    };
    award_back::lay_out(page, &card)
}
