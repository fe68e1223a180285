//! The address block: name, lines and country at one size, as large as the place allows, in either reading direction.

use std::borrow::Cow;

use super::LabelFacts;
use crate::press::layout::Layout;
use crate::press::refusal::Refusal;
use crate::press::style::Frame;
use crate::scene::fonts::TEXT_FAMILY;
use crate::scene::item::Transform;
use crate::scene::text::{Align, Block, INK, TextStyle, clean_for_setting};

/// How large an address may be, and how small.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// Natural size of a line, in 0.1 mm; the name is set larger by `name`.
    pub line: f32,
    pub least: f32,
    pub name: f32,
    /// From baseline to baseline.
    pub lead: f32,
}

/// How much smaller before a line may be broken in two.
const WHOLE: f32 = 0.78;

/// Puts the address into a box, its middle in the middle of the box's height.
pub(super) fn set(page: &mut Layout, facts: &LabelFacts, [x, y, w, h]: Frame, sizes: Sizes) -> Result<(), Refusal> {
    let name = name_of(page, facts)?;
    let mut lines: Vec<(String, bool, f32)> = vec![(name, true, sizes.name)];
    let mut add = |text: &str, bold: bool| {
        let text = clean_for_setting(text);
        if !text.is_empty() {
            lines.push((text, bold, 1.0));
        }
    };
    add(&facts.line_two, false);
    for line in &facts.address {
        add(line, false);
    }
    add(&facts.country.to_uppercase(), true);
    for (text, ..) in &lines[1..] {
        let missing = page.typesetter.block(text, &TextStyle::default()).missing;
        if !missing.is_empty() {
            return Err(page.refuse("address", format!("no typeface at hand has {} of “{text}”", missing.join(" "))));
        }
    }
    let rtl_lines = lines.iter().filter(|(text, ..)| reads_from_right(text)).count();
    let from_right = rtl_lines * 2 > lines.len();
    // First in whole lines, somewhat smaller if it must be; then lines may be broken at spaces, down to the least size.
    let tries = [(1.0, WHOLE, 1), (0.95, sizes.least / sizes.line, 2), (0.85, sizes.least / sizes.line, 3)];
    for (most, least, broken) in tries {
        let mut k: f32 = most;
        while k >= least.min(most) - 0.001 {
            if let Some(blocks) = fitting(page, &lines, k * sizes.line, [w, h], sizes.lead, broken, from_right) {
                if k < 0.7 {
                    page.note("address", format!("at {:.0} % of its size", k * 100.0));
                }
                let total: f32 = blocks.iter().map(|b| b.height).sum();
                let mut top = y + (h - total) / 2.0;
                for block in blocks {
                    page.items.extend(block.items(Transform::from_translate(x, top)));
                    top += block.height;
                }
                return Ok(());
            }
            k -= 0.03;
        }
    }
    Err(page.refuse(
        "address",
        format!(
            "has no room on a label of {:.0} x {:.0} mm; take a sheet with larger labels",
            (w / 10.0).ceil(),
            (h / 10.0).ceil()
        ),
    ))
}

/// The name as it can be set: itself, or the Latin form where a character has no face.
fn name_of(page: &mut Layout, facts: &LabelFacts) -> Result<String, Refusal> {
    let name = clean_for_setting(&facts.name);
    if name.is_empty() {
        return Err(page.refuse("name", "has no name for the label"));
    }
    let missing = page.typesetter.block(&name, &TextStyle::default()).missing;
    if missing.is_empty() {
        return Ok(name);
    }
    match facts.latin_name.as_deref().map(clean_for_setting).filter(|latin| !latin.is_empty()) {
        Some(latin) if page.typesetter.block(&latin, &TextStyle::default()).missing.is_empty() => {
            page.note("name", format!("“{latin}” stands in: no typeface at hand has {}", missing.join(" ")));
            Ok(latin)
        }
        _ => Err(page.refuse("name", format!("no typeface at hand has {} of “{name}”", missing.join(" ")))),
    }
}

fn fitting(
    page: &mut Layout,
    lines: &[(String, bool, f32)],
    size: f32,
    [w, h]: [f32; 2],
    lead: f32,
    broken: usize,
    from_right: bool,
) -> Option<Vec<Block>> {
    let mut total = 0.0;
    let mut blocks = Vec::with_capacity(lines.len());
    for (text, bold, larger) in lines {
        // Start follows the direction of the text itself: what reads against the block stands at its other end.
        let align = if reads_from_right(text) == from_right { Align::Start } else { Align::End };
        let style = TextStyle {
            family: Cow::Borrowed(TEXT_FAMILY),
            size: size * larger,
            weight: if *bold { 700.0 } else { 400.0 },
            fill: INK,
            width: Some(w),
            align,
            line_height: if *larger > 1.0 { lead * 0.92 } else { lead },
            ..TextStyle::default()
        };
        let block = page.typesetter.block(text, &style);
        total += block.height;
        if block.lines > broken || block.width > w + 0.01 || total > h + 0.01 {
            return None;
        }
        blocks.push(block);
    }
    Some(blocks)
}

/// True when the first letter belongs to a script written from right to left.
fn reads_from_right(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| {
        matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}
