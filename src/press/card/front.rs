//! The front: backdrop, looming monster, hero in the window, tray, logo, name plate.

use super::{BLEED, CardFacts, SIZE, panels};
use crate::campaign::Wording;
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::{Note, Refusal};
use crate::press::style::{AwardBack, CardStyle, Frame, Lead, Tray, TrayKind};
use crate::scene::item::{Item, Page, Transform};
use crate::scene::kit::{Colours, Hex, Kit, Show, StyleFiles, SymbolCache};
use crate::scene::shapes::{Pen, clipped, drawn, inked_box, polygon};
use crate::scene::text::{INK, Typesetter};
use std::sync::Arc;

pub(super) fn make(
    facts: &CardFacts,
    style: &CardStyle,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let unknown = || Refusal::UnknownStyle { who: facts.who().to_string(), style: style.id.clone() };
    let files = kit.style(&style.id).ok_or_else(unknown)?;
    let mut page = Layout::new(kit, cache, typesetter, facts.colours(kit, style), facts.who());
    ground(&mut page, facts, files)?;
    let has_tray = style.tray.is_some() && !facts.accessories.is_empty();
    if let (Some(place), Some(enemy)) = (&style.monster, &facts.enemy) {
        // Without a tray below it the monster comes down to the middle of the side.
        let y = if has_tray { place.y } else { place.y + 90.0 };
        page.monster(&enemy.look, [place.x, y], place.scale, place.turn)?;
        if let Some(caption) = &place.caption {
            page.line("arch-enemy", Wording::or(&facts.look.wording.enemy_title, "ARCH-ENEMY"), caption)?;
        }
    }
    // Nobody at the side: the hero takes the middle.
    let alone = facts.enemy.is_none() && !has_tray && style.side.is_none();
    window(&mut page, facts, style, files, alone)?;
    if let (Some(tray), true) = (&style.tray, has_tray) {
        accessories(&mut page, facts, tray)?;
    }
    logo(&mut page, facts, style, files)?;
    if let Some(side) = &style.side {
        panels::side(&mut page, facts, side, style.medal.frame)?;
    } else if facts.enemy.is_none() {
        medal(&mut page, facts, style, alone)?;
    }
    star(&mut page, facts, style)?;
    award(&mut page, facts, style)?;
    plate(&mut page, facts, style, files)?;
    if let (Some(frame), true) = (style.hang_hole, facts.hang_hole) {
        page.art("card/hang-hole.svg", frame)?;
    }
    Ok(page.page("front".into(), SIZE.0, SIZE.1, BLEED))
}

fn ground(page: &mut Layout, facts: &CardFacts, files: &StyleFiles) -> Result<(), Refusal> {
    let id = if facts.backdrop.is_empty() { &files.backdrop } else { &facts.backdrop };
    let kit = page.kit;
    let backdrop = kit.backdrop(id).or_else(|| {
        page.note("backdrop", format!("the art kit has no backdrop {id:?}"));
        kit.backdrop(&files.backdrop)
    });
    if let Some(backdrop) = backdrop {
        let frame = [-BLEED, -BLEED, SIZE.0 + 2.0 * BLEED, SIZE.1 + 2.0 * BLEED];
        page.backdrop(&backdrop.file, &page.colours.clone(), frame, 0.0)?;
    }
    Ok(())
}

fn window(
    page: &mut Layout,
    facts: &CardFacts,
    style: &CardStyle,
    files: &StyleFiles,
    alone: bool,
) -> Result<(), Refusal> {
    let [mut x, y, w, h] = style.window.frame;
    if alone {
        x = (SIZE.0 - w) / 2.0;
    }
    page.art(&files.window_back, [x, y, w, h])?;
    if let Some(photo) = &facts.photo
        && let Some(hole) = style.window.opening.path([x, y, w, h])
    {
        let b = hole.bounds();
        if let Some(item) = page.photo(photo, [b.left(), b.top(), b.width(), b.height()])? {
            page.push(clipped(Some(Arc::clone(&hole)), vec![item]));
            page.push(drawn(Some(hole), None, Some(Pen::solid(INK, 10.0))));
            return page.art(&files.window_front, [x, y, w, h]);
        }
    }
    let soles = [x + w / 2.0, y + h - style.window.sole];
    page.figure(&facts.figure, Show::All, soles, style.window.hero_scale, [500.0, 1541.0])?;
    page.art(&files.window_front, [x, y, w, h])
}

