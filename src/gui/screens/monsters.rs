//! The page `monsters`.

use crate::gui::action::{Cx, Screen};
use eframe::egui::Ui;

#[derive(Default)]
pub struct Monsters {}

impl Screen for Monsters {
    fn show(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
    fn reset(&mut self) {
        *self = Self::default();
    }
}
