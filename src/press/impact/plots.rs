//! The plots of the report, as stacks for a width in 0.1 mm. They are read without their colours too: every bar and dot has its
//! number beside it.

use super::{Channel, Evidence, LeapLine, LeapSum, Quote, times};
use crate::press::paper::{Look, Setter, Stack, Tint, ink, moved};
use crate::scene::item::{Item, Transform};
use crate::scene::shapes::{Pen, disc, drawn, line, rounded};
use crate::scene::world::{self, Mark, Palette};

pub(super) const BLUE: [u8; 3] = [0x2F, 0x6B, 0xEB];
pub(super) const RED: [u8; 3] = [0xE8, 0x39, 0x4F];
pub(super) const GOLD: [u8; 3] = [0xE0, 0x94, 0x2A];
/// Received, accepted, shortlisted, won.
const FUNNEL: [[u8; 3]; 4] = [[0xD6, 0xE2, 0xFB], [0x8F, 0xB3, 0xF7], [0x1E, 0x43, 0xAB], [0xFF, 0xC9, 0x3C]];

/// Colours of the map on paper.
pub const MAP_COLOURS: Palette = Palette {
    land: [0xD8, 0xCF, 0xBD],
    named: [[0x9D, 0xBA, 0xF6], [0x5B, 0x86, 0xEE], [0x1E, 0x43, 0xAB]],
    pin: ink::SUN,
    rim: ink::INK,
};

/// A bar: what it is of, how long it is, and small words behind the number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    pub label: String,
    pub count: u64,
    pub words: String,
}

fn right_aligned(setter: &mut Setter<'_>, text: &str, look: &Look, right: f32, middle: f32) -> Vec<Item> {
    let set = setter.one_line(text, look, 400.0);
    moved(set.items, right - set.width, middle - set.height / 2.0)
}

/// Bars under each other, the label over each where the room is narrow.
pub(super) fn bars(setter: &mut Setter<'_>, rows: &[Bar], rgb: [u8; 3], width: f32) -> Stack {
    let most = rows.iter().map(|row| row.count).max().unwrap_or(1).max(1) as f32;
    let labels = (width * 0.36).min(560.0);
    let (left, number) = (labels + 30.0, 110.0);
    let room = width - left - number;
    let mut stack = Stack::default();
    for row in rows {
        let label = setter.text(&row.label, &Look::cell(), labels);
        let words = setter.text(&row.words, &Look::small(), labels);
        let height = (label.height + words.height).max(44.0) + 16.0;
        let middle = stack.height + height / 2.0;
        let under = stack.height + 8.0 + label.height;
        stack.items.extend(moved(label.items, 0.0, stack.height + 8.0));
        stack.items.extend(moved(words.items, 0.0, under));
        let long = (room * row.count as f32 / most).max(6.0);
        stack.items.extend(drawn(rounded([left, middle - 17.0, long, 34.0], 7.0), Some(rgb), None));
        let count = setter.one_line(&row.count.to_string(), &Look::cell().strong(), number);
        stack.items.extend(moved(count.items, left + long + 18.0, middle - count.height / 2.0));
        stack.height += height;
    }
    stack
}

/// A bar in a bar in a bar for each channel, with the four numbers beside it.
pub(super) fn funnel(setter: &mut Setter<'_>, channels: &[Channel], width: f32) -> Stack {
    let heads = ["RECEIVED", "ACCEPTED", "SHORTLISTED", "WON"];
    let (labels, column) = (400.0, 200.0);
    let left = labels + 26.0;
    let room = width - left - 4.0 * column - 20.0;
    let most = channels.iter().map(|it| it.received).max().unwrap_or(1).max(1) as f32;
    let mut stack = Stack::default();
    for (index, head) in heads.into_iter().enumerate() {
        let right = width - column * (3 - index) as f32;
        let set = setter.one_line(head, &Look::label().sized(21.0), column - 20.0);
        stack.items.extend(drawn(rounded([right - set.width - 30.0, 7.0, 20.0, 20.0], 4.0), Some(FUNNEL[index]), None));
        stack.items.extend(moved(set.items, right - set.width, 0.0));
    }
    stack.height = 40.0;
    stack.items.extend(drawn(line(&[(0.0, 40.0), (width, 40.0)]), None, Some(Pen::solid(ink::INK, 4.0))));
    for it in channels {
        let counts = [it.received, it.accepted, it.shortlisted, it.won];
        let label = setter.text(&it.name, &Look::cell(), labels);
        let height = label.height.max(52.0) + 20.0;
        let middle = stack.height + height / 2.0;
        stack.items.extend(moved(label.items, 0.0, middle - label.height / 2.0));
        for (index, count) in counts.into_iter().enumerate() {
            let long = room * count as f32 / most;
            // Each one a little slimmer, so that equal ones are seen behind each other.
            let high = 46.0 - 9.0 * index as f32;
            if count > 0 {
                let frame = [left, middle - high / 2.0, long.max(6.0), high];
                stack.items.extend(drawn(rounded(frame, 7.0), Some(FUNNEL[index]), None));
            }
            let look = if count == 0 { Look::cell().tinted(Tint::Muted) } else { Look::cell().strong() };
            let right = width - column * (3 - index) as f32;
            stack.items.extend(right_aligned(setter, &count.to_string(), &look, right, middle));
        }
        stack.height += height;
        let rule = line(&[(0.0, stack.height), (width, stack.height)]);
        stack.items.extend(drawn(rule, None, Some(Pen::solid(ink::LINE, 2.0))));
    }
    stack
}

