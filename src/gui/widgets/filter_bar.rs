//! The line over a table: finding, filters, and how many are left.

use std::borrow::Cow;

use eframe::egui::{Align, Frame, Layout, Margin, Rect, Ui, UiBuilder, pos2, vec2};

use super::command_button::CommandButton;
use super::menu::{MenuLine, menu};
use crate::gui::icons::Icon;
use crate::gui::marks::divider;
use crate::gui::text::{self, Text, Type};
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
        let both = Frame::new().fill(fill).inner_margin(margin).show(ui, |ui| self.line(ui, left, right)).inner;
        if !self.plain {
            // The line closes the bar, and the table begins right under it.
            let gap = ui.spacing().item_spacing.y;
            ui.add_space(-gap);
            divider(ui);
            ui.add_space(-gap);
        }
        both
    }

    /// The right side first, for its width; the left side takes the rest and runs on in a second line.
    fn line<L, R>(&self, ui: &mut Ui, left: impl FnOnce(&mut Ui) -> L, right: impl FnOnce(&mut Ui) -> R) -> (L, R) {
        let full = ui.available_rect_before_wrap();
        let row = Rect::from_min_size(full.min, vec2(full.width(), tokens().size.button));
        let builder = UiBuilder::new().max_rect(row).layout(Layout::right_to_left(Align::Center)).id_salt("right");
        let mut at_right = ui.new_child(builder);
        let r = right(&mut at_right);
        let count = text::width(ui.painter(), &self.count, Type::Label);
        if count > 0.0 && count < row.width() * 0.3 {
            Text::label(self.count.as_ref()).muted().one_line().show(&mut at_right);
        }
        let edge = at_right.min_rect().left() - ui.spacing().item_spacing.x;
        let rest = Rect::from_min_max(full.min, pos2(edge.max(full.left() + 120.0), row.bottom()));
        let wrapped = Layout::left_to_right(Align::Center).with_main_wrap(true);
        let mut at_left = ui.new_child(UiBuilder::new().max_rect(rest).layout(wrapped).id_salt("left"));
        at_left.spacing_mut().item_spacing.y = 4.0;
        at_left.set_row_height(tokens().size.button);
        let l = left(&mut at_left);
        let bottom = at_left.min_rect().bottom().max(row.bottom());
        ui.advance_cursor_after_rect(Rect::from_min_max(full.min, pos2(full.right(), bottom)));
        (l, r)
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

/// A filter over values and their titles; nothing where there are none. True when another was chosen.
pub fn filter_by<T: Clone + PartialEq, W: AsRef<str>>(
    ui: &mut Ui,
    any: &str,
    options: &[(T, W)],
    chosen: &mut Option<T>,
) -> bool {
    if options.is_empty() {
        return false;
    }
    let titles: Vec<&str> = options.iter().map(|(_, title)| title.as_ref()).collect();
    let mut place = chosen.as_ref().and_then(|value| options.iter().position(|(other, _)| other == value));
    let changed = FilterMenu::new(any, &titles, &mut place).show(ui);
    if changed {
        *chosen = place.and_then(|place| options.get(place)).map(|(value, _)| value.clone());
    }
    changed
}
