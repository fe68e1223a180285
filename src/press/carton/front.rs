//! The front of the box: logo, looming arch-enemy, the hero in the window, claims and name plate.

use super::BLEED;
use crate::press::card::CardFacts;
use crate::press::layout::Layout;
use crate::press::refusal::Refusal;
use crate::press::style::Frame;
use crate::press::suit::Suit;
use crate::scene::item::Item;
use crate::scene::kit::Hex;
use crate::scene::shapes::{clipped, drawn, polygon, rounded};
use crate::scene::text::INK;

pub(super) fn make(page: &mut Layout, facts: &CardFacts, suit: &Suit, frame: Frame) -> Result<(), Refusal> {
    let [x, y, w, h] = frame;
    // The upper edge is cut: the backdrop goes on above it. The others are creases.
    suit.backdrop(page, &facts.backdrop, [x, y - BLEED, w, h + BLEED])?;
    let plan = Plan::of(facts, suit, frame);
    let inside = page.aside(|page| {
        foot(page, &plan, frame);
        if let (Some(enemy), Some([cx, cy, size])) = (&facts.enemy, plan.monster) {
            page.monster(&enemy.look, [cx, cy], size / 1000.0, 5.0)?;
        }
        Ok(())
    })?;
    page.push(clipped(rounded([x, y - BLEED, w, h + BLEED], 0.0), inside));
    let [wx, wy, ww, _] = plan.window;
    let hero = page.aside(|page| suit.window(page, facts.subject(), [wx, wy], ww))?;
    page.push(clipped(rounded(frame, 0.0), hero));
    if plan.has_logo {
        suit.logo(page, facts, [plan.logo[0], plan.logo[1]], plan.logo[2])?;
    }
    suit.star(page, facts, [plan.star[0], plan.star[1]], plan.star[2])?;
    if let Some(frame) = plan.medal {
        let award = facts.award_line();
        page.medal(if award.is_empty() { "HERO INSIDE" } else { &award }, frame)?;
    }
    // On a small plate the second line must be larger, and has room for the name and the enemy only.
    let short = CardFacts { line_two: String::new(), ..facts.clone() };
    suit.plate(page, &short, [plan.plate[0], plan.plate[1]], plan.plate[2], 1.36)
}

/// Where things stand on a front of any proportions.
struct Plan {
    has_logo: bool,
    logo: Frame,
    window: Frame,
    /// Middle and side of the monster's square.
    monster: Option<[f32; 3]>,
    star: Frame,
    plate: Frame,
    /// What hangs above a window that nobody looks over.
    medal: Option<Frame>,
}

impl Plan {
    fn of(facts: &CardFacts, suit: &Suit, [x, y, w, h]: Frame) -> Self {
        let style = &suit.style;
        let aspect = |frame: Frame| frame[3] / frame[2];
        let edge = (w.min(h) * 0.035).max(16.0);
        let has_logo = facts.look.logo.is_some() || facts.logo.iter().any(|line| !line.trim().is_empty());
        let plate_width = (w - 2.0 * edge).min(h * 0.19 / aspect(style.plate.frame));
        let plate_height = plate_width * aspect(style.plate.frame);
        let plate = [x + (w - plate_width) / 2.0, y + h - edge * 1.6 - plate_height, plate_width, plate_height];
        let bottom = plate[1] - edge * 0.2;
        let shape = aspect(style.window.frame);
        let enemy = facts.enemy.is_some();
        let star = (w.min(h) * 0.36).min(320.0);
        let logo_of = |width: f32, left: f32, room: f32| {
            let width = width.min(room / aspect(style.logo.frame));
            let high = if has_logo { width * aspect(style.logo.frame) } else { 0.0 };
            [left, y + edge * 1.4, width, high]
        };
        if h / w < 1.6 && enemy {
            // Side by side: the window at the left over the whole height, logo and monster at its right.
            let top = y + edge * 1.4;
            let height = (bottom - top).min(w * 0.52 * shape);
            let window = [x + edge, bottom - height, height / shape, height];
            let left = window[0] + window[2] + edge * 0.4;
            let free = x + w - left;
            let mut logo = logo_of(free - edge, left, h * 0.32);
            logo[0] = left + (free - edge - logo[2]) / 2.0;
            let below = logo[1] + logo[3];
            let size = (free * 1.2).min((bottom - below) * 1.16);
            let monster = Some([left + free * 0.5, below + (bottom - below) * 0.53, size]);
            let star = [x + w - star - edge * 0.3, bottom - star * 0.96, star, star];
            return Self { has_logo, logo, window, monster, star, plate, medal: None };
        }
        let mut logo = logo_of(w - 2.0 * edge, x, h * 0.24);
        logo[0] = x + (w - logo[2]) / 2.0;
        let top = logo[1] + logo[3] + edge * 0.3;
        let room = bottom - top;
        let most = (w - 2.0 * edge) * shape;
        // The monster looks over the window's upper edge; without one a medal hangs there where there is room.
        let height = if enemy { (room * 0.7).min((w - 2.4 * edge) * shape) } else { room.min(most) };
        let window = [x + (w - height / shape) / 2.0, bottom - height, height / shape, height];
        let gap = window[1] - top;
        let monster = enemy.then(|| {
            let size = (w * 1.02).min(gap * 1.75);
            [x + w * 0.53, window[1] - size * 0.17, size]
        });
        let medal = (!enemy && gap > 150.0).then(|| {
            let side = (gap * 0.92).min(w * 0.62);
            [x + (w - side) / 2.0, top + (gap - side) / 2.0, side, side]
        });
        let star = [x + w - star - edge * 0.2, window[1] + height * 0.6, star, star];
        Self { has_logo, logo, window, monster, star, plate, medal }
    }
}

/// The dark foot that the plate stands on.
fn foot(page: &mut Layout, plan: &Plan, [x, y, w, h]: Frame) {
    let top = plan.plate[1] - plan.plate[3] * 0.35;
    let ring = [(x, top + plan.plate[3] * 0.2), (x + w, top), (x + w, y + h), (x, y + h)];
    let pale = page.rgb(&Hex::of([0xF0, 0x00, 0x53]));
    let line = [(x, ring[0].1 - 12.0), (x + w, top - 12.0), (x + w, top + 8.0), (x, ring[0].1 + 8.0)];
    let items: [Option<Item>; 2] = [drawn(polygon(&line), Some(pale), None), drawn(polygon(&ring), Some(INK), None)];
    for item in items {
        page.push(item);
    }
}
