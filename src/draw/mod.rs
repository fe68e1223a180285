//! The room draw.
