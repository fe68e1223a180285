//! The head of a page: title, one line of explanation, at most four actions, one of them primary.
//!
//! In a narrow page the actions first drop their keys, then the plain ones their words, and then what
//! is left over moves into a "More" menu; nothing disappears.

use std::borrow::Cow;

use eframe::egui::{Align2, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::command_button::CommandButton;
use super::menu::{MenuLine, menu};
use crate::gui::icons::Icon;
use crate::gui::marks::hairline;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// The head of a page.
#[must_use = "call show"]
pub struct PageHeader<'a> {
    title: Cow<'a, str>,
    words: Option<Cow<'a, str>>,
    actions: Vec<CommandButton<'a>>,
    rule: bool,
}

impl<'a> PageHeader<'a> {
    /// The page's name.
    pub fn new(title: impl Into<Cow<'a, str>>) -> Self {
        Self { title: title.into(), words: None, actions: Vec::new(), rule: false }
    }

    /// One line under it.
    pub fn words(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.words = Some(words.into());
        self
    }

    /// One more action, from left to right.
    pub fn action(mut self, button: CommandButton<'a>) -> Self {
        self.actions.push(button);
        self
    }

    /// A hairline under it, for pages of panes.
    pub fn rule(mut self) -> Self {
        self.rule = true;
        self
    }

    /// Paints; gives the index of the action that was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let c = colours(ui);
        let t = tokens();
        let size = vec2(ui.available_width(), t.size.page_header);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let pad = t.space.xl;
        let words_width = self
            .words
            .as_ref()
            .map_or(0.0, |w| text::width(ui.painter(), w, Type::Label))
            .max(text::width(ui.painter(), &self.title, Type::Page));
        // The explanation may be cut to a third of the page before an action loses its words.
        let words_room = words_width.min(rect.width() / 3.0).max(120.0);
        let room = rect.width() - 2.0 * pad - words_room - t.space.l;
        let (shown, hidden) = fitting(ui, self.actions, room);

        let mut pressed = None;
        let mut right = rect.right() - pad;
        if !hidden.is_empty() {
            let more = CommandButton::plain("More").icon(Icon::Dots).icon_only();
            let place = action_rect(rect, right, more.width(ui.painter()));
            right = place.left() - t.space.s;
            let button = in_place(ui, place, "more", more);
            menu(&button, |ui| {
                for (index, action) in &hidden {
                    let mut line = MenuLine::new(action.title()).disabled_if(action.reason());
                    if let Some(icon) = action.its_icon() {
                        line = line.icon(icon);
                    }
                    if let Some(keys) = action.keys() {
                        line = line.shortcut(keys);
                    }
                    if line.show(ui).clicked() {
                        pressed = Some(*index);
                    }
                }
            });
        }
        for (index, action) in shown.into_iter().rev() {
            let place = action_rect(rect, right, action.width(ui.painter()));
            right = place.left() - t.space.s;
            if in_place(ui, place, index, action).clicked() {
                pressed = Some(index);
            }
        }
        let left = rect.left() + pad;
        let fit = Fit::Elide(right - left - t.space.s);
        let (title_y, words_y) =
            if self.words.is_some() { (rect.top() + 26.0, rect.top() + 49.0) } else { (rect.center().y, 0.0) };
        text::paint(ui.painter(), pos2(left, title_y), Align2::LEFT_CENTER, &self.title, Type::Page, c.ink, fit);
        if let Some(words) = &self.words {
            let at = pos2(left, words_y);
            text::paint(ui.painter(), at, Align2::LEFT_CENTER, words, Type::Label, c.ink_muted, fit);
        }
        if self.rule {
            // Panes begin right under the line.
            ui.add_space(-ui.spacing().item_spacing.y);
            hairline(ui.painter(), rect.x_range(), rect.bottom(), c.line);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &self.title));
        if let Some(words) = &self.words {
            ui.accesskit_node_builder(response.id, |node| node.set_description(words.as_ref()));
        }
        pressed
    }
}

fn action_rect(header: Rect, right: f32, width: f32) -> Rect {
    let height = tokens().size.button;
    Rect::from_min_size(pos2(right - width, header.center().y - height / 2.0), vec2(width, height))
}

fn in_place(
    ui: &mut Ui,
    place: Rect,
    salt: impl std::hash::Hash + std::fmt::Debug,
    button: CommandButton<'_>,
) -> eframe::egui::Response {
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("action", salt)));
    button.show(&mut child)
}

type Numbered<'a> = Vec<(usize, CommandButton<'a>)>;

/// Drops keys, then words, then whole actions until the rest fits into `room`.
fn fitting<'a>(ui: &Ui, actions: Vec<CommandButton<'a>>, room: f32) -> (Numbered<'a>, Numbered<'a>) {
    let gap = tokens().space.s;
    let sum =
        |list: &[(usize, CommandButton<'a>)]| -> f32 { list.iter().map(|(_, b)| b.width(ui.painter()) + gap).sum() };
    let mut shown: Numbered<'a> = actions.into_iter().enumerate().collect();
    let mut hidden = Vec::new();
    if sum(&shown) > room {
        for (_, button) in &mut shown {
            *button = button.clone().without_keys();
        }
    }
    for i in 0..shown.len() {
        if sum(&shown) <= room {
            break;
        }
        let button = &shown[i].1;
        if button.has_icon() && !button.is_primary() {
            shown[i].1 = button.clone().icon_only();
        }
    }
    while sum(&shown) + 42.0 > room && shown.len() > 1 && (sum(&shown) > room || !hidden.is_empty()) {
        let Some(at) = shown.iter().position(|(_, b)| !b.is_primary()) else { break };
        hidden.push(shown.remove(at));
    }
    (shown, hidden)
}
