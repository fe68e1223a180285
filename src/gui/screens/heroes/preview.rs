//! The card in the middle: the page that prints, at the size there is room for.

use super::desk::{Side, Verdict, Verdicts, Wanted, first_upper};
use crate::campaign::{Hero, HeroId};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::page_view::{PageState, PageView, Sheet, most_pixels};
use crate::gui::widgets::segmented::Segmented;
use crate::press::card::SIZE;
use eframe::egui::{Align, Context, Layout, Rect, Sense, TextureId, Ui, Vec2, vec2};

/// Notes written under the card.
const MOST_NOTES: usize = 3;

/// The picture of a card, kept from frame to frame.
#[derive(Default)]
pub struct Preview {
    pub side: usize,
    /// Width of the picture in pixels, as the last frame had room for.
    width_px: u32,
    /// The card that the last finished picture shows.
    finished: Option<HeroId>,
    drawn: Option<(TextureId, bool)>,
    /// How close one looks, and at whose card.
    page: PageState,
    page_of: Option<HeroId>,
}

impl Preview {
    /// Asks for the picture: first of all in a frame, because only a few are drawn at one time.
    pub fn ask(&mut self, ctx: &Context, cx: &mut Cx<'_>, verdicts: &Verdicts, hero: HeroId, tried: Option<&Hero>) {
        if self.width_px == 0 {
            return;
        }
        let side = if self.side == 0 { Side::Front } else { Side::Back };
        let place = if self.side == 0 { "front" } else { "back" };
        let wanted = Wanted { place, hero, tried, side, width_px: self.width_px };
        if self.page_of != Some(hero) {
            self.page_of = Some(hero);
            self.page.reset();
        }
        self.drawn = wanted.picture(ctx, cx, verdicts);
        if self.drawn.is_some_and(|(_, is_new)| is_new) {
            self.finished = Some(hero);
        }
    }

    pub fn show(&mut self, ui: &mut Ui, hero: HeroId, name: &str, verdict: Option<&Verdict>) {
        let refusal = verdict.and_then(|verdict| verdict.refusal.as_deref());
        ui.horizontal(|ui| {
            ui.set_min_height(34.0);
            Segmented::new("Side of the card", &["Front", "Back"], &mut self.side).show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| match verdict {
                Some(Verdict { refusal: Some(_), .. }) => {
                    Chip::danger("Held").icon(Icon::Stop).show(ui);
                }
                Some(verdict) if verdict.notes.is_empty() => {
                    Chip::success("Fits at natural size").icon(Icon::Check).show(ui);
                }
                Some(verdict) => {
                    let count = verdict.notes.len();
                    let words = if count == 1 { "1 note".to_owned() } else { format!("{count} notes") };
                    Chip::warning(words).icon(Icon::Warn).show(ui);
                }
                None => {}
            });
        });
        ui.add_space(6.0);
        if let Some(reason) = refusal {
            Note::danger("This card is held until it fits").words(format!("{reason}.")).show(ui);
        }
        let notes: &[_] = verdict.map_or(&[], |verdict| &verdict.notes);
        let lines = notes.len().min(MOST_NOTES);
        self.card(ui, hero, name, refusal.is_some(), 24.0 + 18.0 * lines as f32);
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.vertical_centered(|ui| {
            Text::caption("152.4 × 228.6 mm, exactly as printed.").show(ui);
            for note in &notes[..lines] {
                Text::caption(format!("{}: {}.", first_upper(&note.place), note.what)).warning().elide().show(ui);
            }
        });
    }

    fn card(&mut self, ui: &mut Ui, hero: HeroId, name: &str, is_held: bool, below: f32) {
        let room = ui.available_size() - vec2(0.0, below);
        let ratio = SIZE.0 / SIZE.1;
        let height = room.y.min(room.x / ratio).max(80.0);
        let size = Vec2::new(height * ratio, height);
        let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let card = Rect::from_center_size(place.center(), size);
        // In steps, so that dragging a splitter does not draw the card at every width.
        let wanted = card.width() * self.page.zoom() * ui.ctx().pixels_per_point();
        let pixels = (wanted.min(most_pixels(ui.ctx()) * ratio - 16.0) / 16.0).ceil() as u32 * 16;
        if pixels != self.width_px {
            self.width_px = pixels;
            ui.ctx().request_repaint();
        }
        // Somebody else's card, or one that is held, must not look as if it were this one.
        let is_other = self.finished != Some(hero);
        let side = if self.side == 0 { "Front" } else { "Back" };
        let name = format!("{side} of the card of {name}");
        let view = PageView::new(&name, Sheet::cut(SIZE)).texture(self.drawn.map(|(texture, _)| texture));
        view.strength(if is_other || is_held { 0.25 } else { 1.0 }).show_at(ui, card, &mut self.page);
    }
}
