//! The pages of the run as pictures: both sides of a card on the sheet they are printed on, and proof sheets.

use crate::app::heroes::card_of;
use crate::app::printing::{Stock, jobs, proof_entry, proof_title};
use crate::campaign::{HeroId, PersonId};
use crate::gui::action::Cx;
use crate::gui::art::Studio;
use crate::gui::marks;
use crate::gui::screens::heroes::desk::{Verdicts, laid_out};
use crate::gui::theme::{colours, tokens};
use crate::press::card::{BLEED, SIZE};
use crate::press::proof::{self, ProofEntry};
use crate::press::sheets::{self, Paper};
use crate::scene::item::{Item, Page, Transform};
use crate::scene::pixels::{Raster, render};
use eframe::egui::{Color32, Context, CornerRadius, Rect, Stroke, StrokeKind, TextureId, Ui, Vec2, pos2, vec2};

/// Room for marks outside the bleed, and where they begin and end, in 0.1 mm as in the file.
const SLUG: f32 = 80.0;
const MARK_FROM: f32 = 10.0;
const MARK_LENGTH: f32 = 50.0;
/// Between two pages of the preview, in points.
const GAP: f32 = 20.0;

/// One page of the preview: its picture's size and what lies around it, in 0.1 mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    size: (f32, f32),
    /// From the picture's edge inwards to the trim.
    bleed: f32,
    /// From the picture's edge outwards to the edge of the sheet.
    around: f32,
    /// White paper lies under the picture.
    is_paper: bool,
}

impl Sheet {
    /// The sheet of a card.
    pub fn of(stock: Stock) -> Self {
        match stock {
            Stock::Card => Self { size: SIZE, bleed: 0.0, around: 0.0, is_paper: false },
            Stock::Shop => {
                let size = (SIZE.0 + 2.0 * BLEED, SIZE.1 + 2.0 * BLEED);
                Self { size, bleed: BLEED, around: SLUG, is_paper: true }
            }
            Stock::Office(paper) | Stock::OfficeTwoUp(paper) => Self::paper(paper),
        }
    }
    /// A sheet of office paper.
    pub fn paper(paper: Paper) -> Self {
        Self { size: paper.size(), bleed: 0.0, around: 0.0, is_paper: true }
    }
    fn whole(self) -> Vec2 {
        vec2(self.size.0 + 2.0 * self.around, self.size.1 + 2.0 * self.around)
    }
}

/// What is shown, and how large.
pub struct Shown {
    pub sheet: Sheet,
    /// Pages beside each other in one picture.
    pub count: usize,
    pub texture: Option<TextureId>,
    /// 1, or less where the picture is of another card.
    pub strength: f32,
}

impl Shown {
    /// Points per 0.1 mm with which all pages fit into `room`.
    pub fn scale(sheet: Sheet, count: usize, room: Vec2) -> f32 {
        let whole = sheet.whole();
        let count = count as f32;
        ((room.x - GAP * (count - 1.0)) / (whole.x * count)).min(room.y / whole.y).max(0.01)
    }

    /// Paints the pages into the middle of `room`.
    pub fn paint(&self, ui: &Ui, room: Rect) {
        let scale = Self::scale(self.sheet, self.count, room.size());
        let whole = self.sheet.whole() * scale;
        let width = whole.x * self.count as f32 + GAP * (self.count as f32 - 1.0);
        let mut left = room.center().x - width / 2.0;
        for n in 0..self.count {
            let place = Rect::from_min_size(pos2(left, room.center().y - whole.y / 2.0), whole);
            left += whole.x + GAP;
            self.page(ui, place, n, scale);
        }
    }

    fn page(&self, ui: &Ui, place: Rect, n: usize, scale: f32) {
        let c = colours(ui);
        let p = ui.painter();
        if self.sheet.is_paper {
            p.rect(place, CornerRadius::ZERO, Color32::WHITE, Stroke::new(1.0, c.line), StrokeKind::Outside);
        }
        let picture = place.shrink(self.sheet.around * scale);
        if let Some(texture) = self.texture {
            let count = self.count as f32;
            let uv = Rect::from_min_max(pos2(n as f32 / count, 0.0), pos2((n as f32 + 1.0) / count, 1.0));
            p.image(texture, picture, uv, Color32::WHITE.gamma_multiply(self.strength));
        }
        if self.sheet.bleed == 0.0 {
            return;
        }
        // The cut, and the marks that lead to it, as the file has them.
        let trim = picture.shrink(self.sheet.bleed * scale);
        marks::dashed(p, trim, Stroke::new(1.0, Color32::from_white_alpha(170)), 5.0, 4.0);
        let ink = Stroke::new(tokens().stroke.hairline, Color32::BLACK);
        let (near, far) = (MARK_FROM * scale, (MARK_FROM + MARK_LENGTH) * scale);
        for x in [trim.left(), trim.right()] {
            p.vline(x, picture.top() - far..=picture.top() - near, ink);
            p.vline(x, picture.bottom() + near..=picture.bottom() + far, ink);
        }
        for y in [trim.top(), trim.bottom()] {
            p.hline(picture.left() - far..=picture.left() - near, y, ink);
            p.hline(picture.right() + near..=picture.right() + far, y, ink);
        }
    }
}

