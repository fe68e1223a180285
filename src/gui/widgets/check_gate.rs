//! Conditions that open one button: boxes to tick and a word to type, before what cannot be undone.

use std::borrow::Cow;

use eframe::egui::{Align, Layout, Ui};

use super::check_row::CheckRow;
use super::command_button::CommandButton;
use super::text_field::{Field, TextField};
use crate::gui::text::Text;

/// One condition.
pub struct Condition<'a> {
    /// "37 left-out entries each have a reason".
    pub words: Cow<'a, str>,
    /// Muted words after it.
    pub detail: Option<Cow<'a, str>>,
    /// Whether it is ticked.
    pub ticked: &'a mut bool,
    /// Why it cannot be ticked yet.
    pub reason: Option<Cow<'a, str>>,
}

impl<'a> Condition<'a> {
    /// A condition.
    pub fn new(words: impl Into<Cow<'a, str>>, ticked: &'a mut bool) -> Self {
        Self { words: words.into(), detail: None, ticked, reason: None }
    }

    /// Muted words after it.
    #[must_use]
    pub fn detail(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.detail = Some(words.into());
        self
    }

    /// Cannot be ticked when there is a reason.
    #[must_use]
    pub fn blocked_if(mut self, reason: Option<impl Into<Cow<'a, str>>>) -> Self {
        self.reason = reason.map(Into::into);
        self
    }
}

/// The gate.
#[must_use = "call show"]
pub struct CheckGate<'a> {
    conditions: Vec<Condition<'a>>,
    word: &'a str,
    typed: &'a mut String,
    button: CommandButton<'a>,
}

impl<'a> CheckGate<'a> {
    /// `button` opens when all conditions are ticked and `word` stands in `typed`; an empty word asks for none.
    pub fn new(
        conditions: Vec<Condition<'a>>,
        word: &'a str,
        typed: &'a mut String,
        button: CommandButton<'a>,
    ) -> Self {
        Self { conditions, word, typed, button }
    }

    /// Paints; true when the button was pressed with everything in place.
    pub fn show(self, ui: &mut Ui) -> bool {
        ui.vertical(|ui| self.inside(ui)).inner
    }

    fn inside(self, ui: &mut Ui) -> bool {
        let mut open_boxes = 0;
        ui.spacing_mut().item_spacing.y = 2.0;
        for condition in self.conditions {
            let mut row = CheckRow::new(&mut *condition.ticked, condition.words);
            if let Some(detail) = condition.detail {
                row = row.detail(detail);
            }
            if let Some(reason) = condition.reason {
                row = row.disabled_because(reason);
            }
            row.show(ui);
            open_boxes += usize::from(!*condition.ticked);
        }
        let word_missing = !self.word.is_empty() && self.typed.trim() != self.word;
        let reason = reason(open_boxes, word_missing.then_some(self.word));
        ui.add_space(8.0);
        let mut pressed = false;
        ui.horizontal(|ui| {
            if !self.word.is_empty() {
                ui.vertical(|ui| {
                    ui.set_width((ui.available_width() * 0.45).max(150.0));
                    let label = format!("Type {} to confirm", self.word);
                    Field::new(label.clone()).show(ui, |ui| TextField::new(self.typed, label).show(ui));
                });
            }
            ui.with_layout(Layout::right_to_left(Align::Max), |ui| {
                pressed = self.button.large().disabled_if(reason.as_deref()).show(ui).clicked();
            });
        });
        if let Some(reason) = reason {
            Text::new(reason, crate::gui::text::Type::Caption).muted().right().show(ui);
        }
        pressed
    }
}

/// "Tick the last box and type LOCK."
fn reason(open_boxes: usize, word: Option<&str>) -> Option<String> {
    let boxes = match open_boxes {
        0 => None,
        1 => Some("Tick the last box".to_owned()),
        n => Some(format!("Tick the {n} open boxes")),
    };
    match (boxes, word) {
        (None, None) => None,
        (Some(boxes), None) => Some(format!("{boxes}.")),
        (None, Some(word)) => Some(format!("Type {word}.")),
        (Some(boxes), Some(word)) => Some(format!("{boxes} and type {word}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn the_reason_names_what_is_missing() {
        assert_eq!(reason(0, None), None);
        assert_eq!(reason(1, Some("LOCK")).as_deref(), Some("Tick the last box and type LOCK."));
        assert_eq!(reason(3, None).as_deref(), Some("Tick the 3 open boxes."));
        assert_eq!(reason(0, Some("LOCK")).as_deref(), Some("Type LOCK."));
    }
}
