//! The mapping as lines of words, to be copied, edited and pasted.

use super::session::Session;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::text_field::TextField;
use eframe::egui::{Frame, Margin, ScrollArea, Ui};

/// What stands in the field.
#[derive(Default)]
pub struct InWords {
    text: String,
    /// The mapping the text was made from.
    made_from: String,
    /// Why the lines were not taken.
    wrong: Option<String>,
}

impl InWords {
    pub fn show(&mut self, ui: &mut Ui, session: &mut Session) {
        let lines = session.mapping().to_lines();
        if self.made_from != lines {
            self.text.clone_from(&lines);
            self.made_from = lines;
            self.wrong = None;
        }
        let kind = session.mapping().kind;
        ui.add_space(4.0);
        Frame::new().inner_margin(Margin::symmetric(14, 0)).show(ui, |ui| {
            let fields: Vec<String> = kind.fields().iter().map(|field| field.title(kind)).collect();
            let words = format!("One line a column: header = {}, left out.", fields.join(", "));
            Text::caption(words).muted().show(ui);
            ui.add_space(6.0);
            if let Some(wrong) = &self.wrong {
                Note::danger("The lines were not taken").words(wrong.as_str()).show(ui);
                ui.add_space(6.0);
            }
            let room = (ui.available_height() - 52.0).max(80.0);
            ScrollArea::vertical().id_salt("mapping in words").max_height(room).show(ui, |ui| {
                let rows = session.mapping().columns.len().clamp(6, 200);
                TextField::new(&mut self.text, "Mapping in words").rows(rows).show(ui);
            });
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let same = (self.text == self.made_from).then_some("The lines are as the table has them.");
                if CommandButton::plain("Use these lines").small().disabled_if(same).show(ui).clicked() {
                    self.take(session);
                }
                if CommandButton::quiet("Copy all lines").small().show(ui).clicked() {
                    ui.ctx().copy_text(self.text.clone());
                }
            });
        });
    }

    fn take(&mut self, session: &mut Session) {
        let mut mapping = session.mapping().clone();
        match mapping.apply_lines(&self.text) {
            Ok(()) => {
                self.wrong = None;
                session.set_mapping(mapping);
            }
            Err(error) => self.wrong = Some(error.to_string()),
        }
    }
}