/// Front and back of `hero` beside each other; `next` shares a sheet of two.
pub fn card(
    ctx: &Context,
    cx: &mut Cx<'_>,
    verdicts: &Verdicts,
    (hero, next): (HeroId, Option<HeroId>),
    stock: Stock,
    pixels: f32,
) -> Option<(TextureId, bool)> {
    let campaign = cx.ws.snapshot()?;
    let steps = (pixels * 400.0).round() as u32;
    let content = (campaign.settings().id.clone(), campaign.revision(), hero, next, format!("{stock:?}"), steps);
    let verdicts = verdicts.clone();
    cx.art.picture(ctx, "print room cards", content, move |studio| {
        let facts = |id| card_of(&campaign, id, campaign.heroes().get(id)?);
        let (first, second) = (facts(hero)?, next.and_then(facts));
        drop(campaign);
        let first_laid = laid_out(&first, studio);
        verdicts.note(hero, &first, &first_laid);
        let ([front, back], _) = first_laid.ok()?;
        // A neighbour that is held leaves its place empty, as in the file.
        let second = second.and_then(|facts| laid_out(&facts, studio).ok()).map(|(sides, _)| sides);
        let pages = match stock {
            Stock::Card => [sheets::trimmed(&front), sheets::trimmed(&back)],
            Stock::Shop => [front, back],
            Stock::Office(paper) => sheets::single(&front, &back, paper),
            Stock::OfficeTwoUp(paper) => {
                let second = second.as_ref().map(|[front, back]| (front, back));
                sheets::two_up([Some((&front, &back)), second], paper)
            }
        };
        beside(&pages, Sheet::of(stock), steps as f32 / 400.0)
    })
}

/// One proof sheet of the run.
pub fn proof(
    ctx: &Context,
    cx: &mut Cx<'_>,
    people: &[PersonId],
    paper: Paper,
    number: usize,
    pixels: f32,
) -> Option<(TextureId, bool)> {
    let campaign = cx.ws.snapshot()?;
    let steps = (pixels * 400.0).round() as u32;
    let content =
        (campaign.settings().id.clone(), campaign.revision(), people.to_vec(), format!("{paper:?}"), number, steps);
    let people = people.to_vec();
    cx.art.picture(ctx, "print room proof", content, move |studio| {
        let jobs = jobs(&campaign, &studio.kit, &people);
        let on_sheet = number * proof::PER_SHEET..(number + 1) * proof::PER_SHEET;
        // Cards of the other sheets keep their places; only this sheet's are laid out.
        let entries: Vec<ProofEntry> = jobs
            .iter()
            .enumerate()
            .map(|(place, job)| {
                if on_sheet.contains(&place) {
                    proof_entry(&campaign, job, laid_out(&job.facts, studio))
                } else {
                    blank()
                }
            })
            .collect();
        let title = proof_title(&campaign);
        drop(campaign);
        let pages = studio.with_typesetter(|typesetter| {
            proof::sheets(&title, &entries, paper, &studio.kit, &studio.symbols, typesetter)
        });
        let page = pages.ok()?.into_iter().nth(number)?;
        beside(&[page], Sheet::paper(paper), steps as f32 / 400.0)
    })
}

fn blank() -> ProofEntry {
    ProofEntry {
        name: String::new(),
        persona: String::new(),
        serial: String::new(),
        source: String::new(),
        front: Err(String::new()),
        notes: Vec::new(),
    }
}

/// Pages side by side in one picture, `scale` pixels per 0.1 mm.
fn beside(pages: &[Page], sheet: Sheet, scale: f32) -> Option<Raster> {
    let width = (sheet.size.0 * scale).round().max(1.0);
    let height = (sheet.size.1 * scale).round().max(1.0) as u32;
    let items: Vec<Item> = pages
        .iter()
        .enumerate()
        .map(|(n, page)| {
            // Each on a place of its own: what reaches beyond the bleed must not lie on its neighbour.
            let frame = crate::scene::shapes::rounded([-sheet.bleed, -sheet.bleed, sheet.size.0, sheet.size.1], 0.0);
            let inner = crate::scene::shapes::clipped(frame, page.items.clone()).into_iter().collect();
            let shift = n as f32 * width / scale + sheet.bleed;
            Item::Group {
                transform: Transform::from_translate(shift, sheet.bleed),
                clip: None,
                opacity: 1.0,
                items: inner,
            }
        })
        .collect();
    let all = width as u32 * pages.len() as u32;
    render(&items, all, height, Transform::from_scale(scale, scale), None).ok()
}

/// What a worker needs beside the campaign, for runs and checks.
pub fn with_press<T>(studio: &Studio, work: impl FnOnce(&mut crate::app::printing::Press<'_>) -> T) -> T {
    studio.with_typesetter(|typesetter| {
        work(&mut crate::app::printing::Press { kit: &studio.kit, symbols: &studio.symbols, typesetter })
    })
}
