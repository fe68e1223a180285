//! The page `import`.

use crate::gui::action::{Cx, Screen};
use eframe::egui::Ui;

#[derive(Default)]
pub struct Import {}

impl Screen for Import {
    fn show(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl Import {
    /// Starts on a file: chosen, dropped or given on the command line.
    pub fn begin(&mut self, _ws: &crate::app::Workspace, _path: std::path::PathBuf) {}
}