fn logo(page: &mut Layout, facts: &CardFacts, style: &CardStyle, files: &StyleFiles) -> Result<(), Refusal> {
    if page.logo_picture(&facts.look, style.logo.frame) {
        return Ok(());
    }
    let first = facts.logo.first().map_or("", String::as_str);
    let award = facts.award_line();
    let second =
        if style.logo.names_award && !award.is_empty() { &award } else { facts.logo.get(1).map_or("", String::as_str) };
    if first.is_empty() && second.is_empty() {
        return Ok(());
    }
    page.art(&files.logo, style.logo.frame)?;
    let mut big = style.logo.first.clone();
    if second.is_empty() {
        // One line alone stands in the middle of the frame.
        big.y += (style.logo.second.y - big.y) * 0.45;
    }
    page.line("logo", if first.is_empty() { second } else { first }, &big)?;
    if first.is_empty() { Ok(()) } else { page.line("logo", second, &style.logo.second) }
}

/// What hangs where the arch-enemy would loom: a burst with the award's name.
fn medal(page: &mut Layout, facts: &CardFacts, style: &CardStyle, alone: bool) -> Result<(), Refusal> {
    let title = facts.award_line();
    if title.is_empty() {
        return Ok(());
    }
    let [mut x, mut y, mut w, mut h] = style.medal.frame;
    if alone {
        (w, h) = (w * 0.82, h * 0.82);
        (x, y) = (SIZE.0 - w - 50.0, 1430.0);
    }
    page.art("badge/burst-round.svg", [x, y, w, h])?;
    let (cx, cy) = (x + w / 2.0, y + h / 2.0);
    let size = w * 0.16;
    let line = Lettering::at(cx, cy + size * 0.355, Face::Display, size, &style.medal.fill)
        .centred()
        .within(w * 0.56)
        .in_lines(4, h * 0.5)
        .turned(-6.0)
        .at_least(0.35);
    page.line("medal", &title, &line)
}

fn star(page: &mut Layout, facts: &CardFacts, style: &CardStyle) -> Result<(), Refusal> {
    let Some(star) = &style.star else { return Ok(()) };
    let claims: Vec<&str> = facts.claims.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).take(3).collect();
    if claims.is_empty() {
        return Ok(());
    }
    let [x, y, w, h] = star.frame;
    page.art("badge/burst-comic.svg", star.frame)?;
    let (cx, cy) = (x + w / 2.0, y + h / 2.0 + 14.0);
    let base = Lettering::at(cx, cy, Face::Display, 54.0, &star.fill).centred().turned(star.turn).at_least(0.35);
    if let [only] = claims.as_slice() {
        let l = base.within(186.0).in_lines(3, 136.0);
        return page.line("starburst", only, &Lettering { y: cy + 19.0, size: 60.0, ..l });
    }
    // The lines grow towards the last one, which is the shout.
    let sizes: &[f32] = if claims.len() == 2 { &[40.0, 56.0] } else { &[34.0, 36.0, 54.0] };
    let gap = 7.0;
    let total: f32 = sizes.iter().map(|s| s * 0.72).sum::<f32>() + gap * (sizes.len() - 1) as f32;
    let mut top = cy - total / 2.0;
    for (claim, size) in claims.iter().zip(sizes) {
        let baseline = top + size * 0.72;
        // Turn each line around the star's own middle, so that the lines stay parallel and stacked.
        let dy = baseline - size * 0.36 - cy;
        let lean = star.turn.to_radians().sin();
        let line = Lettering { x: cx - dy * lean, y: baseline, size: *size, ..base.clone() };
        page.line("starburst", claim, &line.within(196.0))?;
        top = baseline + gap;
    }
    Ok(())
}

fn award(page: &mut Layout, facts: &CardFacts, style: &CardStyle) -> Result<(), Refusal> {
    let Some(award) = &style.award else { return Ok(()) };
    let title = facts.award_line();
    if title.is_empty() || facts.enemy.is_none() {
        // Without an arch-enemy the medal says it.
        return Ok(());
    }
    match award.back {
        Some(AwardBack::Ribbon(frame)) => ribbon(page, frame),
        Some(AwardBack::Panel(frame)) => cut_panel(page, frame, 24.0),
        None => {}
    }
    page.line("award ribbon", &title, &award.line)
}

