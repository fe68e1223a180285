//! The window: theme, widgets, frame, screens.
//!
//! The room draws and asks; it never changes a campaign itself. `theme` holds the look as data, `widgets`
//! the controls (free of campaign words, so that they stand alone), `shell` the frame around every page.

pub mod action;
pub mod art;
pub mod bidi;
pub mod fonts;
pub mod grid;
mod help;
pub mod icons;
pub mod kept;
mod keys;
pub mod lead;
pub mod marks;
mod modal;
mod palette;
pub mod picker;
mod presenter;
mod run;
pub mod screens;
pub mod shell;
pub mod style;
pub mod text;
pub mod theme;
pub mod typed;
pub mod widgets;
mod window;

pub use run::run;
pub use window::{Next, Window};
