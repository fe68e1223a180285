//! The back of the box: what the hero did, the arch-enemy, code and serial.

use super::{BLUE, GREY, PALE, PAPER, RED, VIOLET, WHITE, YELLOW, inset};
use crate::campaign::Wording;
use crate::press::card::{CardFacts, Enemy};
use crate::press::code;
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::press::style::Frame;
use crate::press::subject::Subject;
use crate::press::suit::shout;
use crate::scene::kit::Hex;
use crate::scene::shapes::{Pen, drawn, line, placed, rounded};
use crate::scene::text::INK;

pub(super) fn make(page: &mut Layout, facts: &CardFacts, [x, y, w, h]: Frame) -> Result<(), Refusal> {
    let u = (w / 632.0).min(h / 1150.0).clamp(0.55, 2.6);
    let gap = 30.0 * u;
    let (left, width) = (x + gap, w - 2.0 * gap);
    let head = 138.0 * u;
    let foot = 150.0 * u;
    let mut bottom = y + h - gap * 1.2 - foot;
    let told = passages(facts);
    let title = if told.is_empty() { "MEET THE HERO" } else { "THE STORY" };
    let top = y + gap * 1.3;
    page.panel([left, top, width, head], 18.0 * u, Some(RED), Some((INK, 8.0 * u)));
    let size = head * 0.72;
    let line = shout(left + width / 2.0, top + head / 2.0 + size * 0.355, size, WHITE).centred();
    page.line("back", title, &line.within(width - 2.0 * gap).at_least(0.4))?;
    footer(page, facts, [left, bottom, width, foot], u)?;
    bottom -= gap;
    let card_top = top + head + gap;
    if let Some(enemy) = &facts.enemy {
        let high = (330.0 * u).min((bottom - card_top) * 0.32);
        // On a squat back the story needs the room; the enemy looms on the front already.
        if high > 170.0 * u {
            let frame = [left, bottom - high, width, high];
            let title = Wording::or(&facts.look.wording.enemy_title, "ARCH-ENEMY");
            nemesis(page, enemy, title, frame, u)?;
            bottom -= high + gap;
        }
    }
    story(page, facts, &told, [left, card_top, width, bottom - card_top], u)
}

/// A text on the back: its place in messages, words, face and colour.
struct Passage {
    place: &'static str,
    text: String,
    face: Face,
    rgb: [u8; 3],
    share: f32,
}

fn passages(facts: &CardFacts) -> Vec<Passage> {
    let mut list = Vec::new();
    let mut add = |place, text: &str, face, rgb, share| {
        if !text.trim().is_empty() {
            list.push(Passage { place, text: text.trim().to_string(), face, rgb, share });
        }
    };
    let story = if facts.story.trim().is_empty() { &facts.why } else { &facts.story };
    add("story", story, Face::Plain, INK, 1.0);
    add("quote", &facts.quoted(), Face::Bold, BLUE, 0.94);
    list
}

/// The white card: portrait and, beneath or beside it, the text.
fn story(page: &mut Layout, facts: &CardFacts, told: &[Passage], frame: Frame, u: f32) -> Result<(), Refusal> {
    page.panel(frame, 18.0 * u, Some(PAPER), Some((INK, 8.0 * u)));
    let [x, y, w, h] = inset(frame, 28.0 * u, 28.0 * u);
    if w > h * 1.25 {
        let side = (w * 0.36).min(h);
        portrait(page, facts, [x, y, side, h], u)?;
        return words(page, facts, told, [x + side + 30.0 * u, y, w - side - 30.0 * u, h], u);
    }
    // The text takes what it needs at its natural size, the picture the rest, within what looks well.
    let wanted = needed(page, facts, told, w, u);
    let most = if told.is_empty() { h } else { w * 0.92 };
    let high = (h - wanted - 30.0 * u).clamp((h * 0.26).min(w * 0.46), most);
    portrait(page, facts, [x, y, w, high], u)?;
    let top = y + high + 28.0 * u;
    words(page, facts, told, [x, top, w, y + h - top], u)
}

