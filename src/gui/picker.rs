//! File dialogs, behind a trait so that tests answer them. They block and run on a job's thread, never on the window's.

use std::path::PathBuf;

/// What to ask for.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    pub title: String,
    /// Name and endings without the dot: `("Campaign", ["unsung"])`.
    pub filters: Vec<(String, Vec<String>)>,
    pub folder: Option<PathBuf>,
    pub file_name: String,
}

impl Ask {
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
    #[must_use]
    pub fn filter(mut self, name: &str, endings: &[&str]) -> Self {
        self.filters.push((name.into(), endings.iter().map(ToString::to_string).collect()));
        self
    }
    #[must_use]
    pub fn folder(mut self, folder: Option<PathBuf>) -> Self {
        self.folder = folder;
        self
    }
    #[must_use]
    pub fn named(mut self, file_name: impl Into<String>) -> Self {
        self.file_name = file_name.into();
        self
    }
}

pub trait FilePicker: Send + Sync {
    fn open_file(&self, ask: &Ask) -> Option<PathBuf>;
    fn save_file(&self, ask: &Ask) -> Option<PathBuf>;
    fn folder(&self, ask: &Ask) -> Option<PathBuf>;
}

/// The system's own dialogs.
#[derive(Debug, Default)]
pub struct SystemPicker;

impl SystemPicker {
    fn dialog(ask: &Ask) -> rfd::FileDialog {
        let mut dialog = rfd::FileDialog::new().set_title(&ask.title);
        for (name, endings) in &ask.filters {
            dialog = dialog.add_filter(name, endings);
        }
        if let Some(folder) = &ask.folder {
            dialog = dialog.set_directory(folder);
        }
        if !ask.file_name.is_empty() {
            dialog = dialog.set_file_name(&ask.file_name);
        }
        dialog
    }
}

impl FilePicker for SystemPicker {
    fn open_file(&self, ask: &Ask) -> Option<PathBuf> {
        Self::dialog(ask).pick_file()
    }
    fn save_file(&self, ask: &Ask) -> Option<PathBuf> {
        Self::dialog(ask).save_file()
    }
    fn folder(&self, ask: &Ask) -> Option<PathBuf> {
        Self::dialog(ask).pick_folder()
    }
}
