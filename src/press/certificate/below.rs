//! What stands at the foot of a certificate: the enemy overcome, the signatures, the small print.

use super::Places;
use crate::press::card::{CardFacts, Enemy};
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::Refusal;
use crate::press::style::Frame;
use crate::scene::kit::Hex;
use crate::scene::shapes::{Pen, drawn, line};
use crate::scene::text::INK;

const SLATE: [u8; 3] = [0x4A, 0x50, 0x68];
const GREY: [u8; 3] = [0x6C, 0x73, 0x91];
/// Height of a picture of a signature.
const SIGNED: f32 = 150.0;
/// Most signatures that keep room for a hand.
const MOST: usize = 4;

/// Whom the hero prevailed over, small.
pub(super) fn enemy(page: &mut Layout, enemy: &Enemy, [x, y, w, h]: Frame) -> Result<(), Refusal> {
    let versus = Lettering::at(x + w / 2.0, y + 96.0, Face::Bold, 42.0, &Hex::of(SLATE)).centred().within(w);
    page.line("arch-enemy", &format!("vs. {}", enemy.name), &versus.in_lines(2, 76.0).at_least(0.6))?;
    let side = (h - 140.0).min(250.0);
    page.monster(&enemy.look, [x + w / 2.0, y + 136.0 + side / 2.0], side / 1000.0, 0.0)
}

/// Lines to sign on. Where nobody is named the page still can be signed and dated by hand.
pub(super) fn signatures(page: &mut Layout, facts: &CardFacts, places: &Places) -> Result<(), Refusal> {
    if facts.signatures.len() > MOST {
        page.note("signatures", format!("only the first {MOST} stand on the certificate"));
    }
    let named: Vec<[&str; 3]> =
        facts.signatures.iter().take(MOST).map(|s| [s.name.trim(), s.role.trim(), &s.picture]).collect();
    let blank = [["", "Place and date", ""], ["", "Signature", ""]];
    let list: &[[&str; 3]] = if named.is_empty() { &blank } else { &named };
    let (left, right) = (places.text.0 + 60.0, places.w - 560.0);
    let pitch = (right - left) / list.len() as f32;
    let width = (pitch - 90.0).min(620.0);
    for (i, [name, role, picture]) in list.iter().enumerate() {
        let cx = left + pitch * (i as f32 + 0.5);
        if !picture.is_empty() {
            // A hand crosses the line a little.
            let frame = [cx - width * 0.42, places.signed - SIGNED + 16.0, width * 0.84, SIGNED];
            match page.cache.picture_in(picture, frame) {
                Ok(item) => page.items.push(item),
                Err(why) => page.note("signature", format!("the signature of {name} is left out: {why}")),
            }
        }
        let rule = line(&[(cx - width / 2.0, places.signed), (cx + width / 2.0, places.signed)]);
        page.push(drawn(rule, None, Some(Pen::solid(INK, 6.0))));
        let first = Lettering::at(cx, places.signed + 62.0, Face::Bold, 44.0, &Hex::of(INK)).centred();
        let first = first.within(width - 20.0).in_lines(2, 66.0).at_least(0.5);
        let second_y = places.signed + if name.is_empty() { 58.0 } else { 118.0 };
        let second = Lettering::at(cx, second_y, Face::Plain, 38.0, &Hex::of(SLATE)).centred();
        if !name.is_empty() {
            page.name("signature", name, &first)?;
        }
        page.line("signature", role, &second.within(width - 20.0).in_lines(2, 58.0).at_least(0.55))?;
    }
    Ok(())
}

/// Serial, check code and date, at the foot of the left column.
pub(super) fn small_print(page: &mut Layout, facts: &CardFacts, places: &Places) -> Result<(), Refusal> {
    let check = facts.check.trim();
    let parts: Vec<String> = [
        facts.serial.trim().to_string(),
        if check.is_empty() { String::new() } else { format!("check {check}") },
        if facts.date.trim().is_empty() { facts.year.trim().to_string() } else { facts.date.trim().to_string() },
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    let x = places.column.0 + places.column.1 / 2.0;
    let l = Lettering::at(x, places.h - 180.0, Face::Plain, 34.0, &Hex::of(GREY)).centred().within(700.0);
    page.line("small print", &parts.join("  ·  "), &l.at_least(0.7))
}
