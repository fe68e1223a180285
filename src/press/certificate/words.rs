//! The text of a certificate: to whom, known as whom, what for. Set on one axis, its parts spread over the height there is.

use super::Places;
use crate::press::card::CardFacts;
use crate::press::card::back::rule_with_stone;
use crate::press::card::panels::printable_real_name;
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::scene::kit::Hex;
use crate::scene::text::INK;

const SLATE: [u8; 3] = [0x4A, 0x50, 0x68];
const BLUE: [u8; 3] = [0x24, 0x49, 0xB8];
const GOLD: [u8; 3] = [0xE0, 0x94, 0x2A];

/// One part: what is said, and how.
enum Part {
    /// A line at its natural size.
    Line {
        place: &'static str,
        text: String,
        face: Face,
        size: f32,
        rgb: [u8; 3],
    },
    /// The name of the person or hero: one line or two.
    Name {
        text: String,
    },
    Rule,
    /// Running text.
    Text {
        place: &'static str,
        text: String,
        face: Face,
        rgb: [u8; 3],
    },
}

const LINE_HEIGHT: f32 = 1.4;
/// Natural size of running text, and how much smaller it may be: 2.8 mm is what an office printer sets well.
const TEXT: f32 = 46.0;
const SCALES: [f32; 9] = [1.12, 1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.65, 0.61];
const NAME: f32 = 132.0;

/// Puts the words between ribbon and signatures. `told` says that the award stands on the ribbon.
pub(super) fn set(page: &mut Layout, facts: &CardFacts, told: bool, places: &Places) -> Result<(), Refusal> {
    let parts = parts(page, facts, told);
    let room = places.signed - 150.0 - places.top;
    let mut plan = None;
    let mut least = f32::INFINITY;
    for scale in SCALES {
        let mut heights = Vec::with_capacity(parts.len());
        for part in &parts {
            heights.push(height(page, part, scale, places)?);
        }
        let total: f32 = heights.iter().sum();
        // Parts need air between them.
        let air = if scale < 0.8 { 24.0 } else { 44.0 } * scale * (parts.len() - 1) as f32;
        if total + air <= room {
            plan = Some((scale, heights, room - total));
            break;
        }
        least = least.min(total + air - room);
    }
    let Some((scale, heights, spare)) = plan else {
        let missing = (least / 10.0).ceil();
        return Err(page.refuse(
            "story",
            format!(
                "reason, story and quote are too long for the certificate by {missing:.0} mm even at the smallest size"
            ),
        ));
    };
    // What is left over goes between the parts, but they stay one text.
    let gap = (spare / (parts.len() + 1) as f32).min(74.0);
    let used: f32 = heights.iter().sum::<f32>() + gap * (parts.len() - 1) as f32;
    let mut y = places.top + (room - used) / 2.0;
    for (part, height) in parts.iter().zip(&heights) {
        put(page, part, [y, *height], scale, places)?;
        y += height + gap;
    }
    Ok(())
}

fn parts(page: &mut Layout, facts: &CardFacts, told: bool) -> Vec<Part> {
    let real = printable_real_name(page, facts);
    let persona = facts.persona.trim().to_string();
    let line = |place, text: String, face, size, rgb| Part::Line { place, text, face, size, rgb };
    let mut list = vec![line("intro", "This certificate is awarded to".into(), Face::Plain, 50.0, SLATE)];
    let named = real.filter(|name| *name != persona);
    list.push(Part::Name { text: named.clone().unwrap_or_else(|| persona.clone()) });
    list.push(Part::Rule);
    if named.is_some() && !persona.is_empty() {
        let known = format!("known to grateful colleagues as “{persona}”");
        list.push(line("persona", known, Face::Bold, 50.0, BLUE));
    }
    let home: Vec<&str> = [&facts.function, &facts.unit, &facts.place].map(|t| t.trim()).into_iter().collect();
    let home: Vec<&str> = home.into_iter().filter(|t| !t.is_empty()).collect();
    let home = if home.is_empty() { facts.line_two.trim().to_string() } else { home.join(", ") };
    if !home.is_empty() {
        list.push(line("unit", home, Face::Plain, 44.0, SLATE));
    }
    let award = facts.award_line();
    if !told && !award.is_empty() {
        list.push(line("award", award, Face::Bold, 62.0, INK));
    }
    let mut add = |place, text: &str, face, rgb| {
        if !text.trim().is_empty() {
            list.push(Part::Text { place, text: text.trim().to_string(), face, rgb });
        }
    };
    add("reason", &reason(facts), Face::Plain, INK);
    add("story", &facts.story, Face::Plain, INK);
    add("quote", &facts.quoted(), Face::Bold, BLUE);
    list
}