/// The map on a quiet panel, with the names of the largest pins.
pub(super) fn map(setter: &mut Setter<'_>, places: &[Mark], width: f32) -> Stack {
    let (pad, k) = (34.0, (width - 68.0) / world::SIZE.0);
    let height = world::SIZE.1 * k + 2.0 * pad;
    let mut items: Vec<Item> =
        drawn(rounded([0.0, 0.0, width, height], 18.0), Some(ink::INSET), None).into_iter().collect();
    let transform = Transform::from_translate(pad, pad).pre_scale(k, k);
    items.push(Item::Group { transform, clip: None, opacity: 1.0, items: world::items(places, &MAP_COLOURS) });
    let (pins, _) = world::pins(places);
    // What the pins cover, and then each label that was set.
    let mut taken: Vec<[f32; 4]> = pins
        .iter()
        .map(|pin| {
            let (x, y, r) = (pad + pin.x * k, pad + pin.y * k, pin.radius * k);
            [x - r, y - r, x + r, y + r]
        })
        .collect();
    for pin in pins.iter().filter(|pin| !pin.place.is_empty()).take(14) {
        let set = setter.one_line(&pin.place, &Look::small().sized(25.0).tinted(Tint::Ink).strong(), 300.0);
        let (x, y, r) = (pad + pin.x * k, pad + pin.y * k, pin.radius * k + 6.0);
        let (w, h) = (set.width + 16.0, set.height.min(34.0));
        let tries = [(x + r, y - h / 2.0), (x - r - w, y - h / 2.0), (x - w / 2.0, y - r - h), (x - w / 2.0, y + r)];
        let free = |(left, top): &(f32, f32)| {
            let own = [*left, *top, left + w, top + h];
            let is_inside = own[0] > 8.0 && own[1] > 8.0 && own[2] < width - 8.0 && own[3] < height - 8.0;
            is_inside && !taken.iter().any(|t| own[0] < t[2] && t[0] < own[2] && own[1] < t[3] && t[1] < own[3])
        };
        if let Some((left, top)) = tries.into_iter().find(free) {
            taken.push([left, top, left + w, top + h]);
            items.extend(drawn(rounded([left, top, w, h], 9.0), Some(ink::WHITE), None));
            items.extend(moved(set.items, left + 8.0, top + (h - set.height) / 2.0));
        }
    }
    Stack { items, height }
}

/// Leaps shown before the rest is only counted.
const LEAPS_MOST: usize = 14;

