//! The page `settings`.

use crate::gui::action::{Cx, Screen};
use eframe::egui::Ui;

#[derive(Default)]
pub struct SettingsPage {}

impl Screen for SettingsPage {
    fn show(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
    fn reset(&mut self) {
        *self = Self::default();
    }
}
