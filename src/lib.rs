//! Unsung: a recognition campaign on one laptop. The rooms and what each may use stand in docs/ARCHITECTURE.md.
#![allow(missing_docs)]

pub mod draw;
pub mod campaign;
pub mod intake;
pub mod store;
pub mod scene;
pub mod press;
pub mod app;
pub mod cli;
#[cfg(feature = "gui")]
pub mod gui;
