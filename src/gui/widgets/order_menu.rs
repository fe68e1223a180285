//! The button that says what a list is ordered by, for lists whose header does not.

use crate::gui::icons::Icon;

use super::command_button::CommandButton;
use super::menu::{MenuLine, menu, menu_divider};
use eframe::egui::Ui;

/// An order and its direction.
#[must_use = "call show"]
pub struct OrderMenu<'a> {
    titles: &'a [&'a str],
    chosen: &'a mut usize,
    reversed: &'a mut bool,
    small: bool,
}

impl<'a> OrderMenu<'a> {
    /// `titles` in the order of the menu; `reversed` lists from the end.
    pub fn new(titles: &'a [&'a str], chosen: &'a mut usize, reversed: &'a mut bool) -> Self {
        Self { titles, chosen, reversed, small: false }
    }

    /// Only the icon, beside a field in a narrow pane.
    pub fn icon_only(mut self) -> Self {
        self.small = true;
        self
    }

    fn icon() -> CommandButton<'static> {
        CommandButton::plain("Order of the list").icon(Icon::Sort).icon_only()
    }

    /// Width of the icon alone.
    pub fn icon_width(ui: &Ui) -> f32 {
        Self::icon().width(ui.painter())
    }

    /// Paints; true when the order became another.
    pub fn show(self, ui: &mut Ui) -> bool {
        let title = self.titles.get(*self.chosen).copied().unwrap_or_default();
        let from = if *self.reversed { ", from the end" } else { "" };
        let button = if self.small {
            Self::icon().hint(format!("Ordered by: {}{from}", title.to_lowercase()))
        } else {
            CommandButton::plain(format!("Order: {}{from}", title.to_lowercase())).icon(Icon::Sort)
        };
        let response = button.show(ui);
        let before = (*self.chosen, *self.reversed);
        menu(&response, |ui| {
            for (n, title) in self.titles.iter().enumerate() {
                if MenuLine::new(*title).chosen(*self.chosen == n).show(ui).clicked() {
                    *self.chosen = n;
                }
            }
            menu_divider(ui);
            if MenuLine::new("From the end").chosen(*self.reversed).show(ui).clicked() {
                *self.reversed = !*self.reversed;
            }
        });
        before != (*self.chosen, *self.reversed)
    }
}