/// A dot for each leap on a scale of powers, with a line at the middle of each kind of evidence.
pub(super) fn leaps(setter: &mut Setter<'_>, leaps: &[LeapLine], sums: &[LeapSum], width: f32) -> Stack {
    let labels = 620.0;
    let (left, right) = (labels + 40.0, width - 120.0);
    let shown = &leaps[..leaps.len().min(LEAPS_MOST)];
    let all = shown.iter().map(|leap| leap.multiple).chain(sums.iter().map(|sum| sum.median));
    let most = all.clone().fold(10.0_f64, f64::max);
    let least = all.fold(1.0_f64, f64::min).max(0.001);
    let (from, to) = (least.log10(), (most * 1.15).log10());
    let at = |multiple: f64| left + (right - left) * ((multiple.max(0.001).log10() - from) / (to - from)) as f32;
    let mut stack = Stack { items: Vec::new(), height: 44.0 };
    let heights: Vec<f32> = shown
        .iter()
        .map(|leap| {
            let what = setter.text(&leap.what, &Look::cell(), labels).height;
            (what + setter.text(&leap.numbers, &Look::small(), labels).height).max(50.0) + 18.0
        })
        .collect();
    let bottom = stack.height + heights.iter().sum::<f32>();
    for tick in [0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0, 10_000.0] {
        if tick < least * 0.999 || tick > most * 1.15 {
            continue;
        }
        let x = at(tick);
        let pen = if tick == 1.0 { Pen::solid(ink::MUTED, 3.0) } else { Pen::solid(ink::LINE, 2.0) };
        stack.items.extend(drawn(line(&[(x, 40.0), (x, bottom)]), None, Some(pen)));
        let set = setter.one_line(&times(tick), &Look::label().sized(24.0), 160.0);
        stack.items.extend(moved(set.items, x - set.width / 2.0, 0.0));
    }
    for sum in sums {
        let x = at(sum.median);
        let pen = Pen { rgb: colour(sum.evidence), width: 4.0, dash: &[14.0, 10.0] };
        stack.items.extend(drawn(line(&[(x, 40.0), (x, bottom)]), None, Some(pen)));
    }
    for (leap, height) in shown.iter().zip(heights) {
        let middle = stack.height + height / 2.0;
        let what = setter.text(&leap.what, &Look::cell(), labels);
        let under = stack.height + 9.0 + what.height;
        stack.items.extend(moved(what.items, 0.0, stack.height + 9.0));
        let numbers = setter.text(&leap.numbers, &Look::small(), labels);
        stack.items.extend(moved(numbers.items, 0.0, under));
        let (one, x) = (at(1.0_f64.max(least)), at(leap.multiple));
        let rgb = colour(leap.evidence);
        stack.items.extend(drawn(line(&[(one, middle), (x, middle)]), None, Some(Pen::solid(rgb, 6.0))));
        stack.items.extend(dot(leap.evidence, x, middle));
        let set = setter.one_line(&times(leap.multiple), &Look::cell().strong(), 140.0);
        stack.items.extend(moved(set.items, x + 28.0, middle - set.height / 2.0));
        stack.height += height;
    }
    stack.height += 16.0;
    // Which dot is which evidence.
    let mut x = left;
    for evidence in [Evidence::Measured, Evidence::Reported, Evidence::Estimated] {
        if !sums.iter().any(|sum| sum.evidence == evidence) {
            continue;
        }
        stack.items.extend(dot(evidence, x + 14.0, stack.height + 18.0));
        let set = setter.one_line(evidence.title(), &Look::small(), 240.0);
        let wide = set.width;
        stack.items.extend(moved(set.items, x + 42.0, stack.height + 18.0 - set.height / 2.0));
        x += wide + 90.0;
    }
    let set = setter.one_line("dashed: the middle", &Look::small(), 400.0);
    stack.items.extend(moved(set.items, x, stack.height + 18.0 - set.height / 2.0));
    let rest = leaps.len() - shown.len();
    if rest > 0 {
        let set = setter.one_line(&format!("and {rest} more"), &Look::small(), labels);
        stack.items.extend(moved(set.items, 0.0, stack.height));
    }
    stack.height += 40.0;
    stack
}

fn colour(evidence: Evidence) -> [u8; 3] {
    match evidence {
        Evidence::Measured => ink::ACCENT,
        Evidence::Reported => BLUE,
        Evidence::Estimated => [0x6E, 0x8F, 0xC9],
    }
}

/// Full for measured, a thick ring for reported, a thin one for estimated.
fn dot(evidence: Evidence, x: f32, y: f32) -> Option<Item> {
    let rgb = colour(evidence);
    match evidence {
        Evidence::Measured => drawn(disc(x, y, 17.0), Some(rgb), None),
        Evidence::Reported => drawn(disc(x, y, 13.0), Some(ink::WHITE), Some(Pen::solid(rgb, 9.0))),
        Evidence::Estimated => drawn(disc(x, y, 14.0), Some(ink::WHITE), Some(Pen::solid(rgb, 4.0))),
    }
}

/// Words with a large mark before them and who said them beneath.
pub(super) fn quote(setter: &mut Setter<'_>, quote: &Quote, width: f32) -> Stack {
    let left = 92.0;
    let words = setter.text(quote.words.trim(), &Look::body().sized(38.0), width - left);
    let under = setter.text(&quote.under, &Look::small(), width - left);
    let mark = setter.one_line("“", &Look::display(150.0), 90.0);
    let mut mark = mark.items;
    for item in &mut mark {
        if let Item::Text(run) = item {
            run.fill = GOLD;
        }
    }
    let mut items = moved(mark, 4.0, -22.0);
    let y = words.height + 4.0;
    items.extend(moved(words.items, left, 0.0));
    items.extend(moved(under.items, left, y));
    Stack { items, height: (y + under.height).max(86.0) + 6.0 }
}
