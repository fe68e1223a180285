//! What, why, what to do: the dialog for work that stopped. It says first whether something was lost.

use std::borrow::Cow;

use eframe::egui::{Context, Id, Sense, pos2, vec2};

use super::command_button::CommandButton;
use super::dialog::Dialog;
use super::note::Note;
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::Text;
use crate::gui::theme::colours;

/// A failure.
#[must_use = "call show"]
pub struct FailureDialog<'a> {
    id: &'a str,
    what: Cow<'a, str>,
    why: Cow<'a, str>,
    lost: Option<(bool, Cow<'a, str>, Cow<'a, str>)>,
    steps: Vec<Cow<'a, str>>,
    details: Cow<'a, str>,
    buttons: Vec<CommandButton<'a>>,
    quiet: Option<CommandButton<'a>>,
}

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureAnswer {
    /// The button of this index, in the order added.
    Button(usize),
    /// The quiet one at the left, or Esc.
    Leave,
}

impl<'a> FailureDialog<'a> {
    /// "The campaign was not saved", and why.
    pub fn new(id: &'a str, what: impl Into<Cow<'a, str>>, why: impl Into<Cow<'a, str>>) -> Self {
        Self {
            id,
            what: what.into(),
            why: why.into(),
            lost: None,
            steps: Vec::new(),
            details: Cow::Borrowed(""),
            buttons: Vec::new(),
            quiet: None,
        }
    }

    /// Nothing is lost, and what is kept where.
    pub fn nothing_lost(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.lost = Some((false, Cow::Borrowed("Nothing is lost"), words.into()));
        self
    }

    /// Something is lost: what.
    pub fn lost(mut self, title: impl Into<Cow<'a, str>>, words: impl Into<Cow<'a, str>>) -> Self {
        self.lost = Some((true, title.into(), words.into()));
        self
    }

    /// One thing to do; they are numbered when there are several.
    pub fn step(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.steps.push(words.into());
        self
    }

    /// Words for whoever helps, folded away and to be copied.
    pub fn details(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.details = words.into();
        self
    }

    /// A button at the right; the last one has the keyboard.
    pub fn button(mut self, button: CommandButton<'a>) -> Self {
        self.buttons.push(button);
        self
    }

    /// The quiet button at the left, which is also what Esc means: "Keep working, remind me".
    pub fn leave(mut self, title: impl Into<Cow<'a, str>>) -> Self {
        self.quiet = Some(CommandButton::quiet(title));
        self
    }

    /// Paints it over the window.
    pub fn show(self, ctx: &Context) -> Option<FailureAnswer> {
        let mut dialog =
            Dialog::new(self.id, self.what).words(self.why).mark(Icon::Stop, Tone::Danger).alert().width(600.0);
        let quiet = usize::from(self.quiet.is_some());
        if let Some(button) = self.quiet {
            dialog = dialog.left(button);
        }
        let count = self.buttons.len();
        for button in self.buttons {
            dialog = dialog.button(button);
        }
        dialog = dialog.focus((quiet + count).saturating_sub(1));
        let id = self.id;
        let out = dialog.show(ctx, |ui| {
            if let Some((bad, title, words)) = self.lost {
                let note = if bad { Note::danger(title) } else { Note::good(title) };
                note.words(words).show(ui);
            }
            if !self.steps.is_empty() {
                ui.add_space(4.0);
                Text::strong("What to do").show(ui);
                let numbered = self.steps.len() > 1;
                for (i, step) in self.steps.iter().enumerate() {
                    let words = if numbered { format!("{}.  {step}", i + 1) } else { step.to_string() };
                    Text::body(words).show(ui);
                }
            }
            if !self.details.is_empty() {
                details(ui, id, &self.details);
            }
        });
        match out.pressed {
            Some(0) if quiet == 1 => Some(FailureAnswer::Leave),
            Some(index) => Some(FailureAnswer::Button(index - quiet)),
            None if out.closed => Some(FailureAnswer::Leave),
            None => None,
        }
    }
}

fn details(ui: &mut eframe::egui::Ui, id: &str, words: &str) {
    let key = Id::unique("failure details").with(id);
    let mut open: bool = ui.data(|d| d.get_temp(key)).unwrap_or(false);
    let icon = if open { Icon::Down } else { Icon::Right };
    if CommandButton::quiet("Details for support").icon(icon).small().show(ui).clicked() {
        open = !open;
        ui.data_mut(|d| d.insert_temp(key, open));
    }
    if open {
        let c = colours(ui);
        let width = ui.available_width();
        let galley = crate::gui::text::galley(
            ui.painter(),
            words,
            crate::gui::text::Type::Mono,
            c.ink,
            crate::gui::text::Fit::Wrap(width - 24.0),
        );
        let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 20.0), Sense::hover());
        ui.painter().rect_filled(rect, 8, c.surface_inset);
        ui.painter().galley(pos2(rect.left() + 12.0, rect.top() + 10.0), galley, c.ink);
        response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, words));
        if CommandButton::plain("Copy the details").icon(Icon::Copy).small().show(ui).clicked() {
            ui.ctx().copy_text(words.to_owned());
        }
    }
}
