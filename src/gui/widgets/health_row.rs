//! A line about the campaign's health: mark, what, and the way to look at it.

use std::borrow::Cow;

use eframe::egui::{Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::command_button::CommandButton;
use crate::gui::icons::Icon;
use crate::gui::marks::{Tone, hairline, icon_disc};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::colours;

/// A line of health.
#[must_use = "call show"]
pub struct HealthRow<'a> {
    tone: Tone,
    icon: Icon,
    title: Cow<'a, str>,
    words: Cow<'a, str>,
    action: Option<CommandButton<'a>>,
    rule: bool,
    wrap: bool,
}

impl<'a> HealthRow<'a> {
    /// A line.
    pub fn new(tone: Tone, icon: Icon, title: impl Into<Cow<'a, str>>, words: impl Into<Cow<'a, str>>) -> Self {
        Self { tone, icon, title: title.into(), words: words.into(), action: None, rule: true, wrap: false }
    }

    /// A quiet button at the right.
    pub fn action(mut self, button: CommandButton<'a>) -> Self {
        self.action = Some(button.small());
        self
    }

    /// Without the hairline above it.
    pub fn no_rule(mut self) -> Self {
        self.rule = false;
        self
    }

    /// Words run over several lines instead of being cut, as in the checks before printing.
    pub fn wrap(mut self) -> Self {
        self.wrap = true;
        self
    }

    /// Paints across the room there is; true when the action was pressed.
    pub fn show(self, ui: &mut Ui) -> bool {
        let c = colours(ui);
        let width = ui.available_width();
        let action = self.action.as_ref().map_or(0.0, |b| b.width(ui.painter()));
        let room = width - 45.0 - 16.0 - if action > 0.0 { action + 8.0 } else { 0.0 };
        let fit = if self.wrap { Fit::Wrap(room) } else { Fit::Elide(room) };
        let title = text::galley(ui.painter(), &self.title, Type::Strong, c.ink, fit);
        // Words of several lines run under the button, across the whole row.
        let under = if self.wrap { Fit::Wrap(width - 52.0 - 12.0) } else { fit };
        let words = text::galley(ui.painter(), &self.words, Type::Caption, c.ink_muted, under);
        let head = if self.wrap && action > 0.0 { title.size().y.max(28.0) } else { title.size().y };
        let lines = head + if self.words.is_empty() { 0.0 } else { words.size().y };
        let height = (lines + 14.0).max(50.0);
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let p = ui.painter();
        if self.rule {
            hairline(p, rect.x_range(), rect.top() + 1.0, c.line);
        }
        let (fill, ink) = self.tone.soft(c);
        let mark_y = if self.wrap { rect.center().y - lines / 2.0 + head / 2.0 } else { rect.center().y };
        icon_disc(p, pos2(rect.left() + 29.0, mark_y), 13.0, self.icon, fill, ink);
        let top = rect.center().y - lines / 2.0;
        let x = rect.left() + 52.0;
        let under = top + head;
        p.galley(pos2(x, top + (head - title.size().y) / 2.0), title, c.ink);
        if !self.words.is_empty() {
            p.galley(pos2(x, under), words, c.ink_muted);
        }
        let spoken = format!("{}. {}", self.title, self.words);
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &spoken));
        let Some(button) = self.action else { return false };
        let at = pos2(rect.right() - 8.0 - action, mark_y - 14.0);
        let place = Rect::from_min_size(at, vec2(action, 28.0));
        let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("health", self.title.as_ref())));
        button.show(&mut child).clicked()
    }
}
