//! The room scene: pages as placed items, text that always fits, and the writers that turn pages into PDF, pixels and plain text.
//!
//! Knows nothing of campaigns. [`item`] is the vocabulary all share; [`text`] and [`fit`] make runs of glyphs from strings;
//! [`pdf`] and [`dump`] write a [`Scene`](item::Scene) out.

pub mod animation;
mod characters;
pub mod clean;
pub mod dump;
pub mod fit;
pub mod fonts;
pub mod item;
pub mod kit;
pub mod pdf;
pub mod picture;
pub mod pixels;
mod recent;
pub mod ron_file;
pub mod shapes;
pub mod svg;
pub mod text;
pub mod world;
