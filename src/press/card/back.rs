//! The back: file card, powers, arch-enemy, the other heroes, serial and code.
//!
//! The parts share the height among them: what is missing gives its room to what is there, from larger text over taller
//! panels to a full-length portrait.

mod boxes;
mod foot;
mod rows;

use super::{BLEED, CardFacts, SIZE};
use crate::campaign::Wording;
use crate::press::layout::{Face, Layout, Lettering};
use crate::press::refusal::{Note, Refusal};
use crate::press::style::CardStyle;
use crate::scene::item::Page;
use crate::scene::kit::{Hex, Kit, SymbolCache};
use crate::scene::shapes::{Pen, clipped, drawn, polygon, polygons, rounded};
use crate::scene::text::{INK, Typesetter};
use boxes::{Grid, enemy, powers};
use foot::{footer, others};
use rows::file_card;

const BLUE: [u8; 3] = [0x24, 0x49, 0xB8];
const BLUE_STRIPE: [u8; 3] = [0x2A, 0x53, 0xC9];
const BAND: [u8; 3] = [0xFF, 0x4D, 0x5E];
const PAPER: [u8; 3] = [0xFF, 0xFD, 0xF6];
const RULE: [u8; 3] = [0xD5, 0xDC, 0xEC];
const GREY: [u8; 3] = [0x6C, 0x73, 0x91];
const RED: [u8; 3] = [0xE8, 0x39, 0x4F];
const DARK_RED: [u8; 3] = [0xB9, 0x24, 0x3A];
const YELLOW: [u8; 3] = [0xFF, 0xD8, 0x4A];
const PALE: [u8; 3] = [0xFF, 0xE8, 0x9A];
const GOLD: [u8; 3] = [0xFF, 0xC9, 0x3C];
const VIOLET: [u8; 3] = [0x7A, 0x4D, 0xE8];
const UNLIT: [u8; 3] = [0x3A, 0x3F, 0x58];
const WHITE: [u8; 3] = [255; 3];

/// Left and right edge of the panels.
const LEFT: f32 = 70.0;
const RIGHT: f32 = 1454.0;
/// Top of the file card and bottom of what stands above the footer.
const TOP: f32 = 430.0;
const BOTTOM: f32 = 2076.0;
const GAP: f32 = 36.0;
const STRIP: f32 = 214.0;
const TEXT_LEFT: f32 = 124.0;
const TEXT_WIDTH: f32 = 1276.0;

pub(super) fn make(
    facts: &CardFacts,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    // The front's looks share this back; an unknown look is refused on both sides alike.
    CardStyle::find(kit, &facts.style)?
        .ok_or_else(|| Refusal::UnknownStyle { who: facts.who().to_string(), style: facts.style.clone() })?;
    let colours = kit.figure_colours(&facts.figure, "azure");
    let mut page = Layout::new(kit, cache, typesetter, colours, facts.who());
    ground(&mut page, facts)?;
    let plan = Plan::choose(&mut page, facts)?;
    file_card(&mut page, facts, &plan)?;
    let mut y = TOP + plan.file_height + GAP;
    if plan.panel_height > 0.0 {
        if let Some((x, w)) = plan.powers {
            powers(&mut page, facts, [x, y, w, plan.panel_height])?;
        }
        if let Some((x, w)) = plan.enemy {
            enemy(&mut page, facts, [x, y, w, plan.panel_height])?;
        }
        y += plan.panel_height + GAP;
    }
    if plan.strip {
        others(&mut page, facts, y)?;
    }
    footer(&mut page, facts)?;
    if facts.hang_hole {
        page.art("card/hang-hole.svg", [592.0, 48.0, 340.0, 110.0])?;
    }
    Ok(page.page("back".into(), SIZE.0, SIZE.1, BLEED))
}

fn ink(rgb: [u8; 3]) -> Hex {
    Hex::of(rgb)
}

fn ground(page: &mut Layout, facts: &CardFacts) -> Result<(), Refusal> {
    let (w, h) = SIZE;
    let (l, t, r, b) = (-BLEED, -BLEED, w + BLEED, h + BLEED);
    page.panel([l, t, r - l, b - t], 0.0, Some(BLUE), None);
    // Slanted stripes over the whole height; the slant goes on through the bleed.
    let lean = 560.0 / h;
    let stripes: Vec<[(f32, f32); 4]> = (0..14)
        .map(|i| {
            let x = -200.0 + 180.0 * i as f32;
            let (up, down) = (x - t * lean, x - b * lean);
            [(up, t), (up + 90.0, t), (down + 90.0, b), (down, b)]
        })
        .collect();
    let rings: Vec<&[(f32, f32)]> = stripes.iter().map(<[(f32, f32); 4]>::as_slice).collect();
    let sheet = rounded([l, t, r - l, b - t], 0.0);
    page.push(clipped(sheet, drawn(polygons(&rings), Some(BLUE_STRIPE), None).into_iter().collect()));
    // Edges of the band end beyond the bleed, so that no outline shows at the cut.
    let out = 60.0;
    let rise = 70.0 / w * out;
    let band = [(-out, 190.0 + rise), (w + out, 120.0 - rise), (w + out, 330.0 - rise), (-out, 400.0 + rise)];
    page.push(drawn(polygon(&band), Some(BAND), Some(Pen::solid(INK, 12.0))));
    let title = Lettering::at(92.0, 346.0, Face::Display, 150.0, &ink(WHITE)).outlined(24.0).spaced(4.0);
    page.line("title", Wording::or(&facts.look.wording.back_title, "FILE CARD"), &title.turned(-2.6).within(700.0))?;
    let series = if facts.series.is_empty() { facts.award_line() } else { facts.series.clone() };
    let right = Lettering::at(1432.0, 268.0, Face::Display, 64.0, &ink(PALE)).outlined(14.0).ending();
    page.line("series", &series, &right.turned(-2.6).within(640.0).in_lines(2, 130.0).at_least(0.5))
}

