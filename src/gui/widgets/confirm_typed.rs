//! A question whose answer must be typed: for what cannot be undone.

use std::borrow::Cow;

use eframe::egui::{Context, ScrollArea, Ui, vec2};

use super::command_button::CommandButton;
use super::dialog::Dialog;
use super::text_field::{Field, TextField};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::Text;

/// Height of the dialog's head, words, field and foot, and of the room around it.
const AROUND: f32 = 420.0;

/// The question.
#[must_use = "call show"]
pub struct ConfirmTyped<'a> {
    id: &'a str,
    title: Cow<'a, str>,
    words: Cow<'a, str>,
    word: &'a str,
    typed: &'a mut String,
    button: CommandButton<'a>,
}

/// The answer so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirm {
    /// Still open.
    Waiting,
    /// The word stands there and the button was pressed.
    Yes,
    /// Cancelled.
    No,
}

impl<'a> ConfirmTyped<'a> {
    /// `word` is what must be typed, such as LOCK or a person's name; case matters.
    pub fn new(
        id: &'a str,
        title: impl Into<Cow<'a, str>>,
        word: &'a str,
        typed: &'a mut String,
        button: CommandButton<'a>,
    ) -> Self {
        Self { id, title: title.into(), words: Cow::Borrowed(""), word, typed, button }
    }

    /// What will happen and what stays.
    pub fn words(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.words = words.into();
        self
    }

    /// Paints it over the window; `more` adds to the body.
    pub fn show(self, ctx: &Context, more: impl FnOnce(&mut Ui)) -> Confirm {
        let missing = self.typed.trim() != self.word;
        let reason = missing.then(|| format!("Type {} first.", self.word));
        let mut dialog = Dialog::new(self.id, self.title).mark(Icon::Warn, Tone::Danger);
        if let Some(reason) = &reason {
            dialog = dialog.foot_words(reason.clone());
        }
        let dialog = dialog.left(CommandButton::quiet("Cancel")).button(self.button.disabled_if(reason)).focus(0);
        let out = dialog.show(ctx, |ui| {
            if !self.words.is_empty() {
                Text::body(self.words).show(ui);
            }
            // What must be typed stays in sight, however much there is to read.
            let room = (ui.ctx().content_rect().height() - AROUND).max(120.0);
            ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                more(ui);
            });
            let label = format!("Type {} to confirm", self.word);
            Field::new(label.clone()).show(ui, |ui| TextField::new(self.typed, label).width(260.0).show(ui));
        });
        match out.pressed {
            Some(1) => Confirm::Yes,
            Some(_) => Confirm::No,
            None if out.closed => Confirm::No,
            None => Confirm::Waiting,
        }
    }
}
