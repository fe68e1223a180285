//! What both shells share: the workspace, commands, jobs, the door to the outside, and what needs several rooms at once.

pub mod awards;
pub mod beacon;
pub mod checking;
pub mod claims;
mod command;
pub mod demo;
pub mod drawing;
pub mod duplicates;
pub mod envelope;
pub mod exporting;
mod failure;
pub mod heroes;
pub mod home;
pub mod importing;
pub mod listing;
pub mod monsters;
pub mod names;
pub mod nominations;
pub mod outlook;
pub mod people;
pub mod photos;
mod preferences;
pub mod presenting;
pub mod printing;
mod progress;
pub mod receipts;
pub mod templates;
pub mod when;
mod workspace;
mod world;

pub use command::{Command, Section, Shortcut};
pub use failure::{Failure, io_reason};
pub use preferences::{Preferences, Recent, ThemeChoice};
pub use progress::{Cancelled, Jobs, Progress, Task};
pub use workspace::{Saved, Workspace, read_campaign};
pub use world::{FakeWorld, ReadSeek, SystemWorld, World, backup_path};
