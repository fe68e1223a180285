//! What the program remembers between runs: recent campaigns and how the window looks. Nothing of a campaign is in it but title and path.

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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Newest first.
    pub recent: Vec<Recent>,
    pub theme: ThemeChoice,
    pub zoom: f32,
    pub rail_narrow: bool,
    pub reduce_motion: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { recent: Vec::new(), theme: ThemeChoice::default(), zoom: 1.0, rail_narrow: false, reduce_motion: false }
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
    pub fn forget(&mut self, path: &std::path::Path) {
        self.recent.retain(|recent| recent.path != path);
    }
}