const BODY: f32 = 35.0;
const LEAD: f32 = 1.38;
const ROW: f32 = 92.0;

fn needed(page: &mut Layout, facts: &CardFacts, told: &[Passage], w: f32, u: f32) -> f32 {
    if told.is_empty() {
        return rows_of(facts).len() as f32 * ROW * u;
    }
    let mut total = 0.0;
    for p in told {
        total += page.measure(&p.text, p.face, BODY * u * p.share, w, LEAD) + 24.0 * u;
    }
    total
}

fn words(page: &mut Layout, facts: &CardFacts, told: &[Passage], [x, y, w, h]: Frame, u: f32) -> Result<(), Refusal> {
    if told.is_empty() {
        return rows(page, facts, [x, y, w, h], u);
    }
    // One size for all that is told, down to what still reads well; then the story ends early, with a note.
    let mut scale = 1.14;
    let size = |p: &Passage, scale: f32| BODY * u.min(1.6) * p.share * scale;
    let least = (25.0 / BODY / u.min(1.6)).min(0.8);
    loop {
        let mut total = 0.0;
        for p in told {
            total += page.measure(&p.text, p.face, size(p, scale), w, LEAD);
        }
        total += 24.0 * u * (told.len() - 1) as f32;
        if total <= h || scale <= least {
            break;
        }
        scale = (scale - 0.03).max(least);
    }
    let mut top = y;
    for (i, p) in told.iter().enumerate() {
        let l = Lettering::at(x, top, p.face, size(p, scale), &Hex::of(p.rgb)).within(w).at_least(0.9);
        let after: f32 = told[i + 1..]
            .iter()
            .map(|q| page.measure(&q.text, q.face, size(q, scale), w, LEAD).min(h * 0.4) + 24.0 * u)
            .sum();
        top += page.passage(p.place, &p.text, &l, y + h - top - after, LEAD)? + 24.0 * u;
    }
    Ok(())
}

