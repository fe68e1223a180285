//! A note: something to know, where it matters. Edge, icon, bold line, text, one action.

use std::borrow::Cow;

use eframe::egui::{CornerRadius, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::command_button::CommandButton;
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::colours;

/// Something to know.
#[must_use = "call show"]
pub struct Note<'a> {
    tone: Tone,
    icon: Icon,
    title: Cow<'a, str>,
    words: Option<Cow<'a, str>>,
    action: Option<CommandButton<'a>>,
    other: Option<CommandButton<'a>>,
}

/// What a note gives back.
pub struct NoteResponse {
    /// The note.
    pub response: Response,
    /// Its action was pressed.
    pub action: bool,
    /// The other one was.
    pub other: bool,
}

impl<'a> Note<'a> {
    fn new(tone: Tone, icon: Icon, title: Cow<'a, str>) -> Self {
        Self { tone, icon, title, words: None, action: None, other: None }
    }

    /// Good to know.
    pub fn info(title: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Tone::Accent, Icon::Info, title.into())
    }

    /// In order.
    pub fn good(title: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Tone::Success, Icon::Check, title.into())
    }

    /// To be looked at.
    pub fn warning(title: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Tone::Warning, Icon::Warn, title.into())
    }

    /// Stops something.
    pub fn danger(title: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Tone::Danger, Icon::Stop, title.into())
    }

    /// Another icon.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = icon;
        self
    }

    /// Words under the bold line.
    pub fn words(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.words = Some(words.into());
        self
    }

    /// One thing to do about it.
    pub fn action(mut self, button: CommandButton<'a>) -> Self {
        self.action = Some(button.small());
        self
    }

    /// A second thing, before the first: the lesser of a pair.
    pub fn other(mut self, button: CommandButton<'a>) -> Self {
        self.other = Some(button.small());
        self
    }

    /// Paints across the room there is.
    pub fn show(self, ui: &mut Ui) -> NoteResponse {
        let c = colours(ui);
        let width = ui.available_width();
        let (fill, _) = self.tone.soft(c);
        let ink = match self.tone {
            Tone::Accent => c.accent_ink,
            Tone::Success => c.success,
            Tone::Warning => c.warning,
            _ => c.danger,
        };
        let buttons: Vec<CommandButton<'_>> = self.other.into_iter().chain(self.action).collect();
        let has_other = buttons.len() == 2;
        let action_width = match buttons.len() {
            0 => 0.0,
            count => buttons.iter().map(|b| b.width(ui.painter())).sum::<f32>() + 8.0 * count as f32 + 4.0,
        };
        // A wide action beside narrow words would squeeze them: it moves under them.
        let below = action_width > 0.0 && width - 60.0 - action_width < 180.0;
        let room = width - 52.0 - if below { 0.0 } else { action_width };
        let title = text::galley(ui.painter(), &self.title, Type::Strong, c.ink, Fit::Wrap(room));
        let words = self.words.as_ref().map(|w| text::galley(ui.painter(), w, Type::Label, c.ink, Fit::Wrap(room)));
        let mut text_height = title.size().y;
        if let Some(words) = &words {
            text_height += words.size().y + 1.0;
        }
        let mut height = text_height + 20.0;
        if below {
            height += 34.0;
        } else if action_width > 0.0 {
            height = height.max(44.0);
        }
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let radius = CornerRadius { nw: 4, sw: 4, ne: 8, se: 8 };
        ui.painter().rect_filled(rect, radius, fill);
        let edge = Rect::from_min_size(rect.min, vec2(4.0, height));
        ui.painter().rect_filled(edge, CornerRadius { nw: 4, sw: 4, ne: 0, se: 0 }, self.tone.edge(c));
        let lines = if below { text_height + 20.0 } else { height };
        let top = rect.top() + (lines - text_height) / 2.0;
        self.icon.paint(ui.painter(), pos2(rect.left() + 24.0, top + 10.0), 18.0, ink);
        let left = rect.left() + 42.0;
        let under = top + title.size().y + 1.0;
        ui.painter().galley(pos2(left, top), title, c.ink);
        if let Some(words) = words {
            ui.painter().galley(pos2(left, under), words, c.ink);
        }
        let spoken = match &self.words {
            Some(words) => format!("{}. {words}", self.title),
            None => self.title.to_string(),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Note, true, &spoken));
        let (mut action, mut other) = (false, false);
        let last = buttons.len().saturating_sub(1);
        let mut x = if below { left - 8.0 } else { rect.right() + 4.0 - action_width };
        let y = if below { top + text_height + 8.0 } else { rect.center().y - 14.0 };
        for (n, button) in buttons.into_iter().enumerate() {
            let place = Rect::from_min_size(pos2(x, y), vec2(button.width(ui.painter()), 28.0));
            x = place.right() + 8.0;
            let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("note", &spoken, n)));
            let pressed = button.show(&mut child).clicked();
            if has_other && n < last {
                other = pressed;
            } else {
                action = pressed;
            }
        }
        NoteResponse { response, action, other }
    }
}