/// How the height of the back is shared.
struct Plan {
    file_height: f32,
    panel_height: f32,
    /// Left and width of the panels that are there.
    powers: Option<(f32, f32)>,
    enemy: Option<(f32, f32)>,
    strip: bool,
    /// Height of portrait and facts inside the file card.
    top_height: f32,
    /// Size of the running text, 1 being natural.
    scale: f32,
}

impl Plan {
    /// Takes the most generous sharing that leaves portrait and facts their room.
    fn choose(page: &mut Layout, facts: &CardFacts) -> Result<Self, Refusal> {
        let strip = !facts.others.is_empty();
        let (has_powers, has_enemy) = (!facts.powers.is_empty(), facts.enemy.is_some());
        let (powers, enemy) = match (has_powers, has_enemy) {
            (true, true) => (Some((LEFT, 810.0)), Some((914.0, 540.0))),
            (true, false) => (Some((LEFT, RIGHT - LEFT)), None),
            (false, true) => (None, Some((LEFT, RIGHT - LEFT))),
            (false, false) => (None, None),
        };
        let has_panels = has_powers || has_enemy;
        let rows = Grid::of(facts.powers.len(), !has_enemy).rows as f32;
        // Wide panels are lower: powers stand in more columns, the monster beside its name.
        let natural = match (has_powers, has_enemy) {
            (true, true) => 560.0,
            (true, false) => 150.0 + rows * 120.0,
            (false, true) => 440.0,
            (false, false) => 0.0,
        };
        let room = BOTTOM - TOP - if strip { STRIP + GAP } else { 0.0 };
        let sharings: &[(f32, f32, f32)] = &[
            // Scale of the text, of the panels, and the least height of portrait and facts.
            (1.35, 1.25, 560.0),
            (1.25, 1.15, 520.0),
            (1.15, 1.08, 500.0),
            (1.0, 1.0, 470.0),
            (0.94, 1.0, 460.0),
            (0.9, 0.94, 450.0),
            (0.86, 0.9, 440.0),
            (0.82, 0.86, 430.0),
            (0.78, 0.84, 420.0),
        ];
        let mut least_missing = f32::INFINITY;
        for (scale, share, least) in sharings {
            let panel_height = natural * share;
            let file_height = room - if has_panels { panel_height + GAP } else { 0.0 };
            let text = text_height(page, facts, *scale);
            let top_height = file_height - 56.0 - text - if text > 0.0 { 76.0 } else { 56.0 };
            if top_height >= *least {
                // A portrait needs no more than this; panels take the rest where there are any.
                let spare = if has_panels { (top_height - 640.0).clamp(0.0, natural * 0.3) } else { 0.0 };
                return Ok(Self {
                    file_height: file_height - spare,
                    panel_height: panel_height + spare,
                    powers,
                    enemy,
                    strip,
                    top_height: top_height - spare,
                    scale: *scale,
                });
            }
            least_missing = least_missing.min(least - top_height);
        }
        Err(page.refuse(
            "story",
            format!(
                "story, quote and reason are too long for the back by {:.0} mm even at the smallest size",
                (least_missing / 10.0).ceil()
            ),
        ))
    }
}

/// One piece of running text on the file card.
struct Passage {
    place: &'static str,
    text: String,
    face: Face,
    size: f32,
    rgb: [u8; 3],
}

/// The running text in reading order: award and reason, story, quote.
fn passages(facts: &CardFacts) -> Vec<Passage> {
    let mut list = Vec::new();
    let mut add = |place, text: String, face, size, rgb| {
        if !text.trim().is_empty() {
            list.push(Passage { place, text, face, size, rgb });
        }
    };
    let award = facts.award_line();
    // Without a series the band already names the award.
    if !facts.series.is_empty() && has_words(facts) {
        add("award", award, Face::Display, 50.0, RED);
    }
    add("reason", facts.why.trim().to_string(), Face::Plain, 36.0, INK);
    add("story", facts.story.trim().to_string(), Face::Plain, 36.0, INK);
    let quote = facts.quote.trim().trim_matches(['“', '”', '"', '„']);
    if !quote.is_empty() {
        let by = facts.quote_by.trim();
        let text = if by.is_empty() { format!("“{quote}”") } else { format!("“{quote}” {by}") };
        add("quote", text, Face::Bold, 36.0, BLUE);
    }
    list
}

/// True when something is told under the portrait. Else the award stands beside it.
fn has_words(facts: &CardFacts) -> bool {
    [&facts.why, &facts.story, &facts.quote].iter().any(|t| !t.trim().is_empty())
}

const LINE_HEIGHT: f32 = 1.36;
const PASSAGE_GAP: f32 = 16.0;

fn text_height(page: &mut Layout, facts: &CardFacts, scale: f32) -> f32 {
    let list = passages(facts);
    let mut total = 0.0;
    for p in &list {
        let lead = if p.face == Face::Display { 1.1 } else { LINE_HEIGHT };
        total += page.measure(&p.text, p.face, p.size * scale, TEXT_WIDTH, lead) + PASSAGE_GAP * scale;
    }
    total
}
