//! Unsung: a recognition campaign on one laptop. The rooms and what each may use stand in docs/ARCHITECTURE.md.
#![allow(missing_docs)]

pub mod app;
pub mod campaign;
pub mod cli;
pub mod draw;
#[cfg(feature = "gui")]
pub mod gui;
pub mod hub;
pub mod intake;
pub mod judging;
pub mod press;
pub mod scene;
pub mod store;
