//! The line over a table: finding, filters, and how many are left.

use std::borrow::Cow;

use eframe::egui::{Align, Frame, Layout, Margin, Ui, vec2};

use super::command_button::CommandButton;
use super::menu::{MenuLine, menu};
use crate::gui::icons::Icon;
use crate::gui::marks::divider;
use crate::gui::text::Text;
use crate::gui::theme::{colours, tokens};

/// A toolbar of 48 points.
#[must_use = "call show"]
pub struct FilterBar<'a> {
    count: Cow<'a, str>,
    plain: bool,
}

impl<'a> FilterBar<'a> {
    /// `count` stands at the right: "1,643 people", or "12 of 1,643 people".
    pub fn new(count: impl Into<Cow<'a, str>>) -> Self {
        Self { count: count.into(), plain: false }
    }

    /// On the canvas, without surface and hairline, for pages of cards.
    pub fn plain(mut self) -> Self {
        self.plain = true;
        self
    }

    /// Paints; `left` adds the find field and the filters, `right` what stands after the count.
    pub fn show<L, R>(self, ui: &mut Ui, left: impl FnOnce(&mut Ui) -> L, right: impl FnOnce(&mut Ui) -> R) -> (L, R) {
        let c = colours(ui);
        let margin = if self.plain { Margin::ZERO } else { Margin::symmetric(14, 7) };
        let fill = if self.plain { eframe::egui::Color32::TRANSPARENT } else { c.surface };
        let both = Frame::new()
            .fill(fill)
            .inner_margin(margin)
            .show(ui, |ui| {
                let size = vec2(ui.available_width(), tokens().size.button);
                ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_size(size);
                    let l = left(ui);
                    let r = ui
                        .with_layout(Layout::right_to_left(Align::Center), |ui| {
                            let r = right(ui);
                            if !self.count.is_empty() {
                                Text::label(self.count.as_ref()).muted().elide().show(ui);
                            }
                            r
                        })
                        .inner;
                    (l, r)
                })
                .inner
            })
            .inner;
        if !self.plain {
            ui.spacing_mut().item_spacing.y = 0.0;
            divider(ui);
        }
        both
    }
}

/// A filter as a button with a menu: "Any role", or the chosen one, held down.
#[must_use = "call show"]
pub struct FilterMenu<'a, S> {
    any: &'a str,
    options: &'a [S],
    chosen: &'a mut Option<usize>,
    icon: Option<Icon>,
}

impl<'a, S: AsRef<str>> FilterMenu<'a, S> {
    /// `any` is the title while nothing is chosen; `chosen` is an index into `options`.
    pub fn new(any: &'a str, options: &'a [S], chosen: &'a mut Option<usize>) -> Self {
        Self { any, options, chosen, icon: None }
    }

    /// An icon before the title.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Paints; true when another was chosen.
    pub fn show(self, ui: &mut Ui) -> bool {
        let title = self.chosen.and_then(|i| self.options.get(i)).map_or(self.any, |o| o.as_ref());
        let mut button = CommandButton::plain(title.to_owned()).pressed(self.chosen.is_some());
        if let Some(icon) = self.icon {
            button = button.icon(icon);
        }
        let response = button.show(ui);
        let before = *self.chosen;
        menu(&response, |ui| {
            if MenuLine::new(self.any).chosen(self.chosen.is_none()).show(ui).clicked() {
                *self.chosen = None;
            }
            for (i, option) in self.options.iter().enumerate() {
                if MenuLine::new(option.as_ref()).chosen(*self.chosen == Some(i)).show(ui).clicked() {
                    *self.chosen = Some(i);
                }
            }
        });
        before != *self.chosen
    }
}
