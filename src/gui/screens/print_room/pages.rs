//! The sheets of a run as pictures: the very pages that are written, drawn on a worker. What was laid out last is kept, so that
//! looking closer only draws again.

use crate::app::printing::{self, PrintOptions, Product, Roster, Slot, Stock, Subject};
use crate::gui::action::Cx;
use crate::gui::art::Studio;
use crate::gui::widgets::page_view::{Sheet, most_pixels};
use crate::press::sheets;
use crate::scene::item::{Item, Page, Transform};
use crate::scene::pixels::{Raster, render};
use crate::scene::shapes::{clipped, drawn, rounded};
use eframe::egui::{Context, TextureId, Vec2};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

/// Room for marks outside the bleed, in 0.1 mm as in the file.
const SLUG: f32 = 80.0;
/// Pages of one sheet that are shown beside each other; a box of more is looked at in the file.
const MOST_PAGES: usize = 4;

/// What is shown of a run.
#[derive(Clone, Debug)]
pub struct Shown {
    pub sheet: Sheet,
    /// Pages beside each other in one picture.
    pub count: usize,
    pub texture: Option<TextureId>,
    /// 1, or less where the picture is of another sheet.
    pub strength: f32,
}

/// Pages as they were laid out.
#[derive(Clone)]
struct Laid {
    key: u64,
    pages: Arc<Vec<Page>>,
}

/// The sheet that is looked at, shared with the worker that draws it.
#[derive(Clone, Default)]
pub struct Looking {
    laid: Arc<Mutex<Option<Laid>>>,
}

impl Looking {
    fn last(&self) -> Option<Laid> {
        self.laid.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
    fn keep(&self, laid: Laid) {
        *self.laid.lock().unwrap_or_else(PoisonError::into_inner) = Some(laid);
    }

    /// Sheet number `number` of a run, for a room of this size.
    pub fn sheet(
        &self,
        ctx: &Context,
        cx: &mut Cx<'_>,
        options: &PrintOptions,
        held: &BTreeSet<Subject>,
        number: usize,
        (room, zoom): (Vec2, f32),
    ) -> Option<Shown> {
        let campaign = cx.ws.snapshot()?;
        let plain = PrintOptions { pattern: String::new(), each: false, merged: true, again: false, ..options.clone() };
        let mut hasher = DefaultHasher::new();
        (&campaign.settings().id, campaign.revision(), format!("{plain:?}"), held, number).hash(&mut hasher);
        let key = hasher.finish();
        let last = self.last();
        let is_laid = last.as_ref().is_some_and(|laid| laid.key == key);
        let (sheet, count) = last.as_ref().filter(|laid| !laid.pages.is_empty()).map_or_else(
            || (Sheet::paper(options.sheet_paper().size()), 1),
            |laid| (sheet_of(&laid.pages, options), laid.pages.len().min(MOST_PAGES)),
        );
        let mut shown = Shown { sheet, count, texture: None, strength: if is_laid { 1.0 } else { 0.25 } };
        if room.x < 20.0 || room.y < 20.0 {
            return Some(shown);
        }
        let pixels = sheet.scale(count, room) * zoom * ctx.pixels_per_point();
        let pixels = pixels.min(most_pixels(ctx) / (sheet.size.0 * count as f32).max(sheet.size.1));
        let steps = (pixels * 400.0).round() as u32;
        let (looking, held) = (self.clone(), held.clone());
        let picture = cx.art.picture(ctx, "print room sheet", (key, steps), move |studio| {
            let laid = looking.last().filter(|laid| laid.key == key).unwrap_or_else(|| {
                let roster = Roster::new(&campaign, &plain, &studio.kit);
                let slots: Vec<Slot> = wanted(&roster, &plain, &held);
                let pages = with_press(studio, |press| printing::sheet(&roster, &plain, &slots, number, press));
                // What is held has no sheet; why is said beside its place.
                Laid { key, pages: Arc::new(pages.unwrap_or_default()) }
            });
            looking.keep(laid.clone());
            let shown: Vec<Page> = laid.pages.iter().take(MOST_PAGES).map(|page| cut(page, &plain)).collect();
            beside(&shown, sheet_of(&laid.pages, &plain), steps as f32 / 400.0)
        });
        shown.texture = picture.map(|(texture, _)| texture);
        Some(shown)
    }
}

/// The pieces of a run as they come on its sheets: where several share one, those that are held leave no gap.
pub fn wanted(roster: &Roster<'_>, options: &PrintOptions, held: &BTreeSet<Subject>) -> Vec<Slot> {
    let is_shared = printing::per_sheet(options) > 1 && options.product != Product::Proof;
    roster.slots().iter().copied().filter(|slot| !is_shared || !held.contains(&slot.subject)).collect()
}

/// How a page of these lies on the desk.
fn sheet_of(pages: &[Page], options: &PrintOptions) -> Sheet {
    let Some(page) = pages.first() else { return Sheet::paper(options.sheet_paper().size()) };
    let size = (page.width, page.height);
    match options.stock {
        Stock::Shop | Stock::ShopSheet if page.bleed > 0.0 => {
            let size = (size.0 + 2.0 * page.bleed, size.1 + 2.0 * page.bleed);
            Sheet { size, bleed: page.bleed, around: SLUG, is_paper: true }
        }
        Stock::Card => Sheet::cut(size),
        _ => Sheet::paper(size),
    }
}

/// Cards by themselves are cut at their corners, as in the file.
fn cut(page: &Page, options: &PrintOptions) -> Page {
    if options.stock == Stock::Card { sheets::trimmed(page) } else { page.clone() }
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
            let frame = rounded([-sheet.bleed, -sheet.bleed, sheet.size.0, sheet.size.1], 0.0);
            let inner = clipped(frame, page.items.clone()).into_iter().collect();
            let shift = n as f32 * width / scale + sheet.bleed;
            Item::Group {
                transform: Transform::from_translate(shift, sheet.bleed),
                clip: None,
                opacity: 1.0,
                items: inner,
            }
        })
        .collect();
    let all = width as u32 * pages.len().max(1) as u32;
    render(&items, all, height, Transform::from_scale(scale, scale), None).ok()
}

