//! The card of a monster over its fields: both sides as they print, drawn anew with every change.

use crate::campaign::MonsterId;
use crate::gui::action::Cx;
use crate::gui::text::Text;
use crate::gui::widgets::page_view::{PageState, PageView, Sheet};
use crate::press::card::SIZE;
use crate::press::edition::CardSide;
use crate::press::facts::villain_facts;
use crate::press::sheets::trimmed;
use crate::press::villain;
use crate::scene::item::{Item, Transform};
use crate::scene::pixels::render;
use eframe::egui::{Rect, Sense, Ui, vec2};
use std::sync::{Arc, Mutex, PoisonError};

/// The two sides, how close one looks at them, and what the layout said.
#[derive(Default)]
pub struct CardView {
    page: PageState,
    of: Option<MonsterId>,
    /// Why there is no card.
    held: Arc<Mutex<Option<String>>>,
}

impl CardView {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, id: MonsterId, name: &str) {
        if self.of != Some(id) {
            *self = Self { of: Some(id), ..Self::default() };
        }
        let width = ui.available_width();
        let height = ((width - 12.0) / 2.0 * SIZE.1 / SIZE.0).min(240.0);
        let (room, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let side = height * SIZE.0 / SIZE.1;
        let wanted = side * self.page.zoom() * ui.ctx().pixels_per_point();
        let pixels = ((wanted / 16.0).ceil() * 16.0).min(2048.0) as u32;
        let texture = self.picture(ui, cx, id, pixels);
        let label = format!("Both sides of the card of {name}");
        let view = PageView::new(&label, Sheet::cut(SIZE)).pages(2).texture(texture);
        view.show_at(ui, Rect::from_center_size(room.center(), vec2(width, height)), &mut self.page);
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(why) = held {
            Text::caption(why).danger().show(ui);
        }
    }

    fn picture(&self, ui: &Ui, cx: &mut Cx<'_>, id: MonsterId, width: u32) -> Option<eframe::egui::TextureId> {
        let campaign = cx.ws.snapshot()?;
        let content = (campaign.settings().id.clone(), campaign.revision(), id, width);
        let held = Arc::clone(&self.held);
        let drawn = cx.art.picture(ui.ctx(), "card of the monster", content, move |studio| {
            let facts = villain_facts(&campaign, id)?;
            drop(campaign);
            let made = studio.with_typesetter(|typesetter| {
                let (front, _) = villain::side(&facts, CardSide::Front, &studio.kit, &studio.symbols, typesetter)?;
                let (back, _) = villain::side(&facts, CardSide::Back, &studio.kit, &studio.symbols, typesetter)?;
                Ok::<_, crate::press::Refusal>((front, back))
            });
            let mut said = held.lock().unwrap_or_else(PoisonError::into_inner);
            let (front, back) = match made {
                Ok(pages) => {
                    *said = None;
                    pages
                }
                Err(refusal) => {
                    *said = Some(format!("This card is held: {refusal}."));
                    return None;
                }
            };
            drop(said);
            let sides = [(trimmed(&front), 0.0), (trimmed(&back), SIZE.0)];
            let items: Vec<Item> = sides
                .into_iter()
                .map(|(page, x)| Item::Group {
                    transform: Transform::from_translate(x, 0.0),
                    clip: None,
                    opacity: 1.0,
                    items: page.items,
                })
                .collect();
            let scale = width as f32 / SIZE.0;
            let height = (SIZE.1 * scale).round() as u32;
            render(&items, width * 2, height, Transform::from_scale(scale, scale), None).ok()
        });
        drawn.map(|(texture, _)| texture)
    }
}
