//! Sections of a pane in which one changes things: a title, a word or an action at its right, contents;
//! and the lines that only say something: mark, words, and a value at the right.

use std::borrow::Cow;

use eframe::egui::{Align, Align2, Layout, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::command_button::CommandButton;
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::colours;

/// A titled part of an inspector or a detail pane.
#[must_use = "call show"]
pub struct Section<'a> {
    title: Cow<'a, str>,
    aside: Option<Cow<'a, str>>,
    action: Option<CommandButton<'a>>,
}

impl<'a> Section<'a> {
    /// A section.
    pub fn new(title: impl Into<Cow<'a, str>>) -> Self {
        Self { title: title.into(), aside: None, action: None }
    }

    /// Muted words at the right of the title.
    pub fn aside(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.aside = Some(words.into());
        self
    }

    /// A quiet button at the right of the title.
    pub fn action(mut self, button: CommandButton<'a>) -> Self {
        self.action = Some(button.small());
        self
    }

    /// Paints; gives what the contents gave and whether the action was pressed.
    pub fn show<R>(self, ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> (R, bool) {
        let mut pressed = false;
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.set_min_height(24.0);
            Text::new(self.title.as_ref(), Type::LabelStrong).one_line().show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(button) = self.action {
                    pressed = button.show(ui).clicked();
                }
                if let Some(aside) = self.aside {
                    Text::caption(aside).elide().show(ui);
                }
            });
        });
        let inner = ui.vertical(contents).inner;
        (inner, pressed)
    }
}

/// One fact: a mark, words, and at the right a value.
#[must_use = "call show"]
pub struct FactRow<'a> {
    mark: Option<(Icon, Tone)>,
    words: Cow<'a, str>,
    value: Cow<'a, str>,
    strong: bool,
}

impl<'a> FactRow<'a> {
    /// A fact with its value; the value may be empty.
    pub fn new(words: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) -> Self {
        Self { mark: None, words: words.into(), value: value.into(), strong: false }
    }

    /// An icon before it.
    pub fn mark(mut self, icon: Icon, tone: Tone) -> Self {
        self.mark = Some((icon, tone));
        self
    }

    /// The value is the point of it: semi-bold ink.
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    /// Paints across the room there is. What one line cannot hold goes on below it: a fact is read whole.
    pub fn show(self, ui: &mut Ui) {
        const ROWS: usize = 4;
        let c = colours(ui);
        let width = ui.available_width();
        let indent = if self.mark.is_some() { 24.0 } else { 0.0 };
        let (style, ink) = if self.strong { (Type::LabelStrong, c.ink) } else { (Type::Label, c.ink_muted) };
        let value = text::galley(ui.painter(), &self.value, style, ink, Fit::WrapRows(width * 0.6, ROWS));
        let gap = if self.value.is_empty() { 0.0 } else { 10.0 };
        let left = (width - indent - gap - value.size().x).max(0.0);
        let words = text::galley(ui.painter(), &self.words, Type::Label, c.ink, Fit::WrapRows(left, ROWS));
        let height = (words.size().y.max(value.size().y) + 4.0).max(24.0);
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        if let Some((icon, tone)) = self.mark {
            let (_, ink) = tone.soft(c);
            // Beside the first line.
            let y = rect.top() + f32::midpoint(height - words.size().y, Type::Label.line());
            icon.paint(ui.painter(), pos2(rect.left() + 8.0, y), 16.0, ink);
        }
        let at = pos2(rect.left() + indent, rect.center().y);
        let words_at = Align2::LEFT_CENTER.anchor_size(at, words.size()).min;
        ui.painter().galley(words_at, words, c.ink);
        let value_at = Align2::RIGHT_CENTER.anchor_size(rect.right_center(), value.size()).min;
        ui.painter().galley(value_at, value, ink);
        let spoken =
            if self.value.is_empty() { self.words.to_string() } else { format!("{}: {}", self.words, self.value) };
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    }
}