/// A long flat ribbon with notched ends behind it: the kit's own is made for short words.
fn ribbon(page: &mut Layout, [x, y, w, h]: Frame) {
    let pen = Pen::solid(INK, 10.0);
    let [base, shade, light] =
        [[0xF0, 0x00, 0x31], [0xF0, 0x00, 0x32], [0xF0, 0x00, 0x33]].map(|mark| page.rgb(&Hex::of(mark)));
    let (tail, drop, notch) = (h * 0.75, h * 0.2, h * 0.3);
    for (out, fold) in [(x - tail, x + tail * 0.6), (x + w + tail, x + w - tail * 0.6)] {
        let toward = if out < x { notch } else { -notch };
        let end = [
            (fold, y + drop),
            (out, y + drop),
            (out + toward, y + drop + h / 2.0),
            (out, y + drop + h),
            (fold, y + drop + h),
        ];
        page.push(drawn(polygon(&end), Some(shade), Some(pen)));
        let edge = if out < x { x } else { x + w };
        page.push(drawn(polygon(&[(edge, y + h), (fold, y + h), (fold, y + h + drop)]), Some(INK), Some(pen)));
    }
    page.panel([x, y, w, h], 6.0, Some(base), Some((INK, 10.0)));
    page.push(drawn(
        crate::scene::shapes::line(&[(x + 14.0, y + 15.0), (x + w - 14.0, y + 15.0)]),
        None,
        Some(Pen::solid(light, 5.0)),
    ));
}

/// The name plate: persona and, under it, real name, arch-enemy and team as far as they fit.
fn plate(page: &mut Layout, facts: &CardFacts, style: &CardStyle, files: &StyleFiles) -> Result<(), Refusal> {
    let plate = &style.plate;
    let ours = page.colours.clone();
    page.colours.darken_plate(page.kit);
    let art = page.art(&files.nameplate, plate.frame);
    page.colours = ours;
    art?;
    let real = panels::printable_real_name(page, facts);
    let lead_is_real = plate.leads_with == Lead::RealName && real.is_some();
    let lead = if lead_is_real { real.clone().unwrap_or_default() } else { facts.persona.trim().to_string() };
    page.name("name plate", &lead, &plate.name)?;
    let persona = format!("“{}”", facts.persona.trim());
    let must: Option<String> = if lead_is_real {
        (facts.persona.trim() != lead && !facts.persona.trim().is_empty()).then_some(persona)
    } else {
        real.filter(|r| *r != facts.persona.trim())
    };
    let enemy = facts.enemy.as_ref().filter(|e| plate.names_enemy && !e.name.is_empty());
    let versus = enemy.map(|e| format!("vs. {}", e.name));
    let team = Some(facts.line_two.trim().to_string()).filter(|t| !t.is_empty());
    // From all that could stand here to what must.
    let tries = [
        vec![must.clone(), versus.clone(), team.clone()],
        vec![must.clone(), team.clone()],
        vec![must.clone(), versus],
        vec![must.clone()],
        // A team may stand alone only where no name has to.
        if must.is_none() { vec![team] } else { Vec::new() },
    ];
    let lines: Vec<String> = tries
        .into_iter()
        .map(|parts| parts.into_iter().flatten().collect::<Vec<_>>().join("  ·  "))
        .filter(|l| !l.is_empty())
        .collect();
    let wished = Lettering { least: plate.second.least.max(0.8), ..plate.second.clone() };
    for line in &lines {
        if let Ok(fitted) = page.fitted("second line", line, &wished) {
            page.set(&fitted, &wished);
            return Ok(());
        }
    }
    // A real name is printed or the card is not; a team may go.
    match must {
        Some(name) => page.name("second line", &name, &plate.second),
        None => match lines.last() {
            Some(team) => page.line("second line", team, &plate.second),
            None => Ok(()),
        },
    }
}

