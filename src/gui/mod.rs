//! The window: theme, widgets, frame, screens.
//!
//! The room draws and asks; it never changes a campaign itself. `theme` holds the look as data, `widgets`
//! the controls (free of campaign words, so that they stand alone), `shell` the frame around every page.

pub mod bidi;
pub mod fonts;
pub mod icons;
pub mod marks;
pub mod shell;
pub mod style;
pub mod text;
pub mod theme;
pub mod widgets;
