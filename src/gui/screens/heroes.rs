//! The page `heroes`.

use crate::gui::action::{Cx, Screen};
use eframe::egui::Ui;

#[derive(Default)]
pub struct Heroes {}

impl Screen for Heroes {
    fn show(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
    fn reset(&mut self) {
        *self = Self::default();
    }
}
