//! What the program remembers between runs: recent campaigns, how the window looks, and saved views of the list of people.
//! Nothing of a campaign is in it but title, path and what somebody chose to look for.

use super::people::{PeopleOrder, PeopleQuery, folded};
use super::world::World;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    pub path: PathBuf,
    pub title: String,
    pub opened_at: Timestamp,
}

/// A way to look at the people of one campaign, under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleView {
    /// Id of the campaign: awards and channels mean nothing in another.
    pub campaign: String,
    pub name: String,
    pub query: PeopleQuery,
    pub columns: Vec<PeopleOrder>,
}

/// What a printer is off by on a sheet of labels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrinterOffset {
    /// As the system calls it; empty for whatever printer is the usual one.
    pub printer: String,
    /// The maker's number of the sheet.
    pub sheet: String,
    /// Right and down, in mm.
    pub offset_mm: (f32, f32),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Newest first.
    pub recent: Vec<Recent>,
    pub theme: ThemeChoice,
    pub zoom: f32,
    pub rail_narrow: bool,
    pub reduce_motion: bool,
    /// By name.
    pub people_views: Vec<PeopleView>,
    pub printer_offsets: Vec<PrinterOffset>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            theme: ThemeChoice::default(),
            zoom: 1.0,
            rail_narrow: false,
            reduce_motion: false,
            people_views: Vec::new(),
            printer_offsets: Vec::new(),
        }
    }
}

impl Preferences {
    const FILE: &str = "preferences.ron";
    const RECENT: usize = 12;

    /// What is stored, or the defaults where there is nothing readable: a broken preference must not keep the program shut.
    pub fn load(world: &dyn World) -> Self {
        world
            .settings_folder()
            .and_then(|folder| world.read(&folder.join(Self::FILE)).ok())
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .and_then(|text| ron::from_str(&text).ok())
            .unwrap_or_default()
    }
    pub(super) fn store(&self, world: &dyn World) {
        let Some(folder) = world.settings_folder() else { return };
        if let Ok(text) = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()) {
            // Nothing of the campaign depends on it; a read-only home costs the memory of recent files only.
            let _ = world.create_folder(&folder);
            let _ = world.write_whole(&folder.join(Self::FILE), text.as_bytes(), false);
        }
    }
    pub fn remember(&mut self, path: PathBuf, title: String, opened_at: Timestamp) {
        self.recent.retain(|recent| recent.path != path);
        self.recent.insert(0, Recent { path, title, opened_at });
        self.recent.truncate(Self::RECENT);
    }
    /// Keeps a view; one of the same campaign and name is replaced.
    pub fn keep_view(&mut self, view: PeopleView) {
        self.forget_view(&view.campaign, &view.name);
        self.people_views.push(view);
        self.people_views.sort_by(|a, b| a.name.cmp(&b.name));
    }
    pub fn forget_view(&mut self, campaign: &str, name: &str) {
        self.people_views.retain(|view| view.campaign != campaign || view.name != name);
    }
    /// Forgets the views of a campaign that look for one of these words, such as the name of somebody who was erased.
    pub fn forget_views_about(&mut self, campaign: &str, words: &[String]) {
        let about: Vec<String> = words.iter().map(|word| folded(word)).collect();
        let names = |text: &str| {
            let text = folded(text);
            let mut parts = text.split_whitespace().filter(|part| part.chars().count() > 1);
            parts.any(|part| about.iter().any(|word| word.contains(part)))
        };
        self.people_views.retain(|view| view.campaign != campaign || !(names(&view.name) || names(&view.query.words)));
    }
    /// What this printer is off by on this sheet: as measured on it, else as measured on another sheet of the same printer.
    pub fn printer_offset(&self, printer: &str, sheet: &str) -> Option<(f32, f32)> {
        let of_printer = || self.printer_offsets.iter().filter(|kept| kept.printer == printer);
        let kept = of_printer().find(|kept| kept.sheet == sheet).or_else(|| of_printer().next());
        kept.map(|kept| kept.offset_mm)
    }
    pub fn keep_printer_offset(&mut self, printer: &str, sheet: &str, offset_mm: (f32, f32)) {
        self.printer_offsets.retain(|kept| kept.printer != printer || kept.sheet != sheet);
        self.printer_offsets.push(PrinterOffset { printer: printer.to_owned(), sheet: sheet.to_owned(), offset_mm });
    }
    pub fn forget(&mut self, path: &std::path::Path) {
        self.recent.retain(|recent| recent.path != path);
    }
}
