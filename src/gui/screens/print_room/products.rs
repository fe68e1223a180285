//! The list of products: how each looks, what it is, and how many there are.

use super::pages::thumbnail;
use super::{PRODUCTS, PrintRoom};
use crate::app::printing::Product;
use crate::campaign::Campaign;
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};
use crate::gui::widgets::detail_pane::Pane;
use crate::gui::widgets::nav_rail::grouped;
use eframe::egui::{
    Align2, Color32, CornerRadius, Frame, Margin, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, TextureId, Ui,
    WidgetInfo, pos2, vec2,
};

/// Points of a row, and of the picture in it.
const ROW: f32 = 56.0;
const PICTURE: f32 = 44.0;

fn icon(product: Product) -> Icon {
    match product {
        Product::Cards | Product::TradingCards => Icon::Card,
        Product::Certificates => Icon::Award,
        Product::Boxes => Icon::Box,
        Product::Labels => Icon::Label,
        Product::Monsters => Icon::Monster,
        Product::Archetypes => Icon::People,
        Product::Thanks => Icon::Heart,
        Product::Storyboards => Icon::Play,
        Product::PackingList => Icon::Check,
        Product::Proof => Icon::Eye,
    }
}

impl PrintRoom {
    pub(super) fn products(&mut self, pane: &mut Pane<'_>, cx: &mut Cx<'_>, campaign: &Campaign) {
        let margin = Margin { left: 8, right: 8, top: 10, bottom: 10 };
        let list = ScrollArea::vertical().id_salt("list of products").auto_shrink(false);
        list.show(pane.whole(), |ui| Frame::new().inner_margin(margin).show(ui, |ui| self.rows(ui, cx, campaign)));
    }

    fn rows(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        ui.spacing_mut().item_spacing.y = 4.0;
        let side = (PICTURE * ui.ctx().pixels_per_point()).round() as u32;
        for product in Product::ALL {
            let count = self.counts.1.get(&product).copied().unwrap_or(0);
            let texture = if count > 0 { thumbnail(ui.ctx(), cx, product, side) } else { None };
            let on = self.options.product == product && !self.draws.are_chosen && !self.report.0;
            let row = Row { icon: icon(product), texture, title: product.title(), words: product.purpose(), count, on };
            if row.show(ui) {
                self.choose(product);
            }
        }
        let nominations = campaign.nominations().len();
        if nominations > 0 {
            let (on, words) = (self.report.0, "figures, plots, map, quotes");
            let row = Row { icon: Icon::Chart, texture: None, title: "Impact report", words, count: 1, on };
            if row.show(ui) {
                (self.report.0, self.draws.are_chosen) = (true, false);
            }
        }
        let draws = campaign.sweepstakes().len();
        if draws > 0 {
            let on = self.draws.are_chosen;
            let words = "notice, receipts, record";
            let row = Row { icon: Icon::Ticket, texture: None, title: "Papers of a draw", words, count: draws, on };
            if row.show(ui) {
                (self.report.0, self.draws.are_chosen) = (false, true);
            }
        }
    }
}

struct Row {
    icon: Icon,
    texture: Option<TextureId>,
    title: &'static str,
    words: &'static str,
    count: usize,
    on: bool,
}

impl Row {
    fn show(self, ui: &mut Ui) -> bool {
        let Self { icon, texture, title, words, count, on } = self;
        let c = colours(ui);
        let t = tokens();
        let width = ui.available_width().min(PRODUCTS * 1.6);
        let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
        let round = CornerRadius::same(t.radius.control);
        let p = ui.painter();
        if on {
            let line = Stroke::new(t.stroke.strong, c.outline_strong);
            p.rect(rect, round, c.accent_soft, line, StrokeKind::Inside);
        } else if response.hovered() {
            p.rect_filled(rect, round, c.surface_hover);
        }
        let y = rect.center().y;
        let picture = Rect::from_center_size(pos2(rect.left() + 6.0 + PICTURE / 2.0, y), vec2(PICTURE, PICTURE));
        match texture {
            Some(texture) => {
                let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                p.image(texture, picture, whole, Color32::WHITE);
            }
            None => icon.paint(p, picture.center(), 20.0, if count > 0 { c.ink } else { c.ink_muted }),
        }
        let at = pos2(rect.right() - 12.0, y);
        let ink = if count > 0 { c.ink } else { c.ink_muted };
        let shown = grouped(count as u64);
        let number = text::paint(p, at, Align2::RIGHT_CENTER, &shown, Type::Strong, ink, Fit::Free);
        let left = picture.right() + 8.0;
        let fit = Fit::Elide((number.left() - left - 8.0).max(10.0));
        text::paint(p, pos2(left, y + 1.0), Align2::LEFT_BOTTOM, title, Type::Strong, ink, fit);
        text::paint(p, pos2(left, y + 2.0), Align2::LEFT_TOP, words, Type::Caption, c.ink_muted, fit);
        focus_ring(ui, &response, rect, t.radius.control);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, format!("{title}, {count}")));
        response.clicked()
    }
}
