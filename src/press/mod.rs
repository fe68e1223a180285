//! The room press.
