//! What stands on a page that has nothing yet: art, one sentence of sense, two or three ways to begin.

use std::borrow::Cow;

use eframe::egui::{
    Align2, Color32, CornerRadius, Rect, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, TextureId, Ui, UiBuilder,
    Vec2, WidgetInfo, epaint::RectShape, pos2, vec2,
};

use super::command_button::CommandButton;
use super::drop_zone::centred;
use crate::gui::icons::Icon;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// One way to begin.
pub struct Beginning<'a> {
    /// Its icon.
    pub icon: Icon,
    /// "Import a list".
    pub title: Cow<'a, str>,
    /// What it takes.
    pub words: Cow<'a, str>,
    /// The button; one of them primary.
    pub button: CommandButton<'a>,
}

/// The page.
#[must_use = "call show"]
pub struct EmptyState<'a> {
    title: Cow<'a, str>,
    words: Cow<'a, str>,
    art: Option<(TextureId, Vec2)>,
    ways: Vec<Beginning<'a>>,
    foot: Cow<'a, str>,
    links: Vec<CommandButton<'a>>,
}

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyEvent {
    /// The way of this index.
    Way(usize),
    /// The link of this index.
    Link(usize),
}

impl<'a> EmptyState<'a> {
    /// The sentence, and what can be done.
    pub fn new(title: impl Into<Cow<'a, str>>, words: impl Into<Cow<'a, str>>) -> Self {
        Self {
            title: title.into(),
            words: words.into(),
            art: None,
            ways: Vec::new(),
            foot: Cow::Borrowed(""),
            links: Vec::new(),
        }
    }

    /// A picture of this size in points, in the bold outline on the sun.
    pub fn art(mut self, texture: TextureId, size: Vec2) -> Self {
        self.art = Some((texture, size));
        self
    }

    /// One more way to begin, three at most.
    pub fn way(mut self, way: Beginning<'a>) -> Self {
        self.ways.push(way);
        self
    }

    /// A muted line under the ways, with its links.
    pub fn foot(mut self, words: impl Into<Cow<'a, str>>, links: Vec<CommandButton<'a>>) -> Self {
        self.foot = words.into();
        self.links = links;
        self
    }

    /// Paints into the room there is.
    pub fn show(self, ui: &mut Ui) -> Option<EmptyEvent> {
        ScrollArea::vertical().auto_shrink(false).id_salt("empty state").show(ui, |ui| self.inside(ui)).inner
    }

    fn inside(self, ui: &mut Ui) -> Option<EmptyEvent> {
        let c = colours(ui);
        let full = ui.available_rect_before_wrap();
        let p = ui.painter().clone();
        let x = full.center().x;
        let mut y = full.top() + 36.0;
        let mut event = None;
        if let Some((texture, size)) = self.art {
            let rect = Rect::from_min_size(pos2(x - size.x / 2.0, y), size);
            let round = CornerRadius::same(12);
            p.rect_filled(rect, round, c.sun);
            let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            p.add(Shape::Rect(RectShape::filled(rect, round, Color32::WHITE).with_texture(texture, uv)));
            p.rect_stroke(rect, round, Stroke::new(2.0, c.outline_strong), StrokeKind::Inside);
            y = rect.bottom() + 20.0;
        }
        let room = (full.width() - 48.0).min(tokens().size.text_column_max);
        let title = text::galley(&p, &self.title, Type::Page, c.ink, Fit::Wrap(room));
        centred(&p, x, y, &title, c.ink);
        let title_rect = Rect::from_min_size(pos2(x - room / 2.0, y), vec2(room, title.size().y));
        y += title.size().y + 4.0;
        let words = text::galley(&p, &self.words, Type::Body, c.ink_muted, Fit::Wrap(room));
        centred(&p, x, y, &words, c.ink_muted);
        y += words.size().y + 20.0;
        let heading = ui.interact(title_rect, ui.scope_id().with("empty title"), Sense::hover());
        heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &self.title));
        ui.accesskit_node_builder(heading.id, |node| node.set_description(self.words.as_ref()));

        let count = self.ways.len().max(1) as f32;
        let gutter = 16.0;
        let width = ((full.width() - 48.0 - gutter * (count - 1.0)) / count).min(268.0);
        let height = 190.0;
        let mut left = x - 0.5 * (width * count + gutter * (count - 1.0));
        for (i, way) in self.ways.into_iter().enumerate() {
            let card = Rect::from_min_size(pos2(left, y), vec2(width, height));
            left += width + gutter;
            let round = CornerRadius::same(tokens().radius.panel);
            p.rect(card, round, c.surface, Stroke::new(1.0, c.line), StrokeKind::Inside);
            way.icon.paint(&p, pos2(card.left() + 28.0, card.top() + 30.0), 22.0, c.ink);
            let at = pos2(card.left() + 16.0, card.top() + 59.0);
            text::paint(&p, at, Align2::LEFT_CENTER, &way.title, Type::Strong, c.ink, Fit::Elide(width - 32.0));
            let body = text::galley(&p, &way.words, Type::Label, c.ink_muted, Fit::WrapRows(width - 32.0, 3));
            p.galley(pos2(card.left() + 16.0, card.top() + 76.0), body, c.ink_muted);
            let size = vec2(way.button.width(&p), tokens().size.button);
            let place = Rect::from_min_size(pos2(card.left() + 16.0, card.bottom() - 16.0 - size.y), size);
            let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("way", i)));
            let button = way.button.show(&mut child);
            ui.accesskit_node_builder(button.id, |node| node.set_description(way.words.as_ref()));
            if button.clicked() {
                event = Some(EmptyEvent::Way(i));
            }
        }
        y += height + 16.0;
        if !self.foot.is_empty() {
            let words = text::width(&p, &self.foot, Type::Label);
            let links: f32 = self.links.iter().map(|l| l.clone().small().width(&p) + 2.0).sum();
            let mut at = x - 0.5 * (words + links);
            text::paint(&p, pos2(at, y + 14.0), Align2::LEFT_CENTER, &self.foot, Type::Label, c.ink_muted, Fit::Free);
            at += words + 2.0;
            for (i, link) in self.links.into_iter().enumerate() {
                let link = link.small();
                let size = vec2(link.width(&p), 28.0);
                let place = Rect::from_min_size(pos2(at, y), size);
                at += size.x + 2.0;
                let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("link", i)));
                if link.show(&mut child).clicked() {
                    event = Some(EmptyEvent::Link(i));
                }
            }
            y += 36.0;
        }
        ui.advance_cursor_after_rect(Rect::from_min_max(full.min, pos2(full.right(), y)));
        event
    }
}