/// "for prevailing over Colossal Cablamari: …", the reason where there is one, or whom the hero prevailed over.
fn reason(facts: &CardFacts) -> String {
    let why = facts.why.trim();
    let enemy = facts.enemy.as_ref().map_or("", |enemy| enemy.name.trim());
    match (enemy, why) {
        ("", why) => why.to_string(),
        (enemy, "") => format!("for prevailing over {enemy}"),
        // The reason is a sentence of its own; it begins as the jury wrote it.
        (enemy, why) => format!("for prevailing over {enemy}. {why}"),
    }
}

fn lettering(part: &Part, places: &Places, scale: f32) -> Lettering {
    let at = |face, size, rgb| Lettering::at(places.axis(), 0.0, face, size, &Hex::of(rgb)).centred();
    match part {
        Part::Line { face, size, rgb, .. } => {
            at(*face, size * scale.clamp(0.7, 1.05), *rgb).within(places.width()).at_least(0.6)
        }
        Part::Name { .. } => at(Face::Bold, NAME * scale.clamp(0.66, 1.05), INK).within(places.width()).at_least(0.4),
        Part::Text { face, rgb, .. } => at(*face, TEXT * scale, *rgb).within(places.width() * 0.94),
        Part::Rule => at(Face::Plain, 40.0, GOLD).within(places.width() * 0.82),
    }
}

/// A name or a line that is long stands on two lines rather than in small letters: how it is set, and how high it is.
fn wrapped(page: &mut Layout, place: &str, text: &str, l: &Lettering, scale: f32) -> Result<(Lettering, f32), Refusal> {
    // With much to tell, one line of smaller letters is better than two.
    let least = if scale < 0.8 { 0.58 } else { 0.72 };
    let one = l.size * 1.25;
    if page.fitted(place, text, &l.clone().at_least(least)).is_ok() {
        return Ok((l.clone(), one));
    }
    let two = l.clone().in_lines(2, l.size * 2.1);
    let fitted = page.fitted(place, text, &two)?;
    let ink = fitted.block.ink[3] - fitted.block.ink[1];
    Ok((two, ink.max(l.size) + l.size * 0.2))
}

fn height(page: &mut Layout, part: &Part, scale: f32, places: &Places) -> Result<f32, Refusal> {
    let l = lettering(part, places, scale);
    match part {
        Part::Line { place, text, .. } => Ok(wrapped(page, place, text, &l, scale)?.1),
        Part::Name { text } => Ok(wrapped(page, "name", text, &l, 1.0)?.1),
        Part::Rule => Ok(40.0),
        Part::Text { text, face, .. } => Ok(page.measure(text, *face, l.size, l.width, LINE_HEIGHT) + 4.0),
    }
}

fn put(page: &mut Layout, part: &Part, [y, height]: [f32; 2], scale: f32, places: &Places) -> Result<(), Refusal> {
    let l = lettering(part, places, scale);
    let at_middle = |l: Lettering| Lettering { y: y + height / 2.0 + l.size * 0.355, ..l };
    match part {
        Part::Line { place, text, .. } => {
            let (l, _) = wrapped(page, place, text, &l, scale)?;
            page.line(place, text, &at_middle(l))
        }
        Part::Name { text } => {
            let (l, _) = wrapped(page, "name", text, &l, 1.0)?;
            page.name("name", text, &at_middle(l))
        }
        Part::Rule => {
            rule_with_stone(page, [places.axis() - l.width / 2.0, y + 20.0], l.width, &Hex::of(GOLD));
            Ok(())
        }
        Part::Text { place, text, .. } => {
            page.paragraph(place, text, &Lettering { y, ..l }.at_least(0.96), height + 20.0, LINE_HEIGHT).map(|_| ())
        }
    }
}
