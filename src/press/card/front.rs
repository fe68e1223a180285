//! The front: backdrop, looming monster, hero in the window, tray, logo, name plate.

use super::back::power_bars;
use super::panels::{self, SideBox};
use super::{BLEED, CardFacts, SIZE};
use crate::campaign::Wording;
use crate::press::badges::{cut_panel, ribbon, starburst};
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::plate::{self, PlateText};
use crate::press::refusal::{Note, Refusal};
use crate::press::style::{AwardBack, CardStyle, Frame, Lead, Plate, Tray, TrayKind, Window};
use crate::press::subject::Subject;
use crate::scene::item::{Item, Page, Transform};
use crate::scene::kit::{Colours, Hex, Kit, StyleFiles, SymbolCache};
use crate::scene::shapes::inked_box;
use crate::scene::text::{Typesetter, beside_each_other};

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
    ground(&mut page, &facts.backdrop, files, SIZE)?;
    let has_tray = style.tray.is_some() && !facts.accessories.is_empty();
    if let (Some(place), Some(enemy)) = (&style.monster, &facts.enemy) {
        // Without a tray below it the monster comes down to the middle of the side.
        let y = if has_tray { place.y } else { place.y + 90.0 };
        page.monster(&enemy.look, [place.x, y], place.scale, place.turn)?;
        if let Some(caption) = &place.caption {
            page.line("arch-enemy", Wording::or(&facts.look.wording.enemy_title, "ARCH-ENEMY"), caption)?;
        }
    }
    let alone = is_alone(facts, style);
    window(&mut page, facts, style, files, alone)?;
    if let (Some(tray), true) = (&style.tray, has_tray) {
        accessories(&mut page, facts, tray)?;
    }
    plate::logo(
        &mut page,
        facts.logo_lines(style.logo.names_award, &facts.award_line()),
        &style.logo,
        &files.logo,
        &facts.look,
    )?;
    if let Some(side) = &style.side {
        let first = facts.enemy.as_ref().map(|enemy| SideBox {
            over: "Prevailed over",
            subject: Subject::Monster(&enemy.look),
            name: &enemy.name,
        });
        let bars = power_bars(&page, facts);
        panels::side(&mut page, first.as_ref(), bars, side, style.medal.frame)?;
    } else if facts.enemy.is_none() {
        medal(&mut page, facts, style, alone)?;
    }
    star(&mut page, facts, style)?;
    award(&mut page, facts, style)?;
    let text = plate_text(&mut page, facts, &style.plate);
    plate::name_plate(&mut page, &style.plate, &files.nameplate, &text)?;
    if let (Some(frame), true) = (style.hang_hole, facts.hang_hole) {
        page.art("card/hang-hole.svg", frame)?;
    }
    Ok(page.page("front".into(), SIZE.0, SIZE.1, BLEED))
}

/// The backdrop with this id over a whole side; the style's own where the id is empty or unknown.
pub(in crate::press) fn ground(
    page: &mut Layout,
    id: &str,
    files: &StyleFiles,
    (w, h): (f32, f32),
) -> Result<(), Refusal> {
    let id = if id.is_empty() { &files.backdrop } else { id };
    let kit = page.kit;
    let backdrop = kit.backdrop(id).or_else(|| {
        page.note("backdrop", format!("the art kit has no backdrop {id:?}"));
        kit.backdrop(&files.backdrop)
    });
    if let Some(backdrop) = backdrop {
        let frame = [-BLEED, -BLEED, w + 2.0 * BLEED, h + 2.0 * BLEED];
        page.backdrop(&backdrop.file, &page.colours.clone(), frame, 0.0)?;
    }
    Ok(())
}

/// Nobody and nothing at the side: the hero takes the middle.
fn is_alone(facts: &CardFacts, style: &CardStyle) -> bool {
    facts.enemy.is_none() && (style.tray.is_none() || facts.accessories.is_empty()) && style.side.is_none()
}

/// Where the soles of the hero stand on the card, and the figure's scale.
pub(in crate::press) fn hero_place(facts: &CardFacts, style: &CardStyle) -> ([f32; 2], f32) {
    let [x, y, w, h] = style.window.frame;
    let left = if is_alone(facts, style) { (SIZE.0 - w) / 2.0 } else { x };
    ([left + w / 2.0, y + h - style.window.sole], style.window.hero_scale)
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
    let here = Window { frame: [x, y, w, h], ..style.window.clone() };
    plate::in_window(page, facts.subject(), &here, files)
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
    page.medal(&title, [x, y, w, h])
}

fn star(page: &mut Layout, facts: &CardFacts, style: &CardStyle) -> Result<(), Refusal> {
    let Some(star) = &style.star else { return Ok(()) };
    let claims: Vec<&str> = facts.claims.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).take(3).collect();
    if claims.is_empty() {
        return Ok(());
    }
    starburst(page, &claims, star.frame, &star.fill, star.turn)
}

fn award(page: &mut Layout, facts: &CardFacts, style: &CardStyle) -> Result<(), Refusal> {
    // Without an arch-enemy the medal says it.
    if facts.enemy.is_none() { Ok(()) } else { banner(page, style, &facts.award_line()) }
}

/// A line on the style's ribbon or panel; nothing without words, or where the style has no place for it.
pub(in crate::press) fn banner(page: &mut Layout, style: &CardStyle, words: &str) -> Result<(), Refusal> {
    let Some(award) = style.award.as_ref().filter(|_| !words.is_empty()) else { return Ok(()) };
    match award.back {
        Some(AwardBack::Ribbon(frame)) => ribbon(page, frame),
        Some(AwardBack::Panel(frame)) => dark_panel(page, frame, 24.0),
        None => {}
    }
    page.line("award ribbon", words, &award.line)
}

/// What stands on the plate: persona and, under it, real name, arch-enemy and team as far as they fit.
pub(in crate::press) fn plate_text(page: &mut Layout, facts: &CardFacts, plate: &Plate) -> PlateText {
    let real = panels::printable_real_name(page, facts);
    let lead_is_real = plate.leads_with == Lead::RealName && real.is_some();
    let lead = if lead_is_real { real.clone().unwrap_or_default() } else { facts.persona.trim().to_string() };
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
    let tries = tries
        .into_iter()
        .map(|parts| beside_each_other(parts.iter().flatten().map(String::as_str)))
        .filter(|l| !l.is_empty())
        .collect();
    PlateText { lead, must, tries }
}

/// The tray with what the figure comes with, each thing under its label.
fn accessories(page: &mut Layout, facts: &CardFacts, tray: &Tray) -> Result<(), Refusal> {
    let [x, y, w, h] = tray.frame;
    match tray.kind {
        TrayKind::Blister => page.art("card/tray-back.svg", tray.frame)?,
        TrayKind::Panel => dark_panel(page, tray.frame, 40.0),
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

/// A dark panel with cut corners and an edge in the figure's accent.
fn dark_panel(page: &mut Layout, frame: Frame, cut: f32) {
    let edge = page.rgb(&Hex::of([0xF0, 0x00, 0x31]));
    cut_panel(page, frame, cut, [0x2E, 0x32, 0x49], edge);
}

/// A hand-held thing alone, as large as fits into a box; a burst where the kit has no such thing.
pub(in crate::press) fn thing(
    page: &mut Layout,
    colours: &Colours,
    item: &str,
    [x, y, w, h]: Frame,
) -> Result<(), Refusal> {
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