/// What is known about somebody of whom nothing is told.
fn rows_of(facts: &CardFacts) -> Vec<(&'static str, String)> {
    let mut list: Vec<(&'static str, String)> = Vec::new();
    let home: Vec<&str> = [facts.unit.trim(), facts.place.trim()].into_iter().filter(|t| !t.is_empty()).collect();
    let mut add = |label, text: String| {
        if !text.trim().is_empty() {
            list.push((label, text.trim().to_string()));
        }
    };
    add("Award", facts.award_line());
    add("Function", facts.function.clone());
    add("Unit", home.join(", "));
    add("In service since", facts.since.clone());
    for specialty in facts.specialties.iter().take(2) {
        add("Specialty", specialty.clone());
    }
    if list.is_empty() {
        list.push(("Hero name", facts.persona.trim().to_string()));
    }
    list
}

fn rows(page: &mut Layout, facts: &CardFacts, [x, y, w, h]: Frame, u: f32) -> Result<(), Refusal> {
    let list = rows_of(facts);
    let pitch = (h / list.len() as f32).min(ROW * 1.5 * u);
    let top = y + (h - pitch * list.len() as f32) / 2.0;
    let k = (pitch / ROW / u).min(1.2) * u;
    for (i, (name, text)) in list.iter().enumerate() {
        let y = top + pitch * i as f32;
        let label = Lettering::at(x, y + 26.0 * k, Face::Bold, 24.0 * k, &Hex::of(GREY)).within(w);
        page.line("facts", &name.to_uppercase(), &label)?;
        let value = Lettering::at(x, y + 62.0 * k, Face::Plain, 36.0 * k, &Hex::of(INK)).within(w);
        page.line("facts", text, &value.in_lines(2, 50.0 * k).at_least(0.45))?;
        let rule = line(&[(x, y + pitch - 8.0 * k), (x + w, y + pitch - 8.0 * k)]);
        page.push(drawn(rule, None, Some(Pen::solid([0xD5, 0xDC, 0xEC], 4.0))));
    }
    Ok(())
}

fn portrait(page: &mut Layout, facts: &CardFacts, frame: Frame, u: f32) -> Result<(), Refusal> {
    let r = 12.0 * u;
    page.backdrop("backdrop/city.svg", &page.colours.clone(), frame, r)?;
    let Some(shape) = rounded(frame, r) else { return Ok(()) };
    let [x, y, w, h] = frame;
    if h > w * 1.15 {
        let edge = w * 0.06;
        page.whole(Subject::Figure(&facts.figure), [x + edge, y + edge, w - 2.0 * edge, h - 1.4 * edge])?;
        page.push(drawn(Some(shape), None, Some(Pen::solid(INK, 7.0 * u))));
        return Ok(());
    }
    // A low picture shows the head smaller, so that it is not cut at the brow.
    let zoom = (frame[3] / frame[2] * 1.02).min(1.0);
    page.head(facts.subject(), &shape, zoom)?;
    page.push(drawn(Some(shape), None, Some(Pen::solid(INK, 7.0 * u))));
    Ok(())
}

fn nemesis(page: &mut Layout, enemy: &Enemy, title: &str, frame: Frame, u: f32) -> Result<(), Refusal> {
    let [x, y, w, h] = frame;
    page.panel(frame, 18.0 * u, Some(VIOLET), Some((INK, 8.0 * u)));
    let side = h.min(w * 0.5);
    page.monster(&enemy.look, [x + side * 0.5, y + h * 0.5], side * 0.84 / 1000.0, 0.0)?;
    let left = x + side + 4.0 * u;
    let width = x + w - left - 22.0 * u;
    let caption = shout(left, y + h * 0.2, h * 0.115, WHITE).within(width).at_least(0.4);
    page.line("arch-enemy", title, &caption)?;
    let line = Lettering::at(left, y + h * 0.43, Face::Display, h * 0.17, &Hex::of(YELLOW)).within(width);
    page.line("arch-enemy", &enemy.name, &line.in_lines(3, h * 0.38).at_least(0.35))?;
    if !enemy.tagline.trim().is_empty() {
        let under = Lettering::at(left, y + h * 0.64, Face::Plain, 29.0 * u, &Hex::of(WHITE)).within(width);
        page.passage("arch-enemy", &enemy.tagline, &under.at_least(0.72), h * 0.32, 1.28)?;
    }
    Ok(())
}

fn footer(page: &mut Layout, facts: &CardFacts, [x, y, w, h]: Frame, u: f32) -> Result<(), Refusal> {
    let mut left = x;
    if !facts.qr.is_empty() {
        page.panel([x, y, h, h], 10.0 * u, Some(WHITE), Some((INK, 6.0 * u)));
        let made = code::code(&facts.qr).ok_or_else(|| Refusal::CodeTooLong { who: page.who.clone() })?;
        let inner = h - 12.0 * u;
        page.items.push(placed(code::modules(&made, inner, 2), [x + 6.0 * u, y + 6.0 * u], 1.0, 0.0, [0.0, 0.0]));
        left += h + 26.0 * u;
    }
    let width = x + w - left;
    let first = if facts.qr.is_empty() {
        "No toy inside, only gratitude."
    } else {
        "Scan to say thank you. No toy inside, only gratitude."
    };
    let text = Lettering::at(left, y + 6.0 * u, Face::Plain, 30.0 * u, &Hex::of(WHITE)).within(width).at_least(0.7);
    page.paragraph("footer", first, &text, h * 0.6, 1.3)?;
    let check = facts.check.trim();
    let serial = match (facts.serial.trim(), check) {
        ("", _) => String::new(),
        (serial, "") => serial.to_string(),
        (serial, check) => format!("{serial}  ·  check {check}"),
    };
    let number = Lettering::at(left, y + h - 14.0 * u, Face::Bold, 28.0 * u, &Hex::of(PALE));
    page.line("serial", &serial, &number.within(width).at_least(0.5))
}