/// The tray with what the figure comes with, each thing under its label.
fn accessories(page: &mut Layout, facts: &CardFacts, tray: &Tray) -> Result<(), Refusal> {
    let [x, y, w, h] = tray.frame;
    match tray.kind {
        TrayKind::Blister => page.art("card/tray-back.svg", tray.frame)?,
        TrayKind::Panel => cut_panel(page, tray.frame, 40.0),
    }
    let shown = &facts.accessories[..facts.accessories.len().min(6)];
    if shown.len() < facts.accessories.len() {
        page.note("accessories", format!("only the first {} fit the tray", shown.len()));
    }
    let inner: Frame = match tray.kind {
        TrayKind::Blister => [x + 66.0, y + 46.0, w - 132.0, h - 168.0],
        TrayKind::Panel => [x + 30.0, y + 30.0, w - 60.0, h - 108.0],
    };
    // Things stand in a row (more than three in two), their names in a list below, in the same order.
    let columns = if shown.len() <= 3 { shown.len() } else { shown.len().div_ceil(2) };
    let rows = shown.len().div_ceil(columns);
    let pitch = if shown.len() == 1 { 44.0 } else { 35.0 };
    let lines = shown.len().div_ceil(rows) as f32;
    let cell = (inner[2] / columns as f32, (inner[3] - lines * pitch - 8.0) / rows as f32);
    let colours = page.kit.figure_colours(&facts.figure, "");
    for (i, accessory) in shown.iter().enumerate() {
        let left = inner[0] + (i % columns) as f32 * cell.0;
        let top = inner[1] + (i / columns) as f32 * cell.1;
        thing(page, &colours, &accessory.item, [left + 5.0, top + 3.0, cell.0 - 10.0, cell.1 - 6.0])?;
    }
    if tray.kind == TrayKind::Blister {
        page.art("card/tray-front.svg", tray.frame)?;
    }
    let face = if tray.kind == TrayKind::Panel { Face::Bold } else { Face::Display };
    let width = inner[2] / rows as f32;
    let first = inner[1] + inner[3] - lines * pitch;
    for (i, accessory) in shown.iter().enumerate() {
        let label = if accessory.label.trim().is_empty() {
            page.kit.item_label(&accessory.item).unwrap_or_default().to_string()
        } else {
            accessory.label.trim().to_string()
        };
        let size = pitch - if face == Face::Bold { 7.0 } else { 1.0 };
        let baseline = first + (i / rows) as f32 * pitch + pitch * 0.5 + size * 0.355;
        let middle = inner[0] + width * ((i % rows) as f32 + 0.5);
        let l = Lettering::at(middle, baseline, face, size, &tray.label).centred().within(width - 8.0).at_least(0.6);
        match page.fitted("accessory", &label, &Lettering { height: pitch, ..l.clone() }) {
            Ok(fitted) => page.set(&fitted, &l),
            Err(_) if label.is_empty() => {}
            // The picture and the list on the back still name it.
            Err(_) => page.note("accessories", format!("“{label}” is too long for the tray")),
        }
    }
    if tray.kind == TrayKind::Blister {
        page.art("badge/ribbon.svg", [x - 14.0, y + h - 112.0, 462.0, 127.0])?;
    }
    let own = &facts.look.wording;
    let caption = if shown.len() == 1 {
        Wording::or(&own.tray_one, &tray.one).to_owned()
    } else {
        Wording::or(&own.tray_many, &tray.many).replace("{n}", &shown.len().to_string())
    };
    page.line("accessories", &caption, &tray.caption)
}

/// A dark panel with cut corners and a bright edge.
fn cut_panel(page: &mut Layout, [x, y, w, h]: Frame, cut: f32) {
    let (r, b) = (x + w, y + h);
    let corners = [
        (x + cut, y),
        (r - cut, y),
        (r, y + cut),
        (r, b - cut),
        (r - cut, b),
        (x + cut, b),
        (x, b - cut),
        (x, y + cut),
    ];
    let edge = page.rgb(&Hex::of([0xF0, 0x00, 0x31]));
    page.push(drawn(polygon(&corners), Some([0x2E, 0x32, 0x49]), Some(Pen::solid(edge, 10.0))));
}

/// A hand-held thing alone, as large as fits into a box; a burst where the kit has no such thing.
fn thing(page: &mut Layout, colours: &Colours, item: &str, [x, y, w, h]: Frame) -> Result<(), Refusal> {
    let part = page.kit.option("item_right", item).and_then(|o| o.parts.first());
    let Some(part) = part else {
        let side = w.min(h) * 0.8;
        return page.art("badge/burst-comic.svg", [x + (w - side) / 2.0, y + (h - side) / 2.0, side, side]);
    };
    let symbol = page.cache.symbol(page.kit, &part.file, colours).map_err(|e| page.art_error(e))?;
    let Some([l, t, r, b]) = inked_box(&symbol.items) else { return Ok(()) };
    // A common scale keeps the outlines alike; only what is larger than its place is made smaller.
    let k = (w / (r - l)).min(h / (b - t)).min(0.75);
    let transform = Transform::from_translate(x + w / 2.0, y + h / 2.0)
        .pre_scale(k, k)
        .pre_translate(-f32::midpoint(l, r), -f32::midpoint(t, b));
    page.items.push(Item::Use { symbol, transform });
    Ok(())
}

/// The card's edge in ink, for screens and for cards cut by hand; a print shop's knife makes its own.
pub(in crate::press) fn edge() -> Option<Item> {
    let frame = [4.0, 4.0, SIZE.0 - 8.0, SIZE.1 - 8.0];
    drawn(crate::scene::shapes::rounded(frame, super::CORNER - 2.0), None, Some(Pen::solid(INK, 8.0)))
}