/// The front of the first piece of a product, small, for the list of products.
pub fn thumbnail(ctx: &Context, cx: &mut Cx<'_>, product: Product, side_px: u32) -> Option<TextureId> {
    let campaign = cx.ws.snapshot()?;
    let content = (campaign.settings().id.clone(), campaign.revision(), product, side_px);
    let picture = cx.art.picture(ctx, format!("product {}", product.id()), content, move |studio| {
        let options = PrintOptions::of(product);
        let roster = Roster::new(&campaign, &options, &studio.kit);
        // The first that can be shown; a campaign whose first hundred are all held has other worries.
        let page = roster.slots().iter().take(3).find_map(|slot| {
            let piece = roster.piece(*slot)?;
            if product == Product::Proof {
                let pages = with_press(studio, |press| {
                    printing::sheet(&roster, &options, &roster.slots()[..roster.len().min(4)], 0, press)
                });
                return pages.ok()?.into_iter().next();
            }
            with_press(studio, |press| piece.lay(&options, press)).ok()?.pages.into_iter().next()
        })?;
        // Square, the page in its middle: rows of a list are alike.
        let side = side_px as f32;
        let scale = side / page.width.max(page.height);
        let base = Transform::from_translate((side - page.width * scale) / 2.0, (side - page.height * scale) / 2.0)
            .pre_scale(scale, scale);
        let whole = [0.0, 0.0, page.width, page.height];
        let items = if sheets::corner_of(&page) > 0.0 {
            sheets::trimmed(&page).items
        } else {
            let paper = drawn(rounded(whole, 0.0), Some([255; 3]), None);
            let inside = clipped(rounded(whole, 0.0), page.items);
            paper.into_iter().chain(inside).collect()
        };
        render(&items, side_px, side_px, base, None).ok()
    });
    picture.map(|(texture, _)| texture)
}

/// What a worker needs beside the campaign, for runs and checks.
pub fn with_press<T>(studio: &Studio, work: impl FnOnce(&mut printing::Press<'_>) -> T) -> T {
    studio.with_typesetter(|typesetter| {
        work(&mut printing::Press { kit: &studio.kit, symbols: &studio.symbols, typesetter })
    })
}
