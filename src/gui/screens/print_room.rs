//! The page `print_room`.

use crate::gui::action::{Cx, Screen};
use eframe::egui::Ui;

#[derive(Default)]
pub struct PrintRoom {}

impl Screen for PrintRoom {
    fn show(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
    fn reset(&mut self) {
        *self = Self::default();
    }
}
