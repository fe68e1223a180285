//! The pages of the run as pictures: both sides of a card on the sheet they are printed on, and proof sheets.

use crate::app::heroes::card_of;
use crate::app::printing::{self, PrintOptions, Product, Roster, Stock};
use crate::campaign::{HeroId, PersonId};
use crate::gui::action::Cx;
use crate::gui::art::Studio;
use crate::gui::screens::heroes::desk::{Verdicts, laid_out};
use crate::gui::widgets::page_view::Sheet;
use crate::press::card::{BLEED, SIZE};
use crate::press::sheets::{self, Paper};
use crate::scene::item::{Item, Page, Transform};
use crate::scene::pixels::{Raster, render};
use eframe::egui::{Context, TextureId};

/// Room for marks outside the bleed, in 0.1 mm as in the file.
const SLUG: f32 = 80.0;

/// The sheet of a card.
pub fn sheet_of(stock: Stock, paper: Paper) -> Sheet {
    match stock {
        Stock::Card => Sheet::cut(SIZE),
        Stock::Shop => {
            let size = (SIZE.0 + 2.0 * BLEED, SIZE.1 + 2.0 * BLEED);
            Sheet { size, bleed: BLEED, around: SLUG, is_paper: true }
        }
        Stock::Office | Stock::OfficeTwoUp => Sheet::paper(paper.size()),
    }
}

/// What is shown of a run.
pub struct Shown {
    pub sheet: Sheet,
    /// Pages beside each other in one picture.
    pub count: usize,
    pub texture: Option<TextureId>,
    /// 1, or less where the picture is of another card.
    pub strength: f32,
}

/// Front and back of `hero` beside each other; `next` shares a sheet of two.
pub fn card(
    ctx: &Context,
    cx: &mut Cx<'_>,
    verdicts: &Verdicts,
    (hero, next): (HeroId, Option<HeroId>),
    (stock, paper): (Stock, Paper),
    pixels: f32,
) -> Option<(TextureId, bool)> {
    let campaign = cx.ws.snapshot()?;
    let steps = (pixels * 400.0).round() as u32;
    let content =
        (campaign.settings().id.clone(), campaign.revision(), hero, next, format!("{stock:?} {paper:?}"), steps);
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
            Stock::Office => sheets::single(&front, &back, paper),
            Stock::OfficeTwoUp => {
                let second = second.as_ref().map(|[front, back]| (front, back));
                sheets::two_up([Some((&front, &back)), second], paper)
            }
        };
        beside(&pages, sheet_of(stock, paper), steps as f32 / 400.0)
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
        let options = PrintOptions {
            paper,
            only: people.into_iter().map(Into::into).collect(),
            ..PrintOptions::of(Product::Proof)
        };
        let roster = Roster::new(&campaign, &options, &studio.kit);
        let pages =
            with_press(studio, |press| printing::sheet(&roster, &options, roster.slots(), number, press)).ok()?;
        let page = pages.into_iter().next()?;
        beside(&[page], Sheet::paper(paper.size()), steps as f32 / 400.0)
    })
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
