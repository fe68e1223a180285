//! The panel that groups things on a page: surface, hairline, radius 10, no shadow.

use std::borrow::Cow;

use eframe::egui::{
    Align, CornerRadius, Frame, InnerResponse, Layout, Margin, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2,
};

use super::chip::Chip;
use super::command_button::CommandButton;
use crate::gui::marks::divider;
use crate::gui::text::Text;
use crate::gui::theme::{colours, tokens};

#[derive(Clone, Copy, PartialEq)]
enum Ground {
    Surface,
    Strong,
    Inset,
}

/// A group of things.
#[must_use = "call show"]
pub struct Card<'a> {
    ground: Ground,
    title: Option<Cow<'a, str>>,
    aside: Option<Cow<'a, str>>,
    chip: Option<Chip<'a>>,
    action: Option<CommandButton<'a>>,
    rule: bool,
    margin: i8,
    min_height: f32,
}

/// What a card gives back.
pub struct CardResponse<R> {
    /// What the contents gave.
    pub inner: R,
    /// The action in its head was pressed.
    pub action: bool,
    /// The card itself.
    pub response: eframe::egui::Response,
}

impl Default for Card<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Card<'a> {
    /// A panel on the canvas.
    pub fn new() -> Self {
        Self {
            ground: Ground::Surface,
            title: None,
            aside: None,
            chip: None,
            action: None,
            rule: false,
            margin: 16,
            min_height: 0.0,
        }
    }

    /// A panel with the bold outline: the one selected thing of its region.
    pub fn strong() -> Self {
        Self { ground: Ground::Strong, ..Self::new() }
    }

    /// A well on a panel: what is only read. No line.
    pub fn inset() -> Self {
        Self { ground: Ground::Inset, margin: 12, ..Self::new() }
    }

    /// A heading.
    pub fn title(mut self, title: impl Into<Cow<'a, str>>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Muted words at the right of the heading.
    pub fn aside(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.aside = Some(words.into());
        self
    }

    /// A chip at the right of the heading.
    pub fn chip(mut self, chip: Chip<'a>) -> Self {
        self.chip = Some(chip);
        self
    }

    /// A quiet button at the right of the heading.
    pub fn action(mut self, button: CommandButton<'a>) -> Self {
        self.action = Some(button.small());
        self
    }

    /// A hairline under the heading, for lists that reach the card's edges.
    pub fn rule(mut self) -> Self {
        self.rule = true;
        self
    }

    /// Space between edge and contents, in points.
    pub fn margin(mut self, margin: i8) -> Self {
        self.margin = margin;
        self
    }

    /// At least this high in all, in points.
    pub fn min_height(mut self, height: f32) -> Self {
        self.min_height = height;
        self
    }

    /// Paints the panel across the room there is, and the contents in it.
    pub fn show<R>(self, ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> CardResponse<R> {
        let c = colours(ui);
        let t = tokens();
        let (fill, stroke, radius) = match self.ground {
            Ground::Surface => (c.surface, Stroke::new(t.stroke.hairline, c.line), t.radius.panel),
            Ground::Strong => (c.surface, Stroke::new(t.stroke.strong, c.outline_strong), t.radius.panel),
            Ground::Inset => (c.surface_inset, Stroke::NONE, 8),
        };
        let headed = self.title.is_some();
        // With a rule the head keeps the margin and the list has none, so that its lines reach the edges.
        let margin = if self.rule { Margin::ZERO } else { Margin::same(self.margin) };
        let line = stroke.width.round() as i8;
        let margin = Margin {
            left: (margin.left - line).max(0),
            right: (margin.right - line).max(0),
            top: (margin.top - line).max(0),
            bottom: (margin.bottom - line).max(0),
        };
        let mut action = false;
        let rule = self.rule;
        let frame =
            Frame::new().fill(fill).stroke(stroke).corner_radius(CornerRadius::same(radius)).inner_margin(margin);
        let min_height = self.min_height;
        let InnerResponse { inner, response } = frame.show(ui, |ui| {
            // The contents run downwards with the common spacing, whatever row or grid the card stands in.
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing = vec2(t.space.s, t.space.s);
                ui.set_min_width(ui.available_width());
                let around = margin.sum().y + 2.0 * stroke.width;
                ui.set_min_height((min_height - around).max(0.0));
                if headed {
                    let head = if rule {
                        Frame::new().inner_margin(Margin { left: 16, right: 16, top: 10, bottom: 10 })
                    } else {
                        Frame::new()
                    };
                    head.show(ui, |ui| action = self.head(ui));
                }
                if rule {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    if headed {
                        ui.add_space(-t.space.s);
                        divider(ui);
                    }
                }
                contents(ui)
            })
            .inner
        });
        CardResponse { inner, action, response }
    }

    fn head(self, ui: &mut Ui) -> bool {
        let mut pressed = false;
        ui.horizontal(|ui| {
            ui.set_min_height(24.0);
            if let Some(title) = self.title {
                Text::section(title).one_line().show(ui);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(button) = self.action {
                    pressed = button.show(ui).clicked();
                }
                if let Some(chip) = self.chip {
                    chip.show(ui);
                }
                if let Some(aside) = self.aside {
                    Text::label(aside).muted().elide().show(ui);
                }
            });
        });
        pressed
    }
}

/// Columns beside each other, of the given shares of the width, with the gutter of 16 between them; each
/// contents is laid out downwards. Takes the height of the tallest.
pub fn columns(ui: &mut Ui, shares: &[f32], mut contents: impl FnMut(&mut Ui, usize)) {
    let gutter = tokens().space.l;
    let full = ui.available_rect_before_wrap();
    let whole: f32 = shares.iter().sum::<f32>().max(f32::EPSILON);
    let room = full.width() - gutter * shares.len().saturating_sub(1) as f32;
    let mut left = full.left();
    let mut bottom = full.top();
    for (i, share) in shares.iter().enumerate() {
        let width = (room * share / whole).max(1.0);
        let place = Rect::from_min_max(pos2(left, full.top()), pos2(left + width, full.bottom()));
        left += width + gutter;
        let builder = UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min)).id_salt(("column", i));
        let mut column = ui.new_child(builder);
        contents(&mut column, i);
        bottom = bottom.max(column.min_rect().bottom());
    }
    ui.advance_cursor_after_rect(Rect::from_min_max(full.min, pos2(full.right(), bottom)));
}

/// The body of a page of cards: scrolls, 24 at the sides, at most 1180 wide, 16 between the cards.
pub fn card_page<R>(ui: &mut Ui, id: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = Margin { left: 24, right: 24, top: 0, bottom: 24 };
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(margin)
                .show(ui, |ui| {
                    ui.set_width(ui.available_width().min(tokens().size.page_max));
                    ui.spacing_mut().item_spacing = vec2(tokens().space.l, 14.0);
                    contents(ui)
                })
                .inner
        })
        .inner
}
