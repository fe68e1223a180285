//! The room scene.
