//! The wall as the public sees it: the messages that are shown, with names in the form that people agreed to. What does not
//! stand on it is counted, with the reasons.

use crate::app::hub::ThanksFacts;
use crate::app::hub::wall;
use crate::campaign::{Campaign, ThanksId};
use crate::gui::action::Cx;
use crate::gui::marks::focus_ring;
use crate::gui::screens::many::counted;
use crate::gui::screens::people::latest::Latest;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::{colours, mix};
use crate::gui::widgets::card::card_page;
use crate::gui::widgets::note::Note;
use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};
use std::collections::BTreeMap;
use std::sync::Arc;

const NARROWEST: f32 = 240.0;
const GUTTER: f32 = 16.0;
const MARGIN: f32 = 16.0;
/// Messages on one wall; more are on the hub.
const MOST: usize = 400;

/// Each message that is shown, as it stands on the wall, or why it does not.
pub type Standing = BTreeMap<ThanksId, Result<ThanksFacts, String>>;

#[derive(Default)]
pub struct Wall {
    standing: Latest<Standing>,
}

impl Wall {
    /// What stands on it, worked out once per revision.
    pub fn standing(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> Arc<Standing> {
        let records = campaign.people().len() + campaign.thanks().len();
        Arc::clone(self.standing.of(cx.ws, records, "Reading the wall", wall))
    }

    /// Shows it; gives a message that was pressed.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Option<ThanksId> {
        let standing = self.standing(cx, campaign);
        let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
        for why in standing.values().filter_map(|it| it.as_ref().err()) {
            *missing.entry(why).or_default() += 1;
        }
        let list: Vec<(ThanksId, &ThanksFacts)> =
            standing.iter().filter_map(|(id, it)| Some((*id, it.as_ref().ok()?))).collect();
        let mut pressed = None;
        card_page(ui, "wall of thanks", |ui| {
            ui.add_space(14.0);
            if !missing.is_empty() {
                let count: usize = missing.values().sum();
                let verb = if count == 1 { "does not stand" } else { "do not stand" };
                let reasons: Vec<String> = missing.iter().map(|(why, n)| format!("{n}: {why}")).collect();
                let title = format!("{} {verb} on the wall", counted(count, "shown message", "shown messages"));
                Note::warning(title).words(reasons.join(" ")).show(ui);
            }
            if list.is_empty() {
                ui.add_space(40.0);
                ui.vertical_centered(|ui| {
                    Text::section("The wall is empty").show(ui);
                    Text::body("Messages stand here once they have been read and shown.").muted().show(ui);
                });
                return;
            }
            pressed = notes(ui, &list);
            let more = list.len().saturating_sub(MOST);
            if more > 0 {
                Text::caption(format!("And {more} more, all of them on the web hub.")).show(ui);
            }
        });
        pressed
    }
}

/// The notes in columns, each in the shortest one.
fn notes(ui: &mut Ui, list: &[(ThanksId, &ThanksFacts)]) -> Option<ThanksId> {
    let c = colours(ui);
    let room = ui.available_width();
    let columns = (((room + GUTTER) / (NARROWEST + GUTTER)).floor() as usize).clamp(1, 4);
    let width = (room - GUTTER * (columns as f32 - 1.0)) / columns as f32;
    let inner = width - 2.0 * MARGIN;
    let top = ui.cursor().min;
    let mut ends = vec![0.0_f32; columns];
    let mut pressed = None;
    for (n, (id, facts)) in list.iter().take(MOST).enumerate() {
        let p = ui.painter().clone();
        let words = text::galley(&p, &facts.message, Type::BodyLarge, c.ink, Fit::Wrap(inner));
        let to = text::galley(&p, &facts.to, Type::Strong, c.ink, Fit::Elide(inner));
        let height = words.size().y + 2.0 * MARGIN + 26.0 + if facts.from.is_empty() { 0.0 } else { 24.0 };
        let column = (0..columns).min_by(|a, b| ends[*a].total_cmp(&ends[*b])).unwrap_or(0);
        let corner = pos2(top.x + column as f32 * (width + GUTTER), top.y + ends[column]);
        let place = Rect::from_min_size(corner, vec2(width, height));
        ends[column] += height + GUTTER;
        let response = ui.interact(place, ui.scope_id().with(("note", id)), Sense::click());
        if !ui.is_rect_visible(place) {
            continue;
        }
        let colour = c.category[n % c.category.len()];
        let fill = mix(c.surface, colour, if response.hovered() { 0.18 } else { 0.11 });
        p.rect(place, CornerRadius::same(10), fill, Stroke::new(1.0, mix(c.line, colour, 0.3)), StrokeKind::Inside);
        let mut y = place.top() + MARGIN;
        p.galley(pos2(place.left() + MARGIN, y), to, c.ink);
        y += 26.0;
        let end = y + words.size().y;
        p.galley(pos2(place.left() + MARGIN, y), words, c.ink);
        if !facts.from.is_empty() {
            let at = pos2(place.right() - MARGIN, end + 16.0);
            text::paint(&p, at, Align2::RIGHT_CENTER, &facts.from, Type::Label, c.ink_muted, Fit::Elide(inner));
        }
        focus_ring(ui, &response, place, 10);
        let spoken = format!("To {}: {} {}", facts.to, facts.message, facts.from);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken.trim()));
        if response.on_hover_text("Open the message").clicked() {
            pressed = Some(*id);
        }
    }
    let height = ends.iter().copied().fold(0.0_f32, f32::max);
    ui.allocate_exact_size(Vec2::new(room, height), Sense::hover());
    pressed
}
