//! The room gui.
