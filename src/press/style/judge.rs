//! What a style file may say beyond being well-formed: boxes lie on the card, sizes can be read, counts are sensible.

use super::{AwardBack, CardStyle, Frame, WINDOW};
use crate::press::card::{BLEED, SIZE};
use crate::press::layout::Lettering;

/// The field and what is wrong with it.
type Wrong = (String, String);

pub(super) fn judge(style: &CardStyle) -> Result<(), Wrong> {
    let frames: [(&str, Option<Frame>); 8] = [
        ("logo.frame", Some(style.logo.frame)),
        ("window.frame", Some(style.window.frame)),
        ("medal.frame", Some(style.medal.frame)),
        ("tray.frame", style.tray.as_ref().map(|tray| tray.frame)),
        ("star.frame", style.star.as_ref().map(|star| star.frame)),
        (
            "award.back",
            style.award.as_ref().and_then(|award| award.back).map(|back| match back {
                AwardBack::Ribbon(frame) | AwardBack::Panel(frame) => frame,
            }),
        ),
        ("plate.frame", Some(style.plate.frame)),
        ("hang_hole", style.hang_hole),
    ];
    for (field, frame) in frames {
        if let Some(frame) = frame {
            on_card(field, frame)?;
        }
    }
    let [x, y, w, h] = style.window.opening.frame();
    if !(x >= 0.0 && y >= 0.0 && w > 10.0 && h > 10.0 && x + w <= WINDOW.0 && y + h <= WINDOW.1) {
        return wrong("window.opening", "lies outside the window's drawing, which is 900 by 1400");
    }
    within("window.hero_scale", style.window.hero_scale, 0.2, 2.0)?;
    within("window.sole", style.window.sole, -200.0, 1000.0)?;
    if let Some(monster) = &style.monster {
        within("monster.scale", monster.scale, 0.1, 3.0)?;
        within("monster.x", monster.x, -500.0, SIZE.0 + 500.0)?;
        within("monster.y", monster.y, -500.0, SIZE.1 + 500.0)?;
        within("monster.turn", monster.turn, -180.0, 180.0)?;
    }
    within("dress.margin", style.dress.margin, 40.0, 300.0)?;
    within("dress.foot", style.dress.foot, 40.0, 300.0)?;
    within("dress.top", style.dress.top, 240.0, 800.0)?;
    within("dress.corner", style.dress.corner, 0.0, 100.0)?;
    if let Some(side) = &style.side {
        on_card("side.width", [side.x, side.top, side.width, side.bottom - side.top])?;
    }
    let letterings: [(&str, Option<&Lettering>); 7] = [
        ("logo.first", Some(&style.logo.first)),
        ("logo.second", Some(&style.logo.second)),
        ("monster.caption", style.monster.as_ref().and_then(|monster| monster.caption.as_ref())),
        ("tray.caption", style.tray.as_ref().map(|tray| &tray.caption)),
        ("award.line", style.award.as_ref().map(|award| &award.line)),
        ("plate.name", Some(&style.plate.name)),
        ("plate.second", Some(&style.plate.second)),
    ];
    for (field, lettering) in letterings {
        if let Some(lettering) = lettering {
            readable(field, lettering)?;
        }
    }
    if style.tray.as_ref().is_some_and(|tray| !tray.many.contains("{n}")) {
        return wrong("tray.many", "does not say the number: write {n} where it stands");
    }
    Ok(())
}

fn wrong(field: &str, what: impl Into<String>) -> Result<(), Wrong> {
    Err((field.to_owned(), what.into()))
}

fn within(field: &str, value: f32, least: f32, most: f32) -> Result<(), Wrong> {
    if (least..=most).contains(&value) {
        Ok(())
    } else {
        wrong(field, format!("is {value}; it must be between {least} and {most}"))
    }
}

/// A box with some size that lies on the card, its bleed included.
fn on_card(field: &str, [x, y, w, h]: Frame) -> Result<(), Wrong> {
    if !(w > 0.0 && h > 0.0) {
        return wrong(field, format!("is {w} wide and {h} high; a box has left, top, width and height"));
    }
    let fits = x >= -BLEED && y >= -BLEED && x + w <= SIZE.0 + BLEED && y + h <= SIZE.1 + BLEED;
    if fits {
        return Ok(());
    }
    wrong(
        field,
        format!(
            "reaches from {x},{y} to {},{}; the card is {} by {} (0.1 mm) with {BLEED} of bleed around",
            x + w,
            y + h,
            SIZE.0,
            SIZE.1
        ),
    )
}

/// Letters of a size that prints, on the card.
fn readable(field: &str, l: &Lettering) -> Result<(), Wrong> {
    let inner = |name: &str| format!("{field}.{name}");
    within(&inner("x"), l.x, 0.0, SIZE.0)?;
    within(&inner("y"), l.y, 0.0, SIZE.1)?;
    within(&inner("size"), l.size, 25.0, 400.0)?;
    within(&inner("least"), l.least, 0.2, 1.0)?;
    within(&inner("anchor"), l.anchor, 0.0, 1.0)?;
    within(&inner("width"), l.width, 20.0, SIZE.0)?;
    within(&inner("height"), l.height, 0.0, SIZE.1)?;
    within(&inner("outline"), l.outline, 0.0, l.size)?;
    within(&inner("spacing"), l.spacing, -l.size / 4.0, l.size)?;
    within(&inner("turn"), l.turn, -45.0, 45.0)?;
    if !(1..=6).contains(&l.lines) {
        return wrong(&inner("lines"), format!("is {}; it must be between 1 and 6", l.lines));
    }
    Ok(())
}
