//! Setting up: rounds and rules, the panel, the field.

use super::asking::Asked;
use super::{Shown, field, panel, rounds};
use crate::gui::action::Cx;
use crate::gui::grid;
use crate::gui::widgets::segmented::Segmented;
use eframe::egui::Ui;

#[derive(Default)]
pub struct SetUp {
    side: usize,
    panel: panel::Panel,
    field: field::FieldView,
}

impl SetUp {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, asked: &mut Option<Asked>) {
        let titles = [
            "Rounds and rules".to_owned(),
            format!("Panel ({})", shown.judging.panel.len()),
            format!("Field ({})", shown.judging.field.len()),
        ];
        grid::inset(ui, |ui| {
            Segmented::new("What to set up", &titles, &mut self.side).small().show(ui);
        });
        ui.add_space(10.0);
        match self.side {
            0 => rounds::show(ui, cx, shown),
            1 => self.panel.show(ui, cx, shown, asked),
            _ => self.field.show(ui, cx, shown, asked),
        }
    }
}
